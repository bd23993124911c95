/* equal.h - Equality and hashes of Go values, in memory layout.
 *
 * Source: Go spec, "Comparison operators".
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/value.h"

/* Whether the values at @a and @b are ==. *@fault_type (may be NULL) is set to the offending type
 * where Go panics ("comparing uncomparable type T"), else NULL. */
bool ilv_equal (const struct ilv_rtype *type, const void *a, const void *b,
                const struct ilv_rtype **fault_type);
bool ilv_iface_equal (const struct ilv_iface *a, const struct ilv_iface *b,
                      const struct ilv_rtype **fault_type);
/* Hash for maps. *@fault_type as above ("hash of unhashable type T"). */
uint64_t ilv_hash (const struct ilv_rtype *type, const void *value, uint64_t seed,
                   const struct ilv_rtype **fault_type);

/* types.h - Types that come to be while the program runs.
 *
 * Package reflect makes pointers, slices, functions, structs … of types it has. Identity stays
 * pointer equality: a type the program or an earlier call made is found again.
 *
 * Source: Go spec, "Type identity".
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/rtype.h"

struct ilv_vm;

/* All of these: any thread; the types live as long as the machine. NULL: out of memory. */
const struct ilv_rtype *ilv_types_pointer (struct ilv_vm *vm, const struct ilv_rtype *elem);
const struct ilv_rtype *ilv_types_slice (struct ilv_vm *vm, const struct ilv_rtype *elem);
/* @len times the size of @elem must not overflow. */
const struct ilv_rtype *ilv_types_array (struct ilv_vm *vm, const struct ilv_rtype *elem,
                                         uint64_t len);
const struct ilv_rtype *ilv_types_map (struct ilv_vm *vm, const struct ilv_rtype *key,
                                       const struct ilv_rtype *value);
const struct ilv_rtype *ilv_types_chan (struct ilv_vm *vm, const struct ilv_rtype *elem,
                                        enum ilv_chan_dir dir);
const struct ilv_rtype *ilv_types_func (struct ilv_vm *vm, const struct ilv_rtype *const *params,
                                        uint32_t n_params, const struct ilv_rtype *const *results,
                                        uint32_t n_results, bool is_variadic);
/* Offsets are set here; names and tags are copied. Without methods. */
const struct ilv_rtype *ilv_types_struct (struct ilv_vm *vm, const struct ilv_rtype_field *fields,
                                          uint32_t n_fields);

/* vm.c, at the end. */
void ilv_types_free (struct ilv_vm *vm);

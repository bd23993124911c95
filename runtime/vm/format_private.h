/* format_private.h - What the files format*.c share.
 *
 *   format.c         directives and operands
 *   format_value.c   values of any type
 *   format_scalar.c  booleans, numbers, strings, padding
 *   format_map.c     the order in which maps are shown
 *   format_quote.c   quoting
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/format.h"

/* format_value.c */
void ilv_format_operand (struct ilv_format *format, const struct ilv_iface *arg, uint32_t verb);
/* %!verb(type=value) about what is being formatted. */
void ilv_format_bad_verb (struct ilv_format *format, uint32_t verb);

/* format_scalar.c. Each answers false to a verb that does not fit. */
void ilv_format_pad (struct ilv_format *format, const char *bytes, size_t n);
void ilv_format_spaces (struct ilv_format *format, int64_t n);
bool ilv_format_bool (struct ilv_format *format, bool value, uint32_t verb);
bool ilv_format_integer (struct ilv_format *format, uint64_t value, bool is_signed, uint32_t verb);
bool ilv_format_float (struct ilv_format *format, double value, unsigned bits, uint32_t verb);
bool ilv_format_complex (struct ilv_format *format, double real, double imaginary, unsigned bits,
                         uint32_t verb);
bool ilv_format_string (struct ilv_format *format, struct ilv_string string, uint32_t verb);
void ilv_format_hex_bytes (struct ilv_format *format, struct ilv_string string, bool is_upper);
/* In base 16, with 0x in front if asked for. */
void ilv_format_0x (struct ilv_format *format, uint64_t value, bool has_prefix);

/* format_map.c */
struct ilv_format_pair
{
  const void *key;
  const void *value;
};
/* The entries of a map, sorted as fmt shows them. NULL: out of memory. To be freed. */
struct ilv_format_pair *ilv_format_sorted_pairs (struct ilv_p *p, const struct ilv_rtype *type,
                                                 const void *map, uint64_t *n);

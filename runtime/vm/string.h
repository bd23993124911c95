/* string.h - Go strings: comparing, joining, converting.
 *
 * Source: Go spec, "String types", "Conversions to and from a string type".
 * Functions that allocate answer false when out of memory.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/heap.h"
#include "vm/value.h"

/* < 0, 0, > 0, bytewise. */
int ilv_string_compare (struct ilv_string a, struct ilv_string b);
bool ilv_string_equal (struct ilv_string a, struct ilv_string b);

/* The rune at byte @at < len, and how many bytes it takes. Each byte of wrong
 * encoding counts as one U+FFFD. */
unsigned ilv_string_rune_at (struct ilv_string string, int64_t at, int32_t *rune);
int64_t ilv_string_count_runes (struct ilv_string string);

/* A string of these bytes, copied. */
bool ilv_string_new (struct ilv_p *p, const void *bytes, int64_t len, struct ilv_string *result);

/* All @n strings in a row. Copies nothing if at most one of them is not empty.
 * @result may be one of @parts. */
bool ilv_string_concat (struct ilv_p *p, const struct ilv_string *parts, unsigned n,
                        struct ilv_string *result);

/* string (rune); U+FFFD if it is none. */
bool ilv_string_from_rune (struct ilv_p *p, int64_t rune, struct ilv_string *result);
/* string ([]byte), string ([]rune), []byte (string), []rune (string). */
bool ilv_string_from_bytes (struct ilv_p *p, struct ilv_slice bytes, struct ilv_string *result);
bool ilv_string_from_runes (struct ilv_p *p, struct ilv_slice runes, struct ilv_string *result);
bool ilv_string_to_bytes (struct ilv_p *p, struct ilv_string string, struct ilv_slice *result);
bool ilv_string_to_runes (struct ilv_p *p, struct ilv_string string, struct ilv_slice *result);

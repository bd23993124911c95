/* number.h - Numbers as text, and back.
 *
 * What strconv and fmt say about numbers, exactly rounded in both directions.
 * No locale, no floating-point environment, no libc conversions.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "vm/text.h"

/* Decimal digits of a number 0.d1d2d3… * 10^point. Zero has none. */
struct ilv_digits
{
  int n, point;
  bool is_negative;
  uint8_t digits[1100]; /* values 0 to 9; all a double can have */
};

/* The fewest digits that read back as @value (as a float of @bits, 32 or 64),
 * and of those the nearest. @value must be finite. */
void ilv_number_shortest (double value, unsigned bits, struct ilv_digits *digits);
/* All digits of @value, which must be finite. */
void ilv_number_exact (double value, struct ilv_digits *digits);
/* Rounds to @n digits (n <= 0 may leave none or one), half to even. */
void ilv_number_round (struct ilv_digits *digits, int n);

/* Adds @value as strconv.FormatFloat does: @verb one of "eEfFgGbxX", @precision -1 for the
 * shortest, @bits 32 or 64. */
void ilv_number_format_float (struct ilv_text *text, double value, char verb, int precision,
                              unsigned bits);

enum { ILV_NUMBER_MAX_INTEGER = 66 };

/* Writes @magnitude in @base 2 to 36 so that it ends before @end; returns its first byte. */
char *ilv_number_format_integer (char *end, uint64_t magnitude, unsigned base, bool is_upper);

enum ilv_number_status
{
  ILV_NUMBER_OK,
  ILV_NUMBER_SYNTAX,   /* not a number; the value is 0 */
  ILV_NUMBER_RANGE,    /* does not fit; the value is the nearest that does (or infinity) */
  ILV_NUMBER_BAD_BASE,
  ILV_NUMBER_BAD_BITS,
};

/* As strconv.ParseFloat (bits 32 or 64). */
enum ilv_number_status ilv_number_parse_float (const uint8_t *bytes, uint64_t len, unsigned bits,
                                               double *value);
/* The same for a number at the beginning of the text: *@n_used is set to its length. */
enum ilv_number_status ilv_number_parse_float_prefix (const uint8_t *bytes, uint64_t len,
                                                      unsigned bits, double *value, uint64_t *n_used);
/* As strconv.ParseUint and ParseInt. @base 0: as in Go source; @bits 0: 64. */
enum ilv_number_status ilv_number_parse_uint (const uint8_t *bytes, uint64_t len, int64_t base,
                                              int64_t bits, uint64_t *value);
enum ilv_number_status ilv_number_parse_int (const uint8_t *bytes, uint64_t len, int64_t base,
                                             int64_t bits, int64_t *value);

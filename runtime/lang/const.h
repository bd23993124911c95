/* const.h - Constant values, exact.
 *
 * Integers have any size, floats are fractions of integers (rounded to 512 bits
 * of mantissa once they have grown past what any program needs), complex
 * numbers are pairs. Values never change once made, and are part of the arena;
 * they can be shared freely.
 *
 * A value's kind is that of its form, not of its type: an untyped float
 * constant 2.0 may be held as an integer, and has to be asked for as a float
 * with ilv_const_to_double(), which takes any number.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "lang/token.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_arena;
struct ilv_buf;
struct ilv_const; /* opaque */

enum ilv_const_kind
{
  ILV_CONST_UNKNOWN, /* because of an error; operations on it give it again */
  ILV_CONST_BOOL,
  ILV_CONST_STRING,
  ILV_CONST_INT,
  ILV_CONST_FLOAT,
  ILV_CONST_COMPLEX
};

enum ilv_const_kind ilv_const_kind (const struct ilv_const *value);

/* --- Taking values out: for the code generator -------------------------- */

/* Of a BOOL. */
bool ilv_const_to_bool (const struct ilv_const *value);
/* Of a STRING: its bytes, in the arena; 0 follows. */
const char *ilv_const_to_string (const struct ilv_const *value, size_t *len);
/* false if @value is no integer or does not fit. Takes any number that is whole. */
bool ilv_const_to_int64 (const struct ilv_const *value, int64_t *result);
bool ilv_const_to_uint64 (const struct ilv_const *value, uint64_t *result);
/* The low 64 bits, two's complement, of a whole number: what an integer of any
 * width and sign holds once the checker has let it pass. */
uint64_t ilv_const_to_bits (const struct ilv_const *value);
/* Nearest, ties to even; infinite if too large. Of any number; of a complex
 * one the real part. */
double ilv_const_to_double (const struct ilv_const *value);
float ilv_const_to_float (const struct ilv_const *value);
/* Parts of any number. */
const struct ilv_const *ilv_const_real (struct ilv_arena *arena, const struct ilv_const *value);
const struct ilv_const *ilv_const_imag (struct ilv_arena *arena, const struct ilv_const *value);

/* --- Making values ------------------------------------------------------ */

const struct ilv_const *ilv_const_unknown (void);
const struct ilv_const *ilv_const_bool (bool value);
const struct ilv_const *ilv_const_int64 (struct ilv_arena *arena, int64_t value);
const struct ilv_const *ilv_const_uint64 (struct ilv_arena *arena, uint64_t value);
const struct ilv_const *ilv_const_double (struct ilv_arena *arena, double value);
const struct ilv_const *ilv_const_string (struct ilv_arena *arena, const char *bytes, size_t len);
const struct ilv_const *ilv_const_complex (struct ilv_arena *arena, const struct ilv_const *real,
                                           const struct ilv_const *imag);
/* Of a literal as written. UNKNOWN if its value is too large to be kept. */
const struct ilv_const *ilv_const_literal (struct ilv_arena *arena, enum ilv_lit_kind kind,
                                           const char *text, size_t len);

/* --- Working with values: for the checker ------------------------------- */

/* Kinds are matched first: the larger wins. Division of INTs gives a FLOAT,
 * unless @is_integer_division. Division by zero is the caller's to prevent. */
const struct ilv_const *ilv_const_binary (struct ilv_arena *arena, const struct ilv_const *x,
                                          enum ilv_op op, const struct ilv_const *y,
                                          bool is_integer_division);
/* @width_bits: for ^ of unsigned types; 0 otherwise. */
const struct ilv_const *ilv_const_unary (struct ilv_arena *arena, enum ilv_op op,
                                         const struct ilv_const *x, unsigned width_bits);
const struct ilv_const *ilv_const_shift (struct ilv_arena *arena, const struct ilv_const *x,
                                         enum ilv_op op, unsigned long count);
bool ilv_const_compare (const struct ilv_const *x, enum ilv_op op, const struct ilv_const *y);

/* As another kind, if no part is lost; else UNKNOWN. */
const struct ilv_const *ilv_const_to_int (struct ilv_arena *arena, const struct ilv_const *x);
const struct ilv_const *ilv_const_as_float (struct ilv_arena *arena, const struct ilv_const *x);
const struct ilv_const *ilv_const_as_complex (struct ilv_arena *arena, const struct ilv_const *x);

/* Rounded to float32 (@bits 32) or float64 (64), still exact as a fraction;
 * UNKNOWN if it is too large for that. */
const struct ilv_const *ilv_const_round (struct ilv_arena *arena, const struct ilv_const *x,
                                         unsigned bits);

/* -1, 0 or 1; of a complex number 0 only if it is 0. */
int ilv_const_sign (const struct ilv_const *x);
/* Length in bits of an INT's magnitude. */
size_t ilv_const_n_bits (const struct ilv_const *x);
/* Same kind and value. */
bool ilv_const_equal (const struct ilv_const *x, const struct ilv_const *y);
/* Stable across runs; equal values of one kind have equal hashes. */
uint64_t ilv_const_hash (const struct ilv_const *x);

/* As gc's messages show it: long strings cut short, floats with 6 digits. */
void ilv_const_print (const struct ilv_const *x, struct ilv_buf *out);

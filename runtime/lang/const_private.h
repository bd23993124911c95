/* const_private.h - How constant values are kept; for const*.c only.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "lang/const.h"

#include <gmp.h>

/* A whole number in the arena: what a read-only mpz_t is made of. */
struct ilv_const_whole
{
  const mp_limb_t *limbs;
  int32_t size; /* in limbs, with the number's sign, as GMP has it */
};

struct ilv_const
{
  enum ilv_const_kind kind;
  union
  {
    bool boolean;
    struct
    {
      const char *bytes;
      size_t len;
    } string;
    struct /* num / den * 2^scale. INT: den is 1. FLOAT: in lowest terms, den > 0. */
    {
      struct ilv_const_whole num, den;
      int64_t scale; /* 0 but of a FLOAT that is too large or small for a fraction */
    } number;
    struct
    {
      const struct ilv_const *real, *imag;
    } complex;
  };
};

/* The number as GMP sees it. Valid as long as the arena; not to be cleared. */
static inline mpz_srcptr
ilv_const_view (mpz_ptr view, const struct ilv_const_whole *whole)
{
  return mpz_roinit_n (view, whole->limbs, whole->size);
}

struct ilv_const *ilv_const_new (struct ilv_arena *arena, enum ilv_const_kind kind);
struct ilv_const_whole ilv_const_keep (struct ilv_arena *arena, mpz_srcptr value);

/* Copies; the caller clears its own. */
const struct ilv_const *ilv_const_from_mpz (struct ilv_arena *arena, mpz_srcptr value);
/* value * 2^scale, @value a canonical fraction; rounds large ones. UNKNOWN if too large to be
 * kept. */
const struct ilv_const *ilv_const_from_mpq (struct ilv_arena *arena, mpq_srcptr value,
                                            int64_t scale);
/* digits * 10^scale, rounded as gc rounds. */
const struct ilv_const *ilv_const_from_decimal (struct ilv_arena *arena, mpz_srcptr digits,
                                                int64_t scale);

/* Of two INTs or FLOATs. */
const struct ilv_const *ilv_const_binary_float (struct ilv_arena *arena, const struct ilv_const *x,
                                                enum ilv_op op, const struct ilv_const *y);
/* -1, 0 or 1; of INTs or FLOATs. */
int ilv_const_order (const struct ilv_const *x, const struct ilv_const *y);

/* value * 2^exponent = num / den, rounded to @precision bits, ties to even. num must be >= 0, den > 0.
 * @exponent_min: never less (that makes subnormal numbers). */
void ilv_const_round_ratio (mpz_ptr value, long *exponent, mpz_srcptr num, mpz_srcptr den,
                            long precision, long exponent_min);

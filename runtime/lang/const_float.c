/* const_float.c - Constant values: fractions, and numbers too large or small for fractions.
 *
 * Source: Go spec, "Constants". A float is a fraction as long as that is practical: 0.1 + 0.2 is
 * 0.3. Past FRACTION_BITS it is rounded as gc rounds; past 2^±EXPONENT_LIMIT its magnitude moves
 * into a power of two beside the fraction, so that 1e600000000 costs no more than 1e6.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/const_private.h"

#include "base/arena.h"

#include <limits.h>
#include <math.h>

/* Fractions with more bits than this are rounded to MANTISSA_BITS, as gc does. */
#define FRACTION_BITS 4096
#define MANTISSA_BITS 512
/* Beyond 2^±EXPONENT_LIMIT the exponent is kept apart. */
#define EXPONENT_LIMIT 200000L
/* gc's largest exponent: what is larger is no constant, what is smaller is 0. */
#define EXPONENT_MAX INT32_MAX
/* Where scales differ by more, the smaller number has no digit in common with the larger. */
#define SCALE_REACH 1000000L

static bool
is_real_number (const struct ilv_const *x)
{
  return x->kind == ILV_CONST_INT || x->kind == ILV_CONST_FLOAT;
}

/* --- Rounding ----------------------------------------------------------- */

void
ilv_const_round_ratio (mpz_ptr value, long *exponent, mpz_srcptr num, mpz_srcptr den,
                       long precision, long exponent_min)
{
  /* Two bits more than asked for, the last one sticky, decide the rounding. */
  long shift = precision + 2 - ((long) mpz_sizeinbase (num, 2) - (long) mpz_sizeinbase (den, 2));
  mpz_t rest, scaled;

  mpz_init (rest);
  mpz_init (scaled);
  if (shift >= 0)
    {
      mpz_mul_2exp (scaled, num, (mp_bitcnt_t) shift);
      mpz_tdiv_qr (value, rest, scaled, den);
    }
  else
    {
      mpz_mul_2exp (scaled, den, (mp_bitcnt_t) -shift);
      mpz_tdiv_qr (value, rest, num, scaled);
    }
  if (mpz_sgn (rest) != 0)
    mpz_setbit (value, 0);
  *exponent = -shift;

  long surplus = (long) mpz_sizeinbase (value, 2) - precision;
  if (surplus < exponent_min - *exponent)
    surplus = exponent_min - *exponent;
  if (surplus > 0)
    {
      bool is_half = mpz_tstbit (value, (mp_bitcnt_t) surplus - 1);
      bool is_more = is_half && mpz_scan1 (value, 0) < (mp_bitcnt_t) surplus - 1;

      mpz_tdiv_q_2exp (value, value, (mp_bitcnt_t) surplus);
      if (is_half && (is_more || mpz_odd_p (value)))
        mpz_add_ui (value, value, 1);
      *exponent += surplus;
    }
  mpz_clear (rest);
  mpz_clear (scaled);
}

static const struct ilv_const *
new_float (struct ilv_arena *arena, mpz_srcptr num, mpz_srcptr den, int64_t scale)
{
  struct ilv_const *x = ilv_const_new (arena, ILV_CONST_FLOAT);

  x->number.num = ilv_const_keep (arena, num);
  x->number.den = ilv_const_keep (arena, den);
  x->number.scale = scale;
  return x;
}

/* @mantissa * 2^@exponent, with the sign of @sign. */
static const struct ilv_const *
from_mantissa (struct ilv_arena *arena, mpz_ptr mantissa, int64_t exponent, int sign)
{
  int64_t magnitude = exponent + (int64_t) mpz_sizeinbase (mantissa, 2);
  const struct ilv_const *x;
  mpz_t one;

  if (magnitude > EXPONENT_MAX)
    return ilv_const_unknown ();
  mpz_init_set_ui (one, magnitude >= -EXPONENT_MAX);
  if (sign < 0)
    mpz_neg (mantissa, mantissa);
  if (mpz_sgn (one) == 0)
    {
      mpz_set_ui (mantissa, 0);
      mpz_set_ui (one, 1);
      exponent = 0;
    }
  if (exponent > EXPONENT_LIMIT || exponent < -EXPONENT_LIMIT)
    x = new_float (arena, mantissa, one, exponent);
  else
    {
      mpq_t q;
      mpq_init (q);
      mpq_set_z (q, mantissa);
      if (exponent >= 0)
        mpq_mul_2exp (q, q, (mp_bitcnt_t) exponent);
      else
        mpq_div_2exp (q, q, (mp_bitcnt_t) -exponent);
      x = new_float (arena, mpq_numref (q), mpq_denref (q), 0);
      mpq_clear (q);
    }
  mpz_clear (one);
  return x;
}

const struct ilv_const *
ilv_const_from_mpq (struct ilv_arena *arena, mpq_srcptr q, int64_t scale)
{
  if (mpq_sgn (q) == 0)
    scale = 0;
  if (scale == 0 && mpz_sizeinbase (mpq_numref (q), 2) <= FRACTION_BITS
      && mpz_sizeinbase (mpq_denref (q), 2) <= FRACTION_BITS)
    return new_float (arena, mpq_numref (q), mpq_denref (q), 0);

  mpz_t mantissa, magnitude;
  long exponent;

  mpz_init (mantissa);
  mpz_init (magnitude);
  mpz_abs (magnitude, mpq_numref (q));
  ilv_const_round_ratio (mantissa, &exponent, magnitude, mpq_denref (q), MANTISSA_BITS,
                         LONG_MIN / 2);
  const struct ilv_const *x = from_mantissa (arena, mantissa, exponent + scale, mpq_sgn (q));
  mpz_clear (mantissa);
  mpz_clear (magnitude);
  return x;
}

/* @power * 2^@exponent = 5^n, with the first MANTISSA_BITS and some more. */
static void
power_of_five (mpz_ptr power, int64_t *exponent, uint64_t n)
{
  const long precision = MANTISSA_BITS + 128;
  mpz_t one;

  mpz_init_set_ui (one, 1);
  mpz_set_ui (power, 1);
  *exponent = 0;
  for (int bit = 63; bit >= 0; bit--)
    {
      long shift;
      mpz_mul (power, power, power);
      *exponent *= 2;
      if (n >> bit & 1)
        mpz_mul_ui (power, power, 5);
      if (mpz_sizeinbase (power, 2) <= (size_t) precision)
        continue;
      ilv_const_round_ratio (power, &shift, power, one, precision, LONG_MIN / 2);
      *exponent += shift;
    }
  mpz_clear (one);
}

const struct ilv_const *
ilv_const_from_decimal (struct ilv_arena *arena, mpz_srcptr digits, int64_t scale)
{
  uint64_t n = (uint64_t) (scale < 0 ? -scale : scale);
  int64_t exponent;
  mpq_t q;

  mpq_init (q);
  mpq_set_z (q, digits);
  power_of_five (mpq_denref (q), &exponent, n);
  if (scale >= 0)
    {
      mpz_mul (mpq_numref (q), mpq_numref (q), mpq_denref (q));
      mpz_set_ui (mpq_denref (q), 1);
    }
  else
    exponent = -exponent;
  mpq_canonicalize (q);
  const struct ilv_const *x = ilv_const_from_mpq (arena, q, exponent + scale);
  mpq_clear (q);
  return x;
}

/* --- Working ------------------------------------------------------------ */

static void
init_fraction (mpq_ptr q, const struct ilv_const *x)
{
  mpz_t view;

  mpq_init (q);
  mpz_set (mpq_numref (q), ilv_const_view (view, &x->number.num));
  mpz_set (mpq_denref (q), ilv_const_view (view, &x->number.den));
}

/* Gives both the smaller scale, which is returned; a number too small to matter beside the
 * other becomes 0. */
static int64_t
align (mpq_ptr a, int64_t a_scale, mpq_ptr b, int64_t b_scale)
{
  mpq_ptr larger = a_scale >= b_scale ? a : b;
  mpq_ptr smaller = a_scale >= b_scale ? b : a;
  int64_t low = a_scale >= b_scale ? b_scale : a_scale;
  int64_t high = a_scale >= b_scale ? a_scale : b_scale;

  if (mpq_sgn (larger) == 0)
    return low;
  if (mpq_sgn (smaller) == 0 || high - low > SCALE_REACH)
    {
      mpq_set_ui (smaller, 0, 1);
      return high;
    }
  mpq_mul_2exp (larger, larger, (mp_bitcnt_t) (high - low));
  return low;
}

const struct ilv_const *
ilv_const_binary_float (struct ilv_arena *arena, const struct ilv_const *x, enum ilv_op op,
                        const struct ilv_const *y)
{
  int64_t scale = 0;
  bool is_ok = true;
  mpq_t a, b;

  init_fraction (a, x);
  init_fraction (b, y);
  switch (op)
    {
    case ILV_OP_ADD:
      scale = align (a, x->number.scale, b, y->number.scale);
      mpq_add (a, a, b);
      break;
    case ILV_OP_SUB:
      scale = align (a, x->number.scale, b, y->number.scale);
      mpq_sub (a, a, b);
      break;
    case ILV_OP_MUL:
      scale = x->number.scale + y->number.scale;
      mpq_mul (a, a, b);
      break;
    case ILV_OP_DIV:
      scale = x->number.scale - y->number.scale;
      mpq_div (a, a, b);
      break;
    default:
      is_ok = false;
    }
  const struct ilv_const *answer
    = is_ok ? ilv_const_from_mpq (arena, a, scale) : ilv_const_unknown ();
  mpq_clear (a);
  mpq_clear (b);
  return answer;
}

int
ilv_const_order (const struct ilv_const *x, const struct ilv_const *y)
{
  mpq_t a, b;

  init_fraction (a, x);
  init_fraction (b, y);
  align (a, x->number.scale, b, y->number.scale);
  int order = mpq_cmp (a, b);
  mpq_clear (a);
  mpq_clear (b);
  return order;
}

/* --- Taking out --------------------------------------------------------- */

/* Nearest number with @precision bits and no exponent below @exponent_min. */
static double
nearest (const struct ilv_const *value, long precision, long exponent_min)
{
  const struct ilv_const *x = value->kind == ILV_CONST_COMPLEX ? value->complex.real : value;

  if (!is_real_number (x) || x->number.num.size == 0)
    return 0;
  if (x->number.scale != 0)
    return x->number.scale < 0 ? 0 : x->number.num.size < 0 ? -HUGE_VAL : HUGE_VAL;

  mpz_t num_view, den_view, magnitude, mantissa;
  long exponent;
  mpz_srcptr num = ilv_const_view (num_view, &x->number.num);

  mpz_init (magnitude);
  mpz_init (mantissa);
  mpz_abs (magnitude, num);
  ilv_const_round_ratio (mantissa, &exponent, magnitude,
                         ilv_const_view (den_view, &x->number.den), precision, exponent_min);
  /* Exact: the mantissa has at most 53 bits; ldexp() only moves it. */
  double result = ldexp (mpz_get_d (mantissa),
                         exponent > 10000 ? 10000 : exponent < -10000 ? -10000 : (int) exponent);
  mpz_clear (magnitude);
  mpz_clear (mantissa);
  return mpz_sgn (num) < 0 ? -result : result;
}

double
ilv_const_to_double (const struct ilv_const *value)
{
  return nearest (value, 53, -1074);
}

float
ilv_const_to_float (const struct ilv_const *value)
{
  return (float) nearest (value, 24, -149);
}

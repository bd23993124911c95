/* math_float.h - The functions of package math, to the last bit as gc has them on amd64.
 *
 * Programs print all digits of a result, so a last bit that differs from gc's is seen. The C
 * library rounds better in places; what counts here is the same algorithm with the same order of
 * operations: Cephes (S. Moshier) for the circular and hyperbolic functions and Gamma, msun
 * (FreeBSD, Sun Microsystems) for logarithms, errors, cube root, log Gamma and Bessel functions.
 * Exp rounds its products once, as the fused instructions do that gc uses there; nowhere else may
 * the compiler contract a product and a sum.
 *
 * All are defined for all arguments and change nothing but their result. For the special cases
 * see the documentation of Go's package math.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* math_exp.c */
double ilv_math_exp (double x);
double ilv_math_exp2 (double x);
double ilv_math_expm1 (double x);
double ilv_math_log (double x);
double ilv_math_log2 (double x);
double ilv_math_log10 (double x);
double ilv_math_log1p (double x);
double ilv_math_pow (double x, double y);
double ilv_math_cbrt (double x);
double ilv_math_hypot (double x, double y);

/* math_hyper.c */
double ilv_math_sinh (double x);
double ilv_math_cosh (double x);
double ilv_math_tanh (double x);
double ilv_math_asinh (double x);
double ilv_math_acosh (double x);
double ilv_math_atanh (double x);

/* math_trig.c */
double ilv_math_sin (double x);
double ilv_math_cos (double x);
double ilv_math_tan (double x);
double ilv_math_asin (double x);
double ilv_math_acos (double x);
double ilv_math_atan (double x);
double ilv_math_atan2 (double y, double x);

/* math_gamma.c */
double ilv_math_erf (double x);
double ilv_math_erfc (double x);
double ilv_math_erfinv (double x);
double ilv_math_gamma (double x);
double ilv_math_lgamma (double x, int *sign);

/* math_bessel.c; the order is at least 0 */
double ilv_math_j (int n, double x);
double ilv_math_y (int n, double x);

/* --- What they are made of ------------------------------------------------ */

#define ILV_MATH_PI 3.14159265358979323846264338327950288
#define ILV_MATH_LN2_HIGH 6.93147180369123816490e-01
#define ILV_MATH_LN2_LOW 1.90821492927058770002e-10

static inline uint64_t
ilv_math_bits (double x)
{
  uint64_t bits;

  memcpy (&bits, &x, sizeof bits);
  return bits;
}

static inline double
ilv_math_from_bits (uint64_t bits)
{
  double x;

  memcpy (&x, &bits, sizeof x);
  return x;
}

/* A fraction of at least 1/2 and an exponent; 0 and what is not finite have exponent 0. */
static inline double
ilv_math_split (double x, int *exponent)
{
  *exponent = 0;
  return isfinite (x) ? frexp (x, exponent) : x;
}

/* c[0] + x*(c[1] + x*(…)) */
static inline double
ilv_math_rising (const double *c, unsigned n, double x)
{
  double sum = c[n - 1];

  for (unsigned i = n - 1; i-- > 0;)
    sum = c[i] + x * sum;
  return sum;
}

/* ((c[0]*x + c[1])*x + …) */
static inline double
ilv_math_falling (const double *c, unsigned n, double x)
{
  double sum = c[0];

  for (unsigned i = 1; i < n; i++)
    sum = sum * x + c[i];
  return sum;
}

#define ILV_MATH_RISING(c, x) ilv_math_rising (c, sizeof (c) / sizeof (c)[0], x)
#define ILV_MATH_FALLING(c, x) ilv_math_falling (c, sizeof (c) / sizeof (c)[0], x)

/* math_exp.c - Exponential functions, logarithms, powers and roots.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/math_float.h"

/* --- Exponential functions ------------------------------------------------ */

/* f * 2^exponent, rounded in two steps where the result is subnormal. */
static double
scale (double f, int exponent)
{
  int biased = exponent + 1023;

  if (biased >= 2047)
    return INFINITY;
  if (biased > 0)
    return f * ilv_math_from_bits ((uint64_t) biased << 52);
  if (biased < -52)
    return 0;
  return f * ilv_math_from_bits ((uint64_t) (biased + 1022) << 52) * 0x1p-1022;
}

/* e^x = 2^k * e^r, and e^r - 1 of a sixteenth of r by Taylor's series: from y = e^s - 1 follows
 * e^2s - 1 = y * (y + 2). */
double
ilv_math_exp (double x)
{
  static const double series[] = {
    2.4801587301587301587e-5, 1.9841269841269841270e-4, 1.3888888888888888889e-3,
    8.3333333333333333333e-3, 4.1666666666666666667e-2, 1.6666666666666666667e-1, 0.5, 1
  };
  double k, r, sum = series[0];

  if (isnan (x) || x == INFINITY)
    return x;
  if (x > 7.09782712893384e+02)
    return INFINITY;
  k = x * 1.4426950408889634073599246810018920;
  if (k < -1100)
    return 0;
  k = rint (k);
  r = fma (-k, 0.69314718055966295651160180568695068359375, x);
  r = fma (-k, 0.28235290563031577122588448175013436025525412068e-12, r);
  r *= 0.0625;
  for (unsigned i = 1; i < sizeof series / sizeof series[0]; i++)
    sum = fma (r, sum, series[i]);
  r *= sum;
  for (unsigned i = 0; i < 3; i++)
    r *= r + 2;
  return scale (fma (r + 2, r, 1), (int) k);
}

double
ilv_math_exp2 (double x)
{
  static const double p[] = {
    1.66666666666666657415e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05,
    -1.65339022054652515390e-06, 4.13813679705723846039e-08
  };
  double t, high, low, r, c;
  int k;

  if (isnan (x))
    return x;
  if (x > 1.0239999999999999e+03)
    return INFINITY;
  if (x < -1.0740e+03)
    return 0;
  k = (int) (x > 0 ? x + 0.5 : x < 0 ? x - 0.5 : 0);
  t = x - k;
  high = t * ILV_MATH_LN2_HIGH;
  low = -t * ILV_MATH_LN2_LOW;
  r = high - low;
  t = r * r;
  c = r - t * ILV_MATH_RISING (p, t);
  return ldexp (1 - ((low - (r * c) / (2 - c)) - high), k);
}

/* @y * 2^k, without a look at the exponent's limits. */
static double
add_exponent (double y, int k)
{
  return ilv_math_from_bits (ilv_math_bits (y) + ((uint64_t) (int64_t) k << 52));
}

/* The last step of expm1: @x is what remained of the argument, @e how much its series is off. */
static double
join_expm1 (double x, double e, int k)
{
  if (k == -1)
    return 0.5 * (x - e) - 0.5;
  if (k == 1)
    return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k <= -2 || k > 56)
    return add_exponent (1 - (e - x), k) - 1;
  if (k < 20)
    {
      double below_1 = ilv_math_from_bits (0x3ff0000000000000 - (0x20000000000000 >> k));

      return add_exponent (below_1 - (e - x), k);
    }
  return add_exponent (x - (e + ilv_math_from_bits ((uint64_t) (0x3ff - k) << 52)) + 1, k);
}

double
ilv_math_expm1 (double x)
{
  static const double q[] = {
    1, -3.33333333333331316428e-02, 1.58730158725481460165e-03, -7.93650757867487942473e-05,
    4.00821782732936239552e-06, -2.01099218183624371326e-07
  };
  double size = fabs (x), sign = x < 0 ? -1 : 1, c = 0, half, squared, r, t, e;
  int k = 0;

  if (isnan (x) || x == INFINITY)
    return x;
  if (x < 0 && size >= 3.88162421113569373274e+01)
    return -1;
  if (size >= 7.09782712893383973096e+02)
    return INFINITY;
  if (size > 3.46573590279972654709e-01)
    {
      double high, low;

      k = size < 1.03972077083991796413e+00
            ? (int) sign
            : (int) (1.44269504088896338700e+00 * x + sign * 0.5);
      high = x - k * ILV_MATH_LN2_HIGH;
      low = k * ILV_MATH_LN2_LOW;
      x = high - low;
      c = (high - x) - low;
    }
  else if (size < 0x1p-54)
    return x;
  half = 0.5 * x;
  squared = x * half;
  r = ILV_MATH_RISING (q, squared);
  t = 3 - r * half;
  e = squared * ((r - t) / (6.0 - x * t));
  if (k == 0)
    return x - (x * e - squared);
  return join_expm1 (x, x * (e - c) - c - squared, k);
}

/* --- Logarithms ------------------------------------------------------------ */

/* With log (1 + f) = f - f*f/2 + s * (f*f/2 + R), s = f / (2 + f). A subnormal number's exponent
 * is taken as it stands, as gc does on amd64. */
double
ilv_math_log (double x)
{
  static const double odd[] = { 6.666666666666735130e-01, 2.857142874366239149e-01,
                                1.818357216161805012e-01, 1.479819860511658591e-01 };
  static const double even[] = { 3.999999999940941908e-01, 2.222219843214978396e-01,
                                 1.531383769920937332e-01 };
  uint64_t bits = ilv_math_bits (x);
  double f, k, s, s2, s4, r, half;

  if (x == 0)
    return -INFINITY;
  if (bits >> 63 != 0)
    return NAN;
  if (!isfinite (x))
    return x;
  f = ilv_math_from_bits ((bits & 0x000fffffffffffff) | 0x3fe0000000000000);
  k = (double) ((int) (bits >> 52) - 0x3fe);
  if (f <= 7.07106781186547524401e-01)
    {
      k -= 1;
      f *= 2;
    }
  f -= 1;
  s = f / (2 + f);
  s2 = s * s;
  s4 = s2 * s2;
  r = s2 * ILV_MATH_RISING (odd, s4) + s4 * ILV_MATH_RISING (even, s4);
  half = 0.5 * f * f;
  return k * ILV_MATH_LN2_HIGH - ((half - (s * (half + r) + k * ILV_MATH_LN2_LOW)) - f);
}

double
ilv_math_log2 (double x)
{
  int exponent;
  double fraction = ilv_math_split (x, &exponent);

  if (fraction == 0.5)
    return exponent - 1;
  return ilv_math_log (fraction) * 1.44269504088896340735992468100189214 + exponent;
}

double
ilv_math_log10 (double x)
{
  return ilv_math_log (x) * 0.434294481903251827651128918916605082;
}

/* 1 + x as 2^k * (1 + f), and what is lost by adding 1. Where the bits of f are all 0, *@is_power
 * says so. */
static double
split_log1p (double x, int *k, double *lost, bool *is_power)
{
  double u = fabs (x) < 0x1p53 ? 1.0 + x : x;
  uint64_t bits = ilv_math_bits (u);

  *k = (int) (bits >> 52) - 1023;
  *lost = fabs (x) < 0x1p53 ? (*k > 0 ? 1.0 - (u - x) : x - (u - 1.0)) / u : 0;
  bits &= 0x000fffffffffffff;
  *is_power = bits == 0;
  if (bits < 0x0006a09e667f3bcd)
    return ilv_math_from_bits (bits | 0x3ff0000000000000) - 1.0;
  ++*k;
  *is_power = (0x0010000000000000 - bits) >> 2 == 0;
  return ilv_math_from_bits (bits | 0x3fe0000000000000) - 1.0;
}

double
ilv_math_log1p (double x)
{
  static const double lp[] = {
    6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
    2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
    1.479819860511658591e-01
  };
  double size = fabs (x), f = x, lost = 0, half, s, z, r;
  bool is_power = false;
  int k = 0;

  if (x < -1 || isnan (x))
    return NAN;
  if (x == -1)
    return -INFINITY;
  if (x == INFINITY)
    return x;
  if (size < 0x1p-54)
    return x;
  if (size < 0x1p-29)
    return x - x * x * 0.5;
  if (size >= 4.142135623730950488017e-01 || x <= -2.928932188134524755992e-01)
    f = split_log1p (x, &k, &lost, &is_power);
  half = 0.5 * f * f;
  if (is_power && f == 0)
    return k == 0 ? 0 : k * ILV_MATH_LN2_HIGH + (lost + k * ILV_MATH_LN2_LOW);
  if (is_power)
    {
      r = half * (1.0 - 0.66666666666666666 * f);
      return k == 0 ? f - r : k * ILV_MATH_LN2_HIGH - ((r - (k * ILV_MATH_LN2_LOW + lost)) - f);
    }
  s = f / (2.0 + f);
  z = s * s;
  r = z * ILV_MATH_RISING (lp, z);
  if (k == 0)
    return f - (half - s * (half + r));
  return k * ILV_MATH_LN2_HIGH
         - ((half - (s * (half + r) + (k * ILV_MATH_LN2_LOW + lost))) - f);
}

/* --- Powers and roots ------------------------------------------------------ */

static bool
is_odd (double x)
{
  return fabs (x) < 0x1p53 && trunc (x) == x && ((int64_t) x & 1) == 1;
}

/* Where one of the operands is 0 or infinite, or the result needs no computing. */
static bool
special_power (double x, double y, double *power)
{
  if (y == 0 || x == 1)
    *power = 1;
  else if (y == 1)
    *power = x;
  else if (isnan (x) || isnan (y))
    *power = NAN;
  else if (x == 0)
    *power = y < 0 ? copysign (INFINITY, is_odd (y) ? x : 1) : is_odd (y) ? x : 0;
  else if (isinf (y))
    *power = x == -1 ? 1 : (fabs (x) < 1) == (y > 0) ? 0 : INFINITY;
  else if (x == -INFINITY)
    *power = ilv_math_pow (1 / x, -y);
  else if (x == INFINITY)
    *power = y < 0 ? 0 : INFINITY;
  else if (y == 0.5)
    *power = sqrt (x);
  else if (y == -0.5)
    *power = 1 / sqrt (x);
  else
    return false;
  return true;
}

/* The whole part of the exponent by repeated squaring, with the exponents of 2 kept apart. */
double
ilv_math_pow (double x, double y)
{
  double power, whole = trunc (fabs (y)), fraction = fabs (y) - whole, root;
  int exponent = 0, root_exponent;

  if (special_power (x, y, &power))
    return power;
  if (fraction != 0 && x < 0)
    return NAN;
  if (whole >= 0x1p63)
    return x == -1 ? 1 : (fabs (x) < 1) == (y > 0) ? 0 : INFINITY;
  if (fraction > 0.5)
    {
      fraction--;
      whole++;
    }
  power = fraction != 0 ? ilv_math_exp (fraction * ilv_math_log (x)) : 1;
  root = ilv_math_split (x, &root_exponent);
  for (int64_t left = (int64_t) whole; left != 0; left >>= 1)
    {
      if (root_exponent < -4096 || root_exponent > 4096)
        {
          exponent += root_exponent;
          break;
        }
      if (left & 1)
        {
          power *= root;
          exponent += root_exponent;
        }
      root *= root;
      root_exponent *= 2;
      if (root < .5)
        {
          root += root;
          root_exponent--;
        }
    }
  return y < 0 ? ldexp (1 / power, -exponent) : ldexp (power, exponent);
}

/* A third of the exponent is a guess; a rational approximation gives 23 bits, Newton the rest. */
double
ilv_math_cbrt (double x)
{
  double size = fabs (x), t, r, s;

  if (x == 0 || !isfinite (x))
    return x;
  if (size < 0x1p-1022)
    t = ilv_math_from_bits (ilv_math_bits (0x1p54 * size) / 3 + (UINT64_C (696219795) << 32));
  else
    t = ilv_math_from_bits (ilv_math_bits (size) / 3 + (UINT64_C (715094163) << 32));
  r = t * t / size;
  s = 5.42857142857142815906e-01 + r * t;
  t *= 3.57142857142857150787e-01
       + 1.60714285714285720630e+00
           / (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
  t = ilv_math_from_bits ((ilv_math_bits (t) & (UINT64_C (0xFFFFFFFFC) << 28)) + (1u << 30));
  s = t * t;
  r = size / s;
  r = (r - t) / (t + t + r);
  return copysign (t + t * r, x);
}

double
ilv_math_hypot (double x, double y)
{
  double larger, ratio;

  if (isinf (x) || isinf (y))
    return INFINITY;
  if (isnan (x) || isnan (y))
    return NAN;
  larger = fmax (fabs (x), fabs (y));
  if (larger == 0)
    return 0;
  ratio = fmin (fabs (x), fabs (y)) / larger;
  return larger * sqrt (1 + ratio * ratio);
}

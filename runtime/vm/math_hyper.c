/* math_hyper.c - Hyperbolic functions.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/math_float.h"

double
ilv_math_sinh (double x)
{
  static const double p[] = { -0.2630563213397497062819489e+2, -0.2894211355989563807284660366e+4,
                              -0.8991272022039509355398013511e+5,
                              -0.6307673640497716991184787251e+6 };
  static const double q[] = { 1, -0.173678953558233699533450911e+3,
                              0.1521517378790019070696485176e+5,
                              -0.6307673640497716991212077277e+6 };
  double size = x < 0 ? -x : x, value;

  if (size > 21)
    value = ilv_math_exp (size) * 0.5;
  else if (size > 0.5)
    {
      double power = ilv_math_exp (size);

      value = (power - 1 / power) * 0.5;
    }
  else
    value = ILV_MATH_FALLING (p, size * size) * size / ILV_MATH_FALLING (q, size * size);
  return x < 0 ? -value : value;
}

double
ilv_math_cosh (double x)
{
  double power = ilv_math_exp (fabs (x));

  return fabs (x) > 21 ? power * 0.5 : (power + 1 / power) * 0.5;
}

double
ilv_math_tanh (double x)
{
  static const double p[] = { -9.64399179425052238628e-1, -9.92877231001918586564e1,
                              -1.61468768441708447952e3 };
  static const double q[] = { 1, 1.12811678491632931402e2, 2.23548839060100448583e3,
                              4.84406305325125486048e3 };
  double size = fabs (x), s = x * x;

  if (size > 0.5 * 8.8029691931113054295988e+01)
    return copysign (1, x);
  if (size >= 0.625)
    return copysign (1 - 2 / (ilv_math_exp (2 * size) + 1), x);
  return x == 0 ? x : x + x * s * ILV_MATH_FALLING (p, s) / ILV_MATH_FALLING (q, s);
}

double
ilv_math_asinh (double x)
{
  double size = fabs (x), value;

  if (!isfinite (x))
    return x;
  if (size > 0x1p28)
    value = ilv_math_log (size) + 6.93147180559945286227e-01;
  else if (size > 2)
    value = ilv_math_log (2 * size + 1 / (sqrt (size * size + 1) + size));
  else if (size < 0x1p-28)
    return x;
  else
    value = ilv_math_log1p (size + size * size / (1 + sqrt (1 + size * size)));
  return x < 0 ? -value : value;
}

double
ilv_math_acosh (double x)
{
  double over = x - 1;

  if (x < 1 || isnan (x))
    return NAN;
  if (x == 1)
    return 0;
  if (x >= 0x1p28)
    return ilv_math_log (x) + 0.693147180559945309417232121458176568;
  if (x > 2)
    return ilv_math_log (2 * x - 1 / (x + sqrt (x * x - 1)));
  return ilv_math_log1p (over + sqrt (2 * over + over * over));
}

double
ilv_math_atanh (double x)
{
  double size = fabs (x), twice = size + size, value;

  if (size > 1 || isnan (x))
    return NAN;
  if (size == 1)
    return copysign (INFINITY, x);
  if (size < 0x1p-28)
    return x;
  if (size < 0.5)
    value = 0.5 * ilv_math_log1p (twice + twice * size / (1 - size));
  else
    value = 0.5 * ilv_math_log1p (twice / (1 - size));
  return x < 0 ? -value : value;
}

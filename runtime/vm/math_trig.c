/* math_trig.c - Circular functions.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/math_float.h"

/* --- Octants --------------------------------------------------------------- */

/* The bits of 4/pi: one before the point, then as many as the largest exponent needs. */
static const uint64_t four_by_pi[] = {
  0x0000000000000001, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083,
  0xfca2c757bd778ac3, 0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d,
  0xd1046bea5d768909, 0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076,
  0x3ff12fffbc0b301f, 0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a,
  0xea4f758fd7cbe2f6, 0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
};

/* 64 bits of 4/pi from bit @at on. */
static uint64_t
bits_from (unsigned at)
{
  unsigned word = at / 64, shift = at % 64;

  return shift == 0 ? four_by_pi[word]
                    : four_by_pi[word] << shift | four_by_pi[word + 1] >> (64 - shift);
}

/* Payne and Hanek: of x * 4/pi only the bits around the point matter, and only 192 bits of 4/pi
 * have a part in them. */
static uint64_t
octant_of_large (double x, double *rest)
{
  uint64_t bits = ilv_math_bits (x), mantissa, octant, high, low;
  unsigned at = (unsigned) (bits >> 52) - 1023 - 52 + 61, zeros;
  unsigned __int128 product;
  double z;

  mantissa = (bits & 0x000fffffffffffff) | 0x0010000000000000;
  product = ((unsigned __int128) (bits_from (at) * mantissa) << 64)
            + (unsigned __int128) bits_from (at + 64) * mantissa
            + (uint64_t) ((unsigned __int128) bits_from (at + 128) * mantissa >> 64);
  high = (uint64_t) (product >> 64);
  low = (uint64_t) product;
  octant = high >> 61;
  /* What is behind the point becomes a float; so many bits are cut, not rounded. */
  high = high << 3 | low >> 61;
  zeros = high == 0 ? 64 : (unsigned) __builtin_clzll (high);
  high = (zeros >= 63 ? 0 : high << (zeros + 1)) | low >> (63 - (zeros > 63 ? 63 : zeros));
  z = ilv_math_from_bits (high >> 12 | (uint64_t) (1023 - (zeros + 1)) << 52);
  if (octant & 1)
    {
      octant = (octant + 1) & 7;
      z--;
    }
  *rest = z * (ILV_MATH_PI / 4);
  return octant;
}

/* @x >= 0 is the octant, an even one, times pi/4, and *@rest, at most pi/4. */
static uint64_t
octant_of (double x, double *rest)
{
  uint64_t octant;
  double count;

  if (x >= 0x1p29)
    return octant_of_large (x, rest);
  octant = (uint64_t) (x * 1.27323954473516268615107010698140931);
  octant += octant & 1;
  count = (double) octant;
  /* Cody and Waite: pi/4 in three parts. */
  *rest = ((x - count * 7.85398125648498535156e-1) - count * 3.77489470793079817668e-8)
          - count * 2.69515142907905952645e-15;
  return octant & 7;
}

/* --- Sine, cosine, tangent -------------------------------------------------- */

static double
sine_near_0 (double z)
{
  static const double c[] = { 1.58962301576546568060e-10, -2.50507477628578072866e-8,
                              2.75573136213857245213e-6,  -1.98412698295895385996e-4,
                              8.33333333332211858878e-3,  -1.66666666666666307295e-1 };
  double zz = z * z;

  return z + z * zz * ILV_MATH_FALLING (c, zz);
}

static double
cosine_near_0 (double z)
{
  static const double c[] = { -1.13585365213876817300e-11, 2.08757008419747316778e-9,
                              -2.75573141792967388112e-7,  2.48015872888517045348e-5,
                              -1.38888888888730564116e-3,  4.16666666666665929218e-2 };
  double zz = z * z;

  return 1.0 - 0.5 * zz + zz * zz * ILV_MATH_FALLING (c, zz);
}

double
ilv_math_sin (double x)
{
  uint64_t octant;
  double z, value;

  if (x == 0 || isnan (x))
    return x;
  if (isinf (x))
    return NAN;
  octant = octant_of (fabs (x), &z);
  value = octant & 2 ? cosine_near_0 (z) : sine_near_0 (z);
  return (x < 0) != (octant >= 4) ? -value : value;
}

double
ilv_math_cos (double x)
{
  uint64_t octant;
  double z, value;

  if (!isfinite (x))
    return NAN;
  octant = octant_of (fabs (x), &z);
  value = octant & 2 ? sine_near_0 (z) : cosine_near_0 (z);
  return octant == 2 || octant == 4 ? -value : value;
}

double
ilv_math_tan (double x)
{
  static const double p[] = { -1.30936939181383777646e4, 1.15351664838587416140e6,
                              -1.79565251976484877988e7 };
  static const double q[] = { 1, 1.36812963470692954678e4, -1.32089234440210967447e6,
                              2.50083801823357915839e7, -5.38695755929454629881e7 };
  uint64_t octant;
  double z, zz, value;

  if (x == 0 || isnan (x))
    return x;
  if (isinf (x))
    return NAN;
  octant = octant_of (fabs (x), &z);
  zz = z * z;
  value = zz > 1e-14 ? z + z * (zz * ILV_MATH_FALLING (p, zz) / ILV_MATH_FALLING (q, zz)) : z;
  if (octant & 2)
    value = -1 / value;
  return x < 0 ? -value : value;
}

/* --- Their inverses --------------------------------------------------------- */

/* For 0 <= x <= 0.66. */
static double
arc_near_0 (double x)
{
  static const double p[] = { -8.750608600031904122785e-01, -1.615753718733365076637e+01,
                              -7.500855792314704667340e+01, -1.228866684490136173410e+02,
                              -6.485021904942025371773e+01 };
  static const double q[] = { 1, 2.485846490142306297962e+01, 1.650270098316988542046e+02,
                              4.328810604912902668951e+02, 4.853903996359136964868e+02,
                              1.945506571482613964425e+02 };
  double z = x * x;

  z = z * ILV_MATH_FALLING (p, z) / ILV_MATH_FALLING (q, z);
  return x * z + x;
}

/* For x >= 0. */
static double
arc (double x)
{
  const double more_of_half_pi = 6.123233995736765886130e-17;

  if (x <= 0.66)
    return arc_near_0 (x);
  if (x > 2.41421356237309504880)
    return ILV_MATH_PI / 2 - arc_near_0 (1 / x) + more_of_half_pi;
  return ILV_MATH_PI / 4 + arc_near_0 ((x - 1) / (x + 1)) + 0.5 * more_of_half_pi;
}

double
ilv_math_atan (double x)
{
  if (x == 0)
    return x;
  return x > 0 ? arc (x) : -arc (-x);
}

double
ilv_math_asin (double x)
{
  double size = fabs (x), other, value;

  if (x == 0)
    return x;
  if (!(size <= 1))
    return NAN;
  other = sqrt (1 - size * size);
  value = size > 0.7 ? ILV_MATH_PI / 2 - arc (other / size) : arc (size / other);
  return x < 0 ? -value : value;
}

double
ilv_math_acos (double x)
{
  return ILV_MATH_PI / 2 - ilv_math_asin (x);
}

double
ilv_math_atan2 (double y, double x)
{
  double angle;

  if (isnan (x) || isnan (y))
    return NAN;
  if (y == 0)
    return copysign (signbit (x) ? ILV_MATH_PI : 0, y);
  if (x == 0)
    return copysign (ILV_MATH_PI / 2, y);
  if (isinf (x))
    {
      angle = isinf (y) ? ILV_MATH_PI / 4 : 0;
      return copysign (x > 0 ? angle : isinf (y) ? 2.35619449019234492884698253745962716 : ILV_MATH_PI, y);
    }
  if (isinf (y))
    return copysign (ILV_MATH_PI / 2, y);
  angle = ilv_math_atan (y / x);
  if (x >= 0)
    return angle;
  return angle <= 0 ? angle + ILV_MATH_PI : angle - ILV_MATH_PI;
}

/* pkg_math.c - Natives of packages math, math/bits and math/rand.
 *
 * SPDX-License-Identifier: MIT
 */
#include <math.h>
#include <string.h>

#include "vm/pkg.h"

/* Go's name, C's name. */
#define UNARY_FUNCTIONS(X) \
  X (Abs, fabs) X (Ceil, ceil) X (Floor, floor) X (Trunc, trunc) X (Round, round) \
  X (RoundToEven, roundeven) X (Sqrt, sqrt) X (Cbrt, cube_root) X (Exp, exp) X (Exp2, exp2) \
  X (Expm1, expm1) X (Log, log) X (Log2, log2) X (Log10, log10) X (Log1p, log1p) \
  X (Logb, logb) X (Sin, sin) X (Cos, cos) X (Tan, tan) X (Asin, asin) X (Acos, acos) \
  X (Atan, atan) X (Sinh, sinh) X (Cosh, cosh) X (Tanh, tanh) X (Asinh, asinh) \
  X (Acosh, acosh) X (Atanh, atanh) X (Gamma, tgamma) X (Erf, erf) X (Erfc, erfc) \
  X (J0, j0) X (J1, j1) X (Y0, y0) X (Y1, y1)

#define BINARY_FUNCTIONS(X) \
  X (Atan2, atan2) X (Copysign, copysign) X (Hypot, hypot) X (Mod, fmod) \
  X (Nextafter, nextafter) X (Pow, pow) X (Remainder, remainder)

/* The C library's may be a bit off even where the root is a whole number. */
static double
cube_root (double x)
{
  return (double) cbrtl ((long double) x);
}

#define UNARY(Name, name) \
  static enum ilv_native_status math_##name (struct ilv_native_call *call) \
  { \
    ilv_slot_set_float (call, 0, name (ilv_slot_float (call, 1))); \
    return ILV_NATIVE_DONE; \
  }
UNARY_FUNCTIONS (UNARY)
#undef UNARY

#define BINARY(Name, name) \
  static enum ilv_native_status math_##name (struct ilv_native_call *call) \
  { \
    ilv_slot_set_float (call, 0, name (ilv_slot_float (call, 1), ilv_slot_float (call, 2))); \
    return ILV_NATIVE_DONE; \
  }
BINARY_FUNCTIONS (BINARY)
#undef BINARY

/* Float64bits, Float64frombits, Float32bits, Float32frombits: in a slot a float
 * already is its bits. */
static enum ilv_native_status
same_bits (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1];
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
fma_native (struct ilv_native_call *call)
{
  ilv_slot_set_float (call, 0, fma (ilv_slot_float (call, 1), ilv_slot_float (call, 2),
                                    ilv_slot_float (call, 3)));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
frexp_native (struct ilv_native_call *call)
{
  int exponent = 0;

  ilv_slot_set_float (call, 0, frexp (ilv_slot_float (call, 2), &exponent));
  call->slots[1] = isfinite (ilv_slot_float (call, 2)) ? (uint64_t) (int64_t) exponent : 0;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
ldexp_native (struct ilv_native_call *call)
{
  int64_t exponent = (int64_t) call->slots[2];

  exponent = exponent > 10000 ? 10000 : exponent < -10000 ? -10000 : exponent;
  ilv_slot_set_float (call, 0, ldexp (ilv_slot_float (call, 1), (int) exponent));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
lgamma_native (struct ilv_native_call *call)
{
  int sign = 1;

  ilv_slot_set_float (call, 0, lgamma_r (ilv_slot_float (call, 2), &sign));
  call->slots[1] = (uint64_t) (int64_t) (sign < 0 ? -1 : 1);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (math) = {
#define ENTRY(Name, name) { #Name, math_##name },
  UNARY_FUNCTIONS (ENTRY)
  BINARY_FUNCTIONS (ENTRY)
#undef ENTRY
  { "Float64bits", same_bits },
  { "Float64frombits", same_bits },
  { "Float32bits", same_bits },
  { "Float32frombits", same_bits },
  { "FMA", fma_native },
  { "Frexp", frexp_native },
  { "Ldexp", ldexp_native },
  { "Lgamma", lgamma_native },
  { NULL, NULL },
};

/* --- math/bits ------------------------------------------------------------------ */

static enum ilv_native_status
leading_zeros (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1] != 0 ? (uint64_t) __builtin_clzll (call->slots[1]) : 64;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
trailing_zeros (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1] != 0 ? (uint64_t) __builtin_ctzll (call->slots[1]) : 64;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
ones_count (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) __builtin_popcountll (call->slots[1]);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
reverse_bits (struct ilv_native_call *call)
{
  uint64_t x = call->slots[1], result = 0;

  for (unsigned i = 0; i < 64; i++, x >>= 1)
    result = result << 1 | (x & 1);
  call->slots[0] = result;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
reverse_bytes (struct ilv_native_call *call)
{
  call->slots[0] = __builtin_bswap64 (call->slots[1]);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
multiply (struct ilv_native_call *call)
{
  unsigned __int128 product = (unsigned __int128) call->slots[2] * call->slots[3];

  call->slots[0] = (uint64_t) (product >> 64);
  call->slots[1] = (uint64_t) product;
  return ILV_NATIVE_DONE;
}

/* Div64 (hi, lo, y uint64) (quo, rem uint64) */
static enum ilv_native_status
divide (struct ilv_native_call *call)
{
  unsigned __int128 dividend = (unsigned __int128) call->slots[2] << 64 | call->slots[3];
  uint64_t divisor = call->slots[4];

  if (divisor == 0)
    return ilv_native_panic_runtime (call, "integer divide by zero");
  if (divisor <= call->slots[2])
    return ilv_native_panic_runtime (call, "integer overflow");
  call->slots[0] = (uint64_t) (dividend / divisor);
  call->slots[1] = (uint64_t) (dividend % divisor);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (math_bits) = {
  { "LeadingZeros64", leading_zeros },
  { "TrailingZeros64", trailing_zeros },
  { "OnesCount64", ones_count },
  { "Reverse64", reverse_bits },
  { "ReverseBytes64", reverse_bytes },
  { "Mul64", multiply },
  { "Div64", divide },
  { NULL, NULL },
};

/* --- math/rand ------------------------------------------------------------------ */

static enum ilv_native_status
random_word (struct ilv_native_call *call)
{
  call->slots[0] = ilv_random (call->p);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (math_rand) = {
  { "random", random_word },
  { NULL, NULL },
};

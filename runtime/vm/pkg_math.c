/* pkg_math.c - Natives of packages math, math/bits and math/rand.
 *
 * SPDX-License-Identifier: MIT
 */
#include <math.h>
#include <string.h>

#include "vm/math_float.h"
#include "vm/pkg.h"

#include "vm/lagged.h"

/* Go's name, C's name. */
#define UNARY_FUNCTIONS(X) \
  X (Abs, fabs) X (Ceil, ceil) X (Floor, floor) X (Trunc, trunc) X (Round, round) \
  X (RoundToEven, roundeven) X (Sqrt, sqrt) X (Logb, logb) X (Cbrt, ilv_math_cbrt) \
  X (Exp, ilv_math_exp) X (Exp2, ilv_math_exp2) X (Expm1, ilv_math_expm1) \
  X (Log, ilv_math_log) X (Log2, ilv_math_log2) X (Log10, ilv_math_log10) \
  X (Log1p, ilv_math_log1p) X (Sin, ilv_math_sin) X (Cos, ilv_math_cos) X (Tan, ilv_math_tan) \
  X (Asin, ilv_math_asin) X (Acos, ilv_math_acos) X (Atan, ilv_math_atan) \
  X (Sinh, ilv_math_sinh) X (Cosh, ilv_math_cosh) X (Tanh, ilv_math_tanh) \
  X (Asinh, ilv_math_asinh) X (Acosh, ilv_math_acosh) X (Atanh, ilv_math_atanh) \
  X (Gamma, ilv_math_gamma) X (Erf, ilv_math_erf) X (Erfc, ilv_math_erfc) \
  X (Erfinv, ilv_math_erfinv)

#define BINARY_FUNCTIONS(X) \
  X (Atan2, ilv_math_atan2) X (Copysign, copysign) X (Hypot, ilv_math_hypot) X (Mod, fmod) \
  X (Pow, ilv_math_pow) X (Remainder, remainder)

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

/* besselJ, besselY (order int, x float64) float64: the package asks for no order out of bounds,
 * unless x is as large; then all orders are alike. */
static enum ilv_native_status
bessel (struct ilv_native_call *call, double (*function) (int n, double x))
{
  int64_t n = (int64_t) call->slots[1];

  ilv_slot_set_float (call, 0, function (n > INT32_MAX / 4 ? (int) (n & 3) + 4 : (int) n,
                                         ilv_slot_float (call, 2)));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
bessel_j (struct ilv_native_call *call)
{
  return bessel (call, ilv_math_j);
}

static enum ilv_native_status
bessel_y (struct ilv_native_call *call)
{
  return bessel (call, ilv_math_y);
}

static enum ilv_native_status
lgamma_native (struct ilv_native_call *call)
{
  int sign = 1;

  ilv_slot_set_float (call, 0, ilv_math_lgamma (ilv_slot_float (call, 2), &sign));
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
  { "besselJ", bessel_j },
  { "besselY", bessel_y },
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

/* The generator of 31 bits by which seeds are spread: multiplication modulo 2^31 - 1. */
static uint64_t
next_seed (uint64_t *seed)
{
  return *seed = *seed * 48271 % INT32_MAX;
}

/* scramble (seed int64, vec *[607]uint64) */
static enum ilv_native_status
scramble (struct ilv_native_call *call)
{
  int64_t start = (int64_t) call->slots[0] % INT32_MAX;
  uint64_t *vec = ilv_slot_pointer (call, 1);
  uint64_t seed = start < 0 ? (uint64_t) (start + INT32_MAX) : start > 0 ? (uint64_t) start : 89482311;

  for (int i = 0; i < 20; i++)
    next_seed (&seed);
  for (size_t i = 0; i < sizeof lagged / sizeof lagged[0]; i++)
    {
      uint64_t word = next_seed (&seed) << 40;

      word ^= next_seed (&seed) << 20;
      vec[i] = word ^ next_seed (&seed) ^ lagged[i];
    }
  return ILV_NATIVE_DONE;
}

/* --- math/rand/v2 --------------------------------------------------------------- */

static uint32_t
rotated (uint32_t x, unsigned n)
{
  return x << n | x >> (32 - n);
}

static void
quarter_round (uint32_t *s, unsigned a, unsigned b, unsigned c, unsigned d)
{
  s[a] += s[b], s[d] = rotated (s[d] ^ s[a], 16);
  s[c] += s[d], s[b] = rotated (s[b] ^ s[c], 12);
  s[a] += s[b], s[d] = rotated (s[d] ^ s[a], 8);
  s[c] += s[d], s[b] = rotated (s[b] ^ s[c], 7);
}

/* encrypt (key *[8]uint32, words *[128]uint64): blocks 0 to 15 of ChaCha8, without the
 * usual addition of what is not the key. */
static enum ilv_native_status
encrypt (struct ilv_native_call *call)
{
  static const uint32_t constants[4] = { 0x61707865, 0x3320646e, 0x79622d32, 0x6b206574 };
  const uint32_t *key = ilv_slot_pointer (call, 0);
  uint32_t *words = ilv_slot_pointer (call, 1);

  for (uint32_t block = 0; block < 16; block++)
    {
      uint32_t s[16] = { 0 };

      memcpy (s, constants, sizeof constants);
      memcpy (s + 4, key, 8 * sizeof key[0]);
      s[12] = block;
      for (unsigned round = 0; round < 8; round += 2)
        for (unsigned i = 0; i < 8; i++)
          if (i < 4)
            quarter_round (s, i, i + 4, i + 8, i + 12);
          else
            quarter_round (s, i - 4, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
      for (unsigned i = 0; i < 16; i++)
        words[block / 4 * 64 + i * 4 + block % 4] = s[i] + (i >= 4 && i < 12 ? key[i - 4] : 0);
    }
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (math_rand) = {
  { "random", random_word },
  { "scramble", scramble },
  { NULL, NULL },
};

ILV_PKG_NATIVES (math_rand_v2) = {
  { "random", random_word },
  { "encrypt", encrypt },
  { NULL, NULL },
};

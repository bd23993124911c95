/* number_digits.c - The decimal digits of a binary floating-point number.
 *
 * Shortest: the algorithm of Raffaello Giulietti, "The Schubfach way to render
 * doubles" (2020). The interval of numbers that round to the value is scaled by
 * a power of ten, so that it holds at least one integer and at most one
 * multiple of ten; multiplying by the power's upper 128 bits and keeping a
 * sticky bit is exact enough to tell which.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/assert.h"
#include "vm/number.h"
#include "vm/number_private.h"
#include "vm/powers.h"

/* --- Taking floats apart --------------------------------------------------- */

struct ilv_number_parts
ilv_number_split (double value, unsigned bits)
{
  struct ilv_number_parts parts;
  unsigned fraction_bits = bits == 32 ? 23 : 52;
  int bias = bits == 32 ? 127 : 1023;
  uint64_t raw, fraction, exponent;

  if (bits == 32)
    {
      float single = (float) value;
      uint32_t raw32;

      memcpy (&raw32, &single, sizeof raw32);
      raw = raw32;
    }
  else
    memcpy (&raw, &value, sizeof raw);
  fraction = raw & ((UINT64_C (1) << fraction_bits) - 1);
  exponent = raw >> fraction_bits & (bits == 32 ? 0xFF : 0x7FF);
  parts.is_negative = raw >> (bits - 1) & 1;
  /* Denormals share the smallest exponent and have no hidden bit. */
  parts.significand = exponent > 0 ? fraction | UINT64_C (1) << fraction_bits : fraction;
  parts.exponent = (int) (exponent > 0 ? exponent : 1) - bias - (int) fraction_bits;
  parts.is_lower_closer = fraction == 0 && exponent > 1;
  return parts;
}

/* --- Shortest --------------------------------------------------------------- */

/* floor (x / 2^n), also of negative numbers. */
static int
floor_shift (int64_t x, unsigned n)
{
  return (int) (x >= 0 ? x >> n : -((-x + (INT64_C (1) << n) - 1) >> n));
}

/* floor (log10 (2^e)), or of 3/4 of that, where the gap below is half as wide. */
static int
floor_log10_pow2 (int e, bool is_lower_closer)
{
  return floor_shift ((int64_t) e * 1262611 - (is_lower_closer ? 524031 : 0), 22);
}

static int
floor_log2_pow10 (int e)
{
  return floor_shift ((int64_t) e * 1741647, 19);
}

/* The upper 64 bits of the 192 bit product, lowest bit set if anything is below. */
static uint64_t
scale (int power, uint64_t factor)
{
  unsigned __int128 low = (unsigned __int128) powers[power - POWER_FIRST].low * factor;
  unsigned __int128 high = (unsigned __int128) powers[power - POWER_FIRST].high * factor + (low >> 64);

  return (uint64_t) (high >> 64) | ((uint64_t) high > 1);
}

/* The nearest of the shortest numbers in the rounding interval is *@result * 10^exponent. */
static uint64_t
shortest (struct ilv_number_parts parts, int *exponent)
{
  bool is_odd = parts.significand & 1;
  int k = floor_log10_pow2 (parts.exponent, parts.is_lower_closer);
  int h = parts.exponent + floor_log2_pow10 (-k) + 1;
  /* In quarters: the value, and the ends of the interval around it. */
  uint64_t value = scale (-k, parts.significand * 4 << h);
  uint64_t lower = scale (-k, (parts.significand * 4 - 2 + parts.is_lower_closer) << h) + is_odd;
  uint64_t upper = scale (-k, (parts.significand * 4 + 2) << h) - is_odd;
  uint64_t s = value / 4;
  bool is_down_inside, is_up_inside;

  if (s >= 10)
    {
      uint64_t tens = s / 10;

      is_down_inside = lower <= 40 * tens;
      is_up_inside = 40 * tens + 40 <= upper;
      if (is_down_inside != is_up_inside)
        {
          *exponent = k + 1;
          return tens + is_up_inside;
        }
    }
  *exponent = k;
  is_down_inside = lower <= 4 * s;
  is_up_inside = 4 * s + 4 <= upper;
  if (is_down_inside != is_up_inside)
    return s + is_up_inside;
  return s + (value > 4 * s + 2 || (value == 4 * s + 2 && (s & 1)));
}

static void
strip_zeros (struct ilv_digits *digits)
{
  while (digits->n > 0 && digits->digits[digits->n - 1] == 0)
    digits->n--;
  if (digits->n == 0)
    digits->point = 0;
}

void
ilv_number_shortest (double value, unsigned bits, struct ilv_digits *digits)
{
  struct ilv_number_parts parts = ilv_number_split (value, bits);
  uint64_t decimal;
  int exponent;
  uint8_t reversed[20];

  digits->is_negative = parts.is_negative;
  digits->n = digits->point = 0;
  if (parts.significand == 0)
    return;
  for (decimal = shortest (parts, &exponent); decimal > 0; decimal /= 10)
    reversed[digits->n++] = (uint8_t) (decimal % 10);
  for (int i = 0; i < digits->n; i++)
    digits->digits[i] = reversed[digits->n - 1 - i];
  digits->point = digits->n + exponent;
  strip_zeros (digits);
}

/* --- Exact ------------------------------------------------------------------ */

enum
{
  N_WORDS = 36, /* of 32 bits: 1074 bits before or behind the point, and some */
  GROUP = 1000000000,
  GROUP_DIGITS = 9,
};

static void
append_group (struct ilv_digits *digits, uint32_t group)
{
  for (int i = GROUP_DIGITS - 1; i >= 0; i--, group /= 10)
    digits->digits[digits->n + i] = (uint8_t) (group % 10);
  digits->n += GROUP_DIGITS;
}

/* Digits of the integer in @words, least significant first; destroys it. */
static void
append_integer (struct ilv_digits *digits, uint32_t *words)
{
  uint32_t groups[N_WORDS * 32 / 29 + 1];
  int n_groups = 0, n = N_WORDS;

  for (;;)
    {
      uint64_t rest = 0;

      while (n > 0 && words[n - 1] == 0)
        n--;
      if (n == 0)
        break;
      for (int i = n - 1; i >= 0; i--)
        {
          rest = rest << 32 | words[i];
          words[i] = (uint32_t) (rest / GROUP);
          rest %= GROUP;
        }
      groups[n_groups++] = (uint32_t) rest;
    }
  while (n_groups > 0)
    append_group (digits, groups[--n_groups]);
}

/* Digits of the fraction in @words: words[N_WORDS - 1] holds the first 32 bits behind the point. */
static void
append_fraction (struct ilv_digits *digits, uint32_t *words)
{
  int first = 0;

  for (;;)
    {
      uint64_t carry = 0;

      while (first < N_WORDS && words[first] == 0)
        first++;
      if (first == N_WORDS)
        return;
      for (int i = first; i < N_WORDS; i++)
        {
          carry += (uint64_t) words[i] * GROUP;
          words[i] = (uint32_t) carry;
          carry >>= 32;
        }
      append_group (digits, (uint32_t) carry);
    }
}

/* Puts the bits of @significand * 2^shift into @words; what falls off is not there. */
static void
place (uint32_t *words, uint64_t significand, int shift)
{
  memset (words, 0, N_WORDS * sizeof words[0]);
  for (int bit = 0; bit < 64; bit++)
    {
      int at = bit + shift;

      if ((significand >> bit & 1) != 0 && at >= 0 && at < N_WORDS * 32)
        words[at / 32] |= UINT32_C (1) << at % 32;
    }
}

static void
strip_leading_zeros (struct ilv_digits *digits)
{
  int n_zeros = 0;

  while (n_zeros < digits->n && digits->digits[n_zeros] == 0)
    n_zeros++;
  memmove (digits->digits, digits->digits + n_zeros, (size_t) (digits->n - n_zeros));
  digits->n -= n_zeros;
  digits->point -= n_zeros;
}

void
ilv_number_exact (double value, struct ilv_digits *digits)
{
  struct ilv_number_parts parts = ilv_number_split (value, 64);
  uint32_t words[N_WORDS];

  digits->is_negative = parts.is_negative;
  digits->n = 0;
  place (words, parts.significand, parts.exponent);
  append_integer (digits, words);
  digits->point = digits->n;
  place (words, parts.significand, parts.exponent + N_WORDS * 32);
  if (parts.exponent < 0)
    append_fraction (digits, words);
  strip_leading_zeros (digits);
  strip_zeros (digits);
}

static bool
rounds_up (const struct ilv_digits *digits, int n)
{
  if (digits->digits[n] != 5 || n + 1 < digits->n)
    return digits->digits[n] >= 5;
  return n > 0 && (digits->digits[n - 1] & 1);
}

void
ilv_number_round (struct ilv_digits *digits, int n)
{
  if (n < 0)
    digits->n = digits->point = 0;
  if (n < 0 || n >= digits->n)
    return;
  if (!rounds_up (digits, n))
    {
      digits->n = n;
      strip_zeros (digits);
      return;
    }
  while (n > 0 && digits->digits[n - 1] == 9)
    n--;
  digits->n = n;
  if (n > 0)
    digits->digits[n - 1]++;
  else
    {
      /* All nines: the next power of ten. */
      digits->digits[0] = 1;
      digits->n = 1;
      digits->point++;
    }
}

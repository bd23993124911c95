/* number_parse.c - Reading numbers.
 *
 * A float is first guessed from its leading 19 digits; the guess is at most a
 * few floats off. Then its decimal text is compared exactly, with big integers,
 * with the points halfway to the neighbours, until the guess is the nearest.
 *
 * SPDX-License-Identifier: MIT
 */
#include <math.h>
#include <string.h>

#include "base/assert.h"
#include "vm/number.h"

/* --- Big integers ------------------------------------------------------------ */

enum
{
  MAX_DIGITS = 800, /* more than any halfway point has; the rest counts as "a bit more" */
  MAX_POINT = 400,  /* 10^±400 is out of every float's range */
  /* Both sides: digits * 10^(MAX_DIGITS + MAX_POINT), shifted by some 1100 bits. */
  BIG_WORDS = 192,
};

struct big
{
  uint32_t words[BIG_WORDS]; /* least significant first */
  int n;
};

static void
big_multiply_add (struct big *big, uint32_t factor, uint32_t addend)
{
  uint64_t carry = addend;

  for (int i = 0; i < big->n; i++)
    {
      carry += (uint64_t) big->words[i] * factor;
      big->words[i] = (uint32_t) carry;
      carry >>= 32;
    }
  if (carry > 0)
    {
      ILV_ASSERT (big->n < BIG_WORDS);
      big->words[big->n++] = (uint32_t) carry;
    }
}

static void
big_multiply_pow10 (struct big *big, int n)
{
  for (; n >= 9; n -= 9)
    big_multiply_add (big, 1000000000, 0);
  for (; n > 0; n--)
    big_multiply_add (big, 10, 0);
}

static void
big_shift (struct big *big, int n)
{
  int n_words = n / 32;

  ILV_ASSERT (big->n + n_words <= BIG_WORDS);
  big_multiply_add (big, UINT32_C (1) << n % 32, 0);
  if (big->n == 0)
    return;
  memmove (big->words + n_words, big->words, (size_t) big->n * sizeof big->words[0]);
  memset (big->words, 0, (size_t) n_words * sizeof big->words[0]);
  big->n += n_words;
}

static int
big_compare (const struct big *a, const struct big *b)
{
  if (a->n != b->n)
    return a->n < b->n ? -1 : 1;
  for (int i = a->n - 1; i >= 0; i--)
    if (a->words[i] != b->words[i])
      return a->words[i] < b->words[i] ? -1 : 1;
  return 0;
}

/* --- Decimal text to float ---------------------------------------------------- */

/* A number as read: 0.d1d2… * 10^point; is_more: digits that are not all zero follow. */
struct decimal
{
  uint8_t digits[MAX_DIGITS];
  int n;
  int64_t point;
  bool is_more;
};

/* Floats of either size by their bits: the next greater one is bits + 1. */
struct format
{
  unsigned fraction_bits;
  int least_exponent; /* of denormals' last bit */
  uint64_t infinity;
};

static const struct format format32 = { 23, -149, UINT64_C (0xFF) << 23 };
static const struct format format64 = { 52, -1074, UINT64_C (0x7FF) << 52 };

/* Compares the decimal with the point halfway between float @bits and the next. */
static int
compare_with_halfway (const struct decimal *decimal, const struct format *format, uint64_t bits)
{
  uint64_t fraction = bits & ((UINT64_C (1) << format->fraction_bits) - 1);
  int biased = (int) (bits >> format->fraction_bits);
  uint64_t significand = biased > 0 ? fraction | UINT64_C (1) << format->fraction_bits : fraction;
  int exponent = (biased > 0 ? biased - 1 : 0) + format->least_exponent - 1;
  int power = (int) decimal->point - decimal->n;
  struct big left = { .n = 0 }, right = { .n = 0 };

  for (int i = 0; i < decimal->n; i++)
    big_multiply_add (&left, 10, decimal->digits[i]);
  significand = 2 * significand + 1;
  right.words[0] = (uint32_t) significand;
  right.words[1] = (uint32_t) (significand >> 32);
  right.n = right.words[1] > 0 ? 2 : 1;
  if (power >= 0)
    big_multiply_pow10 (&left, power);
  else
    big_multiply_pow10 (&right, -power);
  if (exponent >= 0)
    big_shift (&right, exponent);
  else
    big_shift (&left, -exponent);
  return big_compare (&left, &right) | decimal->is_more;
}

/* Near enough: pow10l and friends may be off in the last places. */
static uint64_t
guess (const struct decimal *decimal, const struct format *format)
{
  long double value = 0;
  int n = decimal->n < 19 ? decimal->n : 19;
  int64_t power = decimal->point - n;
  double rounded;
  uint64_t bits;

  for (int i = 0; i < n; i++)
    value = value * 10 + decimal->digits[i];
  /* In two steps, so that no factor leaves the range by itself. */
  value *= powl (10, (long double) (power / 2));
  value *= powl (10, (long double) (power - power / 2));
  if (format == &format32)
    {
      float single = (float) value;
      uint32_t bits32;

      memcpy (&bits32, &single, sizeof bits32);
      return bits32;
    }
  rounded = (double) value;
  memcpy (&bits, &rounded, sizeof bits);
  return bits;
}

static uint64_t
nearest (const struct decimal *decimal, const struct format *format)
{
  uint64_t bits;
  int order;

  if (decimal->n == 0 || decimal->point < -MAX_POINT)
    return 0;
  if (decimal->point > MAX_POINT)
    return format->infinity;
  bits = guess (decimal, format);
  for (;;)
    {
      order = bits < format->infinity ? compare_with_halfway (decimal, format, bits) : -1;
      if (order > 0 || (order == 0 && (bits & 1)))
        bits++;
      else
        break;
    }
  for (; bits > 0; bits--)
    {
      order = compare_with_halfway (decimal, format, bits - 1);
      if (order > 0 || (order == 0 && !(bits & 1)))
        break;
    }
  return bits;
}

static double
float_of_bits (uint64_t bits, const struct format *format)
{
  double value;

  if (format == &format32)
    {
      uint32_t bits32 = (uint32_t) bits;
      float single;

      memcpy (&single, &bits32, sizeof single);
      return single;
    }
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Up to 15 digits and 10^22 are exact doubles, so one operation rounds once. */
static bool
parse_exactly (const struct decimal *decimal, double *value)
{
  static const double tens[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  int64_t power = decimal->point - decimal->n;
  uint64_t integer = 0;

  if (decimal->n > 15 || power > 22 || power < -22)
    return false;
  for (int i = 0; i < decimal->n; i++)
    integer = integer * 10 + decimal->digits[i];
  *value = power >= 0 ? (double) integer * tens[power] : (double) integer / tens[-power];
  return true;
}

/* --- Syntax ------------------------------------------------------------------ */

struct reader
{
  const uint8_t *at, *end;
};

static bool
take (struct reader *reader, char lower)
{
  if (reader->at == reader->end || (*reader->at | (lower >= 'a' ? 0x20 : 0)) != lower)
    return false;
  reader->at++;
  return true;
}

static bool
take_word (struct reader *reader, const char *word)
{
  struct reader start = *reader;

  for (; *word != '\0'; word++)
    if (!take (reader, *word))
      {
        *reader = start;
        return false;
      }
  return true;
}

static unsigned
figure (uint8_t byte)
{
  if (byte >= '0' && byte <= '9')
    return byte - '0';
  byte |= 0x20;
  return byte >= 'a' && byte <= 'z' ? byte - 'a' + 10u : 36;
}

/* Whether each '_' stands between digits, where the prefix of a base counts as one. */
static bool
has_good_underscores (const uint8_t *at, const uint8_t *end)
{
  char before = '^'; /* '0': digit, '_', '!': anything else */
  bool is_hex = false;

  if (at < end && (*at == '+' || *at == '-'))
    at++;
  if (end - at >= 2 && at[0] == '0' && strchr ("box", at[1] | 0x20) != NULL)
    {
      is_hex = (at[1] | 0x20) == 'x';
      before = '0';
      at += 2;
    }
  for (; at < end; at++)
    {
      if ((*at >= '0' && *at <= '9') || (is_hex && figure (*at) < 16))
        before = '0';
      else if (*at == '_' && before != '0')
        return false;
      else if (*at != '_' && before == '_')
        return false;
      else
        before = *at == '_' ? '_' : '!';
    }
  return before != '_';
}

/* e+12; false if there is a letter and no digit. */
static bool
take_exponent (struct reader *reader, int64_t *exponent)
{
  bool is_negative = false, has_digits = false;

  *exponent = 0;
  if (!take (reader, '+'))
    is_negative = take (reader, '-');
  for (; reader->at < reader->end && (figure (*reader->at) < 10 || *reader->at == '_'); reader->at++)
    if (*reader->at != '_')
      {
        has_digits = true;
        if (*exponent < 100000)
          *exponent = *exponent * 10 + figure (*reader->at);
      }
  if (is_negative)
    *exponent = -*exponent;
  return has_digits;
}

static void
append_digit (struct decimal *decimal, unsigned value)
{
  if (decimal->n < MAX_DIGITS)
    decimal->digits[decimal->n++] = (uint8_t) value;
  else
    decimal->is_more |= value > 0;
}

/* Digits with a point somewhere. */
static bool
take_decimal (struct reader *reader, struct decimal *decimal)
{
  bool has_digits = false, has_point = false;

  *decimal = (struct decimal) { .n = 0 };
  for (; reader->at < reader->end; reader->at++)
    {
      unsigned value = figure (*reader->at);

      if (*reader->at == '_')
        continue;
      if (*reader->at == '.' && !has_point)
        {
          has_point = true;
          continue;
        }
      if (value >= 10)
        break;
      has_digits = true;
      if (value > 0 || decimal->n > 0)
        {
          append_digit (decimal, value);
          decimal->point += !has_point;
        }
      else
        decimal->point -= has_point;
    }
  while (decimal->n > 0 && !decimal->is_more && decimal->digits[decimal->n - 1] == 0)
    decimal->n--;
  return has_digits;
}

static enum ilv_number_status
parse_decimal (struct reader *reader, const struct format *format, double *value)
{
  struct decimal decimal;
  int64_t exponent;
  struct reader before;
  uint64_t bits;

  if (!take_decimal (reader, &decimal))
    return ILV_NUMBER_SYNTAX;
  before = *reader;
  if (take (reader, 'e'))
    {
      if (take_exponent (reader, &exponent))
        decimal.point += exponent;
      else
        *reader = before;
    }
  if (format == &format64 && !decimal.is_more && parse_exactly (&decimal, value))
    return ILV_NUMBER_OK;
  bits = nearest (&decimal, format);
  *value = float_of_bits (bits, format);
  return bits == format->infinity ? ILV_NUMBER_RANGE : ILV_NUMBER_OK;
}

/* @significand * 2^exponent, with a sticky lowest bit, to the nearest float. */
static enum ilv_number_status
round_binary (uint64_t significand, int64_t exponent, const struct format *format, double *value)
{
  uint64_t bits, rest, half;
  int64_t shift;

  *value = 0;
  if (significand == 0)
    return ILV_NUMBER_OK;
  for (; significand >> 63 == 0; exponent--)
    significand <<= 1;
  /* How much to cut off the 64 bits: more for denormals. */
  shift = 63 - (int64_t) format->fraction_bits;
  if (exponent + shift < format->least_exponent)
    shift = format->least_exponent - exponent;
  if (shift > 64)
    return ILV_NUMBER_OK;
  half = UINT64_C (1) << (shift - 1);
  rest = shift == 64 ? significand : significand & (2 * half - 1);
  bits = shift == 64 ? 0 : significand >> shift;
  bits += rest > half || (rest == half && (bits & 1));
  if (exponent + shift > format->least_exponent + 3000)
    bits = format->infinity;
  else
    bits += (uint64_t) (exponent + shift - format->least_exponent) << format->fraction_bits;
  if (bits >= format->infinity)
    bits = format->infinity;
  *value = float_of_bits (bits, format);
  return bits == format->infinity ? ILV_NUMBER_RANGE : ILV_NUMBER_OK;
}

/* Behind 0x: digits with a point, and a binary exponent, which must be there. */
static enum ilv_number_status
parse_hexadecimal (struct reader *reader, const struct format *format, double *value)
{
  uint64_t significand = 0;
  int64_t exponent = 0, scale;
  bool has_digits = false, has_point = false;

  for (; reader->at < reader->end; reader->at++)
    {
      unsigned digit = figure (*reader->at);

      if (*reader->at == '_')
        continue;
      if (*reader->at == '.' && !has_point)
        {
          has_point = true;
          continue;
        }
      if (digit >= 16)
        break;
      has_digits = true;
      if (significand >> 59 == 0)
        {
          significand = significand << 4 | digit;
          exponent -= has_point ? 4 : 0;
        }
      else
        {
          significand |= digit > 0;
          exponent += has_point ? 0 : 4;
        }
    }
  if (!has_digits || !take (reader, 'p') || !take_exponent (reader, &scale))
    return ILV_NUMBER_SYNTAX;
  return round_binary (significand, exponent + scale, format, value);
}

enum ilv_number_status
ilv_number_parse_float_prefix (const uint8_t *bytes, uint64_t len, unsigned bits, double *value,
                               uint64_t *n_used)
{
  const struct format *format = bits == 32 ? &format32 : &format64;
  struct reader reader = { bytes, bytes + len };
  enum ilv_number_status status = ILV_NUMBER_OK;
  bool is_negative;

  *value = 0;
  *n_used = 0;
  is_negative = !take (&reader, '+') && take (&reader, '-');
  if (take_word (&reader, "inf"))
    {
      take_word (&reader, "inity");
      *value = INFINITY;
    }
  else if (reader.at == bytes && take_word (&reader, "nan"))
    *value = NAN;
  else if (take_word (&reader, "0x"))
    status = parse_hexadecimal (&reader, format, value);
  else
    status = parse_decimal (&reader, format, value);
  if (status != ILV_NUMBER_SYNTAX && memchr (bytes, '_', (size_t) (reader.at - bytes)) != NULL
      && !has_good_underscores (bytes, reader.at))
    status = ILV_NUMBER_SYNTAX;
  if (status == ILV_NUMBER_SYNTAX)
    {
      *value = 0;
      return status;
    }
  if (is_negative)
    *value = -*value;
  *n_used = (uint64_t) (reader.at - bytes);
  return status;
}

enum ilv_number_status
ilv_number_parse_float (const uint8_t *bytes, uint64_t len, unsigned bits, double *value)
{
  uint64_t n_used;
  enum ilv_number_status status = ilv_number_parse_float_prefix (bytes, len, bits, value, &n_used);

  if (status != ILV_NUMBER_SYNTAX && n_used == len)
    return status;
  *value = 0;
  return ILV_NUMBER_SYNTAX;
}

/* --- Integers ----------------------------------------------------------------- */

/* Base 0: a prefix says it, and '_' may separate digits. */
static unsigned
take_base (struct reader *reader)
{
  if (reader->end - reader->at >= 3)
    {
      if (take_word (reader, "0b"))
        return 2;
      if (take_word (reader, "0o"))
        return 8;
      if (take_word (reader, "0x"))
        return 16;
    }
  return take (reader, '0') ? 8 : 10;
}

enum ilv_number_status
ilv_number_parse_uint (const uint8_t *bytes, uint64_t len, int64_t base, int64_t bits,
                       uint64_t *value)
{
  struct reader reader = { bytes, bytes + len };
  uint64_t limit, result = 0;
  bool is_too_large = false, has_underscores = false;
  unsigned radix = (unsigned) base;

  *value = 0;
  if (len == 0)
    return ILV_NUMBER_SYNTAX;
  if (base != 0 && (base < 2 || base > 36))
    return ILV_NUMBER_BAD_BASE;
  if (base == 0)
    radix = take_base (&reader);
  if (bits < 0 || bits > 64)
    return ILV_NUMBER_BAD_BITS;
  limit = bits == 0 || bits == 64 ? UINT64_MAX : (UINT64_C (1) << bits) - 1;
  for (; reader.at < reader.end; reader.at++)
    {
      unsigned digit = figure (*reader.at);

      if (*reader.at == '_' && base == 0)
        {
          has_underscores = true;
          continue;
        }
      if (digit >= radix)
        return ILV_NUMBER_SYNTAX;
      if (__builtin_mul_overflow (result, (uint64_t) radix, &result)
          || __builtin_add_overflow (result, (uint64_t) digit, &result) || result > limit)
        is_too_large = true;
      /* From the first digit too many on, gc looks at nothing more. */
      if (is_too_large)
        {
          *value = limit;
          return ILV_NUMBER_RANGE;
        }
    }
  if (has_underscores && !has_good_underscores (bytes, bytes + len))
    return ILV_NUMBER_SYNTAX;
  *value = result;
  return ILV_NUMBER_OK;
}

enum ilv_number_status
ilv_number_parse_int (const uint8_t *bytes, uint64_t len, int64_t base, int64_t bits, int64_t *value)
{
  bool has_sign = len > 0 && (bytes[0] == '+' || bytes[0] == '-');
  bool is_negative = has_sign && bytes[0] == '-';
  uint64_t magnitude, limit;
  enum ilv_number_status status;

  *value = 0;
  status = ilv_number_parse_uint (bytes + has_sign, len - has_sign, base, bits, &magnitude);
  if (status != ILV_NUMBER_OK && status != ILV_NUMBER_RANGE)
    return status;
  limit = UINT64_C (1) << ((bits == 0 ? 64 : bits) - 1);
  if (magnitude > limit - !is_negative)
    {
      magnitude = limit - !is_negative;
      status = ILV_NUMBER_RANGE;
    }
  *value = (int64_t) (is_negative ? -magnitude : magnitude);
  return status;
}

/* number.c - Writing numbers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/number.h"

#include <math.h>
#include <string.h>

#include "base/assert.h"
#include "vm/number_private.h"

char *
ilv_number_format_integer (char *end, uint64_t magnitude, unsigned base, bool is_upper)
{
  const char *figures = is_upper ? "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 : "0123456789abcdefghijklmnopqrstuvwxyz";

  do
    {
      *--end = figures[magnitude % base];
      magnitude /= base;
    }
  while (magnitude > 0);
  return end;
}

static void
add_integer (struct ilv_text *text, uint64_t magnitude, int n_least)
{
  char room[ILV_NUMBER_MAX_INTEGER], *end = room + sizeof room;
  char *begin = ilv_number_format_integer (end, magnitude, 10, false);

  while (end - begin < n_least)
    *--begin = '0';
  ilv_text_add (text, begin, (size_t) (end - begin));
}

/* Digit @i, where digits behind the last and before the first are zeroes. */
static char
digit (const struct ilv_digits *digits, int i)
{
  return i >= 0 && i < digits->n ? (char) ('0' + digits->digits[i]) : '0';
}

static void
add_exponent (struct ilv_text *text, char letter, int exponent, int n_least)
{
  ilv_text_add_byte (text, letter);
  ilv_text_add_byte (text, exponent < 0 ? '-' : '+');
  add_integer (text, (uint64_t) (exponent < 0 ? -exponent : exponent), n_least);
}

static void
add_scientific (struct ilv_text *text, const struct ilv_digits *digits, int precision, char letter)
{
  ilv_text_add_byte (text, digit (digits, 0));
  if (precision > 0)
    ilv_text_add_byte (text, '.');
  for (int i = 1; i <= precision; i++)
    ilv_text_add_byte (text, digit (digits, i));
  add_exponent (text, letter, digits->n > 0 ? digits->point - 1 : 0, 2);
}

static void
add_plain (struct ilv_text *text, const struct ilv_digits *digits, int precision)
{
  if (digits->point <= 0)
    ilv_text_add_byte (text, '0');
  for (int i = 0; i < digits->point; i++)
    ilv_text_add_byte (text, digit (digits, i));
  if (precision > 0)
    ilv_text_add_byte (text, '.');
  for (int i = 0; i < precision; i++)
    ilv_text_add_byte (text, digit (digits, digits->point + i));
}

/* %g: plain unless the exponent is small, or not smaller than the precision (6
 * if that is the shortest). Without zeroes at the end. */
static void
add_general (struct ilv_text *text, const struct ilv_digits *digits, int precision, char letter)
{
  int threshold = precision < 0 ? 6 : precision;

  if (precision > digits->n && digits->n >= digits->point)
    threshold = digits->n;
  if (digits->n > 0 && (digits->point - 1 < -4 || digits->point - 1 >= threshold))
    add_scientific (text, digits, digits->n - 1, letter);
  else
    add_plain (text, digits, digits->n > digits->point ? digits->n - digits->point : 0);
}

static void
add_decimal (struct ilv_text *text, double value, char verb, int precision, unsigned bits)
{
  struct ilv_digits digits;
  char kind = (char) (verb | 0x20); /* lower case */

  if (precision < 0)
    ilv_number_shortest (value, bits, &digits);
  else
    {
      if (kind == 'g' && precision == 0)
        precision = 1;
      ilv_number_exact (value, &digits);
      ilv_number_round (&digits, kind == 'e'   ? precision + 1
                                 : kind == 'f' ? digits.point + precision
                                               : precision);
    }
  if (kind == 'e')
    add_scientific (text, &digits, precision < 0 ? (digits.n > 0 ? digits.n - 1 : 0) : precision, verb);
  else if (kind == 'g')
    add_general (text, &digits, precision, (char) (verb - 'g' + 'e'));
  else
    add_plain (text, &digits,
               precision >= 0 ? precision : digits.n > digits.point ? digits.n - digits.point : 0);
}

/* %x: 0x1.8p+01, the leading bit before the point. */
static void
add_hexadecimal (struct ilv_text *text, struct ilv_number_parts parts, int precision, bool is_upper)
{
  uint64_t significand = parts.significand;
  int exponent = parts.exponent + 60;
  char room[ILV_NUMBER_MAX_INTEGER], *end = room + sizeof room, *first;

  if (significand == 0)
    exponent = 0;
  for (; significand != 0 && significand >> 60 == 0; exponent--)
    significand <<= 1;
  if (precision >= 0 && precision < 15)
    {
      unsigned shift = (unsigned) (60 - precision * 4);
      uint64_t rest = significand & ((UINT64_C (1) << shift) - 1), half = UINT64_C (1) << (shift - 1);

      significand >>= shift;
      significand += rest > half || (rest == half && (significand & 1));
      significand <<= shift;
      if (significand >> 61 != 0)
        {
          significand >>= 1;
          exponent++;
        }
    }
  ilv_text_add_cstr (text, is_upper ? "0X" : "0x");
  ilv_text_add_byte (text, (char) ('0' + (significand >> 60)));
  first = ilv_number_format_integer (end, significand | UINT64_C (1) << 63, 16, is_upper) + 1;
  if (precision < 0)
    while (end > first && end[-1] == '0')
      end--;
  else if (precision < 15)
    end = first + precision;
  if (end > first || precision > 0)
    ilv_text_add_byte (text, '.');
  ilv_text_add (text, first, (size_t) (end - first));
  if (precision > 15)
    ilv_text_add_repeated (text, '0', (size_t) precision - 15);
  add_exponent (text, is_upper ? 'P' : 'p', exponent, 2);
}

void
ilv_number_format_float (struct ilv_text *text, double value, char verb, int precision,
                         unsigned bits)
{
  struct ilv_number_parts parts;

  if (isnan (value))
    {
      ilv_text_add_cstr (text, "NaN");
      return;
    }
  if (isinf (value))
    {
      ilv_text_add_cstr (text, value > 0 ? "+Inf" : "-Inf");
      return;
    }
  parts = ilv_number_split (value, bits);
  if (parts.is_negative)
    ilv_text_add_byte (text, '-');
  if (verb == 'b')
    {
      add_integer (text, parts.significand, 1);
      add_exponent (text, 'p', parts.exponent, 1);
    }
  else if (verb == 'x' || verb == 'X')
    add_hexadecimal (text, parts, precision, verb == 'X');
  else
    add_decimal (text, value, verb, precision, bits);
}

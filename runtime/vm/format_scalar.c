/* format_scalar.c - Booleans, numbers and strings.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/format_private.h"
#include "vm/number.h"
#include "vm/string.h"

/* --- Padding ---------------------------------------------------------------- */

void
ilv_format_spaces (struct ilv_format *format, int64_t n)
{
  bool is_zero = format->flags.zero && !format->flags.minus;

  if (n > 0)
    ilv_text_add_repeated (format->out, is_zero ? '0' : ' ', (size_t) n);
}

void
ilv_format_pad (struct ilv_format *format, const char *bytes, size_t n)
{
  struct ilv_string string = { (const uint8_t *) bytes, (int64_t) n };
  int64_t missing = format->flags.has_width ? format->width - ilv_string_count_runes (string) : 0;

  if (!format->flags.minus)
    ilv_format_spaces (format, missing);
  ilv_text_add (format->out, bytes, n);
  if (format->flags.minus)
    ilv_format_spaces (format, missing);
}

static void
pad_without_zeros (struct ilv_format *format, const char *bytes, size_t n)
{
  bool zero = format->flags.zero;

  format->flags.zero = false;
  ilv_format_pad (format, bytes, n);
  format->flags.zero = zero;
}

/* --- Booleans and integers --------------------------------------------------- */

bool
ilv_format_bool (struct ilv_format *format, bool value, uint32_t verb)
{
  const char *text = value ? "true" : "false";

  if (verb != 't' && verb != 'v')
    return false;
  ilv_format_pad (format, text, strlen (text));
  return true;
}

/* How many digits are wanted at least: by %.3d, or by %03d, which leaves room for a sign. */
static int64_t
least_digits (const struct ilv_format *format, bool has_sign)
{
  if (format->flags.has_precision)
    return format->precision;
  if (format->flags.zero && !format->flags.minus && format->flags.has_width)
    return format->width - has_sign;
  return 0;
}

static const char *
base_prefix (const struct ilv_format *format, unsigned base, uint32_t verb, bool is_upper,
             char first_digit)
{
  if (verb == 'O')
    return format->flags.sharp && first_digit != '0' ? "0o0" : "0o";
  if (!format->flags.sharp)
    return "";
  switch (base)
    {
    case 2:
      return "0b";
    case 8:
      return first_digit != '0' ? "0" : "";
    case 16:
      return is_upper ? "0X" : "0x";
    default:
      return "";
    }
}

static void
add_integer (struct ilv_format *format, uint64_t value, unsigned base, bool is_signed,
             uint32_t verb, bool is_upper)
{
  bool is_negative = is_signed && (int64_t) value < 0;
  char sign = is_negative ? '-' : format->flags.plus ? '+' : format->flags.space ? ' ' : '\0';
  int64_t n_least = least_digits (format, sign != '\0');
  char room[ILV_NUMBER_MAX_INTEGER], *end = room + sizeof room, *begin;
  struct ilv_text text;
  char first_digit;

  /* Precision 0 of value 0: nothing but padding. */
  if (format->flags.has_precision && format->precision == 0 && value == 0)
    {
      pad_without_zeros (format, "", 0);
      return;
    }
  begin = ilv_number_format_integer (end, is_negative ? -value : value, base, is_upper);
  first_digit = n_least > end - begin ? '0' : *begin;
  ilv_text_init (&text);
  if (sign != '\0')
    ilv_text_add_byte (&text, sign);
  ilv_text_add_cstr (&text, base_prefix (format, base, verb, is_upper, first_digit));
  if (n_least > end - begin)
    ilv_text_add_repeated (&text, '0', (size_t) (n_least - (end - begin)));
  ilv_text_add (&text, begin, (size_t) (end - begin));
  pad_without_zeros (format, text.bytes, text.len);
  ilv_text_clear (&text);
}

void
ilv_format_0x (struct ilv_format *format, uint64_t value, bool has_prefix)
{
  bool sharp = format->flags.sharp;

  format->flags.sharp = has_prefix;
  add_integer (format, value, 16, false, 'v', false);
  format->flags.sharp = sharp;
}

static uint32_t
rune_of (uint64_t value)
{
  return value > ILV_RUNE_MAX ? ILV_RUNE_ERROR : (uint32_t) value;
}

static void
add_quoted_rune (struct ilv_format *format, uint64_t value)
{
  struct ilv_text text;

  ilv_text_init (&text);
  ilv_format_quote_rune (&text, rune_of (value), format->flags.plus);
  ilv_format_pad (format, text.bytes, text.len);
  ilv_text_clear (&text);
}

static void
add_rune (struct ilv_format *format, uint64_t value)
{
  char bytes[4];

  ilv_format_pad (format, bytes, ilv_utf8_encode (rune_of (value), bytes));
}

/* %U: U+0078; with #, U+0078 'x'. */
static void
add_code_point (struct ilv_format *format, uint64_t value)
{
  char room[ILV_NUMBER_MAX_INTEGER], *end = room + sizeof room;
  char *begin = ilv_number_format_integer (end, value, 16, true);
  int64_t n_least = format->flags.has_precision && format->precision > 4 ? format->precision : 4;
  struct ilv_text text;

  ilv_text_init (&text);
  ilv_text_add_cstr (&text, "U+");
  if (n_least > end - begin)
    ilv_text_add_repeated (&text, '0', (size_t) (n_least - (end - begin)));
  ilv_text_add (&text, begin, (size_t) (end - begin));
  if (format->flags.sharp && value <= ILV_RUNE_MAX && ilv_unicode_is_print ((uint32_t) value))
    {
      ilv_text_add_cstr (&text, " '");
      ilv_text_add_rune (&text, (uint32_t) value);
      ilv_text_add_byte (&text, '\'');
    }
  pad_without_zeros (format, text.bytes, text.len);
  ilv_text_clear (&text);
}

bool
ilv_format_integer (struct ilv_format *format, uint64_t value, bool is_signed, uint32_t verb)
{
  switch (verb)
    {
    case 'v':
      if (format->flags.sharp_v && !is_signed)
        ilv_format_0x (format, value, true);
      else
        add_integer (format, value, 10, is_signed, verb, false);
      return true;
    case 'd':
      add_integer (format, value, 10, is_signed, verb, false);
      return true;
    case 'b':
      add_integer (format, value, 2, is_signed, verb, false);
      return true;
    case 'o':
    case 'O':
      add_integer (format, value, 8, is_signed, verb, false);
      return true;
    case 'x':
    case 'X':
      add_integer (format, value, 16, is_signed, verb, verb == 'X');
      return true;
    case 'c':
      add_rune (format, value);
      return true;
    case 'q':
      add_quoted_rune (format, value);
      return true;
    case 'U':
      add_code_point (format, value);
      return true;
    default:
      return false;
    }
}

/* --- Floats ------------------------------------------------------------------- */

/* %#g and so on: always a point, and zeroes at the end up to the precision. The
 * number in @text has a sign in front. */
static void
add_point_and_zeros (struct ilv_text *text, uint32_t verb, int precision)
{
  bool is_hexadecimal = verb == 'x' || verb == 'X';
  int64_t n_missing = strchr ("gGx", (int) verb) != NULL ? (precision < 0 ? 6 : precision) : 0;
  bool has_point = false, is_significant = false;
  size_t end = 1, tail_len;
  char tail[8];

  for (; end < text->len; end++)
    {
      char c = text->bytes[end];

      if (c == 'p' || c == 'P' || (!is_hexadecimal && (c == 'e' || c == 'E')))
        break;
      if (c == '.')
        {
          has_point = true;
          continue;
        }
      is_significant |= c != '0';
      n_missing -= is_significant;
    }
  tail_len = text->len - end;
  memcpy (tail, text->bytes + end, tail_len);
  text->len = end;
  if (!has_point)
    {
      n_missing -= end == 2 && text->bytes[1] == '0';
      ilv_text_add_byte (text, '.');
    }
  if (n_missing > 0)
    ilv_text_add_repeated (text, '0', (size_t) n_missing);
  ilv_text_add (text, tail, tail_len);
}

/* Pads what has a sign in front, which is shown only if it says something. */
static void
pad_signed (struct ilv_format *format, const char *bytes, size_t n)
{
  const struct ilv_format_flags *flags = &format->flags;
  bool shows_sign = flags->plus || bytes[0] != '+';

  if (shows_sign && flags->zero && !flags->minus && flags->has_width && format->width > (int64_t) n)
    {
      ilv_text_add_byte (format->out, bytes[0]);
      ilv_format_spaces (format, format->width - (int64_t) n);
      ilv_text_add (format->out, bytes + 1, n - 1);
      return;
    }
  ilv_format_pad (format, bytes + !shows_sign, n - !shows_sign);
}

static void
add_float (struct ilv_format *format, double value, unsigned bits, char verb, int precision)
{
  struct ilv_format_flags *flags = &format->flags;
  struct ilv_text text;
  char first;

  if (flags->has_precision)
    precision = format->precision;
  ilv_text_init (&text);
  ilv_number_format_float (&text, value, verb, precision, bits);
  if (text.bytes[0] != '-' && text.bytes[0] != '+')
    {
      ilv_text_add_byte (&text, '\0');
      memmove (text.bytes + 1, text.bytes, text.len - 1);
      text.bytes[0] = '+';
    }
  if (flags->space && text.bytes[0] == '+' && !flags->plus)
    text.bytes[0] = ' ';
  first = text.bytes[1];
  if (first == 'I' || first == 'N')
    {
      /* They are no numbers to be padded with zeroes; +Inf always shows its sign. */
      bool hides_sign = first == 'N' && !flags->space && !flags->plus;

      pad_without_zeros (format, text.bytes + hides_sign, text.len - hides_sign);
    }
  else
    {
      if (flags->sharp && verb != 'b')
        add_point_and_zeros (&text, (uint32_t) verb, precision);
      pad_signed (format, text.bytes, text.len);
    }
  ilv_text_clear (&text);
}

bool
ilv_format_float (struct ilv_format *format, double value, unsigned bits, uint32_t verb)
{
  switch (verb)
    {
    case 'v':
      add_float (format, value, bits, 'g', -1);
      return true;
    case 'b':
    case 'g':
    case 'G':
    case 'x':
    case 'X':
      add_float (format, value, bits, (char) verb, -1);
      return true;
    case 'e':
    case 'E':
    case 'f':
      add_float (format, value, bits, (char) verb, 6);
      return true;
    case 'F':
      add_float (format, value, bits, 'f', 6);
      return true;
    default:
      return false;
    }
}

bool
ilv_format_complex (struct ilv_format *format, double real, double imaginary, unsigned bits,
                    uint32_t verb)
{
  bool plus = format->flags.plus;

  if (verb > 127 || strchr ("vbgGxXfFeE", (int) verb) == NULL || verb == '\0')
    return false;
  ilv_text_add_byte (format->out, '(');
  ilv_format_float (format, real, bits / 2, verb);
  format->flags.plus = true;
  ilv_format_float (format, imaginary, bits / 2, verb);
  ilv_text_add_cstr (format->out, "i)");
  format->flags.plus = plus;
  return true;
}

/* --- Strings ------------------------------------------------------------------ */

/* At most precision runes. */
static struct ilv_string
truncated (const struct ilv_format *format, struct ilv_string string)
{
  int64_t at = 0;
  int32_t rune;

  if (!format->flags.has_precision)
    return string;
  for (int i = 0; i < format->precision && at < string.len; i++)
    at += ilv_string_rune_at (string, at, &rune);
  return (struct ilv_string) { string.bytes, at };
}

static void
add_quoted (struct ilv_format *format, struct ilv_string string)
{
  struct ilv_text text;

  string = truncated (format, string);
  ilv_text_init (&text);
  if (format->flags.sharp && ilv_format_can_backquote (string))
    {
      ilv_text_add_byte (&text, '`');
      ilv_text_add (&text, string.bytes, (size_t) string.len);
      ilv_text_add_byte (&text, '`');
    }
  else
    ilv_format_quote (&text, string, '"', format->flags.plus);
  ilv_format_pad (format, text.bytes, text.len);
  ilv_text_clear (&text);
}

void
ilv_format_hex_bytes (struct ilv_format *format, struct ilv_string string, bool is_upper)
{
  const char *figures = is_upper ? "0123456789ABCDEF" : "0123456789abcdef";
  const struct ilv_format_flags *flags = &format->flags;
  int64_t n = string.len;
  struct ilv_text text;

  if (flags->has_precision && format->precision < n)
    n = format->precision;
  ilv_text_init (&text);
  for (int64_t i = 0; i < n; i++)
    {
      if (flags->space && i > 0)
        ilv_text_add_byte (&text, ' ');
      if (flags->sharp && (flags->space || i == 0))
        ilv_text_add_cstr (&text, is_upper ? "0X" : "0x");
      ilv_text_add_byte (&text, figures[string.bytes[i] >> 4]);
      ilv_text_add_byte (&text, figures[string.bytes[i] & 15]);
    }
  ilv_format_pad (format, text.bytes, text.len);
  ilv_text_clear (&text);
}

bool
ilv_format_string (struct ilv_format *format, struct ilv_string string, uint32_t verb)
{
  switch (verb)
    {
    case 'v':
      if (format->flags.sharp_v)
        {
          add_quoted (format, string);
          return true;
        }
      /* fall through */
    case 's':
      string = truncated (format, string);
      ilv_format_pad (format, (const char *) string.bytes, (size_t) string.len);
      return true;
    case 'x':
    case 'X':
      ilv_format_hex_bytes (format, string, verb == 'X');
      return true;
    case 'q':
      add_quoted (format, string);
      return true;
    default:
      return false;
    }
}

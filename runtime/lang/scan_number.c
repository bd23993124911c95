/* Numbers. Spec: "Integer literals", "Floating-point literals", "Imaginary literals".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/scanner.h"

#include "lang/scan_private.h"

#include <stdio.h>
#include <string.h>

struct digits
{
  bool has_digits, has_separators;
  int64_t wrong_offset; /* of the first digit too large for the base; -1: none */
};

static void
scan_digits (struct ilv_scanner *s, int base, struct digits *digits)
{
  while (s->ch == '_' || (base <= 10 ? ilv_scan_is_decimal (s->ch) : ilv_scan_is_hex (s->ch)))
    {
      if (s->ch == '_')
        digits->has_separators = true;
      else
        digits->has_digits = true;
      if (base <= 10 && s->ch >= '0' + base && s->ch != '_' && digits->wrong_offset < 0)
        digits->wrong_offset = s->offset;
      ilv_scan_next_char (s);
    }
}

/* Where in a number a "_" stands that is not between digits; -1: nowhere. A
 * prefix like 0x counts as a digit. */
static int64_t
wrong_separator (const char *text, uint32_t len)
{
  bool is_prefixed = len >= 2 && text[0] == '0' && strchr ("xob", ilv_scan_lower (text[1]));
  bool is_hexadecimal = is_prefixed && ilv_scan_lower (text[1]) == 'x';
  char now = is_prefixed ? '0' : '.'; /* a digit as '0', '_', anything else as '.' */

  for (uint32_t i = is_prefixed ? 2 : 0; i < len; i++)
    {
      char before = now;
      if (text[i] == '_')
        {
          if (before != '0')
            return i;
          now = '_';
        }
      else if (ilv_scan_is_decimal (text[i]) || (is_hexadecimal && ilv_scan_is_hex (text[i])))
        now = '0';
      else
        {
          if (before == '_')
            return i - 1;
          now = '.';
        }
    }
  return now == '_' ? (int64_t) len - 1 : -1;
}

struct number
{
  int base;
  char prefix; /* 'x', 'o', 'b', '0' for a leading zero, else 0 */
  enum ilv_lit_kind kind;
  struct digits digits;
  bool is_ok;
};

/* One error a number; the first is the one that explains it. */
static void
number_error (struct ilv_scanner *s, struct number *number, const char *message)
{
  if (number->is_ok)
    ilv_scan_error_here (s, "%s", message);
  number->is_ok = false;
}

static void
scan_prefix (struct ilv_scanner *s, struct number *number)
{
  static const struct
  {
    char letter;
    int base;
  } prefixes[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };

  if (!ilv_scan_got_char (s, '0'))
    return;
  for (size_t i = 0; i < 3; i++)
    if (ilv_scan_lower (s->ch) == prefixes[i].letter)
      {
        ilv_scan_next_char (s);
        number->base = prefixes[i].base;
        number->prefix = prefixes[i].letter;
        return;
      }
  number->base = 8;
  number->prefix = '0';
  number->digits.has_digits = true;
}

static void
scan_exponent (struct ilv_scanner *s, struct number *number)
{
  char message[64];
  int32_t letter = ilv_scan_lower (s->ch);

  if (letter != 'e' && letter != 'p')
    {
      if (number->prefix == 'x' && number->kind == ILV_LIT_FLOAT)
        number_error (s, number, "hexadecimal mantissa requires a 'p' exponent");
      return;
    }
  if (letter == 'e' ? number->prefix && number->prefix != '0' : number->prefix != 'x')
    {
      snprintf (message, sizeof message, "'%c' exponent requires %s mantissa", (char) s->ch,
                letter == 'e' ? "decimal" : "hexadecimal");
      number_error (s, number, message);
    }
  ilv_scan_next_char (s);
  number->kind = ILV_LIT_FLOAT;
  if (s->ch == '+' || s->ch == '-')
    ilv_scan_next_char (s);

  struct digits digits = { .has_separators = number->digits.has_separators };
  scan_digits (s, 10, &digits);
  number->digits.has_separators = digits.has_separators;
  if (!digits.has_digits)
    number_error (s, number, "exponent has no digits");
}

static void
check_number (struct ilv_scanner *s, struct number *number)
{
  int64_t wrong = number->digits.wrong_offset;
  char message[64];

  if (number->kind == ILV_LIT_INT && wrong >= 0 && number->is_ok)
    {
      snprintf (message, sizeof message, "invalid digit '%c' in %s literal",
                s->source->text[wrong], ilv_scan_base_name (number->base));
      ilv_scan_error_at (s, (uint32_t) wrong, message);
      number->is_ok = false;
    }
  if (number->digits.has_separators && number->is_ok)
    {
      wrong = wrong_separator (s->text, s->len);
      if (wrong >= 0)
        {
          ilv_scan_error_at (s, s->pos - s->source->base + (uint32_t) wrong,
                             "'_' must separate successive digits");
          number->is_ok = false;
        }
    }
}

/* @saw_point: a "." was read already. */
void
ilv_scan_number (struct ilv_scanner *s, bool saw_point)
{
  struct number number = {
    .base = 10, .kind = ILV_LIT_INT, .digits = { .wrong_offset = -1 }, .is_ok = true
  };
  char message[64];

  if (!saw_point)
    {
      scan_prefix (s, &number);
      scan_digits (s, number.base, &number.digits);
      if (s->ch == '.')
        {
          snprintf (message, sizeof message, "invalid radix point in %s literal",
                    ilv_scan_base_name (number.base));
          if (number.prefix == 'o' || number.prefix == 'b')
            number_error (s, &number, message);
          ilv_scan_next_char (s);
          saw_point = true;
        }
    }
  if (saw_point)
    {
      number.kind = ILV_LIT_FLOAT;
      scan_digits (s, number.base, &number.digits);
    }
  if (!number.digits.has_digits)
    {
      snprintf (message, sizeof message, "%s literal has no digits",
                ilv_scan_base_name (number.base));
      number_error (s, &number, message);
    }
  scan_exponent (s, &number);
  if (ilv_scan_got_char (s, 'i'))
    number.kind = ILV_LIT_IMAG;
  ilv_scan_set_literal (s, number.kind, number.is_ok);
  check_number (s, &number);
  s->is_bad = !number.is_ok;
}

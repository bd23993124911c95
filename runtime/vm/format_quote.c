/* format_quote.c - Strings and runes as Go literals.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/format.h"
#include "vm/string.h"

static void
add_hexadecimal (struct ilv_text *out, uint32_t value, int n_digits)
{
  for (int shift = 4 * (n_digits - 1); shift >= 0; shift -= 4)
    ilv_text_add_byte (out, "0123456789abcdef"[value >> shift & 15]);
}

static void
add_escaped (struct ilv_text *out, uint32_t rune)
{
  static const char names[] = "abtnvfr"; /* from \a, 7, on; not in order of the codes */
  static const char codes[] = "\a\b\t\n\v\f\r";
  const char *code = rune < 0x20 && rune > 0 ? strchr (codes, (int) rune) : NULL;

  ilv_text_add_byte (out, '\\');
  if (code != NULL)
    ilv_text_add_byte (out, names[code - codes]);
  else if (rune < 0x20 || rune == 0x7F)
    {
      ilv_text_add_byte (out, 'x');
      add_hexadecimal (out, rune, 2);
    }
  else
    {
      ilv_text_add_byte (out, rune < 0x10000 ? 'u' : 'U');
      add_hexadecimal (out, rune, rune < 0x10000 ? 4 : 8);
    }
}

static void
add_rune (struct ilv_text *out, uint32_t rune, char quote, bool is_ascii)
{
  if (rune == (uint32_t) quote || rune == '\\')
    {
      ilv_text_add_byte (out, '\\');
      ilv_text_add_byte (out, (char) rune);
    }
  else if ((rune < 0x80 || !is_ascii) && ilv_unicode_is_print (rune))
    ilv_text_add_rune (out, rune);
  else
    add_escaped (out, rune);
}

void
ilv_format_quote (struct ilv_text *out, struct ilv_string string, char quote, bool is_ascii)
{
  int64_t at = 0;

  ilv_text_add_byte (out, quote);
  while (at < string.len)
    {
      int32_t rune;
      unsigned width = ilv_string_rune_at (string, at, &rune);

      if (width == 1 && rune == ILV_RUNE_ERROR)
        {
          ilv_text_add_cstr (out, "\\x");
          add_hexadecimal (out, string.bytes[at], 2);
        }
      else
        add_rune (out, (uint32_t) rune, quote, is_ascii);
      at += width;
    }
  ilv_text_add_byte (out, quote);
}

void
ilv_format_quote_rune (struct ilv_text *out, int64_t rune, bool is_ascii)
{
  if (rune < 0 || rune > ILV_RUNE_MAX || !ilv_utf8_is_valid_rune ((uint32_t) rune))
    rune = ILV_RUNE_ERROR;
  ilv_text_add_byte (out, '\'');
  add_rune (out, (uint32_t) rune, '\'', is_ascii);
  ilv_text_add_byte (out, '\'');
}

bool
ilv_format_can_backquote (struct ilv_string string)
{
  int64_t at = 0;

  while (at < string.len)
    {
      int32_t rune;
      unsigned width = ilv_string_rune_at (string, at, &rune);

      at += width;
      if (width > 1 ? rune == 0xFEFF
                    : rune == ILV_RUNE_ERROR || (rune < ' ' && rune != '\t') || rune == '`'
                        || rune == 0x7F)
        return false;
    }
  return true;
}

/* Characters and strings. Spec: "Rune literals", "String literals".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/scanner.h"

#include "lang/scan_private.h"

#include "base/utf8.h"

#include <string.h>

/* What @ch is as a hexadecimal digit; 16: it is none. */
static int
digit_value (int32_t ch)
{
  if (ilv_scan_is_decimal (ch))
    return ch - '0';
  return ilv_scan_is_hex (ch) ? ilv_scan_lower (ch) - 'a' + 10 : 16;
}

/* The number after \, \x, \u or \U: @n digits. False after an error; at the end
 * of the file the caller complains. */
static bool
scan_escape_number (struct ilv_scanner *s, int n, int base, uint32_t max)
{
  uint32_t value = 0;

  for (; n > 0 && s->ch >= 0; n--)
    {
      int digit = digit_value (s->ch);
      if (digit >= base)
        {
          ilv_scan_error_here (s, "invalid character %s in %s escape",
                               ilv_scan_quote_rune (s->ch).text, ilv_scan_base_name (base));
          return false;
        }
      value = value * (uint32_t) base + (uint32_t) digit;
      ilv_scan_next_char (s);
    }
  if (n > 0)
    return true;
  if (value > max && base == 8)
    ilv_scan_error_here (s, "octal escape value %u > 255", value);
  else if (value > max || (value >= 0xD800 && value < 0xE000))
    ilv_scan_error_here (s, "escape is invalid Unicode code point %s",
                         ilv_scan_describe_rune ((int32_t) value).text);
  else
    return true;
  return false;
}

/* After the backslash. */
static bool
scan_escape (struct ilv_scanner *s, int32_t quote)
{
  if (s->ch < 0)
    return true;
  if (s->ch == quote || (s->ch < 0x80 && strchr ("abfnrtv\\", s->ch)))
    {
      ilv_scan_next_char (s);
      return true;
    }
  if (s->ch >= '0' && s->ch <= '7')
    return scan_escape_number (s, 3, 8, 255);
  if (ilv_scan_got_char (s, 'x'))
    return scan_escape_number (s, 2, 16, 255);
  if (ilv_scan_got_char (s, 'u'))
    return scan_escape_number (s, 4, 16, ILV_RUNE_MAX);
  if (ilv_scan_got_char (s, 'U'))
    return scan_escape_number (s, 8, 16, ILV_RUNE_MAX);
  ilv_scan_error_here (s, "unknown escape");
  return false;
}

void
ilv_scan_rune (struct ilv_scanner *s)
{
  bool is_ok = true;
  const char *complaint = NULL;
  int n = 0;

  for (ilv_scan_next_char (s); s->ch != '\'' && s->ch != '\n' && s->ch >= 0; n++)
    if (ilv_scan_got_char (s, '\\'))
      is_ok &= scan_escape (s, '\'');
    else
      ilv_scan_next_char (s);

  if (s->ch == '\n')
    {
      if (is_ok)
        ilv_scan_error_here (s, "newline in rune literal");
      is_ok = false;
    }
  else if (s->ch < 0)
    complaint = "rune literal not terminated";
  else if (n == 0)
    {
      ilv_scan_error_here (s, "empty rune literal or unescaped '");
      is_ok = false;
    }
  else if (n != 1)
    complaint = "more than one character in rune literal";
  if (complaint && is_ok)
    {
      ilv_scan_error_at (s, ilv_scan_token_offset (s), complaint);
      is_ok = false;
    }
  ilv_scan_got_char (s, '\'');
  ilv_scan_set_literal (s, ILV_LIT_RUNE, is_ok);
}

void
ilv_scan_string (struct ilv_scanner *s)
{
  bool is_ok = true;

  for (ilv_scan_next_char (s); s->ch != '"' && s->ch != '\n' && s->ch >= 0;)
    if (ilv_scan_got_char (s, '\\'))
      is_ok &= scan_escape (s, '"');
    else
      ilv_scan_next_char (s);

  if (!ilv_scan_got_char (s, '"'))
    {
      if (s->ch == '\n')
        ilv_scan_error_here (s, "newline in string");
      else
        ilv_scan_error_at (s, ilv_scan_token_offset (s), "string not terminated");
      is_ok = false;
    }
  ilv_scan_set_literal (s, ILV_LIT_STRING, is_ok);
}

void
ilv_scan_raw_string (struct ilv_scanner *s)
{
  bool is_ok = true;

  for (ilv_scan_next_char (s); s->ch != '`' && s->ch >= 0;)
    ilv_scan_next_char (s);
  if (!ilv_scan_got_char (s, '`'))
    {
      ilv_scan_error_at (s, ilv_scan_token_offset (s), "string not terminated");
      is_ok = false;
    }
  ilv_scan_set_literal (s, ILV_LIT_STRING, is_ok);
}

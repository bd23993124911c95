/* The characters of a source, and what is said about them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/scanner.h"

#include "lang/scan_private.h"

#include "base/diag.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

#define BYTE_ORDER_MARK 0xFEFF

void
ilv_scan_error_at (struct ilv_scanner *s, uint32_t offset, const char *message)
{
  s->n_errors++;
  ilv_diags_add (s->diags, s->source->base + offset, "%s", message);
}

void
ilv_scan_error_here (struct ilv_scanner *s, const char *format, ...)
{
  char message[160];
  va_list args;

  va_start (args, format);
  vsnprintf (message, sizeof message, format, args);
  va_end (args);
  ilv_scan_error_at (s, s->offset, message);
}

struct ilv_rune_text
ilv_scan_describe_rune (int32_t ch)
{
  struct ilv_rune_text result;
  char bytes[5] = "";

  if (ch >= 0 && ilv_unicode_is_print ((uint32_t) ch))
    {
      bytes[ilv_utf8_encode ((uint32_t) ch, bytes)] = 0;
      snprintf (result.text, sizeof result.text, "U+%04X '%s'", (unsigned) ch, bytes);
    }
  else
    snprintf (result.text, sizeof result.text, "U+%04X", (unsigned) ch);
  return result;
}

struct ilv_rune_text
ilv_scan_quote_rune (int32_t ch)
{
  static const char escapes[] = "\aa\bb\ff\nn\rr\tt\vv\\\\''";
  struct ilv_rune_text result;
  char bytes[5] = "";

  for (const char *e = escapes; *e; e += 2)
    if (ch == *e)
      {
        snprintf (result.text, sizeof result.text, "'\\%c'", e[1]);
        return result;
      }
  if (ilv_unicode_is_print ((uint32_t) ch))
    {
      bytes[ilv_utf8_encode ((uint32_t) ch, bytes)] = 0;
      snprintf (result.text, sizeof result.text, "'%s'", bytes);
    }
  else
    snprintf (result.text, sizeof result.text, ch < 0x80 ? "'\\x%02x'" : "'\\u%04x'",
              (unsigned) ch);
  return result;
}

void
ilv_scan_next_char (struct ilv_scanner *s)
{
  for (;;)
    {
      s->offset += s->width;
      if (s->offset >= s->source->len)
        {
          s->ch = -1;
          s->width = 0;
          return;
        }

      unsigned char byte = (unsigned char) s->source->text[s->offset];
      s->width = 1;
      s->ch = byte;
      if (byte && byte < 0x80)
        return;
      if (byte == 0)
        {
          ilv_scan_error_here (s, "invalid NUL character");
          continue;
        }

      uint32_t rune;
      s->width = (uint32_t) ilv_utf8_decode (s->source->text + s->offset,
                                             s->source->len - s->offset, &rune);
      s->ch = (int32_t) rune;
      if (rune == ILV_RUNE_ERROR && s->width == 1)
        ilv_scan_error_here (s, "invalid UTF-8 encoding");
      else if (rune != BYTE_ORDER_MARK)
        return;
      else if (s->offset > 0)
        ilv_scan_error_here (s, "invalid BOM in the middle of the file");
    }
}

bool
ilv_scan_got_char (struct ilv_scanner *s, int32_t wanted)
{
  if (s->ch != wanted)
    return false;
  ilv_scan_next_char (s);
  return true;
}

/* --- Literals ----------------------------------------------------------- */

const char *
ilv_scan_base_name (int base)
{
  return base == 2 ? "binary" : base == 8 ? "octal" : base == 10 ? "decimal" : "hexadecimal";
}

void
ilv_scan_set_literal (struct ilv_scanner *s, enum ilv_lit_kind kind, bool is_ok)
{
  s->token = ILV_TOKEN_LITERAL;
  s->wants_semicolon = true;
  s->lit_kind = kind;
  s->text = s->source->text + (s->pos - s->source->base);
  s->len = s->offset - (s->pos - s->source->base);
  s->is_bad = !is_ok;
}

/* pkg_unicode.c - Natives of packages unicode and unicode/utf8.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/pkg.h"
#include "vm/string.h"

/* category (r rune) int */
static enum ilv_native_status
category (struct ilv_native_call *call)
{
  call->slots[0] = ilv_unicode_category ((uint32_t) call->slots[1]);
  return ILV_NATIVE_DONE;
}

/* to (which int, r rune) rune */
static enum ilv_native_status
to_case (struct ilv_native_call *call)
{
  uint32_t rune = (uint32_t) call->slots[2];

  call->slots[0] = (uint64_t) (int32_t) ilv_unicode_to ((enum ilv_unicode_case) call->slots[1], rune);
  return ILV_NATIVE_DONE;
}

/* What tables.py writes, as pkg/unicode-tables.go declares it. Programs may change it. */
struct range16
{
  uint16_t low, high, stride;
};

struct range32
{
  uint32_t low, high, stride;
};

struct range_table
{
  struct ilv_slice ranges16, ranges32;
  int64_t n_latin;
};

struct table
{
  const char *name;
  char kind;
  struct range_table table;
};

#include "vm/unicode_tables.h"

/* table (i int) (t *RangeTable, kind byte, name string) */
static enum ilv_native_status
table (struct ilv_native_call *call)
{
  uint64_t i = call->slots[4];

  if (i >= sizeof tables / sizeof tables[0])
    return ILV_NATIVE_DONE;
  call->slots[0] = (uint64_t) (uintptr_t) &tables[i].table;
  call->slots[1] = (uint64_t) (unsigned char) tables[i].kind;
  *ilv_slot_string (call, 2) = (struct ilv_string) { (const uint8_t *) tables[i].name,
                                                     (int64_t) strlen (tables[i].name) };
  return ILV_NATIVE_DONE;
}

/* SimpleFold (r rune) rune */
static enum ilv_native_status
simple_fold (struct ilv_native_call *call)
{
  call->slots[0] = ilv_unicode_fold_next ((uint32_t) call->slots[1]);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (unicode) = {
  { "SimpleFold", simple_fold },
  { "table", table },
  { "category", category },
  { "to", to_case },
  { NULL, NULL },
};

/* --- unicode/utf8. A []byte's first two slots are a string's. -------------------- */

static enum ilv_native_status
decode (struct ilv_native_call *call)
{
  const struct ilv_string *string = ilv_slot_string (call, 2);
  int32_t rune = ILV_RUNE_ERROR;

  call->slots[1] = string->len > 0 ? ilv_string_rune_at (*string, 0, &rune) : 0;
  call->slots[0] = (uint64_t) rune;
  return ILV_NATIVE_DONE;
}

/* The longest of the last 1 to 4 bytes that are one character; else a wrong byte. */
static enum ilv_native_status
decode_last (struct ilv_native_call *call)
{
  const struct ilv_string *string = ilv_slot_string (call, 2);
  int32_t rune = ILV_RUNE_ERROR;

  call->slots[0] = ILV_RUNE_ERROR;
  call->slots[1] = string->len > 0;
  for (int64_t width = string->len < 4 ? string->len : 4; width > 0; width--)
    if (ilv_string_rune_at (*string, string->len - width, &rune) == width)
      {
        call->slots[0] = (uint64_t) rune;
        call->slots[1] = (uint64_t) width;
        break;
      }
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
count (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) ilv_string_count_runes (*ilv_slot_string (call, 1));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
is_valid (struct ilv_native_call *call)
{
  const struct ilv_string *string = ilv_slot_string (call, 1);
  int32_t rune;

  call->slots[0] = true;
  for (int64_t at = 0; at < string->len;)
    {
      unsigned width = ilv_string_rune_at (*string, at, &rune);

      if (width == 1 && rune == ILV_RUNE_ERROR)
        {
          call->slots[0] = false;
          break;
        }
      at += width;
    }
  return ILV_NATIVE_DONE;
}

/* Whether more bytes could not make the first character another one: it is
 * there, or wrong whatever follows. */
static enum ilv_native_status
is_full (struct ilv_native_call *call)
{
  const struct ilv_string *string = ilv_slot_string (call, 1);
  uint8_t padded[4] = { 0x80, 0x80, 0x80, 0x80 };
  int32_t rune;

  if (string->len == 0)
    return ILV_NATIVE_DONE;
  call->slots[0] = string->len >= 4 || ilv_string_rune_at (*string, 0, &rune) > 1 || string->bytes[0] < 0x80;
  if (call->slots[0])
    return ILV_NATIVE_DONE;
  /* Cut short if some continuation makes a character of it. The second byte's
   * range depends on the first, so two continuations are tried. */
  for (int64_t i = 0; i < string->len; i++)
    padded[i] = string->bytes[i];
  call->slots[0] = true;
  for (unsigned fill = 0x80; fill <= 0xBF; fill += 0x10)
    {
      struct ilv_string whole = { padded, 4 };

      for (int64_t i = string->len; i < 4; i++)
        padded[i] = (uint8_t) fill;
      if (ilv_string_rune_at (whole, 0, &rune) > (unsigned) string->len)
        call->slots[0] = false;
    }
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (unicode_utf8) = {
  { "DecodeRune", decode },
  { "DecodeRuneInString", decode },
  { "DecodeLastRune", decode_last },
  { "DecodeLastRuneInString", decode_last },
  { "RuneCount", count },
  { "RuneCountInString", count },
  { "Valid", is_valid },
  { "ValidString", is_valid },
  { "FullRune", is_full },
  { "FullRuneInString", is_full },
  { NULL, NULL },
};

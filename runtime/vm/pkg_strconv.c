/* pkg_strconv.c - Natives of package strconv.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/unicode.h"
#include "vm/format.h"
#include "vm/number.h"
#include "vm/pkg.h"

/* parseInt (s string, base int, bitSize int) (i int64, status int) */
static enum ilv_native_status
parse_int (struct ilv_native_call *call)
{
  const struct ilv_string *s = ilv_slot_string (call, 2);
  int64_t value;

  call->slots[1] = ilv_number_parse_int (s->bytes, (uint64_t) s->len, (int64_t) call->slots[4],
                                         (int64_t) call->slots[5], &value);
  call->slots[0] = (uint64_t) value;
  return ILV_NATIVE_DONE;
}

/* parseUint (s string, base int, bitSize int) (u uint64, status int) */
static enum ilv_native_status
parse_uint (struct ilv_native_call *call)
{
  const struct ilv_string *s = ilv_slot_string (call, 2);

  call->slots[1] = ilv_number_parse_uint (s->bytes, (uint64_t) s->len, (int64_t) call->slots[4],
                                          (int64_t) call->slots[5], &call->slots[0]);
  return ILV_NATIVE_DONE;
}

/* parseFloat (s string, bitSize int) (f float64, status int) */
static enum ilv_native_status
parse_float (struct ilv_native_call *call)
{
  const struct ilv_string *s = ilv_slot_string (call, 2);
  double value;

  call->slots[1] = ilv_number_parse_float (s->bytes, (uint64_t) s->len,
                                           call->slots[4] == 32 ? 32 : 64, &value);
  ilv_slot_set_float (call, 0, value);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
format_integer (struct ilv_native_call *call, uint64_t magnitude, bool is_negative)
{
  char room[ILV_NUMBER_MAX_INTEGER], *end = room + sizeof room, *begin;

  if (call->slots[3] < 2 || call->slots[3] > 36)
    return ilv_native_panic (call, "strconv: illegal AppendInt/FormatInt base");
  begin = ilv_number_format_integer (end, magnitude, (unsigned) call->slots[3], false);
  if (is_negative)
    *--begin = '-';
  return ilv_native_string (call, begin, (uint64_t) (end - begin), ilv_slot_string (call, 0))
           ? ILV_NATIVE_DONE
           : ILV_NATIVE_OUT_OF_MEMORY;
}

/* FormatInt (i int64, base int) string */
static enum ilv_native_status
format_int (struct ilv_native_call *call)
{
  bool is_negative = (int64_t) call->slots[2] < 0;

  return format_integer (call, is_negative ? -call->slots[2] : call->slots[2], is_negative);
}

/* FormatUint (i uint64, base int) string */
static enum ilv_native_status
format_uint (struct ilv_native_call *call)
{
  return format_integer (call, call->slots[2], false);
}

/* FormatFloat (f float64, fmt byte, prec, bitSize int) string */
static enum ilv_native_status
format_float (struct ilv_native_call *call)
{
  char verb = (char) call->slots[3];
  int64_t precision = (int64_t) call->slots[4];
  struct ilv_text text;

  if (call->slots[5] != 32 && call->slots[5] != 64)
    return ilv_native_panic (call, "strconv: illegal AppendFloat/FormatFloat bitSize");
  ilv_text_init (&text);
  if (verb != '\0' && strchr ("eEfgGbxX", verb) != NULL)
    ilv_number_format_float (&text, ilv_slot_float (call, 2), verb,
                             precision < 0 ? -1 : precision > INT32_MAX ? INT32_MAX : (int) precision,
                             (unsigned) call->slots[5]);
  else
    {
      ilv_text_add_byte (&text, '%');
      ilv_text_add_byte (&text, verb);
    }
  return ilv_pkg_text (call, 0, &text);
}

static enum ilv_native_status
quote_string (struct ilv_native_call *call, bool is_ascii)
{
  struct ilv_text text;

  ilv_text_init (&text);
  ilv_format_quote (&text, *ilv_slot_string (call, 2), '"', is_ascii);
  return ilv_pkg_text (call, 0, &text);
}

static enum ilv_native_status
quote_rune (struct ilv_native_call *call, bool is_ascii)
{
  struct ilv_text text;

  ilv_text_init (&text);
  ilv_format_quote_rune (&text, (int64_t) call->slots[2], is_ascii);
  return ilv_pkg_text (call, 0, &text);
}

static enum ilv_native_status
quote (struct ilv_native_call *call)
{
  return quote_string (call, false);
}

static enum ilv_native_status
quote_to_ascii (struct ilv_native_call *call)
{
  return quote_string (call, true);
}

static enum ilv_native_status
quote_rune_plain (struct ilv_native_call *call)
{
  return quote_rune (call, false);
}

static enum ilv_native_status
quote_rune_to_ascii (struct ilv_native_call *call)
{
  return quote_rune (call, true);
}

static enum ilv_native_status
can_backquote (struct ilv_native_call *call)
{
  call->slots[0] = ilv_format_can_backquote (*ilv_slot_string (call, 1));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
is_print (struct ilv_native_call *call)
{
  call->slots[0] = ilv_unicode_is_print ((uint32_t) call->slots[1]);
  return ILV_NATIVE_DONE;
}

/* IsGraphic (r rune) bool: what is printed, and all spaces. */
static enum ilv_native_status
is_graphic (struct ilv_native_call *call)
{
  uint32_t rune = (uint32_t) call->slots[1];

  call->slots[0] = ilv_unicode_is_print (rune)
                   || ilv_unicode_category (rune) == ILV_UNICODE_Zs;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (strconv) = {
  { "parseInt", parse_int },
  { "parseUint", parse_uint },
  { "parseFloat", parse_float },
  { "FormatInt", format_int },
  { "FormatUint", format_uint },
  { "FormatFloat", format_float },
  { "Quote", quote },
  { "QuoteToASCII", quote_to_ascii },
  { "QuoteRune", quote_rune_plain },
  { "QuoteRuneToASCII", quote_rune_to_ascii },
  { "CanBackquote", can_backquote },
  { "IsPrint", is_print },
  { "IsGraphic", is_graphic },
  { NULL, NULL },
};

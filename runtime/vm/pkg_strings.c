/* pkg_strings.c - Natives of packages strings and bytes.
 *
 * A []byte's first two slots are a string's, so searching is the same for both
 * but for where the operands lie.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "vm/pkg.h"
#include "vm/string.h"

static struct ilv_string
rest_of (struct ilv_string s, int64_t at)
{
  return (struct ilv_string) { s.bytes + at, s.len - at };
}

static int64_t
find (struct ilv_string s, struct ilv_string part)
{
  const uint8_t *found;

  if (part.len == 0)
    return 0;
  if (part.len > s.len)
    return -1;
  found = memmem (s.bytes, (size_t) s.len, part.bytes, (size_t) part.len);
  return found != NULL ? found - s.bytes : -1;
}

static int64_t
find_last (struct ilv_string s, struct ilv_string part)
{
  for (int64_t at = s.len - part.len; at >= 0; at--)
    if (part.len == 0 || memcmp (s.bytes + at, part.bytes, (size_t) part.len) == 0)
      return at;
  return -1;
}

static int64_t
count_parts (struct ilv_string s, struct ilv_string part)
{
  int64_t n = 0, at;

  if (part.len == 0)
    return ilv_string_count_runes (s) + 1;
  for (; (at = find (s, part)) >= 0; n++)
    s = rest_of (s, at + part.len);
  return n;
}

/* Index (s, substr string) int, and with []byte */
static enum ilv_native_status
index_string (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) find (*ilv_slot_string (call, 1), *ilv_slot_string (call, 3));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
index_bytes (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) find (*ilv_slot_string (call, 1), *ilv_slot_string (call, 4));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
last_index_string (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) find_last (*ilv_slot_string (call, 1), *ilv_slot_string (call, 3));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
last_index_bytes (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) find_last (*ilv_slot_string (call, 1), *ilv_slot_string (call, 4));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
count_string (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) count_parts (*ilv_slot_string (call, 1), *ilv_slot_string (call, 3));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
count_bytes (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) count_parts (*ilv_slot_string (call, 1), *ilv_slot_string (call, 4));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
convert (struct ilv_native_call *call, enum ilv_unicode_case which)
{
  struct ilv_string s = *ilv_slot_string (call, 2);
  struct ilv_text text;
  bool is_changed = false;

  ilv_text_init (&text);
  for (int64_t at = 0; at < s.len;)
    {
      int32_t rune;
      unsigned width = ilv_string_rune_at (s, at, &rune);
      uint32_t converted = ilv_unicode_to (which, (uint32_t) rune);

      is_changed |= converted != (uint32_t) rune || (width == 1 && rune == ILV_RUNE_ERROR);
      ilv_text_add_rune (&text, converted);
      at += width;
    }
  if (is_changed)
    return ilv_pkg_text (call, 0, &text);
  ilv_text_clear (&text);
  *ilv_slot_string (call, 0) = s;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
to_upper (struct ilv_native_call *call)
{
  return convert (call, ILV_UNICODE_UPPER);
}

static enum ilv_native_status
to_lower (struct ilv_native_call *call)
{
  return convert (call, ILV_UNICODE_LOWER);
}

static bool
equal_fold (struct ilv_string s, struct ilv_string t)
{
  while (s.len > 0 && t.len > 0)
    {
      int32_t a, b;
      unsigned a_width = ilv_string_rune_at (s, 0, &a), b_width = ilv_string_rune_at (t, 0, &b);

      if (a != b && ilv_unicode_fold ((uint32_t) a) != ilv_unicode_fold ((uint32_t) b))
        return false;
      s = rest_of (s, a_width);
      t = rest_of (t, b_width);
    }
  return s.len == 0 && t.len == 0;
}

static enum ilv_native_status
equal_fold_strings (struct ilv_native_call *call)
{
  call->slots[0] = equal_fold (*ilv_slot_string (call, 1), *ilv_slot_string (call, 3));
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
equal_fold_bytes (struct ilv_native_call *call)
{
  call->slots[0] = equal_fold (*ilv_slot_string (call, 1), *ilv_slot_string (call, 4));
  return ILV_NATIVE_DONE;
}

/* repeat (s string, count int) string */
static enum ilv_native_status
repeat (struct ilv_native_call *call)
{
  struct ilv_string s = *ilv_slot_string (call, 2);
  uint64_t count = call->slots[4], len;
  uint8_t *bytes;

  if (__builtin_mul_overflow ((uint64_t) s.len, count, &len))
    return ILV_NATIVE_OUT_OF_MEMORY;
  bytes = ilv_heap_alloc (call->p, NULL, len);
  if (bytes == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  for (uint64_t i = 0; len > 0 && i < count; i++)
    memcpy (bytes + i * (uint64_t) s.len, s.bytes, (size_t) s.len);
  *ilv_slot_string (call, 0) = (struct ilv_string) { bytes, (int64_t) len };
  return ILV_NATIVE_DONE;
}

/* replace (s, old, new string, n int) string. An empty old string is found
 * before each character and at the end. */
static enum ilv_native_status
replace (struct ilv_native_call *call)
{
  struct ilv_string s = *ilv_slot_string (call, 2), old = *ilv_slot_string (call, 4);
  struct ilv_string new = *ilv_slot_string (call, 6);
  int64_t n = count_parts (s, old), wanted = (int64_t) call->slots[8];
  struct ilv_text text;
  int32_t rune;

  if (wanted >= 0 && n > wanted)
    n = wanted;
  if (n == 0)
    {
      *ilv_slot_string (call, 0) = s;
      return ILV_NATIVE_DONE;
    }
  ilv_text_init (&text);
  for (int64_t i = 0; i < n; i++)
    {
      int64_t before = old.len > 0            ? find (s, old)
                       : i > 0 && s.len > 0 ? ilv_string_rune_at (s, 0, &rune)
                                            : 0;

      ilv_text_add (&text, s.bytes, (size_t) before);
      ilv_text_add (&text, new.bytes, (size_t) new.len);
      s = rest_of (s, before + old.len);
    }
  ilv_text_add (&text, s.bytes, (size_t) s.len);
  return ilv_pkg_text (call, 0, &text);
}

/* share (b []byte) string */
static enum ilv_native_status
share (struct ilv_native_call *call)
{
  *ilv_slot_string (call, 0) = *ilv_slot_string (call, 2);
  return ILV_NATIVE_DONE;
}

/* compare (a, b []byte) int */
static enum ilv_native_status
compare_bytes (struct ilv_native_call *call)
{
  int order = ilv_string_compare (*ilv_slot_string (call, 1), *ilv_slot_string (call, 4));

  call->slots[0] = (uint64_t) ((order > 0) - (order < 0));
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (strings) = {
  { "Index", index_string },
  { "LastIndex", last_index_string },
  { "Count", count_string },
  { "ToUpper", to_upper },
  { "ToLower", to_lower },
  { "EqualFold", equal_fold_strings },
  { "repeat", repeat },
  { "replace", replace },
  { "share", share },
  { NULL, NULL },
};

ILV_PKG_NATIVES (bytes) = {
  { "Index", index_bytes },
  { "LastIndex", last_index_bytes },
  { "Count", count_bytes },
  { "EqualFold", equal_fold_bytes },
  { "Compare", compare_bytes },
  { NULL, NULL },
};

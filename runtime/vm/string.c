/* string.c - Go strings: comparing, joining, converting.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/string.h"

#include <string.h>

#include "base/utf8.h"
#include "vm/slice.h"

int
ilv_string_compare (struct ilv_string a, struct ilv_string b)
{
  int64_t n = a.len < b.len ? a.len : b.len;
  int order = n > 0 ? memcmp (a.bytes, b.bytes, (size_t) n) : 0;

  return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool
ilv_string_equal (struct ilv_string a, struct ilv_string b)
{
  return a.len == b.len
         && (a.len == 0 || a.bytes == b.bytes || memcmp (a.bytes, b.bytes, (size_t) a.len) == 0);
}

unsigned
ilv_string_rune_at (struct ilv_string string, int64_t at, int32_t *rune)
{
  uint32_t decoded;
  size_t width = ilv_utf8_decode ((const char *) string.bytes + at, (size_t) (string.len - at), &decoded);

  *rune = (int32_t) decoded;
  return (unsigned) width;
}

int64_t
ilv_string_count_runes (struct ilv_string string)
{
  int64_t n = 0;
  int32_t rune;

  for (int64_t at = 0; at < string.len; n++)
    at += ilv_string_rune_at (string, at, &rune);
  return n;
}

bool
ilv_string_new (struct ilv_p *p, const void *bytes, int64_t len, struct ilv_string *result)
{
  uint8_t *copy = ilv_heap_alloc (p, NULL, (uint64_t) len);

  if (copy == NULL)
    return false;
  if (len > 0)
    memcpy (copy, bytes, (size_t) len);
  *result = (struct ilv_string) { copy, len };
  return true;
}

bool
ilv_string_concat (struct ilv_p *p, const struct ilv_string *parts, unsigned n,
                   struct ilv_string *result)
{
  const struct ilv_string *only = NULL;
  unsigned n_used = 0;
  int64_t len = 0;
  uint8_t *bytes, *end;

  for (unsigned i = 0; i < n; i++)
    if (parts[i].len > 0)
      {
        if (__builtin_add_overflow (len, parts[i].len, &len))
          return false;
        only = &parts[i];
        n_used++;
      }
  if (n_used <= 1)
    {
      *result = n_used == 1 ? *only : (struct ilv_string) { NULL, 0 };
      return true;
    }
  bytes = end = ilv_heap_alloc (p, NULL, (uint64_t) len);
  if (bytes == NULL)
    return false;
  for (unsigned i = 0; i < n; i++)
    if (parts[i].len > 0)
      end = mempcpy (end, parts[i].bytes, (size_t) parts[i].len);
  *result = (struct ilv_string) { bytes, len };
  return true;
}

/* A rune of any integer type; what does not fit is none either. */
static size_t
encode (int64_t rune, char *bytes)
{
  return ilv_utf8_encode (rune < 0 || rune > UINT32_MAX ? UINT32_MAX : (uint32_t) rune, bytes);
}

bool
ilv_string_from_rune (struct ilv_p *p, int64_t rune, struct ilv_string *result)
{
  char bytes[4];

  return ilv_string_new (p, bytes, (int64_t) encode (rune, bytes), result);
}

bool
ilv_string_from_bytes (struct ilv_p *p, struct ilv_slice bytes, struct ilv_string *result)
{
  return ilv_string_new (p, bytes.array, bytes.len, result);
}

bool
ilv_string_from_runes (struct ilv_p *p, struct ilv_slice runes, struct ilv_string *result)
{
  const int32_t *rune = runes.array;
  char scratch[4];
  uint8_t *bytes;
  int64_t len = 0;

  for (int64_t i = 0; i < runes.len; i++)
    len += (int64_t) encode (rune[i], scratch);
  bytes = ilv_heap_alloc (p, NULL, (uint64_t) len);
  if (bytes == NULL)
    return false;
  *result = (struct ilv_string) { bytes, len };
  for (int64_t i = 0; i < runes.len; i++)
    {
      size_t width = encode (rune[i], scratch);

      bytes = mempcpy (bytes, scratch, width);
    }
  return true;
}

bool
ilv_string_to_bytes (struct ilv_p *p, struct ilv_string string, struct ilv_slice *result)
{
  int64_t cap = (int64_t) ilv_slice_round_bytes ((uint64_t) string.len, true);
  uint8_t *bytes = ilv_heap_alloc (p, NULL, (uint64_t) cap);

  if (bytes == NULL)
    return false;
  if (string.len > 0)
    memcpy (bytes, string.bytes, (size_t) string.len);
  *result = (struct ilv_slice) { bytes, string.len, cap };
  return true;
}

bool
ilv_string_to_runes (struct ilv_p *p, struct ilv_string string, struct ilv_slice *result)
{
  int64_t n = ilv_string_count_runes (string), at = 0;
  uint64_t size_bytes = ilv_slice_round_bytes ((uint64_t) n * sizeof (int32_t), true);
  int32_t *runes = ilv_heap_alloc (p, NULL, size_bytes);

  if (runes == NULL)
    return false;
  for (int64_t i = 0; i < n; i++)
    at += (int64_t) ilv_string_rune_at (string, at, &runes[i]);
  *result = (struct ilv_slice) { runes, n, (int64_t) (size_bytes / sizeof (int32_t)) };
  return true;
}

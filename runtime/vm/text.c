/* SPDX-License-Identifier: MIT */
#include "vm/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void
ilv_text_init (struct ilv_text *text)
{
  text->bytes = text->room;
  text->len = 0;
  text->cap = sizeof text->room;
  text->has_failed = false;
}

void
ilv_text_clear (struct ilv_text *text)
{
  if (text->bytes != text->room)
    free (text->bytes);
}

static bool
grow (struct ilv_text *text, size_t needed)
{
  size_t cap = 2 * text->cap > needed ? 2 * text->cap : needed;
  bool is_inside = text->bytes == text->room;
  char *bytes = realloc (is_inside ? NULL : text->bytes, cap);

  if (bytes == NULL)
    {
      text->has_failed = true;
      return false;
    }
  if (is_inside)
    memcpy (bytes, text->room, text->len);
  text->bytes = bytes;
  text->cap = cap;
  return true;
}

char *
ilv_text_reserve (struct ilv_text *text, size_t n)
{
  if (text->has_failed || n > PTRDIFF_MAX / 4 || text->len > PTRDIFF_MAX / 4)
    {
      text->has_failed = true;
      return NULL;
    }
  if (n > text->cap - text->len && !grow (text, text->len + n))
    return NULL;
  return text->bytes + text->len;
}

void
ilv_text_add (struct ilv_text *text, const void *bytes, size_t n)
{
  char *end = n > 0 ? ilv_text_reserve (text, n) : NULL;

  if (end == NULL)
    return;
  memcpy (end, bytes, n);
  text->len += n;
}

void
ilv_text_add_cstr (struct ilv_text *text, const char *cstr)
{
  ilv_text_add (text, cstr, strlen (cstr));
}

void
ilv_text_add_repeated (struct ilv_text *text, char byte, size_t n)
{
  char *end = ilv_text_reserve (text, n);

  if (end == NULL)
    return;
  memset (end, byte, n);
  text->len += n;
}

void
ilv_text_add_rune (struct ilv_text *text, uint32_t rune)
{
  char bytes[4];

  ilv_text_add (text, bytes, ilv_utf8_encode (rune, bytes));
}

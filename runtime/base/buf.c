/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

void
ilv_buf_init (struct ilv_buf *buf, struct ilv_arena *arena)
{
  buf->arena = arena;
  buf->len = 0;
  buf->capacity = 64;
  buf->text = ilv_arena_alloc (arena, buf->capacity);
}

/* Room for @len more bytes and the 0 after them. */
static char *
reserve (struct ilv_buf *buf, size_t len)
{
  if (buf->capacity - buf->len <= len)
    {
      size_t capacity = (buf->len + len + 1) * 2;
      char *text = ilv_arena_alloc (buf->arena, capacity);
      memcpy (text, buf->text, buf->len);
      buf->text = text;
      buf->capacity = capacity;
    }
  return buf->text + buf->len;
}

void
ilv_buf_add (struct ilv_buf *buf, const char *text, size_t len)
{
  char *to = reserve (buf, len);

  if (len)
    memcpy (to, text, len);
  to[len] = 0;
  buf->len += len;
}

void
ilv_buf_add_cstr (struct ilv_buf *buf, const char *text)
{
  ilv_buf_add (buf, text, strlen (text));
}

void
ilv_buf_add_char (struct ilv_buf *buf, char c)
{
  ilv_buf_add (buf, &c, 1);
}

void
ilv_buf_add_rune (struct ilv_buf *buf, uint32_t rune)
{
  char bytes[4];
  ilv_buf_add (buf, bytes, ilv_utf8_encode (rune, bytes));
}

void
ilv_buf_vprintf (struct ilv_buf *buf, const char *format, va_list args)
{
  va_list again;

  va_copy (again, args);
  int len = vsnprintf (NULL, 0, format, args);
  if (len > 0)
    {
      vsnprintf (reserve (buf, (size_t) len), (size_t) len + 1, format, again);
      buf->len += (size_t) len;
    }
  va_end (again);
}

void
ilv_buf_printf (struct ilv_buf *buf, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  ilv_buf_vprintf (buf, format, args);
  va_end (args);
}

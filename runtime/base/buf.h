/* buf.h - Text that is being put together, in an arena.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_arena;

/* Read the fields as you like; a 0 follows the @len bytes at @text. */
struct ilv_buf
{
  struct ilv_arena *arena;
  char *text;
  size_t len, capacity;
};

/* Empty. Nothing to free: the memory is @arena's. */
void ilv_buf_init (struct ilv_buf *buf, struct ilv_arena *arena);

void ilv_buf_add (struct ilv_buf *buf, const char *text, size_t len);
void ilv_buf_add_cstr (struct ilv_buf *buf, const char *text);
void ilv_buf_add_char (struct ilv_buf *buf, char c);
/* In UTF-8; what is not a character becomes U+FFFD. */
void ilv_buf_add_rune (struct ilv_buf *buf, uint32_t rune);
void ilv_buf_printf (struct ilv_buf *buf, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));
void ilv_buf_vprintf (struct ilv_buf *buf, const char *format, va_list args);

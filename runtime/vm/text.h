/* text.h - Bytes that are being put together, outside the Go heap.
 *
 * Natives build output here and copy it once. Running out of memory is noted
 * and turns all further additions into nothing: check at the end.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_text
{
  char *bytes;
  size_t len, cap;
  bool has_failed;
  _Alignas (8) char room[256]; /* bytes begins here: short texts need no memory */
};

void ilv_text_init (struct ilv_text *text);
void ilv_text_clear (struct ilv_text *text);

/* Room for @n more bytes behind len, to be filled and counted by the caller; NULL: out of memory. */
char *ilv_text_reserve (struct ilv_text *text, size_t n);

void ilv_text_add (struct ilv_text *text, const void *bytes, size_t n);
void ilv_text_add_cstr (struct ilv_text *text, const char *cstr);
void ilv_text_add_repeated (struct ilv_text *text, char byte, size_t n);
void ilv_text_add_rune (struct ilv_text *text, uint32_t rune);

static inline void
ilv_text_add_byte (struct ilv_text *text, char byte)
{
  char *end = text->len < text->cap ? text->bytes + text->len : ilv_text_reserve (text, 1);

  if (end != NULL)
    {
      *end = byte;
      text->len++;
    }
}

/* intern.h - Names, each stored once: the same name is the same pointer.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct ilv_arena;

/* Any bytes, also 0; a 0 follows them. Lives as long as its table. */
struct ilv_symbol
{
  uint32_t hash;
  uint32_t len;
  uint16_t token; /* for the scanner: the keyword this name is, else 0 */
  char text[];
};

struct ilv_intern;

/* An empty table that takes its memory from @arena. */
struct ilv_intern *ilv_intern_new (struct ilv_arena *arena);

/* The one symbol for these @len bytes; makes it if it is not there yet. */
struct ilv_symbol *ilv_intern_add (struct ilv_intern *intern, const char *text, size_t len);
struct ilv_symbol *ilv_intern_add_cstr (struct ilv_intern *intern, const char *text);

/* source.h - The files of a compilation, and positions in them.
 *
 * A position is one 32-bit number: every file is given a range as long as its
 * text, so a position names file and byte at once and fits everywhere. 0 is no
 * position. Lines and columns are worked out when asked for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_arena;
struct ilv_sources;

typedef uint32_t ilv_pos;

struct ilv_source
{
  const char *name; /* as diagnostics print it */
  const char *text; /* followed by a 0 that is not part of it */
  size_t len;
  ilv_pos base;     /* position of the first byte; base + len is the end */
  uint32_t index;   /* counting from 0, in order of addition */
  uint32_t *line_starts; /* byte offsets; line_starts[0] == 0 */
  uint32_t n_lines;
};

/* @line and @column count from 1; columns are bytes, as gc counts them. */
struct ilv_location
{
  const struct ilv_source *source; /* NULL: no position */
  uint32_t line, column;
};

struct ilv_sources *ilv_sources_new (struct ilv_arena *arena);

/* Copies @name and @text. NULL if all files together would pass 4 GB. */
struct ilv_source *ilv_sources_add (struct ilv_sources *sources, const char *name,
                                    const char *text, size_t len);

size_t ilv_sources_count (const struct ilv_sources *sources);
const struct ilv_source *ilv_sources_get (const struct ilv_sources *sources, size_t index);

struct ilv_location ilv_sources_locate (const struct ilv_sources *sources, ilv_pos pos);

/* Whether both lie in the same line of the same file. */
bool ilv_sources_same_line (const struct ilv_sources *sources, ilv_pos a, ilv_pos b);

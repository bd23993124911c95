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
struct ilv_buf;
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
  struct ilv_line_directive *directives; /* by offset */
  size_t n_directives, directives_capacity;
};

/* @line and @column count from 1; columns are bytes, as gc counts them. A //line directive may
 * move all three; then there may be no column. */
struct ilv_location
{
  const struct ilv_source *source; /* NULL: no position */
  uint32_t line, column;           /* column 0: none */
};

struct ilv_sources *ilv_sources_new (struct ilv_arena *arena);

/* Copies @name and @text. NULL if all files together would pass 4 GB. */
struct ilv_source *ilv_sources_add (struct ilv_sources *sources, const char *name,
                                    const char *text, size_t len);

size_t ilv_sources_count (const struct ilv_sources *sources);
const struct ilv_source *ilv_sources_get (const struct ilv_sources *sources, size_t index);

/* From byte @offset of @source on, the lines are those of file @name (@name_len 0: of the same
 * as before) from @line on; @column 0: columns are not known. Offsets only grow. */
void ilv_sources_set_line (struct ilv_sources *sources, const struct ilv_source *source,
                           uint32_t offset, const char *name, size_t name_len, uint32_t line,
                           uint32_t column);

struct ilv_location ilv_sources_locate (const struct ilv_sources *sources, ilv_pos pos);

/* "file:line:column" or "file:line", as messages show it; nothing where there is no source. */
void ilv_location_print (const struct ilv_location *location, struct ilv_buf *out);

/* Whether both lie in the same line of the same file. */
bool ilv_sources_same_line (const struct ilv_sources *sources, ilv_pos a, ilv_pos b);

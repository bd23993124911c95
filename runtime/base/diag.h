/* diag.h - What is wrong with the user's program, as a list.
 *
 * Kept as gc keeps it: one syntax error a line, no message twice on a line, in
 * order of position within a file (of files, the one with the first error
 * comes first), and after ten no more.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/source.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct ilv_arena;
struct ilv_buf;
struct ilv_diags;

struct ilv_diagnostic
{
  ilv_pos pos;
  /* Without the position. May have more lines, each beginning with a tab. */
  const char *message;
};

struct ilv_diags *ilv_diags_new (struct ilv_arena *arena, struct ilv_sources *sources);

struct ilv_sources *ilv_diags_sources (const struct ilv_diags *diags);

/* How many are kept before the rest is dropped; at first 10, 0 means all. */
void ilv_diags_set_limit (struct ilv_diags *diags, size_t limit);

void ilv_diags_add (struct ilv_diags *diags, ilv_pos pos, const char *format, ...)
  __attribute__ ((format (printf, 3, 4)));

/* How many are kept. */
size_t ilv_diags_count (const struct ilv_diags *diags);

/* How many began with "syntax error": checking further has no use then. */
size_t ilv_diags_count_syntax (const struct ilv_diags *diags);

/* Whether the limit was reached: looking further has no use. */
bool ilv_diags_is_full (const struct ilv_diags *diags);

/* The @index-th by position, after ilv_diags_sort(). */
const struct ilv_diagnostic *ilv_diags_get (const struct ilv_diags *diags, size_t index);
void ilv_diags_sort (struct ilv_diags *diags);

/* Sorts, and appends a line "file:line:column: message" for each, and
 * "too many errors" if there were more. */
void ilv_diags_print (struct ilv_diags *diags, struct ilv_buf *out);

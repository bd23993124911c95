/* SPDX-License-Identifier: MIT */
#include "base/source.h"

#include "base/arena.h"
#include "base/buf.h"

#include <string.h>

struct ilv_sources
{
  struct ilv_arena *arena;
  struct ilv_source **items; /* by base */
  size_t n_items, capacity;
  ilv_pos next_base;
};

struct ilv_sources *
ilv_sources_new (struct ilv_arena *arena)
{
  struct ilv_sources *sources = ilv_arena_new_struct (arena, struct ilv_sources);

  sources->arena = arena;
  sources->next_base = 1;
  return sources;
}

static void
index_lines (struct ilv_arena *arena, struct ilv_source *source)
{
  const char *end = source->text + source->len;
  uint32_t n = 1;

  for (const char *at = source->text; (at = memchr (at, '\n', (size_t) (end - at))); at++)
    n++;
  source->line_starts = ilv_arena_new_array (arena, uint32_t, n);
  for (const char *at = source->text; (at = memchr (at, '\n', (size_t) (end - at))); at++)
    source->line_starts[++source->n_lines] = (uint32_t) (at - source->text) + 1;
  source->n_lines = n;
}

struct ilv_source *
ilv_sources_add (struct ilv_sources *sources, const char *name, const char *text, size_t len)
{
  /* One more than the text, so that the end of one file is not the start of
   * the next. */
  if (len >= UINT32_MAX - sources->next_base)
    return NULL;

  struct ilv_source *source = ilv_arena_new_struct (sources->arena, struct ilv_source);
  source->name = ilv_arena_strndup (sources->arena, name, strlen (name));
  source->text = ilv_arena_strndup (sources->arena, text, len);
  source->len = len;
  source->base = sources->next_base;
  source->index = (uint32_t) sources->n_items;
  sources->next_base += (ilv_pos) len + 1;
  index_lines (sources->arena, source);

  sources->items = ilv_arena_grow (sources->arena, sources->items, sources->n_items,
                                   &sources->capacity, sizeof (source));
  sources->items[sources->n_items++] = source;
  return source;
}

size_t
ilv_sources_count (const struct ilv_sources *sources)
{
  return sources->n_items;
}

const struct ilv_source *
ilv_sources_get (const struct ilv_sources *sources, size_t index)
{
  return index < sources->n_items ? sources->items[index] : NULL;
}

static const struct ilv_source *
find_source (const struct ilv_sources *sources, ilv_pos pos)
{
  size_t low = 0, high = sources->n_items;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (sources->items[middle]->base <= pos)
        low = middle + 1;
      else
        high = middle;
    }
  return low && pos ? sources->items[low - 1] : NULL;
}

/* The line, counted from 0, that holds byte @offset. */
static uint32_t
find_line (const struct ilv_source *source, uint32_t offset)
{
  uint32_t low = 0, high = source->n_lines;

  while (high - low > 1)
    {
      uint32_t middle = low + (high - low) / 2;
      if (source->line_starts[middle] <= offset)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* --- Line directives ---------------------------------------------------- */

struct ilv_line_directive
{
  uint32_t offset, line, column;
  const struct ilv_source *named;
};

/* The source of that name, or a new one without text. */
static const struct ilv_source *
source_of_name (struct ilv_sources *sources, const char *name, size_t len)
{
  for (size_t i = 0; i < sources->n_items; i++)
    if (strncmp (sources->items[i]->name, name, len) == 0 && sources->items[i]->name[len] == 0)
      return sources->items[i];
  return ilv_sources_add (sources, ilv_arena_strndup (sources->arena, name, len), "", 0);
}

static const struct ilv_line_directive *
find_directive (const struct ilv_source *source, uint32_t offset)
{
  size_t low = 0, high = source->n_directives;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (source->directives[middle].offset <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low ? &source->directives[low - 1] : NULL;
}

void
ilv_sources_set_line (struct ilv_sources *sources, const struct ilv_source *source,
                      uint32_t offset, const char *name, size_t name_len, uint32_t line,
                      uint32_t column)
{
  struct ilv_source *own = sources->items[source->index];
  const struct ilv_source *named = own;

  if (name_len)
    named = source_of_name (sources, name, name_len);
  else if (own->n_directives)
    named = own->directives[own->n_directives - 1].named;
  if (!named)
    return;
  own->directives = ilv_arena_grow (sources->arena, own->directives, own->n_directives,
                                    &own->directives_capacity, sizeof *own->directives);
  own->directives[own->n_directives++]
    = (struct ilv_line_directive) { offset, line, column, named };
}

static void
apply_directive (struct ilv_location *location, uint32_t offset)
{
  const struct ilv_source *source = location->source;
  const struct ilv_line_directive *directive = find_directive (source, offset);
  uint32_t first;

  if (!directive)
    return;
  first = find_line (source, directive->offset) + 1;
  if (directive->column == 0)
    location->column = 0;
  else if (location->line == first)
    location->column = directive->column + offset - directive->offset;
  location->line = directive->line + location->line - first;
  location->source = directive->named;
}

struct ilv_location
ilv_sources_locate (const struct ilv_sources *sources, ilv_pos pos)
{
  struct ilv_location location = { .source = find_source (sources, pos) };

  if (location.source)
    {
      uint32_t offset = pos - location.source->base;
      uint32_t line = find_line (location.source, offset);
      location.line = line + 1;
      location.column = offset - location.source->line_starts[line] + 1;
      apply_directive (&location, offset);
    }
  return location;
}

void
ilv_location_print (const struct ilv_location *location, struct ilv_buf *out)
{
  if (location->source)
    ilv_buf_printf (out, location->column ? "%s:%u:%u" : "%s:%u", location->source->name,
                    location->line, location->column);
}

bool
ilv_sources_same_line (const struct ilv_sources *sources, ilv_pos a, ilv_pos b)
{
  struct ilv_location at_a = ilv_sources_locate (sources, a);
  struct ilv_location at_b = ilv_sources_locate (sources, b);

  return at_a.source == at_b.source && at_a.line == at_b.line;
}

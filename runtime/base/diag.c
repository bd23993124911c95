/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_LIMIT 10

struct entry
{
  struct ilv_diagnostic diagnostic;
  size_t order; /* of addition: qsort() is not stable */
  const struct ilv_source *source;
  size_t rank; /* of its file: order of the first one in it */
};

struct ilv_diags
{
  struct ilv_arena *arena;
  struct ilv_sources *sources;
  struct entry *entries;
  size_t n_entries, capacity, limit, n_syntax_errors;
  ilv_pos last_syntax_error, last_other;
  const char *last_message; /* at last_other */
  bool is_full;
  ilv_pos full_pos; /* of the one that reached the limit: gc names its place */
};

struct ilv_diags *
ilv_diags_new (struct ilv_arena *arena, struct ilv_sources *sources)
{
  struct ilv_diags *diags = ilv_arena_new_struct (arena, struct ilv_diags);

  diags->arena = arena;
  diags->sources = sources;
  diags->limit = DEFAULT_LIMIT;
  return diags;
}

struct ilv_sources *
ilv_diags_sources (const struct ilv_diags *diags)
{
  return diags->sources;
}

void
ilv_diags_set_limit (struct ilv_diags *diags, size_t limit)
{
  diags->limit = limit;
}

/* Whether this one would only repeat what its line already says. Notes it as
 * the last of its kind if not. */
static bool
is_repetition (struct ilv_diags *diags, ilv_pos pos, const char *message)
{
  if (strncmp (message, "syntax error", strlen ("syntax error")) == 0)
    {
      diags->n_syntax_errors++;
      if (diags->last_syntax_error
          && ilv_sources_same_line (diags->sources, diags->last_syntax_error, pos))
        return true;
      diags->last_syntax_error = pos;
      return false;
    }
  if (diags->last_other && ilv_sources_same_line (diags->sources, diags->last_other, pos)
      && strcmp (diags->last_message, message) == 0)
    return true;
  diags->last_other = pos;
  diags->last_message = message;
  return false;
}

static size_t
rank_of (const struct ilv_diags *diags, const struct ilv_source *source)
{
  for (size_t i = 0; i < diags->n_entries; i++)
    if (diags->entries[i].source == source)
      return diags->entries[i].rank;
  return diags->n_entries;
}

void
ilv_diags_add (struct ilv_diags *diags, ilv_pos pos, const char *format, ...)
{
  struct ilv_buf buf;
  va_list args;

  if (diags->is_full)
    return;
  ilv_buf_init (&buf, diags->arena);
  va_start (args, format);
  ilv_buf_vprintf (&buf, format, args);
  va_end (args);
  if (is_repetition (diags, pos, buf.text))
    return;

  diags->entries = ilv_arena_grow (diags->arena, diags->entries, diags->n_entries,
                                   &diags->capacity, sizeof (struct entry));
  struct entry entry = {
    .diagnostic = { .pos = pos, .message = buf.text },
    .order = diags->n_entries,
    .source = ilv_sources_locate (diags->sources, pos).source,
  };
  entry.rank = rank_of (diags, entry.source);
  diags->entries[diags->n_entries++] = entry;
  diags->is_full = diags->limit && diags->n_entries >= diags->limit;
  diags->full_pos = pos;
}

size_t
ilv_diags_count (const struct ilv_diags *diags)
{
  return diags->n_entries;
}

size_t
ilv_diags_count_syntax (const struct ilv_diags *diags)
{
  return diags->n_syntax_errors;
}

bool
ilv_diags_is_full (const struct ilv_diags *diags)
{
  return diags->is_full;
}

const struct ilv_diagnostic *
ilv_diags_get (const struct ilv_diags *diags, size_t index)
{
  return index < diags->n_entries ? &diags->entries[index].diagnostic : NULL;
}

static int
compare_entries (const void *a, const void *b)
{
  const struct entry *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  if (x->diagnostic.pos != y->diagnostic.pos)
    return x->diagnostic.pos < y->diagnostic.pos ? -1 : 1;
  return x->order < y->order ? -1 : x->order > y->order;
}

void
ilv_diags_sort (struct ilv_diags *diags)
{
  if (diags->n_entries)
    qsort (diags->entries, diags->n_entries, sizeof (struct entry), compare_entries);
  for (size_t i = 0; i < diags->n_entries; i++)
    diags->entries[i].order = i;
}

static void
print_position (struct ilv_diags *diags, struct ilv_buf *out, ilv_pos pos)
{
  struct ilv_location at = ilv_sources_locate (diags->sources, pos);

  ilv_location_print (&at, out);
  if (at.source)
    ilv_buf_add_cstr (out, ": ");
}

void
ilv_diags_print (struct ilv_diags *diags, struct ilv_buf *out)
{
  ilv_diags_sort (diags);
  for (size_t i = 0; i < diags->n_entries; i++)
    {
      const struct ilv_diagnostic *diagnostic = &diags->entries[i].diagnostic;
      if (i && diagnostic->pos == diags->entries[i - 1].diagnostic.pos
          && strcmp (diagnostic->message, diags->entries[i - 1].diagnostic.message) == 0)
        continue;
      print_position (diags, out, diagnostic->pos);
      ilv_buf_printf (out, "%s\n", diagnostic->message);
    }
  if (diags->is_full)
    {
      print_position (diags, out, diags->full_pos);
      ilv_buf_add_cstr (out, "too many errors\n");
    }
}

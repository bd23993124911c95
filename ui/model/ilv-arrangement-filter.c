/* ilv-arrangement-filter.c - Which lanes are wanted: by words they have, and as the user said.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-arrangement-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *label;
} states[ILV_N_STATES] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) { css, legend },
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

static gboolean
contains (const char *text,
          const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
was_in_state (const IlvLane *lane,
              const char    *word)
{
  IlvSpanMix mix;

  if (ilv_lane_n_spans (lane) == lane->first_span)
    return FALSE;
  ilv_lane_mix_spans (lane, lane->first_span, ilv_lane_n_spans (lane), 0, G_MAXINT64, &mix);
  for (guint state = 0; state < ILV_N_STATES; state++)
    if ((mix.states >> state & 1) != 0
        && (contains (states[state].name, word) || contains (_(states[state].label), word)))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (IlvTrace      *trace,
          const IlvLane *lane,
          const char    *word)
{
  g_autofree char *name = ilv_trace_dup_lane_name (trace, lane->id);
  g_autofree char *detail = ilv_trace_dup_lane_detail (trace, lane->id, ILV_TIME_OPEN);
  const IlvGoroutine *goroutine = NULL;

  if (g_str_has_prefix (word, "state:"))
    return lane->kind == ILV_LANE_GOROUTINE && was_in_state (lane, word + strlen ("state:"));
  if (lane->kind == ILV_LANE_GOROUTINE)
    goroutine = ilv_trace_get_goroutine (trace, lane->key);
  return contains (name, word) || contains (detail, word)
         || (goroutine != NULL && contains (ilv_trace_get_string (trace, goroutine->func), word));
}

static gboolean
passes_filter (IlvArrangement *self,
               const IlvLane  *lane)
{
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    {
      const char *word = self->words[i];
      gboolean is_unwanted = word[0] == '-' && word[1] != '\0';

      if (has_word (self->trace, lane, word + is_unwanted) == is_unwanted)
        return FALSE;
    }
  return TRUE;
}

gboolean
ilv_arrangement_shows (IlvArrangement *self,
                       guint32         id)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, id);

  if (g_hash_table_contains (self->hidden, GUINT_TO_POINTER (id)))
    return FALSE;
  if (lane->kind == ILV_LANE_PROC || lane->kind == ILV_LANE_MACHINE)
    return TRUE;
  if (self->relatives != NULL && !g_hash_table_contains (self->relatives, GUINT_TO_POINTER (id)))
    return FALSE;
  return passes_filter (self, lane);
}

gboolean
ilv_arrangement_set_filter (IlvArrangement *self,
                            const char     *text)
{
  g_autofree char *folded = NULL;
  GPtrArray *words;
  g_auto(GStrv) parts = NULL;

  if (g_str_equal (self->filter, text))
    return FALSE;
  g_free (self->filter);
  self->filter = g_strdup (text);
  g_clear_pointer (&self->words, g_strfreev);
  folded = g_utf8_casefold (text, -1);
  parts = g_strsplit_set (folded, " \t", -1);
  words = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len > 0)
    {
      g_ptr_array_add (words, NULL);
      self->words = (GStrv) g_ptr_array_free (words, FALSE);
    }
  else
    {
      g_ptr_array_unref (words);
    }
  return ilv_arrangement_forget (self);
}

const char *
ilv_arrangement_get_filter (IlvArrangement *self)
{
  return self->filter;
}

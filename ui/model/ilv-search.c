/* ilv-search.c - Looking for words in a trace.
 *
 * Texts are few and spans are many: each text is looked at once, and gives a bit
 * set of the words found in it; a span's set is the union of its lane's, state's, object's
 * and place's.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-search.h"

#include <glib/gi18n-lib.h>

#define MAX_WORDS 16
/* Spans between two looks at whether somebody wants us to stop. */
#define CANCEL_SPANS 65536

typedef guint32 Words; /* bit set */

struct search
{
  IlvTrace *trace;
  char **words;             /* folded */
  Words all;
  Words states[ILV_N_STATES];
  Words reasons[256];
  GHashTable *objects;      /* id -> Words + 1 */
  GHashTable *sites;        /* site -> Words + 1 */
  GCancellable *cancellable;
  guint n_until_look;
  guint max_n;
  GArray *matches;
};

static Words
words_in (const struct search *self,
          const char          *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  Words found = 0;

  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (folded, self->words[i]) != NULL)
      found |= 1u << i;
  return found;
}

static void
look_at_states (struct search *self)
{
  static const char *const labels[] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) legend,
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
  };

  for (guint i = 0; i < ILV_N_STATES; i++)
    self->states[i] = words_in (self, labels[i]) | words_in (self, _(labels[i]));
  for (guint i = 1; i < G_N_ELEMENTS (self->reasons); i++)
    self->reasons[i] = words_in (self, ilv_wait_reason_words (i));
}

static Words
words_in_object (struct search *self,
                 guint32        object)
{
  gpointer known;
  g_autofree char *name = NULL;
  Words words;

  if (object == 0)
    return 0;
  known = g_hash_table_lookup (self->objects, GUINT_TO_POINTER (object));
  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  name = ilv_trace_dup_object_name (self->trace, object);
  words = words_in (self, name);
  g_hash_table_insert (self->objects, GUINT_TO_POINTER (object), GUINT_TO_POINTER (words + 1));
  return words;
}

/* A text of the program's own. */
static Words
words_in_string (struct search *self,
                 guint32        string)
{
  return string != 0 ? words_in (self, ilv_trace_get_string (self->trace, string)) : 0;
}

static Words
words_in_place (struct search *self,
                guint32        site)
{
  gpointer known;
  g_autofree char *text = NULL;
  IlvPlace place;
  Words words = 0;

  if (site == 0)
    return 0;
  known = g_hash_table_lookup (self->sites, GUINT_TO_POINTER (site));
  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  if (ilv_trace_get_place (self->trace, site, &place))
    {
      text = g_strdup_printf ("%s:%u %s", place.file != NULL ? place.file : "", place.line,
                              place.function != NULL ? place.function : "");
      words = words_in (self, text);
    }
  g_hash_table_insert (self->sites, GUINT_TO_POINTER (site), GUINT_TO_POINTER (words + 1));
  return words;
}

static void
add_match (struct search *self,
           const IlvLane *lane,
           guint32        span,
           guint64        start_nsec,
           guint64        end_nsec)
{
  IlvMatch match = { start_nsec, end_nsec, { lane->id, span, ILV_NO_INDEX, ILV_NO_INDEX } };

  g_array_append_val (self->matches, match);
}

/* Whether to go on. */
static gboolean
has_room (struct search *self)
{
  if (self->matches->len >= self->max_n)
    return FALSE;
  if (self->n_until_look-- > 0)
    return TRUE;
  self->n_until_look = CANCEL_SPANS;
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
search_spans (struct search *self,
              const IlvLane *lane,
              Words          of_lane)
{
  for (guint i = lane->first_span; i < ilv_lane_n_spans (lane) && has_room (self); i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);
      Words found = of_lane | self->states[span.state] | self->reasons[span.reason];

      /* A goroutine that was made ready has the place of who did it. */
      if (span.state != ILV_STATE_READY || span.by == lane->key)
        found |= words_in_place (self, span.site);
      if (span.state != ILV_STATE_SYSCALL)
        found |= words_in_object (self, span.object);
      else if (found != self->all)
        found |= words_in (self, ilv_trace_get_string (self->trace, span.object));
      if (found == self->all)
        add_match (self, lane, i, span.start_nsec, ilv_trace_get_span_end (self->trace, &span));
    }
}

/* What a program calls the stretches of a lane. */
static void
search_named (struct search *self,
              const IlvLane *lane,
              Words          of_lane)
{
  for (guint i = lane->first_span; i < ilv_lane_n_spans (lane) && has_room (self); i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      if ((of_lane | words_in_string (self, span.object)) == self->all)
        add_match (self, lane, i, span.start_nsec, ilv_trace_get_span_end (self->trace, &span));
    }
}

static void
search_logs (struct search *self,
             const IlvLane *lane,
             Words          of_lane)
{
  for (guint i = lane->first_step; i < ilv_lane_n_steps (lane) && has_room (self); i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      IlvMatch match = { step.time_nsec, step.time_nsec,
                         { lane->id, ILV_NO_INDEX, i, ILV_NO_INDEX } };

      if ((of_lane | words_in_string (self, step.level) | words_in_string (self, step.peer))
          == self->all)
        g_array_append_val (self->matches, match);
    }
}

static void
search_goroutine (struct search      *self,
                  const IlvGoroutine *goroutine)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, goroutine->lane);
  g_autofree char *name = ilv_trace_dup_goroutine_name (self->trace, goroutine->id);
  g_autofree char *text = g_strdup_printf ("%s %s g%u", name,
                                           ilv_trace_get_string (self->trace, goroutine->func),
                                           goroutine->id);
  Words found = words_in (self, text);

  if (found == self->all)
    add_match (self, lane, ILV_NO_INDEX, goroutine->birth_nsec,
               MIN (goroutine->death_nsec, ilv_trace_get_end_nsec (self->trace)));
  else
    search_spans (self, lane, found);
  search_logs (self, lane, found);
  for (guint depth = 0; depth < ILV_REGION_DEPTHS; depth++)
    {
      const IlvLane *regions = ilv_trace_get_regions (self->trace, goroutine->id, depth);

      if (regions != NULL)
        search_named (self, regions, found);
    }
}

static void
search_tasks (struct search *self)
{
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_group (self->trace, ILV_GROUP_TASKS, &n_lanes);

  for (guint i = 0; i < n_lanes && has_room (self); i++)
    search_named (self, ilv_trace_get_lane (self->trace, lanes[i]), 0);
}

static void
search_objects (struct search *self,
                IlvGroup       group)
{
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_group (self->trace, group, &n_lanes);

  for (guint i = 0; i < n_lanes && has_room (self); i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (self->trace, lanes[i]);

      if (words_in_object (self, lane->key) == self->all)
        add_match (self, lane, ILV_NO_INDEX, 0, ilv_trace_get_end_nsec (self->trace));
    }
}

static void
search_counters (struct search *self)
{
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_group (self->trace, ILV_GROUP_COUNTERS, &n_lanes);

  for (guint i = 0; i < n_lanes && has_room (self); i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (self->trace, lanes[i]);
      g_autofree char *name = ilv_trace_dup_counter_name (self->trace, lane->key);

      if (words_in (self, name) == self->all)
        add_match (self, lane, ILV_NO_INDEX, 0, ilv_trace_get_end_nsec (self->trace));
    }
}

/* (transfer full) */
static char **
split_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; parts[i] != NULL && n < MAX_WORDS; i++)
    if (*parts[i] != '\0')
      {
        g_strv_builder_add (words, parts[i]);
        n++;
      }
  return g_strv_builder_end (words);
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const IlvMatch *left = a, *right = b;

  if (left->start_nsec != right->start_nsec)
    return left->start_nsec < right->start_nsec ? -1 : 1;
  if (left->target.lane != right->target.lane)
    return left->target.lane < right->target.lane ? -1 : 1;
  return left->target.span < right->target.span ? -1 : left->target.span > right->target.span;
}

GArray *
ilv_trace_search (IlvTrace     *trace,
                  const char   *text,
                  guint         max_n,
                  GCancellable *cancellable)
{
  g_auto(GStrv) words = split_words (text);
  struct search self = {
    .trace = trace,
    .words = words,
    .all = (1u << g_strv_length (words)) - 1,
    .cancellable = cancellable,
    .n_until_look = CANCEL_SPANS,
    .max_n = max_n,
    .matches = g_array_new (FALSE, FALSE, sizeof (IlvMatch)),
  };

  g_return_val_if_fail (ILV_IS_TRACE (trace), self.matches);

  if (self.all == 0)
    return self.matches;
  self.objects = g_hash_table_new (NULL, NULL);
  self.sites = g_hash_table_new (NULL, NULL);
  look_at_states (&self);
  search_counters (&self);
  search_objects (&self, ILV_GROUP_CHANNELS);
  search_objects (&self, ILV_GROUP_SYNC);
  search_objects (&self, ILV_GROUP_TIMERS);
  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace) && has_room (&self); i++)
    search_goroutine (&self, ilv_trace_get_nth_goroutine (trace, i));
  search_tasks (&self);
  g_hash_table_unref (self.objects);
  g_hash_table_unref (self.sites);
  g_array_sort (self.matches, compare_matches);
  return self.matches;
}

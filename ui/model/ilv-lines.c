/* ilv-lines.c - What happened at each line of a source file.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lines.h"

/* Who got what it waited for in sync does the step itself, at the same place. A value that was
 * waited for is the step of the other side. */
static gboolean
is_followed_by_step (const IlvSpan *wait)
{
  return wait->state == ILV_STATE_SYNC && wait->object != 0 && wait->end_nsec != ILV_TIME_OPEN;
}

/* Where something was done: an operation, a wait begun, a goroutine started. That one went on
 * running, was woken or lost its processor is not the doing of the line where it stood: a line
 * that sleeps once counts one. */
static guint32
site_of (IlvTrace        *trace,
         const IlvMoment *moment)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, moment->lane);
  IlvSpan span;
  IlvStep step;

  if (moment->step != ILV_NO_INDEX)
    {
      step = ilv_lane_get_step (lane, moment->step);
      /* What is first seen in an operation is not made there; making a channel sets its capacity. */
      return step.type != ILV_EVENT_OBJECT_MAKE ? step.site : 0;
    }
  if (moment->kind == ILV_MOMENT_CREATE)
    return ilv_trace_get_goroutine (trace, lane->key)->create_site;
  if (moment->kind == ILV_MOMENT_END || moment->kind == ILV_MOMENT_WAKE)
    return 0;
  span = ilv_lane_get_span (lane, moment->span);
  if (lane->kind == ILV_LANE_GOROUTINE && moment->kind == ILV_MOMENT_BEGIN
      && (span.state == ILV_STATE_RUNNING || span.state == ILV_STATE_READY
          || is_followed_by_step (&span)))
    return 0;
  return span.site;
}

struct lines
{
  IlvTrace *trace;
  const char *file;
  GHashTable *by_site;      /* site -> line + 1, 1 for another file */
  GHashTable *by_line;      /* line -> IlvLine */
};

/* 0: not in the file. */
static guint
line_of (struct lines *self,
         guint32       site)
{
  gpointer known = g_hash_table_lookup (self->by_site, GUINT_TO_POINTER (site));
  IlvPlace place;
  guint line = 0;

  if (known != NULL)
    return GPOINTER_TO_UINT (known) - 1;
  if (ilv_trace_get_place (self->trace, site, &place) && g_strcmp0 (place.file, self->file) == 0)
    line = place.line;
  g_hash_table_insert (self->by_site, GUINT_TO_POINTER (site), GUINT_TO_POINTER (line + 1));
  return line;
}

/* NULL: not in the file. */
static IlvLine *
get_line (struct lines *self,
          guint32       site)
{
  guint number = site != 0 ? line_of (self, site) : 0;
  IlvLine *line;

  if (number == 0)
    return NULL;
  line = g_hash_table_lookup (self->by_line, GUINT_TO_POINTER (number));
  if (line == NULL)
    {
      line = g_new0 (IlvLine, 1);
      line->line = number;
      g_hash_table_insert (self->by_line, GUINT_TO_POINTER (number), line);
    }
  return line;
}

static void
count_moments (struct lines *self,
               guint64       time_nsec,
               guint         max_moments)
{
  guint end = time_nsec == G_MAXUINT64 ? ilv_trace_get_n_moments (self->trace)
                                       : ilv_trace_first_moment_from (self->trace, time_nsec + 1);
  guint first = ilv_trace_get_first_moment (self->trace);

  if (end - first > max_moments)
    first = end - max_moments;
  for (guint i = first; i < end; i++)
    {
      IlvMoment moment = ilv_trace_get_moment (self->trace, i);
      IlvLine *line = get_line (self, site_of (self->trace, &moment));

      if (line != NULL)
        line->n_hits++;
    }
}

guint32
ilv_trace_get_goroutine_site (IlvTrace *trace,
                              guint     lane_id,
                              guint     index)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_id);
  IlvSpan span = ilv_lane_get_span (lane, index);

  while ((span.site == 0 || (span.state == ILV_STATE_READY && span.by != lane->key))
         && index > lane->first_span)
    span = ilv_lane_get_span (lane, --index);
  return span.site;
}

static guint32
site_at (IlvTrace           *trace,
         const IlvGoroutine *goroutine,
         guint64             time_nsec,
         IlvState           *state)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, goroutine->lane);
  guint index = ilv_lane_span_at (lane, time_nsec);

  if (index == ILV_NO_INDEX)
    return 0;
  *state = ilv_lane_get_span (lane, index).state;
  return ilv_trace_get_goroutine_site (trace, goroutine->lane, index);
}

static void
count_goroutines (struct lines *self,
                  guint64       time_nsec)
{
  for (guint i = 0; i < ilv_trace_get_n_goroutines (self->trace); i++)
    {
      IlvState state = ILV_STATE_RUNNING;
      guint32 site = site_at (self->trace, ilv_trace_get_nth_goroutine (self->trace, i), time_nsec,
                              &state);
      IlvLine *line = get_line (self, site);

      if (line == NULL)
        continue;
      if (state == ILV_STATE_RUNNING || state == ILV_STATE_READY)
        line->n_running++;
      else
        line->n_waiting++;
    }
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return (int) ((const IlvLine *) a)->line - (int) ((const IlvLine *) b)->line;
}

GArray *
ilv_trace_get_lines (IlvTrace   *trace,
                     const char *file,
                     guint64     time_nsec,
                     guint       max_moments)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (IlvLine));
  struct lines self = { trace, file };
  GHashTableIter iter;
  gpointer line;

  g_return_val_if_fail (ILV_IS_TRACE (trace), lines);

  self.by_site = g_hash_table_new (NULL, NULL);
  self.by_line = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  count_moments (&self, time_nsec, max_moments);
  count_goroutines (&self, time_nsec);
  g_hash_table_iter_init (&iter, self.by_line);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    g_array_append_vals (lines, line, 1);
  g_array_sort (lines, compare_lines);
  g_hash_table_unref (self.by_site);
  g_hash_table_unref (self.by_line);
  return lines;
}

guint
ilv_trace_find_line (IlvTrace   *trace,
                     const char *file,
                     guint       number,
                     guint       after)
{
  guint found = ILV_NO_INDEX;
  struct lines self = { trace, file };

  g_return_val_if_fail (ILV_IS_TRACE (trace), ILV_NO_INDEX);

  self.by_site = g_hash_table_new (NULL, NULL);
  for (guint i = after == ILV_NO_INDEX ? ilv_trace_get_first_moment (trace) : after + 1;
       i < ilv_trace_get_n_moments (trace) && found == ILV_NO_INDEX; i++)
    {
      IlvMoment moment = ilv_trace_get_moment (trace, i);
      guint32 site = site_of (trace, &moment);

      if (site != 0 && line_of (&self, site) == number)
        found = i;
    }
  g_hash_table_unref (self.by_site);
  return found;
}

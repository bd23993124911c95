/* ilv-trace-counters.c - Numbers over time: goroutines, heap, run queues.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <glib/gi18n-lib.h>

#include "model/ilv-format.h"

static IlvLane *
ensure_counter (IlvTrace *self,
                guint     counter)
{
  guint32 lane = ilv_id_map_get (&self->counter_lanes, counter + 1);

  if (lane == G_MAXUINT32)
    {
      lane = ilv_trace_add_lane (self, ILV_LANE_COUNTER, counter);
      ilv_id_map_add (&self->counter_lanes, self->store, counter + 1, lane);
    }
  return ilv_trace_lane (self, lane);
}

const IlvLane *
ilv_trace_get_counter (IlvTrace *self,
                       guint     counter)
{
  guint32 lane;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  lane = ilv_id_map_get (&self->counter_lanes, counter + 1);
  return lane != G_MAXUINT32 ? ilv_trace_lane (self, lane) : NULL;
}

void
ilv_trace_count (IlvTrace               *self,
                 guint                   counter,
                 const struct ilv_event *event,
                 guint32                 level,
                 guint64                 now)
{
  /* What never was more than nothing has no lane. */
  if (level == 0 && ilv_trace_get_counter (self, counter) == NULL)
    return;
  ilv_lane_add_step (ensure_counter (self, counter), self->store, &(IlvStep) {
    .time_nsec = now,
    .level = level,
    .type = event->type,
    .g = event->g,
  });
}

/* Every change would be a step for each event; a pixel shows no more than a few. */
#define MAX_SAMPLES 16384

void
ilv_trace_sample_goroutines (IlvTrace *self,
                             gboolean  is_last)
{
  IlvStep sample = {
    .time_nsec = self->has_sample ? self->sample_nsec : self->last_nsec,
    .n_above = MIN (self->n_in_state[ILV_STATE_RUNNING], G_MAXUINT16),
    .n_below = MIN (self->n_in_state[ILV_STATE_READY], G_MAXUINT16),
  };

  if (self->goroutines.n == 0 || (!self->has_sample && !is_last))
    return;
  for (guint i = 0; i < ILV_N_STATES; i++)
    sample.level += self->n_in_state[i];
  self->has_sample = FALSE;
  ilv_lane_add_step (ensure_counter (self, ILV_COUNTER_GOROUTINES), self->store, &sample);
}

void
ilv_trace_note_states (IlvTrace *self,
                       guint64   now)
{
  if (self->has_sample)
    return;
  self->has_sample = TRUE;
  self->sample_nsec = now;
  self->sample_due_nsec = now + now / MAX_SAMPLES;
}

char *
ilv_trace_dup_counter_name (IlvTrace *self,
                            guint     counter)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  switch (counter)
    {
    case ILV_COUNTER_GOROUTINES:
      return g_strdup (_("goroutines"));
    case ILV_COUNTER_HEAP:
      return g_strdup (_("heap"));
    case ILV_COUNTER_ASLEEP:
      return g_strdup (_("asleep"));
    case ILV_COUNTER_GLOBAL_QUEUE:
      /* translators: of ready goroutines, that of the whole program */
      return g_strdup (_("global run queue"));
    default:
      /* translators: of ready goroutines, that of a processor */
      return g_strdup_printf (_("run queue of P%u"), counter - ILV_COUNTER_LOCAL_QUEUE);
    }
}

char *
ilv_trace_dup_count (guint   counter,
                     guint32 level)
{
  return counter == ILV_COUNTER_HEAP ? ilv_format_kib (level) : g_strdup_printf ("%u", level);
}

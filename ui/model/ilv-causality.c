/* ilv-causality.c - What came of what.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-causality.h"

/* Moments looked at for one effect, and stretches of one path. */
#define MAX_LOOKED_AT  1000000
#define MAX_PATH_STEPS 1000000

/* --- Happens before ------------------------------------------------------ */

/* Times by goroutine; of many they may be few, so by table. Keys and values are boxed
 * because a time has more bits than a pointer may have. */
struct _IlvCone
{
  GHashTable *past;         /* id -> guint64, until when */
  GHashTable *future;       /* id -> guint64, since when */
};

static void
set_time (GHashTable *times,
          guint32     g,
          guint64     time_nsec)
{
  guint64 *time = g_hash_table_lookup (times, GUINT_TO_POINTER (g));

  if (time == NULL)
    g_hash_table_insert (times, GUINT_TO_POINTER (g),
                         g_memdup2 (&time_nsec, sizeof time_nsec));
  else
    *time = time_nsec;
}

static gboolean
get_time (GHashTable *times,
          guint32     g,
          guint64    *time_nsec)
{
  guint64 *time = g_hash_table_lookup (times, GUINT_TO_POINTER (g));

  if (time != NULL)
    *time_nsec = *time;
  return time != NULL;
}

/* Backwards through all that arrived: what arrived at somebody before his own time in
 * the past brings the one it came from into the past as well. */
static void
find_past (IlvCone  *self,
           IlvTrace *trace,
           guint64   time_nsec,
           guint64   start_nsec)
{
  guint first = ilv_trace_first_moment_from (trace, start_nsec);
  IlvEdge edge;
  guint64 until, so_far;

  for (guint i = ilv_trace_first_moment_from (trace, time_nsec + 1); i > first; i--)
    if (ilv_trace_get_edge (trace, i - 1, &edge)
        && get_time (self->past, edge.to, &until) && edge.to_nsec <= until
        && (!get_time (self->past, edge.from, &so_far) || so_far < edge.from_nsec))
      set_time (self->past, edge.from, edge.from_nsec);
}

static void
find_future (IlvCone  *self,
             IlvTrace *trace,
             guint64   time_nsec,
             guint64   end_nsec)
{
  guint end = end_nsec == G_MAXUINT64 ? ilv_trace_get_n_moments (trace)
                                      : ilv_trace_first_moment_from (trace, end_nsec + 1);
  IlvEdge edge;
  guint64 since;

  for (guint i = ilv_trace_first_moment_from (trace, time_nsec); i < end; i++)
    if (ilv_trace_get_edge (trace, i, &edge)
        && get_time (self->future, edge.from, &since) && edge.from_nsec >= since
        && !g_hash_table_contains (self->future, GUINT_TO_POINTER (edge.to)))
      set_time (self->future, edge.to, edge.to_nsec);
}

IlvCone *
ilv_cone_new (IlvTrace *trace,
              guint32   g,
              guint64   time_nsec,
              guint64   start_nsec,
              guint64   end_nsec)
{
  IlvCone *self;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  self = g_new (IlvCone, 1);
  self->past = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->future = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  time_nsec = MIN (time_nsec, ilv_trace_get_end_nsec (trace));
  set_time (self->past, g, time_nsec);
  set_time (self->future, g, time_nsec);
  find_past (self, trace, time_nsec, start_nsec);
  find_future (self, trace, time_nsec, end_nsec);
  return self;
}

void
ilv_cone_free (IlvCone *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->past);
  g_hash_table_unref (self->future);
  g_free (self);
}

gboolean
ilv_cone_get_past (const IlvCone *self,
                   guint32        g,
                   guint64       *until_nsec)
{
  return get_time (self->past, g, until_nsec);
}

gboolean
ilv_cone_get_future (const IlvCone *self,
                     guint32        g,
                     guint64       *since_nsec)
{
  return get_time (self->future, g, since_nsec);
}

/* --- Causes and effects --------------------------------------------------------- */

/* Of several spans that begin or end at one instant, the one that was running: it did it. */
static guint
span_doing (const IlvLane *lane,
            guint64        time_nsec)
{
  guint index = ilv_lane_first_span_after (lane, time_nsec);

  if (index == ilv_lane_n_spans (lane))
    index--;
  for (guint i = index + 1; i-- > lane->first_span;)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      if (span.end_nsec < time_nsec)
        break;
      if (span.start_nsec <= time_nsec && span.state == ILV_STATE_RUNNING)
        return i;
    }
  return index;
}

/* The goroutine's lane and the span in it that @target is, or that did it. FALSE: nobody's. */
static gboolean
find_span (IlvTrace        *trace,
           const IlvTarget *target,
           const IlvLane  **lane,
           guint           *index)
{
  const IlvGoroutine *goroutine;
  IlvStep step;

  if (!ilv_trace_has_lane (trace, target->lane))
    return FALSE;
  *lane = ilv_trace_get_lane (trace, target->lane);
  *index = target->span;
  if ((*lane)->kind == ILV_LANE_GOROUTINE)
    return *index >= (*lane)->first_span && *index < ilv_lane_n_spans (*lane);
  if (target->step < (*lane)->first_step || target->step >= ilv_lane_n_steps (*lane))
    return FALSE;
  step = ilv_lane_get_step (*lane, target->step);
  goroutine = ilv_trace_get_goroutine (trace, step.g);
  if (goroutine == NULL)
    return FALSE;
  *lane = ilv_trace_get_lane (trace, goroutine->lane);
  if (ilv_lane_n_spans (*lane) == (*lane)->first_span)
    return FALSE;
  *index = span_doing (*lane, step.time_nsec);
  return TRUE;
}

static gboolean
target_doing (IlvTrace  *trace,
              guint32    g,
              guint64    time_nsec,
              IlvTarget *target)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, g);
  const IlvLane *lane;

  if (goroutine == NULL)
    return FALSE;
  lane = ilv_trace_get_lane (trace, goroutine->lane);
  if (ilv_lane_n_spans (lane) == lane->first_span)
    return FALSE;
  *target = (IlvTarget) { lane->id, span_doing (lane, time_nsec), ILV_NO_INDEX, ILV_NO_INDEX };
  return TRUE;
}

gboolean
ilv_trace_get_cause (IlvTrace        *trace,
                     const IlvTarget *target,
                     IlvTarget       *cause)
{
  const IlvLane *lane;
  guint index;

  g_return_val_if_fail (ILV_IS_TRACE (trace), FALSE);

  if (!find_span (trace, target, &lane, &index))
    return FALSE;
  for (guint i = index + 1; i-- > lane->first_span;)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      if (span.state == ILV_STATE_READY && span.by != lane->key && span.by != 0
          && span.by != ILV_BY_UNKNOWN)
        return target_doing (trace, span.by, span.start_nsec, cause);
    }
  return FALSE;
}

gboolean
ilv_trace_get_effect (IlvTrace        *trace,
                      const IlvTarget *target,
                      IlvTarget       *effect)
{
  const IlvLane *lane;
  guint index, first, n;
  guint64 start_nsec;

  g_return_val_if_fail (ILV_IS_TRACE (trace), FALSE);

  if (!find_span (trace, target, &lane, &index))
    return FALSE;
  start_nsec = ilv_lane_span_start (lane, index);
  first = ilv_trace_first_moment_from (trace, start_nsec);
  n = MIN (ilv_trace_get_n_moments (trace), (guint64) first + MAX_LOOKED_AT);
  /* Who does nothing to others any more is not looked for. */
  n = MIN (n, (guint64) ilv_trace_get_goroutine (trace, lane->key)->last_effect + 1);
  for (guint i = first; i < n; i++)
    {
      IlvEdge edge;
      const IlvGoroutine *to;

      if (!ilv_trace_get_edge (trace, i, &edge) || edge.from != lane->key || edge.to == edge.from
          || edge.from_nsec < start_nsec)
        continue;
      to = ilv_trace_get_goroutine (trace, edge.to);
      if (to == NULL)
        continue;
      *effect = (IlvTarget) { to->lane, ilv_trace_get_moment (trace, i).span, ILV_NO_INDEX,
                              ILV_NO_INDEX };
      return effect->span != ILV_NO_INDEX || target_doing (trace, edge.to, edge.to_nsec, effect);
    }
  return FALSE;
}

/* --- The critical path ----------------------------------------------------------- */

struct path
{
  IlvTrace *trace;
  GHashTable *below;        /* goroutine -> index of span + 1: only earlier ones may follow */
  GArray *steps;
};

static void
add_path_step (struct path   *self,
               const IlvLane *lane,
               guint          span,
               guint64        start_nsec,
               guint64        end_nsec)
{
  IlvPathStep step = { start_nsec, end_nsec, lane->id, span };

  g_array_append_val (self->steps, step);
}

/* Where the path goes on in goroutine @g at or before @time_nsec. Times may be equal all
 * around a ring of goroutines, so a goroutine's spans are only gone down. */
static const IlvLane *
enter_lane (struct path *self,
            guint32      g,
            guint64      time_nsec,
            guint       *index)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);
  const IlvLane *lane;
  guint below;

  if (goroutine == NULL)
    return NULL;
  lane = ilv_trace_get_lane (self->trace, goroutine->lane);
  if (ilv_lane_n_spans (lane) == lane->first_span
      || ilv_lane_span_start (lane, lane->first_span) > time_nsec)
    return NULL;
  *index = span_doing (lane, time_nsec);
  below = GPOINTER_TO_UINT (g_hash_table_lookup (self->below, GUINT_TO_POINTER (g)));
  if (below == 0)
    return lane;
  if (below - 1 == lane->first_span)
    return NULL;
  *index = MIN (*index, below - 2);
  return lane;
}

static gboolean
was_made_ready (const IlvSpan *span,
                guint32        g)
{
  return span->state == ILV_STATE_READY && span->by != g && span->by != 0
         && span->by != ILV_BY_UNKNOWN;
}

GArray *
ilv_trace_get_critical_path (IlvTrace *trace,
                             guint32   g,
                             guint64   time_nsec)
{
  struct path self = { trace, NULL, g_array_new (FALSE, FALSE, sizeof (IlvPathStep)) };
  const IlvLane *lane;
  guint index;

  g_return_val_if_fail (ILV_IS_TRACE (trace), self.steps);

  self.below = g_hash_table_new (NULL, NULL);
  time_nsec = MIN (time_nsec, ilv_trace_get_end_nsec (trace));
  lane = enter_lane (&self, g, time_nsec, &index);
  while (lane != NULL && self.steps->len < MAX_PATH_STEPS)
    {
      IlvSpan span = ilv_lane_get_span (lane, index);
      const IlvLane *waker = NULL;
      guint waker_index;

      g_hash_table_insert (self.below, GUINT_TO_POINTER (lane->key), GUINT_TO_POINTER (index + 1));
      if (span.start_nsec < time_nsec || self.steps->len == 0)
        add_path_step (&self, lane, index, span.start_nsec, time_nsec);
      time_nsec = MIN (time_nsec, span.start_nsec);
      if (was_made_ready (&span, lane->key))
        waker = enter_lane (&self, span.by, time_nsec, &waker_index);
      if (waker != NULL)
        {
          lane = waker;
          index = waker_index;
        }
      else if (index > lane->first_span)
        {
          index--;
        }
      else
        {
          lane = NULL;
        }
    }
  g_hash_table_unref (self.below);
  return self.steps;
}

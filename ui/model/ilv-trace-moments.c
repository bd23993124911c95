/* ilv-trace-moments.c - What happened in the order of events, and what arrived then.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

/* A value that lay in a buffer while more than so much happened to its channel stays unnamed. */
#define MAX_STEPS_AFTER 300

guint
ilv_trace_get_first_moment (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->first_moment;
}

guint
ilv_trace_get_n_moments (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->moments.n;
}

/* Columns of moments: 0, the time, is that of the first of a block for all of it. */
enum
{
  MOMENT_LANE = 1,
  MOMENT_KIND,
  MOMENT_INDEX,
  MOMENT_VALUES,
  N_MOMENT_COLUMNS
};

const IlvSeriesClass ilv_trace_moment_class = {
  sizeof (MomentRow), N_MOMENT_COLUMNS,
  {
    ILV_SERIES_FIELD (MomentRow, time_nsec),
    [MOMENT_LANE] = ILV_SERIES_FIELD (MomentRow, lane),
    [MOMENT_KIND] = ILV_SERIES_FIELD (MomentRow, kind),
    [MOMENT_INDEX] = ILV_SERIES_FIELD (MomentRow, index),
    [MOMENT_VALUES] = ILV_SERIES_FIELD (MomentRow, n_values),
  },
};

static MomentRow
moment_at (IlvTrace *self,
           guint     index)
{
  guint64 columns[N_MOMENT_COLUMNS];

  g_assert (index >= self->first_moment && index < self->moments.n);
  if (index >= ilv_series_n_packed (&self->moments))
    return *(MomentRow *) ilv_series_tail_row (&self->moments, &ilv_trace_moment_class, index);
  ilv_series_row (&self->moments, &ilv_trace_moment_class, index, columns);
  return (MomentRow) {
    .lane = columns[MOMENT_LANE],
    .index = columns[MOMENT_INDEX],
    .kind = columns[MOMENT_KIND],
    .n_values = columns[MOMENT_VALUES],
  };
}

IlvMomentKind
ilv_trace_get_moment_kind (IlvTrace *self,
                           guint     index)
{
  const MomentRow *row;

  g_assert (index >= self->first_moment && index < self->moments.n);
  if (index < ilv_series_n_packed (&self->moments))
    return ilv_series_column (&self->moments, &ilv_trace_moment_class, index, MOMENT_KIND);
  row = ilv_series_tail_row (&self->moments, &ilv_trace_moment_class, index);
  return row->kind;
}

guint32
ilv_trace_count_values_before (IlvTrace *self,
                               guint     moment)
{
  return moment < self->moments.n ? moment_at (self, moment).n_values : self->values.n;
}

static guint64
moment_time (IlvTrace        *self,
             const MomentRow *row)
{
  const IlvLane *lane = ilv_trace_lane (self, row->lane);

  switch (row->kind)
    {
    case ILV_MOMENT_STEP:
    case ILV_MOMENT_MESSAGE:
    case ILV_MOMENT_FIRE:
      return ilv_lane_step_time (lane, row->index);
    case ILV_MOMENT_END:
      return ilv_lane_get_span (lane, row->index).end_nsec;
    default:
      return ilv_lane_span_start (lane, row->index);
    }
}

IlvMoment
ilv_trace_get_moment (IlvTrace *self,
                      guint     index)
{
  MomentRow row = moment_at (self, index);
  gboolean is_step = row.kind == ILV_MOMENT_STEP || row.kind == ILV_MOMENT_MESSAGE
                     || row.kind == ILV_MOMENT_FIRE;

  return (IlvMoment) {
    .time_nsec = moment_time (self, &row),
    .lane = row.lane,
    .kind = row.kind,
    .span = is_step ? ILV_NO_INDEX : row.index,
    .step = is_step ? row.index : ILV_NO_INDEX,
  };
}

guint
ilv_trace_first_moment_from (IlvTrace *self,
                             guint64   time_nsec)
{
  guint n_blocks, low, high;

  g_return_val_if_fail (ILV_IS_TRACE (self), 0);

  /* First among blocks, whose times are at hand. */
  low = (self->first_moment + ILV_SERIES_ROWS - 1) / ILV_SERIES_ROWS;
  high = n_blocks = ilv_series_n_packed (&self->moments) / ILV_SERIES_ROWS;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ilv_series_block_key (&self->moments, middle) < time_nsec)
        low = middle + 1;
      else
        high = middle;
    }
  high = low < n_blocks ? low * ILV_SERIES_ROWS : self->moments.n;
  low = low > 0 ? MAX ((low - 1) * ILV_SERIES_ROWS, self->first_moment) : 0;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ilv_trace_get_moment (self, middle).time_nsec >= time_nsec)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* A message's sender is either who did the step or the other one it names. */
static IlvEdge
get_message (const IlvLane *lane,
             const IlvStep *step)
{
  IlvEdge edge = {
    .kind = ILV_EDGE_MESSAGE,
    .to_nsec = step->time_nsec,
    .from_nsec = step->time_nsec,
    .from = step->peer,
    .to = step->g,
    .object = lane->key,
    .value = step->value,
  };

  if (step->type == ILV_EVENT_CHAN_SEND_TO)
    {
      edge.from = step->g;
      edge.to = step->peer;
    }
  if (step->sent != ILV_NO_INDEX)
    edge.from_nsec = ilv_lane_step_time (lane, step->sent);
  return edge;
}

static gboolean
is_message (const IlvStep *step)
{
  return step->sent != ILV_NO_INDEX
         || (step->peer != 0 && (step->type == ILV_EVENT_CHAN_SEND_TO
                                 || step->type == ILV_EVENT_CHAN_RECV_FROM));
}

static gboolean
is_value_of_wait (const IlvEdge *edge,
                  guint32        g,
                  const IlvSpan *span)
{
  /* What was sent leaves now, but may lie in the buffer for long before it arrives. */
  if (span->reason == ILV_WAIT_CHAN_SEND)
    return edge->from == g && edge->from_nsec == span->end_nsec;
  return edge->to == g && edge->to_nsec == span->end_nsec;
}

/* Only steps of that one channel are looked at: a picture asks for thousands of labels. */
char *
ilv_trace_dup_wait_value (IlvTrace      *self,
                          guint32        g,
                          const IlvSpan *span)
{
  const Object *object = ilv_trace_find_object (self, span->object);
  const IlvLane *lane;
  guint first, end;

  if (span->end_nsec == ILV_TIME_OPEN || object == NULL || object->info.lane == ILV_NO_LANE)
    return NULL;
  lane = ilv_trace_lane (self, object->info.lane);
  first = ilv_lane_first_step_from (lane, span->end_nsec);
  end = MIN (first + MAX_STEPS_AFTER, ilv_lane_n_steps (lane));
  for (guint i = first; i < end; i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      IlvEdge edge;

      /* What is received arrives when the wait ends, what is sent then or later. */
      if (span->reason != ILV_WAIT_CHAN_SEND && step.time_nsec > span->end_nsec)
        break;
      edge = get_message (lane, &step);
      if (is_message (&step) && is_value_of_wait (&edge, g, span))
        return ilv_trace_dup_value (self, edge.value);
    }
  return NULL;
}

/* FALSE: it woke nobody. */
static gboolean
get_firing (const IlvLane *lane,
            guint32        index,
            IlvEdge       *edge)
{
  IlvStep step = ilv_lane_get_step (lane, index);

  *edge = (IlvEdge) {
    .kind = ILV_EDGE_TIMER,
    .from_nsec = step.time_nsec,
    .to = step.value,
    .to_nsec = step.time_nsec,
    .object = lane->key,
  };
  return step.value != 0;
}

gboolean
ilv_trace_get_edge (IlvTrace *self,
                    guint     index,
                    IlvEdge  *edge)
{
  MomentRow row = moment_at (self, index);
  const IlvLane *lane;
  IlvSpan span;

  if (row.kind != ILV_MOMENT_CREATE && row.kind != ILV_MOMENT_WAKE
      && row.kind != ILV_MOMENT_MESSAGE && row.kind != ILV_MOMENT_FIRE)
    return FALSE;
  lane = ilv_trace_lane (self, row.lane);
  if (row.kind == ILV_MOMENT_MESSAGE)
    {
      IlvStep step = ilv_lane_get_step (lane, row.index);

      *edge = get_message (lane, &step);
      return TRUE;
    }
  if (row.kind == ILV_MOMENT_FIRE)
    return get_firing (lane, row.index, edge);
  span = ilv_lane_get_span (lane, row.index);
  *edge = (IlvEdge) {
    .kind = row.kind == ILV_MOMENT_CREATE ? ILV_EDGE_CREATE : ILV_EDGE_WAKE,
    .from = span.by,
    .from_nsec = span.start_nsec,
    .to = lane->key,
    .to_nsec = span.start_nsec,
  };
  return TRUE;
}

void
ilv_trace_add_moment (IlvTrace      *self,
                      IlvMomentKind  kind,
                      guint32        lane,
                      guint32        index)
{
  if (self->moments.n % ILV_SERIES_ROWS == 0)
    {
      self->block_nsec = MIN (self->last_nsec, ILV_SERIES_MAX);
      self->block_value = self->values.n;
    }
  *(MomentRow *) ilv_series_append (&self->moments, &ilv_trace_moment_class, self->store)
    = (MomentRow) { self->block_nsec, lane, index, kind, self->block_value };
}

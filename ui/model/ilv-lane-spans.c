/* ilv-lane-spans.c - Stretches of a lane in one state.
 *
 * A span's row has no end: it ends where the next one begins, less the gap. A goroutine's span has
 * either a processor or somebody who ended it, never both, so these share a place.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane-private.h"

#include "trace/event.h"

typedef struct
{
  guint32 time_low;
  guint16 time_high;
  guint8  state;
  guint8  reason;
  guint32 object;
  guint32 by;           /* or processor; plus 1 */
  guint32 site;
  guint32 gap_low, gap_high; /* from its end to where the next begins */
} SpanRow;

G_STATIC_ASSERT (sizeof (SpanRow) == 28);

/* --- Rows ----------------------------------------------------------------- */

const IlvSeriesClass ilv_lane_span_class = {
  sizeof (SpanRow), N_SPAN_COLUMNS,
  {
    [SPAN_TIME] = { offsetof (SpanRow, time_low), 6 },
    [SPAN_GAP] = { offsetof (SpanRow, gap_low), 8 },
    [SPAN_STATE] = ILV_SERIES_FIELD (SpanRow, state),
    [SPAN_REASON] = ILV_SERIES_FIELD (SpanRow, reason),
    [SPAN_OBJECT] = ILV_SERIES_FIELD (SpanRow, object),
    [SPAN_BY] = ILV_SERIES_FIELD (SpanRow, by),
    [SPAN_SITE] = ILV_SERIES_FIELD (SpanRow, site),
  },
};

/* Of rows that are in no block. */
static SpanRow *
span_row (const IlvLane *lane,
          guint          index)
{
  return ilv_series_tail_row (&lane->spans, &ilv_lane_span_class, index);
}

static guint64
row_start (const SpanRow *row)
{
  return (guint64) row->time_high << 32 | row->time_low;
}

static guint64
row_gap (const SpanRow *row)
{
  return (guint64) row->gap_high << 32 | row->gap_low;
}

static guint64
span_start (const IlvLane *lane,
            guint          index)
{
  if (index < ilv_series_n_packed (&lane->spans))
    return ilv_series_key (&lane->spans, index);
  return row_start (span_row (lane, index));
}

static guint64
span_gap (const IlvLane *lane,
          guint          index)
{
  if (index < ilv_series_n_packed (&lane->spans))
    return ilv_series_column (&lane->spans, &ilv_lane_span_class, index, SPAN_GAP);
  return row_gap (span_row (lane, index));
}

static guint64
span_end (const IlvLane *lane,
          guint          index)
{
  if (index + 1 == lane->spans.n)
    return lane->last_end_nsec;
  return span_start (lane, index + 1) - span_gap (lane, index);
}

static void
read_tail (const IlvLane *lane,
           guint          from,
           guint          n,
           struct few    *few)
{
  const SpanRow *row = span_row (lane, from);

  for (guint i = 0; i < n; i++)
    {
      few->columns[SPAN_TIME][i] = row_start (row + i);
      few->columns[SPAN_GAP][i] = row_gap (row + i);
      few->columns[SPAN_STATE][i] = row[i].state;
    }
}

guint
ilv_lane_read_few (const IlvLane *lane,
                   guint          from,
                   guint          to,
                   struct few    *few)
{
  guint n = MIN (to - from, LEAF - from % LEAF);
  const guint64 *starts = few->columns[SPAN_TIME];

  if (from < ilv_series_n_packed (&lane->spans))
    ilv_series_rows (&lane->spans, &ilv_lane_span_class, from, n, SPAN_STATE + 1, few->columns);
  else
    read_tail (lane, from, n, few);
  for (guint i = 0; i + 1 < n; i++)
    few->end_nsec[i] = starts[i + 1] - few->columns[SPAN_GAP][i];
  few->end_nsec[n - 1] = span_end (lane, from + n - 1);
  return n;
}

static gboolean
has_proc (const IlvLane *lane,
          guint          state)
{
  return lane->kind == ILV_LANE_GOROUTINE
         && (state == ILV_STATE_RUNNING || state == ILV_STATE_SYSCALL);
}

static guint
proc_of (const IlvLane *lane,
         guint32        by,
         guint          state)
{
  if (has_proc (lane, state))
    return by;
  return lane->kind == ILV_LANE_PROC ? lane->key : ILV_NO_P;
}

/* What does not follow from the other spans. */
static IlvSpan
read_span (const IlvLane *lane,
           guint          index)
{
  guint64 columns[N_SPAN_COLUMNS];
  const SpanRow *row;

  if (index < ilv_series_n_packed (&lane->spans))
    {
      ilv_series_row (&lane->spans, &ilv_lane_span_class, index, columns);
      return (IlvSpan) {
        .start_nsec = columns[SPAN_TIME],
        .end_nsec = columns[SPAN_GAP],
        .state = columns[SPAN_STATE],
        .reason = columns[SPAN_REASON],
        .object = columns[SPAN_OBJECT],
        .by = columns[SPAN_BY] - 1,
        .site = columns[SPAN_SITE],
      };
    }
  row = span_row (lane, index);
  return (IlvSpan) {
    .start_nsec = row_start (row),
    .end_nsec = row_gap (row),
    .state = row->state,
    .reason = row->reason,
    .object = row->object,
    .by = row->by - 1,
    .site = row->site,
  };
}

IlvSpan
ilv_lane_get_span (const IlvLane *lane,
                   guint          index)
{
  IlvSpan span;

  g_assert (index < lane->spans.n || lane->kind == ILV_LANE_GONE);
  if (index < lane->first_span || lane->kind == ILV_LANE_GONE)
    return (IlvSpan) { .p = ILV_NO_P, .by = ILV_BY_UNKNOWN };
  span = read_span (lane, index);
  span.end_nsec = index + 1 == lane->spans.n ? lane->last_end_nsec
                                             : span_start (lane, index + 1) - span.end_nsec;
  span.p = proc_of (lane, span.by, span.state);
  if (has_proc (lane, span.state))
    span.by = ILV_BY_UNKNOWN;
  return span;
}

guint64
ilv_lane_span_start (const IlvLane *lane,
                     guint          index)
{
  g_assert (index < lane->spans.n || lane->kind == ILV_LANE_GONE);
  return index >= lane->first_span && index < lane->spans.n ? span_start (lane, index) : 0;
}

/* --- Finding ------------------------------------------------------------------ */

/* Index of the first span that begins after @time_nsec. */
static guint
first_start_after (const IlvLane *lane,
                   guint64        time_nsec)
{
  guint low = lane->first_span, high = lane->spans.n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (span_start (lane, middle) > time_nsec)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Spans do not overlap: only the last of those that have begun can go on. */
guint
ilv_lane_first_span_after (const IlvLane *lane,
                           guint64        time_nsec)
{
  guint index;

  /* Most lanes that are asked to let go have nothing that old. */
  if (lane->first_span < lane->spans.n && span_end (lane, lane->first_span) > time_nsec)
    return lane->first_span;
  index = first_start_after (lane, time_nsec);
  return index > lane->first_span && span_end (lane, index - 1) > time_nsec ? index - 1 : index;
}

guint
ilv_lane_next_span_after (const IlvLane *lane,
                          guint          from,
                          guint64        time_nsec)
{
  guint low = MAX (from, lane->first_span), high, stride = 1;

  if (low >= lane->spans.n || span_end (lane, low) > time_nsec)
    return low;
  /* Span low has ended by then. */
  while (lane->spans.n - low > stride && span_start (lane, low + stride) <= time_nsec)
    {
      low += stride;
      stride *= 2;
    }
  high = MIN (low + stride, lane->spans.n);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (span_start (lane, middle) > time_nsec)
        high = middle;
      else
        low = middle;
    }
  return span_end (lane, low) > time_nsec ? low : low + 1;
}

guint
ilv_lane_span_at (const IlvLane *lane,
                  guint64        time_nsec)
{
  guint index = ilv_lane_first_span_after (lane, time_nsec);

  return index < lane->spans.n && span_start (lane, index) <= time_nsec ? index : ILV_NO_INDEX;
}

/* --- Growing ------------------------------------------------------------------ */

/* The last span, which was closed, ends before the one that is about to be added begins. */
static void
add_gap (IlvLane *lane,
         guint64  gap_nsec)
{
  SpanRow *last = span_row (lane, lane->spans.n - 1);

  last->gap_low = gap_nsec;
  last->gap_high = gap_nsec >> 32;
}

void
ilv_lane_open_span (IlvLane       *lane,
                    IlvStore      *store,
                    const IlvSpan *span)
{
  guint64 start_nsec = MIN (span->start_nsec, ILV_TIME_MAX);

  g_assert (!ilv_lane_has_open_span (lane));
  if (lane->spans.n > lane->first_span && lane->last_end_nsec < start_nsec)
    add_gap (lane, start_nsec - lane->last_end_nsec);
  if (ilv_series_is_full (&lane->spans))
    ilv_lane_add_leaf (lane, store);
  *(SpanRow *) ilv_series_append (&lane->spans, &ilv_lane_span_class, store) = (SpanRow) {
    .time_low = start_nsec,
    .time_high = start_nsec >> 32,
    .state = span->state,
    .reason = span->reason,
    .object = span->object,
    .by = (has_proc (lane, span->state) ? span->p : span->by) + 1,
    .site = span->site,
  };
  lane->last_end_nsec = ILV_TIME_OPEN;
}

IlvState
ilv_lane_get_open_state (const IlvLane *lane)
{
  g_assert (ilv_lane_has_open_span (lane));
  return span_row (lane, lane->spans.n - 1)->state;
}

static gboolean
is_waiting (IlvState state)
{
  return state != ILV_STATE_RUNNING && state != ILV_STATE_READY && state != ILV_STATE_SYSCALL;
}

IlvState
ilv_lane_end_state (IlvLane  *lane,
                    guint64   end_nsec,
                    guint32   by,
                    gboolean *was_waiting)
{
  SpanRow *last = span_row (lane, lane->spans.n - 1);

  g_assert (ilv_lane_has_open_span (lane) && end_nsec >= row_start (last)
            && end_nsec != ILV_TIME_OPEN);
  lane->last_end_nsec = MIN (end_nsec, ILV_TIME_MAX);
  *was_waiting = is_waiting (last->state);
  if (*was_waiting)
    last->by = by + 1;
  return last->state;
}

void
ilv_lane_close_span (IlvLane *lane,
                     guint64  end_nsec)
{
  g_assert (ilv_lane_has_open_span (lane)
            && end_nsec >= row_start (span_row (lane, lane->spans.n - 1))
            && end_nsec != ILV_TIME_OPEN);
  lane->last_end_nsec = MIN (end_nsec, ILV_TIME_MAX);
}

void
ilv_lane_fetch_span (const IlvLane *lane)
{
  const char *end = (const char *) span_row (lane, lane->spans.n);

  __builtin_prefetch (end - sizeof (SpanRow), 1);
  __builtin_prefetch (end + sizeof (SpanRow), 1);
}

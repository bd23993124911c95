/* ilv-lane.c - One row of the picture: what happened on one thing over time.
 *
 * A span's row has no end: it ends where the next one begins, less the gap. A goroutine's span has
 * either a processor or somebody who ended it, never both, so these share a place.
 *
 * The index has one leaf for each block of rows (ilv-series.h), made just before the rows are
 * packed: the time in each state is summed up from the lane's beginning to the end of each leaf,
 * so that any stretch is a difference of two; the longest span needs a forest. Together
 * 3 bytes a span.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane.h"

#include "trace/event.h"

#include <string.h>

#define LEAF ILV_SERIES_ROWS

/* Times have 48 bits: three days. Later ones stand still at the end. */
#define MAX_TIME ((G_GUINT64_CONSTANT (1) << 48) - 1)

typedef struct
{
  guint32 time_low;
  guint16 time_high;
  guint8  state;
  guint8  reason;
  guint32 object;
  guint32 by;           /* or processor */
  guint32 site;
  guint32 gap_low, gap_high; /* from its end to where the next begins */
} SpanRow;

typedef struct
{
  guint32 time_low;
  guint16 time_high;
  guint8  type;
  guint32 level;
  guint16 n_above, n_below;
  guint32 g;
  guint32 value;
  guint32 site;
  guint32 peer;
  guint32 sent;
} StepRow;

G_STATIC_ASSERT (sizeof (SpanRow) == 28);
G_STATIC_ASSERT (sizeof (StepRow) == 36);

/* Those that most is asked of come first. */
enum
{
  SPAN_TIME,
  SPAN_GAP,
  SPAN_STATE,
  SPAN_REASON,
  SPAN_OBJECT,
  SPAN_BY,              /* plus 1: ILV_BY_UNKNOWN is none */
  SPAN_SITE,
  N_SPAN_COLUMNS
};

enum
{
  STEP_TIME,
  STEP_LEVEL,
  STEP_ABOVE,
  STEP_BELOW,
  STEP_TYPE,
  STEP_G,
  STEP_VALUE,
  STEP_SITE,
  STEP_PEER,
  STEP_SENT,            /* plus 1: ILV_NO_INDEX is none */
  N_STEP_COLUMNS
};

struct _IlvLaneIndex
{
  IlvVector sums;       /* time in each state, up to each leaf from n_sums_before on */
  guint32   n_sums_before;
  IlvForest longest;    /* span of a leaf */
  IlvForest extremes;   /* of steps */
};

/* A node of the forest over spans. */
typedef struct
{
  guint64 nsec;
  guint32 span;
  guint32 states;       /* bit set of states met, also for no time at all */
} Longest;

typedef struct
{
  guint64 time_nsec[ILV_N_STATES];
} Sums;

static void
add_longest (gpointer      sum,
             gconstpointer node)
{
  Longest *total = sum;
  const Longest *part = node;

  if (part->span != ILV_NO_INDEX && (total->span == ILV_NO_INDEX || part->nsec > total->nsec))
    {
      total->nsec = part->nsec;
      total->span = part->span;
    }
  total->states |= part->states;
}

static void
add_step_mix (gpointer      sum,
              gconstpointer node)
{
  IlvStepMix *total = sum;
  const IlvStepMix *part = node;

  total->min_level = MIN (total->min_level, part->min_level);
  total->max_level = MAX (total->max_level, part->max_level);
  total->max_above = MAX (total->max_above, part->max_above);
  total->max_below = MAX (total->max_below, part->max_below);
}

static const IlvForestClass longest_class = { sizeof (Longest), add_longest };
static const IlvForestClass extremes_class = { sizeof (IlvStepMix), add_step_mix };

/* --- Rows ----------------------------------------------------------------- */

static void
split_spans (gconstpointer rows,
             guint64       columns[][ILV_SERIES_ROWS])
{
  const SpanRow *row = rows;

  for (guint i = 0; i < ILV_SERIES_ROWS; i++, row++)
    {
      columns[SPAN_TIME][i] = (guint64) row->time_high << 32 | row->time_low;
      columns[SPAN_GAP][i] = (guint64) row->gap_high << 32 | row->gap_low;
      columns[SPAN_STATE][i] = row->state;
      columns[SPAN_REASON][i] = row->reason;
      columns[SPAN_OBJECT][i] = row->object;
      columns[SPAN_BY][i] = row->by + 1;
      columns[SPAN_SITE][i] = row->site;
    }
}

static void
split_steps (gconstpointer rows,
             guint64       columns[][ILV_SERIES_ROWS])
{
  const StepRow *row = rows;

  for (guint i = 0; i < ILV_SERIES_ROWS; i++, row++)
    {
      columns[STEP_TIME][i] = (guint64) row->time_high << 32 | row->time_low;
      columns[STEP_LEVEL][i] = row->level;
      columns[STEP_ABOVE][i] = row->n_above;
      columns[STEP_BELOW][i] = row->n_below;
      columns[STEP_TYPE][i] = row->type;
      columns[STEP_G][i] = row->g;
      columns[STEP_VALUE][i] = row->value;
      columns[STEP_SITE][i] = row->site;
      columns[STEP_PEER][i] = row->peer;
      columns[STEP_SENT][i] = row->sent + 1;
    }
}

static const IlvSeriesClass span_class = { sizeof (SpanRow), N_SPAN_COLUMNS, split_spans };
static const IlvSeriesClass step_class = { sizeof (StepRow), N_STEP_COLUMNS, split_steps };

G_STATIC_ASSERT (N_STEP_COLUMNS <= ILV_SERIES_MAX_COLUMNS);

/* Of rows that are in no block. */
static SpanRow *
span_row (const IlvLane *lane,
          guint          index)
{
  return ilv_series_tail_row (&lane->spans, &span_class, index);
}

static StepRow *
step_row (const IlvLane *lane,
          guint          index)
{
  return ilv_series_tail_row (&lane->steps, &step_class, index);
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
    return ilv_series_column (&lane->spans, &span_class, index, SPAN_GAP);
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

/* What most is asked of some spans that follow each other. */
struct few
{
  guint64 columns[SPAN_STATE + 1][ILV_SERIES_ROWS];
  guint64 end_nsec[ILV_SERIES_ROWS];
};

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

/* Reads spans from @from on, as far as they lie in one block and before @to; returns how many. */
static guint
read_few (const IlvLane *lane,
          guint          from,
          guint          to,
          struct few    *few)
{
  guint n = MIN (to - from, LEAF - from % LEAF);
  const guint64 *starts = few->columns[SPAN_TIME];

  if (from < ilv_series_n_packed (&lane->spans))
    ilv_series_rows (&lane->spans, &span_class, from, n, SPAN_STATE + 1, few->columns);
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
      ilv_series_row (&lane->spans, &span_class, index, columns);
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
    .by = row->by,
    .site = row->site,
  };
}

IlvSpan
ilv_lane_get_span (const IlvLane *lane,
                   guint          index)
{
  IlvSpan span;

  g_assert (index < lane->spans.n);
  if (index < lane->first_span)
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
  g_assert (index < lane->spans.n);
  return index >= lane->first_span ? span_start (lane, index) : 0;
}

guint64
ilv_lane_step_time (const IlvLane *lane,
                    guint          index)
{
  const StepRow *row;

  g_assert (index < lane->steps.n);
  if (index < lane->first_step)
    return 0;
  if (index < ilv_series_n_packed (&lane->steps))
    return ilv_series_key (&lane->steps, index);
  row = step_row (lane, index);
  return (guint64) row->time_high << 32 | row->time_low;
}

guint32
ilv_lane_step_value (const IlvLane *lane,
                     guint          index)
{
  g_assert (index < lane->steps.n);
  if (index < lane->first_step)
    return 0;
  if (index < ilv_series_n_packed (&lane->steps))
    return ilv_series_column (&lane->steps, &step_class, index, STEP_VALUE);
  return step_row (lane, index)->value;
}

static IlvStep
unpack_step (const IlvLane *lane,
             guint          index)
{
  guint64 columns[N_STEP_COLUMNS];

  ilv_series_row (&lane->steps, &step_class, index, columns);
  return (IlvStep) {
    .time_nsec = columns[STEP_TIME],
    .level = columns[STEP_LEVEL],
    .n_above = columns[STEP_ABOVE],
    .n_below = columns[STEP_BELOW],
    .type = columns[STEP_TYPE],
    .g = columns[STEP_G],
    .value = columns[STEP_VALUE],
    .site = columns[STEP_SITE],
    .peer = columns[STEP_PEER],
    .sent = columns[STEP_SENT] - 1,
  };
}

IlvStep
ilv_lane_get_step (const IlvLane *lane,
                   guint          index)
{
  const StepRow *row;

  g_assert (index < lane->steps.n);
  if (index < lane->first_step)
    return (IlvStep) { .sent = ILV_NO_INDEX };
  if (index < ilv_series_n_packed (&lane->steps))
    return unpack_step (lane, index);
  row = step_row (lane, index);
  return (IlvStep) {
    .time_nsec = (guint64) row->time_high << 32 | row->time_low,
    .level = row->level,
    .n_above = row->n_above,
    .n_below = row->n_below,
    .type = row->type,
    .g = row->g,
    .value = row->value,
    .site = row->site,
    .peer = row->peer,
    .sent = row->sent,
  };
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
  guint index = first_start_after (lane, time_nsec);

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

static gboolean
has_long_span (gconstpointer node,
               gpointer      duration_nsec)
{
  const Longest *longest = node;

  return longest->nsec >= *(guint64 *) duration_nsec;
}

/* Index of the first of spans @from to before @to, of one block, that is long; @to if none is. */
static guint
next_long_of_few (const IlvLane *lane,
                  guint          from,
                  guint          to,
                  guint64        duration_nsec)
{
  struct few few;
  guint n = read_few (lane, from, to, &few);

  for (guint i = 0; i < n; i++)
    if (few.end_nsec[i] == ILV_TIME_OPEN
        || few.end_nsec[i] - few.columns[SPAN_TIME][i] >= duration_nsec)
      return from + i;
  return to;
}

guint
ilv_lane_next_long_span (const IlvLane *lane,
                         guint          from,
                         guint64        duration_nsec)
{
  guint n_packed = ilv_series_n_packed (&lane->spans), n = lane->spans.n;

  from = MAX (from, lane->first_span);
  if (from < n_packed && from % LEAF != 0)
    {
      guint to = (from / LEAF + 1) * LEAF;
      guint found = next_long_of_few (lane, from, to, duration_nsec);

      if (found < to)
        return found;
      from = to;
    }
  if (from < n_packed)
    from = LEAF * ilv_forest_find (&lane->index->longest, &longest_class, from / LEAF,
                                   has_long_span, &duration_nsec);
  return from < n ? next_long_of_few (lane, from, MIN (from - from % LEAF + LEAF, n), duration_nsec)
                  : n;
}

/* --- Summing up ---------------------------------------------------------------- */

static void
add_one_span (IlvSpanMix *mix,
              guint       index,
              guint       state,
              guint64     duration_nsec)
{
  mix->time_nsec[state] += duration_nsec;
  if (mix->longest == ILV_NO_INDEX || duration_nsec > mix->longest_nsec)
    {
      mix->longest_nsec = duration_nsec;
      mix->longest = index;
    }
  mix->n_spans++;
  mix->states |= 1u << state;
}

/* Spans @from to before @to, one by one. */
static void
add_spans (const IlvLane *lane,
           IlvSpanMix    *mix,
           guint          from,
           guint          to,
           guint64        start_nsec,
           guint64        end_nsec)
{
  while (from < to)
    {
      struct few few;
      guint n = read_few (lane, from, to, &few);

      for (guint i = 0; i < n; i++)
        {
          guint64 start = MAX (few.columns[SPAN_TIME][i], start_nsec);
          guint64 end = MIN (few.end_nsec[i], end_nsec);

          add_one_span (mix, from + i, few.columns[SPAN_STATE][i], end > start ? end - start : 0);
        }
      from += n;
    }
}

/* Of the leaves up to @leaf. */
static const Sums *
sums_at (const IlvLane *lane,
         guint          leaf)
{
  const IlvLaneIndex *index = lane->index;

  return &ilv_vector_index (&index->sums, Sums, leaf - index->n_sums_before);
}

/* Leaves @from to before @to, which are whole. */
static void
add_leaves (const IlvLane *lane,
            IlvSpanMix    *mix,
            guint          from,
            guint          to)
{
  const Sums *last = sums_at (lane, to - 1), *before = from > 0 ? sums_at (lane, from - 1) : NULL;
  Longest longest = { mix->longest_nsec, mix->longest, mix->states };

  for (guint i = 0; i < ILV_N_STATES; i++)
    mix->time_nsec[i] += last->time_nsec[i] - (before != NULL ? before->time_nsec[i] : 0);
  ilv_forest_sum (&lane->index->longest, &longest_class, from, to, &longest);
  mix->longest_nsec = longest.nsec;
  mix->longest = longest.span;
  mix->states = longest.states;
  mix->n_spans += (to - from) * LEAF;
}

void
ilv_lane_mix_spans (const IlvLane *lane,
                    guint          from,
                    guint          to,
                    guint64        start_nsec,
                    guint64        end_nsec,
                    IlvSpanMix    *mix)
{
  guint first_leaf, last_leaf;

  from = MAX (from, lane->first_span);
  g_assert (to <= lane->spans.n);
  *mix = (IlvSpanMix) { .longest = ILV_NO_INDEX };
  /* Only the first and the last span can be cut, so the index may not count them. */
  first_leaf = (from + 1 + LEAF - 1) / LEAF;
  last_leaf = to > 0 ? (to - 1) / LEAF : 0;
  if (first_leaf >= last_leaf)
    {
      add_spans (lane, mix, from, to, start_nsec, end_nsec);
      return;
    }
  add_spans (lane, mix, from, first_leaf * LEAF, start_nsec, end_nsec);
  add_leaves (lane, mix, first_leaf, last_leaf);
  add_spans (lane, mix, last_leaf * LEAF, to, start_nsec, end_nsec);
}

/* --- Steps -------------------------------------------------------------------- */

/* Of steps @low to before @high. */
static guint
first_step_between (const IlvLane *lane,
                    guint          low,
                    guint          high,
                    guint64        time_nsec)
{
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ilv_lane_step_time (lane, middle) >= time_nsec)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

guint
ilv_lane_first_step_from (const IlvLane *lane,
                          guint64        time_nsec)
{
  return first_step_between (lane, lane->first_step, lane->steps.n, time_nsec);
}

guint
ilv_lane_next_step_from (const IlvLane *lane,
                         guint          from,
                         guint64        time_nsec)
{
  guint low = MAX (from, lane->first_step), stride = 1;

  while (lane->steps.n > low && lane->steps.n - low > stride
         && ilv_lane_step_time (lane, low + stride) < time_nsec)
    {
      low += stride;
      stride *= 2;
    }
  return first_step_between (lane, low, MIN (low + stride + 1, lane->steps.n), time_nsec);
}

guint
ilv_lane_step_at (const IlvLane *lane,
                  guint64        time_nsec)
{
  guint index = time_nsec == G_MAXUINT64 ? lane->steps.n
                                         : ilv_lane_first_step_from (lane, time_nsec + 1);

  return index > lane->first_step ? index - 1 : ILV_NO_INDEX;
}

/* Steps @from to before @to, one by one. */
static void
add_steps (const IlvLane *lane,
           guint          from,
           guint          to,
           IlvStepMix    *mix)
{
  guint64 columns[STEP_BELOW + 1][ILV_SERIES_ROWS];

  while (from < MIN (to, ilv_series_n_packed (&lane->steps)))
    {
      guint n = MIN (to - from, LEAF - from % LEAF);

      ilv_series_rows (&lane->steps, &step_class, from, n, STEP_BELOW + 1, columns);
      for (guint i = 0; i < n; i++)
        add_step_mix (mix, &(IlvStepMix) {
          columns[STEP_LEVEL][i], columns[STEP_LEVEL][i], columns[STEP_ABOVE][i],
          columns[STEP_BELOW][i],
        });
      from += n;
    }
  for (; from < to; from++)
    {
      const StepRow *row = step_row (lane, from);

      add_step_mix (mix, &(IlvStepMix) { row->level, row->level, row->n_above, row->n_below });
    }
}

void
ilv_lane_mix_steps (const IlvLane *lane,
                    guint          from,
                    guint          to,
                    IlvStepMix    *mix)
{
  guint first_leaf, last_leaf;

  g_assert (from < to && to <= lane->steps.n);
  from = MAX (from, lane->first_step);
  *mix = (IlvStepMix) { .min_level = G_MAXUINT32 };
  first_leaf = (from + LEAF - 1) / LEAF;
  last_leaf = MIN (to, ilv_series_n_packed (&lane->steps)) / LEAF;
  if (first_leaf >= last_leaf)
    {
      add_steps (lane, from, to, mix);
      return;
    }
  add_steps (lane, from, first_leaf * LEAF, mix);
  ilv_forest_sum (&lane->index->extremes, &extremes_class, first_leaf, last_leaf, mix);
  add_steps (lane, last_leaf * LEAF, to, mix);
}

/* --- Growing ------------------------------------------------------------------ */

IlvGroup
ilv_lane_kind_group (IlvLaneKind kind)
{
  static const guint8 groups[] = {
    [ILV_LANE_PROC] = ILV_GROUP_THREADS,
    [ILV_LANE_MACHINE] = ILV_GROUP_MACHINES,
    [ILV_LANE_GOROUTINE] = ILV_GROUP_GOROUTINES,
    [ILV_LANE_CHANNEL] = ILV_GROUP_CHANNELS,
    [ILV_LANE_WAIT_GROUP] = ILV_GROUP_SYNC,
    [ILV_LANE_MUTEX] = ILV_GROUP_SYNC,
    [ILV_LANE_COND] = ILV_GROUP_SYNC,
    [ILV_LANE_REGIONS] = ILV_GROUP_NONE,
    [ILV_LANE_TIMER] = ILV_GROUP_TIMERS,
    [ILV_LANE_TASK] = ILV_GROUP_TASKS,
    [ILV_LANE_COUNTER] = ILV_GROUP_COUNTERS,
  };

  return groups[kind];
}

void
ilv_lane_init (IlvLane     *lane,
               IlvLaneKind  kind,
               guint32      id,
               guint32      key)
{
  memset (lane, 0, sizeof *lane);
  lane->kind = kind;
  lane->id = id;
  lane->key = key;
}

static IlvLaneIndex *
ensure_index (IlvLane  *lane,
              IlvStore *store)
{
  if (lane->index == NULL)
    {
      lane->index = ilv_store_take (store, sizeof *lane->index);
      *lane->index = (IlvLaneIndex) { 0 };
    }
  return lane->index;
}

/* The spans that are in no block, of which the last is closed, become a leaf. */
static void
add_leaf (IlvLane  *lane,
          IlvStore *store)
{
  guint n = lane->spans.n;
  IlvSpanMix mix = { .longest = ILV_NO_INDEX };
  IlvLaneIndex *index = ensure_index (lane, store);
  Sums *sums = ilv_vector_append (&index->sums, store, sizeof *sums);
  gboolean is_first = index->sums.n == 1;
  Longest leaf;

  add_spans (lane, &mix, MAX (n - LEAF, lane->first_span), n, 0, G_MAXUINT64);
  for (guint i = 0; i < ILV_N_STATES; i++)
    sums->time_nsec[i] = mix.time_nsec[i] + (is_first ? 0 : sums[-1].time_nsec[i]);
  leaf = (Longest) { mix.longest_nsec, mix.longest, mix.states };
  ilv_forest_append (&index->longest, &longest_class, store, &leaf);
}

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
  guint64 start_nsec = MIN (span->start_nsec, MAX_TIME);

  g_assert (!ilv_lane_has_open_span (lane));
  if (lane->spans.n > lane->first_span && lane->last_end_nsec < start_nsec)
    add_gap (lane, start_nsec - lane->last_end_nsec);
  if (ilv_series_is_full (&lane->spans))
    add_leaf (lane, store);
  *(SpanRow *) ilv_series_append (&lane->spans, &span_class, store) = (SpanRow) {
    .time_low = start_nsec,
    .time_high = start_nsec >> 32,
    .state = span->state,
    .reason = span->reason,
    .object = span->object,
    .by = has_proc (lane, span->state) ? span->p : span->by,
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

void
ilv_lane_set_ender (IlvLane *lane,
                    guint32  by)
{
  SpanRow *last = span_row (lane, lane->spans.n - 1);

  g_assert (ilv_lane_has_open_span (lane) && !has_proc (lane, last->state));
  last->by = by;
}

void
ilv_lane_close_span (IlvLane *lane,
                     guint64  end_nsec)
{
  g_assert (ilv_lane_has_open_span (lane)
            && end_nsec >= row_start (span_row (lane, lane->spans.n - 1))
            && end_nsec != ILV_TIME_OPEN);
  lane->last_end_nsec = MIN (end_nsec, MAX_TIME);
}

/* The same of steps. */
static void
add_step_leaf (IlvLane  *lane,
               IlvStore *store)
{
  IlvStepMix leaf = { .min_level = G_MAXUINT32 };

  add_steps (lane, lane->steps.n - LEAF, lane->steps.n, &leaf);
  ilv_forest_append (&ensure_index (lane, store)->extremes, &extremes_class, store, &leaf);
}

void
ilv_lane_add_step (IlvLane       *lane,
                   IlvStore      *store,
                   const IlvStep *step)
{
  guint64 time_nsec = MIN (step->time_nsec, MAX_TIME);

  if (ilv_series_is_full (&lane->steps))
    add_step_leaf (lane, store);
  *(StepRow *) ilv_series_append (&lane->steps, &step_class, store) = (StepRow) {
    .time_low = time_nsec,
    .time_high = time_nsec >> 32,
    .type = step->type,
    .level = step->level,
    .n_above = step->n_above,
    .n_below = step->n_below,
    .g = step->g,
    .value = step->value,
    .site = step->site,
    .peer = step->peer,
    .sent = step->sent,
  };
}

void
ilv_lane_set_value (IlvLane *lane,
                    guint32  value)
{
  g_assert (lane->steps.n > 0);
  step_row (lane, lane->steps.n - 1)->value = value;
}

/* --- Letting go ------------------------------------------------------------------ */

static void
drop_rows (IlvLane  *lane,
           IlvStore *store)
{
  IlvLaneIndex *index = lane->index;

  if (index != NULL)
    {
      guint n_leaves = MIN (lane->first_span / LEAF, index->longest.n_leaves);

      index->n_sums_before += ilv_vector_drop (&index->sums, store, sizeof (Sums),
                                               n_leaves - index->n_sums_before);
      ilv_forest_drop (&index->longest, &longest_class, store, n_leaves);
      ilv_forest_drop (&index->extremes, &extremes_class, store,
                       MIN (lane->first_step / LEAF, index->extremes.n_leaves));
    }
  ilv_series_drop (&lane->spans, &span_class, store, lane->first_span);
  ilv_series_drop (&lane->steps, &step_class, store, lane->first_step);
}

guint64
ilv_lane_discard (IlvLane  *lane,
                  IlvStore *store,
                  guint64   time_nsec)
{
  guint first_span = ilv_lane_first_span_after (lane, time_nsec);
  guint first_step = ilv_lane_first_step_from (lane, time_nsec);
  guint64 n;

  /* The level in force stays. */
  first_step = MAX (first_step, lane->first_step + 1) - 1;
  n = (guint64) first_span - lane->first_span + first_step - lane->first_step;
  if (n == 0)
    return 0;
  lane->first_span = first_span;
  lane->first_step = first_step;
  drop_rows (lane, store);
  return n;
}

/* ilv-lane.c - One row of the picture: what happened on one thing over time.
 *
 * A span takes 20 bytes: it ends where the next one begins, and where it does not, the
 * lane's list of gaps has its end. A goroutine's span has either a processor or
 * somebody who ended it, never both, so these share a place.
 *
 * The index has one leaf for LEAF spans: the time in each state is summed up
 * from the lane's beginning to the end of each leaf, so that any stretch is a difference of two;
 * the longest span needs a forest. Together 3 bytes a span.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane.h"

#include "trace/event.h"

#include <string.h>

#define LEAF 32

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
} PackedSpan;

#define ENDS_EARLY 0x80 /* in state: its end is in the list of gaps */

typedef struct
{
  guint32 span;
  guint32 end_low, end_high;
} Gap;

typedef struct
{
  guint32 time_low;
  guint16 time_high;
  guint8  type;
  guint8  unused;
  guint32 level;
  guint16 n_above, n_below;
  guint32 g;
  guint32 value;
  guint32 site;
} PackedStep;

G_STATIC_ASSERT (sizeof (PackedSpan) == 20);
G_STATIC_ASSERT (sizeof (PackedStep) == 28);

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

/* --- Packing ------------------------------------------------------------- */

static const PackedSpan *
span_at (const IlvLane *lane,
         guint          index)
{
  return (const PackedSpan *) lane->spans.data + index;
}

static const PackedStep *
step_at (const IlvLane *lane,
         guint          index)
{
  return (const PackedStep *) lane->steps.data + index;
}

static guint64
span_start (const IlvLane *lane,
            guint          index)
{
  const PackedSpan *span = span_at (lane, index);

  return (guint64) span->time_high << 32 | span->time_low;
}

/* Index of the first gap after span @index or a later one. What was let go is zero. */
static guint
first_gap_from (const IlvLane *lane,
                guint          index)
{
  const Gap *gaps = lane->gaps.data;
  guint low = 0, high = lane->gaps.n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gaps[middle].span < index)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static guint64
gap_end (const IlvLane *lane,
         guint          index)
{
  guint i = first_gap_from (lane, index);
  const Gap *gap = (const Gap *) lane->gaps.data + i;

  g_assert (i < lane->gaps.n && gap->span == index);
  return (guint64) gap->end_high << 32 | gap->end_low;
}

static guint64
span_end (const IlvLane *lane,
          guint          index)
{
  if (index + 1 == lane->spans.n)
    return lane->last_end_nsec;
  if ((span_at (lane, index)->state & ENDS_EARLY) != 0)
    return gap_end (lane, index);
  return span_start (lane, index + 1);
}

static gboolean
has_proc (const IlvLane *lane,
          guint          state)
{
  return lane->kind == ILV_LANE_GOROUTINE
         && (state == ILV_STATE_RUNNING || state == ILV_STATE_SYSCALL);
}

static guint
proc_of (const IlvLane    *lane,
         const PackedSpan *packed,
         guint             state)
{
  if (has_proc (lane, state))
    return packed->by;
  return lane->kind == ILV_LANE_PROC ? lane->key : ILV_NO_P;
}

IlvSpan
ilv_lane_get_span (const IlvLane *lane,
                   guint          index)
{
  const PackedSpan *packed = span_at (lane, index);
  guint state;

  g_assert (index < lane->spans.n);
  if (index < lane->first_span)
    return (IlvSpan) { .p = ILV_NO_P, .by = ILV_BY_UNKNOWN };
  state = packed->state & ~ENDS_EARLY;
  return (IlvSpan) {
    .start_nsec = span_start (lane, index),
    .end_nsec = span_end (lane, index),
    .state = state,
    .reason = packed->reason,
    .p = proc_of (lane, packed, state),
    .object = packed->object,
    .by = has_proc (lane, state) ? ILV_BY_UNKNOWN : packed->by,
    .site = packed->site,
  };
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
  const PackedStep *step = step_at (lane, index);

  g_assert (index < lane->steps.n);
  if (index < lane->first_step)
    return 0;
  return (guint64) step->time_high << 32 | step->time_low;
}

IlvStep
ilv_lane_get_step (const IlvLane *lane,
                   guint          index)
{
  const PackedStep *packed = step_at (lane, index);

  g_assert (index < lane->steps.n);
  if (index < lane->first_step)
    return (IlvStep) { 0 };
  return (IlvStep) {
    .time_nsec = ilv_lane_step_time (lane, index),
    .level = packed->level,
    .n_above = packed->n_above,
    .n_below = packed->n_below,
    .type = packed->type,
    .g = packed->g,
    .value = packed->value,
    .site = packed->site,
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

static gboolean
is_long (const IlvLane *lane,
         guint          index,
         guint64        duration_nsec)
{
  guint64 end_nsec = span_end (lane, index);

  return end_nsec == ILV_TIME_OPEN || end_nsec - span_start (lane, index) >= duration_nsec;
}

guint
ilv_lane_next_long_span (const IlvLane *lane,
                         guint          from,
                         guint64        duration_nsec)
{
  guint n = lane->spans.n;

  from = MAX (from, lane->first_span);
  for (; from < n && from % LEAF != 0; from++)
    if (is_long (lane, from, duration_nsec))
      return from;
  if (from < n)
    from = LEAF * ilv_forest_find (&lane->longest, &longest_class, from / LEAF, has_long_span,
                                   &duration_nsec);
  for (; from < n; from++)
    if (is_long (lane, from, duration_nsec))
      return from;
  return n;
}

/* --- Summing up ---------------------------------------------------------------- */

static void
add_one_span (const IlvLane *lane,
              IlvSpanMix    *mix,
              guint          index,
              guint64        start_nsec,
              guint64        end_nsec)
{
  guint state = span_at (lane, index)->state & ~ENDS_EARLY;
  guint64 start = MAX (span_start (lane, index), start_nsec);
  guint64 end = MIN (span_end (lane, index), end_nsec);
  guint64 duration = end > start ? end - start : 0;

  mix->time_nsec[state] += duration;
  if (mix->longest == ILV_NO_INDEX || duration > mix->longest_nsec)
    {
      mix->longest_nsec = duration;
      mix->longest = index;
    }
  mix->n_spans++;
  mix->states |= 1u << state;
}

/* Leaves @from to before @to, which are whole. */
static void
add_leaves (const IlvLane *lane,
            IlvSpanMix    *mix,
            guint          from,
            guint          to)
{
  const Sums *sums = lane->sums.data;
  Longest longest = { mix->longest_nsec, mix->longest, mix->states };

  for (guint i = 0; i < ILV_N_STATES; i++)
    mix->time_nsec[i] += sums[to - 1].time_nsec[i] - (from > 0 ? sums[from - 1].time_nsec[i] : 0);
  ilv_forest_sum (&lane->longest, &longest_class, from, to, &longest);
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
  first_leaf = (from + 1 + LEAF - 1) / LEAF;
  last_leaf = to > 0 ? (to - 1) / LEAF : 0;
  g_assert (to <= lane->spans.n);
  *mix = (IlvSpanMix) { .longest = ILV_NO_INDEX };
  /* Only the first and the last span can be cut, so the index may not count them. */
  if (last_leaf > lane->longest.n_leaves)
    last_leaf = lane->longest.n_leaves;
  if (first_leaf >= last_leaf)
    first_leaf = last_leaf = 0;

  for (guint i = from; i < to; i++)
    {
      if (i == first_leaf * LEAF && first_leaf < last_leaf)
        {
          add_leaves (lane, mix, first_leaf, last_leaf);
          i = last_leaf * LEAF;
        }
      add_one_span (lane, mix, i, start_nsec, end_nsec);
    }
}

/* --- Steps -------------------------------------------------------------------- */

guint
ilv_lane_first_step_from (const IlvLane *lane,
                          guint64        time_nsec)
{
  guint low = lane->first_step, high = lane->steps.n;

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
ilv_lane_step_at (const IlvLane *lane,
                  guint64        time_nsec)
{
  guint index = time_nsec == G_MAXUINT64 ? lane->steps.n
                                         : ilv_lane_first_step_from (lane, time_nsec + 1);

  return index > lane->first_step ? index - 1 : ILV_NO_INDEX;
}

static void
add_one_step (const IlvLane *lane,
              IlvStepMix    *mix,
              guint          index)
{
  const PackedStep *step = step_at (lane, index);

  add_step_mix (mix, &(IlvStepMix) { step->level, step->level, step->n_above, step->n_below });
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
  first_leaf = (from + LEAF - 1) / LEAF;
  last_leaf = to / LEAF;
  *mix = (IlvStepMix) { .min_level = G_MAXUINT32 };

  for (guint i = from; i < to; i++)
    {
      if (i == first_leaf * LEAF && first_leaf < last_leaf)
        {
          ilv_forest_sum (&lane->extremes, &extremes_class, first_leaf, last_leaf, mix);
          i = last_leaf * LEAF;
          if (i == to)
            break;
        }
      add_one_step (lane, mix, i);
    }
}

/* --- Growing ------------------------------------------------------------------ */

IlvGroup
ilv_lane_kind_group (IlvLaneKind kind)
{
  static const guint8 groups[] = {
    [ILV_LANE_PROC] = ILV_GROUP_THREADS,
    [ILV_LANE_GOROUTINE] = ILV_GROUP_GOROUTINES,
    [ILV_LANE_CHANNEL] = ILV_GROUP_CHANNELS,
    [ILV_LANE_WAIT_GROUP] = ILV_GROUP_SYNC,
    [ILV_LANE_MUTEX] = ILV_GROUP_SYNC,
    [ILV_LANE_COND] = ILV_GROUP_SYNC,
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

/* The last span ends before the one that is about to be added begins. */
static void
add_gap (IlvLane  *lane,
         IlvStore *store)
{
  Gap *gap = ilv_vector_append (&lane->gaps, store, sizeof *gap);
  guint last = lane->spans.n - 1;

  *gap = (Gap) { last, lane->last_end_nsec, lane->last_end_nsec >> 32 };
  ilv_vector_index (&lane->spans, PackedSpan, last).state |= ENDS_EARLY;
}

void
ilv_lane_open_span (IlvLane       *lane,
                    IlvStore      *store,
                    const IlvSpan *span)
{
  guint64 start_nsec = MIN (span->start_nsec, MAX_TIME);
  PackedSpan *packed;

  g_assert (!ilv_lane_has_open_span (lane));
  if (lane->spans.n > 0 && lane->last_end_nsec < start_nsec)
    add_gap (lane, store);
  packed = ilv_vector_append (&lane->spans, store, sizeof *packed);
  *packed = (PackedSpan) {
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

gboolean
ilv_lane_has_open_span (const IlvLane *lane)
{
  return lane->spans.n > 0 && lane->last_end_nsec == ILV_TIME_OPEN;
}

IlvState
ilv_lane_get_open_state (const IlvLane *lane)
{
  g_assert (ilv_lane_has_open_span (lane));
  return span_at (lane, lane->spans.n - 1)->state;
}

void
ilv_lane_set_ender (IlvLane *lane,
                    guint32  by)
{
  PackedSpan *last = &ilv_vector_index (&lane->spans, PackedSpan, lane->spans.n - 1);

  g_assert (ilv_lane_has_open_span (lane) && !has_proc (lane, last->state));
  last->by = by;
}

/* The last LEAF spans are closed: they become a leaf. */
static void
add_leaf (IlvLane  *lane,
          IlvStore *store)
{
  guint n = lane->spans.n;
  IlvSpanMix mix = { .longest = ILV_NO_INDEX };
  Sums *sums = ilv_vector_append (&lane->sums, store, sizeof *sums);
  Longest leaf;

  for (guint i = n - LEAF; i < n; i++)
    add_one_span (lane, &mix, i, 0, G_MAXUINT64);
  for (guint i = 0; i < ILV_N_STATES; i++)
    sums->time_nsec[i] = mix.time_nsec[i] + (lane->sums.n > 1 ? sums[-1].time_nsec[i] : 0);
  leaf = (Longest) { mix.longest_nsec, mix.longest, mix.states };
  ilv_forest_append (&lane->longest, &longest_class, store, &leaf);
}

void
ilv_lane_close_span (IlvLane  *lane,
                     IlvStore *store,
                     guint64   end_nsec)
{
  g_assert (ilv_lane_has_open_span (lane)
            && end_nsec >= span_start (lane, lane->spans.n - 1) && end_nsec != ILV_TIME_OPEN);
  lane->last_end_nsec = MIN (end_nsec, MAX_TIME);
  if (lane->spans.n % LEAF == 0)
    add_leaf (lane, store);
}

void
ilv_lane_add_step (IlvLane       *lane,
                   IlvStore      *store,
                   const IlvStep *step)
{
  guint64 time_nsec = MIN (step->time_nsec, MAX_TIME);
  guint n;

  *(PackedStep *) ilv_vector_append (&lane->steps, store, sizeof (PackedStep)) = (PackedStep) {
    .time_low = time_nsec,
    .time_high = time_nsec >> 32,
    .type = step->type,
    .level = step->level,
    .n_above = step->n_above,
    .n_below = step->n_below,
    .g = step->g,
    .value = step->value,
    .site = step->site,
  };
  n = lane->steps.n;
  if (n % LEAF == 0)
    {
      IlvStepMix leaf = { .min_level = G_MAXUINT32 };

      for (guint i = n - LEAF; i < n; i++)
        add_one_step (lane, &leaf, i);
      ilv_forest_append (&lane->extremes, &extremes_class, store, &leaf);
    }
}

void
ilv_lane_set_value (IlvLane *lane,
                    guint    step,
                    guint32  value)
{
  g_assert (step < lane->steps.n);
  ilv_vector_index (&lane->steps, PackedStep, step).value = value;
}

/* --- Letting go ------------------------------------------------------------------ */

guint64
ilv_lane_discard (IlvLane  *lane,
                  IlvStore *store,
                  guint64   time_nsec)
{
  guint first_span = ilv_lane_first_span_after (lane, time_nsec);
  guint first_step = ilv_lane_first_step_from (lane, time_nsec);
  guint64 n;

  /* The level in force, and whatever a leaf begins with, stays. */
  first_step = MAX (first_step, lane->first_step + 1) - 1;
  n = (guint64) first_span - lane->first_span + first_step - lane->first_step;
  if (n == 0)
    return 0;
  lane->first_span = first_span;
  lane->first_step = first_step;
  ilv_vector_forget (&lane->gaps, store, sizeof (Gap), first_gap_from (lane, first_span));
  ilv_vector_forget (&lane->spans, store, sizeof (PackedSpan), first_span);
  ilv_vector_forget (&lane->sums, store, sizeof (Sums), first_span / LEAF);
  ilv_vector_forget (&lane->longest.nodes, store, sizeof (Longest), first_span / LEAF * 2);
  ilv_vector_forget (&lane->steps, store, sizeof (PackedStep), first_step);
  ilv_vector_forget (&lane->extremes.nodes, store, sizeof (IlvStepMix), first_step / LEAF * 2);
  return n;
}

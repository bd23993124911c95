/* ilv-lane.c - One row of the picture: what happened on one thing over time.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane.h"

#include "trace/event.h"

#include <string.h>

static void
add_span_mix (gpointer      sum,
              gconstpointer node)
{
  IlvSpanMix *total = sum;
  const IlvSpanMix *part = node;

  for (int i = 0; i < ILV_N_STATES; i++)
    total->time_nsec[i] += part->time_nsec[i];
  if (part->longest != ILV_NO_INDEX
      && (total->longest == ILV_NO_INDEX || part->longest_nsec > total->longest_nsec))
    {
      total->longest_nsec = part->longest_nsec;
      total->longest = part->longest;
    }
  total->n_spans += part->n_spans;
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

static const IlvForestClass span_class = { sizeof (IlvSpanMix), add_span_mix };
static const IlvForestClass step_class = { sizeof (IlvStepMix), add_step_mix };

static const IlvSpanMix no_spans = { .longest = ILV_NO_INDEX };

static void
add_one_span (IlvSpanMix    *mix,
              const IlvSpan *span,
              guint          index,
              guint64        start_nsec,
              guint64        end_nsec)
{
  guint64 start = MAX (span->start_nsec, start_nsec);
  guint64 end = MIN (span->end_nsec, end_nsec);
  guint64 duration = end > start ? end - start : 0;

  mix->time_nsec[span->state] += duration;
  if (mix->longest == ILV_NO_INDEX || duration > mix->longest_nsec)
    {
      mix->longest_nsec = duration;
      mix->longest = index;
    }
  mix->n_spans++;
  mix->states |= 1u << span->state;
}

static void
add_one_step (IlvStepMix    *mix,
              const IlvStep *step)
{
  IlvStepMix one = { step->level, step->level, step->n_above, step->n_below };

  add_step_mix (mix, &one);
}

guint
ilv_lane_first_span_after (const IlvLane *lane,
                           guint64        time_nsec)
{
  const IlvSpan *spans = lane->spans.data;
  guint low = 0, high = lane->spans.n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (spans[middle].end_nsec > time_nsec)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

guint
ilv_lane_span_at (const IlvLane *lane,
                  guint64        time_nsec)
{
  guint index = ilv_lane_first_span_after (lane, time_nsec);

  if (index < lane->spans.n && ilv_lane_get_span (lane, index)->start_nsec <= time_nsec)
    return index;
  return ILV_NO_INDEX;
}

static gboolean
has_long_span (gconstpointer node,
               gpointer      data)
{
  return ((const IlvSpanMix *) node)->longest_nsec >= *(guint64 *) data;
}

static gboolean
is_long (const IlvSpan *span,
         guint64        duration_nsec)
{
  return span->end_nsec == ILV_TIME_OPEN || span->end_nsec - span->start_nsec >= duration_nsec;
}

guint
ilv_lane_next_long_span (const IlvLane *lane,
                         guint          from,
                         guint64        duration_nsec)
{
  const IlvSpan *spans = lane->spans.data;
  guint n = lane->spans.n;

  for (; from < n && from % ILV_FOREST_LEAF != 0; from++)
    if (is_long (&spans[from], duration_nsec))
      return from;
  if (from < n)
    from = ILV_FOREST_LEAF * ilv_forest_find (&lane->span_index, &span_class,
                                              from / ILV_FOREST_LEAF, has_long_span,
                                              &duration_nsec);
  for (; from < n; from++)
    if (is_long (&spans[from], duration_nsec))
      return from;
  return n;
}

void
ilv_lane_mix_spans (const IlvLane *lane,
                    guint          from,
                    guint          to,
                    guint64        start_nsec,
                    guint64        end_nsec,
                    IlvSpanMix    *mix)
{
  const IlvSpan *spans = lane->spans.data;
  guint first_leaf = (from + 1 + ILV_FOREST_LEAF - 1) / ILV_FOREST_LEAF;
  guint last_leaf = to > 0 ? (to - 1) / ILV_FOREST_LEAF : 0;

  g_assert (to <= lane->spans.n);
  *mix = no_spans;
  /* Only the first and the last span can be cut, so the index may not count them. */
  if (last_leaf > lane->span_index.n_leaves)
    last_leaf = lane->span_index.n_leaves;
  if (first_leaf >= last_leaf)
    first_leaf = last_leaf = 0;

  for (guint i = from; i < to; i++)
    {
      if (i == first_leaf * ILV_FOREST_LEAF && first_leaf < last_leaf)
        {
          ilv_forest_sum (&lane->span_index, &span_class, first_leaf, last_leaf, mix);
          i = last_leaf * ILV_FOREST_LEAF;
        }
      add_one_span (mix, &spans[i], i, start_nsec, end_nsec);
    }
}

guint
ilv_lane_first_step_from (const IlvLane *lane,
                          guint64        time_nsec)
{
  const IlvStep *steps = lane->steps.data;
  guint low = 0, high = lane->steps.n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (steps[middle].time_nsec >= time_nsec)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

const IlvStep *
ilv_lane_step_at (const IlvLane *lane,
                  guint64        time_nsec)
{
  guint index = time_nsec == G_MAXUINT64 ? lane->steps.n
                                         : ilv_lane_first_step_from (lane, time_nsec + 1);

  return index > 0 ? ilv_lane_get_step (lane, index - 1) : NULL;
}

void
ilv_lane_mix_steps (const IlvLane *lane,
                    guint          from,
                    guint          to,
                    IlvStepMix    *mix)
{
  const IlvStep *steps = lane->steps.data;
  guint first_leaf = (from + ILV_FOREST_LEAF - 1) / ILV_FOREST_LEAF;
  guint last_leaf = to / ILV_FOREST_LEAF;

  g_assert (from < to && to <= lane->steps.n);
  *mix = (IlvStepMix) { .min_level = G_MAXUINT32 };

  for (guint i = from; i < to; i++)
    {
      if (i == first_leaf * ILV_FOREST_LEAF && first_leaf < last_leaf)
        {
          ilv_forest_sum (&lane->step_index, &step_class, first_leaf, last_leaf, mix);
          i = last_leaf * ILV_FOREST_LEAF;
          if (i == to)
            break;
        }
      add_one_step (mix, &steps[i]);
    }
}

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

IlvSpan *
ilv_lane_open_span (IlvLane  *lane,
                    IlvStore *store,
                    guint64   start_nsec,
                    IlvState  state)
{
  IlvSpan *span;

  g_assert (ilv_lane_get_open_span (lane) == NULL);
  span = ilv_vector_append (&lane->spans, store, sizeof *span);
  *span = (IlvSpan) {
    .start_nsec = start_nsec,
    .end_nsec = ILV_TIME_OPEN,
    .state = state,
    .p = ILV_NO_P,
    .by = ILV_BY_UNKNOWN,
  };
  return span;
}

IlvSpan *
ilv_lane_get_open_span (IlvLane *lane)
{
  IlvSpan *last;

  if (lane->spans.n == 0)
    return NULL;
  last = &ilv_vector_index (&lane->spans, IlvSpan, lane->spans.n - 1);
  return last->end_nsec == ILV_TIME_OPEN ? last : NULL;
}

void
ilv_lane_close_span (IlvLane  *lane,
                     IlvStore *store,
                     guint64   end_nsec)
{
  IlvSpan *span = ilv_lane_get_open_span (lane);
  guint n = lane->spans.n;
  IlvSpanMix leaf = no_spans;

  g_assert (span != NULL && end_nsec >= span->start_nsec && end_nsec != ILV_TIME_OPEN);
  span->end_nsec = end_nsec;
  if (n % ILV_FOREST_LEAF != 0)
    return;
  for (guint i = n - ILV_FOREST_LEAF; i < n; i++)
    add_one_span (&leaf, ilv_lane_get_span (lane, i), i, 0, G_MAXUINT64);
  ilv_forest_append (&lane->span_index, &span_class, store, &leaf);
}

IlvStep *
ilv_lane_add_step (IlvLane       *lane,
                   IlvStore      *store,
                   const IlvStep *step)
{
  IlvStep *added = ilv_vector_append (&lane->steps, store, sizeof *added);
  guint n = lane->steps.n;
  IlvStepMix leaf = { .min_level = G_MAXUINT32 };

  *added = *step;
  if (n % ILV_FOREST_LEAF == 0)
    {
      for (guint i = n - ILV_FOREST_LEAF; i < n; i++)
        add_one_step (&leaf, ilv_lane_get_step (lane, i));
      ilv_forest_append (&lane->step_index, &step_class, store, &leaf);
    }
  return added;
}

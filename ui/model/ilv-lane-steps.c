/* ilv-lane-steps.c - Points in time on a lane: a channel's fill, a counter, how many wait.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane-private.h"

#include "trace/event.h"

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
  guint32 sent;         /* plus 1 */
} StepRow;

G_STATIC_ASSERT (sizeof (StepRow) == 36);

/* Those that most is asked of come first. */
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

const IlvForestClass ilv_lane_extremes_class = { sizeof (IlvStepMix), add_step_mix };

/* --- Rows ----------------------------------------------------------------- */

const IlvSeriesClass ilv_lane_step_class = {
  sizeof (StepRow), N_STEP_COLUMNS,
  {
    [STEP_TIME] = { offsetof (StepRow, time_low), 6 },
    [STEP_LEVEL] = ILV_SERIES_FIELD (StepRow, level),
    [STEP_ABOVE] = ILV_SERIES_FIELD (StepRow, n_above),
    [STEP_BELOW] = ILV_SERIES_FIELD (StepRow, n_below),
    [STEP_TYPE] = ILV_SERIES_FIELD (StepRow, type),
    [STEP_G] = ILV_SERIES_FIELD (StepRow, g),
    [STEP_VALUE] = ILV_SERIES_FIELD (StepRow, value),
    [STEP_SITE] = ILV_SERIES_FIELD (StepRow, site),
    [STEP_PEER] = ILV_SERIES_FIELD (StepRow, peer),
    [STEP_SENT] = ILV_SERIES_FIELD (StepRow, sent),
  },
};

G_STATIC_ASSERT (N_STEP_COLUMNS <= ILV_SERIES_MAX_COLUMNS);

/* Of rows that are in no block. */
static StepRow *
step_row (const IlvLane *lane,
          guint          index)
{
  return ilv_series_tail_row (&lane->steps, &ilv_lane_step_class, index);
}
guint64
ilv_lane_step_time (const IlvLane *lane,
                    guint          index)
{
  const StepRow *row;

  g_assert (index < lane->steps.n || lane->kind == ILV_LANE_GONE);
  if (index < lane->first_step || lane->kind == ILV_LANE_GONE)
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
  g_assert (index < lane->steps.n || lane->kind == ILV_LANE_GONE);
  if (index < lane->first_step || lane->kind == ILV_LANE_GONE)
    return 0;
  if (index < ilv_series_n_packed (&lane->steps))
    return ilv_series_column (&lane->steps, &ilv_lane_step_class, index, STEP_VALUE);
  return step_row (lane, index)->value;
}

static IlvStep
unpack_step (const IlvLane *lane,
             guint          index)
{
  guint64 columns[N_STEP_COLUMNS];

  ilv_series_row (&lane->steps, &ilv_lane_step_class, index, columns);
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

  g_assert (index < lane->steps.n || lane->kind == ILV_LANE_GONE);
  if (index < lane->first_step || lane->kind == ILV_LANE_GONE)
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
    .sent = row->sent - 1,
  };
}

/* --- Finding ------------------------------------------------------------------ */

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

guint32
ilv_lane_signalled (const IlvLane *lane,
                    guint          index)
{
  IlvStep next;

  if (ilv_lane_get_step (lane, index).level != 1 || index + 1 >= lane->steps.n)
    return 0;
  next = ilv_lane_get_step (lane, index + 1);
  return next.type == ILV_EVENT_GO_READY ? next.peer : 0;
}

/* --- Summing up ---------------------------------------------------------------- */

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

      ilv_series_rows (&lane->steps, &ilv_lane_step_class, from, n, STEP_BELOW + 1, columns);
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
  ilv_forest_sum (&lane->index->extremes, &ilv_lane_extremes_class, first_leaf, last_leaf, mix);
  add_steps (lane, last_leaf * LEAF, to, mix);
}

/* --- Growing ------------------------------------------------------------------ */

/* The steps that are in no block become a leaf. */
static void
add_step_leaf (IlvLane  *lane,
               IlvStore *store)
{
  IlvStepMix leaf = { .min_level = G_MAXUINT32 };

  add_steps (lane, lane->steps.n - LEAF, lane->steps.n, &leaf);
  ilv_forest_append (&ilv_lane_ensure_index (lane, store)->extremes, &ilv_lane_extremes_class,
                     store, &leaf);
}

void
ilv_lane_add_step (IlvLane       *lane,
                   IlvStore      *store,
                   const IlvStep *step)
{
  guint64 time_nsec = MIN (step->time_nsec, ILV_TIME_MAX);

  if (ilv_series_is_full (&lane->steps))
    add_step_leaf (lane, store);
  *(StepRow *) ilv_series_append (&lane->steps, &ilv_lane_step_class, store) = (StepRow) {
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
    .sent = step->sent + 1,
  };
}

void
ilv_lane_set_value (IlvLane *lane,
                    guint32  value)
{
  g_assert (lane->steps.n > 0);
  step_row (lane, lane->steps.n - 1)->value = value;
}

void
ilv_lane_fetch_step (const IlvLane *lane)
{
  const char *end = (const char *) step_row (lane, lane->steps.n);

  __builtin_prefetch (end, 1);
  __builtin_prefetch (end + sizeof (StepRow), 1);
}

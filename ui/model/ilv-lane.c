/* ilv-lane.c - One row of the picture: what happened on one thing over time.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane-private.h"

#include <string.h>

IlvGroup
ilv_lane_kind_group (IlvLaneKind kind)
{
  static const guint8 groups[] = {
    [ILV_LANE_GONE] = ILV_GROUP_NONE,
    [ILV_LANE_PROC] = ILV_GROUP_THREADS,
    [ILV_LANE_MACHINE] = ILV_GROUP_MACHINES,
    [ILV_LANE_GOROUTINE] = ILV_GROUP_GOROUTINES,
    [ILV_LANE_CHANNEL] = ILV_GROUP_CHANNELS,
    [ILV_LANE_WAIT_GROUP] = ILV_GROUP_SYNC,
    [ILV_LANE_MUTEX] = ILV_GROUP_SYNC,
    [ILV_LANE_ONCE] = ILV_GROUP_SYNC,
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
  lane->group = ilv_lane_kind_group (kind);
  lane->id = id;
  lane->key = key;
}

IlvLaneIndex *
ilv_lane_ensure_index (IlvLane  *lane,
                       IlvStore *store)
{
  if (lane->index == NULL)
    {
      lane->index = ilv_store_take (store, sizeof *lane->index);
      *lane->index = (IlvLaneIndex) { 0 };
    }
  return lane->index;
}

static void
drop_rows (IlvLane  *lane,
           IlvStore *store)
{
  IlvLaneIndex *index = lane->index;

  if (index != NULL)
    {
      ilv_lane_drop_leaves (lane, store, lane->first_span / LEAF);
      ilv_forest_drop (&index->extremes, &ilv_lane_extremes_class, store,
                       MIN (lane->first_step / LEAF, index->extremes.n_leaves));
    }
  ilv_series_drop (&lane->spans, &ilv_lane_span_class, store, lane->first_span);
  ilv_series_drop (&lane->steps, &ilv_lane_step_class, store, lane->first_step);
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

void
ilv_lane_clear (IlvLane  *lane,
                IlvStore *store)
{
  IlvLaneIndex *index = lane->index;

  if (index != NULL)
    {
      ilv_lane_drop_leaves (lane, store, index->longest.n_leaves);
      ilv_forest_drop (&index->extremes, &ilv_lane_extremes_class, store, index->extremes.n_leaves);
      ilv_store_give_back (store, index, sizeof *index);
    }
  ilv_series_clear (&lane->spans, &ilv_lane_span_class, store);
  ilv_series_clear (&lane->steps, &ilv_lane_step_class, store);
  ilv_lane_init (lane, ILV_LANE_GONE, 0, 0);
}

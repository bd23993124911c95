/* ilv-trace-user.c - What the program says of itself: tasks, regions, logs.
 *
 * Regions of a goroutine nest, and the spans of a lane do not overlap: so there is a lane for each
 * depth. Deeper ones than there are lanes for are only counted.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

/* The regions a goroutine is in. */
struct regions
{
  guint32 depth;
  guint32 lanes[ILV_REGION_DEPTHS];
};

static struct regions *
ensure_regions (IlvTrace *self,
                guint32   g)
{
  guint32 index = ilv_id_map_get (&self->region_ids, g);
  struct regions *regions;

  if (index != G_MAXUINT32)
    return &ilv_vector_index (&self->regions, struct regions, index);
  ilv_id_map_add (&self->region_ids, self->store, g, self->regions.n);
  regions = append (self->regions, struct regions);
  *regions = (struct regions) { 0 };
  for (guint i = 0; i < ILV_REGION_DEPTHS; i++)
    regions->lanes[i] = ILV_NO_LANE;
  return regions;
}

void
ilv_trace_forget_regions (IlvTrace *self,
                          guint32   g)
{
  guint32 index = ilv_id_map_get (&self->region_ids, g);

  if (index == G_MAXUINT32)
    return;
  ilv_id_map_remove (&self->region_ids, self->store, g);
  ilv_vector_clear (&self->regions, self->store, sizeof (struct regions), index);
}

const IlvLane *
ilv_trace_get_regions (IlvTrace *self,
                       guint32   g,
                       guint     depth)
{
  guint32 index, lane;

  g_return_val_if_fail (ILV_IS_TRACE (self) && depth < ILV_REGION_DEPTHS, NULL);

  index = ilv_id_map_get (&self->region_ids, g);
  if (index == G_MAXUINT32)
    return NULL;
  lane = ilv_vector_index (&self->regions, struct regions, index).lanes[depth];
  return lane != ILV_NO_LANE ? ilv_trace_lane (self, lane) : NULL;
}

guint
ilv_trace_get_host (IlvTrace *self,
                    guint     lane)
{
  const Goroutine *goroutine;
  const IlvLane *info;

  g_return_val_if_fail (ILV_IS_TRACE (self), lane);

  info = ilv_trace_lane (self, lane);
  goroutine = info->kind == ILV_LANE_REGIONS ? ilv_trace_find_goroutine (self, info->key) : NULL;
  return goroutine != NULL ? goroutine->info.lane : lane;
}

/* --- Tasks ------------------------------------------------------------------ */

static IlvLane *
ensure_task (IlvTrace *self,
             guint32   task)
{
  guint32 lane = ilv_id_map_get (&self->task_lanes, task);

  if (lane == G_MAXUINT32)
    {
      lane = ilv_trace_add_lane (self, ILV_LANE_TASK, task);
      ilv_id_map_add (&self->task_lanes, self->store, task, lane);
    }
  return ilv_trace_lane (self, lane);
}

const IlvLane *
ilv_trace_get_task (IlvTrace *self,
                    guint32   task)
{
  guint32 lane;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  lane = task != 0 ? ilv_id_map_get (&self->task_lanes, task) : G_MAXUINT32;
  return lane != G_MAXUINT32 ? ilv_trace_lane (self, lane) : NULL;
}

static void
end_span (IlvTrace *self,
          IlvLane  *lane,
          guint64   now)
{
  if (!ilv_lane_has_open_span (lane))
    return;
  ilv_lane_close_span (lane, now);
  ilv_trace_add_moment (self, ILV_MOMENT_END, lane->id, ilv_lane_n_spans (lane) - 1);
}

static void
begin_span (IlvTrace               *self,
            IlvLane                *lane,
            const struct ilv_event *event,
            guint32                 by,
            guint64                 now)
{
  end_span (self, lane, now);
  ilv_lane_open_span (lane, self->store, &(IlvSpan) {
    .start_nsec = now,
    .state = ILV_STATE_RUNNING,
    .p = ILV_NO_P,
    .object = event->arg,
    .by = by,
    .site = event->site,
  });
  ilv_trace_add_moment (self, ILV_MOMENT_BEGIN, lane->id, ilv_lane_n_spans (lane) - 1);
}

static void
handle_task (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  if (event->object == 0)
    return;
  if (event->type == ILV_EVENT_TASK_START)
    begin_span (self, ensure_task (self, event->object), event, event->g, now);
  else
    end_span (self, ensure_task (self, event->object), now);
}

/* One more or one fewer of the task's regions is open. */
static void
count_region (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  IlvLane *lane = ensure_task (self, event->object);
  guint n = ilv_lane_n_steps (lane);
  guint32 level = n > 0 ? ilv_lane_get_step (lane, n - 1).level : 0;

  if (event->type == ILV_EVENT_REGION_START)
    level++;
  else if (level > 0)
    level--;
  ilv_lane_add_step (lane, self->store, &(IlvStep) {
    .time_nsec = now,
    .level = level,
    .type = event->type,
    .g = event->g,
    .peer = event->arg,
    .sent = ILV_NO_INDEX,
    .site = event->site,
  });
}

/* --- Regions and logs --------------------------------------------------------- */

static void
handle_region_start (IlvTrace               *self,
                     const struct ilv_event *event,
                     guint64                 now)
{
  struct regions *regions;
  guint32 depth;

  if (event->g == 0)
    return;
  ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  regions = ensure_regions (self, event->g);
  depth = regions->depth++;
  if (event->object != 0)
    count_region (self, event, now);
  if (depth >= ILV_REGION_DEPTHS)
    return;
  if (regions->lanes[depth] == ILV_NO_LANE)
    regions->lanes[depth] = ilv_trace_add_lane (self, ILV_LANE_REGIONS, event->g);
  begin_span (self, ilv_trace_lane (self, regions->lanes[depth]), event, event->object, now);
}

static void
handle_region_stop (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  struct regions *regions;

  if (event->g == 0)
    return;
  regions = ensure_regions (self, event->g);
  if (event->object != 0)
    count_region (self, event, now);
  if (regions->depth == 0)
    return;
  regions->depth--;
  if (regions->depth < ILV_REGION_DEPTHS)
    end_span (self, ilv_trace_lane (self, regions->lanes[regions->depth]), now);
}

/* Its goroutine is over, and with it what it had not left. */
void
ilv_trace_end_regions (IlvTrace *self,
                       guint32   g,
                       guint64   now)
{
  guint32 index = self->regions.n > 0 ? ilv_id_map_get (&self->region_ids, g) : G_MAXUINT32;
  struct regions *regions;

  if (index == G_MAXUINT32)
    return;
  regions = &ilv_vector_index (&self->regions, struct regions, index);
  for (; regions->depth > 0; regions->depth--)
    if (regions->depth <= ILV_REGION_DEPTHS)
      end_span (self, ilv_trace_lane (self, regions->lanes[regions->depth - 1]), now);
}

static void
handle_log (IlvTrace               *self,
            const struct ilv_event *event,
            guint64                 now)
{
  IlvLane *lane;

  if (event->g == 0)
    return;
  lane = ilv_trace_lane (self, ilv_trace_ensure_goroutine (self, event->g,
                                                           ILV_STATE_RUNNING)->info.lane);
  ilv_lane_add_step (lane, self->store, &(IlvStep) {
    .time_nsec = now,
    .level = event->object,
    .type = event->type,
    .g = event->g,
    .peer = event->arg,
    .sent = ILV_NO_INDEX,
    .site = event->site,
  });
  ilv_trace_add_moment (self, ILV_MOMENT_STEP, lane->id, ilv_lane_n_steps (lane) - 1);
}

const IlvTraceHandler ilv_trace_user_handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_USER_LOG] = handle_log,
  [ILV_EVENT_TASK_START] = handle_task,
  [ILV_EVENT_TASK_STOP] = handle_task,
  [ILV_EVENT_REGION_START] = handle_region_start,
  [ILV_EVENT_REGION_STOP] = handle_region_stop,
};

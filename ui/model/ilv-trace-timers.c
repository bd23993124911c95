/* ilv-trace-timers.c - Events of timers: when they were set, and what their firing did.
 *
 * A timer that fires sends or starts a goroutine with g 0, next on the same processor. So what
 * nobody did there until a goroutine runs on it again, the timer did; but for those who slept,
 * who wake by themselves.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

static void
end_setting (IlvLane *lane,
             guint64  now)
{
  if (ilv_lane_has_open_span (lane))
    ilv_lane_close_span (lane, now);
}

/* @usec is what it was set for. */
static void
begin_setting (IlvTrace               *self,
               IlvLane                *lane,
               const struct ilv_event *event,
               guint32                 usec,
               guint64                 now)
{
  ilv_lane_open_span (lane, self->store, &(IlvSpan) {
    .start_nsec = now,
    .state = ILV_STATE_ASLEEP,
    .p = ILV_NO_P,
    .object = usec,
    .by = event->g,
    .site = event->site,
  });
}

static void
handle_timer (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  gboolean has_fired = event->type == ILV_EVENT_TIMER_FIRE;
  IlvLane *lane;
  Object *object;
  guint n;

  if (event->object == 0)
    return;
  object = ilv_trace_ensure_object (self, event->object, ILV_OBJECT_TIMER);
  if (object->info.lane == ILV_NO_LANE)
    return;
  lane = ilv_trace_lane (self, object->info.lane);
  if (lane->kind != ILV_LANE_TIMER)
    return;
  end_setting (lane, now);
  n = ilv_lane_n_spans (lane);
  if (event->type == ILV_EVENT_TIMER_SET)
    begin_setting (self, lane, event, event->arg, now);
  else if (has_fired && event->arg != 0)
    begin_setting (self, lane, event,
                   n > lane->first_span ? ilv_lane_get_span (lane, n - 1).object : 0, now);
  ilv_lane_add_step (lane, self->store, &(IlvStep) {
    .time_nsec = now,
    .type = event->type,
    .g = event->g,
    .sent = ILV_NO_INDEX,
    .site = event->site,
  });
  ilv_trace_add_moment (self, has_fired ? ILV_MOMENT_FIRE : ILV_MOMENT_STEP, lane->id,
                        ilv_lane_n_steps (lane) - 1);
  if (has_fired)
    self->fired = (struct fired) { lane->id, ilv_lane_n_steps (lane) - 1, event->p };
}

void
ilv_trace_note_fired (IlvTrace               *self,
                      const struct ilv_event *event,
                      gboolean                was_asleep)
{
  IlvLane *lane;

  if (self->fired.lane == ILV_NO_LANE || event->p != self->fired.p)
    return;
  lane = ilv_trace_lane (self, self->fired.lane);
  if (event->g == 0 && !was_asleep && ilv_lane_n_steps (lane) == self->fired.step + 1)
    ilv_lane_set_value (lane, event->object);
  self->fired.lane = ILV_NO_LANE;
}

const IlvTraceHandler ilv_trace_timer_handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_TIMER_SET] = handle_timer,
  [ILV_EVENT_TIMER_FIRE] = handle_timer,
  [ILV_EVENT_TIMER_STOP] = handle_timer,
};

/* ilv-trace-timers.c - Events of timers: when they were set, and what their firing did.
 *
 * What a timer that fires does, it does with g 0, next on the same processor: it starts a goroutine,
 * or sends, and then wakes the goroutine it has sent to; where nobody waited, it wakes nobody.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

/* A damaged trace may name any number of processors. */
#define MAX_FIRED 256

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
  if (has_fired && self->fired.n < MAX_FIRED)
    *append (self->fired, struct fired) = (struct fired) {
      .p = event->p,
      .lane = lane->id,
      .step = ilv_lane_n_steps (lane) - 1,
    };
}

/* The firing did that to @g. */
static void
credit (IlvTrace           *self,
        const struct fired *fired,
        guint32             g)
{
  IlvLane *lane = ilv_trace_lane (self, fired->lane);

  if (ilv_lane_n_steps (lane) == fired->step + 1)
    ilv_lane_set_value (lane, g);
}

void
ilv_trace_note_fired (IlvTrace               *self,
                      const struct ilv_event *event)
{
  struct fired *fired = self->fired.data;
  guint i = 0;

  while (i < self->fired.n && fired[i].p != event->p)
    i++;
  if (i == self->fired.n)
    return;
  fired += i;
  if (event->g == 0 && event->type == ILV_EVENT_CHAN_SEND_TO && fired->receiver == 0)
    {
      fired->receiver = event->arg;
      return;
    }
  if (event->g == 0 && event->type == ILV_EVENT_GO_READY && fired->receiver == event->object)
    credit (self, fired, event->object);
  else if (event->g == 0 && event->type == ILV_EVENT_GO_CREATE && fired->receiver == 0)
    credit (self, fired, event->object);
  else if (event->g == 0 && event->type != ILV_EVENT_GO_READY && event->type != ILV_EVENT_CHAN_SEND
           && event->type != ILV_EVENT_TIMER_FIRE)
    return;
  *fired = ilv_vector_index (&self->fired, struct fired, self->fired.n - 1);
  self->fired.n--;
}

const IlvTraceHandler ilv_trace_timer_handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_TIMER_SET] = handle_timer,
  [ILV_EVENT_TIMER_FIRE] = handle_timer,
  [ILV_EVENT_TIMER_STOP] = handle_timer,
};

/* ilv-trace-objects.c - Events of channels, WaitGroups, locks: their steps over time.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <string.h>

static const IlvLaneKind *
lane_kind_for (guint kind)
{
  static const IlvLaneKind channel = ILV_LANE_CHANNEL, wait_group = ILV_LANE_WAIT_GROUP,
                           mutex = ILV_LANE_MUTEX, once = ILV_LANE_ONCE, cond = ILV_LANE_COND,
                           timer = ILV_LANE_TIMER;
  static const IlvLaneKind *const kinds[] = {
    [ILV_OBJECT_CHAN] = &channel,
    [ILV_OBJECT_WAIT_GROUP] = &wait_group,
    [ILV_OBJECT_MUTEX] = &mutex,
    [ILV_OBJECT_RWMUTEX] = &mutex,
    [ILV_OBJECT_ONCE] = &once,
    [ILV_OBJECT_COND] = &cond,
    [ILV_OBJECT_TIMER] = &timer,
    [ILV_OBJECT_CONTEXT] = &channel,
  };

  return kind < G_N_ELEMENTS (kinds) ? kinds[kind] : NULL;
}

/* What a library makes is the program's own affair only if the program has asked for it. */
static IlvGroup
group_for (const Object *object,
           IlvLaneKind   lane_kind)
{
  gboolean is_wanted = object->info.call == 0 || object->info.kind == ILV_OBJECT_TIMER
                       || object->info.kind == ILV_OBJECT_CONTEXT;

  return is_wanted ? ilv_lane_kind_group (lane_kind) : ILV_GROUP_LIBRARY;
}

/* @kind may be 0: whatever it is. */
Object *
ilv_trace_ensure_object (IlvTrace *self,
                         guint32   id,
                         guint     kind)
{
  Object *object = ilv_trace_find_object (self, id);
  const IlvLaneKind *lane_kind = lane_kind_for (kind);

  if (object == NULL)
    {
      ilv_id_map_add (&self->object_ids, self->store, id, self->objects.n);
      object = append (self->objects, Object);
      *object = (Object) {
        .info = { .id = id, .kind = kind, .lane = ILV_NO_LANE, .close_nsec = ILV_TIME_OPEN },
      };
    }
  if (object->info.kind == 0)
    object->info.kind = kind;
  if (object->info.lane == ILV_NO_LANE && lane_kind != NULL && object->info.kind == kind)
    object->info.lane = ilv_trace_add_lane_to (self, group_for (object, *lane_kind), *lane_kind, id);
  return object;
}

/* Index of the step that the event will be. */
static guint32
next_step (IlvTrace *self,
           Object   *object)
{
  return object->info.lane != ILV_NO_LANE
           ? ilv_lane_n_steps (ilv_trace_lane (self, object->info.lane)) : 0;
}

/* What came through a channel in a step. */
struct arrival
{
  gboolean is_message;
  guint32 value;
  guint32 peer, sent;       /* as in IlvStep */
};

static const struct arrival nothing = { .sent = ILV_NO_INDEX };

static void
add_step (IlvTrace               *self,
          Object                 *object,
          const struct ilv_event *event,
          const struct arrival   *arrival,
          guint64                 now)
{
  IlvLane *lane;

  if (object->info.lane == ILV_NO_LANE)
    return;
  object->info.max_level = MAX (object->info.max_level, object->level);
  lane = ilv_trace_lane (self, object->info.lane);
  ilv_lane_add_step (lane, self->store, &(IlvStep) {
    .time_nsec = now,
    .level = object->level,
    .n_above = MIN (object->n_above, G_MAXUINT16),
    .n_below = MIN (object->n_below, G_MAXUINT16),
    .type = event->type,
    .g = event->g,
    .value = arrival->value,
    .site = event->site,
    .peer = arrival->peer,
    .sent = arrival->sent,
  });
  self->value_lane = lane->id;
  self->value_step = lane->steps.n - 1;
  self->value = 0;
}

/* A step that is an event of the object itself, not of somebody who waits for it. */
static void
add_own_step (IlvTrace               *self,
              Object                 *object,
              const struct ilv_event *event,
              const struct arrival   *arrival,
              guint64                 now)
{
  guint32 step = next_step (self, object);

  add_step (self, object, event, arrival, now);
  if (arrival->is_message)
    ilv_trace_note_effect (self, event->type == ILV_EVENT_CHAN_SEND_TO ? event->g : arrival->peer);
  if (object->info.lane != ILV_NO_LANE)
    ilv_trace_add_moment (self, arrival->is_message ? ILV_MOMENT_MESSAGE : ILV_MOMENT_STEP,
                          object->info.lane, step);
}

static void
count_wait (IlvTrace               *self,
            guint32                 g,
            const struct wait      *wait,
            int                     change,
            const struct ilv_event *event,
            guint64                 now)
{
  Object *object = ilv_trace_find_object (self, wait->object);
  guint32 *count;

  if (object == NULL)
    return;
  count = wait->is_send ? &object->n_above : &object->n_below;
  if (change < 0 && *count == 0)
    return;
  *count += change;
  add_step (self, object, event, &(struct arrival) { .peer = g, .sent = ILV_NO_INDEX }, now);
}

void
ilv_trace_leave_waits (IlvTrace               *self,
                       Goroutine              *goroutine,
                       const struct ilv_event *event,
                       guint64                 now)
{
  const struct wait *waits = goroutine->waits.data;

  for (guint i = 0; i < goroutine->waits.n; i++)
    count_wait (self, goroutine->info.id, &waits[i], -1, event, now);
  goroutine->waits.n = 0;
}

void
ilv_trace_enter_waits (IlvTrace               *self,
                       Goroutine              *goroutine,
                       const struct ilv_event *event,
                       guint64                 now)
{
  const struct wait *waits = goroutine->waits.data;

  for (guint i = 0; i < goroutine->waits.n; i++)
    count_wait (self, goroutine->info.id, &waits[i], +1, event, now);
}

/* --- Channels ---------------------------------------------------------------- */

static void
remember_peer (guint32 *peers,
               guint32  g)
{
  if (g == 0)
    return;
  for (guint i = 0; i < MAX_PEERS; i++)
    if (peers[i] == g)
      return;
  memmove (peers + 1, peers, (MAX_PEERS - 1) * sizeof *peers);
  peers[0] = g;
}

static void
push_value (IlvTrace *self,
            Object   *object,
            guint32   g,
            gboolean  is_known)
{
  IlvVector *buffer = &object->buffer;

  if (object->buffer_head > 64 && object->buffer_head > buffer->n / 2)
    {
      struct in_flight *values = buffer->data;

      buffer->n -= object->buffer_head;
      memmove (values, values + object->buffer_head, buffer->n * sizeof *values);
      object->buffer_head = 0;
    }
  *append (*buffer, struct in_flight) = (struct in_flight) {
    .step = next_step (self, object),
    .g = g,
    .is_known = is_known,
  };
  remember_peer (object->senders, g);
}

/* A message from goroutine @from to @to, of which @peer did not do the step. */
static struct arrival
note_message (Object  *object,
              guint32  from,
              guint32  to,
              guint32  peer,
              guint32  sent)
{
  remember_peer (object->senders, from);
  remember_peer (object->receivers, to);
  return (struct arrival) { .is_message = TRUE, .peer = peer, .sent = sent };
}

/* Its value is 0 if the trace does not show when it was sent. */
static struct arrival
receive_from_buffer (IlvTrace *self,
                     Object   *object,
                     guint32   g)
{
  const struct in_flight *oldest;
  struct arrival arrival;

  remember_peer (object->receivers, g);
  if (object->buffer_head == object->buffer.n || object->info.lane == ILV_NO_LANE)
    return nothing;
  oldest = &ilv_vector_index (&object->buffer, struct in_flight, object->buffer_head++);
  arrival = note_message (object, oldest->g, g, oldest->g, oldest->step);
  if (oldest->is_known)
    arrival.value = ilv_lane_step_value (ilv_trace_lane (self, object->info.lane), oldest->step);
  return arrival;
}

static void
handle_chan (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  struct arrival arrival = nothing;
  Object *object;

  if (event->object == 0)
    return;
  object = ilv_trace_ensure_object (self, event->object, ILV_OBJECT_CHAN);
  switch (event->type)
    {
    case ILV_EVENT_CHAN_CAP:
      object->info.capacity = event->arg;
      object->info.has_capacity = TRUE;
      break;
    case ILV_EVENT_CHAN_SEND:
      object->level = event->arg;
      push_value (self, object, event->g, TRUE);
      break;
    case ILV_EVENT_CHAN_RECV:
      object->level = event->arg;
      arrival = receive_from_buffer (self, object, event->g);
      break;
    case ILV_EVENT_CHAN_SEND_TO:
      arrival = note_message (object, event->g, event->arg, event->arg, ILV_NO_INDEX);
      break;
    case ILV_EVENT_CHAN_RECV_FROM:
      if (object->info.capacity == 0)
        {
          arrival = note_message (object, event->arg, event->g, event->arg, ILV_NO_INDEX);
          break;
        }
      /* The buffer was full and stays so: out at one end, in at the other. */
      arrival = receive_from_buffer (self, object, event->g);
      push_value (self, object, event->arg, FALSE);
      break;
    case ILV_EVENT_CHAN_CLOSE:
      object->info.is_closed = TRUE;
      object->info.close_nsec = now;
      break;
    default:
      break;
    }
  add_own_step (self, object, event, &arrival, now);
}

/* Puts the value where the event before it says it belongs. */
static void
handle_value (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  guint32 value;

  if (self->value_step == ILV_NO_INDEX
      || ilv_trace_extend_value (self, self->value, ilv_event_as_value (event)))
    return;
  value = self->value = ilv_trace_add_value (self, ilv_event_as_value (event));
  if (value != 0)
    ilv_lane_set_value (ilv_trace_lane (self, self->value_lane), value);
}

/* --- Other objects ------------------------------------------------------------ */

/* The object comes next. */
static void
handle_object_call (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  Object *object;

  if (event->object == 0 || ilv_trace_find_object (self, event->object) != NULL)
    return;
  object = ilv_trace_ensure_object (self, event->object, 0);
  object->info.call = event->arg;
}

static void
handle_object_part (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  if (event->object != 0 && event->object != event->arg)
    ilv_trace_ensure_object (self, event->object, 0)->info.whole = event->arg;
}

static void
handle_object_make (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  Object *object;

  if (event->object == 0)
    return;
  object = ilv_trace_ensure_object (self, event->object, event->arg);
  object->info.make_site = event->site;
  object->info.maker = event->g;
  if (object->info.call != 0 && object->ordinal == 0)
    object->ordinal = ilv_trace_count_up (self->sitemates, ilv_trace_call_key (&object->info));
  add_own_step (self, object, event, &nothing, now);
}

static void
handle_object_name (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  Object *object, *whole;

  if (event->object == 0)
    return;
  object = ilv_trace_ensure_object (self, event->object, 0);
  if (object->info.name == event->arg)
    return;
  object->info.name = event->arg;
  object->ordinal = ilv_trace_count_up (self->namesakes, event->arg);
  /* Of a timer that the program knows by its channel alone. */
  whole = object->info.whole != 0 ? ilv_trace_find_object (self, object->info.whole) : NULL;
  if (whole != NULL && whole->info.kind == ILV_OBJECT_TIMER && whole->info.name == 0)
    {
      whole->info.name = event->arg;
      whole->ordinal = ilv_trace_count_up (self->namesakes, event->arg);
      object->info.name = 0;
    }
}

static void
handle_wait_group (IlvTrace               *self,
                   const struct ilv_event *event,
                   guint64                 now)
{
  Object *object;

  if (event->object == 0)
    return;
  object = ilv_trace_ensure_object (self, event->object, ILV_OBJECT_WAIT_GROUP);
  if (event->type == ILV_EVENT_WG_ADD)
    {
      object->level = event->arg;
      remember_peer (object->senders, event->g);
    }
  add_own_step (self, object, event, &nothing, now);
}

static void
handle_cond (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  Object *object;

  if (event->object == 0)
    return;
  object = ilv_trace_ensure_object (self, event->object, ILV_OBJECT_COND);
  object->level = event->arg;
  remember_peer (object->senders, event->g);
  add_own_step (self, object, event, &nothing, now);
  object->level = 0;
}

static void
end_holding (IlvTrace *self,
             Object   *object,
             guint64   now)
{
  IlvLane *lane = ilv_trace_lane (self, object->info.lane);

  object->holder = 0;
  if (ilv_lane_has_open_span (lane))
    ilv_lane_close_span (lane, now);
}

static void
begin_holding (IlvTrace               *self,
               Object                 *object,
               const struct ilv_event *event,
               guint64                 now)
{
  object->holder = event->arg;
  ilv_lane_open_span (ilv_trace_lane (self, object->info.lane), self->store, &(IlvSpan) {
    .start_nsec = now,
    .state = ILV_STATE_RUNNING,
    .object = event->arg,
    .by = event->g,
    .site = event->site,
  });
}

/* Who comes when it is done, takes its lock for an instant, to see that. */
static void
handle_once (IlvTrace               *self,
             Object                 *object,
             const struct ilv_event *event,
             guint64                 now)
{
  if (object->info.is_closed)
    return;
  end_holding (self, object, now);
  if (event->type == ILV_EVENT_LOCK)
    {
      begin_holding (self, object, event, now);
    }
  else
    {
      object->info.is_closed = TRUE;
      object->info.close_nsec = now;
    }
  add_own_step (self, object, event, &nothing, now);
}

static void
handle_mutex (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  gboolean is_reading = event->type == ILV_EVENT_RLOCK || event->type == ILV_EVENT_RUNLOCK;
  Object *object = event->object != 0 ? ilv_trace_find_object (self, event->object) : NULL;
  IlvLaneKind kind;

  if (event->object == 0)
    return;
  if (object == NULL)
    object = ilv_trace_ensure_object (self, event->object,
                                      is_reading ? ILV_OBJECT_RWMUTEX : ILV_OBJECT_MUTEX);
  if (object->info.lane == ILV_NO_LANE)
    return;
  kind = ilv_trace_lane (self, object->info.lane)->kind;
  if (kind == ILV_LANE_ONCE)
    handle_once (self, object, event, now);
  if (kind != ILV_LANE_MUTEX)
    return;

  if (is_reading)
    object->level = event->arg;
  else
    end_holding (self, object, now);
  if (event->type == ILV_EVENT_LOCK)
    begin_holding (self, object, event, now);
  add_own_step (self, object, event, &nothing, now);
}

const IlvTraceHandler ilv_trace_object_handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_OBJECT_CALL] = handle_object_call,
  [ILV_EVENT_OBJECT_PART] = handle_object_part,
  [ILV_EVENT_OBJECT_MAKE] = handle_object_make,
  [ILV_EVENT_OBJECT_NAME] = handle_object_name,
  [ILV_EVENT_CHAN_CAP] = handle_chan,
  [ILV_EVENT_CHAN_SEND] = handle_chan,
  [ILV_EVENT_CHAN_RECV] = handle_chan,
  [ILV_EVENT_CHAN_SEND_TO] = handle_chan,
  [ILV_EVENT_CHAN_RECV_FROM] = handle_chan,
  [ILV_EVENT_CHAN_CLOSE] = handle_chan,
  [ILV_EVENT_CHAN_RECV_CLOSED] = handle_chan,
  [ILV_EVENT_VALUE] = handle_value,
  [ILV_EVENT_WG_ADD] = handle_wait_group,
  [ILV_EVENT_WG_WAIT] = handle_wait_group,
  [ILV_EVENT_LOCK] = handle_mutex,
  [ILV_EVENT_UNLOCK] = handle_mutex,
  [ILV_EVENT_RLOCK] = handle_mutex,
  [ILV_EVENT_RUNLOCK] = handle_mutex,
  [ILV_EVENT_SIGNAL] = handle_cond,
};

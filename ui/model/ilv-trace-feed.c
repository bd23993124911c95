/* ilv-trace-feed.c - Events in: from what happened to who was in which state.
 *
 * Nothing here believes an event. States follow events whatever came before:
 * a goroutine that blocks was running, one that is made ready was waiting, and if the
 * trace does not show since when, it is taken to have been so since the trace
 * began. Time never runs backwards.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <string.h>

#define MAX_STRING_BYTES (16u << 20)
#define MAX_OUTPUT_BYTES (1u << 30)

#define append(vector, Type) ((Type *) ilv_vector_append (&(vector), self->store, sizeof (Type)))

/* --- Lanes, goroutines, processors, objects ------------------------------ */

static guint32
add_lane (IlvTrace    *self,
          IlvLaneKind  kind,
          guint32      key)
{
  guint32 id = self->lanes.n;
  IlvVector *group = &self->groups[ilv_lane_kind_group (kind)];
  guint i;

  ilv_lane_init (append (self->lanes, IlvLane), kind, id, key);

  append (*group, guint32);
  i = group->n - 1;
  /* Processors stand in the order of their numbers, all else as it came. */
  while (kind == ILV_LANE_PROC && i > 0
         && ilv_trace_lane (self, ilv_vector_index (group, guint32, i - 1))->key > key)
    {
      ilv_vector_index (group, guint32, i) = ilv_vector_index (group, guint32, i - 1);
      i--;
    }
  ilv_vector_index (group, guint32, i) = id;
  return id;
}

static IlvProc *
ensure_proc (IlvTrace *self,
             guint32   p)
{
  guint32 index = ilv_id_map_get (&self->proc_ids, p + 1);
  IlvProc *proc;

  if (index != G_MAXUINT32)
    return &ilv_vector_index (&self->procs, IlvProc, index);
  ilv_id_map_add (&self->proc_ids, self->store, p + 1, self->procs.n);
  proc = append (self->procs, IlvProc);
  *proc = (IlvProc) { .id = p };
  proc->lane = add_lane (self, ILV_LANE_PROC, p);
  return proc;
}

static Goroutine *
add_goroutine (IlvTrace *self,
               guint32   g,
               guint64   birth_nsec)
{
  Goroutine *goroutine;

  ilv_id_map_add (&self->goroutine_ids, self->store, g, self->goroutines.n);
  goroutine = append (self->goroutines, Goroutine);
  *goroutine = (Goroutine) {
    .info = {
      .id = g,
      .birth_nsec = birth_nsec,
      .death_nsec = ILV_TIME_OPEN,
      .lane = add_lane (self, ILV_LANE_GOROUTINE, g),
    },
    .proc = ILV_NO_P,
  };
  return goroutine;
}

/* A goroutine nobody saw born has been in state @before all the time. */
static Goroutine *
ensure_goroutine (IlvTrace *self,
                  guint32   g,
                  IlvState  before)
{
  Goroutine *goroutine = ilv_trace_find_goroutine (self, g);

  if (goroutine != NULL)
    return goroutine;
  goroutine = add_goroutine (self, g, self->start_nsec);
  ilv_lane_open_span (ilv_trace_lane (self, goroutine->info.lane), self->store,
                      self->start_nsec, before);
  self->states_seen |= 1u << before;
  return goroutine;
}

static const IlvLaneKind *
lane_kind_for (guint kind)
{
  static const IlvLaneKind channel = ILV_LANE_CHANNEL, wait_group = ILV_LANE_WAIT_GROUP,
                           mutex = ILV_LANE_MUTEX, cond = ILV_LANE_COND;
  static const IlvLaneKind *const kinds[] = {
    [ILV_OBJECT_CHAN] = &channel,
    [ILV_OBJECT_WAIT_GROUP] = &wait_group,
    [ILV_OBJECT_MUTEX] = &mutex,
    [ILV_OBJECT_RWMUTEX] = &mutex,
    [ILV_OBJECT_COND] = &cond,
  };

  return kind < G_N_ELEMENTS (kinds) ? kinds[kind] : NULL;
}

/* @kind may be 0: whatever it is. Timers have no lane. */
static Object *
ensure_object (IlvTrace *self,
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
    object->info.lane = add_lane (self, *lane_kind, id);
  return object;
}

/* --- Processors' spans ---------------------------------------------------- */

static void
end_proc_span (IlvTrace *self,
               guint32   p,
               guint64   now)
{
  IlvLane *lane;

  if (p == ILV_NO_P)
    return;
  lane = ilv_trace_lane (self, ensure_proc (self, p)->lane);
  if (ilv_lane_get_open_span (lane) != NULL)
    ilv_lane_close_span (lane, self->store, now);
}

static void
begin_proc_span (IlvTrace               *self,
                 const struct ilv_event *event,
                 IlvState                state,
                 guint64                 now)
{
  IlvProc *proc;
  IlvSpan *span;

  if (event->p == ILV_NO_P)
    return;
  end_proc_span (self, event->p, now);
  proc = ensure_proc (self, event->p);
  span = ilv_lane_open_span (ilv_trace_lane (self, proc->lane), self->store, now, state);
  span->object = event->g;
  span->by = proc->m;
  span->p = event->p;
  span->site = event->site;
}

/* --- Objects' steps -------------------------------------------------------- */

static void
add_step (IlvTrace               *self,
          Object                 *object,
          const struct ilv_event *event,
          guint64                 now)
{
  IlvStep step = {
    .time_nsec = now,
    .level = object->level,
    .n_above = MIN (object->n_above, G_MAXUINT16),
    .n_below = MIN (object->n_below, G_MAXUINT16),
    .type = event->type,
    .p = event->p,
    .g = event->g,
    .site = event->site,
  };
  IlvLane *lane;

  if (object->info.lane == ILV_NO_LANE)
    return;
  object->info.max_level = MAX (object->info.max_level, object->level);
  lane = ilv_trace_lane (self, object->info.lane);
  ilv_lane_add_step (lane, self->store, &step);
  self->value_lane = lane->id;
  self->value_step = lane->steps.n - 1;
}

static void
count_wait (IlvTrace               *self,
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
  add_step (self, object, event, now);
}

static void
leave_waits (IlvTrace               *self,
             Goroutine              *goroutine,
             const struct ilv_event *event,
             guint64                 now)
{
  const struct wait *waits = goroutine->waits.data;

  for (guint i = 0; i < goroutine->waits.n; i++)
    count_wait (self, &waits[i], -1, event, now);
  goroutine->waits.n = 0;
}

/* --- Goroutines' spans ----------------------------------------------------- */

/* Ends what @goroutine was in, because of @by. */
static void
leave_state (IlvTrace               *self,
             Goroutine              *goroutine,
             const struct ilv_event *event,
             guint32                 by,
             guint64                 now)
{
  IlvLane *lane = ilv_trace_lane (self, goroutine->info.lane);
  IlvSpan *span = ilv_lane_get_open_span (lane);
  gboolean was_waiting;

  if (span == NULL)
    return;
  was_waiting = span->state != ILV_STATE_RUNNING && span->state != ILV_STATE_READY
                && span->state != ILV_STATE_SYSCALL;
  if (was_waiting)
    span->by = by;
  ilv_lane_close_span (lane, self->store, now);
  if (was_waiting)
    leave_waits (self, goroutine, event, now);
}

static IlvSpan *
enter_state (IlvTrace               *self,
             Goroutine              *goroutine,
             const struct ilv_event *event,
             IlvState                state,
             guint64                 now)
{
  IlvSpan *span = ilv_lane_open_span (ilv_trace_lane (self, goroutine->info.lane),
                                      self->store, now, state);

  span->site = event->site;
  self->states_seen |= 1u << state;
  return span;
}

static void
leave_proc (IlvTrace  *self,
            Goroutine *goroutine,
            guint64    now)
{
  end_proc_span (self, goroutine->proc, now);
  goroutine->proc = ILV_NO_P;
}

static IlvEdge *
add_edge (IlvTrace    *self,
          IlvEdgeKind  kind,
          guint32      from,
          guint64      from_nsec,
          guint32      to,
          guint64      to_nsec)
{
  IlvEdge *edge = append (self->edges, IlvEdge);

  *edge = (IlvEdge) {
    .kind = kind,
    .from = from,
    .from_nsec = from_nsec,
    .to = to,
    .to_nsec = to_nsec,
  };
  return edge;
}

static void
handle_create (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  Goroutine *goroutine = ilv_trace_find_goroutine (self, event->object);
  guint ordinal;
  IlvSpan *span;

  if (event->object == 0)
    return;
  if (goroutine != NULL)
    leave_state (self, goroutine, event, event->g, now);
  else
    goroutine = add_goroutine (self, event->object, now);

  ordinal = GPOINTER_TO_UINT (g_hash_table_lookup (self->ordinals,
                                                   GUINT_TO_POINTER (event->arg))) + 1;
  g_hash_table_insert (self->ordinals, GUINT_TO_POINTER (event->arg), GUINT_TO_POINTER (ordinal));
  goroutine->info.was_seen_born = TRUE;
  goroutine->info.creator = event->g;
  goroutine->info.create_site = event->site;
  goroutine->info.func = event->arg;
  goroutine->info.ordinal = ordinal;
  span = enter_state (self, goroutine, event, ILV_STATE_READY, now);
  span->by = event->g;
  span->site = 0;
  if (event->g != 0)
    add_edge (self, ILV_EDGE_CREATE, event->g, now, event->object, now);
}

static void
handle_start (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_READY);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  leave_proc (self, goroutine, now);
  goroutine->proc = event->p;
  enter_state (self, goroutine, event, ILV_STATE_RUNNING, now)->p = event->p;
  begin_proc_span (self, event, ILV_STATE_RUNNING, now);
}

static void
handle_yield (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  IlvSpan *span;

  leave_state (self, goroutine, event, event->g, now);
  leave_proc (self, goroutine, now);
  span = enter_state (self, goroutine, event, ILV_STATE_READY, now);
  span->by = event->g;
  span->reason = event->arg != 0;
}

static IlvState
state_for_reason (guint reason)
{
  static const guint8 states[] = {
    [ILV_WAIT_CLASS_NONE] = ILV_STATE_ASLEEP,
    [ILV_WAIT_CLASS_CHANNEL] = ILV_STATE_CHANNEL,
    [ILV_WAIT_CLASS_SELECT] = ILV_STATE_SELECT,
    [ILV_WAIT_CLASS_SYNC] = ILV_STATE_SYNC,
    [ILV_WAIT_CLASS_SLEEP] = ILV_STATE_ASLEEP,
    [ILV_WAIT_CLASS_IO] = ILV_STATE_ASLEEP,
    [ILV_WAIT_CLASS_GC] = ILV_STATE_GC,
  };

  return states[ilv_wait_reason_class (reason)];
}

static guint
object_kind_for_reason (guint reason)
{
  switch (reason)
    {
    case ILV_WAIT_CHAN_SEND:
    case ILV_WAIT_CHAN_RECV:
      return ILV_OBJECT_CHAN;
    case ILV_WAIT_WAIT_GROUP:
      return ILV_OBJECT_WAIT_GROUP;
    case ILV_WAIT_MUTEX_LOCK:
      return ILV_OBJECT_MUTEX;
    case ILV_WAIT_RWMUTEX_LOCK:
    case ILV_WAIT_RWMUTEX_RLOCK:
      return ILV_OBJECT_RWMUTEX;
    case ILV_WAIT_COND_WAIT:
      return ILV_OBJECT_COND;
    default:
      return 0;
    }
}

static void
enter_waits (IlvTrace               *self,
             Goroutine              *goroutine,
             const struct ilv_event *event,
             guint64                 now)
{
  const struct wait *waits = goroutine->waits.data;

  for (guint i = 0; i < goroutine->waits.n; i++)
    count_wait (self, &waits[i], +1, event, now);
}

static void
handle_block (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  IlvSpan *span;

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  leave_proc (self, goroutine, now);
  span = enter_state (self, goroutine, event, state_for_reason (event->arg), now);
  span->reason = MIN (event->arg, 255);
  span->object = event->object;
  if (event->object != 0)
    {
      guint kind = object_kind_for_reason (event->arg);
      struct wait *wait = append (goroutine->waits, struct wait);

      *wait = (struct wait) { event->object, event->arg == ILV_WAIT_CHAN_SEND };
      ensure_object (self, event->object, kind);
    }
  enter_waits (self, goroutine, event, now);
}

static void
handle_select_case (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_RUNNING);

  if (event->object == 0)
    return;
  ensure_object (self, event->object, ILV_OBJECT_CHAN);
  *append (goroutine->waits, struct wait) = (struct wait) { event->object, event->arg != 0 };
}

static void
handle_ready (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine;

  if (event->object == 0)
    return;
  goroutine = ensure_goroutine (self, event->object, ILV_STATE_ASLEEP);
  leave_state (self, goroutine, event, event->g, now);
  enter_state (self, goroutine, event, ILV_STATE_READY, now)->by = event->g;
  leave_proc (self, goroutine, now);
  if (event->g != 0)
    add_edge (self, ILV_EDGE_WAKE, event->g, now, event->object, now);
}

static void
handle_end (IlvTrace               *self,
            const struct ilv_event *event,
            guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_RUNNING);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  leave_proc (self, goroutine, now);
  if (goroutine->info.death_nsec == ILV_TIME_OPEN)
    self->n_dead++;
  goroutine->info.death_nsec = now;
}

static void
handle_syscall_enter (IlvTrace               *self,
                      const struct ilv_event *event,
                      guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  IlvSpan *span;

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  span = enter_state (self, goroutine, event, ILV_STATE_SYSCALL, now);
  span->object = event->arg;
  span->p = event->p;
  goroutine->proc = event->p;
  begin_proc_span (self, event, ILV_STATE_SYSCALL, now);
}

static void
handle_syscall_exit (IlvTrace               *self,
                     const struct ilv_event *event,
                     guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_SYSCALL);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  goroutine->proc = event->p;
  enter_state (self, goroutine, event, ILV_STATE_RUNNING, now)->p = event->p;
  begin_proc_span (self, event, ILV_STATE_RUNNING, now);
}

/* Its processor has been running others for some time: it is not to be touched. */
static void
handle_syscall_lost (IlvTrace               *self,
                     const struct ilv_event *event,
                     guint64                 now)
{
  Goroutine *goroutine = ensure_goroutine (self, event->g, ILV_STATE_SYSCALL);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  goroutine->proc = ILV_NO_P;
  enter_state (self, goroutine, event, ILV_STATE_READY, now)->by = 0;
}

/* --- Processors ------------------------------------------------------------- */

static void
handle_proc_start (IlvTrace               *self,
                   const struct ilv_event *event,
                   guint64                 now)
{
  if (event->p == ILV_NO_P)
    return;
  end_proc_span (self, event->p, now);
  ensure_proc (self, event->p)->m = event->object;
}

static void
handle_proc_stop (IlvTrace               *self,
                  const struct ilv_event *event,
                  guint64                 now)
{
  end_proc_span (self, event->p, now);
}

static void
handle_procs (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  self->n_procs_set = event->arg;
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
            guint64   now)
{
  IlvVector *buffer = &object->buffer;

  if (object->buffer_head > 64 && object->buffer_head > buffer->n / 2)
    {
      struct in_flight *values = buffer->data;

      buffer->n -= object->buffer_head;
      memmove (values, values + object->buffer_head, buffer->n * sizeof *values);
      object->buffer_head = 0;
    }
  *append (*buffer, struct in_flight) = (struct in_flight) { now, g, 0 };
}

/* FALSE: the trace does not show when it was sent. */
static gboolean
pop_value (Object           *object,
           struct in_flight *value)
{
  if (object->buffer_head == object->buffer.n)
    return FALSE;
  *value = ilv_vector_index (&object->buffer, struct in_flight, object->buffer_head);
  object->buffer_head++;
  return TRUE;
}

static void
add_message (IlvTrace *self,
             Object   *object,
             guint32   from,
             guint64   from_nsec,
             guint32   to,
             guint64   now,
             guint32   value)
{
  IlvEdge *edge;

  remember_peer (object->senders, from);
  remember_peer (object->receivers, to);
  edge = add_edge (self, ILV_EDGE_MESSAGE, from, from_nsec, to, now);
  edge->object = object->info.id;
  edge->value = value;
  self->value_edge = self->edges.n - 1;
}

static void
receive_from_buffer (IlvTrace *self,
                     Object   *object,
                     guint32   g,
                     guint64   now)
{
  struct in_flight value;

  if (pop_value (object, &value))
    add_message (self, object, value.g, value.time_nsec, g, now, value.value);
  remember_peer (object->receivers, g);
}

static void
handle_chan (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  Object *object;

  if (event->object == 0)
    return;
  object = ensure_object (self, event->object, ILV_OBJECT_CHAN);
  switch (event->type)
    {
    case ILV_EVENT_CHAN_CAP:
      object->info.capacity = event->arg;
      object->info.has_capacity = TRUE;
      break;
    case ILV_EVENT_CHAN_SEND:
      object->level = event->arg;
      push_value (self, object, event->g, now);
      remember_peer (object->senders, event->g);
      self->value_object = object - (Object *) self->objects.data;
      break;
    case ILV_EVENT_CHAN_RECV:
      object->level = event->arg;
      receive_from_buffer (self, object, event->g, now);
      break;
    case ILV_EVENT_CHAN_SEND_TO:
      add_message (self, object, event->g, now, event->arg, now, 0);
      break;
    case ILV_EVENT_CHAN_RECV_FROM:
      if (object->info.capacity == 0)
        {
          add_message (self, object, event->arg, now, event->g, now, 0);
          break;
        }
      /* The buffer was full and stays so: out at one end, in at the other. */
      receive_from_buffer (self, object, event->g, now);
      push_value (self, object, event->arg, now);
      remember_peer (object->senders, event->arg);
      break;
    case ILV_EVENT_CHAN_CLOSE:
      object->info.is_closed = TRUE;
      object->info.close_nsec = now;
      break;
    default:
      break;
    }
  add_step (self, object, event, now);
}

/* Puts the value where the event before it says it belongs. */
static void
handle_value (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  guint32 value;

  if (self->value_step == ILV_NO_INDEX)
    return;
  *append (self->values, struct ilv_event) = *event;
  value = self->values.n;
  ilv_vector_index (&ilv_trace_lane (self, self->value_lane)->steps, IlvStep,
                    self->value_step).value = value;
  if (self->value_edge != ILV_NO_INDEX)
    ilv_vector_index (&self->edges, IlvEdge, self->value_edge).value = value;
  if (self->value_object != ILV_NO_INDEX)
    {
      IlvVector *buffer = &ilv_vector_index (&self->objects, Object, self->value_object).buffer;

      ilv_vector_index (buffer, struct in_flight, buffer->n - 1).value = value;
    }
}

/* --- Other objects ------------------------------------------------------------ */

static void
handle_object_make (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  Object *object;

  if (event->object == 0)
    return;
  object = ensure_object (self, event->object, event->arg);
  object->info.make_site = event->site;
  object->info.maker = event->g;
  add_step (self, object, event, now);
}

static void
handle_object_name (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  if (event->object != 0)
    ensure_object (self, event->object, 0)->info.name = event->arg;
}

static void
handle_wait_group (IlvTrace               *self,
                   const struct ilv_event *event,
                   guint64                 now)
{
  Object *object;

  if (event->object == 0)
    return;
  object = ensure_object (self, event->object, ILV_OBJECT_WAIT_GROUP);
  if (event->type == ILV_EVENT_WG_ADD)
    {
      object->level = event->arg;
      remember_peer (object->senders, event->g);
    }
  add_step (self, object, event, now);
}

static void
handle_cond (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  if (event->object != 0)
    add_step (self, ensure_object (self, event->object, ILV_OBJECT_COND), event, now);
}

static void
end_holding (IlvTrace *self,
             Object   *object,
             guint64   now)
{
  IlvLane *lane = ilv_trace_lane (self, object->info.lane);

  object->holder = 0;
  if (ilv_lane_get_open_span (lane) != NULL)
    ilv_lane_close_span (lane, self->store, now);
}

static void
handle_mutex (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  gboolean is_reading = event->type == ILV_EVENT_RLOCK || event->type == ILV_EVENT_RUNLOCK;
  Object *object = event->object != 0 ? ilv_trace_find_object (self, event->object) : NULL;
  IlvSpan *span;

  if (event->object == 0)
    return;
  if (object == NULL)
    object = ensure_object (self, event->object, is_reading ? ILV_OBJECT_RWMUTEX : ILV_OBJECT_MUTEX);
  if (object->info.lane == ILV_NO_LANE
      || ilv_trace_lane (self, object->info.lane)->kind != ILV_LANE_MUTEX)
    return;

  if (is_reading)
    object->level = event->arg;
  else
    end_holding (self, object, now);
  if (event->type == ILV_EVENT_LOCK)
    {
      object->holder = event->arg;
      span = ilv_lane_open_span (ilv_trace_lane (self, object->info.lane), self->store, now,
                                 ILV_STATE_RUNNING);
      span->object = event->arg;
      span->by = event->g;
      span->site = event->site;
    }
  add_step (self, object, event, now);
}

/* --- The program, the trace ------------------------------------------------------ */

static void
begin_band (IlvTrace               *self,
            IlvBandKind             kind,
            const struct ilv_event *event,
            guint64                 now)
{
  *append (self->bands, IlvBand) = (IlvBand) { now, ILV_TIME_OPEN, event->p, kind };
}

static void
end_band (IlvTrace               *self,
          IlvBandKind             kind,
          const struct ilv_event *event,
          guint64                 now)
{
  IlvBand *bands = self->bands.data;

  for (guint i = self->bands.n; i > 0 && i + 64 > self->bands.n; i--)
    if (bands[i - 1].kind == kind && bands[i - 1].end_nsec == ILV_TIME_OPEN
        && (kind != ILV_BAND_STALL || bands[i - 1].p == event->p))
      {
        bands[i - 1].end_nsec = now;
        return;
      }
}

static void
handle_band (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  switch (event->type)
    {
    case ILV_EVENT_GC_START:
      begin_band (self, ILV_BAND_GC, event, now);
      break;
    case ILV_EVENT_GC_STOP:
      end_band (self, ILV_BAND_GC, event, now);
      break;
    case ILV_EVENT_HELD_START:
      begin_band (self, ILV_BAND_HELD, event, now);
      break;
    case ILV_EVENT_HELD_STOP:
      end_band (self, ILV_BAND_HELD, event, now);
      break;
    case ILV_EVENT_STALL_START:
      begin_band (self, ILV_BAND_STALL, event, now);
      break;
    default:
      end_band (self, ILV_BAND_STALL, event, now);
      break;
    }
}

static void
handle_go_name (IlvTrace               *self,
                const struct ilv_event *event,
                guint64                 now)
{
  if (event->g != 0)
    ensure_goroutine (self, event->g, ILV_STATE_RUNNING)->info.name = event->arg;
}

static void
handle_output (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  *append (self->outputs, IlvOutput) = (IlvOutput) {
    .time_nsec = now,
    .g = event->g,
    .site = event->site,
    .fd = event->object,
    .offset = self->output_text.n,
  };
  self->pending = PENDING_OUTPUT;
  self->pending_left = event->arg;
}

static void
handle_panic (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  ilv_trace_add_note (self, ilv_trace_get_string (self, event->arg));
}

static void
handle_exit (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  self->exit_status = event->arg;
  self->run_state = ILV_RUN_EXITED;
}

static void
handle_lost (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  ilv_trace_add_missing (self, (guint64) event->object << 32 | event->arg);
}

/* --- Definitions ------------------------------------------------------------------ */

static void
finish_string (IlvTrace *self)
{
  g_hash_table_insert (self->strings, GUINT_TO_POINTER (self->pending_id),
                       g_utf8_make_valid (self->pending_text->str, self->pending_text->len));
  self->pending = PENDING_NONE;
}

static void
handle_string (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  self->pending = PENDING_STRING;
  self->pending_id = event->object;
  self->pending_left = MIN (event->arg, MAX_STRING_BYTES);
  g_string_truncate (self->pending_text, 0);
  if (self->pending_left == 0)
    finish_string (self);
}

static void
add_output_bytes (IlvTrace   *self,
                  const void *bytes,
                  gsize       n_bytes)
{
  IlvOutput *output = &ilv_vector_index (&self->outputs, IlvOutput, self->outputs.n - 1);

  if (self->output_text.n + n_bytes > MAX_OUTPUT_BYTES)
    return;
  memcpy (ilv_vector_reserve (&self->output_text, self->store, 1, n_bytes), bytes, n_bytes);
  self->output_text.n += n_bytes;
  output->n_bytes += n_bytes;
}

static void
handle_data (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  const struct ilv_data_event *data = ilv_event_as_data (event);
  gsize n_bytes = MIN (MIN (data->n_bytes, ILV_DATA_BYTES), self->pending_left);

  self->pending_left -= n_bytes;
  if (self->pending == PENDING_STRING)
    {
      g_string_append_len (self->pending_text, (const char *) data->bytes, n_bytes);
      if (self->pending_left == 0)
        finish_string (self);
    }
  else if (self->pending == PENDING_OUTPUT)
    {
      add_output_bytes (self, data->bytes, n_bytes);
    }
}

static void
handle_site (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  struct site site = { event->site, event->object, event->arg, event->seq };
  guint i = self->sites->len;

  while (i > 0 && g_array_index (self->sites, struct site, i - 1).site > site.site)
    i--;
  if (i > 0 && g_array_index (self->sites, struct site, i - 1).site == site.site)
    g_array_index (self->sites, struct site, i - 1) = site;
  else
    g_array_insert_val (self->sites, i, site);
}

static void
handle_program (IlvTrace               *self,
                const struct ilv_event *event,
                guint64                 now)
{
  self->program = event->object;
}

static void
handle_source (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  g_hash_table_insert (self->sources, GUINT_TO_POINTER (event->object),
                       GUINT_TO_POINTER (event->arg));
}

/* --- All of them -------------------------------------------------------------------- */

typedef void (*Handler) (IlvTrace *self, const struct ilv_event *event, guint64 now);

/* Events that are missing here say nothing a picture shows yet. */
static const Handler handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_PROCS] = handle_procs,
  [ILV_EVENT_PROC_START] = handle_proc_start,
  [ILV_EVENT_PROC_STOP] = handle_proc_stop,
  [ILV_EVENT_GO_CREATE] = handle_create,
  [ILV_EVENT_GO_START] = handle_start,
  [ILV_EVENT_GO_YIELD] = handle_yield,
  [ILV_EVENT_GO_BLOCK] = handle_block,
  [ILV_EVENT_GO_READY] = handle_ready,
  [ILV_EVENT_GO_END] = handle_end,
  [ILV_EVENT_GO_NAME] = handle_go_name,
  [ILV_EVENT_SYSCALL_ENTER] = handle_syscall_enter,
  [ILV_EVENT_SYSCALL_EXIT] = handle_syscall_exit,
  [ILV_EVENT_SYSCALL_LOST] = handle_syscall_lost,
  [ILV_EVENT_OUTPUT] = handle_output,
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
  [ILV_EVENT_SELECT_CASE] = handle_select_case,
  [ILV_EVENT_WG_ADD] = handle_wait_group,
  [ILV_EVENT_WG_WAIT] = handle_wait_group,
  [ILV_EVENT_LOCK] = handle_mutex,
  [ILV_EVENT_UNLOCK] = handle_mutex,
  [ILV_EVENT_RLOCK] = handle_mutex,
  [ILV_EVENT_RUNLOCK] = handle_mutex,
  [ILV_EVENT_SIGNAL] = handle_cond,
  [ILV_EVENT_GC_START] = handle_band,
  [ILV_EVENT_GC_STOP] = handle_band,
  [ILV_EVENT_PANIC] = handle_panic,
  [ILV_EVENT_FATAL] = handle_panic,
  [ILV_EVENT_EXIT] = handle_exit,
  [ILV_EVENT_LOST] = handle_lost,
  [ILV_EVENT_STALL_START] = handle_band,
  [ILV_EVENT_STALL_STOP] = handle_band,
  [ILV_EVENT_HELD_START] = handle_band,
  [ILV_EVENT_HELD_STOP] = handle_band,
  [ILV_EVENT_STRING] = handle_string,
  [ILV_EVENT_DATA] = handle_data,
  [ILV_EVENT_SITE] = handle_site,
  [ILV_EVENT_PROGRAM] = handle_program,
  [ILV_EVENT_SOURCE] = handle_source,
};

/* What goroutine 0, nobody, cannot do. */
static gboolean
needs_goroutine (guint type)
{
  return ilv_event_spec (type)->subject == ILV_SUBJECT_SELF || type == ILV_EVENT_SELECT_CASE;
}

/* Definitions stand outside time, and so do the records that follow another. */
static gboolean
has_time (guint type)
{
  return type < ILV_EVENT_STRING && type != ILV_EVENT_VALUE;
}

void
ilv_trace_feed (IlvTrace               *self,
                const struct ilv_event *event)
{
  gboolean is_value = event->type == ILV_EVENT_VALUE;

  if (event->type >= ILV_N_EVENT_TYPES || (event->g == 0 && needs_goroutine (event->type)))
    return;
  if (has_time (event->type))
    {
      if (self->start_nsec == ILV_TIME_OPEN)
        self->start_nsec = self->end_nsec = MIN (event->time_nsec, G_MAXINT64);
      /* Times of one scheduling step are shared and may be a little old. */
      self->end_nsec = MAX (self->end_nsec, MIN (event->time_nsec, G_MAXINT64));
    }
  if (!is_value)
    self->value_step = self->value_edge = self->value_object = ILV_NO_INDEX;
  if (event->type != ILV_EVENT_DATA && self->pending == PENDING_STRING)
    finish_string (self);
  if (event->type != ILV_EVENT_DATA)
    self->pending = PENDING_NONE;
  if (handlers[event->type] != NULL)
    handlers[event->type](self, event, self->end_nsec);
}

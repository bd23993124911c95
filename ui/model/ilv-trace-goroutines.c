/* ilv-trace-goroutines.c - Events of goroutines and processors: who was in which state.
 *
 * States follow events whatever came before: a goroutine that blocks was
 * running, one that is made ready was waiting, and if the trace does not show since
 * when, it is taken to have been so since the trace began.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

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
  proc->lane = ilv_trace_add_lane (self, ILV_LANE_PROC, p);
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
      .lane = ilv_trace_add_lane (self, ILV_LANE_GOROUTINE, g),
      .last_effect = self->moments.n, /* of what it did before it was known */
    },
    .proc = ILV_NO_P,
  };
  return goroutine;
}

static void
open_span (IlvTrace      *self,
           Goroutine     *goroutine,
           IlvMomentKind  kind,
           const IlvSpan *span)
{
  IlvLane *lane = ilv_trace_lane (self, goroutine->info.lane);

  ilv_lane_open_span (lane, self->store, span);
  ilv_trace_add_moment (self, kind, lane->id, ilv_lane_n_spans (lane) - 1);
  self->n_in_state[span->state]++;
  self->states_seen |= 1u << span->state;
  ilv_trace_note_states (self, span->start_nsec);
}

/* A goroutine nobody saw born has been in state @before all the time. */
Goroutine *
ilv_trace_ensure_goroutine (IlvTrace *self,
                            guint32   g,
                            IlvState  before)
{
  Goroutine *goroutine = ilv_trace_find_goroutine (self, g);

  if (goroutine != NULL)
    return goroutine;
  goroutine = add_goroutine (self, g, 0);
  /* Inferred, so not a moment: those are in order. */
  ilv_lane_open_span (ilv_trace_lane (self, goroutine->info.lane), self->store, &(IlvSpan) {
    .state = before,
    .p = ILV_NO_P,
    .by = ILV_BY_UNKNOWN,
  });
  self->n_in_state[before]++;
  self->states_seen |= 1u << before;
  return goroutine;
}

/* --- Spans of processors ---------------------------------------------------- */

static void
end_proc_span (IlvTrace *self,
               guint32   p,
               guint64   now)
{
  IlvLane *lane;

  if (p == ILV_NO_P)
    return;
  lane = ilv_trace_lane (self, ensure_proc (self, p)->lane);
  if (ilv_lane_has_open_span (lane))
    ilv_lane_close_span (lane, now);
}

/* What @event says of the state it begins. */
static IlvSpan
span_for (const struct ilv_event *event,
          IlvState                state,
          guint64                 now)
{
  return (IlvSpan) {
    .start_nsec = now,
    .state = state,
    .p = ILV_NO_P,
    .by = ILV_BY_UNKNOWN,
    .site = event->site,
  };
}

static void
begin_proc_span (IlvTrace               *self,
                 const struct ilv_event *event,
                 IlvState                state,
                 guint64                 now)
{
  IlvSpan span = span_for (event, state, now);
  IlvProc *proc;

  if (event->p == ILV_NO_P)
    return;
  end_proc_span (self, event->p, now);
  proc = ensure_proc (self, event->p);
  span.object = event->g;
  span.by = proc->m;
  ilv_lane_open_span (ilv_trace_lane (self, proc->lane), self->store, &span);
}

/* --- Spans of goroutines ---------------------------------------------------- */

/* Ends what @goroutine was in, because of @by. */
static void
leave_state (IlvTrace               *self,
             Goroutine              *goroutine,
             const struct ilv_event *event,
             guint32                 by,
             guint64                 now)
{
  IlvLane *lane = ilv_trace_lane (self, goroutine->info.lane);
  gboolean was_waiting;

  if (!ilv_lane_has_open_span (lane))
    return;
  self->n_in_state[ilv_lane_end_state (lane, now, by, &was_waiting)]--;
  if (was_waiting)
    ilv_trace_leave_waits (self, goroutine, event, now);
}

static void
leave_proc (IlvTrace  *self,
            Goroutine *goroutine,
            guint64    now)
{
  end_proc_span (self, goroutine->proc, now);
  goroutine->proc = ILV_NO_P;
}

static void
handle_create (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  Goroutine *goroutine = ilv_trace_find_goroutine (self, event->object);
  IlvSpan span = span_for (event, ILV_STATE_READY, now);

  if (event->object == 0)
    return;
  if (goroutine != NULL)
    leave_state (self, goroutine, event, event->g, now);
  else
    goroutine = add_goroutine (self, event->object, now);

  goroutine->info.was_seen_born = TRUE;
  goroutine->info.creator = event->g;
  goroutine->info.create_site = event->site;
  goroutine->info.func = event->arg;
  goroutine->info.ordinal = ilv_trace_count_up (self->ordinals, event->arg);
  span.by = event->g;
  span.site = 0;
  ilv_trace_note_effect (self, event->g);
  open_span (self, goroutine, event->g != 0 ? ILV_MOMENT_CREATE : ILV_MOMENT_BEGIN, &span);
}

static void
handle_start (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_READY);
  IlvSpan span = span_for (event, ILV_STATE_RUNNING, now);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  leave_proc (self, goroutine, now);
  goroutine->proc = event->p;
  span.p = event->p;
  open_span (self, goroutine, ILV_MOMENT_BEGIN, &span);
  begin_proc_span (self, event, ILV_STATE_RUNNING, now);
}

static void
handle_yield (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  IlvSpan span = span_for (event, ILV_STATE_READY, now);

  leave_state (self, goroutine, event, event->g, now);
  leave_proc (self, goroutine, now);
  span.by = event->g;
  span.reason = event->arg != 0;
  open_span (self, goroutine, ILV_MOMENT_BEGIN, &span);
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

static gboolean
is_asleep (IlvTrace        *self,
           const Goroutine *goroutine)
{
  const IlvLane *lane = ilv_trace_lane (self, goroutine->info.lane);

  return ilv_lane_has_open_span (lane) && ilv_lane_get_open_state (lane) == ILV_STATE_ASLEEP;
}

static void
count_asleep (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  ilv_trace_count (self, ILV_COUNTER_ASLEEP, event, self->n_in_state[ILV_STATE_ASLEEP], now);
}

static void
handle_block (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  IlvSpan span = span_for (event, state_for_reason (event->arg), now);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  leave_proc (self, goroutine, now);
  span.reason = MIN (event->arg, 255);
  span.object = event->object;
  open_span (self, goroutine, ILV_MOMENT_BEGIN, &span);
  if (span.state == ILV_STATE_ASLEEP)
    count_asleep (self, event, now);
  if (event->object != 0)
    {
      guint kind = object_kind_for_reason (event->arg);
      struct wait *wait = append (goroutine->waits, struct wait);

      *wait = (struct wait) { event->object, event->arg == ILV_WAIT_CHAN_SEND };
      ilv_trace_ensure_object (self, event->object, kind);
    }
  ilv_trace_enter_waits (self, goroutine, event, now);
}

static struct select_record *
append_select (IlvTrace  *self,
               Goroutine *goroutine)
{
  if (goroutine->selects == NULL)
    {
      goroutine->selects = ilv_store_take (self->store, sizeof *goroutine->selects);
      *goroutine->selects = (struct selects) { .first = 0 };
    }
  return ilv_series_append (&goroutine->selects->records, &ilv_trace_select_class, self->store);
}

static void
handle_select_case (IlvTrace               *self,
                    const struct ilv_event *event,
                    guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING);

  if (event->object == 0)
    return;
  ilv_trace_ensure_object (self, event->object, ILV_OBJECT_CHAN);
  *append (goroutine->waits, struct wait) = (struct wait) { event->object, event->arg != 0 };
  /* The wait's span comes next. */
  *append_select (self, goroutine) = (struct select_record) {
    .span = ilv_lane_n_spans (ilv_trace_lane (self, goroutine->info.lane)),
    .object = event->object,
    .kind = event->arg != 0 ? SELECT_SEND : SELECT_RECEIVE,
  };
}

/* One that did not wait has no cases that anybody knows of. */
static void
handle_select (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  Goroutine *goroutine = event->g != 0 ? ilv_trace_find_goroutine (self, event->g) : NULL;
  struct select_record record;

  if (goroutine == NULL || goroutine->selects == NULL
      || goroutine->selects->first == goroutine->selects->records.n)
    return;
  record = *(struct select_record *) ilv_series_tail_row (&goroutine->selects->records,
                                                          &ilv_trace_select_class,
                                                          goroutine->selects->records.n - 1);
  if (record.kind == SELECT_CHOSEN)
    return;
  record.kind = SELECT_CHOSEN;
  record.object = event->arg;
  *append_select (self, goroutine) = record;
}

static void
handle_ready (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  IlvSpan span = span_for (event, ILV_STATE_READY, now);
  Goroutine *goroutine;
  gboolean was_asleep;

  if (event->object == 0)
    return;
  goroutine = ilv_trace_ensure_goroutine (self, event->object, ILV_STATE_ASLEEP);
  was_asleep = is_asleep (self, goroutine);
  leave_state (self, goroutine, event, event->g, now);
  if (was_asleep)
    count_asleep (self, event, now);
  span.by = event->g;
  ilv_trace_note_effect (self, event->g);
  open_span (self, goroutine, event->g != 0 ? ILV_MOMENT_WAKE : ILV_MOMENT_BEGIN, &span);
  leave_proc (self, goroutine, now);
}

static void
handle_end (IlvTrace               *self,
            const struct ilv_event *event,
            guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  const IlvLane *lane = ilv_trace_lane (self, goroutine->info.lane);

  ilv_trace_end_regions (self, event->g, now);
  if (ilv_lane_has_open_span (lane))
    ilv_trace_add_moment (self, ILV_MOMENT_END, lane->id, ilv_lane_n_spans (lane) - 1);
  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  leave_proc (self, goroutine, now);
  ilv_trace_note_states (self, now);
  if (goroutine->info.death_nsec == ILV_TIME_OPEN)
    self->n_dead++;
  goroutine->info.death_nsec = now;
}

static void
handle_syscall_enter (IlvTrace               *self,
                      const struct ilv_event *event,
                      guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING);
  IlvSpan span = span_for (event, ILV_STATE_SYSCALL, now);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  span.object = event->arg;
  span.p = event->p;
  open_span (self, goroutine, ILV_MOMENT_BEGIN, &span);
  goroutine->proc = event->p;
  begin_proc_span (self, event, ILV_STATE_SYSCALL, now);
}

static void
handle_syscall_exit (IlvTrace               *self,
                     const struct ilv_event *event,
                     guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_SYSCALL);
  IlvSpan span = span_for (event, ILV_STATE_RUNNING, now);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  goroutine->proc = event->p;
  span.p = event->p;
  open_span (self, goroutine, ILV_MOMENT_BEGIN, &span);
  begin_proc_span (self, event, ILV_STATE_RUNNING, now);
}

/* Its processor has been running others for some time: it is not to be touched. */
static void
handle_syscall_lost (IlvTrace               *self,
                     const struct ilv_event *event,
                     guint64                 now)
{
  Goroutine *goroutine = ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_SYSCALL);
  IlvSpan span = span_for (event, ILV_STATE_READY, now);

  leave_state (self, goroutine, event, ILV_BY_UNKNOWN, now);
  goroutine->proc = ILV_NO_P;
  span.by = 0;
  open_span (self, goroutine, ILV_MOMENT_BEGIN, &span);
}

/* --- Processors ------------------------------------------------------------- */

static void
note_thread (IlvTrace               *self,
             const struct ilv_event *event,
             guint32                 m,
             guint64                 now)
{
  ilv_lane_add_step (ilv_trace_lane (self, ensure_proc (self, event->p)->lane), self->store,
                     &(IlvStep) { .time_nsec = now, .level = m, .type = event->type });
}

static void
handle_proc_start (IlvTrace               *self,
                   const struct ilv_event *event,
                   guint64                 now)
{
  if (event->p == ILV_NO_P)
    return;
  end_proc_span (self, event->p, now);
  ensure_proc (self, event->p)->m = event->object;
  note_thread (self, event, event->object, now);
}

static void
handle_proc_stop (IlvTrace               *self,
                  const struct ilv_event *event,
                  guint64                 now)
{
  if (event->p == ILV_NO_P)
    return;
  end_proc_span (self, event->p, now);
  note_thread (self, event, 0, now);
}

static void
handle_run_queue (IlvTrace               *self,
                  const struct ilv_event *event,
                  guint64                 now)
{
  ilv_trace_count (self, ILV_COUNTER_GLOBAL_QUEUE, event, event->object, now);
  if (event->p != ILV_NO_P)
    ilv_trace_count (self, ILV_COUNTER_LOCAL_QUEUE + event->p, event, event->arg, now);
}

static void
handle_procs (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  self->n_procs_set = event->arg;
}

const IlvTraceHandler ilv_trace_goroutine_handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_PROCS] = handle_procs,
  [ILV_EVENT_RUNQ] = handle_run_queue,
  [ILV_EVENT_PROC_START] = handle_proc_start,
  [ILV_EVENT_PROC_STOP] = handle_proc_stop,
  [ILV_EVENT_GO_CREATE] = handle_create,
  [ILV_EVENT_GO_START] = handle_start,
  [ILV_EVENT_GO_YIELD] = handle_yield,
  [ILV_EVENT_GO_BLOCK] = handle_block,
  [ILV_EVENT_GO_READY] = handle_ready,
  [ILV_EVENT_GO_END] = handle_end,
  [ILV_EVENT_SYSCALL_ENTER] = handle_syscall_enter,
  [ILV_EVENT_SYSCALL_EXIT] = handle_syscall_exit,
  [ILV_EVENT_SYSCALL_LOST] = handle_syscall_lost,
  [ILV_EVENT_SELECT_CASE] = handle_select_case,
  [ILV_EVENT_SELECT] = handle_select,
};

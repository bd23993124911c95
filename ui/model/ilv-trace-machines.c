/* ilv-trace-machines.c - Lanes of threads (M), made of those of processors.
 *
 * A thread did what the processors it had did, one after the other; and where it lost its
 * processor in a system call, it was in that for as long as the goroutine was. All of it is
 * merged by time. Whatever comes later begins later, so it can go on where it stopped.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

struct machine
{
  guint32 lane;
  guint32 source_lane;     /* whose span source_span ends when the lane's open one does */
  guint32 source_span;
};

/* What of a processor's lane has been taken over. */
struct cursor
{
  guint32 n_spans, n_steps;
  guint32 m;               /* that has it */
};

struct ilv_machines
{
  IlvIdMap  ids;           /* key m */
  IlvVector machines;      /* struct machine */
  GArray   *cursors;       /* struct cursor, as the trace's procs */
};

static struct machine *
ensure_machine (IlvTrace *self,
                guint32   m)
{
  struct ilv_machines *machines = self->machines;
  guint32 index = ilv_id_map_get (&machines->ids, m);
  struct machine *machine;

  if (index != G_MAXUINT32)
    return &ilv_vector_index (&machines->machines, struct machine, index);
  ilv_id_map_add (&machines->ids, self->store, m, machines->machines.n);
  machine = append (machines->machines, struct machine);
  *machine = (struct machine) { .lane = ilv_trace_add_lane (self, ILV_LANE_MACHINE, m) };
  return machine;
}

/* Ends the thread's open span where that it was made of has ended; @until_nsec at the latest. */
static void
settle (IlvTrace             *self,
        const struct machine *machine,
        guint64               until_nsec)
{
  IlvLane *lane = ilv_trace_lane (self, machine->lane);
  const IlvLane *source;
  guint64 start_nsec, end_nsec;

  if (!ilv_lane_has_open_span (lane))
    return;
  source = ilv_trace_lane (self, machine->source_lane);
  end_nsec = MIN (ilv_lane_get_span (source, machine->source_span).end_nsec, until_nsec);
  start_nsec = ilv_lane_span_start (lane, ilv_lane_n_spans (lane) - 1);
  if (end_nsec != ILV_TIME_OPEN)
    ilv_lane_close_span (lane, MAX (end_nsec, start_nsec));
}

/* A system call lasts as long as the goroutine's, whoever has the processor meanwhile. */
static void
find_source (IlvTrace       *self,
             const IlvSpan  *span,
             struct machine *machine)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self, span->object);
  guint32 index;

  if (span->state != ILV_STATE_SYSCALL || goroutine == NULL)
    return;
  index = ilv_lane_span_at (ilv_trace_lane (self, goroutine->lane), span->start_nsec);
  if (index == ILV_NO_INDEX)
    return;
  machine->source_lane = goroutine->lane;
  machine->source_span = index;
}

/* Lanes may move when one is added: so they are named by their numbers here. */
static void
take_span (IlvTrace *self,
           guint32   proc,
           guint32   index)
{
  IlvSpan span = ilv_lane_get_span (ilv_trace_lane (self, proc), index);
  struct machine *machine;

  if (span.by == 0 || span.by == ILV_BY_UNKNOWN)
    return;
  machine = ensure_machine (self, span.by);
  settle (self, machine, span.start_nsec);
  machine->source_lane = proc;
  machine->source_span = index;
  find_source (self, &span, machine);
  span.by = ilv_trace_lane (self, proc)->key;
  ilv_lane_open_span (ilv_trace_lane (self, machine->lane), self->store, &span);
  settle (self, machine, ILV_TIME_OPEN);
}

static void
take_step (IlvTrace      *self,
           const IlvLane *proc,
           guint32        index,
           struct cursor *cursor)
{
  IlvStep step = ilv_lane_get_step (proc, index);
  guint32 m = step.level != 0 ? step.level : cursor->m;

  cursor->m = step.level;
  if (m == 0)
    return;
  step.level = step.level != 0 ? proc->key + 1 : 0;
  ilv_lane_add_step (ilv_trace_lane (self, ensure_machine (self, m)->lane), self->store, &step);
}

/* When what comes next on a processor happened; ILV_TIME_OPEN: nothing does. */
static guint64
next_nsec (const IlvLane *proc,
           struct cursor *cursor)
{
  guint64 time_nsec = ILV_TIME_OPEN;

  cursor->n_spans = MAX (cursor->n_spans, proc->first_span);
  cursor->n_steps = MAX (cursor->n_steps, proc->first_step);
  if (cursor->n_spans < ilv_lane_n_spans (proc))
    time_nsec = ilv_lane_span_start (proc, cursor->n_spans);
  if (cursor->n_steps < ilv_lane_n_steps (proc))
    time_nsec = MIN (time_nsec, ilv_lane_step_time (proc, cursor->n_steps));
  return time_nsec;
}

/* Takes over what came first of all that is left. FALSE: nothing was. */
static gboolean
take_next (IlvTrace *self)
{
  GArray *cursors = self->machines->cursors;
  guint64 first_nsec = ILV_TIME_OPEN;
  struct cursor *first = NULL;
  guint32 lane = 0;

  for (guint i = 0; i < self->procs.n; i++)
    {
      guint32 proc = ilv_vector_index (&self->procs, IlvProc, i).lane;
      guint64 time_nsec = next_nsec (ilv_trace_lane (self, proc),
                                     &g_array_index (cursors, struct cursor, i));

      if (time_nsec >= first_nsec)
        continue;
      first_nsec = time_nsec;
      first = &g_array_index (cursors, struct cursor, i);
      lane = proc;
    }
  if (first == NULL)
    return FALSE;
  if (first->n_steps < ilv_lane_n_steps (ilv_trace_lane (self, lane))
      && ilv_lane_step_time (ilv_trace_lane (self, lane), first->n_steps) == first_nsec)
    take_step (self, ilv_trace_lane (self, lane), first->n_steps++, first);
  else
    take_span (self, lane, first->n_spans++);
  return TRUE;
}

void
ilv_trace_update_machines (IlvTrace *self)
{
  if (self->machines == NULL)
    return;
  g_array_set_size (self->machines->cursors, self->procs.n);
  while (take_next (self))
    ;
  for (guint i = 0; i < self->machines->machines.n; i++)
    settle (self, &ilv_vector_index (&self->machines->machines, struct machine, i), ILV_TIME_OPEN);
}

void
ilv_trace_show_machines (IlvTrace *self)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  if (self->machines != NULL)
    return;
  self->machines = g_new0 (struct ilv_machines, 1);
  self->machines->cursors = g_array_new (FALSE, TRUE, sizeof (struct cursor));
  ilv_trace_update_machines (self);
}

void
ilv_trace_free_machines (IlvTrace *self)
{
  if (self->machines != NULL)
    g_array_unref (self->machines->cursors);
  g_clear_pointer (&self->machines, g_free);
}

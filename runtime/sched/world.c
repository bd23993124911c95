/* world.c - Stopping all processors, and the number of them.
 *
 * Who stops the world sets a bit in everybody's poll word and waits until no
 * other processor is RUNNING. A machine that sees the bit, between two Gs or
 * in ilv_poll(), marks its processor STOPPED and waits for the world to go on;
 * a processor in a system call is taken away from its thread; an idle one
 * cannot be taken by a machine while there is a stopper. All of it under
 * sched->lock but for the entry into a system call, which is a store and then
 * a look at the bit (syscall.c). Processors are counted anew at each report
 * instead of being counted down: with six states a count is too easily wrong.
 *
 * The end of the run is a stop that nobody lifts.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#include <limits.h>

void
ilv_world_report (struct ilv_sched *sched)
{
  /* Release: whoever wakes sees the state that is reported. */
  atomic_fetch_add_explicit (&sched->world_moves, 1, memory_order_release);
  ilv_futex_wake (&sched->world_moves, INT_MAX);
}

/* sched->lock held, and again on return. */
static void
wait_for_report_locked (struct ilv_sched *sched)
{
  uint32_t moves = atomic_load_explicit (&sched->world_moves, memory_order_acquire);

  ilv_unlock (&sched->lock);
  ilv_futex_wait (&sched->world_moves, moves, ILV_NEVER);
  ilv_lock (&sched->lock);
}

/* sched->lock held. @proc is ours, and not RUNNING. */
static void
rejoin_locked (struct ilv_sched *sched, struct ilv_proc *proc)
{
  while (sched->stopper && !sched->is_final_stop)
    wait_for_report_locked (sched);
  ilv_proc_set_state (proc, ILV_PROC_RUNNING);
  if (sched->is_monitor_asleep)
    ilv_monitor_call_locked (sched);
}

void
ilv_world_wait (struct ilv_proc *proc)
{
  struct ilv_sched *sched = proc->p.sched;

  ilv_lock (&sched->lock);
  if (sched->stopper && !sched->is_final_stop)
    {
      ilv_proc_set_state (proc, ILV_PROC_STOPPED);
      ilv_world_report (sched);
      rejoin_locked (sched, proc);
    }
  ilv_unlock (&sched->lock);
  proc->is_now_stale = true;
}

void
ilv_world_hold (struct ilv_proc *proc)
{
  struct ilv_sched *sched = proc->p.sched;

  /* Relaxed: whoever sets it again asks again. */
  atomic_fetch_and_explicit (&proc->p.poll, ~(uint32_t) ILV_POLL_HOLD, memory_order_relaxed);
  ilv_lock (&sched->lock);
  ilv_proc_set_state (proc, ILV_PROC_HELD);
  if (sched->stopper)
    ilv_world_report (sched);
  ilv_unlock (&sched->lock);

  ilv_control_obey (&proc->ring);

  ilv_lock (&sched->lock);
  rejoin_locked (sched, proc);
  ilv_unlock (&sched->lock);
  proc->is_now_stale = true;
}

/* --- Stopping ------------------------------------------------------------- */

bool
ilv_world_take_syscall (struct ilv_proc *proc, uint32_t status)
{
  /* Acquire: what its machine did with it; release: what we do next is seen by
   * the machine only as a failed exchange. */
  if (!atomic_compare_exchange_strong_explicit (&proc->status, &status,
                                                (status & ~ILV_PROC_STATE_MASK)
                                                | ILV_PROC_TAKEN,
                                                memory_order_acq_rel,
                                                memory_order_relaxed))
    return false;
  proc->is_now_stale = true;
  ilv_trace_proc_stop (proc);
  return true;
}

/* sched->lock held. Whether @proc runs no G, and will not before it asks. */
static bool
is_stopped_locked (struct ilv_sched *sched, struct ilv_proc *proc)
{
  /* Sequentially consistent: see ilv_syscall_enter(). */
  uint32_t status = atomic_load_explicit (&proc->status, memory_order_seq_cst);

  switch (ilv_proc_state (status))
    {
    case ILV_PROC_IDLE:
    case ILV_PROC_STOPPED:
    case ILV_PROC_RETIRED:
      return true;
    case ILV_PROC_HELD:
      /* It still writes one event; at the end of the run that must be waited for. */
      return !sched->is_final_stop;
    case ILV_PROC_SYSCALL:
      if (!ilv_world_take_syscall (proc, status))
        return false;
      ilv_machine_put_idle_proc_locked (sched, proc);
      return true;
    case ILV_PROC_RUNNING:
    case ILV_PROC_TAKEN:
      break;
    }
  return false;
}

static void
wait_for_all_locked (struct ilv_sched *sched, struct ilv_proc *but)
{
  for (unsigned i = 0; i < ILV_MAX_PROCS;)
    if (&sched->procs[i] == but || is_stopped_locked (sched, &sched->procs[i]))
      i++;
    else
      {
        wait_for_report_locked (sched);
        i = 0;
      }
}

bool
ilv_stop_world (struct ilv_p *p)
{
  struct ilv_proc *proc = ilv_proc_of (p);
  struct ilv_sched *sched = p->sched;

  ilv_lock (&sched->lock);
  while (sched->stopper && !atomic_load_explicit (&sched->is_over, memory_order_relaxed))
    {
      ilv_unlock (&sched->lock);
      ilv_world_wait (proc);
      ilv_lock (&sched->lock);
    }
  if (atomic_load_explicit (&sched->is_over, memory_order_relaxed))
    {
      ilv_unlock (&sched->lock);
      return false;
    }
  sched->stopper = proc;
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    if (&sched->procs[i] != proc)
      atomic_fetch_or_explicit (&sched->procs[i].p.poll, ILV_POLL_STOP, memory_order_seq_cst);
  wait_for_all_locked (sched, proc);
  ilv_unlock (&sched->lock);
  proc->is_now_stale = true;
  return true;
}

/* sched->lock held. Takes a processor that has work of its own from the idle
 * ones: its thread went into a system call before the stop. */
static struct ilv_proc *
take_idle_with_work_locked (struct ilv_sched *sched)
{
  struct ilv_proc **link = &sched->idle_procs;

  while (*link && !ilv_runq_has_next (*link) && ilv_runq_length (*link) == 0)
    link = &(*link)->idle_next;
  if (*link)
    {
      struct ilv_proc *proc = *link;

      /* To the front, where it is taken from. */
      *link = proc->idle_next;
      proc->idle_next = sched->idle_procs;
      sched->idle_procs = proc;
      return ilv_machine_take_idle_proc_locked (sched);
    }
  return NULL;
}

static void
start_idle_with_work (struct ilv_sched *sched)
{
  for (;;)
    {
      struct ilv_proc *proc;

      ilv_lock (&sched->lock);
      proc = take_idle_with_work_locked (sched);
      if (!proc)
        break;
      if (!ilv_machine_start_and_unlock (sched, proc, false))
        return;
    }
  ilv_unlock (&sched->lock);
}

void
ilv_start_world (struct ilv_p *p)
{
  struct ilv_sched *sched = p->sched;

  ilv_lock (&sched->lock);
  ILV_ASSERT (sched->stopper == ilv_proc_of (p));
  sched->stopper = NULL;
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    atomic_fetch_and_explicit (&sched->procs[i].p.poll, ~(uint32_t) ILV_POLL_STOP,
                               memory_order_relaxed);
  ilv_world_report (sched);
  ilv_unlock (&sched->lock);
  start_idle_with_work (sched);
  if (ilv_machine_sees_work (sched))
    ilv_machine_wake_one (sched);
  ilv_machine_wake_for_timers (sched);
}

/* --- The end -------------------------------------------------------------- */

void
ilv_world_leave (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;

  ilv_trace_proc_stop (machine->proc);
  ilv_lock (&sched->lock);
  ilv_proc_set_state (machine->proc, ILV_PROC_STOPPED);
  ilv_world_report (sched);
  ilv_unlock (&sched->lock);
}

void
ilv_world_end (struct ilv_sched *sched)
{
  ilv_lock (&sched->lock);
  /* Somebody's stop comes to its own end: its machine leaves after it. */
  while (sched->stopper)
    wait_for_report_locked (sched);
  sched->is_final_stop = true;
  wait_for_all_locked (sched, NULL);
  ilv_unlock (&sched->lock);
}

/* --- GOMAXPROCS ----------------------------------------------------------- */

void
ilv_world_retire_locked (struct ilv_sched *sched, struct ilv_proc *proc)
{
  ilv_runq_drain_locked (sched, proc);
  ilv_timer_move_all (proc, &sched->procs[0]);
  ilv_proc_set_state (proc, ILV_PROC_RETIRED);
  if (sched->stopper)
    ilv_world_report (sched);
}

void
ilv_world_retire (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  struct ilv_proc *proc = machine->proc;

  ilv_trace_proc_stop (proc);
  if (machine->is_spinning)
    ilv_machine_stop_spinning (machine);
  ilv_lock (&sched->lock);
  /* GOMAXPROCS may have grown again. */
  if (atomic_load_explicit (&proc->p.poll, memory_order_relaxed) & ILV_POLL_RETIRED)
    {
      ilv_world_retire_locked (sched, proc);
      machine->proc = NULL;
    }
  ilv_unlock (&sched->lock);
  ilv_machine_wake_for_timers (sched);
}

/* World stopped by @own, sched->lock held. */
static void
retire_or_revive_locked (struct ilv_sched *sched, struct ilv_proc *own, unsigned n_procs)
{
  sched->idle_procs = NULL;
  atomic_store_explicit (&sched->n_idle_procs, 0, memory_order_seq_cst);
  for (unsigned i = ILV_MAX_PROCS; i-- > 0;)
    {
      struct ilv_proc *proc = &sched->procs[i];
      enum ilv_proc_state state = ilv_proc_state (atomic_load_explicit (&proc->status,
                                                                        memory_order_relaxed));
      bool is_held = proc == own || state == ILV_PROC_STOPPED || state == ILV_PROC_HELD;

      if (i < n_procs)
        atomic_fetch_and_explicit (&proc->p.poll, ~(uint32_t) ILV_POLL_RETIRED,
                                   memory_order_relaxed);
      else if (is_held)
        atomic_fetch_or_explicit (&proc->p.poll, ILV_POLL_RETIRED, memory_order_relaxed);
      else if (state == ILV_PROC_IDLE)
        ilv_world_retire_locked (sched, proc);
      if (i < n_procs && !is_held)
        ilv_machine_put_idle_proc_locked (sched, proc);
    }
}

unsigned
ilv_set_procs (struct ilv_p *p, unsigned n)
{
  struct ilv_sched *sched = p->sched;
  unsigned old = atomic_load_explicit (&sched->n_procs, memory_order_relaxed);

  if (n > ILV_MAX_PROCS)
    n = ILV_MAX_PROCS;
  if (n == 0 || n == old || !ilv_stop_world (p))
    return old;
  ilv_lock (&sched->lock);
  old = atomic_load_explicit (&sched->n_procs, memory_order_relaxed);
  atomic_store_explicit (&sched->n_procs, n, memory_order_relaxed);
  retire_or_revive_locked (sched, ilv_proc_of (p), n);
  ilv_unlock (&sched->lock);
  ilv_trace_write (ilv_proc_of (p), NULL, ILV_EVENT_PROCS, 0, 0, n);
  ilv_start_world (p);
  return old;
}

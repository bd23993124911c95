/* monitor.c - The thread that watches the others.
 *
 * It holds no processor and runs no G. It sees what nobody else can, because
 * whoever should is busy:
 *
 *   a processor whose thread is in a system call: takes it away, if there is
 *     work for it or the call takes long
 *   a G that has run for longer than a time slice: asks it to give way
 *   a timer that is late because its processor is busy: asks for help
 *   a G that waits in a next slot behind one that works on: wakes a machine
 *   a pause ordered by the viewer while a G runs that writes no events
 *
 * It looks every 20 microseconds, and when it has had nothing to do for a
 * millisecond, twice as seldom each time, down to every 10 ms. While all
 * processors are idle, or held by the viewer, it sleeps until one is not.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#define MICROSECOND UINT64_C (1000)
#define MILLISECOND UINT64_C (1000000)

#define SHORTEST_DELAY_NSEC (20 * MICROSECOND)
#define LONGEST_DELAY_NSEC (10 * MILLISECOND)
#define N_QUIET_ROUNDS 50

#define TIME_SLICE_NSEC (10 * MILLISECOND)
/* A call that is over before costs nobody anything. */
#define LONG_SYSCALL_NSEC (10 * MILLISECOND)
/* A timer that is so late is not about to be served by its processor. */
#define LATE_NSEC (200 * MICROSECOND)

static uint32_t
load (_Atomic uint32_t *word)
{
  /* Relaxed: for hints; what follows from them is decided by an exchange or
   * under a lock. */
  return atomic_load_explicit (word, memory_order_relaxed);
}

static void
ask (struct ilv_proc *proc, enum ilv_poll_bits bit)
{
  /* Relaxed: seen late is seen. */
  atomic_fetch_or_explicit (&proc->p.poll, bit, memory_order_relaxed);
}

static bool
has_work (struct ilv_proc *proc)
{
  return ilv_runq_has_next (proc) || ilv_runq_length (proc) > 0
         || load (&proc->p.sched->n_global) > 0;
}

/* Whether the same time slice has been seen for long enough; if so another one
 * begins. */
static bool
is_slice_over (struct ilv_proc *proc, uint64_t now_nsec)
{
  uint32_t n_slices = load (&proc->n_slices);

  if (n_slices != proc->seen_slices)
    {
      proc->seen_slices = n_slices;
      proc->slice_since_nsec = now_nsec;
      return false;
    }
  if (now_nsec - proc->slice_since_nsec < TIME_SLICE_NSEC)
    return false;
  proc->slice_since_nsec = now_nsec;
  return true;
}

/* True if something was done. A G that makes one short system call after the
 * other uses up its time slice too, and may always be seen in one: then the
 * processor is taken from it there. */
static bool
watch_syscall (struct ilv_proc *proc, uint32_t status, uint64_t now_nsec)
{
  struct ilv_sched *sched = proc->p.sched;
  bool is_over = is_slice_over (proc, now_nsec) && has_work (proc);

  if (is_over)
    ask (proc, ILV_POLL_PREEMPT);
  else if (status != proc->seen_status)
    {
      proc->seen_status = status;
      proc->syscall_since_nsec = now_nsec;
      return false;
    }
  /* With an idle processor beside it, nobody misses this one so soon. */
  else if (!has_work (proc) && load (&sched->n_idle_procs) + load (&sched->n_spinning) > 0
           && now_nsec - proc->syscall_since_nsec < LONG_SYSCALL_NSEC)
    return false;
  if (!ilv_world_take_syscall (proc, status))
    return false;
  ilv_machine_hand_off (sched, proc);
  return true;
}

static bool
watch_running (struct ilv_proc *proc, uint64_t now_nsec)
{
  struct ilv_sched *sched = proc->p.sched;
  uint32_t n_starts = load (&proc->n_starts);
  bool is_same_start = n_starts == proc->seen_starts;

  proc->seen_starts = n_starts;
  /* Each that computes is asked in each of its slices: no reason to look more often. */
  if (is_slice_over (proc, now_nsec))
    {
      ask (proc, ILV_POLL_PREEMPT);
      return false;
    }
  if (is_same_start && has_work (proc) && load (&sched->n_idle_procs) > 0
      && load (&sched->n_spinning) == 0)
    {
      ilv_machine_wake_one (sched);
      return true;
    }
  return false;
}

static bool
watch_timers (struct ilv_proc *proc, enum ilv_proc_state state, uint64_t now_nsec)
{
  uint64_t next_nsec = ilv_timer_next (proc);

  if (next_nsec == ILV_NEVER || next_nsec + LATE_NSEC > now_nsec)
    return false;
  if (load (&proc->p.sched->n_idle_procs) > 0)
    ilv_machine_wake_for_timers (proc->p.sched);
  else if (state == ILV_PROC_RUNNING)
    ask (proc, ILV_POLL_PREEMPT);
  return true;
}

static bool
watch (struct ilv_proc *proc, uint64_t now_nsec)
{
  uint32_t status = load (&proc->status);
  enum ilv_proc_state state = ilv_proc_state (status);
  bool has_acted = false;

  if (state == ILV_PROC_SYSCALL)
    has_acted = watch_syscall (proc, status, now_nsec);
  else if (state == ILV_PROC_RUNNING)
    {
      has_acted = watch_running (proc, now_nsec);
      if (proc->p.is_traced && ilv_control_has_order (proc->p.sched->shm))
        ask (proc, ILV_POLL_HOLD);
    }
  return watch_timers (proc, state, now_nsec) || has_acted;
}

static bool
watch_all (struct ilv_sched *sched)
{
  uint64_t now_nsec = ilv_clock_nsec (&sched->clock);
  bool has_acted = false;

  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    if (watch (&sched->procs[i], now_nsec))
      has_acted = true;
  return has_acted;
}

void
ilv_monitor_call_locked (struct ilv_sched *sched)
{
  sched->is_monitor_asleep = false;
  /* Relaxed: the futex compares, and the lock orders the rest. */
  atomic_fetch_add_explicit (&sched->monitor_calls, 1, memory_order_relaxed);
  ilv_futex_wake (&sched->monitor_calls, 1);
}

/* sched->lock held. */
static bool
is_anything_busy_locked (struct ilv_sched *sched)
{
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    switch (ilv_proc_state (load (&sched->procs[i].status)))
      {
      case ILV_PROC_IDLE:
      case ILV_PROC_HELD:
      case ILV_PROC_RETIRED:
        break;
      case ILV_PROC_RUNNING:
      case ILV_PROC_SYSCALL:
      case ILV_PROC_STOPPED:
      case ILV_PROC_TAKEN:
        return true;
      }
  return false;
}

/* How long to sleep: @delay_nsec, or to where a timer begins to be late, or,
 * with nothing to watch, until called. False: the run is over. */
static bool
rest (struct ilv_sched *sched, uint64_t delay_nsec)
{
  uint64_t next_nsec = ilv_timer_next_of_all (sched);
  uint32_t calls;
  bool is_over;

  ilv_lock (&sched->lock);
  is_over = atomic_load_explicit (&sched->is_over, memory_order_relaxed);
  calls = load (&sched->monitor_calls);
  sched->is_monitor_asleep = !is_anything_busy_locked (sched);
  if (sched->is_monitor_asleep)
    delay_nsec = ILV_NEVER;
  ilv_unlock (&sched->lock);
  if (is_over)
    return false;
  if (delay_nsec != ILV_NEVER && next_nsec != ILV_NEVER)
    {
      uint64_t now_nsec = ilv_clock_nsec (&sched->clock);
      uint64_t late_nsec = next_nsec + LATE_NSEC;

      if (late_nsec < now_nsec + delay_nsec)
        delay_nsec = late_nsec > now_nsec + SHORTEST_DELAY_NSEC ? late_nsec - now_nsec
                                                                : SHORTEST_DELAY_NSEC;
    }
  ilv_futex_wait (&sched->monitor_calls, calls, delay_nsec);
  return true;
}

void
ilv_monitor_watch (struct ilv_sched *sched)
{
  uint64_t delay_nsec = SHORTEST_DELAY_NSEC;
  unsigned n_quiet = 0;

  while (rest (sched, delay_nsec))
    {
      if (watch_all (sched))
        {
          n_quiet = 0;
          delay_nsec = SHORTEST_DELAY_NSEC;
        }
      else if (++n_quiet > N_QUIET_ROUNDS && delay_nsec < LONGEST_DELAY_NSEC)
        delay_nsec = delay_nsec * 2 < LONGEST_DELAY_NSEC ? delay_nsec * 2 : LONGEST_DELAY_NSEC;
    }
}

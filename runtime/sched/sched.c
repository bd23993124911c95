/* sched.c - The scheduler: what a thread does all its life.
 *
 * Three things, as in Go. A goroutine (G) is something that can be resumed. A
 * machine (M) is a thread. A processor (P) is the right to run Gs, and all that
 * goes with it: a run queue, timers, a ring of the trace, a cache of the heap.
 * There are GOMAXPROCS processors; a machine needs one to run Gs, and has none
 * while it sleeps or when it comes late out of a system call.
 *
 * A machine's life is a loop: attend to what processors are asked (stop, end,
 * preempt), find a G, resume it, deal with the outcome. A G is found, in this
 * order: overdue timers are fired (which makes Gs runnable); every 61st time
 * the global queue goes first, or a pair of Gs that wake each other could
 * starve it; the next slot; the own queue; the global queue; half of somebody
 * else's queue. With nothing found the machine gives the processor up and
 * sleeps (machine.c).
 *
 * Rejected:
 *   One queue for all: every hand-off would fight for its lock.
 *   One thread for each processor, for ever: a G in a system call would take a
 *   processor with it.
 *   Signals to preempt: Gs poll a word at calls and back-edges, which costs less
 *   than a signal does and never strikes in the middle of something.
 *   A goroutine to schedule goroutines: the loop is on the thread's own stack,
 *   and resume() is a call. A parked G has no C stack at all, or its own.
 *
 * The thread that calls ilv_sched_run() runs no Gs: it is the monitor, so that
 * it can return at once when the run is over, whatever the machines are in.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How often the global queue comes first. A prime, so as not to beat with
 * periods in the program. */
#define GLOBAL_FIRST_EVERY 61

#define N_STEAL_ROUNDS 4

#define FIRST_MACHINE_ID 1

/* --- Finding a G ---------------------------------------------------------- */

static void
count (_Atomic uint32_t *counter)
{
  /* Relaxed, and no exchange: one writer. */
  atomic_store_explicit (counter, atomic_load_explicit (counter, memory_order_relaxed) + 1,
                         memory_order_relaxed);
}

static struct ilv_g *
take_global (struct ilv_proc *proc, uint32_t max)
{
  struct ilv_sched *sched = proc->p.sched;
  struct ilv_g *g;

  /* Relaxed: a hint; giving the processor up looks under the lock. */
  if (atomic_load_explicit (&sched->n_global, memory_order_relaxed) == 0)
    return NULL;
  ilv_lock (&sched->lock);
  g = ilv_runq_take_global_locked (sched, proc, max);
  ilv_unlock (&sched->lock);
  return g;
}

/* What this processor can run without asking another. */
static struct ilv_g *
find_here (struct ilv_proc *proc)
{
  struct ilv_g *g = NULL;
  bool inherits = false;

  if (ilv_unlikely (ilv_timer_next (proc) != ILV_NEVER))
    ilv_timer_run_due (proc, proc, ilv_now_nsec (&proc->p));
  if (ilv_unlikely (atomic_load_explicit (&proc->n_starts, memory_order_relaxed)
                    % GLOBAL_FIRST_EVERY == 0))
    g = take_global (proc, 1);
  if (!g)
    g = ilv_runq_take (proc, &inherits);
  if (!g)
    g = take_global (proc, ILV_RUNQ_BATCH);
  if (g && !inherits)
    count (&proc->n_slices);
  return g;
}

/* Takes from @victim: its overdue timers only with @is_last_round. */
static struct ilv_g *
take_from (struct ilv_proc *proc, struct ilv_proc *victim, bool is_last_round)
{
  struct ilv_g *g = ilv_runq_steal (proc, victim, is_last_round);
  bool inherits;

  if (g || !is_last_round || ilv_timer_next (victim) == ILV_NEVER)
    return g;
  ilv_timer_run_due (proc, victim, ilv_now_nsec (&proc->p));
  return ilv_runq_take (proc, &inherits);
}

static struct ilv_g *
steal (struct ilv_proc *proc)
{
  struct ilv_sched *sched = proc->p.sched;
  uint32_t n_procs = atomic_load_explicit (&sched->n_procs, memory_order_relaxed);

  for (unsigned round = 0; round < N_STEAL_ROUNDS; round++)
    {
      struct ilv_choice_order order = ilv_choice_steal_order (proc, n_procs);

      for (uint32_t i = 0; i < n_procs; i++)
        {
          struct ilv_proc *victim = &sched->procs[ilv_choice_victim (&order, i)];
          struct ilv_g *g = NULL;

          if (victim != proc)
            g = take_from (proc, victim, round == N_STEAL_ROUNDS - 1);
          if (g)
            {
              count (&proc->n_slices);
              return g;
            }
          /* Relaxed: the loop attends to it. */
          if (atomic_load_explicit (&proc->p.poll, memory_order_relaxed) & ~ILV_POLL_ASKED)
            return NULL;
        }
    }
  return NULL;
}

/* Searches among the others, if not too many do already. */
static struct ilv_g *
find_elsewhere (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  uint32_t n_procs = atomic_load_explicit (&sched->n_procs, memory_order_relaxed);

  if (n_procs == 1)
    return NULL;
  if (!machine->is_spinning)
    {
      /* Relaxed: a rule of thumb. */
      uint32_t n_busy = n_procs
                        - atomic_load_explicit (&sched->n_idle_procs, memory_order_relaxed);

      if (2 * atomic_load_explicit (&sched->n_spinning, memory_order_relaxed) >= n_busy)
        return NULL;
      ilv_machine_start_spinning (machine);
    }
  return steal (machine->proc);
}

/* Nothing found: the processor becomes idle. Returns a G that came to the
 * global queue at the last moment. */
static struct ilv_g *
give_up_proc (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  struct ilv_proc *proc = machine->proc;
  struct ilv_g *g;

  ilv_trace_proc_stop (proc);
  ilv_lock (&sched->lock);
  g = ilv_runq_take_global_locked (sched, proc, ILV_RUNQ_BATCH);
  if (!g && !(atomic_load_explicit (&proc->p.poll, memory_order_relaxed) & ~ILV_POLL_ASKED))
    {
      machine->proc = NULL;
      ilv_machine_put_idle_proc_locked (sched, proc);
    }
  ilv_unlock (&sched->lock);
  return g;
}

/* Second half of the delicate step of machine.c: @machine, without a processor
 * now, stops searching. */
static void
look_again (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;

  machine->is_spinning = false;
  atomic_fetch_sub_explicit (&sched->n_spinning, 1, memory_order_seq_cst);
  if (!ilv_machine_sees_work (sched))
    return;
  ilv_lock (&sched->lock);
  machine->proc = ilv_machine_take_idle_proc_locked (sched);
  ilv_unlock (&sched->lock);
  if (machine->proc)
    ilv_machine_start_spinning (machine);
}

/* NULL: look at everything again. */
static struct ilv_g *
find (struct ilv_machine *machine)
{
  struct ilv_g *g = find_here (machine->proc);

  if (ilv_likely (g != NULL))
    return g;
  machine->proc->is_now_stale = true; /* a search takes time */
  g = find_elsewhere (machine);
  if (!g)
    g = give_up_proc (machine);
  if (!machine->proc && machine->is_spinning)
    look_again (machine);
  return g;
}

/* --- Running it ----------------------------------------------------------- */

static void
put_back (struct ilv_proc *proc, struct ilv_g *g, bool is_preempted)
{
  struct ilv_sched *sched = proc->p.sched;

  g->status = ILV_G_RUNNABLE;
  proc->is_now_stale = true;
  ilv_trace_write (proc, g, ILV_EVENT_GO_YIELD, 0, ++g->seq, is_preempted);
  if (is_preempted)
    ilv_runq_expire (proc);
  ilv_runq_put_global (sched, g);
  if (ilv_runq_has_next (proc) || ilv_runq_length (proc) > 0)
    ilv_machine_wake_one (sched);
}

static void
end (struct ilv_proc *proc, struct ilv_g *g)
{
  g->status = ILV_G_DEAD;
  proc->is_now_stale = true;
  ilv_trace_write (proc, g, ILV_EVENT_GO_END, 0, ++g->seq, 0);
  ilv_park_forget (proc, g);
  proc->p.sched->ops.free (&proc->p, g);
}

static void
finish_park (struct ilv_proc *proc)
{
  void (*unlock) (void *arg) = proc->park_unlock;

  proc->park_unlock = NULL;
  if (unlock)
    unlock (proc->park_arg);
}

/* The viewer wants the program to wait; meanwhile the run may end, or the
 * processor retire. False: @g is put back. */
static bool
obey_viewer (struct ilv_proc *proc, struct ilv_g *g)
{
  ilv_world_hold (proc);
  if (!(atomic_load_explicit (&proc->p.poll, memory_order_relaxed)
        & (ILV_POLL_OVER | ILV_POLL_RETIRED)))
    return true;
  ilv_runq_put_global (proc->p.sched, g);
  return false;
}

static void
run (struct ilv_machine *machine, struct ilv_g *g)
{
  struct ilv_proc *proc = machine->proc;
  enum ilv_outcome outcome;

  if (proc->p.is_traced)
    {
      if (ilv_unlikely (ilv_control_has_order (proc->p.sched->shm)) && !obey_viewer (proc, g))
        return;
      ilv_trace_step (machine, proc);
    }
  count (&proc->n_starts);
  g->p = &proc->p;
  g->status = ILV_G_RUNNING;
  ilv_trace_write (proc, g, ILV_EVENT_GO_START, 0, ++g->seq, 0);

  outcome = proc->p.sched->ops.resume (&proc->p, g);
  /* Without its processor it may not touch what is the processor's. */
  if (proc->p.is_traced && outcome != ILV_OUTCOME_LOST_P
      && ilv_unlikely (ilv_control_has_order (proc->p.sched->shm)))
    ilv_control_end_step (&proc->ring);
  switch (outcome)
    {
    case ILV_OUTCOME_PARKED:
      finish_park (proc);
      break;
    case ILV_OUTCOME_YIELDED:
      put_back (proc, g, false);
      break;
    case ILV_OUTCOME_PREEMPTED:
      put_back (proc, g, true);
      break;
    case ILV_OUTCOME_LOST_P:
      ilv_syscall_lost (machine, g);
      break;
    case ILV_OUTCOME_ENDED:
      end (proc, g);
      break;
    }
}

/* Does what the processor is asked to. False: the run is over. */
static bool
attend (struct ilv_machine *machine, uint32_t bits)
{
  struct ilv_proc *proc = machine->proc;

  if (bits & ILV_POLL_OVER)
    {
      ilv_world_leave (machine);
      return false;
    }
  if (bits & ILV_POLL_STOP)
    ilv_world_wait (proc);
  else if (bits & ILV_POLL_RETIRED)
    ilv_world_retire (machine);
  else
    {
      /* A hold is obeyed by everyone before the next G (run). */
      atomic_fetch_and_explicit (&proc->p.poll, ~(uint32_t) (ILV_POLL_PREEMPT | ILV_POLL_HOLD),
                                 memory_order_relaxed);
      ilv_runq_expire (proc);
    }
  return true;
}

/* The first machine makes main known. Its thread can take a while to come to
 * life; were main made before, the picture would begin with main waiting for it.
 * Only the first may look at main_g: nothing orders the others' reads with it. */
static void
begin (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  struct ilv_proc *proc = machine->proc;

  proc->is_now_stale = true;
  ilv_trace_write (proc, NULL, ILV_EVENT_PROCS, 0, 0,
                   atomic_load_explicit (&sched->n_procs, memory_order_relaxed));
  ilv_go (&proc->p, NULL, sched->main_g, sched->main_func);
}

void
ilv_sched_loop (struct ilv_machine *machine)
{
  if (machine->id == FIRST_MACHINE_ID)
    begin (machine);
  for (;;)
    {
      struct ilv_g *g;
      uint32_t bits;

      if (!machine->proc)
        {
          if (!ilv_machine_sleep (machine))
            return;
          continue;
        }
      /* Relaxed: as in ilv_poll(). A request of the G's owner waits for a G. */
      bits = atomic_load_explicit (&machine->proc->p.poll, memory_order_relaxed) & ~ILV_POLL_ASKED;
      if (ilv_unlikely (bits))
        {
          if (!attend (machine, bits))
            return;
          continue;
        }
      g = find (machine);
      if (!g)
        continue;
      if (machine->is_spinning)
        ilv_machine_stop_spinning (machine);
      run (machine, g);
    }
}

/* --- A run ---------------------------------------------------------------- */

static void
init_proc (struct ilv_sched *sched, uint32_t id, unsigned n_procs)
{
  struct ilv_proc *proc = &sched->procs[id];

  proc->p.sched = sched;
  proc->p.id = id;
  atomic_init (&proc->status, id < n_procs ? ILV_PROC_IDLE : ILV_PROC_RETIRED);
  atomic_init (&proc->timers.next_nsec, ILV_NEVER);
  if (id > 0 && id < n_procs)
    ilv_machine_put_idle_proc_locked (sched, proc);
}

struct ilv_sched *
ilv_sched_new (const struct ilv_sched_config *config, const struct ilv_sched_ops *ops)
{
  struct ilv_sched *sched;

  ILV_ASSERT (config->n_procs >= 1 && config->n_procs <= ILV_MAX_PROCS);
  sched = aligned_alloc (_Alignof (struct ilv_sched), sizeof *sched);
  if (!sched)
    {
      if (config->trace_fd >= 0)
        close (config->trace_fd);
      return NULL;
    }
  memset (sched, 0, sizeof *sched);
  sched->ops = *ops;
  atomic_init (&sched->n_procs, config->n_procs);
  ilv_clock_start (&sched->clock);
  for (uint32_t id = ILV_MAX_PROCS; id-- > 0;)
    init_proc (sched, id, config->n_procs);
  ilv_choice_seed (sched, config->seed);
  if (!ilv_trace_open (sched, config->trace_fd))
    {
      free (sched);
      return NULL;
    }
  return sched;
}

void
ilv_sched_free (struct ilv_sched *sched)
{
  if (!sched)
    return;
  ilv_machine_join_all (sched);
  ilv_trace_close (sched);
  free (sched);
}

void *
ilv_sched_data (struct ilv_sched *sched)
{
  return sched->ops.data;
}

struct ilv_p *
ilv_sched_p (struct ilv_sched *sched, unsigned index)
{
  ILV_ASSERT (index < ILV_MAX_PROCS);
  return &sched->procs[index].p;
}

int
ilv_sched_run (struct ilv_sched *sched, struct ilv_g *main_g, uint32_t func_string)
{
  struct ilv_proc *proc = &sched->procs[0];

  ilv_proc_set_state (proc, ILV_PROC_RUNNING);
  sched->main_g = main_g;
  sched->main_func = func_string;
  ilv_lock (&sched->lock);
  if (!ilv_machine_start_and_unlock (sched, proc, false))
    {
      errno = EAGAIN;
      return -1;
    }
  ilv_monitor_watch (sched);
  ilv_world_end (sched);
  ilv_trace_end (sched);
  return sched->status;
}

void
ilv_sched_stop (struct ilv_sched *sched, int status)
{
  ilv_lock (&sched->lock);
  if (!atomic_load_explicit (&sched->is_over, memory_order_relaxed))
    {
      sched->status = status;
      sched->over_nsec = ilv_clock_nsec (&sched->clock);
      /* Relaxed: the bits below, set after it, are what machines look at; those
       * without a processor look under the lock. */
      atomic_store_explicit (&sched->is_over, true, memory_order_relaxed);
      for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
        atomic_fetch_or_explicit (&sched->procs[i].p.poll, ILV_POLL_OVER, memory_order_seq_cst);
      ilv_monitor_call_locked (sched);
    }
  ilv_unlock (&sched->lock);
  if (sched->shm)
    ilv_shm_cancel_waits (sched->shm);
  ilv_machine_wake_all (sched);
}

unsigned
ilv_n_goroutines (struct ilv_sched *sched)
{
  return atomic_load_explicit (&sched->n_goroutines, memory_order_relaxed);
}

void
ilv_sched_each_g (struct ilv_sched *sched, void (*visit) (struct ilv_g *g, void *data), void *data)
{
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    {
      struct ilv_g *next;

      for (struct ilv_g *g = sched->procs[i].all_first; g; g = next)
        {
          next = g->all_next;
          visit (g, data);
        }
    }
}

/* park.c - The doors: into life, to waiting, out of waiting.
 *
 * A G's states, and who moves it:
 *
 *   NEW -> RUNNABLE       ilv_go()
 *   RUNNABLE -> RUNNING   the machine that took it from a queue (sched.c)
 *   RUNNING -> WAITING    the G itself, by ilv_park() and nothing else
 *   WAITING -> RUNNABLE   whoever takes it out of where it waits, by ilv_ready()
 *   RUNNING -> RUNNABLE, DEAD   the machine that ran it (sched.c)
 *   RUNNING <-> SYSCALL   the G itself (syscall.c)
 *
 * A G that parks has put itself where a waker will find it, under a lock. The
 * lock is given back only when the G has left its thread: until then nobody
 * can find it, so no state between "parks" and "parked" is needed, and the
 * status needs no atomic. The rejected way round, a flag on the G that a waker
 * has to spin on, costs every wake-up a locked instruction.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

static void
add_to_all (struct ilv_proc *proc, struct ilv_g *g)
{
  ilv_lock (&proc->all_lock);
  g->home = (uint8_t) proc->p.id;
  g->all_prev = NULL;
  g->all_next = proc->all_first;
  if (g->all_next)
    g->all_next->all_prev = g;
  proc->all_first = g;
  ilv_unlock (&proc->all_lock);
}

void
ilv_park_forget (struct ilv_proc *proc, struct ilv_g *g)
{
  struct ilv_sched *sched = proc->p.sched;
  struct ilv_proc *home = &sched->procs[g->home];

  ilv_lock (&home->all_lock);
  if (g->all_prev)
    g->all_prev->all_next = g->all_next;
  else
    home->all_first = g->all_next;
  if (g->all_next)
    g->all_next->all_prev = g->all_prev;
  ilv_unlock (&home->all_lock);
  if (!g->is_system)
    atomic_fetch_sub_explicit (&sched->n_goroutines, 1, memory_order_relaxed);
}

/* The G behind the running one is alone in the next slot: it will most likely
 * run here in a moment, and waking a thread for it would cost hundreds of
 * hand-offs. If the running G works on instead, its tick, or the monitor, sees
 * what is owed. Only when there is more than that another thread is worth it. */
static void
run_next (struct ilv_proc *proc, struct ilv_g *g)
{
  if (ilv_runq_put_next (proc, g))
    ilv_machine_wake_one (proc->p.sched);
  else
    proc->is_wake_owed = true;
}

void
ilv_go (struct ilv_p *p, struct ilv_g *creator, struct ilv_g *g, uint32_t func_string)
{
  struct ilv_proc *proc = ilv_proc_of (p);
  struct ilv_sched *sched = p->sched;

  /* Relaxed: numbers are only told apart. */
  g->id = 1 + atomic_fetch_add_explicit (&sched->last_g_id, 1, memory_order_relaxed);
  g->creator_id = creator ? creator->id : 0;
  if (creator && g->create_site == 0)
    g->create_site = creator->site;
  g->seq = 1;
  g->status = ILV_G_RUNNABLE;
  if (!g->is_system)
    atomic_fetch_add_explicit (&sched->n_goroutines, 1, memory_order_relaxed);
  add_to_all (proc, g);
  ilv_trace_write (proc, creator, ILV_EVENT_GO_CREATE, g->id, g->seq, func_string);
  run_next (proc, g);
}

enum ilv_step
ilv_park (struct ilv_p *p, struct ilv_g *g, enum ilv_wait_reason reason, uint32_t object,
          void (*unlock) (void *arg), void *arg)
{
  struct ilv_proc *proc = ilv_proc_of (p);

  g->status = ILV_G_WAITING;
  g->wait_reason = (uint8_t) reason;
  g->wait_object = object;
  proc->park_unlock = unlock;
  proc->park_arg = arg;
  proc->is_now_stale = true; /* a step ends */
  ilv_trace_write (proc, g, ILV_EVENT_GO_BLOCK, object, ++g->seq, reason);
  return ILV_STEP_PARK;
}

void
ilv_ready (struct ilv_p *p, struct ilv_g *by, struct ilv_g *g)
{
  struct ilv_proc *proc = ilv_proc_of (p);

  ILV_ASSERT (g->status == ILV_G_WAITING);
  g->status = ILV_G_RUNNABLE;
  ilv_trace_write (proc, by, ILV_EVENT_GO_READY, g->id, ++g->seq, 0);
  run_next (proc, g);
}

/* Something waits behind the running G, which has shown that it works on. */
static void
pay_wake (struct ilv_proc *proc)
{
  struct ilv_sched *sched = proc->p.sched;

  proc->is_wake_owed = false;
  /* Relaxed: seen late, the monitor helps. */
  if (atomic_load_explicit (&sched->n_idle_procs, memory_order_relaxed) == 0)
    return;
  if (ilv_runq_has_next (proc))
    ilv_machine_wake_one (sched);
  if (ilv_timer_next (proc) != ILV_NEVER)
    ilv_machine_wake_for_timers (sched);
}

void
ilv_p_tick (struct ilv_p *p)
{
  struct ilv_proc *proc = ilv_proc_of (p);

  proc->is_now_stale = true;
  if (ilv_unlikely (proc->is_wake_owed))
    pay_wake (proc);
}

/* Whether another G, or a timer, wants @proc. */
static bool
is_wanted (struct ilv_proc *proc)
{
  struct ilv_sched *sched = proc->p.sched;
  uint64_t next_nsec = ilv_timer_next (proc);

  return ilv_runq_has_next (proc) || ilv_runq_length (proc) > 0
         || atomic_load_explicit (&sched->n_global, memory_order_relaxed) > 0
         || (next_nsec != ILV_NEVER && next_nsec <= ilv_now_nsec (&proc->p));
}

bool
ilv_poll (struct ilv_p *p, struct ilv_g *g)
{
  struct ilv_proc *proc = ilv_proc_of (p);
  uint32_t bits;

  /* Relaxed: the bits say where to look; what was written before one was set
   * is found under the lock there. */
  while ((bits = atomic_load_explicit (&p->poll, memory_order_relaxed)))
    {
      proc->is_now_stale = true;
      if (bits & (ILV_POLL_OVER | ILV_POLL_RETIRED))
        return true;
      if (bits & ILV_POLL_STOP)
        ilv_world_wait (proc);
      else if (bits & ILV_POLL_HOLD)
        ilv_world_hold (proc);
      else if (atomic_fetch_and_explicit (&p->poll,
                                          ~(uint32_t) (ILV_POLL_PREEMPT | ILV_POLL_ASKED),
                                          memory_order_relaxed)
               & ILV_POLL_PREEMPT)
        return is_wanted (proc);
      else
        return false;
    }
  return false;
}

void
ilv_poll_ask (struct ilv_p *p)
{
  atomic_fetch_or_explicit (&p->poll, ILV_POLL_ASKED, memory_order_relaxed);
}

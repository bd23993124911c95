/* syscall.c - A G that may be away for long leaves its processor on the counter.
 *
 * Entering is one store: the processor's status says SYSCALL, and a number that
 * grows with each system call. From then on anybody may take the processor by
 * exchanging that very value (the monitor, if there is work for it; a stop of
 * the world). Coming back is the same exchange: if it succeeds nothing
 * happened and the G runs on, at the cost of a system call's thousandth. If
 * not, the thread has no processor any more, and its G becomes runnable.
 *
 * The number is what tells one call from the next on the same processor: taken,
 * given to another thread, and in a system call again looks different.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

void
ilv_syscall_enter (struct ilv_p *p, struct ilv_g *g, uint32_t name)
{
  struct ilv_proc *proc = ilv_proc_of (p);
  uint32_t status = atomic_load_explicit (&proc->status, memory_order_relaxed);

  g->status = ILV_G_SYSCALL;
  proc->is_now_stale = true;
  ilv_trace_write (proc, g, ILV_EVENT_SYSCALL_ENTER, 0, ++g->seq, name);
  proc->is_now_stale = true;
  status = (status & ~ILV_PROC_STATE_MASK) + ILV_PROC_SYSCALL_STEP + ILV_PROC_SYSCALL;
  /* A running G needs these no more until it is back. */
  g->wait_object = status;
  /* Sequentially consistent, with the load of `poll` below: who wants all
   * processors to stop sets the bit first and looks at the status then. Either
   * it sees that we are in a system call, or we see its bit. Release is part
   * of it: who takes the processor sees what we did with it. */
  atomic_store_explicit (&proc->status, status, memory_order_seq_cst);
  if (ilv_unlikely (atomic_load_explicit (&p->poll, memory_order_seq_cst)
                    & (ILV_POLL_STOP | ILV_POLL_OVER)))
    ilv_world_report (p->sched);
}

bool
ilv_syscall_exit (struct ilv_p *p, struct ilv_g *g)
{
  struct ilv_proc *proc = ilv_proc_of (p);
  uint32_t status = g->wait_object;
  uint32_t running = (status & ~ILV_PROC_STATE_MASK) | ILV_PROC_RUNNING;

  /* Acquire: nobody had it meanwhile, but a stop of the world may have looked. */
  if (!atomic_compare_exchange_strong_explicit (&proc->status, &status, running,
                                                memory_order_acq_rel,
                                                memory_order_relaxed))
    return false;
  g->status = ILV_G_RUNNING;
  ilv_trace_write (proc, g, ILV_EVENT_SYSCALL_EXIT, 0, ++g->seq, 0);
  return true;
}

void
ilv_syscall_lost (struct ilv_machine *machine, struct ilv_g *g)
{
  struct ilv_sched *sched = machine->sched;
  struct ilv_g_list list = { .first = g, .last = g, .n = 1 };

  machine->proc = NULL;
  g->link = NULL;
  ilv_lock (&sched->lock);
  /* After the run nobody writes events any more. */
  if (!atomic_load_explicit (&sched->is_over, memory_order_relaxed))
    {
      g->status = ILV_G_RUNNABLE;
      ilv_trace_lost_locked (sched, g);
      ilv_runq_put_global_locked (sched, &list);
      machine->proc = ilv_machine_take_idle_proc_locked (sched);
    }
  ilv_unlock (&sched->lock);
}

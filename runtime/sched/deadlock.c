/* deadlock.c - All goroutines are asleep.
 *
 * Nothing can ever run again when every machine is idle and no timer is set. A
 * machine counts as idle only from when it is put to the idle ones, and as not
 * idle from when its waker takes it from there, both under sched->lock; before
 * it goes there it has seen its own queue and the global one empty. So at the
 * moment the last one is about to go, nobody holds a G, a processor with work,
 * or a thread in a system call (whose machine is not idle). Counting waiting
 * Gs instead would need a shared counter in every park.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

bool
ilv_deadlock_is_reached_locked (struct ilv_sched *sched)
{
  return sched->n_idle_machines + 1 == sched->n_machines && sched->global.n == 0
         && ilv_timer_next_of_all (sched) == ILV_NEVER;
}

void
ilv_deadlock_report (struct ilv_sched *sched, struct ilv_proc *proc)
{
  proc->is_now_stale = true;
  sched->ops.deadlock (&proc->p);
  ilv_sched_stop (sched, 2);
}

/* machine.c - Threads: who has a processor, who searches, who sleeps.
 *
 * A machine without work gives its processor up and sleeps on a futex of its
 * own. Waking one costs 10 microseconds, hundreds of hand-offs, so it is done
 * sparingly; but work must not lie where an idle processor could do it. Both
 * are had by *spinning* machines: ones that hold a processor, have no work and
 * look around for some. While there is one, nobody who makes work wakes
 * another, because that one will find it. At most half of the busy processors
 * spin.
 *
 * The delicate step is a machine that stops searching while work appears:
 *
 *   who makes work                        who stops searching
 *     1. puts a G into its run queue        1. gives up its processor, n_spinning--
 *     2. looks at n_spinning: 0? wake       2. looks at all run queues again
 *
 * All four are sequentially consistent, so at least one of the two sees the
 * other. And a spinning machine that finds work wakes the next, if there is
 * more: it may have been the reason why somebody woke nobody.
 *
 * The next slot is left out of this: a G there is usually run in a moment by
 * the very processor (park.c).
 *
 * Idle machines also keep the time: one of them, the timekeeper, sleeps no
 * longer than to the next timer of all processors.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#include <stdlib.h>

struct ilv_proc *
ilv_machine_take_idle_proc_locked (struct ilv_sched *sched)
{
  struct ilv_proc *proc = sched->idle_procs;

  if (!proc || sched->stopper || sched->is_final_stop)
    return NULL;
  sched->idle_procs = proc->idle_next;
  atomic_fetch_sub_explicit (&sched->n_idle_procs, 1, memory_order_seq_cst);
  ilv_proc_set_state (proc, ILV_PROC_RUNNING);
  if (sched->is_monitor_asleep)
    ilv_monitor_call_locked (sched);
  return proc;
}

void
ilv_machine_put_idle_proc_locked (struct ilv_sched *sched, struct ilv_proc *proc)
{
  ilv_proc_set_state (proc, ILV_PROC_IDLE);
  proc->idle_next = sched->idle_procs;
  sched->idle_procs = proc;
  atomic_fetch_add_explicit (&sched->n_idle_procs, 1, memory_order_seq_cst);
  if (sched->stopper)
    ilv_world_report (sched);
}

/* --- Threads ------------------------------------------------------------- */

static void *
thread_main (void *data)
{
  ilv_sched_loop (data);
  return NULL;
}

/* sched->lock held. A machine that is not a thread yet. */
static struct ilv_machine *
add_machine_locked (struct ilv_sched *sched)
{
  struct ilv_machine *machine = calloc (1, sizeof *machine);

  if (!machine)
    return NULL;
  machine->sched = sched;
  machine->id = ++sched->last_machine_id;
  sched->n_machines++;
  machine->all_next = sched->all_machines;
  sched->all_machines = machine;
  return machine;
}

/* sched->lock held. @machine, just added, never became a thread. */
static void
remove_machine_locked (struct ilv_sched *sched, struct ilv_machine *machine)
{
  struct ilv_machine **link = &sched->all_machines;

  while (*link != machine)
    link = &(*link)->all_next;
  *link = machine->all_next;
  sched->n_machines--;
  free (machine);
}

/* The system gives no thread. The others go on; what lies in @proc goes where
 * they find it. @machine may be NULL. */
static void
do_without_thread (struct ilv_sched *sched, struct ilv_machine *machine,
                   struct ilv_proc *proc, bool is_spinning)
{
  if (is_spinning)
    atomic_fetch_sub_explicit (&sched->n_spinning, 1, memory_order_seq_cst);
  ilv_lock (&sched->lock);
  if (machine)
    remove_machine_locked (sched, machine);
  ilv_runq_drain_locked (sched, proc);
  ilv_machine_put_idle_proc_locked (sched, proc);
  ilv_unlock (&sched->lock);
}

/* --- Waking -------------------------------------------------------------- */

/* sched->lock held. */
static void
remove_idle_locked (struct ilv_sched *sched, struct ilv_machine *machine)
{
  struct ilv_machine **link = &sched->idle_machines;

  while (*link != machine)
    link = &(*link)->idle_next;
  *link = machine->idle_next;
  machine->is_idle = false;
  sched->n_idle_machines--;
  if (sched->timekeeper == machine)
    sched->timekeeper = NULL;
}

static void
wake (struct ilv_machine *machine)
{
  /* Release: next_proc and what the waker did with it. */
  atomic_store_explicit (&machine->is_woken, 1, memory_order_release);
  ilv_futex_wake (&machine->is_woken, 1);
}

bool
ilv_machine_start_and_unlock (struct ilv_sched *sched, struct ilv_proc *proc, bool is_spinning)
{
  struct ilv_machine *machine = sched->idle_machines;

  if (machine)
    {
      remove_idle_locked (sched, machine);
      machine->next_proc = proc;
      machine->next_is_spinning = is_spinning;
      ilv_unlock (&sched->lock);
      wake (machine);
      return true;
    }
  machine = add_machine_locked (sched);
  ilv_unlock (&sched->lock);
  if (machine)
    {
      machine->proc = proc;
      machine->is_spinning = is_spinning;
      if (pthread_create (&machine->thread, NULL, thread_main, machine) == 0)
        return true;
    }
  do_without_thread (sched, machine, proc, is_spinning);
  return false;
}

void
ilv_machine_wake_one (struct ilv_sched *sched)
{
  struct ilv_proc *proc;
  uint32_t none = 0;

  /* See the top of the file: after the run queue's tail was written. */
  if (atomic_load_explicit (&sched->n_idle_procs, memory_order_seq_cst) == 0
      || atomic_load_explicit (&sched->n_spinning, memory_order_seq_cst) != 0
      || !atomic_compare_exchange_strong_explicit (&sched->n_spinning, &none, 1,
                                                   memory_order_seq_cst,
                                                   memory_order_relaxed))
    return;
  ilv_lock (&sched->lock);
  proc = ilv_machine_take_idle_proc_locked (sched);
  if (proc)
    ilv_machine_start_and_unlock (sched, proc, true);
  else
    {
      ilv_unlock (&sched->lock);
      atomic_fetch_sub_explicit (&sched->n_spinning, 1, memory_order_seq_cst);
    }
}

void
ilv_machine_hand_off (struct ilv_sched *sched, struct ilv_proc *proc)
{
  bool has_work;

  ilv_lock (&sched->lock);
  if (proc->p.id >= atomic_load_explicit (&sched->n_procs, memory_order_relaxed))
    {
      ilv_world_retire_locked (sched, proc);
      ilv_unlock (&sched->lock);
      return;
    }
  has_work = ilv_runq_has_next (proc) || ilv_runq_length (proc) > 0 || sched->global.n > 0;
  ilv_machine_put_idle_proc_locked (sched, proc);
  if (has_work && (proc = ilv_machine_take_idle_proc_locked (sched)))
    {
      ilv_machine_start_and_unlock (sched, proc, false);
      return;
    }
  ilv_unlock (&sched->lock);
  ilv_machine_wake_for_timers (sched);
}

/* sched->lock held. Takes @machine from the idle ones to wake it without a
 * processor. */
static void
rouse_locked (struct ilv_sched *sched, struct ilv_machine *machine)
{
  remove_idle_locked (sched, machine);
  machine->next_proc = NULL;
  machine->next_is_spinning = false;
}

void
ilv_machine_wake_for_timers (struct ilv_sched *sched)
{
  uint64_t next_nsec = ilv_timer_next_of_all (sched);
  struct ilv_machine *machine;
  struct ilv_proc *proc;

  if (next_nsec == ILV_NEVER)
    return;
  ilv_lock (&sched->lock);
  if (sched->timekeeper && sched->timekeeper_nsec <= next_nsec)
    {
      ilv_unlock (&sched->lock);
      return;
    }
  machine = sched->timekeeper ? sched->timekeeper : sched->idle_machines;
  if (machine)
    {
      rouse_locked (sched, machine);
      ilv_unlock (&sched->lock);
      wake (machine);
    }
  /* All threads are in system calls: one more, to wait for the timer. */
  else if ((proc = ilv_machine_take_idle_proc_locked (sched)))
    ilv_machine_start_and_unlock (sched, proc, false);
  else
    ilv_unlock (&sched->lock);
}

void
ilv_machine_wake_all (struct ilv_sched *sched)
{
  for (;;)
    {
      struct ilv_machine *machine;

      ilv_lock (&sched->lock);
      machine = sched->idle_machines;
      if (machine)
        rouse_locked (sched, machine);
      ilv_unlock (&sched->lock);
      if (!machine)
        return;
      wake (machine);
    }
}

void
ilv_machine_join_all (struct ilv_sched *sched)
{
  struct ilv_machine *machine;

  while ((machine = sched->all_machines))
    {
      sched->all_machines = machine->all_next;
      pthread_join (machine->thread, NULL);
      free (machine);
    }
}

/* --- Searching ----------------------------------------------------------- */

bool
ilv_machine_sees_work (struct ilv_sched *sched)
{
  /* GOMAXPROCS may change meanwhile; a retired processor's queue is empty. */
  uint32_t n_procs = atomic_load_explicit (&sched->n_procs, memory_order_relaxed);

  for (uint32_t i = 0; i < n_procs; i++)
    if (ilv_runq_length (&sched->procs[i]) > 0)
      return true;
  return atomic_load_explicit (&sched->n_global, memory_order_relaxed) > 0;
}

void
ilv_machine_start_spinning (struct ilv_machine *machine)
{
  machine->is_spinning = true;
  atomic_fetch_add_explicit (&machine->sched->n_spinning, 1, memory_order_seq_cst);
}

void
ilv_machine_stop_spinning (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;

  machine->is_spinning = false;
  if (atomic_fetch_sub_explicit (&sched->n_spinning, 1, memory_order_seq_cst) == 1
      && ilv_machine_sees_work (sched))
    ilv_machine_wake_one (sched);
}

/* --- Sleeping ------------------------------------------------------------ */

/* sched->lock held. Something to do instead of sleeping? */
static bool
finds_proc_locked (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;

  if (sched->global.n > 0)
    machine->proc = ilv_machine_take_idle_proc_locked (sched);
  return machine->proc != NULL;
}

/* sched->lock held. Puts @machine to the idle ones; until when it may sleep. */
static uint64_t
become_idle_locked (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  uint64_t next_nsec = ilv_timer_next_of_all (sched);

  machine->is_idle = true;
  machine->idle_next = sched->idle_machines;
  sched->idle_machines = machine;
  sched->n_idle_machines++;
  /* Without a processor to fire it on there is no point in getting up for a
   * timer; whoever makes one free, or lets the world go on, wakes one of us. */
  if (next_nsec == ILV_NEVER || !sched->idle_procs || sched->stopper
      || (sched->timekeeper && sched->timekeeper_nsec <= next_nsec))
    return ILV_NEVER;
  sched->timekeeper = machine;
  sched->timekeeper_nsec = next_nsec;
  return next_nsec;
}

/* Sleeps until somebody wakes it, or @until_nsec. True: woken. */
static bool
wait_for_wake (struct ilv_machine *machine, uint64_t until_nsec)
{
  /* Acquire: next_proc. */
  while (!atomic_load_explicit (&machine->is_woken, memory_order_acquire))
    {
      uint64_t timeout_nsec = ILV_NEVER;

      if (until_nsec != ILV_NEVER)
        {
          uint64_t now_nsec = ilv_clock_nsec (&machine->sched->clock);

          if (now_nsec >= until_nsec)
            return false;
          timeout_nsec = until_nsec - now_nsec;
        }
      ilv_futex_wait (&machine->is_woken, 0, timeout_nsec);
    }
  return true;
}

/* A timer is due. With a processor @machine will find it in its search. */
static void
get_up_for_timer (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  bool is_woken_too;

  ilv_lock (&sched->lock);
  is_woken_too = !machine->is_idle;
  if (!is_woken_too)
    {
      remove_idle_locked (sched, machine);
      machine->next_proc = ilv_machine_take_idle_proc_locked (sched);
      machine->next_is_spinning = false;
    }
  ilv_unlock (&sched->lock);
  /* Its waker took it from the list but has not rung yet. */
  if (is_woken_too)
    wait_for_wake (machine, ILV_NEVER);
}

bool
ilv_machine_sleep (struct ilv_machine *machine)
{
  struct ilv_sched *sched = machine->sched;
  uint64_t until_nsec;

  ilv_lock (&sched->lock);
  if (atomic_load_explicit (&sched->is_over, memory_order_relaxed))
    {
      ilv_unlock (&sched->lock);
      return false;
    }
  if (finds_proc_locked (machine))
    {
      ilv_unlock (&sched->lock);
      return true;
    }
  if (ilv_deadlock_is_reached_locked (sched))
    {
      struct ilv_proc *proc = ilv_machine_take_idle_proc_locked (sched);

      ilv_unlock (&sched->lock);
      machine->proc = proc;
      ilv_deadlock_report (sched, proc);
      return true;
    }
  until_nsec = become_idle_locked (machine);
  ilv_unlock (&sched->lock);

  if (!wait_for_wake (machine, until_nsec))
    get_up_for_timer (machine);
  /* Relaxed: nobody wakes a machine that is not idle. */
  atomic_store_explicit (&machine->is_woken, 0, memory_order_relaxed);
  machine->proc = machine->next_proc;
  machine->is_spinning = machine->next_is_spinning;
  machine->next_proc = NULL;
  return true;
}

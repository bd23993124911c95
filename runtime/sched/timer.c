/* timer.c - Timers: a heap for each processor.
 *
 * A timer goes to the heap of the processor that sets it. That processor looks
 * at its heap between two Gs (one load if it is empty); machines that search
 * for work also fire what is overdue elsewhere; of the idle ones one sleeps no
 * longer than to the next timer of all (machine.c); and the monitor comes to
 * help where a processor is kept from looking by a G that runs and runs.
 *
 * The heaps are pairing heaps threaded through the timers: a G that goes to
 * sleep must not need memory. (A 4-ary heap in an array was the first design;
 * it is a little faster to pop, but it has to grow.) Setting takes O(1), firing
 * and stopping O(log n) on average; nothing stopped stays behind.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

/* Each timer is due no earlier than its parent. `child` is its first child,
 * `next` its next sibling, `prev` its previous sibling or, of a first child,
 * its parent. A root has neither next nor prev. */

/* Joins two heaps; of two due at once, @a stays in front. */
static struct ilv_timer *
meld (struct ilv_timer *a, struct ilv_timer *b)
{
  if (!a || !b)
    return a ? a : b;
  if (b->when_nsec < a->when_nsec)
    {
      struct ilv_timer *soonest = b;
      b = a;
      a = soonest;
    }
  b->prev = a;
  b->next = a->child;
  if (b->next)
    b->next->prev = b;
  a->child = b;
  return a;
}

/* Joins the children of a removed timer: in pairs from the left, then the
 * pairs from the right. This is what makes the average logarithmic. */
static struct ilv_timer *
meld_siblings (struct ilv_timer *first)
{
  struct ilv_timer *pairs = NULL, *root = NULL;

  while (first)
    {
      struct ilv_timer *a = first, *b = first->next, *pair;

      first = b ? b->next : NULL;
      a->next = a->prev = NULL;
      if (b)
        b->next = b->prev = NULL;
      pair = meld (a, b);
      pair->next = pairs;
      pairs = pair;
    }
  while (pairs)
    {
      struct ilv_timer *pair = pairs;

      pairs = pair->next;
      pair->next = NULL;
      root = meld (pair, root);
    }
  return root;
}

static void
publish_next (struct ilv_timers *timers)
{
  /* Relaxed: see next_nsec in internal.h. */
  atomic_store_explicit (&timers->next_nsec, timers->root ? timers->root->when_nsec : ILV_NEVER,
                         memory_order_relaxed);
}

static void
insert (struct ilv_proc *proc, struct ilv_timer *timer)
{
  struct ilv_timers *timers = &proc->timers;

  timer->child = timer->next = timer->prev = NULL;
  timers->root = meld (timers->root, timer);
  /* Relaxed: read under the lock, or to find out which lock to take. */
  atomic_store_explicit (&timer->home, &proc->p, memory_order_relaxed);
  publish_next (timers);
}

static void
delete (struct ilv_timers *timers, struct ilv_timer *timer)
{
  struct ilv_timer *rest = meld_siblings (timer->child);

  if (timer == timers->root)
    timers->root = rest;
  else
    {
      if (timer->prev->child == timer)
        timer->prev->child = timer->next;
      else
        timer->prev->next = timer->next;
      if (timer->next)
        timer->next->prev = timer->prev;
      timers->root = meld (timers->root, rest);
    }
  atomic_store_explicit (&timer->home, NULL, memory_order_relaxed);
  publish_next (timers);
}

void
ilv_timer_set (struct ilv_p *p, struct ilv_timer *timer)
{
  struct ilv_proc *proc = ilv_proc_of (p);

  ILV_ASSERT (atomic_load_explicit (&timer->home, memory_order_relaxed) == NULL);
  ilv_lock (&proc->timers.lock);
  insert (proc, timer);
  ilv_unlock (&proc->timers.lock);
  proc->is_wake_owed = true;
}

bool
ilv_timer_stop (struct ilv_p *p, struct ilv_timer *timer)
{
  for (;;)
    {
      struct ilv_p *home = atomic_load_explicit (&timer->home, memory_order_relaxed);
      struct ilv_timers *timers;
      bool is_there;

      if (!home)
        return false;
      timers = &ilv_proc_of (home)->timers;
      ilv_lock (&timers->lock);
      /* It may have moved, or fired, before the lock was ours. */
      is_there = atomic_load_explicit (&timer->home, memory_order_relaxed) == home;
      if (is_there)
        delete (timers, timer);
      ilv_unlock (&timers->lock);
      if (is_there)
        return true;
    }
}

/* Takes the first timer if it is due, and sets it again if it is periodic:
 * missed periods are skipped, not made up for. */
static struct ilv_timer *
take_due (struct ilv_proc *owner, uint64_t now_nsec)
{
  struct ilv_timers *timers = &owner->timers;
  struct ilv_timer *timer;

  ilv_lock (&timers->lock);
  timer = timers->root;
  if (timer && timer->when_nsec > now_nsec)
    timer = NULL;
  if (timer)
    {
      delete (timers, timer);
      if (timer->period_nsec)
        {
          timer->when_nsec += timer->period_nsec
                              * (1 + (now_nsec - timer->when_nsec) / timer->period_nsec);
          insert (owner, timer);
        }
    }
  ilv_unlock (&timers->lock);
  return timer;
}

bool
ilv_timer_run_due (struct ilv_proc *proc, struct ilv_proc *owner, uint64_t now_nsec)
{
  bool has_fired = false;
  struct ilv_timer *timer;

  while (ilv_timer_next (owner) <= now_nsec && (timer = take_due (owner, now_nsec)))
    {
      timer->fire (&proc->p, timer);
      has_fired = true;
    }
  return has_fired;
}

uint64_t
ilv_timer_next_of_all (struct ilv_sched *sched)
{
  uint64_t next_nsec = ILV_NEVER;

  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    if (ilv_timer_next (&sched->procs[i]) < next_nsec)
      next_nsec = ilv_timer_next (&sched->procs[i]);
  return next_nsec;
}

void
ilv_timer_move_all (struct ilv_proc *from, struct ilv_proc *to)
{
  for (;;)
    {
      struct ilv_timer *timer;

      ilv_lock (&from->timers.lock);
      timer = from->timers.root;
      if (timer)
        delete (&from->timers, timer);
      ilv_unlock (&from->timers.lock);
      if (!timer)
        return;
      ilv_lock (&to->timers.lock);
      insert (to, timer);
      ilv_unlock (&to->timers.lock);
    }
}

/* --- Sleep --------------------------------------------------------------- */

static void
wake_sleeper (struct ilv_p *p, struct ilv_timer *timer)
{
  ilv_ready (p, NULL, timer->data);
}

/* The timer may fire, on another thread, as soon as it is set: so not before
 * the G has left its own. */
static void
set_sleep_timer (void *arg)
{
  struct ilv_g *g = arg;

  ilv_timer_set (g->p, &g->sleep);
}

enum ilv_step
ilv_sleep_begin (struct ilv_p *p, struct ilv_g *g, int64_t duration_nsec)
{
  uint64_t now_nsec;

  if (duration_nsec <= 0)
    return ILV_STEP_DONE;
  now_nsec = ilv_now_nsec (p);
  g->sleep = (struct ilv_timer){
    .when_nsec = now_nsec + (uint64_t) duration_nsec,
    .fire = wake_sleeper,
    .data = g,
  };
  return ilv_park (p, g, ILV_WAIT_SLEEP, 0, set_sleep_timer, g);
}

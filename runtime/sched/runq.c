/* runq.c - Run queues: one for each processor, and the global one.
 *
 * A processor's queue is a ring of 256: the owner fills the tail, the owner and
 * thieves take from the head by compare-and-exchange. Both counters only grow
 * (they wrap at 2^32, a multiple of the size), so head == tail is empty. In
 * front of it is one slot, `next`, for the G that the running one has just
 * woken or made: it most likely needs what is in the cache, and it inherits
 * the rest of the time slice, so that two Gs that wake each other in turn
 * cannot keep the queue from running.
 *
 * Orders. A slot is written before the tail is (release) and read after the
 * tail is (acquire). It may only be overwritten after the head has passed it: a
 * thief copies slots first and moves the head then (release), and the owner
 * reads the head (acquire) before it fills. The slots themselves are atomic
 * because a thief that loses the race for the head may read one that is being
 * overwritten; it throws away what it read. The tail and the `next` slot are
 * written sequentially consistent: whoever puts work there then looks whether a
 * machine is searching, while a machine that stops searching says so first and
 * then looks here again (machine.c). One of the two must see the other.
 *
 * The global queue is a list under sched->lock: for Gs that gave way, Gs that
 * come from threads without a processor, and what overflows.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#define HALF (ILV_RUNQ_SIZE / 2)

/* How long a thief waits before it takes what another processor would run
 * next: a hand-off between two Gs there takes some 30 ns, moving one of them
 * to another thread hundreds. */
#define NEXT_PATIENCE_SPINS 100

static void
append (struct ilv_g_list *list, struct ilv_g *g)
{
  g->link = NULL;
  if (list->last)
    list->last->link = g;
  else
    list->first = g;
  list->last = g;
  list->n++;
}

static struct ilv_g *
load_slot (struct ilv_proc *proc, uint32_t index)
{
  return atomic_load_explicit (&proc->runq[index % ILV_RUNQ_SIZE], memory_order_relaxed);
}

static void
store_slot (struct ilv_proc *proc, uint32_t index, struct ilv_g *g)
{
  atomic_store_explicit (&proc->runq[index % ILV_RUNQ_SIZE], g, memory_order_relaxed);
}

static uint32_t
load_own_tail (struct ilv_proc *proc)
{
  /* Relaxed: only the owner, who asks, writes it. */
  return atomic_load_explicit (&proc->runq_tail, memory_order_relaxed);
}

/* The queue is full: moves half of it, and @g, to the global one. False if
 * thieves made room meanwhile. */
static bool
overflow (struct ilv_proc *proc, struct ilv_g *g, uint32_t head)
{
  struct ilv_sched *sched = proc->p.sched;
  struct ilv_g *taken[HALF];
  struct ilv_g_list list = { 0 };

  for (uint32_t i = 0; i < HALF; i++)
    taken[i] = load_slot (proc, head + i);
  if (!atomic_compare_exchange_strong_explicit (&proc->runq_head, &head, head + HALF,
                                                memory_order_release,
                                                memory_order_relaxed))
    return false;
  for (uint32_t i = 0; i < HALF; i++)
    append (&list, taken[i]);
  append (&list, g);
  ilv_lock (&sched->lock);
  ilv_runq_put_global_locked (sched, &list);
  ilv_unlock (&sched->lock);
  return true;
}

void
ilv_runq_put (struct ilv_proc *proc, struct ilv_g *g)
{
  uint32_t tail = load_own_tail (proc);

  for (;;)
    {
      uint32_t head = atomic_load_explicit (&proc->runq_head, memory_order_acquire);

      if (ilv_likely (tail - head < ILV_RUNQ_SIZE))
        {
          store_slot (proc, tail, g);
          atomic_store_explicit (&proc->runq_tail, tail + 1, memory_order_seq_cst);
          return;
        }
      if (overflow (proc, g, head))
        return;
    }
}

bool
ilv_runq_put_next (struct ilv_proc *proc, struct ilv_g *g)
{
  struct ilv_g *old = atomic_exchange_explicit (&proc->next, g, memory_order_seq_cst);

  if (ilv_likely (!old))
    return false;
  ilv_runq_put (proc, old);
  return true;
}

/* Acquire: what the G's waker wrote. Fails when a thief was faster. */
static bool
take_next (struct ilv_proc *proc, struct ilv_g *next)
{
  return atomic_compare_exchange_strong_explicit (&proc->next, &next, NULL,
                                                  memory_order_acquire,
                                                  memory_order_relaxed);
}

struct ilv_g *
ilv_runq_take (struct ilv_proc *proc, bool *inherits)
{
  struct ilv_g *next = atomic_load_explicit (&proc->next, memory_order_relaxed);
  uint32_t tail = load_own_tail (proc);

  *inherits = true;
  if (next && take_next (proc, next))
    return next;
  *inherits = false;
  for (;;)
    {
      uint32_t head = atomic_load_explicit (&proc->runq_head, memory_order_acquire);
      struct ilv_g *g;

      if (head == tail)
        return NULL;
      g = load_slot (proc, head);
      if (atomic_compare_exchange_strong_explicit (&proc->runq_head, &head, head + 1,
                                                   memory_order_release,
                                                   memory_order_relaxed))
        return g;
    }
}

void
ilv_runq_expire (struct ilv_proc *proc)
{
  struct ilv_g *next = atomic_load_explicit (&proc->next, memory_order_relaxed);

  if (next && take_next (proc, next))
    ilv_runq_put (proc, next);
}

/* Takes what @victim would run next, unless it is about to. */
static struct ilv_g *
steal_next (struct ilv_proc *victim)
{
  struct ilv_g *next = atomic_load_explicit (&victim->next, memory_order_relaxed);
  uint32_t n_starts = atomic_load_explicit (&victim->n_starts, memory_order_relaxed);

  if (!next)
    return NULL;
  for (unsigned i = 0; i < NEXT_PATIENCE_SPINS; i++)
    ilv_pause ();
  if (atomic_load_explicit (&victim->n_starts, memory_order_relaxed) != n_starts
      || !take_next (victim, next))
    return NULL;
  return next;
}

/* Copies half of @victim's queue behind @proc's tail, not yet published, and
 * returns how many. */
static uint32_t
grab_half (struct ilv_proc *proc, struct ilv_proc *victim)
{
  uint32_t own_tail = load_own_tail (proc);

  for (;;)
    {
      uint32_t head = atomic_load_explicit (&victim->runq_head, memory_order_acquire);
      uint32_t tail = atomic_load_explicit (&victim->runq_tail, memory_order_acquire);
      uint32_t n = tail - head - (tail - head) / 2;

      if (n == 0)
        return 0;
      if (n > HALF)
        continue; /* head and tail were read too far apart */
      for (uint32_t i = 0; i < n; i++)
        store_slot (proc, own_tail + i, load_slot (victim, head + i));
      if (atomic_compare_exchange_strong_explicit (&victim->runq_head, &head, head + n,
                                                   memory_order_acq_rel,
                                                   memory_order_relaxed))
        return n;
    }
}

struct ilv_g *
ilv_runq_steal (struct ilv_proc *proc, struct ilv_proc *victim, bool may_take_next)
{
  uint32_t tail = load_own_tail (proc);
  uint32_t n = grab_half (proc, victim);

  if (n == 0)
    return may_take_next ? steal_next (victim) : NULL;
  /* The last one runs at once, so it is not published. */
  if (n > 1)
    atomic_store_explicit (&proc->runq_tail, tail + n - 1, memory_order_seq_cst);
  return load_slot (proc, tail + n - 1);
}

uint32_t
ilv_runq_length (struct ilv_proc *proc)
{
  for (;;)
    {
      uint32_t head = atomic_load_explicit (&proc->runq_head, memory_order_seq_cst);
      uint32_t tail = atomic_load_explicit (&proc->runq_tail, memory_order_seq_cst);

      /* Thieves and owner may run on between the two loads. */
      if (tail - head <= ILV_RUNQ_SIZE)
        return tail - head;
    }
}

bool
ilv_runq_has_next (struct ilv_proc *proc)
{
  return atomic_load_explicit (&proc->next, memory_order_seq_cst) != NULL;
}

/* Relaxed: a machine gives its processor up under the lock, and looks at the
 * list there; without the lock this is only a hint where to look. */
static void
publish_n_global (struct ilv_sched *sched)
{
  atomic_store_explicit (&sched->n_global, sched->global.n, memory_order_relaxed);
}

void
ilv_runq_put_global_locked (struct ilv_sched *sched, struct ilv_g_list *list)
{
  struct ilv_g_list *global = &sched->global;

  if (!list->first)
    return;
  if (global->last)
    global->last->link = list->first;
  else
    global->first = list->first;
  global->last = list->last;
  global->n += list->n;
  publish_n_global (sched);
}

static struct ilv_g *
pop_global (struct ilv_sched *sched)
{
  struct ilv_g *g = sched->global.first;

  sched->global.first = g->link;
  if (!g->link)
    sched->global.last = NULL;
  sched->global.n--;
  return g;
}

struct ilv_g *
ilv_runq_take_global_locked (struct ilv_sched *sched, struct ilv_proc *proc, uint32_t max)
{
  uint32_t n_procs = atomic_load_explicit (&sched->n_procs, memory_order_relaxed);
  uint32_t n = sched->global.n / n_procs + 1;
  struct ilv_g *g;

  if (sched->global.n == 0)
    return NULL;
  if (n > sched->global.n)
    n = sched->global.n;
  if (n > max)
    n = max;
  g = pop_global (sched);
  for (uint32_t i = 1; i < n; i++)
    ilv_runq_put (proc, pop_global (sched));
  publish_n_global (sched);
  return g;
}

void
ilv_runq_put_global (struct ilv_sched *sched, struct ilv_g *g)
{
  struct ilv_g_list list = { 0 };

  append (&list, g);
  ilv_lock (&sched->lock);
  ilv_runq_put_global_locked (sched, &list);
  ilv_unlock (&sched->lock);
}

void
ilv_runq_drain_locked (struct ilv_sched *sched, struct ilv_proc *proc)
{
  struct ilv_g_list list = { 0 };
  struct ilv_g *g;
  bool inherits;

  while ((g = ilv_runq_take (proc, &inherits)))
    append (&list, g);
  ilv_runq_put_global_locked (sched, &list);
}

/* sync.c - WaitGroup, Mutex, RWMutex, Cond.
 *
 * Source: documentation of Go's package sync.
 *
 * All fields are guarded by the lock of the object's bucket (sema.c), but for
 * the Mutex, whose uncontended lock and unlock are one exchange each. Whether
 * somebody waits is asked of the bucket, not kept in the object: a program may
 * copy or overwrite an object in use, and then only its own idea of who has
 * the lock may go wrong.
 *
 * The Mutex has two ways of being let go. Normally it is simply free, and one
 * waiter is woken to try for it, against whoever comes by: on a busy processor
 * the one who comes by is running already, and many short critical sections
 * get done in one time slice. But a waiter that has failed for a millisecond
 * makes the mutex starving: then it is handed from one waiter to the next, in
 * order, and nobody who comes by gets it, until a waiter has waited for less
 * than that, or is the last.
 *
 * The RWMutex hands over always: a waiting writer keeps new readers out; when
 * a writer lets go, all readers that wait by then come in, and after them the
 * next writer. So neither side can starve the other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

/* Bits of ilv_mutex.state. Only LOCKED changes without the bucket's lock. */
#define LOCKED ILV_MUTEX_LOCKED
#define QUEUED 2u   /* somebody waits in the bucket */
#define WOKEN 4u    /* a waiter was woken and will try: wake no second one */
#define STARVING 8u /* handed over; then LOCKED is set too */

#define STARVATION_NSEC UINT64_C (1000000)

/* --- Ids and events --------------------------------------------------------- */

/* Bucket locked. */
static void
name_locked (struct ilv_p *p, struct ilv_g *g, _Atomic uint32_t *id, uint32_t *seq,
             enum ilv_object_kind kind)
{
  /* Relaxed: under the lock. */
  if (ilv_likely (atomic_load_explicit (id, memory_order_relaxed) != 0))
    return;
  *seq = 1;
  /* Release: with the mutex's look at it without the lock. */
  atomic_store_explicit (id, ilv_object_make (p, g, kind), memory_order_release);
}

static void
say (struct ilv_p *p, struct ilv_g *g, enum ilv_event_type type, _Atomic uint32_t *id,
     uint32_t *seq, uint32_t arg)
{
  if (ilv_unlikely (p->is_traced))
    ilv_trace_write (ilv_proc_of (p), g, type,
                     atomic_load_explicit (id, memory_order_relaxed), ++*seq, arg);
}

static void
ready_all (struct ilv_p *p, struct ilv_g *by, struct ilv_g_list *list)
{
  struct ilv_g *next;

  for (struct ilv_g *g = list->first; g; g = next)
    {
      next = g->link;
      ilv_ready (p, by, g);
    }
}

/* --- WaitGroup ---------------------------------------------------------------- */

static struct ilv_sema_bucket *
lock_wait_group (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg)
{
  struct ilv_sema_bucket *bucket = ilv_sema_lock (p->sched, wg);

  name_locked (p, g, &wg->id, &wg->seq, ILV_OBJECT_WAIT_GROUP);
  return bucket;
}

bool
ilv_wait_group_add (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg, int64_t delta)
{
  struct ilv_sema_bucket *bucket = lock_wait_group (p, g, wg);
  /* As in Go, only the low half of delta counts, and a counter beyond 2^31 is
   * a negative one. */
  int32_t counter = (int32_t) ((uint32_t) wg->counter + (uint32_t) delta);
  struct ilv_g_list woken = { 0 };

  if (counter >= 0)
    {
      wg->counter = counter;
      say (p, g, ILV_EVENT_WG_ADD, &wg->id, &wg->seq, (uint32_t) counter);
      if (counter == 0)
        woken = ilv_sema_take_all (bucket, wg);
    }
  ilv_sema_unlock (bucket);
  ready_all (p, g, &woken);
  return counter >= 0;
}

enum ilv_step
ilv_wait_group_wait_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg)
{
  struct ilv_sema_bucket *bucket = lock_wait_group (p, g, wg);

  if (wg->counter == 0)
    {
      say (p, g, ILV_EVENT_WG_WAIT, &wg->id, &wg->seq, 0);
      ilv_sema_unlock (bucket);
      return ILV_STEP_DONE;
    }
  ilv_sema_add (bucket, g, wg, false);
  return ilv_park (p, g, ILV_WAIT_WAIT_GROUP, wg->id, ilv_sema_unlock, bucket);
}

void
ilv_wait_group_wait_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg)
{
  struct ilv_sema_bucket *bucket;

  if (!p->is_traced)
    return;
  bucket = lock_wait_group (p, g, wg);
  say (p, g, ILV_EVENT_WG_WAIT, &wg->id, &wg->seq, 0);
  ilv_sema_unlock (bucket);
}

/* --- Mutex ---------------------------------------------------------------------- */

void
ilv_mutex_tell (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex,
                enum ilv_object_kind kind)
{
  struct ilv_sema_bucket *bucket;

  /* Acquire: seq was set before id. */
  if (ilv_likely (atomic_load_explicit (&mutex->id, memory_order_acquire) != 0))
    return;
  bucket = ilv_sema_lock (p->sched, mutex);
  name_locked (p, g, &mutex->id, &mutex->seq, kind);
  ilv_sema_unlock (bucket);
}

/* The mutex is @g's now; said by @by. Both fields belong to the holder. */
static enum ilv_step
hold (struct ilv_p *p, struct ilv_g *by, struct ilv_mutex *mutex, struct ilv_g *g)
{
  atomic_store_explicit (&mutex->holder, g->id, memory_order_relaxed);
  say (p, by, ILV_EVENT_LOCK, &mutex->id, &mutex->seq, g->id);
  return ILV_STEP_DONE;
}

/* Takes it if it is free, with @clear of the other bits taken away. */
static bool
try_lock (struct ilv_mutex *mutex, uint32_t clear)
{
  uint32_t state = atomic_load_explicit (&mutex->state, memory_order_relaxed);

  /* Acquire: what was done under the mutex before. */
  while (!(state & LOCKED))
    if (atomic_compare_exchange_weak_explicit (&mutex->state, &state,
                                               (state & ~clear) | LOCKED,
                                               memory_order_acquire, memory_order_relaxed))
      return true;
  return false;
}

/* Bucket locked. Takes the mutex, or waits for it: *@is_mine. */
static enum ilv_step
lock_or_wait (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex,
              struct ilv_sema_bucket *bucket, uint32_t clear, bool is_first)
{
  uint32_t state, more = QUEUED;

  if (is_first && ilv_now_nsec (p) - g->sema.since_nsec > STARVATION_NSEC)
    more |= STARVING;
  do
    {
      if (try_lock (mutex, clear))
        {
          ilv_sema_unlock (bucket);
          return hold (p, g, mutex, g);
        }
      state = atomic_load_explicit (&mutex->state, memory_order_relaxed);
      /* Relaxed: the bits besides LOCKED are the bucket's. If the holder lets
       * go in this moment the exchange fails, and we try again. */
    }
  while (!(state & LOCKED)
         || !atomic_compare_exchange_strong_explicit (&mutex->state, &state,
                                                      (state & ~clear) | more,
                                                      memory_order_relaxed,
                                                      memory_order_relaxed));
  g->sema.ticket = 0;
  ilv_sema_add (bucket, g, mutex, is_first);
  return ilv_park (p, g, ILV_WAIT_MUTEX_LOCK,
                   atomic_load_explicit (&mutex->id, memory_order_relaxed),
                   ilv_sema_unlock, bucket);
}

enum ilv_step
ilv_mutex_lock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex, bool block)
{
  ilv_mutex_tell (p, g, mutex, ILV_OBJECT_MUTEX);
  if (ilv_likely (try_lock (mutex, 0)))
    return hold (p, g, mutex, g);
  if (!block)
    return ILV_STEP_WOULD_BLOCK;
  g->sema.since_nsec = ilv_now_nsec (p);
  return lock_or_wait (p, g, mutex, ilv_sema_lock (p->sched, mutex), 0, false);
}

enum ilv_step
ilv_mutex_lock_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex)
{
  if (g->sema.ticket)
    return ILV_STEP_DONE;
  return lock_or_wait (p, g, mutex, ilv_sema_lock (p->sched, mutex), WOKEN, true);
}

/* Bucket locked; the mutex is starving, and somebody waits. */
static struct ilv_g *
hand_over (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex,
           struct ilv_sema_bucket *bucket)
{
  struct ilv_g *heir = ilv_sema_take (bucket, mutex);
  uint32_t state = LOCKED;

  if (ilv_sema_first (bucket, mutex))
    {
      state |= QUEUED;
      if (ilv_now_nsec (p) - heir->sema.since_nsec > STARVATION_NSEC)
        state |= STARVING;
    }
  heir->sema.ticket = 1;
  hold (p, g, mutex, heir);
  /* Release: the heir, and whoever locks after it, sees what was done. */
  atomic_store_explicit (&mutex->state, state, memory_order_release);
  return heir;
}

/* Bucket locked. Lets it go, and takes out who shall try for it. */
static struct ilv_g *
set_free (struct ilv_mutex *mutex, struct ilv_sema_bucket *bucket)
{
  uint32_t state = atomic_load_explicit (&mutex->state, memory_order_relaxed);
  struct ilv_g *woken = state & WOKEN ? NULL : ilv_sema_take (bucket, mutex);
  uint32_t rest = state & WOKEN;

  if (woken)
    rest |= WOKEN;
  if (ilv_sema_first (bucket, mutex))
    rest |= QUEUED;
  /* Release, as above. A plain store: LOCKED is set and ours, so nobody
   * changes the state without the bucket's lock. */
  atomic_store_explicit (&mutex->state, rest, memory_order_release);
  return woken;
}

bool
ilv_mutex_unlock (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex)
{
  uint32_t locked = LOCKED;
  struct ilv_sema_bucket *bucket;
  struct ilv_g *woken;

  if (!(atomic_load_explicit (&mutex->state, memory_order_relaxed) & LOCKED))
    return false;
  atomic_store_explicit (&mutex->holder, 0, memory_order_relaxed);
  say (p, g, ILV_EVENT_UNLOCK, &mutex->id, &mutex->seq, 0);
  /* Release: the next holder sees what was done under the mutex. */
  if (ilv_likely (atomic_compare_exchange_strong_explicit (&mutex->state, &locked, 0,
                                                           memory_order_release,
                                                           memory_order_relaxed)))
    return true;
  bucket = ilv_sema_lock (p->sched, mutex);
  /* A starving mutex without waiters is one that the program has copied. */
  if ((atomic_load_explicit (&mutex->state, memory_order_relaxed) & STARVING)
      && ilv_sema_first (bucket, mutex))
    woken = hand_over (p, g, mutex, bucket);
  else
    woken = set_free (mutex, bucket);
  ilv_sema_unlock (bucket);
  if (woken)
    ilv_ready (p, g, woken);
  return true;
}

/* --- RWMutex ---------------------------------------------------------------------- */

/* Two queues: their addresses differ, but not in the bits that choose a bucket. */
static const void *
readers_of (struct ilv_rwmutex *mutex)
{
  return mutex;
}

static const void *
writers_of (struct ilv_rwmutex *mutex)
{
  return (const char *) mutex + 1;
}

static struct ilv_sema_bucket *
lock_rwmutex (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex)
{
  struct ilv_sema_bucket *bucket = ilv_sema_lock (p->sched, mutex);

  name_locked (p, g, &mutex->id, &mutex->seq, ILV_OBJECT_RWMUTEX);
  return bucket;
}

enum ilv_step
ilv_rwmutex_rlock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex, bool block)
{
  struct ilv_sema_bucket *bucket = lock_rwmutex (p, g, mutex);

  if (!mutex->holder && !ilv_sema_first (bucket, writers_of (mutex)))
    {
      mutex->n_readers++;
      say (p, g, ILV_EVENT_RLOCK, &mutex->id, &mutex->seq, ++mutex->n_said);
      ilv_sema_unlock (bucket);
      return ILV_STEP_DONE;
    }
  if (!block)
    {
      ilv_sema_unlock (bucket);
      return ILV_STEP_WOULD_BLOCK;
    }
  ilv_sema_add (bucket, g, readers_of (mutex), false);
  return ilv_park (p, g, ILV_WAIT_RWMUTEX_RLOCK, mutex->id, ilv_sema_unlock, bucket);
}

void
ilv_rwmutex_rlock_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex)
{
  struct ilv_sema_bucket *bucket;

  if (!p->is_traced)
    return;
  bucket = lock_rwmutex (p, g, mutex);
  say (p, g, ILV_EVENT_RLOCK, &mutex->id, &mutex->seq, ++mutex->n_said);
  ilv_sema_unlock (bucket);
}

/* Bucket locked. The next writer, if one waits, has it now. */
static struct ilv_g *
let_writer_in (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex,
               struct ilv_sema_bucket *bucket)
{
  struct ilv_g *writer = ilv_sema_take (bucket, writers_of (mutex));

  if (!writer)
    return NULL;
  mutex->holder = writer->id;
  say (p, g, ILV_EVENT_LOCK, &mutex->id, &mutex->seq, writer->id);
  return writer;
}

bool
ilv_rwmutex_runlock (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex)
{
  struct ilv_sema_bucket *bucket = lock_rwmutex (p, g, mutex);
  struct ilv_g *writer = NULL;
  bool was_locked = mutex->n_readers > 0;

  if (was_locked)
    {
      mutex->n_readers--;
      say (p, g, ILV_EVENT_RUNLOCK, &mutex->id, &mutex->seq, --mutex->n_said);
      if (mutex->n_readers == 0)
        writer = let_writer_in (p, g, mutex, bucket);
    }
  ilv_sema_unlock (bucket);
  if (writer)
    ilv_ready (p, g, writer);
  return was_locked;
}

enum ilv_step
ilv_rwmutex_lock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex, bool block)
{
  struct ilv_sema_bucket *bucket = lock_rwmutex (p, g, mutex);

  if (!mutex->holder && mutex->n_readers == 0)
    {
      mutex->holder = g->id;
      say (p, g, ILV_EVENT_LOCK, &mutex->id, &mutex->seq, g->id);
      ilv_sema_unlock (bucket);
      return ILV_STEP_DONE;
    }
  if (!block)
    {
      ilv_sema_unlock (bucket);
      return ILV_STEP_WOULD_BLOCK;
    }
  ilv_sema_add (bucket, g, writers_of (mutex), false);
  return ilv_park (p, g, ILV_WAIT_RWMUTEX_LOCK, mutex->id, ilv_sema_unlock, bucket);
}

bool
ilv_rwmutex_unlock (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex)
{
  struct ilv_sema_bucket *bucket = lock_rwmutex (p, g, mutex);
  struct ilv_g_list readers = { 0 };
  struct ilv_g *writer = NULL;
  bool was_locked = mutex->holder != 0;

  if (was_locked)
    {
      mutex->holder = 0;
      say (p, g, ILV_EVENT_UNLOCK, &mutex->id, &mutex->seq, 0);
      readers = ilv_sema_take_all (bucket, readers_of (mutex));
      mutex->n_readers = readers.n;
      if (readers.n == 0)
        writer = let_writer_in (p, g, mutex, bucket);
    }
  ilv_sema_unlock (bucket);
  ready_all (p, g, &readers);
  if (writer)
    ilv_ready (p, g, writer);
  return was_locked;
}

/* --- Cond -------------------------------------------------------------------------- */

static struct ilv_sema_bucket *
lock_cond (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond)
{
  struct ilv_sema_bucket *bucket = ilv_sema_lock (p->sched, cond);

  name_locked (p, g, &cond->id, &cond->seq, ILV_OBJECT_COND);
  return bucket;
}

uint32_t
ilv_cond_ticket (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond)
{
  struct ilv_sema_bucket *bucket = lock_cond (p, g, cond);
  uint32_t ticket = cond->next_ticket++;

  ilv_sema_unlock (bucket);
  return ticket;
}

enum ilv_step
ilv_cond_wait_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond, uint32_t ticket)
{
  struct ilv_sema_bucket *bucket = lock_cond (p, g, cond);

  /* Both wrap around, but never lie 2^31 apart: so the difference's sign says
   * which is ahead. */
  if ((int32_t) (ticket - cond->n_notified) < 0)
    {
      ilv_sema_unlock (bucket);
      return ILV_STEP_DONE;
    }
  g->sema.ticket = ticket;
  ilv_sema_add (bucket, g, cond, false);
  return ilv_park (p, g, ILV_WAIT_COND_WAIT, cond->id, ilv_sema_unlock, bucket);
}

/* Bucket locked. Who holds the ticket that is next may not wait yet; then its
 * wait will see that it need not. */
static struct ilv_g_list
notify_one (struct ilv_cond *cond, struct ilv_sema_bucket *bucket)
{
  struct ilv_g *g = ilv_sema_take_ticket (bucket, cond, cond->n_notified++);

  if (!g)
    return (struct ilv_g_list){ 0 };
  g->link = NULL;
  return (struct ilv_g_list){ g, g, 1 };
}

void
ilv_cond_signal (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond, bool all)
{
  struct ilv_sema_bucket *bucket = lock_cond (p, g, cond);
  uint32_t n_woken = cond->next_ticket - cond->n_notified;
  struct ilv_g_list woken = { 0 };

  if (!all && n_woken > 1)
    n_woken = 1;
  say (p, g, ILV_EVENT_SIGNAL, &cond->id, &cond->seq, n_woken);
  if (all)
    {
      cond->n_notified = cond->next_ticket;
      woken = ilv_sema_take_all (bucket, cond);
    }
  else if (n_woken)
    woken = notify_one (cond, bucket);
  ilv_sema_unlock (bucket);
  ready_all (p, g, &woken);
}

/* sync.h - WaitGroup, Mutex, RWMutex, Cond as Go's package sync needs them.
 *
 * Each lives in the Go program's memory, 8-byte aligned, starts as zeroes, and
 * holds no pointers: waiters are found by the address of the object in a table
 * of the scheduler's, so that copying or overwriting a used one (a bug in the
 * user's program) cannot corrupt ours. The id for the trace is given on first
 * use.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/sched.h"

/* Sizes are part of the Go packages' declarations: sync.WaitGroup is
 * struct{ a, b uint64 }, and so on. */
struct ilv_wait_group
{
  int32_t counter;
  uint32_t reserved;
  _Atomic uint32_t id;
  uint32_t seq;
};

#define ILV_MUTEX_LOCKED 1u

struct ilv_mutex
{
  _Atomic uint32_t state;  /* ILV_MUTEX_LOCKED and other bits: sync.c */
  _Atomic uint32_t holder; /* id of the G that has it, for reports */
  _Atomic uint32_t id;
  uint32_t seq;
};

struct ilv_rwmutex
{
  uint32_t n_readers; /* that have it */
  uint32_t holder;    /* id of the writer that has it, or 0 */
  _Atomic uint32_t id;
  uint32_t seq;
  uint32_t n_said;    /* readers according to the trace: those woken have not said so yet */
  uint32_t reserved[3];
};

struct ilv_cond
{
  uint32_t next_ticket; /* for the next one who waits */
  uint32_t n_notified;  /* tickets below have been signalled; both wrap around */
  _Atomic uint32_t id;
  uint32_t seq;
};

static_assert (sizeof (struct ilv_wait_group) == 16, "declared in package sync");
static_assert (sizeof (struct ilv_mutex) == 16, "declared in package sync");
static_assert (sizeof (struct ilv_rwmutex) == 32, "declared in package sync");
static_assert (sizeof (struct ilv_cond) == 16, "declared in package sync");

/* False: the counter would be negative (the caller panics), nothing done. */
bool ilv_wait_group_add (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg,
                         int64_t delta);
/* DONE or PARK (then finish). */
enum ilv_step ilv_wait_group_wait_begin (struct ilv_p *p, struct ilv_g *g,
                                         struct ilv_wait_group *wg);
void ilv_wait_group_wait_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg);

/* Gives it its id in the trace if it has none yet; @kind MUTEX, or ONCE if it is the lock of one.
 * Locking does the same. */
void ilv_mutex_tell (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex,
                     enum ilv_object_kind kind);

/* DONE, PARK (wait for a hand-off or a try: call finish), WOULD_BLOCK if !@block. */
enum ilv_step ilv_mutex_lock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex,
                                    bool block);
/* The same for a mutex that nobody has or wants, where no trace is written. False: nothing was
 * done. */
static inline bool
ilv_mutex_lock_at_once (struct ilv_g *g, struct ilv_mutex *mutex)
{
  uint32_t state = 0;

  /* Acquire: what was done under the mutex before. */
  if (!atomic_compare_exchange_strong_explicit (&mutex->state, &state, ILV_MUTEX_LOCKED,
                                                memory_order_acquire, memory_order_relaxed))
    return false;
  atomic_store_explicit (&mutex->holder, g->id, memory_order_relaxed);
  return true;
}

/* The same for ilv_mutex_unlock(). */
static inline bool
ilv_mutex_unlock_at_once (struct ilv_mutex *mutex)
{
  uint32_t state = ILV_MUTEX_LOCKED;

  if (atomic_load_explicit (&mutex->state, memory_order_relaxed) != state)
    return false;
  atomic_store_explicit (&mutex->holder, 0, memory_order_relaxed);
  /* Release: the next holder sees what was done under the mutex. */
  return atomic_compare_exchange_strong_explicit (&mutex->state, &state, 0, memory_order_release,
                                                  memory_order_relaxed);
}

/* After PARK: DONE, or PARK again. */
enum ilv_step ilv_mutex_lock_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex);
/* False: it was not locked (fatal error: sync: unlock of unlocked mutex). */
bool ilv_mutex_unlock (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex);

/* DONE, PARK (then finish), WOULD_BLOCK if !@block. Who is woken has the lock.
 * The finish half only writes the event, but must not be left out. */
enum ilv_step ilv_rwmutex_rlock_begin (struct ilv_p *p, struct ilv_g *g,
                                       struct ilv_rwmutex *mutex, bool block);
void ilv_rwmutex_rlock_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex);
/* False: it was not locked so. */
bool ilv_rwmutex_runlock (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex);
enum ilv_step ilv_rwmutex_lock_begin (struct ilv_p *p, struct ilv_g *g,
                                      struct ilv_rwmutex *mutex, bool block); /* no finish half */
bool ilv_rwmutex_unlock (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex);

/* Waiting is: take a ticket, unlock the Locker, wait with the ticket, lock it
 * again. A signal between ticket and wait is not lost: then wait is DONE. */
uint32_t ilv_cond_ticket (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond);
/* DONE or PARK; no finish half. */
enum ilv_step ilv_cond_wait_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond,
                                   uint32_t ticket);
/* Wakes the one that waits longest, or @all. */
void ilv_cond_signal (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond, bool all);

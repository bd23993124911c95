/* sync.h - WaitGroup, Mutex, RWMutex, Cond as Go's package sync needs them.
 *
 * Each lives in the Go program's memory, starts as zeroes, and holds no
 * pointers: waiters are found by the address of the object in a table of the
 * scheduler's, so that copying or overwriting a used one (a bug in the user's
 * program) cannot corrupt ours. The id for the trace is given on first use.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/sched.h"

/* Sizes are part of the Go packages' declarations: sync.WaitGroup is
 * struct{ a, b uint64 }, and so on. */
struct ilv_wait_group
{
  _Atomic uint64_t state; /* counter << 32 | waiters */
  uint32_t id, seq;
};

struct ilv_mutex
{
  _Atomic uint32_t state; /* sync.c */
  _Atomic uint32_t holder;
  uint32_t id, seq;
};

struct ilv_rwmutex
{
  struct ilv_mutex writers;
  _Atomic int32_t n_readers; /* negative: a writer waits or writes */
  _Atomic int32_t n_departing;
  uint64_t reserved;
};

struct ilv_cond
{
  uint64_t reserved;
  uint32_t id, seq;
};

/* False: the counter would be negative (the caller panics), nothing done. */
bool ilv_wait_group_add (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg, int64_t delta);
/* DONE or PARK; no finish half. */
enum ilv_step ilv_wait_group_wait_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_wait_group *wg);

/* DONE, PARK (wait for a hand-off or a try: call finish), WOULD_BLOCK if !@block. */
enum ilv_step ilv_mutex_lock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex, bool block);
/* After PARK: DONE, or PARK again. */
enum ilv_step ilv_mutex_lock_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex);
/* False: it was not locked (fatal error: sync: unlock of unlocked mutex). */
bool ilv_mutex_unlock (struct ilv_p *p, struct ilv_g *g, struct ilv_mutex *mutex);

enum ilv_step ilv_rwmutex_rlock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex, bool block);
bool ilv_rwmutex_runlock (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex);
enum ilv_step ilv_rwmutex_lock_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex, bool block);
enum ilv_step ilv_rwmutex_lock_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex);
bool ilv_rwmutex_unlock (struct ilv_p *p, struct ilv_g *g, struct ilv_rwmutex *mutex);

/* Parks; the Go side unlocks its Locker before the park becomes visible by
 * taking a ticket first, as Go does: ticket; Unlock; wait; Lock. */
uint64_t ilv_cond_ticket (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond);
enum ilv_step ilv_cond_wait_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond, uint64_t ticket);
void ilv_cond_signal (struct ilv_p *p, struct ilv_g *g, struct ilv_cond *cond, bool all);

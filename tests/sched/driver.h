/* driver.h - Goroutines for tests: state machines written like ordinary code.
 *
 *   static enum ilv_outcome
 *   pinger (struct test_g *self, struct ilv_p *p)
 *   {
 *     GO_BEGIN;
 *     for (self->i = 0; self->i < 10; self->i++)
 *       SEND (self->a, &self->i);
 *     GO_END;
 *   }
 *
 * Whatever must survive waiting lives in `self`. The macros hide a switch over
 * line numbers, so at most one of them fits on a line, and none inside a switch.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

#include "sched/chan.h"
#include "sched/sched.h"
#include "sched/sync.h"

struct test_run;
struct test_g;

typedef enum ilv_outcome (*test_fn) (struct test_g *self, struct ilv_p *p);

struct test_g
{
  struct ilv_g g; /* first */
  test_fn fn;
  struct test_run *run;
  int line;               /* where to go on */
  enum ilv_step step;     /* what the last begin half said */
  bool ok;                /* of the last operation */
  struct ilv_select_case cases[8];
  struct ilv_select_result selected;

  /* For the tests' own use. */
  int64_t i, n, value, sum;
  struct ilv_chan *a, *b;
  void *data;
};

struct test_run
{
  struct ilv_sched *_Atomic sched;
  int status;          /* what ilv_sched_run() returned */
  _Atomic int n_deadlocks;
  _Atomic int n_live;  /* Gs not yet freed */
  void *_Atomic chans; /* freed after the run */
  void *data;          /* the test's */
};

#define GO_BEGIN switch (self->line) { case 0:
#define GO_END } return ILV_OUTCOME_ENDED

/* Waits where begin said PARK. */
#define AWAIT(begin) \
  do { \
    self->step = (begin); \
    self->line = __LINE__; \
    if (self->step == ILV_STEP_PARK) \
      return ILV_OUTCOME_PARKED; \
    /* fall through */ \
    case __LINE__:; \
  } while (0)

#define YIELD \
  do { \
    self->line = __LINE__; \
    return ILV_OUTCOME_YIELDED; \
    case __LINE__:; \
  } while (0)

/* Looks up, as the interpreter does at back-edges. */
#define POLL \
  do { \
    self->line = __LINE__; \
    if (p->poll && ilv_poll (p, &self->g)) \
      return ILV_OUTCOME_PREEMPTED; \
    /* fall through */ \
    case __LINE__:; \
  } while (0)

/* Does @statement in a system call, which may cost the processor. */
#define SYSCALL(statement) \
  do { \
    self->line = __LINE__; \
    ilv_syscall_enter (p, &self->g, 0); \
    statement; \
    if (!ilv_syscall_exit (p, &self->g)) \
      return ILV_OUTCOME_LOST_P; \
    /* fall through */ \
    case __LINE__:; \
  } while (0)

/* self->ok: false if the channel is closed. */
#define SEND(chan, elem) \
  do { \
    AWAIT (ilv_chan_send_begin (p, &self->g, chan, elem, true)); \
    self->ok = self->step == ILV_STEP_PARK ? ilv_chan_send_finish (p, &self->g) \
                                           : self->step == ILV_STEP_DONE; \
  } while (0)

#define RECV(chan, elem) \
  do { \
    AWAIT (ilv_chan_recv_begin (p, &self->g, chan, elem, true, &self->ok)); \
    if (self->step == ILV_STEP_PARK) \
      self->ok = ilv_chan_recv_finish (p, &self->g); \
  } while (0)

/* Over the first n of self->cases, into self->selected. */
#define SELECT(n, block) \
  do { \
    AWAIT (ilv_select_begin (p, &self->g, self->cases, n, block, &self->selected)); \
    if (self->step == ILV_STEP_PARK) \
      ilv_select_finish (p, &self->g, self->cases, n, &self->selected); \
  } while (0)

#define LOCK(mutex) \
  do { \
    self->line = __LINE__; \
    if (ilv_mutex_lock_begin (p, &self->g, mutex, true) == ILV_STEP_PARK) \
      return ILV_OUTCOME_PARKED; \
    if (0) \
      { \
        case __LINE__: \
        if (ilv_mutex_lock_finish (p, &self->g, mutex) == ILV_STEP_PARK) \
          return ILV_OUTCOME_PARKED; \
      } \
  } while (0)

#define RLOCK(mutex) \
  do { \
    AWAIT (ilv_rwmutex_rlock_begin (p, &self->g, mutex, true)); \
    if (self->step == ILV_STEP_PARK) \
      ilv_rwmutex_rlock_finish (p, &self->g, mutex); \
  } while (0)

#define WAIT(wg) \
  do { \
    AWAIT (ilv_wait_group_wait_begin (p, &self->g, wg)); \
    if (self->step == ILV_STEP_PARK) \
      ilv_wait_group_wait_finish (p, &self->g, wg); \
  } while (0)

#define SLEEP(nsec) AWAIT (ilv_sleep_begin (p, &self->g, nsec))

/* How a run is to be. */
struct test_config
{
  unsigned n_procs;
  bool is_traced; /* by a reader in another thread that checks the trace */
  uint64_t seed;
  uint32_t ring_capacity; /* of that trace; 0: the default */
  int trace_fd;   /* if not is_traced: a trace memory of the caller's; 0 or -1: none */
  void (*after_run) (struct test_run *run); /* when it is over, before it is freed */
};

/* A goroutine, to be filled in and then started. */
struct test_g *test_g_new (struct test_run *run, test_fn fn);
void test_go (struct ilv_p *p, struct test_g *creator, struct test_g *g);

/* A channel of int64_t; freed with the run. */
struct ilv_chan *test_chan (struct test_run *run, struct ilv_p *p, struct test_g *g,
                            uint64_t capacity);

/* Runs @main_fn until it ends or there is a deadlock. @data is run->data. Checks that a
 * traced run's trace is a legal one. */
void test_run (const struct test_config *config, test_fn main_fn, void *data,
               struct test_run *run);

/* Runs it once untraced and once traced, on 1 and on 4 processors. */
void test_run_all_ways (test_fn main_fn, void *data);

/* sched.h - Goroutines on threads: the scheduler.
 *
 * A goroutine (G) is something that can be resumed. A thread (M) runs Gs while
 * it holds a processor (P); there are GOMAXPROCS Ps, each with a local run
 * queue, a next-to-run slot, timers and a trace ring. The scheduler does not
 * know what a G is made of: it calls ops->resume and gets an outcome back.
 *
 * Blocking comes in two halves. `xxx_begin` either does the operation at once,
 * or puts the G's wait node where a waker will find it, notes the park with
 * ilv_park() and says ILV_STEP_PARK. The caller then returns ILV_OUTCOME_PARKED
 * from resume() *without touching G again*: only after that does the scheduler
 * release the lock under which the wait node was enqueued, so no waker can
 * resume a G that is still being put aside. After the wake-up the G is resumed
 * and calls `xxx_finish`, which says how the operation ended.
 *
 * Nothing here allocates when a G blocks, and nothing calls exit().
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/event.h"
#include "trace/shm.h"

struct ilv_g;
struct ilv_p;
struct ilv_sched;
struct ilv_chan;

/* --- What a goroutine is to the scheduler ------------------------------- */

/* What became of a G that was resumed. */
enum ilv_outcome
{
  ILV_OUTCOME_YIELDED,  /* runnable, at the end of the global queue */
  ILV_OUTCOME_PREEMPTED,/* the same, because its time slice was over */
  ILV_OUTCOME_PARKED,   /* ilv_park() was called */
  ILV_OUTCOME_LOST_P,   /* ilv_syscall_exit() said false */
  ILV_OUTCOME_ENDED     /* never resume it again; ops->free gets it */
};

/* What begin halves answer. */
enum ilv_step
{
  ILV_STEP_DONE, /* done at once */
  ILV_STEP_PARK, /* parked: return ILV_OUTCOME_PARKED from resume() */
  ILV_STEP_WOULD_BLOCK, /* only for calls asked not to block */
  ILV_STEP_CLOSED, /* send: on a closed channel; close: already closed. Nothing was done */
  ILV_STEP_NIL,    /* close of a nil channel */
};

struct ilv_sched_ops
{
  /* Runs @g on @p until it yields, parks or ends. Called on a thread that
   * holds @p, and p stays the same while it runs. */
  enum ilv_outcome (*resume) (struct ilv_p *p, struct ilv_g *g);

  /* @g has ended, nobody refers to it. */
  void (*free) (struct ilv_p *p, struct ilv_g *g);

  /* The program is over because of a deadlock, "all goroutines are asleep".
   * Called once, on a thread that holds @p, when nothing else runs or can
   * run; ilv_sched_run() then returns. */
  void (*deadlock) (struct ilv_p *p);

  /* The running @g makes an object. If code of a library does, on its own account, the trace
   * string id of the function of the library that the program has called; and *@site becomes
   * the program's code offset there. 0: the program does. Called only when traced; may be NULL. */
  uint32_t (*library_call) (struct ilv_p *p, struct ilv_g *g, uint32_t *site);

  /* Says in at most @size bytes of @text what is at @bytes, of the @type that its channel was
   * made with; returns how many, 0: nothing. Called only when traced, with the channel locked: it
   * must be quick. NULL if no channel has elements of kind TEXT. */
  size_t (*describe) (struct ilv_p *p, const void *type, const void *bytes, char *text,
                      size_t size);

  void *data; /* the program; ilv_sched_data() */
};

/* A place in a queue of waiters. Lives inside the G (one) or, for select, in
 * the G's frame (one for each case). Valid from begin to finish. */
struct ilv_waiter
{
  struct ilv_waiter *next, *prev;
  struct ilv_g *g;
  struct ilv_chan *chan;
  void *elem;          /* where to copy the value from or to; NULL: nowhere */
  uint16_t case_index; /* select: which case */
  uint16_t lock_index; /* select: element i holds the case that is locked as i-th */
  bool is_select;
  bool is_queued;      /* under the channel's lock */
  bool success;        /* the operation was done with a value, not by close */
};

/* See "Timers" below. */
struct ilv_timer
{
  uint64_t when_nsec;   /* on ilv_now_nsec()'s clock */
  uint64_t period_nsec; /* not 0: again and again */
  /* Called on a thread that holds @p, without a lock of the scheduler's, soon
   * after @when_nsec. Must not block. */
  void (*fire) (struct ilv_p *p, struct ilv_timer *timer);
  void *data;
  struct ilv_p *_Atomic home; /* in whose heap it is; NULL: not set */
  struct ilv_timer *child, *next, *prev; /* the heap's */
};

/* A place in a queue for an address: WaitGroup, Mutex, Cond. */
struct ilv_sema_waiter
{
  struct ilv_g *next;        /* of the same address, first come first served */
  struct ilv_g *last;        /* only in the first one of an address */
  struct ilv_g *next_first;  /* only there: first one of the next address in the bucket */
  const void *address;
  uint64_t since_nsec;       /* Mutex: when it began to wait */
  uint64_t ticket;           /* Cond: its turn; Mutex: 1 if it was handed over */
};

/* The head of every G; what it is made of comes after. Zeroed when created.
 * Fields belong to whoever runs the G, or holds the lock it waits under. */
struct ilv_g
{
  struct ilv_g *link;      /* run queue or free list */
  struct ilv_p *p;         /* that runs it, while it runs */
  struct ilv_g *all_next, *all_prev; /* list of live Gs of its home processor */
  uint32_t id;             /* from 1 (main), never reused */
  uint32_t seq;            /* number of its last state change */
  uint32_t site;           /* code offset; the owner keeps it up to date before
                              any call into the scheduler, for events */
  uint32_t creator_id;
  uint32_t create_site;    /* set before ilv_go (), or else its creator's site is taken */
  uint32_t wait_object;    /* while waiting: its id, or 0 */
  uint8_t status;          /* enum ilv_g_status, for traces and deadlock reports */
  uint8_t wait_reason;     /* while waiting: enum ilv_wait_reason */
  uint8_t home;            /* id of the processor that keeps it in its list */
  bool is_system;          /* set before ilv_go(): not counted */
  _Atomic uint32_t select_done; /* select: the waker that swaps in 1 wins */
  union                    /* it waits for one thing at a time */
  {
    struct ilv_waiter waiter;
    struct ilv_timer sleep;
    struct ilv_sema_waiter sema;
  };
  struct ilv_waiter *woken_by;  /* select: the case that was served */
  void *private_next;      /* for the owner of the G: its list of Gs */
};

enum ilv_g_status
{
  ILV_G_NEW,
  ILV_G_RUNNABLE,
  ILV_G_RUNNING,
  ILV_G_WAITING,
  ILV_G_SYSCALL,
  ILV_G_DEAD
};

/* Why the running G is asked to look up; ilv_poll() serves all of them. */
enum ilv_poll_bits
{
  ILV_POLL_PREEMPT = 1, /* its time slice is over, or a timer is late */
  ILV_POLL_STOP = 2,    /* somebody stops the world */
  ILV_POLL_OVER = 4,    /* the run is over */
  ILV_POLL_HOLD = 8,    /* the viewer wants the program to wait */
  ILV_POLL_RETIRED = 16,/* GOMAXPROCS no longer covers this processor */
  ILV_POLL_ASKED = 32   /* ilv_poll_ask() */
};

/* The part of a processor that the interpreter's hot path sees. It is the
 * first member of struct ilv_proc (internal.h). */
struct ilv_p
{
  struct ilv_sched *sched;
  /* Not 0: the running G should call ilv_poll(). Relaxed: seen late is seen. */
  _Atomic uint32_t poll; /* enum ilv_poll_bits */
  uint32_t id;
  bool is_traced;   /* events are wanted; constant for a run */
  void *heap_cache; /* the heap's per-processor part; owner: runtime/vm */
};

/* --- A run -------------------------------------------------------------- */

struct ilv_sched_config
{
  unsigned n_procs;  /* 1 to ILV_MAX_PROCS */
  int trace_fd;      /* a memfd laid out as in shm.h; -1: no trace */
  uint64_t seed;     /* for every random choice; 0: from the system */
};

/* Makes a scheduler. Returns NULL and sets errno if memory or the trace memory
 * cannot be had. Takes config->trace_fd. */
struct ilv_sched *ilv_sched_new (const struct ilv_sched_config *config,
                                 const struct ilv_sched_ops *ops);
/* After the run. Waits for threads that are still in a system call: a process
 * that ends anyway had better not call it. NULL is allowed. */
void ilv_sched_free (struct ilv_sched *sched);
void *ilv_sched_data (struct ilv_sched *sched);

/* Processor @index, below ILV_MAX_PROCS. All of them exist from the start,
 * whatever GOMAXPROCS is, so that owners of per-processor things can set them
 * up before the run. */
struct ilv_p *ilv_sched_p (struct ilv_sched *sched, unsigned index);

/* Runs @main_g (function @func_string) and all it starts until
 * ilv_sched_stop() or a deadlock. Gs run on threads of the scheduler's; this
 * one watches over them. Other threads may still be inside a system call when
 * it returns; they never run a G again. Once for each scheduler.
 * Returns the status given to ilv_sched_stop(); after a deadlock, 2; -1 and
 * errno if there is no thread to run on. */
int ilv_sched_run (struct ilv_sched *sched, struct ilv_g *main_g, uint32_t func_string);

/* Ends the run: no G is resumed any more. From any thread; the first call's
 * status counts. A G calling it should return ILV_OUTCOME_YIELDED, or ENDED. @sched must not
 * be freed before this returns, if the thread is not one of the scheduler's. */
void ilv_sched_stop (struct ilv_sched *sched, int status);

/* --- Goroutines --------------------------------------------------------- */

/* Makes @g (memory of the caller's, zeroed) known and runnable: next on @p.
 * @creator may be NULL (main). @func_string is a trace string id. */
void ilv_go (struct ilv_p *p, struct ilv_g *creator, struct ilv_g *g,
             uint32_t func_string);

/* THE ONE DOOR to waiting. Notes that @g waits for @reason on @object (id or
 * 0), writes GO_BLOCK. @unlock (may be NULL) is called with @arg once @g has
 * left its thread. Returns ILV_STEP_PARK. */
enum ilv_step ilv_park (struct ilv_p *p, struct ilv_g *g,
                        enum ilv_wait_reason reason, uint32_t object,
                        void (*unlock) (void *arg), void *arg);

/* THE ONE DOOR out. Makes the parked @g runnable, next on @p, and writes
 * GO_READY. @by is the running G that causes it; NULL for a timer or the
 * netpoller. The caller holds no lock @g would need. */
void ilv_ready (struct ilv_p *p, struct ilv_g *by, struct ilv_g *g);

/* Called by a running G that sees p->poll. Serves a stop of the world or a
 * pause (waits inside); true: give way, return ILV_OUTCOME_PREEMPTED (or
 * YIELDED if the run is over). */
bool ilv_poll (struct ilv_p *p, struct ilv_g *g);

/* Makes the running G of @p call ilv_poll() soon, for a purpose of the
 * caller's own (a collection is due). */
void ilv_poll_ask (struct ilv_p *p);

/* Says that the running G has worked for a while (about 256 back-edges and
 * calls): the clock reading that events share is out of date, and what waits
 * behind this G may want another thread. Cheap; reads no clock. */
void ilv_p_tick (struct ilv_p *p);

/* Around a system call that may block. @name is a trace string id. The P may be given away
 * meanwhile. ilv_syscall_exit: false if it was: put all results in place
 * first, and return ILV_OUTCOME_LOST_P without touching @g. */
void ilv_syscall_enter (struct ilv_p *p, struct ilv_g *g, uint32_t name);
bool ilv_syscall_exit (struct ilv_p *p, struct ilv_g *g);

/* Calls @visit for every live G. Only with the world stopped, or after the run. */
void ilv_sched_each_g (struct ilv_sched *sched,
                       void (*visit) (struct ilv_g *g, void *data), void *data);

/* Stops all other Ps at a safepoint (ilv_poll, parked, or in a system call).
 * From a thread that holds @p. Two callers at once: one waits inside as if it
 * had polled, then stops the world in its turn. False: the run is over, and
 * nothing was stopped; the G should yield. */
bool ilv_stop_world (struct ilv_p *p);
void ilv_start_world (struct ilv_p *p);

/* Live goroutines, without system ones. */
unsigned ilv_n_goroutines (struct ilv_sched *sched);

/* Sets GOMAXPROCS (0 leaves it, more than ILV_MAX_PROCS is that many) and
 * returns the old one. May stop the world. The G should yield at once, because
 * its own processor may be one of those that have to go. */
unsigned ilv_set_procs (struct ilv_p *p, unsigned n);

/* --- The door of free choices ------------------------------------------- */

/* Monotonic nanoseconds since the start of the run, read now. */
uint64_t ilv_now_nsec (struct ilv_p *p);
/* Wall clock, nanoseconds since 1970. */
int64_t ilv_wall_nsec (struct ilv_p *p);
/* A random number below @n (n > 0), for scheduling, select, map iteration, seeds. */
uint32_t ilv_choose (struct ilv_p *p, uint32_t n);
uint64_t ilv_random (struct ilv_p *p);

/* --- Timers ------------------------------------------------------------- */

/* A struct ilv_timer lives in memory of the caller's, zeroed at first, that
 * stays put while the timer is set. Changing when and period is for when it is
 * not set. */
void ilv_timer_set (struct ilv_p *p, struct ilv_timer *timer);
/* True: it was set and will not fire (any more). */
bool ilv_timer_stop (struct ilv_p *p, struct ilv_timer *timer);

/* Sleeps; no finish half. @duration_nsec <= 0 is DONE. */
enum ilv_step ilv_sleep_begin (struct ilv_p *p, struct ilv_g *g, int64_t duration_nsec);

/* --- Trace, for those who add events of their own ------------------------ */

/* Writes one event of the running @g (may be NULL). @p NULL: the thread has
 * none. Free when not traced. */
void ilv_trace (struct ilv_p *p, struct ilv_g *g, enum ilv_event_type type,
                uint32_t object, uint32_t seq, uint32_t arg);
/* The same, followed by @n bytes as DATA (STRING, OUTPUT). */
void ilv_trace_bytes (struct ilv_p *p, struct ilv_g *g, enum ilv_event_type type,
                      uint32_t object, const void *bytes, size_t n);
/* A string's id, defined in the trace on first use; 0 when not traced. Slow: for start-up
 * and rare events. Equal texts have equal ids. Any thread; @p may be NULL before the run. */
uint32_t ilv_trace_string (struct ilv_sched *sched, struct ilv_p *p,
                           const char *text, size_t length);
/* Before the run: SITE, PROGRAM, SOURCE and other NONE-subject records. */
void ilv_trace_define (struct ilv_sched *sched, const struct ilv_event *event);
/* A new object id, OBJECT_MAKE written with the site of the program's code that @g runs. */
uint32_t ilv_object_make (struct ilv_p *p, struct ilv_g *g, enum ilv_object_kind kind);

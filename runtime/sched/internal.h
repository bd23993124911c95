/* internal.h - What the files of this folder share; nobody else includes it.
 *
 * Names: a `proc` is a whole processor (P), of which struct ilv_p is the part
 * the world sees; a `machine` is a thread (M) that runs goroutines.
 *
 * Locks, in the order they may be taken while holding another. Those of one
 * line are never held together, except channels, in the order of addresses.
 *
 *   channel locks, sema buckets     held across ilv_park() until the G is off its thread
 *   sched->strings_lock             string ids; held while the STRING is written
 *   sched->lock                     machines, idle processors, global queue, world
 *   proc->timers.lock               one heap
 *   proc->all_lock                  one list of live Gs
 *   sched->no_proc_lock             the last ring of the trace
 *
 * No lock is held while a G runs (but for the unlock-after-park above), while
 * a timer fires, or while a thread waits. Where ilv_ready() is called none of
 * them may be held.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <pthread.h>

#include "sched/chan.h"
#include "sched/lock.h"
#include "sched/sched.h"
#include "sched/sync.h"
#include "trace/clock.h"
#include "trace/control.h"
#include "trace/ring.h"
#include "trace/shm.h"

#define ILV_RUNQ_SIZE 256u
#define ILV_RUNQ_BATCH (ILV_RUNQ_SIZE / 2) /* from the global queue at once */
#define ILV_NEVER UINT64_MAX

/* Where a processor is. In the low bits of proc->status; above them a counter
 * of system calls, so that a thread that comes back recognises its own. */
enum ilv_proc_state
{
  ILV_PROC_IDLE,    /* in sched->idle_procs (sched->lock) */
  ILV_PROC_RUNNING, /* a machine holds it */
  ILV_PROC_SYSCALL, /* its machine is in a system call: up for grabs by exchange */
  ILV_PROC_STOPPED, /* a machine holds it and waits for the world to go on, or has left */
  ILV_PROC_HELD,    /* a machine holds it and waits for the viewer */
  ILV_PROC_TAKEN,   /* grabbed from a system call; its taker owns it */
  ILV_PROC_RETIRED, /* beyond GOMAXPROCS */
};
#define ILV_PROC_STATE_MASK 7u
#define ILV_PROC_SYSCALL_STEP 8u

struct ilv_timers
{
  struct ilv_lock lock;
  struct ilv_timer *root; /* soonest; timer.c */
  /* When the first is due, or ILV_NEVER. Written under the lock; read without
   * it by whoever looks for something to do, who then takes the lock. */
  _Atomic uint64_t next_nsec;
};

/* A processor. The first part belongs to the machine that holds it. */
struct ilv_proc
{
  struct ilv_p p; /* first: a struct ilv_p * is a struct ilv_proc * */
  void (*park_unlock) (void *arg);
  void *park_arg;
  uint64_t now_nsec;    /* shared by the events of one scheduling step */
  bool is_now_stale;
  bool has_said_start;  /* PROC_START is written, PROC_STOP is not */
  bool is_wake_owed;    /* work waits behind the running G that nobody was woken for */
  uint32_t said_local, said_global; /* lengths in the last RUNQ event */
  uint32_t machine_id;
  uint64_t random_state;
  struct ilv_ring_writer ring;

  /* Written by the machine that holds it, read by the monitor and thieves.
   * Relaxed: they are looked at for change only. */
  _Atomic uint32_t n_starts; /* goroutines resumed so far */
  _Atomic uint32_t n_slices; /* the same, without those that inherit a time slice */

  /* The monitor's. */
  uint32_t seen_slices, seen_starts, seen_status;
  uint64_t slice_since_nsec, syscall_since_nsec;

  _Alignas (64) _Atomic uint32_t status; /* enum ilv_proc_state and counter */
  struct ilv_proc *idle_next;            /* sched->lock */
  struct ilv_timers timers;
  struct ilv_lock all_lock;
  struct ilv_g *all_first;               /* live Gs that were made here */

  /* The run queue: runq.c. */
  _Alignas (64) _Atomic uint32_t runq_head; /* next to take; owner and thieves, by exchange */
  _Alignas (64) _Atomic uint32_t runq_tail; /* next to fill; owner */
  struct ilv_g *_Atomic next;               /* runs before the queue */
  struct ilv_g *_Atomic runq[ILV_RUNQ_SIZE];
};

/* A thread that runs goroutines. Fields are its own unless said. */
struct ilv_machine
{
  struct ilv_sched *sched;
  struct ilv_proc *proc; /* held; NULL: none */
  bool is_spinning;      /* counted in sched->n_spinning */
  uint32_t id;
  pthread_t thread;
  struct ilv_machine *all_next; /* sched->lock */

  /* Under sched->lock. */
  struct ilv_machine *idle_next;
  bool is_idle;               /* in sched->idle_machines */
  struct ilv_proc *next_proc; /* given by whoever wakes it; NULL: look around */
  bool next_is_spinning;
  _Atomic uint32_t is_woken;  /* futex */
};

/* Gs in a row, through g->link. */
struct ilv_g_list
{
  struct ilv_g *first, *last;
  uint32_t n;
};

#define ILV_N_SEMA_BUCKETS 512u
struct ilv_sema_bucket
{
  _Alignas (64) struct ilv_lock lock;
  struct ilv_g *first; /* first waiter of the first address; sema.c */
};

struct ilv_string_table; /* trace_out.c */

struct ilv_sched
{
  struct ilv_sched_ops ops;
  struct ilv_clock clock;
  struct ilv_shm *shm; /* NULL: not traced */
  _Atomic uint32_t n_procs; /* GOMAXPROCS; changes with the world stopped */

  /* Looked at by all, changed under the lock or by exchange. */
  _Alignas (64) _Atomic uint32_t n_idle_procs;
  _Atomic uint32_t n_spinning;
  _Atomic uint32_t n_global;
  _Atomic bool is_over;

  _Alignas (64) struct ilv_lock lock; /* guards what follows */
  struct ilv_g_list global;           /* its n is n_global, for those without the lock */
  struct ilv_proc *idle_procs;
  struct ilv_machine *idle_machines, *all_machines;
  uint32_t n_machines, n_idle_machines, last_machine_id;
  struct ilv_machine *timekeeper; /* idle machine that waits for the next timer */
  uint64_t timekeeper_nsec;       /* until when */
  struct ilv_proc *stopper;       /* who stopped the world; NULL: it runs */
  bool is_final_stop;             /* the end of the run stopped it, for ever */
  bool is_monitor_asleep;
  int status;                     /* of ilv_sched_stop() */
  uint64_t over_nsec;             /* when that was called */
  struct ilv_g *main_g;           /* the first machine's, which starts it */
  uint32_t main_func;

  /* Futexes: counters that move when something happens. */
  _Atomic uint32_t world_moves;  /* the world stops or goes on, or a processor stopped */
  _Atomic uint32_t monitor_calls;

  /* The last ring, for threads without a processor. */
  struct ilv_lock no_proc_lock;
  struct ilv_ring_writer no_proc_ring;
  struct ilv_lock strings_lock;
  struct ilv_string_table *strings;

  _Alignas (64) _Atomic uint32_t last_g_id;
  _Atomic uint32_t last_object_id;
  _Atomic uint32_t n_goroutines;

  struct ilv_proc procs[ILV_MAX_PROCS];
  struct ilv_sema_bucket sema[ILV_N_SEMA_BUCKETS];
};

static inline struct ilv_proc *
ilv_proc_of (struct ilv_p *p)
{
  return (struct ilv_proc *) p;
}

static inline enum ilv_proc_state
ilv_proc_state (uint32_t status)
{
  return status & ILV_PROC_STATE_MASK;
}

/* @proc's owner only, under sched->lock, which orders it. */
static inline void
ilv_proc_set_state (struct ilv_proc *proc, enum ilv_proc_state state)
{
  uint32_t status = atomic_load_explicit (&proc->status, memory_order_relaxed);

  atomic_store_explicit (&proc->status, (status & ~ILV_PROC_STATE_MASK) | state,
                         memory_order_relaxed);
}

/* --- runq.c ------------------------------------------------------------- */

/* Owner only. Puts @g at the end; half goes to the global queue if it is full. */
void ilv_runq_put (struct ilv_proc *proc, struct ilv_g *g);
/* Owner only. @g runs next; true if another had to go to the queue for it. */
bool ilv_runq_put_next (struct ilv_proc *proc, struct ilv_g *g);
/* Owner only. What runs next; *@inherits: within the time slice that runs. */
struct ilv_g *ilv_runq_take (struct ilv_proc *proc, bool *inherits);
/* Owner only. The time slice is over: what was next goes to the queue's end. */
void ilv_runq_expire (struct ilv_proc *proc);
/* Moves half of @victim's queue to @proc's (which is empty) and returns one
 * more to run. With @take_next also what the victim would run next. */
struct ilv_g *ilv_runq_steal (struct ilv_proc *proc, struct ilv_proc *victim, bool take_next);
/* Without the next slot. From any thread, a snapshot. */
uint32_t ilv_runq_length (struct ilv_proc *proc);
bool ilv_runq_has_next (struct ilv_proc *proc);

/* sched->lock held. */
void ilv_runq_put_global_locked (struct ilv_sched *sched, struct ilv_g_list *list);
/* sched->lock held. A fair share of the global queue, at most @max: the first is
 * returned, the others go to @proc's queue, which has room for them. */
struct ilv_g *ilv_runq_take_global_locked (struct ilv_sched *sched, struct ilv_proc *proc,
                                           uint32_t max);
void ilv_runq_put_global (struct ilv_sched *sched, struct ilv_g *g);
/* sched->lock held; nobody else uses @proc. All its Gs go to the global queue. */
void ilv_runq_drain_locked (struct ilv_sched *sched, struct ilv_proc *proc);

/* --- park.c ------------------------------------------------------------- */

/* @g has ended: it is on no list any more. */
void ilv_park_forget (struct ilv_proc *proc, struct ilv_g *g);

/* --- syscall.c ---------------------------------------------------------- */

/* @machine came out of @g's system call without a processor. */
void ilv_syscall_lost (struct ilv_machine *machine, struct ilv_g *g);

/* --- machine.c ---------------------------------------------------------- */

/* Wakes or makes a thread that looks for work, if there is a processor for it
 * and none looks already. Cheap if not. Holds no lock. */
void ilv_machine_wake_one (struct ilv_sched *sched);
/* sched->lock held, is let go. Gives @proc, which is held by nobody, a
 * thread. False if the system has none. */
bool ilv_machine_start_and_unlock (struct ilv_sched *sched, struct ilv_proc *proc,
                                   bool is_spinning);
/* sched->lock held. An idle processor, ready to be held; NULL if there is none
 * or the world is stopped. */
struct ilv_proc *ilv_machine_take_idle_proc_locked (struct ilv_sched *sched);
/* sched->lock held. @proc's owner gives it up. */
void ilv_machine_put_idle_proc_locked (struct ilv_sched *sched, struct ilv_proc *proc);
/* Somebody takes care of @proc (grabbed from a system call): a thread if there
 * is work for it, else it is idle. */
void ilv_machine_hand_off (struct ilv_sched *sched, struct ilv_proc *proc);
/* @machine holds no processor: sleeps until it has one. False: the run is over. */
bool ilv_machine_sleep (struct ilv_machine *machine);
void ilv_machine_start_spinning (struct ilv_machine *machine);
/* It found something. */
void ilv_machine_stop_spinning (struct ilv_machine *machine);
/* An idle machine looks at the timers again. */
void ilv_machine_wake_for_timers (struct ilv_sched *sched);
/* All idle machines wake up to see that the run is over. */
void ilv_machine_wake_all (struct ilv_sched *sched);
/* Whether any run queue has something a thread could take. */
bool ilv_machine_sees_work (struct ilv_sched *sched);
void ilv_machine_join_all (struct ilv_sched *sched);

/* --- sched.c ------------------------------------------------------------ */

/* What a machine does all its life. */
void ilv_sched_loop (struct ilv_machine *machine);

/* --- monitor.c ---------------------------------------------------------- */

/* Watches until the run is over. */
void ilv_monitor_watch (struct ilv_sched *sched);
/* sched->lock held: there will be something to watch. */
void ilv_monitor_call_locked (struct ilv_sched *sched);

/* --- timer.c ------------------------------------------------------------ */

/* Fires what is due of @owner's timers, on @proc's thread. True if any. */
bool ilv_timer_run_due (struct ilv_proc *proc, struct ilv_proc *owner, uint64_t now_nsec);
/* When the first timer of all is due. */
uint64_t ilv_timer_next_of_all (struct ilv_sched *sched);
/* World stopped. */
void ilv_timer_move_all (struct ilv_proc *from, struct ilv_proc *to);

static inline uint64_t
ilv_timer_next (struct ilv_proc *proc)
{
  /* Relaxed: see next_nsec. */
  return atomic_load_explicit (&proc->timers.next_nsec, memory_order_relaxed);
}

/* --- world.c ------------------------------------------------------------ */

/* @proc's machine waits here while the world is stopped. */
void ilv_world_wait (struct ilv_proc *proc);
/* The same, while the viewer holds the program. */
void ilv_world_hold (struct ilv_proc *proc);
/* sched->lock held. @proc is beyond GOMAXPROCS, and its owner gives it up. */
void ilv_world_retire_locked (struct ilv_sched *sched, struct ilv_proc *proc);
/* @machine's processor is beyond GOMAXPROCS: lets it go. */
void ilv_world_retire (struct ilv_machine *machine);
/* The run is over: @machine lets its processor go and never comes back. */
void ilv_world_leave (struct ilv_machine *machine);
/* Takes @proc from a thread in a system call; false if that came out. */
bool ilv_world_take_syscall (struct ilv_proc *proc, uint32_t status);
/* Waits until no goroutine runs and none ever will. */
void ilv_world_end (struct ilv_sched *sched);
/* Somebody waits for processors to stop: look again. */
void ilv_world_report (struct ilv_sched *sched);

/* --- sema.c ------------------------------------------------------------- */

/* The bucket of @address, locked. Its lock also guards the object there. */
struct ilv_sema_bucket *ilv_sema_lock (struct ilv_sched *sched, const void *address);
/* For ilv_park(). @bucket is a struct ilv_sema_bucket. */
void ilv_sema_unlock (void *bucket);
/* @g waits for @address, behind or before the others. */
void ilv_sema_add (struct ilv_sema_bucket *bucket, struct ilv_g *g, const void *address,
                   bool is_first);
/* The first that waits for @address; NULL if none does. */
struct ilv_g *ilv_sema_first (struct ilv_sema_bucket *bucket, const void *address);
/* Takes the first one out. */
struct ilv_g *ilv_sema_take (struct ilv_sema_bucket *bucket, const void *address);
/* Takes all out, in their order, in a row through g->link. */
struct ilv_g_list ilv_sema_take_all (struct ilv_sema_bucket *bucket, const void *address);
/* Takes out the one with this ticket; NULL if it does not wait. */
struct ilv_g *ilv_sema_take_ticket (struct ilv_sema_bucket *bucket, const void *address,
                                    uint64_t ticket);

/* --- deadlock.c --------------------------------------------------------- */

/* sched->lock held; the calling machine is about to be idle too. */
bool ilv_deadlock_is_reached_locked (struct ilv_sched *sched);
/* Reports it on @proc and ends the run. */
void ilv_deadlock_report (struct ilv_sched *sched, struct ilv_proc *proc);

/* --- choice.c ----------------------------------------------------------- */

void ilv_choice_seed (struct ilv_sched *sched, uint64_t seed);
/* Whose work machine @self tries to take as i-th: a different one for each i
 * below @n, in an order chosen anew by each call of ilv_choice_steal_order(). */
struct ilv_choice_order
{
  uint32_t n, start, stride;
};
struct ilv_choice_order ilv_choice_steal_order (struct ilv_proc *proc, uint32_t n);
static inline uint32_t
ilv_choice_victim (const struct ilv_choice_order *order, uint32_t i)
{
  return (order->start + i * order->stride) % order->n;
}

/* --- trace_out.c -------------------------------------------------------- */

/* Takes @fd. False and errno if it is not a trace memory. */
bool ilv_trace_open (struct ilv_sched *sched, int fd);
/* EXIT, of the time the run was stopped: taking it down is not part of it. Nobody writes after it. */
void ilv_trace_end (struct ilv_sched *sched);
void ilv_trace_close (struct ilv_sched *sched);
/* A scheduling step begins: its time, room for its events. Traced only. */
void ilv_trace_step (struct ilv_machine *machine, struct ilv_proc *proc);
/* @proc's owner lets it go; its machine may be elsewhere. */
void ilv_trace_proc_stop (struct ilv_proc *proc);
/* @g's thread has no processor. sched->lock held. */
void ilv_trace_lost_locked (struct ilv_sched *sched, struct ilv_g *g);

/* Traced only. */
void ilv_trace_put (struct ilv_proc *proc, struct ilv_g *g, enum ilv_event_type type,
                    uint32_t object, uint32_t seq, uint32_t arg);

/* ilv_trace() for hot paths: untraced it is a test of a byte. The other half is a
 * call, or every function that writes an event would save registers for it. */
static inline void
ilv_trace_write (struct ilv_proc *proc, struct ilv_g *g, enum ilv_event_type type,
                 uint32_t object, uint32_t seq, uint32_t arg)
{
  if (ilv_unlikely (proc->p.is_traced))
    ilv_trace_put (proc, g, type, object, seq, arg);
}

/* Event followed by what is at @elem, as VALUE. Traced only. */
void ilv_trace_value (struct ilv_proc *proc, struct ilv_g *g, enum ilv_event_type type,
                      uint32_t object, uint32_t seq, uint32_t arg,
                      const struct ilv_chan_elem *elem, const void *bytes);

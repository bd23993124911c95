/* shm.h - The memory a running program shares with its viewer.
 *
 * A memfd: a head, then ILV_N_RINGS rings of `ring_capacity` records. Ring i
 * belongs to processor i; the last ring is for threads that have no processor,
 * under a lock in the program. Untouched rings cost no memory.
 *
 * Neither side trusts the other: the program checks what it inherits before it
 * maps it, and the size is sealed so that nobody can be hit by SIGBUS; the
 * viewer keeps its own copy of every constant, checks positions at every drain
 * and copies records out before it looks at them.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/clock.h"
#include "trace/error.h"
#include "trace/event.h"

#define ILV_MAX_PROCS 64
#define ILV_N_RINGS (ILV_MAX_PROCS + 1)
#define ILV_SHM_MAGIC UINT64_C (0x314d4853564c4901) /* "\1ILVSHM1" */
#define ILV_SHM_VERSION 1

/* Room for a batch between two ticks of a display: a million events per second
 * need 16,384 records for each 16 ms. 2 MiB. */
#define ILV_RING_CAPACITY_DEFAULT 65536u
#define ILV_RING_CAPACITY_MIN 1024u
#define ILV_RING_CAPACITY_MAX (1u << 24)

/* Environment variable that names the inherited file descriptor. */
#define ILV_SHM_FD_ENV "INTERLEAVE_TRACE_FD"

enum ilv_full_policy
{
  ILV_FULL_WAITS, /* the writer waits for room; the wait is itself an event */
  ILV_FULL_DROPS  /* the newest event is dropped and counted; strings still wait */
};

/* One ring: single writer, single reader. Both counters only grow; an index is
 * a counter modulo capacity, so head == tail is empty and head - tail ==
 * capacity is full. Each counter has a cache line of its own because another
 * thread writes it. */
struct ilv_ring_head
{
  _Alignas (64) _Atomic uint64_t head; /* next to write; the writer owns it */
  _Atomic uint64_t n_dropped;          /* the writer owns it */
  _Alignas (64) _Atomic uint64_t tail; /* next to read; the reader owns it */
  _Atomic uint32_t writer_waits;       /* futex: 1 while the writer sleeps for room */
};

struct ilv_shm_head
{
  uint64_t magic;
  uint32_t version;       /* ILV_SHM_VERSION */
  uint32_t n_rings;       /* ILV_N_RINGS */
  uint32_t ring_capacity; /* records in a ring, a power of two */
  uint32_t full_policy;   /* enum ilv_full_policy */
  int32_t reader_pid;     /* process that reads: a writer that waits looks whether it lives */

  /* The viewer writes these, seldom (control.h). */
  _Alignas (64) _Atomic uint32_t control; /* futex: number of orders << 2 | enum ilv_control */
  _Atomic uint32_t step_budget; /* scheduling steps the program may still do while paused */
  _Atomic uint32_t slow_nsec;   /* ILV_CONTROL_SLOW: wait after each scheduling step */
  _Atomic uint32_t reader_gone; /* 1: nobody reads any more */
  _Atomic uint32_t slow_factor; /* ILV_CONTROL_SLOW: all takes so many times as long; 0 is 1 */

  /* The program writes these, once. */
  _Alignas (64) _Atomic uint64_t start_nsec; /* CLOCK_MONOTONIC at time 0; 0: not started */
  _Atomic uint32_t ended;                    /* 1: it wrote its last event */

  struct ilv_ring_head rings[ILV_N_RINGS];
};

/* One side's view of it. Private to the process. */
struct ilv_shm
{
  struct ilv_shm_head *head;
  struct ilv_event *records; /* of ring 0; the other rings follow */
  size_t size_bytes;
  uint32_t ring_capacity;
  enum ilv_full_policy full_policy;
  int32_t reader_pid;
  int fd;
  bool is_viewer;
  _Atomic bool is_cancelled; /* writers: do not wait for the reader any more */
};

/* The viewer's side. @ring_capacity is a power of two between the MIN and MAX
 * above. NULL and @error if the machine has no memory or descriptors. Hand
 * shm->fd to the program (it is close-on-exec); free with ilv_shm_free(). */
struct ilv_shm *ilv_shm_create (uint32_t ring_capacity, enum ilv_full_policy full_policy,
                                struct ilv_error *error);

/* The program's side: maps @fd, which may be anything at all. Takes @fd, which
 * is closed at failure too. NULL and @error if it is not a shared trace of
 * this version. */
struct ilv_shm *ilv_shm_map (int fd, struct ilv_error *error);

/* Unmaps and closes. The viewer's side tells the writers that nobody reads
 * any more. NULL is allowed. */
void ilv_shm_free (struct ilv_shm *shm);

/* First record of ring @index. */
struct ilv_event *ilv_shm_ring_records (const struct ilv_shm *shm, unsigned index);

/* The program: its time 0 is that of @clock. Before the first event. */
void ilv_shm_begin (struct ilv_shm *shm, const struct ilv_clock *clock);

/* The program: the last event is written; no writer will write again. */
void ilv_shm_end (struct ilv_shm *shm);

/* The program: it ends, so writers that wait for room or for the viewer must
 * stop waiting, now and from now on; events that find no room are dropped and
 * counted. Any thread. */
void ilv_shm_cancel_waits (struct ilv_shm *shm);

/* The viewer: time on the program's clock, for drawing what still goes on;
 * 0 if it has not begun. Not for comparing with times of events. */
uint64_t ilv_shm_now_nsec (const struct ilv_shm *shm);

/* The viewer: whether ilv_shm_end() was called. What was written before it can
 * all be drained once this is true. */
bool ilv_shm_has_ended (const struct ilv_shm *shm);

/* For ring.c and control.c: a writer's wait. */

/* False if there is nobody to wait for: cancelled, or the reader is gone. */
bool ilv_shm_may_wait (struct ilv_shm *shm);
/* Sleeps while *@word is @value, at most @timeout_nsec. May return early. */
void ilv_shm_futex_wait (_Atomic uint32_t *word, uint32_t value, uint64_t timeout_nsec);
void ilv_shm_futex_wake (_Atomic uint32_t *word);

/* shm.h - The memory a running program shares with its viewer.
 *
 * A memfd: one page of head, then N_RINGS rings of `ring_capacity` records.
 * Ring i belongs to processor i; the last ring is for threads that have no
 * processor, under a lock in the program. Untouched rings cost no memory.
 *
 * The reader trusts nothing in here: positions are checked at every drain and
 * records are copied out before they are looked at.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdatomic.h>
#include <stdint.h>

#include "trace/event.h"

#define ILV_MAX_PROCS 64
#define ILV_N_RINGS (ILV_MAX_PROCS + 1)
#define ILV_SHM_MAGIC UINT64_C (0x314d4853564c4901) /* "\1ILVSHM1" */

/* Environment variable that names the inherited file descriptor. */
#define ILV_SHM_FD_ENV "INTERLEAVE_TRACE_FD"

enum ilv_full_policy
{
  ILV_FULL_WAITS, /* the writer waits for room; the wait is itself an event */
  ILV_FULL_DROPS  /* the newest event is dropped and counted */
};

/* What the viewer wants of the program; the event writer looks at it. */
enum ilv_control
{
  ILV_CONTROL_RUN = 0,
  ILV_CONTROL_PAUSE = 1, /* wait on the futex `control` */
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
  uint32_t version;       /* 1 */
  uint32_t n_rings;       /* ILV_N_RINGS */
  uint32_t ring_capacity; /* records in a ring, a power of two */
  uint32_t full_policy;   /* enum ilv_full_policy */
  _Alignas (64) _Atomic uint32_t control; /* futex: enum ilv_control; the viewer writes it */
  _Atomic uint32_t step_budget;           /* events the program may still write while paused */
  _Atomic uint32_t slow_nsec;             /* extra wait after each scheduling event */
  _Alignas (64) _Atomic uint32_t ended;   /* 1: the program wrote its last event */
  struct ilv_ring_head rings[ILV_N_RINGS];
};

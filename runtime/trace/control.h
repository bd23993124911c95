/* control.h - The viewer holds the program's hand: pause, step, slow down.
 *
 * A program looks at its orders between two scheduling steps (a step is one
 * resumption of one goroutine, until it yields, parks or ends) and when it is
 * asked to poll. There it holds no lock, so whoever is held keeps nobody else
 * spinning, and everybody stops: a paused program uses no processor time.
 * Looking inside the event writer was rejected for that reason: events are
 * written under the lock of the channel they are about.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "trace/ring.h"

/* What the viewer wants of the program; the low two bits of `control`. */
enum ilv_control
{
  ILV_CONTROL_RUN = 0,
  ILV_CONTROL_PAUSE = 1, /* wait for another order, or for a step to do */
  ILV_CONTROL_SLOW = 2,  /* wait after each scheduling step */
};
#define ILV_CONTROL_MODE 3u

/* --- The program's side ------------------------------------------------- */

/* True if there is an order to obey: call ilv_control_obey(). One relaxed load
 * of a cache line that is hardly ever written; an order seen late is obeyed
 * late, that is all. */
static inline bool
ilv_control_has_order (const struct ilv_shm *shm)
{
  return (atomic_load_explicit (&shm->head->control, memory_order_relaxed)
          & ILV_CONTROL_MODE)
         != ILV_CONTROL_RUN;
}

/* Obeys, sleeping as long as the order says; writes HELD_START and HELD_STOP
 * around a pause. The calling thread holds @writer's processor and counts as
 * stopped for a stop of the world; it holds no lock and runs no goroutine.
 * Returns at once if the wait was cancelled or nobody reads any more. Read the
 * clock again afterwards. */
void ilv_control_obey (struct ilv_ring_writer *writer);

/* While there is an order: the step before which it was obeyed is over. Slow motion stretches
 * what the processor has done, not its having nothing to do. */
void ilv_control_end_step (struct ilv_ring_writer *writer);

/* --- The viewer's side -------------------------------------------------- */

void ilv_control_pause (struct ilv_shm *shm);
/* Ends a pause or slow motion. Steps not yet done are forgotten. */
void ilv_control_run (struct ilv_shm *shm);
/* A paused program does @n more scheduling steps. */
void ilv_control_step (struct ilv_shm *shm, uint32_t n);
/* Each processor waits @nsec after each scheduling step, and @factor - 1 times as long as it took
 * (counted up to ILV_CONTROL_STRETCH_MAX_NSEC). Short waits are made together. */
#define ILV_CONTROL_STRETCH_MAX_NSEC 100000000u
void ilv_control_slow (struct ilv_shm *shm, uint32_t nsec, uint32_t factor);

/* chan_private.h - What chan.c and select.c know of a channel.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/internal.h"

struct ilv_waiter_queue
{
  struct ilv_waiter *first, *last;
};

/* Everything but id, capacity and elem, which never change, is under the lock.
 *
 * Invariants: if a receiver waits, the buffer is empty and no sender waits; if
 * a sender waits, the buffer is full; at a closed channel nobody waits. (All
 * but for waiters of selects that another channel has served already: these
 * are passed over, and taken out by their own G.) */
struct ilv_chan
{
  struct ilv_lock lock;
  uint32_t id;
  uint32_t seq;        /* number of its last event */
  bool is_closed;
  struct ilv_chan_elem elem;
  uint64_t capacity;
  uint64_t n;          /* elements in the buffer */
  uint64_t send_index; /* where the next one goes; the first one is n before it */
  struct ilv_waiter_queue senders, receivers;
  _Alignas (16) uint8_t buffer[];
};

/* @g was woken by the closing of @chan, from which it wanted to receive. */
void ilv_chan_say_closed (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan);

/* The others with chan->lock held. */

/* The first in line that nobody else has served: now it is the caller's to serve. */
struct ilv_waiter *ilv_chan_take_waiter (struct ilv_waiter_queue *queue);
void ilv_chan_add_waiter (struct ilv_waiter_queue *queue, struct ilv_waiter *waiter);
void ilv_chan_remove_waiter (struct ilv_waiter_queue *queue, struct ilv_waiter *waiter);

/* The operations where they need not wait; ILV_STEP_WOULD_BLOCK where they
 * need. *@woken is the G to make ready once the lock is given back, or NULL. */
enum ilv_step ilv_chan_try_send (struct ilv_proc *proc, struct ilv_g *g, struct ilv_chan *chan,
                                 const void *elem, struct ilv_g **woken);
enum ilv_step ilv_chan_try_recv (struct ilv_proc *proc, struct ilv_g *g, struct ilv_chan *chan,
                                 void *elem, bool *ok, struct ilv_g **woken);

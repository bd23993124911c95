/* chan.c - Channels.
 *
 * Source: Go spec, "Channel types", "Send statements", "Receive operator".
 *
 * One lock for each channel. Values never wait in between: a sender that finds
 * a waiting receiver copies its value straight to where the receiver wants it,
 * and makes it ready; the receiver finds it there when it runs. In the same way
 * a receiver takes the value of a waiting sender (or, if there is a buffer, the
 * oldest value from it, and puts the sender's at its end). So a woken G never
 * has to try again, and the order of waiting is the order of being served.
 *
 * Nobody is made ready under the lock: the woken G might run on another thread
 * at once, and want it.
 *
 * A lock-free ring for the buffered case was considered: close, select and the
 * exact order of waiters all need the lock again, and uncontended it costs 3 ns.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/chan_private.h"

#include <string.h>

/* --- Queues of waiters ---------------------------------------------------- */

void
ilv_chan_add_waiter (struct ilv_waiter_queue *queue, struct ilv_waiter *waiter)
{
  waiter->next = NULL;
  waiter->prev = queue->last;
  if (queue->last)
    queue->last->next = waiter;
  else
    queue->first = waiter;
  queue->last = waiter;
  waiter->is_queued = true;
}

void
ilv_chan_remove_waiter (struct ilv_waiter_queue *queue, struct ilv_waiter *waiter)
{
  if (waiter->prev)
    waiter->prev->next = waiter->next;
  else
    queue->first = waiter->next;
  if (waiter->next)
    waiter->next->prev = waiter->prev;
  else
    queue->last = waiter->prev;
  waiter->is_queued = false;
}

/* A select waits in several queues: who swaps first serves it. */
static bool
claim (struct ilv_waiter *waiter)
{
  if (!waiter->is_select)
    return true;
  /* Acquire and release: the winner goes on with what the select left, and
   * losers do nothing with it. */
  if (atomic_exchange_explicit (&waiter->g->select_done, 1, memory_order_acq_rel))
    return false;
  waiter->g->woken_by = waiter;
  return true;
}

struct ilv_waiter *
ilv_chan_take_waiter (struct ilv_waiter_queue *queue)
{
  struct ilv_waiter *waiter;

  while ((waiter = queue->first))
    {
      ilv_chan_remove_waiter (queue, waiter);
      if (claim (waiter))
        return waiter;
    }
  return NULL;
}

/* --- Values --------------------------------------------------------------- */

/* @size is the same for all of a channel's values, and 8 for most channels. */
static inline void
copy (void *to, const void *from, uint32_t size)
{
  if (ilv_likely (size == 8))
    memcpy (to, from, 8);
  else
    memcpy (to, from, size);
}

static inline void
clear (void *to, uint32_t size)
{
  if (ilv_likely (size == 8))
    memset (to, 0, 8);
  else
    memset (to, 0, size);
}

static void
deliver (struct ilv_chan *chan, void *to, const void *from)
{
  if (to)
    copy (to, from, chan->elem.size_bytes);
}

static void
deliver_zero (struct ilv_chan *chan, void *to)
{
  if (to)
    clear (to, chan->elem.size_bytes);
}

static uint8_t *
slot (struct ilv_chan *chan, uint64_t index)
{
  return chan->buffer + index * chan->elem.size_bytes;
}

static void
push (struct ilv_chan *chan, const void *from)
{
  copy (slot (chan, chan->send_index), from, chan->elem.size_bytes);
  chan->send_index = chan->send_index + 1 == chan->capacity ? 0 : chan->send_index + 1;
  chan->n++;
}

/* The oldest value; its slot is cleared, so that the collector does not keep
 * what it pointed to. */
static void
pop (struct ilv_chan *chan, void *to)
{
  uint64_t index = chan->send_index >= chan->n ? chan->send_index - chan->n
                                               : chan->send_index + chan->capacity - chan->n;

  deliver (chan, to, slot (chan, index));
  clear (slot (chan, index), chan->elem.size_bytes);
  chan->n--;
}

static void
trace_value (struct ilv_proc *proc, struct ilv_g *g, struct ilv_chan *chan,
             enum ilv_event_type type, uint32_t arg, const void *elem)
{
  if (ilv_unlikely (proc->p.is_traced))
    ilv_trace_value (proc, g, type, chan->id, ++chan->seq, arg, &chan->elem, elem);
}

static void
trace_plain (struct ilv_proc *proc, struct ilv_g *g, struct ilv_chan *chan,
             enum ilv_event_type type, uint32_t arg)
{
  if (ilv_unlikely (proc->p.is_traced))
    ilv_trace_write (proc, g, type, chan->id, ++chan->seq, arg);
}

/* --- Send and receive without waiting -------------------------------------- */

enum ilv_step
ilv_chan_try_send (struct ilv_proc *proc, struct ilv_g *g, struct ilv_chan *chan,
                   const void *elem, struct ilv_g **woken)
{
  struct ilv_waiter *receiver;

  *woken = NULL;
  if (ilv_unlikely (chan->is_closed))
    return ILV_STEP_CLOSED;
  receiver = ilv_chan_take_waiter (&chan->receivers);
  if (receiver)
    {
      deliver (chan, receiver->elem, elem);
      receiver->success = true;
      *woken = receiver->g;
      trace_value (proc, g, chan, ILV_EVENT_CHAN_SEND_TO, receiver->g->id, elem);
      return ILV_STEP_DONE;
    }
  if (chan->n < chan->capacity)
    {
      push (chan, elem);
      trace_value (proc, g, chan, ILV_EVENT_CHAN_SEND, (uint32_t) chan->n, elem);
      return ILV_STEP_DONE;
    }
  return ILV_STEP_WOULD_BLOCK;
}

/* The buffer, if there is one, is full: its oldest value is for us, and the
 * sender's takes its place. */
static void
recv_from (struct ilv_chan *chan, struct ilv_waiter *sender, void *elem)
{
  if (chan->capacity > 0)
    {
      pop (chan, elem);
      push (chan, sender->elem);
    }
  else
    deliver (chan, elem, sender->elem);
  sender->success = true;
}

enum ilv_step
ilv_chan_try_recv (struct ilv_proc *proc, struct ilv_g *g, struct ilv_chan *chan,
                   void *elem, bool *ok, struct ilv_g **woken)
{
  struct ilv_waiter *sender = ilv_chan_take_waiter (&chan->senders);

  *woken = NULL;
  *ok = true;
  if (sender)
    {
      recv_from (chan, sender, elem);
      *woken = sender->g;
      trace_value (proc, g, chan, ILV_EVENT_CHAN_RECV_FROM, sender->g->id,
                   chan->capacity > 0 ? elem : sender->elem);
      return ILV_STEP_DONE;
    }
  if (chan->n > 0)
    {
      pop (chan, elem);
      trace_value (proc, g, chan, ILV_EVENT_CHAN_RECV, (uint32_t) chan->n, elem);
      return ILV_STEP_DONE;
    }
  if (chan->is_closed)
    {
      *ok = false;
      deliver_zero (chan, elem);
      trace_plain (proc, g, chan, ILV_EVENT_CHAN_RECV_CLOSED, 0);
      return ILV_STEP_DONE;
    }
  return ILV_STEP_WOULD_BLOCK;
}

/* --- Waiting --------------------------------------------------------------- */

static void
unlock_chan (void *arg)
{
  struct ilv_chan *chan = arg;

  ilv_unlock (&chan->lock);
}

static enum ilv_step
wait_in (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan, struct ilv_waiter_queue *queue,
         void *elem, enum ilv_wait_reason reason)
{
  g->waiter.g = g;
  g->waiter.chan = chan;
  g->waiter.elem = elem;
  g->waiter.is_select = false;
  g->waiter.success = false;
  ilv_chan_add_waiter (queue, &g->waiter);
  return ilv_park (p, g, reason, chan->id, unlock_chan, chan);
}

static enum ilv_step
finish_now (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan, struct ilv_g *woken,
            enum ilv_step step)
{
  ilv_unlock (&chan->lock);
  if (woken)
    ilv_ready (p, g, woken);
  return step;
}

enum ilv_step
ilv_chan_send_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan, const void *elem,
                     bool block)
{
  struct ilv_g *woken;
  enum ilv_step step;

  if (ilv_unlikely (!chan))
    return block ? ilv_park (p, g, ILV_WAIT_CHAN_SEND_NIL, 0, NULL, NULL)
                 : ILV_STEP_WOULD_BLOCK;
  ilv_lock (&chan->lock);
  step = ilv_chan_try_send (ilv_proc_of (p), g, chan, elem, &woken);
  if (step != ILV_STEP_WOULD_BLOCK || !block)
    return finish_now (p, g, chan, woken, step);
  return wait_in (p, g, chan, &chan->senders, (void *) elem, ILV_WAIT_CHAN_SEND);
}

bool
ilv_chan_send_finish (struct ilv_p *p, struct ilv_g *g)
{
  return g->waiter.success;
}

enum ilv_step
ilv_chan_recv_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan, void *elem,
                     bool block, bool *ok)
{
  struct ilv_g *woken;
  enum ilv_step step;

  if (ilv_unlikely (!chan))
    return block ? ilv_park (p, g, ILV_WAIT_CHAN_RECV_NIL, 0, NULL, NULL)
                 : ILV_STEP_WOULD_BLOCK;
  ilv_lock (&chan->lock);
  step = ilv_chan_try_recv (ilv_proc_of (p), g, chan, elem, ok, &woken);
  if (step != ILV_STEP_WOULD_BLOCK || !block)
    return finish_now (p, g, chan, woken, step);
  return wait_in (p, g, chan, &chan->receivers, elem, ILV_WAIT_CHAN_RECV);
}

void
ilv_chan_say_closed (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan)
{
  if (!p->is_traced)
    return;
  ilv_lock (&chan->lock);
  trace_plain (ilv_proc_of (p), g, chan, ILV_EVENT_CHAN_RECV_CLOSED, 0);
  ilv_unlock (&chan->lock);
}

bool
ilv_chan_recv_finish (struct ilv_p *p, struct ilv_g *g)
{
  if (ilv_unlikely (!g->waiter.success))
    ilv_chan_say_closed (p, g, g->waiter.chan);
  return g->waiter.success;
}

/* --- Close ------------------------------------------------------------------ */

/* Takes all who wait out of both queues, into a row through g->link. Receivers
 * get the zero value; senders will find that nothing was sent. */
static struct ilv_g *
release_all (struct ilv_chan *chan)
{
  struct ilv_g *first = NULL, **last = &first;
  struct ilv_waiter *waiter;

  while ((waiter = ilv_chan_take_waiter (&chan->receivers)))
    {
      deliver_zero (chan, waiter->elem);
      waiter->success = false;
      *last = waiter->g;
      last = &waiter->g->link;
    }
  while ((waiter = ilv_chan_take_waiter (&chan->senders)))
    {
      waiter->success = false;
      *last = waiter->g;
      last = &waiter->g->link;
    }
  *last = NULL;
  return first;
}

enum ilv_step
ilv_chan_close (struct ilv_p *p, struct ilv_g *g, struct ilv_chan *chan)
{
  struct ilv_g *woken, *next;

  if (!chan)
    return ILV_STEP_NIL;
  ilv_lock (&chan->lock);
  if (chan->is_closed)
    {
      ilv_unlock (&chan->lock);
      return ILV_STEP_CLOSED;
    }
  chan->is_closed = true;
  trace_plain (ilv_proc_of (p), g, chan, ILV_EVENT_CHAN_CLOSE, 0);
  woken = release_all (chan);
  ilv_unlock (&chan->lock);
  for (; woken; woken = next)
    {
      next = woken->link;
      ilv_ready (p, g, woken);
    }
  return ILV_STEP_DONE;
}

/* --- The rest ---------------------------------------------------------------- */

size_t
ilv_chan_size (struct ilv_chan_elem elem, uint64_t capacity)
{
  size_t buffer_bytes;

  if (__builtin_mul_overflow (capacity, (size_t) elem.size_bytes, &buffer_bytes)
      || buffer_bytes > SIZE_MAX - sizeof (struct ilv_chan))
    return SIZE_MAX;
  return sizeof (struct ilv_chan) + buffer_bytes;
}

struct ilv_chan *
ilv_chan_init (void *memory, struct ilv_p *p, struct ilv_g *g, struct ilv_chan_elem elem,
               uint64_t capacity, enum ilv_object_kind kind)
{
  struct ilv_chan *chan = memory;

  chan->elem = elem;
  chan->capacity = capacity;
  chan->id = ilv_object_make (p, g, kind);
  chan->seq = 1;
  trace_plain (ilv_proc_of (p), g, chan, ILV_EVENT_CHAN_CAP,
               capacity > UINT32_MAX ? UINT32_MAX : (uint32_t) capacity);
  return chan;
}

uint32_t
ilv_chan_id (const struct ilv_chan *chan)
{
  return chan->id;
}

void *
ilv_chan_buffer (struct ilv_chan *chan)
{
  return chan->buffer;
}

uint64_t
ilv_chan_len (struct ilv_chan *chan)
{
  uint64_t n;

  if (!chan)
    return 0;
  ilv_lock (&chan->lock);
  n = chan->n;
  ilv_unlock (&chan->lock);
  return n;
}

uint64_t
ilv_chan_cap (struct ilv_chan *chan)
{
  return chan ? chan->capacity : 0;
}

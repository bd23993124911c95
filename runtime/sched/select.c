/* select.c - select.
 *
 * Source: Go spec, "Select statements": if one or more of the communications
 * can proceed, a single one is chosen by a uniform pseudo-random selection.
 *
 * All channels are locked, in the order of their addresses so that two selects
 * cannot wait for each other. Then the cases that can proceed are counted, and
 * one of them is drawn: the draw is asked for only where there is something to
 * choose, which keeps a record of choices short. (Going through the cases in a
 * random order and taking the first is as fair, but draws once for each case.)
 * The cases' own memory holds the order of locking, so nothing is allocated.
 *
 * If none can proceed the G waits in all channels at once. Whoever wants to
 * serve one of the waiters must first swap g->select_done from 0 to 1. The rest
 * of the waiters are taken out by the G itself when it runs again; until then
 * those who meet one find select_done set and pass over it.
 *
 * A waiter lives in the frame of the G, which may run on as soon as it is
 * served, while the machine it left is still unlocking the channels. Unlocking
 * goes from the last locked to the first, and the G first locks the first, so
 * it cannot get hold of its frame before.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/chan_private.h"

/* --- Locking ---------------------------------------------------------------- */

static struct ilv_select_case *
nth_locked (struct ilv_select_case *cases, unsigned i)
{
  return &cases[cases[i].waiter.lock_index];
}

static bool
is_before (struct ilv_select_case *cases, uint16_t a, uint16_t b)
{
  return (uintptr_t) cases[a].chan < (uintptr_t) cases[b].chan;
}

/* Heap sort's sieve over the lock_index fields. */
static void
sift (struct ilv_select_case *cases, unsigned i, unsigned n)
{
  uint16_t index = cases[i].waiter.lock_index;

  for (unsigned child; (child = 2 * i + 1) < n; i = child)
    {
      if (child + 1 < n
          && is_before (cases, cases[child].waiter.lock_index, cases[child + 1].waiter.lock_index))
        child++;
      if (!is_before (cases, index, cases[child].waiter.lock_index))
        break;
      cases[i].waiter.lock_index = cases[child].waiter.lock_index;
    }
  cases[i].waiter.lock_index = index;
}

/* Fills lock_index: an order of the cases by address of channel, nil first. */
static void
sort (struct ilv_select_case *cases, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    cases[i].waiter.lock_index = (uint16_t) i;
  for (unsigned i = n / 2; i-- > 0;)
    sift (cases, i, n);
  for (unsigned end = n; end-- > 1;)
    {
      uint16_t last = cases[end].waiter.lock_index;

      cases[end].waiter.lock_index = cases[0].waiter.lock_index;
      cases[0].waiter.lock_index = last;
      sift (cases, 0, end);
    }
}

/* The channel to lock or unlock at place @i of the order; NULL if there is none, or
 * it is the same as at the place before. */
static struct ilv_chan *
chan_to_lock (struct ilv_select_case *cases, unsigned i)
{
  struct ilv_chan *chan = nth_locked (cases, i)->chan;

  return i > 0 && nth_locked (cases, i - 1)->chan == chan ? NULL : chan;
}

static void
lock_all (struct ilv_select_case *cases, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    {
      struct ilv_chan *chan = chan_to_lock (cases, i);

      if (chan)
        ilv_lock (&chan->lock);
    }
}

/* Touches @cases no more once the first channel of the order is unlocked. */
static void
unlock_all (struct ilv_select_case *cases, unsigned n)
{
  unsigned n_nil = 0;

  while (n_nil < n && !nth_locked (cases, n_nil)->chan)
    n_nil++;
  for (unsigned i = n; i-- > n_nil;)
    {
      struct ilv_chan *chan = chan_to_lock (cases, i);

      if (chan)
        ilv_unlock (&chan->lock);
    }
}

static void
unlock_parked (void *arg)
{
  struct ilv_g *g = arg;

  unlock_all (g->waiter.elem, g->waiter.case_index);
}

/* --- Choosing ---------------------------------------------------------------- */

/* Whether a queue has somebody to be served by @g, other than @g itself. */
static bool
has_partner (struct ilv_waiter_queue *queue)
{
  for (struct ilv_waiter *waiter = queue->first; waiter; waiter = waiter->next)
    /* Acquire: pairs with the exchange in claim(). Nobody can claim a plain
     * waiter of a channel we hold; a select's may go through another channel
     * any time, so this is a guess that taking has to confirm. */
    if (!waiter->is_select
        || !atomic_load_explicit (&waiter->g->select_done, memory_order_acquire))
      return true;
  return false;
}

static bool
is_ready (struct ilv_select_case *c)
{
  struct ilv_chan *chan = c->chan;

  if (!chan)
    return false;
  if (chan->is_closed)
    return true;
  return c->is_send ? chan->n < chan->capacity || has_partner (&chan->receivers)
                    : chan->n > 0 || has_partner (&chan->senders);
}

/* The @nth of the cases that can proceed, or the last if there are no longer so
 * many; -1 if there is none. *@n_ready counts those seen. */
static int
find_ready (struct ilv_select_case *cases, unsigned n, unsigned nth, unsigned *n_ready)
{
  int last = -1;

  *n_ready = 0;
  for (unsigned i = 0; i < n; i++)
    if (is_ready (&cases[i]))
      {
        last = (int) i;
        if ((*n_ready)++ == nth)
          break;
      }
  return last;
}

static int
choose (struct ilv_p *p, struct ilv_select_case *cases, unsigned n)
{
  unsigned n_ready;
  int last = find_ready (cases, n, UINT32_MAX, &n_ready);

  return n_ready <= 1 ? last : find_ready (cases, n, ilv_choose (p, n_ready), &n_ready);
}

/* --- Taking a case ------------------------------------------------------------ */

static void
say_chosen (struct ilv_p *p, struct ilv_g *g, unsigned n, int chosen)
{
  ilv_trace_write (ilv_proc_of (p), g, ILV_EVENT_SELECT, n, 0, (uint32_t) chosen);
}

/* Tries to proceed with case @i. False: its partner has gone. */
static bool
take (struct ilv_p *p, struct ilv_g *g, struct ilv_select_case *c,
      struct ilv_select_result *result, struct ilv_g **woken)
{
  struct ilv_proc *proc = ilv_proc_of (p);
  enum ilv_step step;

  if (c->is_send)
    step = ilv_chan_try_send (proc, g, c->chan, c->elem, woken);
  else
    step = ilv_chan_try_recv (proc, g, c->chan, c->elem, &result->ok, woken);
  result->is_closed = step == ILV_STEP_CLOSED;
  return step != ILV_STEP_WOULD_BLOCK;
}

static void
wait_in_all (struct ilv_p *p, struct ilv_g *g, struct ilv_select_case *cases, unsigned n)
{
  /* Relaxed: published by the channels' locks. */
  atomic_store_explicit (&g->select_done, 0, memory_order_relaxed);
  g->woken_by = NULL;
  for (unsigned i = 0; i < n; i++)
    {
      struct ilv_select_case *c = &cases[i];

      c->waiter.is_queued = false;
      if (!c->chan)
        continue;
      c->waiter.g = g;
      c->waiter.chan = c->chan;
      c->waiter.elem = c->elem;
      c->waiter.case_index = (uint16_t) i;
      c->waiter.is_select = true;
      c->waiter.success = false;
      ilv_trace_write (ilv_proc_of (p), g, ILV_EVENT_SELECT_CASE, c->chan->id, 0, c->is_send);
      ilv_chan_add_waiter (c->is_send ? &c->chan->senders : &c->chan->receivers, &c->waiter);
    }
}

enum ilv_step
ilv_select_begin (struct ilv_p *p, struct ilv_g *g, struct ilv_select_case *cases, unsigned n,
                  bool block, struct ilv_select_result *result)
{
  struct ilv_g *woken = NULL;

  ILV_ASSERT (n <= UINT16_MAX);
  if (n == 0 && block)
    return ilv_park (p, g, ILV_WAIT_SELECT_NO_CASES, 0, NULL, NULL);
  *result = (struct ilv_select_result){ .chosen = -1 };
  sort (cases, n);
  lock_all (cases, n);
  /* A partner that another channel serves in this moment makes us look again. */
  do
    result->chosen = choose (p, cases, n);
  while (result->chosen >= 0 && !take (p, g, &cases[result->chosen], result, &woken));
  if (result->chosen >= 0 || !block)
    {
      say_chosen (p, g, n, result->chosen);
      unlock_all (cases, n);
      if (woken)
        ilv_ready (p, g, woken);
      return ILV_STEP_DONE;
    }
  wait_in_all (p, g, cases, n);
  g->waiter.elem = cases;
  g->waiter.case_index = (uint16_t) n;
  return ilv_park (p, g, ILV_WAIT_SELECT, 0, unlock_parked, g);
}

void
ilv_select_finish (struct ilv_p *p, struct ilv_g *g, struct ilv_select_case *cases, unsigned n,
                   struct ilv_select_result *result)
{
  struct ilv_select_case *chosen;

  /* In the order of locking: see the top. One lock at a time is enough. */
  for (unsigned i = 0; i < n; i++)
    {
      struct ilv_select_case *c = nth_locked (cases, i);

      if (!c->chan)
        continue;
      ilv_lock (&c->chan->lock);
      if (c->waiter.is_queued)
        ilv_chan_remove_waiter (c->is_send ? &c->chan->senders : &c->chan->receivers, &c->waiter);
      ilv_unlock (&c->chan->lock);
    }
  chosen = &cases[g->woken_by->case_index];
  if (!chosen->is_send && !g->woken_by->success)
    ilv_chan_say_closed (p, g, chosen->chan);
  *result = (struct ilv_select_result){
    .chosen = g->woken_by->case_index,
    .ok = !chosen->is_send && g->woken_by->success,
    .is_closed = chosen->is_send && !g->woken_by->success,
  };
  say_chosen (p, g, n, result->chosen);
}

/* ilv-wait-graph.c - Who waits for whom at a time.
 *
 * Stuck is a least fixed point from the other side: whoever can run frees all whom
 * he could wake, and so on; the rest is stuck. Cycles are components of more than one goroutine in
 * the graph of those who are certain to wait for each other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-wait-graph.h"

#include "trace/event.h"

/* Steps of an object looked at, on each side of the time. */
#define MAX_STEPS 4096
/* Contexts above a context that are looked at. */
#define MAX_DEPTH 64

struct builder
{
  IlvTrace *trace;
  IlvWaitGraph *graph;
  GHashTable *waiters;      /* goroutine -> index + 1 */
  GHashTable *objects;      /* object -> struct peers */
  GHashTable *timed;        /* timers that are set, contexts with a deadline to come */
};

/* Who has done what to an object; in both arrays each goroutine once. */
struct peers
{
  GArray *givers;           /* sends, Done, Unlock, Signal; receives from a full channel are takers' */
  GArray *takers;
};

static void
peers_free (gpointer data)
{
  struct peers *peers = data;

  g_array_unref (peers->givers);
  g_array_unref (peers->takers);
  g_free (peers);
}

static void
add_peer (GArray  *peers,
          guint32  g)
{
  if (g == 0)
    return;
  for (guint i = 0; i < peers->len; i++)
    if (g_array_index (peers, guint32, i) == g)
      return;
  g_array_append_val (peers, g);
}

static void
add_peers_of_step (struct peers  *peers,
                   const IlvStep *step)
{
  switch (step->type)
    {
    case ILV_EVENT_CHAN_SEND:
    case ILV_EVENT_CHAN_SEND_TO:
    case ILV_EVENT_CHAN_CLOSE:
    case ILV_EVENT_WG_ADD:
    case ILV_EVENT_UNLOCK:
    case ILV_EVENT_RLOCK:
    case ILV_EVENT_RUNLOCK:
    case ILV_EVENT_SIGNAL:
      add_peer (peers->givers, step->g);
      break;
    case ILV_EVENT_CHAN_RECV:
    case ILV_EVENT_CHAN_RECV_FROM:
    case ILV_EVENT_CHAN_RECV_CLOSED:
      add_peer (peers->takers, step->g);
      break;
    default:
      break;
    }
}

/* Messages name the other side too. */
static void
add_peers_of_messages (struct builder *self,
                       struct peers   *peers,
                       guint32         object)
{
  guint first = ilv_trace_first_moment_from (self->trace, self->graph->time_nsec);
  guint low = ilv_trace_get_first_moment (self->trace);
  guint n = ilv_trace_get_n_moments (self->trace);
  IlvEdge edge;

  low = first - low > MAX_STEPS ? first - MAX_STEPS : low;
  n = MIN (n, first + MAX_STEPS);
  for (guint i = low; i < n; i++)
    if (ilv_trace_get_edge (self->trace, i, &edge) && edge.kind == ILV_EDGE_MESSAGE
        && edge.object == object)
      {
        add_peer (peers->givers, edge.from);
        add_peer (peers->takers, edge.to);
      }
}

static const struct peers *
get_peers (struct builder  *self,
           const IlvObject *object)
{
  struct peers *peers = g_hash_table_lookup (self->objects, GUINT_TO_POINTER (object->id));
  const IlvLane *lane;
  guint at, first, end;

  if (peers != NULL)
    return peers;
  peers = g_new (struct peers, 1);
  peers->givers = g_array_new (FALSE, FALSE, sizeof (guint32));
  peers->takers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_hash_table_insert (self->objects, GUINT_TO_POINTER (object->id), peers);
  if (object->lane == ILV_NO_LANE)
    return peers;
  lane = ilv_trace_get_lane (self->trace, object->lane);
  at = ilv_lane_first_step_from (lane, self->graph->time_nsec);
  first = MAX (lane->first_step, at > MAX_STEPS ? at - MAX_STEPS : 0);
  end = MIN (ilv_lane_n_steps (lane), at + MAX_STEPS);
  for (guint i = first; i < end; i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);

      add_peers_of_step (peers, &step);
    }
  add_peers_of_messages (self, peers, object->id);
  return peers;
}

/* --- Who could wake whom --------------------------------------------------------- */

static void
add_waker (struct builder *self,
           IlvWaiter      *waiter,
           guint32         g,
           guint32         object)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->waiters, GUINT_TO_POINTER (g)));
  IlvWaker waker = { g, object, index - 1 };

  if (goroutine == NULL || g == waiter->g || goroutine->death_nsec <= self->graph->time_nsec)
    return;
  g_array_append_val (self->graph->wakers, waker);
  waiter->n_wakers++;
}

static void
add_holder (struct builder  *self,
            IlvWaiter       *waiter,
            const IlvObject *object)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, object->lane);
  guint holding = ilv_lane_span_at (lane, self->graph->time_nsec);
  const struct peers *peers;

  if (holding != ILV_NO_INDEX)
    {
      add_waker (self, waiter, ilv_lane_get_span (lane, holding).object, object->id);
      return;
    }
  /* Readers are counted, not named. */
  peers = get_peers (self, object);
  for (guint i = 0; i < peers->givers->len; i++)
    add_waker (self, waiter, g_array_index (peers->givers, guint32, i), object->id);
}

static void
add_wakers_at (struct builder *self,
               IlvWaiter      *waiter,
               guint32         id,
               gboolean        is_send)
{
  const IlvObject *object = ilv_trace_get_object (self->trace, id);
  const struct peers *peers;
  const GArray *side;

  if (object == NULL)
    return;
  if (object->lane != ILV_NO_LANE
      && (ilv_trace_get_lane (self->trace, object->lane)->kind == ILV_LANE_MUTEX
          || ilv_trace_get_lane (self->trace, object->lane)->kind == ILV_LANE_ONCE))
    {
      add_holder (self, waiter, object);
      return;
    }
  peers = get_peers (self, object);
  side = is_send ? peers->takers : peers->givers;
  for (guint i = 0; i < side->len; i++)
    add_waker (self, waiter, g_array_index (side, guint32, i), id);
}

static void
add_wakers (struct builder *self,
            IlvWaiter      *waiter)
{
  int chosen;
  g_autoptr(GArray) cases = ilv_trace_list_cases (self->trace, waiter->g, waiter->span, &chosen);

  waiter->first_waker = self->graph->wakers->len;
  if (waiter->object != 0)
    add_wakers_at (self, waiter, waiter->object, waiter->reason == ILV_WAIT_CHAN_SEND);
  for (guint i = 0; i < cases->len; i++)
    {
      const IlvSelectCase *one = &g_array_index (cases, IlvSelectCase, i);

      add_wakers_at (self, waiter, one->object, one->is_send);
      if (waiter->object == 0)
        waiter->object = one->object;
    }
}

/* --- Who is stuck ----------------------------------------------------------------- */

static IlvWaiter *
waiter_at (IlvWaitGraph *graph,
           guint         index)
{
  return &g_array_index (graph->waiters, IlvWaiter, index);
}

static gboolean
is_freed (IlvWaitGraph *graph,
          IlvWaiter    *waiter)
{
  for (guint i = 0; i < waiter->n_wakers; i++)
    {
      const IlvWaker *waker = &g_array_index (graph->wakers, IlvWaker, waiter->first_waker + i);

      if (waker->waiter == G_MAXUINT || !waiter_at (graph, waker->waiter)->is_stuck)
        return TRUE;
    }
  return FALSE;
}

static void
find_stuck (IlvWaitGraph *graph)
{
  gboolean has_changed = TRUE;

  while (has_changed)
    {
      has_changed = FALSE;
      for (guint i = 0; i < graph->waiters->len; i++)
        {
          IlvWaiter *waiter = waiter_at (graph, i);

          if (waiter->is_stuck && is_freed (graph, waiter))
            {
              waiter->is_stuck = FALSE;
              has_changed = TRUE;
            }
        }
    }
}

/* --- Cycles: Tarjan's strongly connected components, with a stack of its own ---- */

struct visit
{
  guint index, low;         /* from 1; 0 not visited */
  guint next_waker;
  gboolean is_on_stack;
};

struct cycles
{
  IlvWaitGraph *graph;
  struct visit *visits;
  GArray *path;             /* guint: being visited */
  GArray *stack;            /* guint: visited, component not known */
  guint n_visited;
};

static void
enter (struct cycles *self,
       guint          waiter)
{
  struct visit *visit = &self->visits[waiter];

  visit->index = visit->low = ++self->n_visited;
  visit->is_on_stack = TRUE;
  g_array_append_val (self->path, waiter);
  g_array_append_val (self->stack, waiter);
}

static void
leave (struct cycles *self,
       guint          waiter)
{
  gboolean is_cycle = g_array_index (self->stack, guint, self->stack->len - 1) != waiter;
  guint member, cycle = is_cycle ? waiter + 1 : 0;

  do
    {
      member = g_array_index (self->stack, guint, self->stack->len - 1);
      g_array_set_size (self->stack, self->stack->len - 1);
      self->visits[member].is_on_stack = FALSE;
      waiter_at (self->graph, member)->is_in_cycle = is_cycle;
      waiter_at (self->graph, member)->cycle = cycle;
    }
  while (member != waiter);
}

static void
visit_next (struct cycles *self)
{
  guint index = g_array_index (self->path, guint, self->path->len - 1);
  struct visit *visit = &self->visits[index];
  const IlvWaiter *waiter = waiter_at (self->graph, index);

  while (visit->next_waker < waiter->n_wakers)
    {
      guint i = waiter->first_waker + visit->next_waker++;
      guint to = g_array_index (self->graph->wakers, IlvWaker, i).waiter;

      if (to == G_MAXUINT)
        continue;
      if (self->visits[to].index == 0)
        {
          enter (self, to);
          return;
        }
      if (self->visits[to].is_on_stack)
        visit->low = MIN (visit->low, self->visits[to].index);
    }
  g_array_set_size (self->path, self->path->len - 1);
  if (self->path->len > 0)
    {
      struct visit *parent
        = &self->visits[g_array_index (self->path, guint, self->path->len - 1)];

      parent->low = MIN (parent->low, visit->low);
    }
  if (visit->low == visit->index)
    leave (self, index);
}

static void
find_cycles (IlvWaitGraph *graph)
{
  g_autofree struct visit *visits = g_new0 (struct visit, graph->waiters->len + 1);
  g_autoptr(GArray) path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  struct cycles self = { graph, visits, path, stack, 0 };

  for (guint i = 0; i < graph->waiters->len; i++)
    {
      if (visits[i].index == 0)
        enter (&self, i);
      while (path->len > 0)
        visit_next (&self);
    }
}

/* Breadth first from @start to those it waits for, until @start comes again: in @before is by
 * whom each was come to, plus 1. Returns who waits for @start. */
static guint
walk_around (IlvWaitGraph *graph,
             guint         start,
             guint        *before)
{
  g_autoptr(GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (queue, start);
  for (guint next = 0; next < queue->len; next++)
    {
      guint at = g_array_index (queue, guint, next);
      const IlvWaiter *waiter = waiter_at (graph, at);

      for (guint i = 0; i < waiter->n_wakers; i++)
        {
          guint to = g_array_index (graph->wakers, IlvWaker, waiter->first_waker + i).waiter;

          if (to == start)
            return at;
          if (to == G_MAXUINT || waiter_at (graph, to)->cycle != waiter->cycle || before[to] != 0)
            continue;
          before[to] = at + 1;
          g_array_append_val (queue, to);
        }
    }
  g_assert_not_reached (); /* @start is in a cycle */
}

static GArray *
find_shortest (IlvWaitGraph *graph,
               guint         start,
               guint        *before)
{
  GArray *cycle = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint at = walk_around (graph, start, before); at != start; at = before[at] - 1)
    g_array_prepend_val (cycle, at);
  g_array_prepend_val (cycle, start);
  return cycle;
}

GPtrArray *
ilv_wait_graph_list_cycles (IlvWaitGraph *graph)
{
  GPtrArray *cycles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  /* Components share no goroutine, so what one walk leaves in it is not met by another. */
  g_autofree guint *before = g_new0 (guint, graph->waiters->len + 1);
  g_autofree gboolean *is_told = g_new0 (gboolean, graph->waiters->len + 1);

  for (guint i = 0; i < graph->waiters->len; i++)
    {
      const IlvWaiter *waiter = waiter_at (graph, i);

      if (waiter->cycle == 0 || !waiter->is_stuck || is_told[waiter->cycle])
        continue;
      is_told[waiter->cycle] = TRUE;
      g_ptr_array_add (cycles, find_shortest (graph, i, before));
    }
  return cycles;
}

/* --- All of it ---------------------------------------------------------------------- */

/* A channel of a timer that is set, or a context with a deadline, or one below it. */
static gboolean
ends_by_time (struct builder *self,
              guint32         id)
{
  for (guint depth = 0; id != 0 && depth < MAX_DEPTH; depth++)
    {
      const IlvObject *object = ilv_trace_get_object (self->trace, id);

      if (g_hash_table_contains (self->timed, GUINT_TO_POINTER (id)))
        return TRUE;
      id = object != NULL ? object->whole : 0;
    }
  return FALSE;
}

static gboolean
is_timed (struct builder *self,
          guint32         g,
          guint           index,
          const IlvSpan  *span)
{
  int chosen;
  g_autoptr(GArray) cases = NULL;

  if (span->reason == ILV_WAIT_SLEEP || span->reason == ILV_WAIT_IO
      || span->state == ILV_STATE_GC)
    return TRUE;
  if (g_hash_table_size (self->timed) == 0)
    return FALSE;
  if (span->state == ILV_STATE_CHANNEL)
    return ends_by_time (self, span->object);
  cases = ilv_trace_list_cases (self->trace, g, index, &chosen);
  for (guint i = 0; i < cases->len; i++)
    if (ends_by_time (self, g_array_index (cases, IlvSelectCase, i).object))
      return TRUE;
  return FALSE;
}

/* Timers that are set, and what they are part of. */
static void
find_timed (struct builder *self)
{
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_group (self->trace, ILV_GROUP_TIMERS, &n_lanes);

  for (guint i = 0; i < n_lanes; i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (self->trace, lanes[i]);
      const IlvObject *timer = ilv_trace_get_object (self->trace, lane->key);

      if (ilv_lane_span_at (lane, self->graph->time_nsec) == ILV_NO_INDEX)
        continue;
      g_hash_table_add (self->timed, GUINT_TO_POINTER (timer->id));
      if (timer->whole != 0)
        g_hash_table_add (self->timed, GUINT_TO_POINTER (timer->whole));
    }
}

static void
add_waiter (struct builder *self,
            guint32         g)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);
  const IlvLane *lane = ilv_trace_get_lane (self->trace, goroutine->lane);
  guint index = ilv_lane_span_at (lane, self->graph->time_nsec);
  IlvWaiter waiter = { .g = g, .lane = goroutine->lane, .span = index };
  IlvSpan span;

  if (index == ILV_NO_INDEX)
    return;
  span = ilv_lane_get_span (lane, index);
  if (span.state == ILV_STATE_RUNNING || span.state == ILV_STATE_READY
      || span.state == ILV_STATE_SYSCALL)
    return;
  waiter.object = span.object;
  waiter.reason = span.reason;
  waiter.is_timed = is_timed (self, g, index, &span);
  waiter.is_stuck = !waiter.is_timed && span.end_nsec == ILV_TIME_OPEN;
  g_array_append_val (self->graph->waiters, waiter);
  g_hash_table_insert (self->waiters, GUINT_TO_POINTER (g),
                       GUINT_TO_POINTER (self->graph->waiters->len));
}

IlvWaitGraph *
ilv_wait_graph_new (IlvTrace *trace,
                    guint64   time_nsec)
{
  struct builder self = { trace };
  IlvWaitGraph *graph;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  graph = g_new (IlvWaitGraph, 1);
  graph->time_nsec = time_nsec;
  graph->waiters = g_array_new (FALSE, FALSE, sizeof (IlvWaiter));
  graph->wakers = g_array_new (FALSE, FALSE, sizeof (IlvWaker));
  self.graph = graph;
  self.waiters = g_hash_table_new (NULL, NULL);
  self.objects = g_hash_table_new_full (NULL, NULL, NULL, peers_free);
  self.timed = g_hash_table_new (NULL, NULL);
  find_timed (&self);
  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace); i++)
    add_waiter (&self, ilv_trace_get_nth_goroutine (trace, i)->id);
  for (guint i = 0; i < graph->waiters->len; i++)
    add_wakers (&self, waiter_at (graph, i));
  g_hash_table_unref (self.waiters);
  g_hash_table_unref (self.objects);
  g_hash_table_unref (self.timed);
  find_stuck (graph);
  find_cycles (graph);
  return graph;
}

void
ilv_wait_graph_free (IlvWaitGraph *graph)
{
  if (graph == NULL)
    return;
  g_array_unref (graph->waiters);
  g_array_unref (graph->wakers);
  g_free (graph);
}

/* ilv-explain-why.c - Why isn't it running?
 *
 * Each kind of wait has its sentences; then follows the chain of those who hold what others wait
 * for, to its root.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <glib/gi18n-lib.h>

#include "model/ilv-format.h"
#include "model/ilv-wait-graph.h"

#define MAX_PEERS_NAMED 3
#define MAX_CHAIN       8

/* What somebody else is doing, as a sentence: why the one who waits has to go on waiting. */
static char *
describe_doing (IlvTrace *trace,
                guint32   g,
                guint64   time_nsec)
{
  IlvSpan span;
  g_autofree char *who = ilv_explain_goroutine (trace, g);
  g_autofree char *what = NULL;

  if (!ilv_trace_get_state_at (trace, g, time_nsec, &span))
    return g_strdup_printf (_("%s does not run any more."), who);
  if (span.object != 0 && span.state != ILV_STATE_SYSCALL)
    what = ilv_explain_object (trace, span.object);
  switch ((IlvState) span.state)
    {
    case ILV_STATE_RUNNING:
      return g_strdup_printf (_("%s is running on P%u."), who, span.p);
    case ILV_STATE_READY:
      return g_strdup_printf (_("%s is ready, but has no processor."), who);
    case ILV_STATE_SYSCALL:
      return g_strdup_printf (_("%s is in a system call."), who);
    case ILV_STATE_ASLEEP:
      return g_strdup_printf (_("%s is asleep."), who);
    default:
      if (what != NULL)
        /* translators: a goroutine and the channel or lock it waits for */
        return g_strdup_printf (_("%s waits itself, for %s."), who, what);
      return g_strdup_printf (_("%s waits itself."), who);
    }
}

static void
add_peers (GString       *text,
           IlvTrace      *trace,
           const guint32 *peers,
           guint32        but_not,
           guint64        time_nsec)
{
  for (guint i = 0, n = 0; i < MAX_PEERS && n < MAX_PEERS_NAMED; i++)
    if (peers[i] != 0 && peers[i] != but_not)
      {
        ilv_explain_add (text, describe_doing (trace, peers[i], time_nsec));
        n++;
      }
}

/* --- Why isn't it running? ------------------------------------------------------- */

/* A channel that no goroutine sends on: of a timer, or a context. */
static gboolean
explain_signal_channel (GString  *text,
                        IlvTrace *trace,
                        Object   *object)
{
  Object *timer = object->info.whole != 0 ? ilv_trace_find_object (trace, object->info.whole) : NULL;
  g_autofree char *name = NULL;

  if (object->info.kind == ILV_OBJECT_CONTEXT)
    {
      name = ilv_explain_object (trace, object->info.id);
      /* translators: a context.Context */
      ilv_explain_add (text, g_strdup_printf (_("%s is not done: neither cancelled nor out of time."),
                                              name));
      return TRUE;
    }
  if (timer == NULL || timer->info.kind != ILV_OBJECT_TIMER)
    return FALSE;
  name = ilv_explain_object (trace, timer->info.id);
  /* translators: a timer or ticker */
  ilv_explain_add (text, g_strdup_printf (_("%s has not fired yet; only time ends this wait."), name));
  return TRUE;
}

static void
explain_channel (GString       *text,
                 IlvTrace      *trace,
                 guint32        g,
                 const IlvSpan *span,
                 guint64        time_nsec)
{
  gboolean is_send = span->reason == ILV_WAIT_CHAN_SEND;
  Object *object = ilv_trace_find_object (trace, span->object);
  g_autofree char *name = ilv_explain_object (trace, span->object);

  if (object == NULL)
    {
      ilv_explain_add (text, g_strdup (_("A nil channel never becomes ready.")));
      return;
    }
  if (!is_send && explain_signal_channel (text, trace, object))
    return;
  if (!is_send)
    ilv_explain_add (text, g_strdup_printf (_("%s is empty, and nobody is sending on it."), name));
  else if (object->info.capacity == 0)
    ilv_explain_add (text, g_strdup_printf (_("%s has no buffer, and nobody is receiving from it."),
                                         name));
  else
    ilv_explain_add (text, g_strdup_printf (_("The buffer of %s is full: %u of %u."), name,
                                         object->info.capacity, object->info.capacity));
  add_peers (text, trace, is_send ? object->receivers : object->senders, g, time_nsec);
}

/* What each case waits for; of one that is over, which it was. */
static void
explain_select (GString  *text,
                IlvTrace *trace,
                guint32   g,
                guint     span,
                guint64   time_nsec)
{
  int chosen;
  g_autoptr(GArray) cases = ilv_trace_list_cases (trace, g, span, &chosen);

  for (guint i = 0; i < cases->len; i++)
    {
      const IlvSelectCase *one = &g_array_index (cases, IlvSelectCase, i);
      Object *object = ilv_trace_find_object (trace, one->object);
      g_autofree char *name = ilv_explain_object (trace, one->object);

      if (object == NULL || (!one->is_send && explain_signal_channel (text, trace, object)))
        continue;
      ilv_explain_add (text, g_strdup_printf (one->is_send ? _("Nobody takes from %s.")
                                                           : _("Nobody sends on %s."), name));
      add_peers (text, trace, one->is_send ? object->receivers : object->senders, g, time_nsec);
    }
  if (chosen >= 0 && (guint) chosen < cases->len)
    {
      const IlvSelectCase *one = &g_array_index (cases, IlvSelectCase, chosen);
      g_autofree char *name = ilv_explain_object (trace, one->object);

      /* translators: number of a select's case from 1, how many there are, a channel */
      ilv_explain_add (text, g_strdup_printf (one->is_send
                                                ? _("Then it took case %d of %u: it sent on %s.")
                                                : _("Then it took case %d of %u: it received from %s."),
                                              chosen + 1, cases->len, name));
    }
}

static void
explain_cond (GString    *text,
              IlvTrace   *trace,
              Object     *object,
              guint32     g,
              guint64     time_nsec)
{
  g_autofree char *name = ilv_explain_object (trace, object->info.id);

  /* translators: a sync.Cond */
  ilv_explain_add (text, g_strdup_printf (_("It goes on when somebody calls Signal or Broadcast "
                                            "on %s."), name));
  add_peers (text, trace, object->senders, g, time_nsec);
}

static void
explain_sync (GString       *text,
              IlvTrace      *trace,
              guint32        g,
              const IlvSpan *span,
              guint64        time_nsec)
{
  Object *object = ilv_trace_find_object (trace, span->object);
  g_autofree char *name = ilv_explain_object (trace, span->object);
  const IlvLane *lane;
  guint index, step;

  if (object == NULL || object->info.lane == ILV_NO_LANE)
    return;
  lane = ilv_trace_lane (trace, object->info.lane);
  step = ilv_lane_step_at (lane, time_nsec);
  index = ilv_lane_span_at (lane, time_nsec);
  if (lane->kind == ILV_LANE_WAIT_GROUP && step != ILV_NO_INDEX)
    {
      ilv_explain_add (text, g_strdup_printf (_("The counter of %s is %u, not 0."), name,
                                           ilv_lane_get_step (lane, step).level));
      add_peers (text, trace, object->senders, g, time_nsec);
    }
  else if (lane->kind == ILV_LANE_COND)
    {
      explain_cond (text, trace, object, g, time_nsec);
    }
  else if (lane->kind == ILV_LANE_ONCE && index != ILV_NO_INDEX)
    {
      IlvSpan running = ilv_lane_get_span (lane, index);
      g_autofree char *runner = ilv_explain_goroutine (trace, running.object);
      g_autofree char *since = ilv_explain_time (running.start_nsec);

      /* translators: a goroutine, a sync.Once, a time */
      ilv_explain_add (text, g_strdup_printf (_("%s runs the function of %s since %s."), runner,
                                              name, since));
      ilv_explain_add (text, describe_doing (trace, running.object, time_nsec));
    }
  else if (lane->kind == ILV_LANE_MUTEX && index != ILV_NO_INDEX)
    {
      IlvSpan holding = ilv_lane_get_span (lane, index);
      g_autofree char *holder = ilv_explain_goroutine (trace, holding.object);
      g_autofree char *since = ilv_explain_time (holding.start_nsec);

      /* translators: a mutex, a goroutine, a time */
      ilv_explain_add (text, g_strdup_printf (_("%s is held by %s since %s."), name, holder,
                                              since));
      ilv_explain_add (text, describe_doing (trace, holding.object, time_nsec));
    }
  else if (lane->kind == ILV_LANE_MUTEX && step != ILV_NO_INDEX
           && ilv_lane_get_step (lane, step).level > 0)
    {
      /* translators: a lock, and how many goroutines have it for reading */
      const char *format = g_dngettext (GETTEXT_PACKAGE, "%s is read by %u goroutine.",
                                        "%s is read by %u goroutines.", ilv_lane_get_step (lane, step).level);

      ilv_explain_add (text, g_strdup_printf (format, name, ilv_lane_get_step (lane, step).level));
    }
}

static void
explain_ready (GString  *text,
               IlvTrace *trace,
               guint64   time_nsec)
{
  guint n_procs, n_busy = 0;
  const guint32 *lanes = ilv_trace_get_group (trace, ILV_GROUP_THREADS, &n_procs);
  g_autoptr(GString) busy = g_string_new (NULL);

  for (guint i = 0; i < n_procs; i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, lanes[i]);
      guint index = ilv_lane_span_at (lane, time_nsec);
      g_autofree char *who = NULL;

      if (index == ILV_NO_INDEX)
        continue;
      n_busy++;
      if (n_busy > MAX_PEERS_NAMED)
        continue;
      who = ilv_explain_goroutine (trace, ilv_lane_get_span (lane, index).object);
      /* translators: a processor and the goroutine that it runs */
      ilv_explain_add (busy, g_strdup_printf (_("P%u runs %s."), lane->key, who));
    }
  if (n_busy < MAX (n_procs, ilv_trace_get_n_procs_set (trace)))
    ilv_explain_add (text, g_strdup (_("It has its turn as soon as a processor looks for work; "
                                       "one is free.")));
  else
    ilv_explain_add (text, g_strdup (_("All processors are busy.")));
  if (busy->len > 0)
    ilv_explain_add (text, g_strdup (busy->str));
}

/* Who holds what @g waits for; 0: it is none that somebody holds. */
static guint32
holder_for (IlvTrace *trace,
            guint32   g,
            guint64   time_nsec,
            guint32  *object)
{
  IlvSpan span;

  if (!ilv_trace_get_state_at (trace, g, time_nsec, &span) || span.state != ILV_STATE_SYNC)
    return 0;
  *object = span.object;
  return ilv_explain_holder_at (trace, span.object, time_nsec, NULL);
}

/* The first link has been told: @g waits for what a second holds, who does something. If that is
 * waiting for what a third holds, and so on, down to the one on whom it all hangs. */
static void
add_chain (GString  *text,
           IlvTrace *trace,
           guint32   g,
           guint64   time_nsec)
{
  guint32 seen[MAX_CHAIN], object, at = holder_for (trace, g, time_nsec, &object);

  seen[0] = g;
  for (guint n = 1; at != 0 && n < MAX_CHAIN; n++)
    {
      guint32 next = holder_for (trace, at, time_nsec, &object);
      g_autofree char *name = ilv_explain_object (trace, object);
      g_autofree char *holder = ilv_explain_goroutine (trace, next);
      g_autofree char *since = NULL;
      guint64 since_nsec = 0;

      seen[n] = at;
      if (next == 0)
        return;
      ilv_explain_holder_at (trace, object, time_nsec, &since_nsec);
      since = ilv_explain_time (since_nsec);
      ilv_explain_add (text, g_strdup_printf (_("%s is held by %s since %s."), name, holder, since));
      for (guint i = 0; i <= n; i++)
        if (seen[i] == next)
          {
            ilv_explain_add (text, g_strdup (_("So the circle is closed: none of them can ever "
                                               "go on.")));
            return;
          }
      ilv_explain_add (text, describe_doing (trace, next, time_nsec));
      at = next;
    }
}

/* A wait that outlasts the program. */
static void
add_end (GString       *text,
         IlvTrace      *trace,
         guint32        g,
         const IlvSpan *span)
{
  g_autoptr(IlvWaitGraph) graph = NULL;

  if (span->end_nsec != ILV_TIME_OPEN || ilv_trace_get_run_state (trace) != ILV_RUN_EXITED)
    return;
  graph = ilv_wait_graph_new (trace, ilv_trace_get_end_nsec (trace));
  for (guint i = 0; i < graph->waiters->len; i++)
    {
      const IlvWaiter *waiter = &g_array_index (graph->waiters, IlvWaiter, i);

      if (waiter->g == g)
        ilv_explain_add (text, g_strdup (waiter->is_stuck
                                           ? _("It still waited when the program was over, and "
                                               "nobody was left to end that.")
                                           : _("It still waited when the program was over.")));
    }
}

char *
ilv_explain_why (IlvTrace      *trace,
                 const IlvLane *lane,
                 guint          index)
{
  IlvSpan what = ilv_lane_get_span (lane, index), *span = &what;
  GString *text = g_string_new (NULL);
  guint32 g = lane->key;
  guint64 time_nsec = span->end_nsec == ILV_TIME_OPEN ? ilv_trace_get_end_nsec (trace)
                                                      : span->start_nsec;

  switch ((IlvState) span->state)
    {
    case ILV_STATE_CHANNEL:
      explain_channel (text, trace, g, span, time_nsec);
      break;
    case ILV_STATE_SELECT:
      explain_select (text, trace, g, index, time_nsec);
      break;
    case ILV_STATE_SYNC:
      explain_sync (text, trace, g, span, time_nsec);
      break;
    case ILV_STATE_READY:
      explain_ready (text, trace, span->start_nsec);
      break;
    case ILV_STATE_SYSCALL:
      ilv_explain_add (text, g_strdup (_("The operating system works for it; if that takes long, its "
                                         "processor goes to another goroutine.")));
      break;
    case ILV_STATE_ASLEEP:
      if (span->reason == ILV_WAIT_SLEEP)
        ilv_explain_add (text, g_strdup (_("It asked to sleep; only time wakes it.")));
      break;
    default:
      break;
    }
  if (ilv_state_waits_for_others (span->state))
    {
      add_chain (text, trace, g, time_nsec);
      add_end (text, trace, g, span);
    }
  return ilv_explain_end (text);
}

/* ilv-explain.c - What the picture says, in sentences.
 *
 * Sentences about a wait speak in the present of its beginning; of one that still lasts, of
 * now. Each is a whole translatable text: no language is put together here
 * from halves of sentences.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <glib/gi18n-lib.h>

#include "model/ilv-format.h"
#include "model/ilv-lines.h"

#define MAX_PEERS_NAMED 3

/* --- What a goroutine is doing ------------------------------------------------- */

static char *
channel_title (IlvTrace      *trace,
               guint32        g,
               const IlvSpan *span)
{
  g_autofree char *name = ilv_trace_dup_object_name (trace, span->object);
  g_autofree char *value = ilv_trace_dup_wait_value (trace, g, span);

  switch (span->reason)
    {
    case ILV_WAIT_CHAN_SEND:
      if (value != NULL)
        /* translators: a value on a channel */
        return g_markup_printf_escaped (_("Blocked: sending %s on %s"), value, name);
      return g_markup_printf_escaped (_("Blocked: sending on %s"), name);
    case ILV_WAIT_CHAN_RECV:
      if (value != NULL)
        /* translators: it then got this value from a channel */
        return g_markup_printf_escaped (_("Blocked: receiving %s from %s"), value, name);
      return g_markup_printf_escaped (_("Blocked: receiving from %s"), name);
    case ILV_WAIT_CHAN_SEND_NIL:
      return g_strdup (_("Blocked for ever: sending on a nil channel"));
    default:
      return g_strdup (_("Blocked for ever: receiving from a nil channel"));
    }
}

static char *
sync_title (IlvTrace      *trace,
            const IlvSpan *span)
{
  g_autofree char *name = ilv_trace_dup_object_name (trace, span->object);

  switch (span->reason)
    {
    case ILV_WAIT_WAIT_GROUP:
      return g_markup_printf_escaped (_("Blocked: waiting for WaitGroup %s"), name);
    case ILV_WAIT_MUTEX_LOCK:
    case ILV_WAIT_RWMUTEX_LOCK:
      return g_markup_printf_escaped (_("Blocked: waiting to lock %s"), name);
    case ILV_WAIT_RWMUTEX_RLOCK:
      return g_markup_printf_escaped (_("Blocked: waiting to read-lock %s"), name);
    case ILV_WAIT_COND_WAIT:
      return g_markup_printf_escaped (_("Blocked: waiting for a signal on %s"), name);
    default:
      return g_markup_printf_escaped (_("Blocked: %s"), ilv_wait_reason_words (span->reason));
    }
}

static char *
state_title (IlvTrace      *trace,
             guint32        g,
             const IlvSpan *span)
{
  switch ((IlvState) span->state)
    {
    case ILV_STATE_RUNNING:
      return g_strdup_printf (_("Running on P%u"), span->p);
    case ILV_STATE_READY:
      return g_strdup (_("Ready to run"));
    case ILV_STATE_CHANNEL:
      return channel_title (trace, g, span);
    case ILV_STATE_SELECT:
      return g_strdup (span->reason == ILV_WAIT_SELECT_NO_CASES
                         ? _("Blocked for ever: a select without cases")
                         : _("Blocked: none of its select's cases can go on"));
    case ILV_STATE_SYNC:
      return sync_title (trace, span);
    case ILV_STATE_SYSCALL:
      if (span->object != 0)
        return g_markup_printf_escaped (_("In system call %s"),
                                        ilv_trace_get_string (trace, span->object));
      return g_strdup (_("In a system call"));
    case ILV_STATE_GC:
      return g_strdup (_("Collecting garbage"));
    case ILV_STATE_ASLEEP:
      return g_strdup (span->reason == ILV_WAIT_SLEEP ? _("Asleep")
                       : span->reason == ILV_WAIT_IO ? _("Waiting for input or output")
                                                     : _("Waiting"));
    case ILV_N_STATES:
      break;
    }
  g_assert_not_reached ();
}

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

static char *
explain_why (IlvTrace      *trace,
             guint32        g,
             const IlvSpan *span)
{
  GString *text = g_string_new (NULL);
  guint64 time_nsec = span->end_nsec == ILV_TIME_OPEN ? ilv_trace_get_end_nsec (trace)
                                                      : span->start_nsec;

  switch ((IlvState) span->state)
    {
    case ILV_STATE_CHANNEL:
      explain_channel (text, trace, g, span, time_nsec);
      break;
    case ILV_STATE_SYNC:
      explain_sync (text, trace, g, span, time_nsec);
      break;
    case ILV_STATE_READY:
      explain_ready (text, trace, span->start_nsec);
      break;
    case ILV_STATE_ASLEEP:
      if (span->reason == ILV_WAIT_SLEEP)
        ilv_explain_add (text, g_strdup (_("It asked to sleep; only time wakes it.")));
      break;
    default:
      break;
    }
  return ilv_explain_end (text);
}

/* --- How it ended ------------------------------------------------------------------ */

/* How long it had to wait for a processor after @span; the empty text if it still does. */
static char *
describe_wait_for_proc (IlvTrace      *trace,
                        const IlvLane *lane,
                        guint          span)
{
  IlvSpan next;
  g_autofree char *duration = NULL;

  if (span + 1 >= ilv_lane_n_spans (lane))
    return g_strdup ("");
  next = ilv_lane_get_span (lane, span + 1);
  if (next.state != ILV_STATE_READY || next.end_nsec == ILV_TIME_OPEN)
    return g_strdup ("");
  if (next.end_nsec == next.start_nsec)
    return g_strdup (_("It ran at once."));
  duration = ilv_format_duration (next.end_nsec - next.start_nsec);
  return g_strdup_printf (_("Then it waited %s for a processor."), duration);
}

static char *
describe_waker (IlvTrace      *trace,
                const IlvSpan *span,
                guint64        time_nsec)
{
  g_autofree char *when = ilv_explain_time (time_nsec);
  g_autofree char *who = NULL;

  if (span->by == ILV_BY_UNKNOWN)
    return NULL;
  if (span->by == 0)
    /* translators: what made a goroutine runnable, and when */
    return g_strdup_printf (span->reason == ILV_WAIT_IO ? _("Input or output was ready at %s.")
                                                        : _("Time was up at %s."), when);
  who = ilv_explain_goroutine (trace, span->by);
  return g_strdup_printf (_("%s woke it at %s."), who, when);
}

static char *
explain_ready_by (IlvTrace      *trace,
                  guint32        g,
                  const IlvSpan *span,
                  gboolean       is_first)
{
  g_autofree char *when = ilv_explain_time (span->start_nsec);
  g_autofree char *who = ilv_explain_goroutine (trace, span->by);

  if (span->by == ILV_BY_UNKNOWN || span->by == 0)
    return NULL;
  if (span->by == g)
    return g_strdup (span->reason != 0 ? _("Its time slice was over.") : _("It gave way itself."));
  if (is_first)
    return g_strdup_printf (_("%s started it at %s."), who, when);
  return g_strdup_printf (_("%s woke it at %s."), who, when);
}

static char *
explain_woken_by (IlvTrace      *trace,
                  const IlvLane *lane,
                  guint          index)
{
  IlvSpan span = ilv_lane_get_span (lane, index);
  g_autofree char *waker = NULL;
  g_autofree char *then = NULL;

  if (span.state == ILV_STATE_READY)
    return explain_ready_by (trace, lane->key, &span, index == 0);
  if (span.state == ILV_STATE_RUNNING || span.state == ILV_STATE_SYSCALL
      || span.end_nsec == ILV_TIME_OPEN)
    return NULL;
  waker = describe_waker (trace, &span, span.end_nsec);
  if (waker == NULL)
    return NULL;
  then = describe_wait_for_proc (trace, lane, index);
  return *then != '\0' ? g_strdup_printf ("%s %s", waker, then) : g_steal_pointer (&waker);
}

static char *
describe_when (IlvTrace      *trace,
               const IlvSpan *span)
{
  g_autofree char *from = ilv_explain_time (span->start_nsec);
  g_autofree char *to = ilv_explain_time (ilv_trace_get_span_end (trace, span));
  g_autofree char *duration = ilv_format_duration (ilv_trace_get_span_end (trace, span)
                                                   - span->start_nsec);

  if (span->end_nsec == ILV_TIME_OPEN)
    /* translators: a duration and a time; it lasts to the end of what is known */
    return g_strdup_printf (_("for %s, since %s, to the end"), duration, from);
  /* translators: a duration and two times */
  return g_strdup_printf (_("for %s, from %s to %s"), duration, from, to);
}

static char *
describe_creation (IlvTrace *trace,
                   guint32   g)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, g);
  g_autofree char *creator = NULL;
  g_autofree char *place = NULL;

  if (goroutine == NULL || goroutine->creator == 0)
    return NULL;
  creator = ilv_explain_goroutine (trace, goroutine->creator);
  place = ilv_explain_place (trace, goroutine->create_site);
  if (place != NULL)
    /* translators: a goroutine and a place in the program */
    return g_strdup_printf (_("Started by %s in %s."), creator, place);
  return g_strdup_printf (_("Started by %s."), creator);
}

IlvExplanation *
ilv_trace_explain_span (IlvTrace *trace,
                        guint     lane_id,
                        guint     index)
{
  const IlvLane *lane;
  IlvSpan span;
  IlvExplanation *explanation;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  lane = ilv_trace_get_lane (trace, lane_id);
  span = ilv_lane_get_span (lane, index);
  explanation = g_new0 (IlvExplanation, 1);
  explanation->when = describe_when (trace, &span);
  explanation->where = ilv_explain_place (trace, lane->kind == ILV_LANE_GOROUTINE
                                            ? ilv_trace_get_goroutine_site (trace, lane_id, index)
                                            : span.site);
  if (lane->kind == ILV_LANE_REGIONS || lane->kind == ILV_LANE_TASK)
    {
      ilv_explain_named (trace, lane, &span, explanation);
    }
  else if (lane->kind == ILV_LANE_TIMER)
    {
      ilv_explain_setting (trace, lane, &span, explanation);
    }
  else if (lane->kind == ILV_LANE_GOROUTINE)
    {
      explanation->who = ilv_explain_goroutine (trace, lane->key);
      explanation->title = state_title (trace, lane->key, &span);
      explanation->why = explain_why (trace, lane->key, &span);
      explanation->woken_by = explain_woken_by (trace, lane, index);
      explanation->created = describe_creation (trace, lane->key);
    }
  else
    {
      g_autofree char *name = ilv_trace_dup_lane_name (trace, lane_id);

      explanation->who = ilv_explain_goroutine (trace, span.object);
      explanation->title = lane->kind == ILV_LANE_PROC || lane->kind == ILV_LANE_MACHINE
                             ? ilv_explain_running (lane, &span)
                             : g_markup_printf_escaped (_("Holds %s"), name);
    }
  return explanation;
}

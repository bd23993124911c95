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
  const IlvObject *object = ilv_trace_get_object (trace, span->object);
  g_autofree char *name = ilv_trace_dup_object_name (trace, span->object);

  switch (span->reason)
    {
    case ILV_WAIT_WAIT_GROUP:
      return g_markup_printf_escaped (_("Blocked: waiting for WaitGroup %s"), name);
    case ILV_WAIT_MUTEX_LOCK:
    case ILV_WAIT_RWMUTEX_LOCK:
      if (object != NULL && object->kind == ILV_OBJECT_ONCE)
        /* translators: a sync.Once */
        return g_markup_printf_escaped (_("Blocked: waiting until the function of %s is done"),
                                        name);
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
      explanation->why = ilv_explain_why (trace, lane, index);
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

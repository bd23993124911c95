/* ilv-explain.c - What the picture says, in sentences.
 *
 * Sentences about a wait speak in the present of its beginning; of one that still lasts, of
 * now. Each is a whole translatable text: no language is put together here
 * from halves of sentences.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/ilv-format.h"
#include "model/ilv-trace-private.h"

#define MAX_PEERS_NAMED 3

/* --- Nouns as links ---------------------------------------------------------- */

static char *
link_to (const char *kind,
         guint64     number,
         const char *text)
{
  return g_markup_printf_escaped ("<a href=\"%s:%" G_GUINT64_FORMAT "\">%s</a>", kind, number, text);
}

static char *
goroutine_link (IlvTrace *trace,
                guint32   g)
{
  g_autofree char *name = ilv_trace_dup_goroutine_name (trace, g);

  return link_to ("goroutine", g, name);
}

static char *
object_link (IlvTrace *trace,
             guint32   object)
{
  g_autofree char *name = ilv_trace_dup_object_name (trace, object);

  return link_to ("object", object, name);
}

static char *
time_link (guint64 time_nsec)
{
  /* Three more digits than the number has by itself: enough to tell neighbours apart. */
  g_autofree char *text = ilv_format_time (time_nsec, MAX (time_nsec / 100000, 1));

  return link_to ("time", time_nsec, text);
}

/* (nullable): "main.worker, worker-pool.go:11" */
static char *
place_link (IlvTrace *trace,
            guint32   site)
{
  IlvPlace place;
  g_autofree char *base = NULL;
  g_autofree char *line = NULL;
  g_autofree char *link = NULL;
  g_autofree char *function = NULL;

  if (!ilv_trace_get_place (trace, site, &place))
    return NULL;
  base = g_path_get_basename (place.file != NULL ? place.file : "?");
  line = g_strdup_printf ("%s:%u", base, place.line);
  link = link_to ("site", site, line);
  if (place.function == NULL)
    return g_steal_pointer (&link);
  function = g_markup_escape_text (place.function, -1);
  return g_strdup_printf ("%s, %s", function, link);
}

/* Adds a sentence, which it takes, to a text of several. */
static void
add_sentence (GString *text,
              char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
text_or_null (GString *text)
{
  return g_string_free (text, text->len == 0);
}

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
  const IlvSpan *span = ilv_trace_get_state_at (trace, g, time_nsec);
  g_autofree char *who = goroutine_link (trace, g);
  g_autofree char *what = NULL;

  if (span == NULL)
    return g_strdup_printf (_("%s does not run any more."), who);
  if (span->object != 0 && span->state != ILV_STATE_SYSCALL)
    what = object_link (trace, span->object);
  switch ((IlvState) span->state)
    {
    case ILV_STATE_RUNNING:
      return g_strdup_printf (_("%s is running on P%u."), who, span->p);
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
        add_sentence (text, describe_doing (trace, peers[i], time_nsec));
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
  g_autofree char *name = object_link (trace, span->object);

  if (object == NULL)
    {
      add_sentence (text, g_strdup (_("A nil channel never becomes ready.")));
      return;
    }
  if (!is_send)
    add_sentence (text, g_strdup_printf (_("%s is empty, and nobody is sending on it."), name));
  else if (object->info.capacity == 0)
    add_sentence (text, g_strdup_printf (_("%s has no buffer, and nobody is receiving from it."),
                                         name));
  else
    add_sentence (text, g_strdup_printf (_("The buffer of %s is full: %u of %u."), name,
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
  g_autofree char *name = object_link (trace, span->object);
  const IlvLane *lane;
  const IlvStep *step;
  guint index;

  if (object == NULL || object->info.lane == ILV_NO_LANE)
    return;
  lane = ilv_trace_lane (trace, object->info.lane);
  step = ilv_lane_step_at (lane, time_nsec);
  index = ilv_lane_span_at (lane, time_nsec);
  if (lane->kind == ILV_LANE_WAIT_GROUP && step != NULL)
    {
      add_sentence (text, g_strdup_printf (_("The counter of %s is %u, not 0."), name,
                                           step->level));
      add_peers (text, trace, object->senders, g, time_nsec);
    }
  else if (lane->kind == ILV_LANE_MUTEX && index != ILV_NO_INDEX)
    {
      const IlvSpan *holding = ilv_lane_get_span (lane, index);
      g_autofree char *holder = goroutine_link (trace, holding->object);
      g_autofree char *since = time_link (holding->start_nsec);

      /* translators: a mutex, a goroutine, a time */
      add_sentence (text, g_strdup_printf (_("%s is held by %s since %s."), name, holder, since));
      add_sentence (text, describe_doing (trace, holding->object, time_nsec));
    }
  else if (lane->kind == ILV_LANE_MUTEX && step != NULL && step->level > 0)
    {
      /* translators: a lock, and how many goroutines have it for reading */
      add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s is read by %u goroutine.",
                                                        "%s is read by %u goroutines.",
                                                        step->level), name, step->level));
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
      who = goroutine_link (trace, ilv_lane_get_span (lane, index)->object);
      /* translators: a processor and the goroutine that it runs */
      add_sentence (busy, g_strdup_printf (_("P%u runs %s."), lane->key, who));
    }
  if (n_busy < MAX (n_procs, ilv_trace_get_n_procs_set (trace)))
    add_sentence (text, g_strdup (_("It has its turn as soon as a processor looks for work; one is free.")));
  else
    add_sentence (text, g_strdup (_("All processors are busy.")));
  if (busy->len > 0)
    add_sentence (text, g_strdup (busy->str));
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
        add_sentence (text, g_strdup (_("It asked to sleep; only time wakes it.")));
      break;
    default:
      break;
    }
  return text_or_null (text);
}

/* --- How it ended ------------------------------------------------------------------ */

/* How long it had to wait for a processor after @span; the empty text if it still does. */
static char *
describe_wait_for_proc (IlvTrace      *trace,
                        const IlvLane *lane,
                        guint          span)
{
  const IlvSpan *next;
  g_autofree char *duration = NULL;

  if (span + 1 >= ilv_lane_n_spans (lane))
    return g_strdup ("");
  next = ilv_lane_get_span (lane, span + 1);
  if (next->state != ILV_STATE_READY || next->end_nsec == ILV_TIME_OPEN)
    return g_strdup ("");
  duration = ilv_format_duration (next->end_nsec - next->start_nsec);
  return g_strdup_printf (_("Then it waited %s for a processor."), duration);
}

static char *
describe_waker (IlvTrace      *trace,
                const IlvSpan *span,
                guint64        time_nsec)
{
  g_autofree char *when = time_link (time_nsec);
  g_autofree char *who = NULL;

  if (span->by == ILV_BY_UNKNOWN)
    return NULL;
  if (span->by == 0)
    /* translators: what made a goroutine runnable, and when */
    return g_strdup_printf (span->reason == ILV_WAIT_IO ? _("Input or output was ready at %s.")
                                                        : _("Time was up at %s."), when);
  who = goroutine_link (trace, span->by);
  return g_strdup_printf (_("%s woke it at %s."), who, when);
}

static char *
explain_ready_by (IlvTrace      *trace,
                  guint32        g,
                  const IlvSpan *span,
                  gboolean       is_first)
{
  g_autofree char *when = time_link (span->start_nsec);
  g_autofree char *who = goroutine_link (trace, span->by);

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
  const IlvSpan *span = ilv_lane_get_span (lane, index);
  g_autofree char *waker = NULL;
  g_autofree char *then = NULL;

  if (span->state == ILV_STATE_READY)
    return explain_ready_by (trace, lane->key, span, index == 0);
  if (span->state == ILV_STATE_RUNNING || span->state == ILV_STATE_SYSCALL
      || span->end_nsec == ILV_TIME_OPEN)
    return NULL;
  waker = describe_waker (trace, span, span->end_nsec);
  if (waker == NULL)
    return NULL;
  then = describe_wait_for_proc (trace, lane, index);
  return *then != '\0' ? g_strdup_printf ("%s %s", waker, then) : g_steal_pointer (&waker);
}

static char *
describe_when (IlvTrace      *trace,
               const IlvSpan *span)
{
  g_autofree char *from = time_link (span->start_nsec);
  g_autofree char *to = time_link (ilv_trace_get_span_end (trace, span));
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
  creator = goroutine_link (trace, goroutine->creator);
  place = place_link (trace, goroutine->create_site);
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
  const IlvSpan *span;
  IlvExplanation *explanation;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  lane = ilv_trace_get_lane (trace, lane_id);
  span = ilv_lane_get_span (lane, index);
  explanation = g_new0 (IlvExplanation, 1);
  explanation->when = describe_when (trace, span);
  explanation->where = place_link (trace, span->site);
  if (lane->kind == ILV_LANE_GOROUTINE)
    {
      explanation->who = goroutine_link (trace, lane->key);
      explanation->title = state_title (trace, lane->key, span);
      explanation->why = explain_why (trace, lane->key, span);
      explanation->woken_by = explain_woken_by (trace, lane, index);
      explanation->created = describe_creation (trace, lane->key);
    }
  else
    {
      g_autofree char *name = ilv_trace_dup_lane_name (trace, lane_id);

      explanation->who = goroutine_link (trace, span->object);
      explanation->title = lane->kind == ILV_LANE_PROC
                             ? g_markup_printf_escaped (_("Running on %s"), name)
                             : g_markup_printf_escaped (_("Holds %s"), name);
    }
  return explanation;
}

/* --- Steps and edges ------------------------------------------------------------------- */

static char *
step_title (IlvTrace      *trace,
            const IlvStep *step)
{
  g_autofree char *value = ilv_trace_dup_value (trace, step->value);

  switch (step->type)
    {
    case ILV_EVENT_CHAN_SEND:
    case ILV_EVENT_CHAN_SEND_TO:
      return value != NULL ? g_markup_printf_escaped (_("Sent %s"), value)
                           : g_strdup (_("Sent a value"));
    case ILV_EVENT_CHAN_RECV:
    case ILV_EVENT_CHAN_RECV_FROM:
      return value != NULL ? g_markup_printf_escaped (_("Received %s"), value)
                           : g_strdup (_("Received a value"));
    case ILV_EVENT_CHAN_RECV_CLOSED:
      return g_strdup (_("Received the zero value: the channel is closed"));
    case ILV_EVENT_CHAN_CLOSE:
      return g_strdup (_("Closed"));
    case ILV_EVENT_OBJECT_MAKE:
    case ILV_EVENT_CHAN_CAP:
      return g_strdup (_("Made"));
    case ILV_EVENT_WG_ADD:
      return g_strdup_printf (_("The counter is now %u"), step->level);
    case ILV_EVENT_WG_WAIT:
      return g_strdup (_("Passed Wait"));
    case ILV_EVENT_LOCK:
      return g_strdup (_("Locked"));
    case ILV_EVENT_UNLOCK:
      return g_strdup (_("Unlocked"));
    case ILV_EVENT_RLOCK:
    case ILV_EVENT_RUNLOCK:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u reader", "%u readers", step->level),
                              step->level);
    case ILV_EVENT_SIGNAL:
      return g_strdup (_("Signalled"));
    case ILV_EVENT_GO_BLOCK:
      return g_strdup (_("One more waits"));
    default:
      return g_strdup (_("One fewer waits"));
    }
}

static char *
step_state (IlvTrace      *trace,
            const IlvLane *lane,
            const IlvStep *step)
{
  GString *text = g_string_new (NULL);
  const IlvObject *object = ilv_trace_get_object (trace, lane->key);

  if (lane->kind == ILV_LANE_CHANNEL && object->capacity > 0)
    add_sentence (text, g_strdup_printf (_("%u of %u places of the buffer are taken."),
                                         step->level, object->capacity));
  if (step->n_above > 0)
    add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u goroutine waits to send.",
                                                      "%u goroutines wait to send.",
                                                      step->n_above), step->n_above));
  if (step->n_below > 0)
    add_sentence (text, g_strdup_printf (
      lane->kind == ILV_LANE_CHANNEL
        ? g_dngettext (GETTEXT_PACKAGE, "%u goroutine waits to receive.",
                       "%u goroutines wait to receive.", step->n_below)
        : g_dngettext (GETTEXT_PACKAGE, "%u goroutine waits.", "%u goroutines wait.",
                       step->n_below), step->n_below));
  return text_or_null (text);
}

IlvExplanation *
ilv_trace_explain_step (IlvTrace *trace,
                        guint     lane_id,
                        guint     index)
{
  const IlvLane *lane;
  const IlvStep *step;
  IlvExplanation *explanation;
  g_autofree char *when = NULL;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  lane = ilv_trace_get_lane (trace, lane_id);
  step = ilv_lane_get_step (lane, index);
  when = time_link (step->time_nsec);
  explanation = g_new0 (IlvExplanation, 1);
  explanation->title = step_title (trace, step);
  if (step->g != 0)
    explanation->who = goroutine_link (trace, step->g);
  /* translators: at a time */
  explanation->when = g_strdup_printf (_("at %s"), when);
  explanation->where = place_link (trace, step->site);
  explanation->why = step_state (trace, lane, step);
  return explanation;
}

char *
ilv_trace_explain_edge (IlvTrace *trace,
                        guint     index)
{
  guint n_edges;
  const IlvEdge *edges = ilv_trace_get_edges (trace, &n_edges);
  const IlvEdge *edge = &edges[index];
  g_autofree char *from = NULL, *to = NULL, *when = NULL, *what = NULL, *object = NULL;

  g_return_val_if_fail (index < n_edges, NULL);

  from = goroutine_link (trace, edge->from);
  to = goroutine_link (trace, edge->to);
  when = time_link (edge->to_nsec);
  switch ((IlvEdgeKind) edge->kind)
    {
    case ILV_EDGE_CREATE:
      /* translators: two goroutines and a time */
      return g_strdup_printf (_("%s started %s at %s."), from, to, when);
    case ILV_EDGE_WAKE:
      return g_strdup_printf (_("%s woke %s at %s."), from, to, when);
    case ILV_EDGE_MESSAGE:
      what = ilv_trace_dup_value (trace, edge->value);
      object = object_link (trace, edge->object);
      if (what != NULL)
        {
          g_autofree char *escaped = g_markup_escape_text (what, -1);

          /* translators: goroutine, value, goroutine, channel, time */
          return g_strdup_printf (_("%s sent %s to %s through %s, received at %s."), from, escaped,
                                  to, object, when);
        }
      return g_strdup_printf (_("%s sent a value to %s through %s, received at %s."), from, to,
                              object, when);
    }
  g_assert_not_reached ();
}

/* --- Texts ---------------------------------------------------------------------------------- */

static void
add_line (GString    *text,
          const char *markup)
{
  g_autofree char *plain = markup != NULL ? ilv_explain_to_plain (markup) : NULL;

  if (plain != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", plain);
}

char *
ilv_explanation_to_text (IlvExplanation *explanation)
{
  GString *text = g_string_new (NULL);
  g_autofree char *head = NULL;

  if (explanation->who != NULL)
    head = g_strdup_printf ("%s · %s", explanation->who, explanation->title);
  add_line (text, head != NULL ? head : explanation->title);
  add_line (text, explanation->when);
  add_line (text, explanation->where);
  add_line (text, explanation->why);
  add_line (text, explanation->woken_by);
  return g_string_free (text, FALSE);
}

void
ilv_explanation_free (IlvExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_free (explanation->title);
  g_free (explanation->who);
  g_free (explanation->when);
  g_free (explanation->where);
  g_free (explanation->why);
  g_free (explanation->woken_by);
  g_free (explanation->created);
  g_free (explanation);
}

static const struct
{
  const char *entity;
  char c;
} entities[] = {
  { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
  { "&#39;", '\'' },
};

static const char *
skip_entity (const char *markup,
             GString    *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (markup, entities[i].entity))
      {
        g_string_append_c (text, entities[i].c);
        return markup + strlen (entities[i].entity);
      }
  g_string_append_c (text, *markup);
  return markup + 1;
}

char *
ilv_explain_to_plain (const char *markup)
{
  GString *text = g_string_new (NULL);
  const char *end;

  while (*markup != '\0')
    {
      end = *markup == '<' ? strchr (markup, '>') : NULL;
      if (end != NULL)
        markup = end + 1;
      else
        markup = skip_entity (markup, text);
    }
  return g_string_free (text, FALSE);
}

gboolean
ilv_explain_parse_link (const char  *href,
                        IlvLinkKind *kind,
                        guint64     *number)
{
  static const char *const kinds[] = {
    [ILV_LINK_GOROUTINE] = "goroutine:",
    [ILV_LINK_OBJECT] = "object:",
    [ILV_LINK_TIME] = "time:",
    [ILV_LINK_SITE] = "site:",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (href, kinds[i]))
      {
        *kind = i;
        return g_ascii_string_to_unsigned (href + strlen (kinds[i]), 10, 0, G_MAXUINT64, number,
                                           NULL);
      }
  return FALSE;
}

/* --- Who waits for what -------------------------------------------------------------------- */

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const IlvWait *left = a, *right = b;

  if (left->since_nsec != right->since_nsec)
    return left->since_nsec < right->since_nsec ? -1 : 1;
  return left->g < right->g ? -1 : left->g > right->g;
}

static guint32
holder_at (IlvTrace *trace,
           guint32   id,
           guint64   time_nsec)
{
  const IlvObject *object = ilv_trace_get_object (trace, id);
  const IlvLane *lane;
  guint index;

  if (object == NULL || object->lane == ILV_NO_LANE)
    return 0;
  lane = ilv_trace_get_lane (trace, object->lane);
  index = lane->kind == ILV_LANE_MUTEX ? ilv_lane_span_at (lane, time_nsec) : ILV_NO_INDEX;
  return index != ILV_NO_INDEX ? ilv_lane_get_span (lane, index)->object : 0;
}

GArray *
ilv_trace_list_waits (IlvTrace *trace,
                      guint64   time_nsec)
{
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (IlvWait));

  g_return_val_if_fail (ILV_IS_TRACE (trace), waits);

  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace); i++)
    {
      guint32 g = ilv_trace_get_nth_goroutine (trace, i)->id;
      const IlvSpan *span = ilv_trace_get_state_at (trace, g, time_nsec);
      IlvWait wait;

      if (span == NULL || span->state == ILV_STATE_RUNNING || span->state == ILV_STATE_READY
          || span->state == ILV_STATE_SYSCALL)
        continue;
      wait = (IlvWait) { g, span->object, holder_at (trace, span->object, time_nsec), span->reason,
                         span->start_nsec };
      g_array_append_val (waits, wait);
    }
  g_array_sort (waits, compare_waits);
  return waits;
}

/* ilv-explain-things.c - Steps of channels and locks, arrows, and who waits for whom.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <glib/gi18n-lib.h>

#include "model/ilv-format.h"

#define MAX_VALUES 8
#define MAX_LOOKED_AT 1000

/* --- Steps and edges ---------------------------------------------------------- */

static char *
signal_title (IlvTrace      *trace,
              const IlvLane *lane,
              guint          index)
{
  guint32 n_woken = ilv_lane_get_step (lane, index).level;
  guint32 woken = ilv_lane_signalled (lane, index);
  g_autofree char *who = woken != 0 ? ilv_explain_goroutine (trace, woken) : NULL;

  if (n_woken == 0)
    return g_strdup (_("Signalled, but nobody waited"));
  if (who != NULL)
    /* translators: a goroutine */
    return g_strdup_printf (_("Signalled: wakes %s"), who);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Signalled: wakes %u goroutine",
                                       "Signalled: wakes %u goroutines", n_woken), n_woken);
}

/* Somebody begins or ends to wait. */
static char *
queue_title (IlvTrace      *trace,
             const IlvStep *step)
{
  g_autofree char *who = step->peer != 0 ? ilv_explain_goroutine (trace, step->peer) : NULL;

  if (step->type == ILV_EVENT_GO_BLOCK)
    /* translators: a goroutine, in the queue of a channel or lock */
    return who != NULL ? g_strdup_printf (_("%s begins to wait"), who)
                       : g_strdup (_("One more waits"));
  return who != NULL ? g_strdup_printf (_("%s waits no more"), who)
                     : g_strdup (_("One fewer waits"));
}

static char *
step_title (IlvTrace      *trace,
            const IlvLane *lane,
            guint          index)
{
  IlvStep what = ilv_lane_get_step (lane, index), *step = &what;
  gboolean is_once = lane->kind == ILV_LANE_ONCE;
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
      return g_strdup (is_once ? _("Runs the function") : _("Locked"));
    case ILV_EVENT_UNLOCK:
      return g_strdup (is_once ? _("The function is done") : _("Unlocked"));
    case ILV_EVENT_RLOCK:
    case ILV_EVENT_RUNLOCK:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u reader", "%u readers", step->level),
                              step->level);
    case ILV_EVENT_SIGNAL:
      return signal_title (trace, lane, index);
    default:
      return queue_title (trace, step);
    }
}

/* How long a value lay in the buffer. */
static void
add_stay (GString       *text,
          IlvTrace      *trace,
          const IlvLane *lane,
          const IlvStep *step)
{
  IlvStep sent;
  g_autofree char *duration = NULL, *who = NULL, *when = NULL;

  if (step->sent == ILV_NO_INDEX || step->sent < lane->first_step
      || step->sent >= ilv_lane_n_steps (lane))
    return;
  sent = ilv_lane_get_step (lane, step->sent);
  duration = ilv_format_duration (step->time_nsec - sent.time_nsec);
  who = ilv_explain_goroutine (trace, step->peer);
  when = ilv_explain_time (sent.time_nsec);
  /* translators: a value: goroutine that sent it, when, and how long it then lay in the buffer */
  ilv_explain_add (text, g_strdup_printf (_("Sent by %s at %s; it lay in the buffer for %s."), who,
                                          when, duration));
}

/* What lies in a channel's buffer after a step: what is received next, as the first in is the
 * first out. NULL: nothing of it was received, or not yet. */
static char *
describe_buffer (IlvTrace      *trace,
                 const IlvLane *lane,
                 guint          index,
                 guint          level)
{
  g_autoptr(GString) values = g_string_new (NULL);
  guint end = MIN (ilv_lane_n_steps (lane), index + MAX_LOOKED_AT), n = 0;

  for (guint i = index + 1; i < end && n < MIN (level, MAX_VALUES); i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      g_autofree char *value = NULL;

      if (step.type != ILV_EVENT_CHAN_RECV && step.type != ILV_EVENT_CHAN_RECV_FROM)
        continue;
      value = ilv_trace_dup_value (trace, step.value);
      g_string_append_printf (values, "%s%s", n > 0 ? ", " : "", value != NULL ? value : "?");
      n++;
    }
  if (n == 0)
    return NULL;
  if (n < level)
    g_string_append (values, ", …");
  /* translators: values in the buffer of a channel */
  return g_markup_printf_escaped (_("In it, the oldest first: %s."), values->str);
}

static char *
step_state (IlvTrace      *trace,
            const IlvLane *lane,
            guint          index,
            const IlvStep *step)
{
  GString *text = g_string_new (NULL);
  char *values = NULL;
  const IlvObject *object = ilv_trace_get_object (trace, lane->key);

  if (lane->kind == ILV_LANE_CHANNEL)
    add_stay (text, trace, lane, step);
  if (lane->kind == ILV_LANE_CHANNEL && object->capacity > 0)
    ilv_explain_add (text, g_strdup_printf (_("%u of %u places of the buffer are taken."),
                                         step->level, object->capacity));
  if (lane->kind == ILV_LANE_CHANNEL && step->level > 0)
    values = describe_buffer (trace, lane, index, step->level);
  if (values != NULL)
    ilv_explain_add (text, values);
  if (step->n_above > 0)
    ilv_explain_add (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u goroutine waits to send.",
                                                         "%u goroutines wait to send.",
                                                         step->n_above),
                                            step->n_above));
  if (step->n_below > 0 && lane->kind == ILV_LANE_CHANNEL)
    ilv_explain_add (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                         "%u goroutine waits to receive.",
                                                         "%u goroutines wait to receive.",
                                                         step->n_below),
                                            step->n_below));
  else if (step->n_below > 0)
    ilv_explain_add (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u goroutine waits.",
                                                         "%u goroutines wait.", step->n_below),
                                            step->n_below));
  return ilv_explain_end (text);
}

IlvExplanation *
ilv_trace_explain_step (IlvTrace *trace,
                        guint     lane_id,
                        guint     index)
{
  const IlvLane *lane;
  IlvStep step;
  IlvExplanation *explanation;
  g_autofree char *when = NULL;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  lane = ilv_trace_get_lane (trace, lane_id);
  step = ilv_lane_get_step (lane, index);
  when = ilv_explain_time (step.time_nsec);
  explanation = g_new0 (IlvExplanation, 1);
  if (step.g != 0)
    explanation->who = ilv_explain_goroutine (trace, step.g);
  /* translators: at a time */
  explanation->when = g_strdup_printf (_("at %s"), when);
  explanation->where = ilv_explain_place (trace, step.site);
  explanation->title = ilv_explain_other (trace, lane, index);
  if (explanation->title != NULL)
    return explanation;
  explanation->title = step_title (trace, lane, index);
  explanation->why = step_state (trace, lane, index, &step);
  return explanation;
}

/* Who sent what to whom; what lay in a buffer says for how long. */
static char *
explain_message (IlvTrace      *trace,
                 const IlvEdge *edge,
                 const char    *from,
                 const char    *to,
                 const char    *when)
{
  g_autofree char *value = ilv_trace_dup_value (trace, edge->value);
  g_autofree char *object = ilv_explain_object (trace, edge->object);
  g_autofree char *stay = NULL, *sentence = NULL;

  if (value != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (value, -1);

      /* translators: goroutine, value, goroutine, channel, time */
      sentence = g_strdup_printf (_("%s sent %s to %s through %s, received at %s."), from, escaped,
                                  to, object, when);
    }
  else
    {
      sentence = g_strdup_printf (_("%s sent a value to %s through %s, received at %s."), from, to,
                                  object, when);
    }
  if (edge->to_nsec <= edge->from_nsec)
    return g_steal_pointer (&sentence);
  stay = ilv_format_duration (edge->to_nsec - edge->from_nsec);
  /* translators: a value, in a channel's buffer; the sentence before it stands first */
  return g_strdup_printf (_("%s It was on its way for %s."), sentence, stay);
}

char *
ilv_trace_explain_edge (IlvTrace *trace,
                        guint     index)
{
  IlvEdge edge;
  g_autofree char *from = NULL, *to = NULL, *when = NULL, *object = NULL;

  if (!ilv_trace_get_edge (trace, index, &edge))
    g_return_val_if_reached (NULL);
  from = ilv_explain_goroutine (trace, edge.from);
  to = ilv_explain_goroutine (trace, edge.to);
  when = ilv_explain_time (edge.to_nsec);
  switch ((IlvEdgeKind) edge.kind)
    {
    case ILV_EDGE_CREATE:
      /* translators: two goroutines and a time */
      return g_strdup_printf (_("%s started %s at %s."), from, to, when);
    case ILV_EDGE_WAKE:
      return g_strdup_printf (_("%s woke %s at %s."), from, to, when);
    case ILV_EDGE_TIMER:
      object = ilv_explain_object (trace, edge.object);
      /* translators: a timer and a goroutine, and when */
      return g_strdup_printf (_("%s fired and woke %s at %s."), object, to, when);
    case ILV_EDGE_MESSAGE:
      return explain_message (trace, &edge, from, to, when);
    }
  g_assert_not_reached ();
}

/* --- Who waits for what -------------------------------------------------------- */

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const IlvWait *left = a, *right = b;

  if (left->since_nsec != right->since_nsec)
    return left->since_nsec < right->since_nsec ? -1 : 1;
  return left->g < right->g ? -1 : left->g > right->g;
}

guint32
ilv_explain_holder_at (IlvTrace *trace,
                       guint32   id,
                       guint64   time_nsec,
                       guint64  *since_nsec)
{
  const IlvObject *object = ilv_trace_get_object (trace, id);
  const IlvLane *lane;
  guint index;

  if (object == NULL || object->lane == ILV_NO_LANE)
    return 0;
  lane = ilv_trace_get_lane (trace, object->lane);
  index = lane->kind == ILV_LANE_MUTEX || lane->kind == ILV_LANE_ONCE
            ? ilv_lane_span_at (lane, time_nsec) : ILV_NO_INDEX;
  if (index == ILV_NO_INDEX)
    return 0;
  if (since_nsec != NULL)
    *since_nsec = ilv_lane_span_start (lane, index);
  return ilv_lane_get_span (lane, index).object;
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
      IlvSpan span;
      IlvWait wait;

      if (!ilv_trace_get_state_at (trace, g, time_nsec, &span) || span.state == ILV_STATE_RUNNING
          || span.state == ILV_STATE_READY || span.state == ILV_STATE_SYSCALL)
        continue;
      wait = (IlvWait) { g, span.object, ilv_explain_holder_at (trace, span.object, time_nsec, NULL),
                         span.reason,
                         span.start_nsec };
      g_array_append_val (waits, wait);
    }
  g_array_sort (waits, compare_waits);
  return waits;
}

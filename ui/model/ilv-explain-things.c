/* ilv-explain-things.c - Steps of channels and locks, arrows, and who waits for whom.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <glib/gi18n-lib.h>

/* --- Steps and edges ---------------------------------------------------------- */

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
    ilv_explain_add (text, g_strdup_printf (_("%u of %u places of the buffer are taken."),
                                         step->level, object->capacity));
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
  explanation->title = step_title (trace, &step);
  explanation->why = step_state (trace, lane, &step);
  return explanation;
}

char *
ilv_trace_explain_edge (IlvTrace *trace,
                        guint     index)
{
  IlvEdge edge;
  g_autofree char *from = NULL, *to = NULL, *when = NULL, *what = NULL, *object = NULL;

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
      what = ilv_trace_dup_value (trace, edge.value);
      object = ilv_explain_object (trace, edge.object);
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
  return index != ILV_NO_INDEX ? ilv_lane_get_span (lane, index).object : 0;
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
      wait = (IlvWait) { g, span.object, holder_at (trace, span.object, time_nsec), span.reason,
                         span.start_nsec };
      g_array_append_val (waits, wait);
    }
  g_array_sort (waits, compare_waits);
  return waits;
}

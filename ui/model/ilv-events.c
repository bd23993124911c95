/* ilv-events.c - What happened, row by row.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-events.h"

#include <glib/gi18n-lib.h>

#define MAX_LOOKED_AT 1000000

static const char *const state_labels[] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) legend,
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

/* What comes first is the longest wording: it stands in the detail. */
static char *
span_detail (IlvTrace        *trace,
             const IlvMoment *moment)
{
  g_auto(GStrv) labels = ilv_trace_dup_span_labels (trace, moment->lane, moment->span);

  return g_strdup (labels[0] != NULL ? labels[0] : "");
}

/* Whose @span of @lane is: a goroutine's own, or a region's or a task's. */
static guint32
goroutine_of (const IlvLane *lane,
              const IlvSpan *span)
{
  return lane->kind == ILV_LANE_TASK ? span->by : lane->key;
}

/* Of what the program says of itself: the event by which a span began or ended. */
static guint
type_of (const IlvLane *lane,
         IlvMomentKind  kind)
{
  if (lane->kind == ILV_LANE_TASK)
    return kind == ILV_MOMENT_END ? ILV_EVENT_TASK_STOP : ILV_EVENT_TASK_START;
  return kind == ILV_MOMENT_END ? ILV_EVENT_REGION_STOP : ILV_EVENT_REGION_START;
}

static void
fill_from_span (IlvTrace        *trace,
                const IlvMoment *moment,
                IlvEventRow     *row)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, moment->lane);
  IlvSpan span = ilv_lane_get_span (lane, moment->span);

  row->g = goroutine_of (lane, &span);
  row->site = span.site;
  if (lane->kind != ILV_LANE_GOROUTINE)
    {
      row->what = g_strdup (ilv_event_spec (type_of (lane, moment->kind))->name);
      row->detail = g_strdup (ilv_trace_get_string (trace, span.object));
      return;
    }
  row->object = span.state != ILV_STATE_SYSCALL ? span.object : 0;
  switch ((IlvMomentKind) moment->kind)
    {
    case ILV_MOMENT_CREATE:
    case ILV_MOMENT_WAKE:
      /* translators: by another goroutine, whose name follows; in a table */
      row->what = g_strdup (moment->kind == ILV_MOMENT_CREATE ? _("started") : _("woken"));
      row->detail = ilv_trace_dup_goroutine_name (trace, span.by);
      break;
    case ILV_MOMENT_END:
      /* translators: a goroutine has ended; in a table */
      row->what = g_strdup (_("over"));
      row->detail = g_strdup ("");
      break;
    default:
      row->what = g_strdup (_(state_labels[span.state]));
      row->detail = span_detail (trace, moment);
      break;
    }
}

static void
fill_from_step (IlvTrace        *trace,
                const IlvMoment *moment,
                IlvEventRow     *row)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, moment->lane);
  IlvStep step = ilv_lane_get_step (lane, moment->step);
  const char *name = ilv_event_spec (step.type)->name;
  g_autofree char *value = NULL;
  g_autofree char *object = NULL;

  row->g = step.g;
  row->site = step.site;
  row->what = g_strdup (name != NULL ? name : "");
  if (lane->kind == ILV_LANE_GOROUTINE)
    {
      row->detail = g_strdup (ilv_trace_get_string (trace, step.peer));
      return;
    }
  row->object = lane->key;
  object = ilv_trace_dup_object_name (trace, lane->key);
  if (lane->kind != ILV_LANE_TIMER)
    value = ilv_trace_dup_value (trace, step.value);
  else if (step.value != 0)
    value = ilv_trace_dup_goroutine_name (trace, step.value);
  row->detail = value != NULL ? g_strdup_printf ("%s: %s", object, value)
                              : g_steal_pointer (&object);
}

IlvEventRow *
ilv_event_row_new (IlvTrace *trace,
                   guint     index)
{
  IlvMoment moment;
  IlvEventRow *row;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  moment = ilv_trace_get_moment (trace, index);
  row = g_new0 (IlvEventRow, 1);
  row->time_nsec = moment.time_nsec;
  row->target = (IlvTarget) { moment.lane, moment.span, moment.step, ILV_NO_INDEX };
  if (moment.step != ILV_NO_INDEX)
    fill_from_step (trace, &moment, row);
  else
    fill_from_span (trace, &moment, row);
  return row;
}

void
ilv_event_row_free (IlvEventRow *row)
{
  if (row == NULL)
    return;
  g_free (row->what);
  g_free (row->detail);
  g_free (row);
}

static gboolean
belongs_to (IlvTrace        *trace,
            const IlvMoment *moment,
            guint32          g,
            guint32          object)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, moment->lane);

  gboolean is_goroutine = lane->kind == ILV_LANE_GOROUTINE;
  IlvSpan span;

  if (moment->step != ILV_NO_INDEX)
    return (g == 0 || ilv_lane_get_step (lane, moment->step).g == g)
           && (object == 0 || (!is_goroutine && lane->key == object));
  span = ilv_lane_get_span (lane, moment->span);
  return (g == 0 || goroutine_of (lane, &span) == g)
         && (object == 0 || (is_goroutine && span.object == object));
}

guint
ilv_trace_find_moment (IlvTrace *trace,
                       guint     from,
                       gboolean  is_forward,
                       guint32   g,
                       guint32   object)
{
  guint first, n;

  g_return_val_if_fail (ILV_IS_TRACE (trace), ILV_NO_INDEX);

  first = ilv_trace_get_first_moment (trace);
  n = ilv_trace_get_n_moments (trace);
  /* Going down from 0 wraps around and so ends it too. */
  for (guint i = 0; i < MAX_LOOKED_AT && from >= first && from < n; i++)
    {
      IlvMoment moment = ilv_trace_get_moment (trace, from);

      if (belongs_to (trace, &moment, g, object))
        return from;
      from = is_forward ? from + 1 : from - 1;
    }
  return ILV_NO_INDEX;
}

/* ilv-explain-lanes.c - Threads, tasks, timers, numbers over time.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <glib/gi18n-lib.h>

char *
ilv_explain_running (const IlvLane *lane,
                     const IlvSpan *span)
{
  gboolean is_machine = lane->kind == ILV_LANE_MACHINE;
  guint32 p = is_machine ? span->by : lane->key;
  guint32 m = is_machine ? lane->key : span->by;

  if (m == 0 || m == ILV_BY_UNKNOWN)
    return g_strdup_printf (span->state == ILV_STATE_SYSCALL ? _("In a system call on P%u")
                                                             : _("Running on P%u"), p);
  return g_strdup_printf (span->state == ILV_STATE_SYSCALL
                            /* translators: a processor and an operating system thread */
                            ? _("In a system call on P%u, thread %u")
                            : _("Running on P%u, thread %u"), p, m);
}

static char *
explain_machine (const IlvLane *lane,
                 guint          step)
{
  guint32 level = ilv_lane_get_step (lane, step).level;

  if (level != 0)
    /* translators: a thread takes a processor */
    return g_strdup_printf (_("Takes P%u"), level - 1);
  level = step > lane->first_step ? ilv_lane_get_step (lane, step - 1).level : 0;
  if (level == 0)
    return g_strdup (_("Lets its processor go"));
  /* translators: a thread lets a processor go */
  return g_strdup_printf (_("Lets P%u go"), level - 1);
}

static char *
explain_goroutines (const IlvStep *step)
{
  guint n_busy = MIN ((guint32) step->n_above + step->n_below, step->level);

  /* translators: how many goroutines there are, and how many are in which state */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u goroutine: %u running, %u ready, %u waiting",
                                       "%u goroutines: %u running, %u ready, %u waiting",
                                       step->level),
                          step->level, step->n_above, step->n_below, step->level - n_busy);
}

static char *
explain_heap (const IlvStep *step)
{
  g_autofree char *size = ilv_trace_dup_count (ILV_COUNTER_HEAP, step->level);

  switch (step->type)
    {
    case ILV_EVENT_GC_START:
      /* translators: how much memory the program's values take */
      return g_strdup_printf (_("Garbage collection begins with %s on the heap"), size);
    case ILV_EVENT_GC_STOP:
      return g_strdup_printf (_("Garbage collection has left %s on the heap"), size);
    default:
      return g_strdup_printf (_("%s on the heap"), size);
    }
}

static char *
explain_count (IlvTrace      *trace,
               const IlvLane *lane,
               const IlvStep *step)
{
  g_autofree char *name = NULL;

  if (lane->key == ILV_COUNTER_GOROUTINES)
    return explain_goroutines (step);
  if (lane->key == ILV_COUNTER_HEAP)
    return explain_heap (step);
  name = ilv_trace_dup_counter_name (trace, lane->key);
  /* translators: how many goroutines are in a run queue, whose name follows */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u goroutine in the %s",
                                       "%u goroutines in the %s", step->level),
                          step->level, name);
}

/* --- What the program says of itself ----------------------------------------- */

void
ilv_explain_named (IlvTrace       *trace,
                   const IlvLane  *lane,
                   const IlvSpan  *span,
                   IlvExplanation *explanation)
{
  const char *name = ilv_trace_get_string (trace, span->object);
  g_autofree char *task = NULL;

  if (lane->kind == ILV_LANE_TASK)
    {
      explanation->who = span->by != 0 ? ilv_explain_goroutine (trace, span->by) : NULL;
      /* translators: what the program calls a task of its own */
      explanation->title = g_markup_printf_escaped (_("Task %s"), name);
      return;
    }
  explanation->who = ilv_explain_goroutine (trace, lane->key);
  /* translators: what the program calls a stretch of its own work */
  explanation->title = g_markup_printf_escaped (_("Region %s"), name);
  if (span->by == 0)
    return;
  task = ilv_trace_dup_task_name (trace, span->by);
  /* translators: a region is a part of a task, whose name and number follow */
  explanation->created = g_markup_printf_escaped (_("Part of task %s, number %u."), task, span->by);
}

static char *
explain_log (IlvTrace      *trace,
             const IlvStep *step)
{
  const char *category = ilv_trace_get_string (trace, step->level);
  const char *message = ilv_trace_get_string (trace, step->peer);

  if (*category != '\0')
    return g_markup_printf_escaped ("%s: %s", category, message);
  return g_markup_escape_text (message, -1);
}

static char *
explain_task_step (IlvTrace      *trace,
                   const IlvStep *step)
{
  const char *name = ilv_trace_get_string (trace, step->peer);
  const char *format = step->type == ILV_EVENT_REGION_START
                         /* translators: of a task's regions one begins or ends, and so many are open */
                         ? g_dngettext (GETTEXT_PACKAGE, "Region %s begins: %u is open",
                                        "Region %s begins: %u are open", step->level)
                         : g_dngettext (GETTEXT_PACKAGE, "Region %s ends: %u is open",
                                        "Region %s ends: %u are open", step->level);

  return g_markup_printf_escaped (format, name, step->level);
}

/* --- Timers ------------------------------------------------------------------ */

void
ilv_explain_setting (IlvTrace       *trace,
                     const IlvLane  *lane,
                     const IlvSpan  *span,
                     IlvExplanation *explanation)
{
  g_autofree char *name = ilv_trace_dup_object_name (trace, lane->key);
  g_autofree char *delay = ilv_trace_dup_delay (span->object);

  if (span->by != 0)
    explanation->who = ilv_explain_goroutine (trace, span->by);
  /* translators: a timer, and how long it is set for */
  explanation->title = g_markup_printf_escaped (_("%s is set for %s"), name, delay);
}

static char *
explain_timer_step (IlvTrace      *trace,
                    const IlvStep *step)
{
  g_autofree char *woken = NULL;

  switch (step->type)
    {
    case ILV_EVENT_TIMER_FIRE:
      if (step->value == 0)
        return g_strdup (_("Time is up"));
      woken = ilv_explain_goroutine (trace, step->value);
      /* translators: a timer has woken a goroutine */
      return g_strdup_printf (_("Time is up: wakes %s"), woken);
    case ILV_EVENT_TIMER_STOP:
      return g_strdup (_("Stopped"));
    case ILV_EVENT_TIMER_SET:
      return g_strdup (_("Set"));
    default:
      return NULL;
    }
}

/* --- All of them -------------------------------------------------------------- */

char *
ilv_explain_other (IlvTrace      *trace,
                   const IlvLane *lane,
                   guint          index)
{
  IlvStep step = ilv_lane_get_step (lane, index);

  switch ((IlvLaneKind) lane->kind)
    {
    case ILV_LANE_MACHINE:
      return explain_machine (lane, index);
    case ILV_LANE_COUNTER:
      return explain_count (trace, lane, &step);
    case ILV_LANE_GOROUTINE:
      return explain_log (trace, &step);
    case ILV_LANE_TASK:
      return explain_task_step (trace, &step);
    case ILV_LANE_TIMER:
      return explain_timer_step (trace, &step);
    default:
      return NULL;
    }
}

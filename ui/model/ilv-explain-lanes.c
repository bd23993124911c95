/* ilv-explain-lanes.c - Steps of lanes that are no object's: numbers over time.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <glib/gi18n-lib.h>

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

char *
ilv_explain_count (IlvTrace      *trace,
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

/* model-test.h - Traces for tests of the model and of what is drawn from it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "../trace/trace-test.h"
#include "model/ilv-trace.h"

/* (transfer full): a trace fed with the lines of @text (trace/text.h). */
static inline IlvTrace *
trace_from_text (const char *text)
{
  g_autoptr(GArray) events = events_from_text (text);
  IlvTrace *trace = ilv_trace_new ();

  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  return trace;
}

/* (transfer full): the events of a file beside the tests' sources. */
static inline GArray *
events_from_file (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "model", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return events_from_text (text);
}

static inline IlvTrace *
trace_from_events (GArray *events,
                   guint   from,
                   guint   to)
{
  IlvTrace *trace = ilv_trace_new ();

  ilv_trace_add_events (trace, &g_array_index (events, struct ilv_event, from), to - from);
  return trace;
}

/* What a lane's spans say: "ready 0-5, running 5-9, channel 9-" in microseconds. */
static inline char *
spans_to_text (IlvTrace *trace,
               guint     lane_id)
{
  static const char *const names[] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) css,
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
  };
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ilv_lane_n_spans (lane); i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      g_string_append_printf (text, "%s%s %g-", i > 0 ? ", " : "", names[span.state],
                              span.start_nsec / 1e3);
      if (span.end_nsec != ILV_TIME_OPEN)
        g_string_append_printf (text, "%g", span.end_nsec / 1e3);
    }
  return g_string_free (text, FALSE);
}

static inline guint
lane_of_goroutine (IlvTrace *trace,
                   guint32   g)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, g);

  g_assert_nonnull (goroutine);
  return goroutine->lane;
}

static inline guint
lane_of_object (IlvTrace *trace,
                guint32   object)
{
  const IlvObject *info = ilv_trace_get_object (trace, object);

  g_assert_nonnull (info);
  return info->lane;
}

/* fuzz-picture.c - Any events as a run, and all that can be asked about it.
 *
 * The input is a byte of wishes and then orders of 12 bytes, each an event whose numbers are small,
 * so that they fit each other (255 stands for the largest there is); after one that has DATA or
 * VALUE records, raw ones may follow. Between and at the end everything is asked that a window
 * would: lanes, sentences, sums, who waits for whom, pictures, files for other viewers.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <string.h>

#include "base/assert.h"
#include "draw/ilv-export.h"
#include "draw/ilv-layout.h"
#include "model/ilv-causality.h"
#include "model/ilv-events.h"
#include "model/ilv-explain.h"
#include "model/ilv-histogram.h"
#include "model/ilv-interchange.h"
#include "model/ilv-lines.h"
#include "model/ilv-search.h"
#include "model/ilv-statistics-text.h"
#include "model/ilv-wait-graph.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define ORDER_BYTES 12
#define N_ORDERS_MAX 2000
/* Of lanes, spans, edges and moments; the rest is like them. */
#define N_ASKED_MAX 60

enum wishes
{
  WISH_LIMIT = 1,      /* little memory, and the input so often that it is too little */
  WISH_MACHINES = 2,
  WISH_PIECES = 4,     /* ask between, too */
  WISH_UNFINISHED = 8,
  WISH_STEPS = 16,
  WISH_GAPS = 32,
};

static guint32
widen (guint8 number)
{
  return number == 255 ? G_MAXUINT32 : number;
}

/* From 0 to hours, forwards, and a little backwards. */
static guint64
move_clock (guint64 clock, guint8 by)
{
  if (by < 200)
    return clock + by;
  if (by < 250)
    return clock + (G_GUINT64_CONSTANT (1) << (by - 200));
  return clock - MIN (clock, (guint64) (by - 249) * 10);
}

/* The events the orders make. */
static GArray *
read_events (const uint8_t *data, size_t size)
{
  GArray *events = g_array_new (FALSE, TRUE, sizeof (struct ilv_event));
  guint64 clock = 0;

  while (size >= ORDER_BYTES && events->len < N_ORDERS_MAX)
    {
      struct ilv_event event = { .type = data[0] % ILV_N_EVENT_TYPES, .p = data[1] };

      if ((event.type == ILV_EVENT_DATA || event.type == ILV_EVENT_VALUE) && size >= sizeof event)
        {
          memcpy ((char *) &event + 2, data + 2, sizeof event - 2);
          data += sizeof event;
          size -= sizeof event;
        }
      else
        {
          clock = move_clock (clock, data[3]);
          event.p = data[1] == 255 ? ILV_NO_P : data[1];
          event.g = widen (data[2]);
          event.time_nsec = clock;
          event.object = widen (data[4]);
          event.seq = widen (data[5]);
          memcpy (&event.arg, data + 6, 4);
          event.site = widen (data[10]);
          if (data[11] < 200)
            event.arg = widen (data[6]);
          data += ORDER_BYTES;
          size -= ORDER_BYTES;
        }
      g_array_append_val (events, event);
    }
  return events;
}

static void
ask_target (IlvTrace *trace, const IlvTarget *target)
{
  IlvTarget other;

  ilv_trace_get_cause (trace, target, &other);
  ilv_trace_get_effect (trace, target, &other);
}

static void
ask_lane (IlvTrace *trace, guint lane)
{
  const IlvLane *about = ilv_trace_get_lane (trace, lane);
  g_autofree char *name = ilv_trace_dup_lane_name (trace, lane);
  g_autofree char *detail
    = ilv_trace_dup_lane_detail (trace, lane, ilv_trace_get_end_nsec (trace) / 2);

  for (guint i = about->first_span;
       i < MIN (ilv_lane_n_spans (about), about->first_span + N_ASKED_MAX); i++)
    {
      IlvTarget target = { lane, i, ILV_NO_INDEX, ILV_NO_INDEX };
      g_autoptr (IlvExplanation) explanation = ilv_trace_explain_span (trace, lane, i);
      g_autofree char *text = ilv_explanation_to_text (explanation);
      g_auto (GStrv) labels = ilv_trace_dup_span_labels (trace, lane, i);

      ILV_ASSERT (g_utf8_validate (text, -1, NULL));
      ask_target (trace, &target);
    }
  for (guint i = about->first_step;
       i < MIN (ilv_lane_n_steps (about), about->first_step + N_ASKED_MAX); i++)
    {
      IlvTarget target = { lane, ILV_NO_INDEX, i, ILV_NO_INDEX };
      g_autoptr (IlvExplanation) explanation = ilv_trace_explain_step (trace, lane, i);
      g_autofree char *text = ilv_explanation_to_text (explanation);

      ILV_ASSERT (g_utf8_validate (text, -1, NULL));
      ask_target (trace, &target);
    }
}

static void
ask_moments (IlvTrace *trace)
{
  guint first = ilv_trace_get_first_moment (trace);
  guint n = ilv_trace_get_n_moments (trace) - first;

  for (guint i = 0; i < MIN (n, N_ASKED_MAX); i++)
    {
      guint at = first + (i % 2 ? n - 1 - i : i);
      g_autoptr (IlvEventRow) row = ilv_event_row_new (trace, at);
      IlvEdge edge;

      if (ilv_trace_get_edge (trace, at, &edge))
        {
          const IlvGoroutine *from = ilv_trace_get_goroutine (trace, edge.from);

          ILV_ASSERT (from == NULL || at <= from->last_effect);
          g_free (ilv_trace_explain_edge (trace, at));
        }
      ILV_ASSERT (g_utf8_validate (row->what, -1, NULL));
      ILV_ASSERT (g_utf8_validate (row->detail, -1, NULL));
    }
  ilv_trace_find_moment (trace, first, TRUE, 1, 0);
}

static void
ask_time (IlvTrace *trace, guint64 time_nsec)
{
  guint64 end = ilv_trace_get_end_nsec (trace);
  g_autoptr (IlvWaitGraph) graph = ilv_wait_graph_new (trace, time_nsec);
  g_autoptr (GArray) waits = ilv_trace_list_waits (trace, time_nsec);
  g_autoptr (GArray) lines = ilv_trace_get_lines (trace, "main.go", time_nsec, 1000);

  for (guint32 g = 0; g < 4; g++)
    {
      g_autoptr (IlvCone) cone = ilv_cone_new (trace, g, time_nsec, 0, end);
      g_autoptr (GArray) path = ilv_trace_get_critical_path (trace, g, time_nsec);
    }
}

static void
ask_sums (IlvTrace *trace)
{
  guint64 end = ilv_trace_get_end_nsec (trace);
  g_autofree char *csv = ilv_statistics_to_csv (trace, 0, end);
  g_autofree char *json = ilv_statistics_to_json (trace, end / 3, end / 2);
  g_autoptr (GArray) matches = ilv_trace_search (trace, "main", 100, NULL);

  for (IlvStatisticsKey by = ILV_STATISTICS_BY_STATE; by <= ILV_STATISTICS_BY_OBJECT; by++)
    {
      IlvSpanFilter filter = { by, 1, ILV_N_STATES, 0, end };
      g_autoptr (GArray) buckets = ilv_trace_get_histogram (trace, &filter);
      g_autoptr (GArray) spans = ilv_trace_list_spans (trace, &filter, 0, G_MAXUINT64, 100);
    }
}

static void
draw (IlvSession *session)
{
  static const IlvExportOptions all = { .format = ILV_EXPORT_SVG, .has_marks = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = ilv_export_to_bytes (session, &all, &error);
  g_autoptr (IlvDisplayList) overview = ilv_layout_build_overview (session, 300, 40);

  ILV_ASSERT ((picture == NULL) == (error != NULL));
  for (IlvInterchange format = ILV_INTERCHANGE_CHROME; format <= ILV_INTERCHANGE_PERFETTO;
       format++)
    {
      g_autoptr (IlvInterchangeJob) job = ilv_interchange_job_new (session, format, 0, 0);
      g_autoptr (GByteArray) piece = g_byte_array_new ();

      while (ilv_interchange_job_step (job, piece))
        g_byte_array_set_size (piece, 0);
    }
}

static void
ask_session (IlvTrace *trace, guint8 wishes)
{
  g_autoptr (IlvSession) session = ilv_session_new (trace);
  guint n_lanes = ilv_trace_get_n_lanes (trace);

  ilv_session_set_by_machine (session, (wishes & WISH_MACHINES) != 0);
  if (wishes & WISH_STEPS)
    ilv_session_set_axis_kind (session, ILV_AXIS_STEPS);
  else if (wishes & WISH_GAPS)
    ilv_session_set_axis_kind (session, ILV_AXIS_GAPS);
  ilv_session_set_playhead (session, ilv_trace_get_end_nsec (trace) / 2);
  ilv_session_take_path (session,
                         ilv_trace_get_critical_path (trace, 1, ilv_trace_get_end_nsec (trace)));
  draw (session);
  ilv_session_set_sort (session, ILV_SORT_WAITING);
  ilv_session_set_filter (session, "state:waits m");
  draw (session);
  ilv_session_set_filter (session, "");
  if (n_lanes > 0)
    ilv_session_show_related (session, n_lanes - 1);
  draw (session);
}

static void
ask (IlvTrace *trace, guint8 wishes)
{
  guint n_lanes = ilv_trace_get_n_lanes (trace);
  guint64 end = ilv_trace_get_end_nsec (trace);

  for (guint i = 0; i < MIN (n_lanes, N_ASKED_MAX); i++)
    ask_lane (trace, i);
  ask_moments (trace);
  ask_time (trace, 0);
  ask_time (trace, end / 2);
  ask_time (trace, end);
  ask_sums (trace);
  ask_session (trace, wishes);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  guint8 wishes = size > 0 ? data[0] : 0;
  g_autoptr (GArray) events = read_events (data + (size > 0), size - (size > 0));
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  guint n_half = events->len / 2;
  guint n_times = wishes & WISH_LIMIT ? 20000 / (events->len + 1) : 1;

  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
  if (wishes & WISH_LIMIT)
    ilv_trace_set_limit (trace, 100000);
  if (wishes & WISH_MACHINES)
    ilv_trace_show_machines (trace);
  for (guint i = 0; i < n_times; i++)
    {
      ilv_trace_add_events (trace, (struct ilv_event *) events->data, n_half);
      if (wishes & WISH_PIECES && i == 0)
        ask (trace, wishes);
      if (events->len > n_half)
        ilv_trace_add_events (trace, &g_array_index (events, struct ilv_event, n_half),
                              events->len - n_half);
    }
  if (!(wishes & WISH_UNFINISHED))
    ilv_trace_finish (trace);
  ask (trace, wishes);
  return 0;
}

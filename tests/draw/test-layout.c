/* SPDX-License-Identifier: MIT */
#include "../model/model-test.h"

#include <math.h>

#include "draw/ilv-layout.h"

#define LANES_ONLY (ILV_PART_LANES)

/* (transfer full): without threads, so the first lane is 20 px from the top; nor counters. */
static IlvSession *
session_for (IlvTrace *trace)
{
  IlvSession *session = ilv_session_new (trace);

  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, FALSE);
  ilv_session_set_group_shown (session, ILV_GROUP_COUNTERS, FALSE);
  return session;
}

/* The picture of @parts, 100 px of headers and 1000 px of time from 0 on. */
static IlvDisplayList *
build (IlvTrace *trace,
       IlvParts  parts,
       double    nsec_per_px)
{
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = {
    .parts = parts,
    .nsec_per_px = nsec_per_px,
    .width_px = 1100,
    .header_px = 100,
  };

  return ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
}

/* The lines of the list that begin with @prefix. */
static char *
lines_with (IlvDisplayList *list,
            const char     *prefix)
{
  g_autofree char *text = ilv_display_list_to_text (list);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  GString *found = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, prefix))
      g_string_append_printf (found, "%s\n", *line);
  return g_string_free (found, FALSE);
}

static void
assert_lines (IlvDisplayList *list,
              const char     *prefix,
              const char     *expected)
{
  g_autofree char *text = lines_with (list, prefix);

  g_assert_cmpstr (text, ==, expected);
}

#define WORKER \
  "0ms p0 g- string id=1 length=11\ndata \"main.worker\"\n" \
  "0ms p0 g- go-create #1 new_g=1 func=1\n" \
  "0.1ms p0 g1 go-start #2\n" \
  "0.3ms p0 g1 go-block #3 reason=13\n" \
  "0.8ms p0 g- go-ready #4 woken_g=1\n" \
  "0.9ms p0 g1 go-start #5\n"

/* 1 µs a pixel: what stands where can be read off the trace. */
static void
test_layout_spans_are_where_their_time_is (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER "1ms p0 g1 go-end #6\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);

  assert_lines (list, "rect ready",
                "rect ready 100,24 99x18 edged rounded lane=0 span=0\n"
                "rect ready 900,24 99x18 edged rounded lane=0 span=3\n");
  assert_lines (list, "rect running",
                "rect running 200,24 199x18 rounded lane=0 span=1\n"
                "rect running 1000,24 99x18 rounded lane=0 span=4\n");
  assert_lines (list, "rect asleep",
                "rect asleep 400,24 499x18 edged hatched rounded lane=0 span=2\n"
                /* 12 characters of "sleep 500 µs", cautiously measured. */
                "rect asleep 404,26 81.22x14 lane=0\n");
}

static void
test_layout_labels_are_the_longest_that_fit (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER);
  g_autoptr(IlvDisplayList) wide = build (trace, LANES_ONLY, 1000);
  g_autoptr(IlvDisplayList) narrow = build (trace, LANES_ONLY, 9000);
  g_autoptr(IlvDisplayList) tiny = build (trace, LANES_ONLY, 20000);

  assert_lines (wide, "text asleep", "text asleep 406,37 490x0 lane=0 \"sleep 500 µs\"\n");
  assert_lines (narrow, "text asleep", "text asleep 139,37 46x0 lane=0 \"sleep\"\n");
  assert_lines (tiny, "text asleep", "");
}

/* A microsecond of work in a second of sleep. */
static void
test_layout_shows_work_however_short (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0ms p0 g1 go-start #2\n"
    "0ms p0 g1 go-block #3 reason=13\n"
    "500ms p0 g- go-ready #4 woken_g=1\n"
    "500ms p0 g1 go-start #5\n"
    "500.001ms p0 g1 go-block #6 reason=13\n"
    "1000ms p0 g1 exit\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000000);

  assert_lines (list, "rect running",
                "rect running 100,24 2x18 lane=0 span=1\n"
                "rect running 600,24 2x18 lane=0 span=4\n");
}

/* Seven turns on a processor, far apart: a row, in which each is as wide as work
 * at least is, also the last. */
static void
test_layout_shows_short_turns_on_a_processor (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(IlvSession) session = NULL;
  g_autoptr(IlvDisplayList) list = NULL;
  IlvViewport viewport = { .parts = LANES_ONLY, .nsec_per_px = 1000, .width_px = 1000 };

  for (guint i = 0; i < 7; i++)
    {
      struct ilv_event turn[] = {
        { .type = ILV_EVENT_GO_START, .g = 1, .time_nsec = i * 100000 },
        { .type = ILV_EVENT_GO_YIELD, .g = 1, .time_nsec = 20 + i * 100000 },
      };

      ilv_trace_add_events (trace, turn, G_N_ELEMENTS (turn));
    }
  session = ilv_session_new (trace);
  ilv_session_set_group_shown (session, ILV_GROUP_GOROUTINES, FALSE);
  list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  assert_lines (list, "row",
                "row running 0,24 602x16 lane=1 2*+i1:255 98* 2*+i1:255 98* 2*+i1:255 98* "
                "2*+i1:255 98* 2*+i1:255 98* 2*+i1:255 98* 2*+i1:255\n");
}

static void
test_layout_span_begun_before_the_view_has_no_edge (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER);
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = { .parts = LANES_ONLY, .start_nsec = 500000, .nsec_per_px = 1000,
                           .width_px = 1100, .header_px = 100 };
  g_autoptr(IlvDisplayList) list = ilv_layout_build (session, &viewport,
                                                     ilv_text_measure_anywhere ());

  assert_lines (list, "rect asleep", "rect asleep 100,24 299x18 hatched rounded lane=0 span=2\n"
                                     "rect asleep 104,26 81.22x14 lane=0\n");
}

/* --- Many spans ---------------------------------------------------------------- */

static IlvTrace *
busy_trace (guint n)
{
  g_autoptr(GArray) events = g_array_new (FALSE, TRUE, sizeof (struct ilv_event));
  IlvTrace *trace = ilv_trace_new ();
  struct ilv_event event = { .type = ILV_EVENT_GO_CREATE, .object = 1 };

  g_array_append_val (events, event);
  for (guint i = 0; i < n; i++)
    {
      event = (struct ilv_event) { .type = i % 2 ? ILV_EVENT_GO_YIELD : ILV_EVENT_GO_START,
                                   .g = 1, .time_nsec = (i + 1) * 100 };
      g_array_append_val (events, event);
    }
  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  return trace;
}

/* Half of the time it runs: each pixel says so, and all say the same. */
static void
test_layout_pixels_mix_what_is_in_them (void)
{
  g_autoptr(IlvTrace) trace = busy_trace (10000);
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);

  assert_lines (list, "row", "row running 100,24 1000x18 lane=0 1000*ready+running:223\n");
}

static void
test_layout_of_a_million_spans_costs_pixels (void)
{
  g_autoptr(IlvTrace) trace = busy_trace (1000000);

  for (double nsec_per_px = 1; nsec_per_px < 1e7; nsec_per_px *= 10)
    {
      g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, nsec_per_px);

      g_assert_cmpuint (list->shapes->len, <, 2000);
      g_assert_cmpuint (list->cells->len, <=, 2002);
    }
}

/* Moved by whole pixels, the picture is the same, moved. */
static void
test_layout_moves_without_flicker (void)
{
  g_autoptr(IlvTrace) trace = busy_trace (3000);
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = { .parts = LANES_ONLY, .nsec_per_px = 170, .width_px = 400 };
  g_autoptr(IlvDisplayList) first = ilv_layout_build (session, &viewport,
                                                      ilv_text_measure_anywhere ());
  const IlvCell *cells = &g_array_index (first->cells, IlvCell, 0);

  for (guint moved = 1; moved < 50; moved++)
    {
      g_autoptr(IlvDisplayList) list = NULL;

      viewport.start_nsec = 170 * moved;
      list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
      for (guint i = 0; i + moved < 390; i++)
        {
          const IlvCell *cell = &g_array_index (list->cells, IlvCell, i);

          g_assert_cmpuint (cell->ground, ==, cells[i + moved].ground);
          g_assert_cmpuint (cell->share, ==, cells[i + moved].share);
          g_assert_cmpuint (cell->span, ==, cells[i + moved].span);
        }
    }
}

/* However many lanes a step lays out, and whatever part is in sight. */
static void
test_layout_steps_add_up (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");
  g_autoptr(IlvTrace) trace = trace_from_events (events, 0, events->len);
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = { .parts = ILV_PART_ALL, .nsec_per_px = 20000, .width_px = 700,
                           .header_px = 150 };

  for (guint n_lanes = 1; n_lanes < 12; n_lanes++)
    for (viewport.height_px = 0; viewport.height_px < 200; viewport.height_px += 90)
      {
        IlvTextMeasure measure = ilv_text_measure_anywhere ();
        g_autoptr(IlvDisplayList) whole = NULL;
        g_autoptr(IlvDisplayList) pieces = NULL;
        IlvLayout *layout;
        g_autofree char *expected = NULL, *text = NULL;

        viewport.top_px = viewport.height_px / 3;
        whole = ilv_layout_build (session, &viewport, measure);
        layout = ilv_layout_begin (session, &viewport, measure);
        while (ilv_layout_step (layout, n_lanes))
          g_assert_cmpfloat (ilv_layout_get_progress (layout), <=, 1);
        pieces = ilv_layout_end (layout);
        expected = ilv_display_list_to_text (whole);
        text = ilv_display_list_to_text (pieces);
        g_assert_cmpstr (text, ==, expected);
        g_assert_cmpfloat (pieces->height_px, ==, whole->height_px);
      }
}

/* --- Channels and sync ------------------------------------------------------------ */

static void
test_layout_buffered_channel (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g1 object-make #1 object=1 kind=1\n"
    "0ms p0 g1 chan-cap #2 chan=1 cap=2\n"
    "0.1ms p0 g1 chan-send #3 chan=1 len=1\n"
    "0.2ms p0 g1 chan-send #4 chan=1 len=2\n"
    "0.6ms p0 g1 chan-close #5 chan=1\n"
    "0.9ms p0 g1 heap\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);

  /* A step: down from the level before, then right. 20 px high: 10 for each value. */
  assert_lines (list, "area buffer",
                "area buffer 100,28 900x20 lane=0 100,48 200,38 300,28 700,28 1000,28\n");
  assert_lines (list, "line capacity", "line capacity 100,28 900x0 dashed lane=0\n");
  assert_lines (list, "rect closed", "rect closed 700,25 2x28 lane=0 step=4\n");
  assert_lines (list, "text buffer", "text buffer 304,41 692x0 centred lane=0 \"2 of 2\"\n");
}

/* Half of the buffer is emptied right behind the close: the stairs go where the word would be. */
static void
test_layout_word_of_a_close_keeps_off_the_stairs (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g1 object-make #1 object=1 kind=1\n"
    "0ms p0 g1 chan-cap #2 chan=1 cap=2\n"
    "0.2ms p0 g1 chan-send #3 chan=1 len=2\n"
    "0.6ms p0 g1 chan-close #4 chan=1\n"
    "0.61ms p0 g1 chan-recv #5 chan=1 len=1\n"
    "0.9ms p0 g1 heap\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);
  g_autofree char *text = NULL;

  assert_lines (list, "area buffer", "area buffer 100,28 900x20 lane=0 100,48 300,28 700,28 710,38 "
                                     "1000,38\n");
  text = lines_with (list, "text closed");
  g_assert_true (g_str_has_prefix (text, "text closed 706,52 "));
}

/* A number is written beside where it is reached, not across the line that goes up to it. */
static void
test_layout_number_of_a_counter_keeps_off_its_line (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0.02ms p0 g1 heap kib=1536\n"
    "0.1ms p0 g1 heap kib=2048\n"
    "0.9ms p0 g1 heap kib=2048\n");
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvDisplayList) list = NULL;
  IlvViewport viewport = {
    .parts = LANES_ONLY, .nsec_per_px = 1000, .width_px = 1100, .header_px = 100,
  };
  g_autofree char *text = NULL;
  const char *line;

  for (IlvGroup group = 0; group < ILV_GROUP_COUNTERS; group++)
    ilv_session_set_group_shown (session, group, FALSE);
  list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  text = lines_with (list, "text capacity");
  g_assert_nonnull (strstr (text, "\"2 MiB\""));
  line = g_strrstr_len (text, strstr (text, "\"2 MiB\"") - text, "text capacity ");
  g_assert_cmpfloat (g_ascii_strtod (line + strlen ("text capacity "), NULL), >, 200);
}

static void
test_layout_unbuffered_channel_shows_who_is_parked (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g1 object-make #1 object=1 kind=1\n"
    "0ms p0 g1 chan-cap #2 chan=1\n"
    "0.1ms p0 g1 go-block #3 on=1 reason=1\n"
    "0.5ms p0 g2 chan-recv-from #3 chan=1 sender=1\nvalue int size=8 42\n"
    "0.5ms p0 g2 go-ready #4 woken_g=1\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);

  /* The lane is the first of the second group: from 66 on. */
  assert_lines (list, "rect parked", "rect parked 200,79 400x4 rounded lane=0 step=2\n");
  assert_lines (list, "dot value", "dot value 600,86 3.5x0 lane=0 step=3\n");
  assert_lines (list, "text value", "text value 607.5,99 487x0 lane=0 \"42\"\n");
}

static void
test_layout_counter_goes_in_stairs (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0.1ms p0 g1 wg-add #1 wg=1 counter=2\n"
    "0.4ms p0 g1 wg-add #2 wg=1 counter=1\n"
    "0.5ms p0 g1 wg-add #3 wg=1\n"
    "0.7ms p0 g1 heap\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);

  assert_lines (list, "area counter",
                "area counter 100,24 600x19 lane=0 100,24 400,33.5 500,43 700,43\n");
}

/* --- The sheet ----------------------------------------------------------------------- */

/* Nothing that slowed the program down goes unseen. */
/* Goroutines one over the other by what they do; 24 of the 34 px are for the highest number. */
static void
test_layout_counters_stand_on_each_other (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0.1ms p0 g1 go-start #2\n"
    "0.2ms p0 g1 go-create #1 new_g=2\n"
    "0.3ms p0 g1 heap kib=2048\n"
    "0.5ms p0 g1 go-end #3\n"
    "0.7ms p0 g2 go-start #2\n"
    "0.9ms p0 g2 gc-start kib=1024\n"
    "0.95ms p0 g2 gc-stop kib=512\n");
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvDisplayList) list = NULL;
  IlvViewport viewport = {
    .parts = LANES_ONLY, .nsec_per_px = 1000, .width_px = 1100, .header_px = 100,
  };

  for (IlvGroup group = 0; group < ILV_GROUP_COUNTERS; group++)
    ilv_session_set_group_shown (session, group, FALSE);
  ilv_trace_finish (trace);
  list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  assert_lines (list, "area asleep",
                "area asleep 100,25 951x25 lane=1 100,37.5 200,37.5 300,25 600,37.5 800,37.5 "
                "1050,37.5 1051,37.5\n");
  assert_lines (list, "area running",
                "area running 100,25 951x25 lane=1 100,50 200,37.5 300,37.5 600,50 800,37.5 "
                "1050,37.5 1051,37.5\n");
  assert_lines (list, "area buffer",
                "area buffer 400,59 651x25 lane=4 400,59 1000,71.5 1050,77.75 1051,77.75\n");
  assert_lines (list, "text capacity",
                "text capacity 104,35 6.825x0 lane=1 \"2\"\n"
                "text capacity 404,69 32.97x0 lane=4 \"2 MiB\"\n");
}

/* A region is a lane of its own in its goroutine's; a log has its words where there is room. */
static void
test_layout_shows_what_the_program_says (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- string id=9 length=5\ndata \"fetch\"\n"
    WORKER
    "0.9ms p0 g1 task-start task=1 name=9\n"
    "0.9ms p0 g1 region-start task=1 name=9\n"
    "0.92ms p0 g1 user-log category=0 message=9\n"
    "0.922ms p0 g1 user-log category=0 message=9\n"
    "1ms p0 g1 region-stop task=1 name=9\n"
    "1ms p0 g1 task-stop task=1 name=9\n");
  g_autoptr(IlvDisplayList) list = build (trace, LANES_ONLY, 1000);

  g_assert_cmpuint (ilv_trace_get_regions (trace, 1, 0)->id, ==, 5);
  assert_lines (list, "rect region",
                "rect region 1000,42 99x3 rounded lane=5 span=0\n"
                "rect region 1000,69 99x16 rounded lane=4 span=0\n");
  assert_lines (list, "dot log", "dot log 1020,29.5 3x0 lane=0 step=0\n");
  assert_lines (list, "text log", "text log 1027,33 29.505x0 lane=0 \"fetch\"\n");
}

static void
test_layout_shows_waiting_for_the_reader (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text ("0ms p0 g- proc-start m=1\n"
                                               "0.1ms p0 g- stall-start\n"
                                               "0.3ms p0 g- stall-stop\n"
                                               "0.5ms p0 g- exit\n");
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  IlvViewport viewport = { .parts = LANES_ONLY | ILV_PART_LEGEND, .nsec_per_px = 1000,
                           .width_px = 1000 };
  g_autoptr(IlvDisplayList) list = ilv_layout_build (session, &viewport,
                                                     ilv_text_measure_anywhere ());

  /* In the lane, and in the legend below it. */
  assert_lines (list, "rect stall", "rect stall 100,38 200x5 hatched lane=0\n"
                                    "rect stall 12,55 18x12 hatched rounded\n");
}

static void
test_layout_legend_fades_what_is_not_lit (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER "1ms p0 g1 go-end #6\n");
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = { .parts = ILV_PART_LEGEND, .nsec_per_px = 1000, .width_px = 1000 };
  g_autoptr(IlvDisplayList) all = ilv_layout_build (session, &viewport,
                                                    ilv_text_measure_anywhere ());
  g_autoptr(IlvDisplayList) lit = NULL;
  g_autofree char *running = lines_with (all, "rect running");

  g_assert_cmpstr (running, !=, "");
  assert_lines (all, "rect faded", "");
  ilv_session_set_light (session, (IlvLight) { ILV_LIGHT_STATE, ILV_STATE_RUNNING });
  lit = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  assert_lines (lit, "rect running", running);
  assert_lines (lit, "rect ready", "");
}

static double
number_at (IlvDisplayList *list,
           const char     *prefix,
           char            before)
{
  g_autofree char *line = lines_with (list, prefix);
  const char *at = strchr (line + strlen (prefix), before);

  g_assert_nonnull (at);
  return g_ascii_strtod (at + 1, NULL);
}

/* 1 µs a pixel, from 100 px on. */
static void
test_layout_flags_are_whole_and_apart (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER "1ms p0 g1 go-end #6\n");
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = {
    .parts = ILV_PART_TITLE | ILV_PART_RULER | ILV_PART_LANES | ILV_PART_OVERLAY,
    .nsec_per_px = 1000,
    .width_px = 1100,
    .header_px = 100,
  };
  g_autoptr(IlvDisplayList) before = NULL, after = NULL;

  ilv_session_set_marker (session, ILV_MARKER_B, 1000000);
  ilv_session_set_playhead (session, 190000);
  before = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  g_assert_cmpfloat (number_at (before, "rect marker", ' '), ==, 1100 - 14);
  g_assert_cmpfloat (number_at (before, "line marker", ','), ==,
                     number_at (before, "rect ruler", ','));
  g_assert_cmpfloat (number_at (before, "text playhead", ' '), >, 290);

  ilv_session_set_marker (session, ILV_MARKER_A, 200000);
  after = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  g_assert_cmpfloat (number_at (after, "text playhead", ' '), <, 290);
}

static void
test_layout_headers_name_lanes (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER);
  g_autoptr(IlvDisplayList) list = build (trace, ILV_PART_HEADERS, 1000);

  assert_lines (list, "text name", "text name 28,37.5 49.175x0 ellipsized lane=0 \"worker\"\n");
  assert_lines (list, "text detail", "text detail 85.175,37 6.825x0 right lane=0 \"1\"\n");
  assert_lines (list, "dot", "dot i1 18,33 4x0 lane=0\n");
}

static void
test_layout_folded_group_keeps_its_heading (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER);
  g_autoptr(IlvSession) session = session_for (trace);
  double y, height, before = ilv_layout_get_lanes_height (session);
  guint lane = lane_of_goroutine (trace, 1);

  g_assert_true (ilv_layout_get_lane_y (session, lane, &y, &height));
  ilv_session_set_folded (session, ILV_GROUP_GOROUTINES, TRUE);
  g_assert_cmpfloat (ilv_layout_get_lanes_height (session), ==, before - height);
  g_assert_false (ilv_layout_get_lane_y (session, lane, &y, &height));
  g_assert_cmpint (ilv_layout_heading_at (session, before - height - 1), ==, ILV_GROUP_GOROUTINES);
  ilv_session_set_group_shown (session, ILV_GROUP_GOROUTINES, FALSE);
  g_assert_cmpfloat (ilv_layout_get_lanes_height (session), <, before - height);
}

static IlvTrace *
crowded_trace (guint n)
{
  IlvTrace *trace = ilv_trace_new ();

  for (guint i = 1; i <= n; i++)
    ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_GO_CREATE, .object = i,
                                                       .time_nsec = i }, 1);
  return trace;
}

static void
test_layout_lays_out_only_lanes_in_sight (void)
{
  g_autoptr(IlvTrace) trace = crowded_trace (100000);
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = { .parts = LANES_ONLY, .nsec_per_px = 1000, .width_px = 500,
                           .top_px = 1000000, .height_px = 260 };
  g_autoptr(IlvDisplayList) list = ilv_layout_build (session, &viewport,
                                                     ilv_text_measure_anywhere ());
  double y, height;

  g_assert_true (ilv_layout_get_lane_y (session, lane_of_goroutine (trace, 100000), &y, &height));
  g_assert_cmpfloat (y, ==, 20 + 99999 * height);
  g_assert_cmpuint (list->shapes->len, >, 10);
  g_assert_cmpuint (list->shapes->len, <, 100);
}

/* Hundreds at one place and a single one apart. */
static void
test_layout_leaves_out_arrows_that_crowd (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(IlvDisplayList) list = NULL;

  for (guint i = 1; i < 300; i++)
    ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_GO_CREATE, .g = i - 1,
                                                       .object = i }, 1);
  ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_GO_CREATE, .g = 1,
                                                     .object = 300, .time_nsec = 500000 }, 1);
  list = build (trace, ILV_PART_LANES | ILV_PART_ARROWS, 1000);
  /* From the middle of the first lane to that of the 300th: 299 × 26. */
  assert_lines (list, "arrow", "arrow create 600,33 4x7774 lane=300 edge=299\n");
}

/* Twenty, 2 px from each other; wherever the view begins, they are too many. */
static void
test_layout_judges_crowds_beyond_its_edge (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(IlvSession) session = NULL;

  for (guint i = 1; i <= 20; i++)
    ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_GO_CREATE, .g = i - 1,
                                                       .object = i, .time_nsec = i * 2000 }, 1);
  session = session_for (trace);
  for (guint start_nsec = 0; start_nsec < 38000; start_nsec += 1000)
    {
      IlvViewport viewport = {
        .parts = ILV_PART_LANES | ILV_PART_ARROWS,
        .start_nsec = start_nsec,
        .nsec_per_px = 1000,
        .width_px = 1000,
      };
      g_autoptr(IlvDisplayList) list = ilv_layout_build (session, &viewport,
                                                         ilv_text_measure_anywhere ());

      assert_lines (list, "arrow", "");
    }
}

static void
test_layout_says_how_much_is_missing (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER "1ms p0 g- lost n_low=5\n");
  g_autofree char *text = ilv_layout_describe_run (trace);

  g_assert_cmpstr (text, ==, "running · 1 ms · 1 goroutine · 6 events · 5 missing");
}

/* Any prefix of a run, at any zoom. */
static void
test_layout_draws_whatever_there_is (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");

  for (guint i = 0; i <= events->len; i += 7)
    for (double nsec_per_px = 0.1; nsec_per_px < 1e8; nsec_per_px *= 100)
      {
        g_autoptr(IlvTrace) trace = trace_from_events (events, 0, i);
        g_autoptr(IlvDisplayList) list = build (trace, ILV_PART_ALL, nsec_per_px);

        for (guint j = 0; j < list->shapes->len; j++)
          {
            const IlvShape *shape = &g_array_index (list->shapes, IlvShape, j);

            g_assert_cmpfloat (shape->x, >=, -100);
            g_assert_cmpfloat (shape->x + shape->w, <=, 1300);
            if (shape->kind == ILV_SHAPE_RECT)
              g_assert_cmpfloat (shape->w, >, 0);
          }
      }
}

/* Nothing in a trace is trusted: times at the end of what 64 bits can say, and backwards; a
 * thousand goroutines in no time; objects and processors of any number. */
static IlvTrace *
hostile_trace (void)
{
  static const guint64 times[] = { 0, 1, 1000, 1000, G_GUINT64_CONSTANT (1) << 47,
                                   G_GUINT64_CONSTANT (1) << 62, G_GUINT64_CONSTANT (1) << 63,
                                   G_MAXUINT64 - 1, G_MAXUINT64, 5 };
  static const guint types[] = { ILV_EVENT_GO_CREATE, ILV_EVENT_GO_START, ILV_EVENT_GO_BLOCK,
                                 ILV_EVENT_OBJECT_MAKE, ILV_EVENT_GO_READY, ILV_EVENT_CHAN_SEND_TO,
                                 ILV_EVENT_WG_ADD, ILV_EVENT_GO_YIELD, ILV_EVENT_GO_END };
  g_autoptr(GArray) events = g_array_new (FALSE, TRUE, sizeof (struct ilv_event));
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  IlvTrace *trace = ilv_trace_new ();

  for (guint i = 0; i < 20000; i++)
    {
      guint g = g_rand_int_range (random, 0, 1000);
      struct ilv_event event = {
        .type = types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))],
        .p = g_rand_int_range (random, 0, 256),
        .g = i % 100 == 0 ? G_MAXUINT32 : g,
        .time_nsec = times[MIN (i / 2000 + g % 2, G_N_ELEMENTS (times) - 1)],
        .object = g_rand_int_range (random, 0, 1000),
        .arg = i % 7 == 0 ? G_MAXUINT32 : i % 13,
      };

      g_array_append_val (events, event);
    }
  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  return trace;
}

static void
test_layout_survives_hostile_traces (void)
{
  g_autoptr(IlvTrace) trace = hostile_trace ();
  g_autoptr(IlvTextCache) texts = ilv_text_cache_new (NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1200, 600);
  cairo_t *cr = cairo_create (surface);

  g_assert_cmpuint (ilv_trace_get_n_goroutines (trace), >, 500);
  g_assert_cmpuint (ilv_trace_get_end_nsec (trace), >, G_GUINT64_CONSTANT (1) << 46);
  for (guint kind = 0; kind < ILV_N_AXES; kind++)
    for (double nsec_per_px = 0.01; nsec_per_px < 1e17; nsec_per_px *= 1000)
      for (double start_nsec = -1e5; start_nsec < 1e19; start_nsec = fabs (start_nsec) * 1e7)
        {
          g_autoptr(IlvSession) session = session_for (trace);
          g_autoptr(IlvDisplayList) list = NULL;
          IlvViewport viewport = { .parts = ILV_PART_ALL, .start_nsec = start_nsec,
                                   .nsec_per_px = nsec_per_px, .width_px = 1200,
                                   .header_px = 100, .height_px = 600 };

          ilv_session_set_axis_kind (session, kind);
          viewport.axis = ilv_session_get_axis (session);
          list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
          g_assert_cmpuint (list->shapes->len, <, 50000);
          g_assert_cmpuint (list->cells->len, <, 50000);
          for (guint i = 0; i < list->shapes->len; i++)
            {
              const IlvShape *shape = &g_array_index (list->shapes, IlvShape, i);

              g_assert_true (isfinite (shape->x) && isfinite (shape->w));
            }
          ilv_display_list_paint (list, cr, ILV_THEME_LIGHT, texts);
        }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* On no axis is there a rectangle that cannot be hit, or one outside the lanes. */
static void
test_layout_on_every_axis_what_is_seen_is_hit (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (WORKER);

  for (guint kind = 0; kind < ILV_N_AXES; kind++)
    {
      g_autoptr(IlvSession) session = session_for (trace);
      g_autoptr(IlvDisplayList) list = NULL;
      IlvViewport viewport;
      guint n_spans = 0;

      ilv_session_set_axis_kind (session, kind);
      viewport = ilv_viewport_for_session (session, LANES_ONLY, 1100, 100);
      list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
      for (guint i = 0; i < list->shapes->len; i++)
        {
          const IlvShape *shape = &g_array_index (list->shapes, IlvShape, i);
          IlvTarget hit;

          if (shape->kind != ILV_SHAPE_RECT || shape->target.span == ILV_NO_INDEX)
            continue;
          hit = ilv_display_list_pick (list, shape->x + shape->w / 2, shape->y + shape->h / 2);
          g_assert_cmpuint (hit.lane, ==, shape->target.lane);
          g_assert_cmpuint (hit.span, ==, shape->target.span);
          g_assert_cmpfloat (shape->x, >=, 100);
          g_assert_cmpfloat (shape->x + shape->w, <=, 1100);
          n_spans++;
        }
      g_assert_cmpuint (n_spans, >, 0);
    }
}

/* "faded ready running": the styles of the spans of goroutine 2's lane, in order. */
static char *
styles_of_spans (IlvSession *session,
                 IlvLight    light)
{
  static const char *const names[ILV_N_STYLES] = {
    [ILV_STYLE_RUNNING] = "running", [ILV_STYLE_READY] = "ready", [ILV_STYLE_SYNC] = "sync",
    [ILV_STYLE_FADED] = "faded"
  };
  IlvViewport viewport = { .parts = ILV_PART_LANES, .nsec_per_px = 10000, .width_px = 1100 };
  g_autoptr(IlvDisplayList) list = NULL;
  GString *text = g_string_new (NULL);

  ilv_session_set_light (session, light);
  list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  for (guint i = 0; i < list->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (list->shapes, IlvShape, i);

      g_assert_true (shape->kind != ILV_SHAPE_TEXT || light.kind != ILV_LIGHT_FUNCTION
                     || (shape->style != ILV_STYLE_RUNNING && shape->style != ILV_STYLE_SYNC));
      if (shape->kind == ILV_SHAPE_RECT && shape->target.span != ILV_NO_INDEX
          && shape->target.lane == lane_of_goroutine (ilv_session_get_trace (session), 2))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", names[shape->style]);
    }
  return g_string_free (text, FALSE);
}

static void
test_layout_fades_what_is_not_lit (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n"
                       "0ms p0 g1 go-start #2\n"
                       "0ms p0 g1 object-make #1 object=7 kind=3\n"
                       "1ms p0 g1 go-create #1 new_g=2\n"
                       "3ms p1 g2 go-start #2\n"
                       "5ms p1 g2 go-block #3 on=7 reason=8\n"
                       "9ms p0 g1 go-end #3\n");
  g_autoptr(IlvSession) session = session_for (trace);
  g_autofree char *all = styles_of_spans (session, ILV_LIGHT_NONE);
  g_autofree char *ready = styles_of_spans (session,
                                            (IlvLight) { ILV_LIGHT_STATE, ILV_STATE_READY });
  g_autofree char *object = styles_of_spans (session, (IlvLight) { ILV_LIGHT_OBJECT, 7 });
  g_autofree char *function = styles_of_spans (session, (IlvLight) { ILV_LIGHT_FUNCTION, 99 });

  g_assert_cmpstr (all, ==, "ready running sync");
  g_assert_cmpstr (ready, ==, "ready faded faded");
  g_assert_cmpstr (object, ==, "faded faded sync");
  g_assert_cmpstr (function, ==, "faded faded faded");
}

static void
test_layout_notes_are_flags_with_words (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n"
                                               "1ms p0 g1 go-start #2\n"
                                               "9ms p0 g1 go-end #3\n");
  g_autoptr(IlvSession) session = session_for (trace);
  IlvViewport viewport = { .parts = ILV_PART_RULER | ILV_PART_NOTES, .nsec_per_px = 10000,
                           .width_px = 1100, .header_px = 100 };
  g_autoptr(IlvDisplayList) list = NULL;
  g_autofree char *text = NULL;

  ilv_session_write_note (session, 2000000, ILV_NO_LANE, "slow from here");
  ilv_session_write_note (session, 2100000, ILV_NO_LANE, "no room for these words");
  ilv_session_write_note (session, 99000000, ILV_NO_LANE, "out of sight");
  list = ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
  text = ilv_display_list_to_text (list);
  g_assert_null (strstr (text, "slow from here"));
  g_assert_nonnull (strstr (text, "no room for these words"));
  g_assert_null (strstr (text, "out of sight"));
  g_assert_cmpint (ilv_layout_note_at (session, &viewport, ilv_text_measure_anywhere (), 302), ==,
                   0);
  g_assert_cmpint (ilv_layout_note_at (session, &viewport, ilv_text_measure_anywhere (), 330), ==,
                   1);
  g_assert_cmpint (ilv_layout_note_at (session, &viewport, ilv_text_measure_anywhere (), 800), ==,
                   -1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/layout/spans-are-where-their-time-is",
                   test_layout_spans_are_where_their_time_is);
  g_test_add_func ("/draw/layout/labels-are-the-longest-that-fit",
                   test_layout_labels_are_the_longest_that_fit);
  g_test_add_func ("/draw/layout/shows-work-however-short", test_layout_shows_work_however_short);
  g_test_add_func ("/draw/layout/shows-short-turns-on-a-processor",
                   test_layout_shows_short_turns_on_a_processor);
  g_test_add_func ("/draw/layout/span-begun-before-the-view-has-no-edge",
                   test_layout_span_begun_before_the_view_has_no_edge);
  g_test_add_func ("/draw/layout/pixels-mix-what-is-in-them",
                   test_layout_pixels_mix_what_is_in_them);
  g_test_add_func ("/draw/layout/of-a-million-spans-costs-pixels",
                   test_layout_of_a_million_spans_costs_pixels);
  g_test_add_func ("/draw/layout/moves-without-flicker", test_layout_moves_without_flicker);
  g_test_add_func ("/draw/layout/steps-add-up", test_layout_steps_add_up);
  g_test_add_func ("/draw/layout/buffered-channel", test_layout_buffered_channel);
  g_test_add_func ("/draw/layout/unbuffered-channel-shows-who-is-parked",
                   test_layout_unbuffered_channel_shows_who_is_parked);
  g_test_add_func ("/draw/layout/word-of-a-close-keeps-off-the-stairs",
                   test_layout_word_of_a_close_keeps_off_the_stairs);
  g_test_add_func ("/draw/layout/number-of-a-counter-keeps-off-its-line",
                   test_layout_number_of_a_counter_keeps_off_its_line);
  g_test_add_func ("/draw/layout/counter-goes-in-stairs", test_layout_counter_goes_in_stairs);
  g_test_add_func ("/draw/layout/counters-stand-on-each-other",
                   test_layout_counters_stand_on_each_other);
  g_test_add_func ("/draw/layout/shows-what-the-program-says",
                   test_layout_shows_what_the_program_says);
  g_test_add_func ("/draw/layout/shows-waiting-for-the-reader",
                   test_layout_shows_waiting_for_the_reader);
  g_test_add_func ("/draw/layout/legend-fades-what-is-not-lit",
                   test_layout_legend_fades_what_is_not_lit);
  g_test_add_func ("/draw/layout/flags-are-whole-and-apart",
                   test_layout_flags_are_whole_and_apart);
  g_test_add_func ("/draw/layout/fades-what-is-not-lit", test_layout_fades_what_is_not_lit);
  g_test_add_func ("/draw/layout/notes-are-flags-with-words",
                   test_layout_notes_are_flags_with_words);
  g_test_add_func ("/draw/layout/headers-name-lanes", test_layout_headers_name_lanes);
  g_test_add_func ("/draw/layout/folded-group-keeps-its-heading",
                   test_layout_folded_group_keeps_its_heading);
  g_test_add_func ("/draw/layout/lays-out-only-lanes-in-sight",
                   test_layout_lays_out_only_lanes_in_sight);
  g_test_add_func ("/draw/layout/leaves-out-arrows-that-crowd",
                   test_layout_leaves_out_arrows_that_crowd);
  g_test_add_func ("/draw/layout/judges-crowds-beyond-its-edge",
                   test_layout_judges_crowds_beyond_its_edge);
  g_test_add_func ("/draw/layout/says-how-much-is-missing", test_layout_says_how_much_is_missing);
  g_test_add_func ("/draw/layout/draws-whatever-there-is", test_layout_draws_whatever_there_is);
  g_test_add_func ("/draw/layout/survives-hostile-traces", test_layout_survives_hostile_traces);
  g_test_add_func ("/draw/layout/on-every-axis-what-is-seen-is-hit",
                   test_layout_on_every_axis_what_is_seen_is_hit);
  return g_test_run ();
}

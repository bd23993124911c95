/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-causality.h"
#include "model/ilv-events.h"
#include "model/ilv-histogram.h"
#include "model/ilv-lines.h"
#include "model/ilv-search.h"
#include "model/ilv-wait-graph.h"

#define NAMES \
  "0ms p0 g- string id=1 length=9\ndata \"main.main\"\n" \
  "0ms p0 g- string id=2 length=11\ndata \"main.worker\"\n" \
  "0ms p0 g- string id=3 length=4\ndata \"jobs\"\n" \
  "0ms p0 g- string id=4 length=7\ndata \"pool.go\"\n" \
  "0ms p0 g- site #1 file=4 line=10 @1\n" \
  "0ms p0 g- site #2 file=4 line=20 @5\n"

/* main starts worker, waits for a value of it, and gets it. */
#define HAND_OFF NAMES \
  "0.000ms p0 g- go-create #1 new_g=1 func=1\n" \
  "0.001ms p0 g1 go-start #2\n" \
  "0.001ms p0 g1 object-make #1 object=1 kind=1\n" \
  "0.001ms p0 g1 object-name object=1 name=3\n" \
  "0.002ms p0 g1 go-create #1 new_g=2 func=2 @1\n" \
  "0.003ms p0 g1 go-block #3 on=1 reason=2 @2\n" \
  "0.003ms p0 g2 go-start #2\n" \
  "0.010ms p0 g2 chan-send-to #2 chan=1 receiver=1 @6\n" \
  "value int size=8 25\n" \
  "0.010ms p0 g2 go-ready #4 woken_g=1 @6\n" \
  "0.012ms p0 g2 go-end #3\n" \
  "0.012ms p0 g1 go-start #5\n" \
  "0.020ms p0 g1 go-end #6\n"

static IlvTarget
span_of (IlvTrace *trace,
         guint32   g,
         guint     span)
{
  return (IlvTarget) { lane_of_goroutine (trace, g), span, ILV_NO_INDEX, ILV_NO_INDEX };
}

static void
assert_span (const IlvTarget *target,
             IlvTrace        *trace,
             guint32          g,
             guint            span)
{
  IlvTarget expected = span_of (trace, g, span);

  g_assert_true (ilv_target_equal (target, &expected));
}

/* --- Causes and effects ----------------------------------------------------- */

static void
test_queries_cause_is_who_woke (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  IlvTarget after = span_of (trace, 1, 4), waiting = span_of (trace, 1, 2), cause;
  IlvTarget born = span_of (trace, 1, 0);

  g_assert_true (ilv_trace_get_cause (trace, &after, &cause));
  assert_span (&cause, trace, 2, 1);
  g_assert_true (ilv_trace_get_cause (trace, &cause, &cause));
  assert_span (&cause, trace, 1, 1);
  g_assert_false (ilv_trace_get_cause (trace, &waiting, &cause));
  g_assert_false (ilv_trace_get_cause (trace, &born, &cause));
}

static void
test_queries_effect_is_who_was_started (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  IlvTarget running = span_of (trace, 1, 1), effect;
  IlvTarget last = span_of (trace, 1, 4);

  g_assert_true (ilv_trace_get_effect (trace, &running, &effect));
  assert_span (&effect, trace, 2, 0);
  g_assert_true (ilv_trace_get_effect (trace, &effect, &effect));
  g_assert_cmpuint (effect.lane, ==, lane_of_goroutine (trace, 1));
  g_assert_false (ilv_trace_get_effect (trace, &last, &effect));
}

static void
test_queries_cone_holds_what_led_there (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autoptr(IlvCone) late = ilv_cone_new (trace, 1, 15000, 0, G_MAXUINT64);
  g_autoptr(IlvCone) early = ilv_cone_new (trace, 1, 1500, 0, G_MAXUINT64);
  g_autoptr(IlvCone) worker = ilv_cone_new (trace, 2, 11000, 0, G_MAXUINT64);
  guint64 time;

  g_assert_true (ilv_cone_get_past (late, 2, &time));
  g_assert_cmpuint (time, ==, 10000);
  g_assert_false (ilv_cone_get_future (late, 2, &time));
  g_assert_true (ilv_cone_get_future (early, 2, &time));
  g_assert_cmpuint (time, ==, 2000);
  g_assert_false (ilv_cone_get_past (early, 2, &time));
  /* It has given its value away before: nothing comes of it any more. */
  g_assert_false (ilv_cone_get_future (worker, 1, &time));
  g_assert_true (ilv_cone_get_past (worker, 1, &time));
  g_assert_cmpuint (time, ==, 2000);
}

static void
test_queries_critical_path_goes_through_the_waker (void)
{
  static const struct
  {
    guint32 g;
    double start, end;
  } expected[] = { { 1, 12, 20 }, { 1, 10, 12 }, { 2, 3, 10 }, { 2, 2, 3 }, { 1, 1, 2 }, { 1, 0, 1 } };
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autoptr(GArray) path = ilv_trace_get_critical_path (trace, 1, 20000);

  g_assert_cmpuint (path->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < path->len; i++)
    {
      const IlvPathStep *step = &g_array_index (path, IlvPathStep, i);

      g_assert_cmpuint (ilv_trace_get_lane (trace, step->lane)->key, ==, expected[i].g);
      g_assert_cmpfloat (step->start_nsec / 1e3, ==, expected[i].start);
      g_assert_cmpfloat (step->end_nsec / 1e3, ==, expected[i].end);
    }
}

/* Two that wake each other at one and the same instant, for ever. */
static void
test_queries_critical_path_ends_though_time_stands_still (void)
{
  g_autoptr(GString) text = g_string_new (NAMES "0ms p0 g- go-create #1 new_g=1 func=1\n"
                                          "0ms p0 g1 go-create #1 new_g=2 func=2\n");
  g_autoptr(IlvTrace) trace = NULL;
  g_autoptr(GArray) path = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "0ms p0 g1 go-ready woken_g=2\n0ms p0 g2 go-ready woken_g=1\n"
                           "0ms p0 g1 go-start\n0ms p0 g2 go-start\n");
  trace = trace_from_text (text->str);
  path = ilv_trace_get_critical_path (trace, 1, 0);
  g_assert_cmpuint (path->len, >=, 1);
  g_assert_cmpuint (path->len, <=, 1000);
}

/* So that who has no effect any more is not looked for to the end of the trace. */
static void
test_queries_last_effects_are_the_last (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autofree guint32 *last = g_new0 (guint32, ilv_trace_get_n_goroutines (trace) + 1);
  guint n_edges = 0;
  IlvEdge edge;

  for (guint i = 0; i < ilv_trace_get_n_moments (trace); i++)
    if (ilv_trace_get_edge (trace, i, &edge) && edge.from != 0)
      {
        n_edges++;
        g_assert_cmpuint (edge.from, <=, ilv_trace_get_n_goroutines (trace));
        last[edge.from] = i;
      }
  g_assert_cmpuint (n_edges, >, 0);
  for (guint32 g = 1; g <= ilv_trace_get_n_goroutines (trace); g++)
    if (last[g] > 0)
      g_assert_cmpuint (ilv_trace_get_goroutine (trace, g)->last_effect, ==, last[g]);
}

/* --- Who waits for whom ------------------------------------------------------ */

static const IlvWaiter *
waiter_for (IlvWaitGraph *graph,
            guint32       g)
{
  for (guint i = 0; i < graph->waiters->len; i++)
    if (g_array_index (graph->waiters, IlvWaiter, i).g == g)
      return &g_array_index (graph->waiters, IlvWaiter, i);
  g_assert_not_reached ();
}

/* 2 has mutex 1 and wants 2, 3 has 2 and wants 1; 4 wants 1 too, 5 sleeps. */
static void
test_queries_wait_graph_marks_the_cycle (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (NAMES
    "0ms p0 g- go-create #1 new_g=1 func=1\n0ms p0 g1 go-start\n"
    "0ms p0 g1 go-create new_g=2 func=2\n0ms p0 g1 go-create new_g=3 func=2\n"
    "0ms p0 g1 go-create new_g=4 func=2\n0ms p0 g1 go-create new_g=5 func=2\n"
    "0ms p0 g1 object-make #1 object=1 kind=3\n0ms p0 g1 object-make #1 object=2 kind=3\n"
    "0.001ms p0 g2 go-start\n0.001ms p0 g2 lock #2 mutex=1 holder=2\n"
    "0.002ms p1 g3 go-start\n0.002ms p1 g3 lock #2 mutex=2 holder=3\n"
    "0.003ms p0 g2 go-block on=2 reason=8\n"
    "0.004ms p1 g3 go-block on=1 reason=8\n"
    "0.005ms p0 g4 go-start\n0.006ms p0 g4 go-block on=1 reason=8\n"
    "0.007ms p0 g5 go-start\n0.008ms p0 g5 go-block reason=13\n"
    "0.009ms p1 g1 go-yield\n");
  g_autoptr(IlvWaitGraph) graph = ilv_wait_graph_new (trace, 8500);
  g_autoptr(GPtrArray) cycles = NULL;
  const GArray *cycle;

  g_assert_cmpuint (graph->waiters->len, ==, 4);
  g_assert_true (waiter_for (graph, 2)->is_in_cycle);
  g_assert_true (waiter_for (graph, 3)->is_in_cycle);
  g_assert_false (waiter_for (graph, 4)->is_in_cycle);
  for (guint32 g = 2; g <= 4; g++)
    g_assert_true (waiter_for (graph, g)->is_stuck);
  g_assert_true (waiter_for (graph, 5)->is_timed);
  g_assert_false (waiter_for (graph, 5)->is_stuck);
  g_assert_cmpuint (waiter_for (graph, 4)->n_wakers, ==, 1);
  g_assert_cmpuint (g_array_index (graph->wakers, IlvWaker,
                                   waiter_for (graph, 4)->first_waker).g, ==, 2);
  cycles = ilv_wait_graph_list_cycles (graph);
  g_assert_cmpuint (cycles->len, ==, 1);
  cycle = g_ptr_array_index (cycles, 0);
  g_assert_cmpuint (cycle->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (g_array_index (graph->waiters, IlvWaiter,
                                     g_array_index (cycle, guint, i)).g, ==, 2 + i);
}

static void
test_queries_who_is_woken_later_is_not_stuck (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autoptr(IlvWaitGraph) graph = ilv_wait_graph_new (trace, 5000);
  const IlvWaiter *waiter = waiter_for (graph, 1);

  g_assert_cmpuint (graph->waiters->len, ==, 1);
  g_assert_false (waiter->is_stuck);
  g_assert_cmpuint (waiter->n_wakers, ==, 1);
  g_assert_cmpuint (g_array_index (graph->wakers, IlvWaker, waiter->first_waker).g, ==, 2);
}

static void
test_queries_select_knows_its_cases (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (NAMES
    "0ms p0 g- go-create #1 new_g=1 func=1\n0ms p0 g1 go-start #2\n"
    "0ms p0 g1 object-make #1 object=1 kind=1\n0ms p0 g1 object-make #1 object=2 kind=1\n"
    "0.002ms p0 g1 select-case chan=1\n0.002ms p0 g1 select-case chan=2 dir=1\n"
    "0.002ms p0 g1 go-block #3 reason=5\n"
    "0.005ms p0 g- go-ready #4 woken_g=1\n0.006ms p0 g1 go-start #5\n"
    "0.006ms p0 g1 select n_cases=2 chosen=1\n");
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_goroutine (trace, 1));
  int chosen, none;
  g_autoptr(GArray) cases = ilv_trace_list_cases (trace, 1, 2, &chosen);
  g_autoptr(GArray) nothing = ilv_trace_list_cases (trace, 1, 1, &none);

  g_assert_cmpuint (ilv_lane_get_span (lane, 2).state, ==, ILV_STATE_SELECT);
  g_assert_cmpuint (cases->len, ==, 2);
  g_assert_cmpuint (g_array_index (cases, IlvSelectCase, 0).object, ==, 1);
  g_assert_false (g_array_index (cases, IlvSelectCase, 0).is_send);
  g_assert_cmpuint (g_array_index (cases, IlvSelectCase, 1).object, ==, 2);
  g_assert_true (g_array_index (cases, IlvSelectCase, 1).is_send);
  g_assert_cmpint (chosen, ==, 1);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpint (none, ==, -1);
}

/* --- Looking for things ------------------------------------------------------- */

static guint
count_matches (IlvTrace   *trace,
               const char *text)
{
  g_autoptr(GArray) matches = ilv_trace_search (trace, text, 100, NULL);

  return matches->len;
}

static void
test_queries_search_wants_every_word (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autoptr(GArray) workers = ilv_trace_search (trace, "WORKER", 100, NULL);
  g_autoptr(GArray) waits = ilv_trace_search (trace, "main jobs", 100, NULL);

  g_assert_cmpuint (workers->len, ==, 1);
  assert_span (&g_array_index (workers, IlvMatch, 0).target, trace, 2, ILV_NO_INDEX);
  g_assert_cmpuint (waits->len, ==, 1);
  assert_span (&g_array_index (waits, IlvMatch, 0).target, trace, 1, 2);
  g_assert_cmpuint (count_matches (trace, "jobs"), ==, 2); /* the channel, and who waits for it */
  g_assert_cmpuint (count_matches (trace, "g2"), ==, 1);
  g_assert_cmpuint (count_matches (trace, "worker nonsense"), ==, 0);
  g_assert_cmpuint (count_matches (trace, "  "), ==, 0);
  g_assert_cmpuint (count_matches (trace, "pool.go:10 channel"), ==, 1);
}

static void
test_queries_search_finds_counters (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text ("0ms p0 g- heap kib=2\n3ms p0 g- heap kib=3\n");
  g_autoptr(GArray) heaps = ilv_trace_search (trace, "Heap", 100, NULL);
  const IlvMatch *match = &g_array_index (heaps, IlvMatch, 0);

  g_assert_cmpuint (heaps->len, ==, 1);
  g_assert_cmpint (ilv_trace_get_lane (trace, match->target.lane)->kind, ==, ILV_LANE_COUNTER);
  g_assert_cmpuint (match->end_nsec, ==, 3000000);
  g_assert_cmpuint (count_matches (trace, "heap nonsense"), ==, 0);
}

static void
test_queries_search_stops_at_its_limit (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autoptr(GArray) matches = ilv_trace_search (trace, "running", 2, NULL);

  g_assert_cmpuint (matches->len, ==, 2);
}

static void
test_queries_rows_say_what_happened (void)
{
  static const char *const expected[] = {
    "waits: channel|recv 25 ← jobs",
    "running|worker",
    "chan-send-to|jobs: 25",
    "woken|worker",
  };
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  guint first = ilv_trace_first_moment_from (trace, 2500);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(IlvEventRow) row = ilv_event_row_new (trace, first + i);
      g_autofree char *text = g_strconcat (row->what, "|", row->detail, NULL);

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_cmpuint (ilv_trace_find_moment (trace, first, TRUE, 0, 1), ==, first);
  g_assert_cmpuint (ilv_trace_find_moment (trace, first + 1, TRUE, 0, 1), ==, first + 2);
  g_assert_cmpuint (ilv_trace_find_moment (trace, 0, FALSE, 2, 0), ==, ILV_NO_INDEX);
}

static void
test_queries_lines_count_hits_and_waiters (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HAND_OFF);
  g_autoptr(GArray) lines = ilv_trace_get_lines (trace, "pool.go", 5000, G_MAXUINT);
  g_autoptr(GArray) later = ilv_trace_get_lines (trace, "pool.go", 11000, G_MAXUINT);
  g_autoptr(GArray) other = ilv_trace_get_lines (trace, "other.go", 5000, G_MAXUINT);
  guint at_10 = ilv_trace_find_line (trace, "pool.go", 10, ILV_NO_INDEX);

  g_assert_cmpuint (other->len, ==, 0);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpuint (g_array_index (lines, IlvLine, 0).line, ==, 10);
  g_assert_cmpuint (g_array_index (lines, IlvLine, 0).n_waiting, ==, 1);
  g_assert_cmpuint (g_array_index (lines, IlvLine, 0).n_hits, ==, 2); /* go, receive */
  g_assert_cmpuint (later->len, ==, 2);
  g_assert_cmpuint (g_array_index (later, IlvLine, 1).line, ==, 20);
  g_assert_cmpuint (g_array_index (later, IlvLine, 1).n_hits, ==, 1);
  g_assert_cmpuint (ilv_trace_get_moment (trace, at_10).time_nsec, ==, 2000);
  at_10 = ilv_trace_find_line (trace, "pool.go", 10, at_10);
  g_assert_cmpuint (ilv_trace_get_moment (trace, at_10).time_nsec, ==, 3000);
  g_assert_cmpuint (ilv_trace_find_line (trace, "pool.go", 10, at_10), ==, ILV_NO_INDEX);
}

/* Running for 1, 2, … 100 µs. */
static void
test_queries_histogram_counts_every_span_once (void)
{
  g_autoptr(GString) text = g_string_new (NAMES "0ms p0 g- go-create #1 new_g=1 func=1\n");
  g_autoptr(IlvTrace) trace = NULL;
  g_autoptr(GArray) buckets = NULL, spans = NULL;
  IlvSpanFilter filter = { ILV_STATISTICS_BY_GOROUTINE, 1, ILV_STATE_RUNNING, 0, G_MAXUINT64 };
  guint64 now = 0, n = 0;

  for (guint i = 1; i <= 100; i++)
    {
      g_string_append_printf (text, "%.3fms p0 g1 go-start\n", now / 1e3);
      now += i;
      g_string_append_printf (text, "%.3fms p0 g1 go-yield\n", now / 1e3);
      now += 10;
    }
  trace = trace_from_text (text->str);
  buckets = ilv_trace_get_histogram (trace, &filter);
  for (guint i = 0; i < buckets->len; i++)
    {
      const IlvBucket *bucket = &g_array_index (buckets, IlvBucket, i);

      g_assert_cmpuint (bucket->from_nsec, <, bucket->to_nsec);
      if (i > 0)
        g_assert_cmpuint (bucket->from_nsec, ==, bucket[-1].to_nsec);
      n += bucket->n;
    }
  g_assert_cmpuint (n, ==, 100);
  g_assert_cmpuint (g_array_index (buckets, IlvBucket, 0).from_nsec, <=, 1000);
  spans = ilv_trace_list_spans (trace, &filter, 50000, 60000, 1000);
  g_assert_cmpuint (spans->len, ==, 10);
  filter.state = ILV_STATE_SELECT;
  g_array_unref (g_steal_pointer (&buckets));
  buckets = ilv_trace_get_histogram (trace, &filter);
  g_assert_cmpuint (buckets->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/queries/cause-is-who-woke", test_queries_cause_is_who_woke);
  g_test_add_func ("/model/queries/effect-is-who-was-started",
                   test_queries_effect_is_who_was_started);
  g_test_add_func ("/model/queries/cone-holds-what-led-there",
                   test_queries_cone_holds_what_led_there);
  g_test_add_func ("/model/queries/critical-path-goes-through-the-waker",
                   test_queries_critical_path_goes_through_the_waker);
  g_test_add_func ("/model/queries/critical-path-ends-though-time-stands-still",
                   test_queries_critical_path_ends_though_time_stands_still);
  g_test_add_func ("/model/queries/wait-graph-marks-the-cycle",
                   test_queries_wait_graph_marks_the_cycle);
  g_test_add_func ("/model/queries/last-effects-are-the-last",
                   test_queries_last_effects_are_the_last);
  g_test_add_func ("/model/queries/who-is-woken-later-is-not-stuck",
                   test_queries_who_is_woken_later_is_not_stuck);
  g_test_add_func ("/model/queries/select-knows-its-cases", test_queries_select_knows_its_cases);
  g_test_add_func ("/model/queries/search-wants-every-word", test_queries_search_wants_every_word);
  g_test_add_func ("/model/queries/search-finds-counters", test_queries_search_finds_counters);
  g_test_add_func ("/model/queries/search-stops-at-its-limit",
                   test_queries_search_stops_at_its_limit);
  g_test_add_func ("/model/queries/rows-say-what-happened", test_queries_rows_say_what_happened);
  g_test_add_func ("/model/queries/lines-count-hits-and-waiters",
                   test_queries_lines_count_hits_and_waiters);
  g_test_add_func ("/model/queries/histogram-counts-every-span-once",
                   test_queries_histogram_counts_every_span_once);
  return g_test_run ();
}

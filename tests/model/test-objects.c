/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-explain.h"
#include "model/ilv-statistics-text.h"
#include "model/ilv-wait-graph.h"

/* Goroutine 1 starts 2 and 3. */
#define BEGIN \
  "0ms p0 g- string id=1 length=4\ndata \"once\"\n" \
  "0ms p0 g- string id=2 length=10\ndata \"time.After\"\n" \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0.001ms p0 g1 go-start #2\n" \
  "0.001ms p0 g1 go-create #1 new_g=2\n" \
  "0.001ms p0 g1 go-create #1 new_g=3\n"

static char *
explain_open_wait (IlvTrace *trace,
                   guint32   g)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, ilv_trace_get_goroutine (trace, g)->lane);
  g_autoptr(IlvExplanation) explanation
    = ilv_trace_explain_span (trace, lane->id, ilv_lane_n_spans (lane) - 1);

  return ilv_explain_to_plain (explanation->why);
}

static char *
explain_step (IlvTrace *trace,
              guint     lane,
              guint     step)
{
  g_autoptr(IlvExplanation) explanation = ilv_trace_explain_step (trace, lane, step);

  return ilv_explain_to_plain (explanation->title);
}

#define ONCE \
  BEGIN \
  "0.002ms p0 g1 object-make #1 object=1 kind=6\n" \
  "0.002ms p0 g1 object-name object=1 name=1\n" \
  "0.002ms p0 g1 lock #2 mutex=1 holder=1\n" \
  "0.003ms p1 g2 go-start #2\n" \
  "0.004ms p1 g2 go-block #3 on=1 reason=8\n"

/* Those who come when it is done take its lock in passing, which is nobody's business. */
static void
test_objects_once_ends_with_its_function (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text (ONCE "0.006ms p0 g1 unlock #3 mutex=1\n"
                            "0.006ms p0 g1 go-ready #4 woken_g=2\n"
                            "0.007ms p1 g2 go-start #5\n"
                            "0.007ms p1 g2 lock #4 mutex=1 holder=2\n"
                            "0.007ms p1 g2 unlock #5 mutex=1\n");
  const IlvObject *once = ilv_trace_get_object (trace, 1);
  const IlvLane *lane = ilv_trace_get_lane (trace, once->lane);
  g_autofree char *last = explain_step (trace, lane->id, ilv_lane_n_steps (lane) - 2);

  g_assert_cmpint (lane->kind, ==, ILV_LANE_ONCE);
  g_assert_cmpuint (ilv_lane_n_spans (lane), ==, 1);
  g_assert_cmpuint (ilv_lane_get_span (lane, 0).object, ==, 1);
  g_assert_cmpuint (once->close_nsec, ==, 6000);
  g_assert_cmpstr (last, ==, "The function is done");
}

static void
test_objects_once_says_who_runs_it (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (ONCE);
  g_autofree char *why = explain_open_wait (trace, 2);

  g_assert_cmpstr (why, ==, "goroutine 1 runs the function of once since 2 µs. "
                            "goroutine 1 is running on P0.");
}

static void
test_objects_signals_name_whom_they_wake (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text (BEGIN "0.002ms p0 g1 object-make #1 object=1 kind=5\n"
                             "0.002ms p0 g1 signal #2 cond=1\n"
                             "0.003ms p1 g2 go-start #2\n"
                             "0.004ms p1 g2 go-block #3 on=1 reason=11\n"
                             "0.005ms p0 g1 signal #3 cond=1 n_woken=1\n"
                             "0.005ms p0 g1 go-ready #4 woken_g=2\n");
  guint lane = lane_of_object (trace, 1);
  const char *const expected[] = { "Made", "Signalled, but nobody waited",
                                   "goroutine 2 begins to wait", "Signalled: wakes goroutine 2",
                                   "goroutine 2 waits no more" };

  g_assert_cmpuint (ilv_lane_n_steps (ilv_trace_get_lane (trace, lane)), ==,
                    G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *said = explain_step (trace, lane, i);

      g_assert_cmpstr (said, ==, expected[i]);
    }
}

/* A timer made by time.After: its channel is called after it and stands aside. */
#define AFTER \
  BEGIN \
  "0.002ms p0 g1 object-call number=1 name=2\n" \
  "0.002ms p0 g1 object-make #1 object=1 kind=1\n" \
  "0.002ms p0 g1 object-call number=2 name=2\n" \
  "0.002ms p0 g1 object-make #1 object=2 kind=7\n" \
  "0.002ms p0 g1 object-part object=1 whole=2\n" \
  "0.002ms p0 g1 timer-set #2 timer=2 usec=9\n"

static void
test_objects_of_libraries_stand_aside (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (AFTER);
  g_autofree char *timer = ilv_trace_dup_object_name (trace, 2);
  g_autofree char *channel = ilv_trace_dup_object_name (trace, 1);
  guint n;

  g_assert_cmpstr (timer, ==, "time.After");
  g_assert_cmpstr (channel, ==, "time.After.C");
  ilv_trace_get_group (trace, ILV_GROUP_CHANNELS, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (*ilv_trace_get_group (trace, ILV_GROUP_LIBRARY, &n), ==,
                    lane_of_object (trace, 1));
  ilv_trace_get_group (trace, ILV_GROUP_TIMERS, &n);
  g_assert_cmpuint (n, ==, 1);
}

/* Whoever waits for a timer that is set is not stuck. */
static void
test_objects_timers_end_waits (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text (AFTER "0.003ms p0 g1 go-block #3 on=1 reason=2\n");
  g_autoptr(IlvWaitGraph) graph = ilv_wait_graph_new (trace, ilv_trace_get_end_nsec (trace));
  g_autofree char *why = explain_open_wait (trace, 1);

  g_assert_cmpuint (graph->waiters->len, ==, 1);
  g_assert_true (g_array_index (graph->waiters, IlvWaiter, 0).is_timed);
  g_assert_false (g_array_index (graph->waiters, IlvWaiter, 0).is_stuck);
  g_assert_cmpstr (why, ==, "time.After has not fired yet; only time ends this wait.");
}

/* Parts that are parts of each other, and of what is not there. */
static void
test_objects_parts_may_be_nonsense (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text (BEGIN "0.002ms p0 g1 object-make #1 object=1 kind=7\n"
                             "0.002ms p0 g1 object-make #1 object=2 kind=8\n"
                             "0.002ms p0 g1 object-part object=1 whole=2\n"
                             "0.002ms p0 g1 object-part object=2 whole=1\n"
                             "0.002ms p0 g1 object-part object=2 whole=77\n"
                             "0.003ms p0 g1 go-block #3 on=2 reason=2\n");
  g_autoptr(IlvWaitGraph) graph = ilv_wait_graph_new (trace, ilv_trace_get_end_nsec (trace));
  g_autofree char *timer = ilv_trace_dup_object_name (trace, 1);
  g_autofree char *detail = ilv_trace_dup_lane_detail (trace, lane_of_object (trace, 2),
                                                       ILV_TIME_OPEN);

  g_assert_cmpstr (timer, ==, "deadline of Context 2");
  g_assert_cmpstr (detail, ==, "below object 77");
  g_assert_true (g_array_index (graph->waiters, IlvWaiter, 0).is_stuck);
}

/* 1 holds a and wants b, which 2 holds, who wants a: and 3 wants a. */
static void
test_objects_why_follows_the_chain_to_its_root (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text (BEGIN "0.002ms p0 g1 object-make #1 object=1 kind=3\n"
                             "0.002ms p0 g1 lock #2 mutex=1 holder=1\n"
                             "0.003ms p1 g2 go-start #2\n"
                             "0.003ms p1 g2 object-make #1 object=2 kind=3\n"
                             "0.003ms p1 g2 lock #2 mutex=2 holder=2\n"
                             "0.004ms p0 g1 go-block #3 on=2 reason=8\n"
                             "0.005ms p1 g2 go-block #3 on=1 reason=8\n"
                             "0.006ms p0 g3 go-start #2\n"
                             "0.007ms p0 g3 go-block #3 on=1 reason=8\n");
  g_autofree char *why = explain_open_wait (trace, 1);

  g_assert_cmpstr (why, ==, "Mutex 2 is held by goroutine 2 since 3 µs. "
                            "goroutine 2 waits itself, for Mutex 1. "
                            "Mutex 1 is held by goroutine 1 since 2 µs. "
                            "So the circle is closed: none of them can ever go on.");
}

/* Two goroutines for 2 µs of 4, three for the rest. */
static void
test_objects_counters_are_in_statistics (void)
{
  g_autoptr(IlvTrace) trace
    = trace_from_text ("0ms p0 g- heap kib=2\n0.002ms p0 g- heap kib=3\n"
                       "0.004ms p0 g- heap kib=3\n");
  g_autoptr(GArray) rows = ilv_trace_get_counter_statistics (trace, 0, 4000);
  const IlvCounterStatistics *heap = &g_array_index (rows, IlvCounterStatistics, 0);
  g_autofree char *csv = ilv_statistics_to_csv (trace, 0, 4000);
  g_autofree char *json = ilv_statistics_to_json (trace, 0, 4000);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (heap->counter, ==, ILV_COUNTER_HEAP);
  g_assert_cmpuint (heap->min, ==, 2);
  g_assert_cmpuint (heap->max, ==, 3);
  g_assert_cmpuint (heap->last, ==, 3);
  g_assert_cmpfloat_with_epsilon (heap->mean, 2.5, 1e-9);
  g_assert_nonnull (strstr (csv, "counter,1,heap,,2,,,,,,,,2,2.50,3,3\r\n"));
  g_assert_nonnull (strstr (json, "{ \"by\": \"counter\", \"id\": 1, \"name\": \"heap\", \"count\": 2, "
                                  "\"min\": 2, \"mean\": 2.50, \"max\": 3, \"last\": 3 }"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/objects/once/ends-with-its-function",
                   test_objects_once_ends_with_its_function);
  g_test_add_func ("/model/objects/once/says-who-runs-it", test_objects_once_says_who_runs_it);
  g_test_add_func ("/model/objects/cond/signals-name-whom-they-wake",
                   test_objects_signals_name_whom_they_wake);
  g_test_add_func ("/model/objects/library/stands-aside", test_objects_of_libraries_stand_aside);
  g_test_add_func ("/model/objects/library/timers-end-waits", test_objects_timers_end_waits);
  g_test_add_func ("/model/objects/library/parts-may-be-nonsense",
                   test_objects_parts_may_be_nonsense);
  g_test_add_func ("/model/objects/why/follows-the-chain-to-its-root",
                   test_objects_why_follows_the_chain_to_its_root);
  g_test_add_func ("/model/objects/counters/are-in-statistics",
                   test_objects_counters_are_in_statistics);
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-events.h"
#include "model/ilv-explain.h"

/* A ticker fires twice, the first time into a select, and is stopped; a timer starts a function. */
#define TICKER \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0.001ms p0 g1 go-start #2\n" \
  "0.001ms p0 g1 object-make #1 object=1 kind=1\n" \
  "0.001ms p0 g1 chan-cap #2 chan=1 cap=1\n" \
  "0.002ms p0 g1 object-make #1 object=2 kind=7\n" \
  "0.002ms p0 g1 timer-set #2 timer=2 usec=5\n" \
  "0.003ms p0 g1 object-make #1 object=3 kind=7\n" \
  "0.003ms p0 g1 timer-set #2 timer=3 usec=7\n" \
  "0.004ms p0 g1 select-case chan=1 dir=0\n" \
  "0.004ms p0 g1 go-block #3 reason=5\n" \
  "0.007ms p0 g- timer-fire #3 timer=2 periodic=1\n" \
  "0.007ms p0 g- chan-send-to #3 chan=1 receiver=1\n" \
  "0.007ms p0 g- go-ready #4 woken_g=1\n" \
  "0.008ms p0 g1 go-start #5\n" \
  "0.01ms p1 g- timer-fire #3 timer=3\n" \
  "0.01ms p1 g- go-create #1 new_g=2\n" \
  "0.012ms p0 g- timer-fire #4 timer=2 periodic=1\n" \
  "0.014ms p0 g1 timer-stop #5 timer=2\n"

static void
assert_settings (IlvTrace   *trace,
                 guint32     timer,
                 const char *expected)
{
  g_autofree char *text = spans_to_text (trace, lane_of_object (trace, timer));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_timers_last_from_set_to_fired (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (TICKER);
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_object (trace, 2));
  guint n;

  assert_settings (trace, 2, "asleep 2-7, asleep 7-12, asleep 12-14");
  assert_settings (trace, 3, "asleep 3-10");
  g_assert_cmpint (lane->kind, ==, ILV_LANE_TIMER);
  g_assert_cmpuint (ilv_lane_get_span (lane, 0).object, ==, 5);
  g_assert_cmpuint (ilv_lane_get_span (lane, 2).object, ==, 5);
  ilv_trace_get_group (trace, ILV_GROUP_TIMERS, &n);
  g_assert_cmpuint (n, ==, 2);
}

/* Collects what timers woke or started: "2→1 3→2". */
static void
test_timers_point_at_whom_they_wake (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (TICKER);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *sentence = NULL, *plain = NULL;

  for (guint i = 0; i < ilv_trace_get_n_moments (trace); i++)
    {
      IlvEdge edge;

      if (!ilv_trace_get_edge (trace, i, &edge) || edge.kind != ILV_EDGE_TIMER)
        continue;
      g_string_append_printf (text, "%u→%u ", edge.object, edge.to);
      if (sentence == NULL)
        sentence = ilv_trace_explain_edge (trace, i);
    }
  g_assert_cmpstr (text->str, ==, "2→1 3→2 ");
  plain = ilv_explain_to_plain (sentence);
  g_assert_cmpstr (plain, ==, "Timer 2 fired and woke goroutine 1 at 7 µs.");
}

/* Who sleeps wakes by himself, also right after a timer fired. */
static void
test_timers_do_not_wake_sleepers (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0.001ms p0 g1 go-start #2\n"
    "0.002ms p0 g1 object-make #1 object=2 kind=7\n"
    "0.002ms p0 g1 timer-set #2 timer=2 usec=3\n"
    "0.003ms p0 g1 go-block #3 reason=13\n"
    "0.005ms p0 g- timer-fire #3 timer=2\n"
    "0.005ms p0 g- go-ready #4 woken_g=1\n");
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_object (trace, 2));

  g_assert_cmpuint (ilv_lane_n_steps (lane), ==, 3);
  g_assert_cmpuint (ilv_lane_get_step (lane, 2).type, ==, ILV_EVENT_TIMER_FIRE);
  g_assert_cmpuint (ilv_lane_get_step (lane, 2).value, ==, 0);
}

/* What fired last on a processor is not to blame for all that happens there next, and those of
 * two processors do not mix. */
static void
test_timers_wake_only_whom_they_send_to (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0ms p0 g- go-create #1 new_g=2\n"
    "0.001ms p0 g1 go-start #2\n"
    "0.001ms p1 g2 go-start #2\n"
    "0.001ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 object-make #1 object=2 kind=7\n"
    "0.002ms p0 g1 object-make #1 object=3 kind=7\n"
    "0.003ms p0 g1 go-block #3 on=1 reason=2\n"
    "0.003ms p1 g2 go-block #3 reason=11\n"
    "0.005ms p0 g- timer-fire #2 timer=2\n"
    "0.005ms p1 g- timer-fire #2 timer=3\n"
    "0.005ms p0 g- chan-send-to #2 chan=1 receiver=1\n"
    "0.005ms p1 g- go-ready #4 woken_g=2\n"
    "0.005ms p0 g- go-ready #4 woken_g=1\n");
  const IlvLane *first = ilv_trace_get_lane (trace, lane_of_object (trace, 2));
  const IlvLane *second = ilv_trace_get_lane (trace, lane_of_object (trace, 3));

  g_assert_cmpuint (ilv_lane_get_step (first, ilv_lane_n_steps (first) - 1).value, ==, 1);
  g_assert_cmpuint (ilv_lane_get_step (second, ilv_lane_n_steps (second) - 1).value, ==, 0);
}

static void
assert_step (IlvTrace   *trace,
             guint       step,
             const char *expected)
{
  g_autoptr(IlvExplanation) explanation
    = ilv_trace_explain_step (trace, lane_of_object (trace, 2), step);
  g_autofree char *plain = ilv_explain_to_plain (explanation->title);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_timers_are_explained (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (TICKER);
  guint lane = lane_of_object (trace, 2);
  g_autoptr(IlvExplanation) setting = ilv_trace_explain_span (trace, lane, 0);
  g_autofree char *detail = ilv_trace_dup_lane_detail (trace, lane, ILV_TIME_OPEN);

  g_assert_cmpstr (setting->title, ==, "Timer 2 is set for 5 µs");
  g_assert_cmpstr (detail, ==, "5 µs");
  assert_step (trace, 0, "Made");
  assert_step (trace, 1, "Set");
  assert_step (trace, 2, "Time is up: wakes goroutine 1");
  assert_step (trace, 3, "Time is up");
  assert_step (trace, 4, "Stopped");
}

static void
test_timers_firings_are_events (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (TICKER);
  IlvEventRow *row = ilv_event_row_new (trace, ilv_trace_first_moment_from (trace, 7000));

  g_assert_cmpstr (row->what, ==, "timer-fire");
  g_assert_cmpstr (row->detail, ==, "Timer 2: goroutine 1");
  ilv_event_row_free (row);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/timers/last-from-set-to-fired", test_timers_last_from_set_to_fired);
  g_test_add_func ("/model/timers/point-at-whom-they-wake", test_timers_point_at_whom_they_wake);
  g_test_add_func ("/model/timers/do-not-wake-sleepers", test_timers_do_not_wake_sleepers);
  g_test_add_func ("/model/timers/wake-only-whom-they-send-to",
                   test_timers_wake_only_whom_they_send_to);
  g_test_add_func ("/model/timers/are-explained", test_timers_are_explained);
  g_test_add_func ("/model/timers/firings-are-events", test_timers_firings_are_events);
  return g_test_run ();
}

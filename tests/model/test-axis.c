/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-axis.h"
#include "model/ilv-session.h"

/* A hand-off of a microsecond between two sleeps of a second. */
#define SLEEPER \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "1ms p0 g1 go-start #2\n" \
  "2ms p0 g1 go-block #3 reason=13\n" \
  "1000ms p0 g- go-ready #4 woken_g=1\n" \
  "1000.001ms p0 g1 go-start #5\n" \
  "1000.002ms p0 g1 go-block #6 reason=13\n" \
  "2000ms p0 g- go-ready #7 woken_g=1\n" \
  "2001ms p0 g1 go-start #8\n" \
  "2003ms p0 g1 go-end #9\n"

static void
assert_inverse (IlvAxis *axis,
                guint64  end_nsec)
{
  double last = -G_MAXDOUBLE;

  for (double time = 0; time <= end_nsec; time += end_nsec / 997.0)
    {
      double place = ilv_axis_place (axis, time);

      g_assert_cmpfloat (place, >, last);
      g_assert_cmpfloat_with_epsilon (ilv_axis_time (axis, place), time, 1e-3);
      last = place;
    }
}

static void
test_axis_places_and_times_are_inverse (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (SLEEPER);

  for (guint kind = 0; kind < ILV_N_AXES; kind++)
    {
      g_autoptr(IlvAxis) axis = ilv_axis_new (trace, kind);

      assert_inverse (axis, ilv_trace_get_end_nsec (trace));
      /* Before the first event and behind the last they still rise. */
      g_assert_cmpfloat (ilv_axis_place (axis, -5e9), <, ilv_axis_place (axis, -4e9));
      g_assert_cmpfloat (ilv_axis_place (axis, 4e9), <, ilv_axis_place (axis, 5e9));
      g_assert_cmpfloat_with_epsilon (ilv_axis_time (axis, ilv_axis_place (axis, 4e9)), 4e9, 1);
    }
}

static void
test_axis_steps_are_equally_wide (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (SLEEPER);
  g_autoptr(IlvAxis) axis = ilv_axis_new (trace, ILV_AXIS_STEPS);
  const IlvLane *lane = ilv_trace_get_lane (trace, ilv_trace_get_goroutine (trace, 1)->lane);

  g_assert_cmpuint (ilv_lane_n_spans (lane), ==, 8);
  for (guint i = 0; i < ilv_lane_n_spans (lane); i++)
    g_assert_cmpfloat (ilv_axis_place (axis, ilv_lane_span_start (lane, i)), ==,
                       i * ILV_AXIS_STEP_NSEC);
}

/* Two waits for a channel are ended by one close: three events of one instant. */
static void
test_axis_events_of_one_instant_have_their_width_together (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text ("0.001ms p0 g- go-create #1 new_g=1\n"
                                               "0.001ms p0 g- go-create #1 new_g=2\n"
                                               "0.001ms p0 g- go-create #1 new_g=3\n"
                                               "0.009ms p0 g1 go-start #2\n");
  g_autoptr(IlvAxis) axis = ilv_axis_new (trace, ILV_AXIS_STEPS);

  g_assert_cmpfloat (ilv_axis_place (axis, 0), ==, 0);
  g_assert_cmpfloat (ilv_axis_place (axis, 8000), ==, 3 * ILV_AXIS_STEP_NSEC);
}

static void
test_axis_gaps_leave_work_its_width (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (SLEEPER);
  g_autoptr(IlvAxis) axis = ilv_axis_new (trace, ILV_AXIS_GAPS);
  guint n_gaps;
  const IlvGap *gaps = ilv_axis_get_gaps (axis, &n_gaps);
  double work = ilv_axis_place (axis, 2.003e9) - ilv_axis_place (axis, 2.001e9);

  g_assert_cmpfloat_with_epsilon (work, 2e6, 1e-3);
  g_assert_cmpuint (n_gaps, >=, 2);
  for (guint i = 0; i < n_gaps; i++)
    g_assert_cmpfloat (ilv_axis_place (axis, gaps[i].end_nsec)
                         - ilv_axis_place (axis, gaps[i].start_nsec), <, work);
}

static void
test_axis_of_nothing_is_time (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();

  for (guint kind = 0; kind < ILV_N_AXES; kind++)
    {
      g_autoptr(IlvAxis) axis = ilv_axis_new (trace, kind);

      g_assert_cmpfloat (ilv_axis_place (axis, 0), ==, 0);
      g_assert_cmpfloat (ilv_axis_place (axis, 12345), >, 0);
    }
}

/* Zoom and undo work on each axis, and undo brings the axis back too. */
static void
test_axis_session_keeps_the_stretch_of_time (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (SLEEPER);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  double start, end, zoomed_start, zoomed_end;

  ilv_session_show_range (session, 1000000000, 1000002000);
  ilv_session_set_axis_kind (session, ILV_AXIS_STEPS);
  g_assert_cmpuint (ilv_session_get_start_nsec (session), ==, 1000000000);
  ilv_session_get_view (session, &start, &end);
  ilv_session_zoom_at (session, start + 100, 2);
  ilv_session_get_view (session, &zoomed_start, &zoomed_end);
  g_assert_cmpfloat_with_epsilon (zoomed_start, start + 50, 1e-6);
  g_assert_cmpfloat_with_epsilon (zoomed_end - zoomed_start, (end - start) / 2, 1e-6);
  ilv_session_undo_view (session);
  ilv_session_undo_view (session);
  g_assert_cmpuint (ilv_session_get_axis_kind (session), ==, ILV_AXIS_TIME);
  g_assert_cmpuint (ilv_session_get_start_nsec (session), ==, 1000000000);
  ilv_session_redo_view (session);
  g_assert_cmpuint (ilv_session_get_axis_kind (session), ==, ILV_AXIS_STEPS);
  ilv_session_get_view (session, &zoomed_start, &zoomed_end);
  g_assert_cmpfloat_with_epsilon (zoomed_start, start, 1e-6);
}

/* All that happened so far is in the view while a program is followed. */
static void
test_axis_session_follows_on_each (void)
{
  for (guint kind = 0; kind < ILV_N_AXES; kind++)
    {
      g_autoptr(IlvTrace) trace = trace_from_text (SLEEPER);
      g_autoptr(IlvSession) session = ilv_session_new (trace);

      ilv_session_set_axis_kind (session, kind);
      for (guint64 now = 3; now < 20; now++)
        ilv_trace_advance (trace, now * 1000000000);
      g_assert_cmpuint (ilv_session_get_end_nsec (session), >=, G_GUINT64_CONSTANT (19000000000));
      ilv_trace_finish (trace);
      g_assert_true (ilv_session_get_follow (session));
      g_assert_cmpuint (ilv_session_get_start_nsec (session), ==, 0);
      g_assert_cmpuint (ilv_session_get_end_nsec (session), >=, ilv_trace_get_end_nsec (trace));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/axis/places-and-times-are-inverse",
                   test_axis_places_and_times_are_inverse);
  g_test_add_func ("/model/axis/steps-are-equally-wide", test_axis_steps_are_equally_wide);
  g_test_add_func ("/model/axis/events-of-one-instant-have-their-width-together",
                   test_axis_events_of_one_instant_have_their_width_together);
  g_test_add_func ("/model/axis/gaps-leave-work-its-width", test_axis_gaps_leave_work_its_width);
  g_test_add_func ("/model/axis/of-nothing-is-time", test_axis_of_nothing_is_time);
  g_test_add_func ("/model/axis/session-keeps-the-stretch-of-time",
                   test_axis_session_keeps_the_stretch_of_time);
  g_test_add_func ("/model/axis/session-follows-on-each", test_axis_session_follows_on_each);
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-session.h"

#define SECOND G_GUINT64_CONSTANT (1000000000)

typedef struct
{
  IlvTrace *trace;
  IlvSession *session;
  guint n_view_changes;
} Fixture;

static void
count_cb (IlvSession *session,
          guint      *n)
{
  ++*n;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture->trace = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n"
                                    "0.1ms p0 g1 go-start #2\n"
                                    "0.2ms p0 g1 go-create #1 new_g=2\n"
                                    "0.4ms p1 g2 go-start #2\n"
                                    "0.5ms p0 g1 go-block #3 reason=13\n"
                                    "0.6ms p1 g2 go-ready #4 woken_g=1\n");
  fixture->session = ilv_session_new (fixture->trace);
  g_signal_connect (fixture->session, "view-changed", G_CALLBACK (count_cb),
                    &fixture->n_view_changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->trace);
}

static void
assert_view (IlvSession *session,
             double      start_nsec,
             double      end_nsec)
{
  double start, end;

  ilv_session_get_view (session, &start, &end);
  g_assert_cmpfloat_with_epsilon (start, start_nsec, 0.001);
  g_assert_cmpfloat_with_epsilon (end, end_nsec, 0.001);
}

static void
test_session_zoom_keeps_the_instant_under_the_pointer (Fixture       *fixture,
                                                       gconstpointer  unused)
{
  ilv_session_show_range (fixture->session, 1000, 2000);
  ilv_session_zoom_at (fixture->session, 1250, 2);
  assert_view (fixture->session, 1125, 1625);
  ilv_session_zoom_at (fixture->session, 1250, 0.5);
  assert_view (fixture->session, 1000, 2000);
}

static void
test_session_zoom_ends_somewhere (Fixture       *fixture,
                                  gconstpointer  unused)
{
  ilv_session_show_range (fixture->session, 1000, 2000);
  for (int i = 0; i < 100; i++)
    ilv_session_zoom_at (fixture->session, 1500, 2);
  assert_view (fixture->session, 1490, 1510);
  for (int i = 0; i < 200; i++)
    ilv_session_zoom_at (fixture->session, 1500, 0.5);
  g_assert_cmpuint (ilv_session_get_end_nsec (fixture->session), >, 3600 * SECOND);
}

static void
test_session_view_change_stops_following (Fixture       *fixture,
                                          gconstpointer  unused)
{
  g_assert_true (ilv_session_get_follow (fixture->session));
  ilv_session_pan (fixture->session, 100);
  g_assert_false (ilv_session_get_follow (fixture->session));
  ilv_session_set_follow (fixture->session, TRUE);
  g_assert_true (ilv_session_get_follow (fixture->session));
}

/* The view stands still between jumps, and what is new is always in it. */
static void
test_session_follows_by_sweeps (Fixture       *fixture,
                                gconstpointer  unused)
{
  guint n_before = fixture->n_view_changes;
  guint n_steps = 0;

  for (guint64 now = SECOND / 1000; now < 60 * SECOND; now += SECOND / 50, n_steps++)
    {
      ilv_trace_advance (fixture->trace, now);
      g_assert_cmpuint (ilv_session_get_start_nsec (fixture->session), <=, now);
      g_assert_cmpuint (ilv_session_get_end_nsec (fixture->session), >=, now);
    }
  g_assert_cmpuint (fixture->n_view_changes - n_before, <, n_steps / 20);
  g_assert_cmpuint (ilv_session_get_end_nsec (fixture->session)
                      - ilv_session_get_start_nsec (fixture->session), >=, ILV_SESSION_SWEEP_NSEC);
}

static void
test_session_shows_all_when_a_followed_run_ends (Fixture       *fixture,
                                                 gconstpointer  unused)
{
  ilv_trace_finish (fixture->trace);
  g_assert_cmpuint (ilv_session_get_start_nsec (fixture->session), ==, 0);
  g_assert_cmpuint (ilv_session_get_end_nsec (fixture->session), >=, 600000);
  g_assert_cmpuint (ilv_session_get_end_nsec (fixture->session), <, 700000);
}

static void
test_session_undoes_views (Fixture       *fixture,
                           gconstpointer  unused)
{
  ilv_session_show_range (fixture->session, 1000, 2000);
  ilv_session_show_range (fixture->session, 5000, 6000);
  ilv_session_undo_view (fixture->session);
  assert_view (fixture->session, 1000, 2000);
  ilv_session_redo_view (fixture->session);
  assert_view (fixture->session, 5000, 6000);
  g_assert_false (ilv_session_can_redo_view (fixture->session));
}

/* Many small pans are one view to go back over. */
static void
test_session_gesture_is_one_view (Fixture       *fixture,
                                  gconstpointer  unused)
{
  ilv_session_show_range (fixture->session, 10000, 20000);
  for (int i = 0; i < 20; i++)
    ilv_session_pan (fixture->session, 50);
  ilv_session_undo_view (fixture->session);
  assert_view (fixture->session, 10000, 20000);
}

static void
test_session_reveals_with_least_movement (Fixture       *fixture,
                                          gconstpointer  unused)
{
  ilv_session_show_range (fixture->session, 1000, 2000);
  ilv_session_reveal (fixture->session, 1500);
  assert_view (fixture->session, 1000, 2000);
  ilv_session_reveal (fixture->session, 2500);
  assert_view (fixture->session, 1600, 2600);
  ilv_session_reveal (fixture->session, 1000);
  assert_view (fixture->session, 900, 1900);
}

static void
test_session_emits_only_changes (Fixture       *fixture,
                                 gconstpointer  unused)
{
  IlvTarget target = { lane_of_goroutine (fixture->trace, 1), 1, ILV_NO_INDEX, ILV_NO_INDEX };
  guint n = 0;

  g_signal_connect (fixture->session, "selection-changed", G_CALLBACK (count_cb), &n);
  ilv_session_select (fixture->session, &target);
  ilv_session_select (fixture->session, &target);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_session_walks_spans_and_lanes (Fixture       *fixture,
                                    gconstpointer  unused)
{
  IlvTarget target = { lane_of_goroutine (fixture->trace, 1), 1, ILV_NO_INDEX, ILV_NO_INDEX };

  ilv_session_select (fixture->session, &target);
  g_assert_true (ilv_session_select_next (fixture->session, 1));
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).span, ==, 2);
  g_assert_false (ilv_session_select_next (fixture->session, 10));
  /* At 0.5 ms the other one runs: its second span. */
  g_assert_true (ilv_session_select_lane (fixture->session, 1));
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, ==,
                    lane_of_goroutine (fixture->trace, 2));
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).span, ==, 1);
  ilv_session_set_group_shown (fixture->session, ILV_GROUP_COUNTERS, FALSE);
  g_assert_false (ilv_session_select_lane (fixture->session, 1));
}

static void
test_session_goes_to_the_waker (Fixture       *fixture,
                                gconstpointer  unused)
{
  IlvTarget target = { lane_of_goroutine (fixture->trace, 1), 2, ILV_NO_INDEX, ILV_NO_INDEX };

  ilv_session_select (fixture->session, &target);
  g_assert_true (ilv_session_select_waker (fixture->session));
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, ==,
                    lane_of_goroutine (fixture->trace, 2));
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).span, ==, 1);
}

static void
test_session_hides_lanes (Fixture       *fixture,
                          gconstpointer  unused)
{
  guint n;

  ilv_session_get_lanes (fixture->session, ILV_GROUP_GOROUTINES, &n);
  g_assert_cmpuint (n, ==, 2);
  ilv_session_set_lane_hidden (fixture->session, lane_of_goroutine (fixture->trace, 1), TRUE);
  g_assert_cmpuint (*ilv_session_get_lanes (fixture->session, ILV_GROUP_GOROUTINES, &n), ==,
                    lane_of_goroutine (fixture->trace, 2));
  g_assert_cmpuint (n, ==, 1);
  ilv_session_set_folded (fixture->session, ILV_GROUP_GOROUTINES, TRUE);
  ilv_session_get_lanes (fixture->session, ILV_GROUP_GOROUTINES, &n);
  g_assert_cmpuint (n, ==, 0);
  ilv_session_set_folded (fixture->session, ILV_GROUP_GOROUTINES, FALSE);
  ilv_session_show_all_lanes (fixture->session);
  ilv_session_get_lanes (fixture->session, ILV_GROUP_GOROUTINES, &n);
  g_assert_cmpuint (n, ==, 2);
}

/* "300000 2 first; 400000 - second": time, goroutine, text. */
static void
assert_notes (IlvSession *session,
              const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ilv_session_get_n_notes (session); i++)
    {
      IlvNote note = ilv_session_get_note (session, i);

      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT " ", i > 0 ? "; " : "", note.time_nsec);
      if (note.lane == ILV_NO_LANE)
        g_string_append (text, "- ");
      else
        g_string_append_printf (text, "%u ",
                                ilv_trace_get_lane (ilv_session_get_trace (session),
                                                    note.lane)->key);
      g_string_append (text, note.text);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_session_keeps_notes_in_order_of_time (Fixture       *fixture,
                                           gconstpointer  unused)
{
  g_autoptr(GBytes) saved = NULL;
  guint lane = lane_of_goroutine (fixture->trace, 2);

  ilv_session_write_note (fixture->session, 400000, ILV_NO_LANE, "second");
  ilv_session_write_note (fixture->session, 300000, lane, "frist");
  ilv_session_write_note (fixture->session, 300000, lane, "first");
  assert_notes (fixture->session, "300000 2 first; 400000 - second");
  g_assert_cmpint (ilv_session_find_note (fixture->session, 300000, lane), ==, 0);
  g_assert_cmpint (ilv_session_find_note (fixture->session, 300000, ILV_NO_LANE), ==, -1);
  ilv_session_write_note (fixture->session, 300000, lane, "");
  assert_notes (fixture->session, "400000 - second");
  g_assert_true (ilv_session_has_unsaved_notes (fixture->session));
  saved = ilv_session_dup_notes (fixture->session);
  ilv_session_set_saved_notes (fixture->session, saved);
  g_assert_false (ilv_session_has_unsaved_notes (fixture->session));
  ilv_session_write_note (fixture->session, 400000, ILV_NO_LANE, "");
  g_assert_true (ilv_session_has_unsaved_notes (fixture->session)); /* the file still has it */
}

static void
test_session_undoes_notes (Fixture       *fixture,
                           gconstpointer  unused)
{
  ilv_session_write_note (fixture->session, 1, ILV_NO_LANE, "a");
  ilv_session_show_range (fixture->session, 0, 1000);
  ilv_session_write_note (fixture->session, 2, ILV_NO_LANE, "b");
  ilv_session_undo_view (fixture->session);
  assert_notes (fixture->session, "1 - a");
  assert_view (fixture->session, 0, 1000);
  ilv_session_undo_view (fixture->session);
  assert_notes (fixture->session, "1 - a");
  ilv_session_undo_view (fixture->session);
  assert_notes (fixture->session, "");
  ilv_session_redo_view (fixture->session);
  assert_notes (fixture->session, "1 - a");
}

#define ADD(path, test) \
  g_test_add ("/model/session/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("zoom-keeps-the-instant-under-the-pointer",
       test_session_zoom_keeps_the_instant_under_the_pointer);
  ADD ("zoom-ends-somewhere", test_session_zoom_ends_somewhere);
  ADD ("view-change-stops-following", test_session_view_change_stops_following);
  ADD ("follows-by-sweeps", test_session_follows_by_sweeps);
  ADD ("shows-all-when-a-followed-run-ends", test_session_shows_all_when_a_followed_run_ends);
  ADD ("undoes-views", test_session_undoes_views);
  ADD ("gesture-is-one-view", test_session_gesture_is_one_view);
  ADD ("reveals-with-least-movement", test_session_reveals_with_least_movement);
  ADD ("emits-only-changes", test_session_emits_only_changes);
  ADD ("walks-spans-and-lanes", test_session_walks_spans_and_lanes);
  ADD ("goes-to-the-waker", test_session_goes_to_the_waker);
  ADD ("keeps-notes-in-order-of-time", test_session_keeps_notes_in_order_of_time);
  ADD ("undoes-notes", test_session_undoes_notes);
  ADD ("hides-lanes", test_session_hides_lanes);
  return g_test_run ();
}

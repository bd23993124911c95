/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-session.h"

/* main starts 2 and 3; 3 is woken by 2 through channel 9; 4 keeps to itself, asleep. */
#define PROGRAM \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0.1ms p0 g1 go-start #2\n" \
  "0.3ms p0 g1 go-create #1 new_g=2\n" \
  "0.4ms p0 g1 go-create #1 new_g=3\n" \
  "0.5ms p0 g1 go-create #1 new_g=4\n" \
  "0.6ms p0 g1 go-end #3\n" \
  "1ms p0 g4 go-start #2\n" \
  "2ms p0 g4 go-block #3 reason=13\n" \
  "2.1ms p0 g3 go-start #2\n" \
  "2.2ms p0 g3 go-block #3 on=9 reason=2\n" \
  "2.3ms p0 g2 go-start #2\n" \
  "2.9ms p0 g2 go-ready #4 woken_g=3\n" \
  "3ms p0 g2 go-end #3\n"

typedef struct
{
  IlvTrace *trace;
  IlvArrangement *arrangement;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture->trace = trace_from_text (PROGRAM);
  fixture->arrangement = ilv_arrangement_new (fixture->trace);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  ilv_arrangement_free (fixture->arrangement);
  g_assert_finalize_object (fixture->trace);
}

/* Goroutine numbers of the lanes that are shown, and that each is found where it is. */
static void
assert_goroutines (Fixture    *fixture,
                   const char *expected)
{
  guint n_lanes;
  const guint32 *lanes = ilv_arrangement_get_lanes (fixture->arrangement, ILV_GROUP_GOROUTINES,
                                                    &n_lanes);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_lanes; i++)
    {
      guint index;

      g_string_append_printf (text, "%s%u", i > 0 ? " " : "",
                              ilv_trace_get_lane (fixture->trace, lanes[i])->key);
      g_assert_true (ilv_arrangement_find (fixture->arrangement, ILV_GROUP_GOROUTINES, lanes[i],
                                           &index));
      g_assert_cmpuint (index, ==, i);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_arrangement_hides_and_shows (Fixture       *fixture,
                                  gconstpointer  unused)
{
  guint index;

  assert_goroutines (fixture, "1 2 3 4");
  g_assert_true (ilv_arrangement_set_hidden (fixture->arrangement, lane_of_goroutine (fixture->trace, 2), TRUE));
  g_assert_false (ilv_arrangement_set_hidden (fixture->arrangement, lane_of_goroutine (fixture->trace, 2), TRUE));
  assert_goroutines (fixture, "1 3 4");
  g_assert_cmpuint (ilv_arrangement_get_n_hidden (fixture->arrangement), ==, 1);
  g_assert_false (ilv_arrangement_find (fixture->arrangement, ILV_GROUP_GOROUTINES,
                                        lane_of_goroutine (fixture->trace, 2), &index));
  g_assert_true (ilv_arrangement_show_all (fixture->arrangement));
  g_assert_false (ilv_arrangement_show_all (fixture->arrangement));
  assert_goroutines (fixture, "1 2 3 4");
}

static void
test_arrangement_pinned_come_first (Fixture       *fixture,
                                    gconstpointer  unused)
{
  ilv_arrangement_set_pinned (fixture->arrangement, lane_of_goroutine (fixture->trace, 3), TRUE);
  assert_goroutines (fixture, "3 1 2 4");
  ilv_arrangement_set_pinned (fixture->arrangement, lane_of_goroutine (fixture->trace, 3), FALSE);
  assert_goroutines (fixture, "1 2 3 4");
}

/* 4 ran for a millisecond, 2 for 0.7, 1 for 0.5, 3 for 0.1. */
static void
test_arrangement_sorts (Fixture       *fixture,
                        gconstpointer  unused)
{
  ilv_arrangement_set_sort (fixture->arrangement, ILV_SORT_RUNNING);
  assert_goroutines (fixture, "4 2 1 3");
  ilv_arrangement_set_sort (fixture->arrangement, ILV_SORT_LATEST);
  assert_goroutines (fixture, "3 2 4 1");
  ilv_arrangement_set_sort (fixture->arrangement, ILV_SORT_CREATED);
  assert_goroutines (fixture, "1 2 3 4");
}

/* main starts 2 and 3, 2 starts 4; 3 and 4 run the same function. */
#define FAMILY \
  "0ms p0 g- string id=1 length=1\ndata \"m\"\n" \
  "0ms p0 g- string id=2 length=1\ndata \"b\"\n" \
  "0ms p0 g- string id=3 length=1\ndata \"a\"\n" \
  "0ms p0 g- go-create #1 new_g=1 func=1\n" \
  "0.1ms p0 g1 go-start #2\n" \
  "0.3ms p0 g1 go-create #1 new_g=2 func=2\n" \
  "0.4ms p0 g1 go-create #1 new_g=3 func=3\n" \
  "0.6ms p0 g1 go-end #3\n" \
  "1ms p0 g2 go-start #2\n" \
  "1.1ms p0 g2 go-create #1 new_g=4 func=3\n"

static void
assert_depth (Fixture *fixture,
              guint32  g,
              guint    depth)
{
  guint lane = lane_of_goroutine (fixture->trace, g);

  g_assert_cmpuint (ilv_arrangement_get_depth (fixture->arrangement, lane), ==, depth);
}

static void
test_arrangement_families (void)
{
  IlvTrace *trace = trace_from_text (FAMILY);
  Fixture fixture = { trace, ilv_arrangement_new (trace) };

  ilv_arrangement_set_sort (fixture.arrangement, ILV_SORT_FAMILY);
  assert_goroutines (&fixture, "1 2 4 3");
  assert_depth (&fixture, 1, 0);
  assert_depth (&fixture, 4, 2);
  ilv_arrangement_set_hidden (fixture.arrangement, lane_of_goroutine (trace, 2), TRUE);
  assert_depth (&fixture, 4, 1);
  ilv_arrangement_show_all (fixture.arrangement);
  ilv_arrangement_set_sort (fixture.arrangement, ILV_SORT_FUNCTION);
  assert_goroutines (&fixture, "3 4 2 1");
  assert_depth (&fixture, 4, 0);
  tear_down (&fixture, NULL);
}

static void
test_arrangement_moves_a_lane (Fixture       *fixture,
                               gconstpointer  unused)
{
  g_assert_true (ilv_arrangement_move (fixture->arrangement, lane_of_goroutine (fixture->trace, 4), 0));
  assert_goroutines (fixture, "4 1 2 3");
  g_assert_true (ilv_arrangement_move (fixture->arrangement, lane_of_goroutine (fixture->trace, 1), 3));
  assert_goroutines (fixture, "4 2 3 1");
  g_assert_false (ilv_arrangement_move (fixture->arrangement, lane_of_goroutine (fixture->trace, 1), 4));
  ilv_arrangement_set_sort (fixture->arrangement, ILV_SORT_CREATED);
  assert_goroutines (fixture, "1 2 3 4");
}

static void
test_arrangement_filters_by_words_and_states (Fixture       *fixture,
                                              gconstpointer  unused)
{
  ilv_arrangement_set_filter (fixture->arrangement, "state:asleep");
  assert_goroutines (fixture, "4");
  ilv_arrangement_set_filter (fixture->arrangement, "-state:asleep  -state:channel");
  assert_goroutines (fixture, "1 2");
  ilv_arrangement_set_filter (fixture->arrangement, "GOROUTINE 3");
  assert_goroutines (fixture, "3");
  ilv_arrangement_set_filter (fixture->arrangement, "no such thing");
  assert_goroutines (fixture, "");
  g_assert_cmpuint (ilv_arrangement_get_n_hidden (fixture->arrangement), >=, 4);
  ilv_arrangement_set_filter (fixture->arrangement, "");
  assert_goroutines (fixture, "1 2 3 4");
}

static void
test_arrangement_shows_relatives_only (Fixture       *fixture,
                                       gconstpointer  unused)
{
  ilv_arrangement_set_related (fixture->arrangement, lane_of_goroutine (fixture->trace, 3));
  assert_goroutines (fixture, "1 2 3");
  ilv_arrangement_set_related (fixture->arrangement, ILV_NO_LANE);
  assert_goroutines (fixture, "1 2 3 4");
}

static void
test_arrangement_takes_up_what_comes (Fixture       *fixture,
                                      gconstpointer  unused)
{
  g_autoptr(GArray) more = events_from_text ("4ms p0 g3 go-start #5\n"
                                             "4.1ms p0 g3 go-create #6 new_g=5\n");

  ilv_arrangement_set_pinned (fixture->arrangement, lane_of_goroutine (fixture->trace, 4), TRUE);
  assert_goroutines (fixture, "4 1 2 3");
  ilv_trace_add_events (fixture->trace, (const struct ilv_event *) more->data, more->len);
  assert_goroutines (fixture, "4 1 2 3 5");
}

/* A marker goes where something begins or ends, if that is near. */
/* Whatever is asked for later, and of a list that was sorted as of one that was not. */
static void
test_arrangement_fixed_stays (Fixture       *fixture,
                              gconstpointer  unused)
{
  g_autoptr(GArray) more = events_from_text ("4ms p0 g3 go-start #5\n"
                                             "4.1ms p0 g3 go-create #6 new_g=5\n");
  IlvArrangement *live = fixture->arrangement;
  IlvArrangement *plain = ilv_arrangement_new_fixed (live), *sorted;

  ilv_arrangement_set_sort (live, ILV_SORT_RUNNING);
  sorted = ilv_arrangement_new_fixed (live);
  ilv_arrangement_set_hidden (live, lane_of_goroutine (fixture->trace, 2), TRUE);
  ilv_trace_add_events (fixture->trace, (const struct ilv_event *) more->data, more->len);
  assert_goroutines (fixture, "4 1 3 5");
  fixture->arrangement = plain;
  assert_goroutines (fixture, "1 2 3 4");
  fixture->arrangement = sorted;
  assert_goroutines (fixture, "4 2 1 3");
  fixture->arrangement = live;
  ilv_arrangement_free (plain);
  ilv_arrangement_free (sorted);
}

static void
test_arrangement_session_snaps_to_edges (Fixture       *fixture,
                                         gconstpointer  unused)
{
  g_autoptr(IlvSession) session = ilv_session_new (fixture->trace);
  guint32 lane = lane_of_goroutine (fixture->trace, 4);

  g_assert_cmpuint (ilv_session_snap (session, lane, 1.1e6, 2e5), ==, 1000000);
  g_assert_cmpuint (ilv_session_snap (session, lane, 1.9e6, 2e5), ==, 2000000);
  g_assert_cmpuint (ilv_session_snap (session, lane, 1.5e6, 2e5), ==, 1500000);
  g_assert_cmpuint (ilv_session_snap (session, ILV_NO_LANE, 1.1e6, 2e5), ==, 1100000);
}

static void
test_arrangement_session_walks_along_causality (Fixture       *fixture,
                                                gconstpointer  unused)
{
  g_autoptr(IlvSession) session = ilv_session_new (fixture->trace);
  const IlvLane *lane = ilv_trace_get_lane (fixture->trace, lane_of_goroutine (fixture->trace, 3));
  IlvTarget target = ILV_TARGET_NONE;

  /* Woken by 2, at 2.9 ms; 2 was started by main. */
  target.lane = lane->id;
  target.span = ilv_lane_n_spans (lane) - 1;
  ilv_session_select (session, &target);
  g_assert_true (ilv_session_select_linked (session, FALSE));
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, lane_of_goroutine (fixture->trace, 2));
  g_assert_true (ilv_session_select_linked (session, TRUE));
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, lane_of_goroutine (fixture->trace, 3));
  g_assert_false (ilv_session_select_linked (session, TRUE));
  ilv_session_select_linked (session, FALSE);
  g_assert_true (ilv_session_select_linked (session, FALSE));
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, lane_of_goroutine (fixture->trace, 1));
}

#define ADD(path, function) \
  g_test_add ("/model/arrangement/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("hides-and-shows", test_arrangement_hides_and_shows);
  ADD ("pinned-come-first", test_arrangement_pinned_come_first);
  ADD ("sorts", test_arrangement_sorts);
  g_test_add_func ("/model/arrangement/families-and-functions-stand-together",
                   test_arrangement_families);
  ADD ("moves-a-lane", test_arrangement_moves_a_lane);
  ADD ("filters-by-words-and-states", test_arrangement_filters_by_words_and_states);
  ADD ("shows-relatives-only", test_arrangement_shows_relatives_only);
  ADD ("takes-up-what-comes", test_arrangement_takes_up_what_comes);
  ADD ("fixed-stays", test_arrangement_fixed_stays);
  ADD ("session-snaps-to-edges", test_arrangement_session_snaps_to_edges);
  ADD ("session-walks-along-causality", test_arrangement_session_walks_along_causality);
  return g_test_run ();
}

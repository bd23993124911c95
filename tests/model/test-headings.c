/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-headings.h"
#include "model/ilv-session.h"

/* --- Rows against a plain list of them ---------------------------------------------- */

#define N_KEYS 7
#define N_LANES 300

/* Each row as "place/key", worked out without any sums. */
static void
append_key_rows (GString       *text,
                 IlvHeadings   *headings,
                 const guint32 *keys,
                 guint          n_lanes,
                 guint32        key)
{
  guint n = 0;

  for (guint i = 0; i < n_lanes; i++)
    n += keys[i] == key;
  if (n > 1)
    g_string_append_printf (text, "h/%u ", key);
  if (n > 1 && ilv_headings_get_folded (headings, key))
    return;
  for (guint i = 0; i < n_lanes; i++)
    if (keys[i] == key && n > 1)
      g_string_append_printf (text, "%u/%u ", i, key);
    else if (keys[i] == key)
      g_string_append_printf (text, "%u/- ", i);
}

static char *
dup_expected (IlvHeadings   *headings,
              const guint32 *keys,
              guint          n_lanes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_lanes; i++)
    if (keys[i] == ILV_NO_HEADING)
      g_string_append_printf (text, "%u/- ", i);
  for (guint i = 0; i < n_lanes; i++)
    {
      gboolean is_first = keys[i] != ILV_NO_HEADING;

      for (guint k = 0; k < i; k++)
        is_first &= keys[k] != keys[i];
      if (is_first)
        append_key_rows (text, headings, keys, n_lanes, keys[i]);
    }
  return g_string_free (text, FALSE);
}

static void
assert_rows (IlvHeadings   *headings,
             const guint32 *keys,
             guint          n_lanes)
{
  g_autofree char *expected = dup_expected (headings, keys, n_lanes);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint row = 0; row < ilv_headings_get_n_rows (headings); row++)
    {
      guint place, found;
      guint32 key;

      ilv_headings_get_row (headings, row, &place, &key);
      if (place == ILV_NO_PLACE)
        {
          g_string_append_printf (text, "h/%u ", key);
          g_assert_true (ilv_headings_find_heading (headings, key, &found));
        }
      else
        {
          g_string_append_printf (text, key != ILV_NO_HEADING ? "%u/%u " : "%u/- ", place, key);
          g_assert_true (ilv_headings_find (headings, place, keys[place], &found));
        }
      g_assert_cmpuint (found, ==, row);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_headings_rows_follow_what_is_added_and_folded (void)
{
  g_autoptr(IlvHeadings) headings = ilv_headings_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  guint32 keys[N_LANES];

  for (guint i = 0; i < N_LANES; i++)
    {
      keys[i] = i < 3 ? ILV_NO_HEADING : (guint32) g_rand_int_range (random, 0, N_KEYS + i / 20);
      ilv_headings_add (headings, keys[i]);
      ilv_headings_set_folded (headings, g_rand_int_range (random, 0, N_KEYS),
                               g_rand_boolean (random));
      if (i % 60 == 59)
        ilv_headings_set_all_folded (headings, i % 120 == 59);
      if (i % 10 == 9 || i < 20)
        assert_rows (headings, keys, i + 1);
    }
  ilv_headings_clear (headings);
  g_assert_cmpuint (ilv_headings_get_n_rows (headings), ==, 0);
}

/* --- In a session -------------------------------------------------------------------- */

/* main starts 2 to 4 of one function; 2 starts 5, of another. */
#define PROGRAM \
  "0ms p0 g- string id=1 length=4\ndata \"main\"\n" \
  "0ms p0 g- string id=2 length=11\ndata \"main.worker\"\n" \
  "0ms p0 g- string id=3 length=5\ndata \"other\"\n" \
  "0ms p0 g- go-create #1 new_g=1 func=1\n" \
  "0.1ms p0 g1 go-start #2\n" \
  "0.2ms p0 g1 go-create #1 new_g=2 func=2\n" \
  "0.3ms p0 g1 go-create #1 new_g=3 func=2\n" \
  "0.4ms p0 g1 go-create #1 new_g=4 func=2\n" \
  "0.6ms p0 g1 go-end #3\n" \
  "1ms p0 g2 go-start #2\n" \
  "1.1ms p0 g2 go-create #1 new_g=5 func=3\n" \
  "1.2ms p0 g2 go-block #3 on=9 reason=2\n" \
  "1.3ms p0 g3 go-start #2\n"

static void
assert_session_rows (IlvSession *session,
                     const char *expected)
{
  IlvTrace *trace = ilv_session_get_trace (session);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ilv_session_get_n_rows (session, ILV_GROUP_GOROUTINES); i++)
    {
      IlvRow row = ilv_session_get_row (session, ILV_GROUP_GOROUTINES, i);
      g_autofree char *name = row.lane != ILV_NO_LANE
                                ? g_strdup_printf ("%u", ilv_trace_get_lane (trace, row.lane)->key)
                                : ilv_session_dup_heading_name (session, row.heading);
      IlvGroup group;
      guint index;

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name);
      if (row.lane != ILV_NO_LANE)
        {
          g_assert_true (ilv_session_find_lane (session, row.lane, &group, &index));
          g_assert_cmpuint (index, ==, i);
        }
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_headings_divide_goroutines (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);

  assert_session_rows (session, "1, 2, 3, 4, 5");
  ilv_session_set_headings (session, ILV_HEADING_FUNCTION);
  assert_session_rows (session, "1, worker, 2, 3, 4, 5");
  ilv_session_set_heading_folded (session, 2, TRUE);
  assert_session_rows (session, "1, worker, 5");
  ilv_session_set_headings (session, ILV_HEADING_CREATOR);
  assert_session_rows (session, "1, by main, 2, 3, 4, 5");
  ilv_session_set_lane_pinned (session, lane_of_goroutine (trace, 3), TRUE);
  ilv_session_fold_headings (session, TRUE);
  assert_session_rows (session, "3, 1, by main, 5");
  ilv_session_set_filter (session, "-other");
  ilv_session_set_lane_pinned (session, lane_of_goroutine (trace, 3), FALSE);
  assert_session_rows (session, "1, by main");
  ilv_session_set_headings (session, ILV_HEADING_NONE);
  assert_session_rows (session, "1, 2, 3, 4");
}

static void
test_headings_take_up_what_comes (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvSession) snapshot = NULL;
  g_autoptr(GArray) events = events_from_text ("2ms p0 g1 go-create #1 new_g=6 func=3\n"
                                               "2ms p0 g1 go-create #1 new_g=7 func=2\n");

  ilv_session_set_headings (session, ILV_HEADING_FUNCTION);
  ilv_session_set_heading_folded (session, 3, TRUE);
  assert_session_rows (session, "1, worker, 2, 3, 4, 5");
  snapshot = ilv_session_new_snapshot (session);
  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  assert_session_rows (session, "1, worker, 2, 3, 4, 7, other");
  assert_session_rows (snapshot, "1, worker, 2, 3, 4, 5");
}

static void
test_headings_are_walked_and_folded (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  IlvTarget target = ILV_TARGET_NONE;

  ilv_session_set_headings (session, ILV_HEADING_FUNCTION);
  target.lane = lane_of_goroutine (trace, 2);
  ilv_session_select (session, &target);
  g_assert_true (ilv_session_select_lane (session, -1));
  g_assert_cmpuint (ilv_session_get_selected_heading (session), ==, 2);
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, ILV_NO_LANE);
  g_assert_true (ilv_session_select_lane (session, 2));
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, lane_of_goroutine (trace, 3));
  g_assert_cmpuint (ilv_session_get_selected_heading (session), ==, ILV_NO_HEADING);

  /* What is folded away leaves its heading selected; what is selected is unfolded. */
  ilv_session_set_heading_folded (session, 2, TRUE);
  g_assert_cmpuint (ilv_session_get_selected_heading (session), ==, 2);
  ilv_session_select (session, &target);
  assert_session_rows (session, "1, worker, 2, 3, 4, 5");
}

static void
test_headings_move_lanes_within_one (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);

  ilv_session_set_headings (session, ILV_HEADING_FUNCTION);
  ilv_session_move_lane (session, lane_of_goroutine (trace, 4), 2);
  assert_session_rows (session, "1, worker, 4, 2, 3, 5");
  ilv_session_move_lane (session, lane_of_goroutine (trace, 4), 1);
  ilv_session_move_lane (session, lane_of_goroutine (trace, 4), 5);
  assert_session_rows (session, "1, worker, 4, 2, 3, 5");
}

static void
test_headings_count_states (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_auto(GStrv) at_end = NULL;
  g_auto(GStrv) before = NULL;
  g_auto(GStrv) at_first = NULL;

  ilv_session_set_headings (session, ILV_HEADING_FUNCTION);
  at_end = ilv_session_dup_heading_details (session, 2);
  g_assert_cmpstr (at_end[0], ==, "3 · 1 run · 1 ready · 1 wait");
  g_assert_cmpstr (at_end[1], ==, "3 · 1 run · 1 wait");
  g_assert_cmpstr (at_end[2], ==, "3");
  ilv_session_set_playhead (session, 1050000);
  before = ilv_session_dup_heading_details (session, 2);
  g_assert_cmpstr (before[0], ==, "3 · 1 run · 2 ready");
  ilv_session_set_playhead (session, 250000);
  at_first = ilv_session_dup_heading_details (session, 2);
  g_assert_cmpstr (at_first[0], ==, "3 · 1 ready");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/headings/rows-follow-what-is-added-and-folded",
                   test_headings_rows_follow_what_is_added_and_folded);
  g_test_add_func ("/model/headings/divide-goroutines", test_headings_divide_goroutines);
  g_test_add_func ("/model/headings/take-up-what-comes", test_headings_take_up_what_comes);
  g_test_add_func ("/model/headings/are-walked-and-folded", test_headings_are_walked_and_folded);
  g_test_add_func ("/model/headings/move-lanes-within-one", test_headings_move_lanes_within_one);
  g_test_add_func ("/model/headings/count-states", test_headings_count_states);
  return g_test_run ();
}

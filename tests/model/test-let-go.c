/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-search.h"
#include "model/ilv-session.h"

#define LIMIT (24u << 20)

typedef struct
{
  IlvTrace *trace;
  guint64 now_nsec;
} Run;

static void
put (Run     *run,
     guint    type,
     guint32  g,
     guint32  object,
     guint32  arg)
{
  ilv_trace_add_events (run->trace, &(struct ilv_event) {
    .type = type, .g = g, .object = object, .arg = arg, .time_nsec = run->now_nsec += 10,
  }, 1);
}

static void
begin (Run *run)
{
  *run = (Run) { ilv_trace_new () };
  ilv_trace_set_limit (run->trace, LIMIT);
  put (run, ILV_EVENT_GO_CREATE, 0, 1, 0);
  put (run, ILV_EVENT_GO_START, 1, 0, 0);
}

static void
assert_lists_name_what_is_there (IlvTrace *trace)
{
  guint n_kept;
  const guint32 *kept = ilv_trace_get_lanes (trace, &n_kept);

  g_assert_cmpuint (n_kept + ilv_trace_get_n_gone (trace), ==, ilv_trace_get_n_lanes (trace));
  for (guint i = 0; i < n_kept; i++)
    g_assert_true (ilv_trace_has_lane (trace, kept[i]) && (i == 0 || kept[i] > kept[i - 1]));
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      guint n;
      const guint32 *lanes = ilv_trace_get_group (trace, group, &n);

      for (guint i = 0; i < n; i++)
        g_assert_true (ilv_trace_has_lane (trace, lanes[i]));
    }
}

/* What is to go goes little by little; meanwhile all lists name only what is there. */
static void
go_on (Run *run)
{
  for (guint i = 0; i < 20000; i++)
    put (run, ILV_EVENT_HEAP, 1, 0, 0);
}

static void
live_and_die (Run     *run,
              guint32  g)
{
  put (run, ILV_EVENT_GO_CREATE, 1, g, 0);
  put (run, ILV_EVENT_GO_START, g, 0, 0);
  put (run, ILV_EVENT_REGION_START, g, 0, 7);
  put (run, ILV_EVENT_SELECT_CASE, g, 1, 0);
  put (run, ILV_EVENT_GO_BLOCK, g, 0, ILV_WAIT_SELECT);
  put (run, ILV_EVENT_GO_READY, 1, g, 0);
  put (run, ILV_EVENT_REGION_STOP, g, 0, 7);
  put (run, ILV_EVENT_GO_END, g, 0, 0);
}

static void
test_goroutines_that_are_over_go (void)
{
  const guint n = 150000;
  guint n_shown;
  Run run;

  begin (&run);
  /* This one lives, and is found again. */
  put (&run, ILV_EVENT_GO_CREATE, 1, 2, 0);
  for (guint32 g = 3; g <= n; g++)
    {
      live_and_die (&run, g);
      if (g % 5000 == 0)
        assert_lists_name_what_is_there (run.trace);
    }
  go_on (&run);
  assert_lists_name_what_is_there (run.trace);
  g_assert_cmpuint (ilv_trace_get_n_started (run.trace), ==, n);
  g_assert_cmpuint (ilv_trace_get_n_live (run.trace), ==, 2);
  g_assert_cmpuint (ilv_trace_get_n_goroutines (run.trace), <, n / 4);
  g_assert_cmpuint (ilv_trace_get_size_bytes (run.trace), <, LIMIT + LIMIT / 2);
  g_assert_nonnull (ilv_trace_get_goroutine (run.trace, 2));
  g_assert_nonnull (ilv_trace_get_goroutine (run.trace, n));
  g_assert_null (ilv_trace_get_goroutine (run.trace, 3));
  ilv_trace_get_group (run.trace, ILV_GROUP_GOROUTINES, &n_shown);
  g_assert_cmpuint (n_shown, ==, ilv_trace_get_n_goroutines (run.trace));
  for (guint i = 0; i < n_shown; i++)
    g_assert_nonnull (ilv_trace_get_nth_goroutine (run.trace, i));
  g_object_unref (run.trace);
}

/* Who has one selected, marked or hidden sees nothing of it, and nothing worse. */
static void
test_what_is_gone_can_be_asked (void)
{
  g_autoptr(IlvSession) session = NULL;
  IlvTarget target = ILV_TARGET_NONE;
  const IlvLane *lane;
  guint gone, index;
  IlvGroup group;
  Run run;

  begin (&run);
  session = ilv_session_new (run.trace);
  live_and_die (&run, 2);
  gone = lane_of_goroutine (run.trace, 2);
  target.lane = gone;
  target.span = 0;
  ilv_session_select (session, &target);
  ilv_session_set_lane_hidden (session, gone, TRUE);
  ilv_session_set_sort (session, ILV_SORT_NAME);
  for (guint32 g = 3; g <= 120000; g++)
    live_and_die (&run, g);
  go_on (&run);
  g_assert_false (ilv_trace_has_lane (run.trace, gone));
  lane = ilv_trace_get_lane (run.trace, gone);
  g_assert_cmpuint (lane->kind, ==, ILV_LANE_GONE);
  g_assert_cmpuint (ilv_lane_get_span (lane, 5).start_nsec, ==, 0);
  g_assert_cmpuint (ilv_lane_get_step (lane, 5).time_nsec, ==, 0);
  g_assert_cmpuint (ilv_lane_span_start (lane, 5), ==, 0);
  g_assert_cmpuint (ilv_lane_step_time (lane, 5), ==, 0);
  g_assert_cmpuint (ilv_trace_get_host (run.trace, gone), ==, gone);
  g_assert_false (ilv_session_find_lane (session, gone, &group, &index));
  ilv_session_select_next (session, 1);
  ilv_session_select_lane (session, 1);
  ilv_session_select_waker (session);
  ilv_session_show_target (session, &target);
  g_free (ilv_trace_dup_lane_name (run.trace, gone));
  g_free (ilv_trace_dup_lane_detail (run.trace, gone, ILV_TIME_OPEN));
  g_array_unref (ilv_trace_search (run.trace, "goroutine", 100, NULL));
  g_object_unref (run.trace);
}

/* A few that nobody uses stay: nobody says that they are not needed any more. */
static void
test_objects_go_where_they_are_many (void)
{
  const guint n = 200000;
  guint n_channels;
  Run run;

  begin (&run);
  for (guint32 id = 1; id <= 100; id++)
    put (&run, ILV_EVENT_OBJECT_MAKE, 1, id, ILV_OBJECT_MUTEX);
  put (&run, ILV_EVENT_LOCK, 1, 1, 1);
  for (guint32 g = 2; g <= 60000; g++)
    live_and_die (&run, g);
  go_on (&run);
  g_assert_cmpuint (ilv_trace_get_n_let_go (run.trace, NULL), >, 0);
  g_assert_nonnull (ilv_trace_get_object (run.trace, 50));
  for (guint32 id = 101; id <= n; id++)
    {
      if (id % 2 == 0)
        put (&run, ILV_EVENT_OBJECT_CALL, 1, id, 1);
      put (&run, ILV_EVENT_OBJECT_MAKE, 1, id, ILV_OBJECT_CHAN);
      put (&run, ILV_EVENT_CHAN_CAP, 1, id, 1);
      put (&run, ILV_EVENT_CHAN_SEND, 1, id, 1);
    }
  go_on (&run);
  assert_lists_name_what_is_there (run.trace);
  ilv_trace_get_group (run.trace, ILV_GROUP_CHANNELS, &n_channels);
  g_assert_cmpuint (n_channels, <, n / 4);
  g_assert_cmpuint (ilv_trace_get_size_bytes (run.trace), <, LIMIT + LIMIT / 2);
  /* Held: somebody will let it go. */
  g_assert_nonnull (ilv_trace_get_object (run.trace, 1));
  g_object_unref (run.trace);
}

static void
test_output_goes_where_it_is_much (void)
{
  struct ilv_data_event data = { ILV_EVENT_DATA, ILV_DATA_BYTES, "0123456789012345678901234567" };
  const IlvOutput *outputs;
  guint first, n;
  gsize n_bytes;
  Run run;

  begin (&run);
  for (guint i = 0; i < 100000; i++)
    {
      put (&run, ILV_EVENT_OUTPUT, 1, 1 + i % 2, ILV_DATA_BYTES);
      ilv_trace_add_events (run.trace, (const struct ilv_event *) &data, 1);
    }
  first = ilv_trace_get_first_output (run.trace);
  outputs = ilv_trace_get_outputs (run.trace, &n);
  g_assert_cmpuint (n, ==, 100000);
  g_assert_cmpuint (n - first, >, 1000);
  g_assert_cmpuint ((n - first) * (sizeof *outputs + ILV_DATA_BYTES), <=, LIMIT / 8);
  g_assert_cmpuint (outputs[first].n_bytes, ==, ILV_DATA_BYTES);
  g_assert_cmpuint (outputs[n - 1].n_stderr, ==, 50000 * ILV_DATA_BYTES);
  g_assert_cmpmem (ilv_trace_get_output_text (run.trace, &n_bytes) + outputs[first].offset,
                   ILV_DATA_BYTES, data.bytes, ILV_DATA_BYTES);
  g_assert_cmpuint (ilv_trace_get_size_bytes (run.trace), <, LIMIT);
  g_object_unref (run.trace);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/let-go/goroutines-that-are-over-go", test_goroutines_that_are_over_go);
  g_test_add_func ("/model/let-go/what-is-gone-can-be-asked", test_what_is_gone_can_be_asked);
  g_test_add_func ("/model/let-go/objects-go-where-they-are-many",
                   test_objects_go_where_they_are_many);
  g_test_add_func ("/model/let-go/output-goes-where-it-is-much",
                   test_output_goes_where_it_is_much);
  return g_test_run ();
}

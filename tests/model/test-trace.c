/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "trace/validate.h"

#define STRINGS \
  "0ms p0 g- string id=1 length=9\ndata \"main.main\"\n" \
  "0ms p0 g- string id=2 length=11\ndata \"main.worker\"\n" \
  "0ms p0 g- string id=3 length=4\ndata \"jobs\"\n" \
  "0ms p0 g- string id=4 length=7\ndata \"main.go\"\n"

#define MAIN STRINGS \
  "0ms p0 g- proc-start m=5\n" \
  "0ms p0 g- go-create #1 new_g=1 func=1\n" \
  "0.001ms p0 g1 go-start #2\n"

static void
assert_spans (IlvTrace   *trace,
              guint       lane,
              const char *expected)
{
  g_autofree char *text = spans_to_text (trace, lane);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_taken (char       *text,
              const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_trace_goroutine_goes_through_states (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.010ms p0 g1 object-make #1 object=1 kind=1 @4\n"
    "0.020ms p0 g1 go-create #1 new_g=7 func=2 @5\n"
    "0.030ms p0 g1 go-block #3 on=1 reason=2 @6\n"
    "0.032ms p0 g7 go-start #2\n"
    "0.040ms p0 g7 chan-send-to #2 chan=1 receiver=1 @7\n"
    "0.040ms p0 g7 go-ready #4 woken_g=1\n"
    "0.050ms p0 g7 go-end #3\n"
    "0.052ms p0 g1 go-start #5\n"
    "0.060ms p0 g1 exit\n");
  const IlvGoroutine *worker = ilv_trace_get_goroutine (trace, 7);
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_goroutine (trace, 1));
  IlvSpan wait = ilv_lane_get_span (lane, 2);

  assert_spans (trace, lane_of_goroutine (trace, 1),
                "ready 0-1, running 1-30, channel 30-40, ready 40-52, running 52-");
  assert_spans (trace, lane_of_goroutine (trace, 7), "ready 20-32, running 32-50");
  assert_spans (trace, ilv_trace_get_proc (trace, 0)->lane,
                "running 1-30, running 32-50, running 52-");
  g_assert_cmpuint (wait.reason, ==, ILV_WAIT_CHAN_RECV);
  g_assert_cmpuint (wait.object, ==, 1);
  g_assert_cmpuint (wait.by, ==, 7);
  g_assert_cmpuint (wait.site, ==, 6);
  g_assert_cmpuint (worker->creator, ==, 1);
  g_assert_cmpuint (worker->create_site, ==, 5);
  g_assert_cmpuint (worker->birth_nsec, ==, 20000);
  g_assert_cmpuint (worker->death_nsec, ==, 50000);
  g_assert_cmpuint (ilv_trace_get_n_live (trace), ==, 1);
  g_assert_cmpint (ilv_trace_get_run_state (trace), ==, ILV_RUN_EXITED);
  g_assert_cmpuint (ilv_trace_get_end_nsec (trace), ==, 60000);
}

static void
test_trace_goroutine_seen_first_while_blocked (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "5ms p0 g3 go-start #9\n"
    "5.001ms p0 g3 go-ready #4 woken_g=8\n"
    "5.002ms p1 g4 go-block #5 on=2 reason=1\n"
    "5.003ms p2 g5 syscall-exit #5\n"
    "5.004ms p3 g6 go-end #5\n");

  assert_spans (trace, lane_of_goroutine (trace, 3), "ready 0-0, running 0-");
  assert_spans (trace, lane_of_goroutine (trace, 8), "asleep 0-1, ready 1-");
  assert_spans (trace, lane_of_goroutine (trace, 4), "running 0-2, channel 2-");
  assert_spans (trace, lane_of_goroutine (trace, 5), "syscall 0-3, running 3-");
  assert_spans (trace, lane_of_goroutine (trace, 6), "running 0-4");
  g_assert_false (ilv_trace_get_goroutine (trace, 8)->was_seen_born);
  g_assert_cmpuint (ilv_trace_get_object (trace, 2)->kind, ==, ILV_OBJECT_CHAN);
}

/* Whatever the program's clock said. */
static void
test_trace_time_begins_at_its_first_event (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text ("5ms p0 g1 go-start #2\n"
                                               "5.002ms p0 g1 go-block #3 reason=1\n");
  g_autoptr(IlvTrace) live = ilv_trace_new ();

  assert_spans (trace, lane_of_goroutine (trace, 1), "ready 0-0, running 0-2, channel 2-");
  g_assert_cmpuint (ilv_trace_get_end_nsec (trace), ==, 2000);

  ilv_trace_add_events (live, &(struct ilv_event) { .type = ILV_EVENT_PROCS, .time_nsec = 5000 },
                        1);
  ilv_trace_advance (live, 5700);
  g_assert_cmpuint (ilv_trace_get_end_nsec (live), ==, 700);
}

static void
test_trace_time_never_runs_backwards (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.020ms p0 g1 go-yield #3\n"
    "0.010ms p0 g1 go-start #4\n");

  assert_spans (trace, lane_of_goroutine (trace, 1),
                "ready 0-1, running 1-20, ready 20-20, running 20-");
}

static void
test_trace_system_call_can_lose_its_processor (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.010ms p0 g1 syscall-enter #3\n"
    "0.030ms p0 g- proc-stop m=5\n"
    "0.031ms p0 g- proc-start m=6\n"
    "0.040ms p0 g2 go-start #2\n"
    "0.050ms p- g1 syscall-lost #4\n"
    "0.060ms p0 g2 go-end #3\n"
    "0.061ms p0 g1 go-start #5\n");

  assert_spans (trace, lane_of_goroutine (trace, 1),
                "ready 0-1, running 1-10, syscall 10-50, ready 50-61, running 61-");
  assert_spans (trace, ilv_trace_get_proc (trace, 0)->lane,
                "running 1-10, syscall 10-30, running 40-60, running 61-");
  assert_taken (ilv_trace_dup_lane_detail (trace, ilv_trace_get_proc (trace, 0)->lane,
                                           ILV_TIME_OPEN),
                "thread 6");
}

static void
assert_threads (IlvTrace   *trace,
                guint64     time_nsec,
                const char *of_p0,
                const char *of_p1)
{
  assert_taken (ilv_trace_dup_lane_detail (trace, ilv_trace_get_proc (trace, 0)->lane, time_nsec),
                of_p0);
  assert_taken (ilv_trace_dup_lane_detail (trace, ilv_trace_get_proc (trace, 1)->lane, time_nsec),
                of_p1);
}

/* Thread 2 gives P1 back and takes P0, which thread 1 left. */
static void
test_trace_processors_share_no_thread (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- proc-start m=1\n"
    "0ms p1 g- proc-start m=2\n"
    "0ms p0 g- go-create #1 new_g=1 func=1\n"
    "0ms p0 g- go-create #1 new_g=2 func=1\n"
    "0.010ms p0 g1 go-start #2\n"
    "0.010ms p1 g2 go-start #2\n"
    "0.020ms p0 g1 syscall-enter #3\n"
    "0.030ms p1 g2 go-end #3\n"
    "0.040ms p1 g- proc-stop m=2\n"
    "0.050ms p0 g- proc-stop m=1\n"
    "0.060ms p0 g- proc-start m=2\n"
    "0.070ms p- g1 syscall-lost #4\n"
    "0.080ms p0 g1 go-start #5\n");

  assert_threads (trace, 5000, "", "");
  assert_threads (trace, 15000, "thread 1", "thread 2");
  assert_threads (trace, 55000, "thread 1", "thread 2");
  assert_threads (trace, 85000, "thread 2", "");
  assert_threads (trace, ILV_TIME_OPEN, "thread 2", "");
}

static void
test_trace_processors_stand_in_order (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "1ms p3 g- proc-start m=1\n1ms p1 g- proc-start m=2\n1ms p0 g- proc-start m=3\n");
  guint n;
  const guint32 *lanes = ilv_trace_get_group (trace, ILV_GROUP_THREADS, &n);

  g_assert_cmpuint (n, ==, 3);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (ilv_trace_get_lane (trace, lanes[i - 1])->key, <,
                      ilv_trace_get_lane (trace, lanes[i])->key);
}

static void
assert_steps (IlvTrace   *trace,
              guint32     object,
              const char *expected)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_object (trace, object));
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ilv_lane_n_steps (lane); i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);

      g_string_append_printf (text, "%s%g:%u/%u/%u", i > 0 ? " " : "", step.time_nsec / 1e3,
                              step.level, step.n_above, step.n_below);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_trace_channel_counts_buffer_and_parked (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 chan-cap #2 chan=1 cap=1\n"
    "0.002ms p0 g1 object-name object=1 name=3\n"
    "0.003ms p0 g1 chan-send #3 chan=1 len=1\n"
    "0.004ms p1 g2 go-block #3 on=1 reason=1\n"
    "0.005ms p0 g1 chan-recv-from #4 chan=1 sender=2\n"
    "0.005ms p0 g1 go-ready #4 woken_g=2\n"
    "0.006ms p0 g1 chan-recv #5 chan=1\n"
    "0.007ms p0 g1 chan-close #6 chan=1\n");

  assert_steps (trace, 1, "2:0/0/0 2:0/0/0 3:1/0/0 4:1/1/0 5:1/1/0 5:1/0/0 6:0/0/0 7:0/0/0");
  assert_taken (ilv_trace_dup_object_name (trace, 1), "jobs");
  assert_taken (ilv_trace_dup_lane_detail (trace, lane_of_object (trace, 1), ILV_TIME_OPEN),
                "buffer 1");
  g_assert_true (ilv_trace_get_object (trace, 1)->is_closed);
  g_assert_cmpuint (ilv_trace_get_object (trace, 1)->close_nsec, ==, 7000);
}

static guint
list_edges (IlvTrace *trace,
            IlvEdge  *edges,
            guint     max)
{
  guint n = 0;

  for (guint i = 0; i < ilv_trace_get_n_moments (trace) && n < max; i++)
    n += ilv_trace_get_edge (trace, i, &edges[n]);
  return n;
}

/* A value's way leads from who sent it to who received it, first in first out. */
static void
test_trace_long_text_of_a_value_is_put_together (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 chan-cap #2 chan=1 cap=2\n"
    "0.003ms p0 g1 chan-send #3 chan=1 len=1\n"
    "value text size=31 \"{1 of twenty-four bytes \"\n"
    "value text size=31 \"then 7}\"\n"
    "0.004ms p1 g2 chan-send #4 chan=1 len=2\n"
    "value text size=24 \"{1 of twenty-four bytes}\"\n"
    "0.005ms p0 g3 chan-recv #5 chan=1 len=1\n"
    "0.006ms p0 g4 chan-recv #6 chan=1\n");
  IlvEdge edges[2];

  g_assert_cmpuint (list_edges (trace, edges, 2), ==, 2);
  assert_taken (ilv_trace_dup_value (trace, edges[0].value), "{1 of twenty-four bytes then 7}");
  assert_taken (ilv_trace_dup_value (trace, edges[1].value), "{1 of twenty-four bytes}");
}

static void
test_trace_values_keep_their_way_through_a_buffer (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 chan-cap #2 chan=1 cap=2\n"
    "0.003ms p0 g1 chan-send #3 chan=1 len=1\nvalue int size=8 11\n"
    "0.004ms p1 g2 chan-send #4 chan=1 len=2\nvalue int size=8 22\n"
    "0.005ms p0 g3 chan-recv #5 chan=1 len=1\n"
    "0.006ms p0 g4 chan-recv #6 chan=1\n");
  IlvEdge edges[2];

  g_assert_cmpuint (list_edges (trace, edges, 2), ==, 2);
  g_assert_cmpuint (edges[0].from, ==, 1);
  g_assert_cmpuint (edges[0].to, ==, 3);
  g_assert_cmpuint (edges[0].from_nsec, ==, 3000);
  g_assert_cmpuint (edges[0].to_nsec, ==, 5000);
  assert_taken (ilv_trace_dup_value (trace, edges[0].value), "11");
  g_assert_cmpuint (edges[1].from, ==, 2);
  g_assert_cmpuint (edges[1].to, ==, 4);
  assert_taken (ilv_trace_dup_value (trace, edges[1].value), "22");
}

/* What a blocked sender sent is not what made room for it. */
static void
test_trace_blocked_send_names_its_own_value (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 chan-cap #2 chan=1 cap=1\n"
    "0.002ms p0 g1 object-name object=1 name=3\n"
    "0.003ms p0 g1 chan-send #3 chan=1 len=1\nvalue int size=8 11\n"
    "0.004ms p0 g1 go-block #3 on=1 reason=1\n"
    "0.005ms p1 g2 chan-recv-from #4 chan=1 sender=1\nvalue int size=8 11\n"
    "0.005ms p1 g2 go-ready #4 woken_g=1\n"
    "0.009ms p1 g2 chan-recv #5 chan=1\nvalue int size=8 22\n");
  g_auto(GStrv) labels = ilv_trace_dup_span_labels (trace, lane_of_goroutine (trace, 1), 2);

  g_assert_cmpstr (labels[0], ==, "send 22 → jobs");
}

static void
test_trace_select_waits_at_each_of_its_channels (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 object-make #1 object=2 kind=1\n"
    "0.003ms p0 g1 select-case chan=1\n"
    "0.003ms p0 g1 select-case chan=2 dir=1\n"
    "0.003ms p0 g1 go-block #3 reason=5\n"
    "0.005ms p1 g2 go-ready #4 woken_g=1\n");

  assert_steps (trace, 1, "2:0/0/0 3:0/0/1 5:0/0/0");
  assert_steps (trace, 2, "2:0/0/0 3:0/1/0 5:0/0/0");
}

static void
test_trace_mutex_has_holders_and_a_queue (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=3\n"
    "0.003ms p0 g1 lock #2 mutex=1 holder=1\n"
    "0.004ms p1 g2 go-block #3 on=1 reason=8\n"
    "0.005ms p0 g1 unlock #3 mutex=1\n"
    "0.005ms p0 g1 lock #4 mutex=1 holder=2\n"
    "0.005ms p0 g1 go-ready #4 woken_g=2\n");
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_object (trace, 1));

  assert_spans (trace, lane->id, "running 3-5, running 5-");
  g_assert_cmpuint (ilv_lane_get_span (lane, 0).object, ==, 1);
  g_assert_cmpuint (ilv_lane_get_span (lane, 1).object, ==, 2);
  assert_steps (trace, 1, "2:0/0/0 3:0/0/0 4:0/0/1 5:0/0/1 5:0/0/1 5:0/0/0");
}

static void
test_trace_like_goroutines_are_numbered (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 go-create #1 new_g=7 func=2\n");

  assert_taken (ilv_trace_dup_goroutine_name (trace, 1), "main");
  assert_taken (ilv_trace_dup_goroutine_name (trace, 7), "worker");
  ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_GO_CREATE, .g = 1,
                                                     .object = 9, .arg = 2 }, 1);
  assert_taken (ilv_trace_dup_goroutine_name (trace, 7), "worker 1");
  assert_taken (ilv_trace_dup_goroutine_name (trace, 9), "worker 2");
  assert_taken (ilv_trace_dup_goroutine_name (trace, 555), "goroutine 555");
}

static void
test_trace_like_objects_are_numbered (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.002ms p0 g1 object-name object=1 name=3\n"
    "0.003ms p0 g1 object-make #1 object=2 kind=1\n");

  assert_taken (ilv_trace_dup_object_name (trace, 1), "jobs");
  assert_taken (ilv_trace_dup_object_name (trace, 2), "chan 2");
  ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_OBJECT_NAME, .object = 2,
                                                     .arg = 3 }, 1);
  assert_taken (ilv_trace_dup_object_name (trace, 1), "jobs 1");
  assert_taken (ilv_trace_dup_object_name (trace, 2), "jobs 2");
}

static void
test_trace_places_follow_from_code_offsets (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (STRINGS
    "0ms p0 g- site #1 file=4 line=12 @10\n"
    "0ms p0 g- site #2 file=4 line=20 @40\n"
    "0ms p0 g- site #1 file=4 line=13 @30\n");
  IlvPlace place;

  g_assert_true (ilv_trace_get_place (trace, 10, &place));
  g_assert_cmpuint (place.line, ==, 12);
  g_assert_true (ilv_trace_get_place (trace, 39, &place));
  g_assert_cmpuint (place.line, ==, 13);
  g_assert_true (ilv_trace_get_place (trace, 4000, &place));
  g_assert_cmpuint (place.line, ==, 20);
  g_assert_cmpstr (place.function, ==, "main.worker");
  g_assert_cmpstr (place.file, ==, "main.go");
  g_assert_false (ilv_trace_get_place (trace, 9, &place));
  g_assert_false (ilv_trace_get_place (trace, 0, &place));
}

static void
test_trace_keeps_output (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.002ms p0 g1 output fd=1 length=31\n"
    "data \"1234567890123456789012345678\"\ndata \"90\\n\"\n"
    "0.003ms p0 g1 output fd=2 length=2\ndata \"ok\"\n");
  guint n;
  gsize n_bytes;
  const IlvOutput *outputs = ilv_trace_get_outputs (trace, &n);
  const char *text = ilv_trace_get_output_text (trace, &n_bytes);

  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpmem (text, n_bytes, "1234567890123456789012345678" "90\nok", 33);
  g_assert_cmpuint (outputs[0].n_bytes, ==, 31);
  g_assert_cmpuint (outputs[1].offset, ==, 31);
  g_assert_cmpuint (outputs[1].fd, ==, 2);
  g_assert_cmpuint (outputs[1].time_nsec, ==, 3000);
}

static void
test_trace_counts_missing_events (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN "0.002ms p0 g- lost n_low=17\n");

  ilv_trace_add_missing (trace, 3);
  g_assert_cmpuint (ilv_trace_get_n_missing (trace), ==, 20);
}

static void
test_trace_cut_off_is_said (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN);

  g_assert_cmpint (ilv_trace_get_run_state (trace), ==, ILV_RUN_RUNNING);
  ilv_trace_finish (trace);
  g_assert_cmpint (ilv_trace_get_run_state (trace), ==, ILV_RUN_CUT_OFF);
}

static void
count_cb (IlvTrace *trace,
          guint    *n)
{
  ++*n;
}

static void
test_trace_grows_once_a_batch (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(GArray) events = events_from_text (MAIN);
  guint n = 0;

  g_signal_connect (trace, "grew", G_CALLBACK (count_cb), &n);
  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  g_assert_cmpuint (n, ==, 1);
  ilv_trace_advance (trace, 500000);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (ilv_trace_get_end_nsec (trace), ==, 500000);
  ilv_trace_advance (trace, 400000);
  g_assert_cmpuint (n, ==, 2);
}

/* Events come some ticks after they happened; that it is later by then must not
 * move them. */
static void
test_trace_advance_moves_no_event (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(GArray) events = events_from_text (MAIN);
  struct ilv_event exit_event = { .type = ILV_EVENT_EXIT, .p = ILV_NO_P };
  guint64 last_nsec;

  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  last_nsec = ilv_trace_get_end_nsec (trace);
  ilv_trace_advance (trace, last_nsec + 500000);
  g_assert_cmpuint (ilv_trace_get_end_nsec (trace), ==, last_nsec + 500000);

  exit_event.time_nsec = last_nsec + 1000;
  ilv_trace_add_events (trace, &exit_event, 1);
  ilv_trace_finish (trace);
  g_assert_cmpuint (ilv_trace_get_end_nsec (trace), ==, last_nsec + 1000);
}

/* --- Whatever comes ------------------------------------------------------------- */

/* Nothing overlaps, and unless the dead rise again, a goroutine's states leave no gap. */
static void
assert_lanes_legal (IlvTrace *trace,
                    gboolean  may_rise)
{
  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, i);
      guint64 last_nsec = 0;

      for (guint j = 0; j < ilv_lane_n_spans (lane); j++)
        {
          IlvSpan span = ilv_lane_get_span (lane, j);

          g_assert_cmpuint (span.start_nsec, >=, last_nsec);
          if (lane->kind == ILV_LANE_GOROUTINE && j > 0 && !may_rise)
            g_assert_cmpuint (span.start_nsec, ==, last_nsec);
          g_assert_cmpuint (span.end_nsec, >=, span.start_nsec);
          g_assert_cmpuint (span.state, <, ILV_N_STATES);
          if (span.end_nsec == ILV_TIME_OPEN)
            g_assert_cmpuint (j, ==, ilv_lane_n_spans (lane) - 1);
          last_nsec = span.end_nsec;
        }
      last_nsec = 0;
      for (guint j = 0; j < ilv_lane_n_steps (lane); j++)
        {
          g_assert_cmpuint (ilv_lane_step_time (lane, j), >=, last_nsec);
          last_nsec = ilv_lane_step_time (lane, j);
        }
    }
}

static void
assert_counter (IlvTrace   *trace,
                IlvCounter  counter,
                const char *expected)
{
  const IlvLane *lane = ilv_trace_get_counter (trace, counter);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ilv_lane_n_steps (lane); i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);

      g_string_append_printf (text, "%s%g:%u/%u/%u", i > 0 ? " " : "", step.time_nsec / 1e3,
                              step.level, step.n_above, step.n_below);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_trace_counts_over_time (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0.001ms p1 g- runq\n"
    "0.002ms p0 g1 runq global=3 local=2\n"
    "0.003ms p0 g1 heap kib=64\n"
    "0.004ms p0 g1 go-create #1 new_g=2 func=2\n"
    "0.005ms p0 g1 gc-start kib=100\n"
    "0.006ms p0 g1 gc-stop kib=40\n"
    "0.007ms p0 g1 go-end #3\n"
    "0.008ms p0 g2 go-start #2\n");

  ilv_trace_finish (trace);
  assert_counter (trace, ILV_COUNTER_HEAP, "3:64/0/0 5:100/0/0 6:40/0/0");
  assert_counter (trace, ILV_COUNTER_GLOBAL_QUEUE, "2:3/0/0");
  assert_counter (trace, ILV_COUNTER_GOROUTINES, "0:1/0/1 1:1/1/0 4:2/1/1 7:1/0/1 8:1/1/0");
  assert_counter (trace, ILV_COUNTER_LOCAL_QUEUE, "2:2/0/0");
  g_assert_null (ilv_trace_get_counter (trace, ILV_COUNTER_LOCAL_QUEUE + 1));
}

/* It may be recovered from; what ends the program says so itself. */
static void
test_trace_panic_is_no_end (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (MAIN
    "0ms p0 g- string id=8 length=2\ndata \"oh\"\n"
    "0ms p0 g- string id=9 length=9\ndata \"panic: no\"\n"
    "0.002ms p0 g1 panic message=8\n"
    "0.003ms p0 g1 panic message=8\n"
    "0.003ms p0 g1 fatal message=9\n");
  const char *const *notes = ilv_trace_get_notes (trace);

  g_assert_cmpstr (notes[0], ==, "panic: no");
  g_assert_null (notes[1]);
}

/* A thousand times more than there is room for. */
static void
test_trace_keeps_to_its_limit (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  const gsize limit_bytes = 12u << 20;
  guint64 before_nsec, now = 1000, last_nsec = 0;
  struct ilv_event turn[] = {
    { .type = ILV_EVENT_GO_START, .g = 1 },
    { .type = ILV_EVENT_GO_YIELD, .g = 1 },
    { .type = ILV_EVENT_CHAN_SEND, .g = 1, .object = 1 },
    { .type = ILV_EVENT_CHAN_RECV, .g = 1, .object = 1 },
  };

  ilv_trace_set_limit (trace, limit_bytes);
  for (guint i = 0; i < 400000; i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (turn); j++)
        turn[j].time_nsec = now++;
      ilv_trace_add_events (trace, turn, G_N_ELEMENTS (turn));
    }
  g_assert_cmpuint (ilv_trace_get_size_bytes (trace), <, 2 * limit_bytes);
  g_assert_cmpuint (ilv_trace_get_n_let_go (trace, &before_nsec), >, 100000);
  g_assert_cmpuint (before_nsec, >, 1000);
  g_assert_cmpuint (ilv_trace_get_first_moment (trace), >, 0);
  for (guint i = ilv_trace_get_first_moment (trace); i < ilv_trace_get_n_moments (trace); i++)
    {
      IlvMoment moment = ilv_trace_get_moment (trace, i);

      g_assert_cmpuint (moment.time_nsec, >=, MAX (last_nsec, before_nsec));
      last_nsec = moment.time_nsec;
    }
}

/* So do values, the cases of selects, and lanes: many, of which some have nothing left. */
static void
test_trace_with_many_lanes_keeps_to_its_limit (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  const gsize limit_bytes = 16u << 20;
  guint64 now = 1000;
  gsize largest = 0;

  ilv_trace_set_limit (trace, limit_bytes);
  for (guint i = 0; i < 300000; i++)
    {
      guint32 g = 1 + (i < 20000 ? i % 4000 : i % 1000), chan = 1 + i % 50;
      struct ilv_event turn[] = {
        { .type = ILV_EVENT_GO_START, .g = g, .time_nsec = now },
        { .type = ILV_EVENT_CHAN_SEND, .g = g, .object = chan, .arg = 1, .time_nsec = now },
        { .type = ILV_EVENT_VALUE },
        { .type = ILV_EVENT_SELECT_CASE, .g = g, .object = chan, .time_nsec = now },
        { .type = ILV_EVENT_SELECT_CASE, .g = g, .object = 51, .time_nsec = now },
        { .type = ILV_EVENT_GO_BLOCK, .g = g, .arg = ILV_WAIT_SELECT, .time_nsec = now + 5 },
        { .type = ILV_EVENT_CHAN_RECV, .g = 5000, .object = chan, .time_nsec = now + 6 },
        { .type = ILV_EVENT_GO_READY, .g = 5000, .object = g, .time_nsec = now + 7 },
      };
      struct ilv_value_event value = {
        .type = ILV_EVENT_VALUE, .kind = ILV_VALUE_STRING, .n_bytes = 20, .size = 20,
        .bytes = "twenty characters!!!",
      };

      memcpy (&turn[2], &value, sizeof value);
      ilv_trace_add_events (trace, turn, G_N_ELEMENTS (turn));
      largest = MAX (largest, ilv_trace_get_size_bytes (trace));
      now += 10;
    }
  g_assert_cmpuint (ilv_trace_get_n_let_go (trace, NULL), >, 100000);
  g_assert_cmpuint (largest, <, limit_bytes * 5 / 4);
  for (guint i = ilv_trace_get_first_moment (trace); i < ilv_trace_get_n_moments (trace); i++)
    {
      g_autofree char *value = NULL;
      IlvEdge edge;

      if (!ilv_trace_get_edge (trace, i, &edge) || edge.kind != ILV_EDGE_MESSAGE)
        continue;
      value = ilv_trace_dup_value (trace, edge.value);
      g_assert_cmpstr (value, ==, "\"twenty characters!!!\"");
    }
  for (guint g = 1; g <= 1000; g++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, ilv_trace_get_goroutine (trace, g)->lane);
      guint n = ilv_lane_n_spans (lane);

      for (guint i = lane->first_span; i < n; i++)
        {
          int chosen;
          g_autoptr(GArray) cases = ilv_trace_list_cases (trace, g, i, &chosen);

          g_assert_cmpuint (cases->len, ==,
                            ilv_lane_get_span (lane, i).state == ILV_STATE_SELECT ? 2 : 0);
        }
    }
}

static void
test_trace_example_is_legal (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");
  struct ilv_validate *validate = ilv_validate_new ();

  ilv_validate_add (validate, (const struct ilv_event *) events->data, events->len);
  if (!ilv_validate_finish (validate))
    g_error ("%s", ilv_validate_message (validate, 0));
  ilv_validate_free (validate);
}

static void
test_trace_may_begin_and_end_anywhere (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");

  for (guint i = 0; i <= events->len; i++)
    {
      g_autoptr(IlvTrace) beginning = trace_from_events (events, 0, i);
      g_autoptr(IlvTrace) rest = trace_from_events (events, i, events->len);

      assert_lanes_legal (beginning, FALSE);
      assert_lanes_legal (rest, FALSE);
    }
}

static void
test_trace_with_holes_stays_legal (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr(IlvTrace) trace = ilv_trace_new ();

      for (guint i = 0; i < events->len; i++)
        if (g_test_rand_int_range (0, 5) != 0)
          ilv_trace_add_events (trace, &g_array_index (events, struct ilv_event, i), 1);
      assert_lanes_legal (trace, FALSE);
    }
}

/* @rare once in @n, else something below @below. */
static guint32
pick (int     n,
      guint32 rare,
      int     below)
{
  return g_test_rand_int_range (0, n) == 0 ? rare : (guint32) g_test_rand_int_range (0, below);
}

/* Random bytes with small numbers in them, so that they refer to each other. */
static void
test_trace_survives_nonsense (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();

  for (guint i = 0; i < 200000; i++)
    {
      struct ilv_event event = {
        .type = g_test_rand_int_range (0, 140),
        .p = pick (4, ILV_NO_P, 6),
        .g = g_test_rand_int_range (0, 10),
        .time_nsec = (guint64) pick (1000, g_test_rand_int (), 1) << 32 | i * 10,
        .object = pick (200, g_test_rand_int (), 12),
        .seq = g_test_rand_int (),
        .arg = pick (100, g_test_rand_int (), 20),
        .site = g_test_rand_int_range (0, 50),
      };

      ilv_trace_add_events (trace, &event, 1);
    }
  assert_lanes_legal (trace, TRUE);
  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    {
      g_autofree char *name = ilv_trace_dup_lane_name (trace, i);
      g_autofree char *detail = ilv_trace_dup_lane_detail (trace, i, ILV_TIME_OPEN);

      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_utf8_validate (detail, -1, NULL));
    }
}

/* Also when the oldest goes. */
static void
test_trace_survives_nonsense_with_a_limit (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  guint64 last_nsec = 0;

  ilv_trace_set_limit (trace, 2u << 20);
  for (guint i = 0; i < 1200000; i++)
    {
      struct ilv_event event = {
        .type = g_test_rand_int_range (0, 140),
        .p = pick (4, ILV_NO_P, 6),
        .g = g_test_rand_int_range (0, 10),
        .time_nsec = i * 10,
        .object = pick (200, g_test_rand_int (), 12),
        .arg = pick (100, g_test_rand_int (), 20),
      };

      ilv_trace_add_events (trace, &event, 1);
    }
  g_assert_cmpuint (ilv_trace_get_n_let_go (trace, NULL), >, 0);
  for (guint i = ilv_trace_get_first_moment (trace); i < ilv_trace_get_n_moments (trace); i++)
    {
      guint64 time_nsec = ilv_trace_get_moment (trace, i).time_nsec;
      IlvEdge edge;

      g_assert_cmpuint (time_nsec, >=, last_nsec);
      last_nsec = time_nsec;
      if (ilv_trace_get_edge (trace, i, &edge))
        g_free (ilv_trace_dup_value (trace, edge.value));
    }
  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, i);

      for (guint k = lane->first_span; k + 1 < ilv_lane_n_spans (lane); k++)
        g_assert_cmpuint (ilv_lane_get_span (lane, k).end_nsec, <=,
                          ilv_lane_span_start (lane, k + 1));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/trace/goroutine-goes-through-states",
                   test_trace_goroutine_goes_through_states);
  g_test_add_func ("/model/trace/goroutine-seen-first-while-blocked",
                   test_trace_goroutine_seen_first_while_blocked);
  g_test_add_func ("/model/trace/time-begins-at-its-first-event",
                   test_trace_time_begins_at_its_first_event);
  g_test_add_func ("/model/trace/time-never-runs-backwards", test_trace_time_never_runs_backwards);
  g_test_add_func ("/model/trace/system-call-can-lose-its-processor",
                   test_trace_system_call_can_lose_its_processor);
  g_test_add_func ("/model/trace/processors-stand-in-order", test_trace_processors_stand_in_order);
  g_test_add_func ("/model/trace/channel-counts-buffer-and-parked",
                   test_trace_channel_counts_buffer_and_parked);
  g_test_add_func ("/model/trace/values-keep-their-way-through-a-buffer",
                   test_trace_values_keep_their_way_through_a_buffer);
  g_test_add_func ("/model/trace/long-text-of-a-value-is-put-together",
                   test_trace_long_text_of_a_value_is_put_together);
  g_test_add_func ("/model/trace/blocked-send-names-its-own-value",
                   test_trace_blocked_send_names_its_own_value);
  g_test_add_func ("/model/trace/like-objects-are-numbered", test_trace_like_objects_are_numbered);
  g_test_add_func ("/model/trace/select-waits-at-each-of-its-channels",
                   test_trace_select_waits_at_each_of_its_channels);
  g_test_add_func ("/model/trace/a-panic-is-no-end", test_trace_panic_is_no_end);
  g_test_add_func ("/model/trace/mutex-has-holders-and-a-queue",
                   test_trace_mutex_has_holders_and_a_queue);
  g_test_add_func ("/model/trace/like-goroutines-are-numbered",
                   test_trace_like_goroutines_are_numbered);
  g_test_add_func ("/model/trace/places-follow-from-code-offsets",
                   test_trace_places_follow_from_code_offsets);
  g_test_add_func ("/model/trace/keeps-output", test_trace_keeps_output);
  g_test_add_func ("/model/trace/counts-missing-events", test_trace_counts_missing_events);
  g_test_add_func ("/model/trace/cut-off-is-said", test_trace_cut_off_is_said);
  g_test_add_func ("/model/trace/grows-once-a-batch", test_trace_grows_once_a_batch);
  g_test_add_func ("/model/trace/advance-moves-no-event", test_trace_advance_moves_no_event);
  g_test_add_func ("/model/trace/example-is-legal", test_trace_example_is_legal);
  g_test_add_func ("/model/trace/counts-over-time", test_trace_counts_over_time);
  g_test_add_func ("/model/trace/keeps-to-its-limit", test_trace_keeps_to_its_limit);
  g_test_add_func ("/model/trace/with-many-lanes-keeps-to-its-limit",
                   test_trace_with_many_lanes_keeps_to_its_limit);
  g_test_add_func ("/model/trace/may-begin-and-end-anywhere",
                   test_trace_may_begin_and_end_anywhere);
  g_test_add_func ("/model/trace/with-holes-stays-legal", test_trace_with_holes_stays_legal);
  g_test_add_func ("/model/trace/survives-nonsense", test_trace_survives_nonsense);
  g_test_add_func ("/model/trace/survives-nonsense-with-a-limit",
                   test_trace_survives_nonsense_with_a_limit);
  g_test_add_func ("/model/trace/processors-share-no-thread",
                   test_trace_processors_share_no_thread);
  return g_test_run ();
}

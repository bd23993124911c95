/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-explain.h"
#include "model/ilv-session.h"

/* Thread 1 loses P0 in a system call to thread 2, comes back, and gets P1. */
#define HANDOVER \
  "0ms p0 g- proc-start m=1\n" \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0ms p0 g- go-create #1 new_g=2\n" \
  "0.001ms p0 g1 go-start #2\n" \
  "0.002ms p0 g1 syscall-enter #3\n" \
  "0.004ms p0 g- proc-stop m=1\n" \
  "0.005ms p0 g- proc-start m=2\n" \
  "0.005ms p0 g2 go-start #2\n" \
  "0.008ms p- g1 syscall-lost #4\n" \
  "0.009ms p1 g- proc-start m=1\n" \
  "0.009ms p1 g1 go-start #5\n" \
  "0.012ms p1 g1 go-end #6\n" \
  "0.013ms p1 g- proc-stop m=1\n"

static guint
lane_of_thread (IlvTrace *trace,
                guint     index)
{
  guint n;
  const guint32 *lanes = ilv_trace_get_group (trace, ILV_GROUP_MACHINES, &n);

  g_assert_cmpuint (index, <, n);
  return lanes[index];
}

static void
assert_threads (IlvTrace   *trace,
                const char *first,
                const char *second)
{
  g_autofree char *one = spans_to_text (trace, lane_of_thread (trace, 0));
  g_autofree char *two = spans_to_text (trace, lane_of_thread (trace, 1));

  g_assert_cmpstr (one, ==, first);
  g_assert_cmpstr (two, ==, second);
}

static void
test_machines_do_what_their_processors_do (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HANDOVER);
  const IlvLane *lane;

  ilv_trace_show_machines (trace);
  assert_threads (trace, "running 1-2, syscall 2-8, running 9-12", "running 5-");
  lane = ilv_trace_get_lane (trace, lane_of_thread (trace, 0));
  g_assert_cmpuint (lane->key, ==, 1);
  g_assert_cmpuint (ilv_lane_get_span (lane, 2).object, ==, 1);
  g_assert_cmpuint (ilv_lane_get_span (lane, 2).by, ==, 1);
  g_assert_cmpuint (ilv_lane_n_steps (lane), ==, 4);
  g_assert_cmpuint (ilv_lane_get_step (lane, 2).level, ==, 2);
  g_assert_cmpuint (ilv_lane_get_step (lane, 3).level, ==, 0);
}

/* Event by event, and looked at after each, it comes to the same. */
static void
test_machines_grow_with_the_trace (void)
{
  g_autoptr(GArray) events = events_from_text (HANDOVER "0.014ms p0 g2 go-end #3\n");
  g_autoptr(IlvTrace) trace = ilv_trace_new ();

  ilv_trace_show_machines (trace);
  for (guint i = 0; i < events->len; i++)
    ilv_trace_add_events (trace, &g_array_index (events, struct ilv_event, i), 1);
  assert_threads (trace, "running 1-2, syscall 2-8, running 9-12", "running 5-14");
}

static void
test_machines_stand_in_the_place_of_threads (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HANDOVER);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  guint proc = ilv_trace_get_proc (trace, 0)->lane;
  guint n, index;
  IlvGroup group;

  g_assert_true (ilv_session_find_lane (session, proc, &group, &index));
  ilv_session_set_by_machine (session, TRUE);
  g_assert_false (ilv_session_find_lane (session, proc, &group, &index));
  g_assert_true (ilv_session_find_lane (session, lane_of_thread (trace, 1), &group, &index));
  g_assert_cmpint (group, ==, ILV_GROUP_THREADS);
  g_assert_cmpuint (index, ==, 1);
  g_assert_cmpuint (*ilv_session_get_lanes (session, ILV_GROUP_THREADS, &n), ==,
                    lane_of_thread (trace, 0));
  g_assert_cmpuint (n, ==, 2);
  ilv_session_get_lanes (session, ILV_GROUP_MACHINES, &n);
  g_assert_cmpuint (n, ==, 0);
  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, FALSE);
  g_assert_false (ilv_session_find_lane (session, lane_of_thread (trace, 1), &group, &index));
}

static void
test_machines_are_explained (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (HANDOVER);
  g_autoptr(IlvExplanation) call = NULL, proc = NULL, takes = NULL, lets = NULL;
  g_autofree char *name = NULL, *parked = NULL, *busy = NULL;
  guint lane;

  ilv_trace_show_machines (trace);
  lane = lane_of_thread (trace, 0);
  call = ilv_trace_explain_span (trace, lane, 1);
  takes = ilv_trace_explain_step (trace, lane, 2);
  lets = ilv_trace_explain_step (trace, lane, 3);
  proc = ilv_trace_explain_span (trace, ilv_trace_get_proc (trace, 0)->lane, 2);
  name = ilv_trace_dup_lane_name (trace, lane);
  parked = ilv_trace_dup_lane_detail (trace, lane, 8500);
  busy = ilv_trace_dup_lane_detail (trace, lane, 10000);
  g_assert_cmpstr (call->title, ==, "In a system call on P0, thread 1");
  g_assert_cmpstr (proc->title, ==, "Running on P0, thread 2");
  g_assert_cmpstr (takes->title, ==, "Takes P1");
  g_assert_cmpstr (lets->title, ==, "Lets P1 go");
  g_assert_cmpstr (name, ==, "thread 1");
  g_assert_cmpstr (parked, ==, "parked");
  g_assert_cmpstr (busy, ==, "P1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/machines/do-what-their-processors-do",
                   test_machines_do_what_their_processors_do);
  g_test_add_func ("/model/machines/grow-with-the-trace", test_machines_grow_with_the_trace);
  g_test_add_func ("/model/machines/stand-in-the-place-of-threads",
                   test_machines_stand_in_the_place_of_threads);
  g_test_add_func ("/model/machines/are-explained", test_machines_are_explained);
  return g_test_run ();
}

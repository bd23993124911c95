/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-explain.h"

#define PROGRAM \
  "0ms p0 g- string id=1 length=9\ndata \"main.main\"\n" \
  "0ms p0 g- string id=2 length=11\ndata \"main.worker\"\n" \
  "0ms p0 g- string id=3 length=7\ndata \"results\"\n" \
  "0ms p0 g- string id=4 length=10\ndata \"/x/main.go\"\n" \
  "0ms p0 g- string id=5 length=2\ndata \"<>\"\n" \
  "0ms p0 g- site #1 file=4 line=20 @10\n" \
  "0ms p0 g- site #2 file=4 line=11 @20\n" \
  "0ms p0 g- procs n=1\n" \
  "0ms p0 g- proc-start m=1\n" \
  "0ms p0 g- go-create #1 new_g=1 func=1\n" \
  "0.1ms p0 g1 go-start #2 @10\n" \
  "0.2ms p0 g1 object-make #1 object=1 kind=1 @10\n" \
  "0.2ms p0 g1 chan-cap #2 chan=1 @10\n" \
  "0.2ms p0 g1 object-name object=1 name=3\n" \
  "0.3ms p0 g1 go-create #1 new_g=7 func=2 @10\n" \
  "0.4ms p0 g1 go-yield #3 @10\n" \
  "0.5ms p0 g7 go-start #2\n" \
  "1ms p0 g7 go-block #3 on=1 reason=1 @20\n" \
  "1.5ms p0 g1 go-start #4 @10\n" \
  "3ms p0 g1 chan-recv-from #3 chan=1 sender=7 @10\nvalue int size=8 25\n" \
  "3ms p0 g1 go-ready #4 woken_g=7 @10\n" \
  "5ms p0 g1 go-block #5 reason=13 @10\n" \
  "5ms p0 g7 go-start #5 @20\n"

static void
assert_markup (const char *markup,
               const char *expected)
{
  g_autofree char *plain = ilv_explain_to_plain (markup);

  g_assert_cmpstr (plain, ==, expected);
}

static void
test_explain_blocked_send (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvExplanation) wait
    = ilv_trace_explain_span (trace, lane_of_goroutine (trace, 7), 2);

  assert_markup (wait->who, "worker");
  assert_markup (wait->title, "Blocked: sending 25 on results");
  assert_markup (wait->when, "for 2 ms, from 1 ms to 3 ms");
  assert_markup (wait->where, "main.worker, main.go:11");
  assert_markup (wait->why, "results has no buffer, and nobody is receiving from it. "
                            "main is ready, but has no processor.");
  assert_markup (wait->woken_by, "main woke it at 3 ms. Then it waited 2 ms for a processor.");
  assert_markup (wait->created, "Started by main in main.main, main.go:20.");
}

static void
test_explain_ready_names_who_runs (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvExplanation) ready
    = ilv_trace_explain_span (trace, lane_of_goroutine (trace, 7), 3);

  assert_markup (ready->title, "Ready to run");
  assert_markup (ready->where, "main.worker, main.go:11"); /* where it stopped, not who woke it */
  assert_markup (ready->why, "All processors are busy. P0 runs main.");
  assert_markup (ready->woken_by, "main woke it at 3 ms.");
}

static void
test_explain_open_span_says_so (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM "7ms p0 g7 go-yield #6\n");
  g_autoptr(IlvExplanation) asleep
    = ilv_trace_explain_span (trace, lane_of_goroutine (trace, 1), 4);

  assert_markup (asleep->title, "Asleep");
  assert_markup (asleep->when, "for 2 ms, since 5 ms, to the end");
  g_assert_null (asleep->woken_by);
}

static void
test_explain_holder_of_a_mutex (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM
    "6ms p0 g7 object-make #1 object=2 kind=3\n"
    "6ms p0 g7 object-name object=2 name=5\n"
    "6ms p0 g7 lock #2 mutex=2 holder=7\n"
    "7ms p1 g9 go-start #2\n"
    "8ms p1 g9 go-block #3 on=2 reason=8\n");
  g_autoptr(IlvExplanation) wait
    = ilv_trace_explain_span (trace, lane_of_goroutine (trace, 9), 2);
  g_autoptr(GArray) waits = ilv_trace_list_waits (trace, 8000000);

  assert_markup (wait->title, "Blocked: waiting to lock <>");
  assert_markup (wait->why, "<> is held by worker since 6 ms. worker is running on P0.");
  g_assert_cmpuint (waits->len, ==, 2);
  g_assert_cmpuint (g_array_index (waits, IlvWait, 1).g, ==, 9);
  g_assert_cmpuint (g_array_index (waits, IlvWait, 1).holder, ==, 7);
}

static void
test_explain_step_of_a_channel (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_object (trace, 1));
  g_autoptr(IlvExplanation) step = NULL;
  guint index = ilv_lane_first_step_from (lane, 3000000);

  step = ilv_trace_explain_step (trace, lane->id, index);
  assert_markup (step->title, "Received 25");
  assert_markup (step->who, "main");
  assert_markup (step->why, "1 goroutine waits to send.");
}

static void
test_explain_step_tells_what_the_buffer_holds (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0.1ms p0 g1 go-start #2\n"
    "0.2ms p0 g1 object-make #1 object=1 kind=1\n"
    "0.2ms p0 g1 chan-cap #2 chan=1 cap=3\n"
    "0.3ms p0 g1 chan-send #3 chan=1 len=1\nvalue int size=8 4\n"
    "0.4ms p0 g1 chan-send #4 chan=1 len=2\nvalue int size=8 9\n"
    "0.5ms p0 g1 chan-send #5 chan=1 len=3\nvalue int size=8 16\n"
    "0.6ms p0 g1 chan-recv #6 chan=1 len=2\nvalue int size=8 4\n"
    "0.7ms p0 g1 chan-recv #7 chan=1 len=1\nvalue int size=8 9\n");
  const IlvLane *lane = ilv_trace_get_lane (trace, lane_of_object (trace, 1));
  g_autoptr(IlvExplanation) full = NULL, last = NULL;

  full = ilv_trace_explain_step (trace, lane->id, ilv_lane_first_step_from (lane, 500000));
  last = ilv_trace_explain_step (trace, lane->id, ilv_lane_first_step_from (lane, 700000));
  assert_markup (full->why,
                 "3 of 3 places of the buffer are taken. In it, the oldest first: 4, 9, ….");
  g_assert_null (strstr (last->why, "the oldest first")); /* 16 is never received */
}

static void
test_explain_edges (void)
{
  static const char *const expected[] = {
    "main started worker at 300 µs.",
    "worker sent 25 to main through results, received at 3 ms.",
    "main woke worker at 3 ms.",
  };
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  guint n = 0;

  for (guint i = 0; i < ilv_trace_get_n_moments (trace); i++)
    {
      g_autofree char *markup = NULL;
      IlvEdge edge;

      if (!ilv_trace_get_edge (trace, i, &edge))
        continue;
      g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
      markup = ilv_trace_explain_edge (trace, i);
      assert_markup (markup, expected[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
}

static void
check_start (GMarkupParseContext  *context,
             const char           *name,
             const char          **attributes,
             const char          **values,
             gpointer              user_data,
             GError              **error)
{
  IlvLinkKind kind;
  guint64 number;

  if (g_str_equal (name, "x"))
    return;
  g_assert_cmpstr (name, ==, "a");
  g_assert_cmpstr (attributes[0], ==, "href");
  g_assert_true (ilv_explain_parse_link (values[0], &kind, &number));
}

static void
assert_well_formed (const char *markup)
{
  static const GMarkupParser parser = { .start_element = check_start };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autofree char *whole = g_strdup_printf ("<x>%s</x>", markup);
  g_autoptr(GError) error = NULL;

  g_markup_parse_context_parse (context, whole, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
}

/* Of everything in a whole run. */
static void
test_explain_all_markup_is_well_formed (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");
  g_autoptr(IlvTrace) trace = trace_from_events (events, 0, events->len);

  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, i);

      for (guint j = 0; j < ilv_lane_n_spans (lane); j++)
        {
          g_autoptr(IlvExplanation) span = ilv_trace_explain_span (trace, i, j);
          const char *const texts[] = { span->title, span->who, span->when, span->where, span->why,
                                        span->woken_by, span->created };

          for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
            if (texts[k] != NULL)
              assert_well_formed (texts[k]);
        }
    }
}

static void
test_explain_links_can_be_followed (void)
{
  IlvLinkKind kind;
  guint64 number;

  g_assert_true (ilv_explain_parse_link ("time:7330000", &kind, &number));
  g_assert_cmpint (kind, ==, ILV_LINK_TIME);
  g_assert_cmpuint (number, ==, 7330000);
  g_assert_true (ilv_explain_parse_link ("goroutine:7", &kind, &number));
  g_assert_cmpint (kind, ==, ILV_LINK_GOROUTINE);
  g_assert_false (ilv_explain_parse_link ("https://example.org", &kind, &number));
  g_assert_false (ilv_explain_parse_link ("time:", &kind, &number));
}

/* The link knows the instant to the nanosecond; the words need not. */
static void
test_explain_times_have_three_digits (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM
    "106.190123ms p0 g7 go-yield #6\n106.195ms p0 g7 go-start #7\n");
  g_autoptr(IlvExplanation) running
    = ilv_trace_explain_span (trace, lane_of_goroutine (trace, 7), 4);

  assert_markup (running->when, "for 101 ms, from 5 ms to 106 ms");
  g_assert_nonnull (strstr (running->when, "time:106190123"));
}

static void
assert_count (IlvTrace   *trace,
              guint       counter,
              guint       step,
              const char *expected)
{
  const IlvLane *lane = ilv_trace_get_counter (trace, counter);
  g_autoptr(IlvExplanation) explanation = ilv_trace_explain_step (trace, lane->id, step);

  g_assert_cmpstr (explanation->title, ==, expected);
}

static void
test_explain_says_what_counters_count (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- go-create #1 new_g=1\n"
    "0.1ms p3 g1 go-start #2\n"
    "0.2ms p3 g1 go-create #1 new_g=2\n"
    "0.3ms p3 g1 gc-start kib=1536\n"
    "0.4ms p3 g1 runq global=7 local=1\n"
    "0.5ms p3 g1 go-block #3 reason=13\n");
  const IlvLane *lane;
  g_autofree char *name = NULL, *most = NULL, *before = NULL, *at = NULL;

  ilv_trace_finish (trace);
  assert_count (trace, ILV_COUNTER_GOROUTINES, 1, "1 goroutine: 1 running, 0 ready, 0 waiting");
  assert_count (trace, ILV_COUNTER_GOROUTINES, 3, "2 goroutines: 0 running, 1 ready, 1 waiting");
  assert_count (trace, ILV_COUNTER_HEAP, 0, "Garbage collection begins with 1.5 MiB on the heap");
  assert_count (trace, ILV_COUNTER_GLOBAL_QUEUE, 0, "7 goroutines in the global run queue");
  assert_count (trace, ILV_COUNTER_LOCAL_QUEUE + 3, 0, "1 goroutine in the run queue of P3");

  lane = ilv_trace_get_counter (trace, ILV_COUNTER_GOROUTINES);
  name = ilv_trace_dup_lane_name (trace, lane->id);
  most = ilv_trace_dup_lane_detail (trace, lane->id, ILV_TIME_OPEN);
  at = ilv_trace_dup_lane_detail (trace, lane->id, 150000);
  before = ilv_trace_dup_lane_detail (trace, ilv_trace_get_counter (trace, ILV_COUNTER_HEAP)->id,
                                      150000);
  g_assert_cmpstr (name, ==, "goroutines");
  g_assert_cmpstr (most, ==, "max 2");
  g_assert_cmpstr (at, ==, "1");
  g_assert_cmpstr (before, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/explain/blocked-send", test_explain_blocked_send);
  g_test_add_func ("/model/explain/ready-names-who-runs", test_explain_ready_names_who_runs);
  g_test_add_func ("/model/explain/open-span-says-so", test_explain_open_span_says_so);
  g_test_add_func ("/model/explain/holder-of-a-mutex", test_explain_holder_of_a_mutex);
  g_test_add_func ("/model/explain/step-of-a-channel", test_explain_step_of_a_channel);
  g_test_add_func ("/model/explain/step-tells-what-the-buffer-holds",
                   test_explain_step_tells_what_the_buffer_holds);
  g_test_add_func ("/model/explain/edges", test_explain_edges);
  g_test_add_func ("/model/explain/all-markup-is-well-formed",
                   test_explain_all_markup_is_well_formed);
  g_test_add_func ("/model/explain/links-can-be-followed", test_explain_links_can_be_followed);
  g_test_add_func ("/model/explain/times-have-three-digits",
                   test_explain_times_have_three_digits);
  g_test_add_func ("/model/explain/says-what-counters-count",
                   test_explain_says_what_counters_count);
  return g_test_run ();
}

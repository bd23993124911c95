/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-comparison.h"
#include "model/ilv-statistics.h"

/* Goroutine 1 runs 100 times, for 1, 2, … 100 µs, ready for 10 µs between. */
static IlvTrace *
counting_trace (void)
{
  IlvTrace *trace = ilv_trace_new ();
  guint64 now = 0;
  struct ilv_event event = { .type = ILV_EVENT_GO_CREATE, .object = 1, .arg = 3 };

  ilv_trace_add_events (trace, &event, 1);
  for (guint i = 1; i <= 100; i++)
    {
      now += 10000;
      event = (struct ilv_event) { .type = ILV_EVENT_GO_START, .g = 1, .time_nsec = now };
      ilv_trace_add_events (trace, &event, 1);
      now += i * 1000;
      event = (struct ilv_event) { .type = ILV_EVENT_GO_YIELD, .g = 1, .time_nsec = now };
      ilv_trace_add_events (trace, &event, 1);
    }
  return trace;
}

static const IlvStatistics *
row_for (GArray   *rows,
         IlvState  state)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, IlvStatistics, i).state == state)
      return &g_array_index (rows, IlvStatistics, i);
  g_assert_not_reached ();
}

static void
test_statistics_of_known_durations (void)
{
  g_autoptr(IlvTrace) trace = counting_trace ();
  g_autoptr(GArray) rows = ilv_trace_get_statistics (trace, ILV_STATISTICS_BY_STATE, 0,
                                                     G_MAXUINT64);
  const IlvStatistics *running = row_for (rows, ILV_STATE_RUNNING);

  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_true (running == &g_array_index (rows, IlvStatistics, 0));
  g_assert_cmpuint (running->n, ==, 100);
  g_assert_cmpuint (running->total_nsec, ==, 5050000);
  g_assert_cmpuint (running->min_nsec, ==, 1000);
  g_assert_cmpuint (running->max_nsec, ==, 100000);
  g_assert_cmpuint (running->mean_nsec, ==, 50500);
  g_assert_cmpuint (running->p50_nsec, ==, 50000);
  g_assert_cmpuint (running->p90_nsec, ==, 90000);
  g_assert_cmpuint (running->p99_nsec, ==, 99000);
}

static void
test_statistics_count_only_their_part_of_time (void)
{
  g_autoptr(IlvTrace) trace = counting_trace ();
  /* Runs from 10 to 11, ready to 21, runs from 21 to 23 µs. */
  g_autoptr(GArray) rows = ilv_trace_get_statistics (trace, ILV_STATISTICS_BY_STATE, 20000, 22000);

  g_assert_cmpuint (row_for (rows, ILV_STATE_RUNNING)->total_nsec, ==, 1000);
  g_assert_cmpuint (row_for (rows, ILV_STATE_READY)->total_nsec, ==, 1000);
}

static void
test_statistics_group_by_function_and_goroutine (void)
{
  g_autoptr(IlvTrace) trace = counting_trace ();
  g_autoptr(GArray) by_g = ilv_trace_get_statistics (trace, ILV_STATISTICS_BY_GOROUTINE, 0,
                                                     G_MAXUINT64);
  g_autoptr(GArray) by_function = ilv_trace_get_statistics (trace, ILV_STATISTICS_BY_FUNCTION, 0,
                                                            G_MAXUINT64);

  g_assert_cmpuint (row_for (by_g, ILV_STATE_RUNNING)->key, ==, 1);
  g_assert_cmpuint (row_for (by_function, ILV_STATE_RUNNING)->key, ==, 3);
}

/* Goroutine 1 runs for so long, less than 1 ms; then it ends or sleeps. */
static IlvTrace *
short_trace (guint    run_usec,
             gboolean sleeps)
{
  g_autofree char *text
    = g_strdup_printf ("0ms p0 g- go-create #1 new_g=1\n"
                       "1ms p0 g1 go-start #2\n"
                       "1.%ums p0 g1 %s #3%s\n"
                       "5ms p0 g1 gc-start\n", run_usec, sleeps ? "go-block" : "go-end",
                       sleeps ? " reason=13" : "");

  return trace_from_text (text);
}

static void
test_statistics_of_two_runs_stand_side_by_side (void)
{
  g_autoptr(IlvTrace) a = short_trace (100, FALSE), b = short_trace (300, TRUE);
  g_autoptr(GArray) rows = ilv_trace_compare (a, b, ILV_STATISTICS_BY_GOROUTINE);
  g_autoptr(GArray) same = ilv_trace_compare (a, a, ILV_STATISTICS_BY_STATE);
  const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, 0);

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpuint (row[0].state, ==, ILV_STATE_ASLEEP);
  g_assert_cmpuint (row[0].a.n, ==, 0);
  g_assert_cmpuint (row[0].b.n, ==, 1);
  g_assert_cmpuint (row[1].state, ==, ILV_STATE_RUNNING);
  g_assert_cmpuint (row[1].a.total_nsec, ==, 100000);
  g_assert_cmpuint (row[1].b.total_nsec, ==, 300000);
  g_assert_cmpstr (row[1].name, !=, "");
  g_assert_cmpuint (row[2].state, ==, ILV_STATE_READY);
  for (guint i = 0; i < same->len; i++)
    g_assert_cmpuint (g_array_index (same, IlvComparedRow, i).a.total_nsec, ==,
                      g_array_index (same, IlvComparedRow, i).b.total_nsec);
}

/* 1 to 100 µs in one run; 100 µs, 200 µs and 1 ns in the other. */
static void
test_statistics_of_two_runs_share_buckets (void)
{
  g_autoptr(IlvTrace) trace = counting_trace ();
  g_autoptr(GArray) durations = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr(GArray) own = NULL, other = NULL, both = NULL, only_other = NULL;
  IlvSpanFilter filter = { .by = ILV_STATISTICS_BY_STATE, .state = ILV_STATE_RUNNING,
                           .end_nsec = G_MAXUINT64 };
  const guint64 times[] = { 1, 100000, 200000 };
  guint64 n = 0, n_other = 0;

  g_array_append_vals (durations, times, G_N_ELEMENTS (times));
  own = ilv_trace_get_histogram (trace, &filter);
  other = ilv_histogram_new (durations);
  both = ilv_histogram_join (own, other);
  only_other = ilv_histogram_join (NULL, other);
  for (guint i = 0; i < both->len; i++)
    {
      const IlvBucket *bucket = &g_array_index (both, IlvBucket, i);

      n += bucket->n;
      n_other += bucket->n_other;
      g_assert_cmpuint (bucket->from_nsec, <, bucket->to_nsec);
      if (i > 0)
        g_assert_cmpuint (bucket->from_nsec, ==, bucket[-1].to_nsec);
      if (bucket->from_nsec <= 100000 && 100000 < bucket->to_nsec)
        g_assert_cmpuint (bucket->n_other, ==, 1);
    }
  g_assert_cmpuint (n, ==, 100);
  g_assert_cmpuint (n_other, ==, 3);
  g_assert_cmpuint (g_array_index (both, IlvBucket, 0).from_nsec, ==, 0);
  g_assert_cmpuint (g_array_index (both, IlvBucket, both->len - 1).n_other, ==, 1);
  g_assert_cmpuint (only_other->len, ==, both->len);
}

/* What is kept of a run says how its durations are spread when its trace is gone. */
static void
test_statistics_of_a_run_that_is_gone_have_buckets (void)
{
  g_autoptr(IlvTrace) trace = counting_trace ();
  g_autoptr(IlvTrace) again = counting_trace ();
  g_autoptr(IlvComparisonSide) side = ilv_comparison_side_new (trace);
  g_autoptr(GArray) rows = NULL;

  g_clear_object (&trace);
  rows = ilv_comparison_list_rows (side, again, ILV_STATISTICS_BY_STATE);
  g_assert_cmpuint (rows->len, ==, 2);
  for (guint i = 0; i < rows->len; i++)
    {
      const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, i);
      guint64 n = 0;

      for (guint j = 0; j < row->a_buckets->len; j++)
        n += g_array_index (row->a_buckets, IlvBucket, j).n;
      g_assert_cmpuint (n, ==, row->b.n);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/statistics/of-two-runs-stand-side-by-side",
                   test_statistics_of_two_runs_stand_side_by_side);
  g_test_add_func ("/model/statistics/of-two-runs-share-buckets",
                   test_statistics_of_two_runs_share_buckets);
  g_test_add_func ("/model/statistics/of-a-run-that-is-gone-have-buckets",
                   test_statistics_of_a_run_that_is_gone_have_buckets);
  g_test_add_func ("/model/statistics/of-known-durations", test_statistics_of_known_durations);
  g_test_add_func ("/model/statistics/count-only-their-part-of-time",
                   test_statistics_count_only_their_part_of_time);
  g_test_add_func ("/model/statistics/group-by-function-and-goroutine",
                   test_statistics_group_by_function_and_goroutine);
  return g_test_run ();
}

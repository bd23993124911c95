/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-events.h"
#include "model/ilv-explain.h"
#include "model/ilv-search.h"

/* A task with two regions of goroutine 1, one in the other, and a log in it. */
#define ORDER \
  "0ms p0 g- string id=1 length=5\ndata \"order\"\n" \
  "0ms p0 g- string id=2 length=5\ndata \"fetch\"\n" \
  "0ms p0 g- string id=3 length=5\ndata \"parse\"\n" \
  "0ms p0 g- string id=4 length=4\ndata \"size\"\n" \
  "0ms p0 g- string id=5 length=5\ndata \"12 kB\"\n" \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0.001ms p0 g1 go-start #2\n" \
  "0.002ms p0 g1 task-start task=7 name=1\n" \
  "0.003ms p0 g1 region-start task=7 name=2\n" \
  "0.004ms p0 g1 region-start task=0 name=3\n" \
  "0.005ms p0 g1 user-log category=4 message=5\n" \
  "0.006ms p0 g1 region-stop task=0 name=3\n" \
  "0.007ms p0 g1 region-stop task=7 name=2\n" \
  "0.008ms p0 g1 region-start task=7 name=2\n" \
  "0.009ms p0 g1 task-stop task=7 name=1\n"

static void
assert_spans (IlvTrace      *trace,
              const IlvLane *lane,
              const char    *expected)
{
  g_autofree char *text = NULL;

  g_assert_nonnull (lane);
  text = spans_to_text (trace, lane->id);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_user_regions_nest (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (ORDER "0.011ms p0 g1 go-end #3\n");
  IlvGroup group = ilv_lane_kind_group (ILV_LANE_REGIONS);

  assert_spans (trace, ilv_trace_get_regions (trace, 1, 0), "running 3-7, running 8-11");
  assert_spans (trace, ilv_trace_get_regions (trace, 1, 1), "running 4-6");
  g_assert_null (ilv_trace_get_regions (trace, 1, 2));
  g_assert_null (ilv_trace_get_regions (trace, 2, 0));
  g_assert_cmpint (group, ==, ILV_GROUP_NONE);
  g_assert_cmpuint (ilv_trace_get_host (trace, ilv_trace_get_regions (trace, 1, 1)->id), ==,
                    lane_of_goroutine (trace, 1));
}

static void
test_user_deep_regions_are_only_counted (void)
{
  g_autoptr(GString) text = g_string_new ("0ms p0 g- go-create #1 new_g=1\n0ms p0 g1 go-start #2\n");
  g_autoptr(IlvTrace) trace = NULL;

  for (guint i = 1; i <= 9; i++)
    g_string_append_printf (text, "0.00%ums p0 g1 region-start task=0 name=0\n", i);
  for (guint i = 1; i <= 6; i++)
    g_string_append_printf (text, "0.01%ums p0 g1 region-stop task=0 name=0\n", i);
  trace = trace_from_text (text->str);
  assert_spans (trace, ilv_trace_get_regions (trace, 1, 3), "running 4-16");
  assert_spans (trace, ilv_trace_get_regions (trace, 1, 2), "running 3-");
}

static void
test_user_tasks_span_their_regions (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (ORDER);
  const IlvLane *task = ilv_trace_get_task (trace, 7);
  static const guint levels[] = { 1, 0, 1 };
  g_autofree char *name = NULL;
  guint n;

  assert_spans (trace, task, "running 2-9");
  g_assert_cmpuint (ilv_lane_n_steps (task), ==, G_N_ELEMENTS (levels));
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_assert_cmpuint (ilv_lane_get_step (task, i).level, ==, levels[i]);
  g_assert_cmpuint (*ilv_trace_get_group (trace, ILV_GROUP_TASKS, &n), ==, task->id);
  name = ilv_trace_dup_lane_name (trace, task->id);
  g_assert_cmpstr (name, ==, "order");
  g_assert_null (ilv_trace_get_task (trace, 0));
}

static void
test_user_words_are_explained (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (ORDER);
  const IlvLane *task = ilv_trace_get_task (trace, 7);
  g_autoptr(IlvExplanation) region
    = ilv_trace_explain_span (trace, ilv_trace_get_regions (trace, 1, 0)->id, 0);
  g_autoptr(IlvExplanation) whole = ilv_trace_explain_span (trace, task->id, 0);
  g_autoptr(IlvExplanation) begins = ilv_trace_explain_step (trace, task->id, 0);
  g_autoptr(IlvExplanation) ends = ilv_trace_explain_step (trace, task->id, 1);
  g_autoptr(IlvExplanation) log = ilv_trace_explain_step (trace, lane_of_goroutine (trace, 1), 0);

  g_assert_cmpstr (region->title, ==, "Region fetch");
  g_assert_cmpstr (region->created, ==, "Part of task order, number 7.");
  g_assert_cmpstr (whole->title, ==, "Task order");
  g_assert_cmpstr (begins->title, ==, "Region fetch begins: 1 is open");
  g_assert_cmpstr (ends->title, ==, "Region fetch ends: 0 are open");
  g_assert_cmpstr (log->title, ==, "size: 12 kB");
}

static void
test_user_words_are_events_and_are_found (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (ORDER);
  static const char *const expected[] = {
    "task-start order", "region-start fetch", "region-start parse", "user-log 12 kB",
    "region-stop parse", "region-stop fetch", "region-start fetch", "task-stop order",
  };
  guint first = ilv_trace_first_moment_from (trace, 2000);
  static const struct { const char *words; guint n; } searches[] = {
    { "fetch", 2 }, { "12 size", 1 }, { "order", 1 }, { "parse", 1 },
  };

  g_assert_cmpuint (ilv_trace_get_n_moments (trace) - first, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      IlvEventRow *row = ilv_event_row_new (trace, first + i);
      g_autofree char *text = g_strdup_printf ("%s %s", row->what, row->detail);

      g_assert_cmpstr (text, ==, expected[i]);
      g_assert_cmpuint (row->g, ==, 1);
      g_assert_cmpuint (row->object, ==, 0);
      ilv_event_row_free (row);
    }
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr(GArray) matches = ilv_trace_search (trace, searches[i].words, 100, NULL);

      g_assert_cmpuint (matches->len, ==, searches[i].n);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/user/regions-nest", test_user_regions_nest);
  g_test_add_func ("/model/user/deep-regions-are-only-counted",
                   test_user_deep_regions_are_only_counted);
  g_test_add_func ("/model/user/tasks-span-their-regions", test_user_tasks_span_their_regions);
  g_test_add_func ("/model/user/words-are-explained", test_user_words_are_explained);
  g_test_add_func ("/model/user/words-are-events-and-are-found",
                   test_user_words_are_events_and_are_found);
  return g_test_run ();
}

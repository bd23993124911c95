/* SPDX-License-Identifier: MIT */
#include "../model/model-test.h"

#include "draw/ilv-layout-waits.h"

/* Two goroutines, each with a mutex the other waits for. */
#define DEADLOCK \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0ms p0 g- go-create #1 new_g=2\n" \
  "1ms p0 g1 go-start #2\n" \
  "1.1ms p0 g1 lock #1 mutex=8 holder=1\n" \
  "1.2ms p0 g1 go-yield #3\n" \
  "2ms p0 g2 go-start #2\n" \
  "2.1ms p0 g2 lock #1 mutex=9 holder=2\n" \
  "2.2ms p0 g2 go-block #3 on=8 reason=8\n" \
  "3ms p0 g1 go-start #4\n" \
  "3.1ms p0 g1 go-block #5 on=9 reason=8\n"

static guint
count_kind (IlvDisplayList *list,
            IlvShapeKind    kind)
{
  guint n = 0;

  for (guint i = 0; i < list->shapes->len; i++)
    n += g_array_index (list->shapes, IlvShape, i).kind == kind;
  return n;
}

static void
test_layout_waits_box_leads_to_its_wait (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (DEADLOCK);
  g_autoptr(IlvWaitGraph) graph = ilv_wait_graph_new (trace, 3200000);
  g_autoptr(IlvDisplayList) list
    = ilv_layout_build_waits (trace, graph, 300, 60, ilv_text_measure_anywhere ());

  g_assert_cmpuint (graph->waiters->len, ==, 2);
  g_assert_cmpuint (count_kind (list, ILV_SHAPE_RECT), ==, 2);
  for (guint i = 0; i < list->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (list->shapes, IlvShape, i);
      IlvTarget hit;

      if (shape->kind != ILV_SHAPE_RECT)
        continue;
      hit = ilv_display_list_pick (list, shape->x + shape->w / 2, shape->y + 2);
      g_assert_true (ilv_target_equal (&hit, &shape->target));
      g_assert_cmpuint (ilv_lane_get_span (ilv_trace_get_lane (trace, hit.lane), hit.span).state,
                        ==, ILV_STATE_SYNC);
    }
}

static void
test_layout_waits_says_how_many_are_left_out (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (DEADLOCK);
  g_autoptr(IlvWaitGraph) graph = ilv_wait_graph_new (trace, 3200000);
  g_autoptr(IlvDisplayList) list
    = ilv_layout_build_waits (trace, graph, 300, 1, ilv_text_measure_anywhere ());
  g_autofree char *text = ilv_display_list_to_text (list);

  g_assert_cmpuint (count_kind (list, ILV_SHAPE_RECT), ==, 1);
  g_assert_nonnull (strstr (text, "… and 1 more"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/layout-waits/box-leads-to-its-wait",
                   test_layout_waits_box_leads_to_its_wait);
  g_test_add_func ("/draw/layout-waits/says-how-many-are-left-out",
                   test_layout_waits_says_how_many_are_left_out);
  return g_test_run ();
}

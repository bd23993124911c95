/* SPDX-License-Identifier: MIT */
#include "../model/model-test.h"

#include <math.h>

#include "draw/ilv-layout.h"

#define N_WORKERS 40
#define WIDTH     500
#define END_NSEC  2000000

/* Main starts workers, one each ten microseconds; each then runs ten of every hundred. */
static IlvTrace *
new_pool (void)
{
  IlvTrace *trace = trace_from_text ("0ms p0 g- string id=1 length=11\ndata \"main.worker\"\n"
                                     "0ms p0 g- go-create #1 new_g=1\n"
                                     "0ms p0 g1 go-start #2\n");
  g_autoptr(GArray) events = g_array_new (FALSE, TRUE, sizeof (struct ilv_event));

  for (guint64 now_nsec = 0; now_nsec <= END_NSEC; now_nsec += 10000)
    {
      guint turn = now_nsec / 10000;
      struct ilv_event event = { .time_nsec = now_nsec };

      event.type = ILV_EVENT_GO_CREATE;
      event.g = 1;
      event.object = turn + 2;
      event.arg = 1;
      if (turn < N_WORKERS)
        g_array_append_val (events, event);
      for (guint worker = 0; worker < MIN (turn, N_WORKERS); worker++)
        if ((turn + worker) % 10 <= 1)
          {
            event.type = (turn + worker) % 10 == 0 ? ILV_EVENT_GO_START : ILV_EVENT_GO_YIELD;
            event.g = worker + 2;
            event.object = event.arg = 0;
            g_array_append_val (events, event);
          }
    }
  ilv_trace_add_events (trace, (const struct ilv_event *) events->data, events->len);
  return trace;
}

static IlvSession *
new_divided (IlvTrace *trace)
{
  IlvSession *session = ilv_session_new (trace);

  ilv_session_set_headings (session, ILV_HEADING_FUNCTION);
  ilv_session_fold_headings (session, TRUE);
  ilv_session_show_range (session, 0, END_NSEC);
  return session;
}

static IlvDisplayList *
build (IlvSession *session,
       IlvColumns *columns,
       guint       max_effort)
{
  IlvViewport viewport = ilv_viewport_for_session (session, ILV_PART_LANES | ILV_PART_HEADERS,
                                                   WIDTH, 150);

  viewport.columns = columns;
  viewport.max_effort = max_effort;
  return ilv_layout_build (session, &viewport, ilv_text_measure_anywhere ());
}

/* The height of the strip's area of @style at @x, which belongs to no lane; -1: there is none. */
static double
height_at (const IlvDisplayList *list,
           IlvStyle              style,
           double                x)
{
  double height = -1;

  for (guint i = 0; i < list->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (list->shapes, IlvShape, i);
      const IlvPoint *points = shape->kind == ILV_SHAPE_AREA ? ilv_shape_get_points (list, shape)
                                                             : NULL;

      if (points == NULL || shape->style != style || shape->target.lane != ILV_NO_LANE)
        continue;
      for (guint k = 0; k < shape->n && points[k].x <= x; k++)
        height = shape->y + shape->h - points[k].y;
    }
  return height;
}

static void
test_layout_headings_strip_is_as_high_as_many (void)
{
  g_autoptr(IlvTrace) trace = new_pool ();
  g_autoptr(IlvSession) session = new_divided (trace);
  g_autoptr(IlvDisplayList) list = build (session, NULL, 0);
  double y, h, full;

  g_assert_true (ilv_layout_get_heading_y (session, 1, &y, &h));
  full = h - 8;
  /* 40 are there from 0.4 ms on, 20 of them at 0.2 ms; one of ten runs. */
  g_assert_cmpfloat (height_at (list, ILV_STYLE_READY, 400), ==, full);
  g_assert_cmpfloat (fabs (height_at (list, ILV_STYLE_READY, 150 + 35) - full / 2), <=, 1.5);
  g_assert_cmpfloat (height_at (list, ILV_STYLE_RUNNING, 400), >=, 1);
  g_assert_cmpfloat (height_at (list, ILV_STYLE_RUNNING, 400), <=, full / 10 + 1);
  g_assert_cmpfloat (height_at (list, ILV_STYLE_SYNC, 400), ==, -1);
}

static void
test_layout_headings_rows_are_found (void)
{
  g_autoptr(IlvTrace) trace = new_pool ();
  g_autoptr(IlvSession) session = new_divided (trace);
  double y, h, all = ilv_layout_get_lanes_height (session);

  g_assert_true (ilv_layout_get_heading_y (session, 1, &y, &h));
  g_assert_cmpuint (ilv_layout_row_heading_at (session, y + 1), ==, 1);
  g_assert_cmpuint (ilv_layout_row_heading_at (session, y - 1), ==, ILV_NO_HEADING);
  g_assert_cmpuint (ilv_layout_row_heading_at (session, -5), ==, ILV_NO_HEADING);
  ilv_session_fold_headings (session, FALSE);
  g_assert_cmpfloat (ilv_layout_get_lanes_height (session), ==, all + N_WORKERS * h);
  g_assert_cmpuint (ilv_layout_row_heading_at (session, y + h + 1), ==, ILV_NO_HEADING);
}

static void
test_layout_headings_little_time_ends_as_much (void)
{
  g_autoptr(IlvTrace) trace = new_pool ();
  g_autoptr(IlvSession) session = new_divided (trace);
  g_autoptr(IlvDisplayList) exact = build (session, NULL, 0);
  g_autoptr(IlvDisplayList) list = NULL;
  g_autoptr(IlvColumns) columns = ilv_columns_new ();
  g_autofree char *expected = ilv_display_list_to_text (exact), *text = NULL;
  guint n_frames = 0;

  do
    {
      g_clear_pointer (&list, ilv_display_list_free);
      list = build (session, columns, 100);
      n_frames++;
    }
  while (list->is_rough && n_frames < 1000);
  g_assert_cmpuint (n_frames, >, 2);
  g_assert_false (list->is_rough);
  text = ilv_display_list_to_text (list);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_layout_headings_are_written (void)
{
  g_autoptr(IlvTrace) trace = new_pool ();
  g_autoptr(IlvSession) session = new_divided (trace);
  g_autoptr(IlvDisplayList) list = build (session, NULL, 0);
  g_autofree char *text = ilv_display_list_to_text (list);

  g_assert_nonnull (strstr (text, "\"worker\""));
  g_assert_nonnull (strstr (text, "\"▸\""));
  g_assert_nonnull (strstr (text, "\"40"));
}

static void
test_layout_headings_say_what_is_hidden (void)
{
  g_autoptr(IlvTrace) trace = new_pool ();
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvDisplayList) list = NULL;
  g_autofree char *text = NULL;
  double hint_y = 0;

  ilv_session_set_filter (session, "no such thing");
  list = build (session, NULL, 0);
  text = ilv_display_list_to_text (list);
  g_assert_nonnull (strstr (text, "\"41 lanes hidden by the filter\""));
  g_assert_nonnull (strstr (text, "\"Clear the filter\""));
  while (!ilv_layout_is_hint_at (session, hint_y))
    g_assert_cmpfloat (++hint_y, <, ilv_layout_get_lanes_height (session));
  ilv_session_set_folded (session, ILV_GROUP_GOROUTINES, TRUE);
  g_assert_false (ilv_layout_is_hint_at (session, hint_y));
  ilv_session_set_folded (session, ILV_GROUP_GOROUTINES, FALSE);
  ilv_session_set_filter (session, "");
  g_assert_false (ilv_layout_is_hint_at (session, hint_y));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/layout-headings/strip-is-as-high-as-many",
                   test_layout_headings_strip_is_as_high_as_many);
  g_test_add_func ("/draw/layout-headings/rows-are-found", test_layout_headings_rows_are_found);
  g_test_add_func ("/draw/layout-headings/little-time-ends-as-much",
                   test_layout_headings_little_time_ends_as_much);
  g_test_add_func ("/draw/layout-headings/are-written", test_layout_headings_are_written);
  g_test_add_func ("/draw/layout-headings/say-what-is-hidden",
                   test_layout_headings_say_what_is_hidden);
  return g_test_run ();
}

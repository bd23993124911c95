/* SPDX-License-Identifier: MIT */
#include "../model/model-test.h"

#include "draw/ilv-layout.h"

static IlvTarget
span_target (guint lane,
             guint span)
{
  return (IlvTarget) { lane, span, ILV_NO_INDEX, ILV_NO_INDEX };
}

static void
assert_picks (const IlvDisplayList *list,
              double                x,
              double                y,
              IlvTarget             expected)
{
  IlvTarget target = ilv_display_list_pick (list, x, y);

  g_assert_cmpuint (target.lane, ==, expected.lane);
  g_assert_cmpuint (target.span, ==, expected.span);
  g_assert_cmpuint (target.step, ==, expected.step);
  g_assert_cmpuint (target.edge, ==, expected.edge);
}

static void
test_display_list_uppermost_is_picked (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  ilv_display_list_add (list, ILV_SHAPE_RECT, ILV_STYLE_READY, 0, 0, 100, 20)->target
    = span_target (1, 1);
  ilv_display_list_add (list, ILV_SHAPE_RECT, ILV_STYLE_RUNNING, 50, 0, 20, 20)->target
    = span_target (1, 2);
  assert_picks (list, 10, 10, span_target (1, 1));
  assert_picks (list, 60, 10, span_target (1, 2));
  assert_picks (list, 60, 25, ILV_TARGET_NONE);
  assert_picks (list, 100, 10, ILV_TARGET_NONE);
}

static void
test_display_list_thin_things_can_be_hit (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  ilv_display_list_add (list, ILV_SHAPE_RECT, ILV_STYLE_RUNNING, 50, 0, 1, 20)->target
    = span_target (1, 2);
  assert_picks (list, 48.5, 10, span_target (1, 2));
  assert_picks (list, 52.5, 10, span_target (1, 2));
  assert_picks (list, 46, 10, ILV_TARGET_NONE);
}

static void
test_display_list_cell_stands_for_its_longest_span (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  ilv_display_list_add (list, ILV_SHAPE_ROW, ILV_STYLE_RUNNING, 10, 0, 3, 20)->target.lane = 4;
  ilv_display_list_add_cell (list, (IlvCell) { ILV_STYLE_READY, 0, 0, 77 });
  ilv_display_list_add_cell (list, (IlvCell) { ILV_N_STYLES, 0, 0, ILV_NO_INDEX });
  ilv_display_list_add_cell (list, (IlvCell) { ILV_STYLE_READY, 0, 0, 79 });
  assert_picks (list, 10.5, 10, span_target (4, 77));
  assert_picks (list, 11.5, 10, ILV_TARGET_NONE);
  assert_picks (list, 12.5, 10, span_target (4, 79));
  assert_picks (list, 13.5, 10, ILV_TARGET_NONE);
}

static void
test_display_list_area_stands_for_the_step_in_force (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  ilv_display_list_add (list, ILV_SHAPE_AREA, ILV_STYLE_BUFFER, 0, 0, 100, 20)->target.lane = 4;
  ilv_display_list_add_point (list, (IlvPoint) { 0, 10, 5 });
  ilv_display_list_add_point (list, (IlvPoint) { 50, 0, 6 });
  ilv_display_list_add_point (list, (IlvPoint) { 100, 0, 6 });
  assert_picks (list, 20, 15, ((IlvTarget) { 4, ILV_NO_INDEX, 5, ILV_NO_INDEX }));
  assert_picks (list, 60, 15, ((IlvTarget) { 4, ILV_NO_INDEX, 6, ILV_NO_INDEX }));
  assert_picks (list, 20, 3, ILV_TARGET_NONE);
  assert_picks (list, 120, 15, ILV_TARGET_NONE);
}

static void
test_display_list_arrow_is_hit_on_its_curve (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();
  IlvShape *arrow = ilv_display_list_add (list, ILV_SHAPE_ARROW, ILV_STYLE_WAKE, 100, 0, 4, 80);
  IlvTarget target = { 2, ILV_NO_INDEX, ILV_NO_INDEX, 9 };

  arrow->target = target;
  assert_picks (list, 100, 0, target);
  assert_picks (list, 104, 80, target);
  assert_picks (list, 102, 40, target);
  assert_picks (list, 130, 40, ILV_TARGET_NONE);
}

/* --- What is seen is what is hit -------------------------------------------------- */

static guint32
pixel_at (cairo_surface_t *surface,
          guint            x,
          guint            y)
{
  guchar *data = cairo_image_surface_get_data (surface);

  return *(guint32 *) (data + y * cairo_image_surface_get_stride (surface) + 4 * x) & 0xffffff;
}

static cairo_surface_t *
paint (IlvDisplayList *list)
{
  g_autoptr(IlvTextCache) texts = ilv_text_cache_new (NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, list->width_px,
                                                         list->height_px);
  cairo_t *cr = cairo_create (surface);

  ilv_palette_set_source (cr, 0xffffff);
  cairo_paint (cr);
  ilv_display_list_paint (list, cr, ILV_THEME_LIGHT, texts);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* In the middle of every solid span that is picked is its state's colour, and
 * where that colour is, such a span is picked. */
static void
test_display_list_pick_agrees_with_paint (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");
  g_autoptr(IlvTrace) trace = trace_from_events (events, 0, events->len);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  IlvViewport viewport = ilv_viewport_for_session (session, ILV_PART_LANES, 900, 0);
  g_autoptr(IlvDisplayList) list = ilv_layout_build (session, &viewport,
                                                     ilv_text_measure_anywhere ());
  cairo_surface_t *surface = paint (list);
  guint32 running = ilv_style_get_colors (ILV_STYLE_RUNNING, ILV_THEME_LIGHT)->fill;
  guint n_running = 0;

  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace); i++)
    {
      guint lane = ilv_trace_get_nth_goroutine (trace, i)->lane;
      double y, height;

      g_assert_true (ilv_layout_get_lane_y (session, lane, &y, &height));
      for (guint x = 0; x < 900; x++)
        {
          /* Near the top of the bar there are no letters. */
          double at = y + 6.5;
          IlvTarget target = ilv_display_list_pick (list, x + 0.5, at);

          if (pixel_at (surface, x, at) != running)
            continue;
          g_assert_cmpuint (target.lane, ==, lane);
          g_assert_cmpint (ilv_lane_get_span (ilv_trace_get_lane (trace, lane), target.span).state,
                           ==, ILV_STATE_RUNNING);
          n_running++;
        }
    }
  g_assert_cmpuint (n_running, >, 500);
  cairo_surface_destroy (surface);
}

static void
test_display_list_finds_shapes_by_target (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();
  IlvTarget target = span_target (3, 4), other = span_target (3, 5);

  ilv_display_list_add (list, ILV_SHAPE_RECT, ILV_STYLE_READY, 7, 0, 100, 20)->target = target;
  g_assert_cmpfloat (ilv_display_list_find (list, &target)->x, ==, 7);
  g_assert_null (ilv_display_list_find (list, &other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/display-list/uppermost-is-picked", test_display_list_uppermost_is_picked);
  g_test_add_func ("/draw/display-list/thin-things-can-be-hit",
                   test_display_list_thin_things_can_be_hit);
  g_test_add_func ("/draw/display-list/cell-stands-for-its-longest-span",
                   test_display_list_cell_stands_for_its_longest_span);
  g_test_add_func ("/draw/display-list/area-stands-for-the-step-in-force",
                   test_display_list_area_stands_for_the_step_in_force);
  g_test_add_func ("/draw/display-list/arrow-is-hit-on-its-curve",
                   test_display_list_arrow_is_hit_on_its_curve);
  g_test_add_func ("/draw/display-list/pick-agrees-with-paint",
                   test_display_list_pick_agrees_with_paint);
  g_test_add_func ("/draw/display-list/finds-shapes-by-target",
                   test_display_list_finds_shapes_by_target);
  return g_test_run ();
}

/* test-pixels.c - What is written into an image looks as cairo would have drawn it.
 *
 * A recording surface is no image, so cairo draws all of a list on it; played back, it is
 * compared with the same list on an image.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-display-list.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH  200
#define HEIGHT 120
/* Of 255: an edge between two pixels, and the rim of something round. */
#define SMOOTH 24
#define ROUND  48

typedef struct
{
  cairo_format_t format;
  int scale;
  int left, top;      /* where the list's 0, 0 is */
  IlvTheme theme;
} Setup;

static cairo_surface_t *
create_image (const Setup *setup)
{
  cairo_surface_t *surface = cairo_image_surface_create (setup->format, WIDTH * setup->scale,
                                                         HEIGHT * setup->scale);

  cairo_surface_set_device_scale (surface, setup->scale, setup->scale);
  return surface;
}

static cairo_t *
create_context (const Setup     *setup,
                cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);

  cairo_rectangle (cr, 5, 3, WIDTH - 10, HEIGHT - 6);
  cairo_clip (cr);
  if (setup->format == CAIRO_FORMAT_RGB24)
    {
      ilv_palette_set_source (cr, 0x808080);
      cairo_paint (cr);
    }
  cairo_translate (cr, setup->left, setup->top);
  return cr;
}

static cairo_surface_t *
paint_on_image (const IlvDisplayList *list,
                const Setup          *setup,
                IlvTextCache         *texts)
{
  cairo_surface_t *surface = create_image (setup);
  cairo_t *cr = create_context (setup, surface);

  ilv_display_list_paint (list, cr, setup->theme, texts);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
paint_with_cairo (const IlvDisplayList *list,
                  const Setup          *setup,
                  IlvTextCache         *texts)
{
  cairo_surface_t *record = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_surface_t *surface = create_image (setup);
  cairo_t *cr = cairo_create (record);

  ilv_display_list_paint (list, cr, setup->theme, texts);
  cairo_destroy (cr);
  cr = create_context (setup, surface);
  cairo_set_source_surface (cr, record, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (record);
  return surface;
}

/* The largest difference, and how much there is beside nothing; RGB24 has a byte without meaning. */
static int
compare (cairo_surface_t *a,
         cairo_surface_t *b,
         guint           *n_touched)
{
  int stride = cairo_image_surface_get_stride (a), largest = 0;
  int n_bytes = cairo_image_surface_get_format (a) == CAIRO_FORMAT_RGB24 ? 3 : 4;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  *n_touched = 0;
  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int i = 0; i < cairo_image_surface_get_width (a) * 4; i++)
      {
        int left = cairo_image_surface_get_data (a)[y * stride + i];
        int right = cairo_image_surface_get_data (b)[y * stride + i];

        if (i % 4 < n_bytes && abs (left - right) > largest)
          largest = abs (left - right);
        *n_touched += i % 4 < 3 && left != 0;
      }
  return largest;
}

static void
assert_same_with (const IlvDisplayList *list,
                  const Setup          *setup,
                  int                   tolerance)
{
  g_autoptr(IlvTextCache) texts = ilv_text_cache_new (NULL);
  cairo_surface_t *image = paint_on_image (list, setup, texts);
  cairo_surface_t *cairo = paint_with_cairo (list, setup, texts);
  guint n_touched;

  g_assert_cmpint (compare (image, cairo, &n_touched), <=, tolerance);
  g_assert_cmpuint (n_touched, >, 0);
  cairo_surface_destroy (image);
  cairo_surface_destroy (cairo);
}

static void
assert_same (const IlvDisplayList *list,
             int                   tolerance)
{
  static const Setup setups[] = {
    { CAIRO_FORMAT_ARGB32, 1, 0, 0, ILV_THEME_LIGHT },
    { CAIRO_FORMAT_ARGB32, 2, -13, 4, ILV_THEME_DARK },
    { CAIRO_FORMAT_RGB24, 3, 7, -2, ILV_THEME_CONTRAST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (setups); i++)
    assert_same_with (list, &setups[i], tolerance);
}

static IlvShape *
add (IlvDisplayList *list,
     IlvShapeKind    kind,
     IlvStyle        style,
     double          x,
     double          y,
     double          w,
     double          h)
{
  return ilv_display_list_add (list, kind, style, x, y, w, h);
}

static void
test_pixels_boxes (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_RECT, ILV_STYLE_RUNNING, -20, -20, 60, 60);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_READY, 50, 10, 40, 18)->flags = ILV_SHAPE_EDGED;
  add (list, ILV_SHAPE_RECT, ILV_STYLE_SYNC, 100.25, 10.5, 40.5, 18.75);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_SYNC, 150.25, 10.25, 0.5, 0.5);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_GC, 30, 100, 1000000, 4);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_GC, 300, 100, 40, 4);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_GC, 30, 60, 0, 4);
  assert_same (list, SMOOTH);
}

static void
test_pixels_rounded_boxes (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_RECT, ILV_STYLE_RUNNING, 10, 10, 60, 18)->flags = ILV_SHAPE_ROUNDED;
  add (list, ILV_SHAPE_RECT, ILV_STYLE_CHANNEL, 80, 10, 6, 18)->flags
    = ILV_SHAPE_ROUNDED | ILV_SHAPE_EDGED;
  add (list, ILV_SHAPE_RECT, ILV_STYLE_SYSCALL, 90, 10, 40, 2)->flags = ILV_SHAPE_ROUNDED;
  add (list, ILV_SHAPE_RECT, ILV_STYLE_SYNC, 140, 10, 3, 18)->flags = ILV_SHAPE_ROUNDED;
  assert_same (list, ROUND);
}

/* Where a slanted line ends at the edge of its box cairo cuts it square, so the edges are out of
 * sight here or covered. */
static void
test_pixels_hatches (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();
  double y = 5;

  for (guint style = 0; style < ILV_N_STYLES; style++)
    if (ilv_style_get_hatch (style) != ILV_HATCH_NONE)
      {
        add (list, ILV_SHAPE_RECT, style, -30, y, 300, 15)->flags = ILV_SHAPE_HATCHED;
        y += 15;
      }
  g_assert_cmpfloat (y, >, 100);
  for (; y >= 5; y -= 15)
    add (list, ILV_SHAPE_RECT, ILV_STYLE_RUNNING, -30, y - 2, 300, 4);
  assert_same (list, SMOOTH);
}

static void
test_pixels_rows (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_ROW, ILV_STYLE_RUNNING, -10, 10, 170, 18);
  for (guint i = 0; i < 170; i++)
    ilv_display_list_add_cell (list, (IlvCell) { i % 3 == 0 ? ILV_N_STYLES : ILV_STYLE_SYNC,
                                                 ILV_STYLE_RUNNING, i % 5 * 51, 1 });
  assert_same (list, SMOOTH);
}

/* Upwards and downwards, with a stem and without one. */
static void
test_pixels_arrows (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_ARROW, ILV_STYLE_CREATE, 20, 10, 4, 90);
  add (list, ILV_SHAPE_ARROW, ILV_STYLE_WAKE, 50, 100, 12, -80);
  add (list, ILV_SHAPE_ARROW, ILV_STYLE_CREATE, 80, 13.5, 30, 300);
  add (list, ILV_SHAPE_ARROW, ILV_STYLE_CREATE, 120, -200, 4, 300);
  add (list, ILV_SHAPE_ARROW, ILV_STYLE_WAKE, 140, 20, 4, 30);
  assert_same (list, ROUND);
}

static void
test_pixels_lines (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_LINE, ILV_STYLE_PLAYHEAD, 10, 10.5, 60, 0);
  add (list, ILV_SHAPE_LINE, ILV_STYLE_PLAYHEAD, 80.25, 10, 0, 60);
  add (list, ILV_SHAPE_LINE, ILV_STYLE_PLAYHEAD, 10, 20, 61, 0)->flags = ILV_SHAPE_DASHED;
  add (list, ILV_SHAPE_LINE, ILV_STYLE_PLAYHEAD, 90, 11, 0, 62)->flags = ILV_SHAPE_DASHED;
  add (list, ILV_SHAPE_LINE, ILV_STYLE_PLAYHEAD, 100, 10, 40, 30);
  assert_same (list, SMOOTH);
}

static void
test_pixels_areas (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();
  static const IlvPoint points[] = { { 10, 40, 0 }, { 30, 20.5, 0 }, { 31, 60, 0 }, { 90, 35, 0 },
                                     { 120, 35, 0 } };

  add (list, ILV_SHAPE_AREA, ILV_STYLE_COUNTER, 10, 20, 110, 40);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    ilv_display_list_add_point (list, points[i]);
  assert_same (list, ROUND);
}

static void
test_pixels_dots (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_DOT, ILV_STYLE_VALUE, 20, 20, 3.5, 0);
  add (list, ILV_SHAPE_DOT, ILV_STYLE_VALUE, 40.3, 20.6, 4, 0);
  add (list, ILV_SHAPE_DOT, ILV_STYLE_VALUE, 60, 20, 2, 0);
  assert_same (list, ROUND);
}

/* The words between the numbers are put together from pieces. */
static void
test_pixels_texts (void)
{
  static const char *const texts[] = { "send 25 → results", "12.5 ms", "启动 42", "main.worker",
                                       "naïve 7", "שלום 7" };
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ilv_display_list_add_text (list, ILV_STYLE_PAPER, ILV_FONT_LABEL, texts[i], 12, 15 + i * 15,
                               150, 0);
  ilv_display_list_add_text (list, ILV_STYLE_PAPER, ILV_FONT_LABEL, "too long for here 123", 12,
                             105, 60, ILV_SHAPE_ELLIPSIZED);
  assert_same (list, SMOOTH);
}

/* Cairo and we take turns: the order of the list is the order of the layers. */
static void
test_pixels_keep_the_order (void)
{
  g_autoptr(IlvDisplayList) list = ilv_display_list_new ();

  add (list, ILV_SHAPE_RECT, ILV_STYLE_RUNNING, 10, 10, 100, 60);
  add (list, ILV_SHAPE_FRAME, ILV_STYLE_SELECTED, 20, 20, 80, 40);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_GC, 50, 10, 20, 60);
  add (list, ILV_SHAPE_ARROW, ILV_STYLE_CREATE, 15, 15, 80, 50);
  add (list, ILV_SHAPE_RECT, ILV_STYLE_SYNC, 80, 30, 20, 60);
  assert_same (list, SMOOTH);
}

/* Half a pixel, a turn, a round clip: cairo draws it all, and draws it. */
static void
test_pixels_leave_the_rest_to_cairo (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 100, 100);
  cairo_t *cr = cairo_create (surface);
  IlvPixels pixels;

  g_assert_true (ilv_pixels_init (&pixels, cr));
  cairo_save (cr);
  cairo_scale (cr, 1.5, 1.5);
  g_assert_false (ilv_pixels_init (&pixels, cr));
  cairo_restore (cr);
  cairo_save (cr);
  cairo_translate (cr, 0.5, 0);
  g_assert_false (ilv_pixels_init (&pixels, cr));
  cairo_restore (cr);
  cairo_save (cr);
  cairo_rotate (cr, 1);
  g_assert_false (ilv_pixels_init (&pixels, cr));
  cairo_restore (cr);
  cairo_save (cr);
  cairo_arc (cr, 50, 50, 20, 0, 6);
  cairo_clip (cr);
  g_assert_false (ilv_pixels_init (&pixels, cr));
  cairo_restore (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  g_assert_false (ilv_pixels_init (&pixels, cr));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/pixels/boxes-are-as-cairo-has-them", test_pixels_boxes);
  g_test_add_func ("/draw/pixels/rounded-boxes-are-as-cairo-has-them", test_pixels_rounded_boxes);
  g_test_add_func ("/draw/pixels/hatches-are-as-cairo-has-them", test_pixels_hatches);
  g_test_add_func ("/draw/pixels/rows-are-as-cairo-has-them", test_pixels_rows);
  g_test_add_func ("/draw/pixels/lines-are-as-cairo-has-them", test_pixels_lines);
  g_test_add_func ("/draw/pixels/areas-are-as-cairo-has-them", test_pixels_areas);
  g_test_add_func ("/draw/pixels/arrows-are-as-cairo-has-them", test_pixels_arrows);
  g_test_add_func ("/draw/pixels/dots-are-as-cairo-has-them", test_pixels_dots);
  g_test_add_func ("/draw/pixels/texts-are-as-cairo-has-them", test_pixels_texts);
  g_test_add_func ("/draw/pixels/keep-the-order", test_pixels_keep_the_order);
  g_test_add_func ("/draw/pixels/leave-the-rest-to-cairo", test_pixels_leave_the_rest_to_cairo);
  return g_test_run ();
}

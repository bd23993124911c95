/* test-tiles.c - What the tiles show is what the list says, painted sparingly.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "widgets-test.h"
#include "widgets/ilv-tiles.h"

#define WIDTH 320
#define HEIGHT 300
#define MAX_DIFFERENCE 8 /* of 255 */

typedef struct
{
  IlvTiles *tiles;
  IlvTextCache *texts;
  IlvDisplayList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->tiles = ilv_tiles_new ();
  fixture->texts = ilv_text_cache_new (NULL);
  fixture->list = ilv_display_list_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ilv_tiles_free (fixture->tiles);
  ilv_text_cache_free (fixture->texts);
  ilv_display_list_free (fixture->list);
}

static void
begin_list (Fixture *fixture)
{
  ilv_display_list_free (fixture->list);
  fixture->list = ilv_display_list_new ();
}

static cairo_surface_t *
create_surface (cairo_t **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);

  *cr = cairo_create (surface);
  return surface;
}

/* The list through the tiles, as GSK would show it. */
static cairo_surface_t *
show (Fixture *fixture)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  cairo_t *cr;
  cairo_surface_t *surface = create_surface (&cr);

  ilv_tiles_append (fixture->tiles, snapshot, fixture->list,
                    &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT), ILV_THEME_LIGHT, fixture->texts, 1);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
    }
  cairo_destroy (cr);
  return surface;
}

/* The list painted at once. */
static cairo_surface_t *
paint (Fixture *fixture)
{
  cairo_t *cr;
  cairo_surface_t *surface = create_surface (&cr);

  ilv_display_list_paint (fixture->list, cr, ILV_THEME_LIGHT, fixture->texts);
  cairo_destroy (cr);
  return surface;
}

/* A smooth edge comes out a little different under another clip; what is missing or in
 * the wrong place differs by much more. */
static void
assert_same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  cairo_surface_flush (a);
  cairo_surface_flush (b);
  for (int y = 0; y < HEIGHT; y++)
    {
      int offset = y * cairo_image_surface_get_stride (a);
      const guchar *row_a = cairo_image_surface_get_data (a) + offset;
      const guchar *row_b = cairo_image_surface_get_data (b) + offset;

      for (int x = 0; x < WIDTH * 4; x++)
        if (ABS ((int) row_a[x] - (int) row_b[x]) > MAX_DIFFERENCE)
          g_error ("pixel %d, %d differs: %d, %d", x / 4, y, row_a[x], row_b[x]);
    }
}

static guint
show_and_count (Fixture *fixture)
{
  cairo_surface_t *shown = show (fixture);
  cairo_surface_t *painted = paint (fixture);

  assert_same_picture (shown, painted);
  cairo_surface_destroy (shown);
  cairo_surface_destroy (painted);
  return ilv_tiles_get_n_painted (fixture->tiles);
}

static IlvShape *
add_span (Fixture *fixture, IlvState state, double x, double y, double width)
{
  IlvStyle style = ilv_style_for_state (state);
  IlvShape *shape = ilv_display_list_add (fixture->list, ILV_SHAPE_RECT, style, x, y, width, 18);

  shape->flags = ILV_SHAPE_ROUNDED | ILV_SHAPE_EDGED | ILV_SHAPE_HATCHED;
  return shape;
}

/* A picture with something of every kind, all over the place. */
static void
fill (Fixture *fixture, GRand *random)
{
  begin_list (fixture);
  for (int i = 0; i < 40; i++)
    {
      double x = g_rand_int_range (random, -40, WIDTH);
      double y = g_rand_int_range (random, -10, HEIGHT);

      switch (g_rand_int_range (random, 0, 7))
        {
        case 0:
        case 1:
          add_span (fixture, g_rand_int_range (random, 0, ILV_N_STATES), x, y,
                    g_rand_int_range (random, 2, 300));
          break;
        case 2:
          ilv_display_list_add_text (fixture->list, ILV_STYLE_RUNNING, ILV_FONT_LABEL,
                                     "recv ← results", x, y, 120, 0);
          break;
        case 3:
          ilv_display_list_add (fixture->list, ILV_SHAPE_DOT, ILV_STYLE_CHANNEL, x, y, 4, 0);
          break;
        case 4:
          ilv_display_list_add (fixture->list, ILV_SHAPE_ARROW, ILV_STYLE_RUNNING, x, y, 30, 70);
          break;
        case 5:
          ilv_display_list_add (fixture->list, ILV_SHAPE_AREA, ILV_STYLE_CHANNEL, x, y, 200, 40);
          for (int point = 0; point < 6; point++)
            ilv_display_list_add_point (fixture->list,
                                        (IlvPoint) { .x = x + point * 40,
                                                    .y = y + 10 + (point & 1) * 20 });
          break;
        case 6:
          ilv_display_list_add (fixture->list, ILV_SHAPE_ROW, ILV_STYLE_RUNNING, x, y, 90, 18);
          for (int cell = 0; cell < 90; cell++)
            ilv_display_list_add_cell (fixture->list,
                                       (IlvCell) { .ground = ILV_N_STYLES,
                                                   .work = ILV_STYLE_RUNNING,
                                                   .share = (guint8) (cell * 2) });
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static void
test_tiles_show_what_painting_at_once_shows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int round = 0; round < 25; round++)
    {
      fill (fixture, random);
      show_and_count (fixture);
    }
}

static void
test_tiles_same_list_paints_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  fill (fixture, random);
  g_assert_cmpuint (show_and_count (fixture), >, 0);
  g_assert_cmpuint (show_and_count (fixture), ==, 0);
}

static void
test_tiles_growing_span_paints_its_end (Fixture *fixture, gconstpointer data)
{
  for (int width = 150; width < 170; width++)
    {
      guint n_painted;

      begin_list (fixture);
      add_span (fixture, ILV_STATE_CHANNEL, 5, 20, width);
      n_painted = show_and_count (fixture);
      if (width > 150)
        g_assert_cmpuint (n_painted, ==, 1);
    }
}

static void
test_tiles_moved_by_a_tile_are_found_again (Fixture *fixture, gconstpointer data)
{
  add_span (fixture, ILV_STATE_SYNC, 70, 20, 100);
  ilv_display_list_add_text (fixture->list, ILV_STYLE_SYNC, ILV_FONT_LABEL, "wg.Wait", 80, 34, 80,
                             0);
  g_assert_cmpuint (show_and_count (fixture), >, 0);
  for (guint i = 0; i < fixture->list->shapes->len; i++)
    g_array_index (fixture->list->shapes, IlvShape, i).x += ILV_TILE_WIDTH;
  g_assert_cmpuint (show_and_count (fixture), ==, 0);
}

static void
test_tiles_changed_label_paints_its_tile (Fixture *fixture, gconstpointer data)
{
  const char *const texts[] = { "send", "recv" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      begin_list (fixture);
      add_span (fixture, ILV_STATE_CHANNEL, 0, 20, WIDTH);
      ilv_display_list_add_text (fixture->list, ILV_STYLE_CHANNEL, ILV_FONT_LABEL, texts[i], 140,
                                 34, 40, 0);
      show_and_count (fixture);
    }
  g_assert_cmpuint (ilv_tiles_get_n_painted (fixture->tiles), ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/widgets/tiles/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  ADD ("show-what-painting-at-once-shows", test_tiles_show_what_painting_at_once_shows);
  ADD ("same-list-paints-nothing", test_tiles_same_list_paints_nothing);
  ADD ("growing-span-paints-its-end", test_tiles_growing_span_paints_its_end);
  ADD ("moved-by-a-tile-are-found-again", test_tiles_moved_by_a_tile_are_found_again);
  ADD ("changed-label-paints-its-tile", test_tiles_changed_label_paints_its_tile);
  return g_test_run ();
}

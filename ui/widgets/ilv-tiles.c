/* ilv-tiles.c - A display list on screen, painted only where it has changed.
 *
 * Rejected: telling tiles what changed (a "damage" the model would have to
 * know), because a label, a late event or a closed span can change the picture
 * far from the live edge; keeping tiles by time and zoom, because then every such
 * change needs an invalidation that is easily forgotten.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-tiles.h"

#include <math.h>

/* How far outside its rectangle a shape may still paint (a corner, an arrow's head). */
#define BLEED 8.0

/* Frames a tile is kept without being shown; a second at full speed. */
#define MAX_AGE 60

typedef struct
{
  guint64 sum;
  GskRenderNode *node;
  guint last_frame; /* in which it was shown */
} Tile;

struct _IlvTiles
{
  GHashTable *tiles; /* guint64 in it -> Tile */
  GArray *sums;      /* guint64, of the frame being made, row by row */
  GPtrArray *shapes; /* GArray of guint beside each sum: which shapes of the list reach there */
  guint frame;
  guint n_painted;
};

/* The tiles of one frame. */
typedef struct
{
  int first_column, first_row;
  int n_columns, n_rows;
} Grid;

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  gsk_render_node_unref (tile->node);
  g_free (tile);
}

static inline guint64
mix (guint64 sum, guint64 value)
{
  sum ^= value + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (sum << 6) + (sum >> 2);
  sum *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  return sum ^ (sum >> 32);
}

/* Sixteenths of a pixel are told apart; what is finer is the rounding of a sum. */
static inline guint64
mix_length (guint64 sum, double value)
{
  return mix (sum, (guint64) llrint (value * 16.0));
}

/* Where a shape is, and all a sum needs to know of it beside the list. */
typedef struct
{
  double left, right, top, bottom;
} Bounds;

/* A text's own place, not the room it has: that may be as wide as the run. */
static void
get_text_bounds (const IlvDisplayList *list, const IlvShape *shape, IlvTextCache *texts,
                 Bounds *bounds)
{
  IlvTextMeasure measure = ilv_text_cache_measure (texts);
  double width = measure.width (measure.data, shape->font, ilv_shape_get_text (list, shape));

  if ((shape->flags & ILV_SHAPE_ELLIPSIZED) && width > shape->w)
    width = shape->w;
  bounds->left = shape->x;
  if (shape->flags & ILV_SHAPE_RIGHT)
    bounds->left += shape->w - width;
  else if (shape->flags & ILV_SHAPE_CENTRED)
    bounds->left += (shape->w - width) / 2;
  bounds->right = bounds->left + width;
  bounds->top = shape->y - 16; /* y is the baseline */
  bounds->bottom = shape->y;
}

static void
get_area_bounds (const IlvDisplayList *list, const IlvShape *shape, Bounds *bounds)
{
  const IlvPoint *points = ilv_shape_get_points (list, shape);

  for (guint i = 0; i < shape->n; i++)
    {
      bounds->left = MIN (bounds->left, points[i].x);
      bounds->right = MAX (bounds->right, points[i].x);
      bounds->top = MIN (bounds->top, points[i].y);
    }
}

static Bounds
get_bounds (const IlvDisplayList *list, const IlvShape *shape, IlvTextCache *texts)
{
  double reach = shape->kind == ILV_SHAPE_DOT ? shape->w : 0;
  Bounds bounds = { .left = MIN (shape->x, shape->x + shape->w) - reach,
                    .right = MAX (shape->x, shape->x + shape->w) + reach,
                    .top = MIN (shape->y, shape->y + shape->h) - reach,
                    .bottom = MAX (shape->y, shape->y + shape->h) + reach };

  if (shape->kind == ILV_SHAPE_TEXT)
    get_text_bounds (list, shape, texts, &bounds);
  else if (shape->kind == ILV_SHAPE_AREA)
    get_area_bounds (list, shape, &bounds);
  return (Bounds) { bounds.left - BLEED, bounds.right + BLEED, bounds.top - BLEED,
                    bounds.bottom + BLEED };
}

/* A long flat shape looks the same on a tile wherever it goes on outside. */
static guint64
sum_clipped (guint64 sum, const IlvShape *shape, double tile_x, double tile_y)
{
  double low = -2 * BLEED;
  double high_x = ILV_TILE_WIDTH + 2 * BLEED;
  double high_y = ILV_TILE_HEIGHT + 2 * BLEED;

  sum = mix_length (sum, CLAMP (shape->x - tile_x, low, high_x));
  sum = mix_length (sum, CLAMP (shape->x + shape->w - tile_x, low, high_x));
  sum = mix_length (sum, CLAMP (shape->y - tile_y, low, high_y));
  return mix_length (sum, CLAMP (shape->y + shape->h - tile_y, low, high_y));
}

static guint64
sum_whole (guint64 sum, const IlvShape *shape, double tile_x, double tile_y)
{
  sum = mix_length (sum, shape->x - tile_x);
  sum = mix_length (sum, shape->y - tile_y);
  sum = mix_length (sum, shape->w);
  return mix_length (sum, shape->h);
}

/* Dashes count from the line's beginning, so that counts as it is. */
static guint64
sum_dashed (guint64 sum, const IlvShape *shape, double tile_x, double tile_y)
{
  return mix_length (sum_clipped (sum, shape, tile_x, tile_y), shape->x - tile_x);
}

static guint64
sum_text (guint64 sum, const IlvDisplayList *list, const IlvShape *shape, const Bounds *bounds,
          double tile_x, double tile_y)
{
  sum = mix_length (sum, bounds->left - tile_x);
  sum = mix_length (sum, bounds->right - tile_x);
  sum = mix_length (sum, shape->y - tile_y);
  sum = mix (sum, g_str_hash (ilv_shape_get_text (list, shape)));
  return mix (sum, shape->font);
}

static guint64
sum_cells (guint64 sum, const IlvDisplayList *list, const IlvShape *shape, double tile_x,
           double tile_y)
{
  const IlvCell *cells = ilv_shape_get_cells (list, shape);
  int first = CLAMP ((int) floor (tile_x - shape->x) - 1, 0, (int) shape->n);
  int last = CLAMP ((int) ceil (tile_x - shape->x) + ILV_TILE_WIDTH + 1, 0, (int) shape->n);

  sum = mix_length (sum, shape->x + first - tile_x);
  sum = mix_length (sum, shape->y - tile_y);
  sum = mix_length (sum, shape->h);
  for (int i = first; i < last; i++)
    sum = mix (sum, (guint64) cells[i].ground << 16 | (guint64) cells[i].work << 8
                      | cells[i].share);
  return sum;
}

/* Points left and right of the tile count as far as the line to them does: to
 * the tile's own edge and no farther, a level line's far end is not seen. */
static guint64
sum_points (guint64 sum, const IlvDisplayList *list, const IlvShape *shape, double tile_x,
            double tile_y)
{
  const IlvPoint *points = ilv_shape_get_points (list, shape);
  double low = tile_x - 2 * BLEED, high = tile_x + ILV_TILE_WIDTH + 2 * BLEED;

  sum = mix_length (sum, shape->y + shape->h - tile_y);
  for (guint i = 0; i < shape->n; i++)
    {
      gboolean is_before = i + 1 < shape->n && points[i].x < low && points[i + 1].x < low;
      gboolean is_after = i > 0 && points[i].x > high && points[i - 1].x > high;
      gboolean is_level = (i == 0 || points[i].y == points[i - 1].y)
                          || (i + 1 < shape->n && points[i].y == points[i + 1].y);

      if (is_before || is_after)
        continue;
      sum = mix_length (sum, (is_level ? CLAMP (points[i].x, low, high) : points[i].x) - tile_x);
      sum = mix_length (sum, points[i].y - tile_y);
    }
  return sum;
}

static guint64
sum_shape (guint64 sum, const IlvDisplayList *list, const IlvShape *shape, const Bounds *bounds,
           double tile_x, double tile_y)
{
  sum = mix (sum, (guint64) shape->kind << 32 | (guint64) shape->style << 16 | shape->flags);
  switch ((IlvShapeKind) shape->kind)
    {
    case ILV_SHAPE_RECT:
    case ILV_SHAPE_FRAME:
      return sum_clipped (sum, shape, tile_x, tile_y);
    case ILV_SHAPE_TEXT:
      return sum_text (sum, list, shape, bounds, tile_x, tile_y);
    case ILV_SHAPE_ROW:
      return sum_cells (sum, list, shape, tile_x, tile_y);
    case ILV_SHAPE_AREA:
      return sum_points (sum, list, shape, tile_x, tile_y);
    case ILV_SHAPE_LINE:
      if (shape->w != 0 && shape->h != 0)
        return sum_whole (sum, shape, tile_x, tile_y);
      return shape->flags & ILV_SHAPE_DASHED ? sum_dashed (sum, shape, tile_x, tile_y)
                                             : sum_clipped (sum, shape, tile_x, tile_y);
    case ILV_SHAPE_ARROW:
    case ILV_SHAPE_DOT:
      break;
    }
  return sum_whole (sum, shape, tile_x, tile_y);
}

/* From which to which tile of @n_tiles, that begin with tile @first, a shape reaches. */
static void
get_range (double from, double to, int size, int first, int n_tiles, int *begin, int *end)
{
  *begin = (int) CLAMP (floor (from / size) - first, 0, n_tiles);
  *end = (int) CLAMP (floor (to / size) - first + 1, 0, n_tiles);
}

static void
sum_up (IlvTiles *self, const IlvDisplayList *list, IlvTextCache *texts, const Grid *grid)
{
  g_array_set_size (self->sums, 0);
  g_array_set_size (self->sums, (guint) (grid->n_columns * grid->n_rows));
  while (self->shapes->len < self->sums->len)
    g_ptr_array_add (self->shapes, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < self->sums->len; i++)
    g_array_set_size (g_ptr_array_index (self->shapes, i), 0);
  for (guint i = 0; i < list->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (list->shapes, IlvShape, i);
      Bounds bounds = get_bounds (list, shape, texts);
      int first_column, end_column, first_row, end_row;

      get_range (bounds.left, bounds.right, ILV_TILE_WIDTH, grid->first_column, grid->n_columns,
                 &first_column, &end_column);
      get_range (bounds.top, bounds.bottom, ILV_TILE_HEIGHT, grid->first_row, grid->n_rows,
                 &first_row, &end_row);
      for (int row = first_row; row < end_row; row++)
        for (int column = first_column; column < end_column; column++)
          {
            guint tile = (guint) (row * grid->n_columns + column);
            guint64 *sum = &g_array_index (self->sums, guint64, tile);

            g_array_append_val ((GArray *) g_ptr_array_index (self->shapes, tile), i);
            *sum = sum_shape (*sum, list, shape, &bounds,
                              (grid->first_column + column) * (double) ILV_TILE_WIDTH,
                              (grid->first_row + row) * (double) ILV_TILE_HEIGHT);
          }
    }
}

static GskRenderNode *
paint_tile (const IlvDisplayList *list, const GArray *shapes, double tile_x, double tile_y,
            IlvTheme theme, IlvTextCache *texts, int scale)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, ILV_TILE_WIDTH, ILV_TILE_HEIGHT);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                                         ILV_TILE_WIDTH * scale,
                                                         ILV_TILE_HEIGHT * scale);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -tile_x, -tile_y);
  cairo_rectangle (cr, tile_x, tile_y, ILV_TILE_WIDTH, ILV_TILE_HEIGHT);
  cairo_clip (cr);
  ilv_display_list_paint_some (list, (const guint *) shapes->data, shapes->len, cr, theme, texts);
  cairo_destroy (cr);

  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

static gboolean
is_too_old (gpointer key, gpointer value, gpointer data)
{
  const IlvTiles *self = data;
  const Tile *tile = value;

  return self->frame - tile->last_frame > MAX_AGE;
}

IlvTiles *
ilv_tiles_new (void)
{
  IlvTiles *self = g_new0 (IlvTiles, 1);

  self->tiles = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, tile_free);
  self->sums = g_array_new (FALSE, TRUE, sizeof (guint64));
  self->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
ilv_tiles_free (IlvTiles *self)
{
  g_hash_table_unref (self->tiles);
  g_array_unref (self->sums);
  g_ptr_array_unref (self->shapes);
  g_free (self);
}

void
ilv_tiles_clear (IlvTiles *self)
{
  g_hash_table_remove_all (self->tiles);
}

void
ilv_tiles_append (IlvTiles *self, GtkSnapshot *snapshot, const IlvDisplayList *list,
                  const graphene_rect_t *area, IlvTheme theme, IlvTextCache *texts, int scale)
{
  Grid grid;

  self->frame++;
  self->n_painted = 0;
  grid.first_column = (int) floor (area->origin.x / ILV_TILE_WIDTH);
  grid.first_row = (int) floor (area->origin.y / ILV_TILE_HEIGHT);
  grid.n_columns = (int) ceil ((area->origin.x + area->size.width) / ILV_TILE_WIDTH)
                   - grid.first_column;
  grid.n_rows = (int) ceil ((area->origin.y + area->size.height) / ILV_TILE_HEIGHT)
                - grid.first_row;
  sum_up (self, list, texts, &grid);

  for (int row = 0; row < grid.n_rows; row++)
    for (int column = 0; column < grid.n_columns; column++)
      {
        double tile_x = (grid.first_column + column) * (double) ILV_TILE_WIDTH;
        double tile_y = (grid.first_row + row) * (double) ILV_TILE_HEIGHT;
        guint index = (guint) (row * grid.n_columns + column);
        guint64 sum = g_array_index (self->sums, guint64, index);
        Tile *tile;

        if (sum == 0)
          continue; /* nothing is there */
        sum = mix (mix (sum, theme), (guint64) scale);
        tile = g_hash_table_lookup (self->tiles, &sum);
        if (tile == NULL)
          {
            tile = g_new0 (Tile, 1);
            tile->sum = sum;
            tile->node = paint_tile (list, g_ptr_array_index (self->shapes, index), tile_x, tile_y,
                                     theme, texts, scale);
            g_hash_table_insert (self->tiles, &tile->sum, tile);
            self->n_painted++;
          }
        tile->last_frame = self->frame;
        gtk_snapshot_save (snapshot);
        gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) tile_x, (float) tile_y));
        gtk_snapshot_append_node (snapshot, tile->node);
        gtk_snapshot_restore (snapshot);
      }
  g_hash_table_foreach_remove (self->tiles, is_too_old, self);
}

guint
ilv_tiles_get_n_painted (IlvTiles *self)
{
  return self->n_painted;
}

guint
ilv_tiles_get_n_shown (IlvTiles *self)
{
  return self->sums->len;
}

/* ilv-paint.c - A display list on a cairo surface.
 *
 * Decides nothing: what a shape is and where has been said by the layout, what its style looks
 * like by the palette.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-display-list.h"

#include <math.h>

#define RADIUS_PX 2.0
#define HEAD_PX   6.0
#define EDGE_RADIUS_PX 1.0
#define AREA_LINE_PX 1.2
#define ARROW_PX    1.3
/* Arrows so high and no wider have a stem between their ends. */
#define MIN_STEM_PX 60.0
#define MAX_STEM_PX 40.0
#define STEM_END_PX 16.0
#define STEM_PARTS  48
#define DASH_ON_PX  2.0
#define DASH_OFF_PX 3.0

struct painter
{
  const IlvDisplayList *list;
  cairo_t *cr;
  IlvTheme theme;
  IlvTextCache *texts;
  double x0, y0, x1, y1; /* the clip */
  gboolean has_pixels;
  gboolean is_image;
  IlvPixels pixels;      /* if it is one */
};

/* For what only cairo can draw. */
static cairo_t *
get_cairo (struct painter *painter)
{
  if (painter->is_image)
    ilv_pixels_give_back (&painter->pixels);
  return painter->cr;
}

static void
rectangle_path (cairo_t *cr,
                double   x,
                double   y,
                double   w,
                double   h,
                double   radius)
{
  radius = MIN (radius, MIN (w, h) / 2);
  if (radius < 1)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + w - radius, y + h - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + h - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
fill_box (struct painter  *painter,
          const IlvShape  *shape,
          const IlvColors *colors,
          double           radius)
{
  IlvPixels *pixels = &painter->pixels;

  if (shape->flags & ILV_SHAPE_HATCHED)
    ilv_pixels_fill_hatched (pixels, shape->style, painter->theme, shape->x, shape->y, shape->w,
                             shape->h, radius);
  else
    ilv_pixels_fill_box (pixels, colors->fill, shape->x, shape->y, shape->w, shape->h, radius);
  if (shape->flags & ILV_SHAPE_EDGED)
    ilv_pixels_fill_box (pixels, colors->edge, shape->x, shape->y,
                         ilv_shape_get_edge_width (shape), shape->h, EDGE_RADIUS_PX);
}

static void
paint_rect (struct painter  *painter,
            const IlvShape  *shape,
            const IlvColors *colors)
{
  cairo_t *cr = painter->cr;
  double radius = shape->flags & ILV_SHAPE_ROUNDED ? RADIUS_PX : 0;

  if (painter->is_image)
    {
      fill_box (painter, shape, colors, radius);
      return;
    }
  rectangle_path (cr, shape->x, shape->y, shape->w, shape->h, radius);
  ilv_palette_set_source (cr, colors->fill);
  cairo_fill (cr);
  if (shape->flags & ILV_SHAPE_HATCHED)
    {
      cairo_rectangle (cr, shape->x, shape->y, shape->w, shape->h);
      ilv_palette_fill_hatch (cr, ilv_style_get_hatch (shape->style), colors->edge);
    }
  if (shape->flags & ILV_SHAPE_EDGED)
    {
      rectangle_path (cr, shape->x, shape->y, ilv_shape_get_edge_width (shape), shape->h,
                      EDGE_RADIUS_PX);
      ilv_palette_set_source (cr, colors->edge);
      cairo_fill (cr);
    }
}

static guint32
blend (guint32 ground,
       guint32 top,
       guint   share)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    {
      guint a = ground >> shift & 0xff, b = top >> shift & 0xff;

      result |= ((a * (255 - share) + b * share + 127) / 255) << shift;
    }
  return result;
}

/* The pale fill alone would vanish in one pixel, so waiting is shown a little stronger here. */
static guint32
cell_color (struct painter *painter,
            const IlvCell  *cell)
{
  guint32 color = ilv_style_get_colors (ILV_STYLE_PAPER, painter->theme)->fill;

  if (cell->ground < ILV_N_STYLES)
    {
      const IlvColors *colors = ilv_style_get_colors (cell->ground, painter->theme);

      color = blend (colors->fill, colors->edge, 50);
    }
  if (cell->share > 0)
    color = blend (color, ilv_style_get_colors (cell->work, painter->theme)->fill, cell->share);
  return color;
}

/* On paper every run of equal cells is a rectangle. */
static void
paint_row_as_runs (struct painter *painter,
                   const IlvShape *shape,
                   const IlvCell  *cells)
{
  for (guint i = 0, to; i < shape->n; i = to)
    {
      to = ilv_cells_get_run (cells, i, shape->n);
      if (cells[i].ground == ILV_N_STYLES && cells[i].share == 0)
        continue;
      cairo_rectangle (painter->cr, shape->x + i, shape->y, to - i, shape->h);
      ilv_palette_set_source (painter->cr, cell_color (painter, &cells[i]));
      cairo_fill (painter->cr);
    }
}

static void
get_cell_colors (struct painter *painter,
                 const IlvCell  *cells,
                 guint           n,
                 guint32        *argb)
{
  for (guint i = 0, to; i < n; i = to)
    {
      gboolean is_there = cells[i].ground != ILV_N_STYLES || cells[i].share > 0;
      guint32 color = is_there ? 0xff000000 | cell_color (painter, &cells[i]) : 0;

      to = ilv_cells_get_run (cells, i, n);
      for (guint j = i; j < to; j++)
        argb[j] = color;
    }
}

static void
fill_row (struct painter *painter,
          const IlvShape *shape,
          const IlvCell  *cells)
{
  g_autofree guint32 *argb = NULL;
  guint from = CLAMP (floor (painter->x0 - shape->x), 0, shape->n);
  guint to = CLAMP (ceil (painter->x1 - shape->x), from, shape->n);

  argb = g_new (guint32, to - from);
  get_cell_colors (painter, cells + from, to - from, argb);
  ilv_pixels_fill_row (&painter->pixels, argb, to - from, shape->x + from, shape->y, shape->h);
}

/* On screen the row is an image one pixel high: as many spans as you like cost
 * the same. */
static void
paint_row_as_image (struct painter *painter,
                    const IlvShape *shape,
                    const IlvCell  *cells)
{
  cairo_t *cr = painter->cr;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, shape->n, 1);

  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    get_cell_colors (painter, cells, shape->n, (guint32 *) cairo_image_surface_get_data (surface));
  cairo_surface_mark_dirty (surface);

  cairo_save (cr);
  cairo_translate (cr, shape->x, shape->y);
  cairo_rectangle (cr, 0, 0, shape->n, shape->h);
  cairo_scale (cr, 1, shape->h);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}

static void
paint_row (struct painter  *painter,
           const IlvShape  *shape,
           const IlvColors *colors)
{
  const IlvCell *cells = ilv_shape_get_cells (painter->list, shape);

  if (painter->is_image)
    fill_row (painter, shape, cells);
  else if (painter->has_pixels)
    paint_row_as_image (painter, shape, cells);
  else
    paint_row_as_runs (painter, shape, cells);
}

static void
paint_text (struct painter  *painter,
            const IlvShape  *shape,
            const IlvColors *colors)
{
  const char *text = ilv_shape_get_text (painter->list, shape);
  IlvTextMeasure measure = ilv_text_cache_measure (painter->texts);
  double max_width = shape->flags & ILV_SHAPE_ELLIPSIZED ? shape->w : -1;
  double x = shape->x;

  if (shape->flags & (ILV_SHAPE_RIGHT | ILV_SHAPE_CENTRED))
    {
      double room = shape->w - measure.width (measure.data, shape->font, text);

      x += shape->flags & ILV_SHAPE_RIGHT ? room : room / 2;
    }
  if (painter->is_image)
    {
      ilv_text_cache_show_on_pixels (painter->texts, &painter->pixels, painter->cr, colors->ink,
                                     shape->font, text, x, shape->y, max_width);
      return;
    }
  ilv_palette_set_source (painter->cr, colors->ink);
  ilv_text_cache_show (painter->texts, painter->cr, shape->font, text, x, shape->y, max_width);
}

/* An upright or level hairline lies on a pixel, not between two. */
static void
fill_line (struct painter *painter,
           const IlvShape *shape,
           guint32         rgb)
{
  double length = shape->h == 0 ? shape->w : shape->h;
  double on = shape->flags & ILV_SHAPE_DASHED ? DASH_ON_PX : length;
  double period = shape->flags & ILV_SHAPE_DASHED ? DASH_ON_PX + DASH_OFF_PX : length;

  for (double from = 0; from < length; from += period)
    {
      double part = MIN (on, length - from);

      if (shape->h == 0)
        ilv_pixels_fill_box (&painter->pixels, rgb, shape->x + from, floor (shape->y), part, 1, 0);
      else
        ilv_pixels_fill_box (&painter->pixels, rgb, floor (shape->x), shape->y + from, 1, part, 0);
    }
}

static void
paint_line (struct painter  *painter,
            const IlvShape  *shape,
            const IlvColors *colors)
{
  static const double dashes[] = { DASH_ON_PX, DASH_OFF_PX };
  cairo_t *cr;

  if (painter->is_image && (shape->w == 0) != (shape->h == 0) && shape->w >= 0 && shape->h >= 0)
    {
      fill_line (painter, shape, colors->edge);
      return;
    }
  cr = get_cairo (painter);
  if (shape->h == 0)
    {
      cairo_move_to (cr, shape->x, floor (shape->y) + 0.5);
      cairo_rel_line_to (cr, shape->w, 0);
    }
  else
    {
      cairo_move_to (cr, floor (shape->x) + 0.5, shape->y);
      cairo_rel_line_to (cr, shape->w, shape->h);
    }
  if (shape->flags & ILV_SHAPE_DASHED)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  ilv_palette_set_source (cr, colors->edge);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
add_stairs (cairo_t        *cr,
            const IlvPoint *points,
            guint           n)
{
  for (guint i = 1; i < n; i++)
    {
      cairo_line_to (cr, points[i].x, points[i - 1].y);
      cairo_line_to (cr, points[i].x, points[i].y);
    }
}

/* Each step is a box; its outline a bar at its height, and one up or down to the next. */
static void
fill_area (struct painter  *painter,
           const IlvShape  *shape,
           const IlvPoint  *points,
           const IlvColors *colors)
{
  IlvPixels *pixels = &painter->pixels;
  double bottom = shape->y + shape->h, half = AREA_LINE_PX / 2;

  for (guint i = 0; i + 1 < shape->n; i++)
    ilv_pixels_fill_box (pixels, colors->fill, points[i].x, points[i].y,
                         points[i + 1].x - points[i].x, bottom - points[i].y, 0);
  for (guint i = 0; i + 1 < shape->n; i++)
    {
      double x = points[i + 1].x, y = points[i].y, next_y = points[i + 1].y;

      ilv_pixels_fill_box (pixels, colors->edge, points[i].x, y - half, x - points[i].x,
                           AREA_LINE_PX, 0);
      if (next_y != y)
        ilv_pixels_fill_box (pixels, colors->edge, x - half, MIN (y, next_y) - half, AREA_LINE_PX,
                             fabs (next_y - y) + AREA_LINE_PX, 0);
    }
}

static void
paint_area (struct painter  *painter,
            const IlvShape  *shape,
            const IlvColors *colors)
{
  cairo_t *cr = painter->cr;
  const IlvPoint *points = ilv_shape_get_points (painter->list, shape);
  double bottom = shape->y + shape->h;

  if (shape->n < 2)
    return;
  if (painter->is_image)
    {
      fill_area (painter, shape, points, colors);
      return;
    }
  cairo_move_to (cr, points[0].x, bottom);
  cairo_line_to (cr, points[0].x, points[0].y);
  add_stairs (cr, points, shape->n);
  cairo_line_to (cr, points[shape->n - 1].x, bottom);
  cairo_close_path (cr);
  ilv_palette_set_source (cr, colors->fill);
  cairo_fill (cr);

  cairo_move_to (cr, points[0].x, points[0].y);
  add_stairs (cr, points, shape->n);
  ilv_palette_set_source (cr, colors->edge);
  cairo_set_line_width (cr, AREA_LINE_PX);
  cairo_stroke (cr);
}

static IlvPoint
between (IlvPoint a,
         IlvPoint b,
         double   t)
{
  return (IlvPoint) { a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, ILV_NO_INDEX };
}

/* Each time the four points are drawn together with another of these; three times the same is the
 * curve's own point there. */
static IlvPoint
blossom (const IlvPoint curve[4],
         double         t0,
         double         t1,
         double         t2)
{
  IlvPoint a = between (curve[0], curve[1], t0), b = between (curve[1], curve[2], t0);
  IlvPoint c = between (curve[2], curve[3], t0);

  return between (between (a, b, t1), between (b, c, t1), t2);
}

static void
stroke_part (cairo_t        *cr,
             const IlvPoint  curve[4],
             double          t0,
             double          t1)
{
  IlvPoint from = blossom (curve, t0, t0, t0), first = blossom (curve, t0, t0, t1);
  IlvPoint second = blossom (curve, t0, t1, t1), to = blossom (curve, t1, t1, t1);

  cairo_move_to (cr, from.x, from.y);
  cairo_curve_to (cr, first.x, first.y, second.x, second.y, to.x, to.y);
  cairo_set_line_width (cr, ARROW_PX);
  cairo_stroke (cr);
}

/* Where an arrow has come to @y: its height goes as 3t² - 2t³. */
static double
time_at (const IlvPoint curve[4],
         double         y)
{
  double part = (y - curve[0].y) / (curve[3].y - curve[0].y);

  return 0.5 - sin (asin (1 - 2 * part) / 3);
}

/* Of a long arrow only the ends are bent. Cairo takes as long for a stroke as the box around it is
 * large. */
static void
fill_arrow_stem (struct painter *painter,
                 const IlvPoint  curve[4],
                 guint32         rgb,
                 double          t0,
                 double          t1)
{
  IlvPoint from = blossom (curve, t0, t0, t0);

  for (guint i = 1; i <= STEM_PARTS; i++)
    {
      double t = t0 + (t1 - t0) * i / STEM_PARTS;
      IlvPoint to = blossom (curve, t, t, t);

      ilv_pixels_fill_steep (&painter->pixels, rgb, from.x, from.y, to.x, to.y, ARROW_PX);
      from = to;
    }
}

static void
paint_arrow (struct painter  *painter,
             const IlvShape  *shape,
             const IlvColors *colors)
{
  double direction = shape->h < 0 ? -1 : 1, t0 = 0.5, t1 = 0.5;
  IlvPoint curve[4];
  cairo_t *cr;

  ilv_shape_get_curve (shape, curve);
  curve[3].x -= HEAD_PX / 2;
  if (painter->is_image && fabs (shape->h) >= MIN_STEM_PX && fabs (shape->w) < MAX_STEM_PX)
    {
      t0 = time_at (curve, floor (curve[0].y + direction * STEM_END_PX));
      t1 = time_at (curve, floor (curve[3].y - direction * STEM_END_PX));
      fill_arrow_stem (painter, curve, colors->edge, t0, t1);
    }
  cr = get_cairo (painter);
  ilv_palette_set_source (cr, colors->edge);
  stroke_part (cr, curve, 0, t0);
  stroke_part (cr, curve, t1, 1);
  cairo_move_to (cr, shape->x + shape->w, curve[3].y);
  cairo_rel_line_to (cr, -HEAD_PX, -HEAD_PX / 2);
  cairo_rel_line_to (cr, 0, HEAD_PX);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
paint_dot (struct painter  *painter,
           const IlvShape  *shape,
           const IlvColors *colors)
{
  cairo_t *cr = painter->cr;

  if (painter->is_image)
    {
      ilv_pixels_fill_dot (&painter->pixels, colors->fill, shape->x, shape->y, shape->w);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, shape->x, shape->y, shape->w, 0, 2 * G_PI);
  ilv_palette_set_source (cr, colors->fill);
  cairo_fill (cr);
}

static void
paint_frame (struct painter  *painter,
             const IlvShape  *shape,
             const IlvColors *colors)
{
  cairo_t *cr = get_cairo (painter);

  rectangle_path (cr, shape->x, shape->y, shape->w, shape->h, 2 * RADIUS_PX);
  ilv_palette_set_source (cr, colors->edge);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

typedef void (*PaintFunc) (struct painter *painter, const IlvShape *shape, const IlvColors *colors);

static const PaintFunc paint_funcs[] = {
  [ILV_SHAPE_RECT] = paint_rect,
  [ILV_SHAPE_ROW] = paint_row,
  [ILV_SHAPE_TEXT] = paint_text,
  [ILV_SHAPE_LINE] = paint_line,
  [ILV_SHAPE_AREA] = paint_area,
  [ILV_SHAPE_ARROW] = paint_arrow,
  [ILV_SHAPE_DOT] = paint_dot,
  [ILV_SHAPE_FRAME] = paint_frame,
};

/* Generous: text has no height here, arrows bulge. */
static gboolean
is_in_clip (const struct painter *painter,
            const IlvShape       *shape)
{
  double top = MIN (shape->y, shape->y + shape->h), bottom = MAX (shape->y, shape->y + shape->h);
  double left = MIN (shape->x, shape->x + shape->w), right = MAX (shape->x, shape->x + shape->w);
  double margin = 24;

  if (shape->kind == ILV_SHAPE_TEXT && (shape->flags & ILV_SHAPE_ELLIPSIZED) == 0)
    right = G_MAXDOUBLE;
  return right + margin >= painter->x0 && left - margin <= painter->x1
         && bottom + margin >= painter->y0 && top - margin <= painter->y1;
}

static void
begin (struct painter       *painter,
       const IlvDisplayList *list,
       cairo_t              *cr,
       IlvTheme              theme,
       IlvTextCache         *texts)
{
  *painter = (struct painter) { .list = list, .cr = cr, .theme = theme, .texts = texts };
  cairo_save (cr);
  cairo_clip_extents (cr, &painter->x0, &painter->y0, &painter->x1, &painter->y1);
  painter->has_pixels = cairo_surface_get_type (cairo_get_target (cr)) != CAIRO_SURFACE_TYPE_PDF;
  painter->is_image = ilv_pixels_init (&painter->pixels, cr);
}

static void
paint_shape (struct painter *painter,
             guint           index)
{
  const IlvShape *shape = &g_array_index (painter->list->shapes, IlvShape, index);

  if (is_in_clip (painter, shape))
    paint_funcs[shape->kind](painter, shape, ilv_style_get_colors (shape->style, painter->theme));
}

static void
end (struct painter *painter)
{
  if (painter->is_image)
    ilv_pixels_give_back (&painter->pixels);
  cairo_restore (painter->cr);
}

void
ilv_display_list_paint (const IlvDisplayList *self,
                        cairo_t              *cr,
                        IlvTheme              theme,
                        IlvTextCache         *texts)
{
  struct painter painter;

  begin (&painter, self, cr, theme, texts);
  for (guint i = 0; i < self->shapes->len; i++)
    paint_shape (&painter, i);
  end (&painter);
}

void
ilv_display_list_paint_some (const IlvDisplayList *self,
                             const guint          *indexes,
                             guint                 n,
                             cairo_t              *cr,
                             IlvTheme              theme,
                             IlvTextCache         *texts)
{
  struct painter painter;

  begin (&painter, self, cr, theme, texts);
  for (guint i = 0; i < n; i++)
    paint_shape (&painter, indexes[i]);
  end (&painter);
}

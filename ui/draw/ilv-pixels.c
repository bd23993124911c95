/* ilv-pixels.c - Plain things straight into the memory of an image.
 *
 * Coverage counts from 0 to WHOLE, so that a whole pixel needs no division and
 * comes out exactly. Alpha is treated as a fourth colour, premultiplied as cairo
 * has it: that is right on transparent ground too.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-pixels.h"

#include <math.h>
#include <string.h>
#include <wchar.h>

#define WHOLE       256
#define OPAQUE      0xff000000u
#define MAX_SCALE   4
#define MIN_TILE_PX 64   /* a row of a hatch is copied in pieces of at least this */

/* A hatch on its ground; as wide as several periods, so that it is copied in long pieces. */
typedef struct
{
  int period;   /* in both directions */
  int width;    /* a multiple of it */
  guint32 *pixels;
} Hatch;

/* What a box is filled with. */
typedef struct
{
  guint32 color;
  const Hatch *hatch;  /* NULL: the colour alone */
} Paint;

/* The box in the image's pixels: its whole pixels, and how much of those beside them. */
typedef struct
{
  int from, to;        /* all that are touched */
  guint first, last;   /* coverage of the first and of the last */
} Range;

/* --- The image ---------------------------------------------------------------- */

static gboolean
is_whole (double value)
{
  return value == floor (value) && fabs (value) < 1 << 24;
}

static gboolean
get_clip (IlvPixels *self,
          cairo_t   *cr)
{
  cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list (cr);
  gboolean is_box = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles <= 1;
  cairo_rectangle_t box = { 0, 0, 0, 0 };

  if (is_box && list->num_rectangles == 1)
    box = list->rectangles[0];
  cairo_rectangle_list_destroy (list);
  box.x = box.x * self->scale + self->left;
  box.y = box.y * self->scale + self->top;
  box.width *= self->scale;
  box.height *= self->scale;
  if (!is_box || !is_whole (box.x) || !is_whole (box.y) || !is_whole (box.width)
      || !is_whole (box.height))
    return FALSE;
  self->x0 = MAX (box.x, 0);
  self->y0 = MAX (box.y, 0);
  self->x1 = MIN (box.x + box.width, cairo_image_surface_get_width (self->surface));
  self->y1 = MIN (box.y + box.height, cairo_image_surface_get_height (self->surface));
  return TRUE;
}

gboolean
ilv_pixels_init (IlvPixels *self,
                 cairo_t   *cr)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  cairo_matrix_t matrix;
  double scale_x, scale_y, left, top;

  *self = (IlvPixels) { .surface = surface };
  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE
      || cairo_get_operator (cr) != CAIRO_OPERATOR_OVER
      || (cairo_image_surface_get_format (surface) != CAIRO_FORMAT_ARGB32
          && cairo_image_surface_get_format (surface) != CAIRO_FORMAT_RGB24))
    return FALSE;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
  cairo_surface_get_device_offset (surface, &left, &top);
  left += matrix.x0 * scale_x;
  top += matrix.y0 * scale_y;
  scale_x *= matrix.xx;
  scale_y *= matrix.yy;
  if (matrix.xy != 0 || matrix.yx != 0 || scale_x != scale_y || !is_whole (scale_x)
      || scale_x < 1 || scale_x > MAX_SCALE || !is_whole (left) || !is_whole (top))
    return FALSE;
  self->scale = scale_x;
  self->left = left;
  self->top = top;
  self->data = (guint32 *) cairo_image_surface_get_data (surface);
  self->stride = cairo_image_surface_get_stride (surface) / 4;
  return self->data != NULL && get_clip (self, cr);
}

void
ilv_pixels_give_back (IlvPixels *self)
{
  if (self->is_ours)
    cairo_surface_mark_dirty (self->surface);
  self->is_ours = FALSE;
}

static void
take (IlvPixels *self)
{
  if (!self->is_ours)
    cairo_surface_flush (self->surface);
  self->is_ours = TRUE;
}

static guint32 *
row_at (IlvPixels *self,
        int        y)
{
  return self->data + (gssize) y * self->stride;
}

/* Two colours at a time, in the even and the odd bytes. */
static inline guint32
cover (guint32 under,
       guint32 over,
       guint   share)
{
  guint32 even = (over & 0xff00ff) * share + (under & 0xff00ff) * (WHOLE - share);
  guint32 odd = (over >> 8 & 0xff00ff) * share + (under >> 8 & 0xff00ff) * (WHOLE - share);

  return ((even + 0x800080) >> 8 & 0xff00ff) | ((odd + 0x800080) & 0xff00ff00);
}

/* --- Boxes -------------------------------------------------------------------------- */

static gboolean
get_range (double  from,
           double  to,
           int     low,
           int     high,
           Range  *range)
{
  from = MAX (from, low);
  to = MIN (to, high);
  if (!(from < to))
    return FALSE;
  /* Neither is negative: cut off, they are rounded down. */
  range->from = from;
  range->to = to;
  range->to += range->to < to;
  range->first = lrint ((range->from + 1 - from) * WHOLE);
  range->last = lrint ((to - (range->to - 1)) * WHOLE);
  if (range->to - range->from == 1)
    range->first = range->last = lrint ((to - from) * WHOLE);
  return TRUE;
}

static gboolean
is_covered (const Range *range)
{
  return range->first == WHOLE && range->last == WHOLE;
}

static guint
range_cover (const Range *range,
             int          i)
{
  if (i == range->from)
    return range->first;
  return i == range->to - 1 ? range->last : WHOLE;
}

static guint32
paint_at (const Paint *paint,
          int          x,
          int          y)
{
  const Hatch *hatch = paint->hatch;

  if (hatch == NULL)
    return paint->color;
  return hatch->pixels[y * hatch->width + x % hatch->period];
}

/* The C library's loops are several pixels at a time, ours at the compiler's usual level are not; but
 * most rectangles of a dense picture are narrower than a call is worth. */
#define FEW_PIXELS 12

static inline void
set_pixels (guint32 *row,
            guint32  color,
            int      n)
{
  G_STATIC_ASSERT (sizeof (wchar_t) == sizeof (guint32));
  if (n > FEW_PIXELS)
    wmemset ((wchar_t *) row, (wchar_t) color, n);
  else
    for (int i = 0; i < n; i++)
      row[i] = color;
}

static inline void
copy_pixels (guint32       *row,
             const guint32 *from,
             int            n)
{
  if (n > FEW_PIXELS)
    memcpy (row, from, n * sizeof *row);
  else
    for (int i = 0; i < n; i++)
      row[i] = from[i];
}

/* @x and @y count from where the hatch begins, and are not negative. */
static void
copy_paint (const Paint *paint,
            guint32     *row,
            int          n,
            int          x,
            int          y)
{
  const Hatch *hatch = paint->hatch;

  if (hatch == NULL)
    {
      set_pixels (row, paint->color, n);
      return;
    }
  while (n > 0)
    {
      int start = x % hatch->period;
      int n_now = MIN (n, hatch->width - start);

      copy_pixels (row, hatch->pixels + y * hatch->width + start, n_now);
      row += n_now;
      x += n_now;
      n -= n_now;
    }
}

/* Of a rounded corner: how much of the pixel whose centre is @x, @y away from the arc's
 * centre. */
static guint
corner_cover (double radius,
              double x,
              double y)
{
  if (x <= 0 || y <= 0)
    return WHOLE;
  return CLAMP (radius + 0.5 - sqrt (x * x + y * y), 0, 1) * WHOLE;
}

static int
positive_remainder (int value,
                    int period)
{
  int remainder = value % period;

  return remainder < 0 ? remainder + period : remainder;
}

/* Where the hatch is in its period at the user's pixel of the image. */
static int
phase (const Paint *paint,
       int          pixel,
       int          origin)
{
  return paint->hatch != NULL ? positive_remainder (pixel - origin, paint->hatch->period) : 0;
}

/* A row of one colour, or of less of it. */
static void
fill_solid_row (guint32     *row,
                guint32      color,
                const Range *columns,
                guint        share)
{
  int from = columns->from, to = columns->to;

  if (share < WHOLE)
    {
      for (int x = from; x < to; x++)
        row[x] = cover (row[x], color, range_cover (columns, x) * share / WHOLE);
      return;
    }
  if (columns->first < WHOLE)
    {
      row[from] = cover (row[from], color, columns->first);
      from++;
    }
  if (columns->last < WHOLE && to > from)
    {
      to--;
      row[to] = cover (row[to], color, columns->last);
    }
  set_pixels (row + from, color, to - from);
}

static void
fill_hatched_row (IlvPixels   *self,
                  const Paint *paint,
                  const Range *columns,
                  int          y,
                  guint        share)
{
  guint32 *row = row_at (self, y);
  int hatch_y = phase (paint, y, self->top), hatch_x = phase (paint, columns->from, self->left);
  int from = columns->from, to = columns->to;

  if (share == WHOLE && is_covered (columns))
    {
      copy_paint (paint, row + from, to - from, hatch_x, hatch_y);
      return;
    }
  for (int x = from; x < to; x++)
    row[x] = cover (row[x], paint_at (paint, hatch_x + x - from, hatch_y),
                    range_cover (columns, x) * share / WHOLE);
}

/* A row that a rounded corner cuts: @dy from the arcs' centres. */
static void
fill_corner_row (IlvPixels   *self,
                 const Paint *paint,
                 const Range *columns,
                 int          y,
                 double       left,
                 double       right,
                 double       radius,
                 double       dy)
{
  guint32 *row = row_at (self, y);
  int hatch_y = phase (paint, y, self->top), hatch_x = phase (paint, columns->from, self->left);
  int inner_from = CLAMP (ceil (left + radius), columns->from, columns->to);
  int inner_to = CLAMP (floor (right - radius), inner_from, columns->to);

  for (int x = columns->from; x < inner_from; x++)
    row[x] = cover (row[x], paint_at (paint, hatch_x + x - columns->from, hatch_y),
                    corner_cover (radius, left + radius - x - 0.5, dy));
  for (int x = inner_to; x < columns->to; x++)
    row[x] = cover (row[x], paint_at (paint, hatch_x + x - columns->from, hatch_y),
                    corner_cover (radius, x + 0.5 - (right - radius), dy));
  copy_paint (paint, row + inner_from, inner_to - inner_from, hatch_x + inner_from - columns->from,
              hatch_y);
}

/* Rows @from to before @to, all of whose pixels are covered. */
static void
fill_whole_rows (IlvPixels   *self,
                 const Paint *paint,
                 const Range *columns,
                 int          from,
                 int          to)
{
  int hatch_y = phase (paint, from, self->top), hatch_x = phase (paint, columns->from, self->left);
  int period = paint->hatch != NULL ? paint->hatch->period : G_MAXINT;
  guint32 *row = row_at (self, from) + columns->from;

  for (int y = from; y < to; y++, row += self->stride)
    {
      copy_paint (paint, row, columns->to - columns->from, hatch_x, hatch_y);
      hatch_y = hatch_y + 1 < period ? hatch_y + 1 : 0;
    }
}

/* Rows @from to before @to, between the corners. */
static void
fill_rows (IlvPixels   *self,
           const Paint *paint,
           const Range *columns,
           const Range *rows,
           int          from,
           int          to)
{
  if (is_covered (columns) && is_covered (rows))
    {
      fill_whole_rows (self, paint, columns, from, to);
      return;
    }
  for (int row = from; row < to; row++)
    if (paint->hatch != NULL)
      fill_hatched_row (self, paint, columns, row, range_cover (rows, row));
    else
      fill_solid_row (row_at (self, row), paint->color, columns, range_cover (rows, row));
}

static void
fill (IlvPixels   *self,
      const Paint *paint,
      double       x,
      double       y,
      double       w,
      double       h,
      double       radius)
{
  double left = x * self->scale + self->left, right = left + w * self->scale;
  double top = y * self->scale + self->top, bottom = top + h * self->scale;
  int inner_from, inner_to;
  Range columns, rows;

  radius = MIN (radius, MIN (w, h) / 2);
  radius = radius >= 1 ? radius * self->scale : 0;
  if (!get_range (left, right, self->x0, self->x1, &columns)
      || !get_range (top, bottom, self->y0, self->y1, &rows))
    return;
  take (self);
  if (radius == 0)
    {
      fill_rows (self, paint, &columns, &rows, rows.from, rows.to);
      return;
    }
  inner_from = CLAMP (ceil (top + radius - 0.5), rows.from, rows.to);
  inner_to = CLAMP (floor (bottom - radius + 0.5), inner_from, rows.to);
  for (int row = rows.from; row < inner_from; row++)
    fill_corner_row (self, paint, &columns, row, left, right, radius, top + radius - row - 0.5);
  fill_rows (self, paint, &columns, &rows, inner_from, inner_to);
  for (int row = inner_to; row < rows.to; row++)
    fill_corner_row (self, paint, &columns, row, left, right, radius,
                     row + 0.5 - (bottom - radius));
}

void
ilv_pixels_fill_box (IlvPixels *self,
                     guint32    rgb,
                     double     x,
                     double     y,
                     double     w,
                     double     h,
                     double     radius)
{
  Paint paint = { OPAQUE | rgb, NULL };

  fill (self, &paint, x, y, w, h, radius);
}

/* --- Hatches -------------------------------------------------------------------- */

/* Cairo draws it once, on nine periods, of which the one in the middle has no edges. */
static Hatch *
hatch_new (IlvStyle style,
           IlvTheme theme,
           int      scale)
{
  Hatch *hatch = g_new0 (Hatch, 1);
  const IlvColors *colors = ilv_style_get_colors (style, theme);
  int period_px = ilv_hatch_get_period (ilv_style_get_hatch (style));
  cairo_surface_t *surface;
  cairo_t *cr;

  hatch->period = period_px * scale;
  hatch->width = (MIN_TILE_PX / hatch->period + 1) * hatch->period;
  hatch->pixels = g_new (guint32, hatch->width * hatch->period);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, hatch->width + 2 * hatch->period,
                                        3 * hatch->period);
  cr = cairo_create (surface);
  ilv_palette_set_source (cr, colors->fill);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, hatch->width + 2 * hatch->period, 3 * period_px);
  ilv_palette_fill_hatch (cr, ilv_style_get_hatch (style), colors->edge);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < hatch->period; y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface)
                                              + (y + hatch->period)
                                                  * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < hatch->width; x++)
        hatch->pixels[y * hatch->width + x] = OPAQUE | row[x + hatch->period];
    }
  cairo_surface_destroy (surface);
  return hatch;
}

/* Made when first needed, never changed, kept: at most a few hundred kilobytes.
 * Painters may be in several threads; who comes second throws his away. */
static const Hatch *
get_hatch (IlvStyle style,
           IlvTheme theme,
           int      scale)
{
  static Hatch *hatches[ILV_N_STYLES][ILV_N_THEMES][MAX_SCALE];
  Hatch **place = &hatches[style][theme][scale - 1];
  Hatch *hatch = g_atomic_pointer_get (place);

  if (hatch != NULL)
    return hatch;
  hatch = hatch_new (style, theme, scale);
  if (g_atomic_pointer_compare_and_exchange (place, NULL, hatch))
    return hatch;
  g_free (hatch->pixels);
  g_free (hatch);
  return g_atomic_pointer_get (place);
}

void
ilv_pixels_fill_hatched (IlvPixels *self,
                         IlvStyle   style,
                         IlvTheme   theme,
                         double     x,
                         double     y,
                         double     w,
                         double     h,
                         double     radius)
{
  Paint paint = { .hatch = get_hatch (style, theme, self->scale) };

  fill (self, &paint, x, y, w, h, radius);
}

/* --- Dots, rows, words ----------------------------------------------------------- */

void
ilv_pixels_fill_dot (IlvPixels *self,
                     guint32    rgb,
                     double     x,
                     double     y,
                     double     radius)
{
  double middle_x = x * self->scale + self->left, middle_y = y * self->scale + self->top;
  Range columns, rows;

  radius *= self->scale;
  if (!get_range (middle_x - radius - 1, middle_x + radius + 1, self->x0, self->x1, &columns)
      || !get_range (middle_y - radius - 1, middle_y + radius + 1, self->y0, self->y1, &rows))
    return;
  take (self);
  for (int row = rows.from; row < rows.to; row++)
    for (int column = columns.from; column < columns.to; column++)
      {
        guint32 *pixel = row_at (self, row) + column;
        double distance = hypot (column + 0.5 - middle_x, row + 0.5 - middle_y);

        *pixel = cover (*pixel, OPAQUE | rgb, CLAMP (radius + 0.5 - distance, 0, 1) * WHOLE);
      }
}

void
ilv_pixels_fill_steep (IlvPixels *self,
                       guint32    rgb,
                       double     x0,
                       double     y0,
                       double     x1,
                       double     y1,
                       double     width)
{
  double slope = (x1 - x0) / (y1 - y0), half = width * self->scale / 2 * hypot (1, slope);
  double top = MIN (y0, y1) * self->scale + self->top;
  double bottom = MAX (y0, y1) * self->scale + self->top;
  int end = CLAMP (ceil (bottom - 0.5), self->y0, self->y1);

  take (self);
  for (int row = CLAMP (ceil (top - 0.5), self->y0, self->y1); row < end; row++)
    {
      double x = x0 * self->scale + self->left
                 + (row + 0.5 - y0 * self->scale - self->top) * slope;
      Range columns;

      if (get_range (x - half, x + half, self->x0, self->x1, &columns))
        fill_solid_row (row_at (self, row), OPAQUE | rgb, &columns, WHOLE);
    }
}

void
ilv_pixels_fill_row (IlvPixels     *self,
                     const guint32 *argb,
                     guint          n,
                     double         x,
                     double         y,
                     double         h)
{
  double left = x * self->scale + self->left, top = y * self->scale + self->top;
  Range columns, rows;
  const guint32 *first;

  left = floor (left + 0.5);
  if (!get_range (left, left + (double) n * self->scale, self->x0, self->x1, &columns)
      || !get_range (floor (top + 0.5), floor (top + h * self->scale + 0.5), self->y0, self->y1,
                     &rows))
    return;
  take (self);
  first = argb + (columns.from - (int) left) / self->scale;
  for (int row = rows.from; row < rows.to; row++)
    {
      guint32 *pixels = row_at (self, row);
      const guint32 *color = first;
      int part = (columns.from - (int) left) % self->scale;

      for (int column = columns.from; column < columns.to; column++)
        {
          if (*color != 0)
            pixels[column] = *color;
          if (++part == self->scale)
            {
              part = 0;
              color++;
            }
        }
    }
}

void
ilv_pixels_fill_mask (IlvPixels       *self,
                      guint32          rgb,
                      cairo_surface_t *mask,
                      double           x,
                      double           y,
                      int              dx,
                      int              dy)
{
  double left = floor (x * self->scale + self->left + 0.5) + dx;
  double top = floor (y * self->scale + self->top + 0.5) + dy;
  const guchar *alphas = cairo_image_surface_get_data (mask);
  int stride = cairo_image_surface_get_stride (mask);
  Range columns, rows;

  if (!get_range (left, left + cairo_image_surface_get_width (mask), self->x0, self->x1, &columns)
      || !get_range (top, top + cairo_image_surface_get_height (mask), self->y0, self->y1, &rows))
    return;
  take (self);
  for (int row = rows.from; row < rows.to; row++)
    {
      const guchar *line = alphas + (row - (int) top) * stride - (int) left;
      guint32 *pixels = row_at (self, row);

      for (int column = columns.from; column < columns.to; column++)
        if (line[column] != 0)
          pixels[column] = cover (pixels[column], OPAQUE | rgb, line[column] + (line[column] >> 7));
    }
}

/* ilv-svg.c - A display list as an SVG document.
 *
 * Shapes name styles, so the document does too: one CSS class for each use of a
 * style (f fill, e leading edge, t text, l line, h hatch, w waiting in a pixel column), written
 * once for light and once for dark. Cairo's own SVG would be three times
 * as large, its texts outlines and its spans without names.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-svg.h"

#include <string.h>

#include "draw/ilv-layout.h"
#include "model/ilv-explain.h"

#define PIECE_BYTES (256 * 1024)
#define FONT_FAMILY "Cantarell,'DejaVu Sans','Noto Sans','Noto Sans CJK SC','PingFang SC'," \
                    "'Microsoft YaHei','Droid Sans Fallback',sans-serif"

/* What a style is used for. */
typedef enum
{
  USE_FILL,
  USE_EDGE,
  USE_TEXT,
  USE_LINE,
  USE_HATCH,
  USE_WAIT,
  N_USES
} Use;

static const char letters[N_USES] = { 'f', 'e', 't', 'l', 'h', 'w' };

struct _IlvSvgWriter
{
  const IlvDisplayList *list;
  IlvTrace *trace;
  IlvSvgTheme theme;
  char *about;         /* the run, when this began */
  guint next;          /* shape to write */
  GQueue pieces;       /* GBytes, of the shapes written */
  gboolean has_begun;  /* the document has been given out up to the shapes */
  gboolean has_ended;
  GString *out;        /* shapes behind those pieces */
  guint32 used[ILV_N_STYLES]; /* bit set of Use */
  GHashTable *lanes;   /* that have a group already */
  guint32 open_lane;
  gboolean is_group_open;
};

/* --- Pieces of text ------------------------------------------------------- */

static void
add_number (GString *out,
            double   number)
{
  char digits[32];
  char *end;

  g_ascii_formatd (digits, sizeof digits, "%.2f", number);
  end = digits + strlen (digits);
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
  g_string_append (out, strcmp (digits, "-0") == 0 ? "0" : digits);
}

/* "name='1.5'" with a space before. */
static void
add_attribute (GString    *out,
               const char *name,
               double      number)
{
  g_string_append_printf (out, " %s=\"", name);
  add_number (out, number);
  g_string_append_c (out, '"');
}

/* XML knows no way to write most control characters. */
static void
add_text (GString    *out,
          const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *escaped = NULL;

  for (char *c = valid; *c != '\0'; c++)
    if ((guchar) *c < 0x20 && *c != '\n' && *c != '\t')
      *c = '?';
  escaped = g_markup_escape_text (valid, -1);
  g_string_append (out, escaped);
}

static void
add_title (GString    *out,
           const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append (out, "<title>");
  add_text (out, text);
  g_string_append (out, "</title>");
}

static void
add_class (IlvSvgWriter *self,
           IlvStyle      style,
           Use           use)
{
  self->used[style] |= 1u << use;
  g_string_append_printf (self->out, "%c-%s", letters[use], ilv_style_get_css_class (style));
}

static void
add_class_attribute (IlvSvgWriter *self,
                     IlvStyle      style,
                     Use           use)
{
  g_string_append (self->out, " class=\"");
  add_class (self, style, use);
  g_string_append_c (self->out, '"');
}

/* --- Shapes ----------------------------------------------------------------- */

/* (transfer full) (nullable): what a browser shows when the pointer rests on it. */
static char *
describe (IlvSvgWriter   *self,
          const IlvShape *shape)
{
  g_autoptr(IlvExplanation) explanation = NULL;
  const IlvTarget *target = &shape->target;

  if (shape->flags & ILV_SHAPE_MUTED || target->lane == ILV_NO_LANE)
    return NULL;
  if (target->edge != ILV_NO_INDEX)
    {
      g_autofree char *markup = ilv_trace_explain_edge (self->trace, target->edge);

      return ilv_explain_to_plain (markup);
    }
  if (target->span != ILV_NO_INDEX)
    explanation = ilv_trace_explain_span (self->trace, target->lane, target->span);
  else if (target->step != ILV_NO_INDEX)
    explanation = ilv_trace_explain_step (self->trace, target->lane, target->step);
  return explanation != NULL ? ilv_explanation_to_text (explanation) : NULL;
}

static void
add_box (IlvSvgWriter *self,
         IlvStyle      style,
         Use           use,
         double        x,
         double        y,
         double        w,
         double        h,
         double        radius,
         const char   *title)
{
  g_string_append (self->out, "<rect");
  add_class_attribute (self, style, use);
  add_attribute (self->out, "x", x);
  add_attribute (self->out, "y", y);
  add_attribute (self->out, "width", w);
  add_attribute (self->out, "height", h);
  if (radius > 0)
    add_attribute (self->out, "rx", radius);
  if (title != NULL)
    {
      g_string_append_c (self->out, '>');
      add_title (self->out, title);
      g_string_append (self->out, "</rect>\n");
    }
  else
    {
      g_string_append (self->out, "/>\n");
    }
}

static void
write_rect (IlvSvgWriter   *self,
            const IlvShape *shape,
            const char     *title)
{
  double radius = shape->flags & ILV_SHAPE_ROUNDED ? 2 : 0;
  gboolean has_more = (shape->flags & (ILV_SHAPE_HATCHED | ILV_SHAPE_EDGED)) != 0;

  if (has_more && title != NULL)
    {
      g_string_append (self->out, "<g>");
      add_title (self->out, title);
      g_string_append_c (self->out, '\n');
    }
  add_box (self, shape->style, USE_FILL, shape->x, shape->y, shape->w, shape->h, radius,
           has_more ? NULL : title);
  if (shape->flags & ILV_SHAPE_HATCHED)
    add_box (self, shape->style, USE_HATCH, shape->x, shape->y, shape->w, shape->h, radius, NULL);
  if (shape->flags & ILV_SHAPE_EDGED)
    add_box (self, shape->style, USE_EDGE, shape->x, shape->y, ilv_shape_get_edge_width (shape),
             shape->h, MIN (radius, 1), NULL);
  if (has_more && title != NULL)
    g_string_append (self->out, "</g>\n");
}

static void
write_row (IlvSvgWriter   *self,
           const IlvShape *shape,
           const char     *title)
{
  const IlvCell *cells = ilv_shape_get_cells (self->list, shape);

  for (guint i = 0, to; i < shape->n; i = to)
    {
      to = ilv_cells_get_run (cells, i, shape->n);
      if (cells[i].ground < ILV_N_STYLES)
        add_box (self, cells[i].ground, USE_WAIT, shape->x + i, shape->y, to - i, shape->h, 0,
                 NULL);
      if (cells[i].share == 0)
        continue;
      g_string_append (self->out, "<rect");
      add_class_attribute (self, cells[i].work, USE_FILL);
      add_attribute (self->out, "x", shape->x + i);
      add_attribute (self->out, "y", shape->y);
      add_attribute (self->out, "width", to - i);
      add_attribute (self->out, "height", shape->h);
      if (cells[i].share < 255)
        add_attribute (self->out, "fill-opacity", cells[i].share / 255.0);
      g_string_append (self->out, "/>\n");
    }
}

/* (transfer full): cut off so that it fits whatever font there is. */
static char *
fit_text (const char *text,
          IlvFont     font,
          double      max_width)
{
  IlvTextMeasure measure = ilv_text_measure_anywhere ();
  g_autoptr(GString) shorter = g_string_new (text);

  if (measure.width (measure.data, font, text) <= max_width)
    return g_strdup (text);
  while (shorter->len > 0)
    {
      g_autofree char *candidate = NULL;

      g_string_truncate (shorter, g_utf8_find_prev_char (shorter->str, shorter->str + shorter->len)
                                    - shorter->str);
      candidate = g_strconcat (shorter->str, "…", NULL);
      if (measure.width (measure.data, font, candidate) <= max_width)
        return g_steal_pointer (&candidate);
    }
  return g_strdup ("");
}

static void
write_text (IlvSvgWriter   *self,
            const IlvShape *shape,
            const char     *title)
{
  const char *text = ilv_shape_get_text (self->list, shape);
  g_autofree char *fitting = shape->flags & ILV_SHAPE_ELLIPSIZED
                               ? fit_text (text, shape->font, shape->w) : g_strdup (text);
  double x = shape->x;

  if (shape->flags & ILV_SHAPE_RIGHT)
    x += shape->w;
  else if (shape->flags & ILV_SHAPE_CENTRED)
    x += shape->w / 2;
  g_string_append (self->out, "<text class=\"");
  add_class (self, shape->style, USE_TEXT);
  g_string_append_printf (self->out, " s%u%s\"", shape->font,
                          shape->flags & ILV_SHAPE_RIGHT ? " right"
                          : shape->flags & ILV_SHAPE_CENTRED ? " centred" : "");
  add_attribute (self->out, "x", x);
  add_attribute (self->out, "y", shape->y);
  g_string_append_c (self->out, '>');
  add_text (self->out, fitting);
  g_string_append (self->out, "</text>\n");
}

static void
write_line (IlvSvgWriter   *self,
            const IlvShape *shape,
            const char     *title)
{
  /* On a pixel, not between two. */
  double x = shape->h == 0 ? shape->x : shape->x + 0.5;
  double y = shape->h == 0 ? shape->y + 0.5 : shape->y;

  g_string_append (self->out, "<line");
  add_class_attribute (self, shape->style, USE_LINE);
  add_attribute (self->out, "x1", x);
  add_attribute (self->out, "y1", y);
  add_attribute (self->out, "x2", x + shape->w);
  add_attribute (self->out, "y2", y + shape->h);
  if (shape->flags & ILV_SHAPE_DASHED)
    g_string_append (self->out, " stroke-dasharray=\"2 3\"");
  g_string_append (self->out, "/>\n");
}

static void
add_path_number (GString    *out,
                 const char *command,
                 double      number)
{
  g_string_append (out, command);
  add_number (out, number);
}

static void
add_stairs (GString        *out,
            const IlvPoint *points,
            guint           n)
{
  for (guint i = 1; i < n; i++)
    {
      add_path_number (out, "H", points[i].x);
      if (points[i].y != points[i - 1].y)
        add_path_number (out, "V", points[i].y);
    }
}

static void
write_area (IlvSvgWriter   *self,
            const IlvShape *shape,
            const char     *title)
{
  const IlvPoint *points = ilv_shape_get_points (self->list, shape);

  if (shape->n < 2)
    return;
  g_string_append (self->out, "<path");
  add_class_attribute (self, shape->style, USE_FILL);
  add_path_number (self->out, " d=\"M", points[0].x);
  add_path_number (self->out, " ", shape->y + shape->h);
  add_path_number (self->out, "V", points[0].y);
  add_stairs (self->out, points, shape->n);
  add_path_number (self->out, "V", shape->y + shape->h);
  g_string_append (self->out, "z\"/>\n<path");
  add_class_attribute (self, shape->style, USE_LINE);
  add_path_number (self->out, " d=\"M", points[0].x);
  add_path_number (self->out, " ", points[0].y);
  add_stairs (self->out, points, shape->n);
  g_string_append (self->out, "\"/>\n");
}

static void
write_arrow (IlvSvgWriter   *self,
             const IlvShape *shape,
             const char     *title)
{
  IlvPoint curve[4];

  ilv_shape_get_curve (shape, curve);
  g_string_append (self->out, "<g>");
  add_title (self->out, title);
  g_string_append (self->out, "<path");
  add_class_attribute (self, shape->style, USE_LINE);
  add_path_number (self->out, " d=\"M", curve[0].x);
  add_path_number (self->out, " ", curve[0].y);
  add_path_number (self->out, "C", curve[1].x);
  add_path_number (self->out, " ", curve[1].y);
  add_path_number (self->out, " ", curve[2].x);
  add_path_number (self->out, " ", curve[2].y);
  add_path_number (self->out, " ", curve[3].x - 3);
  add_path_number (self->out, " ", curve[3].y);
  g_string_append (self->out, "\"/><path");
  add_class_attribute (self, shape->style, USE_EDGE);
  add_path_number (self->out, " d=\"M", curve[3].x);
  add_path_number (self->out, " ", curve[3].y);
  g_string_append (self->out, "l-6-3v6z\"/></g>\n");
}

static void
write_dot (IlvSvgWriter   *self,
           const IlvShape *shape,
           const char     *title)
{
  g_string_append (self->out, "<circle");
  add_class_attribute (self, shape->style, USE_FILL);
  add_attribute (self->out, "cx", shape->x);
  add_attribute (self->out, "cy", shape->y);
  add_attribute (self->out, "r", shape->w);
  g_string_append_c (self->out, '>');
  add_title (self->out, title);
  g_string_append (self->out, "</circle>\n");
}

static void
write_frame (IlvSvgWriter   *self,
             const IlvShape *shape,
             const char     *title)
{
  add_box (self, shape->style, USE_LINE, shape->x, shape->y, shape->w, shape->h, 4, NULL);
}

typedef void (*WriteFunc) (IlvSvgWriter *self, const IlvShape *shape, const char *title);

static const WriteFunc write_funcs[] = {
  [ILV_SHAPE_RECT] = write_rect,
  [ILV_SHAPE_ROW] = write_row,
  [ILV_SHAPE_TEXT] = write_text,
  [ILV_SHAPE_LINE] = write_line,
  [ILV_SHAPE_AREA] = write_area,
  [ILV_SHAPE_ARROW] = write_arrow,
  [ILV_SHAPE_DOT] = write_dot,
  [ILV_SHAPE_FRAME] = write_frame,
};

/* --- Groups -------------------------------------------------------------------- */

static void
close_group (IlvSvgWriter *self)
{
  if (self->is_group_open)
    g_string_append (self->out, "</g>\n");
  self->is_group_open = FALSE;
  self->open_lane = ILV_NO_LANE;
}

static void
open_group (IlvSvgWriter *self,
            guint32       lane)
{
  static const char *const kinds[] = {
    [ILV_LANE_PROC] = "processor",
    [ILV_LANE_MACHINE] = "thread",
    [ILV_LANE_GOROUTINE] = "goroutine",
    [ILV_LANE_CHANNEL] = "channel",
    [ILV_LANE_WAIT_GROUP] = "waitgroup",
    [ILV_LANE_MUTEX] = "mutex",
    [ILV_LANE_ONCE] = "once",
    [ILV_LANE_COND] = "cond",
    [ILV_LANE_REGIONS] = "regions",
    [ILV_LANE_TIMER] = "timer",
    [ILV_LANE_TASK] = "task",
    [ILV_LANE_COUNTER] = "counter",
  };
  const IlvLane *info = ilv_trace_get_lane (self->trace, lane);
  g_autofree char *name = ilv_trace_dup_lane_name (self->trace, lane);
  g_autofree char *detail = ilv_trace_dup_lane_detail (self->trace, lane, ILV_TIME_OPEN);
  g_autofree char *title = g_strdup_printf (*detail != '\0' ? "%s (%s)" : "%s", name, detail);

  g_string_append (self->out, "<g");
  if (g_hash_table_add (self->lanes, GUINT_TO_POINTER (lane)))
    g_string_append_printf (self->out, " id=\"%s-%u\" class=\"lane\"", kinds[info->kind],
                            info->key);
  g_string_append_c (self->out, '>');
  add_title (self->out, title);
  g_string_append_c (self->out, '\n');
  self->is_group_open = TRUE;
  self->open_lane = lane;
}

static void
write_shape (IlvSvgWriter   *self,
             const IlvShape *shape)
{
  guint32 lane = shape->kind == ILV_SHAPE_ARROW ? ILV_NO_LANE : shape->target.lane;
  g_autofree char *title = NULL;

  if (lane != self->open_lane)
    {
      close_group (self);
      if (lane != ILV_NO_LANE)
        open_group (self, lane);
    }
  title = describe (self, shape);
  write_funcs[shape->kind](self, shape, title);
}

/* --- Styles ------------------------------------------------------------------------ */

static guint32
stronger_fill (const IlvColors *colors)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    result |= (((colors->fill >> shift & 0xff) * 205 + (colors->edge >> shift & 0xff) * 50) / 255)
              << shift;
  return result;
}

static void
add_rule (GString         *css,
          IlvStyle         style,
          Use              use,
          const IlvColors *colors)
{
  const char *name = ilv_style_get_css_class (style);

  switch (use)
    {
    case USE_FILL:
      g_string_append_printf (css, ".f-%s{fill:#%06x}", name, colors->fill);
      break;
    case USE_EDGE:
      g_string_append_printf (css, ".e-%s{fill:#%06x}", name, colors->edge);
      break;
    case USE_TEXT:
      g_string_append_printf (css, ".t-%s{fill:#%06x}", name, colors->ink);
      break;
    case USE_LINE:
      g_string_append_printf (css, ".l-%s{stroke:#%06x;fill:none}", name, colors->edge);
      break;
    case USE_HATCH:
      g_string_append_printf (css, ".h-%s{fill:url(#hatch-%s)}.p-%s{stroke:#%06x}", name, name,
                              name, colors->edge);
      break;
    case USE_WAIT:
      g_string_append_printf (css, ".w-%s{fill:#%06x}", name, stronger_fill (colors));
      break;
    case N_USES:
      g_assert_not_reached ();
    }
}

static void
add_rules (IlvSvgWriter *self,
           GString      *css,
           IlvTheme      theme)
{
  for (guint style = 0; style < ILV_N_STYLES; style++)
    for (guint use = 0; use < N_USES; use++)
      if (self->used[style] >> use & 1)
        add_rule (css, style, use, ilv_style_get_colors (style, theme));
  g_string_append_printf (css, ".sheet{fill:#%06x}\n",
                          ilv_style_get_colors (ILV_STYLE_PAPER, theme)->fill);
}

static void
add_styles (IlvSvgWriter *self,
            GString      *out,
            IlvSvgTheme   theme)
{
  static const IlvTheme themes[] = {
    [ILV_SVG_AUTO] = ILV_THEME_LIGHT,
    [ILV_SVG_LIGHT] = ILV_THEME_LIGHT,
    [ILV_SVG_DARK] = ILV_THEME_DARK,
    [ILV_SVG_CONTRAST] = ILV_THEME_CONTRAST,
  };

  g_string_append (out, "<style>\ntext{font-family:" FONT_FAMILY ";white-space:pre}"
                        ".right{text-anchor:end}.centred{text-anchor:middle}\n");
  for (guint font = 0; font < ILV_N_FONTS; font++)
    {
      g_string_append_printf (out, ".s%u{font-size:", font);
      add_number (out, ilv_font_get_size_px (font));
      g_string_append (out, ilv_font_is_bold (font) ? "px;font-weight:bold}" : "px}");
    }
  g_string_append_c (out, '\n');
  add_rules (self, out, themes[theme]);
  if (theme == ILV_SVG_AUTO)
    {
      g_string_append (out, "@media (prefers-color-scheme:dark){\n");
      add_rules (self, out, ILV_THEME_DARK);
      g_string_append (out, "}\n");
    }
  g_string_append (out, "</style>\n");
}

/* The same hatches as ilv-palette.c strokes, as tiles. */
static const struct
{
  const char *path;
  const char *opacity;
} hatches[ILV_N_HATCHES] = {
  [ILV_HATCH_RISING] = { "M-1 9L9-1M-1 1L1-1M7 9L9 7", ".38" },
  [ILV_HATCH_CROSSED] = { "M-1 10L10-1M-1-1L10 10", ".38" },
  [ILV_HATCH_LEVEL] = { "M0 .5H5", ".38" },
  [ILV_HATCH_DOTS] = { "M0 6h1.2M6 6h1.2M3 0h1.2M9 0h1.2M3 12h1.2M9 12h1.2", ".38" },
  [ILV_HATCH_UPRIGHT] = { "M0 0V6M6 0V6", ".25" },
  [ILV_HATCH_FALLING] = { "M-1-1L7 7M5-1L7 1M-1 5L1 7", ".38" },
};

static void
add_hatches (IlvSvgWriter *self,
             GString      *out)
{
  g_string_append (out, "<defs>\n");
  for (guint style = 0; style < ILV_N_STYLES; style++)
    {
      const char *name = ilv_style_get_css_class (style);
      IlvHatch hatch = ilv_style_get_hatch (style);

      if ((self->used[style] >> USE_HATCH & 1) == 0 || hatches[hatch].path == NULL)
        continue;
      g_string_append_printf (out, "<pattern id=\"hatch-%s\" patternUnits=\"userSpaceOnUse\"",
                              name);
      add_attribute (out, "width", ilv_hatch_get_period (hatch));
      add_attribute (out, "height", ilv_hatch_get_period (hatch));
      g_string_append_printf (out, "><path class=\"p-%s\" d=\"%s\" stroke-width=\"1.2\" "
                              "stroke-opacity=\"%s\" fill=\"none\"/></pattern>\n", name,
                              hatches[hatch].path, hatches[hatch].opacity);
    }
  g_string_append (out, "</defs>\n");
}

/* --- The document --------------------------------------------------------------------- */

/* (transfer full): all before the shapes. */
static GBytes *
make_head (IlvSvgWriter *self)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
  const char *name = ilv_trace_get_program_name (self->trace);

  add_attribute (out, "width", self->list->width_px);
  add_attribute (out, "height", self->list->height_px);
  g_string_append (out, " viewBox=\"0 0 ");
  add_number (out, self->list->width_px);
  g_string_append_c (out, ' ');
  add_number (out, self->list->height_px);
  g_string_append (out, "\">\n");
  add_title (out, name);
  g_string_append (out, "<desc>");
  add_text (out, self->about);
  g_string_append (out, "</desc>\n");
  add_styles (self, out, self->theme);
  add_hatches (self, out);
  g_string_append (out, "<rect class=\"sheet\" width=\"100%\" height=\"100%\"/>\n");
  return g_string_free_to_bytes (out);
}

static void
end_piece (IlvSvgWriter *self)
{
  g_queue_push_tail (&self->pieces, g_string_free_to_bytes (self->out));
  self->out = g_string_new (NULL);
}

IlvSvgWriter *
ilv_svg_writer_new (const IlvDisplayList *list,
                    IlvTrace             *trace,
                    IlvSvgTheme           theme)
{
  IlvSvgWriter *self = g_new0 (IlvSvgWriter, 1);

  self->list = list;
  self->trace = g_object_ref (trace);
  self->theme = theme;
  self->about = ilv_layout_describe_run (trace);
  self->out = g_string_new (NULL);
  self->lanes = g_hash_table_new (NULL, NULL);
  self->open_lane = ILV_NO_LANE;
  g_queue_init (&self->pieces);
  return self;
}

void
ilv_svg_writer_free (IlvSvgWriter *self)
{
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  g_string_free (self->out, TRUE);
  g_hash_table_unref (self->lanes);
  g_object_unref (self->trace);
  g_free (self->about);
  g_free (self);
}

gboolean
ilv_svg_writer_step (IlvSvgWriter *self,
                     guint         n_shapes)
{
  const GArray *shapes = self->list->shapes;
  guint end = self->next + MIN (n_shapes, shapes->len - self->next);

  for (; self->next < end; self->next++)
    write_shape (self, &g_array_index (shapes, IlvShape, self->next));
  if (self->next == shapes->len)
    close_group (self);
  if (self->next == shapes->len || self->out->len >= PIECE_BYTES)
    end_piece (self);
  return self->next < shapes->len;
}

double
ilv_svg_writer_get_progress (const IlvSvgWriter *self)
{
  return self->next / (double) MAX (self->list->shapes->len, 1);
}

/* Styles stand before the shapes, but only these tell which are needed. */
GBytes *
ilv_svg_writer_next (IlvSvgWriter *self)
{
  if (!self->has_begun)
    {
      self->has_begun = TRUE;
      return make_head (self);
    }
  if (!g_queue_is_empty (&self->pieces))
    return g_queue_pop_head (&self->pieces);
  if (self->has_ended)
    return NULL;
  self->has_ended = TRUE;
  return g_bytes_new_static ("</svg>\n", strlen ("</svg>\n"));
}

/* ilv-display-list.c - The picture as a list of plain shapes: made, shown as text.
 *
 * Painting and picking are in files of their own.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-display-list.h"

#include <string.h>

IlvDisplayList *
ilv_display_list_new (void)
{
  IlvDisplayList *self = g_new0 (IlvDisplayList, 1);

  self->shapes = g_array_new (FALSE, FALSE, sizeof (IlvShape));
  self->points = g_array_new (FALSE, FALSE, sizeof (IlvPoint));
  self->cells = g_array_new (FALSE, FALSE, sizeof (IlvCell));
  self->text = g_string_new (NULL);
  return self;
}

void
ilv_display_list_free (IlvDisplayList *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->shapes);
  g_array_unref (self->points);
  g_array_unref (self->cells);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static guint32
offset_for (IlvDisplayList *self,
            IlvShapeKind    kind)
{
  switch (kind)
    {
    case ILV_SHAPE_AREA:
      return self->points->len;
    case ILV_SHAPE_ROW:
      return self->cells->len;
    case ILV_SHAPE_TEXT:
      return self->text->len;
    default:
      return 0;
    }
}

IlvShape *
ilv_display_list_add (IlvDisplayList *self,
                      IlvShapeKind    kind,
                      IlvStyle        style,
                      double          x,
                      double          y,
                      double          w,
                      double          h)
{
  IlvShape shape = {
    .kind = kind,
    .style = style,
    .x = x,
    .y = y,
    .w = w,
    .h = h,
    .offset = offset_for (self, kind),
    .target = ILV_TARGET_NONE,
  };

  g_array_append_val (self->shapes, shape);
  return &g_array_index (self->shapes, IlvShape, self->shapes->len - 1);
}

IlvShape *
ilv_display_list_add_text (IlvDisplayList *self,
                           IlvStyle        style,
                           IlvFont         font,
                           const char     *text,
                           double          x,
                           double          baseline,
                           double          max_width,
                           IlvShapeFlags   flags)
{
  IlvShape *shape = ilv_display_list_add (self, ILV_SHAPE_TEXT, style, x, baseline, max_width, 0);

  shape->font = font;
  shape->flags = flags | ILV_SHAPE_MUTED;
  shape->n = strlen (text);
  g_string_append_len (self->text, text, shape->n + 1);
  return shape;
}

static IlvShape *
last_shape (IlvDisplayList *self,
            IlvShapeKind    kind)
{
  IlvShape *shape;

  g_assert (self->shapes->len > 0);
  shape = &g_array_index (self->shapes, IlvShape, self->shapes->len - 1);
  g_assert (shape->kind == kind);
  return shape;
}

void
ilv_display_list_add_point (IlvDisplayList *self,
                            IlvPoint        point)
{
  last_shape (self, ILV_SHAPE_AREA)->n++;
  g_array_append_val (self->points, point);
}

void
ilv_display_list_add_cell (IlvDisplayList *self,
                           IlvCell         cell)
{
  last_shape (self, ILV_SHAPE_ROW)->n++;
  g_array_append_val (self->cells, cell);
}

IlvCell *
ilv_display_list_add_cells (IlvDisplayList *self,
                            guint           n)
{
  guint n_before = self->cells->len;

  last_shape (self, ILV_SHAPE_ROW)->n += n;
  g_array_set_size (self->cells, n_before + n);
  return &g_array_index (self->cells, IlvCell, n_before);
}

const char *
ilv_shape_get_text (const IlvDisplayList *self,
                    const IlvShape       *shape)
{
  return self->text->str + shape->offset;
}

const IlvPoint *
ilv_shape_get_points (const IlvDisplayList *self,
                      const IlvShape       *shape)
{
  return shape->kind == ILV_SHAPE_AREA && shape->n > 0
           ? &g_array_index (self->points, IlvPoint, shape->offset) : NULL;
}

const IlvCell *
ilv_shape_get_cells (const IlvDisplayList *self,
                     const IlvShape       *shape)
{
  return shape->kind == ILV_SHAPE_ROW && shape->n > 0
           ? &g_array_index (self->cells, IlvCell, shape->offset) : NULL;
}

double
ilv_shape_get_edge_width (const IlvShape *shape)
{
  return CLAMP (shape->w / 12, 0.5, 2.5);
}

guint
ilv_cells_get_run (const IlvCell *cells,
                   guint          from,
                   guint          n)
{
  guint to = from + 1;

  while (to < n && cells[to].ground == cells[from].ground && cells[to].work == cells[from].work
         && cells[to].share == cells[from].share)
    to++;
  return to;
}

const IlvShape *
ilv_display_list_find (const IlvDisplayList *self,
                       const IlvTarget      *target)
{
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (self->shapes, IlvShape, i);

      if ((shape->flags & ILV_SHAPE_MUTED) == 0 && ilv_target_equal (&shape->target, target))
        return shape;
    }
  return NULL;
}

/* --- As text --------------------------------------------------------------- */

static void
append_flags (GString       *text,
              IlvShapeFlags  flags)
{
  static const char *const names[] = { "edged", "hatched", "rounded", "dashed",
                                       "right", "centred", "ellipsized" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & 1u << i)
      g_string_append_printf (text, " %s", names[i]);
}

static void
append_target (GString         *text,
               const IlvTarget *target)
{
  if (target->lane != ILV_NO_LANE)
    g_string_append_printf (text, " lane=%u", target->lane);
  if (target->span != ILV_NO_INDEX)
    g_string_append_printf (text, " span=%u", target->span);
  if (target->step != ILV_NO_INDEX)
    g_string_append_printf (text, " step=%u", target->step);
  if (target->edge != ILV_NO_INDEX)
    g_string_append_printf (text, " edge=%u", target->edge);
}

static void
append_contents (GString              *text,
                 const IlvDisplayList *self,
                 const IlvShape       *shape)
{
  const IlvPoint *points = ilv_shape_get_points (self, shape);
  const IlvCell *cells = ilv_shape_get_cells (self, shape);

  if (shape->kind == ILV_SHAPE_TEXT)
    g_string_append_printf (text, " \"%s\"", ilv_shape_get_text (self, shape));
  for (guint i = 0; shape->kind == ILV_SHAPE_AREA && i < shape->n; i++)
    g_string_append_printf (text, " %g,%g", points[i].x, points[i].y);
  for (guint i = 0, to; shape->kind == ILV_SHAPE_ROW && i < shape->n; i = to)
    {
      to = ilv_cells_get_run (cells, i, shape->n);
      g_string_append_printf (text, " %u*", to - i);
      if (cells[i].ground != ILV_N_STYLES)
        g_string_append (text, ilv_style_get_css_class (cells[i].ground));
      if (cells[i].share != 0)
        g_string_append_printf (text, "+%s:%u", ilv_style_get_css_class (cells[i].work),
                                cells[i].share);
    }
}

char *
ilv_display_list_to_text (const IlvDisplayList *self)
{
  static const char *const kinds[] = { "rect", "row", "text", "line", "area", "arrow",
                                       "dot", "frame" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (self->shapes, IlvShape, i);

      g_string_append_printf (text, "%s %s %g,%g %gx%g", kinds[shape->kind],
                              ilv_style_get_css_class (shape->style),
                              shape->x, shape->y, shape->w, shape->h);
      append_flags (text, shape->flags);
      append_target (text, &shape->target);
      append_contents (text, self, shape);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

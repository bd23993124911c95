/* ilv-pick.c - What of a display list is at a point.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-display-list.h"

#include <math.h>

#define GRACE_PX 2.0

/* Both ends bulge to the right, so that many arrows from one place can be told apart. */
void
ilv_shape_get_curve (const IlvShape *shape,
                     IlvPoint        curve[4])
{
  double bulge = CLAMP (fabs (shape->h) / 3, 6, 14);

  curve[0] = (IlvPoint) { shape->x, shape->y, ILV_NO_INDEX };
  curve[1] = (IlvPoint) { shape->x + bulge, shape->y, ILV_NO_INDEX };
  curve[2] = (IlvPoint) { shape->x + shape->w - bulge, shape->y + shape->h, ILV_NO_INDEX };
  curve[3] = (IlvPoint) { shape->x + shape->w, shape->y + shape->h, ILV_NO_INDEX };
}

static gboolean
is_on_curve (const IlvShape *shape,
             double          x,
             double          y,
             double          grace)
{
  IlvPoint c[4];

  ilv_shape_get_curve (shape, c);
  for (int i = 0; i <= 32; i++)
    {
      double t = i / 32.0, s = 1 - t;
      double px = s * s * s * c[0].x + 3 * s * s * t * c[1].x + 3 * s * t * t * c[2].x
                  + t * t * t * c[3].x;
      double py = s * s * s * c[0].y + 3 * s * s * t * c[1].y + 3 * s * t * t * c[2].y
                  + t * t * t * c[3].y;

      if (hypot (px - x, py - y) <= 1.5 + grace)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_box (const IlvShape *shape,
           double          x,
           double          y,
           double          grace)
{
  if (shape->w > 2 * GRACE_PX)
    grace = 0;
  return x >= shape->x - grace && x < shape->x + shape->w + grace
         && y >= shape->y && y < shape->y + shape->h;
}

static gboolean
pick_row (const IlvDisplayList *self,
          const IlvShape       *shape,
          double                x,
          double                y,
          IlvTarget            *target)
{
  double cell = floor (x - shape->x);

  if (cell < 0 || cell >= shape->n || y < shape->y || y >= shape->y + shape->h)
    return FALSE;
  *target = shape->target;
  target->span = ilv_shape_get_cells (self, shape)[(guint) cell].span;
  return target->span != ILV_NO_INDEX;
}

static gboolean
pick_area (const IlvDisplayList *self,
           const IlvShape       *shape,
           double                x,
           double                y,
           double                grace,
           IlvTarget            *target)
{
  const IlvPoint *points = ilv_shape_get_points (self, shape);
  guint i = shape->n;

  while (i > 0 && points[i - 1].x > x)
    i--;
  if (i == 0 || y < points[i - 1].y - grace || y > shape->y + shape->h
      || x > points[shape->n - 1].x)
    return FALSE;
  *target = shape->target;
  target->step = points[i - 1].step;
  return TRUE;
}

static gboolean
pick_shape (const IlvDisplayList *self,
            const IlvShape       *shape,
            double                x,
            double                y,
            double                grace,
            IlvTarget            *target)
{
  *target = shape->target;
  switch (shape->kind)
    {
    case ILV_SHAPE_ROW:
      return pick_row (self, shape, x, y, target);
    case ILV_SHAPE_AREA:
      return pick_area (self, shape, x, y, grace, target);
    case ILV_SHAPE_ARROW:
      return is_on_curve (shape, x, y, grace);
    case ILV_SHAPE_DOT:
      return hypot (x - shape->x, y - shape->y) <= shape->w + grace;
    case ILV_SHAPE_RECT:
      return is_in_box (shape, x, y, grace);
    default:
      return FALSE;
    }
}

static gboolean
pick_uppermost (const IlvDisplayList *self,
                double                x,
                double                y,
                double                grace,
                IlvTarget            *target)
{
  for (guint i = self->shapes->len; i > 0; i--)
    {
      const IlvShape *shape = &g_array_index (self->shapes, IlvShape, i - 1);

      if ((shape->flags & ILV_SHAPE_MUTED) == 0 && pick_shape (self, shape, x, y, grace, target))
        return TRUE;
    }
  return FALSE;
}

/* What lies under the point exactly comes before what only lies near it. */
IlvTarget
ilv_display_list_pick (const IlvDisplayList *self,
                       double                x,
                       double                y)
{
  IlvTarget target;

  if (pick_uppermost (self, x, y, 0, &target) || pick_uppermost (self, x, y, GRACE_PX, &target))
    return target;
  return ILV_TARGET_NONE;
}

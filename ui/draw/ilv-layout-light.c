/* ilv-layout-light.c - What the user wants lit keeps its colours, the rest fades.
 *
 * Done to the finished shapes: what lanes show is worked out, and kept from frame to frame, as
 * if all were lit.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

static guint32
function_of (const struct layout *self,
             guint32              g)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);

  return goroutine != NULL ? goroutine->func : 0;
}

static gboolean
is_span_lit (const struct layout *self,
             const IlvLight      *light,
             const IlvLane       *lane,
             guint                index)
{
  gboolean is_goroutine = lane->kind == ILV_LANE_GOROUTINE;
  IlvSpan span = ilv_lane_get_span (lane, index);

  switch (light->kind)
    {
    case ILV_LIGHT_ALL:
      return TRUE;
    case ILV_LIGHT_STATE:
      return span.state == light->key;
    case ILV_LIGHT_OBJECT:
      return is_goroutine && span.object == light->key && span.state != ILV_STATE_SYSCALL;
    case ILV_LIGHT_FUNCTION:
      return function_of (self, is_goroutine ? lane->key : span.object) == light->key;
    }
  g_assert_not_reached ();
}

/* Only of goroutines, and of what they ran on: the rest has other colours with other meanings. */
static const IlvLane *
get_lane (const struct layout *self,
          const IlvShape      *shape)
{
  const IlvLane *lane;

  if (!ilv_trace_has_lane (self->trace, shape->target.lane))
    return NULL;
  lane = ilv_trace_get_lane (self->trace, shape->target.lane);
  return lane->kind == ILV_LANE_GOROUTINE || lane->kind == ILV_LANE_PROC
           || lane->kind == ILV_LANE_MACHINE ? lane : NULL;
}

static void
fade_cell (const struct layout *self,
           const IlvLight      *light,
           const IlvLane       *lane,
           IlvCell             *cell)
{
  if (light->kind == ILV_LIGHT_STATE && lane->kind == ILV_LANE_GOROUTINE)
    {
      IlvStyle lit = ilv_style_for_state (light->key);

      if (cell->ground < ILV_N_STYLES && cell->ground != lit)
        cell->ground = ILV_STYLE_FADED;
      if (cell->work < ILV_N_STYLES && cell->work != lit)
        cell->work = ILV_STYLE_FADED;
    }
  else if (cell->span != ILV_NO_INDEX && !is_span_lit (self, light, lane, cell->span))
    {
      cell->ground = cell->ground < ILV_N_STYLES ? ILV_STYLE_FADED : cell->ground;
      cell->work = cell->work < ILV_N_STYLES ? ILV_STYLE_FADED : cell->work;
    }
}

/* TRUE: it was a span and is faded. */
static gboolean
fade_span (const struct layout *self,
           const IlvLight      *light,
           const IlvLane       *lane,
           IlvShape            *shape)
{
  if (shape->kind != ILV_SHAPE_RECT || shape->target.span == ILV_NO_INDEX
      || is_span_lit (self, light, lane, shape->target.span))
    return FALSE;
  shape->style = ILV_STYLE_FADED;
  shape->flags &= ~ILV_SHAPE_HATCHED;
  return TRUE;
}

void
ilv_layout_light (struct layout *self)
{
  IlvLight light = ilv_session_get_light (self->session);
  IlvStyle faded = ILV_N_STYLES; /* that the span before had */

  for (guint i = 0; light.kind != ILV_LIGHT_ALL && i < self->list->shapes->len; i++)
    {
      IlvShape *shape = &g_array_index (self->list->shapes, IlvShape, i);
      const IlvLane *lane = get_lane (self, shape);
      IlvStyle style = shape->style;

      if (lane != NULL && shape->kind == ILV_SHAPE_ROW)
        for (guint k = 0; k < shape->n; k++)
          fade_cell (self, &light, lane,
                     &g_array_index (self->list->cells, IlvCell, shape->offset + k));
      else if (shape->target.span != ILV_NO_INDEX)
        faded = lane != NULL && fade_span (self, &light, lane, shape) ? style : ILV_N_STYLES;
      else if (style == faded)
        shape->style = ILV_STYLE_FADED; /* the words on a span, and the ground below them */
    }
}

/* ilv-layout-counters.c - Lanes of numbers over time: goroutines, heap, run queues.
 *
 * An area under a staircase, as high as the highest number of the whole run lets it be, so
 * that two stretches of it can be compared. The parts of a sum lie one over the other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#define TOP_PX      5.0
#define BOTTOM_PX   4.0
#define MIN_PAUSE_PX 1.0
#define N_SCALE_PLACES 8 /* along a lane, where its number may stand */

struct counter
{
  struct layout *layout;
  const IlvLane *lane;
  GArray *segments;
  double base;      /* y of 0 */
  double unit;      /* px */
  guint32 max_level;
};

/* What of a segment a part reaches up to. */
static guint32
get_all (const struct ilv_layout_segment *segment)
{
  return segment->level;
}

static guint32
get_running (const struct ilv_layout_segment *segment)
{
  return MIN (segment->above, segment->level);
}

static guint32
get_busy (const struct ilv_layout_segment *segment)
{
  return MIN ((guint32) segment->above + segment->below, segment->level);
}

static void
add_part (const struct counter *self,
          IlvStyle              style,
          IlvLayoutHeightFunc   get_height)
{
  IlvDisplayList *list = self->layout->list;
  const struct ilv_layout_segment *segments = (const void *) self->segments->data;
  guint n = self->segments->len;
  double top = self->base - self->max_level * self->unit;
  IlvShape *shape = ilv_display_list_add (list, ILV_SHAPE_AREA, style, segments[0].x0, top,
                                          segments[n - 1].x1 - segments[0].x0, self->base - top);

  shape->target.lane = self->lane->id;
  for (guint i = 0; i < n; i++)
    {
      double y = self->base - MIN (get_height (&segments[i]), self->max_level) * self->unit;

      ilv_display_list_add_point (list, (IlvPoint) { segments[i].x0, y, segments[i].step });
      if (i + 1 == n)
        ilv_display_list_add_point (list, (IlvPoint) { segments[i].x1, y, segments[i].step });
    }
}

static gboolean
is_free (const struct counter *self,
         double                x,
         double                y,
         double                w)
{
  const cairo_rectangle_t box = { x - 2, y + 2, w + 4, 9.5 };
  gboolean is_free = ilv_layout_is_free (self->segments, get_all, self->base, self->unit, &box);

  if (self->lane->key == ILV_COUNTER_GOROUTINES)
    is_free = is_free
              && ilv_layout_is_free (self->segments, get_busy, self->base, self->unit, &box)
              && ilv_layout_is_free (self->segments, get_running, self->base, self->unit, &box);
  return is_free;
}

/* The number the top of the area stands for: where no line goes through it, from the left on. */
static void
add_scale (const struct counter *self)
{
  const struct ilv_layout_segment *segments = (const void *) self->segments->data;
  g_autofree char *text = ilv_trace_dup_count (self->lane->key, self->max_level);
  double y = self->base - self->max_level * self->unit;
  double x0 = segments[0].x0, x1 = segments[self->segments->len - 1].x1;
  double w = ilv_layout_text_width (self->layout, ILV_FONT_SMALL, text);

  ilv_display_list_add (self->layout->list, ILV_SHAPE_LINE, ILV_STYLE_CAPACITY, x0, y, x1 - x0, 0)
    ->flags = ILV_SHAPE_DASHED | ILV_SHAPE_MUTED;
  for (guint i = 0; i <= N_SCALE_PLACES; i++)
    {
      double x = x0 + 4 + (x1 - x0 - w - 8) * i / N_SCALE_PLACES;

      if (x < x0 + 4 || !is_free (self, x, y, w))
        continue;
      ilv_display_list_add_text (self->layout->list, ILV_STYLE_CAPACITY, ILV_FONT_SMALL, text, x,
                                 y + 10, w, 0);
      return;
    }
}

/* When the program stood still for a collection. */
static void
add_pauses (const struct counter *self)
{
  const struct layout *layout = self->layout;
  guint n_bands;
  const IlvBand *bands = ilv_trace_get_bands (layout->trace, &n_bands);
  double free_from = layout->left;

  for (guint i = 0; i < n_bands && bands[i].start_nsec <= layout->last_nsec; i++)
    {
      guint64 end_nsec = MIN (bands[i].end_nsec, ilv_trace_get_end_nsec (layout->trace));
      double x = MAX (ilv_layout_x (layout, bands[i].start_nsec), free_from);
      double end = MIN (MAX (ilv_layout_x (layout, end_nsec), x + MIN_PAUSE_PX), layout->right);

      if (bands[i].kind != ILV_BAND_GC || end_nsec < layout->first_nsec || end <= x)
        continue;
      ilv_display_list_add (layout->list, ILV_SHAPE_RECT, ILV_STYLE_GC, x, self->base, end - x, 3)
        ->flags = ILV_SHAPE_MUTED;
      free_from = end;
    }
}

void
ilv_layout_steps (struct layout *layout,
                  const IlvLane *lane,
                  IlvStyle       style,
                  double         top,
                  double         height)
{
  g_autoptr(GArray) segments = ilv_layout_fold_steps (layout, lane);
  struct counter self = { layout, lane, segments, top + height };
  IlvStepMix mix;

  if (segments->len == 0)
    return;
  ilv_lane_mix_steps (lane, lane->first_step, ilv_lane_n_steps (lane), &mix);
  self.max_level = MAX (mix.max_level, 1);
  self.unit = height / self.max_level;
  add_part (&self, style, get_all);
}

static IlvStyle
style_for (guint counter)
{
  switch (counter)
    {
    case ILV_COUNTER_HEAP:
      return ILV_STYLE_BUFFER;
    case ILV_COUNTER_ASLEEP:
      return ILV_STYLE_ASLEEP;
    default:
      return ILV_STYLE_READY;
    }
}

void
ilv_layout_counter (struct layout *layout,
                    const IlvLane *lane,
                    double         y,
                    double         h)
{
  g_autoptr(GArray) segments = ilv_layout_fold_steps (layout, lane);
  struct counter self = { layout, lane, segments, y + h - BOTTOM_PX };
  IlvStepMix mix;

  if (segments->len == 0)
    return;
  ilv_lane_mix_steps (lane, lane->first_step, ilv_lane_n_steps (lane), &mix);
  self.max_level = MAX (mix.max_level, 1);
  self.unit = (h - TOP_PX - BOTTOM_PX) / self.max_level;
  if (lane->key == ILV_COUNTER_GOROUTINES)
    {
      add_part (&self, ILV_STYLE_ASLEEP, get_all);
      add_part (&self, ILV_STYLE_READY, get_busy);
      add_part (&self, ILV_STYLE_RUNNING, get_running);
    }
  else
    {
      add_part (&self, style_for (lane->key), get_all);
    }
  if (lane->key == ILV_COUNTER_HEAP)
    add_pauses (&self);
  add_scale (&self);
}

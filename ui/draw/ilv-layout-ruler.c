/* ilv-layout-ruler.c - The times above the lanes, the lines below them, what holds for all lanes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <inttypes.h>
#include <math.h>

#include "draw/ilv-ticks.h"
#include "model/ilv-format.h"

#define RULER_PX     24.0
#define MIN_BREAK_PX 3.0

double
ilv_layout_get_ruler_height (void)
{
  return RULER_PX;
}

/* What a ruler counts: times, or on an axis of steps events. */
static guint64
get_count (const struct layout *self,
           guint64              time_nsec)
{
  if (ilv_axis_get_kind (self->view->axis) != ILV_AXIS_STEPS)
    return time_nsec;
  return MAX (ilv_axis_place (self->view->axis, time_nsec), 0) / ILV_AXIS_STEP_NSEC;
}

static double
count_x (const struct layout *self,
         guint64              count)
{
  double x;

  if (ilv_axis_get_kind (self->view->axis) != ILV_AXIS_STEPS)
    return ilv_layout_x (self, count);
  x = (count * ILV_AXIS_STEP_NSEC - self->view->start_nsec) / self->view->nsec_per_px;
  return floor (self->left + x + 0.5);
}

/* (transfer full) */
static char *
format_count (const struct layout *self,
              guint64              count,
              guint64              step)
{
  if (ilv_axis_get_kind (self->view->axis) == ILV_AXIS_STEPS)
    return g_strdup_printf ("%" PRIu64, count);
  return ilv_ticks_format (count, step);
}

/* Marks are as close as their texts let them be. */
static guint64
choose_step (const struct layout *self)
{
  double count_px = ilv_axis_get_kind (self->view->axis) == ILV_AXIS_STEPS
                      ? ILV_AXIS_STEP_NSEC / self->view->nsec_per_px
                      : 1 / self->view->nsec_per_px;
  guint64 last = get_count (self, self->last_nsec);
  double min_px = 64;

  for (;;)
    {
      guint64 step = ilv_ticks_get_step (1 / count_px, min_px);
      g_autofree char *text = format_count (self, last - last % step, step);

      if (ilv_layout_text_width (self, ILV_FONT_SMALL, text) + 14 <= step * count_px)
        return step;
      min_px *= 1.5;
    }
}

/* The first multiple of @step at or after @count that does not fall into a stretch that was cut
 * short: there would be too many in too little room. */
static guint64
next_mark (const struct layout *self,
           guint64              count,
           guint64              step)
{
  guint n_gaps, low = 0, high;
  const IlvGap *gaps = ilv_axis_get_gaps (self->view->axis, &n_gaps);
  guint64 mark = (count + step - 1) / step * step;

  for (high = n_gaps; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (gaps[middle].end_nsec <= mark)
        low = middle + 1;
      else
        high = middle;
    }
  if (low < n_gaps && mark > gaps[low].start_nsec)
    mark = (gaps[low].end_nsec + step - 1) / step * step;
  return mark;
}

static void
add_ruler_text (struct layout *self,
                guint64        count,
                guint64        step,
                double         y,
                double        *free_from)
{
  g_autofree char *text = format_count (self, count, step);
  double x = count_x (self, count) + 4;
  double w = ilv_layout_text_width (self, ILV_FONT_SMALL, text);

  if (x < *free_from || x + w > self->right)
    return;
  ilv_display_list_add_text (self->list, ILV_STYLE_RULER, ILV_FONT_SMALL, text, x, y + 15,
                             self->right - x, 0);
  *free_from = x + w + 6;
}

void
ilv_layout_ruler (struct layout *self,
                  double         y)
{
  guint64 step = choose_step (self);
  guint64 small = MAX (step / (step % 5 == 0 ? 5 : 2), 1);
  guint64 first = get_count (self, self->first_nsec), last = get_count (self, self->last_nsec);
  double free_from = 0;

  ilv_layout_muted (self, ILV_SHAPE_RECT, ILV_STYLE_RULER, 0, y, self->view->width_px, RULER_PX);
  ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_PAPER, 0, y + RULER_PX - 1,
                    self->view->width_px, 0);
  for (guint64 mark = next_mark (self, first, small); mark <= last;
       mark = next_mark (self, mark + 1, small))
    ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_RULER, count_x (self, mark),
                      y + RULER_PX - (mark % step == 0 ? 8 : 4), 0, mark % step == 0 ? 8 : 4);
  for (guint64 mark = next_mark (self, first, step); mark <= last;
       mark = next_mark (self, mark + 1, step))
    add_ruler_text (self, mark, step, y, &free_from);
}

void
ilv_layout_grid (struct layout *self,
                 double         y,
                 double         height)
{
  guint64 step = choose_step (self);
  guint64 last = get_count (self, self->last_nsec);

  for (guint64 mark = next_mark (self, get_count (self, self->first_nsec), step); mark <= last;
       mark = next_mark (self, mark + 1, step))
    ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_GRID, count_x (self, mark), y, 0, height);
}

/* Where time was cut short: over the lanes, with its length if there is room. */
void
ilv_layout_breaks (struct layout *self,
                   double         y,
                   double         height)
{
  guint n_gaps;
  const IlvGap *gaps = ilv_axis_get_gaps (self->view->axis, &n_gaps);

  for (guint i = 0; i < n_gaps && gaps[i].start_nsec <= self->last_nsec; i++)
    {
      double x = MAX (ilv_layout_x (self, gaps[i].start_nsec), self->left);
      double w = MIN (ilv_layout_x (self, gaps[i].end_nsec), self->right) - x;
      g_autofree char *text = NULL;

      if (gaps[i].end_nsec < self->first_nsec || w < MIN_BREAK_PX)
        continue;
      ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_BREAK, x, y, 0, height)->flags
        |= ILV_SHAPE_DASHED;
      ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_BREAK, x + w, y, 0, height)->flags
        |= ILV_SHAPE_DASHED;
      text = ilv_format_duration (gaps[i].end_nsec - gaps[i].start_nsec);
      if (ilv_layout_text_width (self, ILV_FONT_SMALL, text) + 6 > w)
        continue;
      ilv_layout_muted (self, ILV_SHAPE_RECT, ILV_STYLE_BREAK, x + 1, y + 2, w - 1, 14);
      ilv_display_list_add_text (self->list, ILV_STYLE_BREAK, ILV_FONT_SMALL, text, x + 3, y + 13,
                                 w - 6, ILV_SHAPE_CENTRED);
    }
}

/* Behind the lanes: when the whole program stood still. */
void
ilv_layout_bands (struct layout *self,
                  double         y,
                  double         height)
{
  guint n_bands;
  const IlvBand *bands = ilv_trace_get_bands (self->trace, &n_bands);

  for (guint i = 0; i < n_bands; i++)
    {
      guint64 end_nsec = MIN (bands[i].end_nsec, ilv_trace_get_end_nsec (self->trace));
      double x = MAX (ilv_layout_x (self, bands[i].start_nsec), self->left);
      double w = MIN (ilv_layout_x (self, end_nsec), self->right) - x;

      if (bands[i].kind != ILV_BAND_STALL && bands[i].start_nsec <= self->last_nsec
          && end_nsec >= self->first_nsec)
        ilv_layout_muted (self, ILV_SHAPE_RECT, ILV_STYLE_BAND, x, y, MAX (w, 1), height);
    }
}

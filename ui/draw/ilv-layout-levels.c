/* ilv-layout-levels.c - Lanes of steps: channels, WaitGroups, queues.
 *
 * Everything is drawn from segments (ilv-layout-fold.c).
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DOT_PX            3.5
#define MIN_DOT_GAP_PX    7.0
#define MAX_DOTS_A_SEGMENT 3

struct level_lane
{
  struct layout *layout;
  const IlvLane *lane;
  GArray *segments;
  double y, h;
};

static const struct ilv_layout_segment *
segment_at (const struct level_lane *self,
            guint                    i)
{
  return &g_array_index (self->segments, struct ilv_layout_segment, i);
}

static void
set_target (const struct level_lane *self,
            IlvShape                *shape,
            guint32                  step)
{
  shape->target.lane = self->lane->id;
  shape->target.step = step;
}

static void
add_area (const struct level_lane *self,
          IlvStyle                 style,
          double                   top,
          double                   height,
          guint32                  max_level)
{
  IlvDisplayList *list = self->layout->list;
  double unit = height / MAX (max_level, 1);
  IlvShape *shape;

  if (self->segments->len == 0)
    return;
  shape = ilv_display_list_add (list, ILV_SHAPE_AREA, style, segment_at (self, 0)->x0, top,
                                segment_at (self, self->segments->len - 1)->x1
                                  - segment_at (self, 0)->x0, height);
  set_target (self, shape, ILV_NO_INDEX);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const struct ilv_layout_segment *segment = segment_at (self, i);
      double y = top + height - MIN (segment->level, max_level) * unit;

      ilv_display_list_add_point (list, (IlvPoint) { segment->x0, y, segment->step });
      if (i + 1 == self->segments->len)
        ilv_display_list_add_point (list, (IlvPoint) { segment->x1, y, segment->step });
    }
}

/* One bar for each stretch with the same number of waiters; thicker for more, up to
 * @max_px. @y is the edge it grows from: upwards if @grows_up. */
static void
add_bars (const struct level_lane *self,
          IlvStyle                 style,
          gboolean                 of_above,
          double                   y,
          double                   max_px,
          gboolean                 grows_up)
{
  for (guint i = 0, to; i < self->segments->len; i = to)
    {
      const struct ilv_layout_segment *first = segment_at (self, i);
      guint count = of_above ? first->above : first->below;
      double thickness = MIN (2 + 2 * count, max_px);
      double x1 = first->x1;
      IlvShape *bar;

      for (to = i + 1; to < self->segments->len; to++)
        {
          const struct ilv_layout_segment *next = segment_at (self, to);

          if ((of_above ? next->above : next->below) != count)
            break;
          x1 = next->x1;
        }
      if (count == 0)
        continue;
      bar = ilv_display_list_add (self->layout->list, ILV_SHAPE_RECT, style, first->x0,
                                  grows_up ? y - thickness : y, MAX (x1 - first->x0, 1),
                                  thickness);
      bar->flags = ILV_SHAPE_ROUNDED;
      set_target (self, bar, first->step);
    }
}

static void
add_axis (const struct level_lane *self,
          double                   y,
          guint64                  end_nsec)
{
  double x0, x1;

  if (self->segments->len == 0)
    return;
  x0 = segment_at (self, 0)->x0;
  x1 = MIN (segment_at (self, self->segments->len - 1)->x1,
            end_nsec == ILV_TIME_OPEN ? G_MAXDOUBLE : ilv_layout_x (self->layout, end_nsec));
  if (x1 > x0)
    ilv_display_list_add (self->layout->list, ILV_SHAPE_LINE, ILV_STYLE_AXIS, x0, y, x1 - x0, 0)
      ->flags = ILV_SHAPE_MUTED;
}

/* --- Values as dots ------------------------------------------------------------ */

struct dot
{
  double x, y;
  guint32 value;
  gboolean has_senders; /* over it is a bar */
};

static gboolean
is_transfer (guint type,
             gboolean is_buffered)
{
  switch (type)
    {
    case ILV_EVENT_CHAN_SEND_TO:
    case ILV_EVENT_CHAN_RECV_FROM:
      return TRUE;
    case ILV_EVENT_CHAN_SEND:
    case ILV_EVENT_CHAN_RECV:
      return is_buffered;
    default:
      return FALSE;
    }
}

static void
collect_dots (const struct level_lane *self,
              gboolean                 is_buffered,
              double                   base,
              double                   unit,
              GArray                  *dots)
{
  double last_x = -G_MAXDOUBLE;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const struct ilv_layout_segment *segment = segment_at (self, i);

      for (guint j = 0; j < segment->n_steps && segment->n_steps <= MAX_DOTS_A_SEGMENT; j++)
        {
          IlvStep step = ilv_lane_get_step (self->lane, segment->step + j);
          double x = ilv_layout_x (self->layout, step.time_nsec);
          struct dot dot = { x, base - step.level * unit, step.value, step.n_above > 0 };
          IlvShape *shape;

          if (!is_transfer (step.type, is_buffered) || x < self->layout->left
              || x - last_x < MIN_DOT_GAP_PX)
            continue;
          shape = ilv_display_list_add (self->layout->list, ILV_SHAPE_DOT, ILV_STYLE_VALUE,
                                        dot.x, dot.y, is_buffered ? 2 : DOT_PX, 0);
          set_target (self, shape, segment->step + j);
          g_array_append_val (dots, dot);
          last_x = x;
        }
    }
}

/* Where words about the last value must end: where the word of its close begins. */
static double
end_of_words (const struct level_lane *self)
{
  const IlvObject *object = ilv_trace_get_object (self->layout->trace, self->lane->key);

  if (!object->is_closed)
    return self->layout->right;
  return MIN (ilv_layout_x (self->layout, object->close_nsec), self->layout->right);
}

static void
add_dots (const struct level_lane *self,
          gboolean                 is_buffered,
          double                   base,
          double                   unit)
{
  g_autoptr(GArray) dots = g_array_new (FALSE, FALSE, sizeof (struct dot));

  collect_dots (self, is_buffered, base, unit, dots);
  for (guint i = 0; i < dots->len && !is_buffered; i++)
    {
      const struct dot *dot = &g_array_index (dots, struct dot, i);
      double end = i + 1 < dots->len ? g_array_index (dots, struct dot, i + 1).x
                                     : end_of_words (self);
      g_autofree char *value = ilv_trace_dup_value (self->layout->trace, dot->value);
      double room = end - dot->x - 2 * DOT_PX - 6;

      if (value != NULL && ilv_layout_text_width (self->layout, ILV_FONT_SMALL, value) <= room)
        ilv_display_list_add_text (self->layout->list, ILV_STYLE_VALUE, ILV_FONT_SMALL, value,
                                   dot->x + DOT_PX + 4,
                                   dot->has_senders ? dot->y + 13 : dot->y - 5, room, 0);
    }
}

static guint32
get_level (const struct ilv_layout_segment *segment)
{
  return segment->level;
}

/* Beside the bar of a close, at mid height, above or below: where no line of the stairs goes
 * through it, if there is such a place. */
static void
add_close_word (const struct level_lane *self,
                double                   x,
                double                   base,
                double                   unit,
                gboolean                 goes_on)
{
  /* translators: a channel was closed; short, stands in the picture */
  const char *word = _("closed");
  double w = ilv_layout_text_width (self->layout, ILV_FONT_SMALL, word);
  double middle = self->y + self->h / 2 + 4;
  const double baselines[] = { middle, self->y + 13, self->y + self->h - 6 };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (baselines); i++)
    {
      double left = i < G_N_ELEMENTS (baselines) ? x + 6 : x - 4 - w;
      double baseline = baselines[i % G_N_ELEMENTS (baselines)];
      const cairo_rectangle_t box = { left, baseline - 9, w, 11 };

      if (left < self->layout->left || left + w + 2 > self->layout->right
          || ((goes_on || left < x)
              && !ilv_layout_is_free (self->segments, get_level, base, unit, &box)))
        continue;
      ilv_display_list_add_text (self->layout->list, ILV_STYLE_CLOSED, ILV_FONT_SMALL, word, left,
                                 baseline, w, 0);
      return;
    }
}

/* Level 0 is at @base, the others @unit each above it; behind the close they may go on. */
static void
add_close (const struct level_lane *self,
           const IlvObject         *object,
           double                   base,
           double                   unit,
           gboolean                 goes_on)
{
  double x = ilv_layout_x (self->layout, object->close_nsec);
  IlvShape *shape;

  if (object->close_nsec < self->layout->first_nsec || object->close_nsec > self->layout->last_nsec)
    return;
  shape = ilv_display_list_add (self->layout->list, ILV_SHAPE_RECT, ILV_STYLE_CLOSED, x,
                                self->y + 5, 2, self->h - 10);
  set_target (self, shape, ilv_lane_first_step_from (self->lane, object->close_nsec));
  add_close_word (self, x, base, unit, goes_on);
}

/* A text in every stretch of @level (0: any but 0) wide enough for it, under the
 * line of the level at @top for level 0 minus @unit each, or over it. */
static void
label_stretches (const struct level_lane *self,
                 IlvStyle                 style,
                 guint32                  level,
                 const char              *format,
                 guint32                  of,
                 double                   bottom,
                 double                   unit)
{
  for (guint i = 0, to; i < self->segments->len; i = to)
    {
      const struct ilv_layout_segment *first = segment_at (self, i);
      double y = bottom - first->level * unit;
      double room;
      g_autofree char *text = NULL;

      for (to = i + 1; to < self->segments->len && segment_at (self, to)->level == first->level;)
        to++;
      if (first->level == 0 || (level != 0 && first->level != level))
        continue;
      room = segment_at (self, to - 1)->x1 - first->x0 - 8;
      text = of != 0 ? g_strdup_printf (format, first->level, of)
                     : g_strdup_printf (format, first->level);
      if (ilv_layout_text_width (self->layout, ILV_FONT_SMALL, text) <= room)
        ilv_display_list_add_text (self->layout->list, style, ILV_FONT_SMALL, text, first->x0 + 4,
                                   bottom - y >= 14 ? y + 13 : y - 3, room, ILV_SHAPE_CENTRED);
    }
}

static void
add_buffered (const struct level_lane *self,
              const IlvObject         *object)
{
  double top = self->y + 8, height = self->h - 18;
  guint32 shown = MAX (object->capacity, object->max_level);
  double x0, x1;

  if (self->segments->len == 0)
    return;
  add_area (self, ILV_STYLE_BUFFER, top, height, shown);
  x0 = segment_at (self, 0)->x0;
  x1 = segment_at (self, self->segments->len - 1)->x1;
  ilv_display_list_add (self->layout->list, ILV_SHAPE_LINE, ILV_STYLE_CAPACITY, x0,
                        top + height - height * object->capacity / MAX (shown, 1), x1 - x0, 0)
    ->flags = ILV_SHAPE_DASHED | ILV_SHAPE_MUTED;
  add_bars (self, ILV_STYLE_PARKED, TRUE, top - 1, 6, TRUE);
  add_bars (self, ILV_STYLE_PARKED, FALSE, top + height + 2, 6, FALSE);
  add_dots (self, TRUE, top + height, height / MAX (shown, 1));
  if (object->capacity > 1)
    /* translators: a channel's buffer is full: "4 of 4" values in it */
    label_stretches (self, ILV_STYLE_BUFFER, object->capacity, _("%u of %u"), object->capacity,
                     top + height, height / MAX (shown, 1));
  if (object->is_closed)
    add_close (self, object, top + height, height / MAX (shown, 1), TRUE);
}

static void
add_unbuffered (const struct level_lane *self,
                const IlvObject         *object)
{
  double axis = floor (self->y + self->h / 2) + 1;

  add_axis (self, axis, object->close_nsec);
  add_bars (self, ILV_STYLE_PARKED, TRUE, axis - 3, 10, TRUE);
  add_bars (self, ILV_STYLE_PARKED, FALSE, axis + 4, 10, FALSE);
  add_dots (self, FALSE, axis, 0);
  if (object->is_closed)
    add_close (self, object, axis, 0, FALSE);
}

void
ilv_layout_channel (struct layout *layout,
                    const IlvLane *lane,
                    double         y,
                    double         h)
{
  g_autoptr(GArray) segments = ilv_layout_fold_steps (layout, lane);
  const struct level_lane self = { layout, lane, segments, y, h };
  const IlvObject *object = ilv_trace_get_object (layout->trace, lane->key);

  if (object->capacity > 0 || object->max_level > 0)
    add_buffered (&self, object);
  else
    add_unbuffered (&self, object);
}

void
ilv_layout_wait_group (struct layout *layout,
                       const IlvLane *lane,
                       double         y,
                       double         h)
{
  g_autoptr(GArray) segments = ilv_layout_fold_steps (layout, lane);
  const struct level_lane self = { layout, lane, segments, y, h };
  const IlvObject *object = ilv_trace_get_object (layout->trace, lane->key);
  double height = h - 13;

  add_area (&self, ILV_STYLE_COUNTER, y + 4, height, object->max_level);
  add_bars (&self, ILV_STYLE_QUEUE, FALSE, y + 4 + height + 2, 5, FALSE);
  /* translators: the counter of a WaitGroup, in the picture */
  label_stretches (&self, ILV_STYLE_COUNTER, 0, _("counter %u"), 0, y + 4 + height,
                   height / MAX (object->max_level, 1));
}

void
ilv_layout_queue (struct layout *layout,
                  const IlvLane *lane,
                  double         y,
                  double         h)
{
  g_autoptr(GArray) segments = ilv_layout_fold_steps (layout, lane);
  const struct level_lane self = { layout, lane, segments, y, h };
  const IlvObject *object = ilv_trace_get_object (layout->trace, lane->key);

  if (lane->kind == ILV_LANE_MUTEX && object->max_level > 0)
    {
      add_area (&self, ILV_STYLE_COUNTER, y + 4, 14, object->max_level);
      /* translators: how many have an RWMutex for reading, in the picture */
      label_stretches (&self, ILV_STYLE_COUNTER, 0, _("readers %u"), 0, y + 18,
                       14.0 / object->max_level);
    }
  else
    {
      add_axis (&self, y + 22, ILV_TIME_OPEN);
    }
  add_bars (&self, ILV_STYLE_QUEUE, FALSE, y + 22, 8, FALSE);
}

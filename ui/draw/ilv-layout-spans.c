/* ilv-layout-spans.c - Lanes of spans: threads, goroutines, holders of a mutex.
 *
 * A span as wide as LONG_PX or more is a rectangle. Between long ones lie runs of
 * shorter ones: a handful become thin rectangles, more become a row of pixel
 * columns, each showing what the index says its time contains. Which is which
 * depends on durations and zoom alone, not on where the view begins, so a
 * picture does not flicker when it is moved.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#define LONG_PX        ILV_LAYOUT_LONG_PX
#define FEW            4
#define MIN_WORK_PX    2.0   /* work is never lost, however short */
#define MIN_WAIT_PX    1.0
#define LABEL_PAD_PX   6.0
#define MIN_LABEL_PX   16.0
#define MIN_ROUNDED_PX 10.0
#define MIN_LABEL_HEIGHT_PX 12.0

static gboolean
is_work (const IlvLane      *lane,
         const IlvBriefSpan *span)
{
  return lane->kind != ILV_LANE_GOROUTINE || ilv_state_is_work (span->state);
}

IlvStyle
ilv_layout_span_style (const IlvLane *lane,
                       const IlvSpan *span)
{
  if (lane->kind == ILV_LANE_GOROUTINE || span->state == ILV_STATE_SYSCALL)
    return ilv_style_for_state (span->state);
  if (lane->kind == ILV_LANE_REGIONS || lane->kind == ILV_LANE_TASK)
    return ILV_STYLE_REGION;
  if (lane->kind == ILV_LANE_TIMER)
    return ILV_STYLE_TIMER;
  return ilv_style_for_goroutine (span->object);
}

static void
add_label (struct layout           *self,
           struct ilv_layout_place *place,
           guint                    index,
           IlvStyle                 style,
           double                   x,
           double                   w)
{
  g_auto(GStrv) owned = NULL;
  char **labels;
  double room = w - LABEL_PAD_PX - 3;

  if (w < MIN_LABEL_PX || place->h < MIN_LABEL_HEIGHT_PX)
    return;
  if (self->view->columns != NULL)
    labels = ilv_columns_get_labels (self->view->columns, self->trace, place->lane->id, index);
  else
    labels = owned = ilv_trace_dup_span_labels (self->trace, place->lane->id, index);
  for (guint i = 0; labels[i] != NULL; i++)
    {
      double text_px = ilv_layout_text_width (self, ILV_FONT_LABEL, labels[i]);

      if (text_px > room)
        continue;
      /* No hatch behind letters. */
      if (ilv_style_get_hatch (style) != ILV_HATCH_NONE)
        ilv_display_list_add (self->list, ILV_SHAPE_RECT, style, x + LABEL_PAD_PX - 2, place->y + 2,
                              text_px + 4, place->h - 4)->flags = ILV_SHAPE_MUTED;
      ilv_display_list_add_text (self->list, style, ILV_FONT_LABEL, labels[i], x + LABEL_PAD_PX,
                                 place->y + place->h / 2 + 4, room, 0);
      return;
    }
}

static guint64
end_of (const struct layout *self,
        const IlvBriefSpan  *span)
{
  return MIN (span->end_nsec, self->end_nsec);
}

/* The pixels a span takes; it leaves one free at its end if it can spare it. */
static void
get_box (const struct layout *self,
         const IlvLane       *lane,
         const IlvBriefSpan  *span,
         double              *x,
         double              *w)
{
  double start = ilv_layout_x (self, span->start_nsec);
  double end = ilv_layout_x (self, end_of (self, span));
  double width = end - start;

  if (width > LONG_PX)
    width -= 1;
  width = MAX (width, is_work (lane, span) ? MIN_WORK_PX : MIN_WAIT_PX);
  *x = MAX (start, self->left);
  *w = MIN (start + width, self->right) - *x;
}

void
ilv_layout_span_box (const struct layout *self,
                     const IlvLane       *lane,
                     guint                index,
                     double              *x,
                     double              *w)
{
  IlvSpan span = ilv_lane_get_span (lane, index);

  get_box (self, lane, &(IlvBriefSpan) { span.start_nsec, span.end_nsec, span.state }, x, w);
}

static IlvStyle
style_of (const IlvLane      *lane,
          guint               index,
          const IlvBriefSpan *span)
{
  IlvSpan whole;

  if (lane->kind == ILV_LANE_GOROUTINE)
    return ilv_style_for_state (span->state);
  whole = ilv_lane_get_span (lane, index);
  return ilv_layout_span_style (lane, &whole);
}

static void
add_span (struct layout           *self,
          struct ilv_layout_place *place,
          guint                    index,
          const IlvBriefSpan      *span)
{
  gboolean does_work = is_work (place->lane, span);
  IlvStyle style;
  IlvShape *shape;
  double x, w;

  get_box (self, place->lane, span, &x, &w);
  if (does_work)
    {
      place->free_from = x + w;
    }
  else if (x < place->free_from)
    {
      w -= place->free_from - x;
      x = place->free_from;
    }
  if (w <= 0)
    return;
  style = style_of (place->lane, index, span);
  shape = ilv_display_list_add (self->list, ILV_SHAPE_RECT, style, x, place->y, w, place->h);
  shape->target.lane = place->lane->id;
  shape->target.span = index;
  if (w >= MIN_ROUNDED_PX)
    shape->flags |= ILV_SHAPE_ROUNDED;
  if (w >= 4 && ilv_style_get_hatch (style) != ILV_HATCH_NONE)
    shape->flags |= ILV_SHAPE_HATCHED;
  if (span->start_nsec >= self->first_nsec && !does_work)
    shape->flags |= ILV_SHAPE_EDGED;
  add_label (self, place, index, style, x, w);
}

/* Where width follows from duration, it is that the index knows. */
static gboolean
is_wide (const struct layout *self,
         const IlvBriefSpan  *span)
{
  if (self->view->axis == NULL)
    return span->end_nsec == ILV_TIME_OPEN
           || span->end_nsec - span->start_nsec >= self->long_nsec;
  return ilv_viewport_x (self->view, end_of (self, span))
           - ilv_viewport_x (self->view, span->start_nsec) >= LONG_PX;
}

/* The first span of the run that reaches into the view, as far as that may matter. */
static guint
begin_of_run (const struct layout *self,
              const IlvLane       *lane,
              guint                index)
{
  for (guint i = 0; i <= FEW && index > lane->first_span; i++, index--)
    {
      IlvSpan span = ilv_lane_get_span (lane, index - 1);

      if (is_wide (self, &(IlvBriefSpan) { span.start_nsec, span.end_nsec, span.state }))
        break;
    }
  return index;
}

/* Index of the first span from @from on that is LONG_PX wide or wider; @n if there is none before.
 * Where width does not follow from duration, no index knows: but a span that ends less
 * than that behind the begin of another is not wide, so we need to look at a few for
 * each pixel only. */
static guint
next_wide (const struct layout *self,
           const IlvLane       *lane,
           IlvSpanWalk         *walk,
           guint                from,
           guint                n)
{
  if (self->view->axis == NULL)
    return MIN (ilv_lane_next_long_span (lane, from, self->long_nsec), n);
  while (from < n)
    {
      IlvBriefSpan span = ilv_span_walk_get (walk, from);
      double x = ilv_viewport_x (self->view, span.start_nsec);

      if (is_wide (self, &span))
        return from;
      from = MAX (ilv_lane_first_span_after (lane, ilv_viewport_time (self->view, x + LONG_PX)),
                  from + 1);
    }
  return n;
}

/* Adds up to FEW narrow spans, and the wide one behind them, one by one. Returns the first that was
 * not added: the same if a row of narrow ones begins there. */
static guint
add_few (struct layout           *self,
         struct ilv_layout_place *place,
         IlvSpanWalk             *walk,
         guint                    from,
         guint                    n)
{
  IlvBriefSpan spans[FEW + 1];
  guint n_spans = 0;
  gboolean ends = FALSE;

  while (from + n_spans < n && n_spans <= FEW && !ends)
    {
      spans[n_spans] = ilv_span_walk_get (walk, from + n_spans);
      ends = is_wide (self, &spans[n_spans++]);
    }
  if (n_spans > FEW && !ends)
    return from;
  for (guint i = 0; i < n_spans; i++)
    add_span (self, place, from + i, &spans[i]);
  return from + n_spans;
}

static void
add_spans (struct layout           *self,
           struct ilv_layout_place *place)
{
  const IlvLane *lane = place->lane;
  guint n = ilv_lane_first_span_after (lane, self->last_nsec);
  guint i = ilv_lane_first_span_after (lane, self->first_nsec);
  g_autoptr(IlvSpanWalk) walk = NULL;

  if (n < ilv_lane_n_spans (lane))
    n++; /* it begins in the view or behind it; behind it, it has no width */
  i = begin_of_run (self, lane, i);
  walk = ilv_span_walk_new (lane, i, n, self->end_nsec);
  while (i < n)
    {
      guint next = add_few (self, place, walk, i, n);

      if (next == i)
        {
          next = next_wide (self, lane, walk, i + FEW + 1, n);
          ilv_layout_row (self, place, i, next);
        }
      i = next;
    }
}

void
ilv_layout_goroutine (struct layout *self,
                      const IlvLane *lane,
                      double         y,
                      double         h)
{
  struct ilv_layout_place place = { lane, y + 4, h - 8 };
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, lane->key);

  add_spans (self, &place);
  if (goroutine->death_nsec >= self->first_nsec && goroutine->death_nsec <= self->last_nsec)
    {
      IlvShape *cap = ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_CLOSED,
                                            MAX (ilv_layout_x (self, goroutine->death_nsec),
                                                 place.free_from),
                                            place.y, 2, place.h);

      cap->flags = ILV_SHAPE_MUTED;
    }
  ilv_layout_user (self, lane, y, h);
}

/* When the processor waited for the reader of the trace: not the program's own doing. */
static void
add_stalls (struct layout *self,
            const IlvLane *lane,
            double         y)
{
  guint n_bands;
  const IlvBand *bands = ilv_trace_get_bands (self->trace, &n_bands);
  double free_from = self->left;

  for (guint i = 0; i < n_bands && bands[i].start_nsec <= self->last_nsec; i++)
    {
      guint64 end_nsec = MIN (bands[i].end_nsec, ilv_trace_get_end_nsec (self->trace));
      double x = MAX (ilv_layout_x (self, bands[i].start_nsec), free_from);
      double end = MIN (MAX (ilv_layout_x (self, end_nsec), x + 2), self->right);

      if (bands[i].kind != ILV_BAND_STALL || bands[i].p != lane->key
          || end_nsec < self->first_nsec || end <= x)
        continue;
      ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_STALL, x, y, end - x, 5)->flags
        = ILV_SHAPE_MUTED | ILV_SHAPE_HATCHED;
      free_from = end;
    }
}

void
ilv_layout_proc (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  struct ilv_layout_place place = { lane, y + 4, h - 8 };

  add_spans (self, &place);
  add_stalls (self, lane, y + h - 6);
}

/* While the thread has a processor, a line says so: without one and without a system call it is
 * parked. */
void
ilv_layout_machine (struct layout *self,
                    const IlvLane *lane,
                    double         y,
                    double         h)
{
  struct ilv_layout_place place = { lane, y + 3, h - 10 };
  g_autoptr(GArray) segments = ilv_layout_fold_steps (self, lane);

  add_spans (self, &place);
  for (guint i = 0; i < segments->len; i++)
    {
      const struct ilv_layout_segment *segment
        = &g_array_index (segments, struct ilv_layout_segment, i);
      IlvShape *shape;

      if (segment->level == 0)
        continue;
      shape = ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_CAPACITY, segment->x0,
                                    y + h - 6, segment->x1 - segment->x0, 3);
      shape->target.lane = lane->id;
      shape->target.step = segment->step;
    }
}

void
ilv_layout_band (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  struct ilv_layout_place place = { lane, y, h };

  add_spans (self, &place);
}

void
ilv_layout_holders (struct layout *self,
                    const IlvLane *lane,
                    double         y,
                    double         h)
{
  struct ilv_layout_place place = { lane, y + 3, 16 };

  add_spans (self, &place);
}

/* Everything as pixel columns, without labels. */
void
ilv_layout_strip (struct layout *self,
                  const IlvLane *lane,
                  double         y,
                  double         h)
{
  struct ilv_layout_place place = { lane, y, h };
  guint n = ilv_lane_n_spans (lane);

  if (n > 0)
    ilv_layout_row (self, &place, 0, n);
}

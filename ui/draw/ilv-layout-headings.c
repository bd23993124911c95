/* ilv-layout-headings.c - Headings over goroutines: name, count, and what they do summed up.
 *
 * A strip shows how many goroutines were in each state, stacked, as high as the most there are in
 * sight. Of many goroutines not all are looked at: those that are stand for the others, and
 * nobody sees the difference in so few pixels. A column lies behind all goroutines, so what
 * one costs depends on how many these are; so they are worked out some at a time, and kept
 * (ilv-columns.h).
 *
 * Lanes have no pixels of their own here: a span counts for as much of a column as it covers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

/* Goroutines that are looked at, and while there is no time for that. */
#define MAX_LANES       512
#define MAX_ROUGH_LANES 8
/* Columns that are worked out at once. */
#define CHUNK           64
#define MIN_WORK_PX     1.0
/* For the counts beside a name: what they are changes too often to be measured. */
#define DETAIL_PX       130.0

struct sums
{
  struct layout *layout;
  IlvColumnStrip *strip;    /* NULL: nothing is known from before */
  guint32 heading;
  GArray *lanes;            /* guint32; NULL: none had to be looked at yet */
  guint weight;             /* each stands for so many */
  IlvSums *columns;         /* of the view, from its left; all of them are over */
  int n_columns;
};

/* From one place to another, in columns. */
static void
add_stretch (struct sums *self,
             guint        state,
             double       from,
             double       to,
             int          first,
             int          end,
             double       weight)
{
  from = MAX (from, first);
  to = MIN (to, end);
  for (int column = floor (from); column < to; column++)
    self->columns[column].n_states[state] += weight * (MIN (column + 1, to) - MAX (column, from));
}

static void
add_mix (struct sums      *self,
         const IlvSpanMix *mix,
         int               column,
         double            column_nsec,
         double            weight)
{
  for (guint states = mix->states; states != 0; states &= states - 1)
    {
      guint state = __builtin_ctz (states);

      self->columns[column].n_states[state] += weight * mix->time_nsec[state] / column_nsec;
    }
}

/* Adds what @lane does in columns @first to before @end. Returns what that took. */
static guint
add_lane (struct sums   *self,
          const IlvLane *lane,
          int            first,
          int            end,
          double         weight)
{
  struct layout *layout = self->layout;
  guint64 start_nsec = ilv_layout_column_start (layout, first);
  guint64 end_nsec = ilv_layout_column_start (layout, end);
  guint n_spans = ilv_lane_n_spans (lane), from, to;
  g_autoptr(IlvSpanWalk) walk = NULL;

  if (n_spans == lane->first_span || lane->last_end_nsec < start_nsec)
    return 1;
  from = ilv_lane_first_span_after (lane, start_nsec);
  if (from == n_spans || ilv_lane_span_start (lane, from) > end_nsec)
    return 2;
  to = MIN (ilv_lane_next_span_after (lane, from, end_nsec) + 1, n_spans);
  walk = ilv_span_walk_new (lane, from, to, layout->end_nsec);
  if (to - from <= 2 * (guint) (end - first))
    for (guint i = from; i < to; i++)
      {
        IlvBriefSpan span = ilv_span_walk_get (walk, i);
        double x0 = ilv_viewport_x (layout->view, span.start_nsec);
        double x1 = ilv_viewport_x (layout->view, MIN (span.end_nsec, layout->end_nsec));

        add_stretch (self, span.state, x0 - layout->left, x1 - layout->left, first, end, weight);
      }
  else
    for (int column = first; column < end; column++)
      {
        guint64 column_end = ilv_layout_column_start (layout, column + 1);
        IlvSpanMix mix;

        if (column_end > start_nsec)
          {
            ilv_span_walk_mix (walk, start_nsec, column_end, &mix);
            add_mix (self, &mix, column, column_end - start_nsec, weight);
          }
        start_nsec = column_end;
      }
  return 3 + MIN (to - from, 2 * (guint) (end - first));
}

/* Works out columns @first to before @end from @max_lanes at most. */
static void
work_out (struct sums *self,
          int          first,
          int          end,
          guint        max_lanes)
{
  struct layout *layout = self->layout;
  guint n_lanes, effort = 0;
  double weight;

  if (self->lanes == NULL)
    self->lanes = ilv_session_sample_heading (layout->session, self->heading, MAX_LANES,
                                              &self->weight);
  n_lanes = MIN (self->lanes->len, max_lanes);
  weight = self->weight * (double) self->lanes->len / MAX (n_lanes, 1);

  for (int column = first; column < end; column++)
    self->columns[column] = (IlvSums) { 0 };
  for (guint i = 0; i < n_lanes; i++)
    {
      guint32 lane = g_array_index (self->lanes, guint32, (guint64) i * self->lanes->len / n_lanes);

      effort += add_lane (self, ilv_trace_get_lane (layout->trace, lane), first, end, weight);
    }
  if (self->strip != NULL)
    layout->effort_left -= MIN (effort, layout->effort_left);
}

/* What was there before, or what few goroutines say. */
static void
guess (struct sums *self,
       int          first,
       int          end)
{
  self->layout->list->is_rough = TRUE;
  for (int column = first, next; column < end; column = next)
    {
      const IlvSums *known = ilv_column_strip_guess (self->strip, column);

      next = column + 1;
      if (known != NULL)
        {
          self->columns[column] = *known;
          continue;
        }
      while (next < end && ilv_column_strip_guess (self->strip, next) == NULL)
        next++;
      work_out (self, column, next, MAX_ROUGH_LANES);
    }
  for (int column = first; column < end; column++)
    ilv_column_strip_keep (self->strip, column, &self->columns[column], TRUE);
}

static void
find_out (struct sums *self,
          int          first,
          int          end)
{
  work_out (self, first, end, MAX_LANES);
  for (int column = first; self->strip != NULL && column < end; column++)
    ilv_column_strip_keep (self->strip, column, &self->columns[column], FALSE);
}

static const IlvSums *
find_known (const struct sums *self,
            int                column)
{
  return self->strip != NULL ? ilv_column_strip_find (self->strip, column) : NULL;
}

static void
fill_columns (struct sums *self)
{
  for (int column = 0, next; column < self->n_columns; column = next)
    {
      const IlvSums *known = find_known (self, column);
      gboolean can_wait = self->strip != NULL && self->layout->effort_left == 0;

      next = column + 1;
      if (known != NULL)
        {
          self->columns[column] = *known;
          continue;
        }
      while (next < self->n_columns && (can_wait || next - column < CHUNK)
             && find_known (self, next) == NULL)
        next++;
      if (can_wait)
        guess (self, column, next);
      else
        find_out (self, column, next);
    }
}

/* --- Shapes ------------------------------------------------------------------------------ */

/* From the bottom up: work, what could work, the rest. */
static const IlvState stack[ILV_N_STATES] = {
  ILV_STATE_RUNNING, ILV_STATE_SYSCALL, ILV_STATE_GC,   ILV_STATE_READY,
  ILV_STATE_CHANNEL, ILV_STATE_SELECT,  ILV_STATE_SYNC, ILV_STATE_ASLEEP,
};

/* Of a column, the height of the first @n of the stack. */
static double
height_of (const struct sums *self,
           int                column,
           guint              n,
           double             unit)
{
  const float *n_states = self->columns[column].n_states;
  double height = 0, work = 0;

  for (guint i = 0; i < n; i++)
    {
      height += n_states[stack[i]] * unit;
      if (ilv_state_is_work (stack[i]))
        work += n_states[stack[i]];
    }
  /* Work is never lost, however little. */
  return floor (MAX (height, work > 0 ? MIN_WORK_PX : 0) + 0.5);
}

static gboolean
is_met (const struct sums *self,
        IlvState           state)
{
  for (int column = 0; column < self->n_columns; column++)
    if (self->columns[column].n_states[state] > 0)
      return TRUE;
  return FALSE;
}

static double
count_all (const struct sums *self,
           int                column)
{
  double all = 0;

  for (guint state = 0; state < ILV_N_STATES; state++)
    all += self->columns[column].n_states[state];
  return all;
}

/* The lowest @n of the stack, from the first column to before the one behind the last; those above
 * were drawn before. */
static void
add_layer (const struct sums *self,
           guint              n,
           int                first,
           int                end,
           double             bottom,
           double             height,
           double             unit)
{
  struct layout *layout = self->layout;
  double before = -1;

  ilv_layout_muted (layout, ILV_SHAPE_AREA, ilv_style_for_state (stack[n - 1]),
                    layout->left + first, bottom - height, end - first, height);
  for (int column = first; column < end; column++)
    {
      double y = bottom - height_of (self, column, n, unit);

      if (y != before)
        ilv_display_list_add_point (layout->list,
                                    (IlvPoint) { layout->left + column, y, ILV_NO_INDEX });
      before = y;
    }
  ilv_display_list_add_point (layout->list,
                              (IlvPoint) { layout->left + end, before, ILV_NO_INDEX });
}

static void
add_stack (const struct sums *self,
           double             bottom,
           double             height)
{
  int first = self->n_columns, end = 0;
  double most = 0;

  for (int column = 0; column < self->n_columns; column++)
    {
      double all = count_all (self, column);

      if (all == 0)
        continue;
      first = MIN (first, column);
      end = column + 1;
      most = MAX (most, all);
    }
  for (guint n = ILV_N_STATES; most > 0 && n > 0; n--)
    if (is_met (self, stack[n - 1]))
      add_layer (self, n, first, end, bottom, height, height / most);
}

static void
add_strip (struct layout *layout,
           guint32        heading,
           double         y,
           double         h)
{
  double end = MIN (ilv_layout_column (layout, layout->end_nsec), layout->right - layout->left);
  struct sums self = { .layout = layout, .heading = heading, .n_columns = MAX (end, 0) };
  g_autofree IlvSums *columns = NULL;

  if (self.n_columns == 0)
    return;
  self.columns = columns = g_new0 (IlvSums, self.n_columns);
  if (layout->view->columns != NULL)
    self.strip = ilv_columns_get_heading_strip (layout->view->columns, heading,
                                                ilv_session_get_sample_stamp (layout->session,
                                                                              heading, MAX_LANES));
  fill_columns (&self);
  add_stack (&self, y + h - 4, h - 8);
  g_clear_pointer (&self.lanes, g_array_unref);
}

/* In as many words as there is room for. */
static void
add_detail (struct layout *self,
            guint32        heading,
            double         room,
            double         baseline)
{
  g_auto(GStrv) details = ilv_session_dup_heading_details (self->session, heading);
  double right = self->left - ILV_LAYOUT_PAD_PX;

  for (guint i = 0; details[i] != NULL; i++)
    {
      double detail_px = ilv_layout_text_width (self, ILV_FONT_SMALL, details[i]);

      if (detail_px > room)
        continue;
      ilv_display_list_add_text (self->list, ILV_STYLE_DETAIL, ILV_FONT_SMALL, details[i],
                                 right - detail_px, baseline, detail_px, ILV_SHAPE_RIGHT);
      return;
    }
}

static void
add_name (struct layout *self,
          guint32        heading,
          gboolean       is_folded,
          double         y,
          double         h)
{
  g_autofree char *name = ilv_session_dup_heading_name (self->session, heading);
  double room = self->left - ILV_LAYOUT_PAD_PX - ILV_LAYOUT_NAME_X - 8;
  double name_px = MIN (ilv_layout_text_width (self, ILV_FONT_NAME, name),
                        MAX (room - DETAIL_PX, room / 2));

  ilv_layout_muted (self, ILV_SHAPE_RECT, ILV_STYLE_HEADING, 0, y, self->left, h - 1);
  ilv_display_list_add_text (self->list, ILV_STYLE_HEADING, ILV_FONT_HEADING, is_folded ? "▸" : "▾",
                             12, y + h / 2 + 4, ILV_LAYOUT_NAME_X - 12, 0);
  ilv_display_list_add_text (self->list, ILV_STYLE_NAME, ILV_FONT_NAME, name, ILV_LAYOUT_NAME_X,
                             y + h / 2 + 4.5, name_px, ILV_SHAPE_ELLIPSIZED);
  add_detail (self, heading, room - name_px, y + h / 2 + 4);
}

double
ilv_layout_heading_width (IlvSession     *session,
                          IlvTextMeasure  measure,
                          guint32         heading)
{
  g_autofree char *name = ilv_session_dup_heading_name (session, heading);

  return ILV_LAYOUT_NAME_X + measure.width (measure.data, ILV_FONT_NAME, name) + 12 + DETAIL_PX
         + ILV_LAYOUT_PAD_PX;
}

void
ilv_layout_heading (struct layout *self,
                    guint32        heading,
                    double         y,
                    double         h)
{
  ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_NAME, 0, y + h - 1, self->view->width_px, 0);
  if (self->view->parts & ILV_PART_HEADERS)
    add_name (self, heading, ilv_session_get_heading_folded (self->session, heading), y, h);
  if (self->view->parts & ILV_PART_LANES && self->right > self->left)
    add_strip (self, heading, y, h);
}

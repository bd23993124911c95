/* ilv-layout-rows.c - Spans too narrow to be seen one by one, as pixel columns.
 *
 * A column shows what the index says its time contains. Columns that lie wholly inside a row
 * look the same whatever is beside it, so those may come from an earlier frame (ilv-columns.h), and
 * where there are more new ones than a frame has time for, they are guessed, or ROUGH_PX of them are
 * shown as one, until a later frame.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#define LEAST_SHARE 0.55
#define ROUGH_PX    32

/* A row that is being laid out. */
struct row
{
  struct layout *layout;
  const IlvLane *lane;
  IlvColumnStrip *strip;    /* NULL: nothing is known from before */
  IlvSpanWalk *walk;
  double final_column;      /* what is before does not change any more */
  int worked_to;            /* the column behind the one worked out last, */
  guint64 worked_nsec;      /* and where it begins */
  int inner_from, inner_to; /* columns in which there is nothing but spans of this row */
};

static IlvState
longest_state (const IlvSpanMix *mix,
               gboolean          wants_work,
               guint64          *total_nsec)
{
  IlvState best = ILV_N_STATES;

  *total_nsec = 0;
  for (guint states = mix->states; states != 0; states &= states - 1)
    {
      guint state = __builtin_ctz (states);

      if (ilv_state_is_work (state) != wants_work)
        continue;
      *total_nsec += mix->time_nsec[state];
      if (best == ILV_N_STATES || mix->time_nsec[state] > mix->time_nsec[best])
        best = state;
    }
  return best;
}

/* In steps of an eighth: neighbours look the same and take less room in a file. */
static guint8
share_of (guint64 part_nsec,
          double  whole_nsec)
{
  double fraction = LEAST_SHARE + (1 - LEAST_SHARE) * MIN (part_nsec / whole_nsec, 1);

  return ceil (fraction * 8 - 1e-9) * 255 / 8;
}

static IlvCell
cell_for (const IlvLane    *lane,
          const IlvSpanMix *mix,
          double            column_nsec)
{
  IlvCell cell = { ILV_N_STYLES, ILV_STYLE_RUNNING, 0, mix->longest };
  guint64 work_nsec, wait_nsec;
  IlvState work, wait;

  if (mix->longest == ILV_NO_INDEX)
    return cell;
  work = longest_state (mix, TRUE, &work_nsec);
  wait = longest_state (mix, FALSE, &wait_nsec);
  if (lane->kind != ILV_LANE_GOROUTINE)
    {
      IlvSpan longest = ilv_lane_get_span (lane, mix->longest);

      cell.work = ilv_layout_span_style (lane, &longest);
      cell.share = share_of (work_nsec + wait_nsec, column_nsec);
      return cell;
    }
  if (wait != ILV_N_STATES)
    cell.ground = ilv_style_for_state (wait);
  if (work != ILV_N_STATES)
    {
      cell.work = ilv_style_for_state (work);
      cell.share = share_of (work_nsec, column_nsec);
    }
  return cell;
}

static gboolean
is_work_cell (const IlvCell *cells,
              guint          n,
              guint          i)
{
  return i < n && cells[i].share > 0;
}

/* A pixel of work with none beside it is too easily overlooked: it gets its full
 * colour, and as wide as work is at least. */
static void
strengthen_lonely (IlvCell *cells,
                   guint    n)
{
  for (guint i = 0; i < n; i++)
    {
      if (!is_work_cell (cells, n, i) || is_work_cell (cells, n, i + 1)
          || (i > 0 && is_work_cell (cells, n, i - 1)))
        continue;
      cells[i].share = 255;
      if (i + 1 < n)
        {
          cells[i + 1] = cells[i];
          i++;
        }
    }
}

/* Whether it is the last pixel that has no room to be strengthened. */
static gboolean
ends_lonely (const IlvCell *cells,
             guint          n)
{
  return is_work_cell (cells, n, n - 1) && (n == 1 || !is_work_cell (cells, n, n - 2));
}

/* What is at one instant. On an axis of events a nanosecond may be many columns wide. */
static void
mix_at (const IlvLane *lane,
        guint64        time_nsec,
        IlvSpanMix    *mix)
{
  guint index = ilv_lane_span_at (lane, time_nsec);
  IlvSpan span;

  *mix = (IlvSpanMix) { .longest = index };
  if (index == ILV_NO_INDEX)
    return;
  span = ilv_lane_get_span (lane, index);
  mix->n_spans = 1;
  mix->states = 1u << span.state;
  mix->time_nsec[span.state] = mix->longest_nsec = 1;
}

/* Columns @column to before @end as one. Called from left to right. */
static IlvCell
work_out (struct row *row,
          int         column,
          int         end)
{
  guint64 start_nsec = column == row->worked_to ? row->worked_nsec
                                                : ilv_layout_column_start (row->layout, column);
  guint64 end_nsec = ilv_layout_column_start (row->layout, end);
  IlvSpanMix mix;

  row->worked_to = end;
  row->worked_nsec = end_nsec;
  if (start_nsec < end_nsec)
    ilv_span_walk_mix (row->walk, start_nsec, end_nsec, &mix);
  else
    mix_at (row->lane, start_nsec, &mix);
  return cell_for (row->lane, &mix, MAX (end_nsec - start_nsec, 1));
}

static gboolean
is_inner (const struct row *row,
          int               column)
{
  return column >= row->inner_from && column < row->inner_to;
}

static const IlvCell *
find_known (const struct row *row,
            int               column)
{
  return row->strip != NULL && is_inner (row, column)
           ? ilv_column_strip_find (row->strip, column) : NULL;
}

/* Whether it will look the same in the next frame. */
static gboolean
is_final (const struct row *row,
          int               column)
{
  return row->strip != NULL && is_inner (row, column)
         && column + 1 <= row->final_column;
}

/* Guesses @column, or works out all up to a multiple of ROUGH_PX as one, as far as it is not known.
 * Returns the next. */
static int
guess (struct row *row,
       int         column,
       int         end,
       IlvCell    *cells)
{
  const IlvCell *known = ilv_column_strip_guess (row->strip, column);
  int next = column + 1;

  if (known == NULL)
    while (next < end && next % ROUGH_PX != 0 && find_known (row, next) == NULL)
      next++;
  cells[0] = known != NULL ? *known : work_out (row, column, next);
  for (int i = 0; i < next - column; i++)
    {
      cells[i] = cells[0];
      if (is_inner (row, column + i))
        ilv_column_strip_keep (row->strip, column + i, &cells[i], TRUE);
    }
  return next;
}

/* Works out one column that later frames can use. */
static void
find_out (struct row *row,
          int         column,
          IlvCell    *cell)
{
  struct layout *self = row->layout;
  guint n_reads = ilv_span_walk_get_n_reads (row->walk), effort;

  *cell = work_out (row, column, column + 1);
  ilv_column_strip_keep (row->strip, column, cell, FALSE);
  effort = 1 + ILV_COLUMNS_READ * (ilv_span_walk_get_n_reads (row->walk) - n_reads);
  self->effort_left -= MIN (effort, self->effort_left);
}

static void
fill_cells (struct row *row,
            int         first,
            int         end,
            IlvCell    *cells)
{
  struct layout *self = row->layout;

  for (int column = first; column < end;)
    {
      const IlvCell *known = find_known (row, column);

      if (known != NULL)
        {
          cells[column++ - first] = *known;
        }
      else if (!is_final (row, column))
        {
          cells[column - first] = work_out (row, column, column + 1);
          column++;
        }
      else if (self->effort_left > 0)
        {
          find_out (row, column, &cells[column - first]);
          column++;
        }
      else
        {
          self->list->is_rough = TRUE;
          column = guess (row, column, end, &cells[column - first]);
        }
    }
}

void
ilv_layout_row (struct layout           *self,
                struct ilv_layout_place *place,
                guint                    from,
                guint                    to)
{
  const IlvLane *lane = place->lane;
  IlvSpan first = ilv_lane_get_span (lane, from);
  IlvSpan last = ilv_lane_get_span (lane, to - 1);
  guint64 last_nsec = ilv_trace_get_span_end (self->trace, &last);
  double n_columns = self->right - self->left;
  double first_column = ilv_layout_column (self, first.start_nsec);
  double last_column = ilv_layout_column (self, last_nsec);
  int column = CLAMP (first_column, 0, n_columns), end = CLAMP (last_column + 1, 0, n_columns);
  struct row row = {
    .layout = self,
    .lane = lane,
    .final_column = ilv_layout_column (self, ilv_lane_span_start (lane,
                                                                  ilv_lane_n_spans (lane) - 1)),
    .worked_to = -1,
    .inner_from = CLAMP (first_column + 1, 0, n_columns),
    .inner_to = CLAMP (last_column, 0, n_columns),
  };
  g_autoptr(IlvSpanWalk) walk = NULL;
  IlvShape *shape;
  IlvCell *cells;

  if (column >= end)
    return;
  if (self->view->columns != NULL)
    row.strip = ilv_columns_get_strip (self->view->columns, lane, ILV_COLUMN_CELLS);
  walk = ilv_span_walk_new (lane, from, to, self->end_nsec);
  row.walk = walk;
  shape = ilv_display_list_add (self->list, ILV_SHAPE_ROW, ILV_STYLE_RUNNING,
                                self->left + column, place->y, end - column, place->h);
  shape->target.lane = lane->id;
  cells = ilv_display_list_add_cells (self->list, end - column);
  fill_cells (&row, column, end, cells);
  strengthen_lonely (cells, end - column);
  if (ends_lonely (cells, end - column))
    {
      IlvCell copy = cells[end - column - 1];

      ilv_display_list_add_cell (self->list, copy);
      shape->w += 1;
    }
  place->free_from = shape->x + shape->w;
}

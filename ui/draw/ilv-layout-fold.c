/* ilv-layout-fold.c - Steps of a lane as the pixels show them.
 *
 * What a column holds does not depend on where the view begins, so it may come from an earlier frame
 * (ilv-columns.h); where there are more new ones than a frame has time for, they are guessed,
 * or the highest of ROUGH_PX of them is shown for all, until a later frame. The first column
 * of a view is another matter: what was in force before it counts there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#define ROUGH_PX 32

struct fold
{
  struct layout *layout;
  const IlvLane *lane;
  IlvColumnStrip *strip;  /* NULL: nothing is known from before */
  GArray *segments;
  guint step;             /* none from here on lies before the next column */
  double final_column;    /* what is before does not change any more */
};

static void
add_segment (GArray  *segments,
             double   x0,
             guint32  level,
             guint16  above,
             guint16  below,
             guint32  step,
             guint32  n_steps)
{
  struct ilv_layout_segment segment = { x0, x0, level, above, below, step, n_steps };

  if (segments->len > 0)
    g_array_index (segments, struct ilv_layout_segment, segments->len - 1).x1 = x0;
  g_array_append_val (segments, segment);
}

static void
add_levels (struct fold     *fold,
            int              column,
            const IlvLevels *levels)
{
  double x = fold->layout->left + column;

  if (levels->n_steps == 0)
    return;
  add_segment (fold->segments, x, levels->level, levels->above, levels->below, levels->step,
               levels->n_steps);
  if (levels->level != levels->last_level || levels->above != levels->last_above
      || levels->below != levels->last_below)
    add_segment (fold->segments, x + 1, levels->last_level, levels->last_above,
                 levels->last_below, levels->step + levels->n_steps - 1, 0);
}

/* Of steps @from to before @to. */
static IlvLevels
get_levels (const IlvLane *lane,
            guint          from,
            guint          to)
{
  IlvLevels levels = { .step = from, .n_steps = to - from };
  IlvStepMix mix;
  IlvStep last;

  if (from == to)
    return levels;
  last = ilv_lane_get_step (lane, to - 1);
  /* What happened at one instant counts as it was left. */
  ilv_lane_mix_steps (lane, last.time_nsec == ilv_lane_step_time (lane, from) ? to - 1 : from, to,
                      &mix);
  levels.level = mix.max_level;
  levels.above = mix.max_above;
  levels.below = mix.max_below;
  levels.last_level = last.level;
  levels.last_above = last.n_above;
  levels.last_below = last.n_below;
  return levels;
}

/* Columns @column to before @end as one. Called from left to right. */
static IlvLevels
work_out (struct fold *fold,
          int          column,
          int          end)
{
  const IlvLane *lane = fold->lane;
  guint from = ilv_lane_next_step_from (lane, fold->step,
                                        ilv_layout_column_start (fold->layout, column));

  fold->step = ilv_lane_next_step_from (lane, from, ilv_layout_column_start (fold->layout, end));
  return get_levels (lane, from, fold->step);
}

static gboolean
is_final (const struct fold *fold,
          int                column)
{
  return fold->strip != NULL && column + 1 <= fold->final_column;
}

static void
find_out (struct fold *fold,
          int          column)
{
  struct layout *self = fold->layout;
  IlvLevels levels = work_out (fold, column, column + 1);
  guint effort = levels.n_steps > 0 ? ILV_COLUMNS_STEPS : 1;

  add_levels (fold, column, &levels);
  if (!is_final (fold, column))
    return;
  ilv_column_strip_keep (fold->strip, column, &levels, FALSE);
  self->effort_left -= MIN (effort, self->effort_left);
}

/* Guesses @column, or finds the highest of all up to a multiple of ROUGH_PX, as far as they are not
 * known. Returns the next. */
static int
guess (struct fold *fold,
       int          column,
       int          end)
{
  const IlvLevels *known = ilv_column_strip_guess (fold->strip, column);
  IlvLevels levels;
  int next = column + 1;

  fold->layout->list->is_rough = TRUE;
  if (known == NULL)
    while (next < end && next % ROUGH_PX != 0 && is_final (fold, next)
           && ilv_column_strip_find (fold->strip, next) == NULL)
      next++;
  levels = known != NULL ? *known : work_out (fold, column, next);
  add_levels (fold, column, &levels);
  ilv_column_strip_keep (fold->strip, column, &levels, TRUE);
  for (int i = column + 1; i < next; i++)
    ilv_column_strip_keep (fold->strip, i, &(IlvLevels) { 0 }, TRUE);
  return next;
}

/* In the first column counts what was in force before it. */
static void
fold_first (struct fold *fold)
{
  const IlvLane *lane = fold->lane;
  guint from = ilv_lane_first_step_from (lane, fold->layout->first_nsec);
  IlvLevels levels;

  if (from > lane->first_step)
    from--;
  fold->step = ilv_lane_next_step_from (lane, from, ilv_layout_column_start (fold->layout, 1));
  levels = get_levels (lane, from, fold->step);
  add_levels (fold, 0, &levels);
}

static void
fold_others (struct fold *fold,
             int          end)
{
  struct layout *self = fold->layout;
  guint n = ilv_lane_n_steps (fold->lane);

  for (int column = 1; column < end;)
    {
      const IlvLevels *known = fold->strip != NULL ? ilv_column_strip_find (fold->strip, column)
                                                   : NULL;

      if (known != NULL)
        add_levels (fold, column++, known);
      else if (fold->step >= n)
        return;
      else if (is_final (fold, column) && self->effort_left == 0)
        column = guess (fold, column, end);
      else
        find_out (fold, column++);
    }
}

GArray *
ilv_layout_fold_steps (struct layout *self,
                       const IlvLane *lane)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (struct ilv_layout_segment));
  struct fold fold = { .layout = self, .lane = lane, .segments = segments };
  guint64 last_nsec = MIN (self->last_nsec, self->end_nsec);
  guint n = ilv_lane_n_steps (lane);
  struct ilv_layout_segment *last;

  if (n == lane->first_step || ilv_lane_step_time (lane, lane->first_step) > last_nsec)
    return segments;
  if (self->view->columns != NULL)
    fold.strip = ilv_columns_get_strip (self->view->columns, lane, ILV_COLUMN_LEVELS);
  fold.final_column = ilv_layout_column (self, ilv_lane_step_time (lane, n - 1));
  fold_first (&fold);
  fold_others (&fold, CLAMP (ilv_layout_column (self, last_nsec) + 1, 0, self->right - self->left));
  if (segments->len == 0)
    return segments;
  last = &g_array_index (segments, struct ilv_layout_segment, segments->len - 1);
  last->x1 = MAX (MIN (ilv_layout_x (self, last_nsec), self->right), last->x0 + 1);
  return segments;
}

gboolean
ilv_layout_is_free (const GArray            *segments,
                    IlvLayoutHeightFunc      get_height,
                    double                   base,
                    double                   unit,
                    const cairo_rectangle_t *box)
{
  gboolean is_above = FALSE, is_below = FALSE;

  for (guint i = 0; i < segments->len; i++)
    {
      const struct ilv_layout_segment *segment
        = &g_array_index (segments, struct ilv_layout_segment, i);
      double y = base - get_height (segment) * unit;

      if (segment->x1 < box->x || segment->x0 > box->x + box->width)
        continue;
      is_above |= y <= box->y;
      is_below |= y >= box->y + box->height;
      if (y > box->y && y < box->y + box->height)
        return FALSE;
    }
  return !(is_above && is_below);
}

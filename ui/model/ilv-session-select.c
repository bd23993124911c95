/* ilv-session-select.c - Selection and hover, and going from one thing to the next.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

#include "model/ilv-causality.h"

gboolean
ilv_target_equal (const IlvTarget *a,
                  const IlvTarget *b)
{
  return a->lane == b->lane && a->span == b->span && a->step == b->step && a->edge == b->edge;
}

IlvTarget
ilv_session_get_selected (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_TARGET_NONE);
  return self->selected;
}

void
ilv_session_select (IlvSession      *self,
                    const IlvTarget *target)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (ilv_target_equal (&self->selected, target) && self->selected_heading == ILV_NO_HEADING)
    return;
  self->selected = *target;
  self->selected_heading = ILV_NO_HEADING;
  if (ilv_trace_has_lane (self->trace, target->lane)
      && ilv_session_get_heading (self, target->lane) != ILV_NO_HEADING)
    ilv_session_set_heading_folded (self, ilv_session_get_heading (self, target->lane), FALSE);
  ilv_session_emit (self, ILV_SESSION_SELECTION_CHANGED);
}

guint32
ilv_session_get_selected_heading (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_NO_HEADING);
  return self->selected_heading;
}

void
ilv_session_select_heading (IlvSession *self,
                            guint32     heading)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->selected_heading == heading)
    return;
  if (heading != ILV_NO_HEADING)
    self->selected = ILV_TARGET_NONE;
  self->selected_heading = heading;
  ilv_session_emit (self, ILV_SESSION_SELECTION_CHANGED);
}

IlvTarget
ilv_session_get_hovered (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_TARGET_NONE);
  return self->hovered;
}

void
ilv_session_hover (IlvSession      *self,
                   const IlvTarget *target)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (ilv_target_equal (&self->hovered, target))
    return;
  self->hovered = *target;
  ilv_session_emit (self, ILV_SESSION_HOVER_CHANGED);
}

/* Where the selection is in time; the middle of the view if it is nowhere. */
static guint64
selected_time (IlvSession *self)
{
  const IlvLane *lane;

  if (ilv_trace_has_lane (self->trace, self->selected.lane))
    {
      lane = ilv_trace_get_lane (self->trace, self->selected.lane);
      if (self->selected.span < ilv_lane_n_spans (lane))
        return ilv_lane_get_span (lane, self->selected.span).start_nsec;
      if (self->selected.step < ilv_lane_n_steps (lane))
        return ilv_lane_get_step (lane, self->selected.step).time_nsec;
    }
  if (self->playhead_nsec != ILV_TIME_OPEN)
    return self->playhead_nsec;
  return CLAMP (ilv_axis_time (self->axis, (self->view.start_nsec + self->view.end_nsec) / 2), 0,
                9e18);
}

/* The span or step of @lane at or next to a time. */
static IlvTarget
target_at (IlvSession *self,
           guint       lane,
           guint64     time_nsec)
{
  const IlvLane *info = ilv_trace_get_lane (self->trace, lane);
  IlvTarget target = { lane, ILV_NO_INDEX, ILV_NO_INDEX, ILV_NO_INDEX };
  guint n_spans = ilv_lane_n_spans (info);
  guint n_steps = ilv_lane_n_steps (info);

  if (n_spans > 0)
    target.span = MIN (ilv_lane_first_span_after (info, time_nsec), n_spans - 1);
  else if (n_steps > 0)
    target.step = MIN (ilv_lane_first_step_from (info, time_nsec), n_steps - 1);
  return target;
}

static gboolean
step_index (guint32 *index,
            guint    n,
            int      by)
{
  gint64 to = (gint64) *index + by;

  if (to < 0 || to >= n)
    return FALSE;
  *index = to;
  return TRUE;
}

gboolean
ilv_session_select_next (IlvSession *self,
                         int         by)
{
  IlvTarget target;
  const IlvLane *lane;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  target = self->selected;
  if (!ilv_trace_has_lane (self->trace, target.lane))
    return ilv_session_select_lane (self, 1);
  lane = ilv_trace_get_lane (self->trace, target.lane);
  if (target.span == ILV_NO_INDEX && target.step == ILV_NO_INDEX)
    target = target_at (self, target.lane, selected_time (self));
  else if (!step_index (target.span != ILV_NO_INDEX ? &target.span : &target.step,
                        target.span != ILV_NO_INDEX ? ilv_lane_n_spans (lane)
                                                    : ilv_lane_n_steps (lane),
                        by))
    return FALSE;
  target.edge = ILV_NO_INDEX;
  ilv_session_select (self, &target);
  return TRUE;
}

/* The @number-th of all rows, from the top; FALSE: there are not so many. */
static gboolean
find_row (IlvSession *self,
          gint64      number,
          IlvRow     *row)
{
  for (guint group = 0; group < ILV_N_GROUPS && number >= 0; group++)
    {
      guint n_rows = ilv_session_get_n_rows (self, group);

      if (number < n_rows)
        {
          *row = ilv_session_get_row (self, group, number);
          return TRUE;
        }
      number -= n_rows;
    }
  return FALSE;
}

/* The number of the row that is selected among all; -1: none is. */
static gint64
number_of_selected (IlvSession *self)
{
  IlvGroup group = ILV_GROUP_GOROUTINES;
  guint index;
  gint64 number;

  if (!ilv_session_find_heading (self, self->selected_heading, &index)
      && !ilv_session_find_lane (self, self->selected.lane, &group, &index))
    return -1;
  number = index;
  for (guint i = 0; i < group; i++)
    number += ilv_session_get_n_rows (self, i);
  return number;
}

gboolean
ilv_session_select_lane (IlvSession *self,
                         int         by)
{
  gint64 number;
  IlvTarget target;
  IlvRow row;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  number = number_of_selected (self);
  if (!find_row (self, number >= 0 ? number + by : 0, &row))
    return FALSE;
  if (row.lane == ILV_NO_LANE)
    {
      ilv_session_select_heading (self, row.heading);
      return TRUE;
    }
  target = target_at (self, row.lane, selected_time (self));
  ilv_session_select (self, &target);
  return TRUE;
}

gboolean
ilv_session_select_waker (IlvSession *self)
{
  const IlvLane *lane;
  IlvSpan span;
  const IlvGoroutine *waker;
  IlvTarget target;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  if (!ilv_trace_has_lane (self->trace, self->selected.lane))
    return FALSE;
  lane = ilv_trace_get_lane (self->trace, self->selected.lane);
  if (lane->kind != ILV_LANE_GOROUTINE || self->selected.span >= ilv_lane_n_spans (lane))
    return FALSE;
  span = ilv_lane_get_span (lane, self->selected.span);
  waker = ilv_trace_get_goroutine (self->trace, span.by);
  if (waker == NULL || span.by == lane->key)
    return FALSE;
  target = target_at (self, waker->lane,
                      span.state == ILV_STATE_READY || span.end_nsec == ILV_TIME_OPEN
                        ? span.start_nsec : span.end_nsec);
  ilv_session_select (self, &target);
  return TRUE;
}

gboolean
ilv_session_select_linked (IlvSession *self,
                           gboolean    is_effect)
{
  IlvTarget linked;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  if (is_effect ? !ilv_trace_get_effect (self->trace, &self->selected, &linked)
                : !ilv_trace_get_cause (self->trace, &self->selected, &linked))
    return FALSE;
  ilv_session_select (self, &linked);
  return TRUE;
}

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

  if (ilv_target_equal (&self->selected, target))
    return;
  self->selected = *target;
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

/* The @n-th of all lanes that are shown, or the number of @lane among them. */
static guint
count_lanes (IlvSession *self,
             guint       lane,
             gint64      n,
             guint      *found)
{
  guint number = 0;

  *found = ILV_NO_LANE;
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      guint n_lanes;
      const guint32 *lanes = ilv_session_get_lanes (self, group, &n_lanes);

      if (lane == ILV_NO_LANE && n >= number && n < (gint64) number + n_lanes)
        *found = lanes[n - number];
      for (guint i = 0; lane != ILV_NO_LANE && i < n_lanes; i++)
        if (lanes[i] == lane)
          *found = number + i;
      number += n_lanes;
    }
  return number;
}

gboolean
ilv_session_select_lane (IlvSession *self,
                         int         by)
{
  guint number = ILV_NO_LANE, lane;
  gint64 wanted;
  IlvTarget target;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  if (self->selected.lane != ILV_NO_LANE)
    count_lanes (self, self->selected.lane, -1, &number);
  wanted = number != ILV_NO_LANE ? (gint64) number + by : 0;
  count_lanes (self, ILV_NO_LANE, wanted, &lane);
  if (lane == ILV_NO_LANE)
    return FALSE;
  target = target_at (self, lane, selected_time (self));
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

/* ilv-session-view.c - The view: axis, visible span, undo, following.
 *
 * Times are kept as doubles here: a zoom by a third and back must not drift, and the left end
 * may lie a little before 0. What others get is clamped to whole nanoseconds.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

#include <math.h>

#define MAX_WIDTH_NSEC      (400.0 * 24 * 3600 * 1e9)
#define MAX_VIEWS           256
/* Changes of the view that come faster than this one after the other are one turn of the wheel. */
#define GESTURE_USEC        (600 * 1000)
/* Air on both sides of what is shown. */
#define MARGIN              0.02
/* An axis is made anew when the trace has grown by a tenth, or so long after the last
 * time that it takes at most a twentieth of the processor. */
#define AXIS_GROWTH         10
#define AXIS_REST           20

/* --- The axis ---------------------------------------------------------------- */

void
ilv_session_make_axis (IlvSession  *self,
                       IlvAxisKind  kind)
{
  gint64 before = g_get_monotonic_time (), now;

  g_clear_pointer (&self->axis, ilv_axis_free);
  if (kind != ILV_AXIS_TIME)
    self->axis = ilv_axis_new (self->trace, kind);
  now = g_get_monotonic_time ();
  self->axis_n_events = ilv_trace_get_n_events (self->trace);
  self->axis_next_usec = now + (now - before) * AXIS_REST;
}

/* The same stretch of time on another axis. */
static void
change_axis (IlvSession  *self,
             IlvAxisKind  kind)
{
  double start = ilv_axis_time (self->axis, self->view.start_nsec);
  double end = ilv_axis_time (self->axis, self->view.end_nsec);

  ilv_session_make_axis (self, kind);
  self->view.axis = kind;
  self->view.start_nsec = ilv_axis_place (self->axis, start);
  self->view.end_nsec = MAX (ilv_axis_place (self->axis, end),
                             self->view.start_nsec + ILV_SESSION_MIN_NSEC);
}

/* More has come: the axis reaches on. */
static void
update_axis (IlvSession *self)
{
  guint64 n_events = ilv_trace_get_n_events (self->trace);
  IlvRunState state = ilv_trace_get_run_state (self->trace);
  gboolean is_over = state == ILV_RUN_EXITED || state == ILV_RUN_CUT_OFF;

  if (self->axis == NULL)
    return;
  if (is_over || n_events >= self->axis_n_events + self->axis_n_events / AXIS_GROWTH + 1
      || g_get_monotonic_time () >= self->axis_next_usec)
    change_axis (self, self->view.axis);
}

/* --- The view ---------------------------------------------------------------- */

static IlvSessionView
legal_view (IlvSessionView view)
{
  double width = CLAMP (view.end_nsec - view.start_nsec, ILV_SESSION_MIN_NSEC, MAX_WIDTH_NSEC);

  /* A third of the window may show the time before the program began, no more. */
  view.start_nsec = CLAMP (view.start_nsec, -width / 3, 9e18 - MAX_WIDTH_NSEC);
  view.end_nsec = view.start_nsec + width;
  return view;
}

static void
set_view (IlvSession     *self,
          IlvSessionView  view)
{
  view = legal_view (view);
  if (view.axis != self->view.axis)
    ilv_session_make_axis (self, view.axis);
  else if (view.start_nsec == self->view.start_nsec && view.end_nsec == self->view.end_nsec)
    return;
  self->view = view;
  ilv_session_emit (self, ILV_SESSION_VIEW_CHANGED);
}

static void
push_past (IlvSession *self,
           GArray     *past)
{
  IlvSessionPast now = { self->view, g_variant_ref (self->notes) };

  if (past->len == MAX_VIEWS)
    g_array_remove_index (past, 0);
  g_array_append_val (past, now);
}

void
ilv_session_remember (IlvSession *self)
{
  push_past (self, self->undo);
  g_array_set_size (self->redo, 0);
  self->last_change_usec = 0;
}

/* The user wants another view: what was is kept, and following ends. */
static void
change_view (IlvSession     *self,
             IlvSessionView  view,
             gboolean        is_gesture)
{
  gint64 now = g_get_monotonic_time ();

  if (!is_gesture || now - self->last_change_usec > GESTURE_USEC)
    ilv_session_remember (self);
  self->last_change_usec = is_gesture ? now : 0;
  ilv_session_set_follow (self, FALSE);
  set_view (self, view);
}

static IlvSessionView
whole_run (IlvSession *self)
{
  double start = ilv_axis_place (self->axis, 0);
  double end = ilv_axis_place (self->axis, ilv_trace_get_end_nsec (self->trace));
  double width = MAX (end - start, ILV_SESSION_MIN_NSEC);

  return (IlvSessionView) { start - width * MARGIN / 2, start + width * (1 + MARGIN), self->view.axis };
}

static void
follow_edge (IlvSession *self)
{
  double edge = ilv_axis_place (self->axis, ilv_trace_get_end_nsec (self->trace));
  IlvSessionView view = self->view;
  double width = view.end_nsec - view.start_nsec;

  if (edge < view.end_nsec)
    return;
  if (width < ILV_SESSION_SWEEP_NSEC)
    {
      view.start_nsec = ilv_axis_place (self->axis, 0);
      while (width < ILV_SESSION_SWEEP_NSEC && view.start_nsec + width <= edge)
        width *= 2;
    }
  if (view.start_nsec + width <= edge)
    view.start_nsec = edge - width * 0.75;
  view.end_nsec = view.start_nsec + width;
  set_view (self, view);
}

void
ilv_session_trace_grew (IlvSession *self)
{
  IlvRunState state = ilv_trace_get_run_state (self->trace);

  update_axis (self);
  if (!self->is_following)
    return;
  /* What has ended needs no room to grow into. */
  if (state == ILV_RUN_EXITED || state == ILV_RUN_CUT_OFF)
    set_view (self, whole_run (self));
  else
    follow_edge (self);
}

guint64
ilv_session_get_start_nsec (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  return CLAMP (ilv_axis_time (self->axis, self->view.start_nsec), 0, 9e18);
}

guint64
ilv_session_get_end_nsec (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_SESSION_MIN_NSEC);
  return CLAMP (ilv_axis_time (self->axis, self->view.end_nsec), 1, 9e18);
}

void
ilv_session_get_view (IlvSession *self,
                      double     *start_nsec,
                      double     *end_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  *start_nsec = self->view.start_nsec;
  *end_nsec = self->view.end_nsec;
}

void
ilv_session_show_range (IlvSession *self,
                        guint64     start_nsec,
                        guint64     end_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  change_view (self,
               (IlvSessionView) { ilv_axis_place (self->axis, start_nsec),
                                  ilv_axis_place (self->axis, end_nsec), self->view.axis },
               FALSE);
}

void
ilv_session_zoom_at (IlvSession *self,
                     double      at,
                     double      factor)
{
  IlvSessionView view;

  g_return_if_fail (ILV_IS_SESSION (self) && factor > 0);

  view = self->view;
  factor = CLAMP (factor, (view.end_nsec - view.start_nsec) / MAX_WIDTH_NSEC,
                  (view.end_nsec - view.start_nsec) / ILV_SESSION_MIN_NSEC);
  view.start_nsec = at - (at - view.start_nsec) / factor;
  view.end_nsec = at + (view.end_nsec - at) / factor;
  change_view (self, view, TRUE);
}

void
ilv_session_pan (IlvSession *self,
                 double      delta_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  change_view (self,
               (IlvSessionView) { self->view.start_nsec + delta_nsec,
                                  self->view.end_nsec + delta_nsec, self->view.axis },
               TRUE);
}

void
ilv_session_show_all (IlvSession *self)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  change_view (self, whole_run (self), FALSE);
}

void
ilv_session_reveal (IlvSession *self,
                    guint64     time_nsec)
{
  IlvSessionView view;
  double width, margin, at = ilv_axis_place (self->axis, time_nsec);

  g_return_if_fail (ILV_IS_SESSION (self));

  view = self->view;
  width = view.end_nsec - view.start_nsec;
  margin = width / 10;
  if (at >= view.start_nsec && at <= view.end_nsec)
    return;
  view.start_nsec = at < view.start_nsec ? at - margin : at + margin - width;
  view.end_nsec = view.start_nsec + width;
  change_view (self, view, FALSE);
}

static IlvSessionView
view_of_target (IlvSession      *self,
                const IlvTarget *target)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, target->lane);
  double start, end, margin;

  if (target->span < ilv_lane_n_spans (lane))
    {
      IlvSpan span = ilv_lane_get_span (lane, target->span);

      start = span.start_nsec;
      end = ilv_trace_get_span_end (self->trace, &span);
    }
  else if (target->step < ilv_lane_n_steps (lane))
    {
      start = end = ilv_lane_get_step (lane, target->step).time_nsec;
    }
  else
    {
      return whole_run (self);
    }
  start = ilv_axis_place (self->axis, start);
  end = ilv_axis_place (self->axis, end);
  margin = MAX ((end - start) * 0.15, 100);
  return (IlvSessionView) { start - margin, end + margin, self->view.axis };
}

void
ilv_session_show_target (IlvSession      *self,
                         const IlvTarget *target)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (ilv_trace_has_lane (self->trace, target->lane))
    change_view (self, view_of_target (self, target), FALSE);
}

void
ilv_session_show_end (IlvSession *self,
                      gboolean    is_last)
{
  IlvSessionView view;
  double width, first, last;

  g_return_if_fail (ILV_IS_SESSION (self));

  view = self->view;
  width = view.end_nsec - view.start_nsec;
  first = ilv_axis_place (self->axis, 0);
  last = ilv_axis_place (self->axis, ilv_trace_get_end_nsec (self->trace));
  view.start_nsec = is_last ? MAX (last - width, first) : first;
  view.end_nsec = view.start_nsec + width;
  change_view (self, view, FALSE);
}

IlvAxisKind
ilv_session_get_axis_kind (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_AXIS_TIME);
  return self->view.axis;
}

void
ilv_session_set_axis_kind (IlvSession  *self,
                           IlvAxisKind  kind)
{
  gboolean is_following;

  g_return_if_fail (ILV_IS_SESSION (self) && kind < ILV_N_AXES);

  if (kind == self->view.axis)
    return;
  is_following = self->is_following;
  ilv_session_remember (self);
  change_axis (self, kind);
  self->view = legal_view (self->view);
  if (is_following)
    ilv_session_trace_grew (self);
  ilv_session_emit (self, ILV_SESSION_VIEW_CHANGED);
}

const IlvAxis *
ilv_session_get_axis (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->axis;
}

gboolean
ilv_session_can_undo_view (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return self->undo->len > 0;
}

gboolean
ilv_session_can_redo_view (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return self->redo->len > 0;
}

static void
move_view (IlvSession *self,
           GArray     *from,
           GArray     *to)
{
  IlvSessionPast past;

  if (from->len == 0)
    return;
  past = g_array_index (from, IlvSessionPast, from->len - 1);
  g_variant_ref (past.notes);
  g_array_set_size (from, from->len - 1);
  push_past (self, to);
  self->last_change_usec = 0;
  ilv_session_put_notes (self, past.notes);
  g_variant_unref (past.notes);
  if (past.view.axis == self->view.axis && past.view.start_nsec == self->view.start_nsec
      && past.view.end_nsec == self->view.end_nsec)
    return;
  ilv_session_set_follow (self, FALSE);
  set_view (self, past.view);
}

void
ilv_session_undo_view (IlvSession *self)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  move_view (self, self->undo, self->redo);
}

void
ilv_session_redo_view (IlvSession *self)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  move_view (self, self->redo, self->undo);
}

gboolean
ilv_session_get_follow (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return self->is_following;
}

void
ilv_session_set_follow (IlvSession *self,
                        gboolean    follow)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->is_following == !!follow)
    return;
  self->is_following = !!follow;
  if (follow)
    ilv_session_trace_grew (self);
  ilv_session_emit (self, ILV_SESSION_VIEW_CHANGED);
}

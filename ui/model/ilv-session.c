/* ilv-session.c - What the user looks at: the one place all views share.
 *
 * Times are kept as doubles here: a zoom by a third and back must not drift, and the left end
 * may lie a little before 0. What others get is clamped to whole nanoseconds.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session.h"

#include <math.h>

#define FIRST_WIDTH_NSEC    1e6
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

/* Places on an axis. */
typedef struct
{
  double start_nsec, end_nsec;
  IlvAxisKind axis;
} View;

struct _IlvSession
{
  GObject     parent_instance;

  IlvTrace   *trace;
  IlvArrangement *arrangement;
  GArray     *undo, *redo;                   /* View */
  GArray     *matches;                       /* NULL: none */
  GArray     *path;

  IlvAxis    *axis;                          /* NULL: time */
  guint64     axis_n_events;                 /* of the trace when the axis was made */
  gint64      axis_next_usec;                /* when it may be made anew */
  View        view;                          /* always on this axis */
  gint64      last_change_usec;              /* of the view, by the user */
  guint64     playhead_nsec;
  guint64     marker_nsec[ILV_N_MARKERS];    /* ILV_TIME_OPEN: none */
  IlvTarget   selected, hovered;

  guint       shown_groups, folded_groups;   /* bit sets */
  guint       is_following : 1;
  guint       shows_cone : 1;
};

enum
{
  VIEW_CHANGED,
  SELECTION_CHANGED,
  HOVER_CHANGED,
  PLAYHEAD_CHANGED,
  LANES_CHANGED,
  MARKERS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvSession, ilv_session, G_TYPE_OBJECT)

gboolean
ilv_target_equal (const IlvTarget *a,
                  const IlvTarget *b)
{
  return a->lane == b->lane && a->span == b->span && a->step == b->step && a->edge == b->edge;
}

/* --- The axis ---------------------------------------------------------------- */

static void
make_axis (IlvSession  *self,
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

  make_axis (self, kind);
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

static View
legal_view (View view)
{
  double width = CLAMP (view.end_nsec - view.start_nsec, ILV_SESSION_MIN_NSEC, MAX_WIDTH_NSEC);

  /* A third of the window may show the time before the program began, no more. */
  view.start_nsec = CLAMP (view.start_nsec, -width / 3, 9e18 - MAX_WIDTH_NSEC);
  view.end_nsec = view.start_nsec + width;
  return view;
}

static void
set_view (IlvSession *self,
          View        view)
{
  view = legal_view (view);
  if (view.axis != self->view.axis)
    make_axis (self, view.axis);
  else if (view.start_nsec == self->view.start_nsec && view.end_nsec == self->view.end_nsec)
    return;
  self->view = view;
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
push_view (GArray     *views,
           const View *view)
{
  if (views->len == MAX_VIEWS)
    g_array_remove_index (views, 0);
  g_array_append_val (views, *view);
}

/* The user wants another view: what was is kept, and following ends. */
static void
change_view (IlvSession *self,
             View        view,
             gboolean    is_gesture)
{
  gint64 now = g_get_monotonic_time ();

  if (!is_gesture || now - self->last_change_usec > GESTURE_USEC)
    {
      push_view (self->undo, &self->view);
      g_array_set_size (self->redo, 0);
    }
  self->last_change_usec = is_gesture ? now : 0;
  ilv_session_set_follow (self, FALSE);
  set_view (self, view);
}

static View
whole_run (IlvSession *self)
{
  double start = ilv_axis_place (self->axis, ilv_trace_get_start_nsec (self->trace));
  double end = ilv_axis_place (self->axis, ilv_trace_get_end_nsec (self->trace));
  double width = MAX (end - start, ILV_SESSION_MIN_NSEC);

  return (View) { start - width * MARGIN / 2, start + width * (1 + MARGIN), self->view.axis };
}

static void
follow_edge (IlvSession *self)
{
  double edge = ilv_axis_place (self->axis, ilv_trace_get_end_nsec (self->trace));
  View view = self->view;
  double width = view.end_nsec - view.start_nsec;

  if (edge < view.end_nsec)
    return;
  if (width < ILV_SESSION_SWEEP_NSEC)
    {
      view.start_nsec = ilv_axis_place (self->axis, ilv_trace_get_start_nsec (self->trace));
      while (width < ILV_SESSION_SWEEP_NSEC && view.start_nsec + width <= edge)
        width *= 2;
    }
  if (view.start_nsec + width <= edge)
    view.start_nsec = edge - width * 0.75;
  view.end_nsec = view.start_nsec + width;
  set_view (self, view);
}

static void
trace_grew_cb (IlvTrace   *trace,
               IlvSession *self)
{
  IlvRunState state = ilv_trace_get_run_state (trace);

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
               (View) { ilv_axis_place (self->axis, start_nsec),
                        ilv_axis_place (self->axis, end_nsec), self->view.axis },
               FALSE);
}

void
ilv_session_zoom_at (IlvSession *self,
                     double      at,
                     double      factor)
{
  View view;

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
               (View) { self->view.start_nsec + delta_nsec, self->view.end_nsec + delta_nsec,
                        self->view.axis },
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
  View view;
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

static View
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
  return (View) { start - margin, end + margin, self->view.axis };
}

void
ilv_session_show_target (IlvSession      *self,
                         const IlvTarget *target)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (target->lane < ilv_trace_get_n_lanes (self->trace))
    change_view (self, view_of_target (self, target), FALSE);
}

void
ilv_session_show_end (IlvSession *self,
                      gboolean    is_last)
{
  View view;
  double width, first, last;

  g_return_if_fail (ILV_IS_SESSION (self));

  view = self->view;
  width = view.end_nsec - view.start_nsec;
  first = ilv_axis_place (self->axis, ilv_trace_get_start_nsec (self->trace));
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
  push_view (self->undo, &self->view);
  g_array_set_size (self->redo, 0);
  self->last_change_usec = 0;
  change_axis (self, kind);
  self->view = legal_view (self->view);
  if (is_following)
    trace_grew_cb (self->trace, self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
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
  View view;

  if (from->len == 0)
    return;
  view = g_array_index (from, View, from->len - 1);
  g_array_set_size (from, from->len - 1);
  push_view (to, &self->view);
  self->last_change_usec = 0;
  ilv_session_set_follow (self, FALSE);
  set_view (self, view);
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
    trace_grew_cb (self->trace, self);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

/* --- Selection, hover, playhead ------------------------------------------------ */

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
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
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
  g_signal_emit (self, signals[HOVER_CHANGED], 0);
}

guint64
ilv_session_get_playhead (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_TIME_OPEN);
  return self->playhead_nsec;
}

void
ilv_session_set_playhead (IlvSession *self,
                          guint64     time_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->playhead_nsec == time_nsec)
    return;
  self->playhead_nsec = time_nsec;
  g_signal_emit (self, signals[PLAYHEAD_CHANGED], 0);
}

guint64
ilv_session_get_marker (IlvSession *self,
                        IlvMarker   marker)
{
  g_return_val_if_fail (ILV_IS_SESSION (self) && marker < ILV_N_MARKERS, ILV_TIME_OPEN);
  return self->marker_nsec[marker];
}

void
ilv_session_set_marker (IlvSession *self,
                        IlvMarker   marker,
                        guint64     time_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self) && marker < ILV_N_MARKERS);

  if (self->marker_nsec[marker] == time_nsec)
    return;
  self->marker_nsec[marker] = time_nsec;
  g_signal_emit (self, signals[MARKERS_CHANGED], 0);
}

static void
take_marks (IlvSession  *self,
            GArray     **marks,
            GArray      *taken)
{
  if (*marks == NULL && taken == NULL)
    return;
  g_clear_pointer (marks, g_array_unref);
  *marks = taken;
  g_signal_emit (self, signals[MARKERS_CHANGED], 0);
}

void
ilv_session_take_matches (IlvSession *self,
                          GArray     *matches)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  take_marks (self, &self->matches, matches);
}

const GArray *
ilv_session_get_matches (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->matches;
}

void
ilv_session_take_path (IlvSession *self,
                       GArray     *path)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  take_marks (self, &self->path, path);
}

const GArray *
ilv_session_get_path (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->path;
}

gboolean
ilv_session_get_shows_cone (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return self->shows_cone;
}

void
ilv_session_set_shows_cone (IlvSession *self,
                            gboolean    shows_cone)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->shows_cone == !!shows_cone)
    return;
  self->shows_cone = !!shows_cone;
  g_signal_emit (self, signals[MARKERS_CHANGED], 0);
}

static void
keep_nearer (double   wanted,
             double   place,
             guint64  time_nsec,
             double  *nearest,
             guint64 *found_nsec)
{
  double distance = fabs (place - wanted);

  if (distance > *nearest)
    return;
  *nearest = distance;
  *found_nsec = time_nsec;
}

guint64
ilv_session_snap (IlvSession *self,
                  guint32     lane,
                  double      place_nsec,
                  double      tolerance_nsec)
{
  guint64 time_nsec = CLAMP (ilv_axis_time (self->axis, place_nsec), 0, 9e18);
  const IlvLane *info;
  guint first, n;

  g_return_val_if_fail (ILV_IS_SESSION (self), time_nsec);

  if (lane >= ilv_trace_get_n_lanes (self->trace))
    return time_nsec;
  info = ilv_trace_get_lane (self->trace, lane);
  n = ilv_lane_n_spans (info);
  first = ilv_lane_first_span_after (info, time_nsec);
  for (guint i = first > info->first_span ? first - 1 : first; i < MIN (first + 2, n); i++)
    {
      IlvSpan span = ilv_lane_get_span (info, i);
      guint64 end_nsec = ilv_trace_get_span_end (self->trace, &span);

      keep_nearer (place_nsec, ilv_axis_place (self->axis, span.start_nsec), span.start_nsec,
                   &tolerance_nsec, &time_nsec);
      keep_nearer (place_nsec, ilv_axis_place (self->axis, end_nsec), end_nsec, &tolerance_nsec,
                   &time_nsec);
    }
  n = ilv_lane_n_steps (info);
  first = ilv_lane_first_step_from (info, ilv_axis_time (self->axis, MAX (place_nsec, 0)));
  for (guint i = first > info->first_step ? first - 1 : first; i < MIN (first + 1, n); i++)
    {
      guint64 step_nsec = ilv_lane_step_time (info, i);

      keep_nearer (place_nsec, ilv_axis_place (self->axis, step_nsec), step_nsec, &tolerance_nsec,
                   &time_nsec);
    }
  return time_nsec;
}

/* Where the selection is in time; the middle of the view if it is nowhere. */
static guint64
selected_time (IlvSession *self)
{
  const IlvLane *lane;

  if (self->selected.lane < ilv_trace_get_n_lanes (self->trace))
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
  if (target.lane >= ilv_trace_get_n_lanes (self->trace))
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

  if (self->selected.lane >= ilv_trace_get_n_lanes (self->trace))
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

static gboolean
select_at (IlvSession *self,
           guint32     g,
           guint64     time_nsec)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);
  IlvTarget target;

  if (goroutine == NULL)
    return FALSE;
  target = target_at (self, goroutine->lane, time_nsec);
  ilv_session_select (self, &target);
  return TRUE;
}

/* What woke or started the goroutine before the end of its selected span. */
static gboolean
select_cause (IlvSession    *self,
              guint32        g,
              const IlvSpan *span)
{
  guint first = ilv_trace_get_first_moment (self->trace);

  for (guint i = ilv_trace_first_moment_from (self->trace, span->start_nsec + 1); i > first; i--)
    {
      IlvEdge edge;

      if (ilv_trace_get_edge (self->trace, i - 1, &edge) && edge.to == g && edge.from != 0
          && edge.from != g && edge.kind != ILV_EDGE_MESSAGE)
        return select_at (self, edge.from, edge.from_nsec > 0 ? edge.from_nsec - 1 : 0);
    }
  return FALSE;
}

/* Whom the goroutine woke or started first since its selected span began. */
static gboolean
select_effect (IlvSession    *self,
               guint32        g,
               const IlvSpan *span)
{
  guint n_moments = ilv_trace_get_n_moments (self->trace);

  for (guint i = ilv_trace_first_moment_from (self->trace, span->start_nsec); i < n_moments; i++)
    {
      IlvEdge edge;

      if (ilv_trace_get_edge (self->trace, i, &edge) && edge.from == g && edge.to != g
          && edge.from_nsec >= span->start_nsec && edge.kind != ILV_EDGE_MESSAGE)
        return select_at (self, edge.to, edge.to_nsec);
    }
  return FALSE;
}

gboolean
ilv_session_select_linked (IlvSession *self,
                           gboolean    is_effect)
{
  const IlvLane *lane;
  IlvSpan span;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  if (self->selected.lane >= ilv_trace_get_n_lanes (self->trace))
    return FALSE;
  lane = ilv_trace_get_lane (self->trace, self->selected.lane);
  if (lane->kind != ILV_LANE_GOROUTINE || self->selected.span >= ilv_lane_n_spans (lane))
    return FALSE;
  span = ilv_lane_get_span (lane, self->selected.span);
  return is_effect ? select_effect (self, lane->key, &span) : select_cause (self, lane->key, &span);
}

/* --- Lanes ------------------------------------------------------------------------ */

static gboolean
set_bit (guint   *bits,
         guint    bit,
         gboolean is_set)
{
  guint before = *bits;

  *bits = is_set ? before | 1u << bit : before & ~(1u << bit);
  return *bits != before;
}

gboolean
ilv_session_get_group_shown (IlvSession *self,
                             IlvGroup    group)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return (self->shown_groups >> group & 1) != 0;
}

void
ilv_session_set_group_shown (IlvSession *self,
                             IlvGroup    group,
                             gboolean    is_shown)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (set_bit (&self->shown_groups, group, is_shown))
    g_signal_emit (self, signals[LANES_CHANGED], 0);
}

gboolean
ilv_session_get_folded (IlvSession *self,
                        IlvGroup    group)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return (self->folded_groups >> group & 1) != 0;
}

void
ilv_session_set_folded (IlvSession *self,
                        IlvGroup    group,
                        gboolean    is_folded)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (set_bit (&self->folded_groups, group, is_folded))
    g_signal_emit (self, signals[LANES_CHANGED], 0);
}

/* Passes on what changed. */
static void
rearrange (IlvSession *self,
           gboolean    is_changed)
{
  if (is_changed)
    g_signal_emit (self, signals[LANES_CHANGED], 0);
}

void
ilv_session_set_lane_hidden (IlvSession *self,
                             guint       lane,
                             gboolean    is_hidden)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_set_hidden (self->arrangement, lane, is_hidden));
}

guint
ilv_session_get_n_hidden (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  return ilv_arrangement_get_n_hidden (self->arrangement);
}

void
ilv_session_show_all_lanes (IlvSession *self)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_show_all (self->arrangement));
}

void
ilv_session_set_lane_pinned (IlvSession *self,
                             guint       lane,
                             gboolean    is_pinned)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_set_pinned (self->arrangement, lane, is_pinned));
}

gboolean
ilv_session_get_lane_pinned (IlvSession *self,
                             guint       lane)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return ilv_arrangement_get_pinned (self->arrangement, lane);
}

void
ilv_session_set_sort (IlvSession *self,
                      IlvSort     sort)
{
  g_return_if_fail (ILV_IS_SESSION (self) && sort < ILV_N_SORTS);
  rearrange (self, ilv_arrangement_set_sort (self->arrangement, sort));
}

IlvSort
ilv_session_get_sort (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_SORT_CREATED);
  return ilv_arrangement_get_sort (self->arrangement);
}

void
ilv_session_set_filter (IlvSession *self,
                        const char *text)
{
  g_return_if_fail (ILV_IS_SESSION (self) && text != NULL);
  rearrange (self, ilv_arrangement_set_filter (self->arrangement, text));
}

const char *
ilv_session_get_filter (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), "");
  return ilv_arrangement_get_filter (self->arrangement);
}

void
ilv_session_show_related (IlvSession *self,
                          guint       lane)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_set_related (self->arrangement, lane));
}

void
ilv_session_move_lane (IlvSession *self,
                       guint       lane,
                       guint       index)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  if (lane < ilv_trace_get_n_lanes (self->trace))
    rearrange (self, ilv_arrangement_move (self->arrangement, lane, index));
}

const guint32 *
ilv_session_get_lanes (IlvSession *self,
                       IlvGroup    group,
                       guint      *n_lanes)
{
  g_return_val_if_fail (ILV_IS_SESSION (self) && group < ILV_N_GROUPS, NULL);

  *n_lanes = 0;
  if (!ilv_session_get_group_shown (self, group) || ilv_session_get_folded (self, group))
    return NULL;
  return ilv_arrangement_get_lanes (self->arrangement, group, n_lanes);
}

gboolean
ilv_session_find_lane (IlvSession *self,
                       guint       lane,
                       IlvGroup   *group,
                       guint      *index)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  if (lane >= ilv_trace_get_n_lanes (self->trace))
    return FALSE;
  *group = ilv_lane_kind_group (ilv_trace_get_lane (self->trace, lane)->kind);
  return ilv_session_get_group_shown (self, *group) && !ilv_session_get_folded (self, *group)
         && ilv_arrangement_find (self->arrangement, *group, lane, index);
}

/* --- The object --------------------------------------------------------------------- */

static void
ilv_session_finalize (GObject *object)
{
  IlvSession *self = ILV_SESSION (object);

  g_clear_pointer (&self->arrangement, ilv_arrangement_free);
  ilv_axis_free (self->axis);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->path, g_array_unref);
  g_array_unref (self->undo);
  g_array_unref (self->redo);

  G_OBJECT_CLASS (ilv_session_parent_class)->finalize (object);
}

static void
ilv_session_dispose (GObject *object)
{
  IlvSession *self = ILV_SESSION (object);

  g_clear_object (&self->trace);

  G_OBJECT_CLASS (ilv_session_parent_class)->dispose (object);
}

static void
ilv_session_class_init (IlvSessionClass *klass)
{
  static const char *const names[N_SIGNALS] = {
    [VIEW_CHANGED] = "view-changed",
    [SELECTION_CHANGED] = "selection-changed",
    [HOVER_CHANGED] = "hover-changed",
    [PLAYHEAD_CHANGED] = "playhead-changed",
    [LANES_CHANGED] = "lanes-changed",
    [MARKERS_CHANGED] = "markers-changed",
  };

  G_OBJECT_CLASS (klass)->dispose = ilv_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = ilv_session_finalize;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ilv_session_init (IlvSession *self)
{
  self->undo = g_array_new (FALSE, FALSE, sizeof (View));
  self->redo = g_array_new (FALSE, FALSE, sizeof (View));
  self->view = (View) { 0, FIRST_WIDTH_NSEC, ILV_AXIS_TIME };
  self->playhead_nsec = ILV_TIME_OPEN;
  for (guint i = 0; i < ILV_N_MARKERS; i++)
    self->marker_nsec[i] = ILV_TIME_OPEN;
  self->selected = self->hovered = ILV_TARGET_NONE;
  self->shown_groups = (1u << ILV_N_GROUPS) - 1;
  self->is_following = TRUE;
}

IlvSession *
ilv_session_new (IlvTrace *trace)
{
  IlvSession *self;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  self = g_object_new (ILV_TYPE_SESSION, NULL);
  self->trace = g_object_ref (trace);
  self->arrangement = ilv_arrangement_new (trace);
  g_signal_connect_object (trace, "grew", G_CALLBACK (trace_grew_cb), self, 0);
  trace_grew_cb (trace, self);
  return self;
}

IlvTrace *
ilv_session_get_trace (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->trace;
}

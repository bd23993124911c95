/* ilv-session.c - What the user looks at: the one place all views share.
 *
 * Times are kept as doubles here: a zoom by a third and back must not drift, and the left end
 * may lie a little before 0. What others get is clamped to whole nanoseconds.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session.h"

#include <math.h>

#include "model/ilv-axis.h"

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
  GHashTable *hidden;                        /* lane ids */
  GArray     *shown_lanes[ILV_N_GROUPS];     /* used only while some are hidden */
  GArray     *undo, *redo;                   /* View */

  IlvAxis    *axis;                          /* NULL: time */
  guint64     axis_n_events;                 /* of the trace when the axis was made */
  gint64      axis_next_usec;                /* when it may be made anew */
  View        view;                          /* always on this axis */
  gint64      last_change_usec;              /* of the view, by the user */
  guint64     playhead_nsec;
  IlvTarget   selected, hovered;

  guint       shown_groups, folded_groups;   /* bit sets */
  guint       is_following : 1;
};

enum
{
  VIEW_CHANGED,
  SELECTION_CHANGED,
  HOVER_CHANGED,
  PLAYHEAD_CHANGED,
  LANES_CHANGED,
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

void
ilv_session_set_lane_hidden (IlvSession *self,
                             guint       lane,
                             gboolean    is_hidden)
{
  gboolean is_changed;

  g_return_if_fail (ILV_IS_SESSION (self));

  if (is_hidden)
    is_changed = g_hash_table_add (self->hidden, GUINT_TO_POINTER (lane));
  else
    is_changed = g_hash_table_remove (self->hidden, GUINT_TO_POINTER (lane));
  if (is_changed)
    g_signal_emit (self, signals[LANES_CHANGED], 0);
}

guint
ilv_session_get_n_hidden (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  return g_hash_table_size (self->hidden);
}

void
ilv_session_show_all_lanes (IlvSession *self)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (g_hash_table_size (self->hidden) == 0)
    return;
  g_hash_table_remove_all (self->hidden);
  g_signal_emit (self, signals[LANES_CHANGED], 0);
}

const guint32 *
ilv_session_get_lanes (IlvSession *self,
                       IlvGroup    group,
                       guint      *n_lanes)
{
  const guint32 *lanes;
  GArray *shown;
  guint n;

  g_return_val_if_fail (ILV_IS_SESSION (self) && group < ILV_N_GROUPS, NULL);

  *n_lanes = 0;
  if (!ilv_session_get_group_shown (self, group) || ilv_session_get_folded (self, group))
    return NULL;
  lanes = ilv_trace_get_group (self->trace, group, &n);
  if (g_hash_table_size (self->hidden) == 0)
    {
      *n_lanes = n;
      return lanes;
    }

  shown = self->shown_lanes[group];
  g_array_set_size (shown, 0);
  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (self->hidden, GUINT_TO_POINTER (lanes[i])))
      g_array_append_val (shown, lanes[i]);
  *n_lanes = shown->len;
  return (const guint32 *) shown->data;
}

/* --- The object --------------------------------------------------------------------- */

static void
ilv_session_finalize (GObject *object)
{
  IlvSession *self = ILV_SESSION (object);

  g_hash_table_unref (self->hidden);
  for (guint i = 0; i < ILV_N_GROUPS; i++)
    g_array_unref (self->shown_lanes[i]);
  ilv_axis_free (self->axis);
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
  self->hidden = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < ILV_N_GROUPS; i++)
    self->shown_lanes[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->undo = g_array_new (FALSE, FALSE, sizeof (View));
  self->redo = g_array_new (FALSE, FALSE, sizeof (View));
  self->view = (View) { 0, FIRST_WIDTH_NSEC, ILV_AXIS_TIME };
  self->playhead_nsec = ILV_TIME_OPEN;
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

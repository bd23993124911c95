/* ilv-timeline-panel-actions.c - All that can be done with the timeline by keyboard.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-timeline-panel-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "model/ilv-causality.h"

#define ZOOM_STEP 1.5
#define PAN_STEP 0.15 /* of what is visible */

typedef void (*ViewFunc) (IlvTimelinePanel *self);

/* What to keep in its place: the playhead if it is in sight, else the middle. */
static double
get_anchor (IlvTimelinePanel *self)
{
  guint64 playhead = ilv_session_get_playhead (self->session);
  double place = ilv_axis_place (ilv_session_get_axis (self->session), playhead);
  double start, end;

  ilv_session_get_view (self->session, &start, &end);
  return playhead != ILV_TIME_OPEN && place >= start && place <= end ? place : (start + end) / 2;
}

static void
zoom_in (IlvTimelinePanel *self)
{
  ilv_session_zoom_at (self->session, get_anchor (self), ZOOM_STEP);
}

static void
zoom_out (IlvTimelinePanel *self)
{
  ilv_session_zoom_at (self->session, get_anchor (self), 1 / ZOOM_STEP);
}

/* By whole pixels, so that what is painted can be moved. */
static void
pan (IlvTimelinePanel *self, int direction)
{
  double nsec_per_px = ilv_timeline_view_get_nsec_per_px (self->view);
  double step_px = round (PAN_STEP * gtk_widget_get_width (GTK_WIDGET (self->view)));

  ilv_session_pan (self->session, direction * step_px * nsec_per_px);
}

static void
pan_left (IlvTimelinePanel *self)
{
  pan (self, -1);
}

static void
pan_right (IlvTimelinePanel *self)
{
  pan (self, 1);
}

static void
go_to_begin (IlvTimelinePanel *self)
{
  ilv_session_show_end (self->session, FALSE);
}

static void
go_to_end (IlvTimelinePanel *self)
{
  ilv_session_show_end (self->session, TRUE);
}

static void
show_all (IlvTimelinePanel *self)
{
  ilv_session_show_all (self->session);
}

/* What is selected; when that is what is shown already, or nothing is: all. */
static void
fit (IlvTimelinePanel *self)
{
  IlvTarget selected = ilv_session_get_selected (self->session);
  double start, end, new_start, new_end;

  ilv_session_get_view (self->session, &start, &end);
  if (selected.lane != ILV_NO_LANE)
    ilv_session_show_target (self->session, &selected);
  ilv_session_get_view (self->session, &new_start, &new_end);
  if (selected.lane == ILV_NO_LANE || (start == new_start && end == new_end))
    ilv_session_show_all (self->session);
}

static void
toggle_follow (IlvTimelinePanel *self)
{
  ilv_session_set_follow (self->session, !ilv_session_get_follow (self->session));
}

static void
toggle_by_machine (IlvTimelinePanel *self)
{
  ilv_session_set_by_machine (self->session, !ilv_session_get_by_machine (self->session));
}

static void
next_axis (IlvTimelinePanel *self)
{
  IlvAxisKind kind = ilv_session_get_axis_kind (self->session);

  ilv_session_set_axis_kind (self->session, (kind + 1) % ILV_N_AXES);
}

static void
replay (IlvTimelinePanel *self)
{
  ilv_transport_toggle (self->transport);
}

static void
undo_view (IlvTimelinePanel *self)
{
  ilv_session_undo_view (self->session);
}

static void
redo_view (IlvTimelinePanel *self)
{
  ilv_session_redo_view (self->session);
}

/* The playhead goes with a selection made by keyboard, and the view with it. */
static void
reveal_selected (IlvTimelinePanel *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  IlvTarget selected = ilv_session_get_selected (self->session);
  const IlvLane *lane;
  guint64 time_nsec;

  if (selected.lane == ILV_NO_LANE)
    return;
  lane = ilv_trace_get_lane (trace, selected.lane);
  if (selected.span != ILV_NO_INDEX)
    time_nsec = ilv_lane_get_span (lane, selected.span).start_nsec;
  else if (selected.step != ILV_NO_INDEX)
    time_nsec = ilv_lane_get_step (lane, selected.step).time_nsec;
  else
    return;
  ilv_session_set_playhead (self->session, time_nsec);
  ilv_session_reveal (self->session, time_nsec);
}

/* Where arrow keys begin: the first shown lane of goroutines, at the view's start. */
static void
select_first (IlvTimelinePanel *self)
{
  IlvTarget target = ILV_TARGET_NONE;
  guint n_lanes;
  const guint32 *lanes = ilv_session_get_lanes (self->session, ILV_GROUP_GOROUTINES, &n_lanes);
  const IlvLane *lane;

  if (n_lanes == 0)
    return;
  lane = ilv_trace_get_lane (ilv_session_get_trace (self->session), lanes[0]);
  target.lane = lanes[0];
  target.span = ilv_lane_first_span_after (lane, ilv_session_get_start_nsec (self->session));
  if (target.span >= ilv_lane_n_spans (lane))
    target.span = ILV_NO_INDEX;
  ilv_session_select (self->session, &target);
}

static void
move_selection (IlvTimelinePanel *self, int by_span, int by_lane)
{
  if (ilv_session_get_selected (self->session).lane == ILV_NO_LANE
      && ilv_session_get_selected_heading (self->session) == ILV_NO_HEADING)
    select_first (self);
  else if (by_span != 0)
    ilv_session_select_next (self->session, by_span);
  else
    ilv_session_select_lane (self->session, by_lane);
  reveal_selected (self);
}

/* As in a tree: left folds a heading, right unfolds it. */
static gboolean
fold_selected (IlvTimelinePanel *self, gboolean is_folded)
{
  guint32 heading = ilv_session_get_selected_heading (self->session);

  if (heading == ILV_NO_HEADING)
    return FALSE;
  ilv_session_set_heading_folded (self->session, heading, is_folded);
  return TRUE;
}

static void
select_previous (IlvTimelinePanel *self)
{
  if (!fold_selected (self, TRUE))
    move_selection (self, -1, 0);
}

static void
select_next (IlvTimelinePanel *self)
{
  if (!fold_selected (self, FALSE))
    move_selection (self, 1, 0);
}

static void
select_above (IlvTimelinePanel *self)
{
  move_selection (self, 0, -1);
}

static void
select_below (IlvTimelinePanel *self)
{
  move_selection (self, 0, 1);
}

static void
select_waker (IlvTimelinePanel *self)
{
  if (ilv_session_select_waker (self->session))
    reveal_selected (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
select_linked (IlvTimelinePanel *self, gboolean is_effect)
{
  if (ilv_session_select_linked (self->session, is_effect))
    reveal_selected (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
select_cause (IlvTimelinePanel *self)
{
  select_linked (self, FALSE);
}

static void
select_effect (IlvTimelinePanel *self)
{
  select_linked (self, TRUE);
}

/* A second time at the same instant takes the marker away. */
static void
mark (IlvTimelinePanel *self, IlvMarker marker)
{
  guint64 playhead = ilv_session_get_playhead (self->session);

  if (playhead == ilv_session_get_marker (self->session, marker))
    playhead = ILV_TIME_OPEN;
  ilv_session_set_marker (self->session, marker, playhead);
}

static void
mark_a (IlvTimelinePanel *self)
{
  mark (self, ILV_MARKER_A);
}

static void
mark_b (IlvTimelinePanel *self)
{
  mark (self, ILV_MARKER_B);
}

static void
toggle_pin (IlvTimelinePanel *self)
{
  guint lane = ilv_session_get_selected (self->session).lane;

  if (lane != ILV_NO_LANE)
    ilv_session_set_lane_pinned (self->session, lane,
                                 !ilv_session_get_lane_pinned (self->session, lane));
}

/* The selection goes on to the next lane, so that several can be hidden in a row. */
static void
hide_lane (IlvTimelinePanel *self)
{
  guint lane = ilv_session_get_selected (self->session).lane;

  if (lane == ILV_NO_LANE)
    return;
  if (!ilv_session_select_lane (self->session, 1))
    ilv_session_select_lane (self->session, -1);
  ilv_session_set_lane_hidden (self->session, lane, TRUE);
}

static void
next_headings (IlvTimelinePanel *self)
{
  IlvHeadingKind kind = ilv_session_get_headings (self->session);

  ilv_session_set_headings (self->session, (kind + 1) % ILV_N_HEADING_KINDS);
}

/* The heading that is selected, or that the selected lane stands below. */
static void
toggle_heading (IlvTimelinePanel *self)
{
  guint32 heading = ilv_session_get_selected_heading (self->session);
  guint32 lane = ilv_session_get_selected (self->session).lane;

  if (heading == ILV_NO_HEADING && lane != ILV_NO_LANE)
    heading = ilv_session_get_heading (self->session, lane);
  if (heading == ILV_NO_HEADING)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    ilv_session_set_heading_folded (self->session, heading,
                                    !ilv_session_get_heading_folded (self->session, heading));
}

/* Where there are none yet, headings are what is asked for. */
static void
toggle_all_headings (IlvTimelinePanel *self)
{
  if (ilv_session_get_headings (self->session) == ILV_HEADING_NONE)
    ilv_session_set_headings (self->session, ILV_HEADING_FUNCTION);
  ilv_session_fold_headings (self->session, !ilv_session_get_headings_folded (self->session));
}

static void
show_related (IlvTimelinePanel *self)
{
  ilv_session_show_related (self->session, ilv_session_get_selected (self->session).lane);
}

static void
show_all_lanes (IlvTimelinePanel *self)
{
  ilv_session_show_all_lanes (self->session);
}

static void
move_lane (IlvTimelinePanel *self, int by)
{
  guint lane = ilv_session_get_selected (self->session).lane;
  IlvGroup group;
  guint index;

  if (ilv_session_find_lane (self->session, lane, &group, &index) && (by > 0 || index > 0))
    ilv_session_move_lane (self->session, lane, index + by);
}

static void
move_lane_up (IlvTimelinePanel *self)
{
  move_lane (self, -1);
}

static void
move_lane_down (IlvTimelinePanel *self)
{
  move_lane (self, 1);
}

/* From the selected goroutine's span, or from main's end; a second time: no longer. */
static void
toggle_path (IlvTimelinePanel *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  IlvTarget selected = ilv_session_get_selected (self->session);
  const IlvLane *lane = NULL;
  guint64 time_nsec = ilv_trace_get_end_nsec (trace);
  guint32 g = 1;

  if (ilv_session_get_path (self->session) != NULL)
    {
      ilv_session_take_path (self->session, NULL);
      return;
    }
  if (selected.lane != ILV_NO_LANE)
    lane = ilv_trace_get_lane (trace, selected.lane);
  if (lane != NULL && lane->kind == ILV_LANE_GOROUTINE)
    g = lane->key;
  if (lane != NULL && lane->kind == ILV_LANE_GOROUTINE && selected.span != ILV_NO_INDEX)
    {
      IlvSpan span = ilv_lane_get_span (lane, selected.span);

      time_nsec = ilv_trace_get_span_end (trace, &span);
    }
  ilv_session_take_path (self->session, ilv_trace_get_critical_path (trace, g, time_nsec));
}

static void
toggle_cone (IlvTimelinePanel *self)
{
  ilv_session_set_shows_cone (self->session, !ilv_session_get_shows_cone (self->session));
}

/* A second time, or with nothing selected: everything again. */
static void
toggle_light (IlvTimelinePanel *self)
{
  IlvTarget selected = ilv_session_get_selected (self->session);
  IlvLight wanted = ilv_session_light_for (self->session, &selected);
  IlvLight light = ilv_session_get_light (self->session);
  gboolean is_on = light.kind == wanted.kind && light.key == wanted.key;

  ilv_session_set_light (self->session, is_on ? ILV_LIGHT_NONE : wanted);
}

/* At the playhead, or in the middle of what is seen; about the selected lane. */
static void
write_note (IlvTimelinePanel *self)
{
  guint64 time_nsec = ilv_session_get_playhead (self->session);

  if (time_nsec == ILV_TIME_OPEN)
    time_nsec = (guint64) MAX (ilv_axis_time (ilv_session_get_axis (self->session),
                                              get_anchor (self)), 0);
  ilv_time_ruler_edit_note (self->ruler, time_nsec, ilv_session_get_selected (self->session).lane);
}

static void
find (IlvTimelinePanel *self)
{
  ilv_search_bar_open (self->search_bar);
}

static void
find_next (IlvTimelinePanel *self)
{
  ilv_search_bar_step (self->search_bar, 1);
}

static void
find_previous (IlvTimelinePanel *self)
{
  ilv_search_bar_step (self->search_bar, -1);
}

static void
open_menu (IlvTimelinePanel *self)
{
  if (!ilv_timeline_view_open_menu (self->view))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Where the keyboard goes back to from a bar that has been closed. */
static void
focus (IlvTimelinePanel *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
edit_filter (IlvTimelinePanel *self)
{
  ilv_lane_bar_edit_filter (self->lane_bar);
}

static void
select_nothing (IlvTimelinePanel *self)
{
  for (guint marker = 0; marker < ILV_N_MARKERS; marker++)
    ilv_session_set_marker (self->session, marker, ILV_TIME_OPEN);
  ilv_session_select (self->session, &ILV_TARGET_NONE);
  ilv_session_select_heading (self->session, ILV_NO_HEADING);
  ilv_session_set_playhead (self->session, ILV_TIME_OPEN);
  ilv_session_set_light (self->session, ILV_LIGHT_NONE);
}

#define CTRL GDK_CONTROL_MASK

/* Every action, what it is called where it is looked for by words (NULL: nobody would), and the keys
 * that stand for it while the timeline has the focus. */
static const struct
{
  const char *name;
  ViewFunc func;
  const char *label;
  struct
  {
    guint key;
    GdkModifierType state;
  } keys[4];
} actions[] = {
  { "view.zoom-in", zoom_in, N_("Zoom in"),
    { { GDK_KEY_w }, { GDK_KEY_plus }, { GDK_KEY_equal }, { GDK_KEY_KP_Add } } },
  { "view.zoom-out", zoom_out, N_("Zoom out"),
    { { GDK_KEY_s }, { GDK_KEY_minus }, { GDK_KEY_KP_Subtract } } },
  { "view.earlier", pan_left, N_("Earlier"),
    { { GDK_KEY_a } } },
  { "view.later", pan_right, N_("Later"),
    { { GDK_KEY_d } } },
  { "view.begin", go_to_begin, N_("Begin of the run"),
    { { GDK_KEY_Home } } },
  { "view.end", go_to_end, N_("End of the run"),
    { { GDK_KEY_End } } },
  { "view.fit", fit, N_("Fit the selection"),
    { { GDK_KEY_f } } },
  { "view.show-all", show_all, N_("Fit everything"),
    { { GDK_KEY_0 }, { GDK_KEY_KP_0 } } },
  { "view.follow", toggle_follow, N_("Follow the running program"),
    { { GDK_KEY_l } } },
  { "view.replay", replay, N_("Replay, and stop"),
    { { GDK_KEY_space } } },
  { "view.next-axis", next_axis, N_("By time, by events, without gaps"),
    { { GDK_KEY_t } } },
  { "view.threads-by", toggle_by_machine, N_("A lane for each processor, or for each thread"),
    { { GDK_KEY_v } } },
  { "view.undo", undo_view, N_("View before"),
    { { GDK_KEY_z, CTRL } } },
  { "view.redo", redo_view, N_("View after"),
    { { GDK_KEY_y, CTRL }, { GDK_KEY_z, CTRL | GDK_SHIFT_MASK } } },
  { "view.previous-span", select_previous, NULL,
    { { GDK_KEY_Left }, { GDK_KEY_comma } } },
  { "view.next-span", select_next, NULL,
    { { GDK_KEY_Right }, { GDK_KEY_period } } },
  { "view.lane-above", select_above, NULL,
    { { GDK_KEY_Up } } },
  { "view.lane-below", select_below, NULL,
    { { GDK_KEY_Down } } },
  { "view.waker", select_waker, N_("Who woke it"),
    { { GDK_KEY_u } } },
  { "view.cause", select_cause, N_("What led to it"),
    { { GDK_KEY_bracketleft } } },
  { "view.effect", select_effect, N_("What it led to"),
    { { GDK_KEY_bracketright } } },
  { "view.mark-a", mark_a, N_("Marker A at the playhead"),
    { { GDK_KEY_m } } },
  { "view.mark-b", mark_b, N_("Marker B at the playhead"),
    { { GDK_KEY_m, GDK_SHIFT_MASK } } },
  { "view.pin", toggle_pin, N_("Pin or unpin the lane"),
    { { GDK_KEY_p } } },
  { "view.hide", hide_lane, N_("Hide the lane"),
    { { GDK_KEY_h } } },
  { "view.headings", next_headings, N_("Group goroutines: by function, by who started them"),
    { { GDK_KEY_g } } },
  { "view.fold", toggle_heading, N_("Fold or unfold the group"),
    { { GDK_KEY_e }, { GDK_KEY_Return }, { GDK_KEY_KP_Enter } } },
  { "view.fold-all", toggle_all_headings, N_("Fold or unfold all groups"),
    { { GDK_KEY_e, GDK_SHIFT_MASK } } },
  { "view.related", show_related, N_("Only what is related to it"),
    { { GDK_KEY_r } } },
  { "view.show-all-lanes", show_all_lanes, N_("Show all lanes"),
    { { GDK_KEY_h, GDK_SHIFT_MASK } } },
  { "view.lane-up", move_lane_up, NULL,
    { { GDK_KEY_Up, GDK_ALT_MASK } } },
  { "view.lane-down", move_lane_down, NULL,
    { { GDK_KEY_Down, GDK_ALT_MASK } } },
  { "view.critical-path", toggle_path, N_("Critical path"),
    { { GDK_KEY_c } } },
  { "view.cone", toggle_cone, N_("What came before and after what is under the pointer"),
    { { GDK_KEY_b } } },
  { "view.light", toggle_light, N_("Light only what is like the selection"),
    { { GDK_KEY_x } } },
  { "view.note", write_note, N_("Write a note"),
    { { GDK_KEY_n } } },
  { "view.find", find, N_("Search the timeline"),
    { { GDK_KEY_f, CTRL } } },
  { "view.find-next", find_next, NULL,
    { { GDK_KEY_g, CTRL }, { GDK_KEY_F3 } } },
  { "view.find-previous", find_previous, NULL,
    { { GDK_KEY_g, CTRL | GDK_SHIFT_MASK }, { GDK_KEY_F3, GDK_SHIFT_MASK } } },
  { "view.filter", edit_filter, N_("Filter and sort lanes"),
    { { GDK_KEY_slash } } },
  { "view.menu", open_menu, N_("What can be done with the lane"),
    { { GDK_KEY_Menu }, { GDK_KEY_F10, GDK_SHIFT_MASK } } },
  { "view.focus", focus, NULL,
    { { 0 } } },
  { "view.select-nothing", select_nothing, N_("Select nothing"),
    { { GDK_KEY_Escape } } },
};

static void
ilv_timeline_panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  IlvTimelinePanel *self = ILV_TIMELINE_PANEL (widget);

  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (actions); i++)
    {
      if (strcmp (actions[i].name, name) == 0)
        actions[i].func (self);
    }
}

void
ilv_timeline_panel_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL,
                                       ilv_timeline_panel_action);
      for (guint k = 0; k < G_N_ELEMENTS (actions[i].keys) && actions[i].keys[k].key != 0; k++)
        gtk_widget_class_add_binding_action (widget_class, actions[i].keys[k].key,
                                             actions[i].keys[k].state, actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_question, GDK_SHIFT_MASK,
                                       "win.show-help-overlay", NULL);
}

void
ilv_timeline_panel_add_commands (IlvGoTo *go_to)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *keys = gtk_accelerator_get_label (actions[i].keys[0].key,
                                                         actions[i].keys[0].state);

      if (actions[i].label != NULL)
        ilv_go_to_add_command (go_to, _(actions[i].label), actions[i].name, keys);
    }
}

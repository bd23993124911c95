/* ilv-timeline-panel.c - The timeline with its bar, ruler and overview, and all
 * that can be done with it by keyboard.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-timeline-panel.h"

#include <math.h>
#include <string.h>

#include "model/ilv-causality.h"
#include "model/ilv-format.h"
#include "widgets/ilv-lane-bar.h"
#include "widgets/ilv-crowd-hint.h"
#include "widgets/ilv-legend.h"
#include "widgets/ilv-overview.h"
#include "widgets/ilv-search-bar.h"
#include "widgets/ilv-time-ruler.h"
#include "widgets/ilv-transport.h"
#include "widgets/ilv-ui.h"

#define ZOOM_STEP 1.5
#define PAN_STEP 0.15 /* of what is visible */

struct _IlvTimelinePanel
{
  GtkWidget parent_instance;
  IlvSession *session;

  GtkToggleButton *threads_button;
  GtkToggleButton *goroutines_button;
  GtkToggleButton *channels_button;
  GtkToggleButton *sync_button;
  GtkToggleButton *timers_button;
  GtkToggleButton *tasks_button;
  GtkToggleButton *counters_button;
  GtkToggleButton *library_button;
  GtkToggleButton *by_proc_button;
  GtkToggleButton *by_machine_button;
  GtkDropDown *axis_dropdown; /* its items are in the order of IlvAxisKind */
  GtkToggleButton *follow_button;
  GtkLabel *span_label;
  IlvLaneBar *lane_bar;
  IlvTransport *transport;
  IlvSearchBar *search_bar;
  GtkStack *stack;
  IlvCrowdHint *crowd_hint;
  IlvTimeRuler *ruler;
  IlvTimelineView *view;
  IlvOverview *overview;
  IlvLegend *legend;

  guint is_updating : 1; /* buttons are being set from the session */
};

G_DEFINE_FINAL_TYPE (IlvTimelinePanel, ilv_timeline_panel, GTK_TYPE_WIDGET)

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
  if (ilv_session_get_selected (self->session).lane == ILV_NO_LANE)
    select_first (self);
  else if (by_span != 0)
    ilv_session_select_next (self->session, by_span);
  else
    ilv_session_select_lane (self->session, by_lane);
  reveal_selected (self);
}

static void
select_previous (IlvTimelinePanel *self)
{
  move_selection (self, -1, 0);
}

static void
select_next (IlvTimelinePanel *self)
{
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
  ilv_session_set_playhead (self->session, ILV_TIME_OPEN);
  ilv_session_set_light (self->session, ILV_LIGHT_NONE);
}

#define CTRL GDK_CONTROL_MASK

/* Every action and the keys that stand for it while the timeline has the focus. */
static const struct
{
  const char *name;
  ViewFunc func;
  struct
  {
    guint key;
    GdkModifierType state;
  } keys[4];
} actions[] = {
  { "view.zoom-in", zoom_in,
    { { GDK_KEY_w }, { GDK_KEY_plus }, { GDK_KEY_equal }, { GDK_KEY_KP_Add } } },
  { "view.zoom-out", zoom_out, { { GDK_KEY_s }, { GDK_KEY_minus }, { GDK_KEY_KP_Subtract } } },
  { "view.earlier", pan_left, { { GDK_KEY_a } } },
  { "view.later", pan_right, { { GDK_KEY_d } } },
  { "view.begin", go_to_begin, { { GDK_KEY_Home } } },
  { "view.end", go_to_end, { { GDK_KEY_End } } },
  { "view.fit", fit, { { GDK_KEY_f } } },
  { "view.show-all", show_all, { { GDK_KEY_0 }, { GDK_KEY_KP_0 } } },
  { "view.follow", toggle_follow, { { GDK_KEY_l } } },
  { "view.replay", replay, { { GDK_KEY_space } } },
  { "view.next-axis", next_axis, { { GDK_KEY_t } } },
  { "view.threads-by", toggle_by_machine, { { GDK_KEY_v } } },
  { "view.undo", undo_view, { { GDK_KEY_z, CTRL } } },
  { "view.redo", redo_view, { { GDK_KEY_y, CTRL }, { GDK_KEY_z, CTRL | GDK_SHIFT_MASK } } },
  { "view.previous-span", select_previous, { { GDK_KEY_Left }, { GDK_KEY_comma } } },
  { "view.next-span", select_next, { { GDK_KEY_Right }, { GDK_KEY_period } } },
  { "view.lane-above", select_above, { { GDK_KEY_Up } } },
  { "view.lane-below", select_below, { { GDK_KEY_Down } } },
  { "view.waker", select_waker, { { GDK_KEY_u } } },
  { "view.cause", select_cause, { { GDK_KEY_bracketleft } } },
  { "view.effect", select_effect, { { GDK_KEY_bracketright } } },
  { "view.mark-a", mark_a, { { GDK_KEY_m } } },
  { "view.mark-b", mark_b, { { GDK_KEY_m, GDK_SHIFT_MASK } } },
  { "view.pin", toggle_pin, { { GDK_KEY_p } } },
  { "view.hide", hide_lane, { { GDK_KEY_h } } },
  { "view.related", show_related, { { GDK_KEY_r } } },
  { "view.show-all-lanes", show_all_lanes, { { GDK_KEY_h, GDK_SHIFT_MASK } } },
  { "view.lane-up", move_lane_up, { { GDK_KEY_Up, GDK_ALT_MASK } } },
  { "view.lane-down", move_lane_down, { { GDK_KEY_Down, GDK_ALT_MASK } } },
  { "view.critical-path", toggle_path, { { GDK_KEY_c } } },
  { "view.cone", toggle_cone, { { GDK_KEY_b } } },
  { "view.light", toggle_light, { { GDK_KEY_x } } },
  { "view.note", write_note, { { GDK_KEY_n } } },
  { "view.find", find, { { GDK_KEY_f, CTRL } } },
  { "view.find-next", find_next, { { GDK_KEY_g, CTRL }, { GDK_KEY_F3 } } },
  { "view.find-previous", find_previous,
    { { GDK_KEY_g, CTRL | GDK_SHIFT_MASK }, { GDK_KEY_F3, GDK_SHIFT_MASK } } },
  { "view.filter", edit_filter, { { GDK_KEY_slash } } },
  { "view.menu", open_menu, { { GDK_KEY_Menu }, { GDK_KEY_F10, GDK_SHIFT_MASK } } },
  { "view.focus", focus, { { 0 } } },
  { "view.select-nothing", select_nothing, { { GDK_KEY_Escape } } },
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

static GtkToggleButton *
get_group_button (IlvTimelinePanel *self, IlvGroup group)
{
  GtkToggleButton *const buttons[ILV_N_GROUPS] = {
    [ILV_GROUP_THREADS] = self->threads_button,
    [ILV_GROUP_GOROUTINES] = self->goroutines_button,
    [ILV_GROUP_CHANNELS] = self->channels_button,
    [ILV_GROUP_SYNC] = self->sync_button,
    [ILV_GROUP_TIMERS] = self->timers_button,
    [ILV_GROUP_TASKS] = self->tasks_button,
    [ILV_GROUP_COUNTERS] = self->counters_button,
    [ILV_GROUP_LIBRARY] = self->library_button,
  };

  return buttons[group];
}

/* Machines stand in the place of threads and have no button of their own. */
static void
ilv_timeline_panel_group_toggled_cb (IlvTimelinePanel *self)
{
  if (self->session == NULL || self->is_updating)
    return;
  for (IlvGroup group = 0; group < ILV_GROUP_MACHINES; group++)
    ilv_session_set_group_shown (self->session, group,
                                 gtk_toggle_button_get_active (get_group_button (self, group)));
}

static void
ilv_timeline_panel_by_machine_toggled_cb (IlvTimelinePanel *self)
{
  if (self->session != NULL && !self->is_updating)
    ilv_session_set_by_machine (self->session,
                                gtk_toggle_button_get_active (self->by_machine_button));
}

static void
ilv_timeline_panel_follow_toggled_cb (IlvTimelinePanel *self)
{
  if (self->session != NULL && !self->is_updating)
    ilv_session_set_follow (self->session, gtk_toggle_button_get_active (self->follow_button));
}

static void
ilv_timeline_panel_axis_selected_cb (IlvTimelinePanel *self)
{
  guint selected = gtk_drop_down_get_selected (self->axis_dropdown);

  if (self->session != NULL && !self->is_updating && selected < ILV_N_AXES)
    ilv_session_set_axis_kind (self->session, selected);
}

static void
update_bar (IlvTimelinePanel *self)
{
  g_autofree char *visible = NULL;
  guint64 start, end;

  if (self->session == NULL)
    return;
  self->is_updating = TRUE;
  for (IlvGroup group = 0; group < ILV_GROUP_MACHINES; group++)
    gtk_toggle_button_set_active (get_group_button (self, group),
                                  ilv_session_get_group_shown (self->session, group));
  gtk_toggle_button_set_active (self->by_proc_button,
                                !ilv_session_get_by_machine (self->session));
  gtk_toggle_button_set_active (self->by_machine_button,
                                ilv_session_get_by_machine (self->session));
  gtk_toggle_button_set_active (self->follow_button, ilv_session_get_follow (self->session));
  gtk_drop_down_set_selected (self->axis_dropdown, ilv_session_get_axis_kind (self->session));
  self->is_updating = FALSE;
  end = ilv_session_get_end_nsec (self->session);
  /* By steps, time behind the last event means nothing. */
  if (ilv_session_get_axis_kind (self->session) == ILV_AXIS_STEPS)
    end = MIN (end, ilv_trace_get_end_nsec (ilv_session_get_trace (self->session)));
  start = MIN (ilv_session_get_start_nsec (self->session), end);
  visible = ilv_format_duration (end - start);
  gtk_label_set_text (self->span_label, visible);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.undo",
                                 ilv_session_can_undo_view (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.redo",
                                 ilv_session_can_redo_view (self->session));
}

/* What few programs have needs no button in others. */
static void
update_group_buttons (IlvTimelinePanel *self)
{
  for (IlvGroup group = ILV_GROUP_SYNC + 1; self->session != NULL && group < ILV_GROUP_MACHINES; group++)
    {
      guint n_lanes;

      ilv_trace_get_group (ilv_session_get_trace (self->session), group, &n_lanes);
      gtk_widget_set_visible (GTK_WIDGET (get_group_button (self, group)), n_lanes > 0);
    }
}

/* Lanes, or a word to the beginner while there are none. */
static void
update_page (IlvTimelinePanel *self)
{
  IlvTrace *trace = self->session != NULL ? ilv_session_get_trace (self->session) : NULL;
  gboolean has_events = trace != NULL && ilv_trace_get_n_events (trace) > 0;

  if (has_events)
    ilv_legend_set_content (self->legend, ilv_trace_get_states_seen (trace),
                            ilv_trace_get_n_goroutines (trace) > 1);
  gtk_stack_set_visible_child_name (self->stack, has_events ? "timeline" : "empty");
  update_group_buttons (self);
}

static void
ilv_timeline_panel_dispose (GObject *object)
{
  IlvTimelinePanel *self = ILV_TIMELINE_PANEL (object);

  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_timeline_panel_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
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

static void
ilv_timeline_panel_class_init (IlvTimelinePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_timeline_panel_dispose;
  gtk_widget_class_set_css_name (widget_class, "timelinepanel");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ILV_RESOURCE_PATH "/widgets/ilv-timeline-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, threads_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, goroutines_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, channels_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, sync_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, counters_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, library_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, tasks_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, timers_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, by_proc_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, by_machine_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, axis_dropdown);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, follow_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, span_label);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, lane_bar);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, transport);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, search_bar);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, stack);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, ruler);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, view);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, crowd_hint);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, overview);
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, legend);
  gtk_widget_class_bind_template_callback (widget_class, ilv_timeline_panel_group_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_timeline_panel_axis_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_timeline_panel_by_machine_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_timeline_panel_follow_toggled_cb);
  install_actions (widget_class);
}

static void
ilv_timeline_panel_init (IlvTimelinePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ilv_time_ruler_set_view (self->ruler, self->view);
  ilv_overview_set_view (self->overview, self->view);
}

void
ilv_timeline_panel_set_session (IlvTimelinePanel *self, IlvSession *session)
{
  static const char *const signals[] = { "view-changed", "lanes-changed", "notes-changed" };

  g_return_if_fail (ILV_IS_TIMELINE_PANEL (self));
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (ilv_session_get_trace (session), "grew", G_CALLBACK (update_page),
                             self, G_CONNECT_SWAPPED);
  for (guint i = 0; session != NULL && i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (session, signals[i], G_CALLBACK (update_bar), self,
                             G_CONNECT_SWAPPED);
  ilv_timeline_view_set_session (self->view, session);
  ilv_lane_bar_set_session (self->lane_bar, session);
  ilv_transport_set_session (self->transport, session);
  ilv_search_bar_set_session (self->search_bar, session);
  ilv_crowd_hint_set_session (self->crowd_hint, session);
  ilv_time_ruler_set_session (self->ruler, session);
  ilv_overview_set_session (self->overview, session);
  ilv_legend_set_session (self->legend, session);
  update_bar (self);
  update_page (self);
}

IlvTimelineView *
ilv_timeline_panel_get_view (IlvTimelinePanel *self)
{
  g_return_val_if_fail (ILV_IS_TIMELINE_PANEL (self), NULL);
  return self->view;
}

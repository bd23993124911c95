/* ilv-timeline-panel.c - The timeline with its bar, ruler and overview.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-timeline-panel-private.h"

#include "model/ilv-format.h"
#include "widgets/ilv-ui.h"

G_DEFINE_FINAL_TYPE (IlvTimelinePanel, ilv_timeline_panel, GTK_TYPE_WIDGET)

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
  gboolean has_more = FALSE;

  for (IlvGroup group = ILV_GROUP_SYNC + 1; self->session != NULL && group < ILV_GROUP_MACHINES; group++)
    {
      guint n_lanes;

      ilv_trace_get_group (ilv_session_get_trace (self->session), group, &n_lanes);
      gtk_widget_set_visible (GTK_WIDGET (get_group_button (self, group)), n_lanes > 0);
      has_more |= n_lanes > 0 && group != ILV_GROUP_COUNTERS;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), has_more);
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
  gtk_widget_class_bind_template_child (widget_class, IlvTimelinePanel, more_button);
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
  ilv_timeline_panel_install_actions (widget_class);
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

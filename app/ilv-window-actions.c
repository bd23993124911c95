/* ilv-window-actions.c - All the window can do, in one table.
 *
 * The timeline's own actions (view.*) are in widgets/ilv-timeline-panel-actions.c,
 * the process's (app.*) and all keys in ilv-application.c.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "widgets/ilv-ui.h"

typedef void (*ActionFunc) (IlvWindow *self);

static void
new_document (IlvWindow *self, gpointer data)
{
  ilv_window_new_document (self);
}

static void
ask_new (IlvWindow *self)
{
  ilv_window_save_first (self, new_document, NULL, NULL);
}

static void
choose_file (IlvWindow *self, gpointer data)
{
  ilv_window_choose_file (self);
}

static void
ask_open (IlvWindow *self)
{
  ilv_window_save_first (self, choose_file, NULL, NULL);
}

static void
choose_folder (IlvWindow *self, gpointer data)
{
  ilv_window_choose_folder (self);
}

static void
ask_open_folder (IlvWindow *self)
{
  ilv_window_save_first (self, choose_folder, NULL, NULL);
}

static void
start (IlvWindow *self, gpointer data)
{
  ilv_window_start (self);
}

/* What is not saved of the text runs, too. */
static void
ask_start (IlvWindow *self)
{
  ilv_window_save_notes_first (self, start, NULL, NULL);
}

static void
close_window (IlvWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* The keyboard goes from pane to pane: Tab alone does not leave the editor. */
static void
step_pane (IlvWindow *self, int by)
{
  GtkWidget *const panes[] = {
    GTK_WIDGET (self->example_list),
    GTK_WIDGET (self->source_view),
    GTK_WIDGET (self->console),
    GTK_WIDGET (self->panels),
    GTK_WIDGET (ilv_timeline_panel_get_view (self->timeline)),
  };
  const int n_panes = G_N_ELEMENTS (panes);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int current = by > 0 ? n_panes - 1 : 0;

  for (int i = 0; focus != NULL && i < n_panes; i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      current = i;
  for (int n = 1; n < n_panes; n++)
    {
      GtkWidget *pane = panes[(current + by * n + n_panes * n_panes) % n_panes];

      if (gtk_widget_get_mapped (pane)
          && (gtk_widget_grab_focus (pane) || gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD)))
        return;
    }
}

static void
go_to_next_pane (IlvWindow *self)
{
  step_pane (self, 1);
}

static void
go_to_previous_pane (IlvWindow *self)
{
  step_pane (self, -1);
}

static const struct
{
  const char *name;
  ActionFunc func;
  const char *label; /* of what is in no menu, to be looked for by words; NULL: nobody would */
} plain_actions[] = {
  { "win.new", ask_new },
  { "win.open", ask_open },
  { "win.open-folder", ask_open_folder },
  { "win.save", ilv_window_save },
  { "win.reload", ilv_window_reload },
  { "win.save-as", ilv_window_save_as },
  { "win.save-trace", ilv_window_save_trace },
  { "win.compare-previous", ilv_window_compare_previous },
  { "win.compare-trace", ilv_window_compare_trace },
  { "win.compare-end", ilv_window_end_comparison },
  { "win.copy-picture", ilv_window_copy_picture },
  { "win.print", ilv_window_print },
  { "win.go-to", ilv_window_go_to },
  { "win.close", close_window },
  { "win.next-pane", go_to_next_pane },
  { "win.previous-pane", go_to_previous_pane },
  { "run.start", ask_start, N_("Run") },
  { "run.pause", ilv_window_toggle_pause, N_("Pause and go on") },
  { "run.step", ilv_window_step, N_("One event further, while paused") },
  { "run.step-many", ilv_window_step_many, N_("Ten steps further") },
  { "run.stop", ilv_window_stop, N_("End the program") },
  { "run.explore", ilv_window_explore },
};

static void
ilv_window_plain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_actions); i++)
    {
      if (strcmp (plain_actions[i].name, name) == 0)
        plain_actions[i].func (ILV_WINDOW (widget));
    }
}

static void
ilv_window_export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ilv_window_export (ILV_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_uri (IlvWindow *self, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (data);

  ilv_window_open_file (self, file);
}

static void
ilv_window_open_recent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ilv_window_save_first (ILV_WINDOW (widget), open_uri, g_variant_dup_string (parameter, NULL),
                         g_free);
}

void
ilv_window_add_commands (IlvGoTo *go_to)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_actions); i++)
    {
      g_autofree char *keys = ilv_ui_dup_keys (plain_actions[i].name);

      if (plain_actions[i].label != NULL)
        ilv_go_to_add_command (go_to, _(plain_actions[i].label), plain_actions[i].name, keys);
    }
}

void
ilv_window_class_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_actions); i++)
    gtk_widget_class_install_action (widget_class, plain_actions[i].name, NULL,
                                     ilv_window_plain_action);
  gtk_widget_class_install_action (widget_class, "win.export", "s", ilv_window_export_action);
  gtk_widget_class_install_action (widget_class, "win.open-recent", "s",
                                   ilv_window_open_recent_action);
}

void
ilv_window_update_actions (IlvWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_running = ilv_window_is_running (self);
  gboolean is_paused = ilv_window_is_paused (self);
  gboolean has_trace = ilv_trace_get_n_events (ilv_session_get_trace (self->session)) > 0;

  gtk_widget_action_set_enabled (widget, "run.start", !is_running);
  gtk_widget_action_set_enabled (widget, "run.pause", is_running);
  gtk_widget_action_set_enabled (widget, "run.step", is_paused);
  gtk_widget_action_set_enabled (widget, "run.step-many", is_paused);
  gtk_widget_action_set_enabled (widget, "run.stop", is_running);
  gtk_widget_action_set_enabled (widget, "win.export", has_trace && self->writing == NULL);
  gtk_widget_action_set_enabled (widget, "win.copy-picture", has_trace && self->writing == NULL);
  gtk_widget_action_set_enabled (widget, "win.print", has_trace);
  gtk_widget_action_set_enabled (widget, "win.compare-previous", self->had_previous_run);
  gtk_widget_action_set_enabled (widget, "win.compare-end", self->is_comparing);
  gtk_widget_action_set_enabled (widget, "win.save-trace",
                                 has_trace && !is_running && self->writing == NULL);
  gtk_button_set_icon_name (self->pause_button, is_paused ? "media-playback-start-symbolic"
                                                          : "media-playback-pause-symbolic");
}

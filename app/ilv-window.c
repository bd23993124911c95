/* ilv-window.c - One program, its run, and the picture of it: state and title.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "ilv-examples.h"
#include "ilv-paths.h"
#include "draw/ilv-layout.h"
#include "widgets/ilv-ui.h"

#define TITLE_REFRESH_MSEC 200

G_DEFINE_FINAL_TYPE (IlvWindow, ilv_window, ADW_TYPE_APPLICATION_WINDOW)

/* (transfer full) (nullable): what the trace does not know of its state. */
static char *
describe_state (IlvWindow *self)
{
  IlvRunner *runner = self->runner;

  if (self->loading_file != NULL)
    return g_strdup (_("loading"));
  if (ilv_window_is_paused (self))
    return g_strdup (_("paused"));
  if (runner == NULL || ilv_runner_get_state (runner) != ILV_RUNNER_STATE_ENDED)
    return NULL;
  if (ilv_runner_get_was_stopped (runner))
    return g_strdup (_("stopped"));
  if (ilv_runner_get_term_signal (runner) != 0)
    return g_strdup_printf (_("ended by signal %d"), ilv_runner_get_term_signal (runner));
  return NULL;
}

/* (transfer full): "paused · 18.4 ms · 4 goroutines …". */
static char *
describe_run (IlvWindow *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  g_autofree char *state = describe_state (self);
  g_autofree char *amount = NULL;

  if (state == NULL && ilv_trace_get_n_events (trace) > 0)
    return ilv_layout_describe_run (trace);
  if (state == NULL)
    return g_strdup (ilv_window_is_running (self) ? _("starting") : "");
  if (ilv_trace_get_n_events (trace) == 0)
    return g_steal_pointer (&state);
  amount = ilv_layout_describe_amount (trace);
  return g_strjoin (" · ", state, amount, NULL);
}

/* (transfer full) */
static char *
describe_document (IlvWindow *self)
{
  const char *title = ilv_document_get_title (self->document);

  if (self->loading_file != NULL)
    return g_file_get_basename (self->loading_file);
  return gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document))
           ? g_strdup_printf ("• %s", title) : g_strdup (title);
}

void
ilv_window_update_title (IlvWindow *self)
{
  g_autofree char *title = describe_document (self);
  g_autofree char *subtitle = describe_run (self);

  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
ilv_window_title_timeout_cb (gpointer data)
{
  IlvWindow *self = ILV_WINDOW (data);

  self->title_id = 0;
  ilv_window_update_title (self);
  ilv_window_update_actions (self); /* from the first event on there is something to export */
  return G_SOURCE_REMOVE;
}

/* A trace grows sixty times a second; a title that long changes the layout of the
 * header bar each time, and nobody can read it. */
static void
ilv_window_trace_grew_cb (IlvWindow *self)
{
  if (self->title_id == 0)
    self->title_id = g_timeout_add (TITLE_REFRESH_MSEC, ilv_window_title_timeout_cb, self);
}

void
ilv_window_show_trace (IlvWindow *self, IlvTrace *trace)
{
  g_autoptr (IlvSession) session = ilv_session_new (trace);

  if (self->session != NULL)
    {
      ilv_window_remember_run (self);
      ilv_session_set_headings (session, ilv_session_get_headings (self->session));
      ilv_session_fold_headings (session, ilv_session_get_headings_folded (self->session));
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
    }
  g_set_object (&self->session, session);
  g_signal_connect_object (trace, "grew", G_CALLBACK (ilv_window_trace_grew_cb), self,
                           G_CONNECT_SWAPPED);
  ilv_timeline_panel_set_session (self->timeline, session);
  ilv_inspector_set_session (self->inspector, session);
  ilv_waits_panel_set_session (self->waits_panel, session);
  ilv_statistics_panel_set_session (self->statistics_panel, session);
  ilv_events_panel_set_session (self->events_panel, session);
  ilv_notes_panel_set_session (self->notes_panel, session);
  ilv_console_set_session (self->console, session);
  ilv_source_view_set_session (self->source_view, session);
  ilv_window_update_title (self);
  ilv_window_update_actions (self);
}

void
ilv_window_show_error (IlvWindow *self, const char *sentence)
{
  gtk_label_set_text (self->info_label, sentence);
  gtk_info_bar_set_revealed (self->info_bar, TRUE);
}

void
ilv_window_hide_error (IlvWindow *self)
{
  gtk_info_bar_set_revealed (self->info_bar, FALSE);
}

void
ilv_window_show_toast (IlvWindow *self, const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
ilv_window_info_response_cb (IlvWindow *self)
{
  ilv_window_hide_error (self);
}

/* "document:line:column" of a diagnostic. */
static gboolean
ilv_window_info_link_cb (IlvWindow *self, const char *uri)
{
  guint document = 0, line = 0, column = 0;

  if (sscanf (uri, "%u:%u:%u", &document, &line, &column) != 3 || document >= self->documents->len)
    return FALSE;
  ilv_window_show_document (self, g_ptr_array_index (self->documents, document));
  ilv_document_go_to (self->document, line, column);
  ilv_source_view_reveal_cursor (self->source_view);
  return TRUE;
}

/* Shows @file of the run; FALSE if it is not the program's. */
static gboolean
show_file_of_run (IlvWindow *self, const char *file)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  const char *text = ilv_trace_get_source (trace, file);
  guint index;
  IlvDocument *document
    = self->folder != NULL ? ilv_window_find_document (self, file, &index) : NULL;

  if (document != NULL)
    ilv_window_show_document (self, document);
  else if (self->folder == NULL && text != NULL
           && g_strcmp0 (ilv_source_view_get_file (self->source_view), file) != 0
           && ilv_source_view_get_file (self->source_view) != NULL)
    {
      /* A saved trace of several files: only one is shown at a time. */
      g_autofree char *name = g_path_get_basename (file);

      ilv_document_take_over (self->document, name, text);
      ilv_source_view_set_file (self->source_view, file);
      ilv_source_view_set_session (self->source_view, self->session);
    }
  return document != NULL || text != NULL;
}

static void
ilv_window_go_to_source_cb (IlvWindow *self, guint line, const char *file)
{
  if (file != NULL && !show_file_of_run (self, file))
    return;
  ilv_document_go_to (self->document, line, 1);
  ilv_source_view_reveal_cursor (self->source_view);
}

static void
open_example (IlvWindow *self, gpointer data)
{
  ilv_window_open_example (self, G_FILE (data));
}

static void
ilv_window_example_activated_cb (IlvWindow *self, GtkListBoxRow *row)
{
  g_autoptr (IlvExample) example
    = g_list_model_get_item (self->examples, (guint) gtk_list_box_row_get_index (row));

  ilv_window_save_first (self, open_example, g_object_ref (ilv_example_get_file (example)),
                         g_object_unref);
}

static GtkWidget *
create_example_row (gpointer item, gpointer data)
{
  return g_object_new (GTK_TYPE_LABEL,
                       "label", ilv_example_get_title (item),
                       "xalign", 0.0f,
                       "ellipsize", PANGO_ELLIPSIZE_END,
                       NULL);
}

/* A heading above the first example of each group. */
static void
update_example_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  GListModel *examples = G_LIST_MODEL (data);
  guint index = (guint) gtk_list_box_row_get_index (row);
  g_autoptr (IlvExample) example = g_list_model_get_item (examples, index);
  g_autoptr (IlvExample) example_before
    = before != NULL ? g_list_model_get_item (examples, index - 1) : NULL;
  const char *group = ilv_example_get_group (example);
  GtkWidget *label;

  if (example_before != NULL && strcmp (ilv_example_get_group (example_before), group) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = g_object_new (GTK_TYPE_LABEL, "label", group, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "group-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
ilv_window_procs_changed_cb (IlvWindow *self)
{
  g_autofree char *label = g_strdup_printf ("GOMAXPROCS  %.0f",
                                            gtk_adjustment_get_value (self->procs_adjustment));

  gtk_menu_button_set_label (self->procs_button, label);
  g_settings_set_int (self->settings, "procs",
                      (int) gtk_adjustment_get_value (self->procs_adjustment));
}

static gboolean
ilv_window_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  IlvWindow *self = ILV_WINDOW (data);
  GSList *files = g_value_get_boxed (value);

  if (files == NULL)
    return FALSE;
  ilv_window_drop_files (self, files);
  return TRUE;
}

/* The window closes only when nothing is lost by it. */
static void
close_now (IlvWindow *self, gpointer data)
{
  self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
ilv_window_close_request (GtkWindow *window)
{
  IlvWindow *self = ILV_WINDOW (window);

  if (!self->is_closing
      && (ilv_window_find_modified (self) != NULL || ilv_session_has_unsaved_notes (self->session)))
    {
      ilv_window_save_first (self, close_now, NULL, NULL);
      return TRUE;
    }
  ilv_window_end_writing (self);
  ilv_window_drop_runner (self);
  return GTK_WINDOW_CLASS (ilv_window_parent_class)->close_request (window);
}

static void
ilv_window_dispose (GObject *object)
{
  IlvWindow *self = ILV_WINDOW (object);

  g_clear_handle_id (&self->title_id, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->loading_other != NULL)
    g_cancellable_cancel (self->loading_other);
  g_clear_object (&self->loading_other);
  g_clear_pointer (&self->previous_run, ilv_comparison_side_unref);
  if (self->runner != NULL)
    ilv_window_drop_runner (self);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_object (&self->folder);
  g_clear_object (&self->file_names);
  g_clear_object (&self->trace_file);
  g_clear_object (&self->loading_file);
  g_clear_object (&self->examples);
  g_clear_object (&self->settings);
  if (self->last_words != NULL)
    g_string_free (g_steal_pointer (&self->last_words), TRUE);
  gtk_widget_dispose_template (GTK_WIDGET (self), ILV_TYPE_WINDOW);
  G_OBJECT_CLASS (ilv_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, ILV_RESOURCE_PATH "/ilv-window.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, info_bar);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, info_label);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, reload_bar);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, reload_label);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, progress_box);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, example_list);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, procs_button);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, procs_adjustment);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, slow_button);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, slow_adjustment);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, factor_adjustment);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, pause_button);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, export_menu);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, program_pane);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, source_pane);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, inspector_pane);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, source_view);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, file_list);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, console);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, panels);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, waits_panel);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, statistics_panel);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, events_panel);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, notes_panel);
  gtk_widget_class_bind_template_child (widget_class, IlvWindow, timeline);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_update_slow);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_send_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_end_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_info_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_info_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_go_to_source_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_window_example_activated_cb);
}

static void
ilv_window_class_init (IlvWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ilv_window_close_request;
  bind_template (widget_class);
  ilv_window_class_install_actions (widget_class);
}

/* Settings that are a property of a widget. */
static void
bind_settings (IlvWindow *self)
{
  const struct
  {
    const char *key;
    gpointer object;
    const char *property;
  } bindings[] = {
    { "window-width", self, "default-width" },
    { "window-height", self, "default-height" },
    { "window-maximized", self, "maximized" },
    { "sidebar-visible", self->flap, "reveal-flap" },
    { "program-height", self->program_pane, "position" },
    { "source-width", self->source_pane, "position" },
    { "inspector-position", self->inspector_pane, "position" },
    { "slow-msec", self->slow_adjustment, "value" },
    { "slow-factor", self->factor_adjustment, "value" },
  };
  g_autoptr (GAction) toggle_sidebar = NULL, export_range = NULL, export_marks = NULL;
  int n_procs;

  self->settings = g_settings_new (ILV_APPLICATION_ID);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key, bindings[i].object, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
  toggle_sidebar = G_ACTION (g_property_action_new ("toggle-sidebar", self->flap, "reveal-flap"));
  g_action_map_add_action (G_ACTION_MAP (self), toggle_sidebar);
  export_range = g_settings_create_action (self->settings, "export-range");
  g_action_map_add_action (G_ACTION_MAP (self), export_range);
  export_marks = g_settings_create_action (self->settings, "export-marks");
  g_action_map_add_action (G_ACTION_MAP (self), export_marks);

  ilv_window_update_slow (self);
  n_procs = g_settings_get_int (self->settings, "procs");
  g_signal_connect_object (self->procs_adjustment, "value-changed",
                           G_CALLBACK (ilv_window_procs_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_adjustment_set_value (self->procs_adjustment,
                            n_procs > 0 ? n_procs : (int) g_get_num_processors ());
}

static void
init_examples (IlvWindow *self)
{
  self->examples = ilv_examples_scan (ilv_paths_get_examples_dir ());
  gtk_list_box_bind_model (self->example_list, self->examples, create_example_row, NULL, NULL);
  /* The list may outlive the window by a little: its data must not be the window. */
  gtk_list_box_set_header_func (self->example_list, update_example_header,
                                g_object_ref (self->examples), g_object_unref);
}

static void
ilv_window_init (IlvWindow *self)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  GtkDropTarget *drop_target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->last_words = g_string_new (NULL);
  init_examples (self);
  ilv_window_init_documents (self);
  bind_settings (self);
  ilv_window_show_trace (self, trace);
  ilv_window_update_recent (self);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (ilv_window_update_recent), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop_target, "drop", G_CALLBACK (ilv_window_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop_target));
}

IlvWindow *
ilv_window_new (IlvApplication *application)
{
  return g_object_new (ILV_TYPE_WINDOW, "application", application, NULL);
}

void
ilv_window_open_first_example (IlvWindow *self)
{
  g_autoptr (IlvExample) example = NULL;

  g_return_if_fail (ILV_IS_WINDOW (self));
  example = g_list_model_get_item (self->examples, 0);
  if (example != NULL)
    ilv_window_open_example (self, ilv_example_get_file (example));
}

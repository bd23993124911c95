/* test-window.c - The window, used as a user does.
 *
 * The programs really run, in a process of their own.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <utime.h>

#include "ilv-examples.h"
#include "ilv-paths.h"
#include "ilv-window-private.h"
#include "widgets/ilv-ui.h"
#include "widgets/widgets-test.h"

typedef struct
{
  IlvWindow *window; /* NULL once it is closed */
  char *directory;
} Fixture;

static IlvApplication *application;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("interleave-test-XXXXXX", NULL);
  fixture->window = ilv_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->directory, 0, NULL);
  const char *name;

  if (fixture->window != NULL)
    {
      for (guint i = 0; i < fixture->window->documents->len; i++)
        gtk_text_buffer_set_modified (g_ptr_array_index (fixture->window->documents, i), FALSE);
      gtk_window_close (GTK_WINDOW (fixture->window));
    }
  wait_until (fixture->window == NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
}

static void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

static void
act_on_timeline (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->timeline), action, NULL);
}

static char *
dup_output (Fixture *fixture)
{
  return ilv_console_dup_text (fixture->window->console);
}

static gboolean
output_has (Fixture *fixture, const char *part)
{
  g_autofree char *output = dup_output (fixture);

  return strstr (output, part) != NULL;
}

static IlvTrace *
get_trace (Fixture *fixture)
{
  return ilv_session_get_trace (fixture->window->session);
}

static void
type_program (Fixture *fixture, const char *text)
{
  ilv_document_take_over (fixture->window->document, "prog.go", text);
}

static void
run_to_end (Fixture *fixture)
{
  act (fixture, "run.start");
  wait_until (!ilv_window_is_running (fixture->window));
}

/* Until the program has been seen to do something. */
static void
run_to_first_event (Fixture *fixture)
{
  act (fixture, "run.start");
  wait_until (ilv_trace_get_n_goroutines (get_trace (fixture)) > 0);
}

static void
run_example (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (ilv_paths_get_examples_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ilv_window_open_example (fixture->window, file);
  wait_until (strcmp (ilv_document_get_title (fixture->window->document), name) == 0);
  run_to_end (fixture);
}

static const char *
get_error (Fixture *fixture)
{
  return gtk_info_bar_get_revealed (fixture->window->info_bar)
           ? gtk_label_get_text (fixture->window->info_label) : NULL;
}

/* What the title says of the run. */
static void
assert_state (Fixture *fixture, const char *prefix)
{
  const char *subtitle = adw_window_title_get_subtitle (fixture->window->window_title);

  g_test_message ("%s", subtitle);
  g_assert_true (g_str_has_prefix (subtitle, prefix));
}

#define ENDLESS "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n"

static void
write_in_folder (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* As a user changes a text: that can be undone, and makes it modified. */
static void
type_over (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
}

static void
open_folder (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->directory);

  write_in_folder (fixture, "go.mod", "module example.com/m\n\ngo 1.22\n");
  write_in_folder (fixture, "main.go", "package main\n\nfunc main() {\n\tprintln(name())\n}\n");
  write_in_folder (fixture, "name.go", "package main\n\nfunc name() string { return \"saved\" }\n");
  ilv_window_open_file (fixture->window, folder);
  wait_until (fixture->window->documents->len == 2);
}

static void
test_window_folder_runs_all_its_files (Fixture *fixture, gconstpointer data)
{
  IlvWindow *self;

  open_folder (fixture);
  self = fixture->window;
  g_assert_cmpstr (ilv_document_get_title (self->document), ==, "main.go");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->file_list)));
  run_to_end (fixture);
  g_assert_true (output_has (fixture, "saved\n"));

  /* The other file, changed and not saved. */
  gtk_drop_down_set_selected (self->file_list, 1);
  g_assert_cmpstr (ilv_document_get_title (self->document), ==, "name.go");
  type_over (GTK_TEXT_BUFFER (self->document),
             "package main\n\nfunc name() string { return \"edited\" }\n");
  g_assert_cmpstr (gtk_string_list_get_string (self->file_names, 1), ==, "• name.go");
  run_to_end (fixture);
  g_assert_true (output_has (fixture, "edited\n"));
}

static void
test_window_folder_errors_open_their_file (Fixture *fixture, gconstpointer data)
{
  gboolean was_handled;

  open_folder (fixture);
  type_over (g_ptr_array_index (fixture->window->documents, 1),
             "package main\n\nfunc name() string { return 1 }\n");
  run_to_end (fixture);
  g_assert_cmpstr (get_error (fixture), !=, NULL);
  g_assert_true (g_str_has_prefix (get_error (fixture), "name.go:3:29: "));
  g_signal_emit_by_name (fixture->window->info_label, "activate-link", "1:3:29", &was_handled);
  g_assert_true (was_handled);
  g_assert_cmpstr (ilv_document_get_title (fixture->window->document), ==, "name.go");
}

static void
test_window_file_ends_a_folder (Fixture *fixture, gconstpointer data)
{
  open_folder (fixture);
  run_example (fixture, "5-channel.go");
  g_assert_cmpuint (fixture->window->documents->len, ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window->file_list)));
  g_assert_true (output_has (fixture, "Goroutine finished\n"));
}

static void
test_window_run_shows_output_and_spans (Fixture *fixture, gconstpointer data)
{
  guint n_lanes;

  run_example (fixture, "5-channel.go");
  g_assert_true (output_has (fixture, "Goroutine finished\n"));
  g_assert_cmpint (ilv_trace_get_exit_status (get_trace (fixture)), ==, 0);
  g_assert_cmpuint (ilv_trace_get_n_missing (get_trace (fixture)), ==, 0);
  ilv_session_get_lanes (fixture->window->session, ILV_GROUP_GOROUTINES, &n_lanes);
  g_assert_cmpuint (n_lanes, ==, 2);
  ilv_session_get_lanes (fixture->window->session, ILV_GROUP_CHANNELS, &n_lanes);
  g_assert_cmpuint (n_lanes, ==, 1);
  g_assert_null (get_error (fixture));
}

static void
test_window_spans_grow_while_it_runs (Fixture *fixture, gconstpointer data)
{
  guint64 end_nsec;

  type_program (fixture, ENDLESS);
  run_to_first_event (fixture);
  end_nsec = ilv_trace_get_end_nsec (get_trace (fixture));
  wait_until (ilv_trace_get_end_nsec (get_trace (fixture)) > end_nsec);
  g_assert_true (ilv_session_get_follow (fixture->window->session));
  g_assert_cmpuint (ilv_session_get_end_nsec (fixture->window->session), >=, end_nsec);
  g_assert_true (ilv_window_is_running (fixture->window));
}

static void
test_window_stop_ends_an_endless_loop (Fixture *fixture, gconstpointer data)
{
  type_program (fixture, ENDLESS);
  run_to_first_event (fixture);
  act (fixture, "run.stop");
  wait_until (!ilv_window_is_running (fixture->window));
  g_assert_cmpint (ilv_runner_get_term_signal (fixture->window->runner), ==, SIGKILL);
  assert_state (fixture, "stopped · ");
  g_assert_cmpuint (ilv_trace_get_n_goroutines (get_trace (fixture)), ==, 1);
}

static void
test_window_says_who_ended_the_program (Fixture *fixture, gconstpointer data)
{
  type_program (fixture, ENDLESS);
  run_to_first_event (fixture);
  act (fixture, "run.pause");
  wait_until (ilv_window_is_paused (fixture->window));
  assert_state (fixture, "paused · ");
  kill (ilv_runner_get_pid (fixture->window->runner), SIGKILL);
  wait_until (!ilv_window_is_running (fixture->window));
  assert_state (fixture, "ended by signal 9 · ");
}

static void
test_window_close_ends_the_program (Fixture *fixture, gconstpointer data)
{
  GPid pid;

  type_program (fixture, ENDLESS);
  run_to_first_event (fixture);
  pid = ilv_runner_get_pid (fixture->window->runner);
  g_assert_cmpint (kill (pid, 0), ==, 0);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (fixture->window == NULL);
  wait_until (kill (pid, 0) == -1 && errno == ESRCH);
}

static void
test_window_compile_error_is_shown_at_its_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  type_program (fixture, "package main\n\nfunc main() {\n\tx := nowhere\n\t_ = x\n}\n");
  run_to_end (fixture);
  message = ilv_document_dup_errors_at (fixture->window->document, 3);
  g_assert_cmpstr (message, ==, "undefined: nowhere");
  g_assert_nonnull (strstr (get_error (fixture), "4:7: undefined: nowhere"));
  g_assert_false (ilv_runner_get_was_begun (fixture->window->runner));
}

static void
test_window_run_runs_what_is_shown (Fixture *fixture, gconstpointer data)
{
  type_program (fixture, "package main\n\nfunc main() {\n\tprintln(\"unsaved\")\n}\n");
  run_to_end (fixture);
  g_assert_true (output_has (fixture, "unsaved"));
  g_assert_null (ilv_document_get_file (fixture->window->document));
}

static void
test_window_zoom_can_be_undone (Fixture *fixture, gconstpointer data)
{
  IlvSession *session;
  guint64 start, end;

  run_example (fixture, "3-waitgroup.go");
  session = fixture->window->session;
  act_on_timeline (fixture, "view.show-all");
  start = ilv_session_get_start_nsec (session);
  end = ilv_session_get_end_nsec (session);
  act_on_timeline (fixture, "view.zoom-in");
  g_assert_cmpuint (ilv_session_get_end_nsec (session) - ilv_session_get_start_nsec (session), <,
                    end - start);
  g_assert_false (ilv_session_get_follow (session));
  act_on_timeline (fixture, "view.undo");
  g_assert_cmpuint (ilv_session_get_start_nsec (session), ==, start);
  g_assert_cmpuint (ilv_session_get_end_nsec (session), ==, end);
}

/* The middle of the first span of main's lane as it is painted. */
static void
find_span (Fixture *fixture, IlvTarget *target, double *x, double *y)
{
  IlvTimelineView *view = ilv_timeline_panel_get_view (fixture->window->timeline);
  const IlvGoroutine *main_goroutine = ilv_trace_get_goroutine (get_trace (fixture), 1);
  const IlvLane *lane = ilv_trace_get_lane (get_trace (fixture), main_goroutine->lane);
  graphene_rect_t area;

  for (guint span = 0; span < ilv_lane_n_spans (lane); span++)
    {
      *target = ILV_TARGET_NONE;
      target->lane = main_goroutine->lane;
      target->span = span;
      if (!ilv_timeline_view_find (view, target, &area))
        continue;
      *x = area.origin.x + area.size.width / 2;
      *y = area.origin.y + area.size.height / 2;
      if (ilv_timeline_view_pick (view, *x, *y).span == span)
        return;
    }
  g_assert_not_reached ();
}

static void
test_window_pointed_at_span_explains_itself (Fixture *fixture, gconstpointer data)
{
  IlvTimelineView *view = ilv_timeline_panel_get_view (fixture->window->timeline);
  IlvTarget target;
  double x, y;
  g_autofree char *text = NULL;

  run_example (fixture, "5-channel.go");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  find_span (fixture, &target, &x, &y);
  text = ilv_timeline_view_explain_at (view, x, y);
  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, "main"));
  g_assert_nonnull (strstr (text, "\nfor "));
}

/* Where the view hears of the pointer. */
static GtkEventController *
find_motion (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        return controller; /* the view keeps it */
    }
  g_assert_not_reached ();
}

static double
get_lane_y (IlvTimelineView *view, const IlvTarget *target)
{
  graphene_rect_t area;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  g_assert_true (ilv_timeline_view_find (view, target, &area));
  return area.origin.y;
}

static void
test_window_lane_at_pointer_stays (Fixture *fixture, gconstpointer data)
{
  IlvTimelineView *view = ilv_timeline_panel_get_view (fixture->window->timeline);
  IlvSession *session;
  IlvTarget target;
  double x, y, before;

  type_program (fixture, "package main\n\nimport \"sync\"\n\nfunc main() {\n"
                         "\tvar wg sync.WaitGroup\n\twg.Add(100)\n"
                         "\tfor i := 0; i < 100; i++ {\n\t\tgo wg.Done()\n\t}\n\twg.Wait()\n}\n");
  run_to_end (fixture);
  session = fixture->window->session;
  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, FALSE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  find_span (fixture, &target, &x, &y);
  g_signal_emit_by_name (find_motion (GTK_WIDGET (view)), "motion", x, y);
  before = get_lane_y (view, &target);
  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, TRUE);
  g_assert_cmpfloat_with_epsilon (get_lane_y (view, &target), before, 0.5);
  g_signal_emit_by_name (find_motion (GTK_WIDGET (view)), "leave");
}

static void
test_window_keyboard_walks_and_describes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (ilv_timeline_panel_get_view (fixture->window->timeline));
  IlvSession *session;
  IlvTarget first, second;
  g_autofree char *description = NULL;

  run_example (fixture, "5-channel.go");
  session = fixture->window->session;
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  act_on_timeline (fixture, "view.next-span");
  first = ilv_session_get_selected (session);
  g_assert_cmpuint (first.span, !=, ILV_NO_INDEX);
  act_on_timeline (fixture, "view.next-span");
  second = ilv_session_get_selected (session);
  g_assert_cmpuint (second.lane, ==, first.lane);
  g_assert_cmpuint (second.span, ==, first.span + 1);
  g_assert_cmpuint (ilv_session_get_playhead (session), !=, ILV_TIME_OPEN);
  act_on_timeline (fixture, "view.lane-below");
  g_assert_cmpuint (ilv_session_get_selected (session).lane, !=, first.lane);
  act_on_timeline (fixture, "view.select-nothing");
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, ILV_NO_LANE);
  description = gtk_test_accessible_check_property (GTK_ACCESSIBLE (view),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                    "Nothing is selected. Use the arrow keys.");
  g_assert_null (description);
}

static void
export_to (Fixture *fixture, GFile *file, gboolean is_table)
{
  ilv_window_export_to (fixture->window, file, is_table);
  wait_until (fixture->window->writing == NULL);
}

static const GMarkupParser any_markup;

static void
test_window_export_writes_pictures (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "run.svg", "run.png", "run.pdf" };
  static const char *const beginnings[] = { "<", "\211PNG", "%PDF" };

  run_example (fixture, "5-channel.go");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autofree char *contents = NULL;
      gsize n_bytes;

      export_to (fixture, file, FALSE);
      g_assert_null (get_error (fixture));
      g_assert_true (g_file_get_contents (path, &contents, &n_bytes, NULL));
      g_assert_true (g_str_has_prefix (contents, beginnings[i]));
      if (i == 0)
        {
          GMarkupParseContext *context = g_markup_parse_context_new (&any_markup, 0, NULL, NULL);
          GError *error = NULL;

          g_markup_parse_context_parse (context, contents, (gssize) n_bytes, &error);
          g_assert_no_error (error);
          g_assert_true (g_markup_parse_context_end_parse (context, NULL));
          g_markup_parse_context_free (context);
          g_assert_nonnull (strstr (contents, "5-channel.go"));
        }
    }
}

static void
test_window_export_writes_tables_and_traces (Fixture *fixture, gconstpointer data)
{
  g_autofree char *trace_path = g_build_filename (fixture->directory, "trace.json", NULL);
  g_autofree char *table_path = g_build_filename (fixture->directory, "table.json", NULL);
  g_autoptr (GFile) trace_file = g_file_new_for_path (trace_path);
  g_autoptr (GFile) table_file = g_file_new_for_path (table_path);
  g_autofree char *trace = NULL, *table = NULL;

  run_example (fixture, "5-channel.go");
  export_to (fixture, trace_file, FALSE);
  g_assert_true (g_file_get_contents (trace_path, &trace, NULL, NULL));
  g_assert_nonnull (strstr (trace, "\"traceEvents\""));
  export_to (fixture, table_file, TRUE);
  g_assert_true (g_file_get_contents (table_path, &table, NULL, NULL));
  g_assert_nonnull (strstr (table, "\"p99_nsec\""));
  g_assert_null (get_error (fixture));
}

/* Closing the window while something is being written leaves nothing of it. */
static void
test_window_close_ends_an_export (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, data, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GDir) dir = NULL;

  run_example (fixture, "5-channel.go");
  ilv_window_export_to (fixture->window, file, FALSE);
  g_assert_nonnull (fixture->window->writing);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (fixture->window == NULL);
  dir = g_dir_open (fixture->directory, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

/* A program that runs on is drawn as far as it has come. */
static void
test_window_exports_a_live_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "run.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *svg = NULL;

  type_program (fixture, ENDLESS);
  run_to_first_event (fixture);
  export_to (fixture, file, FALSE);
  g_assert_null (get_error (fixture));
  g_assert_true (ilv_window_is_running (fixture->window));
  g_assert_true (g_file_get_contents (path, &svg, NULL, NULL));
  g_assert_nonnull (strstr (svg, "<desc>running · "));
  act (fixture, "win.copy-picture");
  wait_until (fixture->window->writing == NULL);
}

static void
test_window_marks_are_exported_if_wished (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "run.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *without = NULL, *with = NULL;

  run_example (fixture, "5-channel.go");
  ilv_session_set_playhead (fixture->window->session, ilv_trace_get_end_nsec (get_trace (fixture)));
  export_to (fixture, file, FALSE);
  g_assert_true (g_file_get_contents (path, &without, NULL, NULL));
  g_settings_set_boolean (fixture->window->settings, "export-marks", TRUE);
  export_to (fixture, file, FALSE);
  g_assert_true (g_file_get_contents (path, &with, NULL, NULL));
  g_settings_reset (fixture->window->settings, "export-marks");
  g_assert_cmpuint (strlen (with), >, strlen (without));
}

static void
test_window_export_says_what_went_wrong (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "missing", "run.svg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text_path = g_build_filename (fixture->directory, "run.txt", NULL);
  g_autoptr (GFile) text_file = g_file_new_for_path (text_path);

  run_example (fixture, "3-waitgroup.go");
  export_to (fixture, file, FALSE);
  g_assert_nonnull (get_error (fixture));
  ilv_window_hide_error (fixture->window);
  export_to (fixture, text_file, FALSE);
  g_assert_nonnull (strstr (get_error (fixture), "run.txt"));
}

static void
test_window_damaged_trace_opens_with_a_message (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "broken.ilv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "this is not a trace at all", -1, NULL));
  ilv_window_open_file (fixture->window, file);
  wait_until (get_error (fixture) != NULL);
  g_assert_cmpuint (ilv_trace_get_n_events (get_trace (fixture)), ==, 0);
}

/* Copies the first @n_bytes of the last run's trace, all of it if 0. */
static char *
keep_trace (Fixture *fixture, gsize n_bytes)
{
  char *path = g_build_filename (fixture->directory, "kept.ilv", NULL);
  g_autofree char *contents = NULL;
  gsize n_all;

  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->window->trace_file), &contents,
                                      &n_all, NULL));
  g_assert_cmpuint (n_bytes, <, n_all);
  g_assert_true (g_file_set_contents (path, contents, (gssize) (n_bytes > 0 ? n_bytes : n_all),
                                      NULL));
  return path;
}

static void
test_window_saved_trace_opens_as_it_was (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autoptr (GFile) file = NULL;
  guint64 n_events;

  run_example (fixture, "5-channel.go");
  output = dup_output (fixture);
  text = ilv_document_dup_text (fixture->window->document);
  n_events = ilv_trace_get_n_events (get_trace (fixture));
  path = keep_trace (fixture, 0);
  ilv_window_new_document (fixture->window);
  file = g_file_new_for_path (path);
  ilv_window_open_file (fixture->window, file);
  wait_until (strcmp (ilv_document_get_title (fixture->window->document), "5-channel.go") == 0);
  g_assert_cmpuint (ilv_trace_get_n_events (get_trace (fixture)), ==, n_events);
  shown = dup_output (fixture);
  g_assert_cmpstr (shown, ==, output);
  text_again = ilv_document_dup_text (fixture->window->document);
  g_assert_cmpstr (text_again, ==, text);
}

static void
test_window_runs_are_compared (Fixture *fixture, gconstpointer data)
{
  IlvWindow *self = fixture->window;
  IlvComparisonSide *first;
  g_autofree char *path = NULL;
  g_autoptr (GFile) kept = NULL, none = g_file_new_for_path ("/nonexistent/a.ilv");

  run_example (fixture, "5-channel.go");
  path = keep_trace (fixture, 0);
  kept = g_file_new_for_path (path);
  act (fixture, "win.compare-previous");
  g_assert_false (self->is_comparing); /* there is none */
  run_to_end (fixture);
  act (fixture, "win.compare-previous");
  g_assert_true (self->is_comparing);
  first = ilv_comparison_side_ref (self->previous_run);
  run_to_end (fixture);
  g_assert_true (self->is_comparing && self->previous_run != first);
  ilv_comparison_side_unref (first);

  ilv_window_compare_with (self, kept);
  g_assert_false (self->is_comparing);
  wait_until (self->is_comparing);
  g_assert_false (self->compares_previous);
  ilv_window_compare_with (self, none);
  wait_until (get_error (fixture) != NULL);
  g_assert_nonnull (strstr (get_error (fixture), "a.ilv"));
  g_assert_false (self->is_comparing);
  ilv_window_compare_with (self, kept); /* and is closed before it has been read */
}

/* The dialog that asks about unsaved text; NULL: there is none. */
static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (toplevel) && gtk_widget_get_visible (toplevel))
        return ADW_MESSAGE_DIALOG (toplevel);
    }
  return NULL;
}

/* The button with @label somewhere in @widget. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
answer_question (const char *label)
{
  g_signal_emit_by_name (find_button (GTK_WIDGET (find_question ()), label), "clicked");
  wait_until (find_question () == NULL);
}

static void
test_window_close_asks_about_unsaved_text (Fixture *fixture, gconstpointer data)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (fixture->window->document), "x", -1);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (find_question () != NULL);
  answer_question ("_Cancel");
  g_assert_nonnull (fixture->window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (find_question () != NULL);
  answer_question ("_Discard");
  wait_until (fixture->window == NULL);
}

static void
test_window_save_first_saves (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "mine.go", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = NULL;

  g_assert_true (g_file_set_contents (path, "package main\n", -1, NULL));
  ilv_window_open_file (fixture->window, file);
  wait_until (ilv_document_get_file (fixture->window->document) != NULL);
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (fixture->window->document), "// new\n", -1);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (find_question () != NULL);
  answer_question ("_Save");
  wait_until (fixture->window == NULL);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "// new\npackage main\n");
}

static void
test_window_notes_are_asked_about (Fixture *fixture, gconstpointer data)
{
  guint64 n_events;

  run_example (fixture, "5-channel.go");
  n_events = ilv_trace_get_n_events (get_trace (fixture));
  ilv_session_write_note (fixture->window->session, 1000, ILV_NO_LANE, "look");
  act (fixture, "run.start");
  wait_until (find_question () != NULL);
  answer_question ("_Cancel");
  wait_until (find_question () == NULL);
  g_assert_cmpuint (ilv_session_get_n_notes (fixture->window->session), ==, 1);
  g_assert_cmpuint (ilv_trace_get_n_events (get_trace (fixture)), ==, n_events);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_until (find_question () != NULL);
  answer_question ("_Discard");
  wait_until (fixture->window == NULL);
}

static GFile *
write_and_open (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  GFile *file = g_file_new_for_path (path);

  write_in_folder (fixture, name, text);
  ilv_window_open_file (fixture->window, file);
  return file;
}

/* What another editor writes is offered; taking it keeps the cursor's line. */
static void
test_window_reloads_what_another_has_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_and_open (fixture, "mine.go", "package main\n\n// old\n");
  g_autofree char *text = NULL;
  IlvWindow *self = fixture->window;

  wait_until (ilv_document_get_file (self->document) != NULL);
  ilv_document_go_to (self->document, 3, 1);
  g_assert_false (gtk_info_bar_get_revealed (self->reload_bar));
  write_in_folder (fixture, "mine.go", "package main\n\n// another one\n");
  /* As if some time had gone by: clocks of file systems are coarse. */
  g_utime (g_file_peek_path (file), &(struct utimbuf) { 1000000000, 1000000000 });
  wait_until (gtk_info_bar_get_revealed (self->reload_bar));
  act (fixture, "win.reload");
  wait_until (!gtk_info_bar_get_revealed (self->reload_bar));
  text = ilv_document_dup_text (self->document);
  g_assert_cmpstr (text, ==, "package main\n\n// another one\n");
  g_assert_false (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->document)));
}

static void
test_window_refuses_what_is_no_program (Fixture *fixture, gconstpointer data)
{
  g_autofree char *line = g_strnfill (200000, 'x');
  g_autofree char *much = g_strnfill (5000000, '\n');
  const char *const texts[] = { "\xff\xfe", line, much };
  g_autofree char *before = ilv_document_dup_text (fixture->window->document);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GFile) file = write_and_open (fixture, "odd.go", texts[i]);
      g_autofree char *after = NULL;

      wait_until (get_error (fixture) != NULL);
      g_assert_nonnull (strstr (get_error (fixture), "odd.go"));
      ilv_window_hide_error (fixture->window);
      after = ilv_document_dup_text (fixture->window->document);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
drop (Fixture *fixture, GSList *files)
{
  g_autoptr (GListModel) controllers
    = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean is_taken;

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 0.0, 0.0, &is_taken);
    }
}

/* The first program comes into this window, the second into its own, and of what is none it is
 * said why. */
static void
test_window_takes_what_is_dropped (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "picture.png", "one.go", "two.go" };
  g_autoslist (GFile) files = NULL;
  guint n_windows = g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));
  GtkWindow *other;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->directory, names[i], NULL);

      write_in_folder (fixture, names[i], "package main\n");
      files = g_slist_append (files, g_file_new_for_path (path));
    }
  drop (fixture, files);
  g_assert_nonnull (strstr (get_error (fixture), "picture.png"));
  wait_until (strcmp (ilv_document_get_title (fixture->window->document), "one.go") == 0);
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), ==,
                    n_windows + 1);
  other = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (other == GTK_WINDOW (fixture->window))
    other = g_list_nth_data (gtk_application_get_windows (GTK_APPLICATION (application)), 1);
  wait_until (strcmp (ilv_document_get_title (ILV_WINDOW (other)->document), "two.go") == 0);
  gtk_window_close (other);
}

/* Some widget of @type in @widget. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (toplevel), type))
        return toplevel;
    }
  return NULL;
}

/* What is chosen there is kept and has effect at once. */
static void
test_window_preferences_have_effect (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = fixture->window->settings;
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *preferences, *follow, *theme;

  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  preferences = find_toplevel (ADW_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (preferences);
  follow = find_widget (preferences, GTK_TYPE_SWITCH);
  theme = find_widget (preferences, ADW_TYPE_COMBO_ROW);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (follow)));
  gtk_switch_set_active (GTK_SWITCH (follow), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "follow"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (theme), 2);
  wait_until (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (ADW_COMBO_ROW (theme), 3);
  wait_until (ilv_ui_get_high_contrast ());
  g_assert_false (adw_style_manager_get_dark (style));
  g_settings_reset (settings, "theme");
  g_settings_reset (settings, "follow");
  wait_until (!ilv_ui_get_high_contrast ());
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (theme)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static void
test_window_examples_are_those_of_the_directory (Fixture *fixture, gconstpointer data)
{
  GListModel *examples = fixture->window->examples;
  g_autoptr (IlvExample) first = g_list_model_get_item (examples, 0);

  g_assert_cmpuint (g_list_model_get_n_items (examples), >=, 5);
  g_assert_cmpstr (ilv_example_get_group (first), ==, "The tutorial");
  g_assert_cmpstr (ilv_example_get_title (first), ==, "1  Starting a goroutine");
}

#define ADD_FOR(name, data, function) \
  g_test_add ("/app/window/" name, Fixture, data, set_up, function, tear_down)
#define ADD(name, function) ADD_FOR (name, NULL, function)

static int
get_page (Fixture *fixture, gpointer panel)
{
  return gtk_notebook_page_num (fixture->window->panels, GTK_WIDGET (panel));
}

static void
test_window_deadlock_shows_who_waits (Fixture *fixture, gconstpointer data)
{
  type_program (fixture, "package main\n\nimport \"time\"\n\nfunc main() {\n"
                         "\tgo func() {\n\t\ttime.Sleep(1)\n\t\tpanic(\"oh\")\n\t}()\n"
                         "\tselect {}\n}\n");
  run_to_end (fixture);
  g_assert_cmpint (gtk_notebook_get_current_page (fixture->window->panels), ==,
                   get_page (fixture, fixture->window->inspector));
  type_program (fixture, "package main\n\nfunc main() {\n\tc := make(chan int)\n"
                         "\tgo func() { <-c }()\n\tselect {}\n}\n");
  run_to_end (fixture);
  g_assert_cmpint (gtk_notebook_get_current_page (fixture->window->panels), ==,
                   get_page (fixture, fixture->window->waits_panel));
}

/* The program says its own path, whatever else it was read from, and what is not saved runs too. */
static void
test_window_panic_names_the_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "oh.go", NULL);
  g_autofree char *line = g_strconcat (path, ":4 ", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  write_in_folder (fixture, "oh.go", "package main\n\nfunc main() {\n}\n");
  ilv_window_open_file (fixture->window, file);
  wait_until (ilv_document_get_file (fixture->window->document) != NULL);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (fixture->window->document),
                            "package main\n\nfunc main() {\n\tpanic(\"oh\")\n}\n", -1);
  run_to_end (fixture);
  g_assert_true (output_has (fixture, line));
  g_assert_nonnull (strstr (get_error (fixture), "panic: oh"));
}

/* What is no trace takes nothing away. */
static void
test_window_bad_trace_leaves_the_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "bad.ilv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  IlvTrace *trace;

  write_in_folder (fixture, "bad.ilv", "no trace");
  run_example (fixture, "5-channel.go");
  trace = get_trace (fixture);
  ilv_window_open_file (fixture->window, file);
  wait_until (get_error (fixture) != NULL);
  g_assert_nonnull (strstr (get_error (fixture), "bad.ilv"));
  g_assert_true (get_trace (fixture) == trace);
  g_assert_cmpstr (ilv_document_get_title (fixture->window->document), ==, "5-channel.go");
}

static void
test_window_typed_lines_reach_the_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) line = g_bytes_new_static ("Ada\n", 4);
  gboolean is_taken = FALSE;

  type_program (fixture, "package main\n\nimport \"fmt\"\n\nfunc main() {\n"
                         "\tvar a, b string\n\tfmt.Scanln(&a)\n"
                         "\t_, err := fmt.Scanln(&b)\n\tfmt.Println(a, b, err)\n}\n");
  act (fixture, "run.start");
  g_signal_emit_by_name (fixture->window->console, "send", line, &is_taken);
  g_assert_true (is_taken);
  g_signal_emit_by_name (fixture->window->console, "end");
  wait_until (!ilv_window_is_running (fixture->window));
  g_assert_true (output_has (fixture, "Ada  EOF\n"));
  g_signal_emit_by_name (fixture->window->console, "send", line, &is_taken);
  g_assert_false (is_taken);
}

int
main (int argc, char **argv)
{
  ilv_application_prepare ();
  widgets_test_init (&argc, &argv);
  application = ilv_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));

  ADD ("folder-runs-all-its-files", test_window_folder_runs_all_its_files);
  ADD ("folder-errors-open-their-file", test_window_folder_errors_open_their_file);
  ADD ("file-ends-a-folder", test_window_file_ends_a_folder);
  ADD ("run-shows-output-and-spans", test_window_run_shows_output_and_spans);
  ADD ("spans-grow-while-it-runs", test_window_spans_grow_while_it_runs);
  ADD ("stop-ends-an-endless-loop", test_window_stop_ends_an_endless_loop);
  ADD ("says-who-ended-the-program", test_window_says_who_ended_the_program);
  ADD ("close-ends-the-program", test_window_close_ends_the_program);
  ADD ("compile-error-is-shown-at-its-line", test_window_compile_error_is_shown_at_its_line);
  ADD ("run-runs-what-is-shown", test_window_run_runs_what_is_shown);
  ADD ("a-panic-names-the-file-that-was-opened", test_window_panic_names_the_file);
  ADD ("deadlock-shows-who-waits", test_window_deadlock_shows_who_waits);
  ADD ("runs-are-compared", test_window_runs_are_compared);
  ADD ("notes-are-asked-about", test_window_notes_are_asked_about);
  ADD ("bad-trace-leaves-the-run", test_window_bad_trace_leaves_the_run);
  ADD ("typed-lines-reach-the-program", test_window_typed_lines_reach_the_program);
  ADD ("zoom-can-be-undone", test_window_zoom_can_be_undone);
  ADD ("pointed-at-span-explains-itself", test_window_pointed_at_span_explains_itself);
  ADD ("lane-at-the-pointer-stays", test_window_lane_at_pointer_stays);
  ADD ("keyboard-walks-and-describes", test_window_keyboard_walks_and_describes);
  ADD ("export-writes-pictures", test_window_export_writes_pictures);
  ADD ("export-writes-tables-and-traces", test_window_export_writes_tables_and_traces);
  ADD_FOR ("close-ends-an-export/svg", "run.svg", test_window_close_ends_an_export);
  ADD_FOR ("close-ends-an-export/pdf", "run.pdf", test_window_close_ends_an_export);
  ADD_FOR ("close-ends-an-export/json", "run.json", test_window_close_ends_an_export);
  ADD ("exports-a-live-run", test_window_exports_a_live_run);
  ADD ("marks-are-exported-if-wished", test_window_marks_are_exported_if_wished);
  ADD ("export-says-what-went-wrong", test_window_export_says_what_went_wrong);
  ADD ("damaged-trace-opens-with-a-message", test_window_damaged_trace_opens_with_a_message);
  ADD ("saved-trace-opens-as-it-was", test_window_saved_trace_opens_as_it_was);
  ADD ("close-asks-about-unsaved-text", test_window_close_asks_about_unsaved_text);
  ADD ("save-first-saves", test_window_save_first_saves);
  ADD ("reloads-what-another-has-written", test_window_reloads_what_another_has_written);
  ADD ("refuses-what-is-no-program", test_window_refuses_what_is_no_program);
  ADD ("takes-what-is-dropped", test_window_takes_what_is_dropped);
  ADD ("preferences-have-effect", test_window_preferences_have_effect);
  ADD ("examples-are-those-of-the-directory", test_window_examples_are_those_of_the_directory);
  return g_test_run ();
}

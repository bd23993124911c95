/* test-window-export.c - The window: runs become pictures, tables and traces for others.
 *
 * SPDX-License-Identifier: MIT
 */
#include "window-test.h"

static void
export_to (Fixture *fixture, GFile *file, gboolean is_table)
{
  ilv_window_export_to (fixture->window, file, is_table);
  wait_until (fixture->window->writing == NULL);
}

static const GMarkupParser any_markup;

static void
test_window_export_export_writes_pictures (Fixture *fixture, gconstpointer data)
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
test_window_export_export_writes_tables_and_traces (Fixture *fixture, gconstpointer data)
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
test_window_export_close_ends_an_export (Fixture *fixture, gconstpointer data)
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
test_window_export_exports_a_live_run (Fixture *fixture, gconstpointer data)
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
test_window_export_marks_are_exported_if_wished (Fixture *fixture, gconstpointer data)
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
test_window_export_export_says_what_went_wrong (Fixture *fixture, gconstpointer data)
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

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  ADD ("/app/window-export/export-writes-pictures", test_window_export_export_writes_pictures);
  ADD ("/app/window-export/export-writes-tables-and-traces",
       test_window_export_export_writes_tables_and_traces);
  ADD_FOR ("/app/window-export/close-ends-an-export/svg", "run.svg",
           test_window_export_close_ends_an_export);
  ADD_FOR ("/app/window-export/close-ends-an-export/pdf", "run.pdf",
           test_window_export_close_ends_an_export);
  ADD_FOR ("/app/window-export/close-ends-an-export/json", "run.json",
           test_window_export_close_ends_an_export);
  ADD ("/app/window-export/exports-a-live-run", test_window_export_exports_a_live_run);
  ADD ("/app/window-export/marks-are-exported-if-wished",
       test_window_export_marks_are_exported_if_wished);
  ADD ("/app/window-export/export-says-what-went-wrong",
       test_window_export_export_says_what_went_wrong);
  return g_test_run ();
}

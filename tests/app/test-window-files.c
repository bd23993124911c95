/* test-window-files.c - The window: programs and folders are opened, changed and saved.
 *
 * SPDX-License-Identifier: MIT
 */
#include <utime.h>

#include "window-test.h"

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
test_window_files_folder_runs_all_its_files (Fixture *fixture, gconstpointer data)
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
test_window_files_folder_errors_open_their_file (Fixture *fixture, gconstpointer data)
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
test_window_files_file_ends_a_folder (Fixture *fixture, gconstpointer data)
{
  open_folder (fixture);
  run_example (fixture, "5-channel.go");
  g_assert_cmpuint (fixture->window->documents->len, ==, 1);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window->file_list)));
  g_assert_true (output_has (fixture, "Goroutine finished\n"));
}

/* What another editor writes is offered; taking it keeps the cursor's line. */
static void
test_window_files_reloads_what_another_has_written (Fixture *fixture, gconstpointer data)
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
test_window_files_refuses_what_is_no_program (Fixture *fixture, gconstpointer data)
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
test_window_files_takes_what_is_dropped (Fixture *fixture, gconstpointer data)
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

static void
test_window_files_close_asks_about_unsaved_text (Fixture *fixture, gconstpointer data)
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
test_window_files_save_first_saves (Fixture *fixture, gconstpointer data)
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

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  ADD ("/app/window-files/folder-runs-all-its-files", test_window_files_folder_runs_all_its_files);
  ADD ("/app/window-files/folder-errors-open-their-file",
       test_window_files_folder_errors_open_their_file);
  ADD ("/app/window-files/file-ends-a-folder", test_window_files_file_ends_a_folder);
  ADD ("/app/window-files/reloads-what-another-has-written",
       test_window_files_reloads_what_another_has_written);
  ADD ("/app/window-files/refuses-what-is-no-program",
       test_window_files_refuses_what_is_no_program);
  ADD ("/app/window-files/takes-what-is-dropped", test_window_files_takes_what_is_dropped);
  ADD ("/app/window-files/close-asks-about-unsaved-text",
       test_window_files_close_asks_about_unsaved_text);
  ADD ("/app/window-files/save-first-saves", test_window_files_save_first_saves);
  return g_test_run ();
}

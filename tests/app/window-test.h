/* window-test.h - What every test of the window begins with: a window, and the hands of a user.
 *
 * The programs really run, in a process of their own.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

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

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("interleave-test-XXXXXX", NULL);
  fixture->window = ilv_window_new (application);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static inline void
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

static inline void
act (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

static inline char *
dup_output (Fixture *fixture)
{
  return ilv_console_dup_text (fixture->window->console);
}

static inline gboolean
output_has (Fixture *fixture, const char *part)
{
  g_autofree char *output = dup_output (fixture);

  return strstr (output, part) != NULL;
}

static inline IlvTrace *
get_trace (Fixture *fixture)
{
  return ilv_session_get_trace (fixture->window->session);
}

static inline void
type_program (Fixture *fixture, const char *text)
{
  ilv_document_take_over (fixture->window->document, "prog.go", text);
}

static inline void
run_to_end (Fixture *fixture)
{
  act (fixture, "run.start");
  wait_until (!ilv_window_is_running (fixture->window));
}

/* Until the program has been seen to do something. */
static inline void
run_to_first_event (Fixture *fixture)
{
  act (fixture, "run.start");
  wait_until (ilv_trace_get_n_goroutines (get_trace (fixture)) > 0);
}

static inline void
run_example (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (ilv_paths_get_examples_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  ilv_window_open_example (fixture->window, file);
  wait_until (strcmp (ilv_document_get_title (fixture->window->document), name) == 0);
  run_to_end (fixture);
}

static inline const char *
get_error (Fixture *fixture)
{
  return gtk_info_bar_get_revealed (fixture->window->info_bar)
           ? gtk_label_get_text (fixture->window->info_label) : NULL;
}

#define ENDLESS "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n"

static inline void
write_in_folder (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* As a user changes a text: that can be undone, and makes it modified. */
static inline void
type_over (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
}

/* Copies the first @n_bytes of the last run's trace, all of it if 0. */
static inline char *
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

/* The dialog that asks about unsaved text; NULL: there is none. */
static inline AdwMessageDialog *
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
static inline GtkWidget *
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

static inline void
answer_question (const char *label)
{
  g_signal_emit_by_name (find_button (GTK_WIDGET (find_question ()), label), "clicked");
  wait_until (find_question () == NULL);
}

static inline GFile *
write_and_open (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  GFile *file = g_file_new_for_path (path);

  write_in_folder (fixture, name, text);
  ilv_window_open_file (fixture->window, file);
  return file;
}

/* Call instead of widgets_test_init(). */
static inline void
window_test_init (int *argc, char ***argv)
{
  ilv_application_prepare ();
  widgets_test_init (argc, argv);
  application = ilv_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));
}

/* @path: "/app/FILE/behaviour"; @data: what the test gets. */
#define ADD_FOR(path, data, function) \
  g_test_add (path, Fixture, data, set_up, function, tear_down)
#define ADD(path, function) ADD_FOR (path, NULL, function)

/* test-window-trace.c - The window: saved traces, notes about them, and comparisons.
 *
 * SPDX-License-Identifier: MIT
 */
#include "window-test.h"

static void
test_window_trace_damaged_trace_opens_with_a_message (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "broken.ilv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "this is not a trace at all", -1, NULL));
  ilv_window_open_file (fixture->window, file);
  wait_until (get_error (fixture) != NULL);
  g_assert_cmpuint (ilv_trace_get_n_events (get_trace (fixture)), ==, 0);
}

/* What is no trace takes nothing away. */
static void
test_window_trace_bad_trace_leaves_the_run (Fixture *fixture, gconstpointer data)
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
test_window_trace_saved_trace_opens_as_it_was (Fixture *fixture, gconstpointer data)
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
test_window_trace_runs_are_compared (Fixture *fixture, gconstpointer data)
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

static void
test_window_trace_notes_are_asked_about (Fixture *fixture, gconstpointer data)
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

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  ADD ("/app/window-trace/damaged-trace-opens-with-a-message",
       test_window_trace_damaged_trace_opens_with_a_message);
  ADD ("/app/window-trace/bad-trace-leaves-the-run", test_window_trace_bad_trace_leaves_the_run);
  ADD ("/app/window-trace/saved-trace-opens-as-it-was",
       test_window_trace_saved_trace_opens_as_it_was);
  ADD ("/app/window-trace/runs-are-compared", test_window_trace_runs_are_compared);
  ADD ("/app/window-trace/notes-are-asked-about", test_window_trace_notes_are_asked_about);
  return g_test_run ();
}

/* test-window-run.c - The window: programs run, are held, read and end.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <signal.h>

#include "window-test.h"

/* What the title says of the run. */
static void
assert_state (Fixture *fixture, const char *prefix)
{
  const char *subtitle = adw_window_title_get_subtitle (fixture->window->window_title);

  g_test_message ("%s", subtitle);
  g_assert_true (g_str_has_prefix (subtitle, prefix));
}

static void
test_window_run_run_shows_output_and_spans (Fixture *fixture, gconstpointer data)
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
test_window_run_spans_grow_while_it_runs (Fixture *fixture, gconstpointer data)
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
test_window_run_stop_ends_an_endless_loop (Fixture *fixture, gconstpointer data)
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
test_window_run_says_who_ended_the_program (Fixture *fixture, gconstpointer data)
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
test_window_run_close_ends_the_program (Fixture *fixture, gconstpointer data)
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
test_window_run_compile_error_is_shown_at_its_line (Fixture *fixture, gconstpointer data)
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
test_window_run_run_runs_what_is_shown (Fixture *fixture, gconstpointer data)
{
  type_program (fixture, "package main\n\nfunc main() {\n\tprintln(\"unsaved\")\n}\n");
  run_to_end (fixture);
  g_assert_true (output_has (fixture, "unsaved"));
  g_assert_null (ilv_document_get_file (fixture->window->document));
}

/* The program says its own path, whatever else it was read from, and what is not saved runs too. */
static void
test_window_run_panic_names_the_file (Fixture *fixture, gconstpointer data)
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

static int
get_page (Fixture *fixture, gpointer panel)
{
  return gtk_notebook_page_num (fixture->window->panels, GTK_WIDGET (panel));
}

static void
test_window_run_deadlock_shows_who_waits (Fixture *fixture, gconstpointer data)
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

static void
test_window_run_typed_lines_reach_the_program (Fixture *fixture, gconstpointer data)
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
  window_test_init (&argc, &argv);
  ADD ("/app/window-run/run-shows-output-and-spans", test_window_run_run_shows_output_and_spans);
  ADD ("/app/window-run/spans-grow-while-it-runs", test_window_run_spans_grow_while_it_runs);
  ADD ("/app/window-run/stop-ends-an-endless-loop", test_window_run_stop_ends_an_endless_loop);
  ADD ("/app/window-run/says-who-ended-the-program", test_window_run_says_who_ended_the_program);
  ADD ("/app/window-run/close-ends-the-program", test_window_run_close_ends_the_program);
  ADD ("/app/window-run/compile-error-is-shown-at-its-line",
       test_window_run_compile_error_is_shown_at_its_line);
  ADD ("/app/window-run/run-runs-what-is-shown", test_window_run_run_runs_what_is_shown);
  ADD ("/app/window-run/a-panic-names-the-file-that-was-opened",
       test_window_run_panic_names_the_file);
  ADD ("/app/window-run/deadlock-shows-who-waits", test_window_run_deadlock_shows_who_waits);
  ADD ("/app/window-run/typed-lines-reach-the-program",
       test_window_run_typed_lines_reach_the_program);
  return g_test_run ();
}

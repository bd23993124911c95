/* test-runner.c - A program in a process of its own: its output, its end, its
 * trace, and that it ends when told to.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "ilv-input.h"
#include "ilv-runner.h"

typedef struct
{
  char *folder;
  char *path;
  IlvRunner *runner;
  GString *output[3]; /* by file descriptor */
  guint n_ended;
} Fixture;

static void
take_output_cb (IlvRunner *runner, int fd, GBytes *bytes, Fixture *fixture)
{
  g_string_append_len (fixture->output[fd], g_bytes_get_data (bytes, NULL),
                       g_bytes_get_size (bytes));
}

static void
count_end_cb (IlvRunner *runner, Fixture *fixture)
{
  g_assert_cmpint (ilv_runner_get_state (runner), ==, ILV_RUNNER_STATE_ENDED);
  fixture->n_ended++;
}

static void
set_up (Fixture *fixture, gconstpointer source)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("interleave-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "program.go", NULL);
  g_file_set_contents (fixture->path, source, -1, &error);
  g_assert_no_error (error);
  for (guint fd = 1; fd <= 2; fd++)
    fixture->output[fd] = g_string_new (NULL);
  fixture->runner = ilv_runner_new ((const char *[]) { fixture->path, NULL });
  g_signal_connect (fixture->runner, "output", G_CALLBACK (take_output_cb), fixture);
  g_signal_connect (fixture->runner, "ended", G_CALLBACK (count_end_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer source)
{
  if (fixture->runner != NULL)
    g_assert_finalize_object (fixture->runner);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  for (guint fd = 1; fd <= 2; fd++)
    g_string_free (fixture->output[fd], TRUE);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ilv_runner_start (fixture->runner, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ilv_runner_get_state (fixture->runner), ==, ILV_RUNNER_STATE_RUNNING);
}

static void
wait_for_end (Fixture *fixture)
{
  while (fixture->n_ended == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ilv_runner_get_pid (fixture->runner), ==, 0);
}

static void
wait_for_output (Fixture *fixture, const char *text)
{
  while (!g_str_equal (fixture->output[1]->str, text))
    g_main_context_iteration (NULL, TRUE);
}

static void
run (Fixture *fixture)
{
  start (fixture);
  wait_for_end (fixture);
}

static const char hello[] = "package main\n"
                            "import (\"fmt\"; \"os\")\n"
                            "func main() {\n"
                            "  fmt.Println(\"out\", len(os.Args))\n"
                            "  fmt.Fprintln(os.Stderr, \"a.go:1:2: not a diagnostic\")\n"
                            "}\n";

static void
test_runner_tells_output_and_end (Fixture *fixture, gconstpointer source)
{
  ilv_runner_set_args (fixture->runner, (const char *const[]) { "one", "-two", NULL });
  run (fixture);
  g_assert_cmpstr (fixture->output[1]->str, ==, "out 3\n");
  g_assert_cmpstr (fixture->output[2]->str, ==, "a.go:1:2: not a diagnostic\n");
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), ==, 0);
  g_assert_cmpint (ilv_runner_get_term_signal (fixture->runner), ==, 0);
  g_assert_true (ilv_runner_get_was_begun (fixture->runner));
  g_assert_cmpuint (ilv_runner_get_diagnostics (fixture->runner)->len, ==, 0);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
}

static void
test_runner_fills_the_trace (Fixture *fixture, gconstpointer source)
{
  IlvTrace *trace = ilv_runner_get_trace (fixture->runner);

  run (fixture);
  g_assert_cmpint (ilv_trace_get_run_state (trace), ==, ILV_RUN_EXITED);
  g_assert_cmpint (ilv_trace_get_exit_status (trace), ==, 0);
  g_assert_cmpuint (ilv_trace_get_n_goroutines (trace), ==, 1);
  g_assert_cmpuint (ilv_trace_get_n_missing (trace), ==, 0);
  g_assert_cmpstr (ilv_trace_get_program_name (trace), ==, "program.go");
}

static void
test_runner_tells_diagnostics_apart (Fixture *fixture, gconstpointer source)
{
  const IlvDiagnostic *first;

  run (fixture);
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), ==, 1);
  g_assert_false (ilv_runner_get_was_begun (fixture->runner));
  g_assert_cmpuint (ilv_runner_get_diagnostics (fixture->runner)->len, ==, 2);
  first = ilv_runner_get_diagnostics (fixture->runner)->pdata[0];
  g_assert_true (g_str_has_suffix (first->path, "program.go"));
  g_assert_cmpuint (first->line, ==, 3);
  g_assert_cmpuint (first->column, ==, 6);
  g_assert_cmpstr (first->message, ==, "undefined: one");
  g_assert_cmpstr (fixture->output[2]->str, ==, "");
}

static void
test_runner_tells_panic (Fixture *fixture, gconstpointer source)
{
  run (fixture);
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), ==, 2);
  g_assert_true (g_str_has_prefix (fixture->output[2]->str, "panic: oh\n"));
}

static const char endless[] = "package main\n"
                              "import \"fmt\"\n"
                              "func main() {\n"
                              "  go func() { for {} }()\n"
                              "  fmt.Print(\"on my way\")\n"
                              "  for {}\n"
                              "}\n";

static void
test_runner_stops_endless_loop (Fixture *fixture, gconstpointer source)
{
  GPid pid;

  start (fixture);
  wait_for_output (fixture, "on my way");
  pid = ilv_runner_get_pid (fixture->runner);
  g_assert_cmpint (pid, >, 0);
  ilv_runner_stop (fixture->runner);
  wait_for_end (fixture);
  g_assert_cmpint (ilv_runner_get_term_signal (fixture->runner), ==, SIGKILL);
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), ==, 128 + SIGKILL);
  g_assert_cmpint (kill (-pid, 0), ==, -1);
  g_assert_cmpint (errno, ==, ESRCH);
  /* What it wrote before is there; its own end is not. */
  g_assert_cmpuint (ilv_trace_get_n_goroutines (ilv_runner_get_trace (fixture->runner)), ==, 2);
  g_assert_cmpint (ilv_trace_get_run_state (ilv_runner_get_trace (fixture->runner)), ==,
                   ILV_RUN_CUT_OFF);
}

static void
test_runner_ends_program_when_dropped (Fixture *fixture, gconstpointer source)
{
  GPid pid;

  start (fixture);
  wait_for_output (fixture, "on my way");
  pid = ilv_runner_get_pid (fixture->runner);
  g_assert_finalize_object (g_steal_pointer (&fixture->runner));
  /* Nobody tells when it has been reaped: ask until it has. */
  while (kill (pid, 0) == 0)
    g_thread_yield ();
  g_assert_cmpint (errno, ==, ESRCH);
}

static void
wait_for_more_output (Fixture *fixture, gsize n_bytes)
{
  gsize goal = fixture->output[1]->len + n_bytes;

  while (fixture->output[1]->len < goal)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_runner_pauses_and_steps (Fixture *fixture, gconstpointer source)
{
  gsize goal;

  start (fixture);
  wait_for_more_output (fixture, 1);
  ilv_runner_pause (fixture->runner);
  g_assert_cmpint (ilv_runner_get_state (fixture->runner), ==, ILV_RUNNER_STATE_PAUSED);
  /* A step may be less than one print, so some are needed; but not without end. */
  for (goal = fixture->output[1]->len + 10; fixture->output[1]->len < goal;)
    {
      ilv_runner_step (fixture->runner, 10);
      g_main_context_iteration (NULL, TRUE);
    }
  ilv_runner_resume (fixture->runner);
  g_assert_cmpint (ilv_runner_get_state (fixture->runner), ==, ILV_RUNNER_STATE_RUNNING);
  wait_for_more_output (fixture, 2000);
  ilv_runner_stop (fixture->runner);
  wait_for_end (fixture);
}

/* Nobody can wait for what does not happen: some ticks will do, each was enough for time to go on. */
static void
test_runner_time_stands_still_while_paused (Fixture *fixture, gconstpointer source)
{
  IlvTrace *trace = ilv_runner_get_trace (fixture->runner);

  start (fixture);
  wait_for_more_output (fixture, 1);
  ilv_runner_pause (fixture->runner);
  for (guint n_quiet = 0; n_quiet < 5;)
    {
      guint64 n_events = ilv_trace_get_n_events (trace);
      guint64 end_nsec = ilv_trace_get_end_nsec (trace);

      g_main_context_iteration (NULL, TRUE);
      if (ilv_trace_get_n_events (trace) != n_events)
        continue;
      g_assert_cmpuint (ilv_trace_get_end_nsec (trace), ==, end_nsec);
      n_quiet++;
    }
  ilv_runner_stop (fixture->runner);
  wait_for_end (fixture);
}

/* Far more than a pipe holds: nothing is lost, nothing blocks. */
static void
test_runner_reads_a_flood (Fixture *fixture, gconstpointer source)
{
  run (fixture);
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), ==, 0);
  g_assert_cmpuint (fixture->output[1]->len, ==, 20000 * 101);
}

static void
test_runner_missing_program_is_told (Fixture *fixture, gconstpointer source)
{
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  run (fixture);
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), !=, 0);
  g_assert_nonnull (strstr (fixture->output[2]->str, "program.go"));
  g_file_set_contents (fixture->path, "", 0, NULL);
}

static gboolean
write_input (Fixture *fixture, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ilv_runner_write_input (fixture->runner, bytes);
}

static void
test_runner_program_reads_what_is_written (Fixture *fixture, gconstpointer source)
{
  g_assert_false (ilv_runner_get_takes_input (fixture->runner));
  start (fixture);
  g_assert_true (ilv_runner_get_takes_input (fixture->runner));
  g_assert_true (write_input (fixture, "one\ntw"));
  wait_for_output (fixture, "1 one\n");
  g_assert_true (write_input (fixture, "o\nthree"));
  ilv_runner_end_input (fixture->runner);
  g_assert_false (write_input (fixture, "late\n"));
  wait_for_end (fixture);
  g_assert_cmpstr (fixture->output[1]->str, ==, "1 one\n2 two\n3 three\n");
  g_assert_cmpint (ilv_runner_get_exit_status (fixture->runner), ==, 0);
  g_assert_false (ilv_runner_get_takes_input (fixture->runner));
}

/* It neither reads nor ends: what is written waits, up to a limit. */
static void
test_runner_input_waits_in_vain (Fixture *fixture, gconstpointer source)
{
  g_autofree char *block = g_strnfill (64 * 1024, 'x');
  guint n_taken = 0;

  start (fixture);
  while (write_input (fixture, block))
    n_taken++;
  g_assert_cmpuint (n_taken, ==, ILV_INPUT_MAX_BYTES / (64 * 1024));
  ilv_runner_stop (fixture->runner);
  wait_for_end (fixture);
}

/* Written to, it would end us by a signal if we did not look. */
static void
test_runner_input_may_be_closed (Fixture *fixture, gconstpointer source)
{
  start (fixture);
  wait_for_output (fixture, "closed\n");
  while (ilv_runner_get_takes_input (fixture->runner))
    {
      write_input (fixture, "x\n");
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpint (ilv_runner_get_state (fixture->runner), ==, ILV_RUNNER_STATE_RUNNING);
  ilv_runner_stop (fixture->runner);
  wait_for_end (fixture);
}

#define ADD(path, source, function) \
  g_test_add ("/app/runner/" path, Fixture, source, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("tells-output-and-end", hello, test_runner_tells_output_and_end);
  ADD ("fills-the-trace", hello, test_runner_fills_the_trace);
  ADD ("diagnostics-are-apart-from-output",
       "package main\nfunc main() {\n _ = one\n _ = two\n}\n", test_runner_tells_diagnostics_apart);
  ADD ("panic-is-status-2", "package main\nfunc main() { panic(\"oh\") }\n", test_runner_tells_panic);
  ADD ("stops-an-endless-loop", endless, test_runner_stops_endless_loop);
  ADD ("dropped-runner-ends-its-program", endless, test_runner_ends_program_when_dropped);
  ADD ("pauses-steps-and-goes-on",
       "package main\nimport (\"fmt\"; \"time\")\n"
       "func main() { for { fmt.Println(\"x\"); time.Sleep(time.Microsecond) } }\n",
       test_runner_pauses_and_steps);
  ADD ("time-stands-still-while-paused",
       "package main\nimport (\"fmt\"; \"time\")\n"
       "func main() { fmt.Println(1); time.Sleep(time.Hour) }\n",
       test_runner_time_stands_still_while_paused);
  ADD ("flood-of-output-arrives-whole",
       "package main\nimport \"fmt\"\nfunc main() {\n"
       " for i := 0; i < 20000; i++ { fmt.Printf(\"%100d\\n\", i) }\n}\n",
       test_runner_reads_a_flood);
  ADD ("program-reads-what-is-written",
       "package main\nimport (\"bufio\"; \"fmt\"; \"os\")\nfunc main() {\n"
       " lines := bufio.NewScanner(os.Stdin)\n"
       " for i := 1; lines.Scan(); i++ { fmt.Println(i, lines.Text()) }\n}\n",
       test_runner_program_reads_what_is_written);
  ADD ("input-nobody-reads-is-bounded", endless, test_runner_input_waits_in_vain);
  ADD ("input-may-be-closed",
       "package main\nimport (\"fmt\"; \"os\")\nfunc main() {\n"
       " os.Stdin.Close()\n fmt.Println(\"closed\")\n for {}\n}\n",
       test_runner_input_may_be_closed);
  ADD ("missing-program-is-told", "", test_runner_missing_program_is_told);
  return g_test_run ();
}

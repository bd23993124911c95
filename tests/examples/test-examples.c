/* test-examples.c - Each example from end to end, as a user has it: run by the
 * command line, its output, its end, a legal trace, and a picture that shows
 * what it is an example of.
 *
 * SPDX-License-Identifier: MIT
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"

/* What one run of the command line left. */
typedef struct
{
  char *folder;
  char *out;
  char *err;
  Picture *picture;
  int status;
} Fixture;

typedef struct
{
  const char *path;           /* below data/examples */
  const char *output;         /* what it prints; exactly, or its lines in any order */
  gboolean is_any_order;
  int status;
  const char *error;          /* part of its standard error; NULL: that is empty */
  const char *lanes[8];       /* names of lanes the picture has */
} Example;

static const Example examples[] = {
  { "1-launch.go", "Main function\nGoroutine running\n", TRUE, 0, NULL, { "main", "myFunction" } },
  { "2-non-blocking.go", "Main function continues\nThis is a Goroutine\n", TRUE, 0, NULL,
    { "main", "myFunction" } },
  { "3-waitgroup.go", "Goroutine is running\nMain function completed\n", FALSE, 0, NULL,
    { "main", "myFunction", "wg" } },
  { "4-scheduling.go",
    "Goroutine 1\nGoroutine 1\nGoroutine 1\nGoroutine 1\nGoroutine 1\n"
    "Goroutine 2\nGoroutine 2\nGoroutine 2\nGoroutine 2\nGoroutine 2\nMain function completed\n",
    TRUE, 0, NULL, { "main", "printMessage 1", "printMessage 2" } },
  { "5-channel.go", "Goroutine finished\n", FALSE, 0, NULL, { "main", "myFunction", "ch" } },
  { "patterns/1-buffered-channel.go",
    "posted a\nposted b\nposted c\nposted d\nposted e\nposted f\n"
    "read a\nread b\nread c\nread d\nread e\nread f\n",
    TRUE, 0, NULL, { "main", "main.func1", "letters", "done" } },
  { "patterns/2-select-and-timeout.go", "quick answer\nwaited long enough\n", FALSE, 0, NULL,
    { "main", "answer.func1 1", "answer.func1 2" } },
  { "patterns/3-worker-pool.go", "sum of the squares: 285\n", FALSE, 0, NULL,
    { "main", "worker 1", "worker 2", "worker 3", "jobs", "results", "wg" } },
  { "patterns/4-pipeline.go", "2\n4\n6\n8\n10\n", FALSE, 0, NULL,
    { "main", "count.func1", "double.func1" } },
  { "patterns/5-mutex.go", "balance: 50\n", FALSE, 0, NULL,
    { "main", "main.func1 1", "main.func1 5", "wg" } },
  { "patterns/6-prime-sieve.go", "2\n3\n5\n7\n11\n13\n17\n19\n23\n29\n", FALSE, 0, NULL,
    { "main", "numbers", "filter 1", "filter 10" } },
  { "patterns/7-fan-in.go", "wind 1\nrain 1\nwind 2\nwind 3\nrain 2\nrain 3\n", TRUE, 0, NULL,
    { "main", "sensor.func1 1", "merge.func1 2", "readings 1", "readings 2", "merged", "open" } },
  { "patterns/8-semaphore.go",
    "car 1 parks\ncar 2 parks\ncar 3 parks\ncar 4 parks\ncar 5 parks\ncar 6 parks\n", TRUE, 0, NULL,
    { "main", "lots", "cars" } },
  { "patterns/9-cancelling.go",
    "treasure at wall\nstop digging at well\nstop digging at oak\n", TRUE, 0, NULL,
    { "main", "found", "diggers" } },
  { "patterns/10-readers-and-writer.go", "price: 115\n", FALSE, 0, NULL,
    { "main", "lock", "done" } },
  { "patterns/11-condition.go", "Ada comes in\nBen comes in\nCleo comes in\n", TRUE, 0, NULL,
    { "main", "guests" } },
  { "patterns/12-ticker.go", "beat 1\nbeat 2\nbeat 3\nbeat 4\nbeat 5\n", FALSE, 0, NULL,
    { "main" } },
  { "mistakes/1-deadlock.go", "both hold one fork\n", FALSE, 2,
    "fatal error: all goroutines are asleep - deadlock!",
    { "main", "main.func1 1", "main.func1 2" } },
  { "mistakes/2-leak.go", "found in the cellar\ntwo searchers wait for ever\n", FALSE, 0, NULL,
    { "main", "search 1", "search 2", "search 3", "found" } },
  { "mistakes/4-nobody-waits.go", "goodbye\n", FALSE, 0, NULL, { "main", "save 1", "save 2" } },
};

/* --- Running -------------------------------------------------------------- */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("interleave-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "program.go", "picture.svg", "trace.ilv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_clear_pointer (&fixture->picture, picture_free);
  g_free (fixture->folder);
  g_free (fixture->out);
  g_free (fixture->err);
}

/* Runs `interleave` with these arguments in the fixture's folder; its status. */
static int
call (Fixture *fixture, const char *const *arguments, char **out, char **err)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  g_strv_builder_add (command, g_getenv ("INTERLEAVE"));
  g_strv_builder_addv (command, (const char **) arguments);
  argv = g_strv_builder_end (command);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out, err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
read_picture (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "picture.svg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  fixture->picture = picture_read (text);
}

/* Nothing missing, nothing that cannot have happened. */
static void
assert_legal_trace (Fixture *fixture)
{
  static const char *const stat[] = { "stat", "--json", "trace.ilv", NULL };
  g_autofree char *table = NULL;

  g_assert_cmpint (call (fixture, stat, &table, NULL), ==, 0);
  if (strstr (table, "\"violations\": []") == NULL || strstr (table, "\"n_missing\": 0,") == NULL)
    g_error ("%s", table);
}

static void
run_path (Fixture *fixture, const char *path)
{
  const char *arguments[]
    = { "run", "--trace=trace.ilv", "--svg=picture.svg", path, NULL };

  fixture->status = call (fixture, arguments, &fixture->out, &fixture->err);
  read_picture (fixture);
  assert_legal_trace (fixture);
}

static void
run_text (Fixture *fixture, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "program.go", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  run_path (fixture, "program.go");
}

static void
run_example (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "examples", name, NULL);

  run_path (fixture, path);
}

static const Lane *
find_lane (Fixture *fixture, const char *name)
{
  const Lane *lane = picture_find_lane (fixture->picture, name);

  if (lane == NULL)
    g_error ("the picture has no lane “%s”", name);
  return lane;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) */
static char *
sort_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

static void
assert_same_lines (const char *a, const char *b)
{
  g_autofree char *sorted_a = sort_lines (a);
  g_autofree char *sorted_b = sort_lines (b);

  g_assert_cmpstr (sorted_a, ==, sorted_b);
}

/* --- Tests ---------------------------------------------------------------- */

static void
test_example_does_what_it_should (Fixture *fixture, gconstpointer data)
{
  const Example *example = data;

  run_example (fixture, example->path);
  if (example->is_any_order)
    assert_same_lines (fixture->out, example->output);
  else
    g_assert_cmpstr (fixture->out, ==, example->output);
  g_assert_cmpint (fixture->status, ==, example->status);
  if (example->error == NULL)
    g_assert_cmpstr (fixture->err, ==, "");
  else
    g_assert_nonnull (strstr (fixture->err, example->error));
  g_assert_nonnull (picture_find_lane (fixture->picture, "P0"));
  for (guint i = 0; i < G_N_ELEMENTS (example->lanes) && example->lanes[i] != NULL; i++)
    g_assert_cmpuint (find_lane (fixture, example->lanes[i])->titles->len, >, 0);
}

/* Two goroutines print five times each and sleep after each print, main longer. */
static void
test_scheduling_shows_sleeps (Fixture *fixture, gconstpointer data)
{
  run_example (fixture, "4-scheduling.go");
  g_assert_cmpuint (lane_count (find_lane (fixture, "printMessage 1"), "sleep"), >=, 5);
  g_assert_cmpuint (lane_count (find_lane (fixture, "printMessage 2"), "sleep"), >=, 5);
  g_assert_cmpuint (lane_count (find_lane (fixture, "main"), "sleep"), >=, 1);
}

/* How many get lost is up to the scheduler. */
static void
test_lost_updates_loses_some (Fixture *fixture, gconstpointer data)
{
  int counted;

  run_example (fixture, "mistakes/3-lost-updates.go");
  g_assert_cmpint (sscanf (fixture->out, "20 visitors came, counted: %d\n", &counted), ==, 1);
  g_assert_cmpint (counted, >=, 5);
  g_assert_cmpint (counted, <=, 20);
  g_assert_cmpint (fixture->status, ==, 0);
}

/* Whoever looks at the picture of a deadlock sees who waits for what. */
static void
test_deadlock_shows_who_waits (Fixture *fixture, gconstpointer data)
{
  run_text (fixture, "package main\n"
                     "func left(in, out chan int) { out <- <-in }\n"
                     "func main() {\n"
                     "  first, second := make(chan int), make(chan int)\n"
                     "  go left(first, second)\n"
                     "  <-second\n"
                     "}\n");
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_true (g_str_has_prefix (fixture->err,
                                   "fatal error: all goroutines are asleep - deadlock!\n"));
  g_assert_nonnull (strstr (fixture->err, "goroutine 1 [chan receive]:\nmain.main()\n"));
  g_assert_cmpuint (lane_count (find_lane (fixture, "main"), "second"), >=, 1);
  g_assert_cmpuint (lane_count (find_lane (fixture, "left"), "first"), >=, 1);
}

static void
test_panic_is_in_the_picture (Fixture *fixture, gconstpointer data)
{
  run_text (fixture, "package main\nfunc main() { panic(\"broken\") }\n");
  g_assert_cmpint (fixture->status, ==, 2);
  g_assert_true (g_str_has_prefix (fixture->err, "panic: broken\n\ngoroutine 1 [running]:\n"));
  g_assert_nonnull (picture_find_lane (fixture->picture, "main"));
}

static void
test_exit_status_is_the_programs (Fixture *fixture, gconstpointer data)
{
  run_text (fixture, "package main\nimport \"os\"\nfunc main() { os.Exit(7) }\n");
  g_assert_cmpint (fixture->status, ==, 7);
}

static void
test_message_joins_two_lanes (Fixture *fixture, gconstpointer data)
{
  run_example (fixture, "5-channel.go");
  for (guint i = 0; i < fixture->picture->edges->len; i++)
    g_test_message ("%s", (char *) fixture->picture->edges->pdata[i]);
  g_assert_cmpuint (fixture->picture->edges->len, >=, 1);
  g_assert_cmpuint (find_lane (fixture, "ch")->titles->len, >=, 1);
}

/* A program of data/examples that no test knows of is not tested. */
static void
count_programs (const char *folder, guint *n)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".go"))
        ++*n;
      else if (g_file_test (path, G_FILE_TEST_IS_DIR))
        count_programs (path, n);
    }
}

static void
test_all_examples_are_tested (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "examples", NULL);
  guint n = 0;

  count_programs (folder, &n);
  /* One more: lost-updates has a test of its own. */
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (examples) + 1);
}

#define ADD(path, function) \
  g_test_add ("/examples/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path
        = g_strdup_printf ("/examples/%s/does-what-it-should", examples[i].path);

      g_test_add (path, Fixture, &examples[i], set_up, test_example_does_what_it_should, tear_down);
    }
  ADD ("4-scheduling.go/shows-the-sleeps", test_scheduling_shows_sleeps);
  ADD ("5-channel.go/message-joins-two-lanes", test_message_joins_two_lanes);
  ADD ("mistakes/3-lost-updates.go/counts-at-most-twenty", test_lost_updates_loses_some);
  ADD ("deadlock/shows-who-waits-for-what", test_deadlock_shows_who_waits);
  ADD ("panic/is-status-2-and-in-the-picture", test_panic_is_in_the_picture);
  ADD ("exit/status-is-the-programs", test_exit_status_is_the_programs);
  g_test_add_func ("/examples/all-are-tested", test_all_examples_are_tested);
  return g_test_run ();
}

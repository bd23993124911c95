/* test-explorer.c - Many runs of a program, sorted by how they end.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <string.h>

#include "ilv-explorer.h"

typedef struct
{
  char *folder;
  char *path;
  IlvExplorer *explorer;
  guint n_changed, n_ended;
} Fixture;

static void
count_cb (IlvExplorer *explorer, guint *n)
{
  ++*n;
}

static void
set_up (Fixture *fixture, gconstpointer source)
{
  fixture->folder = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "program.go", NULL);
  g_assert_true (g_file_set_contents (fixture->path, source, -1, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer source)
{
  g_assert_finalize_object (fixture->explorer);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
begin (Fixture *fixture, guint n_runs, guint timeout_msec)
{
  g_autoptr (GError) error = NULL;
  const char *const paths[] = { fixture->path, NULL };

  fixture->explorer = ilv_explorer_new (&(IlvExploration) {
    .program_paths = paths, .n_procs = 1, .first_seed = 1, .n_runs = n_runs,
    .timeout_msec = timeout_msec });
  g_signal_connect (fixture->explorer, "changed", G_CALLBACK (count_cb), &fixture->n_changed);
  g_signal_connect (fixture->explorer, "ended", G_CALLBACK (count_cb), &fixture->n_ended);
  g_assert_true (ilv_explorer_start (fixture->explorer, &error));
}

static void
wait_for_end (Fixture *fixture)
{
  while (fixture->n_ended == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (ilv_explorer_is_over (fixture->explorer));
}

/* A select with two ready cases goes either way, one of which is a deadlock. */
#define TWO_WAYS \
  "package main\n" \
  "func main() {\n" \
  "\ta, b := make(chan int, 1), make(chan int, 1)\n" \
  "\ta <- 1\n" \
  "\tb <- 1\n" \
  "\tselect {\n" \
  "\tcase <-a:\n" \
  "\t\tprint(\"a\\n\")\n" \
  "\tcase <-b:\n" \
  "\t\t<-b\n" \
  "\t}\n" \
  "}\n"

static void
test_explorer_finds_both_ways (Fixture *fixture, gconstpointer source)
{
  guint n_runs = 0;
  gboolean has_deadlock = FALSE, has_good_end = FALSE;

  begin (fixture, 24, 60000);
  wait_for_end (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 24);
  g_assert_null (ilv_explorer_get_failure (fixture->explorer));
  g_assert_cmpuint (ilv_explorer_get_n_outcomes (fixture->explorer), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      IlvOutcome outcome = ilv_explorer_get_outcome (fixture->explorer, i);

      n_runs += outcome.n_runs;
      g_assert_cmpuint (outcome.seed, ==, outcome.first_run + 1);
      g_assert_true (g_file_test (outcome.trace_path, G_FILE_TEST_IS_REGULAR));
      has_deadlock |= outcome.exit_status == 2
                      && strstr (outcome.message, "all goroutines are asleep") != NULL
                      && g_str_equal (outcome.output, "");
      has_good_end |= outcome.exit_status == 0 && g_str_equal (outcome.output, "a\n");
    }
  g_assert_cmpuint (n_runs, ==, 24);
  g_assert_true (has_deadlock && has_good_end);
}

#define TWO_ORDERS \
  "package main\n" \
  "import \"fmt\"\n" \
  "func main() {\n" \
  "\ta, b := make(chan int, 1), make(chan int, 1)\n" \
  "\ta <- 1\n" \
  "\tb <- 2\n" \
  "\tfor i := 0; i < 2; i++ {\n" \
  "\t\tselect {\n" \
  "\t\tcase n := <-a:\n" \
  "\t\t\tfmt.Println(n)\n" \
  "\t\tcase n := <-b:\n" \
  "\t\t\tfmt.Println(n)\n" \
  "\t\t}\n" \
  "\t}\n" \
  "}\n"

static void
test_explorer_other_orders_are_one_outcome (Fixture *fixture, gconstpointer source)
{
  begin (fixture, 24, 60000);
  wait_for_end (fixture);
  g_assert_cmpuint (ilv_explorer_get_n_outcomes (fixture->explorer), ==, 1);
  g_assert_cmpuint (ilv_explorer_get_outcome (fixture->explorer, 0).n_runs, ==, 24);
  g_assert_cmpuint (ilv_explorer_get_outcome (fixture->explorer, 0).n_orders, ==, 2);
}

static void
test_explorer_cuts_off_what_does_not_end (Fixture *fixture, gconstpointer source)
{
  begin (fixture, 2, 300);
  wait_for_end (fixture);
  g_assert_cmpuint (ilv_explorer_get_n_outcomes (fixture->explorer), ==, 1);
  g_assert_true (ilv_explorer_get_outcome (fixture->explorer, 0).is_cut_off);
  g_assert_cmpuint (ilv_explorer_get_outcome (fixture->explorer, 0).n_runs, ==, 2);
}

static void
test_explorer_stops_when_told_to (Fixture *fixture, gconstpointer source)
{
  begin (fixture, 1000, 60000);
  ilv_explorer_stop (fixture->explorer);
  wait_for_end (fixture);
  g_assert_cmpuint (ilv_explorer_get_n_done (fixture->explorer), ==, 0);
}

static void
test_explorer_says_what_does_not_compile (Fixture *fixture, gconstpointer source)
{
  begin (fixture, 5, 60000);
  wait_for_end (fixture);
  g_assert_cmpuint (ilv_explorer_get_n_done (fixture->explorer), ==, 0);
  g_assert_nonnull (strstr (ilv_explorer_get_failure (fixture->explorer),
                            "program.go:2:15: undefined: x"));
}

#define ADD(path, source, test) \
  g_test_add ("/app/explorer/" path, Fixture, source, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-both-ways", TWO_WAYS, test_explorer_finds_both_ways);
  ADD ("other-orders-are-one-outcome", TWO_ORDERS, test_explorer_other_orders_are_one_outcome);
  ADD ("cuts-off-what-does-not-end", "package main\nfunc main() { for {} }\n",
       test_explorer_cuts_off_what_does_not_end);
  ADD ("stops-when-told-to", "package main\nfunc main() { for {} }\n",
       test_explorer_stops_when_told_to);
  ADD ("says-what-does-not-compile", "package main\nfunc main() { x }\n",
       test_explorer_says_what_does_not_compile);
  return g_test_run ();
}

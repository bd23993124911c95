/* cli-explore.c - `interleave explore`: how a program may end, from many runs of it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "ilv-explorer.h"
#include "model/ilv-format.h"

#define N_LINES_SHOWN 5
#define LINE_CHARS 100
#define MAX_RUNS 100000
#define MAX_TIMEOUT_SEC 3600

static gboolean
stop_cb (gpointer data)
{
  ilv_explorer_stop (data);
  return G_SOURCE_CONTINUE;
}

/* An interrupt ends it early, with what is known by then. */
static void
explore (IlvExplorer *explorer)
{
  guint source = g_unix_signal_add (SIGINT, stop_cb, explorer);

  while (!ilv_explorer_is_over (explorer))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
print_output (const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  guint n = g_strv_length (lines);

  if (n > 0 && *lines[n - 1] == '\0')
    n--;
  for (guint i = 0; i < MIN (n, N_LINES_SHOWN); i++)
    {
      g_autofree char *line = ilv_format_text (lines[i], strlen (lines[i]), LINE_CHARS);

      printf ("       %s\n", line);
    }
  if (n > N_LINES_SHOWN)
    printf (_("       ... and %u more lines\n"), n - N_LINES_SHOWN);
}

static void
print_outcome (IlvExplorer *explorer, const IlvOutcome *outcome)
{
  g_autofree char *end = ilv_explorer_describe_end (explorer, outcome);

  printf ("\n%5.1f %%  ", 100.0 * outcome->n_runs / ilv_explorer_get_n_done (explorer));
  printf (ngettext ("%u run: %s\n", "%u runs: %s\n", outcome->n_runs), outcome->n_runs, end);
  if (outcome->n_orders > 1)
    printf (_("       the lines in %u orders\n"), outcome->n_orders);
  print_output (outcome->output);
  printf (_("       first with --seed=%.0f\n"), (double) outcome->seed);
}

/* Copies it there, as outcome-1.ilv and so on. */
static gboolean
keep_trace (const IlvOutcome *outcome, const char *folder, guint index)
{
  g_autofree char *name = g_strdup_printf ("outcome-%u.ilv", index + 1);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (outcome->trace_path);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
    {
      ilv_cli_complain ("explore", "%s", error->message);
      return FALSE;
    }
  printf (_("       trace: %s\n"), path);
  return TRUE;
}

static int
report (IlvExplorer *explorer, const char *folder)
{
  guint n_outcomes = ilv_explorer_get_n_outcomes (explorer);
  guint n_done = ilv_explorer_get_n_done (explorer);
  gboolean is_well = TRUE;

  printf (ngettext ("%u run, ", "%u runs, ", n_done), n_done);
  printf (ngettext ("%u outcome\n", "%u outcomes\n", n_outcomes), n_outcomes);
  for (guint i = 0; i < n_outcomes; i++)
    {
      IlvOutcome outcome = ilv_explorer_get_outcome (explorer, i);

      print_outcome (explorer, &outcome);
      if (folder != NULL)
        is_well &= keep_trace (&outcome, folder, i);
    }
  if (fflush (stdout) == 0)
    return is_well ? 0 : ILV_CLI_FAILURE_STATUS;
  ilv_cli_complain ("explore", "%s", g_strerror (errno));
  return ILV_CLI_FAILURE_STATUS;
}

static int
run (const IlvExploration *exploration, const char *folder)
{
  g_autoptr (IlvExplorer) explorer = ilv_explorer_new (exploration);
  g_autoptr (GError) error = NULL;

  if (!ilv_explorer_start (explorer, &error))
    {
      ilv_cli_complain ("explore", "%s", error->message);
      return ILV_CLI_FAILURE_STATUS;
    }
  explore (explorer);
  if (ilv_explorer_get_failure (explorer) == NULL)
    return report (explorer, folder);
  ilv_cli_complain ("explore", "%s", ilv_explorer_get_failure (explorer));
  return ILV_CLI_FAILURE_STATUS;
}

int
ilv_cli_explore (char **argv)
{
  IlvCliProgram program = { .seed = 1 };
  int n_runs = 50, timeout_sec = 10;
  g_autofree char *folder = NULL;
  const GOptionEntry entries[] = {
    { "runs", 0, 0, G_OPTION_ARG_INT, &n_runs, N_("How many runs (50)"), "N" },
    { "procs", 0, 0, G_OPTION_ARG_INT, &program.n_procs,
      N_("How many goroutines may run at once (GOMAXPROCS)"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &program.seed,
      N_("The first run's seed; the others count on from it"), "N" },
    { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout_sec,
      N_("After how many seconds a run is ended (10)"), "SECONDS" },
    { "keep", 0, 0, G_OPTION_ARG_FILENAME, &folder,
      N_("Put a trace of each outcome into this folder"), "FOLDER" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GStrv) paths
    = ilv_cli_parse_program (&program,
                             N_("Runs a Go program many times, each time with another seed for "
                                "the scheduler's free choices, and tells in which ways it ended, "
                                "and how often: exit status, panic or deadlock, and the lines it "
                                "wrote, in whatever order."),
                             entries, argv);

  if (paths == NULL)
    return ILV_CLI_USAGE_STATUS;
  if (n_runs < 1 || n_runs > MAX_RUNS)
    return ilv_cli_refuse ("explore", _("--runs must be a number from 1 to %d"), MAX_RUNS);
  if (timeout_sec < 1 || timeout_sec > MAX_TIMEOUT_SEC)
    return ilv_cli_refuse ("explore", _("--timeout must be a number from 1 to %d"),
                           MAX_TIMEOUT_SEC);
  if (!ilv_cli_can_read_program ("explore", &program))
    return ILV_CLI_FAILURE_STATUS;
  return run (&(IlvExploration) { .program_paths = program.paths,
                                  .args = program.args,
                                  .n_procs = (guint) program.n_procs,
                                  .first_seed = (guint64) MAX (program.seed, 1),
                                  .n_runs = (guint) n_runs,
                                  .timeout_msec = (guint) timeout_sec * 1000 },
              folder);
}

/* cli-record.c - Runs a program for a command that wants its trace.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib-unix.h>
#include <signal.h>

#include "cli.h"
#include "ilv-runner.h"

/* The user interrupts the program, not us: the trace up to there is wanted. A
 * terminal has told the program too; being told twice does it no harm. */
typedef struct
{
  IlvRunner *runner;
  int signal;
  guint source;
} Relay;

static gboolean
relay_cb (gpointer data)
{
  Relay *relay = data;
  GPid pid = ilv_runner_get_pid (relay->runner);

  if (pid != 0)
    kill (pid, relay->signal);
  return G_SOURCE_CONTINUE;
}

static void
run_to_end (IlvRunner *runner)
{
  Relay relays[] = { { runner, SIGINT }, { runner, SIGTERM }, { runner, SIGHUP } };

  for (guint i = 0; i < G_N_ELEMENTS (relays); i++)
    relays[i].source = g_unix_signal_add (relays[i].signal, relay_cb, &relays[i]);
  while (ilv_runner_get_state (runner) != ILV_RUNNER_STATE_ENDED)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (relays); i++)
    g_source_remove (relays[i].source);
}

IlvTrace *
ilv_cli_record (const char *command, const IlvCliProgram *program, int *status)
{
  g_autoptr (IlvRunner) runner = ilv_runner_new (program->paths);
  g_autoptr (GError) error = NULL;
  const GError *capture_error;

  ilv_runner_set_args (runner, program->args);
  ilv_runner_set_procs (runner, program->n_procs);
  ilv_runner_set_seed (runner, program->seed);
  ilv_runner_set_capture_path (runner, program->trace_path);
  ilv_runner_set_limits (runner, 0, (guint64) program->memory_cap_mb * 1000000);
  ilv_runner_set_inherits_stdio (runner, TRUE);
  if (!ilv_runner_start (runner, &error))
    {
      ilv_cli_complain (command, "%s", error->message);
      *status = ILV_CLI_FAILURE_STATUS;
      return NULL;
    }
  run_to_end (runner);
  *status = ilv_runner_get_exit_status (runner);
  capture_error = ilv_runner_get_capture_error (runner);
  if (capture_error != NULL)
    {
      ilv_cli_complain (command, "%s", capture_error->message);
      if (*status == 0)
        *status = ILV_CLI_FAILURE_STATUS;
    }
  if (!ilv_runner_get_was_begun (runner))
    return NULL; /* the compiler has said why */
  return g_object_ref (ilv_runner_get_trace (runner));
}

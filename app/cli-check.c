/* cli-check.c - `interleave check`: compiles a program and does not run it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "ilv-runner.h"

int
ilv_cli_check (char **argv)
{
  const IlvCliUsage usage = {
    "FILE.go... | FOLDER",
    N_("Compiles a Go program without running it. Prints what is wrong with it, if anything "
       "is, and then exits with 1."),
    NULL, 1, TRUE
  };
  g_auto (GStrv) operands = ilv_cli_parse (&usage, argv);
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_autofree char *helper = ilv_runner_find_helper ();
  g_auto (GStrv) arguments = NULL;
  IlvCliProgram program = { NULL };

  if (operands == NULL)
    return ILV_CLI_USAGE_STATUS;
  program.paths = (const char *const *) operands;
  if (!ilv_cli_check_program ("check", &program))
    return ILV_CLI_USAGE_STATUS;
  if (!ilv_cli_can_read_program ("check", &program))
    return ILV_CLI_FAILURE_STATUS;
  g_strv_builder_add (command, helper);
  g_strv_builder_add (command, "--check");
  g_strv_builder_addv (command, (const char **) operands);
  arguments = g_strv_builder_end (command);
  return ilv_cli_exec ("check", arguments);
}

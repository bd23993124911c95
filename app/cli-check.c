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
    "FILE.go",
    N_("Compiles a Go program without running it. Prints what is wrong with it, if anything "
       "is, and then exits with 1."),
    NULL, 1
  };
  g_auto (GStrv) operands = ilv_cli_parse (&usage, argv);
  g_autofree char *helper = NULL;
  IlvCliProgram program = { NULL };

  if (operands == NULL)
    return ILV_CLI_USAGE_STATUS;
  program.path = operands[0];
  if (!ilv_cli_check_program ("check", &program))
    return ILV_CLI_USAGE_STATUS;
  if (!ilv_cli_can_read ("check", program.path))
    return ILV_CLI_FAILURE_STATUS;
  helper = ilv_runner_find_helper ();
  return ilv_cli_exec ("check", (char *[]) { helper, "--check", operands[0], NULL });
}

/* cli-run.c - `interleave run`: a program without a window.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"
#include "ilv-runner.h"

static gboolean
write_svg (const char *path, IlvTrace *trace)
{
  g_autoptr (IlvSession) session = ilv_session_new (trace);
  IlvExportOptions options = { .format = ILV_EXPORT_SVG };

  return ilv_cli_write_picture ("run", session, path, &options);
}

static int
run_watched (const IlvCliProgram *program, const char *svg_path)
{
  g_autoptr (IlvTrace) trace = NULL;
  int status;

  if ((program->trace_path != NULL && !ilv_cli_can_write ("run", program->trace_path))
      || (svg_path != NULL && !ilv_cli_can_write ("run", svg_path)))
    return ILV_CLI_FAILURE_STATUS;
  trace = ilv_cli_record ("run", program, &status);
  if (trace != NULL && svg_path != NULL && !write_svg (svg_path, trace) && status == 0)
    return ILV_CLI_FAILURE_STATUS;
  return status;
}

int
ilv_cli_run (char **argv)
{
  IlvCliProgram program = { NULL };
  g_autofree char *trace_path = NULL;
  g_autofree char *svg_path = NULL;
  const GOptionEntry entries[] = {
    ILV_CLI_PROGRAM_OPTIONS (program),
    { "trace", 0, 0, G_OPTION_ARG_FILENAME, &trace_path,
      N_("Also write the trace to OUT.ilv"), "OUT.ilv" },
    { "svg", 0, 0, G_OPTION_ARG_FILENAME, &svg_path,
      N_("Also draw the run, to OUT.svg"), "OUT.svg" },
    G_OPTION_ENTRY_NULL
  };
  g_auto (GStrv) paths
    = ilv_cli_parse_program (&program,
                             N_("Runs a Go program: the files of package main, or the folder that "
                                "holds them. Its input, output and exit status are those of this "
                                "command; what follows -- are its arguments."),
                             entries, argv);

  if (paths == NULL)
    return ILV_CLI_USAGE_STATUS;
  program.trace_path = trace_path;
  if (!ilv_cli_can_read_program ("run", &program))
    return ILV_CLI_FAILURE_STATUS;
  if (trace_path == NULL && svg_path == NULL)
    {
      g_auto (GStrv) command = ilv_runner_build_command (program.paths, program.n_procs,
                                                         program.seed, program.args);

      return ilv_cli_exec ("run", command);
    }
  return run_watched (&program, svg_path);
}

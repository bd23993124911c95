/* main.c - `interleave`: the window, or one of the commands.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "cli.h"
#include "ilv-application.h"
#include "ilv-paths.h"

static const struct
{
  const char *name;
  int (*run) (char **argv);
  const char *summary;
} commands[] = {
  { "run", ilv_cli_run, N_("Run a Go program without a window") },
  { "render", ilv_cli_render, N_("Draw a run as SVG, PNG or PDF") },
  { "check", ilv_cli_check, N_("Compile a program without running it") },
  { "stat", ilv_cli_stat, N_("Tell what happened in a saved trace") },
  { "explore", ilv_cli_explore, N_("Run a program many times, tell how it may end") },
};

static void
print_help (void)
{
  printf ("%s\n  interleave [FILE]\n  interleave COMMAND ...\n\n%s\n\n%s\n", _("Usage:"),
           _("Watch the goroutines of a Go program interleave. Without a command, opens the "
             "window,\non FILE if given: a Go program (.go, or its folder) or a saved trace (.ilv)."),
           _("Commands, which need no display:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %-8s  %s\n", commands[i].name, _(commands[i].summary));
  printf ("\n%s\n  -h, --help     %s\n      --version  %s\n\n%s\n", _("Options:"),
           _("Show this"), _("Show the version"),
           _("\"interleave COMMAND --help\" tells more of a command."));
}

/* The window takes one file and no options of its own. */
static int
run_window (int argc, char **argv)
{
  const char *file = argc > 1 ? argv[1] : NULL;

  if (argc > 2 || (file != NULL && *file == '-'))
    {
      fprintf (stderr, _("interleave: \"%s\" is not understood; see \"interleave --help\".\n"),
                  argc > 2 ? argv[2] : file);
      return ILV_CLI_USAGE_STATUS;
    }
  if (file != NULL && !g_file_test (file, G_FILE_TEST_EXISTS))
    {
      fprintf (stderr, _("interleave: \"%s\" is neither a file nor a command.\n"), file);
      return ILV_CLI_USAGE_STATUS;
    }
  return ilv_application_run (argc, argv, file);
}

int
main (int argc, char **argv)
{
  g_set_prgname ("interleave");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, ilv_paths_get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argv + 1);
  if (argc == 2 && (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")))
    print_help ();
  else if (argc == 2 && g_str_equal (argv[1], "--version"))
    printf ("interleave %s\n", ILV_VERSION);
  else
    return run_window (argc, argv);
  return 0;
}

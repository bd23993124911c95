/* cli.c - What the commands share: options, complaints, files.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "trace/shm.h"

static void
complain (const char *command, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  fprintf (stderr, "interleave %s: %s\n", command, text);
}

void
ilv_cli_complain (const char *command, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  complain (command, format, arguments);
  va_end (arguments);
}

int
ilv_cli_refuse (const char *command, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  complain (command, format, arguments);
  va_end (arguments);
  fprintf (stderr, _("\"interleave %s --help\" says how it is called.\n"), command);
  return ILV_CLI_USAGE_STATUS;
}

GStrv
ilv_cli_parse (const IlvCliUsage *usage, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage->parameters);
  const char *command = argv[0];
  g_autofree char *program_name = g_strdup_printf ("interleave %s", command);
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  guint n_operands;

  g_set_prgname (program_name);
  g_option_context_set_summary (context, _(usage->summary));
  if (usage->entries != NULL)
    g_option_context_add_main_entries (context, usage->entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &arguments, &error))
    {
      ilv_cli_refuse (command, "%s", error->message);
      return NULL;
    }
  n_operands = g_strv_length (arguments) - 1;
  if (n_operands < usage->n_operands || (n_operands > usage->n_operands && !usage->takes_more))
    {
      ilv_cli_refuse (command, n_operands < usage->n_operands ? _("an argument is missing")
                                                              : _("there are too many arguments"));
      return NULL;
    }
  return g_strdupv (arguments + 1);
}

void
ilv_cli_print_json_string (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  printf ("\"");
  for (const char *at = valid; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      printf ("\\%c", *at);
    else if ((guchar) *at < ' ')
      printf ("\\u%04x", *at);
    else
      printf ("%c", *at);
  printf ("\"");
}

void
ilv_cli_print_cell (const char *text, int width)
{
  printf ("%s%*s", text, MAX (0, width - (int) g_utf8_strlen (text, -1)), "");
}

gboolean
ilv_cli_is_trace (const char *path)
{
  return g_str_has_suffix (path, ".ilv");
}

gboolean
ilv_cli_can_read (const char *command, const char *path)
{
  GStatBuf about;
  int error = 0;

  if (g_stat (path, &about) != 0 || g_access (path, R_OK) != 0)
    error = errno;
  else if (S_ISDIR (about.st_mode))
    error = EISDIR;
  else if (!S_ISREG (about.st_mode))
    {
      /* A pipe would be waited for, perhaps for ever. */
      ilv_cli_complain (command, _("%s: this is not a regular file"), path);
      return FALSE;
    }
  if (error != 0)
    ilv_cli_complain (command, "%s: %s", path, g_strerror (error));
  return error == 0;
}

gboolean
ilv_cli_can_write (const char *command, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int error = 0;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    error = EISDIR;
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    error = g_file_test (folder, G_FILE_TEST_EXISTS) ? ENOTDIR : ENOENT;
  /* Written beside and renamed: the folder is what must be writable. */
  else if (g_access (folder, W_OK | X_OK) != 0)
    error = errno;
  if (error != 0)
    ilv_cli_complain (command, "%s: %s", path, g_strerror (error));
  return error == 0;
}

IlvTrace *
ilv_cli_load (const char *command, const char *path)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  if (!ilv_cli_can_read (command, path))
    return NULL;
  if (!ilv_trace_load (trace, file, NULL, &error))
    ilv_cli_complain (command, "%s: %s", path, error->message);
  else if (ilv_trace_get_n_events (trace) == 0)
    {
      const char *note = ilv_trace_get_notes (trace)[0];

      ilv_cli_complain (command, "%s: %s%s%s", path, _("there are no events in it"),
                        note != NULL ? "; " : "", note != NULL ? note : "");
    }
  else
    return g_steal_pointer (&trace);
  return NULL;
}

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* (nullable): the first of the program's paths that does not belong there. */
static const char *
find_wrong_path (const IlvCliProgram *program)
{
  gboolean is_alone = program->paths[1] == NULL;

  for (guint i = 0; program->paths[i] != NULL; i++)
    if (!(is_alone && is_folder (program->paths[i]))
        && !g_str_has_suffix (program->paths[i], ".go"))
      return program->paths[i];
  return NULL;
}

gboolean
ilv_cli_check_program (const char *command, const IlvCliProgram *program)
{
  const char *wrong = find_wrong_path (program);

  if (wrong != NULL && is_folder (wrong))
    ilv_cli_refuse (command, _("a program is one folder, or .go files: %s"), wrong);
  else if (wrong != NULL)
    ilv_cli_refuse (command, _("%s is not a Go program: its name does not end in .go"), wrong);
  else if (program->n_procs < 0 || program->n_procs > ILV_MAX_PROCS)
    ilv_cli_refuse (command, _("--procs must be a number from 1 to %d"), ILV_MAX_PROCS);
  else if (program->seed < 0)
    ilv_cli_refuse (command, _("--seed must not be negative"));
  else if (program->memory_cap_mb < 0)
    ilv_cli_refuse (command, _("--memory-cap must not be negative"));
  else
    return TRUE;
  return FALSE;
}

/* Ends @argv at its first "--"; what follows it, or NULL. */
static const char *const *
cut_at_dashes (char **argv)
{
  for (; *argv != NULL; argv++)
    if (g_str_equal (*argv, "--"))
      {
        *argv = NULL;
        return (const char *const *) argv + 1;
      }
  return NULL;
}

GStrv
ilv_cli_parse_program (IlvCliProgram      *program,
                       const char         *summary,
                       const GOptionEntry *entries,
                       char              **argv)
{
  const IlvCliUsage usage = {
    "FILE.go... | FOLDER [-- ARGUMENT...]", summary, entries, 1, TRUE
  };
  g_auto (GStrv) paths = NULL;

  program->args = cut_at_dashes (argv);
  paths = ilv_cli_parse (&usage, argv);
  program->paths = (const char *const *) paths;
  if (paths == NULL || !ilv_cli_check_program (argv[0], program))
    return NULL;
  return g_steal_pointer (&paths);
}

gboolean
ilv_cli_can_read_program (const char *command, const IlvCliProgram *program)
{
  for (guint i = 0; program->paths[i] != NULL; i++)
    if (!is_folder (program->paths[i]) && !ilv_cli_can_read (command, program->paths[i]))
      return FALSE;
  return TRUE;
}

int
ilv_cli_exec (const char *command, char **argv)
{
  execv (argv[0], argv);
  ilv_cli_complain (command, "%s: %s", argv[0], g_strerror (errno));
  return ILV_CLI_FAILURE_STATUS;
}

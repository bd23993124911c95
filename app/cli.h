/* cli.h - The commands of the command line, and what they share.
 *
 * None of them needs a display. A command gets its own name as argv[0], NULL
 * after the last argument, and returns the exit status of the process: 2 if it was not
 * called rightly.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "draw/ilv-export.h"
#include "model/ilv-interchange.h"
#include "model/ilv-trace.h"

G_BEGIN_DECLS

#define ILV_CLI_USAGE_STATUS 2
#define ILV_CLI_FAILURE_STATUS 1

int  ilv_cli_run    (char **argv);
int  ilv_cli_render (char **argv);
int  ilv_cli_check  (char **argv);
int  ilv_cli_stat   (char **argv);
int  ilv_cli_explore (char **argv);

/* One line on standard error. @command may be NULL. */
void ilv_cli_complain (const char *command,
                       const char *format,
                       ...) G_GNUC_PRINTF (2, 3);

/* On standard output, left-aligned in @width characters (not bytes). */
void ilv_cli_print_cell (const char *text,
                         int         width);

/* On standard output, in quotation marks. */
void ilv_cli_print_json_string (const char *text);

/* The second half of stat: two traces side by side. */
int  ilv_cli_compare (const char *const *paths,
                      gboolean           is_csv,
                      gboolean           is_json);

/* What a command is called with, for ilv_cli_parse(). Strings are translated there. */
typedef struct
{
  const char         *parameters; /* "FILE.go [-- ARGUMENT...]" */
  const char         *summary;
  const GOptionEntry *entries;    /* NULL: none */
  guint               n_operands; /* as many there must be */
  gboolean            takes_more; /* or more of them */
} IlvCliUsage;

/* Takes options out of @argv, answers --help itself (and exits). (transfer full)
 * (nullable): the operands; NULL: the call was wrong and has been complained about. */
GStrv ilv_cli_parse (const IlvCliUsage *usage,
                     char             **argv);

/* Says what stands in the way of calling a command so. Always returns
 * ILV_CLI_USAGE_STATUS. */
int  ilv_cli_refuse  (const char *command,
                      const char *format,
                      ...) G_GNUC_PRINTF (2, 3);

/* What @path is by its name's ending. */
gboolean ilv_cli_is_trace (const char *path);

/* Whether a file can be read, or written there: FALSE after a sentence on
 * standard error. Looked at before a long run, not to lose it at its end. */
gboolean ilv_cli_can_read   (const char *command,
                             const char *path);
gboolean ilv_cli_can_write  (const char *command,
                             const char *path);

/* (transfer full) (nullable): the trace of a .ilv file; NULL after a sentence on
 * standard error. A damaged file gives what can be read, and a note in the trace; one
 * without any event left is refused. */
IlvTrace *ilv_cli_load      (const char *command,
                             const char *path);

/* A program to run with our standard input and outputs. */
typedef struct
{
  const char *const *paths;      /* a folder, or .go files; NULL-terminated */
  const char *const *args;       /* NULL: none */
  const char        *trace_path; /* NULL: don't write one */
  int                n_procs;    /* 0: as many as there are processors */
  gint64             seed;       /* 0: another one each time */
  int                memory_cap_mb; /* of the trace that is drawn; 0: a quarter of the memory */
} IlvCliProgram;

/* Their options, for a command's table; N_() is the caller's. */
#define ILV_CLI_PROGRAM_OPTIONS(program) \
  { "procs", 0, 0, G_OPTION_ARG_INT, &(program).n_procs, \
    N_("How many goroutines may run at once (GOMAXPROCS)"), "N" }, \
  { "seed", 0, 0, G_OPTION_ARG_INT64, &(program).seed, \
    N_("Where the scheduler's free choices come from; 0: new each time"), "N" }, \
  { "memory-cap", 0, 0, G_OPTION_ARG_INT, &(program).memory_cap_mb, \
    N_("How much memory the picture's data may take; beyond, the oldest is let go"), "MB" }

/* For a command whose operands are a program and, after "--", its arguments: fills in those of
 * @program; its numbers come from @entries. (transfer full) (nullable): its paths, which @program
 * borrows; NULL: the call was wrong and has been complained about. */
GStrv     ilv_cli_parse_program (IlvCliProgram      *program,
                                 const char         *summary,
                                 const GOptionEntry *entries,
                                 char              **argv);

/* FALSE after a sentence on standard error: neither a folder nor .go files, or no such
 * number. */
gboolean  ilv_cli_check_program (const char          *command,
                                 const IlvCliProgram *program);

/* FALSE after a sentence on standard error: one of its files cannot be read. */
gboolean  ilv_cli_can_read_program (const char          *command,
                                    const IlvCliProgram *program);

/* This process becomes @argv. Returns only if that fails: the exit status. */
int       ilv_cli_exec   (const char          *command,
                          char               **argv);

/* Runs the program to its end. (transfer full): its trace; @status is its exit
 * status, 128 + n after signal n. NULL after a sentence on standard error if it could
 * not be started or did not compile. */
IlvTrace *ilv_cli_record (const char          *command,
                          const IlvCliProgram *program,
                          int                 *status);

/* A file of what @session shows, with progress if somebody looks on. FALSE after a sentence on
 * standard error. */
gboolean  ilv_cli_write_picture     (const char             *command,
                                     IlvSession             *session,
                                     const char             *path,
                                     const IlvExportOptions *options);
gboolean  ilv_cli_write_interchange (const char             *command,
                                     IlvSession             *session,
                                     const char             *path,
                                     const IlvExportOptions *options,
                                     IlvInterchange          format);

G_END_DECLS

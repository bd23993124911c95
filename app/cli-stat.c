/* cli-stat.c - `interleave stat`: what happened in a saved trace, in a table.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "model/ilv-explain.h"
#include "model/ilv-format.h"
#include "model/ilv-statistics-text.h"
#include "model/ilv-wait-graph.h"
#include "trace/file.h"
#include "trace/validate.h"

/* Goroutines beyond these have no line of their own in the table for people. */
#define N_LINES_MAX 40

static const struct
{
  const char *name; /* in JSON */
  const char *legend;
} states[] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) [ILV_STATE_##NAME] = { css, legend },
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

/* Time in each state, of one goroutine or of all. */
typedef struct
{
  guint32 g; /* 0: all */
  guint64 time_nsec[ILV_N_STATES];
} Row;

typedef struct
{
  IlvTrace *trace;
  GPtrArray *violations; /* sentences */
  GArray *rows;          /* Row: all goroutines, in order of birth */
  Row all;
  GArray *objects;       /* IlvStatistics: what was waited for, longest first */
  GArray *last_waits;    /* IlvWait: at the end, longest first */
  IlvWaitGraph *graph;   /* at the end */
  GPtrArray *cycles;     /* GArray of guint: in the graph */
} Report;

static void
report_clear (Report *report)
{
  g_clear_object (&report->trace);
  g_clear_pointer (&report->violations, g_ptr_array_unref);
  g_clear_pointer (&report->rows, g_array_unref);
  g_clear_pointer (&report->objects, g_array_unref);
  g_clear_pointer (&report->last_waits, g_array_unref);
  g_clear_pointer (&report->graph, ilv_wait_graph_free);
  g_clear_pointer (&report->cycles, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

/* (transfer full) (nullable): what makes no sense in the file's stream of events,
 * in sentences; NULL if there is no memory or the file cannot be read again. */
static GPtrArray *
find_violations (const char *path)
{
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  struct ilv_error error = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (path, &error);
  struct ilv_validate *validate = ilv_validate_new ();
  gboolean is_read = FALSE;

  if (reader != NULL && validate != NULL)
    {
      struct ilv_sink sink = ilv_validate_sink (validate);

      is_read = ilv_file_reader_read_all (reader, &sink, &error);
      ilv_validate_finish (validate);
      for (guint i = 0; ilv_validate_message (validate, i) != NULL; i++)
        g_ptr_array_add (sentences, g_strdup (ilv_validate_message (validate, i)));
      if (ilv_validate_n_violations (validate) > sentences->len)
        g_ptr_array_add (sentences,
                         g_strdup_printf (_("... and %.0f more"),
                                          (double) ilv_validate_n_violations (validate)
                                            - sentences->len));
    }
  if (!is_read)
    ilv_cli_complain ("stat", "%s: %s", path,
                      *error.text != '\0' ? error.text : g_strerror (ENOMEM));
  ilv_validate_free (validate);
  ilv_file_reader_free (reader);
  return is_read ? g_steal_pointer (&sentences) : NULL;
}

/* Fills in the objects. */
static void
add_up_objects (Report *report)
{
  report->objects = ilv_trace_get_statistics (report->trace, ILV_STATISTICS_BY_OBJECT, 0,
                                              ilv_trace_get_end_nsec (report->trace));
  for (guint i = report->objects->len; i-- > 0;)
    if (g_array_index (report->objects, IlvStatistics, i).key == 0)
      g_array_remove_index (report->objects, i);
}

/* Fills in the rows. */
static void
add_up_goroutines (Report *report)
{
  guint n = ilv_trace_get_n_goroutines (report->trace);
  g_autoptr (GHashTable) indexes = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) sums
    = ilv_trace_get_statistics (report->trace, ILV_STATISTICS_BY_GOROUTINE, 0,
                                ilv_trace_get_end_nsec (report->trace));

  report->rows = g_array_sized_new (FALSE, TRUE, sizeof (Row), n);
  for (guint i = 0; i < n; i++)
    {
      Row row = { .g = ilv_trace_get_nth_goroutine (report->trace, i)->id };

      g_array_append_val (report->rows, row);
      g_hash_table_insert (indexes, GUINT_TO_POINTER (row.g), GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < sums->len; i++)
    {
      const IlvStatistics *sum = &g_array_index (sums, IlvStatistics, i);
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (indexes, GUINT_TO_POINTER (sum->key)));

      g_array_index (report->rows, Row, index).time_nsec[sum->state] += sum->total_nsec;
      report->all.time_nsec[sum->state] += sum->total_nsec;
    }
}

/* Fills in who waits at the end. */
static void
find_last_waits (Report *report)
{
  guint64 end_nsec = ilv_trace_get_end_nsec (report->trace);

  report->last_waits = ilv_trace_list_waits (report->trace, end_nsec);
  report->graph = ilv_wait_graph_new (report->trace, end_nsec);
  report->cycles = ilv_wait_graph_list_cycles (report->graph);
}

/* The goroutine at @index of a cycle, which is a circle. */
static guint32
cycle_member (const Report *report, guint cycle, guint index)
{
  const GArray *members = g_ptr_array_index (report->cycles, cycle);
  guint waiter = g_array_index (members, guint, index % members->len);

  return g_array_index (report->graph->waiters, IlvWaiter, waiter).g;
}

static guint
cycle_length (const Report *report, guint cycle)
{
  return ((const GArray *) g_ptr_array_index (report->cycles, cycle))->len;
}

/* --- For programs --------------------------------------------------------- */

static void
print_json_strings (const char *name, const char *const *texts, guint n)
{
  printf ("  \"%s\": [", name);
  for (guint i = 0; i < n; i++)
    {
      printf ("%s", i > 0 ? ",\n    " : "\n    ");
      ilv_cli_print_json_string (texts[i]);
    }
  printf ("%s", n > 0 ? "\n  ],\n" : "],\n");
}

static void
print_json_row (Report *report, const Row *row, gboolean is_last)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (report->trace, row->g);
  g_autofree char *name = ilv_trace_dup_goroutine_name (report->trace, row->g);

  printf ("    { \"id\": %u, \"name\": ", row->g);
  ilv_cli_print_json_string (name);
  printf (", \"creator\": %u, \"birth_nsec\": %" G_GUINT64_FORMAT, goroutine->creator,
           goroutine->birth_nsec);
  if (goroutine->death_nsec != ILV_TIME_OPEN)
    printf (", \"death_nsec\": %" G_GUINT64_FORMAT, goroutine->death_nsec);
  for (guint i = 0; i < ILV_N_STATES; i++)
    printf (", \"%s_nsec\": %" G_GUINT64_FORMAT, states[i].name, row->time_nsec[i]);
  printf (" }%s\n", is_last ? "" : ",");
}

static void
print_json_object (Report *report, const IlvStatistics *object, gboolean is_last)
{
  g_autofree char *name = ilv_trace_dup_object_name (report->trace, object->key);

  printf ("    { \"id\": %u, \"name\": ", object->key);
  ilv_cli_print_json_string (name);
  printf (", \"state\": \"%s\", \"n\": %" G_GUINT64_FORMAT ", \"total_nsec\": %" G_GUINT64_FORMAT
          ", \"max_nsec\": %" G_GUINT64_FORMAT " }%s\n",
          states[object->state].name, object->n, object->total_nsec, object->max_nsec,
          is_last ? "" : ",");
}

static void
print_json_last_wait (Report *report, const IlvWait *wait, gboolean is_last)
{
  g_autofree char *name = ilv_trace_dup_goroutine_name (report->trace, wait->g);

  printf ("    { \"id\": %u, \"name\": ", wait->g);
  ilv_cli_print_json_string (name);
  printf (", \"reason\": ");
  ilv_cli_print_json_string (ilv_wait_reason_words (wait->reason));
  printf (", \"since_nsec\": %" G_GUINT64_FORMAT, wait->since_nsec);
  if (wait->object != 0)
    {
      g_autofree char *object = ilv_trace_dup_object_name (report->trace, wait->object);

      printf (", \"object\": %u, \"object_name\": ", wait->object);
      ilv_cli_print_json_string (object);
    }
  if (wait->holder != 0)
    printf (", \"holder\": %u", wait->holder);
  printf (" }%s\n", is_last ? "" : ",");
}

static void
print_json_last_waits (Report *report)
{
  printf ("  \"waiting_at_end\": [\n");
  for (guint i = 0; i < report->last_waits->len; i++)
    print_json_last_wait (report, &g_array_index (report->last_waits, IlvWait, i),
                          i + 1 == report->last_waits->len);
  printf ("  ],\n  \"cycles\": [");
  for (guint i = 0; i < report->cycles->len; i++)
    {
      printf ("%s[", i > 0 ? ", " : "");
      for (guint j = 0; j < cycle_length (report, i); j++)
        printf ("%s%u", j > 0 ? ", " : "", cycle_member (report, i, j));
      printf ("]");
    }
  printf ("],\n");
}

static void
print_json (Report *report)
{
  IlvTrace *trace = report->trace;
  const char *const *notes = ilv_trace_get_notes (trace);
  const char *program = ilv_trace_get_program_path (trace);
  g_autofree char *statistics = ilv_statistics_to_json (trace, 0, ilv_trace_get_end_nsec (trace));

  printf ("{\n  \"program\": ");
  ilv_cli_print_json_string (program != NULL ? program : "");
  if (ilv_trace_get_run_state (trace) == ILV_RUN_EXITED)
    printf (",\n  \"exit_status\": %d", ilv_trace_get_exit_status (trace));
  printf (",\n  \"start_nsec\": 0,\n  \"end_nsec\": %" G_GUINT64_FORMAT
           ",\n  \"n_events\": %" G_GUINT64_FORMAT ",\n  \"n_missing\": %" G_GUINT64_FORMAT
           ",\n  \"n_procs\": %u,\n",
           ilv_trace_get_end_nsec (trace), ilv_trace_get_n_events (trace),
           ilv_trace_get_n_missing (trace), ilv_trace_get_n_procs_set (trace));
  print_json_strings ("notes", notes, g_strv_length ((GStrv) notes));
  print_json_strings ("violations", (const char *const *) report->violations->pdata,
                      report->violations->len);
  printf ("  \"goroutines\": [\n");
  for (guint i = 0; i < report->rows->len; i++)
    print_json_row (report, &g_array_index (report->rows, Row, i), i + 1 == report->rows->len);
  printf ("  ],\n  \"waits\": [\n");
  for (guint i = 0; i < report->objects->len; i++)
    print_json_object (report, &g_array_index (report->objects, IlvStatistics, i),
                       i + 1 == report->objects->len);
  printf ("  ],\n");
  print_json_last_waits (report);
  printf ("  \"statistics\": %s}\n", statistics);
}

/* --- For people ----------------------------------------------------------- */

static void
print_fact (const char *what, const char *fact)
{
  ilv_cli_print_cell (what, 16);
  printf ("%s\n", fact);
}

/* As wide as its heading, at least. */
static void
print_number (const char *text, const char *heading)
{
  ilv_cli_print_cell (text, MAX (12, (int) g_utf8_strlen (heading, -1) + 2));
}

static void
print_row (Report *report, const Row *row, const char *name)
{
  g_autofree char *shown = ilv_format_text (name, strlen (name), 28);

  ilv_cli_print_cell (shown, 30);
  for (guint i = 0; i < ILV_N_STATES; i++)
    if (report->all.time_nsec[i] > 0)
      {
        g_autofree char *time = row->time_nsec[i] > 0 ? ilv_format_duration (row->time_nsec[i])
                                                      : g_strdup ("-");

        print_number (time, _(states[i].legend));
      }
  printf ("\n");
}

static void
print_rows (Report *report)
{
  guint n_lines = MIN (report->rows->len, N_LINES_MAX);

  printf ("\n");
  ilv_cli_print_cell (_("goroutine"), 30);
  for (guint i = 0; i < ILV_N_STATES; i++)
    if (report->all.time_nsec[i] > 0)
      print_number (_(states[i].legend), _(states[i].legend));
  printf ("\n");
  for (guint i = 0; i < n_lines; i++)
    {
      const Row *row = &g_array_index (report->rows, Row, i);
      g_autofree char *name = ilv_trace_dup_goroutine_name (report->trace, row->g);

      print_row (report, row, name);
    }
  if (n_lines < report->rows->len)
    printf (_("... and %u more\n"), report->rows->len - n_lines);
  print_row (report, &report->all, _("all together"));
}

static void
print_objects (Report *report)
{
  guint n_lines = MIN (report->objects->len, N_LINES_MAX);

  if (n_lines == 0)
    return;
  printf ("\n");
  ilv_cli_print_cell (_("waited for"), 30);
  print_number (_("times"), _("times"));
  print_number (_("in all"), _("in all"));
  print_number (_("longest"), _("longest"));
  printf ("\n");
  for (guint i = 0; i < n_lines; i++)
    {
      const IlvStatistics *object = &g_array_index (report->objects, IlvStatistics, i);
      g_autofree char *name = ilv_trace_dup_object_name (report->trace, object->key);
      g_autofree char *shown = ilv_format_text (name, strlen (name), 28);
      g_autofree char *n = g_strdup_printf ("%.0f", (double) object->n);
      g_autofree char *total = ilv_format_duration (object->total_nsec);
      g_autofree char *longest = ilv_format_duration (object->max_nsec);

      ilv_cli_print_cell (shown, 30);
      print_number (n, _("times"));
      print_number (total, _("in all"));
      print_number (longest, _("longest"));
      printf ("\n");
    }
}

static void
print_last_wait (Report *report, const IlvWait *wait)
{
  g_autofree char *who = ilv_trace_dup_goroutine_name (report->trace, wait->g);

  printf ("  %s: %s", who, ilv_wait_reason_words (wait->reason));
  if (wait->object != 0)
    {
      g_autofree char *on = ilv_trace_dup_object_name (report->trace, wait->object);

      printf (", %s", on);
    }
  if (wait->holder != 0)
    {
      g_autofree char *holder = ilv_trace_dup_goroutine_name (report->trace, wait->holder);

      /* translators: a goroutine, who has a lock */
      printf (_(", held by %s"), holder);
    }
  printf ("\n");
}

/* "a → b → a" */
static void
print_cycle (Report *report, guint cycle)
{
  guint n_names = cycle_length (report, cycle) + 1;

  for (guint i = 0; i < n_names && i < N_LINES_MAX; i++)
    {
      g_autofree char *who
        = ilv_trace_dup_goroutine_name (report->trace, cycle_member (report, cycle, i));

      printf ("%s%s", i > 0 ? " → " : "  ", who);
    }
  printf ("%s\n", n_names > N_LINES_MAX ? " → …" : "");
}

static void
print_last_waits (Report *report)
{
  guint n_lines = MIN (report->last_waits->len, N_LINES_MAX);

  if (report->last_waits->len == 0)
    return;
  printf ("\n%s\n", _("Still waiting at the end:"));
  for (guint i = 0; i < n_lines; i++)
    print_last_wait (report, &g_array_index (report->last_waits, IlvWait, i));
  if (n_lines < report->last_waits->len)
    printf (_("... and %u more\n"), report->last_waits->len - n_lines);
  if (report->cycles->len > 0)
    printf ("\n%s\n", _("Each waits for the next, for ever:"));
  for (guint i = 0; i < MIN (report->cycles->len, N_LINES_MAX); i++)
    print_cycle (report, i);
}

static void
print_table (Report *report)
{
  IlvTrace *trace = report->trace;
  g_autofree char *duration = ilv_format_duration (ilv_trace_get_end_nsec (trace));
  g_autofree char *end
    = ilv_trace_get_run_state (trace) == ILV_RUN_EXITED
        ? g_strdup_printf (_("after %s, with exit status %d"), duration,
                           ilv_trace_get_exit_status (trace))
        : g_strdup_printf (_("not seen; the trace covers %s"), duration);
  /* As doubles, which a translator's format can name. */
  g_autofree char *events
    = g_strdup_printf (_("%.0f, %.0f missing"), (double) ilv_trace_get_n_events (trace),
                       (double) ilv_trace_get_n_missing (trace));
  g_autofree char *goroutines = g_strdup_printf ("%u", ilv_trace_get_n_goroutines (trace));
  g_autofree char *procs = g_strdup_printf ("%u", ilv_trace_get_n_procs_set (trace));
  const char *program = ilv_trace_get_program_path (trace);

  print_fact (_("program"), program != NULL ? program : _("unknown"));
  print_fact (_("ended"), end);
  print_fact (_("events"), events);
  print_fact (_("GOMAXPROCS"), procs);
  print_fact (_("goroutines"), goroutines);
  for (const char *const *note = ilv_trace_get_notes (trace); *note != NULL; note++)
    print_fact (_("note"), *note);
  for (guint i = 0; i < report->violations->len; i++)
    print_fact (_("impossible"), report->violations->pdata[i]);
  print_rows (report);
  print_objects (report);
  print_last_waits (report);
}

static void
print_csv (IlvTrace *trace)
{
  g_autofree char *text = ilv_statistics_to_csv (trace, 0, ilv_trace_get_end_nsec (trace));

  fputs (text, stdout);
}

int
ilv_cli_stat (char **argv)
{
  gboolean is_json = FALSE, is_csv = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_("As one JSON object"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &is_csv,
      N_("Counts, sums and percentiles as comma-separated values"), NULL },
    G_OPTION_ENTRY_NULL
  };
  const IlvCliUsage usage = {
    "FILE.ilv [OTHER.ilv]",
    N_("Tells what happened in a saved trace: how the program ended, whether events are missing "
       "or impossible, and where the goroutines' time went. Of two traces, what took how long in "
       "each."),
    entries, 1, TRUE
  };
  g_auto (GStrv) operands = ilv_cli_parse (&usage, argv);
  g_auto (Report) report = { NULL };

  if (operands == NULL)
    return ILV_CLI_USAGE_STATUS;
  if (g_strv_length (operands) > 2)
    return ilv_cli_refuse ("stat", _("there are too many arguments"));
  if (operands[1] != NULL)
    return ilv_cli_compare ((const char *const *) operands, is_csv, is_json);
  report.trace = ilv_cli_load ("stat", operands[0]);
  report.violations = report.trace != NULL ? find_violations (operands[0]) : NULL;
  if (report.violations == NULL)
    return ILV_CLI_FAILURE_STATUS;
  add_up_goroutines (&report);
  add_up_objects (&report);
  find_last_waits (&report);
  if (is_csv)
    print_csv (report.trace);
  else if (is_json)
    print_json (&report);
  else
    print_table (&report);
  if (fflush (stdout) == 0)
    return 0;
  ilv_cli_complain ("stat", "%s", g_strerror (errno));
  return ILV_CLI_FAILURE_STATUS;
}

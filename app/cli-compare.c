/* cli-compare.c - `interleave stat A.ilv B.ilv`: two runs side by side.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "model/ilv-comparison.h"
#include "model/ilv-format.h"

/* Rows beyond these, with smaller differences, are not in the table for people. */
#define N_LINES_MAX 20
#define NAME_CHARS 24
#define STATE_CHARS 20
#define CELL_CHARS 11

static const struct
{
  const char *css, *legend;
} states[] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) [ILV_STATE_##NAME] = { css, legend },
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

static const struct
{
  IlvStatisticsKey key;
  const char *name;
  const char *heading;
} tables[] = {
  { ILV_STATISTICS_BY_STATE, "state", N_("all goroutines") },
  { ILV_STATISTICS_BY_FUNCTION, "function", N_("function") },
  { ILV_STATISTICS_BY_OBJECT, "object", N_("waited for") },
};

static void
print_duration (guint64 n, guint64 nsec)
{
  g_autofree char *text = n > 0 ? ilv_format_duration (nsec) : g_strdup ("-");

  ilv_cli_print_cell (text, CELL_CHARS);
}

static void
print_count (guint64 n)
{
  g_autofree char *text = n > 0 ? g_strdup_printf ("%.0f", (double) n) : g_strdup ("-");

  ilv_cli_print_cell (text, CELL_CHARS);
}

/* "+1.2 ms" */
static void
print_difference (guint64 a_nsec, guint64 b_nsec)
{
  g_autofree char *duration = ilv_format_duration (MAX (a_nsec, b_nsec) - MIN (a_nsec, b_nsec));
  g_autofree char *text = g_strconcat (b_nsec > a_nsec ? "+" : b_nsec < a_nsec ? "−" : "",
                                       duration, NULL);

  ilv_cli_print_cell (text, CELL_CHARS);
}

static void
print_row (const IlvComparedRow *row)
{
  g_autofree char *name = ilv_format_text (row->name, strlen (row->name), NAME_CHARS - 2);

  ilv_cli_print_cell (name, NAME_CHARS);
  ilv_cli_print_cell (_(states[row->state].legend), STATE_CHARS);
  print_count (row->a.n);
  print_count (row->b.n);
  print_duration (row->a.n, row->a.total_nsec);
  print_duration (row->b.n, row->b.total_nsec);
  print_difference (row->a.total_nsec, row->b.total_nsec);
  print_duration (row->a.n, row->a.p50_nsec);
  print_duration (row->b.n, row->b.p50_nsec);
  print_duration (row->a.n, row->a.p99_nsec);
  print_duration (row->b.n, row->b.p99_nsec);
  printf ("\n");
}

/* Each measure of the first run, A, and of the second, B. */
static void
print_heading (const char *heading)
{
  static const char *const columns[] = { N_("times A"), N_("times B"), N_("in all A"),
                                         N_("in all B"), N_("B − A"), N_("p50 A"), N_("p50 B"),
                                         N_("p99 A"), N_("p99 B") };

  printf ("\n");
  ilv_cli_print_cell (heading, NAME_CHARS);
  ilv_cli_print_cell ("", STATE_CHARS);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    ilv_cli_print_cell (_(columns[i]), CELL_CHARS);
  printf ("\n");
}

static void
print_run (const char *letter, const char *path, IlvTrace *trace)
{
  g_autofree char *duration = ilv_format_duration (ilv_trace_get_end_nsec (trace));

  /* translators: A or B, a trace's file, a duration */
  printf (_("%s: %s, %s, GOMAXPROCS %u, %u goroutines"), letter, path, duration,
          ilv_trace_get_n_procs_set (trace), ilv_trace_get_n_goroutines (trace));
  if (ilv_trace_get_n_missing (trace) > 0)
    printf (_(", %.0f events missing"), (double) ilv_trace_get_n_missing (trace));
  printf ("\n");
}

static void
print_tables (IlvTrace *a, IlvTrace *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GArray) rows = ilv_trace_compare (a, b, tables[i].key);
      guint n = 0;

      print_heading (_(tables[i].heading));
      for (guint k = 0; k < rows->len; k++)
        {
          const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, k);

          /* What waited for no object is in the first table. */
          if (tables[i].key != ILV_STATISTICS_BY_STATE && *row->name == '\0')
            continue;
          if (++n <= N_LINES_MAX)
            print_row (row);
        }
      if (n > N_LINES_MAX)
        printf (_("... and %u more\n"), n - N_LINES_MAX);
    }
}

/* RFC 4180. */
static void
print_quoted (const char *text)
{
  printf ("\"");
  for (; *text != '\0'; text++)
    printf (*text == '"' ? "\"%c" : "%c", *text);
  printf ("\"");
}

static void
print_csv_side (const IlvStatistics *row)
{
  printf (",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT,
          row->n, row->total_nsec, row->p50_nsec, row->p99_nsec);
}

static void
print_csv (IlvTrace *a, IlvTrace *b)
{
  printf ("table,name,state,a_n,a_total_nsec,a_p50_nsec,a_p99_nsec,b_n,b_total_nsec,b_p50_nsec,"
          "b_p99_nsec\r\n");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GArray) rows = ilv_trace_compare (a, b, tables[i].key);

      for (guint k = 0; k < rows->len; k++)
        {
          const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, k);

          printf ("%s,", tables[i].name);
          print_quoted (row->name);
          printf (",%s", states[row->state].css);
          print_csv_side (&row->a);
          print_csv_side (&row->b);
          printf ("\r\n");
        }
    }
}

static void
print_json_run (const char *name, const char *path, IlvTrace *trace)
{
  printf ("  \"%s\": { \"file\": ", name);
  ilv_cli_print_json_string (path);
  printf (", \"start_nsec\": 0, \"end_nsec\": %" G_GUINT64_FORMAT
          ", \"n_missing\": %" G_GUINT64_FORMAT ", \"n_procs\": %u, \"n_goroutines\": %u },\n",
          ilv_trace_get_end_nsec (trace), ilv_trace_get_n_missing (trace),
          ilv_trace_get_n_procs_set (trace), ilv_trace_get_n_goroutines (trace));
}

/* What a run has none of is null. */
static void
print_json_side (const char *name, const IlvStatistics *row)
{
  printf (", \"%s\": ", name);
  if (row->n == 0)
    printf ("null");
  else
    printf ("{ \"count\": %" G_GUINT64_FORMAT ", \"total_nsec\": %" G_GUINT64_FORMAT
            ", \"p50_nsec\": %" G_GUINT64_FORMAT ", \"p99_nsec\": %" G_GUINT64_FORMAT " }",
            row->n, row->total_nsec, row->p50_nsec, row->p99_nsec);
}

static void
print_json (const char *const *paths, IlvTrace *a, IlvTrace *b)
{
  const char *separator = "";

  printf ("{\n");
  print_json_run ("a", paths[0], a);
  print_json_run ("b", paths[1], b);
  printf ("  \"rows\": [");
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GArray) rows = ilv_trace_compare (a, b, tables[i].key);

      for (guint k = 0; k < rows->len; k++)
        {
          const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, k);

          printf ("%s\n    { \"by\": \"%s\", \"name\": ", separator, tables[i].name);
          ilv_cli_print_json_string (row->name);
          printf (", \"state\": \"%s\"", states[row->state].css);
          print_json_side ("a", &row->a);
          print_json_side ("b", &row->b);
          printf (" }");
          separator = ",";
        }
    }
  printf ("\n  ]\n}\n");
}

int
ilv_cli_compare (const char *const *paths, gboolean is_csv, gboolean is_json)
{
  g_autoptr (IlvTrace) a = ilv_cli_load ("stat", paths[0]);
  g_autoptr (IlvTrace) b = a != NULL ? ilv_cli_load ("stat", paths[1]) : NULL;

  if (b == NULL)
    return ILV_CLI_FAILURE_STATUS;
  if (is_csv)
    print_csv (a, b);
  else if (is_json)
    print_json (paths, a, b);
  else
    {
      print_run ("A", paths[0], a);
      print_run ("B", paths[1], b);
      print_tables (a, b);
    }
  if (fflush (stdout) == 0)
    return 0;
  ilv_cli_complain ("stat", "%s", g_strerror (errno));
  return ILV_CLI_FAILURE_STATUS;
}

/* ilv-statistics-text.c - Statistics as text that programs read: CSV and JSON.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-statistics-text.h"

#include <inttypes.h>
#include <string.h>

static const char *const state_names[ILV_N_STATES] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) css,
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

static const struct
{
  IlvStatisticsKey key;
  const char *name;
} tables[] = {
  { ILV_STATISTICS_BY_STATE, "state" },
  { ILV_STATISTICS_BY_GOROUTINE, "goroutine" },
  { ILV_STATISTICS_BY_FUNCTION, "function" },
  { ILV_STATISTICS_BY_OBJECT, "object" },
};

/* (transfer full): what a row is about. */
static char *
dup_name (IlvTrace         *trace,
          IlvStatisticsKey  key,
          guint32           number)
{
  switch (key)
    {
    case ILV_STATISTICS_BY_STATE:
      return g_strdup ("all");
    case ILV_STATISTICS_BY_GOROUTINE:
      return ilv_trace_dup_goroutine_name (trace, number);
    case ILV_STATISTICS_BY_FUNCTION:
      return g_strdup (ilv_trace_get_string (trace, number));
    case ILV_STATISTICS_BY_OBJECT:
      return number != 0 ? ilv_trace_dup_object_name (trace, number) : g_strdup ("");
    }
  g_assert_not_reached ();
}

static void
add_quoted (GString    *out,
            const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    g_string_append_printf (out, *text == '"' ? "\"%c" : "%c", *text);
  g_string_append_c (out, '"');
}

static void
add_row (GString             *out,
         IlvTrace            *trace,
         guint                table,
         const IlvStatistics *row)
{
  g_autofree char *name = dup_name (trace, tables[table].key, row->key);

  g_string_append_printf (out, "%s,%" PRIu32 ",", tables[table].name, row->key);
  add_quoted (out, name);
  g_string_append_printf (out, ",%s,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64
                          ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",,,,\r\n",
                          state_names[row->state], row->n, row->total_nsec, row->min_nsec,
                          row->mean_nsec, row->p50_nsec, row->p90_nsec, row->p99_nsec,
                          row->max_nsec);
}

static void
add_json_string (GString    *out,
                 const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (out, '"');
  for (const char *at = valid; *at != '\0'; at++)
    if (*at == '"' || *at == '\\')
      g_string_append_printf (out, "\\%c", *at);
    else if ((guchar) *at < ' ')
      g_string_append_printf (out, "\\u%04x", (guchar) *at);
    else
      g_string_append_c (out, *at);
  g_string_append_c (out, '"');
}

static void
add_json_row (GString             *out,
              IlvTrace            *trace,
              guint                table,
              const IlvStatistics *row)
{
  g_autofree char *name = dup_name (trace, tables[table].key, row->key);

  g_string_append_printf (out, "{ \"by\": \"%s\", \"id\": %" PRIu32 ", \"name\": ",
                          tables[table].name, row->key);
  add_json_string (out, name);
  g_string_append_printf (out, ", \"state\": \"%s\", \"count\": %" PRIu64
                          ", \"total_nsec\": %" PRIu64 ", \"min_nsec\": %" PRIu64
                          ", \"mean_nsec\": %" PRIu64 ", \"p50_nsec\": %" PRIu64
                          ", \"p90_nsec\": %" PRIu64 ", \"p99_nsec\": %" PRIu64
                          ", \"max_nsec\": %" PRIu64 " }",
                          state_names[row->state], row->n, row->total_nsec, row->min_nsec,
                          row->mean_nsec, row->p50_nsec, row->p90_nsec, row->p99_nsec,
                          row->max_nsec);
}

/* --- Counters --------------------------------------------------------------- */

typedef void (*CounterFunc) (GString *out, const char *name, const IlvCounterStatistics *row);

/* "3.25", whatever a comma is in the user's country. */
static const char *
format_mean (double mean,
             char   digits[G_ASCII_DTOSTR_BUF_SIZE])
{
  return g_ascii_formatd (digits, G_ASCII_DTOSTR_BUF_SIZE, "%.2f", mean);
}

static void
add_counter_row (GString                    *out,
                 const char                 *name,
                 const IlvCounterStatistics *row)
{
  char mean[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, "counter,%u,", row->counter);
  add_quoted (out, name);
  g_string_append_printf (out, ",,%u,,,,,,,,%" PRIu32 ",%s,%" PRIu32 ",%" PRIu32 "\r\n", row->n,
                          row->min, format_mean (row->mean, mean), row->max, row->last);
}

static void
add_json_counter (GString                    *out,
                  const char                 *name,
                  const IlvCounterStatistics *row)
{
  char mean[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (out, "%s\n  { \"by\": \"counter\", \"id\": %u, \"name\": ",
                          out->len > 1 ? "," : "", row->counter);
  add_json_string (out, name);
  g_string_append_printf (out, ", \"count\": %u, \"min\": %" PRIu32 ", \"mean\": %s, \"max\": %" PRIu32
                          ", \"last\": %" PRIu32 " }",
                          row->n, row->min, format_mean (row->mean, mean), row->max, row->last);
}

static void
add_counters (GString     *out,
              IlvTrace    *trace,
              guint64      start_nsec,
              guint64      end_nsec,
              CounterFunc  add)
{
  g_autoptr(GArray) rows = ilv_trace_get_counter_statistics (trace, start_nsec, end_nsec);

  for (guint i = 0; i < rows->len; i++)
    {
      const IlvCounterStatistics *row = &g_array_index (rows, IlvCounterStatistics, i);
      g_autofree char *name = ilv_trace_dup_counter_name (trace, row->counter);

      add (out, name, row);
    }
}

char *
ilv_statistics_to_json (IlvTrace *trace,
                        guint64   start_nsec,
                        guint64   end_nsec)
{
  GString *out = g_string_new ("[");

  for (guint table = 0; table < G_N_ELEMENTS (tables); table++)
    {
      g_autoptr(GArray) rows
        = ilv_trace_get_statistics (trace, tables[table].key, start_nsec, end_nsec);

      for (guint i = 0; i < rows->len; i++)
        {
          g_string_append (out, out->len > 1 ? ",\n  " : "\n  ");
          add_json_row (out, trace, table, &g_array_index (rows, IlvStatistics, i));
        }
    }
  add_counters (out, trace, start_nsec, end_nsec, add_json_counter);
  g_string_append (out, "\n]\n");
  return g_string_free (out, FALSE);
}

char *
ilv_statistics_to_csv (IlvTrace *trace,
                       guint64   start_nsec,
                       guint64   end_nsec)
{
  GString *out = g_string_new ("by,id,name,state,count,total_nsec,min_nsec,mean_nsec,p50_nsec,"
                               "p90_nsec,p99_nsec,max_nsec,min,mean,max,last\r\n");

  for (guint table = 0; table < G_N_ELEMENTS (tables); table++)
    {
      g_autoptr(GArray) rows
        = ilv_trace_get_statistics (trace, tables[table].key, start_nsec, end_nsec);

      for (guint i = 0; i < rows->len; i++)
        add_row (out, trace, table, &g_array_index (rows, IlvStatistics, i));
    }
  add_counters (out, trace, start_nsec, end_nsec, add_counter_row);
  return g_string_free (out, FALSE);
}

/* ilv-interchange-chrome.c - A trace as Chrome's JSON trace events.
 *
 * Groups are processes there and lanes threads; times are in microseconds. A viewer may look a
 * thread up by its number alone, or take 0 for idle: so numbers are unique in the file, from 1.
 * Counters are known by process and name: the walk sees to it that no two lanes with counters
 * have the same.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-interchange-private.h"

#include <inttypes.h>
#include <string.h>

static void add (GByteArray *out, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add (GByteArray *out,
     const char *format,
     ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_byte_array_append (out, (const guint8 *) text, strlen (text));
}

/* (transfer full): with quotes. */
static char *
quote (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *quoted = g_string_new ("\"");

  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (quoted, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (quoted, "\\u%04x", (guchar) *c);
    else
      g_string_append_c (quoted, *c);
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

static guint
get_pid (guint group)
{
  return group + 1;
}

/* 1 is the run's: ILV_NO_LANE is one below 0. */
static guint
get_tid (const IlvTrack *track)
{
  return (guint32) (track->lane + 1) + 1;
}

/* What begins every event; ",\n" but before the first. */
static void
add_event (GByteArray *out,
           const char *phase,
           const char *name,
           guint       pid,
           guint       tid)
{
  g_autofree char *quoted = quote (name);

  add (out, "%s{\"ph\":\"%s\",\"name\":%s,\"pid\":%u,\"tid\":%u",
       out->len > 0 && out->data[out->len - 1] == '[' ? "\n" : ",\n", phase, quoted, pid, tid);
}

static void
add_time (GByteArray *out,
          const char *name,
          guint64     nsec)
{
  add (out, ",\"%s\":%" PRIu64 ".%03u", name, nsec / 1000, (guint) (nsec % 1000));
}

static void
begin (GByteArray *out)
{
  add (out, "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[");
}

static void
add_details (GByteArray       *out,
             const IlvDetails *details)
{
  add (out, ",\"args\":{");
  for (guint i = 0; i < details->n; i++)
    {
      const IlvDetail *item = &details->items[i];
      g_autofree char *value = item->text != NULL ? quote (item->text)
                                                  : g_strdup_printf ("%" PRIu64, item->number);

      add (out, "%s\"%s\":%s", i > 0 ? "," : "", item->key, value);
    }
  add (out, "}}");
}

static void
add_name (GByteArray *out,
          const char *what,
          guint       pid,
          guint       tid,
          const char *name)
{
  g_autofree char *quoted = quote (name);

  add_event (out, "M", what, pid, tid);
  add (out, ",\"args\":{\"name\":%s}}", quoted);
}

static void
add_rank (GByteArray *out,
          const char *what,
          guint       pid,
          guint       tid,
          guint       rank)
{
  add_event (out, "M", what, pid, tid);
  add (out, ",\"args\":{\"sort_index\":%u}}", rank);
}

static void
group (GByteArray *out,
       guint       group,
       const char *name)
{
  add_name (out, "process_name", get_pid (group), 0, name);
  add_rank (out, "process_sort_index", get_pid (group), 0, group);
}

static void
track (GByteArray     *out,
       const IlvTrack *track)
{
  add_name (out, "thread_name", get_pid (track->group), get_tid (track), track->name);
  add_rank (out, "thread_sort_index", get_pid (track->group), get_tid (track), track->rank);
}

static void
slice (GByteArray       *out,
       const IlvTrack   *track,
       guint64           start_nsec,
       guint64           end_nsec,
       const char       *name,
       const char       *category,
       const IlvDetails *details)
{
  add_event (out, "X", name, get_pid (track->group), get_tid (track));
  add (out, ",\"cat\":\"%s\"", category);
  add_time (out, "ts", start_nsec);
  add_time (out, "dur", end_nsec - start_nsec);
  add_details (out, details);
}

static void
instant (GByteArray       *out,
         const IlvTrack   *track,
         guint64           time_nsec,
         const char       *name,
         const IlvDetails *details)
{
  add_event (out, "i", name, get_pid (track->group), get_tid (track));
  add (out, ",\"s\":\"t\"");
  add_time (out, "ts", time_nsec);
  add_details (out, details);
}

static void
series (GByteArray     *out,
        const IlvTrack *track,
        guint           series,
        const char     *name)
{
  /* Counters need no introduction here. */
}

static void
counter (GByteArray     *out,
         const IlvTrack *track,
         guint           series,
         const char     *name,
         guint64         time_nsec,
         guint32         value)
{
  g_autofree char *full_name = g_strdup_printf ("%s: %s", track->name, name);

  add_event (out, "C", full_name, get_pid (track->group), get_tid (track));
  add_time (out, "ts", time_nsec);
  add (out, ",\"args\":{\"value\":%u}}", value);
}

static void
add_flow_end (GByteArray     *out,
              const char     *phase,
              guint           id,
              const char     *name,
              const IlvTrack *track,
              guint64         time_nsec)
{
  add_event (out, phase, name, get_pid (track->group), get_tid (track));
  add (out, ",\"cat\":\"flow\",\"id\":%u,\"bp\":\"e\"", id);
  add_time (out, "ts", time_nsec);
  add (out, "}");
}

static void
flow (GByteArray     *out,
      guint           id,
      const char     *name,
      const IlvTrack *from,
      guint64         from_nsec,
      const IlvTrack *to,
      guint64         to_nsec)
{
  add_flow_end (out, "s", id, name, from, from_nsec);
  add_flow_end (out, "f", id, name, to, to_nsec);
}

static void
end (GByteArray *out)
{
  add (out, "\n]}\n");
}

const IlvInterchangeWriter ilv_interchange_chrome = {
  .begin = begin,
  .group = group,
  .track = track,
  .slice = slice,
  .instant = instant,
  .series = series,
  .counter = counter,
  .flow = flow,
  .end = end,
};

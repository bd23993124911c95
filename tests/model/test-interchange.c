/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include <string.h>

#include "model/ilv-interchange.h"
#include "model/ilv-statistics-text.h"

/* --- A reader of JSON that knows only whether it is well formed -------------- */

static const char *skip_value (const char *c);

static const char *
skip_space (const char *c)
{
  return c + strspn (c, " \t\r\n");
}

static const char *
skip_string (const char *c)
{
  g_assert_cmpint (*c, ==, '"');
  for (c++; *c != '"'; c++)
    {
      g_assert_cmpint ((guchar) *c, >=, 0x20);
      if (*c == '\\')
        c++;
    }
  return c + 1;
}

static const char *
skip_members (const char *c,
              char        close,
              gboolean    has_names)
{
  c = skip_space (c + 1);
  while (*c != close)
    {
      if (has_names)
        {
          c = skip_space (skip_string (c));
          g_assert_cmpint (*c, ==, ':');
          c++;
        }
      c = skip_space (skip_value (c));
      g_assert_true (*c == ',' || *c == close);
      if (*c == ',')
        {
          c = skip_space (c + 1);
          g_assert_cmpint (*c, !=, close);
        }
    }
  return c + 1;
}

static const char *
skip_value (const char *c)
{
  char *end;

  c = skip_space (c);
  if (*c == '{')
    return skip_members (c, '}', TRUE);
  if (*c == '[')
    return skip_members (c, ']', FALSE);
  if (*c == '"')
    return skip_string (c);
  g_ascii_strtod (c, &end);
  g_assert_true (end != c);
  return end;
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *found = strstr (text, part); found != NULL; found = strstr (found + 1, part))
    n++;
  return n;
}

/* --- A reader of protobuf --------------------------------------------------------- */

typedef struct
{
  const guint8 *data;
  gsize n_bytes;
} Message;

typedef struct
{
  guint field;
  guint64 number;
  Message bytes;
} Field;

static guint64
read_varint (Message *message)
{
  guint64 number = 0;

  for (guint shift = 0; ; shift += 7)
    {
      guint8 byte;

      g_assert_cmpuint (message->n_bytes, >, 0);
      g_assert_cmpuint (shift, <, 64);
      byte = *message->data++;
      message->n_bytes--;
      number |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return number;
    }
}

static gboolean
read_field (Message *message,
            Field   *field)
{
  guint64 key;
  gsize n_bytes = 0;

  *field = (Field) { 0 };
  if (message->n_bytes == 0)
    return FALSE;
  key = read_varint (message);
  field->field = key >> 3;
  if ((key & 7) == 0)
    field->number = read_varint (message);
  else if ((key & 7) == 1)
    n_bytes = 8;
  else if ((key & 7) == 2)
    n_bytes = read_varint (message);
  else
    g_assert_not_reached ();
  g_assert_cmpuint (n_bytes, <=, message->n_bytes);
  field->bytes = (Message) { message->data, n_bytes };
  message->data += n_bytes;
  message->n_bytes -= n_bytes;
  return TRUE;
}

/* The first field of that number; FALSE: there is none. */
static gboolean
find_field (Message  message,
            guint    number,
            Field   *field)
{
  while (read_field (&message, field))
    if (field->field == number)
      return TRUE;
  return FALSE;
}

/* Packets of a file, and what they say; checked as they are read. */
typedef struct
{
  GHashTable *tracks;   /* uuid */
  GHashTable *depths;   /* uuid -> open slices, one more */
  GHashTable *names;    /* of slices */
  guint n_slices, n_counters, n_flow_starts, n_flow_ends;
  guint64 first_nsec, last_nsec;
} Contents;

static void
read_event (Contents *contents,
            Message   event,
            guint64   time_nsec)
{
  Field type, track, name, other;
  gpointer key;
  guint depth;

  g_assert_true (find_field (event, 9, &type));
  g_assert_true (find_field (event, 11, &track));
  key = GUINT_TO_POINTER (track.number);
  g_assert_true (g_hash_table_contains (contents->tracks, key));
  contents->first_nsec = MIN (contents->first_nsec, time_nsec);
  contents->last_nsec = MAX (contents->last_nsec, time_nsec);
  depth = GPOINTER_TO_UINT (g_hash_table_lookup (contents->depths, key));
  switch (type.number)
    {
    case 1:
      g_assert_true (find_field (event, 23, &name));
      g_hash_table_add (contents->names, g_strndup ((const char *) name.bytes.data,
                                                    name.bytes.n_bytes));
      g_hash_table_insert (contents->depths, key, GUINT_TO_POINTER (depth + 1));
      contents->n_slices++;
      break;
    case 2:
      g_assert_cmpuint (depth, ==, 1);
      g_hash_table_insert (contents->depths, key, NULL);
      break;
    case 3:
      contents->n_flow_starts += find_field (event, 47, &other);
      contents->n_flow_ends += find_field (event, 48, &other);
      break;
    case 4:
      g_assert_true (find_field (event, 30, &other));
      contents->n_counters++;
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
read_trace (Contents *contents,
            GBytes   *bytes)
{
  gsize n_bytes;
  Message file = { g_bytes_get_data (bytes, &n_bytes), 0 };
  Field packet, content, uuid, time;

  file.n_bytes = n_bytes;
  contents->tracks = g_hash_table_new (NULL, NULL);
  contents->depths = g_hash_table_new (NULL, NULL);
  contents->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  contents->first_nsec = G_MAXUINT64;
  while (read_field (&file, &packet))
    {
      g_assert_cmpuint (packet.field, ==, 1);
      if (find_field (packet.bytes, 60, &content))
        {
          g_assert_true (find_field (content.bytes, 1, &uuid));
          g_assert_true (g_hash_table_add (contents->tracks, GUINT_TO_POINTER (uuid.number)));
        }
      else
        {
          g_assert_true (find_field (packet.bytes, 11, &content));
          g_assert_true (find_field (packet.bytes, 8, &time));
          read_event (contents, content.bytes, time.number);
        }
    }
}

static void
contents_clear (Contents *contents)
{
  g_hash_table_unref (contents->tracks);
  g_hash_table_unref (contents->depths);
  g_hash_table_unref (contents->names);
}

/* --- Tests -------------------------------------------------------------------------- */

static IlvSession *
load_session (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");
  g_autoptr(IlvTrace) trace = trace_from_events (events, 0, events->len);

  ilv_trace_finish (trace);
  return ilv_session_new (trace);
}

static guint
count_spans (IlvTrace *trace)
{
  guint n_spans = 0;

  for (guint lane = 0; lane < ilv_trace_get_n_lanes (trace); lane++)
    n_spans += ilv_lane_n_spans (ilv_trace_get_lane (trace, lane));
  return n_spans;
}

/* (transfer full): in pieces, as they come. */
static GBytes *
write_all (IlvSession     *session,
           IlvInterchange  format,
           guint64         start_nsec,
           guint64         end_nsec)
{
  g_autoptr(IlvInterchangeJob) job
    = ilv_interchange_job_new (session, format, start_nsec, end_nsec);
  g_autoptr(GByteArray) piece = g_byte_array_new ();
  GByteArray *all = g_byte_array_new ();
  gboolean is_more;

  g_assert_cmpfloat (ilv_interchange_job_get_progress (job), ==, 0);
  do
    {
      is_more = ilv_interchange_job_step (job, piece);
      g_byte_array_append (all, piece->data, piece->len);
      g_byte_array_set_size (piece, 0);
    }
  while (is_more);
  return g_byte_array_free_to_bytes (all);
}

static void
test_interchange_chrome_is_json_with_every_span (void)
{
  g_autoptr(IlvSession) session = load_session ();
  g_autoptr(GBytes) bytes = write_all (session, ILV_INTERCHANGE_CHROME, 0, 0);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (skip_space (skip_value (text)), ==, "");
  g_assert_cmpuint (count (text, "\"ph\":\"X\""), ==,
                    count_spans (ilv_session_get_trace (session)));
  g_assert_cmpuint (count (text, "\"ph\":\"s\""), >, 0);
  g_assert_cmpuint (count (text, "\"ph\":\"s\""), ==, count (text, "\"ph\":\"f\""));
  g_assert_cmpuint (count (text, "\"ph\":\"C\""), >, 0);
}

static void
test_interchange_perfetto_decodes_to_every_span (void)
{
  g_autoptr(IlvSession) session = load_session ();
  g_autoptr(GBytes) bytes = write_all (session, ILV_INTERCHANGE_PERFETTO, 0, 0);
  IlvTrace *trace = ilv_session_get_trace (session);
  Contents contents = { NULL };

  read_trace (&contents, bytes);
  g_assert_cmpuint (contents.n_slices, ==, count_spans (trace));
  g_assert_cmpuint (contents.n_flow_starts, >, 0);
  g_assert_cmpuint (contents.n_flow_starts, ==, contents.n_flow_ends);
  g_assert_cmpuint (contents.n_counters, >, 0);
  g_assert_cmpuint (contents.last_nsec, <=, ilv_trace_get_end_nsec (trace));
  g_assert_true (g_hash_table_contains (contents.names, "ready"));
  contents_clear (&contents);
}

static void
test_interchange_keeps_to_range_and_lanes (void)
{
  g_autoptr(IlvSession) session = load_session ();
  g_autoptr(GBytes) bytes = NULL;
  IlvTrace *trace = ilv_session_get_trace (session);
  guint64 end_nsec = ilv_trace_get_end_nsec (trace);
  Contents contents = { NULL };

  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, FALSE);
  ilv_session_set_group_shown (session, ILV_GROUP_CHANNELS, FALSE);
  ilv_session_set_group_shown (session, ILV_GROUP_SYNC, FALSE);
  ilv_session_set_group_shown (session, ILV_GROUP_COUNTERS, FALSE);
  bytes = write_all (session, ILV_INTERCHANGE_PERFETTO, end_nsec / 4, end_nsec / 2);
  read_trace (&contents, bytes);
  g_assert_cmpuint (g_hash_table_size (contents.tracks), ==,
                    1 + ilv_trace_get_n_goroutines (trace));
  g_assert_cmpuint (contents.n_slices, >, 0);
  g_assert_cmpuint (contents.first_nsec, >=, end_nsec / 4);
  g_assert_cmpuint (contents.last_nsec, <=, end_nsec / 2);
  contents_clear (&contents);
}

static void
test_interchange_names_tell_the_form (void)
{
  IlvInterchange format;

  g_assert_true (ilv_interchange_parse ("a.JSON", &format));
  g_assert_cmpint (format, ==, ILV_INTERCHANGE_CHROME);
  g_assert_true (ilv_interchange_parse ("a.perfetto-trace", &format));
  g_assert_cmpint (format, ==, ILV_INTERCHANGE_PERFETTO);
  g_assert_false (ilv_interchange_parse ("a.svg", &format));
}

static void
test_interchange_csv_has_a_row_for_each (void)
{
  g_autoptr(IlvSession) session = load_session ();
  IlvTrace *trace = ilv_session_get_trace (session);
  g_autofree char *text = ilv_statistics_to_csv (trace, 0, ilv_trace_get_end_nsec (trace));
  g_auto(GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autoptr(GArray) by_state
    = ilv_trace_get_statistics (trace, ILV_STATISTICS_BY_STATE, 0, ilv_trace_get_end_nsec (trace));
  guint n_states = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 16);
      n_states += g_str_equal (cells[0], "state");
    }
  g_assert_cmpuint (n_states, ==, by_state->len);
}

static void
test_interchange_statistics_are_json (void)
{
  g_autoptr(IlvSession) session = load_session ();
  IlvTrace *trace = ilv_session_get_trace (session);
  g_autofree char *csv = ilv_statistics_to_csv (trace, 0, ilv_trace_get_end_nsec (trace));
  g_autofree char *json = ilv_statistics_to_json (trace, 0, ilv_trace_get_end_nsec (trace));

  g_assert_cmpstr (skip_space (skip_value (json)), ==, "");
  g_assert_cmpuint (count (json, "\"p90_nsec\": ") + count (json, "\"last\": "), ==,
                    count (csv, "\r\n") - 1);
  g_assert_cmpuint (count (json, "\"by\": \"goroutine\""), ==, count (csv, "\ngoroutine,"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/interchange/chrome-is-json-with-every-span",
                   test_interchange_chrome_is_json_with_every_span);
  g_test_add_func ("/model/interchange/perfetto-decodes-to-every-span",
                   test_interchange_perfetto_decodes_to_every_span);
  g_test_add_func ("/model/interchange/keeps-to-range-and-lanes",
                   test_interchange_keeps_to_range_and_lanes);
  g_test_add_func ("/model/interchange/names-tell-the-form", test_interchange_names_tell_the_form);
  g_test_add_func ("/model/interchange/csv-has-a-row-for-each",
                   test_interchange_csv_has_a_row_for_each);
  g_test_add_func ("/model/interchange/statistics-are-json", test_interchange_statistics_are_json);
  return g_test_run ();
}

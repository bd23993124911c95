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
  guint wire;      /* 0 a varint, 1 eight bytes, 2 so many bytes */
  guint64 number;  /* of the first two */
  Message bytes;
} Field;

/* The fields that may be there, and how they are encoded: from the published .proto files. */
typedef struct
{
  guint field, wire;
} Rule;

static const Rule packet_rules[] = { { 8, 0 }, { 10, 0 }, { 11, 2 }, { 60, 2 }, { 0 } };
static const Rule descriptor_rules[]
  = { { 1, 0 }, { 2, 2 }, { 5, 0 }, { 8, 2 }, { 11, 0 }, { 12, 0 }, { 0 } };
static const Rule event_rules[]
  = { { 4, 2 }, { 9, 0 }, { 11, 0 }, { 22, 2 }, { 23, 2 }, { 30, 0 }, { 47, 1 }, { 48, 1 }, { 0 } };
static const Rule annotation_rules[] = { { 3, 0 }, { 6, 2 }, { 10, 2 }, { 0 } };

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
  field->wire = key & 7;
  if (field->wire == 0)
    field->number = read_varint (message);
  else if (field->wire == 1)
    n_bytes = 8;
  else if (field->wire == 2)
    n_bytes = read_varint (message);
  else
    g_assert_not_reached ();
  g_assert_cmpuint (n_bytes, <=, message->n_bytes);
  field->bytes = (Message) { message->data, n_bytes };
  for (guint i = 0; field->wire == 1 && i < n_bytes; i++)
    field->number |= (guint64) message->data[i] << 8 * i;
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

static void
check_fields (Message     message,
              const Rule *rules)
{
  Field field;

  while (read_field (&message, &field))
    {
      guint i = 0;

      while (rules[i].field != 0 && rules[i].field != field.field)
        i++;
      g_assert_cmpuint (rules[i].field, ==, field.field);
      g_assert_cmpuint (rules[i].wire, ==, field.wire);
    }
}

/* Of arrows, which alone may go back in time. */
#define SEQUENCE_OF_FLOWS 2

/* Packets of a file, and what they say; checked as they are read. */
typedef struct
{
  GHashTable *tracks;   /* uuid -> 1, a counter's 2 */
  GHashTable *depths;   /* uuid -> open slices, one more */
  GHashTable *names;    /* of slices, instants, tracks; and "key=value" of what is known of them */
  GHashTable *times;    /* sequence -> time of its last packet */
  GHashTable *flows;    /* id -> 1 begun, 2 ended */
  guint n_slices, n_open, n_instants, n_counters, n_flow_ends;
  guint64 first_nsec, last_nsec;
} Contents;

static void
add_name (Contents *contents,
          Message   text)
{
  g_hash_table_add (contents->names, g_strndup ((const char *) text.data, text.n_bytes));
}

static void
read_details (Contents *contents,
              Message   event)
{
  Field field, name, value;

  while (read_field (&event, &field))
    {
      g_autofree char *text = NULL;

      if (field.field != 4)
        continue;
      check_fields (field.bytes, annotation_rules);
      g_assert_true (find_field (field.bytes, 10, &name));
      if (find_field (field.bytes, 3, &value))
        text = g_strdup_printf ("%.*s=%" G_GUINT64_FORMAT, (int) name.bytes.n_bytes,
                                name.bytes.data, value.number);
      else
        {
          g_assert_true (find_field (field.bytes, 6, &value));
          text = g_strdup_printf ("%.*s=%.*s", (int) name.bytes.n_bytes, name.bytes.data,
                                  (int) value.bytes.n_bytes, value.bytes.data);
        }
      g_hash_table_add (contents->names, g_steal_pointer (&text));
    }
}

/* An instant with an end of an arrow, or on its own. */
static void
read_instant (Contents *contents,
              Message   event)
{
  Field field;

  if (find_field (event, 47, &field))
    g_assert_true (g_hash_table_insert (contents->flows, GUINT_TO_POINTER (field.number),
                                        GUINT_TO_POINTER (1)));
  else if (find_field (event, 48, &field))
    {
      gpointer key = GUINT_TO_POINTER (field.number);

      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (contents->flows, key)), ==, 1);
      g_hash_table_insert (contents->flows, key, GUINT_TO_POINTER (2));
      contents->n_flow_ends++;
    }
  else
    contents->n_instants++;
}

static void
read_event (Contents *contents,
            Message   event,
            guint64   time_nsec)
{
  Field type, track, other;
  gpointer key;
  guint depth;

  check_fields (event, event_rules);
  g_assert_true (find_field (event, 9, &type));
  g_assert_true (find_field (event, 11, &track));
  key = GUINT_TO_POINTER (track.number);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (contents->tracks, key)), ==,
                    type.number == 4 ? 2 : 1);
  contents->first_nsec = MIN (contents->first_nsec, time_nsec);
  contents->last_nsec = MAX (contents->last_nsec, time_nsec);
  depth = GPOINTER_TO_UINT (g_hash_table_lookup (contents->depths, key));
  if (type.number == 1 || type.number == 3)
    {
      g_assert_true (find_field (event, 23, &other));
      add_name (contents, other.bytes);
      read_details (contents, event);
    }
  switch (type.number)
    {
    case 1:
      g_assert_cmpuint (depth, ==, 0);
      g_hash_table_insert (contents->depths, key, GUINT_TO_POINTER (1));
      contents->n_slices++;
      contents->n_open++;
      break;
    case 2:
      g_assert_cmpuint (depth, ==, 1);
      g_hash_table_insert (contents->depths, key, NULL);
      contents->n_open--;
      break;
    case 3:
      read_instant (contents, event);
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
read_descriptor (Contents *contents,
                 Message   descriptor)
{
  Field uuid, parent, name, counter;
  gboolean is_counter = find_field (descriptor, 8, &counter);

  check_fields (descriptor, descriptor_rules);
  g_assert_true (find_field (descriptor, 1, &uuid));
  g_assert_cmpuint (uuid.number, !=, 0);
  g_assert_true (find_field (descriptor, 2, &name));
  add_name (contents, name.bytes);
  if (find_field (descriptor, 5, &parent))
    g_assert_true (g_hash_table_contains (contents->tracks, GUINT_TO_POINTER (parent.number)));
  g_assert_true (g_hash_table_insert (contents->tracks, GUINT_TO_POINTER (uuid.number),
                                      GUINT_TO_POINTER (is_counter ? 2 : 1)));
}

/* Times of a sequence do not fall. */
static void
check_time (Contents *contents,
            guint64   sequence,
            guint64   time_nsec)
{
  gpointer key = GUINT_TO_POINTER (sequence);

  if (sequence != SEQUENCE_OF_FLOWS)
    g_assert_cmpuint (time_nsec, >=,
                      GPOINTER_TO_SIZE (g_hash_table_lookup (contents->times, key)));
  g_hash_table_insert (contents->times, key, GSIZE_TO_POINTER (time_nsec));
}

static void
read_trace (Contents *contents,
            GBytes   *bytes)
{
  gsize n_bytes;
  Message file = { g_bytes_get_data (bytes, &n_bytes), 0 };
  Field packet, content, sequence, time;

  file.n_bytes = n_bytes;
  contents->tracks = g_hash_table_new (NULL, NULL);
  contents->depths = g_hash_table_new (NULL, NULL);
  contents->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  contents->times = g_hash_table_new (NULL, NULL);
  contents->flows = g_hash_table_new (NULL, NULL);
  contents->first_nsec = G_MAXUINT64;
  while (read_field (&file, &packet))
    {
      g_assert_cmpuint (packet.field, ==, 1);
      check_fields (packet.bytes, packet_rules);
      g_assert_true (find_field (packet.bytes, 10, &sequence));
      g_assert_cmpuint (sequence.number, !=, 0);
      if (find_field (packet.bytes, 60, &content))
        {
          read_descriptor (contents, content.bytes);
          continue;
        }
      g_assert_true (find_field (packet.bytes, 11, &content));
      g_assert_true (find_field (packet.bytes, 8, &time));
      check_time (contents, sequence.number, time.number);
      read_event (contents, content.bytes, time.number);
    }
  g_assert_cmpuint (contents->n_open, ==, 0);
  g_assert_cmpuint (contents->n_flow_ends, ==, g_hash_table_size (contents->flows));
}

static void
contents_clear (Contents *contents)
{
  g_hash_table_unref (contents->tracks);
  g_hash_table_unref (contents->depths);
  g_hash_table_unref (contents->names);
  g_hash_table_unref (contents->times);
  g_hash_table_unref (contents->flows);
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

/* One more is the run. */
static guint
count_spans (IlvTrace *trace)
{
  guint n_spans = 1;

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
  g_assert_cmpuint (contents.n_flow_ends, >, 0);
  g_assert_cmpuint (contents.n_instants, >, 0);
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
                    2 + 1 + ilv_trace_get_n_goroutines (trace));
  g_assert_cmpuint (contents.n_slices, >, 0);
  g_assert_cmpuint (contents.first_nsec, >=, end_nsec / 4);
  g_assert_cmpuint (contents.last_nsec, <=, end_nsec / 2);
  contents_clear (&contents);
}

/* Something of every kind of lane. Two channels have a name that has to be quoted, two tasks one
 * that is not numbered. */
#define EVERYTHING \
  "0ms p0 g- string id=1 length=4\ndata \"a,\\\"b\"\n" \
  "0ms p0 g- string id=2 length=5\ndata \"order\"\n" \
  "0ms p0 g- string id=3 length=5\ndata \"fetch\"\n" \
  "0ms p0 g- string id=4 length=5\ndata \"hello\"\n" \
  "0ms p0 g- string id=5 length=4\ndata \"x.go\"\n" \
  "0ms p0 g- string id=6 length=6\ndata \"main.f\"\n" \
  "0ms p0 g- site #6 file=5 line=12 @10\n" \
  "0ms p0 g- procs n=1\n" \
  "0ms p0 g- proc-start m=7\n" \
  "0ms p0 g- go-create #1 new_g=1 func=3\n" \
  "0.001ms p0 g1 go-start #2\n" \
  "0.001ms p0 g1 object-make #1 object=1 kind=1\n" \
  "0.001ms p0 g1 chan-cap #2 chan=1 cap=2\n" \
  "0.001ms p0 g1 object-name object=1 name=1\n" \
  "0.001ms p0 g1 object-make #1 object=2 kind=1\n" \
  "0.001ms p0 g1 chan-cap #2 chan=2 cap=2\n" \
  "0.001ms p0 g1 object-name object=2 name=1\n" \
  "0.001ms p0 g1 object-make #1 object=3 kind=2\n" \
  "0.001ms p0 g1 object-make #1 object=4 kind=7\n" \
  "0.001ms p0 g1 object-name object=3 name=1\n" \
  "0.002ms p0 g1 wg-add #2 wg=3 counter=1\n" \
  "0.002ms p0 g1 chan-send #3 chan=1 len=1 @10\n" \
  "0.002ms p0 g1 chan-send #3 chan=2 len=1\n" \
  "0.002ms p0 g1 timer-set #2 timer=4 usec=5\n" \
  "0.003ms p0 g1 task-start task=7 name=2\n" \
  "0.003ms p0 g1 region-start task=7 name=3\n" \
  "0.004ms p0 g1 user-log category=2 message=4\n" \
  "0.005ms p0 g1 region-stop task=7 name=3\n" \
  "0.005ms p0 g1 task-stop task=7 name=2\n" \
  "0.005ms p0 g1 task-start task=8 name=2\n" \
  "0.005ms p0 g1 region-start task=8 name=3\n" \
  "0.006ms p0 g1 go-create #1 new_g=2 func=6\n" \
  "0.006ms p0 g1 go-block #3 on=3 reason=%u\n" \
  "0.007ms p0 g- timer-fire #3 timer=4\n" \
  "0.008ms p0 g2 go-start #2\n" \
  "0.009ms p0 g2 chan-recv #4 chan=1 @10\n" \
  "0.010ms p0 g2 wg-add #3 wg=3\n" \
  "0.010ms p0 g2 go-ready #4 woken_g=1\n" \
  "0.010ms p0 g2 go-end #3\n" \
  "0.011ms p0 g1 go-start #5\n" \
  "0.012ms p0 g1 go-end #6\n" \
  "0.013ms p0 g- exit status=0\n"

static IlvSession *
everything_session (void)
{
  g_autofree char *text = g_strdup_printf (EVERYTHING, (guint) ILV_WAIT_WAIT_GROUP);
  g_autoptr(IlvTrace) trace = trace_from_text (text);

  ilv_trace_finish (trace);
  return ilv_session_new (trace);
}

static void
test_interchange_every_kind_of_lane_is_there (void)
{
  static const char *const wanted[] = {
    "P0", "fetch: regions", "fetch", "order", "hello", "category=order", "region=fetch",
    "proc-start", "thread=7", "a,\"b 1", "a,\"b 2: buffer", "order #8",
    "order #8: open regions", "chan-send", "chan-recv",
    "wg-add", "timer-set", "timer-fire", "set_for_usec=5", "line=x.go:12", "woken_by=f",
    "made_ready_by=f", "goroutine=2", "go", "wakes", "n_missing=0",
  };
  g_autoptr(IlvSession) session = everything_session ();
  g_autoptr(GBytes) bytes = write_all (session, ILV_INTERCHANGE_PERFETTO, 0, 0);
  g_autoptr(GBytes) json = write_all (session, ILV_INTERCHANGE_CHROME, 0, 0);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  Contents contents = { NULL };

  read_trace (&contents, bytes);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (!g_hash_table_contains (contents.names, wanted[i]))
      {
        g_test_message ("“%s” is missing", wanted[i]);
        g_test_fail ();
      }
  g_assert_cmpstr (skip_space (skip_value (text)), ==, "");
  g_assert_cmpuint (count (text, "\"ph\":\"X\""), ==, contents.n_slices);
  g_assert_cmpuint (count (text, "\"ph\":\"i\""), ==, contents.n_instants);
  g_assert_cmpuint (count (text, "\"ph\":\"i\""), ==, count (text, "\"s\":\"t\""));
  g_assert_cmpuint (count (text, "\"ph\":\"C\""), ==, contents.n_counters);
  g_assert_cmpuint (count (text, "\"ph\":\"f\""), ==, contents.n_flow_ends);
  g_assert_cmpuint (count (text, "\"name\":\"order: open regions\""), ==, 2);
  g_assert_cmpuint (count (text, "\"name\":\"order #8: open regions\""), ==, 1);
  contents_clear (&contents);
}

/* Of a line of Chrome's form, times in nanoseconds. */
static guint64
number_of (const char *line,
           const char *key)
{
  const char *found = strstr (line, key);

  g_assert_nonnull (found);
  return g_ascii_strtod (found + strlen (key), NULL) * 1000 + 0.5;
}

static gboolean
lies_in_slice (char       **lines,
               const char  *end)
{
  guint64 tid = number_of (end, "\"tid\":"), time_nsec = number_of (end, "\"ts\":");

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"ph\":\"X\"") != NULL && number_of (lines[i], "\"tid\":") == tid)
      {
        guint64 start_nsec = number_of (lines[i], "\"ts\":");

        if (start_nsec <= time_nsec && time_nsec < start_nsec + number_of (lines[i], "\"dur\":"))
          return TRUE;
      }
  return FALSE;
}

/* What lies in none is not drawn by those who read it. */
static void
assert_flows_lie_in_slices (IlvSession *session)
{
  g_autoptr(GBytes) bytes = write_all (session, ILV_INTERCHANGE_CHROME, 0, 0);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"cat\":\"flow\"") != NULL)
      {
        n++;
        if (!lies_in_slice (lines, lines[i]))
          {
            g_test_message ("in no slice: %s", lines[i]);
            g_test_fail ();
          }
      }
  g_assert_cmpuint (n, >, 0);
}

static void
test_interchange_flows_lie_in_slices (void)
{
  g_autoptr(IlvSession) everything = everything_session ();
  g_autoptr(IlvSession) pool = load_session ();

  assert_flows_lie_in_slices (everything);
  assert_flows_lie_in_slices (pool);
}

static void
test_interchange_threads_are_told_apart_and_in_order (void)
{
  g_autoptr(IlvSession) session = everything_session ();
  g_autoptr(GBytes) bytes = write_all (session, ILV_INTERCHANGE_CHROME, 0, 0);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "\"name\":\"thread_name\"") != NULL)
      {
        guint64 tid = number_of (lines[i], "\"tid\":");

        g_assert_cmpuint (tid, >, 0);
        g_assert_true (g_hash_table_add (known, GSIZE_TO_POINTER (tid)));
      }
    else if (strstr (lines[i], "\"ph\":\"M\"") == NULL && strstr (lines[i], "\"tid\":") != NULL)
      g_assert_true (g_hash_table_contains (known,
                                            GSIZE_TO_POINTER (number_of (lines[i], "\"tid\":"))));
  g_assert_cmpuint (count (text, "\"thread_sort_index\""), ==, g_hash_table_size (known));
  g_assert_cmpuint (count (text, "\"process_sort_index\""), ==, count (text, "\"process_name\""));
}

/* From 0.004 ms the buffer is as full as it was before, until it is emptied. */
static void
test_interchange_counters_have_their_value_at_the_start (void)
{
  g_autoptr(IlvSession) session = everything_session ();
  g_autoptr(GBytes) bytes = write_all (session, ILV_INTERCHANGE_CHROME, 4000, 10000);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char *first = strstr (text, "\"name\":\"a,\\\"b 1: buffer\"");
  const char *second = first != NULL ? strstr (first + 1, "\"name\":\"a,\\\"b 1: buffer\"") : NULL;

  g_assert_nonnull (second);
  g_assert_cmpuint (number_of (first, "\"ts\":"), ==, 4000);
  g_assert_cmpuint (number_of (first, "\"value\":"), ==, 1000);
  g_assert_cmpuint (number_of (second, "\"ts\":"), ==, 9000);
  g_assert_cmpuint (number_of (second, "\"value\":"), ==, 0);
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

/* RFC 4180: commas within quotes do not count, and quotes there are doubled. */
static guint
count_cells (const char *line)
{
  gboolean is_quoted = FALSE;
  guint n = 1;

  for (; *line != '\0'; line++)
    if (*line == '"')
      is_quoted = !is_quoted;
    else
      n += *line == ',' && !is_quoted;
  g_assert_false (is_quoted);
  return n;
}

static void
test_interchange_names_in_tables_are_quoted (void)
{
  g_autoptr(IlvSession) session = everything_session ();
  IlvTrace *trace = ilv_session_get_trace (session);
  g_autofree char *csv = ilv_statistics_to_csv (trace, 0, ilv_trace_get_end_nsec (trace));
  g_autofree char *json = ilv_statistics_to_json (trace, 0, ilv_trace_get_end_nsec (trace));
  g_auto(GStrv) lines = g_strsplit (csv, "\r\n", -1);

  for (guint i = 0; *lines[i] != '\0'; i++)
    g_assert_cmpuint (count_cells (lines[i]), ==, 16);
  g_assert_nonnull (strstr (csv, "\r\nobject,3,\"a,\"\"b 3\",sync,1,"));
  g_assert_nonnull (strstr (json, "\"by\": \"object\", \"id\": 3, \"name\": \"a,\\\"b 3\", "));
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
  g_test_add_func ("/model/interchange/every-kind-of-lane-is-there",
                   test_interchange_every_kind_of_lane_is_there);
  g_test_add_func ("/model/interchange/flows-lie-in-slices", test_interchange_flows_lie_in_slices);
  g_test_add_func ("/model/interchange/threads-are-told-apart-and-in-order",
                   test_interchange_threads_are_told_apart_and_in_order);
  g_test_add_func ("/model/interchange/counters-have-their-value-at-the-start",
                   test_interchange_counters_have_their_value_at_the_start);
  g_test_add_func ("/model/interchange/names-tell-the-form", test_interchange_names_tell_the_form);
  g_test_add_func ("/model/interchange/csv-has-a-row-for-each",
                   test_interchange_csv_has_a_row_for_each);
  g_test_add_func ("/model/interchange/statistics-are-json", test_interchange_statistics_are_json);
  g_test_add_func ("/model/interchange/names-in-tables-are-quoted",
                   test_interchange_names_in_tables_are_quoted);
  return g_test_run ();
}

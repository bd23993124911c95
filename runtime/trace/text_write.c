/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "trace/table.h"
#include "trace/text.h"

#define COMMENT_BYTES 48

const char *const ilv_text_value_kinds[] = {
  [ILV_VALUE_OTHER] = "other", [ILV_VALUE_INT] = "int",       [ILV_VALUE_UINT] = "uint",
  [ILV_VALUE_FLOAT] = "float", [ILV_VALUE_BOOL] = "bool",     [ILV_VALUE_STRING] = "string",
  [ILV_VALUE_POINTER] = "pointer", [ILV_VALUE_TEXT] = "text", [ILV_VALUE_TEXT + 1] = NULL,
};

/* The first bytes of a string, as far as it is known. */
struct string
{
  char text[COMMENT_BYTES];
  uint8_t n_bytes;
};

struct ilv_text_writer
{
  struct ilv_table strings;
  struct string *open; /* that DATA belongs to, or NULL */
};

struct ilv_text_writer *
ilv_text_writer_new (void)
{
  struct ilv_text_writer *writer = calloc (1, sizeof *writer);

  if (writer != NULL)
    ilv_table_init (&writer->strings, sizeof (struct string));
  return writer;
}

void
ilv_text_writer_free (struct ilv_text_writer *writer)
{
  if (writer == NULL)
    return;
  ilv_table_clear (&writer->strings);
  free (writer);
}

/* --- A line being made -------------------------------------------------- */

struct line
{
  char *text;
  size_t length;
};

static void add (struct line *line, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

static void
add (struct line *line, const char *format, ...)
{
  size_t room = ILV_TEXT_LINE_BYTES - line->length;
  va_list args;
  int n;

  va_start (args, format);
  n = vsnprintf (line->text + line->length, room, format, args);
  va_end (args);
  ILV_ASSERT (n >= 0 && (size_t) n < room);
  line->length += (size_t) n;
}

/* Length of the UTF-8 character of more than one byte at @bytes; 0 if there is
 * no whole, well-formed one. */
static size_t
utf8_length (const uint8_t *bytes, size_t n_bytes)
{
  size_t n = bytes[0] >= 0xf0 && bytes[0] < 0xf5   ? 4
             : bytes[0] >= 0xe0 && bytes[0] < 0xf0 ? 3
             : bytes[0] >= 0xc2 && bytes[0] < 0xe0 ? 2
                                                   : 0;

  if (n > n_bytes)
    return 0;
  for (size_t i = 1; i < n; i++)
    if ((bytes[i] & 0xc0) != 0x80)
      return 0;
  return n;
}

static void
add_quoted (struct line *line, const uint8_t *bytes, size_t n_bytes)
{
  add (line, "\"");
  for (size_t i = 0; i < n_bytes;)
    {
      size_t n = utf8_length (bytes + i, n_bytes - i);

      if (n > 0)
        add (line, "%.*s", (int) n, (const char *) bytes + i);
      else if (bytes[i] == '\n')
        add (line, "\\n");
      else if (bytes[i] == '"' || bytes[i] == '\\')
        add (line, "\\%c", bytes[i]);
      else if (bytes[i] >= ' ' && bytes[i] < 0x7f)
        add (line, "%c", bytes[i]);
      else
        add (line, "\\x%02x", bytes[i]);
      i += n > 0 ? n : 1;
    }
  add (line, "\"");
}

/* --- Records with a form of their own ----------------------------------- */

static void
add_data (struct line *line, const struct ilv_data_event *data)
{
  add (line, "data ");
  add_quoted (line, data->bytes, data->n_bytes);
}

/* With a decimal point whatever the user's locale says. */
static void
add_double (struct line *line, double number)
{
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  locale_t users = uselocale (plain);

  add (line, " %.17g", number);
  uselocale (users);
  freelocale (plain);
}

static void
add_value (struct line *line, const struct ilv_value_event *value)
{
  int64_t integer;
  double number;

  memcpy (&integer, value->bytes, sizeof integer);
  memcpy (&number, value->bytes, sizeof number);
  add (line, "value %s size=%" PRIu32, ilv_text_value_kinds[value->kind], value->size);
  switch ((enum ilv_value_kind) value->kind)
    {
    case ILV_VALUE_OTHER:
      break;
    case ILV_VALUE_INT:
      add (line, " %" PRId64, integer);
      break;
    case ILV_VALUE_UINT:
      add (line, " %" PRIu64, (uint64_t) integer);
      break;
    case ILV_VALUE_FLOAT:
      add_double (line, number);
      break;
    case ILV_VALUE_BOOL:
      add (line, value->bytes[0] ? " true" : " false");
      break;
    case ILV_VALUE_STRING:
    case ILV_VALUE_TEXT:
      add (line, " ");
      add_quoted (line, value->bytes, value->n_bytes);
      break;
    case ILV_VALUE_POINTER:
      add (line, " 0x%" PRIx64, (uint64_t) integer);
      break;
    }
}

static void
add_raw (struct line *line, const struct ilv_event *event)
{
  const uint8_t *bytes = (const uint8_t *) event;

  add (line, "raw ");
  for (size_t i = 0; i < sizeof *event; i++)
    add (line, "%02x", bytes[i]);
}

/* --- Ordinary events ---------------------------------------------------- */

/* Small negative numbers, as the -1 of a select's default, look like it. */
static void
add_field (struct line *line, const char *name, const char *fallback, uint32_t number)
{
  if (number == 0)
    return;
  add (line, " %s=", strcmp (name, "-") == 0 ? fallback : name);
  if (number >= (uint32_t) -255)
    add (line, "%" PRId32, (int32_t) number);
  else
    add (line, "%" PRIu32, number);
}

static void
add_event (struct line *line, const struct ilv_event *event)
{
  const struct ilv_event_spec *spec = ilv_event_spec (event->type);

  add (line, "%" PRIu64 ".%06" PRIu64 "ms", event->time_nsec / 1000000,
       event->time_nsec % 1000000);
  if (event->p == ILV_NO_P)
    add (line, " p-");
  else
    add (line, " p%u", event->p);
  if (event->g == 0)
    add (line, " g-");
  else
    add (line, " g%" PRIu32, event->g);
  add (line, " %s", spec->name);
  if (event->seq != 0)
    add (line, " #%" PRIu32, event->seq);
  add_field (line, spec->object, "object", event->object);
  add_field (line, spec->arg, "arg", event->arg);
  if (event->site != 0)
    add (line, " @%" PRIu32, event->site);
}

/* --- Comments ----------------------------------------------------------- */

static void
remember (struct ilv_text_writer *writer, const struct ilv_event *event)
{
  const struct ilv_data_event *data = ilv_event_as_data (event);
  struct string *string = writer->open;
  size_t n = data->n_bytes;

  if (event->type == ILV_EVENT_STRING)
    writer->open = ilv_table_put (&writer->strings, event->object);
  else if (event->type != ILV_EVENT_DATA)
    writer->open = NULL;
  else if (string != NULL && n <= ILV_DATA_BYTES)
    {
      if (n > COMMENT_BYTES - (size_t) string->n_bytes)
        n = COMMENT_BYTES - (size_t) string->n_bytes;
      memcpy (string->text + string->n_bytes, data->bytes, n);
      string->n_bytes += (uint8_t) n;
    }
}

static void
add_comment (struct line *line, const struct ilv_text_writer *writer, const char *field_name,
             uint32_t number)
{
  enum ilv_field field = ilv_event_field (field_name);
  const struct string *string = NULL;
  const char *words = "";

  if (field == ILV_FIELD_STRING)
    string = ilv_table_get (&writer->strings, number);
  else if (field == ILV_FIELD_WAIT_REASON)
    words = ilv_wait_reason_words (number);
  else if (field == ILV_FIELD_OBJECT_KIND)
    words = ilv_object_kind_words (number);

  if (string != NULL && string->n_bytes > 0)
    {
      add (line, " ; ");
      add_quoted (line, (const uint8_t *) string->text, string->n_bytes);
    }
  else if (words[0] != '\0')
    add (line, " ; %s", words);
}

static void
add_comments (struct line *line, struct ilv_text_writer *writer, const struct ilv_event *event)
{
  const struct ilv_event_spec *spec = ilv_event_spec (event->type);

  if (event->type != ILV_EVENT_STRING && event->object != 0)
    add_comment (line, writer, spec->object, event->object);
  if (event->arg != 0)
    add_comment (line, writer, spec->arg, event->arg);
}

/* --- The whole ---------------------------------------------------------- */

static bool
is_written_exactly (const char *text, const struct ilv_event *event)
{
  struct ilv_event copy;

  return ilv_text_parse (text, &copy, NULL) == ILV_TEXT_EVENT
         && memcmp (&copy, event, sizeof copy) == 0;
}

/* DATA and VALUE in their own form, if nothing of them would be lost. */
static bool
add_payload (struct line *line, const struct ilv_event *event)
{
  const struct ilv_data_event *data = ilv_event_as_data (event);
  const struct ilv_value_event *value = ilv_event_as_value (event);

  if (event->type == ILV_EVENT_DATA && data->n_bytes <= ILV_DATA_BYTES)
    add_data (line, data);
  else if (event->type == ILV_EVENT_VALUE && value->kind <= ILV_VALUE_TEXT
           && value->n_bytes <= ILV_VALUE_BYTES)
    add_value (line, value);
  else
    return false;
  if (is_written_exactly (line->text, event))
    return true;
  line->length = 0;
  return false;
}

size_t
ilv_text_write (struct ilv_text_writer *writer, const struct ilv_event *event,
                char text[ILV_TEXT_LINE_BYTES])
{
  struct line line = { text, 0 };
  bool is_payload = event->type == ILV_EVENT_DATA || event->type == ILV_EVENT_VALUE;

  text[0] = '\0';
  if (writer != NULL)
    remember (writer, event);
  if (is_payload || ilv_event_spec (event->type)->name == NULL)
    {
      if (!is_payload || !add_payload (&line, event))
        add_raw (&line, event);
    }
  else
    {
      add_event (&line, event);
      if (writer != NULL)
        add_comments (&line, writer, event);
    }
  return line.length;
}

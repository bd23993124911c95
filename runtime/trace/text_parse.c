/* A cursor over one line. Each function below takes one thing and moves on, or
 * says what is wrong and returns false; nothing looks back.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "trace/text.h"

struct cursor
{
  const char *at;
  struct ilv_error *error;
};

static bool
is_end (char c)
{
  return c == '\0' || c == '\n' || c == '\r' || c == ';';
}

static bool
is_word_end (char c)
{
  return is_end (c) || c == ' ' || c == '\t';
}

static void
skip_space (struct cursor *cursor)
{
  cursor->at += strspn (cursor->at, " \t");
}

static size_t
word_length (const struct cursor *cursor)
{
  size_t n = 0;

  while (!is_word_end (cursor->at[n]))
    n++;
  return n;
}

/* Says that @what was expected where the cursor stands. */
static bool
expected (struct cursor *cursor, const char *what)
{
  size_t n;

  skip_space (cursor);
  n = word_length (cursor);
  if (n == 0)
    return ilv_error_set (cursor->error, "expected %s at the end of the line", what);
  return ilv_error_set (cursor->error, "expected %s, found \"%.*s\"", what,
                        (int) (n < 40 ? n : 40), cursor->at);
}

static bool
take_prefix (struct cursor *cursor, const char *prefix)
{
  size_t n = strlen (prefix);

  if (strncmp (cursor->at, prefix, n) != 0)
    return false;
  cursor->at += n;
  return true;
}

/* Decimal digits, at most @max. */
static bool
take_number (struct cursor *cursor, uint64_t max, uint64_t *number)
{
  char *end;

  if (*cursor->at < '0' || *cursor->at > '9')
    return expected (cursor, "a number");
  errno = 0;
  *number = strtoull (cursor->at, &end, 10);
  if (errno != 0 || *number > max)
    return expected (cursor, "a smaller number");
  cursor->at = end;
  return true;
}

static bool
take_u32 (struct cursor *cursor, uint32_t *number)
{
  uint64_t wide;

  if (!take_number (cursor, UINT32_MAX, &wide))
    return false;
  *number = (uint32_t) wide;
  return true;
}

static bool
take_signed_u32 (struct cursor *cursor, uint32_t *number)
{
  bool is_negative = take_prefix (cursor, "-");

  if (!take_u32 (cursor, number))
    return false;
  if (is_negative)
    *number = -*number;
  return true;
}

/* MILLISECONDS[.UP TO SIX DIGITS]ms */
static bool
take_time (struct cursor *cursor, uint64_t *time_nsec)
{
  uint64_t fraction = 0, unit = 1000000;

  if (!take_number (cursor, UINT64_MAX / 1000000, time_nsec))
    return false;
  if (take_prefix (cursor, "."))
    for (; *cursor->at >= '0' && *cursor->at <= '9'; cursor->at++)
      {
        unit /= 10;
        if (unit == 0)
          return expected (cursor, "at most six decimals");
        fraction += unit * (uint64_t) (*cursor->at - '0');
      }
  if (!take_prefix (cursor, "ms"))
    return expected (cursor, "\"ms\"");
  if (*time_nsec * 1000000 > UINT64_MAX - fraction)
    return ilv_error_set (cursor->error, "the time is too large");
  *time_nsec = *time_nsec * 1000000 + fraction;
  return true;
}

/* @prefix and a number, or @prefix and '-' for @none. */
static bool
take_id (struct cursor *cursor, const char *prefix, uint32_t none, uint32_t *id)
{
  skip_space (cursor);
  if (!take_prefix (cursor, prefix))
    return expected (cursor, prefix[0] == 'p' ? "a processor (p0)" : "a goroutine (g1)");
  if (take_prefix (cursor, "-"))
    {
      *id = none;
      return true;
    }
  return take_u32 (cursor, id);
}

/* --- Quoted bytes ------------------------------------------------------- */

static int
hex_digit (char c)
{
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

static bool
take_hex_byte (struct cursor *cursor, uint8_t *byte)
{
  int high = hex_digit (cursor->at[0]);
  int low = high < 0 ? -1 : hex_digit (cursor->at[1]);

  if (low < 0)
    return expected (cursor, "two hexadecimal digits");
  *byte = (uint8_t) (high << 4 | low);
  cursor->at += 2;
  return true;
}

static bool
take_quoted_byte (struct cursor *cursor, uint8_t *byte)
{
  if (take_prefix (cursor, "\\x"))
    return take_hex_byte (cursor, byte);
  if (take_prefix (cursor, "\\n"))
    {
      *byte = '\n';
      return true;
    }
  if (*cursor->at == '\\')
    cursor->at++;
  if (*cursor->at == '\0' || *cursor->at == '\n')
    return expected (cursor, "a closing quote");
  *byte = (uint8_t) *cursor->at++;
  return true;
}

static bool
take_quoted (struct cursor *cursor, uint8_t *bytes, size_t max, size_t *n_bytes)
{
  skip_space (cursor);
  if (!take_prefix (cursor, "\""))
    return expected (cursor, "a quoted text");
  for (*n_bytes = 0; !take_prefix (cursor, "\""); (*n_bytes)++)
    {
      if (*n_bytes == max)
        return ilv_error_set (cursor->error, "the quoted text is longer than %zu bytes", max);
      if (!take_quoted_byte (cursor, &bytes[*n_bytes]))
        return false;
    }
  return true;
}

/* --- data, value, raw --------------------------------------------------- */

static bool
parse_data (struct cursor *cursor, struct ilv_event *event)
{
  struct ilv_data_event data = { .type = ILV_EVENT_DATA };
  size_t n_bytes;

  if (!take_quoted (cursor, data.bytes, ILV_DATA_BYTES, &n_bytes))
    return false;
  data.n_bytes = (uint16_t) n_bytes;
  memcpy (event, &data, sizeof *event);
  return true;
}

static bool
take_value_kind (struct cursor *cursor, uint8_t *kind)
{
  size_t n;

  skip_space (cursor);
  n = word_length (cursor);
  for (uint8_t i = 0; ilv_text_value_kinds[i] != NULL; i++)
    if (strlen (ilv_text_value_kinds[i]) == n
        && strncmp (ilv_text_value_kinds[i], cursor->at, n) == 0)
      {
        cursor->at += n;
        *kind = i;
        return true;
      }
  return expected (cursor, "a kind of value");
}

/* strtod() with a decimal point whatever the user's locale says. */
static double
to_double (const char *text, char **end)
{
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", (locale_t) 0);
  double number = strtod_l (text, end, plain);

  freelocale (plain);
  return number;
}

/* The number or word of a VALUE that is not a string. */
static bool
take_scalar (struct cursor *cursor, struct ilv_value_event *value)
{
  char *end = (char *) cursor->at;
  uint64_t bits = 0;
  double number = 0;

  if (is_word_end (*cursor->at))
    return expected (cursor, "a value");
  value->n_bytes = 8;
  errno = 0;
  switch ((enum ilv_value_kind) value->kind)
    {
    case ILV_VALUE_INT:
      bits = (uint64_t) strtoll (cursor->at, &end, 10);
      break;
    case ILV_VALUE_UINT:
      bits = strtoull (cursor->at, &end, 10);
      break;
    case ILV_VALUE_POINTER:
      bits = strtoull (cursor->at, &end, 16);
      break;
    case ILV_VALUE_FLOAT:
      number = to_double (cursor->at, &end);
      memcpy (&bits, &number, sizeof bits);
      errno = 0; /* a denormal is no error */
      break;
    default:
      value->n_bytes = 1;
      bits = strncmp (cursor->at, "true", 4) == 0;
      end += bits ? 4 : strncmp (cursor->at, "false", 5) == 0 ? 5 : 0;
      break;
    }
  if (end == cursor->at || errno != 0 || !is_word_end (*end))
    return expected (cursor, "a value of that kind");
  cursor->at = end;
  memcpy (value->bytes, &bits, value->n_bytes);
  return true;
}

static bool
parse_value (struct cursor *cursor, struct ilv_event *event)
{
  struct ilv_value_event value = { .type = ILV_EVENT_VALUE };
  size_t n_bytes = 0;

  if (!take_value_kind (cursor, &value.kind))
    return false;
  skip_space (cursor);
  if (!take_prefix (cursor, "size="))
    return expected (cursor, "size=N");
  if (!take_u32 (cursor, &value.size))
    return false;
  skip_space (cursor);
  if (value.kind == ILV_VALUE_STRING || value.kind == ILV_VALUE_TEXT)
    {
      if (!take_quoted (cursor, value.bytes, ILV_VALUE_BYTES, &n_bytes))
        return false;
      value.n_bytes = (uint8_t) n_bytes;
    }
  else if (value.kind != ILV_VALUE_OTHER && !take_scalar (cursor, &value))
    return false;
  memcpy (event, &value, sizeof *event);
  return true;
}

static bool
parse_raw (struct cursor *cursor, struct ilv_event *event)
{
  uint8_t bytes[sizeof *event];

  skip_space (cursor);
  for (size_t i = 0; i < sizeof bytes; i++)
    if (!take_hex_byte (cursor, &bytes[i]))
      return false;
  memcpy (event, bytes, sizeof bytes);
  return true;
}

/* --- Ordinary events ---------------------------------------------------- */

static bool
take_type (struct cursor *cursor, struct ilv_event *event)
{
  size_t n;

  skip_space (cursor);
  n = word_length (cursor);
  for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
    {
      const char *name = ilv_event_spec (type)->name;

      if (name != NULL && strlen (name) == n && strncmp (name, cursor->at, n) == 0
          && type != ILV_EVENT_DATA && type != ILV_EVENT_VALUE)
        {
          cursor->at += n;
          event->type = (uint16_t) type;
          return true;
        }
    }
  return expected (cursor, "an event");
}

/* NAME= of the object or the arg field, or the name every event's has. */
static bool
take_field_name (struct cursor *cursor, const char *name, const char *fallback)
{
  struct cursor ahead = *cursor;

  if (!(strcmp (name, "-") != 0 && take_prefix (&ahead, name))
      && !take_prefix (&ahead, fallback))
    return false;
  if (!take_prefix (&ahead, "="))
    return false;
  *cursor = ahead;
  return true;
}

static bool
take_field (struct cursor *cursor, struct ilv_event *event)
{
  const struct ilv_event_spec *spec = ilv_event_spec (event->type);

  if (take_prefix (cursor, "#"))
    return take_u32 (cursor, &event->seq);
  if (take_prefix (cursor, "@"))
    return take_u32 (cursor, &event->site);
  if (take_field_name (cursor, spec->object, "object"))
    return take_signed_u32 (cursor, &event->object);
  if (take_field_name (cursor, spec->arg, "arg"))
    return take_signed_u32 (cursor, &event->arg);
  return expected (cursor, "a field of this event");
}

static bool
parse_event (struct cursor *cursor, struct ilv_event *event)
{
  uint32_t p;

  *event = (struct ilv_event){ 0 };
  if (!take_time (cursor, &event->time_nsec) || !take_id (cursor, "p", ILV_NO_P, &p)
      || !take_id (cursor, "g", 0, &event->g) || !take_type (cursor, event))
    return false;
  if (p > UINT16_MAX)
    return ilv_error_set (cursor->error, "there is no processor %" PRIu32, p);
  event->p = (uint16_t) p;
  for (skip_space (cursor); !is_end (*cursor->at); skip_space (cursor))
    if (!take_field (cursor, event))
      return false;
  return true;
}

static const struct
{
  const char *word;
  bool (*parse) (struct cursor *cursor, struct ilv_event *event);
} forms[] = {
  { "data ", parse_data },
  { "value ", parse_value },
  { "raw ", parse_raw },
  { "", parse_event },
};

enum ilv_text_kind
ilv_text_parse (const char *line, struct ilv_event *event, struct ilv_error *error)
{
  struct cursor cursor = { line, error };
  size_t i = 0;

  skip_space (&cursor);
  if (is_end (*cursor.at))
    return ILV_TEXT_BLANK;
  while (!take_prefix (&cursor, forms[i].word))
    i++;
  if (!forms[i].parse (&cursor, event))
    return ILV_TEXT_BAD;
  skip_space (&cursor);
  if (!is_end (*cursor.at))
    {
      expected (&cursor, "the end of the line");
      return ILV_TEXT_BAD;
    }
  return ILV_TEXT_EVENT;
}

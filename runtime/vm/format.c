/* format.c - Directives and operands.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/format.h"

#include <string.h>

#include "base/utf8.h"
#include "vm/format_private.h"
#include "vm/string.h"

enum { MAX_NUMBER = 1000000 }; /* of widths, precisions and argument indexes */

void
ilv_format_init (struct ilv_format *format, struct ilv_p *p, struct ilv_text *out,
                 struct ilv_slice answers)
{
  memset (format, 0, sizeof *format);
  format->p = p;
  format->out = out;
  format->answers = answers.array;
  format->n_answers = (uint64_t) answers.len;
  ilv_text_init (&format->questions);
  ilv_text_init (&format->wrapped);
}

void
ilv_format_clear (struct ilv_format *format)
{
  ilv_text_clear (&format->questions);
  ilv_text_clear (&format->wrapped);
}

/* --- Print and Println ---------------------------------------------------------- */

void
ilv_format_print (struct ilv_format *format, const struct ilv_iface *args, int64_t n_args)
{
  bool was_string = true;

  for (int64_t i = 0; i < n_args; i++)
    {
      bool is_string = args[i].type != NULL && args[i].type->kind == ILV_KIND_STRING;

      if (i > 0 && !is_string && !was_string)
        ilv_text_add_byte (format->out, ' ');
      ilv_format_operand (format, &args[i], 'v');
      was_string = is_string;
    }
}

void
ilv_format_println (struct ilv_format *format, const struct ilv_iface *args, int64_t n_args)
{
  for (int64_t i = 0; i < n_args; i++)
    {
      if (i > 0)
        ilv_text_add_byte (format->out, ' ');
      ilv_format_operand (format, &args[i], 'v');
    }
  ilv_text_add_byte (format->out, '\n');
}

/* --- Printf --------------------------------------------------------------------- */

/* A directive being read, and where among the operands we are. */
struct reader
{
  struct ilv_format *format;
  struct ilv_string text;
  int64_t at;
  const struct ilv_iface *args;
  int64_t n_args, arg;
  bool is_reordered;    /* an explicit index was used somewhere */
  bool is_after_index;  /* … just now */
  bool has_good_index;
};

static bool
is_at (const struct reader *reader, char byte)
{
  return reader->at < reader->text.len && reader->text.bytes[reader->at] == byte;
}

/* A number up to @end. False: none, or too large (then all up to @end is skipped). */
static bool
read_number (struct reader *reader, int64_t end, int *number)
{
  int64_t begin = reader->at;

  *number = 0;
  for (; reader->at < end; reader->at++)
    {
      uint8_t byte = reader->text.bytes[reader->at];

      if (byte < '0' || byte > '9')
        break;
      if (*number > MAX_NUMBER)
        {
          *number = 0;
          reader->at = end;
          return false;
        }
      *number = *number * 10 + (byte - '0');
    }
  return reader->at > begin;
}

static void
read_flags (struct reader *reader)
{
  struct ilv_format_flags *flags = &reader->format->flags;

  for (; reader->at < reader->text.len; reader->at++)
    switch (reader->text.bytes[reader->at])
      {
      case '-':
        flags->minus = true;
        break;
      case '+':
        flags->plus = true;
        break;
      case '#':
        flags->sharp = true;
        break;
      case ' ':
        flags->space = true;
        break;
      case '0':
        flags->zero = true;
        break;
      default:
        return;
      }
}

/* [3]: which operand comes next. */
static void
read_index (struct reader *reader)
{
  const uint8_t *close;
  int64_t end;
  int number;
  bool is_number;

  reader->is_after_index = false;
  if (!is_at (reader, '['))
    return;
  reader->is_reordered = true;
  close = memchr (reader->text.bytes + reader->at, ']', (size_t) (reader->text.len - reader->at));
  if (close == NULL || reader->text.len - reader->at < 3)
    {
      reader->has_good_index = false;
      reader->at++;
      return;
    }
  end = close - reader->text.bytes;
  reader->at++;
  is_number = read_number (reader, end, &number) && reader->at == end;
  reader->at = end + 1;
  if (is_number && number >= 1 && number <= reader->n_args)
    {
      reader->arg = number - 1;
      reader->is_after_index = true;
      return;
    }
  reader->has_good_index = false;
  reader->is_after_index = is_number;
}

/* The operand of a *: an integer of any type that is not too large. */
static bool
take_integer (struct reader *reader, int *number)
{
  const struct ilv_iface *arg = &reader->args[reader->arg];
  int64_t value;

  *number = 0;
  if (reader->arg >= reader->n_args)
    return false;
  reader->arg++;
  if (arg->type == NULL || arg->type->kind < ILV_KIND_INT || arg->type->kind > ILV_KIND_UINTPTR)
    return false;
  value = (int64_t) arg->data;
  if (value > MAX_NUMBER || value < -MAX_NUMBER)
    return false;
  *number = (int) value;
  return true;
}

static void
read_width (struct reader *reader)
{
  struct ilv_format *format = reader->format;
  int width;

  if (!is_at (reader, '*'))
    {
      format->flags.has_width = read_number (reader, reader->text.len, &format->width);
      if (reader->is_after_index && format->flags.has_width)
        reader->has_good_index = false;
      return;
    }
  reader->at++;
  reader->is_after_index = false;
  format->flags.has_width = take_integer (reader, &width);
  if (!format->flags.has_width)
    ilv_text_add_cstr (format->out, "%!(BADWIDTH)");
  if (width < 0)
    {
      width = -width;
      format->flags.minus = true;
      format->flags.zero = false;
    }
  format->width = width;
}

static void
read_precision (struct reader *reader)
{
  struct ilv_format *format = reader->format;

  /* At the very end it is the verb. */
  if (!is_at (reader, '.') || reader->at + 1 == reader->text.len)
    return;
  reader->at++;
  if (reader->is_after_index)
    reader->has_good_index = false;
  read_index (reader);
  if (!is_at (reader, '*'))
    {
      /* A lone point is precision 0. */
      read_number (reader, reader->text.len, &format->precision);
      format->flags.has_precision = true;
      return;
    }
  reader->at++;
  reader->is_after_index = false;
  format->flags.has_precision = take_integer (reader, &format->precision) && format->precision >= 0;
  if (!format->flags.has_precision)
    {
      format->precision = 0;
      ilv_text_add_cstr (format->out, "%!(BADPREC)");
    }
}

static void
complain (struct ilv_format *format, uint32_t verb, const char *what)
{
  ilv_text_add_cstr (format->out, "%!");
  ilv_text_add_rune (format->out, verb);
  ilv_text_add_cstr (format->out, what);
}

static void
apply (struct reader *reader, uint32_t verb)
{
  struct ilv_format *format = reader->format;
  struct ilv_format_flags *flags = &format->flags;
  int64_t arg = reader->arg;

  if (verb == '%')
    ilv_text_add_byte (format->out, '%');
  else if (!reader->has_good_index)
    complain (format, verb, "(BADINDEX)");
  else if (arg >= reader->n_args)
    complain (format, verb, "(MISSING)");
  else
    {
      if (verb == 'w')
        ilv_text_add (&format->wrapped, &arg, sizeof arg);
      if (verb == 'v' || verb == 'w')
        {
          flags->sharp_v = flags->sharp;
          flags->plus_v = flags->plus;
          flags->sharp = flags->plus = false;
        }
      ilv_format_operand (format, &reader->args[arg], verb);
      reader->arg++;
    }
}

static void
clear_flags (struct ilv_format *format)
{
  memset (&format->flags, 0, sizeof format->flags);
  format->width = format->precision = 0;
}

/* Behind the %. */
static void
directive (struct reader *reader)
{
  int32_t verb;

  clear_flags (reader->format);
  reader->has_good_index = true;
  read_flags (reader);
  read_index (reader);
  read_width (reader);
  read_precision (reader);
  if (!reader->is_after_index)
    read_index (reader);
  if (reader->at >= reader->text.len)
    {
      ilv_text_add_cstr (reader->format->out, "%!(NOVERB)");
      return;
    }
  reader->at += ilv_string_rune_at (reader->text, reader->at, &verb);
  apply (reader, (uint32_t) verb);
}

static void
extra (struct reader *reader)
{
  struct ilv_format *format = reader->format;

  clear_flags (format);
  ilv_text_add_cstr (format->out, "%!(EXTRA ");
  for (int64_t i = reader->arg; i < reader->n_args; i++)
    {
      if (i > reader->arg)
        ilv_text_add_cstr (format->out, ", ");
      if (reader->args[i].type != NULL)
        {
          ilv_text_add_cstr (format->out, reader->args[i].type->text);
          ilv_text_add_byte (format->out, '=');
        }
      ilv_format_operand (format, &reader->args[i], 'v');
    }
  ilv_text_add_byte (format->out, ')');
}

void
ilv_format_printf (struct ilv_format *format, struct ilv_string directives,
                   const struct ilv_iface *args, int64_t n_args)
{
  struct reader reader = { .format = format, .text = directives, .args = args, .n_args = n_args };

  while (reader.at < directives.len)
    {
      const uint8_t *rest = directives.bytes + reader.at;
      const uint8_t *percent = memchr (rest, '%', (size_t) (directives.len - reader.at));
      int64_t n = percent != NULL ? percent - rest : directives.len - reader.at;

      ilv_text_add (format->out, rest, (size_t) n);
      reader.at += n;
      if (percent == NULL)
        break;
      reader.at++;
      directive (&reader);
    }
  if (!reader.is_reordered && reader.arg < n_args)
    extra (&reader);
}

/* ilv-console-lines.c - Who printed a line, and when.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-console-lines.h"

#include <string.h>

#define N_STREAMS 3 /* by file descriptor; the program writes nothing to 0 */
#define MAX_RACING 16 /* so many writes may reach the trace and the pipe in different orders */
#define HEAD_BYTES 23

/* Where a line begins: byte @offset of stream @fd; and with what, as far as that arrived at once. */
typedef struct
{
  guint64 offset;
  gint8 fd;
  guint8 n_head;
  char head[HEAD_BYTES];
} Line;

struct _IlvConsoleLines
{
  IlvTrace *trace;
  GArray *lines;             /* Line */
  guint n_dropped;           /* lines at its beginning that are not shown */
  guint64 n_bytes[N_STREAMS];
  gboolean is_line_begun;
};

IlvConsoleLines *
ilv_console_lines_new (void)
{
  IlvConsoleLines *self = g_new0 (IlvConsoleLines, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return self;
}

void
ilv_console_lines_free (IlvConsoleLines *self)
{
  g_clear_object (&self->trace);
  g_array_unref (self->lines);
  g_free (self);
}

void
ilv_console_lines_reset (IlvConsoleLines *self, IlvTrace *trace)
{
  g_set_object (&self->trace, trace);
  g_array_set_size (self->lines, 0);
  for (guint fd = 0; fd < N_STREAMS; fd++)
    self->n_bytes[fd] = 0;
  self->n_dropped = 0;
  self->is_line_begun = FALSE;
}

void
ilv_console_lines_add (IlvConsoleLines *self, int fd, const char *bytes, gsize n_bytes)
{
  const char *at = bytes, *end = bytes + n_bytes;

  g_return_if_fail (fd >= 0 && fd < N_STREAMS);
  while (at < end)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));
      const char *next = line_end != NULL ? line_end + 1 : end;

      if (!self->is_line_begun)
        {
          Line line = { .offset = self->n_bytes[fd], .fd = (gint8) fd };

          line.n_head = (guint8) MIN ((gsize) (next - at), HEAD_BYTES);
          memcpy (line.head, at, line.n_head);
          g_array_append_val (self->lines, line);
        }
      self->is_line_begun = line_end == NULL;
      self->n_bytes[fd] += (guint64) (next - at);
      at = next;
    }
}

void
ilv_console_lines_break (IlvConsoleLines *self)
{
  self->is_line_begun = FALSE;
}

void
ilv_console_lines_drop (IlvConsoleLines *self, guint n_lines)
{
  self->n_dropped += MIN (n_lines, ilv_console_lines_get_n (self));
  /* Moving the rest down costs as much as it holds: seldom, then. */
  if (self->n_dropped > self->lines->len / 2)
    {
      g_array_remove_range (self->lines, 0, self->n_dropped);
      self->n_dropped = 0;
    }
}

guint
ilv_console_lines_get_n (IlvConsoleLines *self)
{
  return self->lines->len - self->n_dropped;
}

/* Bytes of stream @fd that were written up to the end of @output. */
static guint64
count_bytes (const IlvOutput *output, int fd)
{
  return fd == 2 ? output->n_stderr : output->offset + output->n_bytes - output->n_stderr;
}

static guint64
count_bytes_before (const IlvOutput *output, int fd)
{
  return count_bytes (output, fd) - ((output->fd == 2) == (fd == 2) ? output->n_bytes : 0);
}

/* Whether @line can begin at byte @at of @output. */
static gboolean
fits (const Line *line, const IlvOutput *output, guint64 at, const char *text, gsize n_text)
{
  gsize n = MIN (line->n_head, output->n_bytes - at);

  return n > 0 && (output->fd == 2) == (line->fd == 2) && output->offset + at + n <= n_text
         && memcmp (text + output->offset + at, line->head, n) == 0;
}

/* Of two threads that write at once, either may be first in the pipe, and the other in the trace.
 * So where the text is another, the write nearest to @index that begins as the line does is
 * meant; @index if there is none. */
static guint
find_racing (IlvConsoleLines *self, const Line *line, const IlvOutput *outputs, guint n_outputs,
             guint index)
{
  guint first = ilv_trace_get_first_output (self->trace);
  guint64 at = line->offset - count_bytes_before (&outputs[index], line->fd);
  gsize n_text;
  const char *text = ilv_trace_get_output_text (self->trace, &n_text);

  if (at >= outputs[index].n_bytes || fits (line, &outputs[index], at, text, n_text))
    return index;
  for (guint i = 1; i <= MAX_RACING; i++)
    {
      if (index >= first + i && fits (line, &outputs[index - i], 0, text, n_text))
        return index - i;
      if (index + i < n_outputs && fits (line, &outputs[index + i], 0, text, n_text))
        return index + i;
    }
  return index;
}

const IlvOutput *
ilv_console_lines_find (IlvConsoleLines *self, guint line)
{
  const IlvOutput *outputs;
  const Line *wanted;
  guint low, high, n_outputs;

  if (self->trace == NULL || line >= ilv_console_lines_get_n (self))
    return NULL;
  outputs = ilv_trace_get_outputs (self->trace, &n_outputs);
  wanted = &g_array_index (self->lines, Line, self->n_dropped + line);
  low = ilv_trace_get_first_output (self->trace);
  /* Who wrote what was let go is not known any more. */
  if (low > 0 && low < n_outputs
      && wanted->offset < count_bytes_before (&outputs[low], wanted->fd))
    return NULL;
  high = n_outputs;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (count_bytes (&outputs[middle], wanted->fd) > wanted->offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low < n_outputs ? &outputs[find_racing (self, wanted, outputs, n_outputs, low)] : NULL;
}

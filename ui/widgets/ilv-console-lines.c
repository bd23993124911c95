/* ilv-console-lines.c - Who printed a line, and when.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-console-lines.h"

#include <string.h>

#define N_STREAMS 3 /* by file descriptor; the program writes nothing to 0 */

/* Where a line begins: byte @offset of stream @fd. */
typedef struct
{
  guint64 offset;
  int fd;
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
          Line line = { .offset = self->n_bytes[fd], .fd = fd };

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
  return low < n_outputs ? &outputs[low] : NULL;
}

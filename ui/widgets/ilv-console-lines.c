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

/* A write of the trace: it reaches to byte @end of its stream. */
typedef struct
{
  guint64 end;
  guint output; /* index in the trace */
} Write;

struct _IlvConsoleLines
{
  IlvTrace *trace;
  GArray *lines;             /* Line */
  guint n_dropped;           /* lines at its beginning that are not shown */
  guint64 n_bytes[N_STREAMS];
  gboolean is_line_begun;
  GArray *writes[N_STREAMS]; /* Write, without those of lines that are long dropped */
  guint64 n_written[N_STREAMS]; /* bytes, by the writes of the trace so far */
  guint64 n_gone[N_STREAMS];    /* bytes before lines that were dropped */
  guint n_outputs;           /* of the trace, already in there */
};

IlvConsoleLines *
ilv_console_lines_new (void)
{
  IlvConsoleLines *self = g_new0 (IlvConsoleLines, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  for (guint fd = 0; fd < N_STREAMS; fd++)
    self->writes[fd] = g_array_new (FALSE, FALSE, sizeof (Write));
  return self;
}

void
ilv_console_lines_free (IlvConsoleLines *self)
{
  g_clear_object (&self->trace);
  g_array_unref (self->lines);
  for (guint fd = 0; fd < N_STREAMS; fd++)
    g_array_unref (self->writes[fd]);
  g_free (self);
}

void
ilv_console_lines_reset (IlvConsoleLines *self, IlvTrace *trace)
{
  g_set_object (&self->trace, trace);
  g_array_set_size (self->lines, 0);
  for (guint fd = 0; fd < N_STREAMS; fd++)
    {
      g_array_set_size (self->writes[fd], 0);
      self->n_bytes[fd] = self->n_written[fd] = self->n_gone[fd] = 0;
    }
  self->n_dropped = 0;
  self->n_outputs = 0;
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
  guint end = self->n_dropped + MIN (n_lines, ilv_console_lines_get_n (self));

  for (; self->n_dropped < end; self->n_dropped++)
    {
      const Line *line = &g_array_index (self->lines, Line, self->n_dropped);

      self->n_gone[line->fd] = line->offset;
    }
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

/* The first write that reaches behind byte @offset. */
static guint
find_write (GArray *writes, guint64 offset)
{
  guint low = 0, high = writes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (writes, Write, middle).end > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
forget_writes (IlvConsoleLines *self)
{
  for (guint fd = 0; fd < N_STREAMS; fd++)
    {
      guint n_gone = find_write (self->writes[fd], self->n_gone[fd]);

      if (n_gone > self->writes[fd]->len / 2)
        g_array_remove_range (self->writes[fd], 0, n_gone);
    }
}

/* Takes over what the trace has learnt of since. */
static const IlvOutput *
update_writes (IlvConsoleLines *self)
{
  guint n_outputs;
  const IlvOutput *outputs = ilv_trace_get_outputs (self->trace, &n_outputs);

  for (guint i = self->n_outputs; i < n_outputs; i++)
    {
      guint fd = outputs[i].fd == 2 ? 2 : 1;
      Write write = { .end = self->n_written[fd] + outputs[i].n_bytes, .output = i };

      self->n_written[fd] = write.end;
      if (write.end > self->n_gone[fd])
        g_array_append_val (self->writes[fd], write);
    }
  if (n_outputs > self->n_outputs)
    forget_writes (self);
  self->n_outputs = n_outputs;
  return outputs;
}

const IlvOutput *
ilv_console_lines_find (IlvConsoleLines *self, guint line)
{
  const IlvOutput *outputs;
  const Line *wanted;
  GArray *writes;
  guint index;

  if (self->trace == NULL || line >= ilv_console_lines_get_n (self))
    return NULL;
  outputs = update_writes (self);
  wanted = &g_array_index (self->lines, Line, self->n_dropped + line);
  writes = self->writes[wanted->fd];
  index = find_write (writes, wanted->offset);
  return index < writes->len ? &outputs[g_array_index (writes, Write, index).output] : NULL;
}

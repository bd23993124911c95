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
  GArray *writes[N_STREAMS]; /* Write */
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
      self->n_bytes[fd] = 0;
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

/* Takes over what the trace has learnt of since. */
static const IlvOutput *
update_writes (IlvConsoleLines *self)
{
  guint n_outputs;
  const IlvOutput *outputs = ilv_trace_get_outputs (self->trace, &n_outputs);

  for (guint i = self->n_outputs; i < n_outputs; i++)
    {
      GArray *writes = self->writes[outputs[i].fd == 2 ? 2 : 1];
      guint64 begin = writes->len > 0 ? g_array_index (writes, Write, writes->len - 1).end : 0;
      Write write = { .end = begin + outputs[i].n_bytes, .output = i };

      g_array_append_val (writes, write);
    }
  self->n_outputs = n_outputs;
  return outputs;
}

const IlvOutput *
ilv_console_lines_find (IlvConsoleLines *self, guint line)
{
  const IlvOutput *outputs;
  const Line *wanted;
  GArray *writes;
  guint low = 0, high;

  if (self->trace == NULL || line >= ilv_console_lines_get_n (self))
    return NULL;
  outputs = update_writes (self);
  wanted = &g_array_index (self->lines, Line, self->n_dropped + line);
  writes = self->writes[wanted->fd];
  high = writes->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (writes, Write, middle).end > wanted->offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low < writes->len ? &outputs[g_array_index (writes, Write, low).output] : NULL;
}

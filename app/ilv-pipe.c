/* ilv-pipe.c - What comes out of one of a program's outputs, as it comes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-pipe.h"

#define CHUNK_BYTES (64 * 1024)
/* Below drawing (GDK_PRIORITY_REDRAW), above laying out lines that are not in sight
 * (GTK_TEXT_VIEW_PRIORITY_VALIDATE): that is long work, which nobody waits for. */
#define READ_PRIORITY (G_PRIORITY_HIGH_IDLE + 22)

struct _IlvPipe
{
  GPollableInputStream *stream;
  GSource *source;
  IlvPipeFunc func;
  gpointer user_data;
  int fd;
};

/* (transfer full) (nullable): what is there, up to CHUNK_BYTES. NULL: nothing;
 * @is_over says whether nothing will come any more. */
static GBytes *
read_chunk (IlvPipe *self, gboolean *is_over)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  g_autoptr (GError) error = NULL;
  gssize n = g_pollable_input_stream_read_nonblocking (self->stream, buffer, CHUNK_BYTES, NULL,
                                                       &error);

  *is_over = n <= 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  return n > 0 ? g_bytes_new (buffer, n) : NULL;
}

static gboolean
ready_cb (GObject *stream, gpointer data)
{
  IlvPipe *self = data;
  gboolean is_over;
  g_autoptr (GBytes) bytes = read_chunk (self, &is_over);

  if (bytes != NULL)
    self->func (self->fd, bytes, self->user_data);
  return is_over ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

IlvPipe *
ilv_pipe_new (GInputStream *stream, int fd, IlvPipeFunc func, gpointer user_data)
{
  IlvPipe *self = g_new0 (IlvPipe, 1);

  self->stream = G_POLLABLE_INPUT_STREAM (g_object_ref (stream));
  self->fd = fd;
  self->func = func;
  self->user_data = user_data;
  self->source = g_pollable_input_stream_create_source (self->stream, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (ready_cb), self, NULL);
  g_source_set_priority (self->source, READ_PRIORITY);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  return self;
}

void
ilv_pipe_free (IlvPipe *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->stream);
  g_free (self);
}

void
ilv_pipe_drain (IlvPipe *self)
{
  GBytes *bytes;
  gboolean is_over;

  while ((bytes = read_chunk (self, &is_over)) != NULL)
    {
      self->func (self->fd, bytes, self->user_data);
      g_bytes_unref (bytes);
    }
}

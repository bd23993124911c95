/* ilv-input.c - What a program is given to read, as it reads it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-input.h"

#include <limits.h>
#include <signal.h>

struct _IlvInput
{
  GPollableOutputStream *stream; /* NULL: it is closed */
  GSource *source;               /* while something waits */
  GByteArray *waiting;
  gsize n_written;               /* bytes at the beginning of what waits */
  IlvInputFunc closed;
  gpointer user_data;
  gboolean is_ending;
};

static void
stop_writing (IlvInput *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
}

static void
close_stream (IlvInput *self)
{
  stop_writing (self);
  g_byte_array_set_size (self->waiting, 0);
  self->n_written = 0;
  g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, NULL);
  g_clear_object (&self->stream);
}

static gsize
count_waiting (IlvInput *self)
{
  return self->waiting->len - self->n_written;
}

/* FALSE: nobody reads any longer. A pipe that can be written to at all has room for PIPE_BUF
 * bytes; of more, the write could wait for the reader. */
static gboolean
write_some (IlvInput *self)
{
  g_autoptr (GError) error = NULL;
  gssize n;

  if (count_waiting (self) == 0)
    return TRUE; /* it only ends */
  n = g_pollable_output_stream_write_nonblocking (self->stream,
                                                  self->waiting->data + self->n_written,
                                                  MIN (count_waiting (self), PIPE_BUF), NULL,
                                                  &error);
  if (n < 0)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  self->n_written += (gsize) n;
  return TRUE;
}

static gboolean
ready_cb (GObject *stream, gpointer data)
{
  IlvInput *self = data;
  gboolean is_open = write_some (self);

  if (is_open && count_waiting (self) > 0)
    return G_SOURCE_CONTINUE;
  g_byte_array_set_size (self->waiting, 0);
  self->n_written = 0;
  if (is_open && !self->is_ending)
    {
      stop_writing (self);
      return G_SOURCE_REMOVE;
    }
  close_stream (self);
  self->closed (self->user_data);
  return G_SOURCE_REMOVE;
}

static void
begin_writing (IlvInput *self)
{
  if (self->source != NULL)
    return;
  self->source = g_pollable_output_stream_create_source (self->stream, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (ready_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

IlvInput *
ilv_input_new (GOutputStream *stream, IlvInputFunc closed, gpointer user_data)
{
  IlvInput *self = g_new0 (IlvInput, 1);

  /* That nobody reads is told by the write's failing, here as for the sockets of GIO. What we
   * start gets the signal back. */
  signal (SIGPIPE, SIG_IGN);
  self->stream = G_POLLABLE_OUTPUT_STREAM (g_object_ref (stream));
  self->waiting = g_byte_array_new ();
  self->closed = closed;
  self->user_data = user_data;
  return self;
}

void
ilv_input_free (IlvInput *self)
{
  if (self->stream != NULL)
    close_stream (self);
  g_byte_array_unref (self->waiting);
  g_free (self);
}

gboolean
ilv_input_add (IlvInput *self, GBytes *bytes)
{
  gsize n_bytes = g_bytes_get_size (bytes);

  if (self->stream == NULL || self->is_ending
      || n_bytes > ILV_INPUT_MAX_BYTES - count_waiting (self))
    return FALSE;
  if (self->n_written > 0)
    g_byte_array_remove_range (self->waiting, 0, (guint) self->n_written);
  self->n_written = 0;
  g_byte_array_append (self->waiting, g_bytes_get_data (bytes, NULL), (guint) n_bytes);
  begin_writing (self);
  return TRUE;
}

void
ilv_input_end (IlvInput *self)
{
  self->is_ending = TRUE;
  if (self->stream != NULL)
    begin_writing (self); /* nothing waits: it is closed at the next turn */
}

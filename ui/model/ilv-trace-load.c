/* ilv-trace-load.c - Files in: a block at a time, so that the picture grows.
 *
 * All of it happens on the main thread, in slices short enough for a frame: so
 * a trace needs no locks, and what is there can be looked at while the rest comes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <glib/gi18n-lib.h>

#include "trace/file.h"

#define SLICE_USEC 8000

typedef struct
{
  struct ilv_file_reader *reader;
  struct ilv_event *events;     /* one block */
  size_t next_block;
  IlvProgressFunc progress;
  gpointer progress_data;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  if (load->reader != NULL)
    ilv_file_reader_free (load->reader);
  g_free (load->events);
  g_free (load);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

/* (transfer full) (nullable) */
static Load *
load_open (GFile   *file,
           GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr(Load) load = g_new0 (Load, 1);
  struct ilv_error reason = { "" };

  if (path == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _("“%s” is not on this computer; copy it here first"), name);
      return NULL;
    }
  load->reader = ilv_file_reader_new (path, &reason);
  if (load->reader == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, reason.text);
      return NULL;
    }
  load->events = g_new (struct ilv_event, ILV_FILE_BLOCK_EVENTS);
  return g_steal_pointer (&load);
}

/* FALSE: there is no more. */
static gboolean
load_block (IlvTrace *self,
            Load     *load)
{
  size_t n_events;

  if (load->next_block >= ilv_file_reader_n_blocks (load->reader))
    return FALSE;
  n_events = ilv_file_reader_read (load->reader, load->next_block++, load->events);
  if (n_events == 0)
    return FALSE;
  ilv_trace_add_events (self, load->events, n_events);
  return TRUE;
}

static void
load_end (IlvTrace *self,
          Load     *load)
{
  ilv_trace_add_note (self, ilv_file_reader_note (load->reader));
  ilv_trace_finish (self);
}

gboolean
ilv_trace_load (IlvTrace      *self,
                GFile         *file,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(Load) load = NULL;

  g_return_val_if_fail (ILV_IS_TRACE (self), FALSE);

  load = load_open (file, error);
  if (load == NULL)
    return FALSE;
  do
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  while (load_block (self, load));
  load_end (self, load);
  return TRUE;
}

static gboolean
load_slice_cb (gpointer data)
{
  GTask *task = data;
  IlvTrace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  gint64 until = g_get_monotonic_time () + SLICE_USEC;
  gboolean has_more;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  do
    has_more = load_block (self, load);
  while (has_more && g_get_monotonic_time () < until);

  if (load->progress != NULL)
    load->progress (self, (double) load->next_block
                            / MAX (ilv_file_reader_n_blocks (load->reader), 1),
                    load->progress_data);
  if (has_more)
    return G_SOURCE_CONTINUE;
  load_end (self, load);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

void
ilv_trace_load_async (IlvTrace            *self,
                      GFile               *file,
                      IlvProgressFunc      progress,
                      gpointer             progress_data,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GSource) source = NULL;
  g_autoptr(GError) error = NULL;
  Load *load;

  g_return_if_fail (ILV_IS_TRACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ilv_trace_load_async);
  load = load_open (file, &error);
  if (load == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  load->progress = progress;
  load->progress_data = progress_data;
  g_task_set_task_data (task, load, load_free);
  source = g_idle_source_new ();
  g_task_attach_source (task, source, load_slice_cb);
}

gboolean
ilv_trace_load_finish (IlvTrace      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

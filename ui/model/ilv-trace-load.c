/* ilv-trace-load.c - Files in: a block at a time, so that the picture grows.
 *
 * A thread reads and decompresses, and puts events into the trace while the main loop
 * waits (ilv-gate.h); so what is there can be looked at while the rest comes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <glib/gi18n-lib.h>
#include <stdatomic.h>

#include "model/ilv-gate.h"
#include "trace/file.h"

#define TICK_MSEC 16

typedef struct
{
  struct ilv_file_reader *reader;
  struct ilv_event *events;     /* one block */
  size_t next_block;
  atomic_size_t n_done;         /* blocks that are in the trace; relaxed: shown, not relied upon */
  GThread *thread;
  guint tick_source;
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
load_open (IlvTrace  *self,
           GFile     *file,
           GError   **error)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autoptr(Load) load = g_new0 (Load, 1);
  struct ilv_error reason = { "" };
  const void *notes;
  size_t n_bytes;

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
  notes = ilv_file_reader_notes (load->reader, &n_bytes);
  if (notes != NULL)
    self->user_notes = g_bytes_new (notes, n_bytes);
  load->events = g_new (struct ilv_event, ILV_FILE_BLOCK_EVENTS);
  return g_steal_pointer (&load);
}

/* Number of events; 0: there is no more. */
static size_t
read_block (Load *load)
{
  if (load->next_block >= ilv_file_reader_n_blocks (load->reader))
    return 0;
  return ilv_file_reader_read (load->reader, load->next_block++, load->events);
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
  size_t n_events;

  g_return_val_if_fail (ILV_IS_TRACE (self), FALSE);

  load = load_open (self, file, error);
  if (load == NULL)
    return FALSE;
  while ((n_events = read_block (load)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      ilv_trace_add_events (self, load->events, n_events);
    }
  load_end (self, load);
  return TRUE;
}

/* Main thread, when the other one has nothing more to do. */
static gboolean
load_over_cb (gpointer data)
{
  g_autoptr(GTask) task = data;
  IlvTrace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  g_clear_handle_id (&load->tick_source, g_source_remove);
  ilv_gate_join (g_steal_pointer (&load->thread));
  ilv_gate_close ();
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (load->progress != NULL)
    load->progress (self, 1, load->progress_data);
  load_end (self, load);
  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

static gpointer
load_thread (gpointer data)
{
  GTask *task = data;
  IlvTrace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  size_t n_events;

  while (!g_cancellable_is_cancelled (g_task_get_cancellable (task))
         && (n_events = read_block (load)) > 0)
    {
      ilv_trace_take_events (self, load->events, n_events);
      atomic_store_explicit (&load->n_done, load->next_block, memory_order_relaxed);
    }
  g_idle_add (load_over_cb, task);
  return NULL;
}

static gboolean
load_tick_cb (gpointer data)
{
  GTask *task = data;
  IlvTrace *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  size_t n_done = atomic_load_explicit (&load->n_done, memory_order_relaxed);

  ilv_trace_say_grew (self);
  if (load->progress != NULL)
    load->progress (self, (double) n_done / MAX (ilv_file_reader_n_blocks (load->reader), 1),
                    load->progress_data);
  return G_SOURCE_CONTINUE;
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
  g_autoptr(GError) error = NULL;
  Load *load;

  g_return_if_fail (ILV_IS_TRACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ilv_trace_load_async);
  load = load_open (self, file, &error);
  if (load == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  load->progress = progress;
  load->progress_data = progress_data;
  g_task_set_task_data (task, load, load_free);
  load->tick_source = g_timeout_add (TICK_MSEC, load_tick_cb, task);
  ilv_gate_open ();
  load->thread = g_thread_new ("load", load_thread, g_object_ref (task));
}

gboolean
ilv_trace_load_finish (IlvTrace      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ilv-window-writing.c - The window: pictures and files that take long to make.
 *
 * They are made piece by piece from the main loop, below the priority of drawing: a
 * trace belongs to the main thread.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "widgets/ilv-progress-row.h"

/* Between two looks at something that waits for a thread. */
#define REST_MSEC 30

struct _IlvWindowWriting
{
  IlvWindow *window;        /* it ends us before it goes */
  IlvProgressRow *row;      /* the window's */
  IlvWritingFunc func;
  IlvWrittenFunc done;
  gpointer data;
  GDestroyNotify destroy;
  guint source_id;
};

static void
end (IlvWindowWriting *writing)
{
  IlvWindow *self = writing->window;

  g_clear_handle_id (&writing->source_id, g_source_remove);
  gtk_box_remove (self->progress_box, GTK_WIDGET (writing->row));
  writing->destroy (writing->data);
  g_free (writing);
  self->writing = NULL;
  ilv_window_update_actions (self);
}

static gboolean ilv_window_writing_cb (gpointer data);

static gboolean
go_on (IlvWindowWriting *writing, gboolean has_to_wait)
{
  writing->source_id = has_to_wait ? g_timeout_add (REST_MSEC, ilv_window_writing_cb, writing)
                                   : g_idle_add (ilv_window_writing_cb, writing);
  return G_SOURCE_REMOVE;
}

static gboolean
ilv_window_writing_cb (gpointer data)
{
  IlvWindowWriting *writing = data;
  g_autoptr (GError) error = NULL;
  double fraction = 0;
  IlvExportState state = writing->func (writing->data, &fraction, &error);

  writing->source_id = 0;
  switch (state)
    {
    case ILV_EXPORT_GOES_ON:
    case ILV_EXPORT_WAITS:
      ilv_progress_row_set_fraction (writing->row, fraction);
      return go_on (writing, state == ILV_EXPORT_WAITS);
    case ILV_EXPORT_DONE:
      writing->done (writing->window, writing->data);
      break;
    case ILV_EXPORT_FAILED:
      ilv_window_show_error (writing->window, error->message);
      break;
    }
  end (writing);
  return G_SOURCE_REMOVE;
}

void
ilv_window_begin_writing (IlvWindow *self, const char *what, IlvWritingFunc func,
                          IlvWrittenFunc done, gpointer data, GDestroyNotify destroy)
{
  IlvWindowWriting *writing = g_new0 (IlvWindowWriting, 1);

  ilv_window_end_writing (self);
  writing->window = self;
  writing->func = func;
  writing->done = done;
  writing->data = data;
  writing->destroy = destroy;
  writing->row = ILV_PROGRESS_ROW (ilv_progress_row_new (what));
  g_signal_connect_swapped (writing->row, "cancelled", G_CALLBACK (end), writing);
  gtk_box_append (self->progress_box, GTK_WIDGET (writing->row));
  self->writing = writing;
  go_on (writing, FALSE);
  ilv_window_update_actions (self);
}

void
ilv_window_end_writing (IlvWindow *self)
{
  if (self->writing != NULL)
    end (self->writing);
}

/* --- Files ------------------------------------------------------------------- */

typedef struct
{
  GFile *file;
  IlvFileJob *job;
  IlvContinuation *then; /* when it is written; NULL: nothing */
} FileWriting;

static void
file_writing_free (gpointer data)
{
  FileWriting *writing = data;

  g_clear_pointer (&writing->then, ilv_continuation_unref);
  g_object_unref (writing->file);
  ilv_file_job_free (writing->job);
  g_free (writing);
}

static IlvExportState
step_file (gpointer data, double *fraction, GError **error)
{
  return ilv_file_job_step (((FileWriting *) data)->job, fraction, error);
}

static void
file_done (IlvWindow *self, gpointer data)
{
  FileWriting *writing = data;
  g_autofree char *path = g_file_get_parse_name (writing->file);
  g_autofree char *message = g_strdup_printf (_("Written to %s"), path);

  ilv_window_show_toast (self, message);
  if (writing->then != NULL)
    ilv_continuation_run (writing->then);
}

void
ilv_window_write_file (IlvWindow *self, GFile *file, IlvFileJob *job, const GError *error)
{
  ilv_window_write_file_then (self, file, job, error, NULL);
}

void
ilv_window_write_file_then (IlvWindow *self, GFile *file, IlvFileJob *job, const GError *error,
                            IlvContinuation *then)
{
  g_autofree char *name = g_file_get_basename (file);
  /* translators: a file's name */
  g_autofree char *what = g_strdup_printf (_("Writing %s"), name);
  FileWriting *writing;

  if (job == NULL)
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  writing = g_new0 (FileWriting, 1);
  writing->file = g_object_ref (file);
  writing->job = job;
  writing->then = then != NULL ? ilv_continuation_ref (then) : NULL;
  ilv_window_begin_writing (self, what, step_file, file_done, writing, file_writing_free);
}

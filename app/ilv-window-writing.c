/* ilv-window-writing.c - The window: files that take long to write.
 *
 * They are written piece by piece from the main loop, below the priority of drawing: a
 * trace belongs to the main thread.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "widgets/ilv-progress-row.h"

struct _IlvWindowWriting
{
  IlvWindow *window;        /* it ends us before it goes */
  GFile *file;
  IlvProgressRow *row;      /* the window's */
  IlvWritingFunc func;
  gpointer data;
  GDestroyNotify destroy;
  guint idle_id;
};

static void
end (IlvWindowWriting *writing)
{
  IlvWindow *self = writing->window;

  g_clear_handle_id (&writing->idle_id, g_source_remove);
  gtk_box_remove (self->progress_box, GTK_WIDGET (writing->row));
  writing->destroy (writing->data);
  g_object_unref (writing->file);
  g_free (writing);
  self->writing = NULL;
  ilv_window_update_actions (self);
}

void
ilv_window_say_written (IlvWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *message = g_strdup_printf (_("Written to %s"), path);

  ilv_window_show_toast (self, message);
}

static gboolean
ilv_window_writing_idle_cb (gpointer data)
{
  IlvWindowWriting *writing = data;
  g_autoptr (GError) error = NULL;
  double fraction = 0;

  switch (writing->func (writing->data, &fraction, &error))
    {
    case ILV_WRITING_GOES_ON:
      ilv_progress_row_set_fraction (writing->row, fraction);
      return G_SOURCE_CONTINUE;
    case ILV_WRITING_DONE:
      ilv_window_say_written (writing->window, writing->file);
      break;
    case ILV_WRITING_FAILED:
      ilv_window_show_error (writing->window, error->message);
      break;
    }
  writing->idle_id = 0;
  end (writing);
  return G_SOURCE_REMOVE;
}

void
ilv_window_begin_writing (IlvWindow *self, GFile *file, IlvWritingFunc func, gpointer data,
                          GDestroyNotify destroy)
{
  g_autofree char *name = g_file_get_basename (file);
  /* translators: a file's name */
  g_autofree char *what = g_strdup_printf (_("Writing %s"), name);
  IlvWindowWriting *writing = g_new0 (IlvWindowWriting, 1);

  ilv_window_end_writing (self);
  writing->window = self;
  writing->file = g_object_ref (file);
  writing->func = func;
  writing->data = data;
  writing->destroy = destroy;
  writing->row = ILV_PROGRESS_ROW (ilv_progress_row_new (what));
  g_signal_connect_swapped (writing->row, "cancelled", G_CALLBACK (end), writing);
  gtk_box_append (self->progress_box, GTK_WIDGET (writing->row));
  writing->idle_id = g_idle_add (ilv_window_writing_idle_cb, writing);
  self->writing = writing;
  ilv_window_update_actions (self);
}

void
ilv_window_end_writing (IlvWindow *self)
{
  if (self->writing != NULL)
    end (self->writing);
}

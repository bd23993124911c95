/* ilv-window-trace.c - The window: opens saved traces.
 *
 * The picture of a trace grows while it is read. If the user ends that, what has come
 * stays, with a note that the rest is missing.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "widgets/ilv-progress-row.h"

/* A file that is being read. */
typedef struct
{
  IlvWindow *window;     /* a reference */
  GFile *file;
  IlvProgressRow *row;   /* the window's */
  GCancellable *cancellable;
  gboolean is_shown;     /* the trace, as far as it has come */
  gboolean is_stopped;   /* by the user, who looks at what has come */
} Loading;

/* The window may already show another one. */
static void
end_loading (Loading *loading)
{
  IlvWindow *self = loading->window;

  if (self->loading_file != loading->file)
    return;
  g_clear_object (&self->loading_file);
  ilv_window_update_title (self);
}

static void
loading_free (Loading *loading)
{
  gtk_box_remove (loading->window->progress_box, GTK_WIDGET (loading->row));
  end_loading (loading);
  g_object_unref (loading->cancellable);
  g_object_unref (loading->file);
  g_object_unref (loading->window);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

/* A trace carries the source of its program. */
static void
show_source_of_trace (IlvWindow *self, IlvTrace *trace)
{
  const char *path = ilv_trace_get_program_path (trace);
  const char *text = path != NULL ? ilv_trace_get_source (trace, path) : NULL;

  ilv_window_leave_folder (self);
  ilv_source_view_set_file (self->source_view, path);
  if (text != NULL)
    ilv_document_take_over (self->document, ilv_trace_get_program_name (trace), text);
  else
    ilv_document_take_over (self->document, _("untitled.go"), "");
  /* Replacing the text has made the view forget which run it shows. */
  ilv_source_view_set_session (self->source_view, self->session);
}

static void
show_output_of_trace (IlvWindow *self, IlvTrace *trace)
{
  guint n_outputs;
  const IlvOutput *outputs = ilv_trace_get_outputs (trace, &n_outputs);
  gsize n_bytes;
  const char *text = ilv_trace_get_output_text (trace, &n_bytes);

  ilv_console_clear (self->console);
  for (guint i = 0; i < n_outputs; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text + outputs[i].offset, outputs[i].n_bytes);

      ilv_console_append (self->console, outputs[i].fd == 2 ? 2 : 1, bytes);
    }
}

static void
show_notes_of_trace (IlvWindow *self, IlvTrace *trace)
{
  g_autofree char *notes = g_strjoinv ("\n", (char **) ilv_trace_get_notes (trace));

  if (*notes != '\0')
    ilv_window_show_error (self, notes);
}

static void
show_trace_as_far_as_it_is_there (IlvWindow *self, IlvTrace *trace)
{
  show_source_of_trace (self, trace);
  show_output_of_trace (self, trace);
  show_notes_of_trace (self, trace);
  ilv_session_show_all (self->session);
  ilv_window_update_actions (self);
}

/* Instead of what was there: only now, when the file has turned out to be a trace. */
static void
show_loading (Loading *loading, IlvTrace *trace)
{
  IlvWindow *self = loading->window;

  if (loading->is_shown || g_cancellable_is_cancelled (loading->cancellable))
    return;
  loading->is_shown = TRUE;
  ilv_window_forget_run (self);
  ilv_window_select_example (self, NULL);
  g_set_object (&self->trace_file, loading->file);
  g_set_object (&self->loading_file, loading->file);
  ilv_window_show_trace (self, trace);
  ilv_window_remember_recent (self, loading->file);
}

static void
show_error (Loading *loading, const GError *error)
{
  g_autofree char *name = g_file_get_basename (loading->file);
  g_autofree char *sentence = g_strdup_printf ("%s: %s", name, error->message);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ilv_window_show_error (loading->window, sentence);
}

static void
ilv_window_trace_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Loading) loading = data;
  IlvTrace *trace = ILV_TRACE (source);
  g_autoptr (GError) error = NULL;

  if (ilv_trace_load_finish (trace, result, &error))
    {
      show_loading (loading, trace);
      show_trace_as_far_as_it_is_there (loading->window, trace);
    }
  else if (loading->is_stopped && ilv_session_get_trace (loading->window->session) == trace)
    {
      ilv_trace_add_note (trace, _("Opening was ended before its end: the rest of the trace is "
                                  "missing."));
      ilv_trace_finish (trace);
      show_trace_as_far_as_it_is_there (loading->window, trace);
    }
  else
    show_error (loading, error);
}

static void
ilv_window_load_progress_cb (IlvTrace *trace, double fraction, gpointer data)
{
  Loading *loading = data;

  show_loading (loading, trace);
  ilv_progress_row_set_fraction (loading->row, fraction);
}

static void
ilv_window_load_cancelled_cb (IlvProgressRow *row, Loading *loading)
{
  loading->is_stopped = TRUE;
  g_cancellable_cancel (loading->cancellable);
}

static Loading *
loading_new (IlvWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  /* translators: a file's name */
  g_autofree char *what = g_strdup_printf (_("Opening %s"), name);
  Loading *loading = g_new0 (Loading, 1);

  loading->window = g_object_ref (self);
  loading->file = g_object_ref (file);
  loading->cancellable = g_object_ref (self->loading);
  loading->row = ILV_PROGRESS_ROW (ilv_progress_row_new (what));
  g_signal_connect (loading->row, "cancelled", G_CALLBACK (ilv_window_load_cancelled_cb), loading);
  gtk_box_append (self->progress_box, GTK_WIDGET (loading->row));
  return loading;
}

void
ilv_window_load_trace (IlvWindow *self, GFile *file)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  Loading *loading;

  ilv_window_restart_loading (self);
  loading = loading_new (self, file);
  ilv_trace_load_async (trace, file, ilv_window_load_progress_cb, loading, self->loading,
                        ilv_window_trace_loaded_cb, loading);
}

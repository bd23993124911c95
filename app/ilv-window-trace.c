/* ilv-window-trace.c - The window: saved traces.
 *
 * The picture of a trace grows while it is read. If the user ends that, what has come
 * stays, with a note that the rest is missing.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "trace/file.h"
#include "widgets/ilv-progress-row.h"

#define COPY_BYTES (256 * 1024)

static const char *const trace_suffixes[] = { "ilv", NULL };

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

/* The trace's file was written while the program ran: it is copied, a piece between two frames, with
 * what the user wrote about it. */
typedef struct
{
  GInputStream *in;
  goffset n_copied, n_all; /* the tail not counted */
  GBytes *tail;            /* NULL: the file's own */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_clear_object (&copy->in);
  g_clear_pointer (&copy->tail, g_bytes_unref);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static IlvExportState
write_copy (gpointer data, GByteArray *out, double *fraction, GError **error)
{
  Copy *copy = data;
  gsize n_wanted = (gsize) MIN (copy->n_all - copy->n_copied, COPY_BYTES);
  gssize n;

  g_byte_array_set_size (out, COPY_BYTES);
  n = g_input_stream_read (copy->in, out->data, n_wanted, NULL, error);
  g_byte_array_set_size (out, (guint) MAX (n, 0));
  if (n < 0)
    return ILV_EXPORT_FAILED;
  copy->n_copied += n;
  *fraction = (double) copy->n_copied / MAX (copy->n_all, 1);
  if (n > 0)
    return ILV_EXPORT_GOES_ON;
  if (copy->tail != NULL)
    g_byte_array_append (out, g_bytes_get_data (copy->tail, NULL),
                         (guint) g_bytes_get_size (copy->tail));
  return ILV_EXPORT_DONE;
}

/* What follows the events in the copy: @notes (NULL: none), and an index that knows of them. */
static gboolean
make_tail (Copy *copy, GFile *from, GBytes *notes, GError **error)
{
  g_autofree char *path = g_file_get_path (from);
  struct ilv_error reason = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (path, &reason);
  gsize n_notes = 0, n_tail;
  const void *bytes = notes != NULL ? g_bytes_get_data (notes, &n_notes) : NULL;
  uint64_t offset;
  void *tail = NULL;

  if (reader != NULL)
    tail = ilv_file_make_tail (reader, bytes, n_notes, &offset, &n_tail, &reason);
  ilv_file_reader_free (reader);
  if (tail == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, reason.text);
      return FALSE;
    }
  copy->tail = g_bytes_new_with_free_func (tail, n_tail, free, tail);
  copy->n_all = (goffset) offset;
  return TRUE;
}

/* (transfer full) (nullable). @notes: what the user wrote; NULL: nothing. */
static IlvFileJob *
begin_copy (GFile *from, GFile *to, GBytes *notes, GError **error)
{
  g_autoptr (Copy) copy = g_new0 (Copy, 1);
  g_autoptr (GFileInfo) info
    = g_file_query_info (from, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return NULL;
  copy->n_all = g_file_info_get_size (info);
  if (!make_tail (copy, from, notes, error) && notes != NULL)
    return NULL;
  g_clear_error (error); /* a damaged file is copied as it is */
  copy->in = G_INPUT_STREAM (g_file_read (from, NULL, error));
  if (copy->in == NULL)
    return NULL;
  return ilv_file_job_new (to, write_copy, g_steal_pointer (&copy), copy_free, error);
}

/* What a trace is saved with, and what comes after that. */
typedef struct
{
  IlvWindow *window; /* a reference */
  IlvSession *session;
  GBytes *notes;     /* NULL: none */
  IlvWindowFunc func; /* NULL: nothing */
  gpointer data;
  GDestroyNotify destroy;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  if (saving->destroy != NULL)
    saving->destroy (saving->data);
  g_clear_pointer (&saving->notes, g_bytes_unref);
  g_object_unref (saving->session);
  g_object_unref (saving->window);
  g_free (saving);
}

static Saving *
saving_new (IlvWindow *self, IlvWindowFunc func, gpointer data, GDestroyNotify destroy)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->window = g_object_ref (self);
  saving->session = g_object_ref (self->session);
  saving->func = func;
  saving->data = data;
  saving->destroy = destroy;
  return saving;
}

static gboolean
ilv_window_go_on_cb (gpointer data)
{
  Saving *saving = data;

  saving->func (saving->window, saving->data);
  return G_SOURCE_REMOVE;
}

/* Goes on only when what calls us is over: what follows may close the window. Takes what is to be
 * done out of @saving. */
static void
go_on_later (Saving *saving)
{
  Saving *rest;

  if (saving->func == NULL)
    return;
  rest = saving_new (saving->window, saving->func, saving->data, saving->destroy);
  saving->func = NULL;
  saving->destroy = NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, ilv_window_go_on_cb, rest, saving_free);
}

static void
trace_saved (IlvWindow *self, gpointer data)
{
  Saving *saving = data;

  ilv_session_set_saved_notes (saving->session, saving->notes);
  go_on_later (saving);
}

static void
save_trace_chosen (IlvWindow *self, GFile *file, gpointer data)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;
  IlvFileJob *job;

  if (file == NULL || self->trace_file == NULL || saving->session != self->session)
    {
      saving_free (saving);
      return;
    }
  saving->notes = ilv_session_dup_notes (saving->session);
  job = begin_copy (self->trace_file, file, saving->notes, &error);
  ilv_window_write_file_then (self, file, job, error, trace_saved, saving, saving_free);
}

/* Takes @saving. */
static void
choose_and_save_trace (IlvWindow *self, Saving *saving)
{
  g_autofree char *name = ilv_window_suggest_name (self, "ilv");

  ilv_window_choose (self, _("Save Trace"), name, _("Traces"), trace_suffixes, save_trace_chosen,
                     saving);
}

void
ilv_window_save_trace (IlvWindow *self)
{
  choose_and_save_trace (self, saving_new (self, NULL, NULL, NULL));
}

static void
ilv_window_notes_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Saving *saving = data;

  if (strcmp (response, "save") == 0)
    {
      choose_and_save_trace (saving->window, saving);
      return;
    }
  if (strcmp (response, "discard") == 0)
    go_on_later (saving);
  saving_free (saving);
}

void
ilv_window_save_notes_first (IlvWindow *self, IlvWindowFunc func, gpointer data,
                             GDestroyNotify destroy)
{
  Saving *saving = saving_new (self, func, data, destroy);
  GtkWidget *dialog;

  if (!ilv_session_has_unsaved_notes (self->session))
    {
      func (self, data);
      saving_free (saving);
      return;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Save notes?"),
                                   _("Notes about this run are not saved. They are kept with its "
                                     "trace, and will be lost if you do not save it."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  /* What still runs has no whole trace. */
  if (self->trace_file != NULL && !ilv_window_is_running (self))
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "save", _("_Save"));
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save",
                                                  ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
    }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (ilv_window_notes_response_cb), saving);
  gtk_window_present (GTK_WINDOW (dialog));
}

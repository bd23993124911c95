/* ilv-window-save.c - The window: nothing that is not saved goes unasked.
 *
 * What would end a text or a run is a continuation: it waits until both are saved, or given up.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

static const char *const go_suffixes[] = { "go", NULL };
static const char *const trace_suffixes[] = { "ilv", NULL };

/* (transfer full) Cancel, Discard and, if it @can_save, Save. */
static GtkWidget *
new_question (IlvWindow *self, const char *title, const char *sentence, gboolean can_save)
{
  AdwMessageDialog *dialog
    = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), title, sentence));

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (can_save)
    {
      adw_message_dialog_add_response (dialog, "save", _("_Save"));
      adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (dialog, "save");
    }
  return GTK_WIDGET (dialog);
}

/* --- The text ---------------------------------------------------------------- */

static void save_text (IlvWindow *self, IlvDocument *document, IlvContinuation *then);

/* The end of every way to save: @data is a continuation. */
static void
ilv_window_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (IlvContinuation) then = data;
  IlvWindow *self = ilv_continuation_get_window (then);
  IlvDocument *modified;
  g_autoptr (GError) error = NULL;

  if (!ilv_document_save_finish (ILV_DOCUMENT (source), result, &error))
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  ilv_window_remember_recent (self, ilv_document_get_file (ILV_DOCUMENT (source)));
  modified = ilv_window_find_modified (self);
  /* What goes on would lose the other files' changes, too. */
  if (ilv_continuation_is_something (then) && modified != NULL)
    save_text (self, modified, then);
  else
    ilv_continuation_run (then);
}

static void
save_text_chosen (IlvWindow *self, GFile *file, gpointer data)
{
  g_autoptr (IlvContinuation) then = data;

  if (file != NULL)
    ilv_document_save_async (self->document, file, NULL, ilv_window_saved_cb,
                             g_steal_pointer (&then));
}

static void
choose_and_save_text (IlvWindow *self, IlvContinuation *then)
{
  ilv_window_choose (self, ILV_CHOOSE_NEW, _("Save Program"),
                     ilv_document_get_title (self->document), _("Go programs"), go_suffixes,
                     save_text_chosen, ilv_continuation_ref (then));
}

static void
save_text (IlvWindow *self, IlvDocument *document, IlvContinuation *then)
{
  GFile *file = ilv_document_get_file (document);

  if (file == NULL)
    choose_and_save_text (self, then);
  else
    ilv_document_save_async (document, file, NULL, ilv_window_saved_cb,
                             ilv_continuation_ref (then));
}

static void
ilv_window_text_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (IlvContinuation) then = data;
  IlvWindow *self = ilv_continuation_get_window (then);

  if (strcmp (response, "save") == 0)
    save_text (self, ilv_window_find_modified (self), then);
  else if (strcmp (response, "discard") == 0)
    ilv_continuation_run_later (then);
}

/* Once the notes are saved. @data is the continuation. */
static void
save_text_first (IlvWindow *self, gpointer data)
{
  IlvDocument *modified = ilv_window_find_modified (self);
  g_autofree char *sentence = NULL;
  GtkWidget *dialog;

  if (modified == NULL)
    {
      ilv_continuation_run (data);
      return;
    }
  sentence = g_strdup_printf (_("“%s” has changes that are not saved. "
                                "They will be lost if you do not save them."),
                              ilv_document_get_title (modified));
  dialog = new_question (self, _("Save changes?"), sentence, TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (ilv_window_text_response_cb),
                    ilv_continuation_ref (data));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ilv_window_save_first (IlvWindow *self, IlvWindowFunc func, gpointer data, GDestroyNotify destroy)
{
  ilv_window_save_notes_first (self, save_text_first,
                               ilv_continuation_new (self, func, data, destroy),
                               (GDestroyNotify) ilv_continuation_unref);
}

void
ilv_window_save (IlvWindow *self)
{
  g_autoptr (IlvContinuation) nothing = ilv_continuation_new (self, NULL, NULL, NULL);

  save_text (self, self->document, nothing);
}

void
ilv_window_save_as (IlvWindow *self)
{
  g_autoptr (IlvContinuation) nothing = ilv_continuation_new (self, NULL, NULL, NULL);

  choose_and_save_text (self, nothing);
}

/* --- The trace, with the notes about it ------------------------------------------ */

typedef struct
{
  IlvSession *session;
  GBytes *notes; /* NULL: none */
  IlvContinuation *then;
} Saving;

static Saving *
saving_new (IlvWindow *self, IlvContinuation *then)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->session = g_object_ref (self->session);
  saving->then = ilv_continuation_ref (then);
  return saving;
}

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->session);
  g_clear_pointer (&saving->notes, g_bytes_unref);
  ilv_continuation_unref (saving->then);
  g_free (saving);
}

static void
trace_saved (IlvWindow *self, gpointer data)
{
  Saving *saving = data;

  ilv_session_set_saved_notes (saving->session, saving->notes);
  ilv_continuation_run_later (saving->then);
}

static void
save_trace_chosen (IlvWindow *self, GFile *file, gpointer data)
{
  Saving *saving = data;
  g_autoptr (IlvContinuation) then
    = ilv_continuation_new (self, trace_saved, saving, saving_free);
  g_autoptr (GError) error = NULL;
  IlvFileJob *job;

  if (file == NULL || self->trace_file == NULL || saving->session != self->session)
    return;
  saving->notes = ilv_session_dup_notes (saving->session);
  job = ilv_file_job_new_trace_copy (file, self->trace_file, saving->notes, &error);
  ilv_window_write_file_then (self, file, job, error, then);
}

static void
choose_and_save_trace (IlvWindow *self, IlvContinuation *then)
{
  g_autofree char *name = ilv_window_suggest_name (self, "ilv");

  ilv_window_choose (self, ILV_CHOOSE_NEW, _("Save Trace"), name, _("Traces"), trace_suffixes,
                     save_trace_chosen, saving_new (self, then));
}

void
ilv_window_save_trace (IlvWindow *self)
{
  g_autoptr (IlvContinuation) nothing = ilv_continuation_new (self, NULL, NULL, NULL);

  choose_and_save_trace (self, nothing);
}

static void
ilv_window_notes_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (IlvContinuation) then = data;

  if (strcmp (response, "save") == 0)
    choose_and_save_trace (ilv_continuation_get_window (then), then);
  else if (strcmp (response, "discard") == 0)
    ilv_continuation_run_later (then);
}

void
ilv_window_save_notes_first (IlvWindow *self, IlvWindowFunc func, gpointer data,
                             GDestroyNotify destroy)
{
  g_autoptr (IlvContinuation) then = ilv_continuation_new (self, func, data, destroy);
  GtkWidget *dialog;

  if (!ilv_session_has_unsaved_notes (self->session))
    {
      ilv_continuation_run (then);
      return;
    }
  /* What still runs has no whole trace. */
  dialog = new_question (self, _("Save notes?"),
                         _("Notes about this run are not saved. They are kept with its "
                           "trace, and will be lost if you do not save it."),
                         self->trace_file != NULL && !ilv_window_is_running (self));
  g_signal_connect (dialog, "response", G_CALLBACK (ilv_window_notes_response_cb),
                    g_steal_pointer (&then));
  gtk_window_present (GTK_WINDOW (dialog));
}

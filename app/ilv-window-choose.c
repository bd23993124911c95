/* ilv-window-choose.c - The window: which file to open or to write.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

/* A file chooser and what to do with the answer; it lives as long as it is open. */
typedef struct
{
  IlvWindow *window; /* a reference */
  void (*func) (IlvWindow *self, GFile *file, gpointer data);
  gpointer data;
} Choice;

static void
choice_response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autofree Choice *choice = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  choice->func (choice->window, file, choice->data);
  g_object_unref (choice->window);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *suffixes != NULL; suffixes++)
    gtk_file_filter_add_suffix (filter, *suffixes);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
ilv_window_choose (IlvWindow *self, IlvChoose what, const char *title, const char *name,
                   const char *filter_name, const char *const *suffixes,
                   void (*func) (IlvWindow *, GFile *, gpointer), gpointer data)
{
  static const GtkFileChooserAction actions[] = {
    [ILV_CHOOSE_FILE] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [ILV_CHOOSE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
    [ILV_CHOOSE_NEW] = GTK_FILE_CHOOSER_ACTION_SAVE,
  };
  GtkFileChooserNative *dialog
    = gtk_file_chooser_native_new (title, GTK_WINDOW (self), actions[what], NULL, NULL);
  Choice *choice = g_new0 (Choice, 1);

  if (suffixes != NULL)
    add_filter (GTK_FILE_CHOOSER (dialog), filter_name, suffixes);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  choice->window = g_object_ref (self);
  choice->func = func;
  choice->data = data;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (choice_response_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

char *
ilv_window_suggest_name (IlvWindow *self, const char *extension)
{
  const char *title = ilv_document_get_title (self->document);
  const char *dot = strrchr (title, '.');
  int n_bytes = dot != NULL ? (int) (dot - title) : (int) strlen (title);

  return g_strdup_printf ("%.*s.%s", n_bytes, title, extension);
}

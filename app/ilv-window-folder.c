/* ilv-window-folder.c - The window: a program that is a folder of files.
 *
 * Each file is a document of its own; self->document is the one that is shown. Without
 * a folder there is just that one.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "ilv-go-files.h"

/* Documents of a folder that are being read. */
typedef struct
{
  IlvWindow *window; /* a reference */
  GFile *folder;
  GPtrArray *documents;
  guint n_left;
  GError *error; /* the first there was */
} Loading;

static void
loading_free (Loading *loading)
{
  g_object_unref (loading->window);
  g_object_unref (loading->folder);
  g_ptr_array_unref (loading->documents);
  g_clear_error (&loading->error);
  g_free (loading);
}

/* (transfer full) How the list names a file: by its way from the folder. */
static char *
describe (IlvWindow *self, IlvDocument *document)
{
  GFile *file = ilv_document_get_file (document);
  g_autofree char *path = file != NULL ? g_file_get_relative_path (self->folder, file) : NULL;
  g_autofree char *name = path != NULL ? g_filename_display_name (path)
                                       : g_strdup (ilv_document_get_title (document));
  gboolean is_modified = gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document));

  return is_modified ? g_strdup_printf ("• %s", name) : g_steal_pointer (&name);
}

static void
ilv_window_file_selected_cb (IlvWindow *self)
{
  guint index = gtk_drop_down_get_selected (self->file_list);

  if (self->folder != NULL && index < self->documents->len)
    ilv_window_show_document (self, g_ptr_array_index (self->documents, index));
}

/* A name that is replaced takes the choice with it, which nobody has made. */
static void
ilv_window_update_file_list (IlvWindow *self)
{
  guint shown;

  g_signal_handlers_block_by_func (self->file_list, ilv_window_file_selected_cb, self);
  for (guint i = 0; i < self->documents->len; i++)
    {
      g_autofree char *name = describe (self, g_ptr_array_index (self->documents, i));
      const char *old = gtk_string_list_get_string (self->file_names, i);

      if (g_strcmp0 (old, name) != 0)
        gtk_string_list_splice (self->file_names, i, old != NULL ? 1 : 0,
                                (const char *[]) { name, NULL });
    }
  if (g_ptr_array_find (self->documents, self->document, &shown))
    gtk_drop_down_set_selected (self->file_list, shown);
  g_signal_handlers_unblock_by_func (self->file_list, ilv_window_file_selected_cb, self);
}

static void
attach (IlvWindow *self, IlvDocument *document)
{
  g_signal_connect_object (document, "modified-changed", G_CALLBACK (ilv_window_update_title),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::title", G_CALLBACK (ilv_window_update_title), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::is-outdated", G_CALLBACK (ilv_window_update_reload),
                           self, G_CONNECT_SWAPPED);
  if (self->folder != NULL)
    g_signal_connect_object (document, "modified-changed",
                             G_CALLBACK (ilv_window_update_file_list), self, G_CONNECT_SWAPPED);
}

void
ilv_window_show_document (IlvWindow *self, IlvDocument *document)
{
  GFile *file = self->folder != NULL ? ilv_document_get_file (document) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  guint index;

  g_set_object (&self->document, document);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->source_view), GTK_TEXT_BUFFER (document));
  ilv_source_view_set_file (self->source_view, path);
  /* Lines that were edited since are not those that ran. */
  if (self->session != NULL && !gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)))
    ilv_source_view_set_session (self->source_view, self->session);
  if (g_ptr_array_find (self->documents, document, &index))
    gtk_drop_down_set_selected (self->file_list, index);
  if (self->session != NULL)
    ilv_window_update_title (self);
  ilv_window_update_reload (self);
}

void
ilv_window_set_documents (IlvWindow *self, GFile *folder, GPtrArray *documents, guint shown)
{
  g_set_object (&self->folder, folder);
  g_ptr_array_set_size (self->documents, 0);
  gtk_string_list_splice (self->file_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->file_names)), NULL);
  for (guint i = 0; i < documents->len; i++)
    {
      IlvDocument *document = g_ptr_array_index (documents, i);

      g_ptr_array_add (self->documents, g_object_ref (document));
      attach (self, document);
    }
  if (folder != NULL)
    ilv_window_update_file_list (self);
  gtk_widget_set_visible (GTK_WIDGET (self->file_list), folder != NULL);
  ilv_window_show_document (self, g_ptr_array_index (documents, shown));
}

void
ilv_window_set_single_document (IlvWindow *self, IlvDocument *document)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();

  if (self->folder == NULL && self->document == document)
    return;
  g_ptr_array_add (documents, document);
  ilv_window_set_documents (self, NULL, documents, 0);
}

IlvDocument *
ilv_window_find_modified (IlvWindow *self)
{
  for (guint i = 0; i < self->documents->len; i++)
    if (gtk_text_buffer_get_modified (g_ptr_array_index (self->documents, i)))
      return g_ptr_array_index (self->documents, i);
  return NULL;
}

IlvDocument *
ilv_window_find_document (IlvWindow *self, const char *path, guint *index)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (*index = 0; *index < self->documents->len; (*index)++)
    {
      IlvDocument *document = g_ptr_array_index (self->documents, *index);
      GFile *its_file = ilv_document_get_file (document);

      if (its_file != NULL && g_file_equal (its_file, file))
        return document;
    }
  return NULL;
}

/* --- Opening ------------------------------------------------------------ */

/* The file a reader begins with. */
static guint
find_first (Loading *loading)
{
  for (guint i = 0; i < loading->documents->len; i++)
    if (g_str_equal (ilv_document_get_title (g_ptr_array_index (loading->documents, i)), "main.go"))
      return i;
  return 0;
}

static void
finish (Loading *loading)
{
  IlvWindow *self = loading->window;

  if (loading->error != NULL)
    {
      if (!g_error_matches (loading->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        ilv_window_show_error (self, loading->error->message);
    }
  else
    {
      ilv_window_set_documents (self, loading->folder, loading->documents, find_first (loading));
      ilv_window_forget_run (self);
    }
  loading_free (loading);
}

static void
ilv_window_folder_file_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Loading *loading = data;
  GError *error = NULL;

  if (!ilv_document_load_finish (ILV_DOCUMENT (source), result, &error))
    {
      if (loading->error == NULL)
        loading->error = g_steal_pointer (&error);
      g_clear_error (&error);
    }
  if (--loading->n_left == 0)
    finish (loading);
}

void
ilv_window_load_folder (IlvWindow *self, GFile *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = ilv_go_files_list (folder, &error);
  Loading *loading;

  if (files == NULL)
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  loading = g_new0 (Loading, 1);
  loading->window = g_object_ref (self);
  loading->folder = g_object_ref (folder);
  loading->documents = g_ptr_array_new_with_free_func (g_object_unref);
  loading->n_left = files->len;
  for (guint i = 0; i < files->len; i++)
    {
      IlvDocument *document = ilv_document_new ();

      g_ptr_array_add (loading->documents, document);
      ilv_document_load_async (document, g_ptr_array_index (files, i), FALSE, self->loading,
                               ilv_window_folder_file_loaded_cb, loading);
    }
}

void
ilv_window_init_documents (IlvWindow *self)
{
  g_autoptr (IlvDocument) document = ilv_document_new ();

  self->documents = g_ptr_array_new_with_free_func (g_object_unref);
  self->file_names = gtk_string_list_new (NULL);
  gtk_drop_down_set_model (self->file_list, G_LIST_MODEL (self->file_names));
  g_signal_connect_object (self->file_list, "notify::selected",
                           G_CALLBACK (ilv_window_file_selected_cb), self, G_CONNECT_SWAPPED);
  ilv_window_set_single_document (self, document);
}

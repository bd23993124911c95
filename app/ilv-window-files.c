/* ilv-window-files.c - The window: open programs, traces and folders.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "ilv-examples.h"

#define MAX_RECENT 8
#define MAX_DROPPED 10 /* windows that a drop opens */

static const char *const open_suffixes[] = { "go", "ilv", NULL };

void
ilv_window_remember_recent (IlvWindow *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

/* A folder is ours only if we have opened it. */
static gboolean
is_ours (GtkRecentInfo *info)
{
  const char *uri = gtk_recent_info_get_uri (info);

  return g_str_has_suffix (uri, ".go") || g_str_has_suffix (uri, ".ilv")
         || (g_strcmp0 (gtk_recent_info_get_mime_type (info), "inode/directory") == 0
             && gtk_recent_info_has_application (info, g_get_application_name ()));
}

/* Recently used files and folders that are ours, newest first. */
void
ilv_window_update_recent (IlvWindow *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  g_menu_remove_all (self->recent_menu);
  for (GList *item = items; item != NULL; item = item->next)
    {
      const char *uri = gtk_recent_info_get_uri (item->data);
      g_autoptr (GMenuItem) entry = NULL;

      if (!is_ours (item->data) || !gtk_recent_info_exists (item->data))
        continue;
      entry = g_menu_item_new (gtk_recent_info_get_display_name (item->data), NULL);
      g_menu_item_set_action_and_target (entry, "win.open-recent", "s", uri);
      g_menu_append_item (self->recent_menu, entry);
      if (g_menu_model_get_n_items (G_MENU_MODEL (self->recent_menu)) == MAX_RECENT)
        break;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/* For a program that has not run. */
void
ilv_window_forget_run (IlvWindow *self)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();

  ilv_window_drop_runner (self);
  g_clear_object (&self->trace_file);
  ilv_window_hide_error (self);
  ilv_window_show_trace (self, trace);
}

void
ilv_window_restart_loading (IlvWindow *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
}

static void
show_load_error (IlvWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ilv_window_show_error (self, error->message);
}

static void
ilv_window_program_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (IlvWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!ilv_document_load_finish (ILV_DOCUMENT (source), result, &error))
    {
      show_load_error (self, error);
      return;
    }
  ilv_window_set_single_document (self, ILV_DOCUMENT (source));
  ilv_window_forget_run (self);
  if (ilv_document_get_file (self->document) != NULL)
    ilv_window_remember_recent (self, ilv_document_get_file (self->document));
}

/* Shows in the list which example is open; none if @file is none of them. */
void
ilv_window_select_example (IlvWindow *self, GFile *file)
{
  gtk_list_box_unselect_all (self->example_list);
  for (guint i = 0; i < g_list_model_get_n_items (self->examples); i++)
    {
      g_autoptr (IlvExample) example = g_list_model_get_item (self->examples, i);

      if (file != NULL && g_file_equal (ilv_example_get_file (example), file))
        gtk_list_box_select_row (self->example_list,
                                 gtk_list_box_get_row_at_index (self->example_list, (int) i));
    }
}

static void
load_program (IlvWindow *self, GFile *file, gboolean is_template)
{
  /* A folder stays until the file has been read. */
  g_autoptr (IlvDocument) document = self->folder != NULL ? ilv_document_new ()
                                                          : g_object_ref (self->document);

  ilv_window_restart_loading (self);
  ilv_window_select_example (self, is_template ? file : NULL);
  ilv_document_load_async (document, file, is_template, self->loading,
                           ilv_window_program_loaded_cb, g_object_ref (self));
}

/* A document in place of those of a folder. */
void
ilv_window_leave_folder (IlvWindow *self)
{
  g_autoptr (IlvDocument) document = self->folder != NULL ? ilv_document_new () : NULL;

  if (document != NULL)
    ilv_window_set_single_document (self, document);
}

static void
load_folder (IlvWindow *self, GFile *folder)
{
  ilv_window_restart_loading (self);
  ilv_window_select_example (self, NULL);
  ilv_window_load_folder (self, folder);
  ilv_window_remember_recent (self, folder);
}

void
ilv_window_open_file (IlvWindow *self, GFile *file)
{
  g_autofree char *name = NULL;
  GFileType type;

  g_return_if_fail (ILV_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));
  name = g_file_get_basename (file);
  type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);
  if (type == G_FILE_TYPE_SPECIAL) /* a pipe would be waited for, perhaps for ever */
    {
      g_autofree char *wrong = g_strdup_printf (_("“%s” is not a regular file"), name);

      ilv_window_show_error (self, wrong);
    }
  else if (type == G_FILE_TYPE_DIRECTORY)
    load_folder (self, file);
  else if (name != NULL && g_str_has_suffix (name, ".ilv"))
    ilv_window_load_trace (self, file);
  else
    load_program (self, file, FALSE);
}

void
ilv_window_open_example (IlvWindow *self, GFile *file)
{
  load_program (self, file, TRUE);
}

static void
open_file (IlvWindow *self, gpointer data)
{
  ilv_window_open_file (self, data);
}

static gboolean
can_open (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_str_has_suffix (name, ".go") || g_str_has_suffix (name, ".ilv")
         || g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY;
}

static void
open_in_new_window (IlvWindow *self, GFile *file)
{
  IlvWindow *window
    = ilv_window_new (ILV_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  ilv_window_open_file (window, file);
  gtk_window_present (GTK_WINDOW (window));
}

void
ilv_window_drop_files (IlvWindow *self, GSList *files)
{
  guint n_opened = 0;

  for (GSList *item = files; item != NULL && n_opened < MAX_DROPPED; item = item->next)
    {
      g_autofree char *name = g_file_get_basename (item->data);
      /* translators: a file's name */
      g_autofree char *wrong
        = g_strdup_printf (_("“%s” is neither a Go program nor a trace (.go, .ilv) nor a folder"),
                           name);

      if (!can_open (item->data))
        ilv_window_show_error (self, wrong);
      else if (n_opened++ == 0)
        ilv_window_save_first (self, open_file, g_object_ref (item->data), g_object_unref);
      else
        open_in_new_window (self, item->data);
    }
}

/* --- Files that another program has changed ------------------------------------ */

void
ilv_window_update_reload (IlvWindow *self)
{
  g_autofree char *sentence
    = g_strdup_printf (_("Another program has changed “%s”. Reloading it loses changes made here."),
                       ilv_document_get_title (self->document));

  gtk_label_set_text (self->reload_label, sentence);
  gtk_info_bar_set_revealed (self->reload_bar, ilv_document_get_is_outdated (self->document));
}

typedef struct
{
  IlvWindow *window; /* a reference */
  guint line;        /* of the cursor, from 1 */
} Reload;

static void
ilv_window_reloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Reload *reload = data;
  g_autoptr (IlvWindow) self = reload->window;
  g_autoptr (GError) error = NULL;

  if (!ilv_document_load_finish (ILV_DOCUMENT (source), result, &error))
    {
      show_load_error (self, error);
      return;
    }
  ilv_document_go_to (ILV_DOCUMENT (source), reload->line, 1);
  ilv_source_view_reveal_cursor (self->source_view);
}

void
ilv_window_reload (IlvWindow *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->document);
  GFile *file = ilv_document_get_file (self->document);
  Reload *reload;
  GtkTextIter cursor;

  if (file == NULL)
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  reload = g_new0 (Reload, 1);
  reload->window = g_object_ref (self);
  reload->line = (guint) gtk_text_iter_get_line (&cursor) + 1;
  ilv_document_load_async (self->document, file, FALSE, NULL, ilv_window_reloaded_cb, reload);
}

void
ilv_window_new_document (IlvWindow *self)
{
  ilv_window_leave_folder (self);
  ilv_source_view_set_file (self->source_view, NULL);
  ilv_document_take_over (self->document, _("untitled.go"),
                          "package main\n\nimport \"fmt\"\n\nfunc main() {\n"
                          "\tfmt.Println(\"hello\")\n}\n");
  ilv_window_select_example (self, NULL);
  ilv_window_forget_run (self);
}

static void
open_chosen (IlvWindow *self, GFile *file, gpointer data)
{
  if (file != NULL)
    ilv_window_open_file (self, file);
}

void
ilv_window_choose_file (IlvWindow *self)
{
  ilv_window_choose (self, ILV_CHOOSE_FILE, _("Open"), NULL, _("Go programs and traces"),
                     open_suffixes, open_chosen, NULL);
}

void
ilv_window_choose_folder (IlvWindow *self)
{
  ilv_window_choose (self, ILV_CHOOSE_FOLDER, _("Open Folder"), NULL, NULL, NULL, open_chosen,
                     NULL);
}

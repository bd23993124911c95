/* ilv-document.c - The program text, its file and its errors.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-document.h"

#include <glib/gi18n.h>

#include "widgets/ilv-ui.h"

/* No program is larger, and a text view cannot show more. */
#define MAX_BYTES      (4 * 1024 * 1024)
#define MAX_LINE_BYTES 100000
/* Who writes a file tells of it several times; and so do we. */
#define SETTLE_MSEC    300

struct _IlvDocument
{
  GtkSourceBuffer parent_instance;
  GtkTextTag *error_tag;   /* owned by the tag table */
  GHashTable *errors;      /* GtkSourceMark of an error -> its message */
  GFile *file;
  char *etag;              /* of the file as we last read or wrote it */
  char *title;
  GFileMonitor *monitor;   /* of the file; NULL: none, or it cannot be watched */
  guint settle_id;         /* looks at the file when it has been changed */
  gboolean is_outdated;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_FILE,
  PROP_IS_OUTDATED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (IlvDocument, ilv_document, GTK_SOURCE_TYPE_BUFFER)

static void
set_title (IlvDocument *self, const char *title)
{
  if (g_strcmp0 (self->title, title) == 0)
    return;
  g_free (self->title);
  self->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static char *
dup_display_name (GFile *file)
{
  g_autofree char *base_name = g_file_get_basename (file);

  return g_filename_display_name (base_name);
}

static void
set_is_outdated (IlvDocument *self, gboolean is_outdated)
{
  if (self->is_outdated == is_outdated)
    return;
  self->is_outdated = is_outdated;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_OUTDATED]);
}

/* A file that is gone is none to read again. */
static gboolean
ilv_document_settle_cb (gpointer data)
{
  IlvDocument *self = ILV_DOCUMENT (data);
  g_autoptr (GFileInfo) info = g_file_query_info (self->file, G_FILE_ATTRIBUTE_ETAG_VALUE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  self->settle_id = 0;
  set_is_outdated (self, info != NULL && self->etag != NULL
                           && g_strcmp0 (g_file_info_get_etag (info), self->etag) != 0);
  return G_SOURCE_REMOVE;
}

static void
ilv_document_file_changed_cb (IlvDocument *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MSEC, ilv_document_settle_cb, self);
}

static void
watch_file (IlvDocument *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->monitor);
  if (self->file != NULL)
    self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (ilv_document_file_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

static void
set_file (IlvDocument *self, GFile *file, const char *etag)
{
  g_free (self->etag);
  self->etag = g_strdup (etag);
  set_is_outdated (self, FALSE);
  if (!g_set_object (&self->file, file))
    return;
  watch_file (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE]);
}

/* The iterator at @column bytes into @line, both from 1, or the nearest there is. */
static void
get_iter_at (IlvDocument *self, guint line, guint column, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  int last_line = gtk_text_buffer_get_line_count (buffer) - 1;
  int wanted_line = line > 0 ? (int) MIN (line - 1, (guint) last_line) : 0;
  int n_bytes;

  gtk_text_buffer_get_iter_at_line (buffer, iter, wanted_line);
  n_bytes = gtk_text_iter_get_bytes_in_line (iter);
  if (column > 1 && (int) column - 1 < n_bytes)
    {
      g_autofree char *line_text = NULL;
      GtkTextIter end = *iter;

      /* A column in the middle of a character would be refused. */
      gtk_text_iter_forward_to_line_end (&end);
      line_text = gtk_text_buffer_get_slice (buffer, iter, &end, TRUE);
      if (column - 1 <= strlen (line_text))
        gtk_text_iter_forward_chars (iter, g_utf8_pointer_to_offset (line_text,
                                                                     line_text + column - 1));
    }
}

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || c == '_';
}

/* From the first byte of something wrong to its end: the word, else one character. */
static void
find_end_of_error (GtkTextIter *end)
{
  gboolean is_word = is_word_char (gtk_text_iter_get_char (end));

  do
    {
      if (!gtk_text_iter_forward_char (end))
        return;
    }
  while (is_word && !gtk_text_iter_ends_line (end) && is_word_char (gtk_text_iter_get_char (end)));
}

/* Reading ends when it is too much. */
static gboolean
ilv_document_read_more_cb (const char *contents, goffset n_bytes, gpointer data)
{
  return n_bytes <= MAX_BYTES;
}

static gsize
find_longest_line (const char *text)
{
  gsize longest = 0, n;

  for (; *text != '\0'; text += n + (text[n] == '\n'))
    {
      n = strcspn (text, "\n");
      longest = MAX (longest, n);
    }
  return longest;
}

/* (nullable): with the file's name. */
static const char *
find_what_is_wrong (const char *text, gsize n_bytes)
{
  if (n_bytes > MAX_BYTES)
    return _("“%s” is too large for a Go program");
  if (!g_utf8_validate (text, n_bytes, NULL))
    return _("“%s” is not a Go program: it is not text in UTF-8");
  if (find_longest_line (text) > MAX_LINE_BYTES)
    return _("“%s” is not a Go program: one of its lines is far too long");
  return NULL;
}

static void
ilv_document_load_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GFile *file = G_FILE (source);
  g_autoptr (GTask) task = data;
  IlvDocument *self = g_task_get_source_object (task);
  gboolean is_template = GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autofree char *title = dup_display_name (file);
  g_autofree char *text = NULL;
  g_autofree char *etag = NULL;
  GError *error = NULL;
  const char *wrong;
  gsize n_bytes;

  if (!g_file_load_partial_contents_finish (file, result, &text, &n_bytes, &etag, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  wrong = find_what_is_wrong (text, n_bytes);
  if (wrong != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (wrong, title);

      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", sentence);
      return;
    }
  ilv_document_take_over (self, title, text);
  if (!is_template)
    set_file (self, file, etag);
  g_task_return_boolean (task, TRUE);
}

static void
ilv_document_save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GFile *file = G_FILE (source);
  g_autoptr (GTask) task = data;
  IlvDocument *self = g_task_get_source_object (task);
  g_autofree char *title = dup_display_name (file);
  g_autofree char *etag = NULL;
  GError *error = NULL;

  if (!g_file_replace_contents_finish (file, result, &etag, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
        {
          g_clear_error (&error);
          error = g_error_new (G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                               _("Another program has changed “%s” since it was opened. "
                                 "Use Save As to replace it."), title);
        }
      g_task_return_error (task, error);
      return;
    }
  set_file (self, file, etag);
  set_title (self, title);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), FALSE);
  g_task_return_boolean (task, TRUE);
}

static void
ilv_document_dispose (GObject *object)
{
  IlvDocument *self = ILV_DOCUMENT (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
  g_clear_pointer (&self->errors, g_hash_table_unref);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (ilv_document_parent_class)->dispose (object);
}

static void
ilv_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IlvDocument *self = ILV_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, ilv_document_get_title (self));
      break;
    case PROP_FILE:
      g_value_set_object (value, ilv_document_get_file (self));
      break;
    case PROP_IS_OUTDATED:
      g_value_set_boolean (value, self->is_outdated);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* Not in init: the table of tags is a property set at construction. */
static void
ilv_document_constructed (GObject *object)
{
  IlvDocument *self = ILV_DOCUMENT (object);
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  G_OBJECT_CLASS (ilv_document_parent_class)->constructed (object);
  self->error_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self), NULL, "underline",
                                                PANGO_UNDERLINE_ERROR, NULL);
  gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (self),
                                  gtk_source_language_manager_get_language (languages, "go"));
  ilv_ui_follow_color_scheme (GTK_SOURCE_BUFFER (self));
  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (self), TRUE);
}

static void
ilv_document_class_init (IlvDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ilv_document_constructed;
  object_class->dispose = ilv_document_dispose;
  object_class->get_property = ilv_document_get_property;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_IS_OUTDATED] = g_param_spec_boolean ("is-outdated", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ilv_document_init (IlvDocument *self)
{
  self->errors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->title = g_strdup (_("untitled.go"));
}

IlvDocument *
ilv_document_new (void)
{
  return g_object_new (ILV_TYPE_DOCUMENT, NULL);
}

const char *
ilv_document_get_title (IlvDocument *self)
{
  g_return_val_if_fail (ILV_IS_DOCUMENT (self), NULL);
  return self->title;
}

GFile *
ilv_document_get_file (IlvDocument *self)
{
  g_return_val_if_fail (ILV_IS_DOCUMENT (self), NULL);
  return self->file;
}

gboolean
ilv_document_get_is_outdated (IlvDocument *self)
{
  g_return_val_if_fail (ILV_IS_DOCUMENT (self), FALSE);
  return self->is_outdated;
}

void
ilv_document_take_over (IlvDocument *self, const char *title, const char *text)
{
  GtkTextIter start;

  g_return_if_fail (ILV_IS_DOCUMENT (self));
  ilv_document_clear_errors (self);
  gtk_text_buffer_begin_irreversible_action (GTK_TEXT_BUFFER (self));
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self), text, -1);
  gtk_text_buffer_end_irreversible_action (GTK_TEXT_BUFFER (self));
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &start);
  set_file (self, NULL, NULL);
  set_title (self, title);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self), FALSE);
}

void
ilv_document_load_async (IlvDocument *self, GFile *file, gboolean is_template,
                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);

  g_return_if_fail (ILV_IS_DOCUMENT (self));
  g_task_set_task_data (task, GINT_TO_POINTER (is_template), NULL);
  g_file_load_partial_contents_async (file, cancellable, ilv_document_read_more_cb,
                                      ilv_document_load_cb, g_steal_pointer (&task));
}

gboolean
ilv_document_load_finish (IlvDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ilv_document_save_async (IlvDocument *self, GFile *file, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autofree char *text = ilv_document_dup_text (self);
  g_autoptr (GBytes) bytes = NULL;
  gsize n_bytes;

  g_return_if_fail (ILV_IS_DOCUMENT (self));
  n_bytes = strlen (text);
  bytes = g_bytes_new_take (g_steal_pointer (&text), n_bytes);
  /* Saving under a new name was confirmed by the file chooser; saving over what
   * we read is not meant to undo somebody else's work. */
  g_file_replace_contents_bytes_async (file, bytes, file == self->file ? self->etag : NULL, FALSE,
                                       G_FILE_CREATE_NONE, cancellable, ilv_document_save_cb,
                                       g_steal_pointer (&task));
}

gboolean
ilv_document_save_finish (IlvDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

char *
ilv_document_dup_text (IlvDocument *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (ILV_IS_DOCUMENT (self), NULL);
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (self), &start, &end, TRUE);
}

void
ilv_document_add_error (IlvDocument *self, guint line, guint column, const char *message)
{
  GtkTextIter start, end;
  GtkSourceMark *mark;

  g_return_if_fail (ILV_IS_DOCUMENT (self));
  get_iter_at (self, line, column, &start);
  end = start;
  if (column == 0)
    gtk_text_iter_forward_to_line_end (&end);
  else
    find_end_of_error (&end);
  gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), self->error_tag, &start, &end);
  mark = gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (self), NULL,
                                               ILV_DOCUMENT_MARK_ERROR, &start);
  g_hash_table_insert (self->errors, mark, g_strdup (message));
}

void
ilv_document_clear_errors (IlvDocument *self)
{
  GtkTextIter start, end;

  g_return_if_fail (ILV_IS_DOCUMENT (self));
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (self), &start, &end);
  gtk_text_buffer_remove_tag (GTK_TEXT_BUFFER (self), self->error_tag, &start, &end);
  gtk_source_buffer_remove_source_marks (GTK_SOURCE_BUFFER (self), &start, &end,
                                         ILV_DOCUMENT_MARK_ERROR);
  g_hash_table_remove_all (self->errors);
}

void
ilv_document_go_to (IlvDocument *self, guint line, guint column)
{
  GtkTextIter iter;

  g_return_if_fail (ILV_IS_DOCUMENT (self));
  get_iter_at (self, line, column, &iter);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self), &iter);
}

char *
ilv_document_dup_errors_at (IlvDocument *self, guint line)
{
  g_autoptr (GString) messages = g_string_new (NULL);
  GSList *marks;

  g_return_val_if_fail (ILV_IS_DOCUMENT (self), NULL);
  marks = gtk_source_buffer_get_source_marks_at_line (GTK_SOURCE_BUFFER (self), (int) line,
                                                      ILV_DOCUMENT_MARK_ERROR);
  for (GSList *item = marks; item != NULL; item = item->next)
    {
      if (messages->len > 0)
        g_string_append_c (messages, '\n');
      g_string_append (messages, g_hash_table_lookup (self->errors, item->data));
    }
  g_slist_free (marks);
  return messages->len > 0 ? g_string_free (g_steal_pointer (&messages), FALSE) : NULL;
}

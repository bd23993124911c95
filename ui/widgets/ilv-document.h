/* ilv-document.h - The program text: a buffer, the file it belongs to, and what
 * the compiler complained about.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Properties: "title" (string), "file" (GFile or NULL); both read only, notify. */
#define ILV_TYPE_DOCUMENT (ilv_document_get_type ())
G_DECLARE_FINAL_TYPE (IlvDocument, ilv_document, ILV, DOCUMENT, GtkSourceBuffer)

/* (transfer full) Empty, called "untitled.go". */
IlvDocument *ilv_document_new (void);

/* What to call the text: the file's name. (transfer none) */
const char *ilv_document_get_title (IlvDocument *self);

/* Where Save writes; NULL if the user has not said so yet. (transfer none) (nullable) */
GFile *ilv_document_get_file (IlvDocument *self);

/* Whether another program has written to the file since; property "is-outdated". */
gboolean ilv_document_get_is_outdated (IlvDocument *self);

/* Replaces the text by @text, which is in no file; nothing to undo, unmodified.
 * @title: its name, e.g. from a trace. */
void ilv_document_take_over (IlvDocument *self, const char *title, const char *text);

/* Reads @file. A template's text is shown under its name, but Save does not
 * write there. What no editor can show (binary, or far too large) is refused. On failure the document is as it was before. */
void     ilv_document_load_async  (IlvDocument *self, GFile *file, gboolean is_template,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer data);
gboolean ilv_document_load_finish (IlvDocument *self, GAsyncResult *result, GError **error);

/* Writes the text to @file, which is the document's file from then on. Pass
 * ilv_document_get_file() itself for Save: that fails (WRONG_ETAG) if somebody
 * else has written to it. Nothing half-written is left. */
void     ilv_document_save_async  (IlvDocument *self, GFile *file, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data);
gboolean ilv_document_save_finish (IlvDocument *self, GAsyncResult *result, GError **error);

/* (transfer full) The whole text. */
char *ilv_document_dup_text (IlvDocument *self);

/* Marks what is wrong at @line (from 1) and @column (from 1, in bytes; 0: the
 * whole line). Places outside the text are moved to its nearest line. */
void ilv_document_add_error    (IlvDocument *self, guint line, guint column, const char *message);
void ilv_document_clear_errors (IlvDocument *self);

/* Puts the cursor there, same counting as above. */
void ilv_document_go_to (IlvDocument *self, guint line, guint column);

#define ILV_DOCUMENT_MARK_ERROR "error" /* category of the source marks */

/* (transfer full) (nullable) The messages of the errors on @line (from 0). */
char *ilv_document_dup_errors_at (IlvDocument *self, guint line);

G_END_DECLS

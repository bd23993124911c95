/* ilv-note-editor.h - A small window to write a note in.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

/* Opens it beside @at of @parent, for the note of a moment of a lane, new or not. Return keeps what
 * was written, Escape does not; nothing written: no note. It goes away by itself. */
void ilv_note_editor_open (GtkWidget *parent, const GdkRectangle *at, IlvSession *session,
                           guint64 time_nsec, guint32 lane);

G_END_DECLS

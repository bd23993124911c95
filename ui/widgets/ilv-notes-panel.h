/* ilv-notes-panel.h - What the user wrote, as a list.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_NOTES_PANEL (ilv_notes_panel_get_type ())
G_DECLARE_FINAL_TYPE (IlvNotesPanel, ilv_notes_panel, ILV, NOTES_PANEL, GtkWidget)

/* @session: NULL shows nothing. */
void ilv_notes_panel_set_session (IlvNotesPanel *self, IlvSession *session);

G_END_DECLS

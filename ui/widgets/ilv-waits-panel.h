/* ilv-waits-panel.h - Who waits for whom at the playhead (without one: at the end).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_WAITS_PANEL (ilv_waits_panel_get_type ())
G_DECLARE_FINAL_TYPE (IlvWaitsPanel, ilv_waits_panel, ILV, WAITS_PANEL, GtkWidget)

/* @session (nullable) */
void ilv_waits_panel_set_session (IlvWaitsPanel *self, IlvSession *session);

G_END_DECLS

/* ilv-events-panel.h - Everything that happened, row by row, linked both ways with the timeline.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_EVENTS_PANEL (ilv_events_panel_get_type ())
G_DECLARE_FINAL_TYPE (IlvEventsPanel, ilv_events_panel, ILV, EVENTS_PANEL, GtkWidget)

/* @session (nullable) */
void ilv_events_panel_set_session (IlvEventsPanel *self, IlvSession *session);

G_END_DECLS

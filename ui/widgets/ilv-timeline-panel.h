/* ilv-timeline-panel.h - The timeline with all that belongs to it: groups and
 * legend above, ruler, lanes, and the whole run below.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "widgets/ilv-go-to.h"
#include "widgets/ilv-timeline-view.h"

G_BEGIN_DECLS

/* Actions: view.* (ilv-timeline-panel-actions.c lists them with their keys). */
#define ILV_TYPE_TIMELINE_PANEL (ilv_timeline_panel_get_type ())
G_DECLARE_FINAL_TYPE (IlvTimelinePanel, ilv_timeline_panel, ILV, TIMELINE_PANEL, GtkWidget)

void             ilv_timeline_panel_set_session (IlvTimelinePanel *self, IlvSession *session);
IlvTimelineView *ilv_timeline_panel_get_view    (IlvTimelinePanel *self); /* (transfer none) */
/* Those of the actions that have a name. */
void             ilv_timeline_panel_add_commands (IlvGoTo *go_to);

G_END_DECLS

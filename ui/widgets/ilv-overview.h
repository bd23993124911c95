/* ilv-overview.h - The whole run in a strip, and where in it the view is.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "widgets/ilv-timeline-view.h"

G_BEGIN_DECLS

#define ILV_TYPE_OVERVIEW (ilv_overview_get_type ())
G_DECLARE_FINAL_TYPE (IlvOverview, ilv_overview, ILV, OVERVIEW, GtkWidget)

/* Stands below @view: its names' column is left free. */
void ilv_overview_set_view    (IlvOverview *self, IlvTimelineView *view);
void ilv_overview_set_session (IlvOverview *self, IlvSession *session);

G_END_DECLS

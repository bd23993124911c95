/* ilv-time-ruler.h - The times above the lanes, and the playhead's handle.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "widgets/ilv-timeline-view.h"

G_BEGIN_DECLS

#define ILV_TYPE_TIME_RULER (ilv_time_ruler_get_type ())
G_DECLARE_FINAL_TYPE (IlvTimeRuler, ilv_time_ruler, ILV, TIME_RULER, GtkWidget)

/* Stands above @view: same time at the same place. */
void ilv_time_ruler_set_view    (IlvTimeRuler *self, IlvTimelineView *view);
void ilv_time_ruler_set_session (IlvTimeRuler *self, IlvSession *session);

G_END_DECLS

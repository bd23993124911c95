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

/* Opens the note of that moment of a lane, or a new one, to be written. */
void ilv_time_ruler_edit_note (IlvTimeRuler *self, guint64 time_nsec, guint32 lane);

G_END_DECLS

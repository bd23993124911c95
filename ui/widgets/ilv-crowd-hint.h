/* ilv-crowd-hint.h - Offers the axis of events when a run is too crowded to read in time.
 *
 * In a short program everything happens in a few microseconds, and then it sleeps for a second:
 * the picture in time shows a line at each end. A row above the lanes says so once the run is
 * over, and has a button that mends it. Whoever has used or closed it is not told again.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_CROWD_HINT (ilv_crowd_hint_get_type ())
G_DECLARE_FINAL_TYPE (IlvCrowdHint, ilv_crowd_hint, ILV, CROWD_HINT, GtkWidget)

/* @session (nullable) */
void ilv_crowd_hint_set_session (IlvCrowdHint *self,
                                 IlvSession   *session);

G_END_DECLS

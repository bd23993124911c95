/* ilv-lane-bar.h - Which lanes are shown, and how they are sorted: a menu button, and beside
 * it, as soon as lanes are hidden, how many.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_LANE_BAR (ilv_lane_bar_get_type ())
G_DECLARE_FINAL_TYPE (IlvLaneBar, ilv_lane_bar, ILV, LANE_BAR, GtkWidget)

/* @session (nullable) */
void ilv_lane_bar_set_session (IlvLaneBar *self, IlvSession *session);

/* Opens the menu with the cursor in the filter. */
void ilv_lane_bar_edit_filter (IlvLaneBar *self);

G_END_DECLS

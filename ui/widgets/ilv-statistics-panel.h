/* ilv-statistics-panel.h - Where the time went: a table, how durations are spread, and the spans
 * of a stretch of them.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_STATISTICS_PANEL (ilv_statistics_panel_get_type ())
G_DECLARE_FINAL_TYPE (IlvStatisticsPanel, ilv_statistics_panel, ILV, STATISTICS_PANEL, GtkWidget)

/* @session (nullable) */
void ilv_statistics_panel_set_session (IlvStatisticsPanel *self, IlvSession *session);

G_END_DECLS

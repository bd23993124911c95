/* ilv-statistics-panel.h - Where the time went: a table, how durations are spread, and the spans
 * of a stretch of them; and what is otherwise than in another run.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-comparison.h"
#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_STATISTICS_PANEL (ilv_statistics_panel_get_type ())
G_DECLARE_FINAL_TYPE (IlvStatisticsPanel, ilv_statistics_panel, ILV, STATISTICS_PANEL, GtkWidget)

/* @session (nullable) */
void ilv_statistics_panel_set_session (IlvStatisticsPanel *self, IlvSession *session);
/* The table shows how the whole run differs from @other (nullable: from nothing), which @what names
 * in a sentence. */
void ilv_statistics_panel_compare     (IlvStatisticsPanel *self, IlvComparisonSide *other,
                                       const char *what);

G_END_DECLS

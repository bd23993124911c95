/* ilv-legend.h - What the colours and hatches of the lanes stand for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ILV_TYPE_LEGEND (ilv_legend_get_type ())
G_DECLARE_FINAL_TYPE (IlvLegend, ilv_legend, ILV, LEGEND, GtkWidget)

G_END_DECLS

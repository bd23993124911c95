/* ilv-legend.h - What the colours, hatches and arrows of the lanes stand for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_LEGEND (ilv_legend_get_type ())
G_DECLARE_FINAL_TYPE (IlvLegend, ilv_legend, ILV, LEGEND, GtkWidget)

/* What to explain: a bit set of IlvState, and arrows. At first: nothing. */
void ilv_legend_set_content (IlvLegend *self,
                             guint      states,
                             gboolean   has_arrows);

/* In whose lanes a state is lit; NULL: in none. */
void ilv_legend_set_session (IlvLegend *self, IlvSession *session);

G_END_DECLS

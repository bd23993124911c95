/* ilv-progress-row.h - How far something is that takes long, and a way to end it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal: "cancelled" (), once. */
#define ILV_TYPE_PROGRESS_ROW (ilv_progress_row_get_type ())
G_DECLARE_FINAL_TYPE (IlvProgressRow, ilv_progress_row, ILV, PROGRESS_ROW, GtkWidget)

/* @what: "Opening worker-pool.ilv". Not visible at first: what is over in a moment needs no bar. */
GtkWidget *ilv_progress_row_new          (const char     *what);

/* @fraction from 0 to 1. */
void       ilv_progress_row_set_fraction (IlvProgressRow *self,
                                          double          fraction);

G_END_DECLS

/* ilv-histogram-view.h - How durations are spread, on a logarithmic scale; of one run, or of two
 * over each other.
 *
 * Buckets are chosen with the pointer (drag for more than one) or with the arrow keys (with Shift
 * for more); Escape chooses none. Emits "chosen".
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-histogram.h"

G_BEGIN_DECLS

#define ILV_TYPE_HISTOGRAM_VIEW (ilv_histogram_view_get_type ())
G_DECLARE_FINAL_TYPE (IlvHistogramView, ilv_histogram_view, ILV, HISTOGRAM_VIEW, GtkWidget)

/* IlvBucket (transfer none) (nullable), of spans in @state; with what the other run has, if there
 * is one. None is chosen then. */
void     ilv_histogram_view_set_buckets (IlvHistogramView *self, GArray *buckets, IlvState state);
/* FALSE: none is chosen. */
gboolean ilv_histogram_view_get_chosen  (IlvHistogramView *self, guint64 *from_nsec,
                                         guint64 *to_nsec);
/* (transfer full): what the shapes stand for, as markup in their colours; "this run" and @other
 * each with its count of spans. */
char    *ilv_histogram_view_dup_legend  (IlvHistogramView *self, const char *other);

G_END_DECLS

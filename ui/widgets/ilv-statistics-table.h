/* ilv-statistics-table.h - Counts and durations in rows, alone or beside those of another run.
 *
 * Emits "selected" when another row is, and when the rows are new.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-comparison.h"

G_BEGIN_DECLS

#define ILV_TYPE_STATISTICS_TABLE (ilv_statistics_table_get_type ())
G_DECLARE_FINAL_TYPE (IlvStatisticsTable, ilv_statistics_table, ILV, STATISTICS_TABLE, GtkWidget)

/* Rows of a time of @trace; and of all of it, with how they differ from those of @other. */
void     ilv_statistics_table_show          (IlvStatisticsTable *self, IlvTrace *trace,
                                             IlvStatisticsKey by, guint64 start_nsec,
                                             guint64 end_nsec);
void     ilv_statistics_table_show_compared (IlvStatisticsTable *self, IlvTrace *trace,
                                             IlvStatisticsKey by, IlvComparisonSide *other);
void     ilv_statistics_table_clear         (IlvStatisticsTable *self);

/* FALSE: no row is. n of @row is 0 if only the other run has it, and that of @before if this one
 * alone; @before_buckets (transfer none) (nullable): IlvBucket of what was before. */
gboolean ilv_statistics_table_get_selected  (IlvStatisticsTable *self, IlvStatistics *row,
                                             IlvStatistics *before, GArray **before_buckets);

G_END_DECLS

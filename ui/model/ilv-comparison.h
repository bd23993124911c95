/* ilv-comparison.h - The statistics of two runs side by side.
 *
 * What belongs together is found by name: ids differ from run to run. Of rows with one name the
 * first of one run stands beside the first of the other, and so on.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-histogram.h"

G_BEGIN_DECLS

typedef struct
{
  char         *name;     /* of goroutine, function or object; "" by state */
  guint8        state;    /* IlvState */
  IlvStatistics a, b;     /* n 0: that run has none */
  GArray       *a_buckets; /* IlvBucket of ilv-histogram.h; NULL: a has none, or only its trace */
} IlvComparedRow;

/* What a comparison needs of a run: its trace may go. Its references are one thread's. */
typedef struct _IlvComparisonSide IlvComparisonSide;

/* (transfer full). Walks all spans of the run. */
IlvComparisonSide *ilv_comparison_side_new   (IlvTrace          *trace);
IlvComparisonSide *ilv_comparison_side_ref   (IlvComparisonSide *self);
void               ilv_comparison_side_unref (IlvComparisonSide *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvComparisonSide, ilv_comparison_side_unref)

/* (transfer full): IlvComparedRow, of both whole runs, those whose totals differ most first. */
GArray *ilv_comparison_list_rows (const IlvComparisonSide *a,
                                  IlvTrace                *b,
                                  IlvStatisticsKey         key);
GArray *ilv_trace_compare        (IlvTrace                *a,
                                  IlvTrace                *b,
                                  IlvStatisticsKey         key);

G_END_DECLS

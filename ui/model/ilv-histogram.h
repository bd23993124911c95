/* ilv-histogram.h - How the durations behind one row of statistics are spread, and which spans they are.
 *
 * Walks all spans of the time asked for, as ilv-statistics.h does.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"
#include "model/ilv-statistics.h"

G_BEGIN_DECLS

/* Whole spans that overlap the time from start to end; of which key and state. */
typedef struct
{
  IlvStatisticsKey by;
  guint32          key;          /* as in IlvStatistics; not looked at by state */
  guint8           state;        /* IlvState; ILV_N_STATES: any */
  guint64          start_nsec;
  guint64          end_nsec;
} IlvSpanFilter;

/* Durations from from_nsec to before to_nsec. */
typedef struct
{
  guint64 from_nsec;
  guint64 to_nsec;
  guint64 n;
  guint64 n_other;              /* in the run that is compared with; see ilv_histogram_join () */
} IlvBucket;

/* (transfer full): IlvBucket, four for each doubling, from the one with the shortest duration
 * to the one with the longest, empty ones between them included. Empty: no span. */
GArray *ilv_trace_get_histogram   (IlvTrace            *trace,
                                   const IlvSpanFilter *filter);

/* (transfer full): the same of @durations (guint64). */
GArray *ilv_histogram_new         (const GArray        *durations);

/* (transfer full): from the shortest to the longest of both; what @other has in a bucket is
 * n_other of it. Either may be NULL, which is as empty. */
GArray *ilv_histogram_join        (const GArray        *buckets,
                                   const GArray        *other);

/* (transfer full): IlvTarget, in order of goroutine and time: the spans whose duration is from
 * @min_nsec to before @max_nsec, at most @max_n. */
GArray *ilv_trace_list_spans      (IlvTrace            *trace,
                                   const IlvSpanFilter *filter,
                                   guint64              min_nsec,
                                   guint64              max_nsec,
                                   guint                max_n);

G_END_DECLS

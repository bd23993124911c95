/* ilv-statistics.h - Counts, sums and percentiles of goroutines' states.
 *
 * Walks all spans of the time asked for; meant for tables, not for every frame.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_STATISTICS_BY_STATE,
  ILV_STATISTICS_BY_GOROUTINE,  /* and state */
  ILV_STATISTICS_BY_FUNCTION,   /* the goroutine's function, and state */
  ILV_STATISTICS_BY_OBJECT,     /* what was waited for, and state */
} IlvStatisticsKey;
#define ILV_N_STATISTICS_KEYS (ILV_STATISTICS_BY_OBJECT + 1)

typedef struct
{
  guint32 key;          /* goroutine id, function (string id), object id; 0 by state */
  guint8  state;        /* IlvState */
  guint64 n;
  guint64 total_nsec;
  guint64 min_nsec;
  guint64 mean_nsec;
  guint64 max_nsec;
  guint64 p50_nsec;
  guint64 p90_nsec;
  guint64 p99_nsec;
} IlvStatistics;

/* The row a span of @goroutine belongs to. */
guint32 ilv_statistics_key_for   (IlvStatisticsKey    by,
                                  const IlvGoroutine *goroutine,
                                  const IlvSpan      *span);

/* Is told a row, and the durations it sums up (guint64), rising; both for the call alone. */
typedef void (*IlvStatisticsFunc) (const IlvStatistics *row,
                                   GArray              *durations,
                                   gpointer             user_data);

/* In no order; see ilv_trace_get_statistics (). */
void    ilv_trace_walk_statistics (IlvTrace          *trace,
                                   IlvStatisticsKey   key,
                                   guint64            start_nsec,
                                   guint64            end_nsec,
                                   IlvStatisticsFunc  func,
                                   gpointer           user_data);

/* For sorting: the largest total first. */
int     ilv_statistics_compare   (const IlvStatistics *left,
                                  const IlvStatistics *right);

/* (transfer full): IlvStatistics, largest total first, of spans that overlap the
 * time from @start_nsec to @end_nsec, each counted with its part in it. */
GArray *ilv_trace_get_statistics (IlvTrace         *trace,
                                  IlvStatisticsKey  key,
                                  guint64           start_nsec,
                                  guint64           end_nsec);

/* What a number was in a time. */
typedef struct
{
  guint   counter;      /* IlvCounter */
  guint   n;            /* times it was told */
  guint32 min, max, last;
  double  mean;         /* over time */
} IlvCounterStatistics;

/* (transfer full): IlvCounterStatistics in the order of the counters, of those known before
 * @end_nsec. */
GArray *ilv_trace_get_counter_statistics (IlvTrace *trace,
                                          guint64   start_nsec,
                                          guint64   end_nsec);

G_END_DECLS

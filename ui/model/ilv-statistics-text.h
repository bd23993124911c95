/* ilv-statistics-text.h - Statistics as text that programs read: CSV and JSON.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-statistics.h"

G_BEGIN_DECLS

/* (transfer full): one row for each state, for each goroutine, function and object in each
 * state, and for each counter, of the time from @start_nsec to @end_nsec. Times are in nanoseconds, counters have numbers instead (the heap's are KiB). As comma-separated
 * values (RFC 4180) with a heading; or as a JSON array of objects with the same names. */
char *ilv_statistics_to_csv  (IlvTrace *trace,
                              guint64   start_nsec,
                              guint64   end_nsec);
char *ilv_statistics_to_json (IlvTrace *trace,
                              guint64   start_nsec,
                              guint64   end_nsec);

G_END_DECLS

/* ilv-statistics-csv.h - Statistics as a table that programs read.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-statistics.h"

G_BEGIN_DECLS

/* (transfer full): comma-separated values (RFC 4180) with a heading; one row for each
 * state, and for each goroutine, function and object in each state, of the time from @start_nsec to
 * @end_nsec. Times are in nanoseconds. */
char *ilv_statistics_to_csv (IlvTrace *trace,
                             guint64   start_nsec,
                             guint64   end_nsec);

G_END_DECLS

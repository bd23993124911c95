/* bench.h - What the benchmarks share: clocks, and one line of JSON for each number.
 *
 * A line names the number, its unit, the median, the least and the greatest of what was measured,
 * the ninety-ninth percentile and how many there were; `run` reads it. Lines go out at once.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>

double bench_now_msec     (void);
/* Time of a processor: what other processes do does not count. */
double bench_thread_msec  (void);
double bench_process_msec (void);

void   bench_sort       (double *values, size_t n);
/* @about: what was measured, NULL if @name says it all. Sorts @values, of which there is one at
 * least. */
void   bench_report_all (const char *about, const char *name, const char *unit, double *values,
                         size_t n);
void   bench_report     (const char *about, const char *name, const char *unit, double value);

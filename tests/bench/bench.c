/* bench.c - What the benchmarks share.
 *
 * SPDX-License-Identifier: MIT
 */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
clock_msec (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

double
bench_now_msec (void)
{
  return clock_msec (CLOCK_MONOTONIC);
}

double
bench_thread_msec (void)
{
  return clock_msec (CLOCK_THREAD_CPUTIME_ID);
}

double
bench_process_msec (void)
{
  return clock_msec (CLOCK_PROCESS_CPUTIME_ID);
}

static int
compare (const void *a, const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

void
bench_sort (double *values, size_t n)
{
  qsort (values, n, sizeof *values, compare);
}

void
bench_report_all (const char *about, const char *name, const char *unit, double *values, size_t n)
{
  bench_sort (values, n);
  printf ("{\"name\": \"%s%s%s\", \"median\": %.3f, \"min\": %.3f, \"max\": %.3f, \"p99\": %.3f, "
          "\"n\": %zu, \"unit\": \"%s\"}\n", about != NULL ? about : "", about != NULL ? " " : "",
          name, values[n / 2], values[0], values[n - 1], values[n * 99 / 100], n, unit);
  fflush (stdout);
}

void
bench_report (const char *about, const char *name, const char *unit, double value)
{
  bench_report_all (about, name, unit, &value, 1);
}

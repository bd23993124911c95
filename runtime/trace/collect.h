/* collect.h - From a running program's rings to whoever wants its events.
 *
 * One collector for each run: call step once per tick of the display (or every
 * few milliseconds), finish after the program's process has ended. All calls
 * from one thread.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "trace/merge.h"
#include "trace/shm.h"

struct ilv_collect;

/* What has been seen so far, and what not. */
struct ilv_collect_counts
{
  uint64_t n_events;   /* records passed on */
  uint64_t n_missing;  /* records the program says it dropped */
  uint64_t n_gaps;     /* places where a number never came */
  uint64_t n_late;     /* events out of order after such a place */
  unsigned n_damaged;  /* rings given up because the program scribbled on them */
};

/* Reads @shm, which must outlive it, and gives the merged events to @sink
 * (copied; its data must outlive it). NULL if there is no memory.
 * Free with ilv_collect_free(). */
struct ilv_collect *ilv_collect_new (struct ilv_shm *shm, const struct ilv_sink *sink);
void ilv_collect_free (struct ilv_collect *collect);

/* Drains all rings and passes on what is certain. False and @error if memory
 * ran out: nothing sensible can follow, free the collector. */
bool ilv_collect_step (struct ilv_collect *collect, struct ilv_error *error);

/* The program writes no more: drains what is left and passes on everything.
 * If not all it dropped has been said in LOST events, one more says the rest. */
bool ilv_collect_finish (struct ilv_collect *collect, struct ilv_error *error);

struct ilv_collect_counts ilv_collect_counts (const struct ilv_collect *collect);

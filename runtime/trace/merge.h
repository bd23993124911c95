/* merge.h - Many rings, one legal order.
 *
 * What it keeps, strongest first:
 *   1. Records of one ring stay in their order, groups stay together.
 *   2. An event numbered for its subject (a goroutine or an object, events.def)
 *      comes after the one numbered before it, whatever their times say: times
 *      are shared within a scheduling step and so are slightly stale.
 *   3. An event that names an object (GO_BLOCK's `on`) comes after the object's
 *      first event. That is all: a CHAN_SEND_TO, for one, may come before the
 *      GO_BLOCK of its receiver when the times are stale.
 *   4. Smaller time first. Times that come out never decrease: an event that a
 *      number held back gets the time of the one before it.
 *   5. STRINGs come before everything that may use them: they are passed on as
 *      soon as they are seen, ahead of all else.
 *   6. EXIT is last.
 *
 * It works live, without a clock: what one step is given is passed on by the
 * next one or later. What an honest program has written before some event that
 * was in the rings at one drain is in the rings at the next drain; so a whole
 * drain later every predecessor and every string of it has been seen, provided
 * the program publishes them first: it writes GO_READY before anybody can run
 * the goroutine, a STRING before anybody can use its id, and an object's event
 * under the object's lock.
 *
 * Where events are lost (dropped, or the program was killed while writing) a
 * number may never come. The merge then waits a few steps, gives up on it,
 * counts a gap and goes on. ilv_merge_finish() waits for nothing.
 *
 * Cost: O(log n_rings) for each event. Not thread safe.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/event.h"

/* Whoever takes events. @events is only valid during the call; a batch may end
 * within a group, the rest of the group begins the next. */
struct ilv_sink
{
  void (*take) (const struct ilv_event *events, size_t n_events, void *data);
  void *data;
};

struct ilv_merge;

/* NULL if there is no memory. Free with ilv_merge_free(). */
struct ilv_merge *ilv_merge_new (unsigned n_rings);
void ilv_merge_free (struct ilv_merge *merge);

/* Room for @n records that @ring is about to be given; NULL if there is no
 * memory. Fill the first of them and say with commit how many. */
struct ilv_event *ilv_merge_reserve (struct ilv_merge *merge, unsigned ring, size_t n);
void ilv_merge_commit (struct ilv_merge *merge, unsigned ring, size_t n);

/* Passes on what is certain by now: call once after each drain of all rings.
 * False if memory ran out: what is passed on is not in order any more. */
bool ilv_merge_step (struct ilv_merge *merge, const struct ilv_sink *sink);

/* Passes on all there is. Afterwards only free and the counts make sense. */
bool ilv_merge_finish (struct ilv_merge *merge, const struct ilv_sink *sink);

/* Numbers that were given up on, each the trace of one or more lost events. */
uint64_t ilv_merge_n_gaps (const struct ilv_merge *merge);
/* Events that came after they were given up on, or with a number used before. */
uint64_t ilv_merge_n_late (const struct ilv_merge *merge);
/* Events that wait to be passed on. */
size_t ilv_merge_n_held (const struct ilv_merge *merge);

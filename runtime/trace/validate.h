/* validate.h - Is this stream of events a legal trace?
 *
 * Checks what merge.h and events.def promise: each goroutine's states and
 * numbers, one goroutine on a processor at a time, each object's numbers and
 * its own arithmetic (a channel's length within its capacity, a counter not
 * below 0, a lock held once), definitions before uses, groups whole, times that
 * never decrease, EXIT last. For every trace that any test makes, and for
 * `interleave stat`.
 *
 * Once events are lost, what depends on earlier ones is no longer checked.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace/event.h"
#include "trace/merge.h"

/* Violations that are kept in words; the rest is only counted. */
#define ILV_VALIDATE_N_MESSAGES 16

struct ilv_validate;

/* NULL if there is no memory. Free with ilv_validate_free(). */
struct ilv_validate *ilv_validate_new (void);
void ilv_validate_free (struct ilv_validate *validate);

/* Looks at the next events of the stream. */
void ilv_validate_add (struct ilv_validate *validate, const struct ilv_event *events,
                       size_t n_events);
/* The same as a sink, of which @data is the validator. */
struct ilv_sink ilv_validate_sink (struct ilv_validate *validate);

/* The stream is over. True if it was legal. */
bool ilv_validate_finish (struct ilv_validate *validate);

uint64_t ilv_validate_n_violations (const struct ilv_validate *validate);

/* The violation @index in words, the event in text form in it; NULL if there
 * are not so many or they are not kept. Belongs to the validator. */
const char *ilv_validate_message (const struct ilv_validate *validate, unsigned index);

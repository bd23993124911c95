/* slice.h - How slices grow.
 *
 * Source: Go spec, "Appending to and copying slices". The spec leaves the new
 * capacity open, but programs print it, so it is gc's: double while small, then
 * a quarter more and 192, rounded up to what gc's allocator would hand out.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/heap.h"
#include "vm/value.h"

/* What gc's allocator hands out for a request of @size_bytes. */
uint64_t ilv_slice_round_bytes (uint64_t size_bytes, bool is_noscan);

/* The capacity append gives a slice of @elem that has @cap and needs @needed > @cap.
 * UINT64_MAX if that many bytes cannot be. */
uint64_t ilv_slice_grown_cap (const struct ilv_rtype *elem, uint64_t cap, uint64_t needed);

/* Gives @slice room for @n_more elements behind its length, moving it to new memory if it has not.
 * The length stays. False: out of memory, or too large; nothing changed. */
bool ilv_slice_reserve (struct ilv_p *p, const struct ilv_rtype *elem, struct ilv_slice *slice,
                        uint64_t n_more);

/* liveness.h - Which slots of a frame are still wanted.
 *
 * A slot is live where an instruction may come that reads it before one
 * overwrites it. What lies in the others is left over: the collector must not
 * take it for a pointer, or finalizers would wait, and memory with them, until
 * somebody happens to write there.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/program.h"

struct ilv_liveness;

/* Of all places in @func's code. Takes time and memory by instructions times slots; so NULL for a
 * very large function, and if there is no memory: then all slots count as live. */
struct ilv_liveness *ilv_liveness_new (const struct ilv_func *func);
void ilv_liveness_free (struct ilv_liveness *liveness);

/* One bit for each slot, before the instruction that begins @offset words into the function; NULL
 * if none begins there. After a call of C, that is also during it. */
const uint64_t *ilv_liveness_at (const struct ilv_liveness *liveness, uint32_t offset);
/* The first slot that the frame of the callee, or its head, takes of this one, for the call that
 * returns to @offset; UINT32_MAX if none does. While the call lasts nothing is live from there on. */
uint32_t ilv_liveness_window (const struct ilv_liveness *liveness, uint32_t offset);
/* Those that are live at every place: what the function needs after a panic. */
const uint64_t *ilv_liveness_always (const struct ilv_liveness *liveness);
/* Whether @live, one of the above, includes the closure that was called. */
bool ilv_liveness_has_closure (const struct ilv_liveness *liveness, const uint64_t *live);

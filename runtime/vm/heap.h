/* heap.h - The Go program's memory.
 *
 * A non-moving collected heap: size classes in blocks, one block of each class
 * cached by every processor, large objects by pages, mark bits beside the
 * blocks, sweeping on demand. An address anywhere inside an object keeps it.
 * Frames and objects are scanned conservatively; nothing moves. Objects of
 * types without pointers are not scanned at all.
 *
 * Allocation never collects. It only asks for a collection (p->poll), which
 * happens when all processors are at a safepoint. So C code may hold addresses
 * in local variables between two safepoints without telling anyone.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/rtype.h"
#include "sched/sched.h"

struct ilv_heap;

struct ilv_heap_config
{
  uint64_t limit_bytes; /* 0: half of the machine's memory */
  /* Must call ilv_heap_mark_range() for all roots. World stopped. */
  void (*mark_roots) (struct ilv_heap *heap, void *data);
  void *data;
  /* After a collection that made specials due, the world going on. May be NULL. */
  void (*specials_due) (struct ilv_p *p, void *data);
};

/* NULL and errno when address space cannot be had. */
struct ilv_heap *ilv_heap_new (const struct ilv_heap_config *config);
void ilv_heap_free (struct ilv_heap *heap);

/* Once for each processor, before it runs anything: sets p->heap_cache. The cache is
 * the heap's and goes with it. False: out of memory. */
bool ilv_heap_attach (struct ilv_heap *heap, struct ilv_p *p);

/* Zeroed memory for @n consecutive values of @type. @type NULL: @n bytes that hold no
 * pointers. Size 0 gives the address of a common zero-sized object. @n * size must
 * not overflow (checked by the caller).
 * NULL: the limit is reached. A collection is due then: a caller at a safepoint collects and
 * tries once more; after that (or where it cannot) it ends the program with Go's
 * out-of-memory message. */
void *ilv_heap_alloc (struct ilv_p *p, const struct ilv_rtype *type, uint64_t n);

/* Zeroed memory of @size_bytes whose every word may be a pointer (closures, maps, channels). */
void *ilv_heap_alloc_words (struct ilv_p *p, size_t size_bytes);

/* Collects, from a thread that holds @p, at a safepoint: stops the world, marks, lets it go on.
 * @is_forced: the program asked for it. False: the run is over, nothing was done. */
bool ilv_heap_collect (struct ilv_p *p, bool is_forced);
/* Whether one is due; the interpreter asks when ilv_poll() let it go on. Cheap. */
bool ilv_heap_is_collection_due (struct ilv_p *p);

/* During mark_roots: what @address points to, if it looks like an address of ours. Followed up at
 * the latest by the next ilv_heap_mark_range(), which must come. */
void ilv_heap_mark_address (struct ilv_heap *heap, uintptr_t address);
/* During mark_roots: every aligned word in [@begin, @end) that looks like an address of ours is one. */
void ilv_heap_mark_range (struct ilv_heap *heap, const void *begin, const void *end);

/* Keeps an object alive that only memory outside the heap refers to, such as a
 * set timer. The pin lies inside the object (zeroed before first use). */
struct ilv_heap_pin
{
  struct ilv_heap_pin *next, *prev;
};

/* Any thread that holds a processor. Pinning what is pinned, or the reverse, does nothing. */
void ilv_heap_pin (struct ilv_heap *heap, struct ilv_heap_pin *pin);
void ilv_heap_unpin (struct ilv_heap *heap, struct ilv_heap_pin *pin);

/* Memory from elsewhere that counts against the limit: stacks. Negative: given back. Taking
 * fails (false) when the limit is reached; a collection is due then, as in ilv_heap_alloc(). */
bool ilv_heap_charge (struct ilv_p *p, int64_t size_bytes);

/* --- Specials: calls to be made when an object cannot be reached any more --- */

/* One word more than a function with one parameter needs. */
#define ILV_HEAP_SPECIAL_SLOTS 2

/* What to call: with @slots behind its results. */
struct ilv_heap_call
{
  const struct ilv_func *const *closure;
  uint64_t slots[ILV_HEAP_SPECIAL_SLOTS];
  uint32_t n_slots;
};

/* The first byte of the object that @address lies in; 0: it lies in none of the heap. */
uintptr_t ilv_heap_object_at (struct ilv_heap *heap, uintptr_t address);

/* A finalizer keeps the object, and all it leads to, until it was called (a call refers to it);
 * an object has one at most. Other specials do not keep it. Of the object at @object (its first byte).
 * Returns a number for ilv_heap_special_remove(); 0: out of memory. */
uint64_t ilv_heap_special_add (struct ilv_heap *heap, uintptr_t object, bool is_finalizer,
                               const struct ilv_heap_call *call);
/* The word that tells where the object at @object is as long as something leads to it, then 0:
 * the complement of its address, which keeps nothing. Cleared before finalizers are called. An
 * object has one; if it has none yet @cell, in the heap, becomes that. NULL: out of memory. */
uint64_t *ilv_heap_weak_cell (struct ilv_heap *heap, uintptr_t object, uint64_t *cell);
bool ilv_heap_has_finalizer (struct ilv_heap *heap, uintptr_t object);
void ilv_heap_remove_finalizer (struct ilv_heap *heap, uintptr_t object);
void ilv_heap_special_remove (struct ilv_heap *heap, uint64_t id);
/* The next call that is due, in @call; false: none. It stays the next one until it is dropped. */
bool ilv_heap_special_due (struct ilv_heap *heap, struct ilv_heap_call *call);
void ilv_heap_special_drop (struct ilv_heap *heap);

/* --- Numbers and settings ------------------------------------------------ */

#define ILV_HEAP_N_PAUSES 256

struct ilv_heap_stats
{
  uint64_t live_bytes; /* found by the last collection, and allocated since */
  uint64_t n_live;     /* objects; the same */
  uint64_t allocated_bytes_total, n_allocations_total, n_collections, n_forced, pause_nsec_total;
  uint64_t limit_bytes;
  uint64_t held_bytes; /* blocks and large objects, used or not */
  uint64_t free_bytes; /* was held and may be again; some of it is back with the system */
  uint64_t charged_bytes;
  uint64_t next_bytes; /* live_bytes that make the next collection due */
  int64_t last_wall_nsec; /* end of the last collection */
};
/* Exact with the world stopped, otherwise up to a few blocks ahead. */
void ilv_heap_stats (struct ilv_heap *heap, struct ilv_heap_stats *stats);
/* Collection number n (from 0) is at n % ILV_HEAP_N_PAUSES: its length, and when it ended. */
void ilv_heap_pauses (struct ilv_heap *heap, uint64_t *pauses_nsec, uint64_t *ends_wall_nsec);
struct ilv_heap *ilv_heap_of (struct ilv_p *p);

/* How much may be allocated before the next collection, in percent of what is live; negative:
 * as much as the limits allow. Returns what it was. */
int ilv_heap_set_percent (struct ilv_heap *heap, int percent);
/* Collections keep the heap below, while they can; the hard limit stays. Negative: leaves
 * it. Returns what it was. */
int64_t ilv_heap_set_soft_limit (struct ilv_heap *heap, int64_t limit_bytes);
/* Collects and gives all free pages back to the system. */
void ilv_heap_release (struct ilv_p *p);

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

/* Collects, from a thread that holds @p, at a safepoint: stops the world, marks, lets it go on. */
void ilv_heap_collect (struct ilv_p *p);
/* Whether one is due; the interpreter asks when ilv_poll() let it go on. Cheap. */
bool ilv_heap_is_collection_due (struct ilv_p *p);

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

struct ilv_heap_stats
{
  uint64_t live_bytes; /* found by the last collection, and allocated since */
  uint64_t allocated_bytes_total, n_allocations_total, n_collections, pause_nsec_total, limit_bytes;
  uint64_t held_bytes; /* blocks and large objects, used or not */
};
/* Exact with the world stopped, otherwise up to a few blocks ahead. */
void ilv_heap_stats (struct ilv_heap *heap, struct ilv_heap_stats *stats);
struct ilv_heap *ilv_heap_of (struct ilv_p *p);

/* heap_private.h - What the heap's own files know of each other.
 *
 *   heap.c        set-up, allocation, collections
 *   heap_class.c  size classes
 *   heap_pages.c  runs of pages in the reserved address range
 *   heap_block.c  blocks of equal objects, sweeping
 *   heap_mark.c   marking
 *   heap_special.c  finalizers and cleanups
 *
 * Locking: everything but the caches belongs to heap->lock, or to the thread
 * that stopped the world. A cache belongs to whoever holds its processor.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <pthread.h>

#include "base/assert.h"
#include "vm/heap.h"

enum
{
  ILV_HEAP_PAGE_SHIFT = 13,
  ILV_HEAP_PAGE_BYTES = 1 << ILV_HEAP_PAGE_SHIFT,
  ILV_HEAP_MAX_SMALL = 32768,
  ILV_HEAP_N_CLASSES = 67,
  ILV_HEAP_N_KINDS = 2 * ILV_HEAP_N_CLASSES, /* of blocks: class, scanned or not */
  ILV_HEAP_RECIPROCAL_SHIFT = 40,
  ILV_HEAP_N_RUN_BINS = 65,                  /* bin i: runs of i pages; the last one: more */
};

/* Bytes of each class: those of gc's allocator, because capacities show them. */
extern const uint32_t ilv_heap_class_bytes[ILV_HEAP_N_CLASSES];
/* The smallest class for 0 to ILV_HEAP_MAX_SMALL bytes. */
unsigned ilv_heap_class_of (uint64_t size_bytes);

/* Objects of one size in consecutive pages. A large object is a block of one.
 *
 * alloc_bits says what is an object. The allocator claims a word of it at a
 * time; what of that word is not handed out yet, the cache knows. The
 * collection sets mark_bits; sweeping makes them the new alloc_bits. So neither
 * freeing nor sweeping touches the objects. */
struct ilv_heap_block
{
  uintptr_t start;
  uint64_t elem_bytes;
  uint64_t reciprocal; /* of elem_bytes, 2^40 based; 0 for a large object */
  uint32_t n_elems, n_words;
  uint32_t n_pages;
  uint32_t n_live;      /* found by the last sweep */
  uint32_t swept_epoch; /* the collection after which it was swept, or made */
  uint32_t taken_epoch; /* the last one after which a cache had it: until the next,
                           what is free in it is in that cache's hands */
  bool is_noscan;
  bool needs_zeroing; /* its free objects hold old bytes */
  uint64_t *alloc_bits;
  uint64_t *mark_bits;
};

/* Free pages. */
struct ilv_heap_run
{
  struct ilv_heap_run *next, *prev;
  uint64_t first_page, n_pages;
  uint32_t epoch; /* when it became free */
  bool is_zero;
};

struct ilv_heap_blocks
{
  struct ilv_heap_block **blocks;
  uint64_t n, cap;
  uint64_t next; /* before this one, all are swept */
};

struct ilv_heap_slot
{
  uint64_t free_bits; /* objects of the current word not yet handed out */
  uintptr_t base;     /* address of the object of bit 0 */
  uint64_t elem_bytes;
  struct ilv_heap_block *block; /* NULL: none */
  uint32_t word;
};

struct ilv_heap_cache
{
  struct ilv_heap *heap;
  struct ilv_heap_cache *next; /* all caches of the heap */
  int64_t charged_bytes;       /* not in heap->charged_bytes yet */
  struct ilv_heap_slot slots[ILV_HEAP_N_KINDS];
};

struct ilv_heap_range
{
  uintptr_t begin, end;
};

enum { ILV_HEAP_CHUNK_RANGES = 1023 };

struct ilv_heap_mark_chunk
{
  struct ilv_heap_mark_chunk *below;
  uint64_t n;
  struct ilv_heap_range ranges[ILV_HEAP_CHUNK_RANGES];
};

/* Objects that are marked and not yet scanned. When the stack cannot grow,
 * marked objects are left unscanned and found again by a walk over all blocks. */
struct ilv_heap_marker
{
  struct ilv_heap_mark_chunk *top, *spare;
  uint64_t n_chunks, max_chunks;
  uint64_t marked_bytes, n_marked;
  bool has_overflowed;
};

struct ilv_heap_special
{
  struct ilv_heap_special *next; /* of all, or of those due */
  uintptr_t object;
  uint64_t id;
  bool is_finalizer;
  bool is_weak; /* nothing to call: slots[0] is a cell to clear, which is kept */
  struct ilv_heap_call call;
};

struct ilv_heap_specials
{
  struct ilv_heap_special **table; /* of chains, by object */
  uint64_t n_chains, n;            /* a power of 2, or 0 */
  struct ilv_heap_special *due, **last_due;
  uint64_t last_id;
};

struct ilv_heap
{
  struct ilv_heap_config config;
  uintptr_t base;
  uint64_t n_reserved_pages;
  uint64_t n_used_pages; /* ever; those behind are untouched */
  uint64_t n_held_pages; /* in blocks */
  uintptr_t *pages;      /* of each page: its block; of the ends of a free run: the run | 1; or 0 */

  pthread_mutex_t lock;
  struct ilv_heap_run *runs[ILV_HEAP_N_RUN_BINS];
  struct ilv_heap_blocks kinds[ILV_HEAP_N_KINDS];
  struct ilv_heap_blocks large;
  struct ilv_heap_cache *caches;
  struct ilv_heap_pin pins; /* head of a ring */
  uint32_t epoch;           /* number of collections, and their marks */
  bool is_swept;            /* nothing left to sweep */

  struct ilv_heap_marker marker;
  struct ilv_heap_specials specials;

  /* Relaxed: counters, and a flag that is only a hint to look. */
  _Atomic uint64_t allocated_bytes, n_allocations;
  _Atomic uint64_t due_at_bytes; /* of allocated_bytes */
  _Atomic uint64_t reported_bytes;
  _Atomic bool is_due;
  _Atomic int64_t charged_bytes;
  uint64_t allocated_bytes_at_collection, live_bytes_at_collection;
  uint64_t n_allocations_at_collection, n_live_at_collection;
  uint64_t n_collections, n_forced, pause_nsec_total;
  uint64_t pauses_nsec[ILV_HEAP_N_PAUSES], ends_wall_nsec[ILV_HEAP_N_PAUSES];
  int64_t soft_limit_bytes;
  int percent;
};

/* What may still be held before the limit. */
static inline uint64_t
ilv_heap_room (const struct ilv_heap *heap)
{
  int64_t charged_bytes = atomic_load_explicit (&heap->charged_bytes, memory_order_relaxed);
  uint64_t held_bytes = (heap->n_held_pages << ILV_HEAP_PAGE_SHIFT)
                        + (charged_bytes > 0 ? (uint64_t) charged_bytes : 0);

  return heap->config.limit_bytes > held_bytes ? heap->config.limit_bytes - held_bytes : 0;
}

/* heap_pages.c. With heap->lock. */
bool ilv_heap_pages_init (struct ilv_heap *heap);
void ilv_heap_pages_clear (struct ilv_heap *heap);
/* UINT64_MAX: no room. *@is_zero: whether the pages are all zeroes. */
uint64_t ilv_heap_pages_take (struct ilv_heap *heap, uint64_t n_pages, bool *is_zero);
void ilv_heap_pages_give (struct ilv_heap *heap, uint64_t first_page, uint64_t n_pages);
/* Returns memory to the system that has been free for @n_cycles. */
void ilv_heap_pages_release (struct ilv_heap *heap, uint32_t n_cycles);

/* heap_block.c. With heap->lock. */
struct ilv_heap_block *ilv_heap_block_new (struct ilv_heap *heap, unsigned class_index, bool is_noscan);
struct ilv_heap_block *ilv_heap_block_new_large (struct ilv_heap *heap, uint64_t size_bytes, bool is_noscan);
/* A block of this kind with free objects, swept; NULL: none left without growing. */
struct ilv_heap_block *ilv_heap_block_find (struct ilv_heap *heap, unsigned kind);
/* Sweeps what is left of all kinds; empty blocks become free pages. */
void ilv_heap_sweep (struct ilv_heap *heap);
/* After marking: frees large objects, makes all blocks need sweeping. */
void ilv_heap_blocks_turn (struct ilv_heap *heap);
void ilv_heap_blocks_clear (struct ilv_heap *heap);

/* heap_mark.c. World stopped. */
void ilv_heap_mark (struct ilv_heap *heap);
bool ilv_heap_is_marked (struct ilv_heap *heap, uintptr_t object);
/* What the object holds, but not itself. */
void ilv_heap_mark_inside (struct ilv_heap *heap, uintptr_t object);
void ilv_heap_marker_clear (struct ilv_heap_marker *marker);

/* heap_special.c. World stopped. */
void ilv_heap_specials_mark (struct ilv_heap *heap);
/* Moves those whose object was not found to the due ones. */
void ilv_heap_specials_turn (struct ilv_heap *heap);
void ilv_heap_specials_clear (struct ilv_heap *heap);

static inline struct ilv_heap_block *
ilv_heap_block_at (struct ilv_heap *heap, uintptr_t address)
{
  uintptr_t offset = address - heap->base;
  uintptr_t entry;

  if (offset >= heap->n_used_pages << ILV_HEAP_PAGE_SHIFT)
    return NULL;
  entry = heap->pages[offset >> ILV_HEAP_PAGE_SHIFT];
  return entry & 1 ? NULL : (struct ilv_heap_block *) entry;
}

static inline unsigned
ilv_heap_kind (unsigned class_index, bool is_noscan)
{
  return 2 * class_index + is_noscan;
}

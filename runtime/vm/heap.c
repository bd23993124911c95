/* heap.c - Setting up, allocating, collecting.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/heap.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/heap_private.h"

#define LEAST_CYCLE_BYTES (UINT64_C (8) << 20) /* allocated between two collections */
#define REPORTED_STEP_BYTES (UINT64_C (1) << 20) /* a HEAP event each */

/* All values of size 0. */
static uint64_t zero_sized;

static uint64_t
default_limit (void)
{
  uint64_t machine_bytes = (uint64_t) sysconf (_SC_PHYS_PAGES) * (uint64_t) sysconf (_SC_PAGESIZE);
  uint64_t group_bytes = UINT64_MAX;
  FILE *file = fopen ("/sys/fs/cgroup/memory.max", "r");

  /* A container may be given less; "max" is no number. */
  if (file != NULL)
    {
      if (fscanf (file, "%" SCNu64, &group_bytes) != 1)
        group_bytes = UINT64_MAX;
      fclose (file);
    }
  return (machine_bytes < group_bytes ? machine_bytes : group_bytes) / 2;
}

struct ilv_heap *
ilv_heap_new (const struct ilv_heap_config *config)
{
  struct ilv_heap *heap = calloc (1, sizeof *heap);

  if (heap == NULL)
    return NULL;
  if (!ilv_heap_pages_init (heap))
    {
      free (heap);
      return NULL;
    }
  heap->config = *config;
  if (heap->config.limit_bytes == 0)
    heap->config.limit_bytes = default_limit ();
  heap->percent = 100;
  heap->soft_limit_bytes = INT64_MAX;
  heap->specials.last_due = &heap->specials.due;
  heap->marker.max_chunks = UINT64_MAX;
  heap->pins.next = heap->pins.prev = &heap->pins;
  heap->is_swept = true;
  heap->epoch = 1;
  pthread_mutex_init (&heap->lock, NULL);
  atomic_init (&heap->due_at_bytes, LEAST_CYCLE_BYTES);
  return heap;
}

void
ilv_heap_free (struct ilv_heap *heap)
{
  if (heap == NULL)
    return;
  while (heap->caches != NULL)
    {
      struct ilv_heap_cache *cache = heap->caches;

      heap->caches = cache->next;
      free (cache);
    }
  ilv_heap_blocks_clear (heap);
  ilv_heap_marker_clear (&heap->marker);
  ilv_heap_specials_clear (heap);
  ilv_heap_pages_clear (heap);
  pthread_mutex_destroy (&heap->lock);
  free (heap);
}

bool
ilv_heap_attach (struct ilv_heap *heap, struct ilv_p *p)
{
  struct ilv_heap_cache *cache = calloc (1, sizeof *cache);

  if (cache == NULL)
    return false;
  cache->heap = heap;
  pthread_mutex_lock (&heap->lock);
  cache->next = heap->caches;
  heap->caches = cache;
  pthread_mutex_unlock (&heap->lock);
  p->heap_cache = cache;
  return true;
}

static struct ilv_heap_cache *
cache_of (struct ilv_p *p)
{
  return p->heap_cache;
}

struct ilv_heap *
ilv_heap_of (struct ilv_p *p)
{
  return cache_of (p)->heap;
}

/* --- Counting ------------------------------------------------------------ */

static void
ask_for_collection (struct ilv_heap *heap, struct ilv_p *p)
{
  if (!atomic_exchange_explicit (&heap->is_due, true, memory_order_relaxed))
    ilv_poll_ask (p);
}

static uint32_t
kib (uint64_t size_bytes)
{
  return size_bytes >> 10 > UINT32_MAX ? UINT32_MAX : (uint32_t) (size_bytes >> 10);
}

static uint64_t
live_bytes (struct ilv_heap *heap)
{
  uint64_t allocated = atomic_load_explicit (&heap->allocated_bytes, memory_order_relaxed);

  return heap->live_bytes_at_collection + allocated - heap->allocated_bytes_at_collection;
}

/* Counts objects when a cache claims them, 64 at a time, so that handing one
 * out touches nothing shared. */
static void
count (struct ilv_heap *heap, struct ilv_p *p, uint64_t n, uint64_t elem_bytes)
{
  uint64_t size_bytes = n * elem_bytes;
  uint64_t total = size_bytes + atomic_fetch_add_explicit (&heap->allocated_bytes, size_bytes,
                                                           memory_order_relaxed);

  atomic_fetch_add_explicit (&heap->n_allocations, n, memory_order_relaxed);
  if (total >= atomic_load_explicit (&heap->due_at_bytes, memory_order_relaxed))
    ask_for_collection (heap, p);
  if (p->is_traced
      && total - atomic_load_explicit (&heap->reported_bytes, memory_order_relaxed)
           >= REPORTED_STEP_BYTES)
    {
      atomic_store_explicit (&heap->reported_bytes, total, memory_order_relaxed);
      ilv_trace (p, NULL, ILV_EVENT_HEAP, 0, 0, kib (live_bytes (heap)));
    }
}

/* --- Allocating ---------------------------------------------------------- */

/* Claims the next word of alloc_bits with free objects; false: the block is used up. */
static bool
claim_word (struct ilv_heap_slot *slot, struct ilv_p *p)
{
  struct ilv_heap_block *block = slot->block;

  while (++slot->word < block->n_words)
    if (~block->alloc_bits[slot->word] != 0)
      {
        slot->free_bits = ~block->alloc_bits[slot->word];
        block->alloc_bits[slot->word] = ~UINT64_C (0);
        slot->base = block->start + UINT64_C (64) * slot->word * block->elem_bytes;
        count (cache_of (p)->heap, p, (uint64_t) __builtin_popcountll (slot->free_bits),
               block->elem_bytes);
        return true;
      }
  return false;
}

static bool
refill (struct ilv_p *p, unsigned kind)
{
  struct ilv_heap *heap = ilv_heap_of (p);
  struct ilv_heap_slot *slot = &cache_of (p)->slots[kind];

  if (slot->block != NULL && claim_word (slot, p))
    return true;
  pthread_mutex_lock (&heap->lock);
  slot->block = ilv_heap_block_find (heap, kind);
  if (slot->block == NULL)
    slot->block = ilv_heap_block_new (heap, kind / 2, kind & 1);
  pthread_mutex_unlock (&heap->lock);
  if (slot->block == NULL)
    return false;
  slot->elem_bytes = slot->block->elem_bytes;
  slot->word = UINT32_MAX; /* one before the first */
  return claim_word (slot, p);
}

static void *
alloc_small (struct ilv_p *p, unsigned kind)
{
  struct ilv_heap_slot *slot = &cache_of (p)->slots[kind];
  void *object;

  if (ilv_unlikely (slot->free_bits == 0) && !refill (p, kind))
    {
      ask_for_collection (ilv_heap_of (p), p);
      return NULL;
    }
  object = (void *) (slot->base + (unsigned) __builtin_ctzll (slot->free_bits) * slot->elem_bytes);
  slot->free_bits &= slot->free_bits - 1;
  if (slot->block->needs_zeroing)
    memset (object, 0, slot->elem_bytes);
  return object;
}

static void *
alloc_large (struct ilv_p *p, uint64_t size_bytes, bool is_noscan)
{
  struct ilv_heap *heap = ilv_heap_of (p);
  struct ilv_heap_block *block;

  pthread_mutex_lock (&heap->lock);
  block = ilv_heap_block_new_large (heap, size_bytes, is_noscan);
  pthread_mutex_unlock (&heap->lock);
  if (block == NULL)
    {
      ask_for_collection (heap, p);
      return NULL;
    }
  count (heap, p, 1, block->elem_bytes);
  if (block->needs_zeroing)
    memset ((void *) block->start, 0, block->elem_bytes);
  return (void *) block->start;
}

static void *
alloc (struct ilv_p *p, uint64_t size_bytes, bool is_noscan)
{
  if (size_bytes == 0)
    return &zero_sized;
  if (size_bytes > ILV_HEAP_MAX_SMALL)
    return alloc_large (p, size_bytes, is_noscan);
  return alloc_small (p, ilv_heap_kind (ilv_heap_class_of (size_bytes), is_noscan));
}

void *
ilv_heap_alloc (struct ilv_p *p, const struct ilv_rtype *type, uint64_t n)
{
  if (type == NULL)
    return alloc (p, n, true);
  return alloc (p, type->size * n, type->flags & ILV_RTYPE_NOSCAN);
}

void *
ilv_heap_alloc_words (struct ilv_p *p, size_t size_bytes)
{
  return alloc (p, size_bytes, false);
}

/* --- Collecting ---------------------------------------------------------- */

/* What a cache claimed and did not hand out becomes free again. */
static void
flush_cache (struct ilv_heap *heap, struct ilv_heap_cache *cache)
{
  for (unsigned kind = 0; kind < ILV_HEAP_N_KINDS; kind++)
    {
      struct ilv_heap_slot *slot = &cache->slots[kind];
      uint64_t n = (uint64_t) __builtin_popcountll (slot->free_bits);

      if (n > 0)
        {
          slot->block->alloc_bits[slot->word] &= ~slot->free_bits;
          atomic_fetch_sub_explicit (&heap->n_allocations, n, memory_order_relaxed);
          atomic_fetch_sub_explicit (&heap->allocated_bytes, n * slot->elem_bytes,
                                     memory_order_relaxed);
        }
      *slot = (struct ilv_heap_slot) { 0 };
    }
}

/* When the next collection is due: when as much again was allocated (or what
 * the percentage says), but with half of what the limit still allows left over,
 * because allocation goes on until all have come to a safepoint. Near the limit
 * the halves are not cut ever smaller, which would collect thousands of times
 * to find a last kilobyte: an allocation that fails collects before it gives up. */
static void
set_due (struct ilv_heap *heap)
{
  uint64_t live = heap->live_bytes_at_collection;
  int64_t charged = atomic_load_explicit (&heap->charged_bytes, memory_order_relaxed);
  uint64_t used = live + (charged > 0 ? (uint64_t) charged : 0);
  uint64_t limit = heap->config.limit_bytes;
  uint64_t left = limit > used ? limit - used : 0;
  uint64_t soft = (uint64_t) heap->soft_limit_bytes > used ? (uint64_t) heap->soft_limit_bytes - used : 0;
  uint64_t cycle_bytes = UINT64_MAX;

  if (heap->percent >= 0)
    {
      uint64_t percent = (uint64_t) heap->percent;

      cycle_bytes = live / 100 * percent;
      if (cycle_bytes < LEAST_CYCLE_BYTES / 100 * percent)
        cycle_bytes = LEAST_CYCLE_BYTES / 100 * percent;
    }
  if (cycle_bytes > left / 2)
    cycle_bytes = left / 2 > limit / 64 ? left / 2 : limit / 64;
  /* A soft limit that cannot be kept must not have us collect all the time. */
  if (cycle_bytes > soft)
    cycle_bytes = soft > live / 8 ? soft : live / 8;
  atomic_store_explicit (&heap->due_at_bytes, heap->allocated_bytes_at_collection + cycle_bytes,
                         memory_order_relaxed);
  atomic_store_explicit (&heap->is_due, false, memory_order_relaxed);
}

static void
collect_stopped (struct ilv_heap *heap)
{
  for (struct ilv_heap_cache *cache = heap->caches; cache != NULL; cache = cache->next)
    flush_cache (heap, cache);
  if (!heap->is_swept)
    ilv_heap_sweep (heap);
  ilv_heap_mark (heap);
  heap->epoch++;
  heap->n_collections++;
  ilv_heap_blocks_turn (heap);
  ilv_heap_pages_release (heap, 2);
  heap->live_bytes_at_collection = heap->marker.marked_bytes;
  heap->n_live_at_collection = heap->marker.n_marked;
  heap->allocated_bytes_at_collection
    = atomic_load_explicit (&heap->allocated_bytes, memory_order_relaxed);
  heap->n_allocations_at_collection
    = atomic_load_explicit (&heap->n_allocations, memory_order_relaxed);
  set_due (heap);
}

static void
note_pause (struct ilv_heap *heap, struct ilv_p *p, uint64_t begin_nsec)
{
  uint64_t pause_nsec = ilv_now_nsec (p) - begin_nsec;
  uint64_t i = (heap->n_collections - 1) % ILV_HEAP_N_PAUSES;

  heap->pause_nsec_total += pause_nsec;
  heap->pauses_nsec[i] = pause_nsec;
  heap->ends_wall_nsec[i] = (uint64_t) ilv_wall_nsec (p);
}

bool
ilv_heap_collect (struct ilv_p *p, bool is_forced)
{
  struct ilv_heap *heap = ilv_heap_of (p);
  uint64_t n_collections = heap->n_collections, begin_nsec;
  bool has_specials;

  if (!ilv_stop_world (p))
    return false;
  /* While this one waited to stop the world, another one may have collected. */
  if (heap->n_collections != n_collections)
    {
      ilv_start_world (p);
      return true;
    }
  begin_nsec = ilv_now_nsec (p);
  ilv_trace (p, NULL, ILV_EVENT_GC_START, 0, 0, kib (live_bytes (heap)));
  pthread_mutex_lock (&heap->lock);
  collect_stopped (heap);
  heap->n_forced += is_forced;
  note_pause (heap, p, begin_nsec);
  has_specials = heap->specials.due != NULL;
  pthread_mutex_unlock (&heap->lock);
  ilv_trace (p, NULL, ILV_EVENT_GC_STOP, 0, 0, kib (live_bytes (heap)));
  ilv_start_world (p);
  if (has_specials && heap->config.specials_due)
    heap->config.specials_due (p, heap->config.data);
  return true;
}

bool
ilv_heap_is_collection_due (struct ilv_p *p)
{
  return atomic_load_explicit (&ilv_heap_of (p)->is_due, memory_order_relaxed);
}

void
ilv_heap_release (struct ilv_p *p)
{
  struct ilv_heap *heap = ilv_heap_of (p);

  ilv_heap_collect (p, true);
  pthread_mutex_lock (&heap->lock);
  if (!heap->is_swept)
    ilv_heap_sweep (heap);
  ilv_heap_pages_release (heap, 0);
  pthread_mutex_unlock (&heap->lock);
}

/* --- Memory from elsewhere ------------------------------------------------ */

#define CHARGED_STEP_BYTES (INT64_C (64) << 10)

bool
ilv_heap_charge (struct ilv_p *p, int64_t size_bytes)
{
  struct ilv_heap_cache *cache = cache_of (p);
  struct ilv_heap *heap = cache->heap;
  int64_t charged_bytes = cache->charged_bytes += size_bytes;
  bool has_room;

  if (ilv_likely (-CHARGED_STEP_BYTES < charged_bytes && charged_bytes < CHARGED_STEP_BYTES))
    return true;
  pthread_mutex_lock (&heap->lock);
  has_room = size_bytes <= 0 || ilv_heap_room (heap) >= (uint64_t) charged_bytes;
  if (has_room)
    {
      atomic_fetch_add_explicit (&heap->charged_bytes, charged_bytes, memory_order_relaxed);
      cache->charged_bytes = 0;
    }
  else
    {
      /* What the cache holds stays there, so that another try is not let through unseen. */
      cache->charged_bytes -= size_bytes;
    }
  pthread_mutex_unlock (&heap->lock);
  if (!has_room)
    ask_for_collection (heap, p);
  return has_room;
}

/* --- Pins and numbers ---------------------------------------------------- */

void
ilv_heap_pin (struct ilv_heap *heap, struct ilv_heap_pin *pin)
{
  pthread_mutex_lock (&heap->lock);
  if (pin->next == NULL)
    {
      *pin = (struct ilv_heap_pin) { heap->pins.next, &heap->pins };
      pin->next->prev = pin->prev->next = pin;
    }
  pthread_mutex_unlock (&heap->lock);
}

void
ilv_heap_unpin (struct ilv_heap *heap, struct ilv_heap_pin *pin)
{
  pthread_mutex_lock (&heap->lock);
  if (pin->next != NULL)
    {
      pin->next->prev = pin->prev;
      pin->prev->next = pin->next;
      *pin = (struct ilv_heap_pin) { NULL, NULL };
    }
  pthread_mutex_unlock (&heap->lock);
}

/* Claimed by caches, and not handed out. Exact with the world stopped. */
static void
count_unused (const struct ilv_heap *heap, uint64_t *n, uint64_t *size_bytes)
{
  *n = *size_bytes = 0;
  for (const struct ilv_heap_cache *cache = heap->caches; cache != NULL; cache = cache->next)
    for (unsigned kind = 0; kind < ILV_HEAP_N_KINDS; kind++)
      {
        uint64_t n_free = (uint64_t) __builtin_popcountll (cache->slots[kind].free_bits);

        *n += n_free;
        *size_bytes += n_free * cache->slots[kind].elem_bytes;
      }
}

void
ilv_heap_stats (struct ilv_heap *heap, struct ilv_heap_stats *stats)
{
  uint64_t n_unused, unused_bytes, n_allocations;

  pthread_mutex_lock (&heap->lock);
  count_unused (heap, &n_unused, &unused_bytes);
  n_allocations = atomic_load_explicit (&heap->n_allocations, memory_order_relaxed) - n_unused;
  *stats = (struct ilv_heap_stats) {
    .live_bytes = live_bytes (heap) - unused_bytes,
    .n_live = heap->n_live_at_collection + n_allocations - heap->n_allocations_at_collection,
    .allocated_bytes_total = atomic_load_explicit (&heap->allocated_bytes, memory_order_relaxed)
                             - unused_bytes,
    .n_allocations_total = n_allocations,
    .n_collections = heap->n_collections,
    .n_forced = heap->n_forced,
    .pause_nsec_total = heap->pause_nsec_total,
    .limit_bytes = heap->config.limit_bytes,
    .held_bytes = heap->n_held_pages << ILV_HEAP_PAGE_SHIFT,
    .free_bytes = (heap->n_used_pages - heap->n_held_pages) << ILV_HEAP_PAGE_SHIFT,
    .charged_bytes = (uint64_t) atomic_load_explicit (&heap->charged_bytes, memory_order_relaxed),
    .next_bytes = heap->live_bytes_at_collection - heap->allocated_bytes_at_collection
                  + atomic_load_explicit (&heap->due_at_bytes, memory_order_relaxed),
  };
  if (heap->n_collections > 0)
    stats->last_wall_nsec
      = (int64_t) heap->ends_wall_nsec[(heap->n_collections - 1) % ILV_HEAP_N_PAUSES];
  pthread_mutex_unlock (&heap->lock);
}

void
ilv_heap_pauses (struct ilv_heap *heap, uint64_t *pauses_nsec, uint64_t *ends_wall_nsec)
{
  pthread_mutex_lock (&heap->lock);
  memcpy (pauses_nsec, heap->pauses_nsec, sizeof heap->pauses_nsec);
  memcpy (ends_wall_nsec, heap->ends_wall_nsec, sizeof heap->ends_wall_nsec);
  pthread_mutex_unlock (&heap->lock);
}

int
ilv_heap_set_percent (struct ilv_heap *heap, int percent)
{
  int old;

  pthread_mutex_lock (&heap->lock);
  old = heap->percent;
  heap->percent = percent < 0 ? -1 : percent;
  set_due (heap);
  pthread_mutex_unlock (&heap->lock);
  return old;
}

int64_t
ilv_heap_set_soft_limit (struct ilv_heap *heap, int64_t limit_bytes)
{
  int64_t old;

  pthread_mutex_lock (&heap->lock);
  old = heap->soft_limit_bytes;
  if (limit_bytes >= 0)
    heap->soft_limit_bytes = limit_bytes;
  set_due (heap);
  pthread_mutex_unlock (&heap->lock);
  return old;
}

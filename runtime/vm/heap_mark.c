/* heap_mark.c - Marking what can be reached. The world is stopped.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>

#include "vm/heap_private.h"

/* Makes room for one more range. False: the stack may not, or cannot, grow. */
static bool
grow_stack (struct ilv_heap_marker *marker)
{
  struct ilv_heap_mark_chunk *chunk = marker->spare;

  marker->spare = NULL;
  if (chunk == NULL && marker->n_chunks < marker->max_chunks)
    {
      chunk = malloc (sizeof *chunk);
      marker->n_chunks += chunk != NULL;
    }
  if (chunk == NULL)
    return false;
  chunk->n = 0;
  chunk->below = marker->top;
  marker->top = chunk;
  return true;
}

static void
push_range (struct ilv_heap_marker *marker, uintptr_t begin, uintptr_t end)
{
  if ((marker->top == NULL || marker->top->n == ILV_HEAP_CHUNK_RANGES) && !grow_stack (marker))
    {
      marker->has_overflowed = true;
      return;
    }
  marker->top->ranges[marker->top->n++] = (struct ilv_heap_range) { begin, end };
}

static bool
pop_range (struct ilv_heap_marker *marker, struct ilv_heap_range *range)
{
  struct ilv_heap_mark_chunk *top = marker->top;

  if (top != NULL && top->n == 0)
    {
      marker->top = top->below;
      if (marker->spare == NULL)
        marker->spare = top;
      else
        {
          free (top);
          marker->n_chunks--;
        }
      top = marker->top;
    }
  if (top == NULL)
    return false;
  *range = top->ranges[--top->n];
  return true;
}

static inline void
mark_word (struct ilv_heap *heap, uintptr_t address)
{
  struct ilv_heap_block *block = ilv_heap_block_at (heap, address);
  uint64_t index, bit;
  uintptr_t begin;

  if (block == NULL)
    return;
  index = ((address - block->start) * block->reciprocal) >> ILV_HEAP_RECIPROCAL_SHIFT;
  if (index >= block->n_elems)
    return;
  bit = UINT64_C (1) << index % 64;
  /* What merely looks like an address may point to a free object. */
  if ((block->alloc_bits[index / 64] & bit) == 0 || (block->mark_bits[index / 64] & bit) != 0)
    return;
  block->mark_bits[index / 64] |= bit;
  heap->marker.marked_bytes += block->elem_bytes;
  heap->marker.n_marked++;
  if (block->is_noscan)
    return;
  begin = block->start + index * block->elem_bytes;
  push_range (&heap->marker, begin, begin + block->elem_bytes);
}

/* Memory that other threads write with atomics or, in a racy Go program,
 * without: they are stopped. */
static void
scan (struct ilv_heap *heap, struct ilv_heap_range range)
{
  for (uintptr_t at = range.begin; at < range.end; at += sizeof (uintptr_t))
    mark_word (heap, *(const uintptr_t *) at);
}

/* What is popped waits behind N_AHEAD others before it is scanned: time for its memory to come.
 * Prefetching when it is pushed would be of no use, since it may be popped at once. */
enum { N_AHEAD = 16 };

static void
drain (struct ilv_heap *heap)
{
  struct ilv_heap_range ahead[N_AHEAD] = { 0 };
  unsigned n_waiting = 0, i = 0;

  do
    {
      n_waiting -= ahead[i].end != 0;
      scan (heap, ahead[i]);
      ahead[i] = (struct ilv_heap_range) { 0 };
      if (pop_range (&heap->marker, &ahead[i]))
        {
          __builtin_prefetch ((const void *) ahead[i].begin);
          n_waiting++;
        }
      i = (i + 1) % N_AHEAD;
    }
  while (n_waiting > 0);
}

void
ilv_heap_mark_address (struct ilv_heap *heap, uintptr_t address)
{
  mark_word (heap, address);
}

void
ilv_heap_mark_range (struct ilv_heap *heap, const void *begin, const void *end)
{
  uintptr_t first = ((uintptr_t) begin + sizeof (uintptr_t) - 1) & ~(sizeof (uintptr_t) - 1);

  scan (heap, (struct ilv_heap_range) { first, (uintptr_t) end & ~(sizeof (uintptr_t) - 1) });
  drain (heap);
}

static void
rescan_block (struct ilv_heap *heap, struct ilv_heap_block *block)
{
  if (block->is_noscan)
    return;
  for (uint32_t i = 0; i < block->n_elems; i++)
    if (block->mark_bits[i / 64] >> i % 64 & 1)
      {
        uintptr_t begin = block->start + i * block->elem_bytes;

        scan (heap, (struct ilv_heap_range) { begin, begin + block->elem_bytes });
        drain (heap);
      }
}

static void
rescan_list (struct ilv_heap *heap, struct ilv_heap_blocks *list)
{
  for (uint64_t i = 0; i < list->n; i++)
    rescan_block (heap, list->blocks[i]);
}

/* After an overflow: scans all that is marked, again. Each round that overflows
 * has marked something new, so this ends. */
static void
rescan (struct ilv_heap *heap)
{
  while (heap->marker.has_overflowed)
    {
      heap->marker.has_overflowed = false;
      for (unsigned kind = 0; kind < ILV_HEAP_N_KINDS; kind++)
        rescan_list (heap, &heap->kinds[kind]);
      rescan_list (heap, &heap->large);
    }
}

void
ilv_heap_mark (struct ilv_heap *heap)
{
  heap->marker.marked_bytes = heap->marker.n_marked = 0;
  heap->marker.has_overflowed = false;
  for (struct ilv_heap_pin *pin = heap->pins.next; pin != &heap->pins; pin = pin->next)
    mark_word (heap, (uintptr_t) pin);
  drain (heap);
  heap->config.mark_roots (heap, heap->config.data);
  ilv_heap_specials_mark (heap);
  rescan (heap);
  ilv_heap_specials_turn (heap);
  rescan (heap);
}

/* The number of the object in @block; n_elems or more: none. */
static uint64_t
index_of (const struct ilv_heap_block *block, uintptr_t address)
{
  return ((address - block->start) * block->reciprocal) >> ILV_HEAP_RECIPROCAL_SHIFT;
}

uintptr_t
ilv_heap_object_at (struct ilv_heap *heap, uintptr_t address)
{
  struct ilv_heap_block *block;
  uintptr_t object = 0;

  pthread_mutex_lock (&heap->lock);
  block = ilv_heap_block_at (heap, address);
  if (block != NULL && index_of (block, address) < block->n_elems)
    object = block->start + index_of (block, address) * block->elem_bytes;
  pthread_mutex_unlock (&heap->lock);
  return object;
}

bool
ilv_heap_is_marked (struct ilv_heap *heap, uintptr_t object)
{
  struct ilv_heap_block *block = ilv_heap_block_at (heap, object);
  uint64_t index = index_of (block, object);

  return block->mark_bits[index / 64] >> index % 64 & 1;
}

void
ilv_heap_mark_inside (struct ilv_heap *heap, uintptr_t object)
{
  struct ilv_heap_block *block = ilv_heap_block_at (heap, object);

  if (!block->is_noscan)
    ilv_heap_mark_range (heap, (const void *) object, (const void *) (object + block->elem_bytes));
}

void
ilv_heap_marker_clear (struct ilv_heap_marker *marker)
{
  struct ilv_heap_range range;

  while (pop_range (marker, &range))
    ;
  free (marker->spare);
}

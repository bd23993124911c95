/* heap_block.c - Blocks of equal objects, and sweeping them.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "vm/heap_private.h"

enum
{
  LEAST_BLOCK_PAGES = 2,
  LEAST_OBJECTS = 4,
  WASTE_SHARE = 8, /* at most one part in so many of a block is left over */
};

static bool
has_room_for (struct ilv_heap *heap, uint64_t n_pages)
{
  return ilv_heap_room (heap) >> ILV_HEAP_PAGE_SHIFT >= n_pages;
}

static uint64_t
take_pages (struct ilv_heap *heap, uint64_t n_pages, bool *is_zero)
{
  uint64_t first_page = UINT64_MAX;

  /* Before the heap grows, garbage found by the last collection is freed. */
  if (!heap->is_swept)
    ilv_heap_sweep (heap);
  if (has_room_for (heap, n_pages))
    first_page = ilv_heap_pages_take (heap, n_pages, is_zero);
  return first_page;
}

static struct ilv_heap_block *
new_block (struct ilv_heap *heap, uint64_t n_pages, uint64_t elem_bytes, uint32_t n_elems,
           bool is_noscan)
{
  uint32_t n_words = (n_elems + 63) / 64;
  struct ilv_heap_block *block = calloc (1, sizeof *block + 2 * n_words * sizeof (uint64_t));
  uint64_t first_page = UINT64_MAX;
  bool is_zero;

  if (block != NULL)
    first_page = take_pages (heap, n_pages, &is_zero);
  if (first_page == UINT64_MAX)
    {
      free (block);
      return NULL;
    }
  *block = (struct ilv_heap_block) {
    .start = heap->base + (first_page << ILV_HEAP_PAGE_SHIFT),
    .elem_bytes = elem_bytes,
    .n_elems = n_elems,
    .n_words = n_words,
    .n_pages = (uint32_t) n_pages,
    .swept_epoch = heap->epoch,
    .taken_epoch = heap->epoch,
    .is_noscan = is_noscan,
    .needs_zeroing = !is_zero,
    .alloc_bits = (uint64_t *) (block + 1),
    .mark_bits = (uint64_t *) (block + 1) + n_words,
  };
  for (uint64_t i = 0; i < n_pages; i++)
    heap->pages[first_page + i] = (uintptr_t) block;
  heap->n_held_pages += n_pages;
  return block;
}

static void
free_block (struct ilv_heap *heap, struct ilv_heap_block *block)
{
  ilv_heap_pages_give (heap, (block->start - heap->base) >> ILV_HEAP_PAGE_SHIFT, block->n_pages);
  heap->n_held_pages -= block->n_pages;
  free (block);
}

static bool
append_block (struct ilv_heap_blocks *list, struct ilv_heap_block *block)
{
  if (list->n == list->cap)
    {
      uint64_t cap = list->cap > 0 ? 2 * list->cap : 16;
      struct ilv_heap_block **blocks = realloc (list->blocks, cap * sizeof blocks[0]);

      if (blocks == NULL)
        return false;
      list->blocks = blocks;
      list->cap = cap;
    }
  list->blocks[list->n++] = block;
  return true;
}

/* Bits behind the last object look allocated, so that nobody takes them. */
static void
claim_tail (struct ilv_heap_block *block)
{
  if (block->n_elems % 64 != 0)
    block->alloc_bits[block->n_words - 1] |= ~UINT64_C (0) << block->n_elems % 64;
}

static uint64_t
pages_for (uint64_t elem_bytes)
{
  uint64_t n_pages = LEAST_BLOCK_PAGES;

  for (;; n_pages++)
    {
      uint64_t size_bytes = n_pages << ILV_HEAP_PAGE_SHIFT;

      if (size_bytes >= LEAST_OBJECTS * elem_bytes
          && size_bytes % elem_bytes <= size_bytes / WASTE_SHARE)
        return n_pages;
    }
}

struct ilv_heap_block *
ilv_heap_block_new (struct ilv_heap *heap, unsigned class_index, bool is_noscan)
{
  uint64_t elem_bytes = ilv_heap_class_bytes[class_index];
  uint64_t n_pages = pages_for (elem_bytes);
  uint32_t n_elems = (uint32_t) ((n_pages << ILV_HEAP_PAGE_SHIFT) / elem_bytes);
  struct ilv_heap_block *block = new_block (heap, n_pages, elem_bytes, n_elems, is_noscan);

  if (block == NULL)
    return NULL;
  /* Exact for all offsets in a block: offset * elem_bytes < 2^40. */
  block->reciprocal = (UINT64_C (1) << ILV_HEAP_RECIPROCAL_SHIFT) / elem_bytes + 1;
  claim_tail (block);
  if (append_block (&heap->kinds[ilv_heap_kind (class_index, is_noscan)], block))
    return block;
  free_block (heap, block);
  return NULL;
}

struct ilv_heap_block *
ilv_heap_block_new_large (struct ilv_heap *heap, uint64_t size_bytes, bool is_noscan)
{
  uint64_t n_pages = (size_bytes + ILV_HEAP_PAGE_BYTES - 1) >> ILV_HEAP_PAGE_SHIFT;
  struct ilv_heap_block *block = NULL;

  if (n_pages < heap->n_reserved_pages)
    block = new_block (heap, n_pages, n_pages << ILV_HEAP_PAGE_SHIFT, 1, is_noscan);
  if (block == NULL)
    return NULL;
  block->alloc_bits[0] = 1;
  if (append_block (&heap->large, block))
    return block;
  free_block (heap, block);
  return NULL;
}

static void
sweep_block (struct ilv_heap *heap, struct ilv_heap_block *block)
{
  if (block->swept_epoch == heap->epoch)
    return;
  block->n_live = 0;
  for (uint32_t i = 0; i < block->n_words; i++)
    {
      block->n_live += (uint32_t) __builtin_popcountll (block->mark_bits[i]);
      block->alloc_bits[i] = block->mark_bits[i];
      block->mark_bits[i] = 0;
    }
  claim_tail (block);
  block->needs_zeroing = true;
  block->swept_epoch = heap->epoch;
}

struct ilv_heap_block *
ilv_heap_block_find (struct ilv_heap *heap, unsigned kind)
{
  struct ilv_heap_blocks *list = &heap->kinds[kind];

  while (list->next < list->n)
    {
      struct ilv_heap_block *block = list->blocks[list->next++];

      sweep_block (heap, block);
      if (block->taken_epoch != heap->epoch && block->n_live < block->n_elems)
        {
          block->taken_epoch = heap->epoch;
          return block;
        }
    }
  return NULL;
}

static void
sweep_list (struct ilv_heap *heap, struct ilv_heap_blocks *list)
{
  uint64_t n = list->next;

  for (uint64_t i = list->next; i < list->n; i++)
    {
      struct ilv_heap_block *block = list->blocks[i];

      sweep_block (heap, block);
      if (block->taken_epoch != heap->epoch && block->n_live == 0)
        free_block (heap, block);
      else
        list->blocks[n++] = block;
    }
  list->n = n;
}

void
ilv_heap_sweep (struct ilv_heap *heap)
{
  for (unsigned kind = 0; kind < ILV_HEAP_N_KINDS; kind++)
    sweep_list (heap, &heap->kinds[kind]);
  heap->is_swept = true;
}

static void
turn_large (struct ilv_heap *heap)
{
  struct ilv_heap_blocks *list = &heap->large;
  uint64_t n = 0;

  for (uint64_t i = 0; i < list->n; i++)
    {
      struct ilv_heap_block *block = list->blocks[i];

      if (block->mark_bits[0] == 0)
        {
          free_block (heap, block);
          continue;
        }
      block->mark_bits[0] = 0;
      list->blocks[n++] = block;
    }
  list->n = n;
}

void
ilv_heap_blocks_turn (struct ilv_heap *heap)
{
  turn_large (heap);
  for (unsigned kind = 0; kind < ILV_HEAP_N_KINDS; kind++)
    heap->kinds[kind].next = 0;
  heap->is_swept = false;
}

static void
clear_list (struct ilv_heap_blocks *list)
{
  for (uint64_t i = 0; i < list->n; i++)
    free (list->blocks[i]);
  free (list->blocks);
}

void
ilv_heap_blocks_clear (struct ilv_heap *heap)
{
  for (unsigned kind = 0; kind < ILV_HEAP_N_KINDS; kind++)
    clear_list (&heap->kinds[kind]);
  clear_list (&heap->large);
}

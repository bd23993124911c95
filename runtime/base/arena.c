/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include "base/assert.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Big enough that a thousand-line program needs a handful, small enough that
 * an empty one wastes little. A request that is larger gets its own block. */
#define BLOCK_BYTES (64 * 1024)
#define HUGE_BYTES (2048 * 1024)
/* An arena that has grown so far gets huge blocks, which are used sparingly. */
#define GROWN_BYTES (512 * 1024)
#define ALIGNMENT 16

struct block
{
  struct block *next;
  size_t size_bytes; /* of the payload */
  _Alignas (ALIGNMENT) char payload[];
};

#define HUGE_PAYLOAD_BYTES (HUGE_BYTES - sizeof (struct block))

struct ilv_arena
{
  struct block *blocks; /* the first one is being filled */
  char *free, *end;     /* the unused rest of the first block; already zero */
  size_t used_bytes, limit_bytes;
  jmp_buf *escape;
};

struct ilv_arena *
ilv_arena_new (void)
{
  return calloc (1, sizeof (struct ilv_arena));
}

void
ilv_arena_free (struct ilv_arena *arena)
{
  if (!arena)
    return;
  for (struct block *block = arena->blocks, *next; block; block = next)
    {
      next = block->next;
      free (block);
    }
  free (arena);
}

void
ilv_arena_set_escape (struct ilv_arena *arena, jmp_buf *out_of_memory)
{
  arena->escape = out_of_memory;
}

void
ilv_arena_set_limit (struct ilv_arena *arena, size_t limit_bytes)
{
  arena->limit_bytes = limit_bytes;
}

static _Noreturn void
out_of_memory (struct ilv_arena *arena)
{
  if (arena->escape)
    longjmp (*arena->escape, 1);
  fputs ("interleave: out of memory\n", stderr);
  abort ();
}

/* A block that is one huge page, for arenas that grow: pages of the usual size, touched one by one,
 * cost more than what is put there. NULL: no memory. */
static struct block *
huge_block (void)
{
  struct block *block = aligned_alloc (HUGE_BYTES, HUGE_BYTES);

  if (!block)
    return NULL;
  madvise (block, HUGE_BYTES, MADV_HUGEPAGE); /* what the system makes of it is its affair */
  memset (block, 0, HUGE_BYTES);
  return block;
}

static struct block *
new_block (struct ilv_arena *arena, size_t size_bytes)
{
  struct block *block = NULL;

  if (size_bytes < SIZE_MAX / 2
      && (arena->limit_bytes == 0 || size_bytes <= arena->limit_bytes - arena->used_bytes))
    block = size_bytes == HUGE_PAYLOAD_BYTES ? huge_block ()
                                             : calloc (1, sizeof (struct block) + size_bytes);
  if (!block)
    out_of_memory (arena);
  block->size_bytes = size_bytes;
  arena->used_bytes += size_bytes;
  return block;
}

/* A large request goes behind the block being filled, so that the rest of that
 * one stays in use. */
static void *
alloc_apart (struct ilv_arena *arena, size_t size_bytes)
{
  struct block *block = new_block (arena, size_bytes);

  if (arena->blocks)
    {
      block->next = arena->blocks->next;
      arena->blocks->next = block;
    }
  else
    {
      arena->blocks = block;
      arena->free = arena->end = block->payload + size_bytes;
    }
  return block->payload;
}

void *
ilv_arena_alloc (struct ilv_arena *arena, size_t size_bytes)
{
  if (size_bytes > BLOCK_BYTES / 4)
    return alloc_apart (arena, size_bytes);

  size_bytes = size_bytes ? (size_bytes + ALIGNMENT - 1) & ~(size_t) (ALIGNMENT - 1) : ALIGNMENT;
  if ((size_t) (arena->end - arena->free) < size_bytes)
    {
      bool is_grown = arena->limit_bytes == 0 && arena->used_bytes >= GROWN_BYTES;
      struct block *block = new_block (arena, is_grown ? HUGE_PAYLOAD_BYTES : BLOCK_BYTES);
      block->next = arena->blocks;
      arena->blocks = block;
      arena->free = block->payload;
      arena->end = block->payload + block->size_bytes;
    }

  void *result = arena->free;
  arena->free += size_bytes;
  return result;
}

void *
ilv_arena_dup (struct ilv_arena *arena, const void *data, size_t size_bytes)
{
  void *copy = ilv_arena_alloc (arena, size_bytes);
  if (size_bytes)
    memcpy (copy, data, size_bytes);
  return copy;
}

char *
ilv_arena_strndup (struct ilv_arena *arena, const char *text, size_t len)
{
  char *copy = ilv_arena_alloc (arena, len + 1);
  if (len)
    memcpy (copy, text, len);
  return copy;
}

void *
ilv_arena_grow (struct ilv_arena *arena, void *items, size_t n, size_t *capacity, size_t item_size)
{
  if (n < *capacity)
    return items;

  size_t wanted = *capacity ? *capacity * 2 : 4;
  ILV_ASSERT (wanted < SIZE_MAX / 2 / item_size);
  void *grown = ilv_arena_alloc (arena, wanted * item_size);
  if (n)
    memcpy (grown, items, n * item_size);
  *capacity = wanted;
  return grown;
}

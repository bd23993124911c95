/* arena.h - Memory that is freed all at once.
 *
 * A compilation takes everything it builds from one arena, so there is nothing
 * to free node by node and nothing to leak when it stops half way.
 *
 * Running out of memory does not return: every caller would have to undo a
 * half-built tree. The owner of the arena sets a place to jump back to; all
 * that was allocated is still in the arena and goes with it.
 *
 * Not thread-safe: one arena, one thread at a time.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <setjmp.h>
#include <stddef.h>

struct ilv_arena;

/* NULL when out of memory. Free with ilv_arena_free(). */
struct ilv_arena *ilv_arena_new (void);
void ilv_arena_free (struct ilv_arena *arena);

/* Where to go when memory runs out: longjmp (*@out_of_memory, 1). NULL, as at
 * first: the process is aborted with a sentence. The caller owns the buffer. */
void ilv_arena_set_escape (struct ilv_arena *arena, jmp_buf *out_of_memory);

/* At most this many bytes in all, then it counts as out of memory. 0: no limit. */
void ilv_arena_set_limit (struct ilv_arena *arena, size_t limit_bytes);

/* Zeroed, aligned to 16 bytes. Never NULL, also for @size_bytes 0. */
void *ilv_arena_alloc (struct ilv_arena *arena, size_t size_bytes);

/* A copy of @size_bytes at @data. */
void *ilv_arena_dup (struct ilv_arena *arena, const void *data, size_t size_bytes);

/* A copy of @len bytes with a 0 put after them. */
char *ilv_arena_strndup (struct ilv_arena *arena, const char *text, size_t len);

/* Room for one more in a growing array of @n items: where the array is now.
 * @capacity is the caller's, at first 0 with @items NULL. */
void *ilv_arena_grow (struct ilv_arena *arena, void *items, size_t n, size_t *capacity,
                      size_t item_size);

#define ilv_arena_new_struct(arena, type) ((type *) ilv_arena_alloc ((arena), sizeof (type)))
#define ilv_arena_new_array(arena, type, n) \
  ((type *) ilv_arena_alloc ((arena), sizeof (type) * (size_t) (n)))

/* heap_pages.c - Runs of pages in the reserved address range.
 *
 * Pages are taken from the smallest run that fits, else from the untouched end
 * of the range. A run given back is joined with free neighbours, which it finds
 * because the first and last page of each free run name it.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "vm/heap_private.h"

#define RESERVED_BYTES (UINT64_C (64) << 30)
#define LEAST_RESERVED_BYTES (UINT64_C (64) << 20)

enum
{
  LAST_BIN = ILV_HEAP_N_RUN_BINS - 1,
  RELEASED_PAGES = 16, /* shorter runs are not worth a system call */
};

static void *
reserve (uint64_t size_bytes)
{
  void *memory = mmap (NULL, size_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  return memory == MAP_FAILED ? NULL : memory;
}

bool
ilv_heap_pages_init (struct ilv_heap *heap)
{
  /* Address space may be limited (ulimit -v): take what there is. */
  for (uint64_t size_bytes = RESERVED_BYTES; size_bytes >= LEAST_RESERVED_BYTES; size_bytes /= 2)
    {
      void *base = reserve (size_bytes);

      if (base == NULL)
        continue;
      heap->base = (uintptr_t) base;
      heap->n_reserved_pages = size_bytes >> ILV_HEAP_PAGE_SHIFT;
      heap->pages = reserve (heap->n_reserved_pages * sizeof heap->pages[0]);
      if (heap->pages != NULL)
        return true;
      munmap (base, size_bytes);
    }
  errno = ENOMEM;
  return false;
}

void
ilv_heap_pages_clear (struct ilv_heap *heap)
{
  for (unsigned i = 0; i < ILV_HEAP_N_RUN_BINS; i++)
    while (heap->runs[i] != NULL)
      {
        struct ilv_heap_run *run = heap->runs[i];

        heap->runs[i] = run->next;
        free (run);
      }
  munmap ((void *) heap->base, heap->n_reserved_pages << ILV_HEAP_PAGE_SHIFT);
  munmap (heap->pages, heap->n_reserved_pages * sizeof heap->pages[0]);
}

static struct ilv_heap_run **
bin_of (struct ilv_heap *heap, uint64_t n_pages)
{
  return &heap->runs[n_pages < LAST_BIN ? n_pages : LAST_BIN];
}

static void
put_run (struct ilv_heap *heap, struct ilv_heap_run *run)
{
  struct ilv_heap_run **bin = bin_of (heap, run->n_pages);

  run->prev = NULL;
  run->next = *bin;
  if (run->next != NULL)
    run->next->prev = run;
  *bin = run;
  heap->pages[run->first_page] = (uintptr_t) run | 1;
  heap->pages[run->first_page + run->n_pages - 1] = (uintptr_t) run | 1;
}

static void
remove_run (struct ilv_heap *heap, struct ilv_heap_run *run)
{
  if (run->prev != NULL)
    run->prev->next = run->next;
  else
    *bin_of (heap, run->n_pages) = run->next;
  if (run->next != NULL)
    run->next->prev = run->prev;
  heap->pages[run->first_page] = 0;
  heap->pages[run->first_page + run->n_pages - 1] = 0;
}

static struct ilv_heap_run *
smallest_run (struct ilv_heap *heap, uint64_t n_pages)
{
  struct ilv_heap_run *best = NULL;

  for (uint64_t bin = n_pages; bin < LAST_BIN; bin++)
    if (heap->runs[bin] != NULL)
      return heap->runs[bin];
  for (struct ilv_heap_run *run = heap->runs[LAST_BIN]; run != NULL; run = run->next)
    if (run->n_pages >= n_pages && (best == NULL || run->n_pages < best->n_pages))
      best = run;
  return best;
}

uint64_t
ilv_heap_pages_take (struct ilv_heap *heap, uint64_t n_pages, bool *is_zero)
{
  struct ilv_heap_run *run = smallest_run (heap, n_pages);
  uint64_t first_page;

  if (run == NULL)
    {
      if (n_pages > heap->n_reserved_pages - heap->n_used_pages)
        return UINT64_MAX;
      first_page = heap->n_used_pages;
      heap->n_used_pages += n_pages;
      *is_zero = true;
      return first_page;
    }
  remove_run (heap, run);
  first_page = run->first_page;
  *is_zero = run->is_zero;
  run->first_page += n_pages;
  run->n_pages -= n_pages;
  if (run->n_pages > 0)
    put_run (heap, run);
  else
    free (run);
  return first_page;
}

/* The free run that has @page as one of its ends; NULL if there is none. */
static struct ilv_heap_run *
run_at (struct ilv_heap *heap, uint64_t page)
{
  uintptr_t entry = page < heap->n_used_pages ? heap->pages[page] : 0;

  return entry & 1 ? (struct ilv_heap_run *) (entry - 1) : NULL;
}

void
ilv_heap_pages_give (struct ilv_heap *heap, uint64_t first_page, uint64_t n_pages)
{
  struct ilv_heap_run *before = first_page > 0 ? run_at (heap, first_page - 1) : NULL;
  struct ilv_heap_run *after = run_at (heap, first_page + n_pages);
  struct ilv_heap_run *run = before;

  memset (&heap->pages[first_page], 0, n_pages * sizeof heap->pages[0]);
  if (before != NULL)
    remove_run (heap, before);
  if (after != NULL)
    {
      remove_run (heap, after);
      n_pages += after->n_pages;
      if (run == NULL)
        run = after;
      else
        free (after);
    }
  if (before != NULL)
    {
      first_page = before->first_page;
      n_pages += before->n_pages;
    }
  if (run == NULL)
    run = malloc (sizeof *run);
  /* Without a run to name them the pages are lost, and nothing else. */
  if (run == NULL)
    return;
  *run = (struct ilv_heap_run) { .first_page = first_page, .n_pages = n_pages, .epoch = heap->epoch };
  put_run (heap, run);
}

static void
release_run (struct ilv_heap *heap, struct ilv_heap_run *run, uint32_t n_cycles)
{
  void *begin = (void *) (heap->base + (run->first_page << ILV_HEAP_PAGE_SHIFT));

  if (run->is_zero || run->n_pages < RELEASED_PAGES || heap->epoch - run->epoch < n_cycles)
    return;
  run->is_zero = madvise (begin, run->n_pages << ILV_HEAP_PAGE_SHIFT, MADV_DONTNEED) == 0;
}

void
ilv_heap_pages_release (struct ilv_heap *heap, uint32_t n_cycles)
{
  for (unsigned bin = RELEASED_PAGES; bin < ILV_HEAP_N_RUN_BINS; bin++)
    for (struct ilv_heap_run *run = heap->runs[bin]; run != NULL; run = run->next)
      release_run (heap, run, n_cycles);
}

/* slice.c - How slices grow.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/slice.h"

#include <string.h>

#include "vm/heap_private.h"

enum
{
  DOUBLING_LIMIT = 256, /* elements */
  GC_PAGE_BYTES = 8192,
  /* gc keeps a word of type information in front of larger objects with
   * pointers; it shows in capacities. */
  GC_HEADER_BYTES = 8,
  GC_HEADER_FROM_BYTES = 512,
};

uint64_t
ilv_slice_round_bytes (uint64_t size_bytes, bool is_noscan)
{
  uint64_t header_bytes = !is_noscan && size_bytes > GC_HEADER_FROM_BYTES ? GC_HEADER_BYTES : 0;

  if (size_bytes <= ILV_HEAP_MAX_SMALL - GC_HEADER_BYTES)
    return ilv_heap_class_bytes[ilv_heap_class_of (size_bytes + header_bytes)] - header_bytes;
  if (size_bytes > UINT64_MAX - GC_PAGE_BYTES)
    return size_bytes;
  return (size_bytes + GC_PAGE_BYTES - 1) & ~(uint64_t) (GC_PAGE_BYTES - 1);
}

static uint64_t
wanted_cap (uint64_t cap, uint64_t needed)
{
  uint64_t wanted = cap;

  if (needed > 2 * cap)
    return needed;
  if (cap < DOUBLING_LIMIT)
    return 2 * cap;
  while (wanted < needed)
    wanted += (wanted + 3 * DOUBLING_LIMIT) / 4;
  return wanted;
}

uint64_t
ilv_slice_grown_cap (const struct ilv_rtype *elem, uint64_t cap, uint64_t needed)
{
  uint64_t size_bytes;

  if (needed > INT64_MAX)
    return UINT64_MAX;
  if (elem->size == 0)
    return needed;
  if (__builtin_mul_overflow (wanted_cap (cap, needed), elem->size, &size_bytes)
      || size_bytes > INT64_MAX)
    return UINT64_MAX;
  return ilv_slice_round_bytes (size_bytes, elem->flags & ILV_RTYPE_NOSCAN) / elem->size;
}

bool
ilv_slice_reserve (struct ilv_p *p, const struct ilv_rtype *elem, struct ilv_slice *slice,
                   uint64_t n_more)
{
  uint64_t len = (uint64_t) slice->len, cap;
  void *array;

  if (n_more <= (uint64_t) slice->cap - len)
    return true;
  if (n_more > INT64_MAX)
    return false;
  cap = ilv_slice_grown_cap (elem, (uint64_t) slice->cap, len + n_more);
  if (cap == UINT64_MAX)
    return false;
  array = ilv_heap_alloc (p, elem, cap);
  if (array == NULL)
    return false;
  if (len > 0)
    memcpy (array, slice->array, len * elem->size);
  slice->array = array;
  slice->cap = (int64_t) cap;
  return true;
}

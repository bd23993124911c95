/* slices.c - Cutting, making and extending slices, with Go's words when it fails.
 *
 * Source: Go spec, "Slice expressions", "Appending to and copying slices",
 * "Making slices, maps and channels".
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <string.h>

#include "vm/slice.h"
#include "vm/vm_private.h"

void
ilv_slices_index_fault (struct ilv_p *p, struct ilv_goroutine *goroutine, int64_t index,
                        int64_t len)
{
  if (index < 0)
    ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS, "index out of range [%" PRId64 "]", index);
  else
    ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS,
                     "index out of range [%" PRId64 "] with length %" PRId64, index, len);
}


/* @what: 0 upper bound against the capacity, 1 lower against upper; with three
 * indices: 2 max against the capacity, 3 upper against max, 4 lower against upper. */
static bool
bounds_fault (struct ilv_p *p, struct ilv_goroutine *goroutine, int what, int64_t x, int64_t y,
              bool is_length)
{
  static const struct { const char *before, *between, *after; } words[] = {
    { ":", NULL, "" }, { "", ":", "" }, { "::", NULL, "" }, { ":", ":", "" }, { "", ":", ":" },
  };
  const char *before = words[what].before, *between = words[what].between;
  const char *after = words[what].after;

  if (x < 0)
    ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS, "slice bounds out of range [%s%" PRId64 "%s%s]",
                     before, x, between ? between : "", between ? after : "");
  else if (!between)
    ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS,
                     "slice bounds out of range [%s%" PRId64 "] with %s %" PRId64, before, x,
                     is_length ? "length" : "capacity", y);
  else
    ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS,
                     "slice bounds out of range [%s%" PRId64 "%s%" PRId64 "%s]", before, x,
                     between, y, after);
  return false;
}

bool
ilv_slices_cut (struct ilv_p *p, struct ilv_goroutine *goroutine, struct ilv_slice source,
                bool is_string_or_array, const int64_t *bounds, unsigned which,
                uint32_t elem_size, struct ilv_slice *result)
{
  int64_t low = which & 1 ? bounds[0] : 0;
  int64_t high = which & 2 ? bounds[1] : source.len;
  int64_t max = which & 4 ? bounds[2] : source.cap;

  /* Each unsigned comparison also catches the negative ones. */
  if (which & 4)
    {
      if ((uint64_t) max > (uint64_t) source.cap)
        return bounds_fault (p, goroutine, 2, max, source.cap, is_string_or_array);
      if ((uint64_t) high > (uint64_t) max)
        return bounds_fault (p, goroutine, 3, high, max, false);
      if ((uint64_t) low > (uint64_t) high)
        return bounds_fault (p, goroutine, 4, low, high, false);
    }
  else
    {
      if ((uint64_t) high > (uint64_t) max)
        return bounds_fault (p, goroutine, 0, high, max, is_string_or_array);
      if ((uint64_t) low > (uint64_t) high)
        return bounds_fault (p, goroutine, 1, low, high, false);
    }
  /* Nothing may point behind the end of an object: it could be another's. */
  result->array = max == low ? source.array : (char *) source.array + low * elem_size;
  result->len = high - low;
  result->cap = max - low;
  return true;
}

/* How many elements of that size there can be at all. */
static uint64_t
most_elements (const struct ilv_rtype *elem)
{
  return elem->size ? (UINT64_C (1) << 47) / elem->size : INT64_MAX;
}

bool
ilv_slices_make (struct ilv_p *p, struct ilv_goroutine *goroutine,
                 const struct ilv_rtype *elem, int64_t len, int64_t cap, struct ilv_slice *result)
{
  uint64_t most = most_elements (elem);
  void *array;

  if (len < 0 || (uint64_t) len > most)
    {
      ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "makeslice: len out of range");
      return false;
    }
  if (cap < len || (uint64_t) cap > most)
    {
      ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "makeslice: cap out of range");
      return false;
    }
  array = ilv_heap_alloc (p, elem, (uint64_t) cap);
  if (!array)
    {
      ilv_fault_out_of_memory (p, goroutine);
      return false;
    }
  *result = (struct ilv_slice) { array, len, cap };
  return true;
}

static bool
can_grow (struct ilv_p *p, struct ilv_goroutine *goroutine, const struct ilv_rtype *elem,
          const struct ilv_slice *slice, int64_t n)
{
  if ((uint64_t) slice->len + (uint64_t) n <= most_elements (elem))
    return true;
  ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "growslice: len out of range");
  return false;
}

bool
ilv_slices_append (struct ilv_p *p, struct ilv_goroutine *goroutine, const struct ilv_rtype *elem,
                   struct ilv_slice *slice, const uint64_t *values, uint32_t n, uint32_t stride)
{
  char *to;

  if (!can_grow (p, goroutine, elem, slice, n))
    return false;
  if (slice->len + (int64_t) n > slice->cap && !ilv_slice_reserve (p, elem, slice, n))
    {
      ilv_fault_out_of_memory (p, goroutine);
      return false;
    }
  to = (char *) slice->array + (uint64_t) slice->len * elem->size;
  for (uint32_t i = 0; i < n; i++, values += stride, to += elem->size)
    ilv_store_slots (to, values, elem);
  slice->len += n;
  return true;
}

bool
ilv_slices_append_slice (struct ilv_p *p, struct ilv_goroutine *goroutine,
                         const struct ilv_rtype *elem, struct ilv_slice *slice,
                         const void *array, int64_t n)
{
  if (n == 0)
    return true;
  if (!can_grow (p, goroutine, elem, slice, n))
    return false;
  if (slice->len + n > slice->cap && !ilv_slice_reserve (p, elem, slice, (uint64_t) n))
    {
      ilv_fault_out_of_memory (p, goroutine);
      return false;
    }
  memmove ((char *) slice->array + (uint64_t) slice->len * elem->size, array,
           (uint64_t) n * elem->size);
  slice->len += n;
  return true;
}

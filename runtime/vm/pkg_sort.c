/* pkg_sort.c - Natives of package sort.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "vm/pkg.h"
#include "vm/string.h"

static struct ilv_slice *
slice_in (const struct ilv_iface *iface)
{
  return (struct ilv_slice *) (uintptr_t) iface->data;
}

/* length (slice any) int */
static enum ilv_native_status
length (struct ilv_native_call *call)
{
  const struct ilv_iface *iface = ilv_slot_iface (call, 1);

  if (iface->type == NULL || iface->type->kind != ILV_KIND_SLICE)
    return ilv_native_panic (call, "reflect: call of Swapper on %s Value",
                             iface->type != NULL ? ilv_kind_name (iface->type->kind) : "zero");
  call->slots[0] = (uint64_t) slice_in (iface)->len;
  return ILV_NATIVE_DONE;
}

static void
exchange (uint8_t *a, uint8_t *b, uint64_t size)
{
  uint8_t room[256];

  for (uint64_t n; size > 0; size -= n, a += n, b += n)
    {
      n = size < sizeof room ? size : sizeof room;
      memcpy (room, a, n);
      memmove (a, b, n);
      memcpy (b, room, n);
    }
}

/* swap (slice any, i, j int) */
static enum ilv_native_status
swap (struct ilv_native_call *call)
{
  const struct ilv_slice *slice = slice_in (ilv_slot_iface (call, 0));
  uint64_t size = ilv_slot_iface (call, 0)->type->elem->size;
  uint64_t i = call->slots[2], j = call->slots[3];

  if (i >= (uint64_t) slice->len || j >= (uint64_t) slice->len)
    return ilv_native_panic (call, "reflect: slice index out of range");
  if (i != j)
    exchange ((uint8_t *) slice->array + i * size, (uint8_t *) slice->array + j * size, size);
  return ILV_NATIVE_DONE;
}

static int
compare_ints (const void *a, const void *b)
{
  int64_t x = *(const int64_t *) a, y = *(const int64_t *) b;

  return (x > y) - (x < y);
}

/* NaN comes first. */
static int
compare_floats (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  if (x != x || y != y)
    return (y != y) - (x != x);
  return (x > y) - (x < y);
}

static int
compare_strings (const void *a, const void *b)
{
  return ilv_string_compare (*(const struct ilv_string *) a, *(const struct ilv_string *) b);
}

static enum ilv_native_status
sort_slice (struct ilv_native_call *call, size_t size, int (*compare) (const void *, const void *))
{
  const struct ilv_slice *slice = ilv_slot_slice (call, 0);

  if (slice->len > 1)
    qsort (slice->array, (size_t) slice->len, size, compare);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
ints (struct ilv_native_call *call)
{
  return sort_slice (call, sizeof (int64_t), compare_ints);
}

static enum ilv_native_status
float64s (struct ilv_native_call *call)
{
  return sort_slice (call, sizeof (double), compare_floats);
}

static enum ilv_native_status
strings (struct ilv_native_call *call)
{
  return sort_slice (call, sizeof (struct ilv_string), compare_strings);
}

ILV_PKG_NATIVES (sort) = {
  { "length", length },
  { "swap", swap },
  { "Ints", ints },
  { "Float64s", float64s },
  { "Strings", strings },
  { NULL, NULL },
};

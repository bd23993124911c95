/* format_map.c - The order in which maps are shown.
 *
 * Keys ascend: nil first, false before true, NaN before numbers, structs and
 * arrays by their first difference, interfaces by type and then by value.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "vm/format_private.h"
#include "vm/map.h"
#include "vm/string.h"

static int compare (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b);

static int
compare_unsigned (const uint8_t *a, const uint8_t *b, uint64_t size)
{
  uint64_t x = 0, y = 0;

  memcpy (&x, a, size);
  memcpy (&y, b, size);
  return (x > y) - (x < y);
}

static int
compare_signed (const uint8_t *a, const uint8_t *b, uint64_t size)
{
  unsigned shift = 64 - 8 * (unsigned) size;
  uint64_t x = 0, y = 0;

  memcpy (&x, a, size);
  memcpy (&y, b, size);
  return ((int64_t) (x << shift) > (int64_t) (y << shift))
         - ((int64_t) (x << shift) < (int64_t) (y << shift));
}

static int
compare_float (const uint8_t *a, const uint8_t *b, uint64_t size)
{
  double x = size == 4 ? (double) *(const float *) a : *(const double *) a;
  double y = size == 4 ? (double) *(const float *) b : *(const double *) b;

  if (x != x || y != y)
    return (y != y) ? (x != x ? 0 : 1) : -1;
  return (x > y) - (x < y);
}

static int
compare_iface (const struct ilv_iface *a, const struct ilv_iface *b)
{
  if (a->type != b->type)
    return a->type == NULL || (b->type != NULL && a->type->id < b->type->id) ? -1 : 1;
  return a->type != NULL ? compare (a->type, ilv_iface_bytes (a), ilv_iface_bytes (b)) : 0;
}

static int
compare_parts (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b)
{
  int order = 0;

  if (type->kind == ILV_KIND_ARRAY)
    for (uint64_t i = 0; order == 0 && i < type->len; i++)
      order = compare (type->elem, a + i * type->elem->size, b + i * type->elem->size);
  else
    for (uint32_t i = 0; order == 0 && i < type->n_fields; i++)
      order = compare (type->fields[i].type, a + type->fields[i].offset, b + type->fields[i].offset);
  return order;
}

static int
compare (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b)
{
  int order;

  switch (type->kind)
    {
    case ILV_KIND_INT:
    case ILV_KIND_INT8:
    case ILV_KIND_INT16:
    case ILV_KIND_INT32:
    case ILV_KIND_INT64:
      return compare_signed (a, b, type->size);
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return compare_float (a, b, type->size);
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      order = compare_float (a, b, type->size / 2);
      return order != 0 ? order
                        : compare_float (a + type->size / 2, b + type->size / 2, type->size / 2);
    case ILV_KIND_STRING:
      return ilv_string_compare (*(const struct ilv_string *) a, *(const struct ilv_string *) b);
    case ILV_KIND_INTERFACE:
      return compare_iface ((const struct ilv_iface *) a, (const struct ilv_iface *) b);
    case ILV_KIND_STRUCT:
    case ILV_KIND_ARRAY:
      return compare_parts (type, a, b);
    default:
      return compare_unsigned (a, b, type->size);
    }
}

static int
compare_pairs (const void *a, const void *b, void *type)
{
  return compare (((const struct ilv_rtype *) type)->key, ((const struct ilv_format_pair *) a)->key,
                  ((const struct ilv_format_pair *) b)->key);
}

struct ilv_format_pair *
ilv_format_sorted_pairs (struct ilv_p *p, const struct ilv_rtype *type, const void *map,
                         uint64_t *n)
{
  /* Read, not changed; but an iteration is for both. */
  struct ilv_map *m = (struct ilv_map *) (uintptr_t) map;
  uint64_t cap = ilv_map_len (m);
  struct ilv_format_pair *pairs = calloc (cap + 1, sizeof pairs[0]);
  struct ilv_map_iter iter;
  const void *key;
  void *value;

  *n = 0;
  if (pairs == NULL)
    return NULL;
  ilv_map_iter_init (p, &iter, m);
  while (*n < cap && ilv_map_iter_next (&iter, &key, &value))
    pairs[(*n)++] = (struct ilv_format_pair) { key, value };
  qsort_r (pairs, *n, sizeof pairs[0], compare_pairs, (void *) (uintptr_t) type);
  return pairs;
}

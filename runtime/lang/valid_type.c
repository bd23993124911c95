/* Types that contain themselves without a pointer in between. Spec: "Type declarations".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

struct walk
{
  struct ilv_type **items; /* declared types we are inside of */
  size_t n, capacity;
};

static bool is_finite (struct checker *c, struct walk *walk, struct ilv_type *type);

static void
report (struct checker *c, struct walk *walk, size_t start)
{
  struct objects cycle = { 0 };

  for (size_t i = start; i < walk->n; i++)
    ilv_check_add_object (c, &cycle, walk->items[i]->named.object);
  ilv_check_cycle_error (c, cycle.items, cycle.n, 0);
  walk->items[start]->named.origin->named.rhs = ilv_type_basic (c->types, ILV_TYPE_INVALID);
  walk->items[start]->named.origin->named.underlying = NULL;
  walk->items[start]->named.underlying = NULL;
}

static bool
named_is_finite (struct checker *c, struct walk *walk, struct ilv_type *type)
{
  struct ilv_type *rhs = type->named.origin->named.rhs;

  for (size_t i = 0; i < walk->n; i++)
    if (walk->items[i] == type)
      {
        report (c, walk, i);
        return false;
      }
  if (!rhs || type->is_finite)
    return true;
  /* An instance that makes larger instances of itself would never end; it is stopped by
   * depth here, and reported where it is instantiated. */
  if (walk->n > 100)
    return true;
  if (type->named.n_targs)
    rhs = ilv_type_under (c->types, type);
  walk->items = ilv_arena_grow (c->arena, walk->items, walk->n, &walk->capacity, sizeof (type));
  walk->items[walk->n++] = type;
  bool result = is_finite (c, walk, rhs);
  walk->n--;
  type->is_finite = result;
  return result;
}

static bool
is_finite (struct checker *c, struct walk *walk, struct ilv_type *type)
{
  type = ilv_type_unalias (type);
  switch (type->kind)
    {
    case ILV_TYPE_ARRAY:
      return is_finite (c, walk, type->elem);
    case ILV_TYPE_STRUCT:
      for (uint32_t i = 0; i < type->strct.n_fields; i++)
        if (!is_finite (c, walk, type->strct.fields[i].type))
          return false;
      return true;
    case ILV_TYPE_UNION:
      for (uint32_t i = 0; i < type->unio.n_terms; i++)
        if (!is_finite (c, walk, type->unio.terms[i].type))
          return false;
      return true;
    case ILV_TYPE_INTERFACE:
      for (uint32_t i = 0; i < type->iface.n_embeds; i++)
        if (!is_finite (c, walk, type->iface.embeds[i]))
          return false;
      return true;
    case ILV_TYPE_NAMED:
      return named_is_finite (c, walk, type);
    default:
      return true;
    }
}

void
ilv_check_finite (struct checker *c, struct ilv_type *named)
{
  struct walk walk = { 0 };

  is_finite (c, &walk, named);
}

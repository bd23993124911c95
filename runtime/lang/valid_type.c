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
  for (size_t i = start; i < walk->n; i++)
    {
      struct ilv_named_type *origin = &walk->items[i]->named.origin->named;
      origin->rhs = ilv_type_basic (c->types, ILV_TYPE_INVALID);
      origin->underlying = walk->items[i]->named.underlying = NULL;
    }
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

/* --- Interfaces without a name ------------------------------------------ */

enum
{
  CYCLE_NEW,
  CYCLE_IN_WORK,
  CYCLE_DONE
};

static bool leads_back (struct checker *c, struct ilv_type *type);

static bool
methods_lead_back (struct checker *c, struct ilv_type *iface)
{
  struct ilv_type_set *set = ilv_type_set (c->types, iface);
  bool result = false;

  if (iface->cycle_mark != CYCLE_NEW)
    return iface->cycle_mark == CYCLE_IN_WORK;
  iface->cycle_mark = CYCLE_IN_WORK;
  for (uint32_t i = 0; !result && i < set->n_methods; i++)
    result = leads_back (c, set->methods[i].type);
  iface->cycle_mark = CYCLE_DONE;
  return result;
}

/* Declared types are not looked into: their names end what a reader has to unfold. */
static bool
leads_back (struct checker *c, struct ilv_type *type)
{
  type = type->canon;
  switch (type->kind)
    {
    case ILV_TYPE_MAP:
      return leads_back (c, type->key) || leads_back (c, type->elem);
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
    case ILV_TYPE_CHAN:
      return leads_back (c, type->elem);
    case ILV_TYPE_FUNC:
      return leads_back (c, type->func.params) || leads_back (c, type->func.results);
    case ILV_TYPE_TUPLE:
      for (uint32_t i = 0; i < type->tuple.n; i++)
        if (leads_back (c, type->tuple.types[i]))
          return true;
      return false;
    case ILV_TYPE_STRUCT:
      for (uint32_t i = 0; i < type->strct.n_fields; i++)
        if (leads_back (c, type->strct.fields[i].type))
          return true;
      return false;
    case ILV_TYPE_INTERFACE:
      return methods_lead_back (c, type);
    default:
      return false;
    }
}

void
ilv_check_anonymous_cycle (struct checker *c, struct ilv_node *node)
{
  if (node->type->kind == ILV_TYPE_INTERFACE && node->type->cycle_mark == CYCLE_NEW
      && methods_lead_back (c, node->type))
    ilv_check_error_node (c, node,
                          "invalid recursive type: anonymous interface refers to itself (see "
                          "https://go.dev/issue/56103)");
}

/* Putting type arguments in the place of type parameters.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"
#include "lang/types_private.h"

#include <string.h>

struct subst
{
  struct ilv_types *types;
  struct ilv_type *const *tparams, *const *targs;
  size_t n;
};

static struct ilv_type *subst (const struct subst *s, struct ilv_type *type);

static struct ilv_type **
subst_list (const struct subst *s, struct ilv_type *const *items, size_t n)
{
  struct ilv_type **result = ilv_arena_new_array (s->types->arena, struct ilv_type *, n);

  for (size_t i = 0; i < n; i++)
    result[i] = subst (s, items[i]);
  return result;
}

static struct ilv_type *
subst_struct (const struct subst *s, struct ilv_type *type)
{
  uint32_t n = type->strct.n_fields;
  struct ilv_field *fields
    = ilv_arena_dup (s->types->arena, type->strct.fields, n * sizeof *fields);

  for (uint32_t i = 0; i < n; i++)
    fields[i].type = subst (s, fields[i].type);
  return ilv_type_struct (s->types, fields, n);
}

static struct ilv_type *
subst_interface (const struct subst *s, struct ilv_type *type)
{
  const struct ilv_interface_type *iface = &type->iface;
  struct ilv_method *methods
    = ilv_arena_dup (s->types->arena, iface->methods, iface->n_methods * sizeof *methods);
  struct ilv_type **embeds = subst_list (s, iface->embeds, iface->n_embeds);

  if (type->is_implicit)
    return ilv_type_implicit_interface (s->types, embeds[0], 0);
  for (uint32_t i = 0; i < iface->n_methods; i++)
    methods[i].type = subst (s, methods[i].type);
  return ilv_type_interface (s->types, methods, iface->n_methods, embeds, iface->embed_pos,
                             iface->n_embeds);
}

static struct ilv_type *
subst_union (const struct subst *s, struct ilv_type *type)
{
  uint32_t n = type->unio.n_terms;
  struct ilv_term *terms = ilv_arena_dup (s->types->arena, type->unio.terms, n * sizeof *terms);

  for (uint32_t i = 0; i < n; i++)
    terms[i].type = subst (s, terms[i].type);
  return ilv_type_union (s->types, terms, n);
}

/* A type declared in a generic function is another type in each instance of it. In the function
 * itself it stands without arguments. */
static struct ilv_type *
subst_named (const struct subst *s, struct ilv_type *type)
{
  uint32_t n = type->named.n_targs;
  struct ilv_type **old = n ? type->named.targs : type->named.tparams, **new;

  if (!n && type->named.n_outer == type->named.n_tparams)
    n = type->named.n_outer;
  new = subst_list (s, old, n);
  return n && memcmp (old, new, n * sizeof *old) != 0
           ? ilv_type_instance (s->types, type->named.origin, new, n)
           : type;
}

static struct ilv_type *
subst_param (const struct subst *s, struct ilv_type *type)
{
  for (size_t i = 0; i < s->n; i++)
    if (s->tparams[i] == type && s->targs[i])
      return s->targs[i];
  return type;
}

static struct ilv_type *
subst (const struct subst *s, struct ilv_type *type)
{
  struct ilv_types *types = s->types;

  if (!type->has_type_params)
    return type;
  switch (type->kind)
    {
    case ILV_TYPE_ARRAY:
      return ilv_type_array (types, subst (s, type->elem), type->len);
    case ILV_TYPE_SLICE:
      return ilv_type_slice (types, subst (s, type->elem));
    case ILV_TYPE_POINTER:
      return ilv_type_pointer (types, subst (s, type->elem));
    case ILV_TYPE_MAP:
      return ilv_type_map (types, subst (s, type->key), subst (s, type->elem));
    case ILV_TYPE_CHAN:
      return ilv_type_chan (types, type->dir, subst (s, type->elem));
    case ILV_TYPE_STRUCT:
      return subst_struct (s, type);
    case ILV_TYPE_TUPLE:
      return ilv_type_tuple (types, subst_list (s, type->tuple.types, type->tuple.n),
                             type->tuple.names, type->tuple.n);
    case ILV_TYPE_FUNC:
      return ilv_type_func (types, subst (s, type->func.params), subst (s, type->func.results),
                            type->is_variadic);
    case ILV_TYPE_INTERFACE:
      return subst_interface (s, type);
    case ILV_TYPE_UNION:
      return subst_union (s, type);
    case ILV_TYPE_NAMED:
      return subst_named (s, type);
    case ILV_TYPE_TYPE_PARAM:
      return subst_param (s, type);
    case ILV_TYPE_ALIAS:
      return subst (s, type->alias.actual);
    default:
      return type;
    }
}

struct ilv_type *
ilv_type_subst (struct ilv_types *types, struct ilv_type *type, struct ilv_type *const *tparams,
                struct ilv_type *const *targs, size_t n)
{
  struct subst s = { .types = types, .tparams = tparams, .targs = targs, .n = n };

  return n ? subst (&s, type) : type;
}

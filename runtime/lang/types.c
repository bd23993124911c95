/* Making types, each only once.
 *
 * Every constructor builds a candidate on the stack and asks the table for the
 * type that equals it, down to the spelling. `canon` of a new type is the type
 * of the same construction over the canons of its parts; if that comes out as
 * the type itself, it is canonical.
 *
 * Declared types and type parameters are not in the table: each is identical
 * only to itself. That is also what makes recursive types harmless here: a
 * cycle always goes through a declared type, and its identity does not depend
 * on what is inside.
 *
 * Rejected: comparing structures when asked whether two types are identical.
 * It is what go/types does, but the generator and the running program want to
 * compare pointers, and would need canonical types anyway.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/types.h"

#include "base/arena.h"
#include "base/assert.h"
#include "base/intern.h"
#include "lang/types_private.h"

#include <string.h>

static const struct
{
  const char *text;
  uint8_t info;
} basics[] = {
#define ILV_BASIC(NAME, text, flags, size) [ILV_TYPE_##NAME] = { text, flags },
#include "lang/types.def"
};

/* --- The table ---------------------------------------------------------- */

static uint32_t
mix (uint32_t hash, uint32_t value)
{
  hash = (hash ^ value) * 0x9E3779B1u;
  return hash ^ hash >> 15;
}

static uint32_t
mix_type (uint32_t hash, const struct ilv_type *type)
{
  return mix (hash, type ? type->id : 0);
}

static uint32_t
mix_symbol (uint32_t hash, const struct ilv_symbol *symbol)
{
  return mix (hash, symbol ? symbol->hash : 0);
}

static uint32_t
hash_type (const struct ilv_type *t)
{
  uint32_t hash = mix (t->kind, (uint32_t) t->dir << 2 | (uint32_t) t->is_variadic << 1
                                  | t->is_implicit);

  switch (t->kind)
    {
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
    case ILV_TYPE_MAP:
    case ILV_TYPE_CHAN:
      return mix (mix_type (mix_type (hash, t->elem), t->key), (uint32_t) t->len);
    case ILV_TYPE_STRUCT:
      for (uint32_t i = 0; i < t->strct.n_fields; i++)
        hash = mix_type (mix_symbol (hash, t->strct.fields[i].name), t->strct.fields[i].type);
      return hash;
    case ILV_TYPE_TUPLE:
      for (uint32_t i = 0; i < t->tuple.n; i++)
        hash = mix_type (mix_symbol (hash, t->tuple.names ? t->tuple.names[i] : NULL),
                         t->tuple.types[i]);
      return hash;
    case ILV_TYPE_FUNC:
      return mix_type (mix_type (hash, t->func.params), t->func.results);
    case ILV_TYPE_INTERFACE:
      for (uint32_t i = 0; i < t->iface.n_methods; i++)
        hash = mix_type (mix_symbol (hash, t->iface.methods[i].name), t->iface.methods[i].type);
      for (uint32_t i = 0; i < t->iface.n_embeds; i++)
        hash = mix_type (hash, t->iface.embeds[i]);
      return hash;
    case ILV_TYPE_UNION:
      for (uint32_t i = 0; i < t->unio.n_terms; i++)
        hash = mix_type (mix (hash, t->unio.terms[i].has_tilde), t->unio.terms[i].type);
      return hash;
    default: /* NAMED: instances */
      hash = mix_type (hash, t->named.origin);
      for (uint32_t i = 0; i < t->named.n_targs; i++)
        hash = mix_type (hash, t->named.targs[i]);
      return hash;
    }
}

/* Names that start in lower case differ between packages. */
static bool
same_name (const struct ilv_symbol *a, const struct ilv_package *a_package,
           const struct ilv_symbol *b, const struct ilv_package *b_package)
{
  return a == b && (a_package == b_package || ilv_symbol_is_exported (a));
}

static bool
same_field (const struct ilv_field *a, const struct ilv_field *b)
{
  return same_name (a->name, a->package, b->name, b->package) && a->type == b->type
         && a->is_embedded == b->is_embedded && a->tag_len == b->tag_len
         && (a->tag_len == 0 || memcmp (a->tag, b->tag, a->tag_len) == 0);
}

static bool
same_types (struct ilv_type *const *a, struct ilv_type *const *b, size_t n)
{
  return n == 0 || memcmp (a, b, n * sizeof *a) == 0;
}

static bool
same_tuple (const struct ilv_tuple_type *a, const struct ilv_tuple_type *b)
{
  if (a->n != b->n || !a->names != !b->names || !same_types (a->types, b->types, a->n))
    return false;
  return !a->names || memcmp (a->names, b->names, a->n * sizeof *a->names) == 0;
}

static bool
same_interface (const struct ilv_interface_type *a, const struct ilv_interface_type *b)
{
  if (a->n_methods != b->n_methods || a->n_embeds != b->n_embeds
      || !same_types (a->embeds, b->embeds, a->n_embeds))
    return false;
  for (uint32_t i = 0; i < a->n_methods; i++)
    if (!same_name (a->methods[i].name, a->methods[i].package, b->methods[i].name,
                    b->methods[i].package)
        || a->methods[i].type != b->methods[i].type)
      return false;
  return true;
}

static bool
same_type (const struct ilv_type *a, const struct ilv_type *b)
{
  if (a->hash != b->hash || a->kind != b->kind || a->dir != b->dir
      || a->is_variadic != b->is_variadic || a->is_implicit != b->is_implicit)
    return false;
  switch (a->kind)
    {
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
    case ILV_TYPE_MAP:
    case ILV_TYPE_CHAN:
      return a->elem == b->elem && a->key == b->key && a->len == b->len;
    case ILV_TYPE_STRUCT:
      if (a->strct.n_fields != b->strct.n_fields)
        return false;
      for (uint32_t i = 0; i < a->strct.n_fields; i++)
        if (!same_field (&a->strct.fields[i], &b->strct.fields[i]))
          return false;
      return true;
    case ILV_TYPE_TUPLE:
      return same_tuple (&a->tuple, &b->tuple);
    case ILV_TYPE_FUNC:
      return a->func.params == b->func.params && a->func.results == b->func.results;
    case ILV_TYPE_INTERFACE:
      return same_interface (&a->iface, &b->iface);
    case ILV_TYPE_UNION:
      if (a->unio.n_terms != b->unio.n_terms)
        return false;
      for (uint32_t i = 0; i < a->unio.n_terms; i++)
        if (a->unio.terms[i].type != b->unio.terms[i].type
            || a->unio.terms[i].has_tilde != b->unio.terms[i].has_tilde)
          return false;
      return true;
    default:
      return a->named.origin == b->named.origin && a->named.n_targs == b->named.n_targs
             && same_types (a->named.targs, b->named.targs, a->named.n_targs);
    }
}

static struct ilv_type **
find_slot (struct ilv_types *types, const struct ilv_type *candidate)
{
  size_t mask = types->n_slots - 1;

  for (size_t i = candidate->hash & mask;; i = (i + 1) & mask)
    if (!types->slots[i] || same_type (types->slots[i], candidate))
      return &types->slots[i];
}

static void
grow_table (struct ilv_types *types)
{
  struct ilv_type **old = types->slots;
  size_t n_old = types->n_slots;

  types->n_slots = n_old ? n_old * 2 : 512;
  types->slots = ilv_arena_new_array (types->arena, struct ilv_type *, types->n_slots);
  for (size_t i = 0; i < n_old; i++)
    if (old[i])
      *find_slot (types, old[i]) = old[i];
}

/* A new type, in no table. */
struct ilv_type *
ilv_type_new (struct ilv_types *types, enum ilv_type_kind kind)
{
  struct ilv_type *type = ilv_arena_new_struct (types->arena, struct ilv_type);

  type->kind = (uint8_t) kind;
  type->id = ++types->last_id;
  type->canon = type;
  type->size_bytes = -1;
  return type;
}

/* The type in the table that equals @candidate, put there if it was not:
 * *@is_new then, and its arrays are still the caller's and canon is NULL. */
static struct ilv_type *
intern_type (struct ilv_types *types, struct ilv_type *candidate, bool *is_new)
{
  candidate->hash = hash_type (candidate);
  struct ilv_type **slot = find_slot (types, candidate);

  *is_new = !*slot;
  if (*slot)
    return *slot;
  if (types->n_types * 2 >= types->n_slots)
    {
      grow_table (types);
      slot = find_slot (types, candidate);
    }
  types->n_types++;
  struct ilv_type *type = ilv_arena_dup (types->arena, candidate, sizeof *candidate);
  type->id = ++types->last_id;
  type->size_bytes = -1;
  type->canon = NULL;
  return *slot = type;
}

/* --- Composite types ---------------------------------------------------- */

static struct ilv_type *
element_type (struct ilv_types *types, enum ilv_type_kind kind, struct ilv_type *elem,
              struct ilv_type *key, int64_t len, enum ilv_type_dir dir)
{
  struct ilv_type candidate = { .kind = (uint8_t) kind, .dir = (uint8_t) dir };
  bool is_new;

  candidate.elem = elem;
  candidate.key = key;
  candidate.len = len;
  candidate.has_type_params = elem->has_type_params || (key && key->has_type_params);

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (is_new)
    type->canon = elem->canon == elem && (!key || key->canon == key)
                    ? type
                    : element_type (types, kind, elem->canon, key ? key->canon : NULL, len, dir);
  return type;
}

struct ilv_type *
ilv_type_array (struct ilv_types *types, struct ilv_type *elem, int64_t len)
{
  return element_type (types, ILV_TYPE_ARRAY, elem, NULL, len, 0);
}

struct ilv_type *
ilv_type_slice (struct ilv_types *types, struct ilv_type *elem)
{
  return element_type (types, ILV_TYPE_SLICE, elem, NULL, 0, 0);
}

struct ilv_type *
ilv_type_pointer (struct ilv_types *types, struct ilv_type *elem)
{
  return element_type (types, ILV_TYPE_POINTER, elem, NULL, 0, 0);
}

struct ilv_type *
ilv_type_map (struct ilv_types *types, struct ilv_type *key, struct ilv_type *elem)
{
  return element_type (types, ILV_TYPE_MAP, elem, key, 0, 0);
}

struct ilv_type *
ilv_type_chan (struct ilv_types *types, enum ilv_type_dir dir, struct ilv_type *elem)
{
  return element_type (types, ILV_TYPE_CHAN, elem, NULL, 0, dir);
}

/* The canons of @n types, in the arena. */
static struct ilv_type **
canons (struct ilv_types *types, struct ilv_type *const *items, size_t n)
{
  struct ilv_type **result = ilv_arena_new_array (types->arena, struct ilv_type *, n);

  for (size_t i = 0; i < n; i++)
    result[i] = items[i]->canon;
  return result;
}

static bool
all_canonical (struct ilv_type *const *items, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (items[i]->canon != items[i])
      return false;
  return true;
}

static bool
any_has_type_params (struct ilv_type *const *items, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (items[i]->has_type_params)
      return true;
  return false;
}

struct ilv_type *
ilv_type_tuple (struct ilv_types *types, struct ilv_type *const *items,
                struct ilv_symbol *const *names, size_t n)
{
  struct ilv_type candidate = { .kind = ILV_TYPE_TUPLE };
  bool is_new;

  candidate.tuple.n = (uint32_t) n;
  candidate.tuple.types = (struct ilv_type **) items;
  candidate.tuple.names = n ? (struct ilv_symbol **) names : NULL;
  candidate.has_type_params = any_has_type_params (items, n);

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (!is_new)
    return type;
  type->tuple.types = ilv_arena_dup (types->arena, items, n * sizeof *items);
  if (type->tuple.names)
    type->tuple.names = ilv_arena_dup (types->arena, names, n * sizeof *names);
  type->canon = all_canonical (items, n) && !type->tuple.names
                  ? type
                  : ilv_type_tuple (types, canons (types, items, n), NULL, n);
  return type;
}

struct ilv_type *
ilv_type_func (struct ilv_types *types, struct ilv_type *params, struct ilv_type *results,
               bool is_variadic)
{
  struct ilv_type candidate = { .kind = ILV_TYPE_FUNC, .is_variadic = is_variadic };
  bool is_new;

  candidate.func.params = params;
  candidate.func.results = results;
  candidate.has_type_params = params->has_type_params || results->has_type_params;

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (is_new)
    type->canon = params->canon == params && results->canon == results
                    ? type
                    : ilv_type_func (types, params->canon, results->canon, is_variadic);
  return type;
}

struct ilv_type *
ilv_type_struct (struct ilv_types *types, const struct ilv_field *fields, size_t n)
{
  struct ilv_type candidate = { .kind = ILV_TYPE_STRUCT };
  bool is_new, is_canonical = true;

  candidate.strct.n_fields = (uint32_t) n;
  candidate.strct.fields = (struct ilv_field *) fields;
  for (size_t i = 0; i < n; i++)
    {
      candidate.has_type_params |= fields[i].type->has_type_params;
      is_canonical &= fields[i].type->canon == fields[i].type;
    }

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (!is_new)
    return type;
  type->strct.fields = ilv_arena_dup (types->arena, fields, n * sizeof *fields);
  type->canon = type;
  if (!is_canonical)
    {
      struct ilv_field *copy = ilv_arena_dup (types->arena, fields, n * sizeof *fields);
      for (size_t i = 0; i < n; i++)
        copy[i].type = copy[i].type->canon;
      type->canon = ilv_type_struct (types, copy, n);
    }
  return type;
}

struct ilv_type *
ilv_type_union (struct ilv_types *types, const struct ilv_term *terms, size_t n)
{
  struct ilv_type candidate = { .kind = ILV_TYPE_UNION };
  bool is_new, is_canonical = true;

  candidate.unio.n_terms = (uint32_t) n;
  candidate.unio.terms = (struct ilv_term *) terms;
  for (size_t i = 0; i < n; i++)
    {
      candidate.has_type_params |= terms[i].type->has_type_params;
      is_canonical &= terms[i].type->canon == terms[i].type;
    }

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (!is_new)
    return type;
  type->unio.terms = ilv_arena_dup (types->arena, terms, n * sizeof *terms);
  type->canon = type;
  if (!is_canonical)
    {
      struct ilv_term *copy = ilv_arena_dup (types->arena, terms, n * sizeof *terms);
      for (size_t i = 0; i < n; i++)
        copy[i].type = copy[i].type->canon;
      type->canon = ilv_type_union (types, copy, n);
    }
  return type;
}

/* --- Interfaces --------------------------------------------------------- */

static struct ilv_type *
intern_interface (struct ilv_types *types, const struct ilv_interface_type *iface, bool is_implicit)
{
  struct ilv_type candidate = { .kind = ILV_TYPE_INTERFACE, .is_implicit = is_implicit };
  bool is_new;

  candidate.iface = *iface;
  candidate.iface.set = NULL;
  candidate.has_type_params = any_has_type_params (iface->embeds, iface->n_embeds);
  for (uint32_t i = 0; i < iface->n_methods; i++)
    candidate.has_type_params |= iface->methods[i].type->has_type_params;

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (!is_new)
    return type;
  type->iface.methods
    = ilv_arena_dup (types->arena, iface->methods, iface->n_methods * sizeof *iface->methods);
  type->iface.embeds
    = ilv_arena_dup (types->arena, iface->embeds, iface->n_embeds * sizeof *iface->embeds);
  if (iface->embed_pos)
    type->iface.embed_pos = ilv_arena_dup (types->arena, iface->embed_pos,
                                           iface->n_embeds * sizeof *iface->embed_pos);
  type->canon = type;
  return type;
}

/* The canonical interface says what its type set is: all methods in order, then at
 * most one union, then at most the predeclared comparable. */
static struct ilv_type *
canonical_interface (struct ilv_types *types, struct ilv_type *type)
{
  struct ilv_type_set *set = ilv_type_set (types, type);
  struct ilv_interface_type iface = { .n_methods = set->n_methods };
  struct ilv_type *embeds[2];

  iface.methods
    = ilv_arena_dup (types->arena, set->methods, set->n_methods * sizeof *set->methods);
  for (uint32_t i = 0; i < set->n_methods; i++)
    iface.methods[i].type = iface.methods[i].type->canon;
  if (set->has_terms)
    embeds[iface.n_embeds++] = ilv_type_union (types, set->terms, set->n_terms)->canon;
  if (set->is_comparable && types->comparable)
    embeds[iface.n_embeds++] = types->comparable;
  iface.embeds = embeds;

  struct ilv_type *canon = intern_interface (types, &iface, false);
  if (!canon->iface.set)
    canon->iface.set = set;
  return canon;
}

/* Whether the type sets of all embedded types can be had by now. */
static bool
is_complete (struct ilv_types *types, struct ilv_type *const *embeds, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      struct ilv_type *type = ilv_type_unalias (embeds[i]);
      if (type->kind == ILV_TYPE_NAMED
          && ilv_type_under (types, type)->kind == ILV_TYPE_INVALID)
        return false;
      if (type->kind == ILV_TYPE_UNION)
        for (uint32_t j = 0; j < type->unio.n_terms; j++)
          if (!is_complete (types, &type->unio.terms[j].type, 1))
            return false;
    }
  return true;
}

/* Embedded types that are still being declared (type I interface { m () interface { I } })
 * leave the interface without a canonical form: it is identical only to itself. */
struct ilv_type *
ilv_type_interface (struct ilv_types *types, const struct ilv_method *methods, size_t n_methods,
                    struct ilv_type *const *embeds, const ilv_pos *embed_pos, size_t n_embeds)
{
  struct ilv_interface_type iface = {
    .n_methods = (uint32_t) n_methods,
    .methods = (struct ilv_method *) methods,
    .n_embeds = (uint32_t) n_embeds,
    .embeds = (struct ilv_type **) embeds,
    .embed_pos = (ilv_pos *) embed_pos,
  };
  uint32_t last_id = types->last_id;
  struct ilv_type *type = intern_interface (types, &iface, false);

  if (type->id > last_id && is_complete (types, embeds, n_embeds))
    type->canon = canonical_interface (types, type);
  return type;
}

/* The interface that stands for constraint literal @elem, as in [T ~int | string]. */
struct ilv_type *
ilv_type_implicit_interface (struct ilv_types *types, struct ilv_type *elem, ilv_pos pos)
{
  struct ilv_interface_type iface = { .n_embeds = 1, .embeds = &elem, .embed_pos = &pos };
  struct ilv_type *type = intern_interface (types, &iface, true);

  if (type->canon == type && is_complete (types, &elem, 1))
    type->canon = canonical_interface (types, type);
  return type;
}

/* --- Declared types ----------------------------------------------------- */

struct ilv_type *
ilv_type_new_named (struct ilv_types *types, struct ilv_object *object)
{
  struct ilv_type *type = ilv_type_new (types, ILV_TYPE_NAMED);

  type->named.object = object;
  type->named.origin = type;
  return type;
}

struct ilv_type *
ilv_type_new_alias (struct ilv_types *types, struct ilv_object *object, struct ilv_type *actual)
{
  struct ilv_type *type = ilv_type_new (types, ILV_TYPE_ALIAS);

  type->alias.object = object;
  type->alias.actual = actual;
  type->canon = actual->canon;
  type->has_type_params = actual->has_type_params;
  return type;
}

struct ilv_type *
ilv_type_new_param (struct ilv_types *types, struct ilv_object *object, uint32_t index)
{
  struct ilv_type *type = ilv_type_new (types, ILV_TYPE_TYPE_PARAM);

  type->tparam.object = object;
  type->tparam.index = index;
  type->has_type_params = true;
  return type;
}

struct ilv_type *
ilv_type_instance (struct ilv_types *types, struct ilv_type *origin,
                   struct ilv_type *const *targs, size_t n)
{
  struct ilv_type candidate = { .kind = ILV_TYPE_NAMED };
  bool is_new;

  candidate.named.origin = origin;
  candidate.named.n_outer = origin->named.n_outer;
  candidate.named.object = origin->named.object;
  candidate.named.n_targs = (uint32_t) n;
  candidate.named.targs = (struct ilv_type **) targs;
  candidate.has_type_params = any_has_type_params (targs, n);

  struct ilv_type *type = intern_type (types, &candidate, &is_new);
  if (!is_new)
    return type;
  type->named.targs = ilv_arena_dup (types->arena, targs, n * sizeof *targs);
  type->canon = all_canonical (targs, n)
                  ? type
                  : ilv_type_instance (types, origin, canons (types, targs, n), n);
  return type;
}

/* --- Looking ------------------------------------------------------------ */

struct ilv_type *
ilv_type_unalias (struct ilv_type *type)
{
  while (type->kind == ILV_TYPE_ALIAS)
    type = type->alias.actual;
  return type;
}

/* What is behind the right side of a declaration, which may itself be a declared type.
 * NULL while that one is not complete. */
static struct ilv_type *
declared_underlying (struct ilv_types *types, struct ilv_type *type)
{
  struct ilv_type *rhs = type->named.rhs;

  if (type->named.underlying || !rhs)
    return type->named.underlying;
  type->named.rhs = NULL; /* a type that is declared as itself ends here */
  struct ilv_type *under = ilv_type_under (types, rhs);
  type->named.rhs = rhs;
  if (under->kind != ILV_TYPE_INVALID)
    type->named.underlying = under;
  return type->named.underlying;
}

/* A type that needs larger instances of itself never comes to an end. */
#define MAX_INSTANCE_DEPTH 50

/* The right side of an instance's declaration, with its arguments put in. NULL
 * while the declaration is not complete. */
static struct ilv_type *
instance_underlying (struct ilv_types *types, struct ilv_type *type)
{
  struct ilv_type *origin = type->named.origin;

  if (!type->named.underlying && declared_underlying (types, origin)
      && types->depth < MAX_INSTANCE_DEPTH)
    {
      types->depth++;
      type->named.underlying
        = ilv_type_subst (types, origin->named.underlying, origin->named.tparams,
                          type->named.targs, type->named.n_targs);
      types->depth--;
    }
  return type->named.underlying;
}

struct ilv_type *
ilv_type_under (struct ilv_types *types, struct ilv_type *type)
{
  bool is_canonical = type->canon == type;
  struct ilv_type *under = ilv_type_unalias (type);

  if (under->kind == ILV_TYPE_NAMED)
    {
      under = under->named.n_targs ? instance_underlying (types, under)
                                   : declared_underlying (types, under);
      if (!under)
        return types->basic[ILV_TYPE_INVALID];
    }
  else if (under->kind == ILV_TYPE_TYPE_PARAM)
    under = ilv_type_constraint (types, under);
  return is_canonical ? under->canon : under;
}

/* The interface that a type parameter's arguments must satisfy. */
struct ilv_type *
ilv_type_constraint (struct ilv_types *types, struct ilv_type *type)
{
  struct ilv_type *bound = type->tparam.bound;

  if (!bound)
    return types->empty_interface;
  struct ilv_type *under
    = ilv_type_unalias (bound)->kind == ILV_TYPE_TYPE_PARAM ? bound : ilv_type_under (types, bound);
  if (under->kind == ILV_TYPE_INTERFACE)
    return under;
  if (under->kind == ILV_TYPE_INVALID)
    return types->empty_interface;
  return ilv_type_implicit_interface (types, bound, 0);
}

bool
ilv_type_is_interface (struct ilv_types *types, struct ilv_type *type)
{
  return ilv_type_unalias (type)->kind != ILV_TYPE_TYPE_PARAM
         && ilv_type_under (types, type)->kind == ILV_TYPE_INTERFACE;
}

bool
ilv_type_is_untyped (const struct ilv_type *type)
{
  return type->info & ILV_IS_UNTYPED;
}

/* --- The set of types --------------------------------------------------- */

static void
make_basics (struct ilv_types *types)
{
  for (int i = 0; i < ILV_TYPE_N_BASIC; i++)
    {
      types->basic[i] = ilv_type_new (types, i);
      types->basic[i]->info = basics[i].info;
      types->basic[i]->text = basics[i].text;
    }
}

struct ilv_types *
ilv_types_new (struct ilv_arena *arena)
{
  struct ilv_types *types = ilv_arena_new_struct (arena, struct ilv_types);

  types->arena = arena;
  grow_table (types);
  make_basics (types);
  types->empty_interface = ilv_type_interface (types, NULL, 0, NULL, NULL, 0);
  return types;
}

/* Another spelling of a basic type: byte, rune. */
struct ilv_type *
ilv_type_new_spelling (struct ilv_types *types, enum ilv_type_kind kind, const char *text)
{
  struct ilv_type *type = ilv_type_new (types, kind);

  type->info = basics[kind].info;
  type->text = text;
  type->canon = types->basic[kind];
  return type;
}

struct ilv_arena *
ilv_types_arena (struct ilv_types *types)
{
  return types->arena;
}

struct ilv_type *
ilv_type_basic (struct ilv_types *types, enum ilv_type_kind kind)
{
  ILV_ASSERT (kind < ILV_TYPE_N_BASIC);
  return types->basic[kind];
}

struct ilv_type *
ilv_type_empty_interface (struct ilv_types *types)
{
  return types->empty_interface;
}

struct ilv_type *
ilv_type_error (struct ilv_types *types)
{
  return types->error_type;
}

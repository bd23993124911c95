/* Which types satisfy an interface, and what can be said of all of them.
 * Spec: "Interface types", "Type parameter declarations", "Core types".
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/intern.h"
#include "lang/check.h"
#include "lang/types_private.h"

#include <stdlib.h>
#include <string.h>

/* Types that contain themselves are an error found elsewhere; here they must only come to an
 * end. */
#define MAX_DEPTH 100

/* --- Methods ------------------------------------------------------------ */

struct method_list
{
  struct ilv_method *items;
  size_t n, capacity;
};

static int
compare_methods (const void *a, const void *b)
{
  const struct ilv_method *x = a, *y = b;
  int order = strcmp (x->name->text, y->name->text);

  if (order || ilv_symbol_is_exported (x->name) || x->package == y->package)
    return order;
  return strcmp (x->package ? x->package->path : "", y->package ? y->package->path : "");
}

static void
add_method (struct ilv_types *types, struct method_list *list, const struct ilv_method *method)
{
  for (size_t i = 0; i < list->n; i++)
    if (compare_methods (&list->items[i], method) == 0)
      return;
  list->items = ilv_arena_grow (types->arena, list->items, list->n, &list->capacity,
                                sizeof *method);
  list->items[list->n++] = *method;
}

/* --- Terms -------------------------------------------------------------- */

/* Whether @term has @type: ~T has all types with underlying type T. */
static bool
term_includes (struct ilv_types *types, const struct ilv_term *term, struct ilv_type *type)
{
  if (term->has_tilde)
    type = ilv_type_under (types, type);
  return ilv_type_identical (term->type, type);
}

bool
ilv_type_terms_include (struct ilv_types *types, const struct ilv_type_set *set,
                        struct ilv_type *type)
{
  for (uint32_t i = 0; i < set->n_terms; i++)
    if (term_includes (types, &set->terms[i], type))
      return true;
  return !set->has_terms;
}

/* What @x and @y have in common, if anything. */
static bool
intersect_terms (struct ilv_types *types, const struct ilv_term *x, const struct ilv_term *y,
                 struct ilv_term *common)
{
  if (x->has_tilde && y->has_tilde)
    {
      *common = *x;
      return ilv_type_identical (x->type, y->type);
    }
  *common = x->has_tilde ? *y : *x;
  return term_includes (types, x->has_tilde ? x : y, common->type);
}

static void
add_term (struct ilv_types *types, struct ilv_type_set *set, size_t *capacity,
          const struct ilv_term *term)
{
  for (uint32_t i = 0; i < set->n_terms; i++)
    if (ilv_type_identical (set->terms[i].type, term->type)
        && (set->terms[i].has_tilde || !term->has_tilde))
      return;
  set->terms
    = ilv_arena_grow (types->arena, set->terms, set->n_terms, capacity, sizeof *term);
  set->terms[set->n_terms++] = *term;
}

/* Limits @set to what is also in @other. */
static void
intersect (struct ilv_types *types, struct ilv_type_set *set, const struct ilv_type_set *other)
{
  struct ilv_type_set result = { .has_terms = true };
  struct ilv_term common;
  size_t capacity = 0;

  if (!other->has_terms)
    return;
  if (!set->has_terms)
    {
      set->has_terms = true;
      set->n_terms = other->n_terms;
      set->terms = other->terms;
      return;
    }
  for (uint32_t i = 0; i < set->n_terms; i++)
    for (uint32_t j = 0; j < other->n_terms; j++)
      if (intersect_terms (types, &set->terms[i], &other->terms[j], &common))
        add_term (types, &result, &capacity, &common);
  set->n_terms = result.n_terms;
  set->terms = result.terms;
}

/* --- Sets --------------------------------------------------------------- */

static struct ilv_type_set term_set (struct ilv_types *types, const struct ilv_term *term);

/* All that is in one of the terms. */
static struct ilv_type_set
union_set (struct ilv_types *types, const struct ilv_union_type *unio)
{
  struct ilv_type_set set = { .has_terms = true };
  size_t capacity = 0;

  for (uint32_t i = 0; i < unio->n_terms; i++)
    {
      struct ilv_type_set one = term_set (types, &unio->terms[i]);
      if (!one.has_terms)
        return (struct ilv_type_set) { 0 };
      for (uint32_t j = 0; j < one.n_terms; j++)
        add_term (types, &set, &capacity, &one.terms[j]);
    }
  return set;
}

static struct ilv_type_set
term_set (struct ilv_types *types, const struct ilv_term *term)
{
  struct ilv_type *under = ilv_type_under (types, term->type);
  struct ilv_type_set set = { .has_terms = true, .n_terms = 1 };

  if (under->kind == ILV_TYPE_INTERFACE)
    return *ilv_type_set (types, under);
  if (under->kind == ILV_TYPE_INVALID)
    return (struct ilv_type_set) { 0 };
  set.terms = ilv_arena_dup (types->arena, term, sizeof *term);
  return set;
}

static struct ilv_type_set
embedded_set (struct ilv_types *types, struct ilv_type *embedded)
{
  struct ilv_type *type = ilv_type_unalias (embedded);
  struct ilv_term term = { .type = embedded };

  if (type->kind == ILV_TYPE_UNION)
    return union_set (types, &type->unio);
  return term_set (types, &term);
}

static void
compute (struct ilv_types *types, struct ilv_type *type, struct ilv_type_set *set)
{
  struct method_list methods = { 0 };

  for (uint32_t i = 0; i < type->iface.n_methods; i++)
    add_method (types, &methods, &type->iface.methods[i]);
  for (uint32_t i = 0; i < type->iface.n_embeds; i++)
    {
      struct ilv_type_set embedded = embedded_set (types, type->iface.embeds[i]);
      for (uint32_t j = 0; j < embedded.n_methods; j++)
        add_method (types, &methods, &embedded.methods[j]);
      set->is_comparable |= embedded.is_comparable;
      intersect (types, set, &embedded);
    }
  if (methods.n)
    qsort (methods.items, methods.n, sizeof *methods.items, compare_methods);
  set->methods = methods.items;
  set->n_methods = (uint32_t) methods.n;
}

/* The set is entered before it is worked out: an interface that embeds itself is an
 * error found elsewhere, and must only not lead to a loop here. */
struct ilv_type_set *
ilv_type_set (struct ilv_types *types, struct ilv_type *type)
{
  static struct ilv_type_set nothing;
  struct ilv_type *under = ilv_type_under (types, type);

  if (under->kind != ILV_TYPE_INTERFACE)
    return &nothing;
  if (under->iface.set)
    return under->iface.set;

  struct ilv_type_set *set = ilv_arena_new_struct (types->arena, struct ilv_type_set);
  under->iface.set = set;
  if (types->depth < MAX_DEPTH)
    {
      types->depth++;
      compute (types, under, set);
      types->depth--;
    }
  if (types->comparable && types->comparable->named.underlying == under)
    set->is_comparable = true;
  return set;
}

/* --- Saying something of all types of a set ----------------------------- */

bool
ilv_type_each_under (struct ilv_types *types, struct ilv_type *type,
                     bool (*visit) (struct ilv_types *types, struct ilv_type *under, void *data),
                     void *data)
{
  if (ilv_type_unalias (type)->kind != ILV_TYPE_TYPE_PARAM)
    return visit (types, ilv_type_under (types, type), data);

  struct ilv_type_set *set = ilv_type_set (types, type);
  if (!set->has_terms)
    return visit (types, NULL, data);
  for (uint32_t i = 0; i < set->n_terms; i++)
    if (!visit (types, ilv_type_under (types, set->terms[i].type), data))
      return false;
  return true;
}

static bool
has_info (struct ilv_types *types, struct ilv_type *under, void *data)
{
  return under && (under->info & *(unsigned *) data);
}

bool
ilv_type_all_are (struct ilv_types *types, struct ilv_type *type, unsigned info)
{
  return ilv_type_each_under (types, type, has_info, &info);
}

bool
ilv_type_is (struct ilv_types *types, struct ilv_type *type, unsigned info)
{
  return ilv_type_unalias (type)->kind != ILV_TYPE_TYPE_PARAM
         && (ilv_type_under (types, type)->info & info);
}

static bool
under_has_nil (struct ilv_types *types, struct ilv_type *under, void *data)
{
  if (!under)
    return false;
  switch (under->kind)
    {
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
    case ILV_TYPE_FUNC:
    case ILV_TYPE_INTERFACE:
    case ILV_TYPE_MAP:
    case ILV_TYPE_CHAN:
    case ILV_TYPE_UNSAFE_POINTER:
      return true;
    default:
      return false;
    }
}

bool
ilv_type_has_nil (struct ilv_types *types, struct ilv_type *type)
{
  return ilv_type_each_under (types, type, under_has_nil, NULL);
}

/* Channels of a set agree if their elements do and no two have opposite directions. */
static bool
match_core (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct ilv_type **core = data;

  if (!under)
    *core = NULL;
  else if (!*core)
    *core = under;
  else if ((*core)->kind == ILV_TYPE_CHAN && under->kind == ILV_TYPE_CHAN
           && ilv_type_identical ((*core)->elem, under->elem))
    {
      if ((*core)->dir == ILV_DIR_BOTH)
        *core = under;
      else if (under->dir != ILV_DIR_BOTH && under->dir != (*core)->dir)
        *core = NULL;
    }
  else if (!ilv_type_identical (*core, under))
    *core = NULL;
  return *core != NULL;
}

struct ilv_type *
ilv_type_core (struct ilv_types *types, struct ilv_type *type)
{
  struct ilv_type *core = NULL;

  ilv_type_each_under (types, type, match_core, &core);
  return core;
}

/* --- Comparable --------------------------------------------------------- */

/* Sets *@reason, if there is a place for it, to a phrase with @type in it. */
static void
explain (struct ilv_types *types, struct ilv_buf *reason, const struct ilv_package *package,
         const char *before, struct ilv_type *type, const char *after)
{
  if (!reason)
    return;
  ilv_buf_add_cstr (reason, before);
  ilv_type_print (types, type, package, reason);
  ilv_buf_add_cstr (reason, after);
}

static bool
struct_comparable (struct ilv_types *types, struct ilv_type *under, bool is_dynamic,
                   const struct ilv_package *package, struct ilv_buf *reason)
{
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    if (!ilv_type_comparable (types, under->strct.fields[i].type, is_dynamic, package, NULL))
      {
        explain (types, reason, package, "struct containing ", under->strct.fields[i].type,
                 " cannot be compared");
        return false;
      }
  return true;
}

static bool
set_comparable (struct ilv_types *types, struct ilv_type *type, bool is_dynamic)
{
  struct ilv_type_set *set = ilv_type_set (types, type);

  if (!set->has_terms)
    return set->is_comparable;
  for (uint32_t i = 0; i < set->n_terms; i++)
    if (!ilv_type_comparable (types, set->terms[i].type, is_dynamic, NULL, NULL))
      return false;
  return true;
}

static bool
comparable (struct ilv_types *types, struct ilv_type *type, bool is_dynamic,
            const struct ilv_package *package, struct ilv_buf *reason)
{
  bool is_param = ilv_type_unalias (type)->kind == ILV_TYPE_TYPE_PARAM;
  struct ilv_type *under = ilv_type_under (types, type);

  switch (under->kind)
    {
    case ILV_TYPE_UNTYPED_NIL:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_MAP:
    case ILV_TYPE_FUNC:
    case ILV_TYPE_TUPLE:
      return false;
    case ILV_TYPE_STRUCT:
      return struct_comparable (types, under, is_dynamic, package, reason);
    case ILV_TYPE_ARRAY:
      if (ilv_type_comparable (types, under->elem, is_dynamic, package, NULL))
        return true;
      explain (types, reason, package, "", type, " cannot be compared");
      return false;
    case ILV_TYPE_INTERFACE:
      if ((is_dynamic && !is_param) || set_comparable (types, under, is_dynamic))
        return true;
      if (is_param && reason)
        ilv_buf_add_cstr (reason, "incomparable types in type set");
      return false;
    default:
      return true;
    }
}

bool
ilv_type_comparable (struct ilv_types *types, struct ilv_type *type, bool is_dynamic,
                     const struct ilv_package *package, struct ilv_buf *reason)
{
  if (types->depth >= MAX_DEPTH)
    return true;
  types->depth++;
  bool result = comparable (types, type, is_dynamic, package, reason);
  types->depth--;
  return result;
}

bool
ilv_type_is_comparable (struct ilv_types *types, struct ilv_type *type)
{
  return ilv_type_comparable (types, type, true, NULL, NULL);
}

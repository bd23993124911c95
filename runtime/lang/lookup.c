/* Fields and methods of a type. Spec: "Selectors", "Method sets".
 *
 * Embedded fields are looked through breadth first: what is found at the least
 * depth wins, and two at that depth make the name ambiguous.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"
#include "base/intern.h"
#include "lang/check.h"
#include "lang/types_private.h"

#include <stdlib.h>
#include <string.h>

/* A type to look into, at some depth, and how it was reached. */
struct place
{
  struct ilv_type *type;
  const struct place *from; /* the place that embeds it; NULL at depth 0 */
  uint32_t field;           /* of `from` */
  uint32_t depth;
  bool is_indirect;         /* a pointer on the way */
  bool is_multiple;         /* reached on several ways of this depth */
};

struct places
{
  struct place **items;
  size_t n, capacity;
};

/* Deeper embedding than anything real; what recursive types would go past. */
#define MAX_DEPTH 64

static struct ilv_type *
strip_pointer (struct ilv_type *type, bool *was_pointer)
{
  struct ilv_type *plain = ilv_type_unalias (type);

  *was_pointer = plain->kind == ILV_TYPE_POINTER;
  return *was_pointer ? plain->elem : type;
}

static bool
names_match (const struct ilv_symbol *name, const struct ilv_package *package,
             const struct ilv_symbol *other, const struct ilv_package *other_package)
{
  return name == other && (package == other_package || ilv_symbol_is_exported (name));
}

/* --- Paths -------------------------------------------------------------- */

static void
set_path (struct ilv_types *types, struct ilv_selection *selection, const struct place *place,
          int64_t field)
{
  uint32_t n = place->depth + (field >= 0);

  selection->n_path = n;
  selection->path = ilv_arena_new_array (types->arena, uint32_t, n);
  if (field >= 0)
    selection->path[--n] = (uint32_t) field;
  for (const struct place *p = place; p->from; p = p->from)
    selection->path[--n] = p->field;
}

/* --- One place ---------------------------------------------------------- */

static struct ilv_object *
declared_method (const struct ilv_type *named, const struct ilv_package *package,
                 const struct ilv_symbol *name)
{
  const struct ilv_named_type *origin = &named->named.origin->named;

  for (uint32_t i = 0; i < origin->n_methods; i++)
    if (names_match (name, package, origin->methods[i]->name, origin->methods[i]->package))
      return origin->methods[i];
  return NULL;
}

/* Sets *@selection and returns true if @place has @name itself. */
static bool
find_method (struct ilv_types *types, const struct place *place, const struct ilv_package *package,
             const struct ilv_symbol *name, struct ilv_selection *selection)
{
  struct ilv_type *type = ilv_type_unalias (place->type);
  struct ilv_object *method
    = type->kind == ILV_TYPE_NAMED ? declared_method (type, package, name) : NULL;

  if (!method)
    return false;
  selection->kind = ILV_SELECT_METHOD;
  selection->object = method;
  selection->package = method->package;
  selection->recv = type;
  selection->needs_pointer = method->func.has_pointer_recv;
  selection->is_indirect = place->is_indirect;
  selection->type = method->type;
  if (method->type && type->named.n_targs)
    selection->type = ilv_type_subst (types, method->type, type->named.origin->named.tparams,
                                      type->named.targs, type->named.n_targs);
  set_path (types, selection, place, -1);
  return true;
}

static bool
find_field (struct ilv_types *types, const struct place *place, struct ilv_type *under,
            const struct ilv_package *package, const struct ilv_symbol *name,
            struct ilv_selection *selection)
{
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    {
      struct ilv_field *field = &under->strct.fields[i];
      if (!names_match (name, package, field->name, field->package))
        continue;
      selection->kind = ILV_SELECT_FIELD;
      selection->field = field;
      selection->package = field->package;
      selection->type = field->type;
      selection->is_indirect = place->is_indirect;
      set_path (types, selection, place, i);
      return true;
    }
  return false;
}

static bool
find_interface_method (struct ilv_types *types, const struct place *place,
                       const struct ilv_package *package, const struct ilv_symbol *name,
                       struct ilv_selection *selection)
{
  struct ilv_type_set *set = ilv_type_set (types, place->type);

  for (uint32_t i = 0; i < set->n_methods; i++)
    {
      struct ilv_method *method = &set->methods[i];
      if (!names_match (name, package, method->name, method->package))
        continue;
      selection->kind = ILV_SELECT_INTERFACE_METHOD;
      selection->recv = ilv_type_unalias (place->type);
      selection->package = method->package;
      selection->type = method->type;
      selection->is_indirect = place->is_indirect;
      set_path (types, selection, place, -1);
      return true;
    }
  return false;
}

static bool
find_here (struct ilv_types *types, const struct place *place, const struct ilv_package *package,
           const struct ilv_symbol *name, struct ilv_selection *selection)
{
  if (find_method (types, place, package, name, selection))
    return true;

  struct ilv_type *under = ilv_type_under (types, place->type);
  if (under->kind == ILV_TYPE_STRUCT)
    return find_field (types, place, under, package, name, selection);
  if (under->kind == ILV_TYPE_INTERFACE)
    return find_interface_method (types, place, package, name, selection);
  return false;
}

/* --- All places --------------------------------------------------------- */

static void
add_place (struct ilv_types *types, struct places *places, struct place place)
{
  for (size_t i = 0; i < places->n; i++)
    if (ilv_type_identical (places->items[i]->type, place.type))
      {
        places->items[i]->is_multiple = true;
        return;
      }
  places->items = ilv_arena_grow (types->arena, places->items, places->n, &places->capacity,
                                  sizeof *places->items);
  places->items[places->n++] = ilv_arena_dup (types->arena, &place, sizeof place);
}

/* The types embedded in @place. */
static void
add_embedded (struct ilv_types *types, struct places *next, const struct place *place)
{
  struct ilv_type *under = ilv_type_under (types, place->type);

  if (under->kind != ILV_TYPE_STRUCT)
    return;
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    {
      bool is_pointer;
      if (!under->strct.fields[i].is_embedded)
        continue;
      struct ilv_type *type = strip_pointer (under->strct.fields[i].type, &is_pointer);
      add_place (types, next, (struct place) {
        .type = type, .from = place, .field = i, .depth = place->depth + 1,
        .is_indirect = place->is_indirect || is_pointer, .is_multiple = place->is_multiple });
    }
}

/* Whether @type was looked into at less depth: then whatever it has was found there. */
static bool
was_seen (const struct places *seen, const struct ilv_type *type)
{
  for (size_t i = 0; i < seen->n; i++)
    if (ilv_type_identical (seen->items[i]->type, type))
      return true;
  return false;
}

/* A declared pointer type has the fields of its element, but no methods. */
static bool
is_declared_pointer (struct ilv_types *types, struct ilv_type *type)
{
  type = ilv_type_unalias (type);
  return type->kind == ILV_TYPE_NAMED && ilv_type_under (types, type)->kind == ILV_TYPE_POINTER;
}

/* Where to begin, or false: a pointer to a pointer, to an interface or to a type
 * parameter has no fields or methods. */
static bool
starting_place (struct ilv_types *types, struct ilv_type *type, struct place *start)
{
  bool is_pointer;

  *start = (struct place) { .type = type };
  if (is_declared_pointer (types, type))
    type = ilv_type_under (types, type);
  start->type = strip_pointer (type, &is_pointer);
  start->is_indirect = is_pointer;
  return !is_pointer || ilv_type_under (types, start->type)->kind != ILV_TYPE_INTERFACE;
}

struct ilv_selection
ilv_lookup (struct ilv_types *types, struct ilv_type *type, struct ilv_package *package,
            struct ilv_symbol *name, bool *is_ambiguous)
{
  struct ilv_selection none = { .name = name };
  struct place start;
  struct places current = { 0 }, seen = { 0 };
  bool ignored;

  if (!is_ambiguous)
    is_ambiguous = &ignored;
  *is_ambiguous = false;
  if (ilv_symbol_is_blank (name) || !starting_place (types, type, &start))
    return none;

  add_place (types, &current, start);
  for (int depth = 0; current.n && depth < MAX_DEPTH; depth++)
    {
      struct ilv_selection found = none;
      struct places next = { 0 };
      size_t n_found = 0;
      for (size_t i = 0; i < current.n; i++)
        {
          struct place *place = current.items[i];
          if (was_seen (&seen, place->type))
            continue;
          if (find_here (types, place, package, name, &found))
            n_found += place->is_multiple ? 2 : 1;
          add_embedded (types, &next, place);
        }
      *is_ambiguous = n_found > 1;
      if (n_found == 1 && found.kind != ILV_SELECT_FIELD && is_declared_pointer (types, type))
        return none;
      if (n_found)
        return n_found == 1 ? found : none;
      for (size_t i = 0; i < current.n; i++)
        add_place (types, &seen, *current.items[i]);
      current = next;
    }
  return none;
}

/* --- Method sets -------------------------------------------------------- */

struct names
{
  struct ilv_method *items; /* name and package only */
  size_t n, capacity;
};

static void
add_name (struct ilv_types *types, struct names *names, struct ilv_symbol *name,
          struct ilv_package *package)
{
  for (size_t i = 0; i < names->n; i++)
    if (names_match (name, package, names->items[i].name, names->items[i].package))
      return;
  names->items = ilv_arena_grow (types->arena, names->items, names->n, &names->capacity,
                                 sizeof *names->items);
  names->items[names->n++] = (struct ilv_method) { .name = name, .package = package };
}

/* Every name that may turn out to be a method of @type, reached from there. */
static void
collect_names (struct ilv_types *types, struct places *visited, struct names *names,
               struct ilv_type *type)
{
  bool is_pointer;
  struct ilv_type *plain = ilv_type_unalias (strip_pointer (type, &is_pointer));
  struct ilv_type *under = ilv_type_under (types, plain);

  if (was_seen (visited, plain))
    return;
  add_place (types, visited, (struct place) { .type = plain });
  if (plain->kind == ILV_TYPE_NAMED)
    for (uint32_t i = 0; i < plain->named.origin->named.n_methods; i++)
      add_name (types, names, plain->named.origin->named.methods[i]->name,
                plain->named.origin->named.methods[i]->package);
  if (under->kind == ILV_TYPE_INTERFACE)
    {
      struct ilv_type_set *set = ilv_type_set (types, under);
      for (uint32_t i = 0; i < set->n_methods; i++)
        add_name (types, names, set->methods[i].name, set->methods[i].package);
    }
  if (under->kind == ILV_TYPE_STRUCT)
    for (uint32_t i = 0; i < under->strct.n_fields; i++)
      if (under->strct.fields[i].is_embedded)
        collect_names (types, visited, names, under->strct.fields[i].type);
}

static int
compare_selections (const void *a, const void *b)
{
  const struct ilv_selection *x = a, *y = b;
  int order = strcmp (x->name->text, y->name->text);

  if (order || !x->package || !y->package)
    return order;
  return strcmp (x->package->path, y->package->path);
}

static struct ilv_selection *
compute_method_set (struct ilv_types *types, struct ilv_type *type, size_t *n)
{
  struct places visited = { 0 };
  struct names names = { 0 };

  collect_names (types, &visited, &names, type);
  struct ilv_selection *set
    = ilv_arena_new_array (types->arena, struct ilv_selection, names.n);
  *n = 0;
  for (size_t i = 0; i < names.n; i++)
    {
      struct ilv_selection found
        = ilv_lookup (types, type, names.items[i].package, names.items[i].name, NULL);
      if (found.kind != ILV_SELECT_METHOD && found.kind != ILV_SELECT_INTERFACE_METHOD)
        continue;
      if (found.needs_pointer && !found.is_indirect)
        continue;
      set[(*n)++] = found;
    }
  if (*n)
    qsort (set, *n, sizeof *set, compare_selections);
  return set;
}

struct method_set_entry
{
  bool is_known;
  size_t n;
  struct ilv_selection *set;
};

struct ilv_selection *
ilv_method_set (struct ilv_types *types, struct ilv_type *type, size_t *n)
{
  type = type->canon;
  if (type->id >= types->n_method_sets)
    {
      size_t wanted = (size_t) types->last_id * 2 + 1;
      struct method_set_entry *grown
        = ilv_arena_new_array (types->arena, struct method_set_entry, wanted);
      if (types->n_method_sets)
        memcpy (grown, types->method_sets, types->n_method_sets * sizeof *grown);
      types->method_sets = grown;
      types->n_method_sets = wanted;
    }
  if (!types->method_sets[type->id].is_known)
    {
      /* Looking up may make types, and with them another cache. */
      size_t n_found;
      struct ilv_selection *set = compute_method_set (types, type, &n_found);
      types->method_sets[type->id] = (struct method_set_entry) { true, n_found, set };
    }
  *n = types->method_sets[type->id].n;
  return types->method_sets[type->id].set;
}

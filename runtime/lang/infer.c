/* Finding type arguments that are not written. Spec: "Type inference", "Type unification".
 *
 * Parameter types that mention type parameters are matched with the types of arguments;
 * then each constraint with a core type is matched with what is known of its parameter;
 * untyped constants come last, with their default types.
 *
 * A function may call itself with other type arguments, and then its own type parameters
 * stand on both sides. So the ones to be found are first replaced by fresh copies.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* Longest chain of types within types that is followed. */
#define MAX_DEPTH 100

struct inference
{
  struct checker *c;
  struct ilv_type **tparams; /* to be found: fresh copies */
  struct ilv_type **found;   /* what for, so far; NULL entries */
  bool *is_loose;            /* found[i] came from a place where the assignment is inexact */
  size_t n;
  unsigned depth;
};

/* Bits that say how exactly two types must match. */
enum exactness
{
  UNIFY_ASSIGN = 1, /* as in an assignment: channels may lose a direction, names count less */
  UNIFY_EXACT = 2   /* inside a type: identical */
};

static bool unify (struct inference *inf, struct ilv_type *x, struct ilv_type *y,
                   unsigned mode);

/* --- Unification -------------------------------------------------------- */

static int64_t
index_of (const struct inference *inf, const struct ilv_type *type)
{
  type = type->canon;
  if (type->kind != ILV_TYPE_TYPE_PARAM)
    return -1;
  for (size_t i = 0; i < inf->n; i++)
    if (inf->tparams[i] == type)
      return (int64_t) i;
  return -1;
}

static bool
unify_lists (struct inference *inf, struct ilv_type *const *x, struct ilv_type *const *y, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!unify (inf, x[i], y[i], UNIFY_EXACT))
      return false;
  return true;
}

static bool
unify_structs (struct inference *inf, const struct ilv_struct_type *x,
               const struct ilv_struct_type *y)
{
  if (x->n_fields != y->n_fields)
    return false;
  for (uint32_t i = 0; i < x->n_fields; i++)
    if (x->fields[i].name != y->fields[i].name
        || x->fields[i].is_embedded != y->fields[i].is_embedded
        || !unify (inf, x->fields[i].type, y->fields[i].type, UNIFY_EXACT))
      return false;
  return true;
}

static bool
unify_interfaces (struct inference *inf, struct ilv_type *x, struct ilv_type *y)
{
  struct ilv_type_set *a = ilv_type_set (inf->c->types, x);
  struct ilv_type_set *b = ilv_type_set (inf->c->types, y);

  if (a->n_methods != b->n_methods || a->has_terms != b->has_terms
      || a->is_comparable != b->is_comparable)
    return false;
  for (uint32_t i = 0; i < a->n_methods; i++)
    if (a->methods[i].name != b->methods[i].name
        || !unify (inf, a->methods[i].type, b->methods[i].type, UNIFY_EXACT))
      return false;
  return true;
}

/* Methods of @type that interface @iface asks for, too, tell about type parameters. */
static bool
unify_methods (struct inference *inf, struct ilv_type *type, struct ilv_type *iface)
{
  struct ilv_type_set *set = ilv_type_set (inf->c->types, iface);

  for (uint32_t i = 0; i < set->n_methods; i++)
    {
      struct ilv_selection found = ilv_check_find (inf->c, type, set->methods[i].package,
                                                   set->methods[i].name, NULL);
      if ((found.kind != ILV_SELECT_METHOD && found.kind != ILV_SELECT_INTERFACE_METHOD)
          || !found.type || !unify (inf, set->methods[i].type, found.type, UNIFY_EXACT))
        return false;
    }
  return true;
}

static bool
unify_same_kind (struct inference *inf, struct ilv_type *x, struct ilv_type *y, unsigned mode)
{
  switch (x->kind)
    {
    case ILV_TYPE_ARRAY:
      return x->len == y->len && unify (inf, x->elem, y->elem, UNIFY_EXACT);
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
      return unify (inf, x->elem, y->elem, UNIFY_EXACT);
    case ILV_TYPE_MAP:
      return unify (inf, x->key, y->key, UNIFY_EXACT)
             && unify (inf, x->elem, y->elem, UNIFY_EXACT);
    case ILV_TYPE_CHAN:
      return (x->dir == y->dir || !(mode & UNIFY_EXACT))
             && unify (inf, x->elem, y->elem, UNIFY_EXACT);
    case ILV_TYPE_FUNC:
      return x->is_variadic == y->is_variadic
             && unify (inf, x->func.params, y->func.params, UNIFY_EXACT)
             && unify (inf, x->func.results, y->func.results, UNIFY_EXACT);
    case ILV_TYPE_TUPLE:
      return x->tuple.n == y->tuple.n
             && unify_lists (inf, x->tuple.types, y->tuple.types, x->tuple.n);
    case ILV_TYPE_STRUCT:
      return unify_structs (inf, &x->strct, &y->strct);
    case ILV_TYPE_INTERFACE:
      return unify_interfaces (inf, x, y);
    case ILV_TYPE_NAMED:
      return x->named.origin == y->named.origin && x->named.n_targs == y->named.n_targs
             && unify_lists (inf, x->named.targs, y->named.targs, x->named.n_targs);
    default:
      return false;
    }
}

/* Type parameter @index is to be @type. */
static bool
bind (struct inference *inf, size_t index, struct ilv_type *type, unsigned mode)
{
  struct ilv_type *old = inf->found[index];

  if (!old)
    {
      inf->found[index] = type;
      inf->is_loose[index] = !(mode & UNIFY_EXACT);
      return true;
    }
  if (ilv_type_identical (old, type))
    return true;
  if (!unify (inf, old, type, mode))
    return false;
  /* Of a declared type and the same one without a name the declared one stays; of two
   * channels the one with a direction. */
  if (!(mode & UNIFY_EXACT) && inf->is_loose[index])
    {
      bool old_named = ilv_check_has_name (old), new_named = ilv_check_has_name (type);
      struct ilv_type *old_under = ilv_type_under (inf->c->types, old);
      struct ilv_type *new_under = ilv_type_under (inf->c->types, type);
      bool is_narrower = old_under->kind == ILV_TYPE_CHAN && new_under->kind == ILV_TYPE_CHAN
                         && old_under->dir == ILV_DIR_BOTH && new_under->dir != ILV_DIR_BOTH;
      if ((new_named && !old_named) || is_narrower)
        inf->found[index] = type;
    }
  return true;
}

/* A type parameter of the function around stands for its core type. */
static bool
unify_core (struct inference *inf, struct ilv_type *tparam, struct ilv_type *other, unsigned mode)
{
  struct ilv_type *core = ilv_type_core (inf->c->types, tparam);

  return core && core->kind != ILV_TYPE_TYPE_PARAM && unify (inf, core, other, mode);
}

static bool
unify_plain (struct inference *inf, struct ilv_type *x, struct ilv_type *y, unsigned mode)
{
  struct ilv_types *types = inf->c->types;
  bool x_named = x->kind == ILV_TYPE_NAMED, y_named = y->kind == ILV_TYPE_NAMED;

  if (!(mode & UNIFY_EXACT) && x->kind == ILV_TYPE_TYPE_PARAM)
    return unify_core (inf, x, y, mode);
  if (!(mode & UNIFY_EXACT) && y->kind == ILV_TYPE_TYPE_PARAM)
    return unify_core (inf, y, x, mode);
  if (!(mode & UNIFY_EXACT))
    {
      struct ilv_type *x_under = ilv_type_under (types, x), *y_under = ilv_type_under (types, y);
      bool x_iface = x_under->kind == ILV_TYPE_INTERFACE;
      bool y_iface = y_under->kind == ILV_TYPE_INTERFACE;
      if (x_named && y_named && x->named.origin == y->named.origin)
        return unify_same_kind (inf, x, y, mode);
      if (x_iface && !y_iface)
        return unify_methods (inf, y, x);
      if (y_iface && !x_iface)
        return unify_methods (inf, x, y);
      if (x_iface && y_iface && (x_named != y_named || x_named))
        return unify_methods (inf, y, x);
      if (x_named != y_named)
        {
          x = x_under;
          y = y_under;
        }
    }
  return x->kind == y->kind && unify_same_kind (inf, x, y, mode);
}

static bool
unify (struct inference *inf, struct ilv_type *x, struct ilv_type *y, unsigned mode)
{
  int64_t x_index, y_index;
  bool result;

  x = ilv_type_unalias (x);
  y = ilv_type_unalias (y);
  if (ilv_type_identical (x, y))
    return true;
  if (inf->depth > MAX_DEPTH)
    return false;
  x_index = index_of (inf, x);
  y_index = index_of (inf, y);
  if (x_index < 0 && y_index < 0 && !x->has_type_params && !y->has_type_params
      && (mode & UNIFY_EXACT))
    return false;

  inf->depth++;
  if (x_index >= 0 && y_index >= 0 && inf->found[x_index] && inf->found[y_index])
    result = unify (inf, inf->found[x_index], inf->found[y_index], mode);
  else if (x_index >= 0 && !(y_index >= 0 && !inf->found[x_index] && inf->found[y_index]))
    result = bind (inf, (size_t) x_index, y, mode);
  else if (y_index >= 0)
    result = bind (inf, (size_t) y_index, x, mode);
  else
    result = unify_plain (inf, x, y, mode);
  inf->depth--;
  return result;
}

/* --- Steps -------------------------------------------------------------- */

static const char *
tparams_text (struct checker *c, struct ilv_type *const *tparams, size_t n)
{
  struct ilv_buf text;

  ilv_buf_init (&text, c->arena);
  for (size_t i = 0; i < n; i++)
    {
      ilv_buf_add_cstr (&text, i == 0 ? "" : i + 1 < n ? ", " : n == 2 ? " and " : ", and ");
      ilv_buf_add_cstr (&text, ilv_check_format (c, "%t", tparams[i]));
    }
  return text.text;
}

static bool
typed_arguments (struct inference *inf, struct ilv_type *const *params, struct operand *args,
                 size_t n_args, const char **error, ilv_pos *error_pos)
{
  struct checker *c = inf->c;

  for (size_t i = 0; i < n_args; i++)
    {
      struct operand *arg = &args[i];
      if (arg->mode == ILV_MODE_INVALID || !params[i]->has_type_params
          || ilv_type_is_untyped (arg->type) || ilv_check_is_generic (arg->type))
        continue;
      if (unify (inf, params[i], arg->type, UNIFY_ASSIGN))
        continue;
      struct ilv_type *shown
        = ilv_type_subst (c->types, params[i], inf->tparams, inf->found, inf->n);
      *error_pos = arg->node ? ilv_node_start (arg->node) : *error_pos;
      if (ilv_type_identical (shown, params[i]))
        *error = ilv_check_format (c, "type %t of %e does not match %t (cannot infer %s)",
                                   arg->type, arg->node, params[i],
                                   tparams_text (c, inf->tparams, inf->n));
      else
        *error = ilv_check_format (c, "type %t of %e does not match inferred type %t for %t",
                                   arg->type, arg->node, shown, params[i]);
      return false;
    }
  return true;
}

/* The core type of a constraint, and whether all its terms have a tilde. */
static struct ilv_type *
core_of (struct inference *inf, struct ilv_type *tparam, bool *is_single_exact)
{
  struct ilv_type_set *set = ilv_type_set (inf->c->types, tparam);

  *is_single_exact = set->n_terms == 1 && !set->terms[0].has_tilde;
  if (!set->has_terms || set->n_terms == 0)
    return NULL;
  if (*is_single_exact)
    return set->terms[0].type;
  return ilv_type_core (inf->c->types, tparam);
}

/* What was found for a parameter must have the methods that its constraint asks for. */
static bool
methods_match (struct inference *inf, size_t index, const char **error)
{
  struct checker *c = inf->c;
  struct ilv_type *tparam = inf->tparams[index], *found = inf->found[index];
  struct ilv_type *constraint = ilv_type_constraint (c->types, tparam);
  const char *cause;

  if (unify_methods (inf, found, constraint))
    return true;
  cause = ilv_check_missing_methods (c, found, constraint);
  if (!cause)
    return true;
  *error = ilv_check_format (c, "%t (type %t) does not satisfy %t %s", tparam, found,
                             tparam->tparam.bound, cause);
  return false;
}

/* Constraints tell about their parameters, until they tell nothing new. */
static bool
constraint_types (struct inference *inf, const char **error)
{
  struct checker *c = inf->c;

  for (size_t round = 0; round <= inf->n; round++)
    {
      size_t n_before = 0, n_after = 0;
      for (size_t i = 0; i < inf->n; i++)
        n_before += inf->found[i] != NULL;
      for (size_t i = 0; i < inf->n; i++)
        {
          bool is_exact;
          struct ilv_type *core = core_of (inf, inf->tparams[i], &is_exact);
          struct ilv_type *found = inf->found[i];
          if (core && found)
            {
              struct ilv_type *from = is_exact ? found : ilv_type_under (c->types, found);
              if (ilv_check_is_type_param (found) && !is_exact)
                from = ilv_type_core (c->types, found);
              if (from && !unify (inf, core, from, 0))
                {
                  *error = ilv_check_format (c, "%t (type %t) does not satisfy %t",
                                             inf->tparams[i], found,
                                             inf->tparams[i]->tparam.bound);
                  return false;
                }
            }
          else if (core && is_exact)
            inf->found[i] = core;
          else if (found && !methods_match (inf, i, error))
            return false;
        }
      for (size_t i = 0; i < inf->n; i++)
        n_after += inf->found[i] != NULL;
      if (n_after == n_before && round > 0)
        break;
    }
  return true;
}

/* Untyped constants: the largest kind of those for one parameter. */
static bool
untyped_arguments (struct inference *inf, struct ilv_type *const *params, struct operand *args,
                   size_t n_args, const char **error, ilv_pos *error_pos)
{
  struct checker *c = inf->c;
  struct ilv_type **largest = ilv_arena_new_array (c->arena, struct ilv_type *, inf->n);

  for (size_t i = 0; i < n_args; i++)
    {
      int64_t index = index_of (inf, params[i]);
      struct ilv_type *type = args[i].type;
      if (args[i].mode == ILV_MODE_INVALID || index < 0 || inf->found[index]
          || !ilv_type_is_untyped (type) || args[i].mode == ILV_MODE_NIL)
        continue;
      bool are_numbers = largest[index] && (largest[index]->info & ILV_IS_NUMERIC)
                         && (type->info & ILV_IS_NUMERIC);
      if (!largest[index] || (are_numbers && type->kind > largest[index]->kind))
        largest[index] = type;
      else if (largest[index] != type && !are_numbers)
        {
          *error_pos = ilv_node_start (args[i].node);
          *error = ilv_check_format (c, "mismatched types %t and %t (cannot infer %t)",
                                     largest[index], type, inf->tparams[index]);
          return false;
        }
    }
  for (size_t i = 0; i < inf->n; i++)
    if (largest[i])
      inf->found[i] = ilv_check_default_type (c, largest[i]);
  return true;
}

/* What was found may mention other parameters: replaces them by what was found for those. */
static void
simplify (struct inference *inf)
{
  for (size_t round = 0; round < inf->n; round++)
    for (size_t i = 0; i < inf->n; i++)
      if (inf->found[i] && inf->found[i]->has_type_params && index_of (inf, inf->found[i]) != (int64_t) i)
        inf->found[i]
          = ilv_type_subst (inf->c->types, inf->found[i], inf->tparams, inf->found, inf->n);
}

/* Whether @type still mentions a parameter that was to be found. */
static bool
is_open (struct inference *inf, struct ilv_type *type)
{
  struct ilv_type **none = ilv_arena_new_array (inf->c->arena, struct ilv_type *, inf->n);

  for (size_t i = 0; i < inf->n; i++)
    none[i] = inf->c->types->basic[ILV_TYPE_BOOL];
  return type->has_type_params
         && !ilv_type_identical (ilv_type_subst (inf->c->types, type, inf->tparams, none, inf->n),
                                 type);
}

/* Copies of @tparams, with constraints that refer to the copies. */
static struct ilv_type **
fresh_params (struct checker *c, struct ilv_type **tparams, size_t n)
{
  struct ilv_type **fresh = ilv_arena_new_array (c->arena, struct ilv_type *, n);

  for (size_t i = 0; i < n; i++)
    fresh[i] = ilv_type_new_param (c->types, tparams[i]->tparam.object, (uint32_t) i);
  for (size_t i = 0; i < n; i++)
    if (tparams[i]->tparam.bound)
      fresh[i]->tparam.bound
        = ilv_type_subst (c->types, tparams[i]->tparam.bound, tparams, fresh, n);
  return fresh;
}

static bool
run (struct inference *inf, struct ilv_type *const *params, struct operand *args, size_t n_args,
     const char **error, ilv_pos *error_pos)
{
  if (!typed_arguments (inf, params, args, n_args, error, error_pos)
      || !constraint_types (inf, error)
      || !untyped_arguments (inf, params, args, n_args, error, error_pos))
    return false;
  simplify (inf);
  for (size_t i = 0; i < inf->n; i++)
    if (!inf->found[i] || is_open (inf, inf->found[i]))
      {
        *error = ilv_check_format (inf->c, "cannot infer %n (declared at %p)",
                                   inf->tparams[i]->tparam.object->name,
                                   inf->tparams[i]->tparam.object->pos);
        return false;
      }
  return true;
}

bool
ilv_check_infer (struct checker *c, ilv_pos pos, struct ilv_type **tparams,
                 struct ilv_type **targs, size_t n, struct ilv_type *const *params,
                 struct operand *args, size_t n_args, const char **error, ilv_pos *error_pos)
{
  struct inference inf = { .c = c, .n = n };
  struct ilv_type **own = ilv_arena_new_array (c->arena, struct ilv_type *, n_args);
  size_t n_given = 0;

  *error_pos = pos;
  *error = NULL;
  for (size_t i = 0; i < n_args; i++)
    if (args[i].mode == ILV_MODE_INVALID)
      return false;
  while (n_given < n && targs[n_given])
    n_given++;
  if (n_given == n)
    return true;
  inf.tparams = fresh_params (c, tparams, n);
  inf.found = ilv_arena_new_array (c->arena, struct ilv_type *, n);
  inf.is_loose = ilv_arena_new_array (c->arena, bool, n);
  for (size_t i = 0; i < n; i++)
    inf.found[i] = targs[i];
  for (size_t i = 0; i < n_args; i++)
    own[i] = ilv_type_subst (c->types, params[i], tparams, inf.tparams, n);
  if (!run (&inf, own, args, n_args, error, error_pos))
    return false;
  for (size_t i = 0; i < n; i++)
    targs[i] = inf.found[i];
  return true;
}

/* Type arguments for generic types and functions. Spec: "Instantiations".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <string.h>

bool
ilv_check_verify (struct checker *c, struct ilv_type *const *tparams,
                  struct ilv_type *const *targs, size_t n, size_t *index, const char **error)
{
  for (size_t i = 0; i < n; i++)
    {
      struct ilv_type *bound = tparams[i]->tparam.bound;
      if (!bound)
        continue;
      bound = ilv_type_subst (c->types, bound, tparams, targs, n);
      if (ilv_check_is_valid (bound)
          && ilv_type_under (c->types, bound)->kind != ILV_TYPE_INTERFACE)
        bound = ilv_type_implicit_interface (c->types, bound, 0);
      if (!ilv_check_implements (c, targs[i], bound, true, error))
        {
          *index = i;
          return false;
        }
    }
  return true;
}

/* --- Types -------------------------------------------------------------- */

struct instance_check
{
  struct ilv_node *x;
  struct ilv_nodes args;
  struct ilv_type *const *tparams, *const *targs;
  size_t n;
};

/* Once all is declared: constraints may mention what was not, before. */
static void
check_instance (struct checker *c, void *data)
{
  struct instance_check *check = data;
  size_t index;
  const char *error;

  if (!ilv_check_verify (c, check->tparams, check->targs, check->n, &index, &error))
    ilv_check_error_node (c, index < check->args.n ? check->args.items[index] : check->x, "%s",
                          error);
  else
    ilv_check_note_instance (c, check->x->pos, check->tparams, check->targs, check->n, check->args);
}

/* Whether instances are nested in instances too deeply for a program that means it. */
static unsigned
instance_depth (const struct ilv_type *type, unsigned limit)
{
  unsigned depth = 0;

  if (type->kind != ILV_TYPE_NAMED || limit == 0)
    return 0;
  for (uint32_t i = 0; i < type->named.n_targs; i++)
    {
      unsigned inner = 1 + instance_depth (type->named.targs[i], limit - 1);
      depth = inner > depth ? inner : depth;
    }
  return depth;
}

#define MAX_INSTANCE_DEPTH 64

/* Inside its generic function a type declared there has the function's own parameters as first
 * arguments. */
static struct ilv_type **
all_arguments (struct checker *c, struct ilv_type *origin, struct ilv_type **targs)
{
  uint32_t n_outer = origin->named.n_outer, n = origin->named.n_tparams;
  struct ilv_type **all;

  if (!n_outer)
    return targs;
  all = ilv_arena_dup (c->arena, origin->named.tparams, n * sizeof *all);
  memcpy (all + n_outer, targs, (n - n_outer) * sizeof *all);
  return all;
}

struct ilv_type *
ilv_check_instantiated_type (struct checker *c, struct ilv_node *node, struct ilv_node *x,
                             struct ilv_nodes args)
{
  struct ilv_type *invalid = c->types->basic[ILV_TYPE_INVALID];
  bool is_generic;
  struct ilv_type *type = ilv_check_generic_type (c, x, &is_generic);
  struct ilv_type **targs;
  struct instance_check *check;

  if (!ilv_check_is_valid (type)
      || !ilv_check_version (c, ilv_node_start (x), 18, "type instantiation"))
    return invalid;
  if (!is_generic)
    {
      struct ilv_buf text;
      ilv_buf_init (&text, c->arena);
      for (uint32_t i = 0; i < args.n; i++)
        {
          ilv_buf_add_cstr (&text, i ? ", " : "");
          ilv_node_print (args.items[i], &text);
        }
      ilv_check_error_node (c, x, "invalid operation: %e[%s] (%t is not a generic type)", x,
                            text.text, type);
      return invalid;
    }
  targs = ilv_check_type_list (c, args);
  if (!targs)
    return invalid;
  bool is_alias = type->kind == ILV_TYPE_ALIAS && type->alias.n_tparams;
  struct ilv_type *origin = is_alias ? type : type->canon;
  uint32_t n_outer = is_alias ? 0 : origin->named.n_outer;
  uint32_t n = is_alias ? type->alias.n_tparams : origin->named.n_tparams - n_outer;
  struct ilv_object *object = is_alias ? type->alias.object : origin->named.object;
  if (args.n != n)
    {
      ilv_check_error_node (c, x, "%s type arguments for type %n: have %d, want %d",
                            args.n < n ? "not enough" : "too many", object->name, (int) args.n,
                            (int) n);
      return invalid;
    }
  struct ilv_type *const *tparams
    = is_alias ? type->alias.tparams : origin->named.tparams + n_outer;
  struct ilv_type *instance
    = is_alias ? ilv_type_subst (c->types, type->alias.actual, tparams, targs, n)
               : ilv_type_instance (c->types, origin, all_arguments (c, origin, targs), n_outer + n);
  if (instance_depth (instance, MAX_INSTANCE_DEPTH + 1) > MAX_INSTANCE_DEPTH)
    {
      ilv_check_error_node (c, x, "instantiation cycle");
      return invalid;
    }
  check = ilv_arena_new_struct (c->arena, struct instance_check);
  check->x = x;
  check->args = args;
  check->tparams = tparams;
  check->targs = targs;
  check->n = n;
  ilv_check_later (c, check_instance, check);
  return instance;
}

/* --- Functions ---------------------------------------------------------- */

/* The NAME that stands for the function in @fun. */
static struct ilv_node *
function_name (struct ilv_node *fun)
{
  fun = ilv_node_unparen (fun);
  if (fun->kind == ILV_NODE_INDEX)
    fun = ilv_node_unparen (fun->index.x);
  if (fun->kind == ILV_NODE_SELECTOR)
    fun = fun->selector.name;
  return fun->kind == ILV_NODE_NAME ? fun : NULL;
}

static void
record_instance (struct checker *c, struct ilv_node *fun, struct ilv_type **targs, size_t n,
                 struct ilv_type *type)
{
  struct ilv_node *name = function_name (fun);
  struct ilv_instance *instance;

  if (!name)
    return;
  instance = ilv_arena_new_struct (c->arena, struct ilv_instance);
  instance->n_targs = (uint32_t) n;
  instance->targs = ilv_arena_new_array (c->arena, struct ilv_type *, n);
  for (size_t i = 0; i < n; i++)
    instance->targs[i] = targs[i]->canon;
  instance->type = type->canon;
  name->name.instance = instance;
}

struct ilv_type *
ilv_check_instantiate_func (struct checker *c, ilv_pos pos, struct ilv_node *fun,
                            struct ilv_type *sig, struct ilv_type **targs, size_t n,
                            struct ilv_nodes places)
{
  size_t index;
  const char *error;
  struct ilv_type *type
    = ilv_type_func (c->types,
                     ilv_type_subst (c->types, sig->func.params, sig->func.tparams, targs, n),
                     ilv_type_subst (c->types, sig->func.results, sig->func.tparams, targs, n),
                     sig->is_variadic);

  if (!ilv_check_verify (c, sig->func.tparams, targs, n, &index, &error))
    ilv_check_error (c, index < places.n ? ilv_node_start (places.items[index]) : pos, "%s",
                     error);
  else
    ilv_check_note_instance (c, pos, sig->func.tparams, targs, n, places);
  record_instance (c, fun, targs, n, type);
  return type;
}

/* Type arguments so that the function's type becomes @target. */
static bool
infer_from_target (struct checker *c, struct ilv_node *fun, struct ilv_type *sig,
                   struct ilv_type **targs, struct ilv_type *target, ilv_pos pos, const char **error, ilv_pos *error_pos)
{
  struct ilv_type *own = ilv_type_func (c->types, sig->func.params, sig->func.results,
                                        sig->is_variadic);
  struct operand arg
    = { .mode = ILV_MODE_VALUE, .type = ilv_type_under (c->types, target), .node = fun };

  return ilv_check_infer (c, pos, sig->func.tparams, targs, sig->func.n_tparams, &own, &arg, 1,
                          error, error_pos);
}

struct ilv_type **
ilv_check_func_inst (struct checker *c, struct ilv_type *target, ilv_pos pos, struct operand *x,
                     struct ilv_node *index, bool may_be_partial, size_t *n)
{
  struct ilv_type *sig = x->type->canon;
  struct ilv_nodes places = { 0 };
  struct ilv_type **given = NULL;
  struct ilv_type **targs
    = ilv_arena_new_array (c->arena, struct ilv_type *, sig->func.n_tparams);
  const char *error = NULL;
  ilv_pos error_pos = pos;

  *n = 0;
  if (!ilv_check_version (c, pos, 18, index ? "function instantiation"
                                            : "implicit function instantiation"))
    {
      x->mode = ILV_MODE_INVALID;
      return NULL;
    }
  if (index)
    {
      places = ilv_node_items (&index->index.index);
      given = ilv_check_type_list (c, places);
      if (!given || places.n > sig->func.n_tparams)
        {
          if (given)
            ilv_check_error_node (c, places.items[sig->func.n_tparams],
                                  "got %d type arguments but want %d", (int) places.n,
                                  (int) sig->func.n_tparams);
          x->mode = ILV_MODE_INVALID;
          x->node = index;
          return NULL;
        }
      memcpy (targs, given, places.n * sizeof *targs);
    }
  if (places.n < sig->func.n_tparams)
    {
      if (may_be_partial)
        {
          *n = places.n;
          return targs;
        }
      bool is_ok = target ? infer_from_target (c, x->node, sig, targs, target, pos, &error, &error_pos)
                          : ilv_check_infer (c, pos, sig->func.tparams, targs,
                                             sig->func.n_tparams, NULL, NULL, 0, &error,
                                             &error_pos);
      if (!is_ok)
        {
          if (error)
            ilv_check_error (c, error_pos, "%s", error);
          x->mode = ILV_MODE_INVALID;
          return NULL;
        }
    }
  struct ilv_node *fun = index ? index->index.x : x->node;
  x->type = ilv_check_instantiate_func (c, pos, fun, sig, targs, sig->func.n_tparams, places);
  x->mode = ILV_MODE_VALUE;
  if (index)
    x->node = index;
  if (fun)
    {
      fun->mode = ILV_MODE_VALUE;
      fun->type = x->type->canon;
    }
  return NULL;
}

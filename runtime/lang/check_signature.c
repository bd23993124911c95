/* Parameters, results, receivers and type parameters. Spec: "Function types", "Method
 * declarations", "Type parameter declarations".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* --- Type parameters ---------------------------------------------------- */

static struct ilv_type *
declare_type_param (struct checker *c, struct ilv_node *name, uint32_t index)
{
  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_TYPE, name->pos, name->name.symbol, NULL);

  object->type = ilv_type_new_param (c->types, object, index);
  object->is_used = true;
  ilv_check_declare (c, c->env.scope, name, object);
  return object->type;
}

/* All are declared before the first constraint is read: a constraint may mention them. */
void
ilv_check_type_params (struct checker *c, struct ilv_nodes fields, struct ilv_type ***tparams,
                       uint32_t *n)
{
  struct ilv_type **list = ilv_arena_new_array (c->arena, struct ilv_type *, fields.n);
  struct ilv_type *bound = NULL;
  bool outer = c->is_in_tparams;

  for (uint32_t i = 0; i < fields.n; i++)
    list[i] = declare_type_param (c, fields.items[i]->field.name, i);
  *tparams = list;
  *n = fields.n;
  c->is_in_tparams = true;
  for (uint32_t i = 0; i < fields.n; i++)
    {
      struct ilv_node *node = fields.items[i]->field.type;
      if (i == 0 || node != fields.items[i - 1]->field.type)
        {
          bound = ilv_check_bound (c, node);
          if (ilv_check_is_type_param (bound))
            {
              ilv_check_error_node (c, node, "cannot use a type parameter as constraint");
              bound = ilv_type_basic (c->types, ILV_TYPE_INVALID);
            }
        }
      list[i]->tparam.bound = bound;
    }
  c->is_in_tparams = outer;
}

/* --- Receivers ---------------------------------------------------------- */

struct receiver
{
  bool is_pointer;
  struct ilv_node *base;
  struct ilv_nodes tparams; /* NAMEs, or something wrong */
};

static struct receiver
unpack_receiver (struct ilv_node *type)
{
  struct receiver recv = { .base = ilv_node_unparen (type) };

  recv.is_pointer = recv.base->kind == ILV_NODE_STAR;
  if (recv.is_pointer)
    recv.base = ilv_node_unparen (recv.base->unary.x);
  if (recv.base->kind == ILV_NODE_INDEX)
    {
      recv.tparams = ilv_node_items (&recv.base->index.index);
      recv.base = recv.base->index.x;
    }
  return recv;
}

/* The names a method gives its receiver's type parameters stand for those of the type's
 * declaration: the parameters are the same, only spelt otherwise here. */
static struct ilv_type *
generic_receiver (struct checker *c, struct receiver *recv, struct ilv_func_info *info)
{
  bool is_generic;
  struct ilv_type *base = ilv_check_generic_type (c, recv->base, &is_generic);
  struct ilv_type *named = base->canon;
  struct ilv_type *invalid = ilv_type_basic (c->types, ILV_TYPE_INVALID);

  if (!is_generic)
    {
      if (ilv_check_is_valid (base))
        ilv_check_error_node (c, recv->base, "%t is not a generic type", base);
      return invalid;
    }
  ilv_check_version (c, ilv_node_start (recv->base), 18, "type instantiation");
  if (recv->tparams.n != named->named.n_tparams)
    {
      ilv_check_error_node (c, recv->base,
                            "receiver declares %s, but receiver base type declares %d",
                            ilv_check_measure (c, recv->tparams.n, "type parameter"),
                            (int) named->named.n_tparams);
      return invalid;
    }
  for (uint32_t i = 0; i < recv->tparams.n; i++)
    {
      struct ilv_node *name = recv->tparams.items[i];
      if (name->kind != ILV_NODE_NAME)
        {
          ilv_check_error_node (c, name, "receiver type parameter %e must be an identifier", name);
          continue;
        }
      struct ilv_object *object
        = ilv_check_new_object (c, ILV_OBJECT_TYPE, name->pos, name->name.symbol, NULL);
      object->type = named->named.tparams[i];
      ilv_check_declare (c, c->env.scope, name, object);
      name->mode = ILV_MODE_TYPE;
      name->type = object->type;
    }
  if (info)
    {
      info->tparams = named->named.tparams;
      info->n_tparams = named->named.n_tparams;
    }
  struct ilv_type *type
    = ilv_type_instance (c->types, named, named->named.tparams, named->named.n_tparams);
  return recv->is_pointer ? ilv_type_pointer (c->types, type) : type;
}

struct receiver_check
{
  struct ilv_node *base;
  struct ilv_type *type;
};

static void
check_receiver (struct checker *c, void *data)
{
  struct receiver_check *recv = data;
  bool is_pointer;
  struct ilv_type *type = ilv_check_deref (recv->type, &is_pointer);
  struct ilv_type *named = type->canon;
  struct ilv_type *under = ilv_type_under (c->types, type);

  if (!ilv_check_is_valid (type))
    return;
  if (named->kind == ILV_TYPE_NAMED)
    {
      if (named->named.object->package != c->package)
        ilv_check_error_node (c, recv->base, "cannot define new methods on non-local type %t",
                              type);
      else if (under->kind == ILV_TYPE_POINTER || under->kind == ILV_TYPE_INTERFACE)
        ilv_check_error_node (c, recv->base,
                              "invalid receiver type %t (pointer or interface type)", type);
    }
  else if (named->kind < ILV_TYPE_N_BASIC)
    ilv_check_error_node (c, recv->base, "cannot define new methods on non-local type %t", type);
  else
    ilv_check_error_node (c, recv->base, "invalid receiver type %t", recv->type);
}

static void
collect_receiver (struct checker *c, struct ilv_node *field, struct ilv_func_info *info)
{
  struct receiver recv = unpack_receiver (field->field.type);
  struct receiver_check *check = ilv_arena_new_struct (c->arena, struct receiver_check);
  struct ilv_node *name = field->field.name;

  check->base = recv.base;
  check->type = recv.tparams.n ? generic_receiver (c, &recv, info)
                               : ilv_check_var_type (c, field->field.type);
  ilv_check_later (c, check_receiver, check);
  info->recv = ilv_check_new_object (c, ILV_OBJECT_VAR, name ? name->pos : field->pos,
                                     name ? name->name.symbol : NULL, check->type);
  info->recv->var.role = ILV_VAR_RECV;
  info->recv->var.func = info;
}

/* --- Parameters --------------------------------------------------------- */

struct params
{
  uint32_t n;
  struct ilv_type **types;
  struct ilv_symbol **names; /* NULL entries: unnamed */
  bool has_names, is_variadic;
};

static struct params
collect_params (struct checker *c, struct ilv_nodes fields)
{
  struct params params = {
    .n = fields.n,
    .types = ilv_arena_new_array (c->arena, struct ilv_type *, fields.n),
    .names = ilv_arena_new_array (c->arena, struct ilv_symbol *, fields.n),
  };
  struct ilv_node *previous = NULL;
  struct ilv_type *type = NULL;

  for (uint32_t i = 0; i < fields.n; i++)
    {
      struct ilv_node *node = fields.items[i]->field.type;
      bool is_dots = node->kind == ILV_NODE_DOTS_TYPE;
      if (node != previous)
        type = ilv_check_var_type (c, is_dots ? node->type_expr.elem : node);
      previous = node;
      params.types[i] = type;
      if (is_dots)
        {
          params.types[i] = ilv_type_slice (c->types, type);
          params.is_variadic = true;
          node->mode = ILV_MODE_TYPE;
          node->type = params.types[i]->canon;
        }
      if (fields.items[i]->field.name)
        {
          params.names[i] = fields.items[i]->field.name->name.symbol;
          params.has_names = true;
        }
    }
  return params;
}

/* The variables of a function that has a body. */
static struct ilv_object **
declare_params (struct checker *c, struct ilv_func_info *info, struct ilv_nodes fields,
                const struct params *params, enum ilv_var_role role)
{
  struct ilv_object **objects = ilv_arena_new_array (c->arena, struct ilv_object *, fields.n);

  for (uint32_t i = 0; i < fields.n; i++)
    {
      struct ilv_node *field = fields.items[i], *name = field->field.name;
      objects[i] = ilv_check_new_object (c, ILV_OBJECT_VAR, name ? name->pos : field->pos,
                                         params->names[i], params->types[i]);
      objects[i]->var.role = (uint8_t) role;
      objects[i]->var.func = info;
      objects[i]->is_used = true;
      if (name)
        ilv_check_declare (c, c->env.scope, name, objects[i]);
    }
  return objects;
}

/* Parameter lists without a function: only twice the same name is wrong. */
static void
check_names (struct checker *c, struct ilv_nodes fields)
{
  for (uint32_t i = 0; i < fields.n; i++)
    if (fields.items[i]->field.name)
      {
        struct ilv_node *name = fields.items[i]->field.name;
        struct ilv_object *object
          = ilv_check_new_object (c, ILV_OBJECT_VAR, name->pos, name->name.symbol, NULL);
        ilv_check_declare (c, c->env.scope, name, object);
      }
}

static struct ilv_type *
tuple (struct checker *c, const struct params *params)
{
  return ilv_type_tuple (c->types, params->types, params->has_names ? params->names : NULL,
                         params->n);
}

/* A generic function's type is not shared: its type parameters are its own. */
static struct ilv_type *
generic_func_type (struct checker *c, const struct ilv_type *type, struct ilv_type **tparams,
                   uint32_t n)
{
  struct ilv_type *generic = ilv_type_new (c->types, ILV_TYPE_FUNC);

  generic->is_variadic = type->is_variadic;
  generic->has_type_params = true;
  generic->func = type->func;
  generic->func.tparams = tparams;
  generic->func.n_tparams = n;
  return generic;
}

static void
fill_info (struct checker *c, struct ilv_func_info *info, struct ilv_node *node,
           const struct params *params, const struct params *results)
{
  if (info->recv && info->recv->name)
    {
      info->recv->is_used = true;
      ilv_check_declare (c, c->env.scope, NULL, info->recv);
    }
  info->n_params = params->n;
  info->params = declare_params (c, info, node->func_type.params, params, ILV_VAR_PARAM);
  info->n_results = results->n;
  info->results = declare_params (c, info, node->func_type.results, results, ILV_VAR_RESULT);
  info->has_named_results = results->has_names;
}

struct ilv_type *
ilv_check_signature (struct checker *c, struct ilv_node *node, struct ilv_node *recv,
                     struct ilv_nodes tparams, struct ilv_func_info *info,
                     struct ilv_scope **scope)
{
  struct ilv_scope *outer = c->env.scope;
  struct ilv_type **own = NULL;
  uint32_t n_own = 0;

  ilv_check_open_scope (c);
  *scope = c->env.scope;
  if (recv)
    collect_receiver (c, recv, info);
  if (tparams.n)
    {
      ilv_check_version (c, tparams.items[0]->pos, 18, "type parameter");
      ilv_check_type_params (c, tparams, &own, &n_own);
      info->tparams = own;
      info->n_tparams = n_own;
    }
  struct params params = collect_params (c, node->func_type.params);
  struct params results = collect_params (c, node->func_type.results);
  if (info)
    fill_info (c, info, node, &params, &results);
  else
    {
      check_names (c, node->func_type.params);
      check_names (c, node->func_type.results);
    }

  struct ilv_type *type = ilv_type_func (c->types, tuple (c, &params), tuple (c, &results),
                                         params.is_variadic);
  if (n_own)
    type = generic_func_type (c, type, own, n_own);
  if (info)
    info->type = type->canon;
  node->mode = ILV_MODE_TYPE;
  node->type = type->canon;
  c->env.scope = outer;
  return type;
}

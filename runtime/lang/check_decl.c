/* Declarations. Spec: "Declarations and scope".
 *
 * Package-level objects are worked out when something mentions them, so their order in the
 * source does not matter. c->path is the chain of those in work; meeting one of them again
 * is a cycle, which is fine for types (a pointer to itself) and not for values.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"
#include "lang/parser.h"

#include <string.h>

enum colour
{
  COLOUR_NEW,
  COLOUR_IN_WORK,
  COLOUR_DONE
};

/* --- Objects and names -------------------------------------------------- */

struct ilv_object *
ilv_check_new_object (struct checker *c, enum ilv_object_kind kind, ilv_pos pos,
                      struct ilv_symbol *name, struct ilv_type *type)
{
  struct ilv_object *object = ilv_arena_new_struct (c->arena, struct ilv_object);

  object->kind = (uint8_t) kind;
  object->pos = pos;
  object->name = name;
  object->type = type;
  object->package = c->package;
  return object;
}

void
ilv_check_declare (struct checker *c, struct ilv_scope *scope, struct ilv_node *name,
                   struct ilv_object *object)
{
  if (name)
    {
      name->name.object = object;
      name->is_defining = true;
    }
  if (object->name == c->compilation->blank)
    return;

  struct ilv_object *other = ilv_scope_insert (scope, object);
  if (!other)
    return;
  if (other->pos)
    ilv_check_error (c, object->pos,
                     "%n redeclared in this block\n\t%p: other declaration of %n", object->name,
                     other->pos, object->name);
  else
    ilv_check_error (c, object->pos, "%n redeclared in this block", object->name);
}

struct ilv_object *
ilv_check_lookup (struct checker *c, const struct ilv_symbol *name)
{
  return ilv_scope_find_outward (c->env.scope, name);
}

struct ilv_object *
ilv_check_new_local (struct checker *c, struct ilv_node *name)
{
  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_VAR, name->pos, name->name.symbol, NULL);

  object->var.role = ILV_VAR_LOCAL;
  object->var.func = c->env.func;
  name->name.object = object;
  name->is_defining = true;
  if (object->name != c->compilation->blank)
    ilv_check_add_object (c, &c->local_vars, object);
  return object;
}

void
ilv_check_add_dependency (struct checker *c, struct ilv_object *object)
{
  struct decl_info *from = c->env.decl;

  if (!from || !ilv_check_decl_info (c, object))
    return;
  for (size_t i = 0; i < from->n_deps; i++)
    if (from->deps[i] == object)
      return;
  from->deps = ilv_arena_grow (c->arena, from->deps, from->n_deps, &from->deps_capacity,
                               sizeof (object));
  from->deps[from->n_deps++] = object;
}

void
ilv_check_arity (struct checker *c, ilv_pos pos, struct ilv_nodes names, struct ilv_nodes inits,
                 bool is_const, bool is_inherited)
{
  if (names.n < inits.n)
    {
      if (is_inherited)
        ilv_check_error (c, pos, "extra init expr at %p", inits.items[names.n]->pos);
      else
        ilv_check_error_node (c, inits.items[names.n], "extra init expr %e",
                              inits.items[names.n]);
    }
  else if (names.n > inits.n && (is_const || inits.n != 1))
    ilv_check_error_node (c, names.items[inits.n], "missing init expr for %e",
                          names.items[inits.n]);
}

/* --- Cycles ------------------------------------------------------------- */

void
ilv_check_cycle_error (struct checker *c, struct ilv_object *const *cycle, size_t n, size_t start)
{
  struct ilv_object *object = cycle[start];
  bool is_type = object->kind == ILV_OBJECT_TYPE;
  struct ilv_buf message;

  if (n == 1)
    {
      ilv_check_error (c, object->pos,
                       is_type ? "invalid recursive type: %n refers to itself"
                               : "invalid cycle in declaration: %n refers to itself",
                       object->name);
      return;
    }
  ilv_buf_init (&message, c->arena);
  ilv_buf_add_cstr (&message,
                    ilv_check_format (c,
                                      is_type ? "invalid recursive type %n"
                                              : "invalid cycle in declaration of %n",
                                      object->name));
  for (size_t i = 0; i < n; i++)
    {
      struct ilv_object *next = cycle[(start + i + 1) % n];
      ilv_buf_add_cstr (&message, ilv_check_format (c, "\n\t%p: %n refers to %n", object->pos,
                                                    object->name, next->name));
      object = next;
    }
  ilv_check_error (c, cycle[start]->pos, "%s", message.text);
}

static size_t
first_in_source (struct ilv_object *const *cycle, size_t n)
{
  size_t first = 0;

  for (size_t i = 1; i < n; i++)
    if (cycle[i]->pos < cycle[first]->pos)
      first = i;
  return first;
}

/* Whether meeting @object again, which is in work, is all right. */
static bool
is_valid_cycle (struct checker *c, struct ilv_object *object)
{
  size_t start = c->path.n;
  size_t n_values = 0, n_types = 0;

  while (start > 0 && c->path.items[start - 1] != object)
    start--;
  if (start-- == 0)
    return true;
  for (size_t i = start; i < c->path.n; i++)
    {
      struct ilv_object *link = c->path.items[i];
      if (link->kind == ILV_OBJECT_CONST || link->kind == ILV_OBJECT_VAR)
        n_values++;
      else if (link->kind == ILV_OBJECT_TYPE)
        {
          if (c->is_in_tparams && link->type && ilv_check_is_generic (link->type))
            return true;
          n_types += !link->decl->type_decl.is_alias;
        }
    }
  /* Values alone: the order of initialisation finds it, with a better message. */
  if (n_values == c->path.n - start || (n_values == 0 && n_types > 0))
    return true;
  ilv_check_cycle_error (c, c->path.items + start, c->path.n - start,
                         first_in_source (c->path.items + start, c->path.n - start));
  return false;
}

static void
object_in_work (struct checker *c, struct ilv_object *object)
{
  if (!is_valid_cycle (c, object) || !object->type)
    object->type = ilv_type_basic (c->types, ILV_TYPE_INVALID);
}

/* --- Constants and variables -------------------------------------------- */

static bool
is_const_type (struct checker *c, struct ilv_type *type)
{
  return ilv_type_is (c->types, type, ILV_IS_CONST_TYPE);
}

static void
const_decl (struct checker *c, struct ilv_object *object, struct ilv_node *type,
            struct ilv_node *init, bool is_inherited, int64_t iota)
{
  struct operand x = { .mode = ILV_MODE_INVALID };
  struct environment outer = c->env;

  c->env.iota = ilv_const_int64 (c->arena, iota);
  c->env.error_pos = 0;
  object->cnst.value = ilv_const_unknown ();
  if (type)
    {
      struct ilv_type *declared = ilv_check_type (c, type);
      if (!is_const_type (c, declared))
        {
          if (ilv_check_is_valid (ilv_type_under (c->types, declared)))
            ilv_check_error_node (c, type, "invalid constant type %t", declared);
          object->type = ilv_type_basic (c->types, ILV_TYPE_INVALID);
          c->env = outer;
          return;
        }
      object->type = declared;
    }
  if (init)
    {
      if (is_inherited)
        c->env.error_pos = object->pos;
      ilv_check_expr (c, &x, init);
    }
  ilv_check_init_const (c, object, &x);
  c->env = outer;
}

/* @lhs: all of them, where one value gives several. */
static void
var_decl (struct checker *c, struct ilv_object *object, struct ilv_object **lhs, size_t n_lhs,
          struct ilv_node *type, struct ilv_node *init)
{
  struct operand x;

  if (type)
    object->type = ilv_check_var_type (c, type);
  if (!init)
    {
      if (!type)
        object->type = ilv_type_basic (c->types, ILV_TYPE_INVALID);
      return;
    }
  if (n_lhs <= 1)
    {
      ilv_check_expr_target (c, &x, init, object->type);
      ilv_check_init_var (c, object, &x, "variable declaration");
      return;
    }
  if (type)
    for (size_t i = 0; i < n_lhs; i++)
      lhs[i]->type = object->type;
  ilv_check_init_vars (c, lhs, n_lhs, (struct ilv_nodes) { 1, &init }, NULL);
}

/* --- Types -------------------------------------------------------------- */

static void
check_field_names (struct checker *c, void *data)
{
  struct ilv_type *type = data;
  struct ilv_type *under = ilv_type_under (c->types, type);

  if (under->kind != ILV_TYPE_STRUCT)
    return;
  for (uint32_t i = 0; i < type->named.n_methods; i++)
    for (uint32_t j = 0; j < under->strct.n_fields; j++)
      if (under->strct.fields[j].name == type->named.methods[i]->name)
        ilv_check_error (c, type->named.methods[i]->pos,
                         "field and method with the same name %n\n\t%p: other declaration of %n",
                         type->named.methods[i]->name, under->strct.fields[j].pos,
                         type->named.methods[i]->name);
}

static void
check_finite (struct checker *c, void *data)
{
  ilv_check_finite (c, data);
}

static bool
is_one_of (const struct ilv_type *type, struct ilv_type *const *tparams, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (ilv_type_identical (type, tparams[i]))
      return true;
  return false;
}

static void
alias_decl (struct checker *c, struct ilv_object *object, struct ilv_node *decl)
{
  struct ilv_scope *outer = c->env.scope;
  struct ilv_type **tparams = NULL;
  uint32_t n_tparams = 0;

  object->type_name.is_alias = true;
  if (!decl->type_decl.tparams.n)
    ilv_check_version (c, object->pos, 9, "type alias");
  else
    {
      ilv_check_version (c, decl->type_decl.tparams.items[0]->pos, 23, "generic type alias");
      ilv_check_open_scope (c);
      ilv_check_type_params (c, decl->type_decl.tparams, &tparams, &n_tparams);
    }
  struct ilv_type *actual = ilv_check_declared_type (c, decl->type_decl.type, object);
  c->env.scope = outer;
  if (is_one_of (actual, tparams, n_tparams))
    {
      ilv_check_error_node (c, decl->type_decl.type,
                            "cannot use type parameter declared in alias declaration as RHS");
      actual = ilv_type_basic (c->types, ILV_TYPE_INVALID);
    }
  if (object->type) /* it is part of a cycle, and reported */
    return;
  object->type = actual;
  if (!ilv_check_is_valid (actual))
    return;
  object->type = ilv_type_new_alias (c->types, object, actual);
  object->type->alias.tparams = tparams;
  object->type->alias.n_tparams = n_tparams;
}

/* Whether following right sides leads from @type back to it: type A B; type B A. */
static bool
is_declared_as_itself (struct ilv_type *type)
{
  struct ilv_type *rhs = ilv_type_unalias (type->named.rhs);

  for (int hops = 0; hops < 1000 && rhs->kind == ILV_TYPE_NAMED; hops++)
    {
      if (rhs == type)
        return true;
      rhs = rhs->named.origin->named.rhs;
      if (!rhs)
        return false;
      rhs = ilv_type_unalias (rhs);
    }
  return false;
}

static void
report_direct_cycle (struct checker *c, struct ilv_type *type)
{
  struct objects cycle = { 0 };
  struct ilv_type *at = type;

  do
    {
      ilv_check_add_object (c, &cycle, at->named.object);
      at = ilv_type_unalias (at->named.rhs);
    }
  while (at != type);
  ilv_check_cycle_error (c, cycle.items, cycle.n, first_in_source (cycle.items, cycle.n));
  type->named.rhs = ilv_type_basic (c->types, ILV_TYPE_INVALID);
}

static void
note_named (struct checker *c, struct ilv_type *type)
{
  struct ilv_package *package = c->package;

  package->types = ilv_arena_grow (c->arena, package->types, package->n_types,
                                   &c->types_capacity, sizeof (type));
  package->types[package->n_types++] = type;
}

/* A type declared inside a generic function depends on that function's type parameters: they
 * come before its own. */
static void
inherit_type_params (struct checker *c, struct ilv_type *type)
{
  struct ilv_func_info *func = c->env.func;
  uint32_t n_own = type->named.n_tparams;
  struct ilv_type **all;

  if (!func || func->n_tparams == 0)
    return;
  all = ilv_arena_new_array (c->arena, struct ilv_type *, func->n_tparams + n_own);
  memcpy (all, func->tparams, func->n_tparams * sizeof *all);
  if (n_own)
    memcpy (all + func->n_tparams, type->named.tparams, n_own * sizeof *all);
  type->has_type_params = true;
  type->named.tparams = all;
  type->named.n_outer = func->n_tparams;
  type->named.n_tparams = func->n_tparams + n_own;
}

static void
type_decl (struct checker *c, struct ilv_object *object, struct ilv_node *decl)
{
  if (decl->type_decl.is_alias)
    {
      alias_decl (c, object, decl);
      return;
    }

  struct ilv_type *type = ilv_type_new_named (c->types, object);
  struct ilv_scope *outer = c->env.scope;
  object->type = type;
  note_named (c, type);
  ilv_check_later (c, check_finite, type);
  if (decl->type_decl.tparams.n)
    {
      ilv_check_version (c, decl->type_decl.tparams.items[0]->pos, 18, "type parameter");
      ilv_check_open_scope (c);
      ilv_check_type_params (c, decl->type_decl.tparams, &type->named.tparams,
                             &type->named.n_tparams);
    }
  inherit_type_params (c, type);
  struct ilv_type *rhs = ilv_check_declared_type (c, decl->type_decl.type, object);
  c->env.scope = outer;
  if (ilv_check_is_type_param (rhs))
    {
      ilv_check_error_node (c, decl->type_decl.type,
                            "cannot use a type parameter as RHS in type declaration");
      rhs = ilv_type_basic (c->types, ILV_TYPE_INVALID);
    }
  type->named.rhs = rhs;
  if (is_declared_as_itself (type))
    report_direct_cycle (c, type);
}

/* --- Functions ---------------------------------------------------------- */

struct body
{
  struct ilv_func_info *info;
  struct ilv_scope *scope;
  struct decl_info *decl;
};

static void
check_body (struct checker *c, void *data)
{
  struct body *body = data;
  struct environment outer = c->env;

  c->env = (struct environment) { .file = body->decl->file, .decl = body->decl };
  ilv_check_func_body (c, body->info, body->scope, body->decl->node->func_decl.body);
  c->env = outer;
}

/* Nothing else is in work in the checker of that package: all that its declarations put off is
 * done. */
void
ilv_check_body (struct ilv_func_info *info)
{
  struct body *body = info->unread;
  struct ilv_node **block = &info->node->func_decl.body;
  struct checker *c = info->package->checker;

  if (!body)
    return;
  info->unread = NULL;
  *block = ilv_parse_body (c->arena, c->compilation->intern, c->diags, body->decl->file->source,
                           *block);
  check_body (c, body);
  ilv_check_run_delayed (c, 0);
}

static void
note_func (struct checker *c, struct ilv_func_info *info)
{
  struct ilv_package *package = c->package;
  bool is_init = info->object->name == c->compilation->init_name && !info->recv;

  if (is_init)
    {
      package->inits = ilv_arena_grow (c->arena, package->inits, package->n_inits,
                                       &c->inits_capacity, sizeof (info));
      package->inits[package->n_inits++] = info;
      return;
    }
  package->funcs = ilv_arena_grow (c->arena, package->funcs, package->n_funcs,
                                   &c->funcs_capacity, sizeof (info));
  package->funcs[package->n_funcs++] = info;
}

static void
func_decl (struct checker *c, struct ilv_object *object, struct decl_info *decl)
{
  struct ilv_node *node = decl->node;
  struct body *body = ilv_arena_new_struct (c->arena, struct body);
  struct ilv_func_info *info = ilv_arena_new_struct (c->arena, struct ilv_func_info);

  info->node = node;
  info->object = object;
  info->package = c->package;
  node->func_decl.info = info;
  object->func.info = info;
  body->info = info;
  body->decl = decl;
  object->type = ilv_check_signature (c, node->func_decl.type, node->func_decl.recv,
                                      node->func_decl.tparams, info, &body->scope);
  note_func (c, info);
  if (node->func_decl.body && node->func_decl.body->block.is_unread)
    info->unread = body;
  else if (node->func_decl.body)
    ilv_check_later (c, check_body, body);
  else if (node->func_decl.tparams.n)
    ilv_check_error_node (c, node, "generic function is missing function body");
}

/* --- Package-level objects ---------------------------------------------- */

static void
declare (struct checker *c, struct ilv_object *object, struct decl_info *decl)
{
  switch (object->kind)
    {
    case ILV_OBJECT_CONST:
      const_decl (c, object, decl->type, decl->init, decl->is_inherited, decl->iota);
      break;
    case ILV_OBJECT_VAR:
      var_decl (c, object, decl->lhs, decl->n_lhs, decl->type, decl->init);
      break;
    case ILV_OBJECT_TYPE:
      c->env.decl = NULL;
      type_decl (c, object, decl->node);
      ilv_check_collect_methods (c, object);
      if (object->type->kind == ILV_TYPE_NAMED && object->type->named.n_methods)
        ilv_check_later (c, check_field_names, object->type);
      break;
    default:
      func_decl (c, object, decl);
    }
}

void
ilv_check_object (struct checker *c, struct ilv_object *object)
{
  struct decl_info *decl = ilv_check_decl_info (c, object);
  struct environment outer = c->env;

  if (object->colour == COLOUR_IN_WORK)
    {
      object_in_work (c, object);
      return;
    }
  if (object->colour == COLOUR_DONE || object->type || !decl)
    return;
  object->colour = COLOUR_IN_WORK;
  ilv_check_add_object (c, &c->path, object);
  c->env = (struct environment) { .scope = decl->file_scope, .file = decl->file, .decl = decl };
  declare (c, object, decl);
  c->env = outer;
  c->path.n--;
  object->colour = COLOUR_DONE;
}

/* --- Declarations in functions ------------------------------------------ */

static void
local_const (struct checker *c, struct ilv_node *decl, struct ilv_node **last)
{
  bool is_inherited = !decl->value_decl.type && !decl->value_decl.values;
  size_t first_delayed = c->n_delayed;
  struct ilv_nodes names = decl->value_decl.names;
  struct ilv_object **lhs = ilv_arena_new_array (c->arena, struct ilv_object *, names.n);

  if (!is_inherited || decl->value_decl.iota == 0)
    *last = decl;
  is_inherited &= *last != decl;
  struct ilv_nodes values = ilv_node_items (&(*last)->value_decl.values);
  for (uint32_t i = 0; i < names.n; i++)
    {
      lhs[i] = ilv_check_new_object (c, ILV_OBJECT_CONST, names.items[i]->pos,
                                     names.items[i]->name.symbol, NULL);
      lhs[i]->decl = decl;
      const_decl (c, lhs[i], (*last)->value_decl.type, i < values.n ? values.items[i] : NULL,
                  is_inherited, decl->value_decl.iota);
    }
  ilv_check_arity (c, decl->pos, names, values, true, is_inherited);
  ilv_check_run_delayed (c, first_delayed);
  for (uint32_t i = 0; i < names.n; i++)
    ilv_check_declare (c, c->env.scope, names.items[i], lhs[i]);
}

static void
local_var (struct checker *c, struct ilv_node *decl)
{
  size_t first_delayed = c->n_delayed;
  struct ilv_nodes names = decl->value_decl.names;
  struct ilv_nodes values = ilv_node_items (&decl->value_decl.values);
  struct ilv_object **lhs = ilv_arena_new_array (c->arena, struct ilv_object *, names.n);

  for (uint32_t i = 0; i < names.n; i++)
    {
      lhs[i] = ilv_check_new_local (c, names.items[i]);
      lhs[i]->decl = decl;
    }
  for (uint32_t i = 0; i < names.n; i++)
    {
      bool is_shared = values.n == 1 && names.n > 1;
      struct ilv_node *init = is_shared ? values.items[0] : i < values.n ? values.items[i] : NULL;
      var_decl (c, lhs[i], is_shared ? lhs : NULL, is_shared ? names.n : 0, decl->value_decl.type,
                init);
      if (is_shared)
        break;
    }
  if (!decl->value_decl.type || values.n)
    ilv_check_arity (c, decl->pos, names, values, false, false);
  ilv_check_run_delayed (c, first_delayed);
  for (uint32_t i = 0; i < names.n; i++)
    ilv_check_declare (c, c->env.scope, names.items[i], lhs[i]);
}

static void
local_type (struct checker *c, struct ilv_node *decl)
{
  struct ilv_node *name = decl->type_decl.name;
  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_TYPE, name->pos, name->name.symbol, NULL);

  object->decl = decl;
  ilv_check_declare (c, c->env.scope, name, object);
  object->colour = COLOUR_IN_WORK;
  ilv_check_add_object (c, &c->path, object);
  type_decl (c, object, decl);
  c->path.n--;
  object->colour = COLOUR_DONE;
}

void
ilv_check_decl_stmt (struct checker *c, struct ilv_nodes decls)
{
  struct ilv_node *last_const = NULL;

  for (uint32_t i = 0; i < decls.n; i++)
    switch (decls.items[i]->kind)
      {
      case ILV_NODE_CONST_DECL: local_const (c, decls.items[i], &last_const); break;
      case ILV_NODE_VAR_DECL: local_var (c, decls.items[i]); break;
      default: local_type (c, decls.items[i]);
      }
}

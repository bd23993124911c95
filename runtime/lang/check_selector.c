/* Selectors: members of packages, fields, methods. Spec: "Selectors", "Method expressions",
 * "Method values".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <strings.h>

static struct ilv_object *
exported_ignoring_case (struct ilv_scope *scope, const struct ilv_symbol *name)
{
  for (size_t i = 0; i < ilv_scope_count (scope); i++)
    {
      struct ilv_object *object = ilv_scope_get (scope, i);
      if (ilv_symbol_is_exported (object->name) && strcasecmp (object->name->text, name->text) == 0)
        return object;
    }
  return NULL;
}

/* pkg.Name */
static void
package_member (struct checker *c, struct operand *x, struct ilv_node *node,
                struct ilv_object *package_name)
{
  struct ilv_package *imported = package_name->imported;
  struct ilv_node *name = node->selector.name;

  package_name->is_used = true;
  node->selector.x->name.object = package_name;
  node->selector.x->mode = ILV_MODE_PACKAGE;
  if (!imported || imported->is_broken)
    return;

  struct ilv_object *object = ilv_scope_find (imported->scope, name->name.symbol);
  if (!object)
    {
      struct ilv_object *other = exported_ignoring_case (imported->scope, name->name.symbol);
      if (other)
        ilv_check_error_node (c, name, "undefined: %e (but have %n)", node, other->name);
      else
        ilv_check_error_node (c, name, "undefined: %e", node);
      return;
    }
  if (!ilv_symbol_is_exported (object->name))
    {
      ilv_check_error_node (c, name, "name %n not exported by package %n", object->name,
                            imported->name);
      return;
    }
  name->name.object = object;
  node->selector.selection = ilv_arena_new_struct (c->arena, struct ilv_selection);
  node->selector.selection->kind = ILV_SELECT_PACKAGE;
  node->selector.selection->object = object;
  node->selector.selection->name = object->name;
  node->selector.selection->type = object->type;
  ilv_check_ident_object (c, x, object);
}

static void
selector_error (struct checker *c, struct operand *x, struct ilv_node *node, bool is_ambiguous)
{
  struct ilv_symbol *name = node->selector.name->name.symbol;

  if (!ilv_check_is_valid (ilv_type_under (c->types, x->type)))
    return;
  if (is_ambiguous)
    ilv_check_error_node (c, node->selector.name, "ambiguous selector %e.%n", node->selector.x,
                          name);
  else
    ilv_check_error_node (c, node->selector.name, "%e.%n undefined (%s)", node->selector.x, name,
                          ilv_check_is_pointer_to_interface (c, x->type)
                            ? ilv_check_pointer_to_interface (c, x->type)
                            : ilv_check_lookup_error (c, x->type, name, false));
}

/* T.m: a function with the receiver as its first parameter. */
static bool
method_expression (struct checker *c, struct operand *x, struct ilv_node *node,
                   struct ilv_selection *found)
{
  struct ilv_symbol *name = node->selector.name->name.symbol;

  if (found->kind == ILV_SELECT_FIELD)
    {
      ilv_check_error_node (c, node->selector.name,
                            "%e.%n undefined (type %t has no method %n)", node->selector.x, name,
                            x->type, name);
      return false;
    }
  struct ilv_tuple_type *old = &found->type->func.params->tuple;
  struct ilv_type **types = ilv_arena_new_array (c->arena, struct ilv_type *, old->n + 1);
  types[0] = x->type;
  for (uint32_t i = 0; i < old->n; i++)
    types[i + 1] = old->types[i];
  found->is_interface = found->kind == ILV_SELECT_INTERFACE_METHOD;
  found->kind = ILV_SELECT_METHOD_EXPR;
  x->mode = ILV_MODE_VALUE;
  x->type = ilv_type_func (c->types, ilv_type_tuple (c->types, types, NULL, old->n + 1),
                           found->type->func.results, found->type->is_variadic);
  return true;
}

static bool
ends_at_pointer (struct checker *c, struct ilv_type *type, const struct ilv_selection *found)
{
  for (uint32_t i = 0; i < found->n_path; i++)
    {
      bool is_pointer;
      struct ilv_type *under = ilv_type_under (c->types, type);
      if (under->kind == ILV_TYPE_POINTER)
        under = ilv_type_under (c->types, ilv_check_deref (under, &is_pointer));
      type = under->strct.fields[found->path[i]].type;
    }
  return ilv_type_under (c->types, type)->kind == ILV_TYPE_POINTER;
}

static void
method_value (struct checker *c, struct operand *x, struct ilv_node *node,
              struct ilv_selection *found)
{
  if (found->kind == ILV_SELECT_METHOD)
    {
      bool is_pointer = ends_at_pointer (c, x->type, found);
      found->takes_address = found->needs_pointer && !is_pointer;
      found->dereferences = !found->needs_pointer && is_pointer;
      if (found->takes_address)
        ilv_check_mark_address (c, node->selector.x);
    }
  x->mode = ILV_MODE_VALUE;
  x->type = found->type;
}

/* Whether a method with a pointer receiver cannot be had from @x. */
static bool
needs_address (struct operand *x, const struct ilv_selection *found)
{
  return found->needs_pointer && !found->is_indirect && x->mode != ILV_MODE_VARIABLE;
}

static void
select_from (struct checker *c, struct operand *x, struct ilv_node *node)
{
  bool is_ambiguous, was_type = x->mode == ILV_MODE_TYPE;
  struct ilv_node *name = node->selector.name;
  struct ilv_selection *found = ilv_arena_new_struct (c->arena, struct ilv_selection);

  *found = ilv_check_find (c, x->type, c->package, name->name.symbol, &is_ambiguous);
  if (!found->kind)
    {
      selector_error (c, x, node, is_ambiguous);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (needs_address (x, found))
    {
      if (was_type)
        ilv_check_error_node (c, name,
                              "invalid method expression %t.%n (needs pointer receiver (*%t).%n)",
                              x->type, name->name.symbol, x->type, name->name.symbol);
      else
        ilv_check_error_node (c, name, "cannot call pointer method %n on %t", name->name.symbol,
                              x->type);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (!found->type || !ilv_check_is_valid (found->type))
    {
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (found->object)
    ilv_check_add_dependency (c, found->object);
  node->selector.selection = found;
  name->name.object = found->object;
  if (was_type)
    {
      if (!method_expression (c, x, node, found))
        x->mode = ILV_MODE_INVALID;
    }
  else if (found->kind == ILV_SELECT_FIELD)
    {
      if (x->mode != ILV_MODE_VARIABLE && !found->is_indirect)
        x->mode = ILV_MODE_VALUE;
      else
        x->mode = ILV_MODE_VARIABLE;
      x->type = found->type;
    }
  else
    method_value (c, x, node, found);
  found->type = found->type->canon;
}

void
ilv_check_selector (struct checker *c, struct operand *x, struct ilv_node *node, bool want_type)
{
  struct ilv_node *base = node->selector.x;

  if (base->kind == ILV_NODE_NAME)
    {
      struct ilv_object *object = ilv_check_lookup (c, base->name.symbol);
      if (object && object->kind == ILV_OBJECT_PACKAGE)
        {
          *x = (struct operand) { .mode = ILV_MODE_INVALID, .node = node,
                                  .type = c->types->basic[ILV_TYPE_INVALID] };
          package_member (c, x, node, object);
          return;
        }
    }
  ilv_check_expr_or_type (c, x, base, false);
  if (x->mode == ILV_MODE_BUILTIN)
    {
      ilv_check_error (c, node->pos, "invalid use of %o in selector expression", x);
      x->mode = ILV_MODE_INVALID;
    }
  else if (x->mode != ILV_MODE_INVALID && want_type)
    {
      ilv_check_error_node (c, node->selector.name, "%e is not a type", node);
      x->mode = ILV_MODE_INVALID;
    }
  if (x->mode != ILV_MODE_INVALID)
    select_from (c, x, node);
  if (x->mode == ILV_MODE_INVALID)
    x->type = c->types->basic[ILV_TYPE_INVALID];
  x->node = node;
}

/* Assignments and short variable declarations. Spec: "Assignment statements".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <string.h>

/* --- What happens to variables ------------------------------------------ */

/* The variable that @node is, or is stored in: x, x.f, x[i] of an array. NULL if it lies
 * behind a pointer. @is_exact: only if it is the variable itself. */
static struct ilv_object *
root_variable (struct checker *c, struct ilv_node *node)
{
  for (;;)
    {
      node = ilv_node_unparen (node);
      switch (node->kind)
        {
        case ILV_NODE_NAME:
          return node->name.object && node->name.object->kind == ILV_OBJECT_VAR
                   ? node->name.object
                   : NULL;
        case ILV_NODE_SELECTOR:
          if (!node->selector.selection || node->selector.selection->kind != ILV_SELECT_FIELD
              || node->selector.selection->is_indirect)
            return NULL;
          node = node->selector.x;
          break;
        case ILV_NODE_INDEX:
          if (!node->index.x->type
              || ilv_type_under (c->types, node->index.x->type)->kind != ILV_TYPE_ARRAY)
            return NULL;
          node = node->index.x;
          break;
        default:
          return NULL;
        }
    }
}

void
ilv_check_mark_assigned (struct checker *c, struct ilv_node *node)
{
  struct ilv_object *object = root_variable (c, node);

  if (object)
    object->var.is_reassigned = true;
}

void
ilv_check_mark_address (struct checker *c, struct ilv_node *node)
{
  struct ilv_object *object = root_variable (c, node);

  if (object)
    object->var.is_address_taken = true;
}

/* --- One value ---------------------------------------------------------- */

/* Gives untyped @x the type of where it goes; false after an error. */
static bool
assign_untyped (struct checker *c, struct operand *x, struct ilv_type *type, const char *context)
{
  struct ilv_type *target = type, *result;
  const struct ilv_const *value;
  enum conversion_error error;

  if (x->mode == ILV_MODE_NIL)
    {
      if (!type)
        {
          ilv_check_error_operand (c, x, "use of untyped nil in %s", context);
          x->mode = ILV_MODE_INVALID;
          return false;
        }
    }
  else if (!type || ilv_check_is_plain_interface (c, type))
    target = ilv_check_default_type (c, x->type);

  result = ilv_check_implicit_type (c, x, target, &value, &error);
  if (error)
    {
      ilv_check_error_operand (c, x, "cannot use %o as %t value in %s%s", x, target, context,
                               error == CONVERSION_TRUNCATED   ? " (truncated)"
                               : error == CONVERSION_OVERFLOWS ? " (overflows)"
                                                               : "");
      x->mode = ILV_MODE_INVALID;
      return false;
    }
  if (value)
    {
      x->value = value;
      ilv_check_update_value (x->node, value);
    }
  if (result != x->type)
    {
      x->type = result;
      ilv_check_update_type (c, x->node, result, false);
    }
  return true;
}

void
ilv_check_assignment (struct checker *c, struct operand *x, struct ilv_type *type,
                      const char *context)
{
  const char *cause;

  ilv_check_single_value (c, x);
  if (x->mode == ILV_MODE_INVALID)
    return;
  if (ilv_type_is_untyped (x->type) && !assign_untyped (c, x, type, context))
    return;
  if (x->type->canon->kind == ILV_TYPE_FUNC && x->type->canon->func.n_tparams)
    {
      ilv_check_error_operand (c, x, "cannot use generic function %e without instantiation in %s",
                               x->node, context);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (!type || ilv_check_assignable (c, x, type, &cause))
    return;
  ilv_check_error_operand (c, x,
                           *cause ? "cannot use %o as %t value in %s: %s"
                                  : "cannot use %o as %t value in %s",
                           x, type, context, cause);
  x->mode = ILV_MODE_INVALID;
}

void
ilv_check_init_const (struct checker *c, struct ilv_object *lhs, struct operand *x)
{
  struct ilv_type *invalid = c->types->basic[ILV_TYPE_INVALID];

  if (x->mode == ILV_MODE_INVALID || !ilv_check_is_valid (x->type)
      || (lhs->type && !ilv_check_is_valid (lhs->type)))
    {
      if (!lhs->type)
        lhs->type = invalid;
      return;
    }
  if (x->mode != ILV_MODE_CONSTANT)
    {
      ilv_check_error_operand (c, x, "%o is not constant", x);
      if (!lhs->type)
        lhs->type = invalid;
      return;
    }
  if (!lhs->type)
    lhs->type = x->type;
  ilv_check_assignment (c, x, lhs->type, "constant declaration");
  if (x->mode != ILV_MODE_INVALID)
    lhs->cnst.value = x->value;
}

void
ilv_check_init_var (struct checker *c, struct ilv_object *lhs, struct operand *x,
                    const char *context)
{
  struct ilv_type *invalid = c->types->basic[ILV_TYPE_INVALID];

  if (x->mode == ILV_MODE_INVALID || !ilv_check_is_valid (x->type)
      || (lhs->type && !ilv_check_is_valid (lhs->type)))
    {
      if (!lhs->type)
        lhs->type = invalid;
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (!lhs->type)
    {
      if (x->type->kind == ILV_TYPE_UNTYPED_NIL)
        {
          ilv_check_error_operand (c, x, "use of untyped nil in %s", context);
          lhs->type = invalid;
          x->mode = ILV_MODE_INVALID;
          return;
        }
      lhs->type = ilv_check_default_type (c, x->type);
    }
  ilv_check_assignment (c, x, lhs->type, context);
}

/* --- The left side ------------------------------------------------------ */

/* The type of what is assigned to; NULL for "_", invalid after an error. Being assigned is
 * not being used. */
static struct ilv_type *
lhs_type (struct checker *c, struct ilv_node *lhs)
{
  struct ilv_type *invalid = c->types->basic[ILV_TYPE_INVALID];
  struct ilv_node *plain = ilv_node_unparen (lhs);
  struct ilv_object *object = NULL;
  bool was_used = false;
  struct operand x;

  if (plain->kind == ILV_NODE_NAME)
    {
      if (plain->name.symbol == c->compilation->blank)
        return NULL;
      object = ilv_check_lookup (c, plain->name.symbol);
      if (object && object->kind != ILV_OBJECT_VAR)
        object = NULL;
      was_used = object && object->is_used;
    }
  ilv_check_expr (c, &x, lhs);
  if (object)
    object->is_used = was_used;
  if (x.mode == ILV_MODE_INVALID || !ilv_check_is_valid (x.type))
    return invalid;
  if (x.mode == ILV_MODE_VARIABLE || x.mode == ILV_MODE_MAP_INDEX)
    {
      ilv_check_mark_assigned (c, lhs);
      return x.type;
    }
  if (plain->kind == ILV_NODE_SELECTOR && plain->selector.x->mode == ILV_MODE_MAP_INDEX)
    ilv_check_error_operand (c, &x, "cannot assign to struct field %e in map", x.node);
  else
    ilv_check_error_operand (
      c, &x, "cannot assign to %e (neither addressable nor a map index expression)", x.node);
  return invalid;
}

void
ilv_check_assign_var (struct checker *c, struct ilv_node *lhs, struct ilv_node *rhs,
                      struct operand *x, const char *context)
{
  struct ilv_type *type = lhs_type (c, lhs);
  struct operand value;

  if (type && !ilv_check_is_valid (type))
    {
      if (x)
        x->mode = ILV_MODE_INVALID;
      else
        ilv_check_use_one (c, rhs, false);
      return;
    }
  if (!x)
    {
      x = &value;
      ilv_check_expr_target (c, x, rhs, type);
    }
  if (!type && strcmp (context, "assignment") == 0)
    context = "assignment to _ identifier";
  ilv_check_assignment (c, x, type, context);
}

/* --- Several values ----------------------------------------------------- */

static void
count_mismatch (struct checker *c, struct ilv_nodes rhs, size_t n_lhs, size_t n_rhs)
{
  const char *variables = ilv_check_measure (c, n_lhs, "variable");
  const char *values = ilv_check_measure (c, n_rhs, "value");
  struct ilv_node *first = ilv_node_unparen (rhs.items[0]);

  if (rhs.n == 1 && first->kind == ILV_NODE_CALL)
    ilv_check_error_node (c, rhs.items[0], "assignment mismatch: %s but %e returns %s", variables,
                          first->call.fun, values);
  else
    ilv_check_error_node (c, rhs.items[0], "assignment mismatch: %s but %s", variables, values);
}

static void
wrong_results (struct checker *c, struct ilv_node *stmt, struct ilv_object **lhs, size_t n,
               struct operand *rhs, size_t n_rhs)
{
  struct ilv_type **wanted = ilv_arena_new_array (c->arena, struct ilv_type *, n);
  ilv_pos pos = n_rhs > n ? ilv_node_start (rhs[n].node)
                : n_rhs   ? ilv_node_start (rhs[n_rhs - 1].node)
                          : stmt->pos;

  for (size_t i = 0; i < n; i++)
    wanted[i] = lhs[i]->type;
  ilv_check_error (c, pos, "%s return values\n\thave %s\n\twant %s",
                   n_rhs > n ? "too many" : "not enough",
                   ilv_check_operand_types (c, rhs, n_rhs, false),
                   ilv_check_types_summary (c, wanted, n, false));
}

static void
invalidate (struct checker *c, struct ilv_object **lhs, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (!lhs[i]->type)
      lhs[i]->type = c->types->basic[ILV_TYPE_INVALID];
}

static bool
is_call (struct ilv_nodes rhs)
{
  return rhs.n == 1 && ilv_node_unparen (rhs.items[0])->kind == ILV_NODE_CALL;
}

/* The numbers of both sides differ, and the right is no call. */
static void
init_mismatch (struct checker *c, struct ilv_object **lhs, size_t n, struct ilv_nodes rhs,
               struct ilv_node *return_stmt)
{
  size_t n_rhs = 0;

  if (ilv_check_use (c, rhs, false))
    {
      if (return_stmt)
        {
          struct operand *values = rhs.n ? ilv_check_expr_list (c, rhs, &n_rhs) : NULL;
          wrong_results (c, return_stmt, lhs, n, values, n_rhs);
        }
      else
        count_mismatch (c, rhs, n, rhs.n);
    }
  invalidate (c, lhs, n);
}

void
ilv_check_init_vars (struct checker *c, struct ilv_object **lhs, size_t n, struct ilv_nodes rhs,
                     struct ilv_node *return_stmt)
{
  const char *context = return_stmt ? "return statement" : "assignment";
  struct operand x, *values;
  size_t n_values;
  bool is_comma_ok;

  if (n == rhs.n && !is_call (rhs))
    {
      for (size_t i = 0; i < n; i++)
        {
          ilv_check_expr_target (c, &x, rhs.items[i], lhs[i]->type);
          ilv_check_init_var (c, lhs[i], &x, context);
        }
      return;
    }
  if (rhs.n != 1)
    {
      init_mismatch (c, lhs, n, rhs, return_stmt);
      return;
    }
  values = ilv_check_multi_expr (c, rhs.items[0], n == 2 && !return_stmt, &n_values, &is_comma_ok);
  if (n == n_values)
    {
      for (size_t i = 0; i < n; i++)
        ilv_check_init_var (c, lhs[i], &values[i], context);
      if (is_comma_ok && values[0].mode != ILV_MODE_INVALID && values[1].mode != ILV_MODE_INVALID)
        ilv_check_record_comma_ok (c, rhs.items[0], values);
      return;
    }
  if (values[0].mode != ILV_MODE_INVALID)
    {
      if (return_stmt)
        wrong_results (c, return_stmt, lhs, n, values, n_values);
      else
        count_mismatch (c, rhs, n, n_values);
    }
  invalidate (c, lhs, n);
}

void
ilv_check_assign_vars (struct checker *c, struct ilv_nodes lhs, struct ilv_nodes rhs)
{
  struct operand *values;
  size_t n_values;
  bool is_comma_ok;

  if (lhs.n == rhs.n && !is_call (rhs))
    {
      for (uint32_t i = 0; i < lhs.n; i++)
        ilv_check_assign_var (c, lhs.items[i], rhs.items[i], NULL, "assignment");
      return;
    }
  if (rhs.n != 1)
    {
      bool lhs_ok = ilv_check_use (c, lhs, true), rhs_ok = ilv_check_use (c, rhs, false);
      if (lhs_ok && rhs_ok)
        count_mismatch (c, rhs, lhs.n, rhs.n);
      return;
    }
  values = ilv_check_multi_expr (c, rhs.items[0], lhs.n == 2, &n_values, &is_comma_ok);
  if (lhs.n == n_values)
    {
      for (uint32_t i = 0; i < lhs.n; i++)
        ilv_check_assign_var (c, lhs.items[i], NULL, &values[i], "assignment");
      if (is_comma_ok && values[0].mode != ILV_MODE_INVALID && values[1].mode != ILV_MODE_INVALID)
        ilv_check_record_comma_ok (c, rhs.items[0], values);
      return;
    }
  if (values[0].mode != ILV_MODE_INVALID)
    count_mismatch (c, rhs, lhs.n, n_values);
  ilv_check_use (c, lhs, true);
}

/* --- Short variable declarations ---------------------------------------- */

struct short_decl
{
  struct ilv_object **lhs;
  struct ilv_object **fresh; /* those declared here */
  size_t n_fresh;
  bool has_error;
};

static bool
is_repeated (struct ilv_nodes lhs, uint32_t index)
{
  for (uint32_t i = 0; i < index; i++)
    if (lhs.items[i]->kind == ILV_NODE_NAME
        && lhs.items[i]->name.symbol == lhs.items[index]->name.symbol)
      return true;
  return false;
}

/* A stand-in for what cannot be assigned, so that the right side is still checked. */
static struct ilv_object *
dummy_variable (struct checker *c, struct ilv_node *node)
{
  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_VAR, node->pos, c->compilation->blank, NULL);

  object->var.role = ILV_VAR_LOCAL;
  object->var.func = c->env.func;
  return object;
}

static struct ilv_object *
short_decl_name (struct checker *c, struct short_decl *decl, struct ilv_nodes lhs, uint32_t index)
{
  struct ilv_node *node = lhs.items[index];
  struct ilv_object *object;

  if (node->kind != ILV_NODE_NAME)
    {
      ilv_check_use_one (c, node, true);
      ilv_check_error_node (c, node, "non-name %e on left side of :=", node);
      decl->has_error = true;
      return NULL;
    }
  bool is_blank = node->name.symbol == c->compilation->blank;
  if (!is_blank && is_repeated (lhs, index))
    {
      ilv_check_error_node (c, node, "%e repeated on left side of :=", node);
      decl->has_error = true;
      return NULL;
    }
  object = is_blank ? NULL : ilv_scope_find (c->env.scope, node->name.symbol);
  if (object)
    {
      node->name.object = object;
      if (object->kind != ILV_OBJECT_VAR)
        {
          ilv_check_error_node (c, node, "cannot assign to %e", node);
          decl->has_error = true;
          return NULL;
        }
      object->var.is_reassigned = true;
      node->mode = ILV_MODE_VARIABLE;
      return object;
    }
  object = ilv_check_new_local (c, node);
  if (!is_blank)
    decl->fresh[decl->n_fresh++] = object;
  return object;
}

/* The names on the left have the types of their variables. */
static void
record_names (struct ilv_nodes lhs, struct ilv_object **objects)
{
  for (uint32_t i = 0; i < lhs.n; i++)
    if (lhs.items[i]->kind == ILV_NODE_NAME && objects[i]->type)
      {
        lhs.items[i]->mode = ILV_MODE_VARIABLE;
        lhs.items[i]->type = objects[i]->type->canon;
      }
}

void
ilv_check_short_var_decl (struct checker *c, ilv_pos pos, struct ilv_nodes lhs,
                          struct ilv_nodes rhs)
{
  size_t first_delayed = c->n_delayed;
  struct short_decl decl = {
    .lhs = ilv_arena_new_array (c->arena, struct ilv_object *, lhs.n),
    .fresh = ilv_arena_new_array (c->arena, struct ilv_object *, lhs.n),
  };

  for (uint32_t i = 0; i < lhs.n; i++)
    {
      decl.lhs[i] = short_decl_name (c, &decl, lhs, i);
      if (!decl.lhs[i])
        decl.lhs[i] = dummy_variable (c, lhs.items[i]);
    }
  ilv_check_init_vars (c, decl.lhs, lhs.n, rhs, NULL);
  record_names (lhs, decl.lhs);
  ilv_check_run_delayed (c, first_delayed);
  if (decl.n_fresh == 0 && !decl.has_error)
    ilv_check_error (c, pos, "no new variables on left side of :=");
  for (size_t i = 0; i < decl.n_fresh; i++)
    ilv_check_declare (c, c->env.scope, NULL, decl.fresh[i]);
}

/* Statements and function bodies. Spec: "Statements".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <stdlib.h>

/* --- Functions ---------------------------------------------------------- */

static int
compare_positions (const void *a, const void *b)
{
  const struct ilv_object *x = *(struct ilv_object *const *) a;
  const struct ilv_object *y = *(struct ilv_object *const *) b;

  return x->pos < y->pos ? -1 : x->pos > y->pos;
}

void
ilv_check_unused_vars (struct checker *c, size_t first)
{
  size_t n = c->local_vars.n - first;
  struct ilv_object **vars;

  if (n == 0)
    return;
  vars = c->local_vars.items + first;
  qsort (vars, n, sizeof *vars, compare_positions);
  for (size_t i = 0; i < n; i++)
    if (!vars[i]->is_used)
      ilv_check_error (c, vars[i]->pos, "declared and not used: %n", vars[i]->name);
  c->local_vars.n = first;
}

/* @scope: has the parameters; the body's own names are in it, too, so that they cannot
 * hide them. */
void
ilv_check_func_body (struct checker *c, struct ilv_func_info *info, struct ilv_scope *scope,
                     struct ilv_node *body)
{
  size_t first_var = c->local_vars.n;

  c->env.func = info;
  c->env.scope = scope;
  ilv_check_stmts (c, body->block.stmts);
  if (info->n_results && !ilv_check_is_terminating (body))
    ilv_check_error (c, body->block.end, "missing return");
  ilv_check_unused_vars (c, first_var);
}

/* The function that a return statement returns from: not the body of a range over a
 * function, which is one only for captures. */
static struct ilv_func_info *
returning_func (struct checker *c)
{
  struct ilv_func_info *func = c->env.func;

  while (func->node->kind == ILV_NODE_RANGE)
    func = func->outer;
  return func;
}

/* --- Simple statements -------------------------------------------------- */

static void
expr_stmt (struct checker *c, struct ilv_node *node)
{
  struct operand x;
  enum expr_kind kind = ilv_check_raw_expr (c, &x, node->unary.x, NULL, NULL, false);
  const char *what = "is not used";

  if (x.mode == ILV_MODE_BUILTIN)
    what = "must be called";
  else if (x.mode == ILV_MODE_TYPE)
    what = "is not an expression";
  else if (kind == EXPR_STATEMENT || x.mode == ILV_MODE_INVALID)
    return;
  ilv_check_error_operand (c, &x, "%o %s", &x, what);
}

static void
send_stmt (struct checker *c, struct ilv_node *node)
{
  struct operand chan, value;
  struct ilv_type *elem;

  ilv_check_expr (c, &chan, node->send.chan);
  ilv_check_expr (c, &value, node->send.value);
  if (chan.mode == ILV_MODE_INVALID || value.mode == ILV_MODE_INVALID)
    return;
  elem = ilv_check_chan_elem (c, ilv_node_start (node), &chan, false);
  if (elem)
    ilv_check_assignment (c, &value, elem, "send");
}

static void
inc_dec_stmt (struct checker *c, struct ilv_node *node)
{
  struct operand x;

  ilv_check_expr (c, &x, node->assign.lhs);
  if (x.mode == ILV_MODE_INVALID)
    return;
  if (!ilv_type_all_are (c->types, x.type, ILV_IS_NUMERIC))
    {
      const char *op = ilv_op_text (node->op);
      ilv_check_error_node (c, node->assign.lhs,
                            "invalid operation: %e%s%s (non-numeric type %t)", node->assign.lhs,
                            op, op, x.type);
      return;
    }
  ilv_check_assign_var (c, node->assign.lhs, NULL, &x, "assignment");
}

static void
op_assign_stmt (struct checker *c, struct ilv_node *node, struct ilv_nodes lhs,
                struct ilv_nodes rhs)
{
  struct operand x = { .mode = ILV_MODE_INVALID };

  if (lhs.n != 1 || rhs.n != 1)
    {
      ilv_check_error_node (c, node, "assignment operation %s requires single-valued expressions",
                            ilv_op_text (node->op));
      return;
    }
  ilv_check_binary (c, &x, NULL, lhs.items[0], rhs.items[0], node->op);
  x.node = lhs.items[0];
  ilv_check_assign_var (c, lhs.items[0], NULL, &x, "assignment");
}

static void
assign_stmt (struct checker *c, struct ilv_node *node)
{
  struct ilv_nodes lhs = ilv_node_items (&node->assign.lhs);
  struct ilv_nodes rhs = ilv_node_items (&node->assign.rhs);

  if (!node->assign.rhs)
    inc_dec_stmt (c, node);
  else if (node->op == ILV_OP_NONE)
    ilv_check_assign_vars (c, lhs, rhs);
  else if (node->op == ILV_OP_DEF)
    ilv_check_short_var_decl (c, node->pos, lhs, rhs);
  else
    op_assign_stmt (c, node, lhs, rhs);
}

/* --- go, defer, return -------------------------------------------------- */

static void
suspended_call (struct checker *c, struct ilv_node *node)
{
  const char *keyword = node->kind == ILV_NODE_GO ? "go" : "defer";
  struct operand x;

  if (node->kind == ILV_NODE_DEFER)
    returning_func (c)->has_defer = true;
  if (node->unary.x->kind != ILV_NODE_CALL)
    {
      ilv_check_error_node (c, node->unary.x, "expression in %s must be function call", keyword);
      ilv_check_use_one (c, node->unary.x, false);
      return;
    }
  switch (ilv_check_raw_expr (c, &x, node->unary.x, NULL, NULL, false))
    {
    case EXPR_CONVERSION:
      ilv_check_error_operand (c, &x, "%s requires function call, not conversion %o", keyword, &x);
      break;
    case EXPR_EXPRESSION:
      ilv_check_error_operand (c, &x, "%s discards result of %o", keyword, &x);
      break;
    case EXPR_STATEMENT:
      break;
    }
}

/* A bare return: no variable may hide a result. */
static void
check_results_visible (struct checker *c, struct ilv_node *node, struct ilv_func_info *func)
{
  for (uint32_t i = 0; i < func->n_results; i++)
    {
      struct ilv_object *result = func->results[i];
      struct ilv_object *other = ilv_check_lookup (c, result->name);
      if (other && other != result && result->name != c->compilation->blank)
        ilv_check_error_node (c, node,
                              "result parameter %n not in scope at return\n\t%p: inner "
                              "declaration of var %n %t",
                              result->name, other->pos, other->name, other->type);
    }
}

static void
return_stmt (struct checker *c, struct ilv_node *node)
{
  struct ilv_func_info *func = returning_func (c);
  struct ilv_nodes values = ilv_node_items (&node->results);

  if (values.n == 0 && func->has_named_results)
    check_results_visible (c, node, func);
  else if (values.n || func->n_results)
    ilv_check_init_vars (c, func->results, func->n_results, values, node);
}

/* --- Compound statements ------------------------------------------------ */

static void
condition (struct checker *c, struct ilv_node *node, const char *what)
{
  struct operand x;

  ilv_check_expr (c, &x, node);
  if (x.mode == ILV_MODE_INVALID)
    return;
  if (ilv_type_all_are (c->types, x.type, ILV_IS_BOOLEAN))
    ilv_check_update_type (c, node, c->types->basic[ILV_TYPE_BOOL], true);
  else
    ilv_check_error_node (c, node, "non-boolean condition in %s statement", what);
}

static void
if_stmt (struct checker *c, struct ilv_node *node)
{
  ilv_check_open_scope (c);
  if (node->if_stmt.init)
    ilv_check_stmt (c, node->if_stmt.init);
  if (node->if_stmt.cond)
    condition (c, node->if_stmt.cond, "if");
  ilv_check_stmt (c, node->if_stmt.then);
  if (node->if_stmt.other)
    ilv_check_stmt (c, node->if_stmt.other);
  ilv_check_close_scope (c);
}

static bool
per_iteration (struct checker *c)
{
  return ilv_check_go_minor (c) >= 22;
}

static void
for_stmt (struct checker *c, struct ilv_node *node)
{
  ilv_check_open_scope (c);
  node->for_stmt.is_per_iteration = per_iteration (c);
  if (node->for_stmt.init)
    ilv_check_stmt (c, node->for_stmt.init);
  if (node->for_stmt.cond)
    condition (c, node->for_stmt.cond, "for");
  if (node->for_stmt.post)
    ilv_check_stmt (c, node->for_stmt.post);
  ilv_check_stmt (c, node->for_stmt.body);
  ilv_check_close_scope (c);
}

void
ilv_check_stmts (struct checker *c, struct ilv_nodes stmts)
{
  for (uint32_t i = 0; i < stmts.n; i++)
    ilv_check_stmt (c, stmts.items[i]);
}

static void
any_stmt (struct checker *c, struct ilv_node *node)
{
  switch (node->kind)
    {
    case ILV_NODE_DECL_STMT: ilv_check_decl_stmt (c, node->decls); break;
    case ILV_NODE_LABELED: ilv_check_stmt (c, node->labeled.stmt); break;
    case ILV_NODE_EXPR_STMT: expr_stmt (c, node); break;
    case ILV_NODE_SEND: send_stmt (c, node); break;
    case ILV_NODE_ASSIGN: assign_stmt (c, node); break;
    case ILV_NODE_GO:
    case ILV_NODE_DEFER: suspended_call (c, node); break;
    case ILV_NODE_RETURN: return_stmt (c, node); break;
    case ILV_NODE_BLOCK:
      ilv_check_open_scope (c);
      ilv_check_stmts (c, node->block.stmts);
      ilv_check_close_scope (c);
      break;
    case ILV_NODE_IF: if_stmt (c, node); break;
    case ILV_NODE_FOR: for_stmt (c, node); break;
    case ILV_NODE_RANGE:
      node->range.is_per_iteration = per_iteration (c);
      ilv_check_range (c, node);
      break;
    case ILV_NODE_SWITCH: ilv_check_switch (c, node); break;
    case ILV_NODE_TYPE_SWITCH: ilv_check_type_switch (c, node); break;
    case ILV_NODE_SELECT: ilv_check_select (c, node); break;
    default: break; /* EMPTY, BRANCH: done by the parser */
    }
}

/* Function literals in a statement are checked at its end, before its scope changes. */
void
ilv_check_stmt (struct checker *c, struct ilv_node *node)
{
  size_t first_delayed = c->n_delayed;

  if (ilv_diags_is_full (c->diags))
    return;
  any_stmt (c, node);
  ilv_check_run_delayed (c, first_delayed);
}

/* Terminating statements. Spec: "Terminating statements".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

static bool
is_terminating_list (struct ilv_nodes stmts)
{
  uint32_t n = stmts.n;

  while (n > 0 && stmts.items[n - 1]->kind == ILV_NODE_EMPTY)
    n--;
  return n > 0 && ilv_check_is_terminating (stmts.items[n - 1]);
}

/* --- Breaks ------------------------------------------------------------- */

static bool has_break (struct ilv_node *stmt, const struct ilv_node *target);

static bool
list_has_break (struct ilv_nodes stmts, const struct ilv_node *target)
{
  for (uint32_t i = 0; i < stmts.n; i++)
    if (has_break (stmts.items[i], target))
      return true;
  return false;
}

/* Whether a break that refers to @target is in @stmt. */
static bool
has_break (struct ilv_node *stmt, const struct ilv_node *target)
{
  switch (stmt->kind)
    {
    case ILV_NODE_LABELED:
      return has_break (stmt->labeled.stmt, target);
    case ILV_NODE_BRANCH:
      return stmt->op == ILV_TOKEN_BREAK && stmt->branch.target == target;
    case ILV_NODE_BLOCK:
      return list_has_break (stmt->block.stmts, target);
    case ILV_NODE_IF:
      return has_break (stmt->if_stmt.then, target)
             || (stmt->if_stmt.other && has_break (stmt->if_stmt.other, target));
    case ILV_NODE_FOR:
      return has_break (stmt->for_stmt.body, target);
    case ILV_NODE_RANGE:
      return has_break (stmt->range.body, target);
    case ILV_NODE_SWITCH:
    case ILV_NODE_TYPE_SWITCH:
      return list_has_break (stmt->switch_stmt.clauses, target);
    case ILV_NODE_CASE:
      return list_has_break (stmt->clause.body, target);
    case ILV_NODE_SELECT:
      return list_has_break (stmt->select.clauses, target);
    case ILV_NODE_COMM:
      return list_has_break (stmt->comm.body, target);
    default:
      return false;
    }
}

/* --- Statements --------------------------------------------------------- */

static bool
is_panic (struct ilv_node *x)
{
  x = ilv_node_unparen (x);
  return x->kind == ILV_NODE_CALL && x->call.call_kind == ILV_CALL_BUILTIN
         && x->call.builtin == ILV_BUILTIN_PANIC;
}

static bool
ends_in_fallthrough (struct ilv_nodes stmts)
{
  uint32_t n = stmts.n;

  while (n > 0 && stmts.items[n - 1]->kind == ILV_NODE_EMPTY)
    n--;
  return n > 0 && stmts.items[n - 1]->kind == ILV_NODE_BRANCH
         && stmts.items[n - 1]->op == ILV_TOKEN_FALLTHROUGH;
}

static bool
switch_is_terminating (struct ilv_node *stmt)
{
  bool has_default = false;

  for (uint32_t i = 0; i < stmt->switch_stmt.clauses.n; i++)
    {
      struct ilv_node *clause = stmt->switch_stmt.clauses.items[i];
      has_default |= !clause->clause.exprs;
      if ((!is_terminating_list (clause->clause.body)
           && !ends_in_fallthrough (clause->clause.body))
          || list_has_break (clause->clause.body, stmt))
        return false;
    }
  return has_default;
}

static bool
select_is_terminating (struct ilv_node *stmt)
{
  for (uint32_t i = 0; i < stmt->select.clauses.n; i++)
    {
      struct ilv_nodes body = stmt->select.clauses.items[i]->comm.body;
      if (!is_terminating_list (body) || list_has_break (body, stmt))
        return false;
    }
  return true;
}

bool
ilv_check_is_terminating (struct ilv_node *stmt)
{
  switch (stmt->kind)
    {
    case ILV_NODE_LABELED:
      return ilv_check_is_terminating (stmt->labeled.stmt);
    case ILV_NODE_EXPR_STMT:
      return is_panic (stmt->unary.x);
    case ILV_NODE_RETURN:
      return true;
    case ILV_NODE_BRANCH:
      return stmt->op == ILV_TOKEN_GOTO;
    case ILV_NODE_BLOCK:
      return is_terminating_list (stmt->block.stmts);
    case ILV_NODE_IF:
      return stmt->if_stmt.other && ilv_check_is_terminating (stmt->if_stmt.then)
             && ilv_check_is_terminating (stmt->if_stmt.other);
    case ILV_NODE_FOR:
      return !stmt->for_stmt.cond && !has_break (stmt->for_stmt.body, stmt);
    case ILV_NODE_SWITCH:
    case ILV_NODE_TYPE_SWITCH:
      return switch_is_terminating (stmt);
    case ILV_NODE_SELECT:
      return select_is_terminating (stmt);
    default:
      return false;
    }
}

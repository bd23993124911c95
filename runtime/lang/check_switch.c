/* switch and select. Spec: "Switch statements", "Select statements".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

static void
check_defaults (struct checker *c, struct ilv_nodes clauses)
{
  struct ilv_node *first = NULL;

  for (uint32_t i = 0; i < clauses.n; i++)
    {
      struct ilv_node *clause = clauses.items[i];
      bool is_default
        = clause->kind == ILV_NODE_CASE ? !clause->clause.exprs : !clause->comm.comm;
      if (is_default && first)
        ilv_check_error_node (c, clause, "multiple defaults (first at %p)", first->pos);
      else if (is_default)
        first = clause;
    }
}

/* --- Expression switches ------------------------------------------------ */

/* Constants seen in case clauses. */
struct seen_values
{
  struct operand *items;
  size_t n, capacity;
};

static void
case_constant (struct checker *c, struct operand *value, struct seen_values *seen)
{
  enum ilv_const_kind kind = ilv_const_kind (value->value);

  if (kind != ILV_CONST_INT && kind != ILV_CONST_FLOAT && kind != ILV_CONST_STRING)
    return;
  for (size_t i = 0; i < seen->n; i++)
    if (ilv_const_equal (seen->items[i].value, value->value)
        && ilv_type_identical (seen->items[i].type, value->type))
      {
        ilv_check_error_operand (c, value,
                                 "duplicate case %o in expression switch\n\t%p: previous case",
                                 value, ilv_node_start (seen->items[i].node));
        return;
      }
  seen->items
    = ilv_arena_grow (c->arena, seen->items, seen->n, &seen->capacity, sizeof *value);
  seen->items[seen->n++] = *value;
}

static void
case_value (struct checker *c, struct operand *tag, struct ilv_node *node,
            struct seen_values *seen)
{
  struct operand value, result, copy = *tag;

  ilv_check_expr (c, &value, node);
  if (tag->mode == ILV_MODE_INVALID || value.mode == ILV_MODE_INVALID)
    return;
  ilv_check_convert_untyped (c, &value, copy.type);
  if (value.mode == ILV_MODE_INVALID)
    return;
  result = value;
  ilv_check_comparison (c, &result, &copy, ILV_OP_EQL, true);
  if (result.mode != ILV_MODE_INVALID && value.mode == ILV_MODE_CONSTANT)
    case_constant (c, &value, seen);
}

/* Without a tag, cases are compared with true. */
static void
switch_tag (struct checker *c, struct operand *tag, struct ilv_node *node)
{
  ilv_pos pos = node->switch_stmt.clauses.n ? node->switch_stmt.clauses.items[0]->pos
                                            : node->switch_stmt.end;

  if (node->switch_stmt.tag)
    {
      ilv_check_expr (c, tag, node->switch_stmt.tag);
      ilv_check_assignment (c, tag, NULL, "switch expression");
      if (tag->mode != ILV_MODE_INVALID && !ilv_type_is_comparable (c->types, tag->type)
          && !ilv_type_has_nil (c->types, tag->type))
        {
          ilv_check_error_operand (c, tag, "cannot switch on %o (%t is not comparable)", tag,
                                   tag->type);
          tag->mode = ILV_MODE_INVALID;
        }
      return;
    }
  *tag = (struct operand) { .mode = ILV_MODE_CONSTANT, .type = c->types->basic[ILV_TYPE_BOOL],
                            .value = ilv_const_bool (true) };
  tag->node = ilv_node_new (c->arena, ILV_NODE_NAME, pos);
  tag->node->name.symbol = ilv_intern_add_cstr (c->compilation->intern, "true");
}

void
ilv_check_switch (struct checker *c, struct ilv_node *node)
{
  struct operand tag;
  struct seen_values seen = { 0 };
  struct ilv_nodes clauses = node->switch_stmt.clauses;

  ilv_check_open_scope (c);
  if (node->switch_stmt.init)
    ilv_check_stmt (c, node->switch_stmt.init);
  switch_tag (c, &tag, node);
  check_defaults (c, clauses);
  for (uint32_t i = 0; i < clauses.n; i++)
    {
      struct ilv_node *clause = clauses.items[i];
      struct ilv_nodes values = ilv_node_items (&clause->clause.exprs);
      for (uint32_t j = 0; j < values.n; j++)
        case_value (c, &tag, values.items[j], &seen);
      ilv_check_open_scope (c);
      ilv_check_stmts (c, clause->clause.body);
      ilv_check_close_scope (c);
    }
  ilv_check_close_scope (c);
}

/* --- Type switches ------------------------------------------------------ */

struct seen_type
{
  struct ilv_type *type; /* canonical; NULL: nil */
  struct ilv_node *node;
};

struct type_switch
{
  struct operand x; /* mode INVALID after an error */
  struct seen_type *seen;
  size_t n_seen, seen_capacity;
};

static bool
is_nil (struct checker *c, struct ilv_node *node)
{
  struct ilv_object *object;

  node = ilv_node_unparen (node);
  object = node->kind == ILV_NODE_NAME ? ilv_check_lookup (c, node->name.symbol) : NULL;
  return object && object->kind == ILV_OBJECT_NIL;
}

/* False if the case is there already. */
static bool
add_case (struct checker *c, struct type_switch *s, struct ilv_type *type, struct ilv_node *node)
{
  struct ilv_type *canon = type ? type->canon : NULL;

  for (size_t i = 0; i < s->n_seen; i++)
    if (s->seen[i].type == canon)
      {
        ilv_check_error_node (c, node, "duplicate case %s in type switch\n\t%p: previous case",
                              type ? ilv_check_format (c, "%t", type) : "nil",
                              ilv_node_start (s->seen[i].node));
        return false;
      }
  s->seen = ilv_arena_grow (c->arena, s->seen, s->n_seen, &s->seen_capacity, sizeof *s->seen);
  s->seen[s->n_seen++] = (struct seen_type) { canon, node };
  return true;
}

/* One case; its type in *@type, NULL for nil. False after an error. */
static bool
case_type (struct checker *c, struct type_switch *s, struct ilv_node *node,
           struct ilv_type **type)
{
  struct operand nil;

  *type = NULL;
  if (is_nil (c, node))
    ilv_check_expr (c, &nil, node);
  else
    {
      *type = ilv_check_var_type (c, node);
      if (!ilv_check_is_valid (*type))
        return false;
    }
  if (!add_case (c, s, *type, node))
    return false;
  if (*type && s->x.mode != ILV_MODE_INVALID)
    ilv_check_type_assertion (c, node, &s->x, *type, true);
  return true;
}

/* The type the clause's variable has: that of its only case, else that of x. */
static struct ilv_type *
clause_type (struct checker *c, struct type_switch *s, struct ilv_node *clause)
{
  struct ilv_nodes cases = ilv_node_items (&clause->clause.exprs);
  struct ilv_type *type = NULL, *only = NULL;

  for (uint32_t i = 0; i < cases.n; i++)
    {
      bool is_ok = case_type (c, s, cases.items[i], &type);
      if (cases.n == 1)
        only = is_ok || type ? type : c->types->basic[ILV_TYPE_INVALID];
    }
  if (only)
    return only;
  return s->x.mode == ILV_MODE_INVALID ? c->types->basic[ILV_TYPE_INVALID] : s->x.type;
}

static void
guard (struct checker *c, struct type_switch *s, struct ilv_node *node)
{
  ilv_check_expr (c, &s->x, node->switch_stmt.tag);
  if (s->x.mode == ILV_MODE_INVALID)
    return;
  if (ilv_check_is_type_param (s->x.type))
    ilv_check_error_operand (c, &s->x, "cannot use type switch on type parameter value %o", &s->x);
  else if (ilv_type_under (c->types, s->x.type)->kind == ILV_TYPE_INTERFACE)
    return;
  else
    ilv_check_error_operand (c, &s->x, "%o is not an interface", &s->x);
  s->x.mode = ILV_MODE_INVALID;
}

static void
type_clause (struct checker *c, struct type_switch *s, struct ilv_node *name,
             struct ilv_node *clause, bool *is_used)
{
  struct ilv_type *type = clause_type (c, s, clause);
  struct ilv_object *object = NULL;

  ilv_check_open_scope (c);
  if (name)
    {
      object = ilv_check_new_object (c, ILV_OBJECT_VAR, name->pos, name->name.symbol, type);
      object->var.role = ILV_VAR_LOCAL;
      object->var.func = c->env.func;
      clause->clause.object = object;
      ilv_check_declare (c, c->env.scope, NULL, object);
    }
  ilv_check_stmts (c, clause->clause.body);
  if (object)
    *is_used |= object->is_used;
  ilv_check_close_scope (c);
}

void
ilv_check_type_switch (struct checker *c, struct ilv_node *node)
{
  struct type_switch s = { 0 };
  struct ilv_node *name = node->switch_stmt.name;
  bool is_used = false;

  ilv_check_open_scope (c);
  if (node->switch_stmt.init)
    ilv_check_stmt (c, node->switch_stmt.init);
  if (name && name->name.symbol == c->compilation->blank)
    {
      ilv_check_error_node (c, name, "no new variable on left side of :=");
      name = NULL;
    }
  guard (c, &s, node);
  check_defaults (c, node->switch_stmt.clauses);
  for (uint32_t i = 0; i < node->switch_stmt.clauses.n; i++)
    type_clause (c, &s, name, node->switch_stmt.clauses.items[i], &is_used);
  if (name && !is_used)
    ilv_check_error_node (c, name, "%n declared and not used", name->name.symbol);
  ilv_check_close_scope (c);
}

/* --- Select ------------------------------------------------------------- */

static bool
is_receive (struct ilv_node *node)
{
  node = ilv_node_unparen (node);
  return node->kind == ILV_NODE_UNARY && node->op == ILV_OP_RECV;
}

static bool
is_communication (struct ilv_node *comm)
{
  if (!comm || comm->kind == ILV_NODE_SEND)
    return true;
  if (comm->kind == ILV_NODE_EXPR_STMT)
    return is_receive (comm->unary.x);
  return comm->kind == ILV_NODE_ASSIGN && comm->assign.rhs && is_receive (comm->assign.rhs);
}

void
ilv_check_select (struct checker *c, struct ilv_node *node)
{
  check_defaults (c, node->select.clauses);
  for (uint32_t i = 0; i < node->select.clauses.n; i++)
    {
      struct ilv_node *clause = node->select.clauses.items[i];
      if (!is_communication (clause->comm.comm))
        {
          ilv_check_error_node (
            c, clause->comm.comm,
            "select case must be send or receive (possibly with assignment)");
          continue;
        }
      ilv_check_open_scope (c);
      if (clause->comm.comm)
        ilv_check_stmt (c, clause->comm.comm);
      ilv_check_stmts (c, clause->comm.body);
      ilv_check_close_scope (c);
    }
}

/* gen_stmt.c - Statements: blocks, if, for, jumps, return.
 *
 * Source: Go spec, "Statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

void
ilv_gen_push_target (struct ilv_gen_func *f, struct ilv_gen_target *target,
                     const struct ilv_node *node, struct ilv_gen_label *on_break,
                     struct ilv_gen_label *on_continue)
{
  *target = (struct ilv_gen_target) { f->targets, node, on_break, on_continue };
  f->targets = target;
}

void
ilv_gen_stmts (struct ilv_gen_func *f, struct ilv_nodes stmts)
{
  for (uint32_t i = 0; i < stmts.n; i++)
    ilv_gen_stmt (f, stmts.items[i]);
}

void
ilv_gen_block (struct ilv_gen_func *f, struct ilv_nodes stmts)
{
  uint32_t top = f->top;

  ilv_gen_stmts (f, stmts);
  f->top = top;
}

/* --- if and for --------------------------------------------------------- */

static void
if_stmt (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_gen_label other, end;
  uint32_t top;

  ilv_gen_label_init (&other);
  ilv_gen_label_init (&end);
  if (node->if_stmt.init)
    ilv_gen_stmt (f, node->if_stmt.init);
  top = f->top;
  ilv_gen_at (f, node->if_stmt.cond->pos);
  ilv_gen_cond (f, node->if_stmt.cond, false, &other);
  f->top = top;
  ilv_gen_block (f, node->if_stmt.then->block.stmts);
  if (node->if_stmt.other)
    {
      ilv_gen_jump (f, &end);
      ilv_gen_bind (f, &other);
      ilv_gen_stmt (f, node->if_stmt.other);
    }
  else
    ilv_gen_bind (f, &other);
  ilv_gen_bind (f, &end);
}

/* A plain int variable in a slot. */
static bool
is_int_slot (struct ilv_gen_func *f, struct ilv_node *node, uint32_t *slot)
{
  struct ilv_gen_var *var;

  node = ilv_node_unparen (node);
  if (node->kind != ILV_NODE_NAME || !node->name.object
      || node->name.object->kind != ILV_OBJECT_VAR
      || node->name.object->var.role == ILV_VAR_PACKAGE
      || ilv_gen_type_of (f, node)->kind != ILV_TYPE_INT)
    return false;
  var = ilv_gen_var_find (f, node->name.object);
  *slot = var->slot;
  return var->where == ILV_GEN_IN_SLOTS;
}

static bool
is_length_slot (struct ilv_gen_func *f, struct ilv_node *node, uint32_t *slot)
{
  struct ilv_node *x;
  struct ilv_gen_var *var;
  enum ilv_type_kind kind;

  if (node->kind != ILV_NODE_CALL || node->call.call_kind != ILV_CALL_BUILTIN
      || node->call.builtin != ILV_BUILTIN_LEN)
    return false;
  x = ilv_node_unparen (node->call.args.items[0]);
  if (x->kind != ILV_NODE_NAME || !x->name.object || x->name.object->kind != ILV_OBJECT_VAR
      || x->name.object->var.role == ILV_VAR_PACKAGE)
    return false;
  kind = ilv_gen_type_of (f, x)->kind;
  var = ilv_gen_var_find (f, x->name.object);
  *slot = var->slot + 1;
  return var->where == ILV_GEN_IN_SLOTS && (kind == ILV_TYPE_SLICE || kind == ILV_TYPE_STRING);
}

/* for …; i < n; i++: one instruction at the end of the body. @limit is where n is,
 * or ILV_NO_SLOT and *@number; a number too large for the instruction is loaded first. */
static bool
is_counting_loop (struct ilv_gen_func *f, struct ilv_node *node, uint32_t *counter,
                  uint32_t *limit, int64_t *number)
{
  struct ilv_node *cond = node->for_stmt.cond, *post = node->for_stmt.post, *y;
  uint32_t other;

  if (!cond || !post || post->kind != ILV_NODE_ASSIGN || post->assign.rhs
      || post->op != ILV_OP_ADD || !is_int_slot (f, post->assign.lhs, counter))
    return false;
  cond = ilv_node_unparen (cond);
  if (cond->kind != ILV_NODE_BINARY || cond->op != ILV_OP_LSS
      || !is_int_slot (f, cond->binary.x, &other) || other != *counter)
    return false;
  y = ilv_node_unparen (cond->binary.y);
  *limit = ILV_NO_SLOT;
  if (ilv_gen_small_const (y, number) || is_int_slot (f, y, limit))
    return true;
  if (y->mode == ILV_MODE_CONSTANT)
    {
      *limit = ilv_gen_alloc (f, 1);
      ilv_gen_expr_to (f, y, *limit);
      return true;
    }
  /* len (s): a slot of s, if s is a variable in slots. */
  return is_length_slot (f, y, limit);
}

/* Variables of the for clause that closures may hold are new in each iteration: the
 * next one begins with a copy. */
static void
renew_variables (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_node *init = node->for_stmt.init;
  struct ilv_nodes names;

  if (!node->for_stmt.is_per_iteration || !init || init->kind != ILV_NODE_ASSIGN)
    return;
  names = ilv_node_items (&init->assign.lhs);
  for (uint32_t i = 0; i < names.n; i++)
    {
      struct ilv_gen_place place;
      uint32_t top = f->top, value, cell;
      struct ilv_gen_var *var;

      if (names.items[i]->kind != ILV_NODE_NAME || !names.items[i]->name.object
          || !ilv_gen_var_needs_cell (f, names.items[i]->name.object))
        continue;
      var = ilv_gen_var_find (f, names.items[i]->name.object);
      place = ilv_gen_var_place (f, names.items[i]->name.object);
      value = ilv_gen_place_read (f, &place, ILV_NO_SLOT);
      cell = var->slot;
      ILV_EMIT (f, NEW, cell, 0, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, place.type->type));
      ilv_gen_place_write (f, &place, value);
      f->top = top;
    }
}

/* for x < 5000000: a number too large for the instruction that compares is loaded once, before
 * the loop. True: @given says where. */
static bool
load_limit (struct ilv_gen_func *f, struct ilv_node *cond, struct ilv_gen_given *given)
{
  struct ilv_node *limit;
  int64_t number;

  cond = cond ? ilv_node_unparen (cond) : NULL;
  if (!cond || cond->kind != ILV_NODE_BINARY || !ilv_op_is_comparison (cond->op)
      || cond->mode == ILV_MODE_CONSTANT)
    return false;
  limit = ilv_node_unparen (cond->binary.y);
  if (limit->mode != ILV_MODE_CONSTANT || ilv_gen_small_const (limit, &number)
      || !(ilv_gen_type_of (f, limit)->under->info & ILV_IS_INTEGER)
      || ilv_gen_type_of (f, limit) != ilv_gen_type_of (f, cond->binary.x))
    return false;
  *given = (struct ilv_gen_given) { f->given, limit, ilv_gen_alloc (f, 1) };
  ilv_gen_expr_to (f, limit, given->slot);
  return true;
}

static void
for_stmt (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_gen_label body, next, test, end;
  struct ilv_gen_target target;
  const struct ilv_gen_given *outer_given = f->given;
  struct ilv_gen_given limit_given;
  uint32_t outer_top = f->top, top, counter, limit;
  int64_t number;
  bool is_counting, has_limit;

  ilv_gen_label_init (&body);
  ilv_gen_label_init (&next);
  ilv_gen_label_init (&test);
  ilv_gen_label_init (&end);
  if (node->for_stmt.init)
    ilv_gen_stmt (f, node->for_stmt.init);
  is_counting = is_counting_loop (f, node, &counter, &limit, &number);
  has_limit = !is_counting && load_limit (f, node->for_stmt.cond, &limit_given);
  top = f->top;
  if (is_counting)
    ilv_gen_cond (f, node->for_stmt.cond, false, &end);
  else if (node->for_stmt.cond)
    ilv_gen_jump (f, &test);
  f->top = top;

  ilv_gen_bind (f, &body);
  ilv_gen_push_target (f, &target, node, &end, &next);
  ilv_gen_block (f, node->for_stmt.body->block.stmts);
  f->targets = target.outer;
  ilv_gen_bind (f, &next);
  renew_variables (f, node);
  if (is_counting)
    {
      ilv_gen_at (f, node->for_stmt.cond->pos);
      /* Not jumps that have twins: these always go back. */
      ilv_gen_loop_back (f, limit == ILV_NO_SLOT ? ILV_OPCODE_INCLTI : ILV_OPCODE_INCLT, counter,
                         limit == ILV_NO_SLOT ? (uint16_t) number : limit, &body);
    }
  else
    {
      if (node->for_stmt.post)
        ilv_gen_stmt (f, node->for_stmt.post);
      if (node->for_stmt.cond)
        {
          ilv_gen_bind (f, &test);
          ilv_gen_at (f, node->for_stmt.cond->pos);
          if (has_limit)
            f->given = &limit_given;
          ilv_gen_cond (f, node->for_stmt.cond, true, &body);
          f->given = outer_given;
        }
      else
        ilv_gen_jump (f, &body);
    }
  ilv_gen_bind (f, &end);
  f->top = outer_top;
}

/* --- Jumps -------------------------------------------------------------- */

static struct ilv_gen_label *
user_label (struct ilv_gen_func *f, struct ilv_node *labeled)
{
  struct ilv_gen_user_label *item;

  for (item = f->user_labels; item; item = item->next)
    if (item->node == labeled)
      return &item->label;
  item = ilv_arena_new_struct (f->gen->arena, struct ilv_gen_user_label);
  item->next = f->user_labels;
  item->node = labeled;
  ilv_gen_label_init (&item->label);
  f->user_labels = item;
  return &item->label;
}

static struct ilv_gen_target *
find_target (struct ilv_gen_func *f, const struct ilv_node *node)
{
  struct ilv_gen_target *target = f->targets;

  while (target && target->node != node)
    target = target->outer;
  return target;
}

void
ilv_gen_branch (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_gen_target *target;

  switch ((int) node->op)
    {
    case ILV_TOKEN_GOTO:
      if (ilv_gen_is_outside_body (f, node->branch.target))
        ilv_gen_exit_body (f, node);
      else
        ilv_gen_jump (f, user_label (f, node->branch.target));
      break;
    case ILV_TOKEN_FALLTHROUGH:
      ilv_gen_jump (f, f->fallthrough);
      break;
    default:
      target = find_target (f, node->branch.target);
      ILV_ASSERT (target || f->body_of);
      if (!target)
        ilv_gen_exit_body (f, node);
      else
        ilv_gen_jump (f, node->op == ILV_TOKEN_BREAK ? target->on_break : target->on_continue);
    }
}

/* --- return ------------------------------------------------------------- */

/* Values to the result variables or, unnamed, to the result slots. */
static void
set_results (struct ilv_gen_func *f, struct ilv_nodes values)
{
  struct ilv_func_info *info = f->info;
  struct ilv_gen_place *places
      = ilv_arena_new_array (f->gen->arena, struct ilv_gen_place, info->n_results);
  /* Nobody can see unnamed results before the return, if nothing deferred runs. */
  bool is_private = !info->has_named_results && f->defer_slot == ILV_NO_SLOT;
  const struct ilv_gen_given *outer = f->given;
  uint32_t slot = 0;

  if (values.n > 1)
    ilv_gen_calls_first (f, values.items, values.n, false);
  for (uint32_t i = 0; i < info->n_results; i++)
    {
      places[i] = ilv_gen_result_place (f, i, slot);
      if (is_private && values.n == info->n_results)
        ilv_gen_expr_as (f, values.items[i], places[i].type, slot);
      slot += places[i].type->n_slots;
    }
  if (!is_private || values.n != info->n_results)
    ilv_gen_assign_values (f, places, info->n_results, values);
  f->given = outer;
}

/* One word, which often lies in a slot already: moved by the return itself. */
static bool
is_word_result (struct ilv_gen_func *f, struct ilv_node *value)
{
  const struct ilv_gen_type *type;

  if (f->info->n_results != 1 || f->defer_slot != ILV_NO_SLOT || f->info->has_named_results
      || value->mode == ILV_MODE_NIL || value->mode == ILV_MODE_CONSTANT)
    return false;
  type = ilv_gen_type_in (f, ilv_object_type (f->info->results[0]));
  return type->n_slots == 1 && !type->is_interface && value->kind == ILV_NODE_NAME;
}

static void
return_stmt (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_nodes values = ilv_node_items (&node->results);

  if (f->body_of)
    {
      ilv_gen_return_from_body (f, node);
      return;
    }
  if (values.n == 1 && is_word_result (f, ilv_node_unparen (values.items[0])))
    {
      ILV_EMIT (f, RETMOV, 0, ilv_gen_expr (f, values.items[0]), 0);
      return;
    }
  if (values.n > 0)
    set_results (f, values);
  ilv_gen_return (f);
}

/* --- All kinds ---------------------------------------------------------- */

static void
send (struct ilv_gen_func *f, struct ilv_node *node)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->send.chan);
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, type->under->elem);
  uint32_t chan = ilv_gen_expr (f, node->send.chan);
  uint32_t value = ilv_gen_operand_as (f, node->send.value, elem);

  ilv_gen_at (f, node->pos);
  for (int half = 0; half < 2; half++)
    ilv_gen_emit (f, half == 0 ? ILV_OPCODE_SEND : ILV_OPCODE_SEND_RESUME, chan, value,
                  elem->n_slots);
}

static void
expr_stmt (struct ilv_gen_func *f, struct ilv_node *x)
{
  x = ilv_node_unparen (x);
  if (x->kind == ILV_NODE_CALL && x->call.call_kind == ILV_CALL_BUILTIN)
    ilv_gen_builtin (f, x, ILV_NO_SLOT);
  else if (x->kind == ILV_NODE_CALL && x->call.call_kind != ILV_CALL_CONVERSION)
    ilv_gen_call (f, x);
  else if (x->kind == ILV_NODE_UNARY && x->op == ILV_OP_RECV)
    ilv_gen_receive (f, x->unary.x, ILV_NO_SLOT, ILV_NO_SLOT);
  else
    ilv_gen_expr (f, x);
}

static void
decl_stmt (struct ilv_gen_func *f, struct ilv_nodes decls)
{
  for (uint32_t i = 0; i < decls.n; i++)
    if (decls.items[i]->kind == ILV_NODE_VAR_DECL)
      ilv_gen_var_decl (f, decls.items[i]->value_decl.names, decls.items[i]->value_decl.values);
}

/* Statements that open a scope of their own, or need no slots afterwards. */
static void
scoped_stmt (struct ilv_gen_func *f, struct ilv_node *node)
{
  uint32_t top = f->top;

  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_BLOCK:
      ilv_gen_block (f, node->block.stmts);
      break;
    case ILV_NODE_EXPR_STMT:
      expr_stmt (f, node->unary.x);
      break;
    case ILV_NODE_SEND:
      send (f, node);
      break;
    case ILV_NODE_BRANCH:
      ilv_gen_branch (f, node);
      break;
    case ILV_NODE_GO:
      ilv_gen_go (f, node->unary.x);
      break;
    case ILV_NODE_DEFER:
      ilv_gen_defer (f, node->unary.x);
      break;
    case ILV_NODE_RETURN:
      return_stmt (f, node);
      break;
    case ILV_NODE_IF:
      if_stmt (f, node);
      break;
    case ILV_NODE_FOR:
      for_stmt (f, node);
      break;
    case ILV_NODE_RANGE:
      ilv_gen_range (f, node);
      break;
    case ILV_NODE_SWITCH:
      ilv_gen_switch (f, node);
      break;
    case ILV_NODE_TYPE_SWITCH:
      ilv_gen_type_switch (f, node);
      break;
    case ILV_NODE_SELECT:
      ilv_gen_select (f, node);
      break;
    default:
      ilv_gen_unsupported (f, node->pos, ilv_node_kind_name (node->kind));
    }
  f->top = top;
}

void
ilv_gen_stmt (struct ilv_gen_func *f, struct ilv_node *node)
{
  ilv_gen_at (f, node->pos);
  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_EMPTY:
      break;
    case ILV_NODE_LABELED:
      ilv_gen_bind (f, user_label (f, node));
      ilv_gen_stmt (f, node->labeled.stmt);
      break;
    case ILV_NODE_DECL_STMT:
      decl_stmt (f, node->decls);
      break;
    case ILV_NODE_ASSIGN:
      ilv_gen_assign_stmt (f, node);
      break;
    default:
      scoped_stmt (f, node);
    }
}

/* Unary operators. Spec: "Arithmetic operators", "Address operators", "Receive operator".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

static const char *
test_channel (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data)
{
  bool is_receive = *(bool *) data;

  if (!under)
    return "no specific channel type";
  if (under->kind != ILV_TYPE_CHAN)
    return ilv_check_format (c, "non-channel %t", type);
  if (is_receive && under->dir == ILV_DIR_SEND)
    return ilv_check_format (c, "send-only channel %t", type);
  if (!is_receive && under->dir == ILV_DIR_RECV)
    return ilv_check_format (c, "receive-only channel %t", type);
  return NULL;
}

struct ilv_type *
ilv_check_chan_elem (struct checker *c, ilv_pos pos, struct operand *x, bool is_receive)
{
  const char *cause;
  struct ilv_type *under = ilv_check_common_under (c, x->type, test_channel, &is_receive, &cause);
  const char *verb = is_receive ? "receive from" : "send to";

  if (under)
    return under->elem;
  if (ilv_check_is_type_param (x->type))
    ilv_check_error (c, pos, "invalid operation: cannot %s %o: %s", verb, x, cause);
  else
    ilv_check_error (c, pos, "invalid operation: cannot %s %s %o", verb, cause, x);
  return NULL;
}

static bool
operator_defined (struct checker *c, struct operand *x, enum ilv_op op, unsigned info)
{
  if (ilv_type_all_are (c->types, x->type, info))
    return true;
  ilv_check_error_operand (c, x, "invalid operation: operator %s not defined on %o",
                           ilv_op_text (op), x);
  x->mode = ILV_MODE_INVALID;
  return false;
}

static void
address_of (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct ilv_node *base = ilv_node_unparen (node->unary.x);

  if (base->kind != ILV_NODE_COMPOSITE_LIT && x->mode != ILV_MODE_VARIABLE)
    {
      ilv_check_error_operand (c, x, "invalid operation: cannot take address of %o", x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  ilv_check_mark_address (c, base);
  x->mode = ILV_MODE_VALUE;
  x->type = ilv_type_pointer (c->types, x->type);
}

static void
arithmetic (struct checker *c, struct operand *x, struct ilv_node *node, enum ilv_op op)
{
  static const unsigned wanted[ILV_N_OPS] = {
    [ILV_OP_ADD] = ILV_IS_NUMERIC,
    [ILV_OP_SUB] = ILV_IS_NUMERIC,
    [ILV_OP_XOR] = ILV_IS_INTEGER,
    [ILV_OP_NOT] = ILV_IS_BOOLEAN,
  };
  unsigned width = 0;

  if (!operator_defined (c, x, op, wanted[op]))
    return;
  if (x->mode != ILV_MODE_CONSTANT)
    {
      x->mode = ILV_MODE_VALUE;
      return;
    }
  if (ilv_const_kind (x->value) == ILV_CONST_UNKNOWN)
    return;
  if (ilv_type_is (c->types, x->type, ILV_IS_UNSIGNED))
    width = (unsigned) ilv_type_size (c->types, x->type) * 8;
  x->value = ilv_const_unary (c->arena, op, x->value, width);
  x->node = node;
  ilv_check_overflow (c, x, node->pos);
}

void
ilv_check_unary (struct checker *c, struct operand *x, struct ilv_node *node)
{
  enum ilv_op op = node->op;
  struct ilv_type *elem;

  ilv_check_expr (c, x, node->unary.x);
  if (x->mode == ILV_MODE_INVALID)
    return;
  switch (op)
    {
    case ILV_OP_AND:
      address_of (c, x, node);
      return;
    case ILV_OP_RECV:
      elem = ilv_check_chan_elem (c, ilv_node_start (x->node), x, true);
      x->mode = elem ? ILV_MODE_COMMA_OK : ILV_MODE_INVALID;
      if (elem)
        x->type = elem;
      c->env.has_call_or_receive = true;
      return;
    case ILV_OP_TILDE:
      if (!ilv_type_all_are (c->types, x->type, ILV_IS_INTEGER))
        {
          ilv_check_error_node (c, node, "cannot use ~ outside of interface or type constraint");
          x->mode = ILV_MODE_INVALID;
          return;
        }
      ilv_check_error_node (c, node,
                            "cannot use ~ outside of interface or type constraint (use ^ for "
                            "bitwise complement)");
      op = ILV_OP_XOR;
      break;
    default:
      break;
    }
  arithmetic (c, x, node, op);
}

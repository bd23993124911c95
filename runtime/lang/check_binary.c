/* Binary operators, comparisons and shifts. Spec: "Operators".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* Longest shift of a constant: enough for the smallest float64. */
#define MAX_CONST_SHIFT (1023 - 1 + 52)

/* --- Matching ----------------------------------------------------------- */

static bool
all_are (struct checker *c, const struct operand *x, unsigned info)
{
  return ilv_type_all_are (c->types, x->type, info);
}

static bool
is_pointer (struct checker *c, const struct operand *x)
{
  return ilv_type_under (c->types, x->type)->kind == ILV_TYPE_POINTER;
}

/* Whether converting one to the type of the other makes sense; if not, the error will be
 * that the types do not match, which says more. */
static bool
may_convert (struct checker *c, struct operand *x, struct operand *y)
{
  if (!ilv_type_is_untyped (x->type) && !ilv_type_is_untyped (y->type))
    return false;
  if (all_are (c, x, ILV_IS_NUMERIC) != all_are (c, y, ILV_IS_NUMERIC))
    return false;
  if (ilv_check_is_plain_interface (c, x->type) || ilv_check_is_plain_interface (c, y->type))
    return true;
  if (all_are (c, x, ILV_IS_BOOLEAN) != all_are (c, y, ILV_IS_BOOLEAN)
      || all_are (c, x, ILV_IS_STRING) != all_are (c, y, ILV_IS_STRING))
    return false;
  if (x->mode == ILV_MODE_NIL)
    return ilv_type_has_nil (c->types, y->type);
  if (y->mode == ILV_MODE_NIL)
    return ilv_type_has_nil (c->types, x->type);
  return !is_pointer (c, x) && !is_pointer (c, y);
}

void
ilv_check_match_types (struct checker *c, struct operand *x, struct operand *y)
{
  if (!may_convert (c, x, y))
    return;
  ilv_check_convert_untyped (c, x, y->type);
  if (x->mode == ILV_MODE_INVALID)
    return;
  ilv_check_convert_untyped (c, y, x->type);
  if (y->mode == ILV_MODE_INVALID)
    x->mode = ILV_MODE_INVALID;
}

/* --- Comparisons -------------------------------------------------------- */

static const char *
why_incomparable (struct checker *c, struct ilv_type *type)
{
  struct ilv_buf reason;

  switch (ilv_type_under (c->types, type)->kind)
    {
    case ILV_TYPE_SLICE:
    case ILV_TYPE_FUNC:
    case ILV_TYPE_MAP:
      return ilv_check_format (c, "%s can only be compared to nil",
                               ilv_check_composite_kind (c, type));
    default:
      ilv_buf_init (&reason, c->arena);
      ilv_type_comparable (c->types, type, true, c->package, &reason);
      return reason.text;
    }
}

/* NULL if @x and @y can be compared with @op; else why not ("" if the operator is not
 * defined), and in *@wrong whose fault it is. */
static const char *
comparison_error (struct checker *c, struct operand *x, struct operand *y, enum ilv_op op,
                  struct operand **wrong)
{
  *wrong = y;
  if (!ilv_check_assignable (c, x, y->type, NULL) && !ilv_check_assignable (c, y, x->type, NULL))
    return ilv_check_format (c, "mismatched types %t and %t", x->type, y->type);
  if (op != ILV_OP_EQL && op != ILV_OP_NEQ)
    {
      if (!all_are (c, x, ILV_IS_ORDERED))
        *wrong = x;
      else if (all_are (c, y, ILV_IS_ORDERED))
        return NULL;
      return "";
    }
  if (x->mode == ILV_MODE_NIL || y->mode == ILV_MODE_NIL)
    return ilv_type_has_nil (c->types, x->mode == ILV_MODE_NIL ? y->type : x->type) ? NULL : "";
  if (!ilv_type_is_comparable (c->types, x->type))
    {
      *wrong = x;
      return why_incomparable (c, x->type);
    }
  if (!ilv_type_is_comparable (c->types, y->type))
    return why_incomparable (c, y->type);
  return NULL;
}

static const char *
undefined_operator (struct checker *c, struct operand *x, struct operand *y, enum ilv_op op,
                    struct operand **wrong)
{
  if (ilv_check_is_type_param (x->type) || ilv_check_is_type_param (y->type))
    {
      if (!ilv_check_is_type_param (x->type))
        *wrong = y;
      return ilv_check_format (c, "type parameter %t cannot use operator %s", (*wrong)->type,
                               ilv_op_text (op));
    }
  const char *what = ilv_check_composite_kind (c, (*wrong)->type);
  if (!*what)
    what = ilv_check_format (c, "%t", (*wrong)->type);
  return ilv_check_format (c, "operator %s not defined on %s", ilv_op_text (op), what);
}

void
ilv_check_comparison (struct checker *c, struct operand *x, struct operand *y, enum ilv_op op,
                      bool is_switch_case)
{
  struct operand *wrong;
  const char *cause;

  if (!ilv_check_is_valid (x->type) || !ilv_check_is_valid (y->type))
    {
      x->mode = ILV_MODE_INVALID;
      return;
    }
  cause = comparison_error (c, x, y, op, &wrong);
  if (cause)
    {
      if (!*cause)
        cause = undefined_operator (c, x, y, op, &wrong);
      if (is_switch_case)
        ilv_check_error_operand (c, x, "invalid case %e in switch on %e (%s)", x->node, y->node,
                                 cause);
      else
        ilv_check_error_operand (c, wrong, "invalid operation: %e %s %e (%s)", x->node,
                                 ilv_op_text (op), y->node, cause);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (x->mode == ILV_MODE_CONSTANT && y->mode == ILV_MODE_CONSTANT)
    x->value = ilv_const_bool (ilv_const_compare (x->value, op, y->value));
  else
    {
      x->mode = ILV_MODE_VALUE;
      ilv_check_update_type (c, x->node, ilv_check_default_type (c, x->type), true);
      ilv_check_update_type (c, y->node, ilv_check_default_type (c, y->type), true);
    }
  x->type = c->types->basic[ILV_TYPE_UNTYPED_BOOL];
}

/* --- Shifts ------------------------------------------------------------- */

/* Checks the count; false after an error. */
static bool
shift_count (struct checker *c, struct operand *y)
{
  struct ilv_type *uint_type = c->types->basic[ILV_TYPE_UINT];

  if (y->mode == ILV_MODE_CONSTANT)
    {
      const struct ilv_const *count = ilv_const_to_int (c->arena, y->value);
      if (ilv_const_kind (count) == ILV_CONST_INT && ilv_const_sign (count) < 0)
        {
          ilv_check_error_operand (c, y, "invalid operation: negative shift count %o", y);
          return false;
        }
      if (ilv_type_is_untyped (y->type))
        {
          ilv_check_representable (c, y, uint_type);
          if (y->mode != ILV_MODE_INVALID)
            ilv_check_update_type (c, y->node, uint_type, true);
          return y->mode != ILV_MODE_INVALID;
        }
    }
  if (all_are (c, y, ILV_IS_INTEGER) && !ilv_type_is_untyped (y->type))
    return all_are (c, y, ILV_IS_UNSIGNED)
           || ilv_check_version (c, ilv_node_start (y->node), 13,
                                 ilv_check_format (c, "invalid operation: signed shift count %o",
                                                   y));
  if (ilv_type_is_untyped (y->type))
    {
      ilv_check_convert_untyped (c, y, uint_type);
      return y->mode != ILV_MODE_INVALID;
    }
  ilv_check_error_operand (c, y, "invalid operation: shift count %o must be integer", y);
  return false;
}

static void
constant_shift (struct checker *c, struct operand *x, struct operand *y, struct ilv_node *node,
                const struct ilv_const *value, enum ilv_op op)
{
  const struct ilv_const *count = ilv_const_to_int (c->arena, y->value);
  uint64_t n;

  if (!ilv_type_is (c->types, x->type, ILV_IS_INTEGER))
    x->type = c->types->basic[ILV_TYPE_UNTYPED_INT];
  if (ilv_const_kind (x->value) == ILV_CONST_UNKNOWN
      || ilv_const_kind (y->value) == ILV_CONST_UNKNOWN)
    {
      x->value = ilv_const_unknown ();
      return;
    }
  if (!ilv_const_to_uint64 (count, &n) || n > MAX_CONST_SHIFT)
    {
      ilv_check_error_operand (c, y, "invalid operation: invalid shift count %o", y);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  x->value = ilv_const_shift (c->arena, value, op, n);
  ilv_pos pos = node ? node->pos : ilv_node_start (x->node);
  if (node)
    x->node = node;
  ilv_check_overflow (c, x, pos);
}

static void
shift (struct checker *c, struct operand *x, struct operand *y, struct ilv_node *node,
       enum ilv_op op)
{
  const struct ilv_const *value
    = x->mode == ILV_MODE_CONSTANT ? ilv_const_to_int (c->arena, x->value) : NULL;
  bool is_whole = value && ilv_const_kind (value) == ILV_CONST_INT;

  if (!all_are (c, x, ILV_IS_INTEGER) && !(ilv_type_is_untyped (x->type) && is_whole))
    {
      ilv_check_error_operand (c, x, "invalid operation: shifted operand %o must be integer", x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (!shift_count (c, y))
    {
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (x->mode == ILV_MODE_CONSTANT && y->mode == ILV_MODE_CONSTANT)
    {
      constant_shift (c, x, y, node, value, op);
      return;
    }
  /* 1 << n: what the 1 is, its surroundings will say. */
  if (x->mode == ILV_MODE_CONSTANT && ilv_type_is_untyped (x->type))
    {
      x->node->is_shift_operand = true;
      x->mode = ILV_MODE_VALUE;
      return;
    }
  if (!all_are (c, x, ILV_IS_INTEGER))
    {
      ilv_check_error_operand (c, x, "invalid operation: shifted operand %o must be integer", x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  x->mode = ILV_MODE_VALUE;
}

/* --- Arithmetic --------------------------------------------------------- */

static const unsigned wanted_info[ILV_N_OPS] = {
  [ILV_OP_ADD] = ILV_IS_NUMERIC | ILV_IS_STRING,
  [ILV_OP_SUB] = ILV_IS_NUMERIC,
  [ILV_OP_MUL] = ILV_IS_NUMERIC,
  [ILV_OP_DIV] = ILV_IS_NUMERIC,
  [ILV_OP_REM] = ILV_IS_INTEGER,
  [ILV_OP_AND] = ILV_IS_INTEGER,
  [ILV_OP_OR] = ILV_IS_INTEGER,
  [ILV_OP_XOR] = ILV_IS_INTEGER,
  [ILV_OP_ANDNOT] = ILV_IS_INTEGER,
  [ILV_OP_ANDAND] = ILV_IS_BOOLEAN,
  [ILV_OP_OROR] = ILV_IS_BOOLEAN,
};

/* A complex divisor counts as 0 if the squares of its parts do: its magnitude is divided by. */
static bool
is_zero_divisor (struct checker *c, const struct ilv_const *value)
{
  const struct ilv_const *parts[2];

  if (ilv_const_kind (value) != ILV_CONST_COMPLEX)
    return ilv_const_sign (value) == 0;
  parts[0] = ilv_const_real (c->arena, value);
  parts[1] = ilv_const_imag (c->arena, value);
  for (int i = 0; i < 2; i++)
    if (ilv_const_sign (ilv_const_binary (c->arena, parts[i], ILV_OP_MUL, parts[i], false)) != 0)
      return false;
  return true;
}

static bool
is_division_by_zero (struct checker *c, struct operand *x, struct operand *y, enum ilv_op op)
{
  return (op == ILV_OP_DIV || op == ILV_OP_REM) && y->mode == ILV_MODE_CONSTANT
         && (x->mode == ILV_MODE_CONSTANT || all_are (c, x, ILV_IS_INTEGER))
         && (is_zero_divisor (c, y->value)
             || (ilv_const_kind (x->value ? x->value : y->value) == ILV_CONST_COMPLEX
                 && is_zero_divisor (c, ilv_const_as_complex (c->arena, y->value))));
}

static void
constant_binary (struct checker *c, struct operand *x, struct operand *y, struct ilv_node *node,
                 enum ilv_op op)
{
  if (ilv_const_kind (x->value) == ILV_CONST_UNKNOWN
      || ilv_const_kind (y->value) == ILV_CONST_UNKNOWN)
    {
      x->value = ilv_const_unknown ();
      return;
    }
  x->value = ilv_const_binary (c->arena, x->value, op, y->value,
                               ilv_type_is (c->types, x->type, ILV_IS_INTEGER));
  ilv_pos pos = node ? node->pos : ilv_node_start (x->node);
  if (node)
    x->node = node;
  ilv_check_overflow (c, x, pos);
}

static void
mismatched (struct checker *c, struct operand *x, struct operand *y, struct ilv_node *node,
            struct ilv_node *lhs, struct ilv_node *rhs, enum ilv_op op)
{
  x->mode = ILV_MODE_INVALID;
  if (!ilv_check_is_valid (x->type) || !ilv_check_is_valid (y->type))
    return;
  if (node)
    ilv_check_error_operand (c, x, "invalid operation: %e (mismatched types %t and %t)", node,
                             x->type, y->type);
  else
    ilv_check_error_operand (c, x, "invalid operation: %e %s= %e (mismatched types %t and %t)",
                             lhs, ilv_op_text (op), rhs, x->type, y->type);
}

void
ilv_check_binary (struct checker *c, struct operand *x, struct ilv_node *node,
                  struct ilv_node *lhs, struct ilv_node *rhs, enum ilv_op op)
{
  struct operand y;

  ilv_check_expr (c, x, lhs);
  ilv_check_expr (c, &y, rhs);
  if (x->mode == ILV_MODE_INVALID)
    return;
  if (y.mode == ILV_MODE_INVALID)
    {
      x->mode = ILV_MODE_INVALID;
      x->node = y.node;
      return;
    }
  if (ilv_op_is_shift (op))
    {
      shift (c, x, &y, node, op);
      return;
    }
  ilv_check_match_types (c, x, &y);
  if (x->mode == ILV_MODE_INVALID)
    return;
  if (ilv_op_is_comparison (op))
    {
      ilv_check_comparison (c, x, &y, op, false);
      return;
    }
  if (!ilv_type_identical (x->type, y.type))
    {
      mismatched (c, x, &y, node, lhs, rhs, op);
      return;
    }
  if (!ilv_type_all_are (c->types, x->type, wanted_info[op]))
    {
      ilv_check_error_operand (c, x, "invalid operation: operator %s not defined on %o",
                               ilv_op_text (op), x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (is_division_by_zero (c, x, &y, op))
    {
      ilv_check_error_operand (c, &y, "invalid operation: division by zero");
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (x->mode == ILV_MODE_CONSTANT && y.mode == ILV_MODE_CONSTANT)
    constant_binary (c, x, &y, node, op);
  else
    x->mode = ILV_MODE_VALUE;
}

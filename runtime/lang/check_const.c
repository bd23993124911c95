/* Constants in expressions, and untyped values becoming typed. Spec: "Constants",
 * "Representability", "Constant expressions".
 *
 * An untyped expression keeps an untyped type in its node until its surroundings give it a
 * type; then ilv_check_update_type() carries that type down to its operands.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* gc gives untyped integer constants this many bits. */
#define MAX_UNTYPED_BITS 512

struct ilv_type *
ilv_check_default_type (struct checker *c, struct ilv_type *type)
{
  switch (type->kind)
    {
    case ILV_TYPE_UNTYPED_BOOL: return c->types->basic[ILV_TYPE_BOOL];
    case ILV_TYPE_UNTYPED_INT: return c->types->basic[ILV_TYPE_INT];
    case ILV_TYPE_UNTYPED_RUNE: return c->compilation->rune_type;
    case ILV_TYPE_UNTYPED_FLOAT: return c->types->basic[ILV_TYPE_FLOAT64];
    case ILV_TYPE_UNTYPED_COMPLEX: return c->types->basic[ILV_TYPE_COMPLEX128];
    case ILV_TYPE_UNTYPED_STRING: return c->types->basic[ILV_TYPE_STRING];
    default: return type;
    }
}

/* --- Overflow ----------------------------------------------------------- */

/* "addition", for "constant addition overflow"; "" if there is no word for it. */
static const char *
op_name (const struct ilv_node *node)
{
  if (node->kind == ILV_NODE_UNARY && node->op == ILV_OP_XOR)
    return "bitwise complement ";
  if (node->kind != ILV_NODE_BINARY)
    return "";
  switch (node->op)
    {
    case ILV_OP_ADD: return "addition ";
    case ILV_OP_SUB: return "subtraction ";
    case ILV_OP_XOR: return "bitwise XOR ";
    case ILV_OP_MUL: return "multiplication ";
    case ILV_OP_SHL: return "shift ";
    default: return "";
    }
}

/* @op_pos: of the operator that made the value. */
void
ilv_check_overflow (struct checker *c, struct operand *x, ilv_pos op_pos)
{
  if (ilv_const_kind (x->value) == ILV_CONST_UNKNOWN)
    {
      ilv_check_error (c, op_pos, "constant result is not representable");
      return;
    }
  if (!ilv_type_is_untyped (x->type))
    {
      ilv_check_representable (c, x, ilv_type_under (c->types, x->type));
      return;
    }
  if (ilv_const_kind (x->value) == ILV_CONST_INT && ilv_const_n_bits (x->value) > MAX_UNTYPED_BITS)
    {
      ilv_check_error (c, op_pos, "constant %soverflow", x->node ? op_name (x->node) : "");
      x->value = ilv_const_unknown ();
    }
}

/* --- Representability --------------------------------------------------- */

static bool
fits_integer (const struct ilv_const *value, struct ilv_types *types, struct ilv_type *basic)
{
  unsigned bits = (unsigned) ilv_type_size (types, basic) * 8;
  int64_t small;

  if (ilv_type_is_untyped (basic))
    return true;
  if (basic->info & ILV_IS_UNSIGNED)
    return ilv_const_sign (value) >= 0 && ilv_const_n_bits (value) <= bits;
  if (!ilv_const_to_int64 (value, &small))
    return false;
  return bits == 64 || (small >= -((int64_t) 1 << (bits - 1)) && small < (int64_t) 1 << (bits - 1));
}

static const struct ilv_const *
round_part (struct checker *c, const struct ilv_const *value, struct ilv_type *basic)
{
  switch (basic->kind)
    {
    case ILV_TYPE_FLOAT32:
    case ILV_TYPE_COMPLEX64:
      return ilv_const_round (c->arena, value, 32);
    case ILV_TYPE_FLOAT64:
    case ILV_TYPE_COMPLEX128:
      return ilv_const_round (c->arena, value, 64);
    default:
      return value;
    }
}

/* @value as a constant of @basic; UNKNOWN if it is none. */
static const struct ilv_const *
represent (struct checker *c, const struct ilv_const *value, struct ilv_type *basic)
{
  const struct ilv_const *result;

  if (basic->info & ILV_IS_INTEGER)
    {
      result = ilv_const_to_int (c->arena, value);
      return ilv_const_kind (result) == ILV_CONST_INT && !fits_integer (result, c->types, basic)
               ? ilv_const_unknown ()
               : result;
    }
  if (basic->info & ILV_IS_FLOAT)
    return round_part (c, ilv_const_as_float (c->arena, value), basic);
  if (basic->info & ILV_IS_COMPLEX)
    {
      result = ilv_const_as_complex (c->arena, value);
      if (ilv_const_kind (result) != ILV_CONST_COMPLEX)
        return result;
      return ilv_const_complex (c->arena, round_part (c, ilv_const_real (c->arena, result), basic),
                                round_part (c, ilv_const_imag (c->arena, result), basic));
    }
  if (((basic->info & ILV_IS_STRING) && ilv_const_kind (value) == ILV_CONST_STRING)
      || ((basic->info & ILV_IS_BOOLEAN) && ilv_const_kind (value) == ILV_CONST_BOOL))
    return value;
  return ilv_const_unknown ();
}

bool
ilv_check_representable_const (struct checker *c, const struct ilv_const *value,
                               struct ilv_type *basic, const struct ilv_const **rounded)
{
  if (ilv_const_kind (value) == ILV_CONST_UNKNOWN)
    return true;
  const struct ilv_const *result = represent (c, value, basic);
  if (ilv_const_kind (result) == ILV_CONST_UNKNOWN)
    return false;
  if (rounded)
    *rounded = result;
  return true;
}

static enum conversion_error
representation (struct checker *c, struct operand *x, struct ilv_type *basic,
                const struct ilv_const **value)
{
  *value = x->value;
  if (ilv_check_representable_const (c, x->value, basic, value))
    return CONVERSION_OK;
  if (!ilv_type_is (c->types, x->type, ILV_IS_NUMERIC) || !(basic->info & ILV_IS_NUMERIC))
    return CONVERSION_WRONG;
  return !ilv_type_is (c->types, x->type, ILV_IS_INTEGER) && (basic->info & ILV_IS_INTEGER)
           ? CONVERSION_TRUNCATED
           : CONVERSION_OVERFLOWS;
}

static void
invalid_conversion (struct checker *c, enum conversion_error error, struct operand *x,
                    struct ilv_type *target)
{
  static const char *const formats[] = {
    [CONVERSION_WRONG] = "cannot convert %o to type %t",
    [CONVERSION_TRUNCATED] = "%o truncated to %t",
    [CONVERSION_OVERFLOWS] = "%o overflows %t",
  };

  ilv_check_error_operand (c, x, formats[error], x, target);
  x->mode = ILV_MODE_INVALID;
}

void
ilv_check_representable (struct checker *c, struct operand *x, struct ilv_type *basic)
{
  const struct ilv_const *value;
  enum conversion_error error = representation (c, x, basic, &value);

  if (error)
    invalid_conversion (c, error, x, basic);
  else
    x->value = value;
}

/* --- Untyped operands --------------------------------------------------- */

/* The larger of two untyped types: of numbers the later kind; else they must agree. */
static struct ilv_type *
larger_untyped (struct ilv_type *x, struct ilv_type *y)
{
  if (x == y)
    return x;
  if ((x->info & ILV_IS_NUMERIC) && (y->info & ILV_IS_NUMERIC))
    return x->kind > y->kind ? x : y;
  return NULL;
}

struct implicit
{
  struct checker *c;
  struct operand *x;
};

static bool
implicit_for_term (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct implicit *implicit = data;
  const struct ilv_const *value;
  enum conversion_error error;

  return under && ilv_check_implicit_type (implicit->c, implicit->x, under, &value, &error);
}

static struct ilv_type *
implicit_basic (struct checker *c, struct operand *x, struct ilv_type *target,
                struct ilv_type *under, const struct ilv_const **value,
                enum conversion_error *error)
{
  unsigned wanted = x->type->info & ILV_IS_BOOLEAN  ? ILV_IS_BOOLEAN
                    : x->type->info & ILV_IS_STRING ? ILV_IS_STRING
                                                    : ILV_IS_NUMERIC;

  if (x->mode == ILV_MODE_CONSTANT)
    {
      *error = representation (c, x, under, value);
      return *error ? NULL : target;
    }
  if (under->info & wanted)
    return target;
  *error = CONVERSION_WRONG;
  return NULL;
}

struct ilv_type *
ilv_check_implicit_type (struct checker *c, struct operand *x, struct ilv_type *target,
                         const struct ilv_const **value, enum conversion_error *error)
{
  struct ilv_type *under, *result = NULL;

  *value = NULL;
  *error = CONVERSION_OK;
  if (x->mode == ILV_MODE_INVALID || !ilv_type_is_untyped (x->type)
      || !ilv_check_is_valid (target))
    return x->type;

  under = ilv_type_under (c->types, target);
  if (ilv_type_is_untyped (target))
    result = larger_untyped (x->type, target);
  else if (x->mode == ILV_MODE_NIL)
    result = ilv_type_has_nil (c->types, target) ? target : NULL;
  else if (ilv_check_is_type_param (target))
    {
      struct implicit implicit = { c, x };
      if (ilv_type_each_under (c->types, target, implicit_for_term, &implicit))
        result = target;
    }
  else if (under->kind < ILV_TYPE_N_BASIC)
    return implicit_basic (c, x, target, under, value, error);
  else if (under->kind == ILV_TYPE_INTERFACE)
    {
      struct ilv_type_set *set = ilv_type_set (c->types, under);
      if (set->n_methods == 0 && !set->has_terms && !set->is_comparable)
        result = ilv_check_default_type (c, x->type);
    }
  if (!result)
    *error = CONVERSION_WRONG;
  return result;
}

void
ilv_check_convert_untyped (struct checker *c, struct operand *x, struct ilv_type *target)
{
  const struct ilv_const *value;
  enum conversion_error error;
  struct ilv_type *type = ilv_check_implicit_type (c, x, target, &value, &error);

  if (error)
    {
      invalid_conversion (c, error, x,
                          ilv_check_is_type_param (target) ? target
                                                           : ilv_type_under (c->types, target));
      return;
    }
  if (value)
    {
      x->value = value;
      ilv_check_update_value (x->node, value);
    }
  if (type != x->type)
    {
      x->type = type;
      ilv_check_update_type (c, x->node, type, false);
    }
}

/* --- Types for untyped expressions -------------------------------------- */

/* Whether @node still waits for a type. */
static bool
is_pending (const struct ilv_node *node)
{
  return node->type && ilv_type_is_untyped (node->type)
         && (node->mode == ILV_MODE_CONSTANT || node->mode == ILV_MODE_VALUE
             || node->mode == ILV_MODE_NIL);
}

static void
update_operands (struct checker *c, struct ilv_node *node, struct ilv_type *type, bool is_final)
{
  switch (node->kind)
    {
    case ILV_NODE_PAREN:
      ilv_check_update_type (c, node->unary.x, type, is_final);
      break;
    case ILV_NODE_UNARY:
      if (!node->value)
        ilv_check_update_type (c, node->unary.x, type, is_final);
      break;
    case ILV_NODE_BINARY:
      /* A comparison's operands have their own type; a shift's count, too. */
      if (node->value || ilv_op_is_comparison (node->op))
        break;
      ilv_check_update_type (c, node->binary.x, type, is_final);
      if (!ilv_op_is_shift (node->op))
        ilv_check_update_type (c, node->binary.y, type, is_final);
      break;
    default:
      break;
    }
}

void
ilv_check_update_type (struct checker *c, struct ilv_node *node, struct ilv_type *type,
                       bool is_final)
{
  if (!is_pending (node))
    return;
  update_operands (c, node, type, is_final);
  if (!is_final && ilv_type_is_untyped (type))
    {
      node->type = ilv_type_under (c->types, type);
      return;
    }

  struct ilv_type *old = node->type;
  node->type = type->canon;
  if (node->is_shift_operand && !ilv_type_all_are (c->types, type, ILV_IS_INTEGER))
    {
      ilv_check_error_node (c, node,
                            "invalid operation: shifted operand %e (type %t) must be integer",
                            node, type);
      return;
    }
  if (node->mode == ILV_MODE_CONSTANT && node->value)
    {
      struct operand x
        = { .mode = ILV_MODE_CONSTANT, .type = old, .value = node->value, .node = node };
      const struct ilv_const *value;
      enum conversion_error error;
      struct ilv_type *result = ilv_check_implicit_type (c, &x, type, &value, &error);
      if (error)
        invalid_conversion (c, error, &x,
                            ilv_check_is_type_param (type) ? type
                                                           : ilv_type_under (c->types, type));
      else if (value)
        node->value = value;
      if (result && !error)
        node->type = result->canon;
    }
}

void
ilv_check_update_value (struct ilv_node *node, const struct ilv_const *value)
{
  if (is_pending (node))
    node->value = value;
}

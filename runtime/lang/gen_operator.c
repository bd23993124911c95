/* gen_operator.c - Arithmetic, comparison and unary operators.
 *
 * Integers narrower than a slot are extended again after operations that may
 * leave bits above them. Comparisons in conditions become one instruction that
 * compares and jumps.
 *
 * Source: Go spec, "Arithmetic operators", "Comparison operators",
 * "Integer overflow", "Receive operator", "Address operators".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

/* --- Integers ----------------------------------------------------------- */

void
ilv_gen_extend (struct ilv_gen_func *f, const struct ilv_gen_type *type, uint32_t slot)
{
  static const uint16_t ops[] = {
    [ILV_MEM_U8] = ILV_OPCODE_EXTU8,   [ILV_MEM_S8] = ILV_OPCODE_EXTS8,
    [ILV_MEM_U16] = ILV_OPCODE_EXTU16, [ILV_MEM_S16] = ILV_OPCODE_EXTS16,
    [ILV_MEM_U32] = ILV_OPCODE_EXTU32, [ILV_MEM_S32] = ILV_OPCODE_EXTS32,
  };

  if (type->mem < sizeof ops / sizeof ops[0] && type->kind != ILV_TYPE_BOOL
      && type->kind != ILV_TYPE_FLOAT32)
    ilv_gen_emit (f, ops[type->mem], slot, slot, 0);
}

/* The instruction for an operator on integers, and whether its result may need to be
 * extended. */
struct integer_op
{
  uint16_t on_signed, on_unsigned, immediate;
  bool overflows;
};

static const struct integer_op integer_ops[ILV_N_OPS] = {
  [ILV_OP_ADD] = { ILV_OPCODE_ADD, ILV_OPCODE_ADD, ILV_OPCODE_ADDI, true },
  [ILV_OP_SUB] = { ILV_OPCODE_SUB, ILV_OPCODE_SUB, 0, true },
  [ILV_OP_MUL] = { ILV_OPCODE_MUL, ILV_OPCODE_MUL, ILV_OPCODE_MULI, true },
  [ILV_OP_DIV] = { ILV_OPCODE_DIV, ILV_OPCODE_DIVU, 0, true },
  [ILV_OP_REM] = { ILV_OPCODE_REM, ILV_OPCODE_REMU, 0, false },
  [ILV_OP_AND] = { ILV_OPCODE_AND, ILV_OPCODE_AND, ILV_OPCODE_ANDI, false },
  [ILV_OP_OR] = { ILV_OPCODE_OR, ILV_OPCODE_OR, ILV_OPCODE_ORI, false },
  [ILV_OP_XOR] = { ILV_OPCODE_XOR, ILV_OPCODE_XOR, ILV_OPCODE_XORI, false },
  [ILV_OP_ANDNOT] = { ILV_OPCODE_ANDNOT, ILV_OPCODE_ANDNOT, 0, false },
};

/* One instruction that also extends, for the widths that are used most; 0: none. */
static enum ilv_opcode
narrow_op (enum ilv_op op, const struct ilv_gen_type *type)
{
  bool is_32 = type->size == 4, is_signed = type->is_signed;

  if (is_32 && op == ILV_OP_ADD)
    return is_signed ? ILV_OPCODE_ADDS32 : ILV_OPCODE_ADDU32;
  if (is_32 && op == ILV_OP_SUB)
    return is_signed ? ILV_OPCODE_SUBS32 : ILV_OPCODE_SUBU32;
  if (is_32 && op == ILV_OP_MUL)
    return is_signed ? ILV_OPCODE_MULS32 : ILV_OPCODE_MULU32;
  if (type->kind == ILV_TYPE_UINT8 && op == ILV_OP_ADD)
    return ILV_OPCODE_ADDU8;
  if (type->kind == ILV_TYPE_UINT8 && op == ILV_OP_SUB)
    return ILV_OPCODE_SUBU8;
  return 0;
}

static void
shift (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type, uint32_t to,
       uint32_t x, struct ilv_node *y_node, uint32_t y)
{
  enum ilv_opcode reg = op == ILV_OP_SHL ? ILV_OPCODE_SHL
                        : type->is_signed ? ILV_OPCODE_SHR : ILV_OPCODE_SHRU;
  enum ilv_opcode imm = op == ILV_OP_SHL ? ILV_OPCODE_SHLI
                        : type->is_signed ? ILV_OPCODE_SHRI : ILV_OPCODE_SHRUI;
  int64_t count;

  if (y_node && ilv_gen_small_const (y_node, &count) && count < 64)
    ilv_gen_emit (f, imm, to, x, (uint32_t) count);
  else
    {
      if (y == ILV_NO_SLOT)
        y = ilv_gen_expr (f, y_node);
      if (y_node && y_node->mode != ILV_MODE_CONSTANT && ilv_gen_type_of (f, y_node)->is_signed)
        ILV_EMIT (f, SHIFTCHK, y, 0, 0);
      ilv_gen_emit (f, reg, to, x, y);
    }
  if (op == ILV_OP_SHL)
    ilv_gen_extend (f, type, to);
}

static void
integer_binary (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
                uint32_t to, uint32_t x, struct ilv_node *y_node, uint32_t y)
{
  const struct integer_op *row = &integer_ops[op];
  enum ilv_opcode narrow = narrow_op (op, type);
  int64_t value;

  if (y_node && y == ILV_NO_SLOT && ilv_gen_small_const (y_node, &value))
    {
      if (op == ILV_OP_SUB && value != INT16_MIN)
        {
          ILV_EMIT (f, ADDI, to, x, (uint16_t) -value);
          ilv_gen_extend (f, type, to);
          return;
        }
      /* Neither zero nor -1 divides here; narrow unsigned numbers are never negative. */
      if (value > 0 && (op == ILV_OP_DIV || op == ILV_OP_REM)
          && (type->is_signed || type->size < 8))
        {
          ilv_gen_emit (f, op == ILV_OP_DIV ? ILV_OPCODE_DIVI : ILV_OPCODE_REMI, to, x,
                        (uint16_t) value);
          return;
        }
      if (row->immediate)
        {
          ilv_gen_emit (f, row->immediate, to, x, (uint16_t) value);
          if (row->overflows)
            ilv_gen_extend (f, type, to);
          return;
        }
    }
  if (y == ILV_NO_SLOT)
    y = ilv_gen_expr (f, y_node);
  if (narrow)
    {
      ilv_gen_emit (f, narrow, to, x, y);
      return;
    }
  ilv_gen_emit (f, type->is_signed ? row->on_signed : row->on_unsigned, to, x, y);
  if (row->overflows)
    ilv_gen_extend (f, type, to);
}

/* --- The other numbers -------------------------------------------------- */

static enum ilv_opcode
float_op (enum ilv_op op, bool is_32)
{
  switch ((int) op)
    {
    case ILV_OP_ADD:
      return is_32 ? ILV_OPCODE_F32ADD : ILV_OPCODE_FADD;
    case ILV_OP_SUB:
      return is_32 ? ILV_OPCODE_F32SUB : ILV_OPCODE_FSUB;
    case ILV_OP_MUL:
      return is_32 ? ILV_OPCODE_F32MUL : ILV_OPCODE_FMUL;
    default:
      return is_32 ? ILV_OPCODE_F32DIV : ILV_OPCODE_FDIV;
    }
}

static enum ilv_opcode
complex_op (enum ilv_op op)
{
  switch ((int) op)
    {
    case ILV_OP_ADD:
      return ILV_OPCODE_CADD;
    case ILV_OP_SUB:
      return ILV_OPCODE_CSUB;
    case ILV_OP_MUL:
      return ILV_OPCODE_CMUL;
    default:
      return ILV_OPCODE_CDIV;
    }
}

static void
complex_binary (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
                uint32_t to, uint32_t x, uint32_t y)
{
  uint32_t wide;

  if (type->kind == ILV_TYPE_COMPLEX128)
    {
      ilv_gen_emit (f, complex_op (op), to, x, y);
      return;
    }
  wide = ilv_gen_alloc (f, 4);
  ILV_EMIT (f, C64TO128, wide, x, 0);
  ILV_EMIT (f, C64TO128, wide + 2, y, 0);
  ilv_gen_emit (f, complex_op (op), wide, wide, wide + 2);
  ILV_EMIT (f, C128TO64, to, wide, 0);
}

static void
concat2 (struct ilv_gen_func *f, uint32_t to, uint32_t x, uint32_t y)
{
  uint32_t parts = ilv_gen_alloc (f, 4);

  ilv_gen_move (f, parts, x, 2);
  ilv_gen_move (f, parts + 2, y, 2);
  ILV_EMIT (f, CONCAT, to, parts, 2);
}

/* @y, or if that is ILV_NO_SLOT the value of @y_node. @y_node may be NULL if @y is given. */
void
ilv_gen_binary_op (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
                   uint32_t to, uint32_t x, struct ilv_node *y_node, uint32_t y)
{
  if (ilv_op_is_shift (op))
    {
      shift (f, op, type, to, x, y_node, y);
      return;
    }
  if (type->under->info & ILV_IS_INTEGER)
    {
      integer_binary (f, op, type, to, x, y_node, y);
      return;
    }
  if (y == ILV_NO_SLOT)
    y = ilv_gen_expr (f, y_node);
  switch ((int) type->kind)
    {
    case ILV_TYPE_FLOAT32:
    case ILV_TYPE_FLOAT64:
      ilv_gen_emit (f, float_op (op, type->kind == ILV_TYPE_FLOAT32), to, x, y);
      break;
    case ILV_TYPE_COMPLEX64:
    case ILV_TYPE_COMPLEX128:
      complex_binary (f, op, type, to, x, y);
      break;
    case ILV_TYPE_STRING:
      concat2 (f, to, x, y);
      break;
    default:
      ilv_gen_unsupported (f, f->pos, ilv_op_text (op));
    }
}

/* a + b + c as one: left operands are flattened, in order. */
static unsigned
count_parts (struct ilv_node *node)
{
  node = ilv_node_unparen (node);
  if (node->kind == ILV_NODE_BINARY && node->op == ILV_OP_ADD && node->mode != ILV_MODE_CONSTANT)
    return count_parts (node->binary.x) + count_parts (node->binary.y);
  return 1;
}

static uint32_t
fill_parts (struct ilv_gen_func *f, struct ilv_node *node, uint32_t slot)
{
  node = ilv_node_unparen (node);
  if (node->kind == ILV_NODE_BINARY && node->op == ILV_OP_ADD && node->mode != ILV_MODE_CONSTANT)
    return fill_parts (f, node->binary.y, fill_parts (f, node->binary.x, slot));
  ilv_gen_expr_to (f, node, slot);
  return slot + 2;
}

void
ilv_gen_binary (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  uint32_t x;

  if (type->kind == ILV_TYPE_STRING && node->op == ILV_OP_ADD)
    {
      unsigned n = count_parts (node);
      uint32_t parts = ilv_gen_alloc (f, 2 * n);

      fill_parts (f, node, parts);
      ILV_EMIT (f, CONCAT, to, parts, n);
      return;
    }
  x = ilv_gen_expr (f, node->binary.x);
  ilv_gen_at (f, node->pos);
  ilv_gen_binary_op (f, node->op, type, to, x, node->binary.y, ILV_NO_SLOT);
}

/* --- Comparison --------------------------------------------------------- */

/* Instructions for each comparison: a value, a jump if it holds, a jump if not; `swaps`: with
 * the operands the other way round. */
struct compare_op
{
  uint16_t value, jump, jump_not;
  bool swaps;
};

#define ROW(value, jump, jump_not, swaps) \
  { ILV_OPCODE_##value, ILV_OPCODE_J_##jump, ILV_OPCODE_J_##jump_not, swaps }
/* Not less is not the same as greater or equal where NaN may be. For integers, the negation of
 * a < b is b <= a, which swaps once more: see jump_integers(). */
static const struct compare_op double_ops[ILV_N_OPS] = {
  [ILV_OP_EQL] = ROW (FEQ, FEQ, FNE, false), [ILV_OP_NEQ] = ROW (FNE, FNE, FEQ, false),
  [ILV_OP_LSS] = ROW (FLT, FLT, FNLT, false), [ILV_OP_LEQ] = ROW (FLE, FLE, FNLE, false),
  [ILV_OP_GTR] = ROW (FLT, FLT, FNLT, true), [ILV_OP_GEQ] = ROW (FLE, FLE, FNLE, true),
};
#undef ROW

static enum ilv_op
negated (enum ilv_op op)
{
  switch ((int) op)
    {
    case ILV_OP_EQL:
      return ILV_OP_NEQ;
    case ILV_OP_NEQ:
      return ILV_OP_EQL;
    case ILV_OP_LSS:
      return ILV_OP_GEQ;
    case ILV_OP_GEQ:
      return ILV_OP_LSS;
    case ILV_OP_GTR:
      return ILV_OP_LEQ;
    default:
      return ILV_OP_GTR;
    }
}

/* The same with operands exchanged. */
static enum ilv_op
mirrored (enum ilv_op op)
{
  switch ((int) op)
    {
    case ILV_OP_LSS:
      return ILV_OP_GTR;
    case ILV_OP_GTR:
      return ILV_OP_LSS;
    case ILV_OP_LEQ:
      return ILV_OP_GEQ;
    case ILV_OP_GEQ:
      return ILV_OP_LEQ;
    default:
      return op;
    }
}

static bool
is_one_word (const struct ilv_gen_type *type)
{
  switch ((int) type->kind)
    {
    case ILV_TYPE_FLOAT32:
    case ILV_TYPE_FLOAT64:
    case ILV_TYPE_COMPLEX64:
    case ILV_TYPE_STRUCT:
    case ILV_TYPE_ARRAY:
      return false;
    default:
      return type->n_slots == 1;
    }
}

/* What operands of two types are compared as: the interface, if one is. */
static const struct ilv_gen_type *
compared_type (struct ilv_gen_func *f, struct ilv_node *x, struct ilv_node *y)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, x);

  if (x->mode == ILV_MODE_NIL
      || (!type->is_interface && ilv_gen_type_of (f, y)->is_interface && y->mode != ILV_MODE_NIL))
    return ilv_gen_type_of (f, y);
  return type;
}

/* x == nil or nil == x: the operand that is not nil. NULL: neither is. */
static struct ilv_node *
compared_with_nil (struct ilv_node *node)
{
  struct ilv_node *x = ilv_node_unparen (node->binary.x), *y = ilv_node_unparen (node->binary.y);

  if (y->mode == ILV_MODE_NIL)
    return x;
  return x->mode == ILV_MODE_NIL ? y : NULL;
}

void
ilv_gen_equal (struct ilv_gen_func *f, const struct ilv_gen_type *type, uint32_t to, uint32_t x,
               uint32_t y)
{
  if (is_one_word (type))
    ILV_EMIT (f, EQ, to, x, y);
  else if (type->kind == ILV_TYPE_STRING)
    ILV_EMIT (f, STREQ, to, x, y);
  else if (type->kind == ILV_TYPE_FLOAT64)
    ILV_EMIT (f, FEQ, to, x, y);
  else if (type->kind == ILV_TYPE_FLOAT32)
    ILV_EMIT (f, F32EQ, to, x, y);
  else if (type->is_interface)
    ILV_EMIT (f, IFACEEQ, to, x, y);
  else
    {
      ILV_EMIT (f, EQT, to, x, y);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
    }
}

void
ilv_gen_order (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
               uint32_t to, uint32_t x, uint32_t y)
{
  bool is_less;

  if (op == ILV_OP_GTR || op == ILV_OP_GEQ)
    {
      uint32_t swap = x;
      x = y;
      y = swap;
      op = mirrored (op);
    }
  is_less = op == ILV_OP_LSS;
  if (type->kind == ILV_TYPE_STRING)
    ilv_gen_emit (f, is_less ? ILV_OPCODE_STRLT : ILV_OPCODE_STRLE, to, x, y);
  else if (type->kind == ILV_TYPE_FLOAT64)
    ilv_gen_emit (f, is_less ? ILV_OPCODE_FLT : ILV_OPCODE_FLE, to, x, y);
  else if (type->kind == ILV_TYPE_FLOAT32)
    ilv_gen_emit (f, is_less ? ILV_OPCODE_F32LT : ILV_OPCODE_F32LE, to, x, y);
  else if (type->is_signed)
    ilv_gen_emit (f, is_less ? ILV_OPCODE_LT : ILV_OPCODE_LE, to, x, y);
  else
    ilv_gen_emit (f, is_less ? ILV_OPCODE_LTU : ILV_OPCODE_LEU, to, x, y);
}

void
ilv_gen_compare (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_node *with_nil = compared_with_nil (node);
  const struct ilv_gen_type *type;
  uint32_t x, y;

  if (with_nil)
    {
      x = ilv_gen_expr (f, with_nil);
      y = ilv_gen_alloc (f, 1);
      ILV_EMIT (f, ZERO, y, 0, 0);
      ilv_gen_emit (f, node->op == ILV_OP_EQL ? ILV_OPCODE_EQ : ILV_OPCODE_NE, to, x, y);
      return;
    }
  type = compared_type (f, node->binary.x, node->binary.y);
  x = ilv_gen_operand_as (f, node->binary.x, type);
  y = ilv_gen_operand_as (f, node->binary.y, type);
  ilv_gen_at (f, node->pos);
  switch ((int) node->op)
    {
    case ILV_OP_EQL:
      ilv_gen_equal (f, type, to, x, y);
      break;
    case ILV_OP_NEQ:
      ilv_gen_equal (f, type, to, x, y);
      ILV_EMIT (f, NOT, to, to, 0);
      break;
    default:
      ilv_gen_order (f, node->op, type, to, x, y);
    }
}

/* Compares with a number that fits the instruction. */
static bool
jump_immediate (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
                struct ilv_node *x, int64_t value, struct ilv_gen_label *label)
{
  static const uint16_t ops[ILV_N_OPS] = {
    [ILV_OP_EQL] = ILV_OPCODE_J_EQI, [ILV_OP_NEQ] = ILV_OPCODE_J_NEI,
    [ILV_OP_LSS] = ILV_OPCODE_J_LTI, [ILV_OP_LEQ] = ILV_OPCODE_J_LEI,
    [ILV_OP_GTR] = ILV_OPCODE_J_GTI, [ILV_OP_GEQ] = ILV_OPCODE_J_GEI,
  };
  bool is_equality = op == ILV_OP_EQL || op == ILV_OP_NEQ;

  /* There are no unsigned orderings with a number; narrow unsigned values are never negative,
   * so the signed ones do. */
  if (!is_equality && !type->is_signed && type->size == 8)
    return false;
  ilv_gen_jump_if (f, ops[op], ilv_gen_expr (f, x), (uint16_t) value, label);
  return true;
}

static void
jump_integers (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
               uint32_t x, uint32_t y, struct ilv_gen_label *label)
{
  enum ilv_opcode less = type->is_signed ? ILV_OPCODE_J_LT : ILV_OPCODE_J_LTU;
  enum ilv_opcode less_equal = type->is_signed ? ILV_OPCODE_J_LE : ILV_OPCODE_J_LEU;

  switch ((int) op)
    {
    case ILV_OP_EQL:
      ilv_gen_jump_if (f, ILV_OPCODE_J_EQ, x, y, label);
      break;
    case ILV_OP_NEQ:
      ilv_gen_jump_if (f, ILV_OPCODE_J_NE, x, y, label);
      break;
    case ILV_OP_LSS:
      ilv_gen_jump_if (f, less, x, y, label);
      break;
    case ILV_OP_LEQ:
      ilv_gen_jump_if (f, less_equal, x, y, label);
      break;
    case ILV_OP_GTR:
      ilv_gen_jump_if (f, less, y, x, label);
      break;
    default:
      ilv_gen_jump_if (f, less_equal, y, x, label);
    }
}

/* One-word operands: the cases that need no bool in between. */
static bool
jump_one_word (struct ilv_gen_func *f, struct ilv_node *node, bool wanted,
               const struct ilv_gen_type *type, struct ilv_gen_label *label)
{
  enum ilv_op op = wanted ? (enum ilv_op) node->op : negated (node->op);
  struct ilv_node *x = ilv_node_unparen (node->binary.x), *y = ilv_node_unparen (node->binary.y);
  int64_t value;
  uint32_t x_slot;

  if (ilv_gen_small_const (y, &value) && jump_immediate (f, op, type, x, value, label))
    return true;
  if (ilv_gen_small_const (x, &value)
      && jump_immediate (f, mirrored (op), type, y, value, label))
    return true;
  x_slot = ilv_gen_expr (f, x);
  jump_integers (f, op, type, x_slot, ilv_gen_expr (f, y), label);
  return true;
}

void
ilv_gen_compare_jump (struct ilv_gen_func *f, struct ilv_node *node, bool wanted,
                      struct ilv_gen_label *label)
{
  struct ilv_node *with_nil = compared_with_nil (node);
  const struct ilv_gen_type *type;
  uint32_t x, y;

  if (with_nil)
    {
      x = ilv_gen_expr (f, with_nil);
      ilv_gen_jump_if (f, (node->op == ILV_OP_EQL) == wanted ? ILV_OPCODE_J_EQI : ILV_OPCODE_J_NEI,
                       x, 0, label);
      return;
    }
  type = compared_type (f, node->binary.x, node->binary.y);
  if (is_one_word (type) && !type->is_interface
      && jump_one_word (f, node, wanted, type, label))
    return;
  if (type->kind == ILV_TYPE_FLOAT64)
    {
      const struct compare_op *row = &double_ops[node->op];

      x = ilv_gen_expr (f, node->binary.x);
      y = ilv_gen_expr (f, node->binary.y);
      ilv_gen_jump_if (f, wanted ? row->jump : row->jump_not, row->swaps ? y : x,
                       row->swaps ? x : y, label);
      return;
    }
  x = ilv_gen_alloc (f, 1);
  ilv_gen_compare (f, node, x);
  ilv_gen_jump_if (f, wanted ? ILV_OPCODE_J_T : ILV_OPCODE_J_F, x, 0, label);
}

/* --- Unary -------------------------------------------------------------- */

static void
negate (struct ilv_gen_func *f, const struct ilv_gen_type *type, uint32_t to, uint32_t x)
{
  uint32_t wide;

  switch ((int) type->kind)
    {
    case ILV_TYPE_FLOAT64:
      ILV_EMIT (f, FNEG, to, x, 0);
      break;
    case ILV_TYPE_FLOAT32:
      ILV_EMIT (f, F32NEG, to, x, 0);
      break;
    case ILV_TYPE_COMPLEX128:
      ILV_EMIT (f, CNEG, to, x, 0);
      break;
    case ILV_TYPE_COMPLEX64:
      wide = ilv_gen_alloc (f, 2);
      ILV_EMIT (f, C64TO128, wide, x, 0);
      ILV_EMIT (f, CNEG, wide, wide, 0);
      ILV_EMIT (f, C128TO64, to, wide, 0);
      break;
    default:
      ILV_EMIT (f, NEG, to, x, 0);
      ilv_gen_extend (f, type, to);
    }
}

static void
address_of (struct ilv_gen_func *f, struct ilv_node *x, uint32_t to)
{
  struct ilv_gen_place place;

  x = ilv_node_unparen (x);
  if (x->kind == ILV_NODE_COMPOSITE_LIT)
    {
      ilv_gen_new_composite (f, x, to);
      return;
    }
  place = ilv_gen_place (f, x, false);
  ilv_gen_place_address (f, &place, to);
}

void
ilv_gen_unary (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type;
  uint32_t x;

  switch ((int) node->op)
    {
    case ILV_OP_AND:
      address_of (f, node->unary.x, to);
      return;
    case ILV_OP_RECV:
      ilv_gen_receive (f, node->unary.x, to, ILV_NO_SLOT);
      return;
    }
  type = ilv_gen_type_of (f, node);
  x = ilv_gen_expr (f, node->unary.x);
  switch ((int) node->op)
    {
    case ILV_OP_ADD:
      ilv_gen_move (f, to, x, type->n_slots);
      break;
    case ILV_OP_SUB:
      negate (f, type, to, x);
      break;
    case ILV_OP_NOT:
      ILV_EMIT (f, NOT, to, x, 0);
      break;
    case ILV_OP_XOR:
      ILV_EMIT (f, COM, to, x, 0);
      ilv_gen_extend (f, type, to);
      break;
    default:
      ilv_gen_unsupported (f, node->pos, ilv_op_text (node->op));
    }
}

/* gen_builtin.c - Predeclared functions.
 *
 * Source: Go spec, "Built-in functions".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

static struct ilv_node *
arg (struct ilv_node *node, uint32_t i)
{
  return node->call.args.items[i];
}

static const struct ilv_gen_type *
elem_of (struct ilv_gen_func *f, const struct ilv_gen_type *type)
{
  return ilv_gen_type (f->gen, type->under->elem);
}

static void
append (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  const struct ilv_gen_type *elem = elem_of (f, type);
  uint32_t n = node->call.args.n - 1;
  uint32_t slice = ilv_gen_operand_as (f, arg (node, 0), type);
  uint32_t values;

  if (n == 0)
    {
      ilv_gen_move (f, to, slice, 3);
      return;
    }
  if (node->call.has_dots)
    {
      values = arg (node, 1)->mode == ILV_MODE_NIL ? ilv_gen_operand_as (f, arg (node, 1), type)
                                                    : ilv_gen_expr (f, arg (node, 1));
      ILV_EMIT (f, APPENDS, to, slice, values);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, elem->type));
      return;
    }
  if (n == 1)
    values = ilv_gen_operand_as (f, arg (node, 1), elem);
  else
    {
      values = ilv_gen_alloc (f, n * elem->n_slots);
      for (uint32_t i = 0; i < n; i++)
        ilv_gen_expr_as (f, arg (node, i + 1), elem, values + i * elem->n_slots);
    }
  ILV_EMIT (f, APPEND, to, slice, values);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, elem->type));
  ilv_gen_pair (f, n, elem->n_slots);
}

static void
length (struct ilv_gen_func *f, struct ilv_node *node, bool is_cap, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, arg (node, 0));
  uint32_t x = ilv_gen_expr (f, arg (node, 0));

  switch ((int) type->kind)
    {
    case ILV_TYPE_STRING:
    case ILV_TYPE_SLICE:
      ilv_gen_move (f, to, x + 1 + is_cap, 1);
      break;
    case ILV_TYPE_MAP:
      ILV_EMIT (f, MAPLEN, to, x, 0);
      break;
    case ILV_TYPE_CHAN:
      ilv_gen_emit (f, is_cap ? ILV_OPCODE_CHCAP : ILV_OPCODE_CHLEN, to, x, 0);
      break;
    case ILV_TYPE_POINTER:
      ilv_gen_int (f, type->under->elem ? elem_of (f, type)->under->len : 0, to);
      break;
    default:
      ilv_gen_int (f, type->under->len, to);
    }
}

static void
clear (struct ilv_gen_func *f, struct ilv_node *node)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, arg (node, 0));
  uint32_t x = ilv_gen_expr (f, arg (node, 0));

  if (type->kind == ILV_TYPE_MAP)
    ILV_EMIT (f, MAPCLEAR, x, 0, 0);
  else
    {
      ILV_EMIT (f, CLEARS, x, 0, 0);
      ilv_gen_word (f, elem_of (f, type)->size);
    }
}

static void
copy (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, arg (node, 0));
  uint32_t x = ilv_gen_expr (f, arg (node, 0));
  uint32_t y = ilv_gen_expr (f, arg (node, 1));

  ILV_EMIT (f, COPY, to, x, y);
  ilv_gen_word (f, elem_of (f, type)->size);
}

static void
delete (struct ilv_gen_func *f, struct ilv_node *node)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, arg (node, 0));
  uint32_t map = ilv_gen_expr (f, arg (node, 0));
  uint32_t key
      = ilv_gen_operand_as (f, arg (node, 1), ilv_gen_type (f->gen, type->under->key));

  ILV_EMIT (f, MAPDEL, 0, map, key);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
}

static void
complex (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  bool is_64 = type->kind == ILV_TYPE_COMPLEX64;
  const struct ilv_gen_type *part = ilv_gen_type (
      f->gen, ilv_type_basic (f->gen->types, is_64 ? ILV_TYPE_FLOAT32 : ILV_TYPE_FLOAT64));
  uint32_t parts = ilv_gen_alloc (f, 2);

  for (uint32_t i = 0; i < 2; i++)
    {
      if (arg (node, i)->mode == ILV_MODE_CONSTANT)
        ilv_gen_const (f, arg (node, i)->value, part, parts + i);
      else
        ilv_gen_expr_to (f, arg (node, i), parts + i);
      if (is_64)
        ILV_EMIT (f, F32TOF, parts + i, parts + i, 0);
    }
  if (type->kind == ILV_TYPE_COMPLEX64)
    ILV_EMIT (f, C128TO64, to, parts, 0);
  else
    ilv_gen_move (f, to, parts, 2);
}

static void
complex_part (struct ilv_gen_func *f, struct ilv_node *node, uint32_t index, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, arg (node, 0));
  uint32_t x = ilv_gen_expr (f, arg (node, 0));

  if (type->kind == ILV_TYPE_COMPLEX128)
    ilv_gen_move (f, to, x + index, 1);
  else if (index == 0)
    ILV_EMIT (f, EXTU32, to, x, 0);
  else
    ILV_EMIT (f, SHRUI, to, x, 32);
}

/* A length or capacity as an int; of any integer type in the source. */
static uint32_t
count_operand (struct ilv_gen_func *f, struct ilv_node *node)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  uint32_t slot;

  if (node->mode != ILV_MODE_CONSTANT || (type->under->info & ILV_IS_INTEGER))
    return ilv_gen_expr (f, node);
  slot = ilv_gen_alloc (f, 1);
  ilv_gen_int (f, (int64_t) ilv_const_to_bits (node->value), slot);
  return slot;
}

static void
make (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  uint32_t n = node->call.args.n, len, cap;

  if (n > 1)
    len = cap = count_operand (f, arg (node, 1));
  else
    {
      len = cap = ilv_gen_alloc (f, 1);
      ILV_EMIT (f, ZERO, len, 0, 0);
    }
  if (n > 2)
    cap = count_operand (f, arg (node, 2));
  ilv_gen_at (f, node->pos);
  switch ((int) type->kind)
    {
    case ILV_TYPE_SLICE:
      ILV_EMIT (f, MKSLICE, to, len, cap);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->under->elem));
      break;
    case ILV_TYPE_MAP:
      ILV_EMIT (f, MKMAP, to, len, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
      break;
    default:
      ILV_EMIT (f, MKCHAN, to, len, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
    }
}

static void
new (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  bool has_value = arg (node, 0)->mode != ILV_MODE_TYPE;
  uint32_t value = 0;

  if (has_value)
    value = ilv_gen_operand_as (f, arg (node, 0), elem_of (f, type));
  ILV_EMIT (f, NEW, to, 0, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->under->elem));
  if (has_value)
    {
      struct ilv_gen_place place = ilv_gen_pointee (f, to, type);
      ilv_gen_place_write (f, &place, value);
    }
}

/* The smaller or larger of slot @to and @y, in @to. A NaN wins. */
static void
keep_extreme (struct ilv_gen_func *f, const struct ilv_gen_type *type, bool is_max, uint32_t to,
              uint32_t y)
{
  struct ilv_gen_label take, end;
  uint32_t flag = ilv_gen_alloc (f, 1);
  bool is_float = (type->under->info & ILV_IS_FLOAT) != 0;

  ilv_gen_label_init (&take);
  ilv_gen_label_init (&end);
  ilv_gen_order (f, ILV_OP_LSS, type, flag, is_max ? to : y, is_max ? y : to);
  ilv_gen_jump_if (f, ILV_OPCODE_J_T, flag, 0, &take);
  if (is_float)
    {
      /* Equal zeroes: the negative one is the smaller, the positive one the larger. */
      struct ilv_gen_label differ;

      ilv_gen_label_init (&differ);
      ilv_gen_equal (f, type, flag, y, y);
      ilv_gen_jump_if (f, ILV_OPCODE_J_F, flag, 0, &take);
      ilv_gen_equal (f, type, flag, to, y);
      ilv_gen_jump_if (f, ILV_OPCODE_J_F, flag, 0, &differ);
      ilv_gen_emit (f, is_max ? ILV_OPCODE_AND : ILV_OPCODE_OR, to, to, y);
      ilv_gen_bind (f, &differ);
    }
  ilv_gen_jump (f, &end);
  ilv_gen_bind (f, &take);
  ilv_gen_move (f, to, y, type->n_slots);
  ilv_gen_bind (f, &end);
}

static void
extreme (struct ilv_gen_func *f, struct ilv_node *node, bool is_max, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  uint32_t n = node->call.args.n;
  uint32_t values = ilv_gen_alloc (f, n * type->n_slots);

  for (uint32_t i = 0; i < n; i++)
    {
      struct ilv_node *x = arg (node, i);

      if (x->mode == ILV_MODE_CONSTANT)
        ilv_gen_const (f, x->value, type, values + i * type->n_slots);
      else
        ilv_gen_expr_to (f, x, values + i * type->n_slots);
    }
  for (uint32_t i = 1; i < n; i++)
    keep_extreme (f, type, is_max, values, values + i * type->n_slots);
  ilv_gen_move (f, to, values, type->n_slots);
}

static enum ilv_print
print_kind (const struct ilv_gen_type *type)
{
  switch ((int) type->kind)
    {
    case ILV_TYPE_BOOL:
      return ILV_PRINT_BOOL;
    case ILV_TYPE_FLOAT32:
      return ILV_PRINT_FLOAT32;
    case ILV_TYPE_FLOAT64:
      return ILV_PRINT_FLOAT;
    case ILV_TYPE_COMPLEX64:
      return ILV_PRINT_COMPLEX64;
    case ILV_TYPE_COMPLEX128:
      return ILV_PRINT_COMPLEX;
    case ILV_TYPE_STRING:
      return ILV_PRINT_STRING;
    case ILV_TYPE_SLICE:
      return ILV_PRINT_SLICE;
    case ILV_TYPE_INTERFACE:
      return ILV_PRINT_IFACE;
    }
  if (type->is_signed)
    return ILV_PRINT_INT;
  return type->under->info & ILV_IS_INTEGER ? ILV_PRINT_UINT : ILV_PRINT_POINTER;
}

/* Nothing is printed before all is worked out, nor anything of others in between: from the
 * first PRINT to the last the goroutine stays where it is. */
static void
print (struct ilv_gen_func *f, struct ilv_node *node, bool is_line)
{
  uint32_t n = node->call.args.n, n_slots = 0, top = f->top, values, at;

  for (uint32_t i = 0; i < n; i++)
    n_slots += ilv_gen_type_of (f, arg (node, i))->n_slots;
  at = values = ilv_gen_alloc (f, n_slots);
  for (uint32_t i = 0; i < n; i++)
    {
      ilv_gen_expr_to (f, arg (node, i), at);
      at += ilv_gen_type_of (f, arg (node, i))->n_slots;
    }
  at = values;
  for (uint32_t i = 0; i < n; i++)
    {
      const struct ilv_gen_type *type = ilv_gen_type_of (f, arg (node, i));

      if (is_line && i > 0)
        ILV_EMIT (f, PRINT, 0, ILV_PRINT_SPACE, 0);
      ILV_EMIT (f, PRINT, at, print_kind (type), 0);
      at += type->n_slots;
    }
  ILV_EMIT (f, PRINT, 0, is_line ? ILV_PRINT_NEWLINE : ILV_PRINT_END, 0);
  f->top = top;
}

/* copy (f ()): a call with several results stands for the arguments. The same node with stand-ins
 * for them, whose values are in slots. */
static struct ilv_node *
spread (struct ilv_gen_func *f, const struct ilv_node *node)
{
  struct ilv_arena *arena = f->gen->arena;
  struct ilv_type *tuple = ilv_gen_subst (f, node->call.args.items[0]->type);
  struct ilv_node *copy = ilv_arena_dup (arena, node, sizeof *node);
  uint32_t slot = ilv_gen_tuple (f, node->call.args.items[0]);

  copy->call.args.n = tuple->tuple.n;
  copy->call.args.items = ilv_arena_new_array (arena, struct ilv_node *, tuple->tuple.n);
  for (uint32_t i = 0; i < tuple->tuple.n; i++)
    {
      struct ilv_gen_given *given = ilv_arena_new_struct (arena, struct ilv_gen_given);
      struct ilv_node *item = ilv_node_new (arena, ILV_NODE_BAD_EXPR, node->pos);

      item->type = tuple->tuple.types[i];
      item->mode = ILV_MODE_VALUE;
      copy->call.args.items[i] = item;
      *given = (struct ilv_gen_given) { f->given, item, slot };
      f->given = given;
      slot += ilv_gen_type (f->gen, item->type)->n_slots;
    }
  return copy;
}

void
ilv_gen_builtin (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_given *outer = f->given;
  uint32_t wanted = to;
  uint32_t x;

  if (node->call.args.n == 1 && node->call.args.items[0]->type
      && node->call.args.items[0]->type->kind == ILV_TYPE_TUPLE
      && !node->call.args.items[0]->is_comma_ok)
    node = spread (f, node);
  if (to == ILV_NO_SLOT)
    to = ilv_gen_alloc (f, node->type ? ilv_gen_type_of (f, node)->n_slots : 1);
  switch ((enum ilv_builtin) node->call.builtin)
    {
    case ILV_BUILTIN_APPEND:
      append (f, node, to);
      break;
    case ILV_BUILTIN_CAP:
      length (f, node, true, to);
      break;
    case ILV_BUILTIN_LEN:
      length (f, node, false, to);
      break;
    case ILV_BUILTIN_CLEAR:
      clear (f, node);
      break;
    case ILV_BUILTIN_CLOSE:
      x = ilv_gen_expr (f, arg (node, 0));
      ilv_gen_at (f, node->pos);
      ILV_EMIT (f, CHCLOSE, x, 0, 0);
      break;
    case ILV_BUILTIN_COMPLEX:
      complex (f, node, to);
      break;
    case ILV_BUILTIN_COPY:
      copy (f, node, wanted);
      break;
    case ILV_BUILTIN_DELETE:
      delete (f, node);
      break;
    case ILV_BUILTIN_REAL:
      complex_part (f, node, 0, to);
      break;
    case ILV_BUILTIN_IMAG:
      complex_part (f, node, 1, to);
      break;
    case ILV_BUILTIN_MAKE:
      make (f, node, to);
      break;
    case ILV_BUILTIN_MAX:
      extreme (f, node, true, to);
      break;
    case ILV_BUILTIN_MIN:
      extreme (f, node, false, to);
      break;
    case ILV_BUILTIN_NEW:
      new (f, node, to);
      break;
    case ILV_BUILTIN_PANIC:
      x = ilv_gen_operand_as (
          f, arg (node, 0),
          ilv_gen_type (f->gen, ilv_type_empty_interface (f->gen->types)));
      ilv_gen_at (f, node->pos);
      ILV_EMIT (f, PANIC, x, 0, 0);
      break;
    case ILV_BUILTIN_PRINT:
      print (f, node, false);
      break;
    case ILV_BUILTIN_PRINTLN:
      print (f, node, true);
      break;
    case ILV_BUILTIN_RECOVER:
      if (wanted == ILV_NO_SLOT)
        to = ilv_gen_alloc (f, 2);
      ILV_EMIT (f, RECOVER, to, 0, 0);
      break;
    case ILV_BUILTIN_ADD:
    case ILV_BUILTIN_ALIGNOF:
    case ILV_BUILTIN_OFFSETOF:
    case ILV_BUILTIN_SIZEOF:
    case ILV_BUILTIN_SLICE:
    case ILV_BUILTIN_SLICE_DATA:
    case ILV_BUILTIN_STRING:
    case ILV_BUILTIN_STRING_DATA:
      ilv_gen_unsafe (f, node, to);
      break;
    case ILV_N_BUILTINS:
      break;
    }
  f->given = outer;
}

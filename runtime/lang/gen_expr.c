/* gen_expr.c - Expressions: constants, names, and who generates what.
 *
 * Source: Go spec, "Expressions", "Constants", "Logical operators".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

/* --- Constants ---------------------------------------------------------- */

void
ilv_gen_int (struct ilv_gen_func *f, int64_t value, uint32_t to)
{
  if (value == (int32_t) value)
    ILV_EMIT_IMM (f, LDI, to, value);
  else
    {
      ILV_EMIT (f, LDK, to, 0, 0);
      ilv_gen_word (f, (uint64_t) value);
    }
}

static void
load_bits (struct ilv_gen_func *f, uint64_t bits, uint32_t to)
{
  ilv_gen_int (f, (int64_t) bits, to);
}

static uint64_t
double_bits (double value)
{
  uint64_t bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

static uint64_t
float_bits (float value)
{
  uint32_t bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

/* An integer constant as it stands in its slot. */
static uint64_t
integer_bits (const struct ilv_const *value, const struct ilv_gen_type *type)
{
  uint64_t bits = ilv_const_to_bits (value);
  unsigned unused = 64 - 8 * (unsigned) type->size;

  if (type->is_signed)
    return (uint64_t) ((int64_t) (bits << unused) >> unused);
  return bits << unused >> unused;
}

static void
load_string (struct ilv_gen_func *f, const struct ilv_const *value, uint32_t to)
{
  size_t len;
  const char *bytes = ilv_const_to_string (value, &len);

  ILV_EMIT (f, LDK2, to, 0, 0);
  ilv_gen_address (f, bytes);
  ilv_gen_word (f, len);
}

static void
load_complex (struct ilv_gen_func *f, const struct ilv_const *value,
              const struct ilv_gen_type *type, uint32_t to)
{
  const struct ilv_const *real = ilv_const_real (f->gen->arena, value);
  const struct ilv_const *imag = ilv_const_imag (f->gen->arena, value);

  if (type->kind == ILV_TYPE_COMPLEX64)
    load_bits (f, float_bits (ilv_const_to_float (real))
                      | float_bits (ilv_const_to_float (imag)) << 32, to);
  else
    {
      load_bits (f, double_bits (ilv_const_to_double (real)), to);
      load_bits (f, double_bits (ilv_const_to_double (imag)), to + 1);
    }
}

void
ilv_gen_const (struct ilv_gen_func *f, const struct ilv_const *value,
               const struct ilv_gen_type *type, uint32_t to)
{
  switch ((int) type->kind)
    {
    case ILV_TYPE_BOOL:
      ilv_gen_int (f, ilv_const_to_bool (value), to);
      break;
    case ILV_TYPE_STRING:
      load_string (f, value, to);
      break;
    case ILV_TYPE_FLOAT32:
      load_bits (f, float_bits (ilv_const_to_float (value)), to);
      break;
    case ILV_TYPE_FLOAT64:
      load_bits (f, double_bits (ilv_const_to_double (value)), to);
      break;
    case ILV_TYPE_COMPLEX64:
    case ILV_TYPE_COMPLEX128:
      load_complex (f, value, type, to);
      break;
    default:
      load_bits (f, integer_bits (value, type), to);
    }
}

bool
ilv_gen_small_const (const struct ilv_node *node, int64_t *value)
{
  return node->mode == ILV_MODE_CONSTANT && ilv_const_kind (node->value) != ILV_CONST_STRING
         && ilv_const_kind (node->value) != ILV_CONST_BOOL
         && ilv_const_to_int64 (node->value, value) && *value == (int16_t) *value;
}

uint64_t
ilv_gen_constant_data (struct ilv_gen_func *f, const struct ilv_const *value,
               const struct ilv_gen_type *type)
{
  struct { const char *bytes; uint64_t len; } *string;
  size_t len;
  double *pair;

  switch ((int) type->kind)
    {
    case ILV_TYPE_BOOL:
      return ilv_const_to_bool (value);
    case ILV_TYPE_FLOAT32:
      return float_bits (ilv_const_to_float (value));
    case ILV_TYPE_FLOAT64:
      return double_bits (ilv_const_to_double (value));
    case ILV_TYPE_STRING:
      string = ilv_arena_alloc (f->gen->arena, sizeof *string);
      string->bytes = ilv_const_to_string (value, &len);
      string->len = len;
      return (uint64_t) (uintptr_t) string;
    case ILV_TYPE_COMPLEX64:
    case ILV_TYPE_COMPLEX128:
      pair = ilv_arena_alloc (f->gen->arena, 2 * sizeof *pair);
      pair[0] = ilv_const_to_double (ilv_const_real (f->gen->arena, value));
      pair[1] = ilv_const_to_double (ilv_const_imag (f->gen->arena, value));
      if (type->kind == ILV_TYPE_COMPLEX64)
        {
          float narrow[2] = { (float) pair[0], (float) pair[1] };
          memcpy (pair, narrow, sizeof narrow);
        }
      return (uint64_t) (uintptr_t) pair;
    default:
      return integer_bits (value, type);
    }
}

/* --- Names -------------------------------------------------------------- */

/* A declared function as a value: it is its own closure. */
static void
load_func (struct ilv_gen_func *f, struct ilv_object *object, const struct ilv_instance *instance,
           uint32_t to)
{
  struct ilv_func *func = ilv_gen_func_of_name (f, object, instance);

  ILV_EMIT (f, LDK, to, 0, 0);
  ilv_gen_address (f, &func->self);
}

static void
name_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_gen_place place;

  if (node->mode == ILV_MODE_NIL || !node->name.object
      || node->name.object->kind == ILV_OBJECT_NIL)
    ilv_gen_zero (f, to, ilv_gen_type_of (f, node)->n_slots);
  else if (node->name.object->kind == ILV_OBJECT_FUNC)
    load_func (f, node->name.object, node->name.instance, to);
  else
    {
      place = ilv_gen_var_place (f, node->name.object);
      ilv_gen_place_read (f, &place, to);
    }
}

static void
selector_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_selection *selection = ilv_gen_selection (f, node);
  struct ilv_gen_place place;

  switch ((enum ilv_selection_kind) selection->kind)
    {
    case ILV_SELECT_PACKAGE:
      if (selection->object->kind == ILV_OBJECT_FUNC)
        {
          load_func (f, selection->object, node->selector.name->name.instance, to);
          return;
        }
      break;
    case ILV_SELECT_METHOD:
    case ILV_SELECT_INTERFACE_METHOD:
      ilv_gen_method_value (f, node, to);
      return;
    case ILV_SELECT_METHOD_EXPR:
      ilv_gen_method_expr (f, node, to);
      return;
    case ILV_SELECT_FIELD:
    case ILV_SELECT_NONE:
      break;
    }
  place = ilv_gen_place (f, node, false);
  ilv_gen_place_read (f, &place, to);
}

static void
index_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type;
  struct ilv_gen_place place;

  if (node->index.x->mode == ILV_MODE_TYPE || ilv_gen_is_instantiation (f, node))
    {
      ilv_gen_expr_to (f, node->index.x, to);
      return;
    }
  type = ilv_gen_type_of (f, node->index.x);
  if (type->kind == ILV_TYPE_STRING)
    {
      uint32_t string = ilv_gen_expr (f, node->index.x);
      uint32_t index = ilv_gen_expr (f, node->index.index);
      ilv_gen_at (f, node->pos);
      ILV_EMIT (f, LDX_U8, to, string, index);
      return;
    }
  place = ilv_gen_place (f, node, false);
  ilv_gen_place_read (f, &place, to);
}

bool
ilv_gen_is_instantiation (struct ilv_gen_func *f, const struct ilv_node *node)
{
  /* f[int]: what is indexed is a generic function. */
  return node->index.x->mode != ILV_MODE_PACKAGE && node->index.x->type
         && ilv_type_under (f->gen->types, node->index.x->type)->kind == ILV_TYPE_FUNC;
}

/* --- Slices of things --------------------------------------------------- */

static void
slice_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->slice.x);
  const struct ilv_gen_type *array = type;
  uint32_t x, bounds, which = 0;
  uint64_t elem_size = 1;

  if (type->kind == ILV_TYPE_POINTER)
    array = ilv_gen_type (f->gen, type->under->elem);
  if (array->kind != ILV_TYPE_STRING)
    elem_size = ilv_gen_type (f->gen, array->under->elem)->size;

  if (type->kind == ILV_TYPE_ARRAY)
    {
      struct ilv_gen_place place = ilv_gen_place (f, node->slice.x, false);
      x = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, &place, x);
    }
  else
    x = ilv_gen_expr (f, node->slice.x);
  bounds = ilv_gen_alloc (f, 3);
  for (unsigned i = 0; i < 3; i++)
    if (node->slice.indices[i])
      {
        ilv_gen_expr_to (f, node->slice.indices[i], bounds + i);
        which |= 1u << i;
      }
  ilv_gen_at (f, node->pos);
  if (array->kind == ILV_TYPE_STRING)
    ILV_EMIT (f, SLICESTR, to, x, bounds);
  else if (array->kind == ILV_TYPE_SLICE)
    ILV_EMIT (f, SLICE, to, x, bounds);
  else
    ILV_EMIT (f, SLICEARR, to, x, bounds);
  ilv_gen_pair (f, which, elem_size);
  if (array->kind == ILV_TYPE_ARRAY)
    ilv_gen_word (f, (uint64_t) array->under->len);
}

/* --- Conditions --------------------------------------------------------- */

void
ilv_gen_cond (struct ilv_gen_func *f, struct ilv_node *node, bool wanted,
              struct ilv_gen_label *label)
{
  struct ilv_gen_label past;

  node = ilv_node_unparen (node);
  if (node->mode == ILV_MODE_CONSTANT)
    {
      if (ilv_const_to_bool (node->value) == wanted)
        ilv_gen_jump (f, label);
      return;
    }
  if (node->kind == ILV_NODE_UNARY && node->op == ILV_OP_NOT)
    {
      ilv_gen_cond (f, node->unary.x, !wanted, label);
      return;
    }
  if (node->kind == ILV_NODE_BINARY && (node->op == ILV_OP_ANDAND || node->op == ILV_OP_OROR))
    {
      /* x && y is wanted false, or x || y wanted true: either decides. */
      if ((node->op == ILV_OP_OROR) == wanted)
        {
          ilv_gen_cond (f, node->binary.x, wanted, label);
          ilv_gen_cond (f, node->binary.y, wanted, label);
          return;
        }
      ilv_gen_label_init (&past);
      ilv_gen_cond (f, node->binary.x, !wanted, &past);
      ilv_gen_cond (f, node->binary.y, wanted, label);
      ilv_gen_bind (f, &past);
      return;
    }
  if (node->kind == ILV_NODE_BINARY && ilv_op_is_comparison (node->op))
    {
      const struct ilv_gen_given *outer = ilv_gen_calls_first (f, &node, 1, false);

      ilv_gen_compare_jump (f, node, wanted, label);
      f->given = outer;
      return;
    }
  ilv_gen_jump_if (f, wanted ? ILV_OPCODE_J_T : ILV_OPCODE_J_F, ilv_gen_expr (f, node), 0, label);
}

/* A bool that comes about by jumping. */
static void
logical_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_gen_label is_false, end;

  ilv_gen_label_init (&is_false);
  ilv_gen_label_init (&end);
  ilv_gen_cond (f, node, false, &is_false);
  ILV_EMIT_IMM (f, LDI, to, 1);
  ilv_gen_jump (f, &end);
  ilv_gen_bind (f, &is_false);
  ILV_EMIT_IMM (f, LDI, to, 0);
  ilv_gen_bind (f, &end);
}

/* --- All kinds ---------------------------------------------------------- */

bool
ilv_gen_is_built_in_place (const struct ilv_node *node)
{
  if (node->mode == ILV_MODE_CONSTANT)
    return false;
  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_PAREN:
      return ilv_gen_is_built_in_place (node->unary.x);
    case ILV_NODE_COMPOSITE_LIT:
      return true;
    default:
      return false;
    }
}

/* Whether assigning @node to @type wraps it in an interface. */
static bool
needs_interface (struct ilv_gen_func *f, const struct ilv_node *node,
                 const struct ilv_gen_type *type)
{
  return type->is_interface && node->mode != ILV_MODE_NIL
         && !ilv_gen_type_of (f, node)->is_interface;
}

/* A constant that becomes a number of a type parameter's type is no constant expression. */
static void
conversion_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_node *x = ilv_node_unparen (node->call.args.items[0]);
  const struct ilv_gen_type *from = ilv_gen_type_of (f, x), *type = ilv_gen_type_of (f, node);
  uint8_t numbers = ILV_IS_INTEGER | ILV_IS_FLOAT | ILV_IS_COMPLEX;

  if (x->mode == ILV_MODE_NIL)
    ilv_gen_zero (f, to, type->n_slots);
  else if (x->mode == ILV_MODE_CONSTANT && (from->under->info & numbers)
           && (type->under->info & numbers))
    ilv_gen_const (f, x->value, type, to);
  else if (needs_interface (f, x, type))
    ilv_gen_expr_as (f, x, type, to);
  else
    ilv_gen_convert (f, from, ilv_gen_expr (f, x), type, to);
}

static void
call_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_given *outer;
  uint32_t slot;

  if (node->call.call_kind == ILV_CALL_BUILTIN)
    {
      outer = ilv_gen_calls_first (f, node->call.args.items, node->call.args.n, false);
      ilv_gen_builtin (f, node, to);
      f->given = outer;
    }
  else if (node->call.call_kind == ILV_CALL_CONVERSION)
    conversion_to (f, node, to);
  else
    {
      slot = ilv_gen_call (f, node);
      ilv_gen_move (f, to, slot, ilv_gen_type_of (f, node)->n_slots);
    }
}

static void
binary_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_given *outer;

  if (node->op == ILV_OP_ANDAND || node->op == ILV_OP_OROR)
    {
      logical_to (f, node, to);
      return;
    }
  outer = ilv_gen_calls_first (f, &node, 1, false);
  if (ilv_op_is_comparison (node->op))
    ilv_gen_compare (f, node, to);
  else
    ilv_gen_binary (f, node, to);
  f->given = outer;
}

static void
composite_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_given *outer = ilv_gen_calls_first (f, &node, 1, false);

  if (ilv_gen_type_of (f, node)->kind == ILV_TYPE_POINTER)
    ilv_gen_new_composite (f, node, to);
  else
    ilv_gen_composite (f, node, to);
  f->given = outer;
}

static uint32_t
given_slot (struct ilv_gen_func *f, const struct ilv_node *node)
{
  for (const struct ilv_gen_given *given = f->given; given; given = given->next)
    if (given->node == node)
      return given->slot;
  return ILV_NO_SLOT;
}

void
ilv_gen_expr_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_gen_place place;
  uint32_t given;

  node = ilv_node_unparen (node);
  if (f->given && (given = given_slot (f, node)) != ILV_NO_SLOT)
    {
      ilv_gen_move (f, to, given, ilv_gen_type_of (f, node)->n_slots);
      return;
    }
  if (node->mode == ILV_MODE_CONSTANT)
    {
      ilv_gen_const (f, node->value, ilv_gen_type_of (f, node), to);
      return;
    }
  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_NAME:
      name_to (f, node, to);
      break;
    case ILV_NODE_COMPOSITE_LIT:
      composite_to (f, node, to);
      break;
    case ILV_NODE_FUNC_LIT:
      ilv_gen_func_lit (f, node, to);
      break;
    case ILV_NODE_SELECTOR:
      selector_to (f, node, to);
      break;
    case ILV_NODE_INDEX:
      index_to (f, node, to);
      break;
    case ILV_NODE_SLICE_EXPR:
      slice_to (f, node, to);
      break;
    case ILV_NODE_TYPE_ASSERT:
      ilv_gen_assert (f, node, to, ILV_NO_SLOT);
      break;
    case ILV_NODE_CALL:
      call_to (f, node, to);
      break;
    case ILV_NODE_STAR:
      place = ilv_gen_place (f, node, false);
      ilv_gen_place_read (f, &place, to);
      break;
    case ILV_NODE_UNARY:
      ilv_gen_unary (f, node, to);
      break;
    case ILV_NODE_BINARY:
      binary_to (f, node, to);
      break;
    default:
      ilv_gen_unsupported (f, node->pos, ilv_node_kind_name (node->kind));
    }
}

/* Whether the value already lies in slots that can be read: those of a variable, of a field of
 * one, or of a call's results. */
static bool
is_place (struct ilv_gen_func *f, struct ilv_node *node)
{
  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_NAME:
      return node->name.object && node->name.object->kind == ILV_OBJECT_VAR;
    case ILV_NODE_SELECTOR:
      {
        struct ilv_selection *selection = ilv_gen_selection (f, node);
        return selection->kind == ILV_SELECT_FIELD
               || (selection->kind == ILV_SELECT_PACKAGE
                   && selection->object->kind == ILV_OBJECT_VAR);
      }
    case ILV_NODE_INDEX:
      return !ilv_gen_is_instantiation (f, node)
             && ilv_gen_type_of (f, node->index.x)->kind != ILV_TYPE_STRING;
    default:
      return false;
    }
}

/* len or cap of a slice or string: one of its own slots. */
static bool
is_length_in_slot (struct ilv_gen_func *f, struct ilv_node *node)
{
  enum ilv_type_kind kind;

  if (node->kind != ILV_NODE_CALL || node->mode == ILV_MODE_CONSTANT
      || node->call.call_kind != ILV_CALL_BUILTIN
      || (node->call.builtin != ILV_BUILTIN_LEN && node->call.builtin != ILV_BUILTIN_CAP))
    return false;
  kind = ilv_gen_type_of (f, node->call.args.items[0])->kind;
  return kind == ILV_TYPE_STRING || kind == ILV_TYPE_SLICE;
}

uint32_t
ilv_gen_expr (struct ilv_gen_func *f, struct ilv_node *node)
{
  uint32_t slot;

  node = ilv_node_unparen (node);
  if (f->given && (slot = given_slot (f, node)) != ILV_NO_SLOT)
    return slot;
  if (node->mode != ILV_MODE_CONSTANT && is_place (f, node))
    {
      struct ilv_gen_place place = ilv_gen_place (f, node, false);
      return ilv_gen_place_read (f, &place, ILV_NO_SLOT);
    }
  if (node->kind == ILV_NODE_CALL && node->mode != ILV_MODE_CONSTANT
      && node->call.call_kind != ILV_CALL_BUILTIN && node->call.call_kind != ILV_CALL_CONVERSION)
    return ilv_gen_call (f, node);
  if (is_length_in_slot (f, node))
    return ilv_gen_expr (f, node->call.args.items[0]) + 1
           + (node->call.builtin == ILV_BUILTIN_CAP);
  slot = ilv_gen_alloc (f, ilv_gen_type_of (f, node)->n_slots);
  ilv_gen_expr_to (f, node, slot);
  return slot;
}

/* --- Where the type of the destination matters -------------------------- */

void
ilv_gen_expr_as (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_gen_type *type,
                 uint32_t to)
{
  const struct ilv_gen_type *from;
  uint32_t from_slot;

  node = ilv_node_unparen (node);
  if (node->mode == ILV_MODE_NIL)
    {
      ilv_gen_zero (f, to, type->n_slots);
      return;
    }
  if (!needs_interface (f, node, type))
    {
      ilv_gen_expr_to (f, node, to);
      return;
    }
  from = ilv_gen_type_of (f, node);
  if (node->mode == ILV_MODE_CONSTANT)
    {
      ILV_EMIT (f, LDK2, to, 0, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, from->type));
      ilv_gen_word (f, ilv_gen_constant_data (f, node->value, from));
      return;
    }
  from_slot = ilv_gen_large (f, node);
  if (from_slot != ILV_NO_SLOT)
    ilv_gen_large_to_interface (f, from, from_slot, to);
  else
    ilv_gen_to_interface (f, from, ilv_gen_expr (f, node), to);
}

uint32_t
ilv_gen_operand_as (struct ilv_gen_func *f, struct ilv_node *node,
                    const struct ilv_gen_type *type)
{
  uint32_t slot;

  node = ilv_node_unparen (node);
  if (node->mode != ILV_MODE_NIL && !needs_interface (f, node, type))
    return ilv_gen_expr (f, node);
  slot = ilv_gen_alloc (f, type->n_slots);
  ilv_gen_expr_as (f, node, type, slot);
  return slot;
}

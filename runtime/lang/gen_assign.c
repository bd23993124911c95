/* gen_assign.c - Assignments and variable declarations.
 *
 * Source: Go spec, "Assignment statements", "Short variable declarations",
 * "Variable declarations", "IncDec statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

/* --- Several values at once --------------------------------------------- */

void
ilv_gen_receive (struct ilv_gen_func *f, struct ilv_node *chan, uint32_t to, uint32_t ok)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, chan);
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, type->under->elem);
  uint32_t x = ilv_gen_expr (f, chan);

  for (int half = 0; half < 2; half++)
    {
      ilv_gen_emit (f, half == 0 ? ILV_OPCODE_RECV : ILV_OPCODE_RECV_RESUME, to, x, ok);
      ilv_gen_pair (f, elem->mem, elem->n_slots);
    }
}

/* v, ok: the value's slots, then ok's. */
static uint32_t
comma_ok (struct ilv_gen_func *f, struct ilv_node *node, struct ilv_type *tuple)
{
  uint32_t n_slots = ilv_gen_type (f->gen, tuple->tuple.types[0])->n_slots;
  uint32_t to = ilv_gen_alloc (f, n_slots + 1);
  struct ilv_gen_place place;

  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_TYPE_ASSERT:
      ilv_gen_assert (f, node, to, to + n_slots);
      break;
    case ILV_NODE_UNARY:
      ilv_gen_receive (f, node->unary.x, to, to + n_slots);
      break;
    default:
      place = ilv_gen_place (f, node, false);
      ilv_gen_map_access (f, ILV_GEN_MAP_GETOK, &place, to);
      ilv_gen_pair (f, to + n_slots, 0);
    }
  return to;
}

uint32_t
ilv_gen_tuple (struct ilv_gen_func *f, struct ilv_node *node)
{
  node = ilv_node_unparen (node);
  if (node->is_comma_ok)
    return comma_ok (f, node, ilv_gen_subst (f, node->type));
  return ilv_gen_call (f, node);
}

/* --- Values too large for a frame --------------------------------------- */

/* In bytes. Above it, values are copied from memory to memory. */
#define LARGE_VALUE 65536

uint32_t
ilv_gen_large (struct ilv_gen_func *f, struct ilv_node *value)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, value);
  struct ilv_gen_place place;
  uint32_t address = ILV_NO_SLOT;

  if (type->size <= LARGE_VALUE)
    return ILV_NO_SLOT;
  if (value->kind == ILV_NODE_COMPOSITE_LIT)
    {
      address = ilv_gen_alloc (f, 1);
      ILV_EMIT (f, NEW, address, 0, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
      place = (struct ilv_gen_place) { .kind = ILV_GEN_MEMORY, .slot = address, .type = type };
      ilv_gen_composite_at (f, value, &place);
    }
  else if (value->mode == ILV_MODE_VARIABLE)
    {
      place = ilv_gen_place (f, value, false);
      address = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, &place, address);
    }
  return address;
}

bool
ilv_gen_copy_large (struct ilv_gen_func *f, const struct ilv_gen_place *place, struct ilv_node *value)
{
  struct ilv_node *inner = ilv_node_unparen (value);
  const struct ilv_gen_type *type = ilv_gen_type_of (f, inner);
  uint32_t from, to;

  if (place->kind == ILV_GEN_MAP || (place->kind != ILV_GEN_BLANK && place->type != type))
    return false;
  from = ilv_gen_large (f, inner);
  if (from == ILV_NO_SLOT)
    return false;
  if (place->kind == ILV_GEN_BLANK)
    {
      ILV_EMIT (f, NILCHK, from, 0, 0);
      return true;
    }
  to = ilv_gen_alloc (f, 1);
  ilv_gen_place_address (f, place, to);
  ILV_EMIT (f, COPYN, to, from, 0);
  ilv_gen_word (f, type->size);
  return true;
}

/* --- New variables ------------------------------------------------------ */

void
ilv_gen_init_place (struct ilv_gen_func *f, const struct ilv_gen_place *place,
                    struct ilv_node *value)
{
  struct ilv_node *inner = ilv_node_unparen (value);

  if (ilv_gen_copy_large (f, place, value))
    return;
  if (place->kind == ILV_GEN_SLOTS)
    ilv_gen_expr_as (f, value, place->type, place->slot);
  else if (inner->kind == ILV_NODE_COMPOSITE_LIT && ilv_gen_type_of (f, inner) == place->type
           && (place->type->kind == ILV_TYPE_STRUCT || place->type->kind == ILV_TYPE_ARRAY))
    ilv_gen_composite_at (f, inner, place);
  else
    ilv_gen_place_write (f, place, ilv_gen_operand_as (f, value, place->type));
}

static bool
is_new_variable (const struct ilv_node *name)
{
  return name->kind == ILV_NODE_NAME && name->is_defining && name->name.object;
}

/* Room for all new variables; then temporaries come above them. */
static void
declare_names (struct ilv_gen_func *f, struct ilv_nodes names, bool zeroed)
{
  for (uint32_t i = 0; i < names.n; i++)
    if (is_new_variable (names.items[i]))
      ilv_gen_var_declare (f, names.items[i]->name.object, zeroed);
}

/* lhs[i] = slot values of the tuple at @from. */
static void
assign_tuple (struct ilv_gen_func *f, const struct ilv_gen_place *places, uint32_t n,
              struct ilv_type *tuple, uint32_t from)
{
  for (uint32_t i = 0; i < n; i++)
    {
      const struct ilv_gen_type *type = ilv_gen_type (f->gen, tuple->tuple.types[i]);
      uint32_t top = f->top, value = from;

      if (places[i].kind != ILV_GEN_BLANK)
        {
          if (places[i].type->is_interface && !type->is_interface)
            {
              value = ilv_gen_alloc (f, 2);
              ilv_gen_to_interface (f, type, from, value);
            }
          ilv_gen_place_write (f, &places[i], value);
        }
      from += type->n_slots;
      f->top = top;
    }
}

/* All values before any is assigned. */
static void
assign_parallel (struct ilv_gen_func *f, const struct ilv_gen_place *places, uint32_t n,
                 struct ilv_node **values)
{
  uint32_t *slots = ilv_arena_new_array (f->gen->arena, uint32_t, n);
  const struct ilv_gen_given *outer = ilv_gen_calls_first (f, values, n, false);

  for (uint32_t i = 0; i < n; i++)
    {
      const struct ilv_gen_type *type = places[i].kind == ILV_GEN_BLANK
                                            ? ilv_gen_type_of (f, values[i])
                                            : places[i].type;
      slots[i] = ilv_gen_alloc (f, type->n_slots);
      ilv_gen_expr_as (f, values[i], type, slots[i]);
    }
  f->given = outer;
  for (uint32_t i = 0; i < n; i++)
    ilv_gen_place_write (f, &places[i], slots[i]);
}

void
ilv_gen_assign_values (struct ilv_gen_func *f, const struct ilv_gen_place *places, uint32_t n,
                       struct ilv_nodes values)
{
  if (n > 1 && values.n == 1)
    {
      struct ilv_type *tuple = ilv_gen_subst (f, ilv_node_unparen (values.items[0])->type);
      assign_tuple (f, places, n, tuple, ilv_gen_tuple (f, values.items[0]));
    }
  else
    assign_parallel (f, places, n, values.items);
}

static void
assign_all (struct ilv_gen_func *f, struct ilv_nodes lhs, struct ilv_nodes rhs)
{
  struct ilv_gen_place *places
      = ilv_arena_new_array (f->gen->arena, struct ilv_gen_place, lhs.n);

  for (uint32_t i = 0; i < lhs.n; i++)
    places[i] = ilv_gen_place (f, lhs.items[i], true);
  ilv_gen_assign_values (f, places, lhs.n, rhs);
}

/* One new variable, or none if it is blank. */
static void
define_one (struct ilv_gen_func *f, struct ilv_node *name, struct ilv_node *value)
{
  struct ilv_gen_place place;
  uint32_t top;

  if (!is_new_variable (name))
    {
      place = (struct ilv_gen_place) { .kind = ILV_GEN_BLANK };
      if (!ilv_gen_copy_large (f, &place, value))
        ilv_gen_expr (f, value);
      return;
    }
  ilv_gen_var_declare (f, name->name.object, false);
  top = f->top;
  place = ilv_gen_var_place (f, name->name.object);
  ilv_gen_init_place (f, &place, value);
  ilv_gen_name_value (f, name->name.object, value);
  f->top = top;
}

void
ilv_gen_var_decl (struct ilv_gen_func *f, struct ilv_nodes names, struct ilv_node *values)
{
  struct ilv_nodes rhs = ilv_node_items (&values);
  uint32_t top;

  if (rhs.n == 1 && names.n == 1)
    {
      define_one (f, names.items[0], rhs.items[0]);
      return;
    }
  declare_names (f, names, rhs.n == 0);
  top = f->top;
  if (rhs.n > 0)
    assign_all (f, names, rhs);
  else
    for (uint32_t i = 0; i < names.n; i++)
      if (is_new_variable (names.items[i]))
        ilv_gen_name_object (f, names.items[i]->name.object);
  f->top = top;
}

void
ilv_gen_initializer (struct ilv_gen_func *f, const struct ilv_initializer *initializer)
{
  struct ilv_gen_place *places
      = ilv_arena_new_array (f->gen->arena, struct ilv_gen_place, initializer->n_lhs);
  uint32_t top = f->top;

  for (uint32_t i = 0; i < initializer->n_lhs; i++)
    if (!ilv_symbol_is_blank (initializer->lhs[i]->name))
      places[i] = ilv_gen_var_place (f, initializer->lhs[i]);
  ilv_gen_at (f, initializer->rhs->pos);
  if (initializer->n_lhs > 1)
    assign_tuple (f, places, initializer->n_lhs,
                  ilv_gen_subst (f, ilv_node_unparen (initializer->rhs)->type),
                  ilv_gen_tuple (f, initializer->rhs));
  else if (places[0].kind == ILV_GEN_BLANK)
    ilv_gen_expr (f, initializer->rhs);
  else
    {
      ilv_gen_init_place (f, &places[0], initializer->rhs);
      ilv_gen_name_value (f, initializer->lhs[0], initializer->rhs);
    }
  f->top = top;
}

/* --- Statements --------------------------------------------------------- */

static void
assign_one (struct ilv_gen_func *f, struct ilv_node *lhs, struct ilv_node *rhs)
{
  struct ilv_gen_place place = ilv_gen_place (f, lhs, false);
  uint32_t value;

  if (ilv_gen_copy_large (f, &place, rhs))
    return;
  if (place.kind == ILV_GEN_BLANK)
    ilv_gen_expr (f, rhs);
  else if (place.kind == ILV_GEN_SLOTS && !ilv_gen_is_built_in_place (rhs))
    ilv_gen_expr_as (f, rhs, place.type, place.slot);
  else
    {
      value = ilv_gen_operand_as (f, rhs, place.type);
      ilv_gen_at (f, lhs->pos);
      ilv_gen_place_write (f, &place, value);
    }
}

/* For m[k] op= y: where the element is, made if need be, so that one search serves both to read
 * and to write. After y, which may change the map: @y is where it is, unless it is a constant. An
 * operator that may panic must leave the map as it was. */
static struct ilv_gen_place
place_in_map (struct ilv_gen_func *f, const struct ilv_gen_place *place, struct ilv_node *node,
              uint32_t *y)
{
  struct ilv_gen_place element = { .kind = ILV_GEN_MEMORY, .type = place->type };
  int64_t value;

  if (place->kind != ILV_GEN_MAP || node->op == ILV_OP_DIV || node->op == ILV_OP_REM
      || ilv_op_is_shift (node->op))
    return *place;
  if (node->assign.rhs && !ilv_gen_small_const (ilv_node_unparen (node->assign.rhs), &value))
    *y = ilv_gen_expr (f, ilv_node_unparen (node->assign.rhs));
  element.slot = ilv_gen_alloc (f, 1);
  ilv_gen_map_access (f, ILV_GEN_MAP_PUT, place, element.slot);
  return element;
}

/* x op= y; y NULL: x++ or x--. */
static void
assign_op (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_gen_place place = ilv_gen_place (f, node->assign.lhs, false);
  const struct ilv_gen_given *outer = f->given;
  uint32_t x, to, one, y = ILV_NO_SLOT;

  if (node->assign.rhs && place.kind != ILV_GEN_SLOTS && place.kind != ILV_GEN_FRAME)
    ilv_gen_calls_first (f, &node->assign.rhs, 1, true);
  place = place_in_map (f, &place, node, &y);
  x = ilv_gen_place_read (f, &place, ILV_NO_SLOT);
  to = place.kind == ILV_GEN_SLOTS ? x : ilv_gen_alloc (f, place.type->n_slots);
  ilv_gen_at (f, node->pos);
  if (node->assign.rhs)
    ilv_gen_binary_op (f, node->op, place.type, to, x, ilv_node_unparen (node->assign.rhs), y);
  else if (place.type->under->info & ILV_IS_INTEGER)
    {
      ILV_EMIT (f, ADDI, to, x, (uint16_t) (node->op == ILV_OP_ADD ? 1 : -1));
      ilv_gen_extend (f, place.type, to);
    }
  else
    {
      one = ilv_gen_alloc (f, place.type->n_slots);
      ilv_gen_const (f, ilv_const_int64 (f->gen->arena, 1), place.type, one);
      ilv_gen_binary_op (f, node->op, place.type, to, x, NULL, one);
    }
  f->given = outer;
  ilv_gen_place_write (f, &place, to);
}

void
ilv_gen_assign_stmt (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_nodes lhs = ilv_node_items (&node->assign.lhs);
  struct ilv_nodes rhs = ilv_node_items (&node->assign.rhs);
  uint32_t top = f->top;

  if (node->op == ILV_OP_DEF)
    {
      if (lhs.n == 1)
        {
          define_one (f, lhs.items[0], rhs.items[0]);
          return;
        }
      declare_names (f, lhs, false);
      top = f->top;
      assign_all (f, lhs, rhs);
      for (uint32_t i = 0; i < lhs.n; i++)
        if (is_new_variable (lhs.items[i]))
          ilv_gen_name_value (f, lhs.items[i]->name.object,
                              rhs.items[lhs.n == rhs.n ? i : 0]);
    }
  else if (node->op != ILV_OP_NONE)
    assign_op (f, node);
  else if (lhs.n == 1)
    assign_one (f, lhs.items[0], rhs.items[0]);
  else
    assign_all (f, lhs, rhs);
  f->top = top;
}

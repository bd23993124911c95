/* gen_order.c - Calls before everything else.
 *
 * In x + f() or g(x, f()) the language orders calls and receives among themselves, but not
 * whether x is read before f runs. gc reads it afterwards, and programs print what they
 * get: so do we. The calls of an expression are made first, in their order, and their values are
 * given (struct ilv_gen_given) to the code that works out the rest.
 *
 * This is only done where somebody can tell: something that is not in the frame is read
 * before a call. Where calls are made on a condition (&&, ||) or a map is built entry by entry,
 * everything stays in the order of the source.
 *
 * Source: Go spec, "Order of evaluation".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

enum
{
  MAX_UNITS = 64,          /* more in one expression stay where they are */
  LARGEST_UNIT_SLOTS = 128 /* so do values that had better not be moved */
};

struct order
{
  struct ilv_gen_func *f;
  struct ilv_node *units[MAX_UNITS]; /* calls and whatever else is made first */
  unsigned n_units;
  bool has_read;  /* something outside the frame, so far */
  bool is_needed; /* a call comes after that */
};

static bool scan (struct order *o, struct ilv_node *node);

static bool
scan_all (struct order *o, struct ilv_node *const *nodes, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    if (nodes[i] != NULL && !scan (o, nodes[i]))
      return false;
  return true;
}

static bool
add_unit (struct order *o, struct ilv_node *node, bool is_call)
{
  if (o->n_units == MAX_UNITS || node->is_comma_ok
      || ilv_gen_type_of (o->f, node)->n_slots > LARGEST_UNIT_SLOTS)
    return false;
  o->units[o->n_units++] = node;
  o->is_needed |= is_call && o->has_read;
  return true;
}

static bool
scan_name (struct order *o, const struct ilv_node *node)
{
  if (node->name.object && node->name.object->kind == ILV_OBJECT_VAR)
    o->has_read |= ilv_gen_var_place (o->f, node->name.object).kind != ILV_GEN_SLOTS;
  return true;
}

static bool
scan_selector (struct order *o, struct ilv_node *node)
{
  const struct ilv_selection *selection = ilv_gen_selection (o->f, node);

  switch ((enum ilv_selection_kind) selection->kind)
    {
    case ILV_SELECT_PACKAGE:
      o->has_read |= selection->object->kind == ILV_OBJECT_VAR;
      return true;
    case ILV_SELECT_FIELD:
      o->has_read |= selection->n_path > 1
                     || ilv_gen_type_of (o->f, node->selector.x)->kind == ILV_TYPE_POINTER;
      return scan (o, node->selector.x);
    default:
      return false;
    }
}

static bool
scan_call (struct order *o, struct ilv_node *node)
{
  if (node->call.call_kind == ILV_CALL_CONVERSION)
    return scan_all (o, node->call.args.items, node->call.args.n);
  if (node->call.call_kind != ILV_CALL_BUILTIN)
    return add_unit (o, node, true);
  switch (node->call.builtin)
    {
    case ILV_BUILTIN_LEN:
    case ILV_BUILTIN_CAP:
      return scan_all (o, node->call.args.items, node->call.args.n);
    case ILV_BUILTIN_APPEND:
    case ILV_BUILTIN_COPY:
      return add_unit (o, node, false);
    default:
      return false;
    }
}

static bool
scan_composite (struct order *o, struct ilv_node *node)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (o->f, node);

  if (type->kind == ILV_TYPE_POINTER)
    type = ilv_gen_type (o->f->gen, type->under->elem);
  if (type->kind == ILV_TYPE_MAP)
    return false;
  for (uint32_t i = 0; i < node->composite.elems.n; i++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];

      if (!scan (o, elem->kind == ILV_NODE_KEY_VALUE ? elem->pair.value : elem))
        return false;
    }
  return true;
}

static bool
is_given (const struct ilv_gen_func *f, const struct ilv_node *node)
{
  const struct ilv_gen_given *given = f->given;

  while (given && given->node != node)
    given = given->next;
  return given != NULL;
}

/* In the order of evaluation. False: leave all as it is. */
static bool
scan (struct order *o, struct ilv_node *node)
{
  node = ilv_node_unparen (node);
  if (node->mode == ILV_MODE_CONSTANT || node->mode == ILV_MODE_TYPE || node->mode == ILV_MODE_NIL
      || is_given (o->f, node))
    return true;
  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_FUNC_LIT:
      return true;
    case ILV_NODE_NAME:
      return scan_name (o, node);
    case ILV_NODE_SELECTOR:
      return scan_selector (o, node);
    case ILV_NODE_INDEX:
      if (ilv_gen_is_instantiation (o->f, node))
        return true;
      o->has_read |= ilv_gen_type_of (o->f, node->index.x)->kind != ILV_TYPE_ARRAY;
      return scan (o, node->index.x) && scan (o, node->index.index);
    case ILV_NODE_STAR:
      o->has_read = true;
      return scan (o, node->unary.x);
    case ILV_NODE_UNARY:
      return node->op == ILV_OP_RECV ? add_unit (o, node, true) : scan (o, node->unary.x);
    case ILV_NODE_BINARY:
      return node->op != ILV_OP_ANDAND && node->op != ILV_OP_OROR && scan (o, node->binary.x)
             && scan (o, node->binary.y);
    case ILV_NODE_SLICE_EXPR:
    case ILV_NODE_TYPE_ASSERT:
      return add_unit (o, node, false);
    case ILV_NODE_CALL:
      return scan_call (o, node);
    case ILV_NODE_COMPOSITE_LIT:
      return scan_composite (o, node);
    default:
      return false;
    }
}

static void
give (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_gen_given *given = ilv_arena_new_struct (f->gen->arena, struct ilv_gen_given);
  uint32_t slot = ilv_gen_alloc (f, ilv_gen_type_of (f, node)->n_slots);

  ilv_gen_expr_to (f, node, slot);
  *given = (struct ilv_gen_given) { f->given, node, slot };
  f->given = given;
}

const struct ilv_gen_given *
ilv_gen_calls_first (struct ilv_gen_func *f, struct ilv_node *const *nodes, uint32_t n,
                     bool has_read)
{
  const struct ilv_gen_given *outer = f->given;
  struct order o;

  o.f = f;
  o.n_units = 0;
  o.has_read = has_read;
  o.is_needed = false;
  if (scan_all (&o, nodes, n) && o.is_needed)
    for (unsigned i = 0; i < o.n_units; i++)
      give (f, o.units[i]);
  return outer;
}

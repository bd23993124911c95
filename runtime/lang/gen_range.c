/* gen_range.c - for … range.
 *
 * What is ranged over is worked out once, before the loop. The loop counts in
 * slots of its own; the iteration's variables are copies, new each time (before Go 1.22: new once,
 * before the loop).
 *
 * Source: Go spec, "For statements with range clause".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

/* Larger arrays are copied to the heap, not to the frame. */
#define MAX_COPY_BYTES 1024

struct loop
{
  struct ilv_node *node;
  struct ilv_gen_label body, next, end;
  struct ilv_gen_target target;
};

static bool
is_blank (const struct ilv_node *name)
{
  return !name || (name->kind == ILV_NODE_NAME && ilv_symbol_is_blank (name->name.symbol));
}

static void
begin (struct ilv_gen_func *f, struct loop *loop, struct ilv_node *node)
{
  loop->node = node;
  ilv_gen_label_init (&loop->body);
  ilv_gen_label_init (&loop->next);
  ilv_gen_label_init (&loop->end);
}

static void
body (struct ilv_gen_func *f, struct loop *loop)
{
  ilv_gen_push_target (f, &loop->target, loop->node, &loop->end, &loop->next);
  ilv_gen_block (f, loop->node->range.body->block.stmts);
  f->targets = loop->target.outer;
}

/* The variables of all iterations together. */
static void
declare_shared (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_node *names[2] = { node->range.key, node->range.value };

  for (int i = 0; i < 2; i++)
    if (!is_blank (names[i]))
      ilv_gen_var_declare (f, names[i]->name.object, false);
}

/* @name, an iteration variable, = the value at @from of @type. */
static void
define_variable (struct ilv_gen_func *f, const struct loop *loop, struct ilv_node *name,
                 const struct ilv_gen_type *type, uint32_t from)
{
  struct ilv_object *object;
  struct ilv_gen_place place;

  if (is_blank (name))
    return;
  object = name->name.object;
  /* Its slots can be the loop's if nobody else changes them. */
  if (!ilv_gen_var_needs_cell (f, object) && !object->var.is_reassigned
      && ilv_gen_type_in (f, ilv_object_type (object)) == type)
    {
      ilv_gen_var_put (f, object, ILV_GEN_IN_SLOTS, from);
      return;
    }
  if (loop->node->range.is_per_iteration)
    ilv_gen_var_declare (f, object, false);
  place = ilv_gen_var_place (f, object);
  ilv_gen_place_write (f, &place, from);
}

static void
assign (struct ilv_gen_func *f, const struct ilv_gen_place *place, const struct ilv_gen_type *type,
        uint32_t from)
{
  uint32_t value = from;

  if (place->kind == ILV_GEN_BLANK)
    return;
  if (place->type->is_interface && !type->is_interface)
    {
      value = ilv_gen_alloc (f, 2);
      ilv_gen_to_interface (f, type, from, value);
    }
  ilv_gen_place_write (f, place, value);
}

/* One or two values of an iteration to the variables; @value may be NULL. */
static void
set_variables (struct ilv_gen_func *f, const struct loop *loop, const struct ilv_gen_type *key_type,
               uint32_t key, const struct ilv_gen_type *value_type, uint32_t value)
{
  struct ilv_node *names[2] = { loop->node->range.key, loop->node->range.value };
  struct ilv_gen_place places[2] = { 0 };
  uint32_t top;

  if (loop->node->range.is_defining)
    {
      define_variable (f, loop, names[0], key_type, key);
      if (value_type)
        define_variable (f, loop, names[1], value_type, value);
      return;
    }
  /* As in other assignments, operands are worked out before anything is assigned. */
  top = f->top;
  for (int i = 0; i < 2; i++)
    if (names[i])
      places[i] = ilv_gen_place (f, names[i], true);
  assign (f, &places[0], key_type, key);
  if (value_type)
    assign (f, &places[1], value_type, value);
  f->top = top;
}

/* i = 0; i < n; i++ around the body, with @counter and @limit in slots. */
static void
count_to (struct ilv_gen_func *f, struct loop *loop, uint32_t counter, uint32_t limit,
          void (*load) (struct ilv_gen_func *f, struct loop *loop, void *data), void *data)
{
  uint32_t top = f->top;

  ILV_EMIT (f, ZERO, counter, 0, 0);
  ilv_gen_jump_if (f, ILV_OPCODE_J_LE, limit, counter, &loop->end);
  ilv_gen_bind (f, &loop->body);
  load (f, loop, data);
  body (f, loop);
  f->top = top;
  ilv_gen_bind (f, &loop->next);
  ilv_gen_at (f, loop->node->pos);
  ilv_gen_loop_back (f, ILV_OPCODE_INCLT, counter, limit, &loop->body);
  ilv_gen_bind (f, &loop->end);
}

/* --- Integers ----------------------------------------------------------- */

struct int_range
{
  const struct ilv_gen_type *type;
  uint32_t counter;
};

static void
load_int (struct ilv_gen_func *f, struct loop *loop, void *data)
{
  struct int_range *range = data;

  set_variables (f, loop, range->type, range->counter, NULL, 0);
}

static void
range_int (struct ilv_gen_func *f, struct loop *loop)
{
  struct ilv_node *node = loop->node;
  struct int_range range;
  uint32_t limit;

  range.counter = ilv_gen_alloc (f, 1);
  limit = ilv_gen_alloc (f, 1);
  /* An untyped constant has the variable's type. */
  range.type = ilv_gen_type_of (f, is_blank (node->range.key) ? node->range.x : node->range.key);
  if (node->range.x->mode == ILV_MODE_CONSTANT)
    ilv_gen_int (f, (int64_t) ilv_const_to_bits (node->range.x->value), limit);
  else
    ilv_gen_expr_to (f, node->range.x, limit);
  count_to (f, loop, range.counter, limit, load_int, &range);
}

/* --- Slices and arrays -------------------------------------------------- */

struct element_range
{
  const struct ilv_gen_type *index_type;
  struct ilv_gen_place elements; /* an array, or SLOTS of a slice */
  const struct ilv_gen_type *elem;
  uint32_t counter;
  bool is_slice;
};

static void
load_element (struct ilv_gen_func *f, struct loop *loop, void *data)
{
  struct element_range *range = data;
  struct ilv_gen_place place = { .type = range->elem };
  uint32_t value;

  if (is_blank (loop->node->range.value))
    {
      set_variables (f, loop, range->index_type, range->counter, NULL, 0);
      return;
    }
  value = ilv_gen_alloc (f, range->elem->n_slots);
  if (range->is_slice)
    {
      place.kind = ILV_GEN_ELEMENT;
      place.slot = range->elements.slot;
      place.slot2 = range->counter;
    }
  else
    {
      uint64_t len = (uint64_t) range->elements.type->under->len;

      place.kind = ILV_GEN_MEMORY;
      place.slot = ilv_gen_alloc (f, 1);
      ilv_gen_emit (f, range->elements.kind == ILV_GEN_SLOTS ? ILV_OPCODE_IDXFRAME
                                                             : ILV_OPCODE_IDXPTR,
                    place.slot, range->elements.slot, range->counter);
      ilv_gen_pair (f, len, range->elem->size);
    }
  ilv_gen_place_read (f, &place, value);
  set_variables (f, loop, range->index_type, range->counter, range->elem, value);
}

/* The loop goes over a copy of an array. */
static struct ilv_gen_place
copy_of_array (struct ilv_gen_func *f, struct ilv_node *x, const struct ilv_gen_type *type)
{
  struct ilv_gen_place copy = { .type = type }, place;
  uint32_t address;

  if (type->size <= MAX_COPY_BYTES)
    {
      copy.kind = ILV_GEN_SLOTS;
      copy.slot = ilv_gen_alloc (f, type->n_slots);
      ilv_gen_expr_to (f, x, copy.slot);
      return copy;
    }
  place = ilv_gen_place (f, x, false);
  copy.kind = ILV_GEN_MEMORY;
  copy.slot = ilv_gen_alloc (f, 1);
  address = ilv_gen_alloc (f, 1);
  ilv_gen_place_address (f, &place, address);
  ILV_EMIT (f, NEW, copy.slot, 0, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
  ILV_EMIT (f, COPYN, copy.slot, address, 0);
  ilv_gen_word (f, type->size);
  return copy;
}

static void
range_elements (struct ilv_gen_func *f, struct loop *loop)
{
  struct ilv_node *node = loop->node;
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->range.x);
  struct element_range range = { 0 };
  uint32_t limit;

  range.index_type = ilv_gen_type (f->gen, ilv_type_basic (f->gen->types, ILV_TYPE_INT));
  range.counter = ilv_gen_alloc (f, 1);
  limit = ilv_gen_alloc (f, 1);
  if (type->kind == ILV_TYPE_SLICE)
    {
      range.is_slice = true;
      range.elem = ilv_gen_type (f->gen, type->under->elem);
      range.elements = (struct ilv_gen_place) { .kind = ILV_GEN_SLOTS, .type = type };
      range.elements.slot = ilv_gen_alloc (f, 3);
      ilv_gen_expr_to (f, node->range.x, range.elements.slot);
      limit = range.elements.slot + 1;
    }
  else if (type->kind == ILV_TYPE_POINTER)
    {
      uint32_t pointer = ilv_gen_alloc (f, 1);

      ilv_gen_expr_to (f, node->range.x, pointer);
      range.elements = ilv_gen_pointee (f, pointer, type);
      range.elem = ilv_gen_type (f->gen, range.elements.type->under->elem);
      ilv_gen_int (f, range.elements.type->under->len, limit);
    }
  else
    {
      range.elem = ilv_gen_type (f->gen, type->under->elem);
      range.elements.type = type;
      /* Only its length counts if there is no call in it. */
      if (!is_blank (node->range.value))
        range.elements = copy_of_array (f, node->range.x, type);
      else if (ilv_node_unparen (node->range.x)->mode != ILV_MODE_VARIABLE)
        ilv_gen_expr (f, node->range.x);
      ilv_gen_int (f, type->under->len, limit);
    }
  count_to (f, loop, range.counter, limit, load_element, &range);
}

/* --- Strings, maps, channels -------------------------------------------- */

static void
range_string (struct ilv_gen_func *f, struct loop *loop)
{
  struct ilv_node *node = loop->node;
  struct ilv_types *types = f->gen->types;
  uint32_t string = ilv_gen_alloc (f, 2), state = ilv_gen_alloc (f, 3), top;

  ilv_gen_expr_to (f, node->range.x, string);
  ILV_EMIT (f, ZERO, state + 2, 0, 0);
  ilv_gen_bind (f, &loop->next);
  ILV_EMIT (f, RANGESTR, state, string, 0);
  ilv_gen_distance (f, (uint32_t) f->n_code - 1, &loop->end);
  top = f->top;
  set_variables (f, loop, ilv_gen_type (f->gen, ilv_type_basic (types, ILV_TYPE_INT)), state,
                 ilv_gen_type (f->gen, ilv_type_basic (types, ILV_TYPE_INT32)), state + 1);
  body (f, loop);
  f->top = top;
  ilv_gen_jump (f, &loop->next);
  ilv_gen_bind (f, &loop->end);
}

static void
range_map (struct ilv_gen_func *f, struct loop *loop)
{
  struct ilv_node *node = loop->node;
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->range.x);
  const struct ilv_gen_type *key = ilv_gen_type (f->gen, type->under->key);
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, type->under->elem);
  uint32_t key_slot = ILV_NO_SLOT, elem_slot = ILV_NO_SLOT, map, iter, from, top;

  iter = ilv_gen_alloc (f, ILV_MAP_ITER_SLOTS);
  map = ilv_gen_expr (f, node->range.x);
  ILV_EMIT (f, MAPITER, iter, map, 0);
  if (!is_blank (node->range.key))
    key_slot = ilv_gen_alloc (f, key->n_slots);
  if (!is_blank (node->range.value))
    elem_slot = ilv_gen_alloc (f, elem->n_slots);
  ilv_gen_bind (f, &loop->next);
  ILV_EMIT (f, MAPNEXT, iter, key_slot, elem_slot);
  from = (uint32_t) f->n_code - 1;
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
  ilv_gen_distance (f, from, &loop->end);
  top = f->top;
  set_variables (f, loop, key, key_slot, elem, elem_slot);
  body (f, loop);
  f->top = top;
  ilv_gen_jump (f, &loop->next);
  ilv_gen_bind (f, &loop->end);
}

static void
range_chan (struct ilv_gen_func *f, struct loop *loop)
{
  struct ilv_node *node = loop->node;
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->range.x);
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, type->under->elem);
  uint32_t chan = ilv_gen_alloc (f, 1), value = ILV_NO_SLOT, ok, top;

  ilv_gen_expr_to (f, node->range.x, chan);
  if (!is_blank (node->range.key))
    value = ilv_gen_alloc (f, elem->n_slots);
  ok = ilv_gen_alloc (f, 1);
  ilv_gen_bind (f, &loop->next);
  ilv_gen_at (f, node->pos);
  for (int half = 0; half < 2; half++)
    {
      ilv_gen_emit (f, half == 0 ? ILV_OPCODE_RECV : ILV_OPCODE_RECV_RESUME, value, chan, ok);
      ilv_gen_pair (f, elem->mem, elem->n_slots);
    }
  ilv_gen_jump_if (f, ILV_OPCODE_J_F, ok, 0, &loop->end);
  top = f->top;
  set_variables (f, loop, elem, value, NULL, 0);
  body (f, loop);
  f->top = top;
  ilv_gen_jump (f, &loop->next);
  ilv_gen_bind (f, &loop->end);
}

void
ilv_gen_range (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct loop loop;
  uint32_t top = f->top;

  begin (f, &loop, node);
  if (node->range.is_defining && !node->range.is_per_iteration)
    declare_shared (f, node);
  switch (ilv_gen_type_of (f, node->range.x)->kind)
    {
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
      range_elements (f, &loop);
      break;
    case ILV_TYPE_STRING:
      range_string (f, &loop);
      break;
    case ILV_TYPE_MAP:
      range_map (f, &loop);
      break;
    case ILV_TYPE_CHAN:
      range_chan (f, &loop);
      break;
    case ILV_TYPE_FUNC:
      ilv_gen_range_func (f, node);
      break;
    default:
      range_int (f, &loop);
    }
  f->top = top;
}

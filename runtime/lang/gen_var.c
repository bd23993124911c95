/* gen_var.c - Variables and other places that can be read and assigned to.
 *
 * Source: Go spec, "Variables", "Address operators", "Assignment statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

/* Larger variables go to the heap: frames are small. */
#define MAX_FRAME_BYTES 2048

/* --- Where local variables are ------------------------------------------ */

/* An object hangs in the function it belongs to; a literal that captures it
 * has it a second time, at another place. */
struct ilv_gen_var *
ilv_gen_var_find (struct ilv_gen_func *f, const struct ilv_object *object)
{
  struct ilv_gen_var *var = object->gen;

  while (var && var->owner != f)
    var = var->hidden;
  return var;
}

bool
ilv_gen_var_needs_cell (struct ilv_gen_func *f, const struct ilv_object *object)
{
  /* A return statement assigns to results. */
  bool is_changed = object->var.is_reassigned || object->var.role == ILV_VAR_RESULT;

  return object->var.is_address_taken || (object->var.is_captured && is_changed)
         || ilv_gen_type_in (f, ilv_object_type (object))->size > MAX_FRAME_BYTES;
}

struct ilv_gen_var *
ilv_gen_var_put (struct ilv_gen_func *f, struct ilv_object *object, enum ilv_gen_where where,
                 uint32_t slot)
{
  struct ilv_gen_var *var = ilv_gen_var_find (f, object);

  if (!var)
    {
      var = ilv_arena_new_struct (f->gen->arena, struct ilv_gen_var);
      var->hidden = object->gen;
      var->owner = f;
      object->gen = var;
    }
  var->where = where;
  var->slot = slot;
  return var;
}

struct ilv_gen_var *
ilv_gen_var_declare (struct ilv_gen_func *f, struct ilv_object *object, bool zeroed)
{
  const struct ilv_gen_type *type = ilv_gen_type_in (f, ilv_object_type (object));
  uint32_t slot;

  if (ilv_gen_var_needs_cell (f, object))
    {
      slot = ilv_gen_alloc (f, 1);
      ILV_EMIT (f, NEW, slot, 0, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
      return ilv_gen_var_put (f, object, ILV_GEN_IN_CELL, slot);
    }
  slot = ilv_gen_alloc (f, type->n_slots);
  if (zeroed)
    ilv_gen_zero (f, slot, type->n_slots);
  return ilv_gen_var_put (f, object, ILV_GEN_IN_SLOTS, slot);
}

/* Places are only looked up from the function itself, so nothing needs to be undone: a later
 * instance has another owner. */
uint64_t
ilv_gen_global (struct ilv_gen *gen, struct ilv_object *object)
{
  const struct ilv_gen_type *type;

  if (object->gen_number)
    return object->gen_number - 1;
  type = ilv_gen_type (gen, ilv_object_type (object));
  object->gen_number = gen->globals_size + 1;
  gen->globals_size += (type->size + 7) & ~UINT64_C (7);
  if (type->size == 0)
    gen->globals_size += 8;
  /* Instructions have so much room for an offset. */
  if (gen->globals_size > INT32_MAX)
    ilv_diags_add (gen->diags, object->pos, "not supported: more than 2 GB of package variables");
  return object->gen_number - 1;
}

/* --- Moving values ------------------------------------------------------ */

void
ilv_gen_move (struct ilv_gen_func *f, uint32_t to, uint32_t from, uint32_t n_slots)
{
  if (to == from)
    return;
  switch (n_slots)
    {
    case 0:
      break;
    case 1:
      ILV_EMIT (f, MOV, to, from, 0);
      break;
    case 2:
      ILV_EMIT (f, MOV2, to, from, 0);
      break;
    case 3:
      ILV_EMIT (f, MOV3, to, from, 0);
      break;
    default:
      ILV_EMIT (f, MOVN, to, from, n_slots);
    }
}

void
ilv_gen_zero (struct ilv_gen_func *f, uint32_t slot, uint32_t n_slots)
{
  switch (n_slots)
    {
    case 0:
      break;
    case 1:
      ILV_EMIT (f, ZERO, slot, 0, 0);
      break;
    case 2:
      ILV_EMIT (f, ZERO2, slot, 0, 0);
      break;
    case 3:
      ILV_EMIT (f, ZERO3, slot, 0, 0);
      break;
    default:
      ILV_EMIT_IMM (f, ZERON, slot, n_slots);
    }
}

/* Instructions for each kind of memory, in the order of enum ilv_mem. */
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_LD_##NAME,
static const uint16_t load_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_ST_##NAME,
static const uint16_t store_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_LDX_##NAME,
static const uint16_t load_element_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_STX_##NAME,
static const uint16_t store_element_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_LDG_##NAME,
static const uint16_t load_global_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_STG_##NAME,
static const uint16_t store_global_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_LDF_##NAME,
static const uint16_t load_frame_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM
#define ILV_MEM(NAME, slots, size) ILV_OPCODE_STF_##NAME,
static const uint16_t store_frame_ops[] = {
#include "code/mem_kinds.def"
};
#undef ILV_MEM

/* An address whose remaining offset fits an instruction. */
static uint32_t
near_pointer (struct ilv_gen_func *f, uint32_t pointer, uint64_t *offset)
{
  uint32_t slot;

  if (*offset <= UINT16_MAX)
    return pointer;
  slot = ilv_gen_alloc (f, 1);
  ILV_EMIT (f, PADDK, slot, pointer, 0);
  ilv_gen_word (f, *offset);
  *offset = 0;
  return slot;
}

void
ilv_gen_load (struct ilv_gen_func *f, uint32_t to, const struct ilv_gen_type *type,
              uint32_t pointer, uint64_t offset)
{
  pointer = near_pointer (f, pointer, &offset);
  if (type->mem != ILV_MEM_BYTES)
    ilv_gen_emit (f, load_ops[type->mem], to, pointer, (uint32_t) offset);
  else
    {
      ILV_EMIT (f, LDN, to, pointer, (uint32_t) offset);
      ilv_gen_word (f, type->size);
    }
}

void
ilv_gen_store (struct ilv_gen_func *f, uint32_t from, const struct ilv_gen_type *type,
               uint32_t pointer, uint64_t offset)
{
  pointer = near_pointer (f, pointer, &offset);
  if (type->mem != ILV_MEM_BYTES)
    ilv_gen_emit (f, store_ops[type->mem], from, pointer, (uint32_t) offset);
  else
    {
      ILV_EMIT (f, STN, from, pointer, (uint32_t) offset);
      ilv_gen_word (f, type->size);
    }
}

/* --- Places ------------------------------------------------------------- */

struct ilv_gen_place
ilv_gen_var_place (struct ilv_gen_func *f, struct ilv_object *object)
{
  struct ilv_gen_place place = { .type = ilv_gen_type_in (f, ilv_object_type (object)) };
  struct ilv_gen_var *var;

  if (object->var.role == ILV_VAR_PACKAGE)
    {
      place.kind = ILV_GEN_GLOBAL;
      place.offset = ilv_gen_global (f->gen, object);
      return place;
    }
  var = ilv_gen_var_find (f, object);
  ILV_ASSERT (var);
  place.kind = var->where == ILV_GEN_IN_CELL ? ILV_GEN_MEMORY : ILV_GEN_SLOTS;
  place.slot = var->slot;
  return place;
}

struct ilv_gen_place
ilv_gen_place_part (struct ilv_gen_func *f, struct ilv_gen_place place, uint64_t offset,
                    const struct ilv_gen_type *type)
{
  uint32_t pointer;

  switch (place.kind)
    {
    case ILV_GEN_SLOTS:
      place.offset = place.slot * 8;
      place.kind = ILV_GEN_FRAME;
      break;
    case ILV_GEN_ELEMENT:
    case ILV_GEN_MAP:
      if (place.kind == ILV_GEN_MAP)
        {
          place.slot = ilv_gen_place_read (f, &place, ILV_NO_SLOT);
          place.kind = ILV_GEN_FRAME;
          place.offset = place.slot * 8;
          break;
        }
      pointer = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, &place, pointer);
      place.kind = ILV_GEN_MEMORY;
      place.slot = pointer;
      place.offset = 0;
      break;
    }
  place.offset += offset;
  place.type = type;
  /* In slots the lowest bytes of whole words lie as they do in memory. */
  if (place.kind == ILV_GEN_FRAME && place.offset % 8 == 0 && type->size % 8 == 0)
    {
      place.kind = ILV_GEN_SLOTS;
      place.slot = (uint32_t) (place.offset / 8);
      place.offset = 0;
    }
  return place;
}

struct ilv_gen_place
ilv_gen_place_field (struct ilv_gen_func *f, struct ilv_gen_place place, uint32_t field)
{
  struct ilv_type *strct = place.type->under;

  return ilv_gen_place_part (f, place, (uint64_t) ilv_type_offset (f->gen->types, strct, field),
                  ilv_gen_type (f->gen, strct->strct.fields[field].type));
}

struct ilv_gen_place
ilv_gen_pointee (struct ilv_gen_func *f, uint32_t slot,
                 const struct ilv_gen_type *pointer)
{
  return (struct ilv_gen_place) { .kind = ILV_GEN_MEMORY, .slot = slot,
                                  .type = ilv_gen_type (f->gen, pointer->under->elem) };
}

/* The value of @node to slots that nobody else writes. */
static uint32_t
operand (struct ilv_gen_func *f, struct ilv_node *node, bool copies)
{
  uint32_t slot;

  if (!copies)
    return ilv_gen_expr (f, node);
  slot = ilv_gen_alloc (f, ilv_gen_type_of (f, node)->n_slots);
  ilv_gen_expr_to (f, node, slot);
  return slot;
}

/* A place where the value of @node is: its own if it has one. */
static struct ilv_gen_place
place_of_value (struct ilv_gen_func *f, struct ilv_node *node, bool copies)
{
  struct ilv_node *inner = ilv_node_unparen (node);

  if (inner->mode == ILV_MODE_VARIABLE)
    return ilv_gen_place (f, inner, copies);
  if (inner->kind == ILV_NODE_SELECTOR && inner->selector.selection
      && inner->selector.selection->kind == ILV_SELECT_FIELD)
    return ilv_gen_place (f, inner, copies);
  return (struct ilv_gen_place) { .kind = ILV_GEN_SLOTS, .slot = ilv_gen_expr (f, inner),
                                  .type = ilv_gen_type_of (f, inner) };
}

/* As place_of_value, and through the pointer if it is one. */
static struct ilv_gen_place
walk_start (struct ilv_gen_func *f, struct ilv_node *node, bool copies)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);

  if (type->kind == ILV_TYPE_POINTER)
    return (struct ilv_gen_place) { .kind = ILV_GEN_SLOTS, .type = type,
                                    .slot = operand (f, node, copies) };
  return place_of_value (f, node, copies);
}

struct ilv_gen_place
ilv_gen_walk (struct ilv_gen_func *f, struct ilv_gen_place place,
              const struct ilv_selection *selection)
{
  for (uint32_t i = 0; i < selection->n_path; i++)
    {
      if (place.type->kind == ILV_TYPE_POINTER)
        place = ilv_gen_pointee (f, ilv_gen_place_read (f, &place, ILV_NO_SLOT), place.type);
      place = ilv_gen_place_field (f, place, selection->path[i]);
    }
  return place;
}

struct ilv_gen_place
ilv_gen_selector_place (struct ilv_gen_func *f, struct ilv_node *node, bool copies)
{
  struct ilv_selection *selection = ilv_gen_selection (f, node);
  struct ilv_gen_place place;

  if (selection->kind == ILV_SELECT_PACKAGE)
    return ilv_gen_var_place (f, selection->object);
  place = walk_start (f, node->selector.x, copies);
  ilv_gen_at (f, node->pos);
  return ilv_gen_walk (f, place, selection);
}

static struct ilv_gen_place
array_element (struct ilv_gen_func *f, struct ilv_gen_place array, struct ilv_node *node,
               bool copies)
{
  struct ilv_node *index = node->index.index;
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, array.type->under->elem);
  uint64_t len = (uint64_t) array.type->under->len;
  uint32_t i, pointer;
  int64_t known;

  if (index->mode == ILV_MODE_CONSTANT && ilv_const_to_int64 (index->value, &known))
    return ilv_gen_place_part (f, array, (uint64_t) known * elem->size, elem);
  i = operand (f, index, copies);
  ilv_gen_at (f, node->pos);
  if (array.kind == ILV_GEN_FRAME || array.kind == ILV_GEN_MAP || array.kind == ILV_GEN_ELEMENT
      || array.kind == ILV_GEN_GLOBAL || array.offset > 0)
    {
      pointer = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, &array, pointer);
    }
  else
    pointer = array.slot;
  ilv_gen_emit (f, array.kind == ILV_GEN_SLOTS ? ILV_OPCODE_IDXFRAME : ILV_OPCODE_IDXPTR,
                ilv_gen_alloc (f, 1), pointer, i);
  ilv_gen_pair (f, len, elem->size);
  return (struct ilv_gen_place) { .kind = ILV_GEN_MEMORY, .type = elem, .slot = f->top - 1 };
}

static struct ilv_gen_place
index_place (struct ilv_gen_func *f, struct ilv_node *node, bool copies)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->index.x);
  struct ilv_gen_place place = { 0 };

  switch (type->kind)
    {
    case ILV_TYPE_MAP:
      place.kind = ILV_GEN_MAP;
      place.map = type;
      place.type = ilv_gen_type (f->gen, type->under->elem);
      place.slot = operand (f, node->index.x, copies);
      place.slot2 = ilv_gen_alloc (f, ilv_gen_type (f->gen, type->under->key)->n_slots);
      ilv_gen_expr_as (f, node->index.index, ilv_gen_type (f->gen, type->under->key),
                       place.slot2);
      break;
    case ILV_TYPE_SLICE:
      place.kind = ILV_GEN_ELEMENT;
      place.type = ilv_gen_type (f->gen, type->under->elem);
      place.slot = operand (f, node->index.x, copies);
      place.slot2 = operand (f, node->index.index, copies);
      break;
    case ILV_TYPE_POINTER:
      place = ilv_gen_pointee (f, operand (f, node->index.x, copies), type);
      return array_element (f, place, node, copies);
    default:
      place = place_of_value (f, node->index.x, copies);
      return array_element (f, place, node, copies);
    }
  ilv_gen_at (f, node->pos);
  return place;
}

struct ilv_gen_place
ilv_gen_place (struct ilv_gen_func *f, struct ilv_node *node, bool copies)
{
  node = ilv_node_unparen (node);
  switch ((enum ilv_node_kind) node->kind)
    {
    case ILV_NODE_NAME:
      if (ilv_symbol_is_blank (node->name.symbol))
        return (struct ilv_gen_place) { .kind = ILV_GEN_BLANK };
      return ilv_gen_var_place (f, node->name.object);
    case ILV_NODE_SELECTOR:
      return ilv_gen_selector_place (f, node, copies);
    case ILV_NODE_INDEX:
      return index_place (f, node, copies);
    case ILV_NODE_STAR:
      return ilv_gen_pointee (f, operand (f, node->unary.x, copies), ilv_gen_type_of (f, node->unary.x));
    default:
      return (struct ilv_gen_place) { .kind = ILV_GEN_SLOTS, .type = ilv_gen_type_of (f, node),
                                      .slot = ilv_gen_expr (f, node) };
    }
}

/* How many slots those bytes of the frame touch. */
static uint32_t
n_frame_slots (uint64_t offset, uint64_t size)
{
  return (uint32_t) ((offset % 8 + size + 7) / 8);
}

/* Bytes of the frame that are no whole slots, by way of their address. */
static uint32_t
frame_address (struct ilv_gen_func *f, uint64_t offset, uint64_t size)
{
  uint32_t slot = ilv_gen_alloc (f, 1);

  ILV_EMIT (f, LEA, slot, (uint32_t) (offset / 8), n_frame_slots (offset, size));
  if (offset % 8)
    ILV_EMIT (f, PADD, slot, slot, (uint32_t) (offset % 8));
  return slot;
}

void
ilv_gen_map_access (struct ilv_gen_func *f, enum ilv_gen_map_access access,
                    const struct ilv_gen_place *place, uint32_t to)
{
  static const uint16_t plain[]
      = { ILV_OPCODE_MAPGET, ILV_OPCODE_MAPGETOK, ILV_OPCODE_MAPPUT };
  static const uint16_t by_key[][3] = {
#define ILV_MAP_KEY(NAME, slots, size) \
    { ILV_OPCODE_MAPGET_##NAME, ILV_OPCODE_MAPGETOK_##NAME, ILV_OPCODE_MAPPUT_##NAME },
#include "code/map_keys.def"
#undef ILV_MAP_KEY
  };
  const struct ilv_rtype *type = ilv_gen_rtype (f->gen, place->map->type);
  enum ilv_map_key key = ilv_rtype_map_key (type->key);

  ilv_gen_emit (f, key < sizeof by_key / sizeof by_key[0] ? by_key[key][access] : plain[access],
                to, place->slot, place->slot2);
  ilv_gen_address (f, type);
}

static void
read_to (struct ilv_gen_func *f, const struct ilv_gen_place *place, uint32_t to)
{
  const struct ilv_gen_type *type = place->type;
  uint32_t pointer;

  switch ((enum ilv_gen_place_kind) place->kind)
    {
    case ILV_GEN_BLANK:
      break;
    case ILV_GEN_SLOTS:
      ilv_gen_move (f, to, place->slot, type->n_slots);
      break;
    case ILV_GEN_FRAME:
      if (type->mem != ILV_MEM_BYTES)
        ilv_gen_emit_imm (f, load_frame_ops[type->mem], to, (int64_t) place->offset);
      else
        ilv_gen_load (f, to, type, frame_address (f, place->offset, type->size), 0);
      break;
    case ILV_GEN_MEMORY:
      ilv_gen_load (f, to, type, place->slot, place->offset);
      break;
    case ILV_GEN_GLOBAL:
      if (type->mem != ILV_MEM_BYTES)
        ilv_gen_emit_imm (f, load_global_ops[type->mem], to, (int64_t) place->offset);
      else
        {
          pointer = ilv_gen_alloc (f, 1);
          ilv_gen_place_address (f, place, pointer);
          ilv_gen_load (f, to, type, pointer, 0);
        }
      break;
    case ILV_GEN_ELEMENT:
      if (type->mem != ILV_MEM_BYTES)
        ilv_gen_emit (f, load_element_ops[type->mem], to, place->slot, place->slot2);
      else
        {
          pointer = ilv_gen_alloc (f, 1);
          ilv_gen_place_address (f, place, pointer);
          ilv_gen_load (f, to, type, pointer, 0);
        }
      break;
    case ILV_GEN_MAP:
      ilv_gen_map_access (f, ILV_GEN_MAP_GET, place, to);
      break;
    }
}

uint32_t
ilv_gen_place_read (struct ilv_gen_func *f, const struct ilv_gen_place *place, uint32_t wanted)
{
  if (wanted == ILV_NO_SLOT)
    {
      if (place->kind == ILV_GEN_SLOTS)
        return place->slot;
      wanted = ilv_gen_alloc (f, place->type->n_slots);
    }
  read_to (f, place, wanted);
  return wanted;
}

void
ilv_gen_place_write (struct ilv_gen_func *f, const struct ilv_gen_place *place, uint32_t from)
{
  const struct ilv_gen_type *type = place->type;
  uint32_t pointer;

  switch ((enum ilv_gen_place_kind) place->kind)
    {
    case ILV_GEN_BLANK:
      break;
    case ILV_GEN_SLOTS:
      ilv_gen_move (f, place->slot, from, type->n_slots);
      break;
    case ILV_GEN_FRAME:
      if (type->mem != ILV_MEM_BYTES)
        ilv_gen_emit_imm (f, store_frame_ops[type->mem], from, (int64_t) place->offset);
      else
        ilv_gen_store (f, from, type, frame_address (f, place->offset, type->size), 0);
      break;
    case ILV_GEN_MEMORY:
      ilv_gen_store (f, from, type, place->slot, place->offset);
      break;
    case ILV_GEN_ELEMENT:
      if (type->mem != ILV_MEM_BYTES)
        {
          ilv_gen_emit (f, store_element_ops[type->mem], from, place->slot, place->slot2);
          break;
        }
      pointer = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, place, pointer);
      ilv_gen_store (f, from, type, pointer, 0);
      break;
    case ILV_GEN_GLOBAL:
      if (type->mem != ILV_MEM_BYTES)
        {
          ilv_gen_emit_imm (f, store_global_ops[type->mem], from, (int64_t) place->offset);
          break;
        }
      pointer = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, place, pointer);
      ilv_gen_store (f, from, type, pointer, 0);
      break;
    case ILV_GEN_MAP:
      pointer = ilv_gen_alloc (f, 1);
      ilv_gen_map_access (f, ILV_GEN_MAP_PUT, place, pointer);
      ilv_gen_store (f, from, type, pointer, 0);
      break;
    }
}

void
ilv_gen_place_address (struct ilv_gen_func *f, const struct ilv_gen_place *place, uint32_t to)
{
  switch ((enum ilv_gen_place_kind) place->kind)
    {
    case ILV_GEN_SLOTS:
      ILV_EMIT (f, LEA, to, place->slot, place->type->n_slots);
      break;
    case ILV_GEN_FRAME:
      ILV_EMIT (f, LEA, to, (uint32_t) (place->offset / 8),
                n_frame_slots (place->offset, place->type->size));
      if (place->offset % 8)
        ILV_EMIT (f, PADD, to, to, (uint32_t) (place->offset % 8));
      break;
    case ILV_GEN_MEMORY:
      if (place->offset <= UINT16_MAX)
        ILV_EMIT (f, PADD, to, place->slot, (uint32_t) place->offset);
      else
        {
          ILV_EMIT (f, PADDK, to, place->slot, 0);
          ilv_gen_word (f, place->offset);
        }
      break;
    case ILV_GEN_GLOBAL:
      ILV_EMIT_IMM (f, GADDR, to, (int64_t) place->offset);
      break;
    case ILV_GEN_ELEMENT:
      ILV_EMIT (f, IDXSLICE, to, place->slot, place->slot2);
      ilv_gen_word (f, place->type->size);
      break;
    case ILV_GEN_BLANK:
    case ILV_GEN_MAP:
      ILV_ASSERT (!"has no address");
    }
}

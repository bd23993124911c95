/* gen_lit.c - Composite literals.
 *
 * A literal is built where it is wanted: in slots, or in new memory. Elements
 * are stored as they are worked out, so the place must not be one that they
 * mention.
 *
 * Source: Go spec, "Composite literals".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

/* Whether @node is a struct or array literal, which can be built in the place of
 * the element it is. */
static bool
is_nested (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_gen_type *type)
{
  node = ilv_node_unparen (node);
  return node->kind == ILV_NODE_COMPOSITE_LIT && ilv_gen_type_of (f, node) == type
         && (type->kind == ILV_TYPE_STRUCT || type->kind == ILV_TYPE_ARRAY);
}

static void
store_element (struct ilv_gen_func *f, struct ilv_node *value, const struct ilv_gen_place *place)
{
  uint32_t top = f->top;

  if (is_nested (f, value, place->type))
    ilv_gen_composite_at (f, ilv_node_unparen (value), place);
  else if (ilv_gen_copy_large (f, place, value))
    ;
  else if (place->kind == ILV_GEN_SLOTS)
    ilv_gen_expr_as (f, value, place->type, place->slot);
  else
    ilv_gen_place_write (f, place, ilv_gen_operand_as (f, value, place->type));
  f->top = top;
}

static struct ilv_gen_place
element_place (struct ilv_gen_func *f, const struct ilv_gen_place *array, int64_t index)
{
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, array->type->under->elem);

  return ilv_gen_place_part (f, *array, (uint64_t) index * elem->size, elem);
}

static void
build_struct (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_gen_place *place)
{
  for (uint32_t i = 0; i < node->composite.elems.n; i++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];
      uint32_t index = i, top = f->top;
      struct ilv_gen_place field;

      if (elem->kind == ILV_NODE_KEY_VALUE)
        {
          index = (uint32_t) elem->pair.index;
          elem = elem->pair.value;
        }
      field = ilv_gen_place_field (f, *place, index);
      /* Blank fields stay zero. */
      if (strcmp (place->type->under->strct.fields[index].name->text, "_") == 0)
        ilv_gen_operand_as (f, elem, field.type);
      else
        store_element (f, elem, &field);
      f->top = top;
    }
}

static void
build_array (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_gen_place *place)
{
  int64_t index = 0;

  for (uint32_t i = 0; i < node->composite.elems.n; i++, index++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];
      uint32_t top = f->top;
      struct ilv_gen_place at;

      if (elem->kind == ILV_NODE_KEY_VALUE)
        {
          index = elem->pair.index;
          elem = elem->pair.value;
        }
      at = element_place (f, place, index);
      store_element (f, elem, &at);
      f->top = top;
    }
}

void
ilv_gen_composite_at (struct ilv_gen_func *f, struct ilv_node *node,
                      const struct ilv_gen_place *place)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);

  if (type->kind == ILV_TYPE_STRUCT)
    build_struct (f, node, place);
  else
    build_array (f, node, place);
}

/* The elements' array in new memory, and a slice of all of it. */
static void
build_slice (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_gen_type *type,
             uint32_t to)
{
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, type->under->elem);
  struct ilv_type *array
      = ilv_type_array (f->gen->types, type->under->elem, node->composite.len);
  struct ilv_gen_place place = { .kind = ILV_GEN_MEMORY, .type = ilv_gen_type (f->gen, array) };
  uint32_t slice = ilv_gen_alloc (f, 3);

  place.slot = slice;
  ilv_gen_int (f, node->composite.len, slice + 1);
  ILV_EMIT (f, MKSLICE, slice, slice + 1, slice + 1);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, elem->type));
  build_array (f, node, &place);
  ilv_gen_move (f, to, slice, 3);
}

static void
build_map (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_gen_type *type,
           uint32_t to)
{
  struct ilv_gen_place place = { .kind = ILV_GEN_MAP, .map = type };
  const struct ilv_gen_type *key = ilv_gen_type (f->gen, type->under->key);

  place.type = ilv_gen_type (f->gen, type->under->elem);
  place.slot = ilv_gen_alloc (f, 1);
  place.slot2 = ilv_gen_alloc (f, key->n_slots);
  ilv_gen_int (f, node->composite.elems.n, place.slot);
  ILV_EMIT (f, MKMAP, place.slot, place.slot, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
  for (uint32_t i = 0; i < node->composite.elems.n; i++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];
      uint32_t top = f->top;

      ilv_gen_expr_as (f, elem->pair.key, key, place.slot2);
      ilv_gen_place_write (f, &place, ilv_gen_operand_as (f, elem->pair.value, place.type));
      f->top = top;
    }
  ilv_gen_move (f, to, place.slot, 1);
}

void
ilv_gen_composite (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  struct ilv_gen_place place = { .kind = ILV_GEN_SLOTS, .type = type, .slot = to };

  switch ((int) type->kind)
    {
    case ILV_TYPE_SLICE:
      build_slice (f, node, type, to);
      break;
    case ILV_TYPE_MAP:
      build_map (f, node, type, to);
      break;
    default:
      ilv_gen_zero (f, to, type->n_slots);
      ilv_gen_composite_at (f, node, &place);
    }
}

/* &T{…}, or a literal that stands for it inside another. */
void
ilv_gen_new_composite (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  struct ilv_gen_place place = { .kind = ILV_GEN_MEMORY };
  uint32_t value;

  if (type->kind == ILV_TYPE_POINTER)
    type = ilv_gen_type (f->gen, type->under->elem);
  place.type = type;
  place.slot = ilv_gen_alloc (f, 1);
  if (type->kind == ILV_TYPE_STRUCT || type->kind == ILV_TYPE_ARRAY)
    {
      ILV_EMIT (f, NEW, place.slot, 0, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
      if (type->kind == ILV_TYPE_STRUCT)
        build_struct (f, node, &place);
      else
        build_array (f, node, &place);
    }
  else
    {
      value = ilv_gen_alloc (f, type->n_slots);
      if (type->kind == ILV_TYPE_SLICE)
        build_slice (f, node, type, value);
      else
        build_map (f, node, type, value);
      ILV_EMIT (f, NEW, place.slot, 0, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
      ilv_gen_place_write (f, &place, value);
    }
  ilv_gen_move (f, to, place.slot, 1);
}

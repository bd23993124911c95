/* gen_convert.c - Conversions, interfaces and type assertions.
 *
 * Source: Go spec, "Conversions", "Type assertions", "Interface types".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

static bool
is_integer (const struct ilv_gen_type *type)
{
  return (type->under->info & ILV_IS_INTEGER) != 0;
}

static bool
is_float (const struct ilv_gen_type *type)
{
  return (type->under->info & ILV_IS_FLOAT) != 0;
}

static bool
is_direct (const struct ilv_gen_type *type)
{
  switch ((int) type->kind)
    {
    case ILV_TYPE_STRING:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_INTERFACE:
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_STRUCT:
    case ILV_TYPE_COMPLEX64:
    case ILV_TYPE_COMPLEX128:
      return false;
    default:
      return true;
    }
}

void
ilv_gen_to_interface (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                      uint32_t to)
{
  if (from->is_interface)
    {
      ilv_gen_move (f, to, x, 2);
      return;
    }
  if (is_direct (from))
    ILV_EMIT (f, IFACE, to, x, 0);
  else
    ILV_EMIT (f, IFACEBOX, to, x, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, from->type));
}

void
ilv_gen_large_to_interface (struct ilv_gen_func *f, const struct ilv_gen_type *from,
                            uint32_t pointer, uint32_t to)
{
  uint32_t box = ilv_gen_alloc (f, 1);
  const struct ilv_rtype *rtype = ilv_gen_rtype (f->gen, from->type);

  ILV_EMIT (f, NEW, box, 0, 0);
  ilv_gen_address (f, rtype);
  ILV_EMIT (f, COPYN, box, pointer, 0);
  ilv_gen_word (f, from->size);
  ILV_EMIT (f, IFACE, to, box, 0);
  ilv_gen_address (f, rtype);
}

void
ilv_gen_value_as (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                  const struct ilv_gen_type *type, uint32_t to)
{
  if (type->is_interface)
    ilv_gen_to_interface (f, from, x, to);
  else
    ilv_gen_move (f, to, x, type->n_slots);
}

/* --- Numbers ------------------------------------------------------------ */

static void
integer_to_integer (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                    const struct ilv_gen_type *to_type, uint32_t to)
{
  ilv_gen_move (f, to, x, 1);
  /* A wider type of the same sign, or one that holds all values, needs nothing. */
  if (to_type->size > from->size && (to_type->is_signed || !from->is_signed))
    return;
  if (to_type->size == from->size && to_type->is_signed == from->is_signed)
    return;
  ilv_gen_extend (f, to_type, to);
}

static void
float_to_float (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                const struct ilv_gen_type *to_type, uint32_t to)
{
  if (from->size == to_type->size)
    ilv_gen_move (f, to, x, 1);
  else if (to_type->size == 4)
    ILV_EMIT (f, F2F32, to, x, 0);
  else
    ILV_EMIT (f, F32TOF, to, x, 0);
}

static void
convert_number (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                const struct ilv_gen_type *to_type, uint32_t to)
{
  /* Unsigned numbers below 64 bits are also signed ones. */
  bool from_u64 = !from->is_signed && from->size == 8;

  if (is_integer (from) && is_integer (to_type))
    integer_to_integer (f, from, x, to_type, to);
  else if (is_float (from) && is_float (to_type))
    float_to_float (f, from, x, to_type, to);
  else if (is_integer (from) && to_type->size == 8)
    ilv_gen_emit (f, from_u64 ? ILV_OPCODE_U2F : ILV_OPCODE_I2F, to, x, 0);
  else if (is_integer (from))
    ilv_gen_emit (f, from_u64 ? ILV_OPCODE_U2F32 : ILV_OPCODE_I2F32, to, x, 0);
  else
    {
      if (from->size == 4)
        {
          ILV_EMIT (f, F32TOF, to, x, 0);
          x = to;
        }
      ilv_gen_emit (f, !to_type->is_signed && to_type->size == 8 ? ILV_OPCODE_F2U
                                                                 : ILV_OPCODE_F2I, to, x, 0);
      ilv_gen_extend (f, to_type, to);
    }
}

/* --- Strings and slices ------------------------------------------------- */

static const struct ilv_gen_type *
elem_of (struct ilv_gen_func *f, const struct ilv_gen_type *type)
{
  return ilv_gen_type (f->gen, type->under->elem);
}

static void
convert_to_string (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                   uint32_t to)
{
  if (is_integer (from))
    ILV_EMIT (f, RUNE2STR, to, x, 0);
  else if (from->kind == ILV_TYPE_STRING)
    ilv_gen_move (f, to, x, 2);
  else if (elem_of (f, from)->size == 1)
    ILV_EMIT (f, BYTES2STR, to, x, 0);
  else
    ILV_EMIT (f, RUNES2STR, to, x, 0);
}

static void
slice_to_array (struct ilv_gen_func *f, uint32_t x, const struct ilv_gen_type *to_type,
                uint32_t to)
{
  const struct ilv_gen_type *array = to_type;
  uint32_t pointer = to;

  if (to_type->kind == ILV_TYPE_POINTER)
    array = elem_of (f, to_type);
  else
    pointer = ilv_gen_alloc (f, 1);
  ILV_EMIT (f, SLICE2ARR, pointer, x, 0);
  ilv_gen_word (f, (uint64_t) array->under->len);
  if (to_type->kind != ILV_TYPE_POINTER && array->size > 0)
    ilv_gen_load (f, to, array, pointer, 0);
}

void
ilv_gen_convert (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                 const struct ilv_gen_type *to_type, uint32_t to)
{
  uint8_t numbers = ILV_IS_INTEGER | ILV_IS_FLOAT;

  if (to_type->is_interface)
    ilv_gen_to_interface (f, from, x, to);
  else if ((from->under->info & numbers) && (to_type->under->info & numbers))
    convert_number (f, from, x, to_type, to);
  else if (to_type->kind == ILV_TYPE_STRING)
    convert_to_string (f, from, x, to);
  else if (from->kind == ILV_TYPE_STRING)
    {
      ilv_gen_emit (f, elem_of (f, to_type)->size == 1 ? ILV_OPCODE_STR2BYTES
                                                       : ILV_OPCODE_STR2RUNES, to, x, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, to_type->type));
    }
  else if (from->kind == ILV_TYPE_SLICE && to_type->kind != ILV_TYPE_SLICE)
    slice_to_array (f, x, to_type, to);
  else if (from->kind == ILV_TYPE_COMPLEX64 && to_type->kind == ILV_TYPE_COMPLEX128)
    ILV_EMIT (f, C64TO128, to, x, 0);
  else if (from->kind == ILV_TYPE_COMPLEX128 && to_type->kind == ILV_TYPE_COMPLEX64)
    ILV_EMIT (f, C128TO64, to, x, 0);
  else
    ilv_gen_move (f, to, x, to_type->n_slots);
}

/* --- Assertions --------------------------------------------------------- */

void
ilv_gen_assert (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to, uint32_t ok)
{
  const struct ilv_gen_type *from = ilv_gen_type_of (f, node->assertion.x);
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->assertion.type);
  uint32_t x = ilv_gen_expr (f, node->assertion.x);

  ilv_gen_at (f, node->pos);
  if (type->is_interface && node->is_comma_ok)
    ILV_EMIT (f, ASSERTIOK, to, x, ok);
  else if (type->is_interface)
    ILV_EMIT (f, ASSERTI, to, x, 0);
  else if (node->is_comma_ok)
    ILV_EMIT (f, ASSERTOK, to, x, ok);
  else
    ILV_EMIT (f, ASSERT, to, x, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
  if (!type->is_interface && !node->is_comma_ok)
    ilv_gen_address (f, ilv_gen_rtype (f->gen, from->type));
}

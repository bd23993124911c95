/* pkg_reflect.c - Natives of package reflect: values in memory.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/pkg_reflect.h"

#include <string.h>

#include "vm/equal.h"
#include "vm/slice.h"

/* valueAt (i any) (t *rtype, p place) */
enum ilv_native_status
ilv_reflect_value_at (struct ilv_native_call *call)
{
  const struct ilv_iface *value = ilv_slot_iface (call, 2);
  void *memory;

  ilv_slot_set_pointer (call, 0, value->type);
  call->slots[1] = value->data;
  if (value->type == NULL || !(value->type->flags & ILV_RTYPE_DIRECT))
    return ILV_NATIVE_DONE;
  memory = ilv_heap_alloc (call->p, value->type, 1);
  if (memory == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  memcpy (memory, &value->data, value->type->size);
  ilv_slot_set_pointer (call, 1, memory);
  return ILV_NATIVE_DONE;
}

/* box (t *rtype, p place, isVariable bool) any */
enum ilv_native_status
ilv_reflect_box (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 2);
  const void *bytes = ilv_slot_pointer (call, 3);
  void *copy;

  ilv_slot_set_pointer (call, 0, type);
  if (type->flags & ILV_RTYPE_DIRECT)
    {
      ilv_load_slots (&call->slots[1], bytes, type);
      return ILV_NATIVE_DONE;
    }
  /* What is no variable never changes, so interfaces may share it. */
  call->slots[1] = call->slots[3];
  if (!call->slots[4])
    return ILV_NATIVE_DONE;
  copy = ilv_heap_alloc (call->p, type, 1);
  if (copy == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  memcpy (copy, bytes, type->size);
  ilv_slot_set_pointer (call, 1, copy);
  return ILV_NATIVE_DONE;
}

/* (*rtype).alloc (n int) place */
enum ilv_native_status
ilv_reflect_alloc (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 1);
  uint64_t n = call->slots[2];
  void *memory;

  if (type->size > 0 && n > (UINT64_C (1) << 47) / type->size)
    return ilv_native_panic (call, "reflect.MakeSlice: len out of range");
  memory = ilv_heap_alloc (call->p, type, n);
  ilv_slot_set_pointer (call, 0, memory);
  return memory != NULL ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* (*rtype).load (p place) uint64 */
enum ilv_native_status
ilv_reflect_load (struct ilv_native_call *call)
{
  ilv_load_slots (&call->slots[0], ilv_slot_pointer (call, 2), ilv_slot_rtype (call, 1));
  return ILV_NATIVE_DONE;
}

/* (*rtype).store (p place, word uint64) */
enum ilv_native_status
ilv_reflect_store (struct ilv_native_call *call)
{
  ilv_store_slots (ilv_slot_pointer (call, 1), &call->slots[2], ilv_slot_rtype (call, 0));
  return ILV_NATIVE_DONE;
}

static void
move (void *to, const void *from, uint64_t n)
{
  if (n > 0)
    memmove (to, from, n);
}

/* (*rtype).move (to, from place) */
enum ilv_native_status
ilv_reflect_move (struct ilv_native_call *call)
{
  move (ilv_slot_pointer (call, 1), ilv_slot_pointer (call, 2), ilv_slot_rtype (call, 0)->size);
  return ILV_NATIVE_DONE;
}

/* (*rtype).moveN (to, from place, n int) */
enum ilv_native_status
ilv_reflect_move_n (struct ilv_native_call *call)
{
  move (ilv_slot_pointer (call, 1), ilv_slot_pointer (call, 2),
        ilv_slot_rtype (call, 0)->size * call->slots[3]);
  return ILV_NATIVE_DONE;
}

/* (*rtype).equal (a, b place) bool */
enum ilv_native_status
ilv_reflect_equal (struct ilv_native_call *call)
{
  const struct ilv_rtype *fault;

  call->slots[0] = ilv_equal (ilv_slot_rtype (call, 1), ilv_slot_pointer (call, 2),
                              ilv_slot_pointer (call, 3), &fault);
  if (fault != NULL)
    return ilv_native_panic_runtime (call, "comparing uncomparable type %s", fault->text);
  return ILV_NATIVE_DONE;
}

/* (*rtype).equalN (a, b place, n int) bool: of types where nothing panics */
enum ilv_native_status
ilv_reflect_equal_n (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 1);
  const uint8_t *a = ilv_slot_pointer (call, 2), *b = ilv_slot_pointer (call, 3);
  uint64_t n = call->slots[4], i = 0;

  while (i < n && ilv_equal (type, a + i * type->size, b + i * type->size, NULL))
    i++;
  call->slots[0] = i == n;
  return ILV_NATIVE_DONE;
}

/* (*rtype).grownCap (cap, needed int) int */
enum ilv_native_status
ilv_reflect_grown_cap (struct ilv_native_call *call)
{
  call->slots[0] = ilv_slice_grown_cap (ilv_slot_rtype (call, 1), call->slots[2], call->slots[3]);
  return ILV_NATIVE_DONE;
}

/* place.at (offset uintptr) place */
enum ilv_native_status
ilv_reflect_at (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1] + call->slots[2];
  return ILV_NATIVE_DONE;
}

/* An address as that of another type. */
enum ilv_native_status
ilv_reflect_same (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1];
  return ILV_NATIVE_DONE;
}

/* place.isZero (n uintptr) bool */
enum ilv_native_status
ilv_reflect_is_zero (struct ilv_native_call *call)
{
  const uint8_t *bytes = ilv_slot_pointer (call, 1);
  uint64_t i = 0;

  while (i < call->slots[2] && bytes[i] == 0)
    i++;
  call->slots[0] = i == call->slots[2];
  return ILV_NATIVE_DONE;
}

/* place.clear (n uintptr) */
enum ilv_native_status
ilv_reflect_clear (struct ilv_native_call *call)
{
  if (call->slots[1] > 0)
    memset (ilv_slot_pointer (call, 0), 0, call->slots[1]);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (reflect) = {
#define ILV_REFLECT(name, fn) { name, ilv_reflect_##fn },
#include "vm/pkg_reflect.def"
#undef ILV_REFLECT
  { NULL, NULL },
};

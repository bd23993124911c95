/* pkg_reflect_call.c - Natives of package reflect: calling functions, and making them.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "vm/pkg_reflect.h"

/* newFrame (slots int) place */
enum ilv_native_status
ilv_reflect_new_frame (struct ilv_native_call *call)
{
  void *frame = ilv_heap_alloc_words (call->p, call->slots[1] * sizeof (uint64_t));

  ilv_slot_set_pointer (call, 0, frame);
  return frame != NULL ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* (*rtype).toSlots (slots, p place) */
enum ilv_native_status
ilv_reflect_to_slots (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 0);

  if (type->size > 0)
    ilv_load_slots (ilv_slot_pointer (call, 1), ilv_slot_pointer (call, 2), type);
  return ILV_NATIVE_DONE;
}

/* (*rtype).fromSlots (p, slots place) */
enum ilv_native_status
ilv_reflect_from_slots (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 0);

  if (type->size > 0)
    ilv_store_slots (ilv_slot_pointer (call, 1), ilv_slot_pointer (call, 2), type);
  return ILV_NATIVE_DONE;
}

/* call (fn, frame place) */
enum ilv_native_status
ilv_reflect_call (struct ilv_native_call *call)
{
  call->state[0] = call->slots[0];
  call->state[1] = call->slots[1];
  return ILV_NATIVE_CALL;
}

/* makeFunc (t *rtype, results, all int, handler func (*made, place), target func ([]Value) []Value)
 *   place */
enum ilv_native_status
ilv_reflect_make_func (struct ilv_native_call *call)
{
  struct ilv_made *made = ilv_heap_alloc_words (call->p, sizeof *made);

  if (made == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  made->own = *ilv_vm_of (call->p)->program->made;
  made->own.self = &made->own;
  made->own.n_result_slots = (uint32_t) call->slots[2];
  made->own.n_arg_slots = (uint32_t) call->slots[3];
  /* The window of the handler. */
  made->own.n_slots = made->own.n_arg_slots + ILV_FRAME_HEAD + 2;
  made->func = &made->own;
  made->handler = ilv_slot_pointer (call, 4);
  made->type = ilv_slot_rtype (call, 1);
  made->target = ilv_slot_pointer (call, 5);
  ilv_slot_set_pointer (call, 0, made);
  return ILV_NATIVE_DONE;
}

/* (*made).parts () (t *rtype, target func ([]Value) []Value) */
enum ilv_native_status
ilv_reflect_parts (struct ilv_native_call *call)
{
  const struct ilv_made *made = ilv_slot_pointer (call, 2);

  ilv_slot_set_pointer (call, 0, made->type);
  ilv_slot_set_pointer (call, 1, made->target);
  return ILV_NATIVE_DONE;
}

/* (*method).closure () place */
enum ilv_native_status
ilv_reflect_closure (struct ilv_native_call *call)
{
  const struct ilv_rtype_method *method = ilv_slot_pointer (call, 1);

  ilv_slot_set_pointer (call, 0, &method->func->self);
  return ILV_NATIVE_DONE;
}

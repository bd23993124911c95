/* pkg_weak.c - Natives of package weak.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/pkg.h"
#include "vm/vm_private.h"

/* link (p unsafe.Pointer, cell *uint64) (own *uint64, offset uintptr) */
static enum ilv_native_status
link_cell (struct ilv_native_call *call)
{
  uintptr_t address = (uintptr_t) call->slots[2];
  uintptr_t object = ilv_heap_object_at (call->vm->heap, address);
  uint64_t *own;

  if (!object)
    return ILV_NATIVE_DONE;
  own = ilv_heap_weak_cell (call->vm->heap, object, ilv_slot_pointer (call, 3));
  if (own == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  call->slots[0] = (uint64_t) (uintptr_t) own;
  call->slots[1] = address - object;
  return ILV_NATIVE_DONE;
}

/* follow (cell *uint64) unsafe.Pointer. No collection comes between reading and returning: they
 * wait for natives. */
static enum ilv_native_status
follow (struct ilv_native_call *call)
{
  const uint64_t *cell = ilv_slot_pointer (call, 1);

  call->slots[0] = *cell != 0 ? ~*cell : 0;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (weak) = {
  { "link", link_cell },
  { "follow", follow },
  { NULL, NULL },
};

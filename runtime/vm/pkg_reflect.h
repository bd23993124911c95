/* pkg_reflect.h - What the natives of package reflect share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/pkg.h"
#include "vm/vm_private.h"

/* Natives are told apart by their files: see pkg_reflect.def. */
#define ILV_REFLECT(name, fn) \
  enum ilv_native_status ilv_reflect_##fn (struct ilv_native_call *call);
#include "vm/pkg_reflect.def"
#undef ILV_REFLECT

static inline const struct ilv_rtype *
ilv_slot_rtype (const struct ilv_native_call *call, unsigned i)
{
  return (const struct ilv_rtype *) ilv_slot_pointer (call, i);
}

static inline void
ilv_slot_set_pointer (const struct ilv_native_call *call, unsigned i, const void *pointer)
{
  call->slots[i] = (uint64_t) (uintptr_t) pointer;
}

static inline struct ilv_goroutine *
ilv_reflect_goroutine (const struct ilv_native_call *call)
{
  return (struct ilv_goroutine *) call->g;
}

/* After something noted a fault in the goroutine. */
static inline enum ilv_native_status
ilv_reflect_fault (const struct ilv_native_call *call)
{
  return ilv_reflect_goroutine (call)->fault == ILV_FAULT_FATAL ? ILV_NATIVE_FATAL
                                                                : ILV_NATIVE_PANIC;
}

/* pkg_sync_atomic.c - Natives of package sync/atomic.
 *
 * All orders are sequentially consistent, as the Go memory model asks.
 * A function and the method of the same name get the same slots: result, pointer,
 * operands. So they share a native.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdatomic.h>

#include "sched/lock.h"
#include "vm/equal.h"
#include "vm/pkg.h"

/* The C type of a word, and the type it is extended from when it sits in a slot. */
#define WORD_TYPES(X) \
  X (int32, int32_t, int64_t) \
  X (uint32, uint32_t, uint64_t) \
  X (word, uint64_t, uint64_t)

#define SLOT(wide, value) ((uint64_t) (wide) (value))

#define NATIVES(name, type, wide) \
  static enum ilv_native_status load_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 1); \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    call->slots[0] = SLOT (wide, atomic_load (word)); \
    return ILV_NATIVE_DONE; \
  } \
  static enum ilv_native_status store_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 0); \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    atomic_store (word, (type) call->slots[1]); \
    return ILV_NATIVE_DONE; \
  } \
  static enum ilv_native_status add_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 1); \
    uint64_t delta = call->slots[2]; \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    call->slots[0] = SLOT (wide, (type) ((uint64_t) atomic_fetch_add (word, (type) delta) + delta)); \
    return ILV_NATIVE_DONE; \
  } \
  static enum ilv_native_status swap_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 1); \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    call->slots[0] = SLOT (wide, atomic_exchange (word, (type) call->slots[2])); \
    return ILV_NATIVE_DONE; \
  } \
  static enum ilv_native_status and_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 1); \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    call->slots[0] = SLOT (wide, atomic_fetch_and (word, (type) call->slots[2])); \
    return ILV_NATIVE_DONE; \
  } \
  static enum ilv_native_status or_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 1); \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    call->slots[0] = SLOT (wide, atomic_fetch_or (word, (type) call->slots[2])); \
    return ILV_NATIVE_DONE; \
  } \
  static enum ilv_native_status compare_and_swap_##name (struct ilv_native_call *call) \
  { \
    _Atomic type *word = ilv_slot_pointer (call, 1); \
    type old = (type) call->slots[2]; \
    if (word == NULL) \
      return ilv_pkg_nil (call); \
    call->slots[0] = atomic_compare_exchange_strong (word, &old, (type) call->slots[3]); \
    return ILV_NATIVE_DONE; \
  }
WORD_TYPES (NATIVES)
#undef NATIVES

/* --- Value ------------------------------------------------------------------- */

struct value
{
  struct ilv_lock guard;
  struct ilv_iface iface; /* nil: nothing stored yet */
};

/* As in atomic.go. */
enum value_fault
{
  FAULT_NONE,
  FAULT_NIL,
  FAULT_TYPE,
  FAULT_OLD_TYPE,
};

/* (*Value).Load () any */
static enum ilv_native_status
value_load (struct ilv_native_call *call)
{
  struct value *value = ilv_slot_pointer (call, 2);

  if (value == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&value->guard);
  *ilv_slot_iface (call, 0) = value->iface;
  ilv_unlock (&value->guard);
  return ILV_NATIVE_DONE;
}

static enum value_fault
fault_of (const struct value *value, const struct ilv_iface *new)
{
  if (new->type == NULL)
    return FAULT_NIL;
  return value->iface.type != NULL && value->iface.type != new->type ? FAULT_TYPE : FAULT_NONE;
}

/* (*Value).exchange (new any) (old any, fault int) */
static enum ilv_native_status
value_exchange (struct ilv_native_call *call)
{
  struct value *value = ilv_slot_pointer (call, 3);
  const struct ilv_iface *new = ilv_slot_iface (call, 4);

  if (value == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&value->guard);
  call->slots[2] = fault_of (value, new);
  if (call->slots[2] == FAULT_NONE)
    {
      *ilv_slot_iface (call, 0) = value->iface;
      value->iface = *new;
    }
  ilv_unlock (&value->guard);
  return ILV_NATIVE_DONE;
}

/* (*Value).compareAndSwap (old, new any) (swapped bool, fault int) */
static enum ilv_native_status
value_compare_and_swap (struct ilv_native_call *call)
{
  struct value *value = ilv_slot_pointer (call, 2);
  const struct ilv_iface *old = ilv_slot_iface (call, 3), *new = ilv_slot_iface (call, 5);
  const struct ilv_rtype *fault_type = NULL;

  if (value == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&value->guard);
  call->slots[1] = fault_of (value, new);
  if (call->slots[1] == FAULT_NONE && old->type != NULL && old->type != new->type)
    call->slots[1] = FAULT_OLD_TYPE;
  if (call->slots[1] == FAULT_NONE)
    {
      call->slots[0] = ilv_iface_equal (&value->iface, old, &fault_type);
      if (call->slots[0])
        value->iface = *new;
    }
  ilv_unlock (&value->guard);
  if (fault_type != NULL)
    return ilv_native_panic_runtime (call, "comparing uncomparable type %s", fault_type->text);
  return ILV_NATIVE_DONE;
}

/* One Go type: what it is called in functions and as a type, and whose natives it has. */
#define GO_TYPE(Type, name) \
  { "Load" Type, load_##name }, { "(*" Type ").Load", load_##name }, \
  { "Store" Type, store_##name }, { "(*" Type ").Store", store_##name }, \
  { "Add" Type, add_##name }, { "(*" Type ").Add", add_##name }, \
  { "Swap" Type, swap_##name }, { "(*" Type ").Swap", swap_##name }, \
  { "And" Type, and_##name }, { "(*" Type ").And", and_##name }, \
  { "Or" Type, or_##name }, { "(*" Type ").Or", or_##name }, \
  { "CompareAndSwap" Type, compare_and_swap_##name }, \
  { "(*" Type ").CompareAndSwap", compare_and_swap_##name },

ILV_PKG_NATIVES (sync_atomic) = {
  GO_TYPE ("Int32", int32)
  GO_TYPE ("Int64", word)
  GO_TYPE ("Uint32", uint32)
  GO_TYPE ("Uint64", word)
  GO_TYPE ("Uintptr", word)
  { "LoadPointer", load_word },
  { "StorePointer", store_word },
  { "SwapPointer", swap_word },
  { "CompareAndSwapPointer", compare_and_swap_word },
  { "(*Value).Load", value_load },
  { "(*Value).exchange", value_exchange },
  { "(*Value).compareAndSwap", value_compare_and_swap },
  { NULL, NULL },
};

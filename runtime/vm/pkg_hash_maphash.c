/* pkg_hash_maphash.c - Natives of package hash/maphash.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/equal.h"
#include "vm/hash.h"
#include "vm/pkg.h"

/* random () uint64 */
static enum ilv_native_status
random_seed (struct ilv_native_call *call)
{
  call->slots[0] = ilv_random (call->p) | 1;
  return ILV_NATIVE_DONE;
}

/* hashBytes (seed uint64, b []byte) uint64, and with a string */
static enum ilv_native_status
hash_bytes (struct ilv_native_call *call)
{
  const struct ilv_string *bytes = ilv_slot_string (call, 2);

  call->slots[0] = ilv_hash_bytes (bytes->bytes, (uint64_t) bytes->len, call->slots[1]);
  return ILV_NATIVE_DONE;
}

/* hashValue (seed uint64, v any) uint64 */
static enum ilv_native_status
hash_value (struct ilv_native_call *call)
{
  const struct ilv_rtype *any = ilv_vm_type (call->vm, "interface {}"), *fault_type = NULL;

  call->slots[0] = ilv_hash (any, ilv_slot_iface (call, 2), call->slots[1], &fault_type);
  if (fault_type != NULL)
    return ilv_native_panic_runtime (call, "hash of unhashable type %s", fault_type->text);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (hash_maphash) = {
  { "random", random_seed },
  { "hashBytes", hash_bytes },
  { "hashString", hash_bytes },
  { "hashValue", hash_value },
  { NULL, NULL },
};

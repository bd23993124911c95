/* pkg_reflect_map.c - Natives of package reflect: maps.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/map.h"
#include "vm/pkg_reflect.h"

static enum ilv_native_status
status (struct ilv_native_call *call, enum ilv_map_fault fault, const struct ilv_rtype *type,
        const void *key)
{
  if (fault == ILV_MAP_OK)
    return ILV_NATIVE_DONE;
  ilv_values_map_fault (call->p, ilv_reflect_goroutine (call), fault, type, key);
  return ilv_reflect_fault (call);
}

/* mapMake (t *rtype, n int) place */
enum ilv_native_status
ilv_reflect_map_make (struct ilv_native_call *call)
{
  int64_t n = (int64_t) call->slots[2];
  struct ilv_map *map = ilv_map_new (call->p, ilv_slot_rtype (call, 1), n > 0 ? (uint64_t) n : 0);

  ilv_slot_set_pointer (call, 0, map);
  return map != NULL ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* mapLen (m place) int */
enum ilv_native_status
ilv_reflect_map_len (struct ilv_native_call *call)
{
  call->slots[0] = ilv_map_len (ilv_slot_pointer (call, 1));
  return ILV_NATIVE_DONE;
}

/* mapClear (t *rtype, m place) */
enum ilv_native_status
ilv_reflect_map_clear (struct ilv_native_call *call)
{
  enum ilv_map_fault fault = ILV_MAP_OK;

  if (call->slots[1])
    ilv_map_clear (ilv_slot_pointer (call, 1), &fault);
  return status (call, fault, ilv_slot_rtype (call, 0), NULL);
}

/* mapGet (t *rtype, m, key place) place */
enum ilv_native_status
ilv_reflect_map_get (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 1);
  const void *key = ilv_slot_pointer (call, 3);
  enum ilv_map_fault fault;

  ilv_slot_set_pointer (call, 0,
                        ilv_map_get (ilv_slot_pointer (call, 2), type, key, &fault));
  return status (call, fault, type, key);
}

/* mapPut (t *rtype, m, key place) place */
enum ilv_native_status
ilv_reflect_map_put (struct ilv_native_call *call)
{
  const void *key = ilv_slot_pointer (call, 3);
  enum ilv_map_fault fault;

  ilv_slot_set_pointer (call, 0, ilv_map_put (call->p, ilv_slot_pointer (call, 2), key, &fault));
  return status (call, fault, ilv_slot_rtype (call, 1), key);
}

/* mapDelete (t *rtype, m, key place) */
enum ilv_native_status
ilv_reflect_map_delete (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 0);
  const void *key = ilv_slot_pointer (call, 2);
  enum ilv_map_fault fault;

  ilv_map_delete (ilv_slot_pointer (call, 1), type, key, &fault);
  return status (call, fault, type, key);
}

/* reflect-map.go: type mapPlace */
_Static_assert (sizeof (struct ilv_map_iter) == 6 * 8, "type mapPlace");

/* mapBegin (at *mapPlace, m place) */
enum ilv_native_status
ilv_reflect_map_begin (struct ilv_native_call *call)
{
  ilv_map_iter_init (call->p, ilv_slot_pointer (call, 0), ilv_slot_pointer (call, 1));
  return ILV_NATIVE_DONE;
}

/* mapNext (at *mapPlace) (key, value place) */
enum ilv_native_status
ilv_reflect_map_next (struct ilv_native_call *call)
{
  const void *key;
  void *value;

  if (ilv_map_iter_next (ilv_slot_pointer (call, 2), &key, &value))
    {
      ilv_slot_set_pointer (call, 0, key);
      ilv_slot_set_pointer (call, 1, value);
    }
  return ILV_NATIVE_DONE;
}

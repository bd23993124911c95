/* pkg_sync.c - Natives of package sync.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/sync.h"

#include <string.h>

#include "sched/lock.h"
#include "vm/equal.h"
#include "vm/map.h"
#include "vm/pkg.h"
#include "vm/slice.h"
#include "vm/vm_private.h"

/* What the first half of an operation says, if the second is to be called, or is not. */
static enum ilv_native_status
first_of_two (enum ilv_step step)
{
  return step == ILV_STEP_PARK ? ILV_NATIVE_PARKED_AGAIN : ILV_NATIVE_DONE;
}

static enum ilv_native_status
only_one (enum ilv_step step)
{
  return step == ILV_STEP_PARK ? ILV_NATIVE_PARKED : ILV_NATIVE_DONE;
}

/* --- WaitGroup ---------------------------------------------------------------- */

static enum ilv_native_status
wait_group_change (struct ilv_native_call *call, int64_t delta)
{
  struct ilv_wait_group *group = ilv_slot_pointer (call, 0);

  if (group == NULL)
    return ilv_pkg_nil (call);
  if (!ilv_wait_group_add (call->p, call->g, group, delta))
    return ilv_native_panic (call, "sync: negative WaitGroup counter");
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
wait_group_add (struct ilv_native_call *call)
{
  return wait_group_change (call, (int64_t) call->slots[1]);
}

/* (*WaitGroup).start (body, f func ()) */
static enum ilv_native_status
wait_group_start (struct ilv_native_call *call)
{
  const struct ilv_func *const *body = ilv_slot_pointer (call, 1);
  const struct ilv_func *const *named = ilv_slot_pointer (call, 2);
  struct ilv_goroutine *goroutine = ilv_goroutine_new (call->p, body, NULL);

  uint32_t own_site = call->g->site;

  if (goroutine == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  /* Viewers are told where the program called Go; Go's own traces say that it was Go. */
  goroutine->g.create_site = own_site;
  if (call->p->is_traced)
    ilv_traces_library_call (call->p, call->g, &call->g->site);
  ilv_go (call->p, call->g, &goroutine->g, (*(named != NULL ? named : body))->name_string);
  call->g->site = own_site;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
wait_group_done (struct ilv_native_call *call)
{
  return wait_group_change (call, -1);
}

static enum ilv_native_status
wait_group_wait (struct ilv_native_call *call)
{
  struct ilv_wait_group *group = ilv_slot_pointer (call, 0);

  if (group == NULL)
    return ilv_pkg_nil (call);
  if (call->phase == 0)
    return first_of_two (ilv_wait_group_wait_begin (call->p, call->g, group));
  ilv_wait_group_wait_finish (call->p, call->g, group);
  return ILV_NATIVE_DONE;
}

/* --- Mutex --------------------------------------------------------------------- */

static enum ilv_native_status
mutex_lock (struct ilv_native_call *call)
{
  struct ilv_mutex *mutex = ilv_slot_pointer (call, 0);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  return first_of_two (call->phase == 0
                         ? ilv_mutex_lock_begin (call->p, call->g, mutex, true)
                         : ilv_mutex_lock_finish (call->p, call->g, mutex));
}

static enum ilv_native_status
mutex_try_lock (struct ilv_native_call *call)
{
  struct ilv_mutex *mutex = ilv_slot_pointer (call, 1);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  call->slots[0] = ilv_mutex_lock_begin (call->p, call->g, mutex, false) == ILV_STEP_DONE;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
mutex_unlock (struct ilv_native_call *call)
{
  struct ilv_mutex *mutex = ilv_slot_pointer (call, 0);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  return ilv_mutex_unlock (call->p, call->g, mutex)
           ? ILV_NATIVE_DONE
           : ilv_native_fatal (call, "sync: unlock of unlocked mutex");
}

/* (*once).tell () */
static enum ilv_native_status
once_tell (struct ilv_native_call *call)
{
  ilv_mutex_tell (call->p, call->g, ilv_slot_pointer (call, 0), ILV_OBJECT_ONCE);
  return ILV_NATIVE_DONE;
}

/* --- RWMutex -------------------------------------------------------------------- */

static enum ilv_native_status
rwmutex_lock (struct ilv_native_call *call)
{
  struct ilv_rwmutex *mutex = ilv_slot_pointer (call, 0);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  return only_one (ilv_rwmutex_lock_begin (call->p, call->g, mutex, true));
}

static enum ilv_native_status
rwmutex_try_lock (struct ilv_native_call *call)
{
  struct ilv_rwmutex *mutex = ilv_slot_pointer (call, 1);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  call->slots[0] = ilv_rwmutex_lock_begin (call->p, call->g, mutex, false) == ILV_STEP_DONE;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
rwmutex_unlock (struct ilv_native_call *call)
{
  struct ilv_rwmutex *mutex = ilv_slot_pointer (call, 0);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  return ilv_rwmutex_unlock (call->p, call->g, mutex)
           ? ILV_NATIVE_DONE
           : ilv_native_fatal (call, "sync: Unlock of unlocked RWMutex");
}

static enum ilv_native_status
rwmutex_rlock (struct ilv_native_call *call)
{
  struct ilv_rwmutex *mutex = ilv_slot_pointer (call, 0);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  if (call->phase == 0)
    return first_of_two (ilv_rwmutex_rlock_begin (call->p, call->g, mutex, true));
  ilv_rwmutex_rlock_finish (call->p, call->g, mutex);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
rwmutex_try_rlock (struct ilv_native_call *call)
{
  struct ilv_rwmutex *mutex = ilv_slot_pointer (call, 1);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  call->slots[0] = ilv_rwmutex_rlock_begin (call->p, call->g, mutex, false) == ILV_STEP_DONE;
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
rwmutex_runlock (struct ilv_native_call *call)
{
  struct ilv_rwmutex *mutex = ilv_slot_pointer (call, 0);

  if (mutex == NULL)
    return ilv_pkg_nil (call);
  return ilv_rwmutex_runlock (call->p, call->g, mutex)
           ? ILV_NATIVE_DONE
           : ilv_native_fatal (call, "sync: RUnlock of unlocked RWMutex");
}

/* --- Cond ------------------------------------------------------------------------ */

/* (*Cond).address () uintptr */
static enum ilv_native_status
cond_address (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1];
  return call->slots[0] ? ILV_NATIVE_DONE : ilv_pkg_nil (call);
}

/* (*cond).ticket () uint32 */
static enum ilv_native_status
cond_ticket (struct ilv_native_call *call)
{
  call->slots[0] = ilv_cond_ticket (call->p, call->g, ilv_slot_pointer (call, 1));
  return ILV_NATIVE_DONE;
}

/* (*cond).wait (ticket uint32) */
static enum ilv_native_status
cond_wait (struct ilv_native_call *call)
{
  return only_one (ilv_cond_wait_begin (call->p, call->g, ilv_slot_pointer (call, 0),
                                        (uint32_t) call->slots[1]));
}

/* (*cond).signal (all bool) */
static enum ilv_native_status
cond_signal (struct ilv_native_call *call)
{
  ilv_cond_signal (call->p, call->g, ilv_slot_pointer (call, 0), call->slots[1] != 0);
  return ILV_NATIVE_DONE;
}

/* --- Pool ------------------------------------------------------------------------- */

struct pool
{
  struct ilv_lock guard;
  struct ilv_slice items; /* of interfaces */
};

/* (*Pool).put (x any) */
static enum ilv_native_status
pool_put (struct ilv_native_call *call)
{
  struct pool *pool = ilv_slot_pointer (call, 0);
  const struct ilv_rtype *any = ilv_vm_type (call->vm, "interface {}");
  bool has_room;

  ilv_lock (&pool->guard);
  has_room = ilv_slice_reserve (call->p, any, &pool->items, 1);
  if (has_room)
    ((struct ilv_iface *) pool->items.array)[pool->items.len++] = *ilv_slot_iface (call, 1);
  ilv_unlock (&pool->guard);
  return has_room ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* (*Pool).take () (x any, ok bool) */
static enum ilv_native_status
pool_take (struct ilv_native_call *call)
{
  struct pool *pool = ilv_slot_pointer (call, 3);

  ilv_lock (&pool->guard);
  if (pool->items.len > 0)
    {
      struct ilv_iface *item = &((struct ilv_iface *) pool->items.array)[--pool->items.len];

      *ilv_slot_iface (call, 0) = *item;
      *item = (struct ilv_iface) { NULL, 0 };
      call->slots[2] = true;
    }
  ilv_unlock (&pool->guard);
  return ILV_NATIVE_DONE;
}

/* --- Map --------------------------------------------------------------------------- */

struct sync_map
{
  struct ilv_lock guard;
  struct ilv_map *table; /* map[any]any */
};

/* The same constants stand in sync.go. */
enum map_op
{
  OP_LOAD,
  OP_STORE,
  OP_LOAD_OR_STORE,
  OP_DELETE,
};

static enum ilv_native_status
map_status (struct ilv_native_call *call, enum ilv_map_fault fault, const struct ilv_rtype *type,
            const struct ilv_iface *key)
{
  switch (fault)
    {
    case ILV_MAP_OK:
      return ILV_NATIVE_DONE;
    case ILV_MAP_UNHASHABLE:
      return ilv_native_panic_runtime (call, "hash of unhashable type %s",
                                       ilv_map_fault_type (type, key)->text);
    default:
      return ILV_NATIVE_OUT_OF_MEMORY;
    }
}

static void
map_act (struct ilv_native_call *call, struct sync_map *map, const struct ilv_rtype *type,
         enum map_op op, const struct ilv_iface *key, const struct ilv_iface *value,
         enum ilv_map_fault *fault)
{
  struct ilv_iface *old = ilv_map_get (map->table, type, key, fault);

  if (*fault != ILV_MAP_OK)
    return;
  call->slots[2] = old != NULL;
  if (old != NULL)
    *ilv_slot_iface (call, 0) = *old;
  if (op == OP_DELETE)
    ilv_map_delete (map->table, type, key, fault);
  if (op == OP_LOAD || op == OP_DELETE || (op == OP_LOAD_OR_STORE && old != NULL))
    return;
  if (map->table == NULL)
    map->table = ilv_map_new (call->p, type, 0);
  if (map->table == NULL)
    *fault = ILV_MAP_OUT_OF_MEMORY;
  else if ((old = ilv_map_put (call->p, map->table, key, fault)) != NULL)
    *old = *value;
}

/* (*Map).do (op int, key, value, empty any) (old any, ok bool) */
static enum ilv_native_status
map_do (struct ilv_native_call *call)
{
  struct sync_map *map = ilv_slot_pointer (call, 3);
  const struct ilv_iface *key = ilv_slot_iface (call, 5);
  const struct ilv_rtype *type = ilv_slot_iface (call, 9)->type;
  enum ilv_map_fault fault;

  if (map == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&map->guard);
  map_act (call, map, type, (enum map_op) call->slots[4], key, ilv_slot_iface (call, 7), &fault);
  ilv_unlock (&map->guard);
  return map_status (call, fault, type, key);
}

/* (*Map).exchange (key, old, new any, erase bool) bool */
static enum ilv_native_status
map_exchange (struct ilv_native_call *call)
{
  struct sync_map *map = ilv_slot_pointer (call, 1);
  const struct ilv_iface *key = ilv_slot_iface (call, 2), *old = ilv_slot_iface (call, 4);
  const struct ilv_rtype *fault_type = NULL, *type;
  enum ilv_map_fault fault = ILV_MAP_OK;

  if (map == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&map->guard);
  type = map->table != NULL ? ilv_map_type (map->table) : NULL;
  if (type != NULL)
    {
      struct ilv_iface *value = ilv_map_get (map->table, type, key, &fault);

      call->slots[0] = value != NULL && ilv_iface_equal (value, old, &fault_type);
      if (call->slots[0] && call->slots[8])
        ilv_map_delete (map->table, type, key, &fault);
      else if (call->slots[0])
        *value = *ilv_slot_iface (call, 6);
    }
  ilv_unlock (&map->guard);
  if (fault_type != NULL)
    return ilv_native_panic_runtime (call, "comparing uncomparable type %s", fault_type->text);
  return map_status (call, fault, type, key);
}

/* (*Map).keys () []any */
static enum ilv_native_status
map_keys (struct ilv_native_call *call)
{
  struct sync_map *map = ilv_slot_pointer (call, 3);
  struct ilv_iface *keys = NULL;
  uint64_t n, i = 0;
  struct ilv_map_iter iter;
  const void *key;
  void *value;

  if (map == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&map->guard);
  n = ilv_map_len (map->table);
  if (n > 0)
    keys = ilv_heap_alloc_words (call->p, n * sizeof keys[0]);
  if (keys != NULL)
    {
      ilv_map_iter_init (call->p, &iter, map->table);
      while (i < n && ilv_map_iter_next (&iter, &key, &value))
        keys[i++] = *(const struct ilv_iface *) key;
    }
  ilv_unlock (&map->guard);
  if (n > 0 && keys == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  *ilv_slot_slice (call, 0) = (struct ilv_slice) { keys, (int64_t) i, (int64_t) n };
  return ILV_NATIVE_DONE;
}

/* (*Map).Clear () */
static enum ilv_native_status
map_clear (struct ilv_native_call *call)
{
  struct sync_map *map = ilv_slot_pointer (call, 0);

  if (map == NULL)
    return ilv_pkg_nil (call);
  ilv_lock (&map->guard);
  map->table = NULL;
  ilv_unlock (&map->guard);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (sync) = {
  { "(*WaitGroup).Add", wait_group_add },
  { "(*WaitGroup).Done", wait_group_done },
  { "(*WaitGroup).Wait", wait_group_wait },
  { "(*WaitGroup).start", wait_group_start },
  { "(*Mutex).Lock", mutex_lock },
  { "(*Mutex).TryLock", mutex_try_lock },
  { "(*Mutex).Unlock", mutex_unlock },
  { "(*once).tell", once_tell },
  { "(*RWMutex).Lock", rwmutex_lock },
  { "(*RWMutex).TryLock", rwmutex_try_lock },
  { "(*RWMutex).Unlock", rwmutex_unlock },
  { "(*RWMutex).RLock", rwmutex_rlock },
  { "(*RWMutex).TryRLock", rwmutex_try_rlock },
  { "(*RWMutex).RUnlock", rwmutex_runlock },
  { "(*Cond).address", cond_address },
  { "(*cond).ticket", cond_ticket },
  { "(*cond).wait", cond_wait },
  { "(*cond).signal", cond_signal },
  { "(*Pool).put", pool_put },
  { "(*Pool).take", pool_take },
  { "(*Map).do", map_do },
  { "(*Map).exchange", map_exchange },
  { "(*Map).keys", map_keys },
  { "(*Map).Clear", map_clear },
  { NULL, NULL },
};

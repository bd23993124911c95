/* map.c - Go maps.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/map.h"

#include <stdatomic.h>
#include <string.h>

#include "base/assert.h"
#include "vm/map_table.h"

/* As a statement, with kind a constant: the kind of key @map has. */
#define FOR_KIND(map, action) \
  switch ((enum ilv_map_key) (map)->layout.kind) \
    { \
    CASE_KIND (I64, action) \
    CASE_KIND (I32, action) \
    CASE_KIND (W64, action) \
    CASE_KIND (STR, action) \
    CASE_KIND (BYTES, action) \
    CASE_KIND (OTHER, action) \
    }
#define CASE_KIND(KIND, action) \
  case ILV_MAP_KEY_##KIND: { const enum ilv_map_key kind = ILV_MAP_KEY_##KIND; action; break; }

/* --- Tables ---------------------------------------------------------------- */

static uint64_t
round_up (uint64_t n, uint64_t align)
{
  return (n + align - 1) & ~(align - 1);
}

static bool
is_reflexive (const struct ilv_rtype *key)
{
  switch (key->kind)
    {
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
    case ILV_KIND_INTERFACE:
      return false;
    case ILV_KIND_ARRAY:
      return is_reflexive (key->elem);
    case ILV_KIND_STRUCT:
      for (uint32_t i = 0; i < key->n_fields; i++)
        if (!is_reflexive (key->fields[i].type))
          return false;
      return true;
    default:
      return true;
    }
}

static struct layout
layout_of (const struct ilv_rtype *type)
{
  uint64_t elem_align = type->elem->align > 0 ? type->elem->align : 1;
  uint64_t value_offset = round_up (type->key->size, elem_align);

  return (struct layout) {
    .type = type,
    .value_offset = (uint32_t) value_offset,
    .slot_bytes = (uint32_t) round_up (value_offset + type->elem->size, 8),
    .kind = (uint8_t) ilv_rtype_map_key (type->key),
    .is_reflexive = is_reflexive (type->key),
  };
}

/* One group is allocated in one piece, most maps being small. */
static struct table *
new_small_table (struct ilv_p *p, const struct layout *layout)
{
  struct
  {
    struct table table;
    uint64_t control;
    uint8_t slots[];
  } *made = ilv_heap_alloc_words (p, sizeof *made + GROUP_SLOTS * (uint64_t) layout->slot_bytes);

  if (made == NULL)
    return NULL;
  made->control = TOP_BITS;
  made->table = (struct table) { &made->control, made->slots, 0, GROUP_SLOTS };
  return &made->table;
}

static struct table *
new_table (struct ilv_p *p, const struct layout *layout, uint64_t n_groups)
{
  bool is_noscan = layout->type->key->flags & layout->type->elem->flags & ILV_RTYPE_NOSCAN;
  struct table *table;
  uint64_t size_bytes;

  if (n_groups == 1)
    return new_small_table (p, layout);
  if (__builtin_mul_overflow (n_groups * GROUP_SLOTS, layout->slot_bytes, &size_bytes)
      || size_bytes > INT64_MAX)
    return NULL;
  table = ilv_heap_alloc_words (p, sizeof *table);
  if (table == NULL)
    return NULL;
  table->group_mask = n_groups - 1;
  table->capacity = n_groups * GROUP_USED_SLOTS;
  table->control = ilv_heap_alloc (p, NULL, n_groups * sizeof table->control[0]);
  table->slots = is_noscan ? ilv_heap_alloc (p, NULL, size_bytes)
                           : ilv_heap_alloc_words (p, size_bytes);
  if (table->control == NULL || table->slots == NULL)
    return NULL;
  for (uint64_t i = 0; i < n_groups; i++)
    table->control[i] = TOP_BITS;
  return table;
}

/* Groups of a table with room for @n: a power of two. */
static uint64_t
groups_for (uint64_t n)
{
  uint64_t n_groups = 1;

  if (n > GROUP_SLOTS)
    while (n_groups * GROUP_USED_SLOTS < n)
      n_groups *= 2;
  return n_groups;
}

/* Nobody will ever find a key that differs from itself, so it may lie anywhere: all where their one
 * hash says would be passed by each that comes. */
static ALWAYS_INLINE bool
is_lost (const struct ilv_map *map, enum ilv_map_key kind, const void *key)
{
  return kind == ILV_MAP_KEY_OTHER && !map->layout.is_reflexive
         && !same_key (map, kind, key, key);
}

static ALWAYS_INLINE void
copy_all (const struct ilv_map *map, enum ilv_map_key kind, const struct table *from,
          struct table *to)
{
  for (uint64_t group = 0; group <= from->group_mask; group++)
    for (uint64_t i = 0; i < GROUP_SLOTS; i++)
      {
        const uint8_t *old;
        uint8_t *new;
        uint64_t hash;

        if (*control_at (from, group, i) == FREE_BYTE)
          continue;
        old = place_at (map, from, group, i).slot;
        hash = hash_key (map, kind, old, NULL);
        if (is_lost (map, kind, old))
          hash = ilv_hash_word (hash, group * GROUP_SLOTS + i);
        new = take_slot (map, to, kind, old, hash);
        if (ilv_unlikely (new == NULL))
          return; /* somebody else goes on filling the old one */
        memcpy (new, old, map->layout.slot_bytes);
      }
}

/* Copies what is live into a table with room for more. The old one stays as it
 * is for the iterations that walk over it. */
static bool
replace_table (struct ilv_p *p, struct ilv_map *map)
{
  const struct table *old = map->table;
  struct table *table
      = new_table (p, &map->layout, groups_for (map->n_live + map->n_live / 2 + 1));

  if (table == NULL)
    return false;
  if (old != NULL)
    FOR_KIND (map, copy_all (map, kind, old, table));
  map->table = table;
  return true;
}

struct ilv_map *
ilv_map_new (struct ilv_p *p, const struct ilv_rtype *type, uint64_t hint)
{
  struct ilv_map *map = ilv_heap_alloc_words (p, sizeof *map);

  if (map == NULL)
    return NULL;
  map->layout = layout_of (type);
  map->seed = ilv_random (p);
  if (hint > GROUP_SLOTS && hint < UINT32_MAX / 2)
    {
      map->table = new_table (p, &map->layout, groups_for (hint));
      if (map->table == NULL)
        return NULL;
    }
  return map;
}

uint64_t
ilv_map_len (const struct ilv_map *map)
{
  return map != NULL ? map->n_live : 0;
}

const struct ilv_rtype *
ilv_map_type (const struct ilv_map *map)
{
  return map->layout.type;
}

/* --- Looking up ------------------------------------------------------------- */

const struct ilv_rtype *
ilv_map_fault_type (const struct ilv_rtype *type, const void *key)
{
  const struct ilv_rtype *fault_type;

  ilv_hash (type->key, key, 0, &fault_type);
  return fault_type;
}

static ALWAYS_INLINE void *
get (const struct ilv_map *map, enum ilv_map_key kind, const void *key, enum ilv_map_fault *fault)
{
  const struct ilv_rtype *fault_type = NULL;
  const struct table *table;
  uint8_t *slot;
  uint64_t hash;

  if (map == NULL || (table = map->table) == NULL)
    return NULL;
  if (ilv_unlikely (atomic_load_explicit (&map->is_changing, memory_order_relaxed)))
    {
      *fault = ILV_MAP_RACE_READ;
      return NULL;
    }
  hash = hash_key (map, kind, key, &fault_type);
  if (fault_type != NULL)
    {
      *fault = ILV_MAP_UNHASHABLE;
      return NULL;
    }
  slot = find (map, table, kind, key, hash).slot;
  return slot != NULL ? slot + map->layout.value_offset : NULL;
}

void *
ilv_map_get (struct ilv_map *map, const struct ilv_rtype *type, const void *key,
             enum ilv_map_fault *fault)
{
  void *value = NULL;

  *fault = ILV_MAP_OK;
  if (map != NULL && map->n_live > 0)
    FOR_KIND (map, value = get (map, kind, key, fault))
  /* Even then a key that cannot be hashed panics. */
  else if (!(type->key->flags & ILV_RTYPE_MEMEQ) && ilv_map_fault_type (type, key) != NULL)
    *fault = ILV_MAP_UNHASHABLE;
  return value;
}

/* --- Changing --------------------------------------------------------------- */

static inline bool
begin_change (struct ilv_map *map, enum ilv_map_fault *fault)
{
  if (ilv_unlikely (atomic_load_explicit (&map->is_changing, memory_order_relaxed)))
    {
      *fault = ILV_MAP_RACE_WRITE;
      return false;
    }
  atomic_store_explicit (&map->is_changing, true, memory_order_relaxed);
  return true;
}

static inline void
end_change (struct ilv_map *map)
{
  atomic_store_explicit (&map->is_changing, false, memory_order_relaxed);
}

/* Equal keys are not always the same: +0 and -0. The last one is kept. */
static inline bool
can_differ (enum ilv_map_key kind)
{
  return kind == ILV_MAP_KEY_OTHER;
}

static inline void
copy_key (const struct ilv_map *map, enum ilv_map_key kind, void *slot, const void *key)
{
  switch (kind)
    {
#define ILV_MAP_KEY(NAME, slots, size) \
    case ILV_MAP_KEY_##NAME: memcpy (slot, key, size); break;
#include "code/map_keys.def"
#undef ILV_MAP_KEY
    default: memcpy (slot, key, map->layout.type->key->size);
    }
}

/* A slot for @key, which has none. NULL: out of memory. */
static ALWAYS_INLINE uint8_t *
insert (struct ilv_p *p, struct ilv_map *map, enum ilv_map_key kind, const void *key,
        uint64_t hash)
{
  const struct table *table = map->table;
  uint8_t *slot = NULL;

  if (ilv_likely (table != NULL && map->n_live < table->capacity))
    slot = take_slot (map, table, kind, key, hash);
  while (slot == NULL)
    {
      if (!replace_table (p, map))
        return NULL;
      slot = take_slot (map, map->table, kind, key, hash);
    }
  copy_key (map, kind, slot, key);
  map->n_live++;
  return slot;
}

static ALWAYS_INLINE void *
put (struct ilv_p *p, struct ilv_map *map, enum ilv_map_key kind, const void *key,
     enum ilv_map_fault *fault)
{
  const struct ilv_rtype *fault_type = NULL;
  uint64_t hash = hash_key (map, kind, key, &fault_type);
  const struct table *table;
  uint8_t *slot = NULL;

  if (fault_type != NULL)
    {
      *fault = ILV_MAP_UNHASHABLE;
      return NULL;
    }
  if (!begin_change (map, fault))
    return NULL;
  table = map->table;
  if (is_lost (map, kind, key))
    hash = ilv_hash_word (hash, map->n_live);
  else if (ilv_likely (table != NULL))
    slot = find (map, table, kind, key, hash).slot;
  if (slot == NULL)
    slot = insert (p, map, kind, key, hash);
  else if (can_differ (kind))
    copy_key (map, kind, slot, key);
  end_change (map);
  if (ilv_likely (slot != NULL))
    return slot + map->layout.value_offset;
  *fault = ILV_MAP_OUT_OF_MEMORY;
  return NULL;
}

void *
ilv_map_put (struct ilv_p *p, struct ilv_map *map, const void *key, enum ilv_map_fault *fault)
{
  void *value = NULL;

  *fault = map != NULL ? ILV_MAP_OK : ILV_MAP_NIL;
  if (map != NULL)
    FOR_KIND (map, value = put (p, map, kind, key, fault));
  return value;
}

#define ILV_MAP_KEY(NAME, slots, size) \
  void * \
  ilv_map_get_##NAME (struct ilv_map *map, const void *key, enum ilv_map_fault *fault) \
  { \
    *fault = ILV_MAP_OK; \
    return get (map, ILV_MAP_KEY_##NAME, key, fault); \
  } \
  void * \
  ilv_map_put_##NAME (struct ilv_p *p, struct ilv_map *map, const void *key, \
                      enum ilv_map_fault *fault) \
  { \
    *fault = map != NULL ? ILV_MAP_OK : ILV_MAP_NIL; \
    return map != NULL ? put (p, map, ILV_MAP_KEY_##NAME, key, fault) : NULL; \
  }
#include "code/map_keys.def"
#undef ILV_MAP_KEY

static ALWAYS_INLINE void
delete (struct ilv_map *map, enum ilv_map_key kind, const void *key, enum ilv_map_fault *fault)
{
  const struct ilv_rtype *fault_type = NULL;
  uint64_t hash = hash_key (map, kind, key, &fault_type);
  struct place place = { 0 };
  struct table *table;

  if (fault_type != NULL)
    {
      *fault = ILV_MAP_UNHASHABLE;
      return;
    }
  if (!begin_change (map, fault))
    return;
  table = map->table;
  if (table != NULL)
    place = find (map, table, kind, key, hash);
  if (place.slot != NULL)
    {
      free_slot (map, table, kind, key, hash, place);
      map->n_live--;
    }
  end_change (map);
}

void
ilv_map_delete (struct ilv_map *map, const struct ilv_rtype *type, const void *key,
                enum ilv_map_fault *fault)
{
  *fault = ILV_MAP_OK;
  if (map != NULL && map->n_live > 0)
    FOR_KIND (map, delete (map, kind, key, fault))
  else
    ilv_map_get (map, type, key, fault);
}

void
ilv_map_clear (struct ilv_map *map, enum ilv_map_fault *fault)
{
  *fault = ILV_MAP_OK;
  if (map == NULL || !begin_change (map, fault))
    return;
  map->table = NULL;
  map->n_live = 0;
  map->n_clears++;
  end_change (map);
}

/* Places a peek looks at, of which few may be used. */
#define MAX_PEEKED 256

/* --- Iterating --------------------------------------------------------------- */

void
ilv_map_iter_init (struct ilv_p *p, struct ilv_map_iter *iter, struct ilv_map *map)
{
  struct table *table = map != NULL ? map->table : NULL;
  uint64_t n_starts;

  *iter = (struct ilv_map_iter) { .map = map, .table = table };
  if (table == NULL || map->n_live == 0)
    return;
  iter->n_slots = (table->group_mask + 1) * GROUP_SLOTS;
  n_starts = iter->n_slots * (GROUP_SLOTS - 1);
  iter->start = ilv_choose (p, n_starts < UINT32_MAX ? (uint32_t) n_starts : UINT32_MAX);
  iter->n_clears = map->n_clears;
}

/* Where what was in @slot of the table the iteration began with is now; NULL: gone. A key that
 * equals nothing (NaN) is never found again: it can only go by clear, and is yielded as it was. */
static uint8_t *
current_slot (const struct ilv_map_iter *iter, uint8_t *slot)
{
  const struct ilv_map *map = iter->map;
  const struct table *table = map->table;
  uint8_t *found = NULL;

  FOR_KIND (map, {
    if (!same_key (map, kind, slot, slot))
      found = iter->n_clears == map->n_clears ? slot : NULL;
    else if (table != NULL)
      found = find (map, table, kind, slot, hash_key (map, kind, slot, NULL)).slot;
  })
  return found;
}

/* Groups come in a row, the slots of each in steps of 1 to 6 (7 is a prime number: all come).
 * With one group any two keys are as likely to come in one order as in the other. */
bool
ilv_map_iter_next (struct ilv_map_iter *iter, const void **key, void **value)
{
  const struct ilv_map *map = iter->map;
  const struct table *table = iter->table;
  uint64_t first = iter->start % GROUP_SLOTS;
  uint64_t step = 1 + iter->start / GROUP_SLOTS % (GROUP_SLOTS - 1);
  uint64_t first_group = iter->start / (GROUP_SLOTS * (GROUP_SLOTS - 1));

  while (iter->position < iter->n_slots)
    {
      uint64_t at = iter->position++;
      uint64_t group = (first_group + at / GROUP_SLOTS) & table->group_mask;
      uint64_t i = (first + at % GROUP_SLOTS * step) % GROUP_SLOTS;
      uint8_t *slot;

      if (*control_at (table, group, i) == FREE_BYTE)
        continue;
      slot = place_at (map, table, group, i).slot;
      if (ilv_unlikely (table != map->table))
        slot = current_slot (iter, slot);
      if (slot == NULL)
        continue;
      *key = slot;
      *value = slot + map->layout.value_offset;
      return true;
    }
  return false;
}

bool
ilv_map_peek (const struct ilv_map *map, uint64_t *position, const void **key,
              const void **value)
{
  /* One load: a table is never changed in size (see map_table.h), but replaced. What it holds may
   * not have reached this thread yet, if its writer goes on without a lock; then it is zero. */
  const struct table *table = __atomic_load_n (&map->table, __ATOMIC_ACQUIRE);
  uint64_t n_slots;

  if (table == NULL || table->control == NULL || table->slots == NULL)
    return false;
  n_slots = (table->group_mask + 1) * GROUP_SLOTS;
  while (*position < n_slots && *position < MAX_PEEKED)
    {
      uint64_t at = (*position)++;
      uint8_t *slot;

      if (*control_at (table, at / GROUP_SLOTS, at % GROUP_SLOTS) == FREE_BYTE)
        continue;
      slot = place_at (map, table, at / GROUP_SLOTS, at % GROUP_SLOTS).slot;
      *key = slot;
      *value = slot + map->layout.value_offset;
      return true;
    }
  return false;
}

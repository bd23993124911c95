/* map.c - Go maps.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/map.h"

#include <stdatomic.h>
#include <string.h>

#include "base/assert.h"
#include "vm/equal.h"
#include "vm/hash.h"
#include "vm/string.h"

enum
{
  SMALL_CAPACITY = 8, /* up to here: no index, hashes are compared in a row */
  ENTRY_LIVE = 1,     /* lowest bit of an entry's head; the rest is its hash */
};

/* What a map's entries look like. Entry: head word, key, value. */
struct layout
{
  const struct ilv_rtype *type;
  uint32_t value_offset, entry_bytes;
  uint8_t key_class; /* enum key_class */
};

/* The keys most maps have get a hash and == of their own. */
enum key_class
{
  KEY_OTHER,
  KEY_8_BYTES,
  KEY_4_BYTES,
  KEY_STRING,
};

/* Geometry and contents change together, by replacing the whole table, so that
 * a goroutine that looks on without a lock (wrong, but it happens) never uses
 * an index with a size that is not its own. */
struct table
{
  uint8_t *entries;
  uint32_t *index;   /* 0: free; else entry number + 1, and a tag. NULL in small tables */
  uint64_t capacity; /* of entries */
  uint64_t mask;     /* index size - 1 */
  uint64_t n_used;   /* entries, live and deleted */
};

struct ilv_map
{
  struct layout layout;
  struct table *table; /* NULL: empty */
  uint64_t n_live;
  uint64_t n_clears;
  uint64_t seed;
  /* Somebody is changing the map. Relaxed: it only serves to notice a wrong
   * program, which it may miss. */
  _Atomic bool is_changing;
};

/* --- Entries --------------------------------------------------------------- */

static uint64_t
round_up (uint64_t n, uint64_t align)
{
  return (n + align - 1) & ~(align - 1);
}

static enum key_class
classify (const struct ilv_rtype *key)
{
  if (key->kind == ILV_KIND_STRING)
    return KEY_STRING;
  if (!(key->flags & ILV_RTYPE_MEMEQ) || key->align != key->size)
    return KEY_OTHER;
  return key->size == 8 ? KEY_8_BYTES : key->size == 4 ? KEY_4_BYTES : KEY_OTHER;
}

static struct layout
layout_of (const struct ilv_rtype *type)
{
  uint64_t value_offset = round_up (8 + type->key->size, type->elem->align > 0 ? type->elem->align : 1);

  return (struct layout) {
    .type = type,
    .value_offset = (uint32_t) value_offset,
    .entry_bytes = (uint32_t) round_up (value_offset + type->elem->size, 8),
    .key_class = (uint8_t) classify (type->key),
  };
}

static uint64_t *
entry_at (const struct ilv_map *map, const struct table *table, uint64_t i)
{
  return (uint64_t *) (table->entries + i * map->layout.entry_bytes);
}

static void *
key_of (uint64_t *entry)
{
  return entry + 1;
}

static void *
value_of (const struct ilv_map *map, uint64_t *entry)
{
  return (uint8_t *) entry + map->layout.value_offset;
}

/* The head of a live entry for @key. 0 with *@fault where Go panics. */
static uint64_t
head_for (const struct ilv_map *map, const void *key, enum ilv_map_fault *fault)
{
  const struct ilv_rtype *fault_type = NULL;
  uint64_t hash;

  switch (map->layout.key_class)
    {
    case KEY_8_BYTES:
      hash = ilv_hash_word (*(const uint64_t *) key, map->seed);
      break;
    case KEY_4_BYTES:
      hash = ilv_hash_word (*(const uint32_t *) key, map->seed);
      break;
    case KEY_STRING:
      hash = ilv_hash_bytes (((const struct ilv_string *) key)->bytes,
                             (uint64_t) ((const struct ilv_string *) key)->len, map->seed);
      break;
    default:
      hash = ilv_hash (map->layout.type->key, key, map->seed, &fault_type);
      break;
    }
  if (fault_type != NULL)
    {
      *fault = ILV_MAP_UNHASHABLE;
      return 0;
    }
  return hash | ENTRY_LIVE;
}

static bool
has_key (const struct ilv_map *map, uint64_t *entry, const void *key)
{
  switch (map->layout.key_class)
    {
    case KEY_8_BYTES:
      return *(const uint64_t *) key_of (entry) == *(const uint64_t *) key;
    case KEY_4_BYTES:
      return *(const uint32_t *) key_of (entry) == *(const uint32_t *) key;
    case KEY_STRING:
      return ilv_string_equal (*(const struct ilv_string *) key_of (entry),
                               *(const struct ilv_string *) key);
    default:
      return ilv_equal (map->layout.type->key, key_of (entry), key, NULL);
    }
}

/* The bits of an index word that entry numbers leave free hold some of the key's hash, others than
 * choose its place: most words of other keys are passed without a look at their entries, which
 * are rarely in the cache. */
static uint32_t
tag_of (const struct table *table, uint64_t head)
{
  return (uint32_t) (head >> 32) & ~(uint32_t) table->mask;
}

static uint64_t *
find (const struct ilv_map *map, const struct table *table, const void *key, uint64_t head)
{
  uint32_t tag;

  if (table == NULL)
    return NULL;
  if (table->index == NULL)
    {
      for (uint64_t i = 0; i < table->n_used; i++)
        if (*entry_at (map, table, i) == head && has_key (map, entry_at (map, table, i), key))
          return entry_at (map, table, i);
      return NULL;
    }
  tag = tag_of (table, head);
  for (uint64_t slot = head >> 1;; slot++)
    {
      uint32_t word = table->index[slot & table->mask];
      uint64_t *entry;

      if (word == 0)
        return NULL;
      if ((word & ~(uint32_t) table->mask) != tag)
        continue;
      entry = entry_at (map, table, (word & (uint32_t) table->mask) - 1);
      if (*entry == head && has_key (map, entry, key))
        return entry;
    }
}

/* --- Tables ---------------------------------------------------------------- */

static void
enter (struct table *table, uint64_t head, uint64_t i)
{
  uint64_t slot = head >> 1;

  while (table->index[slot & table->mask] != 0)
    slot++;
  table->index[slot & table->mask] = (uint32_t) (i + 1) | tag_of (table, head);
}

static struct table *
new_table (struct ilv_p *p, const struct layout *layout, uint64_t capacity)
{
  struct table *table = ilv_heap_alloc_words (p, sizeof *table);
  bool is_noscan = layout->type->key->flags & layout->type->elem->flags & ILV_RTYPE_NOSCAN;
  uint64_t size_bytes;

  if (table == NULL || capacity >= UINT32_MAX
      || __builtin_mul_overflow (capacity, layout->entry_bytes, &size_bytes)
      || size_bytes > INT64_MAX)
    return NULL;
  table->capacity = capacity;
  table->entries = is_noscan ? ilv_heap_alloc (p, NULL, size_bytes)
                             : ilv_heap_alloc_words (p, size_bytes);
  if (table->entries == NULL)
    return NULL;
  if (capacity > SMALL_CAPACITY)
    {
      /* Twice the capacity, so at most half full. */
      table->mask = 2 * capacity - 1;
      table->index = ilv_heap_alloc (p, NULL, 2 * capacity * sizeof table->index[0]);
      if (table->index == NULL)
        return NULL;
    }
  return table;
}

/* A power of two. */
static uint64_t
capacity_for (uint64_t n)
{
  uint64_t capacity = SMALL_CAPACITY;

  while (capacity < n)
    capacity *= 2;
  return capacity;
}

/* Copies what is live into a table with room for more. The old one stays as it
 * is for the iterations that walk over it. */
static bool
grow (struct ilv_p *p, struct ilv_map *map)
{
  struct table *old = map->table;
  struct table *table = new_table (p, &map->layout, capacity_for (map->n_live + map->n_live / 2 + 1));

  if (table == NULL)
    return false;
  for (uint64_t i = 0; old != NULL && i < old->n_used; i++)
    {
      uint64_t *entry = entry_at (map, old, i);

      if (*entry == 0)
        continue;
      memcpy (entry_at (map, table, table->n_used), entry, map->layout.entry_bytes);
      if (table->index != NULL)
        enter (table, *entry, table->n_used);
      table->n_used++;
    }
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
  if (hint > SMALL_CAPACITY && hint < UINT32_MAX / 2)
    {
      map->table = new_table (p, &map->layout, capacity_for (hint));
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

/* --- Looking up and changing ------------------------------------------------ */

const struct ilv_rtype *
ilv_map_fault_type (const struct ilv_rtype *type, const void *key)
{
  const struct ilv_rtype *fault_type;

  ilv_hash (type->key, key, 0, &fault_type);
  return fault_type;
}

void *
ilv_map_get (struct ilv_p *p, struct ilv_map *map, const struct ilv_rtype *type, const void *key,
             enum ilv_map_fault *fault)
{
  uint64_t head;
  uint64_t *entry;

  *fault = ILV_MAP_OK;
  if (map == NULL || map->n_live == 0)
    {
      /* Even then a key that cannot be hashed panics. */
      if (!(type->key->flags & ILV_RTYPE_MEMEQ) && ilv_map_fault_type (type, key) != NULL)
        *fault = ILV_MAP_UNHASHABLE;
      return NULL;
    }
  if (atomic_load_explicit (&map->is_changing, memory_order_relaxed))
    {
      *fault = ILV_MAP_RACE_READ;
      return NULL;
    }
  head = head_for (map, key, fault);
  if (*fault != ILV_MAP_OK)
    return NULL;
  entry = find (map, map->table, key, head);
  return entry != NULL ? value_of (map, entry) : NULL;
}

static bool
begin_change (struct ilv_map *map, enum ilv_map_fault *fault)
{
  if (!atomic_exchange_explicit (&map->is_changing, true, memory_order_relaxed))
    return true;
  *fault = ILV_MAP_RACE_WRITE;
  return false;
}

static void
end_change (struct ilv_map *map)
{
  atomic_store_explicit (&map->is_changing, false, memory_order_relaxed);
}

static void *
insert (struct ilv_p *p, struct ilv_map *map, const void *key, uint64_t head,
        enum ilv_map_fault *fault)
{
  uint64_t *entry;

  if ((map->table == NULL || map->table->n_used == map->table->capacity) && !grow (p, map))
    {
      *fault = ILV_MAP_OUT_OF_MEMORY;
      return NULL;
    }
  entry = entry_at (map, map->table, map->table->n_used);
  *entry = head;
  memcpy (key_of (entry), key, map->layout.type->key->size);
  if (map->table->index != NULL)
    enter (map->table, head, map->table->n_used);
  map->table->n_used++;
  map->n_live++;
  return value_of (map, entry);
}

/* Equal keys are not always the same: +0 and -0. The last one is kept. */
static bool
can_differ (const struct ilv_rtype *key)
{
  return !(key->flags & ILV_RTYPE_MEMEQ) && key->kind != ILV_KIND_STRING;
}

void *
ilv_map_put (struct ilv_p *p, struct ilv_map *map, const void *key, enum ilv_map_fault *fault)
{
  uint64_t head;
  uint64_t *entry;
  void *value;

  *fault = map != NULL ? ILV_MAP_OK : ILV_MAP_NIL;
  if (map == NULL)
    return NULL;
  head = head_for (map, key, fault);
  if (*fault != ILV_MAP_OK || !begin_change (map, fault))
    return NULL;
  entry = find (map, map->table, key, head);
  if (entry != NULL && can_differ (map->layout.type->key))
    memcpy (key_of (entry), key, map->layout.type->key->size);
  value = entry != NULL ? value_of (map, entry) : insert (p, map, key, head, fault);
  end_change (map);
  return value;
}

/* The index keeps the number of a deleted entry until the table is replaced: a
 * head of 0 matches no key. */
void
ilv_map_delete (struct ilv_p *p, struct ilv_map *map, const struct ilv_rtype *type,
                const void *key, enum ilv_map_fault *fault)
{
  uint64_t head;
  uint64_t *entry;

  *fault = ILV_MAP_OK;
  if (map == NULL || map->n_live == 0)
    {
      ilv_map_get (p, map, type, key, fault);
      return;
    }
  head = head_for (map, key, fault);
  if (*fault != ILV_MAP_OK || !begin_change (map, fault))
    return;
  entry = find (map, map->table, key, head);
  if (entry != NULL)
    {
      memset (entry, 0, map->layout.entry_bytes);
      map->n_live--;
    }
  end_change (map);
}

void
ilv_map_clear (struct ilv_p *p, struct ilv_map *map, enum ilv_map_fault *fault)
{
  *fault = ILV_MAP_OK;
  if (map == NULL || !begin_change (map, fault))
    return;
  map->table = NULL;
  map->n_live = 0;
  map->n_clears++;
  end_change (map);
}

/* --- Iterating --------------------------------------------------------------- */

void
ilv_map_iter_init (struct ilv_p *p, struct ilv_map_iter *iter, struct ilv_map *map)
{
  struct table *table = map != NULL ? map->table : NULL;

  *iter = (struct ilv_map_iter) { .map = map, .table = table };
  if (table == NULL || table->n_used == 0)
    return;
  iter->n_entries = table->n_used;
  iter->start = ilv_choose (p, (uint32_t) table->n_used);
  iter->n_clears = map->n_clears;
}

/* Where the entry of the table the iteration began with is now; NULL if it is
 * gone. A key that equals nothing (NaN) is never found again: it can only go
 * by clear, and is yielded as it was. */
static uint64_t *
current_entry (const struct ilv_map_iter *iter, uint64_t *entry)
{
  const struct ilv_map *map = iter->map;
  enum ilv_map_fault fault = ILV_MAP_OK;

  if (*entry == 0)
    return NULL;
  if (iter->table == map->table)
    return entry;
  if (!has_key (map, entry, key_of (entry)))
    return iter->n_clears == map->n_clears ? entry : NULL;
  return find (map, map->table, key_of (entry), head_for (map, key_of (entry), &fault));
}

bool
ilv_map_iter_next (struct ilv_p *p, struct ilv_map_iter *iter, const void **key, void **value)
{
  while (iter->position < iter->n_entries)
    {
      uint64_t i = iter->start + iter->position++;
      uint64_t *entry = entry_at (iter->map, iter->table, i < iter->n_entries ? i : i - iter->n_entries);
      uint64_t *current = current_entry (iter, entry);

      if (current == NULL)
        continue;
      *key = key_of (current);
      *value = value_of (iter->map, current);
      return true;
    }
  return false;
}

/* map_table.h - The table of a map: groups of slots, found by a byte each.
 *
 * Slots (a key, then its value) stand in groups of seven. A group has a word
 * beside them, one byte for each slot: free, or seven bits of the hash of the
 * key there. All seven are compared at once; so a look-up reads one word in most
 * cases, and then the one slot that has the key.
 *
 * The eighth byte counts the keys that were on their way to a place, found this
 * group full, and went on. Where it is 0 a search ends, also at a full group. A
 * key that is deleted takes its counts back: nothing is left of it.
 *
 * What depends on the kind of key is inline with a constant kind, so that each
 * has a copy with its own hash and ==.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/equal.h"
#include "vm/hash.h"

#define GROUP_SLOTS 7
/* Of a table with more than one group so many are used on average, at most. */
#define GROUP_USED_SLOTS 6

#define EACH_SLOT UINT64_C (0x0001010101010101)
#define TOP_BITS (EACH_SLOT << 7)
#define FREE_BYTE 0x80 /* hashes have not that bit */
#define PASSED_SHIFT 56
#define MOST_PASSED 0xff /* that, or more: it is not known any more */

#define ALWAYS_INLINE inline __attribute__ ((always_inline))

/* Geometry and contents change together, by replacing the whole table, so that
 * a goroutine that looks on without a lock (wrong, but it happens) never uses
 * a table with a size that is not its own. */
struct table
{
  uint64_t *control;   /* a word for each group, slot 0 in the low byte */
  uint8_t *slots;
  uint64_t group_mask; /* groups - 1, which are a power of two */
  uint64_t capacity;   /* with so many keys it is replaced */
};

/* What a map's slots look like: key, value. */
struct layout
{
  const struct ilv_rtype *type;
  uint32_t value_offset, slot_bytes;
  uint8_t kind;      /* enum ilv_map_key */
  bool is_reflexive; /* no key differs from itself, as NaN does */
};

struct ilv_map
{
  struct layout layout;
  struct table *table; /* NULL: empty */
  uint64_t n_live;
  uint64_t n_clears;
  uint64_t seed;
  /* Somebody is changing the map. Relaxed, and not exchanged: it only serves to notice a wrong
   * program, which it may miss. */
  _Atomic bool is_changing;
};

/* --- Groups: sets of slots are top bits of their bytes --------------------- */

/* Those whose byte is @tag; now and then also one above such, of another key. */
static inline uint64_t
group_match (uint64_t control, uint64_t tag)
{
  uint64_t difference = control ^ (EACH_SLOT * tag);

  return (difference - EACH_SLOT) & ~difference & TOP_BITS;
}

static inline uint64_t
group_free (uint64_t control)
{
  return control & TOP_BITS;
}

static inline uint64_t
first_slot (uint64_t set)
{
  return (uint64_t) __builtin_ctzll (set) / 8;
}

static inline uint64_t
tag_of (uint64_t hash)
{
  return hash & 0x7f;
}

/* --- Keys ------------------------------------------------------------------ */

static inline uint64_t
load_64 (const void *at)
{
  uint64_t word;

  memcpy (&word, at, 8);
  return word;
}

static inline uint32_t
load_32 (const void *at)
{
  uint32_t word;

  memcpy (&word, at, 4);
  return word;
}

static inline bool
same_bytes (const uint8_t *a, const uint8_t *b, uint64_t n)
{
  uint64_t i = 0;

  if (a == b)
    return true;
  if (n < 8)
    {
      if (n >= 4)
        return load_32 (a) == load_32 (b) && load_32 (a + n - 4) == load_32 (b + n - 4);
      while (i < n && a[i] == b[i])
        i++;
      return i == n;
    }
  for (; i + 8 < n; i += 8)
    if (load_64 (a + i) != load_64 (b + i))
      return false;
  return load_64 (a + n - 8) == load_64 (b + n - 8);
}

/* Of numbers close to each other only the low bits differ, which tells them apart in a group. */
static inline uint64_t
hash_integer (uint64_t number, uint64_t seed)
{
  return ilv_hash_word (number / GROUP_SLOTS, seed) ^ number % GROUP_SLOTS;
}

static ALWAYS_INLINE uint64_t
hash_key (const struct ilv_map *map, enum ilv_map_key kind, const void *key,
          const struct ilv_rtype **fault_type)
{
  const struct ilv_string *string = key;

  switch (kind)
    {
    case ILV_MAP_KEY_I64:
      return hash_integer (load_64 (key), map->seed);
    case ILV_MAP_KEY_I32:
      return hash_integer (load_32 (key), map->seed);
    case ILV_MAP_KEY_W64:
      return ilv_hash_word (load_64 (key), map->seed);
    case ILV_MAP_KEY_STR:
      return ilv_hash_bytes (string->bytes, (uint64_t) string->len, map->seed);
    case ILV_MAP_KEY_BYTES:
      return ilv_hash_bytes (key, map->layout.type->key->size, map->seed);
    default:
      return ilv_hash (map->layout.type->key, key, map->seed, fault_type);
    }
}

static ALWAYS_INLINE bool
same_key (const struct ilv_map *map, enum ilv_map_key kind, const void *a, const void *b)
{
  const struct ilv_string *x = a, *y = b;

  switch (kind)
    {
    case ILV_MAP_KEY_I64:
    case ILV_MAP_KEY_W64:
      return load_64 (a) == load_64 (b);
    case ILV_MAP_KEY_I32:
      return load_32 (a) == load_32 (b);
    case ILV_MAP_KEY_STR:
      return x->len == y->len && same_bytes (x->bytes, y->bytes, (uint64_t) x->len);
    case ILV_MAP_KEY_BYTES:
      return same_bytes (a, b, map->layout.type->key->size);
    default:
      return ilv_equal (map->layout.type->key, a, b, NULL);
    }
}

/* --- Searching --------------------------------------------------------------- */

struct search
{
  uint64_t hash, group, step;
  bool is_home; /* what follows is the group the hash chooses */
};

static inline uint64_t
hashed_group (const struct table *table, uint64_t hash)
{
  return hash >> 7 & table->group_mask;
}

static ALWAYS_INLINE bool
is_integer (enum ilv_map_key kind)
{
  return kind == ILV_MAP_KEY_I64 || kind == ILV_MAP_KEY_I32;
}

static ALWAYS_INLINE uint64_t
load_integer (enum ilv_map_key kind, const void *key)
{
  return kind == ILV_MAP_KEY_I64 ? load_64 (key) : load_32 (key);
}

/* Integers begin where their value says, so that those a program counts through lie as in an array.
 * Keys that do not lie so close, say multiples of a large number, fill one such group, and the
 * rest of them are one step from the group their hash chooses. */
static ALWAYS_INLINE struct search
search_begin (const struct table *table, enum ilv_map_key kind, const void *key, uint64_t hash)
{
  if (is_integer (kind))
    return (struct search) {
      hash, load_integer (kind, key) / GROUP_SLOTS & table->group_mask, 0, true
    };
  return (struct search) { hash, hashed_group (table, hash), 0, false };
}

/* From the group that the hash chooses on in steps that the hash chooses, too: full groups often
 * lie side by side. The distance is odd, so all groups come. False: these were all. */
static inline bool
search_next (const struct table *table, struct search *search)
{
  if (search->is_home)
    {
      search->group = hashed_group (table, search->hash);
      search->is_home = false;
      return true;
    }
  search->group = (search->group + (search->hash >> 40 | 1)) & table->group_mask;
  return ++search->step <= table->group_mask;
}

/* --- Tables ---------------------------------------------------------------- */

/* Where a slot of a table is. */
struct place
{
  uint64_t group, i;
  uint8_t *slot; /* NULL: nowhere */
};

static inline struct place
place_at (const struct ilv_map *map, const struct table *table, uint64_t group, uint64_t i)
{
  uint64_t n = group * GROUP_SLOTS + i;

  return (struct place) { group, i, table->slots + n * map->layout.slot_bytes };
}

static inline uint8_t *
control_at (const struct table *table, uint64_t group, uint64_t i)
{
  return (uint8_t *) &table->control[group] + i;
}

/* One key more, or less (@n -1), passed that group. */
static inline void
count_passed (const struct table *table, uint64_t group, int n)
{
  uint8_t *passed = control_at (table, group, GROUP_SLOTS);

  if (*passed != MOST_PASSED)
    *passed = (uint8_t) (*passed + n);
}

/* Where @key is. */
static ALWAYS_INLINE struct place
find (const struct ilv_map *map, const struct table *table, enum ilv_map_key kind,
      const void *key, uint64_t hash)
{
  struct search search = search_begin (table, kind, key, hash);

  if (is_integer (kind))
    {
      /* Where it is if it came first: then nothing else need be read. Free slots hold 0. */
      struct place home = place_at (map, table, search.group,
                                    load_integer (kind, key) % GROUP_SLOTS);

      if (load_integer (kind, key) != 0 && same_key (map, kind, home.slot, key))
        return home;
    }
  do
    {
      uint64_t control = table->control[search.group];

      for (uint64_t set = group_match (control, tag_of (hash)); set != 0; set &= set - 1)
        {
          struct place place = place_at (map, table, search.group, first_slot (set));

          if (ilv_likely (same_key (map, kind, place.slot, key)))
            return place;
        }
      if (ilv_likely (control >> PASSED_SHIFT == 0))
        break;
    }
  while (search_next (table, &search));
  return (struct place) { 0 };
}

/* Takes a slot for a key that is not there, and says so in its group and those passed. NULL: there
 * is none, as somebody else fills the table at the same time. */
static ALWAYS_INLINE uint8_t *
take_slot (const struct ilv_map *map, const struct table *table, enum ilv_map_key kind,
           const void *key, uint64_t hash)
{
  struct search search = search_begin (table, kind, key, hash);

  do
    {
      uint64_t set = group_free (table->control[search.group]);

      if (ilv_likely (set != 0))
        {
          uint64_t i = first_slot (set);

          if (is_integer (kind))
            {
              uint64_t home = load_integer (kind, key) % GROUP_SLOTS;

              i = set >> (8 * home + 7) & 1 ? home : i;
            }
          *control_at (table, search.group, i) = (uint8_t) tag_of (hash);
          return place_at (map, table, search.group, i).slot;
        }
      count_passed (table, search.group, 1);
    }
  while (search_next (table, &search));
  return NULL;
}

/* The reverse. */
static ALWAYS_INLINE void
free_slot (const struct ilv_map *map, const struct table *table, enum ilv_map_key kind,
           const void *key, uint64_t hash, struct place place)
{
  struct search search = search_begin (table, kind, key, hash);

  while (search.group != place.group)
    {
      count_passed (table, search.group, -1);
      if (!search_next (table, &search))
        break;
    }
  *control_at (table, place.group, place.i) = FREE_BYTE;
  memset (place.slot, 0, map->layout.slot_bytes);
}

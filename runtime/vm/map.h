/* map.h - Go maps.
 *
 * Source: Go spec, "Map types", "For statements with range clause". An open-addressing
 * table (map_table.h). Iteration starts at a random place and wraps around; it is safe under
 * changes by its own goroutine. Not safe between threads, like Go's; a write
 * during another goroutine's access is noticed when possible (fatal error).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/heap.h"
#include "vm/value.h"

struct ilv_map;

enum ilv_map_fault
{
  ILV_MAP_OK,
  ILV_MAP_OUT_OF_MEMORY,
  ILV_MAP_NIL,        /* panic: assignment to entry in nil map */
  ILV_MAP_UNHASHABLE, /* panic: runtime error: hash of unhashable type T (ilv_map_fault_type) */
  ILV_MAP_RACE_WRITE, /* fatal error: concurrent map writes */
  ILV_MAP_RACE_READ,  /* fatal error: concurrent map read and map write */
};

/* @type is the map's type; any @hint will do. NULL: out of memory. */
struct ilv_map *ilv_map_new (struct ilv_p *p, const struct ilv_rtype *type, uint64_t hint);
uint64_t ilv_map_len (const struct ilv_map *map); /* 0 for NULL */
const struct ilv_rtype *ilv_map_type (const struct ilv_map *map);

/* Address of the value for the key at @key (in memory layout), NULL if absent (or @map is NULL).
 * Valid until the map changes. *@fault is always set. */
void *ilv_map_get (struct ilv_map *map, const struct ilv_rtype *type, const void *key,
                   enum ilv_map_fault *fault);
/* Address where to store the value for @key, inserted (zeroed) if absent. NULL with *@fault. */
void *ilv_map_put (struct ilv_p *p, struct ilv_map *map, const void *key, enum ilv_map_fault *fault);
void ilv_map_delete (struct ilv_map *map, const struct ilv_rtype *type, const void *key,
                     enum ilv_map_fault *fault);
void ilv_map_clear (struct ilv_map *map, enum ilv_map_fault *fault);

/* The same for a map with that kind of key (ilv_rtype_map_key()). */
#define ILV_MAP_KEY(NAME, slots, size) \
  void *ilv_map_get_##NAME (struct ilv_map *map, const void *key, enum ilv_map_fault *fault); \
  void *ilv_map_put_##NAME (struct ilv_p *p, struct ilv_map *map, const void *key, \
                            enum ilv_map_fault *fault);
#include "code/map_keys.def"
#undef ILV_MAP_KEY

/* After ILV_MAP_UNHASHABLE: the dynamic type that has no ==, in the key at @key. */
const struct ilv_rtype *ilv_map_fault_type (const struct ilv_rtype *type, const void *key);

/* The next entry at or after *@position, at first 0; false at the end, or when enough places were
 * looked at. For a look at a map that others may be changing: what is found may be half written,
 * but where it lies is the map's. */
bool ilv_map_peek (const struct ilv_map *map, uint64_t *position, const void **key,
                   const void **value);

/* An iteration; lives in the frame (scanned conservatively), no end call needed. */
struct ilv_map_iter
{
  struct ilv_map *map;
  void *table;       /* the one the map had when the iteration began */
  uint64_t start;    /* first slot of it visited */
  uint64_t position; /* slots visited */
  uint64_t n_slots;
  uint64_t n_clears;
};

void ilv_map_iter_init (struct ilv_p *p, struct ilv_map_iter *iter, struct ilv_map *map);
/* False at the end. *@key, *@value stay valid until the map changes. */
bool ilv_map_iter_next (struct ilv_map_iter *iter, const void **key, void **value);

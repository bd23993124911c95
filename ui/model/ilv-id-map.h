/* ilv-id-map.h - From numbers of a trace to indexes.
 *
 * The numbers count up, so as a rule they are indexes of an array themselves. But a damaged trace
 * may say anything: a number that is much larger than there are numbers goes into a hash table
 * (open addressing, key and value side by side).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-store.h"

G_BEGIN_DECLS

/* Zero-initialised is empty. */
typedef struct
{
  IlvVector direct; /* of guint32, by key: value + 1; 0 is none, or in slots */
  IlvVector slots;  /* of guint64: key << 32 | value; 0 is free, value G_MAXUINT32: removed */
  guint32   n;      /* all */
  guint32   n_slots_used;
} IlvIdMap;

/* The same of one that is not in the array. */
guint32 ilv_id_map_get_far (const IlvIdMap *map,
                            guint32         key);

/* The value of @key (not 0), or G_MAXUINT32. */
static inline guint32
ilv_id_map_get (const IlvIdMap *map,
                guint32         key)
{
  if (key < map->direct.n && ilv_vector_index (&map->direct, guint32, key) != 0)
    return ilv_vector_index (&map->direct, guint32, key) - 1;
  return ilv_id_map_get_far (map, key);
}

/* Adds @key (not 0), which is not in there yet. */
void    ilv_id_map_add (IlvIdMap       *map,
                        IlvStore       *store,
                        guint32         key,
                        guint32         value);

/* Takes @key out. */
void    ilv_id_map_remove (IlvIdMap    *map,
                           IlvStore    *store,
                           guint32      key);

G_END_DECLS

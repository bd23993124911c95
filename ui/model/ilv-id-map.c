/* ilv-id-map.c - From numbers of a trace to indexes.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-id-map.h"

#include <string.h>

/* The array is up to so many times larger than it must be. */
#define MAX_SPREAD 4
#define MIN_DIRECT 1024

/* The table's size is a power of two, and never more than three quarters full. */
static guint64 *
find_slot (const IlvIdMap *map,
           guint32         key)
{
  guint64 *slots = map->slots.data;
  guint32 mask = map->slots.n - 1;
  guint32 i = (key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32 & mask;

  while (slots[i] != 0 && slots[i] >> 32 != key)
    i = (i + 1) & mask;
  return &slots[i];
}

guint32
ilv_id_map_get_far (const IlvIdMap *map,
                    guint32         key)
{
  guint64 slot;

  if (map->n_slots_used == 0)
    return G_MAXUINT32;
  slot = *find_slot (map, key);
  return slot != 0 ? (guint32) slot : G_MAXUINT32;
}

static void
enlarge (IlvIdMap *map,
         IlvStore *store)
{
  guint32 n_old = map->slots.n;
  guint32 n_new = n_old == 0 ? 64 : n_old * 2;
  g_autofree guint64 *old = g_memdup2 (map->slots.data, n_old * sizeof *old);
  guint64 *slots;

  ilv_vector_reserve (&map->slots, store, sizeof *slots, n_new - n_old);
  map->slots.n = n_new;
  slots = map->slots.data;
  memset (slots, 0, n_new * sizeof *slots);
  map->n_slots_used = 0;
  for (guint32 i = 0; i < n_old; i++)
    if (old[i] != 0 && (guint32) old[i] != G_MAXUINT32)
      {
        *find_slot (map, old[i] >> 32) = old[i];
        map->n_slots_used++;
      }
}

static void
add_direct (IlvIdMap *map,
            IlvStore *store,
            guint32   key,
            guint32   value)
{
  if (key >= map->direct.n)
    {
      guint32 n_more = key + 1 - map->direct.n;

      memset (ilv_vector_reserve (&map->direct, store, sizeof (guint32), n_more), 0,
              n_more * sizeof (guint32));
      map->direct.n += n_more;
    }
  ilv_vector_index (&map->direct, guint32, key) = value + 1;
}

void
ilv_id_map_add (IlvIdMap *map,
                IlvStore *store,
                guint32   key,
                guint32   value)
{
  guint64 *slot;

  g_assert (key != 0 && value != G_MAXUINT32);
  map->n++;
  if (key < MAX ((guint64) map->n * MAX_SPREAD, MIN_DIRECT))
    {
      add_direct (map, store, key, value);
      return;
    }
  if ((map->n_slots_used + 1) * 4ull > map->slots.n * 3ull)
    enlarge (map, store);
  slot = find_slot (map, key);
  map->n_slots_used += *slot == 0;
  *slot = (guint64) key << 32 | value;
}

void
ilv_id_map_remove (IlvIdMap *map,
                   IlvStore *store,
                   guint32   key)
{
  guint64 *slot;

  if (key < map->direct.n && ilv_vector_index (&map->direct, guint32, key) != 0)
    {
      ilv_vector_clear (&map->direct, store, sizeof (guint32), key);
      return;
    }
  if (map->n_slots_used == 0)
    return;
  slot = find_slot (map, key);
  if (*slot != 0)
    *slot |= G_MAXUINT32;
}

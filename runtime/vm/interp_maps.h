/* interp_maps.h - Instructions on maps.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

/* Map accesses, by an expression that answers the value's address; fault is set with NULL only. */
#define MAP_ACCESS(expression) \
  const struct ilv_rtype *type = pc[1].address; \
  struct ilv_map *map = (struct ilv_map *) (uintptr_t) B; \
  enum ilv_map_fault fault; \
  void *value = expression; \
  if (ilv_unlikely (!value && fault != ILV_MAP_OK)) { map_fault = fault; goto map_fault; }
#define MAP_LOAD \
  do { \
    if (ilv_likely (type->elem->mem == ILV_MEM_W1)) \
      A = value ? *(const uint64_t *) value : 0; \
    else if (!value) \
      memset (&A, 0, type->elem->n_slots * sizeof (uint64_t)); \
    else \
      ilv_load_slots (&A, value, type->elem); \
  } while (0)
#define MAP_GET(NAME, expression) \
  CASE (NAME): \
    { \
      MAP_ACCESS (expression); \
      MAP_LOAD; \
      NEXT_N (2); \
    }
#define MAP_GETOK(NAME, expression) \
  CASE (NAME): \
    { \
      MAP_ACCESS (expression); \
      MAP_LOAD; \
      R (pc[2].low) = value != NULL; \
      NEXT_N (3); \
    }
#define MAP_PUT(NAME, expression) \
  CASE (NAME): \
    { \
      MAP_ACCESS (expression); \
      (void) type; \
      A = (uint64_t) (uintptr_t) value; \
      ALLOCATED; \
      NEXT_N (2); \
    }

  MAP_GET (MAPGET, ilv_map_get (map, type, &C, &fault))
  MAP_GETOK (MAPGETOK, ilv_map_get (map, type, &C, &fault))
  MAP_PUT (MAPPUT, ilv_map_put (p, map, &C, &fault))
#define ILV_MAP_KEY(NAME, slots, size) \
  MAP_GET (MAPGET_##NAME, ilv_map_get_##NAME (map, &C, &fault)) \
  MAP_GETOK (MAPGETOK_##NAME, ilv_map_get_##NAME (map, &C, &fault)) \
  MAP_PUT (MAPPUT_##NAME, ilv_map_put_##NAME (p, map, &C, &fault))
#include "code/map_keys.def"
#undef ILV_MAP_KEY
  CASE (MAPDEL):
    {
      enum ilv_map_fault fault;
      ilv_map_delete ((struct ilv_map *) (uintptr_t) B, pc[1].address, &C, &fault);
      if (ilv_unlikely (fault != ILV_MAP_OK)) { map_fault = fault; goto map_fault; }
      NEXT_N (2);
    }
  CASE (MAPCLEAR):
    {
      enum ilv_map_fault fault = ILV_MAP_OK;
      if (A)
        ilv_map_clear ((struct ilv_map *) (uintptr_t) A, &fault);
      if (ilv_unlikely (fault != ILV_MAP_OK))
        {
          SAVE;
          ilv_values_map_fault (p, goroutine, fault, NULL, NULL);
          goto raise;
        }
      NEXT;
    }
  CASE (MAPLEN): A = ilv_map_len ((const struct ilv_map *) (uintptr_t) B); NEXT;
  CASE (MAPITER):
    ilv_map_iter_init (p, (struct ilv_map_iter *) &A, (struct ilv_map *) (uintptr_t) B);
    NEXT;
  CASE (MAPNEXT):
    {
      const struct ilv_rtype *type = pc[1].address;
      const void *key;
      void *value;
      if (!ilv_map_iter_next ((struct ilv_map_iter *) &A, &key, &value))
        NEXT_N ((int32_t) pc[2].low);
      if (pc->b != ILV_NO_SLOT)
        ilv_load_slots (&B, key, type->key);
      if (pc->c != ILV_NO_SLOT)
        ilv_load_slots (&C, value, type->elem);
      NEXT_N (3);
    }

/* ilv-id-map.h - From numbers of a trace to indexes.
 *
 * The numbers count up, but a damaged trace may say anything, so they cannot be
 * indexes themselves. Open addressing, key and value side by side: a look-up is
 * one cache line.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-store.h"

G_BEGIN_DECLS

/* Zero-initialised is empty. */
typedef struct
{
  IlvVector slots; /* of guint64: key << 32 | value; 0 is free */
  guint32   n;
} IlvIdMap;

/* The value of @key (not 0), or G_MAXUINT32. */
guint32 ilv_id_map_get (const IlvIdMap *map,
                        guint32         key);

/* Adds @key (not 0), which is not in there yet. */
void    ilv_id_map_add (IlvIdMap       *map,
                        IlvStore       *store,
                        guint32         key,
                        guint32         value);

G_END_DECLS

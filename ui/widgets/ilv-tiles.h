/* ilv-tiles.h - A display list on screen, painted only where it has changed.
 *
 * The picture is cut into tiles. What lies on a tile is summed up in a number;
 * a tile with the same sum as one that was painted before is that one, wherever
 * it is. So a live picture costs the tile at its edge, a picture moved by whole
 * pixels costs what has come into sight, and a late change anywhere is seen
 * without anybody having to say what has changed.
 *
 * A painted tile is never written to again: GSK then neither copies it nor
 * draws it anew (a surface that was changed since would be copied whole).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "draw/ilv-display-list.h"

G_BEGIN_DECLS

typedef struct _IlvTiles IlvTiles;

IlvTiles *ilv_tiles_new  (void);
void      ilv_tiles_free (IlvTiles *self);

/* Nothing painted so far can be used any more: other fonts. */
void ilv_tiles_clear (IlvTiles *self);

/* Appends the part @area of @list, in its coordinates, at the same place of
 * @snapshot. Tiles begin at multiples of their size: to move a picture
 * cheaply, move its shapes in the list by less than ILV_TILE_WIDTH and the snapshot by
 * the rest. @scale: device pixels a pixel. One call is one frame. */
#define ILV_TILE_WIDTH 64
#define ILV_TILE_HEIGHT 256
void ilv_tiles_append (IlvTiles *self, GtkSnapshot *snapshot, const IlvDisplayList *list,
                       const graphene_rect_t *area, IlvTheme theme, IlvTextCache *texts,
                       int scale);

/* How many tiles the last frame had to paint, of how many. */
guint ilv_tiles_get_n_painted (IlvTiles *self);
guint ilv_tiles_get_n_shown   (IlvTiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvTiles, ilv_tiles_free)

G_END_DECLS

/* ilv-pixels.h - Plain things straight into the memory of an image.
 *
 * A timeline is thousands of upright boxes. Cairo makes each of them a path, a
 * polygon and a mask; to know that it is a box costs more than to fill it. Where the target is
 * an image whose pixels are whole parts of ours, boxes, hatches, dots and words
 * are written here, and cairo draws the rest, on the same surface, in turns.
 *
 * Edges between two pixels are covered in part, as cairo would: a test compares.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <cairo.h>

#include "draw/ilv-palette.h"

G_BEGIN_DECLS

typedef struct
{
  cairo_surface_t *surface;
  guint32 *data;
  int      stride;           /* pixels from row to row */
  int      x0, y0, x1, y1;   /* what may be written: the clip */
  int      scale;            /* pixels of the image a pixel of the user's */
  int      left, top;        /* where the user's 0, 0 is */
  gboolean is_ours;          /* cairo has to be told before it draws */
} IlvPixels;

/* FALSE: no image, or one that is scaled, turned or clipped in a way only cairo can. */
gboolean ilv_pixels_init      (IlvPixels    *self,
                               cairo_t      *cr);
/* Before cairo draws on the same surface, and at the end. */
void     ilv_pixels_give_back (IlvPixels    *self);

/* All of these take the user's pixels and 0xrrggbb. */
void     ilv_pixels_fill_box  (IlvPixels    *self,
                               guint32       rgb,
                               double        x,
                               double        y,
                               double        w,
                               double        h,
                               double        radius);
/* The ground of a style and its hatch, on the grid of the user space. */
void     ilv_pixels_fill_hatched (IlvPixels *self,
                               IlvStyle      style,
                               IlvTheme      theme,
                               double        x,
                               double        y,
                               double        w,
                               double        h,
                               double        radius);
void     ilv_pixels_fill_dot  (IlvPixels    *self,
                               guint32       rgb,
                               double        x,
                               double        y,
                               double        radius);
/* A steep line, @width across: in every row of pixels whose middle it passes. So lines that go on
 * where another ends leave no seam. */
void     ilv_pixels_fill_steep (IlvPixels   *self,
                               guint32       rgb,
                               double        x0,
                               double        y0,
                               double        x1,
                               double        y1,
                               double        width);
/* A column a pixel wide for each of @argb, from @x on; 0: nothing there. */
void     ilv_pixels_fill_row  (IlvPixels    *self,
                               const guint32 *argb,
                               guint         n,
                               double        x,
                               double        y,
                               double        h);
/* @rgb as far as the alpha of @mask says; its upper left corner comes to the pixel of the image
 * @dx, @dy away from the one nearest @x, @y. */
void     ilv_pixels_fill_mask (IlvPixels    *self,
                               guint32       rgb,
                               cairo_surface_t *mask,
                               double        x,
                               double        y,
                               int           dx,
                               int           dy);

G_END_DECLS

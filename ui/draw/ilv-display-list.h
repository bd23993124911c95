/* ilv-display-list.h - The picture as a list of plain shapes.
 *
 * ilv-layout.c makes it; screen, PNG and PDF paint it, ilv-svg.c writes it,
 * hover, click, keyboard and accessibility pick in it. So what is seen is what is
 * hit, and what is exported. Coordinates are pixels, y down; shapes later in
 * the list lie on top.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <cairo.h>

#include "draw/ilv-palette.h"
#include "draw/ilv-text-cache.h"
#include "model/ilv-session.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_SHAPE_RECT,    /* x y w h; rounded, hatched and with a leading edge as style and flags say */
  ILV_SHAPE_ROW,     /* x y w h; n cells of a pixel's width each: more spans than pixels */
  ILV_SHAPE_TEXT,    /* baseline starts at x y, w wide at most; aligned as flags say */
  ILV_SHAPE_LINE,    /* from x y to x+w y+h */
  ILV_SHAPE_AREA,    /* under n points, down to y+h */
  ILV_SHAPE_ARROW,   /* a curve from x y to x+w y+h with a head there */
  ILV_SHAPE_DOT,     /* centre x y, radius w */
  ILV_SHAPE_FRAME,   /* outline of x y w h */
} IlvShapeKind;

typedef enum
{
  ILV_SHAPE_EDGED    = 1 << 0,  /* rect: leading edge in the style's edge colour */
  ILV_SHAPE_HATCHED  = 1 << 1,
  ILV_SHAPE_ROUNDED  = 1 << 2,
  ILV_SHAPE_DASHED   = 1 << 3,
  ILV_SHAPE_RIGHT    = 1 << 4,  /* text: ends at x + w */
  ILV_SHAPE_CENTRED  = 1 << 5,
  ILV_SHAPE_ELLIPSIZED = 1 << 6, /* text: may be cut to w with "…" */
  ILV_SHAPE_MUTED    = 1 << 7,  /* nothing to hit */
} IlvShapeFlags;

/* One pixel column of a ROW: over the ground (ILV_N_STYLES: none) lies `work',
 * `share' in 255 of it. */
typedef struct
{
  guint8  ground;    /* IlvStyle */
  guint8  work;      /* IlvStyle */
  guint8  share;
  guint32 span;      /* the longest in here; ILV_NO_INDEX: empty */
} IlvCell;

/* `step' is in force from here on; ILV_NO_INDEX: none. */
typedef struct
{
  double  x, y;
  guint32 step;
} IlvPoint;

typedef struct
{
  guint8    kind;    /* IlvShapeKind */
  guint8    style;   /* IlvStyle */
  guint8    font;    /* IlvFont, for text */
  guint16   flags;   /* IlvShapeFlags */
  double    x, y, w, h;
  guint32   offset;  /* of its text, points or cells in the list's arrays */
  guint32   n;       /* bytes, points or cells */
  IlvTarget target;  /* what it stands for */
} IlvShape;

typedef struct
{
  GArray  *shapes;   /* IlvShape */
  GArray  *points;   /* IlvPoint */
  GArray  *cells;    /* IlvCell */
  GString *text;     /* all texts, each NUL-terminated */
  double   width_px;
  double   height_px; /* of all that was asked for, also where it is cut off */
  gboolean is_rough;  /* asked for again, it would show more */
} IlvDisplayList;

IlvDisplayList *ilv_display_list_new      (void);
void            ilv_display_list_free     (IlvDisplayList       *self);

/* Adding; the returned shape is good until the next one is added. */
IlvShape       *ilv_display_list_add      (IlvDisplayList       *self,
                                           IlvShapeKind          kind,
                                           IlvStyle              style,
                                           double                x,
                                           double                y,
                                           double                w,
                                           double                h);
IlvShape       *ilv_display_list_add_text (IlvDisplayList       *self,
                                           IlvStyle              style,
                                           IlvFont               font,
                                           const char           *text,
                                           double                x,
                                           double                baseline,
                                           double                max_width,
                                           IlvShapeFlags         flags);
/* A point, a cell, or @n cells to be filled in, more of the shape added last. What is returned is
 * good until the next cell is added. */
void            ilv_display_list_add_point (IlvDisplayList      *self,
                                           IlvPoint              point);
void            ilv_display_list_add_cell (IlvDisplayList       *self,
                                           IlvCell               cell);
IlvCell        *ilv_display_list_add_cells (IlvDisplayList      *self,
                                           guint                 n);
const char     *ilv_shape_get_text        (const IlvDisplayList *self,
                                           const IlvShape       *shape);
const IlvPoint *ilv_shape_get_points      (const IlvDisplayList *self,
                                           const IlvShape       *shape);
const IlvCell  *ilv_shape_get_cells       (const IlvDisplayList *self,
                                           const IlvShape       *shape);
/* How wide the leading edge of an EDGED rect is: thinner on narrow ones, which
 * would else be all edge. */
double          ilv_shape_get_edge_width  (const IlvShape       *shape);
/* The Bézier curve of an ARROW. */
void            ilv_shape_get_curve       (const IlvShape       *shape,
                                           IlvPoint              curve[4]);
/* Where the run of equal looking cells ends that begins at @from. */
guint           ilv_cells_get_run         (const IlvCell        *cells,
                                           guint                 from,
                                           guint                 n);

/* Paints what meets the clip. Takes nothing of GTK. */
void            ilv_display_list_paint    (const IlvDisplayList *self,
                                           cairo_t              *cr,
                                           IlvTheme              theme,
                                           IlvTextCache         *texts);

/* The same of the @n shapes at these indexes, which rise. */
void            ilv_display_list_paint_some (const IlvDisplayList *self,
                                           const guint          *indexes,
                                           guint                 n,
                                           cairo_t              *cr,
                                           IlvTheme              theme,
                                           IlvTextCache         *texts);

/* What is at a point; the uppermost wins. Where nothing is, thin things have two
 * pixels of grace. lane ILV_NO_LANE: background. */
IlvTarget       ilv_display_list_pick     (const IlvDisplayList *self,
                                           double                x,
                                           double                y);

/* The first shape standing for @target; NULL if it is not in the picture. */
const IlvShape *ilv_display_list_find     (const IlvDisplayList *self,
                                           const IlvTarget      *target);

/* (transfer full): one shape a line, for tests. */
char           *ilv_display_list_to_text  (const IlvDisplayList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvDisplayList, ilv_display_list_free)

G_END_DECLS

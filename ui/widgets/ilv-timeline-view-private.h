/* ilv-timeline-view-private.h - The lanes, for the files they are written in:
 * ilv-timeline-view.c (what is seen), ilv-timeline-input.c (pointer and wheel).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "ilv-tiles.h"
#include "ilv-timeline-view.h"

G_BEGIN_DECLS

/* What the pointer is in the middle of. */
typedef struct
{
  double pointer_x, pointer_y; /* where it was last; below 0: outside */
  int moved_px;                /* of a drag, already given to the session */
  double scroll_start;         /* vertical position a drag began at */
  double scale;                /* of a pinch, already given to the session */
  double range_from_x;         /* Ctrl + drag: the stretch of time; */
  double range_to_x;           /* both below 0: none */
  double zoom_left;            /* of a turn of the wheel: factor not yet given to the session */
  guint zoom_id;               /* of the frames it is given in; 0: none */
  guint32 carried_lane;        /* a lane dragged by its name; ILV_NO_LANE: none */
  guint32 kept_lane;           /* lay below the pointer when last painted; ILV_NO_LANE: none; */
  double kept_y;               /* where, in the widget's coordinates */
  guint is_measuring : 1;      /* Shift + drag: markers A and B */
} IlvPointer;

struct _IlvTimelineView
{
  GtkWidget parent_instance;

  IlvSession *session;
  IlvTiles *lane_tiles;
  IlvTiles *header_tiles;
  IlvTextCache *texts;       /* NULL: fonts or scale have changed */
  IlvDisplayList *lanes;     /* what was painted last, NULL: nothing yet; */
  IlvDisplayList *headers;   /* its coordinates: see list_x () */
  IlvColumns *columns;       /* of the frames before */
  GskRenderNode *overlay;    /* NULL: to be painted anew */

  GtkAdjustment *hadjustment; /* of GtkScrollable; not used: time is the session's */
  GtkAdjustment *vadjustment;

  IlvPointer pointer;
  double header_px;
  int shift_px;              /* see ilv-timeline-view.c */
  guint finer_id;            /* draws what was rough; 0: nothing was */
  guint header_id;           /* tells of a new header_px; 0: there is none */
  guint hscroll_policy : 1;
  guint vscroll_policy : 1;
};

/* The time between two pixels, or the other way round, as it is now. */
double ilv_timeline_view_get_lanes_width (IlvTimelineView *self);

/* From the widget's coordinates to those of the list of lanes. */
double ilv_timeline_view_list_y (IlvTimelineView *self, double y);

/* ilv-timeline-input.c */
void ilv_timeline_view_init_input (IlvTimelineView *self);

G_END_DECLS

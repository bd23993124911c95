/* ilv-layout.h - From a trace and a view to a list of shapes.
 *
 * Pure: the same trace, viewport and text measure give the same list (but for what a
 * viewport's columns have left rough). Costs O(pixels x log spans).
 *
 * The parts asked for stand one under the other (title, ruler, lanes, legend),
 * so a widget that shows only lanes gets them from y = 0 on. The column of lane
 * headers takes the first header_px; time begins right of it.
 *
 * A picture can be made in pieces: equal nsec_per_px and a start that differs by whole
 * pixels give equal shapes, moved.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-columns.h"
#include "draw/ilv-display-list.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_PART_TITLE   = 1 << 0,
  ILV_PART_RULER   = 1 << 1,
  ILV_PART_HEADERS = 1 << 2,  /* the column, beside ruler and lanes */
  ILV_PART_LANES   = 1 << 3,
  ILV_PART_ARROWS  = 1 << 4,  /* over the lanes */
  ILV_PART_LEGEND  = 1 << 5,
  ILV_PART_OVERLAY = 1 << 6,  /* selection, hover, playhead: what changes often */
  ILV_PART_NOTES   = 1 << 7,  /* what the user wrote: on the ruler, if there is one, and over the lanes */
  ILV_PART_ALL     = 0xff
} IlvParts;

typedef struct
{
  IlvParts   parts;
  const IlvAxis *axis;      /* what start and scale count; NULL: time */
  double     start_nsec;    /* at the left end of the lanes; may lie before 0 */
  double     nsec_per_px;
  double     width_px;      /* all of it, headers included */
  double     header_px;
  double     top_px;        /* lanes that are cut off above and below this need not be laid out; */
  double     height_px;     /* 0: all of them */
  IlvColumns *columns;      /* from and for other frames; NULL: all are worked out, exactly */
  guint      max_effort;    /* with columns: see ilv-columns.h; when it is spent the rest is rough */
} IlvViewport;

/* What the session shows, in @width_px. */
IlvViewport     ilv_viewport_for_session   (IlvSession        *session,
                                            IlvParts           parts,
                                            double             width_px,
                                            double             header_px);
double          ilv_viewport_x             (const IlvViewport *viewport,
                                            guint64            time_nsec);
/* Clamped to what a time can be. */
guint64         ilv_viewport_time          (const IlvViewport *viewport,
                                            double             x);

/* The session says which lanes are shown, what is selected, hovered, and where
 * the playhead is; times on screen come from @viewport. */
IlvDisplayList *ilv_layout_build           (IlvSession        *session,
                                            const IlvViewport *viewport,
                                            IlvTextMeasure     measure);

/* The same little by little, for a million lanes take seconds: from begin to end neither @session
 * nor what @measure needs may change (ilv_session_new_snapshot()). step lays out @n_lanes more,
 * and with the last of them the rest; FALSE: that was it. end gives the list (transfer full), also
 * of a layout that is not done. */
typedef struct _IlvLayout IlvLayout;
IlvLayout      *ilv_layout_begin           (IlvSession        *session,
                                            const IlvViewport *viewport,
                                            IlvTextMeasure     measure);
gboolean        ilv_layout_step            (IlvLayout         *self,
                                            guint              n_lanes);
double          ilv_layout_get_progress    (const IlvLayout   *self);
IlvDisplayList *ilv_layout_end             (IlvLayout         *self);

/* The whole run in a strip @height_px high, for an overview: one row a
 * goroutine as far as there is room. Where in it the view is, the widget draws:
 * that changes more often. */
IlvDisplayList *ilv_layout_build_overview  (IlvSession        *session,
                                            double             width_px,
                                            double             height_px);

/* (transfer full): "finished · 18.4 ms · 4 goroutines · 312 events · 0 missing". */
char           *ilv_layout_describe_run    (IlvTrace          *trace);
/* (transfer full): the same without the first word. */
char           *ilv_layout_describe_amount (IlvTrace          *trace);

/* Heights, and where a lane is: from the top of the lanes. FALSE: it is not shown. */
double          ilv_layout_get_lanes_height  (IlvSession      *session);
double          ilv_layout_get_ruler_height  (void);
double          ilv_layout_get_header_width  (IlvSession      *session,
                                              IlvTextMeasure   measure);
gboolean        ilv_layout_get_lane_y        (IlvSession      *session,
                                              guint            lane,
                                              double          *y,
                                              double          *height);
gboolean        ilv_layout_get_heading_y     (IlvSession      *session,
                                              guint32          heading,
                                              double          *y,
                                              double          *height);
/* The note whose flag on the ruler of the session's view is at @x; -1: none. */
int             ilv_layout_note_at           (IlvSession      *session,
                                              const IlvViewport *viewport,
                                              IlvTextMeasure   measure,
                                              double           x);
/* The group whose heading is at @y; ILV_N_GROUPS: none. */
IlvGroup        ilv_layout_heading_at        (IlvSession      *session,
                                              double           y);
/* Whether at @y stands that all of a group is hidden. */
gboolean        ilv_layout_is_hint_at        (IlvSession      *session,
                                              double           y);
/* The heading over goroutines whose row is at @y; ILV_NO_HEADING: none. */
guint32         ilv_layout_row_heading_at    (IlvSession      *session,
                                              double           y);

G_END_DECLS

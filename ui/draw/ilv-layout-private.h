/* ilv-layout-private.h - What the files of the layout share.
 *
 *   ilv-layout.c         the sheet: headers, groups of lanes
 *   ilv-layout-stack.c   where lanes and headings are
 *   ilv-layout-title.c   title and legend
 *   ilv-layout-ruler.c   ruler, grid, bands
 *   ilv-layout-spans.c   lanes of spans: threads, goroutines, holders
 *   ilv-layout-rows.c    spans too narrow for a rectangle each
 *   ilv-layout-fold.c    steps as pixels show them
 *   ilv-layout-levels.c  lanes of steps: channels, WaitGroups, queues
 *   ilv-layout-counters.c  numbers over time
 *   ilv-layout-headings.c  what goroutines do summed up
 *   ilv-layout-user.c    regions and logs of goroutines, tasks
 *   ilv-layout-light.c   what fades while something is lit
 *   ilv-layout-links.c   arrows, selection, playhead
 *   ilv-layout-notes.c   what the user wrote
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-layout.h"

G_BEGIN_DECLS

/* A span as wide as that is drawn by itself. */
#define ILV_LAYOUT_LONG_PX 6.0
/* Where names begin in the column of headers, and what is left free at its right. */
#define ILV_LAYOUT_NAME_X  28.0
#define ILV_LAYOUT_PAD_PX  8.0

/* Of a group's heading, and of the row that says that all of its lanes are hidden. */
#define ILV_LAYOUT_HEADING_PX 20.0
#define ILV_LAYOUT_HINT_PX    22.0

struct layout
{
  IlvSession        *session;
  IlvTrace          *trace;
  const IlvViewport *view;
  IlvTextMeasure     measure;
  IlvDisplayList    *list;
  double             left, right;     /* of the lanes, px */
  double             lanes_y;         /* of the first group's heading */
  guint64            first_nsec;      /* that is visible, and the last */
  guint64            last_nsec;
  guint64            end_nsec;        /* of the trace */
  guint64            long_nsec;       /* spans that last so long have a rectangle of their own */
  guint              effort_left;     /* for columns */
};

/* Where the spans of a lane go. */
struct ilv_layout_place
{
  const IlvLane *lane;
  double y, h;
  double free_from; /* px: work drawn wider than it is must not be covered by what follows */
};

/* Rounded to whole pixels, and kept near the sheet: cairo's numbers are small. */
double  ilv_layout_x             (const struct layout *self, guint64 time_nsec);
/* Index of the pixel column (from 0 at the left of the lanes) a time falls in, and the time
 * a column begins. */
double  ilv_layout_column        (const struct layout *self, guint64 time_nsec);
guint64 ilv_layout_column_start  (const struct layout *self, double column);
/* How much time a column shows. */
double  ilv_layout_column_nsec   (const struct layout *self, double column);
double  ilv_layout_text_width    (const struct layout *self, IlvFont font, const char *text);
/* A shape that nobody can point at. */
IlvShape *ilv_layout_muted       (struct layout *self, IlvShapeKind kind, IlvStyle style, double x,
                                  double y, double w, double h);
/* The stack: whether a group has a heading, and says below it that all is hidden; from the top of the
 * lanes, where its heading is (ILV_N_GROUPS: all of it ends); how high each of its rows is. */
gboolean ilv_layout_has_heading  (IlvSession *session, IlvGroup group);
gboolean ilv_layout_has_hint     (IlvSession *session, IlvGroup group);
double  ilv_layout_group_y       (IlvSession *session, IlvGroup group);
double  ilv_layout_lane_px       (IlvGroup group);
/* From the top of the list, heading included; FALSE if the lane is not shown. */
gboolean ilv_layout_lane_box     (const struct layout *self, guint lane, double *y, double *h);

void    ilv_layout_goroutine     (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_proc          (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_machine       (struct layout *self, const IlvLane *lane, double y, double h);
/* What a program says of itself: over a goroutine's spans; and a task of its own. */
void    ilv_layout_user          (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_task          (struct layout *self, const IlvLane *lane, double y, double h);
/* Spans of a lane in a strip of another. */
void    ilv_layout_band          (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_timer         (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_holders       (struct layout *self, const IlvLane *lane, double y, double h);
/* For an overview: columns only. */
void    ilv_layout_strip         (struct layout *self, const IlvLane *lane, double y, double h);
IlvStyle ilv_layout_span_style   (const IlvLane *lane, const IlvSpan *span);
/* Spans @from to before @to, all of them narrow. */
void    ilv_layout_row           (struct layout *self, struct ilv_layout_place *place, guint from,
                                  guint to);
/* Where a span is, as the lane shows it. */
void    ilv_layout_span_box      (const struct layout *self, const IlvLane *lane, guint span,
                                  double *x, double *w);

/* Steps as pixels show them: at most two for a column, the highest in it and what is left at
 * its end. */
struct ilv_layout_segment
{
  double  x0, x1;
  guint32 level;
  guint16 above, below;
  guint32 step, n_steps;
};

/* (transfer full): struct ilv_layout_segment, what the view shows of the lane's steps. */
GArray *ilv_layout_fold_steps    (struct layout *self, const IlvLane *lane);

/* Whether no line of the stairs that @get_height makes of the segments, @unit px each over @base, goes
 * through a box. */
typedef guint32 (*IlvLayoutHeightFunc) (const struct ilv_layout_segment *segment);
gboolean ilv_layout_is_free      (const GArray *segments, IlvLayoutHeightFunc get_height, double base,
                                  double unit, const cairo_rectangle_t *box);

/* An area under the levels of a lane's steps. */
void    ilv_layout_steps         (struct layout *self, const IlvLane *lane, IlvStyle style, double top,
                                  double height);
void    ilv_layout_counter       (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_channel       (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_wait_group    (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_queue         (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_once          (struct layout *self, const IlvLane *lane, double y, double h);
void    ilv_layout_cond          (struct layout *self, const IlvLane *lane, double y, double h);
/* Joins a context's end with that of the one above it. */
void    ilv_layout_context       (struct layout *self, const IlvLane *lane, double y, double h);
/* Marks the end of a goroutine that waited for others when the program was over. */
void    ilv_layout_leak          (struct layout *self, const IlvLane *lane, double y, double h);

/* The row of a heading over goroutines; and how wide its header would be best. */
void    ilv_layout_heading       (struct layout *self, guint32 heading, double y, double h);
double  ilv_layout_heading_width (IlvSession *session, IlvTextMeasure measure, guint32 heading);

void    ilv_layout_light         (struct layout *self);
void    ilv_layout_arrows        (struct layout *self);
void    ilv_layout_overlay       (struct layout *self, double height);
void    ilv_layout_notes         (struct layout *self, double height);

/* Parts of the sheet, from @y on. */
void    ilv_layout_ruler         (struct layout *self, double y);
void    ilv_layout_grid          (struct layout *self, double y, double height);
/* Where the axis leaves time out; where all stood still, and where events are missing. */
void    ilv_layout_breaks        (struct layout *self, double y, double height);
void    ilv_layout_bands         (struct layout *self, double y, double height);
double  ilv_layout_title_height  (IlvTrace *trace);
void    ilv_layout_title         (struct layout *self, double y);
void    ilv_layout_legend        (struct layout *self, double y);

G_END_DECLS

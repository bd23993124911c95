/* ilv-columns.h - Pixel columns that were worked out before, of spans and of steps.
 *
 * What a column of a lane shows depends on the scale and on what happened there, not on where
 * the view begins. When a picture is moved, or grows at its end, most columns are
 * the ones of the frame before. Only what is final is kept: nothing begins any more before
 * a lane's last span.
 *
 * At another scale nothing of this holds, but what was there at the scale before is a good guess
 * for a frame in which there is no time to look.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-display-list.h"

G_BEGIN_DECLS

/* What it takes to work out columns is counted, not timed, so that a picture does not depend on the
 * machine: 1 a column, ILV_COLUMNS_READ a block of spans it looks into, ILV_COLUMNS_STEPS one in which
 * there are steps; 1 is 80 ns or so. There is time for ILV_COLUMNS_A_FRAME in a frame, beside
 * all else. */
#define ILV_COLUMNS_READ    5
#define ILV_COLUMNS_STEPS   20
#define ILV_COLUMNS_A_FRAME 15000

typedef struct _IlvColumns     IlvColumns;
typedef struct _IlvColumnStrip IlvColumnStrip; /* of one lane */

typedef enum
{
  ILV_COLUMN_CELLS,  /* of spans: IlvCell */
  ILV_COLUMN_LEVELS, /* of steps: IlvLevels */
  ILV_COLUMN_SUMS,   /* of a heading's lanes: IlvSums */
  ILV_N_COLUMN_KINDS
} IlvColumnKind;

/* What is in force from a column's begin and at its end, each at its highest or last. */
typedef struct
{
  guint32 level, last_level;
  guint16 above, last_above;
  guint16 below, last_below;
  guint32 step;      /* the first in here */
  guint32 n_steps;   /* 0: nothing changes here, and nothing of this is said */
} IlvLevels;

/* How many goroutines were in each state, on an average over the column. */
typedef struct
{
  float   n_states[ILV_N_STATES];
} IlvSums;

IlvColumns     *ilv_columns_new       (void);
void            ilv_columns_free      (IlvColumns           *self);

/* The next frame: what was kept is forgotten unless it has the same scale and begins
 * whole pixels away. */
void            ilv_columns_begin     (IlvColumns           *self,
                                       const IlvAxis        *axis,
                                       double                start_nsec,
                                       double                nsec_per_px,
                                       guint                 n_columns);
/* Good until the next frame. Columns count from the left of this frame, and may be negative. */
IlvColumnStrip *ilv_columns_get_strip (IlvColumns           *self,
                                       const IlvLane        *lane,
                                       IlvColumnKind         kind);
/* The same of a heading; what was kept with another @stamp is forgotten. */
IlvColumnStrip *ilv_columns_get_heading_strip (IlvColumns    *self,
                                       guint32               heading,
                                       guint                 stamp);
/* NULL: it is not known. What is found is of the strip's kind. */
gconstpointer   ilv_column_strip_find (const IlvColumnStrip *strip,
                                       int                   column);
/* What is there about, from a column kept roughly or from the scale before; NULL: nothing known. */
gconstpointer   ilv_column_strip_guess (const IlvColumnStrip *strip,
                                       int                   column);
void            ilv_column_strip_keep (IlvColumnStrip       *strip,
                                       int                   column,
                                       gconstpointer         value,
                                       gboolean              is_rough);

/* (transfer none): see ilv_trace_dup_span_labels (). Good until something is added to the trace, and
 * until the next frame. */
char          **ilv_columns_get_labels (IlvColumns           *self,
                                       IlvTrace             *trace,
                                       guint32               lane,
                                       guint                 span);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvColumns, ilv_columns_free)

G_END_DECLS

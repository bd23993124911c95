/* ilv-columns.h - Pixel columns that were worked out before.
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
 * machine: 1 a column, ILV_COLUMNS_READ a block of spans it looks into; 1 is 80 ns or so. There is
 * time for ILV_COLUMNS_A_FRAME in a frame, beside all else. */
#define ILV_COLUMNS_READ    3
#define ILV_COLUMNS_A_FRAME 30000

typedef struct _IlvColumns     IlvColumns;
typedef struct _IlvColumnStrip IlvColumnStrip; /* of one lane */

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
                                       const IlvLane        *lane);
/* NULL: it is not known. */
const IlvCell  *ilv_column_strip_find (const IlvColumnStrip *strip,
                                       int                   column);
/* What is there about, from a column kept roughly or from the scale before; NULL: nothing known. */
const IlvCell  *ilv_column_strip_guess (const IlvColumnStrip *strip,
                                       int                   column);
void            ilv_column_strip_keep (IlvColumnStrip       *strip,
                                       int                   column,
                                       const IlvCell        *cell,
                                       gboolean              is_rough);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvColumns, ilv_columns_free)

G_END_DECLS

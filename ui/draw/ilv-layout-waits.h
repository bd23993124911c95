/* ilv-layout-waits.h - Who waits for whom at a moment, as a list of shapes.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-display-list.h"
#include "model/ilv-wait-graph.h"

G_BEGIN_DECLS

/* (transfer full): a box for each goroutine that waits, or that another waits for, one
 * under the other, the stuck ones first; a line from who waits to who could wake it. What is
 * stuck for ever, or in a cycle, is said and drawn in the colour of trouble. At most @max_rows
 * goroutines; the last row says how many more there are. */
IlvDisplayList *ilv_layout_build_waits (IlvTrace           *trace,
                                        const IlvWaitGraph *graph,
                                        double              width_px,
                                        guint               max_rows,
                                        IlvTextMeasure      measure);

G_END_DECLS

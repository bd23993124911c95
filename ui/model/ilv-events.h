/* ilv-events.h - What happened, row by row, as a table shows it.
 *
 * Rows are the moments of the trace (ilv_trace_get_moment ()): states of goroutines
 * begin and end, and objects take steps. Row @i is found in O(1).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"

G_BEGIN_DECLS

typedef struct
{
  guint64   time_nsec;
  guint32   g;              /* who did it, or whose state it is; 0 nobody */
  guint32   object;         /* 0 none */
  guint32   site;
  IlvTarget target;
  char     *what;           /* "waits: channel", "chan-send": short, not for sentences */
  char     *detail;         /* "results ← 25"; "" if there is none */
} IlvEventRow;

IlvEventRow *ilv_event_row_new  (IlvTrace    *trace,
                                 guint        moment);
void         ilv_event_row_free (IlvEventRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvEventRow, ilv_event_row_free)

/* The next moment from @from on, forwards or backwards, that belongs to @g (0: any) and
 * @object (0: any); ILV_NO_INDEX: none. Looks at no more than a million. */
guint        ilv_trace_find_moment (IlvTrace *trace,
                                    guint     from,
                                    gboolean  is_forward,
                                    guint32   g,
                                    guint32   object);

G_END_DECLS

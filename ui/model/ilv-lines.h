/* ilv-lines.h - What happened at each line of a source file.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 line;             /* from 1 */
  guint32 n_waiting;        /* goroutines that wait there at the time asked for */
  guint32 n_running;        /* that run, or are ready to, and last stopped there */
  guint64 n_hits;           /* what was done at this line up to that time: operations, waits, go */
} IlvLine;

/* (transfer full): IlvLine, in order of lines, those where anything is. @file as IlvPlace has it.
 * O(moments up to @time_nsec), bounded by @max_moments: the latest count. */
GArray *ilv_trace_get_lines      (IlvTrace   *trace,
                                  const char *file,
                                  guint64     time_nsec,
                                  guint       max_moments);

/* Where a goroutine is during span @index of its lane; 0 if nothing tells. Of one that was made
 * ready the span before does: the site of the ready one is that of who did it. */
guint32 ilv_trace_get_goroutine_site
                                 (IlvTrace   *trace,
                                  guint       lane_id,
                                  guint       index);

/* The next of a line's hits after @after (ILV_NO_INDEX: the first); ILV_NO_INDEX: none. */
guint   ilv_trace_find_line      (IlvTrace   *trace,
                                  const char *file,
                                  guint       line,
                                  guint       after);

G_END_DECLS

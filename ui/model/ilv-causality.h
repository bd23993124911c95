/* ilv-causality.h - What came of what: happens-before, causes and effects, the critical path.
 *
 * Something leads from one goroutine to another when it starts it, wakes it or sends it a
 * value: the edges of a trace. What passes through memory or through a lock that nobody had to wait
 * for is not known and not counted.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"

G_BEGIN_DECLS

typedef struct _IlvCone IlvCone;

/* (transfer full): past and future of goroutine @g at @time_nsec, as far as they lie
 * between @start_nsec and @end_nsec. O(moments in between). */
IlvCone *ilv_cone_new         (IlvTrace *trace,
                               guint32   g,
                               guint64   time_nsec,
                               guint64   start_nsec,
                               guint64   end_nsec);
void     ilv_cone_free        (IlvCone  *self);

/* What goroutine @g did up to then came before the event; FALSE: nothing did, as far as is known. */
gboolean ilv_cone_get_past    (const IlvCone *self,
                               guint32        g,
                               guint64       *until_nsec);
/* What goroutine @g does from then on comes after the event; FALSE: nothing. */
gboolean ilv_cone_get_future  (const IlvCone *self,
                               guint32        g,
                               guint64       *since_nsec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvCone, ilv_cone_free)

/* From a span (or a step) to what led to it: the span of who last started or woke its goroutine;
 * and from a span to the first that it led to. FALSE: none is known. */
gboolean ilv_trace_get_cause  (IlvTrace        *trace,
                               const IlvTarget *target,
                               IlvTarget       *cause);
gboolean ilv_trace_get_effect (IlvTrace        *trace,
                               const IlvTarget *target,
                               IlvTarget       *effect);

/* A stretch of the critical path: all of it, or a part of a span. */
typedef struct
{
  guint64 start_nsec;
  guint64 end_nsec;
  guint32 lane;             /* of the goroutine */
  guint32 span;
} IlvPathStep;

/* (transfer full): IlvPathStep from @time_nsec back to the beginning, latest first: what
 * goroutine @g was waiting for is left out, what the one that woke it did meanwhile stands instead. */
GArray  *ilv_trace_get_critical_path (IlvTrace *trace,
                                      guint32   g,
                                      guint64   time_nsec);

G_END_DECLS

/* ilv-interchange.h - A trace in the form other viewers read.
 *
 *   Chrome JSON   chrome://tracing, speedscope, Perfetto: "JSON trace event format"
 *   Perfetto      protobuf, for ui.perfetto.dev and its trace processor
 *
 * States of goroutines and work of processors become slices on a track for each lane, with their
 * reason, object, waker and line as arguments; regions too, below their goroutine. Fill
 * levels and queues become counters, operations and log messages instants, creations, wake-ups,
 * messages and firing timers flows. A track for the run says how many events are missing. What
 * these formats have no room for (source texts, output) is left out.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_INTERCHANGE_CHROME,
  ILV_INTERCHANGE_PERFETTO,
} IlvInterchange;

/* From a file name's ending (.json; .perfetto-trace, .pftrace); FALSE if it is none of these. */
gboolean ilv_interchange_parse    (const char     *file_name,
                                   IlvInterchange *format);

/* Writing one, piece by piece: millions of spans take many seconds, and more memory than
 * anybody has. */
typedef struct _IlvInterchangeJob IlvInterchangeJob;

/* (transfer full): the lanes the session shows now, from @start_nsec to @end_nsec; both 0: the
 * whole run. */
IlvInterchangeJob *ilv_interchange_job_new          (IlvSession              *session,
                                                     IlvInterchange           format,
                                                     guint64                  start_nsec,
                                                     guint64                  end_nsec);
void               ilv_interchange_job_free         (IlvInterchangeJob       *self);

/* Adds the next piece to @out, which may have been emptied before. FALSE: it was the last. */
gboolean           ilv_interchange_job_step         (IlvInterchangeJob       *self,
                                                     GByteArray              *out);

/* From 0 to 1. */
double             ilv_interchange_job_get_progress (const IlvInterchangeJob *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvInterchangeJob, ilv_interchange_job_free)

G_END_DECLS

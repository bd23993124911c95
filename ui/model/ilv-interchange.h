/* ilv-interchange.h - A trace in the form other viewers read.
 *
 *   Chrome JSON   chrome://tracing, speedscope, Perfetto: "JSON trace event format"
 *   Perfetto      protobuf, for ui.perfetto.dev and its trace processor
 *
 * States of goroutines and work of processors become slices on a track for each lane, fill
 * levels and queues counters, creations, wake-ups and messages flows. What these formats have
 * no room for (what is known of objects, source texts, output) is left out.
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

/* (transfer full): the lanes the session shows, from @start_nsec to @end_nsec;
 * both 0: the whole run. */
GBytes  *ilv_interchange_to_bytes (IlvSession     *session,
                                   IlvInterchange  format,
                                   guint64         start_nsec,
                                   guint64         end_nsec);

G_END_DECLS

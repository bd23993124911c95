/* ilv-interchange-private.h - What a form of trace must be able to write.
 *
 *   ilv-interchange.c           walks over the trace, once for all forms
 *   ilv-interchange-chrome.c    writes Chrome's JSON
 *   ilv-interchange-perfetto.c  writes Perfetto's protobuf
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-interchange.h"

G_BEGIN_DECLS

/* A row of the other viewer. */
typedef struct
{
  guint32     lane;
  guint32     group;
  guint32     number;  /* unique in the group: of the goroutine, the processor, the object */
  const char *name;
} IlvTrack;

/* Counters of a lane: fill level or counter, who waits to put in, who waits to take out. */
#define ILV_N_SERIES 3

/* Everything is added to @out, which is emptied now and then, but not before the first group. */
typedef struct
{
  void (*begin)   (GByteArray *out);
  void (*group)   (GByteArray *out, guint group, const char *name);
  void (*track)   (GByteArray *out, const IlvTrack *track);
  void (*slice)   (GByteArray *out, const IlvTrack *track, guint64 start_nsec, guint64 end_nsec,
                   const char *name, const char *category);
  /* Before the first value of a series. */
  void (*series)  (GByteArray *out, const IlvTrack *track, guint series, const char *name);
  void (*counter) (GByteArray *out, const IlvTrack *track, guint series, const char *name,
                   guint64 time_nsec, guint32 value);
  void (*flow)    (GByteArray *out, guint id, const char *name, const IlvTrack *from,
                   guint64 from_nsec, const IlvTrack *to, guint64 to_nsec);
  void (*end)     (GByteArray *out);
} IlvInterchangeWriter;

extern const IlvInterchangeWriter ilv_interchange_chrome;
extern const IlvInterchangeWriter ilv_interchange_perfetto;

G_END_DECLS

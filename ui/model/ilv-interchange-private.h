/* ilv-interchange-private.h - What a form of trace must be able to write.
 *
 *   ilv-interchange.c           walks over the trace, once for all forms
 *   ilv-interchange-details.c   what is known of a slice or an instant beside its name
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
  guint32     lane;    /* ILV_NO_LANE: the run itself */
  guint32     host;    /* the lane it stands below; ILV_NO_LANE: its group */
  guint32     group;   /* ILV_N_GROUPS: the run's */
  guint       rank;    /* rising, from the top of the picture down */
  const char *name;
} IlvTrack;

/* What is known of a slice or an instant: @text, or @number where that is NULL. Keys are
 * identifiers, so that queries can name them. */
typedef struct
{
  const char *key;
  char       *text;
  guint64     number;
} IlvDetail;

#define ILV_MAX_DETAILS 8

typedef struct
{
  guint     n;
  IlvDetail items[ILV_MAX_DETAILS];
} IlvDetails;

void        ilv_details_add_text   (IlvDetails    *self,
                                    const char    *key,
                                    const char    *text);
void        ilv_details_add_number (IlvDetails    *self,
                                    const char    *key,
                                    guint64        number);
void        ilv_details_add_span   (IlvDetails    *self,
                                    IlvTrace      *trace,
                                    const IlvLane *lane,
                                    const IlvSpan *span);
/* (transfer none) (nullable): what happened in @step, in a word, with its details; NULL: only
 * the counters tell of it. */
const char *ilv_details_add_step   (IlvDetails    *self,
                                    IlvTrace      *trace,
                                    const IlvLane *lane,
                                    const IlvStep *step);
void        ilv_details_clear      (IlvDetails    *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IlvDetails, ilv_details_clear)

/* Counters of a lane: fill level or counter, who waits to put in, who waits to take out. */
#define ILV_N_SERIES 3

/* Everything is added to @out, which is emptied now and then, but not before the first group. */
typedef struct
{
  void (*begin)   (GByteArray *out);
  void (*group)   (GByteArray *out, guint group, const char *name);
  void (*track)   (GByteArray *out, const IlvTrack *track);
  void (*slice)   (GByteArray *out, const IlvTrack *track, guint64 start_nsec, guint64 end_nsec,
                   const char *name, const char *category, const IlvDetails *details);
  void (*instant) (GByteArray *out, const IlvTrack *track, guint64 time_nsec, const char *name,
                   const IlvDetails *details);
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

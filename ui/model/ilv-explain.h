/* ilv-explain.h - What the picture says, in sentences.
 *
 * Every text is markup for a GtkLabel: nouns are links that can be followed,
 *   <a href="goroutine:7">worker 2</a>  <a href="object:3">results</a>
 *   <a href="time:5020000">5.02 ms</a>  <a href="site:17">main.go:11</a>
 * ilv_explain_to_plain () takes the markup off.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef struct
{
  char  *title;     /* "Blocked: sending 25 on results" */
  char  *who;       /* "worker 2" */
  char  *when;      /* "for 2.31 ms, from 5.02 ms to 7.33 ms" */
  char  *where;     /* "in main.worker, worker-pool.go:11"; NULL unknown */
  char  *why;       /* of a span: why isn't it running? NULL: it is, or nothing is to be said. Of a
                     * step: what the object holds then, and who waits */
  char  *woken_by;  /* who ended it, and what came then; NULL */
  char  *created;   /* "started by main, worker-pool.go:18"; NULL */
} IlvExplanation;

/* (transfer full): what span @span of lane @lane is. */
IlvExplanation *ilv_trace_explain_span   (IlvTrace       *trace,
                                          guint           lane,
                                          guint           span);
/* (transfer full): what step @step of an object's lane is. */
IlvExplanation *ilv_trace_explain_step   (IlvTrace       *trace,
                                          guint           lane,
                                          guint           step);
/* (transfer full): who started, woke or sent something to whom, at a moment that is an edge's. */
char           *ilv_trace_explain_edge   (IlvTrace       *trace,
                                          guint           edge);
/* (transfer full): several lines for a tooltip, plain text. */
char           *ilv_explanation_to_text  (IlvExplanation *explanation);
void            ilv_explanation_free     (IlvExplanation *explanation);

/* (transfer full): @markup without tags and entities. */
char           *ilv_explain_to_plain     (const char     *markup);

/* A link in a text: what it leads to. FALSE if it is none of ours. */
typedef enum
{
  ILV_LINK_GOROUTINE,
  ILV_LINK_OBJECT,
  ILV_LINK_TIME,
  ILV_LINK_SITE,
} IlvLinkKind;
gboolean        ilv_explain_parse_link   (const char     *href,
                                          IlvLinkKind    *kind,
                                          guint64        *number);

/* Who waits for what at a time: one for each waiting goroutine. */
typedef struct
{
  guint32 g;
  guint32 object;      /* 0: none */
  guint32 holder;      /* mutex: who has it; else 0 */
  guint8  reason;      /* enum ilv_wait_reason */
  guint64 since_nsec;
} IlvWait;

/* (transfer full): IlvWait, longest waiting first. */
GArray         *ilv_trace_list_waits     (IlvTrace       *trace,
                                          guint64         time_nsec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvExplanation, ilv_explanation_free)

G_END_DECLS

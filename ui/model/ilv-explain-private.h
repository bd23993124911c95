/* ilv-explain-private.h - What the files of the explanations share.
 *
 *   ilv-explain.c         spans: what, why, until when
 *   ilv-explain-why.c     why a goroutine does not run
 *   ilv-explain-things.c  steps, edges, waits
 *   ilv-explain-text.c    links, sentences, plain text
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-explain.h"
#include "model/ilv-trace-private.h"

G_BEGIN_DECLS

/* (transfer full): nouns as links. */
char *ilv_explain_goroutine (IlvTrace *trace, guint32 g);
char *ilv_explain_object    (IlvTrace *trace, guint32 object);
char *ilv_explain_time      (guint64 time_nsec);
/* (nullable): "main.worker, worker-pool.go:11" */
char *ilv_explain_place     (IlvTrace *trace, guint32 site);

/* What a span of a processor's or a thread's lane is: who runs where. */
char *ilv_explain_running   (const IlvLane *lane, const IlvSpan *span);
/* Fills in what a region or a task is. */
void  ilv_explain_named     (IlvTrace *trace, const IlvLane *lane, const IlvSpan *span,
                             IlvExplanation *explanation);
/* Fills in what a setting of a timer is. */
void  ilv_explain_setting   (IlvTrace *trace, const IlvLane *lane, const IlvSpan *span,
                             IlvExplanation *explanation);
/* (nullable): what a step is of a lane that is no object's; NULL: it is one's. */
char *ilv_explain_other     (IlvTrace *trace, const IlvLane *lane, guint step);
/* (nullable): why the goroutine of @lane does not run in span @index. */
char *ilv_explain_why       (IlvTrace *trace, const IlvLane *lane, guint index);
/* Who holds lock @object, or runs its function if it is a Once, and since when (nullable); 0: nobody,
 * or it is none. */
guint32 ilv_explain_holder_at (IlvTrace *trace, guint32 object, guint64 time_nsec,
                               guint64 *since_nsec);
/* Adds a sentence, which it takes, to a text of several. */
void  ilv_explain_add       (GString *text, char *sentence);
/* (transfer full) (nullable): takes @text; NULL if nothing was added. */
char *ilv_explain_end       (GString *text);

G_END_DECLS

/* ilv-backlog.h - Events on their way between two threads, in order.
 *
 * One thread adds, one takes. A trace can take events in only while the main loop waits, a program
 * writes them when it likes: what comes meanwhile stays here instead of filling the rings, where the
 * program would have to wait for a frame to be drawn. It is bounded all the same: a program that
 * writes faster than the trace takes in for long does wait.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

#include "trace/merge.h"

G_BEGIN_DECLS

typedef struct _IlvBacklog IlvBacklog;

/* (transfer full): holds up to @max_events, give or take a chunk. */
IlvBacklog *ilv_backlog_new      (gsize                   max_events);
void        ilv_backlog_free     (IlvBacklog             *backlog);

/* The adding thread. Copies; waits while it is full. */
void        ilv_backlog_add      (IlvBacklog             *backlog,
                                  const struct ilv_event *events,
                                  gsize                   n_events);
/* The adding thread: nothing more comes. */
void        ilv_backlog_end      (IlvBacklog             *backlog);

/* The taking thread: hands a batch of events to @sink, after waiting for some. FALSE: the end, or it
 * was dropped. The batch counts as waiting until @sink returns. */
gboolean    ilv_backlog_take     (IlvBacklog             *backlog,
                                  struct ilv_sink         sink);

/* Any thread: all that was added was taken. */
gboolean    ilv_backlog_is_empty (IlvBacklog             *backlog);
/* Any thread: nobody wants the rest; adding does nothing from now on, without waiting. */
void        ilv_backlog_drop     (IlvBacklog             *backlog);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvBacklog, ilv_backlog_free)

G_END_DECLS

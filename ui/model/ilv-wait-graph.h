/* ilv-wait-graph.h - Who waits for whom at a time.
 *
 * Who could wake a goroutine is known for sure only of a mutex: its holder. Of other
 * objects it is who has done, or does anywhere in the trace, what would wake it: sends
 * for who waits to receive, Done for who waits for a WaitGroup. A goroutine counts as
 * stuck if its wait never ends in the trace and all who could wake it are over or stuck themselves:
 * it is a statement about the trace, which for a whole one is the truth.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef struct
{
  guint32  g;
  guint32  object;          /* first of those it waits for; 0 none (asleep, nil channel, select {}) */
  guint32  lane, span;      /* the wait */
  guint8   reason;          /* enum ilv_wait_reason */
  gboolean is_timed;        /* time or the system ends it: asleep, input and output */
  gboolean is_stuck;        /* nobody will ever wake it */
  gboolean is_in_cycle;     /* it waits for somebody who, through others, waits for it */
  guint    cycle;           /* equal for those who so wait for each other; 0 for none */
  guint    first_waker;     /* index into wakers */
  guint    n_wakers;
} IlvWaiter;

typedef struct
{
  guint32 g;                /* goroutine id */
  guint32 object;           /* through which it would wake */
  guint   waiter;           /* index into waiters, if it waits itself; G_MAXUINT */
} IlvWaker;

typedef struct
{
  guint64 time_nsec;
  GArray *waiters;          /* IlvWaiter, in order of goroutines */
  GArray *wakers;           /* IlvWaker */
} IlvWaitGraph;

/* (transfer full) */
IlvWaitGraph *ilv_wait_graph_new  (IlvTrace     *trace,
                                   guint64       time_nsec);
void          ilv_wait_graph_free (IlvWaitGraph *graph);

/* (transfer full): the circles nobody will ever break, each a GArray of indexes (guint) into
 * waiters: each waits for the next, the last for the first. Of several through the same
 * goroutines, one of the shortest. */
GPtrArray    *ilv_wait_graph_list_cycles (IlvWaitGraph *graph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvWaitGraph, ilv_wait_graph_free)

G_END_DECLS

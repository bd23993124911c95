/* ilv-search.h - Looking for words in a trace.
 *
 * What is searched: a goroutine's name, number and function; an object's name; a
 * counter's; the words for its state and for what it waits for; file:line and function of the place
 * it is at.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"

G_BEGIN_DECLS

typedef struct
{
  guint64   start_nsec;
  guint64   end_nsec;       /* of a lane: its whole life */
  IlvTarget target;         /* a span, or a lane */
} IlvMatch;

/* (transfer full): IlvMatch in order of time, at most @max_n (the first in order of lane and
 * time, then sorted), for which every word of @text is found somewhere, without regard to case. If a
 * lane has all words in its name, that is one match and its spans are none.
 * Empty for a text without words. Walks all spans: O(n). */
GArray *ilv_trace_search (IlvTrace     *trace,
                          const char   *text,
                          guint         max_n,
                          GCancellable *cancellable);

G_END_DECLS

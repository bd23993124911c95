/* ilv-feed.h - From a program's shared memory into an IlvTrace, and a file.
 *
 * What the runner needs of the trace's plumbing, in one piece. Its functions are
 * for the main thread.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"
#include "trace/shm.h"

G_BEGIN_DECLS

typedef struct _IlvFeed IlvFeed;

/* (transfer full) (nullable): shared memory for one program whose events go to
 * @trace and, unless @capture_path is NULL, to that file as they come. */
IlvFeed *ilv_feed_new           (IlvTrace    *trace,
                                 const char  *capture_path,
                                 GError     **error);
/* Right after new. @capture_max_bytes: the file grows no larger; @memory_cap_bytes: of the trace,
 * whose oldest is let go then. 0: no limit for the file, a quarter of the memory. */
void     ilv_feed_set_limits    (IlvFeed     *feed,
                                 guint64      capture_max_bytes,
                                 guint64      memory_cap_bytes);
void     ilv_feed_free          (IlvFeed     *feed);

/* A descriptor of the shared memory for the program, the caller's to close; -1
 * and @error if there is none left. */
int      ilv_feed_dup_fd        (IlvFeed     *feed,
                                 GError     **error);

/* TRUE once the program has begun its trace: it is compiled. */
gboolean ilv_feed_has_begun     (IlvFeed     *feed);

/* Tells what has come since; a thread has moved it on. While the program runs, once a tick; time
 * that goes by without an event is told a few times a second only. */
void     ilv_feed_step          (IlvFeed     *feed);

/* The program is over: the rest may be moved on. is_drained () says when it is. */
void     ilv_feed_close         (IlvFeed     *feed);
gboolean ilv_feed_is_drained    (IlvFeed     *feed);

/* Ends trace and file; waits for the rest if it is not drained yet. @error: what
 * went wrong with the file, now or earlier; the trace is complete anyway. */
void     ilv_feed_finish        (IlvFeed     *feed,
                                 GError     **error);

/* Orders for the program. */
void     ilv_feed_pause         (IlvFeed     *feed);
void     ilv_feed_do_steps      (IlvFeed     *feed,
                                 guint        n_steps);
/* Lets it run, with a wait after each scheduling step, and so many times as slow; 0 and 1: at full
 * speed. */
void     ilv_feed_run           (IlvFeed     *feed,
                                 guint        slow_nsec,
                                 guint        slow_factor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvFeed, ilv_feed_free)

G_END_DECLS

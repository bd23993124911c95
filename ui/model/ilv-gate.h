/* ilv-gate.h - Who may touch the traces: the main loop, or a thread while that waits.
 *
 * A trace belongs to the main thread, and everything there reads it without a
 * lock. But a main loop spends most of its time waiting for something to happen: meanwhile threads
 * that take events in may have the traces. So there is one lock for all
 * traces; the main thread has it whenever it is not waiting in poll().
 *
 * A thread prepares outside (draining, merging, decompressing) what it then puts into a
 * trace inside, in turns so short that the main loop does not notice: it leaves as soon as it
 * is_wanted (), or after ILV_GATE_TURN_USEC. A main loop that is never idle lets threads in
 * all the same, every ILV_GATE_PATIENCE_USEC: one that had to wait so long is not wanted
 * before its turn is over, or a program that writes much would wait for every frame.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ILV_GATE_TURN_USEC     2000
#define ILV_GATE_PATIENCE_USEC 4000

/* Main thread: from open to close, which may nest, threads may enter. */
void     ilv_gate_open      (void);
void     ilv_gate_close     (void);
/* Main thread: waits for the end of @thread, and lets threads in meanwhile. Between open and close. */
void     ilv_gate_join      (GThread *thread);

/* Other threads. */
void     ilv_gate_enter     (void);
void     ilv_gate_leave     (void);
/* Inside: the main loop has something to do. */
gboolean ilv_gate_is_wanted (void);

G_END_DECLS

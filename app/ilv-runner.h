/* ilv-runner.h - One run of one Go program, in a process of its own.
 *
 * Starts `interleave-run`, hands it the memory for its trace, empties that
 * memory into an IlvTrace about 60 times a second, and passes on what the
 * program prints and how it ends. GLib and GIO only: the window and the
 * command line use the same one. A runner runs once; make another for the
 * next run. Main thread only: everything is delivered from the thread's
 * default main context.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "ilv-diagnostic.h"
#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_RUNNER_STATE_READY,   /* not started yet: the setters below may be called */
  ILV_RUNNER_STATE_RUNNING, /* includes the time it takes to compile the program */
  ILV_RUNNER_STATE_PAUSED,
  ILV_RUNNER_STATE_ENDED    /* trace, output, diagnostics and status are complete */
} IlvRunnerState;

/* Signals:
 *   "output" (int fd, GBytes *bytes)  fd is 1 or 2; in order of arrival. Not
 *                                     with inherited standard streams.
 *   "ended" ()                        once, after the state has become ENDED.
 * Properties, read only, notify: "state" (IlvRunnerState as int), "takes-input" (gboolean). */
#define ILV_TYPE_RUNNER (ilv_runner_get_type ())
G_DECLARE_FINAL_TYPE (IlvRunner, ilv_runner, ILV, RUNNER, GObject)

/* @program_paths: a folder, or Go files of one folder; NULL-terminated. */
IlvRunner *ilv_runner_new (const char *const *program_paths);

/* Before ilv_runner_start() only.
 * args: the program's own arguments, NULL-terminated; NULL: none.
 * n_procs: GOMAXPROCS; 0: as many as there are processors.
 * seed: for every free choice of the scheduler; 0: another one each time.
 * overlays: "FILE=TEXT" each, NULL-terminated: read TEXT where FILE is meant.
 * capture_path: also write the trace to this .ilv file as it comes; NULL: don't.
 * capture_max_bytes: that file grows no larger, which capture_error then says; 0: no limit.
 * memory_cap_bytes: beyond it, the oldest of the trace is let go; 0: a quarter of the memory.
 * inherits_stdio: the program has our standard input and outputs and stays in
 * our process group, as a command line wants it. Otherwise its input is what
 * ilv_runner_write_input() gives it, and its output comes by the "output" signal. */
void ilv_runner_set_args           (IlvRunner *self, const char *const *args);
void ilv_runner_set_procs          (IlvRunner *self, guint n_procs);
void ilv_runner_set_seed           (IlvRunner *self, guint64 seed);
void ilv_runner_set_overlays       (IlvRunner *self, const char *const *overlays);
void ilv_runner_set_capture_path   (IlvRunner *self, const char *path);
void ilv_runner_set_limits         (IlvRunner *self, guint64 capture_max_bytes,
                                    guint64 memory_cap_bytes);
void ilv_runner_set_inherits_stdio (IlvRunner *self, gboolean inherits_stdio);

/* Starts the program. FALSE and @error (a sentence for the user) if the machine
 * does not let us; a program with errors in it starts and ends at once. */
gboolean ilv_runner_start (IlvRunner *self, GError **error);

/* Ends the program and all it has started, whatever it is doing; the state
 * becomes ENDED soon after. No effect unless it runs. */
void ilv_runner_stop (IlvRunner *self);

/* Holds the program before its next scheduling step (a goroutine's turn until
 * it waits, gives way or ends), and lets it go on. No effect in the wrong state. */
void ilv_runner_pause  (IlvRunner *self);
void ilv_runner_resume (IlvRunner *self);

/* While paused: lets it do @n_steps more. */
void ilv_runner_step (IlvRunner *self, guint n_steps);

/* Slow motion: a wait after each scheduling step, and everything @slow_factor times as slow. 0 and
 * 1: full speed. Kept while paused, and may be set before the start. */
void ilv_runner_set_slow (IlvRunner *self, guint slow_nsec, guint slow_factor);

/* What the program reads from its standard input: @bytes, behind what it has not read yet.
 * Never waits. FALSE: nothing was taken; too much is waiting to be read, or takes_input is
 * FALSE: the program reads nothing more, its input has ended, or it does not run. */
gboolean ilv_runner_write_input     (IlvRunner *self, GBytes *bytes);
void     ilv_runner_end_input       (IlvRunner *self); /* end of file */
gboolean ilv_runner_get_takes_input (IlvRunner *self);

IlvRunnerState ilv_runner_get_state (IlvRunner *self);

/* The trace that grows while the program runs, there from the beginning. (transfer none) */
IlvTrace *ilv_runner_get_trace (IlvRunner *self);

/* Process id, or 0 when it does not run. */
GPid ilv_runner_get_pid (IlvRunner *self);

/* Once ENDED. The exit status; 128 + n if signal n ended it, as a shell says it. */
int ilv_runner_get_exit_status (IlvRunner *self);

/* Once ENDED. The signal that ended it, or 0. */
int ilv_runner_get_term_signal (IlvRunner *self);

/* Once ENDED. Whether ilv_runner_stop() ended it. */
gboolean ilv_runner_get_was_stopped (IlvRunner *self);

/* Once ENDED. FALSE: the program never began, because it did not compile. */
gboolean ilv_runner_get_was_begun (IlvRunner *self);

/* Once ENDED. IlvDiagnostic, in the compiler's order; empty if it compiled. (transfer none) */
GPtrArray *ilv_runner_get_diagnostics (IlvRunner *self);

/* Once ENDED. What went wrong with the capture file, or NULL. (transfer none) */
const GError *ilv_runner_get_capture_error (IlvRunner *self);

/* (transfer full): the command that runs a program, as the setters above mean
 * their values; what ilv_runner_start() starts. */
GStrv ilv_runner_build_command (const char *const *program_paths,
                                guint              n_procs,
                                guint64            seed,
                                const char *const *args);

/* Full path of `interleave-run`: in the build tree beside us, or installed. (transfer full) */
char *ilv_runner_find_helper (void);

G_END_DECLS

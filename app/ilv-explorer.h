/* ilv-explorer.h - What else a program may do: many runs of it, sorted by how they end.
 *
 * Runs it again and again, each time with another seed for the scheduler's free choices, and puts
 * runs together that ended alike and wrote the same lines, in whatever order. Of each such outcome
 * the trace of the first run is kept. GLib and GIO only; main thread only, with its default main
 * context.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signals: "changed" () after each run; "ended" () once, after the last. */
#define ILV_TYPE_EXPLORER (ilv_explorer_get_type ())
G_DECLARE_FINAL_TYPE (IlvExplorer, ilv_explorer, ILV, EXPLORER, GObject)

typedef struct
{
  guint       n_runs;       /* that ended so */
  guint       n_orders;     /* in which they wrote their lines */
  guint       first_run;    /* from 0; what follows is of that one */
  guint64     seed;
  int         exit_status;  /* 128 + n after signal n */
  gboolean    is_cut_off;   /* it was ended after its time */
  const char *message;      /* of a panic, or "all goroutines are asleep - deadlock!"; "" none */
  const char *output;       /* what it wrote; UTF-8 */
  const char *trace_path;
} IlvOutcome;

/* As ilv_runner_new () and its setters mean them. A run that takes longer than @timeout_msec is
 * ended; its input has ended from the beginning. Run i has the seed @first_seed + i. */
typedef struct
{
  const char *const *program_paths;
  const char *const *overlays;  /* NULL: none */
  const char *const *args;      /* NULL: none */
  guint              n_procs;
  guint64            first_seed; /* not 0 */
  guint              n_runs;
  guint              timeout_msec;
} IlvExploration;

IlvExplorer *ilv_explorer_new            (const IlvExploration *exploration);

/* Begins. FALSE and @error if the machine does not let us. */
gboolean     ilv_explorer_start          (IlvExplorer *self, GError **error);

/* Ends the run that is under way, and "ended" comes: what is known stays. */
void         ilv_explorer_stop           (IlvExplorer *self);

gboolean     ilv_explorer_is_over        (IlvExplorer *self);
guint        ilv_explorer_get_n_done     (IlvExplorer *self);
guint        ilv_explorer_get_n_runs     (IlvExplorer *self); /* that are to be done */

/* Most frequent first. Strings are the explorer's; traces go with it. */
guint        ilv_explorer_get_n_outcomes (IlvExplorer *self);
IlvOutcome   ilv_explorer_get_outcome    (IlvExplorer *self, guint index);

/* (transfer full): "exit status 0", "cut off after 10 s", "exit status 2: panic: …" */
char        *ilv_explorer_describe_end   (IlvExplorer *self, const IlvOutcome *outcome);

/* (nullable): why it ended early: the program does not compile, or could not be started. */
const char  *ilv_explorer_get_failure    (IlvExplorer *self);

G_END_DECLS

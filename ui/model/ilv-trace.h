/* ilv-trace.h - Everything known of one run of one program.
 *
 * Fed with merged events, live (ilv_trace_add_events) or from a file
 * (ilv_trace_load…); answers what happened when, at any time while it grows.
 * A trace that is cut off, or begins in the middle, gives a sensible picture:
 * what must have been before is inferred, what never ended stays open.
 *
 * Belongs to the main thread; others may add events while that waits (ilv-gate.h). Pointers to the plain structs it hands out are
 * good until the next ilv_trace_add_events (); ids and indexes for ever.
 * All times are nanoseconds since the first event, whatever the program's clock said then.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "model/ilv-lane.h"
#include "trace/event.h"

G_BEGIN_DECLS

#define ILV_TYPE_TRACE (ilv_trace_get_type ())
G_DECLARE_FINAL_TYPE (IlvTrace, ilv_trace, ILV, TRACE, GObject)

typedef struct
{
  guint32  id;              /* 1 is main */
  guint32  creator;         /* goroutine id; 0 none or unknown */
  guint32  create_site;
  guint32  func;            /* string id; 0 unknown */
  guint32  name;            /* string id, where the program gave one */
  guint32  ordinal;         /* the how-manieth of its function, from 1 */
  guint32  lane;
  guint32  last_effect;     /* no edge from it arrives in a moment after this */
  guint64  birth_nsec;      /* of one first seen in the middle: start of the trace */
  guint64  death_nsec;      /* ILV_TIME_OPEN: not over */
  gboolean was_seen_born;
} IlvGoroutine;

typedef struct
{
  guint32  id;
  guint8   kind;            /* enum ilv_object_kind */
  gboolean is_closed;
  gboolean has_capacity;    /* channels: the trace says it */
  guint32  capacity;
  guint32  name;            /* string id; 0 none */
  guint32  make_site;
  guint32  maker;           /* goroutine id */
  guint32  call;            /* string id: the function of a library that made it; 0: none did */
  guint32  whole;           /* object id: what it is part of, or derived from; 0 nothing */
  guint32  lane;            /* ILV_NO_LANE: has none */
  guint32  max_level;
  guint64  close_nsec;      /* ILV_TIME_OPEN: not closed */
} IlvObject;

typedef struct
{
  guint32 id;
  guint32 m;                /* the thread that holds it, or held it last; 0 unknown */
  guint32 lane;
} IlvProc;

typedef enum
{
  ILV_EDGE_CREATE,          /* from started goroutine to */
  ILV_EDGE_WAKE,            /* from made to runnable */
  ILV_EDGE_MESSAGE,         /* a value went from from to to through object */
  ILV_EDGE_TIMER,           /* timer object woke or started to; from is 0 */
} IlvEdgeKind;

/* Something that happened, in the order of events. */
typedef enum
{
  ILV_MOMENT_BEGIN,         /* a goroutine's span begins */
  ILV_MOMENT_CREATE,        /* the same, because another goroutine started it */
  ILV_MOMENT_WAKE,          /* the same, because another made it ready */
  ILV_MOMENT_END,           /* a goroutine's last span ends */
  ILV_MOMENT_STEP,          /* of an object */
  ILV_MOMENT_MESSAGE,       /* the same, by which a value arrived */
  ILV_MOMENT_FIRE,          /* the same, by which a timer fired */
} IlvMomentKind;

typedef struct
{
  guint64 time_nsec;
  guint32 lane;
  guint32 span;             /* ILV_NO_INDEX: it is a step */
  guint32 step;             /* ILV_NO_INDEX: it is a span's */
  guint8  kind;             /* IlvMomentKind */
} IlvMoment;

/* Something that went from one goroutine to another; arrives at a moment. */
typedef struct
{
  guint64 from_nsec;
  guint64 to_nsec;
  guint32 from;             /* goroutine ids; from 0: a timer or the network */
  guint32 to;
  guint32 object;
  guint32 value;            /* for ilv_trace_get_value (); 0 none */
  guint8  kind;             /* IlvEdgeKind */
} IlvEdge;

typedef struct
{
  guint32  object;
  gboolean is_send;
} IlvSelectCase;

/* A piece of what the program wrote. In order of time. */
typedef struct
{
  guint64 time_nsec;
  guint32 g;
  guint32 site;
  guint32 fd;
  guint32 n_bytes;
  guint64 offset;           /* of its text, in all the output */
  guint64 n_stderr;         /* bytes of all output up to its end that went to 2 */
} IlvOutput;

typedef enum
{
  ILV_BAND_GC,              /* the world stood still for a collection */
  ILV_BAND_HELD,            /* the viewer held the program */
  ILV_BAND_STALL,           /* p waited for the reader of the trace */
} IlvBandKind;

typedef struct
{
  guint64 start_nsec;
  guint64 end_nsec;         /* ILV_TIME_OPEN */
  guint32 p;
  guint8  kind;             /* IlvBandKind */
} IlvBand;

/* Numbers over time: steps of a lane, whose type says what made them change. */
typedef enum
{
  ILV_COUNTER_GOROUTINES,   /* level: alive, above: running, below: ready. A sample: never more than
                             * some ten thousand in a run, the last of each stretch counts */
  ILV_COUNTER_HEAP,         /* level: KiB */
  ILV_COUNTER_ASLEEP,       /* level: goroutines that only time or input wakes */
  ILV_COUNTER_GLOBAL_QUEUE, /* level: ready goroutines that no processor has */
  ILV_COUNTER_LOCAL_QUEUE,  /* level: those in the queue of processor 0; the next counter is that of
                             * processor 1, and so on */
} IlvCounter;

typedef struct
{
  const char *file;         /* as in the program; NULL unknown */
  guint       line;         /* 0 unknown */
  const char *function;     /* "main.worker"; NULL unknown */
} IlvPlace;

typedef enum
{
  ILV_RUN_NOT_STARTED,
  ILV_RUN_RUNNING,
  ILV_RUN_EXITED,           /* exit status known */
  ILV_RUN_CUT_OFF,          /* the trace ends without the program's last event */
} IlvRunState;

typedef void (*IlvProgressFunc) (IlvTrace *trace, double fraction, gpointer user_data);

IlvTrace           *ilv_trace_new               (void);

/* Filling. `events' are in merged order, definitions before their use; a head
 * record (STRING, OUTPUT, CHAN_SEND …) and its DATA or VALUE records follow each other,
 * possibly over two calls. Nothing in them is trusted. Emits "grew" once. */
void                ilv_trace_add_events        (IlvTrace               *self,
                                                 const struct ilv_event *events,
                                                 gsize                   n_events);
/* The same from another thread, which is outside the gate (ilv-gate.h): it goes in for as many
 * turns as it takes. Emits nothing: say_grew () does, on the main thread, if there is something to say. */
void                ilv_trace_take_events       (IlvTrace               *self,
                                                 const struct ilv_event *events,
                                                 gsize                   n_events);
void                ilv_trace_say_grew          (IlvTrace               *self);
/* The program lives and its clock says @clock_nsec: what is open reaches to there. Emits "grew". */
void                ilv_trace_advance           (IlvTrace               *self,
                                                 guint64                 clock_nsec);
/* No more will come. Emits "grew". */
void                ilv_trace_finish            (IlvTrace               *self);
/* Events known to be missing beyond those that LOST records tell of. */
void                ilv_trace_add_missing       (IlvTrace               *self,
                                                 guint64                 n_events);
/* A sentence the user should see ("The file ends early."). Kept in order. */
void                ilv_trace_add_note          (IlvTrace               *self,
                                                 const char             *sentence);

/* Loads a .ilv file into a new, empty trace, in a thread, so
 * the picture grows while it loads; @progress and "grew" come about 60 times a second. A damaged file loads up to the break and
 * leaves a note; only a file that is none of ours is an error. */
void                ilv_trace_load_async        (IlvTrace               *self,
                                                 GFile                  *file,
                                                 IlvProgressFunc         progress,
                                                 gpointer                progress_data,
                                                 GCancellable           *cancellable,
                                                 GAsyncReadyCallback     callback,
                                                 gpointer                user_data);
gboolean            ilv_trace_load_finish       (IlvTrace               *self,
                                                 GAsyncResult           *result,
                                                 GError                **error);
/* The same at once, for programs without a main loop. */
gboolean            ilv_trace_load              (IlvTrace               *self,
                                                 GFile                  *file,
                                                 GCancellable           *cancellable,
                                                 GError                **error);

/* The run. */
IlvRunState         ilv_trace_get_run_state     (IlvTrace               *self);
int                 ilv_trace_get_exit_status   (IlvTrace               *self);
/* Last event, or now. Time begins with the first event, at 0. */
guint64             ilv_trace_get_end_nsec      (IlvTrace               *self);
/* What happened; definitions of names and places, and values, do not count. */
guint64             ilv_trace_get_n_events      (IlvTrace               *self);
guint64             ilv_trace_get_n_missing     (IlvTrace               *self);
/* GOMAXPROCS; 0 unknown. */
guint               ilv_trace_get_n_procs_set   (IlvTrace               *self);
/* Bit set of IlvState. */
guint               ilv_trace_get_states_seen   (IlvTrace               *self);
/* Memory it takes. */
gsize               ilv_trace_get_size_bytes    (IlvTrace               *self);
/* (transfer none): sentences; panic and fatal messages among them. */
const char * const *ilv_trace_get_notes         (IlvTrace               *self);
/* (transfer none) (nullable): what the user wrote about it (ilv-session.h), if its file has that. */
GBytes             *ilv_trace_get_user_notes    (IlvTrace               *self);
/* (nullable): path of the main source file; its last part. */
const char         *ilv_trace_get_program_path  (IlvTrace               *self);
const char         *ilv_trace_get_program_name  (IlvTrace               *self);
/* (nullable): the text of source file @path, if the trace has it. */
const char         *ilv_trace_get_source        (IlvTrace               *self,
                                                 const char             *path);

/* How much memory it may take, 0 for as much as it likes (as it is at first). When there is
 * more, the oldest eighth of what it knows is let go: spans, steps, moments, then goroutines and
 * tasks that were over by then. Objects nobody used since go too if they take up a quarter of
 * it, and the oldest output if that takes an eighth. Not names. */
void                ilv_trace_set_limit         (IlvTrace               *self,
                                                 gsize                   size_bytes);
/* Spans and steps let go; @before_nsec (nullable) becomes the time from which all is there. */
guint64             ilv_trace_get_n_let_go      (IlvTrace               *self,
                                                 guint64                *before_nsec);

/* Lanes that are gone by now. */
guint               ilv_trace_get_n_gone        (IlvTrace               *self);

/* Lanes. Their ids count up; one that is gone keeps its id, and is empty. */
gboolean            ilv_trace_has_lane          (IlvTrace               *self,
                                                 guint                   lane);
/* Ids of all lanes but those gone, rising. */
const guint32      *ilv_trace_get_lanes         (IlvTrace               *self,
                                                 guint                  *n_lanes);
guint               ilv_trace_get_n_lanes       (IlvTrace               *self);
const IlvLane      *ilv_trace_get_lane          (IlvTrace               *self,
                                                 guint                   lane);
/* (nullable): nothing was counted. */
const IlvLane      *ilv_trace_get_counter       (IlvTrace               *self,
                                                 guint                   counter);
/* Makes lanes of threads (M), and keeps them up to date from now on. What is on them stands in
 * the lanes of processors and goroutines too, so who does not look at them need not pay. */
void                ilv_trace_show_machines     (IlvTrace               *self);
/* Lane ids of a group, in its order; @n_lanes of them. Only grows, except that
 * processors, threads and counters are sorted in by their numbers. */
const guint32      *ilv_trace_get_group         (IlvTrace               *self,
                                                 IlvGroup                group,
                                                 guint                  *n_lanes);
/* (transfer full): "worker 2", "P0", "results"; and the small detail beside it: of a processor
 * the thread it was on at @time_nsec (ILV_TIME_OPEN: at the end), which no two have in common. */
char               *ilv_trace_dup_lane_name     (IlvTrace               *self,
                                                 guint                   lane);
char               *ilv_trace_dup_lane_detail   (IlvTrace               *self,
                                                 guint                   lane,
                                                 guint64                 time_nsec);
/* (transfer full): what stands on a span, longest wording first, NULL-terminated:
 * { "send 25 → results", "send → results", "→ results", "send", NULL }. */
char              **ilv_trace_dup_span_labels   (IlvTrace               *self,
                                                 guint                   lane,
                                                 guint                   span);
/* End of a span, the end of the trace if it is open. */
guint64             ilv_trace_get_span_end      (IlvTrace               *self,
                                                 const IlvSpan          *span);

/* Things. NULL if there is no such one. */
/* Goroutines that are kept, in the order of their lanes; and all that there have been. */
guint               ilv_trace_get_n_goroutines  (IlvTrace               *self);
guint               ilv_trace_get_n_started     (IlvTrace               *self);
const IlvGoroutine *ilv_trace_get_goroutine     (IlvTrace               *self,
                                                 guint32                 g);
const IlvGoroutine *ilv_trace_get_nth_goroutine (IlvTrace               *self,
                                                 guint                   index);
guint               ilv_trace_get_n_live        (IlvTrace               *self); /* goroutines */
const IlvObject    *ilv_trace_get_object        (IlvTrace               *self,
                                                 guint32                 object);
const IlvProc      *ilv_trace_get_proc          (IlvTrace               *self,
                                                 guint32                 p);
/* (transfer full): never NULL, also for what the trace does not know. */
char               *ilv_trace_dup_goroutine_name (IlvTrace              *self,
                                                 guint32                 g);
char               *ilv_trace_dup_object_name   (IlvTrace               *self,
                                                 guint32                 object);
char               *ilv_trace_dup_task_name     (IlvTrace               *self,
                                                 guint32                 task);
char               *ilv_trace_dup_counter_name  (IlvTrace               *self,
                                                 guint                   counter);
/* (transfer full): "12", of the heap "1.5 MiB". */
char               *ilv_trace_dup_count         (guint                   counter,
                                                 guint32                 level);
/* A string by id; "" if unknown. */
const char         *ilv_trace_get_string        (IlvTrace               *self,
                                                 guint32                 id);
/* Where a code offset is; FALSE if unknown (and @place is cleared). O(log n). */
gboolean            ilv_trace_get_place         (IlvTrace               *self,
                                                 guint32                 site,
                                                 IlvPlace               *place);
/* (transfer full) (nullable): a value that was sent, as fmt's %v would about show it. */
char               *ilv_trace_dup_value         (IlvTrace               *self,
                                                 guint32                 value);

/* Arrays over time. */
/* Moments have indexes from first to before n; a live trace with a limit lets the oldest go. */
guint               ilv_trace_get_first_moment  (IlvTrace               *self);
guint               ilv_trace_get_n_moments     (IlvTrace               *self);
IlvMoment           ilv_trace_get_moment        (IlvTrace               *self,
                                                 guint                   index);
/* The same's kind alone: one column is read. */
IlvMomentKind       ilv_trace_get_moment_kind   (IlvTrace               *self,
                                                 guint                   index);
/* Index of the first moment at or after @time_nsec. O(log n). */
guint               ilv_trace_first_moment_from (IlvTrace               *self,
                                                 guint64                 time_nsec);
/* What arrived at moment @index; FALSE: nothing. */
gboolean            ilv_trace_get_edge          (IlvTrace               *self,
                                                 guint                   index,
                                                 IlvEdge                *edge);
const IlvOutput    *ilv_trace_get_outputs       (IlvTrace               *self,
                                                 guint                  *n_outputs);
/* Outputs before this one were let go, and their text: all of it is 0. */
guint               ilv_trace_get_first_output  (IlvTrace               *self);
/* All output up to now as bytes, not NUL-terminated, not necessarily UTF-8. */
const char         *ilv_trace_get_output_text   (IlvTrace               *self,
                                                 gsize                  *n_bytes);
const IlvBand      *ilv_trace_get_bands         (IlvTrace               *self,
                                                 guint                  *n_bands);

/* (transfer full): IlvSelectCase in the order of the program, of the select that goroutine @g
 * waits in span @span of its lane; empty if it is none. @chosen becomes the number of
 * the case that was taken (a default has one too), -1 if the trace does not tell. */
GArray             *ilv_trace_list_cases        (IlvTrace               *self,
                                                 guint32                 g,
                                                 guint                   span,
                                                 int                    *chosen);

/* What the program says of itself (Go's package runtime/trace). Regions that a goroutine is in
 * nest: the outermost are at depth 0; those at ILV_REGION_DEPTHS and beyond are not kept. NULL: there are
 * none, or no such task. */
#define ILV_REGION_DEPTHS 4
const IlvLane      *ilv_trace_get_regions       (IlvTrace               *self,
                                                 guint32                 g,
                                                 guint                   depth);
const IlvLane      *ilv_trace_get_task          (IlvTrace               *self,
                                                 guint32                 task);

/* The lane in whose row @lane is drawn: that of their goroutine for regions, else itself. */
guint               ilv_trace_get_host          (IlvTrace               *self,
                                                 guint                   lane);

/* State of a goroutine at a time; FALSE before birth and after death. */
gboolean            ilv_trace_get_state_at      (IlvTrace               *self,
                                                 guint32                 g,
                                                 guint64                 time_nsec,
                                                 IlvSpan                *span);

G_END_DECLS

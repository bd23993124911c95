/* ilv-lane.h - One row of the picture: what happened on one thing over time.
 *
 * A lane is a history that only grows. Spans (a goroutine's states, who ran on
 * a processor, who held a mutex) lie one after the other without overlap; steps
 * (a channel's fill, a WaitGroup's counter, how many wait) are points in time.
 * Over both stands an index (ilv-forest.h), so asking what a pixel's worth of
 * time contains costs O(log n), at any zoom and while the lane grows.
 *
 * Inside they are packed (ilv-lane.c): what is handed out is a copy.
 * Indexes stay good for ever. A live trace with a limit lets the oldest go: then a lane
 * begins at first_span and first_step; what was before is empty and at time 0. Of a lane that
 * is gone all is.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

#include "model/ilv-forest.h"
#include "model/ilv-series.h"

G_BEGIN_DECLS

#define ILV_TIME_OPEN  G_MAXUINT64 /* the end of what has not ended */
/* Times have 48 bits: three days. Later ones stand still at the end. */
#define ILV_TIME_MAX   ((G_GUINT64_CONSTANT (1) << 48) - 1)
#define ILV_NO_LANE    G_MAXUINT32
#define ILV_NO_INDEX   G_MAXUINT32
#define ILV_BY_UNKNOWN G_MAXUINT32

typedef enum
{
#define ILV_STATE_ROW(NAME, css, legend, is_work) ILV_STATE_##NAME,
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
  ILV_N_STATES
} IlvState;

/* Who is in @state goes on when another goroutine does something. */
static inline gboolean
ilv_state_waits_for_others (IlvState state)
{
  return state == ILV_STATE_CHANNEL || state == ILV_STATE_SELECT || state == ILV_STATE_SYNC;
}

typedef enum
{
  ILV_LANE_GONE,       /* all of it was let go, and nothing can come any more: shown nowhere */
  ILV_LANE_PROC,       /* spans: object is the goroutine that ran, by is the thread (M);
                        * steps: level is the thread that has the processor, 0 none */
  ILV_LANE_MACHINE,    /* spans: object is the goroutine that ran, by is the processor;
                        * steps: level is the processor that the thread has, plus 1; 0 none */
  ILV_LANE_GOROUTINE,  /* spans: see IlvSpan; steps: what it logged: peer is the message, level its
                        * category (string ids) */
  ILV_LANE_REGIONS,    /* of a goroutine at one depth, in no group; spans: object is the name
                        * (string id), by the task, 0 none */
  ILV_LANE_CHANNEL,    /* steps: level is the buffer, above parked senders, below receivers */
  ILV_LANE_WAIT_GROUP, /* steps: level is the counter, below how many Wait */
  ILV_LANE_MUTEX,      /* spans: object is the holder; steps: level readers, below how many wait */
  ILV_LANE_ONCE,       /* span: object is who runs the function; steps: below how many wait */
  ILV_LANE_COND,       /* steps: below how many wait; level of a signal is how many it woke */
  ILV_LANE_TIMER,      /* spans: from when it was set to when it fired or was stopped; object is
                        * what it was set for (µs), by who set it; steps: value is the goroutine that its
                        * firing woke or started, 0 none */
  ILV_LANE_TASK,       /* span: object is the name (string id), by who began it; steps: level is how
                        * many of its regions are open, peer the name of the one that began or
                        * ended */
  ILV_LANE_COUNTER,    /* steps: see IlvCounter, which is its key */
} IlvLaneKind;

typedef enum
{
  ILV_GROUP_THREADS,
  ILV_GROUP_GOROUTINES,
  ILV_GROUP_CHANNELS,
  ILV_GROUP_SYNC,
  ILV_GROUP_TIMERS,
  ILV_GROUP_TASKS,
  ILV_GROUP_COUNTERS,
  ILV_GROUP_LIBRARY,   /* what libraries made on their own account, of any kind */
  ILV_GROUP_MACHINES,  /* shown in place of threads: see ilv_session_set_by_machine () */
  ILV_N_GROUPS,
  ILV_GROUP_NONE = ILV_N_GROUPS
} IlvGroup;

typedef struct
{
  guint64 start_nsec;
  guint64 end_nsec; /* ILV_TIME_OPEN while it lasts */
  guint8  state;    /* IlvState */
  guint8  reason;   /* waiting: enum ilv_wait_reason */
  guint16 p;        /* running: processor, else ILV_NO_P */
  guint32 object;   /* waiting: object id or 0; system call: name (string id) */
  guint32 by;       /* ready: who made it so; waiting: who ended the wait. Goroutine id,
                     * 0: timer or network, ILV_BY_UNKNOWN */
  guint32 site;     /* code offset where it began; 0 unknown */
} IlvSpan;

typedef struct
{
  guint64 time_nsec;
  guint32 level;    /* from this time on */
  guint16 n_above;  /* counts stop at 65535 */
  guint16 n_below;
  guint8  type;     /* enum ilv_event_type that caused it */
  guint32 g;        /* who did it */
  guint32 value;    /* for ilv_trace_dup_value (); 0 none */
  guint32 site;
  guint32 peer;     /* a message's: who else but g; one more or fewer waits: who; see IlvLaneKind */
  guint32 sent;     /* the step in which the message was sent; ILV_NO_INDEX: it did not lie in
                     * the buffer, or there is none */
} IlvStep;

/* What most is asked of a span. */
typedef struct
{
  guint64 start_nsec;
  guint64 end_nsec;
  guint8  state;
} IlvBriefSpan;

/* What a stretch of a lane contains. */
typedef struct
{
  guint64 time_nsec[ILV_N_STATES];
  guint64 longest_nsec;
  guint32 longest;      /* index of that span; ILV_NO_INDEX: no span at all */
  guint32 n_spans;
  guint8  states;       /* bit set of states met, also for no time at all */
} IlvSpanMix;

typedef struct
{
  guint32 min_level, max_level;
  guint16 max_above, max_below;
} IlvStepMix;

typedef struct _IlvLaneIndex IlvLaneIndex;

typedef struct
{
  guint32   id;
  guint32   key;          /* P, M, goroutine id, object id, task, IlvCounter */
  guint8    kind;         /* IlvLaneKind */
  guint8    group;        /* IlvGroup */
  guint32   first_span;   /* those before were let go */
  guint32   first_step;
  guint64   last_end_nsec; /* of the last span; ILV_TIME_OPEN */
  IlvSeries spans;
  IlvSeries steps;
  IlvLaneIndex *index;     /* of what is in blocks; NULL: nothing is */
} IlvLane;

static inline guint
ilv_lane_n_spans (const IlvLane *lane)
{
  return lane->spans.n;
}

static inline guint
ilv_lane_n_steps (const IlvLane *lane)
{
  return lane->steps.n;
}

IlvSpan        ilv_lane_get_span         (const IlvLane *lane,
                                          guint          index);
IlvStep        ilv_lane_get_step         (const IlvLane *lane,
                                          guint          index);
/* The same, the time alone. */
guint64        ilv_lane_span_start       (const IlvLane *lane,
                                          guint          index);
guint64        ilv_lane_step_time        (const IlvLane *lane,
                                          guint          index);
/* The same, the value alone. */
guint32        ilv_lane_step_value       (const IlvLane *lane,
                                          guint          index);

/* Index of the first span that ends after @time_nsec (it may begin later);
 * n_spans if there is none. O(log n). */
guint          ilv_lane_first_span_after (const IlvLane *lane,
                                          guint64        time_nsec);

/* The same, from span @from on; quick if it is near. */
guint          ilv_lane_next_span_after  (const IlvLane *lane,
                                          guint          from,
                                          guint64        time_nsec);

/* The span @time_nsec lies in, or ILV_NO_INDEX. Of several at one instant, the last. */
guint          ilv_lane_span_at          (const IlvLane *lane,
                                          guint64        time_nsec);

/* Index of the first span from @from on that lasts @duration_nsec or more (an
 * open one always does); n_spans if there is none. O(log n). */
guint          ilv_lane_next_long_span   (const IlvLane *lane,
                                          guint          from,
                                          guint64        duration_nsec);

/* Sums up spans @from to before @to, each cut to start_nsec to end_nsec.
 * An open span counts up to @end_nsec. O(log n). */
void           ilv_lane_mix_spans        (const IlvLane *lane,
                                          guint          from,
                                          guint          to,
                                          guint64        start_nsec,
                                          guint64        end_nsec,
                                          IlvSpanMix    *mix);

/* From span @from to before @to, forwards: blocks are read once. Good while the lane does
 * not grow. */
typedef struct _IlvSpanWalk IlvSpanWalk;

IlvSpanWalk   *ilv_span_walk_new         (const IlvLane *lane,
                                          guint          from,
                                          guint          to,
                                          guint64        now_nsec);
void           ilv_span_walk_free        (IlvSpanWalk   *self);
/* One of these spans. */
IlvBriefSpan   ilv_span_walk_get         (IlvSpanWalk   *self,
                                          guint          index);
/* How often a block had to be read so far. */
guint          ilv_span_walk_get_n_reads (const IlvSpanWalk *self);
/* Sums up one stretch of time after the other: @start_nsec must not lie before the end of the
 * stretch before. A span counts where it has a part of the stretch or ends, an open one up
 * to @now_nsec. */
void           ilv_span_walk_mix         (IlvSpanWalk   *self,
                                          guint64        start_nsec,
                                          guint64        end_nsec,
                                          IlvSpanMix    *mix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvSpanWalk, ilv_span_walk_free)

/* Index of the first step at or after @time_nsec; n_steps if none. O(log n). */
guint          ilv_lane_first_step_from  (const IlvLane *lane,
                                          guint64        time_nsec);

/* The same, from step @from on; quick if it is near. */
guint          ilv_lane_next_step_from   (const IlvLane *lane,
                                          guint          from,
                                          guint64        time_nsec);

/* The step in force at @time_nsec, or ILV_NO_INDEX before the first. O(log n). */
guint          ilv_lane_step_at          (const IlvLane *lane,
                                          guint64        time_nsec);

/* The goroutine that a Cond's signal at step @index woke, which the next step says; 0: none, or more
 * than one. */
guint32        ilv_lane_signalled        (const IlvLane *lane,
                                          guint          index);

/* Extremes of steps @from to before @to, which are at least one. O(log n). */
void           ilv_lane_mix_steps        (const IlvLane *lane,
                                          guint          from,
                                          guint          to,
                                          IlvStepMix    *mix);

/* The group a kind of lane stands in, but for what libraries made. */
IlvGroup       ilv_lane_kind_group       (IlvLaneKind    kind);

/* For the model alone: how a lane grows. A new span or step never begins
 * before the last one; a span is opened (its end is not looked at) and then closed,
 * @by being who ended a wait. */
void           ilv_lane_init             (IlvLane       *lane,
                                          IlvLaneKind    kind,
                                          guint32        id,
                                          guint32        key);
void           ilv_lane_open_span        (IlvLane       *lane,
                                          IlvStore      *store,
                                          const IlvSpan *span);
static inline gboolean
ilv_lane_has_open_span (const IlvLane *lane)
{
  return lane->spans.n > 0 && lane->last_end_nsec == ILV_TIME_OPEN;
}
/* Of the open span. */
IlvState       ilv_lane_get_open_state   (const IlvLane *lane);
void           ilv_lane_close_span       (IlvLane       *lane,
                                          guint64        end_nsec);
/* The same of a goroutine's span, and @by is who ended it, if it was a wait. */
IlvState       ilv_lane_end_state        (IlvLane       *lane,
                                          guint64        end_nsec,
                                          guint32        by,
                                          gboolean      *was_waiting);
void           ilv_lane_add_step         (IlvLane       *lane,
                                          IlvStore      *store,
                                          const IlvStep *step);
/* The value of the last step. */
void           ilv_lane_set_value        (IlvLane       *lane,
                                          guint32        value);
/* What is about to be changed of a lane shall come into the processor's cache: the last span or
 * step, and the one to be added. */
void           ilv_lane_fetch_span       (const IlvLane *lane);
void           ilv_lane_fetch_step       (const IlvLane *lane);
/* Gives everything back: the lane is gone. */
void           ilv_lane_clear            (IlvLane       *lane,
                                          IlvStore      *store);
/* Lets go what ended before @time_nsec, and gives the memory of whole blocks of it back; returns
 * how many spans and steps that are. */
guint64        ilv_lane_discard          (IlvLane       *lane,
                                          IlvStore      *store,
                                          guint64        time_nsec);

G_END_DECLS

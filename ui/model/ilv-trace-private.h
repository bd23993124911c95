/* ilv-trace-private.h - What the files of IlvTrace share.
 *
 *   ilv-trace.c        the object: life, signals, what can be asked
 *   ilv-trace-feed.c   events in: of the program as a whole, definitions
 *   ilv-trace-goroutines.c, ilv-trace-objects.c   events of these
 *   ilv-trace-counters.c   numbers over time
 *   ilv-trace-timers.c     what timers did
 *   ilv-trace-user.c       tasks, regions, logs
 *   ilv-trace-machines.c   lanes of threads, made of those of processors
 *   ilv-trace-moments.c   what happened in the order of events
 *   ilv-trace-selects.c   cases of selects
 *   ilv-trace-names.c  names, labels, places, values
 *   ilv-trace-load.c   files in
 *   ilv-trace-let-go.c   the oldest out
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-id-map.h"
#include "model/ilv-trace.h"

G_BEGIN_DECLS

#define MAX_PEERS 6

struct selects;

typedef struct
{
  IlvGoroutine info;
  guint32      proc;        /* it runs on; ILV_NO_P */
  IlvVector    waits;       /* of struct wait: what it is queued at, or will be */
  struct selects *selects;  /* NULL: none */
} Goroutine;

struct wait
{
  guint32 object;
  guint32 is_send;
};

/* In order of spans: the cases of a select that parks, in their order, and later what became of it. */
typedef enum
{
  SELECT_RECEIVE,
  SELECT_SEND,
  SELECT_CHOSEN,            /* object is which, from 0 */
} SelectRecordKind;

struct select_record
{
  guint64 span;
  guint32 object;
  guint32 kind;             /* SelectRecordKind */
};

struct selects
{
  IlvSeries records;        /* of struct select_record */
  guint32   first;          /* those before were let go */
};

/* A value in a channel's buffer. */
struct in_flight
{
  guint32 step;             /* of the channel's lane, in which it was sent */
  guint32 g;
  guint32 is_known;         /* the value is that of the step */
};

/* All else of it stands in the lane. */
typedef struct
{
  guint64 time_nsec;        /* of the first of its block */
  guint32 lane;
  guint32 index;            /* of span or step */
  guint32 kind;             /* IlvMomentKind */
  guint32 n_values;         /* bytes of values before that one */
} MomentRow;

typedef struct
{
  IlvObject info;
  guint32   ordinal;        /* the how-manieth of its name, or of its call, from 1; 0 has none */
  guint32   level;
  guint32   n_above, n_below;
  guint32   holder;         /* goroutine; 0 none */
  IlvVector buffer;         /* of struct in_flight */
  guint32   buffer_head;    /* index of the oldest */
  guint32   senders[MAX_PEERS], receivers[MAX_PEERS]; /* the latest ones, 0 none */
} Object;

/* A timer has fired on a processor, and what it does there is not known yet. */
struct fired
{
  guint32 p;
  guint32 lane, step;
  guint32 receiver;         /* of what it has sent; 0: it has not */
};

struct site
{
  guint32 site, file, line, function;
};

/* Records that belong to the head record before them. */
typedef enum
{
  PENDING_NONE,
  PENDING_STRING,
  PENDING_OUTPUT,
} PendingKind;

struct _IlvTrace
{
  GObject     parent_instance;

  IlvStore   *store;
  IlvVector   lanes;                   /* IlvLane */
  IlvVector   groups[ILV_N_GROUPS];    /* lane ids */
  IlvVector   fired;                   /* struct fired, at most one of a processor */
  struct ilv_machines *machines;       /* NULL: nobody looks at them */
  IlvVector   regions;                 /* see ilv-trace-user.c */
  IlvIdMap    region_ids;              /* key goroutine */
  IlvIdMap    task_lanes;              /* key task */
  IlvIdMap    counter_lanes;           /* key counter + 1 */
  guint32     n_in_state[ILV_N_STATES]; /* goroutines */
  guint64     sample_nsec;             /* since when they were not written down, if has_sample, */
  guint64     sample_due_nsec;         /* and until when they need not be */
  gboolean    has_sample;
  IlvVector   goroutines;              /* Goroutine */
  IlvIdMap    goroutine_ids;
  IlvVector   objects;                 /* Object */
  IlvIdMap    object_ids;
  IlvVector   procs;                   /* IlvProc */
  IlvIdMap    proc_ids;                /* key p + 1 */
  IlvSeries   moments;                 /* MomentRow */
  guint64     block_nsec;              /* of the block of moments that grows */
  guint32     block_value;
  IlvVector   values;                  /* bytes, see ilv-trace-names.c */
  IlvVector   outputs;
  IlvVector   output_text;             /* bytes */
  guint64     n_stderr;                /* of them */
  IlvVector   bands;

  GHashTable *strings;                 /* id -> text */
  GHashTable *sources;                 /* path (string id) -> text (string id) */
  GHashTable *ordinals;                /* function (string id) -> goroutines so far */
  GHashTable *namesakes;               /* name (string id) -> objects so far */
  GHashTable *sitemates;               /* ilv_trace_call_key () -> objects made so far */
  GArray     *sites;                   /* struct site, sorted */
  GPtrArray  *notes;                   /* NULL-terminated */
  GBytes     *user_notes;              /* NULL: none */

  PendingKind pending;
  guint32     pending_id;
  gsize       pending_left;            /* bytes that should follow */
  GString    *pending_text;

  /* What a VALUE record would belong to. */
  guint32     value_lane, value_step;
  guint32     value;      /* what was put there already; 0 nothing yet */

  gboolean    has_begun;
  guint64     origin_nsec;             /* of its time, on the program's clock */
  guint64     last_nsec;               /* of the events so far; they never go back behind it */
  guint64     end_nsec;                /* the same, or now while the program lives */
  guint64     n_events, n_missing;
  gboolean    has_grown;               /* and nobody was told */
  gboolean    is_full;
  guint32     first_moment;            /* those before were let go */
  gsize       limit_bytes;             /* 0: none */
  guint64     n_let_go;                /* spans and steps */
  guint64     let_go_nsec;             /* before this */
  gboolean    is_letting_go;           /* of that in lanes: */
  guint32     let_go_next;             /* this one of those kept, then of those gone, and those
                                        * behind it have yet to */
  IlvVector   kept;                    /* lane ids, all but those gone */
  IlvVector   gone;                    /* lane ids that are about to go */
  guint32     n_gone, n_objects_gone;
  guint32     first_output;            /* those before were let go */
  guint32     first_value;             /* as first_moment */
  guint       n_procs_set;
  guint       n_dead;
  guint       states_seen;             /* bit set of IlvState */
  guint32     program;                 /* string id */
  int         exit_status;
  IlvRunState run_state;
};

/* (nullable): the value that went through the channel when @span, a wait of @g, ended. */
char      *ilv_trace_dup_wait_value (IlvTrace *self, guint32 g, const IlvSpan *span);

/* What a timer was set for. */
char      *ilv_trace_dup_delay      (guint32 usec);

/* Returns what ilv_trace_get_value () takes; 0 if there is no room. */
guint32    ilv_trace_add_value      (IlvTrace *self, const struct ilv_value_event *value);

/* Adds @value to the text at @value_before (0: none), if it is the rest of that. */
gboolean   ilv_trace_extend_value   (IlvTrace *self, guint32 value_before,
                                     const struct ilv_value_event *value);

static inline IlvLane *
ilv_trace_lane (IlvTrace *self,
                guint32   lane)
{
  g_assert (lane < self->lanes.n);
  return &ilv_vector_index (&self->lanes, IlvLane, lane);
}

static inline Goroutine *
ilv_trace_find_goroutine (IlvTrace *self,
                          guint32   g)
{
  guint32 index = ilv_id_map_get (&self->goroutine_ids, g);

  return index != G_MAXUINT32 ? &ilv_vector_index (&self->goroutines, Goroutine, index) : NULL;
}

/* What @g (0: nobody) did arrives in the moment that is added next. */
static inline void
ilv_trace_note_effect (IlvTrace *self,
                       guint32   g)
{
  Goroutine *goroutine = ilv_trace_find_goroutine (self, g);

  if (goroutine != NULL)
    goroutine->info.last_effect = self->moments.n;
}

static inline Object *
ilv_trace_find_object (IlvTrace *self,
                       guint32   object)
{
  guint32 index = ilv_id_map_get (&self->object_ids, object);

  return index != G_MAXUINT32 ? &ilv_vector_index (&self->objects, Object, index) : NULL;
}

/* The trace's time: nothing is before its first event. */
static inline guint64
ilv_trace_from_clock (IlvTrace *self,
                      guint64   clock_nsec)
{
  clock_nsec = MIN (clock_nsec, G_MAXINT64);
  return clock_nsec > self->origin_nsec ? MIN (clock_nsec - self->origin_nsec, ILV_TIME_MAX) : 0;
}

/* What an event does to the trace; @now is its time, which never runs backwards. */
typedef void (*IlvTraceHandler) (IlvTrace *self, const struct ilv_event *event, guint64 now);

extern const IlvTraceHandler ilv_trace_goroutine_handlers[ILV_N_EVENT_TYPES];
extern const IlvTraceHandler ilv_trace_object_handlers[ILV_N_EVENT_TYPES];
extern const IlvTraceHandler ilv_trace_timer_handlers[ILV_N_EVENT_TYPES];
extern const IlvTraceHandler ilv_trace_user_handlers[ILV_N_EVENT_TYPES];

/* The counter goes to @level. */
void       ilv_trace_count          (IlvTrace *self, guint counter, const struct ilv_event *event,
                                     guint32 level, guint64 now);
/* How many goroutines are in which state has changed: written down when it is time to. */
void       ilv_trace_note_states    (IlvTrace *self, guint64 now);
/* Writes it down; @is_last: for the last time. */
void       ilv_trace_sample_goroutines (IlvTrace *self, gboolean is_last);

/* An event comes while there are timers of which it is not known what they do: it may be that. */
void       ilv_trace_note_fired     (IlvTrace *self, const struct ilv_event *event);
/* Goroutine @g is over. */
void       ilv_trace_end_regions    (IlvTrace *self, guint32 g, guint64 now);
/* Takes over what has happened on processors since the last time. */
void       ilv_trace_update_machines (IlvTrace *self);
void       ilv_trace_free_machines  (IlvTrace *self);

/* One more of @key; returns how many there are now. */
guint32    ilv_trace_count_up       (GHashTable *counts, guint32 key);

/* What objects have in common that one call makes again and again. */
static inline guint32
ilv_trace_call_key (const IlvObject *object)
{
  return object->make_site ^ (guint32) object->kind << 28;
}

/* A new lane at the end of its group, or of @group; returns its id. */
guint32    ilv_trace_add_lane       (IlvTrace *self, IlvLaneKind kind, guint32 key);
guint32    ilv_trace_add_lane_to    (IlvTrace *self, IlvGroup group, IlvLaneKind kind,
                                     guint32 key);
void       ilv_trace_add_moment     (IlvTrace *self, IlvMomentKind kind, guint32 lane,
                                     guint32 index);

/* A goroutine nobody saw born has been in state @before all the time. */
Goroutine *ilv_trace_ensure_goroutine (IlvTrace *self, guint32 g, IlvState before);
/* @kind may be 0: whatever it is. */
Object    *ilv_trace_ensure_object  (IlvTrace *self, guint32 object, guint kind);

/* @goroutine begins and ends to wait at all the objects it is queued at. */
void       ilv_trace_enter_waits    (IlvTrace *self, Goroutine *goroutine,
                                     const struct ilv_event *event, guint64 now);
void       ilv_trace_leave_waits    (IlvTrace *self, Goroutine *goroutine,
                                     const struct ilv_event *event, guint64 now);

/* A new element of a vector in the trace's store. */
#define append(vector, Type) ((Type *) ilv_vector_append (&(vector), self->store, sizeof (Type)))

/* Lets go what is too much, or goes on with it, after @n_events were taken in. */
void       ilv_trace_let_go         (IlvTrace *self, gsize n_events);
/* A goroutine is gone: so will be its lanes of regions. */
void       ilv_trace_forget_regions (IlvTrace *self, guint32 g);
/* What a goroutine's lane has let go, its selects let go too. */
void       ilv_trace_let_go_of_selects (IlvTrace *self, const IlvLane *lane);
/* Bytes of values that are of no moment from @moment on. */
guint32    ilv_trace_count_values_before (IlvTrace *self, guint moment);
extern const IlvSeriesClass ilv_trace_moment_class, ilv_trace_select_class;

/* Once, before the first record. */
void       ilv_trace_feed_init      (void);
/* Handles these records; ilv-trace-feed.c. */
void       ilv_trace_feed           (IlvTrace *self, const struct ilv_event *events,
                                     gsize n_events);

G_END_DECLS

/* ilv-interchange.c - A trace in the form other viewers read: the walk over it.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-interchange-private.h"

#include <string.h>

/* Not translated: others read these, and people compare. */
static const char *const group_names[ILV_N_GROUPS + 1] = {
  [ILV_GROUP_THREADS] = "Threads",
  [ILV_GROUP_GOROUTINES] = "Goroutines",
  [ILV_GROUP_CHANNELS] = "Channels",
  [ILV_GROUP_SYNC] = "Sync",
  [ILV_GROUP_TIMERS] = "Timers",
  [ILV_GROUP_TASKS] = "Tasks",
  [ILV_GROUP_COUNTERS] = "Counters",
  [ILV_GROUP_LIBRARY] = "Library",
  [ILV_GROUP_MACHINES] = "Threads",
  [ILV_N_GROUPS] = "Run",
};

static const char *const state_names[ILV_N_STATES] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) css,
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

static const char *const edge_names[] = {
  [ILV_EDGE_CREATE] = "go",
  [ILV_EDGE_WAKE] = "wakes",
  [ILV_EDGE_MESSAGE] = "sends",
  [ILV_EDGE_TIMER] = "fires",
};

static const struct
{
  const char *ending;
  IlvInterchange format;
} endings[] = {
  { ".json", ILV_INTERCHANGE_CHROME },
  { ".perfetto-trace", ILV_INTERCHANGE_PERFETTO },
  { ".pftrace", ILV_INTERCHANGE_PERFETTO },
};

/* A piece is so many records: some milliseconds. */
#define PIECE_RECORDS 1024

typedef enum
{
  AT_BEGIN,
  AT_LANE,  /* index in lanes; then its spans, then its steps */
  AT_SPANS,
  AT_STEPS,
  AT_EDGES,
  AT_END,
  IS_OVER,
} Place;

struct _IlvInterchangeJob
{
  IlvTrace *trace;
  const IlvInterchangeWriter *writer;
  guint64 start_nsec, end_nsec;
  GArray *lanes;            /* guint32: those to write, by group */
  GHashTable *lane_set;     /* the same */
  GHashTable *names;        /* that lanes with counters have by now */

  Place place;
  guint lane;               /* index in lanes */
  guint next;               /* span or step of the lane, or moment */
  IlvTrack track;           /* of the lane; owns its name */
  gboolean is_known[ILV_N_SERIES];
  guint32 last[ILV_N_SERIES];
  guint n_edges;
  guint64 n_done, n_all;    /* records looked at, and to look at */
};

gboolean
ilv_interchange_parse (const char     *file_name,
                       IlvInterchange *format)
{
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }
  return FALSE;
}

static const IlvLane *
current_lane (const IlvInterchangeJob *self)
{
  return ilv_trace_get_lane (self->trace, g_array_index (self->lanes, guint32, self->lane));
}

static void
go_to (IlvInterchangeJob *self,
       Place              place,
       guint              next)
{
  self->place = place;
  self->next = next;
}

/* Steps of others tell what happened, but their levels are no amounts. */
static gboolean
has_counters (const IlvLane *lane)
{
  return lane->kind != ILV_LANE_PROC && lane->kind != ILV_LANE_MACHINE
         && lane->kind != ILV_LANE_GOROUTINE && lane->kind != ILV_LANE_TIMER
         && lane->kind != ILV_LANE_REGIONS;
}

/* The one in force at the start tells what the counters are there. */
static guint
first_step (const IlvInterchangeJob *self,
            const IlvLane           *lane)
{
  guint index = ilv_lane_step_at (lane, self->start_nsec);

  return index != ILV_NO_INDEX ? index : ilv_lane_first_step_from (lane, self->start_nsec);
}

/* (transfer full): people and queries put slices of one name together, so how long a
 * region or task took is not in it. */
static char *
dup_span_name (IlvInterchangeJob *self,
               const IlvLane     *lane,
               guint              index,
               const IlvSpan     *span)
{
  g_auto(GStrv) labels = NULL;

  if (lane->kind == ILV_LANE_REGIONS || lane->kind == ILV_LANE_TASK)
    return g_strdup (ilv_trace_get_string (self->trace, span->object));
  labels = ilv_trace_dup_span_labels (self->trace, lane->id, index);
  return g_strdup (labels[0] != NULL ? labels[0] : state_names[span->state]);
}

static void
go_to_next_lane (IlvInterchangeJob *self)
{
  self->lane++;
  go_to (self, AT_LANE, 0);
}

/* A live run may have let go of its oldest spans since. */
static void
write_span (IlvInterchangeJob *self,
            GByteArray        *out)
{
  const IlvLane *lane = current_lane (self);
  guint index = MAX (self->next, lane->first_span);
  IlvSpan span = { 0 };
  g_auto(IlvDetails) details = { 0 };
  g_autofree char *name = NULL;

  if (index < ilv_lane_n_spans (lane))
    span = ilv_lane_get_span (lane, index);
  if (index >= ilv_lane_n_spans (lane) || span.start_nsec >= self->end_nsec)
    {
      go_to (self, AT_STEPS, first_step (self, lane));
      return;
    }
  name = dup_span_name (self, lane, index, &span);
  ilv_details_add_span (&details, self->trace, lane, &span);
  self->writer->slice (out, &self->track, MAX (span.start_nsec, self->start_nsec),
                       MIN (ilv_trace_get_span_end (self->trace, &span), self->end_nsec),
                       name, state_names[span.state], &details);
  self->next = index + 1;
}

static const char *
series_name (const IlvLane *lane,
             guint          series)
{
  static const char *const of_channels[ILV_N_SERIES] = { "buffer", "senders", "receivers" };
  static const char *const of_counters[ILV_N_SERIES] = { "count", "running", "ready" };
  static const char *const of_tasks[ILV_N_SERIES] = { "open regions" };
  static const char *const of_others[ILV_N_SERIES] = { "count", "waiting before", "waiting" };

  if (lane->kind == ILV_LANE_COUNTER)
    return of_counters[series];
  if (lane->kind == ILV_LANE_TASK && of_tasks[series] != NULL)
    return of_tasks[series];
  return lane->kind == ILV_LANE_CHANNEL ? of_channels[series] : of_others[series];
}

static void
write_counters (IlvInterchangeJob *self,
                const IlvLane     *lane,
                const IlvStep     *step,
                GByteArray        *out)
{
  const guint32 values[ILV_N_SERIES] = { step->level, step->n_above, step->n_below };

  for (guint series = 0; series < ILV_N_SERIES; series++)
    {
      const char *name = series_name (lane, series);

      if (values[series] == self->last[series])
        continue;
      if (!self->is_known[series])
        self->writer->series (out, &self->track, series, name);
      self->writer->counter (out, &self->track, series, name,
                             MAX (step->time_nsec, self->start_nsec), values[series]);
      self->is_known[series] = TRUE;
      self->last[series] = values[series];
    }
}

static void
write_instant (IlvInterchangeJob *self,
               const IlvLane     *lane,
               const IlvStep     *step,
               GByteArray        *out)
{
  g_auto(IlvDetails) details = { 0 };
  const char *name = ilv_details_add_step (&details, self->trace, lane, step);

  if (name != NULL)
    self->writer->instant (out, &self->track, step->time_nsec, name, &details);
}

static void
write_step (IlvInterchangeJob *self,
            GByteArray        *out)
{
  const IlvLane *lane = current_lane (self);
  guint index = MAX (self->next, lane->first_step);
  IlvStep step = { 0 };

  if (index < ilv_lane_n_steps (lane))
    step = ilv_lane_get_step (lane, index);
  if (index >= ilv_lane_n_steps (lane) || step.time_nsec > self->end_nsec)
    {
      go_to_next_lane (self);
      return;
    }
  if (step.time_nsec >= self->start_nsec)
    write_instant (self, lane, &step, out);
  if (has_counters (lane))
    write_counters (self, lane, &step, out);
  self->next = index + 1;
}

/* Says what run it is, and how many of its events are missing. */
static void
write_run (IlvInterchangeJob *self,
           GByteArray        *out)
{
  const char *program = ilv_trace_get_program_name (self->trace);
  const IlvTrack run = { ILV_NO_LANE, ILV_NO_LANE, ILV_N_GROUPS, 0, group_names[ILV_N_GROUPS] };
  g_auto(IlvDetails) details = { 0 };

  ilv_details_add_number (&details, "n_events", ilv_trace_get_n_events (self->trace));
  ilv_details_add_number (&details, "n_missing", ilv_trace_get_n_missing (self->trace));
  self->writer->begin (out);
  self->writer->group (out, run.group, run.name);
  self->writer->track (out, &run);
  self->writer->slice (out, &run, self->start_nsec, self->end_nsec,
                       program != NULL ? program : run.name, "run", &details);
  go_to (self, AT_LANE, 0);
}

/* (transfer full): counters go by name, so that must be the only one. */
static char *
dup_track_name (IlvInterchangeJob *self,
                const IlvLane     *lane)
{
  g_autofree char *name = ilv_trace_dup_lane_name (self->trace, lane->id);

  if (lane->kind == ILV_LANE_REGIONS)
    return g_strdup_printf ("%s: regions", name);
  if (has_counters (lane) && !g_hash_table_add (self->names, g_strdup (name)))
    return g_strdup_printf ("%s #%u", name, lane->key);
  return g_steal_pointer (&name);
}

/* Regions stand below their goroutine, in its group. */
static void
init_track (IlvInterchangeJob *self,
            IlvTrack          *track,
            const IlvLane     *lane,
            char              *name)
{
  guint host = ilv_trace_get_host (self->trace, lane->id);

  *track = (IlvTrack) {
    .lane = lane->id,
    .host = host != lane->id ? host : ILV_NO_LANE,
    .group = ilv_trace_get_lane (self->trace, host)->group,
    .rank = self->lane,
    .name = name,
  };
}

static void
begin_lane (IlvInterchangeJob *self,
            GByteArray        *out)
{
  const IlvLane *lane;
  guint group = self->track.group;

  if (self->lane == self->lanes->len)
    {
      go_to (self, AT_EDGES, ilv_trace_first_moment_from (self->trace, self->start_nsec));
      return;
    }
  lane = current_lane (self);
  if (lane->kind == ILV_LANE_GONE) /* a live run has let go of it since */
    {
      go_to_next_lane (self);
      return;
    }
  g_free ((char *) self->track.name);
  init_track (self, &self->track, lane, dup_track_name (self, lane));
  if (self->track.group != group)
    self->writer->group (out, self->track.group, group_names[self->track.group]);
  self->writer->track (out, &self->track);
  memset (self->is_known, 0, sizeof self->is_known);
  memset (self->last, 0, sizeof self->last);
  go_to (self, AT_SPANS, ilv_lane_first_span_after (lane, self->start_nsec));
}

/* FALSE: the lane is not among what is written. */
static gboolean
find_track (IlvInterchangeJob *self,
            guint32            lane,
            IlvTrack          *track)
{
  if (lane == ILV_NO_LANE || !g_hash_table_contains (self->lane_set, GUINT_TO_POINTER (lane)))
    return FALSE;
  init_track (self, track, ilv_trace_get_lane (self->trace, lane), NULL);
  return TRUE;
}

static guint32
goroutine_lane (IlvTrace *trace,
                guint32   g)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, g);

  return goroutine != NULL ? goroutine->lane : ILV_NO_LANE;
}

/* A timer's arrow begins at the timer. */
static guint32
origin_lane (IlvTrace      *trace,
             const IlvEdge *edge)
{
  const IlvObject *timer;

  if (edge->kind != ILV_EDGE_TIMER)
    return goroutine_lane (trace, edge->from);
  timer = ilv_trace_get_object (trace, edge->object);
  return timer != NULL ? timer->lane : ILV_NO_LANE;
}

/* A viewer binds an arrow to the slice that its time lies in. Events share readings of the clock:
 * who wakes somebody and parks does both at one time, and the wait would be what the arrow comes
 * from, or nothing if the goroutine ended. So it starts a nanosecond earlier then. */
static guint64
time_in_slice (const IlvInterchangeJob *self,
               guint32                  lane_id,
               guint64                  time_nsec)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, lane_id);
  guint index = ilv_lane_span_at (lane, time_nsec);
  IlvSpan span;

  if (index != ILV_NO_INDEX && ilv_lane_get_span (lane, index).state == ILV_STATE_RUNNING)
    return time_nsec;
  if (time_nsec <= self->start_nsec)
    return time_nsec;
  index = ilv_lane_span_at (lane, time_nsec - 1);
  if (index == ILV_NO_INDEX)
    return time_nsec;
  span = ilv_lane_get_span (lane, index);
  return span.end_nsec == time_nsec ? time_nsec - 1 : time_nsec;
}

/* What a timer starts may be there a moment after it fired. */
static guint64
arrival_nsec (IlvTrace      *trace,
              const IlvEdge *edge)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, edge->to);

  return MAX (edge->to_nsec, goroutine->birth_nsec);
}

static void
write_edge (IlvInterchangeJob *self,
            GByteArray        *out)
{
  guint index = MAX (self->next, ilv_trace_get_first_moment (self->trace));
  IlvTrack from, to;
  IlvEdge edge;

  self->next = index + 1;
  if (index >= ilv_trace_get_n_moments (self->trace))
    go_to (self, AT_END, 0);
  else if (!ilv_trace_get_edge (self->trace, index, &edge) || edge.from == edge.to)
    return;
  else if (edge.to_nsec > self->end_nsec)
    go_to (self, AT_END, 0);
  else if (edge.from_nsec >= self->start_nsec
           && find_track (self, origin_lane (self->trace, &edge), &from)
           && find_track (self, goroutine_lane (self->trace, edge.to), &to))
    self->writer->flow (out, ++self->n_edges, edge_names[edge.kind], &from,
                        time_in_slice (self, from.lane, edge.from_nsec), &to,
                        MIN (arrival_nsec (self->trace, &edge), self->end_nsec));
}

static void
write_record (IlvInterchangeJob *self,
              GByteArray        *out)
{
  switch (self->place)
    {
    case AT_BEGIN:
      write_run (self, out);
      return;
    case AT_LANE:
      begin_lane (self, out);
      return;
    case AT_SPANS:
      write_span (self, out);
      break;
    case AT_STEPS:
      write_step (self, out);
      break;
    case AT_EDGES:
      write_edge (self, out);
      break;
    case AT_END:
      self->writer->end (out);
      self->place = IS_OVER;
      return;
    case IS_OVER:
      return;
    }
  self->n_done++;
}

static void
add_lane (IlvInterchangeJob *self,
          const IlvLane     *lane)
{
  g_array_append_val (self->lanes, lane->id);
  g_hash_table_add (self->lane_set, GUINT_TO_POINTER (lane->id));
  self->n_all += ilv_lane_first_span_after (lane, self->end_nsec)
                 - ilv_lane_first_span_after (lane, self->start_nsec)
                 + ilv_lane_first_step_from (lane, self->end_nsec)
                 - ilv_lane_first_step_from (lane, self->start_nsec);
}

/* Regions are drawn in the row of their goroutine. */
static void
add_regions (IlvInterchangeJob *self,
             guint32            g)
{
  for (guint depth = 0; depth < ILV_REGION_DEPTHS; depth++)
    {
      const IlvLane *lane = ilv_trace_get_regions (self->trace, g, depth);

      if (lane != NULL)
        add_lane (self, lane);
    }
}

/* Which lanes are written does not change while it lasts. */
static void
list_lanes (IlvInterchangeJob *self,
            IlvSession        *session)
{
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      guint n_lanes;
      const guint32 *lanes = ilv_session_get_lanes (session, group, &n_lanes);

      for (guint i = 0; i < n_lanes; i++)
        {
          const IlvLane *lane = ilv_trace_get_lane (self->trace, lanes[i]);

          add_lane (self, lane);
          if (lane->kind == ILV_LANE_GOROUTINE)
            add_regions (self, lane->key);
        }
    }
  self->n_all += ilv_trace_first_moment_from (self->trace, self->end_nsec)
                 - ilv_trace_first_moment_from (self->trace, self->start_nsec);
}

IlvInterchangeJob *
ilv_interchange_job_new (IlvSession     *session,
                         IlvInterchange  format,
                         guint64         start_nsec,
                         guint64         end_nsec)
{
  IlvInterchangeJob *self = g_new0 (IlvInterchangeJob, 1);

  self->trace = g_object_ref (ilv_session_get_trace (session));
  self->writer = format == ILV_INTERCHANGE_CHROME ? &ilv_interchange_chrome
                                                  : &ilv_interchange_perfetto;
  self->end_nsec = end_nsec > start_nsec ? end_nsec : ilv_trace_get_end_nsec (self->trace);
  self->start_nsec = MIN (start_nsec, self->end_nsec);
  self->track.group = ILV_N_GROUPS; /* the run's, which comes first */
  self->lanes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lane_set = g_hash_table_new (NULL, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list_lanes (self, session);
  return self;
}

void
ilv_interchange_job_free (IlvInterchangeJob *self)
{
  g_free ((char *) self->track.name);
  g_array_unref (self->lanes);
  g_hash_table_unref (self->lane_set);
  g_hash_table_unref (self->names);
  g_object_unref (self->trace);
  g_free (self);
}

gboolean
ilv_interchange_job_step (IlvInterchangeJob *self,
                          GByteArray        *out)
{
  for (guint i = 0; i < PIECE_RECORDS; i++)
    write_record (self, out);
  return self->place != IS_OVER;
}

double
ilv_interchange_job_get_progress (const IlvInterchangeJob *self)
{
  return MIN ((double) self->n_done / MAX (self->n_all, 1), 1);
}

/* ilv-interchange.c - A trace in the form other viewers read: the walk over it.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-interchange-private.h"

#include <string.h>

/* Not translated: others read these, and people compare. */
static const char *const group_names[ILV_N_GROUPS] = {
  [ILV_GROUP_THREADS] = "Threads",
  [ILV_GROUP_GOROUTINES] = "Goroutines",
  [ILV_GROUP_CHANNELS] = "Channels",
  [ILV_GROUP_SYNC] = "Sync",
  [ILV_GROUP_TIMERS] = "Timers",
  [ILV_GROUP_TASKS] = "Tasks",
  [ILV_GROUP_COUNTERS] = "Counters",
  [ILV_GROUP_LIBRARY] = "Library",
  [ILV_GROUP_MACHINES] = "Threads",
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

/* Where threads and processors meet is told by spans only. */
static gboolean
has_counters (const IlvLane *lane)
{
  return lane->kind != ILV_LANE_PROC && lane->kind != ILV_LANE_MACHINE
         && lane->kind != ILV_LANE_GOROUTINE && lane->kind != ILV_LANE_TIMER;
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
  g_auto(GStrv) labels = NULL;

  if (index < ilv_lane_n_spans (lane))
    span = ilv_lane_get_span (lane, index);
  if (index >= ilv_lane_n_spans (lane) || span.start_nsec >= self->end_nsec)
    {
      if (has_counters (lane))
        go_to (self, AT_STEPS, ilv_lane_first_step_from (lane, self->start_nsec));
      else
        go_to_next_lane (self);
      return;
    }
  labels = ilv_trace_dup_span_labels (self->trace, lane->id, index);
  self->writer->slice (out, &self->track, MAX (span.start_nsec, self->start_nsec),
                       MIN (ilv_trace_get_span_end (self->trace, &span), self->end_nsec),
                       labels[0] != NULL ? labels[0] : state_names[span.state],
                       state_names[span.state]);
  self->next = index + 1;
}

static const char *
series_name (const IlvLane *lane,
             guint          series)
{
  static const char *const of_channels[ILV_N_SERIES] = { "buffer", "senders", "receivers" };
  static const char *const of_counters[ILV_N_SERIES] = { "count", "running", "ready" };
  static const char *const of_others[ILV_N_SERIES] = { "count", "waiting before", "waiting" };

  if (lane->kind == ILV_LANE_COUNTER)
    return of_counters[series];
  return lane->kind == ILV_LANE_CHANNEL ? of_channels[series] : of_others[series];
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
  for (guint series = 0; series < ILV_N_SERIES; series++)
    {
      const guint32 values[ILV_N_SERIES] = { step.level, step.n_above, step.n_below };
      const char *name = series_name (lane, series);

      if (values[series] == self->last[series])
        continue;
      if (!self->is_known[series])
        self->writer->series (out, &self->track, series, name);
      self->writer->counter (out, &self->track, series, name, step.time_nsec, values[series]);
      self->is_known[series] = TRUE;
      self->last[series] = values[series];
    }
  self->next = index + 1;
}

static void
init_track (IlvTrack      *track,
            const IlvLane *lane,
            char          *name)
{
  *track = (IlvTrack) { lane->id, lane->group, lane->key, name };
}

static void
begin_lane (IlvInterchangeJob *self,
            GByteArray        *out)
{
  const IlvLane *lane;
  guint group = self->lane > 0 ? self->track.group : ILV_N_GROUPS;

  if (self->lane == self->lanes->len)
    {
      go_to (self, AT_EDGES, ilv_trace_first_moment_from (self->trace, self->start_nsec));
      return;
    }
  lane = current_lane (self);
  g_free ((char *) self->track.name);
  init_track (&self->track, lane, ilv_trace_dup_lane_name (self->trace, lane->id));
  if (self->track.group != group)
    self->writer->group (out, self->track.group, group_names[self->track.group]);
  self->writer->track (out, &self->track);
  memset (self->is_known, 0, sizeof self->is_known);
  memset (self->last, 0, sizeof self->last);
  go_to (self, AT_SPANS, ilv_lane_first_span_after (lane, self->start_nsec));
}

/* FALSE: the goroutine is not among what is written. */
static gboolean
find_track (const IlvInterchangeJob *self,
            guint32                  g,
            IlvTrack                *track)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);

  if (goroutine == NULL
      || !g_hash_table_contains (self->lane_set, GUINT_TO_POINTER (goroutine->lane)))
    return FALSE;
  init_track (track, ilv_trace_get_lane (self->trace, goroutine->lane), NULL);
  return TRUE;
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
  else if (edge.from_nsec >= self->start_nsec && find_track (self, edge.from, &from)
           && find_track (self, edge.to, &to))
    self->writer->flow (out, ++self->n_edges, edge_names[edge.kind], &from, edge.from_nsec, &to,
                        edge.to_nsec);
}

static void
write_record (IlvInterchangeJob *self,
              GByteArray        *out)
{
  switch (self->place)
    {
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

/* Which lanes are written does not change while it lasts. */
static void
list_lanes (IlvInterchangeJob *self,
            IlvSession        *session)
{
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      guint n_lanes;
      const guint32 *lanes = ilv_session_get_lanes (session, group, &n_lanes);

      g_array_append_vals (self->lanes, lanes, n_lanes);
    }
  for (guint i = 0; i < self->lanes->len; i++)
    {
      guint32 id = g_array_index (self->lanes, guint32, i);
      const IlvLane *lane = ilv_trace_get_lane (self->trace, id);

      g_hash_table_add (self->lane_set, GUINT_TO_POINTER (id));
      self->n_all += ilv_lane_first_span_after (lane, self->end_nsec)
                     - ilv_lane_first_span_after (lane, self->start_nsec)
                     + ilv_lane_first_step_from (lane, self->end_nsec)
                     - ilv_lane_first_step_from (lane, self->start_nsec);
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
  self->start_nsec = start_nsec;
  self->end_nsec = end_nsec > start_nsec ? end_nsec : ilv_trace_get_end_nsec (self->trace);
  self->lanes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lane_set = g_hash_table_new (NULL, NULL);
  list_lanes (self, session);
  return self;
}

void
ilv_interchange_job_free (IlvInterchangeJob *self)
{
  g_free ((char *) self->track.name);
  g_array_unref (self->lanes);
  g_hash_table_unref (self->lane_set);
  g_object_unref (self->trace);
  g_free (self);
}

gboolean
ilv_interchange_job_step (IlvInterchangeJob *self,
                          GByteArray        *out)
{
  if (self->lane == 0 && self->place == AT_LANE)
    self->writer->begin (out);
  for (guint i = 0; i < PIECE_RECORDS; i++)
    write_record (self, out);
  return self->place != IS_OVER;
}

double
ilv_interchange_job_get_progress (const IlvInterchangeJob *self)
{
  return MIN ((double) self->n_done / MAX (self->n_all, 1), 1);
}

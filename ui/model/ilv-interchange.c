/* ilv-interchange.c - A trace in the form other viewers read: the walk over it.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-interchange-private.h"

/* Not translated: others read these, and people compare. */
static const char *const group_names[ILV_N_GROUPS] = {
  [ILV_GROUP_THREADS] = "Threads",
  [ILV_GROUP_GOROUTINES] = "Goroutines",
  [ILV_GROUP_CHANNELS] = "Channels",
  [ILV_GROUP_SYNC] = "Sync",
  [ILV_GROUP_COUNTERS] = "Counters",
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

struct walk
{
  IlvSession *session;
  IlvTrace *trace;
  const IlvInterchangeWriter *writer;
  GByteArray *out;
  guint64 start_nsec, end_nsec;
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

static void
write_spans (const struct walk *self,
             const IlvLane     *lane,
             const IlvTrack    *track)
{
  for (guint i = ilv_lane_first_span_after (lane, self->start_nsec); i < ilv_lane_n_spans (lane);
       i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);
      guint64 end_nsec = MIN (ilv_trace_get_span_end (self->trace, &span), self->end_nsec);
      g_auto(GStrv) labels = NULL;

      if (span.start_nsec >= self->end_nsec)
        return;
      labels = ilv_trace_dup_span_labels (self->trace, lane->id, i);
      self->writer->slice (self->out, track, MAX (span.start_nsec, self->start_nsec), end_nsec,
                           labels[0] != NULL ? labels[0] : state_names[span.state],
                           state_names[span.state]);
    }
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
write_steps (const struct walk *self,
             const IlvLane     *lane,
             const IlvTrack    *track)
{
  gboolean is_known[ILV_N_SERIES] = { FALSE };
  guint32 last[ILV_N_SERIES] = { 0 };

  for (guint i = ilv_lane_first_step_from (lane, self->start_nsec); i < ilv_lane_n_steps (lane);
       i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      const guint32 values[ILV_N_SERIES] = { step.level, step.n_above, step.n_below };

      if (step.time_nsec > self->end_nsec)
        return;
      for (guint series = 0; series < ILV_N_SERIES; series++)
        {
          const char *name = series_name (lane, series);

          if (values[series] == last[series])
            continue;
          if (!is_known[series])
            self->writer->series (self->out, track, series, name);
          self->writer->counter (self->out, track, series, name, step.time_nsec, values[series]);
          is_known[series] = TRUE;
          last[series] = values[series];
        }
    }
}

static void
init_track (IlvTrack      *track,
            const IlvLane *lane,
            const char    *name)
{
  *track = (IlvTrack) { lane->id, ilv_lane_kind_group (lane->kind), lane->key, name };
}

static void
write_lane (const struct walk *self,
            guint32            id)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, id);
  g_autofree char *name = ilv_trace_dup_lane_name (self->trace, id);
  IlvTrack track;

  init_track (&track, lane, name);
  self->writer->track (self->out, &track);
  write_spans (self, lane, &track);
  if (lane->kind != ILV_LANE_PROC && lane->kind != ILV_LANE_MACHINE)
    write_steps (self, lane, &track);
}

/* FALSE: the goroutine is not among what is written. */
static gboolean
find_track (const struct walk *self,
            guint32            g,
            IlvTrack          *track)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);
  IlvGroup group;
  guint index;

  if (goroutine == NULL || !ilv_session_find_lane (self->session, goroutine->lane, &group, &index))
    return FALSE;
  init_track (track, ilv_trace_get_lane (self->trace, goroutine->lane), NULL);
  return TRUE;
}

static void
write_edges (const struct walk *self)
{
  guint n_moments = ilv_trace_get_n_moments (self->trace);
  guint id = 0;

  for (guint i = ilv_trace_first_moment_from (self->trace, self->start_nsec); i < n_moments; i++)
    {
      IlvTrack from, to;
      IlvEdge edge;

      if (!ilv_trace_get_edge (self->trace, i, &edge) || edge.from == edge.to)
        continue;
      if (edge.to_nsec > self->end_nsec)
        return;
      if (edge.from_nsec >= self->start_nsec && find_track (self, edge.from, &from)
          && find_track (self, edge.to, &to))
        self->writer->flow (self->out, ++id, edge_names[edge.kind], &from, edge.from_nsec, &to,
                            edge.to_nsec);
    }
}

GBytes *
ilv_interchange_to_bytes (IlvSession     *session,
                          IlvInterchange  format,
                          guint64         start_nsec,
                          guint64         end_nsec)
{
  struct walk self = {
    .session = session,
    .trace = ilv_session_get_trace (session),
    .writer = format == ILV_INTERCHANGE_CHROME ? &ilv_interchange_chrome
                                               : &ilv_interchange_perfetto,
    .out = g_byte_array_new (),
    .start_nsec = start_nsec,
    .end_nsec = end_nsec > start_nsec
                  ? end_nsec : ilv_trace_get_end_nsec (ilv_session_get_trace (session)),
  };

  self.writer->begin (self.out);
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      guint n_lanes;
      const guint32 *lanes = ilv_session_get_lanes (session, group, &n_lanes);

      if (n_lanes > 0)
        self.writer->group (self.out, group, group_names[group]);
      for (guint i = 0; i < n_lanes; i++)
        write_lane (&self, lanes[i]);
    }
  write_edges (&self);
  self.writer->end (self.out);
  return g_byte_array_free_to_bytes (self.out);
}

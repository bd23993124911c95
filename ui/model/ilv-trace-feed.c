/* ilv-trace-feed.c - Events in: from what happened to who was in which state.
 *
 * Nothing here believes an event. States follow events whatever came before:
 * a goroutine that blocks was running, one that is made ready was waiting, and if the
 * trace does not show since when, it is taken to have been so since the trace
 * began. Time never runs backwards.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <string.h>

#define MAX_STRING_BYTES (16u << 20)
/* Counting those let go. */
#define MAX_OUTPUT_BYTES (G_MAXUINT32 - 4096)

/* --- The program, the trace ------------------------------------------------------ */

static void
begin_band (IlvTrace               *self,
            IlvBandKind             kind,
            const struct ilv_event *event,
            guint64                 now)
{
  *append (self->bands, IlvBand) = (IlvBand) { now, ILV_TIME_OPEN, event->p, kind };
}

static void
end_band (IlvTrace               *self,
          IlvBandKind             kind,
          const struct ilv_event *event,
          guint64                 now)
{
  IlvBand *bands = self->bands.data;

  for (guint i = self->bands.n; i > 0 && i + 64 > self->bands.n; i--)
    if (bands[i - 1].kind == kind && bands[i - 1].end_nsec == ILV_TIME_OPEN
        && (kind != ILV_BAND_STALL || bands[i - 1].p == event->p))
      {
        bands[i - 1].end_nsec = now;
        return;
      }
}

static void
note_heap (IlvTrace               *self,
           const struct ilv_event *event,
           guint64                 now)
{
  ilv_trace_count (self, ILV_COUNTER_HEAP, event, event->arg, now);
}

static void
handle_band (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  switch (event->type)
    {
    case ILV_EVENT_GC_START:
      begin_band (self, ILV_BAND_GC, event, now);
      note_heap (self, event, now);
      break;
    case ILV_EVENT_GC_STOP:
      end_band (self, ILV_BAND_GC, event, now);
      note_heap (self, event, now);
      break;
    case ILV_EVENT_HELD_START:
      begin_band (self, ILV_BAND_HELD, event, now);
      break;
    case ILV_EVENT_HELD_STOP:
      end_band (self, ILV_BAND_HELD, event, now);
      break;
    case ILV_EVENT_STALL_START:
      begin_band (self, ILV_BAND_STALL, event, now);
      break;
    default:
      end_band (self, ILV_BAND_STALL, event, now);
      break;
    }
}

static void
handle_go_name (IlvTrace               *self,
                const struct ilv_event *event,
                guint64                 now)
{
  if (event->g != 0)
    ilv_trace_ensure_goroutine (self, event->g, ILV_STATE_RUNNING)->info.name = event->arg;
}

static void
handle_output (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  *append (self->outputs, IlvOutput) = (IlvOutput) {
    .time_nsec = now,
    .g = event->g,
    .site = event->site,
    .fd = event->object,
    .offset = self->output_text.n,
    .n_stderr = self->n_stderr,
  };
  self->pending = PENDING_OUTPUT;
  self->pending_left = event->arg;
}

/* A panic alone is none: it may be recovered from. */
static void
handle_fatal (IlvTrace               *self,
              const struct ilv_event *event,
              guint64                 now)
{
  ilv_trace_add_note (self, ilv_trace_get_string (self, event->arg));
}

static void
handle_exit (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  self->exit_status = event->arg;
  self->run_state = ILV_RUN_EXITED;
}

static void
handle_lost (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  ilv_trace_add_missing (self, (guint64) event->object << 32 | event->arg);
}

/* --- Definitions ------------------------------------------------------------------ */

static void
finish_string (IlvTrace *self)
{
  g_hash_table_insert (self->strings, GUINT_TO_POINTER (self->pending_id),
                       g_utf8_make_valid (self->pending_text->str, self->pending_text->len));
  self->pending = PENDING_NONE;
}

static void
handle_string (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  self->pending = PENDING_STRING;
  self->pending_id = event->object;
  self->pending_left = MIN (event->arg, MAX_STRING_BYTES);
  g_string_truncate (self->pending_text, 0);
  if (self->pending_left == 0)
    finish_string (self);
}

static void
add_output_bytes (IlvTrace   *self,
                  const void *bytes,
                  gsize       n_bytes)
{
  IlvOutput *output = &ilv_vector_index (&self->outputs, IlvOutput, self->outputs.n - 1);

  if (n_bytes == 0 || self->output_text.n + n_bytes > MAX_OUTPUT_BYTES)
    return;
  memcpy (ilv_vector_reserve (&self->output_text, self->store, 1, n_bytes), bytes, n_bytes);
  self->output_text.n += n_bytes;
  output->n_bytes += n_bytes;
  if (output->fd == 2)
    self->n_stderr += n_bytes;
  output->n_stderr = self->n_stderr;
}

static void
handle_data (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  const struct ilv_data_event *data = ilv_event_as_data (event);
  gsize n_bytes = MIN (MIN (data->n_bytes, ILV_DATA_BYTES), self->pending_left);

  self->pending_left -= n_bytes;
  if (self->pending == PENDING_STRING)
    {
      g_string_append_len (self->pending_text, (const char *) data->bytes, n_bytes);
      if (self->pending_left == 0)
        finish_string (self);
    }
  else if (self->pending == PENDING_OUTPUT)
    {
      add_output_bytes (self, data->bytes, n_bytes);
    }
}

static void
handle_site (IlvTrace               *self,
             const struct ilv_event *event,
             guint64                 now)
{
  struct site site = { event->site, event->object, event->arg, event->seq };
  guint i = self->sites->len;

  while (i > 0 && g_array_index (self->sites, struct site, i - 1).site > site.site)
    i--;
  if (i > 0 && g_array_index (self->sites, struct site, i - 1).site == site.site)
    g_array_index (self->sites, struct site, i - 1) = site;
  else
    g_array_insert_val (self->sites, i, site);
}

static void
handle_program (IlvTrace               *self,
                const struct ilv_event *event,
                guint64                 now)
{
  self->program = event->object;
}

static void
handle_source (IlvTrace               *self,
               const struct ilv_event *event,
               guint64                 now)
{
  g_hash_table_insert (self->sources, GUINT_TO_POINTER (event->object),
                       GUINT_TO_POINTER (event->arg));
}

/* --- All of them -------------------------------------------------------------------- */

/* Events that are missing here say nothing a picture shows yet. */
static const IlvTraceHandler handlers[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_GO_NAME] = handle_go_name,
  [ILV_EVENT_OUTPUT] = handle_output,
  [ILV_EVENT_GC_START] = handle_band,
  [ILV_EVENT_GC_STOP] = handle_band,
  [ILV_EVENT_HEAP] = note_heap,
  [ILV_EVENT_FATAL] = handle_fatal,
  [ILV_EVENT_EXIT] = handle_exit,
  [ILV_EVENT_LOST] = handle_lost,
  [ILV_EVENT_STALL_START] = handle_band,
  [ILV_EVENT_STALL_STOP] = handle_band,
  [ILV_EVENT_HELD_START] = handle_band,
  [ILV_EVENT_HELD_STOP] = handle_band,
  [ILV_EVENT_STRING] = handle_string,
  [ILV_EVENT_DATA] = handle_data,
  [ILV_EVENT_SITE] = handle_site,
  [ILV_EVENT_PROGRAM] = handle_program,
  [ILV_EVENT_SOURCE] = handle_source,
};

/* What goroutine 0, nobody, cannot do. */
static gboolean
needs_goroutine (guint type)
{
  return ilv_event_spec (type)->subject == ILV_SUBJECT_SELF || type == ILV_EVENT_SELECT_CASE;
}

/* Definitions stand outside time, and so do the records that follow another. */
static gboolean
has_time (guint type)
{
  return type < ILV_EVENT_STRING && type != ILV_EVENT_VALUE;
}

static struct
{
  IlvTraceHandler handler;    /* NULL: nothing to do */
  guint8 needs_goroutine;
  guint8 has_time;
  guint8 is_of_goroutine;     /* it changes the state of g, */
  guint8 is_of_peer;          /* or of object, which is a goroutine */
  guint8 is_of_object;        /* it changes the state of object */
} kinds[ILV_N_EVENT_TYPES];

void
ilv_trace_feed_init (void)
{
  for (guint type = 0; type < ILV_N_EVENT_TYPES; type++)
    {
      enum ilv_event_subject subject = ilv_event_spec (type)->subject;

      kinds[type].handler = ilv_trace_goroutine_handlers[type];
      if (kinds[type].handler == NULL)
        kinds[type].handler = ilv_trace_object_handlers[type];
      if (kinds[type].handler == NULL)
        kinds[type].handler = ilv_trace_timer_handlers[type];
      if (kinds[type].handler == NULL)
        kinds[type].handler = ilv_trace_user_handlers[type];
      if (kinds[type].handler == NULL)
        kinds[type].handler = handlers[type];
      kinds[type].needs_goroutine = needs_goroutine (type);
      kinds[type].has_time = has_time (type);
      kinds[type].is_of_peer = subject == ILV_SUBJECT_PEER;
      kinds[type].is_of_goroutine = subject == ILV_SUBJECT_SELF || subject == ILV_SUBJECT_PEER;
      kinds[type].is_of_object = subject == ILV_SUBJECT_THING || type == ILV_EVENT_GO_BLOCK;
    }
}

/* Times of one scheduling step are shared and may be a little old. That it is later
 * already (ilv_trace_advance) says nothing of when this happened. */
static void
note_time (IlvTrace *self,
           guint64   clock_nsec)
{
  guint64 time_nsec;

  if (!self->has_begun)
    self->origin_nsec = MIN (clock_nsec, G_MAXINT64);
  self->has_begun = TRUE;
  time_nsec = ilv_trace_from_clock (self, clock_nsec);
  if (time_nsec <= self->last_nsec)
    return;
  self->last_nsec = time_nsec;
  self->end_nsec = MAX (self->end_nsec, time_nsec);
  if (time_nsec > self->sample_due_nsec)
    ilv_trace_sample_goroutines (self, FALSE);
}

/* A record that continues none ends what was pending. */
static void
end_pending (IlvTrace *self)
{
  if (self->pending == PENDING_STRING)
    finish_string (self);
  self->pending = PENDING_NONE;
}

static void
feed_one (IlvTrace               *self,
          const struct ilv_event *event)
{
  guint type = event->type;

  if (type >= ILV_N_EVENT_TYPES || (event->g == 0 && kinds[type].needs_goroutine))
    return;
  if (kinds[type].has_time)
    {
      self->n_events++;
      note_time (self, event->time_nsec);
    }
  if (self->fired.n > 0 && kinds[type].has_time)
    ilv_trace_note_fired (self, event);
  if (type != ILV_EVENT_VALUE)
    self->value_step = ILV_NO_INDEX;
  if (type != ILV_EVENT_DATA && self->pending != PENDING_NONE)
    end_pending (self);
  if (kinds[type].handler != NULL)
    kinds[type].handler (self, event, self->last_nsec);
}

/* --- Reading ahead --------------------------------------------------------------- */

/* Thousands of goroutines do not fit into the processor's caches, and what an event changes lies in
 * places each of which says where the next one is: record, lane, last row. So these are asked for
 * some events at a time before the first of them is handled; where there are few, that
 * would cost more than it saves. */
#define N_AHEAD  16
#define MANY     128

struct ahead
{
  Goroutine *goroutine;       /* NULL: it is about none that is known */
  Object *object;
  const IlvLane *goroutine_lane, *object_lane;
};

static void
fetch (gconstpointer data,
       gsize         n_bytes)
{
  __builtin_prefetch (data, 1);
  __builtin_prefetch ((const char *) data + n_bytes / 2, 1);
  __builtin_prefetch ((const char *) data + n_bytes - 1, 1);
}

static void
fetch_records (IlvTrace               *self,
               const struct ilv_event *event,
               struct ahead           *ahead)
{
  guint type = MIN (event->type, ILV_N_EVENT_TYPES - 1);

  *ahead = (struct ahead) { NULL };
  if (kinds[type].is_of_goroutine)
    ahead->goroutine = ilv_trace_find_goroutine (self, kinds[type].is_of_peer ? event->object
                                                                              : event->g);
  if (kinds[type].is_of_object)
    ahead->object = ilv_trace_find_object (self, event->object);
  if (ahead->goroutine != NULL)
    fetch (ahead->goroutine, sizeof *ahead->goroutine);
  if (ahead->object != NULL)
    fetch (ahead->object, sizeof *ahead->object);
}

static void
fetch_lanes (IlvTrace     *self,
             struct ahead *ahead)
{
  if (ahead->goroutine != NULL)
    {
      ahead->goroutine_lane = ilv_trace_lane (self, ahead->goroutine->info.lane);
      fetch (ahead->goroutine_lane, sizeof (IlvLane));
      __builtin_prefetch (ahead->goroutine->waits.data, 1);
    }
  if (ahead->object != NULL && ahead->object->info.lane != ILV_NO_LANE)
    {
      ahead->object_lane = ilv_trace_lane (self, ahead->object->info.lane);
      fetch (ahead->object_lane, sizeof (IlvLane));
    }
}

static void
fetch_rows (const struct ahead *ahead)
{
  if (ahead->goroutine_lane != NULL)
    ilv_lane_fetch_span (ahead->goroutine_lane);
  if (ahead->object_lane != NULL)
    ilv_lane_fetch_step (ahead->object_lane);
}

static void
fetch_all (IlvTrace               *self,
           const struct ilv_event *events,
           guint                   n_events)
{
  struct ahead ahead[N_AHEAD];

  for (guint i = 0; i < n_events; i++)
    fetch_records (self, &events[i], &ahead[i]);
  for (guint i = 0; i < n_events; i++)
    fetch_lanes (self, &ahead[i]);
  for (guint i = 0; i < n_events; i++)
    fetch_rows (&ahead[i]);
}

void
ilv_trace_feed (IlvTrace               *self,
                const struct ilv_event *events,
                gsize                   n_events)
{
  while (n_events > 0)
    {
      guint n = MIN (n_events, N_AHEAD);

      if (self->lanes.n > MANY)
        fetch_all (self, events, n);
      for (guint i = 0; i < n; i++)
        feed_one (self, &events[i]);
      events += n;
      n_events -= n;
    }
}

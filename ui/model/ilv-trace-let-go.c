/* ilv-trace-let-go.c - Letting go of what is oldest where there is a limit.
 *
 * A moment names a span or step of a lane, so all let go what was before one and the same time,
 * moments first, then one lane after the other, some at a time: all at once would take too long.
 * A lane that has nothing left, and of which nothing more can come, goes too: of goroutines those
 * that are over, of tasks the same; of objects, whose end nobody says, those that nobody has used since,
 * but only where there are very many. What is gone keeps its number, so that what remembers it
 * sees an empty lane; its memory is given back with that of its neighbours (ilv_vector_clear ()).
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

/* An eighth at a time, and no more often than is worth the walk over all lanes. */
#define LET_GO_PART 8
#define MIN_LET_GO  20000
/* The walk is over before as many moments have come as went; with time to spare. */
#define LET_GO_PACE (LET_GO_PART * 3 / 2)

/* Of the limit: what the program wrote may take one part, its objects another. */
#define OUTPUT_PART  8
#define OBJECTS_PART 4
/* What an object takes at least, all in all. */
#define OBJECT_BYTES 512

void
ilv_trace_set_limit (IlvTrace *self,
                     gsize     size_bytes)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  self->limit_bytes = size_bytes;
}

guint64
ilv_trace_get_n_let_go (IlvTrace *self,
                        guint64  *before_nsec)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);

  if (before_nsec != NULL)
    *before_nsec = self->let_go_nsec;
  return self->n_let_go;
}

guint
ilv_trace_get_n_gone (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->n_gone;
}

/* --- Lanes that go ------------------------------------------------------------- */

static void
end_lane (IlvTrace *self,
          IlvLane  *lane)
{
  *append (self->gone, guint32) = lane->id;
  self->n_gone++;
  ilv_lane_clear (lane, self->store);
  ilv_vector_clear (&self->lanes, self->store, sizeof (IlvLane),
                    lane - (IlvLane *) self->lanes.data);
}

static gboolean
is_over (IlvTrace      *self,
         const IlvLane *lane)
{
  guint n_steps = ilv_lane_n_steps (lane);

  return !ilv_lane_has_open_span (lane) && lane->first_span == ilv_lane_n_spans (lane)
         && (n_steps == 0 || ilv_lane_step_time (lane, n_steps - 1) < self->let_go_nsec);
}

static void
end_goroutine (IlvTrace *self,
               IlvLane  *lane)
{
  guint32 g = lane->key, index = ilv_id_map_get (&self->goroutine_ids, g);
  Goroutine *goroutine = &ilv_vector_index (&self->goroutines, Goroutine, index);

  if (goroutine->info.death_nsec >= self->let_go_nsec || !is_over (self, lane))
    return;
  ilv_vector_drop (&goroutine->waits, self->store, sizeof (struct wait), goroutine->waits.n);
  if (goroutine->selects != NULL)
    {
      ilv_series_clear (&goroutine->selects->records, &ilv_trace_select_class, self->store);
      ilv_store_give_back (self->store, goroutine->selects, sizeof *goroutine->selects);
    }
  ilv_trace_forget_regions (self, g);
  ilv_id_map_remove (&self->goroutine_ids, self->store, g);
  ilv_vector_clear (&self->goroutines, self->store, sizeof (Goroutine), index);
  end_lane (self, lane);
}

static void
end_object (IlvTrace *self,
            IlvLane  *lane)
{
  guint32 id = lane->key, index = ilv_id_map_get (&self->object_ids, id);
  Object *object = &ilv_vector_index (&self->objects, Object, index);

  if ((self->objects.n - self->n_objects_gone) * (gsize) OBJECT_BYTES
        <= self->limit_bytes / OBJECTS_PART
      || object->n_above + object->n_below + object->holder != 0 || !is_over (self, lane))
    return;
  ilv_vector_drop (&object->buffer, self->store, sizeof (struct in_flight), object->buffer.n);
  ilv_id_map_remove (&self->object_ids, self->store, id);
  ilv_vector_clear (&self->objects, self->store, sizeof (Object), index);
  self->n_objects_gone++;
  end_lane (self, lane);
}

static void
end_task (IlvTrace *self,
          IlvLane  *lane)
{
  if (!is_over (self, lane))
    return;
  ilv_id_map_remove (&self->task_lanes, self->store, lane->key);
  end_lane (self, lane);
}

/* Its goroutine, whose lane comes first, has gone. */
static void
end_regions (IlvTrace *self,
             IlvLane  *lane)
{
  if (ilv_trace_find_goroutine (self, lane->key) == NULL)
    end_lane (self, lane);
}

static void
let_go_of_lane (IlvTrace *self,
                IlvLane  *lane)
{
  self->n_let_go += ilv_lane_discard (lane, self->store, self->let_go_nsec - 1);
  switch ((IlvLaneKind) lane->kind)
    {
    case ILV_LANE_GOROUTINE:
      ilv_trace_let_go_of_selects (self, lane);
      end_goroutine (self, lane);
      break;
    case ILV_LANE_REGIONS:
      end_regions (self, lane);
      break;
    case ILV_LANE_TASK:
      end_task (self, lane);
      break;
    case ILV_LANE_CHANNEL:
    case ILV_LANE_WAIT_GROUP:
    case ILV_LANE_MUTEX:
    case ILV_LANE_COND:
    case ILV_LANE_ONCE:
    case ILV_LANE_TIMER:
      end_object (self, lane);
      break;
    case ILV_LANE_GONE:
    case ILV_LANE_PROC:
    case ILV_LANE_MACHINE:
    case ILV_LANE_COUNTER:
      break;
    }
}

/* Both lists rise. */
static void
take_out (IlvVector       *lanes,
          const IlvVector *gone)
{
  guint32 *ids = lanes->data, n = 0, next = 0;

  for (guint32 i = 0; i < lanes->n; i++)
    {
      while (next < gone->n && ilv_vector_index (gone, guint32, next) < ids[i])
        next++;
      if (next == gone->n || ilv_vector_index (gone, guint32, next) != ids[i])
        ids[n++] = ids[i];
    }
  lanes->n = n;
}

static void
end_walk (IlvTrace *self)
{
  static const IlvGroup groups[] = {
    ILV_GROUP_GOROUTINES, ILV_GROUP_CHANNELS, ILV_GROUP_SYNC, ILV_GROUP_TIMERS, ILV_GROUP_TASKS,
    ILV_GROUP_LIBRARY,
  };

  self->is_letting_go = FALSE;
  if (self->gone.n == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    take_out (&self->groups[groups[i]], &self->gone);
  take_out (&self->kept, &self->gone);
  ilv_vector_drop (&self->gone, self->store, sizeof (guint32), self->gone.n);
}

/* Goes on with the walk. What ended when the first moment that stays was, stays too. */
static void
let_go_of_lanes (IlvTrace *self,
                 guint64   n_lanes)
{
  guint32 end = MIN (self->let_go_next + n_lanes, self->kept.n);

  for (; self->let_go_next < end; self->let_go_next++)
    let_go_of_lane (self, ilv_trace_lane (self, ilv_vector_index (&self->kept, guint32,
                                                                  self->let_go_next)));
  if (end == self->kept.n)
    end_walk (self);
}

/* --- What is in no lane ----------------------------------------------------------- */

static void
let_go_of_bands (IlvTrace *self)
{
  IlvBand *bands = self->bands.data;
  guint n = 0;

  for (guint i = 0; i < self->bands.n; i++)
    if (bands[i].end_nsec >= self->let_go_nsec)
      bands[n++] = bands[i];
  self->bands.n = n;
}

/* Whatever the time: lines are worth more than spans. */
static void
let_go_of_output (IlvTrace *self)
{
  gsize limit = self->limit_bytes / OUTPUT_PART;
  const IlvOutput *outputs = self->outputs.data;
  guint first = self->first_output;
  gsize n_bytes;

  if (first == self->outputs.n)
    return;
  n_bytes = self->output_text.n - outputs[first].offset
            + (self->outputs.n - first) * sizeof (IlvOutput);
  if (n_bytes <= limit)
    return;
  /* Half of it. */
  for (; first < self->outputs.n && n_bytes > limit / 2; first++)
    n_bytes -= outputs[first].n_bytes + sizeof (IlvOutput);
  self->first_output = first;
  ilv_vector_forget (&self->output_text, self->store, 1,
                     first < self->outputs.n ? outputs[first].offset : self->output_text.n);
  ilv_vector_forget (&self->outputs, self->store, sizeof (IlvOutput), first);
}

static void
begin_to_let_go (IlvTrace *self)
{
  guint n = (self->moments.n - self->first_moment) / LET_GO_PART;
  guint64 time_nsec;

  if (n < MIN_LET_GO)
    return;
  time_nsec = ilv_trace_get_moment (self, self->first_moment + n).time_nsec;
  if (time_nsec == 0)
    return;
  self->first_moment = ilv_trace_first_moment_from (self, time_nsec);
  self->first_value = ilv_trace_count_values_before (self, self->first_moment);
  ilv_series_drop (&self->moments, &ilv_trace_moment_class, self->store, self->first_moment);
  ilv_vector_forget (&self->values, self->store, 1, self->first_value);
  self->let_go_nsec = time_nsec;
  self->let_go_next = 0;
  self->is_letting_go = TRUE;
  let_go_of_bands (self);
}

void
ilv_trace_let_go (IlvTrace *self,
                  gsize     n_events)
{
  if (self->is_letting_go)
    let_go_of_lanes (self, 1 + n_events * LET_GO_PACE * self->kept.n
                                 / (self->moments.n - self->first_moment + 1));
  else if (self->limit_bytes != 0 && ilv_store_get_size (self->store) > self->limit_bytes)
    begin_to_let_go (self);
  if (self->limit_bytes != 0)
    let_go_of_output (self);
}

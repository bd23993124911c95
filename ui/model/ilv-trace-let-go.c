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

static gboolean
is_over (IlvTrace      *self,
         const IlvLane *lane)
{
  guint n_steps = ilv_lane_n_steps (lane);

  return !ilv_lane_has_open_span (lane) && lane->first_span == ilv_lane_n_spans (lane)
         && (n_steps == 0 || ilv_lane_step_time (lane, n_steps - 1) < self->let_go_nsec);
}

static gboolean
is_goroutine_over (IlvTrace *self,
                   guint32   g)
{
  const Goroutine *goroutine = ilv_trace_find_goroutine (self, g);

  return goroutine == NULL || (goroutine->info.death_nsec < self->let_go_nsec
                               && is_over (self, ilv_trace_lane (self, goroutine->info.lane)));
}

static gboolean
is_object_idle (IlvTrace      *self,
                const IlvLane *lane)
{
  const Object *object = ilv_trace_find_object (self, lane->key);

  return object->n_above + object->n_below + object->holder == 0 && is_over (self, lane);
}

static gboolean
has_many_objects (IlvTrace *self)
{
  return (self->objects.n - self->n_objects_gone) * (gsize) OBJECT_BYTES
         > self->limit_bytes / OBJECTS_PART;
}

static gboolean
is_object (const IlvLane *lane)
{
  IlvGroup group = ilv_lane_kind_group (lane->kind);

  return group == ILV_GROUP_CHANNELS || group == ILV_GROUP_SYNC || group == ILV_GROUP_TIMERS;
}

/* Nothing is left of it. */
static gboolean
may_go (IlvTrace      *self,
        const IlvLane *lane)
{
  if (lane->kind == ILV_LANE_GOROUTINE || lane->kind == ILV_LANE_REGIONS)
    return is_goroutine_over (self, lane->key);
  if (lane->kind == ILV_LANE_TASK)
    return is_over (self, lane);
  return is_object (lane) && is_object_idle (self, lane);
}

static void
let_go_of_lane (IlvTrace *self,
                IlvLane  *lane)
{
  self->n_let_go += ilv_lane_discard (lane, self->store, self->let_go_nsec - 1);
  if (lane->kind == ILV_LANE_GOROUTINE)
    ilv_trace_let_go_of_selects (self, lane);
  if (!may_go (self, lane) || (is_object (lane) && !has_many_objects (self)))
    return;
  *append (self->gone, guint32) = lane->id;
  self->n_objects_gone += is_object (lane);
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

/* No list may name a lane that is gone, so those that go leave the lists first, all at once. */
static void
end_walk (IlvTrace *self)
{
  static const IlvGroup groups[] = {
    ILV_GROUP_GOROUTINES, ILV_GROUP_CHANNELS, ILV_GROUP_SYNC, ILV_GROUP_TIMERS, ILV_GROUP_TASKS,
    ILV_GROUP_LIBRARY,
  };

  self->is_letting_go = FALSE;
  self->let_go_next = 0;
  self->n_gone += self->gone.n;
  for (guint i = 0; i < G_N_ELEMENTS (groups) && self->gone.n > 0; i++)
    take_out (&self->groups[groups[i]], &self->gone);
  take_out (&self->kept, &self->gone);
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

/* --- Their ends ------------------------------------------------------------------ */

static void
end_goroutine (IlvTrace *self,
               guint32   g)
{
  guint32 index = ilv_id_map_get (&self->goroutine_ids, g);
  Goroutine *goroutine = &ilv_vector_index (&self->goroutines, Goroutine, index);

  ilv_vector_drop (&goroutine->waits, self->store, sizeof (struct wait), goroutine->waits.n);
  if (goroutine->selects != NULL)
    {
      ilv_series_clear (&goroutine->selects->records, &ilv_trace_select_class, self->store);
      ilv_store_give_back (self->store, goroutine->selects, sizeof *goroutine->selects);
    }
  ilv_trace_forget_regions (self, g);
  ilv_id_map_remove (&self->goroutine_ids, self->store, g);
  ilv_vector_clear (&self->goroutines, self->store, sizeof (Goroutine), index);
}

static void
end_object (IlvTrace *self,
            guint32   id)
{
  guint32 index = ilv_id_map_get (&self->object_ids, id);
  Object *object = &ilv_vector_index (&self->objects, Object, index);

  ilv_vector_drop (&object->buffer, self->store, sizeof (struct in_flight), object->buffer.n);
  ilv_id_map_remove (&self->object_ids, self->store, id);
  ilv_vector_clear (&self->objects, self->store, sizeof (Object), index);
}

static void
end_lane (IlvTrace *self,
          IlvLane  *lane)
{
  if (lane->kind == ILV_LANE_GOROUTINE)
    end_goroutine (self, lane->key);
  else if (lane->kind == ILV_LANE_TASK)
    ilv_id_map_remove (&self->task_lanes, self->store, lane->key);
  else if (is_object (lane))
    end_object (self, lane->key);
  ilv_lane_clear (lane, self->store);
  ilv_vector_clear (&self->lanes, self->store, sizeof (IlvLane),
                    lane - (IlvLane *) self->lanes.data);
}

/* Lists rise by ids. */
static void
insert (IlvTrace  *self,
        IlvVector *lanes,
        guint32    id)
{
  guint32 i;

  append (*lanes, guint32);
  for (i = lanes->n - 1; i > 0 && ilv_vector_index (lanes, guint32, i - 1) > id; i--)
    ilv_vector_index (lanes, guint32, i) = ilv_vector_index (lanes, guint32, i - 1);
  ilv_vector_index (lanes, guint32, i) = id;
}

/* Something has come after all. */
static void
put_back (IlvTrace      *self,
          const IlvLane *lane)
{
  IlvGroup group = ilv_lane_kind_group (lane->kind);

  self->n_gone--;
  self->n_objects_gone -= is_object (lane);
  insert (self, &self->kept, lane->id);
  if (group != ILV_GROUP_NONE)
    insert (self, &self->groups[group], lane->id);
}

static void
end_lanes (IlvTrace *self,
           gsize     n_lanes)
{
  guint32 end = MIN (self->let_go_next + n_lanes, self->gone.n);

  for (; self->let_go_next < end; self->let_go_next++)
    {
      IlvLane *lane = ilv_trace_lane (self, ilv_vector_index (&self->gone, guint32,
                                                              self->let_go_next));

      if (may_go (self, lane))
        end_lane (self, lane);
      else
        put_back (self, lane);
    }
  if (end == self->gone.n)
    ilv_vector_drop (&self->gone, self->store, sizeof (guint32), self->gone.n);
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
  else if (self->gone.n > 0)
    end_lanes (self, 1 + n_events);
  else if (self->limit_bytes != 0 && ilv_store_get_size (self->store) > self->limit_bytes)
    begin_to_let_go (self);
  if (self->limit_bytes != 0)
    let_go_of_output (self);
}

/* SPDX-License-Identifier: MIT */
#include "trace/collect.h"

#include <stdlib.h>

#include "trace/ring.h"

struct ilv_collect
{
  struct ilv_ring_reader readers[ILV_N_RINGS];
  struct ilv_merge *merge;
  struct ilv_sink sink;
  uint64_t n_events;
  uint64_t n_said;      /* lost ones that LOST events have spoken of */
  uint64_t time_nsec;   /* of the last event */
};

struct ilv_collect *
ilv_collect_new (struct ilv_shm *shm, const struct ilv_sink *sink)
{
  struct ilv_collect *collect = calloc (1, sizeof *collect);

  if (collect == NULL)
    return NULL;
  collect->sink = *sink;
  collect->merge = ilv_merge_new (ILV_N_RINGS);
  if (collect->merge == NULL)
    {
      free (collect);
      return NULL;
    }
  for (unsigned i = 0; i < ILV_N_RINGS; i++)
    ilv_ring_reader_init (&collect->readers[i], shm, i);
  return collect;
}

void
ilv_collect_free (struct ilv_collect *collect)
{
  if (collect == NULL)
    return;
  ilv_merge_free (collect->merge);
  free (collect);
}

/* The sink of the merge: counts, and passes on. */
static void
take (const struct ilv_event *events, size_t n_events, void *data)
{
  struct ilv_collect *collect = data;

  for (size_t i = 0; i < n_events; i++)
    {
      if (events[i].type == ILV_EVENT_LOST)
        collect->n_said += (uint64_t) events[i].object << 32 | events[i].arg;
      if (events[i].type != ILV_EVENT_DATA && events[i].type != ILV_EVENT_VALUE)
        collect->time_nsec = events[i].time_nsec;
    }
  collect->n_events += n_events;
  collect->sink.take (events, n_events, collect->sink.data);
}

static bool
drain (struct ilv_collect *collect)
{
  for (unsigned i = 0; i < ILV_N_RINGS; i++)
    {
      size_t n = ilv_ring_n_waiting (&collect->readers[i]);
      struct ilv_event *events;

      if (n == 0)
        continue;
      events = ilv_merge_reserve (collect->merge, i, n);
      if (events == NULL)
        return false;
      ilv_ring_drain (&collect->readers[i], events, n);
      ilv_merge_commit (collect->merge, i, n);
    }
  return true;
}

static bool
step (struct ilv_collect *collect,
      bool (*merge_step) (struct ilv_merge *merge, const struct ilv_sink *sink),
      struct ilv_error *error)
{
  const struct ilv_sink sink = { take, collect };

  if (!drain (collect) || !merge_step (collect->merge, &sink))
    return ilv_error_set (error, "not enough memory to put the trace in order");
  return true;
}

bool
ilv_collect_step (struct ilv_collect *collect, struct ilv_error *error)
{
  return step (collect, ilv_merge_step, error);
}

static uint64_t
count_dropped (const struct ilv_collect *collect)
{
  uint64_t n = 0;

  for (unsigned i = 0; i < ILV_N_RINGS; i++)
    n += ilv_ring_n_dropped (&collect->readers[i]);
  return n;
}

/* What was dropped last had no later event to speak of it. */
static void
say_rest (struct ilv_collect *collect)
{
  uint64_t n_dropped = count_dropped (collect);
  uint64_t n = n_dropped > collect->n_said ? n_dropped - collect->n_said : 0;
  struct ilv_event event = { .type = ILV_EVENT_LOST,
                             .p = ILV_NO_P,
                             .time_nsec = collect->time_nsec,
                             .object = (uint32_t) (n >> 32),
                             .arg = (uint32_t) n };

  if (n > 0)
    take (&event, 1, collect);
}

bool
ilv_collect_finish (struct ilv_collect *collect, struct ilv_error *error)
{
  bool is_complete = step (collect, ilv_merge_finish, error);

  say_rest (collect);
  return is_complete;
}

struct ilv_collect_counts
ilv_collect_counts (const struct ilv_collect *collect)
{
  uint64_t n_dropped = count_dropped (collect);
  struct ilv_collect_counts counts = {
    .n_events = collect->n_events,
    .n_missing = n_dropped > collect->n_said ? n_dropped : collect->n_said,
    .n_gaps = ilv_merge_n_gaps (collect->merge),
    .n_late = ilv_merge_n_late (collect->merge),
  };

  for (unsigned i = 0; i < ILV_N_RINGS; i++)
    counts.n_damaged += collect->readers[i].is_damaged;
  return counts;
}

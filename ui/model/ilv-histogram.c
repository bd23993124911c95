/* ilv-histogram.c - How durations are spread.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-histogram.h"

#include <math.h>

#define PER_DOUBLING 4
#define N_BUCKETS    (64 * PER_DOUBLING)

/* Returns FALSE to stop. */
typedef gboolean (*SpanFunc) (const IlvLane *lane, guint span, guint64 duration_nsec, gpointer data);

static gboolean
is_wanted (const IlvSpanFilter *filter,
           const IlvGoroutine  *goroutine,
           const IlvSpan       *span)
{
  if (filter->state != ILV_N_STATES && span->state != filter->state)
    return FALSE;
  return filter->by == ILV_STATISTICS_BY_STATE
         || ilv_statistics_key_for (filter->by, goroutine, span) == filter->key;
}

static gboolean
walk_lane (IlvTrace            *trace,
           const IlvGoroutine  *goroutine,
           const IlvSpanFilter *filter,
           SpanFunc             func,
           gpointer             data)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, goroutine->lane);

  for (guint i = ilv_lane_first_span_after (lane, filter->start_nsec); i < ilv_lane_n_spans (lane);
       i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      if (span.start_nsec >= filter->end_nsec)
        break;
      if (is_wanted (filter, goroutine, &span)
          && !func (lane, i, ilv_trace_get_span_end (trace, &span) - span.start_nsec, data))
        return FALSE;
    }
  return TRUE;
}

static void
walk (IlvTrace            *trace,
      const IlvSpanFilter *filter,
      SpanFunc             func,
      gpointer             data)
{
  const IlvGoroutine *one = NULL;

  if (filter->by == ILV_STATISTICS_BY_GOROUTINE)
    {
      one = ilv_trace_get_goroutine (trace, filter->key);
      if (one != NULL)
        walk_lane (trace, one, filter, func, data);
      return;
    }
  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace); i++)
    if (!walk_lane (trace, ilv_trace_get_nth_goroutine (trace, i), filter, func, data))
      return;
}

/* --- Buckets --------------------------------------------------------------- */

static guint64
bucket_start (guint index)
{
  return index == 0 ? 0 : ceil (exp2 ((double) index / PER_DOUBLING));
}

static guint
bucket_of (guint64 duration_nsec)
{
  guint index = duration_nsec == 0 ? 0 : log2 (duration_nsec) * PER_DOUBLING;

  /* The logarithm is rounded; where a bucket begins decides. */
  while (index > 0 && duration_nsec < bucket_start (index))
    index--;
  while (index + 1 < N_BUCKETS && duration_nsec >= bucket_start (index + 1))
    index++;
  return index;
}

static gboolean
count_span (const IlvLane *lane,
            guint          span,
            guint64        duration_nsec,
            gpointer       data)
{
  guint64 *counts = data;

  counts[bucket_of (duration_nsec)]++;
  return TRUE;
}

/* (transfer full) */
static GArray *
list_buckets (const guint64 *counts,
              const guint64 *others)
{
  GArray *buckets = g_array_new (FALSE, FALSE, sizeof (IlvBucket));
  guint first = 0, end = N_BUCKETS;

  while (first < end && counts[first] == 0 && others[first] == 0)
    first++;
  while (end > first && counts[end - 1] == 0 && others[end - 1] == 0)
    end--;
  for (guint i = first; i < end; i++)
    {
      IlvBucket bucket = { bucket_start (i), bucket_start (i + 1), counts[i], others[i] };

      /* The shortest have no whole nanosecond each. */
      if (bucket.from_nsec < bucket.to_nsec)
        g_array_append_val (buckets, bucket);
    }
  return buckets;
}

static const guint64 nothing[N_BUCKETS];

GArray *
ilv_trace_get_histogram (IlvTrace            *trace,
                         const IlvSpanFilter *filter)
{
  guint64 counts[N_BUCKETS] = { 0 };

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  walk (trace, filter, count_span, counts);
  return list_buckets (counts, nothing);
}

GArray *
ilv_histogram_new (const GArray *durations)
{
  guint64 counts[N_BUCKETS] = { 0 };

  for (guint i = 0; i < durations->len; i++)
    counts[bucket_of (g_array_index (durations, guint64, i))]++;
  return list_buckets (counts, nothing);
}

static void
add_counts (const GArray *buckets,
            guint64      *counts)
{
  for (guint i = 0; buckets != NULL && i < buckets->len; i++)
    {
      const IlvBucket *bucket = &g_array_index (buckets, IlvBucket, i);

      counts[bucket_of (bucket->from_nsec)] += bucket->n;
    }
}

GArray *
ilv_histogram_join (const GArray *buckets,
                    const GArray *other)
{
  guint64 counts[N_BUCKETS] = { 0 }, others[N_BUCKETS] = { 0 };

  add_counts (buckets, counts);
  add_counts (other, others);
  return list_buckets (counts, others);
}

/* --- Which ones -------------------------------------------------------------- */

struct listing
{
  guint64 min_nsec, max_nsec;
  guint max_n;
  GArray *targets;
};

static gboolean
list_span (const IlvLane *lane,
           guint          span,
           guint64        duration_nsec,
           gpointer       data)
{
  struct listing *listing = data;
  IlvTarget target = { lane->id, span, ILV_NO_INDEX, ILV_NO_INDEX };

  if (duration_nsec < listing->min_nsec || duration_nsec >= listing->max_nsec)
    return TRUE;
  if (listing->targets->len == listing->max_n)
    return FALSE;
  g_array_append_val (listing->targets, target);
  return TRUE;
}

GArray *
ilv_trace_list_spans (IlvTrace            *trace,
                      const IlvSpanFilter *filter,
                      guint64              min_nsec,
                      guint64              max_nsec,
                      guint                max_n)
{
  struct listing listing = { min_nsec, max_nsec, max_n,
                             g_array_new (FALSE, FALSE, sizeof (IlvTarget)) };

  g_return_val_if_fail (ILV_IS_TRACE (trace), listing.targets);

  walk (trace, filter, list_span, &listing);
  return listing.targets;
}

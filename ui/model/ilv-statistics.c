/* ilv-statistics.c - Counts, sums and percentiles of goroutines' states.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-statistics.h"

#include <stdlib.h>

/* Durations of one row while they are collected. */
typedef struct
{
  guint32 key;
  guint8 state;
  GArray *durations; /* guint64 */
} Bucket;

static void
bucket_free (gpointer data)
{
  Bucket *bucket = data;

  g_array_unref (bucket->durations);
  g_free (bucket);
}

guint32
ilv_statistics_key_for (IlvStatisticsKey    by,
                        const IlvGoroutine *goroutine,
                        const IlvSpan      *span)
{
  switch (by)
    {
    case ILV_STATISTICS_BY_STATE:
      return 0;
    case ILV_STATISTICS_BY_GOROUTINE:
      return goroutine->id;
    case ILV_STATISTICS_BY_FUNCTION:
      return goroutine->func;
    case ILV_STATISTICS_BY_OBJECT:
      return span->state == ILV_STATE_SYSCALL ? 0 : span->object;
    }
  g_assert_not_reached ();
}

static Bucket *
get_bucket (GHashTable *buckets,
            guint32     key,
            guint8      state)
{
  guint64 id = (guint64) key << 8 | state;
  Bucket *bucket = g_hash_table_lookup (buckets, &id);

  if (bucket == NULL)
    {
      bucket = g_new (Bucket, 1);
      *bucket = (Bucket) { key, state, g_array_new (FALSE, FALSE, sizeof (guint64)) };
      g_hash_table_insert (buckets, g_memdup2 (&id, sizeof id), bucket);
    }
  return bucket;
}

static int
compare_durations (gconstpointer a,
                   gconstpointer b)
{
  guint64 left = *(const guint64 *) a, right = *(const guint64 *) b;

  return left < right ? -1 : left > right;
}

int
ilv_statistics_compare (const IlvStatistics *left,
                        const IlvStatistics *right)
{
  if (left->total_nsec != right->total_nsec)
    return left->total_nsec < right->total_nsec ? 1 : -1;
  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return left->state - right->state;
}

/* The smallest duration that @percent of all do not exceed. */
static guint64
percentile (GArray *sorted,
            guint   percent)
{
  guint64 rank = ((guint64) sorted->len * percent + 99) / 100;

  return g_array_index (sorted, guint64, MAX (rank, 1) - 1);
}

static IlvStatistics
summarize (const Bucket *bucket)
{
  GArray *sorted = bucket->durations;
  IlvStatistics row = { .key = bucket->key, .state = bucket->state, .n = sorted->len };

  g_array_sort (sorted, compare_durations);
  for (guint i = 0; i < sorted->len; i++)
    row.total_nsec += g_array_index (sorted, guint64, i);
  row.min_nsec = g_array_index (sorted, guint64, 0);
  row.max_nsec = g_array_index (sorted, guint64, sorted->len - 1);
  row.mean_nsec = row.total_nsec / sorted->len;
  row.p50_nsec = percentile (sorted, 50);
  row.p90_nsec = percentile (sorted, 90);
  row.p99_nsec = percentile (sorted, 99);
  return row;
}

static void
collect_goroutine (IlvTrace           *trace,
                   const IlvGoroutine *goroutine,
                   IlvStatisticsKey    by,
                   guint64             start_nsec,
                   guint64             end_nsec,
                   GHashTable         *buckets)
{
  const IlvLane *lane = ilv_trace_get_lane (trace, goroutine->lane);

  for (guint i = ilv_lane_first_span_after (lane, start_nsec); i < ilv_lane_n_spans (lane); i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);
      guint64 from = MAX (span.start_nsec, start_nsec);
      guint64 to = MIN (ilv_trace_get_span_end (trace, &span), end_nsec);
      Bucket *bucket;
      guint64 duration;

      if (span.start_nsec >= end_nsec)
        break;
      duration = to > from ? to - from : 0;
      bucket = get_bucket (buckets, ilv_statistics_key_for (by, goroutine, &span),
                           span.state);
      g_array_append_val (bucket->durations, duration);
    }
}

void
ilv_trace_walk_statistics (IlvTrace          *trace,
                           IlvStatisticsKey   key,
                           guint64            start_nsec,
                           guint64            end_nsec,
                           IlvStatisticsFunc  func,
                           gpointer           user_data)
{
  g_autoptr(GHashTable) buckets
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, bucket_free);
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (ILV_IS_TRACE (trace));

  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace); i++)
    collect_goroutine (trace, ilv_trace_get_nth_goroutine (trace, i), key, start_nsec, end_nsec,
                       buckets);
  g_hash_table_iter_init (&iter, buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Bucket *bucket = value;
      IlvStatistics row = summarize (bucket);

      func (&row, bucket->durations, user_data);
    }
}

static void
append_row (const IlvStatistics *row,
            GArray              *durations,
            gpointer             rows)
{
  g_array_append_vals (rows, row, 1);
}

GArray *
ilv_trace_get_statistics (IlvTrace         *trace,
                          IlvStatisticsKey  key,
                          guint64           start_nsec,
                          guint64           end_nsec)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (IlvStatistics));

  g_return_val_if_fail (ILV_IS_TRACE (trace), rows);

  ilv_trace_walk_statistics (trace, key, start_nsec, end_nsec, append_row, rows);
  g_array_sort (rows, (GCompareFunc) ilv_statistics_compare);
  return rows;
}

/* --- Numbers over time --------------------------------------------------------- */

static gboolean
add_up_counter (IlvTrace             *trace,
                const IlvLane        *lane,
                guint64               start_nsec,
                guint64               end_nsec,
                IlvCounterStatistics *row)
{
  guint first = ilv_lane_step_at (lane, start_nsec);
  guint end = ilv_lane_first_step_from (lane, end_nsec);
  double sum = 0, weight = 0;

  if (first == ILV_NO_INDEX)
    first = lane->first_step;
  if (first >= end)
    return FALSE;
  *row = (IlvCounterStatistics) { .counter = lane->key, .n = end - first, .min = G_MAXUINT32 };
  for (guint i = first; i < end; i++)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      guint64 from = MAX (step.time_nsec, start_nsec);
      guint64 to = i + 1 < end ? ilv_lane_step_time (lane, i + 1) : end_nsec;

      row->min = MIN (row->min, step.level);
      row->max = MAX (row->max, step.level);
      row->last = step.level;
      if (to <= from)
        continue;
      sum += (double) step.level * (to - from);
      weight += to - from;
    }
  row->mean = weight > 0 ? sum / weight : row->last;
  return TRUE;
}

GArray *
ilv_trace_get_counter_statistics (IlvTrace *trace,
                                  guint64   start_nsec,
                                  guint64   end_nsec)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (IlvCounterStatistics));
  const guint32 *lanes;
  guint n_lanes;

  g_return_val_if_fail (ILV_IS_TRACE (trace), rows);

  lanes = ilv_trace_get_group (trace, ILV_GROUP_COUNTERS, &n_lanes);
  for (guint i = 0; i < n_lanes; i++)
    {
      IlvCounterStatistics row;

      if (add_up_counter (trace, ilv_trace_get_lane (trace, lanes[i]), start_nsec, end_nsec, &row))
        g_array_append_val (rows, row);
    }
  return rows;
}

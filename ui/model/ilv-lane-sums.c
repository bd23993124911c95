/* ilv-lane-sums.c - What a stretch of a lane's spans contains.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-lane-private.h"

/* A node of the forest over spans. */
typedef struct
{
  guint64 nsec;
  guint32 span;
  guint32 states;       /* bit set of states met, also for no time at all */
} Longest;

typedef struct
{
  guint64 time_nsec[ILV_N_STATES];
} Sums;

static void
add_longest (gpointer      sum,
             gconstpointer node)
{
  Longest *total = sum;
  const Longest *part = node;

  if (part->span != ILV_NO_INDEX && (total->span == ILV_NO_INDEX || part->nsec > total->nsec))
    {
      total->nsec = part->nsec;
      total->span = part->span;
    }
  total->states |= part->states;
}

const IlvForestClass ilv_lane_longest_class = { sizeof (Longest), add_longest };

/* --- The longest --------------------------------------------------------------- */

static gboolean
has_long_span (gconstpointer node,
               gpointer      duration_nsec)
{
  const Longest *longest = node;

  return longest->nsec >= *(guint64 *) duration_nsec;
}

/* Index of the first of spans @from to before @to, of one block, that is long; @to if none is. */
static guint
next_long_of_few (const IlvLane *lane,
                  guint          from,
                  guint          to,
                  guint64        duration_nsec)
{
  struct few few;
  guint n = ilv_lane_read_few (lane, from, to, &few);

  for (guint i = 0; i < n; i++)
    if (few.end_nsec[i] == ILV_TIME_OPEN
        || few.end_nsec[i] - few.columns[SPAN_TIME][i] >= duration_nsec)
      return from + i;
  return to;
}

guint
ilv_lane_next_long_span (const IlvLane *lane,
                         guint          from,
                         guint64        duration_nsec)
{
  guint n_packed = ilv_series_n_packed (&lane->spans), n = lane->spans.n;

  from = MAX (from, lane->first_span);
  if (from < n_packed && from % LEAF != 0)
    {
      guint to = (from / LEAF + 1) * LEAF;
      guint found = next_long_of_few (lane, from, to, duration_nsec);

      if (found < to)
        return found;
      from = to;
    }
  if (from < n_packed)
    from = LEAF * ilv_forest_find (&lane->index->longest, &ilv_lane_longest_class, from / LEAF,
                                   has_long_span, &duration_nsec);
  return from < n ? next_long_of_few (lane, from, MIN (from - from % LEAF + LEAF, n), duration_nsec)
                  : n;
}

/* --- Summing up ---------------------------------------------------------------- */

static void
add_one_span (IlvSpanMix *mix,
              guint       index,
              guint       state,
              guint64     duration_nsec)
{
  mix->time_nsec[state] += duration_nsec;
  if (mix->longest == ILV_NO_INDEX || duration_nsec > mix->longest_nsec)
    {
      mix->longest_nsec = duration_nsec;
      mix->longest = index;
    }
  mix->n_spans++;
  mix->states |= 1u << state;
}

/* Spans @from to before @to, one by one. */
static void
add_spans (const IlvLane *lane,
           IlvSpanMix    *mix,
           guint          from,
           guint          to,
           guint64        start_nsec,
           guint64        end_nsec)
{
  while (from < to)
    {
      struct few few;
      guint n = ilv_lane_read_few (lane, from, to, &few);

      for (guint i = 0; i < n; i++)
        {
          guint64 start = MAX (few.columns[SPAN_TIME][i], start_nsec);
          guint64 end = MIN (few.end_nsec[i], end_nsec);

          add_one_span (mix, from + i, few.columns[SPAN_STATE][i], end > start ? end - start : 0);
        }
      from += n;
    }
}

/* Of the leaves up to @leaf. */
static const Sums *
sums_at (const IlvLane *lane,
         guint          leaf)
{
  const IlvLaneIndex *index = lane->index;

  return &ilv_vector_index (&index->sums, Sums, leaf - index->n_sums_before);
}

/* Leaves @from to before @to, which are whole. */
static void
add_leaves (const IlvLane *lane,
            IlvSpanMix    *mix,
            guint          from,
            guint          to)
{
  const Sums *last = sums_at (lane, to - 1), *before = from > 0 ? sums_at (lane, from - 1) : NULL;
  Longest longest = { mix->longest_nsec, mix->longest, mix->states };

  for (guint i = 0; i < ILV_N_STATES; i++)
    mix->time_nsec[i] += last->time_nsec[i] - (before != NULL ? before->time_nsec[i] : 0);
  ilv_forest_sum (&lane->index->longest, &ilv_lane_longest_class, from, to, &longest);
  mix->longest_nsec = longest.nsec;
  mix->longest = longest.span;
  mix->states = longest.states;
  mix->n_spans += (to - from) * LEAF;
}

void
ilv_lane_mix_spans (const IlvLane *lane,
                    guint          from,
                    guint          to,
                    guint64        start_nsec,
                    guint64        end_nsec,
                    IlvSpanMix    *mix)
{
  guint first_leaf, last_leaf;

  from = MAX (from, lane->first_span);
  g_assert (to <= lane->spans.n);
  *mix = (IlvSpanMix) { .longest = ILV_NO_INDEX };
  /* Only the first and the last span can be cut, so the index may not count them. */
  first_leaf = (from + 1 + LEAF - 1) / LEAF;
  last_leaf = to > 0 ? (to - 1) / LEAF : 0;
  if (first_leaf >= last_leaf)
    {
      add_spans (lane, mix, from, to, start_nsec, end_nsec);
      return;
    }
  add_spans (lane, mix, from, first_leaf * LEAF, start_nsec, end_nsec);
  add_leaves (lane, mix, first_leaf, last_leaf);
  add_spans (lane, mix, last_leaf * LEAF, to, start_nsec, end_nsec);
}

/* --- One span, or stretch, after the other ----------------------------------------------- */

struct _IlvSpanWalk
{
  const IlvLane *lane;
  guint index;          /* the first span that may reach into the next stretch */
  guint to;
  guint64 now_nsec;
  guint first_read, n_read, n_reads;
  struct few few;       /* those that were read last */
};

IlvSpanWalk *
ilv_span_walk_new (const IlvLane *lane,
                   guint          from,
                   guint          to,
                   guint64        now_nsec)
{
  IlvSpanWalk *self = g_new (IlvSpanWalk, 1);

  g_assert (to <= lane->spans.n);
  self->lane = lane;
  self->index = MAX (from, lane->first_span);
  self->to = to;
  self->now_nsec = now_nsec;
  self->first_read = self->n_read = self->n_reads = 0;
  return self;
}

void
ilv_span_walk_free (IlvSpanWalk *self)
{
  g_free (self);
}

static gboolean
has_read (const IlvSpanWalk *self,
          guint              index)
{
  return index - self->first_read < self->n_read;
}

/* What comes next is fetched meanwhile. */
static void
read_from (IlvSpanWalk *self,
           guint        index)
{
  if (has_read (self, index))
    return;
  ilv_series_prefetch (&self->lane->spans, index / LEAF + 1);
  ilv_series_prefetch (&self->lane->spans, index / LEAF + 2);
  self->n_reads++;
  self->first_read = index;
  self->n_read = ilv_lane_read_few (self->lane, index, self->to, &self->few);
}

guint
ilv_span_walk_get_n_reads (const IlvSpanWalk *self)
{
  return self->n_reads;
}

IlvBriefSpan
ilv_span_walk_get (IlvSpanWalk *self,
                   guint        index)
{
  guint i;

  g_assert (index >= self->lane->first_span && index < self->to);
  read_from (self, index);
  i = index - self->first_read;
  return (IlvBriefSpan) { self->few.columns[SPAN_TIME][i], self->few.end_nsec[i],
                          self->few.columns[SPAN_STATE][i] };
}

/* What was read reaches beyond the stretch before: so a short way is gone span by span. */
static void
skip_to (IlvSpanWalk *self,
         guint64      start_nsec)
{
  if (has_read (self, self->index)
      && self->few.end_nsec[self->n_read - 1] > start_nsec)
    return;
  self->index = ilv_lane_next_span_after (self->lane, self->index, start_nsec);
}

/* The first leaf behind @leaf that does not begin by @time_nsec; the last one is not
 * asked for, because where it ends stands nowhere. */
static guint
leaves_until (const IlvSpanWalk *self,
              guint              leaf,
              guint64            time_nsec)
{
  const IlvSeries *spans = &self->lane->spans;
  guint low = leaf, stride = 1, high = MIN (self->to, ilv_series_n_packed (spans)) / LEAF;

  while (high > low + stride && ilv_series_block_key (spans, low + stride) <= time_nsec)
    {
      low += stride;
      stride *= 2;
    }
  high = MIN (high, low + stride);
  while (high > low + 1)
    {
      guint middle = low + (high - low) / 2;

      if (ilv_series_block_key (spans, middle) <= time_nsec)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Adds the leaves that lie wholly in the stretch, if the next span begins one. */
static void
walk_leaves (IlvSpanWalk *self,
             guint64      start_nsec,
             guint64      end_nsec,
             IlvSpanMix  *mix)
{
  guint leaf = self->index / LEAF, end;

  if (self->index % LEAF != 0 || self->index + LEAF >= ilv_series_n_packed (&self->lane->spans)
      || self->index + LEAF > self->to
      || ilv_series_block_key (&self->lane->spans, leaf) < start_nsec)
    return;
  end = leaves_until (self, leaf, end_nsec);
  if (end > leaf)
    add_leaves (self->lane, mix, leaf, end);
  self->index = end * LEAF;
}

/* Adds those of the spans that were read that reach into the stretch; FALSE: the last one of
 * them reaches its end. */
static gboolean
walk_few (IlvSpanWalk *self,
          guint64      start_nsec,
          guint64      end_nsec,
          IlvSpanMix  *mix)
{
  const struct few *few = &self->few;
  guint64 cut_nsec = MIN (end_nsec, self->now_nsec);

  for (guint i = self->index - self->first_read; i < self->n_read; i++, self->index++)
    {
      guint64 start = MAX (few->columns[SPAN_TIME][i], start_nsec);
      guint64 end = MIN (few->end_nsec[i], cut_nsec);

      if (few->end_nsec[i] <= start_nsec)
        continue;
      if (few->end_nsec[i] > end_nsec && few->columns[SPAN_TIME][i] >= end_nsec)
        return FALSE;
      add_one_span (mix, self->index, few->columns[SPAN_STATE][i], end > start ? end - start : 0);
      if (few->end_nsec[i] > end_nsec)
        return FALSE;
    }
  return TRUE;
}

void
ilv_span_walk_mix (IlvSpanWalk *self,
                   guint64      start_nsec,
                   guint64      end_nsec,
                   IlvSpanMix  *mix)
{
  *mix = (IlvSpanMix) { .longest = ILV_NO_INDEX };
  skip_to (self, start_nsec);
  while (self->index < self->to)
    {
      walk_leaves (self, start_nsec, end_nsec, mix);
      if (self->index >= self->to)
        return;
      read_from (self, self->index);
      if (!walk_few (self, start_nsec, end_nsec, mix))
        return;
    }
}

/* --- The index ----------------------------------------------------------------- */

void
ilv_lane_add_leaf (IlvLane  *lane,
                   IlvStore *store)
{
  guint n = lane->spans.n;
  IlvSpanMix mix = { .longest = ILV_NO_INDEX };
  IlvLaneIndex *index = ilv_lane_ensure_index (lane, store);
  Sums *sums = ilv_vector_append (&index->sums, store, sizeof *sums);
  gboolean is_first = index->sums.n == 1;
  Longest leaf;

  add_spans (lane, &mix, MAX (n - LEAF, lane->first_span), n, 0, G_MAXUINT64);
  for (guint i = 0; i < ILV_N_STATES; i++)
    sums->time_nsec[i] = mix.time_nsec[i] + (is_first ? 0 : sums[-1].time_nsec[i]);
  leaf = (Longest) { mix.longest_nsec, mix.longest, mix.states };
  ilv_forest_append (&index->longest, &ilv_lane_longest_class, store, &leaf);
}

void
ilv_lane_drop_leaves (IlvLane  *lane,
                      IlvStore *store,
                      guint     n_leaves)
{
  IlvLaneIndex *index = lane->index;

  n_leaves = MIN (n_leaves, index->longest.n_leaves);
  index->n_sums_before += ilv_vector_drop (&index->sums, store, sizeof (Sums),
                                           n_leaves - index->n_sums_before);
  ilv_forest_drop (&index->longest, &ilv_lane_longest_class, store, n_leaves);
}

/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "model/ilv-lane.h"

typedef struct
{
  IlvStore *store;
  IlvLane lane;
  guint64 end_nsec;
} Fixture;

/* Spans of random lengths (some of no time), with gaps, the last one open. */
static void
set_up_spans (Fixture       *fixture,
              gconstpointer  n_spans)
{
  guint64 now = 100;

  fixture->store = ilv_store_new ();
  ilv_lane_init (&fixture->lane, ILV_LANE_PROC, 0, 0);
  for (guint i = 0; i < GPOINTER_TO_UINT (n_spans); i++)
    {
      ilv_lane_open_span (&fixture->lane, fixture->store, &(IlvSpan) {
        .start_nsec = now,
        .state = g_test_rand_int_range (0, ILV_N_STATES),
      });
      now += g_test_rand_int_range (0, 4) == 0 ? 0 : g_test_rand_int_range (1, 100);
      if (i + 1 < GPOINTER_TO_UINT (n_spans))
        ilv_lane_close_span (&fixture->lane, now);
      now += g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (1, 50) : 0;
    }
  fixture->end_nsec = now + 50;
}

static void
set_up_steps (Fixture       *fixture,
              gconstpointer  n_steps)
{
  fixture->store = ilv_store_new ();
  ilv_lane_init (&fixture->lane, ILV_LANE_CHANNEL, 0, 1);
  for (guint i = 0; i < GPOINTER_TO_UINT (n_steps); i++)
    {
      fixture->end_nsec += g_test_rand_int_range (0, 20);
      ilv_lane_add_step (&fixture->lane, fixture->store, &(IlvStep) {
        .time_nsec = fixture->end_nsec,
        .level = g_test_rand_int_range (0, 1000),
        .n_above = g_test_rand_int_range (0, 100),
        .n_below = g_test_rand_int_range (0, 100),
      });
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  ilv_store_free (fixture->store);
}

static guint
first_after_one_by_one (const IlvLane *lane,
                        guint64        time_nsec)
{
  guint i = 0;

  while (i < ilv_lane_n_spans (lane) && ilv_lane_get_span (lane, i).end_nsec <= time_nsec)
    i++;
  return i;
}

static void
test_lane_finds_spans_by_time (Fixture       *fixture,
                               gconstpointer  n_spans)
{
  for (guint64 time = 0; time < fixture->end_nsec; time += 7)
    {
      guint expected = first_after_one_by_one (&fixture->lane, time);
      guint at = ilv_lane_span_at (&fixture->lane, time);

      g_assert_cmpuint (ilv_lane_first_span_after (&fixture->lane, time), ==, expected);
      g_assert_cmpuint (ilv_lane_next_span_after (&fixture->lane, expected / 2, time), ==,
                        expected);
      if (at != ILV_NO_INDEX)
        {
          g_assert_cmpuint (at, ==, expected);
          g_assert_cmpuint (ilv_lane_get_span (&fixture->lane, at).start_nsec, <=, time);
          g_assert_cmpuint (ilv_lane_get_span (&fixture->lane, at).end_nsec, >, time);
        }
    }
}

static void
test_lane_finds_long_spans (Fixture       *fixture,
                            gconstpointer  n_spans)
{
  const IlvLane *lane = &fixture->lane;
  guint n = ilv_lane_n_spans (lane);

  for (guint round = 0; round < 400; round++)
    {
      guint from = g_test_rand_int_range (0, n), i = from;
      guint64 duration = g_test_rand_int_range (0, 110);

      while (i < n && ilv_lane_get_span (lane, i).end_nsec
                        - ilv_lane_get_span (lane, i).start_nsec < duration)
        i++;
      g_assert_cmpuint (ilv_lane_next_long_span (lane, from, duration), ==, i);
    }
}

static void
mix_one_by_one (const IlvLane *lane,
                guint          from,
                guint          to,
                guint64        start_nsec,
                guint64        end_nsec,
                IlvSpanMix    *mix)
{
  *mix = (IlvSpanMix) { .longest = ILV_NO_INDEX };
  for (guint i = from; i < to; i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);
      guint64 start = MAX (span.start_nsec, start_nsec), end = MIN (span.end_nsec, end_nsec);

      mix->n_spans++;
      mix->states |= 1u << span.state;
      if (mix->longest == ILV_NO_INDEX)
        mix->longest = i;
      if (end <= start)
        continue;
      mix->time_nsec[span.state] += end - start;
      if (end - start > mix->longest_nsec)
        {
          mix->longest_nsec = end - start;
          mix->longest = i;
        }
    }
}

static void
test_lane_mix_agrees_with_brute_force (Fixture       *fixture,
                                       gconstpointer  n_spans)
{
  const IlvLane *lane = &fixture->lane;

  for (guint round = 0; round < 400; round++)
    {
      guint64 start = g_test_rand_int_range (0, fixture->end_nsec);
      guint64 end = g_test_rand_int_range (start, fixture->end_nsec + 1);
      guint from = ilv_lane_first_span_after (lane, start);
      guint to = from;
      IlvSpanMix mix, expected;

      while (to < ilv_lane_n_spans (lane) && ilv_lane_get_span (lane, to).start_nsec < end)
        to++;
      ilv_lane_mix_spans (lane, from, to, start, end, &mix);
      mix_one_by_one (lane, from, to, start, end, &expected);
      g_assert_cmpmem (mix.time_nsec, sizeof mix.time_nsec, expected.time_nsec,
                       sizeof expected.time_nsec);
      g_assert_cmpuint (mix.longest_nsec, ==, expected.longest_nsec);
      g_assert_cmpuint (mix.longest, ==, expected.longest);
      g_assert_cmpuint (mix.n_spans, ==, expected.n_spans);
      g_assert_cmpuint (mix.states, ==, expected.states);
    }
}

/* Stretches of all lengths, some of them left out, and a last span that may be open. */
static void
test_lane_walk_agrees_with_brute_force (Fixture       *fixture,
                                        gconstpointer  n_spans)
{
  const IlvLane *lane = &fixture->lane;
  guint n = ilv_lane_n_spans (lane);

  for (guint round = 0; round < 40; round++)
    {
      guint from = g_test_rand_int_range (0, n), to = g_test_rand_int_range (from + 1, n + 1);
      guint64 now_nsec = fixture->end_nsec, start = ilv_lane_span_start (lane, from);
      guint64 longest = g_test_rand_int_range (1, (1 << round / 2) + 1);
      g_autoptr(IlvSpanWalk) walk = ilv_span_walk_new (lane, from, to, now_nsec);

      while (start < fixture->end_nsec)
        {
          guint64 end = start + g_test_rand_int_range (1, longest + 1);
          guint first = MAX (ilv_lane_first_span_after (lane, start), from), behind = first;
          IlvSpanMix mix, expected;

          for (; behind < to; behind++)
            {
              IlvSpan span = ilv_lane_get_span (lane, behind);

              if (span.start_nsec >= end && span.end_nsec > end)
                break;
            }
          ilv_span_walk_mix (walk, start, end, &mix);
          mix_one_by_one (lane, first, behind, start, MIN (end, now_nsec), &expected);
          g_assert_cmpmem (&mix, sizeof mix, &expected, sizeof mix);
          start = round % 3 == 0 ? end + g_test_rand_int_range (0, 2 * longest) : end;
        }
    }
}

static void
test_lane_steps_agree_with_brute_force (Fixture       *fixture,
                                        gconstpointer  n_steps)
{
  const IlvLane *lane = &fixture->lane;
  guint n = ilv_lane_n_steps (lane);

  for (guint round = 0; round < 400; round++)
    {
      guint from = g_test_rand_int_range (0, n), to = g_test_rand_int_range (from + 1, n + 1);
      IlvStepMix mix, expected = { .min_level = G_MAXUINT32 };

      for (guint i = from; i < to; i++)
        {
          IlvStep step = ilv_lane_get_step (lane, i);

          expected.min_level = MIN (expected.min_level, step.level);
          expected.max_level = MAX (expected.max_level, step.level);
          expected.max_above = MAX (expected.max_above, step.n_above);
          expected.max_below = MAX (expected.max_below, step.n_below);
        }
      ilv_lane_mix_steps (lane, from, to, &mix);
      g_assert_cmpuint (mix.min_level, ==, expected.min_level);
      g_assert_cmpuint (mix.max_level, ==, expected.max_level);
      g_assert_cmpuint (mix.max_above, ==, expected.max_above);
      g_assert_cmpuint (mix.max_below, ==, expected.max_below);
    }
}

static void
test_lane_step_in_force_is_the_last (Fixture       *fixture,
                                     gconstpointer  n_steps)
{
  const IlvLane *lane = &fixture->lane;
  guint last = ilv_lane_n_steps (lane) - 1;

  g_assert_cmpuint (ilv_lane_step_at (lane, fixture->end_nsec), ==, last);
  g_assert_cmpuint (ilv_lane_step_at (lane, G_MAXUINT64), ==, last);
  for (guint i = 0; i <= last; i++)
    {
      guint64 time_nsec = ilv_lane_step_time (lane, i);
      guint at = ilv_lane_step_at (lane, time_nsec);

      g_assert_cmpuint (ilv_lane_step_time (lane, at), ==, time_nsec);
      g_assert_cmpuint (at, >=, i);
      g_assert_cmpuint (ilv_lane_first_step_from (lane, time_nsec), <=, i);
      g_assert_cmpuint (ilv_lane_next_step_from (lane, i / 2, time_nsec + 1), ==,
                        ilv_lane_first_step_from (lane, time_nsec + 1));
    }
}

/* What is left is as it was, under the same indexes. */
static void
test_lane_lets_the_oldest_go (Fixture       *fixture,
                              gconstpointer  n_spans)
{
  IlvLane *lane = &fixture->lane;
  guint n = ilv_lane_n_spans (lane);
  guint64 cut_nsec = fixture->end_nsec / 3;
  g_autofree IlvSpan *before = g_new (IlvSpan, n);
  gsize size_bytes = ilv_store_get_size (fixture->store);
  guint first = ilv_lane_first_span_after (lane, cut_nsec);
  IlvSpanMix mix, expected;

  for (guint i = 0; i < n; i++)
    before[i] = ilv_lane_get_span (lane, i);
  ilv_lane_mix_spans (lane, first, n, cut_nsec, fixture->end_nsec, &expected);
  g_assert_cmpuint (ilv_lane_discard (lane, fixture->store, cut_nsec), ==, first);
  g_assert_cmpuint (lane->first_span, ==, first);
  g_assert_cmpuint (ilv_store_get_size (fixture->store), <, size_bytes);
  for (guint i = first; i < n; i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      g_assert_cmpmem (&span, sizeof span, &before[i], sizeof span);
    }
  g_assert_cmpuint (ilv_lane_get_span (lane, first - 1).end_nsec, ==, 0);
  g_assert_cmpuint (ilv_lane_first_span_after (lane, 0), ==, first);
  ilv_lane_mix_spans (lane, 0, n, cut_nsec, fixture->end_nsec, &mix);
  g_assert_cmpmem (&mix, sizeof mix, &expected, sizeof mix);
  for (guint round = 0; round < 100; round++)
    {
      guint from = g_test_rand_int_range (first, n), i = from;
      guint64 duration = g_test_rand_int_range (0, 110);

      while (i < n && before[i].end_nsec - before[i].start_nsec < duration)
        i++;
      g_assert_cmpuint (ilv_lane_next_long_span (lane, from, duration), ==, i);
    }
}

#define ADD(path, n, set_up, test) \
  g_test_add ("/model/lane/" path, Fixture, GUINT_TO_POINTER (n), set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-spans-by-time", 700, set_up_spans, test_lane_finds_spans_by_time);
  ADD ("finds-long-spans", 700, set_up_spans, test_lane_finds_long_spans);
  ADD ("finds-long-spans-in-few", 15, set_up_spans, test_lane_finds_long_spans);
  ADD ("mix-agrees-with-brute-force", 700, set_up_spans, test_lane_mix_agrees_with_brute_force);
  ADD ("mix-of-few-agrees-with-brute-force", 17, set_up_spans,
       test_lane_mix_agrees_with_brute_force);
  ADD ("walk-agrees-with-brute-force", 700, set_up_spans, test_lane_walk_agrees_with_brute_force);
  ADD ("walk-of-few-agrees-with-brute-force", 17, set_up_spans,
       test_lane_walk_agrees_with_brute_force);
  ADD ("lets-the-oldest-go", 40000, set_up_spans, test_lane_lets_the_oldest_go);
  ADD ("steps-agree-with-brute-force", 700, set_up_steps, test_lane_steps_agree_with_brute_force);
  ADD ("step-in-force-is-the-last", 100, set_up_steps, test_lane_step_in_force_is_the_last);
  return g_test_run ();
}

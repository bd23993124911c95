/* SPDX-License-Identifier: MIT */
#include "trace-test.h"

struct fixture
{
  struct ilv_merge *merge;
  GArray *out;
  struct ilv_sink sink;
};

static struct fixture *
fixture_new (unsigned n_rings)
{
  struct fixture *f = g_new0 (struct fixture, 1);

  f->merge = ilv_merge_new (n_rings);
  f->out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  f->sink = (struct ilv_sink){ keep_events, f->out };
  return f;
}

static void
fixture_free (struct fixture *f)
{
  ilv_merge_free (f->merge);
  g_array_unref (f->out);
  g_free (f);
}

static void
give_events (struct fixture *f, unsigned ring, const struct ilv_event *events, size_t n)
{
  if (n > 0)
    memcpy (ilv_merge_reserve (f->merge, ring, n), events, n * sizeof *events);
  ilv_merge_commit (f->merge, ring, n);
}

static void
give (struct fixture *f, unsigned ring, const char *text)
{
  g_autoptr (GArray) events = events_from_text (text);

  give_events (f, ring, (struct ilv_event *) events->data, events->len);
}

static void
step (struct fixture *f)
{
  g_assert_true (ilv_merge_step (f->merge, &f->sink));
}

static void
finish (struct fixture *f)
{
  g_assert_true (ilv_merge_finish (f->merge, &f->sink));
  g_assert_cmpuint (ilv_merge_n_held (f->merge), ==, 0);
}

/* What came out since the last time. */
static void
assert_out (struct fixture *f, const char *expected)
{
  assert_events (f->out, expected);
  g_array_set_size (f->out, 0);
}

static void
assert_counts (struct fixture *f, unsigned n_gaps, unsigned n_late)
{
  g_assert_cmpuint (ilv_merge_n_gaps (f->merge), ==, n_gaps);
  g_assert_cmpuint (ilv_merge_n_late (f->merge), ==, n_late);
}

static void
test_merge_smaller_time_first (void)
{
  struct fixture *f = fixture_new (3);

  give (f, 0, "1ms p0 g- heap kib=1\n4ms p0 g- heap kib=4");
  give (f, 1, "2ms p1 g- heap kib=2\n3ms p1 g- heap kib=3");
  give (f, 2, "2.5ms p2 g- heap kib=25");
  finish (f);
  assert_out (f, "1ms p0 g- heap kib=1\n2ms p1 g- heap kib=2\n2.5ms p2 g- heap kib=25\n"
                 "3ms p1 g- heap kib=3\n4ms p0 g- heap kib=4\n");
  fixture_free (f);
}

static void
test_merge_ring_order_is_kept_whatever_the_times (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "5ms p0 g- heap kib=1\n1ms p0 g- heap kib=2");
  give (f, 1, "3ms p1 g- heap kib=3");
  finish (f);
  assert_out (f, "3ms p1 g- heap kib=3\n5ms p0 g- heap kib=1\n5ms p0 g- heap kib=2\n");
  fixture_free (f);
}

/* g2 is started on p1 at a stale time, before p0 says that it is ready. */
static void
test_merge_number_decides_over_time (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "1ms p0 g1 go-create #1 new_g=2\n5ms p0 g1 heap kib=9");
  give (f, 1, "0.5ms p1 g2 go-start #2\n0.5ms p1 g2 go-end #3");
  finish (f);
  assert_out (f, "1ms p0 g1 go-create #1 new_g=2\n1ms p1 g2 go-start #2\n"
                 "1ms p1 g2 go-end #3\n5ms p0 g1 heap kib=9\n");
  assert_counts (f, 0, 0);
  fixture_free (f);
}

/* A ring that was blocked comes back with a smaller time than the ring that
 * freed it. */
static void
test_merge_freed_ring_is_next (void)
{
  struct fixture *f = fixture_new (3);

  give (f, 0, "3ms p0 g1 chan-close #1 chan=1\n9ms p0 g1 chan-close #3 chan=1");
  give (f, 1, "1ms p1 g2 chan-close #2 chan=1\n2ms p1 g2 heap kib=2");
  give (f, 2, "8ms p2 g- heap kib=8");
  finish (f);
  assert_out (f, "3ms p0 g1 chan-close #1 chan=1\n3ms p1 g2 chan-close #2 chan=1\n"
                 "3ms p1 g2 heap kib=2\n8ms p2 g- heap kib=8\n"
                 "9ms p0 g1 chan-close #3 chan=1\n");
  assert_counts (f, 0, 0);
  fixture_free (f);
}

/* g2 blocks, at a stale time, on what g1 has just made. */
static void
test_merge_object_is_made_before_it_is_named (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "3ms p0 g1 object-make #1 object=4 kind=3");
  give (f, 1, "1ms p1 g- go-create #1 new_g=2\n1ms p1 g2 go-block #2 on=4 reason=8\n"
              "1ms p1 g3 heap");
  finish (f);
  assert_out (f, "1ms p1 g- go-create #1 new_g=2\n3ms p0 g1 object-make #1 object=4 kind=3\n"
                 "3ms p1 g2 go-block #2 on=4 reason=8\n3ms p1 g3 heap\n");
  give (f, 1, "4ms p1 g2 go-block #2 on=5 reason=8\n5ms p1 g2 go-block #3 on=5 reason=8");
  finish (f);
  assert_counts (f, 1, 1);
  fixture_free (f);
}

static void
test_merge_goroutines_and_objects_are_numbered_apart (void)
{
  struct fixture *f = fixture_new (1);

  give (f, 0, "1ms p0 g- go-create #1 new_g=1\n1ms p0 g1 object-make #1 object=1 kind=1\n"
              "1ms p0 g1 go-start #2");
  finish (f);
  assert_counts (f, 0, 0);
  fixture_free (f);
}

static void
test_merge_groups_stay_together (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "1ms p0 g1 chan-send #1 chan=1 len=1\nvalue int size=8 7\n"
              "1ms p0 g1 output fd=1 length=2\ndata \"hi\"");
  give (f, 1, "1ms p1 g2 chan-recv #2 chan=1\nvalue int size=8 7");
  finish (f);
  assert_out (f, "1ms p0 g1 chan-send #1 chan=1 len=1\nvalue int size=8 7\n"
                 "1ms p0 g1 output fd=1 length=2\ndata \"hi\"\n"
                 "1ms p1 g2 chan-recv #2 chan=1\nvalue int size=8 7\n");
  fixture_free (f);
}

static void
test_merge_strings_come_before_all_else (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "1ms p0 g1 go-name name=7");
  step (f);
  assert_out (f, "");
  give (f, 1, "9ms p1 g- heap\n9ms p1 g- string id=7 length=4\ndata \"main\"\n9ms p1 g- heap");
  step (f);
  assert_out (f, "0ms p1 g- string id=7 length=4\ndata \"main\"\n1ms p0 g1 go-name name=7\n");
  finish (f);
  assert_out (f, "9ms p1 g- heap\n9ms p1 g- heap\n");
  fixture_free (f);
}

static void
test_merge_holds_for_one_step (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "2ms p0 g- heap kib=2");
  step (f);
  assert_out (f, "");
  g_assert_cmpuint (ilv_merge_n_held (f->merge), ==, 1);
  give (f, 1, "1ms p1 g- heap kib=1");
  /* The one at 2 ms is old enough, but the one before it is not. */
  step (f);
  assert_out (f, "");
  step (f);
  assert_out (f, "1ms p1 g- heap kib=1\n2ms p0 g- heap kib=2\n");
  fixture_free (f);
}

static void
test_merge_gap_is_waited_for_and_counted (void)
{
  struct fixture *f = fixture_new (2);
  unsigned n_steps = 0;

  give (f, 0, "1ms p0 g1 go-start #5");
  give (f, 1, "2ms p1 g- heap");
  while (f->out->len < 2)
    {
      step (f);
      n_steps++;
    }
  /* Others are not held up, and the wait is longer than a step or two. */
  assert_out (f, "2ms p1 g- heap\n2ms p0 g1 go-start #5\n");
  g_assert_cmpuint (n_steps, >, 5);
  assert_counts (f, 1, 0);

  give (f, 1, "3ms p1 g1 go-start #4");
  finish (f);
  assert_out (f, "3ms p1 g1 go-start #4\n");
  assert_counts (f, 1, 1);
  fixture_free (f);
}

static void
test_merge_lossy_gap_is_short (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "1ms p0 g1 go-start #5");
  give (f, 1, "2ms p1 g- lost n_low=4");
  for (unsigned i = 0; i < 5; i++)
    step (f);
  assert_out (f, "2ms p1 g- lost n_low=4\n2ms p0 g1 go-start #5\n");
  assert_counts (f, 1, 0);
  fixture_free (f);
}

/* Two rings that wait for each other, each for a number that is lost. */
static void
test_merge_finish_unties_all_knots (void)
{
  struct fixture *f = fixture_new (3);

  give (f, 0, "1ms p0 g1 go-start #5\n2ms p0 g- go-create #1 new_g=2");
  give (f, 1, "1ms p1 g2 go-start #2\n3ms p1 g- go-ready #4 woken_g=1");
  give (f, 2, "1ms p2 g3 go-start #9\n1ms p2 g3 go-end #9");
  finish (f);
  assert_out (f, "1ms p0 g1 go-start #5\n2ms p0 g- go-create #1 new_g=2\n"
                 "2ms p1 g2 go-start #2\n3ms p1 g- go-ready #4 woken_g=1\n"
                 "3ms p2 g3 go-start #9\n3ms p2 g3 go-end #9\n");
  assert_counts (f, 2, 2);
  fixture_free (f);
}

static void
test_merge_exit_is_last (void)
{
  struct fixture *f = fixture_new (3);

  give (f, 0, "1ms p0 g1 exit status=3");
  give (f, 1, "2ms p1 g- heap");
  give (f, 2, "1ms p2 g1 go-start #9");
  for (unsigned i = 0; i < 100; i++)
    step (f);
  assert_out (f, "2ms p1 g- heap\n2ms p2 g1 go-start #9\n");
  give (f, 2, "4ms p2 g1 go-start #17");
  finish (f);
  assert_out (f, "4ms p2 g1 go-start #17\n4ms p0 g1 exit status=3\n");
  fixture_free (f);
}

static void
test_merge_numbers_wrap (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "1ms p0 g1 chan-close #2147483647 chan=1\n"
              "1ms p0 g1 chan-close #4294967294 chan=1\n");
  /* Half the way round twice: what is further ahead looks behind. */
  for (unsigned i = 0; i < 200; i++)
    step (f);
  assert_counts (f, 2, 0);
  give (f, 0, "2ms p0 g1 chan-close #4294967295 chan=1\n2ms p0 g1 chan-close #1 chan=1");
  give (f, 1, "2ms p1 g1 chan-close #0 chan=1");
  g_array_set_size (f->out, 0);
  step (f);
  step (f);
  assert_out (f, "2ms p0 g1 chan-close #4294967295 chan=1\n2ms p1 g1 chan-close chan=1\n"
                 "2ms p0 g1 chan-close #1 chan=1\n");
  assert_counts (f, 2, 0);
  fixture_free (f);
}

static void
test_merge_headless_payload_passes (void)
{
  struct fixture *f = fixture_new (2);

  give (f, 0, "data \"abc\"\nvalue int size=8 1\n1ms p0 g- heap");
  finish (f);
  assert_out (f, "data \"abc\"\nvalue int size=8 1\n1ms p0 g- heap\n");
  fixture_free (f);
}

/* --- A made-up program -------------------------------------------------- */

#define N_RINGS 5
#define N_OBJECTS 40

/* Writes numbered events with stale times, in the order they really happen;
 * `given` is how far each ring has been drained. */
struct program
{
  GArray *rings[N_RINGS];
  guint n_given[N_RINGS];
  uint64_t time_nsec, ring_time_nsec[N_RINGS];
  uint32_t seqs[N_OBJECTS];
};

static void
program_run (struct program *program, unsigned n_events)
{
  for (unsigned i = 0; i < n_events; i++)
    {
      unsigned r = g_test_rand_int_range (0, N_RINGS);
      uint32_t object = g_test_rand_int_range (0, N_OBJECTS);
      struct ilv_event event = { .type = ILV_EVENT_CHAN_CLOSE,
                                 .p = (uint16_t) r,
                                 .object = object,
                                 .seq = ++program->seqs[object],
                                 .arg = program->rings[r]->len };

      program->time_nsec += 10;
      if (g_test_rand_int_range (0, 8) == 0)
        program->ring_time_nsec[r] = program->time_nsec;
      event.time_nsec = program->ring_time_nsec[r];
      g_array_append_val (program->rings[r], event);
    }
}

/* Drains ring after ring, while the program goes on for @n_most events each. */
static void
program_drain (struct program *program, struct fixture *f, unsigned n_most)
{
  for (unsigned r = 0; r < N_RINGS; r++)
    {
      guint n = program->rings[r]->len - program->n_given[r];

      give_events (f, r,
                   &g_array_index (program->rings[r], struct ilv_event, program->n_given[r]), n);
      program->n_given[r] += n;
      program_run (program, g_test_rand_int_range (0, n_most + 1));
    }
}

static void
assert_legal (GArray *out)
{
  uint32_t seqs[N_OBJECTS] = { 0 }, n_of_ring[N_RINGS] = { 0 };
  uint64_t time_nsec = 0;

  for (guint i = 0; i < out->len; i++)
    {
      struct ilv_event *event = &g_array_index (out, struct ilv_event, i);

      g_assert_cmpuint (event->seq, ==, ++seqs[event->object]);
      g_assert_cmpuint (event->arg, ==, n_of_ring[event->p]++);
      g_assert_cmpuint (event->time_nsec, >=, time_nsec);
      time_nsec = event->time_nsec;
    }
}

static void
test_merge_any_program_comes_out_legal (void)
{
  for (unsigned run = 0; run < 50; run++)
    {
      struct fixture *f = fixture_new (N_RINGS);
      struct program program = { .time_nsec = 0 };
      guint n_events = 0;

      for (unsigned r = 0; r < N_RINGS; r++)
        program.rings[r] = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
      for (unsigned i = 0; i < 200; i++)
        {
          program_run (&program, g_test_rand_int_range (0, 30));
          program_drain (&program, f, 5);
          step (f);
        }
      program_drain (&program, f, 0);
      finish (f);
      assert_counts (f, 0, 0);
      assert_legal (f->out);
      for (unsigned r = 0; r < N_RINGS; r++)
        {
          n_events += program.n_given[r];
          g_array_unref (program.rings[r]);
        }
      g_assert_cmpuint (f->out->len, ==, n_events);
      fixture_free (f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/merge/" path, test_merge_##function)
  TEST ("smaller-time-first", smaller_time_first);
  TEST ("ring-order-is-kept-whatever-the-times", ring_order_is_kept_whatever_the_times);
  TEST ("number-decides-over-time", number_decides_over_time);
  TEST ("freed-ring-is-next", freed_ring_is_next);
  TEST ("object-is-made-before-it-is-named", object_is_made_before_it_is_named);
  TEST ("goroutines-and-objects-are-numbered-apart", goroutines_and_objects_are_numbered_apart);
  TEST ("groups-stay-together", groups_stay_together);
  TEST ("strings-come-before-all-else", strings_come_before_all_else);
  TEST ("holds-for-one-step", holds_for_one_step);
  TEST ("gap-is-waited-for-and-counted", gap_is_waited_for_and_counted);
  TEST ("lossy-gap-is-short", lossy_gap_is_short);
  TEST ("finish-unties-all-knots", finish_unties_all_knots);
  TEST ("exit-is-last", exit_is_last);
  TEST ("numbers-wrap", numbers_wrap);
  TEST ("headless-payload-passes", headless_payload_passes);
  TEST ("any-program-comes-out-legal", any_program_comes_out_legal);
#undef TEST
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include "draw/ilv-ticks.h"

static void
test_ticks_are_far_enough_apart (void)
{
  for (double nsec_per_px = 0.001; nsec_per_px < 1e15; nsec_per_px *= 1.7)
    {
      guint64 step = ilv_ticks_get_step (nsec_per_px, 60);

      g_assert_cmpfloat (step / nsec_per_px, >=, 60);
      /* And no farther than need be; a nanosecond cannot be divided. */
      if (step > 1)
        g_assert_cmpfloat (step / nsec_per_px, <=, 60 * 5);
    }
}

static void
test_ticks_steps_are_round (void)
{
  g_assert_cmpuint (ilv_ticks_get_step (1, 60), ==, 100);
  g_assert_cmpuint (ilv_ticks_get_step (3, 60), ==, 200);
  g_assert_cmpuint (ilv_ticks_get_step (1e4, 100), ==, 1000000);
  g_assert_cmpuint (ilv_ticks_get_step (1e8, 100), ==, G_GUINT64_CONSTANT (10000000000));
  g_assert_cmpuint (ilv_ticks_get_step (2e8, 100), ==, G_GUINT64_CONSTANT (30000000000));
}

static void
assert_mark (guint64     time_nsec,
             guint64     step_nsec,
             const char *expected)
{
  g_autofree char *text = ilv_ticks_format (time_nsec, step_nsec);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ticks_texts_suit_their_step (void)
{
  assert_mark (0, 1000, "0");
  assert_mark (1200000, 200000, "1.2 ms");
  assert_mark (1200000, 50000, "1.2 ms");
  assert_mark (1250000, 50000, "1.25 ms");
  assert_mark (500000, 500000, "500 µs");
  assert_mark (G_GUINT64_CONSTANT (3720000000000), G_GUINT64_CONSTANT (60000000000), "1:02:00");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/ticks/are-far-enough-apart", test_ticks_are_far_enough_apart);
  g_test_add_func ("/draw/ticks/steps-are-round", test_ticks_steps_are_round);
  g_test_add_func ("/draw/ticks/texts-suit-their-step", test_ticks_texts_suit_their_step);
  return g_test_run ();
}

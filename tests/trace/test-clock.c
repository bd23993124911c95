/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "trace/clock.h"

static void
test_clock_starts_at_zero_and_never_decreases (void)
{
  struct ilv_clock clock;
  uint64_t before = ilv_clock_monotonic_nsec (), last = 0;

  ilv_clock_start (&clock);
  for (int i = 0; i < 100000; i++)
    {
      uint64_t now = ilv_clock_nsec (&clock);

      g_assert_cmpuint (now, >=, last);
      last = now;
    }
  g_assert_cmpuint (last, <=, ilv_clock_monotonic_nsec () - before);
}

/* However long we are interrupted, the counter's span lies between the inner
 * and the outer span of CLOCK_MONOTONIC, but for its error of calibration. */
static void
test_clock_agrees_with_monotonic (void)
{
  struct ilv_clock clock;
  uint64_t outer_from, inner_from, inner_to, outer_to, from, to;

  ilv_clock_start (&clock);
  outer_from = ilv_clock_monotonic_nsec ();
  from = ilv_clock_nsec (&clock);
  inner_from = ilv_clock_monotonic_nsec ();
  do
    inner_to = ilv_clock_monotonic_nsec ();
  while (inner_to - inner_from < 5000000);
  to = ilv_clock_nsec (&clock);
  outer_to = ilv_clock_monotonic_nsec ();

  g_assert_cmpuint ((to - from) * 1001 / 1000, >=, inner_to - inner_from);
  g_assert_cmpuint ((to - from) * 999 / 1000, <=, outer_to - outer_from);
}

static void
test_clock_works_without_a_counter (void)
{
  struct ilv_clock clock;
  uint64_t from, to;

  ilv_clock_start (&clock);
  clock.multiplier = 0;
  from = ilv_clock_nsec (&clock);
  to = ilv_clock_nsec (&clock);
  g_assert_cmpuint (from, <=, to);
  g_assert_cmpuint (to, <=, ilv_clock_monotonic_nsec () - clock.start_nsec);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/clock/starts-at-zero-and-never-decreases",
                   test_clock_starts_at_zero_and_never_decreases);
  g_test_add_func ("/trace/clock/agrees-with-monotonic", test_clock_agrees_with_monotonic);
  g_test_add_func ("/trace/clock/works-without-a-counter",
                   test_clock_works_without_a_counter);
  return g_test_run ();
}

/* clock.h - Nanoseconds since the start of the program, cheaply.
 *
 * The processor's counter where it is known to run at a constant rate on all
 * cores (x86-64 with an invariant TSC, aarch64), else clock_gettime(). Reading
 * the counter still costs four times what writing an event does: read once per
 * scheduling step and share the reading.
 *
 * The counter's rate is measured against CLOCK_MONOTONIC for a millisecond, to
 * about 30 parts in a million. So trace times are good for durations, but must
 * not be compared with CLOCK_MONOTONIC over hours.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

struct ilv_clock
{
  uint64_t start_nsec;  /* CLOCK_MONOTONIC at this clock's 0 */
  uint64_t start_ticks; /* counter at this clock's 0 */
  uint64_t multiplier;  /* nanoseconds = ticks * multiplier >> 32; 0: no counter */
};

/* Sets @clock to 0 now. Takes about a millisecond where the rate of the
 * counter has to be measured. */
void ilv_clock_start (struct ilv_clock *clock);

/* CLOCK_MONOTONIC in nanoseconds. */
uint64_t ilv_clock_monotonic_nsec (void);

static inline uint64_t
ilv_clock_ticks (void)
{
#if defined(__x86_64__)
  return __rdtsc ();
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile ("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks;
#else
  return 0;
#endif
}

/* Nanoseconds since ilv_clock_start(). Any thread. Never decreases on one
 * thread; between threads it may differ by a few nanoseconds. */
static inline uint64_t
ilv_clock_nsec (const struct ilv_clock *clock)
{
  if (__builtin_expect (clock->multiplier != 0, 1))
    {
      int64_t ticks = (int64_t) (ilv_clock_ticks () - clock->start_ticks);

      /* Another core's counter may be a hair behind the one that was read at
       * the start. */
      if (__builtin_expect (ticks < 0, 0))
        return 0;
      return (uint64_t) (((unsigned __int128) (uint64_t) ticks * clock->multiplier) >> 32);
    }
  return ilv_clock_monotonic_nsec () - clock->start_nsec;
}

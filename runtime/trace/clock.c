/* SPDX-License-Identifier: MIT */
#include "trace/clock.h"

#include <time.h>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

#define CALIBRATION_NSEC 1000000u

uint64_t
ilv_clock_monotonic_nsec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}

#if defined(__x86_64__)

/* CPUID 8000_0007h, EDX bit 8: the TSC runs at a constant rate in all states. */
static bool
has_invariant_counter (void)
{
  unsigned eax, ebx, ecx, edx;

  return __get_cpuid (0x80000007, &eax, &ebx, &ecx, &edx) != 0 && (edx & (1u << 8)) != 0;
}

struct pair
{
  uint64_t ticks, nsec;
};

/* Reads both clocks at nearly one moment: of a few tries, the one that took
 * the least time was not interrupted. */
static struct pair
read_both (void)
{
  struct pair best = { 0, 0 };
  uint64_t best_width = UINT64_MAX;

  for (int i = 0; i < 8; i++)
    {
      uint64_t before = ilv_clock_ticks ();
      uint64_t nsec = ilv_clock_monotonic_nsec ();
      uint64_t width = ilv_clock_ticks () - before;

      if (width < best_width)
        {
          best_width = width;
          best = (struct pair){ before + width / 2, nsec };
        }
    }
  return best;
}

static uint64_t
measure_multiplier (void)
{
  struct pair from = read_both (), to;

  do
    to = read_both ();
  while (to.nsec - from.nsec < CALIBRATION_NSEC);
  if (to.ticks <= from.ticks)
    return 0;
  return (uint64_t) (((unsigned __int128) (to.nsec - from.nsec) << 32)
                     / (to.ticks - from.ticks));
}

static uint64_t
counter_multiplier (void)
{
  return has_invariant_counter () ? measure_multiplier () : 0;
}

#elif defined(__aarch64__)

/* The architecture says how fast its counter runs. */
static uint64_t
counter_multiplier (void)
{
  uint64_t hertz;

  __asm__ volatile ("mrs %0, cntfrq_el0" : "=r"(hertz));
  return hertz == 0 ? 0 : (uint64_t) (((unsigned __int128) 1000000000u << 32) / hertz);
}

#else

static uint64_t
counter_multiplier (void)
{
  return 0;
}

#endif

void
ilv_clock_start (struct ilv_clock *clock)
{
  clock->multiplier = counter_multiplier ();
  clock->start_nsec = ilv_clock_monotonic_nsec ();
  clock->start_ticks = ilv_clock_ticks ();
}

/* ilv-ticks.c - Where a ruler's marks go.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-ticks.h"

#include "model/ilv-format.h"

#define SECOND G_GUINT64_CONSTANT (1000000000)

/* From a second on people count by minutes and hours. */
static const guint64 long_steps[] = {
  SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND,
  60 * SECOND, 120 * SECOND, 300 * SECOND, 600 * SECOND, 1800 * SECOND,
  3600 * SECOND, 7200 * SECOND, 6 * 3600 * SECOND, 12 * 3600 * SECOND, 24 * 3600 * SECOND,
};

guint64
ilv_ticks_get_step (double nsec_per_px,
                    double min_px)
{
  static const guint mantissas[] = { 1, 2, 5 };
  double wanted = nsec_per_px * min_px;
  guint64 step = 24 * 3600 * SECOND;

  for (guint64 power = 1; power < SECOND; power *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (mantissas); i++)
      if (power * mantissas[i] >= wanted)
        return power * mantissas[i];
  for (guint i = 0; i < G_N_ELEMENTS (long_steps); i++)
    if (long_steps[i] >= wanted)
      return long_steps[i];
  while (step < wanted)
    step *= 2;
  return step;
}

char *
ilv_ticks_format (guint64 time_nsec,
                  guint64 step_nsec)
{
  if (step_nsec >= 60 * SECOND && time_nsec > 0)
    return g_strdup_printf ("%u:%02u:%02u", (guint) (time_nsec / (3600 * SECOND)),
                            (guint) (time_nsec / (60 * SECOND) % 60),
                            (guint) (time_nsec / SECOND % 60));
  return ilv_format_time (time_nsec, step_nsec);
}

/* ilv-ticks.h - Where a ruler's marks go.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The step between labelled marks so that they are @min_px or more apart:
 * 1, 2 or 5 times a power of ten nanoseconds (from seconds on 1, 2, 5, 10, 30, 60 …). */
guint64 ilv_ticks_get_step   (double  nsec_per_px,
                              double  min_px);

/* (transfer full): what stands at a mark, in the unit that suits the step: "1.2 ms". */
char   *ilv_ticks_format     (guint64 time_nsec,
                              guint64 step_nsec);

G_END_DECLS

/* ilv-axis.h - How time lies along the picture.
 *
 * A place is where on the axis an instant is, counted in nanoseconds of the axis:
 *
 *   TIME   a place is a time
 *   STEPS  every event is ILV_AXIS_STEP_NSEC wide, however long it was until
 *          the next: a hand-off of a microsecond is read beside a sleep of a second
 *   GAPS   time, but stretches in which nothing ran are cut short
 *
 * Both directions rise, are continuous and inverse to each other up to
 * rounding, so whatever asks for pixels by place works with each.
 *
 * Events that share an instant (one reading of the clock for a scheduling step) have
 * their width together, from that instant to the next.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_AXIS_TIME,
  ILV_AXIS_STEPS,
  ILV_AXIS_GAPS,
  ILV_N_AXES
} IlvAxisKind;

#define ILV_AXIS_STEP_NSEC 1000.0

typedef struct _IlvAxis IlvAxis;

/* A stretch of time that was cut short. */
typedef struct
{
  guint64 start_nsec;
  guint64 end_nsec;
} IlvGap;

/* (transfer full): of what @trace holds now. O(n) in its spans and steps, but
 * for TIME. */
IlvAxis      *ilv_axis_new       (IlvTrace      *trace,
                                  IlvAxisKind    kind);
void          ilv_axis_free      (IlvAxis       *self);

/* NULL is an axis of time for all of these. O(log n). */
IlvAxisKind   ilv_axis_get_kind  (const IlvAxis *self);
double        ilv_axis_place     (const IlvAxis *self,
                                  double         time_nsec);
double        ilv_axis_time      (const IlvAxis *self,
                                  double         place_nsec);

/* No two axes have the same, one of time 0. */
guint64       ilv_axis_get_serial (const IlvAxis *self);

/* What was cut short, in order of time. */
const IlvGap *ilv_axis_get_gaps  (const IlvAxis *self,
                                  guint         *n_gaps);

/* The axis's name on the command line ("time", "steps", "gaps"), and back:
 * FALSE if there is none of that name. */
const char   *ilv_axis_kind_name (IlvAxisKind    kind);
gboolean      ilv_axis_parse     (const char    *name,
                                  IlvAxisKind   *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvAxis, ilv_axis_free)

G_END_DECLS

/* ilv-session-marks.c - Playhead, markers, and what is marked over the lanes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

#include <math.h>

guint64
ilv_session_get_playhead (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_TIME_OPEN);
  return self->playhead_nsec;
}

void
ilv_session_set_playhead (IlvSession *self,
                          guint64     time_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->playhead_nsec == time_nsec)
    return;
  self->playhead_nsec = time_nsec;
  ilv_session_emit (self, ILV_SESSION_PLAYHEAD_CHANGED);
}

guint64
ilv_session_get_marker (IlvSession *self,
                        IlvMarker   marker)
{
  g_return_val_if_fail (ILV_IS_SESSION (self) && marker < ILV_N_MARKERS, ILV_TIME_OPEN);
  return self->marker_nsec[marker];
}

void
ilv_session_set_marker (IlvSession *self,
                        IlvMarker   marker,
                        guint64     time_nsec)
{
  g_return_if_fail (ILV_IS_SESSION (self) && marker < ILV_N_MARKERS);

  if (self->marker_nsec[marker] == time_nsec)
    return;
  self->marker_nsec[marker] = time_nsec;
  ilv_session_emit (self, ILV_SESSION_MARKERS_CHANGED);
}

static void
take_marks (IlvSession  *self,
            GArray     **marks,
            GArray      *taken)
{
  if (*marks == NULL && taken == NULL)
    return;
  g_clear_pointer (marks, g_array_unref);
  *marks = taken;
  ilv_session_emit (self, ILV_SESSION_MARKERS_CHANGED);
}

void
ilv_session_take_matches (IlvSession *self,
                          GArray     *matches)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  take_marks (self, &self->matches, matches);
}

const GArray *
ilv_session_get_matches (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->matches;
}

void
ilv_session_take_path (IlvSession *self,
                       GArray     *path)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  take_marks (self, &self->path, path);
}

const GArray *
ilv_session_get_path (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->path;
}

gboolean
ilv_session_get_shows_cone (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return self->shows_cone;
}

void
ilv_session_set_shows_cone (IlvSession *self,
                            gboolean    shows_cone)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->shows_cone == !!shows_cone)
    return;
  self->shows_cone = !!shows_cone;
  ilv_session_emit (self, ILV_SESSION_MARKERS_CHANGED);
}

static void
keep_nearer (double   wanted,
             double   place,
             guint64  time_nsec,
             double  *nearest,
             guint64 *found_nsec)
{
  double distance = fabs (place - wanted);

  if (distance > *nearest)
    return;
  *nearest = distance;
  *found_nsec = time_nsec;
}

guint64
ilv_session_snap (IlvSession *self,
                  guint32     lane,
                  double      place_nsec,
                  double      tolerance_nsec)
{
  guint64 time_nsec = CLAMP (ilv_axis_time (self->axis, place_nsec), 0, 9e18);
  const IlvLane *info;
  guint first, n;

  g_return_val_if_fail (ILV_IS_SESSION (self), time_nsec);

  if (!ilv_trace_has_lane (self->trace, lane))
    return time_nsec;
  info = ilv_trace_get_lane (self->trace, lane);
  n = ilv_lane_n_spans (info);
  first = ilv_lane_first_span_after (info, time_nsec);
  for (guint i = first > info->first_span ? first - 1 : first; i < MIN (first + 2, n); i++)
    {
      IlvSpan span = ilv_lane_get_span (info, i);
      guint64 end_nsec = ilv_trace_get_span_end (self->trace, &span);

      keep_nearer (place_nsec, ilv_axis_place (self->axis, span.start_nsec), span.start_nsec,
                   &tolerance_nsec, &time_nsec);
      keep_nearer (place_nsec, ilv_axis_place (self->axis, end_nsec), end_nsec, &tolerance_nsec,
                   &time_nsec);
    }
  n = ilv_lane_n_steps (info);
  first = ilv_lane_first_step_from (info, ilv_axis_time (self->axis, MAX (place_nsec, 0)));
  for (guint i = first > info->first_step ? first - 1 : first; i < MIN (first + 1, n); i++)
    {
      guint64 step_nsec = ilv_lane_step_time (info, i);

      keep_nearer (place_nsec, ilv_axis_place (self->axis, step_nsec), step_nsec, &tolerance_nsec,
                   &time_nsec);
    }
  return time_nsec;
}

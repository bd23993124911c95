/* ilv-layout-stack.c - Where each group, lane and heading is, from the top of the lanes.
 *
 * A group is its heading and rows that are all equally high, so where a row is follows from its
 * number, also for a million goroutines.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

static const double lane_px[ILV_N_GROUPS] = {
  [ILV_GROUP_THREADS] = 24,
  [ILV_GROUP_GOROUTINES] = 26,
  [ILV_GROUP_CHANNELS] = 38,
  [ILV_GROUP_SYNC] = 32,
  [ILV_GROUP_TIMERS] = 24,
  [ILV_GROUP_TASKS] = 32,
  [ILV_GROUP_COUNTERS] = 34,
  [ILV_GROUP_LIBRARY] = 38,
};

double
ilv_layout_lane_px (IlvGroup group)
{
  return lane_px[group];
}

gboolean
ilv_layout_has_heading (IlvSession *session,
                        IlvGroup    group)
{
  return ilv_session_get_group_shown (session, group)
         && ilv_session_count_lanes (session, group) > 0;
}

gboolean
ilv_layout_has_hint (IlvSession *session,
                     IlvGroup    group)
{
  return ilv_layout_has_heading (session, group) && !ilv_session_get_folded (session, group)
         && ilv_session_get_n_rows (session, group) == 0;
}

double
ilv_layout_group_y (IlvSession *session,
                    IlvGroup    group)
{
  double y = 0;

  for (guint i = 0; i < group; i++)
    if (ilv_layout_has_heading (session, i))
      y += ILV_LAYOUT_HEADING_PX + ilv_session_get_n_rows (session, i) * lane_px[i]
           + (ilv_layout_has_hint (session, i) ? ILV_LAYOUT_HINT_PX : 0);
  return y;
}

gboolean
ilv_layout_is_hint_at (IlvSession *session,
                       double      y)
{
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      double top = ilv_layout_group_y (session, group) + ILV_LAYOUT_HEADING_PX;

      if (ilv_layout_has_hint (session, group) && y >= top && y < top + ILV_LAYOUT_HINT_PX)
        return TRUE;
    }
  return FALSE;
}

double
ilv_layout_get_lanes_height (IlvSession *session)
{
  return ilv_layout_group_y (session, ILV_N_GROUPS);
}

gboolean
ilv_layout_get_lane_y (IlvSession *session,
                       guint       lane,
                       double     *y,
                       double     *height)
{
  IlvGroup group;
  guint index;

  if (!ilv_session_find_lane (session, lane, &group, &index))
    return FALSE;
  *height = lane_px[group];
  *y = ilv_layout_group_y (session, group) + ILV_LAYOUT_HEADING_PX + index * *height;
  return TRUE;
}

gboolean
ilv_layout_get_heading_y (IlvSession *session,
                          guint32     heading,
                          double     *y,
                          double     *height)
{
  guint index;

  if (!ilv_session_find_heading (session, heading, &index))
    return FALSE;
  *height = lane_px[ILV_GROUP_GOROUTINES];
  *y = ilv_layout_group_y (session, ILV_GROUP_GOROUTINES) + ILV_LAYOUT_HEADING_PX + index * *height;
  return TRUE;
}

guint32
ilv_layout_row_heading_at (IlvSession *session,
                           double      y)
{
  double top = ilv_layout_group_y (session, ILV_GROUP_GOROUTINES) + ILV_LAYOUT_HEADING_PX;
  double row = floor ((y - top) / lane_px[ILV_GROUP_GOROUTINES]);
  IlvRow found;

  if (!ilv_layout_has_heading (session, ILV_GROUP_GOROUTINES) || row < 0
      || row >= ilv_session_get_n_rows (session, ILV_GROUP_GOROUTINES))
    return ILV_NO_HEADING;
  found = ilv_session_get_row (session, ILV_GROUP_GOROUTINES, row);
  return found.lane == ILV_NO_LANE ? found.heading : ILV_NO_HEADING;
}

gboolean
ilv_layout_lane_box (const struct layout *self,
                     guint                lane,
                     double              *y,
                     double              *h)
{
  if (!ilv_layout_get_lane_y (self->session, lane, y, h))
    return FALSE;
  *y += self->lanes_y;
  return TRUE;
}

IlvGroup
ilv_layout_heading_at (IlvSession *session,
                       double      y)
{
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      double top = ilv_layout_group_y (session, group);

      if (ilv_layout_has_heading (session, group) && y >= top && y < top + ILV_LAYOUT_HEADING_PX)
        return group;
    }
  return ILV_N_GROUPS;
}

/* ilv-session-lanes.c - Which lanes are shown, and in what order.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

/* Of the view: what takes up less of it is not seen. */
#define LEAST_SHARE 0.02

static gboolean
set_bit (guint   *bits,
         guint    bit,
         gboolean is_set)
{
  guint before = *bits;

  *bits = is_set ? before | 1u << bit : before & ~(1u << bit);
  return *bits != before;
}

gboolean
ilv_session_get_group_shown (IlvSession *self,
                             IlvGroup    group)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return (self->shown_groups >> group & 1) != 0;
}

void
ilv_session_set_group_shown (IlvSession *self,
                             IlvGroup    group,
                             gboolean    is_shown)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (group != ILV_GROUP_MACHINES && set_bit (&self->shown_groups, group, is_shown))
    ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

gboolean
ilv_session_get_by_machine (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return self->is_by_machine;
}

void
ilv_session_set_by_machine (IlvSession *self,
                            gboolean    is_by_machine)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (self->is_by_machine == !!is_by_machine)
    return;
  self->is_by_machine = !!is_by_machine;
  if (is_by_machine)
    ilv_trace_show_machines (self->trace);
  ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

IlvGroup
ilv_session_group_in_trace (IlvSession *self,
                            IlvGroup    group)
{
  return group == ILV_GROUP_THREADS && self->is_by_machine ? ILV_GROUP_MACHINES : group;
}

guint
ilv_session_count_lanes (IlvSession *self,
                         IlvGroup    group)
{
  guint n_lanes;

  g_return_val_if_fail (ILV_IS_SESSION (self) && group < ILV_N_GROUPS, 0);

  ilv_trace_get_group (self->trace, ilv_session_group_in_trace (self, group), &n_lanes);
  return n_lanes;
}

gboolean
ilv_session_get_folded (IlvSession *self,
                        IlvGroup    group)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return (self->folded_groups >> group & 1) != 0;
}

void
ilv_session_set_folded (IlvSession *self,
                        IlvGroup    group,
                        gboolean    is_folded)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (set_bit (&self->folded_groups, group, is_folded))
    ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

/* Passes on what changed. */
static void
rearrange (IlvSession *self,
           gboolean    is_changed)
{
  if (is_changed)
    ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

void
ilv_session_set_lane_hidden (IlvSession *self,
                             guint       lane,
                             gboolean    is_hidden)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_set_hidden (self->arrangement, lane, is_hidden));
}

guint
ilv_session_get_n_hidden (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  return ilv_arrangement_get_n_hidden (self->arrangement);
}

void
ilv_session_show_all_lanes (IlvSession *self)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_show_all (self->arrangement));
}

void
ilv_session_set_lane_pinned (IlvSession *self,
                             guint       lane,
                             gboolean    is_pinned)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_set_pinned (self->arrangement, lane, is_pinned));
}

gboolean
ilv_session_get_lane_pinned (IlvSession *self,
                             guint       lane)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return ilv_arrangement_get_pinned (self->arrangement, lane);
}

void
ilv_session_set_sort (IlvSession *self,
                      IlvSort     sort)
{
  g_return_if_fail (ILV_IS_SESSION (self) && sort < ILV_N_SORTS);
  rearrange (self, ilv_arrangement_set_sort (self->arrangement, sort));
}

IlvSort
ilv_session_get_sort (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_SORT_CREATED);
  return ilv_arrangement_get_sort (self->arrangement);
}

guint
ilv_session_get_lane_depth (IlvSession *self,
                            guint       lane)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  return ilv_arrangement_get_depth (self->arrangement, lane);
}

void
ilv_session_set_filter (IlvSession *self,
                        const char *text)
{
  g_return_if_fail (ILV_IS_SESSION (self) && text != NULL);
  rearrange (self, ilv_arrangement_set_filter (self->arrangement, text));
}

const char *
ilv_session_get_filter (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), "");
  return ilv_arrangement_get_filter (self->arrangement);
}

void
ilv_session_show_related (IlvSession *self,
                          guint       lane)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  rearrange (self, ilv_arrangement_set_related (self->arrangement, lane));
}

void
ilv_session_move_lane (IlvSession *self,
                       guint       lane,
                       guint       index)
{
  IlvGroup group;
  IlvRow row;
  guint from, place;

  g_return_if_fail (ILV_IS_SESSION (self));

  if (!ilv_session_find_lane (self, lane, &group, &from)
      || index >= ilv_session_get_n_rows (self, group))
    return;
  row = ilv_session_get_row (self, group, index);
  group = ilv_session_group_in_trace (self, group);
  if (row.lane != ILV_NO_LANE && row.heading == ilv_session_get_heading (self, lane)
      && ilv_arrangement_find (self->arrangement, group, row.lane, &place))
    rearrange (self, ilv_arrangement_move (self->arrangement, lane, place));
}

const guint32 *
ilv_session_get_lanes (IlvSession *self,
                       IlvGroup    group,
                       guint      *n_lanes)
{
  g_return_val_if_fail (ILV_IS_SESSION (self) && group < ILV_N_GROUPS, NULL);

  *n_lanes = 0;
  if (!ilv_session_get_group_shown (self, group) || ilv_session_get_folded (self, group))
    return NULL;
  return ilv_arrangement_get_lanes (self->arrangement, ilv_session_group_in_trace (self, group), n_lanes);
}

gboolean
ilv_session_find_lane (IlvSession *self,
                       guint       lane,
                       IlvGroup   *group,
                       guint      *index)
{
  IlvGroup own;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);

  if (!ilv_trace_has_lane (self->trace, lane))
    return FALSE;
  lane = ilv_trace_get_host (self->trace, lane);
  own = ilv_trace_get_lane (self->trace, lane)->group;
  *group = own == ILV_GROUP_MACHINES ? ILV_GROUP_THREADS : own;
  return ilv_session_group_in_trace (self, *group) == own && ilv_session_get_group_shown (self, *group)
         && !ilv_session_get_folded (self, *group)
         && ilv_arrangement_find_row (self->arrangement, own, lane, index);
}

/* Whatever keeps it from being drawn is undone, as little of it as can be. */
static void
uncover_lane (IlvSession *self,
              guint       lane)
{
  IlvGroup group = ilv_trace_get_lane (self->trace, lane)->group;
  IlvGroup shown;
  guint index;

  if (group == ILV_GROUP_MACHINES || group == ILV_GROUP_THREADS)
    ilv_session_set_by_machine (self, group == ILV_GROUP_MACHINES);
  if (group == ILV_GROUP_MACHINES)
    group = ILV_GROUP_THREADS;
  ilv_session_set_group_shown (self, group, TRUE);
  ilv_session_set_folded (self, group, FALSE);
  ilv_session_set_lane_hidden (self, lane, FALSE);
  if (ilv_session_get_heading (self, lane) != ILV_NO_HEADING)
    ilv_session_set_heading_folded (self, ilv_session_get_heading (self, lane), FALSE);
  if (!ilv_session_find_lane (self, lane, &shown, &index))
    ilv_session_show_all_lanes (self);
}

/* From when to when there is something in @lane. */
static void
get_extent (IlvSession    *self,
            const IlvLane *lane,
            guint64       *start_nsec,
            guint64       *end_nsec)
{
  guint n_spans = ilv_lane_n_spans (lane), n_steps = ilv_lane_n_steps (lane);

  *start_nsec = G_MAXUINT64;
  *end_nsec = 0;
  if (n_spans > lane->first_span)
    {
      *start_nsec = ilv_lane_span_start (lane, lane->first_span);
      *end_nsec = MIN (lane->last_end_nsec, ilv_trace_get_end_nsec (self->trace));
    }
  if (n_steps > lane->first_step)
    {
      *start_nsec = MIN (*start_nsec, ilv_lane_step_time (lane, lane->first_step));
      *end_nsec = MAX (*end_nsec, ilv_lane_step_time (lane, n_steps - 1));
    }
  *start_nsec = MIN (*start_nsec, *end_nsec);
}

void
ilv_session_go_to_lane (IlvSession *self,
                        guint       lane)
{
  IlvTarget target = { lane, ILV_NO_INDEX, ILV_NO_INDEX, ILV_NO_INDEX };
  const IlvLane *info;
  guint64 start_nsec, end_nsec, margin_nsec;
  double start, end;

  g_return_if_fail (ILV_IS_SESSION (self));

  if (!ilv_trace_has_lane (self->trace, lane))
    return;
  uncover_lane (self, lane);
  info = ilv_trace_get_lane (self->trace, lane);
  get_extent (self, info, &start_nsec, &end_nsec);
  if (ilv_lane_n_spans (info) > info->first_span)
    target.span = info->first_span;
  else if (ilv_lane_n_steps (info) > info->first_step)
    target.step = info->first_step;
  start = MAX (ilv_axis_place (self->axis, start_nsec), self->view.start_nsec);
  end = MIN (ilv_axis_place (self->axis, end_nsec), self->view.end_nsec);
  margin_nsec = MAX ((end_nsec - start_nsec) / 10, 100);
  if (end - start < (self->view.end_nsec - self->view.start_nsec) * LEAST_SHARE)
    ilv_session_show_range (self, start_nsec - MIN (margin_nsec, start_nsec),
                            end_nsec + margin_nsec);
  ilv_session_select (self, &target);
}

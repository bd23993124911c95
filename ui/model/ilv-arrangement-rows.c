/* ilv-arrangement-rows.c - Rows of a group: its lanes, and among goroutines the headings over them.
 *
 * Goroutines that come are added to what is divided already; only when something else was asked for,
 * or lanes are gone, all are divided anew.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-arrangement-private.h"

/* What the lane's heading goes by. */
static guint32
get_key (IlvArrangement *self,
         guint32         lane)
{
  const IlvGoroutine *goroutine
    = ilv_trace_get_goroutine (self->trace, ilv_trace_get_lane (self->trace, lane)->key);

  if (goroutine == NULL)
    return 0;
  return self->heading_kind == ILV_HEADING_FUNCTION ? goroutine->func : goroutine->creator;
}

static gboolean
is_divided (IlvArrangement *self,
            IlvGroup        group)
{
  return group == ILV_GROUP_GOROUTINES && self->heading_kind != ILV_HEADING_NONE;
}

static void
divide_lanes (IlvArrangement *self)
{
  guint n_gone = ilv_trace_get_n_gone (self->trace), n_lanes;
  const guint32 *lanes = ilv_arrangement_get_lanes (self, ILV_GROUP_GOROUTINES, &n_lanes);

  if (self->serial_divided != self->serial || self->n_gone_divided != n_gone)
    {
      ilv_headings_clear (self->headings);
      self->n_divided = 0;
      self->serial_divided = self->serial;
      self->n_gone_divided = n_gone;
      self->n_divisions++;
    }
  for (; self->n_divided < n_lanes; self->n_divided++)
    {
      guint32 lane = lanes[self->n_divided];

      ilv_headings_add (self->headings, ilv_arrangement_get_pinned (self, lane)
                                          ? ILV_NO_HEADING : get_key (self, lane));
    }
}

IlvHeadings *
ilv_arrangement_get_headings (IlvArrangement *self)
{
  if (self->heading_kind == ILV_HEADING_NONE)
    return NULL;
  divide_lanes (self);
  return self->headings;
}

guint
ilv_arrangement_get_division (IlvArrangement *self)
{
  divide_lanes (self);
  return self->n_divisions;
}

gboolean
ilv_arrangement_set_heading_kind (IlvArrangement *self,
                                  IlvHeadingKind  kind)
{
  if (self->heading_kind == kind)
    return FALSE;
  self->heading_kind = kind;
  /* Keys of one kind say nothing about the other. */
  ilv_headings_clear (self->headings);
  ilv_headings_set_all_folded (self->headings, FALSE);
  self->serial++;
  return TRUE;
}

IlvHeadingKind
ilv_arrangement_get_heading_kind (IlvArrangement *self)
{
  return self->heading_kind;
}

guint
ilv_arrangement_get_n_rows (IlvArrangement *self,
                            IlvGroup        group)
{
  guint n_lanes;

  if (is_divided (self, group))
    return ilv_headings_get_n_rows (ilv_arrangement_get_headings (self));
  ilv_arrangement_get_lanes (self, group, &n_lanes);
  return n_lanes;
}

IlvRow
ilv_arrangement_get_row (IlvArrangement *self,
                         IlvGroup        group,
                         guint           index)
{
  guint n_lanes, place = index;
  guint32 heading = ILV_NO_HEADING;
  const guint32 *lanes = ilv_arrangement_get_lanes (self, group, &n_lanes);

  if (is_divided (self, group))
    ilv_headings_get_row (ilv_arrangement_get_headings (self), index, &place, &heading);
  return (IlvRow) { place != ILV_NO_PLACE ? lanes[place] : ILV_NO_LANE, heading };
}

gboolean
ilv_arrangement_find_row (IlvArrangement *self,
                          IlvGroup        group,
                          guint32         lane,
                          guint          *index)
{
  if (!ilv_arrangement_find (self, group, lane, index))
    return FALSE;
  return !is_divided (self, group)
         || ilv_headings_find (ilv_arrangement_get_headings (self), *index, get_key (self, lane),
                               index);
}

guint32
ilv_arrangement_get_heading (IlvArrangement *self,
                             guint32         lane)
{
  IlvHeadings *headings = ilv_arrangement_get_headings (self);
  guint32 key;

  if (headings == NULL || ilv_trace_get_lane (self->trace, lane)->kind != ILV_LANE_GOROUTINE
      || ilv_arrangement_get_pinned (self, lane))
    return ILV_NO_HEADING;
  key = get_key (self, lane);
  return ilv_headings_get_n_lanes (headings, key) > 1 ? key : ILV_NO_HEADING;
}

guint32
ilv_arrangement_get_heading_lane (IlvArrangement *self,
                                  guint32         heading,
                                  guint           n)
{
  guint place = ilv_headings_get_nth (ilv_arrangement_get_headings (self), heading, n), n_lanes;

  return ilv_arrangement_get_lanes (self, ILV_GROUP_GOROUTINES, &n_lanes)[place];
}

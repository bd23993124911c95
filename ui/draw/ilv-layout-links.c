/* ilv-layout-links.c - Arrows from lane to lane, and what lies over everything.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#include "model/ilv-format.h"

#define MAX_LOOKED_AT 60000
#define BUCKET_PX     40
#define MAX_IN_BUCKET 8
#define HEAD_PX       4.0

static gboolean
goroutine_middle (const struct layout *self,
                  guint32              g,
                  double              *middle)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);
  double y, h;

  if (goroutine == NULL || !ilv_layout_lane_box (self, goroutine->lane, &y, &h))
    return FALSE;
  *middle = y + h / 2;
  return TRUE;
}

/* The colour of the wait that a wake-up ended. */
static IlvStyle
style_for_wake (const struct layout *self,
                const IlvEdge       *edge)
{
  const IlvGoroutine *woken = ilv_trace_get_goroutine (self->trace, edge->to);
  const IlvLane *lane = ilv_trace_get_lane (self->trace, woken->lane);
  guint index = ilv_lane_first_span_after (lane, edge->to_nsec);

  while (index > 0)
    {
      IlvSpan span = ilv_lane_get_span (lane, --index);

      if (span.state != ILV_STATE_READY && span.state != ILV_STATE_RUNNING)
        return ilv_style_for_state (span.state);
      if (span.end_nsec < edge->to_nsec)
        break;
    }
  return ILV_STYLE_WAKE;
}

static IlvStyle
style_for_edge (const struct layout *self,
                const IlvEdge       *edge)
{
  switch ((IlvEdgeKind) edge->kind)
    {
    case ILV_EDGE_CREATE:
      return ILV_STYLE_CREATE;
    case ILV_EDGE_WAKE:
      return style_for_wake (self, edge);
    case ILV_EDGE_MESSAGE:
      return ILV_STYLE_MESSAGE;
    }
  g_assert_not_reached ();
}

static gboolean
add_arrow (struct layout *self,
           const IlvEdge *edge,
           guint          index)
{
  double from_x, to_x, from_y, to_y;
  IlvShape *arrow;

  if (edge->from == edge->to || !goroutine_middle (self, edge->from, &from_y)
      || !goroutine_middle (self, edge->to, &to_y))
    return FALSE;
  from_x = ilv_layout_x (self, edge->from_nsec);
  to_x = ilv_layout_x (self, edge->to_nsec) + HEAD_PX;
  arrow = ilv_display_list_add (self->list, ILV_SHAPE_ARROW, style_for_edge (self, edge),
                                from_x, from_y, to_x - from_x, to_y - from_y);
  arrow->target.lane = ilv_trace_get_goroutine (self->trace, edge->to)->lane;
  arrow->target.edge = index;
  return TRUE;
}

/* How many edges there are in the stretch of BUCKET_PX about a time. Stretches begin at
 * multiples of their length, so an arrow does not come and go as the view moves. */
static guint *
crowd_at (const struct layout *self,
          GArray              *crowd,
          guint64              time_nsec)
{
  double bucket_nsec = self->view->nsec_per_px * BUCKET_PX;
  double place = ilv_axis_place (self->view->axis, time_nsec);
  double first = ilv_axis_place (self->view->axis, self->first_nsec);
  guint index = floor (place / bucket_nsec) - floor (first / bucket_nsec);

  if (index >= crowd->len)
    g_array_set_size (crowd, index + 1);
  return &g_array_index (crowd, guint, index);
}

/* Creations and wake-ups, but not where there are so many that nobody could follow one.
 * Values have arrows only when asked for, by selecting a span. */
void
ilv_layout_arrows (struct layout *self)
{
  guint first = ilv_trace_first_moment_from (self->trace, self->first_nsec);
  guint end = ilv_trace_first_moment_from (self->trace, self->last_nsec + 1);
  g_autoptr(GArray) crowd = g_array_new (FALSE, TRUE, sizeof (guint));
  IlvEdge edge;

  if (end - first > MAX_LOOKED_AT)
    return;
  for (guint i = first; i < end; i++)
    if (ilv_trace_get_edge (self->trace, i, &edge) && edge.kind != ILV_EDGE_MESSAGE)
      ++*crowd_at (self, crowd, edge.to_nsec);
  for (guint i = first; i < end; i++)
    if (ilv_trace_get_edge (self->trace, i, &edge) && edge.kind != ILV_EDGE_MESSAGE
        && *crowd_at (self, crowd, edge.to_nsec) <= MAX_IN_BUCKET)
      add_arrow (self, &edge, i);
}

/* --- Selection, hover, playhead -------------------------------------------- */

static void
add_frame (struct layout   *self,
           IlvStyle         style,
           const IlvTarget *target)
{
  const IlvLane *lane;
  double x, y, w, h;

  if (target->lane >= ilv_trace_get_n_lanes (self->trace)
      || !ilv_layout_lane_box (self, target->lane, &y, &h))
    return;
  lane = ilv_trace_get_lane (self->trace, target->lane);
  if (target->span < ilv_lane_n_spans (lane))
    {
      IlvSpan span = ilv_lane_get_span (lane, target->span);

      if (span.start_nsec > self->last_nsec || span.end_nsec < self->first_nsec)
        return;
      ilv_layout_span_box (self, lane, target->span, &x, &w);
    }
  else if (target->step < ilv_lane_n_steps (lane))
    {
      x = ilv_layout_x (self, ilv_lane_get_step (lane, target->step).time_nsec) - 1;
      w = 3;
      if (x < self->left || x > self->right)
        return;
    }
  else
    {
      return;
    }
  ilv_display_list_add (self->list, ILV_SHAPE_FRAME, style, x - 1, y + 3, w + 2, h - 6)
    ->flags = ILV_SHAPE_MUTED;
}

/* What went to and from the selected span. */
static void
add_related (struct layout   *self,
             const IlvTarget *target)
{
  guint first, end;
  IlvEdge edge;
  const IlvLane *lane;
  IlvSpan span;

  if (target->lane >= ilv_trace_get_n_lanes (self->trace))
    return;
  lane = ilv_trace_get_lane (self->trace, target->lane);
  if (lane->kind != ILV_LANE_GOROUTINE || target->span >= ilv_lane_n_spans (lane))
    return;
  span = ilv_lane_get_span (lane, target->span);
  first = ilv_trace_first_moment_from (self->trace, span.start_nsec);
  end = span.end_nsec == ILV_TIME_OPEN ? ilv_trace_get_n_moments (self->trace)
                                       : ilv_trace_first_moment_from (self->trace,
                                                                      span.end_nsec + 1);
  end = MIN (end, first + MAX_LOOKED_AT);
  for (guint i = first; i < end; i++)
    if (ilv_trace_get_edge (self->trace, i, &edge)
        && (edge.from == lane->key || edge.to == lane->key))
      add_arrow (self, &edge, i);
}

static void
add_playhead (struct layout *self,
              double         height)
{
  guint64 playhead_nsec = ilv_session_get_playhead (self->session);
  gboolean has_ruler = (self->view->parts & ILV_PART_RULER) != 0;
  g_autofree char *text = NULL;
  double x, text_x, width;

  if (playhead_nsec < self->first_nsec || playhead_nsec > self->last_nsec)
    return;
  x = ilv_layout_x (self, playhead_nsec);
  ilv_display_list_add (self->list, ILV_SHAPE_LINE, ILV_STYLE_PLAYHEAD, x, 0, 0, height)->flags
    = ILV_SHAPE_MUTED;
  if (!has_ruler)
    return;
  text = ilv_format_time (playhead_nsec, MAX (ilv_layout_column_nsec (self, ilv_layout_column (self, playhead_nsec)),
                               1));
  width = ilv_layout_text_width (self, ILV_FONT_HEADING, text);
  text_x = x + 9 + width <= self->right ? x + 9 : x - 9 - width;
  /* The ruler's own times make room for it. */
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_RULER, text_x - 3,
                        self->lanes_y - 25, width + 6, 15)->flags = ILV_SHAPE_MUTED;
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_PLAYHEAD, x - 5,
                        self->lanes_y - 24, 11, 10)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_ROUNDED;
  ilv_display_list_add_text (self->list, ILV_STYLE_PLAYHEAD, ILV_FONT_HEADING, text, text_x,
                             self->lanes_y - 14, width, 0);
}

/* A flag with the marker's letter on the ruler, a line over the lanes. */
static void
add_marker (struct layout *self,
            IlvMarker      marker,
            double         height)
{
  static const char *const letters[ILV_N_MARKERS] = { [ILV_MARKER_A] = "A", [ILV_MARKER_B] = "B" };
  guint64 time_nsec = ilv_session_get_marker (self->session, marker);
  double x;

  if (time_nsec == ILV_TIME_OPEN || time_nsec < self->first_nsec || time_nsec > self->last_nsec)
    return;
  x = ilv_layout_x (self, time_nsec);
  ilv_display_list_add (self->list, ILV_SHAPE_LINE, ILV_STYLE_MARKER, x, 0, 0, height)->flags
    = ILV_SHAPE_MUTED | ILV_SHAPE_DASHED;
  if ((self->view->parts & ILV_PART_RULER) == 0)
    return;
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_MARKER, x - 7, self->lanes_y - 15, 14,
                        14)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_ROUNDED;
  ilv_display_list_add_text (self->list, ILV_STYLE_MARKER, ILV_FONT_HEADING, letters[marker],
                             x - 7, self->lanes_y - 4, 14, ILV_SHAPE_CENTRED);
}

/* From one marker to the other, with the time between. */
static void
add_distance (struct layout *self)
{
  guint64 a = ilv_session_get_marker (self->session, ILV_MARKER_A);
  guint64 b = ilv_session_get_marker (self->session, ILV_MARKER_B);
  g_autofree char *text = NULL;
  double x0, x1, w;

  if (a == ILV_TIME_OPEN || b == ILV_TIME_OPEN || (self->view->parts & ILV_PART_RULER) == 0
      || MAX (a, b) < self->first_nsec || MIN (a, b) > self->last_nsec)
    return;
  x0 = MAX (ilv_layout_x (self, MIN (a, b)), self->left);
  x1 = MIN (ilv_layout_x (self, MAX (a, b)), self->right);
  text = ilv_format_duration (MAX (a, b) - MIN (a, b));
  w = ilv_layout_text_width (self, ILV_FONT_HEADING, text);
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_MARKER, x0, self->lanes_y - 3, x1 - x0,
                        3)->flags = ILV_SHAPE_MUTED;
  if (x1 - x0 < w + 30)
    x0 = MIN (x1 + 10, self->right - w - 8);
  else
    x0 = (x0 + x1 - w) / 2;
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_MARKER, x0 - 4, self->lanes_y - 16,
                        w + 8, 13)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_ROUNDED;
  ilv_display_list_add_text (self->list, ILV_STYLE_MARKER, ILV_FONT_HEADING, text, x0,
                             self->lanes_y - 6, w, 0);
}

void
ilv_layout_overlay (struct layout *self,
                    double         height)
{
  IlvTarget selected = ilv_session_get_selected (self->session);
  IlvTarget hovered = ilv_session_get_hovered (self->session);

  if (!ilv_target_equal (&hovered, &selected))
    add_frame (self, ILV_STYLE_HOVERED, &hovered);
  add_frame (self, ILV_STYLE_SELECTED, &selected);
  add_related (self, &selected);
  add_distance (self);
  for (guint marker = 0; marker < ILV_N_MARKERS; marker++)
    add_marker (self, marker, height);
  add_playhead (self, height);
}

/* ilv-layout-links.c - Arrows from lane to lane, and what lies over everything.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#include "model/ilv-causality.h"
#include "model/ilv-format.h"
#include "model/ilv-search.h"

/* Moments: in a stretch of the picture, in a selected span. */
#define MAX_LOOKED_AT 2000
#define MAX_RELATED   60000
#define BUCKET_PX     40
#define MAX_IN_BUCKET 8
#define HEAD_PX       4.0
#define FLAG_PX       14.0

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
    case ILV_EDGE_TIMER:
      return ILV_STYLE_TIMER;
    }
  g_assert_not_reached ();
}

/* Where an arrow begins: at a goroutine, or at a timer. */
static gboolean
origin_middle (const struct layout *self,
               const IlvEdge       *edge,
               double              *middle)
{
  const IlvObject *timer;
  double y, h;

  if (edge->kind != ILV_EDGE_TIMER)
    return goroutine_middle (self, edge->from, middle);
  timer = ilv_trace_get_object (self->trace, edge->object);
  if (!ilv_layout_lane_box (self, timer->lane, &y, &h))
    return FALSE;
  *middle = y + h / 2;
  return TRUE;
}

static gboolean
add_arrow (struct layout *self,
           const IlvEdge *edge,
           guint          index)
{
  double from_x, to_x, from_y, to_y;
  IlvShape *arrow;

  if (edge->from == edge->to || !origin_middle (self, edge, &from_y)
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

/* Arrows are drawn but where there are so many that nobody could follow one. That is judged for
 * each stretch of BUCKET_PX by itself; stretches begin at multiples of their length, so an arrow does
 * not come and go as the view moves. */
static guint64
bucket_start (const struct layout *self,
              double               bucket)
{
  double place = bucket * BUCKET_PX * self->view->nsec_per_px;

  return CLAMP (ceil (ilv_axis_time (self->view->axis, place)), 0, 9e18);
}

static double
bucket_at (const struct layout *self,
           guint64              time_nsec)
{
  double place = ilv_axis_place (self->view->axis, time_nsec);

  return floor (place / (BUCKET_PX * self->view->nsec_per_px));
}

/* Nearly: not every moment of these kinds has an edge. */
static gboolean
has_arrow (const struct layout *self,
           guint                moment)
{
  IlvMomentKind kind = ilv_trace_get_moment_kind (self->trace, moment);

  return kind == ILV_MOMENT_CREATE || kind == ILV_MOMENT_WAKE || kind == ILV_MOMENT_FIRE;
}

/* Looks at no more moments than it takes to see that they are too many. */
static gboolean
is_crowded (const struct layout *self,
            guint                from,
            guint                to)
{
  guint n_arrows = 0;

  if (to - from > MAX_LOOKED_AT)
    return TRUE;
  for (guint i = from; i < to && n_arrows <= MAX_IN_BUCKET; i++)
    n_arrows += has_arrow (self, i);
  return n_arrows > MAX_IN_BUCKET;
}

static void
add_arrows (struct layout *self,
            guint          from,
            guint          to)
{
  IlvEdge edge;

  if (is_crowded (self, from, to))
    return;
  for (guint i = from; i < to; i++)
    if (has_arrow (self, i) && ilv_trace_get_edge (self->trace, i, &edge)
        && edge.to_nsec >= self->first_nsec && edge.to_nsec <= self->last_nsec)
      add_arrow (self, &edge, i);
}

/* Creations and wake-ups. Values have arrows only when asked for, by selecting a span. */
void
ilv_layout_arrows (struct layout *self)
{
  guint n = ilv_trace_get_n_moments (self->trace);
  guint i = ilv_trace_first_moment_from (self->trace,
                                         bucket_start (self, bucket_at (self, self->first_nsec)));

  while (i < n)
    {
      guint64 time_nsec = ilv_trace_get_moment (self->trace, i).time_nsec;
      guint64 end_nsec = bucket_start (self, bucket_at (self, time_nsec) + 1);
      guint end = ilv_trace_first_moment_from (self->trace, MAX (end_nsec, time_nsec + 1));

      if (time_nsec > self->last_nsec)
        return;
      add_arrows (self, i, end);
      i = end;
    }
}

/* --- Selection, hover, playhead -------------------------------------------- */

static void
add_frame (struct layout   *self,
           IlvStyle         style,
           const IlvTarget *target)
{
  const IlvLane *lane;
  double x, y, w, h;

  if (!ilv_trace_has_lane (self->trace, target->lane)
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

  if (!ilv_trace_has_lane (self->trace, target->lane))
    return;
  lane = ilv_trace_get_lane (self->trace, target->lane);
  if (lane->kind != ILV_LANE_GOROUTINE || target->span >= ilv_lane_n_spans (lane))
    return;
  span = ilv_lane_get_span (lane, target->span);
  first = ilv_trace_first_moment_from (self->trace, span.start_nsec);
  end = span.end_nsec == ILV_TIME_OPEN ? ilv_trace_get_n_moments (self->trace)
                                       : ilv_trace_first_moment_from (self->trace,
                                                                      span.end_nsec + 1);
  end = MIN (end, first + MAX_RELATED);
  for (guint i = first; i < end; i++)
    if (ilv_trace_get_edge (self->trace, i, &edge)
        && (edge.from == lane->key || edge.to == lane->key))
      add_arrow (self, &edge, i);
}

/* A line through ruler and lanes, not through a title above. */
static void
add_time_line (struct layout *self,
               IlvStyle       style,
               IlvShapeFlags  flags,
               double         x,
               double         height)
{
  double top = MAX (self->lanes_y - ilv_layout_get_ruler_height (), 0);

  ilv_display_list_add (self->list, ILV_SHAPE_LINE, style, x, top, 0, height - top)->flags
    = ILV_SHAPE_MUTED | flags;
}

/* Where the marker's flag is, if it is in sight: whole, also at the end of a picture. */
static gboolean
find_flag (struct layout *self,
           IlvMarker      marker,
           double        *x)
{
  guint64 time_nsec = ilv_session_get_marker (self->session, marker);

  if (time_nsec == ILV_TIME_OPEN || time_nsec < self->first_nsec || time_nsec > self->last_nsec)
    return FALSE;
  *x = MIN (ilv_layout_x (self, time_nsec), self->right - FLAG_PX / 2) - FLAG_PX / 2;
  return TRUE;
}

static gboolean
covers_flag (struct layout *self,
             double         x,
             double         width)
{
  double flag_x;

  for (guint marker = 0; marker < ILV_N_MARKERS; marker++)
    if (find_flag (self, marker, &flag_x) && flag_x < x + width && flag_x + FLAG_PX > x)
      return TRUE;
  return FALSE;
}

static void
add_playhead_time (struct layout *self,
                   guint64        playhead_nsec,
                   double         x)
{
  g_autofree char *text = NULL;
  double text_x, other_x, width;

  text = ilv_format_time (playhead_nsec, MAX (ilv_layout_column_nsec (self, ilv_layout_column (self, playhead_nsec)),
                               1));
  width = ilv_layout_text_width (self, ILV_FONT_HEADING, text);
  text_x = x + 9;
  other_x = x - 9 - width;
  if (text_x + width > self->right
      || (covers_flag (self, text_x, width) && other_x >= self->left
          && !covers_flag (self, other_x, width)))
    text_x = other_x;
  /* The ruler's own times make room for it. */
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_RULER, text_x - 3,
                        self->lanes_y - 25, width + 6, 20)->flags = ILV_SHAPE_MUTED;
  ilv_display_list_add_text (self->list, ILV_STYLE_PLAYHEAD, ILV_FONT_HEADING, text, text_x,
                             self->lanes_y - 14, width, 0);
}

static gboolean
has_note_at (const struct layout *self,
             guint64              time_nsec)
{
  for (guint i = 0; i < ilv_session_get_n_notes (self->session); i++)
    if (ilv_session_get_note (self->session, i).time_nsec == time_nsec)
      return TRUE;
  return FALSE;
}

/* Its time would cover a note that was just written there: the note is what one wants to see. */
static void
add_playhead (struct layout *self,
              double         height)
{
  guint64 playhead_nsec = ilv_session_get_playhead (self->session);
  double x;

  if (playhead_nsec < self->first_nsec || playhead_nsec > self->last_nsec)
    return;
  x = ilv_layout_x (self, playhead_nsec);
  add_time_line (self, ILV_STYLE_PLAYHEAD, 0, x, height);
  if ((self->view->parts & ILV_PART_RULER) == 0)
    return;
  if (!has_note_at (self, playhead_nsec))
    add_playhead_time (self, playhead_nsec, x);
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_PLAYHEAD, x - 5,
                        self->lanes_y - 24, 11, 10)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_ROUNDED;
}

/* A flag with the marker's letter on the ruler, a line over the lanes. */
static void
add_marker (struct layout *self,
            IlvMarker      marker,
            double         height)
{
  static const char *const letters[ILV_N_MARKERS] = { [ILV_MARKER_A] = "A", [ILV_MARKER_B] = "B" };
  double x;

  if (!find_flag (self, marker, &x))
    return;
  add_time_line (self, ILV_STYLE_MARKER, ILV_SHAPE_DASHED,
                 ilv_layout_x (self, ilv_session_get_marker (self->session, marker)), height);
  if ((self->view->parts & ILV_PART_RULER) == 0)
    return;
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_MARKER, x, self->lanes_y - 15,
                        FLAG_PX, 14)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_ROUNDED;
  ilv_display_list_add_text (self->list, ILV_STYLE_MARKER, ILV_FONT_HEADING, letters[marker],
                             x, self->lanes_y - 4, FLAG_PX, ILV_SHAPE_CENTRED);
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

/* A bar along a lane from one time to another, as far as it is in sight. */
static void
add_bar (struct layout *self,
         IlvStyle       style,
         guint32        lane,
         guint64        start_nsec,
         guint64        end_nsec,
         double         from_top,
         double         thickness)
{
  double x, end, y, h;

  if (start_nsec > self->last_nsec || end_nsec < self->first_nsec
      || !ilv_layout_lane_box (self, lane, &y, &h))
    return;
  x = MAX (ilv_layout_x (self, start_nsec), self->left);
  end = MIN (MAX (ilv_layout_x (self, MIN (end_nsec, self->last_nsec)), x + 2), self->right);
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, style, x,
                        from_top >= 0 ? y + from_top : y + h + from_top, end - x,
                        thickness)->flags = ILV_SHAPE_MUTED;
}

/* Neighbours closer than a pixel are drawn once: a search may find a hundred thousand. */
static void
add_matches (struct layout *self)
{
  const GArray *matches = ilv_session_get_matches (self->session);
  double last_x = -G_MAXDOUBLE;
  guint32 last_lane = ILV_NO_LANE;

  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      const IlvMatch *match = &g_array_index (matches, IlvMatch, i);
      double x = ilv_layout_x (self, match->start_nsec);

      if (x == last_x && match->target.lane == last_lane)
        continue;
      last_x = x;
      last_lane = match->target.lane;
      add_bar (self, ILV_STYLE_MATCH, match->target.lane, match->start_nsec, match->end_nsec, 1, 3);
    }
}

/* Along the lanes, and from each to the next where the path changes lanes. */
static void
add_path (struct layout *self)
{
  const GArray *path = ilv_session_get_path (self->session);

  for (guint i = 0; path != NULL && i < path->len; i++)
    {
      const IlvPathStep *step = &g_array_index (path, IlvPathStep, i);
      double y, h, before_y, before_h;

      add_bar (self, ILV_STYLE_PATH, step->lane, step->start_nsec, step->end_nsec, -4, 3);
      if (i + 1 == path->len || step->start_nsec < self->first_nsec
          || step->start_nsec > self->last_nsec || step[1].lane == step->lane
          || !ilv_layout_lane_box (self, step->lane, &y, &h)
          || !ilv_layout_lane_box (self, step[1].lane, &before_y, &before_h))
        continue;
      ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_PATH,
                            ilv_layout_x (self, step->start_nsec) - 1,
                            MIN (y + h, before_y + before_h) - 3, 2,
                            fabs (before_y + before_h - y - h))->flags = ILV_SHAPE_MUTED;
    }
}

/* What led to the hovered event, and what it may lead to; what is in neither could as well
 * have happened before as after. */
static void
add_cone (struct layout   *self,
          const IlvTarget *target)
{
  g_autoptr(IlvCone) cone = NULL;
  const IlvLane *lane;
  guint n_lanes;
  const guint32 *lanes = ilv_session_get_lanes (self->session, ILV_GROUP_GOROUTINES, &n_lanes);

  if (!ilv_session_get_shows_cone (self->session)
      || !ilv_trace_has_lane (self->trace, target->lane))
    return;
  lane = ilv_trace_get_lane (self->trace, target->lane);
  if (lane->kind != ILV_LANE_GOROUTINE || target->span >= ilv_lane_n_spans (lane))
    return;
  cone = ilv_cone_new (self->trace, lane->key, ilv_lane_span_start (lane, target->span),
                       self->first_nsec, self->last_nsec);
  for (guint i = 0; i < n_lanes; i++)
    {
      guint32 g = ilv_trace_get_lane (self->trace, lanes[i])->key;
      guint64 time_nsec;
      double y, h;

      if (!ilv_layout_lane_box (self, lanes[i], &y, &h)
          || (self->view->height_px > 0
              && (y + h < self->lanes_y + self->view->top_px
                  || y > self->lanes_y + self->view->top_px + self->view->height_px)))
        continue;
      if (ilv_cone_get_past (cone, g, &time_nsec))
        add_bar (self, ILV_STYLE_PAST, lanes[i], self->first_nsec, time_nsec, 0, 3);
      if (ilv_cone_get_future (cone, g, &time_nsec))
        add_bar (self, ILV_STYLE_FUTURE, lanes[i], time_nsec,
                 ilv_trace_get_end_nsec (self->trace), 0, 3);
    }
}

static void
add_selected_heading (struct layout *self)
{
  double y, h;

  if (ilv_layout_get_heading_y (self->session, ilv_session_get_selected_heading (self->session), &y,
                                &h))
    ilv_layout_muted (self, ILV_SHAPE_FRAME, ILV_STYLE_SELECTED, self->left + 1,
                      self->lanes_y + y + 2, self->right - self->left - 2, h - 5);
}

void
ilv_layout_overlay (struct layout *self,
                    double         height)
{
  IlvTarget selected = ilv_session_get_selected (self->session);
  IlvTarget hovered = ilv_session_get_hovered (self->session);

  add_matches (self);
  add_path (self);
  add_cone (self, hovered.lane != ILV_NO_LANE ? &hovered : &selected);
  if (!ilv_target_equal (&hovered, &selected))
    add_frame (self, ILV_STYLE_HOVERED, &hovered);
  add_frame (self, ILV_STYLE_SELECTED, &selected);
  add_selected_heading (self);
  add_related (self, &selected);
  add_distance (self);
  for (guint marker = 0; marker < ILV_N_MARKERS; marker++)
    add_marker (self, marker, height);
  add_playhead (self, height);
}

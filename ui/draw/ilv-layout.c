/* ilv-layout.c - From a trace and a view to a list of shapes: the sheet.
 *
 * Everything the user sees of a run is decided here and in the ilv-layout files
 * beside it, and nowhere else: the painter, the SVG writer and the pointer read the
 * list this makes. Layout has no state; ask again when something has changed.
 *
 * A sheet is a stack: title, ruler, groups of lanes, legend. Where a lane is follows from its number
 * in its group (ilv-layout-stack.c); only those in sight are laid out.
 *
 * Times become pixels in double precision and are cut to the sheet before any
 * painter sees them: cairo counts in 1/256 px and 32 bits.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LEGEND_PX      34.0
#define MIN_HEADER_PX  110.0
#define MAX_HEADER_PX  260.0
#define INDENT_PX      14.0 /* of a goroutine below the one that started it */
#define DOT_X          18.0
#define MAX_MEASURED   200 /* lanes whose names decide how wide the header column is */

static const char *const headings[ILV_N_GROUPS] = {
  [ILV_GROUP_THREADS] = N_("THREADS"),
  [ILV_GROUP_GOROUTINES] = N_("GOROUTINES"),
  [ILV_GROUP_CHANNELS] = N_("CHANNELS"),
  [ILV_GROUP_SYNC] = N_("SYNC"),
  [ILV_GROUP_TIMERS] = N_("TIMERS"),
  [ILV_GROUP_TASKS] = N_("TASKS"),
  [ILV_GROUP_COUNTERS] = N_("COUNTERS"),
  [ILV_GROUP_LIBRARY] = N_("LIBRARIES"),
};

/* --- Times and pixels ---------------------------------------------------- */

IlvViewport
ilv_viewport_for_session (IlvSession *session,
                          IlvParts    parts,
                          double      width_px,
                          double      header_px)
{
  IlvViewport viewport = { .parts = parts, .width_px = width_px, .header_px = header_px };
  double start_nsec, end_nsec;

  ilv_session_get_view (session, &start_nsec, &end_nsec);
  viewport.axis = ilv_session_get_axis (session);
  viewport.start_nsec = start_nsec;
  viewport.nsec_per_px = (end_nsec - start_nsec) / MAX (width_px - header_px, 1);
  return viewport;
}

double
ilv_viewport_x (const IlvViewport *viewport,
                guint64            time_nsec)
{
  double place = ilv_axis_place (viewport->axis, time_nsec);

  return viewport->header_px + (place - viewport->start_nsec) / viewport->nsec_per_px;
}

guint64
ilv_viewport_time (const IlvViewport *viewport,
                   double             x)
{
  double place = viewport->start_nsec + (x - viewport->header_px) * viewport->nsec_per_px;
  double time = ilv_axis_time (viewport->axis, place);

  return CLAMP (time, 0, 9e18);
}

double
ilv_layout_x (const struct layout *self,
              guint64              time_nsec)
{
  double x = floor (ilv_viewport_x (self->view, time_nsec) + 0.5);

  return CLAMP (x, self->left - 100, self->right + 100);
}

double
ilv_layout_column (const struct layout *self,
                   guint64              time_nsec)
{
  return floor (ilv_viewport_x (self->view, time_nsec) - self->left);
}

guint64
ilv_layout_column_start (const struct layout *self,
                         double               column)
{
  return ilv_viewport_time (self->view, self->left + column);
}

double
ilv_layout_column_nsec (const struct layout *self,
                        double               column)
{
  if (self->view->axis == NULL)
    return self->view->nsec_per_px;
  return MAX (ilv_layout_column_start (self, column + 1) - ilv_layout_column_start (self, column),
              1.0);
}

double
ilv_layout_text_width (const struct layout *self,
                       IlvFont              font,
                       const char          *text)
{
  return self->measure.width (self->measure.data, font, text);
}

IlvShape *
ilv_layout_muted (struct layout *self,
                  IlvShapeKind   kind,
                  IlvStyle       style,
                  double         x,
                  double         y,
                  double         w,
                  double         h)
{
  IlvShape *shape = ilv_display_list_add (self->list, kind, style, x, y, w, h);

  shape->flags = ILV_SHAPE_MUTED;
  return shape;
}

/* --- Lanes -------------------------------------------------------------------------- */

static double
lane_header_width (IlvSession     *session,
                   IlvTextMeasure  measure,
                   guint32         lane)
{
  IlvTrace *trace = ilv_session_get_trace (session);
  g_autofree char *name = ilv_trace_dup_lane_name (trace, lane);
  g_autofree char *detail = ilv_trace_dup_lane_detail (trace, lane, ILV_TIME_OPEN);

  return ILV_LAYOUT_NAME_X + INDENT_PX * ilv_session_get_lane_depth (session, lane)
         + measure.width (measure.data, ILV_FONT_NAME, name) + 12
         + measure.width (measure.data, ILV_FONT_SMALL, detail) + ILV_LAYOUT_PAD_PX;
}

double
ilv_layout_get_header_width (IlvSession    *session,
                             IlvTextMeasure measure)
{
  double width = MIN_HEADER_PX;

  for (guint group = 0; group < ILV_N_GROUPS; group++)
    for (guint i = 0; i < MIN (ilv_session_get_n_rows (session, group), MAX_MEASURED); i++)
      {
        IlvRow row = ilv_session_get_row (session, group, i);

        width = MAX (width, row.lane != ILV_NO_LANE
                              ? lane_header_width (session, measure, row.lane)
                              : ilv_layout_heading_width (session, measure, row.heading));
      }
  return ceil (MIN (width, MAX_HEADER_PX));
}

static void
add_header (struct layout *self,
            const IlvLane *lane,
            double         y,
            double         h)
{
  g_autofree char *name = ilv_trace_dup_lane_name (self->trace, lane->id);
  g_autofree char *detail = ilv_trace_dup_lane_detail (self->trace, lane->id,
                                                       ilv_session_get_playhead (self->session));
  double right = self->left - ILV_LAYOUT_PAD_PX;
  double detail_px = ilv_layout_text_width (self, ILV_FONT_SMALL, detail);
  double name_x = ILV_LAYOUT_NAME_X + INDENT_PX * ilv_session_get_lane_depth (self->session, lane->id);
  double room = right - name_x - (detail_px > 0 ? detail_px + 8 : 0);
  IlvShape *ground;

  ground = ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_NAME, 0, y, self->left,
                                 h - 1);
  ground->target.lane = lane->id;
  if (lane->kind == ILV_LANE_GOROUTINE)
    ilv_layout_muted (self, ILV_SHAPE_DOT, ilv_style_for_goroutine (lane->key),
                      name_x - ILV_LAYOUT_NAME_X + DOT_X, y + h / 2, 4, 0);
  ilv_display_list_add_text (self->list, ILV_STYLE_NAME, ILV_FONT_NAME, name, name_x,
                             y + h / 2 + 4.5, MAX (room, 20), ILV_SHAPE_ELLIPSIZED);
  if (ilv_session_get_lane_pinned (self->session, lane->id))
    ilv_layout_muted (self, ILV_SHAPE_RECT, ILV_STYLE_SELECTED, 0, y + 3, 3, h - 7);
  if (detail_px > 0 && room >= 20)
    ilv_display_list_add_text (self->list, ILV_STYLE_DETAIL, ILV_FONT_SMALL, detail,
                               right - detail_px, y + h / 2 + 4, detail_px, ILV_SHAPE_RIGHT);
}

static void
add_lane (struct layout *self,
          const IlvLane *lane,
          double         y,
          double         h)
{
  switch ((IlvLaneKind) lane->kind)
    {
    case ILV_LANE_PROC:
      ilv_layout_proc (self, lane, y, h);
      break;
    case ILV_LANE_MACHINE:
      ilv_layout_machine (self, lane, y, h);
      break;
    case ILV_LANE_GOROUTINE:
      ilv_layout_goroutine (self, lane, y, h);
      ilv_layout_leak (self, lane, y, h);
      break;
    case ILV_LANE_CHANNEL:
      ilv_layout_channel (self, lane, y, h);
      ilv_layout_context (self, lane, y, h);
      break;
    case ILV_LANE_WAIT_GROUP:
      ilv_layout_wait_group (self, lane, y, h);
      break;
    case ILV_LANE_MUTEX:
      ilv_layout_holders (self, lane, y, h);
      ilv_layout_queue (self, lane, y, h);
      break;
    case ILV_LANE_ONCE:
      ilv_layout_once (self, lane, y, h);
      break;
    case ILV_LANE_COND:
      ilv_layout_cond (self, lane, y, h);
      break;
    case ILV_LANE_TIMER:
      ilv_layout_timer (self, lane, y, h);
      break;
    case ILV_LANE_TASK:
      ilv_layout_task (self, lane, y, h);
      break;
    case ILV_LANE_GONE:
    case ILV_LANE_REGIONS: /* in their goroutine's */
      break;
    case ILV_LANE_COUNTER:
      ilv_layout_counter (self, lane, y, h);
      break;
    }
}

static void
add_heading (struct layout *self,
             IlvGroup       group,
             double         y)
{
  gboolean is_folded = ilv_session_get_folded (self->session, group);
  g_autofree char *text = NULL;

  ilv_layout_muted (self, ILV_SHAPE_RECT, ILV_STYLE_HEADING, 0, y, self->view->width_px,
                    ILV_LAYOUT_HEADING_PX);
  if ((self->view->parts & ILV_PART_HEADERS) == 0)
    return;
  text = is_folded ? g_strdup_printf ("▸ %s (%u)", _(headings[group]),
                                      ilv_session_count_lanes (self->session, group))
                   : g_strdup (_(headings[group]));
  ilv_display_list_add_text (self->list, ILV_STYLE_HEADING, ILV_FONT_HEADING, text, 12, y + 14,
                             self->view->width_px - 24, 0);
}

/* Why there is nothing below a heading. On the screen a click takes the reason away. */
static void
add_hint (struct layout *self,
          IlvGroup       group,
          double         y)
{
  guint n_lanes = ilv_session_count_lanes (self->session, group);
  gboolean is_filtered = *ilv_session_get_filter (self->session) != '\0';
  const char *format
    = is_filtered ? g_dngettext (GETTEXT_PACKAGE, "%u lane hidden by the filter",
                                 "%u lanes hidden by the filter", n_lanes)
                  : g_dngettext (GETTEXT_PACKAGE, "%u lane hidden", "%u lanes hidden", n_lanes);
  g_autofree char *text = g_strdup_printf (format, n_lanes);
  const char *link = is_filtered ? _("Clear the filter") : _("Show all lanes");
  double text_px = ilv_layout_text_width (self, ILV_FONT_SMALL, text);
  double link_px = ilv_layout_text_width (self, ILV_FONT_SMALL, link);
  double x = self->left + ILV_LAYOUT_PAD_PX;

  if ((self->view->parts & ILV_PART_LANES) == 0 || self->right <= self->left)
    return;
  ilv_display_list_add_text (self->list, ILV_STYLE_DETAIL, ILV_FONT_SMALL, text, x, y + 15,
                             MAX (self->right - x, 20), ILV_SHAPE_ELLIPSIZED);
  x += text_px + 12;
  if (self->view->parts & ILV_PART_TITLE || x + link_px > self->right)
    return;
  ilv_display_list_add_text (self->list, ILV_STYLE_HOVERED, ILV_FONT_SMALL, link, x, y + 15, link_px,
                             0);
  ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_HOVERED, x, y + 17.5, link_px, 0);
}

/* All that was drawn for a lane belongs to it, also labels and lines nobody can hit; but for what
 * is a lane of its own in there. */
static void
claim_for_lane (struct layout *self,
                guint          from,
                guint32        lane)
{
  for (guint i = from; i < self->list->shapes->len; i++)
    if (g_array_index (self->list->shapes, IlvShape, i).target.lane == ILV_NO_LANE)
      g_array_index (self->list->shapes, IlvShape, i).target.lane = lane;
}

/* One lane of a group, with its header. */
static void
add_row (struct layout *self,
         guint32        id,
         double         y,
         double         h)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, id);
  guint n_before = self->list->shapes->len;

  ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_NAME, 0, y + h - 1, self->view->width_px, 0);
  if (self->view->parts & ILV_PART_HEADERS)
    add_header (self, lane, y, h);
  if (self->view->parts & ILV_PART_LANES)
    add_lane (self, lane, y, h);
  claim_for_lane (self, n_before, id);
}

/* Those of the group's rows that are in sight, from the @from-th on and @n at most. Returns where
 * to go on; G_MAXUINT: these were all. */
static guint
add_group (struct layout *self,
           IlvGroup       group,
           guint          from,
           guint          n)
{
  guint n_rows = ilv_session_get_n_rows (self->session, group);
  double h = ilv_layout_lane_px (group);
  double top = self->lanes_y + ilv_layout_group_y (self->session, group);
  double see_from = self->lanes_y + self->view->top_px;
  double see_to = self->view->height_px > 0 ? see_from + self->view->height_px : G_MAXDOUBLE;
  double skipped = floor ((see_from - top - ILV_LAYOUT_HEADING_PX) / h);

  if (!ilv_layout_has_heading (self->session, group))
    return G_MAXUINT;
  if (from == 0 && top + ILV_LAYOUT_HEADING_PX >= see_from && top <= see_to)
    add_heading (self, group, top);
  if (from == 0 && ilv_layout_has_hint (self->session, group) && top + ILV_LAYOUT_HEADING_PX <= see_to)
    add_hint (self, group, top + ILV_LAYOUT_HEADING_PX);
  for (guint i = MAX (CLAMP (skipped, 0, n_rows), from); i < n_rows; i++, n--)
    {
      double y = top + ILV_LAYOUT_HEADING_PX + i * h;
      IlvRow row;

      if (y > see_to)
        break;
      if (n == 0)
        return i;
      row = ilv_session_get_row (self->session, group, i);
      if (row.lane != ILV_NO_LANE)
        add_row (self, row.lane, y, h);
      else
        ilv_layout_heading (self, row.heading, y, h);
    }
  return G_MAXUINT;
}

/* --- The whole ------------------------------------------------------------------------------ */

struct _IlvLayout
{
  struct layout layout;
  IlvViewport view;
  double lanes_height;
  guint group, lane;     /* where to go on */
  guint n_done, n_lanes; /* about: of those laid out */
};

static gboolean
has_lanes (const IlvLayout *self)
{
  return (self->view.parts & (ILV_PART_LANES | ILV_PART_HEADERS)) != 0;
}

/* What lies behind the lanes. */
static void
begin_lanes (IlvLayout *self)
{
  struct layout *layout = &self->layout;

  if ((self->view.parts & ILV_PART_LANES) == 0)
    return;
  ilv_layout_bands (layout, layout->lanes_y, self->lanes_height);
  ilv_layout_grid (layout, layout->lanes_y, self->lanes_height);
}

/* FALSE: these were the last. */
static gboolean
add_lanes (IlvLayout *self,
           guint      n)
{
  self->n_done += MIN (n, self->n_lanes - self->n_done);
  for (; self->group < ILV_N_GROUPS && n > 0; self->group++)
    {
      guint n_rows, next = add_group (&self->layout, self->group, self->lane, n);

      if (next != G_MAXUINT)
        {
          self->lane = next;
          return TRUE;
        }
      n_rows = ilv_session_get_n_rows (self->layout.session, self->group);
      n -= MIN (n, n_rows - MIN (self->lane, n_rows));
      self->lane = 0;
    }
  return self->group < ILV_N_GROUPS;
}

/* What lies over them. */
static void
end_lanes (IlvLayout *self)
{
  ilv_layout_light (&self->layout);
  if (self->view.parts & ILV_PART_ARROWS)
    ilv_layout_arrows (&self->layout);
  if (self->view.parts & ILV_PART_LANES)
    ilv_layout_breaks (&self->layout, self->layout.lanes_y, self->lanes_height);
}

static void
init_layout (struct layout     *self,
             IlvSession        *session,
             const IlvViewport *viewport,
             IlvTextMeasure     measure)
{
  *self = (struct layout) {
    .session = session,
    .trace = ilv_session_get_trace (session),
    .view = viewport,
    .measure = measure,
    .list = ilv_display_list_new (),
    .left = viewport->header_px,
    .right = MAX (viewport->width_px, viewport->header_px),
    .effort_left = viewport->columns != NULL ? viewport->max_effort : G_MAXUINT,
  };
  self->end_nsec = ilv_trace_get_end_nsec (self->trace);
  self->long_nsec = MAX (ILV_LAYOUT_LONG_PX * viewport->nsec_per_px, 1);
  if (viewport->columns != NULL)
    ilv_columns_begin (viewport->columns, viewport->axis, viewport->start_nsec,
                       viewport->nsec_per_px, self->right - self->left);
  self->first_nsec = ilv_viewport_time (viewport, self->left);
  self->last_nsec = ilv_viewport_time (viewport, self->right);
}

IlvLayout *
ilv_layout_begin (IlvSession        *session,
                  const IlvViewport *viewport,
                  IlvTextMeasure     measure)
{
  IlvLayout *self;

  g_return_val_if_fail (viewport->nsec_per_px > 0, NULL);

  self = g_new0 (IlvLayout, 1);
  self->view = *viewport;
  self->lanes_height = ilv_layout_get_lanes_height (session);
  init_layout (&self->layout, session, &self->view, measure);
  if (self->view.parts & ILV_PART_TITLE)
    self->layout.lanes_y += ilv_layout_title_height (self->layout.trace);
  if (self->view.parts & ILV_PART_RULER)
    self->layout.lanes_y += ilv_layout_get_ruler_height ();
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    self->n_lanes += ilv_session_get_n_rows (session, group);
  if (has_lanes (self))
    begin_lanes (self);
  return self;
}

static void
add_rest (IlvLayout *self)
{
  struct layout *layout = &self->layout;
  IlvParts parts = self->view.parts;
  double y = layout->lanes_y + (has_lanes (self) ? self->lanes_height : 0);

  if (has_lanes (self))
    end_lanes (self);
  if (parts & ILV_PART_RULER)
    ilv_layout_ruler (layout, layout->lanes_y - ilv_layout_get_ruler_height ());
  if (parts & ILV_PART_TITLE)
    ilv_layout_title (layout, 0);
  if (parts & ILV_PART_NOTES)
    ilv_layout_notes (layout, layout->lanes_y + self->lanes_height);
  if (parts & ILV_PART_OVERLAY)
    ilv_layout_overlay (layout, layout->lanes_y + self->lanes_height);
  if (parts & ILV_PART_LEGEND)
    ilv_layout_legend (layout, y);
  layout->list->width_px = self->view.width_px;
  layout->list->height_px = y + (parts & ILV_PART_LEGEND ? LEGEND_PX : 0);
}

gboolean
ilv_layout_step (IlvLayout *self,
                 guint      n_lanes)
{
  if (has_lanes (self) && add_lanes (self, n_lanes))
    return TRUE;
  add_rest (self);
  return FALSE;
}

double
ilv_layout_get_progress (const IlvLayout *self)
{
  return self->n_done / (double) MAX (self->n_lanes, 1);
}

IlvDisplayList *
ilv_layout_end (IlvLayout *self)
{
  IlvDisplayList *list = self->layout.list;

  g_free (self);
  return list;
}

IlvDisplayList *
ilv_layout_build (IlvSession        *session,
                  const IlvViewport *viewport,
                  IlvTextMeasure     measure)
{
  IlvLayout *self = ilv_layout_begin (session, viewport, measure);

  g_return_val_if_fail (self != NULL, NULL);
  ilv_layout_step (self, G_MAXUINT);
  return ilv_layout_end (self);
}

/* A strip without words: as many goroutines as fit, evenly picked, and where
 * the view is. */
IlvDisplayList *
ilv_layout_build_overview (IlvSession *session,
                           double      width_px,
                           double      height_px)
{
  IlvTrace *trace = ilv_session_get_trace (session);
  const IlvAxis *axis = ilv_session_get_axis (session);
  double start = ilv_axis_place (axis, 0);
  double end = ilv_axis_place (axis, ilv_trace_get_end_nsec (trace));
  IlvViewport viewport = {
    .axis = axis,
    .start_nsec = start,
    .nsec_per_px = MAX (end - start, ILV_SESSION_MIN_NSEC) / MAX (width_px, 1),
    .width_px = width_px,
  };
  guint n_lanes, n_rows;
  const guint32 *lanes = ilv_trace_get_group (trace, ILV_GROUP_GOROUTINES, &n_lanes);
  struct layout self;
  double h;

  init_layout (&self, session, &viewport, ilv_text_measure_anywhere ());
  n_rows = MIN (n_lanes, MAX ((guint) (height_px / 3), 1));
  h = n_rows > 0 ? MIN (floor (height_px / n_rows), 12) : 0;
  for (guint row = 0; row < n_rows; row++)
    ilv_layout_strip (&self, ilv_trace_get_lane (trace, lanes[(guint64) row * n_lanes / n_rows]),
                      row * h, MAX (h - 1, 1));
  self.list->width_px = width_px;
  self.list->height_px = height_px;
  return self.list;
}

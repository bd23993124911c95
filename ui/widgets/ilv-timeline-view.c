/* ilv-timeline-view.c - The lanes: what is seen of them.
 *
 * Each frame lays out what is in sight and paints the tiles that differ from
 * what was there (ilv-tiles.h). Three layers: lanes, names, and on top what
 * changes often (selection, pointer, playhead), kept as nodes until it does.
 *
 * The shapes of the lanes are moved in their list by shift_px so that a tile
 * always begins at a whole multiple of its width since the start of the program: then panning
 * finds its tiles again, and a hatch, which lies on the grid of the list, moves
 * with what it covers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-timeline-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "model/ilv-explain.h"
#include "widgets/ilv-ui.h"

#define MIN_HEADER_PX 90.0

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

static guint header_changed_signal;

G_DEFINE_FINAL_TYPE_WITH_CODE (IlvTimelineView, ilv_timeline_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

IlvTheme
ilv_timeline_get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (ilv_ui_get_high_contrast ())
    return ILV_THEME_CONTRAST;
  return adw_style_manager_get_dark (manager) ? ILV_THEME_DARK : ILV_THEME_LIGHT;
}

double
ilv_timeline_view_get_lanes_width (IlvTimelineView *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - self->header_px, 1.0);
}

double
ilv_timeline_view_get_header_width (IlvTimelineView *self)
{
  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), 0);
  return self->header_px;
}

double
ilv_timeline_view_get_nsec_per_px (IlvTimelineView *self)
{
  double start_nsec, end_nsec;

  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), 1);
  if (self->session == NULL)
    return 1;
  ilv_session_get_view (self->session, &start_nsec, &end_nsec);
  return (end_nsec - start_nsec) / ilv_timeline_view_get_lanes_width (self);
}

/* From the widget's coordinates to those of the list of lanes, and back. */
static double
list_x (IlvTimelineView *self, double x)
{
  return x - self->header_px + self->shift_px;
}

double
ilv_timeline_view_list_y (IlvTimelineView *self, double y)
{
  return y + floor (gtk_adjustment_get_value (self->vadjustment));
}

static IlvTextCache *
get_texts (IlvTimelineView *self)
{
  if (self->texts == NULL)
    self->texts = ilv_text_cache_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  return self->texts;
}

static void
shift_right (IlvDisplayList *list, int shift_px)
{
  for (guint i = 0; i < list->shapes->len; i++)
    g_array_index (list->shapes, IlvShape, i).x += shift_px;
  for (guint i = 0; i < list->points->len; i++)
    g_array_index (list->points, IlvPoint, i).x += shift_px;
}

static IlvViewport
get_viewport (IlvTimelineView *self, IlvParts parts, double width_px, double header_px)
{
  IlvViewport viewport = ilv_viewport_for_session (self->session, parts, width_px, header_px);

  viewport.top_px = ilv_timeline_view_list_y (self, 0);
  viewport.height_px = gtk_widget_get_height (GTK_WIDGET (self));
  return viewport;
}

static IlvDisplayList *
lay_out_lanes (IlvTimelineView *self, IlvParts parts)
{
  IlvViewport viewport = get_viewport (self, parts, ilv_timeline_view_get_lanes_width (self), 0);
  double start_px = floor (viewport.start_nsec / viewport.nsec_per_px);
  IlvDisplayList *list;

  viewport.columns = parts & ILV_PART_LANES ? self->columns : NULL;
  viewport.max_effort = ILV_COLUMNS_A_FRAME;
  list = ilv_layout_build (self->session, &viewport, ilv_text_cache_measure (get_texts (self)));
  self->shift_px = (int) (start_px - floor (start_px / ILV_TILE_WIDTH) * ILV_TILE_WIDTH);
  shift_right (list, self->shift_px);
  return list;
}

static gboolean
ilv_timeline_view_finer_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ILV_TIMELINE_VIEW (widget)->finer_id = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static gboolean
ilv_timeline_view_header_cb (gpointer data)
{
  IlvTimelineView *self = data;

  self->header_id = 0;
  g_signal_emit (self, header_changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* The others of this frame may be painted already: they are told behind it. */
static void
update_header_width (IlvTimelineView *self, IlvTextMeasure measure)
{
  double before_px = self->header_px;

  self->header_px = ceil (MAX (ilv_layout_get_header_width (self->session, measure),
                               MIN_HEADER_PX));
  if (self->header_px != before_px && self->header_id == 0)
    self->header_id = g_idle_add (ilv_timeline_view_header_cb, self);
}

/* For get_kept_value(). */
static void
remember_lane (IlvTimelineView *self)
{
  IlvPointer *pointer = &self->pointer;
  double y, height;

  pointer->kept_lane = pointer->pointer_y >= 0
                         ? ilv_timeline_view_pick (self, 1, pointer->pointer_y).lane
                         : ILV_NO_LANE;
  if (!ilv_layout_get_lane_y (self->session, pointer->kept_lane, &y, &height))
    pointer->kept_lane = ILV_NO_LANE;
  else
    pointer->kept_y = y - ilv_timeline_view_list_y (self, 0);
}

static void
lay_out (IlvTimelineView *self)
{
  IlvTextMeasure measure = ilv_text_cache_measure (get_texts (self));
  IlvViewport viewport;

  update_header_width (self, measure);
  g_clear_pointer (&self->lanes, ilv_display_list_free);
  g_clear_pointer (&self->headers, ilv_display_list_free);
  self->lanes = lay_out_lanes (self, ILV_PART_LANES | ILV_PART_ARROWS);
  if (self->lanes->is_rough && self->finer_id == 0)
    self->finer_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), ilv_timeline_view_finer_cb,
                                                   NULL, NULL);
  viewport = get_viewport (self, ILV_PART_LANES | ILV_PART_HEADERS, self->header_px,
                           self->header_px);
  self->headers = ilv_layout_build (self->session, &viewport, measure);
  remember_lane (self);
}

/* The stretch of time that Ctrl + drag has drawn so far. */
static void
paint_range (IlvTimelineView *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;
  double from = MIN (self->pointer.range_from_x, self->pointer.range_to_x);
  double to = MAX (self->pointer.range_from_x, self->pointer.range_to_x);

  if (self->pointer.range_from_x < 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha = 0.15f;
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT ((float) from, 0, (float) (to - from),
                                                  gtk_widget_get_height (GTK_WIDGET (self))));
}

/* A node a shape, so that a playhead that moves damages two narrow strips. */
static void
append_shape (IlvTimelineView *self, GtkSnapshot *snapshot, IlvDisplayList *list, guint index)
{
  const IlvShape *shape = &g_array_index (list->shapes, IlvShape, index);
  GArray *all_shapes = list->shapes;
  g_autoptr (GArray) one_shape = g_array_new (FALSE, FALSE, sizeof (IlvShape));
  double reach = shape->kind == ILV_SHAPE_DOT ? shape->w : 0;
  graphene_rect_t bounds;
  cairo_t *cr;

  bounds = GRAPHENE_RECT_INIT ((float) (MIN (shape->x, shape->x + shape->w) - reach - 8),
                               (float) (MIN (shape->y, shape->y + shape->h) - reach - 20),
                               (float) (fabs (shape->w) + reach + 16),
                               (float) (fabs (shape->h) + reach + 40));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  g_array_append_val (one_shape, *shape);
  list->shapes = one_shape;
  ilv_display_list_paint (list, cr, ilv_timeline_get_theme (), get_texts (self));
  list->shapes = all_shapes;
  cairo_destroy (cr);
}

static GskRenderNode *
paint_overlay (IlvTimelineView *self)
{
  g_autoptr (IlvDisplayList) list = lay_out_lanes (self, ILV_PART_OVERLAY | ILV_PART_NOTES);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  for (guint i = 0; i < list->shapes->len; i++)
    append_shape (self, snapshot, list, i);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

static void
ilv_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (widget);
  IlvTheme theme = ilv_timeline_get_theme ();
  int scale = gtk_widget_get_scale_factor (widget);
  float width, height, top, header_px;

  if (self->session == NULL)
    return;
  lay_out (self);
  width = (float) gtk_widget_get_width (widget);
  height = (float) gtk_widget_get_height (widget);
  top = (float) ilv_timeline_view_list_y (self, 0);
  header_px = (float) self->header_px;

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (header_px, 0, width - header_px, height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (header_px - self->shift_px, -top));
  ilv_tiles_append (self->lane_tiles, snapshot, self->lanes,
                    &GRAPHENE_RECT_INIT (self->shift_px, top, width - header_px, height), theme,
                    get_texts (self), scale);
  if (self->overlay == NULL)
    self->overlay = paint_overlay (self);
  if (self->overlay != NULL)
    gtk_snapshot_append_node (snapshot, self->overlay);
  gtk_snapshot_restore (snapshot);
  paint_range (self, snapshot);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, header_px, height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, -top));
  ilv_tiles_append (self->header_tiles, snapshot, self->headers,
                    &GRAPHENE_RECT_INIT (0, top, header_px, height), theme, get_texts (self),
                    scale);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
repaint (IlvTimelineView *self)
{
  g_clear_pointer (&self->overlay, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
configure_vadjustment (IlvTimelineView *self, double value)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = self->session != NULL ? ilv_layout_get_lanes_height (self->session) : 0;

  if (self->vadjustment == NULL)
    return;
  upper = MAX (upper, height);
  gtk_adjustment_configure (self->vadjustment, CLAMP (value, 0, upper - height), 0, upper, 24,
                            height * 0.9, height);
}

static void
update_vadjustment (IlvTimelineView *self)
{
  if (self->vadjustment != NULL)
    configure_vadjustment (self, gtk_adjustment_get_value (self->vadjustment));
}

/* Lanes came, went or moved: with this the one below the pointer stays where it was painted. A
 * lane that is carried is moved by the pointer itself. */
static double
get_kept_value (IlvTimelineView *self)
{
  double y, height;

  if (self->pointer.kept_lane == ILV_NO_LANE || self->pointer.carried_lane != ILV_NO_LANE
      || !ilv_layout_get_lane_y (self->session, self->pointer.kept_lane, &y, &height))
    return gtk_adjustment_get_value (self->vadjustment);
  return y - self->pointer.kept_y;
}

/* (transfer full) (nullable) */
static char *
explain (IlvTrace *trace, const IlvTarget *target)
{
  g_autoptr (IlvExplanation) explanation = NULL;

  if (target->lane == ILV_NO_LANE)
    return NULL;
  if (target->edge != ILV_NO_INDEX)
    {
      g_autofree char *markup = ilv_trace_explain_edge (trace, target->edge);

      return ilv_explain_to_plain (markup);
    }
  if (target->span != ILV_NO_INDEX)
    explanation = ilv_trace_explain_span (trace, target->lane, target->span);
  else if (target->step != ILV_NO_INDEX)
    explanation = ilv_trace_explain_step (trace, target->lane, target->step);
  return explanation != NULL ? ilv_explanation_to_text (explanation) : NULL;
}

/* Words for those who do not see the picture. */
static void
update_description (IlvTimelineView *self)
{
  IlvTarget selected = ilv_session_get_selected (self->session);
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint32 heading = ilv_session_get_selected_heading (self->session);
  g_autofree char *text = heading == ILV_NO_HEADING
                            ? explain (trace, &selected)
                            : ilv_session_dup_heading_text (self->session, heading, ILV_TIME_OPEN);

  if (text == NULL)
    text = selected.lane != ILV_NO_LANE ? ilv_trace_dup_lane_name (trace, selected.lane)
                                        : g_strdup (_("Nothing is selected. Use the arrow keys."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
ilv_timeline_view_trace_grew_cb (IlvTimelineView *self)
{
  /* Who looks at the top goes on to. */
  if (gtk_adjustment_get_value (self->vadjustment) > 0)
    configure_vadjustment (self, get_kept_value (self));
  else
    update_vadjustment (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ilv_timeline_view_selection_changed_cb (IlvTimelineView *self)
{
  IlvTarget selected = ilv_session_get_selected (self->session);
  double y, height;

  if (selected.lane != ILV_NO_LANE)
    ilv_timeline_view_reveal_lane (self, selected.lane);
  else if (ilv_layout_get_heading_y (self->session,
                                     ilv_session_get_selected_heading (self->session), &y, &height))
    gtk_adjustment_clamp_page (self->vadjustment, y, y + height);
  update_description (self);
  repaint (self);
}

static void
ilv_timeline_view_lanes_changed_cb (IlvTimelineView *self)
{
  configure_vadjustment (self, get_kept_value (self));
  repaint (self);
}

static void
ilv_timeline_view_theme_changed_cb (IlvTimelineView *self)
{
  repaint (self);
}

/* The first line is what it is, in bold; the others say more. (transfer full) */
static GtkWidget *
create_tooltip (const char *text)
{
  GtkWidget *label = gtk_label_new (NULL);
  const char *line_end = strchr (text, '\n');
  int n_bytes = line_end != NULL ? (int) (line_end - text) : (int) strlen (text);
  g_autofree char *first = g_strndup (text, (gsize) n_bytes);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>%s", first, text + n_bytes);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* (transfer full) (nullable): of the heading at a point; in its strip, at that time, and by its name
 * at that of the numbers there. */
static char *
explain_heading (IlvTimelineView *self, double x, double y)
{
  guint32 heading = ilv_layout_row_heading_at (self->session, ilv_timeline_view_list_y (self, y));

  if (heading == ILV_NO_HEADING)
    return NULL;
  return ilv_session_dup_heading_text (self->session, heading,
                                       x < self->header_px
                                         ? ilv_session_get_playhead (self->session)
                                         : ilv_timeline_view_time_at (self, x));
}

static gboolean
ilv_timeline_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard,
                                 GtkTooltip *tooltip)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (widget);
  g_autofree char *text = NULL;
  IlvTarget target;
  graphene_rect_t area;

  if (self->session == NULL)
    return FALSE;
  target = is_keyboard ? ilv_session_get_selected (self->session)
                       : ilv_timeline_view_pick (self, x, y);
  text = explain (ilv_session_get_trace (self->session), &target);
  if (text == NULL && !is_keyboard)
    text = explain_heading (self, x, y);
  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_custom (tooltip, create_tooltip (text));
  /* Below the lane, where the pointer does not cover it. */
  if (target.edge == ILV_NO_INDEX && ilv_timeline_view_find (self, &target, &area))
    gtk_tooltip_set_tip_area (tooltip,
                              &(GdkRectangle) { x - 8, (int) area.origin.y, 16,
                                                (int) area.size.height + 4 });
  return TRUE;
}

static void
ilv_timeline_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 300;
}

static void
ilv_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  update_vadjustment (ILV_TIMELINE_VIEW (widget));
  repaint (ILV_TIMELINE_VIEW (widget));
}

static void
ilv_timeline_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (widget);

  GTK_WIDGET_CLASS (ilv_timeline_view_parent_class)->css_changed (widget, change);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  ilv_tiles_clear (self->lane_tiles);
  ilv_tiles_clear (self->header_tiles);
  repaint (self);
}

static void
ilv_timeline_view_value_changed_cb (IlvTimelineView *self)
{
  /* Scrolled: another one may lie there, the next frame sees. */
  self->pointer.kept_lane = ILV_NO_LANE;
  repaint (self);
}

static void
set_vadjustment (IlvTimelineView *self, GtkAdjustment *adjustment)
{
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  g_clear_object (&self->vadjustment);
  self->vadjustment = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed",
                           G_CALLBACK (ilv_timeline_view_value_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_vadjustment (self);
}

static void
ilv_timeline_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, (int) self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ilv_timeline_view_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      g_set_object (&self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_vadjustment (self, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value) & 1;
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value) & 1;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ilv_timeline_view_dispose (GObject *object)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (object);

  ilv_timeline_view_set_session (self, NULL);
  g_clear_handle_id (&self->header_id, g_source_remove);
  g_clear_pointer (&self->lanes, ilv_display_list_free);
  g_clear_pointer (&self->headers, ilv_display_list_free);
  g_clear_pointer (&self->overlay, gsk_render_node_unref);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (ilv_timeline_view_parent_class)->dispose (object);
}

static void
ilv_timeline_view_finalize (GObject *object)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (object);

  ilv_tiles_free (self->lane_tiles);
  ilv_tiles_free (self->header_tiles);
  ilv_columns_free (self->columns);
  G_OBJECT_CLASS (ilv_timeline_view_parent_class)->finalize (object);
}

static void
ilv_timeline_view_class_init (IlvTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ilv_timeline_view_dispose;
  object_class->finalize = ilv_timeline_view_finalize;
  object_class->get_property = ilv_timeline_view_get_property;
  object_class->set_property = ilv_timeline_view_set_property;
  widget_class->snapshot = ilv_timeline_view_snapshot;
  widget_class->measure = ilv_timeline_view_measure;
  widget_class->size_allocate = ilv_timeline_view_size_allocate;
  widget_class->css_changed = ilv_timeline_view_css_changed;
  widget_class->query_tooltip = ilv_timeline_view_query_tooltip;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  header_changed_signal = g_signal_new ("header-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "timelineview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ilv_timeline_view_init (IlvTimelineView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->lane_tiles = ilv_tiles_new ();
  self->header_tiles = ilv_tiles_new ();
  self->columns = ilv_columns_new ();
  self->header_px = MIN_HEADER_PX;
  set_vadjustment (self, NULL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Timeline of the program"), -1);
  g_signal_connect_object (manager, "notify::dark",
                           G_CALLBACK (ilv_timeline_view_theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast",
                           G_CALLBACK (ilv_timeline_view_theme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  ilv_timeline_view_init_input (self);
}

void
ilv_timeline_view_set_session (IlvTimelineView *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_TIMELINE_VIEW (self));
  if (self->session == session)
    return;
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  self->pointer.kept_lane = ILV_NO_LANE;
  ilv_columns_free (self->columns);
  self->columns = ilv_columns_new ();
  if (session != NULL)
    {
      const struct
      {
        const char *signal;
        GCallback callback;
      } handlers[] = {
        { "view-changed", G_CALLBACK (repaint) },
        { "hover-changed", G_CALLBACK (repaint) },
        { "playhead-changed", G_CALLBACK (repaint) },
        { "markers-changed", G_CALLBACK (repaint) },
        { "notes-changed", G_CALLBACK (repaint) },
        { "selection-changed", G_CALLBACK (ilv_timeline_view_selection_changed_cb) },
        { "lanes-changed", G_CALLBACK (ilv_timeline_view_lanes_changed_cb) },
      };

      for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
        g_signal_connect_object (session, handlers[i].signal, handlers[i].callback, self,
                                 G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew",
                               G_CALLBACK (ilv_timeline_view_trace_grew_cb), self,
                               G_CONNECT_SWAPPED);
      update_vadjustment (self);
      update_description (self);
    }
  repaint (self);
}

void
ilv_timeline_view_reveal_lane (IlvTimelineView *self, guint lane)
{
  double y, height;

  g_return_if_fail (ILV_IS_TIMELINE_VIEW (self));
  if (self->session != NULL && ilv_layout_get_lane_y (self->session, lane, &y, &height))
    gtk_adjustment_clamp_page (self->vadjustment, y, y + height);
}

IlvTarget
ilv_timeline_view_pick (IlvTimelineView *self, double x, double y)
{
  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), ILV_TARGET_NONE);
  if (self->lanes == NULL)
    return ILV_TARGET_NONE;
  if (x < self->header_px)
    return ilv_display_list_pick (self->headers, x, ilv_timeline_view_list_y (self, y));
  return ilv_display_list_pick (self->lanes, list_x (self, x), ilv_timeline_view_list_y (self, y));
}

char *
ilv_timeline_view_explain_at (IlvTimelineView *self, double x, double y)
{
  IlvTarget target;

  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), NULL);
  target = ilv_timeline_view_pick (self, x, y);
  return self->session != NULL ? explain (ilv_session_get_trace (self->session), &target) : NULL;
}

gboolean
ilv_timeline_view_find (IlvTimelineView *self, const IlvTarget *target, graphene_rect_t *area)
{
  const IlvShape *shape;
  double left;

  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), FALSE);
  shape = self->lanes != NULL ? ilv_display_list_find (self->lanes, target) : NULL;
  if (shape == NULL)
    return FALSE;
  left = shape->x - list_x (self, 0);
  *area = GRAPHENE_RECT_INIT ((float) left, (float) (shape->y - ilv_timeline_view_list_y (self, 0)),
                              (float) shape->w, (float) shape->h);
  return TRUE;
}

double
ilv_timeline_view_place_at (IlvTimelineView *self, double x)
{
  double start_nsec, end_nsec;

  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), 0);
  if (self->session == NULL)
    return 0;
  ilv_session_get_view (self->session, &start_nsec, &end_nsec);
  return start_nsec + MAX (x - self->header_px, 0) * ilv_timeline_view_get_nsec_per_px (self);
}

guint64
ilv_timeline_view_time_at (IlvTimelineView *self, double x)
{
  IlvViewport viewport;

  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), 0);
  if (self->session == NULL)
    return 0;
  viewport = get_viewport (self, ILV_PART_LANES, gtk_widget_get_width (GTK_WIDGET (self)),
                           self->header_px);
  return ilv_viewport_time (&viewport, MAX (x, self->header_px));
}

guint
ilv_timeline_view_get_n_painted (IlvTimelineView *self, guint *n_shown)
{
  g_return_val_if_fail (ILV_IS_TIMELINE_VIEW (self), 0);
  *n_shown = ilv_tiles_get_n_shown (self->lane_tiles);
  return ilv_tiles_get_n_painted (self->lane_tiles);
}

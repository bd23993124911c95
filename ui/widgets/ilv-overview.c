/* ilv-overview.c - The whole run in a strip, and where in it the view is.
 *
 * The strip shrinks while the program runs, so all of it changes with each new
 * event: it is painted four times a second at most, the frame of the view as
 * often as that moves.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-overview.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "model/ilv-search.h"

#define HEIGHT_PX 52
#define MARGIN_PX 6
#define REFRESH_MSEC 250

struct _IlvOverview
{
  GtkWidget parent_instance;
  IlvTimelineView *view;
  IlvSession *session;
  IlvTextCache *texts;
  GskRenderNode *strip;   /* NULL: to be painted anew */
  PangoLayout *label;
  guint refresh_id;       /* of a strip that is out of date */
  double painted_px;      /* width the strip was painted for */
  double drag_start;      /* place on the axis the view began at */
  IlvAxisKind painted_axis;
};

G_DEFINE_FINAL_TYPE (IlvOverview, ilv_overview, GTK_TYPE_WIDGET)

static double
get_left (IlvOverview *self)
{
  return self->view != NULL ? ilv_timeline_view_get_header_width (self->view) : 0;
}

static double
get_strip_width (IlvOverview *self)
{
  return MAX (gtk_widget_get_width (GTK_WIDGET (self)) - get_left (self) - MARGIN_PX, 1.0);
}

/* Where on the axis the run begins, and how long it is there. */
static double
get_first (IlvOverview *self)
{
  return ilv_axis_place (ilv_session_get_axis (self->session), 0);
}

static double
get_length (IlvOverview *self)
{
  guint64 end_nsec = ilv_trace_get_end_nsec (ilv_session_get_trace (self->session));

  return MAX (ilv_axis_place (ilv_session_get_axis (self->session), end_nsec) - get_first (self),
              1.0);
}

static double
x_of_place (IlvOverview *self, double place)
{
  double share = (place - get_first (self)) / get_length (self);

  return get_left (self) + CLAMP (share, 0, 1) * get_strip_width (self);
}

static double
place_of_x (IlvOverview *self, double x)
{
  double share = CLAMP ((x - get_left (self)) / get_strip_width (self), 0, 1);

  return get_first (self) + share * get_length (self);
}

static GskRenderNode *
paint_strip (IlvOverview *self)
{
  double width = get_strip_width (self);
  double height = HEIGHT_PX - 2 * MARGIN_PX;
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  g_autoptr (IlvDisplayList) list = ilv_layout_build_overview (self->session, width, height);
  GskRenderNode *node = gsk_cairo_node_new (&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  if (self->texts == NULL)
    self->texts = ilv_text_cache_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  ilv_display_list_paint (list, cr, ilv_timeline_get_theme (), self->texts);
  cairo_destroy (cr);
  self->painted_px = width;
  self->painted_axis = ilv_session_get_axis_kind (self->session);
  return node;
}

static void
append_frame (IlvOverview *self, GtkSnapshot *snapshot)
{
  double start, end;
  float left, right;
  GskRoundedRect outline;
  GdkRGBA accent;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       "accent_bg_color", &accent))
    gdk_rgba_parse (&accent, "#3584e4");
  ilv_session_get_view (self->session, &start, &end);
  left = (float) floor (x_of_place (self, start));
  right = MAX ((float) ceil (x_of_place (self, end)), left + 4);
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT (left, 2, right - left, HEIGHT_PX - 4), 4);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { accent, accent, accent, accent });
}

/* A stroke for each pixel in which a search has found something. */
static void
append_matches (IlvOverview *self, GtkSnapshot *snapshot)
{
  const GArray *matches = ilv_session_get_matches (self->session);
  guint32 fill = ilv_style_get_colors (ILV_STYLE_MATCH, ilv_timeline_get_theme ())->edge;
  const GdkRGBA color = { (fill >> 16 & 255) / 255.0f, (fill >> 8 & 255) / 255.0f,
                          (fill & 255) / 255.0f, 1 };
  float last_x = -1;

  for (guint i = 0; matches != NULL && i < matches->len; i++)
    {
      guint64 start_nsec = g_array_index (matches, IlvMatch, i).start_nsec;
      float x = (float) floor (x_of_place (self, ilv_axis_place (ilv_session_get_axis (self->session),
                                                                 (double) start_nsec)));

      if (x != last_x)
        gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x, 0, 2, MARGIN_PX));
      last_x = x;
    }
}

static void
append_label (IlvOverview *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;
  int height;

  if (self->label == NULL)
    self->label = gtk_widget_create_pango_layout (GTK_WIDGET (self), _("Whole run"));
  pango_layout_set_width (self->label, (int) ((get_left (self) - 20) * PANGO_SCALE));
  pango_layout_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (self->label, NULL, &height);
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.7f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (12, (HEIGHT_PX - height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, self->label, &color);
  gtk_snapshot_restore (snapshot);
}

static void
ilv_overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IlvOverview *self = ILV_OVERVIEW (widget);

  if (self->session == NULL)
    return;
  if (self->strip == NULL || self->painted_px != get_strip_width (self)
      || self->painted_axis != ilv_session_get_axis_kind (self->session))
    {
      g_clear_pointer (&self->strip, gsk_render_node_unref);
      self->strip = paint_strip (self);
    }
  append_label (self, snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) get_left (self), MARGIN_PX));
  gtk_snapshot_append_node (snapshot, self->strip);
  gtk_snapshot_restore (snapshot);
  append_frame (self, snapshot);
  append_matches (self, snapshot);
}

static void
ilv_overview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                      int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 100;
}

static void
repaint (IlvOverview *self)
{
  g_clear_pointer (&self->strip, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ilv_overview_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  IlvOverview *self = ILV_OVERVIEW (widget);

  GTK_WIDGET_CLASS (ilv_overview_parent_class)->css_changed (widget, change);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  g_clear_object (&self->label);
  repaint (self);
}

static gboolean
ilv_overview_refresh_cb (gpointer data)
{
  IlvOverview *self = ILV_OVERVIEW (data);

  self->refresh_id = 0;
  repaint (self);
  return G_SOURCE_REMOVE;
}

static void
ilv_overview_trace_grew_cb (IlvOverview *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_overview_refresh_cb, self);
}

/* Moves the view, as wide as it is, so that it begins at @wanted. */
static void
show_from (IlvOverview *self, double wanted)
{
  double start, end, first = get_first (self);

  ilv_session_get_view (self->session, &start, &end);
  wanted = CLAMP (wanted, first, MAX (first + get_length (self) - (end - start), first));
  if (wanted != start)
    ilv_session_pan (self->session, wanted - start);
}

/* Beside the view's frame: moves it there first. */
static void
ilv_overview_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, IlvOverview *self)
{
  double place, start, end;

  if (self->session == NULL)
    return;
  place = place_of_x (self, x);
  ilv_session_get_view (self->session, &start, &end);
  if (place < start || place > end)
    show_from (self, place - (end - start) / 2);
  ilv_session_get_view (self->session, &self->drag_start, &end);
}

static void
ilv_overview_drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y,
                             IlvOverview *self)
{
  if (self->session != NULL && offset_x != 0)
    show_from (self, self->drag_start + offset_x / get_strip_width (self) * get_length (self));
}

static void
ilv_overview_dispose (GObject *object)
{
  IlvOverview *self = ILV_OVERVIEW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  ilv_overview_set_session (self, NULL);
  g_clear_object (&self->view);
  g_clear_object (&self->label);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  g_clear_pointer (&self->strip, gsk_render_node_unref);
  G_OBJECT_CLASS (ilv_overview_parent_class)->dispose (object);
}

static void
ilv_overview_class_init (IlvOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_overview_dispose;
  widget_class->snapshot = ilv_overview_snapshot;
  widget_class->measure = ilv_overview_measure;
  widget_class->css_changed = ilv_overview_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timelineoverview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ilv_overview_init (IlvOverview *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (repaint), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (repaint), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (ilv_overview_drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (ilv_overview_drag_update_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
ilv_overview_set_view (IlvOverview *self, IlvTimelineView *view)
{
  g_return_if_fail (ILV_IS_OVERVIEW (self));
  g_set_object (&self->view, view);
  g_signal_connect_object (view, "header-changed", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
}

void
ilv_overview_set_session (IlvOverview *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_OVERVIEW (self));
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "view-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "markers-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "lanes-changed", G_CALLBACK (repaint), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew",
                               G_CALLBACK (ilv_overview_trace_grew_cb), self, G_CONNECT_SWAPPED);
    }
  repaint (self);
}

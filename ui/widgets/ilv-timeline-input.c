/* ilv-timeline-input.c - The lanes: pointer, wheel and touchpad.
 *
 *   wheel                up and down (the scrolled window's)
 *   Shift + wheel        earlier and later
 *   Ctrl + wheel, pinch  zoom, at the pointer
 *   drag                 pan, in whole pixels
 *   Ctrl + drag          zoom to a stretch of time
 *   Shift + drag         measure: markers A and B, that snap to what is in the lane
 *   drag a name          move the lane among those of its group
 *   right click          what can be done with a lane
 *   click                select, and put the playhead there; a heading's name: fold or unfold it
 *   double, middle click zoom to what is there
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-timeline-view-private.h"

#include <math.h>

#include "widgets/ilv-ui.h"

#define WHEEL_ZOOM 1.25
#define WHEEL_PAN_PX 60
#define DRAG_THRESHOLD_PX 4
#define SNAP_PX 8
/* A turn of the wheel is given out over several frames: in so much time all but a third of it. */
#define ZOOM_USEC 50000.0

static void
pan_px (IlvTimelineView *self, double delta_px)
{
  double nsec_per_px = ilv_timeline_view_get_nsec_per_px (self);

  if (self->session != NULL)
    ilv_session_pan (self->session, delta_px * nsec_per_px);
}

/* Time in front of what is seen by the pointer, or of the middle without one. */
static void
zoom (IlvTimelineView *self, double x, double factor)
{
  if (self->session != NULL)
    ilv_session_zoom_at (self->session, ilv_timeline_view_place_at (self, x), factor);
}

static gboolean
ilv_timeline_view_zoom_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  IlvTimelineView *self = ILV_TIMELINE_VIEW (widget);
  gint64 interval_usec;
  double share, factor;

  gdk_frame_clock_get_refresh_info (clock, gdk_frame_clock_get_frame_time (clock), &interval_usec,
                                    NULL);
  share = 1 - exp (-MAX (interval_usec, 1000) / ZOOM_USEC);
  factor = pow (self->pointer.zoom_left, share);
  if (fabs (log (self->pointer.zoom_left)) < 0.01)
    factor = self->pointer.zoom_left;
  self->pointer.zoom_left /= factor;
  zoom (self, self->pointer.pointer_x, factor);
  if (self->pointer.zoom_left != 1)
    return G_SOURCE_CONTINUE;
  self->pointer.zoom_id = 0;
  return G_SOURCE_REMOVE;
}

/* What comes while a zoom is under way is added to what is left of it. */
static void
zoom_smoothly (IlvTimelineView *self, double factor)
{
  gboolean is_animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &is_animated,
                NULL);
  if (!is_animated)
    {
      zoom (self, self->pointer.pointer_x, factor);
      return;
    }
  self->pointer.zoom_left *= factor;
  if (self->pointer.zoom_id == 0)
    self->pointer.zoom_id = gtk_widget_add_tick_callback (GTK_WIDGET (self),
                                                          ilv_timeline_view_zoom_tick_cb, NULL,
                                                          NULL);
}

static gboolean
ilv_timeline_view_scroll_cb (GtkEventControllerScroll *controller, double dx, double dy,
                             IlvTimelineView *self)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (state & GDK_CONTROL_MASK)
    {
      zoom_smoothly (self, pow (WHEEL_ZOOM, -dy));
      return TRUE;
    }
  if (state & GDK_SHIFT_MASK)
    dx += dy;
  else if (fabs (dx) <= fabs (dy))
    return FALSE; /* up and down */
  pan_px (self, round (dx * WHEEL_PAN_PX));
  return TRUE;
}

static void
hover_at (IlvTimelineView *self, double x, double y)
{
  IlvTarget target = x < 0 ? ILV_TARGET_NONE : ilv_timeline_view_pick (self, x, y);

  self->pointer.pointer_x = x;
  self->pointer.pointer_y = y;
  if (self->session != NULL)
    ilv_session_hover (self->session, &target);
}

static void
ilv_timeline_view_motion_cb (GtkEventControllerMotion *controller, double x, double y,
                             IlvTimelineView *self)
{
  hover_at (self, x, y);
}

static void
ilv_timeline_view_leave_cb (GtkEventControllerMotion *controller, IlvTimelineView *self)
{
  hover_at (self, -1, -1);
}

static gboolean
is_drawing_range (IlvTimelineView *self)
{
  return self->pointer.range_from_x >= 0;
}

static guint64
snap_at (IlvTimelineView *self, double x, double y)
{
  IlvTarget target = ilv_timeline_view_pick (self, x, y);

  return ilv_session_snap (self->session, target.lane, ilv_timeline_view_place_at (self, x),
                           SNAP_PX * ilv_timeline_view_get_nsec_per_px (self));
}

/* The dragged lane takes the place of the one at @y, if that is of its group. */
static void
carry_lane (IlvTimelineView *self, double y)
{
  IlvTarget target = ilv_timeline_view_pick (self, 1, y);
  IlvGroup group, other_group;
  guint from, to;

  if (ilv_session_find_lane (self->session, self->pointer.carried_lane, &group, &from)
      && ilv_session_find_lane (self->session, target.lane, &other_group, &to)
      && group == other_group && from != to)
    ilv_session_move_lane (self->session, self->pointer.carried_lane, to);
}

static void
ilv_timeline_view_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, IlvTimelineView *self)
{
  GdkModifierType state
    = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->pointer.moved_px = 0;
  self->pointer.scroll_start = gtk_adjustment_get_value (self->vadjustment);
  self->pointer.carried_lane = ILV_NO_LANE;
  self->pointer.is_measuring = FALSE;
  if (self->session == NULL)
    return;
  if (x < self->header_px)
    {
      self->pointer.carried_lane = ilv_timeline_view_pick (self, x, y).lane;
    }
  else if (state & GDK_CONTROL_MASK)
    {
      self->pointer.range_from_x = self->pointer.range_to_x = x;
    }
  else if (state & GDK_SHIFT_MASK)
    {
      self->pointer.is_measuring = TRUE;
      ilv_session_set_marker (self->session, ILV_MARKER_A, snap_at (self, x, y));
      ilv_session_set_marker (self->session, ILV_MARKER_B, ILV_TIME_OPEN);
    }
}

static void
ilv_timeline_view_drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y,
                                  IlvTimelineView *self)
{
  int wanted_px = (int) round (offset_x);

  if (MAX (fabs (offset_x), fabs (offset_y)) >= DRAG_THRESHOLD_PX)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  else if (self->pointer.moved_px == 0)
    return;
  if (is_drawing_range (self))
    {
      self->pointer.range_to_x = MAX (self->pointer.range_from_x + offset_x, self->header_px);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  if (self->pointer.is_measuring || self->pointer.carried_lane != ILV_NO_LANE)
    {
      double x, y;

      gtk_gesture_drag_get_start_point (gesture, &x, &y);
      if (self->pointer.is_measuring)
        ilv_session_set_marker (self->session, ILV_MARKER_B,
                                snap_at (self, MAX (x + offset_x, self->header_px), y + offset_y));
      else
        carry_lane (self, y + offset_y);
      self->pointer.moved_px = 1;
      return;
    }
  if (wanted_px != self->pointer.moved_px)
    pan_px (self, self->pointer.moved_px - wanted_px);
  self->pointer.moved_px = wanted_px;
  gtk_adjustment_set_value (self->vadjustment, self->pointer.scroll_start - round (offset_y));
}

static void
ilv_timeline_view_drag_end_cb (GtkGestureDrag *gesture, double offset_x, double offset_y,
                               IlvTimelineView *self)
{
  double from = MIN (self->pointer.range_from_x, self->pointer.range_to_x);
  double to = MAX (self->pointer.range_from_x, self->pointer.range_to_x);

  self->pointer.carried_lane = ILV_NO_LANE;
  if (!is_drawing_range (self))
    return;
  self->pointer.range_from_x = self->pointer.range_to_x = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->session != NULL && to - from >= DRAG_THRESHOLD_PX)
    ilv_session_show_range (self->session, ilv_timeline_view_time_at (self, from),
                            ilv_timeline_view_time_at (self, to));
}

static gboolean
toggle_group (IlvTimelineView *self, double y)
{
  double top = floor (gtk_adjustment_get_value (self->vadjustment));
  IlvGroup group = ilv_layout_heading_at (self->session, y + top);

  if (group == ILV_N_GROUPS)
    return FALSE;
  ilv_session_set_folded (self->session, group, !ilv_session_get_folded (self->session, group));
  return TRUE;
}

/* A heading over goroutines is folded by its name; in its strip, a click is about a time. */
static gboolean
click_heading (IlvTimelineView *self, double x, double y, int n_press)
{
  guint32 heading = ilv_layout_row_heading_at (self->session, ilv_timeline_view_list_y (self, y));

  if (heading == ILV_NO_HEADING)
    return FALSE;
  ilv_session_select_heading (self->session, heading);
  if (x < self->header_px || n_press == 2)
    ilv_session_set_heading_folded (self->session, heading,
                                    !ilv_session_get_heading_folded (self->session, heading));
  else if (n_press == 1)
    ilv_session_set_playhead (self->session, ilv_timeline_view_time_at (self, x));
  return TRUE;
}

/* Where a group says that all of it is hidden. */
static gboolean
click_hint (IlvTimelineView *self, double y)
{
  if (!ilv_layout_is_hint_at (self->session, ilv_timeline_view_list_y (self, y)))
    return FALSE;
  if (*ilv_session_get_filter (self->session) != '\0')
    ilv_session_set_filter (self->session, "");
  else
    ilv_session_show_all_lanes (self->session);
  return TRUE;
}

static void
ilv_timeline_view_released_cb (GtkGestureClick *gesture, int n_press, double x, double y,
                               IlvTimelineView *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  IlvTarget target;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->session == NULL || (button == GDK_BUTTON_PRIMARY
                               && (toggle_group (self, y) || click_hint (self, y)
                                   || click_heading (self, x, y, n_press))))
    return;
  target = ilv_timeline_view_pick (self, x, y);
  if (target.lane != ILV_NO_LANE && (n_press == 2 || button == GDK_BUTTON_MIDDLE))
    ilv_session_show_target (self->session, &target);
  if (button != GDK_BUTTON_PRIMARY || n_press != 1)
    return;
  ilv_session_select (self->session, &target);
  if (x >= self->header_px)
    ilv_session_set_playhead (self->session, ilv_timeline_view_time_at (self, x));
}

static void
ilv_timeline_view_menu_closed_cb (GtkWidget *menu)
{
  /* Not at once: the action that was chosen still needs its way up to the window. */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, menu);
}

static void
open_menu_at (IlvTimelineView *self, double x, double y)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource (ILV_RESOURCE_PATH "/widgets/ilv-lane-menu.ui");
  GtkWidget *menu
    = gtk_popover_menu_new_from_model (G_MENU_MODEL (gtk_builder_get_object (builder,
                                                                             "lane_menu")));

  gtk_widget_set_parent (menu, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  g_signal_connect (menu, "closed", G_CALLBACK (ilv_timeline_view_menu_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (menu));
}

/* Right click: the lane is selected, and what can be done with it offered. */
static void
ilv_timeline_view_menu_cb (GtkGestureClick *gesture, int n_press, double x, double y,
                           IlvTimelineView *self)
{
  IlvTarget target = ilv_timeline_view_pick (self, x, y);

  if (target.lane == ILV_NO_LANE)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  ilv_session_select (self->session, &target);
  open_menu_at (self, x, y);
}

/* By keyboard: below the lane's name. */
gboolean
ilv_timeline_view_open_menu (IlvTimelineView *self)
{
  guint32 lane = self->session != NULL ? ilv_session_get_selected (self->session).lane
                                       : ILV_NO_LANE;
  double y, height;

  if (lane == ILV_NO_LANE || !ilv_layout_get_lane_y (self->session, lane, &y, &height))
    return FALSE;
  ilv_timeline_view_reveal_lane (self, lane);
  open_menu_at (self, self->header_px / 2,
                y + height - floor (gtk_adjustment_get_value (self->vadjustment)));
  return TRUE;
}

static void
ilv_timeline_view_pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence,
                                  IlvTimelineView *self)
{
  self->pointer.scale = 1;
}

static void
ilv_timeline_view_scale_changed_cb (GtkGestureZoom *gesture, double scale, IlvTimelineView *self)
{
  double x = self->pointer.pointer_x, y;

  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  if (scale > 0 && self->pointer.scale > 0)
    zoom (self, x, scale / self->pointer.scale);
  self->pointer.scale = scale;
}

static void
add_drag (IlvTimelineView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (ilv_timeline_view_drag_begin_cb), self,
                           0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (ilv_timeline_view_drag_update_cb),
                           self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (ilv_timeline_view_drag_end_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

static void
add_click (IlvTimelineView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "released", G_CALLBACK (ilv_timeline_view_released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
add_menu (IlvTimelineView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (ilv_timeline_view_menu_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
ilv_timeline_view_init_input (IlvTimelineView *self)
{
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  self->pointer.pointer_x = self->pointer.pointer_y = -1;
  self->pointer.range_from_x = self->pointer.range_to_x = -1;
  self->pointer.zoom_left = 1;
  self->pointer.carried_lane = ILV_NO_LANE;
  self->pointer.kept_lane = ILV_NO_LANE;
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (ilv_timeline_view_scroll_cb), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (ilv_timeline_view_motion_cb), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (ilv_timeline_view_leave_cb), self, 0);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (ilv_timeline_view_pinch_begin_cb), self, 0);
  g_signal_connect_object (pinch, "scale-changed",
                           G_CALLBACK (ilv_timeline_view_scale_changed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  add_drag (self);
  add_click (self);
  add_menu (self);
}

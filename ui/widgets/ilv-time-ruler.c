/* ilv-time-ruler.c - The times above the lanes, and the playhead's handle.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-time-ruler.h"

#include <adwaita.h>
#include <math.h>

#include "widgets/ilv-note-editor.h"
#include "widgets/ilv-ui.h"

#define FLAG_PX 7

struct _IlvTimeRuler
{
  GtkWidget parent_instance;
  IlvTimelineView *view; /* gives the width of the names' column */
  IlvSession *session;
  IlvTextCache *texts;   /* NULL: fonts have changed */
  guint dragged_marker;  /* ILV_N_MARKERS: the playhead is */
};

G_DEFINE_FINAL_TYPE (IlvTimeRuler, ilv_time_ruler, GTK_TYPE_WIDGET)

static IlvViewport
get_viewport (IlvTimeRuler *self, IlvParts parts)
{
  return ilv_viewport_for_session (self->session, parts,
                                   gtk_widget_get_width (GTK_WIDGET (self)),
                                   ilv_timeline_view_get_header_width (self->view));
}

static IlvTextMeasure
get_measure (IlvTimeRuler *self)
{
  if (self->texts == NULL)
    self->texts = ilv_text_cache_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  return ilv_text_cache_measure (self->texts);
}

static IlvDisplayList *
lay_out (IlvTimeRuler *self)
{
  IlvViewport viewport = get_viewport (self, ILV_PART_RULER | ILV_PART_HEADERS | ILV_PART_NOTES
                                               | ILV_PART_OVERLAY);

  return ilv_layout_build (self->session, &viewport, get_measure (self));
}

static void
ilv_time_ruler_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IlvTimeRuler *self = ILV_TIME_RULER (widget);
  g_autoptr (IlvDisplayList) list = NULL;
  cairo_t *cr;

  if (self->session == NULL || self->view == NULL)
    return;
  list = lay_out (self);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                       gtk_widget_get_height (widget)));
  ilv_display_list_paint (list, cr, ilv_timeline_get_theme (), self->texts);
  cairo_destroy (cr);
}

static void
ilv_time_ruler_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL
                          ? (int) ilv_layout_get_ruler_height () : 100;
}

static void
ilv_time_ruler_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ilv_time_ruler_parent_class)->css_changed (widget, change);
  g_clear_pointer (&ILV_TIME_RULER (widget)->texts, ilv_text_cache_free);
  gtk_widget_queue_draw (widget);
}

/* The marker whose flag is at @x; ILV_N_MARKERS: none. */
static guint
marker_at (IlvTimeRuler *self, double x)
{
  IlvViewport viewport = get_viewport (self, ILV_PART_RULER);

  for (guint marker = 0; marker < ILV_N_MARKERS; marker++)
    {
      guint64 time_nsec = ilv_session_get_marker (self->session, marker);

      if (time_nsec != ILV_TIME_OPEN && fabs (ilv_viewport_x (&viewport, time_nsec) - x) <= FLAG_PX)
        return marker;
    }
  return ILV_N_MARKERS;
}

/* The playhead, or the marker that was taken hold of. */
static void
move_to (IlvTimeRuler *self, double x)
{
  guint64 time_nsec;

  if (self->session == NULL || self->view == NULL)
    return;
  time_nsec = ilv_timeline_view_time_at (self->view, x);
  if (self->dragged_marker < ILV_N_MARKERS)
    ilv_session_set_marker (self->session, self->dragged_marker, time_nsec);
  else
    ilv_session_set_playhead (self->session, time_nsec);
}

/* A click on a note's flag opens it. */
static gboolean
open_note_at (IlvTimeRuler *self, double x)
{
  IlvViewport viewport;
  IlvNote note;
  int index = -1;

  if (self->session != NULL && self->view != NULL)
    {
      viewport = get_viewport (self, ILV_PART_RULER);
      index = ilv_layout_note_at (self->session, &viewport, get_measure (self), x);
    }
  if (index < 0)
    return FALSE;
  note = ilv_session_get_note (self->session, (guint) index);
  ilv_time_ruler_edit_note (self, note.time_nsec, note.lane);
  return TRUE;
}

static void
ilv_time_ruler_drag_begin_cb (GtkGestureDrag *gesture, double x, double y, IlvTimeRuler *self)
{
  self->dragged_marker = ILV_N_MARKERS;
  if (open_note_at (self, x))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (self->session != NULL && self->view != NULL)
    self->dragged_marker = marker_at (self, x);
  if (self->dragged_marker == ILV_N_MARKERS)
    move_to (self, x);
}

static void
ilv_time_ruler_drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y,
                               IlvTimeRuler *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  move_to (self, x + offset_x);
}

static void
ilv_time_ruler_dispose (GObject *object)
{
  IlvTimeRuler *self = ILV_TIME_RULER (object);

  ilv_ui_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->view);
  g_clear_object (&self->session);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  G_OBJECT_CLASS (ilv_time_ruler_parent_class)->dispose (object);
}

static void
ilv_time_ruler_class_init (IlvTimeRulerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_time_ruler_dispose;
  widget_class->snapshot = ilv_time_ruler_snapshot;
  widget_class->measure = ilv_time_ruler_measure;
  widget_class->css_changed = ilv_time_ruler_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timeruler");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ilv_time_ruler_init (IlvTimeRuler *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (ilv_time_ruler_drag_begin_cb), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (ilv_time_ruler_drag_update_cb), self,
                           0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
ilv_time_ruler_set_view (IlvTimeRuler *self, IlvTimelineView *view)
{
  g_return_if_fail (ILV_IS_TIME_RULER (self));
  g_set_object (&self->view, view);
  g_signal_connect_object (view, "header-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ilv_time_ruler_set_session (IlvTimeRuler *self, IlvSession *session)
{
  static const char *const signals[] = { "view-changed", "playhead-changed", "lanes-changed",
                                         "markers-changed", "notes-changed" };

  g_return_if_fail (ILV_IS_TIME_RULER (self));
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  for (guint i = 0; session != NULL && i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (session, signals[i], G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ilv_time_ruler_edit_note (IlvTimeRuler *self, guint64 time_nsec, guint32 lane)
{
  IlvViewport viewport;
  double x;

  g_return_if_fail (ILV_IS_TIME_RULER (self) && self->session != NULL && self->view != NULL);

  viewport = get_viewport (self, ILV_PART_RULER);
  x = CLAMP (ilv_viewport_x (&viewport, time_nsec), viewport.header_px, viewport.width_px);
  ilv_note_editor_open (GTK_WIDGET (self),
                        &(GdkRectangle) { (int) x, 0, 1, gtk_widget_get_height (GTK_WIDGET (self)) },
                        self->session, time_nsec, lane);
}

/* ilv-transport.c - Replaying a recorded run.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-transport.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/ilv-ui.h"

/* As powers of ten. */
#define MIN_SPEED -8.0
#define MAX_SPEED 3.0
/* How much of the view is still ahead of the playhead when it jumps on. */
#define AHEAD 0.1

struct _IlvTransport
{
  GtkWidget parent_instance;
  IlvSession *session;

  GtkButton *play_button;
  GtkMenuButton *speed_button;
  GtkAdjustment *speed_adjustment; /* logarithm of the speed, to ten */

  double place;      /* of the playhead: exactly, also between two nanoseconds */
  gint64 frame_usec; /* when it was moved last */
  guint tick_id;     /* 0: nothing is played */
  guint has_speed : 1; /* somebody has chosen it */
};

G_DEFINE_FINAL_TYPE (IlvTransport, ilv_transport, GTK_TYPE_WIDGET)

static double
get_place (IlvTransport *self, guint64 time_nsec)
{
  return ilv_axis_place (ilv_session_get_axis (self->session), (double) time_nsec);
}

static double
get_begin (IlvTransport *self)
{
  return get_place (self, 0);
}

static double
get_end (IlvTransport *self)
{
  return get_place (self, ilv_trace_get_end_nsec (ilv_session_get_trace (self->session)));
}

static void
update (IlvTransport *self)
{
  gboolean is_playing = self->tick_id != 0;
  double speed = ilv_transport_get_speed (self);
  g_autofree char *text = NULL;

  gtk_button_set_icon_name (self->play_button, is_playing ? "media-playback-pause-symbolic"
                                                          : "media-playback-start-symbolic");
  if (self->session != NULL && ilv_session_get_axis_kind (self->session) == ILV_AXIS_STEPS)
    /* translators: speed of a replay, events in a second; short */
    text = g_strdup_printf (_("%.3g/s"), speed * 1e9 / ILV_AXIS_STEP_NSEC);
  else
    text = g_strdup_printf ("%.3g×", speed);
  gtk_menu_button_set_label (self->speed_button, self->has_speed || is_playing ? text
                                                                           : _("Speed"));
}

static void
stop (IlvTransport *self)
{
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  update (self);
}

/* Moves the view on if the playhead comes to its end. */
static void
keep_in_view (IlvTransport *self)
{
  double start, end, width;

  ilv_session_get_view (self->session, &start, &end);
  width = end - start;
  if (self->place > end - width * AHEAD || self->place < start)
    ilv_session_pan (self->session, self->place - start - width * AHEAD);
}

static gboolean
ilv_transport_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  IlvTransport *self = ILV_TRANSPORT (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gint64 usec = now - self->frame_usec;

  self->frame_usec = now;
  ilv_transport_advance (self, usec);
  return G_SOURCE_CONTINUE;
}

static void
ilv_transport_speed_changed_cb (IlvTransport *self)
{
  self->has_speed = TRUE;
  update (self);
}

static void
ilv_transport_dispose (GObject *object)
{
  IlvTransport *self = ILV_TRANSPORT (object);

  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_transport_parent_class)->dispose (object);
}

static void
ilv_transport_class_init (IlvTransportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_transport_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ILV_RESOURCE_PATH "/widgets/ilv-transport.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvTransport, play_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTransport, speed_button);
  gtk_widget_class_bind_template_child (widget_class, IlvTransport, speed_adjustment);
  gtk_widget_class_bind_template_callback (widget_class, ilv_transport_speed_changed_cb);
}

static void
ilv_transport_init (IlvTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_adjustment_configure (self->speed_adjustment, 0, MIN_SPEED, MAX_SPEED, 0.1, 1, 0);
  self->has_speed = FALSE;
  update (self);
}

void
ilv_transport_set_session (IlvTransport *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_TRANSPORT (self));

  stop (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "view-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  self->has_speed = FALSE;
  update (self);
}

void
ilv_transport_toggle (IlvTransport *self)
{
  guint64 playhead;

  g_return_if_fail (ILV_IS_TRANSPORT (self));

  if (self->tick_id != 0 || self->session == NULL)
    {
      stop (self);
      return;
    }
  if (!self->has_speed)
    {
      ilv_transport_set_speed (self, (get_end (self) - get_begin (self))
                                       / (ILV_TRANSPORT_RUN_SEC * 1e9));
      self->has_speed = FALSE;
    }
  playhead = ilv_session_get_playhead (self->session);
  self->place = playhead != ILV_TIME_OPEN ? get_place (self, playhead) : get_end (self);
  if (self->place >= get_end (self))
    self->place = get_begin (self);
  self->frame_usec = g_get_monotonic_time ();
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), ilv_transport_tick_cb, NULL,
                                                NULL);
  update (self);
}

gboolean
ilv_transport_is_playing (IlvTransport *self)
{
  g_return_val_if_fail (ILV_IS_TRANSPORT (self), FALSE);
  return self->tick_id != 0;
}

void
ilv_transport_advance (IlvTransport *self, gint64 usec)
{
  const IlvAxis *axis;
  guint64 playhead;
  double shown;

  g_return_if_fail (ILV_IS_TRANSPORT (self));

  if (self->tick_id == 0)
    return;
  axis = ilv_session_get_axis (self->session);
  /* Somebody else has moved it, or the axis is another one. */
  playhead = ilv_session_get_playhead (self->session);
  shown = playhead != ILV_TIME_OPEN ? get_place (self, playhead) : self->place;
  if (fabs (ilv_axis_time (axis, self->place) - ilv_axis_time (axis, shown)) > 1)
    self->place = shown;
  self->place += (double) MAX (usec, 0) * 1000 * ilv_transport_get_speed (self);
  self->place = MIN (self->place, get_end (self));
  ilv_session_set_playhead (self->session, (guint64) MAX (ilv_axis_time (axis, self->place), 0));
  keep_in_view (self);
  if (self->place >= get_end (self))
    stop (self);
}

double
ilv_transport_get_speed (IlvTransport *self)
{
  g_return_val_if_fail (ILV_IS_TRANSPORT (self), 1);
  return pow (10, gtk_adjustment_get_value (self->speed_adjustment));
}

void
ilv_transport_set_speed (IlvTransport *self, double speed)
{
  g_return_if_fail (ILV_IS_TRANSPORT (self));

  gtk_adjustment_set_value (self->speed_adjustment, log10 (MAX (speed, 1e-12)));
  self->has_speed = TRUE;
  update (self);
}

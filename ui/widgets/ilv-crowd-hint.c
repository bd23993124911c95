/* ilv-crowd-hint.c - Offers the axis of events when a run is too crowded to read in time.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-crowd-hint.h"

#include <glib/gi18n.h>

#include "widgets/ilv-ui.h"

/* Fewer moments need no axis of their own, and for more of them each is a pixel there too. */
#define MIN_MOMENTS 12
#define MAX_MOMENTS 5000
/* A run that is seen as a whole has about so many pixels. */
#define PIXELS 1000
/* In more different pixels than these, time can be read in spite of all. */
#define MAX_PLACES 16

struct _IlvCrowdHint
{
  GtkWidget parent_instance;
  IlvSession *session;
  guint is_judged : 1; /* the session's run is over and has been looked at */
  guint is_known : 1;  /* the user has answered before */
};

G_DEFINE_FINAL_TYPE (IlvCrowdHint, ilv_crowd_hint, GTK_TYPE_WIDGET)

/* Pixels in which something happens. */
static guint
count_places (IlvTrace *trace, guint64 pixel_nsec)
{
  guint first = ilv_trace_get_first_moment (trace), end = ilv_trace_get_n_moments (trace);
  guint64 last_nsec = 0;
  guint n_places = 0;

  for (guint i = first; i < end; i++)
    {
      guint64 time_nsec = ilv_trace_get_moment (trace, i).time_nsec;

      n_places += time_nsec >= last_nsec + pixel_nsec;
      last_nsec = MAX (last_nsec, time_nsec);
    }
  return n_places;
}

/* Whether two thirds of what goroutines did are narrower than a pixel. */
static gboolean
is_mostly_narrow (IlvTrace *trace, guint64 pixel_nsec)
{
  guint n_lanes, n_spans = 0, n_narrow = 0;
  const guint32 *lanes = ilv_trace_get_group (trace, ILV_GROUP_GOROUTINES, &n_lanes);

  for (guint i = 0; i < n_lanes; i++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, lanes[i]);

      for (guint k = lane->first_span; k < ilv_lane_n_spans (lane); k++)
        {
          IlvSpan span = ilv_lane_get_span (lane, k);

          n_spans++;
          n_narrow += ilv_trace_get_span_end (trace, &span) - span.start_nsec < pixel_nsec;
        }
    }
  return 3 * n_narrow > 2 * n_spans;
}

static gboolean
is_crowded (IlvTrace *trace)
{
  guint64 pixel_nsec = ilv_trace_get_end_nsec (trace) / PIXELS;
  guint n = ilv_trace_get_n_moments (trace) - ilv_trace_get_first_moment (trace);

  return n >= MIN_MOMENTS && n <= MAX_MOMENTS && is_mostly_narrow (trace, pixel_nsec)
         && count_places (trace, pixel_nsec) <= MAX_PLACES;
}

static void
ilv_crowd_hint_grew_cb (IlvCrowdHint *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);

  if (self->is_judged || self->is_known
      || ilv_trace_get_run_state (trace) <= ILV_RUN_RUNNING)
    return;
  self->is_judged = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self),
                          ilv_session_get_axis_kind (self->session) == ILV_AXIS_TIME
                            && is_crowded (trace));
}

/* Found without our help. */
static void
ilv_crowd_hint_view_changed_cb (IlvCrowdHint *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self))
      || ilv_session_get_axis_kind (self->session) == ILV_AXIS_TIME)
    return;
  self->is_known = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
ilv_crowd_hint_accept_cb (IlvCrowdHint *self)
{
  ilv_session_set_axis_kind (self->session, ILV_AXIS_STEPS);
  ilv_session_show_all (self->session);
}

static void
ilv_crowd_hint_close_cb (IlvCrowdHint *self)
{
  self->is_known = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
ilv_crowd_hint_dispose (GObject *object)
{
  g_clear_object (&ILV_CROWD_HINT (object)->session);
  ilv_ui_unparent_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (ilv_crowd_hint_parent_class)->dispose (object);
}

static void
ilv_crowd_hint_class_init (IlvCrowdHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_crowd_hint_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "crowdhint");
}

static void
add_button (IlvCrowdHint *self, GtkWidget *button, GCallback clicked)
{
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
ilv_crowd_hint_init (IlvCrowdHint *self)
{
  GtkWidget *label = gtk_label_new (_("Too much happens at once to tell apart."));
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  add_button (self, gtk_button_new_with_mnemonic (_("Make Each _Event as Wide as the Next")),
              G_CALLBACK (ilv_crowd_hint_accept_cb));
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _("Close"));
  add_button (self, close, G_CALLBACK (ilv_crowd_hint_close_cb));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
ilv_crowd_hint_set_session (IlvCrowdHint *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_CROWD_HINT (self));
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  self->is_judged = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (session == NULL)
    return;
  g_signal_connect_object (ilv_session_get_trace (session), "grew",
                           G_CALLBACK (ilv_crowd_hint_grew_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "view-changed", G_CALLBACK (ilv_crowd_hint_view_changed_cb),
                           self, G_CONNECT_SWAPPED);
  ilv_crowd_hint_grew_cb (self);
}

/* ilv-legend.c - What the colours, hatches and arrows of the lanes stand for.
 *
 * One swatch and its words for each state that occurs, as many as there is room for: painted
 * by the painter of the lanes, so a swatch cannot differ from what it explains. While the
 * pointer is on one, only that state is lit in the lanes; a click keeps it so.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-legend.h"

#include <adwaita.h>
#include <math.h>

#include "draw/ilv-display-list.h"
#include "widgets/ilv-timeline-view.h"

#define SWATCH_PX 14.0
#define HEIGHT_PX 20
#define GAP_PX 6.0
#define ENTRY_GAP_PX 16.0

struct _IlvLegend
{
  GtkWidget parent_instance;
  IlvTextCache *texts; /* NULL: fonts have changed */
  IlvSession *session; /* NULL: nothing can be lit */
  guint states;        /* bit set of IlvState */
  guint has_arrows : 1;
};

/* Entries are states, and after them the arrow. */
#define ENTRY_ARROW ILV_N_STATES
#define N_ENTRIES (ILV_N_STATES + 1)

G_DEFINE_FINAL_TYPE (IlvLegend, ilv_legend, GTK_TYPE_WIDGET)

static IlvTextCache *
get_texts (IlvLegend *self)
{
  if (self->texts == NULL)
    self->texts = ilv_text_cache_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  return self->texts;
}

static gboolean
has_entry (IlvLegend *self, guint entry)
{
  return entry == ENTRY_ARROW ? self->has_arrows : self->states >> entry & 1;
}

static const char *
entry_words (guint entry)
{
  return entry == ENTRY_ARROW ? ilv_arrow_get_label () : ilv_state_get_label (entry);
}

static double
measure_entry (IlvLegend *self, guint entry)
{
  IlvTextMeasure measure = ilv_text_cache_measure (get_texts (self));

  return SWATCH_PX + GAP_PX + measure.width (measure.data, ILV_FONT_LABEL, entry_words (entry));
}

static gboolean
is_lit (IlvLegend *self, guint entry)
{
  IlvLight light = ILV_LIGHT_NONE;

  if (self->session != NULL)
    light = ilv_session_get_light (self->session);
  return light.kind == ILV_LIGHT_ALL || (light.kind == ILV_LIGHT_STATE && light.key == entry);
}

/* ILV_N_STATES: none is there. */
static IlvState
state_at (IlvLegend *self, double x)
{
  for (IlvState state = 0; state < ILV_N_STATES; state++)
    {
      double width = measure_entry (self, state);

      if (!has_entry (self, state))
        continue;
      if (x >= 0 && x < width)
        return state;
      x = x - width - ENTRY_GAP_PX;
    }
  return ILV_N_STATES;
}

static void
add_swatch (IlvDisplayList *list, guint entry, double x)
{
  IlvStyle style = entry == ENTRY_ARROW ? ILV_STYLE_CREATE : ilv_style_for_state (entry);
  IlvShape *shape;

  if (entry == ENTRY_ARROW)
    {
      ilv_display_list_add (list, ILV_SHAPE_ARROW, style, x, HEIGHT_PX / 2.0, SWATCH_PX, 0);
      return;
    }
  shape = ilv_display_list_add (list, ILV_SHAPE_RECT, style, x, (HEIGHT_PX - SWATCH_PX) / 2,
                                SWATCH_PX, SWATCH_PX);
  if (!ilv_state_is_work (entry))
    shape->flags |= ILV_SHAPE_EDGED;
  if (ilv_style_get_hatch (style) != ILV_HATCH_NONE)
    shape->flags |= ILV_SHAPE_HATCHED;
}

/* A pale state on a pale bar would have no shape without it. */
static void
frame_swatch (IlvLegend *self, cairo_t *cr, double x)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.4f;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, x + 0.5, (HEIGHT_PX - SWATCH_PX) / 2 + 0.5, SWATCH_PX - 1,
                   SWATCH_PX - 1);
  cairo_stroke (cr);
}

static void
append_words (IlvLegend *self, cairo_t *cr, guint entry, double x)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  if (!is_lit (self, entry))
    color.alpha *= 0.4f;
  gdk_cairo_set_source_rgba (cr, &color);
  ilv_text_cache_show (get_texts (self), cr, ILV_FONT_LABEL, entry_words (entry),
                       x + SWATCH_PX + GAP_PX,
                       HEIGHT_PX / 2.0 + ilv_font_get_size_px (ILV_FONT_LABEL) * 0.36, -1);
}

static void
ilv_legend_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IlvLegend *self = ILV_LEGEND (widget);
  double room = gtk_widget_get_width (widget);
  g_autoptr (IlvDisplayList) list = ilv_display_list_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (0, 0, (float) room, HEIGHT_PX));
  double xs[N_ENTRIES], x = 0;
  guint end;

  for (end = 0; end < N_ENTRIES; end++)
    {
      double width = has_entry (self, end) ? measure_entry (self, end) : 0;

      if (x + width > room)
        break;
      xs[end] = floor (x); /* its frame is one pixel wide */
      if (!has_entry (self, end))
        continue;
      if (is_lit (self, end))
        add_swatch (list, end, xs[end]);
      append_words (self, cr, end, xs[end]);
      x = xs[end] + width + ENTRY_GAP_PX;
    }
  ilv_display_list_paint (list, cr, ilv_timeline_get_theme (), get_texts (self));
  for (guint entry = 0; entry < MIN (end, ENTRY_ARROW); entry++)
    if (has_entry (self, entry))
      frame_swatch (self, cr, xs[entry]);
  cairo_destroy (cr);
}

static void
ilv_legend_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  double width = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = HEIGHT_PX;
      return;
    }
  for (guint entry = 0; entry < N_ENTRIES; entry++)
    if (has_entry (ILV_LEGEND (widget), entry))
      width += measure_entry (ILV_LEGEND (widget), entry) + ENTRY_GAP_PX;
  *minimum = 0;
  *natural = (int) width;
}

static void
ilv_legend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ilv_legend_parent_class)->css_changed (widget, change);
  g_clear_pointer (&ILV_LEGEND (widget)->texts, ilv_text_cache_free);
  gtk_widget_queue_resize (widget);
}

static void
ilv_legend_motion_cb (IlvLegend *self, double x, double y)
{
  IlvState state = state_at (self, x);

  if (self->session != NULL)
    ilv_session_try_light (self->session, state < ILV_N_STATES
                                            ? (IlvLight) { ILV_LIGHT_STATE, state }
                                            : ILV_LIGHT_NONE);
}

static void
ilv_legend_leave_cb (IlvLegend *self)
{
  if (self->session != NULL)
    ilv_session_try_light (self->session, ILV_LIGHT_NONE);
}

/* What is lit already: everything again. */
static void
ilv_legend_pressed_cb (IlvLegend *self, int n_press, double x, double y)
{
  IlvState state = state_at (self, x);
  IlvLight wanted = { ILV_LIGHT_STATE, state };
  IlvLight light;

  if (self->session == NULL)
    return;
  ilv_session_try_light (self->session, ILV_LIGHT_NONE);
  light = ilv_session_get_light (self->session);
  if (state == ILV_N_STATES || (light.kind == wanted.kind && light.key == wanted.key))
    wanted = ILV_LIGHT_NONE;
  ilv_session_set_light (self->session, wanted);
}

static void
ilv_legend_dispose (GObject *object)
{
  ilv_legend_set_session (ILV_LEGEND (object), NULL);
  g_clear_pointer (&ILV_LEGEND (object)->texts, ilv_text_cache_free);
  G_OBJECT_CLASS (ilv_legend_parent_class)->dispose (object);
}

static void
ilv_legend_class_init (IlvLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_legend_dispose;
  widget_class->snapshot = ilv_legend_snapshot;
  widget_class->measure = ilv_legend_measure;
  widget_class->css_changed = ilv_legend_css_changed;
  gtk_widget_class_set_css_name (widget_class, "timelinelegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
update_label (IlvLegend *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint entry = 0; entry < N_ENTRIES; entry++)
    if (has_entry (self, entry))
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", entry_words (entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
}

static void
ilv_legend_init (IlvLegend *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (ilv_legend_motion_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (ilv_legend_leave_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (ilv_legend_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

void
ilv_legend_set_content (IlvLegend *self, guint states, gboolean has_arrows)
{
  g_return_if_fail (ILV_IS_LEGEND (self));
  if (states == self->states && !has_arrows == !self->has_arrows)
    return;
  self->states = states;
  self->has_arrows = has_arrows != FALSE;
  update_label (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
ilv_legend_set_session (IlvLegend *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_LEGEND (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "markers-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ilv-waits-panel.c - Who waits for whom at the playhead.
 *
 * The graph is made anew when it is seen and the moment is another one: for ten
 * thousand goroutines that takes long enough not to do it behind a closed page.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-waits-panel.h"

#include <glib/gi18n.h>

#include "draw/ilv-layout-waits.h"
#include "widgets/ilv-timeline-view.h"
#include "widgets/ilv-ui.h"

#define MAX_ROWS 60
#define REFRESH_MSEC 100

struct _IlvWaitsPanel
{
  GtkWidget parent_instance;
  IlvSession *session;
  IlvTextCache *texts;
  IlvDisplayList *list; /* what is shown */

  GtkStack *stack;
  GtkScrolledWindow *scrolled;
  GtkDrawingArea *area;

  guint cursor;     /* row under the keyboard */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (IlvWaitsPanel, ilv_waits_panel, GTK_TYPE_WIDGET)

static guint64
get_moment (IlvWaitsPanel *self)
{
  guint64 playhead = ilv_session_get_playhead (self->session);

  return playhead != ILV_TIME_OPEN ? playhead
                                   : ilv_trace_get_end_nsec (ilv_session_get_trace (self->session));
}

/* The box of a goroutine; NULL: there are not so many. @index (nullable): of its shape. */
static const IlvShape *
get_row (IlvWaitsPanel *self, guint row, guint *index)
{
  for (guint i = 0; self->list != NULL && i < self->list->shapes->len; i++)
    {
      const IlvShape *shape = &g_array_index (self->list->shapes, IlvShape, i);

      if (shape->kind != ILV_SHAPE_RECT || row-- > 0)
        continue;
      if (index != NULL)
        *index = i;
      return shape;
    }
  return NULL;
}

/* Words for those who do not see the picture: the row under the keyboard as it is written, or all
 * of them. */
static void
update_description (IlvWaitsPanel *self)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean is_focused = gtk_widget_has_focus (GTK_WIDGET (self->area));
  guint from = 0, end = self->list->shapes->len;

  if (is_focused && get_row (self, self->cursor, &from) != NULL)
    get_row (self, self->cursor + 1, &end);
  for (guint i = from; i < end; i++)
    {
      const IlvShape *shape = &g_array_index (self->list->shapes, IlvShape, i);

      if (shape->kind == ILV_SHAPE_TEXT)
        g_string_append_printf (words, "%s; ", ilv_shape_get_text (self->list, shape));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words->str, -1);
}

static void
update (IlvWaitsPanel *self)
{
  IlvTrace *trace;
  g_autoptr (IlvWaitGraph) graph = NULL;

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  trace = ilv_session_get_trace (self->session);
  if (self->texts == NULL)
    self->texts = ilv_text_cache_new (gtk_widget_get_pango_context (GTK_WIDGET (self)));
  graph = ilv_wait_graph_new (trace, get_moment (self));
  g_clear_pointer (&self->list, ilv_display_list_free);
  self->list = ilv_layout_build_waits (trace, graph, gtk_widget_get_width (GTK_WIDGET (self)),
                                       MAX_ROWS, ilv_text_cache_measure (self->texts));
  if (get_row (self, self->cursor, NULL) == NULL)
    self->cursor = 0;
  gtk_drawing_area_set_content_height (self->area, (int) self->list->height_px);
  gtk_stack_set_visible_child_name (self->stack, graph->waiters->len > 0 ? "graph" : "empty");
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static gboolean
ilv_waits_panel_refresh_cb (gpointer data)
{
  IlvWaitsPanel *self = ILV_WAITS_PANEL (data);

  self->refresh_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update_soon (IlvWaitsPanel *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_waits_panel_refresh_cb, self);
}

/* Around the row under the keyboard. */
static void
draw_focus (IlvWaitsPanel *self, cairo_t *cr)
{
  g_autoptr (IlvDisplayList) frame = ilv_display_list_new ();
  const IlvShape *row = get_row (self, self->cursor, NULL);

  if (row == NULL)
    return;
  ilv_display_list_add (frame, ILV_SHAPE_FRAME, ILV_STYLE_SELECTED, row->x - 2, row->y - 2,
                        row->w + 4, row->h + 4);
  ilv_display_list_paint (frame, cr, ilv_timeline_get_theme (), self->texts);
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  IlvWaitsPanel *self = ILV_WAITS_PANEL (data);

  if (self->list == NULL)
    return;
  ilv_display_list_paint (self->list, cr, ilv_timeline_get_theme (), self->texts);
  if (gtk_widget_has_visible_focus (GTK_WIDGET (area)))
    draw_focus (self, cr);
}

/* Shows the moment of the row under the keyboard. */
static void
select_row (IlvWaitsPanel *self)
{
  const IlvShape *row = get_row (self, self->cursor, NULL);

  if (row != NULL && row->target.lane != ILV_NO_LANE)
    ilv_session_select (self->session, &row->target);
}

static void
ilv_waits_panel_pressed_cb (IlvWaitsPanel *self, int n_press, double x, double y)
{
  const IlvShape *row;

  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  for (guint i = 0; (row = get_row (self, i, NULL)) != NULL; i++)
    if (x >= row->x && x < row->x + row->w && y >= row->y && y < row->y + row->h)
      {
        self->cursor = i;
        select_row (self);
        gtk_widget_queue_draw (GTK_WIDGET (self->area));
      }
}

static void
move_cursor (IlvWaitsPanel *self, int by)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  guint cursor = by < 0 ? self->cursor - MIN (self->cursor, (guint) -by)
                        : self->cursor + (guint) by;
  const IlvShape *row = get_row (self, cursor, NULL);

  if (row == NULL)
    return;
  self->cursor = cursor;
  gtk_adjustment_clamp_page (adjustment, row->y - row->h, row->y + 2 * row->h);
  select_row (self);
  update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static gboolean
ilv_waits_panel_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                        IlvWaitsPanel *self)
{
  if (self->list == NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      move_cursor (self, key == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    case GDK_KEY_Home:
      move_cursor (self, -MAX_ROWS);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      select_row (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
ilv_waits_panel_focus_changed_cb (IlvWaitsPanel *self)
{
  if (self->list != NULL)
    update_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
ilv_waits_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ilv_waits_panel_parent_class)->map (widget);
  update_soon (ILV_WAITS_PANEL (widget));
}

static void
ilv_waits_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  IlvWaitsPanel *self = ILV_WAITS_PANEL (widget);

  gtk_widget_allocate (GTK_WIDGET (self->stack), width, height, baseline, NULL);
  if (self->list == NULL || self->list->width_px != width)
    update_soon (self);
}

static void
ilv_waits_panel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (ILV_WAITS_PANEL (widget)->stack), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

static void
ilv_waits_panel_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  IlvWaitsPanel *self = ILV_WAITS_PANEL (widget);

  GTK_WIDGET_CLASS (ilv_waits_panel_parent_class)->css_changed (widget, change);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  g_clear_pointer (&self->list, ilv_display_list_free);
  update_soon (self);
}

static void
ilv_waits_panel_dispose (GObject *object)
{
  IlvWaitsPanel *self = ILV_WAITS_PANEL (object);

  ilv_waits_panel_set_session (self, NULL);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->list, ilv_display_list_free);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_waits_panel_parent_class)->dispose (object);
}

static void
ilv_waits_panel_class_init (IlvWaitsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_waits_panel_dispose;
  widget_class->map = ilv_waits_panel_map;
  widget_class->measure = ilv_waits_panel_measure;
  widget_class->size_allocate = ilv_waits_panel_size_allocate;
  widget_class->css_changed = ilv_waits_panel_css_changed;
}

static void
ilv_waits_panel_init (IlvWaitsPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("Nobody waits at this moment."));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->scrolled = GTK_SCROLLED_WINDOW (scrolled);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->area = GTK_DRAWING_AREA (g_object_new (GTK_TYPE_DRAWING_AREA,
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Who waits for whom"), -1);
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  g_signal_connect_object (click, "pressed", G_CALLBACK (ilv_waits_panel_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->area), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_focusable (GTK_WIDGET (self->area), TRUE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (ilv_waits_panel_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->area), keys);
  g_signal_connect_object (self->area, "notify::has-focus",
                           G_CALLBACK (ilv_waits_panel_focus_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->area));
  gtk_stack_add_named (self->stack, empty, "empty");
  gtk_stack_add_named (self->stack, scrolled, "graph");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

void
ilv_waits_panel_set_session (IlvWaitsPanel *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_WAITS_PANEL (self));

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  g_clear_pointer (&self->list, ilv_display_list_free);
  if (session != NULL)
    {
      g_signal_connect_object (session, "playhead-changed", G_CALLBACK (update_soon), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew", G_CALLBACK (update_soon),
                               self, G_CONNECT_SWAPPED);
      update_soon (self);
    }
}

/* ilv-events-panel.c - Everything that happened, row by row.
 *
 * A row is selected with what it stands for in the timeline, and the other way round. While a
 * program runs the list grows a few times a second.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-events-panel.h"

#include <glib/gi18n.h>

#include "model/ilv-events.h"
#include "model/ilv-format.h"
#include "widgets/ilv-event-list.h"
#include "widgets/ilv-ui.h"

#define REFRESH_MSEC 250
/* Of one instant; more are not looked through for the one that is selected. */
#define MAX_LOOKED_AT 10000

struct _IlvEventsPanel
{
  GtkWidget parent_instance;
  IlvSession *session;
  IlvEventList *events;
  GtkSingleSelection *selection;

  GtkColumnView *view;

  guint refresh_id;
  guint is_updating : 1; /* the row follows the timeline, not the other way round */
};

G_DEFINE_FINAL_TYPE (IlvEventsPanel, ilv_events_panel, GTK_TYPE_WIDGET)

typedef char *(*CellFunc) (IlvTrace *trace, const IlvEventRow *row);

static char *
get_time_text (IlvTrace *trace, const IlvEventRow *row)
{
  return ilv_format_time (row->time_nsec, 1);
}

static char *
get_goroutine_text (IlvTrace *trace, const IlvEventRow *row)
{
  return row->g != 0 ? ilv_trace_dup_goroutine_name (trace, row->g) : g_strdup ("");
}

static char *
get_what_text (IlvTrace *trace, const IlvEventRow *row)
{
  return g_strdup (row->what);
}

static char *
get_detail_text (IlvTrace *trace, const IlvEventRow *row)
{
  return g_strdup (row->detail);
}

static char *
get_line_text (IlvTrace *trace, const IlvEventRow *row)
{
  IlvPlace place;

  if (!ilv_trace_get_place (trace, row->site, &place) || place.line == 0)
    return g_strdup ("");
  return g_strdup_printf ("%u", place.line);
}

static const struct
{
  const char *title;
  CellFunc func;
  gboolean is_number;
} columns[] = {
  { N_("Time"), get_time_text, TRUE },
  { N_("Goroutine"), get_goroutine_text, FALSE },
  { N_("Event"), get_what_text, FALSE },
  { N_("Detail"), get_detail_text, FALSE },
  { N_("Line"), get_line_text, TRUE },
};

/* What a cell's factory needs; the panel outlives its view. */
typedef struct
{
  IlvEventsPanel *panel;
  guint column;
} Cell;

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Cell *cell)
{
  gboolean is_number = columns[cell->column].is_number;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Cell *cell)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  guint moment = ilv_event_item_get_moment (gtk_list_item_get_item (item));
  IlvTrace *trace;
  g_autoptr (IlvEventRow) row = NULL;
  g_autofree char *text = NULL;

  if (cell->panel->session == NULL)
    return;
  trace = ilv_session_get_trace (cell->panel->session);
  if (moment < ilv_trace_get_first_moment (trace))
    return; /* let go since */
  row = ilv_event_row_new (trace, moment);
  text = columns[cell->column].func (trace, row);
  gtk_label_set_text (GTK_LABEL (label), text);
}

static void
free_cell (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_column (IlvEventsPanel *self, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;
  Cell *cell = g_new (Cell, 1);

  *cell = (Cell) { self, index };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), cell);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cell), cell, free_cell, 0);
  column = gtk_column_view_column_new (_(columns[index].title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, !columns[index].is_number);
  gtk_column_view_append_column (self->view, column);
  g_object_unref (column);
}

/* The moment of what is selected in the timeline; ILV_NO_INDEX: it has none. */
static guint
find_selected (IlvEventsPanel *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  IlvTarget selected = ilv_session_get_selected (self->session);
  const IlvLane *lane;
  guint64 time_nsec;
  guint n_moments = ilv_trace_get_n_moments (trace), moment;

  if (selected.lane == ILV_NO_LANE
      || (selected.span == ILV_NO_INDEX && selected.step == ILV_NO_INDEX))
    return ILV_NO_INDEX;
  lane = ilv_trace_get_lane (trace, selected.lane);
  time_nsec = selected.span != ILV_NO_INDEX ? ilv_lane_span_start (lane, selected.span)
                                            : ilv_lane_step_time (lane, selected.step);
  moment = ilv_trace_first_moment_from (trace, time_nsec);
  for (guint i = 0; i < MAX_LOOKED_AT && moment < n_moments; i++, moment++)
    {
      IlvMoment info = ilv_trace_get_moment (trace, moment);

      if (info.time_nsec > time_nsec)
        break;
      if (info.lane == selected.lane && info.span == selected.span && info.step == selected.step)
        return moment;
    }
  return ILV_NO_INDEX;
}

static void
scroll_to (IlvEventsPanel *self, guint position)
{
  /* The rows are in a list view inside. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static void
ilv_events_panel_timeline_selected_cb (IlvEventsPanel *self)
{
  guint moment = find_selected (self);
  guint position = moment != ILV_NO_INDEX ? ilv_event_list_find (self->events, moment)
                                          : GTK_INVALID_LIST_POSITION;

  if (position == gtk_single_selection_get_selected (self->selection))
    return;
  self->is_updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_updating = FALSE;
  if (position != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (GTK_WIDGET (self)))
    scroll_to (self, position);
}

static void
ilv_events_panel_row_selected_cb (IlvEventsPanel *self)
{
  IlvEventItem *item = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (IlvEventRow) row = NULL;

  if (self->is_updating || item == NULL || self->session == NULL)
    return;
  row = ilv_event_row_new (ilv_session_get_trace (self->session), ilv_event_item_get_moment (item));
  ilv_session_select (self->session, &row->target);
  ilv_session_set_playhead (self->session, row->time_nsec);
  ilv_session_reveal (self->session, row->time_nsec);
}

static gboolean
ilv_events_panel_refresh_cb (gpointer data)
{
  IlvEventsPanel *self = ILV_EVENTS_PANEL (data);

  self->refresh_id = 0;
  self->is_updating = TRUE;
  ilv_event_list_update (self->events);
  self->is_updating = FALSE;
  return G_SOURCE_REMOVE;
}

static void
ilv_events_panel_trace_grew_cb (IlvEventsPanel *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_events_panel_refresh_cb, self);
}

static void
ilv_events_panel_dispose (GObject *object)
{
  IlvEventsPanel *self = ILV_EVENTS_PANEL (object);

  ilv_events_panel_set_session (self, NULL);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (ilv_events_panel_parent_class)->dispose (object);
}

static void
ilv_events_panel_class_init (IlvEventsPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_events_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ilv_events_panel_init (IlvEventsPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected",
                           G_CALLBACK (ilv_events_panel_row_selected_cb), self, G_CONNECT_SWAPPED);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL
                                                                   (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Events"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, i);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

void
ilv_events_panel_set_session (IlvEventsPanel *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_EVENTS_PANEL (self));

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  self->is_updating = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->events);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      self->events = ilv_event_list_new (ilv_session_get_trace (session));
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->events));
      g_signal_connect_object (session, "selection-changed",
                               G_CALLBACK (ilv_events_panel_timeline_selected_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew",
                               G_CALLBACK (ilv_events_panel_trace_grew_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->is_updating = FALSE;
}

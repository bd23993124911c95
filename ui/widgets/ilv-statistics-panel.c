/* ilv-statistics-panel.c - Where the time went.
 *
 * A row of the table is selected; the histogram shows how its durations are
 * spread, on a logarithmic scale; dragging over it lists the spans that lasted so
 * long, each a click from being shown.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-statistics-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "draw/ilv-palette.h"
#include "model/ilv-format.h"
#include "model/ilv-histogram.h"
#include "widgets/ilv-timeline-view.h"
#include "widgets/ilv-ui.h"

#define REFRESH_MSEC 300
#define MAX_SPANS 200
#define MARGIN_PX 6

/* A row of the table. */
#define ILV_TYPE_STATISTICS_ITEM (ilv_statistics_item_get_type ())
G_DECLARE_FINAL_TYPE (IlvStatisticsItem, ilv_statistics_item, ILV, STATISTICS_ITEM, GObject)

struct _IlvStatisticsItem
{
  GObject parent_instance;
  IlvStatistics row;    /* n 0: only the other run has it */
  IlvStatistics before; /* of the other run; n 0: it has none */
  char *name;           /* NULL: as the row's key says */
};

G_DEFINE_FINAL_TYPE (IlvStatisticsItem, ilv_statistics_item, G_TYPE_OBJECT)

struct _IlvStatisticsPanel
{
  GtkWidget parent_instance;
  IlvSession *session;
  GListStore *rows; /* IlvStatisticsItem */
  GtkSingleSelection *selection;
  GArray *buckets;  /* IlvBucket of the selected row */
  GArray *spans;    /* IlvTarget, as listed */
  IlvComparisonSide *other; /* what the run is compared with; NULL: nothing */

  GtkDropDown *by_dropdown; /* its items are in the order of IlvStatisticsKey */
  GtkToggleButton *visible_button;
  GtkLabel *compared_label;
  GtkColumnView *view;
  GtkDrawingArea *histogram;
  GtkLabel *range_label;
  GtkWidget *spans_window;
  GtkListBox *spans_list;

  int first_bucket, last_bucket; /* chosen; first below 0: none */
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (IlvStatisticsPanel, ilv_statistics_panel, GTK_TYPE_WIDGET)

static void
ilv_statistics_item_finalize (GObject *object)
{
  g_free (ILV_STATISTICS_ITEM (object)->name);
  G_OBJECT_CLASS (ilv_statistics_item_parent_class)->finalize (object);
}

static void
ilv_statistics_item_class_init (IlvStatisticsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ilv_statistics_item_finalize;
}

static void
ilv_statistics_item_init (IlvStatisticsItem *self)
{
}

/* --- The table ---------------------------------------------------------------- */

static IlvStatisticsKey
get_key (IlvStatisticsPanel *self)
{
  return gtk_drop_down_get_selected (self->by_dropdown);
}

/* (transfer full) */
static char *
get_name (IlvStatisticsPanel *self, const IlvStatisticsItem *item)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);

  if (item->name != NULL)
    return g_strdup (*item->name != '\0' ? item->name : "–");
  switch (get_key (self))
    {
    case ILV_STATISTICS_BY_STATE:
      break;
    case ILV_STATISTICS_BY_GOROUTINE:
      return ilv_trace_dup_goroutine_name (trace, item->row.key);
    case ILV_STATISTICS_BY_FUNCTION:
      return g_strdup (ilv_trace_get_string (trace, item->row.key));
    case ILV_STATISTICS_BY_OBJECT:
      return item->row.key != 0 ? ilv_trace_dup_object_name (trace, item->row.key) : g_strdup ("–");
    }
  return g_strdup (_("all"));
}

static char *
get_state (IlvStatisticsPanel *self, const IlvStatisticsItem *item)
{
  return g_strdup (ilv_state_get_label (item->row.state));
}

static char *
get_count (IlvStatisticsPanel *self, const IlvStatisticsItem *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, item->row.n);
}

#define DURATION_CELL(name) \
  static char * \
  get_##name (IlvStatisticsPanel *self, const IlvStatisticsItem *item) \
  { \
    return item->row.n > 0 ? ilv_format_duration (item->row.name##_nsec) : g_strdup ("–"); \
  }

DURATION_CELL (total)
DURATION_CELL (min)
DURATION_CELL (mean)
DURATION_CELL (p50)
DURATION_CELL (p90)
DURATION_CELL (p99)
DURATION_CELL (max)

/* Of @after and @before, (transfer full): "+1.2 ms", and whether that is more (1) or less (-1). */
static char *
format_difference (guint64 before, guint64 after, gboolean is_count, int *sign)
{
  guint64 size = MAX (before, after) - MIN (before, after);
  g_autofree char *text = is_count ? g_strdup_printf ("%" G_GUINT64_FORMAT, size)
                                   : ilv_format_duration (size);

  *sign = after > before ? 1 : after < before ? -1 : 0;
  return g_strconcat (*sign > 0 ? "+" : *sign < 0 ? "−" : "", text, NULL);
}

/* The tables a column is in. */
enum
{
  ALONE = 1,
  COMPARED = 2,
};

/* A column of differences has no func but a measure. */
static const struct
{
  const char *title;
  char *(*func) (IlvStatisticsPanel *self, const IlvStatisticsItem *item);
  gsize measure; /* a guint64's place in IlvStatistics */
  gboolean is_number;
  guint tables;
} columns[] = {
  { N_("Of"), get_name, 0, FALSE, ALONE | COMPARED },
  { N_("State"), get_state, 0, FALSE, ALONE | COMPARED },
  { N_("Count"), get_count, 0, TRUE, ALONE | COMPARED },
  { N_("+/−"), NULL, offsetof (IlvStatistics, n), TRUE, COMPARED },
  { N_("Total"), get_total, 0, TRUE, ALONE | COMPARED },
  { N_("+/−"), NULL, offsetof (IlvStatistics, total_nsec), TRUE, COMPARED },
  { N_("Mean"), get_mean, 0, TRUE, ALONE },
  { N_("Least"), get_min, 0, TRUE, ALONE },
  { N_("Median"), get_p50, 0, TRUE, ALONE | COMPARED },
  { N_("+/−"), NULL, offsetof (IlvStatistics, p50_nsec), TRUE, COMPARED },
  { N_("90 %"), get_p90, 0, TRUE, ALONE },
  { N_("99 %"), get_p99, 0, TRUE, ALONE | COMPARED },
  { N_("+/−"), NULL, offsetof (IlvStatistics, p99_nsec), TRUE, COMPARED },
  { N_("Most"), get_max, 0, TRUE, ALONE },
};

/* What a run has none of counts and lasts 0, but has no percentiles. */
static char *
get_difference (const IlvStatisticsItem *item, gsize measure, int *sign)
{
  gboolean is_sum = measure == offsetof (IlvStatistics, n)
                    || measure == offsetof (IlvStatistics, total_nsec);

  *sign = 0;
  if (!is_sum && (item->row.n == 0 || item->before.n == 0))
    return g_strdup ("–");
  return format_difference (G_STRUCT_MEMBER (guint64, &item->before, measure),
                            G_STRUCT_MEMBER (guint64, &item->row, measure),
                            measure == offsetof (IlvStatistics, n), sign);
}

/* What a cell's factory needs; the panel outlives its view. */
typedef struct
{
  IlvStatisticsPanel *panel;
  guint column;
} Cell;

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, Cell *cell)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), columns[cell->column].is_number ? 1 : 0);
  if (columns[cell->column].is_number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

/* More is coloured as what one would rather not have, for most of it is waiting. */
static void
set_difference (GtkLabel *label, const IlvStatisticsItem *item, gsize measure)
{
  int sign;
  g_autofree char *text = get_difference (item, measure, &sign);

  gtk_label_set_text (label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (label), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (label), "success");
  if (sign != 0)
    gtk_widget_add_css_class (GTK_WIDGET (label), sign > 0 ? "error" : "success");
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *list_item, Cell *cell)
{
  IlvStatisticsItem *item = gtk_list_item_get_item (list_item);
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (list_item));
  g_autofree char *text = NULL;

  if (cell->panel->session == NULL)
    return;
  if (columns[cell->column].func == NULL)
    {
      set_difference (label, item, columns[cell->column].measure);
      return;
    }
  text = columns[cell->column].func (cell->panel, item);
  gtk_label_set_text (label, text);
}

static void
free_cell (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_column (IlvStatisticsPanel *self, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;
  Cell *cell = g_new (Cell, 1);

  *cell = (Cell) { self, index };
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), cell);
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cell), cell, free_cell, 0);
  column = gtk_column_view_column_new (_(columns[index].title), factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
}

static void
update_columns (IlvStatisticsPanel *self)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  guint table = self->other != NULL ? COMPARED : ALONE;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      gtk_column_view_column_set_visible (column, (columns[i].tables & table) != 0);
    }
}

/* --- Histogram and spans ------------------------------------------------------------ */

static void
get_range (IlvStatisticsPanel *self, guint64 *start_nsec, guint64 *end_nsec)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  gboolean is_visible_only
    = gtk_toggle_button_get_active (self->visible_button) && self->other == NULL;

  *start_nsec = is_visible_only ? ilv_session_get_start_nsec (self->session) : 0;
  *end_nsec = is_visible_only ? ilv_session_get_end_nsec (self->session)
                              : ilv_trace_get_end_nsec (trace);
}

/* FALSE: no row is selected, or one that this run has no spans of. */
static gboolean
get_filter (IlvStatisticsPanel *self, IlvSpanFilter *filter)
{
  IlvStatisticsItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL || item->row.n == 0 || self->session == NULL)
    return FALSE;
  *filter = (IlvSpanFilter) { .by = get_key (self), .key = item->row.key,
                              .state = item->row.state };
  get_range (self, &filter->start_nsec, &filter->end_nsec);
  return TRUE;
}

static GtkWidget *
create_span_row (IlvStatisticsPanel *self, const IlvTarget *target)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  IlvSpan span = ilv_lane_get_span (ilv_trace_get_lane (trace, target->lane), target->span);
  g_autofree char *name = ilv_trace_dup_lane_name (trace, target->lane);
  g_autofree char *when = ilv_format_duration (span.start_nsec);
  g_autofree char *duration
    = ilv_format_duration (ilv_trace_get_span_end (trace, &span) - span.start_nsec);
  /* translators: a goroutine, how long, and since when */
  g_autofree char *text = g_strdup_printf (_("%s: %s, from %s"), name, duration, when);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static void
clear_spans (IlvStatisticsPanel *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->spans_list, 0)) != NULL)
    gtk_list_box_remove (self->spans_list, GTK_WIDGET (row));
  g_clear_pointer (&self->spans, g_array_unref);
}

static void
list_spans (IlvStatisticsPanel *self)
{
  IlvSpanFilter filter;
  guint64 from, to;
  g_autofree char *from_text = NULL, *to_text = NULL, *text = NULL;

  clear_spans (self);
  gtk_widget_set_visible (self->spans_window, self->first_bucket >= 0);
  gtk_label_set_text (self->range_label, "");
  if (self->first_bucket < 0 || !get_filter (self, &filter))
    return;
  from = g_array_index (self->buckets, IlvBucket, self->first_bucket).from_nsec;
  to = g_array_index (self->buckets, IlvBucket, self->last_bucket).to_nsec;
  self->spans = ilv_trace_list_spans (ilv_session_get_trace (self->session), &filter, from, to,
                                      MAX_SPANS);
  from_text = ilv_format_duration (from);
  to_text = ilv_format_duration (to);
  /* translators: durations of spans */
  text = g_strdup_printf (_("from %s to %s"), from_text, to_text);
  gtk_label_set_text (self->range_label, text);
  for (guint i = 0; i < self->spans->len; i++)
    gtk_list_box_append (self->spans_list,
                         create_span_row (self, &g_array_index (self->spans, IlvTarget, i)));
}

static void
choose_buckets (IlvStatisticsPanel *self, double x0, double x1)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->histogram)) - 2 * MARGIN_PX;
  int n = self->buckets != NULL ? (int) self->buckets->len : 0;

  self->first_bucket = -1;
  if (n > 0 && width > 0)
    {
      self->first_bucket = (int) CLAMP ((MIN (x0, x1) - MARGIN_PX) / width * n, 0, n - 1);
      self->last_bucket = (int) CLAMP ((MAX (x0, x1) - MARGIN_PX) / width * n, 0, n - 1);
    }
  list_spans (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->histogram));
}

static void
ilv_statistics_panel_drag_begin_cb (IlvStatisticsPanel *self, double x, double y)
{
  choose_buckets (self, x, x);
}

static void
ilv_statistics_panel_drag_update_cb (IlvStatisticsPanel *self, double offset_x, double offset_y,
                                     GtkGestureDrag *gesture)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  choose_buckets (self, x, x + offset_x);
}

static void
draw_histogram (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  IlvStatisticsPanel *self = ILV_STATISTICS_PANEL (data);
  IlvStatisticsItem *item = gtk_single_selection_get_selected_item (self->selection);
  const IlvColors *colors;
  double bar_px, most = 1;

  if (self->buckets == NULL || self->buckets->len == 0 || item == NULL)
    return;
  colors = ilv_style_get_colors (ilv_style_for_state (item->row.state), ilv_timeline_get_theme ());
  bar_px = (width - 2.0 * MARGIN_PX) / self->buckets->len;
  for (guint i = 0; i < self->buckets->len; i++)
    most = MAX (most, (double) g_array_index (self->buckets, IlvBucket, i).n);
  for (int i = 0; i < (int) self->buckets->len; i++)
    {
      guint64 n = g_array_index (self->buckets, IlvBucket, i).n;
      double bar_height = n > 0 ? MAX (2, (height - 8) * (double) n / most) : 0;
      gboolean is_chosen = self->first_bucket < 0
                           || (i >= self->first_bucket && i <= self->last_bucket);

      ilv_palette_set_source (cr, is_chosen ? colors->edge : colors->fill);
      cairo_rectangle (cr, MARGIN_PX + i * bar_px, height - 4 - bar_height, MAX (bar_px - 1, 1),
                       bar_height);
      cairo_fill (cr);
    }
}

static gboolean
ilv_statistics_panel_query_tooltip_cb (IlvStatisticsPanel *self, int x, int y, gboolean is_keyboard,
                                       GtkTooltip *tooltip)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->histogram)) - 2 * MARGIN_PX;
  const IlvBucket *bucket;
  g_autofree char *from = NULL, *to = NULL, *text = NULL;
  int index;

  if (self->buckets == NULL || self->buckets->len == 0 || width <= 0)
    return FALSE;
  index = (int) CLAMP ((x - MARGIN_PX) / width * self->buckets->len, 0, self->buckets->len - 1.0);
  bucket = &g_array_index (self->buckets, IlvBucket, index);
  from = ilv_format_duration (bucket->from_nsec);
  to = ilv_format_duration (bucket->to_nsec);
  /* translators: durations from and to, and how many spans lasted so long */
  text = g_strdup_printf (_("%s to %s: %.0f"), from, to, (double) bucket->n);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
ilv_statistics_panel_row_selected_cb (IlvStatisticsPanel *self)
{
  IlvSpanFilter filter;

  g_clear_pointer (&self->buckets, g_array_unref);
  if (get_filter (self, &filter))
    self->buckets = ilv_trace_get_histogram (ilv_session_get_trace (self->session), &filter);
  self->first_bucket = -1;
  list_spans (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->histogram));
}

static void
ilv_statistics_panel_span_activated_cb (IlvStatisticsPanel *self, GtkListBoxRow *row)
{
  IlvTarget target = g_array_index (self->spans, IlvTarget, gtk_list_box_row_get_index (row));

  ilv_session_select (self->session, &target);
  ilv_session_show_target (self->session, &target);
}

/* --- Keeping up ------------------------------------------------------------------------ */

/* (transfer full): IlvStatisticsItem */
static GPtrArray *
list_alone (IlvStatisticsPanel *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = NULL;
  guint64 start_nsec, end_nsec;

  get_range (self, &start_nsec, &end_nsec);
  rows = ilv_trace_get_statistics (ilv_session_get_trace (self->session), get_key (self), start_nsec,
                                   end_nsec);
  for (guint i = 0; i < rows->len; i++)
    {
      IlvStatisticsItem *item = g_object_new (ILV_TYPE_STATISTICS_ITEM, NULL);

      item->row = g_array_index (rows, IlvStatistics, i);
      g_ptr_array_add (items, item);
    }
  return items;
}

/* (transfer full): IlvStatisticsItem */
static GPtrArray *
list_compared (IlvStatisticsPanel *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows
    = ilv_comparison_list_rows (self->other, ilv_session_get_trace (self->session), get_key (self));

  for (guint i = 0; i < rows->len; i++)
    {
      const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, i);
      IlvStatisticsItem *item = g_object_new (ILV_TYPE_STATISTICS_ITEM, NULL);

      item->row = row->b;
      item->row.state = row->state;
      item->before = row->a;
      item->name = g_strdup (get_key (self) == ILV_STATISTICS_BY_STATE ? _("all") : row->name);
      g_ptr_array_add (items, item);
    }
  return items;
}

static void
update (IlvStatisticsPanel *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  g_autoptr (GPtrArray) items = NULL;

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  items = self->other != NULL ? list_compared (self) : list_alone (self);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  if (items->len > 0)
    gtk_single_selection_set_selected (self->selection, selected < items->len ? selected : 0);
  ilv_statistics_panel_row_selected_cb (self);
}

static gboolean
ilv_statistics_panel_refresh_cb (gpointer data)
{
  IlvStatisticsPanel *self = ILV_STATISTICS_PANEL (data);

  self->refresh_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update_soon (IlvStatisticsPanel *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_statistics_panel_refresh_cb, self);
}

static void
ilv_statistics_panel_update_cb (IlvStatisticsPanel *self)
{
  update (self);
}

static void
ilv_statistics_panel_view_changed_cb (IlvStatisticsPanel *self)
{
  if (gtk_toggle_button_get_active (self->visible_button))
    update_soon (self);
}

static void
ilv_statistics_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ilv_statistics_panel_parent_class)->map (widget);
  update_soon (ILV_STATISTICS_PANEL (widget));
}

static void
ilv_statistics_panel_dispose (GObject *object)
{
  IlvStatisticsPanel *self = ILV_STATISTICS_PANEL (object);

  ilv_statistics_panel_set_session (self, NULL);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_pointer (&self->buckets, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->other, ilv_comparison_side_unref);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (ilv_statistics_panel_parent_class)->dispose (object);
}

static void
ilv_statistics_panel_class_init (IlvStatisticsPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_statistics_panel_dispose;
  widget_class->map = ilv_statistics_panel_map;
  gtk_widget_class_set_template_from_resource (widget_class, ILV_RESOURCE_PATH
                                               "/widgets/ilv-statistics-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, by_dropdown);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, visible_button);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, compared_label);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, view);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, histogram);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, range_label);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, spans_window);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, spans_list);
  gtk_widget_class_bind_template_callback (widget_class, ilv_statistics_panel_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_statistics_panel_span_activated_cb);
}

static void
ilv_statistics_panel_init (IlvStatisticsPanel *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->first_bucket = -1;
  self->rows = g_list_store_new (ILV_TYPE_STATISTICS_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, i);
  update_columns (self);
  g_signal_connect_object (self->selection, "notify::selected",
                           G_CALLBACK (ilv_statistics_panel_row_selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_drawing_area_set_draw_func (self->histogram, draw_histogram, self, NULL);
  g_signal_connect_object (self->histogram, "query-tooltip",
                           G_CALLBACK (ilv_statistics_panel_query_tooltip_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (ilv_statistics_panel_drag_begin_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (ilv_statistics_panel_drag_update_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->histogram), GTK_EVENT_CONTROLLER (drag));
}

void
ilv_statistics_panel_set_session (IlvStatisticsPanel *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_STATISTICS_PANEL (self));

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_list_store_remove_all (self->rows);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "view-changed",
                               G_CALLBACK (ilv_statistics_panel_view_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew", G_CALLBACK (update_soon),
                               self, G_CONNECT_SWAPPED);
      update_soon (self);
    }
}

void
ilv_statistics_panel_compare (IlvStatisticsPanel *self, IlvComparisonSide *other, const char *what)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ILV_IS_STATISTICS_PANEL (self));

  if (other != NULL)
    ilv_comparison_side_ref (other);
  g_clear_pointer (&self->other, ilv_comparison_side_unref);
  self->other = other;
  gtk_widget_set_sensitive (GTK_WIDGET (self->visible_button), other == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->compared_label), other != NULL);
  if (other != NULL)
    /* translators: "the previous run", or a file's name */
    text = g_strdup_printf (_("The whole run, and how it differs from %s: + is more than there"),
                            what);
  gtk_label_set_text (self->compared_label, text != NULL ? text : "");
  update_columns (self);
  update (self);
}

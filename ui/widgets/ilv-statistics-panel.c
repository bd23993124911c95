/* ilv-statistics-panel.c - Where the time went.
 *
 * A row of the table is selected; the histogram shows how its durations are spread, beside those of
 * the run that is compared with; what is chosen in it lists this run's spans that lasted so long,
 * each a click from being shown.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-statistics-panel.h"

#include <glib/gi18n.h>

#include "model/ilv-format.h"
#include "widgets/ilv-histogram-view.h"
#include "widgets/ilv-statistics-table.h"
#include "widgets/ilv-ui.h"

#define REFRESH_MSEC 300
#define MAX_SPANS 200

struct _IlvStatisticsPanel
{
  GtkWidget parent_instance;
  IlvSession *session;
  GArray *spans;    /* IlvTarget, as listed */
  IlvComparisonSide *other; /* what the run is compared with; NULL: nothing */
  char *other_name;

  GtkDropDown *by_dropdown; /* its items are in the order of IlvStatisticsKey */
  GtkToggleButton *visible_button;
  GtkLabel *compared_label;
  IlvStatisticsTable *table;
  IlvHistogramView *histogram;
  GtkLabel *legend_label;
  GtkLabel *range_label;
  GtkWidget *spans_window;
  GtkListBox *spans_list;

  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (IlvStatisticsPanel, ilv_statistics_panel, GTK_TYPE_WIDGET)

static IlvStatisticsKey
get_key (IlvStatisticsPanel *self)
{
  return gtk_drop_down_get_selected (self->by_dropdown);
}

/* --- Spans --------------------------------------------------------------------- */

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

/* Of a row that this run has spans of. */
static IlvSpanFilter
make_filter (IlvStatisticsPanel *self, const IlvStatistics *row)
{
  IlvSpanFilter filter = { .by = get_key (self), .key = row->key, .state = row->state };

  get_range (self, &filter.start_nsec, &filter.end_nsec);
  return filter;
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
list_spans (IlvStatisticsPanel *self, const IlvStatistics *row, guint64 from, guint64 to)
{
  IlvSpanFilter filter = make_filter (self, row);

  self->spans = ilv_trace_list_spans (ilv_session_get_trace (self->session), &filter, from, to,
                                      MAX_SPANS);
  for (guint i = 0; i < self->spans->len; i++)
    gtk_list_box_append (self->spans_list,
                         create_span_row (self, &g_array_index (self->spans, IlvTarget, i)));
}

static void
ilv_statistics_panel_chosen_cb (IlvStatisticsPanel *self)
{
  IlvStatistics row, before;
  GArray *before_buckets;
  guint64 from, to;
  gboolean is_chosen = ilv_histogram_view_get_chosen (self->histogram, &from, &to);
  g_autofree char *from_text = NULL, *to_text = NULL, *text = NULL;

  clear_spans (self);
  gtk_widget_set_visible (self->spans_window, is_chosen);
  gtk_label_set_text (self->range_label, "");
  if (!is_chosen || self->session == NULL
      || !ilv_statistics_table_get_selected (self->table, &row, &before, &before_buckets))
    return;
  from_text = ilv_format_duration (from);
  to_text = ilv_format_duration (to);
  /* translators: durations of spans */
  text = g_strdup_printf (_("from %s to %s"), from_text, to_text);
  gtk_label_set_text (self->range_label, text);
  if (row.n > 0)
    list_spans (self, &row, from, to);
}

/* --- Histogram ------------------------------------------------------------------- */

static void
update_legend (IlvStatisticsPanel *self)
{
  g_autofree char *legend = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->legend_label), self->other != NULL);
  if (self->other == NULL)
    return;
  legend = ilv_histogram_view_dup_legend (self->histogram, self->other_name);
  gtk_label_set_markup (self->legend_label, legend);
}

static void
ilv_statistics_panel_row_selected_cb (IlvStatisticsPanel *self)
{
  IlvStatistics row = { .state = ILV_STATE_RUNNING }, before;
  GArray *before_buckets = NULL;
  g_autoptr (GArray) own = NULL, buckets = NULL;

  if (self->session != NULL
      && ilv_statistics_table_get_selected (self->table, &row, &before, &before_buckets)
      && row.n > 0)
    {
      IlvSpanFilter filter = make_filter (self, &row);

      own = ilv_trace_get_histogram (ilv_session_get_trace (self->session), &filter);
    }
  buckets = ilv_histogram_join (own, before_buckets);
  ilv_histogram_view_set_buckets (self->histogram, buckets, row.state);
  update_legend (self);
}

static void
ilv_statistics_panel_span_activated_cb (IlvStatisticsPanel *self, GtkListBoxRow *row)
{
  IlvTarget target = g_array_index (self->spans, IlvTarget, gtk_list_box_row_get_index (row));

  ilv_session_select (self->session, &target);
  ilv_session_show_target (self->session, &target);
}

/* --- Keeping up ------------------------------------------------------------------------ */

static void
update (IlvStatisticsPanel *self)
{
  guint64 start_nsec, end_nsec;
  IlvTrace *trace;

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  trace = ilv_session_get_trace (self->session);
  get_range (self, &start_nsec, &end_nsec);
  if (self->other != NULL)
    ilv_statistics_table_show_compared (self->table, trace, get_key (self), self->other);
  else
    ilv_statistics_table_show (self->table, trace, get_key (self), start_nsec, end_nsec);
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
  g_clear_pointer (&self->spans, g_array_unref);
  g_clear_pointer (&self->other, ilv_comparison_side_unref);
  g_clear_pointer (&self->other_name, g_free);
  ilv_ui_unparent_children (GTK_WIDGET (self));
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
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, table);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, histogram);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, legend_label);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, range_label);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, spans_window);
  gtk_widget_class_bind_template_child (widget_class, IlvStatisticsPanel, spans_list);
  gtk_widget_class_bind_template_callback (widget_class, ilv_statistics_panel_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_statistics_panel_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_statistics_panel_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_statistics_panel_span_activated_cb);
}

static void
ilv_statistics_panel_init (IlvStatisticsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ilv_statistics_panel_set_session (IlvStatisticsPanel *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_STATISTICS_PANEL (self));

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
      ilv_statistics_table_clear (self->table);
    }
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
  g_free (self->other_name);
  self->other_name = g_strdup (what);
  gtk_widget_set_sensitive (GTK_WIDGET (self->visible_button), other == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->compared_label), other != NULL);
  if (other != NULL)
    /* translators: "the previous run", or a file's name */
    text = g_strdup_printf (_("The whole run, and how it differs from %s: + is more than there"),
                            what);
  gtk_label_set_text (self->compared_label, text != NULL ? text : "");
  update (self);
}

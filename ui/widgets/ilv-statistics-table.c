/* ilv-statistics-table.c - Counts and durations in rows, alone or beside those of another run.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-statistics-table.h"

#include <glib/gi18n.h>

#include "draw/ilv-palette.h"
#include "model/ilv-format.h"
#include "widgets/ilv-ui.h"

/* A row of the table. */
#define ILV_TYPE_STATISTICS_ITEM (ilv_statistics_item_get_type ())
G_DECLARE_FINAL_TYPE (IlvStatisticsItem, ilv_statistics_item, ILV, STATISTICS_ITEM, GObject)

struct _IlvStatisticsItem
{
  GObject parent_instance;
  IlvStatistics row;    /* n 0: only the other run has it */
  IlvStatistics before; /* of the other run; n 0: it has none */
  GArray *before_buckets; /* IlvBucket; NULL: it has none */
  char *name;           /* NULL: as the row's key says */
};

G_DEFINE_FINAL_TYPE (IlvStatisticsItem, ilv_statistics_item, G_TYPE_OBJECT)

struct _IlvStatisticsTable
{
  GtkWidget parent_instance;
  IlvTrace *trace;  /* whose rows these are; NULL: there are none */
  GListStore *rows; /* IlvStatisticsItem */
  GtkSingleSelection *selection;
  GtkColumnView *view;
  IlvStatisticsKey by;
  guint is_filling : 1;
};

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvStatisticsTable, ilv_statistics_table, GTK_TYPE_WIDGET)

static void
ilv_statistics_item_finalize (GObject *object)
{
  IlvStatisticsItem *self = ILV_STATISTICS_ITEM (object);

  g_clear_pointer (&self->before_buckets, g_array_unref);
  g_free (self->name);
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

/* --- Cells --------------------------------------------------------------------- */

/* (transfer full) */
static char *
get_name (IlvStatisticsTable *self, const IlvStatisticsItem *item)
{
  if (item->name != NULL)
    return g_strdup (*item->name != '\0' ? item->name : "–");
  switch (self->by)
    {
    case ILV_STATISTICS_BY_STATE:
      break;
    case ILV_STATISTICS_BY_GOROUTINE:
      return ilv_trace_dup_goroutine_name (self->trace, item->row.key);
    case ILV_STATISTICS_BY_FUNCTION:
      return g_strdup (ilv_trace_get_string (self->trace, item->row.key));
    case ILV_STATISTICS_BY_OBJECT:
      return item->row.key != 0 ? ilv_trace_dup_object_name (self->trace, item->row.key)
                                : g_strdup ("–");
    }
  return g_strdup (_("all"));
}

static char *
get_state (IlvStatisticsTable *self, const IlvStatisticsItem *item)
{
  return g_strdup (ilv_state_get_label (item->row.state));
}

static char *
get_count (IlvStatisticsTable *self, const IlvStatisticsItem *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, item->row.n);
}

#define DURATION_CELL(name) \
  static char * \
  get_##name (IlvStatisticsTable *self, const IlvStatisticsItem *item) \
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
  char *(*func) (IlvStatisticsTable *self, const IlvStatisticsItem *item);
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

/* What a cell's factory needs; the table outlives its view. */
typedef struct
{
  IlvStatisticsTable *table;
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

  if (cell->table->trace == NULL)
    return;
  if (columns[cell->column].func == NULL)
    {
      set_difference (label, item, columns[cell->column].measure);
      return;
    }
  text = columns[cell->column].func (cell->table, item);
  gtk_label_set_text (label, text);
}

static void
free_cell (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
add_column (IlvStatisticsTable *self, guint index)
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

/* --- The widget ---------------------------------------------------------------- */

static void
update_columns (IlvStatisticsTable *self, gboolean is_compared)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  guint table = is_compared ? COMPARED : ALONE;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      gtk_column_view_column_set_visible (column, (columns[i].tables & table) != 0);
    }
}

static void
selected_cb (IlvStatisticsTable *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/* Keeps the row that is selected where it is in the list. */
static void
fill (IlvStatisticsTable *self, IlvTrace *trace, IlvStatisticsKey by, GPtrArray *items,
      gboolean is_compared)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  self->is_filling = TRUE;
  g_set_object (&self->trace, trace);
  self->by = by;
  update_columns (self, is_compared);
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       items->pdata, items->len);
  if (items->len > 0)
    gtk_single_selection_set_selected (self->selection, selected < items->len ? selected : 0);
  self->is_filling = FALSE;
  selected_cb (self);
}

static void
ilv_statistics_table_dispose (GObject *object)
{
  IlvStatisticsTable *self = ILV_STATISTICS_TABLE (object);

  ilv_ui_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->trace);
  G_OBJECT_CLASS (ilv_statistics_table_parent_class)->dispose (object);
}

static void
ilv_statistics_table_class_init (IlvStatisticsTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_statistics_table_dispose;
  signals[SIGNAL_SELECTED]
    = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ilv_statistics_table_init (IlvStatisticsTable *self)
{
  GtkWidget *window = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (ILV_TYPE_STATISTICS_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Statistics"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    add_column (self, i);
  update_columns (self, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), GTK_WIDGET (self->view));
  gtk_widget_set_parent (window, GTK_WIDGET (self));
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

void
ilv_statistics_table_show (IlvStatisticsTable *self, IlvTrace *trace, IlvStatisticsKey by,
                           guint64 start_nsec, guint64 end_nsec)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = NULL;

  g_return_if_fail (ILV_IS_STATISTICS_TABLE (self));

  rows = ilv_trace_get_statistics (trace, by, start_nsec, end_nsec);
  for (guint i = 0; i < rows->len; i++)
    {
      IlvStatisticsItem *item = g_object_new (ILV_TYPE_STATISTICS_ITEM, NULL);

      item->row = g_array_index (rows, IlvStatistics, i);
      g_ptr_array_add (items, item);
    }
  fill (self, trace, by, items, FALSE);
}

void
ilv_statistics_table_show_compared (IlvStatisticsTable *self, IlvTrace *trace, IlvStatisticsKey by,
                                    IlvComparisonSide *other)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rows = NULL;

  g_return_if_fail (ILV_IS_STATISTICS_TABLE (self));

  rows = ilv_comparison_list_rows (other, trace, by);
  for (guint i = 0; i < rows->len; i++)
    {
      const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, i);
      IlvStatisticsItem *item = g_object_new (ILV_TYPE_STATISTICS_ITEM, NULL);

      item->row = row->b;
      item->row.state = row->state;
      item->before = row->a;
      item->before_buckets = row->a_buckets != NULL ? g_array_ref (row->a_buckets) : NULL;
      item->name = g_strdup (by == ILV_STATISTICS_BY_STATE ? _("all") : row->name);
      g_ptr_array_add (items, item);
    }
  fill (self, trace, by, items, TRUE);
}

void
ilv_statistics_table_clear (IlvStatisticsTable *self)
{
  g_return_if_fail (ILV_IS_STATISTICS_TABLE (self));

  g_list_store_remove_all (self->rows);
  g_clear_object (&self->trace);
}

gboolean
ilv_statistics_table_get_selected (IlvStatisticsTable *self, IlvStatistics *row,
                                   IlvStatistics *before, GArray **before_buckets)
{
  IlvStatisticsItem *item;

  g_return_val_if_fail (ILV_IS_STATISTICS_TABLE (self), FALSE);

  item = gtk_single_selection_get_selected_item (self->selection);
  if (item == NULL)
    return FALSE;
  *row = item->row;
  *before = item->before;
  *before_buckets = item->before_buckets;
  return TRUE;
}

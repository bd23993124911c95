/* test-panels.c - What stands beside the source: statistics, events, waits; and the search.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../model/model-test.h"
#include "widgets-test.h"
#include "widgets/ilv-events-panel.h"
#include "widgets/ilv-histogram-view.h"
#include "widgets/ilv-notes-panel.h"
#include "widgets/ilv-search-bar.h"
#include "widgets/ilv-statistics-panel.h"
#include "widgets/ilv-waits-panel.h"

/* The first descendant of a type. */
static gpointer
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

typedef struct
{
  IlvTrace *trace;
  IlvSession *session;
  GtkWidget *window; /* panels work only while they are seen */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trace = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n"
                                    "1ms p0 g1 go-start #2\n"
                                    "2ms p0 g1 go-create #3 new_g=2\n"
                                    "3ms p0 g1 go-block #4 reason=13\n"
                                    "4ms p0 g2 go-start #1\n"
                                    "9ms p0 g2 go-end #2\n");
  ilv_trace_finish (fixture->trace);
  fixture->session = ilv_session_new (fixture->trace);
  fixture->window = gtk_window_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
  g_object_unref (fixture->trace);
}

static void
show (Fixture *fixture, gpointer panel)
{
  gtk_window_set_child (GTK_WINDOW (fixture->window), panel);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
}

static guint
count_rows (gpointer panel)
{
  GtkColumnView *view = find (panel, GTK_TYPE_COLUMN_VIEW);
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

static void
test_panels_statistics_have_a_row_for_each_state (Fixture *fixture, gconstpointer data)
{
  IlvStatisticsPanel *panel = g_object_new (ILV_TYPE_STATISTICS_PANEL, NULL);

  ilv_statistics_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  wait_until (count_rows (panel) > 0);
  g_assert_cmpuint (count_rows (panel), ==, 3); /* running, ready, blocked */
}

/* Whether one is seen that says so. */
static gboolean
has_label (GtkWidget *widget, const char *text)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
                   && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_label (child, text);
  return found;
}

/* Running: 7 ms of two goroutines, and 1 ms of one in the other run. */
static void
test_panels_statistics_tell_what_differs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (IlvTrace) trace = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n"
                                                "1ms p0 g1 go-start #2\n"
                                                "2ms p0 g1 go-block #3 reason=13\n"
                                                "8ms p0 g1 go-ready #4\n"
                                                "9ms p0 g1 gc-start\n");
  g_autoptr (IlvComparisonSide) side = ilv_comparison_side_new (trace);
  IlvStatisticsPanel *panel = g_object_new (ILV_TYPE_STATISTICS_PANEL, NULL);

  ilv_statistics_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  g_clear_object (&trace);
  ilv_statistics_panel_compare (panel, side, "another run");
  wait_until (has_label (GTK_WIDGET (panel), "+6 ms"));
  g_assert_true (has_label (GTK_WIDGET (panel), "■ this run: 2   ▭ another run: 1"));
  g_assert_cmpuint (count_rows (panel), ==, 3);
  ilv_statistics_panel_compare (panel, NULL, NULL);
  wait_until (!has_label (GTK_WIDGET (panel), "+6 ms"));
  g_assert_cmpuint (count_rows (panel), ==, 3);
}

static void
press_at (GtkWidget *widget, double x)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        g_signal_emit_by_name (controller, "drag-begin", x, 1.0);
    }
}

/* The goroutines run once each, one for 2 ms and one for 5 ms. */
static void
test_panels_histogram_lists_spans (Fixture *fixture, gconstpointer data)
{
  IlvStatisticsPanel *panel = g_object_new (ILV_TYPE_STATISTICS_PANEL, NULL);
  GtkListBox *list = find (GTK_WIDGET (panel), GTK_TYPE_LIST_BOX);
  GtkWidget *histogram = find (GTK_WIDGET (panel), ILV_TYPE_HISTOGRAM_VIEW);
  guint64 from, to;

  ilv_statistics_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  wait_until (count_rows (panel) > 0);
  g_assert_false (ilv_histogram_view_get_chosen (ILV_HISTOGRAM_VIEW (histogram), &from, &to));
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  press_at (histogram, 0);
  g_assert_true (ilv_histogram_view_get_chosen (ILV_HISTOGRAM_VIEW (histogram), &from, &to));
  g_assert_true (from <= 2000000 && 2000000 < to);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  press_at (histogram, gtk_widget_get_width (histogram));
  g_assert_true (ilv_histogram_view_get_chosen (ILV_HISTOGRAM_VIEW (histogram), &from, &to));
  g_assert_true (from <= 5000000 && 5000000 < to);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
}

static void
test_panels_notes_are_listed_and_gone_to (Fixture *fixture, gconstpointer data)
{
  IlvNotesPanel *panel = g_object_new (ILV_TYPE_NOTES_PANEL, NULL);
  GtkListBox *list = find (GTK_WIDGET (panel), GTK_TYPE_LIST_BOX);

  ilv_notes_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
  ilv_session_write_note (fixture->session, 4000000, ILV_NO_LANE, "here it begins");
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 0));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpuint (ilv_session_get_playhead (fixture->session), ==, 4000000);
  ilv_session_undo_view (fixture->session);
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));
}

static void
test_panels_events_have_a_row_for_each_moment (Fixture *fixture, gconstpointer data)
{
  IlvEventsPanel *panel = g_object_new (ILV_TYPE_EVENTS_PANEL, NULL);

  ilv_events_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  wait_until (count_rows (panel) > 0);
  g_assert_cmpuint (count_rows (panel), ==,
                    ilv_trace_get_n_moments (fixture->trace)
                      - ilv_trace_get_first_moment (fixture->trace));
}

/* Main waits at the end, nobody at first. */
static void
test_panels_waits_are_those_at_the_playhead (Fixture *fixture, gconstpointer data)
{
  IlvWaitsPanel *panel = g_object_new (ILV_TYPE_WAITS_PANEL, NULL);
  GtkStack *stack = find (GTK_WIDGET (panel), GTK_TYPE_STACK);

  ilv_waits_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "graph") == 0);
  ilv_session_set_playhead (fixture->session, 1500000);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "empty") == 0);
}

static void
press_key (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean is_handled;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_handled);
    }
}

static void
test_panels_waits_are_walked_by_keyboard (Fixture *fixture, gconstpointer data)
{
  IlvWaitsPanel *panel = g_object_new (ILV_TYPE_WAITS_PANEL, NULL);
  GtkStack *stack = find (GTK_WIDGET (panel), GTK_TYPE_STACK);
  GtkWidget *area = find (GTK_WIDGET (panel), GTK_TYPE_DRAWING_AREA);
  guint32 first;

  ilv_waits_panel_set_session (panel, fixture->session);
  show (fixture, panel);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "graph") == 0);
  g_assert_true (gtk_widget_get_focusable (area));
  press_key (area, GDK_KEY_Return);
  first = ilv_session_get_selected (fixture->session).lane;
  g_assert_cmpuint (first, !=, ILV_NO_LANE);
  press_key (area, GDK_KEY_Down);
  press_key (area, GDK_KEY_Up);
  press_key (area, GDK_KEY_Up);
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, ==, first);
}

static void
test_panels_search_steps_through_matches (Fixture *fixture, gconstpointer data)
{
  IlvSearchBar *bar = g_object_new (ILV_TYPE_SEARCH_BAR, NULL);
  GtkEditable *entry = find (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY);
  guint32 first;

  ilv_search_bar_set_session (bar, fixture->session);
  show (fixture, bar);
  ilv_search_bar_open (bar);
  gtk_editable_set_text (entry, "running");
  wait_until (ilv_session_get_matches (fixture->session) != NULL);
  g_assert_cmpuint (ilv_session_get_matches (fixture->session)->len, ==, 2);
  ilv_search_bar_step (bar, 1);
  first = ilv_session_get_selected (fixture->session).lane;
  ilv_search_bar_step (bar, 1);
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, !=, first);
  ilv_search_bar_step (bar, 1); /* around */
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, ==, first);
  ilv_search_bar_set_session (bar, fixture->session);
  g_assert_null (ilv_session_get_matches (fixture->session));
}

#define ADD(path, function) \
  g_test_add ("/widgets/panels/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  ADD ("histogram-lists-spans", test_panels_histogram_lists_spans);
  ADD ("statistics-tell-what-differs", test_panels_statistics_tell_what_differs);
  ADD ("statistics-have-a-row-for-each-state", test_panels_statistics_have_a_row_for_each_state);
  ADD ("notes-are-listed-and-gone-to", test_panels_notes_are_listed_and_gone_to);
  ADD ("events-have-a-row-for-each-moment", test_panels_events_have_a_row_for_each_moment);
  ADD ("waits-are-those-at-the-playhead", test_panels_waits_are_those_at_the_playhead);
  ADD ("waits-are-walked-by-keyboard", test_panels_waits_are_walked_by_keyboard);
  ADD ("search-steps-through-matches", test_panels_search_steps_through_matches);
  return g_test_run ();
}

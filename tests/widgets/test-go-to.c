/* test-go-to.c - A few letters to anything, in a window with a timeline.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../model/model-test.h"
#include "widgets-test.h"
#include "widgets/ilv-timeline-panel.h"

typedef struct
{
  IlvTrace *trace;
  IlvSession *session;
  GtkWidget *window;
  GtkWidget *timeline;
  IlvGoTo *go_to;
  guint line;
} Fixture;

static void
line_cb (IlvGoTo *go_to, guint key, gpointer data)
{
  ((Fixture *) data)->line = key;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  *fixture = (Fixture) { 0 };
  fixture->trace = trace_from_text ("0ms p0 g- string id=1 length=11\ndata \"main.worker\"\n"
                                    "0ms p0 g- go-create #1 new_g=1\n"
                                    "1ms p0 g1 go-start #2\n"
                                    "2ms p0 g1 go-create #3 new_g=2 func=1\n"
                                    "2ms p0 g1 go-create #3 new_g=3 func=1\n"
                                    "9ms p0 g1 go-end #2\n");
  ilv_trace_finish (fixture->trace);
  fixture->session = ilv_session_new (fixture->trace);
  fixture->timeline = g_object_new (ILV_TYPE_TIMELINE_PANEL, NULL);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->timeline);
  ilv_timeline_panel_set_session (ILV_TIMELINE_PANEL (fixture->timeline), fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_test_widget_wait_for_draw (fixture->window);
  fixture->go_to = g_object_ref (ilv_go_to_new (fixture->timeline, fixture->session));
  ilv_timeline_panel_add_commands (fixture->go_to);
  ilv_go_to_add_lines (fixture->go_to, "main.go", "package main\n\nfunc worker () {\n", 100);
  g_signal_connect (fixture->go_to, "go-to-line", G_CALLBACK (line_cb), fixture);
  gtk_popover_popup (GTK_POPOVER (fixture->go_to));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* It takes itself away when it is closed. */
  wait_until (gtk_widget_get_parent (GTK_WIDGET (fixture->go_to)) == NULL);
  g_object_unref (fixture->go_to);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->session);
  g_object_unref (fixture->trace);
}

/* Types, and Enter at once: no frame lies between. */
static void
type_and_enter (Fixture *fixture, const char *text)
{
  GtkWidget *box = gtk_popover_get_child (GTK_POPOVER (fixture->go_to));
  GtkWidget *entry = gtk_widget_get_first_child (box);

  g_assert_true (GTK_IS_SEARCH_ENTRY (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
}

static void
test_go_to_lane_is_uncovered_and_selected (Fixture *fixture, gconstpointer data)
{
  guint lane = lane_of_goroutine (fixture->trace, 3);
  IlvGroup group;
  guint index;

  ilv_session_set_headings (fixture->session, ILV_HEADING_FUNCTION);
  ilv_session_fold_headings (fixture->session, TRUE);
  ilv_session_set_filter (fixture->session, "no such lane");
  type_and_enter (fixture, "wrk 2");
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, ==, lane);
  g_assert_true (ilv_session_find_lane (fixture->session, lane, &group, &index));
}

static void
test_go_to_function_is_lit (Fixture *fixture, gconstpointer data)
{
  type_and_enter (fixture, "main.worker");
  g_assert_cmpint (ilv_session_get_light (fixture->session).kind, ==, ILV_LIGHT_FUNCTION);
  g_assert_cmpuint (ilv_session_get_selected (fixture->session).lane, ==,
                    lane_of_goroutine (fixture->trace, 2));
}

static void
test_go_to_line_is_told (Fixture *fixture, gconstpointer data)
{
  type_and_enter (fixture, ":3");
  g_assert_cmpuint (fixture->line, ==, 103);
}

static void
test_go_to_command_is_run (Fixture *fixture, gconstpointer data)
{
  type_and_enter (fixture, ">fold all");
  g_assert_true (ilv_session_get_headings_folded (fixture->session));
}

#define ADD(path, function) \
  g_test_add ("/widgets/go-to/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  ADD ("lane-is-uncovered-and-selected", test_go_to_lane_is_uncovered_and_selected);
  ADD ("function-is-lit", test_go_to_function_is_lit);
  ADD ("line-is-told", test_go_to_line_is_told);
  ADD ("command-is-run", test_go_to_command_is_run);
  return g_test_run ();
}

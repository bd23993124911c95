/* test-window.c - The window, used as a user does: the picture, keys, what is preferred.
 *
 * SPDX-License-Identifier: MIT
 */
#include "window-test.h"

static void
act_on_timeline (Fixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window->timeline), action, NULL);
}

static void
test_window_zoom_can_be_undone (Fixture *fixture, gconstpointer data)
{
  IlvSession *session;
  guint64 start, end;

  run_example (fixture, "3-waitgroup.go");
  session = fixture->window->session;
  act_on_timeline (fixture, "view.show-all");
  start = ilv_session_get_start_nsec (session);
  end = ilv_session_get_end_nsec (session);
  act_on_timeline (fixture, "view.zoom-in");
  g_assert_cmpuint (ilv_session_get_end_nsec (session) - ilv_session_get_start_nsec (session), <,
                    end - start);
  g_assert_false (ilv_session_get_follow (session));
  act_on_timeline (fixture, "view.undo");
  g_assert_cmpuint (ilv_session_get_start_nsec (session), ==, start);
  g_assert_cmpuint (ilv_session_get_end_nsec (session), ==, end);
}

/* The middle of the first span of main's lane as it is painted. */
static void
find_span (Fixture *fixture, IlvTarget *target, double *x, double *y)
{
  IlvTimelineView *view = ilv_timeline_panel_get_view (fixture->window->timeline);
  const IlvGoroutine *main_goroutine = ilv_trace_get_goroutine (get_trace (fixture), 1);
  const IlvLane *lane = ilv_trace_get_lane (get_trace (fixture), main_goroutine->lane);
  graphene_rect_t area;

  for (guint span = 0; span < ilv_lane_n_spans (lane); span++)
    {
      *target = ILV_TARGET_NONE;
      target->lane = main_goroutine->lane;
      target->span = span;
      if (!ilv_timeline_view_find (view, target, &area))
        continue;
      *x = area.origin.x + area.size.width / 2;
      *y = area.origin.y + area.size.height / 2;
      if (ilv_timeline_view_pick (view, *x, *y).span == span)
        return;
    }
  g_assert_not_reached ();
}

static void
test_window_pointed_at_span_explains_itself (Fixture *fixture, gconstpointer data)
{
  IlvTimelineView *view = ilv_timeline_panel_get_view (fixture->window->timeline);
  IlvTarget target;
  double x, y;
  g_autofree char *text = NULL;

  run_example (fixture, "5-channel.go");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  find_span (fixture, &target, &x, &y);
  text = ilv_timeline_view_explain_at (view, x, y);
  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, "main"));
  g_assert_nonnull (strstr (text, "\nfor "));
}

/* Where the view hears of the pointer. */
static GtkEventController *
find_motion (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_MOTION (controller))
        return controller; /* the view keeps it */
    }
  g_assert_not_reached ();
}

static double
get_lane_y (IlvTimelineView *view, const IlvTarget *target)
{
  graphene_rect_t area;

  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  g_assert_true (ilv_timeline_view_find (view, target, &area));
  return area.origin.y;
}

static void
test_window_lane_at_pointer_stays (Fixture *fixture, gconstpointer data)
{
  IlvTimelineView *view = ilv_timeline_panel_get_view (fixture->window->timeline);
  IlvSession *session;
  IlvTarget target;
  double x, y, before;

  type_program (fixture, "package main\n\nimport \"sync\"\n\nfunc main() {\n"
                         "\tvar wg sync.WaitGroup\n\twg.Add(100)\n"
                         "\tfor i := 0; i < 100; i++ {\n\t\tgo wg.Done()\n\t}\n\twg.Wait()\n}\n");
  run_to_end (fixture);
  session = fixture->window->session;
  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, FALSE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  find_span (fixture, &target, &x, &y);
  g_signal_emit_by_name (find_motion (GTK_WIDGET (view)), "motion", x, y);
  before = get_lane_y (view, &target);
  ilv_session_set_group_shown (session, ILV_GROUP_THREADS, TRUE);
  g_assert_cmpfloat_with_epsilon (get_lane_y (view, &target), before, 0.5);
  g_signal_emit_by_name (find_motion (GTK_WIDGET (view)), "leave");
}

static void
test_window_keyboard_walks_and_describes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = GTK_WIDGET (ilv_timeline_panel_get_view (fixture->window->timeline));
  IlvSession *session;
  IlvTarget first, second;
  g_autofree char *description = NULL;

  run_example (fixture, "5-channel.go");
  session = fixture->window->session;
  gtk_test_accessible_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  act_on_timeline (fixture, "view.next-span");
  first = ilv_session_get_selected (session);
  g_assert_cmpuint (first.span, !=, ILV_NO_INDEX);
  act_on_timeline (fixture, "view.next-span");
  second = ilv_session_get_selected (session);
  g_assert_cmpuint (second.lane, ==, first.lane);
  g_assert_cmpuint (second.span, ==, first.span + 1);
  g_assert_cmpuint (ilv_session_get_playhead (session), !=, ILV_TIME_OPEN);
  act_on_timeline (fixture, "view.lane-below");
  g_assert_cmpuint (ilv_session_get_selected (session).lane, !=, first.lane);
  act_on_timeline (fixture, "view.select-nothing");
  g_assert_cmpuint (ilv_session_get_selected (session).lane, ==, ILV_NO_LANE);
  description = gtk_test_accessible_check_property (GTK_ACCESSIBLE (view),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                    "Nothing is selected. Use the arrow keys.");
  g_assert_null (description);
}

/* Some widget of @type in @widget. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (toplevel), type))
        return toplevel;
    }
  return NULL;
}

/* What is chosen there is kept and has effect at once. */
static void
test_window_preferences_have_effect (Fixture *fixture, gconstpointer data)
{
  GSettings *settings = fixture->window->settings;
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkWidget *preferences, *follow, *theme;

  g_action_group_activate_action (G_ACTION_GROUP (application), "preferences", NULL);
  preferences = find_toplevel (ADW_TYPE_PREFERENCES_WINDOW);
  g_assert_nonnull (preferences);
  follow = find_widget (preferences, GTK_TYPE_SWITCH);
  theme = find_widget (preferences, ADW_TYPE_COMBO_ROW);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (follow)));
  gtk_switch_set_active (GTK_SWITCH (follow), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "follow"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (theme), 2);
  wait_until (adw_style_manager_get_dark (style));
  adw_combo_row_set_selected (ADW_COMBO_ROW (theme), 3);
  wait_until (ilv_ui_get_high_contrast ());
  g_assert_false (adw_style_manager_get_dark (style));
  g_settings_reset (settings, "theme");
  g_settings_reset (settings, "follow");
  wait_until (!ilv_ui_get_high_contrast ());
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (theme)), ==, 0);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static void
test_window_examples_are_those_of_the_directory (Fixture *fixture, gconstpointer data)
{
  GListModel *examples = fixture->window->examples;
  g_autoptr (IlvExample) first = g_list_model_get_item (examples, 0);

  g_assert_cmpuint (g_list_model_get_n_items (examples), >=, 5);
  g_assert_cmpstr (ilv_example_get_group (first), ==, "The tutorial");
  g_assert_cmpstr (ilv_example_get_title (first), ==, "1  Starting a goroutine");
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv);
  ADD ("/app/window/zoom-can-be-undone", test_window_zoom_can_be_undone);
  ADD ("/app/window/pointed-at-span-explains-itself", test_window_pointed_at_span_explains_itself);
  ADD ("/app/window/lane-at-the-pointer-stays", test_window_lane_at_pointer_stays);
  ADD ("/app/window/keyboard-walks-and-describes", test_window_keyboard_walks_and_describes);
  ADD ("/app/window/preferences-have-effect", test_window_preferences_have_effect);
  ADD ("/app/window/examples-are-those-of-the-directory",
       test_window_examples_are_those_of_the_directory);
  return g_test_run ();
}

/* test-progress-row.c - How far something is that takes long.
 *
 * SPDX-License-Identifier: MIT
 */
#include "widgets-test.h"
#include "widgets/ilv-progress-row.h"

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_type_is_a (G_OBJECT_TYPE (child), type))
      return child;
  return NULL;
}

static void
test_progress_row_shows_only_what_takes_long (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (ilv_progress_row_new ("Opening a.ilv"));
  GtkWidget *bar = find (row, GTK_TYPE_PROGRESS_BAR);

  ilv_progress_row_set_fraction (ILV_PROGRESS_ROW (row), 0.5);
  g_assert_false (gtk_widget_get_visible (row));
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 0.5);
  while (!gtk_widget_get_visible (row))
    ilv_progress_row_set_fraction (ILV_PROGRESS_ROW (row), 2);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), ==, 1);
}

static void
count_cb (GtkWidget *row, guint *n)
{
  ++*n;
}

static void
test_progress_row_is_cancelled_once (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (ilv_progress_row_new ("Opening a.ilv"));
  GtkWidget *button = find (row, GTK_TYPE_BUTTON);
  guint n = 0;

  g_signal_connect (row, "cancelled", G_CALLBACK (count_cb), &n);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (gtk_widget_get_sensitive (button));
}

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  g_test_add_func ("/widgets/progress-row/shows-only-what-takes-long",
                   test_progress_row_shows_only_what_takes_long);
  g_test_add_func ("/widgets/progress-row/is-cancelled-once", test_progress_row_is_cancelled_once);
  return g_test_run ();
}

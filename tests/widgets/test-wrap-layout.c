/* test-wrap-layout.c - Children in as many rows as it takes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "widgets-test.h"
#include "widgets/ilv-wrap-layout.h"

/* Three children, 100 pixels wide and 20 high each. */
static GtkWidget *
create (void)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  gtk_widget_set_layout_manager (box, g_object_new (ILV_TYPE_WRAP_LAYOUT, NULL));
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *child = gtk_drawing_area_new ();

      gtk_widget_set_size_request (child, 100, 20);
      gtk_box_append (GTK_BOX (box), child);
    }
  return box;
}

static int
get_height (GtkWidget *box, int width)
{
  int minimum;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
test_wrap_layout_takes_rows_as_needed (void)
{
  g_autoptr (GtkWidget) box = create ();
  int minimum, natural;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (natural, ==, 312);
  g_assert_cmpint (get_height (box, 312), ==, 20);
  g_assert_cmpint (get_height (box, 311), ==, 46);
  g_assert_cmpint (get_height (box, 150), ==, 72);
}

static void
assert_place (GtkWidget *child, int x, int y, int width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, gtk_widget_get_parent (child), &bounds));
  g_assert_cmpint ((int) bounds.origin.x, ==, x);
  g_assert_cmpint ((int) bounds.origin.y, ==, y);
  g_assert_cmpint ((int) bounds.size.width, ==, width);
}

static void
test_wrap_layout_gives_the_last_what_is_left (void)
{
  g_autoptr (GtkWidget) box = create ();
  GtkWidget *first = gtk_widget_get_first_child (box);

  get_height (box, 250);
  gtk_widget_size_allocate (box, &(GtkAllocation) { 0, 0, 250, 46 }, -1);
  assert_place (first, 0, 0, 100);
  assert_place (gtk_widget_get_next_sibling (first), 106, 0, 144);
  assert_place (gtk_widget_get_last_child (box), 0, 26, 250);
}

static void
test_wrap_layout_ignores_what_is_hidden (void)
{
  g_autoptr (GtkWidget) box = create ();

  gtk_widget_set_visible (gtk_widget_get_last_child (box), FALSE);
  g_assert_cmpint (get_height (box, 206), ==, 20);
}

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  g_test_add_func ("/widgets/wrap-layout/takes-rows-as-needed",
                   test_wrap_layout_takes_rows_as_needed);
  g_test_add_func ("/widgets/wrap-layout/gives-the-last-what-is-left",
                   test_wrap_layout_gives_the_last_what_is_left);
  g_test_add_func ("/widgets/wrap-layout/ignores-what-is-hidden",
                   test_wrap_layout_ignores_what_is_hidden);
  return g_test_run ();
}

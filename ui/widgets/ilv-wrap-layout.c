/* ilv-wrap-layout.c - Children in a row, or in as many rows as it takes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-wrap-layout.h"

#define GAP_PX 6

struct _IlvWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (IlvWrapLayout, ilv_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The children from @first on that stand in one row. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;   /* behind the last of them; NULL: there are no more */
  int width, height;
} Row;

static int
measure_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static Row
find_row (GtkWidget *first, int width)
{
  Row row = { first, first, 0, 0 };

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int natural, height, gap = row.width > 0 ? GAP_PX : 0;

      row.end = child;
      if (!gtk_widget_should_layout (child))
        continue;
      natural = measure_width (child);
      if (row.width > 0 && row.width + gap + natural > width)
        return row;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MIN (natural, width), NULL, &height,
                          NULL, NULL);
      row.width += gap + natural;
      row.height = MAX (row.height, height);
    }
  row.end = NULL;
  return row;
}

static GtkSizeRequestMode
ilv_wrap_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ilv_wrap_layout_measure (GtkLayoutManager *layout, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int total = 0;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child))
          *minimum = MAX (*minimum, measure_width (child));
      *natural = MAX (*minimum, find_row (first, G_MAXINT).width);
      return;
    }
  while (first != NULL)
    {
      Row row = find_row (first, for_size >= 0 ? for_size : G_MAXINT);

      total += row.height + (total > 0 ? GAP_PX : 0);
      first = row.end;
    }
  *minimum = *natural = total;
}

static void
allocate_row (const Row *row, int y, int width)
{
  GtkWidget *last = NULL;
  int x = 0;

  for (GtkWidget *child = row->first; child != row->end;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      last = child;
  for (GtkWidget *child = row->first; child != row->end;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = child == last ? MAX (width - x, measure_width (child)) : measure_width (child);
      gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, child_width, row->height }, -1);
      x += child_width + GAP_PX;
    }
}

static void
ilv_wrap_layout_allocate (GtkLayoutManager *layout, GtkWidget *widget, int width, int height,
                          int baseline)
{
  int y = 0;

  for (GtkWidget *first = gtk_widget_get_first_child (widget); first != NULL;)
    {
      Row row = find_row (first, width);

      allocate_row (&row, y, width);
      y += row.height + GAP_PX;
      first = row.end;
    }
}

static void
ilv_wrap_layout_class_init (IlvWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = ilv_wrap_layout_get_request_mode;
  layout_class->measure = ilv_wrap_layout_measure;
  layout_class->allocate = ilv_wrap_layout_allocate;
}

static void
ilv_wrap_layout_init (IlvWrapLayout *self)
{
}

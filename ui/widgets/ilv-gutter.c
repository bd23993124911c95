/* ilv-gutter.c - A strip beside text that shows goroutines as dots of their colour.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-gutter.h"

#include "draw/ilv-palette.h"
#include "widgets/ilv-timeline-view.h"

#define DOT_PX 8.0f
#define STEP_PX 9.0f
#define MARGIN_PX 4.0f

struct _IlvGutter
{
  GtkSourceGutterRenderer parent_instance;
  guint n_dots;
};

enum
{
  QUERY_LINE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvGutter, ilv_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

static void
append_dot (GtkSnapshot *snapshot, guint32 goroutine, float x, float y)
{
  guint32 fill = ilv_style_get_colors (ilv_style_for_goroutine (goroutine),
                                       ilv_timeline_get_theme ())->fill;
  const GdkRGBA color = { (fill >> 16 & 255) / 255.0f, (fill >> 8 & 255) / 255.0f,
                          (fill & 255) / 255.0f, 1 };
  GskRoundedRect circle;

  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (x, y, DOT_PX, DOT_PX),
                                   DOT_PX / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &color, &circle.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
ilv_gutter_snapshot_line (GtkSourceGutterRenderer *renderer, GtkSnapshot *snapshot,
                          GtkSourceGutterLines *lines, guint line)
{
  IlvGutter *self = ILV_GUTTER (renderer);
  g_autoptr (GArray) goroutines = g_array_new (FALSE, FALSE, sizeof (guint32));
  int y, height;

  g_signal_emit (self, signals[QUERY_LINE], 0, line, goroutines);
  gtk_source_gutter_lines_get_line_yrange (lines, line,
                                           GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST, &y,
                                           &height);
  for (guint i = 0; i < goroutines->len && i < self->n_dots; i++)
    append_dot (snapshot, g_array_index (goroutines, guint32, i), MARGIN_PX + i * STEP_PX,
                (float) y + (float) (int) ((height - DOT_PX) / 2));
}

static void
ilv_gutter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  IlvGutter *self = ILV_GUTTER (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                          ? (int) (2 * MARGIN_PX + self->n_dots * STEP_PX) : 0;
}

static void
ilv_gutter_class_init (IlvGutterClass *klass)
{
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->snapshot_line = ilv_gutter_snapshot_line;
  GTK_WIDGET_CLASS (klass)->measure = ilv_gutter_measure;
  signals[QUERY_LINE] = g_signal_new ("query-line", ILV_TYPE_GUTTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_ARRAY);
}

static void
ilv_gutter_init (IlvGutter *self)
{
}

GtkSourceGutterRenderer *
ilv_gutter_new (guint n_dots)
{
  IlvGutter *self = g_object_new (ILV_TYPE_GUTTER, NULL);

  self->n_dots = n_dots;
  return GTK_SOURCE_GUTTER_RENDERER (self);
}

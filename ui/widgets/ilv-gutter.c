/* ilv-gutter.c - A strip beside text: goroutines as dots of their colour, signs of errors.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-gutter.h"

#include "draw/ilv-palette.h"
#include "widgets/ilv-document.h"
#include "widgets/ilv-timeline-view.h"

#define DOT_PX 8.0f
#define STEP_PX 6.0f /* they overlap: where all stand, one strip of colours */
#define MARGIN_PX 4.0f
#define SIGN_PX 12

struct _IlvGutter
{
  GtkSourceGutterRenderer parent_instance;
  GtkIconPaintable *sign;
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

static gboolean
has_error (IlvGutter *self, guint line)
{
  GtkSourceBuffer *buffer
    = gtk_source_gutter_renderer_get_buffer (GTK_SOURCE_GUTTER_RENDERER (self));
  GSList *marks;
  gboolean result;

  if (!ILV_IS_DOCUMENT (buffer))
    return FALSE;
  marks = gtk_source_buffer_get_source_marks_at_line (buffer, (int) line, ILV_DOCUMENT_MARK_ERROR);
  result = marks != NULL;
  g_slist_free (marks);
  return result;
}

static void
append_sign (IlvGutter *self, GtkSnapshot *snapshot, float y)
{
  GdkRGBA color = { 0.88f, 0.11f, 0.14f, 1 };

  if (self->sign == NULL)
    self->sign = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))),
      "dialog-error-symbolic", NULL, SIGN_PX, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
      gtk_widget_get_direction (GTK_WIDGET (self)), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "error_color",
                                  &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN_PX, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->sign), snapshot, SIGN_PX,
                                            SIGN_PX, &color, 1);
  gtk_snapshot_restore (snapshot);
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
  if (has_error (self, line))
    {
      append_sign (self, snapshot, (float) y + (float) ((height - SIGN_PX) / 2));
      return;
    }
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
                          ? (int) (2 * MARGIN_PX + DOT_PX + (self->n_dots - 1) * STEP_PX) : 0;
}

static void
ilv_gutter_dispose (GObject *object)
{
  g_clear_object (&ILV_GUTTER (object)->sign);
  G_OBJECT_CLASS (ilv_gutter_parent_class)->dispose (object);
}

static void
ilv_gutter_class_init (IlvGutterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_gutter_dispose;
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

/* ilv-histogram-view.c - How durations are spread.
 *
 * This run's are solid bars in the colour of their state, the other one's a line around them in the
 * colour of text: also who sees no colours can tell them apart, and neither hides the other.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-histogram-view.h"

#include <glib/gi18n.h>

#include "draw/ilv-palette.h"
#include "model/ilv-format.h"
#include "widgets/ilv-timeline-view.h"

#define HEIGHT_PX 72
#define MARGIN_PX 6
#define BASE_PX 4  /* below the bars */
#define LINE_PX 1.5

struct _IlvHistogramView
{
  GtkWidget parent_instance;
  GArray *buckets; /* IlvBucket; NULL: none */
  IlvState state;
  int anchor;      /* the bucket where choosing began; -1: none is chosen */
  int last;        /* and where it ends; may lie before */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvHistogramView, ilv_histogram_view, GTK_TYPE_WIDGET)

static int
n_buckets (IlvHistogramView *self)
{
  return self->buckets != NULL ? (int) self->buckets->len : 0;
}

static const IlvBucket *
get_bucket (IlvHistogramView *self, int index)
{
  return &g_array_index (self->buckets, IlvBucket, index);
}

/* -1: there is none. */
static int
bucket_at (IlvHistogramView *self, double x)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN_PX;
  int n = n_buckets (self);

  return n > 0 && width > 0 ? (int) CLAMP ((x - MARGIN_PX) / width * n, 0, n - 1) : -1;
}

static void
choose (IlvHistogramView *self, int anchor, int last)
{
  if (anchor == self->anchor && last == self->last)
    return;
  self->anchor = anchor;
  self->last = last;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static gboolean
is_chosen (IlvHistogramView *self, int index)
{
  return self->anchor < 0
         || (index >= MIN (self->anchor, self->last) && index <= MAX (self->anchor, self->last));
}

/* --- Input ---------------------------------------------------------------------- */

static void
drag_begin_cb (IlvHistogramView *self, double x, double y)
{
  int bucket = bucket_at (self, x);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  choose (self, bucket, bucket);
}

static void
drag_update_cb (IlvHistogramView *self, double offset_x, double offset_y, GtkGestureDrag *gesture)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  choose (self, self->anchor, bucket_at (self, x + offset_x));
}

/* @args: how far, and whether more are to be chosen. */
static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IlvHistogramView *self = ILV_HISTOGRAM_VIEW (widget);
  gboolean is_more;
  int by, to;

  g_variant_get (args, "(ib)", &by, &is_more);
  if (n_buckets (self) == 0)
    return FALSE;
  to = self->anchor >= 0 ? self->last + by : by > 0 ? 0 : n_buckets (self) - 1;
  to = CLAMP (to, 0, n_buckets (self) - 1);
  choose (self, is_more && self->anchor >= 0 ? self->anchor : to, to);
  return TRUE;
}

static gboolean
clear_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  IlvHistogramView *self = ILV_HISTOGRAM_VIEW (widget);

  if (self->anchor < 0)
    return FALSE;
  choose (self, -1, -1);
  return TRUE;
}

static gboolean
ilv_histogram_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard,
                                  GtkTooltip *tooltip)
{
  IlvHistogramView *self = ILV_HISTOGRAM_VIEW (widget);
  int index = is_keyboard ? self->last : bucket_at (self, x);
  const IlvBucket *bucket;
  g_autofree char *from = NULL, *to = NULL, *text = NULL;

  if (index < 0)
    return FALSE;
  bucket = get_bucket (self, index);
  from = ilv_format_duration (bucket->from_nsec);
  to = ilv_format_duration (bucket->to_nsec);
  if (bucket->n_other > 0)
    /* translators: durations from and to, how many spans lasted so long, and how many in the run
     * that this one is compared with */
    text = g_strdup_printf (_("%s to %s: %.0f, there %.0f"), from, to, (double) bucket->n,
                            (double) bucket->n_other);
  else
    /* translators: durations from and to, and how many spans lasted so long */
    text = g_strdup_printf (_("%s to %s: %.0f"), from, to, (double) bucket->n);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- Drawing ---------------------------------------------------------------------- */

static const IlvColors *
get_colors (IlvHistogramView *self)
{
  return ilv_style_get_colors (ilv_style_for_state (self->state), ilv_timeline_get_theme ());
}

static guint32
get_other_color (void)
{
  return ilv_style_get_colors (ILV_STYLE_PAPER, ilv_timeline_get_theme ())->ink;
}

/* Of so many spans; what there is at all can be seen. */
static double
bar_height (double n, double most, int height)
{
  return n > 0 ? MAX (2, (height - 2 * BASE_PX) * n / most) : 0;
}

static void
draw_bars (IlvHistogramView *self, cairo_t *cr, double bar_px, double most, int height)
{
  const IlvColors *colors = get_colors (self);

  for (int i = 0; i < n_buckets (self); i++)
    {
      double h = bar_height (get_bucket (self, i)->n, most, height);

      ilv_palette_set_source (cr, is_chosen (self, i) ? colors->edge : colors->fill);
      cairo_rectangle (cr, MARGIN_PX + i * bar_px, height - BASE_PX - h, MAX (bar_px - 1, 1), h);
      cairo_fill (cr);
    }
}

/* One line up and down the other run's bars, closed at the bottom where it has none. */
static void
draw_outline (IlvHistogramView *self, cairo_t *cr, double bar_px, double most, int height)
{
  double base = height - BASE_PX;

  cairo_move_to (cr, MARGIN_PX, base);
  for (int i = 0; i < n_buckets (self); i++)
    {
      double y = base - bar_height (get_bucket (self, i)->n_other, most, height);

      cairo_line_to (cr, MARGIN_PX + i * bar_px, y);
      cairo_line_to (cr, MARGIN_PX + (i + 1) * bar_px - 1, y);
    }
  cairo_line_to (cr, MARGIN_PX + n_buckets (self) * bar_px - 1, base);
  ilv_palette_set_source (cr, get_other_color ());
  cairo_set_line_width (cr, LINE_PX);
  cairo_stroke (cr);
}

static void
ilv_histogram_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  IlvHistogramView *self = ILV_HISTOGRAM_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  guint64 n_other = 0;
  double bar_px, most = 1;
  cairo_t *cr;

  if (n_buckets (self) == 0)
    return;
  for (int i = 0; i < n_buckets (self); i++)
    {
      const IlvBucket *bucket = get_bucket (self, i);

      most = MAX (most, (double) MAX (bucket->n, bucket->n_other));
      n_other += bucket->n_other;
    }
  bar_px = (width - 2.0 * MARGIN_PX) / n_buckets (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  draw_bars (self, cr, bar_px, most, height);
  if (n_other > 0)
    draw_outline (self, cr, bar_px, most, height);
  cairo_destroy (cr);
}

static void
ilv_histogram_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 0;
}

/* --- The widget ------------------------------------------------------------------- */

static void
ilv_histogram_view_finalize (GObject *object)
{
  g_clear_pointer (&ILV_HISTOGRAM_VIEW (object)->buckets, g_array_unref);
  G_OBJECT_CLASS (ilv_histogram_view_parent_class)->finalize (object);
}

static void
ilv_histogram_view_class_init (IlvHistogramViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const struct
  {
    guint key;
    int by;
  } moves[] = { { GDK_KEY_Left, -1 }, { GDK_KEY_Right, 1 } };

  G_OBJECT_CLASS (klass)->finalize = ilv_histogram_view_finalize;
  widget_class->snapshot = ilv_histogram_view_snapshot;
  widget_class->measure = ilv_histogram_view_measure;
  widget_class->query_tooltip = ilv_histogram_view_query_tooltip;
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_class_add_binding (widget_class, moves[i].key, 0, move_cb, "(ib)", moves[i].by,
                                    FALSE);
      gtk_widget_class_add_binding (widget_class, moves[i].key, GDK_SHIFT_MASK, move_cb, "(ib)",
                                    moves[i].by, TRUE);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, clear_cb, NULL);
  signals[SIGNAL_CHOSEN]
    = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ilv_histogram_view_init (IlvHistogramView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->anchor = self->last = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
ilv_histogram_view_set_buckets (IlvHistogramView *self, GArray *buckets, IlvState state)
{
  g_return_if_fail (ILV_IS_HISTOGRAM_VIEW (self));

  if (buckets != NULL)
    g_array_ref (buckets);
  g_clear_pointer (&self->buckets, g_array_unref);
  self->buckets = buckets;
  self->state = state;
  self->anchor = self->last = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

gboolean
ilv_histogram_view_get_chosen (IlvHistogramView *self, guint64 *from_nsec, guint64 *to_nsec)
{
  g_return_val_if_fail (ILV_IS_HISTOGRAM_VIEW (self), FALSE);

  if (self->anchor < 0)
    return FALSE;
  *from_nsec = get_bucket (self, MIN (self->anchor, self->last))->from_nsec;
  *to_nsec = get_bucket (self, MAX (self->anchor, self->last))->to_nsec;
  return TRUE;
}

char *
ilv_histogram_view_dup_legend (IlvHistogramView *self, const char *other)
{
  double n = 0, n_other = 0;

  g_return_val_if_fail (ILV_IS_HISTOGRAM_VIEW (self), NULL);

  for (int i = 0; i < n_buckets (self); i++)
    {
      n += get_bucket (self, i)->n;
      n_other += get_bucket (self, i)->n_other;
    }
  /* translators: legend of a histogram: what solid bars and the line stand for, each with its
   * number of spans; the second name is "the previous run", or a file's */
  return g_markup_printf_escaped (_("<span foreground=\"#%06x\">■</span> this run: %.0f   "
                                    "<span foreground=\"#%06x\">▭</span> %s: %.0f"),
                                  get_colors (self)->edge, n, get_other_color (), other, n_other);
}

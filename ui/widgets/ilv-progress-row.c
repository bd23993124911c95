/* ilv-progress-row.c - How far something is that takes long, and a way to end it.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-progress-row.h"

#include <glib/gi18n.h>

#include "widgets/ilv-ui.h"

/* What takes no longer than this is not shown. */
#define PATIENCE_USEC (300 * 1000)

struct _IlvProgressRow
{
  GtkWidget parent_instance;
  GtkProgressBar *bar;
  GtkWidget *cancel_button;
  gint64 begin_usec;
};

enum
{
  SIGNAL_CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvProgressRow, ilv_progress_row, GTK_TYPE_WIDGET)

static void
ilv_progress_row_cancel_cb (IlvProgressRow *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  g_signal_emit (self, signals[SIGNAL_CANCELLED], 0);
}

static void
ilv_progress_row_dispose (GObject *object)
{
  ilv_ui_unparent_children (GTK_WIDGET (object));
  G_OBJECT_CLASS (ilv_progress_row_parent_class)->dispose (object);
}

static void
ilv_progress_row_class_init (IlvProgressRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_progress_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "progressrow");
  signals[SIGNAL_CANCELLED]
    = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
ilv_progress_row_init (IlvProgressRow *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->begin_usec = g_get_monotonic_time ();
}

GtkWidget *
ilv_progress_row_new (const char *what)
{
  IlvProgressRow *self = g_object_new (ILV_TYPE_PROGRESS_ROW, NULL);
  GtkWidget *label = gtk_label_new (what);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, what,
                                  -1);
  gtk_widget_set_parent (GTK_WIDGET (self->bar), GTK_WIDGET (self));
  self->cancel_button = gtk_button_new_with_mnemonic (_("_Cancel"));
  g_signal_connect_object (self->cancel_button, "clicked",
                           G_CALLBACK (ilv_progress_row_cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->cancel_button, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
ilv_progress_row_set_fraction (IlvProgressRow *self, double fraction)
{
  g_return_if_fail (ILV_IS_PROGRESS_ROW (self));
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
  if (g_get_monotonic_time () - self->begin_usec > PATIENCE_USEC)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* ilv-source-view.c - The program's text on screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-source-view.h"

#include <adwaita.h>

struct _IlvSourceView
{
  GtkSourceView parent_instance;
};

G_DEFINE_FINAL_TYPE (IlvSourceView, ilv_source_view, GTK_SOURCE_TYPE_VIEW)

static void
update_scheme (IlvSourceView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  const char *name = is_dark ? "Adwaita-dark" : "Adwaita";

  if (GTK_SOURCE_IS_BUFFER (buffer))
    gtk_source_buffer_set_style_scheme (GTK_SOURCE_BUFFER (buffer),
                                        gtk_source_style_scheme_manager_get_scheme (schemes, name));
}

/* The error of the word or line under the pointer. */
static gboolean
ilv_source_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard,
                               GtkTooltip *tooltip)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *message = NULL;
  GtkTextIter iter;
  int buffer_y;

  if (!ILV_IS_DOCUMENT (buffer) || is_keyboard)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &iter, buffer_y, NULL);
  message = ilv_document_dup_errors_at (ILV_DOCUMENT (buffer), gtk_text_iter_get_line (&iter));
  gtk_tooltip_set_text (tooltip, message);
  return message != NULL;
}

static char *
ilv_source_view_mark_tooltip_cb (GtkSourceMarkAttributes *attributes, GtkSourceMark *mark,
                                 IlvSourceView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, GTK_TEXT_MARK (mark));
  return ilv_document_dup_errors_at (ILV_DOCUMENT (buffer), gtk_text_iter_get_line (&iter));
}

static void
ilv_source_view_class_init (IlvSourceViewClass *klass)
{
  GTK_WIDGET_CLASS (klass)->query_tooltip = ilv_source_view_query_tooltip;
}

static void
ilv_source_view_init (IlvSourceView *self)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (self);
  g_autoptr (GtkSourceMarkAttributes) error = gtk_source_mark_attributes_new ();
  const GdkRGBA error_line = { 0.88f, 0.11f, 0.14f, 0.12f };

  gtk_source_view_set_show_line_numbers (view, TRUE);
  gtk_source_view_set_show_line_marks (view, TRUE);
  gtk_source_view_set_highlight_current_line (view, TRUE);
  gtk_source_view_set_auto_indent (view, TRUE);
  gtk_source_view_set_tab_width (view, 4);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self), TRUE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), 24);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  gtk_source_mark_attributes_set_icon_name (error, "dialog-error-symbolic");
  gtk_source_mark_attributes_set_background (error, &error_line);
  g_signal_connect_object (error, "query-tooltip-text",
                           G_CALLBACK (ilv_source_view_mark_tooltip_cb), self, 0);
  gtk_source_view_set_mark_attributes (view, ILV_DOCUMENT_MARK_ERROR, error, 1);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::buffer", G_CALLBACK (update_scheme), NULL);
}

void
ilv_source_view_reveal_cursor (IlvSourceView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  g_return_if_fail (ILV_IS_SOURCE_VIEW (self));
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer), 0.1,
                                FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* ilv-window-go-to.c - A few letters to anything in the window.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

/* A line's key: the document above, the line below. Longer files have lines nobody types. */
#define LINE_BITS 20

static void
ilv_window_go_to_line_cb (IlvWindow *self, guint key)
{
  guint document = key >> LINE_BITS;

  if (document >= self->documents->len)
    return;
  ilv_window_show_document (self, g_ptr_array_index (self->documents, document));
  ilv_document_go_to (self->document, key & ((1u << LINE_BITS) - 1), 1);
  ilv_source_view_reveal_cursor (self->source_view);
}

static void
add_lines (IlvWindow *self, IlvGoTo *go_to)
{
  for (guint i = 0; i < self->documents->len && i < 1u << (32 - LINE_BITS); i++)
    {
      IlvDocument *document = g_ptr_array_index (self->documents, i);
      g_autofree char *text = ilv_document_dup_text (document);

      if (gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (document)) < 1 << LINE_BITS)
        ilv_go_to_add_lines (go_to, ilv_document_get_title (document), text, i << LINE_BITS);
    }
}

/* Beside the timeline, so that its actions can be reached too. */
void
ilv_window_go_to (IlvWindow *self)
{
  GtkWidget *timeline = GTK_WIDGET (self->timeline);
  IlvGoTo *go_to = ilv_go_to_new (timeline, self->session);

  ilv_window_add_commands (go_to);
  ilv_timeline_panel_add_commands (go_to);
  ilv_go_to_add_menu (go_to, self->primary_menu);
  ilv_go_to_add_menu (go_to, self->export_menu);
  add_lines (self, go_to);
  g_signal_connect_object (go_to, "go-to-line", G_CALLBACK (ilv_window_go_to_line_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_set_pointing_to (GTK_POPOVER (go_to),
                               &(GdkRectangle) { gtk_widget_get_width (timeline) / 2, 0, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (go_to));
}

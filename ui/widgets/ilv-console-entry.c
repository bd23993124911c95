/* ilv-console-entry.c - Where the user types what the program reads.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-console-entry.h"

#include <glib/gi18n.h>
#include <string.h>

struct _IlvConsoleEntry
{
  GtkEntry parent_instance;
};

enum
{
  SIGNAL_SEND,
  SIGNAL_END,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvConsoleEntry, ilv_console_entry, GTK_TYPE_ENTRY)

/* FALSE, and a bell: it was not taken. */
static gboolean
send (IlvConsoleEntry *self, const char *text, gsize n_bytes)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, n_bytes);
  gboolean is_taken = FALSE;

  g_signal_emit (self, signals[SIGNAL_SEND], 0, bytes, &is_taken);
  if (!is_taken)
    gtk_widget_error_bell (GTK_WIDGET (self));
  return is_taken;
}

static void
ilv_console_entry_activate (GtkEntry *entry)
{
  g_autofree char *line = g_strconcat (gtk_editable_get_text (GTK_EDITABLE (entry)), "\n", NULL);

  if (send (ILV_CONSOLE_ENTRY (entry), line, strlen (line)))
    gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
end (IlvConsoleEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  if (*text != '\0')
    {
      if (!send (self, text, strlen (text)))
        return;
      gtk_editable_set_text (GTK_EDITABLE (self), "");
    }
  g_signal_emit (self, signals[SIGNAL_END], 0);
}

static gboolean
ilv_console_entry_end_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  end (ILV_CONSOLE_ENTRY (widget));
  return TRUE;
}

static void
ilv_console_entry_icon_released_cb (IlvConsoleEntry *self)
{
  end (self);
}

/* A line end comes in only with what is pasted or dropped: whole lines go off, what follows the
 * last of them stays. So no page of text ever has to be laid out in one line. */
static void
ilv_console_entry_insert_text_cb (GtkEditable *editable, const char *text, int n_bytes,
                                  int *position, IlvConsoleEntry *self)
{
  g_autoptr (GString) all = g_string_new (gtk_editable_get_text (editable));
  gsize n = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  const char *rest, *at;

  if (memchr (text, '\n', n) == NULL)
    return;
  g_signal_stop_emission_by_name (editable, "insert-text");
  at = g_utf8_offset_to_pointer (all->str, *position);
  g_string_insert_len (all, at - all->str, text, (gssize) n);
  rest = strrchr (all->str, '\n') + 1;
  if (!send (self, all->str, (gsize) (rest - all->str)))
    return;
  gtk_editable_set_text (editable, rest);
  *position = (int) g_utf8_strlen (rest, -1);
}

static void
ilv_console_entry_class_init (IlvConsoleEntryClass *klass)
{
  GTK_ENTRY_CLASS (klass)->activate = ilv_console_entry_activate;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_d, GDK_CONTROL_MASK,
                                ilv_console_entry_end_cb, NULL);
  signals[SIGNAL_SEND]
    = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_BYTES);
  signals[SIGNAL_END]
    = g_signal_new ("end", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
ilv_console_entry_init (IlvConsoleEntry *self)
{
  GtkEntry *entry = GTK_ENTRY (self);

  gtk_entry_set_placeholder_text (entry, _("What the program reads"));
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, "go-last-symbolic");
  gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, _("End of input (Ctrl+D)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the program reads"), -1);
  g_signal_connect (self, "icon-release", G_CALLBACK (ilv_console_entry_icon_released_cb), NULL);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self)), "insert-text",
                           G_CALLBACK (ilv_console_entry_insert_text_cb), self, 0);
}

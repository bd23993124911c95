/* ilv-note-editor.c - A small window to write a note in.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-note-editor.h"

#include <glib/gi18n.h>

#include "model/ilv-format.h"

#define WIDTH_CHARS 36

typedef struct
{
  IlvSession *session; /* a reference */
  guint64 time_nsec;
  guint32 lane;
  GtkPopover *popover;
  GtkEntry *entry;
  GtkWidget *focus; /* weak: what had the focus before */
} Editor;

static void
ilv_note_editor_free (gpointer data, GClosure *closure)
{
  Editor *editor = data;

  g_clear_weak_pointer (&editor->focus);
  g_object_unref (editor->session);
  g_free (editor);
}

static void
write_note (Editor *editor, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  ilv_session_write_note (editor->session, editor->time_nsec, editor->lane, stripped);
  gtk_popover_popdown (editor->popover);
}

static void
ilv_note_editor_activate_cb (Editor *editor)
{
  write_note (editor, gtk_editable_get_text (GTK_EDITABLE (editor->entry)));
}

static void
ilv_note_editor_remove_cb (Editor *editor)
{
  write_note (editor, "");
}

static void
ilv_note_editor_discard_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
}

/* It is still in the middle of handling a key: it goes later. */
static void
ilv_note_editor_closed_cb (GtkWidget *popover, Editor *editor)
{
  if (editor->focus != NULL)
    gtk_widget_grab_focus (editor->focus);
  g_idle_add_once (ilv_note_editor_discard_cb, g_object_ref (popover));
}

/* "12.5 ms, worker 3" */
static GtkWidget *
new_heading (const Editor *editor)
{
  g_autofree char *time = ilv_format_time (editor->time_nsec, 1);
  g_autofree char *lane = NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (editor->lane != ILV_NO_LANE)
    lane = ilv_trace_dup_lane_name (ilv_session_get_trace (editor->session), editor->lane);
  /* translators: of a note: the time and the lane it is about */
  text = lane != NULL ? g_strdup_printf (_("Note at %s, %s"), time, lane)
                      : g_strdup_printf (_("Note at %s"), time);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
add_row (Editor *editor, GtkBox *box, gboolean is_new)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_hexpand (GTK_WIDGET (editor->entry), TRUE);
  gtk_widget_set_tooltip_text (remove, _("Remove the note"));
  gtk_widget_set_visible (remove, !is_new);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (ilv_note_editor_remove_cb), editor);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (editor->entry));
  gtk_box_append (GTK_BOX (row), remove);
  gtk_box_append (box, row);
}

void
ilv_note_editor_open (GtkWidget *parent, const GdkRectangle *at, IlvSession *session,
                      guint64 time_nsec, guint32 lane)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  int index = ilv_session_find_note (session, time_nsec, lane);
  Editor *editor = g_new0 (Editor, 1);

  *editor = (Editor) { g_object_ref (session), time_nsec, lane, GTK_POPOVER (gtk_popover_new ()),
                       GTK_ENTRY (gtk_entry_new ()) };
  g_set_weak_pointer (&editor->focus, gtk_root_get_focus (gtk_widget_get_root (parent)));
  gtk_editable_set_width_chars (GTK_EDITABLE (editor->entry), WIDTH_CHARS);
  gtk_entry_set_placeholder_text (editor->entry, _("What is to be seen here"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Note"), -1);
  if (index >= 0)
    gtk_editable_set_text (GTK_EDITABLE (editor->entry),
                           ilv_session_get_note (session, (guint) index).text);
  gtk_box_append (GTK_BOX (box), new_heading (editor));
  add_row (editor, GTK_BOX (box), index < 0);
  gtk_popover_set_child (editor->popover, box);
  gtk_popover_set_pointing_to (editor->popover, at);
  gtk_widget_set_parent (GTK_WIDGET (editor->popover), parent);
  g_signal_connect_swapped (editor->entry, "activate", G_CALLBACK (ilv_note_editor_activate_cb),
                            editor);
  g_signal_connect_data (editor->popover, "closed", G_CALLBACK (ilv_note_editor_closed_cb), editor,
                         ilv_note_editor_free, 0);
  gtk_popover_popup (editor->popover);
  gtk_widget_grab_focus (GTK_WIDGET (editor->entry));
}

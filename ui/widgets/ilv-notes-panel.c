/* ilv-notes-panel.c - What the user wrote, as a list: a click goes there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-notes-panel.h"

#include <glib/gi18n.h>

#include "model/ilv-format.h"
#include "widgets/ilv-ui.h"

struct _IlvNotesPanel
{
  GtkWidget parent_instance;
  IlvSession *session;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (IlvNotesPanel, ilv_notes_panel, GTK_TYPE_WIDGET)

/* (transfer full) */
static char *
describe_place (IlvNotesPanel *self, const IlvNote *note)
{
  g_autofree char *time = ilv_format_time (note->time_nsec, 1);
  g_autofree char *lane = NULL;

  if (note->lane == ILV_NO_LANE)
    return g_steal_pointer (&time);
  lane = ilv_trace_dup_lane_name (ilv_session_get_trace (self->session), note->lane);
  return g_strdup_printf ("%s · %s", time, lane);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* The notes are few: the button knows its row, the row its index. */
static void
ilv_notes_panel_remove_cb (IlvNotesPanel *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  guint index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  IlvNote note;

  if (index >= ilv_session_get_n_notes (self->session))
    return;
  note = ilv_session_get_note (self->session, index);
  ilv_session_write_note (self->session, note.time_nsec, note.lane, "");
}

static GtkWidget *
new_row (IlvNotesPanel *self, const IlvNote *note)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *place = describe_place (self, note);

  gtk_box_append (GTK_BOX (words), new_label (note->text, NULL));
  gtk_box_append (GTK_BOX (words), new_label (place, "dim-label"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove the note"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (ilv_notes_panel_remove_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
update (IlvNotesPanel *self)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; self->session != NULL && i < ilv_session_get_n_notes (self->session); i++)
    {
      IlvNote note = ilv_session_get_note (self->session, i);

      gtk_list_box_append (self->list, new_row (self, &note));
    }
}

static void
ilv_notes_panel_activated_cb (IlvNotesPanel *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  IlvTarget target = ILV_TARGET_NONE;
  IlvNote note;

  if (self->session == NULL || index >= ilv_session_get_n_notes (self->session))
    return;
  note = ilv_session_get_note (self->session, index);
  target.lane = note.lane;
  if (note.lane != ILV_NO_LANE)
    ilv_session_select (self->session, &target);
  ilv_session_set_playhead (self->session, note.time_nsec);
  ilv_session_reveal (self->session, note.time_nsec);
}

static void
ilv_notes_panel_dispose (GObject *object)
{
  IlvNotesPanel *self = ILV_NOTES_PANEL (object);

  ilv_notes_panel_set_session (self, NULL);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_notes_panel_parent_class)->dispose (object);
}

static void
ilv_notes_panel_class_init (IlvNotesPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_notes_panel_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ilv_notes_panel_init (IlvNotesPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = new_label (_("No notes. N writes one at the playhead; they are kept with a "
                                  "saved trace and seen in exported pictures."), "dim-label");

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_widget_set_margin_start (empty, 12);
  gtk_widget_set_margin_end (empty, 12);
  gtk_widget_set_margin_top (empty, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Notes"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (ilv_notes_panel_activated_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

void
ilv_notes_panel_set_session (IlvNotesPanel *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_NOTES_PANEL (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notes-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

/* ilv-lane-bar.c - Which lanes are shown, and how they are sorted.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-lane-bar.h"

#include <glib/gi18n.h>

#include "widgets/ilv-ui.h"

struct _IlvLaneBar
{
  GtkWidget parent_instance;
  IlvSession *session;

  GtkMenuButton *menu_button;
  GtkSearchEntry *filter_entry;
  GtkDropDown *sort_dropdown; /* its items are in the order of IlvSort */
  GtkDropDown *headings_dropdown; /* and these in that of IlvHeadingKind */
  GtkCheckButton *fold_check;
  GtkButton *hidden_button;

  guint is_updating : 1; /* widgets are being set from the session */
};

G_DEFINE_FINAL_TYPE (IlvLaneBar, ilv_lane_bar, GTK_TYPE_WIDGET)

static void
ilv_lane_bar_filter_changed_cb (IlvLaneBar *self)
{
  if (self->session != NULL && !self->is_updating)
    ilv_session_set_filter (self->session, gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)));
}

/* The keyboard goes back to the lanes. */
static void
close_menu (IlvLaneBar *self)
{
  gtk_menu_button_popdown (self->menu_button);
  gtk_widget_activate_action (GTK_WIDGET (self), "view.focus", NULL);
}

static void
ilv_lane_bar_filter_stopped_cb (IlvLaneBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), "");
  close_menu (self);
}

static void
ilv_lane_bar_filter_activated_cb (IlvLaneBar *self)
{
  close_menu (self);
}

static void
ilv_lane_bar_sort_selected_cb (IlvLaneBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->sort_dropdown);

  if (self->session != NULL && !self->is_updating && selected < ILV_N_SORTS)
    ilv_session_set_sort (self->session, selected);
}

static void
ilv_lane_bar_headings_selected_cb (IlvLaneBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->headings_dropdown);

  if (self->session != NULL && !self->is_updating && selected < ILV_N_HEADING_KINDS)
    ilv_session_set_headings (self->session, selected);
}

static void
ilv_lane_bar_fold_toggled_cb (IlvLaneBar *self)
{
  if (self->session != NULL && !self->is_updating)
    ilv_session_fold_headings (self->session, gtk_check_button_get_active (self->fold_check));
}

static void
update_headings (IlvLaneBar *self)
{
  IlvHeadingKind kind = ilv_session_get_headings (self->session);

  gtk_drop_down_set_selected (self->headings_dropdown, kind);
  gtk_check_button_set_active (self->fold_check, ilv_session_get_headings_folded (self->session));
  gtk_widget_set_sensitive (GTK_WIDGET (self->fold_check), kind != ILV_HEADING_NONE);
}

static void
update_hidden (IlvLaneBar *self)
{
  guint n_hidden = self->session != NULL ? ilv_session_get_n_hidden (self->session) : 0;
  /* translators: so many lanes are not shown; short, on a button */
  g_autofree char *text = g_strdup_printf (_("%u hidden"), n_hidden);

  gtk_button_set_label (self->hidden_button, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hidden_button), n_hidden > 0);
}

static void
update (IlvLaneBar *self)
{
  const char *filter = self->session != NULL ? ilv_session_get_filter (self->session) : "";

  self->is_updating = TRUE;
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->filter_entry)), filter))
    gtk_editable_set_text (GTK_EDITABLE (self->filter_entry), filter);
  if (self->session != NULL)
    {
      gtk_drop_down_set_selected (self->sort_dropdown, ilv_session_get_sort (self->session));
      update_headings (self);
    }
  self->is_updating = FALSE;
  update_hidden (self);
}

static void
ilv_lane_bar_dispose (GObject *object)
{
  IlvLaneBar *self = ILV_LANE_BAR (object);

  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_lane_bar_parent_class)->dispose (object);
}

static void
ilv_lane_bar_class_init (IlvLaneBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_lane_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ILV_RESOURCE_PATH "/widgets/ilv-lane-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvLaneBar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, IlvLaneBar, filter_entry);
  gtk_widget_class_bind_template_child (widget_class, IlvLaneBar, sort_dropdown);
  gtk_widget_class_bind_template_child (widget_class, IlvLaneBar, headings_dropdown);
  gtk_widget_class_bind_template_child (widget_class, IlvLaneBar, fold_check);
  gtk_widget_class_bind_template_child (widget_class, IlvLaneBar, hidden_button);
  gtk_widget_class_bind_template_callback (widget_class, ilv_lane_bar_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_lane_bar_filter_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_lane_bar_filter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_lane_bar_sort_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_lane_bar_headings_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_lane_bar_fold_toggled_cb);
}

static void
ilv_lane_bar_init (IlvLaneBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ilv_lane_bar_set_session (IlvLaneBar *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_LANE_BAR (self));
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "lanes-changed", G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  update (self);
}

void
ilv_lane_bar_edit_filter (IlvLaneBar *self)
{
  g_return_if_fail (ILV_IS_LANE_BAR (self));
  gtk_menu_button_popup (self->menu_button);
  gtk_widget_grab_focus (GTK_WIDGET (self->filter_entry));
}

/* ilv-search-bar.c - Looking for words in a run.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-search-bar.h"

#include <glib/gi18n.h>

#include "model/ilv-search.h"
#include "widgets/ilv-ui.h"

#define MAX_MATCHES 100000

struct _IlvSearchBar
{
  GtkWidget parent_instance;
  IlvSession *session;

  GtkSearchBar *bar;
  GtkSearchEntry *entry;
  GtkLabel *count_label;

  guint current; /* match that was stepped to; ILV_NO_INDEX: none yet */
};

G_DEFINE_FINAL_TYPE (IlvSearchBar, ilv_search_bar, GTK_TYPE_WIDGET)

static guint
get_n_matches (IlvSearchBar *self)
{
  const GArray *matches = self->session != NULL ? ilv_session_get_matches (self->session) : NULL;

  return matches != NULL ? matches->len : 0;
}

static void
update_count (IlvSearchBar *self)
{
  guint n = get_n_matches (self);
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    text = g_strdup ("");
  else if (n == 0)
    text = g_strdup (_("not found"));
  else if (self->current == ILV_NO_INDEX)
    text = g_strdup_printf (ngettext ("%u match", "%u matches", n), n);
  else
    /* translators: the how-manieth match of how many */
    text = g_strdup_printf (_("%u of %u"), self->current + 1, n);
  gtk_label_set_text (self->count_label, text);
}

static void
ilv_search_bar_changed_cb (IlvSearchBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->session == NULL)
    return;
  self->current = ILV_NO_INDEX;
  ilv_session_take_matches (self->session,
                            *text != '\0' ? ilv_trace_search (ilv_session_get_trace (self->session),
                                                              text, MAX_MATCHES, NULL)
                                          : NULL);
  update_count (self);
}

static void
ilv_search_bar_activated_cb (IlvSearchBar *self)
{
  ilv_search_bar_step (self, 1);
}

static void
ilv_search_bar_previous_cb (IlvSearchBar *self)
{
  ilv_search_bar_step (self, -1);
}

/* A closed bar marks nothing, and gives the keyboard back. */
static void
ilv_search_bar_mode_changed_cb (IlvSearchBar *self)
{
  if (gtk_search_bar_get_search_mode (self->bar) || self->session == NULL)
    return;
  ilv_session_take_matches (self->session, NULL);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "view.focus", NULL);
}

static void
ilv_search_bar_dispose (GObject *object)
{
  IlvSearchBar *self = ILV_SEARCH_BAR (object);

  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_search_bar_parent_class)->dispose (object);
}

static void
ilv_search_bar_class_init (IlvSearchBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_search_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ILV_RESOURCE_PATH "/widgets/ilv-search-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvSearchBar, bar);
  gtk_widget_class_bind_template_child (widget_class, IlvSearchBar, entry);
  gtk_widget_class_bind_template_child (widget_class, IlvSearchBar, count_label);
  gtk_widget_class_bind_template_callback (widget_class, ilv_search_bar_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_search_bar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_search_bar_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_search_bar_mode_changed_cb);
}

static void
ilv_search_bar_init (IlvSearchBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
  self->current = ILV_NO_INDEX;
}

void
ilv_search_bar_set_session (IlvSearchBar *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_SEARCH_BAR (self));
  g_set_object (&self->session, session);
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

void
ilv_search_bar_open (IlvSearchBar *self)
{
  g_return_if_fail (ILV_IS_SEARCH_BAR (self));
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
ilv_search_bar_step (IlvSearchBar *self, int by)
{
  guint n = get_n_matches (self);
  const IlvMatch *match;

  g_return_if_fail (ILV_IS_SEARCH_BAR (self));

  if (n == 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (self->current == ILV_NO_INDEX)
    self->current = by > 0 ? 0 : n - 1;
  else
    self->current = (guint) (((gint64) self->current + by + n) % n);
  match = &g_array_index (ilv_session_get_matches (self->session), IlvMatch, self->current);
  ilv_session_select (self->session, &match->target);
  ilv_session_set_playhead (self->session, match->start_nsec);
  ilv_session_reveal (self->session, match->start_nsec);
  update_count (self);
}

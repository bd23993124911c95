/* ilv-source-view.c - The program's text on screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-source-view.h"

#include "widgets/ilv-gutter.h"

#define MAX_DOTS 3
#define MAX_GOROUTINES 2000 /* more could not be told apart, and take time */
#define REFRESH_MSEC 200

struct _IlvSourceView
{
  GtkSourceView parent_instance;
  IlvSession *session;   /* NULL: none, or the text has been edited since */
  GHashTable *positions; /* line from 0 -> GArray of guint32: goroutines that are there */
  GtkSourceGutterRenderer *dots;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (IlvSourceView, ilv_source_view, GTK_SOURCE_TYPE_VIEW)

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

/* When to show where goroutines are; ILV_TIME_OPEN: not at all. */
static guint64
get_moment (IlvSourceView *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint64 playhead = ilv_session_get_playhead (self->session);

  if (playhead == ILV_TIME_OPEN && ilv_trace_get_run_state (trace) == ILV_RUN_RUNNING)
    return ilv_trace_get_end_nsec (trace);
  return playhead;
}

static void
add_position (IlvSourceView *self, guint line, guint32 goroutine)
{
  GArray *goroutines = g_hash_table_lookup (self->positions, GUINT_TO_POINTER (line));

  if (goroutines == NULL)
    {
      goroutines = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (self->positions, GUINT_TO_POINTER (line), goroutines);
    }
  g_array_append_val (goroutines, goroutine);
}

static void
update_positions (IlvSourceView *self)
{
  IlvTrace *trace;
  guint64 moment;
  guint n_goroutines;

  g_hash_table_remove_all (self->positions);
  gtk_widget_queue_draw (GTK_WIDGET (self->dots));
  if (self->session == NULL || (moment = get_moment (self)) == ILV_TIME_OPEN)
    return;
  trace = ilv_session_get_trace (self->session);
  n_goroutines = MIN (ilv_trace_get_n_goroutines (trace), MAX_GOROUTINES);
  for (guint i = 0; i < n_goroutines; i++)
    {
      guint32 id = ilv_trace_get_nth_goroutine (trace, i)->id;
      IlvSpan span;
      IlvPlace place;

      if (ilv_trace_get_state_at (trace, id, moment, &span)
          && ilv_trace_get_place (trace, span.site, &place) && place.line > 0)
        add_position (self, place.line - 1, id);
    }
}

static gboolean
ilv_source_view_refresh_cb (gpointer data)
{
  IlvSourceView *self = ILV_SOURCE_VIEW (data);

  self->refresh_id = 0;
  update_positions (self);
  return G_SOURCE_REMOVE;
}

static void
ilv_source_view_trace_grew_cb (IlvSourceView *self)
{
  if (self->refresh_id == 0 && ilv_session_get_playhead (self->session) == ILV_TIME_OPEN)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_source_view_refresh_cb, self);
}

static void
ilv_source_view_query_line_cb (GtkSourceGutterRenderer *dots, guint line, GArray *goroutines,
                               IlvSourceView *self)
{
  GArray *there = g_hash_table_lookup (self->positions, GUINT_TO_POINTER (line));

  if (there != NULL)
    g_array_append_vals (goroutines, there->data, there->len);
}

/* Lines of an edited text are not those that ran. */
static void
ilv_source_view_buffer_changed_cb (IlvSourceView *self)
{
  if (self->session != NULL)
    ilv_source_view_set_session (self, NULL);
}

static void
ilv_source_view_buffer_set_cb (IlvSourceView *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                           G_CALLBACK (ilv_source_view_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
ilv_source_view_dispose (GObject *object)
{
  IlvSourceView *self = ILV_SOURCE_VIEW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->dots);
  G_OBJECT_CLASS (ilv_source_view_parent_class)->dispose (object);
}

static void
ilv_source_view_finalize (GObject *object)
{
  g_hash_table_unref (ILV_SOURCE_VIEW (object)->positions);
  G_OBJECT_CLASS (ilv_source_view_parent_class)->finalize (object);
}

static void
ilv_source_view_class_init (IlvSourceViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_source_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ilv_source_view_finalize;
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

  g_signal_connect (self, "notify::buffer", G_CALLBACK (ilv_source_view_buffer_set_cb), NULL);

  self->positions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->dots = g_object_ref_sink (ilv_gutter_new (MAX_DOTS));
  g_signal_connect_object (self->dots, "query-line", G_CALLBACK (ilv_source_view_query_line_cb),
                           self, 0);
  gtk_source_gutter_insert (gtk_source_view_get_gutter (view, GTK_TEXT_WINDOW_LEFT), self->dots,
                            10);
}

void
ilv_source_view_set_session (IlvSourceView *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_SOURCE_VIEW (self));
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "playhead-changed", G_CALLBACK (update_positions), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew",
                               G_CALLBACK (ilv_source_view_trace_grew_cb), self,
                               G_CONNECT_SWAPPED);
    }
  update_positions (self);
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

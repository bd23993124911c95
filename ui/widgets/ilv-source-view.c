/* ilv-source-view.c - The program's text on screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-source-view.h"

#include <glib/gi18n.h>

#include "model/ilv-events.h"
#include "model/ilv-lines.h"
#include "widgets/ilv-gutter.h"

#define MAX_DOTS 3
#define MAX_GOROUTINES 2000 /* more could not be told apart, and take time */
#define REFRESH_MSEC 200
#define MAX_MOMENTS 1000000 /* hits are counted in no more than these */
#define MOMENTS_A_MSEC 500 /* of a live run; counting them takes about a fiftieth of that time */
#define COUNTS_MARGIN_PX 6
#define MAX_NAMES 12

struct _IlvSourceView
{
  GtkSourceView parent_instance;
  IlvSession *session;   /* NULL: none, or the text has been edited since */
  GHashTable *positions; /* line from 0 -> GArray of guint32: goroutines that are there */
  GHashTable *hits;      /* line from 0 -> how often something happened there */
  GtkSourceGutterRenderer *dots;
  GtkSourceGutterRenderer *counts;
  guint found;           /* moment the last click on a line led to; ILV_NO_INDEX */
  char *file;            /* of the trace; NULL: any */
  guint refresh_id;
  guint hits_id;         /* counts the hits, ... */
  gint64 hits_usec;      /* ... at this time */
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
      const IlvGoroutine *goroutine = ilv_trace_get_nth_goroutine (trace, i);
      guint span = ilv_lane_span_at (ilv_trace_get_lane (trace, goroutine->lane), moment);
      IlvPlace place;

      if (span != ILV_NO_INDEX
          && ilv_trace_get_place (trace,
                                  ilv_trace_get_goroutine_site (trace, goroutine->lane, span),
                                  &place)
          && place.line > 0 && (self->file == NULL || g_strcmp0 (place.file, self->file) == 0))
        add_position (self, place.line - 1, goroutine->id);
    }
}

/* The file whose lines are counted. */
static const char *
get_path (IlvSourceView *self, IlvTrace *trace)
{
  return self->file != NULL ? self->file : ilv_trace_get_program_path (trace);
}

static char *
dup_hits_text (guint n_hits)
{
  return n_hits == 0         ? g_strdup ("")
         : n_hits < 10000    ? g_strdup_printf ("%u×", n_hits)
         : n_hits < 10000000 ? g_strdup_printf ("%uk×", n_hits / 1000)
                             : g_strdup_printf ("%uM×", n_hits / 1000000);
}

static void
ilv_source_view_query_hits_cb (GtkSourceGutterRenderer *renderer, GtkSourceGutterLines *lines,
                               guint line, IlvSourceView *self)
{
  g_autofree char *text
    = dup_hits_text (GPOINTER_TO_UINT (g_hash_table_lookup (self->hits, GUINT_TO_POINTER (line))));

  gtk_source_gutter_renderer_text_set_text (GTK_SOURCE_GUTTER_RENDERER_TEXT (renderer), text, -1);
}

/* As wide as the longest count, and not there without any. Counts stand to the right of the text,
 * so that it need not move when they come and grow. */
static void
fit_counts (IlvSourceView *self)
{
  GHashTableIter iter;
  gpointer n_hits;
  int widest = 0;

  g_hash_table_iter_init (&iter, self->hits);
  while (g_hash_table_iter_next (&iter, NULL, &n_hits))
    {
      g_autofree char *text = dup_hits_text (GPOINTER_TO_UINT (n_hits));
      int width;

      gtk_source_gutter_renderer_text_measure (GTK_SOURCE_GUTTER_RENDERER_TEXT (self->counts), text,
                                               &width, NULL);
      widest = MAX (widest, width);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->counts), widest > 0);
  gtk_widget_set_size_request (GTK_WIDGET (self->counts), widest + COUNTS_MARGIN_PX, -1);
}

/* What was done at each line until the playhead, or until now. */
static void
count_hits (IlvSourceView *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  const char *path = get_path (self, trace);
  guint64 moment = ilv_session_get_playhead (self->session);
  g_autoptr (GArray) lines = NULL;

  if (path == NULL)
    return;
  lines = ilv_trace_get_lines (trace, path,
                               moment != ILV_TIME_OPEN ? moment : ilv_trace_get_end_nsec (trace),
                               MAX_MOMENTS);
  for (guint i = 0; i < lines->len; i++)
    {
      const IlvLine *line = &g_array_index (lines, IlvLine, i);

      if (line->line > 0 && line->n_hits > 0)
        g_hash_table_insert (self->hits, GUINT_TO_POINTER (line->line - 1),
                             GUINT_TO_POINTER ((guint) MIN (line->n_hits, G_MAXUINT)));
    }
}

static void
update_hits (IlvSourceView *self)
{
  g_hash_table_remove_all (self->hits);
  if (self->session != NULL)
    count_hits (self);
  fit_counts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->counts));
}

static gboolean
ilv_source_view_hits_activatable_cb (GtkSourceGutterRenderer *renderer, GtkTextIter *iter,
                                     GdkRectangle *area, IlvSourceView *self)
{
  guint line = (guint) gtk_text_iter_get_line (iter);

  return g_hash_table_contains (self->hits, GUINT_TO_POINTER (line));
}

/* One click after the other leads along the events of a line. */
static void
ilv_source_view_hits_activated_cb (GtkSourceGutterRenderer *renderer, GtkTextIter *iter,
                                   GdkRectangle *area, guint button, GdkModifierType state,
                                   int n_presses, IlvSourceView *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  const char *path = get_path (self, trace);
  guint line = (guint) gtk_text_iter_get_line (iter) + 1;
  g_autoptr (IlvEventRow) row = NULL;

  if (path == NULL)
    return;
  self->found = ilv_trace_find_line (trace, path, line, self->found);
  if (self->found == ILV_NO_INDEX)
    self->found = ilv_trace_find_line (trace, path, line, ILV_NO_INDEX);
  if (self->found == ILV_NO_INDEX)
    return;
  row = ilv_event_row_new (trace, self->found);
  ilv_session_select (self->session, &row->target);
  ilv_session_set_playhead (self->session, row->time_nsec);
  ilv_session_reveal (self->session, row->time_nsec);
}

static gboolean
ilv_source_view_refresh_cb (gpointer data)
{
  IlvSourceView *self = ILV_SOURCE_VIEW (data);

  self->refresh_id = 0;
  update_positions (self);
  return G_SOURCE_REMOVE;
}

static gboolean
ilv_source_view_hits_cb (gpointer data)
{
  IlvSourceView *self = ILV_SOURCE_VIEW (data);

  self->hits_id = 0;
  update_hits (self);
  return G_SOURCE_REMOVE;
}

/* All moments are counted anew, as a wait may count otherwise once it is over: while more come, the
 * less often the more there are. */
static guint
get_hits_msec (IlvSourceView *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint n_moments = ilv_trace_get_n_moments (trace) - ilv_trace_get_first_moment (trace);

  if (ilv_trace_get_run_state (trace) != ILV_RUN_RUNNING
      || ilv_session_get_playhead (self->session) != ILV_TIME_OPEN)
    return REFRESH_MSEC;
  return REFRESH_MSEC + MIN (n_moments, MAX_MOMENTS) / MOMENTS_A_MSEC;
}

/* Earlier than was meant before, if need be; never later. */
static void
count_hits_soon (IlvSourceView *self)
{
  guint msec = get_hits_msec (self);
  gint64 at_usec = g_get_monotonic_time () + (gint64) msec * 1000;

  if (self->hits_id != 0 && self->hits_usec <= at_usec)
    return;
  g_clear_handle_id (&self->hits_id, g_source_remove);
  self->hits_id = g_timeout_add (msec, ilv_source_view_hits_cb, self);
  self->hits_usec = at_usec;
}

static void
ilv_source_view_trace_grew_cb (IlvSourceView *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_source_view_refresh_cb, self);
  count_hits_soon (self);
}

/* Where goroutines are, at once; what has to be counted, when the playhead rests. */
static void
ilv_source_view_playhead_changed_cb (IlvSourceView *self)
{
  update_positions (self);
  count_hits_soon (self);
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
  g_clear_handle_id (&self->hits_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->dots);
  g_clear_object (&self->counts);
  G_OBJECT_CLASS (ilv_source_view_parent_class)->dispose (object);
}

static void
ilv_source_view_finalize (GObject *object)
{
  g_hash_table_unref (ILV_SOURCE_VIEW (object)->positions);
  g_hash_table_unref (ILV_SOURCE_VIEW (object)->hits);
  g_free (ILV_SOURCE_VIEW (object)->file);
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
add_counts (IlvSourceView *self)
{
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self),
                                                        GTK_TEXT_WINDOW_RIGHT);

  self->counts = g_object_ref_sink (gtk_source_gutter_renderer_text_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->counts), FALSE);
  gtk_source_gutter_renderer_set_xalign (self->counts, 1);
  gtk_source_gutter_renderer_set_xpad (self->counts, COUNTS_MARGIN_PX / 2);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counts),
                               _("How often something was done here: sent, received, locked, "
                                 "waited, started. Click: show one after the other"));
  g_signal_connect_object (self->counts, "query-data", G_CALLBACK (ilv_source_view_query_hits_cb),
                           self, 0);
  g_signal_connect_object (self->counts, "query-activatable",
                           G_CALLBACK (ilv_source_view_hits_activatable_cb), self, 0);
  g_signal_connect_object (self->counts, "activate",
                           G_CALLBACK (ilv_source_view_hits_activated_cb), self, 0);
  gtk_source_gutter_insert (gutter, self->counts, 0);
}

/* Which line is at @y of the dots; they scroll with the text. */
static guint
line_at_dots (IlvSourceView *self, int y)
{
  GtkTextIter iter;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_LEFT, 0, y, NULL,
                                         &buffer_y);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self), &iter, buffer_y, NULL);
  return (guint) gtk_text_iter_get_line (&iter);
}

/* Who stands at a line, by name. */
static char *
dup_names_at (IlvSourceView *self, guint line)
{
  GArray *there = g_hash_table_lookup (self->positions, GUINT_TO_POINTER (line));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; there != NULL && i < MIN (there->len, MAX_NAMES); i++)
    {
      g_autofree char *name
        = ilv_trace_dup_goroutine_name (ilv_session_get_trace (self->session),
                                        g_array_index (there, guint32, i));

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name);
    }
  if (there != NULL && there->len > MAX_NAMES)
    g_string_append (names, "\n…");
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
ilv_source_view_dots_tooltip_cb (GtkWidget *dots, int x, int y, gboolean is_keyboard,
                                 GtkTooltip *tooltip, IlvSourceView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  guint line = line_at_dots (self, y);
  g_autofree char *text = ILV_IS_DOCUMENT (buffer)
                            ? ilv_document_dup_errors_at (ILV_DOCUMENT (buffer), line) : NULL;

  if (text == NULL)
    text = dup_names_at (self, line);
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* One strip for goroutines and errors: GtkSourceView's own for marks would push the text. */
static void
add_dots (IlvSourceView *self)
{
  self->dots = g_object_ref_sink (ilv_gutter_new (MAX_DOTS));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->dots), TRUE);
  g_signal_connect_object (self->dots, "query-line", G_CALLBACK (ilv_source_view_query_line_cb),
                           self, 0);
  g_signal_connect_object (self->dots, "query-tooltip",
                           G_CALLBACK (ilv_source_view_dots_tooltip_cb), self, 0);
  gtk_source_gutter_insert (gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self),
                                                        GTK_TEXT_WINDOW_LEFT),
                            self->dots, 10);
}

static void
ilv_source_view_init (IlvSourceView *self)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (self);
  g_autoptr (GtkSourceMarkAttributes) error = gtk_source_mark_attributes_new ();
  const GdkRGBA error_line = { 0.88f, 0.11f, 0.14f, 0.12f };

  gtk_source_view_set_show_line_numbers (view, TRUE);
  gtk_source_view_set_highlight_current_line (view, TRUE);
  gtk_source_view_set_auto_indent (view, TRUE);
  gtk_source_view_set_tab_width (view, 4);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self), TRUE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self), 24);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  gtk_source_mark_attributes_set_background (error, &error_line);
  gtk_source_view_set_mark_attributes (view, ILV_DOCUMENT_MARK_ERROR, error, 1);

  g_signal_connect (self, "notify::buffer", G_CALLBACK (ilv_source_view_buffer_set_cb), NULL);

  self->positions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  self->hits = g_hash_table_new (NULL, NULL);
  self->found = ILV_NO_INDEX;
  add_dots (self);
  add_counts (self);
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
  g_clear_handle_id (&self->hits_id, g_source_remove);
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "playhead-changed",
                               G_CALLBACK (ilv_source_view_playhead_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew",
                               G_CALLBACK (ilv_source_view_trace_grew_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->found = ILV_NO_INDEX;
  update_positions (self);
  update_hits (self);
}

void
ilv_source_view_set_file (IlvSourceView *self, const char *path)
{
  g_return_if_fail (ILV_IS_SOURCE_VIEW (self));
  if (g_strcmp0 (self->file, path) == 0)
    return;
  g_free (self->file);
  self->file = g_strdup (path);
  self->found = ILV_NO_INDEX;
  update_positions (self);
  update_hits (self);
}

const char *
ilv_source_view_get_file (IlvSourceView *self)
{
  g_return_val_if_fail (ILV_IS_SOURCE_VIEW (self), NULL);
  return self->file;
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

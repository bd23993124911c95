/* ilv-console.c - What the program prints, and reads.
 *
 * Output is collected and put into the text view about once a frame: a program that
 * prints without pause must not cost more than what can be seen of it. Not in a frame, though:
 * a text view that gets text between layout and painting moves its scrollbar while painting.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-console.h"

#include <adwaita.h>

#include "model/ilv-format.h"
#include "widgets/ilv-console-entry.h"
#include "widgets/ilv-console-lines.h"
#include "widgets/ilv-gutter.h"
#include "widgets/ilv-ui.h"

#define MAX_LINES 10000
#define SHOW_MSEC 40
#define MAX_PENDING_BYTES (512 * 1024)
#define TIME_RESOLUTION_NSEC 10000 /* of the times beside the lines */

enum
{
  SIGNAL_SEND,
  SIGNAL_END,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One standard stream of the program: its end that is not a whole character yet. */
typedef struct
{
  char bytes[4];
  gsize n_bytes;
} Remainder;

struct _IlvConsole
{
  GtkWidget parent_instance;
  IlvSession *session;
  IlvConsoleLines *lines;
  GString *pending;        /* UTF-8 not in the view yet, all of it from pending_fd */
  Remainder remainders[3]; /* by file descriptor */

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkTextView *text_view;
  GtkLabel *skipped_label;
  GtkLabel *status_label;
  GtkWidget *entry;
  GtkTextTag *stdin_tag;  /* typed by the user */
  GtkTextTag *stderr_tag;
  GtkTextTag *later_tag;  /* printed after the playhead */

  guint show_id;
  guint stay_id;
  guint n_outputs;        /* of the trace when the gutters were drawn last */
  int pending_fd;
  guint is_at_end : 1; /* keep the newest line in sight */
};

G_DEFINE_FINAL_TYPE (IlvConsole, ilv_console, GTK_TYPE_WIDGET)

static void
update_colors (IlvConsole *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  g_object_set (self->stdin_tag, "foreground", is_dark ? "#78aeed" : "#1a5fb4", NULL);
  g_object_set (self->stderr_tag, "foreground", is_dark ? "#ff938c" : "#b3262b", NULL);
  g_object_set (self->later_tag, "foreground", is_dark ? "#6a6a6a" : "#b8b8b8", NULL);
}

/* Removes the oldest lines once there are too many; the length of a line is
 * limited by what arrives in a frame. */
static void
drop_old_lines (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  int n_extra = gtk_text_buffer_get_line_count (buffer) - MAX_LINES;
  GtkTextIter start, end;

  if (n_extra <= 0)
    return;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_line (buffer, &end, n_extra);
  gtk_text_buffer_delete (buffer, &start, &end);
  ilv_console_lines_drop (self->lines, (guint) n_extra);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped_label), TRUE);
}

/* Lines printed after the playhead fade. */
static void
update_later (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  guint64 playhead = self->session != NULL ? ilv_session_get_playhead (self->session)
                                           : ILV_TIME_OPEN;
  guint n_lines = ilv_console_lines_get_n (self->lines);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->later_tag, &start, &end);
  for (guint line = 0; playhead != ILV_TIME_OPEN && line < n_lines; line++)
    {
      const IlvOutput *output = ilv_console_lines_find (self->lines, line);

      if (output == NULL || output->time_nsec <= playhead)
        continue;
      gtk_text_buffer_get_iter_at_line (buffer, &start, (int) line);
      gtk_text_buffer_apply_tag (buffer, self->later_tag, &start, &end);
      break; /* what was printed after it is later still */
    }
}

static gboolean
ilv_console_stay_cb (gpointer data)
{
  IlvConsole *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->stay_id = 0;
  if (self->is_at_end)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment)
                                            - gtk_adjustment_get_page_size (adjustment));
  return G_SOURCE_REMOVE;
}

/* How high text is becomes known only little by little: each time, the view goes to the end that
 * is known then. Not at once: that would be while it is laid out or painted. */
static void
stay_at_end (IlvConsole *self)
{
  if (self->is_at_end && self->stay_id == 0)
    self->stay_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, ilv_console_stay_cb, self, NULL);
}

static void
show_pending (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextTag *const tags[] = { self->stdin_tag, NULL, self->stderr_tag };
  GtkTextIter end;

  if (self->pending->len == 0)
    return;
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags (buffer, &end, self->pending->str, (int) self->pending->len,
                                    tags[self->pending_fd], NULL);
  g_string_truncate (self->pending, 0);
  drop_old_lines (self);
  update_later (self);
  gtk_stack_set_visible_child_name (self->stack, "text");
  stay_at_end (self);
}

static gboolean
ilv_console_show_cb (gpointer data)
{
  IlvConsole *self = data;

  self->show_id = 0;
  show_pending (self);
  return G_SOURCE_REMOVE;
}

/* The user looks back: newest lines stay out of sight until the end is reached again. */
static gboolean
ilv_console_scroll_cb (GtkEventControllerScroll *controller, double dx, double dy,
                       IlvConsole *self)
{
  if (dy < 0)
    self->is_at_end = FALSE;
  return FALSE;
}

static void
ilv_console_scrollbar_pressed_cb (IlvConsole *self)
{
  self->is_at_end = FALSE;
}

static void
ilv_console_edge_reached_cb (IlvConsole *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM)
    self->is_at_end = TRUE;
}

/* Bytes at the end of @text that begin a character without finishing it. */
static gsize
count_unfinished (const char *text, gsize n_bytes)
{
  for (gsize n = 1; n <= 3 && n <= n_bytes; n++)
    {
      guchar byte = (guchar) text[n_bytes - n];

      if ((byte & 0xc0) == 0x80)
        continue;
      if (byte >= 0xc2 && byte <= 0xf4)
        {
          gsize n_needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;

          return n < n_needed ? n : 0;
        }
      return 0;
    }
  return 0;
}

/* Without what a text view takes for the end of a line: lines are counted by '\n'.
 * (transfer full) */
static char *
remove_other_line_ends (const char *text)
{
  GString *clean = g_string_new (text);

  g_string_replace (clean, "\r", "", 0);
  g_string_replace (clean, "\342\200\251", "\357\277\275", 0); /* U+2029 by U+FFFD */
  return g_string_free (clean, FALSE);
}

/* (transfer full) What came, joined to what was left over, as valid UTF-8. */
static char *
decode (Remainder *remainder, GBytes *bytes)
{
  g_autoptr (GString) joined = g_string_new_len (remainder->bytes, (gssize) remainder->n_bytes);
  g_autofree char *valid = NULL;
  gsize n_bytes, n_unfinished;
  gconstpointer data = g_bytes_get_data (bytes, &n_bytes);

  g_string_append_len (joined, data, (gssize) n_bytes);
  n_unfinished = count_unfinished (joined->str, joined->len);
  memcpy (remainder->bytes, joined->str + joined->len - n_unfinished, n_unfinished);
  remainder->n_bytes = n_unfinished;
  valid = g_utf8_make_valid (joined->str, (gssize) (joined->len - n_unfinished));
  return remove_other_line_ends (valid);
}

/* All that is shown now makes room for what is pending, so that lines stay countable. */
static void
drop_shown_lines (IlvConsole *self)
{
  guint n_lines = ilv_console_lines_get_n (self->lines);
  guint n_pending = self->pending->str[self->pending->len - 1] != '\n';

  for (const char *at = self->pending->str; *at != '\0'; at++)
    n_pending += *at == '\n';
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  ilv_console_lines_drop (self->lines, n_lines - MIN (n_pending, n_lines));
  gtk_widget_set_visible (GTK_WIDGET (self->skipped_label), TRUE);
}

/* A program that prints faster than we show loses its oldest lines, not its newest. */
static void
limit_pending (IlvConsole *self)
{
  const char *keep, *next_line;

  if (self->pending->len <= MAX_PENDING_BYTES)
    return;
  keep = self->pending->str + self->pending->len - MAX_PENDING_BYTES / 2;
  next_line = strchr (keep, '\n');
  if (next_line != NULL && next_line[1] != '\0')
    keep = next_line + 1;
  else
    keep = g_utf8_find_next_char (keep, NULL); /* one endless line */
  g_string_erase (self->pending, 0, keep - self->pending->str);
  drop_shown_lines (self);
}

/* Adds what came from @fd, or was typed for 0. */
static void
append (IlvConsole *self, int fd, GBytes *bytes)
{
  g_autofree char *text = decode (&self->remainders[fd], bytes);

  if (self->pending_fd != fd)
    show_pending (self);
  self->pending_fd = fd;
  ilv_console_lines_add (self->lines, fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_string_append (self->pending, text);
  limit_pending (self);
  if (self->show_id == 0)
    self->show_id = g_timeout_add (SHOW_MSEC, ilv_console_show_cb, self);
}

/* What is typed stands among what is printed, as in a terminal. */
static gboolean
ilv_console_send_cb (IlvConsole *self, GBytes *text)
{
  gboolean is_taken = FALSE;

  g_signal_emit (self, signals[SIGNAL_SEND], 0, text, &is_taken);
  if (is_taken)
    {
      self->is_at_end = TRUE;
      append (self, 0, text);
    }
  return is_taken;
}

static void
ilv_console_end_cb (IlvConsole *self)
{
  g_signal_emit (self, signals[SIGNAL_END], 0);
}

/* Somebody who types while the output has the focus means the program. */
static gboolean
ilv_console_key_cb (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state,
                    IlvConsole *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || !gtk_widget_is_sensitive (self->entry)
      || !g_unichar_isprint (gdk_keyval_to_unicode (key)))
    return FALSE;
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entry));
  return gtk_event_controller_key_forward (keys, GTK_WIDGET (text));
}

static void
ilv_console_dispose (GObject *object)
{
  IlvConsole *self = ILV_CONSOLE (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_handle_id (&self->stay_id, g_source_remove);
  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_console_parent_class)->dispose (object);
}

static void
ilv_console_finalize (GObject *object)
{
  IlvConsole *self = ILV_CONSOLE (object);

  g_string_free (self->pending, TRUE);
  ilv_console_lines_free (self->lines);
  G_OBJECT_CLASS (ilv_console_parent_class)->finalize (object);
}

static void
ilv_console_class_init (IlvConsoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ilv_console_dispose;
  object_class->finalize = ilv_console_finalize;
  gtk_widget_class_set_css_name (widget_class, "console");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ILV_RESOURCE_PATH "/widgets/ilv-console.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, stack);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, scroller);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, text_view);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, skipped_label);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, entry);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, status_label);
  gtk_widget_class_bind_template_callback (widget_class, ilv_console_send_cb);
  gtk_widget_class_bind_template_callback (widget_class, ilv_console_end_cb);
  signals[SIGNAL_SEND]
    = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_BYTES);
  signals[SIGNAL_END]
    = g_signal_new ("end", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

/* Who printed a line: a dot before it. */
static void
ilv_console_query_line_cb (GtkSourceGutterRenderer *gutter, guint line, GArray *goroutines,
                           IlvConsole *self)
{
  const IlvOutput *output = ilv_console_lines_find (self->lines, line);

  if (output != NULL && output->g != 0)
    g_array_append_val (goroutines, output->g);
}

/* When it was printed: behind it. */
static void
ilv_console_query_time_cb (GtkSourceGutterRenderer *renderer, GtkSourceGutterLines *lines,
                           guint line, IlvConsole *self)
{
  const IlvOutput *output = ilv_console_lines_find (self->lines, line);
  g_autofree char *time = output != NULL
                            ? ilv_format_time (output->time_nsec, TIME_RESOLUTION_NSEC) : NULL;

  gtk_source_gutter_renderer_text_set_text (GTK_SOURCE_GUTTER_RENDERER_TEXT (renderer),
                                            time != NULL ? time : "", -1);
}

/* A click on a line shows the moment it was printed. */
static void
ilv_console_released_cb (GtkGestureClick *gesture, int n_press, double x, double y,
                         IlvConsole *self)
{
  const IlvOutput *output;
  GtkTextIter iter;
  int buffer_y, line_y, line_px;

  if (self->session == NULL
      || gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->text_view)))
    return;
  gtk_text_view_window_to_buffer_coords (self->text_view, GTK_TEXT_WINDOW_WIDGET, 0, (int) y, NULL,
                                         &buffer_y);
  gtk_text_view_get_line_at_y (self->text_view, &iter, buffer_y, NULL);
  gtk_text_view_get_line_yrange (self->text_view, &iter, &line_y, &line_px);
  if (buffer_y >= line_y + line_px)
    return; /* below all lines */
  output = ilv_console_lines_find (self->lines, (guint) gtk_text_iter_get_line (&iter));
  if (output == NULL)
    return;
  ilv_session_set_playhead (self->session, output->time_nsec);
  ilv_session_reveal (self->session, output->time_nsec);
}

static void
init_gutters (IlvConsole *self)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (self->text_view);
  GtkSourceGutterRenderer *dots = ilv_gutter_new (1);
  GtkSourceGutterRenderer *times = gtk_source_gutter_renderer_text_new ();

  g_signal_connect_object (dots, "query-line", G_CALLBACK (ilv_console_query_line_cb), self, 0);
  gtk_source_gutter_insert (gtk_source_view_get_gutter (view, GTK_TEXT_WINDOW_LEFT), dots, 0);
  gtk_source_gutter_renderer_set_xalign (times, 1);
  gtk_source_gutter_renderer_set_xpad (times, 6);
  gtk_widget_set_size_request (GTK_WIDGET (times), 92, -1);
  gtk_widget_add_css_class (GTK_WIDGET (times), "output-time");
  g_signal_connect_object (times, "query-data", G_CALLBACK (ilv_console_query_time_cb), self, 0);
  gtk_source_gutter_insert (gtk_source_view_get_gutter (view, GTK_TEXT_WINDOW_RIGHT), times, 0);
}

static void
init_scrolling (IlvConsole *self)
{
  GtkEventController *scroll
    = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *press = gtk_gesture_click_new ();
  GtkWidget *scrollbar = gtk_scrolled_window_get_vscrollbar (self->scroller);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (ilv_console_scroll_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scroller), scroll);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (ilv_console_scrollbar_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (scrollbar, GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (self->scroller, "edge-reached",
                           G_CALLBACK (ilv_console_edge_reached_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (stay_at_end), self, G_CONNECT_SWAPPED);
}

static void
ilv_console_init (IlvConsole *self)
{
  GtkTextBuffer *buffer;
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->pending = g_string_new (NULL);
  self->lines = ilv_console_lines_new ();
  self->is_at_end = TRUE;
  buffer = gtk_text_view_get_buffer (self->text_view);
  self->stdin_tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->stderr_tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  self->later_tag = gtk_text_buffer_create_tag (buffer, NULL, NULL);
  ilv_ui_follow_color_scheme (GTK_SOURCE_BUFFER (buffer));
  init_gutters (self);
  update_colors (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_colors), self, G_CONNECT_SWAPPED);
  init_scrolling (self);
  g_signal_connect_object (click, "released", G_CALLBACK (ilv_console_released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (ilv_console_key_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), keys);
}

/* The pipe may be faster than the trace: who printed a line is known later then. */
static void
ilv_console_trace_grew_cb (IlvConsole *self)
{
  guint n_outputs;

  ilv_trace_get_outputs (ilv_session_get_trace (self->session), &n_outputs);
  if (n_outputs == self->n_outputs)
    return;
  self->n_outputs = n_outputs;
  gtk_widget_queue_draw (GTK_WIDGET (gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self->text_view),
                                                                 GTK_TEXT_WINDOW_LEFT)));
  gtk_widget_queue_draw (GTK_WIDGET (gtk_source_view_get_gutter (GTK_SOURCE_VIEW (self->text_view),
                                                                 GTK_TEXT_WINDOW_RIGHT)));
}

void
ilv_console_set_session (IlvConsole *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_CONSOLE (self));
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  ilv_console_clear (self);
  if (session == NULL)
    return;
  g_signal_connect_object (session, "playhead-changed", G_CALLBACK (update_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ilv_session_get_trace (session), "grew",
                           G_CALLBACK (ilv_console_trace_grew_cb), self, G_CONNECT_SWAPPED);
}

void
ilv_console_clear (IlvConsole *self)
{
  g_return_if_fail (ILV_IS_CONSOLE (self));
  g_string_truncate (self->pending, 0);
  memset (self->remainders, 0, sizeof self->remainders);
  ilv_console_lines_reset (self->lines, self->session != NULL
                                          ? ilv_session_get_trace (self->session) : NULL);
  self->n_outputs = 0;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped_label), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "empty");
  ilv_console_set_status (self, NULL, FALSE);
  self->is_at_end = TRUE;
}

void
ilv_console_append (IlvConsole *self, int fd, GBytes *bytes)
{
  g_return_if_fail (ILV_IS_CONSOLE (self));
  g_return_if_fail (fd == 1 || fd == 2);
  append (self, fd, bytes);
}

void
ilv_console_set_takes_input (IlvConsole *self, gboolean takes_input)
{
  g_return_if_fail (ILV_IS_CONSOLE (self));
  /* Losing the focus by growing insensitive, the entry would go on blinking. */
  if (!takes_input && gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->entry)
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  gtk_widget_set_sensitive (self->entry, takes_input);
}

void
ilv_console_set_status (IlvConsole *self, const char *status, gboolean is_bad)
{
  g_return_if_fail (ILV_IS_CONSOLE (self));
  gtk_label_set_text (self->status_label, status != NULL ? status : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), status != NULL);
  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "error");
}

char *
ilv_console_dup_text (IlvConsole *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (ILV_IS_CONSOLE (self), NULL);
  show_pending (self);
  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* ilv-console.c - What the program prints, and reads.
 *
 * What is printed goes into a store (ilv-console-text.h), and from there into the text view, several
 * times a second. To lay out a line costs a text view a tenth of a millisecond: of a flood only the
 * newest lines are shown, the others when it ebbs or the user looks back. What somebody looks at
 * or has selected stays where it is meanwhile.
 * Not in a frame: a text view that gets text between layout and painting moves its scrollbar
 * while painting.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-console.h"

#include <adwaita.h>

#include "model/ilv-format.h"
#include "widgets/ilv-console-entry.h"
#include "widgets/ilv-console-text.h"
#include "widgets/ilv-gutter.h"
#include "widgets/ilv-ui.h"

#define SHOW_MSEC 40
#define FLOOD_LINES 40   /* so many between two times are too many to show them all */
#define FLOOD_BYTES 8000
#define SHOW_MSEC_IN_FLOOD 100
#define TAIL_LINES 100   /* more than are in sight */
#define EBB_MSEC 300
#define TIME_RESOLUTION_NSEC 10000 /* of the times beside the lines */

enum
{
  SIGNAL_SEND,
  SIGNAL_END,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

struct _IlvConsole
{
  GtkWidget parent_instance;
  IlvSession *session;
  IlvConsoleLines *lines;
  IlvConsoleText *text;
  guint64 view_from;       /* line of the text that the view begins with */
  guint64 n_shown;         /* bytes of the text that are in the view or before it */

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkTextView *text_view;
  GtkLabel *skipped_label;
  GtkWidget *newest_button; /* while there is more below that is not shown */
  GtkLabel *status_label;
  GtkWidget *entry;
  GtkTextTag *stdin_tag;  /* typed by the user */
  GtkTextTag *stderr_tag;
  GtkTextTag *later_tag;  /* printed after the playhead */

  guint show_id;
  guint stay_id;
  guint ebb_id;
  guint n_outputs;        /* of the trace when the gutters were drawn last */
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

/* Of a line of the view. */
static const IlvOutput *
get_write (IlvConsole *self, guint line)
{
  return ilv_console_text_get_write (self->text, self->view_from + line);
}

/* Lines printed after the playhead fade. */
static void
update_later (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  guint64 playhead = self->session != NULL ? ilv_session_get_playhead (self->session)
                                           : ILV_TIME_OPEN;
  int n_lines = gtk_text_buffer_get_line_count (buffer);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, self->later_tag, &start, &end);
  for (int line = 0; playhead != ILV_TIME_OPEN && line < n_lines; line++)
    {
      const IlvOutput *output = get_write (self, (guint) line);

      if (output == NULL || output->time_nsec <= playhead)
        continue;
      gtk_text_buffer_get_iter_at_line (buffer, &start, line);
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

/* --- From the store into the view ------------------------------------------ */

typedef struct
{
  IlvConsole *console;
  GtkTextIter at;
} Insertion;

static void
insert (int fd, const char *text, gsize n_bytes, gpointer data)
{
  Insertion *insertion = data;
  IlvConsole *self = insertion->console;
  GtkTextTag *const tags[] = { self->stdin_tag, NULL, self->stderr_tag };

  gtk_text_buffer_insert_with_tags (gtk_text_view_get_buffer (self->text_view), &insertion->at,
                                    text, (int) n_bytes, tags[fd], NULL);
}

/* The newest lines only. */
static void
show_tail (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  guint64 first = ilv_console_text_get_first (self->text);
  guint64 end = ilv_console_text_get_end (self->text);
  Insertion insertion = { .console = self };

  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_start_iter (buffer, &insertion.at);
  self->view_from = MAX (first, end - MIN (end, TAIL_LINES));
  ilv_console_text_for_lines (self->text, self->view_from, G_MAXUINT64, insert, &insertion);
}

/* What has come since. */
static void
show_more (IlvConsole *self)
{
  Insertion insertion = { .console = self };

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->text_view), &insertion.at);
  ilv_console_text_for_newest (self->text,
                               ilv_console_text_get_n_bytes (self->text) - self->n_shown, insert,
                               &insertion);
}

/* The lines before those in the view, as far as they are kept. */
static void
show_earlier (IlvConsole *self)
{
  guint64 first = ilv_console_text_get_first (self->text);
  Insertion insertion = { .console = self };

  g_clear_handle_id (&self->ebb_id, g_source_remove);
  if (self->view_from <= first)
    return;
  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (self->text_view), &insertion.at);
  ilv_console_text_for_lines (self->text, first, self->view_from, insert, &insertion);
  self->view_from = first;
  update_later (self);
  stay_at_end (self);
}

static void
drop_old_lines (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  guint64 first = ilv_console_text_get_first (self->text);
  GtkTextIter start, end;

  gtk_widget_set_visible (GTK_WIDGET (self->skipped_label), first > 0);
  if (first <= self->view_from)
    return;
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_line (buffer, &end, (int) (first - self->view_from));
  gtk_text_buffer_delete (buffer, &start, &end);
  self->view_from = first;
}

static gboolean
ilv_console_ebb_cb (gpointer data)
{
  IlvConsole *self = data;

  self->ebb_id = 0;
  show_earlier (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_flood (IlvConsole *self)
{
  guint64 n_bytes = ilv_console_text_get_n_bytes (self->text) - self->n_shown;
  guint64 shown_end = self->view_from
    + (guint64) gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (self->text_view));

  return n_bytes > FLOOD_BYTES
         || ilv_console_text_get_end (self->text) > shown_end + FLOOD_LINES;
}

/* Nothing moves under the eyes of somebody who looks back, or has something selected. */
static gboolean
is_held (IlvConsole *self)
{
  return !self->is_at_end
         || gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (self->text_view));
}

static void
show_new (IlvConsole *self)
{
  gboolean is_held_back = is_flood (self) && is_held (self);

  gtk_widget_set_visible (self->newest_button, is_held_back);
  if (is_held_back || self->n_shown == ilv_console_text_get_n_bytes (self->text))
    return;
  if (is_flood (self))
    show_tail (self);
  else
    show_more (self);
  self->n_shown = ilv_console_text_get_n_bytes (self->text);
  drop_old_lines (self);
  update_later (self);
  gtk_stack_set_visible_child_name (self->stack, "text");
  stay_at_end (self);
  g_clear_handle_id (&self->ebb_id, g_source_remove);
  if (self->view_from > ilv_console_text_get_first (self->text))
    self->ebb_id = g_timeout_add (EBB_MSEC, ilv_console_ebb_cb, self);
}

static gboolean
ilv_console_show_cb (gpointer data)
{
  IlvConsole *self = data;

  self->show_id = 0;
  show_new (self);
  return G_SOURCE_REMOVE;
}

static void
look_back (IlvConsole *self)
{
  self->is_at_end = FALSE;
  show_earlier (self);
}

static void
look_at_end (IlvConsole *self)
{
  self->is_at_end = TRUE;
  show_new (self);
  stay_at_end (self);
}

/* The user looks back: newest lines stay out of sight until the end is reached again. */
static gboolean
ilv_console_scroll_cb (GtkEventControllerScroll *controller, double dx, double dy,
                       IlvConsole *self)
{
  if (dy < 0)
    look_back (self);
  return FALSE;
}

static void
ilv_console_scrollbar_pressed_cb (IlvConsole *self)
{
  look_back (self);
}

static void
ilv_console_edge_reached_cb (IlvConsole *self, GtkPositionType edge)
{
  if (edge == GTK_POS_BOTTOM && !self->is_at_end)
    look_at_end (self);
}

static void
ilv_console_newest_clicked_cb (IlvConsole *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end); /* nothing is selected any more */
  look_at_end (self);
}

/* Adds what came from @fd, or was typed for 0. */
static void
append (IlvConsole *self, int fd, GBytes *bytes)
{
  gsize n_bytes;
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  ilv_console_text_add (self->text, fd, data, n_bytes);
  if (self->show_id == 0)
    self->show_id = g_timeout_add (self->ebb_id != 0 ? SHOW_MSEC_IN_FLOOD : SHOW_MSEC,
                                   ilv_console_show_cb, self);
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

  if (key == GDK_KEY_Up || key == GDK_KEY_Page_Up || key == GDK_KEY_Home)
    look_back (self);
  if (key == GDK_KEY_End && (state & GDK_CONTROL_MASK) != 0)
    look_at_end (self);
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
  g_clear_handle_id (&self->ebb_id, g_source_remove);
  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_console_parent_class)->dispose (object);
}

static void
ilv_console_finalize (GObject *object)
{
  IlvConsole *self = ILV_CONSOLE (object);

  ilv_console_text_free (self->text);
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
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, newest_button);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, entry);
  gtk_widget_class_bind_template_child (widget_class, IlvConsole, status_label);
  gtk_widget_class_bind_template_callback (widget_class, ilv_console_newest_clicked_cb);
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
  const IlvOutput *output = get_write (self, line);

  if (output != NULL && output->g != 0)
    g_array_append_val (goroutines, output->g);
}

/* When it was printed: behind it. */
static void
ilv_console_query_time_cb (GtkSourceGutterRenderer *renderer, GtkSourceGutterLines *lines,
                           guint line, IlvConsole *self)
{
  const IlvOutput *output = get_write (self, line);
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
  output = get_write (self, (guint) gtk_text_iter_get_line (&iter));
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
  self->lines = ilv_console_lines_new ();
  self->text = ilv_console_text_new (self->lines);
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
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_handle_id (&self->ebb_id, g_source_remove);
  ilv_console_text_clear (self->text);
  self->view_from = self->n_shown = 0;
  ilv_console_lines_reset (self->lines, self->session != NULL
                                          ? ilv_session_get_trace (self->session) : NULL);
  self->n_outputs = 0;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), "", 0);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped_label), FALSE);
  gtk_widget_set_visible (self->newest_button, FALSE);
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

static void
append_text (int fd, const char *text, gsize n_bytes, gpointer data)
{
  g_string_append_len (data, text, (gssize) n_bytes);
}

char *
ilv_console_dup_text (IlvConsole *self)
{
  GString *text;

  g_return_val_if_fail (ILV_IS_CONSOLE (self), NULL);
  text = g_string_new (NULL);
  ilv_console_text_for_lines (self->text, ilv_console_text_get_first (self->text), G_MAXUINT64,
                              append_text, text);
  return g_string_free (text, FALSE);
}

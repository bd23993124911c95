/* test-console.c - What the program prints, on screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "widgets-test.h"
#include "widgets/ilv-console-entry.h"
#include "widgets/ilv-console-lines.h"
#include "widgets/ilv-console.h"

static void
append (IlvConsole *console, int fd, const char *bytes, gssize n_bytes)
{
  g_autoptr (GBytes) chunk = g_bytes_new (bytes, n_bytes < 0 ? strlen (bytes) : (gsize) n_bytes);

  ilv_console_append (console, fd, chunk);
}

static void
assert_text (IlvConsole *console, const char *expected)
{
  g_autofree char *text = ilv_console_dup_text (console);

  g_assert_cmpstr (text, ==, expected);
}

static IlvConsole *
create (void)
{
  return g_object_ref_sink (g_object_new (ILV_TYPE_CONSOLE, NULL));
}

static void
test_console_keeps_the_order_of_streams (void)
{
  g_autoptr (IlvConsole) console = create ();

  append (console, 1, "one\n", -1);
  append (console, 2, "two\n", -1);
  append (console, 1, "three", -1);
  assert_text (console, "one\ntwo\nthree");
}

static void
test_console_joins_split_characters (void)
{
  g_autoptr (IlvConsole) console = create ();
  const char *text = "a通道🙂b";

  for (gsize i = 0; i < strlen (text); i++)
    {
      append (console, 1, text + i, 1);
      append (console, 2, "", 0);
    }
  assert_text (console, text);
}

static void
test_console_replaces_what_is_not_utf8 (void)
{
  g_autoptr (IlvConsole) console = create ();

  append (console, 1, "a\xff\xc0z\0n", 6);
  append (console, 1, "\xe9\x80", 2);
  append (console, 1, "!", 1);
  assert_text (console, "a\357\277\275\357\277\275z\357\277\275n\357\277\275\357\277\275!");
}

static void
test_console_drops_the_oldest_lines (void)
{
  g_autoptr (IlvConsole) console = create ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (int i = 0; i < 12000; i++)
    g_string_append_printf (lines, "line %d\n", i);
  append (console, 1, lines->str, -1);
  text = ilv_console_dup_text (console);
  g_assert_true (g_str_has_prefix (text, "line 2000\n"));
  g_assert_true (g_str_has_suffix (text, "line 11999\n"));
}

static void
test_console_clear_forgets_half_characters (void)
{
  g_autoptr (IlvConsole) console = create ();

  append (console, 1, "old \xe9\x80", -1);
  ilv_console_clear (console);
  append (console, 1, "new", -1);
  assert_text (console, "new");
}

/* What the trace says of line @line: "g7 2000" (goroutine and time), "" if nothing. */
static void
assert_line (IlvConsoleLines *lines, guint line, guint32 goroutine, guint64 time_nsec)
{
  const IlvOutput *output = ilv_console_lines_find (lines, line);

  g_assert_cmpuint (output != NULL ? output->g : 0, ==, goroutine);
  g_assert_cmpuint (output != NULL ? output->time_nsec : 0, ==, time_nsec);
}

static void
add_write (IlvTrace *trace, guint32 goroutine, guint64 time_nsec, guint32 fd, const char *text)
{
  struct ilv_event events[2] = {
    { .type = ILV_EVENT_OUTPUT, .g = goroutine, .time_nsec = time_nsec, .object = fd,
      .arg = (uint32_t) strlen (text) },
  };
  struct ilv_data_event *data = (struct ilv_data_event *) &events[1];

  data->type = ILV_EVENT_DATA;
  data->n_bytes = (uint16_t) strlen (text);
  memcpy (data->bytes, text, strlen (text));
  ilv_trace_add_events (trace, events, 2);
}

/* Two threads write at once; the trace and the pipe do not agree who was first. */
static void
test_console_lines_know_writes_by_their_text (void)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  g_autoptr (IlvConsoleLines) lines = ilv_console_lines_new ();

  ilv_console_lines_reset (lines, trace);
  ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_PROCS, .arg = 1 }, 1);
  add_write (trace, 1, 1000, 1, "posted\n");
  add_write (trace, 2, 1001, 1, "read it\n");
  add_write (trace, 1, 1002, 1, "posted again\n");
  ilv_console_lines_add (lines, 1, "read it\nposted\nposted again\n", 28);
  assert_line (lines, 0, 2, 1001);
  assert_line (lines, 2, 1, 1002);
  assert_line (lines, 1, 1, 1000);
}

static void
test_console_lines_know_who_printed_them (void)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  g_autoptr (IlvConsoleLines) lines = ilv_console_lines_new ();

  ilv_console_lines_reset (lines, trace);
  ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_PROCS, .arg = 1 }, 1);
  add_write (trace, 1, 1000, 1, "one\ntw");
  add_write (trace, 7, 2000, 2, "error\n");
  add_write (trace, 8, 3000, 1, "o\nthree\n");
  ilv_console_lines_add (lines, 2, "error\n", 6);
  ilv_console_lines_add (lines, 1, "one\ntwo\nth", 10);
  ilv_console_lines_add (lines, 1, "ree\nfour", 8);
  g_assert_cmpuint (ilv_console_lines_get_n (lines), ==, 5);
  assert_line (lines, 0, 7, 2000);
  assert_line (lines, 1, 1, 1000);
  assert_line (lines, 2, 1, 1000);
  assert_line (lines, 3, 8, 3000);
  assert_line (lines, 4, 0, 0); /* the trace lags behind */
  add_write (trace, 9, 4000, 1, "four");
  assert_line (lines, 4, 9, 4000);
}

static void
test_console_lines_keep_their_places_when_some_go (void)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  g_autoptr (IlvConsoleLines) lines = ilv_console_lines_new ();

  ilv_console_lines_reset (lines, trace);
  for (guint i = 0; i < 10; i++)
    {
      add_write (trace, i + 1, i * 1000, 1, "x\n");
      ilv_console_lines_add (lines, 1, "x\n", 2);
    }
  ilv_console_lines_drop (lines, 3);
  assert_line (lines, 0, 4, 3000);
  ilv_console_lines_drop (lines, 4);
  g_assert_cmpuint (ilv_console_lines_get_n (lines), ==, 3);
  assert_line (lines, 0, 8, 7000);
  assert_line (lines, 3, 0, 0);
}

static void
test_console_keeps_the_newest_of_a_flood (void)
{
  g_autoptr (IlvConsole) console = create ();
  g_autoptr (GString) block = g_string_new (NULL);
  g_autofree char *text = NULL;

  while (block->len < 100000)
    g_string_append (block, "a line\n");
  for (guint i = 0; i < 30; i++)
    append (console, 1, block->str, (gssize) block->len);
  append (console, 1, "the last\n", -1);
  text = ilv_console_dup_text (console);
  g_assert_true (g_str_has_prefix (text, "a line\n"));
  g_assert_true (g_str_has_suffix (text, "a line\nthe last\n"));
}

/* Of a line that never ends too: it is broken, and its beginning let go. */
static void
test_console_bounds_an_endless_line (void)
{
  g_autoptr (IlvConsole) console = create ();
  g_autofree char *block = g_strnfill (100000, 'x');
  g_autofree char *text = NULL;
  gsize n_longest = 0;

  for (guint i = 0; i < 100; i++)
    append (console, 1, block, -1);
  text = ilv_console_dup_text (console);
  g_assert_cmpuint (strlen (text), <, 5000000);
  for (const char *at = text; *at != '\0'; at += strcspn (at, "\n") + (at[strcspn (at, "\n")] != '\0'))
    n_longest = MAX (n_longest, strcspn (at, "\n"));
  g_assert_cmpuint (n_longest, <=, 4000);
}

static GtkTextView *
find_view (GtkWidget *widget)
{
  GtkTextView *found = GTK_IS_TEXT_VIEW (widget) ? GTK_TEXT_VIEW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

static int
count_lines_in_view (IlvConsole *console)
{
  return gtk_text_buffer_get_line_count (gtk_text_view_get_buffer (find_view (GTK_WIDGET (console))));
}

/* A flood costs no more than what can be seen of it; when it ebbs, all that is kept is there. */
static void
test_console_shows_the_end_of_a_flood (void)
{
  g_autoptr (IlvConsole) console = create ();
  g_autoptr (GString) lines = g_string_new (NULL);

  append (console, 1, "first\n", -1);
  wait_until (count_lines_in_view (console) == 2);
  for (int i = 0; i < 3000; i++)
    g_string_append_printf (lines, "line %d\n", i);
  append (console, 1, lines->str, -1);
  wait_until (count_lines_in_view (console) > 2);
  g_assert_cmpint (count_lines_in_view (console), <, 200);
  wait_until (count_lines_in_view (console) > 200);
  g_assert_cmpint (count_lines_in_view (console), ==, 3002);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  GtkWidget *found = ILV_IS_CONSOLE_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

typedef struct
{
  IlvConsole *console;
  GtkWidget *entry;
  GString *sent;
  guint n_ends;
  gboolean is_full; /* nothing is taken */
} Typing;

static gboolean
take_input_cb (IlvConsole *console, GBytes *text, Typing *typing)
{
  if (!typing->is_full)
    g_string_append_len (typing->sent, g_bytes_get_data (text, NULL),
                         (gssize) g_bytes_get_size (text));
  return !typing->is_full;
}

static void
count_end_cb (IlvConsole *console, Typing *typing)
{
  typing->n_ends++;
}

static void
set_up_typing (Typing *typing, gconstpointer data)
{
  typing->console = create ();
  typing->entry = find_entry (GTK_WIDGET (typing->console));
  typing->sent = g_string_new (NULL);
  g_signal_connect (typing->console, "send", G_CALLBACK (take_input_cb), typing);
  g_signal_connect (typing->console, "end", G_CALLBACK (count_end_cb), typing);
}

static void
tear_down_typing (Typing *typing, gconstpointer data)
{
  g_assert_finalize_object (typing->console);
  g_string_free (typing->sent, TRUE);
}

static void
type (Typing *typing, const char *text)
{
  int position = (int) g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (typing->entry)), -1);

  gtk_editable_insert_text (GTK_EDITABLE (typing->entry), text, -1, &position);
}

static void
assert_typed (Typing *typing, const char *sent, const char *in_entry)
{
  g_assert_cmpstr (typing->sent->str, ==, sent);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (typing->entry)), ==, in_entry);
}

static void
test_console_entry_sends_lines (Typing *typing, gconstpointer data)
{
  g_assert_false (gtk_widget_get_sensitive (typing->entry));
  ilv_console_set_takes_input (typing->console, TRUE);
  g_assert_true (gtk_widget_get_sensitive (typing->entry));
  append (typing->console, 1, "name: ", -1);
  type (typing, "Ada");
  assert_typed (typing, "", "Ada");
  g_signal_emit_by_name (typing->entry, "activate");
  assert_typed (typing, "Ada\n", "");
  append (typing->console, 1, "hello\n", -1);
  assert_text (typing->console, "name: Ada\nhello\n");
}

static void
test_console_entry_sends_pasted_lines (Typing *typing, gconstpointer data)
{
  type (typing, "12");
  type (typing, "3\n四\n\n5");
  assert_typed (typing, "123\n四\n\n", "5");
  assert_text (typing->console, "123\n四\n\n");
}

static void
test_console_entry_keeps_what_is_not_taken (Typing *typing, gconstpointer data)
{
  typing->is_full = TRUE;
  type (typing, "one");
  type (typing, "two\nthree");
  g_signal_emit_by_name (typing->entry, "activate");
  assert_typed (typing, "", "one");
  assert_text (typing->console, "");
}

static void
test_console_entry_ends_the_input (Typing *typing, gconstpointer data)
{
  g_signal_emit_by_name (typing->entry, "icon-release", GTK_ENTRY_ICON_SECONDARY);
  g_assert_cmpuint (typing->n_ends, ==, 1);
  type (typing, "no line");
  g_signal_emit_by_name (typing->entry, "icon-release", GTK_ENTRY_ICON_SECONDARY);
  assert_typed (typing, "no line", "");
  g_assert_cmpuint (typing->n_ends, ==, 2);
}

#define ADD_TYPING(path, function) \
  g_test_add ("/widgets/console-entry/" path, Typing, NULL, set_up_typing, function, \
              tear_down_typing)

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  g_test_add_func ("/widgets/console/bounds-an-endless-line",
                   test_console_bounds_an_endless_line);
  g_test_add_func ("/widgets/console/shows-the-end-of-a-flood",
                   test_console_shows_the_end_of_a_flood);
  g_test_add_func ("/widgets/console/keeps-the-order-of-streams",
                   test_console_keeps_the_order_of_streams);
  g_test_add_func ("/widgets/console/joins-split-characters", test_console_joins_split_characters);
  g_test_add_func ("/widgets/console/replaces-what-is-not-utf8",
                   test_console_replaces_what_is_not_utf8);
  g_test_add_func ("/widgets/console/drops-the-oldest-lines", test_console_drops_the_oldest_lines);
  g_test_add_func ("/widgets/console/clear-forgets-half-characters",
                   test_console_clear_forgets_half_characters);
  g_test_add_func ("/widgets/console/keeps-the-newest-of-a-flood",
                   test_console_keeps_the_newest_of_a_flood);
  g_test_add_func ("/widgets/console-lines/know-who-printed-them",
                   test_console_lines_know_who_printed_them);
  g_test_add_func ("/widgets/console-lines/know-writes-by-their-text",
                   test_console_lines_know_writes_by_their_text);
  g_test_add_func ("/widgets/console-lines/keep-their-places-when-some-go",
                   test_console_lines_keep_their_places_when_some_go);
  ADD_TYPING ("sends-lines", test_console_entry_sends_lines);
  ADD_TYPING ("sends-pasted-lines", test_console_entry_sends_pasted_lines);
  ADD_TYPING ("keeps-what-is-not-taken", test_console_entry_keeps_what_is_not_taken);
  ADD_TYPING ("ends-the-input", test_console_entry_ends_the_input);
  return g_test_run ();
}

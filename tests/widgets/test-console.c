/* test-console.c - What the program prints, on screen.
 *
 * SPDX-License-Identifier: MIT
 */
#include "widgets-test.h"
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
  g_assert_true (g_str_has_prefix (text, "line 2001\n"));
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

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  g_test_add_func ("/widgets/console/keeps-the-order-of-streams",
                   test_console_keeps_the_order_of_streams);
  g_test_add_func ("/widgets/console/joins-split-characters", test_console_joins_split_characters);
  g_test_add_func ("/widgets/console/replaces-what-is-not-utf8",
                   test_console_replaces_what_is_not_utf8);
  g_test_add_func ("/widgets/console/drops-the-oldest-lines", test_console_drops_the_oldest_lines);
  g_test_add_func ("/widgets/console/clear-forgets-half-characters",
                   test_console_clear_forgets_half_characters);
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include "run/folder.h"

#include <glib.h>

#ifdef __aarch64__
#define OURS "arm64"
#define OTHER "amd64"
#else
#define OURS "amd64"
#define OTHER "arm64"
#endif

struct expected
{
  const char *text;
  gboolean allowed;
};

static void
test_constraint_names (void)
{
  static const struct expected names[] = {
    { "main.go", TRUE },
    { "poll_linux.go", TRUE },
    { "poll_windows.go", FALSE },
    { "poll_" OURS ".go", TRUE },
    { "poll_" OTHER ".go", FALSE },
    { "poll_linux_" OURS ".go", TRUE },
    { "poll_linux_" OTHER ".go", FALSE },
    { "poll_darwin_" OURS ".go", FALSE },
    /* A system counts at the end, or before a machine. */
    { "windows_poll.go", TRUE },
    { "windows_linux.go", TRUE },
    /* A whole name is no ending. */
    { "windows.go", TRUE },
    { OTHER ".go", TRUE },
    /* What follows the first dot is not part of it. */
    { "poll_windows.pb.go", FALSE },
    { "poll.x_windows.go", TRUE },
    { "poll_unix.go", TRUE },
    { "poll_Windows.go", TRUE },
    { "", TRUE },
    { "_", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i].text);
      g_assert_cmpint (ilv_constraint_allows_name (names[i].text), ==, names[i].allowed);
    }
}

static void
test_constraint_expressions (void)
{
  static const struct expected expressions[] = {
    { "linux", TRUE },
    { "windows", FALSE },
    { OURS, TRUE },
    { "unix", TRUE },
    { "gc", TRUE },
    { "gccgo", FALSE },
    { "cgo", FALSE },
    { "ignore", FALSE },
    { "!ignore", TRUE },
    { "!!linux", TRUE },
    { "linux && windows", FALSE },
    { "linux || windows", TRUE },
    /* && binds more tightly. */
    { "linux || linux && windows", TRUE },
    { "(linux || linux) && windows", FALSE },
    { "!(windows || darwin)", TRUE },
    { "linux&&!windows", TRUE },
    { "go1.18", TRUE },
    { "go1.1", TRUE },
    { "go1.99", FALSE },
    { "!go1.99", TRUE },
    { "go1", FALSE },
    { "lin\xC3\xBCx", FALSE },
    { "linux\r", TRUE },
    /* What makes no sense lets nothing in. */
    { "", FALSE },
    { "linux windows", FALSE },
    { "linux &&", FALSE },
    { "(linux", FALSE },
    { "linux)", FALSE },
    { "!", FALSE },
    { "linux | unix", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *text = g_strdup_printf ("//go:build %s\n\npackage p\n", expressions[i].text);

      g_test_message ("%s", expressions[i].text);
      g_assert_cmpint (ilv_constraint_allows_text (text), ==, expressions[i].allowed);
    }
}

static void
test_constraint_places (void)
{
  static const struct expected texts[] = {
    { "package p\n", TRUE },
    { "", TRUE },
    { "// A comment.\n\n//go:build windows\n\npackage p\n", FALSE },
    { "/* One\n   more. */\n//go:build windows\n\npackage p\n", FALSE },
    { "/* Without an end\n//go:build windows\n", TRUE },
    /* Only before the package clause, and only in this form. */
    { "package p\n\n//go:build windows\n", TRUE },
    { "/*\n//go:build windows\n*/\npackage p\n", TRUE },
    { "// //go:build windows\npackage p\n", TRUE },
    { "// go:build windows\npackage p\n", TRUE },
    { "//go:buildwindows\npackage p\n", TRUE },
    { "//go:build windows", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i].text);
      g_assert_cmpint (ilv_constraint_allows_text (texts[i].text), ==, texts[i].allowed);
    }
}

/* However deep an expression is, the stack is not. */
static void
test_constraint_deep_expressions_end (void)
{
  g_autoptr (GString) text = g_string_new ("//go:build ");

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, i % 2 ? '(' : '!');
  g_string_append (text, "linux\n\npackage p\n");
  g_assert_false (ilv_constraint_allows_text (text->str));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/constraint/endings-of-names-choose", test_constraint_names);
  g_test_add_func ("/load/constraint/expressions-choose", test_constraint_expressions);
  g_test_add_func ("/load/constraint/only-the-head-counts", test_constraint_places);
  g_test_add_func ("/load/constraint/deep-expressions-end", test_constraint_deep_expressions_end);
  return g_test_run ();
}

/* test-diagnostic.c - Compiler messages are read back from their text form.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>

#include "ilv-diagnostic.h"

static void
assert_reads (const char *text, const char *path, guint line, guint column, const char *message)
{
  g_autoptr (IlvDiagnostic) diagnostic = ilv_diagnostic_parse (text);

  g_assert_nonnull (diagnostic);
  g_assert_cmpstr (diagnostic->path, ==, path);
  g_assert_cmpuint (diagnostic->line, ==, line);
  g_assert_cmpuint (diagnostic->column, ==, column);
  g_assert_cmpstr (diagnostic->message, ==, message);
}

static void
test_diagnostic_reads_parts (void)
{
  assert_reads ("a.go:3:14: undefined: x", "a.go", 3, 14, "undefined: x");
  assert_reads ("/a b/c.go:1:1: 中: \"x\"", "/a b/c.go", 1, 1, "中: \"x\"");
}

static void
test_diagnostic_path_with_colons (void)
{
  assert_reads ("a:b:7.go:3:14: m", "a:b:7.go", 3, 14, "m");
}

static void
test_diagnostic_refuses_other_lines (void)
{
  static const char *const lines[] = {
    "", "a.go", "a.go:3: m", "a.go:3:4:m", "a.go:0:4: m", "a.go:3:x: m", ":3:4: m", "a.go:3:4",
    "a.go:99999999999999999999:1: m", "too many errors",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_null (ilv_diagnostic_parse (lines[i]));
}

static void
test_diagnostic_all_leaves_the_rest (void)
{
  g_autoptr (GString) rest = g_string_new (NULL);
  g_autoptr (GPtrArray) all
    = ilv_diagnostic_parse_all ("# p\na.go:1:2: one\n\ntoo many errors\nb.go:3:4: two", rest);

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpstr (((IlvDiagnostic *) all->pdata[0])->message, ==, "one");
  g_assert_cmpstr (((IlvDiagnostic *) all->pdata[1])->path, ==, "b.go");
  g_assert_cmpstr (rest->str, ==, "# p\n\ntoo many errors\n");
}

static void
assert_frame (GPtrArray *frames, guint i, const char *path, guint line, const char *message)
{
  const IlvDiagnostic *frame = g_ptr_array_index (frames, i);

  g_assert_cmpstr (frame->path, ==, path);
  g_assert_cmpuint (frame->line, ==, line);
  g_assert_cmpstr (frame->message, ==, message);
}

static void
test_diagnostic_panic (void)
{
  g_autoptr (GPtrArray) frames
    = ilv_diagnostic_parse_crash ("panic: is what I say\n\tb.go:1 +0x2\n\n"
                                  "panic: one [recovered]\n\tpanic: two\n\n"
                                  "goroutine 7 [running]:\nmain.at(...)\n\t/x y/a.go:5 +0x8\n"
                                  "main.main()\n\t/x y/b:2.go:10 +0x90\n\n"
                                  "goroutine 8 [running]:\nmain.f()\n\t/c.go:3 +0x1\n");

  g_assert_cmpuint (frames->len, ==, 2);
  assert_frame (frames, 0, "/x y/a.go", 5, "panic: one [recovered]");
  assert_frame (frames, 1, "/x y/b:2.go", 10, "panic: one [recovered]");
}

static void
test_diagnostic_no_crash (void)
{
  static const char *const texts[] = {
    "", "exit status 2\n", "a panic: no\n\ta.go:1 +0x2\n", "fatal error: x\n\ta.go +0x2\n",
    "panic: x\n\ta.go:0 +0x2\n", "panic: x\n\ta.go:1\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) frames = ilv_diagnostic_parse_crash (texts[i]);

      g_assert_cmpuint (frames->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/diagnostic/reads-its-parts", test_diagnostic_reads_parts);
  g_test_add_func ("/app/diagnostic/path-may-have-colons", test_diagnostic_path_with_colons);
  g_test_add_func ("/app/diagnostic/other-lines-are-none", test_diagnostic_refuses_other_lines);
  g_test_add_func ("/app/diagnostic/rest-is-kept", test_diagnostic_all_leaves_the_rest);
  g_test_add_func ("/app/diagnostic/a-crash-has-the-frames-of-who-panicked", test_diagnostic_panic);
  g_test_add_func ("/app/diagnostic/other-last-words-are-no-crash", test_diagnostic_no_crash);
  return g_test_run ();
}

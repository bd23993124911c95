/* Programs that are wrong, and how the checker says so.
 *
 * errors/NAME.go has the mistakes, errors/NAME.errors what gc (1.26) prints for them, all of
 * them. Where there is a Go tool chain, a second test holds it to that, too. A first line
 * "// -lang=go1.N" says which language it is.
 *
 * SPDX-License-Identifier: MIT
 */
#include "language.h"

#include <glib/gstdio.h>

static char *
read_file (const char *folder, const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static char *
expectation (const char *name)
{
  g_autofree char *base = g_strndup (name, strlen (name) - strlen (".go"));
  g_autofree char *file = g_strconcat (base, ".errors", NULL);

  return read_file (g_getenv ("ILV_TEST_ERRORS"), file);
}

/* N of a first line "// -lang=go1.N"; 0: there is none. */
static unsigned
language_of (const char *text)
{
  static const char start[] = "// -lang=go1.";

  return g_str_has_prefix (text, start) ? (unsigned) atoi (text + sizeof start - 1) : 0;
}

static void
test_errors_like_gc (gconstpointer name)
{
  g_autofree char *text = read_file (g_getenv ("ILV_TEST_ERRORS"), name);
  g_autofree char *expected = expectation (name);
  g_auto (Checked) checked
    = check_text_as (language_of (text), name, text, strlen (text), G_MAXSIZE);
  g_autofree char *errors = errors_of (&checked);

  g_assert_null (checked.program);
  g_assert_cmpstr (errors, ==, expected);
}

/* The expectations are what a real compiler says. Its output file is a temporary one: it
 * removes it after errors. */
static void
test_expectations_are_gc_s (void)
{
  g_autofree char *go = g_find_program_in_path ("go");
  g_autoptr (GDir) folder = g_dir_open (g_getenv ("ILV_TEST_ERRORS"), 0, NULL);
  g_autofree char *scratch = g_dir_make_tmp ("interleave-XXXXXX", NULL);
  g_autofree char *object = g_build_filename (scratch, "out.o", NULL);
  const char *name;

  g_assert_nonnull (folder);
  while (go && (name = g_dir_read_name (folder)))
    {
      const char *argv[] = { go, "tool", "compile", "-e", "-p=main", "-complete", "-o", object,
                             name, NULL, NULL };
      g_autofree char *output = NULL, *expected = NULL, *text = NULL, *language = NULL;
      g_autoptr (GError) error = NULL;
      if (!g_str_has_suffix (name, ".go"))
        continue;
      expected = expectation (name);
      text = read_file (g_getenv ("ILV_TEST_ERRORS"), name);
      language = g_strdup_printf ("-lang=go1.%u", language_of (text));
      if (language_of (text))
        {
          argv[8] = language;
          argv[9] = name;
        }
      g_spawn_sync (g_getenv ("ILV_TEST_ERRORS"), (char **) argv, NULL, G_SPAWN_DEFAULT, NULL,
                    NULL, &output, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (output, ==, expected);
    }
  g_assert_cmpint (g_rmdir (scratch), ==, 0);
}

static void
test_ten_errors_are_enough (void)
{
  assert_errors ("package main\n"
                 "func main() {\n"
                 "a(); a1()\nb()\nc()\nd()\ne()\nf()\ng()\nh()\ni()\nj()\n}\n",
                 "x.go:3:1: undefined: a\n"
                 "x.go:3:6: undefined: a1\n"
                 "x.go:4:1: undefined: b\n"
                 "x.go:5:1: undefined: c\n"
                 "x.go:6:1: undefined: d\n"
                 "x.go:7:1: undefined: e\n"
                 "x.go:8:1: undefined: f\n"
                 "x.go:9:1: undefined: g\n"
                 "x.go:10:1: undefined: h\n"
                 "x.go:11:1: undefined: i\n"
                 "x.go:11:1: too many errors\n");
}

static void
test_imports_are_accounted_for (void)
{
  assert_errors ("package main\n"
                 "import \"fmt\"\n"
                 "import \"os\"\n"
                 "import t \"time\"\n"
                 "import \"no/such\"\n"
                 "func main() { fmt.Printn(1) }\n",
                 "x.go:3:8: \"os\" imported and not used\n"
                 "x.go:4:8: \"time\" imported as t and not used\n"
                 "x.go:5:8: could not import no/such (no such package is offered)\n"
                 "x.go:6:19: undefined: fmt.Printn\n");
}

/* gc takes all of these: ours would lose its hold on memory. */
static void
test_unsafe_does_not_open_what_is_ours (void)
{
  assert_errors ("package main\n"
                 "import \"unsafe\"\n"
                 "func main() {\n"
                 "\tvar i any\n"
                 "\tvar m map[string]int\n"
                 "\t_ = (*[2]uintptr)(unsafe.Pointer(&i))\n"
                 "\t_ = **(**int)(unsafe.Pointer(&m))\n"
                 "\t_ = *(*uintptr)(unsafe.Pointer(&m))\n"
                 "\t_ = *(*error)(unsafe.Pointer(&i))\n"
                 "}\n",
                 "x.go:6:20: cannot convert unsafe.Pointer(&i) (value of type unsafe.Pointer) to "
                 "type *[2]uintptr: not supported: a value of type interface{} is made otherwise here\n"
                 "x.go:7:16: cannot convert unsafe.Pointer(&m) (value of type unsafe.Pointer) to "
                 "type **int: not supported: a value of type map[string]int is made otherwise here\n");
}

static void
test_a_program_needs_main (void)
{
  assert_errors ("package main\nfunc init() {}\n",
                 "x.go:1:9: function main is undeclared in the main package\n");
  assert_errors ("package other\nfunc main() {}\n",
                 "x.go:1:9: package other is not a main package\n");
  assert_errors ("", "x.go:1:1: syntax error: package statement must be first\n");
}

static void
test_nesting_is_bounded (void)
{
  static const struct
  {
    const char *before, *repeated, *after;
  } cases[] = {
    { "package main\nvar x = ", "(", "1" },
    { "package main\nvar x = 1", "+1", "\n" },
    { "package main\nvar x ", "[]", "int" },
    { "package main\nfunc main() { ", "{", "" },
    { "package main\nfunc main() { x", "()", "}" },
    { "package main\nfunc main() { if a {} ", "else if b {} ", "}" },
    { "package main\nvar x = ", "func() { return ", "" },
    { "package main\nvar x = T", "{{", "" },
    { "package main\nvar x = ", "- ", "1" },
    { "package main\nvar x = ", "<-chan ", "int" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].before);
      for (int n = 0; n < 100000; n++)
        g_string_append (text, cases[i].repeated);
      g_string_append (text, cases[i].after);
      g_auto (Checked) checked = check_text ("x.go", text->str, text->len, 0);
      g_autofree char *errors = errors_of (&checked);
      g_assert_null (checked.program);
      g_assert_nonnull (strstr (errors, "nesting too deep"));
    }
}

static void
test_any_bytes_are_answered (void)
{
  static const char text[] = "package main\n\0\xff\xfe\xef\xbb\xbf var \0 = \"\xc0\"\n`";
  g_auto (Checked) checked = check_text ("x.go", text, sizeof text - 1, 0);
  g_autofree char *errors = errors_of (&checked);

  g_assert_null (checked.program);
  g_assert_nonnull (strstr (errors, "x.go:2:1: invalid NUL character"));
  g_assert_nonnull (strstr (errors, "x.go:2:2: invalid UTF-8 encoding"));
}

static void
test_memory_has_a_limit (void)
{
  struct ilv_check_config config = { .max_memory_bytes = 400 * 1000 };
  g_autoptr (GString) text = g_string_new ("package main\nvar x = []int{");
  struct ilv_compilation *compilation = ilv_compilation_new (&config);

  for (int i = 0; i < 50000; i++)
    g_string_append (text, "1,");
  g_string_append (text, "}\nfunc main() {}\n");
  struct ilv_input input = { .name = "x.go", .text = text->str, .len = text->len };
  g_assert_null (ilv_check_program (compilation, &input, 1));
  g_assert_true (ilv_compilation_out_of_memory (compilation));
  ilv_compilation_free (compilation);
}

static void
add_error_files (void)
{
  g_autoptr (GDir) folder = g_dir_open (g_getenv ("ILV_TEST_ERRORS"), 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)))
    if (g_str_has_suffix (name, ".go"))
      {
        g_autofree char *path = g_strdup_printf ("/lang/check/errors-like-gc/%s", name);
        g_test_add_data_func_full (path, g_strdup (name), test_errors_like_gc, g_free);
      }
}

static void
test_line_directives_move_positions (void)
{
  assert_errors ("package main\n"
                 "//line gen.y:7\n"
                 "var a int = \"\"\n"
                 "/*line other.y:30:2*/var b int = \"\"\n"
                 "//line bad\n"
                 "func main() {}\n"
                 "  //line late.y:1\n"
                 "var c = d\n",
                 "gen.y:7: cannot use \"\" (untyped string constant) as int value in variable "
                 "declaration\n"
                 "other.y:30:14: cannot use \"\" (untyped string constant) as int value in variable "
                 "declaration\n"
                 "other.y:34:9: undefined: d\n");
}

static void
test_types_have_bounds (void)
{
  assert_errors ("package main\n"
                 "type I interface{ m() interface{ I } }\n"
                 "type fine interface{ m() fine }\n"
                 "type P *struct{ x int }\n"
                 "func (s S) m() {}\n"
                 "type S struct{}\n"
                 "type Q *S\n"
                 "var c chan [65536]byte\n"
                 "var d chan [65535]byte\n"
                 "func main() { var q Q; q.m() }\n",
                 "x.go:2:8: invalid recursive type: anonymous interface refers to itself (see "
                 "https://go.dev/issue/56103)\n"
                 "x.go:8:7: channel element type too large (>64kB)\n"
                 "x.go:10:26: q.m undefined (type Q has no field or method m)\n");
}

/* As gc has it; it names the file differently in these. */
static void
test_memory_has_room_for_all (void)
{
  assert_errors ("package main\n"
                 "var X [1 << 50]byte\n"
                 "var Y [1 << 40][1 << 40]byte\n"
                 "var Z [1 << 49]struct{}\n"
                 "func main() {}\n",
                 "x.go:2:5: type [1125899906842624]byte larger than address space\n"
                 "x.go:3:5: type [1099511627776][1099511627776]byte larger than address space\n");
  assert_errors ("package main\n"
                 "type large struct{ b [1500000000]byte }\n"
                 "func f1(x large) int { return 5 }\n"
                 "func f2(x *[1 << 31]byte) byte {\n"
                 "\tfor i := range *x { return byte(i) }\n"
                 "\tfor _, b := range *x { return b }\n"
                 "\treturn 0\n"
                 "}\n"
                 "func f3(x *[1 << 29]byte) byte { for _, b := range *x { return b }; return 0 }\n"
                 "func main() {}\n",
                 "x.go:3:6: stack frame too large (>1GB): 0 MB locals + 1430 MB args\n"
                 "x.go:4:6: stack frame too large (>1GB): 2048 MB locals + 0 MB args\n");
}

/* Also what no program of ours calls. */
static void
add_imports (GString *program, const char *folder, const char *path)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *below = *path ? g_build_filename (path, name, NULL) : g_strdup (name);
      g_autofree char *file = g_build_filename (folder, below, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        add_imports (program, folder, below);
      else if (g_str_has_suffix (name, ".go") && !strchr (name, '-'))
        g_string_append_printf (program, "import _ \"%.*s\"\n", (int) strlen (below) - 3, below);
    }
}

static void
test_check_finds_nothing_wrong_in_packages_offered (void)
{
  g_autoptr (GString) program = g_string_new ("package main\n");
  struct checked checked;
  g_autofree char *errors = NULL;

  add_imports (program, g_getenv ("ILV_TEST_PACKAGES"), "");
  g_assert_nonnull (strstr (program->str, "\"math/rand\""));
  g_string_append (program, "func main() {}\n");
  checked = check_text ("x.go", program->str, program->len, 0);
  errors = errors_of (&checked);
  g_assert_cmpstr (errors, ==, "");
  ilv_compilation_free (checked.compilation);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_error_files ();
  g_test_add_func ("/lang/check/expectations-are-gc-s", test_expectations_are_gc_s);
  g_test_add_func ("/lang/check/ten-errors-are-enough", test_ten_errors_are_enough);
  g_test_add_func ("/lang/check/imports-are-accounted-for", test_imports_are_accounted_for);
  g_test_add_func ("/lang/check/unsafe-does-not-open-what-is-ours",
                   test_unsafe_does_not_open_what_is_ours);
  g_test_add_func ("/lang/check/a-program-needs-main", test_a_program_needs_main);
  g_test_add_func ("/lang/check/nesting-is-bounded", test_nesting_is_bounded);
  g_test_add_func ("/lang/check/any-bytes-are-answered", test_any_bytes_are_answered);
  g_test_add_func ("/lang/check/memory-has-a-limit", test_memory_has_a_limit);
  g_test_add_func ("/lang/check/line-directives-move-positions",
                   test_line_directives_move_positions);
  g_test_add_func ("/lang/check/memory-has-room-for-all", test_memory_has_room_for_all);
  g_test_add_func ("/lang/check/types-have-bounds", test_types_have_bounds);
  g_test_add_func ("/lang/check/finds-nothing-wrong-in-packages-offered",
                   test_check_finds_nothing_wrong_in_packages_offered);
  return g_test_run ();
}

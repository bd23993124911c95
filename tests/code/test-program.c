/* test-program.c - Finding function and line of an offset.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>

#include "code/program.h"

static struct ilv_func first = { .name = "first", .code_offset = 0, .n_code = 4 };
static struct ilv_func second = { .name = "second", .code_offset = 4, .n_code = 2 };
static struct ilv_func *funcs[] = { &first, &second };
static struct ilv_line lines[] = { { 0, 0, 10 }, { 2, 0, 11 }, { 4, 0, 0 }, { 5, 1, 3 } };
static const char *files[] = { "a.go", "b.go" };
static const struct ilv_program program = {
  .funcs = funcs, .n_funcs = 2, .lines = lines, .n_lines = 4, .files = files, .n_files = 2,
};

static void
test_program_finds_function (void)
{
  g_assert_true (ilv_program_func_at (&program, 0) == &first);
  g_assert_true (ilv_program_func_at (&program, 3) == &first);
  g_assert_true (ilv_program_func_at (&program, 4) == &second);
  g_assert_null (ilv_program_func_at (&program, 6));
}

static void
test_program_finds_line (void)
{
  const char *file = NULL;
  uint32_t line = 0;

  g_assert_true (ilv_program_line_at (&program, 1, &file, &line));
  g_assert_cmpuint (line, ==, 10);
  g_assert_cmpstr (file, ==, "a.go");
  g_assert_true (ilv_program_line_at (&program, 5, &file, &line));
  g_assert_cmpuint (line, ==, 3);
  g_assert_cmpstr (file, ==, "b.go");
}

static void
test_program_has_no_line_for_hidden_code (void)
{
  const char *file;
  uint32_t line;

  g_assert_false (ilv_program_line_at (&program, 4, &file, &line));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code/program/finds-function", test_program_finds_function);
  g_test_add_func ("/code/program/finds-line", test_program_finds_line);
  g_test_add_func ("/code/program/has-no-line-for-hidden-code",
                   test_program_has_no_line_for_hidden_code);
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/diag.h"
#include "base/intern.h"
#include "lang/scanner.h"

#include <glib.h>
#include <string.h>

/* All tokens, with a space between: names, literals and operators as written. */
static char *
scan (const char *text)
{
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_sources *sources = ilv_sources_new (arena);
  struct ilv_diags *diags = ilv_diags_new (arena, sources);
  GString *out = g_string_new (NULL);
  struct ilv_scanner s;

  ilv_scanner_init (&s, ilv_intern_new (arena), diags,
                    ilv_sources_add (sources, "x.go", text, strlen (text)));
  for (; s.token != ILV_TOKEN_EOF; ilv_scanner_next (&s))
    {
      g_string_append (out, out->len ? " " : "");
      if (s.token == ILV_TOKEN_NAME)
        g_string_append (out, s.symbol->text);
      else if (s.token == ILV_TOKEN_LITERAL || s.token == ILV_TOKEN_SEMICOLON)
        g_string_append_len (out, s.text, s.len);
      else if (s.token == ILV_TOKEN_OPERATOR || s.token == ILV_TOKEN_ASSIGN_OP
               || s.token == ILV_TOKEN_INC_DEC)
        g_string_append_printf (out, "%s%s", ilv_op_text (s.op),
                                s.token == ILV_TOKEN_ASSIGN_OP ? "=" : "");
      else
        g_string_append (out, ilv_token_text (s.token));
    }
  g_assert_cmpuint (ilv_diags_count (diags), ==, 0);
  ilv_arena_free (arena);
  return g_string_free (out, FALSE);
}

#define assert_scans(text, tokens) \
  G_STMT_START { \
    g_autofree char *tokens_ = scan (text); \
    g_assert_cmpstr (tokens_, ==, (tokens)); \
  } G_STMT_END

static void
test_scanner_line_ends_become_semicolons (void)
{
  assert_scans ("x\ny", "x newline y EOF");
  assert_scans ("return\n", "keyword return newline");
  assert_scans ("f(\n)\n", "f ( ) newline");
  assert_scans ("a +\nb", "a + b EOF");
  assert_scans ("x++\n", "x + newline");
  assert_scans ("x // c\ny", "x newline y EOF");
  assert_scans ("x /* \n */ y", "x newline y EOF");
  assert_scans ("x /* */ y;", "x y semicolon");
  assert_scans ("if x\n{", "keyword if x newline {");
}

static void
test_scanner_takes_the_longest_operator (void)
{
  assert_scans ("a&^=b", "a &^= b EOF");
  assert_scans ("a<<=b<-c", "a <<= b <- c EOF");
  assert_scans ("a...b..c", "a ... b . . c EOF");
  assert_scans ("a.5", "a .5 EOF");
  assert_scans ("a:=b==c", "a := b == c EOF");
  assert_scans ("&&&", "&& &");
}

static void
test_scanner_reads_all_literals (void)
{
  assert_scans ("0x1p-2 1_000i 0b101 0o17 017 1e+5 .5 'a' '\\n' \"a\\\"b\" `c\\`",
                "0x1p-2 1_000i 0b101 0o17 017 1e+5 .5 'a' '\\n' \"a\\\"b\" `c\\` EOF");
}

static void
test_scanner_names_are_of_any_script (void)
{
  assert_scans ("größe 世界 _x9", "größe 世界 _x9 EOF");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lang/scanner/line-ends-become-semicolons",
                   test_scanner_line_ends_become_semicolons);
  g_test_add_func ("/lang/scanner/takes-the-longest-operator",
                   test_scanner_takes_the_longest_operator);
  g_test_add_func ("/lang/scanner/reads-all-literals", test_scanner_reads_all_literals);
  g_test_add_func ("/lang/scanner/names-are-of-any-script", test_scanner_names_are_of_any_script);
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/intern.h"
#include "lang/parser.h"

#include <glib.h>
#include <string.h>

/* The type or first value of the last declaration in @text, printed; what is wrong, if
 * anything is. */
static char *
parse (const char *text)
{
  g_autofree char *source = g_strconcat ("package p\n", text, "\n", NULL);
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_sources *sources = ilv_sources_new (arena);
  struct ilv_diags *diags = ilv_diags_new (arena, sources);
  struct ilv_buf out;

  ilv_buf_init (&out, arena);
  struct ilv_file *file
    = ilv_parse_file (arena, ilv_intern_new (arena), diags,
                      ilv_sources_add (sources, "x.go", source, strlen (source)));
  g_assert_nonnull (file);
  if (ilv_diags_count (diags))
    ilv_diags_print (diags, &out);
  else
    {
      struct ilv_node *decl = file->decls.items[file->decls.n - 1];
      if (decl->kind == ILV_NODE_TYPE_DECL)
        {
          ilv_buf_printf (&out, "%u ", decl->type_decl.tparams.n);
          ilv_node_print (decl->type_decl.type, &out);
        }
      else
        ilv_node_print (decl->value_decl.values ? decl->value_decl.values : decl->value_decl.type,
                        &out);
    }
  char *result = g_strdup (out.text);
  ilv_arena_free (arena);
  return result;
}

#define assert_parses(text, printed) \
  G_STMT_START { \
    g_autofree char *printed_ = parse (text); \
    g_assert_cmpstr (printed_, ==, (printed)); \
  } G_STMT_END

static void
test_parser_knows_precedence (void)
{
  assert_parses ("var x = a + b*c == d && e || <-f", "a + b * c == d && e || <-f");
  assert_parses ("var x = -a.b[c](d, e...)", "-a.b[c](d, e...)");
  assert_parses ("var x = *p.q", "*p.q");
}

static void
test_parser_tells_type_parameters_from_lengths (void)
{
  assert_parses ("type T[P any] int", "1 int");
  assert_parses ("type T[P *C,] int", "1 int");
  assert_parses ("type T[P *C|D,] int", "1 int");
  assert_parses ("type T[P ~int] int", "1 int");
  assert_parses ("type T[P, Q any, R []P] int", "3 int");
  assert_parses ("type T[P *C] int", "0 [P * C]int");
  assert_parses ("type T[N] int", "0 [N]int");
  assert_parses ("type T[2*N] int", "0 [2 * N]int");
  assert_parses ("type T[P (C),] int", "1 int");
}

static void
test_parser_reads_all_types (void)
{
  assert_parses ("var x map[string][]chan<- func(a, b int, c ...T) (d error)",
                 "map[string][]chan<- func(a, b int, c ...T) (d error)");
  assert_parses ("var x struct { a, b int; *T; p.Q `tag` }", "struct{a, b int; *T; p.Q `tag`}");
  assert_parses ("var x interface { m(int) string; ~int | T[int]; E }",
                 "interface{m(int) string; ~int | T[int]; E}");
  assert_parses ("var x chan (<-chan int)", "chan (<-chan int)");
  assert_parses ("var x <-chan chan<- int", "<-chan chan<- int");
  assert_parses ("var x = <-chan int(y)", "<-chan int(y)");
}

static void
test_parser_composite_literals_end_at_blocks (void)
{
  assert_parses ("var x = func() { if x == (T{1}) { }; for range T { } }", "func() {…}");
  assert_parses ("var x = []T{{1}, {a: 2}, 3: {}}", "[]T{…}");
}

/* A body ends at its own brace, whatever stands in it. */
static void
test_parser_leaves_out_bodies_and_reads_them_later (void)
{
  static const char text[]
    = "package p\n"
      "func f() string { return \"}\\\"}\" + `}\\` /* } */ // }\n}\n"
      "func (t T) g() rune { if t.x { for { break } }; return '}' + '\\'' + '\"' }\n"
      "var v = func() { print() }\n";
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_intern *intern = ilv_intern_new (arena);
  struct ilv_sources *sources = ilv_sources_new (arena);
  struct ilv_diags *diags = ilv_diags_new (arena, sources);
  const struct ilv_source *source = ilv_sources_add (sources, "x.go", text, strlen (text));
  struct ilv_file *file = ilv_parse_outline (arena, intern, diags, source);
  static const guint n_stmts[] = { 1, 2 };

  g_assert_cmpuint (file->decls.n, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (n_stmts); i++)
    {
      struct ilv_node *unread = file->decls.items[i]->func_decl.body, *body;

      g_assert_true (unread->block.is_unread);
      body = ilv_parse_body (arena, intern, diags, source, unread);
      g_assert_false (body->block.is_unread);
      g_assert_cmpuint (body->pos, ==, unread->pos);
      g_assert_cmpuint (body->block.end, ==, unread->block.end);
      g_assert_cmpuint (body->block.stmts.n, ==, n_stmts[i]);
    }
  g_assert_cmpuint (ilv_diags_count (diags), ==, 0);
  ilv_arena_free (arena);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lang/parser/knows-precedence", test_parser_knows_precedence);
  g_test_add_func ("/lang/parser/tells-type-parameters-from-lengths",
                   test_parser_tells_type_parameters_from_lengths);
  g_test_add_func ("/lang/parser/reads-all-types", test_parser_reads_all_types);
  g_test_add_func ("/lang/parser/composite-literals-end-at-blocks",
                   test_parser_composite_literals_end_at_blocks);
  g_test_add_func ("/lang/parser/leaves-out-bodies-and-reads-them-later",
                   test_parser_leaves_out_bodies_and_reads_them_later);
  return g_test_run ();
}

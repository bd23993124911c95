/* generate.c - Makes a Go program out of any bytes: types, functions and statements.
 *
 * What keeps programs from depending on what Go leaves open:
 *   - Expressions have no side effects: the functions they call are pure, and at most one
 *     operation of a statement may panic. So no order of evaluation shows.
 *   - Every loop burns fuel, so programs end. Functions call only those before them.
 *   - A goroutine sends once or closes, and whoever started it waits for that.
 *   - Maps are only summed over.
 *
 * What keeps them from being wrong: the left operand is never constant, literals fit their
 * types, and every variable is used once where it is declared.
 *
 * SPDX-License-Identifier: MIT
 */
#include "generate_private.h"

#include <stdarg.h>

const struct gen_type ilv_gen_types[] = {
  { "int", INTEGER, 0, -64 },   { "int8", INTEGER, 0, -8 },     { "int16", INTEGER, 0, -16 },
  { "int32", INTEGER, 0, -32 }, { "int64", INTEGER, 0, -64 },   { "uint", INTEGER, 0, 64 },
  { "uint8", INTEGER, 0, 8 },   { "uint16", INTEGER, 0, 16 },   { "uint32", INTEGER, 0, 32 },
  { "uint64", INTEGER, 0, 64 }, { "bool", BOOL, 0, 0 },         { "string", STRING, 0, 0 },
  { "float64", FLOAT, 0, 0 },   { "float32", FLOAT, 0, 0 },     { "[4]int", ARRAY, 0, 0 },
  { "[4]uint8", ARRAY, 6, 0 },  { "[]int", SLICE, 0, 0 },       { "[]uint8", SLICE, 6, 0 },
  { "[]string", SLICE, 11, 0 }, { "map[string]int", MAP, 0, 0 }, { "map[int16]string", MAP, 11, 0 },
  { "pair", STRUCT, 0, 0 },     { "nest", STRUCT, 0, 0 },       { "(*pair)", POINTER, 21, 0 },
  { "any", ANY, 0, 0 },         { "shape", SHAPE, 0, 0 },       { "[4]pair", ARRAY, 21, 0 },
  { "[]pair", SLICE, 21, 0 },   { "level", INTEGER, 0, -8 },
};

const struct field ilv_gen_fields[N_FIELDS] = {
  { PAIR, INT, "a" },     { PAIR, UINT8, "b" },    { PAIR, T_STRING, "s" },
  { NEST, INT, "a" },     { NEST, PAIR, "pair" },  { NEST, T_BOOL, "ok" },
  { NEST, 14, "arr" },    { NEST, UINT8, "pair.b" },
};

static const char prelude[]
    = "package main\n"
      "type pair struct { a int; b uint8; s string }\n"
      "type nest struct { pair; ok bool; arr [4]int }\n"
      "type level int8\n"
      "type shape interface { size(n int) int; name() string }\n"
      "func (p pair) size(n int) int { return p.a*n + int(p.b) }\n"
      "func (p pair) name() string { return \"pair \" + p.s }\n"
      "func (p *pair) bump(n int) { p.a += n; p.b++ }\n"
      "func (l level) size(n int) int { return int(l) - n }\n"
      "func (l level) name() string { return \"level\" }\n"
      "func pick[T any](c bool, x, y T) T { if c { return x }; return y }\n"
      "func last[T any, S ~[]T](s S, or T) T { if len(s) > 0 { return s[len(s)-1] }; return or }\n"
      "func sum[K comparable](m map[K]int) (n int) { for _, v := range m { n += v }; return }\n"
      "func upTo(n int) func(func(int) bool) {\n"
      "\treturn func(yield func(int) bool) { for i := 0; i < n && yield(i); i++ {} }\n}\n"
      "var fuel = 3000\n"
      "func burn() bool { fuel--; return fuel > 0 }\n"
      "func caught(where int) {\n"
      "\tswitch e := recover().(type) {\n\tcase nil:\n"
      "\tcase error: println(\"caught\", where, e.Error())\n"
      "\tcase string: println(\"caught\", where, e)\n"
      "\tcase int: println(\"caught\", where, e)\n"
      "\tdefault: println(\"caught something\", where)\n\t}\n}\n"
      "var zero, one, minus = 0, 1, -1\n";

int
ilv_gen_choose (struct gen *g, int n)
{
  return g->at < g->size ? g->data[g->at++] % n : 0;
}

void
ilv_gen_put (struct gen *g, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vfprintf (g->out, format, args);
  va_end (args);
}

struct signature
ilv_gen_signature (int index)
{
  static const int results[] = { INT, UINT8, T_STRING, T_BOOL, 12, PAIR, 3, 9 };

  return (struct signature){ results[index % 8], { results[(index * 3 + 1) % 8], INT } };
}

/* --- Variables ----------------------------------------------------------- */

struct var *
ilv_gen_declare (struct gen *g, int type)
{
  struct var *var = &g->vars[g->n_vars < MAX_VARS ? g->n_vars++ : MAX_VARS - 1];

  snprintf (var->name, sizeof var->name, "v%d", g->last_name++);
  var->type = type;
  var->is_fixed = false;
  return var;
}

struct var *
ilv_gen_find_var (struct gen *g, int type, bool to_assign)
{
  int start = ilv_gen_choose (g, g->n_vars ? g->n_vars : 1);

  for (int i = 0; i < g->n_vars; i++)
    {
      struct var *var = &g->vars[(start + i) % g->n_vars];

      if (var->type == type && !(to_assign && var->is_fixed))
        return var;
    }
  return NULL;
}

int
ilv_gen_choose_type (struct gen *g)
{
  return ilv_gen_choose (g, sizeof ilv_gen_types / sizeof ilv_gen_types[0]);
}

int
ilv_gen_choose_integer (struct gen *g)
{
  return ilv_gen_choose (g, 10);
}

/* --- Functions ----------------------------------------------------------- */

/* Prints nothing and touches nothing outside: an expression may call it. A panic
 * ends it with what the result is by then. */
static void
function (struct gen *g, int index)
{
  struct signature s = ilv_gen_signature (index);

  g->func = index;
  g->n_vars = 0;
  ilv_gen_put (g, "func f%d(v%d %s, v%d int) (r %s) {\ndefer func() { recover() }()\n", index,
               g->last_name, ilv_gen_types[s.params[0]].name, g->last_name + 1,
               ilv_gen_types[s.result].name);
  ilv_gen_declare (g, s.params[0]);
  ilv_gen_declare (g, INT);
  for (int n = ilv_gen_choose (g, 3); n > 0; n--)
    {
      g->may_panic = true;
      if (ilv_gen_choose (g, 2))
        ilv_gen_declaration (g);
      else
        ilv_gen_assignment (g);
    }
  g->may_panic = true;
  ilv_gen_put (g, "r = ");
  ilv_gen_expression (g, s.result, 0);
  ilv_gen_put (g, "\nreturn\n}\n");
}

/* Constants, folded by the compiler, beside the same computed when running. */
static void
constants (struct gen *g)
{
  static const char *const ops[] = { "+", "-", "*", "/", "%", "&", "|", "^", "&^" };
  int a = ilv_gen_choose (g, 200), b = 1 + ilv_gen_choose (g, 100), type = ilv_gen_choose (g, 5);
  const char *op = ops[ilv_gen_choose (g, 9)];

  ilv_gen_put (g, "{\nconst c = %d %s %d\nvar a, b %s = %d, %d\n", a % 11, op, b % 11 + 1,
               ilv_gen_types[type].name, a % 11, b % 11 + 1);
  ilv_gen_put (g, "println(c, a %s b, %s(c) == a %s b)\n}\n", op, ilv_gen_types[type].name, op);
}

void
ilv_generate_program (FILE *out, const uint8_t *data, size_t size)
{
  struct gen g = { .out = out, .data = data, .size = size };
  int n_funcs = ilv_gen_choose (&g, 9);

  ilv_gen_put (&g, "%s", prelude);
  for (int i = 0; i < n_funcs; i++)
    function (&g, i);
  g.func = n_funcs;
  g.n_vars = 0;
  ilv_gen_put (&g, "func main() {\n");
  constants (&g);
  while (g.at < g.size)
    {
      int n_before = g.n_vars;

      ilv_gen_put (&g, "func() {\ndefer caught(0)\n");
      ilv_gen_statements (&g, 2 + ilv_gen_choose (&g, 6));
      for (int i = n_before; i < g.n_vars; i++)
        ilv_gen_show (&g, g.vars[i].name, g.vars[i].type);
      ilv_gen_put (&g, "}()\n");
      g.n_vars = n_before;
    }
  ilv_gen_put (&g, "println(\"end\", fuel)\n}\n");
}

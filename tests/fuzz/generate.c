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
#include "generate.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#define MAX_VARS 64
#define MAX_DEPTH 3
#define MAX_NESTING 3
#define N_ARRAY 4

enum kind { BOOL, INTEGER, FLOAT, STRING, ARRAY, SLICE, MAP, STRUCT, POINTER, ANY, SHAPE };

/* The types of the generated programs. */
static const struct type
{
  const char *name;
  enum kind kind;
  int elem; /* index of the element's (pointer: base) type */
  int bits; /* of an integer; negative: signed */
} types[] = {
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
enum { INT = 0, UINT8 = 6, T_BOOL = 10, T_STRING = 11, PAIR = 21, NEST = 22, T_ANY = 24,
       T_SHAPE = 25, N_TYPES = sizeof types / sizeof types[0] };

/* Fields that lead to a value of a type: of pair, and of nest. */
static const struct field
{
  int of, type;
  const char *name;
} fields[] = {
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

struct var
{
  char name[8];
  int type;
  bool is_fixed; /* not to be assigned: a loop's variable that decides when it ends */
};

struct gen
{
  FILE *out;
  const uint8_t *data;
  size_t size, at;
  struct var vars[MAX_VARS];
  int n_vars;
  int last_name;
  int func;     /* index of the function being made; it may call those before it */
  int nesting;  /* of statements */
  int n_loops;  /* around the statement, in this function */
  bool may_panic; /* one operation of this statement still may */
};

struct signature
{
  int result, params[2];
};

static int
choose (struct gen *g, int n)
{
  return g->at < g->size ? g->data[g->at++] % n : 0;
}

static void __attribute__ ((format (printf, 2, 3)))
put (struct gen *g, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vfprintf (g->out, format, args);
  va_end (args);
}

/* What function @index takes and gives. Its place decides, so that calls need no table. */
static struct signature
signature (int index)
{
  static const int results[] = { INT, UINT8, T_STRING, T_BOOL, 12, PAIR, 3, 9 };

  return (struct signature){ results[index % 8], { results[(index * 3 + 1) % 8], INT } };
}

/* --- Variables ----------------------------------------------------------- */

static struct var *
declare (struct gen *g, int type)
{
  struct var *var = &g->vars[g->n_vars < MAX_VARS ? g->n_vars++ : MAX_VARS - 1];

  snprintf (var->name, sizeof var->name, "v%d", g->last_name++);
  var->type = type;
  var->is_fixed = false;
  return var;
}

/* One of the variables of @type, or NULL. */
static struct var *
find_var (struct gen *g, int type, bool to_assign)
{
  int start = choose (g, g->n_vars ? g->n_vars : 1);

  for (int i = 0; i < g->n_vars; i++)
    {
      struct var *var = &g->vars[(start + i) % g->n_vars];

      if (var->type == type && !(to_assign && var->is_fixed))
        return var;
    }
  return NULL;
}

static int
choose_type (struct gen *g)
{
  return choose (g, N_TYPES);
}

static int
choose_integer (struct gen *g)
{
  return choose (g, 10);
}

/* --- Expressions --------------------------------------------------------- */

static void expression (struct gen *g, int type, int depth);
static void operand (struct gen *g, int type, int depth);

static void
integer_literal (struct gen *g, int type)
{
  static const long values[] = { 1, 0, 2, 3, 7, 10, 100, 127 };
  static const char *const large[] = { "32767", "2147483647", "9223372036854775807" };
  int bits = types[type].bits < 0 ? -types[type].bits : types[type].bits;
  int i = choose (g, 11);

  if (i >= 8 && bits > 8 << (i - 8))
    put (g, "%s", large[i - 8]);
  else
    put (g, "%s%ld", types[type].bits < 0 && i % 3 == 2 ? "-" : "", values[i % 8]);
}

static void
literal (struct gen *g, int type)
{
  static const char *const strings[]
      = { "\"\"", "\"go\"", "\"h\\u00e9\\u4e16\"", "`raw`", "\"\\xff\\x00z\"" };
  static const char *const floats[] = { "1.5", "0", "-2", "1e10", "0.1", "3" };

  switch (types[type].kind)
    {
    case BOOL:
      put (g, choose (g, 2) ? "true" : "false");
      break;
    case INTEGER:
      integer_literal (g, type);
      break;
    case FLOAT:
      put (g, "%s", floats[choose (g, 6)]);
      break;
    case STRING:
      put (g, "%s", strings[choose (g, 5)]);
      break;
    case POINTER:
      put (g, choose (g, 2) ? "&pair{a: 4}" : "new(pair)");
      break;
    case ANY:
      put (g, "%s", choose (g, 2) ? "any(zero)" : "any(nil)");
      break;
    case SHAPE:
      put (g, "%s", choose (g, 2) ? "shape(level(3))" : "shape(pair{1, 2, \"x\"})");
      break;
    case ARRAY:
    case SLICE:
    case MAP:
    case STRUCT:
      put (g, "%s{}", types[type].name);
      break;
    }
}

/* A literal with values in it. */
static void
composite (struct gen *g, int type, int depth)
{
  const struct type *t = &types[type];
  int n = 1 + choose (g, 3);

  put (g, "%s{", t->name);
  if (type == PAIR)
    {
      put (g, "a: ");
      expression (g, INT, depth + 1);
      put (g, ", s: ");
      expression (g, T_STRING, depth + 1);
    }
  else if (type == NEST)
    {
      put (g, "pair: ");
      expression (g, PAIR, depth + 1);
    }
  else
    for (int i = 0; i < n; i++)
      {
        put (g, i ? ", " : "");
        if (t->kind == MAP)
          put (g, t->elem == INT ? "\"k%d\": " : "%d: ", i);
        else if (t->kind == ARRAY && i == 2)
          put (g, "3: ");
        expression (g, t->elem, depth + 1);
      }
  put (g, "}");
}

/* An index below 4: constant, masked, or one that may be too large. */
static void
array_index (struct gen *g, int depth)
{
  int how = choose (g, 3);

  if (how == 2 && g->may_panic)
    {
      g->may_panic = false;
      operand (g, INT, depth + 1);
    }
  else if (how)
    {
      put (g, "(");
      operand (g, INT, depth + 1);
      put (g, ") & 3");
    }
  else
    put (g, "%d", choose (g, N_ARRAY));
}

/* An element of type @type of some variable; false: there is none. */
static bool
element (struct gen *g, int type, int depth)
{
  int start = choose (g, g->n_vars ? g->n_vars : 1);

  for (int i = 0; i < g->n_vars; i++)
    {
      struct var *var = &g->vars[(start + i) % g->n_vars];
      const struct type *t = &types[var->type];

      if (t->kind == ARRAY && t->elem == type)
        {
          put (g, "%s[", var->name);
          array_index (g, depth);
          put (g, "]");
          return true;
        }
      if (t->kind == SLICE && t->elem == type && g->may_panic)
        {
          g->may_panic = false;
          put (g, "%s[", var->name);
          operand (g, INT, depth + 1);
          put (g, "]");
          return true;
        }
      if (t->kind == MAP && t->elem == type)
        {
          put (g, "%s[", var->name);
          expression (g, t->elem == INT ? T_STRING : 2, depth + 1);
          put (g, "]");
          return true;
        }
    }
  return false;
}

static bool
field (struct gen *g, int type)
{
  int start = choose (g, sizeof fields / sizeof fields[0]);

  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    {
      const struct field *f = &fields[(start + i) % (sizeof fields / sizeof fields[0])];
      struct var *var = f->type == type ? find_var (g, f->of, false) : NULL;

      if (var)
        {
          put (g, "%s.%s", var->name, f->name);
          return true;
        }
    }
  return false;
}

static bool
call (struct gen *g, int type, int depth)
{
  for (int i = g->func - 1; i >= 0; i--)
    if (signature (i).result == type)
      {
        put (g, "f%d(", i);
        expression (g, signature (i).params[0], depth + 1);
        put (g, ", ");
        expression (g, signature (i).params[1], depth + 1);
        put (g, ")");
        return true;
      }
  return false;
}

/* Something of @type that is not constant. */
static void
operand (struct gen *g, int type, int depth)
{
  struct var *var;
  int how = depth < MAX_DEPTH ? choose (g, 6) : 0;

  if ((how == 1 && element (g, type, depth)) || (how == 2 && field (g, type))
      || (how == 3 && call (g, type, depth)))
    return;
  if (how == 4)
    {
      put (g, "pick[%s](", types[type].name);
      expression (g, T_BOOL, depth + 1);
      put (g, ", ");
      expression (g, type, depth + 1);
      put (g, ", ");
      expression (g, type, depth + 1);
      put (g, ")");
    }
  else if (how == 5)
    {
      put (g, "func() %s { return ", types[type].name);
      expression (g, type, depth + 1);
      put (g, " }()");
    }
  else if ((var = find_var (g, type, false)))
    put (g, "%s", var->name);
  else if (types[type].kind == INTEGER)
    put (g, "%s(%s)", types[type].name, (const char *[]){ "one", "minus", "zero" }[choose (g, 3)]);
  else
    {
      put (g, "pick[%s](zero == 0, ", types[type].name);
      literal (g, type);
      put (g, ", ");
      literal (g, type);
      put (g, ")");
    }
}

static void
binary (struct gen *g, const char *op, int type, int depth)
{
  put (g, "(");
  operand (g, type, depth + 1);
  put (g, " %s ", op);
  expression (g, type, depth + 1);
  put (g, ")");
}

static void
divide (struct gen *g, const char *op, int type, int depth)
{
  bool panics = g->may_panic && choose (g, 2);

  put (g, "(");
  if (panics)
    g->may_panic = false;
  operand (g, type, depth + 1);
  put (g, " %s (", op);
  operand (g, type, depth + 1);
  put (g, panics ? "))" : " | 1))");
}

static void
shift (struct gen *g, const char *op, int type, int depth)
{
  int count = choose_integer (g);

  put (g, "(");
  operand (g, type, depth + 1);
  put (g, " %s (", op);
  operand (g, count, depth + 1);
  put (g, " & 127))");
}

static void
convert (struct gen *g, int type, int depth)
{
  put (g, "%s(", types[type].name);
  operand (g, choose_integer (g), depth + 1);
  put (g, ")");
}

static void
integer (struct gen *g, int type, int depth)
{
  static const char *const ops[] = { "+", "-", "*", "&", "|", "^", "&^" };
  int how = choose (g, 16);

  if (how < 7)
    binary (g, ops[how], type, depth);
  else if (how == 7)
    divide (g, choose (g, 2) ? "%" : "/", type, depth);
  else if (how == 8)
    shift (g, choose (g, 2) ? ">>" : "<<", type, depth);
  else if (how == 9)
    {
      put (g, choose (g, 2) ? "-(" : "^(");
      operand (g, type, depth + 1);
      put (g, ")");
    }
  else if (how == 10)
    {
      put (g, choose (g, 2) ? "min(" : "max(");
      operand (g, type, depth + 1);
      put (g, ", ");
      expression (g, type, depth + 1);
      put (g, ")");
    }
  else if (how == 11 && type == INT)
    {
      static const int lengths[] = { T_STRING, 16, 19, 17 };
      put (g, "len(");
      operand (g, lengths[choose (g, 4)], depth + 1);
      put (g, ")");
    }
  else if (how == 12 && type == INT)
    {
      operand (g, T_SHAPE, depth + 1);
      put (g, ".size(");
      expression (g, INT, depth + 1);
      put (g, ")");
    }
  else if (how == 13 && type == INT)
    {
      put (g, "last(");
      operand (g, 16, depth + 1);
      put (g, ", ");
      expression (g, INT, depth + 1);
      put (g, ")");
    }
  else if (how == 14 && type == INT)
    {
      put (g, "sum(");
      operand (g, 19, depth + 1);
      put (g, ")");
    }
  else
    convert (g, type, depth);
}

static void
string (struct gen *g, int depth)
{
  switch (choose (g, 6))
    {
    case 0:
      binary (g, "+", T_STRING, depth);
      break;
    case 1:
      put (g, "string(rune(");
      operand (g, 2, depth + 1);
      put (g, "))");
      break;
    case 2:
      put (g, "string(");
      operand (g, 17, depth + 1);
      put (g, ")");
      break;
    case 3:
      put (g, "string([]rune(");
      operand (g, T_STRING, depth + 1);
      put (g, "))");
      break;
    case 4:
      operand (g, T_SHAPE, depth + 1);
      put (g, ".name()");
      break;
    case 5:
      put (g, "func(s string) string { return s[min(1, len(s)):] }(");
      expression (g, T_STRING, depth + 1);
      put (g, ")");
      break;
    }
}

static void
boolean (struct gen *g, int depth)
{
  static const char *const comparisons[] = { "==", "<", "!=", "<=", ">", ">=" };
  static const int equal_only[] = { T_BOOL, PAIR, T_ANY, 14, 23, T_SHAPE };
  int how = choose (g, 5);

  if (how == 0)
    binary (g, comparisons[choose (g, 6)], choose_integer (g), depth);
  else if (how == 1)
    binary (g, choose (g, 2) ? "&&" : "||", T_BOOL, depth);
  else if (how == 2)
    {
      put (g, "!(");
      operand (g, T_BOOL, depth + 1);
      put (g, ")");
    }
  else if (how == 3)
    {
      int type = equal_only[choose (g, 6)];
      put (g, "(");
      operand (g, type, depth + 1);
      put (g, choose (g, 2) ? " == " : " != ");
      operand (g, type, depth + 1);
      put (g, ")");
    }
  else
    binary (g, comparisons[choose (g, 6)], choose (g, 2) ? T_STRING : 12, depth);
}

static void
other (struct gen *g, int type, int depth)
{
  static const int in_any[] = { INT, T_STRING, PAIR, 3, T_BOOL, 12 };

  switch (types[type].kind)
    {
    case FLOAT:
      if (choose (g, 3))
        binary (g, (const char *[]){ "+", "-", "*", "/" }[choose (g, 4)], type, depth);
      else
        convert (g, type, depth);
      break;
    case ANY:
      put (g, "any(");
      operand (g, in_any[choose (g, 6)], depth + 1);
      put (g, ")");
      break;
    case SHAPE:
      put (g, "shape(");
      operand (g, choose (g, 2) ? PAIR : 28, depth + 1);
      put (g, ")");
      break;
    case SLICE:
      put (g, choose (g, 2) ? "append(%s(nil), " : "append(%s{}, ", types[type].name);
      expression (g, types[type].elem, depth + 1);
      put (g, ", ");
      expression (g, types[type].elem, depth + 1);
      put (g, ")");
      break;
    case POINTER:
      literal (g, type);
      break;
    default:
      composite (g, type, depth);
    }
}

/* Any expression of @type, also a literal. */
static void
expression (struct gen *g, int type, int depth)
{
  int how = choose (g, depth < MAX_DEPTH ? 5 : 2);

  if (how == 0)
    operand (g, type, depth);
  else if (how == 1)
    literal (g, type);
  else if (types[type].kind == INTEGER)
    integer (g, type, depth);
  else if (types[type].kind == BOOL)
    boolean (g, depth);
  else if (types[type].kind == STRING)
    string (g, depth);
  else
    other (g, type, depth);
}

/* --- Statements ---------------------------------------------------------- */

static void statements (struct gen *g, int n);

/* A block, with what is declared in it gone afterwards. */
static void
block (struct gen *g)
{
  int n_vars = g->n_vars;

  g->nesting++;
  put (g, "{\n");
  statements (g, 1 + choose (g, 4));
  put (g, "}");
  g->nesting--;
  g->n_vars = n_vars;
}

/* Prints @text, of @type. */
static void
show (struct gen *g, const char *text, int type)
{
  switch (types[type].kind)
    {
    case BOOL:
    case INTEGER:
    case FLOAT:
    case STRING:
      put (g, "println(%s)\n", text);
      break;
    case ARRAY:
    case SLICE:
      put (g, "for i, x := range %s { println(i, x%s) }\n", text,
           types[type].elem == PAIR ? ".a" : "");
      break;
    case MAP:
      put (g, types[type].elem == INT ? "println(len(%s), sum(%s))\n" : "println(len(%s))\n", text,
           text);
      break;
    case STRUCT:
      put (g, "println(%s.a, %s.b, %s.s)\n", text, text, text);
      break;
    case POINTER:
      put (g, "if %s != nil { println(%s.a, %s.b) }\n", text, text, text);
      break;
    case ANY:
      put (g, "switch x := %s.(type) { case int: println(\"int\", x); case string: println(x)\n"
              "case shape: println(x.size(1)); case nil: println(\"nil\")\n"
              "default: println(\"other\") }\n", text);
      break;
    case SHAPE:
      put (g, "if %s != nil { println(%s.name(), %s.size(2)) }\n", text, text, text);
      break;
    }
}

static void
declaration (struct gen *g)
{
  int type = choose_type (g);
  bool is_typed = choose (g, 2);
  struct var var;

  put (g, is_typed ? "var v%d %s = " : "v%d := %s(", g->last_name, types[type].name);
  expression (g, type, 0);
  put (g, is_typed ? "\n" : ")\n");
  var = *declare (g, type);
  put (g, "_ = %s\n", var.name);
}

/* Where something of @type can be stored: a variable, a field, an element. */
static void
target (struct gen *g, int type)
{
  struct var *var = find_var (g, type, true);
  struct var *owner = NULL;

  if (choose (g, 3) == 1)
    for (size_t i = 0; i < sizeof fields / sizeof fields[0] && !owner; i++)
      if (fields[i].type == type && (owner = find_var (g, fields[i].of, true)))
        put (g, "%s.%s", owner->name, fields[i].name);
  if (owner)
    return;
  put (g, "%s", var ? var->name : "_");
}

static void
assignment (struct gen *g)
{
  static const char *const ops[] = { "+=", "-=", "*=", "|=", "^=", "&^=" };
  int type = choose_type (g);
  struct var *var = find_var (g, type, true);

  if (var && types[type].kind == INTEGER && choose (g, 3))
    {
      put (g, "%s %s ", var->name, ops[choose (g, 6)]);
      expression (g, type, 0);
    }
  else if (var && type == T_STRING && choose (g, 2))
    {
      put (g, "if len(%s) < 200 { %s += ", var->name, var->name);
      expression (g, type, 0);
      put (g, " }");
    }
  else
    {
      target (g, type);
      put (g, " = ");
      if (var)
        expression (g, type, 0);
      else
        operand (g, type, 0);
    }
  put (g, "\n");
}

static void
swap (struct gen *g)
{
  int type = choose_type (g);
  struct var *a = find_var (g, type, true), *b = find_var (g, type, true);

  if (!a || a == b)
    assignment (g);
  else
    put (g, "%s, %s = %s, %s\n", a->name, b->name, b->name, a->name);
}

static void
store_element (struct gen *g)
{
  int type = 14 + choose (g, 7);
  struct var *var = find_var (g, type, true);
  bool is_deleting;

  if (!var)
    {
      declaration (g);
      return;
    }
  switch (types[type].kind)
    {
    case ARRAY:
      put (g, "%s[", var->name);
      array_index (g, 1);
      put (g, "] = ");
      expression (g, types[type].elem, 1);
      break;
    case SLICE:
      put (g, "if len(%s) < 50 { %s = append(%s, ", var->name, var->name, var->name);
      expression (g, types[type].elem, 1);
      put (g, ") } else { %s = %s[1:len(%s)/2] }", var->name, var->name, var->name);
      break;
    default:
      is_deleting = choose (g, 4) == 3;
      put (g, is_deleting ? "delete(%s, " : "%s[", var->name);
      literal (g, types[type].elem == INT ? T_STRING : 2);
      put (g, is_deleting ? ")" : "] = ");
      if (!is_deleting)
        expression (g, types[type].elem, 1);
    }
  put (g, "\n");
}

static void
condition (struct gen *g)
{
  put (g, "if ");
  expression (g, T_BOOL, 0);
  put (g, " ");
  block (g);
  if (choose (g, 2))
    {
      put (g, " else ");
      block (g);
    }
  put (g, "\n");
}

/* The head of a loop; what it declares counts as a fixed variable. */
static void
loop_head (struct gen *g)
{
  int name = g->last_name;
  struct var *source;

  switch (choose (g, 7))
    {
    case 1:
      put (g, "for v%d := range %d ", name, 1 + choose (g, 5));
      declare (g, INT)->is_fixed = true;
      break;
    case 2:
      source = find_var (g, 14 + choose (g, 3), false);
      put (g, "for _, v%d := range %s ", name, source ? source->name : "[...]int{3, 1, 2}");
      declare (g, source ? types[source->type].elem : INT);
      break;
    case 3:
      put (g, "for v%d := range ", name);
      operand (g, T_STRING, 1);
      put (g, " ");
      declare (g, INT);
      break;
    case 4:
      put (g, "for v%d := range upTo(%d) ", name, 1 + choose (g, 5));
      declare (g, INT)->is_fixed = true;
      break;
    case 5:
      put (g, "for v%d := 9; v%d > 0; v%d -= 2 ", name, name, name);
      declare (g, INT)->is_fixed = true;
      break;
    case 6:
      put (g, "for burn() && (");
      expression (g, T_BOOL, 1);
      put (g, ") ");
      return;
    default:
      put (g, "for v%d := 0; v%d < %d; v%d++ ", name, name, 1 + choose (g, 6), name);
      declare (g, INT)->is_fixed = true;
    }
}

static void
loop (struct gen *g)
{
  int n_vars = g->n_vars, label = g->last_name++;
  bool has_label = choose (g, 3) == 1;

  if (has_label)
    put (g, "L%d: ", label);
  loop_head (g);
  put (g, "{\nif !burn() { break }\n");
  if (has_label)
    put (g, "if fuel %% 13 == 5 { %s L%d }\n", choose (g, 2) ? "continue" : "break", label);
  if (g->n_vars > n_vars)
    put (g, "_ = %s\n", g->vars[g->n_vars - 1].name);
  g->n_loops++;
  block (g);
  g->n_loops--;
  put (g, "\n}\n");
  g->n_vars = n_vars;
}

/* A case's statements: a block without braces. */
static void
case_body (struct gen *g)
{
  int n_vars = g->n_vars;

  g->nesting++;
  statements (g, 1 + choose (g, 2));
  g->nesting--;
  g->n_vars = n_vars;
}

static void
switching (struct gen *g)
{
  int n = 1 + choose (g, 5);
  int type = choose (g, 3) ? choose_integer (g) : T_STRING;

  put (g, "switch ");
  operand (g, type, 1);
  put (g, " {\n");
  for (int i = 0; i < n; i++)
    {
      put (g, type == T_STRING ? "case \"k%d\", \"go%d\":\n" : "case %d, %d:\n", i, i + 50);
      case_body (g);
      if (i < n - 1 && choose (g, 4) == 1)
        put (g, "fallthrough\n");
    }
  if (choose (g, 2))
    {
      put (g, "default:\n");
      case_body (g);
    }
  put (g, "}\n");
}

/* Panics inside are caught and shown. */
static void
guarded (struct gen *g)
{
  int n_loops = g->n_loops;

  put (g, "func() {\ndefer caught(%d)\n", g->last_name);
  g->n_loops = 0;
  block (g);
  g->n_loops = n_loops;
  switch (choose (g, 5))
    {
    case 1:
      put (g, "\npanic(\"stop\")");
      break;
    case 2:
      put (g, "\nvar m map[string]int; m[\"a\"] = zero");
      break;
    case 3:
      put (g, "\nprintln(any(\"s\").(int))");
      break;
    case 4:
      put (g, "\nvar p *pair; println(p.s)");
      break;
    }
  put (g, "\n}()\n");
}

static void
deferred (struct gen *g)
{
  struct var *var = find_var (g, choose_integer (g), false);

  if (g->n_loops > 0 || !var)
    assignment (g);
  else if (choose (g, 2))
    put (g, "defer func(x %s) { println(\"deferred\", x, %s) }(%s)\n", types[var->type].name,
         var->name, var->name);
  else
    put (g, "defer println(\"deferred\", %s)\n", var->name);
}

static void
concurrent (struct gen *g)
{
  int type = choose_type (g), name = g->last_name;

  switch (choose (g, 4))
    {
    case 0:
      put (g, "c%d := make(chan %s%s)\ngo func() { c%d <- ", name, types[type].name,
           choose (g, 2) ? ", 2" : "", name);
      operand (g, type, MAX_DEPTH);
      put (g, " }()\nv%d := <-c%d\n", name, name);
      break;
    case 1:
      put (g, "c%d := make(chan int)\ngo func() { for i := range 5 { c%d <- i * i }; close(c%d) }()\n"
              "v%d := 0\nfor x := range c%d { v%d += x }\n", name, name, name, name, name, name);
      type = INT;
      break;
    case 2:
      put (g, "c%d, d%d := make(chan int, 1), make(chan bool)\nc%d <- 7\nv%d := 0\n"
              "select { case v%d = <-c%d: case d%d <- true: case <-d%d: }\n",
           name, name, name, name, name, name, name, name);
      type = INT;
      break;
    case 3:
      put (g, "c%d := make(chan int)\nfor i := range 3 { go func() { c%d <- i*2 + one }() }\n"
              "v%d := <-c%d + <-c%d + <-c%d\n", name, name, name, name, name, name);
      type = INT;
      break;
    }
  put (g, "_ = %s\n", declare (g, type)->name);
}

static void
through_pointer (struct gen *g)
{
  int type = choose (g, 2) ? PAIR : choose_integer (g);
  struct var *var = find_var (g, type, true);

  if (!var)
    declaration (g);
  else if (type == PAIR)
    {
      put (g, "%s.bump(", var->name);
      expression (g, INT, 1);
      put (g, choose (g, 2) ? ")\n" : "); func(b func(int)) { b(one) }(%s.bump)\n", var->name);
    }
  else
    {
      put (g, "func(p *%s) { *p ^= ", types[type].name);
      expression (g, type, 1);
      put (g, " }(&%s)\n", var->name);
    }
}

static void
closure (struct gen *g)
{
  struct var *var = find_var (g, INT, true);
  int name = g->last_name++;

  if (!var)
    {
      declaration (g);
      return;
    }
  put (g, "g%d := func(n int) int { %s += n; return %s }\n", name, var->name, var->name);
  put (g, "g%d(%d)\nprintln(g%d(one))\n", name, choose (g, 9), name);
}

static void
snippet (struct gen *g)
{
  static const char *const snippets[] = {
#define SNIPPET(text) text,
#include "snippets.def"
#undef SNIPPET
  };
  int name = g->last_name++;

  for (const char *c = snippets[choose (g, sizeof snippets / sizeof snippets[0])]; *c; c++)
    if (*c == '#')
      put (g, "%d", name);
    else if (*c == '$')
      operand (g, INT, 1);
    else if (*c == '@')
      operand (g, T_STRING, 1);
    else if (*c == '?')
      operand (g, T_BOOL, 1);
    else
      put (g, "%c", *c);
  put (g, "\n");
}

static void
statement (struct gen *g)
{
  static void (*const simple[]) (struct gen *)
      = { declaration, assignment, declaration, swap,    store_element,
          deferred,    concurrent, through_pointer, closure,
          snippet,     snippet };
  static void (*const nested[]) (struct gen *) = { condition, loop, switching, guarded };
  enum { N_SIMPLE = sizeof simple / sizeof simple[0] };
  int how = choose (g, N_SIMPLE + (g->nesting < MAX_NESTING ? 8 : 2));

  g->may_panic = true;
  if (how >= N_SIMPLE + 2)
    nested[(how - 2 - N_SIMPLE) % 4] (g);
  else if (how < N_SIMPLE)
    simple[how] (g);
  else if (g->n_vars > 0)
    {
      struct var *var = &g->vars[choose (g, g->n_vars)];
      show (g, var->name, var->type);
    }
}

static void
statements (struct gen *g, int n)
{
  for (int i = 0; i < n; i++)
    statement (g);
}

/* --- Functions ----------------------------------------------------------- */

/* Prints nothing and touches nothing outside: an expression may call it. A panic
 * ends it with what the result is by then. */
static void
function (struct gen *g, int index)
{
  struct signature s = signature (index);

  g->func = index;
  g->n_vars = 0;
  put (g, "func f%d(v%d %s, v%d int) (r %s) {\ndefer func() { recover() }()\n", index,
       g->last_name, types[s.params[0]].name, g->last_name + 1, types[s.result].name);
  declare (g, s.params[0]);
  declare (g, INT);
  for (int n = choose (g, 3); n > 0; n--)
    {
      g->may_panic = true;
      if (choose (g, 2))
        declaration (g);
      else
        assignment (g);
    }
  g->may_panic = true;
  put (g, "r = ");
  expression (g, s.result, 0);
  put (g, "\nreturn\n}\n");
}

/* Constants, folded by the compiler, beside the same computed when running. */
static void
constants (struct gen *g)
{
  static const char *const ops[] = { "+", "-", "*", "/", "%", "&", "|", "^", "&^" };
  int a = choose (g, 200), b = 1 + choose (g, 100), type = choose (g, 5);
  const char *op = ops[choose (g, 9)];

  put (g, "{\nconst c = %d %s %d\nvar a, b %s = %d, %d\n", a % 11, op, b % 11 + 1,
       types[type].name, a % 11, b % 11 + 1);
  put (g, "println(c, a %s b, %s(c) == a %s b)\n}\n", op, types[type].name, op);
}

void
ilv_generate_program (FILE *out, const uint8_t *data, size_t size)
{
  struct gen g = { .out = out, .data = data, .size = size };
  int n_funcs = choose (&g, 9);

  put (&g, "%s", prelude);
  for (int i = 0; i < n_funcs; i++)
    function (&g, i);
  g.func = n_funcs;
  g.n_vars = 0;
  put (&g, "func main() {\n");
  constants (&g);
  while (g.at < g.size)
    {
      int n_before = g.n_vars;

      put (&g, "func() {\ndefer caught(0)\n");
      statements (&g, 2 + choose (&g, 6));
      for (int i = n_before; i < g.n_vars; i++)
        show (&g, g.vars[i].name, g.vars[i].type);
      put (&g, "}()\n");
      g.n_vars = n_before;
    }
  put (&g, "println(\"end\", fuel)\n}\n");
}

/* generate_expr.c - Expressions of generated programs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "generate_private.h"

static void
integer_literal (struct gen *g, int type)
{
  static const long values[] = { 1, 0, 2, 3, 7, 10, 100, 127 };
  static const char *const large[] = { "32767", "2147483647", "9223372036854775807" };
  int bits = ilv_gen_types[type].bits < 0 ? -ilv_gen_types[type].bits : ilv_gen_types[type].bits;
  int i = ilv_gen_choose (g, 11);

  if (i >= 8 && bits > 8 << (i - 8))
    ilv_gen_put (g, "%s", large[i - 8]);
  else
    ilv_gen_put (g, "%s%ld", ilv_gen_types[type].bits < 0 && i % 3 == 2 ? "-" : "", values[i % 8]);
}

void
ilv_gen_literal (struct gen *g, int type)
{
  static const char *const strings[]
      = { "\"\"", "\"go\"", "\"h\\u00e9\\u4e16\"", "`raw`", "\"\\xff\\x00z\"" };
  static const char *const floats[] = { "1.5", "0", "-2", "1e10", "0.1", "3" };

  switch (ilv_gen_types[type].kind)
    {
    case BOOL:
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? "true" : "false");
      break;
    case INTEGER:
      integer_literal (g, type);
      break;
    case FLOAT:
      ilv_gen_put (g, "%s", floats[ilv_gen_choose (g, 6)]);
      break;
    case STRING:
      ilv_gen_put (g, "%s", strings[ilv_gen_choose (g, 5)]);
      break;
    case POINTER:
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? "&pair{a: 4}" : "new(pair)");
      break;
    case ANY:
      ilv_gen_put (g, "%s", ilv_gen_choose (g, 2) ? "any(zero)" : "any(nil)");
      break;
    case SHAPE:
      ilv_gen_put (g, "%s", ilv_gen_choose (g, 2) ? "shape(level(3))" : "shape(pair{1, 2, \"x\"})");
      break;
    case ARRAY:
    case SLICE:
    case MAP:
    case STRUCT:
      ilv_gen_put (g, "%s{}", ilv_gen_types[type].name);
      break;
    }
}

/* A literal with values in it. */
static void
composite (struct gen *g, int type, int depth)
{
  const struct gen_type *t = &ilv_gen_types[type];
  int n = 1 + ilv_gen_choose (g, 3);

  ilv_gen_put (g, "%s{", t->name);
  if (type == PAIR)
    {
      ilv_gen_put (g, "a: ");
      ilv_gen_expression (g, INT, depth + 1);
      ilv_gen_put (g, ", s: ");
      ilv_gen_expression (g, T_STRING, depth + 1);
    }
  else if (type == NEST)
    {
      ilv_gen_put (g, "pair: ");
      ilv_gen_expression (g, PAIR, depth + 1);
    }
  else
    for (int i = 0; i < n; i++)
      {
        ilv_gen_put (g, i ? ", " : "");
        if (t->kind == MAP)
          ilv_gen_put (g, t->elem == INT ? "\"k%d\": " : "%d: ", i);
        else if (t->kind == ARRAY && i == 2)
          ilv_gen_put (g, "3: ");
        ilv_gen_expression (g, t->elem, depth + 1);
      }
  ilv_gen_put (g, "}");
}

/* An index below 4: constant, masked, or one that may be too large. */
void
ilv_gen_array_index (struct gen *g, int depth)
{
  int how = ilv_gen_choose (g, 3);

  if (how == 2 && g->may_panic)
    {
      g->may_panic = false;
      ilv_gen_operand (g, INT, depth + 1);
    }
  else if (how)
    {
      ilv_gen_put (g, "(");
      ilv_gen_operand (g, INT, depth + 1);
      ilv_gen_put (g, ") & 3");
    }
  else
    ilv_gen_put (g, "%d", ilv_gen_choose (g, N_ARRAY));
}

/* An element of type @type of some variable; false: there is none. */
static bool
element (struct gen *g, int type, int depth)
{
  int start = ilv_gen_choose (g, g->n_vars ? g->n_vars : 1);

  for (int i = 0; i < g->n_vars; i++)
    {
      struct var *var = &g->vars[(start + i) % g->n_vars];
      const struct gen_type *t = &ilv_gen_types[var->type];

      if (t->kind == ARRAY && t->elem == type)
        {
          ilv_gen_put (g, "%s[", var->name);
          ilv_gen_array_index (g, depth);
          ilv_gen_put (g, "]");
          return true;
        }
      if (t->kind == SLICE && t->elem == type && g->may_panic)
        {
          g->may_panic = false;
          ilv_gen_put (g, "%s[", var->name);
          ilv_gen_operand (g, INT, depth + 1);
          ilv_gen_put (g, "]");
          return true;
        }
      if (t->kind == MAP && t->elem == type)
        {
          ilv_gen_put (g, "%s[", var->name);
          ilv_gen_expression (g, t->elem == INT ? T_STRING : 2, depth + 1);
          ilv_gen_put (g, "]");
          return true;
        }
    }
  return false;
}

static bool
field (struct gen *g, int type)
{
  int start = ilv_gen_choose (g, N_FIELDS);

  for (size_t i = 0; i < N_FIELDS; i++)
    {
      const struct field *f = &ilv_gen_fields[(start + i) % N_FIELDS];
      struct var *var = f->type == type ? ilv_gen_find_var (g, f->of, false) : NULL;

      if (var)
        {
          ilv_gen_put (g, "%s.%s", var->name, f->name);
          return true;
        }
    }
  return false;
}

static bool
call (struct gen *g, int type, int depth)
{
  for (int i = g->func - 1; i >= 0; i--)
    if (ilv_gen_signature (i).result == type)
      {
        ilv_gen_put (g, "f%d(", i);
        ilv_gen_expression (g, ilv_gen_signature (i).params[0], depth + 1);
        ilv_gen_put (g, ", ");
        ilv_gen_expression (g, ilv_gen_signature (i).params[1], depth + 1);
        ilv_gen_put (g, ")");
        return true;
      }
  return false;
}

/* Something of @type that is not constant. */
void
ilv_gen_operand (struct gen *g, int type, int depth)
{
  struct var *var;
  int how = depth < MAX_DEPTH ? ilv_gen_choose (g, 6) : 0;

  if ((how == 1 && element (g, type, depth)) || (how == 2 && field (g, type))
      || (how == 3 && call (g, type, depth)))
    return;
  if (how == 4)
    {
      ilv_gen_put (g, "pick[%s](", ilv_gen_types[type].name);
      ilv_gen_expression (g, T_BOOL, depth + 1);
      ilv_gen_put (g, ", ");
      ilv_gen_expression (g, type, depth + 1);
      ilv_gen_put (g, ", ");
      ilv_gen_expression (g, type, depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 5)
    {
      ilv_gen_put (g, "func() %s { return ", ilv_gen_types[type].name);
      ilv_gen_expression (g, type, depth + 1);
      ilv_gen_put (g, " }()");
    }
  else if ((var = ilv_gen_find_var (g, type, false)))
    ilv_gen_put (g, "%s", var->name);
  else if (ilv_gen_types[type].kind == INTEGER)
    ilv_gen_put (g, "%s(%s)", ilv_gen_types[type].name,
                 (const char *[]){ "one", "minus", "zero" }[ilv_gen_choose (g, 3)]);
  else
    {
      ilv_gen_put (g, "pick[%s](zero == 0, ", ilv_gen_types[type].name);
      ilv_gen_literal (g, type);
      ilv_gen_put (g, ", ");
      ilv_gen_literal (g, type);
      ilv_gen_put (g, ")");
    }
}

static void
binary (struct gen *g, const char *op, int type, int depth)
{
  ilv_gen_put (g, "(");
  ilv_gen_operand (g, type, depth + 1);
  ilv_gen_put (g, " %s ", op);
  ilv_gen_expression (g, type, depth + 1);
  ilv_gen_put (g, ")");
}

static void
divide (struct gen *g, const char *op, int type, int depth)
{
  bool panics = g->may_panic && ilv_gen_choose (g, 2);

  ilv_gen_put (g, "(");
  if (panics)
    g->may_panic = false;
  ilv_gen_operand (g, type, depth + 1);
  ilv_gen_put (g, " %s (", op);
  ilv_gen_operand (g, type, depth + 1);
  ilv_gen_put (g, panics ? "))" : " | 1))");
}

static void
shift (struct gen *g, const char *op, int type, int depth)
{
  int count = ilv_gen_choose_integer (g);

  ilv_gen_put (g, "(");
  ilv_gen_operand (g, type, depth + 1);
  ilv_gen_put (g, " %s (", op);
  ilv_gen_operand (g, count, depth + 1);
  ilv_gen_put (g, " & 127))");
}

static void
convert (struct gen *g, int type, int depth)
{
  ilv_gen_put (g, "%s(", ilv_gen_types[type].name);
  ilv_gen_operand (g, ilv_gen_choose_integer (g), depth + 1);
  ilv_gen_put (g, ")");
}

static void
integer (struct gen *g, int type, int depth)
{
  static const char *const ops[] = { "+", "-", "*", "&", "|", "^", "&^" };
  int how = ilv_gen_choose (g, 16);

  if (how < 7)
    binary (g, ops[how], type, depth);
  else if (how == 7)
    divide (g, ilv_gen_choose (g, 2) ? "%" : "/", type, depth);
  else if (how == 8)
    shift (g, ilv_gen_choose (g, 2) ? ">>" : "<<", type, depth);
  else if (how == 9)
    {
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? "-(" : "^(");
      ilv_gen_operand (g, type, depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 10)
    {
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? "min(" : "max(");
      ilv_gen_operand (g, type, depth + 1);
      ilv_gen_put (g, ", ");
      ilv_gen_expression (g, type, depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 11 && type == INT)
    {
      static const int lengths[] = { T_STRING, 16, 19, 17 };
      ilv_gen_put (g, "len(");
      ilv_gen_operand (g, lengths[ilv_gen_choose (g, 4)], depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 12 && type == INT)
    {
      ilv_gen_operand (g, T_SHAPE, depth + 1);
      ilv_gen_put (g, ".size(");
      ilv_gen_expression (g, INT, depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 13 && type == INT)
    {
      ilv_gen_put (g, "last(");
      ilv_gen_operand (g, 16, depth + 1);
      ilv_gen_put (g, ", ");
      ilv_gen_expression (g, INT, depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 14 && type == INT)
    {
      ilv_gen_put (g, "sum(");
      ilv_gen_operand (g, 19, depth + 1);
      ilv_gen_put (g, ")");
    }
  else
    convert (g, type, depth);
}

static void
string (struct gen *g, int depth)
{
  switch (ilv_gen_choose (g, 6))
    {
    case 0:
      binary (g, "+", T_STRING, depth);
      break;
    case 1:
      ilv_gen_put (g, "string(rune(");
      ilv_gen_operand (g, 2, depth + 1);
      ilv_gen_put (g, "))");
      break;
    case 2:
      ilv_gen_put (g, "string(");
      ilv_gen_operand (g, 17, depth + 1);
      ilv_gen_put (g, ")");
      break;
    case 3:
      ilv_gen_put (g, "string([]rune(");
      ilv_gen_operand (g, T_STRING, depth + 1);
      ilv_gen_put (g, "))");
      break;
    case 4:
      ilv_gen_operand (g, T_SHAPE, depth + 1);
      ilv_gen_put (g, ".name()");
      break;
    case 5:
      ilv_gen_put (g, "func(s string) string { return s[min(1, len(s)):] }(");
      ilv_gen_expression (g, T_STRING, depth + 1);
      ilv_gen_put (g, ")");
      break;
    }
}

static void
boolean (struct gen *g, int depth)
{
  static const char *const comparisons[] = { "==", "<", "!=", "<=", ">", ">=" };
  static const int equal_only[] = { T_BOOL, PAIR, T_ANY, 14, 23, T_SHAPE };
  int how = ilv_gen_choose (g, 5);

  if (how == 0)
    binary (g, comparisons[ilv_gen_choose (g, 6)], ilv_gen_choose_integer (g), depth);
  else if (how == 1)
    binary (g, ilv_gen_choose (g, 2) ? "&&" : "||", T_BOOL, depth);
  else if (how == 2)
    {
      ilv_gen_put (g, "!(");
      ilv_gen_operand (g, T_BOOL, depth + 1);
      ilv_gen_put (g, ")");
    }
  else if (how == 3)
    {
      int type = equal_only[ilv_gen_choose (g, 6)];
      ilv_gen_put (g, "(");
      ilv_gen_operand (g, type, depth + 1);
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? " == " : " != ");
      ilv_gen_operand (g, type, depth + 1);
      ilv_gen_put (g, ")");
    }
  else
    binary (g, comparisons[ilv_gen_choose (g, 6)], ilv_gen_choose (g, 2) ? T_STRING : 12, depth);
}

static void
other (struct gen *g, int type, int depth)
{
  static const int in_any[] = { INT, T_STRING, PAIR, 3, T_BOOL, 12 };

  switch (ilv_gen_types[type].kind)
    {
    case FLOAT:
      if (ilv_gen_choose (g, 3))
        binary (g, (const char *[]){ "+", "-", "*", "/" }[ilv_gen_choose (g, 4)], type, depth);
      else
        convert (g, type, depth);
      break;
    case ANY:
      ilv_gen_put (g, "any(");
      ilv_gen_operand (g, in_any[ilv_gen_choose (g, 6)], depth + 1);
      ilv_gen_put (g, ")");
      break;
    case SHAPE:
      ilv_gen_put (g, "shape(");
      ilv_gen_operand (g, ilv_gen_choose (g, 2) ? PAIR : 28, depth + 1);
      ilv_gen_put (g, ")");
      break;
    case SLICE:
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? "append(%s(nil), " : "append(%s{}, ",
                   ilv_gen_types[type].name);
      ilv_gen_expression (g, ilv_gen_types[type].elem, depth + 1);
      ilv_gen_put (g, ", ");
      ilv_gen_expression (g, ilv_gen_types[type].elem, depth + 1);
      ilv_gen_put (g, ")");
      break;
    case POINTER:
      ilv_gen_literal (g, type);
      break;
    default:
      composite (g, type, depth);
    }
}

void
ilv_gen_expression (struct gen *g, int type, int depth)
{
  int how = ilv_gen_choose (g, depth < MAX_DEPTH ? 5 : 2);

  if (how == 0)
    ilv_gen_operand (g, type, depth);
  else if (how == 1)
    ilv_gen_literal (g, type);
  else if (ilv_gen_types[type].kind == INTEGER)
    integer (g, type, depth);
  else if (ilv_gen_types[type].kind == BOOL)
    boolean (g, depth);
  else if (ilv_gen_types[type].kind == STRING)
    string (g, depth);
  else
    other (g, type, depth);
}

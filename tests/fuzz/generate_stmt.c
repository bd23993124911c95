/* generate_stmt.c - Statements of generated programs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "generate_private.h"

/* A block, with what is declared in it gone afterwards. */
static void
block (struct gen *g)
{
  int n_vars = g->n_vars;

  g->nesting++;
  ilv_gen_put (g, "{\n");
  ilv_gen_statements (g, 1 + ilv_gen_choose (g, 4));
  ilv_gen_put (g, "}");
  g->nesting--;
  g->n_vars = n_vars;
}

void
ilv_gen_show (struct gen *g, const char *text, int type)
{
  switch (ilv_gen_types[type].kind)
    {
    case BOOL:
    case INTEGER:
    case FLOAT:
    case STRING:
      ilv_gen_put (g, "println(%s)\n", text);
      break;
    case ARRAY:
    case SLICE:
      ilv_gen_put (g, "for i, x := range %s { println(i, x%s) }\n", text,
                   ilv_gen_types[type].elem == PAIR ? ".a" : "");
      break;
    case MAP:
      ilv_gen_put (g,
                   ilv_gen_types[type].elem == INT ? "println(len(%s), sum(%s))\n"
                                                   : "println(len(%s))\n",
                   text, text);
      break;
    case STRUCT:
      ilv_gen_put (g, "println(%s.a, %s.b, %s.s)\n", text, text, text);
      break;
    case POINTER:
      ilv_gen_put (g, "if %s != nil { println(%s.a, %s.b) }\n", text, text, text);
      break;
    case ANY:
      ilv_gen_put (g, "switch x := %s.(type) { "
                   "case int: println(\"int\", x); case string: println(x)\n"
                   "case shape: println(x.size(1)); case nil: println(\"nil\")\n"
                   "default: println(\"other\") }\n", text);
      break;
    case SHAPE:
      ilv_gen_put (g, "if %s != nil { println(%s.name(), %s.size(2)) }\n", text, text, text);
      break;
    }
}

void
ilv_gen_declaration (struct gen *g)
{
  int type = ilv_gen_choose_type (g);
  bool is_typed = ilv_gen_choose (g, 2);
  struct var var;

  ilv_gen_put (g, is_typed ? "var v%d %s = " : "v%d := %s(", g->last_name,
               ilv_gen_types[type].name);
  ilv_gen_expression (g, type, 0);
  ilv_gen_put (g, is_typed ? "\n" : ")\n");
  var = *ilv_gen_declare (g, type);
  ilv_gen_put (g, "_ = %s\n", var.name);
}

/* Where something of @type can be stored: a variable, a field, an element. */
static void
target (struct gen *g, int type)
{
  struct var *var = ilv_gen_find_var (g, type, true);
  struct var *owner = NULL;

  if (ilv_gen_choose (g, 3) == 1)
    for (size_t i = 0; i < N_FIELDS && !owner; i++)
      if (ilv_gen_fields[i].type == type
          && (owner = ilv_gen_find_var (g, ilv_gen_fields[i].of, true)))
        ilv_gen_put (g, "%s.%s", owner->name, ilv_gen_fields[i].name);
  if (owner)
    return;
  ilv_gen_put (g, "%s", var ? var->name : "_");
}

void
ilv_gen_assignment (struct gen *g)
{
  static const char *const ops[] = { "+=", "-=", "*=", "|=", "^=", "&^=" };
  int type = ilv_gen_choose_type (g);
  struct var *var = ilv_gen_find_var (g, type, true);

  if (var && ilv_gen_types[type].kind == INTEGER && ilv_gen_choose (g, 3))
    {
      ilv_gen_put (g, "%s %s ", var->name, ops[ilv_gen_choose (g, 6)]);
      ilv_gen_expression (g, type, 0);
    }
  else if (var && type == T_STRING && ilv_gen_choose (g, 2))
    {
      ilv_gen_put (g, "if len(%s) < 200 { %s += ", var->name, var->name);
      ilv_gen_expression (g, type, 0);
      ilv_gen_put (g, " }");
    }
  else
    {
      target (g, type);
      ilv_gen_put (g, " = ");
      if (var)
        ilv_gen_expression (g, type, 0);
      else
        ilv_gen_operand (g, type, 0);
    }
  ilv_gen_put (g, "\n");
}

static void
swap (struct gen *g)
{
  int type = ilv_gen_choose_type (g);
  struct var *a = ilv_gen_find_var (g, type, true), *b = ilv_gen_find_var (g, type, true);

  if (!a || a == b)
    ilv_gen_assignment (g);
  else
    ilv_gen_put (g, "%s, %s = %s, %s\n", a->name, b->name, b->name, a->name);
}

static void
store_element (struct gen *g)
{
  int type = 14 + ilv_gen_choose (g, 7);
  struct var *var = ilv_gen_find_var (g, type, true);
  bool is_deleting;

  if (!var)
    {
      ilv_gen_declaration (g);
      return;
    }
  switch (ilv_gen_types[type].kind)
    {
    case ARRAY:
      ilv_gen_put (g, "%s[", var->name);
      ilv_gen_array_index (g, 1);
      ilv_gen_put (g, "] = ");
      ilv_gen_expression (g, ilv_gen_types[type].elem, 1);
      break;
    case SLICE:
      ilv_gen_put (g, "if len(%s) < 50 { %s = append(%s, ", var->name, var->name, var->name);
      ilv_gen_expression (g, ilv_gen_types[type].elem, 1);
      ilv_gen_put (g, ") } else { %s = %s[1:len(%s)/2] }", var->name, var->name, var->name);
      break;
    default:
      is_deleting = ilv_gen_choose (g, 4) == 3;
      ilv_gen_put (g, is_deleting ? "delete(%s, " : "%s[", var->name);
      ilv_gen_literal (g, ilv_gen_types[type].elem == INT ? T_STRING : 2);
      ilv_gen_put (g, is_deleting ? ")" : "] = ");
      if (!is_deleting)
        ilv_gen_expression (g, ilv_gen_types[type].elem, 1);
    }
  ilv_gen_put (g, "\n");
}

static void
condition (struct gen *g)
{
  ilv_gen_put (g, "if ");
  ilv_gen_expression (g, T_BOOL, 0);
  ilv_gen_put (g, " ");
  block (g);
  if (ilv_gen_choose (g, 2))
    {
      ilv_gen_put (g, " else ");
      block (g);
    }
  ilv_gen_put (g, "\n");
}

/* The head of a loop; what it declares counts as a fixed variable. */
static void
loop_head (struct gen *g)
{
  int name = g->last_name;
  struct var *source;

  switch (ilv_gen_choose (g, 7))
    {
    case 1:
      ilv_gen_put (g, "for v%d := range %d ", name, 1 + ilv_gen_choose (g, 5));
      ilv_gen_declare (g, INT)->is_fixed = true;
      break;
    case 2:
      source = ilv_gen_find_var (g, 14 + ilv_gen_choose (g, 3), false);
      ilv_gen_put (g, "for _, v%d := range %s ", name, source ? source->name : "[...]int{3, 1, 2}");
      ilv_gen_declare (g, source ? ilv_gen_types[source->type].elem : INT);
      break;
    case 3:
      ilv_gen_put (g, "for v%d := range ", name);
      ilv_gen_operand (g, T_STRING, 1);
      ilv_gen_put (g, " ");
      ilv_gen_declare (g, INT);
      break;
    case 4:
      ilv_gen_put (g, "for v%d := range upTo(%d) ", name, 1 + ilv_gen_choose (g, 5));
      ilv_gen_declare (g, INT)->is_fixed = true;
      break;
    case 5:
      ilv_gen_put (g, "for v%d := 9; v%d > 0; v%d -= 2 ", name, name, name);
      ilv_gen_declare (g, INT)->is_fixed = true;
      break;
    case 6:
      ilv_gen_put (g, "for burn() && (");
      ilv_gen_expression (g, T_BOOL, 1);
      ilv_gen_put (g, ") ");
      return;
    default:
      ilv_gen_put (g, "for v%d := 0; v%d < %d; v%d++ ", name, name, 1 + ilv_gen_choose (g, 6),
                   name);
      ilv_gen_declare (g, INT)->is_fixed = true;
    }
}

static void
loop (struct gen *g)
{
  int n_vars = g->n_vars, label = g->last_name++;
  bool has_label = ilv_gen_choose (g, 3) == 1;

  if (has_label)
    ilv_gen_put (g, "L%d: ", label);
  loop_head (g);
  ilv_gen_put (g, "{\nif !burn() { break }\n");
  if (has_label)
    ilv_gen_put (g, "if fuel %% 13 == 5 { %s L%d }\n",
                 ilv_gen_choose (g, 2) ? "continue" : "break", label);
  if (g->n_vars > n_vars)
    ilv_gen_put (g, "_ = %s\n", g->vars[g->n_vars - 1].name);
  g->n_loops++;
  block (g);
  g->n_loops--;
  ilv_gen_put (g, "\n}\n");
  g->n_vars = n_vars;
}

/* A case's statements: a block without braces. */
static void
case_body (struct gen *g)
{
  int n_vars = g->n_vars;

  g->nesting++;
  ilv_gen_statements (g, 1 + ilv_gen_choose (g, 2));
  g->nesting--;
  g->n_vars = n_vars;
}

static void
switching (struct gen *g)
{
  int n = 1 + ilv_gen_choose (g, 5);
  int type = ilv_gen_choose (g, 3) ? ilv_gen_choose_integer (g) : T_STRING;

  ilv_gen_put (g, "switch ");
  ilv_gen_operand (g, type, 1);
  ilv_gen_put (g, " {\n");
  for (int i = 0; i < n; i++)
    {
      ilv_gen_put (g, type == T_STRING ? "case \"k%d\", \"go%d\":\n" : "case %d, %d:\n", i, i + 50);
      case_body (g);
      if (i < n - 1 && ilv_gen_choose (g, 4) == 1)
        ilv_gen_put (g, "fallthrough\n");
    }
  if (ilv_gen_choose (g, 2))
    {
      ilv_gen_put (g, "default:\n");
      case_body (g);
    }
  ilv_gen_put (g, "}\n");
}

/* Panics inside are caught and shown. */
static void
guarded (struct gen *g)
{
  int n_loops = g->n_loops;

  ilv_gen_put (g, "func() {\ndefer caught(%d)\n", g->last_name);
  g->n_loops = 0;
  block (g);
  g->n_loops = n_loops;
  switch (ilv_gen_choose (g, 5))
    {
    case 1:
      ilv_gen_put (g, "\npanic(\"stop\")");
      break;
    case 2:
      ilv_gen_put (g, "\nvar m map[string]int; m[\"a\"] = zero");
      break;
    case 3:
      ilv_gen_put (g, "\nprintln(any(\"s\").(int))");
      break;
    case 4:
      ilv_gen_put (g, "\nvar p *pair; println(p.s)");
      break;
    }
  ilv_gen_put (g, "\n}()\n");
}

static void
deferred (struct gen *g)
{
  struct var *var = ilv_gen_find_var (g, ilv_gen_choose_integer (g), false);

  if (g->n_loops > 0 || !var)
    ilv_gen_assignment (g);
  else if (ilv_gen_choose (g, 2))
    ilv_gen_put (g, "defer func(x %s) { println(\"deferred\", x, %s) }(%s)\n",
                 ilv_gen_types[var->type].name, var->name, var->name);
  else
    ilv_gen_put (g, "defer println(\"deferred\", %s)\n", var->name);
}

static void
concurrent (struct gen *g)
{
  int type = ilv_gen_choose_type (g), name = g->last_name;

  switch (ilv_gen_choose (g, 4))
    {
    case 0:
      ilv_gen_put (g, "c%d := make(chan %s%s)\ngo func() { c%d <- ", name, ilv_gen_types[type].name,
                   ilv_gen_choose (g, 2) ? ", 2" : "", name);
      ilv_gen_operand (g, type, MAX_DEPTH);
      ilv_gen_put (g, " }()\nv%d := <-c%d\n", name, name);
      break;
    case 1:
      ilv_gen_put (g, "c%d := make(chan int)\n"
                   "go func() { for i := range 5 { c%d <- i * i }; close(c%d) }()\n"
                   "v%d := 0\nfor x := range c%d { v%d += x }\n",
                   name, name, name, name, name, name);
      type = INT;
      break;
    case 2:
      ilv_gen_put (g, "c%d, d%d := make(chan int, 1), make(chan bool)\nc%d <- 7\nv%d := 0\n"
                   "select { case v%d = <-c%d: case d%d <- true: case <-d%d: }\n",
                   name, name, name, name, name, name, name, name);
      type = INT;
      break;
    case 3:
      ilv_gen_put (g, "c%d := make(chan int)\n"
                   "for i := range 3 { go func() { c%d <- i*2 + one }() }\n"
                   "v%d := <-c%d + <-c%d + <-c%d\n", name, name, name, name, name, name);
      type = INT;
      break;
    }
  ilv_gen_put (g, "_ = %s\n", ilv_gen_declare (g, type)->name);
}

static void
through_pointer (struct gen *g)
{
  int type = ilv_gen_choose (g, 2) ? PAIR : ilv_gen_choose_integer (g);
  struct var *var = ilv_gen_find_var (g, type, true);

  if (!var)
    ilv_gen_declaration (g);
  else if (type == PAIR)
    {
      ilv_gen_put (g, "%s.bump(", var->name);
      ilv_gen_expression (g, INT, 1);
      ilv_gen_put (g, ilv_gen_choose (g, 2) ? ")\n" : "); func(b func(int)) { b(one) }(%s.bump)\n",
                   var->name);
    }
  else
    {
      ilv_gen_put (g, "func(p *%s) { *p ^= ", ilv_gen_types[type].name);
      ilv_gen_expression (g, type, 1);
      ilv_gen_put (g, " }(&%s)\n", var->name);
    }
}

static void
closure (struct gen *g)
{
  struct var *var = ilv_gen_find_var (g, INT, true);
  int name = g->last_name++;

  if (!var)
    {
      ilv_gen_declaration (g);
      return;
    }
  ilv_gen_put (g, "g%d := func(n int) int { %s += n; return %s }\n", name, var->name, var->name);
  ilv_gen_put (g, "g%d(%d)\nprintln(g%d(one))\n", name, ilv_gen_choose (g, 9), name);
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

  for (const char *c = snippets[ilv_gen_choose (g, sizeof snippets / sizeof snippets[0])]; *c; c++)
    if (*c == '#')
      ilv_gen_put (g, "%d", name);
    else if (*c == '$')
      ilv_gen_operand (g, INT, 1);
    else if (*c == '@')
      ilv_gen_operand (g, T_STRING, 1);
    else if (*c == '?')
      ilv_gen_operand (g, T_BOOL, 1);
    else
      ilv_gen_put (g, "%c", *c);
  ilv_gen_put (g, "\n");
}

static void
statement (struct gen *g)
{
  static void (*const simple[]) (struct gen *)
      = { ilv_gen_declaration, ilv_gen_assignment, ilv_gen_declaration, swap, store_element,
          deferred, concurrent, through_pointer, closure, snippet, snippet };
  static void (*const nested[]) (struct gen *) = { condition, loop, switching, guarded };
  enum { N_SIMPLE = sizeof simple / sizeof simple[0] };
  int how = ilv_gen_choose (g, N_SIMPLE + (g->nesting < MAX_NESTING ? 8 : 2));

  g->may_panic = true;
  if (how >= N_SIMPLE + 2)
    nested[(how - 2 - N_SIMPLE) % 4] (g);
  else if (how < N_SIMPLE)
    simple[how] (g);
  else if (g->n_vars > 0)
    {
      struct var *var = &g->vars[ilv_gen_choose (g, g->n_vars)];
      ilv_gen_show (g, var->name, var->type);
    }
}

void
ilv_gen_statements (struct gen *g, int n)
{
  for (int i = 0; i < n; i++)
    statement (g);
}

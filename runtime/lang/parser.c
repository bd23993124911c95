/* Source text to tree: the front door, and declarations.
 *
 * Recursive descent with one token of lookahead. The rest of the grammar is in
 * parse_expr.c, parse_type.c and parse_stmt.c.
 *
 * A tree always comes out. After an error the parser skips to a token from
 * which it can go on (ilv_parse_advance), and errors are worded so that they
 * say what was found and what would have been right there.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/parser.h"

#include "base/diag.h"
#include "base/intern.h"
#include "lang/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Deeper than people write, shallow enough for the stack: every pass recurses. */
#define MAX_DEPTH 800
#define MAX_HEIGHT 2000

/* --- Lists -------------------------------------------------------------- */

void
ilv_parse_add (struct parser *p, struct node_list *list, struct ilv_node *node)
{
  list->items = ilv_arena_grow (p->arena, list->items, list->n, &list->capacity, sizeof (node));
  list->items[list->n++] = node;
}

struct ilv_nodes
ilv_parse_nodes (const struct node_list *list)
{
  return (struct ilv_nodes) { .n = (uint32_t) list->n, .items = list->items };
}

/* --- Tokens ------------------------------------------------------------- */

void
ilv_parse_next (struct parser *p)
{
  if (!p->gave_up)
    ilv_scanner_next (&p->s);
}

bool
ilv_parse_got (struct parser *p, enum ilv_token token)
{
  if (p->s.token != token)
    return false;
  ilv_parse_next (p);
  return true;
}

void
ilv_parse_want (struct parser *p, enum ilv_token token)
{
  char message[64];

  if (ilv_parse_got (p, token))
    return;
  snprintf (message, sizeof message, "expected %s", ilv_token_text (token));
  ilv_parse_syntax_error (p, message);
  ilv_parse_advance (p, 0);
}

bool
ilv_parse_got_assign (struct parser *p)
{
  if (p->s.token == ILV_TOKEN_DEFINE)
    ilv_parse_syntax_error (p, "expected =");
  else if (p->s.token != ILV_TOKEN_ASSIGN)
    return false;
  ilv_parse_next (p);
  return true;
}

bool
ilv_parse_at_op (struct parser *p, enum ilv_op op)
{
  return p->s.token == ILV_TOKEN_OPERATOR && p->s.op == op;
}

/* --- Errors ------------------------------------------------------------- */

void
ilv_parse_error_at (struct parser *p, ilv_pos pos, const char *format, ...)
{
  struct ilv_buf buf;
  va_list args;

  ilv_buf_init (&buf, p->arena);
  va_start (args, format);
  ilv_buf_vprintf (&buf, format, args);
  va_end (args);
  p->s.n_errors++;
  ilv_diags_add (p->diags, pos, "%s", buf.text);
}

static void
print_current_token (struct parser *p, struct ilv_buf *out)
{
  switch (p->s.token)
    {
    case ILV_TOKEN_NAME:
      ilv_buf_printf (out, "name %s", p->s.symbol->text);
      break;
    case ILV_TOKEN_SEMICOLON:
      ilv_buf_add (out, p->s.text, p->s.len);
      break;
    case ILV_TOKEN_LITERAL:
      ilv_buf_add_cstr (out, "literal ");
      ilv_buf_add (out, p->s.text, p->s.len);
      break;
    case ILV_TOKEN_OPERATOR:
      ilv_buf_add_cstr (out, ilv_op_text (p->s.op));
      break;
    case ILV_TOKEN_ASSIGN_OP:
      ilv_buf_printf (out, "%s=", ilv_op_text (p->s.op));
      break;
    case ILV_TOKEN_INC_DEC:
      ilv_buf_printf (out, "%s%s", ilv_op_text (p->s.op), ilv_op_text (p->s.op));
      break;
    default:
      ilv_buf_add_cstr (out, ilv_token_text (p->s.token));
    }
}

static bool
begins_with (const char *text, const char *start)
{
  return strncmp (text, start, strlen (start)) == 0;
}

void
ilv_parse_syntax_error_at (struct parser *p, ilv_pos pos, const char *message)
{
  const char *glue = NULL;
  struct ilv_buf token;

  /* What is missing at the end of a file is the consequence of something. */
  if (p->s.token == ILV_TOKEN_EOF && p->s.n_errors > 0)
    return;
  if (begins_with (message, "in ") || begins_with (message, "at ")
      || begins_with (message, "after "))
    glue = " ";
  else if (begins_with (message, "expected "))
    glue = ", ";
  if (!glue)
    {
      ilv_parse_error_at (p, pos, "syntax error: %s", message);
      return;
    }
  ilv_buf_init (&token, p->arena);
  print_current_token (p, &token);
  ilv_parse_error_at (p, pos, "syntax error: unexpected %s%s%s", token.text, glue, message);
}

void
ilv_parse_syntax_error (struct parser *p, const char *message)
{
  ilv_parse_syntax_error_at (p, p->s.pos, message);
}

void
ilv_parse_advance (struct parser *p, uint64_t follow)
{
  static const uint64_t statement_keywords
    = ILV_TOKENS (BREAK) | ILV_TOKENS (CONST) | ILV_TOKENS (CONTINUE) | ILV_TOKENS (DEFER)
      | ILV_TOKENS (FALLTHROUGH) | ILV_TOKENS (FOR) | ILV_TOKENS (GO) | ILV_TOKENS (GOTO)
      | ILV_TOKENS (IF) | ILV_TOKENS (RETURN) | ILV_TOKENS (SELECT) | ILV_TOKENS (SWITCH)
      | ILV_TOKENS (TYPE) | ILV_TOKENS (VAR);

  _Static_assert (ILV_N_TOKENS <= 64, "tokens are bits of a uint64_t here");
  if (follow == 0)
    {
      if (p->s.token != ILV_TOKEN_EOF)
        ilv_parse_next (p);
      return;
    }
  if (p->func_nest > 0)
    follow |= statement_keywords;
  follow |= ILV_TOKENS (EOF);
  while (!(follow >> p->s.token & 1))
    ilv_parse_next (p);
}

/* --- Depth -------------------------------------------------------------- */

static void
check_depth (struct parser *p)
{
  if (p->gave_up || (p->depth <= MAX_DEPTH && p->height <= MAX_HEIGHT))
    return;
  ilv_parse_syntax_error (p, "nesting too deep");
  p->gave_up = true;
  p->s.token = ILV_TOKEN_EOF;
}

unsigned
ilv_parse_enter (struct parser *p)
{
  unsigned outer_height = p->height;

  p->depth++;
  p->height = 0;
  check_depth (p);
  return outer_height;
}

void
ilv_parse_leave (struct parser *p, unsigned outer_height)
{
  p->depth--;
  p->height = p->height + 1 > outer_height ? p->height + 1 : outer_height;
  check_depth (p);
}

void
ilv_parse_grow (struct parser *p)
{
  p->height++;
  check_depth (p);
}

/* --- Small things ------------------------------------------------------- */

ilv_pos
ilv_parse_list (struct parser *p, const char *context, enum ilv_token separator,
                enum ilv_token close, bool (*element) (struct parser *p, void *data), void *data)
{
  bool is_done = false;
  char message[96];

  while (p->s.token != ILV_TOKEN_EOF && p->s.token != close && !is_done)
    {
      is_done = element (p, data);
      if (ilv_parse_got (p, separator) || p->s.token == close)
        continue;
      snprintf (message, sizeof message, "in %s; possibly missing %s or %s", context,
                ilv_token_text (separator), ilv_token_text (close));
      ilv_parse_syntax_error (p, message);
      ilv_parse_advance (p, ILV_TOKENS (RPAREN) | ILV_TOKENS (RBRACK) | ILV_TOKENS (RBRACE));
      if (p->s.token != close)
        return p->s.pos;
    }

  ilv_pos pos = p->s.pos;
  ilv_parse_want (p, close);
  return pos;
}

struct ilv_node *
ilv_parse_new (struct parser *p, enum ilv_node_kind kind, ilv_pos pos)
{
  return ilv_node_new (p->arena, kind, pos);
}

struct ilv_node *
ilv_parse_bad (struct parser *p)
{
  return ilv_parse_new (p, ILV_NODE_BAD_EXPR, p->s.pos);
}

static struct ilv_node *
new_name (struct parser *p, ilv_pos pos, struct ilv_symbol *symbol)
{
  struct ilv_node *name = ilv_parse_new (p, ILV_NODE_NAME, pos);

  name->name.symbol = symbol;
  return name;
}

struct ilv_node *
ilv_parse_blank (struct parser *p, ilv_pos pos)
{
  return new_name (p, pos, ilv_intern_add_cstr (p->s.intern, "_"));
}

struct ilv_node *
ilv_parse_name (struct parser *p)
{
  ilv_pos pos = p->s.pos;

  if (p->s.token == ILV_TOKEN_NAME)
    {
      struct ilv_node *name = new_name (p, pos, p->s.symbol);
      ilv_parse_next (p);
      return name;
    }
  ilv_parse_syntax_error (p, "expected name");
  ilv_parse_advance (p, 0);
  return ilv_parse_blank (p, pos);
}

struct ilv_node *
ilv_parse_literal_or_null (struct parser *p)
{
  if (p->s.token != ILV_TOKEN_LITERAL)
    return NULL;

  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_BASIC_LIT, p->s.pos);
  node->lit.kind = p->s.lit_kind;
  node->lit.is_bad = p->s.is_bad;
  node->lit.text = p->s.text;
  node->lit.len = p->s.len;
  ilv_parse_next (p);
  return node;
}

/* IdentifierList = identifier { "," identifier } . */
static struct ilv_nodes
name_list (struct parser *p)
{
  struct node_list names = { 0 };

  do
    ilv_parse_add (p, &names, ilv_parse_name (p));
  while (ilv_parse_got (p, ILV_TOKEN_COMMA));
  return ilv_parse_nodes (&names);
}

/* --- Declarations ------------------------------------------------------- */

/* ImportSpec = [ "." | PackageName ] ImportPath . */
static struct ilv_node *
import_decl (struct parser *p)
{
  struct ilv_node *decl = ilv_parse_new (p, ILV_NODE_IMPORT_DECL, p->s.pos);

  if (p->s.token == ILV_TOKEN_NAME)
    decl->import.name = ilv_parse_name (p);
  else if (p->s.token == ILV_TOKEN_DOT)
    {
      decl->import.name = new_name (p, p->s.pos, ilv_intern_add_cstr (p->s.intern, "."));
      ilv_parse_next (p);
    }

  struct ilv_node *path = ilv_parse_literal_or_null (p);
  decl->import.path = path;
  if (!path)
    {
      ilv_parse_syntax_error (p, "missing import path");
      ilv_parse_advance (p, ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RPAREN));
    }
  else if (!path->lit.is_bad && path->lit.kind != ILV_LIT_STRING)
    {
      ilv_parse_syntax_error_at (p, path->pos, "import path must be a string");
      path->lit.is_bad = true;
    }
  return decl;
}

/* ConstSpec = IdentifierList [ [ Type ] "=" ExpressionList ] . */
static struct ilv_node *
const_decl (struct parser *p)
{
  struct ilv_node *decl = ilv_parse_new (p, ILV_NODE_CONST_DECL, p->s.pos);

  decl->value_decl.names = name_list (p);
  if (p->s.token != ILV_TOKEN_EOF && p->s.token != ILV_TOKEN_SEMICOLON
      && p->s.token != ILV_TOKEN_RPAREN)
    {
      decl->value_decl.type = ilv_parse_type_or_null (p);
      if (ilv_parse_got_assign (p))
        decl->value_decl.values = ilv_parse_expr_list (p);
    }
  return decl;
}

/* VarSpec = IdentifierList ( Type [ "=" ExpressionList ] | "=" ExpressionList ) . */
static struct ilv_node *
var_decl (struct parser *p)
{
  struct ilv_node *decl = ilv_parse_new (p, ILV_NODE_VAR_DECL, p->s.pos);

  decl->value_decl.names = name_list (p);
  if (ilv_parse_got_assign (p))
    decl->value_decl.values = ilv_parse_expr_list (p);
  else
    {
      decl->value_decl.type = ilv_parse_type (p);
      if (ilv_parse_got_assign (p))
        decl->value_decl.values = ilv_parse_expr_list (p);
    }
  return decl;
}

/* Whether @x can only be an element of a constraint, not a value. */
static bool
is_type_element (const struct ilv_node *x)
{
  switch (x->kind)
    {
    case ILV_NODE_ARRAY_TYPE:
    case ILV_NODE_SLICE_TYPE:
    case ILV_NODE_STRUCT_TYPE:
    case ILV_NODE_FUNC_TYPE:
    case ILV_NODE_INTERFACE_TYPE:
    case ILV_NODE_MAP_TYPE:
    case ILV_NODE_CHAN_TYPE:
      return true;
    case ILV_NODE_BINARY:
      return is_type_element (x->binary.x) || is_type_element (x->binary.y);
    case ILV_NODE_UNARY:
      return x->op == ILV_OP_TILDE || is_type_element (x->unary.x);
    case ILV_NODE_STAR:
    case ILV_NODE_PAREN:
      return is_type_element (x->unary.x);
    default:
      return false;
    }
}

/* After "type T [" an expression was read that may really be the name and the
 * constraint of a first type parameter: P *C, P (C), P *C | D. Splits it if it has
 * to be that (or, with @is_forced, if it can): the name, and the constraint in
 * *@type, which is NULL for a name alone. NULL: it is an array length. */
static struct ilv_node *
split_type_param (struct parser *p, struct ilv_node *x, bool is_forced, struct ilv_node **type)
{
  *type = NULL;
  if (x->kind == ILV_NODE_NAME)
    return x;
  if (x->kind == ILV_NODE_BINARY && x->op == ILV_OP_MUL && x->binary.x->kind == ILV_NODE_NAME
      && (is_forced || is_type_element (x->binary.y)))
    {
      *type = ilv_parse_new (p, ILV_NODE_STAR, x->pos);
      (*type)->unary.x = x->binary.y;
      return x->binary.x;
    }
  if (x->kind == ILV_NODE_BINARY && x->op == ILV_OP_OR)
    {
      struct ilv_node *left;
      struct ilv_node *name
        = split_type_param (p, x->binary.x, is_forced || is_type_element (x->binary.y), &left);
      if (!name || !left)
        return NULL;
      *type = ilv_parse_new (p, ILV_NODE_BINARY, x->pos);
      (*type)->op = ILV_OP_OR;
      (*type)->binary.x = left;
      (*type)->binary.y = x->binary.y;
      return name;
    }
  if (x->kind == ILV_NODE_CALL && x->call.fun->kind == ILV_NODE_NAME && x->call.args.n == 1
      && !x->call.has_dots && (is_forced || is_type_element (x->call.args.items[0])))
    {
      *type = ilv_node_unparen (x->call.args.items[0]);
      return x->call.fun;
    }
  return NULL;
}

/* After "type T [": type parameters, or an array or slice type. */
static void
type_params_or_array (struct parser *p, struct ilv_node *decl, ilv_pos pos)
{
  if (ilv_parse_got (p, ILV_TOKEN_RBRACK))
    {
      decl->type_decl.type = ilv_parse_slice_type (p, pos);
      return;
    }
  if (p->s.token != ILV_TOKEN_NAME)
    {
      decl->type_decl.type = ilv_parse_array_type (p, pos, NULL);
      return;
    }

  /* "P []E" would not parse as an expression; "P [" can only be a parameter. */
  struct ilv_node *x = ilv_parse_name (p);
  if (p->s.token != ILV_TOKEN_LBRACK)
    {
      p->expr_nest++;
      x = ilv_parse_binary_expr (p, ilv_parse_primary_expr (p, x), 0);
      p->expr_nest--;
    }

  struct ilv_node *constraint;
  struct ilv_node *name
    = split_type_param (p, x, p->s.token == ILV_TOKEN_COMMA, &constraint);
  if (!name || (!constraint && p->s.token == ILV_TOKEN_RBRACK))
    {
      decl->type_decl.type = ilv_parse_array_type (p, pos, x);
      return;
    }
  decl->type_decl.tparams = ilv_parse_params (p, name, constraint, ILV_TOKEN_RBRACK, true, false);
  decl->type_decl.is_alias = ilv_parse_got_assign (p);
  decl->type_decl.type = ilv_parse_type_or_null (p);
}

/* TypeSpec = identifier [ TypeParams ] [ "=" ] Type . */
static struct ilv_node *
type_decl (struct parser *p)
{
  struct ilv_node *decl = ilv_parse_new (p, ILV_NODE_TYPE_DECL, p->s.pos);

  decl->type_decl.name = ilv_parse_name (p);
  if (p->s.token == ILV_TOKEN_LBRACK)
    {
      ilv_pos pos = p->s.pos;
      ilv_parse_next (p);
      type_params_or_array (p, decl, pos);
    }
  else
    {
      decl->type_decl.is_alias = ilv_parse_got_assign (p);
      decl->type_decl.type = ilv_parse_type_or_null (p);
    }
  if (!decl->type_decl.type)
    {
      decl->type_decl.type = ilv_parse_bad (p);
      ilv_parse_syntax_error (p, "in type declaration");
      ilv_parse_advance (p, ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RPAREN));
    }
  return decl;
}

/* The declarations of one keyword: where they go, and what they share. */
struct group
{
  enum ilv_token keyword;
  struct ilv_decl_group *group;
  uint32_t iota;
  struct node_list *decls;
};

static bool
group_element (struct parser *p, void *data)
{
  struct group *group = data;
  struct ilv_node *decl;

  switch (group->keyword)
    {
    case ILV_TOKEN_IMPORT:
      decl = import_decl (p);
      break;
    case ILV_TOKEN_CONST:
      decl = const_decl (p);
      decl->value_decl.group = group->group;
      decl->value_decl.iota = group->iota++;
      break;
    case ILV_TOKEN_VAR:
      decl = var_decl (p);
      decl->value_decl.group = group->group;
      break;
    default:
      decl = type_decl (p);
      decl->type_decl.group = group->group;
    }
  ilv_parse_add (p, group->decls, decl);
  return false;
}

void
ilv_parse_group (struct parser *p, enum ilv_token keyword, struct node_list *decls)
{
  struct group group = { .keyword = keyword, .decls = decls };

  if (p->s.token != ILV_TOKEN_LPAREN)
    {
      group_element (p, &group);
      return;
    }
  group.group = ilv_arena_new_struct (p->arena, struct ilv_decl_group);
  group.group->pos = p->s.pos;
  ilv_parse_next (p);
  ilv_parse_list (p, "grouped declaration", ILV_TOKEN_SEMICOLON, ILV_TOKEN_RPAREN, group_element,
                  &group);
}

/* "(" has been read. */
static struct ilv_node *
receiver (struct parser *p)
{
  struct ilv_nodes recv = ilv_parse_params (p, NULL, NULL, ILV_TOKEN_RPAREN, false, false);

  if (recv.n == 0)
    ilv_parse_error_at (p, p->s.pos, "method has no receiver");
  else if (recv.n > 1)
    ilv_parse_error_at (p, p->s.pos, "method has multiple receivers");
  return recv.n ? recv.items[0] : NULL;
}

/* The body of a declared function. */
static struct ilv_node *
declared_body (struct parser *p)
{
  struct ilv_node *node;
  ilv_pos begin = p->s.pos;

  if (!p->is_outline || !ilv_scanner_skip_block (&p->s))
    return ilv_parse_func_body (p);
  node = ilv_parse_new (p, ILV_NODE_BLOCK, begin);
  node->block.is_unread = true;
  node->block.end = p->s.pos;
  ilv_parse_want (p, ILV_TOKEN_RBRACE);
  return node;
}

/* FunctionDecl = "func" FunctionName [ TypeParams ] ( Function | Signature ) .
 * MethodDecl   = "func" Receiver MethodName ( Function | Signature ) . */
static struct ilv_node *
func_decl (struct parser *p)
{
  struct ilv_node *decl = ilv_parse_new (p, ILV_NODE_FUNC_DECL, p->s.pos);
  bool is_method = ilv_parse_got (p, ILV_TOKEN_LPAREN);

  if (is_method)
    decl->func_decl.recv = receiver (p);
  if (p->s.token == ILV_TOKEN_NAME)
    {
      decl->func_decl.name = ilv_parse_name (p);
      decl->func_decl.type
        = ilv_parse_func_type (p, is_method ? "method" : NULL, &decl->func_decl.tparams);
    }
  else
    {
      decl->func_decl.name = ilv_parse_blank (p, p->s.pos);
      decl->func_decl.type = ilv_parse_new (p, ILV_NODE_FUNC_TYPE, p->s.pos);
      ilv_parse_syntax_error (p, is_method ? "expected name" : "expected name or (");
      ilv_parse_advance (p, ILV_TOKENS (LBRACE) | ILV_TOKENS (SEMICOLON));
    }
  if (p->s.token == ILV_TOKEN_LBRACE)
    decl->func_decl.body = declared_body (p);
  return decl;
}

/* --- Files -------------------------------------------------------------- */

#define DECL_KEYWORDS \
  (ILV_TOKENS (IMPORT) | ILV_TOKENS (CONST) | ILV_TOKENS (TYPE) | ILV_TOKENS (VAR) \
   | ILV_TOKENS (FUNC))

static bool
is_bodyless_func (const struct node_list *decls)
{
  const struct ilv_node *last = decls->n ? decls->items[decls->n - 1] : NULL;

  return last && last->kind == ILV_NODE_FUNC_DECL && !last->func_decl.body;
}

static void
top_level_decl (struct parser *p, struct node_list *decls)
{
  enum ilv_token keyword = p->s.token;

  switch (keyword)
    {
    case ILV_TOKEN_IMPORT:
    case ILV_TOKEN_CONST:
    case ILV_TOKEN_TYPE:
    case ILV_TOKEN_VAR:
      ilv_parse_next (p);
      ilv_parse_group (p, keyword, decls);
      break;
    case ILV_TOKEN_FUNC:
      ilv_parse_next (p);
      ilv_parse_add (p, decls, func_decl (p));
      break;
    default:
      if (keyword == ILV_TOKEN_LBRACE && is_bodyless_func (decls))
        ilv_parse_syntax_error (p, "unexpected semicolon or newline before {");
      else
        ilv_parse_syntax_error (p, "non-declaration statement outside function body");
      ilv_parse_advance (p, DECL_KEYWORDS);
      return;
    }
  if (p->s.token != ILV_TOKEN_EOF && !ilv_parse_got (p, ILV_TOKEN_SEMICOLON))
    {
      ilv_parse_syntax_error (p, "after top level declaration");
      ilv_parse_advance (p, DECL_KEYWORDS);
    }
}

/* SourceFile = PackageClause ";" { ImportDecl ";" } { TopLevelDecl ";" } . */
static void
source_file (struct parser *p, struct ilv_file *file)
{
  struct node_list decls = { 0 };
  enum ilv_token previous = ILV_TOKEN_IMPORT;

  if (!ilv_parse_got (p, ILV_TOKEN_PACKAGE))
    {
      ilv_parse_syntax_error (p, "package statement must be first");
      return;
    }
  struct ilv_node *name = ilv_parse_name (p);
  ilv_parse_want (p, ILV_TOKEN_SEMICOLON);
  if (p->s.n_errors > 0)
    return;
  file->package_name = name;

  while (p->s.token != ILV_TOKEN_EOF)
    {
      if (p->s.token == ILV_TOKEN_IMPORT && previous != ILV_TOKEN_IMPORT)
        ilv_parse_syntax_error (p, "imports must appear before other declarations");
      previous = p->s.token;
      top_level_decl (p, &decls);
    }
  file->decls = ilv_parse_nodes (&decls);
}

static struct ilv_file *
parse (struct ilv_arena *arena, struct ilv_intern *intern, struct ilv_diags *diags,
       const struct ilv_source *source, bool is_outline)
{
  struct ilv_file *file = ilv_arena_new_struct (arena, struct ilv_file);
  struct parser p = { .arena = arena, .diags = diags, .is_outline = is_outline };

  file->source = source;
  ilv_scanner_init (&p.s, intern, diags, source);
  source_file (&p, file);
  file->go_minor = p.s.go_minor;
  file->end = source->base + (ilv_pos) source->len;
  return file;
}

struct ilv_file *
ilv_parse_file (struct ilv_arena *arena, struct ilv_intern *intern, struct ilv_diags *diags,
                const struct ilv_source *source)
{
  return parse (arena, intern, diags, source, false);
}

struct ilv_file *
ilv_parse_outline (struct ilv_arena *arena, struct ilv_intern *intern, struct ilv_diags *diags,
                   const struct ilv_source *source)
{
  return parse (arena, intern, diags, source, true);
}

struct ilv_node *
ilv_parse_body (struct ilv_arena *arena, struct ilv_intern *intern, struct ilv_diags *diags,
                const struct ilv_source *source, const struct ilv_node *unread)
{
  struct parser p = { .arena = arena, .diags = diags };

  ilv_scanner_init_at (&p.s, intern, diags, source, unread->pos);
  return ilv_parse_func_body (&p);
}

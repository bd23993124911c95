/* Statements. Spec: "Statements".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/parse.h"

#include "base/diag.h"

#include <stdio.h>
#include <string.h>

static struct ilv_node *stmt_or_null (struct parser *p);
static struct ilv_nodes stmt_list (struct parser *p);

static struct ilv_node *
new_unary (struct parser *p, enum ilv_node_kind kind, ilv_pos pos, struct ilv_node *x)
{
  struct ilv_node *node = ilv_parse_new (p, kind, pos);

  node->unary.x = x;
  return node;
}

/* --- Blocks ------------------------------------------------------------- */

/* Block = "{" StatementList "}" . @context: what it follows, for the message; NULL if
 * "{" is there for certain. */
static struct ilv_node *
block (struct parser *p, const char *context)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_BLOCK, p->s.pos);
  char message[64];

  if (!ilv_parse_got (p, ILV_TOKEN_LBRACE))
    {
      snprintf (message, sizeof message, "expected { after %s", context);
      ilv_parse_syntax_error (p, message);
      ilv_parse_advance (p, ILV_TOKENS (NAME) | ILV_TOKENS (RBRACE));
      node->block.end = p->s.pos;
      if (ilv_parse_got (p, ILV_TOKEN_RBRACE))
        return node;
    }
  node->block.stmts = stmt_list (p);
  node->block.end = p->s.pos;
  ilv_parse_want (p, ILV_TOKEN_RBRACE);
  return node;
}

/* Branches are checked at once, unless the body has errors: then a label that was
 * not read would be missed, too. */
struct ilv_node *
ilv_parse_func_body (struct parser *p)
{
  size_t n_errors = p->s.n_errors;
  int outer_nest = p->expr_nest;
  unsigned outer_height = ilv_parse_enter (p);

  p->func_nest++;
  p->expr_nest = 0;
  struct ilv_node *body = block (p, NULL);
  p->expr_nest = outer_nest;
  p->func_nest--;
  ilv_parse_leave (p, outer_height);
  if (p->s.n_errors == n_errors)
    ilv_check_branches (p->arena, p->diags, body);
  return body;
}

/* --- Simple statements -------------------------------------------------- */

/* The keyword whose header a simple statement stands in; 0: none. */
#define NO_HEADER ILV_TOKEN_EOF

static struct ilv_node *
new_assign (struct parser *p, ilv_pos pos, enum ilv_op op, struct ilv_node *lhs,
            struct ilv_node *rhs)
{
  struct ilv_node *assign = ilv_parse_new (p, ILV_NODE_ASSIGN, pos);

  assign->op = (uint8_t) op;
  assign->assign.lhs = lhs;
  assign->assign.rhs = rhs;
  return assign;
}

/* "range" follows. The node is the whole statement; its body comes later. */
static struct ilv_node *
range_clause (struct parser *p, struct ilv_node *lhs, bool is_defining)
{
  struct ilv_node *range = ilv_parse_new (p, ILV_NODE_RANGE, p->s.pos);
  struct ilv_nodes vars = ilv_node_items (&lhs);

  ilv_parse_next (p);
  range->range.is_defining = is_defining;
  range->range.key = vars.n > 0 ? vars.items[0] : NULL;
  range->range.value = vars.n > 1 ? vars.items[1] : NULL;
  range->range.extra = vars.n > 2 ? vars.items[2] : NULL;
  range->range.x = ilv_parse_expr (p);
  return range;
}

/* "=" or ":=" follows. */
static struct ilv_node *
assignment (struct parser *p, struct ilv_node *lhs, enum ilv_token header)
{
  ilv_pos pos = p->s.pos;
  enum ilv_op op = p->s.token == ILV_TOKEN_DEFINE ? ILV_OP_DEF : ILV_OP_NONE;

  ilv_parse_next (p);
  if (header == ILV_TOKEN_FOR && p->s.token == ILV_TOKEN_RANGE)
    return range_clause (p, lhs, op == ILV_OP_DEF);

  struct ilv_node *rhs = ilv_parse_expr_list (p);
  if (header == ILV_TOKEN_SWITCH && op == ILV_OP_DEF && lhs->kind == ILV_NODE_NAME
      && rhs->kind == ILV_NODE_TYPE_ASSERT && !rhs->assertion.type)
    {
      rhs->assertion.name = lhs;
      return new_unary (p, ILV_NODE_EXPR_STMT, rhs->pos, rhs);
    }
  return new_assign (p, pos, op, lhs, rhs);
}

/* SimpleStmt = ExpressionStmt | SendStmt | IncDecStmt | Assignment | ShortVarDecl .
 * Also a range clause in the header of a for. @lhs: what was read already, or NULL. */
static struct ilv_node *
simple_stmt (struct parser *p, struct ilv_node *lhs, enum ilv_token header)
{
  if (header == ILV_TOKEN_FOR && p->s.token == ILV_TOKEN_RANGE)
    return range_clause (p, NULL, false);
  if (!lhs)
    lhs = ilv_parse_expr_list (p);
  if (p->s.token == ILV_TOKEN_ASSIGN || p->s.token == ILV_TOKEN_DEFINE)
    return assignment (p, lhs, header);
  if (lhs->kind == ILV_NODE_LIST)
    {
      ilv_parse_syntax_error (p, "expected := or = or comma");
      ilv_parse_advance (p, ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RBRACE));
      lhs = lhs->list.items[0];
      return new_unary (p, ILV_NODE_EXPR_STMT, lhs->pos, lhs);
    }

  ilv_pos pos = p->s.pos;
  enum ilv_op op = p->s.op;
  struct ilv_node *send;
  switch (p->s.token)
    {
    case ILV_TOKEN_ASSIGN_OP:
      ilv_parse_next (p);
      return new_assign (p, pos, op, lhs, ilv_parse_expr (p));
    case ILV_TOKEN_INC_DEC:
      ilv_parse_next (p);
      return new_assign (p, pos, op, lhs, NULL);
    case ILV_TOKEN_ARROW:
      send = ilv_parse_new (p, ILV_NODE_SEND, pos);
      ilv_parse_next (p);
      send->send.chan = lhs;
      send->send.value = ilv_parse_expr (p);
      return send;
    default:
      return new_unary (p, ILV_NODE_EXPR_STMT, lhs->pos, lhs);
    }
}

/* --- Headers ------------------------------------------------------------ */

/* What stands between "if", "for" or "switch" and "{". */
struct header
{
  enum ilv_token keyword;
  struct ilv_node *init, *cond, *post; /* init may be a RANGE, for a "for" */
  struct ilv_node *cond_stmt;          /* before it is unpacked */
  ilv_pos semicolon_pos;               /* 0: there was none */
  bool is_semicolon_written;           /* else it is a newline */
};

/* x, or (x) if it is a binary expression: so that a "=" between two stands out. */
static void
print_emphasised (const struct ilv_node *x, struct ilv_buf *out)
{
  bool is_binary = x->kind == ILV_NODE_BINARY;

  ilv_buf_add_cstr (out, is_binary ? "(" : "");
  ilv_node_print (x, out);
  ilv_buf_add_cstr (out, is_binary ? ")" : "");
}

/* "if x = y {": people mean "==". */
static void
statement_as_value (struct parser *p, struct ilv_node *stmt)
{
  struct ilv_buf message;

  ilv_buf_init (&message, p->arena);
  ilv_buf_add_cstr (&message, "cannot use ");
  if (stmt->kind == ILV_NODE_ASSIGN && stmt->op == ILV_OP_NONE)
    {
      ilv_buf_add_cstr (&message, "assignment ");
      print_emphasised (stmt->assign.lhs, &message);
      ilv_buf_add_cstr (&message, " = ");
      print_emphasised (stmt->assign.rhs, &message);
    }
  else
    ilv_node_print (stmt, &message);
  ilv_buf_add_cstr (&message, " as value");
  ilv_parse_syntax_error_at (p, stmt->pos, message.text);
}

static void
missing_condition (struct parser *p, struct header *header)
{
  ilv_parse_syntax_error_at (p, header->semicolon_pos,
                             header->is_semicolon_written
                               ? "missing condition in if statement"
                               : "unexpected newline, expected { after if clause");
  header->cond = ilv_parse_new (p, ILV_NODE_BAD_EXPR, header->semicolon_pos);
}

static void
unpack_condition (struct parser *p, struct header *header)
{
  struct ilv_node *stmt = header->cond_stmt;

  if (!stmt)
    {
      if (header->keyword == ILV_TOKEN_IF && header->semicolon_pos)
        missing_condition (p, header);
    }
  else if (stmt->kind == ILV_NODE_EXPR_STMT)
    header->cond = stmt->unary.x;
  else
    statement_as_value (p, stmt);
}

/* After the first semicolon of "for init; cond; post". */
static void
for_clause (struct parser *p, struct header *header)
{
  if (p->s.token != ILV_TOKEN_SEMICOLON)
    {
      if (p->s.token == ILV_TOKEN_LBRACE)
        {
          ilv_parse_syntax_error (p, "expected for loop condition");
          return;
        }
      header->cond_stmt = simple_stmt (p, NULL, NO_HEADER);
    }
  ilv_parse_want (p, ILV_TOKEN_SEMICOLON);
  if (p->s.token == ILV_TOKEN_LBRACE)
    return;
  header->post = simple_stmt (p, NULL, NO_HEADER);
  if (header->post->kind == ILV_NODE_ASSIGN && header->post->op == ILV_OP_DEF)
    ilv_parse_syntax_error_at (p, header->post->pos,
                               "cannot declare in post statement of for loop");
}

static void
init_statement (struct parser *p, struct header *header)
{
  char message[64];

  if (p->s.token == ILV_TOKEN_SEMICOLON)
    return;
  if (ilv_parse_got (p, ILV_TOKEN_VAR))
    {
      snprintf (message, sizeof message, "var declaration not allowed in %s initializer",
                ilv_token_text (header->keyword) + strlen ("keyword "));
      ilv_parse_syntax_error (p, message);
    }
  header->init = simple_stmt (p, NULL, header->keyword);
}

static void
header_semicolon (struct parser *p, struct header *header)
{
  if (p->s.token == ILV_TOKEN_SEMICOLON)
    {
      header->semicolon_pos = p->s.pos;
      header->is_semicolon_written = strcmp (p->s.text, "semicolon") == 0;
      ilv_parse_next (p);
      return;
    }
  /* "{" is what people left out, if anything. */
  ilv_parse_want (p, ILV_TOKEN_LBRACE);
  if (p->s.token != ILV_TOKEN_LBRACE)
    ilv_parse_advance (p, ILV_TOKENS (LBRACE) | ILV_TOKENS (RBRACE));
}

static void
header_parts (struct parser *p, struct header *header)
{
  init_statement (p, header);
  if (header->init && header->init->kind == ILV_NODE_RANGE)
    return;
  if (p->s.token == ILV_TOKEN_LBRACE)
    {
      header->cond_stmt = header->init;
      header->init = NULL;
    }
  else
    {
      header_semicolon (p, header);
      if (header->keyword == ILV_TOKEN_FOR)
        for_clause (p, header);
      else if (p->s.token != ILV_TOKEN_LBRACE)
        header->cond_stmt = simple_stmt (p, NULL, header->keyword);
    }
  unpack_condition (p, header);
}

static struct header
header (struct parser *p, enum ilv_token keyword)
{
  struct header result = { .keyword = keyword };
  int outer_nest = p->expr_nest;

  ilv_parse_want (p, keyword);
  if (p->s.token == ILV_TOKEN_LBRACE)
    {
      if (keyword == ILV_TOKEN_IF)
        {
          ilv_parse_syntax_error (p, "missing condition in if statement");
          result.cond = ilv_parse_bad (p);
        }
      return result;
    }
  p->expr_nest = -1;
  header_parts (p, &result);
  p->expr_nest = outer_nest;
  return result;
}

/* --- Compound statements ------------------------------------------------ */

static struct ilv_node *
for_stmt (struct parser *p)
{
  ilv_pos pos = p->s.pos;
  struct header parts = header (p, ILV_TOKEN_FOR);
  struct ilv_node *node;

  if (parts.init && parts.init->kind == ILV_NODE_RANGE)
    {
      node = parts.init;
      node->pos = pos;
      node->range.body = block (p, "for clause");
      return node;
    }
  node = ilv_parse_new (p, ILV_NODE_FOR, pos);
  node->for_stmt.init = parts.init;
  node->for_stmt.cond = parts.cond;
  node->for_stmt.post = parts.post;
  node->for_stmt.body = block (p, "for clause");
  return node;
}

static struct ilv_node *
if_stmt (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_IF, p->s.pos);
  unsigned outer_height = ilv_parse_enter (p);
  struct header parts = header (p, ILV_TOKEN_IF);

  node->if_stmt.init = parts.init;
  node->if_stmt.cond = parts.cond;
  node->if_stmt.then = block (p, "if clause");
  if (ilv_parse_got (p, ILV_TOKEN_ELSE))
    switch (p->s.token)
      {
      case ILV_TOKEN_IF:
        node->if_stmt.other = if_stmt (p);
        break;
      case ILV_TOKEN_LBRACE:
        node->if_stmt.other = block (p, NULL);
        break;
      default:
        ilv_parse_syntax_error (p, "else must be followed by if or statement block");
        ilv_parse_advance (p, ILV_TOKENS (NAME) | ILV_TOKENS (RBRACE));
      }
  ilv_parse_leave (p, outer_height);
  return node;
}

/* "case" … ":" or "default" ":" of a switch. */
static struct ilv_node *
case_clause (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_CASE, p->s.pos);

  if (ilv_parse_got (p, ILV_TOKEN_CASE))
    node->clause.exprs = ilv_parse_expr_list (p);
  else if (ilv_parse_got (p, ILV_TOKEN_DEFAULT))
    node->clause.is_default = true;
  else
    {
      ilv_parse_syntax_error (p, "expected case or default or }");
      ilv_parse_advance (p, ILV_TOKENS (COLON) | ILV_TOKENS (CASE) | ILV_TOKENS (DEFAULT)
                              | ILV_TOKENS (RBRACE));
    }
  node->clause.colon = p->s.pos;
  ilv_parse_want (p, ILV_TOKEN_COLON);
  node->clause.body = stmt_list (p);
  return node;
}

static struct ilv_node *
comm_clause (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_COMM, p->s.pos);

  if (ilv_parse_got (p, ILV_TOKEN_CASE))
    node->comm.comm = simple_stmt (p, NULL, NO_HEADER);
  else if (!ilv_parse_got (p, ILV_TOKEN_DEFAULT))
    {
      ilv_parse_syntax_error (p, "expected case or default or }");
      ilv_parse_advance (p, ILV_TOKENS (COLON) | ILV_TOKENS (CASE) | ILV_TOKENS (DEFAULT)
                              | ILV_TOKENS (RBRACE));
    }
  node->comm.colon = p->s.pos;
  ilv_parse_want (p, ILV_TOKEN_COLON);
  node->comm.body = stmt_list (p);
  return node;
}

/* "{" { clause } "}" of a switch or select. */
static struct ilv_nodes
clauses (struct parser *p, const char *missing_brace, struct ilv_node *(*clause) (struct parser *),
         ilv_pos *end)
{
  struct node_list list = { 0 };

  if (!ilv_parse_got (p, ILV_TOKEN_LBRACE))
    {
      ilv_parse_syntax_error (p, missing_brace);
      ilv_parse_advance (p, ILV_TOKENS (CASE) | ILV_TOKENS (DEFAULT) | ILV_TOKENS (RBRACE));
    }
  while (p->s.token != ILV_TOKEN_EOF && p->s.token != ILV_TOKEN_RBRACE)
    ilv_parse_add (p, &list, clause (p));
  *end = p->s.pos;
  ilv_parse_want (p, ILV_TOKEN_RBRACE);
  return ilv_parse_nodes (&list);
}

static struct ilv_node *
switch_stmt (struct parser *p)
{
  ilv_pos pos = p->s.pos;
  struct header parts = header (p, ILV_TOKEN_SWITCH);
  struct ilv_node *guard = parts.cond;
  bool is_type_switch = guard && guard->kind == ILV_NODE_TYPE_ASSERT && !guard->assertion.type;
  struct ilv_node *node
    = ilv_parse_new (p, is_type_switch ? ILV_NODE_TYPE_SWITCH : ILV_NODE_SWITCH, pos);

  node->switch_stmt.init = parts.init;
  node->switch_stmt.tag = is_type_switch ? guard->assertion.x : guard;
  node->switch_stmt.name = is_type_switch ? guard->assertion.name : NULL;
  node->switch_stmt.clauses
    = clauses (p, "missing { after switch clause", case_clause, &node->switch_stmt.end);
  return node;
}

static struct ilv_node *
select_stmt (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_SELECT, p->s.pos);

  ilv_parse_next (p);
  node->select.clauses
    = clauses (p, "missing { after select clause", comm_clause, &node->select.end);
  return node;
}

/* --- Other statements --------------------------------------------------- */

/* GoStmt = "go" Expression . DeferStmt = "defer" Expression . */
static struct ilv_node *
call_stmt (struct parser *p)
{
  bool is_go = p->s.token == ILV_TOKEN_GO;
  struct ilv_node *node = ilv_parse_new (p, is_go ? ILV_NODE_GO : ILV_NODE_DEFER, p->s.pos);

  ilv_parse_next (p);
  struct ilv_node *x = ilv_parse_primary_expr (p, NULL);
  if (x->kind == ILV_NODE_PAREN)
    {
      ilv_parse_error_at (p, x->pos, "expression in %s must not be parenthesized",
                          is_go ? "go" : "defer");
      x = ilv_node_unparen (x);
    }
  node->unary.x = x;
  return node;
}

struct ilv_node *
ilv_parse_decl_stmt (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_DECL_STMT, p->s.pos);
  enum ilv_token keyword = p->s.token;
  struct node_list decls = { 0 };

  ilv_parse_next (p);
  ilv_parse_group (p, keyword, &decls);
  node->decls = ilv_parse_nodes (&decls);
  return node;
}

static struct ilv_node *
branch_stmt (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_BRANCH, p->s.pos);

  node->op = (uint8_t) p->s.token;
  ilv_parse_next (p);
  if (node->op == ILV_TOKEN_GOTO
      || (node->op != ILV_TOKEN_FALLTHROUGH && p->s.token == ILV_TOKEN_NAME))
    node->branch.label = ilv_parse_name (p);
  return node;
}

static struct ilv_node *
return_stmt (struct parser *p)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_RETURN, p->s.pos);

  ilv_parse_next (p);
  if (p->s.token != ILV_TOKEN_SEMICOLON && p->s.token != ILV_TOKEN_RBRACE)
    node->results = ilv_parse_expr_list (p);
  return node;
}

/* LabeledStmt = Label ":" Statement . ":" follows. */
static struct ilv_node *
labeled_stmt_or_null (struct parser *p, struct ilv_node *label)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_LABELED, p->s.pos);

  node->labeled.label = label;
  ilv_parse_want (p, ILV_TOKEN_COLON);
  if (p->s.token == ILV_TOKEN_RBRACE)
    {
      node->labeled.stmt = ilv_parse_new (p, ILV_NODE_EMPTY, p->s.pos);
      return node;
    }
  node->labeled.stmt = stmt_or_null (p);
  if (node->labeled.stmt)
    return node;
  ilv_parse_syntax_error_at (p, node->pos, "missing statement after label");
  return NULL;
}

static struct ilv_node *
name_stmt_or_null (struct parser *p)
{
  struct ilv_node *lhs = ilv_parse_expr_list (p);

  if (lhs->kind == ILV_NODE_NAME && p->s.token == ILV_TOKEN_COLON)
    return labeled_stmt_or_null (p, lhs);
  return simple_stmt (p, lhs, NO_HEADER);
}

static bool
op_begins_statement (enum ilv_op op)
{
  return op == ILV_OP_ADD || op == ILV_OP_SUB || op == ILV_OP_MUL || op == ILV_OP_AND
         || op == ILV_OP_XOR || op == ILV_OP_NOT;
}

static struct ilv_node *
any_stmt_or_null (struct parser *p)
{
  switch (p->s.token)
    {
    case ILV_TOKEN_NAME:
      return name_stmt_or_null (p);
    case ILV_TOKEN_VAR:
    case ILV_TOKEN_CONST:
    case ILV_TOKEN_TYPE:
      return ilv_parse_decl_stmt (p);
    case ILV_TOKEN_LBRACE:
      return block (p, NULL);
    case ILV_TOKEN_OPERATOR:
    case ILV_TOKEN_STAR:
      return op_begins_statement (p->s.op) ? simple_stmt (p, NULL, NO_HEADER) : NULL;
    case ILV_TOKEN_LITERAL:
    case ILV_TOKEN_FUNC:
    case ILV_TOKEN_LPAREN:
    case ILV_TOKEN_LBRACK:
    case ILV_TOKEN_STRUCT:
    case ILV_TOKEN_MAP:
    case ILV_TOKEN_CHAN:
    case ILV_TOKEN_INTERFACE:
    case ILV_TOKEN_ARROW:
      return simple_stmt (p, NULL, NO_HEADER);
    case ILV_TOKEN_FOR:
      return for_stmt (p);
    case ILV_TOKEN_SWITCH:
      return switch_stmt (p);
    case ILV_TOKEN_SELECT:
      return select_stmt (p);
    case ILV_TOKEN_IF:
      return if_stmt (p);
    case ILV_TOKEN_FALLTHROUGH:
    case ILV_TOKEN_BREAK:
    case ILV_TOKEN_CONTINUE:
    case ILV_TOKEN_GOTO:
      return branch_stmt (p);
    case ILV_TOKEN_GO:
    case ILV_TOKEN_DEFER:
      return call_stmt (p);
    case ILV_TOKEN_RETURN:
      return return_stmt (p);
    case ILV_TOKEN_SEMICOLON:
      return ilv_parse_new (p, ILV_NODE_EMPTY, p->s.pos);
    default:
      return NULL;
    }
}

static struct ilv_node *
stmt_or_null (struct parser *p)
{
  unsigned outer_height = ilv_parse_enter (p);
  struct ilv_node *stmt = any_stmt_or_null (p);

  ilv_parse_leave (p, outer_height);
  return stmt;
}

/* StatementList = { Statement ";" } . */
static struct ilv_nodes
stmt_list (struct parser *p)
{
  struct node_list list = { 0 };
  struct ilv_node *stmt;

  while (p->s.token != ILV_TOKEN_EOF && p->s.token != ILV_TOKEN_RBRACE
         && p->s.token != ILV_TOKEN_CASE && p->s.token != ILV_TOKEN_DEFAULT
         && (stmt = stmt_or_null (p)))
    {
      ilv_parse_add (p, &list, stmt);
      if (ilv_parse_got (p, ILV_TOKEN_SEMICOLON) || p->s.token == ILV_TOKEN_RBRACE)
        continue;
      ilv_parse_syntax_error (p, "at end of statement");
      ilv_parse_advance (p, ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RBRACE) | ILV_TOKENS (CASE)
                              | ILV_TOKENS (DEFAULT));
      ilv_parse_got (p, ILV_TOKEN_SEMICOLON);
    }
  return ilv_parse_nodes (&list);
}

/* Expressions. Spec: "Expressions".
 *
 * Types that can stand where an expression does (conversions, make, composite
 * literals) are read as expressions too; which is which the checker knows.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/parse.h"

static struct ilv_node *unary_expr (struct parser *p);

/* Expression = UnaryExpr | Expression binary_op Expression .
 * @x: the left operand if it was read already, else NULL. */
struct ilv_node *
ilv_parse_binary_expr (struct parser *p, struct ilv_node *x, int precedence)
{
  unsigned outer_height = ilv_parse_enter (p);

  if (!x)
    x = unary_expr (p);
  while ((p->s.token == ILV_TOKEN_OPERATOR || p->s.token == ILV_TOKEN_STAR)
         && p->s.precedence > precedence)
    {
      struct ilv_node *binary = ilv_parse_new (p, ILV_NODE_BINARY, p->s.pos);
      int inner = p->s.precedence;
      binary->op = (uint8_t) p->s.op;
      ilv_parse_next (p);
      binary->binary.x = x;
      binary->binary.y = ilv_parse_binary_expr (p, NULL, inner);
      ilv_parse_grow (p);
      x = binary;
    }
  ilv_parse_leave (p, outer_height);
  return x;
}

struct ilv_node *
ilv_parse_expr (struct parser *p)
{
  return ilv_parse_binary_expr (p, NULL, 0);
}

/* ExpressionList = Expression { "," Expression } . */
struct ilv_node *
ilv_parse_expr_list (struct parser *p)
{
  struct ilv_node *x = ilv_parse_expr (p);
  struct node_list items = { 0 };

  if (p->s.token != ILV_TOKEN_COMMA)
    return x;
  ilv_parse_add (p, &items, x);
  while (ilv_parse_got (p, ILV_TOKEN_COMMA))
    ilv_parse_add (p, &items, ilv_parse_expr (p));

  struct ilv_node *list = ilv_parse_new (p, ILV_NODE_LIST, x->pos);
  list->list = ilv_parse_nodes (&items);
  return list;
}

/* The second operand of a comma may be no type: then the comma was a last one. */
struct ilv_node *
ilv_parse_type_list (struct parser *p, bool is_strict, bool *has_comma)
{
  struct node_list items = { 0 };
  struct ilv_node *type;

  p->expr_nest++;
  struct ilv_node *x = is_strict ? ilv_parse_type (p) : ilv_parse_expr (p);
  *has_comma = p->s.token == ILV_TOKEN_COMMA;
  ilv_parse_add (p, &items, x);
  while (ilv_parse_got (p, ILV_TOKEN_COMMA) && (type = ilv_parse_type_or_null (p)))
    ilv_parse_add (p, &items, type);
  p->expr_nest--;

  if (items.n == 1)
    return x;
  struct ilv_node *list = ilv_parse_new (p, ILV_NODE_LIST, x->pos);
  list->list = ilv_parse_nodes (&items);
  return list;
}

/* --- Unary -------------------------------------------------------------- */

/* <-chan T was read as <- applied to chan T. Moves the arrow into the channel
 * type, and on through chan<- chan<- …, each of which took one too many. */
static void
reassociate_arrow (struct parser *p, struct ilv_node *type)
{
  enum ilv_type_dir dir = ILV_DIR_SEND;

  while (dir == ILV_DIR_SEND)
    {
      if (type->kind != ILV_NODE_CHAN_TYPE)
        {
          struct ilv_buf text;
          struct ilv_buf message;
          ilv_buf_init (&text, p->arena);
          ilv_node_print (type, &text);
          ilv_buf_init (&message, p->arena);
          ilv_buf_printf (&message, "unexpected %s, expected chan", text.text);
          ilv_parse_syntax_error (p, message.text);
          return;
        }
      dir = type->type_expr.dir;
      if (dir == ILV_DIR_RECV)
        ilv_parse_syntax_error (p, "unexpected <-, expected chan");
      type->type_expr.dir = ILV_DIR_RECV;
      type = type->type_expr.elem;
    }
}

static struct ilv_node *
arrow_expr (struct parser *p)
{
  struct ilv_node *receive = ilv_parse_new (p, ILV_NODE_UNARY, p->s.pos);

  ilv_parse_next (p);
  struct ilv_node *x = unary_expr (p);
  if (x->kind == ILV_NODE_CHAN_TYPE)
    {
      reassociate_arrow (p, x);
      return x;
    }
  receive->op = ILV_OP_RECV;
  receive->unary.x = x;
  return receive;
}

static bool
at_unary_op (struct parser *p)
{
  if (p->s.token == ILV_TOKEN_STAR)
    return true;
  if (p->s.token != ILV_TOKEN_OPERATOR)
    return false;
  switch (p->s.op)
    {
    case ILV_OP_ADD:
    case ILV_OP_SUB:
    case ILV_OP_NOT:
    case ILV_OP_XOR:
    case ILV_OP_TILDE:
    case ILV_OP_AND:
      return true;
    default:
      return false;
    }
}

/* UnaryExpr = PrimaryExpr | unary_op UnaryExpr . */
static struct ilv_node *
unary_expr (struct parser *p)
{
  struct ilv_node *x;
  unsigned outer_height = ilv_parse_enter (p);

  if (p->s.token == ILV_TOKEN_ARROW)
    x = arrow_expr (p);
  else if (at_unary_op (p))
    {
      x = ilv_parse_new (p, p->s.token == ILV_TOKEN_STAR ? ILV_NODE_STAR : ILV_NODE_UNARY,
                         p->s.pos);
      x->op = (uint8_t) p->s.op;
      ilv_parse_next (p);
      x->unary.x = unary_expr (p);
      if (x->op == ILV_OP_AND)
        x->unary.x = ilv_node_unparen (x->unary.x);
    }
  else
    x = ilv_parse_primary_expr (p, NULL);
  ilv_parse_leave (p, outer_height);
  return x;
}

/* --- Operands ----------------------------------------------------------- */

static struct ilv_node *
func_lit_or_type (struct parser *p)
{
  ilv_pos pos = p->s.pos;
  struct ilv_nodes tparams;

  ilv_parse_next (p);
  struct ilv_node *type = ilv_parse_func_type (p, "function type", &tparams);
  if (p->s.token != ILV_TOKEN_LBRACE)
    return type;

  struct ilv_node *lit = ilv_parse_new (p, ILV_NODE_FUNC_LIT, pos);
  p->expr_nest++;
  lit->func_lit.type = type;
  lit->func_lit.body = ilv_parse_func_body (p);
  p->expr_nest--;
  return lit;
}

static struct ilv_node *
paren_expr (struct parser *p)
{
  struct ilv_node *paren = ilv_parse_new (p, ILV_NODE_PAREN, p->s.pos);

  ilv_parse_next (p);
  p->expr_nest++;
  paren->unary.x = ilv_parse_expr (p);
  p->expr_nest--;
  ilv_parse_want (p, ILV_TOKEN_RPAREN);
  return paren;
}

/* Operand = Literal | OperandName | MethodExpr | "(" Expression ")" . */
static struct ilv_node *
operand (struct parser *p)
{
  struct ilv_node *bad;

  switch (p->s.token)
    {
    case ILV_TOKEN_NAME:
      return ilv_parse_name (p);
    case ILV_TOKEN_LITERAL:
      return ilv_parse_literal_or_null (p);
    case ILV_TOKEN_LPAREN:
      return paren_expr (p);
    case ILV_TOKEN_FUNC:
      return func_lit_or_type (p);
    case ILV_TOKEN_LBRACK:
    case ILV_TOKEN_CHAN:
    case ILV_TOKEN_MAP:
    case ILV_TOKEN_STRUCT:
    case ILV_TOKEN_INTERFACE:
      return ilv_parse_type (p);
    default:
      bad = ilv_parse_bad (p);
      ilv_parse_syntax_error (p, "expected expression");
      ilv_parse_advance (p, ILV_TOKENS (RPAREN) | ILV_TOKENS (RBRACK) | ILV_TOKENS (RBRACE));
      return bad;
    }
}

/* --- Primary expressions ------------------------------------------------ */

/* Selector = "." identifier . TypeAssertion = "." "(" Type ")" . */
static struct ilv_node *
selector_or_assertion (struct parser *p, struct ilv_node *x)
{
  ilv_pos pos = p->s.pos;
  struct ilv_node *node;

  ilv_parse_next (p);
  if (p->s.token == ILV_TOKEN_NAME)
    {
      node = ilv_parse_new (p, ILV_NODE_SELECTOR, pos);
      node->selector.x = x;
      node->selector.name = ilv_parse_name (p);
      return node;
    }
  if (!ilv_parse_got (p, ILV_TOKEN_LPAREN))
    {
      ilv_parse_syntax_error (p, "expected name or (");
      ilv_parse_advance (p, ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RPAREN));
      return x;
    }
  node = ilv_parse_new (p, ILV_NODE_TYPE_ASSERT, pos);
  node->assertion.x = x;
  if (!ilv_parse_got (p, ILV_TOKEN_TYPE))
    node->assertion.type = ilv_parse_type (p);
  ilv_parse_want (p, ILV_TOKEN_RPAREN);
  return node;
}

/* Third index of x[i:j:k], or the second, which must be there if a third is. */
static struct ilv_node *
required_index (struct parser *p, struct ilv_node *index, const char *message)
{
  if (index)
    return index;
  ilv_parse_error_at (p, p->s.pos, "%s", message);
  return ilv_parse_bad (p);
}

/* x "[" first was read; ":" follows. */
static struct ilv_node *
slice_expr (struct parser *p, ilv_pos pos, struct ilv_node *x, struct ilv_node *first)
{
  struct ilv_node *slice = ilv_parse_new (p, ILV_NODE_SLICE_EXPR, pos);

  if (!ilv_parse_got (p, ILV_TOKEN_COLON))
    {
      ilv_parse_syntax_error (p, "expected comma, : or ]");
      ilv_parse_advance (p, ILV_TOKENS (COMMA) | ILV_TOKENS (COLON) | ILV_TOKENS (RBRACK));
    }
  p->expr_nest++;
  slice->slice.x = x;
  slice->slice.indices[0] = first;
  if (p->s.token != ILV_TOKEN_COLON && p->s.token != ILV_TOKEN_RBRACK)
    slice->slice.indices[1] = ilv_parse_expr (p);
  if (p->s.token == ILV_TOKEN_COLON)
    {
      slice->slice.is_full = true;
      slice->slice.indices[1] = required_index (p, slice->slice.indices[1],
                                                "middle index required in 3-index slice");
      ilv_parse_next (p);
      struct ilv_node *last = p->s.token != ILV_TOKEN_RBRACK ? ilv_parse_expr (p) : NULL;
      slice->slice.indices[2]
        = required_index (p, last, "final index required in 3-index slice");
    }
  p->expr_nest--;
  ilv_parse_want (p, ILV_TOKEN_RBRACK);
  return slice;
}

/* Index = "[" Expression "]" . Slice = "[" [ Expression ] ":" … "]" . Also type
 * arguments. */
static struct ilv_node *
index_or_slice (struct parser *p, struct ilv_node *x)
{
  ilv_pos pos = p->s.pos;
  struct ilv_node *first = NULL;
  bool has_comma = false;

  ilv_parse_next (p);
  if (p->s.token != ILV_TOKEN_COLON)
    {
      if (p->s.token == ILV_TOKEN_RBRACK)
        {
          ilv_parse_syntax_error (p, "expected operand");
          first = ilv_parse_bad (p);
        }
      else
        first = ilv_parse_type_list (p, false, &has_comma);
      if (has_comma || p->s.token == ILV_TOKEN_RBRACK)
        {
          struct ilv_node *index = ilv_parse_new (p, ILV_NODE_INDEX, pos);
          ilv_parse_want (p, ILV_TOKEN_RBRACK);
          index->index.x = x;
          index->index.index = first;
          return index;
        }
    }
  return slice_expr (p, pos, x, first);
}

struct call_args
{
  struct node_list items;
  bool has_dots;
};

static bool
call_arg (struct parser *p, void *data)
{
  struct call_args *args = data;

  ilv_parse_add (p, &args->items, ilv_parse_expr (p));
  args->has_dots = ilv_parse_got (p, ILV_TOKEN_DOTS);
  return args->has_dots;
}

/* Arguments = "(" [ ( ExpressionList | Type [ "," ExpressionList ] ) [ "..." ] [ "," ] ] ")" . */
static struct ilv_node *
call (struct parser *p, struct ilv_node *fun)
{
  struct ilv_node *node = ilv_parse_new (p, ILV_NODE_CALL, p->s.pos);
  struct call_args args = { 0 };

  ilv_parse_next (p);
  p->expr_nest++;
  node->call.end
    = ilv_parse_list (p, "argument list", ILV_TOKEN_COMMA, ILV_TOKEN_RPAREN, call_arg, &args);
  p->expr_nest--;
  node->call.fun = fun;
  node->call.args = ilv_parse_nodes (&args.items);
  node->call.has_dots = args.has_dots;
  return node;
}

/* Whether @x, going by its form, cannot be a type. */
static bool
is_value (const struct ilv_node *x)
{
  switch (x->kind)
    {
    case ILV_NODE_BASIC_LIT:
    case ILV_NODE_COMPOSITE_LIT:
    case ILV_NODE_FUNC_LIT:
    case ILV_NODE_SLICE_EXPR:
    case ILV_NODE_TYPE_ASSERT:
    case ILV_NODE_CALL:
    case ILV_NODE_UNARY:
    case ILV_NODE_BINARY:
      return true;
    case ILV_NODE_PAREN:
      return is_value (x->unary.x);
    case ILV_NODE_INDEX:
      return is_value (x->index.x) || is_value (x->index.index);
    default:
      return false;
    }
}

/* Whether a "{" after @type begins a composite literal. In the header of an if,
 * for or switch, names before "{" are values and "{" is the body. */
static bool
can_be_literal_type (struct parser *p, const struct ilv_node *type)
{
  switch (type->kind)
    {
    case ILV_NODE_NAME:
    case ILV_NODE_SELECTOR:
      return p->expr_nest >= 0;
    case ILV_NODE_INDEX:
      return p->expr_nest >= 0 && !is_value (type);
    case ILV_NODE_ARRAY_TYPE:
    case ILV_NODE_SLICE_TYPE:
    case ILV_NODE_STRUCT_TYPE:
    case ILV_NODE_MAP_TYPE:
      return true;
    default:
      return false;
    }
}

static struct ilv_node *literal_value (struct parser *p);

/* Element = Expression | LiteralValue . */
static struct ilv_node *
literal_element (struct parser *p)
{
  return p->s.token == ILV_TOKEN_LBRACE ? literal_value (p) : ilv_parse_expr (p);
}

static bool
keyed_element (struct parser *p, void *data)
{
  struct ilv_node *element = literal_element (p);

  if (p->s.token == ILV_TOKEN_COLON)
    {
      struct ilv_node *pair = ilv_parse_new (p, ILV_NODE_KEY_VALUE, p->s.pos);
      ilv_parse_next (p);
      pair->pair.key = element;
      pair->pair.value = literal_element (p);
      element = pair;
    }
  ilv_parse_add (p, data, element);
  return false;
}

/* LiteralValue = "{" [ ElementList [ "," ] ] "}" . */
static struct ilv_node *
literal_value (struct parser *p)
{
  struct ilv_node *lit = ilv_parse_new (p, ILV_NODE_COMPOSITE_LIT, p->s.pos);
  struct node_list elems = { 0 };
  unsigned outer_height = ilv_parse_enter (p);

  p->expr_nest++;
  ilv_parse_want (p, ILV_TOKEN_LBRACE);
  lit->composite.end = ilv_parse_list (p, "composite literal", ILV_TOKEN_COMMA, ILV_TOKEN_RBRACE,
                                       keyed_element, &elems);
  p->expr_nest--;
  lit->composite.elems = ilv_parse_nodes (&elems);
  ilv_parse_leave (p, outer_height);
  return lit;
}

static struct ilv_node *
composite_literal (struct parser *p, struct ilv_node *type)
{
  if (type->kind == ILV_NODE_PAREN)
    ilv_parse_syntax_error (p, "cannot parenthesize type in composite literal");

  struct ilv_node *lit = literal_value (p);
  lit->composite.type = type;
  return lit;
}

/* PrimaryExpr = Operand | PrimaryExpr ( Selector | Index | Slice | TypeAssertion |
 * Arguments ) . @x: the operand if it was read already, else NULL. */
struct ilv_node *
ilv_parse_primary_expr (struct parser *p, struct ilv_node *x)
{
  if (!x)
    x = operand (p);
  for (;; ilv_parse_grow (p))
    switch (p->s.token)
      {
      case ILV_TOKEN_DOT:
        x = selector_or_assertion (p, x);
        break;
      case ILV_TOKEN_LBRACK:
        x = index_or_slice (p, x);
        break;
      case ILV_TOKEN_LPAREN:
        x = call (p, x);
        break;
      case ILV_TOKEN_LBRACE:
        if (!can_be_literal_type (p, ilv_node_unparen (x)))
          return x;
        x = composite_literal (p, x);
        break;
      default:
        return x;
      }
}

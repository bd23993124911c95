/* Types and parameter lists. Spec: "Types", "Type parameter declarations".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/parse.h"

#include <stdio.h>

static struct ilv_node *
new_star (struct parser *p, ilv_pos pos, struct ilv_node *type)
{
  struct ilv_node *star = ilv_parse_new (p, ILV_NODE_STAR, pos);

  star->op = ILV_OP_MUL;
  star->unary.x = type;
  return star;
}

/* "[" and "]" have been read; @pos is that of "[". */
struct ilv_node *
ilv_parse_slice_type (struct parser *p, ilv_pos pos)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_SLICE_TYPE, pos);

  type->type_expr.elem = ilv_parse_type (p);
  return type;
}

/* "[" has been read, and @len if it is not NULL. */
struct ilv_node *
ilv_parse_array_type (struct parser *p, ilv_pos pos, struct ilv_node *len)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_ARRAY_TYPE, pos);

  if (!len && !ilv_parse_got (p, ILV_TOKEN_DOTS))
    {
      p->expr_nest++;
      len = ilv_parse_expr (p);
      p->expr_nest--;
    }
  if (p->s.token == ILV_TOKEN_COMMA)
    {
      ilv_parse_syntax_error (p, "unexpected comma; expected ]");
      ilv_parse_next (p);
    }
  ilv_parse_want (p, ILV_TOKEN_RBRACK);
  type->type_expr.len = len;
  type->type_expr.elem = ilv_parse_type (p);
  return type;
}

static struct ilv_node *
chan_elem (struct parser *p)
{
  struct ilv_node *elem = ilv_parse_type_or_null (p);

  if (elem)
    return elem;
  ilv_parse_syntax_error (p, "missing channel element type");
  return ilv_parse_bad (p);
}

/* ChannelType = ( "chan" | "chan" "<-" | "<-" "chan" ) ElementType . */
static struct ilv_node *
chan_type (struct parser *p)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_CHAN_TYPE, p->s.pos);

  type->type_expr.dir = ILV_DIR_BOTH;
  if (ilv_parse_got (p, ILV_TOKEN_ARROW))
    {
      ilv_parse_want (p, ILV_TOKEN_CHAN);
      type->type_expr.dir = ILV_DIR_RECV;
    }
  else
    {
      ilv_parse_next (p);
      if (ilv_parse_got (p, ILV_TOKEN_ARROW))
        type->type_expr.dir = ILV_DIR_SEND;
    }
  type->type_expr.elem = chan_elem (p);
  return type;
}

static struct ilv_node *
map_type (struct parser *p)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_MAP_TYPE, p->s.pos);

  ilv_parse_next (p);
  ilv_parse_want (p, ILV_TOKEN_LBRACK);
  type->type_expr.key = ilv_parse_type (p);
  ilv_parse_want (p, ILV_TOKEN_RBRACK);
  type->type_expr.elem = ilv_parse_type (p);
  return type;
}

/* "[" follows: the type arguments of @type. */
static struct ilv_node *
type_instance (struct parser *p, struct ilv_node *type)
{
  struct ilv_node *index = ilv_parse_new (p, ILV_NODE_INDEX, p->s.pos);
  bool has_comma;

  ilv_parse_want (p, ILV_TOKEN_LBRACK);
  index->index.x = type;
  if (p->s.token == ILV_TOKEN_RBRACK)
    {
      ilv_parse_syntax_error (p, "expected type argument list");
      index->index.index = ilv_parse_bad (p);
    }
  else
    index->index.index = ilv_parse_type_list (p, true, &has_comma);
  ilv_parse_want (p, ILV_TOKEN_RBRACK);
  return index;
}

/* TypeName [ TypeArgs ]. @name: its first name if it was read already, else NULL. */
static struct ilv_node *
qualified_name (struct parser *p, struct ilv_node *name)
{
  struct ilv_node *x = name;

  if (!x && p->s.token == ILV_TOKEN_NAME)
    x = ilv_parse_name (p);
  else if (!x)
    {
      x = ilv_parse_blank (p, p->s.pos);
      ilv_parse_syntax_error (p, "expected name");
      ilv_parse_advance (p, ILV_TOKENS (DOT) | ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RBRACE));
    }
  if (p->s.token == ILV_TOKEN_DOT)
    {
      struct ilv_node *selector = ilv_parse_new (p, ILV_NODE_SELECTOR, p->s.pos);
      ilv_parse_next (p);
      selector->selector.x = x;
      selector->selector.name = ilv_parse_name (p);
      x = selector;
    }
  return p->s.token == ILV_TOKEN_LBRACK ? type_instance (p, x) : x;
}

/* --- Structs ------------------------------------------------------------ */

static void
add_field (struct parser *p, struct node_list *fields, ilv_pos pos, struct ilv_node *name,
           struct ilv_node *type, struct ilv_node *tag)
{
  struct ilv_node *field = ilv_parse_new (p, ILV_NODE_FIELD, pos);

  field->field.name = name;
  field->field.type = type;
  field->field.tag = tag;
  field->field.is_embedded = !name;
  ilv_parse_add (p, fields, field);
}

/* After a name: an array or slice type, or an instance's type arguments (then an
 * INDEX whose x the caller fills in). */
static struct ilv_node *
array_or_type_args (struct parser *p)
{
  ilv_pos pos = p->s.pos;
  bool has_comma;

  ilv_parse_want (p, ILV_TOKEN_LBRACK);
  if (ilv_parse_got (p, ILV_TOKEN_RBRACK))
    return ilv_parse_slice_type (p, pos);

  struct ilv_node *first = ilv_parse_type_list (p, false, &has_comma);
  ilv_parse_want (p, ILV_TOKEN_RBRACK);
  struct ilv_node *elem = has_comma ? NULL : ilv_parse_type_or_null (p);
  if (elem)
    {
      struct ilv_node *type = ilv_parse_new (p, ILV_NODE_ARRAY_TYPE, pos);
      type->type_expr.len = first;
      type->type_expr.elem = elem;
      return type;
    }
  struct ilv_node *index = ilv_parse_new (p, ILV_NODE_INDEX, pos);
  index->index.index = first;
  return index;
}

/* A field declaration that begins with a name. */
static void
named_field (struct parser *p, struct node_list *fields)
{
  ilv_pos pos = p->s.pos;
  struct ilv_node *name = ilv_parse_name (p);
  struct node_list names = { 0 };
  struct ilv_node *type;

  if (p->s.token == ILV_TOKEN_DOT || p->s.token == ILV_TOKEN_LITERAL
      || p->s.token == ILV_TOKEN_SEMICOLON || p->s.token == ILV_TOKEN_RBRACE)
    {
      type = qualified_name (p, name);
      add_field (p, fields, pos, NULL, type, ilv_parse_literal_or_null (p));
      return;
    }

  ilv_parse_add (p, &names, name);
  while (ilv_parse_got (p, ILV_TOKEN_COMMA))
    ilv_parse_add (p, &names, ilv_parse_name (p));
  if (names.n == 1 && p->s.token == ILV_TOKEN_LBRACK)
    {
      type = array_or_type_args (p);
      if (type->kind == ILV_NODE_INDEX)
        {
          type->index.x = name;
          add_field (p, fields, pos, NULL, type, ilv_parse_literal_or_null (p));
          return;
        }
    }
  else
    type = ilv_parse_type (p);

  struct ilv_node *tag = ilv_parse_literal_or_null (p);
  for (size_t i = 0; i < names.n; i++)
    add_field (p, fields, names.items[i]->pos, names.items[i], type, tag);
}

/* An embedded field that begins with "*" or, wrongly, with "(". */
static void
embedded_field (struct parser *p, struct node_list *fields)
{
  ilv_pos pos = p->s.pos, star_pos = pos;
  bool is_pointer = ilv_parse_got (p, ILV_TOKEN_STAR);

  if (p->s.token == ILV_TOKEN_LPAREN)
    {
      ilv_parse_syntax_error (p, "cannot parenthesize embedded type");
      ilv_parse_next (p);
      if (!is_pointer && p->s.token == ILV_TOKEN_STAR)
        {
          star_pos = p->s.pos;
          is_pointer = true;
          ilv_parse_next (p);
        }
    }
  struct ilv_node *type = qualified_name (p, NULL);
  ilv_parse_got (p, ILV_TOKEN_RPAREN);
  if (is_pointer)
    type = new_star (p, star_pos, type);
  add_field (p, fields, pos, NULL, type, ilv_parse_literal_or_null (p));
}

/* FieldDecl = ( IdentifierList Type | EmbeddedField ) [ Tag ] . */
static bool
field_decl (struct parser *p, void *data)
{
  switch (p->s.token)
    {
    case ILV_TOKEN_NAME:
      named_field (p, data);
      break;
    case ILV_TOKEN_STAR:
    case ILV_TOKEN_LPAREN:
      embedded_field (p, data);
      break;
    default:
      ilv_parse_syntax_error (p, "expected field name or embedded type");
      ilv_parse_advance (p, ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RBRACE));
    }
  return false;
}

/* StructType = "struct" "{" { FieldDecl ";" } "}" . */
static struct ilv_node *
struct_type (struct parser *p)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_STRUCT_TYPE, p->s.pos);
  struct node_list fields = { 0 };

  ilv_parse_next (p);
  ilv_parse_want (p, ILV_TOKEN_LBRACE);
  type->fields.end = ilv_parse_list (p, "struct type", ILV_TOKEN_SEMICOLON, ILV_TOKEN_RBRACE,
                                     field_decl, &fields);
  type->fields.fields = ilv_parse_nodes (&fields);
  return type;
}

/* --- Interfaces --------------------------------------------------------- */

/* EmbeddedTerm = [ "~" ] Type . */
static struct ilv_node *
embedded_term (struct parser *p)
{
  if (ilv_parse_at_op (p, ILV_OP_TILDE))
    {
      struct ilv_node *tilde = ilv_parse_new (p, ILV_NODE_UNARY, p->s.pos);
      ilv_parse_next (p);
      tilde->op = ILV_OP_TILDE;
      tilde->unary.x = ilv_parse_type (p);
      return tilde;
    }

  struct ilv_node *type = ilv_parse_type_or_null (p);
  if (type)
    return type;
  type = ilv_parse_bad (p);
  ilv_parse_syntax_error (p, "expected ~ term or type");
  ilv_parse_advance (p, ILV_TOKENS (OPERATOR) | ILV_TOKENS (SEMICOLON) | ILV_TOKENS (RPAREN)
                          | ILV_TOKENS (RBRACK) | ILV_TOKENS (RBRACE));
  return type;
}

/* EmbeddedElem = EmbeddedTerm { "|" EmbeddedTerm } . @x: the first term if it was
 * read already, else NULL. */
static struct ilv_node *
embedded_element (struct parser *p, struct ilv_node *x)
{
  unsigned outer_height = ilv_parse_enter (p);

  if (!x)
    x = embedded_term (p);
  while (ilv_parse_at_op (p, ILV_OP_OR))
    {
      struct ilv_node *either = ilv_parse_new (p, ILV_NODE_BINARY, p->s.pos);
      ilv_parse_next (p);
      either->op = ILV_OP_OR;
      either->binary.x = x;
      either->binary.y = embedded_term (p);
      ilv_parse_grow (p);
      x = either;
    }
  ilv_parse_leave (p, outer_height);
  return x;
}

/* The signature of an interface's method. */
static struct ilv_node *
method_signature (struct parser *p)
{
  struct ilv_nodes tparams;

  return ilv_parse_func_type (p, "interface method", &tparams);
}

/* What the entries of a parameter list are as type arguments. */
static struct ilv_node *
types_of_params (struct parser *p, struct ilv_nodes params)
{
  struct node_list types = { 0 };

  if (params.n == 1)
    return params.items[0]->field.type;
  for (uint32_t i = 0; i < params.n; i++)
    ilv_parse_add (p, &types, params.items[i]->field.type);

  struct ilv_node *list = ilv_parse_new (p, ILV_NODE_LIST, params.items[0]->pos);
  list->list = ilv_parse_nodes (&types);
  return list;
}

/* After "name [": either an instance T[A, B], or a method with type parameters,
 * which Go does not have but people write. */
static void
instance_or_generic_method (struct parser *p, struct ilv_node *field, struct ilv_node *name)
{
  ilv_pos pos = p->s.pos, close;

  ilv_parse_next (p);
  close = p->s.pos;
  if (ilv_parse_got (p, ILV_TOKEN_RBRACK))
    {
      bool is_method = p->s.token == ILV_TOKEN_LPAREN;
      ilv_parse_error_at (p, close, "empty type %s list", is_method ? "parameter" : "argument");
      field->field.name = is_method ? name : NULL;
      field->field.type = is_method ? method_signature (p) : name;
      return;
    }

  struct ilv_nodes params = ilv_parse_params (p, NULL, NULL, ILV_TOKEN_RBRACK, false, false);
  bool is_method = params.n ? params.items[0]->field.name != NULL
                            : p->s.token == ILV_TOKEN_LPAREN;
  if (is_method)
    {
      field->field.name = name;
      field->field.type = method_signature (p);
      if (params.n)
        ilv_parse_error_at (p, pos, "interface method must have no type parameters");
    }
  else if (params.n == 0)
    field->field.type = name;
  else
    {
      field->field.type = ilv_parse_new (p, ILV_NODE_INDEX, pos);
      field->field.type->index.x = name;
      field->field.type->index.index = types_of_params (p, params);
    }
}

/* MethodElem = MethodName Signature | EmbeddedElem . */
static bool
interface_element (struct parser *p, void *data)
{
  struct ilv_node *field = ilv_parse_new (p, ILV_NODE_FIELD, p->s.pos);

  if (p->s.token == ILV_TOKEN_NAME)
    {
      struct ilv_node *name = ilv_parse_name (p);
      if (p->s.token == ILV_TOKEN_LPAREN)
        {
          field->field.name = name;
          field->field.type = method_signature (p);
        }
      else if (p->s.token == ILV_TOKEN_LBRACK)
        instance_or_generic_method (p, field, name);
      else
        field->field.type = qualified_name (p, name);
    }
  if (!field->field.name)
    {
      field->field.type = embedded_element (p, field->field.type);
      field->field.is_embedded = true;
    }
  ilv_parse_add (p, data, field);
  return false;
}

/* InterfaceType = "interface" "{" { InterfaceElem ";" } "}" . */
static struct ilv_node *
interface_type (struct parser *p)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_INTERFACE_TYPE, p->s.pos);
  struct node_list elements = { 0 };

  ilv_parse_next (p);
  ilv_parse_want (p, ILV_TOKEN_LBRACE);
  type->fields.end = ilv_parse_list (p, "interface type", ILV_TOKEN_SEMICOLON, ILV_TOKEN_RBRACE,
                                     interface_element, &elements);
  type->fields.fields = ilv_parse_nodes (&elements);
  return type;
}

/* --- Any type ----------------------------------------------------------- */

static struct ilv_node *
type_or_null (struct parser *p)
{
  ilv_pos pos = p->s.pos;
  struct ilv_nodes tparams;
  struct ilv_node *type;

  switch (p->s.token)
    {
    case ILV_TOKEN_STAR:
      ilv_parse_next (p);
      return new_star (p, pos, ilv_parse_type (p));
    case ILV_TOKEN_ARROW:
    case ILV_TOKEN_CHAN:
      return chan_type (p);
    case ILV_TOKEN_FUNC:
      ilv_parse_next (p);
      return ilv_parse_func_type (p, "function type", &tparams);
    case ILV_TOKEN_LBRACK:
      ilv_parse_next (p);
      if (ilv_parse_got (p, ILV_TOKEN_RBRACK))
        return ilv_parse_slice_type (p, pos);
      return ilv_parse_array_type (p, pos, NULL);
    case ILV_TOKEN_MAP:
      return map_type (p);
    case ILV_TOKEN_STRUCT:
      return struct_type (p);
    case ILV_TOKEN_INTERFACE:
      return interface_type (p);
    case ILV_TOKEN_NAME:
      return qualified_name (p, NULL);
    case ILV_TOKEN_LPAREN:
      ilv_parse_next (p);
      type = ilv_parse_type (p);
      ilv_parse_want (p, ILV_TOKEN_RPAREN);
      return type;
    default:
      return NULL;
    }
}

/* Type = TypeName [ TypeArgs ] | TypeLit | "(" Type ")" . */
struct ilv_node *
ilv_parse_type_or_null (struct parser *p)
{
  unsigned outer_height = ilv_parse_enter (p);
  struct ilv_node *type = type_or_null (p);

  ilv_parse_leave (p, outer_height);
  return type;
}

struct ilv_node *
ilv_parse_type (struct parser *p)
{
  struct ilv_node *type = ilv_parse_type_or_null (p);

  if (type)
    return type;
  type = ilv_parse_bad (p);
  ilv_parse_syntax_error (p, "expected type");
  ilv_parse_advance (p, ILV_TOKENS (COMMA) | ILV_TOKENS (COLON) | ILV_TOKENS (SEMICOLON)
                          | ILV_TOKENS (RPAREN) | ILV_TOKENS (RBRACK) | ILV_TOKENS (RBRACE));
  return type;
}

/* --- Functions ---------------------------------------------------------- */

/* Result = Parameters | Type . */
static struct ilv_nodes
func_result (struct parser *p)
{
  struct node_list results = { 0 };
  ilv_pos pos = p->s.pos;

  if (ilv_parse_got (p, ILV_TOKEN_LPAREN))
    return ilv_parse_params (p, NULL, NULL, ILV_TOKEN_RPAREN, false, false);

  struct ilv_node *type = ilv_parse_type_or_null (p);
  if (type)
    {
      struct ilv_node *field = ilv_parse_new (p, ILV_NODE_FIELD, pos);
      field->field.type = type;
      ilv_parse_add (p, &results, field);
    }
  return ilv_parse_nodes (&results);
}

/* [ TypeParams ] Parameters [ Result ]; "func" and a name have been read. */
struct ilv_node *
ilv_parse_func_type (struct parser *p, const char *context, struct ilv_nodes *tparams)
{
  struct ilv_node *type = ilv_parse_new (p, ILV_NODE_FUNC_TYPE, p->s.pos);
  char message[64];

  *tparams = (struct ilv_nodes) { 0 };
  if (ilv_parse_got (p, ILV_TOKEN_LBRACK))
    {
      if (context)
        {
          snprintf (message, sizeof message, "%s must have no type parameters", context);
          ilv_parse_syntax_error_at (p, type->pos, message);
        }
      if (p->s.token == ILV_TOKEN_RBRACK)
        {
          ilv_parse_syntax_error (p, "empty type parameter list");
          ilv_parse_next (p);
        }
      else
        *tparams = ilv_parse_params (p, NULL, NULL, ILV_TOKEN_RBRACK, true, false);
    }
  ilv_parse_want (p, ILV_TOKEN_LPAREN);
  type->func_type.params = ilv_parse_params (p, NULL, NULL, ILV_TOKEN_RPAREN, false, true);
  type->func_type.results = func_result (p);
  return type;
}

/* --- Parameter lists ---------------------------------------------------- */

struct params
{
  struct node_list items;
  struct ilv_node *name, *type; /* of the first one, if they were read already */
  enum ilv_token close;
  uint32_t n_named; /* with a name and a type */
  uint32_t n_typed; /* with a type */
};

static struct ilv_node *
dots_type (struct parser *p)
{
  struct ilv_node *dots = ilv_parse_new (p, ILV_NODE_DOTS_TYPE, p->s.pos);

  ilv_parse_next (p);
  dots->type_expr.elem = ilv_parse_type_or_null (p);
  if (dots->type_expr.elem)
    return dots;

  struct ilv_node *bad = ilv_parse_bad (p);
  ilv_parse_syntax_error (p, "... is missing type");
  return bad;
}

/* A declaration that begins with @name. Sets name and type of @field; true if
 * that is all, false if @name can be a parameter's name with its type to follow. */
static bool
param_after_name (struct parser *p, struct ilv_node *field, struct ilv_node *name,
                  bool allows_sets)
{
  if (p->s.token == ILV_TOKEN_LBRACK)
    {
      field->field.type = array_or_type_args (p);
      if (field->field.type->kind == ILV_NODE_INDEX)
        field->field.type->index.x = name;
      else
        field->field.name = name;
    }
  else if (p->s.token == ILV_TOKEN_DOT)
    field->field.type = qualified_name (p, name);
  else if (allows_sets && ilv_parse_at_op (p, ILV_OP_OR))
    field->field.type = name;
  else
    {
      field->field.name = name;
      return false;
    }
  if (allows_sets && ilv_parse_at_op (p, ILV_OP_OR))
    field->field.type = embedded_element (p, field->field.type);
  return true;
}

/* ParameterDecl = [ IdentifierList ] [ "..." ] Type . One name at a time: which
 * names are types is known at the end of the list. */
static struct ilv_node *
param_decl_or_null (struct parser *p, struct ilv_node *name, enum ilv_token close)
{
  bool allows_sets = close == ILV_TOKEN_RBRACK;
  struct ilv_node *field = ilv_parse_new (p, ILV_NODE_FIELD, name ? name->pos : p->s.pos);
  char message[64];

  if (!name && p->s.token == ILV_TOKEN_NAME)
    name = ilv_parse_name (p);
  if (name && param_after_name (p, field, name, allows_sets))
    return field;
  if (p->s.token == ILV_TOKEN_DOTS)
    {
      field->field.type = dots_type (p);
      return field;
    }
  if (allows_sets && ilv_parse_at_op (p, ILV_OP_TILDE))
    {
      field->field.type = embedded_element (p, NULL);
      return field;
    }
  field->field.type = ilv_parse_type_or_null (p);
  if (allows_sets && field->field.type && ilv_parse_at_op (p, ILV_OP_OR))
    field->field.type = embedded_element (p, field->field.type);
  if (field->field.name || field->field.type)
    return field;

  snprintf (message, sizeof message, "expected %s", ilv_token_text (close));
  ilv_parse_syntax_error (p, message);
  ilv_parse_advance (p, ILV_TOKENS (COMMA) | (uint64_t) 1 << close);
  return NULL;
}

static bool
param_element (struct parser *p, void *data)
{
  struct params *params = data;
  struct ilv_node *field;

  if (params->type)
    {
      field = ilv_parse_new (p, ILV_NODE_FIELD, params->name->pos);
      field->field.name = params->name;
      field->field.type = params->type;
    }
  else
    field = param_decl_or_null (p, params->name, params->close);
  params->name = params->type = NULL;
  if (field)
    {
      params->n_named += field->field.name && field->field.type;
      params->n_typed += field->field.type != NULL;
      ilv_parse_add (p, &params->items, field);
    }
  return false;
}

/* Nothing has a name: what was taken for names are types. */
static void
names_are_types (struct params *params)
{
  for (size_t i = 0; i < params->items.n; i++)
    {
      struct ilv_node *field = params->items.items[i];
      if (field->field.name)
        {
          field->field.type = field->field.name;
          field->field.name = NULL;
        }
    }
}

/* Some have names, so all must: gives those without a type that of the next one
 * to their right that has one. */
static void
distribute_types (struct parser *p, struct params *params, bool needs_names, ilv_pos close_pos)
{
  ilv_pos error_pos = 0;
  struct ilv_node *type = NULL;

  for (size_t i = params->items.n; i-- > 0;)
    {
      struct ilv_node *field = params->items.items[i];
      if (field->field.type)
        {
          type = field->field.type;
          if (!field->field.name)
            {
              error_pos = ilv_node_start (type);
              field->field.name = ilv_parse_blank (p, error_pos);
            }
        }
      else if (type)
        field->field.type = type;
      else
        {
          error_pos = field->field.name->pos;
          field->field.type = ilv_parse_new (p, ILV_NODE_BAD_EXPR, error_pos);
        }
    }
  if (!error_pos)
    return;
  if (params->n_named == params->n_typed)
    ilv_parse_syntax_error_at (p, close_pos, needs_names ? "missing type constraint"
                                                         : "missing parameter type");
  else if (!needs_names)
    ilv_parse_syntax_error_at (p, error_pos, "missing parameter name");
  else
    ilv_parse_syntax_error_at (p, error_pos,
                               params->items.n == 1
                                 ? "missing type parameter name or invalid array length"
                                 : "missing type parameter name");
}

static void
check_dots (struct parser *p, struct params *params, bool allows_dots)
{
  bool is_first = true;

  for (size_t i = 0; i < params->items.n; i++)
    {
      struct ilv_node *field = params->items.items[i];
      struct ilv_node *type = field->field.type;
      if (type->kind != ILV_NODE_DOTS_TYPE || (allows_dots && i + 1 == params->items.n))
        continue;
      if (is_first)
        ilv_parse_error_at (p, type->pos, "%s",
                            allows_dots ? "can only use ... with final parameter"
                                        : "invalid use of ...");
      is_first = false;
      field->field.type = type->type_expr.elem;
    }
}

/* ParameterList = ParameterDecl { "," ParameterDecl } . The opening "(" or "[" has
 * been read, and @name and @type of the first one if they are not NULL. */
struct ilv_nodes
ilv_parse_params (struct parser *p, struct ilv_node *name, struct ilv_node *type,
                  enum ilv_token close, bool needs_names, bool allows_dots)
{
  struct params params = { .name = name, .type = type, .close = close };
  ilv_pos close_pos;

  if (name && p->s.token == close)
    {
      param_element (p, &params);
      close_pos = p->s.pos;
      ilv_parse_next (p);
    }
  else
    close_pos = ilv_parse_list (p, "parameter list", ILV_TOKEN_COMMA, close, param_element,
                                &params);
  if (params.n_named == 0 && !needs_names)
    names_are_types (&params);
  else if (params.n_named != params.items.n)
    distribute_types (p, &params, needs_names, close_pos);
  check_dots (p, &params, allows_dots);
  return ilv_parse_nodes (&params.items);
}

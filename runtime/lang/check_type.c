/* Types as written. Spec: "Types".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

bool
ilv_check_is_valid (const struct ilv_type *type)
{
  return type->canon->kind != ILV_TYPE_INVALID;
}

/* Still lacks type arguments. */
bool
ilv_check_is_generic (const struct ilv_type *type)
{
  if (type->kind == ILV_TYPE_ALIAS && type->alias.n_tparams)
    return true;
  type = type->canon;
  return (type->kind == ILV_TYPE_NAMED && type->named.n_tparams > type->named.n_outer
          && !type->named.n_targs)
         || (type->kind == ILV_TYPE_FUNC && type->func.n_tparams);
}

bool
ilv_check_is_type_param (const struct ilv_type *type)
{
  return type->canon->kind == ILV_TYPE_TYPE_PARAM;
}

struct ilv_type *
ilv_check_deref (struct ilv_type *type, bool *was_pointer)
{
  struct ilv_type *plain = ilv_type_unalias (type);

  *was_pointer = plain->kind == ILV_TYPE_POINTER;
  return *was_pointer ? plain->elem : type;
}

static struct ilv_type *
invalid (struct checker *c)
{
  return ilv_type_basic (c->types, ILV_TYPE_INVALID);
}

/* --- Variables' types --------------------------------------------------- */

struct var_type
{
  ilv_pos pos;
  struct ilv_type *type;
};

static void
check_var_type (struct checker *c, void *data)
{
  struct var_type *var = data;
  struct ilv_type_set *set;

  if (ilv_type_under (c->types, var->type)->kind != ILV_TYPE_INTERFACE)
    return;
  set = ilv_type_set (c->types, var->type);
  if (set->is_comparable)
    ilv_check_error (c, var->pos,
                     "cannot use type %t outside a type constraint: interface is (or embeds) "
                     "comparable",
                     var->type);
  else if (set->has_terms)
    ilv_check_error (c, var->pos,
                     "cannot use type %t outside a type constraint: interface contains type "
                     "constraints",
                     var->type);
}

/* Only interfaces can be wrong, and only those whose name is declared may not be known yet. */
void
ilv_check_valid_var_type (struct checker *c, struct ilv_node *node, struct ilv_type *type)
{
  struct ilv_type *canon = type->canon;
  struct var_type *var;

  if (canon->kind != ILV_TYPE_NAMED && canon->kind != ILV_TYPE_INTERFACE)
    return;
  var = ilv_arena_new_struct (c->arena, struct var_type);
  var->pos = ilv_node_start (node);
  var->type = type;
  ilv_check_later (c, check_var_type, var);
}

struct ilv_type *
ilv_check_var_type (struct checker *c, struct ilv_node *node)
{
  struct ilv_type *type = ilv_check_type (c, node);

  ilv_check_valid_var_type (c, node, type);
  return type;
}

/* --- Names -------------------------------------------------------------- */

static struct ilv_type *
named_type (struct checker *c, struct ilv_node *node)
{
  struct operand x;

  if (node->kind == ILV_NODE_NAME)
    ilv_check_ident (c, &x, node, true);
  else
    ilv_check_selector (c, &x, node, true);
  switch (x.mode)
    {
    case ILV_MODE_TYPE:
      return x.type;
    case ILV_MODE_INVALID:
      break;
    case ILV_MODE_NO_VALUE:
      ilv_check_error_operand (c, &x, "%o used as type", &x);
      break;
    default:
      ilv_check_error_operand (c, &x, "%o is not a type", &x);
    }
  return invalid (c);
}

/* --- Arrays, maps ------------------------------------------------------- */

static bool
length_name_is_wrong (struct checker *c, struct ilv_node *node)
{
  struct ilv_object *object;

  if (node->kind != ILV_NODE_NAME)
    return false;
  object = ilv_check_lookup (c, node->name.symbol);
  if (object && object->kind == ILV_OBJECT_CONST)
    return false;
  if (object)
    {
      object->is_used = true;
      ilv_check_error_node (c, node, "invalid array length %n", node->name.symbol);
    }
  else
    ilv_check_error_node (c, node, "undefined array length %n or missing type constraint",
                          node->name.symbol);
  return true;
}

/* -1 after an error. */
static int64_t
array_length (struct checker *c, struct ilv_node *node)
{
  struct operand x;
  int64_t len;
  bool is_integer;

  if (length_name_is_wrong (c, node))
    return -1;
  ilv_check_expr (c, &x, node);
  if (x.mode != ILV_MODE_CONSTANT)
    {
      if (x.mode != ILV_MODE_INVALID)
        ilv_check_error_operand (c, &x, "array length %o must be constant", &x);
      return -1;
    }
  is_integer = ilv_type_is (c->types, x.type, ILV_IS_INTEGER);
  if ((ilv_type_is_untyped (x.type) || is_integer) && ilv_const_to_int64 (x.value, &len)
      && len >= 0)
    return len;
  ilv_check_error_operand (c, &x,
                           is_integer ? "invalid array length %o"
                                      : "array length %o must be integer",
                           &x);
  return -1;
}

static struct ilv_type *
array_type (struct checker *c, struct ilv_node *node)
{
  int64_t len = -1;

  if (node->type_expr.len)
    len = array_length (c, node->type_expr.len);
  else
    ilv_check_error_node (c, node, "invalid use of [...] array (outside a composite literal)");
  struct ilv_type *elem = ilv_check_var_type (c, node->type_expr.elem);
  return len >= 0 ? ilv_type_array (c->types, elem, len) : invalid (c);
}

static void
check_map_key (struct checker *c, void *data)
{
  struct ilv_node *node = data;
  struct ilv_type *key = node->type;

  if (ilv_type_is_comparable (c->types, key))
    return;
  ilv_check_error_node (c, node, "invalid map key type %t%s", key,
                        ilv_check_is_type_param (key) ? " (missing comparable constraint)" : "");
}

static struct ilv_type *
map_type (struct checker *c, struct ilv_node *node)
{
  struct ilv_type *key = ilv_check_var_type (c, node->type_expr.key);
  struct ilv_type *elem = ilv_check_var_type (c, node->type_expr.elem);

  if (ilv_check_is_valid (key))
    ilv_check_later (c, check_map_key, node->type_expr.key);
  return ilv_type_map (c->types, key, elem);
}

/* --- Structs ------------------------------------------------------------ */

struct fields
{
  struct ilv_field *items;
  size_t n, capacity;
};

static void
add_field (struct checker *c, struct fields *fields, struct ilv_field field)
{
  for (size_t i = 0; field.name != c->compilation->blank && i < fields->n; i++)
    if (fields->items[i].name == field.name)
      {
        ilv_check_error (c, field.pos, "%n redeclared\n\t%p: other declaration of %n", field.name,
                         fields->items[i].pos, field.name);
        return;
      }
  fields->items
    = ilv_arena_grow (c->arena, fields->items, fields->n, &fields->capacity, sizeof field);
  fields->items[fields->n++] = field;
}

/* T, *T, p.T, T[A]: the T; NULL if it cannot be embedded. */
static struct ilv_node *
embedded_name (struct ilv_node *node)
{
  if (node->kind == ILV_NODE_STAR)
    node = node->unary.x;
  if (node->kind == ILV_NODE_INDEX)
    node = node->index.x;
  if (node->kind == ILV_NODE_SELECTOR)
    node = node->selector.name;
  return node->kind == ILV_NODE_NAME ? node : NULL;
}

static void
check_embedded (struct checker *c, void *data)
{
  struct var_type *embedded = data;
  bool is_pointer;
  struct ilv_type *type = ilv_check_deref (embedded->type, &is_pointer);
  struct ilv_type *under = ilv_type_under (c->types, type);

  if (under->kind == ILV_TYPE_UNSAFE_POINTER)
    ilv_check_error (c, embedded->pos, "embedded field type cannot be unsafe.Pointer");
  else if (under->kind == ILV_TYPE_POINTER)
    ilv_check_error (c, embedded->pos, "embedded field type cannot be a pointer");
  else if (ilv_check_is_type_param (type))
    ilv_check_error (c, embedded->pos,
                     "embedded field type cannot be a (pointer to a) type parameter");
  else if (under->kind == ILV_TYPE_INTERFACE && is_pointer)
    ilv_check_error (c, embedded->pos, "embedded field type cannot be a pointer to an interface");
}

static void
set_tag (struct checker *c, struct ilv_field *field, struct ilv_node *tag)
{
  if (!tag || tag->lit.is_bad)
    return;
  if (tag->lit.kind != ILV_LIT_STRING)
    {
      ilv_check_error_node (c, tag, "struct field tag must be a string");
      return;
    }
  field->tag = ilv_const_to_string (
    ilv_const_literal (c->arena, ILV_LIT_STRING, tag->lit.text, tag->lit.len), &field->tag_len);
}

static void
embedded_field (struct checker *c, struct fields *fields, struct ilv_node *node,
                struct ilv_field field)
{
  ilv_pos pos = ilv_node_start (node->field.type);
  struct ilv_node *name = embedded_name (node->field.type);
  struct var_type *later;

  if (!name)
    {
      ilv_check_error (c, pos, "invalid embedded field type %e", node->field.type);
      return;
    }
  field.name = name->name.symbol;
  field.pos = name->pos;
  field.is_embedded = true;
  add_field (c, fields, field);
  later = ilv_arena_new_struct (c->arena, struct var_type);
  later->pos = pos;
  later->type = field.type;
  ilv_check_later (c, check_embedded, later);
}

static struct ilv_type *
struct_type (struct checker *c, struct ilv_node *node)
{
  struct fields fields = { 0 };
  struct ilv_node *previous = NULL;
  struct ilv_type *type = NULL;

  for (uint32_t i = 0; i < node->fields.fields.n; i++)
    {
      struct ilv_node *field_node = node->fields.fields.items[i];
      if (field_node->field.type != previous)
        type = ilv_check_var_type (c, field_node->field.type);
      previous = field_node->field.type;

      struct ilv_field field = { .type = type, .package = c->package };
      set_tag (c, &field, field_node->field.tag);
      if (!field_node->field.name)
        {
          embedded_field (c, &fields, field_node, field);
          continue;
        }
      field.name = field_node->field.name->name.symbol;
      field.pos = field_node->field.name->pos;
      add_field (c, &fields, field);
    }
  return ilv_type_struct (c->types, fields.items, fields.n);
}

/* --- Interfaces --------------------------------------------------------- */

struct elements
{
  struct ilv_method *methods;
  struct ilv_type **embeds;
  ilv_pos *embed_pos;
  size_t n_methods, n_embeds;
};

struct union_check
{
  struct ilv_node **nodes; /* one for each term */
  struct ilv_term *terms;
  size_t n;
};

static const char *
term_text (struct checker *c, const struct ilv_term *term)
{
  return ilv_check_format (c, term->has_tilde ? "~%t" : "%t", term->type);
}

static bool
terms_overlap (struct checker *c, const struct ilv_term *x, const struct ilv_term *y)
{
  struct ilv_type *x_type = x->type, *y_type = y->type;

  if (y->has_tilde)
    x_type = ilv_type_under (c->types, x_type);
  if (x->has_tilde)
    y_type = ilv_type_under (c->types, y_type);
  return ilv_type_identical (x_type, y_type);
}

static void
check_interface_term (struct checker *c, struct ilv_node *node, const struct ilv_term *term)
{
  struct ilv_type_set *set = ilv_type_set (c->types, term->type);
  const char *text = term_text (c, term);

  if (set->n_methods)
    ilv_check_error_node (c, node, "cannot use %s in union (%s contains methods)", text, text);
  else if (ilv_type_identical (term->type, c->types->comparable))
    ilv_check_error_node (c, node, "cannot use comparable in union");
  else if (set->is_comparable)
    ilv_check_error_node (c, node, "cannot use %s in union (%s embeds comparable)", text, text);
}

static void
check_term (struct checker *c, struct union_check *check, size_t index)
{
  struct ilv_term *term = &check->terms[index];
  struct ilv_node *node = check->nodes[index];
  struct ilv_type *under = ilv_type_under (c->types, term->type);
  bool is_interface = under->kind == ILV_TYPE_INTERFACE;

  if (!ilv_check_is_valid (term->type))
    return;
  if (term->has_tilde && is_interface)
    ilv_check_error_node (c, node, "invalid use of ~ (%t is an interface)", term->type);
  else if (term->has_tilde && !ilv_type_identical (under, term->type))
    ilv_check_error_node (c, node, "invalid use of ~ (underlying type of %t is %t)", term->type,
                          under);
  else if (is_interface && check->n > 1)
    check_interface_term (c, node, term);
  else if (!is_interface)
    for (size_t i = 0; i < index; i++)
      if (!ilv_check_is_plain_interface (c, check->terms[i].type)
          && terms_overlap (c, &check->terms[i], term))
        {
          ilv_check_error_node (c, node, "overlapping terms %s and %s", term_text (c, term),
                                term_text (c, &check->terms[i]));
          return;
        }
}

static void
check_terms (struct checker *c, void *data)
{
  struct union_check *check = data;

  for (size_t i = 0; i < check->n; i++)
    check_term (c, check, i);
}

static struct ilv_term
parse_term (struct checker *c, struct ilv_node *node, bool is_alone)
{
  struct ilv_term term = { .has_tilde = node->kind == ILV_NODE_UNARY
                                        && node->op == ILV_OP_TILDE };
  struct ilv_node *type = term.has_tilde ? node->unary.x : node;

  term.type = ilv_check_type (c, type);
  if (ilv_check_is_type_param (term.type))
    {
      if (term.has_tilde)
        ilv_check_error_node (c, type, "type in term %e cannot be a type parameter", node);
      else
        ilv_check_error_node (c, type, is_alone ? "cannot embed type parameter %t"
                                                : "term cannot be a type parameter",
                              term.type);
      term.type = invalid (c);
    }
  return term;
}

/* gc's bound. */
#define MAX_UNION_TERMS 100

/* a | ~b | c, or a single type. Left-deep, so the terms come last to first. */
static struct ilv_type *
union_or_type (struct checker *c, struct ilv_node *node)
{
  struct union_check *check = ilv_arena_new_struct (c->arena, struct union_check);
  size_t n = 1, i;

  for (struct ilv_node *x = node; x->kind == ILV_NODE_BINARY && x->op == ILV_OP_OR;
       x = x->binary.x)
    n++;
  if (n > MAX_UNION_TERMS)
    {
      ilv_check_error_node (c, node,
                            "cannot handle more than %d union terms (implementation limitation)",
                            MAX_UNION_TERMS);
      return invalid (c);
    }
  check->n = n;
  check->nodes = ilv_arena_new_array (c->arena, struct ilv_node *, n);
  check->terms = ilv_arena_new_array (c->arena, struct ilv_term, n);
  struct ilv_node *x = node;
  for (i = n; i-- > 1; x = x->binary.x)
    check->nodes[i] = x->binary.y;
  check->nodes[0] = x;

  bool is_valid = true;
  for (i = 0; i < n; i++)
    {
      check->terms[i] = parse_term (c, check->nodes[i], n == 1);
      is_valid &= ilv_check_is_valid (check->terms[i].type);
    }
  if (!is_valid)
    return invalid (c);
  if (n == 1 && !check->terms[0].has_tilde)
    return check->terms[0].type;
  ilv_check_later (c, check_terms, check);
  return ilv_type_union (c->types, check->terms, n);
}

static void
add_interface_method (struct checker *c, struct elements *elements, struct ilv_node *field)
{
  struct ilv_node *name = field->field.name;
  struct ilv_scope *scope;
  struct ilv_nodes none = { 0 };

  if (name->name.symbol == c->compilation->blank)
    {
      ilv_check_error_node (c, name, "methods must have a unique non-blank name");
      return;
    }
  struct ilv_type *type
    = ilv_check_signature (c, field->field.type, NULL, none, NULL, &scope);
  for (size_t i = 0; i < elements->n_methods; i++)
    if (elements->methods[i].name == name->name.symbol)
      {
        ilv_check_error_node (c, name, "duplicate method %n\n\t%p: other declaration of method %n",
                              name->name.symbol, elements->methods[i].pos, name->name.symbol);
        return;
      }
  elements->methods[elements->n_methods++] = (struct ilv_method) {
    .name = name->name.symbol, .type = type, .package = c->package, .pos = name->pos
  };
}

/* What the interface has by the name of @method, at its start by what is written in it. */
static struct ilv_method *
find_method (struct ilv_method *methods, size_t n, const struct ilv_method *method)
{
  for (size_t i = 0; i < n; i++)
    if (methods[i].name == method->name
        && (methods[i].package == method->package || ilv_symbol_is_exported (method->name)))
      return &methods[i];
  return NULL;
}

/* Methods of the same name from several embedded interfaces must agree, and there were none
 * such before Go 1.14. Interfaces written the same are one type: places are known only here. */
static void
check_embedded_methods (struct checker *c, void *data)
{
  struct elements *elements = data;
  bool may_overlap = ilv_check_go_minor (c) >= 14;
  size_t capacity = elements->n_methods;

  for (size_t i = 0; i < elements->n_embeds; i++)
    {
      struct ilv_type_set *embedded = ilv_type_set (c->types, elements->embeds[i]);
      ilv_pos pos = elements->embed_pos[i];
      for (uint32_t j = 0; j < embedded->n_methods; j++)
        {
          struct ilv_method method = embedded->methods[j];
          struct ilv_method *other
            = find_method (elements->methods, elements->n_methods, &method);
          if (other && (!may_overlap || !ilv_type_identical (other->type, method.type)))
            ilv_check_error (c, pos, "duplicate method %n\n\t%p: other declaration of method %n",
                             method.name, other->pos, method.name);
          if (other)
            continue;
          method.pos = pos;
          elements->methods = ilv_arena_grow (c->arena, elements->methods, elements->n_methods,
                                              &capacity, sizeof method);
          elements->methods[elements->n_methods++] = method;
        }
    }
}

static void
check_anonymous_cycle (struct checker *c, void *data)
{
  ilv_check_anonymous_cycle (c, data);
}

/* Only interfaces, before there were type sets. */
static bool
may_embed (struct checker *c, struct ilv_node *node, struct ilv_type *type)
{
  enum ilv_type_kind kind = ilv_type_under (c->types, type)->kind;
  const char *format = ilv_type_unalias (type)->kind == ILV_TYPE_UNION
                         ? "embedding interface element %t"
                         : "embedding non-interface type %t";

  return kind == ILV_TYPE_INTERFACE || kind == ILV_TYPE_INVALID
         || ilv_check_version (c, ilv_node_start (node), 18, ilv_check_format (c, format, type));
}

static struct ilv_type *
interface_type (struct checker *c, struct ilv_node *node)
{
  struct ilv_nodes fields = node->fields.fields;
  struct elements *elements = ilv_arena_new_struct (c->arena, struct elements);

  elements->methods = ilv_arena_new_array (c->arena, struct ilv_method, fields.n);
  elements->embeds = ilv_arena_new_array (c->arena, struct ilv_type *, fields.n);
  elements->embed_pos = ilv_arena_new_array (c->arena, ilv_pos, fields.n);
  for (uint32_t i = 0; i < fields.n; i++)
    {
      struct ilv_node *field = fields.items[i];
      if (field->field.name)
        {
          add_interface_method (c, elements, field);
          continue;
        }
      struct ilv_type *embedded = union_or_type (c, field->field.type);
      if (!ilv_check_is_valid (embedded) || !may_embed (c, field->field.type, embedded))
        continue;
      elements->embed_pos[elements->n_embeds] = ilv_node_start (field->field.type);
      elements->embeds[elements->n_embeds++] = embedded;
    }
  struct ilv_type *type
    = ilv_type_interface (c->types, elements->methods, elements->n_methods, elements->embeds,
                          elements->embed_pos, elements->n_embeds);
  if (elements->n_embeds)
    ilv_check_later (c, check_embedded_methods, elements);
  if (elements->n_methods)
    ilv_check_later (c, check_anonymous_cycle, node);
  return type;
}

/* --- Channels ----------------------------------------------------------- */

/* gc's bound. */
#define MAX_CHAN_ELEM 65536

static void
check_chan_elem (struct checker *c, void *data)
{
  struct ilv_node *node = data;
  struct ilv_type *elem = node->type->elem;

  if (!elem->has_type_params && ilv_check_is_valid (elem)
      && ilv_type_size (c->types, elem) >= MAX_CHAN_ELEM)
    ilv_check_error_node (c, node, "channel element type too large (>64kB)");
}

static struct ilv_type *
chan_type (struct checker *c, struct ilv_node *node)
{
  struct ilv_type *elem = ilv_check_var_type (c, node->type_expr.elem);

  ilv_check_later (c, check_chan_elem, node);
  return ilv_type_chan (c->types, node->type_expr.dir, elem);
}

/* --- Any type ----------------------------------------------------------- */

static struct ilv_type *
pointer_type (struct checker *c, struct ilv_node *node)
{
  struct ilv_type *elem = ilv_check_var_type (c, node->unary.x);

  return ilv_check_is_valid (elem) ? ilv_type_pointer (c->types, elem) : elem;
}

static struct ilv_type *
type_of_node (struct checker *c, struct ilv_node *node, struct ilv_object *def)
{
  struct ilv_nodes none = { 0 };
  struct ilv_scope *scope;

  switch (node->kind)
    {
    case ILV_NODE_BAD_EXPR:
      return invalid (c);
    case ILV_NODE_NAME:
    case ILV_NODE_SELECTOR:
      return named_type (c, node);
    case ILV_NODE_INDEX:
      return ilv_check_instantiated_type (c, node, node->index.x,
                                          ilv_node_items (&node->index.index));
    case ILV_NODE_PAREN:
      return ilv_check_declared_type (c, node->unary.x, def);
    case ILV_NODE_ARRAY_TYPE:
      return array_type (c, node);
    case ILV_NODE_SLICE_TYPE:
      return ilv_type_slice (c->types, ilv_check_var_type (c, node->type_expr.elem));
    case ILV_NODE_DOTS_TYPE:
      ilv_check_error_node (c, node, "invalid use of ...");
      return invalid (c);
    case ILV_NODE_STRUCT_TYPE:
      return struct_type (c, node);
    case ILV_NODE_STAR:
      return pointer_type (c, node);
    case ILV_NODE_FUNC_TYPE:
      return ilv_check_signature (c, node, NULL, none, NULL, &scope);
    case ILV_NODE_INTERFACE_TYPE:
      return interface_type (c, node);
    case ILV_NODE_MAP_TYPE:
      return map_type (c, node);
    case ILV_NODE_CHAN_TYPE:
      return chan_type (c, node);
    default:
      ilv_check_error_node (c, node, "%e is not a type", node);
      ilv_check_use_one (c, node, false);
      return invalid (c);
    }
}

static void
record_type (struct ilv_node *node, struct ilv_type *type)
{
  node->mode = ILV_MODE_TYPE;
  node->type = type->canon;
}

struct ilv_type *
ilv_check_declared_type (struct checker *c, struct ilv_node *node, struct ilv_object *def)
{
  struct ilv_type *type = type_of_node (c, node, def);

  if (ilv_check_is_generic (type))
    {
      ilv_check_error_node (c, node, "cannot use generic type %t without instantiation", type);
      type = invalid (c);
    }
  record_type (node, type);
  return type;
}

struct ilv_type *
ilv_check_type (struct checker *c, struct ilv_node *node)
{
  return ilv_check_declared_type (c, node, NULL);
}

struct ilv_type *
ilv_check_generic_type (struct checker *c, struct ilv_node *node, bool *is_generic)
{
  struct ilv_type *type = type_of_node (c, node, NULL);

  *is_generic = ilv_check_is_generic (type);
  record_type (node, type);
  return type;
}

struct ilv_type **
ilv_check_type_list (struct checker *c, struct ilv_nodes nodes)
{
  struct ilv_type **types = ilv_arena_new_array (c->arena, struct ilv_type *, nodes.n);
  bool is_valid = true;

  for (uint32_t i = 0; i < nodes.n; i++)
    {
      types[i] = ilv_check_var_type (c, nodes.items[i]);
      is_valid &= ilv_check_is_valid (types[i]);
    }
  return is_valid ? types : NULL;
}

/* The constraint of a type parameter: a type, or a type element like ~int | string. */
struct ilv_type *
ilv_check_bound (struct checker *c, struct ilv_node *node)
{
  bool is_element = (node->kind == ILV_NODE_UNARY && node->op == ILV_OP_TILDE)
                    || (node->kind == ILV_NODE_BINARY && node->op == ILV_OP_OR);

  if (!is_element)
    return ilv_check_type (c, node);
  struct ilv_type *elem = union_or_type (c, node);
  if (!ilv_check_is_valid (elem))
    return elem;
  return ilv_type_implicit_interface (c->types, elem, ilv_node_start (node));
}

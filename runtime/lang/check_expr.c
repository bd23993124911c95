/* Expressions: the walk, names, and what callers want. Spec: "Expressions".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* --- Recording ---------------------------------------------------------- */

void
ilv_check_record (struct checker *c, struct operand *x)
{
  x->node->mode = (uint8_t) x->mode;
  x->node->type = x->type ? x->type->canon : NULL;
  x->node->value = x->mode == ILV_MODE_CONSTANT ? x->value : NULL;
}

/* @x: the two operands that the expression gave. */
void
ilv_check_record_comma_ok (struct checker *c, struct ilv_node *node, struct operand *x)
{
  struct ilv_type *types[2] = { x[0].type->canon, x[1].type->canon };

  if (ilv_type_is_untyped (types[1]))
    types[1] = c->types->basic[ILV_TYPE_BOOL];
  for (;; node = node->unary.x)
    {
      node->type = ilv_type_tuple (c->types, types, NULL, 2);
      node->mode = ILV_MODE_VALUE;
      node->is_comma_ok = true;
      if (node->kind != ILV_NODE_PAREN)
        break;
    }
}

/* --- Names -------------------------------------------------------------- */

static const char *
kind_text (const struct ilv_object *object)
{
  switch (object->kind)
    {
    case ILV_OBJECT_VAR: return "variable";
    case ILV_OBJECT_CONST: return "constant";
    case ILV_OBJECT_FUNC: return "func";
    case ILV_OBJECT_PACKAGE: return "package name";
    case ILV_OBJECT_BUILTIN: return "built-in";
    case ILV_OBJECT_NIL: return "nil";
    default: return "type name";
    }
}

/* A local variable used in a function literal inside its function: all literals between
 * have to hand it on. */
static void
note_capture (struct checker *c, struct ilv_object *object)
{
  if (object->var.role == ILV_VAR_PACKAGE || object->var.func == c->env.func)
    return;
  object->var.is_captured = true;
  for (struct ilv_func_info *f = c->env.func; f && f != object->var.func; f = f->outer)
    {
      uint32_t i = 0;
      while (i < f->n_captures && f->captures[i] != object)
        i++;
      if (i < f->n_captures)
        continue;
      f->captures = ilv_arena_grow (c->arena, f->captures, f->n_captures, &f->captures_capacity,
                                    sizeof (object));
      f->captures[f->n_captures++] = object;
    }
}

/* Dot-imported names count as use of the import. */
static void
note_dot_import (struct checker *c, const struct ilv_object *object)
{
  if (!object->package || object->package == c->package)
    return;
  for (size_t i = 0; i < c->imports.n; i++)
    if (c->imports.items[i]->imported == object->package
        && c->imports.items[i]->name == c->compilation->dot_name)
      c->imports.items[i]->is_used = true;
}

void
ilv_check_ident_object (struct checker *c, struct operand *x, struct ilv_object *object)
{
  switch (object->kind)
    {
    case ILV_OBJECT_PACKAGE:
      ilv_check_error_node (c, x->node, "use of package %n not in selector", object->name);
      return;
    case ILV_OBJECT_CONST:
      ilv_check_add_dependency (c, object);
      if (!ilv_check_is_valid (object->type))
        return;
      x->value = object->cnst.value;
      if (object == c->compilation->iota_object)
        {
          if (!c->env.iota)
            {
              ilv_check_error_node (c, x->node, "cannot use iota outside constant declaration");
              return;
            }
          x->value = c->env.iota;
        }
      x->mode = ILV_MODE_CONSTANT;
      break;
    case ILV_OBJECT_TYPE:
      x->mode = ILV_MODE_TYPE;
      break;
    case ILV_OBJECT_VAR:
      object->is_used = true;
      note_capture (c, object);
      ilv_check_add_dependency (c, object);
      if (!ilv_check_is_valid (object->type))
        return;
      x->mode = ILV_MODE_VARIABLE;
      break;
    case ILV_OBJECT_FUNC:
      ilv_check_add_dependency (c, object);
      x->mode = ILV_MODE_VALUE;
      break;
    case ILV_OBJECT_BUILTIN:
      x->builtin = object->builtin;
      x->mode = ILV_MODE_BUILTIN;
      break;
    default:
      x->mode = ILV_MODE_NIL;
    }
  x->type = object->type;
}

/* The predeclared interfaces came with type parameters, but for error. */
static bool
is_known_interface (struct checker *c, const struct ilv_node *node,
                    const struct ilv_object *object)
{
  bool is_new = object->type == c->compilation->any_type || object->type == c->types->comparable;

  return !is_new || object->pos
         || ilv_check_version (c, node->pos, 18,
                               ilv_check_format (c, "predeclared %n", object->name));
}

void
ilv_check_ident (struct checker *c, struct operand *x, struct ilv_node *node, bool want_type)
{
  struct ilv_object *object = ilv_check_lookup (c, node->name.symbol);

  *x = (struct operand) { .mode = ILV_MODE_INVALID, .node = node,
                          .type = c->types->basic[ILV_TYPE_INVALID] };
  if (!object)
    {
      if (node->name.symbol == c->compilation->blank)
        ilv_check_error_node (c, node, "cannot use _ as value or type");
      else
        ilv_check_error_node (c, node, "undefined: %n", node->name.symbol);
      return;
    }
  node->name.object = object;
  if (want_type && object->kind != ILV_OBJECT_TYPE)
    {
      ilv_check_error_node (c, node, "%n (%s) is not a type", object->name, kind_text (object));
      object->is_used = true;
      return;
    }
  if (!object->type || (object->kind == ILV_OBJECT_TYPE && want_type
                        && object->package == c->package))
    ilv_check_object (c, object);
  if (!object->type && object->kind != ILV_OBJECT_PACKAGE)
    return;
  if (!is_known_interface (c, node, object))
    return;
  note_dot_import (c, object);
  ilv_check_ident_object (c, x, object);
}

/* --- The walk ----------------------------------------------------------- */

struct indirection
{
  struct checker *c;
  struct operand *x;
  struct ilv_type *elem;
};

static bool
pointer_elem (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct indirection *indirection = data;

  if (!under || under->kind != ILV_TYPE_POINTER)
    {
      ilv_check_error_operand (indirection->c, indirection->x,
                               "invalid operation: cannot indirect %o", indirection->x);
      return false;
    }
  if (indirection->elem && !ilv_type_identical (indirection->elem, under->elem))
    {
      ilv_check_error_operand (indirection->c, indirection->x,
                               "invalid operation: pointers of %o must have identical base types",
                               indirection->x);
      return false;
    }
  indirection->elem = under->elem;
  return true;
}

/* *x: what a pointer points to, or a pointer type. */
static void
star (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct indirection indirection = { .c = c, .x = x };

  ilv_check_expr_or_type (c, x, node->unary.x, false);
  if (x->mode == ILV_MODE_INVALID)
    return;
  if (x->mode == ILV_MODE_TYPE)
    {
      ilv_check_valid_var_type (c, node->unary.x, x->type);
      x->type = ilv_type_pointer (c->types, x->type);
      return;
    }
  if (x->mode == ILV_MODE_NIL)
    {
      ilv_check_error_operand (c, x, "invalid operation: cannot indirect %o", x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (ilv_type_each_under (c->types, x->type, pointer_elem, &indirection))
    {
      x->mode = ILV_MODE_VARIABLE;
      x->type = indirection.elem;
    }
  else
    x->mode = ILV_MODE_INVALID;
}

void
ilv_check_type_assertion (struct checker *c, struct ilv_node *node, struct operand *x,
                          struct ilv_type *type, bool is_type_switch)
{
  const char *cause;

  if (ilv_check_assertable (c, x->type, type, &cause))
    return;
  if (is_type_switch)
    ilv_check_error_node (c, node,
                          "impossible type switch case: %e\n\t%o cannot have dynamic type %t %s",
                          node, x, type, cause);
  else
    ilv_check_error_node (c, node,
                          "impossible type assertion: %e\n\t%t does not implement %t %s", node,
                          type, x->type, cause);
}

static void
assertion (struct checker *c, struct operand *x, struct ilv_node *node)
{
  if (!node->assertion.type)
    {
      ilv_check_error_node (c, node, "invalid syntax tree: use of .(type) outside type switch");
      ilv_check_use_one (c, node->assertion.x, false);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  ilv_check_expr (c, x, node->assertion.x);
  if (x->mode == ILV_MODE_INVALID)
    return;
  if (ilv_check_is_type_param (x->type))
    {
      ilv_check_error_operand (
        c, x, "invalid operation: cannot use type assertion on type parameter value %o", x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (ilv_type_under (c->types, x->type)->kind != ILV_TYPE_INTERFACE)
    {
      ilv_check_error_operand (c, x, "invalid operation: %o is not an interface", x);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  struct ilv_type *type = ilv_check_var_type (c, node->assertion.type);
  if (!ilv_check_is_valid (type))
    {
      x->mode = ILV_MODE_INVALID;
      return;
    }
  ilv_check_type_assertion (c, node, x, type, false);
  x->mode = ILV_MODE_COMMA_OK;
  x->type = type;
}

static enum expr_kind
any_expr (struct checker *c, struct operand *x, struct ilv_node *node, struct ilv_type *hint,
          struct ilv_type *target)
{
  size_t n;

  switch (node->kind)
    {
    case ILV_NODE_BAD_EXPR:
      break;
    case ILV_NODE_NAME:
      ilv_check_ident (c, x, node, false);
      break;
    case ILV_NODE_BASIC_LIT:
      if (!node->lit.is_bad)
        ilv_check_basic_lit (c, x, node);
      break;
    case ILV_NODE_FUNC_LIT:
      ilv_check_func_lit (c, x, node);
      break;
    case ILV_NODE_COMPOSITE_LIT:
      ilv_check_composite_lit (c, x, node, hint);
      break;
    case ILV_NODE_SELECTOR:
      ilv_check_selector (c, x, node, false);
      break;
    case ILV_NODE_INDEX:
      if (ilv_check_index (c, x, node))
        ilv_check_func_inst (c, target, node->pos, x, node, false, &n);
      break;
    case ILV_NODE_SLICE_EXPR:
      ilv_check_slice (c, x, node);
      break;
    case ILV_NODE_TYPE_ASSERT:
      assertion (c, x, node);
      break;
    case ILV_NODE_STAR:
      star (c, x, node);
      break;
    case ILV_NODE_UNARY:
      ilv_check_unary (c, x, node);
      x->node = node;
      return node->op == ILV_OP_RECV || x->mode == ILV_MODE_INVALID ? EXPR_STATEMENT
                                                                     : EXPR_EXPRESSION;
    case ILV_NODE_BINARY:
      ilv_check_binary (c, x, node, node->binary.x, node->binary.y, node->op);
      break;
    case ILV_NODE_KEY_VALUE:
      ilv_check_error_node (c, node, "invalid syntax tree: no key:value expected");
      x->mode = ILV_MODE_INVALID;
      break;
    case ILV_NODE_LIST:
      ilv_check_error_node (c, node, "invalid syntax tree: unexpected list of expressions");
      x->mode = ILV_MODE_INVALID;
      break;
    case ILV_NODE_DOTS_TYPE:
      ilv_check_error_node (c, node, "invalid syntax tree: invalid use of ...");
      x->mode = ILV_MODE_INVALID;
      break;
    default:
      x->mode = ILV_MODE_TYPE;
      x->type = ilv_check_type (c, node);
    }
  x->node = node;
  return x->mode == ILV_MODE_INVALID ? EXPR_STATEMENT : EXPR_EXPRESSION;
}

static void
check_not_generic (struct checker *c, struct operand *x, struct ilv_type *target)
{
  size_t n;
  bool is_func;

  if (x->mode == ILV_MODE_INVALID || x->mode == ILV_MODE_NO_VALUE || !ilv_check_is_generic (x->type))
    return;
  is_func = x->type->canon->kind == ILV_TYPE_FUNC;
  if (is_func && target)
    {
      ilv_check_func_inst (c, target, x->node->pos, x, NULL, false, &n);
      return;
    }
  ilv_check_error_node (c, x->node, "cannot use generic %s %e without instantiation",
                        is_func ? "function" : "type", x->node);
  x->mode = ILV_MODE_INVALID;
  x->type = c->types->basic[ILV_TYPE_INVALID];
}

enum expr_kind
ilv_check_raw_expr (struct checker *c, struct operand *x, struct ilv_node *node,
                    struct ilv_type *hint, struct ilv_type *target, bool allow_generic)
{
  enum expr_kind kind;

  *x = (struct operand) { .mode = ILV_MODE_INVALID, .node = node,
                          .type = c->types->basic[ILV_TYPE_INVALID] };
  if (node->kind == ILV_NODE_PAREN)
    {
      kind = ilv_check_raw_expr (c, x, node->unary.x, NULL, NULL, allow_generic);
      x->node = node;
    }
  else if (node->kind == ILV_NODE_CALL)
    kind = ilv_check_call (c, x, node);
  else
    kind = any_expr (c, x, node, hint, target);
  if (!allow_generic)
    check_not_generic (c, x, target);
  ilv_check_record (c, x);
  return kind;
}

/* --- What callers want -------------------------------------------------- */

void
ilv_check_exclude (struct checker *c, struct operand *x, bool no_types, bool no_builtins)
{
  const char *format;

  switch (x->mode)
    {
    case ILV_MODE_NO_VALUE:
      format = no_types ? "%o used as value" : "%o used as value or type";
      break;
    case ILV_MODE_BUILTIN:
      if (!no_builtins)
        return;
      format = "%o must be called";
      break;
    case ILV_MODE_TYPE:
      if (!no_types)
        return;
      format = "%o is not an expression";
      break;
    default:
      return;
    }
  ilv_check_error_operand (c, x, format, x);
  x->mode = ILV_MODE_INVALID;
}

void
ilv_check_single_value (struct checker *c, struct operand *x)
{
  if (x->mode != ILV_MODE_VALUE || x->type->kind != ILV_TYPE_TUPLE)
    return;
  ilv_check_error_operand (c, x, "multiple-value %o in single-value context", x);
  x->mode = ILV_MODE_INVALID;
}

static void
value_of (struct checker *c, struct operand *x, struct ilv_node *node, struct ilv_type *hint,
          struct ilv_type *target, bool allow_generic)
{
  ilv_check_raw_expr (c, x, node, hint, target, allow_generic);
  ilv_check_exclude (c, x, true, true);
  ilv_check_single_value (c, x);
}

void
ilv_check_expr (struct checker *c, struct operand *x, struct ilv_node *node)
{
  value_of (c, x, node, NULL, NULL, false);
}

/* @target: where the value goes, or NULL; it matters if that is a func type. */
void
ilv_check_expr_target (struct checker *c, struct operand *x, struct ilv_node *node,
                       struct ilv_type *target)
{
  if (target && ilv_type_under (c->types, target)->kind != ILV_TYPE_FUNC)
    target = NULL;
  value_of (c, x, node, NULL, target, false);
}

void
ilv_check_expr_hint (struct checker *c, struct operand *x, struct ilv_node *node,
                     struct ilv_type *hint)
{
  value_of (c, x, node, hint, NULL, false);
}

void
ilv_check_generic_expr (struct checker *c, struct operand *x, struct ilv_node *node)
{
  value_of (c, x, node, NULL, NULL, true);
}

void
ilv_check_expr_or_type (struct checker *c, struct operand *x, struct ilv_node *node,
                        bool allow_generic)
{
  ilv_check_raw_expr (c, x, node, NULL, NULL, allow_generic);
  ilv_check_exclude (c, x, false, false);
  ilv_check_single_value (c, x);
}

/* The several values of a call, each as an operand that stands for the call. */
static struct operand *
unpack_tuple (struct checker *c, const struct operand *x, size_t *n)
{
  const struct ilv_tuple_type *tuple = &x->type->tuple;
  struct operand *result = ilv_arena_new_array (c->arena, struct operand, tuple->n);

  *n = tuple->n;
  for (uint32_t i = 0; i < tuple->n; i++)
    result[i] = (struct operand) { .mode = ILV_MODE_VALUE, .type = tuple->types[i],
                                   .node = x->node };
  return result;
}

struct operand *
ilv_check_multi_expr (struct checker *c, struct ilv_node *node, bool allow_comma_ok, size_t *n,
                      bool *is_comma_ok)
{
  struct operand *x = ilv_arena_new_array (c->arena, struct operand, 2);

  *n = 1;
  *is_comma_ok = false;
  ilv_check_raw_expr (c, x, node, NULL, NULL, false);
  ilv_check_exclude (c, x, true, true);
  if (x->mode != ILV_MODE_INVALID && x->type->kind == ILV_TYPE_TUPLE)
    return unpack_tuple (c, x, n);
  if (allow_comma_ok && (x->mode == ILV_MODE_MAP_INDEX || x->mode == ILV_MODE_COMMA_OK))
    {
      x[1] = (struct operand) { .mode = ILV_MODE_VALUE, .node = node,
                                .type = c->types->basic[ILV_TYPE_UNTYPED_BOOL] };
      *n = 2;
      *is_comma_ok = true;
    }
  return x;
}

struct operand *
ilv_check_expr_list (struct checker *c, struct ilv_nodes nodes, size_t *n)
{
  bool ignored;

  if (nodes.n == 1)
    return ilv_check_multi_expr (c, nodes.items[0], false, n, &ignored);

  struct operand *x = ilv_arena_new_array (c->arena, struct operand, nodes.n);
  for (uint32_t i = 0; i < nodes.n; i++)
    ilv_check_expr (c, &x[i], nodes.items[i]);
  *n = nodes.n;
  return x;
}

bool
ilv_check_use_one (struct checker *c, struct ilv_node *node, bool is_lhs)
{
  struct operand x = { .mode = ILV_MODE_VALUE };
  struct ilv_node *plain;

  if (!node)
    return true;
  plain = ilv_node_unparen (node);
  if (plain->kind == ILV_NODE_LIST)
    return ilv_check_use (c, plain->list, is_lhs);
  if (plain->kind != ILV_NODE_NAME)
    ilv_check_raw_expr (c, &x, node, NULL, NULL, true);
  else if (plain->name.symbol != c->compilation->blank)
    {
      struct ilv_object *object = is_lhs ? ilv_check_lookup (c, plain->name.symbol) : NULL;
      bool was_used = object && object->is_used;
      ilv_check_expr_or_type (c, &x, plain, true);
      if (object && object->kind == ILV_OBJECT_VAR)
        object->is_used = was_used;
    }
  return x.mode != ILV_MODE_INVALID;
}

bool
ilv_check_use (struct checker *c, struct ilv_nodes nodes, bool is_lhs)
{
  bool is_ok = true;

  for (uint32_t i = 0; i < nodes.n; i++)
    is_ok &= ilv_check_use_one (c, nodes.items[i], is_lhs);
  return is_ok;
}

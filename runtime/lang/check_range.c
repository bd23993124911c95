/* for … range. Spec: "For statements with range clause".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* What ranging over something gives. */
struct ranged
{
  struct ilv_type *key, *value; /* NULL: none */
  enum ilv_range_kind kind;
};

static const char *
test_range (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data)
{
  return under && under->kind == ILV_TYPE_CHAN && under->dir == ILV_DIR_SEND
           ? ilv_check_format (c, "receive from send-only channel %t", type)
           : NULL;
}

/* func (yield func (K, V) bool). NULL if @under is one, else why not. */
static const char *
range_over_func (struct checker *c, struct ilv_type *under, struct ranged *ranged)
{
  const char *cause = NULL;
  struct ilv_tuple_type *params = &under->func.params->tuple;
  struct ilv_type *yield;

  if (params->n != 1)
    return "func must be func(yield func(...) bool): wrong argument count";
  if (under->func.results->tuple.n)
    return "func must be func(yield func(...) bool): unexpected results";
  yield = ilv_check_common_under (c, params->types[0], NULL, NULL, &cause);
  if (cause)
    return ilv_check_format (c, "func must be func(yield func(...) bool): in yield type, %s",
                             cause);
  if (yield->kind != ILV_TYPE_FUNC)
    return "func must be func(yield func(...) bool): argument is not func";

  struct ilv_tuple_type *args = &yield->func.params->tuple;
  struct ilv_tuple_type *results = &yield->func.results->tuple;
  if (args->n > 2)
    return "func must be func(yield func(...) bool): yield func has too many parameters";
  if (results->n != 1 || results->types[0]->canon != c->types->basic[ILV_TYPE_BOOL])
    return results->n == 1 && ilv_type_is (c->types, results->types[0], ILV_IS_BOOLEAN)
             ? "func must be func(yield func(...) bool): yield func returns user-defined boolean, "
               "not bool"
             : "func must be func(yield func(...) bool): yield func does not return bool";
  ranged->kind = ILV_RANGE_FUNC;
  ranged->key = args->n > 0 ? args->types[0] : NULL;
  ranged->value = args->n > 1 ? args->types[1] : NULL;
  return NULL;
}

/* NULL and *@ranged, else why @type cannot be ranged over ("": no special reason). */
static const char *
range_types (struct checker *c, struct ilv_type *type, struct ranged *ranged)
{
  const char *cause;
  struct ilv_type *under = ilv_check_common_under (c, type, test_range, NULL, &cause);
  struct ilv_type *int_type = c->types->basic[ILV_TYPE_INT], *pointed;

  *ranged = (struct ranged) { 0 };
  if (!under)
    return cause;
  switch (under->kind)
    {
    case ILV_TYPE_ARRAY:
      *ranged = (struct ranged) { int_type, under->elem, ILV_RANGE_ARRAY };
      return NULL;
    case ILV_TYPE_POINTER:
      pointed = ilv_type_under (c->types, under->elem);
      if (pointed->kind != ILV_TYPE_ARRAY)
        return "";
      *ranged = (struct ranged) { int_type, pointed->elem, ILV_RANGE_ARRAY_POINTER };
      return NULL;
    case ILV_TYPE_SLICE:
      *ranged = (struct ranged) { int_type, under->elem, ILV_RANGE_SLICE };
      return NULL;
    case ILV_TYPE_MAP:
      *ranged = (struct ranged) { under->key, under->elem, ILV_RANGE_MAP };
      return NULL;
    case ILV_TYPE_CHAN:
      *ranged = (struct ranged) { under->elem, NULL, ILV_RANGE_CHAN };
      return NULL;
    case ILV_TYPE_FUNC:
      return ilv_check_go_minor (c) < 23 ? ilv_check_requires (c, 23)
                                         : range_over_func (c, under, ranged);
    default:
      if (under->info & ILV_IS_STRING)
        *ranged = (struct ranged) { int_type, c->compilation->rune_type, ILV_RANGE_STRING };
      else if (!(under->info & ILV_IS_INTEGER))
        return "";
      else if (ilv_check_go_minor (c) < 22)
        return ilv_check_requires (c, 22);
      else
        *ranged = (struct ranged) { type, NULL, ILV_RANGE_INT };
      return NULL;
    }
}

static void
check_clause (struct checker *c, struct ilv_node *node, struct operand *x, struct ranged *ranged)
{
  const char *cause;

  if (x->mode == ILV_MODE_INVALID)
    return;
  cause = range_types (c, x->type, ranged);
  if (cause)
    ilv_check_error_operand (c, x, *cause ? "cannot range over %o: %s" : "cannot range over %o", x,
                             cause);
  else if (!ranged->key && node->range.key)
    ilv_check_error_node (c, node->range.key, "range over %o permits no iteration variables", x);
  else if (!ranged->value && node->range.value)
    ilv_check_error_node (c, node->range.value,
                          "range over %o permits only one iteration variable", x);
  else if (node->range.extra)
    ilv_check_error_node (c, node->range.extra,
                          "range clause permits at most two iteration variables");
}

/* --- Variables ---------------------------------------------------------- */

/* Declares what := says. @x: what is ranged over, for integers its own type counts. */
static struct ilv_object *
declare_variable (struct checker *c, struct ilv_node *lhs, struct ilv_type *type,
                  struct operand *x, bool is_int)
{
  struct ilv_object *object;
  struct operand value = { .mode = ILV_MODE_VALUE, .type = type, .node = lhs };

  if (lhs->kind != ILV_NODE_NAME)
    {
      ilv_check_error_node (c, lhs, "invalid syntax tree: cannot declare %e", lhs);
      return NULL;
    }
  object = ilv_check_new_local (c, lhs);
  if (!type || !ilv_check_is_valid (type))
    {
      object->type = c->types->basic[ILV_TYPE_INVALID];
      object->is_used = true;
    }
  else if (is_int)
    ilv_check_init_var (c, object, x, "range clause");
  else
    ilv_check_init_var (c, object, &value, "assignment");
  lhs->mode = ILV_MODE_VARIABLE;
  lhs->type = object->type->canon;
  return object;
}

static void
declare_variables (struct checker *c, struct ilv_node *node, struct operand *x,
                   const struct ranged *ranged, bool is_int)
{
  struct ilv_node *lhs[2] = { node->range.key, node->range.value };
  struct ilv_type *types[2] = { ranged->key, ranged->value };
  struct ilv_object *objects[2] = { NULL, NULL };
  bool has_new = false;

  for (int i = 0; i < 2; i++)
    if (lhs[i])
      objects[i] = declare_variable (c, lhs[i], types[i], x, is_int);
  for (int i = 0; i < 2; i++)
    if (objects[i])
      {
        has_new |= objects[i]->name != c->compilation->blank;
        objects[i]->var.is_reassigned |= !node->range.is_per_iteration;
        ilv_check_declare (c, c->env.scope, NULL, objects[i]);
      }
  if (!has_new)
    ilv_check_error_node (c, node, "no new variables on left side of :=");
}

static void
assign_variables (struct checker *c, struct ilv_node *node, struct operand *x,
                  const struct ranged *ranged, bool is_int)
{
  struct ilv_node *lhs[2] = { node->range.key, node->range.value };
  struct ilv_type *types[2] = { ranged->key, ranged->value };

  for (int i = 0; i < 2; i++)
    {
      struct operand value = { .mode = ILV_MODE_VALUE, .type = types[i], .node = lhs[i] };
      if (!lhs[i] || !types[i] || !ilv_check_is_valid (types[i]))
        continue;
      if (!is_int)
        {
          ilv_check_assign_var (c, lhs[i], NULL, &value, "assignment");
          continue;
        }
      ilv_check_assign_var (c, lhs[i], NULL, x, "range clause");
      if (x->mode != ILV_MODE_INVALID && !ilv_type_all_are (c->types, x->type, ILV_IS_INTEGER))
        ilv_check_error_node (c, lhs[i], "cannot use iteration variable of type %t", x->type);
    }
}

/* --- The statement ------------------------------------------------------ */

/* The body of a range over a function runs as a function that the iterator calls; what it
 * uses from around it counts as captured. */
static struct ilv_func_info *
body_function (struct checker *c, struct ilv_node *node)
{
  struct ilv_func_info *info = ilv_arena_new_struct (c->arena, struct ilv_func_info);

  info->node = node;
  info->package = c->package;
  info->outer = c->env.func;
  info->number = ++info->outer->n_ranges;
  info->tparams = info->outer->tparams;
  info->n_tparams = info->outer->n_tparams;
  return info;
}

void
ilv_check_range (struct checker *c, struct ilv_node *node)
{
  struct operand x;
  struct ranged ranged = { 0 };
  struct ilv_func_info *outer = c->env.func;
  bool is_int;

  ilv_check_expr (c, &x, node->range.x);
  check_clause (c, node, &x, &ranged);
  ilv_check_open_scope (c);
  node->range.range_kind = (uint8_t) ranged.kind;
  /* What is ranged over is copied. */
  if (ranged.kind == ILV_RANGE_ARRAY && node->range.value && x.mode != ILV_MODE_INVALID)
    ilv_check_note_temporary (c, x.type, 1);
  is_int = ranged.key && ranged.kind == ILV_RANGE_INT;
  if (ranged.kind == ILV_RANGE_FUNC && x.mode != ILV_MODE_INVALID)
    node->range.body_info = c->env.func = body_function (c, node);
  if (node->range.is_defining)
    declare_variables (c, node, &x, &ranged, is_int);
  else if (node->range.key)
    assign_variables (c, node, &x, &ranged, is_int);
  else if (is_int)
    ilv_check_assignment (c, &x, NULL, "range clause");
  /* Constant strings are ranged over as typed ones. */
  if (x.mode != ILV_MODE_INVALID && ilv_type_is_untyped (x.type))
    ilv_check_convert_untyped (c, &x, ilv_check_default_type (c, x.type));
  ilv_check_stmt (c, node->range.body);
  c->env.func = outer;
  ilv_check_close_scope (c);
}

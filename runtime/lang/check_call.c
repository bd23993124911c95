/* Calls and conversions. Spec: "Calls", "Passing arguments to ... parameters".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <string.h>

/* --- Messages ----------------------------------------------------------- */

/* "(int, number, ...string)": the types of values as "have" and "want" show them. */
static const char *
types_summary (struct checker *c, struct ilv_type *const *types, size_t n, bool is_variadic,
               bool has_dots)
{
  struct ilv_buf text;

  ilv_buf_init (&text, c->arena);
  ilv_buf_add_char (&text, '(');
  for (size_t i = 0; i < n; i++)
    {
      struct ilv_type *type = types[i];
      bool is_last = i + 1 == n;
      ilv_buf_add_cstr (&text, i ? ", " : "");
      if (is_last && is_variadic)
        {
          ilv_buf_add_cstr (&text, "...");
          if (type->kind == ILV_TYPE_SLICE)
            type = type->elem;
        }
      if (!ilv_check_is_valid (type))
        ilv_buf_add_cstr (&text, "unknown type");
      else if (type->info & ILV_IS_UNTYPED && type->info & ILV_IS_NUMERIC)
        ilv_buf_add_cstr (&text, "number");
      else if (ilv_type_is_untyped (type))
        ilv_buf_add_cstr (&text, type->text + strlen ("untyped "));
      else
        ilv_type_print (c->types, type, c->package, &text);
      if (is_last && has_dots)
        ilv_buf_add_cstr (&text, "...");
    }
  ilv_buf_add_char (&text, ')');
  return text.text;
}

static struct ilv_type **
types_of (struct checker *c, const struct operand *args, size_t n)
{
  struct ilv_type **types = ilv_arena_new_array (c->arena, struct ilv_type *, n);

  for (size_t i = 0; i < n; i++)
    types[i] = args[i].type;
  return types;
}

const char *
ilv_check_operand_types (struct checker *c, const struct operand *args, size_t n, bool has_dots)
{
  return types_summary (c, types_of (c, args, n), n, false, has_dots);
}

const char *
ilv_check_types_summary (struct checker *c, struct ilv_type *const *types, size_t n,
                         bool is_variadic)
{
  return types_summary (c, types, n, is_variadic, false);
}

/* --- Arguments ---------------------------------------------------------- */

/* The parameter types that @n_args arguments stand against; f (a, b...) against the slice
 * itself, f (a, b, c) each against its element. *@n_params is how many. */
static struct ilv_type **
parameters (struct checker *c, const struct ilv_type *sig, bool has_dots, size_t n_args,
            size_t *n_params)
{
  const struct ilv_tuple_type *declared = &sig->func.params->tuple;

  *n_params = declared->n;
  if (!sig->is_variadic || has_dots)
    return declared->types;
  if (n_args + 1 < declared->n)
    {
      *n_params = declared->n - 1;
      return declared->types;
    }
  struct ilv_type **types = ilv_arena_new_array (c->arena, struct ilv_type *, n_args);
  struct ilv_type *last = ilv_type_unalias (declared->types[declared->n - 1])->elem;
  for (size_t i = 0; i < n_args; i++)
    types[i] = i + 1 < declared->n ? declared->types[i] : last;
  *n_params = n_args;
  return types;
}

static void
wrong_count (struct checker *c, struct ilv_node *call, const struct ilv_type *sig,
             struct operand *args, size_t n_args, size_t n_params)
{
  const struct ilv_tuple_type *params = &sig->func.params->tuple;
  const char *have = types_summary (c, types_of (c, args, n_args), n_args, false,
                                    call->call.has_dots);
  const char *want = types_summary (c, params->types, params->n, sig->is_variadic, false);
  ilv_pos pos = n_args > n_params ? ilv_node_start (args[n_params].node)
                : n_args > 0      ? ilv_node_start (args[n_args - 1].node)
                                  : ilv_node_start (call);

  ilv_check_error (c, pos, "%s arguments in call to %e\n\thave %s\n\twant %s",
                   n_args > n_params ? "too many" : "not enough", call->call.fun, have, want);
}

/* Type arguments for a generic function, inferred from @args; NULL after an error. */
static struct ilv_type *
infer_signature (struct checker *c, struct ilv_node *call, struct ilv_type *sig,
                 struct ilv_type **targs, size_t n_targs, struct ilv_type **params,
                 struct operand *args, size_t n_args)
{
  size_t n = sig->func.n_tparams;
  struct ilv_type **all = ilv_arena_new_array (c->arena, struct ilv_type *, n);
  const char *error = NULL;
  ilv_pos pos = 0;
  struct ilv_nodes none = { 0 };

  if (n_targs == 0
      && !ilv_check_version (c, ilv_node_start (call), 18, "implicit function instantiation"))
    return NULL;
  for (size_t i = 0; i < n_targs; i++)
    all[i] = targs[i];
  if (!ilv_check_infer (c, call->pos, sig->func.tparams, all, n, params, args, n_args, &error,
                        &pos))
    {
      if (error)
        ilv_check_error (c, pos, "in call to %e, %s", call->call.fun, error);
      return NULL;
    }
  return ilv_check_instantiate_func (c, call->pos, call->call.fun, sig, all, n, none);
}

/* Generic functions as arguments get their type arguments from the parameters. */
static void
instantiate_arguments (struct checker *c, struct operand *args, size_t n_args,
                       struct ilv_type *const *params)
{
  for (size_t i = 0; i < n_args; i++)
    {
      size_t n;
      if (args[i].mode == ILV_MODE_INVALID || !args[i].type
          || args[i].type->canon->kind != ILV_TYPE_FUNC || !args[i].type->canon->func.n_tparams)
        continue;
      struct ilv_type *target = ilv_type_under (c->types, params[i]);
      if (target->kind != ILV_TYPE_FUNC)
        {
          ilv_check_error_node (c, args[i].node,
                                "cannot use generic function %e without instantiation",
                                args[i].node);
          args[i].mode = ILV_MODE_INVALID;
          continue;
        }
      ilv_check_func_inst (c, target, args[i].node->pos, &args[i],
                           args[i].node->kind == ILV_NODE_INDEX ? args[i].node : NULL, false, &n);
      ilv_check_record (c, &args[i]);
    }
}

struct ilv_type *
ilv_check_arguments (struct checker *c, struct ilv_node *call, struct ilv_type *sig,
                     struct ilv_type **targs, size_t n_targs, struct operand *args, size_t n_args)
{
  size_t n_params;
  bool has_dots = call->call.has_dots;

  if (has_dots && !sig->is_variadic)
    {
      ilv_check_error_node (c, call, "cannot use ... in call to non-variadic %e",
                            call->call.fun);
      return NULL;
    }
  if (has_dots && call->call.args.n == 1 && n_args > 1)
    {
      ilv_check_error_node (c, call, "cannot use ... with %d-valued %e", (int) n_args,
                            call->call.args.items[0]);
      return NULL;
    }
  struct ilv_type **params = parameters (c, sig, has_dots, n_args, &n_params);
  if (n_args != n_params)
    {
      for (size_t i = 0; i < n_args; i++)
        if (args[i].mode == ILV_MODE_INVALID)
          return NULL;
      wrong_count (c, call, sig, args, n_args, n_params);
      return NULL;
    }
  if (sig->func.n_tparams)
    {
      sig = infer_signature (c, call, sig, targs, n_targs, params, args, n_args);
      if (!sig)
        return NULL;
      params = parameters (c, sig, has_dots, n_args, &n_params);
    }
  instantiate_arguments (c, args, n_args, params);
  const char *context = ilv_check_format (c, "argument to %e", call->call.fun);
  for (size_t i = 0; i < n_args; i++)
    ilv_check_assignment (c, &args[i], params[i], context);
  return sig;
}

/* Like ilv_check_expr_list(), but generic functions may be among the values. */
static struct operand *
generic_arguments (struct checker *c, struct ilv_nodes nodes, size_t *n)
{
  struct operand *args = ilv_arena_new_array (c->arena, struct operand, nodes.n);
  size_t ignored;

  *n = nodes.n;
  for (uint32_t i = 0; i < nodes.n; i++)
    {
      struct ilv_node *node = nodes.items[i];
      struct operand *x = &args[i];
      if (node->kind == ILV_NODE_INDEX)
        {
          *x = (struct operand) { .node = node, .type = c->types->basic[ILV_TYPE_INVALID] };
          if (ilv_check_index (c, x, node))
            ilv_check_func_inst (c, NULL, node->pos, x, node, true, &ignored);
          x->node = node;
          if (x->mode != ILV_MODE_INVALID && !ilv_check_is_generic (x->type))
            ilv_check_record (c, x);
          ilv_check_exclude (c, x, true, true);
        }
      else if (nodes.n > 1)
        ilv_check_generic_expr (c, x, node);
      else
        {
          ilv_check_raw_expr (c, x, node, NULL, NULL, true);
          ilv_check_exclude (c, x, true, true);
          if (x->mode != ILV_MODE_INVALID && x->type->kind == ILV_TYPE_TUPLE)
            {
              const struct ilv_tuple_type *tuple = &x->type->tuple;
              args = ilv_arena_new_array (c->arena, struct operand, tuple->n);
              *n = tuple->n;
              for (uint32_t j = 0; j < tuple->n; j++)
                args[j] = (struct operand) { .mode = ILV_MODE_VALUE, .type = tuple->types[j],
                                             .node = node };
            }
        }
    }
  return args;
}

/* --- Conversions -------------------------------------------------------- */

static void
convert (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct ilv_type *type = x->type;
  struct ilv_nodes args = node->call.args;

  node->call.call_kind = ILV_CALL_CONVERSION;
  x->mode = ILV_MODE_INVALID;
  if (args.n == 0)
    {
      ilv_check_error_node (c, node, "missing argument in conversion to %t", type);
      return;
    }
  if (args.n > 1)
    {
      ilv_check_use (c, args, false);
      ilv_check_error_node (c, args.items[args.n - 1], "too many arguments in conversion to %t",
                            type);
      return;
    }
  ilv_check_expr (c, x, args.items[0]);
  if (x->mode == ILV_MODE_INVALID)
    return;
  if (ilv_check_is_plain_interface (c, type))
    {
      struct ilv_type_set *set = ilv_type_set (c->types, type);
      if (set->has_terms || set->is_comparable)
        {
          ilv_check_error_node (c, node,
                                "cannot use interface %t in conversion (contains specific type "
                                "constraints or is comparable)",
                                type);
          x->mode = ILV_MODE_INVALID;
          return;
        }
    }
  if (node->call.has_dots)
    {
      ilv_check_error_node (c, args.items[0], "invalid use of ... in conversion to %t", type);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  ilv_check_conversion (c, x, type);
}

/* --- Calls -------------------------------------------------------------- */

static const char *
test_function (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data)
{
  return under && under->kind != ILV_TYPE_FUNC
           ? ilv_check_format (c, "%t is not a function", type)
           : NULL;
}

static enum ilv_call_kind
call_kind (struct ilv_node *fun)
{
  fun = ilv_node_unparen (fun);
  if (fun->kind == ILV_NODE_INDEX)
    fun = ilv_node_unparen (fun->index.x);
  if (fun->kind == ILV_NODE_NAME)
    return fun->name.object && fun->name.object->kind == ILV_OBJECT_FUNC ? ILV_CALL_FUNCTION
                                                                         : ILV_CALL_VALUE;
  if (fun->kind != ILV_NODE_SELECTOR || !fun->selector.selection)
    return ILV_CALL_VALUE;
  switch (fun->selector.selection->kind)
    {
    case ILV_SELECT_PACKAGE:
      return fun->selector.selection->object->kind == ILV_OBJECT_FUNC ? ILV_CALL_FUNCTION
                                                                      : ILV_CALL_VALUE;
    case ILV_SELECT_METHOD:
      return ILV_CALL_METHOD;
    case ILV_SELECT_INTERFACE_METHOD:
      return ILV_CALL_INTERFACE;
    default:
      return ILV_CALL_VALUE;
    }
}

/* Explicit type arguments of f[A, B] (…). NULL after an error; *@sig is instantiated if
 * they are all there, and then *@n is 0. */
static struct ilv_type **
explicit_type_arguments (struct checker *c, struct ilv_node *index, struct ilv_type **sig,
                         size_t *n)
{
  struct ilv_nodes places = ilv_node_items (&index->index.index);
  struct ilv_type **targs = ilv_check_type_list (c, places);

  if (!targs)
    return NULL;
  if (places.n > (*sig)->func.n_tparams)
    {
      ilv_check_error_node (c, places.items[(*sig)->func.n_tparams],
                            "got %d type arguments but want %d", (int) places.n,
                            (int) (*sig)->func.n_tparams);
      return NULL;
    }
  if (!ilv_check_version (c, ilv_node_start (index), 18, "function instantiation"))
    return NULL;
  *n = places.n;
  if (places.n == (*sig)->func.n_tparams)
    {
      *n = 0;
      *sig = ilv_check_instantiate_func (c, index->pos, index->index.x, *sig, targs, places.n,
                                         places);
      return *sig ? targs : NULL;
    }
  return targs;
}

static void
set_result (struct checker *c, struct operand *x, const struct ilv_type *sig)
{
  struct ilv_type *results = sig->func.results;

  x->mode = results->tuple.n ? ILV_MODE_VALUE : ILV_MODE_NO_VALUE;
  x->type = results->tuple.n == 1 ? results->tuple.types[0] : results;
}

static enum expr_kind
call_failed (struct checker *c, struct operand *x, struct ilv_node *node)
{
  x->mode = ILV_MODE_INVALID;
  x->node = node;
  return EXPR_STATEMENT;
}

/* @inst: the fun is this INDEX with type arguments, of which @x is the function. */
static enum expr_kind
call_function (struct checker *c, struct operand *x, struct ilv_node *node, struct ilv_node *inst)
{
  const char *cause;
  struct ilv_type **targs = NULL;
  size_t n_targs = 0, n_args;
  struct ilv_type *sig = ilv_check_common_under (c, x->type, test_function, NULL, &cause);

  if (!sig)
    {
      ilv_check_error_operand (c, x, "invalid operation: cannot call %o: %s", x, cause);
      ilv_check_use (c, node->call.args, false);
      return call_failed (c, x, node);
    }
  bool was_generic = sig->func.n_tparams > 0;
  if (inst)
    {
      targs = explicit_type_arguments (c, inst, &sig, &n_targs);
      if (!targs)
        {
          ilv_check_use (c, node->call.args, false);
          return call_failed (c, x, node);
        }
    }
  struct operand *args = generic_arguments (c, node->call.args, &n_args);
  struct ilv_type *checked = ilv_check_arguments (c, node, sig, targs, n_targs, args, n_args);
  node->call.call_kind = (uint8_t) call_kind (node->call.fun);
  c->env.has_call_or_receive = true;
  if (!checked && sig->func.n_tparams)
    return call_failed (c, x, node);
  if (checked)
    sig = checked;
  node->call.signature = sig->canon;
  if (was_generic)
    {
      node->call.fun->mode = ILV_MODE_VALUE;
      node->call.fun->type = sig->canon;
    }
  set_result (c, x, sig);
  x->node = node;
  return EXPR_STATEMENT;
}

static bool
builtin_is_statement (enum ilv_builtin builtin)
{
  static const bool is_statement[] = {
#define ILV_BUILTIN(NAME, text, n_args, is_variadic, may_be_statement) \
  [ILV_BUILTIN_##NAME] = may_be_statement,
#include "lang/builtins.def"
  };

  return is_statement[builtin];
}

static enum expr_kind
call_builtin (struct checker *c, struct operand *x, struct ilv_node *node)
{
  enum ilv_builtin builtin = x->builtin;

  node->call.call_kind = ILV_CALL_BUILTIN;
  node->call.builtin = (uint8_t) builtin;
  if (!ilv_check_builtin (c, x, node, builtin))
    x->mode = ILV_MODE_INVALID;
  x->node = node;
  if (x->mode != ILV_MODE_INVALID && x->mode != ILV_MODE_CONSTANT)
    c->env.has_call_or_receive = true;
  return builtin_is_statement (builtin) ? EXPR_STATEMENT : EXPR_EXPRESSION;
}

enum expr_kind
ilv_check_call (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct ilv_node *fun = node->call.fun, *inst = NULL;

  if (fun->kind == ILV_NODE_INDEX)
    {
      *x = (struct operand) { .node = fun, .type = c->types->basic[ILV_TYPE_INVALID] };
      if (ilv_check_index (c, x, fun))
        inst = fun;
      else
        x->node = fun;
      if (x->mode != ILV_MODE_INVALID || !inst)
        ilv_check_record (c, x);
    }
  else
    ilv_check_expr_or_type (c, x, fun, true);

  switch (x->mode)
    {
    case ILV_MODE_INVALID:
      ilv_check_use (c, node->call.args, false);
      x->node = node;
      return EXPR_STATEMENT;
    case ILV_MODE_TYPE:
      if (ilv_check_is_generic (x->type))
        {
          ilv_check_error_node (c, x->node, "cannot use generic type %e without instantiation",
                                x->node);
          ilv_check_use (c, node->call.args, false);
          x->mode = ILV_MODE_INVALID;
        }
      else
        convert (c, x, node);
      x->node = node;
      return EXPR_CONVERSION;
    case ILV_MODE_BUILTIN:
      return call_builtin (c, x, node);
    default:
      return call_function (c, x, node, inst);
    }
}

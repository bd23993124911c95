/* gen_call.c - Calls, go and defer.
 *
 * The callee's frame begins inside the caller's, behind all that is in use: the
 * window. Arguments are worked out right into it, and results are found there.
 *
 * Source: Go spec, "Calls", "Passing arguments to ... parameters",
 * "Method values", "Go statements", "Defer statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

/* A call about to be made. */
struct call
{
  const struct ilv_func *func; /* known callee; NULL: */
  bool is_interface;           /* the interface in `callee`, method `method_id` */
  uint32_t callee;             /* or the closure there */
  uint32_t method_id;
  struct ilv_type *signature;  /* FUNC, of the parameters that the arguments are for */
  uint32_t window, n_results, n_args;
};

/* --- Arguments ---------------------------------------------------------- */

/* The arguments from @first on as a slice: f(a, b, c...) with a parameter ...T. */
static void
pack_variadic (struct ilv_gen_func *f, struct ilv_nodes args, uint32_t first,
               const struct ilv_gen_type *slice, uint32_t to)
{
  const struct ilv_gen_type *elem = ilv_gen_type (f->gen, slice->under->elem);
  uint32_t n = args.n - first;

  if (n == 0)
    {
      ilv_gen_zero (f, to, 3);
      return;
    }
  ilv_gen_int (f, n, to + 1);
  ILV_EMIT (f, MKSLICE, to, to + 1, to + 1);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, elem->type));
  for (uint32_t i = 0; i < n; i++)
    {
      uint32_t top = f->top;

      ilv_gen_store (f, ilv_gen_operand_as (f, args.items[first + i], elem), elem, to,
                     i * elem->size);
      f->top = top;
    }
}

/* f (g ()) where g has several results: from their slots to the parameters'. */
static void
spread_arguments (struct ilv_gen_func *f, struct ilv_node *arg, const struct ilv_type *signature,
                  uint32_t to)
{
  const struct ilv_tuple_type *params = &signature->func.params->tuple;
  struct ilv_type *tuple = ilv_gen_subst (f, arg->type);
  uint32_t from = ilv_gen_tuple (f, arg);
  uint32_t n_fixed = params->n - signature->is_variadic;
  const struct ilv_gen_type *slice = NULL, *elem = NULL;

  for (uint32_t i = 0; i < tuple->tuple.n; i++)
    {
      const struct ilv_gen_type *type = ilv_gen_type (f->gen, tuple->tuple.types[i]);

      if (i < n_fixed)
        {
          const struct ilv_gen_type *param = ilv_gen_type (f->gen, params->types[i]);
          ilv_gen_value_as (f, type, from, param, to);
          to += param->n_slots;
        }
      else
        {
          uint32_t top = f->top, value;

          if (!slice)
            {
              slice = ilv_gen_type (f->gen, params->types[n_fixed]);
              elem = ilv_gen_type (f->gen, slice->under->elem);
              ilv_gen_int (f, tuple->tuple.n - n_fixed, to + 1);
              ILV_EMIT (f, MKSLICE, to, to + 1, to + 1);
              ilv_gen_address (f, ilv_gen_rtype (f->gen, elem->type));
            }
          value = ilv_gen_alloc (f, elem->n_slots);
          ilv_gen_value_as (f, type, from, elem, value);
          ilv_gen_store (f, value, elem, to, (i - n_fixed) * elem->size);
          f->top = top;
        }
      from += type->n_slots;
    }
  if (signature->is_variadic && !slice)
    ilv_gen_zero (f, to, 3);
}

static void
arguments (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_type *signature,
           uint32_t to)
{
  const struct ilv_tuple_type *params = &signature->func.params->tuple;
  struct ilv_nodes args = node->call.args;
  const struct ilv_gen_given *outer;

  if (args.n == 1 && args.items[0]->type && args.items[0]->type->kind == ILV_TYPE_TUPLE)
    {
      spread_arguments (f, args.items[0], signature, to);
      return;
    }
  outer = ilv_gen_calls_first (f, args.items, args.n, false);
  for (uint32_t i = 0; i < params->n; i++)
    {
      const struct ilv_gen_type *param = ilv_gen_type (f->gen, params->types[i]);
      uint32_t top = f->top;

      if (signature->is_variadic && i == params->n - 1 && !node->call.has_dots)
        pack_variadic (f, args, i, param, to);
      else
        ilv_gen_expr_as (f, args.items[i], param, to);
      f->top = top;
      to += param->n_slots;
    }
  f->given = outer;
}

/* --- Who is called ------------------------------------------------------ */

static void
open_window (struct ilv_gen_func *f, struct call *call, uint32_t n_receiver_slots)
{
  call->n_results = ilv_gen_n_slots (f->gen, call->signature->func.results);
  call->n_args = call->n_results + n_receiver_slots
                 + ilv_gen_n_slots (f->gen, call->signature->func.params);
  /* Natives have three slots of state behind their arguments. */
  call->window = ilv_gen_alloc (f, ILV_FRAME_HEAD + call->n_args + 3) + ILV_FRAME_HEAD;
}

static uint16_t
window_slots (const struct call *call)
{
  return ilv_window_slots (call->n_results, call->n_args - call->n_results);
}

static struct ilv_node *
named_function (struct ilv_gen_func *f, struct ilv_node *fun)
{
  if (fun->kind == ILV_NODE_INDEX)
    fun = ilv_node_unparen (fun->index.x);
  if (fun->kind == ILV_NODE_SELECTOR && fun->selector.selection
      && fun->selector.selection->kind == ILV_SELECT_PACKAGE)
    fun = fun->selector.name;
  if (fun->kind == ILV_NODE_NAME && fun->name.object
      && fun->name.object->kind == ILV_OBJECT_FUNC)
    return fun;
  return NULL;
}

/* Whether the method's receiver is passed by address. */
static bool
has_pointer_receiver (const struct ilv_selection *selection)
{
  return selection->object->func.has_pointer_recv;
}

static void
prepare_method (struct ilv_gen_func *f, struct ilv_node *fun, struct ilv_selection *selection,
                struct call *call)
{
  uint32_t n_receiver = 1;

  call->func = ilv_gen_method_func (f->gen, selection);
  if (!has_pointer_receiver (selection))
    n_receiver = ilv_gen_type (f->gen, selection->recv)->n_slots;
  open_window (f, call, n_receiver);
  ilv_gen_receiver (f, fun, call->window + call->n_results);
}

static void
prepare_interface (struct ilv_gen_func *f, struct ilv_node *fun,
                   struct ilv_selection *selection, struct call *call)
{
  call->is_interface = true;
  call->method_id = ilv_gen_method_id (f->gen, selection->name, selection->package);
  call->callee = ilv_gen_alloc (f, 2);
  ilv_gen_receiver (f, fun, call->callee);
  open_window (f, call, 1);
}

/* The callee, and a window with receiver and arguments in place. */
static void
prepare (struct ilv_gen_func *f, struct ilv_node *node, struct call *call)
{
  struct ilv_node *fun = ilv_node_unparen (node->call.fun);
  struct ilv_node *name = named_function (f, fun);
  struct ilv_selection *selection = NULL;
  uint32_t n_receiver = 0;

  *call = (struct call) { .signature = ilv_gen_subst (f, node->call.signature) };
  if (!name && fun->kind == ILV_NODE_SELECTOR)
    selection = ilv_gen_selection (f, fun);
  if (selection && selection->kind == ILV_SELECT_METHOD)
    prepare_method (f, fun, selection, call);
  else if (selection && selection->kind == ILV_SELECT_INTERFACE_METHOD)
    prepare_interface (f, fun, selection, call);
  else if (name)
    {
      call->func = ilv_gen_func_of_name (f, name->name.object, name->name.instance);
      open_window (f, call, 0);
    }
  else
    {
      call->callee = ilv_gen_alloc (f, 1);
      ilv_gen_expr_to (f, fun, call->callee);
      open_window (f, call, 0);
    }
  n_receiver = call->n_args - call->n_results
               - ilv_gen_n_slots (f->gen, call->signature->func.params);
  arguments (f, node, call->signature, call->window + call->n_results + n_receiver);
}

void
ilv_gen_native_call (struct ilv_gen_func *f, const struct ilv_func *func, uint32_t window)
{
  if (func->shortcut)
    ilv_gen_emit (f, func->shortcut, window, 0, 0);
  for (int half = 0; half < 2; half++)
    {
      ilv_gen_emit (f, half == 0 ? ILV_OPCODE_CALLN : ILV_OPCODE_CALLN_RESUME, window, 0, 0);
      ilv_gen_address (f, (const void *) (uintptr_t) func->native);
      ilv_gen_pair (f, func->n_result_slots, func->n_arg_slots);
    }
}

uint32_t
ilv_gen_call (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct call call;

  prepare (f, node, &call);
  ilv_gen_at (f, node->pos);
  if (call.is_interface)
    {
      ILV_EMIT (f, CALLI, call.window, call.callee, window_slots (&call));
      ilv_gen_word (f, call.method_id);
      ilv_gen_word (f, 0);
    }
  else if (!call.func)
    ILV_EMIT (f, CALLC, call.window, call.callee, window_slots (&call));
  else if (call.func->native)
    ilv_gen_native_call (f, call.func, call.window);
  else
    {
      ILV_EMIT (f, CALL, call.window, 0, 0);
      ilv_gen_address (f, call.func);
    }
  f->top = call.window + (call.n_results ? call.n_results : 1);
  return call.window;
}

/* --- go and defer ------------------------------------------------------- */

/* The callee as a closure in a slot; an interface's receiver joins the arguments. */
static uint32_t
closure_of (struct ilv_gen_func *f, const struct call *call)
{
  uint32_t slot;

  if (!call->func && !call->is_interface)
    return call->callee;
  slot = ilv_gen_alloc (f, 1);
  if (call->is_interface)
    {
      ILV_EMIT (f, METHOD, slot, call->window + call->n_results, call->callee);
      ilv_gen_word (f, call->method_id);
    }
  else
    {
      ILV_EMIT (f, LDK, slot, 0, 0);
      ilv_gen_address (f, &call->func->self);
    }
  return slot;
}

/* A builtin or conversion has no function: one is made that captures the arguments. */
static void
wrap_builtin (struct ilv_gen_func *f, struct ilv_node *node, struct call *call)
{
  struct ilv_nodes args = node->call.args;
  struct ilv_gen_func inner;
  struct ilv_gen_given *list = NULL;
  uint32_t n_slots = 0, from;
  struct ilv_func *func = ilv_gen_new_func (f->gen, f->func->name);

  func->is_hidden = true;
  ilv_gen_func_begin (&inner, f->gen, func);
  inner.n_tparams = f->n_tparams;
  inner.tparams = f->tparams;
  inner.targs = f->targs;
  inner.pos = f->pos;
  for (uint32_t i = 0; i < args.n; i++)
    if (args.items[i]->mode != ILV_MODE_TYPE)
      n_slots += ilv_gen_type_of (f, args.items[i])->n_slots;
  from = ilv_gen_alloc (f, n_slots);
  n_slots = 0;
  for (uint32_t i = 0; i < args.n; i++)
    {
      struct ilv_node *arg = ilv_node_unparen (args.items[i]);
      struct ilv_gen_given *given;

      if (arg->mode == ILV_MODE_TYPE || arg->mode == ILV_MODE_CONSTANT
          || arg->mode == ILV_MODE_NIL)
        continue;
      ilv_gen_expr_to (f, arg, from + n_slots);
      given = ilv_arena_new_struct (f->gen->arena, struct ilv_gen_given);
      *given = (struct ilv_gen_given) { list, arg, n_slots };
      list = given;
      n_slots += ilv_gen_type_of (f, arg)->n_slots;
    }
  inner.given = list;
  if (n_slots)
    ILV_EMIT (&inner, LDCAP, ilv_gen_alloc (&inner, n_slots), 0, n_slots);
  /* A deferred recover is a call from the function that deferred it. */
  if (node->call.builtin == ILV_BUILTIN_RECOVER)
    ILV_EMIT (&inner, RECOVER, ilv_gen_alloc (&inner, 2), 1, 0);
  else
    ilv_gen_builtin (&inner, node, ILV_NO_SLOT);
  ILV_EMIT (&inner, RET, 0, 0, 0);
  ilv_gen_finish (&inner);

  *call = (struct call) { .callee = ilv_gen_alloc (f, 1) };
  ILV_EMIT (f, CLOSURE, call->callee, from, n_slots);
  ilv_gen_address (f, func);
  call->window = ilv_gen_alloc (f, ILV_FRAME_HEAD + 3) + ILV_FRAME_HEAD;
}

static uint32_t
prepare_later (struct ilv_gen_func *f, struct ilv_node *node, struct call *call)
{
  node = ilv_node_unparen (node);
  if (node->call.call_kind == ILV_CALL_BUILTIN)
    wrap_builtin (f, node, call);
  else
    prepare (f, node, call);
  return closure_of (f, call);
}

void
ilv_gen_go (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct call call;
  uint32_t closure = prepare_later (f, node, &call);

  ILV_EMIT (f, GO, call.window, closure, window_slots (&call));
}

void
ilv_gen_defer (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct call call;
  uint32_t closure = prepare_later (f, node, &call);

  if (f->body_of)
    ILV_EMIT (f, DEFERAT, call.window, closure, ilv_gen_defer_list (f));
  else
    ILV_EMIT (f, DEFER, call.window, closure, f->defer_slot);
}

/* gen_closure.c - Function literals, method values and method expressions.
 *
 * A closure is {function, captured slots}. A variable that is never assigned
 * again is captured by value; any other lives in a heap cell, and the cell's
 * address is captured. Inside, captures are copied to slots on entry and are
 * variables like others from then on.
 *
 * Source: Go spec, "Function literals", "Method values", "Method expressions",
 * "Method sets", "Struct types" (promoted methods).
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

/* --- Function literals -------------------------------------------------- */

static uint32_t
n_capture_slots (struct ilv_gen_func *f, const struct ilv_object *object)
{
  if (ilv_gen_var_needs_cell (f, object))
    return 1;
  return ilv_gen_type_in (f, ilv_object_type (object))->n_slots;
}

uint32_t
ilv_gen_n_capture_slots (struct ilv_gen_func *f, const struct ilv_func_info *info)
{
  uint32_t n = 0;

  for (uint32_t i = 0; i < info->n_captures; i++)
    n += n_capture_slots (f, info->captures[i]);
  return n;
}

void
ilv_gen_enter_captures (struct ilv_gen_func *f, const struct ilv_func_info *info, uint32_t first)
{
  uint32_t n = ilv_gen_n_capture_slots (f, info);
  uint32_t slot;

  if (n == 0)
    return;
  slot = ilv_gen_alloc (f, n);
  ILV_EMIT (f, LDCAP, slot, first, n);
  for (uint32_t i = 0; i < info->n_captures; i++)
    {
      struct ilv_object *object = info->captures[i];

      ilv_gen_var_put (f, object, ilv_gen_var_needs_cell (f, object) ? ILV_GEN_IN_CELL
                                                                      : ILV_GEN_IN_SLOTS, slot);
      slot += n_capture_slots (f, object);
    }
}

void
ilv_gen_enter_closure (struct ilv_gen_func *f, const struct ilv_func_info *info)
{
  ilv_gen_enter_captures (f, info, 0);
}

static void
fill_captures (struct ilv_gen_func *f, const struct ilv_func_info *info, uint32_t slot)
{
  for (uint32_t i = 0; i < info->n_captures; i++)
    {
      uint32_t n_slots = n_capture_slots (f, info->captures[i]);
      struct ilv_gen_var *var = ilv_gen_var_find (f, info->captures[i]);

      ILV_ASSERT (var);
      ilv_gen_move (f, slot, var->slot, n_slots);
      slot += n_slots;
    }
}

void
ilv_gen_closure (struct ilv_gen_func *f, struct ilv_func *func, struct ilv_func_info *info,
                 uint32_t to)
{
  uint32_t n = ilv_gen_n_capture_slots (f, info);
  uint32_t first;

  if (n == 0)
    {
      ILV_EMIT (f, LDK, to, 0, 0);
      ilv_gen_address (f, &func->self);
      return;
    }
  first = ilv_gen_alloc (f, n);
  fill_captures (f, info, first);
  ILV_EMIT (f, CLOSURE, to, first, n);
  ilv_gen_address (f, func);
}

void
ilv_gen_closure_behind (struct ilv_gen_func *f, struct ilv_func *func, struct ilv_func_info *info,
                        uint32_t before, uint32_t to)
{
  uint32_t n = 1 + ilv_gen_n_capture_slots (f, info);
  uint32_t first = ilv_gen_alloc (f, n);

  ilv_gen_move (f, first, before, 1);
  fill_captures (f, info, first + 1);
  ILV_EMIT (f, CLOSURE, to, first, n);
  ilv_gen_address (f, func);
}

const char *
ilv_gen_literal_name (struct ilv_gen_func *f, const struct ilv_func_info *info)
{
  struct ilv_buf buf;

  ilv_buf_init (&buf, f->gen->arena);
  /* gc numbers literals inside literals without the word, and bodies of ranges with a dash. */
  if (info->node->kind == ILV_NODE_RANGE)
    ilv_buf_printf (&buf, "%s-range%u", f->func->name, info->number);
  else
    ilv_buf_printf (&buf, f->outer ? "%s.%u" : "%s.func%u", f->func->name, info->number);
  return buf.text;
}

void
ilv_gen_func_lit (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_func *func = ilv_gen_new_func (f->gen, ilv_gen_literal_name (f, node->func_lit.info));

  ilv_gen_inner (f, node->func_lit.info, func, node->func_lit.body);
  ilv_gen_closure (f, func, node->func_lit.info, to);
}

/* --- Selections --------------------------------------------------------- */

struct ilv_selection *
ilv_gen_selection (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_selection *selection = node->selector.selection;
  struct ilv_selection *found;
  bool is_expr;

  if (f->n_tparams == 0 || selection->kind == ILV_SELECT_PACKAGE
      || !node->selector.x->type->has_type_params)
    return selection;
  is_expr = selection->kind == ILV_SELECT_METHOD_EXPR;
  found = ilv_arena_new_struct (f->gen->arena, struct ilv_selection);
  *found = ilv_lookup (f->gen->types, ilv_gen_subst (f, node->selector.x->type),
                       f->package, node->selector.name->name.symbol, NULL);
  ILV_ASSERT (found->kind != ILV_SELECT_NONE);
  if (is_expr)
    {
      found->is_interface = found->kind == ILV_SELECT_INTERFACE_METHOD;
      found->kind = ILV_SELECT_METHOD_EXPR;
    }
  return found;
}

/* The receiver at @place as the method wants it, to @to: its address, its value, or the
 * interface that it is. */
static void
receiver_from (struct ilv_gen_func *f, struct ilv_gen_place place,
               const struct ilv_selection *selection, bool is_interface, uint32_t to)
{
  bool is_pointer = place.type->kind == ILV_TYPE_POINTER;

  if (is_interface)
    ilv_gen_place_read (f, &place, to);
  else if (selection->object->func.has_pointer_recv && !is_pointer)
    ilv_gen_place_address (f, &place, to);
  else if (!selection->object->func.has_pointer_recv && is_pointer
           && place.type->type != selection->recv)
    {
      place = ilv_gen_pointee (f, ilv_gen_place_read (f, &place, ILV_NO_SLOT), place.type);
      ilv_gen_place_read (f, &place, to);
    }
  else
    ilv_gen_place_read (f, &place, to);
}

void
ilv_gen_receiver (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_selection *selection = ilv_gen_selection (f, node);

  receiver_from (f, ilv_gen_selector_place (f, node, false), selection,
                 selection->kind == ILV_SELECT_INTERFACE_METHOD, to);
}

static uint32_t
n_receiver_slots (struct ilv_gen *gen, const struct ilv_selection *selection)
{
  if (selection->object->func.has_pointer_recv)
    return 1;
  return ilv_gen_type (gen, selection->recv)->n_slots;
}

/* --- Wrappers ----------------------------------------------------------- */

/* A function that passes its parameters on, behind another receiver. */
struct wrapper
{
  struct ilv_gen_func f;
  uint32_t n_results, n_params; /* slots; parameters without a receiver */
  uint32_t params;              /* where they begin */
};

static void
begin_wrapper (struct wrapper *wrapper, struct ilv_gen *gen, const char *name,
               struct ilv_type *signature, uint32_t n_receiver)
{
  struct ilv_func *func = ilv_gen_new_func (gen, name);

  func->is_hidden = true;
  ilv_gen_func_begin (&wrapper->f, gen, func);
  wrapper->n_results = ilv_gen_n_slots (gen, signature->func.results);
  wrapper->n_params = ilv_gen_n_slots (gen, signature->func.params);
  wrapper->params = wrapper->n_results + n_receiver;
  func->n_result_slots = wrapper->n_results;
  func->n_arg_slots = wrapper->params + wrapper->n_params;
  ilv_gen_alloc (&wrapper->f, func->n_arg_slots);
}

/* Calls @func (NULL: the closure in slot @closure) with the receiver at slot @receiver. */
static const struct ilv_func *
finish_wrapper (struct wrapper *wrapper, const struct ilv_func *func, uint32_t closure,
                uint32_t receiver, uint32_t n_receiver)
{
  struct ilv_gen_func *f = &wrapper->f;
  uint32_t n_args = wrapper->n_results + n_receiver + wrapper->n_params;
  uint32_t window = ilv_gen_alloc (f, ILV_FRAME_HEAD + n_args + 3) + ILV_FRAME_HEAD;

  ilv_gen_move (f, window + wrapper->n_results, receiver, n_receiver);
  ilv_gen_move (f, window + wrapper->n_results + n_receiver, wrapper->params, wrapper->n_params);
  if (!func)
    ILV_EMIT (f, CALLC, window, closure,
              ilv_window_slots (wrapper->n_results, n_args - wrapper->n_results));
  else if (func->native)
    ilv_gen_native_call (f, func, window);
  else
    {
      ILV_EMIT (f, CALL, window, 0, 0);
      ilv_gen_address (f, func);
    }
  ilv_gen_move (f, 0, window, wrapper->n_results);
  ILV_EMIT (f, RET, 0, 0, 0);
  ilv_gen_finish (f);
  return f->func;
}

/* The receiver is what the pointer in @slot points to: a nil one gets a panic of its own. */
static void
check_pointer (struct ilv_gen_func *f, uint32_t slot, const struct ilv_selection *selection)
{
  const struct ilv_named_type *named = &selection->recv->named;
  const char *name = named->object->name->text, *more = named->n_targs ? "[...]" : "";
  struct ilv_gen_label good;
  struct ilv_buf text;

  ilv_buf_init (&text, f->gen->arena);
  ilv_buf_printf (&text, "value method %s.%s%s.%s called using nil *%s%s pointer",
                  named->object->package->path, name, more, selection->name->text, name, more);
  ilv_gen_label_init (&good);
  ilv_gen_jump_if (f, ILV_OPCODE_J_NEI, slot, 0, &good);
  ilv_gen_panic (f, ILV_ERROR_PLAIN, text.text);
  ilv_gen_bind (f, &good);
}

/* Walks from @place to the receiver of @selection and calls it there. */
static const struct ilv_func *
finish_selection (struct wrapper *wrapper, struct ilv_gen_place place,
                  const struct ilv_selection *selection, bool is_interface)
{
  struct ilv_gen_func *f = &wrapper->f;
  uint32_t receiver, closure;

  if (!is_interface && selection->n_path == 0 && place.type->kind == ILV_TYPE_POINTER
      && !selection->object->func.has_pointer_recv)
    check_pointer (f, place.slot, selection);
  place = ilv_gen_walk (f, place, selection);
  if (!is_interface)
    {
      uint32_t n_receiver = n_receiver_slots (f->gen, selection);

      receiver = ilv_gen_alloc (f, n_receiver);
      receiver_from (f, place, selection, false, receiver);
      return finish_wrapper (wrapper, ilv_gen_method_func (f->gen, selection), 0, receiver,
                             n_receiver);
    }
  receiver = ilv_gen_place_read (f, &place, ILV_NO_SLOT);
  closure = ilv_gen_alloc (f, 2);
  ILV_EMIT (f, METHOD, closure, closure + 1, receiver);
  ilv_gen_word (f, ilv_gen_method_id (f->gen, selection->name, selection->package));
  return finish_wrapper (wrapper, NULL, closure, closure + 1, 1);
}

static const char *
wrapper_name (struct ilv_gen *gen, const struct ilv_selection *selection)
{
  struct ilv_buf buf;

  ilv_buf_init (&buf, gen->arena);
  ilv_type_print (gen->types, selection->recv, NULL, &buf);
  ilv_buf_printf (&buf, ".%s", selection->name->text);
  return buf.text;
}

static bool
is_direct (const struct ilv_rtype *rtype)
{
  return (rtype->flags & ILV_RTYPE_DIRECT) != 0;
}

const struct ilv_func *
ilv_gen_table_method (struct ilv_gen *gen, struct ilv_type *type,
                      const struct ilv_selection *selection)
{
  const struct ilv_gen_type *known = ilv_gen_type (gen, type);
  bool is_interface = selection->kind == ILV_SELECT_INTERFACE_METHOD;
  struct ilv_gen_place place = { .kind = ILV_GEN_SLOTS, .type = known };
  struct wrapper wrapper;

  /* The data word is the receiver itself: a pointer, or a scalar. */
  if (!is_interface && selection->n_path == 0 && is_direct (known->rtype)
      && selection->object->func.has_pointer_recv == (known->kind == ILV_TYPE_POINTER))
    return ilv_gen_method_func (gen, selection);
  begin_wrapper (&wrapper, gen, wrapper_name (gen, selection), selection->type, 1);
  place.slot = wrapper.n_results;
  if (!is_direct (known->rtype))
    place.kind = ILV_GEN_MEMORY;
  return finish_selection (&wrapper, place, selection, is_interface);
}

/* --- Method values and expressions -------------------------------------- */

/* x.m: a closure over the receiver, which is worked out now. */
void
ilv_gen_method_value (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_selection *selection = ilv_gen_selection (f, node);
  bool is_interface = selection->kind == ILV_SELECT_INTERFACE_METHOD;
  uint32_t n_captured = is_interface ? 2 : n_receiver_slots (f->gen, selection);
  uint32_t captured = ilv_gen_alloc (f, n_captured);
  const struct ilv_func *func = NULL;
  struct wrapper wrapper;
  uint32_t inside;

  begin_wrapper (&wrapper, f->gen, wrapper_name (f->gen, selection), selection->type, 0);
  inside = ilv_gen_alloc (&wrapper.f, n_captured);
  ILV_EMIT (&wrapper.f, LDCAP, inside, 0, n_captured);
  if (is_interface)
    {
      uint32_t value = ilv_gen_alloc (f, 2);

      ilv_gen_receiver (f, node, value);
      ILV_EMIT (f, METHOD, captured, captured + 1, value);
      ilv_gen_word (f, ilv_gen_method_id (f->gen, selection->name, selection->package));
      finish_wrapper (&wrapper, NULL, inside, inside + 1, 1);
    }
  else
    {
      ilv_gen_receiver (f, node, captured);
      func = ilv_gen_method_func (f->gen, selection);
      finish_wrapper (&wrapper, func, 0, inside, n_captured);
    }
  ILV_EMIT (f, CLOSURE, to, captured, n_captured);
  ilv_gen_address (f, wrapper.f.func);
}

/* T.m: a function whose first parameter is the receiver. */
void
ilv_gen_method_expr (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  struct ilv_selection *selection = ilv_gen_selection (f, node);
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->selector.x);
  const struct ilv_gen_type *whole = ilv_gen_type_of (f, node);
  struct ilv_gen_place place = { .kind = ILV_GEN_SLOTS, .type = type };
  struct ilv_selection method = *selection;
  struct wrapper wrapper;

  method.kind = selection->is_interface ? ILV_SELECT_INTERFACE_METHOD : ILV_SELECT_METHOD;
  begin_wrapper (&wrapper, f->gen, wrapper_name (f->gen, selection), whole->under, 0);
  /* The receiver is the first of the parameters. */
  place.slot = wrapper.n_results;
  wrapper.params += type->n_slots;
  wrapper.n_params -= type->n_slots;
  finish_selection (&wrapper, place, &method, selection->is_interface);
  ILV_EMIT (f, LDK, to, 0, 0);
  ilv_gen_address (f, &wrapper.f.func->self);
}

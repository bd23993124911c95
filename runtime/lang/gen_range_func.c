/* gen_range_func.c - for … range over a function.
 *
 * The body becomes a function of its own, and is passed to the iterator. What
 * leaves the body in another way than by its end cannot jump: it notes an exit,
 * returns false, and after the iterator has returned the function around does
 * what the exit says. If that is a body too, it may exit in its turn.
 *
 * Body and function around share a block in the heap:
 *
 *   word 0   state: may the iterator call the body?
 *   word 1   exit: 0 none, else its number
 *   word 2   address of the function's list of deferred calls
 *   word 3…  results of a return in the body
 *
 * Source: Go spec, "For statements with range clause".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

enum
{
  STATE_WORD,
  EXIT_WORD,
  DEFERS_WORD,
  RESULTS_WORD
};

enum
{
  STATE_READY,
  STATE_LEFT,    /* the body returned false */
  STATE_OVER,    /* the iterator returned */
  STATE_RUNNING, /* or it panicked */
};

/* What run-time errors say about an iterator that does not keep to the rules. */
static const char *const state_errors[] = {
  [STATE_LEFT] = "range function continued iteration after function for loop body returned false",
  [STATE_OVER] = "range function continued iteration after whole loop exit",
  [STATE_RUNNING] = "range function continued iteration after loop body panic",
};
static const char lost_panic[]
    = "range function recovered a loop body panic and did not resume panicking";

static struct ilv_gen_func *
function_around (struct ilv_gen_func *f)
{
  while (f->body_of)
    f = f->body_of;
  return f;
}

static void
set_word (struct ilv_gen_func *f, uint32_t block, uint32_t word, int64_t value)
{
  uint32_t slot = ilv_gen_alloc (f, 1);

  ilv_gen_int (f, value, slot);
  ILV_EMIT (f, ST_W1, slot, block, word * 8);
  f->top = slot;
}

/* --- Inside the body ---------------------------------------------------- */

static void
leave_body (struct ilv_gen_func *f, int64_t number)
{
  set_word (f, f->block_slot, EXIT_WORD, number);
  set_word (f, f->block_slot, STATE_WORD, STATE_LEFT);
  ILV_EMIT (f, ZERO, 0, 0, 0);
  ILV_EMIT (f, RET, 0, 0, 0);
}

void
ilv_gen_exit_body (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_gen_exit *item = ilv_arena_new_struct (f->gen->arena, struct ilv_gen_exit);

  *item = (struct ilv_gen_exit) { f->exits, node, f->exits ? f->exits->number + 1 : 1 };
  f->exits = item;
  leave_body (f, item->number);
}

static struct ilv_gen_place
result_word (struct ilv_gen_func *f, uint32_t block, uint32_t i, uint32_t *word)
{
  struct ilv_gen_func *around = function_around (f);
  struct ilv_gen_place place = { .kind = ILV_GEN_MEMORY, .slot = block, .offset = *word * 8 };

  place.type = ilv_gen_type_in (around, ilv_object_type (around->info->results[i]));
  *word += place.type->n_slots;
  return place;
}

void
ilv_gen_return_from_body (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_nodes values = ilv_node_items (&node->results);
  uint32_t n = function_around (f)->info->n_results, word = RESULTS_WORD;
  struct ilv_gen_place *places = ilv_arena_new_array (f->gen->arena, struct ilv_gen_place, n);

  for (uint32_t i = 0; i < n; i++)
    places[i] = result_word (f, f->block_slot, i, &word);
  if (values.n > 0)
    ilv_gen_assign_values (f, places, n, values);
  ilv_gen_exit_body (f, node);
}

uint32_t
ilv_gen_defer_list (struct ilv_gen_func *f)
{
  uint32_t slot = ilv_gen_alloc (f, 1);

  ILV_EMIT (f, LD_W1, slot, f->block_slot, DEFERS_WORD * 8);
  return slot;
}

bool
ilv_gen_is_outside_body (const struct ilv_gen_func *f, const struct ilv_node *label)
{
  const struct ilv_node *body;

  if (!f->body_of)
    return false;
  body = f->info->node->range.body;
  return label->pos < body->pos || label->pos > body->block.end;
}

/* The body's parameters go to the loop's variables. */
static void
set_variable (struct ilv_gen_func *f, struct ilv_node *range, struct ilv_node *name,
              const struct ilv_gen_type *type, uint32_t from)
{
  struct ilv_gen_place place;
  uint32_t value = from;

  if (!name || (name->kind == ILV_NODE_NAME && ilv_symbol_is_blank (name->name.symbol)))
    return;
  if (range->range.is_defining)
    ilv_gen_var_declare (f, name->name.object, false);
  place = ilv_gen_place (f, name, false);
  if (place.type->is_interface)
    {
      value = ilv_gen_alloc (f, 2);
      ilv_gen_to_interface (f, type, from, value);
    }
  ilv_gen_place_write (f, &place, value);
}

static void
check_state (struct ilv_gen_func *f)
{
  uint32_t state = ilv_gen_alloc (f, 1);
  struct ilv_gen_label ready, next;

  ilv_gen_label_init (&ready);
  ILV_EMIT (f, LD_W1, state, f->block_slot, STATE_WORD * 8);
  ilv_gen_jump_if (f, ILV_OPCODE_J_EQI, state, STATE_READY, &ready);
  for (uint32_t i = STATE_LEFT; i <= STATE_RUNNING; i++)
    {
      ilv_gen_label_init (&next);
      ilv_gen_jump_if (f, ILV_OPCODE_J_NEI, state, i, &next);
      ilv_gen_panic (f, ILV_ERROR_RUNTIME, state_errors[i]);
      ilv_gen_bind (f, &next);
    }
  ilv_gen_bind (f, &ready);
  set_word (f, f->block_slot, STATE_WORD, STATE_RUNNING);
}

/* The function that the iterator calls: func (K, V) bool. */
static void
compile_body (struct ilv_gen_func *f, struct ilv_node *node, const struct ilv_type *yield)
{
  const struct ilv_tuple_type *params = &yield->func.params->tuple;
  struct ilv_node *names[2] = { node->range.key, node->range.value };
  struct ilv_gen_label next, end;
  struct ilv_gen_target target;
  uint32_t slots[2], n_captured;

  ilv_gen_alloc (f, 1);
  for (uint32_t i = 0; i < params->n; i++)
    slots[i] = ilv_gen_alloc (f, ilv_gen_type (f->gen, params->types[i])->n_slots);
  f->func->n_result_slots = 1;
  f->func->n_arg_slots = 1 + ilv_gen_n_slots (f->gen, yield->func.params);
  f->block_slot = ilv_gen_alloc (f, 1);
  ILV_EMIT (f, LDCAP, f->block_slot, 0, 1);
  n_captured = ilv_gen_n_capture_slots (f, f->info);
  if (n_captured)
    ilv_gen_enter_captures (f, f->info, 1);
  check_state (f);
  for (uint32_t i = 0; i < params->n; i++)
    set_variable (f, node, names[i], ilv_gen_type (f->gen, params->types[i]), slots[i]);

  ilv_gen_label_init (&next);
  ilv_gen_label_init (&end);
  ilv_gen_push_target (f, &target, node, &end, &next);
  ilv_gen_block (f, node->range.body->block.stmts);
  f->targets = target.outer;
  ilv_gen_bind (f, &next);
  set_word (f, f->block_slot, STATE_WORD, STATE_READY);
  ILV_EMIT_IMM (f, LDI, 0, 1);
  ILV_EMIT (f, RET, 0, 0, 0);
  ilv_gen_bind (f, &end);
  leave_body (f, 0);
  ilv_gen_finish (f);
}

/* --- Around it ---------------------------------------------------------- */

static uint32_t
new_block (struct ilv_gen_func *f)
{
  struct ilv_gen_func *around = function_around (f);
  struct ilv_type *word = ilv_type_basic (f->gen->types, ILV_TYPE_UNSAFE_POINTER);
  struct ilv_type *words = ilv_type_array (f->gen->types, word,
                                           RESULTS_WORD + around->func->n_result_slots);
  uint32_t block = ilv_gen_alloc (f, 1), list = ilv_gen_alloc (f, 1);

  ILV_EMIT (f, NEW, block, 0, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, words));
  if (f->body_of)
    ILV_EMIT (f, LD_W1, list, f->block_slot, DEFERS_WORD * 8);
  else if (f->defer_slot != ILV_NO_SLOT)
    ILV_EMIT (f, LEA, list, f->defer_slot, 1);
  else
    ILV_EMIT (f, ZERO, list, 0, 0);
  ILV_EMIT (f, ST_W1, list, block, DEFERS_WORD * 8);
  return block;
}

/* return in the body: the results are in the block. */
static void
return_from_block (struct ilv_gen_func *f, struct ilv_node *node, uint32_t block)
{
  uint32_t n = function_around (f)->info->n_results, word = RESULTS_WORD, slot = 0;

  for (uint32_t i = 0; node->results && i < n; i++)
    {
      uint32_t own = word, top = f->top;
      struct ilv_gen_place from = result_word (f, block, i, &word), to;

      to = f->body_of ? result_word (f, f->block_slot, i, &own)
                      : ilv_gen_result_place (f, i, slot);
      slot += from.type->n_slots;
      ilv_gen_place_write (f, &to, ilv_gen_place_read (f, &from, ILV_NO_SLOT));
      f->top = top;
    }
  if (f->body_of)
    ilv_gen_exit_body (f, node);
  else
    ilv_gen_return (f);
}

static void
follow_exits (struct ilv_gen_func *f, const struct ilv_gen_exit *exits, uint32_t block)
{
  uint32_t number = ilv_gen_alloc (f, 1);

  if (exits)
    ILV_EMIT (f, LD_W1, number, block, EXIT_WORD * 8);
  for (; exits; exits = exits->next)
    {
      struct ilv_gen_label next;

      ilv_gen_label_init (&next);
      ilv_gen_jump_if (f, ILV_OPCODE_J_NEI, number, exits->number, &next);
      if (exits->node->kind == ILV_NODE_RETURN)
        return_from_block (f, exits->node, block);
      else
        ilv_gen_branch (f, exits->node);
      ilv_gen_bind (f, &next);
    }
}

static void
end_loop (struct ilv_gen_func *f, uint32_t block)
{
  uint32_t state = ilv_gen_alloc (f, 1);
  struct ilv_gen_label kept;

  ilv_gen_label_init (&kept);
  ILV_EMIT (f, LD_W1, state, block, STATE_WORD * 8);
  ilv_gen_jump_if (f, ILV_OPCODE_J_NEI, state, STATE_RUNNING, &kept);
  ilv_gen_panic (f, ILV_ERROR_RUNTIME, lost_panic);
  ilv_gen_bind (f, &kept);
  set_word (f, block, STATE_WORD, STATE_OVER);
}

void
ilv_gen_range_func (struct ilv_gen_func *f, struct ilv_node *node)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node->range.x);
  struct ilv_type *yield
      = ilv_type_under (f->gen->types, type->under->func.params->tuple.types[0]);
  struct ilv_func_info *info = node->range.body_info;
  struct ilv_func *func = ilv_gen_new_func (f->gen, ilv_gen_literal_name (f, info));
  uint32_t iterator, block, closure, window;
  struct ilv_gen_func body;

  ilv_gen_func_begin (&body, f->gen, func);
  body.outer = body.body_of = f;
  body.info = info;
  body.package = f->package;
  body.n_tparams = f->n_tparams;
  body.tparams = f->tparams;
  body.targs = f->targs;
  body.pos = node->pos;

  iterator = ilv_gen_alloc (f, 1);
  ilv_gen_expr_to (f, node->range.x, iterator);
  block = new_block (f);
  compile_body (&body, node, yield);

  closure = ilv_gen_alloc (f, 1);
  ilv_gen_closure_behind (f, func, info, block, closure);
  window = ilv_gen_alloc (f, ILV_FRAME_HEAD + 1) + ILV_FRAME_HEAD;
  ilv_gen_move (f, window, closure, 1);
  ilv_gen_at (f, node->pos);
  ILV_EMIT (f, CALLC, window, iterator, ilv_window_slots (0, 1));
  end_loop (f, block);
  follow_exits (f, body.exits, block);
}

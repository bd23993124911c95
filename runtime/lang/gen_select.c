/* gen_select.c - select.
 *
 * Channels and values to send are worked out in source order, put into the
 * cases' places in the frame, and one instruction picks.
 *
 * Source: Go spec, "Select statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

/* What a clause receives into; worked out before it is known whether it is chosen. */
struct reception
{
  struct ilv_node *lhs; /* LIST, one, or NULL */
  bool is_defining;
  const struct ilv_gen_type *elem;
  uint32_t value;       /* slots */
};

/* The <-c of a clause; NULL: it sends. */
static struct ilv_node *
receive_of (struct ilv_node *comm, struct reception *reception)
{
  struct ilv_node *x = NULL;

  reception->lhs = NULL;
  reception->is_defining = false;
  if (comm->kind == ILV_NODE_EXPR_STMT)
    x = comm->unary.x;
  else if (comm->kind == ILV_NODE_ASSIGN)
    {
      x = comm->assign.rhs;
      reception->lhs = comm->assign.lhs;
      reception->is_defining = comm->op == ILV_OP_DEF;
    }
  return x ? ilv_node_unparen (x) : NULL;
}

static void
fill_case (struct ilv_gen_func *f, struct ilv_node *comm, uint32_t index, uint32_t cases,
           struct reception *reception)
{
  struct ilv_node *receive = receive_of (comm, reception);
  struct ilv_node *chan = receive ? receive->unary.x : comm->send.chan;
  const struct ilv_gen_type *type = ilv_gen_type_of (f, chan);
  uint32_t chan_slot;

  ilv_gen_at (f, comm->pos);
  reception->elem = ilv_gen_type (f->gen, type->under->elem);
  chan_slot = ilv_gen_expr (f, chan);
  reception->value = ILV_NO_SLOT;
  if (!receive)
    {
      /* The value must keep still while the goroutine waits. */
      reception->value = ilv_gen_alloc (f, reception->elem->n_slots);
      ilv_gen_expr_as (f, comm->send.value, reception->elem, reception->value);
    }
  else if (reception->lhs)
    reception->value = ilv_gen_alloc (f, reception->elem->n_slots);
  ILV_EMIT (f, SELECT_CASE, index, chan_slot, reception->value);
  ilv_gen_pair (f, cases, !receive);
  ilv_gen_word (f, reception->elem->n_slots);
}

/* v, ok of the chosen reception to the variables. */
static void
take_received (struct ilv_gen_func *f, const struct reception *reception, uint32_t ok)
{
  struct ilv_node *list = reception->lhs;
  struct ilv_nodes lhs = ilv_node_items (&list);
  const struct ilv_gen_type *type;
  struct ilv_gen_place place;
  uint32_t top, value;

  ilv_gen_extend (f, reception->elem, reception->value);
  for (uint32_t i = 0; i < lhs.n; i++)
    if (reception->is_defining && lhs.items[i]->name.object && lhs.items[i]->is_defining)
      ilv_gen_var_declare (f, lhs.items[i]->name.object, false);
  top = f->top;
  for (uint32_t i = 0; i < lhs.n; i++)
    {
      place = ilv_gen_place (f, lhs.items[i], false);
      if (place.kind == ILV_GEN_BLANK)
        continue;
      type = i == 0 ? reception->elem
                    : ilv_gen_type (f->gen, ilv_type_basic (f->gen->types, ILV_TYPE_BOOL));
      value = ilv_gen_alloc (f, place.type->n_slots);
      ilv_gen_value_as (f, type, i == 0 ? reception->value : ok, place.type, value);
      ilv_gen_place_write (f, &place, value);
    }
  f->top = top;
}

void
ilv_gen_select (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_nodes clauses = node->select.clauses;
  struct reception *receptions
      = ilv_arena_new_array (f->gen->arena, struct reception, clauses.n);
  struct ilv_gen_label end;
  struct ilv_gen_target target;
  uint32_t n = 0, cases, chosen;
  bool has_default = false;

  ilv_gen_label_init (&end);
  for (uint32_t i = 0; i < clauses.n; i++)
    {
      if (clauses.items[i]->comm.comm)
        n++;
      else
        has_default = true;
    }
  cases = ilv_gen_alloc (f, n * ILV_SELECT_CASE_SLOTS);
  n = 0;
  for (uint32_t i = 0; i < clauses.n; i++)
    if (clauses.items[i]->comm.comm)
      fill_case (f, clauses.items[i]->comm.comm, n++, cases, &receptions[i]);
  chosen = ilv_gen_alloc (f, 2);
  ilv_gen_at (f, node->pos);
  for (int half = 0; half < 2; half++)
    {
      ilv_gen_emit (f, half == 0 ? ILV_OPCODE_SELECT : ILV_OPCODE_SELECT_RESUME, chosen, cases, n);
      ilv_gen_pair (f, !has_default, 0);
    }
  ilv_gen_push_target (f, &target, node, &end, NULL);
  n = 0;
  for (uint32_t i = 0; i < clauses.n; i++)
    {
      struct ilv_node *clause = clauses.items[i];
      int64_t index = clause->comm.comm ? (int64_t) n++ : -1;
      struct ilv_gen_label next;
      uint32_t top = f->top;

      ilv_gen_label_init (&next);
      ilv_gen_at (f, clause->pos);
      ilv_gen_jump_if (f, ILV_OPCODE_J_NEI, chosen, (uint16_t) index, &next);
      if (clause->comm.comm && receptions[i].lhs)
        take_received (f, &receptions[i], chosen + 1);
      ilv_gen_stmts (f, clause->comm.body);
      f->top = top;
      ilv_gen_jump (f, &end);
      ilv_gen_bind (f, &next);
    }
  f->targets = target.outer;
  ilv_gen_bind (f, &end);
}

/* gen_switch.c - Expression switches and type switches.
 *
 * Source: Go spec, "Switch statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

struct clauses
{
  struct ilv_node *node;
  struct ilv_gen_label *bodies, end;
  struct ilv_gen_target target;
};

static void
begin (struct ilv_gen_func *f, struct clauses *clauses, struct ilv_node *node)
{
  uint32_t n = node->switch_stmt.clauses.n;

  clauses->node = node;
  clauses->bodies = ilv_arena_new_array (f->gen->arena, struct ilv_gen_label, n + 1);
  for (uint32_t i = 0; i <= n; i++)
    ilv_gen_label_init (&clauses->bodies[i]);
  ilv_gen_label_init (&clauses->end);
}

/* After all cases were tried: to the default, or past the switch. */
static void
jump_to_default (struct ilv_gen_func *f, struct clauses *clauses)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;

  for (uint32_t i = 0; i < list.n; i++)
    if (list.items[i]->clause.is_default)
      {
        ilv_gen_jump (f, &clauses->bodies[i]);
        return;
      }
  ilv_gen_jump (f, &clauses->end);
}

static void
bodies (struct ilv_gen_func *f, struct clauses *clauses,
        void (*enter) (struct ilv_gen_func *f, struct ilv_node *clause, void *data), void *data)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;
  struct ilv_gen_label *outer_fallthrough = f->fallthrough;

  ilv_gen_push_target (f, &clauses->target, clauses->node, &clauses->end, NULL);
  for (uint32_t i = 0; i < list.n; i++)
    {
      uint32_t top = f->top;

      ilv_gen_bind (f, &clauses->bodies[i]);
      f->fallthrough = &clauses->bodies[i + 1];
      if (enter)
        enter (f, list.items[i], data);
      ilv_gen_stmts (f, list.items[i]->clause.body);
      f->top = top;
      if (i + 1 < list.n)
        ilv_gen_jump (f, &clauses->end);
    }
  f->fallthrough = outer_fallthrough;
  f->targets = clauses->target.outer;
  ilv_gen_bind (f, &clauses->end);
}

/* --- Expression switches ------------------------------------------------ */

/* Jumps to @label if the tag in @slot equals @value. */
static void
test_case (struct ilv_gen_func *f, const struct ilv_gen_type *type, uint32_t slot,
           struct ilv_node *value, struct ilv_gen_label *label)
{
  const struct ilv_gen_type *as = type, *other = ilv_gen_type_of (f, value);
  uint32_t x = slot, y, flag;
  int64_t number;

  ilv_gen_at (f, value->pos);
  if ((type->under->info & ILV_IS_INTEGER) && ilv_gen_small_const (value, &number))
    {
      ilv_gen_jump_if (f, ILV_OPCODE_J_EQI, slot, (uint16_t) number, label);
      return;
    }
  if (value->mode == ILV_MODE_NIL)
    {
      ilv_gen_jump_if (f, ILV_OPCODE_J_EQI, slot, 0, label);
      return;
    }
  if (!type->is_interface && other->is_interface)
    {
      as = other;
      x = ilv_gen_alloc (f, 2);
      ilv_gen_to_interface (f, type, slot, x);
    }
  y = ilv_gen_operand_as (f, value, as);
  flag = ilv_gen_alloc (f, 1);
  ilv_gen_equal (f, as, flag, x, y);
  ilv_gen_jump_if (f, ILV_OPCODE_J_T, flag, 0, label);
}

void
ilv_gen_switch (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_nodes list = node->switch_stmt.clauses;
  struct ilv_node *tag = node->switch_stmt.tag;
  const struct ilv_gen_type *type = NULL;
  struct clauses clauses;
  uint32_t slot = 0;

  begin (f, &clauses, node);
  if (node->switch_stmt.init)
    ilv_gen_stmt (f, node->switch_stmt.init);
  if (tag)
    {
      type = ilv_gen_type_of (f, tag);
      slot = ilv_gen_alloc (f, type->n_slots);
      ilv_gen_expr_to (f, tag, slot);
    }
  for (uint32_t i = 0; i < list.n; i++)
    {
      struct ilv_nodes values = ilv_node_items (&list.items[i]->clause.exprs);

      for (uint32_t k = 0; k < values.n; k++)
        {
          uint32_t top = f->top;

          if (tag)
            test_case (f, type, slot, ilv_node_unparen (values.items[k]), &clauses.bodies[i]);
          else
            {
              ilv_gen_at (f, values.items[k]->pos);
              ilv_gen_cond (f, values.items[k], true, &clauses.bodies[i]);
            }
          f->top = top;
        }
    }
  jump_to_default (f, &clauses);
  bodies (f, &clauses, NULL, NULL);
}

/* --- Type switches ------------------------------------------------------ */

static void
test_type (struct ilv_gen_func *f, uint32_t slot, struct ilv_node *node,
           struct ilv_gen_label *label)
{
  const struct ilv_gen_type *type;
  uint32_t flag;

  node = ilv_node_unparen (node);
  if (node->mode == ILV_MODE_NIL)
    {
      ilv_gen_jump_if (f, ILV_OPCODE_J_EQI, slot, 0, label);
      return;
    }
  type = ilv_gen_type_of (f, node);
  flag = ilv_gen_alloc (f, 1);
  ilv_gen_emit (f, type->is_interface ? ILV_OPCODE_ISIFACE : ILV_OPCODE_ISTYPE, flag, slot, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
  ilv_gen_jump_if (f, ILV_OPCODE_J_T, flag, 0, label);
}

/* The clause's variable: of the type if there is one, else the interface itself. */
static void
bind_variable (struct ilv_gen_func *f, struct ilv_node *clause, void *data)
{
  const uint32_t *slot = data;
  struct ilv_object *object = clause->clause.object;
  const struct ilv_gen_type *type;
  struct ilv_gen_place place;
  uint32_t top, value;

  if (!object)
    return;
  type = ilv_gen_type_in (f, ilv_object_type (object));
  ilv_gen_var_declare (f, object, false);
  top = f->top;
  place = ilv_gen_var_place (f, object);
  if (type->is_interface)
    value = *slot;
  else
    {
      value = place.kind == ILV_GEN_SLOTS ? place.slot : ilv_gen_alloc (f, type->n_slots);
      ILV_EMIT (f, UNBOX, value, *slot, 0);
      ilv_gen_address (f, ilv_gen_rtype (f->gen, type->type));
    }
  ilv_gen_place_write (f, &place, value);
  f->top = top;
}

void
ilv_gen_type_switch (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct ilv_nodes list = node->switch_stmt.clauses;
  struct clauses clauses;
  uint32_t slot;

  begin (f, &clauses, node);
  if (node->switch_stmt.init)
    ilv_gen_stmt (f, node->switch_stmt.init);
  slot = ilv_gen_alloc (f, 2);
  ilv_gen_expr_to (f, node->switch_stmt.tag, slot);
  for (uint32_t i = 0; i < list.n; i++)
    {
      struct ilv_nodes types = ilv_node_items (&list.items[i]->clause.exprs);

      for (uint32_t k = 0; k < types.n; k++)
        {
          uint32_t top = f->top;

          test_type (f, slot, types.items[k], &clauses.bodies[i]);
          f->top = top;
        }
    }
  jump_to_default (f, &clauses);
  bodies (f, &clauses, bind_variable, &slot);
}

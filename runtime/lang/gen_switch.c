/* gen_switch.c - Expression switches and type switches.
 *
 * Constants are searched for with one instruction, which jumps by a table, where there are enough
 * of them: as no two are equal, nobody can tell in which order they are tried. The same for types.
 *
 * Source: Go spec, "Switch statements".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

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

static struct ilv_gen_label *
default_label (struct clauses *clauses)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;

  for (uint32_t i = 0; i < list.n; i++)
    if (list.items[i]->clause.is_default)
      return &clauses->bodies[i];
  return &clauses->end;
}

/* After all cases were tried: to the default, or past the switch. */
static void
jump_to_default (struct ilv_gen_func *f, struct clauses *clauses)
{
  ilv_gen_jump (f, default_label (clauses));
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

/* --- Tables --------------------------------------------------------------- */

/* With fewer cases trying them in turn is faster. */
#define FEWEST_CASES 4
/* A table of jumps may have so many for each case. */
#define JUMPS_PER_CASE 3
#define MOST_CASES 4096

/* What a table leads to: by a number, the address of a type, or that of a string. */
struct entry
{
  uint64_t key;
  uint32_t clause;
};

struct table
{
  int (*compare) (uint64_t a, uint64_t b);
  struct entry *entries; /* sorted */
  size_t n, capacity;
};

static int
compare_numbers (uint64_t a, uint64_t b)
{
  return (int64_t) a < (int64_t) b ? -1 : (int64_t) a > (int64_t) b;
}

static int
compare_strings (uint64_t a, uint64_t b)
{
  const struct { const char *bytes; uint64_t len; } *x = (const void *) (uintptr_t) a;
  const struct { const char *bytes; uint64_t len; } *y = (const void *) (uintptr_t) b;

  if (x->len != y->len)
    return x->len < y->len ? -1 : 1;
  return x->len ? memcmp (x->bytes, y->bytes, x->len) : 0;
}

/* In a generic function two cases may be the same: the first counts. */
static void
add_entry (struct ilv_gen_func *f, struct table *table, uint64_t key, uint32_t clause)
{
  size_t low = 0, high = table->n;

  while (low < high)
    {
      size_t middle = (low + high) / 2;
      int order = table->compare (table->entries[middle].key, key);

      if (order == 0)
        return;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  table->entries = ilv_arena_grow (f->gen->arena, table->entries, table->n, &table->capacity,
                                   sizeof *table->entries);
  memmove (&table->entries[low + 1], &table->entries[low],
           (table->n++ - low) * sizeof *table->entries);
  table->entries[low] = (struct entry) { key, clause };
}

static bool
is_worth_it (const struct table *table)
{
  return table->n >= FEWEST_CASES && table->n <= MOST_CASES;
}

static void
jump_to_entries (struct ilv_gen_func *f, struct clauses *clauses, const struct table *table)
{
  for (size_t i = 0; i < table->n; i++)
    ilv_gen_jump (f, &clauses->bodies[table->entries[i].clause]);
}

static void
emit_search (struct ilv_gen_func *f, struct clauses *clauses, const struct table *table,
             enum ilv_opcode op, uint32_t slot)
{
  uint64_t *keys = ilv_arena_new_array (f->gen->arena, uint64_t, table->n);

  for (size_t i = 0; i < table->n; i++)
    keys[i] = table->entries[i].key;
  ilv_gen_emit (f, op, slot, (uint32_t) table->n, 0);
  ilv_gen_address (f, keys);
  jump_to_entries (f, clauses, table);
}

static void
emit_numbers (struct ilv_gen_func *f, struct clauses *clauses, const struct table *table,
              uint32_t slot)
{
  uint64_t first = table->entries[0].key;
  uint64_t n_jumps = table->entries[table->n - 1].key - first + 1;
  size_t k = 0;

  if (n_jumps - 1 >= JUMPS_PER_CASE * table->n)
    {
      emit_search (f, clauses, table, ILV_OPCODE_SEARCH, slot);
      return;
    }
  ilv_gen_emit (f, ILV_OPCODE_SWITCH, slot, (uint32_t) n_jumps, 0);
  ilv_gen_word (f, first);
  for (uint64_t i = 0; i < n_jumps; i++)
    if (table->entries[k].key == first + i)
      ilv_gen_jump (f, &clauses->bodies[table->entries[k++].clause]);
    else
      ilv_gen_jump (f, default_label (clauses));
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

/* False: a case is no constant, or there are few, and nothing was done. */
static bool
switch_by_table (struct ilv_gen_func *f, struct clauses *clauses)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;
  struct ilv_node *tag = clauses->node->switch_stmt.tag;
  const struct ilv_gen_type *type = ilv_gen_type_of (f, tag);
  bool is_integer = type->under->info & ILV_IS_INTEGER;
  struct table table = { .compare = is_integer ? compare_numbers : compare_strings };

  if (!is_integer && type->kind != ILV_TYPE_STRING)
    return false;
  for (uint32_t i = 0; i < list.n; i++)
    {
      struct ilv_nodes values = ilv_node_items (&list.items[i]->clause.exprs);

      for (uint32_t k = 0; k < values.n; k++)
        {
          const struct ilv_node *value = ilv_node_unparen (values.items[k]);

          if (value->mode != ILV_MODE_CONSTANT || ilv_gen_type_of (f, value)->is_interface)
            return false;
          add_entry (f, &table, ilv_gen_constant_data (f, value->value, type), i);
        }
    }
  if (!is_worth_it (&table))
    return false;
  if (is_integer)
    emit_numbers (f, clauses, &table, ilv_gen_expr (f, tag));
  else
    emit_search (f, clauses, &table, ILV_OPCODE_SEARCHSTR, ilv_gen_expr (f, tag));
  return true;
}

/* One after the other. */
static void
try_cases (struct ilv_gen_func *f, struct clauses *clauses)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;
  struct ilv_node *tag = clauses->node->switch_stmt.tag;
  const struct ilv_gen_type *type = tag ? ilv_gen_type_of (f, tag) : NULL;
  uint32_t slot = tag ? ilv_gen_alloc (f, type->n_slots) : 0;

  if (tag)
    ilv_gen_expr_to (f, tag, slot);
  for (uint32_t i = 0; i < list.n; i++)
    {
      struct ilv_nodes values = ilv_node_items (&list.items[i]->clause.exprs);

      for (uint32_t k = 0; k < values.n; k++)
        {
          uint32_t top = f->top;

          if (tag)
            test_case (f, type, slot, ilv_node_unparen (values.items[k]), &clauses->bodies[i]);
          else
            {
              ilv_gen_at (f, values.items[k]->pos);
              ilv_gen_cond (f, values.items[k], true, &clauses->bodies[i]);
            }
          f->top = top;
        }
    }
}

void
ilv_gen_switch (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct clauses clauses;

  begin (f, &clauses, node);
  if (node->switch_stmt.init)
    ilv_gen_stmt (f, node->switch_stmt.init);
  if (!node->switch_stmt.tag || !switch_by_table (f, &clauses))
    try_cases (f, &clauses);
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

/* False: a case is an interface, which may have what another names, or there are few. */
static bool
type_switch_by_table (struct ilv_gen_func *f, struct clauses *clauses, uint32_t slot)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;
  struct table table = { .compare = compare_numbers };

  for (uint32_t i = 0; i < list.n; i++)
    {
      struct ilv_nodes types = ilv_node_items (&list.items[i]->clause.exprs);

      for (uint32_t k = 0; k < types.n; k++)
        {
          const struct ilv_node *node = ilv_node_unparen (types.items[k]);
          const struct ilv_gen_type *type
              = node->mode == ILV_MODE_NIL ? NULL : ilv_gen_type_of (f, node);

          if (type && type->is_interface)
            return false;
          add_entry (f, &table, type ? (uintptr_t) ilv_gen_rtype (f->gen, type->type) : 0, i);
        }
    }
  if (!is_worth_it (&table))
    return false;
  emit_search (f, clauses, &table, ILV_OPCODE_SEARCH, slot);
  return true;
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

static void
try_types (struct ilv_gen_func *f, struct clauses *clauses, uint32_t slot)
{
  struct ilv_nodes list = clauses->node->switch_stmt.clauses;

  for (uint32_t i = 0; i < list.n; i++)
    {
      struct ilv_nodes types = ilv_node_items (&list.items[i]->clause.exprs);

      for (uint32_t k = 0; k < types.n; k++)
        {
          uint32_t top = f->top;

          test_type (f, slot, types.items[k], &clauses->bodies[i]);
          f->top = top;
        }
    }
}

void
ilv_gen_type_switch (struct ilv_gen_func *f, struct ilv_node *node)
{
  struct clauses clauses;
  uint32_t slot;

  begin (f, &clauses, node);
  if (node->switch_stmt.init)
    ilv_gen_stmt (f, node->switch_stmt.init);
  slot = ilv_gen_alloc (f, 2);
  ilv_gen_expr_to (f, node->switch_stmt.tag, slot);
  if (!type_switch_by_table (f, &clauses, slot))
    try_types (f, &clauses, slot);
  jump_to_default (f, &clauses);
  bodies (f, &clauses, bind_variable, &slot);
}

/* gen_func.c - Functions: parameters, results, prologue and return.
 *
 * Source: Go spec, "Function declarations", "Method declarations", "Return
 * statements", "Instantiations", "Handling panics".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

/* --- Which functions there are ------------------------------------------ */

struct ilv_func *
ilv_gen_new_func (struct ilv_gen *gen, const char *name)
{
  struct ilv_func *func = ilv_arena_new_struct (gen->arena, struct ilv_func);

  func->self = func;
  func->name = name;
  func->defer_slot = ILV_NO_SLOT;
  return func;
}

static const char *
func_name (struct ilv_gen *gen, const struct ilv_object *object, uint32_t n_targs)
{
  const struct ilv_object *recv = object->func.recv_type;
  struct ilv_buf buf;

  ilv_buf_init (&buf, gen->arena);
  ilv_buf_printf (&buf, "%s.", object->package->path);
  if (recv)
    ilv_buf_printf (&buf, object->func.has_pointer_recv ? "(*%s%s)." : "%s%s.", recv->name->text,
                    n_targs ? "[...]" : "");
  ilv_buf_printf (&buf, "%s%s", object->name->text, n_targs && !recv ? "[...]" : "");
  return buf.text;
}

/* The instruction that can do the native's work; 0: none. */
static uint16_t
shortcut_of (const char *name)
{
  static const struct { const char *name; uint16_t opcode; } shortcuts[] = {
#define ILV_SHORTCUT(name, OPCODE) { name, ILV_OPCODE_##OPCODE },
#include "code/shortcuts.def"
#undef ILV_SHORTCUT
  };

  for (size_t i = 0; i < sizeof shortcuts / sizeof shortcuts[0]; i++)
    if (strcmp (shortcuts[i].name, name) == 0)
      return shortcuts[i].opcode;
  return 0;
}

/* The name natives are listed under: "Sleep", "(*Mutex).Lock". */
static const char *
native_name (struct ilv_gen *gen, const struct ilv_object *object)
{
  return func_name (gen, object, 0) + strlen (object->package->path) + 1;
}

static uint32_t
n_object_slots (struct ilv_gen_func *f, struct ilv_object *const *objects, uint32_t n)
{
  uint32_t n_slots = 0;

  for (uint32_t i = 0; i < n; i++)
    n_slots += ilv_gen_type_in (f, ilv_object_type (objects[i]))->n_slots;
  return n_slots;
}

/* Callers need to know how many slots the arguments take. */
static void
measure (struct ilv_gen *gen, struct ilv_func *func, const struct ilv_func_info *info,
         struct ilv_type *const *targs, uint32_t n_targs)
{
  struct ilv_gen_func f = { .gen = gen, .n_tparams = n_targs, .tparams = info->tparams,
                            .targs = (struct ilv_type **) targs };

  func->n_result_slots = n_object_slots (&f, info->results, info->n_results);
  func->n_arg_slots = func->n_result_slots + n_object_slots (&f, info->params, info->n_params);
  if (info->recv)
    func->n_arg_slots += n_object_slots (&f, &info->recv, 1);
}

static void
queue (struct ilv_gen *gen, struct ilv_gen_instance *instance)
{
  *gen->last_work = instance;
  gen->last_work = &instance->next;
}

struct ilv_func *
ilv_gen_func_for (struct ilv_gen *gen, struct ilv_object *object, uint32_t n_targs,
                  struct ilv_type *const *targs)
{
  struct ilv_gen_instance *instance;

  for (instance = object->gen; instance; instance = instance->next_same)
    if (instance->n_targs == n_targs
        && (n_targs == 0 || memcmp (instance->targs, targs, n_targs * sizeof *targs) == 0))
      return instance->func;
  instance = ilv_arena_new_struct (gen->arena, struct ilv_gen_instance);
  instance->info = object->func.info;
  instance->object = object;
  instance->n_targs = n_targs;
  instance->targs = ilv_arena_dup (gen->arena, targs, n_targs * sizeof *targs);
  instance->func = ilv_gen_new_func (gen, func_name (gen, object, n_targs));
  measure (gen, instance->func, instance->info, targs, n_targs);
  if (!instance->info->node->func_decl.body && gen->config->native)
    {
      instance->func->native = gen->config->native (gen->config->data, object->package->path,
                                                    native_name (gen, object));
      instance->func->shortcut = shortcut_of (instance->func->name);
    }
  instance->next_same = object->gen;
  object->gen = instance;
  queue (gen, instance);
  return instance->func;
}

struct ilv_func *
ilv_gen_func_of_name (struct ilv_gen_func *f, struct ilv_object *object,
                      const struct ilv_instance *instance)
{
  struct ilv_type *targs[ILV_GEN_MAX_TARGS];
  uint32_t n = instance ? instance->n_targs : 0;

  ILV_ASSERT (n <= ILV_GEN_MAX_TARGS);
  for (uint32_t i = 0; i < n; i++)
    targs[i] = ilv_gen_subst (f, instance->targs[i]);
  return ilv_gen_func_for (f->gen, object, n, targs);
}

struct ilv_func *
ilv_gen_method_func (struct ilv_gen *gen, const struct ilv_selection *selection)
{
  const struct ilv_named_type *named = &selection->recv->named;

  return ilv_gen_func_for (gen, selection->object, named->n_targs, named->targs);
}

/* --- Prologue and return ------------------------------------------------ */

void
ilv_gen_func_begin (struct ilv_gen_func *f, struct ilv_gen *gen, struct ilv_func *func)
{
  memset (f, 0, sizeof *f);
  f->gen = gen;
  f->func = func;
  f->defer_slot = ILV_NO_SLOT;
}

static bool
is_named (const struct ilv_object *object)
{
  return object->name && !ilv_symbol_is_blank (object->name);
}

struct ilv_gen_place
ilv_gen_result_place (struct ilv_gen_func *f, uint32_t i, uint32_t slot)
{
  struct ilv_object *object = f->info->results[i];

  if (is_named (object))
    return ilv_gen_var_place (f, object);
  return (struct ilv_gen_place) { .kind = ILV_GEN_SLOTS, .slot = slot,
                                  .type = ilv_gen_type_in (f, ilv_object_type (object)) };
}

/* A parameter in slots moves to a cell if it needs one. */
static void
move_to_cell (struct ilv_gen_func *f, struct ilv_object *object)
{
  struct ilv_gen_var *var = is_named (object) ? ilv_gen_var_find (f, object) : NULL;
  const struct ilv_gen_type *type;
  uint32_t from;

  if (!var || !ilv_gen_var_needs_cell (f, object))
    return;
  type = ilv_gen_type_in (f, ilv_object_type (object));
  from = var->slot;
  var = ilv_gen_var_declare (f, object, false);
  ilv_gen_store (f, from, type, var->slot, 0);
}

static void
put_parameter (struct ilv_gen_func *f, struct ilv_object *object)
{
  uint32_t n_slots = ilv_gen_type_in (f, ilv_object_type (object))->n_slots;
  uint32_t slot = f->top;

  if (n_slots)
    ilv_gen_alloc (f, n_slots);
  if (is_named (object))
    ilv_gen_var_put (f, object, ILV_GEN_IN_SLOTS, slot);
}

static void
put_results (struct ilv_gen_func *f)
{
  struct ilv_func_info *info = f->info;
  uint32_t slot = 0;

  for (uint32_t i = 0; i < info->n_results; i++)
    {
      struct ilv_object *object = info->results[i];
      const struct ilv_gen_type *type = ilv_gen_type_in (f, ilv_object_type (object));

      if (is_named (object) && ilv_gen_var_needs_cell (f, object))
        {
          ilv_gen_var_declare (f, object, false);
          f->has_result_cells = true;
        }
      else if (is_named (object))
        ilv_gen_var_put (f, object, ILV_GEN_IN_SLOTS, slot);
      /* Also blank ones; and after a recover unnamed ones. */
      if (object->name || f->defer_slot != ILV_NO_SLOT)
        ilv_gen_zero (f, slot, type->n_slots);
      slot += type->n_slots;
    }
}

static void
prologue (struct ilv_gen_func *f)
{
  struct ilv_func_info *info = f->info;
  uint32_t n_results = n_object_slots (f, info->results, info->n_results);

  if (n_results)
    ilv_gen_alloc (f, n_results);
  if (info->recv)
    put_parameter (f, info->recv);
  for (uint32_t i = 0; i < info->n_params; i++)
    put_parameter (f, info->params[i]);
  if (info->has_defer)
    {
      /* First of all: a panic looks here. */
      f->defer_slot = ilv_gen_alloc (f, 1);
      f->func->defer_slot = (uint16_t) f->defer_slot;
      ILV_EMIT (f, ZERO, f->defer_slot, 0, 0);
    }
  ilv_gen_enter_closure (f, info);
  put_results (f);
  if (info->recv)
    move_to_cell (f, info->recv);
  for (uint32_t i = 0; i < info->n_params; i++)
    move_to_cell (f, info->params[i]);
}

void
ilv_gen_return (struct ilv_gen_func *f)
{
  uint32_t slot = 0;

  if (f->defer_slot != ILV_NO_SLOT)
    {
      ilv_gen_need (f, f->top + ILV_FRAME_HEAD + 1);
      ILV_EMIT (f, RUNDEFERS, f->defer_slot, f->top + ILV_FRAME_HEAD, 0);
      ILV_EMIT (f, RUNDEFERS_MORE, f->defer_slot, f->top + ILV_FRAME_HEAD, 0);
    }
  if (f->has_result_cells)
    for (uint32_t i = 0; i < f->info->n_results; i++)
      {
        struct ilv_gen_place place = ilv_gen_result_place (f, i, slot);

        ilv_gen_place_read (f, &place, slot);
        slot += place.type->n_slots;
      }
  ILV_EMIT (f, RET, 0, 0, 0);
}

static void
compile_body (struct ilv_gen_func *f, struct ilv_node *body)
{
  f->is_long = ilv_gen_is_long (body->pos, body->block.end);
  prologue (f);
  ilv_gen_stmts (f, body->block.stmts);
  /* With results, nobody comes here. */
  if (f->info->n_results == 0)
    ilv_gen_at (f, body->block.end);
  ilv_gen_return (f);
  if (f->defer_slot != ILV_NO_SLOT)
    {
      ilv_gen_at (f, body->block.end);
      f->func->recover_offset = (uint32_t) f->n_code;
      ilv_gen_return (f);
    }
  ilv_gen_finish (f);
}

void
ilv_gen_inner (struct ilv_gen_func *f, struct ilv_func_info *info, struct ilv_func *func,
               struct ilv_node *body)
{
  struct ilv_gen_func inner;

  measure (f->gen, func, info, f->targs, f->n_tparams);
  ilv_gen_func_begin (&inner, f->gen, func);
  inner.outer = f;
  inner.info = info;
  inner.package = f->package;
  inner.n_tparams = f->n_tparams;
  inner.tparams = f->tparams;
  inner.targs = f->targs;
  inner.pos = info->node->pos;
  compile_body (&inner, body);
}

/* A function in C as a Go function: what a closure or go statement calls. */
static void
compile_native (struct ilv_gen_func *f)
{
  ilv_gen_alloc (f, f->func->n_arg_slots + 3);
  ilv_gen_native_call (f, f->func, 0);
  ILV_EMIT (f, RET, 0, 0, 0);
  ilv_gen_finish (f);
}

void
ilv_gen_instance (struct ilv_gen *gen, struct ilv_gen_instance *instance)
{
  struct ilv_func_info *info = instance->info;
  struct ilv_node *body;
  struct ilv_gen_func f;

  ilv_check_body (info);
  body = info->node->func_decl.body;
  ilv_gen_func_begin (&f, gen, instance->func);
  f.info = info;
  f.package = info->package;
  f.n_tparams = instance->n_targs;
  f.tparams = info->tparams;
  f.targs = instance->targs;
  f.pos = info->node->pos;
  if (instance->func->native)
    compile_native (&f);
  else if (body)
    compile_body (&f, body);
  else
    {
      ilv_diags_add (gen->diags, info->node->pos, "not supported yet: %s",
                     instance->func->name);
      compile_native (&f);
    }
}

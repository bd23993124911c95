/* gen_name.c - What viewers call the objects in a program's variables.
 *
 * A variable that begins as a WaitGroup, Mutex or RWMutex, or with a channel just made, gives it its
 * name. So does one that begins with what a function of a package offered has made: a
 * timer, a ticker, a context, a channel of times. Functions of the program's own do not count: what
 * they return has a name already.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

static const struct ilv_object_name *
object_name (struct ilv_gen *gen, const struct ilv_object *object)
{
  struct ilv_object_name *name = ilv_arena_new_struct (gen->arena, struct ilv_object_name);
  struct ilv_program *program = gen->program;

  name->text = object->name->text;
  program->names = ilv_arena_grow (gen->arena, program->names, program->n_names,
                                   &gen->names_capacity, sizeof *program->names);
  program->names[program->n_names++] = name;
  return name;
}

static bool
is_type_of (const struct ilv_type *type, const char *path)
{
  return type->kind == ILV_TYPE_NAMED && type->named.object->package
         && strcmp (type->named.object->package->path, path) == 0;
}

static void
name_channel (struct ilv_gen_func *f, const struct ilv_gen_place *place,
              const struct ilv_object *object)
{
  uint32_t slot = ilv_gen_place_read (f, place, ILV_NO_SLOT);

  ILV_EMIT (f, NAMECHAN, slot, 0, 0);
  ilv_gen_address (f, object_name (f->gen, object));
}

/* What is at the address in @slot, of a type that viewers know. */
static void
name_pointed (struct ilv_gen_func *f, uint32_t slot, struct ilv_type *type,
              const struct ilv_object *object)
{
  ILV_EMIT (f, NAMESYNC, slot, 0, 0);
  ilv_gen_address (f, ilv_gen_rtype (f->gen, type));
  ilv_gen_address (f, object_name (f->gen, object));
}

void
ilv_gen_name_object (struct ilv_gen_func *f, struct ilv_object *object)
{
  struct ilv_gen_place place;
  uint32_t top = f->top, slot;

  if (!object || f->package->is_library)
    return;
  place = ilv_gen_var_place (f, object);
  if (place.type->kind == ILV_TYPE_CHAN)
    name_channel (f, &place, object);
  else if (is_type_of (place.type->type, "sync") && place.kind != ILV_GEN_SLOTS)
    {
      slot = ilv_gen_alloc (f, 1);
      ilv_gen_place_address (f, &place, slot);
      name_pointed (f, slot, place.type->type, object);
    }
  f->top = top;
}

static bool
makes_channel (struct ilv_gen_func *f, const struct ilv_node *call)
{
  return call->call.call_kind == ILV_CALL_BUILTIN && call->call.builtin == ILV_BUILTIN_MAKE
         && ilv_gen_type_of (f, call)->kind == ILV_TYPE_CHAN;
}

/* pkg.Function (...) */
static bool
calls_library (const struct ilv_node *call)
{
  const struct ilv_node *fun = ilv_node_unparen (call->call.fun);

  return call->call.call_kind == ILV_CALL_FUNCTION && fun->kind == ILV_NODE_SELECTOR
         && fun->selector.selection->object->package
         && fun->selector.selection->object->package->is_library;
}

/* T{}, &T{}, new (T) of a type T of package sync. */
static bool
makes_sync (struct ilv_gen_func *f, const struct ilv_node *value)
{
  struct ilv_type *type = ilv_gen_type_of (f, value)->type;

  if (type->kind == ILV_TYPE_POINTER)
    type = type->elem;
  if (!is_type_of (type, "sync"))
    return false;
  if (value->kind == ILV_NODE_UNARY && value->op == ILV_OP_AND)
    value = ilv_node_unparen (value->unary.x);
  return value->kind == ILV_NODE_COMPOSITE_LIT
         || (value->kind == ILV_NODE_CALL && value->call.call_kind == ILV_CALL_BUILTIN
             && value->call.builtin == ILV_BUILTIN_NEW);
}

/* What is new in a variable, but for a channel that was made with make. */
static void
name_result (struct ilv_gen_func *f, struct ilv_object *object)
{
  struct ilv_gen_place place = ilv_gen_var_place (f, object);
  struct ilv_type *type = place.type->type;
  uint32_t top = f->top;

  if (place.type->kind == ILV_TYPE_CHAN)
    name_channel (f, &place, object);
  else if (is_type_of (type, "sync"))
    ilv_gen_name_object (f, object);
  else if (type->kind == ILV_TYPE_POINTER
           && (is_type_of (type->elem, "time") || is_type_of (type->elem, "sync")))
    name_pointed (f, ilv_gen_place_read (f, &place, ILV_NO_SLOT), type->elem, object);
  else if (place.type->kind == ILV_TYPE_INTERFACE && is_type_of (type, "context"))
    {
      uint32_t slot = ilv_gen_place_read (f, &place, ILV_NO_SLOT);

      ILV_EMIT (f, NAMECTX, slot, 0, 0);
      ilv_gen_address (f, object_name (f->gen, object));
    }
  f->top = top;
}

void
ilv_gen_name_value (struct ilv_gen_func *f, struct ilv_object *object,
                    struct ilv_node *value)
{
  value = ilv_node_unparen (value);
  if (!object || ilv_symbol_is_blank (object->name) || f->package->is_library)
    return;
  if (makes_sync (f, value))
    name_result (f, object);
  else if (value->kind != ILV_NODE_CALL)
    return;
  else if (makes_channel (f, value))
    ilv_gen_name_object (f, object);
  else if (calls_library (value))
    name_result (f, object);
}

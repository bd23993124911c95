/* Types, variables and frames that no memory holds: an implementation restriction, with gc's
 * bounds.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* gc's bounds. */
#define MAX_TYPE_BYTES (INT64_C (1) << 50)
#define MAX_VARIABLE_BYTES INT64_C (2000000000)
#define MAX_FRAME_BYTES (INT64_C (1) << 30)

/* --- Types and variables ------------------------------------------------ */

/* The array in @type that alone is too large; NULL: none is. */
static struct ilv_type *
too_large (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *under = ilv_type_under (c->types, type), *inner = NULL;

  if (under->kind == ILV_TYPE_ARRAY)
    inner = too_large (c, under->elem);
  else if (under->kind == ILV_TYPE_STRUCT)
    for (uint32_t i = 0; !inner && i < under->strct.n_fields; i++)
      inner = too_large (c, under->strct.fields[i].type);
  if (inner || under->kind != ILV_TYPE_ARRAY || under->len <= 0)
    return inner;
  return ilv_type_size (c->types, under->elem) > (MAX_TYPE_BYTES - 1) / under->len ? under : NULL;
}

static void
check_size (struct checker *c, const struct ilv_object *object)
{
  bool is_wanted = object->kind == ILV_OBJECT_TYPE || object->kind == ILV_OBJECT_VAR;
  struct ilv_type *large
    = is_wanted && !object->type->has_type_params ? too_large (c, object->type) : NULL;

  if (large)
    ilv_check_error (c, object->pos, "type %t larger than address space", large);
  else if (object->kind == ILV_OBJECT_VAR
           && ilv_type_size (c->types, object->type) > MAX_VARIABLE_BYTES)
    ilv_check_error (c, object->pos, "%n.%n: symbol too large (%D bytes > %D bytes)",
                     c->package->name, object->name, ilv_type_size (c->types, object->type),
                     MAX_VARIABLE_BYTES);
}

/* --- Frames ------------------------------------------------------------- */

void
ilv_check_note_temporary (struct checker *c, struct ilv_type *type, int64_t n)
{
  struct ilv_func_info *func = c->env.func;
  int64_t size;

  while (func && func->outer)
    func = func->outer;
  if (!func || type->has_type_params)
    return;
  size = ilv_type_size (c->types, type);
  if (size > 0 && n > MAX_TYPE_BYTES / size)
    n = MAX_TYPE_BYTES / size;
  if (func->frame_bytes < n * size)
    func->frame_bytes = n * size;
}

static int64_t
size_of_list (struct checker *c, const struct ilv_type *tuple)
{
  int64_t size = 0;

  for (uint32_t i = 0; i < tuple->tuple.n && size < MAX_TYPE_BYTES; i++)
    size += ilv_type_size (c->types, tuple->tuple.types[i]);
  return size;
}

static void
check_frame (struct checker *c, const struct ilv_func_info *func)
{
  int64_t args = size_of_list (c, func->type->func.params)
                 + size_of_list (c, func->type->func.results);

  if (func->recv)
    args += ilv_type_size (c->types, func->recv->type);
  if (args > MAX_FRAME_BYTES || func->frame_bytes > MAX_FRAME_BYTES)
    ilv_check_error (c, func->object->pos,
                     "stack frame too large (>1GB): %D MB locals + %D MB args",
                     func->frame_bytes >> 20, args >> 20);
}

void
ilv_check_sizes (struct checker *c)
{
  for (size_t i = 0; i < ilv_scope_count (c->package->scope); i++)
    check_size (c, ilv_scope_get (c->package->scope, i));
  for (uint32_t i = 0; i < c->package->n_funcs; i++)
    if (!c->package->funcs[i]->n_tparams)
      check_frame (c, c->package->funcs[i]);
}

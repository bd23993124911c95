/* Package unsafe, as far as memory stays what its types say.
 * Spec: "Package unsafe".
 *
 * A program must not be able to break the machine that interprets it: a collector that
 * meets an integer where a pointer should be, a slice longer than its array. So a pointer
 * may get another type only where both sides are known when the program is compiled, and
 * what the new type sees is there and of its kind. Numbers do not become pointers again.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

/* --- Sizes -------------------------------------------------------------- */

static bool
set_constant (struct checker *c, struct operand *x, int64_t value)
{
  x->mode = ILV_MODE_CONSTANT;
  x->value = ilv_const_int64 (c->arena, value);
  x->type = c->types->basic[ILV_TYPE_UINTPTR];
  return true;
}

static bool
is_known (struct checker *c, struct ilv_node *node, struct ilv_type *type)
{
  if (!type->has_type_params)
    return true;
  ilv_check_error_node (c, node, "%e is not supported: it depends on a type parameter", node);
  return false;
}

static bool
field_offset (struct checker *c, struct operand *x, struct ilv_node *call, struct ilv_node *arg)
{
  arg = ilv_node_unparen (arg);
  if (arg->kind != ILV_NODE_SELECTOR || !arg->selector.selection
      || arg->selector.selection->kind != ILV_SELECT_FIELD)
    {
      ilv_check_error_node (c, arg, "invalid argument: %e is not a selector expression", arg);
      return false;
    }

  const struct ilv_selection *selection = arg->selector.selection;
  struct ilv_type *under = ilv_type_under (c->types, arg->selector.x->type);
  int64_t offset = 0;
  for (uint32_t i = 0; i < selection->n_path; i++)
    {
      if (under->kind == ILV_TYPE_POINTER)
        {
          if (i > 0)
            {
              ilv_check_error_node (c, arg, "invalid argument: field %n is embedded via a pointer in %e",
                                    selection->name, arg->selector.x);
              return false;
            }
          under = ilv_type_under (c->types, under->elem);
        }
      if (!is_known (c, call, under))
        return false;
      offset += ilv_type_offset (c->types, under, selection->path[i]);
      under = ilv_type_under (c->types, under->strct.fields[selection->path[i]].type);
    }
  return set_constant (c, x, offset);
}

bool
ilv_check_unsafe_builtin (struct checker *c, struct operand *x, struct ilv_node *call,
                          enum ilv_builtin builtin)
{
  if (builtin == ILV_BUILTIN_OFFSETOF)
    return field_offset (c, x, call, call->call.args.items[0]);
  if (builtin != ILV_BUILTIN_SIZEOF && builtin != ILV_BUILTIN_ALIGNOF)
    {
      ilv_check_error_node (c, call, "%e is not supported: memory could be broken by it",
                            call->call.fun);
      return false;
    }
  ilv_check_assignment (c, x, NULL, "argument to unsafe function");
  if (x->mode == ILV_MODE_INVALID || !is_known (c, call, x->type))
    return false;
  return set_constant (c, x, builtin == ILV_BUILTIN_SIZEOF
                               ? ilv_type_size (c->types, x->type)
                               : (int64_t) ilv_type_align (c->types, x->type));
}

/* --- Pointers ----------------------------------------------------------- */

static bool
has_pointers (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *under = ilv_type_under (c->types, type);

  switch (under->kind)
    {
    case ILV_TYPE_ARRAY:
      return under->len > 0 && has_pointers (c, under->elem);
    case ILV_TYPE_STRUCT:
      for (uint32_t i = 0; i < under->strct.n_fields; i++)
        if (has_pointers (c, under->strct.fields[i].type))
          return true;
      return false;
    default:
      return under->kind >= ILV_TYPE_N_BASIC || under->kind == ILV_TYPE_STRING
             || under->kind == ILV_TYPE_UNSAFE_POINTER;
    }
}

/* Whether the fields of @b are the first ones of struct @a. */
static bool
begins_with (struct checker *c, struct ilv_type *a, struct ilv_type *b)
{
  if (b->kind != ILV_TYPE_STRUCT || b->strct.n_fields > a->strct.n_fields)
    return false;
  for (uint32_t i = 0; i < b->strct.n_fields; i++)
    if (ilv_type_offset (c->types, a, i) != ilv_type_offset (c->types, b, i)
        || !ilv_type_identical (a->strct.fields[i].type, b->strct.fields[i].type))
      return false;
  return true;
}

/* Whether memory that holds a @from may be used as a @to. */
static bool
may_be_seen_as (struct checker *c, struct ilv_type *from, struct ilv_type *to)
{
  struct ilv_type *a = ilv_type_under (c->types, from), *b = ilv_type_under (c->types, to);

  if (from->has_type_params || to->has_type_params)
    return false;
  if (ilv_type_identical (a, b))
    return true;
  if (!has_pointers (c, a) && !has_pointers (c, b))
    return ilv_type_size (c->types, b) <= ilv_type_size (c->types, a)
           && ilv_type_align (c->types, b) <= ilv_type_align (c->types, a);
  /* A string is the beginning of a slice of bytes. */
  if (a->kind == ILV_TYPE_SLICE && b->kind == ILV_TYPE_STRING)
    return !has_pointers (c, a->elem) && ilv_type_size (c->types, a->elem) > 0;
  if (a->kind == ILV_TYPE_SLICE && b->kind == ILV_TYPE_SLICE)
    return !has_pointers (c, a->elem) && !has_pointers (c, b->elem)
           && ilv_type_size (c->types, a->elem) == ilv_type_size (c->types, b->elem)
           && ilv_type_align (c->types, a->elem) == ilv_type_align (c->types, b->elem);
  return a->kind == ILV_TYPE_STRUCT
         && (begins_with (c, a, b)
             || (a->strct.n_fields > 0 && may_be_seen_as (c, a->strct.fields[0].type, to)));
}

/* What p points to in unsafe.Pointer (p); NULL: @node is not that. */
static struct ilv_type *
pointed_at (struct checker *c, struct ilv_node *node)
{
  node = ilv_node_unparen (node);
  if (node->kind != ILV_NODE_CALL || node->call.call_kind != ILV_CALL_CONVERSION
      || node->call.args.n != 1 || !node->call.args.items[0]->type)
    return NULL;

  struct ilv_type *under = ilv_type_under (c->types, node->call.args.items[0]->type);
  return under->kind == ILV_TYPE_POINTER ? under->elem : NULL;
}

static bool
is_unsafe_pointer (struct checker *c, struct ilv_type *type)
{
  return ilv_type_under (c->types, type)->kind == ILV_TYPE_UNSAFE_POINTER;
}

bool
ilv_check_unsafe_conversion (struct checker *c, struct operand *x, struct ilv_type *type,
                             const char **cause)
{
  struct ilv_type *from = ilv_type_under (c->types, x->type);
  struct ilv_type *to = ilv_type_under (c->types, type), *there;

  if (is_unsafe_pointer (c, type))
    {
      if (from->kind == ILV_TYPE_UINTPTR)
        *cause = "not supported: a number does not become a pointer again";
      return from->kind == ILV_TYPE_POINTER || is_unsafe_pointer (c, x->type);
    }
  if (!is_unsafe_pointer (c, x->type))
    return false;
  if (to->kind == ILV_TYPE_UINTPTR)
    return true;
  if (to->kind != ILV_TYPE_POINTER)
    return false;
  there = pointed_at (c, x->node);
  if (there && may_be_seen_as (c, there, to->elem))
    return true;
  *cause = there ? ilv_check_format (c, "not supported: memory of type %t would be broken by it", there)
                 : "not supported: only unsafe.Pointer(p) itself tells what it points to";
  return false;
}

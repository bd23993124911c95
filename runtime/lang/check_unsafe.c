/* Package unsafe. Spec: "Package unsafe".
 *
 * Values lie in memory as gc lays them out on amd64 (code/rtype.h), the collector never moves
 * anything and finds pointers wherever they lie. So nearly all that unsafe is used for means here
 * what it means there. Not what interfaces, maps and channels consist of: where a program
 * plainly looks inside one, it is told.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

static bool
value_of_type (struct operand *x, struct ilv_type *type)
{
  x->mode = ILV_MODE_VALUE;
  x->type = type;
  return true;
}

/* --- Sizes -------------------------------------------------------------- */

/* Whether how large a @type is depends on a type argument. */
static bool
varies_in_size (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *under;

  if (!type->has_type_params)
    return false;
  if (ilv_check_is_type_param (type))
    return true;
  under = ilv_type_under (c->types, type);
  if (under->kind == ILV_TYPE_ARRAY)
    return varies_in_size (c, under->elem);
  if (under->kind != ILV_TYPE_STRUCT)
    return false;
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    if (varies_in_size (c, under->strct.fields[i].type))
      return true;
  return false;
}

/* A constant, unless it depends on a @type that varies. */
static bool
set_number (struct checker *c, struct operand *x, struct ilv_type *type, int64_t value)
{
  value_of_type (x, c->types->basic[ILV_TYPE_UINTPTR]);
  if (varies_in_size (c, type))
    return true;
  x->mode = ILV_MODE_CONSTANT;
  x->value = ilv_const_int64 (c->arena, value);
  return true;
}

static bool
size_or_align (struct checker *c, struct operand *x, enum ilv_builtin builtin)
{
  bool is_size = builtin == ILV_BUILTIN_SIZEOF;

  ilv_check_assignment (c, x, NULL, is_size ? "argument to unsafe.Sizeof"
                                            : "argument to unsafe.Alignof");
  if (x->mode == ILV_MODE_INVALID)
    return false;
  if (is_size)
    return set_number (c, x, x->type, ilv_type_size (c->types, x->type));
  return set_number (c, x, x->type, (int64_t) ilv_type_align (c->types, x->type));
}

static bool
is_plain_field (struct checker *c, struct ilv_node *arg)
{
  if (arg->kind != ILV_NODE_SELECTOR || !arg->selector.selection)
    ilv_check_error_node (c, arg, "invalid argument: %e is not a selector expression", arg);
  else if (arg->selector.selection->kind != ILV_SELECT_FIELD)
    ilv_check_error_node (c, arg, "invalid argument: %e is a method value", arg);
  else
    return true;
  return false;
}

static bool
field_offset (struct checker *c, struct operand *x, struct ilv_node *arg)
{
  arg = ilv_node_unparen (arg);
  if (!is_plain_field (c, arg))
    return false;

  const struct ilv_selection *selection = arg->selector.selection;
  struct ilv_type *base = ilv_type_under (c->types, arg->selector.x->type), *under;
  if (base->kind == ILV_TYPE_POINTER)
    base = ilv_type_under (c->types, base->elem);
  under = base;
  for (uint32_t i = 0; i + 1 < selection->n_path; i++)
    {
      under = ilv_type_under (c->types, under->strct.fields[selection->path[i]].type);
      if (under->kind == ILV_TYPE_POINTER)
        {
          ilv_check_error_node (c, arg, "invalid argument: field %n is embedded via a pointer in %e",
                                selection->name, arg->selector.x);
          return false;
        }
    }
  return set_number (c, x, base,
                     ilv_type_path_offset (c->types, base, selection->path, selection->n_path));
}

/* --- Pointers and what they point to ------------------------------------ */

static const char *
test_kind (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data)
{
  return under && under->kind == *(enum ilv_type_kind *) data ? NULL : "";
}

/* What the pointer or slice @x has as elements; NULL after an error. */
static struct ilv_type *
elem_of (struct checker *c, struct operand *x, enum ilv_type_kind kind)
{
  const char *ignored;
  struct ilv_type *under = ilv_check_common_under (c, x->type, test_kind, &kind, &ignored);

  if (under)
    return under->elem;
  ilv_check_error_operand (c, x, "invalid argument: %o is not a %s", x,
                           kind == ILV_TYPE_POINTER ? "pointer" : "slice");
  return NULL;
}

static bool
assigned (struct checker *c, struct operand *x, struct ilv_type *type, const char *context)
{
  ilv_check_assignment (c, x, type, context);
  return x->mode != ILV_MODE_INVALID;
}

static bool
pointer_builtin (struct checker *c, struct operand *x, struct operand *args,
                 enum ilv_builtin builtin)
{
  struct ilv_type **basic = c->types->basic, *elem;
  struct ilv_type *byte_pointer = ilv_type_pointer (c->types, c->compilation->byte_type);

  switch ((int) builtin)
    {
    case ILV_BUILTIN_ADD:
      return assigned (c, x, basic[ILV_TYPE_UNSAFE_POINTER], "argument to unsafe.Add")
             && ilv_check_valid_index (c, &args[1], "length", true)
             && value_of_type (x, basic[ILV_TYPE_UNSAFE_POINTER]);
    case ILV_BUILTIN_SLICE:
      elem = elem_of (c, x, ILV_TYPE_POINTER);
      return elem && ilv_check_valid_index (c, &args[1], "length", false)
             && value_of_type (x, ilv_type_slice (c->types, elem));
    case ILV_BUILTIN_SLICE_DATA:
      elem = elem_of (c, x, ILV_TYPE_SLICE);
      return elem && value_of_type (x, ilv_type_pointer (c->types, elem));
    case ILV_BUILTIN_STRING:
      return assigned (c, x, byte_pointer, "argument to unsafe.String")
             && ilv_check_valid_index (c, &args[1], "length", false)
             && value_of_type (x, basic[ILV_TYPE_STRING]);
    default:
      return assigned (c, x, basic[ILV_TYPE_STRING], "argument to unsafe.StringData")
             && value_of_type (x, byte_pointer);
    }
}

bool
ilv_check_unsafe_builtin (struct checker *c, struct operand *x, struct operand *args,
                          struct ilv_node *call, enum ilv_builtin builtin)
{
  if (builtin == ILV_BUILTIN_OFFSETOF)
    return field_offset (c, x, call->call.args.items[0]);
  if (builtin == ILV_BUILTIN_SIZEOF || builtin == ILV_BUILTIN_ALIGNOF)
    return size_or_align (c, x, builtin);
  bool is_older = builtin == ILV_BUILTIN_ADD || builtin == ILV_BUILTIN_SLICE;
  return ilv_check_version (c, ilv_node_start (call), is_older ? 17 : 20,
                            ilv_check_format (c, "%e", call->call.fun))
         && pointer_builtin (c, x, args, builtin);
}

/* --- Conversions -------------------------------------------------------- */

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

/* Whether seeing a @from as a @to is to look at how the machine makes such values. A map or
 * channel may be seen as a single word, but not as a pointer to something. */
static bool
looks_inside (struct checker *c, struct ilv_type *from, struct ilv_type *to)
{
  from = ilv_type_under (c->types, from);
  to = ilv_type_under (c->types, to);
  switch (ilv_check_is_type_param (from) ? ILV_TYPE_INVALID : from->kind)
    {
    case ILV_TYPE_INTERFACE:
      return to->kind != ILV_TYPE_INTERFACE;
    case ILV_TYPE_MAP:
    case ILV_TYPE_CHAN:
      return to->kind == ILV_TYPE_POINTER;
    default:
      return false;
    }
}

bool
ilv_check_unsafe_conversion (struct checker *c, struct operand *x, struct ilv_type *type,
                             const char **cause)
{
  struct ilv_type *from = ilv_type_under (c->types, x->type);
  struct ilv_type *to = ilv_type_under (c->types, type), *there;

  if (is_unsafe_pointer (c, type))
    return from->kind == ILV_TYPE_POINTER || from->kind == ILV_TYPE_UINTPTR
           || is_unsafe_pointer (c, x->type);
  if (!is_unsafe_pointer (c, x->type))
    return false;
  if (to->kind == ILV_TYPE_UINTPTR)
    return true;
  if (to->kind != ILV_TYPE_POINTER)
    return false;
  there = pointed_at (c, x->node);
  if (!there || !looks_inside (c, there, to->elem))
    return true;
  *cause = ilv_check_format (c, "not supported: a value of type %t is made otherwise here", there);
  return false;
}

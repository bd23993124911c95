/* gen_unsafe.c - Functions of package unsafe.
 *
 * Source: Go spec, "Package unsafe".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

/* More than any object has; the largest slice of such elements that there could be. */
#define ADDRESS_BITS 47

static struct ilv_node *
arg (struct ilv_node *node, uint32_t i)
{
  return node->call.args.items[i];
}

/* --- Sizes that are known only in an instance --------------------------- */

static int64_t
field_offset (struct ilv_gen_func *f, const struct ilv_node *field)
{
  struct ilv_types *types = f->gen->types;
  struct ilv_type *base = ilv_type_under (types, ilv_gen_subst (f, field->selector.x->type));

  if (base->kind == ILV_TYPE_POINTER)
    base = base->elem;
  return ilv_type_path_offset (types, base, field->selector.selection->path,
                               field->selector.selection->n_path);
}

static int64_t
size (struct ilv_gen_func *f, struct ilv_node *node)
{
  const struct ilv_gen_type *type;

  if (node->call.builtin == ILV_BUILTIN_OFFSETOF)
    return field_offset (f, ilv_node_unparen (arg (node, 0)));
  type = ilv_gen_type_of (f, arg (node, 0));
  return node->call.builtin == ILV_BUILTIN_SIZEOF
           ? (int64_t) type->size
           : (int64_t) ilv_type_align (f->gen->types, type->type);
}

/* --- Slices and strings of what a pointer points to --------------------- */

/* Panics unless the length in slot @pointer + 1 fits between the pointer and the end of the
 * address space. */
static void
check_end (struct ilv_gen_func *f, uint32_t pointer, uint64_t elem_size, const char *text)
{
  uint32_t room = ilv_gen_alloc (f, 1), size = ilv_gen_alloc (f, 1);
  struct ilv_gen_label fits;

  ilv_gen_label_init (&fits);
  ILV_EMIT (f, NEG, room, pointer, 0);
  ilv_gen_int (f, (int64_t) elem_size, size);
  ILV_EMIT (f, DIVU, room, room, size);
  ilv_gen_jump_if (f, ILV_OPCODE_J_LEU, pointer + 1, room, &fits);
  ilv_gen_panic (f, ILV_ERROR_RUNTIME, text);
  ilv_gen_bind (f, &fits);
}

/* to, to + 1 = pointer, length; panics unless there may be so many of @elem_size there. */
static void
pointer_and_length (struct ilv_gen_func *f, struct ilv_node *node, uint64_t elem_size, uint32_t to)
{
  bool is_string = node->call.builtin == ILV_BUILTIN_STRING;
  const char *too_long
    = is_string ? "unsafe.String: len out of range" : "unsafe.Slice: len out of range";
  uint32_t most = ilv_gen_alloc (f, 1);
  struct ilv_gen_label fits, is_there, done;

  ilv_gen_label_init (&fits);
  ilv_gen_label_init (&is_there);
  ilv_gen_label_init (&done);
  ilv_gen_expr_as (f, arg (node, 0), ilv_gen_type_of (f, arg (node, 0)), to);
  ilv_gen_expr_to (f, arg (node, 1), to + 1);
  ilv_gen_at (f, node->pos);
  /* Without a sign: negative lengths are too long. */
  ilv_gen_int (f, elem_size ? (INT64_C (1) << ADDRESS_BITS) / (int64_t) elem_size : INT64_MAX, most);
  ilv_gen_jump_if (f, ILV_OPCODE_J_LEU, to + 1, most, &fits);
  ilv_gen_panic (f, ILV_ERROR_RUNTIME, too_long);
  ilv_gen_bind (f, &fits);
  ilv_gen_jump_if (f, ILV_OPCODE_J_T, to, 0, &is_there);
  ilv_gen_jump_if (f, ILV_OPCODE_J_F, to + 1, 0, &done);
  ilv_gen_panic (f, ILV_ERROR_RUNTIME, is_string ? "unsafe.String: ptr is nil and len is not zero"
                     : "unsafe.Slice: ptr is nil and len is not zero");
  ilv_gen_bind (f, &is_there);
  if (elem_size)
    check_end (f, to, elem_size, too_long);
  ilv_gen_bind (f, &done);
}

static void
slice (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  const struct ilv_gen_type *type = ilv_gen_type_of (f, node);
  uint32_t made = ilv_gen_alloc (f, 3);

  pointer_and_length (f, node, ilv_gen_type (f->gen, type->under->elem)->size, made);
  ilv_gen_move (f, made + 2, made + 1, 1);
  ilv_gen_move (f, to, made, 3);
}

static void
string (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  uint32_t made = ilv_gen_alloc (f, 2);

  pointer_and_length (f, node, 1, made);
  ilv_gen_move (f, to, made, 2);
}

/* --- All of them -------------------------------------------------------- */

static void
add (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  uint32_t pointer = ilv_gen_operand_as (f, arg (node, 0), ilv_gen_type_of (f, node));
  uint32_t n = ilv_gen_expr (f, arg (node, 1));

  ILV_EMIT (f, ADD, to, pointer, n);
}

void
ilv_gen_unsafe (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to)
{
  switch ((int) node->call.builtin)
    {
    case ILV_BUILTIN_ADD:
      add (f, node, to);
      break;
    case ILV_BUILTIN_SLICE:
      slice (f, node, to);
      break;
    case ILV_BUILTIN_STRING:
      string (f, node, to);
      break;
    case ILV_BUILTIN_SLICE_DATA:
    case ILV_BUILTIN_STRING_DATA:
      ilv_gen_move (f, to, ilv_gen_expr (f, arg (node, 0)), 1);
      break;
    default:
      ilv_gen_int (f, size (f, node), to);
    }
}

/* Literals. Spec: "Integer literals" and the like, "Composite literals", "Function literals".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <string.h>

/* gc's bound on the text of a number. */
#define MAX_NUMBER_LEN 10000

/* Ways of writing numbers that came later. */
static void
number_version (struct checker *c, const struct ilv_node *node)
{
  const char *text = node->lit.text;
  char radix = node->lit.len > 2 && text[0] == '0' ? text[1] | ' ' : 0;

  if (memchr (text, '_', node->lit.len))
    ilv_check_version (c, node->pos, 13, "underscore in numeric literal");
  else if (radix == 'b')
    ilv_check_version (c, node->pos, 13, "binary literal");
  else if (radix == 'o')
    ilv_check_version (c, node->pos, 13, "0o/0O-style octal literal");
  else if (radix == 'x' && node->lit.kind != ILV_LIT_INT)
    ilv_check_version (c, node->pos, 13, "hexadecimal floating-point literal");
}

void
ilv_check_basic_lit (struct checker *c, struct operand *x, struct ilv_node *node)
{
  static const enum ilv_type_kind kinds[] = {
    [ILV_LIT_INT] = ILV_TYPE_UNTYPED_INT,         [ILV_LIT_FLOAT] = ILV_TYPE_UNTYPED_FLOAT,
    [ILV_LIT_IMAG] = ILV_TYPE_UNTYPED_COMPLEX,    [ILV_LIT_RUNE] = ILV_TYPE_UNTYPED_RUNE,
    [ILV_LIT_STRING] = ILV_TYPE_UNTYPED_STRING,
  };
  bool is_number = node->lit.kind != ILV_LIT_RUNE && node->lit.kind != ILV_LIT_STRING;

  if (is_number && node->lit.len > MAX_NUMBER_LEN)
    {
      ilv_check_error_node (c, node, "excessively long constant: %s... (%d chars)",
                            ilv_arena_strndup (c->arena, node->lit.text, 10), (int) node->lit.len);
      return;
    }
  if (is_number)
    number_version (c, node);
  x->value = ilv_const_literal (c->arena, node->lit.kind, node->lit.text, node->lit.len);
  if (ilv_const_kind (x->value) == ILV_CONST_UNKNOWN)
    {
      ilv_check_error_node (c, node, "malformed constant: %e", node);
      return;
    }
  x->mode = ILV_MODE_CONSTANT;
  x->type = c->types->basic[kinds[node->lit.kind]];
  ilv_check_overflow (c, x, node->pos);
}

/* --- Functions ---------------------------------------------------------- */

struct literal_body
{
  struct ilv_func_info *info;
  struct ilv_scope *scope;
  struct environment env;
};

static void
check_literal_body (struct checker *c, void *data)
{
  struct literal_body *body = data;
  struct environment outer = c->env;

  c->env = body->env;
  c->env.error_pos = 0;
  ilv_check_func_body (c, body->info, body->scope, body->info->node->func_lit.body);
  c->env = outer;
}

/* The body comes later: it may mention what is being declared around it. */
void
ilv_check_func_lit (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct literal_body *body = ilv_arena_new_struct (c->arena, struct literal_body);
  struct ilv_func_info *info = ilv_arena_new_struct (c->arena, struct ilv_func_info);
  struct ilv_nodes none = { 0 };

  info->node = node;
  info->package = c->package;
  info->outer = c->env.func;
  info->number = info->outer ? ++info->outer->n_lits : ++c->package->n_lits;
  if (info->outer)
    {
      info->tparams = info->outer->tparams;
      info->n_tparams = info->outer->n_tparams;
    }
  node->func_lit.info = info;
  x->type
    = ilv_check_signature (c, node->func_lit.type, NULL, none, info, &body->scope);
  x->mode = ILV_MODE_VALUE;
  body->info = info;
  body->env = c->env;
  ilv_check_later (c, check_literal_body, body);
}

/* --- Structs ------------------------------------------------------------ */

static void
keyed_field (struct checker *c, struct ilv_type *base, struct ilv_type *under,
             struct ilv_node *pair, bool *seen)
{
  struct ilv_node *key = pair->pair.key;
  struct operand x;
  int64_t index = -1;

  ilv_check_expr (c, &x, pair->pair.value);
  if (key->kind != ILV_NODE_NAME)
    {
      ilv_check_error_node (c, pair, "invalid field name %e in struct literal", key);
      return;
    }
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    {
      struct ilv_field *field = &under->strct.fields[i];
      if (field->name == key->name.symbol && field->name != c->compilation->blank
          && (field->package == c->package || ilv_symbol_is_exported (field->name)))
        index = i;
    }
  if (index < 0)
    {
      ilv_check_error_node (c, key, "%s",
                            ilv_check_lookup_error (c, base, key->name.symbol, true));
      return;
    }
  pair->pair.index = index;
  ilv_check_assignment (c, &x, under->strct.fields[index].type, "struct literal");
  if (seen[index])
    ilv_check_error_node (c, pair, "duplicate field name %n in struct literal", key->name.symbol);
  seen[index] = true;
}

static void
keyed_fields (struct checker *c, struct ilv_node *node, struct ilv_type *base,
              struct ilv_type *under)
{
  bool *seen = ilv_arena_new_array (c->arena, bool, under->strct.n_fields);

  for (uint32_t i = 0; i < node->composite.elems.n; i++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];
      if (elem->kind == ILV_NODE_KEY_VALUE)
        keyed_field (c, base, under, elem, seen);
      else
        ilv_check_error_node (c, elem,
                              "mixture of field:value and value elements in struct literal");
    }
}

static void
plain_fields (struct checker *c, struct ilv_node *node, struct ilv_type *base,
              struct ilv_type *under)
{
  struct operand x;

  for (uint32_t i = 0; i < node->composite.elems.n; i++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];
      if (elem->kind == ILV_NODE_KEY_VALUE)
        {
          ilv_check_error_node (c, elem,
                                "mixture of field:value and value elements in struct literal");
          continue;
        }
      ilv_check_expr (c, &x, elem);
      if (i >= under->strct.n_fields)
        {
          ilv_check_error_operand (c, &x, "too many values in struct literal of type %t", base);
          return;
        }
      struct ilv_field *field = &under->strct.fields[i];
      if (!ilv_symbol_is_exported (field->name) && field->package != c->package)
        {
          ilv_check_error_operand (
            c, &x, "implicit assignment to unexported field %n in struct literal of type %t",
            field->name, base);
          continue;
        }
      ilv_check_assignment (c, &x, field->type, "struct literal");
    }
  if (node->composite.elems.n < under->strct.n_fields)
    ilv_check_error (c, node->composite.end, "too few values in struct literal of type %t", base);
}

/* --- Arrays and slices -------------------------------------------------- */

/* A set of indices; literals can be large, so it hashes. */
struct index_set
{
  int64_t *slots; /* index + 1; 0: free */
  size_t n_slots;
};

static bool
add_index (struct index_set *set, int64_t index)
{
  size_t mask = set->n_slots - 1;

  for (size_t i = (size_t) ((uint64_t) index * 0x9E3779B97F4A7C15u >> 20) & mask;;
       i = (i + 1) & mask)
    {
      if (set->slots[i] == index + 1)
        return false;
      if (set->slots[i] == 0)
        {
          set->slots[i] = index + 1;
          return true;
        }
    }
}

/* The index that a key says; false after an error. */
static bool
keyed_index (struct checker *c, struct ilv_node *pair, int64_t len, int64_t *index)
{
  int64_t value;
  struct ilv_type *type = ilv_check_index_value (c, pair->pair.key, len, &value);

  if (!ilv_check_is_valid (type))
    return false;
  if (value < 0)
    {
      ilv_check_error_node (c, pair, "index %e must be integer constant", pair->pair.key);
      return false;
    }
  *index = pair->pair.index = value;
  return true;
}

/* @len: of the array, or -1. The largest index + 1. */
static int64_t
indexed_elements (struct checker *c, struct ilv_nodes elems, struct ilv_type *type, int64_t len)
{
  struct index_set seen = { .n_slots = 8 };
  int64_t index = 0, max = 0;

  while (seen.n_slots < (size_t) elems.n * 2)
    seen.n_slots *= 2;
  seen.slots = ilv_arena_new_array (c->arena, int64_t, seen.n_slots);
  for (uint32_t i = 0; i < elems.n; i++)
    {
      struct ilv_node *elem = elems.items[i], *value = elem;
      struct operand x;
      bool is_valid = true;
      if (elem->kind == ILV_NODE_KEY_VALUE)
        {
          is_valid = keyed_index (c, elem, len, &index);
          value = elem->pair.value;
        }
      else if (len >= 0 && index >= len)
        {
          ilv_check_error_node (c, elem, "index %D is out of bounds (>= %D)", index, len);
          is_valid = false;
        }
      if (is_valid && !add_index (&seen, index))
        ilv_check_error_node (c, elem, "duplicate index %D in array or slice literal", index);
      index++;
      max = index > max ? index : max;
      ilv_check_expr_hint (c, &x, value, type);
      ilv_check_assignment (c, &x, type, "array or slice literal");
    }
  return max;
}

/* --- Maps --------------------------------------------------------------- */

struct key_set
{
  const struct operand **slots;
  size_t n_slots;
};

/* False if an equal constant of the same type is there. */
static bool
add_key (struct checker *c, struct key_set *set, const struct operand *x)
{
  size_t mask = set->n_slots - 1;

  for (size_t i = (size_t) ilv_const_hash (x->value) & mask;; i = (i + 1) & mask)
    {
      const struct operand *other = set->slots[i];
      if (!other)
        {
          set->slots[i] = ilv_arena_dup (c->arena, x, sizeof *x);
          return true;
        }
      if (ilv_const_equal (other->value, x->value) && ilv_type_identical (other->type, x->type))
        return false;
    }
}

static void
map_elements (struct checker *c, struct ilv_node *node, struct ilv_type *under)
{
  struct key_set seen = { .n_slots = 8 };
  struct ilv_nodes elems = node->composite.elems;

  while (seen.n_slots < (size_t) elems.n * 2)
    seen.n_slots *= 2;
  seen.slots = ilv_arena_new_array (c->arena, const struct operand *, seen.n_slots);
  for (uint32_t i = 0; i < elems.n; i++)
    {
      struct ilv_node *pair = elems.items[i];
      struct operand x;
      if (pair->kind != ILV_NODE_KEY_VALUE)
        {
          ilv_check_error_node (c, pair, "missing key in map literal");
          continue;
        }
      ilv_check_expr_hint (c, &x, pair->pair.key, under->key);
      ilv_check_assignment (c, &x, under->key, "map literal");
      if (x.mode == ILV_MODE_INVALID)
        continue;
      if (x.mode == ILV_MODE_CONSTANT && !add_key (c, &seen, &x))
        {
          ilv_check_error_operand (c, &x, "duplicate key %c in map literal", x.value);
          continue;
        }
      ilv_check_expr_hint (c, &x, pair->pair.value, under->elem);
      ilv_check_assignment (c, &x, under->elem, "map literal");
    }
}

/* --- Composite literals ------------------------------------------------- */

static void
use_elements (struct checker *c, struct ilv_node *node)
{
  for (uint32_t i = 0; i < node->composite.elems.n; i++)
    {
      struct ilv_node *elem = node->composite.elems.items[i];
      ilv_check_use_one (c, elem->kind == ILV_NODE_KEY_VALUE ? elem->pair.value : elem, false);
    }
}

/* [...]T{…}: the type is known when the elements are counted. */
static void
open_array (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct ilv_node *type = node->composite.type;
  struct ilv_type *elem = ilv_check_var_type (c, type->type_expr.elem);

  node->composite.len = indexed_elements (c, node->composite.elems, elem, -1);
  x->type = ilv_type_array (c->types, elem, node->composite.len);
  x->mode = ILV_MODE_VALUE;
  type->mode = ILV_MODE_TYPE;
  type->type = x->type->canon;
}

/* False after an error. @base: the type, without the pointer of an elided &T. */
static bool
elements (struct checker *c, struct ilv_node *node, struct ilv_type *type, struct ilv_type *base,
          bool is_element)
{
  const char *cause;
  struct ilv_nodes elems = node->composite.elems;
  struct ilv_type *under = ilv_check_common_under (c, base, NULL, NULL, &cause);

  switch (under ? under->kind : ILV_TYPE_TUPLE)
    {
    case ILV_TYPE_STRUCT:
      if (elems.n && elems.items[0]->kind == ILV_NODE_KEY_VALUE)
        keyed_fields (c, node, base, under);
      else if (elems.n)
        plain_fields (c, node, base, under);
      return true;
    case ILV_TYPE_ARRAY:
      node->composite.len = under->len;
      indexed_elements (c, elems, under->elem, under->len);
      return true;
    case ILV_TYPE_SLICE:
      node->composite.len = indexed_elements (c, elems, under->elem, -1);
      ilv_check_note_temporary (c, under->elem, node->composite.len);
      return true;
    case ILV_TYPE_MAP:
      map_elements (c, node, under);
      return true;
    default:
      use_elements (c, node);
      if (!under || ilv_check_is_valid (under))
        ilv_check_error_node (c, node, "invalid composite literal%s type %t%s",
                              is_element ? " element" : "", type,
                              under ? "" : " (no common underlying type)");
      return false;
    }
}

void
ilv_check_composite_lit (struct checker *c, struct operand *x, struct ilv_node *node,
                         struct ilv_type *hint)
{
  struct ilv_node *type_node = node->composite.type;
  struct ilv_type *type, *base;
  bool is_pointer;

  if (type_node && type_node->kind == ILV_NODE_ARRAY_TYPE && !type_node->type_expr.len)
    {
      open_array (c, x, node);
      return;
    }
  if (type_node)
    type = base = ilv_check_type (c, type_node);
  else if (hint)
    {
      struct ilv_type *under = ilv_check_common_under (c, hint, NULL, NULL, NULL);
      type = base = hint;
      if (under && under->kind == ILV_TYPE_POINTER)
        base = ilv_check_deref (under, &is_pointer);
    }
  else
    {
      ilv_check_error_node (c, node, "missing type in composite literal");
      type = base = c->types->basic[ILV_TYPE_INVALID];
    }
  if (elements (c, node, type, base, !type_node) && ilv_check_is_valid (type))
    x->mode = ILV_MODE_VALUE;
  x->type = type;
}

/* Index and slice expressions. Spec: "Index expressions", "Slice expressions".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

static struct ilv_node *
single_index (struct checker *c, struct ilv_node *node)
{
  struct ilv_node *index = node->index.index;

  if (index->kind != ILV_NODE_LIST)
    return index;
  ilv_check_error_node (c, index->list.items[1], "invalid operation: more than one index");
  return index->list.items[0];
}

bool
ilv_check_valid_index (struct checker *c, struct operand *x, const char *what,
                       bool may_be_negative)
{
  struct ilv_type *int_type = c->types->basic[ILV_TYPE_INT];

  if (x->mode == ILV_MODE_INVALID)
    return false;
  ilv_check_convert_untyped (c, x, int_type);
  if (x->mode == ILV_MODE_INVALID)
    return false;
  if (!ilv_type_all_are (c->types, x->type, ILV_IS_INTEGER))
    {
      ilv_check_error_operand (c, x, "invalid argument: %s %o must be integer", what, x);
      return false;
    }
  if (x->mode != ILV_MODE_CONSTANT)
    return true;
  if (!may_be_negative && ilv_const_sign (x->value) < 0)
    {
      ilv_check_error_operand (c, x, "invalid argument: %s %o must not be negative", what, x);
      return false;
    }
  if (!ilv_check_representable_const (c, x->value, int_type, &x->value))
    {
      ilv_check_error_operand (c, x, "invalid argument: %s %o overflows int", what, x);
      return false;
    }
  return true;
}

struct ilv_type *
ilv_check_index_value (struct checker *c, struct ilv_node *node, int64_t max, int64_t *value)
{
  struct operand x;
  int64_t number;

  *value = -1;
  ilv_check_expr (c, &x, node);
  if (!ilv_check_valid_index (c, &x, "index", false))
    return c->types->basic[ILV_TYPE_INVALID];
  if (x.mode != ILV_MODE_CONSTANT)
    return x.type;
  if (!ilv_const_to_int64 (x.value, &number))
    return c->types->basic[ILV_TYPE_INVALID];
  if (max >= 0 && number >= max)
    {
      ilv_check_error_operand (c, &x, "invalid argument: index %c out of bounds [0:%D]", x.value,
                               max);
      return c->types->basic[ILV_TYPE_INVALID];
    }
  *value = number;
  return x.type;
}

/* --- Indexing ----------------------------------------------------------- */

/* What indexing gives. */
struct indexed
{
  struct ilv_type *elem; /* NULL: cannot be indexed */
  struct ilv_type *key;  /* maps */
  int64_t len;           /* known length, or -1 */
  enum ilv_mode mode;
};

static struct indexed
index_under (struct checker *c, const struct operand *x, struct ilv_type *under)
{
  struct indexed result = { .len = -1, .mode = ILV_MODE_VARIABLE };
  struct ilv_type *pointed;
  size_t len;

  switch (under ? under->kind : ILV_TYPE_INVALID)
    {
    case ILV_TYPE_ARRAY:
      result.elem = under->elem;
      result.len = under->len;
      result.mode = x->mode == ILV_MODE_VARIABLE ? ILV_MODE_VARIABLE : ILV_MODE_VALUE;
      break;
    case ILV_TYPE_POINTER:
      pointed = ilv_type_under (c->types, under->elem);
      if (pointed->kind == ILV_TYPE_ARRAY)
        {
          result.elem = pointed->elem;
          result.len = pointed->len;
        }
      break;
    case ILV_TYPE_SLICE:
      result.elem = under->elem;
      break;
    case ILV_TYPE_MAP:
      result.elem = under->elem;
      result.key = under->key;
      result.mode = ILV_MODE_MAP_INDEX;
      break;
    default:
      if (!under || !(under->info & ILV_IS_STRING))
        break;
      result.elem = c->compilation->byte_type;
      result.mode = ILV_MODE_VALUE;
      if (x->mode == ILV_MODE_CONSTANT)
        {
          ilv_const_to_string (x->value, &len);
          result.len = (int64_t) len;
        }
    }
  return result;
}

struct index_set
{
  struct checker *c;
  const struct operand *x;
  struct indexed result;
};

/* All types of a set must agree in what they give. */
static bool
index_term (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct index_set *set = data;
  struct indexed one = index_under (set->c, set->x, under);
  struct indexed *all = &set->result;

  if (!one.elem)
    return false;
  if (!all->elem)
    {
      *all = one;
      return true;
    }
  if (!all->key != !one.key || (one.key && !ilv_type_identical (all->key, one.key))
      || !ilv_type_identical (all->elem, one.elem))
    return false;
  if (one.mode == ILV_MODE_VALUE)
    all->mode = ILV_MODE_VALUE;
  if (one.len >= 0 && (all->len < 0 || one.len < all->len))
    all->len = one.len;
  return true;
}

static void
index_map (struct checker *c, struct ilv_node *node, const struct indexed *indexed)
{
  struct operand key;

  ilv_check_expr (c, &key, single_index (c, node));
  ilv_check_assignment (c, &key, indexed->key, "map index");
}

bool
ilv_check_index (struct checker *c, struct operand *x, struct ilv_node *node)
{
  struct index_set set = { .c = c, .x = x };
  int64_t ignored;

  ilv_check_expr_or_type (c, x, node->index.x, true);
  if (x->mode == ILV_MODE_INVALID)
    {
      ilv_check_use_one (c, node->index.index, false);
      return false;
    }
  if (x->mode == ILV_MODE_TYPE)
    {
      x->type = ilv_check_var_type (c, node);
      x->mode = ilv_check_is_valid (x->type) ? ILV_MODE_TYPE : ILV_MODE_INVALID;
      return false;
    }
  if (x->mode == ILV_MODE_VALUE && ilv_check_is_generic (x->type))
    return true;
  if (!ilv_type_each_under (c->types, x->type, index_term, &set))
    {
      ilv_check_error (c, node->pos, "cannot index %o", x);
      ilv_check_use_one (c, node->index.index, false);
      x->mode = ILV_MODE_INVALID;
      return false;
    }
  x->mode = set.result.mode;
  x->type = set.result.elem;
  if (set.result.key)
    index_map (c, node, &set.result);
  else
    ilv_check_index_value (c, single_index (c, node), set.result.len, &ignored);
  x->node = node;
  return false;
}

/* --- Slicing ------------------------------------------------------------ */

struct slice_set
{
  struct checker *c;
  struct operand *x;
  struct ilv_type *type, *under; /* of the first; []byte for strings */
  bool has_string;
};

static const char *
test_sliceable (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data)
{
  struct slice_set *set = data;

  if (!under)
    return ilv_check_format (c, "cannot slice %o: no specific type in %t", set->x, set->x->type);
  if (under->info & ILV_IS_STRING)
    {
      under = ilv_type_slice (c->types, c->types->basic[ILV_TYPE_UINT8]);
      set->has_string = true;
    }
  if (!set->under)
    {
      set->type = type;
      set->under = under;
    }
  else if (!ilv_type_identical (set->under, under))
    return ilv_check_format (c, "cannot slice %o: %t and %t have different underlying types",
                             set->x, set->type, type);
  return NULL;
}

/* Sets the result's type and *@len; false after an error. */
static bool
slice_operand (struct checker *c, struct operand *x, struct ilv_node *node, int64_t *len)
{
  struct slice_set set = { .c = c, .x = x };
  struct ilv_type *under, *pointed;
  const char *cause = NULL;
  size_t n;

  *len = -1;
  if (!ilv_check_is_type_param (x->type))
    cause = test_sliceable (c, x->type, ilv_type_under (c->types, x->type), &set);
  else
    {
      struct ilv_type_set *types = ilv_type_set (c->types, x->type);
      if (!types->has_terms)
        cause = test_sliceable (c, x->type, NULL, &set);
      for (uint32_t i = 0; !cause && i < types->n_terms; i++)
        cause = test_sliceable (c, types->terms[i].type,
                                ilv_type_under (c->types, types->terms[i].type), &set);
    }
  if (cause)
    {
      ilv_check_error_operand (c, x, "%s", cause);
      return false;
    }
  under = set.under;
  if (set.has_string)
    {
      if (node->slice.is_full)
        {
          ilv_check_error_node (c, node->slice.indices[2],
                                "invalid operation: 3-index slice of string");
          return false;
        }
      if (x->mode == ILV_MODE_CONSTANT)
        {
          ilv_const_to_string (x->value, &n);
          *len = (int64_t) n;
        }
      if (ilv_type_is_untyped (x->type))
        {
          x->type = c->types->basic[ILV_TYPE_STRING];
          ilv_check_update_type (c, node->slice.x, x->type, true);
        }
      return true;
    }
  switch (under ? under->kind : ILV_TYPE_INVALID)
    {
    case ILV_TYPE_ARRAY:
      if (x->mode != ILV_MODE_VARIABLE)
        {
          ilv_check_error_operand (c, x, "cannot slice unaddressable value %o", x);
          return false;
        }
      ilv_check_mark_address (c, node->slice.x);
      *len = under->len;
      x->type = ilv_type_slice (c->types, under->elem);
      return true;
    case ILV_TYPE_POINTER:
      pointed = ilv_type_under (c->types, under->elem);
      if (pointed->kind != ILV_TYPE_ARRAY)
        break;
      *len = pointed->len;
      x->type = ilv_type_slice (c->types, pointed->elem);
      return true;
    case ILV_TYPE_SLICE:
      return true;
    default:
      break;
    }
  ilv_check_error_operand (c, x, "cannot slice %o", x);
  return false;
}

static void
check_slice_order (struct checker *c, struct ilv_node *node, const int64_t *values)
{
  for (int i = 0; i < 2; i++)
    for (int j = i + 1; j < 3 && values[i] > 0; j++)
      if (values[j] >= 0 && values[j] < values[i])
        {
          ilv_check_error_node (c, node->slice.indices[j], "invalid slice indices: %D < %D",
                                values[j], values[i]);
          return;
        }
}

void
ilv_check_slice (struct checker *c, struct operand *x, struct ilv_node *node)
{
  int64_t len, values[3] = { -1, -1, -1 };

  ilv_check_expr (c, x, node->slice.x);
  if (x->mode == ILV_MODE_INVALID || !slice_operand (c, x, node, &len))
    {
      if (x->mode == ILV_MODE_INVALID)
        for (int i = 0; i < 3; i++)
          ilv_check_use_one (c, node->slice.indices[i], false);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  x->mode = ILV_MODE_VALUE;
  for (int i = 0; i < 3; i++)
    if (node->slice.indices[i])
      ilv_check_index_value (c, node->slice.indices[i], len >= 0 ? len + 1 : -1, &values[i]);
    else if (i == 0)
      values[i] = 0;
    else if (len >= 0)
      values[i] = len;
  check_slice_order (c, node, values);
}

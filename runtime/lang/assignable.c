/* Which values fit where. Spec: "Assignability", "Conversions".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include "base/utf8.h"

bool
ilv_check_has_name (const struct ilv_type *type)
{
  type = type->canon;
  return type->kind < ILV_TYPE_N_BASIC || type->kind == ILV_TYPE_NAMED
         || type->kind == ILV_TYPE_TYPE_PARAM;
}

bool
ilv_check_is_plain_interface (struct checker *c, struct ilv_type *type)
{
  return ilv_type_is_interface (c->types, type);
}

bool
ilv_check_is_bytes_or_runes (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *under = ilv_type_under (c->types, type);

  if (under->kind != ILV_TYPE_SLICE)
    return false;
  struct ilv_type *elem = ilv_type_under (c->types, under->elem);
  return elem->kind == ILV_TYPE_UINT8 || elem->kind == ILV_TYPE_INT32;
}

/* --- What all types of a set have in common ----------------------------- */

struct common
{
  struct checker *c;
  const char *(*test) (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data);
  void *data;
  struct ilv_type *type, *under; /* of the first, or of the most restricted channel */
  const char *cause;
};

static bool
common_channel (struct common *common, struct ilv_type *type, struct ilv_type *under)
{
  if (!ilv_type_identical (common->under->elem, under->elem))
    common->cause = ilv_check_format (common->c, "channels %t and %t have different element types",
                                      common->type, type);
  else if (common->under->dir == ILV_DIR_BOTH)
    {
      common->type = type;
      common->under = under;
    }
  else if (under->dir != ILV_DIR_BOTH && under->dir != common->under->dir)
    common->cause = ilv_check_format (common->c, "channels %t and %t have conflicting directions",
                                      common->type, type);
  return !common->cause;
}

static bool
add_common (struct common *common, struct ilv_type *type, struct ilv_type *under)
{
  if (common->test)
    common->cause = common->test (common->c, type, under, common->data);
  if (!common->cause && !under)
    common->cause = "no specific type";
  if (common->cause)
    return false;
  if (!common->under)
    {
      common->type = type;
      common->under = under;
      return true;
    }
  if (common->under->kind == ILV_TYPE_CHAN && under->kind == ILV_TYPE_CHAN)
    return common_channel (common, type, under);
  if (!ilv_type_identical (common->under, under))
    common->cause = ilv_check_format (common->c, "%t and %t have different underlying types",
                                      common->type, type);
  return !common->cause;
}

struct ilv_type *
ilv_check_common_under (struct checker *c, struct ilv_type *type,
                        const char *(*test) (struct checker *c, struct ilv_type *type,
                                             struct ilv_type *under, void *data),
                        void *data, const char **cause)
{
  struct common common = { .c = c, .test = test, .data = data };
  bool is_ok = true;

  if (!ilv_check_is_type_param (type))
    is_ok = add_common (&common, type, ilv_type_under (c->types, type));
  else
    {
      struct ilv_type_set *set = ilv_type_set (c->types, type);
      if (!set->has_terms)
        is_ok = add_common (&common, type, NULL);
      for (uint32_t i = 0; is_ok && i < set->n_terms; i++)
        is_ok = add_common (&common, set->terms[i].type,
                            ilv_type_under (c->types, set->terms[i].type));
    }
  if (!common.under && !common.cause)
    common.cause = "no specific type";
  if (cause)
    *cause = common.cause;
  return is_ok ? common.under : NULL;
}

/* --- Assignability ------------------------------------------------------ */

static bool
channels_assignable (struct ilv_type *from, struct ilv_type *to, struct ilv_type *from_under,
                     struct ilv_type *to_under)
{
  return from_under->kind == ILV_TYPE_CHAN && from_under->dir == ILV_DIR_BOTH
         && to_under->kind == ILV_TYPE_CHAN
         && ilv_type_identical (from_under->elem, to_under->elem)
         && (!ilv_check_has_name (from) || !ilv_check_has_name (to));
}

static void
add_cause (struct checker *c, const char **cause, const char *text)
{
  if (cause)
    *cause = **cause ? ilv_check_format (c, "%s\n\t%s", text, *cause) : text;
}

/* Type parameters: every type of the set has to do. */
static bool
params_assignable (struct checker *c, struct operand *x, struct ilv_type *type,
                   const char **cause)
{
  struct ilv_type *from = x->type;

  if (!ilv_check_has_name (from) && ilv_check_is_type_param (type))
    {
      struct ilv_type_set *set = ilv_type_set (c->types, type);
      for (uint32_t i = 0; i < set->n_terms; i++)
        if (!ilv_check_assignable (c, x, set->terms[i].type, cause))
          {
            add_cause (c, cause, ilv_check_format (c, "cannot assign %t to %t (in %t)", from,
                                                   set->terms[i].type, type));
            return false;
          }
      return set->has_terms && set->n_terms;
    }
  if (ilv_check_is_type_param (from) && !ilv_check_has_name (type))
    {
      struct ilv_type_set *set = ilv_type_set (c->types, from);
      struct operand copy = *x;
      for (uint32_t i = 0; i < set->n_terms; i++)
        {
          copy.type = set->terms[i].type;
          if (!ilv_check_assignable (c, &copy, type, cause))
            {
              add_cause (c, cause, ilv_check_format (c, "cannot assign %t (in %t) to %t",
                                                     copy.type, from, type));
              return false;
            }
        }
      return set->has_terms && set->n_terms;
    }
  return false;
}

static bool
untyped_assignable (struct checker *c, struct operand *x, struct ilv_type *type)
{
  const struct ilv_const *value;
  enum conversion_error error;

  if (ilv_check_is_type_param (type) && !ilv_type_set (c->types, type)->has_terms
      && x->mode != ILV_MODE_INVALID)
    return false;
  return ilv_check_implicit_type (c, x, type, &value, &error) != NULL;
}

bool
ilv_check_assignable (struct checker *c, struct operand *x, struct ilv_type *type,
                      const char **cause)
{
  struct ilv_type *from = x->type, *from_under, *to_under;

  if (cause)
    *cause = "";
  if (x->mode == ILV_MODE_INVALID || !ilv_check_is_valid (type) || !ilv_check_is_valid (from)
      || ilv_type_identical (from, type))
    return true;
  if (ilv_type_is_untyped (from))
    return untyped_assignable (c, x, type);

  bool from_param = ilv_check_is_type_param (from), to_param = ilv_check_is_type_param (type);
  from_under = ilv_type_under (c->types, from);
  to_under = ilv_type_under (c->types, type);
  if (!ilv_check_is_valid (from_under) || !ilv_check_is_valid (to_under))
    return true;
  if (ilv_type_identical (from_under, to_under) && !from_param && !to_param
      && (!ilv_check_has_name (from) || !ilv_check_has_name (type)))
    return true;
  if ((to_under->kind == ILV_TYPE_INTERFACE && !to_param)
      || ilv_check_is_pointer_to_interface (c, to_under))
    {
      if (ilv_check_implements (c, from, type, false, cause))
        return true;
      if (!from_param)
        return false;
      if (cause)
        *cause = "";
    }
  if (from_under->kind == ILV_TYPE_INTERFACE && !from_param
      && ilv_check_implements (c, type, from, false, NULL))
    {
      if (cause)
        *cause = "need type assertion";
      return false;
    }
  if (channels_assignable (from, type, from_under, to_under))
    return true;
  return (from_param || to_param) && params_assignable (c, x, type, cause);
}

/* --- Conversions -------------------------------------------------------- */

/* Struct types that differ only in their tags are the same here. */
static struct ilv_type *
without_tags (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *canon = type->canon;

  switch (canon->kind)
    {
    case ILV_TYPE_STRUCT:
      {
        struct ilv_field *fields = ilv_arena_dup (c->arena, canon->strct.fields,
                                                  canon->strct.n_fields * sizeof *fields);
        for (uint32_t i = 0; i < canon->strct.n_fields; i++)
          {
            fields[i].tag = NULL;
            fields[i].tag_len = 0;
            fields[i].type = without_tags (c, fields[i].type);
          }
        return ilv_type_struct (c->types, fields, canon->strct.n_fields);
      }
    case ILV_TYPE_POINTER:
      return ilv_type_pointer (c->types, without_tags (c, canon->elem));
    case ILV_TYPE_SLICE:
      return ilv_type_slice (c->types, without_tags (c, canon->elem));
    case ILV_TYPE_ARRAY:
      return ilv_type_array (c->types, without_tags (c, canon->elem), canon->len);
    case ILV_TYPE_MAP:
      return ilv_type_map (c->types, without_tags (c, canon->key), without_tags (c, canon->elem));
    case ILV_TYPE_CHAN:
      return ilv_type_chan (c->types, canon->dir, without_tags (c, canon->elem));
    case ILV_TYPE_TUPLE:
      {
        struct ilv_type **types
          = ilv_arena_new_array (c->arena, struct ilv_type *, canon->tuple.n);
        for (uint32_t i = 0; i < canon->tuple.n; i++)
          types[i] = without_tags (c, canon->tuple.types[i]);
        return ilv_type_tuple (c->types, types, NULL, canon->tuple.n);
      }
    case ILV_TYPE_FUNC:
      if (canon->func.n_tparams)
        return canon;
      return ilv_type_func (c->types, without_tags (c, canon->func.params),
                            without_tags (c, canon->func.results), canon->is_variadic);
    default:
      return canon;
    }
}

static bool
same_but_for_tags (struct checker *c, struct ilv_type *a, struct ilv_type *b)
{
  return ilv_type_identical (a, b) || without_tags (c, a) == without_tags (c, b);
}

static bool
pointers_convertible (struct checker *c, struct ilv_type *from, struct ilv_type *to)
{
  from = ilv_type_unalias (from);
  to = ilv_type_unalias (to);
  return from->kind == ILV_TYPE_POINTER && to->kind == ILV_TYPE_POINTER
         && !ilv_check_is_type_param (from->elem) && !ilv_check_is_type_param (to->elem)
         && same_but_for_tags (c, ilv_type_under (c->types, from->elem),
                               ilv_type_under (c->types, to->elem));
}

static bool
basics_convertible (struct checker *c, struct ilv_type *from, struct ilv_type *to)
{
  unsigned real = ILV_IS_INTEGER | ILV_IS_FLOAT;

  return ((from->info & real) && (to->info & real))
         || ((from->info & ILV_IS_COMPLEX) && (to->info & ILV_IS_COMPLEX))
         || (((from->info & ILV_IS_INTEGER) || ilv_check_is_bytes_or_runes (c, from))
             && (to->info & ILV_IS_STRING))
         || ((from->info & ILV_IS_STRING) && ilv_check_is_bytes_or_runes (c, to));
}

static bool
slice_to_array (struct checker *c, struct ilv_type *from, struct ilv_type *to, const char **cause)
{
  bool is_pointer = to->kind == ILV_TYPE_POINTER;
  unsigned minor = is_pointer ? 17 : 20;

  if (from->kind != ILV_TYPE_SLICE)
    return false;
  if (is_pointer)
    to = ilv_type_under (c->types, to->elem);
  if (to->kind != ILV_TYPE_ARRAY || !ilv_type_identical (from->elem, to->elem))
    return false;
  if (ilv_check_go_minor (c) >= minor)
    return true;
  *cause = ilv_check_format (c, "conversion of slice to array%s %s", is_pointer ? " pointer" : "",
                             ilv_check_requires (c, minor));
  return false;
}

static bool convertible (struct checker *c, struct operand *x, struct ilv_type *type,
                         const char **cause);

static bool
params_convertible (struct checker *c, struct operand *x, struct ilv_type *type,
                    const char **cause)
{
  struct ilv_type *from = x->type;
  bool from_param = ilv_check_is_type_param (from), to_param = ilv_check_is_type_param (type);
  struct ilv_term from_self = { .type = from }, to_self = { .type = type };
  struct ilv_type_set none = { .n_terms = 1 };
  struct ilv_type_set *from_set = from_param ? ilv_type_set (c->types, from) : &none;
  struct ilv_type_set *to_set = to_param ? ilv_type_set (c->types, type) : &none;

  if ((from_param && !from_set->n_terms) || (to_param && !to_set->n_terms))
    return false;
  for (uint32_t i = 0; i < from_set->n_terms; i++)
    for (uint32_t j = 0; j < to_set->n_terms; j++)
      {
        struct operand copy = *x;
        struct ilv_type *to = (to_param ? &to_set->terms[j] : &to_self)->type;
        copy.type = (from_param ? &from_set->terms[i] : &from_self)->type;
        if (convertible (c, &copy, to, cause))
          continue;
        if (from_param && to_param)
          add_cause (c, cause, ilv_check_format (c, "cannot convert %t (in %t) to type %t (in %t)",
                                                 copy.type, from, to, type));
        else if (from_param)
          add_cause (c, cause, ilv_check_format (c, "cannot convert %t (in %t) to type %t",
                                                 copy.type, from, type));
        else
          add_cause (c, cause, ilv_check_format (c, "cannot convert %t to type %t (in %t)",
                                                 from, to, type));
        return false;
      }
  return true;
}

static bool
convertible (struct checker *c, struct operand *x, struct ilv_type *type, const char **cause)
{
  struct ilv_type *from = x->type, *from_under, *to_under;

  if (ilv_check_assignable (c, x, type, cause))
    return true;
  from_under = ilv_type_under (c->types, from);
  to_under = ilv_type_under (c->types, type);
  if (ilv_check_is_type_param (from) || ilv_check_is_type_param (type))
    return params_convertible (c, x, type, cause);
  return same_but_for_tags (c, from_under, to_under) || pointers_convertible (c, from, type)
         || basics_convertible (c, from_under, to_under)
         || slice_to_array (c, from_under, to_under, cause)
         || ilv_check_unsafe_conversion (c, x, type, cause);
}

/* Whether constant @x is a constant also as @type; its value then. */
static bool
const_convertible (struct checker *c, struct operand *x, struct ilv_type *type,
                   const struct ilv_const **value)
{
  struct ilv_type *under = ilv_type_under (c->types, type);
  uint64_t code;
  char bytes[4];

  if (under->kind >= ILV_TYPE_N_BASIC)
    return false;
  if (ilv_check_representable_const (c, x->value, under, value))
    return true;
  if (!ilv_type_is (c->types, x->type, ILV_IS_INTEGER) || !(under->info & ILV_IS_STRING))
    return false;
  if (!ilv_const_to_uint64 (x->value, &code) || code > 0x10FFFF)
    code = 0xFFFD;
  if (value)
    *value = ilv_const_string (c->arena, bytes, ilv_utf8_encode ((uint32_t) code, bytes));
  return true;
}

static bool
const_convertible_to_param (struct checker *c, struct operand *x, struct ilv_type *type,
                            const char **cause)
{
  struct ilv_type_set *set = ilv_type_set (c->types, type);

  if (!set->has_terms)
    {
      *cause = ilv_check_format (c, "%t does not contain specific types", type);
      return false;
    }
  for (uint32_t i = 0; i < set->n_terms; i++)
    {
      struct ilv_type *under = ilv_type_under (c->types, set->terms[i].type);
      if (const_convertible (c, x, under, NULL)
          || (ilv_type_is (c->types, x->type, ILV_IS_STRING)
              && ilv_check_is_bytes_or_runes (c, under)))
        continue;
      if (ilv_type_is (c->types, x->type, ILV_IS_INTEGER) && (under->info & ILV_IS_INTEGER))
        *cause = ilv_check_format (c, "constant %c overflows %t (in %t)", x->value, under, type);
      else
        *cause = ilv_check_format (c, "cannot convert %o to type %t (in %t)", x, under, type);
      return false;
    }
  return true;
}

/* The type that an untyped operand has before it is converted. */
static void
finish_untyped (struct checker *c, struct operand *x, struct ilv_type *type, bool was_constant)
{
  struct ilv_type *final = type;

  if (x->type->kind == ILV_TYPE_UNTYPED_NIL)
    ;
  else if (ilv_check_is_plain_interface (c, type)
           || (was_constant && !ilv_type_is (c->types, type, ILV_IS_CONST_TYPE)))
    final = ilv_check_default_type (c, x->type);
  else if (x->mode == ILV_MODE_CONSTANT && ilv_type_is (c->types, x->type, ILV_IS_INTEGER)
           && ilv_type_all_are (c->types, type, ILV_IS_STRING))
    final = x->type;
  ilv_check_update_type (c, x->node, final, true);
}

void
ilv_check_conversion (struct checker *c, struct operand *x, struct ilv_type *type)
{
  bool is_constant = x->mode == ILV_MODE_CONSTANT, is_ok;
  const char *cause = "";

  if (is_constant && ilv_type_is (c->types, type, ILV_IS_CONST_TYPE))
    {
      is_ok = const_convertible (c, x, type, &x->value);
      if (!is_ok && ilv_type_is (c->types, x->type, ILV_IS_INTEGER)
          && ilv_type_is (c->types, type, ILV_IS_INTEGER))
        {
          ilv_check_error_operand (c, x, "constant %c overflows %t", x->value, type);
          x->mode = ILV_MODE_INVALID;
          return;
        }
    }
  else
    {
      bool is_to_param = is_constant && ilv_check_is_type_param (type);
      is_ok = is_to_param ? const_convertible_to_param (c, x, type, &cause)
                          : convertible (c, x, type, &cause);
      if (is_ok || is_to_param)
        x->mode = ILV_MODE_VALUE;
    }
  if (!is_ok)
    {
      ilv_check_error_operand (c, x, *cause ? "cannot convert %o to type %t: %s"
                                            : "cannot convert %o to type %t",
                               x, type, cause);
      x->mode = ILV_MODE_INVALID;
      return;
    }
  if (ilv_type_is_untyped (x->type))
    finish_untyped (c, x, type, is_constant);
  x->type = type;
}

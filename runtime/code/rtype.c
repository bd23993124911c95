/* rtype.c - Questions about types that the running program asks.
 *
 * SPDX-License-Identifier: MIT
 */
#include "code/rtype.h"

#include <string.h>

static const char *const kind_names[ILV_N_KINDS] = {
  [ILV_KIND_INVALID] = "invalid",
#define ILV_KIND(NAME, text, size) [ILV_KIND_##NAME] = text,
#include "code/kinds.def"
#undef ILV_KIND
};

const char *
ilv_kind_name (enum ilv_kind kind)
{
  return (unsigned) kind < ILV_N_KINDS ? kind_names[kind] : kind_names[ILV_KIND_INVALID];
}

const struct ilv_rtype_method *
ilv_rtype_method_by_id (const struct ilv_rtype *type, uint32_t id)
{
  uint32_t low = 0, high = type->n_methods;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      const struct ilv_rtype_method *method = &type->methods[middle];

      if (method->id == id)
        return method;
      if (method->id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

bool
ilv_rtype_implements (const struct ilv_rtype *type, const struct ilv_rtype *interface,
                      const struct ilv_rtype_method **missing)
{
  const struct ilv_rtype_method *first = NULL;

  for (uint32_t i = 0; i < interface->n_methods; i++)
    {
      const struct ilv_rtype_method *wanted = &interface->methods[i];
      const struct ilv_rtype_method *found = ilv_rtype_method_by_id (type, wanted->id);

      /* The same name with another signature is lacking, too. */
      if (found != NULL && found->type == wanted->type)
        continue;
      if (first == NULL || strcmp (wanted->name, first->name) < 0)
        first = wanted;
      if (missing == NULL)
        return false;
    }
  if (missing != NULL)
    *missing = first;
  return first == NULL;
}

uint32_t
ilv_rtype_hash_text (const char *text)
{
  uint32_t hash = 2166136261u;

  for (; *text; text++)
    hash = (hash ^ (uint8_t) *text) * 16777619u;
  return hash;
}

enum ilv_map_key
ilv_rtype_map_key (const struct ilv_rtype *type)
{
  bool is_integer = type->kind >= ILV_KIND_INT && type->kind <= ILV_KIND_UINTPTR;

  if (type->kind == ILV_KIND_STRING)
    return ILV_MAP_KEY_STR;
  if (!(type->flags & ILV_RTYPE_MEMEQ))
    return ILV_MAP_KEY_OTHER;
  if (type->size == 8)
    return is_integer ? ILV_MAP_KEY_I64 : ILV_MAP_KEY_W64;
  return is_integer && type->size == 4 ? ILV_MAP_KEY_I32 : ILV_MAP_KEY_BYTES;
}

/* Padding between fields would be compared too. */
static bool
fields_touch (const struct ilv_rtype *strct)
{
  uint64_t end = 0;

  for (uint32_t i = 0; i < strct->n_fields; i++)
    {
      if (strct->fields[i].offset != end || strcmp (strct->fields[i].name, "_") == 0)
        return false;
      end += strct->fields[i].type->size;
    }
  return end == strct->size;
}

static uint8_t
aggregate_flags (const struct ilv_rtype *rtype)
{
  uint8_t flags = ILV_RTYPE_NOSCAN | ILV_RTYPE_MEMEQ;

  if (rtype->kind == ILV_KIND_ARRAY)
    return rtype->len == 0 ? flags : flags & rtype->elem->flags;
  for (uint32_t i = 0; i < rtype->n_fields; i++)
    flags &= rtype->fields[i].type->flags;
  if (!fields_touch (rtype))
    flags &= (uint8_t) ~ILV_RTYPE_MEMEQ;
  return flags;
}

uint8_t
ilv_rtype_layout_flags (const struct ilv_rtype *rtype)
{
  switch ((enum ilv_kind) rtype->kind)
    {
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return ILV_RTYPE_NOSCAN | ILV_RTYPE_DIRECT;
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      return ILV_RTYPE_NOSCAN;
    case ILV_KIND_STRING:
    case ILV_KIND_SLICE:
    case ILV_KIND_INTERFACE:
      return 0;
    case ILV_KIND_FUNC:
    case ILV_KIND_MAP:
      return ILV_RTYPE_DIRECT;
    case ILV_KIND_POINTER:
    case ILV_KIND_UNSAFE_POINTER:
    case ILV_KIND_CHAN:
      return ILV_RTYPE_DIRECT | ILV_RTYPE_MEMEQ;
    case ILV_KIND_ARRAY:
    case ILV_KIND_STRUCT:
      return aggregate_flags (rtype);
    default:
      return ILV_RTYPE_NOSCAN | ILV_RTYPE_DIRECT | ILV_RTYPE_MEMEQ;
    }
}

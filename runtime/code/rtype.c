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

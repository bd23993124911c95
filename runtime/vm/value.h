/* value.h - Go values as C sees them. Layouts: code/rtype.h.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/rtype.h"

struct ilv_string
{
  const uint8_t *bytes;
  int64_t len;
};

struct ilv_slice
{
  void *array;
  int64_t len;
  int64_t cap;
};

struct ilv_iface
{
  const struct ilv_rtype *type; /* NULL: nil */
  uint64_t data;
};

/* Where the bytes of the value in @iface are: in the data word itself, or what it points to. */
static inline const void *
ilv_iface_bytes (const struct ilv_iface *iface)
{
  return iface->type->flags & ILV_RTYPE_DIRECT ? (const void *) &iface->data
                                               : (const void *) (uintptr_t) iface->data;
}

/* Sizes, alignments and offsets, as gc has them on amd64.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/assert.h"
#include "lang/types_private.h"

#define WORD 8

static const uint8_t basic_sizes[] = {
#define ILV_BASIC(NAME, text, flags, size) [ILV_TYPE_##NAME] = size,
#include "lang/types.def"
};

static int64_t
round_up (int64_t size, uint32_t align)
{
  return (size + align - 1) / align * align;
}

/* Wraps where nothing could be that large; the checker reports such types. */
static int64_t
multiply (int64_t a, int64_t b)
{
  int64_t product;

  return __builtin_mul_overflow (a, b, &product) ? INT64_MAX / 2 : product;
}

static int64_t
struct_layout (struct ilv_types *types, struct ilv_type *type, uint32_t n_fields, uint32_t *align)
{
  int64_t offset = 0;

  *align = 1;
  for (uint32_t i = 0; i < n_fields; i++)
    {
      struct ilv_type *field = type->strct.fields[i].type;
      uint32_t field_align = ilv_type_align (types, field);
      if (field_align > *align)
        *align = field_align;
      offset = round_up (offset, field_align) + ilv_type_size (types, field);
      if (offset < 0 || offset > INT64_MAX / 4)
        offset = INT64_MAX / 4;
    }
  return offset;
}

/* A pointer to a last field of no size must not point past the struct. */
static int64_t
struct_size (struct ilv_types *types, struct ilv_type *type, uint32_t *align)
{
  uint32_t n = type->strct.n_fields;
  int64_t size = struct_layout (types, type, n, align);

  if (size > 0 && ilv_type_size (types, type->strct.fields[n - 1].type) == 0)
    size++;
  return round_up (size, *align);
}

static void
lay_out (struct ilv_types *types, struct ilv_type *type)
{
  struct ilv_type *under = ilv_type_under (types, type->canon);

  switch (under->kind)
    {
    case ILV_TYPE_ARRAY:
      type->align = ilv_type_align (types, under->elem);
      type->size_bytes
        = under->len > 0 ? multiply (under->len, ilv_type_size (types, under->elem)) : 0;
      break;
    case ILV_TYPE_STRUCT:
      type->size_bytes = struct_size (types, under, &type->align);
      break;
    case ILV_TYPE_SLICE:
      type->size_bytes = 3 * WORD;
      type->align = WORD;
      break;
    case ILV_TYPE_INTERFACE:
      type->size_bytes = 2 * WORD;
      type->align = WORD;
      break;
    default:
      type->size_bytes = under->kind < ILV_TYPE_N_BASIC ? basic_sizes[under->kind] : WORD;
      type->align = type->size_bytes > WORD ? WORD : type->size_bytes ? type->size_bytes : 1;
      if (under->kind == ILV_TYPE_COMPLEX64)
        type->align = 4;
    }
}

int64_t
ilv_type_size (struct ilv_types *types, struct ilv_type *type)
{
  type = type->canon;
  if (type->size_bytes < 0)
    lay_out (types, type);
  return type->size_bytes;
}

uint32_t
ilv_type_align (struct ilv_types *types, struct ilv_type *type)
{
  ilv_type_size (types, type);
  return type->canon->align;
}

int64_t
ilv_type_offset (struct ilv_types *types, struct ilv_type *type, uint32_t field)
{
  struct ilv_type *under = ilv_type_under (types, type->canon);
  uint32_t align;

  ILV_ASSERT (under->kind == ILV_TYPE_STRUCT && field < under->strct.n_fields);
  return round_up (struct_layout (types, under, field, &align),
                   ilv_type_align (types, under->strct.fields[field].type));
}

int64_t
ilv_type_path_offset (struct ilv_types *types, struct ilv_type *type, const uint32_t *path,
                      uint32_t n_path)
{
  int64_t offset = 0;

  for (uint32_t i = 0; i < n_path; i++)
    {
      struct ilv_type *under = ilv_type_under (types, type->canon);
      offset += ilv_type_offset (types, under, path[i]);
      type = under->strct.fields[path[i]].type;
    }
  return offset;
}

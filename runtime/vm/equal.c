/* equal.c - Equality and hashes of Go values.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/equal.h"

#include <string.h>

#include "base/assert.h"
#include "vm/hash.h"
#include "vm/string.h"

static bool
equal_float (uint64_t size, const void *a, const void *b)
{
  return size == 4 ? *(const float *) a == *(const float *) b
                   : *(const double *) a == *(const double *) b;
}

static bool equal (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b,
                   const struct ilv_rtype **fault_type);

static bool
equal_iface (const struct ilv_iface *a, const struct ilv_iface *b,
             const struct ilv_rtype **fault_type)
{
  if (a->type != b->type)
    return false;
  if (a->type == NULL)
    return true;
  if (!(a->type->flags & ILV_RTYPE_COMPARABLE))
    {
      *fault_type = a->type;
      return false;
    }
  return equal (a->type, ilv_iface_bytes (a), ilv_iface_bytes (b), fault_type);
}

/* Field by field, in order: the first difference or fault decides. */
static bool
equal_struct (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b,
              const struct ilv_rtype **fault_type)
{
  for (uint32_t i = 0; i < type->n_fields; i++)
    {
      const struct ilv_rtype_field *field = &type->fields[i];

      if (strcmp (field->name, "_") != 0
          && !equal (field->type, a + field->offset, b + field->offset, fault_type))
        return false;
    }
  return true;
}

static bool
equal_array (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b,
             const struct ilv_rtype **fault_type)
{
  for (uint64_t i = 0; i < type->len; i++)
    if (!equal (type->elem, a + i * type->elem->size, b + i * type->elem->size, fault_type))
      return false;
  return true;
}

static bool
equal (const struct ilv_rtype *type, const uint8_t *a, const uint8_t *b,
       const struct ilv_rtype **fault_type)
{
  if (type->flags & ILV_RTYPE_MEMEQ)
    return memcmp (a, b, type->size) == 0;
  switch (type->kind)
    {
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return equal_float (type->size, a, b);
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      return equal_float (type->size / 2, a, b)
             && equal_float (type->size / 2, a + type->size / 2, b + type->size / 2);
    case ILV_KIND_STRING:
      return ilv_string_equal (*(const struct ilv_string *) a, *(const struct ilv_string *) b);
    case ILV_KIND_INTERFACE:
      return equal_iface ((const struct ilv_iface *) a, (const struct ilv_iface *) b, fault_type);
    case ILV_KIND_STRUCT:
      return equal_struct (type, a, b, fault_type);
    case ILV_KIND_ARRAY:
      return equal_array (type, a, b, fault_type);
    default:
      return memcmp (a, b, type->size) == 0;
    }
}

bool
ilv_equal (const struct ilv_rtype *type, const void *a, const void *b,
           const struct ilv_rtype **fault_type)
{
  const struct ilv_rtype *fault = NULL;
  bool is_equal = equal (type, a, b, &fault);

  if (fault_type != NULL)
    *fault_type = fault;
  return is_equal;
}

bool
ilv_iface_equal (const struct ilv_iface *a, const struct ilv_iface *b,
                 const struct ilv_rtype **fault_type)
{
  const struct ilv_rtype *fault = NULL;
  bool is_equal = equal_iface (a, b, &fault);

  if (fault_type != NULL)
    *fault_type = fault;
  return is_equal;
}

/* --- Hashing -------------------------------------------------------------- */

/* +0 and -0 are equal, so they hash alike. NaN equals nothing: any hash will do. */
static uint64_t
hash_float (uint64_t size, const void *value, uint64_t seed)
{
  double number = size == 4 ? (double) *(const float *) value : *(const double *) value;
  uint64_t bits;

  if (number == 0)
    number = 0;
  memcpy (&bits, &number, sizeof bits);
  return ilv_hash_word (bits, seed);
}

static uint64_t hash (const struct ilv_rtype *type, const uint8_t *value, uint64_t seed,
                      const struct ilv_rtype **fault_type);

static uint64_t
hash_iface (const struct ilv_iface *iface, uint64_t seed, const struct ilv_rtype **fault_type)
{
  if (iface->type == NULL)
    return ilv_hash_word (0, seed);
  if (!(iface->type->flags & ILV_RTYPE_COMPARABLE))
    {
      *fault_type = iface->type;
      return 0;
    }
  return hash (iface->type, ilv_iface_bytes (iface), ilv_hash_word (iface->type->hash, seed),
               fault_type);
}

static uint64_t
hash_struct (const struct ilv_rtype *type, const uint8_t *value, uint64_t seed,
             const struct ilv_rtype **fault_type)
{
  for (uint32_t i = 0; i < type->n_fields; i++)
    {
      const struct ilv_rtype_field *field = &type->fields[i];

      if (strcmp (field->name, "_") != 0)
        seed = hash (field->type, value + field->offset, seed, fault_type);
    }
  return seed;
}

static uint64_t
hash_array (const struct ilv_rtype *type, const uint8_t *value, uint64_t seed,
            const struct ilv_rtype **fault_type)
{
  for (uint64_t i = 0; i < type->len; i++)
    seed = hash (type->elem, value + i * type->elem->size, seed, fault_type);
  return seed;
}

static uint64_t
hash (const struct ilv_rtype *type, const uint8_t *value, uint64_t seed,
      const struct ilv_rtype **fault_type)
{
  if (type->flags & ILV_RTYPE_MEMEQ)
    return ilv_hash_bytes (value, type->size, seed);
  switch (type->kind)
    {
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return hash_float (type->size, value, seed);
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      return hash_float (type->size / 2, value + type->size / 2,
                         hash_float (type->size / 2, value, seed));
    case ILV_KIND_STRING:
      {
        const struct ilv_string *string = (const struct ilv_string *) value;

        return ilv_hash_bytes (string->bytes, (uint64_t) string->len, seed);
      }
    case ILV_KIND_INTERFACE:
      return hash_iface ((const struct ilv_iface *) value, seed, fault_type);
    case ILV_KIND_STRUCT:
      return hash_struct (type, value, seed, fault_type);
    case ILV_KIND_ARRAY:
      return hash_array (type, value, seed, fault_type);
    default:
      return ilv_hash_bytes (value, type->size, seed);
    }
}

uint64_t
ilv_hash (const struct ilv_rtype *type, const void *value, uint64_t seed,
          const struct ilv_rtype **fault_type)
{
  const struct ilv_rtype *fault = NULL;
  uint64_t result = hash (type, value, seed, &fault);

  if (fault_type != NULL)
    *fault_type = fault;
  return result;
}

/* pkg_reflect_type.c - Natives of package reflect: types.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "vm/pkg_reflect.h"
#include "vm/types.h"

/* reflect.go declares these structs again, as Go lays them out: natural sizes and alignment. */
_Static_assert (offsetof (struct ilv_rtype, chan_dir) == 19
                  && offsetof (struct ilv_rtype, n_slots) == 24
                  && offsetof (struct ilv_rtype, text) == 32
                  && offsetof (struct ilv_rtype, elem) == 56
                  && offsetof (struct ilv_rtype, len) == 72
                  && offsetof (struct ilv_rtype, fields) == 88
                  && offsetof (struct ilv_rtype, params) == 104
                  && offsetof (struct ilv_rtype, methods) == 128
                  && offsetof (struct ilv_rtype, pointer_to) == 136, "type rtype");
_Static_assert (offsetof (struct ilv_func, code) == 8, "firstInstruction");
_Static_assert (offsetof (struct ilv_rtype_field, type) == 24
                  && offsetof (struct ilv_rtype_field, is_embedded) == 40, "type field");
_Static_assert (offsetof (struct ilv_rtype_method, name) == 16
                  && offsetof (struct ilv_rtype_method, func) == 40, "type method");

/* A type made, or not. */
static enum ilv_native_status
give (struct ilv_native_call *call, const struct ilv_rtype *type)
{
  ilv_slot_set_pointer (call, 0, type);
  return type != NULL ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* typeOf (i any) *rtype */
enum ilv_native_status
ilv_reflect_type_of (struct ilv_native_call *call)
{
  call->slots[0] = call->slots[1];
  return ILV_NATIVE_DONE;
}

/* text (cstr place) string: types never go, so nothing is copied. */
enum ilv_native_status
ilv_reflect_text (struct ilv_native_call *call)
{
  const char *text = ilv_slot_pointer (call, 2);

  *ilv_slot_string (call, 0) = (struct ilv_string) { (const uint8_t *) text,
                                                     text != NULL ? (int64_t) strlen (text) : 0 };
  return ILV_NATIVE_DONE;
}

/* Those of (*rtype).xAt (i int). Callers have checked i. */
enum ilv_native_status
ilv_reflect_field_at (struct ilv_native_call *call)
{
  ilv_slot_set_pointer (call, 0, &ilv_slot_rtype (call, 1)->fields[call->slots[2]]);
  return ILV_NATIVE_DONE;
}

enum ilv_native_status
ilv_reflect_method_at (struct ilv_native_call *call)
{
  ilv_slot_set_pointer (call, 0, &ilv_slot_rtype (call, 1)->methods[call->slots[2]]);
  return ILV_NATIVE_DONE;
}

static bool
is_seen (const struct ilv_rtype *type, uint32_t i)
{
  return type->kind == ILV_KIND_INTERFACE || type->methods[i].pkg_path == NULL;
}

/* How many of the methods that reflection sees come before the one at @i. */
static int64_t
rank_of (const struct ilv_rtype *type, uint32_t i)
{
  int64_t rank = 0;

  for (uint32_t k = 0; k < type->n_methods; k++)
    rank += is_seen (type, k) && strcmp (type->methods[k].name, type->methods[i].name) < 0;
  return rank;
}

/* (*rtype).methodByRank (rank int) int */
enum ilv_native_status
ilv_reflect_method_by_rank (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 1);
  int64_t rank = (int64_t) call->slots[2];
  uint32_t i = 0;

  while (i < type->n_methods && !(is_seen (type, i) && rank_of (type, i) == rank))
    i++;
  call->slots[0] = i < type->n_methods ? i : UINT64_MAX;
  return ILV_NATIVE_DONE;
}

static bool
is_name (const char *name, struct ilv_string string)
{
  return strlen (name) == (size_t) string.len && memcmp (name, string.bytes, (size_t) string.len) == 0;
}

/* (*rtype).methodNamed (name string) int */
enum ilv_native_status
ilv_reflect_method_named (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 1);
  uint32_t i = 0;

  while (i < type->n_methods
         && !(is_seen (type, i) && is_name (type->methods[i].name, *ilv_slot_string (call, 2))))
    i++;
  call->slots[0] = i < type->n_methods ? i : UINT64_MAX;
  return ILV_NATIVE_DONE;
}

/* (*rtype).fieldNamed (name string) int */
enum ilv_native_status
ilv_reflect_field_named (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_rtype (call, 1);
  uint32_t i = 0;

  while (i < type->n_fields && !is_name (type->fields[i].name, *ilv_slot_string (call, 2)))
    i++;
  call->slots[0] = i < type->n_fields ? i : UINT64_MAX;
  return ILV_NATIVE_DONE;
}

enum ilv_native_status
ilv_reflect_param_at (struct ilv_native_call *call)
{
  ilv_slot_set_pointer (call, 0, ilv_slot_rtype (call, 1)->params[call->slots[2]]);
  return ILV_NATIVE_DONE;
}

enum ilv_native_status
ilv_reflect_result_at (struct ilv_native_call *call)
{
  ilv_slot_set_pointer (call, 0, ilv_slot_rtype (call, 1)->results[call->slots[2]]);
  return ILV_NATIVE_DONE;
}

/* (*rtype).implements (u *rtype) bool */
enum ilv_native_status
ilv_reflect_implements (struct ilv_native_call *call)
{
  call->slots[0] = ilv_rtype_implements (ilv_slot_rtype (call, 1), ilv_slot_rtype (call, 2), NULL);
  return ILV_NATIVE_DONE;
}

/* (*rtype).pointer () *rtype */
enum ilv_native_status
ilv_reflect_pointer (struct ilv_native_call *call)
{
  return give (call, ilv_types_pointer (call->vm, ilv_slot_rtype (call, 1)));
}

/* (*rtype).slice () *rtype */
enum ilv_native_status
ilv_reflect_slice (struct ilv_native_call *call)
{
  return give (call, ilv_types_slice (call->vm, ilv_slot_rtype (call, 1)));
}

/* (*rtype).array (n int) *rtype */
enum ilv_native_status
ilv_reflect_array (struct ilv_native_call *call)
{
  return give (call, ilv_types_array (call->vm, ilv_slot_rtype (call, 1), call->slots[2]));
}

/* (*rtype).mapTo (value *rtype) *rtype */
enum ilv_native_status
ilv_reflect_map_to (struct ilv_native_call *call)
{
  return give (call, ilv_types_map (call->vm, ilv_slot_rtype (call, 1), ilv_slot_rtype (call, 2)));
}

/* (*rtype).channel (dir int) *rtype */
enum ilv_native_status
ilv_reflect_channel (struct ilv_native_call *call)
{
  return give (call, ilv_types_chan (call->vm, ilv_slot_rtype (call, 1),
                                     (enum ilv_chan_dir) call->slots[2]));
}

/* funcType (in, out []*rtype, variadic bool) *rtype */
enum ilv_native_status
ilv_reflect_func_type (struct ilv_native_call *call)
{
  const struct ilv_slice *in = ilv_slot_slice (call, 1), *out = ilv_slot_slice (call, 4);

  return give (call, ilv_types_func (call->vm, in->array, (uint32_t) in->len, out->array,
                                     (uint32_t) out->len, call->slots[7] != 0));
}

/* fieldDraft in reflect-make.go. */
struct draft
{
  struct ilv_string name, pkg_path, tag;
  const struct ilv_rtype *type;
  bool is_embedded;
};

static char *
cstr (struct ilv_string string)
{
  return strndup (string.len > 0 ? (const char *) string.bytes : "", (size_t) string.len);
}

static bool
fill_field (struct ilv_rtype_field *field, const struct draft *draft)
{
  field->name = cstr (draft->name);
  field->tag = cstr (draft->tag);
  field->pkg_path = draft->pkg_path.len > 0 ? cstr (draft->pkg_path) : NULL;
  field->type = draft->type;
  field->is_embedded = draft->is_embedded;
  return field->name != NULL && field->tag != NULL
         && (field->pkg_path != NULL || draft->pkg_path.len == 0);
}

/* structType (fields []fieldDraft) *rtype */
enum ilv_native_status
ilv_reflect_struct_type (struct ilv_native_call *call)
{
  const struct ilv_slice *drafts = ilv_slot_slice (call, 1);
  uint32_t n = (uint32_t) drafts->len;
  struct ilv_rtype_field *fields = calloc (n + 1, sizeof fields[0]);
  const struct ilv_rtype *type = NULL;
  bool is_there = fields != NULL;

  for (uint32_t i = 0; is_there && i < n; i++)
    is_there = fill_field (&fields[i], &((const struct draft *) drafts->array)[i]);
  if (is_there)
    type = ilv_types_struct (call->vm, fields, n);
  for (uint32_t i = 0; fields != NULL && i < n; i++)
    {
      free ((char *) (uintptr_t) fields[i].name);
      free ((char *) (uintptr_t) fields[i].tag);
      free ((char *) (uintptr_t) fields[i].pkg_path);
    }
  free (fields);
  return give (call, type);
}

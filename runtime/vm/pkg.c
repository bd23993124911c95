/* SPDX-License-Identifier: MIT */
#include "vm/pkg.h"

#include <string.h>

bool
ilv_pkg_slice (struct ilv_native_call *call, unsigned i, const void *elements, uint64_t n,
               uint64_t elem_bytes)
{
  void *array;

  *ilv_slot_slice (call, i) = (struct ilv_slice) { NULL, 0, 0 };
  if (n == 0)
    return true;
  array = ilv_heap_alloc_words (call->p, n * elem_bytes);
  if (array == NULL)
    return false;
  memcpy (array, elements, n * elem_bytes);
  *ilv_slot_slice (call, i) = (struct ilv_slice) { array, (int64_t) n, (int64_t) n };
  return true;
}

enum ilv_native_status
ilv_pkg_text (struct ilv_native_call *call, unsigned i, struct ilv_text *text)
{
  bool is_there = !text->has_failed
                  && ilv_native_string (call, text->bytes, text->len, ilv_slot_string (call, i));

  ilv_text_clear (text);
  return is_there ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

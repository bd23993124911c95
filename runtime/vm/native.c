/* native.c - What Go functions written in C may ask of the machine.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/native.h"

#include <stdarg.h>
#include <stdlib.h>

#include "vm/string.h"
#include "vm/vm_private.h"

static struct ilv_goroutine *
goroutine_of (const struct ilv_native_call *call)
{
  return (struct ilv_goroutine *) call->g;
}

enum ilv_native_status
ilv_native_panic (struct ilv_native_call *call, const char *format, ...)
{
  struct ilv_string *string = ilv_heap_alloc_words (call->p, sizeof *string);
  va_list args;
  char *text = NULL;
  int len;

  va_start (args, format);
  len = vasprintf (&text, format, args);
  va_end (args);
  if (len < 0 || !string || !ilv_string_new (call->p, text, len, string))
    {
      free (len < 0 ? NULL : text);
      return ILV_NATIVE_OUT_OF_MEMORY;
    }
  free (text);
  ilv_fault_value (goroutine_of (call), (struct ilv_iface) { ilv_vm_type (call->vm, "string"),
                                                             (uint64_t) (uintptr_t) string });
  return ILV_NATIVE_PANIC;
}

enum ilv_native_status
ilv_native_panic_runtime (struct ilv_native_call *call, const char *format, ...)
{
  va_list args;
  char *text = NULL;

  va_start (args, format);
  if (vasprintf (&text, format, args) < 0)
    text = NULL;
  va_end (args);
  if (!text)
    return ILV_NATIVE_OUT_OF_MEMORY;
  ilv_fault_error (call->p, goroutine_of (call), ILV_ERROR_RUNTIME, "%s", text);
  free (text);
  return ILV_NATIVE_PANIC;
}

enum ilv_native_status
ilv_native_fatal (struct ilv_native_call *call, const char *format, ...)
{
  va_list args;
  char *text = NULL;

  va_start (args, format);
  if (vasprintf (&text, format, args) < 0)
    text = NULL;
  va_end (args);
  ilv_fault_fatal (call->p, goroutine_of (call), "%s", text ? text : format);
  free (text);
  return ILV_NATIVE_FATAL;
}

bool
ilv_native_string (struct ilv_native_call *call, const void *bytes, uint64_t len,
                   struct ilv_string *string)
{
  return ilv_string_new (call->p, bytes, (int64_t) len, string);
}

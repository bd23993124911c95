/* pkg_fmt.c - Natives of package fmt.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "vm/format.h"
#include "vm/pkg.h"

/* How operands become a text; the same constants stand in fmt.go. */
enum mode
{
  MODE_PRINT,
  MODE_PRINTLN,
  MODE_PRINTF,
  MODE_ERRORF,
};

static void
make_text (struct ilv_format *format, enum mode mode, struct ilv_string directives,
           struct ilv_slice args)
{
  switch (mode)
    {
    case MODE_PRINT:
      ilv_format_print (format, args.array, args.len);
      break;
    case MODE_PRINTLN:
      ilv_format_println (format, args.array, args.len);
      break;
    case MODE_ERRORF:
      format->wraps = true;
      /* fall through */
    case MODE_PRINTF:
      ilv_format_printf (format, directives, args.array, args.len);
      break;
    }
}

static bool
has_failed (const struct ilv_format *format)
{
  return format->is_out_of_memory || format->out->has_failed || format->questions.has_failed
         || format->wrapped.has_failed;
}

/* Go would run out of stack. */
static enum ilv_native_status
too_deep (struct ilv_native_call *call)
{
  return ilv_native_fatal (call, "stack overflow");
}

static enum ilv_native_status
give_results (struct ilv_native_call *call, struct ilv_format *format)
{
  const struct ilv_text *questions = &format->questions, *wrapped = &format->wrapped;

  if (format->is_too_deep)
    return too_deep (call);
  if (has_failed (format)
      || !ilv_native_string (call, format->out->bytes, format->out->len, ilv_slot_string (call, 0))
      || !ilv_pkg_slice (call, 2, questions->bytes,
                         questions->len / sizeof (struct ilv_format_question),
                         sizeof (struct ilv_format_question))
      || !ilv_pkg_slice (call, 5, wrapped->bytes, wrapped->len / sizeof (int64_t), sizeof (int64_t)))
    return ILV_NATIVE_OUT_OF_MEMORY;
  return ILV_NATIVE_DONE;
}

/* render (mode int, format string, args []any, answers []answer)
 *   (text string, questions []question, wrapped []int) */
static enum ilv_native_status
render (struct ilv_native_call *call)
{
  struct ilv_format format;
  struct ilv_text out;
  enum ilv_native_status status;

  ilv_text_init (&out);
  ilv_format_init (&format, call->p, &out, *ilv_slot_slice (call, 14));
  make_text (&format, (enum mode) call->slots[8], *ilv_slot_string (call, 9), *ilv_slot_slice (call, 11));
  status = give_results (call, &format);
  ilv_format_clear (&format);
  ilv_text_clear (&out);
  return status;
}

/* emit (fd int, mode int, format string, args []any) (n int, total int) */
static enum ilv_native_status
emit (struct ilv_native_call *call)
{
  struct ilv_format format;
  struct ilv_text out;
  enum ilv_native_status status = ILV_NATIVE_DONE;
  uint64_t number;

  ilv_text_init (&out);
  ilv_format_init (&format, call->p, &out, (struct ilv_slice) { NULL, 0, 0 });
  make_text (&format, (enum mode) call->slots[3], *ilv_slot_string (call, 4), *ilv_slot_slice (call, 6));
  call->slots[1] = format.n_asked > 0 ? (uint64_t) -1 : out.len;
  if (format.is_too_deep)
    status = too_deep (call);
  else if (has_failed (&format))
    status = ILV_NATIVE_OUT_OF_MEMORY;
  else if (format.n_asked == 0)
    status = ilv_pkg_write (call, (int) call->slots[2], out.bytes, out.len, &call->slots[0], &number);
  ilv_format_clear (&format);
  ilv_text_clear (&out);
  return status;
}

/* nilPointer (v any) bool */
static enum ilv_native_status
nil_pointer (struct ilv_native_call *call)
{
  const struct ilv_iface *value = ilv_slot_iface (call, 1);

  call->slots[0] = value->type != NULL && value->type->kind == ILV_KIND_POINTER && value->data == 0;
  return ILV_NATIVE_DONE;
}

/* --- Scan ------------------------------------------------------------------ */

/* What a target points to; the same constants stand in fmt-scan-value.go. */
enum target
{
  TARGET_NO_POINTER,
  TARGET_OTHER,
  TARGET_BOOL,
  TARGET_INT,
  TARGET_UINT,
  TARGET_FLOAT,
  TARGET_COMPLEX,
  TARGET_STRING,
  TARGET_BYTES,
};

static enum target
target_of (const struct ilv_rtype *type)
{
  switch ((enum ilv_kind) type->kind)
    {
    case ILV_KIND_BOOL:
      return TARGET_BOOL;
    case ILV_KIND_INT ... ILV_KIND_INT64:
      return TARGET_INT;
    case ILV_KIND_UINT ... ILV_KIND_UINTPTR:
      return TARGET_UINT;
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return TARGET_FLOAT;
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      return TARGET_COMPLEX;
    case ILV_KIND_STRING:
      return TARGET_STRING;
    case ILV_KIND_SLICE:
      return type->elem->kind == ILV_KIND_UINT8 ? TARGET_BYTES : TARGET_OTHER;
    default:
      return TARGET_OTHER;
    }
}

/* scanTarget (target any) (kind, bits int) */
static enum ilv_native_status
scan_target (struct ilv_native_call *call)
{
  const struct ilv_rtype *type = ilv_slot_iface (call, 2)->type;

  if (type == NULL || type->kind != ILV_KIND_POINTER)
    return ILV_NATIVE_DONE;
  call->slots[0] = target_of (type->elem);
  call->slots[1] = type->elem->size * 8;
  return ILV_NATIVE_DONE;
}

/* What the target in the first slots points to; NULL if it is nil. */
static void *
variable (const struct ilv_native_call *call)
{
  return (void *) (uintptr_t) ilv_slot_iface (call, 0)->data;
}

/* setWords (target any, low, high uint64) */
static enum ilv_native_status
set_words (struct ilv_native_call *call)
{
  if (variable (call) == NULL)
    return ilv_pkg_nil (call);
  /* In memory the low bytes of a word are the value (little endian). */
  memcpy (variable (call), &call->slots[2], ilv_slot_iface (call, 0)->type->elem->size);
  return ILV_NATIVE_DONE;
}

/* setText (target any, text string) */
static enum ilv_native_status
set_text (struct ilv_native_call *call)
{
  if (variable (call) == NULL)
    return ilv_pkg_nil (call);
  *(struct ilv_string *) variable (call) = *ilv_slot_string (call, 2);
  return ILV_NATIVE_DONE;
}

/* setBytes (target any, bytes []byte) */
static enum ilv_native_status
set_bytes (struct ilv_native_call *call)
{
  if (variable (call) == NULL)
    return ilv_pkg_nil (call);
  *(struct ilv_slice *) variable (call) = *ilv_slot_slice (call, 2);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (fmt) = {
  { "render", render },
  { "emit", emit },
  { "nilPointer", nil_pointer },
  { "scanTarget", scan_target },
  { "setWords", set_words },
  { "setText", set_text },
  { "setBytes", set_bytes },
  { NULL, NULL },
};

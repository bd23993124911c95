/* pkg_errors.c - Natives of packages errors and context.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "sched/chan.h"
#include "vm/pkg.h"
#include "vm/string.h"

/* comparable (v any) bool */
static enum ilv_native_status
comparable (struct ilv_native_call *call)
{
  const struct ilv_iface *value = ilv_slot_iface (call, 1);

  call->slots[0] = value->type == NULL || (value->type->flags & ILV_RTYPE_COMPARABLE) != 0;
  return ILV_NATIVE_DONE;
}

static bool
is_error (const struct ilv_rtype *type)
{
  for (uint32_t i = 0; i < type->n_methods; i++)
    if (strcmp (type->methods[i].name, "Error") == 0
        && strcmp (type->methods[i].type->text, "func() string") == 0)
      return true;
  return false;
}

/* targetFault (target any) string */
static enum ilv_native_status
target_fault (struct ilv_native_call *call)
{
  const struct ilv_iface *target = ilv_slot_iface (call, 2);
  const char *fault = "";

  if (target->type == NULL)
    fault = "errors: target cannot be nil";
  else if (target->type->kind != ILV_KIND_POINTER || target->data == 0)
    fault = "errors: target must be a non-nil pointer";
  else if (target->type->elem->kind != ILV_KIND_INTERFACE && !is_error (target->type->elem))
    fault = "errors: *target must be interface or implement error";
  return ilv_native_string (call, fault, strlen (fault), ilv_slot_string (call, 0))
           ? ILV_NATIVE_DONE
           : ILV_NATIVE_OUT_OF_MEMORY;
}

/* assign (err error, target any) bool */
static enum ilv_native_status
assign (struct ilv_native_call *call)
{
  const struct ilv_iface *err = ilv_slot_iface (call, 1), *target = ilv_slot_iface (call, 3);
  const struct ilv_rtype *wanted = target->type->elem;
  void *place = (void *) (uintptr_t) target->data;

  if (err->type == wanted)
    memcpy (place, ilv_iface_bytes (err), wanted->size);
  else if (wanted->kind == ILV_KIND_INTERFACE && ilv_rtype_implements (err->type, wanted, NULL))
    *(struct ilv_iface *) place = *err;
  else
    return ILV_NATIVE_DONE;
  call->slots[0] = true;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (errors) = {
  { "comparable", comparable },
  { "targetFault", target_fault },
  { "assign", assign },
  { NULL, NULL },
};

/* newDone () chan struct{} */
static enum ilv_native_status
new_done (struct ilv_native_call *call)
{
  struct ilv_chan_elem elem = { 0, ILV_VALUE_OTHER };
  void *memory = ilv_heap_alloc (call->p, NULL, ilv_chan_size (elem, 0));
  struct ilv_chan *done;

  if (memory == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  done = ilv_chan_init (memory, call->p, call->g, elem, 0, ILV_OBJECT_CONTEXT);
  call->slots[0] = (uint64_t) (uintptr_t) done;
  return ILV_NATIVE_DONE;
}

/* derive (done chan struct{}, parent <-chan struct{}) */
static enum ilv_native_status
derive (struct ilv_native_call *call)
{
  if (call->p->is_traced)
    ilv_trace (call->p, call->g, ILV_EVENT_OBJECT_PART, ilv_chan_id (ilv_slot_pointer (call, 0)), 0,
               ilv_chan_id (ilv_slot_pointer (call, 1)));
  return ILV_NATIVE_DONE;
}

/* expire (done chan struct{}, timer *time.Timer) */
static enum ilv_native_status
expire (struct ilv_native_call *call)
{
  if (call->p->is_traced)
    ilv_trace (call->p, call->g, ILV_EVENT_OBJECT_PART,
               ilv_pkg_timer_id (ilv_slot_pointer (call, 1)), 0,
               ilv_chan_id (ilv_slot_pointer (call, 0)));
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (context) = {
  { "comparable", comparable },
  { "newDone", new_done },
  { "derive", derive },
  { "expire", expire },
  { NULL, NULL },
};

/* pkg_runtime_trace.c - Natives of package runtime/trace.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/pkg.h"

/* traced () bool */
static enum ilv_native_status
traced (struct ilv_native_call *call)
{
  call->slots[0] = call->p->is_traced;
  return ILV_NATIVE_DONE;
}

static uint32_t
string_id (const struct ilv_native_call *call, unsigned slot)
{
  const struct ilv_string *string = ilv_slot_string (call, slot);

  return ilv_trace_string (call->p->sched, call->p, (const char *) string->bytes,
                           (size_t) string->len);
}

/* say (category, message string) */
static enum ilv_native_status
say (struct ilv_native_call *call)
{
  if (call->p->is_traced)
    ilv_trace (call->p, call->g, ILV_EVENT_USER_LOG, string_id (call, 0), 0, string_id (call, 2));
  return ILV_NATIVE_DONE;
}

/* mark (isTask, begins bool, task uint32, name string) */
static enum ilv_native_status
mark (struct ilv_native_call *call)
{
  static const enum ilv_event_type types[2][2] = {
    { ILV_EVENT_REGION_STOP, ILV_EVENT_REGION_START },
    { ILV_EVENT_TASK_STOP, ILV_EVENT_TASK_START },
  };

  if (call->p->is_traced)
    ilv_trace (call->p, call->g, types[call->slots[0] & 1][call->slots[1] & 1],
               (uint32_t) call->slots[2], 0, string_id (call, 3));
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (runtime_trace) = {
  { "traced", traced },
  { "say", say },
  { "mark", mark },
  { NULL, NULL },
};

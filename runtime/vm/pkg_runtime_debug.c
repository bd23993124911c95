/* pkg_runtime_debug.c - Natives of package runtime/debug.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/pkg.h"
#include "vm/vm_private.h"

/* setPercent (percent int) int */
static enum ilv_native_status
set_percent (struct ilv_native_call *call)
{
  int64_t percent = (int64_t) call->slots[1];

  if (percent > INT32_MAX)
    percent = INT32_MAX;
  call->slots[0] = (uint64_t) (int64_t) ilv_heap_set_percent (call->vm->heap,
                                                              percent < 0 ? -1 : (int) percent);
  return ILV_NATIVE_DONE;
}

/* setSoftLimit (limit int64) int64 */
static enum ilv_native_status
set_soft_limit (struct ilv_native_call *call)
{
  call->slots[0]
      = (uint64_t) ilv_heap_set_soft_limit (call->vm->heap, (int64_t) call->slots[1]);
  return ILV_NATIVE_DONE;
}

/* setMaxStack (bytes int) int */
static enum ilv_native_status
set_max_stack (struct ilv_native_call *call)
{
  int64_t size_bytes = (int64_t) call->slots[1];

  call->slots[0] = atomic_exchange_explicit (&call->vm->max_stack_bytes,
                                             size_bytes > 0 ? (uint64_t) size_bytes : 0,
                                             memory_order_relaxed);
  return ILV_NATIVE_DONE;
}

/* setTracesAll (all bool) */
static enum ilv_native_status
set_traces_all (struct ilv_native_call *call)
{
  atomic_store_explicit (&call->vm->traces_all, call->slots[0] != 0, memory_order_relaxed);
  return ILV_NATIVE_DONE;
}

/* release () */
static enum ilv_native_status
release (struct ilv_native_call *call)
{
  ilv_heap_release (call->p);
  return ILV_NATIVE_DONE;
}

/* pauses (durations, ends []uint64) (n int, total uint64) */
static enum ilv_native_status
pauses (struct ilv_native_call *call)
{
  struct ilv_heap_stats stats;

  if (!ilv_stop_world (call->p))
    return ILV_NATIVE_YIELD;
  ilv_heap_stats (call->vm->heap, &stats);
  ilv_heap_pauses (call->vm->heap, ilv_slot_slice (call, 2)->array,
                   ilv_slot_slice (call, 5)->array);
  ilv_start_world (call->p);
  call->slots[0] = stats.n_collections;
  call->slots[1] = stats.pause_nsec_total;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (runtime_debug) = {
  { "setPercent", set_percent },
  { "setSoftLimit", set_soft_limit },
  { "setMaxStack", set_max_stack },
  { "setTracesAll", set_traces_all },
  { "release", release },
  { "pauses", pauses },
  { NULL, NULL },
};

/* pkg_runtime.c - Natives of package runtime.
 *
 * SPDX-License-Identifier: MIT
 */
#include <unistd.h>

#include "vm/pkg.h"

static enum ilv_native_status
gosched (struct ilv_native_call *call)
{
  return ILV_NATIVE_YIELD;
}

static enum ilv_native_status
goexit (struct ilv_native_call *call)
{
  return ILV_NATIVE_GOEXIT;
}

static enum ilv_native_status
collect (struct ilv_native_call *call)
{
  ilv_heap_collect (call->p);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
num_goroutine (struct ilv_native_call *call)
{
  call->slots[0] = ilv_n_goroutines (call->p->sched);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
num_cpu (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) sysconf (_SC_NPROCESSORS_ONLN);
  return ILV_NATIVE_DONE;
}

/* GOMAXPROCS (n int) int */
static enum ilv_native_status
gomaxprocs (struct ilv_native_call *call)
{
  int64_t n = (int64_t) call->slots[1];

  if (n > ILV_MAX_PROCS)
    n = ILV_MAX_PROCS;
  call->slots[0] = ilv_set_procs (call->p, n > 0 ? (unsigned) n : 0);
  return ILV_NATIVE_DONE;
}

/* memory () (live, allocated, held, allocations, pause, collections uint64) */
static enum ilv_native_status
memory (struct ilv_native_call *call)
{
  struct ilv_heap_stats stats;

  ilv_heap_stats (ilv_heap_of (call->p), &stats);
  call->slots[0] = stats.live_bytes;
  call->slots[1] = stats.allocated_bytes_total;
  call->slots[2] = stats.held_bytes;
  call->slots[3] = stats.n_allocations_total;
  call->slots[4] = stats.pause_nsec_total;
  call->slots[5] = stats.n_collections;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (runtime) = {
  { "Gosched", gosched },
  { "Goexit", goexit },
  { "GC", collect },
  { "NumGoroutine", num_goroutine },
  { "NumCPU", num_cpu },
  { "GOMAXPROCS", gomaxprocs },
  { "memory", memory },
  { NULL, NULL },
};

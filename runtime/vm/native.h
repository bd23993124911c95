/* native.h - Go functions written in C.
 *
 * A package offered to programs is Go text (vm/pkg/NAME.go, and NAME-*.go where that
 * would be long; compiled by our own front end, embedded in the binary) listed in packages.def. A function
 * declared there without a body is a native, found in the package's table by
 * its name: "Sleep", "(*Mutex).Lock", "Time.Sub". So a package is its Go files, at
 * most one C file, and one line.
 *
 * A native gets its slots: results first, then the receiver and parameters, each
 * starting at the next slot, in frame layout (code/rtype.h). Results are zeroed
 * before the call.
 *
 * A native never calls back into Go and never waits: it returns a status, at most with a
 * call for the machine to make. Where Go code must be called in the middle (fmt calling a
 * String method), the Go half of the package does it.
 * Memory it allocates is safe until it returns (heap.h).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/sched.h"
#include "vm/heap.h"
#include "vm/value.h"

struct ilv_vm; /* one program: vm/vm.h */

enum ilv_native_status
{
  ILV_NATIVE_DONE,
  ILV_NATIVE_PARKED,       /* ilv_park() was called; on wake-up the call is over */
  ILV_NATIVE_PARKED_AGAIN, /* the same; on wake-up the native is called again, phase + 1 */
  ILV_NATIVE_LOST_P,       /* ilv_syscall_exit() said false; results are in place, the call is over */
  ILV_NATIVE_YIELD,        /* the call is over, let others run */
  ILV_NATIVE_PANIC,        /* ilv_native_panic*() was called */
  ILV_NATIVE_FATAL,        /* ilv_native_fatal() was called */
  ILV_NATIVE_GOEXIT,       /* runtime.Goexit */
  ILV_NATIVE_EXIT,         /* os.Exit: ilv_sched_stop() was called */
  ILV_NATIVE_OUT_OF_MEMORY,/* nothing was done: after a collection it is called once more, with the
                              same arguments; the second time this ends the program */
  /* Calls the closure at state[0] with the results and parameters at state[1], where its results
   * will be: memory that the native's slots keep alive. After it the native's call is over. */
  ILV_NATIVE_CALL,
};

struct ilv_native_call
{
  struct ilv_vm *vm;
  struct ilv_p *p;
  struct ilv_g *g;
  uint64_t *slots;
  uint32_t phase;  /* 0; counts up with PARKED_AGAIN */
  uint64_t *state; /* two words that survive from phase to phase, zero at first; scanned by the collector */
};

typedef enum ilv_native_status (*ilv_native_fn) (struct ilv_native_call *call);

struct ilv_native
{
  const char *name;
  ilv_native_fn fn;
};

struct ilv_offered_file
{
  const char *name; /* "container/list.go" */
  const char *text;
  uint64_t len;
};

/* The packages offered, ended by a NULL path. */
struct ilv_offered_package
{
  const char *path;                     /* "container/list" */
  const struct ilv_offered_file *files; /* its Go text, ended by a NULL name */
  const struct ilv_native *natives;     /* ended by a NULL name; NULL if none */
};
extern const struct ilv_offered_package ilv_offered_packages[];

/* Panics. Each returns ILV_NATIVE_PANIC. @text is copied. */
/* With a plain string value, as panic("…") does. */
enum ilv_native_status ilv_native_panic (struct ilv_native_call *call, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));
/* With a runtime.Error: "runtime error: " goes in front. */
enum ilv_native_status ilv_native_panic_runtime (struct ilv_native_call *call, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));
/* "fatal error: …": not recoverable, exit 2. */
enum ilv_native_status ilv_native_fatal (struct ilv_native_call *call, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

/* A Go string in the heap with these bytes. False: out of memory. */
bool ilv_native_string (struct ilv_native_call *call, const void *bytes, uint64_t len, struct ilv_string *string);

/* The program's arguments, environment and standard streams, as given to the run. */
struct ilv_vm_io
{
  int argc;
  char **argv;
  int fds[3];
};
const struct ilv_vm_io *ilv_vm_io (struct ilv_vm *vm);

/* The type of that text that the program contains ("*errors.errorString", "int"); NULL if it doesn't.
 * Basic types are always there. */
const struct ilv_rtype *ilv_vm_type (struct ilv_vm *vm, const char *text);

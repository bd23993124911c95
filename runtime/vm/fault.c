/* fault.c - Run-time errors and fatal errors.
 *
 * The interpreter and what it calls note in the goroutine what went wrong;
 * panic.c then acts on it. A fatal error is no panic: it cannot be recovered,
 * prints at once and stops the run.
 *
 * Source: Go spec, "Run-time panics".
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/string.h"
#include "vm/vm_private.h"

void
ilv_fault_value (struct ilv_goroutine *goroutine, struct ilv_iface value)
{
  goroutine->fault = ILV_FAULT_PANIC;
  goroutine->fault_is_nil_dereference = false;
  goroutine->fault_value = value;
}

/* In an interface all of these are the address of their text (code/program.h). */
static void
fault_error (struct ilv_p *p, struct ilv_goroutine *goroutine, enum ilv_error_kind kind,
             const char *text, size_t len)
{
  const struct ilv_rtype *type = ilv_vm_of (p)->program->error_types[kind];
  struct ilv_string *string = ilv_heap_alloc_words (p, sizeof *string);

  if (!string || !ilv_string_new (p, text, (int64_t) len, string))
    {
      ilv_fault_out_of_memory (p, goroutine);
      return;
    }
  ilv_fault_value (goroutine, (struct ilv_iface) { type, (uint64_t) (uintptr_t) string });
}

void
ilv_fault_error (struct ilv_p *p, struct ilv_goroutine *goroutine, enum ilv_error_kind kind,
                 const char *format, ...)
{
  bool has_prefix = kind == ILV_ERROR_RUNTIME || kind == ILV_ERROR_BOUNDS;
  va_list args;
  char *message = NULL, *text = NULL;
  int len;

  va_start (args, format);
  len = vasprintf (&message, format, args);
  va_end (args);
  if (len >= 0)
    len = asprintf (&text, "%s%s", has_prefix ? "runtime error: " : "", message);
  if (len >= 0)
    fault_error (p, goroutine, kind, text, (size_t) len);
  else
    ilv_fault_out_of_memory (p, goroutine);
  free (text);
  free (message);
}

void
ilv_fault_nil_dereference (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME,
                   "invalid memory address or nil pointer dereference");
  goroutine->fault_is_nil_dereference = true;
}

/* What is the same for all fatal errors: the first one speaks and ends the run. */
static void
fatal (struct ilv_p *p, struct ilv_goroutine *goroutine, const char *before, const char *text)
{
  struct ilv_vm *vm = ilv_vm_of (p);
  char *message = NULL;
  size_t size = 0;
  FILE *out;

  goroutine->fault = ILV_FAULT_FATAL;
  /* Relaxed: only one of several may print; nothing else hangs on it. */
  if (atomic_exchange_explicit (&vm->has_last_words, true, memory_order_relaxed))
    return;
  out = open_memstream (&message, &size);
  if (out)
    {
      fprintf (out, "%sfatal error: %s\n\n", before, text);
      ilv_traces_last (out, p, goroutine);
      fclose (out);
    }
  ilv_trace (p, &goroutine->g, ILV_EVENT_FATAL, 0, 0,
             ilv_trace_string (vm->sched, p, text, strlen (text)));
  if (message)
    ilv_vm_write (vm, message, size);
  free (message);
  ilv_sched_stop (vm->sched, 2);
}

void
ilv_fault_fatal (struct ilv_p *p, struct ilv_goroutine *goroutine, const char *format, ...)
{
  va_list args;
  char *text = NULL;

  va_start (args, format);
  if (vasprintf (&text, format, args) < 0)
    text = NULL;
  va_end (args);
  fatal (p, goroutine, "", text ? text : format);
  free (text);
}

void
ilv_fault_out_of_memory (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  goroutine->fault = ILV_FAULT_MEMORY;
}

void
ilv_fault_no_memory (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  fatal (p, goroutine, "", "runtime: out of memory");
}

bool
ilv_fault_retry (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  if (goroutine->retry_pc == goroutine->pc && goroutine->retry_fp == goroutine->fp)
    {
      goroutine->pc++; /* traces look one back */
      ilv_fault_no_memory (p, goroutine);
      return false;
    }
  if (!ilv_heap_collect (p, false))
    {
      goroutine->fault = ILV_FAULT_FATAL; /* the run is over anyway */
      return false;
    }
  goroutine->fault = ILV_FAULT_NONE;
  goroutine->retry_pc = goroutine->pc;
  goroutine->retry_fp = goroutine->fp;
  return true;
}

void
ilv_fault_stack_overflow (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  uint64_t limit_bytes
      = atomic_load_explicit (&ilv_vm_of (p)->max_stack_bytes, memory_order_relaxed);
  char before[100];

  snprintf (before, sizeof before, "runtime: goroutine stack exceeds %" PRIu64 "-byte limit\n",
            limit_bytes);
  fatal (p, goroutine, before, "stack overflow");
}

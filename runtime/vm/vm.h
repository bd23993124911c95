/* vm.h - The machine that runs a compiled program.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/program.h"
#include "sched/sched.h"
#include "vm/native.h"

struct ilv_vm_source
{
  const char *path, *text;
  uint64_t len;
};

struct ilv_vm_config
{
  struct ilv_program *program; /* borrowed; names get their trace ids */
  unsigned n_procs;
  int trace_fd;                /* -1: not traced */
  uint64_t seed;               /* 0: from the system */
  uint64_t memory_limit_bytes; /* 0: a share of the machine's */
  struct ilv_vm_io io;
  /* For the trace: the program's own files, first the one to show. */
  const struct ilv_vm_source *sources;
  size_t n_sources;
};

/* NULL and errno if the machine has not got what it takes. Free with ilv_vm_free(). */
struct ilv_vm *ilv_vm_new (const struct ilv_vm_config *config);
void ilv_vm_free (struct ilv_vm *vm);

/* Runs the program to its end. Returns its exit status: 0, 2 after a panic or
 * fatal error, or what it gave to os.Exit. Once. */
int ilv_vm_run (struct ilv_vm *vm);

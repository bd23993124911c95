/* program-run.c - Runs a compiled program for a fuzzer.
 *
 * SPDX-License-Identifier: MIT
 */
#include "program-run.h"

#include "base/assert.h"
#include "vm/vm.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

char *
ilv_run_captured (struct ilv_program *program, unsigned n_procs)
{
  int fd = memfd_create ("output", MFD_CLOEXEC);
  struct ilv_vm_config config = {
    .program = program,
    .n_procs = n_procs,
    .trace_fd = -1,
    .seed = n_procs,
    .memory_limit_bytes = 256u << 20,
    .io = { .fds = { fd, fd, fd } },
  };
  struct ilv_vm *vm = ilv_vm_new (&config);
  char *output;
  off_t len;
  int status;

  ILV_ASSERT (fd >= 0 && vm);
  status = ilv_vm_run (vm);
  ilv_vm_free (vm);
  len = lseek (fd, 0, SEEK_END);
  output = malloc ((size_t) len + 32);
  ILV_ASSERT (output && pread (fd, output, (size_t) len, 0) == len);
  snprintf (output + len, 32, "\nstatus %d\n", status);
  close (fd);
  return output;
}

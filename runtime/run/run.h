/* run.h - Front door: from the path of a Go program to its exit status.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_overlay;

struct ilv_run_options
{
  const char *const *paths; /* a folder, or files of package main */
  size_t n_paths;
  const struct ilv_overlay *overlays; /* folder.h; may be NULL */
  unsigned n_procs;      /* 0: as many as the machine has */
  uint64_t seed;         /* 0: from the system */
  uint64_t memory_bytes; /* limit of the program's heap; 0: a share of the machine's */
  int trace_fd;          /* shm.h; -1: not traced. Taken */
  bool only_checks;      /* compiles, and runs nothing */
  bool only_lists;       /* compiles, and prints the code */
  int argc;              /* the program's own arguments, without its name */
  char **argv;
};

/* Compiles and runs. What is wrong with the program is said on stderr.
 * Returns the exit status: 1 if it does not compile, else the program's. The process should
 * end then: threads may still be in system calls of the program's. */
int ilv_run (const struct ilv_run_options *options);

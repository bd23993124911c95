/* program-run.h - Runs a compiled program for a fuzzer.
 *
 * Apart from fuzz-program.c because the language and the scheduler have their own words for some
 * things, and no file needs both.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/program.h"

/* Runs it to its end on @n_procs processors. What it wrote and its exit status, to be freed. */
char *ilv_run_captured (struct ilv_program *program, unsigned n_procs);

/* gen.h - From the checked tree to a compiled program.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/program.h"
#include "lang/check.h"

struct ilv_gen_config
{
  /* The C function behind one that Go source declares without body, by package path and
   * name ("Sleep", "(*Mutex).Lock"); NULL: there is none. */
  void (*(*native) (void *data, const char *package, const char *name)) (void);
  void *data;
};

/* Compiles @ast, which lives in @compilation; the program does too, and goes with it. NULL if
 * something is not supported: then the compilation's diagnostics say what. */
struct ilv_program *ilv_generate (struct ilv_compilation *compilation,
                                  struct ilv_program_ast *ast,
                                  const struct ilv_gen_config *config);

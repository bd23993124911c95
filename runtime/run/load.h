/* load.h - All source text of a program: the files it is made of, and the packages
 * of its own that these import.
 *
 * The only place that knows where a package lies. Nothing is checked here but what
 * the imports say; packages we offer are left to the compiler.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>

#include "run/compile.h"
#include "run/folder.h"

struct ilv_load_options
{
  /* A folder, or Go files of one folder. */
  const char *const *paths;
  size_t n_paths;
  const struct ilv_overlay *overlays; /* ends with a NULL file; may be NULL */
};

/* NULL: what is wrong was said on stderr, as the go command words it. Lives in @arena. */
struct ilv_program_text *ilv_load (struct ilv_arena *arena, const struct ilv_load_options *options);

/* compile.h - From source text to a compiled program.
 *
 * Apart from run.c because the language and the scheduler have their own words
 * for some things, and no file needs both.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "code/program.h"

struct ilv_arena;

struct ilv_source_file
{
  const char *name; /* as diagnostics show it */
  const char *text;
  size_t len;
};

/* One of the program's own packages. */
struct ilv_package_text
{
  const char *path; /* "main", "example.com/tool/queue" */
  unsigned go_minor; /* language version; 0: the newest */
  struct ilv_source_file *files;
  size_t n_files;
  struct ilv_import_text *imports; /* of the program's own packages */
  size_t n_imports, imports_capacity;
  size_t index; /* in ilv_program_text */
};

struct ilv_import_text
{
  const char *written; /* in the import declaration */
  const struct ilv_package_text *package;
};

struct ilv_program_text
{
  struct ilv_package_text **packages; /* imported ones first, main last */
  size_t n_packages, capacity;
};

/* NULL: it does not compile, and what is wrong was said on stderr. The program and all that
 * was made on the way live as long as the process. */
struct ilv_program *ilv_compile (struct ilv_arena *arena, const struct ilv_program_text *text);

/* packages.c: file @i of a package we offer. False: it has no more, or we don't offer it. @i is
 * asked for in order from 0. */
bool ilv_package_file (const char *path, size_t i, struct ilv_source_file *file);
/* The C function behind one that its text declares without a body; NULL: there is none. */
void (*ilv_package_native (const char *path, const char *name)) (void);

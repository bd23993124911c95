/* compile.c - From source text to a compiled program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/compile.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/assert.h"
#include "base/buf.h"
#include "lang/check.h"
#include "lang/gen.h"

/* As many files as the longest package has, and more. */
#define MAX_FILES 16

static struct ilv_package *
import (struct ilv_compilation *compilation, void *data, const char *path)
{
  struct ilv_input inputs[MAX_FILES] = { 0 };
  struct ilv_package *package;
  struct ilv_source_file file;
  size_t n = 0;
  bool ok = true;

  for (; ok && ilv_package_file (path, n, &file); n++)
    {
      char *name = NULL;

      ILV_ASSERT (n < MAX_FILES);
      ok = asprintf (&name, "$GOROOT/src/%s", file.name) >= 0;
      inputs[n] = (struct ilv_input) { ok ? name : NULL, file.text, file.len };
    }
  package = ok && n > 0 ? ilv_check_package (compilation, path, inputs, n) : NULL;
  while (n > 0)
    free ((char *) inputs[--n].name);
  return package;
}

static void
(*find_native (void *data, const char *path, const char *name)) (void)
{
  return ilv_package_native (path, name);
}

static void
print_diagnostics (struct ilv_compilation *compilation)
{
  struct ilv_buf text;

  if (ilv_compilation_out_of_memory (compilation))
    fputs ("interleave: out of memory while compiling\n", stderr);
  ilv_buf_init (&text, ilv_compilation_arena (compilation));
  ilv_diags_print (ilv_compilation_diags (compilation), &text);
  if (text.len)
    fwrite (text.text, 1, text.len, stderr);
}

/* @text as the checker wants it. */
static struct ilv_package_input *
make_inputs (struct ilv_arena *arena, const struct ilv_program_text *text)
{
  struct ilv_package_input *inputs
    = ilv_arena_new_array (arena, struct ilv_package_input, text->n_packages);

  for (size_t i = 0; i < text->n_packages; i++)
    {
      const struct ilv_package_text *package = text->packages[i];
      struct ilv_input *files = ilv_arena_new_array (arena, struct ilv_input, package->n_files);
      struct ilv_package_import *imports
        = ilv_arena_new_array (arena, struct ilv_package_import, package->n_imports);

      for (size_t k = 0; k < package->n_files; k++)
        files[k] = (struct ilv_input) { package->files[k].name, package->files[k].text,
                                        package->files[k].len };
      for (size_t k = 0; k < package->n_imports; k++)
        imports[k] = (struct ilv_package_import) { package->imports[k].written,
                                                   package->imports[k].package->index };
      inputs[i] = (struct ilv_package_input) {
        package->path, package->go_minor, package->n_files, files, package->n_imports, imports,
      };
    }
  return inputs;
}

struct ilv_program *
ilv_compile (struct ilv_arena *arena, const struct ilv_program_text *text)
{
  static const struct ilv_check_config check_config = { .import = import };
  static const struct ilv_gen_config gen_config = { .native = find_native };
  struct ilv_compilation *compilation = ilv_compilation_new (&check_config);
  struct ilv_program_ast *ast;
  struct ilv_program *program = NULL;

  if (!compilation)
    {
      fputs ("interleave: out of memory while compiling\n", stderr);
      return NULL;
    }
  ast = ilv_check_packages (compilation, make_inputs (arena, text), text->n_packages);
  if (ast)
    program = ilv_generate (compilation, ast, &gen_config);
  if (!program)
    {
      print_diagnostics (compilation);
      ilv_compilation_free (compilation);
    }
  return program;
}

/* compile.c - From source text to a compiled program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/compile.h"

#include <stdio.h>
#include <stdlib.h>

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

struct ilv_program *
ilv_compile (const struct ilv_source_file *files, size_t n_files)
{
  static const struct ilv_check_config check_config = { .import = import };
  static const struct ilv_gen_config gen_config = { .native = find_native };
  struct ilv_compilation *compilation = ilv_compilation_new (&check_config);
  struct ilv_input *inputs = calloc (n_files, sizeof *inputs);
  struct ilv_program_ast *ast;
  struct ilv_program *program = NULL;

  if (!compilation || !inputs)
    {
      fputs ("interleave: out of memory while compiling\n", stderr);
      ilv_compilation_free (compilation);
      free (inputs);
      return NULL;
    }
  for (size_t i = 0; i < n_files; i++)
    inputs[i] = (struct ilv_input) { files[i].name, files[i].text, files[i].len };
  ast = ilv_check_program (compilation, inputs, n_files);
  if (ast)
    program = ilv_generate (compilation, ast, &gen_config);
  if (!program)
    {
      print_diagnostics (compilation);
      ilv_compilation_free (compilation);
    }
  free (inputs);
  return program;
}

/* fuzz-program.c - Programs made of any bytes (generate.h), compiled and run.
 *
 * Each must compile, come through the verifier, run without a fault of ours, and print the same
 * on one processor and on three. Whether what it prints is right is asked of a Go tool chain:
 * tests/fuzz/agree.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/assert.h"
#include "base/buf.h"
#include "base/diag.h"
#include "code/disasm.h"
#include "generate.h"
#include "lang/check.h"
#include "lang/gen.h"
#include "program-run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Larger ones find nothing that small ones do not, and slowly. */
#define MAX_SIZE 2000

static void
print_diagnostics (struct ilv_compilation *compilation, const char *text)
{
  struct ilv_buf buf;

  ilv_buf_init (&buf, ilv_compilation_arena (compilation));
  ilv_diags_print (ilv_compilation_diags (compilation), &buf);
  fprintf (stderr, "%s\n%.*s\n", text, (int) buf.len, buf.text);
}

/* What the program prints on @n_procs processors. */
static char *
output_of (const char *text, size_t len, unsigned n_procs)
{
  static const struct ilv_check_config check_config = { 0 };
  static const struct ilv_gen_config gen_config = { 0 };
  struct ilv_compilation *compilation = ilv_compilation_new (&check_config);
  struct ilv_input input = { "x.go", text, len };
  struct ilv_program_ast *ast = ilv_check_program (compilation, &input, 1);
  struct ilv_program *program = ast ? ilv_generate (compilation, ast, &gen_config) : NULL;
  char *output;

  if (!program)
    print_diagnostics (compilation, text);
  ILV_ASSERT (program);
  output = ilv_run_captured (program, n_procs);
  ilv_compilation_free (compilation);
  return output;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  char *text, *one, *three;
  size_t len;
  FILE *out;

  if (size > MAX_SIZE)
    return -1;
  out = open_memstream (&text, &len);
  ILV_ASSERT (out);
  ilv_generate_program (out, data, size);
  fclose (out);
  one = output_of (text, len, 1);
  three = output_of (text, len, 3);
  if (strcmp (one, three) != 0)
    fprintf (stderr, "%s\non one processor:\n%s\non three:\n%s\n", text, one, three);
  ILV_ASSERT (strcmp (one, three) == 0);
  free (one);
  free (three);
  free (text);
  return 0;
}

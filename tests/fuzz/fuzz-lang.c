/* fuzz-lang.c - Any bytes as a Go program: scanner, parser and checker.
 *
 * Every answer is fine but none: no crash, no undefined behaviour, no hanging. What is wrong
 * has a place in the text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/assert.h"
#include "base/diag.h"
#include "lang/check.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* A package to import, with one thing of each kind. */
static struct ilv_package *
offer (struct ilv_compilation *compilation, void *data, const char *path)
{
  static const char text[] = "package p\n"
                             "const C = 1\n"
                             "var V struct{ F, f int }\n"
                             "type T[P any] interface{ M(P); m() }\n"
                             "func F(a ...any) (int, error)\n";
  struct ilv_input input = { .name = "p.go", .text = text, .len = sizeof text - 1 };

  return path[0] == 'p' && path[1] == 0 ? ilv_check_package (compilation, path, &input, 1) : NULL;
}

static void
check_places (struct ilv_compilation *compilation)
{
  struct ilv_diags *diags = ilv_compilation_diags (compilation);

  ilv_diags_sort (diags);
  for (size_t i = 0; i < ilv_diags_count (diags); i++)
    {
      struct ilv_location at = ilv_sources_locate (ilv_compilation_sources (compilation),
                                                   ilv_diags_get (diags, i)->pos);
      /* A line directive may leave the column open. */
      ILV_ASSERT (at.source && at.line > 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct ilv_check_config config = { .import = offer, .max_memory_bytes = 256u << 20 };
  struct ilv_input input = { .name = "x.go", .text = (const char *) data, .len = size };
  struct ilv_compilation *compilation = ilv_compilation_new (&config);

  ILV_ASSERT (compilation);
  if (!ilv_check_program (compilation, &input, 1)
      && !ilv_compilation_out_of_memory (compilation))
    check_places (compilation);
  ilv_compilation_free (compilation);
  return 0;
}

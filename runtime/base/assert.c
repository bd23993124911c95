/* SPDX-License-Identifier: MIT */
#include "base/assert.h"

#include <stdio.h>
#include <stdlib.h>

void
ilv_assert_fail (const char *condition, const char *file, int line,
                 const char *function)
{
  fprintf (stderr, "interleave: internal error: %s:%d: %s: %s\n", file, line,
           function, condition);
  abort ();
}

/* error.h - A sentence for the user when the machine or a file fails.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>

struct ilv_error
{
  char text[256]; /* "" if nothing failed; no newline, no full stop */
};

/* Fills @error (may be NULL). Always returns false, so that a failing function
 * can say `return ilv_error_set (…)`. */
bool ilv_error_set (struct ilv_error *error, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

/* SPDX-License-Identifier: MIT */
#include "trace/error.h"

#include <stdarg.h>
#include <stdio.h>

bool
ilv_error_set (struct ilv_error *error, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return false;
  va_start (args, format);
  vsnprintf (error->text, sizeof error->text, format, args);
  va_end (args);
  return false;
}

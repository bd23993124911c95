/* check-file [-lang=go1.N] FILE.go… - Prints all that is wrong with a package, not only the
 * first ten.
 *
 * For tests/conformance/run: Go's tests of error messages expect more of them than a user
 * wants to see.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "lang/check.h"
#include "run/compile.h"

#define MAX_FILES 32
#define LANG_OPTION "-lang=go1."

static struct ilv_package *
import (struct ilv_compilation *compilation, void *data, const char *path)
{
  struct ilv_input inputs[MAX_FILES];
  struct ilv_source_file file;
  size_t n = 0;

  while (n < MAX_FILES && ilv_package_file (path, n, &file))
    inputs[n++] = (struct ilv_input) { file.name, file.text, file.len };
  return n > 0 ? ilv_check_package (compilation, path, inputs, n) : NULL;
}

/* Exits where there is no such file. */
static struct ilv_input
read_input (const char *name)
{
  FILE *file = fopen (name, "rb");
  long len = file && fseek (file, 0, SEEK_END) == 0 ? ftell (file) : -1;
  char *text = len >= 0 ? malloc ((size_t) len + 1) : NULL;

  if (!text || fseek (file, 0, SEEK_SET) != 0
      || fread (text, 1, (size_t) len, file) != (size_t) len)
    {
      perror (name);
      exit (2);
    }
  fclose (file);
  return (struct ilv_input) { name, text, (size_t) len };
}

int
main (int argc, char **argv)
{
  struct ilv_check_config config = { .import = import, .max_errors = SIZE_MAX };
  struct ilv_input inputs[MAX_FILES];
  struct ilv_compilation *compilation;
  struct ilv_program_ast *program;
  struct ilv_buf errors;
  size_t n = 0;

  for (int i = 1; i < argc && n < MAX_FILES; i++)
    if (strncmp (argv[i], LANG_OPTION, strlen (LANG_OPTION)) == 0)
      config.go_minor = (unsigned) atoi (argv[i] + strlen (LANG_OPTION));
    else
      inputs[n++] = read_input (argv[i]);
  compilation = ilv_compilation_new (&config);
  program = ilv_check_program (compilation, inputs, n);
  ilv_buf_init (&errors, ilv_compilation_arena (compilation));
  ilv_diags_print (ilv_compilation_diags (compilation), &errors);
  fwrite (errors.text, 1, errors.len, stdout);
  ilv_compilation_free (compilation);
  while (n > 0)
    free ((char *) inputs[--n].text);
  return program ? 0 : 1;
}

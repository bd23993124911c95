/* print-program.c - Prints the Go program that a file's bytes, or standard input's, stand for.
 *
 * SPDX-License-Identifier: MIT
 */
#include "generate.h"

int
main (int argc, char **argv)
{
  static uint8_t data[1 << 16];
  FILE *in = argc > 1 ? fopen (argv[1], "rb") : stdin;

  if (!in)
    {
      perror (argv[1]);
      return 1;
    }
  ilv_generate_program (stdout, data, fread (data, 1, sizeof data, in));
  return 0;
}

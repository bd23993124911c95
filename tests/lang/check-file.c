/* check-file FILE.go… - Prints all that is wrong with a package, not only the first ten.
 *
 * For errorcheck.py. Packages to import are sought in $ILV_TEST_PACKAGES.
 *
 * SPDX-License-Identifier: MIT
 */
#include "language.h"

int
main (int argc, char **argv)
{
  struct ilv_check_config config = { .import = import_from_sources, .max_errors = G_MAXSIZE };
  struct checked checked = { .compilation = ilv_compilation_new (&config) };
  g_autofree struct ilv_input *inputs = g_new0 (struct ilv_input, argc);

  for (int i = 1; i < argc; i++)
    {
      gsize len;
      g_autoptr (GError) error = NULL;
      char *text;
      if (!g_file_get_contents (argv[i], &text, &len, &error))
        g_error ("%s", error->message);
      inputs[i - 1] = (struct ilv_input) { .name = argv[i], .text = text, .len = len };
    }
  checked.program = ilv_check_program (checked.compilation, inputs, (size_t) argc - 1);
  g_autofree char *errors = errors_of (&checked);
  fputs (errors, stdout);
  for (int i = 1; i < argc; i++)
    g_free ((char *) inputs[i - 1].text);
  gboolean is_good = checked.program != NULL;
  checked_clear (&checked);
  return is_good ? 0 : 1;
}

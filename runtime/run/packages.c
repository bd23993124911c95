/* packages.c - Finding the packages we offer.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "run/compile.h"
#include "vm/native.h"

static const struct ilv_offered_package *
find_package (const char *path)
{
  const struct ilv_offered_package *package = ilv_offered_packages;

  while (package->path && strcmp (package->path, path) != 0)
    package++;
  return package->path ? package : NULL;
}

bool
ilv_package_file (const char *path, size_t i, struct ilv_source_file *file)
{
  const struct ilv_offered_package *package = find_package (path);

  if (!package)
    return false;
  *file = (struct ilv_source_file) { package->files[i].name, package->files[i].text,
                                     package->files[i].len };
  return file->name != NULL;
}

void (*ilv_package_native (const char *path, const char *name)) (void)
{
  const struct ilv_offered_package *package = find_package (path);

  for (const struct ilv_native *native = package ? package->natives : NULL;
       native && native->name; native++)
    if (strcmp (native->name, name) == 0)
      return (void (*) (void)) native->fn;
  return NULL;
}

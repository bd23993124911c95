/* packages.c - The table of packages offered to programs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/native.h"
#include "vm/package_texts.h"

#define ILV_PACKAGE(path, identifier) extern const struct ilv_native ilv_pkg_##identifier[];
#define ILV_PACKAGE_IN_GO(path, identifier)
#include "vm/packages.def"
#undef ILV_PACKAGE
#undef ILV_PACKAGE_IN_GO

const struct ilv_offered_package ilv_offered_packages[] = {
#define ILV_PACKAGE(path, identifier) { path, files_##identifier, ilv_pkg_##identifier },
#define ILV_PACKAGE_IN_GO(path, identifier) { path, files_##identifier, NULL },
#include "vm/packages.def"
#undef ILV_PACKAGE
#undef ILV_PACKAGE_IN_GO
  { NULL, NULL, NULL },
};

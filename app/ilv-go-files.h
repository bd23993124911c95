/* ilv-go-files.h - The Go files of a folder, for the eyes of its author.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): GFile of each Go file in @folder and the folders below it, the
 * folder's own first, then in order of their names. Left out: tests, vendor, testdata, and
 * what begins with "." or "_". NULL and @error if there is none, or too many. Blocks. */
GPtrArray *ilv_go_files_list (GFile *folder, GError **error);

G_END_DECLS

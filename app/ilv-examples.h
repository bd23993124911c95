/* ilv-examples.h - The programs that come with us.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One Go program of the examples directory. Immutable. */
#define ILV_TYPE_EXAMPLE (ilv_example_get_type ())
G_DECLARE_FINAL_TYPE (IlvExample, ilv_example, ILV, EXAMPLE, GObject)

/* What the list shows, translated: its title and the heading it stands under.
 * (transfer none) */
const char *ilv_example_get_title (IlvExample *self);
const char *ilv_example_get_group (IlvExample *self);

GFile *ilv_example_get_file (IlvExample *self); /* (transfer none) */

/* All .go files of @directory and of the folders in it, those of a group
 * together, in the order to show them. A directory that cannot be read gives an
 * empty list. (transfer full) (element-type IlvExample) */
GListModel *ilv_examples_scan (const char *directory);

G_END_DECLS

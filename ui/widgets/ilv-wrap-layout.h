/* ilv-wrap-layout.h - Children in a row, or in as many rows as it takes.
 *
 * Each has its natural width. What is left of a row goes to its last child, which can be aligned
 * to the end.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ILV_TYPE_WRAP_LAYOUT (ilv_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (IlvWrapLayout, ilv_wrap_layout, ILV, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS

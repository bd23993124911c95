/* ilv-gutter.h - A strip beside text: goroutines as dots of their colour, signs of errors.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Signal: "query-line" (guint line, GArray *goroutines)  wants the ids (guint32)
 * of the goroutines to show at @line, from 0, added to @goroutines. A line of an IlvDocument
 * with an error shows that instead. */
#define ILV_TYPE_GUTTER (ilv_gutter_get_type ())
G_DECLARE_FINAL_TYPE (IlvGutter, ilv_gutter, ILV, GUTTER, GtkSourceGutterRenderer)

/* @n_dots: how many there is room for. (transfer full) floating */
GtkSourceGutterRenderer *ilv_gutter_new (guint n_dots);

G_END_DECLS

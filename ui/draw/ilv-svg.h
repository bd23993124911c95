/* ilv-svg.h - A display list as an SVG document.
 *
 * Text stays text, spans and lanes carry titles (tooltips in any browser),
 * lanes are groups with ids, light and dark come from prefers-color-scheme,
 * there is no script. The same list gives the same bytes everywhere.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-display-list.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_SVG_AUTO,     /* as the reader's desktop is */
  ILV_SVG_LIGHT,
  ILV_SVG_DARK,
  ILV_SVG_CONTRAST,
} IlvSvgTheme;

/* Writes it little by little. Borrows @list, which must live longer. */
typedef struct _IlvSvgWriter IlvSvgWriter;

IlvSvgWriter *ilv_svg_writer_new          (const IlvDisplayList *list,
                                           IlvTrace             *trace,
                                           IlvSvgTheme           theme);
void          ilv_svg_writer_free         (IlvSvgWriter         *self);

/* Writes @n_shapes more; FALSE: these were the last. Then the document can be had. */
gboolean      ilv_svg_writer_step         (IlvSvgWriter         *self,
                                           guint                 n_shapes);
double        ilv_svg_writer_get_progress (const IlvSvgWriter   *self);

/* (transfer full): the document's next piece; NULL: that was the last. */
GBytes       *ilv_svg_writer_next         (IlvSvgWriter         *self);

G_END_DECLS

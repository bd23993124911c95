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

/* (transfer full) */
GString *ilv_svg_write (IlvDisplayList *list,
                        IlvTrace       *trace,
                        IlvSvgTheme     theme);

G_END_DECLS

/* ilv-text-cache.h - Texts that have been shaped once.
 *
 * Shaping a label costs four times what painting it does, and a timeline shows the same few
 * over and over. Laid out texts are kept by font, text and width (in buckets of
 * 8 px when cut off); the longest unused go first. A number is as good as never seen
 * before, so its digits are kept one by one, where the script allows it. They are shown by baseline, because a
 * line with a fallback font in it (CJK) has another ascent.
 *
 * Belongs to one thread, as Pango objects do.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <pango/pangocairo.h>

#include "draw/ilv-pixels.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_FONT_LABEL,    /* on spans */
  ILV_FONT_NAME,     /* of lanes */
  ILV_FONT_SMALL,    /* details, ruler */
  ILV_FONT_HEADING,  /* of groups; small and bold */
  ILV_FONT_TITLE,
  ILV_N_FONTS
} IlvFont;

typedef struct _IlvTextCache IlvTextCache;

/* How wide texts are. Layout asks only this; a text cache answers exactly, for the screen,
 * and ilv_text_measure_anywhere() cautiously, for fonts nobody knows yet. */
typedef struct
{
  double (*width) (gpointer data, IlvFont font, const char *text);
  gpointer data;
} IlvTextMeasure;

/* @context gives resolution, language and font options (e.g. a widget's); NULL: 96 dpi,
 * unhinted, for export. Its font family is used, in the sizes of IlvFont. */
IlvTextCache   *ilv_text_cache_new        (PangoContext *context);
void            ilv_text_cache_free       (IlvTextCache *self);
IlvTextMeasure  ilv_text_cache_measure    (IlvTextCache *self);

/* Shows @text with its baseline starting at @x, @y in the current source.
 * @max_width < 0: as wide as it is; else cut off with "…". */
void            ilv_text_cache_show       (IlvTextCache *self,
                                           cairo_t      *cr,
                                           IlvFont       font,
                                           const char   *text,
                                           double        x,
                                           double        y,
                                           double        max_width);

/* The same on an image, in @rgb: a text seen before is not even drawn again. */
void            ilv_text_cache_show_on_pixels (IlvTextCache *self,
                                           IlvPixels    *pixels,
                                           cairo_t      *cr,
                                           guint32       rgb,
                                           IlvFont       font,
                                           const char   *text,
                                           double        x,
                                           double        y,
                                           double        max_width);

/* A cautious guess that needs no fonts and is the same on every machine. */
IlvTextMeasure  ilv_text_measure_anywhere (void);

/* Size in pixels, and whether it is bold. */
double          ilv_font_get_size_px      (IlvFont       font);
gboolean        ilv_font_is_bold          (IlvFont       font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvTextCache, ilv_text_cache_free)

G_END_DECLS

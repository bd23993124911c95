/* ilv-palette.h - What each kind of thing looks like.
 *
 * A shape names a style, never a colour: the painter looks it up for light, dark
 * or high contrast, and an SVG carries the names as CSS classes with both
 * themes. Colour is never the only sign: each way of waiting has a hatch of its
 * own, work is solid, waiting is pale with a coloured leading edge.
 *
 * The states' base colours are as far apart for people with protanopia,
 * deuteranopia and tritanopia as a search could bring them; a test says how far.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <cairo.h>

#include "model/ilv-lane.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_THEME_LIGHT,
  ILV_THEME_DARK,
  ILV_THEME_CONTRAST,
  ILV_N_THEMES
} IlvTheme;

typedef enum
{
  ILV_HATCH_NONE,
  ILV_HATCH_RISING,     /* channel */
  ILV_HATCH_CROSSED,    /* select */
  ILV_HATCH_LEVEL,      /* sync */
  ILV_HATCH_DOTS,       /* asleep */
  ILV_HATCH_UPRIGHT,    /* system call, GC: on solid ground */
  ILV_HATCH_FALLING,    /* stall: nobody read the trace */
  ILV_N_HATCHES
} IlvHatch;

/* 0xrrggbb; alpha in percent. */
typedef struct
{
  guint32 fill;
  guint32 edge;         /* leading edge of a span; stroke of a line */
  guint32 ink;          /* text on it */
} IlvColors;

typedef enum
{
#define ILV_STYLE(NAME, css, hatch, light, dark, contrast) ILV_STYLE_##NAME,
#include "draw/ilv-styles.def"
#undef ILV_STYLE
  ILV_N_STYLES
} IlvStyle;

#define ILV_N_IDENTITIES 12

const char      *ilv_style_get_css_class    (IlvStyle  style);
IlvHatch         ilv_style_get_hatch        (IlvStyle  style);
const IlvColors *ilv_style_get_colors       (IlvStyle  style,
                                             IlvTheme  theme);

/* After how many pixels, in both directions, it begins again. */
guint            ilv_hatch_get_period       (IlvHatch  hatch);

/* The style of a goroutine's state, and of its own colour. */
IlvStyle         ilv_style_for_state        (IlvState  state);
IlvStyle         ilv_style_for_goroutine    (guint32   g);

/* Whether a state is work: solid, never lost at any zoom. */
gboolean         ilv_state_is_work          (IlvState  state);
/* For legends; translated. */
const char      *ilv_state_get_label        (IlvState  state);
const char      *ilv_arrow_get_label        (void);

/* Sets the source of @cr. */
void             ilv_palette_set_source     (cairo_t  *cr,
                                             guint32   rgb);
/* Fills the current path with a hatch in @rgb, on the grid of the user space. */
void             ilv_palette_fill_hatch     (cairo_t  *cr,
                                             IlvHatch  hatch,
                                             guint32   rgb);

G_END_DECLS

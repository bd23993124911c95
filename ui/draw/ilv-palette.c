/* ilv-palette.c - What each kind of thing looks like.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-palette.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct
{
  const char *css_class;
  IlvHatch hatch;
  IlvColors colors[ILV_N_THEMES];
} styles[ILV_N_STYLES] = {
#define ILV_STYLE(NAME, css, hatch, light, dark, contrast) \
  [ILV_STYLE_##NAME] = { css, ILV_HATCH_##hatch, { light, dark, contrast } },
#include "draw/ilv-styles.def"
#undef ILV_STYLE
};

static const struct
{
  const char *label;
  gboolean is_work;
} states[ILV_N_STATES] = {
#define ILV_STATE_ROW(NAME, css, legend, work) [ILV_STATE_##NAME] = { legend, work },
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

static const guint8 periods[ILV_N_HATCHES] = {
  [ILV_HATCH_NONE] = 1,
  [ILV_HATCH_RISING] = 8,
  [ILV_HATCH_CROSSED] = 9,
  [ILV_HATCH_LEVEL] = 5,
  [ILV_HATCH_DOTS] = 12,
  [ILV_HATCH_UPRIGHT] = 6,
  [ILV_HATCH_FALLING] = 6,
};

const char *
ilv_style_get_css_class (IlvStyle style)
{
  g_assert (style < ILV_N_STYLES);
  return styles[style].css_class;
}

IlvHatch
ilv_style_get_hatch (IlvStyle style)
{
  g_assert (style < ILV_N_STYLES);
  return styles[style].hatch;
}

const IlvColors *
ilv_style_get_colors (IlvStyle style,
                      IlvTheme theme)
{
  g_assert (style < ILV_N_STYLES && theme < ILV_N_THEMES);
  return &styles[style].colors[theme];
}

IlvStyle
ilv_style_for_state (IlvState state)
{
  g_assert (state < ILV_N_STATES);
  return ILV_STYLE_RUNNING + state;
}

guint
ilv_hatch_get_period (IlvHatch hatch)
{
  g_assert (hatch < ILV_N_HATCHES);
  return periods[hatch];
}

/* Neighbours in creation get different colours, and main its own. */
IlvStyle
ilv_style_for_goroutine (guint32 g)
{
  return ILV_STYLE_IDENTITY_1 + (g + ILV_N_IDENTITIES - 1) % ILV_N_IDENTITIES;
}

gboolean
ilv_state_is_work (IlvState state)
{
  g_assert (state < ILV_N_STATES);
  return states[state].is_work;
}

const char *
ilv_state_get_label (IlvState state)
{
  g_assert (state < ILV_N_STATES);
  return _(states[state].label);
}

const char *
ilv_arrow_get_label (void)
{
  /* translators: what the arrows between goroutines say; in the legend */
  return _("starts, wakes, or sends to");
}

void
ilv_palette_set_source (cairo_t *cr,
                        guint32  rgb)
{
  cairo_set_source_rgb (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

/* Lines x + slope·y = n·period that cross the box. */
static void
add_slanted (cairo_t *cr,
             double   slope,
             double   period,
             double   x0,
             double   y0,
             double   x1,
             double   y1)
{
  double c0 = x0 + MIN (slope * y0, slope * y1);
  double c1 = x1 + MAX (slope * y0, slope * y1);

  for (double c = ceil (c0 / period) * period; c <= c1; c += period)
    {
      cairo_move_to (cr, c - slope * y0, y0);
      cairo_line_to (cr, c - slope * y1, y1);
    }
}

static void
add_level (cairo_t *cr,
           double   period,
           double   x0,
           double   y0,
           double   x1,
           double   y1)
{
  for (double y = ceil (y0 / period) * period + 0.5; y < y1; y += period)
    {
      cairo_move_to (cr, x0, y);
      cairo_line_to (cr, x1, y);
    }
}

static void
add_dots (cairo_t *cr,
          double   period,
          double   x0,
          double   y0,
          double   x1,
          double   y1)
{
  int row = ceil (y0 / period);

  for (; row * period < y1; row++)
    for (double x = ceil (x0 / period) * period + (row & 1) * period / 2; x < x1; x += period)
      {
        cairo_move_to (cr, x, row * period);
        cairo_rel_line_to (cr, 1.2, 0);
      }
}

void
ilv_palette_fill_hatch (cairo_t  *cr,
                        IlvHatch  hatch,
                        guint32   rgb)
{
  double x0, y0, x1, y1, cx0, cy0, cx1, cy1;
  guint period = ilv_hatch_get_period (hatch);

  cairo_save (cr);
  cairo_fill_extents (cr, &x0, &y0, &x1, &y1);
  cairo_clip (cr);
  cairo_clip_extents (cr, &cx0, &cy0, &cx1, &cy1);
  x0 = MAX (x0, cx0);
  x1 = MIN (x1, cx1);
  if (x0 < x1)
    {
      switch (hatch)
        {
        case ILV_HATCH_RISING:
          add_slanted (cr, 1, period, x0, y0, x1, y1);
          break;
        case ILV_HATCH_FALLING:
          add_slanted (cr, -1, period, x0, y0, x1, y1);
          break;
        case ILV_HATCH_CROSSED:
          add_slanted (cr, 1, period, x0, y0, x1, y1);
          add_slanted (cr, -1, period, x0, y0, x1, y1);
          break;
        case ILV_HATCH_UPRIGHT:
          add_slanted (cr, 0, period, x0, y0, x1, y1);
          break;
        case ILV_HATCH_LEVEL:
          add_level (cr, period, x0, y0, x1, y1);
          break;
        case ILV_HATCH_DOTS:
          add_dots (cr, period / 2.0, x0, y0, x1, y1);
          break;
        case ILV_HATCH_NONE:
        case ILV_N_HATCHES:
          break;
        }
      cairo_set_source_rgba (cr, (rgb >> 16 & 0xff) / 255.0, (rgb >> 8 & 0xff) / 255.0,
                             (rgb & 0xff) / 255.0, hatch == ILV_HATCH_UPRIGHT ? 0.25 : 0.38);
      cairo_set_line_width (cr, 1.2);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  cairo_new_path (cr);
}

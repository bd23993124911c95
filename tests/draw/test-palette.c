/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "draw/ilv-palette.h"

/* How people with dichromacy see linear sRGB: Machado, Oliveira and Fernandes
 * 2009, severity 1. */
typedef double Matrix[3][3];

static const struct
{
  const char *name;
  Matrix matrix;
} visions[] = {
  { "normal", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
  { "protanopia", { { 0.152286, 1.052583, -0.204868 },
                    { 0.114503, 0.786281, 0.099216 },
                    { -0.003882, -0.048116, 1.051998 } } },
  { "deuteranopia", { { 0.367322, 0.860646, -0.227968 },
                      { 0.280085, 0.672501, 0.047413 },
                      { -0.011820, 0.042940, 0.968881 } } },
  { "tritanopia", { { 1.255528, -0.076749, -0.178779 },
                    { -0.078411, 0.930809, 0.147602 },
                    { 0.004733, 0.691367, 0.303900 } } },
};

/* Ottosson's OKLab, from linear sRGB. */
static const Matrix to_lms = { { 0.4122214708, 0.5363325363, 0.0514459929 },
                               { 0.2119034982, 0.6806995451, 0.1073969566 },
                               { 0.0883024619, 0.2817188376, 0.6299787005 } };
static const Matrix to_lab = { { 0.2104542553, 0.7936177850, -0.0040720468 },
                               { 1.9779984951, -2.4285922050, 0.4505937099 },
                               { 0.0259040371, 0.7827717662, -0.8086757660 } };

static void
multiply (const Matrix  matrix,
          const double *in,
          double       *out)
{
  for (int i = 0; i < 3; i++)
    out[i] = matrix[i][0] * in[0] + matrix[i][1] * in[1] + matrix[i][2] * in[2];
}

static void
linear_rgb (guint32  color,
            double  *rgb)
{
  for (int i = 0; i < 3; i++)
    {
      double c = (color >> (16 - 8 * i) & 0xff) / 255.0;

      rgb[i] = c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
    }
}

static void
seen_lab (guint32       color,
          const Matrix  vision,
          double       *lab)
{
  double rgb[3], seen[3], lms[3];

  linear_rgb (color, rgb);
  multiply (vision, rgb, seen);
  for (int i = 0; i < 3; i++)
    seen[i] = CLAMP (seen[i], 0, 1);
  multiply (to_lms, seen, lms);
  for (int i = 0; i < 3; i++)
    lms[i] = cbrt (lms[i]);
  multiply (to_lab, lms, lab);
}

static double
distance (guint32      a,
          guint32      b,
          const Matrix vision)
{
  double left[3], right[3];

  seen_lab (a, vision, left);
  seen_lab (b, vision, right);
  return 100 * sqrt (pow (left[0] - right[0], 2) + pow (left[1] - right[1], 2)
                     + pow (left[2] - right[2], 2));
}

/* Selecting is a way of waiting for channels: same colour, other hatch. */
static const IlvState told_apart[] = {
  ILV_STATE_RUNNING, ILV_STATE_READY, ILV_STATE_CHANNEL, ILV_STATE_SYNC,
  ILV_STATE_SYSCALL, ILV_STATE_GC, ILV_STATE_ASLEEP,
};

static void
test_palette_states_are_told_apart (gconstpointer data)
{
  IlvTheme theme = GPOINTER_TO_UINT (data);

  for (guint v = 0; v < G_N_ELEMENTS (visions); v++)
    for (guint i = 0; i < G_N_ELEMENTS (told_apart); i++)
      for (guint j = 0; j < i; j++)
        {
          IlvStyle a = ilv_style_for_state (told_apart[i]), b = ilv_style_for_state (told_apart[j]);
          double apart = distance (ilv_style_get_colors (a, theme)->edge,
                                   ilv_style_get_colors (b, theme)->edge, visions[v].matrix);

          if (apart < 10)
            g_error ("%s and %s are only %.1f apart with %s vision", ilv_style_get_css_class (a),
                     ilv_style_get_css_class (b), apart, visions[v].name);
          g_assert_cmpfloat (apart, >=, 10);
        }
}

/* What lies over the lanes, as it is drawn: a frame and a line in the edge's colour, a bar in the
 * fill's. Any two of them can meet. */
static const struct
{
  IlvStyle style;
  gboolean is_bar;
} overlays[] = {
  { ILV_STYLE_SELECTED, FALSE }, { ILV_STYLE_HOVERED, FALSE }, { ILV_STYLE_PLAYHEAD, FALSE },
  { ILV_STYLE_MARKER, FALSE },   { ILV_STYLE_PATH, TRUE },     { ILV_STYLE_PAST, TRUE },
  { ILV_STYLE_FUTURE, TRUE },    { ILV_STYLE_MATCH, TRUE },
};

static guint32
overlay_color (guint    i,
               IlvTheme theme)
{
  const IlvColors *colors = ilv_style_get_colors (overlays[i].style, theme);

  return overlays[i].is_bar ? colors->fill : colors->edge;
}

static void
test_palette_overlays_are_told_apart (gconstpointer data)
{
  IlvTheme theme = GPOINTER_TO_UINT (data);

  for (guint v = 0; v < G_N_ELEMENTS (visions); v++)
    for (guint i = 0; i < G_N_ELEMENTS (overlays); i++)
      for (guint j = 0; j < i; j++)
        {
          double apart = distance (overlay_color (i, theme), overlay_color (j, theme),
                                   visions[v].matrix);

          if (apart < 10)
            g_error ("%s and %s are only %.1f apart with %s vision",
                     ilv_style_get_css_class (overlays[i].style),
                     ilv_style_get_css_class (overlays[j].style), apart, visions[v].name);
          g_assert_cmpfloat (apart, >=, 10);
        }
}

static double
luminance (guint32 color)
{
  double rgb[3];

  linear_rgb (color, rgb);
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

static double
contrast (guint32 a,
          guint32 b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

static void
test_palette_texts_are_readable (void)
{
  for (guint theme = 0; theme < ILV_N_THEMES; theme++)
    for (guint style = ILV_STYLE_RUNNING; style <= ILV_STYLE_RULER; style++)
      {
        const IlvColors *colors = ilv_style_get_colors (style, theme);

        if (contrast (colors->fill, colors->ink) < 3)
          g_error ("%s in theme %u has contrast %.2f", ilv_style_get_css_class (style), theme,
                   contrast (colors->fill, colors->ink));
        g_assert_cmpfloat (contrast (colors->fill, colors->ink), >=, theme == ILV_THEME_CONTRAST
                                                                       ? 7 : 3);
      }
}

/* Colour is never the only sign: ways of waiting differ in their hatch too. */
static void
test_palette_waits_have_hatches_of_their_own (void)
{
  guint seen = 0;

  for (guint state = 0; state < ILV_N_STATES; state++)
    {
      IlvHatch hatch = ilv_style_get_hatch (ilv_style_for_state (state));

      if (ilv_state_is_work (state))
        continue;
      g_assert_cmpuint (seen >> hatch & 1, ==, 0);
      seen |= 1u << hatch;
    }
  g_assert_cmpuint (seen, !=, 0);
}

static void
test_palette_neighbours_have_different_colours (void)
{
  for (guint g = 1; g < 40; g++)
    g_assert_cmpint (ilv_style_for_goroutine (g), !=, ilv_style_for_goroutine (g + 1));
  g_assert_cmpint (ilv_style_for_goroutine (1), ==, ILV_STYLE_IDENTITY_1);
}

static void
test_palette_classes_are_unique (void)
{
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint style = 0; style < ILV_N_STYLES; style++)
    g_assert_true (g_hash_table_add (names, (char *) ilv_style_get_css_class (style)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/draw/palette/overlays-are-told-apart/light",
                        GUINT_TO_POINTER (ILV_THEME_LIGHT), test_palette_overlays_are_told_apart);
  g_test_add_data_func ("/draw/palette/overlays-are-told-apart/dark",
                        GUINT_TO_POINTER (ILV_THEME_DARK), test_palette_overlays_are_told_apart);
  g_test_add_data_func ("/draw/palette/overlays-are-told-apart/contrast",
                        GUINT_TO_POINTER (ILV_THEME_CONTRAST),
                        test_palette_overlays_are_told_apart);
  g_test_add_data_func ("/draw/palette/states-are-told-apart/light",
                        GUINT_TO_POINTER (ILV_THEME_LIGHT), test_palette_states_are_told_apart);
  g_test_add_data_func ("/draw/palette/states-are-told-apart/dark",
                        GUINT_TO_POINTER (ILV_THEME_DARK), test_palette_states_are_told_apart);
  g_test_add_func ("/draw/palette/texts-are-readable", test_palette_texts_are_readable);
  g_test_add_func ("/draw/palette/waits-have-hatches-of-their-own",
                   test_palette_waits_have_hatches_of_their_own);
  g_test_add_func ("/draw/palette/neighbours-have-different-colours",
                   test_palette_neighbours_have_different_colours);
  g_test_add_func ("/draw/palette/classes-are-unique", test_palette_classes_are_unique);
  return g_test_run ();
}

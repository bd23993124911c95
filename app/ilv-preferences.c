/* ilv-preferences.c - What the user has chosen once and for all.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-preferences.h"

#include <adwaita.h>

#include "widgets/ilv-ui.h"

/* In the order of the rows; the values of the setting. */
static const struct
{
  const char *name;
  AdwColorScheme scheme;
  gboolean is_contrast;
} themes[] = {
  { "system", ADW_COLOR_SCHEME_DEFAULT, FALSE },
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT, FALSE },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK, FALSE },
  { "contrast", ADW_COLOR_SCHEME_FORCE_LIGHT, TRUE },
};

static guint
find_theme (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_equal (themes[i].name, name))
      return i;
  return 0;
}

static void
apply_theme (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "theme");
  guint theme = find_theme (name);

  ilv_ui_set_high_contrast (themes[theme].is_contrast);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), themes[theme].scheme);
}

static void
apply_font (GSettings *settings, const char *key, GtkCssProvider *provider)
{
  g_autofree char *css = g_strdup_printf ("textview { font-size: %dpt; }",
                                          g_settings_get_int (settings, "source-font-size"));

  gtk_css_provider_load_from_data (provider, css, -1);
}

void
ilv_preferences_apply (GSettings *settings)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  apply_theme (settings);
  apply_font (settings, NULL, provider);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect (settings, "changed::theme", G_CALLBACK (apply_theme), NULL);
  g_signal_connect_object (settings, "changed::source-font-size", G_CALLBACK (apply_font), provider,
                           0);
}

static gboolean
get_theme_row (GValue *value, GVariant *variant, gpointer data)
{
  g_value_set_uint (value, find_theme (g_variant_get_string (variant, NULL)));
  return TRUE;
}

static GVariant *
set_theme_row (const GValue *value, const GVariantType *type, gpointer data)
{
  return g_variant_new_string (themes[MIN (g_value_get_uint (value), G_N_ELEMENTS (themes) - 1)].name);
}

void
ilv_preferences_show (GSettings *settings, GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource (ILV_RESOURCE_PATH "/ilv-preferences.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));

  g_settings_bind_with_mapping (settings, "theme", gtk_builder_get_object (builder, "theme_row"),
                                "selected", G_SETTINGS_BIND_DEFAULT, get_theme_row, set_theme_row,
                                NULL, NULL);
  g_settings_bind (settings, "source-font-size", gtk_builder_get_object (builder, "font_adjustment"),
                   "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "procs", gtk_builder_get_object (builder, "procs_adjustment"), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "memory-cap-mb",
                   gtk_builder_get_object (builder, "memory_adjustment"), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "follow", gtk_builder_get_object (builder, "follow_switch"), "active",
                   G_SETTINGS_BIND_DEFAULT);
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

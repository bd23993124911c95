/* ilv-ui.c - What the widgets need before the first of them is made.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-ui.h"

#include <adwaita.h>

#include "ilv-console-entry.h"
#include "ilv-console.h"
#include "ilv-crowd-hint.h"
#include "ilv-events-panel.h"
#include "ilv-histogram-view.h"
#include "ilv-inspector.h"
#include "ilv-lane-bar.h"
#include "ilv-legend.h"
#include "ilv-notes-panel.h"
#include "ilv-overview.h"
#include "ilv-search-bar.h"
#include "ilv-source-view.h"
#include "ilv-statistics-panel.h"
#include "ilv-statistics-table.h"
#include "ilv-time-ruler.h"
#include "ilv-timeline-panel.h"
#include "ilv-transport.h"
#include "ilv-waits-panel.h"
#include "ilv-wrap-layout.h"

static gboolean
has_render_node (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_prefix (name, "renderD"))
        return TRUE;
    }
  return FALSE;
}

void
ilv_ui_choose_renderer (void)
{
  if (g_getenv ("GSK_RENDERER") != NULL || g_getenv ("GDK_DEBUG") != NULL || has_render_node ())
    return;
  /* Both: the first alone still makes an OpenGL context, at 60 MB. */
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

void
ilv_ui_init (void)
{
  gtk_source_init ();
  g_type_ensure (ILV_TYPE_CONSOLE);
  g_type_ensure (ILV_TYPE_CONSOLE_ENTRY);
  g_type_ensure (ILV_TYPE_CROWD_HINT);
  g_type_ensure (ILV_TYPE_EVENTS_PANEL);
  g_type_ensure (ILV_TYPE_HISTOGRAM_VIEW);
  g_type_ensure (ILV_TYPE_INSPECTOR);
  g_type_ensure (ILV_TYPE_LANE_BAR);
  g_type_ensure (ILV_TYPE_LEGEND);
  g_type_ensure (ILV_TYPE_NOTES_PANEL);
  g_type_ensure (ILV_TYPE_OVERVIEW);
  g_type_ensure (ILV_TYPE_SEARCH_BAR);
  g_type_ensure (ILV_TYPE_SOURCE_VIEW);
  g_type_ensure (ILV_TYPE_STATISTICS_PANEL);
  g_type_ensure (ILV_TYPE_STATISTICS_TABLE);
  g_type_ensure (ILV_TYPE_TIME_RULER);
  g_type_ensure (ILV_TYPE_TIMELINE_PANEL);
  g_type_ensure (ILV_TYPE_TIMELINE_VIEW);
  g_type_ensure (ILV_TYPE_TRANSPORT);
  g_type_ensure (ILV_TYPE_WAITS_PANEL);
  g_type_ensure (ILV_TYPE_WRAP_LAYOUT);
}

static gboolean is_high_contrast;

void
ilv_ui_set_high_contrast (gboolean is_high)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  if (is_high_contrast == is_high)
    return;
  is_high_contrast = is_high;
  /* Who draws looks at the theme again. */
  g_object_notify (G_OBJECT (manager), "high-contrast");
}

gboolean
ilv_ui_get_high_contrast (void)
{
  return is_high_contrast
         || adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

static void
update_color_scheme (GtkSourceBuffer *buffer)
{
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const char *name = is_dark ? "Adwaita-dark" : "Adwaita";

  gtk_source_buffer_set_style_scheme (buffer,
                                      gtk_source_style_scheme_manager_get_scheme (schemes, name));
}

void
ilv_ui_follow_color_scheme (GtkSourceBuffer *buffer)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_color_scheme), buffer, G_CONNECT_SWAPPED);
  update_color_scheme (buffer);
}

void
ilv_ui_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

char *
ilv_ui_dup_keys (const char *action)
{
  GApplication *application = g_application_get_default ();
  g_auto (GStrv) accels = NULL;
  GdkModifierType state;
  guint key;

  if (!GTK_IS_APPLICATION (application))
    return g_strdup ("");
  accels = gtk_application_get_accels_for_action (GTK_APPLICATION (application), action);
  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &state))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, state);
}

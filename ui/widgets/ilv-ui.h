/* ilv-ui.h - What the widgets need before the first of them is made.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* Where the widgets' and the application's resources are. */
#define ILV_RESOURCE_PATH "/org/interleave/Interleave"

/* Decides how GTK draws, unless the user has: without a graphics card the
 * cairo renderer is twenty times cheaper than OpenGL computed by the processor.
 * Call before gtk_init() and before any thread is started. */
void ilv_ui_choose_renderer (void);

/* Makes the types known that are named only in .ui files. After gtk_init(). */
void ilv_ui_init (void);

/* Whether the picture is drawn in high contrast though the desktop is not. */
void     ilv_ui_set_high_contrast (gboolean is_high);
gboolean ilv_ui_get_high_contrast (void);

/* Gives @buffer the colours of the desktop, light or dark, now and when it changes. */
void ilv_ui_follow_color_scheme (GtkSourceBuffer *buffer);

/* For a dispose: lets all children of @widget go, also those a template gave no name. */
void ilv_ui_unparent_children (GtkWidget *widget);

/* (transfer full) The application's keys for a detailed action, as menus show them: "Ctrl+P"; "" if
 * there are none. */
char *ilv_ui_dup_keys (const char *action);

G_END_DECLS

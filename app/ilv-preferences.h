/* ilv-preferences.h - What the user has chosen once and for all, and the window to choose it in.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the settings true for the whole process, now and whenever they change. Once. */
void ilv_preferences_apply (GSettings *settings);

/* @parent (nullable) */
void ilv_preferences_show  (GSettings *settings,
                            GtkWindow *parent);

G_END_DECLS

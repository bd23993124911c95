/* widgets-test.h - What every test with widgets begins with, and waiting.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

#include "widgets/ilv-ui.h"

/* Before anything of GTK. Call instead of g_test_init(). */
static inline void
widgets_test_init (int *argc, char ***argv)
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  gtk_test_init (argc, argv);
  adw_init ();
  ilv_ui_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* Lets the main loop run until @condition holds. Tests have no time limit of
 * their own: what never happens is ended by meson. */
#define wait_until(condition) \
  G_STMT_START \
  { \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
  } \
  G_STMT_END

/* Waits for an asynchronous call: its callback, and the result it brought. */
static inline void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static inline GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  wait_until (*result != NULL);
  return *result;
}

/* test-window-zh.c - The window in Chinese.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "ilv-paths.h"
#include "ilv-window-private.h"
#include "widgets/widgets-test.h"

static IlvApplication *application;

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (has_label (child, text))
        return TRUE;
    }
  return FALSE;
}

static void
test_window_zh_speaks_chinese (void)
{
  static const char *const labels[] = { "教程", "1  启动 Goroutine", "常见模式", "运行(R)",
                                        "输出", "线程", "还没有运行过" };
  IlvWindow *window = ilv_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (!has_label (GTK_WIDGET (window), labels[i]))
        g_error ("nothing says “%s”", labels[i]);
    }
  g_assert_false (has_label (GTK_WIDGET (window), "Output"));
  gtk_window_close (GTK_WINDOW (window));
}

static void
test_window_zh_counts_in_chinese (void)
{
  IlvWindow *window = ilv_window_new (application);
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  const struct ilv_event events[] = {
    { .type = ILV_EVENT_GO_CREATE, .object = 1, .seq = 1, .time_nsec = 1000 },
    { .type = ILV_EVENT_GO_START, .g = 1, .seq = 2, .time_nsec = 2000 },
  };

  ilv_trace_add_events (trace, events, G_N_ELEMENTS (events));
  ilv_window_show_trace (window, trace);
  g_assert_nonnull (strstr (adw_window_title_get_subtitle (window->window_title),
                            "1 个 goroutine · 2 个事件 · 缺失 0 个"));
  gtk_window_close (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, ilv_paths_get_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  ilv_application_prepare ();

  /* Not gtk_test_init(): that speaks no other language than C. */
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GTK_A11Y", "test", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  adw_init ();
  ilv_ui_init ();
  application = ilv_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/app/window-zh/speaks-chinese", test_window_zh_speaks_chinese);
  g_test_add_func ("/app/window-zh/counts-in-chinese", test_window_zh_counts_in_chinese);
  return g_test_run ();
}

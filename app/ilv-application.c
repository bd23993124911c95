/* ilv-application.c - The process that shows windows.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "ilv-paths.h"
#include "ilv-preferences.h"
#include "ilv-window.h"
#include "widgets/ilv-ui.h"

struct _IlvApplication
{
  AdwApplication parent_instance;
  GSettings *settings;
  int signal; /* that ended us; 0 none */
};

G_DEFINE_FINAL_TYPE (IlvApplication, ilv_application, ADW_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[4];
} shortcuts[] = {
  { "app.new-window", { "<Primary><Shift>n" } },
  { "app.quit", { "<Primary>q" } },
  { "app.preferences", { "<Primary>comma" } },
  { "win.close", { "<Primary>w" } },
  { "win.new", { "<Primary>n" } },
  { "win.open", { "<Primary>o" } },
  { "win.open-folder", { "<Primary><Shift>o" } },
  { "win.save", { "<Primary>s" } },
  { "win.save-as", { "<Primary><Shift>s" } },
  { "win.export::svg", { "<Primary>e" } },
  { "win.copy-picture", { "<Primary><Shift>c" } },
  { "win.go-to", { "<Primary>p" } },
  { "win.print", { "<Primary><Shift>p" } },
  { "win.show-help-overlay", { "<Primary>question", "<Primary>slash" } },
  { "win.toggle-sidebar", { "F9" } },
  { "win.next-pane", { "<Primary>F6" } },
  { "win.previous-pane", { "<Primary><Shift>F6" } },
  { "run.start", { "F5", "<Primary>r" } },
  { "run.stop", { "<Shift>F5" } },
  { "run.explore", { "<Primary>F5" } },
  { "run.pause", { "F6" } },
  { "run.step", { "F7" } },
  { "run.step-many", { "<Shift>F7" } },
};

static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

static void
ilv_application_about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = GTK_APPLICATION (data);

  adw_show_about_window (gtk_application_get_active_window (application),
                         "application-name", _("Interleave"),
                         "application-icon", ILV_APPLICATION_ID,
                         "version", ILV_VERSION,
                         "license-type", GTK_LICENSE_MIT_X11,
                         "comments", _("Watch the goroutines of a Go program interleave."),
                         /* Translators: put your name here, one per line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

/* Each window may have something to save: it decides itself whether it closes. */
static void
ilv_application_quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (GTK_WINDOW (item->data));
}

static void
ilv_application_new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  IlvWindow *window = ilv_window_new (ILV_APPLICATION (data));

  ilv_window_open_first_example (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
ilv_application_preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ilv_preferences_show (ILV_APPLICATION (data)->settings,
                        gtk_application_get_active_window (GTK_APPLICATION (data)));
}

static const GActionEntry actions[] = {
  { "about", ilv_application_about_action },
  { "new-window", ilv_application_new_window_action },
  { "preferences", ilv_application_preferences_action },
  { "quit", ilv_application_quit_action },
};

/* Nobody is there to answer whether to save: windows go at once, and with them the programs they
 * run and what lies in temporary folders. */
static gboolean
ilv_application_signal_cb (gpointer data)
{
  GApplication *application = g_application_get_default ();
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow *window;

  ILV_APPLICATION (application)->signal = GPOINTER_TO_INT (data);
  while ((window = g_list_model_get_item (windows, 0)) != NULL)
    {
      gtk_window_destroy (window);
      g_object_unref (window);
    }
  g_application_quit (application);
  return G_SOURCE_CONTINUE;
}

/* Under nohup, or in the background of a shell without jobs: that is to stay so. */
static gboolean
is_ignored (int signal)
{
  struct sigaction action;

  return sigaction (signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void
ilv_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (ilv_application_parent_class)->startup (application);
  ilv_ui_init ();
  ILV_APPLICATION (application)->settings = g_settings_new (ILV_APPLICATION_ID);
  ilv_preferences_apply (ILV_APPLICATION (application)->settings);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action,
                                           shortcuts[i].keys);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    if (!is_ignored (signals[i]))
      g_unix_signal_add (signals[i], ilv_application_signal_cb, GINT_TO_POINTER (signals[i]));
  gtk_window_set_default_icon_name (ILV_APPLICATION_ID);
}

static void
ilv_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    {
      window = GTK_WINDOW (ilv_window_new (ILV_APPLICATION (application)));
      ilv_window_open_first_example (ILV_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
ilv_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      IlvWindow *window = ilv_window_new (ILV_APPLICATION (application));

      ilv_window_open_file (window, files[i]);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
ilv_application_dispose (GObject *object)
{
  g_clear_object (&ILV_APPLICATION (object)->settings);
  G_OBJECT_CLASS (ilv_application_parent_class)->dispose (object);
}

static void
ilv_application_class_init (IlvApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_application_dispose;
  application_class->startup = ilv_application_startup;
  application_class->activate = ilv_application_activate;
  application_class->open = ilv_application_open;
}

static void
ilv_application_init (IlvApplication *self)
{
}

void
ilv_application_prepare (void)
{
  ilv_paths_init_environment ();
  ilv_ui_choose_renderer ();
}

IlvApplication *
ilv_application_new (GApplicationFlags flags)
{
  return g_object_new (ILV_TYPE_APPLICATION,
                       "application-id", ILV_APPLICATION_ID,
                       "flags", flags,
                       "resource-base-path", ILV_RESOURCE_PATH,
                       NULL);
}

int
ilv_application_run (int argc, char **argv, const char *file)
{
  g_autoptr (IlvApplication) application = NULL;
  char *arguments[] = { argv[0], (char *) file, NULL };
  int status;

  ilv_application_prepare ();
  if (!gtk_init_check ())
    {
      g_printerr (_("%s: there is no display to open a window on; "
                    "\"interleave render\" makes the picture without one\n"), g_get_prgname ());
      return 1;
    }
  application = ilv_application_new (G_APPLICATION_HANDLES_OPEN);
  status = g_application_run (G_APPLICATION (application), file != NULL ? 2 : 1, arguments);
  return application->signal != 0 ? 128 + application->signal : status;
}

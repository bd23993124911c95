/* ilv-window-explore.c - The window: how its program may end, from many runs of it.
 *
 * A window of its own, because the runs take a while and one looks at several. What is run is the
 * text as it was when they began.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ilv-explorer.h"
#include "model/ilv-format.h"

#define N_RUNS 50
#define MAX_RUNS 10000
#define TIMEOUT_MSEC 10000
#define N_LINES_SHOWN 3
#define LINE_CHARS 80

typedef struct
{
  IlvWindow *owner;       /* a reference */
  IlvExplorer *explorer;  /* NULL: not begun */
  char *directory;        /* of the program's texts; NULL: none */
  GtkWindow *window;
  GtkSpinButton *n_runs;
  GtkButton *button;      /* begins and ends */
  GtkProgressBar *progress;
  GtkLabel *status;
  GtkListBox *list;
} Dialog;

static void
remove_texts (Dialog *dialog)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (dialog->directory == NULL)
    return;
  dir = g_dir_open (dialog->directory, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (dialog->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (dialog->directory);
  g_clear_pointer (&dialog->directory, g_free);
}

static void
forget_explorer (Dialog *dialog)
{
  if (dialog->explorer != NULL)
    g_signal_handlers_disconnect_by_data (dialog->explorer, dialog);
  g_clear_object (&dialog->explorer);
  remove_texts (dialog);
}

static void
ilv_explore_dialog_destroy_cb (Dialog *dialog)
{
  forget_explorer (dialog);
  g_object_unref (dialog->owner);
  g_free (dialog);
}

static gboolean
is_exploring (Dialog *dialog)
{
  return dialog->explorer != NULL && !ilv_explorer_is_over (dialog->explorer);
}

/* (transfer full) The first lines, each cut. */
static char *
shorten_output (const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", N_LINES_SHOWN + 1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_LINES_SHOWN && lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *line = ilv_format_text (lines[i], strlen (lines[i]), LINE_CHARS);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  if (g_strv_length (lines) > N_LINES_SHOWN && *lines[N_LINES_SHOWN] != '\0')
    g_string_append (text, "\n…");
  return g_string_free (text, FALSE);
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* (transfer full): "62 % · 31 runs · lines in 4 orders · seed 2" */
static char *
describe_frequency (Dialog *dialog, const IlvOutcome *outcome)
{
  double percent = 100.0 * outcome->n_runs / MAX (ilv_explorer_get_n_done (dialog->explorer), 1);
  g_autofree char *runs
    = g_strdup_printf (ngettext ("%u run", "%u runs", outcome->n_runs), outcome->n_runs);
  g_autofree char *orders
    = outcome->n_orders > 1 ? g_strdup_printf (_(" · lines in %u orders"), outcome->n_orders)
                            : g_strdup ("");

  /* translators: how often a program ended so: per cent, "31 runs", " · lines in 4 orders" */
  return g_strdup_printf (_("%.0f %% · %s%s · seed %.0f"), percent, runs, orders,
                          (double) outcome->seed);
}

static GtkWidget *
new_row (Dialog *dialog, const IlvOutcome *outcome)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *end = ilv_explorer_describe_end (dialog->explorer, outcome);
  g_autofree char *frequency = describe_frequency (dialog, outcome);
  g_autofree char *output = shorten_output (outcome->output);

  gtk_box_append (GTK_BOX (box), new_label (end, "heading"));
  gtk_box_append (GTK_BOX (box), new_label (frequency, "dim-label"));
  if (*output != '\0')
    gtk_box_append (GTK_BOX (box), new_label (output, "monospace"));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  return box;
}

static void
update_list (Dialog *dialog)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (dialog->list, 0))) != NULL)
    gtk_list_box_remove (dialog->list, row);
  for (guint i = 0; i < ilv_explorer_get_n_outcomes (dialog->explorer); i++)
    {
      IlvOutcome outcome = ilv_explorer_get_outcome (dialog->explorer, i);

      gtk_list_box_append (dialog->list, new_row (dialog, &outcome));
    }
}

static void
update_status (Dialog *dialog)
{
  const char *failure = ilv_explorer_get_failure (dialog->explorer);
  guint n_done = ilv_explorer_get_n_done (dialog->explorer);
  guint n_outcomes = ilv_explorer_get_n_outcomes (dialog->explorer);
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run", "%u runs", n_done), n_done);
  g_autofree char *outcomes
    = g_strdup_printf (ngettext ("%u outcome", "%u outcomes", n_outcomes), n_outcomes);
  g_autofree char *text = g_strdup_printf ("%s · %s", runs, outcomes);

  gtk_label_set_text (dialog->status, failure != NULL ? failure : text);
  gtk_progress_bar_set_fraction (dialog->progress,
                                 (double) n_done / ilv_explorer_get_n_runs (dialog->explorer));
  gtk_button_set_label (dialog->button, is_exploring (dialog) ? _("Stop") : _("Run"));
}

static void
ilv_explore_dialog_changed_cb (Dialog *dialog)
{
  update_list (dialog);
  update_status (dialog);
}

static gboolean
begin (Dialog *dialog, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) overlays = NULL;
  g_autofree char *program = NULL;

  dialog->directory = g_dir_make_tmp ("interleave-XXXXXX", error);
  if (dialog->directory != NULL)
    program = ilv_window_write_program (dialog->owner, dialog->directory, builder, error);
  if (program == NULL)
    return FALSE;
  overlays = g_strv_builder_end (builder);
  dialog->explorer = ilv_explorer_new (&(IlvExploration) {
    .program_paths = (const char *const[]) { program, NULL },
    .overlays = (const char *const *) overlays,
    .n_procs = (guint) gtk_adjustment_get_value (dialog->owner->procs_adjustment),
    .first_seed = 1,
    .n_runs = (guint) gtk_spin_button_get_value_as_int (dialog->n_runs),
    .timeout_msec = TIMEOUT_MSEC,
  });
  g_signal_connect_swapped (dialog->explorer, "changed",
                            G_CALLBACK (ilv_explore_dialog_changed_cb), dialog);
  g_signal_connect_swapped (dialog->explorer, "ended",
                            G_CALLBACK (ilv_explore_dialog_changed_cb), dialog);
  return ilv_explorer_start (dialog->explorer, error);
}

static void
ilv_explore_dialog_clicked_cb (Dialog *dialog)
{
  g_autoptr (GError) error = NULL;

  if (is_exploring (dialog))
    {
      ilv_explorer_stop (dialog->explorer);
      return;
    }
  forget_explorer (dialog);
  if (begin (dialog, &error))
    {
      ilv_explore_dialog_changed_cb (dialog);
      return;
    }
  forget_explorer (dialog);
  gtk_label_set_text (dialog->status, error->message);
}

/* In a window of its own: what is in this one may not be saved. */
static void
ilv_explore_dialog_activated_cb (Dialog *dialog, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  g_autoptr (GFile) file = NULL;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (dialog->owner));

  if (index >= ilv_explorer_get_n_outcomes (dialog->explorer) || application == NULL)
    return;
  file = g_file_new_for_path (ilv_explorer_get_outcome (dialog->explorer, index).trace_path);
  g_application_open (G_APPLICATION (application), &file, 1, "");
}

static GtkWidget *
new_header (Dialog *dialog)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *runs = gtk_spin_button_new_with_range (1, MAX_RUNS, 10);
  GtkWidget *button = gtk_button_new_with_label (_("Run"));

  dialog->n_runs = GTK_SPIN_BUTTON (runs);
  dialog->button = GTK_BUTTON (button);
  gtk_spin_button_set_value (dialog->n_runs, N_RUNS);
  gtk_widget_set_tooltip_text (runs, _("How many runs"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (runs), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How many runs"), -1);
  gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (ilv_explore_dialog_clicked_cb), dialog);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), runs);
  return header;
}

static GtkWidget *
new_content (Dialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *status = new_label (_("Runs the program many times, each time with other choices of "
                                   "the scheduler, and shows in which ways it ends. A click opens "
                                   "the trace of one such run."), "dim-label");

  dialog->status = GTK_LABEL (status);
  dialog->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  dialog->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_margin_start (status, 12);
  gtk_widget_set_margin_end (status, 12);
  gtk_widget_set_margin_top (status, 6);
  gtk_list_box_set_selection_mode (dialog->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (dialog->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Outcomes"), -1);
  g_signal_connect_swapped (dialog->list, "row-activated",
                            G_CALLBACK (ilv_explore_dialog_activated_cb), dialog);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (dialog->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), new_header (dialog));
  gtk_box_append (GTK_BOX (box), status);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (dialog->progress));
  gtk_box_append (GTK_BOX (box), scrolled);
  return box;
}

void
ilv_window_explore (IlvWindow *self)
{
  Dialog *dialog = g_new0 (Dialog, 1);

  dialog->owner = g_object_ref (self);
  dialog->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_title (dialog->window, _("Outcomes"));
  gtk_window_set_default_size (dialog->window, 560, 480);
  gtk_window_set_transient_for (dialog->window, GTK_WINDOW (self));
  gtk_window_set_destroy_with_parent (dialog->window, TRUE);
  adw_window_set_content (ADW_WINDOW (dialog->window), new_content (dialog));
  g_signal_connect_swapped (dialog->window, "destroy",
                            G_CALLBACK (ilv_explore_dialog_destroy_cb), dialog);
  gtk_window_present (dialog->window);
}

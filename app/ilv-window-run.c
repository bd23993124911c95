/* ilv-window-run.c - The window: starting, holding and ending the program.
 *
 * What runs is the text that is shown, saved or not: it is written, under the
 * program's name, to a directory of its own that goes when the next run begins.
 * Of a folder, only what is not saved is written there.
 * The trace is kept there too, so that it can be saved afterwards.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/ilv-format.h"
#include "model/ilv-wait-graph.h"

#define MANY_STEPS 10
#define MAX_LAST_WORDS (256 << 10) /* bytes; of a panic, a stack is enough */
#define NSEC_A_MSEC 1000000u
/* A program that never ends fills no more than this share of what is free. */
#define DISK_SHARE 2

gboolean
ilv_window_is_running (IlvWindow *self)
{
  IlvRunnerState state;

  if (self->runner == NULL)
    return FALSE;
  state = ilv_runner_get_state (self->runner);
  return state == ILV_RUNNER_STATE_RUNNING || state == ILV_RUNNER_STATE_PAUSED;
}

gboolean
ilv_window_is_paused (IlvWindow *self)
{
  return self->runner != NULL && ilv_runner_get_state (self->runner) == ILV_RUNNER_STATE_PAUSED;
}

/* Removes the run's directory, which has files but no directories in it. */
static void
remove_run_directory (IlvWindow *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (self->run_directory == NULL)
    return;
  dir = g_dir_open (self->run_directory, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->run_directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->run_directory);
  g_clear_pointer (&self->run_directory, g_free);
}

/* (transfer full) The folder to run: the one that was opened, or, if no file lies right in it, that
 * of the file that is shown. */
static char *
get_program_folder (IlvWindow *self)
{
  g_autoptr (GFile) parent = NULL;

  for (guint i = 0; i < self->documents->len; i++)
    if (g_file_has_parent (ilv_document_get_file (g_ptr_array_index (self->documents, i)),
                           self->folder))
      return g_file_get_path (self->folder);
  parent = g_file_get_parent (ilv_document_get_file (self->document));
  return g_file_get_path (parent);
}

/* (transfer full) (nullable) The folder's path. What is not saved is written to the run's
 * directory and put in place of the file by @overlays. */
static char *
write_folder (IlvWindow *self, const char *directory, GStrvBuilder *overlays, GError **error)
{
  for (guint i = 0; i < self->documents->len; i++)
    {
      IlvDocument *document = g_ptr_array_index (self->documents, i);
      g_autofree char *text = ilv_document_dup_text (document);
      g_autofree char *name = g_strdup_printf ("%u.go", i);
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *file = g_file_get_path (ilv_document_get_file (document));
      g_autofree char *overlay = g_strdup_printf ("%s=%s", file, path);

      if (!gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (document)))
        continue;
      if (!g_file_set_contents (path, text, -1, error))
        return NULL;
      g_strv_builder_add (overlays, overlay);
    }
  return get_program_folder (self);
}

/* (transfer full) What the program calls its file: the file's path, or the title of a text that has
 * none. */
static char *
dup_program_path (IlvWindow *self)
{
  GFile *file = ilv_document_get_file (self->document);
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  return path != NULL ? path : g_path_get_basename (ilv_document_get_title (self->document));
}

/* (transfer full) (nullable) Its path. What is shown is written to the run's directory and put in its
 * place. */
static char *
write_file (IlvWindow *self, const char *directory, GStrvBuilder *overlays, GError **error)
{
  g_autofree char *path = dup_program_path (self);
  g_autofree char *text = ilv_document_dup_text (self->document);
  g_autofree char *shown = g_build_filename (directory, "shown.go", NULL);
  g_autofree char *overlay = NULL;

  if (!g_file_set_contents (shown, text, -1, error))
    return NULL;
  overlay = g_strdup_printf ("%s=%s", path, shown);
  g_strv_builder_add (overlays, overlay);
  return g_steal_pointer (&path);
}

char *
ilv_window_write_program (IlvWindow *self, const char *directory, GStrvBuilder *overlays,
                          GError **error)
{
  return self->folder != NULL ? write_folder (self, directory, overlays, error)
                              : write_file (self, directory, overlays, error);
}

/* The same, for the run. */
static char *
write_program (IlvWindow *self, GStrvBuilder *overlays, GError **error)
{
  remove_run_directory (self);
  self->run_directory = g_dir_make_tmp ("interleave-XXXXXX", error);
  if (self->run_directory == NULL)
    return NULL;
  return ilv_window_write_program (self, self->run_directory, overlays, error);
}

static void
ilv_window_output_cb (IlvWindow *self, int fd, GBytes *bytes)
{
  ilv_console_append (self->console, fd, bytes);
  if (fd != STDERR_FILENO)
    return;
  g_string_append_len (self->last_words, g_bytes_get_data (bytes, NULL),
                       (gssize) g_bytes_get_size (bytes));
  if (self->last_words->len > 2 * MAX_LAST_WORDS)
    g_string_erase (self->last_words, 0, (gssize) (self->last_words->len - MAX_LAST_WORDS));
}

/* The console's "send" and "end". */
gboolean
ilv_window_send_input_cb (IlvWindow *self, GBytes *text)
{
  gboolean is_taken = self->runner != NULL && ilv_runner_write_input (self->runner, text);

  if (!is_taken)
    ilv_window_show_toast (self, _("The program has not read what it was given before"));
  return is_taken;
}

void
ilv_window_end_input_cb (IlvWindow *self)
{
  if (self->runner != NULL)
    ilv_runner_end_input (self->runner);
}

static void
ilv_window_takes_input_changed_cb (IlvWindow *self)
{
  ilv_console_set_takes_input (self->console, ilv_runner_get_takes_input (self->runner));
}

/* (transfer full) "exit status 2 · after 12 ms". */
static char *
describe_end (IlvRunner *runner)
{
  IlvTrace *trace = ilv_runner_get_trace (runner);
  g_autofree char *duration = ilv_format_duration (ilv_trace_get_end_nsec (trace));
  int signal_number = ilv_runner_get_term_signal (runner);

  if (ilv_runner_get_was_stopped (runner))
    /* translators: by the user; a duration */
    return g_strdup_printf (_("stopped after %s"), duration);
  if (!ilv_runner_get_was_begun (runner))
    return g_strdup (_("did not compile"));
  if (signal_number != 0)
    return g_strdup_printf (_("ended by signal %d (%s) after %s"), signal_number,
                            g_strsignal (signal_number), duration);
  return g_strdup_printf (_("exit status %d after %s"), ilv_runner_get_exit_status (runner),
                          duration);
}

/* Whose text @diagnostic is about; NULL: nobody's. */
static IlvDocument *
find_document_of (IlvWindow *self, const IlvDiagnostic *diagnostic, guint *index)
{
  *index = 0;
  return self->folder != NULL ? ilv_window_find_document (self, diagnostic->path, index)
                              : self->document;
}

/* The first error as a sentence with a link to its place; all of them in the text. */
static void
show_diagnostics (IlvWindow *self, GPtrArray *diagnostics)
{
  const IlvDiagnostic *first = g_ptr_array_index (diagnostics, 0);
  g_autofree char *place = NULL, *more = NULL, *markup = NULL, *message = NULL;
  guint index;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const IlvDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      IlvDocument *document = find_document_of (self, diagnostic, &index);

      if (document != NULL)
        ilv_document_add_error (document, diagnostic->line, diagnostic->column,
                                diagnostic->message);
    }
  if (find_document_of (self, first, &index) != NULL)
    {
      g_autofree char *file = self->folder != NULL ? g_path_get_basename (first->path) : NULL;

      place = g_markup_printf_escaped ("<a href=\"%u:%u:%u\">%s%s%u:%u</a>", index, first->line,
                                       first->column, file != NULL ? file : "",
                                       file != NULL ? ":" : "", first->line, first->column);
    }
  else
    place = g_markup_escape_text (first->path, -1);
  message = g_markup_escape_text (first->message, -1);
  more = diagnostics->len > 1
           ? g_strdup_printf (ngettext (" (and %u more)", " (and %u more)", diagnostics->len - 1),
                              diagnostics->len - 1)
           : g_strdup ("");
  markup = g_strdup_printf ("%s: %s%s", place, message, more);
  ilv_window_show_error (self, "");
  gtk_label_set_markup (self->info_label, markup);
}

/* Whether everybody waits in vain; not so when somebody has panicked. */
static gboolean
is_deadlock (IlvTrace *trace)
{
  g_autoptr (IlvWaitGraph) graph = ilv_wait_graph_new (trace, ilv_trace_get_end_nsec (trace));
  guint n_alive = 0, n_stuck = 0;

  for (guint i = 0; i < ilv_trace_get_n_goroutines (trace); i++)
    n_alive += ilv_trace_get_nth_goroutine (trace, i)->death_nsec == ILV_TIME_OPEN;
  for (guint i = 0; i < graph->waiters->len; i++)
    n_stuck += g_array_index (graph->waiters, IlvWaiter, i).is_stuck;
  return n_stuck > 0 && n_stuck == n_alive;
}

/* The innermost place of a crash that is shown is marked as an error of the compiler is. */
static void
show_crash (IlvWindow *self)
{
  g_autoptr (GPtrArray) frames = ilv_diagnostic_parse_crash (self->last_words->str);
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autofree char *path = dup_program_path (self);

  for (guint i = 0; i < frames->len && shown->len == 0; i++)
    {
      IlvDiagnostic *frame = g_ptr_array_index (frames, i);
      guint index;

      if (self->folder != NULL ? ilv_window_find_document (self, frame->path, &index) != NULL
                               : g_str_equal (frame->path, path))
        g_ptr_array_add (shown, frame);
    }
  if (shown->len > 0)
    show_diagnostics (self, shown);
}

/* Who waits for whom is what to look at then. */
static void
show_deadlock (IlvWindow *self)
{
  int page = gtk_notebook_page_num (self->panels, GTK_WIDGET (self->waits_panel));

  if (is_deadlock (ilv_session_get_trace (self->session)))
    gtk_notebook_set_current_page (self->panels, page);
}

static void
ilv_window_ended_cb (IlvWindow *self)
{
  g_autofree char *status = describe_end (self->runner);
  GPtrArray *diagnostics = ilv_runner_get_diagnostics (self->runner);
  const GError *capture_error = ilv_runner_get_capture_error (self->runner);

  ilv_console_set_status (self->console, status,
                          ilv_runner_get_exit_status (self->runner) != 0
                            && !ilv_runner_get_was_stopped (self->runner));
  if (diagnostics->len > 0)
    show_diagnostics (self, diagnostics);
  else if (ilv_runner_get_term_signal (self->runner) == 0
           && ilv_runner_get_exit_status (self->runner) != 0)
    {
      show_deadlock (self);
      show_crash (self);
    }
  if (capture_error != NULL)
    {
      g_autofree char *sentence
        = g_strdup_printf (_("%s; what Save Trace saves ends there"), capture_error->message);

      ilv_window_show_error (self, sentence);
    }
  ilv_window_update_title (self);
  ilv_window_update_actions (self);
}

static void
ilv_window_state_changed_cb (IlvWindow *self)
{
  ilv_window_update_title (self);
  ilv_window_update_actions (self);
}

void
ilv_window_drop_runner (IlvWindow *self)
{
  if (self->runner != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->runner, self);
      ilv_runner_stop (self->runner);
    }
  ilv_console_set_takes_input (self->console, FALSE);
  g_clear_object (&self->runner);
  remove_run_directory (self);
}

/* In bytes, for the trace's file; 0 if it is not known what is free. */
static guint64
get_disk_limit (const char *directory)
{
  g_autoptr (GFile) file = g_file_new_for_path (directory);
  g_autoptr (GFileInfo) info
    = g_file_query_filesystem_info (file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);

  return info != NULL ? g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE)
                          / DISK_SHARE
                      : 0;
}

static void
set_slow (IlvWindow *self, IlvRunner *runner)
{
  ilv_runner_set_slow (runner,
                       (guint) gtk_adjustment_get_value (self->slow_adjustment) * NSEC_A_MSEC,
                       (guint) gtk_adjustment_get_value (self->factor_adjustment));
}

static IlvRunner *
create_runner (IlvWindow *self, const char *path, const char *const *overlays)
{
  IlvRunner *runner = ilv_runner_new ((const char *[]) { path, NULL });
  g_autofree char *capture_path = g_build_filename (self->run_directory, "trace.ilv", NULL);

  ilv_runner_set_procs (runner, (guint) gtk_adjustment_get_value (self->procs_adjustment));
  ilv_runner_set_capture_path (runner, capture_path);
  ilv_runner_set_limits (runner, get_disk_limit (self->run_directory),
                         (guint64) g_settings_get_int (self->settings, "memory-cap-mb") * 1000000);
  ilv_runner_set_overlays (runner, overlays);
  set_slow (self, runner);
  g_clear_object (&self->trace_file);
  self->trace_file = g_file_new_for_path (capture_path);
  g_signal_connect_object (runner, "output", G_CALLBACK (ilv_window_output_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "ended", G_CALLBACK (ilv_window_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "notify::state", G_CALLBACK (ilv_window_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (runner, "notify::takes-input",
                           G_CALLBACK (ilv_window_takes_input_changed_cb), self, G_CONNECT_SWAPPED);
  return runner;
}

void
ilv_window_start (IlvWindow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) overlays = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  ilv_window_restart_loading (self);
  ilv_window_drop_runner (self);
  ilv_window_hide_error (self);
  g_string_truncate (self->last_words, 0);
  for (guint i = 0; i < self->documents->len; i++)
    ilv_document_clear_errors (g_ptr_array_index (self->documents, i));
  path = write_program (self, builder, &error);
  overlays = g_strv_builder_end (builder);
  if (path == NULL)
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  self->runner = create_runner (self, path, (const char *const *) overlays);
  ilv_window_show_trace (self, ilv_runner_get_trace (self->runner));
  ilv_session_set_follow (self->session, g_settings_get_boolean (self->settings, "follow"));
  if (!ilv_runner_start (self->runner, &error))
    {
      ilv_window_show_error (self, error->message);
      ilv_window_drop_runner (self);
    }
  ilv_window_state_changed_cb (self);
}

void
ilv_window_stop (IlvWindow *self)
{
  if (self->runner != NULL)
    ilv_runner_stop (self->runner);
}

void
ilv_window_toggle_pause (IlvWindow *self)
{
  if (ilv_window_is_paused (self))
    ilv_runner_resume (self->runner);
  else if (self->runner != NULL)
    ilv_runner_pause (self->runner);
}

void
ilv_window_step_many (IlvWindow *self)
{
  if (ilv_window_is_paused (self))
    ilv_runner_step (self->runner, MANY_STEPS);
}

void
ilv_window_update_slow (IlvWindow *self)
{
  guint slow_msec = (guint) gtk_adjustment_get_value (self->slow_adjustment);
  guint factor = (guint) gtk_adjustment_get_value (self->factor_adjustment);
  g_autofree char *text
    = slow_msec > 0 ? g_strdup_printf (_("%u ms a step"), slow_msec) /* translators: slow motion */
      : factor > 1  ? g_strdup_printf (_("%u× slower"), factor)
                    : g_strdup (_("Full speed"));

  gtk_menu_button_set_label (self->slow_button, text);
  if (self->runner != NULL)
    set_slow (self, self->runner);
}

void
ilv_window_step (IlvWindow *self)
{
  if (ilv_window_is_paused (self))
    ilv_runner_step (self->runner, 1);
}

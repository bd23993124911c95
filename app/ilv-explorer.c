/* ilv-explorer.c - What else a program may do: many runs of it, sorted by how they end.
 *
 * One run after the other: runs side by side would disturb each other's timing, and with it what
 * is looked for. The order of lines does not tell outcomes apart, or every program that prints from
 * two goroutines would have as many outcomes as runs; how many orders there were is counted.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-explorer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ilv-runner.h"

/* What a run writes beyond this is not looked at, nor more events than fit into so much. */
#define MAX_OUTPUT_BYTES (256 * 1024)
#define MAX_TRACE_BYTES (64 * 1024 * 1024)
/* Of a program that panicked, or was ended by the runtime. */
#define GO_FATAL_STATUS 2

typedef struct
{
  IlvOutcome outcome;  /* its strings are those below */
  char *message, *output, *trace_path;
  char *lines;         /* of the output, sorted */
  GHashTable *orders;  /* of outputs, as a set of sums */
} Group;

struct _IlvExplorer
{
  GObject parent_instance;

  GStrv program_paths, overlays, args;
  IlvExploration wanted;  /* its strings are those above */

  char *directory;        /* of traces; NULL: not started */
  IlvRunner *runner;      /* of the run that is under way */
  GString *outputs[2];    /* its, of fd 1 and 2 */
  guint timeout_id;
  guint next_id;          /* starts the next run */
  GPtrArray *groups;      /* Group */
  char *failure;
  guint n_done;
  guint is_cut_off : 1;   /* the run that is under way */
  guint is_stopped : 1;
  guint is_over : 1;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvExplorer, ilv_explorer, G_TYPE_OBJECT)

static void
group_free (gpointer data)
{
  Group *group = data;

  g_unlink (group->trace_path);
  g_free (group->message);
  g_free (group->output);
  g_free (group->trace_path);
  g_free (group->lines);
  g_hash_table_unref (group->orders);
  g_free (group);
}

/* --- The end of a run -------------------------------------------------------- */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* (transfer full) */
static char *
sort_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);
  return g_strjoinv ("\n", lines);
}

/* (transfer full) What the runtime said last, if it was the runtime that ended the program. */
static char *
find_message (IlvRunner *runner)
{
  const char *const *notes = ilv_trace_get_notes (ilv_runner_get_trace (runner));
  guint n = g_strv_length ((GStrv) notes);

  return g_strdup (ilv_runner_get_exit_status (runner) == GO_FATAL_STATUS && n > 0 ? notes[n - 1]
                                                                                    : "");
}

/* (transfer full) A program that ends badly says on standard error where its goroutines were, which
 * is another each time. */
static char *
take_output (IlvExplorer *self, int exit_status)
{
  GString *text = self->outputs[0];

  if (exit_status == 0)
    g_string_append_len (text, self->outputs[1]->str, (gssize) self->outputs[1]->len);
  return g_utf8_make_valid (text->str, (gssize) MIN (text->len, MAX_OUTPUT_BYTES));
}

static Group *
find_group (IlvExplorer *self, int exit_status, const char *message, const char *lines)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);

      if (group->outcome.exit_status == exit_status
          && group->outcome.is_cut_off == self->is_cut_off
          && g_str_equal (group->message, message) && g_str_equal (group->lines, lines))
        return group;
    }
  return NULL;
}

/* (transfer full) */
static char *
trace_path_of (IlvExplorer *self, guint run)
{
  g_autofree char *name = g_strdup_printf ("run-%u.ilv", run + 1);

  return g_build_filename (self->directory, name, NULL);
}

static Group *
add_group (IlvExplorer *self, int exit_status, char *message, const char *output, char *lines)
{
  Group *group = g_new0 (Group, 1);

  group->message = message;
  group->output = g_strdup (output);
  group->lines = lines;
  group->trace_path = trace_path_of (self, self->n_done);
  group->orders = g_hash_table_new (NULL, NULL);
  group->outcome = (IlvOutcome) {
    .first_run = self->n_done,
    .seed = self->wanted.first_seed + self->n_done,
    .exit_status = exit_status,
    .is_cut_off = self->is_cut_off,
    .message = group->message,
    .output = group->output,
    .trace_path = group->trace_path,
  };
  g_ptr_array_add (self->groups, group);
  return group;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const IlvOutcome *left = &(*(Group *const *) a)->outcome;
  const IlvOutcome *right = &(*(Group *const *) b)->outcome;

  if (left->n_runs != right->n_runs)
    return left->n_runs < right->n_runs ? 1 : -1;
  return left->first_run < right->first_run ? -1 : 1;
}

static void
take_run (IlvExplorer *self)
{
  int exit_status = ilv_runner_get_exit_status (self->runner);
  g_autofree char *message = find_message (self->runner);
  g_autofree char *output = take_output (self, exit_status);
  g_autofree char *lines = sort_lines (output);
  Group *group = find_group (self, exit_status, message, lines);

  if (group == NULL)
    group = add_group (self, exit_status, g_steal_pointer (&message), output,
                       g_steal_pointer (&lines));
  else
    {
      g_autofree char *path = trace_path_of (self, self->n_done);

      g_unlink (path);
    }
  group->outcome.n_runs++;
  g_hash_table_add (group->orders, GUINT_TO_POINTER (g_str_hash (output)));
  group->outcome.n_orders = g_hash_table_size (group->orders);
  g_ptr_array_sort (self->groups, compare_groups);
  self->n_done++;
}

/* --- One run after the other ------------------------------------------------- */

static void
end (IlvExplorer *self)
{
  self->is_over = TRUE;
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
drop_runner (IlvExplorer *self)
{
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->runner != NULL)
    g_signal_handlers_disconnect_by_data (self->runner, self);
  g_clear_object (&self->runner);
}

static char *
describe_failure (IlvRunner *runner)
{
  GPtrArray *diagnostics = ilv_runner_get_diagnostics (runner);
  const IlvDiagnostic *first;

  if (diagnostics->len == 0)
    return g_strdup (_("The program did not begin."));
  first = g_ptr_array_index (diagnostics, 0);
  return g_strdup_printf ("%s:%u:%u: %s", first->path, first->line, first->column,
                          first->message);
}

static void start_soon (IlvExplorer *self);

static void
ilv_explorer_run_ended_cb (IlvExplorer *self)
{
  /* A run that was ended by the user is none. */
  if (!self->is_stopped && (self->is_cut_off || ilv_runner_get_was_begun (self->runner)))
    take_run (self);
  else if (!self->is_stopped)
    self->failure = describe_failure (self->runner);
  drop_runner (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->is_stopped || self->failure != NULL || self->n_done == self->wanted.n_runs)
    end (self);
  else
    start_soon (self);
}

static void
ilv_explorer_output_cb (IlvExplorer *self, int fd, GBytes *bytes)
{
  GString *text = self->outputs[fd == STDERR_FILENO];
  gsize n_bytes, room = MAX_OUTPUT_BYTES - MIN (text->len, MAX_OUTPUT_BYTES);
  const char *data = g_bytes_get_data (bytes, &n_bytes);

  g_string_append_len (text, data, (gssize) MIN (n_bytes, room));
}

static gboolean
ilv_explorer_timeout_cb (gpointer data)
{
  IlvExplorer *self = data;

  self->timeout_id = 0;
  self->is_cut_off = TRUE;
  ilv_runner_stop (self->runner);
  return G_SOURCE_REMOVE;
}

static gboolean
start_run (IlvExplorer *self, GError **error)
{
  g_autofree char *path = trace_path_of (self, self->n_done);

  g_string_truncate (self->outputs[0], 0);
  g_string_truncate (self->outputs[1], 0);
  self->is_cut_off = FALSE;
  self->runner = ilv_runner_new ((const char *const *) self->program_paths);
  ilv_runner_set_overlays (self->runner, (const char *const *) self->overlays);
  ilv_runner_set_args (self->runner, (const char *const *) self->args);
  ilv_runner_set_procs (self->runner, self->wanted.n_procs);
  ilv_runner_set_seed (self->runner, self->wanted.first_seed + self->n_done);
  ilv_runner_set_capture_path (self->runner, path);
  ilv_runner_set_limits (self->runner, MAX_TRACE_BYTES, MAX_TRACE_BYTES);
  g_signal_connect_object (self->runner, "output", G_CALLBACK (ilv_explorer_output_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->runner, "ended", G_CALLBACK (ilv_explorer_run_ended_cb), self,
                           G_CONNECT_SWAPPED);
  if (!ilv_runner_start (self->runner, error))
    {
      drop_runner (self);
      return FALSE;
    }
  ilv_runner_end_input (self->runner);
  self->timeout_id = g_timeout_add (self->wanted.timeout_msec, ilv_explorer_timeout_cb, self);
  return TRUE;
}

static gboolean
ilv_explorer_next_cb (gpointer data)
{
  IlvExplorer *self = data;
  g_autoptr (GError) error = NULL;

  self->next_id = 0;
  if (self->is_stopped)
    end (self);
  else if (!start_run (self, &error))
    {
      self->failure = g_strdup (error->message);
      end (self);
    }
  return G_SOURCE_REMOVE;
}

/* Not from within the signal of the run before. */
static void
start_soon (IlvExplorer *self)
{
  self->next_id = g_idle_add (ilv_explorer_next_cb, self);
}

/* --- The object ---------------------------------------------------------------- */

static void
ilv_explorer_finalize (GObject *object)
{
  IlvExplorer *self = ILV_EXPLORER (object);

  g_clear_handle_id (&self->next_id, g_source_remove);
  if (self->runner != NULL)
    ilv_runner_stop (self->runner);
  drop_runner (self);
  g_ptr_array_unref (self->groups);
  if (self->directory != NULL)
    {
      g_autofree char *path = trace_path_of (self, self->n_done);

      g_unlink (path); /* of a run that was under way */
      g_rmdir (self->directory);
    }
  g_free (self->directory);
  g_string_free (self->outputs[0], TRUE);
  g_string_free (self->outputs[1], TRUE);
  g_strfreev (self->program_paths);
  g_strfreev (self->overlays);
  g_strfreev (self->args);
  g_free (self->failure);
  G_OBJECT_CLASS (ilv_explorer_parent_class)->finalize (object);
}

static void
ilv_explorer_class_init (IlvExplorerClass *klass)
{
  static const char *const names[N_SIGNALS] = {
    [SIGNAL_CHANGED] = "changed", [SIGNAL_ENDED] = "ended"
  };

  G_OBJECT_CLASS (klass)->finalize = ilv_explorer_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
ilv_explorer_init (IlvExplorer *self)
{
  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->outputs[0] = g_string_new (NULL);
  self->outputs[1] = g_string_new (NULL);
}

IlvExplorer *
ilv_explorer_new (const IlvExploration *exploration)
{
  IlvExplorer *self = g_object_new (ILV_TYPE_EXPLORER, NULL);

  self->wanted = *exploration;
  self->program_paths = g_strdupv ((char **) exploration->program_paths);
  self->overlays = g_strdupv ((char **) exploration->overlays);
  self->args = g_strdupv ((char **) exploration->args);
  return self;
}

gboolean
ilv_explorer_start (IlvExplorer *self, GError **error)
{
  g_return_val_if_fail (ILV_IS_EXPLORER (self) && self->directory == NULL, FALSE);

  self->directory = g_dir_make_tmp ("interleave-XXXXXX", error);
  return self->directory != NULL && start_run (self, error);
}

void
ilv_explorer_stop (IlvExplorer *self)
{
  g_return_if_fail (ILV_IS_EXPLORER (self));
  self->is_stopped = TRUE;
  if (self->runner != NULL)
    ilv_runner_stop (self->runner);
}

gboolean
ilv_explorer_is_over (IlvExplorer *self)
{
  g_return_val_if_fail (ILV_IS_EXPLORER (self), TRUE);
  return self->is_over;
}

guint
ilv_explorer_get_n_done (IlvExplorer *self)
{
  g_return_val_if_fail (ILV_IS_EXPLORER (self), 0);
  return self->n_done;
}

guint
ilv_explorer_get_n_runs (IlvExplorer *self)
{
  g_return_val_if_fail (ILV_IS_EXPLORER (self), 0);
  return self->wanted.n_runs;
}

guint
ilv_explorer_get_n_outcomes (IlvExplorer *self)
{
  g_return_val_if_fail (ILV_IS_EXPLORER (self), 0);
  return self->groups->len;
}

IlvOutcome
ilv_explorer_get_outcome (IlvExplorer *self, guint index)
{
  const Group *group = g_ptr_array_index (self->groups, index);

  return group->outcome;
}

char *
ilv_explorer_describe_end (IlvExplorer *self, const IlvOutcome *outcome)
{
  if (outcome->is_cut_off)
    return g_strdup_printf (_("not over after %g s"), self->wanted.timeout_msec / 1e3);
  if (*outcome->message != '\0')
    return g_strdup_printf (_("exit status %d, %s"), outcome->exit_status, outcome->message);
  return g_strdup_printf (_("exit status %d"), outcome->exit_status);
}

const char *
ilv_explorer_get_failure (IlvExplorer *self)
{
  g_return_val_if_fail (ILV_IS_EXPLORER (self), NULL);
  return self->failure;
}

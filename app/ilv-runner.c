/* ilv-runner.c - One run of one Go program, in a process of its own.
 *
 * Three things come from the program: its trace (shared memory, emptied on a
 * tick), its output (two pipes, read as they fill), and its end. The end is
 * told only when the other two are read to theirs. One goes to it: what it reads.
 *
 * What the compiler prints comes through the same pipe as the program's
 * standard error. The trace tells the two apart: until the program has begun
 * its trace, standard error is the compiler's.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-runner.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "ilv-feed.h"
#include "ilv-input.h"
#include "ilv-paths.h"
#include "ilv-pipe.h"

#define TICK_MSEC 16
/* While it is held nothing comes but what steps do. */
#define PAUSED_TICK_MSEC 64
/* A compiler that says more than this is not listened to any longer. */
#define MESSAGES_MAX_BYTES (1024 * 1024)
/* Where the child finds the trace's memory. */
#define TRACE_FD 3

struct _IlvRunner
{
  GObject parent_instance;

  GStrv program_paths;
  GStrv overlays;
  GStrv args;
  char *capture_path;
  guint64 capture_max_bytes;
  guint64 memory_cap_bytes;
  guint64 seed;
  guint n_procs;
  guint slow_nsec;
  guint slow_factor;

  IlvTrace *trace;
  IlvFeed *feed;
  gboolean is_over;        /* the process; its trace may not be all here yet */
  GSubprocess *process;
  GCancellable *cancellable; /* of the wait for its end */
  GString *messages;         /* the compiler's, and of `interleave-run` itself */
  GPtrArray *diagnostics;
  GError *capture_error;
  IlvPipe *pipes[2];         /* its standard output and error; NULL: not ours */
  IlvInput *input;           /* NULL: not ours, or it takes no more */
  GPid pid;
  guint tick_source;
  IlvRunnerState state;
  int exit_status;
  int term_signal;

  guint inherits_stdio : 1;
  guint was_begun : 1;
  guint is_stopping : 1;     /* by the user */
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_TAKES_INPUT,
  N_PROPS
};

enum
{
  SIGNAL_OUTPUT,
  SIGNAL_ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvRunner, ilv_runner, G_TYPE_OBJECT)

static void
set_state (IlvRunner *self, IlvRunnerState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
is_alive (IlvRunner *self)
{
  return self->state == ILV_RUNNER_STATE_RUNNING || self->state == ILV_RUNNER_STATE_PAUSED;
}

/* GSubprocess knows whether the process number is still its own. Its group may
 * outlive it by a moment, and keeps the number for itself meanwhile. */
static void
kill_process (IlvRunner *self)
{
  if (!self->inherits_stdio && g_subprocess_get_identifier (self->process) != NULL)
    kill (-self->pid, SIGKILL);
  g_subprocess_force_exit (self->process);
}

static gboolean
has_begun (IlvRunner *self)
{
  if (!self->was_begun)
    self->was_begun = ilv_feed_has_begun (self->feed);
  return self->was_begun;
}

static void
emit_output (IlvRunner *self, int fd, GBytes *bytes)
{
  g_signal_emit (self, signals[SIGNAL_OUTPUT], 0, fd, bytes);
}

static void
take_output (int fd, GBytes *bytes, gpointer data)
{
  IlvRunner *self = data;
  g_autoptr (IlvRunner) keep = g_object_ref (self);

  if (fd == STDOUT_FILENO || has_begun (self))
    emit_output (self, fd, bytes);
  else if (self->messages->len < MESSAGES_MAX_BYTES)
    g_string_append_len (self->messages, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
close_input (gpointer data)
{
  IlvRunner *self = data;

  if (self->input == NULL)
    return;
  g_clear_pointer (&self->input, ilv_input_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAKES_INPUT]);
}

static void
close_pipes (IlvRunner *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->pipes); i++)
    g_clear_pointer (&self->pipes[i], ilv_pipe_free);
}

static void end (IlvRunner *self);

static gboolean
tick_cb (gpointer data)
{
  IlvRunner *self = data;
  g_autoptr (IlvRunner) keep = g_object_ref (self);

  /* Time does not go on for a program that is over, only the rest of its trace comes; nor for one
   * that is held, or the picture that it was held for would move away from under the eye. */
  if (self->is_over || self->state == ILV_RUNNER_STATE_PAUSED)
    ilv_trace_say_grew (self->trace);
  else
    ilv_feed_step (self->feed);
  if (!self->is_over || !ilv_feed_is_drained (self->feed))
    return G_SOURCE_CONTINUE;
  end (self);
  return G_SOURCE_REMOVE;
}

static void
tick_every (IlvRunner *self, guint msec)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  self->tick_source = g_timeout_add (msec, tick_cb, self);
}

/* Sorts out what was printed before the program began. */
static void
read_messages (IlvRunner *self)
{
  g_autoptr (GString) rest = g_string_new (NULL);

  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  self->diagnostics = ilv_diagnostic_parse_all (self->messages->str, rest);
  if (rest->len > 0)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (rest->str, rest->len);

      emit_output (self, STDERR_FILENO, bytes);
    }
}

static void
end (IlvRunner *self)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->pipes); i++)
    if (self->pipes[i] != NULL)
      ilv_pipe_drain (self->pipes[i]);
  close_pipes (self);
  close_input (self);
  has_begun (self);
  ilv_feed_finish (self->feed, &self->capture_error);
  read_messages (self);
  self->pid = 0;
  set_state (self, ILV_RUNNER_STATE_ENDED);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
process_ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (process), result, &error))
    return; /* cancelled: the runner is gone */

  IlvRunner *self = data;
  g_autoptr (IlvRunner) keep = g_object_ref (self);

  if (g_subprocess_get_if_signaled (self->process))
    {
      self->term_signal = g_subprocess_get_term_sig (self->process);
      self->exit_status = 128 + self->term_signal;
    }
  else
    self->exit_status = g_subprocess_get_exit_status (self->process);
  /* What it has written last is still on its way; a tick will see it arrive. */
  self->is_over = TRUE;
  ilv_feed_close (self->feed);
}

typedef struct
{
  GPid parent;
  gboolean is_group_leader;
} ChildSetup;

/* In the child, between fork and exec: system calls only. */
static void
child_setup_cb (gpointer data)
{
  const ChildSetup *setup = data;
  int fd;

  if (setup->is_group_leader)
    setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  /* Had we died before that, nobody would tell it. */
  if (getppid () != setup->parent)
    _exit (127);
  /* A program that eats all memory shall go before the window does. */
  fd = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (fd >= 0)
    {
      ssize_t ignored G_GNUC_UNUSED = write (fd, "800", 3);
      close (fd);
    }
}

static void
add_overlays (GStrvBuilder *command, const char *const *overlays)
{
  for (; overlays != NULL && *overlays != NULL; overlays++)
    g_strv_builder_add_many (command, "--overlay", *overlays, NULL);
}

/* (transfer full) */
static GStrv
build_full_command (const char *const *program_paths, const char *const *overlays, guint n_procs,
                    guint64 seed, const char *const *args)
{
  g_autoptr (GStrvBuilder) command = g_strv_builder_new ();
  g_autofree char *helper = ilv_runner_find_helper ();
  g_autofree char *procs_option = g_strdup_printf ("--procs=%u", n_procs);
  g_autofree char *seed_option = g_strdup_printf ("--seed=%" G_GUINT64_FORMAT, seed);

  g_strv_builder_add (command, helper);
  if (n_procs != 0)
    g_strv_builder_add (command, procs_option);
  if (seed != 0)
    g_strv_builder_add (command, seed_option);
  add_overlays (command, overlays);
  g_strv_builder_addv (command, (const char **) program_paths);
  if (args != NULL && args[0] != NULL)
    {
      g_strv_builder_add (command, "--");
      g_strv_builder_addv (command, (const char **) args);
    }
  return g_strv_builder_end (command);
}

static GStrv
build_command (IlvRunner *self)
{
  return build_full_command ((const char *const *) self->program_paths,
                             (const char *const *) self->overlays, self->n_procs, self->seed,
                             (const char *const *) self->args);
}

static gboolean
spawn (IlvRunner *self, GError **error)
{
  GSubprocessFlags flags = self->inherits_stdio
                             ? G_SUBPROCESS_FLAGS_STDIN_INHERIT
                             : G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_auto (GStrv) command = build_command (self);
  ChildSetup setup = { getpid (), !self->inherits_stdio };
  const char *identifier;
  int fd = ilv_feed_dup_fd (self->feed, error);

  if (fd < 0)
    return FALSE;
  g_subprocess_launcher_take_fd (launcher, fd, TRACE_FD);
  g_subprocess_launcher_setenv (launcher, ILV_SHM_FD_ENV, G_STRINGIFY (TRACE_FD), TRUE);
  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, &setup, NULL);
  self->process
    = g_subprocess_launcher_spawnv (launcher, (const char *const *) command, error);
  if (self->process == NULL)
    return FALSE;
  /* NULL: it is over already, and its number may be another's by now. */
  identifier = g_subprocess_get_identifier (self->process);
  self->pid = identifier != NULL ? atoi (identifier) : 0;
  return TRUE;
}

static void
ilv_runner_dispose (GObject *object)
{
  IlvRunner *self = ILV_RUNNER (object);

  if (is_alive (self))
    kill_process (self);
  self->state = ILV_RUNNER_STATE_ENDED;
  g_clear_handle_id (&self->tick_source, g_source_remove);
  close_pipes (self);
  g_clear_pointer (&self->input, ilv_input_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->process);
  g_clear_pointer (&self->feed, ilv_feed_free);
  g_clear_object (&self->trace);
  g_clear_pointer (&self->program_paths, g_strfreev);
  g_clear_pointer (&self->overlays, g_strfreev);
  g_clear_pointer (&self->args, g_strfreev);
  g_clear_pointer (&self->capture_path, g_free);
  g_clear_pointer (&self->diagnostics, g_ptr_array_unref);
  g_clear_error (&self->capture_error);
  if (self->messages != NULL)
    g_string_free (g_steal_pointer (&self->messages), TRUE);

  G_OBJECT_CLASS (ilv_runner_parent_class)->dispose (object);
}

static void
ilv_runner_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, ILV_RUNNER (object)->state);
      break;
    case PROP_TAKES_INPUT:
      g_value_set_boolean (value, ilv_runner_get_takes_input (ILV_RUNNER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ilv_runner_class_init (IlvRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ilv_runner_dispose;
  object_class->get_property = ilv_runner_get_property;
  properties[PROP_STATE]
    = g_param_spec_int ("state", NULL, NULL, ILV_RUNNER_STATE_READY, ILV_RUNNER_STATE_ENDED,
                        ILV_RUNNER_STATE_READY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TAKES_INPUT] = g_param_spec_boolean ("takes-input", NULL, NULL, FALSE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_OUTPUT]
    = g_signal_new ("output", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_BYTES);
  signals[SIGNAL_ENDED]
    = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
ilv_runner_init (IlvRunner *self)
{
  self->trace = ilv_trace_new ();
  self->messages = g_string_new (NULL);
  self->diagnostics = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}

IlvRunner *
ilv_runner_new (const char *const *program_paths)
{
  IlvRunner *self = g_object_new (ILV_TYPE_RUNNER, NULL);

  self->program_paths = g_strdupv ((GStrv) program_paths);
  return self;
}

void
ilv_runner_set_args (IlvRunner *self, const char *const *args)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  g_strfreev (self->args);
  self->args = g_strdupv ((GStrv) args);
}

void
ilv_runner_set_procs (IlvRunner *self, guint n_procs)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  self->n_procs = n_procs;
}

void
ilv_runner_set_seed (IlvRunner *self, guint64 seed)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  self->seed = seed;
}

void
ilv_runner_set_overlays (IlvRunner *self, const char *const *overlays)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  g_strfreev (self->overlays);
  self->overlays = g_strdupv ((GStrv) overlays);
}

void
ilv_runner_set_capture_path (IlvRunner *self, const char *path)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  g_free (self->capture_path);
  self->capture_path = g_strdup (path);
}

void
ilv_runner_set_limits (IlvRunner *self, guint64 capture_max_bytes, guint64 memory_cap_bytes)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  self->capture_max_bytes = capture_max_bytes;
  self->memory_cap_bytes = memory_cap_bytes;
}

void
ilv_runner_set_inherits_stdio (IlvRunner *self, gboolean inherits_stdio)
{
  g_return_if_fail (self->state == ILV_RUNNER_STATE_READY);
  self->inherits_stdio = !!inherits_stdio;
}

gboolean
ilv_runner_start (IlvRunner *self, GError **error)
{
  g_return_val_if_fail (self->state == ILV_RUNNER_STATE_READY, FALSE);

  self->feed = ilv_feed_new (self->trace, self->capture_path, error);
  if (self->feed == NULL)
    return FALSE;
  ilv_feed_set_limits (self->feed, self->capture_max_bytes, self->memory_cap_bytes);
  ilv_feed_run (self->feed, self->slow_nsec, self->slow_factor);
  if (!spawn (self, error))
    {
      g_clear_pointer (&self->feed, ilv_feed_free);
      return FALSE;
    }
  if (!self->inherits_stdio)
    {
      self->pipes[0] = ilv_pipe_new (g_subprocess_get_stdout_pipe (self->process), STDOUT_FILENO,
                                     take_output, self);
      self->pipes[1] = ilv_pipe_new (g_subprocess_get_stderr_pipe (self->process), STDERR_FILENO,
                                     take_output, self);
      self->input = ilv_input_new (g_subprocess_get_stdin_pipe (self->process), close_input, self);
    }
  g_subprocess_wait_async (self->process, self->cancellable, process_ended_cb, self);
  tick_every (self, TICK_MSEC);
  set_state (self, ILV_RUNNER_STATE_RUNNING);
  if (self->input != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAKES_INPUT]);
  return TRUE;
}

gboolean
ilv_runner_get_takes_input (IlvRunner *self)
{
  return self->input != NULL;
}

gboolean
ilv_runner_write_input (IlvRunner *self, GBytes *bytes)
{
  return self->input != NULL && ilv_input_add (self->input, bytes);
}

void
ilv_runner_end_input (IlvRunner *self)
{
  if (self->input != NULL)
    ilv_input_end (self->input);
}

void
ilv_runner_stop (IlvRunner *self)
{
  if (!is_alive (self))
    return;
  self->is_stopping = TRUE;
  kill_process (self);
}

void
ilv_runner_pause (IlvRunner *self)
{
  if (self->state != ILV_RUNNER_STATE_RUNNING)
    return;
  ilv_feed_pause (self->feed);
  tick_every (self, PAUSED_TICK_MSEC);
  set_state (self, ILV_RUNNER_STATE_PAUSED);
}

void
ilv_runner_resume (IlvRunner *self)
{
  if (self->state != ILV_RUNNER_STATE_PAUSED)
    return;
  ilv_feed_run (self->feed, self->slow_nsec, self->slow_factor);
  tick_every (self, TICK_MSEC);
  set_state (self, ILV_RUNNER_STATE_RUNNING);
}

void
ilv_runner_step (IlvRunner *self, guint n_steps)
{
  if (self->state == ILV_RUNNER_STATE_PAUSED)
    ilv_feed_do_steps (self->feed, n_steps);
}

void
ilv_runner_set_slow (IlvRunner *self, guint slow_nsec, guint slow_factor)
{
  self->slow_nsec = slow_nsec;
  self->slow_factor = slow_factor;
  if (self->state == ILV_RUNNER_STATE_RUNNING)
    ilv_feed_run (self->feed, slow_nsec, slow_factor);
}

IlvRunnerState
ilv_runner_get_state (IlvRunner *self)
{
  return self->state;
}

IlvTrace *
ilv_runner_get_trace (IlvRunner *self)
{
  return self->trace;
}

GPid
ilv_runner_get_pid (IlvRunner *self)
{
  return self->pid;
}

int
ilv_runner_get_exit_status (IlvRunner *self)
{
  return self->exit_status;
}

int
ilv_runner_get_term_signal (IlvRunner *self)
{
  return self->term_signal;
}

/* It may have ended by itself at that moment. */
gboolean
ilv_runner_get_was_stopped (IlvRunner *self)
{
  return self->is_stopping && self->term_signal == SIGKILL;
}

gboolean
ilv_runner_get_was_begun (IlvRunner *self)
{
  return self->was_begun;
}

GPtrArray *
ilv_runner_get_diagnostics (IlvRunner *self)
{
  return self->diagnostics;
}

const GError *
ilv_runner_get_capture_error (IlvRunner *self)
{
  return self->capture_error;
}

GStrv
ilv_runner_build_command (const char *const *program_paths, guint n_procs, guint64 seed,
                          const char *const *args)
{
  return build_full_command (program_paths, NULL, n_procs, seed, args);
}

char *
ilv_runner_find_helper (void)
{
  return g_build_filename (ilv_paths_is_build_tree () ? ILV_BUILD_DIR "/runtime/run"
                                                      : ILV_LIBEXEC_DIR,
                           "interleave-run", NULL);
}

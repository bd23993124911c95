/* cli-write.c - A picture, or a trace for other viewers, from the command line.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli.h"
#include "ilv-file-job.h"

/* Who waits longer than this wants to know how long yet. */
#define PATIENCE_USEC G_USEC_PER_SEC
#define REST_USEC     10000

typedef struct
{
  const char *path;
  gint64 begin_usec;
  int shown_percent; /* -1: nothing is shown */
} Progress;

/* On a terminal, in a line that goes when all is done. */
static void
show_progress (Progress *progress, double fraction)
{
  int percent = (int) (fraction * 100);

  if (percent == progress->shown_percent || !isatty (STDERR_FILENO)
      || g_get_monotonic_time () - progress->begin_usec < PATIENCE_USEC)
    return;
  progress->shown_percent = percent;
  /* translators: a file's name, and how far it is */
  fprintf (stderr, _("\r%s: %d %%"), progress->path, percent);
}

static IlvExportState
run (IlvFileJob *job, Progress *progress, GError **error)
{
  for (;;)
    {
      double fraction = 0;
      IlvExportState state = ilv_file_job_step (job, &fraction, error);

      if (state == ILV_EXPORT_DONE || state == ILV_EXPORT_FAILED)
        return state;
      show_progress (progress, fraction);
      if (state == ILV_EXPORT_WAITS)
        g_usleep (REST_USEC);
    }
}

/* Takes @job (nullable: @error says why). */
static gboolean
write_file (const char *command, const char *path, IlvFileJob *job, GError *error)
{
  g_autoptr (IlvFileJob) its_job = job;
  g_autoptr (GError) its_error = error;
  Progress progress = { path, g_get_monotonic_time (), -1 };
  gboolean is_written = job != NULL && run (job, &progress, &its_error) == ILV_EXPORT_DONE;

  if (progress.shown_percent >= 0)
    fprintf (stderr, "\r\033[K");
  if (!is_written)
    ilv_cli_complain (command, "%s", its_error->message);
  return is_written;
}

gboolean
ilv_cli_write_picture (const char *command, IlvSession *session, const char *path,
                       const IlvExportOptions *options)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  IlvFileJob *job = ilv_file_job_new_picture (file, session, options, &error);

  return write_file (command, path, job, error);
}

gboolean
ilv_cli_write_interchange (const char *command, IlvSession *session, const char *path,
                           const IlvExportOptions *options, IlvInterchange format)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  IlvFileJob *job = ilv_file_job_new_interchange (file, session, options, format, &error);

  return write_file (command, path, job, error);
}

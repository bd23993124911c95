/* trace-run.c - Runs a program and says what it cost; traces it if asked.
 *
 *   trace-run [--trace] [--check] [--file=OUT.ilv] REPORT PROGRAM [ARGS…]
 *
 * --trace hands the program the memory for a trace and empties it, as a viewer
 * would; --check also looks whether the trace is legal; --file keeps it.
 * REPORT gets one line of JSON. The status is the program's.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "trace/collect.h"
#include "trace/file.h"
#include "trace/validate.h"

/* Short, because a program that does nothing but pass values fills a ring in
 * a millisecond. */
#define TICK_NSEC 1000000

struct run
{
  struct ilv_shm *shm; /* NULL: not traced */
  struct ilv_collect *collect;
  struct ilv_validate *validate;  /* or NULL */
  struct ilv_file_writer *writer; /* or NULL */
  pid_t pid;
  int status;
  struct rusage usage;
  uint64_t wall_nsec;
};

static _Noreturn void
fail (const char *what)
{
  fprintf (stderr, "trace-run: %s\n", what);
  exit (125);
}

static void
take (const struct ilv_event *events, size_t n_events, void *data)
{
  struct run *run = data;

  if (run->validate != NULL)
    ilv_validate_add (run->validate, events, n_events);
  if (run->writer != NULL)
    ilv_file_writer_add (run->writer, events, n_events);
}

static void
start_trace (struct run *run)
{
  const struct ilv_sink sink = { take, run };
  struct ilv_error error = { "" };

  run->shm = ilv_shm_create (ILV_RING_CAPACITY_DEFAULT, ILV_FULL_WAITS, &error);
  if (run->shm == NULL)
    fail (error.text);
  run->collect = ilv_collect_new (run->shm, &sink);
  if (run->collect == NULL)
    fail ("not enough memory");
}

static void
start_program (struct run *run, char **argv)
{
  char number[16];

  run->pid = fork ();
  if (run->pid < 0)
    fail (strerror (errno));
  if (run->pid > 0)
    return;
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  if (run->shm != NULL)
    {
      snprintf (number, sizeof number, "%d", dup (run->shm->fd));
      setenv (ILV_SHM_FD_ENV, number, 1);
    }
  execvp (argv[0], argv);
  fprintf (stderr, "trace-run: cannot run %s: %s\n", argv[0], strerror (errno));
  _exit (126);
}

static void
step (struct run *run)
{
  struct ilv_error error = { "" };

  if (!ilv_collect_step (run->collect, &error))
    fail (error.text);
  if (run->writer != NULL)
    ilv_file_writer_tick (run->writer);
}

static void
await (struct run *run)
{
  const struct timespec tick = { 0, TICK_NSEC };
  struct ilv_error error = { "" };

  if (run->shm == NULL)
    {
      wait4 (run->pid, &run->status, 0, &run->usage);
      return;
    }
  while (wait4 (run->pid, &run->status, WNOHANG, &run->usage) == 0)
    {
      step (run);
      nanosleep (&tick, NULL);
    }
  if (!ilv_collect_finish (run->collect, &error))
    fail (error.text);
}

static double
seconds (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

static void
report (struct run *run, const char *path)
{
  FILE *file = fopen (path, "w");
  struct ilv_collect_counts counts = { 0 };
  uint64_t n_violations = 0;

  if (file == NULL)
    fail (strerror (errno));
  if (run->collect != NULL)
    counts = ilv_collect_counts (run->collect);
  if (run->validate != NULL && !ilv_validate_finish (run->validate))
    n_violations = ilv_validate_n_violations (run->validate);
  for (unsigned i = 0; run->validate != NULL && ilv_validate_message (run->validate, i); i++)
    fprintf (stderr, "trace-run: %s\n", ilv_validate_message (run->validate, i));
  fprintf (file,
           "{\"wall\": %.6f, \"cpu\": %.6f, \"rss_kib\": %ld, \"n_events\": %" PRIu64
           ", \"n_missing\": %" PRIu64 ", \"n_gaps\": %" PRIu64 ", \"n_late\": %" PRIu64
           ", \"n_violations\": %" PRIu64 "}\n",
           (double) run->wall_nsec / 1e9,
           seconds (run->usage.ru_utime) + seconds (run->usage.ru_stime), run->usage.ru_maxrss,
           counts.n_events, counts.n_missing, counts.n_gaps, counts.n_late, n_violations);
  fclose (file);
}

static int
exit_status (int status)
{
  return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

int
main (int argc, char **argv)
{
  struct run run = { NULL };
  struct ilv_error error = { "" };
  uint64_t start_nsec;

  for (argc--, argv++; argc > 0 && strncmp (argv[0], "--", 2) == 0; argc--, argv++)
    if (strcmp (argv[0], "--trace") == 0)
      start_trace (&run);
    else if (strcmp (argv[0], "--check") == 0)
      run.validate = ilv_validate_new ();
    else if (strncmp (argv[0], "--file=", 7) == 0)
      {
        run.writer = ilv_file_writer_new (argv[0] + 7, &error);
        if (run.writer == NULL)
          fail (error.text);
      }
    else
      fail ("usage: trace-run [--trace] [--check] [--file=OUT.ilv] REPORT PROGRAM [ARGS...]");
  if (argc < 2)
    fail ("usage: trace-run [--trace] [--check] [--file=OUT.ilv] REPORT PROGRAM [ARGS...]");

  start_nsec = ilv_clock_monotonic_nsec ();
  start_program (&run, argv + 1);
  await (&run);
  run.wall_nsec = ilv_clock_monotonic_nsec () - start_nsec;
  report (&run, argv[0]);
  if (!ilv_file_writer_finish (run.writer, &error))
    fail (error.text);
  ilv_validate_free (run.validate);
  ilv_collect_free (run.collect);
  ilv_shm_free (run.shm);
  return exit_status (run.status);
}

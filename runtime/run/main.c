/* main.c - interleave-run: one Go program, one process.
 *
 * Without GTK or GLib. Whoever starts it with INTERLEAVE_TRACE_FD (shm.h) in
 * the environment can watch.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/folder.h"
#include "run/run.h"
#include "trace/shm.h"

#define USAGE_STATUS 2

static const char usage[]
    = "Usage: interleave-run [OPTION…] FILE.go… [-- ARGUMENT…]\n"
      "       interleave-run [OPTION…] FOLDER [-- ARGUMENT…]\n"
      "Runs a Go program: files of package main, or the folder that holds them.\n"
      "\n"
      "  --procs=N        run on N processors (GOMAXPROCS)\n"
      "  --seed=N         seed of every random choice\n"
      "  --memory=BYTES   limit of the program's heap\n"
      "  --overlay=FILE=TEXT\n"
      "                   read TEXT where FILE is meant (may be repeated)\n"
      "  --check          compile only\n"
      "  --list           compile, and list the code\n"
      "  --help           show this\n";

static bool
parse_number (const char *name, const char *text, uint64_t min, uint64_t max, uint64_t *value)
{
  char *end;

  errno = 0;
  *value = strtoull (text, &end, 10);
  if (errno == 0 && end != text && *end == 0 && *text != '-' && *value >= min && *value <= max)
    return true;
  fprintf (stderr, "interleave-run: --%s needs a number from %llu to %llu, not \"%s\"\n", name,
           (unsigned long long) min, (unsigned long long) max, text);
  return false;
}

/* "FILE=TEXT" for the end of @overlays, which has room. */
static bool
parse_overlay (char *text, struct ilv_overlay *overlays, size_t n)
{
  char *equals = strrchr (text, '=');

  if (!equals)
    {
      fprintf (stderr, "interleave-run: --overlay needs FILE=TEXT, not \"%s\"\n", text);
      return false;
    }
  *equals = 0;
  overlays[n] = (struct ilv_overlay) { text, equals + 1 };
  return true;
}

static bool
is_go_file (const char *path)
{
  size_t len = strlen (path);

  return len > 3 && strcmp (path + len - 3, ".go") == 0;
}

/* The viewer's memory, or -1. */
static int
trace_fd (void)
{
  const char *text = getenv (ILV_SHM_FD_ENV);
  char *end;
  long fd;

  if (!text)
    return -1;
  fd = strtol (text, &end, 10);
  unsetenv (ILV_SHM_FD_ENV);
  return end != text && *end == 0 && fd >= 0 && fd <= INT32_MAX ? (int) fd : -1;
}

/* @overlays has room for one of each argument. */
static int
run (int argc, char **argv, struct ilv_overlay *overlays)
{
  enum { PROCS = 1, SEED, MEMORY, OVERLAY, CHECK, LIST, HELP };
  static const struct option long_options[] = {
    { "procs", required_argument, NULL, PROCS },
    { "seed", required_argument, NULL, SEED },
    { "memory", required_argument, NULL, MEMORY },
    { "overlay", required_argument, NULL, OVERLAY },
    { "check", no_argument, NULL, CHECK },
    { "list", no_argument, NULL, LIST },
    { "help", no_argument, NULL, HELP },
    { 0 },
  };
  struct ilv_run_options options = { .trace_fd = -1 };
  size_t n_overlays = 0;
  bool ok = true;
  uint64_t value;
  int option;

  while (ok && (option = getopt_long (argc, argv, "+", long_options, NULL)) >= 0)
    switch (option)
      {
      case PROCS:
        ok = parse_number ("procs", optarg, 1, ILV_MAX_PROCS, &value);
        options.n_procs = (unsigned) value;
        break;
      case SEED:
        ok = parse_number ("seed", optarg, 0, UINT64_MAX, &options.seed);
        break;
      case MEMORY:
        ok = parse_number ("memory", optarg, 1 << 20, UINT64_C (1) << 46, &options.memory_bytes);
        break;
      case OVERLAY:
        ok = parse_overlay (optarg, overlays, n_overlays++);
        break;
      case CHECK:
        options.only_checks = true;
        break;
      case LIST:
        options.only_lists = true;
        break;
      case HELP:
        fputs (usage, stdout);
        return 0;
      default:
        ok = false;
      }
  if (!ok || optind >= argc)
    {
      if (ok)
        fputs (usage, stderr);
      return USAGE_STATUS;
    }
  options.overlays = overlays;
  options.paths = (const char *const *) argv + optind++;
  options.n_paths = 1;
  /* As with `go run`: all names of Go files that come first are the program. */
  while (is_go_file (options.paths[0]) && optind < argc && is_go_file (argv[optind]))
    optind++, options.n_paths++;
  if (optind < argc && strcmp (argv[optind], "--") == 0)
    optind++;
  options.argc = argc - optind;
  options.argv = argv + optind;
  options.trace_fd = trace_fd ();
  return ilv_run (&options);
}

int
main (int argc, char **argv)
{
  struct ilv_overlay *overlays = calloc ((size_t) argc + 1, sizeof *overlays);
  int status;

  if (!overlays)
    {
      fputs ("interleave-run: out of memory\n", stderr);
      return 1;
    }
  status = run (argc, argv, overlays);
  free (overlays);
  return status;
}

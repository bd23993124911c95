/* run.c - Compiling and running one program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "code/disasm.h"
#include "run/load.h"
#include "run/wild.h"
#include "vm/vm.h"

/* The program's own files for the trace. First the one a viewer opens: main.go, or what comes
 * first in package main. */
static struct ilv_vm_source *
list_sources (struct ilv_arena *arena, const struct ilv_program_text *text, size_t *n_sources)
{
  struct ilv_vm_source *sources, first;
  size_t n = 0, shown = 0;

  for (size_t i = 0; i < text->n_packages; i++)
    n += text->packages[i]->n_files;
  sources = ilv_arena_new_array (arena, struct ilv_vm_source, n);
  *n_sources = n;
  n = 0;
  for (size_t i = text->n_packages; i-- > 0;)
    for (size_t k = 0; k < text->packages[i]->n_files; k++)
      {
        const struct ilv_source_file *file = &text->packages[i]->files[k];
        const char *slash = strrchr (file->name, '/');

        if (i == text->n_packages - 1 && strcmp (slash ? slash + 1 : file->name, "main.go") == 0)
          shown = n;
        sources[n++] = (struct ilv_vm_source) { file->name, file->text, file->len };
      }
  first = sources[shown];
  sources[shown] = sources[0];
  sources[0] = first;
  return sources;
}

static int
execute (struct ilv_program *program, const struct ilv_run_options *options,
         struct ilv_arena *arena, const struct ilv_program_text *text)
{
  char **argv = calloc ((size_t) options->argc + 2, sizeof *argv);
  struct ilv_vm_config config = {
    .program = program,
    .n_procs = options->n_procs,
    .trace_fd = options->trace_fd,
    .seed = options->seed,
    .memory_limit_bytes = options->memory_bytes,
    .io = { .argc = options->argc + 1, .argv = argv, .fds = { 0, 1, 2 } },
  };
  struct ilv_vm *vm;

  config.sources = list_sources (arena, text, &config.n_sources);
  if (config.n_procs == 0)
    config.n_procs = (unsigned) sysconf (_SC_NPROCESSORS_ONLN);
  vm = argv ? ilv_vm_new (&config) : NULL;
  if (!vm)
    {
      fprintf (stderr, "interleave: cannot start the program: %s\n", strerror (errno));
      return 1;
    }
  ilv_wild_catch ();
  argv[0] = (char *) options->paths[0];
  for (int i = 0; i < options->argc; i++)
    argv[i + 1] = options->argv[i];
  return ilv_vm_run (vm);
}

int
ilv_run (const struct ilv_run_options *options)
{
  struct ilv_load_options wanted = {
    .paths = options->paths, .n_paths = options->n_paths, .overlays = options->overlays,
  };
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_program_text *text = arena ? ilv_load (arena, &wanted) : NULL;
  struct ilv_program *program = text ? ilv_compile (arena, text) : NULL;

  if (!arena)
    fputs ("interleave: out of memory\n", stderr);
  if (program && options->only_lists)
    ilv_disasm_program (stdout, program);
  if (program && !options->only_checks && !options->only_lists)
    /* Nothing is freed: threads of the program may still run in it. */
    return execute (program, options, arena, text);
  ilv_arena_free (arena);
  return program ? 0 : 1;
}

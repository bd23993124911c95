/* run.c - Compiling and running one program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/run.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "code/disasm.h"
#include "run/compile.h"
#include "vm/vm.h"

/* --- The program's files ------------------------------------------------ */

struct files
{
  struct ilv_source_file *items;
  size_t n;
};

static void
clear_files (struct files *files)
{
  for (size_t i = 0; i < files->n; i++)
    {
      free ((char *) files->items[i].name);
      free ((char *) files->items[i].text);
    }
  free (files->items);
}

/* All of @path; NULL and errno. A 0 follows. */
static char *
read_file (const char *path, size_t *len)
{
  FILE *file = fopen (path, "rb");
  size_t capacity = 1 << 16, n = 0, got;
  char *text = file ? malloc (capacity + 1) : NULL;

  while (text && (got = fread (text + n, 1, capacity - n, file)) > 0)
    {
      n += got;
      if (n == capacity)
        {
          char *larger = realloc (text, 2 * capacity + 1);
          if (!larger)
            {
              free (text);
              text = NULL;
              break;
            }
          text = larger;
          capacity *= 2;
        }
    }
  if (text && ferror (file))
    {
      int error = errno;
      free (text);
      text = NULL;
      errno = error;
    }
  if (file)
    fclose (file);
  if (text)
    text[n] = 0;
  *len = n;
  return text;
}

static bool
add_file (struct files *files, const char *path)
{
  struct ilv_source_file *items = realloc (files->items, (files->n + 1) * sizeof *items);
  struct ilv_source_file *item;

  if (!items)
    return false;
  files->items = items;
  item = &items[files->n];
  item->name = strdup (path);
  item->text = read_file (path, &item->len);
  files->n++;
  return item->name && item->text;
}

static bool
is_go_file (const char *name)
{
  size_t len = strlen (name);

  return len > 3 && name[0] != '.' && name[0] != '_' && strcmp (name + len - 3, ".go") == 0
         && (len < 8 || strcmp (name + len - 8, "_test.go") != 0);
}

static int
filter_go (const struct dirent *entry)
{
  return is_go_file (entry->d_name);
}

static bool
add_folder (struct files *files, const char *path)
{
  struct dirent **entries;
  int n = scandir (path, &entries, filter_go, alphasort);
  bool ok = n >= 0;

  for (int i = 0; i < n; i++)
    {
      char *name = NULL;

      ok = ok && asprintf (&name, "%s/%s", path, entries[i]->d_name) >= 0
           && add_file (files, name);
      free (name);
      free (entries[i]);
    }
  if (n >= 0)
    free (entries);
  return ok;
}

static bool
load (struct files *files, const char *path)
{
  struct stat info;

  if (stat (path, &info) != 0)
    return false;
  return S_ISDIR (info.st_mode) ? add_folder (files, path) : add_file (files, path);
}

/* --- Compile, run ------------------------------------------------------- */

static int
execute (struct ilv_program *program, const struct ilv_run_options *options,
         const struct ilv_source_file *source)
{
  char **argv = calloc ((size_t) options->argc + 2, sizeof *argv);
  struct ilv_vm_config config = {
    .program = program,
    .n_procs = options->n_procs,
    .trace_fd = options->trace_fd,
    .seed = options->seed,
    .memory_limit_bytes = options->memory_bytes,
    .io = { .argc = options->argc + 1, .argv = argv, .fds = { 0, 1, 2 } },
    .source_path = source->name,
    .source_text = source->text,
    .source_len = source->len,
  };
  struct ilv_vm *vm;

  if (config.n_procs == 0)
    config.n_procs = (unsigned) sysconf (_SC_NPROCESSORS_ONLN);
  vm = argv ? ilv_vm_new (&config) : NULL;
  if (!vm)
    {
      fprintf (stderr, "interleave: cannot start the program: %s\n", strerror (errno));
      return 1;
    }
  argv[0] = (char *) options->path;
  for (int i = 0; i < options->argc; i++)
    argv[i + 1] = options->argv[i];
  return ilv_vm_run (vm);
}

int
ilv_run (const struct ilv_run_options *options)
{
  struct files files = { 0 };
  struct ilv_program *program = NULL;

  if (!load (&files, options->path))
    fprintf (stderr, "interleave: cannot read %s: %s\n", options->path, strerror (errno));
  else if (files.n == 0)
    fprintf (stderr, "interleave: no Go files in %s\n", options->path);
  else
    program = ilv_compile (files.items, files.n);
  if (program && options->only_lists)
    ilv_disasm_program (stdout, program);
  if (program && !options->only_checks && !options->only_lists)
    /* Nothing is freed: threads of the program may still run in it. */
    return execute (program, options, &files.items[0]);
  clear_files (&files);
  return program ? 0 : 1;
}

/* folder.c - Reading the Go files of a folder.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"

/* Not blocking: a pipe without a writer is refused, not waited for. */
static FILE *
open_regular (const char *path)
{
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), error;
  FILE *file;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) != 0)
    error = errno;
  else if (!S_ISREG (status.st_mode))
    error = S_ISDIR (status.st_mode) ? EISDIR : ENOTSUP;
  else if ((file = fdopen (fd, "rb")) != NULL)
    return file;
  else
    error = errno;
  close (fd);
  errno = error;
  return NULL;
}

static FILE *
open_file (const struct ilv_overlay *overlays, const char *path)
{
  for (; overlays && overlays->file; overlays++)
    if (strcmp (overlays->file, path) == 0)
      path = overlays->text;
  return open_regular (path);
}

char *
ilv_folder_read_file (struct ilv_arena *arena, const struct ilv_overlay *overlays,
                      const char *path, size_t *len)
{
  FILE *file = open_file (overlays, path);
  struct ilv_buf text;
  char piece[1 << 14];
  size_t n;
  int error;

  if (!file)
    return NULL;
  ilv_buf_init (&text, arena);
  ilv_buf_add (&text, "", 0);
  errno = 0;
  while ((n = fread (piece, 1, sizeof piece, file)) > 0)
    ilv_buf_add (&text, piece, n);
  error = ferror (file) ? errno : 0;
  fclose (file);
  errno = error;
  *len = text.len;
  return error ? NULL : text.text;
}

static bool
ends_with (const char *name, const char *ending)
{
  size_t len = strlen (name), n = strlen (ending);

  return len > n && strcmp (name + len - n, ending) == 0;
}

static int
is_source (const struct dirent *entry)
{
  const char *name = entry->d_name;

  return name[0] != '.' && name[0] != '_'
         && (ends_with (name, ".s") || (ends_with (name, ".go") && !ends_with (name, "_test.go")));
}

static bool
add_file (struct ilv_arena *arena, const struct ilv_overlay *overlays, const char *path,
          const char *name, struct ilv_folder *folder)
{
  struct ilv_source_file *file = &folder->files[folder->n_files];
  struct ilv_buf full;

  ilv_buf_init (&full, arena);
  ilv_buf_printf (&full, "%s/%s", path, name);
  file->name = full.text;
  if (!ilv_constraint_allows_name (name))
    folder->n_left_out += ends_with (name, ".go");
  else if (!(file->text = ilv_folder_read_file (arena, overlays, file->name, &file->len)))
    return errno == EISDIR || errno == ENOTSUP; /* no file; only called like one */
  else if (!ilv_constraint_allows_text (file->text))
    folder->n_left_out += ends_with (name, ".go");
  else if (ends_with (name, ".s"))
    folder->assembly = file->name;
  else
    folder->n_files++;
  return true;
}

bool
ilv_folder_read (struct ilv_arena *arena, const struct ilv_overlay *overlays, const char *path,
                 struct ilv_folder *folder)
{
  struct dirent **entries;
  int n = scandir (path, &entries, is_source, alphasort), error = n < 0 ? errno : 0;

  *folder = (struct ilv_folder) { 0 };
  if (n < 0)
    return false;
  folder->files = ilv_arena_new_array (arena, struct ilv_source_file, n + 1);
  for (int i = 0; i < n; i++)
    {
      if (!error && !add_file (arena, overlays, path, entries[i]->d_name, folder))
        error = errno;
      free (entries[i]);
    }
  free (entries);
  errno = error;
  return !error;
}

/* folder.h - The Go files of a folder: which of them belong to the program.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "run/compile.h"

struct ilv_arena;

/* Where @file is meant, @text is read: what an editor has not saved yet. */
struct ilv_overlay
{
  const char *file; /* as it would be read otherwise */
  const char *text; /* path of another file */
};

struct ilv_folder
{
  struct ilv_source_file *files; /* in order of their names */
  size_t n_files;
  size_t n_left_out;    /* Go files that a build constraint excludes */
  const char *assembly; /* name of an assembly file, which we cannot run; NULL: none */
};

/* All of @path; NULL and errno (ENOTSUP: a device, a pipe). A 0 follows the @len bytes. Overlays end with a NULL file;
 * they may be NULL. */
char *ilv_folder_read_file (struct ilv_arena *arena, const struct ilv_overlay *overlays,
                            const char *path, size_t *len);

/* Reads the files that are compiled here: no tests, build constraints satisfied. Files are
 * named FOLDER/NAME. False and errno. */
bool ilv_folder_read (struct ilv_arena *arena, const struct ilv_overlay *overlays,
                      const char *path, struct ilv_folder *folder);

/* constraint.c: whether the name of a file ("poll_linux.go"), or the //go:build line in
 * its text, leaves it in a build for here. */
bool ilv_constraint_allows_name (const char *name);
bool ilv_constraint_allows_text (const char *text);

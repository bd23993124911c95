/* module.h - A folder with go.mod: what packages in it are called.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct ilv_arena;
struct ilv_overlay;

struct ilv_module
{
  const char *root; /* the folder of go.mod */
  const char *path; /* "example.com/tool"; NULL: go.mod does not say */
  unsigned go_minor;
  size_t n_replaced, replaced_capacity;
  struct ilv_module_replace *replaced;
};

/* replace PATH => FOLDER */
struct ilv_module_replace
{
  const char *path;
  const char *folder; /* taken from the root */
};

/* The folder @path is in, without asking the file system: "a" for "a/b", ".." for "." */
const char *ilv_module_parent (struct ilv_arena *arena, const char *path);

/* @folder and @rest in one, without "./" before it. */
const char *ilv_module_join (struct ilv_arena *arena, const char *folder, const char *rest);

/* Reads ROOT/go.mod. False if it cannot be read. */
bool ilv_module_read (struct ilv_arena *arena, const char *root, struct ilv_module *module);

/* The module @folder is in. @inside: @folder as seen from its root, "" for itself. False:
 * it is in none. */
bool ilv_module_find (struct ilv_arena *arena, const char *folder, struct ilv_module *module,
                      const char **inside);

/* What is left of @path within @prefix: "" or "a/b"; NULL: it is not in there. */
const char *ilv_module_within (const char *path, const char *prefix);

/* module.c - Reading go.mod.
 *
 * Of all it can say, three things matter without a network: the module's path, its
 * language version, and modules replaced by folders.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/module.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "run/folder.h"

/* What go.mod without a go line means. */
#define OLDEST_GO_MINOR 16
#define MAX_WORDS 8

const char *
ilv_module_join (struct ilv_arena *arena, const char *folder, const char *rest)
{
  struct ilv_buf path;

  ilv_buf_init (&path, arena);
  if (*rest == '/' || strcmp (folder, ".") == 0 || *folder == 0)
    ilv_buf_add_cstr (&path, *rest ? rest : ".");
  else
    ilv_buf_printf (&path, *rest ? "%s/%s" : "%s", folder, rest);
  return path.text;
}

const char *
ilv_module_parent (struct ilv_arena *arena, const char *path)
{
  size_t len = strlen (path);
  const char *slash;

  while (len > 1 && path[len - 1] == '/')
    len--;
  path = ilv_arena_strndup (arena, path, len);
  slash = strrchr (path, '/');
  if (strcmp (path, ".") == 0)
    return "..";
  if (strcmp (slash ? slash + 1 : path, "..") == 0)
    return ilv_module_join (arena, path, "..");
  if (strcmp (path, "/") == 0 || slash == path)
    return "/";
  return slash ? ilv_arena_strndup (arena, path, (size_t) (slash - path)) : ".";
}

const char *
ilv_module_within (const char *path, const char *prefix)
{
  size_t n = strlen (prefix);

  if (strncmp (path, prefix, n) != 0 || (path[n] && path[n] != '/'))
    return NULL;
  return path[n] ? path + n + 1 : path + n;
}

/* --- The text ----------------------------------------------------------- */

/* Splits @line into words, without comments and quotes; how many. */
static size_t
split (struct ilv_arena *arena, const char *line, size_t len, const char *words[MAX_WORDS])
{
  size_t n = 0, i = 0;

  while (n < MAX_WORDS)
    {
      while (i < len && strchr (" \t\r", line[i]))
        i++;
      if (i >= len || (line[i] == '/' && i + 1 < len && line[i + 1] == '/'))
        break;
      char quote = line[i] == '"' || line[i] == '`' ? line[i++] : 0;
      size_t start = i;
      while (i < len && (quote ? line[i] != quote : !strchr (" \t\r", line[i])))
        i++;
      words[n++] = ilv_arena_strndup (arena, line + start, i - start);
      i += quote != 0;
    }
  return n;
}

static void
add_replace (struct ilv_arena *arena, struct ilv_module *module, const char *path,
             const char *folder)
{
  module->replaced = ilv_arena_grow (arena, module->replaced, module->n_replaced,
                                     &module->replaced_capacity, sizeof *module->replaced);
  module->replaced[module->n_replaced++] = (struct ilv_module_replace) {
    path, ilv_module_join (arena, module->root, folder),
  };
}

static void
directive (struct ilv_arena *arena, struct ilv_module *module, const char *verb,
           const char **words, size_t n)
{
  if (strcmp (verb, "module") == 0 && n == 1)
    module->path = words[0];
  else if (strcmp (verb, "go") == 0 && n == 1 && strncmp (words[0], "1.", 2) == 0)
    module->go_minor = (unsigned) atoi (words[0] + 2);
  else if (strcmp (verb, "replace") == 0 && n >= 3)
    for (size_t i = 1; i + 1 < n; i++)
      if (strcmp (words[i], "=>") == 0 && strchr ("./", *words[i + 1]))
        add_replace (arena, module, words[0], words[i + 1]);
}

static void
read_text (struct ilv_arena *arena, struct ilv_module *module, const char *text)
{
  const char *block = NULL; /* the verb before "(" */

  while (*text)
    {
      const char *words[MAX_WORDS];
      size_t len = strcspn (text, "\n"), n = split (arena, text, len, words);

      if (n && block && strcmp (words[0], ")") == 0)
        block = NULL;
      else if (n && block)
        directive (arena, module, block, words, n);
      else if (n == 2 && strcmp (words[1], "(") == 0)
        block = words[0];
      else if (n)
        directive (arena, module, words[0], words + 1, n - 1);
      text += len + (text[len] == '\n');
    }
}

bool
ilv_module_read (struct ilv_arena *arena, const char *root, struct ilv_module *module)
{
  size_t len;
  const char *text
    = ilv_folder_read_file (arena, NULL, ilv_module_join (arena, root, "go.mod"), &len);

  *module = (struct ilv_module) { .root = root, .go_minor = OLDEST_GO_MINOR };
  if (text)
    read_text (arena, module, text);
  return text != NULL;
}

bool
ilv_module_find (struct ilv_arena *arena, const char *folder, struct ilv_module *module,
                 const char **inside)
{
  char *full = realpath (folder, NULL);
  char *rest = full ? full + strlen (full) : NULL;
  bool found = false;

  /* Upwards in both: in the name as it was given, and in the one that has all its parts. */
  while (full && !(found = ilv_module_read (arena, folder, module)) && rest > full)
    {
      folder = ilv_module_parent (arena, folder);
      while (rest > full && *--rest != '/')
        ;
    }
  if (found)
    *inside = ilv_arena_strndup (arena, *rest ? rest + 1 : rest, strlen (*rest ? rest + 1 : rest));
  free (full);
  return found;
}

/* load.c - Finding the packages of a program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/load.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/intern.h"
#include "lang/scanner.h"
#include "run/module.h"

/* A package while it is being looked for. */
struct found
{
  struct ilv_package_text text;
  const char *key;         /* tells it from all others */
  const char *import_path; /* by which an error names it */
  const char *folder;
  const struct ilv_module *module; /* NULL: none */
  const char *name;        /* in its package clauses */
  struct found *importer;  /* who came first */
  const char *importer_file;
  bool is_visited, is_in_work;
};

struct loader
{
  struct ilv_arena *arena;
  const struct ilv_load_options *options;
  struct ilv_intern *intern;
  struct ilv_sources *sources;
  struct ilv_diags *scrap; /* for a scanner: the compiler will say it again */
  struct ilv_program_text *program;
  struct found **found;
  size_t n_found, found_capacity;
  size_t n_errors;
};

/* An import declaration. */
struct place
{
  struct found *package;
  const struct ilv_source_file *file;
  ilv_pos pos;
};

/* --- Complaints --------------------------------------------------------- */

static void complain (struct loader *l, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));
static void complain_at (struct loader *l, const struct place *place, const char *format, ...)
  __attribute__ ((format (printf, 3, 4)));

static void
complain (struct loader *l, const char *format, ...)
{
  va_list arguments;

  l->n_errors++;
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  putc ('\n', stderr);
}

static void
complain_at (struct loader *l, const struct place *place, const char *format, ...)
{
  struct ilv_location location = ilv_sources_locate (l->sources, place->pos);
  va_list arguments;

  l->n_errors++;
  fprintf (stderr, "%s:%u:%u: ", place->file->name, location.line, location.column);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  putc ('\n', stderr);
}

/* About @folder, which is imported at @place, or is the program's (NULL). */
static void
complain_of (struct loader *l, const struct place *place, const char *what, const char *folder)
{
  if (place)
    complain_at (l, place, "%s %s", what, folder);
  else
    complain (l, "interleave: %s %s", what, folder);
}

static const char *
base_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash ? slash + 1 : path;
}

/* From the program down to the import that closes the ring. */
static void
print_chain (const struct found *package)
{
  if (!package->importer)
    fprintf (stderr, "package %s\n", package->import_path);
  else
    {
      print_chain (package->importer);
      fprintf (stderr, "\timports %s from %s\n", package->import_path, package->importer_file);
    }
}

static void
complain_of_cycle (struct loader *l, const struct place *place, const struct found *package)
{
  print_chain (place->package);
  complain (l, "\timports %s from %s: import cycle not allowed", package->import_path,
            base_name (place->file->name));
}

/* --- Packages ----------------------------------------------------------- */

/* What stands in @file's package clause; NULL: the compiler will complain. */
static const char *
package_name (struct loader *l, const struct ilv_source_file *file, struct ilv_scanner *s)
{
  struct ilv_source *source = ilv_sources_add (l->sources, file->name, file->text, file->len);

  if (!source)
    return NULL;
  ilv_scanner_init (s, l->intern, l->scrap, source);
  if (s->token != ILV_TOKEN_PACKAGE)
    return NULL;
  ilv_scanner_next (s);
  return s->token == ILV_TOKEN_NAME ? s->symbol->text : NULL;
}

static struct found *
find_by_key (struct loader *l, const char *key)
{
  for (size_t i = 0; i < l->n_found; i++)
    if (strcmp (l->found[i]->key, key) == 0)
      return l->found[i];
  return NULL;
}

static struct found *
add_found (struct loader *l, const char *path, const char *folder,
           const struct ilv_module *module)
{
  struct found *package = ilv_arena_new_struct (l->arena, struct found);

  package->text.path = path;
  package->text.go_minor = module ? module->go_minor : 0;
  package->key = path;
  package->import_path = path;
  package->folder = folder;
  package->module = module;
  l->found = ilv_arena_grow (l->arena, l->found, l->n_found, &l->found_capacity,
                             sizeof (package));
  l->found[l->n_found++] = package;
  return package;
}

/* Keeps those of @package's files that are of package @name. */
static void
keep_files_of (struct loader *l, struct found *package, const char *name)
{
  struct ilv_package_text *text = &package->text;
  size_t n = 0;

  for (size_t i = 0; i < text->n_files; i++)
    {
      struct ilv_scanner s;
      const char *other = package_name (l, &text->files[i], &s);
      if (other && strcmp (other, name) == 0)
        text->files[n++] = text->files[i];
    }
  text->n_files = n;
}

/* All files must be of one package. Without a module, a folder may hold several (Go's own
 * tests are written so): then the program is package main, and "./a" is the package of a.go. */
static bool
check_names (struct loader *l, struct found *package, const struct place *place)
{
  struct ilv_package_text *text = &package->text;
  const struct ilv_source_file *first = NULL;

  for (size_t i = 0; i < text->n_files; i++)
    {
      struct ilv_scanner s;
      const char *name = package_name (l, &text->files[i], &s);
      struct ilv_buf what;

      if (!name || (package->name && strcmp (name, package->name) == 0))
        continue;
      if (!package->name)
        {
          package->name = name;
          first = &text->files[i];
          continue;
        }
      if (!package->module && !place)
        {
          package->name = "main";
          keep_files_of (l, package, package->name);
          return true;
        }
      ilv_buf_init (&what, l->arena);
      ilv_buf_printf (&what, "found packages %s (%s) and %s (%s) in", package->name,
                      base_name (first->name), name, base_name (text->files[i].name));
      complain_of (l, place, what.text, package->folder);
      return false;
    }
  return true;
}

/* False: there are none that can be compiled, and that was said. */
static bool
read_files (struct loader *l, struct found *package, const struct place *place)
{
  struct ilv_folder folder;

  if (!ilv_folder_read (l->arena, l->options->overlays, package->folder, &folder))
    {
      struct ilv_buf what;
      int error = errno;

      ilv_buf_init (&what, l->arena);
      ilv_buf_printf (&what, "cannot read the folder (%s)", strerror (error));
      complain_of (l, place, what.text, package->folder);
    }
  else if (folder.assembly)
    complain_of (l, place, "assembly cannot be run here:", folder.assembly);
  else if (folder.n_files == 0)
    complain_of (l, place,
                 folder.n_left_out ? "build constraints exclude all Go files in" : "no Go files in",
                 package->folder);
  else
    {
      package->text.files = folder.files;
      package->text.n_files = folder.n_files;
      return true;
    }
  return false;
}

/* --- Imports ------------------------------------------------------------ */

static bool
is_folder (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && S_ISDIR (info.st_mode);
}

static bool
is_file (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && S_ISREG (info.st_mode);
}

/* @path without "." and, where something stands before it, "..". */
static const char *
clean (struct loader *l, const char *path)
{
  size_t start = *path == '/';
  char *text = ilv_arena_strndup (l->arena, path, strlen (path)), *first = text + start;
  char *to = first;

  for (const char *from = path + start; *from;)
    {
      size_t len = strcspn (from, "/");
      char *last = to;

      while (last > first && last[-1] != '/')
        last--;
      if (len == 2 && memcmp (from, "..", 2) == 0 && to > first
          && !(to - last == 2 && memcmp (last, "..", 2) == 0))
        to = last > first ? last - 1 : last;
      else if (len && !(len == 1 && *from == '.'))
        {
          if (to > first)
            *to++ = '/';
          memmove (to, from, len);
          to += len;
        }
      from += len + (from[len] == '/');
    }
  *to = 0;
  return text;
}

/* One of several packages in the importer's own folder: that of @file. */
static bool
read_beside (struct loader *l, struct found *package, const char *file, const struct place *place)
{
  struct ilv_source_file one = { .name = file };
  struct ilv_scanner s;

  package->folder = place->package->folder;
  one.text = ilv_folder_read_file (l->arena, l->options->overlays, file, &one.len);
  package->name = one.text ? package_name (l, &one, &s) : NULL;
  if (!package->name || !read_files (l, package, place))
    return false;
  keep_files_of (l, package, package->name);
  return true;
}

/* Without a module only: "./a" is a folder, or a package beside the importer. */
static struct found *
import_relative (struct loader *l, const struct place *place, const char *written)
{
  struct found *importer = place->package, *package;
  const char *folder = clean (l, ilv_module_join (l->arena, importer->folder, written));
  struct ilv_buf file;

  if (importer->module)
    {
      complain_at (l, place,
                   "\"%s\" is relative, but relative import paths are not supported in module mode",
                   written);
      return NULL;
    }
  package = find_by_key (l, folder);
  if (package)
    return package;
  package = add_found (l, folder, folder, NULL);
  package->text.path = base_name (folder);
  package->import_path = written;
  ilv_buf_init (&file, l->arena);
  ilv_buf_add_cstr (&file, folder);
  ilv_buf_add_cstr (&file, ".go");
  if (!is_folder (folder) && is_file (file.text))
    return read_beside (l, package, file.text, place) ? package : NULL;
  return package;
}

/* The folder of @path within a module that @module replaces by a folder, and the module
 * there; NULL: none. */
static const char *
find_replaced (struct loader *l, const struct ilv_module *module, const char *path,
               const struct ilv_module **there)
{
  for (size_t i = 0; i < module->n_replaced; i++)
    {
      const struct ilv_module_replace *replaced = &module->replaced[i];
      const char *inside = ilv_module_within (path, replaced->path);
      struct ilv_module *own;

      if (!inside)
        continue;
      own = ilv_arena_new_struct (l->arena, struct ilv_module);
      ilv_module_read (l->arena, replaced->folder, own);
      /* What a replaced module would replace itself does not count. */
      own->root = module->root;
      own->path = module->path;
      own->n_replaced = module->n_replaced;
      own->replaced = module->replaced;
      *there = own;
      return ilv_module_join (l->arena, replaced->folder, inside);
    }
  return NULL;
}

/* Where the package @path of the program lies; NULL: nowhere we know of. */
static const char *
find_folder (struct loader *l, const struct ilv_module *module, const char *path,
             const struct ilv_module **there)
{
  const char *inside = module->path ? ilv_module_within (path, module->path) : NULL;
  const char *folder;

  *there = module;
  if (inside)
    folder = ilv_module_join (l->arena, module->root, inside);
  else if (!(folder = find_replaced (l, module, path, there)))
    folder = ilv_module_join (l->arena, ilv_module_join (l->arena, module->root, "vendor"), path);
  return is_folder (folder) ? folder : NULL;
}

/* Only what has the same beginning may import what is below "internal". */
static bool
may_import (const struct found *importer, const char *path)
{
  const char *end = NULL;
  size_t len = strlen (path);

  for (const char *at = path; (at = strstr (at, "internal")); at += 8)
    if ((at == path || at[-1] == '/') && (at[8] == '/' || at + 8 == path + len))
      end = at;
  if (!end || end == path)
    return !end;
  len = (size_t) (end - path) - 1;
  return strncmp (importer->import_path, path, len) == 0
         && (importer->import_path[len] == 0 || importer->import_path[len] == '/');
}

/* A package of a module, as opposed to one of Go's: its path begins as a host's name does. */
static bool
is_of_a_module (const struct ilv_module *module, const char *path)
{
  const char *dot = strchr (path, '.'), *slash = strchr (path, '/');

  return (dot && (!slash || dot < slash))
         || (module && module->path && ilv_module_within (path, module->path));
}

/* NULL: it is not the program's own; an error was reported unless the compiler will. */
static struct found *
import_path (struct loader *l, const struct place *place, const char *path)
{
  const struct ilv_module *module = place->package->module, *there = module;
  const char *folder = module ? find_folder (l, module, path, &there) : NULL;
  struct found *package = NULL;

  if (folder && !may_import (place->package, path))
    complain_at (l, place, "use of internal package %s not allowed", path);
  else if (folder)
    {
      package = find_by_key (l, path);
      if (!package)
        package = add_found (l, path, folder, there);
    }
  else if (is_of_a_module (module, path))
    complain_at (l, place,
                 "no required module provides package %s: nothing is fetched from the network; "
                 "\"go mod vendor\" puts a copy where it is found",
                 path);
  return package;
}

static struct found *
find_imported (struct loader *l, const struct place *place, const char *path)
{
  struct ilv_source_file file;

  if (strcmp (path, "C") == 0)
    {
      complain_at (l, place, "import \"C\": C code cannot be run here (cgo is not supported)");
      return NULL;
    }
  if (ilv_package_file (path, 0, &file))
    {
      /* What the packages offered share among themselves. */
      if (strncmp (path, "internal/", strlen ("internal/")) == 0)
        complain_at (l, place, "package %s is not in std", path);
      return NULL;
    }
  if (strncmp (path, "./", 2) == 0 || strncmp (path, "../", 3) == 0)
    return import_relative (l, place, path);
  return import_path (l, place, path);
}

static void visit (struct loader *l, struct found *package, const struct place *place);

static void
note_import (struct loader *l, struct ilv_package_text *importer, const char *written,
             const struct found *package)
{
  importer->imports = ilv_arena_grow (l->arena, importer->imports, importer->n_imports,
                                      &importer->imports_capacity, sizeof *importer->imports);
  importer->imports[importer->n_imports++]
    = (struct ilv_import_text) { written, &package->text };
}

static bool
is_noted (const struct ilv_package_text *importer, const char *written)
{
  for (size_t i = 0; i < importer->n_imports; i++)
    if (strcmp (importer->imports[i].written, written) == 0)
      return true;
  return false;
}

static void
import (struct loader *l, const struct place *place, const char *written)
{
  struct found *importer = place->package, *package;

  if (is_noted (&importer->text, written))
    return;
  package = find_imported (l, place, written);
  if (!package)
    return;
  if (package->is_in_work)
    {
      complain_of_cycle (l, place, package);
      return;
    }
  note_import (l, &importer->text, written, package);
  if (!package->is_visited)
    {
      package->importer = importer;
      package->importer_file = base_name (place->file->name);
      visit (l, package, place);
    }
  if (package->name && strcmp (package->name, "main") == 0)
    complain_at (l, place, "import \"%s\" is a program, not an importable package", written);
}

/* --- The walk ----------------------------------------------------------- */

static void
import_spec (struct loader *l, struct place *place, struct ilv_scanner *s)
{
  place->pos = s->pos;
  if (s->token == ILV_TOKEN_NAME || s->token == ILV_TOKEN_DOT)
    ilv_scanner_next (s);
  if (s->token != ILV_TOKEN_LITERAL || s->lit_kind != ILV_LIT_STRING || s->is_bad || s->len < 3)
    return;
  place->pos = s->pos;
  import (l, place, ilv_arena_strndup (l->arena, s->text + 1, s->len - 2));
  ilv_scanner_next (s);
}

/* Stops at the first thing that is no import: the compiler will say if it should be one. */
static void
visit_file (struct loader *l, struct found *package, const struct ilv_source_file *file)
{
  struct place place = { .package = package, .file = file };
  struct ilv_scanner s;

  if (!package_name (l, file, &s))
    return;
  ilv_scanner_next (&s);
  while (s.token == ILV_TOKEN_SEMICOLON)
    {
      ilv_scanner_next (&s);
      if (s.token != ILV_TOKEN_IMPORT)
        return;
      ilv_scanner_next (&s);
      if (s.token != ILV_TOKEN_LPAREN)
        {
          import_spec (l, &place, &s);
          continue;
        }
      do
        {
          ilv_scanner_next (&s);
          if (s.token != ILV_TOKEN_RPAREN)
            import_spec (l, &place, &s);
        }
      while (s.token == ILV_TOKEN_SEMICOLON);
      if (s.token == ILV_TOKEN_RPAREN)
        ilv_scanner_next (&s);
    }
}

/* @place: where it is first imported; NULL: it is the program. */
static void
visit (struct loader *l, struct found *package, const struct place *place)
{
  struct ilv_program_text *program = l->program;

  package->is_visited = true;
  if ((!package->text.files && !read_files (l, package, place)) || !check_names (l, package, place))
    return;
  package->is_in_work = true;
  for (size_t i = 0; i < package->text.n_files; i++)
    visit_file (l, package, &package->text.files[i]);
  package->is_in_work = false;
  package->text.index = program->n_packages;
  program->packages = ilv_arena_grow (l->arena, program->packages, program->n_packages,
                                      &program->capacity, sizeof *program->packages);
  program->packages[program->n_packages++] = &package->text;
}

/* --- The program -------------------------------------------------------- */

static bool
ends_with (const char *name, const char *ending)
{
  size_t len = strlen (name), n = strlen (ending);

  return len >= n && strcmp (name + len - n, ending) == 0;
}

/* Files are named one by one; build constraints do not count then. */
static bool
read_named_files (struct loader *l, struct found *package)
{
  const struct ilv_load_options *options = l->options;
  struct ilv_package_text *text = &package->text;

  text->files = ilv_arena_new_array (l->arena, struct ilv_source_file, options->n_paths);
  for (size_t i = 0; i < options->n_paths; i++)
    {
      const char *path = options->paths[i];
      struct ilv_source_file *file = &text->files[text->n_files++];

      if (options->n_paths > 1 && !ends_with (path, ".go"))
        complain (l, "interleave: named files must be .go files: %s", path);
      else if (ends_with (path, "_test.go"))
        complain (l, "interleave: cannot run *_test.go files (%s)", path);
      else if (strcmp (ilv_module_parent (l->arena, path), package->folder) != 0)
        complain (l, "interleave: named files must all be in one directory; have %s and %s",
                  package->folder, ilv_module_parent (l->arena, path));
      else if (!(file->text
                 = ilv_folder_read_file (l->arena, options->overlays, path, &file->len)))
        complain (l, "interleave: cannot read %s: %s", path,
                  errno == ENOTSUP ? "this is not a regular file" : strerror (errno));
      file->name = path;
    }
  return l->n_errors == 0;
}

static void
load (struct loader *l)
{
  const char *path = l->options->paths[0];
  bool is_whole_folder = l->options->n_paths == 1 && is_folder (path);
  const char *folder = is_whole_folder ? path : ilv_module_parent (l->arena, path), *inside;
  struct ilv_module *module = ilv_arena_new_struct (l->arena, struct ilv_module);
  bool has_module = ilv_module_find (l->arena, folder, module, &inside);
  struct found *package = add_found (l, "main", folder, has_module ? module : NULL);

  if (has_module && module->path)
    package->import_path = ilv_module_join (l->arena, module->path, inside);
  if (is_whole_folder || read_named_files (l, package))
    visit (l, package, NULL);
}

/* Apart, so that nothing that changes lives across setjmp(). */
static __attribute__ ((noinline)) bool
try_to_load (struct loader *l, jmp_buf *escape)
{
  if (setjmp (*escape))
    {
      complain (l, "interleave: out of memory while reading the program");
      return false;
    }
  ilv_arena_set_escape (l->arena, escape);
  l->intern = ilv_intern_new (l->arena);
  l->sources = ilv_sources_new (l->arena);
  l->scrap = ilv_diags_new (l->arena, l->sources);
  l->program = ilv_arena_new_struct (l->arena, struct ilv_program_text);
  load (l);
  return l->n_errors == 0;
}

struct ilv_program_text *
ilv_load (struct ilv_arena *arena, const struct ilv_load_options *options)
{
  struct loader l = { .arena = arena, .options = options };
  jmp_buf escape;
  bool ok = try_to_load (&l, &escape);

  ilv_arena_set_escape (arena, NULL);
  return ok ? l.program : NULL;
}

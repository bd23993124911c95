/* The front door: compilations, programs, packages and imports.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/check.h"

#include "base/assert.h"
#include "lang/checker.h"
#include "lang/parser.h"
#include "lang/universe.h"

#include <stdlib.h>
#include <string.h>

struct import_entry
{
  const char *path;
  struct ilv_package *package; /* NULL: there is none, or it is being checked right now */
  bool is_in_work;
};

/* --- Compilations ------------------------------------------------------- */

/* False when out of memory. Apart, so that nothing that changes lives across setjmp(). */
static __attribute__ ((noinline)) bool
set_up (struct ilv_compilation *k)
{
  size_t max_errors = k->config.max_errors;

  if (setjmp (k->escape))
    return false;
  ilv_arena_set_limit (k->arena, k->config.max_memory_bytes);
  ilv_arena_set_escape (k->arena, &k->escape);
  k->intern = ilv_intern_new (k->arena);
  k->sources = ilv_sources_new (k->arena);
  k->diags = ilv_diags_new (k->arena, k->sources);
  if (max_errors)
    ilv_diags_set_limit (k->diags, max_errors == SIZE_MAX ? 0 : max_errors);
  k->types = ilv_types_new (k->arena);
  k->blank = ilv_intern_add_cstr (k->intern, "_");
  k->init_name = ilv_intern_add_cstr (k->intern, "init");
  k->main_name = ilv_intern_add_cstr (k->intern, "main");
  k->dot_name = ilv_intern_add_cstr (k->intern, ".");
  ilv_universe_init (k);
  return true;
}

struct ilv_compilation *
ilv_compilation_new (const struct ilv_check_config *config)
{
  struct ilv_compilation *k = calloc (1, sizeof *k);

  if (!k)
    return NULL;
  k->config = *config;
  if (k->config.go_minor == 0)
    k->config.go_minor = ILV_NEWEST_GO_MINOR;
  k->arena = ilv_arena_new ();
  if (k->arena && set_up (k))
    return k;
  ilv_compilation_free (k);
  return NULL;
}

void
ilv_compilation_free (struct ilv_compilation *k)
{
  if (!k)
    return;
  ilv_arena_free (k->arena);
  free (k);
}

bool
ilv_compilation_out_of_memory (const struct ilv_compilation *k)
{
  return k->is_out_of_memory;
}

struct ilv_diags *
ilv_compilation_diags (struct ilv_compilation *k)
{
  return k->diags;
}

struct ilv_sources *
ilv_compilation_sources (struct ilv_compilation *k)
{
  return k->sources;
}

struct ilv_types *
ilv_compilation_types (struct ilv_compilation *k)
{
  return k->types;
}

struct ilv_arena *
ilv_compilation_arena (struct ilv_compilation *k)
{
  return k->arena;
}

struct ilv_symbol *
ilv_compilation_symbol (struct ilv_compilation *k, const char *name)
{
  return ilv_intern_add_cstr (k->intern, name);
}

/* --- Delayed work and scopes -------------------------------------------- */

void
ilv_check_later (struct checker *c, void (*run) (struct checker *c, void *data), void *data)
{
  c->delayed = ilv_arena_grow (c->arena, c->delayed, c->n_delayed, &c->delayed_capacity,
                               sizeof *c->delayed);
  c->delayed[c->n_delayed++] = (struct delayed) { .run = run, .data = data };
}

/* What is put off while this runs is run, too. */
void
ilv_check_run_delayed (struct checker *c, size_t first)
{
  for (size_t i = first; i < c->n_delayed && !ilv_diags_is_full (c->diags); i++)
    {
      struct delayed delayed = c->delayed[i];
      delayed.run (c, delayed.data);
    }
  if (c->n_delayed > first)
    c->n_delayed = first;
}

void
ilv_check_open_scope (struct checker *c)
{
  c->env.scope = ilv_scope_new (c->arena, c->env.scope);
}

void
ilv_check_close_scope (struct checker *c)
{
  c->env.scope = ilv_scope_outer (c->env.scope);
}

/* --- Packages ----------------------------------------------------------- */

static struct ilv_package *
new_package (struct ilv_compilation *k, const struct ilv_package_input *input)
{
  struct ilv_package *package = ilv_arena_new_struct (k->arena, struct ilv_package);

  package->path = ilv_arena_strndup (k->arena, input->path, strlen (input->path));
  package->go_minor = input->go_minor ? input->go_minor : k->config.go_minor;
  package->scope = ilv_scope_new (k->arena, k->universe);
  package->files = ilv_arena_new_array (k->arena, struct ilv_file *, input->n_files);
  return package;
}

static void
parse_files (struct ilv_compilation *k, struct ilv_package *package,
             const struct ilv_input *inputs, size_t n_inputs)
{
  for (size_t i = 0; i < n_inputs; i++)
    {
      struct ilv_source *source
        = ilv_sources_add (k->sources, inputs[i].name, inputs[i].text, inputs[i].len);
      if (!source)
        {
          ilv_diags_add (k->diags, 0, "%s: file too large", inputs[i].name);
          continue;
        }
      struct ilv_file *file
        = package->is_library && !k->config.checks_all
            ? ilv_parse_outline (k->arena, k->intern, k->diags, source)
            : ilv_parse_file (k->arena, k->intern, k->diags, source);
      if (file->package_name)
        package->files[package->n_files++] = file;
    }
}

/* All files must say they are of one package; the others are left out. */
static void
check_package_names (struct ilv_compilation *k, struct ilv_package *package)
{
  uint32_t n = 0;

  for (uint32_t i = 0; i < package->n_files; i++)
    {
      struct ilv_node *name = package->files[i]->package_name;
      if (!package->name && name->name.symbol == k->blank)
        ilv_diags_add (k->diags, name->pos, "invalid package name _");
      if (!package->name)
        package->name = name->name.symbol;
      if (package->name == name->name.symbol)
        package->files[n++] = package->files[i];
      else if (package->name)
        ilv_diags_add (k->diags, name->pos, "package %s; expected package %s",
                       name->name.symbol->text, package->name->text);
    }
  package->n_files = n;
  if (!package->name)
    package->name = ilv_intern_add_cstr (k->intern, package->path);
}

/* Only libraries have natives. Said, as gc does, when nothing else is wrong. */
static void
check_missing_bodies (struct checker *c)
{
  if (c->package->is_library || ilv_diags_count (c->diags))
    return;
  for (uint32_t i = 0; i < c->package->n_funcs; i++)
    if (!c->package->funcs[i]->node->func_decl.body)
      ilv_check_error_node (c, c->package->funcs[i]->node, "missing function body");
}

static void
check_files (struct ilv_compilation *k, struct ilv_package *package,
             const struct ilv_package_input *input)
{
  struct checker *c = ilv_arena_new_struct (k->arena, struct checker);

  c->compilation = k;
  c->arena = k->arena;
  c->types = k->types;
  c->diags = k->diags;
  c->package = package;
  c->input = input;
  package->checker = c;
  ilv_check_collect_objects (c);
  ilv_check_package_objects (c);
  ilv_check_run_delayed (c, 0);
  ilv_check_init_order (c);
  /* What is left out may use them. */
  if (!package->is_library || k->config.checks_all)
    ilv_check_unused_imports (c);
  if (!ilv_diags_count (k->diags))
    {
      ilv_check_instance_cycles (c);
      ilv_check_sizes (c);
    }
  check_missing_bodies (c);
}

static struct ilv_package *
check_package (struct ilv_compilation *k, const struct ilv_package_input *input, bool is_library)
{
  struct ilv_package *package = new_package (k, input);
  size_t n_errors = ilv_diags_count (k->diags), n_syntax = ilv_diags_count_syntax (k->diags);

  package->is_library = is_library;
  parse_files (k, package, input->files, input->n_files);
  check_package_names (k, package);
  if (ilv_diags_count_syntax (k->diags) == n_syntax && package->n_files)
    check_files (k, package, input);
  package->is_broken = ilv_diags_count (k->diags) > n_errors;
  k->packages = ilv_arena_grow (k->arena, k->packages, k->n_packages, &k->packages_capacity,
                                sizeof *k->packages);
  k->packages[k->n_packages++] = package;
  return package;
}

struct ilv_package *
ilv_check_package (struct ilv_compilation *k, const char *path, const struct ilv_input *inputs,
                   size_t n_inputs)
{
  /* What we offer is written in the newest Go, whatever the program is written in. */
  struct ilv_package_input input = {
    .path = path, .go_minor = ILV_NEWEST_GO_MINOR, .n_files = n_inputs, .files = inputs,
  };

  return check_package (k, &input, true);
}

/* --- Imports ------------------------------------------------------------ */

static size_t
find_import (struct ilv_compilation *k, const char *path)
{
  for (size_t i = 0; i < k->n_imports; i++)
    if (strcmp (k->imports[i].path, path) == 0)
      return i;
  k->imports = ilv_arena_grow (k->arena, k->imports, k->n_imports, &k->imports_capacity,
                               sizeof *k->imports);
  k->imports[k->n_imports] = (struct import_entry) {
    .path = ilv_arena_strndup (k->arena, path, strlen (path)),
  };
  return k->n_imports++;
}

/* The program's own package that is imported as @path; NULL: it is none of those. */
static struct ilv_package *
find_own (struct checker *c, const char *path)
{
  for (size_t i = 0; i < c->input->n_imports; i++)
    if (strcmp (c->input->imports[i].written, path) == 0)
      return c->compilation->own[c->input->imports[i].index];
  return NULL;
}

/* NULL after an error. The entry is found anew after the callback, which may import and so
 * move the array. */
struct ilv_package *
ilv_check_import (struct checker *c, ilv_pos pos, const char *path)
{
  struct ilv_compilation *k = c->compilation;
  struct ilv_package *own = find_own (c, path);
  size_t n_before = k->n_imports, index;

  if (own)
    return own;
  if (strcmp (path, k->unsafe_package->path) == 0)
    return k->unsafe_package;
  index = find_import (k, path);
  if (k->imports[index].is_in_work)
    {
      ilv_check_error (c, pos, "import cycle not allowed: %s", path);
      return NULL;
    }
  if (index == n_before && k->config.import)
    {
      k->imports[index].is_in_work = true;
      struct ilv_package *package = k->config.import (k, k->config.import_data, path);
      k->imports[index].is_in_work = false;
      k->imports[index].package = package;
    }
  if (!k->imports[index].package)
    ilv_check_error (c, pos, "could not import %s (no such package is offered)", path);
  return k->imports[index].package;
}

/* --- Programs ----------------------------------------------------------- */

static struct ilv_func_info *
find_main (struct ilv_compilation *k, struct ilv_package *package)
{
  struct ilv_object *object = ilv_scope_find (package->scope, k->main_name);

  if (package->name != k->main_name)
    ilv_diags_add (k->diags, package->n_files ? package->files[0]->package_name->pos : 0,
                   "package %s is not a main package", package->name->text);
  else if (object && object->kind == ILV_OBJECT_FUNC)
    return object->func.info;
  else if (ilv_diags_count (k->diags) == 0)
    ilv_diags_add (k->diags, package->n_files ? package->files[0]->package_name->pos : 0,
                   "function main is undeclared in the main package");
  return NULL;
}

static bool
imports_broken (struct ilv_compilation *k, const struct ilv_package_input *input)
{
  for (size_t i = 0; i < input->n_imports; i++)
    if (k->own[input->imports[i].index]->is_broken)
      return true;
  return false;
}

static bool
is_ready (const struct ilv_package *package)
{
  for (uint32_t i = 0; i < package->n_imports; i++)
    if (!package->imports[i]->is_ordered)
      return false;
  return true;
}

/* Spec, "Program initialization": of the packages, sorted by path, again and again the first
 * whose imports are all initialised. */
static void
order_packages (struct ilv_compilation *k, struct ilv_program_ast *program)
{
  program->packages = ilv_arena_new_array (k->arena, struct ilv_package *, k->n_packages);
  while (program->n_packages < k->n_packages)
    {
      struct ilv_package *first = NULL;

      for (size_t i = 0; i < k->n_packages; i++)
        if (!k->packages[i]->is_ordered && is_ready (k->packages[i])
            && (!first || strcmp (k->packages[i]->path, first->path) < 0))
          first = k->packages[i];
      ILV_ASSERT (first);
      first->is_ordered = true;
      program->packages[program->n_packages++] = first;
    }
}

struct ilv_program_ast *
ilv_check_packages (struct ilv_compilation *k, const struct ilv_package_input *packages, size_t n)
{
  if (setjmp (k->escape))
    {
      k->is_out_of_memory = true;
      return NULL;
    }

  struct ilv_program_ast *program = ilv_arena_new_struct (k->arena, struct ilv_program_ast);
  k->own = ilv_arena_new_array (k->arena, struct ilv_package *, n);
  for (size_t i = 0; i < n; i++)
    if (imports_broken (k, &packages[i]))
      {
        k->own[i] = new_package (k, &packages[i]);
        k->own[i]->is_broken = true;
      }
    else
      k->own[i] = check_package (k, &packages[i], false);
  if (ilv_diags_count (k->diags))
    return NULL;
  program->main = k->own[n - 1];
  program->main_func = find_main (k, program->main);
  if (ilv_diags_count (k->diags))
    return NULL;
  order_packages (k, program);
  return program;
}

struct ilv_program_ast *
ilv_check_program (struct ilv_compilation *k, const struct ilv_input *inputs, size_t n_inputs)
{
  struct ilv_package_input input = { .path = "main", .n_files = n_inputs, .files = inputs };

  return ilv_check_packages (k, &input, 1);
}

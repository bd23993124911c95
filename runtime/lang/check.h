/* check.h - The front door of the language: from source text to a checked tree.
 *
 * A compilation holds everything: sources, names, types, packages, diagnostics,
 * all in one arena, which goes when it is freed. One thread at a time.
 *
 * Any input at all gives an answer: a program, or diagnostics. Nesting and
 * sizes have limits that are reported as errors.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/diag.h"
#include "base/source.h"
#include "lang/ast.h"

#include <stdbool.h>
#include <stddef.h>

struct ilv_compilation;

struct ilv_input
{
  const char *name; /* of the file, as diagnostics show it */
  const char *text;
  size_t len;
};

/* Assigns the value of @rhs to @lhs; the order of these is that of the program's start. */
struct ilv_initializer
{
  uint32_t n_lhs; /* several: rhs is a call */
  struct ilv_object **lhs; /* blank variables are there too */
  struct ilv_node *rhs;
};

/* A package of the program's own. */
struct ilv_package_input
{
  const char *path;      /* "main", "example.com/tool/queue" */
  unsigned go_minor;     /* its language version; 0: that of the compilation */
  size_t n_files;
  const struct ilv_input *files;
  size_t n_imports;
  const struct ilv_package_import *imports; /* those that are the program's own, too */
};

struct ilv_package_import
{
  const char *written; /* as the import declaration has it */
  size_t index;        /* of an earlier package of the program */
};

struct ilv_package
{
  const char *path;        /* "main", "math/rand" */
  struct ilv_symbol *name; /* rand */
  struct ilv_scope *scope; /* package-level objects */
  bool is_ordered;         /* has its place in ilv_program_ast.packages */
  bool is_library;         /* offered by us: functions without body are native */
  bool is_broken;          /* had errors */
  unsigned go_minor;       /* language version of files that name none */

  uint32_t n_files;
  struct ilv_file **files;
  uint32_t n_imports;
  struct ilv_package **imports; /* each once */
  uint32_t n_initializers;
  struct ilv_initializer *initializers; /* in the order to run them */
  uint32_t n_funcs;
  struct ilv_func_info **funcs; /* declared functions and methods in order of source; also generic
                                   ones and those without body; not function literals */
  uint32_t n_inits;
  struct ilv_func_info **inits; /* func init, in order of source; not among funcs */
  uint32_t n_lits; /* function literals directly inside initialisers */
  uint32_t n_types;
  struct ilv_type **types; /* NAMED, declared in it, also inside functions; no instances */
  void *gen; /* for the generator */
  void *checker; /* private */
};

struct ilv_program_ast
{
  uint32_t n_packages;
  struct ilv_package **packages; /* in order of initialisation; main is the last */
  struct ilv_package *main;
  struct ilv_func_info *main_func;
};

/* The newest language version there is: a file without one is written in it. */
#define ILV_NEWEST_GO_MINOR 26

/* Asked once for each path. Answers by way of ilv_check_package(), or NULL: there
 * is no such package, which becomes an error at the import. */
typedef struct ilv_package *(*ilv_import_fn) (struct ilv_compilation *compilation, void *data,
                                              const char *path);

struct ilv_check_config
{
  ilv_import_fn import; /* NULL: no package at all can be imported */
  void *import_data;
  unsigned go_minor;    /* language version: 22 for Go 1.22; 0: the newest known */
  size_t max_errors;    /* 0: as gc, 10; SIZE_MAX: all */
  size_t max_memory_bytes; /* 0: no limit */
  bool checks_all; /* also what nobody calls in packages that we offer */
};

/* NULL when out of memory. Free with ilv_compilation_free(). Copies @config. */
struct ilv_compilation *ilv_compilation_new (const struct ilv_check_config *config);
void ilv_compilation_free (struct ilv_compilation *compilation);

/* Parses and checks package main. The program, or NULL if there are diagnostics or memory
 * ran out. Call once. */
struct ilv_program_ast *ilv_check_program (struct ilv_compilation *compilation,
                                           const struct ilv_input *inputs, size_t n_inputs);

/* The same for a program of several packages: imported ones first, main last. One that
 * imports a package with errors is not looked at. */
struct ilv_program_ast *ilv_check_packages (struct ilv_compilation *compilation,
                                            const struct ilv_package_input *packages,
                                            size_t n_packages);

/* For use inside the import callback: parses and checks a package that we offer.
 * Errors in it are diagnostics like others. */
struct ilv_package *ilv_check_package (struct ilv_compilation *compilation, const char *path,
                                       const struct ilv_input *inputs, size_t n_inputs);

/* Reads and checks the body of a declared function of a package that we offer, if that was not
 * done yet: most of them nobody ever calls. Once the package is checked. Errors in it are
 * diagnostics like others. */
void ilv_check_body (struct ilv_func_info *info);

/* Whether the last call ended because memory ran out. */
bool ilv_compilation_out_of_memory (const struct ilv_compilation *compilation);

struct ilv_diags *ilv_compilation_diags (struct ilv_compilation *compilation);
struct ilv_sources *ilv_compilation_sources (struct ilv_compilation *compilation);
struct ilv_types *ilv_compilation_types (struct ilv_compilation *compilation);
struct ilv_arena *ilv_compilation_arena (struct ilv_compilation *compilation);
struct ilv_symbol *ilv_compilation_symbol (struct ilv_compilation *compilation, const char *name);

/* language.h - A small language for tests of the compiler's front end.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/intern.h"
#include "lang/check.h"

#include <glib.h>
#include <stdio.h>
#include <glob.h>
#include <string.h>

/* The packages that programs can import in tests: their sources in runtime/vm/pkg, PATH.go
 * and PATH-*.go. */
static inline struct ilv_package *
import_from_sources (struct ilv_compilation *compilation, void *data, const char *path)
{
  g_autofree char *whole = g_build_filename (g_getenv ("ILV_TEST_PACKAGES"), path, NULL);
  g_autofree char *first = g_strconcat (whole, ".go", NULL);
  g_autofree char *more = g_strconcat (whole, "-*.go", NULL);
  g_autofree struct ilv_input *inputs = NULL;
  struct ilv_package *package;
  glob_t files = { 0 };

  if (glob (first, 0, NULL, &files) != 0)
    return NULL;
  glob (more, GLOB_APPEND, NULL, &files);
  inputs = g_new0 (struct ilv_input, files.gl_pathc);
  for (gsize i = 0; i < files.gl_pathc; i++)
    {
      inputs[i].name = strrchr (files.gl_pathv[i], '/') + 1;
      g_assert_true (g_file_get_contents (files.gl_pathv[i], (char **) &inputs[i].text,
                                          &inputs[i].len, NULL));
    }
  package = ilv_check_package (compilation, path, inputs, files.gl_pathc);
  for (gsize i = 0; i < files.gl_pathc; i++)
    g_free ((char *) inputs[i].text);
  globfree (&files);
  return package;
}

/* A program in work, or with what is wrong with it. */
struct checked
{
  struct ilv_compilation *compilation;
  struct ilv_program_ast *program; /* NULL: has errors */
};

static inline struct checked
check_text_as (unsigned go_minor, const char *name, const char *text, gsize len, gsize max_errors)
{
  struct ilv_check_config config
    = { .import = import_from_sources, .max_errors = max_errors, .go_minor = go_minor,
        .checks_all = true };
  struct ilv_input input = { .name = name, .text = text, .len = len };
  struct checked checked = { .compilation = ilv_compilation_new (&config) };

  g_assert_nonnull (checked.compilation);
  checked.program = ilv_check_program (checked.compilation, &input, 1);
  return checked;
}

/* In the newest language. */
static inline struct checked
check_text (const char *name, const char *text, gsize len, gsize max_errors)
{
  return check_text_as (0, name, text, len, max_errors);
}

/* All that is wrong, as the compiler prints it. Free with g_free(). */
static inline char *
errors_of (struct checked *checked)
{
  struct ilv_buf out;

  ilv_buf_init (&out, ilv_compilation_arena (checked->compilation));
  ilv_diags_print (ilv_compilation_diags (checked->compilation), &out);
  return g_strndup (out.text, out.len);
}

static inline void
checked_clear (struct checked *checked)
{
  ilv_compilation_free (checked->compilation);
}
typedef struct checked Checked;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Checked, checked_clear)

/* The program of these lines is right. */
#define check_good(source) \
  G_STMT_START { \
    const char *source_ = (source); \
    checked = check_text ("x.go", source_, strlen (source_), 0); \
    g_autofree char *errors_ = errors_of (&checked); \
    g_assert_cmpstr (errors_, ==, ""); \
    g_assert_nonnull (checked.program); \
  } G_STMT_END

/* It is wrong in just this way. */
#define assert_errors(source, expected) \
  G_STMT_START { \
    const char *source_ = (source); \
    struct checked wrong_ = check_text ("x.go", source_, strlen (source_), 0); \
    g_autofree char *errors_ = errors_of (&wrong_); \
    g_assert_cmpstr (errors_, ==, (expected)); \
    checked_clear (&wrong_); \
  } G_STMT_END

/* A package-level object of main. */
static inline struct ilv_object *
object_of (struct checked *checked, const char *name)
{
  return ilv_scope_find (checked->program->main->scope,
                         ilv_compilation_symbol (checked->compilation, name));
}

static inline struct ilv_type *
type_of (struct checked *checked, const char *name)
{
  return ilv_object_type (object_of (checked, name));
}

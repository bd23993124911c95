/* ilv-paths.h - Where our own files are, installed or in the build tree.
 *
 * A program started from its build directory uses that build's translations,
 * settings schema and examples, without an environment set up for it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE if this very program lies in the directory it was built in. */
gboolean ilv_paths_is_build_tree (void);

/* Absolute directory names; static, never freed. */
const char *ilv_paths_get_examples_dir (void);
const char *ilv_paths_get_locale_dir   (void);

/* Sets the environment up so that GIO finds our settings schema. Call before
 * the first GSettings and before any thread is started. */
void ilv_paths_init_environment (void);

G_END_DECLS

/* ilv-diagnostic.h - What the compiler has to say about one place in a program.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *path;
  guint line;   /* from 1 */
  guint column; /* from 1, in bytes */
  char *message;
} IlvDiagnostic;

/* (transfer full) (nullable): reads "path:line:column: message"; NULL if @text
 * is no such line. */
IlvDiagnostic *ilv_diagnostic_parse (const char *text);
void           ilv_diagnostic_free  (IlvDiagnostic *diagnostic);

/* (transfer full): all diagnostics of @text, in order. Lines that are none are
 * added to @rest, with their line ends. */
GPtrArray     *ilv_diagnostic_parse_all (const char *text,
                                         GString    *rest);

/* (transfer full): where a program stopped whose last words end @text: the frames of the goroutine
 * that panicked, innermost first, or of the first one after a fatal error, each with column 1 and
 * the line that says what happened. Empty if nothing did. */
GPtrArray     *ilv_diagnostic_parse_crash (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvDiagnostic, ilv_diagnostic_free)

G_END_DECLS

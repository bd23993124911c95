/* ilv-inspector.h - The selected thing, explained in sentences.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

/* Signal: "go-to-source" (guint line, const char *file or NULL)  a link to a place of the program was followed. */
#define ILV_TYPE_INSPECTOR (ilv_inspector_get_type ())
G_DECLARE_FINAL_TYPE (IlvInspector, ilv_inspector, ILV, INSPECTOR, GtkWidget)

void ilv_inspector_set_session (IlvInspector *self, IlvSession *session);

/* Does what a link in its text leads to; FALSE: it is none of ours. */
gboolean ilv_inspector_follow (IlvInspector *self, const char *href);

G_END_DECLS

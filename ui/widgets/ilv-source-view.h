/* ilv-source-view.h - The program's text on screen.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"
#include "widgets/ilv-document.h"

G_BEGIN_DECLS

#define ILV_TYPE_SOURCE_VIEW (ilv_source_view_get_type ())
G_DECLARE_FINAL_TYPE (IlvSourceView, ilv_source_view, ILV, SOURCE_VIEW, GtkSourceView)

/* The buffer of the view is set like any text view's: its "buffer" property. */

/* The run of the program that is shown: a dot beside each line where a goroutine
 * is at the playhead, or at the end of a running program. Until the text is edited. */
void ilv_source_view_set_session (IlvSourceView *self, IlvSession *session);

/* Which file of the run is shown: only places in it count. NULL: any. */
void        ilv_source_view_set_file (IlvSourceView *self, const char *path);
const char *ilv_source_view_get_file (IlvSourceView *self);

/* Scrolls to the cursor and takes the focus. */
void ilv_source_view_reveal_cursor (IlvSourceView *self);

G_END_DECLS

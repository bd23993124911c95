/* ilv-search-bar.h - Looking for words in a run; what is found is marked over the lanes and in the
 * overview.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_TYPE_SEARCH_BAR (ilv_search_bar_get_type ())
G_DECLARE_FINAL_TYPE (IlvSearchBar, ilv_search_bar, ILV, SEARCH_BAR, GtkWidget)

/* @session (nullable) */
void ilv_search_bar_set_session (IlvSearchBar *self, IlvSession *session);

void ilv_search_bar_open        (IlvSearchBar *self);

/* Selects and shows the next match (@by 1) or the one before (-1), around at the ends. */
void ilv_search_bar_step        (IlvSearchBar *self, int by);

G_END_DECLS

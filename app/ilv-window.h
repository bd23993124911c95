/* ilv-window.h - One program, its run, and the picture of it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "ilv-application.h"

G_BEGIN_DECLS

/* Actions: win.* (files, exports), run.* (the program), view.* (the timeline);
 * ilv-window-actions.c lists them. */
#define ILV_TYPE_WINDOW (ilv_window_get_type ())
G_DECLARE_FINAL_TYPE (IlvWindow, ilv_window, ILV, WINDOW, AdwApplicationWindow)

/* (transfer none) Empty; the application owns it. */
IlvWindow *ilv_window_new (IlvApplication *application);

/* Shows a Go program or a saved trace, instead of what is shown: the user was
 * asked about unsaved changes before. What goes wrong is said in the window. */
void ilv_window_open_file          (IlvWindow *self, GFile *file);
void ilv_window_open_first_example (IlvWindow *self);

G_END_DECLS

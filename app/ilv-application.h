/* ilv-application.h - The process that shows windows.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ILV_TYPE_APPLICATION (ilv_application_get_type ())
G_DECLARE_FINAL_TYPE (IlvApplication, ilv_application, ILV, APPLICATION, AdwApplication)

/* What must be settled before GTK starts: where the settings are and which
 * renderer is used. Once, before any thread. The locale is main()'s work. */
void ilv_application_prepare (void);

/* (transfer full) Actions, styles and types are ready once it is registered. */
IlvApplication *ilv_application_new (GApplicationFlags flags);

/* Shows the window until the last one is closed, on @file (a Go program or a
 * saved trace; NULL: the first example). Calls ilv_application_prepare().
 * Only argv[0] is used. Returns the exit status; without a display it prints
 * one sentence on stderr and returns 1. SIGTERM, SIGINT and SIGHUP end it without a question;
 * 128 + n after signal n. */
int ilv_application_run (int argc, char **argv, const char *file);

G_END_DECLS

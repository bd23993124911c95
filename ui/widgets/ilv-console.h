/* ilv-console.h - What the program prints, and reads.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "model/ilv-session.h"

G_BEGIN_DECLS

/* Signals:
 *   "send" (GBytes *text) -> gboolean  the user has typed it; FALSE: it cannot be taken now. What is
 *                                      taken is shown among the output.
 *   "end" ()                           the user wants the program's input to end */
#define ILV_TYPE_CONSOLE (ilv_console_get_type ())
G_DECLARE_FINAL_TYPE (IlvConsole, ilv_console, ILV, CONSOLE, GtkWidget)

/* The run whose output is shown: gives each line its goroutine and time, fades what
 * is later than the playhead. Clears the console. */
void ilv_console_set_session (IlvConsole *self, IlvSession *session);

/* Nothing printed, no status. */
void ilv_console_clear (IlvConsole *self);

/* Adds what came from @fd (1 or 2). Bytes that are not UTF-8 are shown as U+FFFD;
 * a character may be split over two calls. Only the last ten thousand lines are
 * kept; the view says so when there were more. */
void ilv_console_append (IlvConsole *self, int fd, GBytes *bytes);

/* Whether something can be typed; not at first. */
void ilv_console_set_takes_input (IlvConsole *self, gboolean takes_input);

/* The line below the output; @status NULL: none. */
void ilv_console_set_status (IlvConsole *self, const char *status, gboolean is_bad);

/* (transfer full) What is shown, for tests and for copying. */
char *ilv_console_dup_text (IlvConsole *self);

G_END_DECLS

/* ilv-console-entry.h - Where the user types what the program reads.
 *
 * A line goes off with Enter, several that are pasted go off at once, and Ctrl+D ends the
 * input: after what stands in the entry if something does, as in a terminal.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals:
 *   "send" (GBytes *text) -> gboolean  whole lines, or what stands before Ctrl+D; FALSE if it
 *                                      cannot be taken now: it stays in the entry then
 *   "end" ()                           of the input */
#define ILV_TYPE_CONSOLE_ENTRY (ilv_console_entry_get_type ())
G_DECLARE_FINAL_TYPE (IlvConsoleEntry, ilv_console_entry, ILV, CONSOLE_ENTRY, GtkEntry)

G_END_DECLS

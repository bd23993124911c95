/* ilv-console-lines.h - Who printed a line, and when.
 *
 * The text comes through pipes, without a word about where it is from; the trace tells of
 * every write, who made it and when. Both count bytes per standard stream, so they can be laid over
 * each other; writes of several threads at once are told apart by their text.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef struct _IlvConsoleLines IlvConsoleLines;

IlvConsoleLines *ilv_console_lines_new  (void);
void             ilv_console_lines_free (IlvConsoleLines *self);

/* Forgets all lines; @trace: where their writes are looked up (NULL: nowhere). */
void ilv_console_lines_reset (IlvConsoleLines *self, IlvTrace *trace);

/* Bytes arrived from @fd (1 or 2), or were typed for 0, and stand at the end of the text. */
void ilv_console_lines_add (IlvConsoleLines *self, int fd, const char *bytes, gsize n_bytes);

/* The line ends here, though nothing said so. */
void ilv_console_lines_break (IlvConsoleLines *self);

/* The first @n_lines are not shown any more; lines are counted from the next on. */
void ilv_console_lines_drop (IlvConsoleLines *self, guint n_lines);

guint ilv_console_lines_get_n (IlvConsoleLines *self);

/* The write that line @line (from 0) begins in; NULL: the trace does not (yet) know of it. */
const IlvOutput *ilv_console_lines_find (IlvConsoleLines *self, guint line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvConsoleLines, ilv_console_lines_free)

G_END_DECLS

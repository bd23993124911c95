/* ilv-console-text.h - What a program has printed: the newest of it, as text.
 *
 * Bounded in lines and in bytes, whatever is printed: the oldest goes. A line without an end is
 * broken where it grows too long to be laid out.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "widgets/ilv-console-lines.h"

G_BEGIN_DECLS

#define ILV_CONSOLE_TEXT_MAX_LINES 10000

typedef struct _IlvConsoleText IlvConsoleText;

typedef void (*IlvConsoleTextFunc) (int fd, const char *text, gsize n_bytes, gpointer data);

/* Tells @lines, which it borrows, of each line that comes and goes. */
IlvConsoleText *ilv_console_text_new   (IlvConsoleLines *lines);
void            ilv_console_text_free  (IlvConsoleText  *self);
void            ilv_console_text_clear (IlvConsoleText  *self);

/* Bytes came from @fd (1 or 2), or were typed for 0. */
void            ilv_console_text_add   (IlvConsoleText  *self,
                                        int              fd,
                                        const char      *bytes,
                                        gsize            n_bytes);

/* Lines are numbered from 0 since the last clear. The first that is still there; one more than
 * the last, which may not have ended yet. Equal: there is nothing. */
guint64         ilv_console_text_get_first (const IlvConsoleText *self);
guint64         ilv_console_text_get_end   (const IlvConsoleText *self);

/* The write that a line begins in; NULL: the trace does not (yet) know of it, or it is gone. */
const IlvOutput *ilv_console_text_get_write (IlvConsoleText   *self,
                                             guint64           line);

/* All there was since the last clear, in bytes of text. */
guint64         ilv_console_text_get_n_bytes (const IlvConsoleText *self);

/* Calls @func with the lines from @from up to and without @end, in pieces of one stream. */
void            ilv_console_text_for_lines (IlvConsoleText     *self,
                                            guint64             from,
                                            guint64             end,
                                            IlvConsoleTextFunc  func,
                                            gpointer            data);

/* Calls @func with the last @n_bytes that came, as far as they are there. */
void            ilv_console_text_for_newest (IlvConsoleText     *self,
                                             guint64             n_bytes,
                                             IlvConsoleTextFunc  func,
                                             gpointer            data);

G_END_DECLS

/* ilv-pipe.h - What comes out of one of a program's outputs, as it comes.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _IlvPipe IlvPipe;

/* @fd: which of the program's outputs, 1 or 2. May free the pipe. */
typedef void (*IlvPipeFunc) (int       fd,
                             GBytes   *bytes,
                             gpointer  user_data);

/* (transfer full): gives what comes out of @stream to @func, from the thread's
 * default main context and at a priority below drawing: a flood waits in the
 * kernel, which holds the program up, and not in our memory. */
IlvPipe *ilv_pipe_new   (GInputStream *stream,
                         int           fd,
                         IlvPipeFunc   func,
                         gpointer      user_data);
void     ilv_pipe_free  (IlvPipe      *self);

/* Gives on all that is in the pipe by now. For the program's end: its other
 * end may still be held by somebody, who is not waited for. */
void     ilv_pipe_drain (IlvPipe      *self);

G_END_DECLS

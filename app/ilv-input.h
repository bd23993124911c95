/* ilv-input.h - What a program is given to read, as it reads it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* So much may wait for a program that does not read. */
#define ILV_INPUT_MAX_BYTES (1024 * 1024)

typedef struct _IlvInput IlvInput;

/* The program takes no more: it has closed its standard input, or all is written after
 * ilv_input_end(). May free the input. */
typedef void (*IlvInputFunc) (gpointer user_data);

/* (transfer full): writes to @stream, the way into a pipe, from the thread's default main
 * context; never waits for the reader. */
IlvInput *ilv_input_new  (GOutputStream *stream,
                          IlvInputFunc   closed,
                          gpointer       user_data);
void      ilv_input_free (IlvInput      *self);

/* FALSE: nothing was taken, because more than ILV_INPUT_MAX_BYTES would wait, or after the end. */
gboolean  ilv_input_add  (IlvInput      *self,
                          GBytes        *bytes);

/* End of file, behind what waits. */
void      ilv_input_end  (IlvInput      *self);

G_END_DECLS

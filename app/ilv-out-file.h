/* ilv-out-file.h - A file that is there whole or not at all, written piece by piece.
 *
 * The pieces go to a file without a name (or, where there are none, beside it), which takes its
 * name at the end: a process that is killed leaves nothing behind.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _IlvOutFile IlvOutFile;

/* (transfer full) (nullable). Errors are sentences for the user. */
IlvOutFile *ilv_out_file_new    (GFile       *file,
                                 GError     **error);

/* Removes what was written, unless it was finished. */
void        ilv_out_file_free   (IlvOutFile  *self);

gboolean    ilv_out_file_write  (IlvOutFile  *self,
                                 const void  *bytes,
                                 gsize        n_bytes,
                                 GError     **error);

/* Puts the file in its place. */
gboolean    ilv_out_file_finish (IlvOutFile  *self,
                                 GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvOutFile, ilv_out_file_free)

G_END_DECLS

/* ilv-file-job.h - A file that is written little by little, from whatever makes its bytes.
 *
 * It is there whole or not at all (ilv-out-file.h). The window takes a step whenever it has
 * nothing else to do, the command line one after the other.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "draw/ilv-export.h"
#include "model/ilv-interchange.h"

G_BEGIN_DECLS

/* Adds the next bytes to @out, and says how far it is, from 0 to 1. */
typedef IlvExportState (*IlvFileJobFunc) (gpointer data, GByteArray *out, double *fraction,
                                          GError **error);

typedef struct _IlvFileJob IlvFileJob;

/* Takes @data in any case. NULL: @file cannot be written to; @error is a sentence for the user. */
IlvFileJob    *ilv_file_job_new        (GFile *file, IlvFileJobFunc func, gpointer data,
                                        GDestroyNotify destroy, GError **error);

/* What @session shows now: a picture, or the same stretch of time as a trace for other viewers. */
IlvFileJob    *ilv_file_job_new_picture     (GFile *file, IlvSession *session,
                                             const IlvExportOptions *options, GError **error);
IlvFileJob    *ilv_file_job_new_interchange (GFile *file, IlvSession *session,
                                             const IlvExportOptions *options,
                                             IlvInterchange format, GError **error);

/* The trace in @from, with @notes of the user's (NULL: none). A damaged one is copied as it is,
 * unless there are notes. */
IlvFileJob    *ilv_file_job_new_trace_copy  (GFile *file, GFile *from, GBytes *notes,
                                             GError **error);

/* Unless it was DONE, nothing is left of the file. */
void           ilv_file_job_free       (IlvFileJob *self);

IlvExportState ilv_file_job_step       (IlvFileJob *self, double *fraction, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvFileJob, ilv_file_job_free)

G_END_DECLS

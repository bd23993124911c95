/* ilv-export.h - The picture as a file: SVG, PNG or PDF.
 *
 * Header column, ruler, legend and title are part of it, and how many events are missing.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-layout.h"
#include "draw/ilv-svg.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_EXPORT_SVG,
  ILV_EXPORT_PNG,
  ILV_EXPORT_PDF,
} IlvExportFormat;

typedef struct
{
  IlvExportFormat format;
  guint64         start_nsec;  /* both 0: the whole run */
  guint64         end_nsec;
  double          width_px;    /* 0: as suits the run */
  double          scale;       /* PNG: pixels a unit; 0: 1 */
  gboolean        has_marks;   /* playhead, selection, markers, what was searched for … */
  IlvSvgTheme     theme;       /* AUTO is light in PNG and PDF */
} IlvExportOptions;

/* Lanes as @session shows them (fold, hide, groups). (transfer full) (nullable): the file. */
GBytes  *ilv_export_to_bytes          (IlvSession             *session,
                                       const IlvExportOptions *options,
                                       GError                **error);

/* The same, little by little: a picture of a million lanes takes minutes. It shows what @session
 * shows now; a program that is still running, up to now. On the thread that has the trace. */
typedef struct _IlvExportJob IlvExportJob;

typedef enum
{
  ILV_EXPORT_GOES_ON,
  ILV_EXPORT_WAITS,   /* for a thread: no use to ask again at once */
  ILV_EXPORT_DONE,
  ILV_EXPORT_FAILED,  /* with an error */
} IlvExportState;

IlvExportJob  *ilv_export_job_new          (IlvSession             *session,
                                            const IlvExportOptions *options);
void           ilv_export_job_free         (IlvExportJob           *self);

/* Works for a few milliseconds, and adds to @out what of the file is ready. */
IlvExportState ilv_export_job_step         (IlvExportJob           *self,
                                            GByteArray             *out,
                                            GError                **error);

/* For who has nothing else to do while it waits: comes back when the thread is done, or after a
 * tenth of a second. */
void           ilv_export_job_wait         (IlvExportJob           *self);

/* From 0 to 1. */
double         ilv_export_job_get_progress (IlvExportJob           *self);

/* Draws it on @cr as large as @width_px allows, no higher than @height_px; for paper. */
void     ilv_export_draw              (IlvSession             *session,
                                       const IlvExportOptions *options,
                                       cairo_t                *cr,
                                       double                  width_px,
                                       double                  height_px);

/* From a file name's ending; FALSE if it is none of ours. */
gboolean ilv_export_parse_format      (const char             *file_name,
                                       IlvExportFormat        *format);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvExportJob, ilv_export_job_free)

G_END_DECLS

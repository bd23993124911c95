/* ilv-export.h - The picture as a file: SVG, PNG or PDF.
 *
 * Header column, ruler, legend and title are part of it, and how many events are missing.
 * Written beside and renamed: there is the whole file or none.
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

/* Lanes as @session shows them (fold, hide, groups). */
gboolean ilv_export_to_file       (IlvSession             *session,
                                   const IlvExportOptions *options,
                                   GFile                  *file,
                                   GError                **error);

/* (transfer full) (nullable): the same as bytes. */
GBytes  *ilv_export_to_bytes      (IlvSession             *session,
                                   const IlvExportOptions *options,
                                   GError                **error);

/* Writes beside and renames: all of it or nothing. */
gboolean ilv_export_write_bytes   (GBytes                 *bytes,
                                   GFile                  *file,
                                   GError                **error);

/* Draws it on @cr as large as @width_px allows, no higher than @height_px; for paper. */
void     ilv_export_draw          (IlvSession             *session,
                                   const IlvExportOptions *options,
                                   cairo_t                *cr,
                                   double                  width_px,
                                   double                  height_px);

/* From a file name's ending; FALSE if it is none of ours. */
gboolean ilv_export_parse_format  (const char             *file_name,
                                   IlvExportFormat        *format);

G_END_DECLS

/* ilv-export.c - The picture as a file: SVG, PNG or PDF.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-export.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define WIDTH_PX        1400.0
#define MIN_WIDTH_PX    200.0
#define MAX_IMAGE_PX    32767 /* cairo's */
#define POINTS_A_PX     0.75

static const struct
{
  const char *ending;
  IlvExportFormat format;
} formats[] = {
  { ".svg", ILV_EXPORT_SVG },
  { ".png", ILV_EXPORT_PNG },
  { ".pdf", ILV_EXPORT_PDF },
};

gboolean
ilv_export_parse_format (const char      *file_name,
                         IlvExportFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (file_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_has_suffix (lower, formats[i].ending))
      {
        *format = formats[i].format;
        return TRUE;
      }
  return FALSE;
}

static IlvDisplayList *
lay_out (IlvSession             *session,
         const IlvExportOptions *options,
         IlvTextMeasure          measure)
{
  IlvTrace *trace = ilv_session_get_trace (session);
  double width = options->width_px > 0 ? MAX (options->width_px, MIN_WIDTH_PX) : WIDTH_PX;
  const IlvAxis *axis = ilv_session_get_axis (session);
  double start = ilv_axis_place (axis, options->start_nsec);
  double end = ilv_axis_place (axis, options->end_nsec);
  double header = MIN (ilv_layout_get_header_width (session, measure), width / 2);
  IlvViewport viewport = {
    .parts = options->has_marks ? ILV_PART_ALL : ILV_PART_ALL & ~ILV_PART_OVERLAY,
    .axis = axis,
    .width_px = width,
    .header_px = header,
  };

  if (options->end_nsec <= options->start_nsec)
    {
      start = ilv_axis_place (axis, ilv_trace_get_start_nsec (trace));
      end = ilv_axis_place (axis, ilv_trace_get_end_nsec (trace));
      end = MAX (end, start + ILV_SESSION_MIN_NSEC);
      end += (end - start) * 0.015;
    }
  viewport.start_nsec = start;
  viewport.nsec_per_px = (end - start) / MAX (width - header, 1);
  return ilv_layout_build (session, &viewport, measure);
}

static IlvTheme
paint_theme (const IlvExportOptions *options)
{
  switch (options->theme)
    {
    case ILV_SVG_DARK:
      return ILV_THEME_DARK;
    case ILV_SVG_CONTRAST:
      return ILV_THEME_CONTRAST;
    default:
      return ILV_THEME_LIGHT;
    }
}

static void
paint (IlvDisplayList *list,
       IlvTextCache   *texts,
       cairo_t        *cr,
       IlvTheme        theme)
{
  ilv_palette_set_source (cr, ilv_style_get_colors (ILV_STYLE_PAPER, theme)->fill);
  cairo_paint (cr);
  ilv_display_list_paint (list, cr, theme, texts);
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Takes @bytes. */
static GBytes *
bytes_or_error (GByteArray      *bytes,
                cairo_status_t   status,
                GError         **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

static GBytes *
write_png (IlvDisplayList         *list,
           IlvTextCache           *texts,
           const IlvExportOptions *options,
           GError                **error)
{
  double scale = options->scale > 0 ? options->scale : 1;
  double width = ceil (list->width_px * scale), height = ceil (list->height_px * scale);
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  if (width > MAX_IMAGE_PX || height > MAX_IMAGE_PX)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   /* translators: width and height of a picture in pixels, and the largest */
                   _("A picture of %.0f × %.0f pixels is too large for PNG (at most %d); hide or "
                     "fold lanes, or export SVG"), width, height, MAX_IMAGE_PX);
      return NULL;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX (width, 1), MAX (height, 1));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  paint (list, texts, cr, paint_theme (options));
  status = cairo_status (cr);
  cairo_destroy (cr);
  bytes = g_byte_array_new ();
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return bytes_or_error (bytes, status, error);
}

static GBytes *
write_pdf (IlvDisplayList         *list,
           IlvTextCache           *texts,
           IlvTrace               *trace,
           const IlvExportOptions *options,
           GError                **error)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface
    = cairo_pdf_surface_create_for_stream (append_bytes, bytes, list->width_px * POINTS_A_PX,
                                           list->height_px * POINTS_A_PX);
  const char *name = ilv_trace_get_program_name (trace);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (name != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, name);
  /* The same picture is the same file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2024-01-01T00:00:00Z");
  cairo_scale (cr, POINTS_A_PX, POINTS_A_PX);
  paint (list, texts, cr, paint_theme (options));
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return bytes_or_error (bytes, status, error);
}

GBytes *
ilv_export_to_bytes (IlvSession             *session,
                     const IlvExportOptions *options,
                     GError                **error)
{
  IlvTrace *trace = ilv_session_get_trace (session);
  g_autoptr(IlvTextCache) texts = NULL;
  g_autoptr(IlvDisplayList) list = NULL;

  /* An SVG is read where other fonts are, so it must not depend on those here. */
  if (options->format == ILV_EXPORT_SVG)
    {
      list = lay_out (session, options, ilv_text_measure_anywhere ());
      return g_string_free_to_bytes (ilv_svg_write (list, trace, options->theme));
    }
  texts = ilv_text_cache_new (NULL);
  list = lay_out (session, options, ilv_text_cache_measure (texts));
  if (options->format == ILV_EXPORT_PNG)
    return write_png (list, texts, options, error);
  return write_pdf (list, texts, trace, options, error);
}

void
ilv_export_draw (IlvSession             *session,
                 const IlvExportOptions *options,
                 cairo_t                *cr,
                 double                  width_px,
                 double                  height_px)
{
  g_autoptr(IlvTextCache) texts = ilv_text_cache_new (NULL);
  g_autoptr(IlvDisplayList) list = lay_out (session, options, ilv_text_cache_measure (texts));
  double scale = MIN (width_px / list->width_px, height_px / list->height_px);

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  ilv_display_list_paint (list, cr, paint_theme (options), texts);
  cairo_restore (cr);
}

gboolean
ilv_export_write_bytes (GBytes  *bytes,
                        GFile   *file,
                        GError **error)
{
  g_autofree char *path = g_file_get_path (file);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  /* For local files we do it ourselves: GIO keeps a new file's name but writes
   * in place, and a full disk would leave half of one. */
  if (path != NULL)
    return g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
  return g_file_replace_contents (file, data, size, NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error);
}

gboolean
ilv_export_to_file (IlvSession             *session,
                    const IlvExportOptions *options,
                    GFile                  *file,
                    GError                **error)
{
  g_autoptr(GBytes) bytes = ilv_export_to_bytes (session, options, error);

  return bytes != NULL && ilv_export_write_bytes (bytes, file, error);
}

/* ilv-export.c - The picture as a file: SVG, PNG or PDF.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-export.h"

#include "draw/ilv-picture.h"

#define WIDTH_PX        1400.0
#define MIN_WIDTH_PX    200.0
#define PIECE_USEC      4000
#define WAIT_USEC       100000
#define PIECE_BYTES     (256 * 1024)
#define PIECE_LANES     32
#define PIECE_SHAPES    128
#define LAYOUT_SHARE    0.2 /* of the time a picture takes, about */

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

/* The time that is shown, on the axis. */
static void
get_range (IlvSession             *session,
           const IlvExportOptions *options,
           double                 *start,
           double                 *end)
{
  IlvTrace *trace = ilv_session_get_trace (session);
  const IlvAxis *axis = ilv_session_get_axis (session);
  guint64 end_nsec = ilv_trace_get_end_nsec (trace);
  gboolean is_running = ilv_trace_get_run_state (trace) == ILV_RUN_RUNNING;

  if (options->end_nsec > options->start_nsec)
    {
      *start = ilv_axis_place (axis, options->start_nsec);
      *end = ilv_axis_place (axis, options->end_nsec);
      /* What comes now must not be in lower lanes only. */
      if (is_running && options->start_nsec < end_nsec)
        *end = MIN (*end, ilv_axis_place (axis, end_nsec));
    }
  else
    {
      *start = ilv_axis_place (axis, 0);
      *end = ilv_axis_place (axis, end_nsec);
      *end = MAX (*end, *start + ILV_SESSION_MIN_NSEC);
      if (!is_running)
        *end += (*end - *start) * 0.015;
    }
  *end = MAX (*end, *start + ILV_SESSION_MIN_NSEC);
}

static IlvLayout *
begin_layout (IlvSession             *session,
              const IlvExportOptions *options,
              IlvTextMeasure          measure)
{
  double width = options->width_px > 0 ? MAX (options->width_px, MIN_WIDTH_PX) : WIDTH_PX;
  double header = MIN (ilv_layout_get_header_width (session, measure), width / 2);
  IlvViewport viewport = {
    .parts = options->has_marks ? ILV_PART_ALL : ILV_PART_ALL & ~ILV_PART_OVERLAY,
    .axis = ilv_session_get_axis (session),
    .width_px = width,
    .header_px = header,
  };
  double end;

  get_range (session, options, &viewport.start_nsec, &end);
  viewport.nsec_per_px = (end - viewport.start_nsec) / MAX (width - header, 1);
  return ilv_layout_begin (session, &viewport, measure);
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

/* --- Little by little ------------------------------------------------------ */

/* One after the other: a layout; of its list an SVG writer or a picture; of that the bytes. */
struct _IlvExportJob
{
  IlvSession *session;
  IlvExportOptions options;
  IlvTextCache *texts;   /* of the layout; NULL: none is needed */
  IlvLayout *layout;
  IlvDisplayList *list;  /* the writer's */
  IlvSvgWriter *writer;
  gboolean is_written;   /* the document can be had */
  IlvPicture *picture;
  GBytes *bytes;
  gsize n_given;         /* of them */
  double progress;
};

IlvExportJob *
ilv_export_job_new (IlvSession             *session,
                    const IlvExportOptions *options)
{
  IlvExportJob *self = g_new0 (IlvExportJob, 1);
  IlvTextMeasure measure = ilv_text_measure_anywhere ();

  self->session = ilv_session_new_snapshot (session);
  self->options = *options;
  /* An SVG is read where other fonts are, so it must not depend on those here. */
  if (options->format != ILV_EXPORT_SVG)
    {
      self->texts = ilv_text_cache_new (NULL);
      measure = ilv_text_cache_measure (self->texts);
    }
  self->layout = begin_layout (self->session, options, measure);
  return self;
}

void
ilv_export_job_free (IlvExportJob *self)
{
  if (self->layout != NULL)
    ilv_display_list_free (ilv_layout_end (self->layout));
  g_clear_pointer (&self->writer, ilv_svg_writer_free);
  g_clear_pointer (&self->list, ilv_display_list_free);
  g_clear_pointer (&self->picture, ilv_picture_free);
  g_clear_pointer (&self->texts, ilv_text_cache_free);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_object_unref (self->session);
  g_free (self);
}

static void
begin_writing (IlvExportJob *self)
{
  IlvDisplayList *list = ilv_layout_end (g_steal_pointer (&self->layout));
  IlvTrace *trace = ilv_session_get_trace (self->session);
  IlvTheme theme = paint_theme (&self->options);

  switch (self->options.format)
    {
    case ILV_EXPORT_SVG:
      self->list = list;
      self->writer = ilv_svg_writer_new (list, trace, self->options.theme);
      break;
    case ILV_EXPORT_PNG:
      self->picture = ilv_picture_new_png (list, theme,
                                           self->options.scale > 0 ? self->options.scale : 1);
      break;
    case ILV_EXPORT_PDF:
      self->picture = ilv_picture_new_pdf (list, theme, ilv_trace_get_program_name (trace));
      break;
    }
}

static IlvExportState
step_layout (IlvExportJob *self)
{
  gboolean is_more = ilv_layout_step (self->layout, PIECE_LANES);

  self->progress = LAYOUT_SHARE * ilv_layout_get_progress (self->layout);
  if (!is_more)
    begin_writing (self);
  return ILV_EXPORT_GOES_ON;
}

static IlvExportState
step_svg (IlvExportJob *self,
          GByteArray   *out)
{
  g_autoptr(GBytes) piece = NULL;

  if (!self->is_written)
    {
      self->is_written = !ilv_svg_writer_step (self->writer, PIECE_SHAPES);
      self->progress = LAYOUT_SHARE
                       + (1 - LAYOUT_SHARE) * ilv_svg_writer_get_progress (self->writer);
      return ILV_EXPORT_GOES_ON;
    }
  piece = ilv_svg_writer_next (self->writer);
  if (piece == NULL)
    return ILV_EXPORT_DONE;
  g_byte_array_append (out, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
  return ILV_EXPORT_GOES_ON;
}

static IlvExportState
step_picture (IlvExportJob  *self,
              GError       **error)
{
  self->progress = LAYOUT_SHARE + (1 - LAYOUT_SHARE) * ilv_picture_get_progress (self->picture);
  if (!ilv_picture_is_done (self->picture))
    return ILV_EXPORT_WAITS;
  self->bytes = ilv_picture_get_bytes (self->picture, error);
  return self->bytes != NULL ? ILV_EXPORT_GOES_ON : ILV_EXPORT_FAILED;
}

static IlvExportState
give_bytes (IlvExportJob *self,
            GByteArray   *out)
{
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (self->bytes, &n_bytes);
  gsize n = MIN (n_bytes - self->n_given, PIECE_BYTES);

  g_byte_array_append (out, data + self->n_given, n);
  self->n_given += n;
  return self->n_given < n_bytes ? ILV_EXPORT_GOES_ON : ILV_EXPORT_DONE;
}

IlvExportState
ilv_export_job_step (IlvExportJob  *self,
                     GByteArray    *out,
                     GError       **error)
{
  gint64 end_usec = g_get_monotonic_time () + PIECE_USEC;
  guint enough = out->len + PIECE_BYTES;
  IlvExportState state = ILV_EXPORT_GOES_ON;

  while (state == ILV_EXPORT_GOES_ON && out->len < enough
         && g_get_monotonic_time () < end_usec)
    {
      if (self->layout != NULL)
        state = step_layout (self);
      else if (self->writer != NULL)
        state = step_svg (self, out);
      else if (self->bytes == NULL)
        state = step_picture (self, error);
      else
        state = give_bytes (self, out);
    }
  return state;
}

void
ilv_export_job_wait (IlvExportJob *self)
{
  if (self->picture != NULL)
    ilv_picture_wait (self->picture, g_get_monotonic_time () + WAIT_USEC);
}

double
ilv_export_job_get_progress (IlvExportJob *self)
{
  return self->progress;
}

/* --- At once ----------------------------------------------------------------- */

GBytes *
ilv_export_to_bytes (IlvSession             *session,
                     const IlvExportOptions *options,
                     GError                **error)
{
  g_autoptr(IlvExportJob) job = ilv_export_job_new (session, options);
  GByteArray *out = g_byte_array_new ();

  for (;;)
    switch (ilv_export_job_step (job, out, error))
      {
      case ILV_EXPORT_GOES_ON:
        break;
      case ILV_EXPORT_WAITS:
        ilv_export_job_wait (job);
        break;
      case ILV_EXPORT_DONE:
        return g_byte_array_free_to_bytes (out);
      case ILV_EXPORT_FAILED:
        g_byte_array_unref (out);
        return NULL;
      }
}

void
ilv_export_draw (IlvSession             *session,
                 const IlvExportOptions *options,
                 cairo_t                *cr,
                 double                  width_px,
                 double                  height_px)
{
  g_autoptr(IlvTextCache) texts = ilv_text_cache_new (NULL);
  IlvLayout *layout = begin_layout (session, options, ilv_text_cache_measure (texts));
  g_autoptr(IlvDisplayList) list = NULL;
  double scale;

  ilv_layout_step (layout, G_MAXUINT);
  list = ilv_layout_end (layout);
  scale = MIN (width_px / list->width_px, height_px / list->height_px);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  ilv_display_list_paint (list, cr, paint_theme (options), texts);
  cairo_restore (cr);
}

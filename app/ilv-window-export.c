/* ilv-window-export.c - The window: the run as a picture, a table, or another viewer's trace.
 *
 * All of these show the lanes that are shown, along the axis that is shown; and
 * of time what the user has said: everything, what is visible, or what lies
 * between the markers.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "model/ilv-statistics-text.h"

#define PIXELS_A_UNIT 2.0 /* of PNG: sharp on screens of today; */
#define MAX_HEIGHT_PX 32000 /* fewer, if the picture would be higher than this */
#define FRAME_PX 200 /* title, ruler and legend take less */

/* Both 0: everything. */
static void
get_range (IlvWindow *self, guint64 *start_nsec, guint64 *end_nsec)
{
  g_autofree char *range = g_settings_get_string (self->settings, "export-range");
  guint64 a = ilv_session_get_marker (self->session, ILV_MARKER_A);
  guint64 b = ilv_session_get_marker (self->session, ILV_MARKER_B);

  *start_nsec = *end_nsec = 0;
  if (g_str_equal (range, "markers") && a != ILV_TIME_OPEN && b != ILV_TIME_OPEN)
    {
      *start_nsec = MIN (a, b);
      *end_nsec = MAX (a, b);
    }
  else if (!g_str_equal (range, "all"))
    {
      *start_nsec = ilv_session_get_start_nsec (self->session);
      *end_nsec = ilv_session_get_end_nsec (self->session);
    }
}

static IlvExportOptions
get_options (IlvWindow *self)
{
  double height = ilv_layout_get_lanes_height (self->session) + FRAME_PX;
  IlvExportOptions options = {
    .scale = CLAMP (MAX_HEIGHT_PX / height, 1, PIXELS_A_UNIT),
    .has_marks = g_settings_get_boolean (self->settings, "export-marks"),
  };

  get_range (self, &options.start_nsec, &options.end_nsec);
  return options;
}

/* Of a picture made of pixels; the others know both (SVG), or are for paper. */
static IlvSvgTheme
get_theme (void)
{
  switch (ilv_timeline_get_theme ())
    {
    case ILV_THEME_DARK:
      return ILV_SVG_DARK;
    case ILV_THEME_CONTRAST:
      return ILV_SVG_CONTRAST;
    default:
      return ILV_SVG_LIGHT;
    }
}

/* --- Tables ---------------------------------------------------------------- */

/* A table is made at once. */
static IlvExportState
write_table (gpointer data, GByteArray *out, double *fraction, GError **error)
{
  g_byte_array_append (out, data, strlen (data));
  return ILV_EXPORT_DONE;
}

static IlvFileJob *
begin_table (IlvWindow *self, GFile *file, char *(*to_text) (IlvTrace *, guint64, guint64),
             GError **error)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint64 start_nsec, end_nsec;

  get_range (self, &start_nsec, &end_nsec);
  if (end_nsec == 0)
    end_nsec = ilv_trace_get_end_nsec (trace);
  return ilv_file_job_new (file, write_table, to_text (trace, start_nsec, end_nsec), g_free, error);
}

/* --- All of them -------------------------------------------------------------- */

/* (transfer full) (nullable): what writes a file of that name. */
static IlvFileJob *
begin_export (IlvWindow *self, GFile *file, gboolean is_table, GError **error)
{
  g_autofree char *name = g_file_get_basename (file);
  IlvExportOptions options = get_options (self);
  IlvInterchange format;

  if (g_str_has_suffix (name, ".csv"))
    return begin_table (self, file, ilv_statistics_to_csv, error);
  if (is_table && g_str_has_suffix (name, ".json"))
    return begin_table (self, file, ilv_statistics_to_json, error);
  if (ilv_interchange_parse (name, &format))
    return ilv_file_job_new_interchange (file, self->session, &options, format, error);
  if (ilv_export_parse_format (name, &options.format))
    {
      if (options.format == ILV_EXPORT_PNG)
        options.theme = get_theme ();
      return ilv_file_job_new_picture (file, self->session, &options, error);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
               _("“%s” must end in .svg, .png, .pdf, .csv, .json or .perfetto-trace"), name);
  return NULL;
}

void
ilv_window_export_to (IlvWindow *self, GFile *file, gboolean is_table)
{
  g_autoptr (GError) error = NULL;
  IlvFileJob *job = begin_export (self, file, is_table, &error);

  ilv_window_write_file (self, file, job, error);
}

static void
export_chosen (IlvWindow *self, GFile *file, gpointer data)
{
  if (file != NULL)
    ilv_window_export_to (self, file, GPOINTER_TO_INT (data));
}

void
ilv_window_export (IlvWindow *self, const char *extension)
{
  const char *dot = strrchr (extension, '.');
  const char *const suffixes[] = { dot != NULL ? dot + 1 : extension, NULL };
  g_autofree char *name = ilv_window_suggest_name (self, extension);

  ilv_window_choose (self, ILV_CHOOSE_NEW, _("Export"), name, suffixes[0], suffixes, export_chosen,
                     GINT_TO_POINTER (dot != NULL));
}

typedef struct
{
  IlvExportJob *job;
  GByteArray *png;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  ilv_export_job_free (copy->job);
  g_byte_array_unref (copy->png);
  g_free (copy);
}

static IlvExportState
step_copy (gpointer data, double *fraction, GError **error)
{
  Copy *copy = data;
  IlvExportState state = ilv_export_job_step (copy->job, copy->png, error);

  *fraction = ilv_export_job_get_progress (copy->job);
  return state;
}

static void
copy_done (IlvWindow *self, gpointer data)
{
  Copy *copy = data;
  g_autoptr (GBytes) bytes = g_bytes_new (copy->png->data, copy->png->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, &error);

  if (texture == NULL)
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  ilv_window_show_toast (self, _("Picture copied"));
}

void
ilv_window_copy_picture (IlvWindow *self)
{
  IlvExportOptions options = get_options (self);
  Copy *copy = g_new0 (Copy, 1);

  options.format = ILV_EXPORT_PNG;
  options.theme = get_theme ();
  copy->job = ilv_export_job_new (self->session, &options);
  copy->png = g_byte_array_new ();
  ilv_window_begin_writing (self, _("Copying the picture"), step_copy, copy_done, copy, copy_free);
}

static void
ilv_window_draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page,
                         IlvWindow *self)
{
  IlvExportOptions options = get_options (self);

  ilv_export_draw (self->session, &options, gtk_print_context_get_cairo_context (context),
                   gtk_print_context_get_width (context), gtk_print_context_get_height (context));
}

void
ilv_window_print (IlvWindow *self)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GError) error = NULL;

  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_job_name (operation, ilv_document_get_title (self->document));
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (ilv_window_draw_page_cb), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    ilv_window_show_error (self, error->message);
}

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

#include "draw/ilv-export.h"
#include "ilv-out-file.h"
#include "model/ilv-interchange.h"
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

static GBytes *
write_statistics (IlvWindow *self, char *(*to_text) (IlvTrace *, guint64, guint64))
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint64 start_nsec, end_nsec;
  char *text;

  get_range (self, &start_nsec, &end_nsec);
  if (end_nsec == 0)
    end_nsec = ilv_trace_get_end_nsec (trace);
  text = to_text (trace, start_nsec, end_nsec);
  return g_bytes_new_take (text, strlen (text));
}

/* (transfer full) (nullable): what goes into a file of that name. */
static GBytes *
write_bytes (IlvWindow *self, const char *name, gboolean is_table, GError **error)
{
  IlvExportOptions options = get_options (self);

  if (g_str_has_suffix (name, ".csv"))
    return write_statistics (self, ilv_statistics_to_csv);
  if (is_table && g_str_has_suffix (name, ".json"))
    return write_statistics (self, ilv_statistics_to_json);
  if (ilv_export_parse_format (name, &options.format))
    return ilv_export_to_bytes (self->session, &options, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
               _("“%s” must end in .svg, .png, .pdf, .csv, .json or .perfetto-trace"), name);
  return NULL;
}

/* A trace for other viewers. */
typedef struct
{
  IlvInterchangeJob *job;
  IlvOutFile *out;
  GByteArray *piece;
} Interchange;

static void
interchange_free (gpointer data)
{
  Interchange *interchange = data;

  ilv_interchange_job_free (interchange->job);
  ilv_out_file_free (interchange->out);
  g_byte_array_unref (interchange->piece);
  g_free (interchange);
}

static IlvWriting
write_interchange (gpointer data, double *fraction, GError **error)
{
  Interchange *interchange = data;
  gboolean is_more = ilv_interchange_job_step (interchange->job, interchange->piece);

  *fraction = ilv_interchange_job_get_progress (interchange->job);
  if (!ilv_out_file_write (interchange->out, interchange->piece->data, interchange->piece->len,
                           error))
    return ILV_WRITING_FAILED;
  g_byte_array_set_size (interchange->piece, 0);
  if (is_more)
    return ILV_WRITING_GOES_ON;
  return ilv_out_file_finish (interchange->out, error) ? ILV_WRITING_DONE : ILV_WRITING_FAILED;
}

static void
begin_interchange (IlvWindow *self, GFile *file, IlvInterchange format)
{
  g_autoptr (GError) error = NULL;
  IlvOutFile *out = ilv_out_file_new (file, &error);
  guint64 start_nsec, end_nsec;
  Interchange *interchange;

  if (out == NULL)
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  get_range (self, &start_nsec, &end_nsec);
  interchange = g_new0 (Interchange, 1);
  interchange->job = ilv_interchange_job_new (self->session, format, start_nsec, end_nsec);
  interchange->out = out;
  interchange->piece = g_byte_array_new ();
  ilv_window_begin_writing (self, file, write_interchange, interchange, interchange_free);
}

static gboolean
write_file (GFile *file, GBytes *bytes, GError **error)
{
  g_autoptr (IlvOutFile) out = ilv_out_file_new (file, error);
  gsize n_bytes;
  const void *data = g_bytes_get_data (bytes, &n_bytes);

  return out != NULL && ilv_out_file_write (out, data, n_bytes, error)
         && ilv_out_file_finish (out, error);
}

void
ilv_window_export_to (IlvWindow *self, GFile *file, gboolean is_table)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  IlvInterchange format;

  if (!is_table && ilv_interchange_parse (name, &format))
    {
      begin_interchange (self, file, format);
      return;
    }
  bytes = write_bytes (self, name, is_table, &error);
  if (bytes == NULL || !write_file (file, bytes, &error))
    ilv_window_show_error (self, error->message);
  else
    ilv_window_say_written (self, file);
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

  ilv_window_choose (self, _("Export"), name, suffixes[0], suffixes, export_chosen,
                     GINT_TO_POINTER (dot != NULL));
}

void
ilv_window_copy_picture (IlvWindow *self)
{
  IlvExportOptions options = get_options (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  options.format = ILV_EXPORT_PNG;
  bytes = ilv_export_to_bytes (self->session, &options, &error);
  if (bytes != NULL)
    texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture == NULL)
    {
      ilv_window_show_error (self, error->message);
      return;
    }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  ilv_window_show_toast (self, _("Picture copied"));
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

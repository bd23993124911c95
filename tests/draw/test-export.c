/* SPDX-License-Identifier: MIT */
#include "../model/model-test.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "draw/ilv-export.h"

typedef struct
{
  IlvTrace *trace;
  IlvSession *session;
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  name)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->trace = trace_from_events (events, 0, events->len);
  fixture->session = ilv_session_new (fixture->trace);
  fixture->folder = g_dir_make_tmp ("ilv-test-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, name, NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  name)
{
  g_file_delete (fixture->file, NULL, NULL);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->file);
  g_object_unref (fixture->session);
  g_object_unref (fixture->trace);
}

static GBytes *
export_to (Fixture                *fixture,
           const IlvExportOptions *options)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = ilv_export_to_bytes (fixture->session, options, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_export_png_is_as_large_as_asked (Fixture       *fixture,
                                      gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_PNG, .width_px = 700, .scale = 2 };
  g_autoptr(GBytes) bytes = export_to (fixture, &options);
  cairo_surface_t *surface;

  g_assert_true (g_file_replace_contents (fixture->file, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), NULL, FALSE,
                                          G_FILE_CREATE_NONE, NULL, NULL, NULL));
  surface = cairo_image_surface_create_from_png (g_file_peek_path (fixture->file));
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1400);
  cairo_surface_destroy (surface);
}

static void
test_export_pdf_is_reproducible (Fixture       *fixture,
                                 gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_PDF };
  g_autoptr(GBytes) first = export_to (fixture, &options);
  g_autoptr(GBytes) second = export_to (fixture, &options);

  g_assert_cmpmem (g_bytes_get_data (first, NULL), 5, "%PDF-", 5);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_export_range_leaves_out_the_rest (Fixture       *fixture,
                                       gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_SVG, .start_nsec = 7000000,
                               .end_nsec = 8000000 };
  g_autoptr(GBytes) bytes = export_to (fixture, &options);
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (strstr (svg, ">7.5 ms</text>"));
  g_assert_null (strstr (svg, ">2 ms</text>"));
}

static void
test_export_says_what_is_too_large (Fixture       *fixture,
                                    gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_PNG, .scale = 1000 };
  g_autoptr(GError) error = NULL;

  g_assert_null (ilv_export_to_bytes (fixture->session, &options, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* A few lanes are no picture of a run: what comes while it is made is not in it, nor what is done
 * to the lanes. */
static void
test_export_shows_the_moment_it_began (Fixture       *fixture,
                                       gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_SVG };
  g_autoptr(GBytes) expected = export_to (fixture, &options);
  g_autoptr(IlvExportJob) job = ilv_export_job_new (fixture->session, &options);
  g_autoptr(GByteArray) out = g_byte_array_new ();
  IlvExportState state;

  ilv_session_set_folded (fixture->session, ILV_GROUP_GOROUTINES, TRUE);
  ilv_session_set_filter (fixture->session, "nothing");
  do
    {
      state = ilv_export_job_step (job, out, NULL);
      g_assert_cmpfloat (ilv_export_job_get_progress (job), <=, 1);
    }
  while (state == ILV_EXPORT_GOES_ON);
  g_assert_cmpint (state, ==, ILV_EXPORT_DONE);
  g_assert_cmpmem (out->data, out->len, g_bytes_get_data (expected, NULL),
                   g_bytes_get_size (expected));
}

static gboolean
has_text (GBytes     *picture,
          const char *text)
{
  return g_strstr_len (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), text) != NULL;
}

/* Folded headings, and unfolded ones with the lanes below them. */
static void
test_export_shows_headings_as_seen (Fixture       *fixture,
                                    gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_SVG };
  g_autoptr(GBytes) folded = NULL, unfolded = NULL;

  ilv_session_set_group_shown (fixture->session, ILV_GROUP_THREADS, FALSE);
  ilv_session_set_headings (fixture->session, ILV_HEADING_CREATOR);
  ilv_session_fold_headings (fixture->session, TRUE);
  folded = export_to (fixture, &options);
  g_assert_true (has_text (folded, "▸") && has_text (folded, ">by main<"));
  g_assert_false (has_text (folded, ">worker 2<"));
  ilv_session_fold_headings (fixture->session, FALSE);
  unfolded = export_to (fixture, &options);
  g_assert_true (has_text (unfolded, "▾") && has_text (unfolded, ">worker 2<"));
}

/* The thread of one that nobody waits for ends by itself. */
static void
test_export_can_be_dropped (Fixture       *fixture,
                            gconstpointer  name)
{
  static const IlvExportFormat formats[] = { ILV_EXPORT_SVG, ILV_EXPORT_PNG, ILV_EXPORT_PDF };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      IlvExportOptions options = { .format = formats[i], .scale = 2 };
      g_autoptr(IlvExportJob) untouched = ilv_export_job_new (fixture->session, &options);
      g_autoptr(IlvExportJob) begun = ilv_export_job_new (fixture->session, &options);
      g_autoptr(GByteArray) out = g_byte_array_new ();

      g_assert_cmpint (ilv_export_job_step (begun, out, NULL), !=, ILV_EXPORT_FAILED);
    }
}

/* Higher than a page can be, a document has several. */
static void
test_export_high_pdf_has_pages (Fixture       *fixture,
                                gconstpointer  name)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(IlvTrace) trace = NULL;
  g_autoptr(IlvSession) session = NULL;
  IlvExportOptions options = { .format = ILV_EXPORT_PDF };
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *pdf = NULL;
  gsize n_bytes;

  for (guint g = 1; g <= 800; g++)
    g_string_append_printf (text, "0ms p0 g- go-create #1 new_g=%u\n", g);
  trace = trace_from_text (text->str);
  session = ilv_session_new (trace);
  bytes = ilv_export_to_bytes (session, &options, NULL);
  n_bytes = g_bytes_get_size (bytes);
  pdf = g_memdup2 (g_bytes_get_data (bytes, NULL), n_bytes);
  for (gsize i = 0; i < n_bytes; i++)
    pdf[i] = pdf[i] == '\0' ? ' ' : pdf[i];
  pdf[n_bytes - 1] = '\0';
  g_assert_nonnull (strstr (pdf, "/Count 2"));
}

static void
test_export_knows_formats_by_name (Fixture       *fixture,
                                   gconstpointer  name)
{
  IlvExportFormat format;

  g_assert_true (ilv_export_parse_format ("a.SVG", &format));
  g_assert_cmpint (format, ==, ILV_EXPORT_SVG);
  g_assert_true (ilv_export_parse_format ("/x/y.pdf", &format));
  g_assert_cmpint (format, ==, ILV_EXPORT_PDF);
  g_assert_false (ilv_export_parse_format ("svg", &format));
}

#define ADD(path, name, test) \
  g_test_add ("/draw/export/" path, Fixture, name, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("png-is-as-large-as-asked", "a.png", test_export_png_is_as_large_as_asked);
  ADD ("pdf-is-reproducible", "a.pdf", test_export_pdf_is_reproducible);
  ADD ("range-leaves-out-the-rest", "a.svg", test_export_range_leaves_out_the_rest);
  ADD ("says-what-is-too-large", "a.png", test_export_says_what_is_too_large);
  ADD ("shows-the-moment-it-began", "a.svg", test_export_shows_the_moment_it_began);
  ADD ("shows-headings-as-seen", "a.svg", test_export_shows_headings_as_seen);
  ADD ("can-be-dropped", "a.svg", test_export_can_be_dropped);
  ADD ("high-pdf-has-pages", "a.pdf", test_export_high_pdf_has_pages);
  ADD ("knows-formats-by-name", "a.svg", test_export_knows_formats_by_name);
  return g_test_run ();
}

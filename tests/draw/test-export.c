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
  GBytes *bytes;

  g_assert_true (ilv_export_to_file (fixture->session, options, fixture->file, &error));
  g_assert_no_error (error);
  bytes = g_file_load_bytes (fixture->file, NULL, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_export_png_is_as_large_as_asked (Fixture       *fixture,
                                      gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_PNG, .width_px = 700, .scale = 2 };
  g_autoptr(GBytes) bytes = export_to (fixture, &options);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (g_file_peek_path (fixture->file));

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

/* Nothing half-written, and what was there before stays. */
static void
test_export_failure_leaves_nothing (Fixture       *fixture,
                                    gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_PNG, .scale = 1000 };
  g_autoptr(GError) error = NULL;

  g_assert_false (ilv_export_to_file (fixture->session, &options, fixture->file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_false (g_file_query_exists (fixture->file, NULL));
}

static void
test_export_into_no_folder_is_an_error (Fixture       *fixture,
                                        gconstpointer  name)
{
  IlvExportOptions options = { .format = ILV_EXPORT_SVG };
  g_autoptr(GFile) nowhere = g_file_resolve_relative_path (fixture->file, "no/such/folder.svg");
  g_autoptr(GError) error = NULL;

  g_assert_false (ilv_export_to_file (fixture->session, &options, nowhere, &error));
  g_assert_nonnull (error);
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
  ADD ("failure-leaves-nothing", "a.png", test_export_failure_leaves_nothing);
  ADD ("into-no-folder-is-an-error", "a.svg", test_export_into_no_folder_is_an_error);
  ADD ("knows-formats-by-name", "a.svg", test_export_knows_formats_by_name);
  return g_test_run ();
}

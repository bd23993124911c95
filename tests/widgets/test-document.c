/* test-document.c - The program text, its file and its errors.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>

#include "widgets-test.h"
#include "widgets/ilv-document.h"

typedef struct
{
  IlvDocument *document;
  char *directory;
  GFile *file; /* prog.go in it; not there yet */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->document = ilv_document_new ();
  fixture->directory = g_dir_make_tmp ("interleave-test-XXXXXX", NULL);
  path = g_build_filename (fixture->directory, "prog.go", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_file_delete (fixture->file, NULL, NULL);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_object_unref (fixture->file);
  g_object_unref (fixture->document);
}

static void
write_file (Fixture *fixture, const char *contents, gssize n_bytes)
{
  g_assert_true (g_file_set_contents (g_file_peek_path (fixture->file), contents, n_bytes, NULL));
}

/* As a user types. */
static void
type (Fixture *fixture, const char *text)
{
  gtk_text_buffer_insert_at_cursor (GTK_TEXT_BUFFER (fixture->document), text, -1);
}

static gboolean
load (Fixture *fixture, gboolean is_template, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ilv_document_load_async (fixture->document, fixture->file, is_template, NULL, keep_result_cb,
                           &result);
  return ilv_document_load_finish (fixture->document, wait_for_result (&result), error);
}

static gboolean
save (Fixture *fixture, GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ilv_document_save_async (fixture->document, file, NULL, keep_result_cb, &result);
  return ilv_document_save_finish (fixture->document, wait_for_result (&result), error);
}

static void
assert_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = ilv_document_dup_text (fixture->document);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_document_load_shows_the_file (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "package main\n", -1);
  g_assert_true (load (fixture, FALSE, NULL));
  assert_text (fixture, "package main\n");
  g_assert_cmpstr (ilv_document_get_title (fixture->document), ==, "prog.go");
  g_assert_true (g_file_equal (ilv_document_get_file (fixture->document), fixture->file));
  g_assert_false (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (fixture->document)));
  g_assert_false (gtk_text_buffer_get_can_undo (GTK_TEXT_BUFFER (fixture->document)));
}

static void
test_document_template_has_no_file (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "package main\n", -1);
  g_assert_true (load (fixture, TRUE, NULL));
  assert_text (fixture, "package main\n");
  g_assert_cmpstr (ilv_document_get_title (fixture->document), ==, "prog.go");
  g_assert_null (ilv_document_get_file (fixture->document));
}

static void
test_document_failed_load_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) binary = NULL;

  ilv_document_take_over (fixture->document, "before.go", "before");
  g_assert_false (load (fixture, FALSE, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  write_file (fixture, "\xff\xfe\x00x", 4);
  g_assert_false (load (fixture, FALSE, &binary));
  g_assert_error (binary, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  assert_text (fixture, "before");
  g_assert_cmpstr (ilv_document_get_title (fixture->document), ==, "before.go");
}

static void
test_document_save_writes_and_adopts_the_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;

  type (fixture, "package p // 通道\r\n");
  g_assert_true (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (fixture->document)));
  g_assert_true (save (fixture, fixture->file, NULL));
  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "package p // 通道\r\n");
  g_assert_false (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (fixture->document)));
  g_assert_cmpstr (ilv_document_get_title (fixture->document), ==, "prog.go");
}

static void
test_document_save_spares_what_others_wrote (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  write_file (fixture, "ours", -1);
  g_assert_true (load (fixture, FALSE, NULL));
  write_file (fixture, "theirs, and longer", -1);
  /* A file system counts time in steps that a test can be faster than. */
  g_assert_true (g_file_set_attribute_uint64 (fixture->file, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                              12345, G_FILE_QUERY_INFO_NONE, NULL, NULL));
  type (fixture, "changed: ");
  g_assert_false (save (fixture, ilv_document_get_file (fixture->document), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (g_file_get_contents (g_file_peek_path (fixture->file), &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "theirs, and longer");
  g_assert_true (gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (fixture->document)));
}

static void
test_document_errors_are_found_at_their_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *none = NULL;

  ilv_document_take_over (fixture->document, "a.go", "var 通 int\nx := undefinedName\n");
  ilv_document_add_error (fixture->document, 2, 6, "undefined: undefinedName");
  ilv_document_add_error (fixture->document, 2, 1, "x declared and not used");
  ilv_document_add_error (fixture->document, 99, 99, "missing function body");
  second = ilv_document_dup_errors_at (fixture->document, 1);
  g_assert_nonnull (strstr (second, "undefined: undefinedName"));
  g_assert_nonnull (strstr (second, "x declared and not used"));
  first = ilv_document_dup_errors_at (fixture->document, 0);
  g_assert_null (first);
  none = ilv_document_dup_errors_at (fixture->document, 2);
  g_assert_cmpstr (none, ==, "missing function body");
}

/* The text under the wavy line. (transfer full) */
static char *
dup_underlined (IlvDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (document);
  GtkTextIter start, end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (!gtk_text_iter_forward_to_tag_toggle (&start, NULL))
    return NULL;
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, NULL);
  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

static void
test_document_column_counts_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *underlined = NULL;
  g_autofree char *after_clear = NULL;

  ilv_document_take_over (fixture->document, "a.go", "s := \"通道\" + oops\n");
  ilv_document_add_error (fixture->document, 1, 17, "undefined: oops");
  underlined = dup_underlined (fixture->document);
  g_assert_cmpstr (underlined, ==, "oops");
  ilv_document_clear_errors (fixture->document);
  after_clear = dup_underlined (fixture->document);
  g_assert_null (after_clear);
}

static void
test_document_go_to_stays_in_the_text (Fixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (fixture->document);
  const guint places[][3] = { { 2, 2, 1 }, { 99, 1, 2 }, { 0, 0, 0 }, { 1, 500, 0 } };

  ilv_document_take_over (fixture->document, "a.go", "通\nab\n");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      GtkTextIter iter;

      ilv_document_go_to (fixture->document, places[i][0], places[i][1]);
      gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
      g_assert_cmpint (gtk_text_iter_get_line (&iter), ==, (int) places[i][2]);
    }
}

#define ADD(name, function) \
  g_test_add ("/widgets/document/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  ADD ("load-shows-the-file", test_document_load_shows_the_file);
  ADD ("template-has-no-file", test_document_template_has_no_file);
  ADD ("failed-load-changes-nothing", test_document_failed_load_changes_nothing);
  ADD ("save-writes-and-adopts-the-file", test_document_save_writes_and_adopts_the_file);
  ADD ("save-spares-what-others-wrote", test_document_save_spares_what_others_wrote);
  ADD ("errors-are-found-at-their-line", test_document_errors_are_found_at_their_line);
  ADD ("column-counts-bytes", test_document_column_counts_bytes);
  ADD ("go-to-stays-in-the-text", test_document_go_to_stays_in_the_text);
  return g_test_run ();
}

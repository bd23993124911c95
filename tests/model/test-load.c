/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include <glib/gstdio.h>

#include "model/ilv-session.h"
#include "trace/file.h"

typedef struct
{
  char *path;
  GFile *file;
  guint n_progress;
  gboolean is_done;
  GError *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  int fd = g_file_open_tmp ("ilv-test-XXXXXX.ilv", &fixture->path, &fixture->error);

  g_assert_no_error (fixture->error);
  close (fd);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_remove (fixture->path);
  g_free (fixture->path);
  g_object_unref (fixture->file);
  g_clear_error (&fixture->error);
}

/* Goroutine 1 gives way @n times. */
static void
write_file (Fixture *fixture,
            guint    n)
{
  struct ilv_error error = { "" };
  struct ilv_file_writer *writer = ilv_file_writer_new (fixture->path, &error);
  struct ilv_event event = { .type = ILV_EVENT_GO_CREATE, .object = 1 };

  g_assert_nonnull (writer);
  ilv_file_writer_add (writer, &event, 1);
  for (guint i = 0; i < n; i++)
    {
      event = (struct ilv_event) { .type = i % 2 ? ILV_EVENT_GO_YIELD : ILV_EVENT_GO_START,
                                   .g = 1, .seq = i + 2, .time_nsec = i * 100 };
      ilv_file_writer_add (writer, &event, 1);
    }
  g_assert_true (ilv_file_writer_finish (writer, &error));
}

static void
progress_cb (IlvTrace *trace,
             double    fraction,
             gpointer  user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  fixture->n_progress++;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  ilv_trace_load_finish (ILV_TRACE (source), result, &fixture->error);
  fixture->is_done = TRUE;
}

static void
load (Fixture      *fixture,
      IlvTrace     *trace,
      GCancellable *cancellable)
{
  ilv_trace_load_async (trace, fixture->file, progress_cb, fixture, cancellable, loaded_cb,
                        fixture);
  while (!fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_load_brings_all_events (Fixture       *fixture,
                             gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();

  write_file (fixture, 100000);
  load (fixture, trace, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_progress, >=, 1);
  g_assert_cmpuint (ilv_trace_get_n_events (trace), ==, 100001);
  g_assert_cmpuint (ilv_lane_n_spans (ilv_trace_get_lane (trace, lane_of_goroutine (trace, 1))), ==,
                    100001);
  g_assert_cmpint (ilv_trace_get_run_state (trace), ==, ILV_RUN_CUT_OFF);
}

static void
test_load_at_once_is_the_same (Fixture       *fixture,
                               gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(GError) error = NULL;

  write_file (fixture, 1000);
  g_assert_true (ilv_trace_load (trace, fixture->file, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ilv_trace_get_n_events (trace), ==, 1001);
}

static void
test_load_can_be_cancelled (Fixture       *fixture,
                            gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  write_file (fixture, 100000);
  g_cancellable_cancel (cancellable);
  load (fixture, trace, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_load_damaged_file_up_to_the_break (Fixture       *fixture,
                                        gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  write_file (fixture, 100000);
  g_file_get_contents (fixture->path, &bytes, &n_bytes, &fixture->error);
  g_assert_no_error (fixture->error);
  g_file_set_contents (fixture->path, bytes, n_bytes / 2, &fixture->error);
  g_assert_no_error (fixture->error);
  load (fixture, trace, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (ilv_trace_get_n_events (trace), >, 0);
  g_assert_cmpuint (ilv_trace_get_n_events (trace), <, 100001);
  g_assert_nonnull (ilv_trace_get_notes (trace)[0]);
}

static void
test_load_refuses_what_is_no_trace (Fixture       *fixture,
                                    gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();

  g_file_set_contents (fixture->path, "package main\n", -1, &fixture->error);
  g_assert_no_error (fixture->error);
  load (fixture, trace, NULL);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpuint (ilv_trace_get_n_events (trace), ==, 0);
}

/* Puts @notes into the file. */
static void
annotate (Fixture *fixture,
          GBytes  *notes)
{
  struct ilv_error error = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (fixture->path, &error);
  gsize n_notes, n_tail;
  gconstpointer bytes = g_bytes_get_data (notes, &n_notes);
  uint64_t offset;
  g_autofree void *tail = ilv_file_make_tail (reader, bytes, n_notes, &offset, &n_tail, &error);
  g_autofree char *before = NULL;
  g_autoptr(GByteArray) after = g_byte_array_new ();

  g_assert_nonnull (tail);
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));
  g_byte_array_append (after, (guint8 *) before, (guint) offset);
  g_byte_array_append (after, tail, (guint) n_tail);
  g_assert_true (g_file_set_contents (fixture->path, (char *) after->data, after->len, NULL));
  ilv_file_reader_free (reader);
}

static void
test_load_brings_the_notes (Fixture       *fixture,
                            gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new (), again = ilv_trace_new ();
  g_autoptr(IlvSession) session = NULL, session_again = NULL;
  g_autoptr(GBytes) notes = NULL;

  write_file (fixture, 10);
  g_assert_true (ilv_trace_load (trace, fixture->file, NULL, NULL));
  session = ilv_session_new (trace);
  g_assert_null (ilv_session_dup_notes (session));
  ilv_session_write_note (session, 300, lane_of_goroutine (trace, 1), "look here");
  notes = ilv_session_dup_notes (session);
  annotate (fixture, notes);
  g_assert_true (ilv_trace_load (again, fixture->file, NULL, NULL));
  session_again = ilv_session_new (again);
  g_assert_cmpuint (ilv_session_get_n_notes (session_again), ==, 1);
  g_assert_cmpuint (ilv_session_get_note (session_again, 0).time_nsec, ==, 300);
  g_assert_cmpuint (ilv_session_get_note (session_again, 0).lane, ==,
                    lane_of_goroutine (again, 1));
  g_assert_cmpstr (ilv_session_get_note (session_again, 0).text, ==, "look here");
}

static void
test_load_survives_notes_that_are_none (Fixture       *fixture,
                                        gconstpointer  unused)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(IlvSession) session = NULL;
  g_autoptr(GBytes) nonsense = g_bytes_new ("not what notes look like\377", 25);

  write_file (fixture, 10);
  annotate (fixture, nonsense);
  g_assert_true (ilv_trace_load (trace, fixture->file, NULL, NULL));
  session = ilv_session_new (trace);
  for (guint i = 0; i < ilv_session_get_n_notes (session); i++)
    g_assert_true (g_utf8_validate (ilv_session_get_note (session, i).text, -1, NULL));
  g_assert_cmpuint (ilv_trace_get_n_events (trace), ==, 11);
}

#define ADD(path, test) g_test_add ("/model/load/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("brings-the-notes", test_load_brings_the_notes);
  ADD ("survives-notes-that-are-none", test_load_survives_notes_that_are_none);
  ADD ("brings-all-events", test_load_brings_all_events);
  ADD ("at-once-is-the-same", test_load_at_once_is_the_same);
  ADD ("can-be-cancelled", test_load_can_be_cancelled);
  ADD ("damaged-file-up-to-the-break", test_load_damaged_file_up_to_the_break);
  ADD ("refuses-what-is-no-trace", test_load_refuses_what_is_no_trace);
  return g_test_run ();
}

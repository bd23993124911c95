/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace-test.h"
#include "trace/file.h"
#include "trace/file_format.h"

static char *
new_path (void)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("trace-XXXXXX.ilv", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  return path;
}

/* Like a real trace: times that grow, few goroutines, now and then a string. */
static GArray *
make_events (guint n)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  uint64_t time_nsec = 0;

  for (guint i = 0; i < n; i++)
    {
      struct ilv_event event = { .type = (uint16_t) (ILV_EVENT_CHAN_SEND + i % 4),
                                 .p = (uint16_t) (i / 7 % 2),
                                 .g = 1 + i % 5,
                                 .time_nsec = time_nsec,
                                 .object = 1 + i % 3,
                                 .seq = i,
                                 .site = 12 * (i % 9) };

      time_nsec += (uint64_t) g_test_rand_int_range (0, 300);
      if (i % 50 == 3)
        memset (&event, 'x', sizeof event);
      if (i % 50 == 3)
        event.type = ILV_EVENT_DATA;
      g_array_append_val (events, event);
    }
  return events;
}

static void
write_file (const char *path, GArray *events)
{
  struct ilv_error error = { "" };
  struct ilv_file_writer *writer = ilv_file_writer_new (path, &error);

  g_assert_cmpstr (error.text, ==, "");
  ilv_file_writer_add (writer, (struct ilv_event *) events->data, events->len);
  g_assert_true (ilv_file_writer_finish (writer, &error));
}

/* What can be read of @path; NULL if it is refused. @note may be NULL. */
static GArray *
read_file (const char *path, char **note)
{
  struct ilv_error error = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (path, &error);
  GArray *events;
  struct ilv_sink sink;

  if (reader == NULL)
    {
      g_assert_cmpstr (error.text, !=, "");
      if (note != NULL)
        *note = g_strdup (error.text);
      return NULL;
    }
  events = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  sink = (struct ilv_sink){ keep_events, events };
  g_assert_true (ilv_file_reader_read_all (reader, &sink, NULL));
  if (note != NULL)
    *note = g_strdup (ilv_file_reader_note (reader));
  ilv_file_reader_free (reader);
  return events;
}

static void
assert_prefix (GArray *events, GArray *whole)
{
  g_assert_cmpuint (events->len, <=, whole->len);
  if (events->len > 0)
    g_assert_cmpmem (events->data, events->len * sizeof (struct ilv_event), whole->data,
                     events->len * sizeof (struct ilv_event));
}

static void
test_file_gives_back_what_was_written (void)
{
  const guint sizes[] = { 0, 1, ILV_FILE_BLOCK_EVENTS, ILV_FILE_BLOCK_EVENTS + 1, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *path = new_path ();
      g_autofree char *note = NULL;
      g_autoptr (GArray) written = make_events (sizes[i]);
      g_autoptr (GArray) read = NULL;

      write_file (path, written);
      read = read_file (path, &note);
      g_assert_cmpstr (note, ==, "");
      g_assert_cmpuint (read->len, ==, written->len);
      assert_prefix (read, written);
      g_unlink (path);
    }
}

static void
test_file_index_tells_all_without_reading (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GArray) written = make_events (3 * ILV_FILE_BLOCK_EVENTS);
  struct ilv_file_reader *reader;
  struct ilv_event *events = g_new (struct ilv_event, ILV_FILE_BLOCK_EVENTS);
  const struct ilv_file_block *block;

  g_array_index (written, struct ilv_event, 20)
    = (struct ilv_event){ .type = ILV_EVENT_LOST, .object = 1, .arg = 5 };
  write_file (path, written);
  reader = ilv_file_reader_new (path, NULL);
  g_assert_cmpuint (ilv_file_reader_n_blocks (reader), ==, 3);
  g_assert_cmpuint (ilv_file_reader_n_events (reader), ==, written->len);
  g_assert_cmpuint (ilv_file_reader_n_missing (reader), ==, G_GUINT64_CONSTANT (0x100000005));
  block = ilv_file_reader_block (reader, 2);
  g_assert_cmpuint (block->first_index, ==, 2 * ILV_FILE_BLOCK_EVENTS);
  g_assert_cmpuint (block->first_nsec, ==,
                    g_array_index (written, struct ilv_event, block->first_index).time_nsec);
  g_assert_cmpuint (ilv_file_reader_read (reader, 2, events), ==, ILV_FILE_BLOCK_EVENTS);
  g_assert_cmpmem (events, ILV_FILE_BLOCK_EVENTS * sizeof *events,
                   &g_array_index (written, struct ilv_event, block->first_index),
                   ILV_FILE_BLOCK_EVENTS * sizeof *events);
  ilv_file_reader_free (reader);
  g_free (events);
  g_unlink (path);
}

static void
test_file_describes_its_events (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GArray) none = make_events (0);
  struct ilv_file_reader *reader;

  write_file (path, none);
  reader = ilv_file_reader_new (path, NULL);
  for (unsigned type = 0; type < 2 * ILV_N_EVENT_TYPES; type++)
    g_assert_cmpstr (ilv_file_reader_event_name (reader, type), ==,
                     ilv_event_spec (type)->name);
  ilv_file_reader_free (reader);
  g_unlink (path);
}

static void
test_file_survives_a_killed_writer (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *note = NULL;
  g_autoptr (GArray) written = make_events (3 * ILV_FILE_BLOCK_EVENTS + 100);
  g_autoptr (GArray) read = NULL;
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      struct ilv_file_writer *writer = ilv_file_writer_new (path, NULL);

      ilv_file_writer_add (writer, (struct ilv_event *) written->data, written->len);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  read = read_file (path, &note);
  g_assert_true (g_str_has_prefix (note, "the recording was not finished"));
  g_assert_cmpuint (read->len, ==, 3 * ILV_FILE_BLOCK_EVENTS);
  assert_prefix (read, written);
  g_unlink (path);
}

static void
test_file_cut_anywhere_opens_up_to_the_cut (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *bytes = NULL;
  g_autoptr (GArray) written = make_events (3 * ILV_FILE_BLOCK_EVENTS);
  gsize n_bytes;
  guint last_len = 0;

  write_file (path, written);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (gsize n = 0; n < n_bytes; n += n < 9000 ? 101 : 6007)
    {
      g_autoptr (GArray) read = NULL;
      g_autofree char *note = NULL;

      g_assert_cmpint (truncate (path, 0), ==, 0);
      g_assert_true (g_file_set_contents (path, bytes, n, NULL));
      read = read_file (path, &note);
      g_assert_cmpstr (note, !=, "");
      if (read == NULL)
        {
          g_assert_cmpuint (last_len, ==, 0);
          continue;
        }
      assert_prefix (read, written);
      g_assert_cmpuint (read->len, >=, last_len);
      last_len = read->len;
    }
  g_assert_cmpuint (last_len, >=, 2 * ILV_FILE_BLOCK_EVENTS);
  g_unlink (path);
}

static void
test_file_spoiled_anywhere_gives_nothing_false (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *bytes = NULL;
  g_autoptr (GArray) written = make_events (2 * ILV_FILE_BLOCK_EVENTS);
  gsize n_bytes;

  write_file (path, written);
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  for (guint i = 0; i < 300; i++)
    {
      gsize n_near = i % 3 == 0 ? n_bytes : 5000;
      gsize at = i < 200 ? (gsize) g_test_rand_int_range (0, (int) n_near) : n_bytes - 1 - i % 100;
      char kept = bytes[at];
      g_autoptr (GArray) read = NULL;
      g_autofree char *note = NULL;

      bytes[at] ^= (char) (1 << i % 8);
      g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
      bytes[at] = kept;
      read = read_file (path, &note);
      g_assert_cmpstr (note, !=, "");
      if (read != NULL)
        assert_prefix (read, written);
    }
  g_unlink (path);
}

static void
test_file_full_disk_keeps_what_was_written (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GArray) written = make_events (20 * ILV_FILE_BLOCK_EVENTS);
  g_autoptr (GArray) read = NULL;
  g_autofree char *note = NULL;
  struct ilv_error error = { "" };
  struct ilv_file_writer *writer = ilv_file_writer_new (path, &error);
  struct rlimit old, limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  limit = old;
  limit.rlim_cur = 500000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  ilv_file_writer_add (writer, (struct ilv_event *) written->data, written->len);
  g_assert_cmpstr (ilv_file_writer_error (writer), ==,
                   "cannot write the trace: File too large");
  g_assert_false (ilv_file_writer_finish (writer, &error));
  g_assert_cmpstr (error.text, ==, "cannot write the trace: File too large");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);

  read = read_file (path, &note);
  g_assert_true (g_str_has_prefix (note, "the recording was not finished"));
  g_assert_cmpuint (read->len, >=, ILV_FILE_BLOCK_EVENTS);
  assert_prefix (read, written);
  g_unlink (path);
}

static void
test_file_limit_keeps_what_was_written (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GArray) written = make_events (20 * ILV_FILE_BLOCK_EVENTS);
  g_autoptr (GArray) read = NULL;
  g_autofree char *note = NULL;
  struct ilv_error error = { "" };
  struct ilv_file_writer *writer = ilv_file_writer_new (path, &error);
  GStatBuf status;

  ilv_file_writer_set_limit (writer, 1000000);
  ilv_file_writer_add (writer, (struct ilv_event *) written->data, written->len);
  g_assert_false (ilv_file_writer_finish (writer, &error));
  g_assert_cmpstr (error.text, ==, "the trace file has reached its limit of 1 MB");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, 1000000);
  read = read_file (path, &note);
  g_assert_cmpuint (read->len, >=, ILV_FILE_BLOCK_EVENTS);
  assert_prefix (read, written);
  g_unlink (path);
}

static void
test_file_refuses_what_is_no_trace (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *directory = g_path_get_dirname (path);
  const char *bytes[] = { "", "x", ILV_FILE_MAGIC,
                          "package main\n\nfunc main() {\n\tprintln(\"a Go program\")\n}\n" };

  for (guint i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      g_autofree char *note = NULL;

      g_assert_true (g_file_set_contents (path, bytes[i], -1, NULL));
      g_assert_null (read_file (path, &note));
      g_assert_cmpstr (note, ==, "this is no trace");
    }
  g_assert_null (read_file (directory, NULL));
  g_assert_null (read_file ("/dev/zero", NULL));
  g_assert_null (read_file ("/nonexistent/file", NULL));
  g_unlink (path);
}

/* Kept for ever: what people have saved must open. */
static void
test_file_opens_what_was_saved_once (void)
{
  g_autofree char *text = NULL, *note = NULL;
  g_autoptr (GArray) events = read_file (TEST_FOLDER "/version-1.ilv", &note);

  g_assert_cmpstr (note, ==, "");
  g_assert_true (g_file_get_contents (TEST_FOLDER "/version-1.txt", &text, NULL, NULL));
  assert_events (events, text);
}

/* Replaces @n_bytes at @offset of @path and makes the header's checksum right. */
static void
patch_header (const char *path, gsize offset, const void *patch, gsize n_patch)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  struct ilv_file_header header;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  memcpy (bytes + offset, patch, n_patch);
  memcpy (&header, bytes, sizeof header);
  header.checksum = 0;
  memcpy (bytes, &header, sizeof header);
  header.checksum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, bytes, header.header_bytes);
  memcpy (bytes, &header, sizeof header);
  g_assert_true (g_file_set_contents (path, bytes, n_bytes, NULL));
}

static void
test_file_refuses_other_versions_and_meanings (void)
{
  g_autofree char *path = new_path ();
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (GArray) none = make_events (0);
  const uint32_t version = 7;

  write_file (path, none);
  /* The first description: number and subject, then the name "procs". */
  patch_header (path, sizeof (struct ilv_file_header) + 4, "crops", 5);
  g_assert_null (read_file (path, &first));
  g_assert_cmpstr (first, ==, "in this trace, event 1 is \"crops\" and not \"procs\"");

  write_file (path, none);
  patch_header (path, offsetof (struct ilv_file_header, version), &version, sizeof version);
  g_assert_null (read_file (path, &second));
  g_assert_cmpstr (second, ==, "this trace has version 7, which cannot be read");
  g_unlink (path);
}

static void
test_file_needs_a_place_to_write (void)
{
  struct ilv_error error = { "" };

  g_assert_null (ilv_file_writer_new ("/nonexistent/file", &error));
  g_assert_cmpstr (error.text, ==, "cannot make /nonexistent/file: No such file or directory");
  g_assert_null (ilv_file_writer_new ("/dev/full", &error));
  g_assert_cmpstr (error.text, ==, "cannot write the trace: No space left on device");
  g_assert_true (g_file_test ("/dev/full", G_FILE_TEST_EXISTS));
  g_assert_true (ilv_file_writer_finish (NULL, NULL));
}

/* (transfer full): the file at @path with other notes, in memory. */
static GByteArray *
with_notes (const char *path, const char *notes)
{
  struct ilv_error error = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (path, &error);
  GByteArray *copy = g_byte_array_new ();
  g_autofree char *bytes = NULL;
  uint64_t offset;
  size_t n_tail;
  g_autofree void *tail
    = ilv_file_make_tail (reader, notes, strlen (notes), &offset, &n_tail, &error);

  g_assert_cmpstr (error.text, ==, "");
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_byte_array_append (copy, (guint8 *) bytes, (guint) offset);
  g_byte_array_append (copy, tail, (guint) n_tail);
  ilv_file_reader_free (reader);
  return copy;
}

static void
assert_notes (const char *path, const char *notes, guint n_events)
{
  struct ilv_error error = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new (path, &error);
  size_t n_bytes;
  const char *found = ilv_file_reader_notes (reader, &n_bytes);

  g_assert_cmpstr (ilv_file_reader_note (reader), ==, "");
  g_assert_cmpmem (found, n_bytes, notes, strlen (notes));
  g_assert_cmpuint (ilv_file_reader_n_events (reader), ==, n_events);
  ilv_file_reader_free (reader);
}

static void
test_file_notes_are_kept_replaced_and_removed (void)
{
  static const char *const notes[] = { "here", "rather here", "" };
  g_autofree char *path = new_path ();
  g_autoptr (GArray) events = make_events (2 * ILV_FILE_BLOCK_EVENTS);
  gsize n_before, n_after;
  g_autofree char *before = NULL, *after = NULL;

  write_file (path, events);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  assert_notes (path, "", events->len);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      g_autoptr (GByteArray) copy = with_notes (path, notes[i]);

      g_assert_true (g_file_set_contents (path, (char *) copy->data, copy->len, NULL));
      assert_notes (path, notes[i], events->len);
    }
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_unlink (path);
}

static void
test_file_spoiled_notes_leave_the_events (void)
{
  g_autofree char *path = new_path ();
  g_autoptr (GArray) events = make_events (100);
  g_autoptr (GByteArray) copy = NULL;
  guint8 *byte;

  write_file (path, events);
  copy = with_notes (path, "a note");
  byte = memmem (copy->data, copy->len, "a note", 6);
  *byte = 'b';
  g_assert_true (g_file_set_contents (path, (char *) copy->data, copy->len, NULL));
  {
    struct ilv_error error = { "" };
    struct ilv_file_reader *reader = ilv_file_reader_new (path, &error);
    uint64_t offset;
    size_t n;

    g_assert_null (ilv_file_reader_notes (reader, &n));
    g_assert_cmpuint (ilv_file_reader_n_events (reader), ==, 100);
    g_assert_cmpstr (ilv_file_reader_note (reader), !=, "");
    g_assert_null (ilv_file_make_tail (reader, "x", 1, &offset, &n, &error));
    g_assert_cmpstr (error.text, ==, "a damaged trace keeps no notes");
    ilv_file_reader_free (reader);
  }
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/file/" path, test_file_##function)
  TEST ("gives-back-what-was-written", gives_back_what_was_written);
  TEST ("index-tells-all-without-reading", index_tells_all_without_reading);
  TEST ("describes-its-events", describes_its_events);
  TEST ("survives-a-killed-writer", survives_a_killed_writer);
  TEST ("cut-anywhere-opens-up-to-the-cut", cut_anywhere_opens_up_to_the_cut);
  TEST ("spoiled-anywhere-gives-nothing-false", spoiled_anywhere_gives_nothing_false);
  TEST ("full-disk-keeps-what-was-written", full_disk_keeps_what_was_written);
  TEST ("limit-keeps-what-was-written", limit_keeps_what_was_written);
  TEST ("opens-what-was-saved-once", opens_what_was_saved_once);
  TEST ("notes-are-kept-replaced-and-removed", notes_are_kept_replaced_and_removed);
  TEST ("spoiled-notes-leave-the-events", spoiled_notes_leave_the_events);
  TEST ("refuses-what-is-no-trace", refuses_what_is_no_trace);
  TEST ("refuses-other-versions-and-meanings", refuses_other_versions_and_meanings);
  TEST ("needs-a-place-to-write", needs_a_place_to_write);
#undef TEST
  return g_test_run ();
}

/* test-out-file.c - A file that is there whole or not at all.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ilv-out-file.h"

typedef struct
{
  char *folder;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer folder)
{
  g_autofree char *path = NULL;

  fixture->folder = g_build_filename (folder != NULL ? folder : g_get_tmp_dir (),
                                      "interleave-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (fixture->folder));
  path = g_build_filename (fixture->folder, "out", NULL);
  fixture->file = g_file_new_for_path (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_file_delete (fixture->file, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0); /* nothing else was left in it */
  g_object_unref (fixture->file);
  g_free (fixture->folder);
}

static void
assert_contents (Fixture *fixture, const char *expected)
{
  g_autofree char *contents = NULL;

  g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, NULL);
  g_assert_cmpstr (contents, ==, expected);
}

static void
write_text (Fixture *fixture, const char *text, gboolean is_finished)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IlvOutFile) out = ilv_out_file_new (fixture->file, &error);

  g_assert_no_error (error);
  g_assert_true (ilv_out_file_write (out, text, 3, &error));
  g_assert_true (ilv_out_file_write (out, text + 3, strlen (text) - 3, &error));
  if (is_finished)
    g_assert_true (ilv_out_file_finish (out, &error));
  g_assert_no_error (error);
}

static void
test_out_file_is_there_when_finished (Fixture *fixture, gconstpointer data)
{
  write_text (fixture, "unfinished", FALSE);
  g_assert_false (g_file_query_exists (fixture->file, NULL));
  write_text (fixture, "finished", TRUE);
  assert_contents (fixture, "finished");
  write_text (fixture, "unfinished", FALSE);
  assert_contents (fixture, "finished");
  write_text (fixture, "replaced", TRUE);
  assert_contents (fixture, "replaced");
}

/* Not even a signal that cannot be caught leaves something, where files need no names: that is
 * sure of a file system in memory. */
static void
test_out_file_of_a_killed_process_is_gone (Fixture *fixture, gconstpointer data)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      IlvOutFile *out = ilv_out_file_new (fixture->file, NULL);

      raise (out != NULL && ilv_out_file_write (out, "half", 4, NULL) ? SIGKILL : SIGTERM);
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  g_assert_false (g_file_query_exists (fixture->file, NULL));
}

/* As on a full disk. */
static void
test_out_file_that_cannot_grow_is_left_as_it_was (Fixture *fixture, gconstpointer data)
{
  const struct rlimit small = { 4096, RLIM_INFINITY }, unlimited = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *bytes = g_strnfill (10000, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (IlvOutFile) out = NULL;

  write_text (fixture, "before", TRUE);
  out = ilv_out_file_new (fixture->file, &error);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (ilv_out_file_write (out, bytes, 10000, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "out"));
  assert_contents (fixture, "before");
}

static void
test_out_file_needs_a_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) missing = g_file_get_child (fixture->file, "in-no-folder");
  g_autoptr (GError) error = NULL;

  g_assert_null (ilv_out_file_new (missing, &error));
  g_assert_nonnull (strstr (error->message, "in-no-folder"));
}

static void
test_out_file_writes_into_a_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;
  g_autoptr (IlvOutFile) out = ilv_out_file_new (full, &error);

  g_assert_no_error (error);
  g_assert_false (ilv_out_file_write (out, "x", 1, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
}

#define ADD(path, function) \
  g_test_add ("/app/out-file/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("is-there-when-finished", test_out_file_is_there_when_finished);
  g_test_add ("/app/out-file/of-a-killed-process-is-gone", Fixture, "/dev/shm", set_up,
              test_out_file_of_a_killed_process_is_gone, tear_down);
  ADD ("that-cannot-grow-is-left-as-it-was", test_out_file_that_cannot_grow_is_left_as_it_was);
  ADD ("needs-a-folder", test_out_file_needs_a_folder);
  ADD ("writes-into-a-device", test_out_file_writes_into_a_device);
  return g_test_run ();
}

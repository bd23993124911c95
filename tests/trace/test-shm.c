/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "trace/shm.h"

#define CAPACITY ILV_RING_CAPACITY_MIN

static void
test_shm_both_sides_see_the_same (void)
{
  struct ilv_error error = { "" };
  struct ilv_shm *viewer = ilv_shm_create (CAPACITY, ILV_FULL_DROPS, &error);
  struct ilv_shm *program = ilv_shm_map (dup (viewer->fd), &error);
  struct ilv_clock clock;

  g_assert_cmpstr (error.text, ==, "");
  g_assert_nonnull (program);
  g_assert_cmpuint (program->ring_capacity, ==, CAPACITY);
  g_assert_cmpint (program->full_policy, ==, ILV_FULL_DROPS);

  g_assert_cmpuint (ilv_shm_now_nsec (viewer), ==, 0);
  ilv_clock_start (&clock);
  ilv_shm_begin (program, &clock);
  g_assert_cmpuint (ilv_shm_now_nsec (viewer), >, 0);

  ilv_shm_ring_records (program, ILV_N_RINGS - 1)[CAPACITY - 1].arg = 7;
  g_assert_cmpuint (ilv_shm_ring_records (viewer, ILV_N_RINGS - 1)[CAPACITY - 1].arg, ==, 7);

  g_assert_false (ilv_shm_has_ended (viewer));
  ilv_shm_end (program);
  g_assert_true (ilv_shm_has_ended (viewer));
  ilv_shm_free (program);
  ilv_shm_free (viewer);
}

static void
test_shm_cannot_be_resized (void)
{
  struct ilv_shm *shm = ilv_shm_create (CAPACITY, ILV_FULL_WAITS, NULL);

  g_assert_cmpint (ftruncate (shm->fd, 0), ==, -1);
  g_assert_cmpint (ftruncate (shm->fd, 1 << 30), ==, -1);
  g_assert_cmpint (fcntl (shm->fd, F_ADD_SEALS, F_SEAL_WRITE), ==, -1);
  ilv_shm_free (shm);
}

static void
assert_refuses (int fd, const char *pattern)
{
  struct ilv_error error = { "" };

  g_assert_null (ilv_shm_map (fd, &error));
  if (!g_pattern_match_simple (pattern, error.text))
    g_error ("\"%s\" does not match \"%s\"", error.text, pattern);
  /* It was taken. */
  g_assert_cmpint (fcntl (fd, F_GETFD), ==, -1);
  g_assert_cmpint (errno, ==, EBADF);
}

static int
sealed_memfd (const void *bytes, size_t n, size_t size)
{
  int fd = memfd_create ("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  g_assert_cmpint (write (fd, bytes, n), ==, n);
  g_assert_cmpint (ftruncate (fd, size), ==, 0);
  g_assert_cmpint (fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW), ==, 0);
  return fd;
}

static void
test_shm_refuses_what_is_no_trace (void)
{
  int pipe_fds[2];
  int unsealed = memfd_create ("test", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  assert_refuses (-1, "*not trace memory");
  assert_refuses (pipe_fds[0], "*not trace memory");
  assert_refuses (open ("/dev/zero", O_RDWR), "*not trace memory");
  assert_refuses (unsealed, "*not trace memory");
  assert_refuses (sealed_memfd ("", 0, 0), "*does not hold a trace");
  assert_refuses (sealed_memfd ("abc", 3, 1 << 20), "*does not hold a trace");
  close (pipe_fds[1]);
}

/* A memfd of the right size for CAPACITY whose head @spoil has changed. */
static int
spoiled (void (*spoil) (struct ilv_shm_head *head))
{
  struct ilv_shm *shm = ilv_shm_create (CAPACITY, ILV_FULL_WAITS, NULL);
  int fd = dup (shm->fd);

  spoil (shm->head);
  ilv_shm_free (shm);
  return fd;
}

static void
spoil_version (struct ilv_shm_head *head)
{
  head->version = 2;
}

static void
spoil_capacity (struct ilv_shm_head *head)
{
  head->ring_capacity *= 2;
}

static void
spoil_capacity_power (struct ilv_shm_head *head)
{
  head->ring_capacity -= 1;
}

static void
spoil_n_rings (struct ilv_shm_head *head)
{
  head->n_rings = 0xffffffff;
}

static void
spoil_policy (struct ilv_shm_head *head)
{
  head->full_policy = 9;
}

static void
test_shm_refuses_a_head_that_does_not_fit (void)
{
  assert_refuses (spoiled (spoil_version), "*version 2, not 1");
  assert_refuses (spoiled (spoil_capacity), "*damaged");
  assert_refuses (spoiled (spoil_capacity_power), "*damaged");
  assert_refuses (spoiled (spoil_n_rings), "*damaged");
  assert_refuses (spoiled (spoil_policy), "*damaged");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/shm/both-sides-see-the-same", test_shm_both_sides_see_the_same);
  g_test_add_func ("/trace/shm/cannot-be-resized", test_shm_cannot_be_resized);
  g_test_add_func ("/trace/shm/refuses-what-is-no-trace", test_shm_refuses_what_is_no_trace);
  g_test_add_func ("/trace/shm/refuses-a-head-that-does-not-fit",
                   test_shm_refuses_a_head_that_does_not_fit);
  return g_test_run ();
}

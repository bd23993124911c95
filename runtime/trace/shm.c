/* SPDX-License-Identifier: MIT */
#include "trace/shm.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/assert.h"

#define PAGE_BYTES 4096u
#define SEALS (F_SEAL_SHRINK | F_SEAL_GROW)

/* Where ring 0 starts: the head, up to a page border. */
static size_t
records_offset (void)
{
  return (sizeof (struct ilv_shm_head) + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
}

static size_t
total_bytes (uint32_t ring_capacity)
{
  return records_offset () + (size_t) ILV_N_RINGS * ring_capacity * sizeof (struct ilv_event);
}

static bool
is_capacity (uint32_t capacity)
{
  return capacity >= ILV_RING_CAPACITY_MIN && capacity <= ILV_RING_CAPACITY_MAX
         && (capacity & (capacity - 1)) == 0;
}

/* Maps @fd, of @size_bytes. Takes @fd. */
static struct ilv_shm *
map_fd (int fd, size_t size_bytes, struct ilv_error *error)
{
  struct ilv_shm *shm = calloc (1, sizeof *shm);
  void *memory;

  if (shm == NULL)
    {
      ilv_error_set (error, "not enough memory for a trace");
      close (fd);
      return NULL;
    }
  memory = mmap (NULL, size_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (memory == MAP_FAILED)
    {
      ilv_error_set (error, "cannot map the trace memory: %s", strerror (errno));
      free (shm);
      close (fd);
      return NULL;
    }
  shm->head = memory;
  shm->records = (struct ilv_event *) ((char *) memory + records_offset ());
  shm->size_bytes = size_bytes;
  shm->fd = fd;
  return shm;
}

static int
make_memfd (size_t size_bytes, struct ilv_error *error)
{
  int fd = memfd_create ("interleave-trace", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (fd < 0)
    {
      ilv_error_set (error, "cannot make trace memory: %s", strerror (errno));
      return -1;
    }
  if (ftruncate (fd, (off_t) size_bytes) < 0
      || fcntl (fd, F_ADD_SEALS, SEALS | F_SEAL_SEAL) < 0)
    {
      ilv_error_set (error, "cannot size the trace memory: %s", strerror (errno));
      close (fd);
      return -1;
    }
  return fd;
}

struct ilv_shm *
ilv_shm_create (uint32_t ring_capacity, enum ilv_full_policy full_policy,
                struct ilv_error *error)
{
  size_t size_bytes = total_bytes (ring_capacity);
  struct ilv_shm *shm;
  int fd;

  ILV_ASSERT (is_capacity (ring_capacity));
  fd = make_memfd (size_bytes, error);
  if (fd < 0)
    return NULL;
  shm = map_fd (fd, size_bytes, error);
  if (shm == NULL)
    return NULL;

  shm->ring_capacity = ring_capacity;
  shm->full_policy = full_policy;
  shm->reader_pid = getpid ();
  shm->is_viewer = true;
  shm->head->magic = ILV_SHM_MAGIC;
  shm->head->version = ILV_SHM_VERSION;
  shm->head->n_rings = ILV_N_RINGS;
  shm->head->ring_capacity = ring_capacity;
  shm->head->full_policy = full_policy;
  shm->head->reader_pid = shm->reader_pid;
  return shm;
}

/* Reads the head with pread(), so that a file that is too short is a short
 * read and not a SIGBUS. */
static bool
check_fd (int fd, struct ilv_shm_head *head, struct ilv_error *error)
{
  struct stat status;
  int seals = fcntl (fd, F_GET_SEALS);

  if (seals < 0 || (seals & SEALS) != SEALS)
    return ilv_error_set (error, "descriptor %d is not trace memory", fd);
  if (pread (fd, head, sizeof *head, 0) != (ssize_t) sizeof *head
      || head->magic != ILV_SHM_MAGIC)
    return ilv_error_set (error, "descriptor %d does not hold a trace", fd);
  if (head->version != ILV_SHM_VERSION)
    return ilv_error_set (error, "the trace memory has version %u, not %u", head->version,
                          ILV_SHM_VERSION);
  if (head->n_rings != ILV_N_RINGS || !is_capacity (head->ring_capacity)
      || (head->full_policy != ILV_FULL_WAITS && head->full_policy != ILV_FULL_DROPS)
      || fstat (fd, &status) < 0
      || (uint64_t) status.st_size != total_bytes (head->ring_capacity))
    return ilv_error_set (error, "the trace memory is damaged");
  return true;
}

struct ilv_shm *
ilv_shm_map (int fd, struct ilv_error *error)
{
  struct ilv_shm_head head;
  struct ilv_shm *shm;

  if (!check_fd (fd, &head, error))
    {
      if (fd >= 0)
        close (fd);
      return NULL;
    }
  shm = map_fd (fd, total_bytes (head.ring_capacity), error);
  if (shm == NULL)
    return NULL;
  shm->ring_capacity = head.ring_capacity;
  shm->full_policy = head.full_policy;
  shm->reader_pid = head.reader_pid;
  return shm;
}

static void
wake_writers (struct ilv_shm *shm)
{
  for (unsigned i = 0; i < ILV_N_RINGS; i++)
    {
      atomic_store (&shm->head->rings[i].writer_waits, 0);
      ilv_shm_futex_wake (&shm->head->rings[i].writer_waits);
    }
  /* A new order number, so that a writer about to sleep on the old one does
   * not. The mode goes to RUN. */
  atomic_store (&shm->head->control,
                ((atomic_load (&shm->head->control) >> 2) + 1) << 2);
  ilv_shm_futex_wake (&shm->head->control);
}

void
ilv_shm_free (struct ilv_shm *shm)
{
  if (shm == NULL)
    return;
  if (shm->is_viewer)
    {
      atomic_store (&shm->head->reader_gone, 1);
      wake_writers (shm);
    }
  munmap (shm->head, shm->size_bytes);
  close (shm->fd);
  free (shm);
}

struct ilv_event *
ilv_shm_ring_records (const struct ilv_shm *shm, unsigned index)
{
  ILV_ASSERT (index < ILV_N_RINGS);
  return shm->records + (size_t) index * shm->ring_capacity;
}

void
ilv_shm_begin (struct ilv_shm *shm, const struct ilv_clock *clock)
{
  atomic_store (&shm->head->start_nsec, clock->start_nsec);
}

void
ilv_shm_end (struct ilv_shm *shm)
{
  /* Release, by default: whoever sees it sees every head before it. */
  atomic_store (&shm->head->ended, 1);
}

void
ilv_shm_cancel_waits (struct ilv_shm *shm)
{
  atomic_store (&shm->is_cancelled, true);
  wake_writers (shm);
}

uint64_t
ilv_shm_now_nsec (const struct ilv_shm *shm)
{
  uint64_t start = atomic_load (&shm->head->start_nsec);
  uint64_t now = ilv_clock_monotonic_nsec ();

  return start == 0 || start > now ? 0 : now - start;
}

bool
ilv_shm_has_ended (const struct ilv_shm *shm)
{
  return atomic_load (&shm->head->ended) != 0;
}

/* A viewer that was killed could not say so; kill (pid, 0) finds out. If its
 * number has been given to another process, the writer waits on: the program's
 * own parent-death signal is the remedy for that. */
bool
ilv_shm_may_wait (struct ilv_shm *shm)
{
  if (atomic_load (&shm->is_cancelled) || atomic_load (&shm->head->reader_gone) != 0)
    return false;
  if (shm->reader_pid <= 0 || kill (shm->reader_pid, 0) == 0 || errno != ESRCH)
    return true;
  atomic_store (&shm->head->reader_gone, 1); /* asked once, not for each event */
  return false;
}

void
ilv_shm_futex_wait (_Atomic uint32_t *word, uint32_t value, uint64_t timeout_nsec)
{
  struct timespec timeout = { .tv_sec = (time_t) (timeout_nsec / 1000000000u),
                              .tv_nsec = (long) (timeout_nsec % 1000000000u) };

  syscall (SYS_futex, word, FUTEX_WAIT, value, &timeout, NULL, 0);
}

void
ilv_shm_futex_wake (_Atomic uint32_t *word)
{
  syscall (SYS_futex, word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

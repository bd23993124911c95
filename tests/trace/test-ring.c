/* SPDX-License-Identifier: MIT */
#include <glib.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace/ring.h"

#define CAPACITY ILV_RING_CAPACITY_MIN

struct fixture
{
  struct ilv_clock clock;
  struct ilv_shm *shm;
  struct ilv_ring_writer writer;
  struct ilv_ring_reader reader;
  struct ilv_event drained[CAPACITY];
  size_t n_drained;
};

static struct fixture *
fixture_new (enum ilv_full_policy policy)
{
  struct fixture *f = g_new0 (struct fixture, 1);

  ilv_clock_start (&f->clock);
  f->shm = ilv_shm_create (CAPACITY, policy, NULL);
  g_assert_nonnull (f->shm);
  ilv_ring_writer_init (&f->writer, f->shm, 3, &f->clock);
  ilv_ring_reader_init (&f->reader, f->shm, 3);
  return f;
}

static void
fixture_free (struct fixture *f)
{
  ilv_shm_free (f->shm);
  g_free (f);
}

/* Writes HEAP events that say first, first + 1, … */
static void
write_n (struct fixture *f, uint32_t first, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    ilv_ring_write (&f->writer,
                    &(struct ilv_event){ .type = ILV_EVENT_HEAP, .g = 1, .arg = first + i });
}

static void
drain_all (struct fixture *f)
{
  f->n_drained = ilv_ring_n_waiting (&f->reader);
  ilv_ring_drain (&f->reader, f->drained, f->n_drained);
}

static void
assert_drains_n (struct fixture *f, uint32_t first, uint32_t n)
{
  drain_all (f);
  g_assert_cmpuint (f->n_drained, ==, n);
  for (uint32_t i = 0; i < n; i++)
    {
      g_assert_cmpuint (f->drained[i].type, ==, ILV_EVENT_HEAP);
      g_assert_cmpuint (f->drained[i].arg, ==, first + i);
    }
}

static void
test_ring_drains_in_order_across_the_border (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);

  assert_drains_n (f, 0, 0);
  for (uint32_t round = 0; round < 10; round++)
    {
      write_n (f, round * 700, 700);
      assert_drains_n (f, round * 700, 700);
    }
  write_n (f, 0, CAPACITY);
  assert_drains_n (f, 0, CAPACITY);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, 0);
  fixture_free (f);
}

static void
test_ring_full_drops_newest_and_says_so (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);

  write_n (f, 0, CAPACITY + 5);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, 5);
  assert_drains_n (f, 0, CAPACITY);

  write_n (f, 77, 1);
  drain_all (f);
  g_assert_cmpuint (f->n_drained, ==, 2);
  g_assert_cmpuint (f->drained[0].type, ==, ILV_EVENT_LOST);
  g_assert_cmpuint (f->drained[0].p, ==, 3);
  g_assert_cmpuint (f->drained[0].object, ==, 0);
  g_assert_cmpuint (f->drained[0].arg, ==, 5);
  g_assert_cmpuint (f->drained[1].arg, ==, 77);
  fixture_free (f);
}

static void
test_ring_drops_a_group_whole (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);
  struct ilv_value_event value = { .type = ILV_EVENT_VALUE };

  write_n (f, 0, CAPACITY - 1);
  ilv_ring_write_value (&f->writer, &(struct ilv_event){ .type = ILV_EVENT_CHAN_SEND }, &value);
  /* One record would fit, but the loss has to be said before it. */
  write_n (f, 0, 1);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, 3);
  assert_drains_n (f, 0, CAPACITY - 1);
  fixture_free (f);
}

static void
test_ring_string_carries_its_bytes (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);
  const char text[] = "a text of more than twenty-eight bytes";

  ilv_ring_write_bytes (&f->writer,
                        &(struct ilv_event){ .type = ILV_EVENT_STRING, .object = 9 }, text,
                        strlen (text));
  drain_all (f);
  g_assert_cmpuint (f->n_drained, ==, 3);
  g_assert_cmpuint (f->drained[0].object, ==, 9);
  g_assert_cmpuint (f->drained[0].arg, ==, strlen (text));
  g_assert_cmpuint (ilv_event_as_data (&f->drained[1])->n_bytes, ==, ILV_DATA_BYTES);
  g_assert_cmpmem (ilv_event_as_data (&f->drained[1])->bytes, ILV_DATA_BYTES, text,
                   ILV_DATA_BYTES);
  g_assert_cmpmem (ilv_event_as_data (&f->drained[2])->bytes,
                   ilv_event_as_data (&f->drained[2])->n_bytes, text + ILV_DATA_BYTES,
                   strlen (text) - ILV_DATA_BYTES);
  fixture_free (f);
}

static void
test_ring_empty_string_is_one_record (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);

  ilv_ring_write_bytes (&f->writer, &(struct ilv_event){ .type = ILV_EVENT_STRING }, "", 0);
  drain_all (f);
  g_assert_cmpuint (f->n_drained, ==, 1);
  g_assert_cmpuint (f->drained[0].arg, ==, 0);
  fixture_free (f);
}

/* Puts the bytes of all records of @f together again. */
static GByteArray *
collect_bytes (struct fixture *f)
{
  GByteArray *bytes = g_byte_array_new ();

  for (size_t i = 0; i < f->n_drained; i++)
    if (f->drained[i].type == ILV_EVENT_DATA)
      g_byte_array_append (bytes, ilv_event_as_data (&f->drained[i])->bytes,
                           ilv_event_as_data (&f->drained[i])->n_bytes);
  return bytes;
}

static void
test_ring_long_string_is_cut_in_groups (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);
  g_autofree char *text = g_strnfill (3 * ILV_GROUP_BYTES + 100, 'x');
  g_autoptr (GByteArray) bytes = NULL;
  unsigned n_strings = 0;

  text[5000] = 'y';
  ilv_ring_write_bytes (&f->writer,
                        &(struct ilv_event){ .type = ILV_EVENT_STRING, .object = 4 }, text,
                        strlen (text));
  drain_all (f);
  for (size_t i = 0; i < f->n_drained; i++)
    if (f->drained[i].type == ILV_EVENT_STRING)
      {
        g_assert_cmpuint (f->drained[i].object, ==, 4);
        n_strings++;
      }
  g_assert_cmpuint (n_strings, ==, 4);
  bytes = collect_bytes (f);
  g_assert_cmpmem (bytes->data, bytes->len, text, strlen (text));
  fixture_free (f);
}

static void
test_ring_scribbled_head_is_damage (void)
{
  const uint64_t heads[] = { CAPACITY + 1, UINT64_MAX, UINT64_MAX / 2 };

  for (unsigned i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      struct fixture *f = fixture_new (ILV_FULL_DROPS);

      atomic_store (&f->shm->head->rings[3].head, heads[i]);
      g_assert_cmpuint (ilv_ring_n_waiting (&f->reader), ==, 0);
      g_assert_true (f->reader.is_damaged);
      /* For ever, even if it looks well again. */
      atomic_store (&f->shm->head->rings[3].head, 1);
      g_assert_cmpuint (ilv_ring_n_waiting (&f->reader), ==, 0);
      fixture_free (f);
    }
}

static void
test_ring_scribbled_tail_is_not_believed (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);

  write_n (f, 0, 10);
  atomic_store (&f->shm->head->rings[3].tail, 12345);
  assert_drains_n (f, 0, 10);
  fixture_free (f);
}

/* --- With a thread that writes ------------------------------------------ */

static gpointer
write_twice_the_capacity (gpointer data)
{
  struct fixture *f = data;

  write_n (f, 0, 2 * CAPACITY);
  return NULL;
}

static void
await_sleeping_writer (struct fixture *f)
{
  while (atomic_load (&f->shm->head->rings[3].writer_waits) == 0)
    sched_yield ();
}

static void
test_ring_full_waits_and_says_so (void)
{
  struct fixture *f = fixture_new (ILV_FULL_WAITS);
  GThread *thread = g_thread_new ("writer", write_twice_the_capacity, f);
  uint32_t next = CAPACITY;
  unsigned n_starts = 0, n_stops = 0;

  await_sleeping_writer (f);
  assert_drains_n (f, 0, CAPACITY);
  while (next < 2 * CAPACITY)
    {
      drain_all (f);
      for (size_t i = 0; i < f->n_drained; i++)
        switch (f->drained[i].type)
          {
          case ILV_EVENT_STALL_START:
            g_assert_cmpuint (f->drained[i].g, ==, 1);
            n_starts++;
            break;
          case ILV_EVENT_STALL_STOP:
            n_stops++;
            break;
          default:
            g_assert_cmpuint (f->drained[i].arg, ==, next);
            next++;
            break;
          }
    }
  g_thread_join (thread);
  g_assert_cmpuint (n_starts, >=, 1);
  g_assert_cmpuint (n_starts, ==, n_stops);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, 0);
  fixture_free (f);
}

static void
test_ring_cancelled_wait_drops (void)
{
  struct fixture *f = fixture_new (ILV_FULL_WAITS);
  GThread *thread = g_thread_new ("writer", write_twice_the_capacity, f);

  await_sleeping_writer (f);
  ilv_shm_cancel_waits (f->shm);
  g_thread_join (thread);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, CAPACITY);
  assert_drains_n (f, 0, CAPACITY);
  fixture_free (f);
}

static void
test_ring_nobody_waits_for_a_reader_that_left (void)
{
  struct fixture *f = fixture_new (ILV_FULL_WAITS);
  struct ilv_shm *viewer = f->shm;
  GThread *thread;

  f->shm = ilv_shm_map (dup (viewer->fd), NULL);
  ilv_ring_writer_init (&f->writer, f->shm, 3, &f->clock);
  thread = g_thread_new ("writer", write_twice_the_capacity, f);
  await_sleeping_writer (f);
  ilv_shm_free (viewer);
  g_thread_join (thread);
  ilv_ring_reader_init (&f->reader, f->shm, 3);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, CAPACITY);
  fixture_free (f);
}

static void
test_ring_nobody_waits_for_a_reader_that_died (void)
{
  struct fixture *f = fixture_new (ILV_FULL_WAITS);
  pid_t pid = fork ();
  GThread *thread;

  if (pid == 0)
    _exit (0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  f->shm->reader_pid = pid;
  thread = g_thread_new ("writer", write_twice_the_capacity, f);
  g_thread_join (thread);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, CAPACITY);
  g_assert_cmpuint (atomic_load (&f->shm->head->reader_gone), ==, 1);
  fixture_free (f);
}

static void
test_ring_wait_ahead_makes_room (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);

  write_n (f, 0, CAPACITY);
  /* Drops: nobody waits. */
  ilv_ring_ensure (&f->writer, 100);
  assert_drains_n (f, 0, CAPACITY);
  f->shm->full_policy = ILV_FULL_WAITS;
  ilv_ring_ensure (&f->writer, 100);
  g_assert_cmpuint (f->writer.limit - f->writer.head, >=, 100);
  assert_drains_n (f, 0, 0);
  fixture_free (f);
}

#define N_STRESS 300000u

/* Groups of 1 + i % 40 records: a STRING and its DATA; sometimes one event. */
static gpointer
write_groups (gpointer data)
{
  struct fixture *f = data;
  char bytes[40 * ILV_DATA_BYTES];

  memset (bytes, 'b', sizeof bytes);
  for (uint32_t i = 0; i < N_STRESS; i += 10)
    {
      ilv_ring_write_bytes (&f->writer,
                            &(struct ilv_event){ .type = ILV_EVENT_STRING, .object = i }, bytes,
                            (i / 10 % 40) * ILV_DATA_BYTES);
      write_n (f, i, 9);
    }
  return NULL;
}

static void
test_ring_stress_shows_whole_groups_only (void)
{
  struct fixture *f = fixture_new (ILV_FULL_WAITS);
  GThread *thread = g_thread_new ("writer", write_groups, f);
  uint32_t next_string = 0, next_single = 0;

  while (next_single < N_STRESS)
    {
      drain_all (f);
      if (f->n_drained == 0)
        sched_yield ();
      for (size_t i = 0; i < f->n_drained; i++)
        if (f->drained[i].type == ILV_EVENT_STRING)
          {
            size_t n_data = f->drained[i].arg / ILV_DATA_BYTES;

            g_assert_cmpuint (f->drained[i].object, ==, next_string);
            g_assert_cmpuint (i + n_data, <, f->n_drained);
            for (; n_data > 0; n_data--)
              g_assert_cmpuint (f->drained[++i].type, ==, ILV_EVENT_DATA);
            next_single = next_string;
            next_string += 10;
          }
        else if (f->drained[i].type == ILV_EVENT_HEAP)
          {
            g_assert_cmpuint (f->drained[i].arg, ==, next_single);
            next_single++;
            if (next_single == N_STRESS - 1)
              next_single = N_STRESS;
          }
    }
  g_thread_join (thread);
  g_assert_cmpuint (ilv_ring_n_dropped (&f->reader), ==, 0);
  fixture_free (f);
}

/* What was drained and what was said to be lost is what was written. */
static void
test_ring_stress_accounts_for_every_drop (void)
{
  struct fixture *f = fixture_new (ILV_FULL_DROPS);
  GThread *thread = g_thread_new ("writer", write_twice_the_capacity, f);
  uint64_t n_seen = 0, n_lost = 0;
  bool is_last = false;

  while (!is_last)
    {
      is_last = n_seen + ilv_ring_n_dropped (&f->reader) == 2 * CAPACITY;
      drain_all (f);
      for (size_t i = 0; i < f->n_drained; i++)
        if (f->drained[i].type == ILV_EVENT_LOST)
          n_lost += f->drained[i].arg;
        else
          n_seen++;
    }
  g_thread_join (thread);
  g_assert_cmpuint (n_seen + ilv_ring_n_dropped (&f->reader), ==, 2 * CAPACITY);
  g_assert_cmpuint (n_lost, <=, ilv_ring_n_dropped (&f->reader));
  fixture_free (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/ring/" path, test_ring_##function)
  TEST ("drains-in-order-across-the-border", drains_in_order_across_the_border);
  TEST ("full-drops-newest-and-says-so", full_drops_newest_and_says_so);
  TEST ("drops-a-group-whole", drops_a_group_whole);
  TEST ("string-carries-its-bytes", string_carries_its_bytes);
  TEST ("empty-string-is-one-record", empty_string_is_one_record);
  TEST ("long-string-is-cut-in-groups", long_string_is_cut_in_groups);
  TEST ("scribbled-head-is-damage", scribbled_head_is_damage);
  TEST ("scribbled-tail-is-not-believed", scribbled_tail_is_not_believed);
  TEST ("full-waits-and-says-so", full_waits_and_says_so);
  TEST ("cancelled-wait-drops", cancelled_wait_drops);
  TEST ("nobody-waits-for-a-reader-that-left", nobody_waits_for_a_reader_that_left);
  TEST ("nobody-waits-for-a-reader-that-died", nobody_waits_for_a_reader_that_died);
  TEST ("wait-ahead-makes-room", wait_ahead_makes_room);
  TEST ("stress-shows-whole-groups-only", stress_shows_whole_groups_only);
  TEST ("stress-accounts-for-every-drop", stress_accounts_for_every_drop);
#undef TEST
  return g_test_run ();
}

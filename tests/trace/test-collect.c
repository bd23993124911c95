/* SPDX-License-Identifier: MIT */
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "trace-test.h"
#include "trace/collect.h"
#include "trace/ring.h"

#define N_THREADS 4
#define N_OBJECTS 8
#define N_OPERATIONS 20000u

/* A program of real threads: each takes an object's lock, numbers an event,
 * writes it to its own ring, as channels do; now and then it makes a string
 * and tells the others its id. The locks are not GLib's, whose insides
 * ThreadSanitizer does not see. */
struct program
{
  struct ilv_clock clock;
  struct ilv_shm *shm;
  struct object
  {
    pthread_mutex_t lock;
    uint32_t seq;
  } objects[N_OBJECTS];
  _Atomic uint32_t n_strings;
  pthread_mutex_t strings_lock;
};

struct thread
{
  struct program *program;
  unsigned index;
  GThread *thread;
};

static void
make_string (struct program *program, struct ilv_ring_writer *writer, uint64_t time_nsec)
{
  struct ilv_event event = { .type = ILV_EVENT_STRING, .p = writer->p, .time_nsec = time_nsec };

  pthread_mutex_lock (&program->strings_lock);
  event.object = atomic_load (&program->n_strings) + 1;
  ilv_ring_write_bytes (writer, &event, "a string of two data records", 28);
  atomic_store (&program->n_strings, event.object);
  pthread_mutex_unlock (&program->strings_lock);
}

static gpointer
run (gpointer data)
{
  struct thread *thread = data;
  struct program *program = thread->program;
  struct ilv_ring_writer writer;
  uint64_t time_nsec = 0;

  ilv_ring_writer_init (&writer, program->shm, thread->index, &program->clock);
  for (uint32_t i = 0; i < N_OPERATIONS; i++)
    {
      struct object *object = &program->objects[(i * 7 + thread->index) % N_OBJECTS];
      struct ilv_event event = { .type = ILV_EVENT_CHAN_CLOSE,
                                 .p = writer.p,
                                 .object = (uint32_t) (object - program->objects) };

      if (i % 5 == 0)
        time_nsec = ilv_clock_nsec (&program->clock);
      if (i % 64 == 0)
        make_string (program, &writer, time_nsec);
      event.time_nsec = time_nsec;
      event.arg = atomic_load (&program->n_strings);
      pthread_mutex_lock (&object->lock);
      event.seq = ++object->seq;
      ilv_ring_write (&writer, &event);
      pthread_mutex_unlock (&object->lock);
    }
  return NULL;
}

/* Every number there, in order; strings before their users; time monotone. */
static void
assert_complete (GArray *out)
{
  uint32_t seqs[N_OBJECTS] = { 0 }, n_strings = 0, n_events = 0;
  bool is_defined[N_THREADS * N_OPERATIONS] = { false };
  uint64_t time_nsec = 0;

  for (guint i = 0; i < out->len; i++)
    {
      struct ilv_event *event = &g_array_index (out, struct ilv_event, i);

      if (event->type == ILV_EVENT_DATA)
        continue;
      g_assert_cmpuint (event->time_nsec, >=, time_nsec);
      time_nsec = event->time_nsec;
      if (event->type == ILV_EVENT_STRING)
        {
          is_defined[event->object] = true;
          n_strings++;
        }
      else if (event->type == ILV_EVENT_CHAN_CLOSE)
        {
          g_assert_cmpuint (event->seq, ==, ++seqs[event->object]);
          g_assert_true (event->arg == 0 || is_defined[event->arg]);
          n_events++;
        }
    }
  g_assert_cmpuint (n_events, ==, N_THREADS * N_OPERATIONS);
  g_assert_cmpuint (n_strings, ==, N_THREADS * (N_OPERATIONS / 64 + 1));
}

static struct program *
program_new (enum ilv_full_policy policy)
{
  struct program *program = g_new0 (struct program, 1);

  ilv_clock_start (&program->clock);
  program->shm = ilv_shm_create (ILV_RING_CAPACITY_MIN, policy, NULL);
  for (unsigned i = 0; i < N_OBJECTS; i++)
    pthread_mutex_init (&program->objects[i].lock, NULL);
  pthread_mutex_init (&program->strings_lock, NULL);
  return program;
}

static void
program_free (struct program *program)
{
  ilv_shm_free (program->shm);
  g_free (program);
}

static gpointer
run_all (gpointer data)
{
  struct program *program = data;
  struct thread threads[N_THREADS];

  for (unsigned i = 0; i < N_THREADS; i++)
    {
      threads[i] = (struct thread){ .program = program, .index = i };
      threads[i].thread = g_thread_new ("p", run, &threads[i]);
    }
  for (unsigned i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i].thread);
  ilv_shm_end (program->shm);
  return NULL;
}

static struct ilv_collect_counts
collect_all (struct program *program, GArray *out)
{
  const struct ilv_sink sink = { keep_events, out };
  struct ilv_collect *collect = ilv_collect_new (program->shm, &sink);
  GThread *thread = g_thread_new ("program", run_all, program);
  struct ilv_collect_counts counts;

  while (!ilv_shm_has_ended (program->shm))
    {
      g_assert_true (ilv_collect_step (collect, NULL));
      sched_yield ();
    }
  g_assert_true (ilv_collect_finish (collect, NULL));
  counts = ilv_collect_counts (collect);
  g_assert_cmpuint (counts.n_events, ==, out->len);
  g_assert_cmpuint (counts.n_damaged, ==, 0);
  g_thread_join (thread);
  ilv_collect_free (collect);
  return counts;
}

static void
test_collect_waiting_threads_lose_nothing (void)
{
  struct program *program = program_new (ILV_FULL_WAITS);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  struct ilv_collect_counts counts = collect_all (program, out);

  g_assert_cmpuint (counts.n_missing, ==, 0);
  g_assert_cmpuint (counts.n_gaps, ==, 0);
  g_assert_cmpuint (counts.n_late, ==, 0);
  assert_complete (out);
  program_free (program);
}

static void
test_collect_dropping_threads_are_accounted_for (void)
{
  struct program *program = program_new (ILV_FULL_DROPS);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  struct ilv_collect_counts counts = collect_all (program, out);
  uint64_t n_lost = 0, n_events = 0;

  for (guint i = 0; i < out->len; i++)
    {
      struct ilv_event *event = &g_array_index (out, struct ilv_event, i);

      if (event->type == ILV_EVENT_LOST)
        n_lost += (uint64_t) event->object << 32 | event->arg;
      n_events += event->type == ILV_EVENT_CHAN_CLOSE;
    }
  g_assert_cmpuint (counts.n_missing, ==, n_lost);
  g_assert_cmpuint (n_events + n_lost, ==, N_THREADS * N_OPERATIONS);
  program_free (program);
}

/* The program is killed in the midst of writing: what it had written comes out,
 * whole and in order. */
static void
test_collect_killed_program_loses_nothing (void)
{
  struct program *program = program_new (ILV_FULL_WAITS);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  const struct ilv_sink sink = { keep_events, out };
  struct ilv_collect *collect = ilv_collect_new (program->shm, &sink);
  uint32_t seqs[N_OBJECTS] = { 0 };
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      run_all (program);
      _exit (0);
    }
  while (out->len < N_OPERATIONS)
    {
      g_assert_true (ilv_collect_step (collect, NULL));
      sched_yield ();
    }
  /* It cannot be through: its rings hold less than what is left. */
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  g_assert_true (ilv_collect_finish (collect, NULL));
  g_assert_cmpuint (ilv_collect_counts (collect).n_missing, ==, 0);
  g_assert_cmpuint (ilv_collect_counts (collect).n_gaps, ==, 0);
  for (guint i = 0; i < out->len; i++)
    {
      struct ilv_event *event = &g_array_index (out, struct ilv_event, i);

      if (event->type == ILV_EVENT_CHAN_CLOSE)
        g_assert_cmpuint (event->seq, ==, ++seqs[event->object]);
    }
  ilv_collect_free (collect);
  program_free (program);
}

/* Drops everything after the first ring-full: only finish can tell. */
static void
test_collect_last_losses_are_said (void)
{
  struct program *program = program_new (ILV_FULL_DROPS);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  const struct ilv_sink sink = { keep_events, out };
  struct ilv_collect *collect = ilv_collect_new (program->shm, &sink);
  struct ilv_ring_writer writer;

  ilv_ring_writer_init (&writer, program->shm, 0, &program->clock);
  for (unsigned i = 0; i < ILV_RING_CAPACITY_MIN + 7; i++)
    ilv_ring_write (&writer, &(struct ilv_event){ .type = ILV_EVENT_HEAP, .time_nsec = i });
  g_assert_true (ilv_collect_finish (collect, NULL));
  g_assert_cmpuint (out->len, ==, ILV_RING_CAPACITY_MIN + 1);
  g_array_remove_range (out, 0, ILV_RING_CAPACITY_MIN);
  assert_events (out, "0.001023ms p- g- lost n_low=7");
  g_assert_cmpuint (ilv_collect_counts (collect).n_missing, ==, 7);
  ilv_collect_free (collect);
  program_free (program);
}

/* Found by fuzzing: the LOST that finish adds had the time of the last event
 * that was not a LOST. */
static void
test_collect_last_losses_come_last (void)
{
  struct program *program = program_new (ILV_FULL_DROPS);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  const struct ilv_sink sink = { keep_events, out };
  struct ilv_collect *collect = ilv_collect_new (program->shm, &sink);
  struct ilv_ring_writer writer;

  ilv_ring_writer_init (&writer, program->shm, 0, &program->clock);
  ilv_ring_write (&writer, &(struct ilv_event){ .type = ILV_EVENT_LOST, .time_nsec = 5, .arg = 2 });
  atomic_store (&program->shm->head->rings[0].n_dropped, 3);
  g_assert_true (ilv_collect_finish (collect, NULL));
  assert_events (out, "0.000005ms p0 g- lost n_low=2\n0.000005ms p- g- lost n_low=1");
  ilv_collect_free (collect);
  program_free (program);
}

static void
test_collect_damaged_ring_does_not_stop_the_others (void)
{
  struct program *program = program_new (ILV_FULL_DROPS);
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  const struct ilv_sink sink = { keep_events, out };
  struct ilv_collect *collect = ilv_collect_new (program->shm, &sink);
  struct ilv_ring_writer writer;

  ilv_ring_writer_init (&writer, program->shm, 1, &program->clock);
  ilv_ring_write (&writer, &(struct ilv_event){ .type = ILV_EVENT_HEAP, .p = 1 });
  atomic_store (&program->shm->head->rings[0].head, UINT64_MAX);
  g_assert_true (ilv_collect_step (collect, NULL));
  g_assert_cmpuint (out->len, ==, 0);
  g_assert_true (ilv_collect_finish (collect, NULL));
  assert_events (out, "0ms p1 g- heap");
  g_assert_cmpuint (ilv_collect_counts (collect).n_damaged, ==, 1);
  ilv_collect_free (collect);
  program_free (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/collect/" path, test_collect_##function)
  TEST ("killed-program-loses-nothing", killed_program_loses_nothing);
  TEST ("waiting-threads-lose-nothing", waiting_threads_lose_nothing);
  TEST ("dropping-threads-are-accounted-for", dropping_threads_are_accounted_for);
  TEST ("last-losses-are-said", last_losses_are_said);
  TEST ("last-losses-come-last", last_losses_come_last);
  TEST ("damaged-ring-does-not-stop-the-others", damaged_ring_does_not_stop_the_others);
#undef TEST
  return g_test_run ();
}

/* SPDX-License-Identifier: MIT */
#include <glib.h>
#include <sched.h>

#include "trace/control.h"

/* A program of one processor that counts its scheduling steps. */
struct program
{
  struct ilv_clock clock;
  struct ilv_shm *shm;
  struct ilv_ring_writer writer;
  _Atomic uint32_t n_steps;
  _Atomic bool is_over;
  GThread *thread;
};

static gpointer
run (gpointer data)
{
  struct program *program = data;

  while (!atomic_load (&program->is_over))
    {
      if (ilv_control_has_order (program->shm))
        ilv_control_obey (&program->writer);
      atomic_fetch_add (&program->n_steps, 1);
    }
  return NULL;
}

static struct program *
program_new (void)
{
  struct program *program = g_new0 (struct program, 1);

  ilv_clock_start (&program->clock);
  program->shm = ilv_shm_create (ILV_RING_CAPACITY_MIN, ILV_FULL_DROPS, NULL);
  ilv_ring_writer_init (&program->writer, program->shm, 0, &program->clock);
  return program;
}

static void
program_start (struct program *program)
{
  program->thread = g_thread_new ("program", run, program);
}

static void
program_free (struct program *program)
{
  atomic_store (&program->is_over, true);
  ilv_shm_cancel_waits (program->shm);
  g_thread_join (program->thread);
  ilv_shm_free (program->shm);
  g_free (program);
}

/* Waits until the program has written @n records of @type in all. */
static void
await_marks (struct program *program, enum ilv_event_type type, unsigned n)
{
  for (unsigned n_seen = 0; n_seen < n; sched_yield ())
    {
      uint64_t head = atomic_load (&program->shm->head->rings[0].head);

      n_seen = 0;
      for (uint64_t i = 0; i < head; i++)
        n_seen += ilv_shm_ring_records (program->shm, 0)[i].type == type;
    }
}

static void
await_steps_after (struct program *program, uint32_t n)
{
  while (atomic_load (&program->n_steps) <= n)
    sched_yield ();
}

static void
test_control_running_program_is_not_held (void)
{
  struct program *program = program_new ();

  g_assert_false (ilv_control_has_order (program->shm));
  program_start (program);
  await_steps_after (program, 1000);
  g_assert_cmpuint (atomic_load (&program->shm->head->rings[0].head), ==, 0);
  program_free (program);
}

static void
test_control_paused_program_does_exactly_the_steps (void)
{
  struct program *program = program_new ();

  ilv_control_pause (program->shm);
  program_start (program);
  await_marks (program, ILV_EVENT_HELD_START, 1);
  g_assert_cmpuint (atomic_load (&program->n_steps), ==, 0);

  ilv_control_step (program->shm, 5);
  await_marks (program, ILV_EVENT_HELD_START, 2);
  g_assert_cmpuint (atomic_load (&program->n_steps), ==, 5);
  await_marks (program, ILV_EVENT_HELD_STOP, 1);

  ilv_control_run (program->shm);
  await_marks (program, ILV_EVENT_HELD_STOP, 2);
  await_steps_after (program, 1000);
  program_free (program);
}

static void
test_control_run_forgets_the_steps (void)
{
  struct program *program = program_new ();

  ilv_control_step (program->shm, 1000000);
  ilv_control_run (program->shm);
  ilv_control_pause (program->shm);
  program_start (program);
  await_marks (program, ILV_EVENT_HELD_START, 1);
  g_assert_cmpuint (atomic_load (&program->n_steps), ==, 0);
  program_free (program);
}

static void
test_control_slow_program_goes_on (void)
{
  struct program *program = program_new ();

  ilv_control_slow (program->shm, 1000, 1);
  program_start (program);
  await_steps_after (program, 20);
  /* Changing the order ends a wait, however long. */
  ilv_control_slow (program->shm, 4000000000u, 1);
  ilv_control_run (program->shm);
  await_steps_after (program, atomic_load (&program->n_steps) + 1000);
  program_free (program);
}

/* Five steps of a millisecond each. */
static gpointer
work (gpointer data)
{
  struct program *program = data;

  for (unsigned i = 0; i < 5; i++)
    {
      uint64_t begin_nsec;

      ilv_control_obey (&program->writer);
      begin_nsec = ilv_clock_nsec (&program->clock);
      while (ilv_clock_nsec (&program->clock) < begin_nsec + 1000000)
        continue;
      ilv_control_end_step (&program->writer);
    }
  ilv_control_obey (&program->writer);
  return NULL;
}

static void
test_control_factor_stretches_time (void)
{
  struct program *program = program_new ();
  uint64_t begin_nsec = ilv_clock_nsec (&program->clock);

  ilv_control_slow (program->shm, 0, 10);
  g_thread_join (g_thread_new ("work", work, program));
  g_assert_cmpuint (ilv_clock_nsec (&program->clock) - begin_nsec, >=, 40000000);
  program->thread = g_thread_new ("program", run, program);
  program_free (program);
}

static void
test_control_cancel_ends_a_pause (void)
{
  struct program *program = program_new ();

  ilv_control_pause (program->shm);
  program_start (program);
  await_marks (program, ILV_EVENT_HELD_START, 1);
  ilv_shm_cancel_waits (program->shm);
  await_steps_after (program, 1000);
  g_assert_false (ilv_control_has_order (program->shm));
  program_free (program);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/control/" path, test_control_##function)
  TEST ("running-program-is-not-held", running_program_is_not_held);
  TEST ("paused-program-does-exactly-the-steps", paused_program_does_exactly_the_steps);
  TEST ("run-forgets-the-steps", run_forgets_the_steps);
  TEST ("slow-program-goes-on", slow_program_goes_on);
  TEST ("factor-stretches-time", factor_stretches_time);
  TEST ("cancel-ends-a-pause", cancel_ends_a_pause);
#undef TEST
  return g_test_run ();
}

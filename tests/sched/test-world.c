/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <unistd.h>

/* --- Stop the world ------------------------------------------------------------------ */

#define N_RUNNERS 12
#define N_STOPS 200

struct world
{
  _Atomic bool is_stopped, is_over;
  _Atomic int64_t n_steps; /* of all runners */
  struct ilv_wait_group done;
};

static void
take_step (struct world *world)
{
  g_assert_false (world->is_stopped);
  atomic_fetch_add (&world->n_steps, 1);
}

/* Computes, yields, sleeps, makes system calls. */
static enum ilv_outcome
runner (struct test_g *self, struct ilv_p *p)
{
  struct world *world = self->run->data;

  GO_BEGIN;
  for (self->i = 0; !world->is_over; self->i++)
    {
      take_step (world);
      if (self->n % 4 == 0)
        POLL;
      else if (self->n % 4 == 1)
        YIELD;
      else if (self->n % 4 == 2)
        SLEEP (1000);
      else
        SYSCALL (usleep (10));
    }
  ilv_wait_group_add (p, &self->g, &world->done, -1);
  GO_END;
}

static void
stop_and_look (struct world *world, struct ilv_p *p)
{
  int64_t n_steps;

  g_assert_true (ilv_stop_world (p));
  world->is_stopped = true;
  n_steps = world->n_steps;
  for (volatile int i = 0; i < 2000; i++)
    ;
  g_assert_cmpint (world->n_steps, ==, n_steps);
  world->is_stopped = false;
  ilv_start_world (p);
}

static enum ilv_outcome
stopper (struct test_g *self, struct ilv_p *p)
{
  struct world *world = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < N_STOPS; self->i++)
    {
      stop_and_look (world, p);
      YIELD;
    }
  ilv_wait_group_add (p, &self->g, &world->done, -1);
  GO_END;
}

static void
start (struct test_g *self, struct ilv_p *p, test_fn fn)
{
  struct test_g *g = test_g_new (self->run, fn);

  g->n = self->i;
  test_go (p, self, g);
}

static enum ilv_outcome
stop_main (struct test_g *self, struct ilv_p *p)
{
  struct world *world = self->run->data;

  GO_BEGIN;
  *world = (struct world){ 0 };
  ilv_wait_group_add (p, &self->g, &world->done, N_RUNNERS + 2);
  for (self->i = 0; self->i < N_RUNNERS; self->i++)
    start (self, p, runner);
  /* Two who stop the world at the same time. */
  start (self, p, stopper);
  start (self, p, stopper);
  for (self->i = 0; self->i < N_STOPS; self->i++)
    {
      stop_and_look (world, p);
      YIELD;
    }
  world->is_over = true;
  WAIT (&world->done);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_world_stop (void)
{
  struct world world;

  test_run_all_ways (stop_main, &world);
  g_assert_cmpint (world.n_steps, >, 0);
}

/* --- GOMAXPROCS ------------------------------------------------------------------------ */

struct crowd
{
  _Atomic int n_running, most_running, limit;
  _Atomic bool is_over;
  struct ilv_wait_group done;
};

/* Counts how many run at once; may not be more than there are processors. */
static enum ilv_outcome
member (struct test_g *self, struct ilv_p *p)
{
  struct crowd *crowd = self->run->data;
  int n_running;

  GO_BEGIN;
  while (!crowd->is_over)
    {
      n_running = atomic_fetch_add (&crowd->n_running, 1) + 1;
      if (n_running > crowd->most_running)
        crowd->most_running = n_running;
      g_assert_cmpint (n_running, <=, crowd->limit);
      atomic_fetch_sub (&crowd->n_running, 1);
      if (self->n % 2)
        YIELD;
      else
        SLEEP (1000);
    }
  ilv_wait_group_add (p, &self->g, &crowd->done, -1);
  GO_END;
}

static enum ilv_outcome
crowd_main (struct test_g *self, struct ilv_p *p)
{
  static const unsigned sizes[] = { 4, 1, 2, 8, 3, 1, 6, 64, 1 };
  struct crowd *crowd = self->run->data;

  GO_BEGIN;
  *crowd = (struct crowd){ .limit = ILV_MAX_PROCS };
  ilv_wait_group_add (p, &self->g, &crowd->done, 16);
  for (self->i = 0; self->i < 16; self->i++)
    start (self, p, member);
  for (self->n = 0; self->n < 40; self->n++)
    {
      self->value = sizes[self->n % G_N_ELEMENTS (sizes)];
      crowd->limit = ILV_MAX_PROCS;
      ilv_set_procs (p, (unsigned) self->value);
      YIELD;
      g_assert_cmpuint (ilv_set_procs (p, 0), ==, self->value);
      /* Those who were running when it shrank are done when they have yielded. */
      for (self->i = 0; self->i < 50; self->i++)
        YIELD;
      g_assert_true (ilv_stop_world (p));
      crowd->limit = (int) self->value;
      ilv_start_world (p);
      for (self->i = 0; self->i < 50; self->i++)
        YIELD;
    }
  crowd->limit = ILV_MAX_PROCS;
  crowd->is_over = true;
  WAIT (&crowd->done);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_world_procs (void)
{
  struct crowd crowd;

  test_run_all_ways (crowd_main, &crowd);
  g_assert_cmpint (crowd.n_running, ==, 0);
}

/* --- The end ----------------------------------------------------------------------------- */

static enum ilv_outcome
endless (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (;;)
    POLL;
  GO_END;
}

static enum ilv_outcome
blocked (struct test_g *self, struct ilv_p *p)
{
  int *fds = self->run->data;
  char byte;

  GO_BEGIN;
  SYSCALL (g_assert_cmpint (read (fds[0], &byte, 1), ==, 1));
  g_assert_not_reached ();
  GO_END;
}

static enum ilv_outcome
end_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (self->i = 0; self->i < 6; self->i++)
    start (self, p, endless);
  start (self, p, blocked);
  SLEEP (3000000);
  ilv_sched_stop (p->sched, 7);
  ilv_sched_stop (p->sched, 8);
  GO_END;
}

/* The run ends though Gs loop and a thread is in a system call: the byte that
 * lets it out is written after the run. */
static void
let_out (struct test_run *run)
{
  int *fds = run->data;

  g_assert_cmpint (write (fds[1], "x", 1), ==, 1);
}

static void
test_world_end (void)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  for (unsigned way = 0; way < 4; way++)
    {
      struct test_config config = {
        .n_procs = way % 2 ? 4 : 1, .is_traced = way / 2 == 1, .after_run = let_out,
      };
      struct test_run run;

      test_run (&config, end_main, fds, &run);
      g_assert_cmpint (run.status, ==, 7);
    }
  close (fds[0]);
  close (fds[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/world/stops-at-safepoints-only", test_world_stop);
  g_test_add_func ("/sched/world/no-more-run-than-gomaxprocs", test_world_procs);
  g_test_add_func ("/sched/world/ends-despite-loops-and-system-calls", test_world_end);
  return g_test_run ();
}

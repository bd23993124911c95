/* SPDX-License-Identifier: MIT */
#include "driver.h"

#define MILLISECOND INT64_C (1000000)

/* --- Sleepers wake in the order of their times ---------------------------------- */

#define N_SLEEPERS 200

struct dormitory
{
  struct ilv_wait_group done;
  struct ilv_mutex mutex;
  int64_t woken[N_SLEEPERS]; /* guarded by the mutex */
  int n_woken;
};

static enum ilv_outcome
sleeper (struct test_g *self, struct ilv_p *p)
{
  struct dormitory *dormitory = self->run->data;

  GO_BEGIN;
  self->value = (int64_t) ilv_now_nsec (p);
  SLEEP (self->n);
  g_assert_cmpint ((int64_t) ilv_now_nsec (p) - self->value, >=, self->n);
  LOCK (&dormitory->mutex);
  dormitory->woken[dormitory->n_woken++] = self->n;
  ilv_mutex_unlock (p, &self->g, &dormitory->mutex);
  ilv_wait_group_add (p, &self->g, &dormitory->done, -1);
  GO_END;
}

static enum ilv_outcome
dormitory_main (struct test_g *self, struct ilv_p *p)
{
  struct dormitory *dormitory = self->run->data;

  GO_BEGIN;
  *dormitory = (struct dormitory){ 0 };
  SLEEP (0);
  SLEEP (-5);
  ilv_wait_group_add (p, &self->g, &dormitory->done, N_SLEEPERS);
  for (self->i = 0; self->i < N_SLEEPERS; self->i++)
    {
      struct test_g *g = test_g_new (self->run, sleeper);

      g->n = (1 + self->i * 37 % 50) * MILLISECOND / 2;
      test_go (p, self, g);
    }
  WAIT (&dormitory->done);
  g_assert_cmpint (dormitory->n_woken, ==, N_SLEEPERS);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_timer_sleep (void)
{
  struct dormitory dormitory;

  test_run_all_ways (dormitory_main, &dormitory);
}

/* --- Timers on their own ------------------------------------------------------------ */

struct clockwork
{
  struct ilv_timer timers[64];
  uint64_t fired[64]; /* values of data, in order */
  _Atomic unsigned n_fired;
  struct test_g *main;
};

static void
note_fired (struct ilv_p *p, struct ilv_timer *timer)
{
  struct test_run *run = ilv_sched_data (p->sched);
  struct clockwork *clockwork = run->data;

  clockwork->fired[clockwork->n_fired % 64] = GPOINTER_TO_SIZE (timer->data);
  atomic_fetch_add (&clockwork->n_fired, 1);
}

/* On one processor, so that nothing fires while this runs. */
static enum ilv_outcome
order_main (struct test_g *self, struct ilv_p *p)
{
  struct clockwork *clockwork = self->run->data;
  uint64_t now_nsec = ilv_now_nsec (p);

  GO_BEGIN;
  for (unsigned i = 0; i < 64; i++)
    {
      struct ilv_timer *timer = &clockwork->timers[i];

      *timer = (struct ilv_timer){
        .when_nsec = now_nsec + (1 + i * 29 % 64) * MILLISECOND / 8,
        .fire = note_fired,
        .data = GSIZE_TO_POINTER (i * 29 % 64),
      };
      ilv_timer_set (p, timer);
    }
  for (unsigned i = 0; i < 64; i++)
    if (GPOINTER_TO_SIZE (clockwork->timers[i].data) % 2)
      {
        g_assert_true (ilv_timer_stop (p, &clockwork->timers[i]));
        g_assert_false (ilv_timer_stop (p, &clockwork->timers[i]));
      }
  SLEEP (10 * MILLISECOND);
  g_assert_cmpuint (clockwork->n_fired, ==, 32);
  for (unsigned i = 0; i < 32; i++)
    g_assert_cmpuint (clockwork->fired[i], ==, i * 2);
  g_assert_false (ilv_timer_stop (p, &clockwork->timers[0]));
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_timer_order (void)
{
  struct test_config config = { .n_procs = 1, .seed = 1 };
  struct clockwork clockwork = { .n_fired = 0 };
  struct test_run run;

  test_run (&config, order_main, &clockwork, &run);
  g_assert_cmpint (run.status, ==, 0);
}

static enum ilv_outcome
periodic_main (struct test_g *self, struct ilv_p *p)
{
  struct clockwork *clockwork = self->run->data;

  GO_BEGIN;
  clockwork->n_fired = 0;
  clockwork->timers[0] = (struct ilv_timer){
    .when_nsec = ilv_now_nsec (p) + MILLISECOND,
    .period_nsec = MILLISECOND,
    .fire = note_fired,
  };
  ilv_timer_set (p, &clockwork->timers[0]);
  while (clockwork->n_fired < 5)
    SLEEP (MILLISECOND / 2);
  g_assert_true (ilv_timer_stop (p, &clockwork->timers[0]));
  g_assert_cmpint (ilv_now_nsec (p), >=, 5 * MILLISECOND);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_timer_periodic (void)
{
  struct clockwork clockwork;

  test_run_all_ways (periodic_main, &clockwork);
}

/* --- A timer fires though its processor is busy --------------------------------------- */

static enum ilv_outcome
hog (struct test_g *self, struct ilv_p *p)
{
  struct clockwork *clockwork = self->run->data;

  GO_BEGIN;
  while (clockwork->n_fired == 0)
    POLL;
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
busy_main (struct test_g *self, struct ilv_p *p)
{
  struct clockwork *clockwork = self->run->data;

  GO_BEGIN;
  clockwork->n_fired = 0;
  clockwork->timers[0] = (struct ilv_timer){
    .when_nsec = ilv_now_nsec (p) + MILLISECOND,
    .fire = note_fired,
  };
  ilv_timer_set (p, &clockwork->timers[0]);
  test_go (p, self, test_g_new (self->run, hog));
  while (clockwork->n_fired == 0)
    POLL;
  GO_END;
}

static void
test_timer_busy (void)
{
  struct clockwork clockwork;

  test_run_all_ways (busy_main, &clockwork);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/timer/nobody-sleeps-too-short", test_timer_sleep);
  g_test_add_func ("/sched/timer/fires-in-order-and-not-if-stopped", test_timer_order);
  g_test_add_func ("/sched/timer/periodic-fires-until-stopped", test_timer_periodic);
  g_test_add_func ("/sched/timer/fires-though-all-processors-are-busy", test_timer_busy);
  return g_test_run ();
}

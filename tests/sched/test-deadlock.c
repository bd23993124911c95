/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <unistd.h>

#define MILLISECOND INT64_C (1000000)

static void
assert_deadlock (test_fn main_fn, void *data, int n_deadlocks)
{
  for (unsigned way = 0; way < 4; way++)
    {
      struct test_config config = { way % 2 ? 4 : 1, way / 2 == 1, 1 };
      struct test_run run;

      test_run (&config, main_fn, data, &run);
      g_assert_cmpint (run.n_deadlocks, ==, n_deadlocks);
      g_assert_cmpint (run.status, ==, n_deadlocks ? 2 : 0);
    }
}

/* --- Everybody waits ------------------------------------------------------------- */

static enum ilv_outcome
receiver (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  RECV (self->a, NULL);
  GO_END;
}

static enum ilv_outcome
alone_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  for (self->i = 0; self->i < 20; self->i++)
    {
      struct test_g *g = test_g_new (self->run, receiver);

      g->a = self->a;
      test_go (p, self, g);
    }
  RECV (self->a, NULL);
  GO_END;
}

static enum ilv_outcome
nil_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  SEND (NULL, &self->i);
  GO_END;
}

static enum ilv_outcome
empty_select_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  SELECT (0, true);
  GO_END;
}

static enum ilv_outcome
ended_main (struct test_g *self, struct ilv_p *p)
{
  return ILV_OUTCOME_ENDED;
}

static void
test_deadlock_all_wait (void)
{
  assert_deadlock (alone_main, NULL, 1);
  assert_deadlock (nil_main, NULL, 1);
  assert_deadlock (empty_select_main, NULL, 1);
  assert_deadlock (ended_main, NULL, 1);
}

/* After a while in which all were busy. */
static enum ilv_outcome
late_main (struct test_g *self, struct ilv_p *p)
{
  static struct ilv_wait_group wg;

  GO_BEGIN;
  wg = (struct ilv_wait_group){ 0 };
  SLEEP (2 * MILLISECOND);
  for (self->i = 0; self->i < 3000; self->i++)
    YIELD;
  ilv_wait_group_add (p, &self->g, &wg, 1);
  WAIT (&wg);
  GO_END;
}

static void
test_deadlock_late (void)
{
  assert_deadlock (late_main, NULL, 1);
}

/* --- Somebody will still come --------------------------------------------------------- */

static void
send_one (struct ilv_p *p, struct ilv_timer *timer)
{
  struct test_g *self = timer->data;
  int64_t value = 1;

  g_assert_cmpint (ilv_chan_send_begin (p, NULL, self->a, &value, false), ==, ILV_STEP_DONE);
}

static enum ilv_outcome
timer_main (struct test_g *self, struct ilv_p *p)
{
  static struct ilv_timer timer;

  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 1);
  timer = (struct ilv_timer){
    .when_nsec = ilv_now_nsec (p) + 5 * MILLISECOND, .fire = send_one, .data = self,
  };
  ilv_timer_set (p, &timer);
  RECV (self->a, &self->value);
  g_assert_cmpint (self->value, ==, 1);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_deadlock_not_with_timer (void)
{
  assert_deadlock (timer_main, NULL, 0);
}

/* One waits for a pipe, which nobody writes to before all others wait: the
 * writer is a thread that the scheduler knows nothing of. */
static enum ilv_outcome
pipe_reader (struct test_g *self, struct ilv_p *p)
{
  int *fds = self->run->data;
  char byte;

  GO_BEGIN;
  SYSCALL (g_assert_cmpint (read (fds[0], &byte, 1), ==, 1));
  SEND (self->a, &self->n);
  GO_END;
}

static enum ilv_outcome
pipe_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  {
    struct test_g *g = test_g_new (self->run, pipe_reader);

    g->a = self->a;
    g->n = 77;
    test_go (p, self, g);
  }
  RECV (self->a, &self->value);
  g_assert_cmpint (self->value, ==, 77);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void *
write_later (void *data)
{
  int *fds = data;

  /* Long enough for a wrong scheduler to see a deadlock; a right one passes
   * however long it is. */
  for (unsigned i = 0; i < 4; i++)
    {
      g_usleep (30000);
      g_assert_cmpint (write (fds[1], "x", 1), ==, 1);
    }
  return NULL;
}

static void
test_deadlock_not_in_syscall (void)
{
  int fds[2];
  GThread *writer;

  g_assert_cmpint (pipe (fds), ==, 0);
  writer = g_thread_new ("writer", write_later, fds);
  assert_deadlock (pipe_main, fds, 0);
  g_thread_join (writer);
  close (fds[0]);
  close (fds[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/deadlock/is-seen-when-all-wait", test_deadlock_all_wait);
  g_test_add_func ("/sched/deadlock/is-seen-late-as-well", test_deadlock_late);
  g_test_add_func ("/sched/deadlock/is-not-seen-while-a-timer-is-set",
                   test_deadlock_not_with_timer);
  g_test_add_func ("/sched/deadlock/is-not-seen-while-a-thread-is-in-a-system-call",
                   test_deadlock_not_in_syscall);
  return g_test_run ();
}

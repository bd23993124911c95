/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <unistd.h>

/* Two goroutines throw a number back and forth. */
struct ping_pong
{
  int64_t n_rounds;
  int64_t last;
};

static enum ilv_outcome
ponger (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (;;)
    {
      RECV (self->a, &self->value);
      if (!self->ok)
        break;
      self->value++;
      SEND (self->b, &self->value);
    }
  GO_END;
}

static enum ilv_outcome
ping_pong_main (struct test_g *self, struct ilv_p *p)
{
  struct ping_pong *game = self->run->data;
  struct test_g *other;

  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  self->b = test_chan (self->run, p, self, 0);
  other = test_g_new (self->run, ponger);
  other->a = self->a;
  other->b = self->b;
  test_go (p, self, other);
  for (self->value = 0; self->value < game->n_rounds;)
    {
      SEND (self->a, &self->value);
      RECV (self->b, &self->value);
    }
  game->last = self->value;
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->a), ==, ILV_STEP_DONE);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sched_ping_pong (void)
{
  struct ping_pong game = { .n_rounds = 20000 };

  test_run_all_ways (ping_pong_main, &game);
  g_assert_cmpint (game.last, ==, 20000);
}

/* --- Many ------------------------------------------------------------------------ */

struct crowd
{
  int n;
  struct ilv_chan *gate;
  struct ilv_wait_group waiting, done;
  _Atomic int n_past;
};

static enum ilv_outcome
visitor (struct test_g *self, struct ilv_p *p)
{
  struct crowd *crowd = self->run->data;

  GO_BEGIN;
  ilv_wait_group_add (p, &self->g, &crowd->waiting, -1);
  RECV (crowd->gate, NULL);
  atomic_fetch_add (&crowd->n_past, 1);
  ilv_wait_group_add (p, &self->g, &crowd->done, -1);
  GO_END;
}

static enum ilv_outcome
crowd_main (struct test_g *self, struct ilv_p *p)
{
  struct crowd *crowd = self->run->data;

  GO_BEGIN;
  *crowd = (struct crowd){ .n = crowd->n };
  crowd->gate = test_chan (self->run, p, self, 0);
  ilv_wait_group_add (p, &self->g, &crowd->waiting, crowd->n);
  ilv_wait_group_add (p, &self->g, &crowd->done, crowd->n);
  for (self->i = 0; self->i < crowd->n; self->i++)
    test_go (p, self, test_g_new (self->run, visitor));
  WAIT (&crowd->waiting);
  g_assert_cmpuint (ilv_n_goroutines (p->sched), ==, crowd->n + 1);
  ilv_chan_close (p, &self->g, crowd->gate);
  WAIT (&crowd->done);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sched_many (void)
{
  struct crowd crowd = { .n = 100000 };
  struct test_config config = { .n_procs = 4, .seed = 1 };
  struct test_run run;

  test_run (&config, crowd_main, &crowd, &run);
  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpint (crowd.n_past, ==, crowd.n);
}

static void
test_sched_many_traced (void)
{
  struct crowd crowd = { .n = 5000 };

  test_run_all_ways (crowd_main, &crowd);
  g_assert_cmpint (crowd.n_past, ==, crowd.n);
}

/* --- A tree: work that makes work -------------------------------------------------- */

#define TREE_DEPTH 5
#define TREE_FAN 6

/* Sends to a the number of leaves below. */
static enum ilv_outcome
node (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  if (self->n == 0)
    self->sum = 1;
  else
    {
      self->b = test_chan (self->run, p, self, 0);
      for (self->i = 0; self->i < TREE_FAN; self->i++)
        {
          struct test_g *g = test_g_new (self->run, node);

          g->a = self->b;
          g->n = self->n - 1;
          test_go (p, self, g);
        }
      for (self->i = 0; self->i < TREE_FAN; self->i++)
        {
          RECV (self->b, &self->value);
          self->sum += self->value;
        }
    }
  SEND (self->a, &self->sum);
  GO_END;
}

static enum ilv_outcome
tree_main (struct test_g *self, struct ilv_p *p)
{
  int64_t *n_leaves = self->run->data;

  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  {
    struct test_g *g = test_g_new (self->run, node);

    g->a = self->a;
    g->n = TREE_DEPTH;
    test_go (p, self, g);
  }
  RECV (self->a, n_leaves);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sched_tree (void)
{
  int64_t n_leaves = 0;

  test_run_all_ways (tree_main, &n_leaves);
  g_assert_cmpint (n_leaves, ==, 7776); /* 6 to the 5th */
}

/* --- Nobody starves ------------------------------------------------------------------ */

/* Works until told to end; looks up, but never gives way by itself. */
static enum ilv_outcome
hog (struct test_g *self, struct ilv_p *p)
{
  _Atomic int *n_turns = self->run->data;

  GO_BEGIN;
  while (*n_turns < 3)
    POLL;
  GO_END;
}

static enum ilv_outcome
hogs_main (struct test_g *self, struct ilv_p *p)
{
  _Atomic int *n_turns = self->run->data;

  GO_BEGIN;
  *n_turns = 0;
  for (self->i = 0; self->i < 8; self->i++)
    test_go (p, self, test_g_new (self->run, hog));
  for (self->i = 0; self->i < 3; self->i++)
    {
      YIELD;
      atomic_fetch_add (n_turns, 1);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sched_hogs (void)
{
  _Atomic int n_turns;

  test_run_all_ways (hogs_main, (void *) &n_turns);
  g_assert_cmpint (n_turns, ==, 3);
}

/* Two that wake each other for ever in the next slot, and a third. */
static enum ilv_outcome
pair_main (struct test_g *self, struct ilv_p *p)
{
  _Atomic int *n_turns = self->run->data;
  struct test_g *g;

  GO_BEGIN;
  *n_turns = 0;
  self->a = test_chan (self->run, p, self, 0);
  self->b = test_chan (self->run, p, self, 0);
  g = test_g_new (self->run, ponger);
  g->a = self->a;
  g->b = self->b;
  test_go (p, self, g);
  test_go (p, self, test_g_new (self->run, hog));
  while (*n_turns < 3)
    {
      SEND (self->a, &self->value);
      RECV (self->b, &self->value);
      if (self->value % 1000 == 0)
        atomic_fetch_add (n_turns, 1);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sched_pair (void)
{
  _Atomic int n_turns;

  test_run_all_ways (pair_main, (void *) &n_turns);
}

/* --- System calls give the processor away --------------------------------------------- */

static enum ilv_outcome
reader (struct test_g *self, struct ilv_p *p)
{
  int *fds = self->run->data;
  char byte;

  GO_BEGIN;
  SYSCALL (g_assert_cmpint (read (fds[0], &byte, 1), ==, 1));
  SEND (self->a, &self->n);
  GO_END;
}

/* Eight wait for bytes that only this goroutine writes, after it has yielded
 * to all of them: on one processor nothing moves unless they lose it. */
static enum ilv_outcome
syscall_main (struct test_g *self, struct ilv_p *p)
{
  int *fds = self->run->data;

  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  for (self->i = 0; self->i < 8; self->i++)
    {
      struct test_g *g = test_g_new (self->run, reader);

      g->a = self->a;
      g->n = self->i;
      test_go (p, self, g);
      YIELD;
    }
  SYSCALL (g_assert_cmpint (write (fds[1], "12345678", 8), ==, 8));
  for (self->i = 0; self->i < 8; self->i++)
    {
      RECV (self->a, &self->value);
      self->sum += self->value;
    }
  g_assert_cmpint (self->sum, ==, 28);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sched_syscalls (void)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  test_run_all_ways (syscall_main, fds);
  close (fds[0]);
  close (fds[1]);
}

/* --- Two processors really run at once ------------------------------------------------- */

/* Each waits, without giving way, for what the other does. */
static enum ilv_outcome
volley (struct test_g *self, struct ilv_p *p)
{
  _Atomic int *ball = self->run->data;

  GO_BEGIN;
  while (self->i < 50)
    {
      if (*ball % 2 == self->n)
        {
          self->i++;
          atomic_fetch_add (ball, 1);
        }
      ilv_p_tick (p);
    }
  if (self->n == 1)
    ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
volley_main (struct test_g *self, struct ilv_p *p)
{
  struct test_g *g = test_g_new (self->run, volley);

  g->n = 1;
  test_go (p, self, g);
  self->fn = volley;
  return volley (self, p);
}

static void
test_sched_parallel (void)
{
  struct test_config config = { .n_procs = 2, .is_traced = true };
  _Atomic int ball = 0;
  struct test_run run;

  test_run (&config, volley_main, (void *) &ball, &run);
  g_assert_cmpint (ball, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/sched/ping-pong-passes-every-number", test_sched_ping_pong);
  g_test_add_func ("/sched/sched/a-hundred-thousand-wait-and-go", test_sched_many);
  g_test_add_func ("/sched/sched/thousands-wait-and-go-traced", test_sched_many_traced);
  g_test_add_func ("/sched/sched/a-tree-of-goroutines-counts-its-leaves", test_sched_tree);
  g_test_add_func ("/sched/sched/hogs-let-others-run", test_sched_hogs);
  g_test_add_func ("/sched/sched/a-pair-lets-others-run", test_sched_pair);
  g_test_add_func ("/sched/sched/a-system-call-gives-the-processor-away", test_sched_syscalls);
  g_test_add_func ("/sched/sched/two-processors-run-at-once", test_sched_parallel);
  return g_test_run ();
}

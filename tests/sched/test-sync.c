/* SPDX-License-Identifier: MIT */
#include "driver.h"

static void
start (struct test_g *self, struct ilv_p *p, test_fn fn)
{
  struct test_g *g = test_g_new (self->run, fn);

  g->n = self->i;
  test_go (p, self, g);
}

/* --- WaitGroup ------------------------------------------------------------ */

struct group
{
  struct ilv_wait_group started, done;
  int n_workers, n_waiters;
  _Atomic int n_past;
};

static enum ilv_outcome
worker (struct test_g *self, struct ilv_p *p)
{
  struct group *group = self->run->data;

  GO_BEGIN;
  YIELD;
  g_assert_true (ilv_wait_group_add (p, &self->g, &group->started, -1));
  GO_END;
}

static enum ilv_outcome
waiter (struct test_g *self, struct ilv_p *p)
{
  struct group *group = self->run->data;

  GO_BEGIN;
  WAIT (&group->started);
  atomic_fetch_add (&group->n_past, 1);
  ilv_wait_group_add (p, &self->g, &group->done, -1);
  GO_END;
}

static enum ilv_outcome
group_main (struct test_g *self, struct ilv_p *p)
{
  struct group *group = self->run->data;

  GO_BEGIN;
  group->started = group->done = (struct ilv_wait_group){ 0 };
  group->n_past = 0;
  g_assert_true (ilv_wait_group_add (p, &self->g, &group->started, group->n_workers));
  g_assert_true (ilv_wait_group_add (p, &self->g, &group->done, group->n_waiters));
  for (self->i = 0; self->i < group->n_waiters; self->i++)
    start (self, p, waiter);
  for (self->i = 0; self->i < group->n_workers; self->i++)
    start (self, p, worker);
  WAIT (&group->done);
  g_assert_cmpint (group->n_past, ==, group->n_waiters);
  WAIT (&group->done);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_wait_group (void)
{
  struct group group = { .n_workers = 100, .n_waiters = 1000 };

  test_run_all_ways (group_main, &group);
}

static enum ilv_outcome
negative_main (struct test_g *self, struct ilv_p *p)
{
  static struct ilv_wait_group wg;

  GO_BEGIN;
  wg = (struct ilv_wait_group){ 0 };
  g_assert_false (ilv_wait_group_add (p, &self->g, &wg, -1));
  g_assert_true (ilv_wait_group_add (p, &self->g, &wg, 2));
  g_assert_false (ilv_wait_group_add (p, &self->g, &wg, -3));
  g_assert_cmpint (wg.counter, ==, 2);
  g_assert_true (ilv_wait_group_add (p, &self->g, &wg, -2));
  WAIT (&wg);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_negative (void)
{
  test_run_all_ways (negative_main, NULL);
}

/* --- Mutex ---------------------------------------------------------------- */

#define N_LOCKERS 8
#define N_LOCKS 1500

struct room
{
  struct ilv_mutex mutex;
  struct ilv_rwmutex rwmutex;
  struct ilv_wait_group done;
  bool yields_inside;
  int64_t counter; /* guarded by the mutex */
  int n_inside;
};

static enum ilv_outcome
locker (struct test_g *self, struct ilv_p *p)
{
  struct room *room = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < N_LOCKS; self->i++)
    {
      LOCK (&room->mutex);
      g_assert_cmpint (room->n_inside++, ==, 0);
      self->value = room->counter;
      if (room->yields_inside)
        YIELD;
      room->counter = self->value + 1;
      room->n_inside--;
      g_assert_true (ilv_mutex_unlock (p, &self->g, &room->mutex));
    }
  ilv_wait_group_add (p, &self->g, &room->done, -1);
  GO_END;
}

static enum ilv_outcome
room_main (struct test_g *self, struct ilv_p *p)
{
  struct room *room = self->run->data;

  GO_BEGIN;
  *room = (struct room){ .yields_inside = room->yields_inside };
  ilv_wait_group_add (p, &self->g, &room->done, N_LOCKERS);
  for (self->i = 0; self->i < N_LOCKERS; self->i++)
    start (self, p, locker);
  WAIT (&room->done);
  g_assert_cmpint (room->counter, ==, N_LOCKERS * N_LOCKS);
  g_assert_cmpuint (room->mutex.state, ==, 0);
  g_assert_false (ilv_mutex_unlock (p, &self->g, &room->mutex));
  g_assert_cmpint (ilv_mutex_lock_begin (p, &self->g, &room->mutex, false), ==, ILV_STEP_DONE);
  g_assert_cmpint (ilv_mutex_lock_begin (p, &self->g, &room->mutex, false), ==,
                   ILV_STEP_WOULD_BLOCK);
  g_assert_true (ilv_mutex_unlock (p, &self->g, &room->mutex));
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_mutex (gconstpointer yields_inside)
{
  struct room room = { .yields_inside = yields_inside != NULL };

  test_run_all_ways (room_main, &room);
}

/* --- A starving waiter gets it -------------------------------------------------------------- */

struct greed
{
  struct ilv_mutex mutex;
  _Atomic bool is_served;
  int64_t n_greedy;
};

/* Has the mutex nearly all the time, and takes it again at once. */
static enum ilv_outcome
greedy (struct test_g *self, struct ilv_p *p)
{
  struct greed *greed = self->run->data;

  GO_BEGIN;
  while (!greed->is_served)
    {
      LOCK (&greed->mutex);
      greed->n_greedy++;
      YIELD;
      ilv_mutex_unlock (p, &self->g, &greed->mutex);
    }
  GO_END;
}

static enum ilv_outcome
greed_main (struct test_g *self, struct ilv_p *p)
{
  struct greed *greed = self->run->data;

  GO_BEGIN;
  *greed = (struct greed){ 0 };
  for (self->i = 0; self->i < 3; self->i++)
    start (self, p, greedy);
  YIELD;
  for (self->i = 0; self->i < 50; self->i++)
    {
      LOCK (&greed->mutex);
      ilv_mutex_unlock (p, &self->g, &greed->mutex);
    }
  greed->is_served = true;
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_starving (void)
{
  struct greed greed;

  test_run_all_ways (greed_main, &greed);
  g_assert_cmpint (greed.n_greedy, >, 0);
}

/* --- RWMutex -------------------------------------------------------------- */

#define N_READERS 6
#define N_WRITERS 3
#define N_TURNS 600

static _Atomic int n_reading, n_writing, most_reading;

static enum ilv_outcome
reader (struct test_g *self, struct ilv_p *p)
{
  struct room *room = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < N_TURNS; self->i++)
    {
      RLOCK (&room->rwmutex);
      g_assert_cmpint (n_writing, ==, 0);
      self->value = atomic_fetch_add (&n_reading, 1) + 1;
      if (self->value > most_reading)
        most_reading = (int) self->value;
      self->value = room->counter;
      YIELD;
      g_assert_cmpint (room->counter, ==, self->value);
      atomic_fetch_sub (&n_reading, 1);
      g_assert_true (ilv_rwmutex_runlock (p, &self->g, &room->rwmutex));
    }
  ilv_wait_group_add (p, &self->g, &room->done, -1);
  GO_END;
}

static enum ilv_outcome
writer (struct test_g *self, struct ilv_p *p)
{
  struct room *room = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < N_TURNS; self->i++)
    {
      AWAIT (ilv_rwmutex_lock_begin (p, &self->g, &room->rwmutex, true));
      g_assert_cmpint (atomic_fetch_add (&n_writing, 1), ==, 0);
      g_assert_cmpint (n_reading, ==, 0);
      self->value = room->counter;
      YIELD;
      room->counter = self->value + 1;
      atomic_fetch_sub (&n_writing, 1);
      g_assert_true (ilv_rwmutex_unlock (p, &self->g, &room->rwmutex));
    }
  ilv_wait_group_add (p, &self->g, &room->done, -1);
  GO_END;
}

static enum ilv_outcome
rw_main (struct test_g *self, struct ilv_p *p)
{
  struct room *room = self->run->data;

  GO_BEGIN;
  *room = (struct room){ 0 };
  most_reading = 0;
  ilv_wait_group_add (p, &self->g, &room->done, N_READERS + N_WRITERS);
  for (self->i = 0; self->i < N_WRITERS; self->i++)
    {
      start (self, p, writer);
      start (self, p, reader);
      start (self, p, reader);
    }
  WAIT (&room->done);
  g_assert_cmpint (room->counter, ==, N_WRITERS * N_TURNS);
  g_assert_false (ilv_rwmutex_unlock (p, &self->g, &room->rwmutex));
  g_assert_false (ilv_rwmutex_runlock (p, &self->g, &room->rwmutex));
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_rwmutex (void)
{
  struct room room;

  test_run_all_ways (rw_main, &room);
  g_assert_cmpint (most_reading, >, 1);
}

/* --- Cond ----------------------------------------------------------------- */

struct stage
{
  struct ilv_mutex mutex;
  struct ilv_cond cond;
  struct ilv_wait_group done;
  int64_t n_permits, n_waiting, n_through; /* guarded by the mutex */
};

/* As sync.Cond.Wait does it. */
static enum ilv_outcome
actor (struct test_g *self, struct ilv_p *p)
{
  struct stage *stage = self->run->data;

  GO_BEGIN;
  LOCK (&stage->mutex);
  stage->n_waiting++;
  while (stage->n_permits == 0)
    {
      self->value = ilv_cond_ticket (p, &self->g, &stage->cond);
      ilv_mutex_unlock (p, &self->g, &stage->mutex);
      if (self->n % 2)
        YIELD; /* a signal may come between ticket and wait */
      AWAIT (ilv_cond_wait_begin (p, &self->g, &stage->cond, (uint32_t) self->value));
      LOCK (&stage->mutex);
    }
  stage->n_permits--;
  stage->n_through++;
  ilv_mutex_unlock (p, &self->g, &stage->mutex);
  ilv_wait_group_add (p, &self->g, &stage->done, -1);
  GO_END;
}

static enum ilv_outcome
stage_main (struct test_g *self, struct ilv_p *p)
{
  struct stage *stage = self->run->data;

  GO_BEGIN;
  *stage = (struct stage){ 0 };
  ilv_wait_group_add (p, &self->g, &stage->done, 40);
  for (self->i = 0; self->i < 40; self->i++)
    start (self, p, actor);
  do
    {
      YIELD;
      LOCK (&stage->mutex);
      self->value = stage->n_waiting;
      ilv_mutex_unlock (p, &self->g, &stage->mutex);
    }
  while (self->value < 40);
  for (self->i = 0; self->i < 20; self->i++)
    {
      LOCK (&stage->mutex);
      stage->n_permits++;
      ilv_cond_signal (p, &self->g, &stage->cond, false);
      ilv_mutex_unlock (p, &self->g, &stage->mutex);
    }
  do
    {
      YIELD;
      LOCK (&stage->mutex);
      self->value = stage->n_through;
      ilv_mutex_unlock (p, &self->g, &stage->mutex);
    }
  while (self->value < 20);
  LOCK (&stage->mutex);
  stage->n_permits = 20;
  ilv_cond_signal (p, &self->g, &stage->cond, true);
  ilv_mutex_unlock (p, &self->g, &stage->mutex);
  WAIT (&stage->done);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_cond (void)
{
  struct stage stage;

  test_run_all_ways (stage_main, &stage);
  g_assert_cmpint (stage.n_through, ==, 40);
}

static enum ilv_outcome
ticket_main (struct test_g *self, struct ilv_p *p)
{
  static struct ilv_cond cond;

  GO_BEGIN;
  cond = (struct ilv_cond){ 0 };
  ilv_cond_signal (p, &self->g, &cond, false);
  ilv_cond_signal (p, &self->g, &cond, true);
  self->value = ilv_cond_ticket (p, &self->g, &cond);
  ilv_cond_signal (p, &self->g, &cond, false);
  g_assert_cmpint (ilv_cond_wait_begin (p, &self->g, &cond, (uint32_t) self->value), ==,
                   ILV_STEP_DONE);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_sync_ticket (void)
{
  test_run_all_ways (ticket_main, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/sync/wait-group-wakes-all-at-zero", test_sync_wait_group);
  g_test_add_func ("/sched/sync/wait-group-refuses-to-be-negative", test_sync_negative);
  g_test_add_data_func ("/sched/sync/mutex-excludes", NULL, test_sync_mutex);
  g_test_add_data_func ("/sched/sync/mutex-excludes-across-yields", GINT_TO_POINTER (1),
                        test_sync_mutex);
  g_test_add_func ("/sched/sync/mutex-serves-the-starving", test_sync_starving);
  g_test_add_func ("/sched/sync/rwmutex-admits-readers-or-a-writer", test_sync_rwmutex);
  g_test_add_func ("/sched/sync/cond-signal-wakes-one-broadcast-all", test_sync_cond);
  g_test_add_func ("/sched/sync/cond-signal-between-ticket-and-wait-counts", test_sync_ticket);
  return g_test_run ();
}

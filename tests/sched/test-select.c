/* SPDX-License-Identifier: MIT */
#include "driver.h"

static void
set_recv (struct test_g *self, unsigned index, struct ilv_chan *chan, int64_t *to)
{
  self->cases[index].chan = chan;
  self->cases[index].elem = to;
  self->cases[index].is_send = false;
}

static void
set_send (struct test_g *self, unsigned index, struct ilv_chan *chan, int64_t *from)
{
  self->cases[index].chan = chan;
  self->cases[index].elem = from;
  self->cases[index].is_send = true;
}

/* --- What can proceed, proceeds ---------------------------------------------------- */

static enum ilv_outcome
ready_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 1);
  self->b = test_chan (self->run, p, self, 1);
  set_recv (self, 0, self->a, &self->value);
  set_recv (self, 1, self->b, &self->value);
  set_recv (self, 2, NULL, &self->value);
  SELECT (3, false);
  g_assert_cmpint (self->selected.chosen, ==, -1);

  self->i = 5;
  SEND (self->b, &self->i);
  SELECT (3, true);
  g_assert_cmpint (self->selected.chosen, ==, 1);
  g_assert_true (self->selected.ok);
  g_assert_cmpint (self->value, ==, 5);

  set_send (self, 0, self->a, &self->i);
  SELECT (2, true);
  g_assert_cmpint (self->selected.chosen, ==, 0);
  g_assert_cmpuint (ilv_chan_len (self->a), ==, 1);

  ilv_chan_close (p, &self->g, self->b);
  SELECT (2, true);
  g_assert_cmpint (self->selected.chosen, ==, 1);
  g_assert_false (self->selected.ok);
  g_assert_cmpint (self->value, ==, 0);

  set_send (self, 1, self->b, &self->i);
  SELECT (2, true);
  g_assert_cmpint (self->selected.chosen, ==, 1);
  g_assert_true (self->selected.is_closed);
  SELECT (0, false);
  g_assert_cmpint (self->selected.chosen, ==, -1);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_select_ready (void)
{
  test_run_all_ways (ready_main, NULL);
}

/* --- Fairness ------------------------------------------------------------------------ */

#define N_DRAWS 8000

struct draws
{
  int n_chosen[4];
};

/* Three channels that are always ready, and one never. */
static enum ilv_outcome
fair_main (struct test_g *self, struct ilv_p *p)
{
  struct draws *draws = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < 3; self->i++)
    {
      set_recv (self, (unsigned) self->i, test_chan (self->run, p, self, 1), &self->value);
      SEND (self->cases[self->i].chan, &self->i);
    }
  set_recv (self, 3, test_chan (self->run, p, self, 1), &self->value);
  for (self->n = 0; self->n < N_DRAWS; self->n++)
    {
      SELECT (4, true);
      draws->n_chosen[self->selected.chosen]++;
      SEND (self->cases[self->selected.chosen].chan, &self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

/* The seed makes the draws the same each time; the bounds are ten standard
 * deviations wide for any other seed. */
static void
test_select_fair (void)
{
  struct test_config config = { .n_procs = 1, .seed = 42 };
  struct draws draws = { { 0 } };
  struct test_run run;

  test_run (&config, fair_main, &draws, &run);
  for (unsigned i = 0; i < 3; i++)
    {
      g_assert_cmpint (draws.n_chosen[i], >, N_DRAWS / 3 - 420);
      g_assert_cmpint (draws.n_chosen[i], <, N_DRAWS / 3 + 420);
    }
  g_assert_cmpint (draws.n_chosen[3], ==, 0);
}

/* --- Waiting in several channels --------------------------------------------------- */

#define N_TOKENS 3000

struct hub
{
  struct ilv_chan *chans[4];
  struct ilv_wait_group senders;
  int64_t sum;
};

static enum ilv_outcome
feeder (struct test_g *self, struct ilv_p *p)
{
  struct hub *hub = self->run->data;

  GO_BEGIN;
  for (self->i = 1; self->i <= N_TOKENS; self->i++)
    SEND (hub->chans[self->n], &self->i);
  ilv_wait_group_add (p, &self->g, &hub->senders, -1);
  GO_END;
}

static enum ilv_outcome
closer (struct test_g *self, struct ilv_p *p)
{
  struct hub *hub = self->run->data;

  GO_BEGIN;
  WAIT (&hub->senders);
  ilv_chan_close (p, &self->g, hub->chans[3]);
  GO_END;
}

/* Four feed three channels; each is received from by a select, in which one
 * channel occurs twice, until the fourth channel is closed. */
static enum ilv_outcome
hub_main (struct test_g *self, struct ilv_p *p)
{
  struct hub *hub = self->run->data;

  GO_BEGIN;
  hub->senders = (struct ilv_wait_group){ 0 };
  hub->sum = 0;
  for (self->i = 0; self->i < 4; self->i++)
    hub->chans[self->i] = test_chan (self->run, p, self, self->i == 1 ? 2 : 0);
  ilv_wait_group_add (p, &self->g, &hub->senders, 4);
  for (self->i = 0; self->i < 4; self->i++)
    {
      struct test_g *g = test_g_new (self->run, feeder);

      g->n = self->i % 3;
      test_go (p, self, g);
    }
  test_go (p, self, test_g_new (self->run, closer));
  set_recv (self, 0, hub->chans[2], &self->value);
  set_recv (self, 1, hub->chans[0], &self->value);
  set_recv (self, 2, hub->chans[1], &self->value);
  set_recv (self, 3, hub->chans[3], NULL);
  set_recv (self, 4, hub->chans[0], &self->value);
  set_recv (self, 5, NULL, &self->value);
  for (;;)
    {
      SELECT (6, true);
      if (self->selected.chosen == 3)
        break;
      g_assert_true (self->selected.ok);
      hub->sum += self->value;
    }
  /* What is still in the buffer. */
  while (ilv_chan_len (hub->chans[1]) > 0)
    {
      RECV (hub->chans[1], &self->value);
      hub->sum += self->value;
    }
  g_assert_false (self->selected.ok);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_select_waits (void)
{
  struct hub hub;

  test_run_all_ways (hub_main, &hub);
  g_assert_cmpint (hub.sum, ==, INT64_C (4) * N_TOKENS * (N_TOKENS + 1) / 2);
}

/* --- Selects against selects --------------------------------------------------------- */

#define N_EXCHANGES 3000
#define N_TRADERS 6

struct market
{
  struct ilv_chan *east, *west;
  _Atomic int n_traders;
  _Atomic int64_t n_sent, n_received, sent, received;
};

/* Sends or receives on either of two channels, whichever is possible. */
static enum ilv_outcome
trader (struct test_g *self, struct ilv_p *p)
{
  struct market *market = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < N_EXCHANGES; self->i++)
    {
      self->sum = self->n * N_EXCHANGES + self->i;
      set_send (self, 0, market->east, &self->sum);
      set_recv (self, 1, market->west, &self->value);
      set_send (self, 2, market->west, &self->sum);
      set_recv (self, 3, market->east, &self->value);
      SELECT (4, true);
      if (self->selected.chosen % 2 == 0)
        {
          atomic_fetch_add (&market->n_sent, 1);
          atomic_fetch_add (&market->sent, self->sum);
        }
      else if (self->selected.ok)
        {
          atomic_fetch_add (&market->n_received, 1);
          atomic_fetch_add (&market->received, self->value);
        }
    }
  atomic_fetch_sub (&market->n_traders, 1);
  GO_END;
}

/* The last trader may find nobody to trade with: this one always answers. */
static enum ilv_outcome
market_main (struct test_g *self, struct ilv_p *p)
{
  struct market *market = self->run->data;

  GO_BEGIN;
  *market = (struct market){ 0 };
  market->east = test_chan (self->run, p, self, 0);
  market->west = test_chan (self->run, p, self, 0);
  market->n_traders = N_TRADERS;
  for (self->i = 0; self->i < N_TRADERS; self->i++)
    {
      struct test_g *g = test_g_new (self->run, trader);

      g->n = self->i;
      test_go (p, self, g);
    }
  set_recv (self, 0, market->east, &self->value);
  while (market->n_traders > 0)
    {
      SELECT (1, false);
      if (self->selected.chosen == 0)
        {
          atomic_fetch_add (&market->n_received, 1);
          atomic_fetch_add (&market->received, self->value);
        }
      YIELD;
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_select_against_select (void)
{
  struct market market;

  test_run_all_ways (market_main, &market);
  g_assert_cmpint (market.n_sent, ==, market.n_received);
  g_assert_cmpint (market.sent, ==, market.received);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/select/what-can-proceed-proceeds", test_select_ready);
  g_test_add_func ("/sched/select/chooses-evenly-among-ready-cases", test_select_fair);
  g_test_add_func ("/sched/select/waits-in-all-channels-at-once", test_select_waits);
  g_test_add_func ("/sched/select/both-sides-may-select", test_select_against_select);
  return g_test_run ();
}

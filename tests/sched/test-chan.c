/* SPDX-License-Identifier: MIT */
#include "driver.h"

#define N_PRIMES 100

/* --- Sieve: a growing chain of goroutines --------------------------------------- */

static enum ilv_outcome
generator (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (self->i = 2;; self->i++)
    SEND (self->a, &self->i);
  GO_END;
}

/* Passes on from a to b what n does not divide. */
static enum ilv_outcome
filter (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (;;)
    {
      RECV (self->a, &self->value);
      if (self->value % self->n != 0)
        SEND (self->b, &self->value);
    }
  GO_END;
}

static void
start_filter (struct test_g *self, struct ilv_p *p, int64_t prime)
{
  struct test_g *g = test_g_new (self->run, filter);

  g->n = prime;
  g->a = self->a;
  g->b = self->a = test_chan (self->run, p, self, 0);
  test_go (p, self, g);
}

static enum ilv_outcome
sieve_main (struct test_g *self, struct ilv_p *p)
{
  int64_t *last = self->run->data;
  struct test_g *source;

  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  source = test_g_new (self->run, generator);
  source->a = self->a;
  test_go (p, self, source);
  for (self->i = 0; self->i < N_PRIMES; self->i++)
    {
      RECV (self->a, &self->value);
      start_filter (self, p, self->value);
    }
  *last = self->value;
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_chan_sieve (void)
{
  int64_t last = 0;

  test_run_all_ways (sieve_main, &last);
  g_assert_cmpint (last, ==, 541); /* the hundredth prime */
}

/* --- Buffered: many senders, many receivers -------------------------------------- */

#define N_SENDERS 8
#define N_RECEIVERS 5
#define N_SENT 2000

static enum ilv_outcome
sender (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (self->i = 1; self->i <= N_SENT; self->i++)
    SEND (self->a, &self->i);
  g_assert_true (ilv_wait_group_add (p, &self->g, self->data, -1));
  GO_END;
}

/* Adds up until the channel is closed, and sends the sum to b. */
static enum ilv_outcome
adder (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (;;)
    {
      RECV (self->a, &self->value);
      if (!self->ok)
        break;
      self->sum += self->value;
    }
  g_assert_cmpint (self->value, ==, 0);
  SEND (self->b, &self->sum);
  GO_END;
}

struct stream
{
  uint64_t capacity;
  struct ilv_wait_group senders;
  int64_t sum;
};

static void
start (struct test_g *self, struct ilv_p *p, test_fn fn, void *data)
{
  struct test_g *g = test_g_new (self->run, fn);

  g->a = self->a;
  g->b = self->b;
  g->data = data;
  test_go (p, self, g);
}

static enum ilv_outcome
stream_main (struct test_g *self, struct ilv_p *p)
{
  struct stream *stream = self->run->data;

  GO_BEGIN;
  stream->senders = (struct ilv_wait_group){ 0 };
  stream->sum = 0;
  self->a = test_chan (self->run, p, self, stream->capacity);
  self->b = test_chan (self->run, p, self, 0);
  g_assert_true (ilv_wait_group_add (p, &self->g, &stream->senders, N_SENDERS));
  for (self->i = 0; self->i < N_SENDERS; self->i++)
    start (self, p, sender, &stream->senders);
  for (self->i = 0; self->i < N_RECEIVERS; self->i++)
    start (self, p, adder, NULL);
  WAIT (&stream->senders);
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->a), ==, ILV_STEP_DONE);
  for (self->i = 0; self->i < N_RECEIVERS; self->i++)
    {
      RECV (self->b, &self->value);
      stream->sum += self->value;
    }
  g_assert_cmpuint (ilv_chan_len (self->a), ==, 0);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_chan_stream (gconstpointer capacity)
{
  struct stream stream = { .capacity = GPOINTER_TO_UINT (capacity) };

  test_run_all_ways (stream_main, &stream);
  g_assert_cmpint (stream.sum, ==, (int64_t) N_SENDERS * N_SENT * (N_SENT + 1) / 2);
}

/* --- Order, length, capacity ------------------------------------------------------ */

static enum ilv_outcome
fifo_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 3);
  g_assert_cmpuint (ilv_chan_cap (self->a), ==, 3);
  for (self->i = 10; self->i < 13; self->i++)
    SEND (self->a, &self->i);
  g_assert_cmpuint (ilv_chan_len (self->a), ==, 3);
  g_assert_cmpint (ilv_chan_send_begin (p, &self->g, self->a, &self->i, false), ==,
                   ILV_STEP_WOULD_BLOCK);
  for (self->n = 0; self->n < 20; self->n++)
    {
      RECV (self->a, &self->value);
      g_assert_cmpint (self->value, ==, 10 + self->n);
      SEND (self->a, &self->i);
      self->i++;
    }
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->a), ==, ILV_STEP_DONE);
  for (; self->n < 23; self->n++)
    {
      RECV (self->a, &self->value);
      g_assert_true (self->ok);
      g_assert_cmpint (self->value, ==, 10 + self->n);
    }
  RECV (self->a, &self->value);
  g_assert_false (self->ok);
  g_assert_cmpint (self->value, ==, 0);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_chan_fifo (void)
{
  test_run_all_ways (fifo_main, NULL);
}

/* Waiting senders are served in the order in which they came. */
static enum ilv_outcome
one_sender (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  SEND (self->a, &self->n);
  GO_END;
}

static enum ilv_outcome
waiting_order_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 2);
  for (self->i = 0; self->i < 10; self->i++)
    {
      struct test_g *g = test_g_new (self->run, one_sender);

      g->a = self->a;
      g->n = self->i;
      test_go (p, self, g);
      YIELD;
    }
  for (self->i = 0; self->i < 10; self->i++)
    {
      RECV (self->a, &self->value);
      g_assert_cmpint (self->value, ==, self->i);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_chan_waiting_order (void)
{
  struct test_config config = { .n_procs = 1, .is_traced = true, .seed = 1 };
  struct test_run run;

  test_run (&config, waiting_order_main, NULL, &run);
  g_assert_cmpint (run.status, ==, 0);
}

/* --- Close and nil ------------------------------------------------------------------ */

static enum ilv_outcome
close_main (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 0);
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->a), ==, ILV_STEP_DONE);
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->a), ==, ILV_STEP_CLOSED);
  g_assert_cmpint (ilv_chan_close (p, &self->g, NULL), ==, ILV_STEP_NIL);
  g_assert_cmpint (ilv_chan_send_begin (p, &self->g, self->a, &self->i, true), ==,
                   ILV_STEP_CLOSED);
  g_assert_cmpint (ilv_chan_send_begin (p, &self->g, self->a, &self->i, false), ==,
                   ILV_STEP_CLOSED);
  g_assert_cmpint (ilv_chan_send_begin (p, &self->g, NULL, &self->i, false), ==,
                   ILV_STEP_WOULD_BLOCK);
  g_assert_cmpint (ilv_chan_recv_begin (p, &self->g, NULL, &self->i, false, &self->ok), ==,
                   ILV_STEP_WOULD_BLOCK);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_chan_close (void)
{
  test_run_all_ways (close_main, NULL);
}

/* What the woken ones see. */
struct closing
{
  struct ilv_wait_group done;
  _Atomic int n_refused, n_zero;
};

static enum ilv_outcome
refused_sender (struct test_g *self, struct ilv_p *p)
{
  struct closing *closing = self->run->data;

  GO_BEGIN;
  SEND (self->a, &self->n);
  if (!self->ok)
    atomic_fetch_add (&closing->n_refused, 1);
  ilv_wait_group_add (p, &self->g, &closing->done, -1);
  GO_END;
}

static enum ilv_outcome
zero_receiver (struct test_g *self, struct ilv_p *p)
{
  struct closing *closing = self->run->data;

  GO_BEGIN;
  self->value = 7;
  RECV (self->b, &self->value);
  if (!self->ok && self->value == 0)
    atomic_fetch_add (&closing->n_zero, 1);
  ilv_wait_group_add (p, &self->g, &closing->done, -1);
  GO_END;
}

/* Receivers and senders that wait, or are about to, when the channels close. */
static enum ilv_outcome
close_wakes_main (struct test_g *self, struct ilv_p *p)
{
  struct closing *closing = self->run->data;

  GO_BEGIN;
  closing->done = (struct ilv_wait_group){ 0 };
  closing->n_refused = closing->n_zero = 0;
  self->a = test_chan (self->run, p, self, 0);
  self->b = test_chan (self->run, p, self, 0);
  ilv_wait_group_add (p, &self->g, &closing->done, 40);
  for (self->i = 0; self->i < 20; self->i++)
    {
      start (self, p, refused_sender, NULL);
      start (self, p, zero_receiver, NULL);
      YIELD;
    }
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->a), ==, ILV_STEP_DONE);
  g_assert_cmpint (ilv_chan_close (p, &self->g, self->b), ==, ILV_STEP_DONE);
  WAIT (&closing->done);
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_chan_close_wakes (void)
{
  struct closing closing;

  test_run_all_ways (close_wakes_main, &closing);
  g_assert_cmpint (closing.n_refused, ==, 20);
  g_assert_cmpint (closing.n_zero, ==, 20);
}

static void
test_chan_size (void)
{
  struct ilv_chan_elem elem = { 8, ILV_VALUE_INT };

  g_assert_cmpuint (ilv_chan_size (elem, 3) - ilv_chan_size (elem, 0), ==, 24);
  g_assert_cmpuint (ilv_chan_size (elem, UINT64_MAX), ==, SIZE_MAX);
  g_assert_cmpuint (ilv_chan_size (elem, UINT64_MAX / 8), ==, SIZE_MAX);
  g_assert_cmpuint (ilv_chan_len (NULL), ==, 0);
  g_assert_cmpuint (ilv_chan_cap (NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/chan/a-sieve-of-goroutines-finds-the-primes", test_chan_sieve);
  g_test_add_data_func ("/sched/chan/nothing-is-lost-or-doubled-unbuffered", GUINT_TO_POINTER (0),
                        test_chan_stream);
  g_test_add_data_func ("/sched/chan/nothing-is-lost-or-doubled-in-a-buffer-of-one",
                        GUINT_TO_POINTER (1), test_chan_stream);
  g_test_add_data_func ("/sched/chan/nothing-is-lost-or-doubled-in-a-big-buffer",
                        GUINT_TO_POINTER (128), test_chan_stream);
  g_test_add_func ("/sched/chan/a-buffer-keeps-the-order", test_chan_fifo);
  g_test_add_func ("/sched/chan/who-waits-first-is-served-first", test_chan_waiting_order);
  g_test_add_func ("/sched/chan/send-on-closed-and-close-of-closed-panic", test_chan_close);
  g_test_add_func ("/sched/chan/close-wakes-all-who-wait", test_chan_close_wakes);
  g_test_add_func ("/sched/chan/a-size-that-overflows-is-refused", test_chan_size);
  return g_test_run ();
}

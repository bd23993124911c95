/* sched-bench.c - What scheduling itself costs, without an interpreter.
 *
 * Usage: sched-bench [ROUNDS [PART-OF-NAME]]
 *
 * Each benchmark runs on one processor, untraced and traced by turns; the
 * figures are, over the rounds, the median and the least of the CPU time of the thread that runs
 * the goroutines, so that other load on the machine disturbs little. The trace
 * is drained between the rounds.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../sched/driver.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "trace/ring.h"

/* Holds the events of one round, whatever the benchmark. */
#define RING_CAPACITY (1u << 16)
/* The first rounds touch the ring's and the Gs' memory for the first time. */
#define N_WARM_UPS 4
#define MAX_ROUNDS 1000

struct bench
{
  const char *name;
  test_fn fn;
  int n; /* operations in a round */
};

/* One run: the main G does all rounds of one benchmark. */
struct measure
{
  int n, n_rounds;
  double nsec[N_WARM_UPS + MAX_ROUNDS]; /* per operation */
  struct ilv_shm *shm;     /* NULL: untraced */
  struct ilv_ring_reader reader;
  struct ilv_event *drained;
  double start_msec;
  struct ilv_wait_group wg;
  struct ilv_mutex mutex;
  struct ilv_chan *a, *b;
};

static void
drain (struct measure *measure)
{
  if (measure->shm)
    ilv_ring_drain (&measure->reader, measure->drained,
                    ilv_ring_n_waiting (&measure->reader));
}

static void
begin_round (struct measure *measure)
{
  drain (measure);
  measure->start_msec = bench_thread_msec ();
}

static void
end_round (struct measure *measure, int64_t round)
{
  measure->nsec[round] = (bench_thread_msec () - measure->start_msec) * 1e6 / measure->n;
}

static enum ilv_outcome
yield_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      for (self->i = 0; self->i < measure->n; self->i++)
        YIELD;
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
empty (struct test_g *self, struct ilv_p *p)
{
  return ILV_OUTCOME_ENDED;
}

static enum ilv_outcome
spawn_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      for (self->i = 0; self->i < measure->n; self->i++)
        {
          test_go (p, self, test_g_new (self->run, empty));
          YIELD;
        }
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
echo (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (;;)
    {
      RECV (measure->a, &self->value);
      SEND (measure->b, &self->value);
    }
  GO_END;
}

static void
start_echo (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  measure->a = test_chan (self->run, p, self, 0);
  measure->b = test_chan (self->run, p, self, 0);
  test_go (p, self, test_g_new (self->run, echo));
}

static enum ilv_outcome
ping_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  start_echo (self, p);
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      for (self->i = 0; self->i < measure->n; self->i++)
        {
          SEND (measure->a, &self->i);
          RECV (measure->b, &self->value);
        }
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
source (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (;;)
    SEND (measure->a, &self->i);
  GO_END;
}

static enum ilv_outcome
stream_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  measure->a = test_chan (self->run, p, self, 128);
  test_go (p, self, test_g_new (self->run, source));
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      for (self->i = 0; self->i < measure->n; self->i++)
        RECV (measure->a, &self->value);
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
source_b (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (;;)
    SEND (measure->b, &self->i);
  GO_END;
}

static enum ilv_outcome
select_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  measure->a = self->cases[0].chan = test_chan (self->run, p, self, 0);
  measure->b = self->cases[1].chan = test_chan (self->run, p, self, 0);
  self->cases[0].elem = self->cases[1].elem = &self->value;
  test_go (p, self, test_g_new (self->run, source));
  test_go (p, self, test_g_new (self->run, source_b));
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      for (self->i = 0; self->i < measure->n; self->i++)
        SELECT (2, true);
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
done (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  ilv_wait_group_add (p, &self->g, &measure->wg, -1);
  return ILV_OUTCOME_ENDED;
}

static enum ilv_outcome
fan_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      ilv_wait_group_add (p, &self->g, &measure->wg, measure->n);
      for (self->i = 0; self->i < measure->n; self->i++)
        test_go (p, self, test_g_new (self->run, done));
      WAIT (&measure->wg);
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static enum ilv_outcome
mutex_main (struct test_g *self, struct ilv_p *p)
{
  struct measure *measure = self->run->data;

  GO_BEGIN;
  for (self->n = 0; self->n < measure->n_rounds; self->n++)
    {
      begin_round (measure);
      for (self->i = 0; self->i < measure->n; self->i++)
        {
          LOCK (&measure->mutex);
          ilv_mutex_unlock (p, &self->g, &measure->mutex);
        }
      end_round (measure, self->n);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static const struct bench benches[] = {
  { "yield, alone", yield_main, 5000 },
  { "go + end, one by one", spawn_main, 10000 },
  { "unbuffered round trip", ping_main, 5000 },
  { "buffered(128), per value", stream_main, 5000 },
  { "select of 2, per value", select_main, 5000 },
  { "WaitGroup of 10,000, per G", fan_main, 10000 },
  { "Mutex, free, lock + unlock", mutex_main, 5000 },
};

struct result
{
  double median_nsec, least_nsec;
};

static struct result
run_bench (const struct bench *bench, int n_rounds, bool is_traced)
{
  struct measure *measure = g_new0 (struct measure, 1);
  struct test_config config = { .n_procs = 1, .trace_fd = -1, .seed = 1 };
  struct test_run run;
  struct result result;

  measure->n = bench->n;
  measure->n_rounds = N_WARM_UPS + n_rounds;
  if (is_traced)
    {
      measure->shm = ilv_shm_create (RING_CAPACITY, ILV_FULL_WAITS, NULL);
      ilv_ring_reader_init (&measure->reader, measure->shm, 0);
      measure->drained = g_new (struct ilv_event, RING_CAPACITY);
      config.trace_fd = fcntl (measure->shm->fd, F_DUPFD_CLOEXEC, 0);
    }
  test_run (&config, bench->fn, measure, &run);
  bench_sort (measure->nsec + N_WARM_UPS, (size_t) n_rounds);
  result.median_nsec = measure->nsec[N_WARM_UPS + n_rounds / 2];
  result.least_nsec = measure->nsec[N_WARM_UPS];
  if (measure->shm)
    ilv_shm_free (measure->shm);
  g_free (measure->drained);
  g_free (measure);
  return result;
}

int
main (int argc, char **argv)
{
  int n_rounds = argc > 1 ? atoi (argv[1]) : 50;

  if (n_rounds < 1 || n_rounds > MAX_ROUNDS)
    {
      fprintf (stderr, "usage: sched-bench [ROUNDS (1 to %d) [PART-OF-NAME]]\n", MAX_ROUNDS);
      return 2;
    }
  printf ("%-28s %18s %18s %15s\n%-28s %9s%9s %9s%9s %8s%7s\n", "CPU ns per operation",
          "untraced", "traced", "factor", "", "median", "least", "median", "least", "median",
          "least");
  for (unsigned i = 0; i < G_N_ELEMENTS (benches); i++)
    {
      struct result untraced, traced;

      if (argc > 2 && !strstr (benches[i].name, argv[2]))
        continue;
      untraced = run_bench (&benches[i], n_rounds, false);
      traced = run_bench (&benches[i], n_rounds, true);
      printf ("%-28s %9.1f%9.1f %9.1f%9.1f %8.2f%7.2f\n", benches[i].name,
              untraced.median_nsec, untraced.least_nsec, traced.median_nsec,
              traced.least_nsec, traced.median_nsec / untraced.median_nsec,
              traced.least_nsec / untraced.least_nsec);
    }
  printf ("sizeof (struct ilv_g) = %zu\n", sizeof (struct ilv_g));
  return 0;
}

/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <fcntl.h>

#include "trace/collect.h"
#include "trace/validate.h"

/* --- Goroutines -------------------------------------------------------------- */

static enum ilv_outcome
resume (struct ilv_p *p, struct ilv_g *g)
{
  struct test_g *self = (struct test_g *) g;

  return self->fn (self, p);
}

static void
free_g (struct ilv_p *p, struct ilv_g *g)
{
  struct test_run *run = ilv_sched_data (p->sched);

  atomic_fetch_sub (&run->n_live, 1);
  g_free (g);
}

static void
count_deadlock (struct ilv_p *p)
{
  struct test_run *run = ilv_sched_data (p->sched);

  atomic_fetch_add (&run->n_deadlocks, 1);
}

struct test_g *
test_g_new (struct test_run *run, test_fn fn)
{
  struct test_g *self = g_new0 (struct test_g, 1);

  self->fn = fn;
  self->run = run;
  atomic_fetch_add (&run->n_live, 1);
  return self;
}

void
test_go (struct ilv_p *p, struct test_g *creator, struct test_g *g)
{
  ilv_go (p, &creator->g, &g->g, ilv_trace_string (p->sched, p, "f", 1));
}

struct ilv_chan *
test_chan (struct test_run *run, struct ilv_p *p, struct test_g *g, uint64_t capacity)
{
  struct ilv_chan_elem elem = { 8, ILV_VALUE_INT };
  struct memory { struct memory *next; _Alignas (16) char bytes[]; } *memory;

  memory = g_malloc0 (sizeof *memory + ilv_chan_size (elem, capacity));
  memory->next = atomic_exchange (&run->chans, memory);
  return ilv_chan_init (memory->bytes, p, &g->g, elem, capacity, ILV_OBJECT_CHAN);
}

static void
free_chans (struct test_run *run)
{
  void *memory = run->chans;

  while (memory)
    {
      void *next = *(void **) memory;

      g_free (memory);
      memory = next;
    }
}

static void
collect_left (struct ilv_g *g, void *data)
{
  g_ptr_array_add (data, g);
}

/* --- The trace --------------------------------------------------------------- */

/* Reads the trace beside the run, and says in the end whether it was legal. */
struct reader
{
  struct ilv_shm *shm;
  struct ilv_collect *collect;
  struct ilv_validate *validate;
  GThread *thread;
};

static void *
read_until_end (void *data)
{
  struct reader *reader = data;

  while (!ilv_shm_has_ended (reader->shm))
    {
      g_assert_true (ilv_collect_step (reader->collect, NULL));
      g_usleep (1000);
    }
  g_assert_true (ilv_collect_finish (reader->collect, NULL));
  return NULL;
}

/* What the program maps. */
static int
start_reading (struct reader *reader, uint32_t ring_capacity)
{
  struct ilv_sink sink;

  reader->shm = ilv_shm_create (ring_capacity ? ring_capacity : ILV_RING_CAPACITY_DEFAULT,
                                ILV_FULL_WAITS, NULL);
  g_assert_nonnull (reader->shm);
  reader->validate = ilv_validate_new ();
  sink = ilv_validate_sink (reader->validate);
  reader->collect = ilv_collect_new (reader->shm, &sink);
  reader->thread = g_thread_new ("reader", read_until_end, reader);
  return fcntl (reader->shm->fd, F_DUPFD_CLOEXEC, 0);
}

static void
finish_reading (struct reader *reader)
{
  struct ilv_collect_counts counts;

  g_thread_join (reader->thread);
  counts = ilv_collect_counts (reader->collect);
  g_assert_cmpuint (counts.n_missing, ==, 0);
  g_assert_cmpuint (counts.n_gaps, ==, 0);
  g_assert_cmpuint (counts.n_late, ==, 0);
  if (!ilv_validate_finish (reader->validate))
    g_error ("the trace is not legal: %s", ilv_validate_message (reader->validate, 0));
  ilv_validate_free (reader->validate);
  ilv_collect_free (reader->collect);
  ilv_shm_free (reader->shm);
}

/* --- A run ------------------------------------------------------------------- */

void
test_run (const struct test_config *config, test_fn main_fn, void *data, struct test_run *run)
{
  struct ilv_sched_ops ops = {
    .resume = resume, .free = free_g, .deadlock = count_deadlock, .data = run,
  };
  struct ilv_sched_config sched_config = {
    .n_procs = config->n_procs, .trace_fd = -1, .seed = config->seed,
  };
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (g_free);
  struct reader reader;

  *run = (struct test_run){ .data = data };
  if (config->trace_fd > 0)
    sched_config.trace_fd = config->trace_fd;
  if (config->is_traced)
    sched_config.trace_fd = start_reading (&reader, config->ring_capacity);
  run->sched = ilv_sched_new (&sched_config, &ops);
  g_assert_nonnull (run->sched);
  run->status = ilv_sched_run (run->sched, &test_g_new (run, main_fn)->g,
                               ilv_trace_string (run->sched, NULL, "main", 4));
  if (config->is_traced)
    finish_reading (&reader);
  if (config->after_run)
    config->after_run (run);
  ilv_sched_each_g (run->sched, collect_left, left);
  ilv_sched_free (run->sched);
  free_chans (run);
}

void
test_run_all_ways (test_fn main_fn, void *data)
{
  static const struct test_config configs[] = {
    { 1, false, 1 }, { 4, false, 1 }, { 1, true, 1 }, { 4, true, 1 },
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (configs); i++)
    {
      struct test_run run;

      test_run (&configs[i], main_fn, data, &run);
      g_assert_cmpint (run.status, ==, 0);
    }
}

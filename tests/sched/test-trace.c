/* SPDX-License-Identifier: MIT */
#include "driver.h"

#include <fcntl.h>
#include <string.h>

#include "trace/collect.h"
#include "trace/control.h"

/* A run whose trace the test reads itself. */
struct watched
{
  struct ilv_shm *shm;
  struct ilv_collect *collect;
  GArray *events; /* struct ilv_event */
  test_fn main_fn;
  void *data;
  struct test_run run;
  _Atomic bool may_be_freed; /* nobody else uses the scheduler any more */
  GThread *thread;
};

static void
keep (const struct ilv_event *events, size_t n_events, void *data)
{
  struct watched *watched = data;

  g_array_append_vals (watched->events, events, (guint) n_events);
}

static void
wait_until_unused (struct test_run *run)
{
  struct watched *watched = (void *) ((char *) run - offsetof (struct watched, run));

  while (!watched->may_be_freed)
    g_usleep (1000);
}

static void *
run_watched (void *data)
{
  struct watched *watched = data;
  struct test_config config = {
    .n_procs = 1,
    .trace_fd = fcntl (watched->shm->fd, F_DUPFD_CLOEXEC, 0),
    .after_run = wait_until_unused,
  };

  test_run (&config, watched->main_fn, watched->data, &watched->run);
  return NULL;
}

static void
prepare (struct watched *watched, test_fn main_fn, void *data)
{
  struct ilv_sink sink = { .take = keep, .data = watched };

  *watched = (struct watched){ .main_fn = main_fn, .data = data };
  watched->shm = ilv_shm_create (ILV_RING_CAPACITY_DEFAULT, ILV_FULL_WAITS, NULL);
  g_assert_nonnull (watched->shm);
  watched->events = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));
  watched->collect = ilv_collect_new (watched->shm, &sink);
}

static void
start (struct watched *watched)
{
  watched->thread = g_thread_new ("run", run_watched, watched);
}

static void
finish (struct watched *watched)
{
  watched->may_be_freed = true;
  g_thread_join (watched->thread);
  g_assert_true (ilv_collect_finish (watched->collect, NULL));
}

static void
clear (struct watched *watched)
{
  ilv_collect_free (watched->collect);
  ilv_shm_free (watched->shm);
  g_array_unref (watched->events);
}

static unsigned
count (struct watched *watched, enum ilv_event_type type)
{
  unsigned n = 0;

  for (guint i = 0; i < watched->events->len; i++)
    if (g_array_index (watched->events, struct ilv_event, i).type == type)
      n++;
  return n;
}

static void
wait_for (struct watched *watched, enum ilv_event_type type, unsigned n)
{
  while (count (watched, type) < n)
    {
      g_assert_true (ilv_collect_step (watched->collect, NULL));
      g_usleep (1000);
    }
}

/* --- Pause and step --------------------------------------------------------------- */

static enum ilv_outcome
stepper (struct test_g *self, struct ilv_p *p)
{
  _Atomic int *n_steps = self->run->data;

  GO_BEGIN;
  for (self->i = 0; self->i < 10; self->i++)
    {
      atomic_fetch_add (n_steps, 1);
      YIELD;
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_trace_pause (void)
{
  _Atomic int n_steps = 0;
  struct watched watched;

  prepare (&watched, stepper, (void *) &n_steps);
  ilv_control_pause (watched.shm);
  start (&watched);
  wait_for (&watched, ILV_EVENT_HELD_START, 1);
  g_assert_cmpint (n_steps, ==, 0);
  ilv_control_step (watched.shm, 3);
  wait_for (&watched, ILV_EVENT_GO_YIELD, 3);
  wait_for (&watched, ILV_EVENT_HELD_START, 2);
  g_assert_cmpint (n_steps, ==, 3);
  ilv_control_run (watched.shm);
  finish (&watched);
  g_assert_cmpint (n_steps, ==, 10);
  g_assert_cmpuint (count (&watched, ILV_EVENT_EXIT), ==, 1);
  clear (&watched);
}

/* A loop that writes no events is paused as well; it goes on when told to. */
static enum ilv_outcome
looper (struct test_g *self, struct ilv_p *p)
{
  _Atomic int *is_enough = self->run->data;

  GO_BEGIN;
  while (!*is_enough)
    POLL;
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_trace_pause_loop (void)
{
  _Atomic int is_enough = 0;
  struct watched watched;

  prepare (&watched, looper, (void *) &is_enough);
  start (&watched);
  wait_for (&watched, ILV_EVENT_GO_START, 1);
  ilv_control_pause (watched.shm);
  wait_for (&watched, ILV_EVENT_HELD_START, 1);
  is_enough = 1;
  ilv_control_run (watched.shm);
  finish (&watched);
  g_assert_cmpuint (count (&watched, ILV_EVENT_HELD_STOP), ==,
                    count (&watched, ILV_EVENT_HELD_START));
  clear (&watched);
}

static void
test_trace_pause_stop (void)
{
  _Atomic int n_steps = 0;
  struct watched watched;

  prepare (&watched, stepper, (void *) &n_steps);
  ilv_control_pause (watched.shm);
  start (&watched);
  wait_for (&watched, ILV_EVENT_HELD_START, 1);
  ilv_sched_stop (watched.run.sched, 3);
  finish (&watched);
  g_assert_cmpint (watched.run.status, ==, 3);
  g_assert_cmpint (n_steps, ==, 0);
  clear (&watched);
}

/* --- A slow reader ----------------------------------------------------------------- */

#define N_SENT 20000

static enum ilv_outcome
streamer (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  self->a = test_chan (self->run, p, self, 1);
  for (self->i = 0; self->i < N_SENT; self->i++)
    {
      SEND (self->a, &self->i);
      RECV (self->a, &self->value);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

/* 80,000 records through a ring of 1,024, in a single scheduling step: the
 * driver checks that none is missing and that all are legal. */
static void
test_trace_full (void)
{
  struct test_config config = {
    .n_procs = 2, .is_traced = true, .ring_capacity = ILV_RING_CAPACITY_MIN,
  };
  struct test_run run;

  test_run (&config, streamer, NULL, &run);
  g_assert_cmpint (run.status, ==, 0);
}

/* --- Values -------------------------------------------------------------------------- */

struct sample
{
  struct ilv_chan_elem elem;
  uint8_t value[16];
  uint8_t n_bytes;
  uint8_t bytes[ILV_VALUE_BYTES];
};

static struct sample samples[8];

static void
add_sample (unsigned i, uint32_t size_bytes, enum ilv_value_kind kind, const void *value,
            uint8_t n_bytes, const void *bytes)
{
  samples[i].elem = (struct ilv_chan_elem){ size_bytes, kind };
  memcpy (samples[i].value, value, size_bytes);
  samples[i].n_bytes = n_bytes;
  if (n_bytes)
    memcpy (samples[i].bytes, bytes, n_bytes);
}

static void
make_samples (void)
{
  static const char text[] = "a string longer than a record holds";
  struct { const void *bytes; int64_t len; } string = { text, sizeof text - 1 };
  int64_t minus_two = -2;
  uint64_t two_hundred = 200;
  double half = 0.5;

  add_sample (0, 1, ILV_VALUE_INT, &(int8_t){ -2 }, 8, &minus_two);
  add_sample (1, 4, ILV_VALUE_INT, &(int32_t){ -2 }, 8, &minus_two);
  add_sample (2, 2, ILV_VALUE_UINT, &(uint16_t){ 200 }, 8, &two_hundred);
  add_sample (3, 4, ILV_VALUE_FLOAT, &(float){ 0.5f }, 8, &half);
  add_sample (4, 8, ILV_VALUE_FLOAT, &half, 8, &half);
  add_sample (5, 1, ILV_VALUE_BOOL, &(uint8_t){ 1 }, 1, &(uint8_t){ 1 });
  add_sample (6, 16, ILV_VALUE_STRING, &string, ILV_VALUE_BYTES, text);
  add_sample (7, 12, ILV_VALUE_OTHER, &string, 0, NULL);
}

static enum ilv_outcome
sampler (struct test_g *self, struct ilv_p *p)
{
  GO_BEGIN;
  for (self->i = 0; self->i < 8; self->i++)
    {
      self->data = g_malloc0 (ilv_chan_size (samples[self->i].elem, 1));
      self->a = ilv_chan_init (self->data, p, &self->g, samples[self->i].elem, 1,
                               ILV_OBJECT_CHAN);
      SEND (self->a, samples[self->i].value);
      g_free (self->data);
    }
  ilv_sched_stop (p->sched, 0);
  GO_END;
}

static void
test_trace_values (void)
{
  struct watched watched;
  unsigned n_values = 0;

  make_samples ();
  prepare (&watched, sampler, NULL);
  start (&watched);
  finish (&watched);
  for (guint i = 0; i < watched.events->len; i++)
    {
      const struct ilv_event *event = &g_array_index (watched.events, struct ilv_event, i);
      const struct ilv_value_event *value = ilv_event_as_value (event);

      if (event->type != ILV_EVENT_VALUE)
        continue;
      g_assert_cmpuint (value->kind, ==, samples[n_values].elem.value_kind);
      g_assert_cmpmem (value->bytes, value->n_bytes, samples[n_values].bytes,
                       samples[n_values].n_bytes);
      n_values++;
    }
  g_assert_cmpuint (n_values, ==, 8);
  clear (&watched);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sched/trace/a-paused-program-does-the-steps-it-may", test_trace_pause);
  g_test_add_func ("/sched/trace/a-loop-without-events-is-paused-too", test_trace_pause_loop);
  g_test_add_func ("/sched/trace/a-paused-program-can-be-stopped", test_trace_pause_stop);
  g_test_add_func ("/sched/trace/a-full-ring-makes-the-program-wait", test_trace_full);
  g_test_add_func ("/sched/trace/values-are-said-raw", test_trace_values);
  return g_test_run ();
}

/* trace-bench.c - What a trace costs: per event, in nanoseconds of this thread.
 *
 * Prints one line of JSON for each measurement: name, the median of the
 * rounds, the fastest and the slowest.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "trace/control.h"
#include "trace/file.h"
#include "trace/merge.h"
#include "trace/ring.h"
#include "trace/validate.h"

#define N_EVENTS 1000000u
#define N_ROUNDS 7

/* Runs @work, which does @n things, in rounds. */
static void
measure (const char *name, void (*work) (void *data), void *data, double n)
{
  double rounds[N_ROUNDS];

  for (unsigned i = 0; i < N_ROUNDS; i++)
    {
      double start_msec = bench_thread_msec ();

      work (data);
      rounds[i] = (bench_thread_msec () - start_msec) * 1e6 / n;
    }
  bench_report_all (NULL, name, "ns/event", rounds, N_ROUNDS);
}

/* --- The ring ----------------------------------------------------------- */

struct ring
{
  struct ilv_clock clock;
  struct ilv_shm *shm;
  struct ilv_ring_writer writer;
  struct ilv_ring_reader reader;
  struct ilv_event *drained;
};

/* In batches of half a ring, so that nobody waits. */
static void
drain (struct ring *ring)
{
  size_t n = ilv_ring_n_waiting (&ring->reader);

  ilv_ring_drain (&ring->reader, ring->drained, n);
}

static void
write_events (void *data)
{
  struct ring *ring = data;

  for (uint32_t i = 0; i < N_EVENTS; i++)
    {
      if (i % (ILV_RING_CAPACITY_DEFAULT / 2) == 0)
        drain (ring);
      ilv_ring_write (&ring->writer, &(struct ilv_event){ .type = ILV_EVENT_CHAN_SEND,
                                                          .g = i & 7,
                                                          .time_nsec = i,
                                                          .object = 3,
                                                          .seq = i,
                                                          .site = i });
    }
}

static void
write_values (void *data)
{
  struct ring *ring = data;

  for (uint32_t i = 0; i < N_EVENTS; i++)
    {
      struct ilv_event event = { .type = ILV_EVENT_CHAN_SEND, .g = i & 7, .seq = i };
      struct ilv_value_event value
        = { .type = ILV_EVENT_VALUE, .kind = ILV_VALUE_INT, .n_bytes = 8, .size = 8 };

      if (i % (ILV_RING_CAPACITY_DEFAULT / 4) == 0)
        drain (ring);
      memcpy (value.bytes, &event.time_nsec, 8);
      ilv_ring_write_value (&ring->writer, &event, &value);
    }
}

static void
write_stamped (void *data)
{
  struct ring *ring = data;

  for (uint32_t i = 0; i < N_EVENTS; i++)
    {
      if (i % (ILV_RING_CAPACITY_DEFAULT / 2) == 0)
        drain (ring);
      ilv_ring_write (&ring->writer,
                      &(struct ilv_event){ .type = ILV_EVENT_GO_START,
                                           .g = i & 7,
                                           .time_nsec = ilv_clock_nsec (&ring->clock),
                                           .seq = i });
    }
}

static void
look_for_orders (void *data)
{
  struct ring *ring = data;

  for (uint32_t i = 0; i < N_EVENTS; i++)
    if (ilv_control_has_order (ring->shm))
      ilv_control_obey (&ring->writer);
}

static void
drain_events (void *data)
{
  struct ring *ring = data;
  uint64_t head = atomic_load (&ring->shm->head->rings[0].head);

  /* The same records over and over: the reader cannot tell. */
  for (uint32_t i = 0; i < N_EVENTS; i += ILV_RING_CAPACITY_DEFAULT)
    {
      ring->reader.tail = head - ILV_RING_CAPACITY_DEFAULT;
      drain (ring);
    }
}

static void
bench_ring (void)
{
  struct ring ring;

  ilv_clock_start (&ring.clock);
  ring.shm = ilv_shm_create (ILV_RING_CAPACITY_DEFAULT, ILV_FULL_WAITS, NULL);
  ring.drained = calloc (ILV_RING_CAPACITY_DEFAULT, sizeof *ring.drained);
  if (ring.shm == NULL || ring.drained == NULL)
    exit (1);
  ilv_ring_writer_init (&ring.writer, ring.shm, 0, &ring.clock);
  ilv_ring_reader_init (&ring.reader, ring.shm, 0);
  write_events (&ring); /* touch the memory */
  measure ("ring-write-and-drain", write_events, &ring, N_EVENTS);
  measure ("ring-write-value-and-drain", write_values, &ring, N_EVENTS);
  measure ("ring-write-stamped-and-drain", write_stamped, &ring, N_EVENTS);
  measure ("ring-drain", drain_events, &ring, N_EVENTS);
  measure ("control-look", look_for_orders, &ring, N_EVENTS);
  free (ring.drained);
  ilv_shm_free (ring.shm);
}

/* --- What comes after --------------------------------------------------- */

/* A ping-pong on each processor: legal, ten records a round trip. */
struct trace
{
  struct ilv_event *events; /* ring after ring */
  unsigned n_rings;
  size_t n_each;
  char path[64];
};

static struct ilv_event
value_of (uint64_t number)
{
  struct ilv_value_event value
    = { .type = ILV_EVENT_VALUE, .kind = ILV_VALUE_INT, .n_bytes = 8, .size = 8 };
  struct ilv_event event;

  memcpy (value.bytes, &number, 8);
  memcpy (&event, &value, sizeof event);
  return event;
}

static struct ilv_event *
put (struct ilv_event *at, enum ilv_event_type type, const struct ilv_event *event)
{
  *at = *event;
  at->type = (uint16_t) type;
  return at + 1;
}

/* Half a round trip: @from wakes @to with a value and parks. */
static struct ilv_event *
put_half (struct ilv_event *at, unsigned p, uint32_t from, uint32_t to, uint32_t *seqs,
          uint32_t chan_seq, uint64_t time_nsec)
{
  struct ilv_event event = { .p = (uint16_t) p, .g = from, .time_nsec = time_nsec, .site = 24 };

  event.object = p + 1;
  event.seq = chan_seq;
  event.arg = to;
  at = put (at, ILV_EVENT_CHAN_SEND_TO, &event);
  *at++ = value_of (chan_seq);
  event.object = to;
  event.seq = ++seqs[to & 1];
  event.arg = 0;
  at = put (at, ILV_EVENT_GO_READY, &event);
  event.object = p + 1;
  event.seq = ++seqs[from & 1];
  event.arg = ILV_WAIT_CHAN_RECV;
  at = put (at, ILV_EVENT_GO_BLOCK, &event);
  event.g = to;
  event.object = 0;
  event.seq = ++seqs[to & 1];
  event.arg = 0;
  return put (at, ILV_EVENT_GO_START, &event);
}

static void
fill_ring (struct trace *trace, unsigned p)
{
  struct ilv_event *at = trace->events + p * trace->n_each;
  struct ilv_event *end = at + trace->n_each;
  uint32_t seqs[2] = { 0, 0 }, g = 2 * p + 2;
  uint64_t time_nsec = p;

  for (uint32_t i = 1; at + 10 <= end; i += 2)
    {
      time_nsec += 60;
      at = put_half (at, p, g, g + 1, seqs, i, time_nsec);
      at = put_half (at, p, g + 1, g, seqs, i + 1, time_nsec + 30);
    }
  while (at < end)
    *at++ = (struct ilv_event){ .type = ILV_EVENT_HEAP, .p = (uint16_t) p,
                                .time_nsec = time_nsec };
}

static void
ignore (const struct ilv_event *events, size_t n_events, void *data)
{
}

static void
merge_events (void *data)
{
  struct trace *trace = data;
  struct ilv_merge *merge = ilv_merge_new (trace->n_rings);
  const struct ilv_sink sink = { ignore, NULL };
  const size_t n_batch = 16384;

  for (size_t start = 0; start < trace->n_each; start += n_batch)
    {
      size_t n = trace->n_each - start < n_batch ? trace->n_each - start : n_batch;

      for (unsigned i = 0; i < trace->n_rings; i++)
        {
          memcpy (ilv_merge_reserve (merge, i, n), trace->events + i * trace->n_each + start,
                  n * sizeof *trace->events);
          ilv_merge_commit (merge, i, n);
        }
      ilv_merge_step (merge, &sink);
    }
  ilv_merge_finish (merge, &sink);
  ilv_merge_free (merge);
}

static void
write_file (void *data)
{
  struct trace *trace = data;
  struct ilv_file_writer *writer = ilv_file_writer_new (trace->path, NULL);

  ilv_file_writer_add (writer, trace->events, trace->n_each * trace->n_rings);
  if (!ilv_file_writer_finish (writer, NULL))
    exit (1);
}

static void
read_file (void *data)
{
  struct trace *trace = data;
  struct ilv_file_reader *reader = ilv_file_reader_new (trace->path, NULL);
  const struct ilv_sink sink = { ignore, NULL };

  if (reader == NULL || !ilv_file_reader_read_all (reader, &sink, NULL))
    exit (1);
  ilv_file_reader_free (reader);
}

static void
validate (void *data)
{
  struct trace *trace = data;
  struct ilv_validate *validator = ilv_validate_new ();

  ilv_validate_add (validator, trace->events, trace->n_each * trace->n_rings);
  ilv_validate_free (validator);
}

static void
report_file_size (const struct trace *trace)
{
  double rounds[N_ROUNDS];
  FILE *file = fopen (trace->path, "rb");

  if (file == NULL || fseek (file, 0, SEEK_END) < 0)
    exit (1);
  for (unsigned i = 0; i < N_ROUNDS; i++)
    rounds[i] = (double) ftell (file) / (double) (trace->n_each * trace->n_rings);
  fclose (file);
  bench_report_all (NULL, "file-size", "bytes/event", rounds, N_ROUNDS);
}

static void
bench_trace (unsigned n_rings)
{
  struct trace trace = { .n_rings = n_rings, .n_each = N_EVENTS / n_rings };
  char name[64];

  trace.events = calloc (N_EVENTS, sizeof *trace.events);
  if (trace.events == NULL)
    exit (1);
  for (unsigned i = 0; i < n_rings; i++)
    fill_ring (&trace, i);
  snprintf (name, sizeof name, "merge-%u-rings", n_rings);
  measure (name, merge_events, &trace, N_EVENTS);
  if (n_rings == 1)
    {
      int fd;

      strcpy (trace.path, "/tmp/trace-bench-XXXXXX");
      fd = mkstemp (trace.path);
      if (fd < 0)
        exit (1);
      close (fd);
      measure ("file-write", write_file, &trace, N_EVENTS);
      report_file_size (&trace);
      measure ("file-read", read_file, &trace, N_EVENTS);
      measure ("validate", validate, &trace, N_EVENTS);
      unlink (trace.path);
    }
  free (trace.events);
}

int
main (void)
{
  bench_ring ();
  bench_trace (1);
  bench_trace (2);
  bench_trace (8);
  bench_trace (64);
  return 0;
}

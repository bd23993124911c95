/* fuzz-drain.c - A program that scribbles on the memory it shares.
 *
 * The input is a list of what it does: an order of one byte, a ring of one
 * byte, and what the order needs. Between, the viewer collects. Whatever comes
 * out goes through the legality check, and time must not go back.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "trace/collect.h"
#include "trace/ring.h"
#include "trace/validate.h"

#define CAPACITY ILV_RING_CAPACITY_MIN

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

struct input
{
  const uint8_t *at, *end;
};

/* Zeroes after the end. */
static void
take_bytes (struct input *input, void *bytes, size_t n)
{
  size_t n_left = (size_t) (input->end - input->at);
  size_t n_taken = n < n_left ? n : n_left;

  memset (bytes, 0, n);
  memcpy (bytes, input->at, n_taken);
  input->at += n_taken;
}

static uint64_t
take_number (struct input *input, size_t n_bytes)
{
  uint64_t number = 0;

  take_bytes (input, &number, n_bytes);
  return number;
}

/* Up to 255 records as they are, or made small, so that they fit each other. */
static void
write_records (struct input *input, struct ilv_shm *shm, unsigned ring)
{
  struct ilv_ring_head *head = &shm->head->rings[ring];
  unsigned n = (unsigned) take_number (input, 1);
  bool is_wild = take_number (input, 1) & 1;
  uint64_t at = atomic_load (&head->head);

  for (unsigned i = 0; i < n && input->at < input->end; i++)
    {
      struct ilv_event event = { 0 };

      if (is_wild)
        take_bytes (input, &event, sizeof event);
      else
        {
          event.type = (uint16_t) (take_number (input, 1) % ILV_N_EVENT_TYPES);
          event.p = (uint16_t) ring;
          event.g = (uint32_t) take_number (input, 1) % 8;
          event.time_nsec = take_number (input, 1);
          event.object = (uint32_t) take_number (input, 1) % 8;
          event.seq = (uint32_t) take_number (input, 1) % 16;
        }
      ilv_shm_ring_records (shm, ring)[at++ % CAPACITY] = event;
    }
  atomic_store (&head->head, at);
}

static void
do_order (struct input *input, struct ilv_shm *shm, struct ilv_collect *collect)
{
  unsigned order = (unsigned) take_number (input, 1) % 8;
  unsigned ring = (unsigned) take_number (input, 1) % ILV_N_RINGS;
  struct ilv_ring_head *head = &shm->head->rings[ring];

  switch (order)
    {
    case 0:
      atomic_store (&head->head, take_number (input, 8));
      break;
    case 1:
      atomic_store (&head->tail, take_number (input, 8));
      break;
    case 2:
      atomic_store (&head->n_dropped, take_number (input, 8));
      break;
    case 3:
      atomic_store (&head->writer_waits, (uint32_t) take_number (input, 4));
      break;
    case 4:
      ilv_collect_step (collect, NULL);
      break;
    default:
      write_records (input, shm, ring % 4);
      break;
    }
}

struct consumer
{
  struct ilv_validate *validate;
  uint64_t n_events, time_nsec;
};

static void
take_events (const struct ilv_event *events, size_t n_events, void *data)
{
  struct consumer *consumer = data;

  for (size_t i = 0; i < n_events; i++)
    if (events[i].type != ILV_EVENT_DATA && events[i].type != ILV_EVENT_VALUE)
      {
        ILV_ASSERT (events[i].time_nsec >= consumer->time_nsec);
        consumer->time_nsec = events[i].time_nsec;
      }
  consumer->n_events += n_events;
  ilv_validate_add (consumer->validate, events, n_events);
}

/* One mapping for all runs: making it is most of a run's time. */
static struct ilv_shm *
clean_shm (void)
{
  static struct ilv_shm *shm;

  if (shm == NULL)
    shm = ilv_shm_create (CAPACITY, ILV_FULL_WAITS, NULL);
  for (unsigned i = 0; i < ILV_N_RINGS; i++)
    {
      atomic_store (&shm->head->rings[i].head, 0);
      atomic_store (&shm->head->rings[i].tail, 0);
      atomic_store (&shm->head->rings[i].n_dropped, 0);
      atomic_store (&shm->head->rings[i].writer_waits, 0);
    }
  return shm;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct input input = { data, data + size };
  struct ilv_shm *shm = clean_shm ();
  struct consumer consumer = { ilv_validate_new (), 0, 0 };
  const struct ilv_sink sink = { take_events, &consumer };
  struct ilv_collect *collect = ilv_collect_new (shm, &sink);

  while (input.at < input.end)
    do_order (&input, shm, collect);
  ILV_ASSERT (ilv_collect_finish (collect, NULL));
  ILV_ASSERT (ilv_collect_counts (collect).n_events == consumer.n_events);
  ilv_collect_free (collect);
  ilv_validate_finish (consumer.validate);
  ilv_validate_free (consumer.validate);
  return 0;
}

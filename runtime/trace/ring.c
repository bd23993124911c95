/* SPDX-License-Identifier: MIT */
#include "trace/ring.h"

/* A sleeping writer looks this often whether its reader is still alive. */
#define WAIT_SLICE_NSEC 200000000u

static_assert (ILV_GROUP_MAX >= 1 + (ILV_GROUP_BYTES + ILV_DATA_BYTES - 1) / ILV_DATA_BYTES,
               "a full group must fit");
static_assert (ILV_GROUP_MAX + 3 <= ILV_RING_CAPACITY_MIN, "a group and its waits must fit");

void
ilv_ring_writer_init (struct ilv_ring_writer *writer, struct ilv_shm *shm, unsigned index,
                      const struct ilv_clock *clock)
{
  ILV_ASSERT (index < ILV_N_RINGS);
  *writer = (struct ilv_ring_writer){
    .records = ilv_shm_ring_records (shm, index),
    .mask = shm->ring_capacity - 1,
    .limit = shm->ring_capacity,
    .shared = &shm->head->rings[index],
    .shm = shm,
    .clock = clock,
    .p = index < ILV_MAX_PROCS ? (uint16_t) index : ILV_NO_P,
  };
}

static bool
has_room (struct ilv_ring_writer *writer, unsigned n)
{
  /* Acquire pairs with the reader's store: its copies are done before we
   * overwrite the records. Sequentially consistent besides, because
   * wait_for_room() needs it after announcing that it sleeps. */
  uint64_t tail = atomic_load (&writer->shared->tail);

  writer->limit = tail + writer->mask + 1;
  return writer->head + n <= writer->limit;
}

/* Sleeps until there is room for @n; false if there is nobody to wait for.
 *
 * No wake-up is lost: we store writer_waits, then load tail; the reader stores
 * tail, then loads writer_waits; all four are sequentially consistent, so one
 * of the two sees the other. The wait has a limit only to notice a reader that
 * was killed. */
static bool
wait_for_room (struct ilv_ring_writer *writer, unsigned n)
{
  for (;;)
    {
      atomic_store (&writer->shared->writer_waits, 1);
      if (has_room (writer, n))
        break;
      if (!ilv_shm_may_wait (writer->shm))
        {
          atomic_store (&writer->shared->writer_waits, 0);
          return false;
        }
      ilv_shm_futex_wait (&writer->shared->writer_waits, 1, WAIT_SLICE_NSEC);
    }
  atomic_store (&writer->shared->writer_waits, 0);
  return true;
}

static void
put_lost (struct ilv_ring_writer *writer, uint64_t time_nsec)
{
  ilv_ring_put (writer, &(struct ilv_event){ .type = ILV_EVENT_LOST,
                                    .p = writer->p,
                                    .time_nsec = time_nsec,
                                    .object = (uint32_t) (writer->n_unsaid >> 32),
                                    .arg = (uint32_t) writer->n_unsaid });
  writer->n_unsaid = 0;
}

/* A wait of @g, or of nobody, that is over now. */
static void
put_stall (struct ilv_ring_writer *writer, uint32_t g, uint64_t start_nsec)
{
  struct ilv_event event = { .type = ILV_EVENT_STALL_START,
                             .p = writer->p,
                             .g = g,
                             .time_nsec = start_nsec };

  ilv_ring_put (writer, &event);
  event.type = ILV_EVENT_STALL_STOP;
  event.time_nsec = ilv_clock_nsec (writer->clock);
  ilv_ring_put (writer, &event);
}

static bool
drop (struct ilv_ring_writer *writer, unsigned n)
{
  uint64_t n_dropped
    = atomic_load_explicit (&writer->shared->n_dropped, memory_order_relaxed);

  /* Relaxed: a count, ours alone to write; the reader's last look comes after
   * the program's end. */
  atomic_store_explicit (&writer->shared->n_dropped, n_dropped + n, memory_order_relaxed);
  writer->n_unsaid += n;
  /* The next event, however small, says LOST first. */
  writer->limit = writer->head;
  return false;
}

bool
ilv_ring_make_room (struct ilv_ring_writer *writer, unsigned n, uint16_t type, uint32_t g,
                    uint64_t time_nsec)
{
  unsigned n_lost = writer->n_unsaid > 0;
  bool has_waited = false;

  ILV_ASSERT (n <= ILV_GROUP_MAX);
  if (!has_room (writer, n + n_lost))
    {
      bool may_drop
        = writer->shm->full_policy == ILV_FULL_DROPS && type != ILV_EVENT_STRING;

      /* The marks need room too: LOST and both STALLs. */
      if (may_drop || !wait_for_room (writer, n + 3))
        return drop (writer, n);
      has_waited = true;
    }
  /* The marks are published with the event itself. */
  if (n_lost)
    put_lost (writer, time_nsec);
  if (has_waited)
    put_stall (writer, g, time_nsec);
  return true;
}

void
ilv_ring_wait_ahead (struct ilv_ring_writer *writer, unsigned n)
{
  uint64_t start_nsec = ilv_clock_nsec (writer->clock);

  ILV_ASSERT (n <= ILV_GROUP_MAX);
  if (writer->shm->full_policy == ILV_FULL_DROPS || has_room (writer, n)
      || !wait_for_room (writer, n + 2))
    return;
  put_stall (writer, 0, start_nsec);
  /* Release, as in ilv_ring_write(). */
  atomic_store_explicit (&writer->shared->head, writer->head, memory_order_release);
}

static void
put_data (struct ilv_ring_writer *writer, const uint8_t *bytes, size_t n_bytes)
{
  while (n_bytes > 0)
    {
      struct ilv_data_event data = { .type = ILV_EVENT_DATA };
      size_t n = n_bytes < ILV_DATA_BYTES ? n_bytes : ILV_DATA_BYTES;

      data.n_bytes = (uint16_t) n;
      memcpy (data.bytes, bytes, n);
      memcpy (&writer->records[writer->head & writer->mask], &data, sizeof data);
      writer->head++;
      bytes += n;
      n_bytes -= n;
    }
}

void
ilv_ring_write_bytes (struct ilv_ring_writer *writer, const struct ilv_event *event,
                      const void *bytes, size_t n_bytes)
{
  const uint8_t *at = bytes;

  do
    {
      size_t n = n_bytes < ILV_GROUP_BYTES ? n_bytes : ILV_GROUP_BYTES;
      unsigned n_records = 1 + (unsigned) ((n + ILV_DATA_BYTES - 1) / ILV_DATA_BYTES);
      struct ilv_event part = *event;

      part.arg = (uint32_t) n;
      if (writer->head + n_records <= writer->limit
          || ilv_ring_make_room (writer, n_records, event->type, event->g, event->time_nsec))
        {
          ilv_ring_put (writer, &part);
          put_data (writer, at, n);
          /* Release, as in ilv_ring_write(). */
          atomic_store_explicit (&writer->shared->head, writer->head, memory_order_release);
        }
      at += n;
      n_bytes -= n;
    }
  while (n_bytes > 0);
}

void
ilv_ring_write_text (struct ilv_ring_writer *writer, const struct ilv_event *event,
                     const char *text, size_t n_bytes)
{
  unsigned n_records = n_bytes > ILV_VALUE_BYTES ? 3 : 2;

  ILV_ASSERT (n_bytes <= ILV_VALUE_TEXT_BYTES);
  if (ilv_unlikely (writer->head + n_records > writer->limit)
      && !ilv_ring_make_room (writer, n_records, event->type, event->g, event->time_nsec))
    return;
  ilv_ring_put (writer, event);
  for (size_t at = 0; at < n_bytes; at += ILV_VALUE_BYTES)
    {
      struct ilv_value_event value
        = { ILV_EVENT_VALUE, ILV_VALUE_TEXT, 0, (uint32_t) n_bytes, { 0 } };

      value.n_bytes = (uint8_t) (n_bytes - at < ILV_VALUE_BYTES ? n_bytes - at : ILV_VALUE_BYTES);
      memcpy (value.bytes, text + at, value.n_bytes);
      memcpy (&writer->records[writer->head & writer->mask], &value, sizeof value);
      writer->head++;
    }
  /* Release, as in ilv_ring_write(). */
  atomic_store_explicit (&writer->shared->head, writer->head, memory_order_release);
}

/* --- Reader ------------------------------------------------------------- */

void
ilv_ring_reader_init (struct ilv_ring_reader *reader, const struct ilv_shm *shm,
                      unsigned index)
{
  ILV_ASSERT (index < ILV_N_RINGS);
  *reader = (struct ilv_ring_reader){
    .records = ilv_shm_ring_records (shm, index),
    .capacity = shm->ring_capacity,
    .shared = &shm->head->rings[index],
  };
}

size_t
ilv_ring_n_waiting (struct ilv_ring_reader *reader)
{
  /* Acquire: see the records that the head says are there. */
  uint64_t head = atomic_load_explicit (&reader->shared->head, memory_order_acquire);
  uint64_t n = head - reader->tail;

  if (n > reader->capacity)
    reader->is_damaged = true;
  return reader->is_damaged ? 0 : (size_t) n;
}

void
ilv_ring_drain (struct ilv_ring_reader *reader, struct ilv_event *events, size_t n)
{
  size_t start = reader->tail & (reader->capacity - 1);
  size_t n_first = reader->capacity - start < n ? reader->capacity - start : n;

  if (n == 0)
    return;
  ILV_ASSERT (n <= reader->capacity && !reader->is_damaged);
  memcpy (events, reader->records + start, n_first * sizeof *events);
  memcpy (events + n_first, reader->records, (n - n_first) * sizeof *events);
  reader->tail += n;

  /* Sequentially consistent, for wait_for_room(); being a release as well, it
   * keeps the copies before it. */
  atomic_store (&reader->shared->tail, reader->tail);
  if (atomic_load (&reader->shared->writer_waits) != 0)
    {
      atomic_store (&reader->shared->writer_waits, 0);
      ilv_shm_futex_wake (&reader->shared->writer_waits);
    }
}

uint64_t
ilv_ring_n_dropped (const struct ilv_ring_reader *reader)
{
  return atomic_load_explicit (&reader->shared->n_dropped, memory_order_relaxed);
}

/* ring.h - One ring of the trace: its writer's and its reader's side.
 *
 * A record is written in place and published by one release store of the head;
 * the writer knows up to where it may write without looking at the reader's
 * counter, so an event costs a few nanoseconds and touches no cache line the
 * reader writes.
 *
 * Records that belong together (a STRING and its DATA, a channel event and its
 * VALUE) form a group: they are published by one store, so a reader never sees
 * part of one. A group has at most ILV_GROUP_MAX records.
 *
 * When the ring is full, the policy of the shared memory decides. WAITS: the
 * writer sleeps until the reader has made room, and says so in the trace with
 * STALL_START and STALL_STOP. DROPS: the group is dropped and counted, and a
 * LOST event stands in its place as soon as there is room. Strings wait under
 * either policy, because every later event that uses one would be unreadable;
 * they are few and written once. Nobody waits for a reader that is gone or
 * after ilv_shm_cancel_waits(): then everything that finds no room is dropped.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <string.h>

#include "base/assert.h"
#include "trace/shm.h"

/* Records a group may have, and bytes that fit in it as DATA. */
#define ILV_GROUP_MAX 160
#define ILV_GROUP_BYTES 4096

/* --- Writer ------------------------------------------------------------- */

/* Belongs to the thread that holds the ring's processor (or the lock of the
 * last ring). Put it in memory no other thread writes to. */
struct ilv_ring_writer
{
  struct ilv_event *records;
  uint64_t mask;            /* capacity - 1 */
  uint64_t head;            /* next to write; what shared->head says, or is about to */
  uint64_t limit;           /* may write while head < limit: tail when last seen + capacity */
  struct ilv_ring_head *shared;
  struct ilv_shm *shm;
  const struct ilv_clock *clock; /* for the ends of waits only */
  uint64_t n_unsaid;        /* dropped since the last LOST event */
  uint16_t p;               /* put in the waits' events */
  /* Slow motion, for control.c. */
  uint32_t slow_order;      /* the order that the times below belong to */
  uint64_t slow_since_nsec; /* when the step began */
  uint64_t slow_owed_nsec;  /* waits that are too short to be made */
};

/* Makes @writer the writer of ring @index of @shm. @clock must outlive it. */
void ilv_ring_writer_init (struct ilv_ring_writer *writer, struct ilv_shm *shm,
                           unsigned index, const struct ilv_clock *clock);

/* Slow half of writing: makes room for @n records or, if the policy says so,
 * counts @n dropped ones and returns false. The others are fields of the event
 * that wants in; a pointer to it would keep it out of registers. */
bool ilv_ring_make_room (struct ilv_ring_writer *writer, unsigned n, uint16_t type, uint32_t g,
                         uint64_t time_nsec);

/* Field by field, so that an event that is just being made stays in registers.
 * Copied as a whole it is stored in pieces of 2, 4 and 8 bytes and at once read
 * back in pieces of 16, which the processor has to wait for: that costs as much
 * again as all the rest of writing and draining. */
static inline void
ilv_ring_put (struct ilv_ring_writer *writer, const struct ilv_event *event)
{
  struct ilv_event *slot = &writer->records[writer->head & writer->mask];

  slot->type = event->type;
  slot->p = event->p;
  slot->g = event->g;
  slot->time_nsec = event->time_nsec;
  slot->object = event->object;
  slot->seq = event->seq;
  slot->arg = event->arg;
  slot->site = event->site;
  writer->head++;
}

/* Writes one record. All fields are the caller's. */
static inline void
ilv_ring_write (struct ilv_ring_writer *writer, const struct ilv_event *event)
{
  if (ilv_unlikely (writer->head >= writer->limit)
      && !ilv_ring_make_room (writer, 1, event->type, event->g, event->time_nsec))
    return;
  ilv_ring_put (writer, event);
  /* Release: the reader must not see the new head before the record. */
  atomic_store_explicit (&writer->shared->head, writer->head, memory_order_release);
}

/* Writes a group of two, a channel event and its VALUE, in two halves, so that the
 * value can be made where it will stand. NULL: there was no room, do not call
 * the second half; else fill in all of what is returned. */
static inline struct ilv_value_event *
ilv_ring_begin_value (struct ilv_ring_writer *writer, const struct ilv_event *event)
{
  if (ilv_unlikely (writer->head + 2 > writer->limit)
      && !ilv_ring_make_room (writer, 2, event->type, event->g, event->time_nsec))
    return NULL;
  ilv_ring_put (writer, event);
  return (struct ilv_value_event *) &writer->records[writer->head & writer->mask];
}

static inline void
ilv_ring_end_value (struct ilv_ring_writer *writer)
{
  writer->head++;
  /* Release, as above; one store for both keeps the group whole. */
  atomic_store_explicit (&writer->shared->head, writer->head, memory_order_release);
}

/* The same of kind TEXT, of at most ILV_VALUE_TEXT_BYTES. */
void ilv_ring_write_text (struct ilv_ring_writer *writer, const struct ilv_event *event,
                          const char *text, size_t n_bytes);

/* Another kind at once. */
static inline void
ilv_ring_write_value (struct ilv_ring_writer *writer, const struct ilv_event *event,
                      const struct ilv_value_event *value)
{
  struct ilv_value_event *slot = ilv_ring_begin_value (writer, event);

  if (!slot)
    return;
  slot->type = value->type;
  slot->kind = value->kind;
  slot->n_bytes = value->n_bytes;
  slot->size = value->size;
  for (unsigned i = 0; i < ILV_VALUE_BYTES; i += 8)
    memcpy (slot->bytes + i, value->bytes + i, 8);
  ilv_ring_end_value (writer);
}

/* Under the WAITS policy, makes room for @n records (at most ILV_GROUP_MAX)
 * now, where the caller holds no lock, so that the events of a scheduling step
 * need not wait where it holds one. Free if there is room; true if it took time. */
void ilv_ring_wait_ahead (struct ilv_ring_writer *writer, unsigned n);

static inline bool
ilv_ring_ensure (struct ilv_ring_writer *writer, unsigned n)
{
  if (ilv_likely (writer->head + n <= writer->limit))
    return false;
  ilv_ring_wait_ahead (writer, n);
  return true;
}

/* Writes a STRING or OUTPUT with its bytes as DATA. @event's arg is filled in.
 * What is longer than ILV_GROUP_BYTES becomes several groups: several OUTPUT
 * events, or STRINGs of the same id, whose bytes follow one another. */
void ilv_ring_write_bytes (struct ilv_ring_writer *writer, const struct ilv_event *event,
                           const void *bytes, size_t n_bytes);

/* --- Reader ------------------------------------------------------------- */

struct ilv_ring_reader
{
  const struct ilv_event *records;
  uint64_t capacity;
  uint64_t tail; /* ours; what the memory says is never read back */
  struct ilv_ring_head *shared;
  bool is_damaged; /* the program scribbled on it: nothing is read any more */
};

void ilv_ring_reader_init (struct ilv_ring_reader *reader, const struct ilv_shm *shm,
                           unsigned index);

/* Number of records that wait to be drained, never more than the capacity.
 * 0 for ever if the ring is damaged. */
size_t ilv_ring_n_waiting (struct ilv_ring_reader *reader);

/* Copies the next @n records to @events, frees their place and wakes the
 * writer if it sleeps. @n is at most what ilv_ring_n_waiting() just said. */
void ilv_ring_drain (struct ilv_ring_reader *reader, struct ilv_event *events, size_t n);

/* Records the writer says it has dropped so far. A damaged program may say
 * anything. */
uint64_t ilv_ring_n_dropped (const struct ilv_ring_reader *reader);

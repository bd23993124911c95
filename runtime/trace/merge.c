/* A heap of rings by the time of their first event. A ring whose first event
 * waits for its number is not in the heap but `blocked`; the event that brings
 * the number before puts it back. There are at most 65 rings, so looking
 * through the blocked ones is cheap, and it is done only when the subject's
 * record says that somebody waits.
 *
 * Rejected: one heap of events (log of their number, and ring order has to be
 * kept by force); holding back by time against a clock of the viewer's (two
 * clocks drift, virtual time has none, and a stale time is late anyway).
 *
 * SPDX-License-Identifier: MIT
 */
#include "trace/merge.h"

#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "trace/table.h"

/* Steps a number is waited for. Without known losses only a thread that is off
 * its processor between numbering and writing can be that late. */
#define PATIENCE_STEPS 32
#define PATIENCE_STEPS_LOSSY 3

/* With this many events held the merge waits no more: memory is finite. */
#define HELD_MAX (1u << 22)

#define OUT_EVENTS 1024
#define CAPACITY_MIN 64

struct subject
{
  uint32_t last_seq;
  uint16_t n_waiting; /* rings blocked on it */
  bool is_known;      /* an event about it was passed on */
};

/* Events given and not passed on: events[start .. end). */
struct ring
{
  struct ilv_event *events;
  size_t start, end, capacity;
  size_t n_given_before;   /* start .. : were given before this step */
  uint64_t time_nsec;      /* of the first event, made not to decrease */
  struct subject *subject; /* of the first event, or NULL */
  struct subject *awaited; /* that keeps it blocked */
  unsigned n_blocked_steps;
  bool is_blocked;
  bool is_in_heap;
};

struct ilv_merge
{
  struct ring *rings;
  unsigned *heap; /* of ring indices */
  unsigned n_rings, n_heap, n_blocked;
  struct ilv_table goroutines, objects; /* of struct subject */
  struct ilv_event *definitions;        /* STRINGs and their DATA, not passed on yet */
  size_t n_definitions, definitions_capacity;
  struct ilv_event out[OUT_EVENTS];
  size_t n_out;
  const struct ilv_sink *sink; /* during a step */
  uint64_t time_nsec;          /* of the last event passed on */
  uint64_t n_gaps, n_late;
  size_t n_held;
  bool is_lossy, is_finishing, is_out_of_memory;
  bool names_object[ILV_N_EVENT_TYPES]; /* its object field is one it is not numbered for */
};

static void
init_names_object (struct ilv_merge *merge)
{
  for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
    {
      const struct ilv_event_spec *spec = ilv_event_spec (type);

      merge->names_object[type] = spec->name != NULL && spec->subject != ILV_SUBJECT_THING
                                  && ilv_event_field (spec->object) == ILV_FIELD_OBJECT;
    }
}

struct ilv_merge *
ilv_merge_new (unsigned n_rings)
{
  struct ilv_merge *merge = calloc (1, sizeof *merge);

  if (merge == NULL)
    return NULL;
  merge->n_rings = n_rings;
  init_names_object (merge);
  merge->rings = calloc (n_rings, sizeof *merge->rings);
  merge->heap = calloc (n_rings, sizeof *merge->heap);
  ilv_table_init (&merge->goroutines, sizeof (struct subject));
  ilv_table_init (&merge->objects, sizeof (struct subject));
  if (merge->rings == NULL || merge->heap == NULL)
    {
      ilv_merge_free (merge);
      return NULL;
    }
  return merge;
}

void
ilv_merge_free (struct ilv_merge *merge)
{
  if (merge == NULL)
    return;
  for (unsigned i = 0; merge->rings != NULL && i < merge->n_rings; i++)
    free (merge->rings[i].events);
  free (merge->rings);
  free (merge->heap);
  free (merge->definitions);
  ilv_table_clear (&merge->goroutines);
  ilv_table_clear (&merge->objects);
  free (merge);
}

/* --- Passing on --------------------------------------------------------- */

static void
flush (struct ilv_merge *merge)
{
  if (merge->n_out > 0)
    merge->sink->take (merge->out, merge->n_out, merge->sink->data);
  merge->n_out = 0;
}

static void
pass_on (struct ilv_merge *merge, const struct ilv_event *event)
{
  if (merge->n_out == OUT_EVENTS)
    flush (merge);
  merge->out[merge->n_out++] = *event;
}

static void
pass_on_definitions (struct ilv_merge *merge)
{
  for (size_t i = 0; i < merge->n_definitions; i++)
    {
      struct ilv_event *event = &merge->definitions[i];

      if (event->type == ILV_EVENT_STRING)
        event->time_nsec = merge->time_nsec;
      pass_on (merge, event);
    }
  merge->n_definitions = 0;
}

static bool
is_follower (const struct ilv_event *event)
{
  return event->type == ILV_EVENT_DATA || event->type == ILV_EVENT_VALUE;
}

/* --- The heap ----------------------------------------------------------- */

static bool
is_before (const struct ilv_merge *merge, unsigned a, unsigned b)
{
  return merge->rings[a].time_nsec < merge->rings[b].time_nsec
         || (merge->rings[a].time_nsec == merge->rings[b].time_nsec && a < b);
}

static void
sift_down (struct ilv_merge *merge, unsigned at)
{
  unsigned ring = merge->heap[at];

  for (;;)
    {
      unsigned child = 2 * at + 1;

      if (child >= merge->n_heap)
        break;
      if (child + 1 < merge->n_heap
          && is_before (merge, merge->heap[child + 1], merge->heap[child]))
        child++;
      if (is_before (merge, ring, merge->heap[child]))
        break;
      merge->heap[at] = merge->heap[child];
      at = child;
    }
  merge->heap[at] = ring;
}

static void
heap_push (struct ilv_merge *merge, unsigned ring)
{
  unsigned at = merge->n_heap++;

  for (; at > 0 && is_before (merge, ring, merge->heap[(at - 1) / 2]); at = (at - 1) / 2)
    merge->heap[at] = merge->heap[(at - 1) / 2];
  merge->heap[at] = ring;
  merge->rings[ring].is_in_heap = true;
}

static void
heap_pop (struct ilv_merge *merge)
{
  merge->rings[merge->heap[0]].is_in_heap = false;
  merge->heap[0] = merge->heap[--merge->n_heap];
  if (merge->n_heap > 0)
    sift_down (merge, 0);
}

/* --- Numbers ------------------------------------------------------------ */

static struct subject *
find_subject (struct ilv_merge *merge, const struct ilv_event *event)
{
  struct subject *subject = NULL;

  switch (ilv_event_spec (event->type)->subject)
    {
    case ILV_SUBJECT_NONE:
      return NULL;
    case ILV_SUBJECT_SELF:
      subject = ilv_table_put (&merge->goroutines, event->g);
      break;
    case ILV_SUBJECT_PEER:
      subject = ilv_table_put (&merge->goroutines, event->object);
      break;
    case ILV_SUBJECT_THING:
      subject = ilv_table_put (&merge->objects, event->object);
      break;
    }
  if (subject == NULL)
    merge->is_out_of_memory = true;
  return subject;
}

/* How far @seq is ahead of what was passed on; 1 is its turn. Numbers wrap. */
static int32_t
distance (const struct subject *subject, uint32_t seq)
{
  return (int32_t) (seq - subject->last_seq);
}

/* The object that an event names without being numbered for it, or NULL. */
static struct subject *
find_named (struct ilv_merge *merge, const struct ilv_event *event)
{
  if (event->type >= ILV_N_EVENT_TYPES || !merge->names_object[event->type]
      || event->object == 0)
    return NULL;
  return ilv_table_put (&merge->objects, event->object);
}

/* What has to come before the first event of @ring; NULL: nothing. */
static struct subject *
find_awaited (struct ilv_merge *merge, const struct ring *ring)
{
  const struct ilv_event *event = &ring->events[ring->start];
  struct subject *named = find_named (merge, event);

  if (ring->subject != NULL && distance (ring->subject, event->seq) > 1)
    return ring->subject;
  return named != NULL && !named->is_known ? named : NULL;
}

/* Looks at the first event of a ring that is neither blocked nor in the heap
 * (or is its first): true if it can be passed on when its time comes, else the
 * ring is blocked. */
static bool
look_at_first (struct ilv_merge *merge, struct ring *ring)
{
  const struct ilv_event *event = &ring->events[ring->start];

  /* A follower without its head, in a damaged trace, has no time. */
  if (event->type == ILV_EVENT_EXIT)
    ring->time_nsec = UINT64_MAX;
  else if (!is_follower (event) && event->time_nsec > ring->time_nsec)
    ring->time_nsec = event->time_nsec;

  ring->subject = find_subject (merge, event);
  ring->awaited = find_awaited (merge, ring);
  if (ring->awaited == NULL)
    return true;
  ring->is_blocked = true;
  ring->n_blocked_steps = 0;
  ring->awaited->n_waiting++;
  merge->n_blocked++;
  return false;
}

/* @subject has moved on: who can go on now? */
static void
unblock_waiting (struct ilv_merge *merge, const struct subject *subject)
{
  for (unsigned i = 0; i < merge->n_rings; i++)
    {
      struct ring *ring = &merge->rings[i];

      if (!ring->is_blocked || ring->awaited != subject)
        continue;
      ring->is_blocked = false;
      ring->awaited->n_waiting--;
      merge->n_blocked--;
      if (look_at_first (merge, ring))
        heap_push (merge, i);
    }
}

static void
count_number (struct ilv_merge *merge, struct subject *subject, uint32_t seq)
{
  subject->is_known = true;
  if (distance (subject, seq) <= 0)
    merge->n_late++;
  else
    subject->last_seq = seq;
}

/* --- Steps -------------------------------------------------------------- */

/* Passes on the first event of @ring and what follows it in its group. */
static void
pass_on_first (struct ilv_merge *merge, struct ring *ring)
{
  struct ilv_event *event = &ring->events[ring->start];
  size_t n = 0;

  if (!is_follower (event))
    {
      if (event->time_nsec > merge->time_nsec)
        merge->time_nsec = event->time_nsec;
      event->time_nsec = merge->time_nsec;
    }
  do
    pass_on (merge, &event[n++]);
  while (ring->start + n < ring->end && is_follower (&event[n]));

  ring->start += n;
  ring->n_given_before -= n < ring->n_given_before ? n : ring->n_given_before;
  merge->n_held -= n;
  if (ring->subject != NULL)
    count_number (merge, ring->subject, event->seq);
}

/* Whether the first event of @ring may be passed on now, if it is its turn. */
static bool
is_certain (const struct ilv_merge *merge, const struct ring *ring)
{
  if (ring->events[ring->start].type == ILV_EVENT_EXIT)
    return merge->is_finishing && merge->n_blocked == 0;
  return merge->is_finishing || ring->n_given_before > 0;
}

/* The heap's first ring has a new first event, or none. */
static void
update_first (struct ilv_merge *merge)
{
  struct ring *ring = &merge->rings[merge->heap[0]];

  if (ring->start < ring->end && look_at_first (merge, ring))
    sift_down (merge, 0);
  else
    heap_pop (merge);
}

static void
pass_on_certain (struct ilv_merge *merge)
{
  while (merge->n_heap > 0)
    {
      struct ring *ring = &merge->rings[merge->heap[0]];
      struct subject *subject = ring->subject;

      if (!is_certain (merge, ring))
        return;
      pass_on_first (merge, ring);
      update_first (merge);
      /* Only now: those it brings into the heap may come before this ring. */
      if (subject != NULL && subject->n_waiting > 0)
        unblock_waiting (merge, subject);
    }
}

/* Of the rings blocked for @patience steps, that with the smallest time;
 * n_rings if there is none. */
static unsigned
find_hopeless (const struct ilv_merge *merge, unsigned patience)
{
  unsigned best = merge->n_rings;

  for (unsigned i = 0; i < merge->n_rings; i++)
    {
      const struct ring *ring = &merge->rings[i];

      if (ring->is_blocked && ring->n_blocked_steps >= patience
          && (best == merge->n_rings || is_before (merge, i, best)))
        best = i;
    }
  return best;
}

static unsigned
patience (const struct ilv_merge *merge)
{
  if (merge->is_finishing || merge->n_held > HELD_MAX)
    return 0;
  return merge->is_lossy ? PATIENCE_STEPS_LOSSY : PATIENCE_STEPS;
}

/* Gives up on one number (or object) that does not come. */
static bool
accept_gap (struct ilv_merge *merge)
{
  unsigned index = find_hopeless (merge, patience (merge));
  struct ring *ring;

  if (index == merge->n_rings)
    return false;
  ring = &merge->rings[index];
  merge->n_gaps++;
  ring->awaited->is_known = true;
  if (ring->awaited == ring->subject)
    ring->subject->last_seq = ring->events[ring->start].seq - 1;
  unblock_waiting (merge, ring->awaited);
  return true;
}

/* Sees what the rings were given since the last step. */
static void
admit_rings (struct ilv_merge *merge)
{
  for (unsigned i = 0; i < merge->n_rings; i++)
    {
      struct ring *ring = &merge->rings[i];

      if (ring->is_blocked)
        ring->n_blocked_steps++;
      else if (!ring->is_in_heap && ring->start < ring->end && look_at_first (merge, ring))
        heap_push (merge, i);
    }
}

bool
ilv_merge_step (struct ilv_merge *merge, const struct ilv_sink *sink)
{
  merge->sink = sink;
  pass_on_definitions (merge);
  admit_rings (merge);
  do
    pass_on_certain (merge);
  while (accept_gap (merge));
  flush (merge);
  for (unsigned i = 0; i < merge->n_rings; i++)
    merge->rings[i].n_given_before = merge->rings[i].end - merge->rings[i].start;
  merge->sink = NULL;
  return !merge->is_out_of_memory;
}

bool
ilv_merge_finish (struct ilv_merge *merge, const struct ilv_sink *sink)
{
  merge->is_finishing = true;
  return ilv_merge_step (merge, sink);
}

/* --- Input -------------------------------------------------------------- */

/* Room for @n more at the end of @array, which has @used of @capacity. */
static struct ilv_event *
grow (struct ilv_event *array, size_t used, size_t *capacity, size_t n)
{
  size_t wanted = *capacity * 2 > used + n ? *capacity * 2 : used + n;

  if (wanted < CAPACITY_MIN)
    wanted = CAPACITY_MIN;
  if (array != NULL && used + n <= *capacity)
    return array;
  array = realloc (array, wanted * sizeof *array);
  if (array != NULL)
    *capacity = wanted;
  return array;
}

struct ilv_event *
ilv_merge_reserve (struct ilv_merge *merge, unsigned index, size_t n)
{
  struct ring *ring = &merge->rings[index];
  struct ilv_event *events;

  ILV_ASSERT (index < merge->n_rings);
  /* Each event moves at most once for each time the array is read through. */
  if (ring->start > 0 && ring->end + n > ring->capacity && ring->start >= ring->end - ring->start)
    {
      memmove (ring->events, ring->events + ring->start,
               (ring->end - ring->start) * sizeof *ring->events);
      ring->end -= ring->start;
      ring->start = 0;
    }
  events = grow (ring->events, ring->end, &ring->capacity, n);
  if (events == NULL)
    {
      merge->is_out_of_memory = true;
      return NULL;
    }
  ring->events = events;
  return ring->events + ring->end;
}

/* Puts a STRING or its DATA aside, to be passed on first of all. */
static void
put_aside (struct ilv_merge *merge, const struct ilv_event *event)
{
  struct ilv_event *definitions = grow (merge->definitions, merge->n_definitions,
                                        &merge->definitions_capacity, 1);

  if (definitions == NULL)
    {
      merge->is_out_of_memory = true;
      return;
    }
  merge->definitions = definitions;
  merge->definitions[merge->n_definitions++] = *event;
}

void
ilv_merge_commit (struct ilv_merge *merge, unsigned index, size_t n)
{
  struct ring *ring = &merge->rings[index];
  struct ilv_event *events = ring->events + ring->end;
  size_t n_kept = 0;
  bool is_in_string = false;

  for (size_t i = 0; i < n; i++)
    {
      is_in_string = events[i].type == ILV_EVENT_STRING
                     || (is_in_string && events[i].type == ILV_EVENT_DATA);
      if (events[i].type == ILV_EVENT_LOST)
        merge->is_lossy = true;
      if (is_in_string)
        put_aside (merge, &events[i]);
      else if (i != n_kept++)
        events[n_kept - 1] = events[i];
    }
  ring->end += n_kept;
  merge->n_held += n_kept;
}

uint64_t
ilv_merge_n_gaps (const struct ilv_merge *merge)
{
  return merge->n_gaps;
}

uint64_t
ilv_merge_n_late (const struct ilv_merge *merge)
{
  return merge->n_late;
}

size_t
ilv_merge_n_held (const struct ilv_merge *merge)
{
  return merge->n_held;
}

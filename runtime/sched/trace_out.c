/* trace_out.c - What the scheduler and its users write into the trace.
 *
 * Each processor has a ring, whose writer is the machine that holds it; threads
 * without one share the last ring under a lock. Reading the clock costs more
 * than all else about an event, so there is one for each scheduling step: it is
 * taken where the step ends, for how long a G ran must be right, and serves the
 * next step too if that follows at once. ilv_p_tick(), a search for work, a
 * system call or a wait make it stale.
 *
 * Events are written under the lock of the object they are about, where nobody
 * should wait for a reader. So each step begins by making sure of some room,
 * and only a G that writes more than that in one step can be caught waiting
 * with a lock held, which slows others down but stops nobody.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Records a scheduling step surely has room for. */
#define STEP_RECORDS 64

/* --- Opening and closing -------------------------------------------------- */

bool
ilv_trace_open (struct ilv_sched *sched, int fd)
{
  if (fd < 0)
    return true;
  sched->shm = ilv_shm_map (fd, NULL);
  if (!sched->shm)
    {
      errno = EINVAL;
      return false;
    }
  ilv_shm_begin (sched->shm, &sched->clock);
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    {
      ilv_ring_writer_init (&sched->procs[i].ring, sched->shm, i, &sched->clock);
      sched->procs[i].p.is_traced = true;
      sched->procs[i].is_now_stale = true;
    }
  ilv_ring_writer_init (&sched->no_proc_ring, sched->shm, ILV_N_RINGS - 1, &sched->clock);
  return true;
}

/* An event of a thread without a processor. */
static struct ilv_event
stray_event (struct ilv_sched *sched, struct ilv_g *g, enum ilv_event_type type,
             uint32_t object, uint32_t seq, uint32_t arg)
{
  return (struct ilv_event){
    .type = type,
    .p = ILV_NO_P,
    .g = g ? g->id : 0,
    .time_nsec = ilv_clock_nsec (&sched->clock),
    .object = object,
    .seq = seq,
    .arg = arg,
    .site = g ? g->site : 0,
  };
}

static void
write_stray (struct ilv_sched *sched, const struct ilv_event *event)
{
  ilv_lock (&sched->no_proc_lock);
  ilv_ring_write (&sched->no_proc_ring, event);
  ilv_unlock (&sched->no_proc_lock);
}

void
ilv_trace_end (struct ilv_sched *sched)
{
  struct ilv_event event;

  if (!sched->shm)
    return;
  event = stray_event (sched, NULL, ILV_EVENT_EXIT, 0, 0, (uint32_t) sched->status);
  event.time_nsec = sched->over_nsec;
  write_stray (sched, &event);
  ilv_shm_end (sched->shm);
}

/* --- Events --------------------------------------------------------------- */

/* What a goroutine does, one after the other. The rest belongs to what was done before it: who is
 * woken by it, how long queues are, what is defined. */
static inline bool
is_deed (enum ilv_event_type type)
{
  return (type >= ILV_EVENT_CHAN_SEND && type <= ILV_EVENT_CHAN_RECV_CLOSED)
         || (type >= ILV_EVENT_WG_ADD && type <= ILV_EVENT_SIGNAL) || type == ILV_EVENT_GO_CREATE
         || type == ILV_EVENT_GO_BLOCK || type == ILV_EVENT_GO_END || type == ILV_EVENT_GO_YIELD;
}

/* The time of this scheduling step, read once; each deed in it comes a nanosecond after the one
 * before, which is less than it takes. Had they one time, a goroutine that waits for a value which
 * the next one sends as its first deed would not be seen to wait on an axis of events. */
static inline uint64_t
step_time (struct ilv_proc *proc, enum ilv_event_type type)
{
  if (proc->is_now_stale)
    {
      proc->now_nsec = ilv_clock_nsec (&proc->p.sched->clock);
      proc->is_now_stale = false;
    }
  else if (is_deed (type))
    {
      proc->now_nsec++;
    }
  return proc->now_nsec;
}

static inline struct ilv_event
step_event (struct ilv_proc *proc, struct ilv_g *g, enum ilv_event_type type, uint32_t object,
            uint32_t seq, uint32_t arg)
{
  return (struct ilv_event){
    .type = type,
    .p = (uint16_t) proc->p.id,
    .g = g ? g->id : 0,
    .time_nsec = step_time (proc, type),
    .object = object,
    .seq = seq,
    .arg = arg,
    .site = g ? g->site : 0,
  };
}

void
ilv_trace_put (struct ilv_proc *proc, struct ilv_g *g, enum ilv_event_type type,
               uint32_t object, uint32_t seq, uint32_t arg)
{
  struct ilv_event event = step_event (proc, g, type, object, seq, arg);

  ilv_ring_write (&proc->ring, &event);
}

/* Says how long the queues are, when that is another matter than last time. At the last,
 * whenever it is not the same: that is what is seen until the processor runs again. */
static void
say_lengths (struct ilv_proc *proc, bool is_last)
{
  uint32_t local = ilv_runq_length (proc);
  uint32_t global = atomic_load_explicit (&proc->p.sched->n_global, memory_order_relaxed);
  uint32_t change = abs ((int) (local - proc->said_local))
                    + abs ((int) (global - proc->said_global));

  if (change <= (is_last ? 0 : 4 + (proc->said_local + proc->said_global) / 4))
    return;
  proc->said_local = local;
  proc->said_global = global;
  ilv_trace_write (proc, NULL, ILV_EVENT_RUNQ, global, 0, local);
}

void
ilv_trace_step (struct ilv_machine *machine, struct ilv_proc *proc)
{
  if (ilv_ring_ensure (&proc->ring, STEP_RECORDS))
    proc->is_now_stale = true;
  if (ilv_unlikely (!proc->has_said_start))
    {
      proc->has_said_start = true;
      proc->is_now_stale = true;
      proc->machine_id = machine->id;
      ilv_trace_write (proc, NULL, ILV_EVENT_PROC_START, machine->id, 0, 0);
    }
  say_lengths (proc, false);
}

void
ilv_trace_proc_stop (struct ilv_proc *proc)
{
  if (!proc->has_said_start)
    return;
  proc->has_said_start = false;
  proc->is_now_stale = true;
  say_lengths (proc, true);
  ilv_trace_write (proc, NULL, ILV_EVENT_PROC_STOP, proc->machine_id, 0, 0);
}

void
ilv_trace_lost_locked (struct ilv_sched *sched, struct ilv_g *g)
{
  struct ilv_event event;

  if (!sched->shm)
    return;
  event = stray_event (sched, g, ILV_EVENT_SYSCALL_LOST, 0, ++g->seq, 0);
  write_stray (sched, &event);
}

static void
set_string_bytes (struct ilv_value_event *value, const void *bytes)
{
  struct { const uint8_t *bytes; int64_t len; } string;

  memcpy (&string, bytes, sizeof string);
  value->size = string.len > UINT32_MAX ? UINT32_MAX : (uint32_t) string.len;
  value->n_bytes = string.len < ILV_VALUE_BYTES ? (uint8_t) string.len : ILV_VALUE_BYTES;
  if (value->n_bytes)
    memcpy (value->bytes, string.bytes, value->n_bytes);
}

/* One load of the right width for each: a copy of variable length into a word,
 * read back at once, would cost more than all else about the event. */
static uint64_t
load_int (const void *bytes, uint32_t size, bool is_signed)
{
  uint64_t word;
  uint32_t half;
  uint16_t quarter;
  uint8_t byte;

  switch (size)
    {
    case 8:
      memcpy (&word, bytes, 8);
      return word;
    case 4:
      memcpy (&half, bytes, 4);
      return is_signed ? (uint64_t) (int32_t) half : half;
    case 2:
      memcpy (&quarter, bytes, 2);
      return is_signed ? (uint64_t) (int16_t) quarter : quarter;
    default:
      memcpy (&byte, bytes, 1);
      return is_signed ? (uint64_t) (int8_t) byte : byte;
    }
}

static double
as_double (const void *bytes, uint32_t size)
{
  float single;
  double number;

  if (size == sizeof single)
    {
      memcpy (&single, bytes, sizeof single);
      return single;
    }
  memcpy (&number, bytes, sizeof number);
  return number;
}

static void
set_word (struct ilv_value_event *value, const void *word, uint8_t n_bytes)
{
  value->n_bytes = n_bytes;
  memcpy (value->bytes, word, n_bytes);
}

static void
set_value_bytes (struct ilv_value_event *value, const struct ilv_chan_elem *elem,
                 const void *bytes)
{
  uint64_t word;
  double number;

  switch ((enum ilv_value_kind) elem->value_kind)
    {
    case ILV_VALUE_INT:
    case ILV_VALUE_UINT:
    case ILV_VALUE_POINTER:
      word = load_int (bytes, elem->size_bytes, elem->value_kind == ILV_VALUE_INT);
      set_word (value, &word, 8);
      break;
    case ILV_VALUE_FLOAT:
      number = as_double (bytes, elem->size_bytes);
      set_word (value, &number, 8);
      break;
    case ILV_VALUE_BOOL:
      set_word (value, bytes, 1);
      break;
    case ILV_VALUE_STRING:
      set_string_bytes (value, bytes);
      break;
    case ILV_VALUE_OTHER:
    case ILV_VALUE_TEXT:
      break;
    }
}

/* False: there are no words for what is at @bytes. */
static bool
write_text (struct ilv_proc *proc, const struct ilv_event *event,
            const struct ilv_chan_elem *elem, const void *bytes)
{
  char text[ILV_VALUE_TEXT_BYTES];
  size_t n = proc->p.sched->ops.describe (&proc->p, elem->type, bytes, text, sizeof text);

  if (n > 0)
    ilv_ring_write_text (&proc->ring, event, text, n);
  return n > 0;
}

void
ilv_trace_value (struct ilv_proc *proc, struct ilv_g *g, enum ilv_event_type type,
                 uint32_t object, uint32_t seq, uint32_t arg,
                 const struct ilv_chan_elem *elem, const void *bytes)
{
  struct ilv_event event = step_event (proc, g, type, object, seq, arg);
  bool is_text = elem->value_kind == ILV_VALUE_TEXT;
  struct ilv_value_event *value;

  if (is_text && bytes && write_text (proc, &event, elem, bytes))
    return;
  value = ilv_ring_begin_value (&proc->ring, &event);
  if (!value)
    return;
  value->type = ILV_EVENT_VALUE;
  value->size = elem->size_bytes;
  value->n_bytes = 0;
  memset (value->bytes, 0, sizeof value->bytes);
  /* A receiver may not want the value; then nobody can look at it. */
  value->kind = bytes && !is_text ? elem->value_kind : ILV_VALUE_OTHER;
  if (bytes)
    set_value_bytes (value, elem, bytes);
  ilv_ring_end_value (&proc->ring);
}

void
ilv_trace (struct ilv_p *p, struct ilv_g *g, enum ilv_event_type type, uint32_t object,
           uint32_t seq, uint32_t arg)
{
  ilv_trace_write (ilv_proc_of (p), g, type, object, seq, arg);
}

void
ilv_trace_bytes (struct ilv_p *p, struct ilv_g *g, enum ilv_event_type type, uint32_t object,
                 const void *bytes, size_t n)
{
  struct ilv_event event;

  if (!p->is_traced)
    return;
  event = step_event (ilv_proc_of (p), g, type, object, 0, 0);
  ilv_ring_write_bytes (&ilv_proc_of (p)->ring, &event, bytes, n);
}

void
ilv_trace_define (struct ilv_sched *sched, const struct ilv_event *event)
{
  struct ilv_event definition = *event;

  if (!sched->shm)
    return;
  definition.p = ILV_NO_P;
  write_stray (sched, &definition);
}

static void
trace_make (struct ilv_p *p, struct ilv_g *g, uint32_t id, enum ilv_object_kind kind)
{
  const struct ilv_sched_ops *ops = &p->sched->ops;
  uint32_t own_site = g ? g->site : 0, call = 0;

  if (g && ops->library_call)
    call = ops->library_call (p, g, &g->site);
  if (call)
    ilv_trace_put (ilv_proc_of (p), g, ILV_EVENT_OBJECT_CALL, id, 0, call);
  ilv_trace_put (ilv_proc_of (p), g, ILV_EVENT_OBJECT_MAKE, id, 1, kind);
  if (g)
    g->site = own_site;
}

uint32_t
ilv_object_make (struct ilv_p *p, struct ilv_g *g, enum ilv_object_kind kind)
{
  /* Relaxed: numbers are only told apart. */
  uint32_t id = 1 + atomic_fetch_add_explicit (&p->sched->last_object_id, 1,
                                               memory_order_relaxed);

  if (p->is_traced)
    trace_make (p, g, id, kind);
  return id;
}

/* --- Strings -------------------------------------------------------------- */

/* A hash table with open addressing; ids are places in `texts`, plus one. */
struct ilv_string_table
{
  struct text { char *bytes; size_t length; } *texts;
  uint32_t n, capacity;
  uint32_t *slots; /* ids; 0: free. Twice the capacity, a power of two */
};

static uint64_t
hash (const char *bytes, size_t length)
{
  uint64_t h = UINT64_C (14695981039346656037);

  for (size_t i = 0; i < length; i++)
    h = (h ^ (uint8_t) bytes[i]) * UINT64_C (1099511628211);
  return h;
}

/* The slot where the text is, or would be. */
static uint32_t *
find_slot (struct ilv_string_table *table, const char *bytes, size_t length)
{
  uint32_t mask = table->capacity * 2 - 1;

  for (uint32_t i = (uint32_t) hash (bytes, length) & mask;; i = (i + 1) & mask)
    {
      uint32_t id = table->slots[i];

      if (id == 0
          || (table->texts[id - 1].length == length
              && memcmp (table->texts[id - 1].bytes, bytes, length) == 0))
        return &table->slots[i];
    }
}

static bool
grow (struct ilv_string_table *table)
{
  uint32_t capacity = table->capacity ? table->capacity * 2 : 256;
  struct text *texts = realloc (table->texts, capacity * sizeof *texts);
  uint32_t *slots = calloc (capacity * 2, sizeof *slots);

  if (texts)
    table->texts = texts;
  if (!texts || !slots)
    {
      free (slots);
      return false;
    }
  free (table->slots);
  table->slots = slots;
  table->capacity = capacity;
  for (uint32_t id = 1; id <= table->n; id++)
    *find_slot (table, texts[id - 1].bytes, texts[id - 1].length) = id;
  return true;
}

/* A new text; 0 if there is no memory for it. */
static uint32_t
add (struct ilv_string_table *table, const char *bytes, size_t length)
{
  char *copy;

  if (table->n == table->capacity && !grow (table))
    return 0;
  copy = malloc (length + 1);
  if (!copy)
    return 0;
  memcpy (copy, bytes, length);
  table->texts[table->n] = (struct text){ copy, length };
  *find_slot (table, bytes, length) = ++table->n;
  return table->n;
}

static void
write_string (struct ilv_sched *sched, struct ilv_p *p, uint32_t id, const char *text,
              size_t length)
{
  struct ilv_event event;

  if (p)
    {
      ilv_trace_bytes (p, NULL, ILV_EVENT_STRING, id, text, length);
      return;
    }
  event = stray_event (sched, NULL, ILV_EVENT_STRING, id, 0, 0);
  ilv_lock (&sched->no_proc_lock);
  ilv_ring_write_bytes (&sched->no_proc_ring, &event, text, length);
  ilv_unlock (&sched->no_proc_lock);
}

uint32_t
ilv_trace_string (struct ilv_sched *sched, struct ilv_p *p, const char *text, size_t length)
{
  struct ilv_string_table *table;
  uint32_t id;

  if (!sched->shm)
    return 0;
  ilv_lock (&sched->strings_lock);
  table = sched->strings;
  if (!table)
    table = sched->strings = calloc (1, sizeof *table);
  id = table && table->capacity ? *find_slot (table, text, length) : 0;
  if (table && id == 0)
    {
      id = add (table, text, length);
      if (id)
        write_string (sched, p, id, text, length);
    }
  ilv_unlock (&sched->strings_lock);
  return id;
}

void
ilv_trace_close (struct ilv_sched *sched)
{
  struct ilv_string_table *table = sched->strings;

  if (table)
    {
      for (uint32_t i = 0; i < table->n; i++)
        free (table->texts[i].bytes);
      free (table->texts);
      free (table->slots);
      free (table);
    }
  if (sched->shm)
    ilv_shm_free (sched->shm);
}

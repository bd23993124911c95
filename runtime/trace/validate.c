/* One table says for each event what must be so before it and what is so
 * after it; a function where a table cannot say it. An event of which nothing
 * stands in the table must only come from a goroutine that runs.
 *
 * SPDX-License-Identifier: MIT
 */
#include "trace/validate.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "trace/shm.h"
#include "trace/table.h"
#include "trace/text.h"

#define MESSAGE_BYTES (ILV_TEXT_LINE_BYTES + 256)

/* --- What is known ------------------------------------------------------ */

enum state
{
  STATE_NONE,
  STATE_RUNNABLE,
  STATE_RUNNING,
  STATE_WAITING,
  STATE_SYSCALL,
  STATE_DEAD,
};

static const char *const state_words[]
  = { "not created", "runnable", "running", "waiting", "in a system call", "dead" };

struct goroutine
{
  uint32_t seq;
  uint16_t p; /* where it runs, or was when it entered its system call */
  uint8_t state;
};

struct object
{
  uint32_t seq;
  uint32_t capacity; /* of a channel */
  uint32_t count;    /* values in a channel; readers of an RWMutex */
  uint8_t kind;
  bool is_closed;
  bool is_locked;
};

struct string
{
  bool is_defined;
};

struct processor
{
  uint32_t g; /* that runs on it, or is in a system call and has not lost it */
  bool has_thread, is_stalled, is_held;
};

struct ilv_validate
{
  struct ilv_table goroutines, objects, strings;
  struct processor processors[ILV_MAX_PROCS];
  uint8_t object_fields[ILV_N_EVENT_TYPES], arg_fields[ILV_N_EVENT_TYPES]; /* enum ilv_field */
  uint64_t n_events, time_nsec;
  uint32_t n_open_bytes; /* of the STRING or OUTPUT that DATA has still to bring */
  uint16_t type_before;
  bool is_lossy, has_exited, is_collecting;
  uint64_t n_violations;
  char messages[ILV_VALIDATE_N_MESSAGES][MESSAGE_BYTES];
};

/* --- Saying so ---------------------------------------------------------- */

static void violation (struct ilv_validate *validate, const struct ilv_event *event,
                       const char *format, ...) __attribute__ ((format (printf, 3, 4)));

/* "event 17, 0.000100ms p0 g1 go-end #4: goroutine 1 is waiting, …" */
static void
violation (struct ilv_validate *validate, const struct ilv_event *event, const char *format, ...)
{
  char line[ILV_TEXT_LINE_BYTES], *message;
  va_list args;
  int n;

  if (validate->n_violations++ >= ILV_VALIDATE_N_MESSAGES)
    return;
  message = validate->messages[validate->n_violations - 1];
  ilv_text_write (NULL, event, line);
  n = snprintf (message, MESSAGE_BYTES, "event %" PRIu64 ", %s: ", validate->n_events, line);
  va_start (args, format);
  vsnprintf (message + n, MESSAGE_BYTES - (size_t) n, format, args);
  va_end (args);
}

/* --- Goroutines and processors ------------------------------------------ */

static struct processor *
processor_of (struct ilv_validate *validate, const struct ilv_event *event)
{
  return event->p < ILV_MAX_PROCS ? &validate->processors[event->p] : NULL;
}

/* Whoever is said to have written an event runs where it was written. */
static void
check_writer (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct processor *processor = processor_of (validate, event);

  if (event->g != 0 && (processor == NULL || processor->g != event->g))
    violation (validate, event, "goroutine %" PRIu32 " does not run there", event->g);
}

static void
enter_running (struct ilv_validate *validate, const struct ilv_event *event,
               struct goroutine *goroutine)
{
  struct processor *processor = processor_of (validate, event);
  struct goroutine *other;

  if (processor == NULL)
    {
      violation (validate, event, "a goroutine cannot run without a processor");
      return;
    }
  other = processor->g == 0 ? NULL : ilv_table_get (&validate->goroutines, processor->g);
  if (!processor->has_thread)
    violation (validate, event, "processor %u has no thread", event->p);
  /* One in a system call loses its processor without a word. */
  if (other != NULL && other != goroutine && other->state != STATE_SYSCALL)
    violation (validate, event, "goroutine %" PRIu32 " runs there", processor->g);
  if (goroutine->state == STATE_SYSCALL && processor->g != event->g)
    violation (validate, event, "the processor was given away");
  processor->g = event->g;
  goroutine->p = event->p;
}

static void
leave_running (struct ilv_validate *validate, const struct ilv_event *event,
               struct goroutine *goroutine)
{
  struct processor *processor = processor_of (validate, event);

  if (processor == NULL || goroutine->p != event->p)
    violation (validate, event, "it runs on processor %u", goroutine->p);
  else
    processor->g = 0;
}

/* A goroutine's number and state, from @from to @to. */
static void
change_state (struct ilv_validate *validate, const struct ilv_event *event, uint32_t id,
              enum state from, enum state to)
{
  struct goroutine *goroutine = ilv_table_put (&validate->goroutines, id);

  if (id == 0 || goroutine == NULL)
    {
      violation (validate, event, "there is no goroutine %" PRIu32, id);
      return;
    }
  if (event->seq != goroutine->seq + 1)
    violation (validate, event, "the number before it was %" PRIu32, goroutine->seq);
  if (goroutine->state != from)
    violation (validate, event, "goroutine %" PRIu32 " is %s, not %s", id,
               state_words[goroutine->state], state_words[from]);
  if (to == STATE_RUNNING)
    enter_running (validate, event, goroutine);
  else if (from == STATE_RUNNING && to != STATE_SYSCALL)
    leave_running (validate, event, goroutine);
  goroutine->seq = event->seq;
  goroutine->state = (uint8_t) to;
}

static void
check_proc_start (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct processor *processor = processor_of (validate, event);

  if (processor == NULL)
    violation (validate, event, "there is no such processor");
  else if (processor->has_thread)
    violation (validate, event, "it has a thread");
  else
    processor->has_thread = true;
}

static void
check_proc_stop (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct processor *processor = processor_of (validate, event);
  struct goroutine *goroutine;

  if (processor == NULL || !processor->has_thread)
    {
      violation (validate, event, "it has no thread");
      return;
    }
  goroutine = processor->g == 0 ? NULL : ilv_table_get (&validate->goroutines, processor->g);
  if (goroutine != NULL && goroutine->state == STATE_RUNNING)
    violation (validate, event, "goroutine %" PRIu32 " runs there", processor->g);
  processor->has_thread = false;
  processor->g = 0;
}

/* g is back and has lost its processor: somebody else may have it by now. */
static void
check_syscall_lost (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct goroutine *goroutine = ilv_table_get (&validate->goroutines, event->g);

  if (goroutine != NULL && validate->processors[goroutine->p].g == event->g)
    validate->processors[goroutine->p].g = 0;
}

static void
check_block (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (ilv_wait_reason_words (event->arg)[0] == '\0')
    violation (validate, event, "there is no such reason");
}

static void
check_select (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (event->arg != (uint32_t) -1 && event->arg >= event->object)
    violation (validate, event, "there is no such case");
}

/* --- Objects ------------------------------------------------------------ */

static struct object *
find_object (struct ilv_validate *validate, const struct ilv_event *event)
{
  return ilv_table_put (&validate->objects, event->object);
}

static void
check_make (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *object = find_object (validate, event);

  if (object->kind != 0)
    violation (validate, event, "object %" PRIu32 " was made before", event->object);
  if (ilv_object_kind_words (event->arg)[0] == '\0')
    violation (validate, event, "there is no such kind of object");
  else
    object->kind = (uint8_t) event->arg;
}

static void
check_cap (struct ilv_validate *validate, const struct ilv_event *event)
{
  find_object (validate, event)->capacity = event->arg;
}

static void
check_send (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (event->arg != chan->count + 1 || event->arg > chan->capacity)
    violation (validate, event, "the channel held %" PRIu32 " of %" PRIu32, chan->count,
               chan->capacity);
  if (chan->is_closed)
    violation (validate, event, "the channel is closed");
  chan->count = event->arg;
}

static void
check_recv (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (event->arg + 1 != chan->count)
    violation (validate, event, "the channel held %" PRIu32, chan->count);
  chan->count = event->arg;
}

static void
check_send_to (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (chan->count != 0 || chan->is_closed)
    violation (validate, event, "the channel held %" PRIu32 "%s", chan->count,
               chan->is_closed ? " and is closed" : "");
}

static void
check_recv_from (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (chan->count != chan->capacity || chan->is_closed)
    violation (validate, event, "the channel held %" PRIu32 " of %" PRIu32 "%s", chan->count,
               chan->capacity, chan->is_closed ? " and is closed" : "");
}

static void
check_close (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (chan->is_closed)
    violation (validate, event, "the channel is closed");
  chan->is_closed = true;
}

static void
check_recv_closed (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (!chan->is_closed || chan->count != 0)
    violation (validate, event, "the channel is %s and held %" PRIu32,
               chan->is_closed ? "closed" : "open", chan->count);
}

static void
check_wg_add (struct ilv_validate *validate, const struct ilv_event *event)
{
  if ((int32_t) event->arg < 0)
    violation (validate, event, "the counter is negative");
}

static void
check_lock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (mutex->is_locked || mutex->count != 0)
    violation (validate, event, "it is held");
  if (event->arg == 0)
    violation (validate, event, "nobody holds it");
  mutex->is_locked = true;
}

static void
check_unlock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (!mutex->is_locked)
    violation (validate, event, "it is not held");
  mutex->is_locked = false;
}

static void
check_rlock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (mutex->is_locked || event->arg != mutex->count + 1)
    violation (validate, event, "%s %" PRIu32 " read",
               mutex->is_locked ? "somebody writes and" : "before it", mutex->count);
  mutex->count = event->arg;
}

static void
check_runlock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (event->arg + 1 != mutex->count)
    violation (validate, event, "before it %" PRIu32 " read", mutex->count);
  mutex->count = event->arg;
}

/* --- The rest ----------------------------------------------------------- */

/* A STRING's or OUTPUT's DATA follows at once. */
static void
check_bytes (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct string *string;

  validate->n_open_bytes = event->arg;
  if (event->type != ILV_EVENT_STRING)
    return;
  string = ilv_table_put (&validate->strings, event->object);
  if (event->object == 0 || string == NULL)
    violation (validate, event, "a string needs an id");
  else
    string->is_defined = true;
}

static void
check_site (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct string *function = ilv_table_get (&validate->strings, event->seq);

  if (event->seq != 0 && (function == NULL || !function->is_defined))
    violation (validate, event, "string %" PRIu32 " is not defined", event->seq);
}

/* START and STOP of something that has only one state. */
static void
switch_flag (struct ilv_validate *validate, const struct ilv_event *event, bool *flag, bool value)
{
  if (*flag == value)
    violation (validate, event, value ? "it has started before" : "it has not started");
  *flag = value;
}

static void
check_gc (struct ilv_validate *validate, const struct ilv_event *event)
{
  switch_flag (validate, event, &validate->is_collecting, event->type == ILV_EVENT_GC_START);
}

static void
check_wait (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct processor *processor = processor_of (validate, event);
  bool is_held = event->type == ILV_EVENT_HELD_START || event->type == ILV_EVENT_HELD_STOP;

  /* The last ring's waits are those of several threads. */
  if (processor != NULL)
    switch_flag (validate, event, is_held ? &processor->is_held : &processor->is_stalled,
                 event->type == ILV_EVENT_HELD_START || event->type == ILV_EVENT_STALL_START);
}

static void
check_exit (struct ilv_validate *validate, const struct ilv_event *event)
{
  validate->has_exited = true;
}

/* --- The table ---------------------------------------------------------- */

#define KIND(name) (1u << ILV_OBJECT_##name)

struct rule
{
  uint8_t from, to; /* enum state of its goroutine, SELF or PEER; to NONE: no change */
  uint8_t kinds;    /* of the event's object, THING: 1 << enum ilv_object_kind */
  bool is_from_anywhere; /* g need not run where it was written */
  void (*check) (struct ilv_validate *validate, const struct ilv_event *event);
};

static const struct rule rules[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_PROC_START] = { .check = check_proc_start },
  [ILV_EVENT_PROC_STOP] = { .check = check_proc_stop },

  [ILV_EVENT_GO_CREATE] = { STATE_NONE, STATE_RUNNABLE },
  [ILV_EVENT_GO_START] = { STATE_RUNNABLE, STATE_RUNNING, .is_from_anywhere = true },
  [ILV_EVENT_GO_YIELD] = { STATE_RUNNING, STATE_RUNNABLE },
  [ILV_EVENT_GO_BLOCK] = { STATE_RUNNING, STATE_WAITING, .check = check_block },
  [ILV_EVENT_GO_READY] = { STATE_WAITING, STATE_RUNNABLE },
  [ILV_EVENT_GO_END] = { STATE_RUNNING, STATE_DEAD },
  [ILV_EVENT_SYSCALL_ENTER] = { STATE_RUNNING, STATE_SYSCALL },
  [ILV_EVENT_SYSCALL_EXIT] = { STATE_SYSCALL, STATE_RUNNING },
  [ILV_EVENT_SYSCALL_LOST] = { STATE_SYSCALL, STATE_RUNNABLE, .is_from_anywhere = true,
                               .check = check_syscall_lost },
  [ILV_EVENT_OUTPUT] = { .check = check_bytes },
  [ILV_EVENT_SELECT] = { .check = check_select },

  [ILV_EVENT_OBJECT_MAKE] = { .kinds = 1, .check = check_make },
  [ILV_EVENT_CHAN_CAP] = { .kinds = KIND (CHAN), .check = check_cap },
  [ILV_EVENT_CHAN_SEND] = { .kinds = KIND (CHAN), .check = check_send },
  [ILV_EVENT_CHAN_RECV] = { .kinds = KIND (CHAN), .check = check_recv },
  [ILV_EVENT_CHAN_SEND_TO] = { .kinds = KIND (CHAN), .check = check_send_to },
  [ILV_EVENT_CHAN_RECV_FROM] = { .kinds = KIND (CHAN), .check = check_recv_from },
  [ILV_EVENT_CHAN_CLOSE] = { .kinds = KIND (CHAN), .check = check_close },
  [ILV_EVENT_CHAN_RECV_CLOSED] = { .kinds = KIND (CHAN), .check = check_recv_closed },
  [ILV_EVENT_WG_ADD] = { .kinds = KIND (WAIT_GROUP), .check = check_wg_add },
  [ILV_EVENT_WG_WAIT] = { .kinds = KIND (WAIT_GROUP) },
  [ILV_EVENT_LOCK] = { .kinds = KIND (MUTEX) | KIND (RWMUTEX), .check = check_lock },
  [ILV_EVENT_UNLOCK] = { .kinds = KIND (MUTEX) | KIND (RWMUTEX), .check = check_unlock },
  [ILV_EVENT_RLOCK] = { .kinds = KIND (RWMUTEX), .check = check_rlock },
  [ILV_EVENT_RUNLOCK] = { .kinds = KIND (RWMUTEX), .check = check_runlock },
  [ILV_EVENT_SIGNAL] = { .kinds = KIND (COND) },

  [ILV_EVENT_GC_START] = { .check = check_gc },
  [ILV_EVENT_GC_STOP] = { .check = check_gc },
  [ILV_EVENT_EXIT] = { .check = check_exit },

  [ILV_EVENT_LOST] = { .is_from_anywhere = true },
  [ILV_EVENT_STALL_START] = { .is_from_anywhere = true, .check = check_wait },
  [ILV_EVENT_STALL_STOP] = { .is_from_anywhere = true, .check = check_wait },
  [ILV_EVENT_HELD_START] = { .is_from_anywhere = true, .check = check_wait },
  [ILV_EVENT_HELD_STOP] = { .is_from_anywhere = true, .check = check_wait },
  [ILV_EVENT_STRING] = { .is_from_anywhere = true, .check = check_bytes },
  [ILV_EVENT_SITE] = { .is_from_anywhere = true, .check = check_site },
  [ILV_EVENT_PROGRAM] = { .is_from_anywhere = true },
  [ILV_EVENT_SOURCE] = { .is_from_anywhere = true },
};

/* --- One record --------------------------------------------------------- */

/* The number of an object and what it is. False: it makes no sense to go on. */
static bool
check_thing (struct ilv_validate *validate, const struct ilv_event *event,
             const struct rule *rule)
{
  struct object *object = ilv_table_put (&validate->objects, event->object);

  if (object == NULL || event->object == 0)
    {
      violation (validate, event, "there is no object %" PRIu32, event->object);
      return false;
    }
  if (event->seq != object->seq + 1)
    violation (validate, event, "the number before it was %" PRIu32, object->seq);
  object->seq = event->seq;
  if ((rule->kinds >> object->kind & 1) == 0 && event->type != ILV_EVENT_OBJECT_MAKE)
    violation (validate, event, "object %" PRIu32 " is %s%s", event->object,
               object->kind == 0 ? "not made" : "a ", ilv_object_kind_words (object->kind));
  return true;
}

/* What a field names has been made or defined. */
static void
check_field (struct ilv_validate *validate, const struct ilv_event *event, enum ilv_field field,
             uint32_t id)
{
  const struct string *string;
  const struct object *object;

  if (field == ILV_FIELD_NONE && id != 0)
    violation (validate, event, "a field that has no meaning is not 0");
  if (id == 0 || event->type == ILV_EVENT_STRING)
    return;
  if (field == ILV_FIELD_STRING)
    {
      string = ilv_table_get (&validate->strings, id);
      if (string == NULL || !string->is_defined)
        violation (validate, event, "string %" PRIu32 " is not defined", id);
    }
  else if (field == ILV_FIELD_OBJECT
           && ilv_event_spec (event->type)->subject != ILV_SUBJECT_THING)
    {
      object = ilv_table_get (&validate->objects, id);
      if (object == NULL || object->kind == 0)
        violation (validate, event, "object %" PRIu32 " is not made", id);
    }
}

static void
check_data (struct ilv_validate *validate, const struct ilv_event *event)
{
  uint16_t n_bytes = ilv_event_as_data (event)->n_bytes;

  if (n_bytes == 0 || n_bytes > ILV_DATA_BYTES || n_bytes > validate->n_open_bytes)
    violation (validate, event, "%" PRIu32 " bytes are to come", validate->n_open_bytes);
  else
    validate->n_open_bytes -= n_bytes;
}

static void
check_value (struct ilv_validate *validate, const struct ilv_event *event)
{
  const struct ilv_value_event *value = ilv_event_as_value (event);

  if (validate->type_before < ILV_EVENT_CHAN_SEND
      || validate->type_before > ILV_EVENT_CHAN_RECV_FROM)
    violation (validate, event, "no value was sent or received");
  if (value->kind > ILV_VALUE_POINTER || value->n_bytes > ILV_VALUE_BYTES)
    violation (validate, event, "there is no such value");
}

/* What holds for every event by itself. */
static void
check_alone (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (event->time_nsec < validate->time_nsec)
    violation (validate, event, "time goes back");
  if (event->p != ILV_NO_P && event->p >= ILV_MAX_PROCS)
    violation (validate, event, "there is no such processor");
  if (validate->n_open_bytes > 0)
    violation (validate, event, "%" PRIu32 " bytes were still to come", validate->n_open_bytes);
  if (validate->has_exited && event->type != ILV_EVENT_LOST)
    violation (validate, event, "the program is over");
  validate->time_nsec = event->time_nsec;
  validate->n_open_bytes = 0;
}

/* What depends on the events before it. */
static void
check_in_turn (struct ilv_validate *validate, const struct ilv_event *event)
{
  const struct rule *rule = &rules[event->type];
  enum ilv_event_subject subject = ilv_event_spec (event->type)->subject;

  if (!rule->is_from_anywhere)
    check_writer (validate, event);
  check_field (validate, event, validate->object_fields[event->type], event->object);
  check_field (validate, event, validate->arg_fields[event->type], event->arg);
  if (rule->to != STATE_NONE)
    change_state (validate, event, subject == ILV_SUBJECT_PEER ? event->object : event->g,
                  rule->from, rule->to);
  if (subject == ILV_SUBJECT_THING && !check_thing (validate, event, rule))
    return;
  if (rule->check != NULL)
    rule->check (validate, event);
}

static void
check (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (event->type == ILV_EVENT_DATA)
    check_data (validate, event);
  else if (event->type == ILV_EVENT_VALUE)
    check_value (validate, event);
  else if (ilv_event_spec (event->type)->name == NULL)
    violation (validate, event, "there is no such event");
  else
    {
      if (event->type == ILV_EVENT_LOST)
        validate->is_lossy = true;
      check_alone (validate, event);
      if (!validate->is_lossy)
        check_in_turn (validate, event);
      else if (rules[event->type].check == check_bytes)
        check_bytes (validate, event);
    }
  validate->type_before = event->type;
}

/* --- Interface ---------------------------------------------------------- */

struct ilv_validate *
ilv_validate_new (void)
{
  struct ilv_validate *validate = calloc (1, sizeof *validate);

  if (validate == NULL)
    return NULL;
  ilv_table_init (&validate->goroutines, sizeof (struct goroutine));
  ilv_table_init (&validate->objects, sizeof (struct object));
  ilv_table_init (&validate->strings, sizeof (struct string));
  for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
    if (ilv_event_spec (type)->name != NULL)
      {
        validate->object_fields[type] = (uint8_t) ilv_event_field (ilv_event_spec (type)->object);
        validate->arg_fields[type] = (uint8_t) ilv_event_field (ilv_event_spec (type)->arg);
      }
  return validate;
}

void
ilv_validate_free (struct ilv_validate *validate)
{
  if (validate == NULL)
    return;
  ilv_table_clear (&validate->goroutines);
  ilv_table_clear (&validate->objects);
  ilv_table_clear (&validate->strings);
  free (validate);
}

void
ilv_validate_add (struct ilv_validate *validate, const struct ilv_event *events,
                  size_t n_events)
{
  for (size_t i = 0; i < n_events; i++)
    {
      validate->n_events++;
      check (validate, &events[i]);
    }
}

static void
take (const struct ilv_event *events, size_t n_events, void *data)
{
  ilv_validate_add (data, events, n_events);
}

struct ilv_sink
ilv_validate_sink (struct ilv_validate *validate)
{
  return (struct ilv_sink){ take, validate };
}

bool
ilv_validate_finish (struct ilv_validate *validate)
{
  const struct ilv_event end = { .time_nsec = validate->time_nsec, .p = ILV_NO_P,
                                 .type = ILV_EVENT_EXIT };

  if (validate->n_open_bytes > 0)
    violation (validate, &end, "%" PRIu32 " bytes were still to come", validate->n_open_bytes);
  validate->n_open_bytes = 0;
  return validate->n_violations == 0;
}

uint64_t
ilv_validate_n_violations (const struct ilv_validate *validate)
{
  return validate->n_violations;
}

const char *
ilv_validate_message (const struct ilv_validate *validate, unsigned index)
{
  return index < ILV_VALIDATE_N_MESSAGES && index < validate->n_violations
           ? validate->messages[index]
           : NULL;
}

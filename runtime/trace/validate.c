/* One table says for each event what must be so before it and what is so
 * after it; a function where a table cannot say it. An event of which nothing
 * stands in the table must only come from a goroutine that runs.
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "trace/validate_private.h"

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
  uint32_t n_regions; /* that it is in */
};

struct string
{
  bool is_defined;
};

/* --- Saying so ---------------------------------------------------------- */

void
ilv_validate_violation (struct ilv_validate *validate, const struct ilv_event *event,
                        const char *format, ...)
{
  char line[ILV_TEXT_LINE_BYTES], *message;
  va_list args;
  int n;

  if (validate->n_violations++ >= ILV_VALIDATE_N_MESSAGES)
    return;
  message = validate->messages[validate->n_violations - 1];
  ilv_text_write (NULL, event, line);
  n = snprintf (message, ILV_VALIDATE_MESSAGE_BYTES, "event %" PRIu64 ", %s: ",
                validate->n_events, line);
  va_start (args, format);
  vsnprintf (message + n, ILV_VALIDATE_MESSAGE_BYTES - (size_t) n, format, args);
  va_end (args);
}

/* --- Goroutines and processors ------------------------------------------ */

static struct ilv_validate_processor *
processor_of (struct ilv_validate *validate, const struct ilv_event *event)
{
  return event->p < ILV_MAX_PROCS ? &validate->processors[event->p] : NULL;
}

/* Whoever is said to have written an event runs where it was written. */
static void
check_writer (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct ilv_validate_processor *processor = processor_of (validate, event);

  if (event->g != 0 && (processor == NULL || processor->g != event->g))
    ilv_validate_violation (validate, event, "goroutine %" PRIu32 " does not run there",
                            event->g);
}

static void
enter_running (struct ilv_validate *validate, const struct ilv_event *event,
               struct goroutine *goroutine)
{
  struct ilv_validate_processor *processor = processor_of (validate, event);
  struct goroutine *other;

  if (processor == NULL)
    {
      ilv_validate_violation (validate, event, "a goroutine cannot run without a processor");
      return;
    }
  other = processor->g == 0 ? NULL : ilv_table_get (&validate->goroutines, processor->g);
  if (!processor->has_thread)
    ilv_validate_violation (validate, event, "processor %u has no thread", event->p);
  /* One in a system call loses its processor without a word. */
  if (other != NULL && other != goroutine && other->state != STATE_SYSCALL)
    ilv_validate_violation (validate, event, "goroutine %" PRIu32 " runs there", processor->g);
  if (goroutine->state == STATE_SYSCALL && processor->g != event->g)
    ilv_validate_violation (validate, event, "the processor was given away");
  processor->g = event->g;
  goroutine->p = event->p;
}

static void
leave_running (struct ilv_validate *validate, const struct ilv_event *event,
               struct goroutine *goroutine)
{
  struct ilv_validate_processor *processor = processor_of (validate, event);

  if (processor == NULL || goroutine->p != event->p)
    ilv_validate_violation (validate, event, "it runs on processor %u", goroutine->p);
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
      ilv_validate_violation (validate, event, "there is no goroutine %" PRIu32, id);
      return;
    }
  if (event->seq != goroutine->seq + 1)
    ilv_validate_violation (validate, event, "the number before it was %" PRIu32, goroutine->seq);
  if (goroutine->state != from)
    ilv_validate_violation (validate, event, "goroutine %" PRIu32 " is %s, not %s", id,
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
  struct ilv_validate_processor *processor = processor_of (validate, event);

  if (processor == NULL)
    ilv_validate_violation (validate, event, "there is no such processor");
  else if (processor->has_thread)
    ilv_validate_violation (validate, event, "it has a thread");
  else
    processor->has_thread = true;
}

static void
check_proc_stop (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct ilv_validate_processor *processor = processor_of (validate, event);
  struct goroutine *goroutine;

  if (processor == NULL || !processor->has_thread)
    {
      ilv_validate_violation (validate, event, "it has no thread");
      return;
    }
  goroutine = processor->g == 0 ? NULL : ilv_table_get (&validate->goroutines, processor->g);
  if (goroutine != NULL && goroutine->state == STATE_RUNNING)
    ilv_validate_violation (validate, event, "goroutine %" PRIu32 " runs there", processor->g);
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
    ilv_validate_violation (validate, event, "there is no such reason");
}

static void
check_select (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (event->arg != (uint32_t) -1 && event->arg >= event->object)
    ilv_validate_violation (validate, event, "there is no such case");
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
    ilv_validate_violation (validate, event, "a string needs an id");
  else
    string->is_defined = true;
}

static void
check_site (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct string *function = ilv_table_get (&validate->strings, event->seq);

  if (event->seq != 0 && (function == NULL || !function->is_defined))
    ilv_validate_violation (validate, event, "string %" PRIu32 " is not defined", event->seq);
}

/* START and STOP of something that has only one state. */
static void
switch_flag (struct ilv_validate *validate, const struct ilv_event *event, bool *flag, bool value)
{
  if (*flag == value)
    ilv_validate_violation (validate, event,
                            value ? "it has started before" : "it has not started");
  *flag = value;
}

static void
check_gc (struct ilv_validate *validate, const struct ilv_event *event)
{
  switch_flag (validate, event, &validate->is_collecting, event->type == ILV_EVENT_GC_START);
}

static void
check_region (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct goroutine *goroutine = ilv_table_get (&validate->goroutines, event->g);

  if (goroutine == NULL)
    return;
  if (event->type == ILV_EVENT_REGION_START)
    goroutine->n_regions++;
  else if (goroutine->n_regions > 0)
    goroutine->n_regions--;
  else
    ilv_validate_violation (validate, event, "it is in no region");
}

static void
check_wait (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct ilv_validate_processor *processor = processor_of (validate, event);
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

struct rule
{
  uint8_t from, to; /* enum state of its goroutine, SELF or PEER; to NONE: no change */
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


  [ILV_EVENT_GC_START] = { .check = check_gc },
  [ILV_EVENT_GC_STOP] = { .check = check_gc },
  [ILV_EVENT_EXIT] = { .check = check_exit },
  [ILV_EVENT_REGION_START] = { .check = check_region },
  [ILV_EVENT_REGION_STOP] = { .check = check_region },

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

/* What a field names has been made or defined. */
static void
check_field (struct ilv_validate *validate, const struct ilv_event *event, enum ilv_field field,
             uint32_t id)
{
  const struct string *string;

  if (field == ILV_FIELD_NONE && id != 0)
    ilv_validate_violation (validate, event, "a field that has no meaning is not 0");
  if (id == 0 || event->type == ILV_EVENT_STRING)
    return;
  if (field == ILV_FIELD_STRING)
    {
      string = ilv_table_get (&validate->strings, id);
      if (string == NULL || !string->is_defined)
        ilv_validate_violation (validate, event, "string %" PRIu32 " is not defined", id);
    }
  else if (field == ILV_FIELD_OBJECT
           && ilv_event_spec (event->type)->subject != ILV_SUBJECT_THING
           && !ilv_validate_is_made (validate, id))
    ilv_validate_violation (validate, event, "object %" PRIu32 " is not made", id);
}

static void
check_data (struct ilv_validate *validate, const struct ilv_event *event)
{
  uint16_t n_bytes = ilv_event_as_data (event)->n_bytes;

  if (n_bytes == 0 || n_bytes > ILV_DATA_BYTES || n_bytes > validate->n_open_bytes)
    ilv_validate_violation (validate, event, "%" PRIu32 " bytes are to come",
                            validate->n_open_bytes);
  else
    validate->n_open_bytes -= n_bytes;
}

static void
check_value (struct ilv_validate *validate, const struct ilv_event *event)
{
  const struct ilv_value_event *value = ilv_event_as_value (event);

  if (validate->n_text_bytes > 0)
    {
      if (value->kind != ILV_VALUE_TEXT || value->n_bytes != validate->n_text_bytes)
        ilv_validate_violation (validate, event, "the text before it goes on");
      validate->n_text_bytes = 0;
      return;
    }
  if (validate->type_before < ILV_EVENT_CHAN_SEND
      || validate->type_before > ILV_EVENT_CHAN_RECV_FROM)
    ilv_validate_violation (validate, event, "no value was sent or received");
  if (value->kind > ILV_VALUE_TEXT || value->n_bytes > ILV_VALUE_BYTES)
    ilv_validate_violation (validate, event, "there is no such value");
  if (value->kind == ILV_VALUE_TEXT
      && (value->size > ILV_VALUE_TEXT_BYTES
          || value->n_bytes != (value->size < ILV_VALUE_BYTES ? value->size : ILV_VALUE_BYTES)))
    ilv_validate_violation (validate, event, "a text has not so many bytes");
  else if (value->kind == ILV_VALUE_TEXT)
    validate->n_text_bytes = value->size - value->n_bytes;
}

/* What holds for every event by itself. */
static void
check_alone (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (event->time_nsec < validate->time_nsec)
    ilv_validate_violation (validate, event, "time goes back");
  if (event->p != ILV_NO_P && event->p >= ILV_MAX_PROCS)
    ilv_validate_violation (validate, event, "there is no such processor");
  if (validate->n_open_bytes > 0)
    ilv_validate_violation (validate, event, "%" PRIu32 " bytes were still to come",
                            validate->n_open_bytes);
  if (validate->has_exited && event->type != ILV_EVENT_LOST)
    ilv_validate_violation (validate, event, "the program is over");
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
  if (subject == ILV_SUBJECT_THING)
    ilv_validate_object (validate, event);
  if (rule->check != NULL)
    rule->check (validate, event);
}

static void
check (struct ilv_validate *validate, const struct ilv_event *event)
{
  if (validate->n_text_bytes > 0 && event->type != ILV_EVENT_VALUE)
    {
      ilv_validate_violation (validate, event, "the text before it goes on");
      validate->n_text_bytes = 0;
    }
  if (event->type == ILV_EVENT_DATA)
    check_data (validate, event);
  else if (event->type == ILV_EVENT_VALUE)
    check_value (validate, event);
  else if (ilv_event_spec (event->type)->name == NULL)
    ilv_validate_violation (validate, event, "there is no such event");
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
  ilv_validate_init_objects (validate);
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
    ilv_validate_violation (validate, &end, "%" PRIu32 " bytes were still to come",
                            validate->n_open_bytes);
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

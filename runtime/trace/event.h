/* event.h - The trace record: the contract between a program and its viewers.
 *
 * A record is 32 bytes, little endian, no pointers:
 *
 *   OFFSET SIZE
 *        0    2  type       enum ilv_event_type (events.def)
 *        2    2  p          processor; ILV_NO_P if the thread had none
 *        4    4  g          goroutine running when this was written, or 0
 *        8    8  time_nsec  since the start of the program
 *       16    4  object     } what these three mean
 *       20    4  seq        } says events.def
 *       24    4  arg        }
 *       28    4  site       code offset of g's current instruction, or 0
 *
 * Time: reading the clock costs four times what writing the record does, so the
 * events of one scheduling step share the reading that ended the step before; a
 * new one is taken where the step ends. The position in the ring keeps their
 * exact order. Between rings, time says roughly and the sequence numbers
 * say exactly what came first (merge.h).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#define ILV_NO_P 0xffffu

enum ilv_event_type
{
  ILV_EVENT_NONE = 0,
#define ILV_EVENT(NAME, number, subject, text, object, arg, meaning) ILV_EVENT_##NAME = number,
#include "trace/events.def"
#undef ILV_EVENT
  ILV_N_EVENT_TYPES = 128
};

enum ilv_wait_class
{
  ILV_WAIT_CLASS_NONE,
  ILV_WAIT_CLASS_CHANNEL,
  ILV_WAIT_CLASS_SELECT,
  ILV_WAIT_CLASS_SYNC,
  ILV_WAIT_CLASS_SLEEP,
  ILV_WAIT_CLASS_IO,
  ILV_WAIT_CLASS_GC,
};

enum ilv_wait_reason
{
  ILV_WAIT_NONE = 0,
#define ILV_WAIT_REASON(NAME, number, class, words) ILV_WAIT_##NAME = number,
#include "trace/wait_reasons.def"
#undef ILV_WAIT_REASON
};

enum ilv_object_kind
{
  ILV_OBJECT_CHAN = 1,
  ILV_OBJECT_WAIT_GROUP = 2,
  ILV_OBJECT_MUTEX = 3,
  ILV_OBJECT_RWMUTEX = 4,
  ILV_OBJECT_COND = 5,
  ILV_OBJECT_ONCE = 6,
  ILV_OBJECT_TIMER = 7,
  ILV_OBJECT_CONTEXT = 8, /* a channel that is closed when the context is done */
};

/* Whose sequence number an event carries. */
enum ilv_event_subject
{
  ILV_SUBJECT_NONE,
  ILV_SUBJECT_SELF,
  ILV_SUBJECT_PEER,
  ILV_SUBJECT_THING,
};

struct ilv_event
{
  uint16_t type;
  uint16_t p;
  uint32_t g;
  uint64_t time_nsec;
  uint32_t object;
  uint32_t seq;
  uint32_t arg;
  uint32_t site;
};

/* ILV_EVENT_DATA: up to 28 bytes of the STRING or OUTPUT before it. */
#define ILV_DATA_BYTES 28
struct ilv_data_event
{
  uint16_t type;
  uint16_t n_bytes; /* used ones, 1 to ILV_DATA_BYTES */
  uint8_t bytes[ILV_DATA_BYTES];
};

/* ILV_EVENT_VALUE: what was sent or received, written raw (formatting it is
 * the viewer's work) right after the channel event it belongs to. Only what has parts is
 * text: no viewer could follow its pointers. */
enum ilv_value_kind
{
  ILV_VALUE_OTHER,  /* no bytes: nothing to show, e.g. an empty struct */
  ILV_VALUE_INT,    /* 8 bytes */
  ILV_VALUE_UINT,   /* 8 bytes */
  ILV_VALUE_FLOAT,  /* 8 bytes, a double */
  ILV_VALUE_BOOL,   /* 1 byte */
  ILV_VALUE_STRING, /* its first bytes, up to 24 */
  ILV_VALUE_POINTER, /* 8 bytes */
  ILV_VALUE_TEXT,    /* what has parts, in about the words of fmt's %v; size is the text's, of which
                      * bytes 25 and on stand in one more record of this kind */
};
#define ILV_VALUE_BYTES 24
#define ILV_VALUE_TEXT_BYTES (2 * ILV_VALUE_BYTES)
struct ilv_value_event
{
  uint16_t type;
  uint8_t kind;    /* enum ilv_value_kind */
  uint8_t n_bytes; /* of bytes[] */
  uint32_t size;   /* full size of the value, e.g. a string's length */
  uint8_t bytes[ILV_VALUE_BYTES];
};

static_assert (sizeof (struct ilv_event) == 32, "trace files depend on this size");
static_assert (sizeof (struct ilv_data_event) == 32, "is a record");
static_assert (sizeof (struct ilv_value_event) == 32, "is a record");

/* One row of events.def, for everything that walks the list. */
struct ilv_event_spec
{
  const char *name;   /* "go-create"; NULL where the number is unused */
  const char *object; /* name of that field, "-" if always 0 */
  const char *arg;
  const char *meaning;
  enum ilv_event_subject subject;
};

/* The row of @type; its name is NULL if there is no such event.
 * Never NULL, for any @type. */
const struct ilv_event_spec *ilv_event_spec (unsigned type);

/* What a number in an event stands for. */
enum ilv_field
{
  ILV_FIELD_NUMBER, /* itself: a length, a counter, … */
  ILV_FIELD_NONE,   /* always 0 */
  ILV_FIELD_G,
  ILV_FIELD_OBJECT,
  ILV_FIELD_STRING,
  ILV_FIELD_WAIT_REASON,
  ILV_FIELD_OBJECT_KIND,
};

/* What the object or arg field of that name in events.def stands for. Slow:
 * for tables made at the start. */
enum ilv_field ilv_event_field (const char *name);

/* "channel", "WaitGroup", …; "" if unknown. */
const char *ilv_object_kind_words (unsigned kind);

/* Go's words for a wait reason ("chan receive"); "" if unknown. */
const char *ilv_wait_reason_words (unsigned reason);

/* What group of reasons it belongs to; NONE if unknown. */
enum ilv_wait_class ilv_wait_reason_class (unsigned reason);

/* The record read as DATA or VALUE: same bytes. */
static inline const struct ilv_data_event *
ilv_event_as_data (const struct ilv_event *event)
{
  return (const struct ilv_data_event *) event;
}

static inline const struct ilv_value_event *
ilv_event_as_value (const struct ilv_event *event)
{
  return (const struct ilv_value_event *) event;
}

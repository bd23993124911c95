/* validate_private.h - What validate.c and validate_object.c share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "trace/shm.h"
#include "trace/table.h"
#include "trace/text.h"
#include "trace/validate.h"

#define ILV_VALIDATE_MESSAGE_BYTES (ILV_TEXT_LINE_BYTES + 256)

struct ilv_validate_processor
{
  uint32_t g; /* that runs on it, or is in a system call and has not lost it */
  bool has_thread, is_stalled, is_held;
};

struct ilv_validate
{
  struct ilv_table goroutines, objects, strings; /* of records of the files' own */
  struct ilv_validate_processor processors[ILV_MAX_PROCS];
  uint8_t object_fields[ILV_N_EVENT_TYPES], arg_fields[ILV_N_EVENT_TYPES]; /* enum ilv_field */
  uint64_t n_events, time_nsec;
  uint32_t n_open_bytes; /* of the STRING or OUTPUT that DATA has still to bring */
  uint16_t type_before;
  uint32_t n_text_bytes; /* of the VALUE before it that are still to come */
  bool is_lossy, has_exited, is_collecting;
  uint64_t n_violations;
  char messages[ILV_VALIDATE_N_MESSAGES][ILV_VALIDATE_MESSAGE_BYTES];
};

/* "event 17, 0.000100ms p0 g1 go-end #4: goroutine 1 is waiting, …" */
void ilv_validate_violation (struct ilv_validate *validate, const struct ilv_event *event,
                             const char *format, ...) __attribute__ ((format (printf, 3, 4)));

/* validate_object.c */
void ilv_validate_init_objects (struct ilv_validate *validate);
/* An event of an object, THING: its number, and what the object allows. */
void ilv_validate_object (struct ilv_validate *validate, const struct ilv_event *event);
bool ilv_validate_is_made (const struct ilv_validate *validate, uint32_t object);

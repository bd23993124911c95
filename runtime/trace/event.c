/* SPDX-License-Identifier: MIT */
#include "trace/event.h"

#include <stddef.h>

static const struct ilv_event_spec specs[ILV_N_EVENT_TYPES] = {
#define ILV_EVENT(NAME, number, subject_, text, object_, arg_, meaning_) \
  [number] = { .name = text,                                             \
               .object = object_,                                        \
               .arg = arg_,                                              \
               .meaning = meaning_,                                      \
               .subject = ILV_SUBJECT_##subject_ },
#include "trace/events.def"
#undef ILV_EVENT
};

static const struct
{
  const char *words;
  enum ilv_wait_class wait_class;
} wait_reasons[] = {
#define ILV_WAIT_REASON(NAME, number, class_, words_) \
  [number] = { words_, ILV_WAIT_CLASS_##class_ },
#include "trace/wait_reasons.def"
#undef ILV_WAIT_REASON
};

#define N_WAIT_REASONS (sizeof wait_reasons / sizeof wait_reasons[0])

const struct ilv_event_spec *
ilv_event_spec (unsigned type)
{
  return &specs[type < ILV_N_EVENT_TYPES ? type : ILV_EVENT_NONE];
}

const char *
ilv_wait_reason_words (unsigned reason)
{
  if (reason >= N_WAIT_REASONS || wait_reasons[reason].words == NULL)
    return "";
  return wait_reasons[reason].words;
}

enum ilv_wait_class
ilv_wait_reason_class (unsigned reason)
{
  return reason < N_WAIT_REASONS ? wait_reasons[reason].wait_class : ILV_WAIT_CLASS_NONE;
}

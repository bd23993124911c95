/* SPDX-License-Identifier: MIT */
#include "trace/event.h"

#include <stddef.h>
#include <string.h>

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

static const struct
{
  const char *name;
  enum ilv_field field;
} fields[] = {
  { "-", ILV_FIELD_NONE },
  { "new_g", ILV_FIELD_G },
  { "woken_g", ILV_FIELD_G },
  { "receiver", ILV_FIELD_G },
  { "sender", ILV_FIELD_G },
  { "holder", ILV_FIELD_G },
  { "object", ILV_FIELD_OBJECT },
  { "whole", ILV_FIELD_OBJECT },
  { "on", ILV_FIELD_OBJECT },
  { "chan", ILV_FIELD_OBJECT },
  { "wg", ILV_FIELD_OBJECT },
  { "mutex", ILV_FIELD_OBJECT },
  { "cond", ILV_FIELD_OBJECT },
  { "timer", ILV_FIELD_OBJECT },
  { "id", ILV_FIELD_STRING },
  { "func", ILV_FIELD_STRING },
  { "name", ILV_FIELD_STRING },
  { "message", ILV_FIELD_STRING },
  { "category", ILV_FIELD_STRING },
  { "file", ILV_FIELD_STRING },
  { "path", ILV_FIELD_STRING },
  { "text", ILV_FIELD_STRING },
  { "reason", ILV_FIELD_WAIT_REASON },
  { "kind", ILV_FIELD_OBJECT_KIND },
};

static const char *const object_kinds[] = {
  [ILV_OBJECT_CHAN] = "channel",     [ILV_OBJECT_WAIT_GROUP] = "WaitGroup",
  [ILV_OBJECT_MUTEX] = "Mutex",      [ILV_OBJECT_RWMUTEX] = "RWMutex",
  [ILV_OBJECT_COND] = "Cond",        [ILV_OBJECT_ONCE] = "Once",
  [ILV_OBJECT_TIMER] = "Timer",       [ILV_OBJECT_CONTEXT] = "Context",
};

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

enum ilv_field
ilv_event_field (const char *name)
{
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (strcmp (fields[i].name, name) == 0)
      return fields[i].field;
  return ILV_FIELD_NUMBER;
}

const char *
ilv_object_kind_words (unsigned kind)
{
  if (kind >= sizeof object_kinds / sizeof object_kinds[0] || object_kinds[kind] == NULL)
    return "";
  return object_kinds[kind];
}

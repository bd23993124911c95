/* Channels, WaitGroups, locks, timers: one table says of what kind the object must be,
 * a function what it allows.
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>

#include "trace/validate_private.h"

struct object
{
  uint32_t seq;
  uint32_t capacity; /* of a channel */
  uint32_t count;    /* values in a channel; readers of an RWMutex */
  uint8_t kind;
  bool is_closed;
  bool is_locked;
  bool is_set;       /* a timer */
};

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
    ilv_validate_violation (validate, event, "object %" PRIu32 " was made before", event->object);
  if (ilv_object_kind_words (event->arg)[0] == '\0')
    ilv_validate_violation (validate, event, "there is no such kind of object");
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
    ilv_validate_violation (validate, event, "the channel held %" PRIu32 " of %" PRIu32,
                            chan->count, chan->capacity);
  if (chan->is_closed)
    ilv_validate_violation (validate, event, "the channel is closed");
  chan->count = event->arg;
}

static void
check_recv (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (event->arg + 1 != chan->count)
    ilv_validate_violation (validate, event, "the channel held %" PRIu32, chan->count);
  chan->count = event->arg;
}

static void
check_send_to (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (chan->count != 0 || chan->is_closed)
    ilv_validate_violation (validate, event, "the channel held %" PRIu32 "%s", chan->count,
                            chan->is_closed ? " and is closed" : "");
}

static void
check_recv_from (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (chan->count != chan->capacity || chan->is_closed)
    ilv_validate_violation (validate, event, "the channel held %" PRIu32 " of %" PRIu32 "%s",
                            chan->count, chan->capacity,
                            chan->is_closed ? " and is closed" : "");
}

static void
check_close (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (chan->is_closed)
    ilv_validate_violation (validate, event, "the channel is closed");
  chan->is_closed = true;
}

static void
check_recv_closed (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *chan = find_object (validate, event);

  if (!chan->is_closed || chan->count != 0)
    ilv_validate_violation (validate, event, "the channel is %s and held %" PRIu32,
                            chan->is_closed ? "closed" : "open", chan->count);
}

static void
check_wg_add (struct ilv_validate *validate, const struct ilv_event *event)
{
  if ((int32_t) event->arg < 0)
    ilv_validate_violation (validate, event, "the counter is negative");
}

static void
check_lock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (mutex->is_locked || mutex->count != 0)
    ilv_validate_violation (validate, event, "it is held");
  if (event->arg == 0)
    ilv_validate_violation (validate, event, "nobody holds it");
  mutex->is_locked = true;
}

static void
check_unlock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (!mutex->is_locked)
    ilv_validate_violation (validate, event, "it is not held");
  mutex->is_locked = false;
}

static void
check_rlock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (mutex->is_locked || event->arg != mutex->count + 1)
    ilv_validate_violation (validate, event, "%s %" PRIu32 " read",
                            mutex->is_locked ? "somebody writes and" : "before it",
                            mutex->count);
  mutex->count = event->arg;
}

static void
check_runlock (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *mutex = find_object (validate, event);

  if (event->arg + 1 != mutex->count)
    ilv_validate_violation (validate, event, "before it %" PRIu32 " read", mutex->count);
  mutex->count = event->arg;
}

static void
check_set (struct ilv_validate *validate, const struct ilv_event *event)
{
  find_object (validate, event)->is_set = true;
}

static void
check_fire_or_stop (struct ilv_validate *validate, const struct ilv_event *event)
{
  struct object *timer = find_object (validate, event);

  if (!timer->is_set)
    ilv_validate_violation (validate, event, "it is not set");
  timer->is_set = event->type == ILV_EVENT_TIMER_FIRE && event->arg != 0;
}

#define KIND(name) (1u << ILV_OBJECT_##name)
#define ANY_CHAN (KIND (CHAN) | KIND (CONTEXT))

struct rule
{
  uint16_t kinds; /* 1 << enum ilv_object_kind; 0: any */
  void (*check) (struct ilv_validate *validate, const struct ilv_event *event);
};

static const struct rule rules[ILV_N_EVENT_TYPES] = {
  [ILV_EVENT_OBJECT_MAKE] = { 0, check_make },
  [ILV_EVENT_CHAN_CAP] = { ANY_CHAN, check_cap },
  [ILV_EVENT_CHAN_SEND] = { ANY_CHAN, check_send },
  [ILV_EVENT_CHAN_RECV] = { ANY_CHAN, check_recv },
  [ILV_EVENT_CHAN_SEND_TO] = { ANY_CHAN, check_send_to },
  [ILV_EVENT_CHAN_RECV_FROM] = { ANY_CHAN, check_recv_from },
  [ILV_EVENT_CHAN_CLOSE] = { ANY_CHAN, check_close },
  [ILV_EVENT_CHAN_RECV_CLOSED] = { ANY_CHAN, check_recv_closed },
  [ILV_EVENT_WG_ADD] = { KIND (WAIT_GROUP), check_wg_add },
  [ILV_EVENT_WG_WAIT] = { KIND (WAIT_GROUP) },
  [ILV_EVENT_LOCK] = { KIND (MUTEX) | KIND (RWMUTEX) | KIND (ONCE), check_lock },
  [ILV_EVENT_UNLOCK] = { KIND (MUTEX) | KIND (RWMUTEX) | KIND (ONCE), check_unlock },
  [ILV_EVENT_RLOCK] = { KIND (RWMUTEX), check_rlock },
  [ILV_EVENT_RUNLOCK] = { KIND (RWMUTEX), check_runlock },
  [ILV_EVENT_SIGNAL] = { KIND (COND) },
  [ILV_EVENT_TIMER_SET] = { KIND (TIMER), check_set },
  [ILV_EVENT_TIMER_FIRE] = { KIND (TIMER), check_fire_or_stop },
  [ILV_EVENT_TIMER_STOP] = { KIND (TIMER), check_fire_or_stop },
};

void
ilv_validate_init_objects (struct ilv_validate *validate)
{
  ilv_table_init (&validate->objects, sizeof (struct object));
}

bool
ilv_validate_is_made (const struct ilv_validate *validate, uint32_t id)
{
  const struct object *object = ilv_table_get (&validate->objects, id);

  return object != NULL && object->kind != 0;
}

void
ilv_validate_object (struct ilv_validate *validate, const struct ilv_event *event)
{
  const struct rule *rule = &rules[event->type];
  struct object *object = find_object (validate, event);

  if (object == NULL || event->object == 0)
    {
      ilv_validate_violation (validate, event, "there is no object %" PRIu32, event->object);
      return;
    }
  if (event->seq != object->seq + 1)
    ilv_validate_violation (validate, event, "the number before it was %" PRIu32, object->seq);
  object->seq = event->seq;
  if (rule->kinds != 0 && (rule->kinds >> object->kind & 1) == 0)
    ilv_validate_violation (validate, event, "object %" PRIu32 " is %s%s", event->object,
                            object->kind == 0 ? "not made" : "a ",
                            ilv_object_kind_words (object->kind));
  if (rule->check != NULL)
    rule->check (validate, event);
}

/* pkg_time.c - Natives of package time: clocks, zones, timers.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sched/chan.h"
#include "sched/lock.h"
#include "vm/goroutine.h"
#include "vm/pkg.h"

#define UNIX_TO_INTERNAL INT64_C (62135596800) /* seconds from year 1 to 1970 */
#define NSEC_PER_SEC INT64_C (1000000000)

/* A Time as time.go declares it. */
struct go_time
{
  int64_t sec, nsec, mono;
  const void *location;
};

/* now () (wall int64, mono int64) */
static enum ilv_native_status
now (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) ilv_wall_nsec (call->p);
  call->slots[1] = ilv_now_nsec (call->p);
  return ILV_NATIVE_DONE;
}

/* localZone (unix int64) (offset int, name string) */
static enum ilv_native_status
local_zone (struct ilv_native_call *call)
{
  time_t unix_sec = (time_t) call->slots[3];
  struct tm tm;

  if (localtime_r (&unix_sec, &tm) == NULL)
    return ILV_NATIVE_DONE;
  call->slots[0] = (uint64_t) tm.tm_gmtoff;
  return ilv_native_string (call, tm.tm_zone, strlen (tm.tm_zone), ilv_slot_string (call, 1))
           ? ILV_NATIVE_DONE
           : ILV_NATIVE_OUT_OF_MEMORY;
}

/* localIsDST (unix int64) bool */
static enum ilv_native_status
local_is_dst (struct ilv_native_call *call)
{
  time_t unix_sec = (time_t) call->slots[1];
  struct tm tm;

  call->slots[0] = localtime_r (&unix_sec, &tm) != NULL && tm.tm_isdst > 0;
  return ILV_NATIVE_DONE;
}

/* As large as no file of a zone is. */
#define MAX_ZONE_BYTES (1 << 20)

/* readZone (path string) (data []byte, number int) */
static enum ilv_native_status
read_zone (struct ilv_native_call *call)
{
  const struct ilv_string *name = ilv_slot_string (call, 4);
  char *path = strndup ((const char *) name->bytes, (size_t) name->len);
  FILE *file = path != NULL ? fopen (path, "re") : NULL;
  uint8_t *bytes = file != NULL ? malloc (MAX_ZONE_BYTES) : NULL;
  size_t n = bytes != NULL ? fread (bytes, 1, MAX_ZONE_BYTES, file) : 0;
  bool is_read = bytes != NULL && !ferror (file) && n > 0;
  void *array = is_read ? ilv_heap_alloc (call->p, NULL, n) : NULL;

  call->slots[3] = is_read ? 0 : ENOENT;
  if (array != NULL)
    {
      memcpy (array, bytes, n);
      *ilv_slot_slice (call, 0) = (struct ilv_slice) { array, (int64_t) n, (int64_t) n };
    }
  if (file != NULL)
    fclose (file);
  free (bytes);
  free (path);
  return is_read && array == NULL ? ILV_NATIVE_OUT_OF_MEMORY : ILV_NATIVE_DONE;
}

/* Sleep (d Duration) */
static enum ilv_native_status
sleep_for (struct ilv_native_call *call)
{
  return ilv_sleep_begin (call->p, call->g, (int64_t) call->slots[0]) == ILV_STEP_PARK
           ? ILV_NATIVE_PARKED
           : ILV_NATIVE_DONE;
}

/* --- Timers --------------------------------------------------------------------- */

/* In the Go heap, behind a *handle. While the timer is set only the scheduler
 * knows of it, so it is pinned. guard keeps setting and stopping apart from
 * firing; it is held over nothing that waits. */
struct handle
{
  struct ilv_heap_pin pin;
  struct ilv_timer timer; /* data: the handle */
  struct ilv_heap *heap;
  struct ilv_chan *chan;                  /* where to send the time; NULL: */
  const struct ilv_func *const *function; /* a closure to be started */
  const void *location;                   /* of the times sent */
  struct ilv_lock guard;
  bool is_set;
  uint32_t id, seq;                       /* in the trace; 0: it has not been there */
};

/* Under guard, so that numbers are written in their order. */
static void
trace_handle (struct ilv_p *p, struct ilv_g *g, struct handle *handle, enum ilv_event_type type,
              uint32_t arg)
{
  if (!p->is_traced)
    return;
  if (handle->id == 0)
    {
      handle->id = ilv_object_make (p, g, ILV_OBJECT_TIMER);
      handle->seq = 1;
      if (handle->chan != NULL)
        ilv_trace (p, g, ILV_EVENT_OBJECT_PART, ilv_chan_id (handle->chan), 0, handle->id);
    }
  ilv_trace (p, g, type, handle->id, ++handle->seq, arg);
}

/* A Timer or Ticker as time-timer.go declares it. */
struct go_timer
{
  struct ilv_chan *chan;
  const struct handle *handle;
};

/* Without the guard: who has the timer has seen it being set. */
uint32_t
ilv_pkg_timer_id (const void *timer)
{
  const struct handle *handle = ((const struct go_timer *) timer)->handle;

  return handle != NULL ? handle->id : 0;
}

static void
send_time (struct ilv_p *p, const struct handle *handle)
{
  int64_t wall_nsec = ilv_wall_nsec (p);
  struct go_time time = {
    .sec = wall_nsec / NSEC_PER_SEC + UNIX_TO_INTERNAL,
    .nsec = wall_nsec % NSEC_PER_SEC,
    .mono = (int64_t) ilv_now_nsec (p) + 1,
    .location = handle->location,
  };

  ilv_chan_send_begin (p, NULL, handle->chan, &time, false);
}

static void
start_function (struct ilv_p *p, const struct ilv_func *const *function)
{
  struct ilv_goroutine *goroutine = ilv_goroutine_new (p, function, NULL);

  /* Without memory for a goroutine the function is not called; there is nobody to tell. */
  if (goroutine != NULL)
    ilv_go (p, NULL, &goroutine->g, (*function)->name_string);
}

static void
fire (struct ilv_p *p, struct ilv_timer *timer)
{
  struct handle *handle = timer->data;
  bool is_wanted;

  ilv_lock (&handle->guard);
  /* A timer that was stopped, or set again, just when it was taken: too late.
   * Relaxed: home of this timer changes only under guard from here on. */
  is_wanted = handle->is_set
              && (timer->period_nsec != 0
                  || atomic_load_explicit (&timer->home, memory_order_relaxed) == NULL);
  if (is_wanted && timer->period_nsec == 0)
    {
      handle->is_set = false;
      ilv_heap_unpin (handle->heap, &handle->pin);
    }
  if (is_wanted)
    trace_handle (p, NULL, handle, ILV_EVENT_TIMER_FIRE, timer->period_nsec != 0);
  ilv_unlock (&handle->guard);
  if (!is_wanted)
    return;
  if (handle->chan != NULL)
    send_time (p, handle);
  else
    start_function (p, handle->function);
}

/* newHandle (c chan Time, f func (), loc *Location) *handle */
static enum ilv_native_status
new_handle (struct ilv_native_call *call)
{
  struct handle *handle = ilv_heap_alloc_words (call->p, sizeof *handle);

  if (handle == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  handle->timer.fire = fire;
  handle->timer.data = handle;
  handle->heap = ilv_heap_of (call->p);
  handle->chan = ilv_slot_pointer (call, 1);
  handle->function = ilv_slot_pointer (call, 2);
  handle->location = ilv_slot_pointer (call, 3);
  call->slots[0] = (uint64_t) (uintptr_t) handle;
  return ILV_NATIVE_DONE;
}

/* Takes the timer back. True: it had not fired, or what it sent was not received. */
static bool
stop_locked (struct ilv_native_call *call, struct handle *handle)
{
  bool was_set = handle->is_set;
  struct go_time forgotten;
  bool ok;

  ilv_timer_stop (call->p, &handle->timer);
  handle->is_set = false;
  if (handle->chan != NULL
      && ilv_chan_recv_begin (call->p, call->g, handle->chan, &forgotten, false, &ok) == ILV_STEP_DONE)
    was_set = true;
  return was_set;
}

/* (*handle).stop () bool */
static enum ilv_native_status
handle_stop (struct ilv_native_call *call)
{
  struct handle *handle = ilv_slot_pointer (call, 1);

  ilv_lock (&handle->guard);
  if (handle->is_set)
    trace_handle (call->p, call->g, handle, ILV_EVENT_TIMER_STOP, 0);
  call->slots[0] = stop_locked (call, handle);
  ilv_heap_unpin (handle->heap, &handle->pin);
  ilv_unlock (&handle->guard);
  return ILV_NATIVE_DONE;
}

static uint64_t
time_from_now (struct ilv_p *p, int64_t delay_nsec)
{
  uint64_t now_nsec = ilv_now_nsec (p);

  if (delay_nsec <= 0)
    return now_nsec;
  return now_nsec + (uint64_t) delay_nsec < INT64_MAX ? now_nsec + (uint64_t) delay_nsec : INT64_MAX;
}

/* As TIMER_SET says it. */
static uint32_t
to_usec (int64_t nsec)
{
  uint64_t usec = nsec > 0 ? ((uint64_t) nsec + 999) / 1000 : 0;

  return usec < UINT32_MAX ? (uint32_t) usec : UINT32_MAX;
}

/* (*handle).set (d, period Duration) bool */
static enum ilv_native_status
handle_set (struct ilv_native_call *call)
{
  struct handle *handle = ilv_slot_pointer (call, 1);

  ilv_lock (&handle->guard);
  call->slots[0] = stop_locked (call, handle);
  handle->timer.when_nsec = time_from_now (call->p, (int64_t) call->slots[2]);
  handle->timer.period_nsec = call->slots[3];
  handle->is_set = true;
  trace_handle (call->p, call->g, handle, ILV_EVENT_TIMER_SET, to_usec ((int64_t) call->slots[2]));
  ilv_heap_pin (handle->heap, &handle->pin);
  ilv_timer_set (call->p, &handle->timer);
  ilv_unlock (&handle->guard);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (time) = {
  { "now", now },
  { "localZone", local_zone },
  { "localIsDST", local_is_dst },
  { "readZone", read_zone },
  { "Sleep", sleep_for },
  { "newHandle", new_handle },
  { "(*handle).set", handle_set },
  { "(*handle).stop", handle_stop },
  { NULL, NULL },
};

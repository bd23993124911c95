/* pkg_reflect_chan.c - Natives of package reflect: channels and select.
 *
 * They wait through the same halves of operations as the instructions do.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/chan.h"
#include "vm/pkg_reflect.h"

static enum ilv_native_status
fault (struct ilv_native_call *call, const char *text)
{
  ilv_fault_error (call->p, ilv_reflect_goroutine (call), ILV_ERROR_PLAIN, "%s", text);
  return ilv_reflect_fault (call);
}

static enum ilv_native_status
send_on_closed (struct ilv_native_call *call)
{
  return fault (call, "send on closed channel");
}

/* chanMake (t *rtype, n int) place */
enum ilv_native_status
ilv_reflect_chan_make (struct ilv_native_call *call)
{
  struct ilv_chan *chan
      = ilv_values_make_chan (call->p, ilv_reflect_goroutine (call), ilv_slot_rtype (call, 1),
                              (int64_t) call->slots[2]);

  ilv_slot_set_pointer (call, 0, chan);
  return chan != NULL ? ILV_NATIVE_DONE : ilv_reflect_fault (call);
}

/* chanLen (c place) int */
enum ilv_native_status
ilv_reflect_chan_len (struct ilv_native_call *call)
{
  call->slots[0] = ilv_chan_len (ilv_slot_pointer (call, 1));
  return ILV_NATIVE_DONE;
}

/* chanCap (c place) int */
enum ilv_native_status
ilv_reflect_chan_cap (struct ilv_native_call *call)
{
  call->slots[0] = ilv_chan_cap (ilv_slot_pointer (call, 1));
  return ILV_NATIVE_DONE;
}

/* chanClose (c place) */
enum ilv_native_status
ilv_reflect_chan_close (struct ilv_native_call *call)
{
  switch (ilv_chan_close (call->p, call->g, ilv_slot_pointer (call, 0)))
    {
    case ILV_STEP_CLOSED:
      return fault (call, "close of closed channel");
    case ILV_STEP_NIL:
      return fault (call, "close of nil channel");
    default:
      return ILV_NATIVE_DONE;
    }
}

/* chanSend (c, elem place, wait bool) (sent bool) */
enum ilv_native_status
ilv_reflect_chan_send (struct ilv_native_call *call)
{
  if (call->phase > 0)
    {
      call->slots[0] = true;
      return ilv_chan_send_finish (call->p, call->g) ? ILV_NATIVE_DONE : send_on_closed (call);
    }
  switch (ilv_chan_send_begin (call->p, call->g, ilv_slot_pointer (call, 1),
                               ilv_slot_pointer (call, 2), call->slots[3] != 0))
    {
    case ILV_STEP_DONE:
      call->slots[0] = true;
      return ILV_NATIVE_DONE;
    case ILV_STEP_PARK:
      return ILV_NATIVE_PARKED_AGAIN;
    case ILV_STEP_CLOSED:
      return send_on_closed (call);
    default:
      return ILV_NATIVE_DONE;
    }
}

/* chanRecv (c, elem place, wait bool) (received, ok bool) */
enum ilv_native_status
ilv_reflect_chan_recv (struct ilv_native_call *call)
{
  bool ok = true;

  if (call->phase > 0)
    {
      call->slots[0] = true;
      call->slots[1] = ilv_chan_recv_finish (call->p, call->g);
      return ILV_NATIVE_DONE;
    }
  switch (ilv_chan_recv_begin (call->p, call->g, ilv_slot_pointer (call, 2),
                               ilv_slot_pointer (call, 3), call->slots[4] != 0, &ok))
    {
    case ILV_STEP_DONE:
      call->slots[0] = true;
      call->slots[1] = ok;
      return ILV_NATIVE_DONE;
    case ILV_STEP_PARK:
      return ILV_NATIVE_PARKED_AGAIN;
    default:
      return ILV_NATIVE_DONE;
    }
}

/* reflect-chan.go: type selectCase */
_Static_assert (sizeof (struct ilv_select_case) == 9 * 8, "type selectCase");

/* choose (cases []selectCase, wait bool) (chosen int, ok bool) */
enum ilv_native_status
ilv_reflect_choose (struct ilv_native_call *call)
{
  const struct ilv_slice *cases = ilv_slot_slice (call, 2);
  struct ilv_select_result result = { 0 };

  if (call->phase > 0)
    ilv_select_finish (call->p, call->g, cases->array, (unsigned) cases->len, &result);
  else if (ilv_select_begin (call->p, call->g, cases->array, (unsigned) cases->len,
                             call->slots[5] != 0, &result)
           == ILV_STEP_PARK)
    return ILV_NATIVE_PARKED_AGAIN;
  if (result.is_closed)
    return send_on_closed (call);
  call->slots[0] = (uint64_t) (int64_t) result.chosen;
  call->slots[1] = result.ok;
  return ILV_NATIVE_DONE;
}

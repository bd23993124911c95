/* interp_chans.h - Instructions on channels.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

  CASE (SEND):
    SAVE;
    switch (ilv_chan_send_begin (p, g, (struct ilv_chan *) (uintptr_t) A, &B, true))
      {
      case ILV_STEP_DONE: NEXT_N (2);
      case ILV_STEP_PARK: return ILV_OUTCOME_PARKED;
      default: goto send_on_closed;
      }
  CASE (SEND_RESUME):
    SAVE;
    if (ilv_unlikely (!ilv_chan_send_finish (p, g))) goto send_on_closed;
    NEXT;
  CASE (RECV):
    {
      bool ok = true;
      void *elem = pc->a == ILV_NO_SLOT ? NULL : &A;
      SAVE_AT (pc + 2);
      if (ilv_chan_recv_begin (p, g, (struct ilv_chan *) (uintptr_t) B, elem, true, &ok)
          == ILV_STEP_PARK)
        return ILV_OUTCOME_PARKED;
      if (pc->c != ILV_NO_SLOT)
        C = ok;
      if (pc[1].low < ILV_MEM_W1)
        goto extend_received;
      NEXT_N (4);
    }
  CASE (RECV_RESUME):
    {
      bool ok;
      SAVE;
      ok = ilv_chan_recv_finish (p, g);
      if (pc->c != ILV_NO_SLOT)
        C = ok;
      pc -= 2; /* as if it had been done at once */
      if (pc[1].low < ILV_MEM_W1)
        goto extend_received;
      NEXT_N (4);
    }
  extend_received:
    /* Only the low bytes were written. */
    if (pc->a != ILV_NO_SLOT)
      switch (pc[1].low)
        {
        case ILV_MEM_U8: A = (uint8_t) A; break;
        case ILV_MEM_S8: A = (uint64_t) (int8_t) A; break;
        case ILV_MEM_U16: A = (uint16_t) A; break;
        case ILV_MEM_S16: A = (uint64_t) (int16_t) A; break;
        case ILV_MEM_U32: A = (uint32_t) A; break;
        case ILV_MEM_S32: A = (uint64_t) (int32_t) A; break;
        }
    NEXT_N (4);
  CASE (CHCLOSE):
    SAVE;
    switch (ilv_chan_close (p, g, (struct ilv_chan *) (uintptr_t) A))
      {
      case ILV_STEP_CLOSED:
        ilv_fault_error (p, goroutine, ILV_ERROR_PLAIN, "close of closed channel");
        goto raise;
      case ILV_STEP_NIL:
        ilv_fault_error (p, goroutine, ILV_ERROR_PLAIN, "close of nil channel");
        goto raise;
      default:
        NEXT;
      }
  CASE (CHLEN): A = ilv_chan_len ((struct ilv_chan *) (uintptr_t) B); NEXT;
  CASE (CHCAP): A = ilv_chan_cap ((struct ilv_chan *) (uintptr_t) B); NEXT;
  CASE (SELECT_CASE):
    {
      struct ilv_select_case *cases = (struct ilv_select_case *) &R (pc[1].low);
      struct ilv_select_case *item = &cases[pc->a];
      memset (item, 0, sizeof *item);
      item->chan = (struct ilv_chan *) (uintptr_t) B;
      item->elem = pc->c == ILV_NO_SLOT ? NULL : &C;
      item->is_send = pc[1].high != 0;
      NEXT_N (3);
    }
  CASE (SELECT):
  CASE (SELECT_RESUME):
    {
      struct ilv_select_case *cases = (struct ilv_select_case *) &B;
      struct ilv_select_result result = { 0 };
      const bool is_resume = pc->op == ILV_OPCODE_SELECT_RESUME;
      SAVE_AT (pc + 2);
      if (is_resume)
        ilv_select_finish (p, g, cases, pc->c, &result);
      else if (ilv_select_begin (p, g, cases, pc->c, pc[1].low != 0, &result) == ILV_STEP_PARK)
        return ILV_OUTCOME_PARKED;
      if (ilv_unlikely (result.is_closed)) goto send_on_closed;
      R (pc->a) = (uint64_t) (int64_t) result.chosen;
      R (pc->a + 1) = result.ok;
      NEXT_N (is_resume ? 2 : 4);
    }

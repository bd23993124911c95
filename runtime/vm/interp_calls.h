/* interp_calls.h - Calls, and what is done in place of some.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

/* From a shortcut to what follows the native call: CALLN and its second half, 3 words each. */
#define BEHIND_NATIVE (1 + 6)
/* All sequentially consistent, as in pkg_sync_atomic.c. A slot is what its type extends it to. */
#define ATOMIC(NAME, KIND, type, address_slot, action) \
  CASE (ATOMIC_##NAME##_##KIND): \
    { \
      _Atomic type *word = (_Atomic type *) (uintptr_t) R (pc->a + address_slot); \
      if (ilv_unlikely ((uintptr_t) word < NIL_GUARD)) \
        NEXT; \
      action; \
      NEXT_N (BEHIND_NATIVE); \
    }
#define ATOMICS(KIND, type) \
  ATOMIC (LOAD, KIND, type, 1, A = (uint64_t) atomic_load (word)) \
  ATOMIC (STORE, KIND, type, 0, atomic_store (word, (type) R (pc->a + 1))) \
  ATOMIC (ADD, KIND, type, 1, \
          A = (uint64_t) (type) ((uint64_t) atomic_fetch_add (word, (type) R (pc->a + 2)) \
                                 + R (pc->a + 2))) \
  ATOMIC (SWAP, KIND, type, 1, A = (uint64_t) atomic_exchange (word, (type) R (pc->a + 2))) \
  ATOMIC (CAS, KIND, type, 1, type old = (type) R (pc->a + 2); \
          A = atomic_compare_exchange_strong (word, &old, (type) R (pc->a + 3)))

  SIMPLE (CALL)
  CASE (CALLC):
    closure = (const struct ilv_func *const *) (uintptr_t) B;
    if (ilv_unlikely (!closure)) goto nil_dereference;
    window = fp + pc->a;
    return_pc = pc + 1;
    goto enter_call;
  CASE (CALLI):
    {
      const struct ilv_rtype *type = iface_at (&B)->type;
      if (ilv_unlikely (!type)) goto nil_dereference;
      func = find_method (type, pc + 1);
      closure = &func->self;
      window = fp + pc->a;
      window[func->n_result_slots] = iface_at (&B)->data;
      return_pc = pc + 3;
      goto enter_call;
    }
  enter_call:
    func = *closure;
    if (ilv_unlikely (window + func->n_slots > end))
      goto enter_segment;
    window[-3] = (uint64_t) (uintptr_t) closure;
    window[-2] = (uint64_t) (uintptr_t) fp;
    window[-1] = (uint64_t) (uintptr_t) return_pc;
    fp = window;
    pc = func->code;
    if (ilv_unlikely (--fuel <= 0)) goto poll;
    GOTO;
  enter_segment:
    {
      bool is_overflow;
      uint64_t *frame = ilv_goroutine_push_segment (p, goroutine, closure, window, window, fp,
                                                    return_pc, &is_overflow);
      if (ilv_unlikely (!frame))
        {
          SAVE;
          if (is_overflow)
            ilv_fault_stack_overflow (p, goroutine);
          else
            ilv_fault_out_of_memory (p, goroutine);
          goto raise;
        }
      fp = frame;
      end = goroutine->segment->end;
      pc = (*closure)->code;
      if (ilv_unlikely (--fuel <= 0)) goto poll;
      GOTO;
    }
  CASE (SEGMENT_RETURN):
    pc = ilv_goroutine_pop_segment (goroutine);
    end = goroutine->segment->end;
    GOTO;
  SIMPLE (RET)
  SIMPLE (RETMOV)

  CASE (CALLN):
  CASE (CALLN_RESUME):
    {
      const bool is_resume = pc->op == ILV_OPCODE_CALLN_RESUME;
      /* Both halves are of the same length; the call is over behind the second. */
      const union ilv_word *after = pc + (is_resume ? 3 : 6);
      uint64_t *slots = &A;
      uint64_t *state = slots + pc[2].high;
      enum ilv_native_status status;

      if (!is_resume)
        {
          memset (slots, 0, pc[2].low * sizeof (uint64_t));
          state[0] = state[1] = state[2] = 0;
        }
      struct ilv_native_call call = { vm, p, g, slots, (uint32_t) state[2], state };
      /* Before the call: a lost processor or a park may let others run it at once. */
      SAVE_AT (after);
      status = ((ilv_native_fn) (uintptr_t) pc[1].address) (&call);
      if (ilv_likely (status == ILV_NATIVE_DONE))
        {
          ALLOCATED;
          pc = after;
          GOTO;
        }
      switch (status)
        {
        case ILV_NATIVE_DONE:
        case ILV_NATIVE_PARKED:
          return ILV_OUTCOME_PARKED;
        case ILV_NATIVE_PARKED_AGAIN:
          state[2]++;
          goroutine->pc = after - 3;
          return ILV_OUTCOME_PARKED;
        case ILV_NATIVE_LOST_P:
          return ILV_OUTCOME_LOST_P;
        case ILV_NATIVE_YIELD:
        case ILV_NATIVE_EXIT:
        case ILV_NATIVE_FATAL:
          return ILV_OUTCOME_YIELDED;
        case ILV_NATIVE_GOEXIT:
          goroutine->fault = ILV_FAULT_GOEXIT;
          goto raise;
        case ILV_NATIVE_PANIC:
          goto raise;
        case ILV_NATIVE_OUT_OF_MEMORY:
          goto out_of_memory;
        case ILV_NATIVE_CALL:
          closure = (const struct ilv_func *const *) (uintptr_t) state[0];
          window = (uint64_t *) (uintptr_t) state[1];
          return_pc = after;
          goto enter_segment;
        }
      goto raise;
    }
  CASE (CALLMADE):
    {
      const struct ilv_made *made = (const struct ilv_made *) (uintptr_t) fp[-3];
      window = fp + made->own.n_arg_slots + ILV_FRAME_HEAD;
      window[0] = (uint64_t) (uintptr_t) made;
      window[1] = (uint64_t) (uintptr_t) fp;
      closure = made->handler;
      return_pc = pc + 1;
      goto enter_call;
    }
  CASE (FSQRT):
    A = from_double (sqrt (to_double (R (pc->a + 1))));
    NEXT_N (BEHIND_NATIVE);
  CASE (MUTEX_LOCK):
    if (ilv_likely (A >= NIL_GUARD && !p->is_traced)
        && ilv_mutex_lock_at_once (g, (struct ilv_mutex *) (uintptr_t) A))
      NEXT_N (BEHIND_NATIVE);
    NEXT;
  CASE (MUTEX_UNLOCK):
    if (ilv_likely (A >= NIL_GUARD && !p->is_traced)
        && ilv_mutex_unlock_at_once ((struct ilv_mutex *) (uintptr_t) A))
      NEXT_N (BEHIND_NATIVE);
    NEXT;
  ATOMICS (64, uint64_t)
  ATOMICS (S32, int32_t)
  ATOMICS (U32, uint32_t)
  CASE (GO):
    SAVE;
    if (!start_goroutine (p, goroutine, (const struct ilv_func *const *) (uintptr_t) B, &A))
      goto raise;
    NEXT;
  CASE (DEFER):
    SAVE;
    if (!push_deferred (p, goroutine, &C, (const struct ilv_func *const *) (uintptr_t) B, &A))
      goto raise;
    ALLOCATED;
    NEXT;
  CASE (DEFERAT):
    SAVE;
    if (!push_deferred (p, goroutine, (uint64_t *) (uintptr_t) C,
                        (const struct ilv_func *const *) (uintptr_t) B, &A))
      goto raise;
    ALLOCATED;
    NEXT;
  /* Two, so that the instruction before the one returned to, of which traces tell, is of this
   * place, too. */
  CASE (RUNDEFERS):
  CASE (RUNDEFERS_MORE):
    {
      struct ilv_deferred *deferred = (struct ilv_deferred *) (uintptr_t) A;
      if (!deferred)
        NEXT;
      A = (uint64_t) (uintptr_t) deferred->next;
      closure = deferred->closure;
      if (ilv_unlikely (!closure)) goto nil_dereference;
      window = fp + pc->b;
      return_pc = pc + (pc->op == ILV_OPCODE_RUNDEFERS);
      func = *closure;
      if (window + func->n_arg_slots <= end)
        {
          memcpy (window, deferred->slots, deferred->n_slots * sizeof (uint64_t));
          goto enter_call;
        }
      bool is_overflow;
      uint64_t *frame = ilv_goroutine_push_segment (p, goroutine, closure, deferred->slots, NULL,
                                                    fp, return_pc, &is_overflow);
      if (ilv_unlikely (!frame))
        {
          A = (uint64_t) (uintptr_t) deferred;
          if (!is_overflow) goto out_of_memory;
          SAVE;
          ilv_fault_stack_overflow (p, goroutine);
          goto raise;
        }
      fp = frame;
      end = goroutine->segment->end;
      pc = func->code;
      GOTO;
    }
  CASE (RECOVER):
    SAVE;
    *iface_at (&A) = ilv_panic_recover (
        p, goroutine, pc->b ? (const uint64_t *) (uintptr_t) fp[-2] : fp);
    NEXT;
  CASE (PANIC):
    SAVE;
    ilv_fault_value (goroutine, *iface_at (&A));
    goto raise;
  CASE (PANICSTR):
    SAVE;
    ilv_fault_error (p, goroutine, (enum ilv_error_kind) pc->a, "%.*s", (int) pc[2].bits,
                     (const char *) pc[1].address);
    goto raise;
  CASE (EXIT):
    SAVE;
    ilv_sched_stop (vm->sched, 0);
    return ILV_OUTCOME_ENDED;
  CASE (END): return ILV_OUTCOME_ENDED;
  CASE (PANIC_RETURN):
    step = ilv_panic_returned (p, goroutine);
    goto after_panic;
  CASE (PRINT_RETURN):
    step = ilv_panic_last_words (p, goroutine);
    goto after_panic;

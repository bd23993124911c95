/* interp.c - The interpreter's loop.
 *
 * It is one function. What the instructions do stands in interp_*.h, one file for each group,
 * which are included in it; here is what they share: dispatch, jumps, safepoints, faults.
 *
 * Registers are the slots of the current frame. A dispatch costs about 1.5 ns
 * whatever the instruction does, so instructions are few and fat: a comparison
 * jumps, an element access checks its bounds, and pairs that often follow each
 * other are done with one dispatch (code/fused.def). Dispatch is by computed goto
 * from the end of every handler; gcc keeps that apart with -fno-gcse and
 * -fno-crossjumping. Handlers end in NEXT, so that a build with tail calls
 * stays possible.
 *
 * `fuel` counts calls and jumps backwards. When it is used up the goroutine is
 * at a safepoint: its pc and fp are in the goroutine, all its pointers in
 * frames. Then it looks whether somebody wants the processor, a collection is
 * due, or the run is over. Nothing else interrupts a goroutine.
 *
 * An instruction that may wait is followed by its second half, the goroutine's
 * pc when it is woken (sched.h). The scheduler may resume it on another thread
 * as soon as resume() has returned, so nothing is touched after that.
 *
 * SPDX-License-Identifier: MIT
 */
#include <complex.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/assert.h"
#include "base/utf8.h"
#include "sched/chan.h"
#include "sched/sync.h"
#include "vm/equal.h"
#include "vm/interp_simple.h"
#include "vm/map.h"
#include "vm/slice.h"
#include "vm/string.h"
#include "vm/vm_private.h"

#define FUEL 256
/* No object lies below. */
#define NIL_GUARD 4096

_Static_assert (sizeof (struct ilv_select_case) <= ILV_SELECT_CASE_SLOTS * 8, "fits its slots");
_Static_assert (sizeof (struct ilv_map_iter) <= ILV_MAP_ITER_SLOTS * 8, "fits its slots");

static inline double
to_double (uint64_t bits)
{
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static inline uint64_t
from_double (double value)
{
  uint64_t bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

static inline float
to_float (uint64_t bits)
{
  uint32_t low = (uint32_t) bits;
  float value;

  memcpy (&value, &low, sizeof value);
  return value;
}

static inline uint64_t
from_float (float value)
{
  uint32_t bits;

  memcpy (&bits, &value, sizeof bits);
  return bits;
}

/* What amd64's cvttsd2si answers, also out of range. */
static inline int64_t
double_to_int (double value)
{
  if (value >= -9223372036854775808.0 && value < 9223372036854775808.0)
    return (int64_t) value;
  return INT64_MIN;
}

/* What gc makes of it on amd64. */
static inline uint64_t
double_to_uint (double value)
{
  if (value < 9223372036854775808.0)
    return (uint64_t) double_to_int (value);
  return (uint64_t) double_to_int (value - 9223372036854775808.0) ^ (UINT64_C (1) << 63);
}

/* Division as Go does it: infinities and zeroes come out as if computed with
 * scaling, not as NaN. */
static double complex
divide_complex (double complex n, double complex m)
{
  return n / m;
}

static inline double complex
to_complex (const uint64_t *slots)
{
  /* As CMPLX, which the C library has for gcc only. */
  return __builtin_complex (to_double (slots[0]), to_double (slots[1]));
}

static inline void
from_complex (uint64_t *slots, double complex value)
{
  slots[0] = from_double (creal (value));
  slots[1] = from_double (cimag (value));
}

static inline struct ilv_string *
string_at (uint64_t *slots)
{
  return (struct ilv_string *) slots;
}

static inline struct ilv_slice *
slice_at (uint64_t *slots)
{
  return (struct ilv_slice *) slots;
}

static inline struct ilv_iface *
iface_at (uint64_t *slots)
{
  return (struct ilv_iface *) slots;
}

/* Names the channel or object for viewers; @name has its id from the start of the run. */
static void
name_object (struct ilv_p *p, struct ilv_goroutine *goroutine, uint32_t id,
             const struct ilv_object_name *name)
{
  if (p->is_traced && id)
    ilv_trace (p, &goroutine->g, ILV_EVENT_OBJECT_NAME, id, 0, name->string);
}

/* Pushes a deferred call on the list at @list. */
static bool
push_deferred (struct ilv_p *p, struct ilv_goroutine *goroutine, uint64_t *list,
               const struct ilv_func *const *closure, const uint64_t *args)
{
  uint32_t n_slots = closure ? (*closure)->n_arg_slots : 0;
  struct ilv_deferred *deferred
      = ilv_heap_alloc_words (p, sizeof *deferred + n_slots * sizeof (uint64_t));

  if (!deferred)
    {
      ilv_fault_out_of_memory (p, goroutine);
      return false;
    }
  deferred->next = (struct ilv_deferred *) (uintptr_t) *list;
  deferred->closure = closure;
  deferred->n_slots = n_slots;
  memcpy (deferred->slots, args, n_slots * sizeof (uint64_t));
  *list = (uint64_t) (uintptr_t) deferred;
  return true;
}

static bool
start_goroutine (struct ilv_p *p, struct ilv_goroutine *goroutine,
                 const struct ilv_func *const *closure, const uint64_t *args)
{
  struct ilv_goroutine *started;

  if (!closure)
    {
      ilv_fault_fatal (p, goroutine, "go of nil func value");
      return false;
    }
  started = ilv_goroutine_new (p, closure, args);
  if (!started)
    {
      ilv_fault_out_of_memory (p, goroutine);
      return false;
    }
  ilv_go (p, &goroutine->g, &started->g, (*closure)->name_string);
  return true;
}

/* The method of that id for a call through @iface, by way of the cache in the instruction: a
 * method of the type last seen there. Relaxed: the entries of method tables never change. */
static inline const struct ilv_func *
find_method (const struct ilv_rtype *type, const union ilv_word *words)
{
  const struct ilv_rtype_method *const *cache = (const void *) &words[1].address;
  const struct ilv_rtype_method *method = __atomic_load_n (cache, __ATOMIC_RELAXED);

  if (ilv_likely (method && method->owner == type))
    return method->func;
  method = ilv_rtype_method_by_id (type, (uint32_t) words[0].bits);
  __atomic_store_n ((const struct ilv_rtype_method **) (uintptr_t) cache, method,
                    __ATOMIC_RELAXED);
  return method->func;
}

/* Handlers. R(x) is slot x; A, B, C those that the instruction names. */
#define R(slot) fp[slot]
#define A R (pc->a)
#define B R (pc->b)
#define C R (pc->c)
#define SIGNED(x) ((int64_t) (x))
#define SIMM(x) ((int64_t) (int16_t) (x))

#define CASE(NAME) op_##NAME
#define GOTO goto *labels[pc->op]
#define NEXT_N(n) do { pc += (n); GOTO; } while (0)
#define NEXT NEXT_N (1)

/* What others may look at while we call out: where the goroutine is. */
#define SAVE_AT(where) \
  (goroutine->pc = (where), goroutine->fp = fp, \
   goroutine->g.site = (uint32_t) (pc - code))
#define SAVE SAVE_AT (pc + 1)

/* An allocation may have asked for a collection: do not let a loop of large
 * ones run on for the rest of its fuel. Relaxed: seen late is seen. */
#define ALLOCATED \
  do { \
    if (ilv_unlikely (atomic_load_explicit (&p->poll, memory_order_relaxed))) \
      fuel = 0; \
  } while (0)

#define CHECK_NIL(address) \
  do { if (ilv_unlikely ((address) < NIL_GUARD)) goto nil_dereference; } while (0)

/* Words of each instruction. */
enum
{
#define ILV_OP(NAME, operands, words, meaning) LENGTH_##NAME = sizeof (words),
#include "code/opcodes.def"
#undef ILV_OP
};

/* An instruction of which interp_simple.h says what it does. */
#define SIMPLE(NAME) CASE (NAME): DO_##NAME; NEXT_N (LENGTH_##NAME);
/* A jump and its twin backwards. */
#define JUMP(NAME) SIMPLE (J_##NAME) SIMPLE (B_##NAME)

/* One of the jumps that follow, or, if there is no such number, on behind them. */
#define TAKE_JUMP(number) \
  do { \
    uint64_t i = (number); \
    if (i >= pc->b) \
      NEXT_N (2 + pc->b); \
    pc += 2 + i; \
    NEXT_N (pc->imm); \
  } while (0)

enum ilv_outcome
ilv_interp_resume (struct ilv_p *p, struct ilv_g *g)
{
  static const void *const labels[] = {
#define ILV_OP(NAME, operands, words, meaning) &&op_##NAME,
#include "code/opcodes.def"
#undef ILV_OP
#define ILV_FUSED(FIRST, SECOND) &&op_##FIRST##__##SECOND,
#include "code/fused.def"
#undef ILV_FUSED
  };
  struct ilv_goroutine *goroutine = (struct ilv_goroutine *) g;
  struct ilv_vm *const vm = ilv_vm_of (p);
  const union ilv_word *const code = vm->program->code;
  char *const globals = vm->globals;
  const union ilv_word *pc = goroutine->pc;
  uint64_t *fp = goroutine->fp;
  uint64_t *end = goroutine->segment->end;
  int fuel = FUEL;
  /* Between labels: what enter_call and index_fault need. */
  const struct ilv_func *const *closure;
  const struct ilv_func *func;
  uint64_t *window;
  const union ilv_word *return_pc;
  int64_t index, length;
  enum ilv_map_fault map_fault;
  enum ilv_panic_step step;

  if (ilv_unlikely (atomic_load_explicit (&p->poll, memory_order_relaxed)))
    goto poll;
  GOTO;

#include "vm/interp_memory.h"
#include "vm/interp_numbers.h"

  /* --- Jumps --- */
  CASE (JMP): NEXT_N (pc->imm);
  SIMPLE (LOOP)
  JUMP (T)
  JUMP (F)
  JUMP (EQ)
  JUMP (NE)
  JUMP (LT)
  JUMP (LE)
  JUMP (LTU)
  JUMP (LEU)
  JUMP (EQI)
  JUMP (NEI)
  JUMP (LTI)
  JUMP (LEI)
  JUMP (GTI)
  JUMP (GEI)
  JUMP (FEQ)
  JUMP (FNE)
  JUMP (FLT)
  JUMP (FLE)
  JUMP (FNLT)
  JUMP (FNLE)
  SIMPLE (INCLT)
  SIMPLE (INCLTI)
  CASE (SWITCH): TAKE_JUMP (A - pc[1].bits);
  CASE (SEARCH): TAKE_JUMP (ilv_values_search (pc[1].address, pc->b, SIGNED (A)));
  CASE (SEARCHSTR): TAKE_JUMP (ilv_values_search_string (pc[1].address, pc->b, *string_at (&A)));

#include "vm/interp_slices.h"
#include "vm/interp_maps.h"
#include "vm/interp_ifaces.h"
#include "vm/interp_calls.h"
#include "vm/interp_chans.h"

  /* --- Two at once --- */
#define ILV_FUSED(FIRST, SECOND) \
  CASE (FIRST##__##SECOND): \
    DO_##FIRST; \
    pc += LENGTH_##FIRST; \
    DO_##SECOND; \
    NEXT_N (LENGTH_##SECOND);
#include "code/fused.def"
#undef ILV_FUSED

  CASE (PRINT): ilv_values_print (p, &A, pc->b); NEXT;

  /* --- Safepoint --- */
poll:
  fuel = FUEL;
  goroutine->retry_pc = NULL;
  SAVE_AT (pc);
  ilv_p_tick (p);
  /* Relaxed: seen late is seen. */
  if (atomic_load_explicit (&p->poll, memory_order_relaxed))
    {
      if (ilv_heap_is_collection_due (p))
        ilv_heap_collect (p, false);
      if (ilv_poll (p, g))
        return ILV_OUTCOME_PREEMPTED;
    }
  GOTO;

  /* --- Faults --- */
nil_dereference:
  SAVE;
  ilv_fault_nil_dereference (p, goroutine);
  goto raise;
divide_by_zero:
  SAVE;
  ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "integer divide by zero");
  goto raise;
negative_shift:
  SAVE;
  ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "negative shift amount");
  goto raise;
index_fault_slice:
  index = SIGNED (C);
  length = SIGNED (R (pc->b + 1));
  goto index_fault;
index_fault_array:
  index = SIGNED (C);
  length = pc[1].low;
  goto index_fault;
index_fault:
  SAVE;
  ilv_slices_index_fault (p, goroutine, index, length);
  goto raise;
map_fault:
  SAVE;
  ilv_values_map_fault (p, goroutine, map_fault, pc[1].address, &C);
  goto raise;
send_on_closed:
  SAVE;
  ilv_fault_error (p, goroutine, ILV_ERROR_PLAIN, "send on closed channel");
  goto raise;
out_of_memory:
  SAVE;
  ilv_fault_out_of_memory (p, goroutine);
  goto raise;
raise:
  /* pc is still where it went wrong, and an instruction that lacks memory has done nothing yet. */
  if (ilv_unlikely (goroutine->fault == ILV_FAULT_MEMORY))
    {
      goroutine->pc = pc;
      if (ilv_fault_retry (p, goroutine))
        {
          fuel = 1; /* the next jump backwards, or call, polls */
          GOTO;
        }
    }
  step = ilv_panic_raise (p, goroutine);
after_panic:
  if (step == ILV_PANIC_STOP)
    return ILV_OUTCOME_YIELDED;
  if (step == ILV_PANIC_END)
    return ILV_OUTCOME_ENDED;
  pc = goroutine->pc;
  fp = goroutine->fp;
  end = goroutine->segment->end;
  GOTO;
}

/* interp.c - The interpreter's loop.
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

/* Map accesses, by an expression that answers the value's address; fault is set with NULL only. */
#define MAP_ACCESS(expression) \
  const struct ilv_rtype *type = pc[1].address; \
  struct ilv_map *map = (struct ilv_map *) (uintptr_t) B; \
  enum ilv_map_fault fault; \
  void *value = expression; \
  if (ilv_unlikely (!value && fault != ILV_MAP_OK)) { map_fault = fault; goto map_fault; }
#define MAP_LOAD \
  do { \
    if (ilv_likely (type->elem->mem == ILV_MEM_W1)) \
      A = value ? *(const uint64_t *) value : 0; \
    else if (!value) \
      memset (&A, 0, type->elem->n_slots * sizeof (uint64_t)); \
    else \
      ilv_load_slots (&A, value, type->elem); \
  } while (0)
#define MAP_GET(NAME, expression) \
  CASE (NAME): \
    { \
      MAP_ACCESS (expression); \
      MAP_LOAD; \
      NEXT_N (2); \
    }
#define MAP_GETOK(NAME, expression) \
  CASE (NAME): \
    { \
      MAP_ACCESS (expression); \
      MAP_LOAD; \
      R (pc[2].low) = value != NULL; \
      NEXT_N (3); \
    }
#define MAP_PUT(NAME, expression) \
  CASE (NAME): \
    { \
      MAP_ACCESS (expression); \
      (void) type; \
      A = (uint64_t) (uintptr_t) value; \
      ALLOCATED; \
      NEXT_N (2); \
    }

/* One of the jumps that follow, or, if there is no such number, on behind them. */
#define TAKE_JUMP(number) \
  do { \
    uint64_t i = (number); \
    if (i >= pc->b) \
      NEXT_N (2 + pc->b); \
    pc += 2 + i; \
    NEXT_N (pc->imm); \
  } while (0)

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

  /* --- Moving --- */
  SIMPLE (MOV)
  CASE (MOV2):
    {
      uint64_t x = R (pc->b), y = R (pc->b + 1);
      R (pc->a) = x;
      R (pc->a + 1) = y;
      NEXT;
    }
  CASE (MOV3):
    {
      uint64_t x = R (pc->b), y = R (pc->b + 1), z = R (pc->b + 2);
      R (pc->a) = x;
      R (pc->a + 1) = y;
      R (pc->a + 2) = z;
      NEXT;
    }
  CASE (MOVN): memmove (&A, &B, pc->c * sizeof (uint64_t)); NEXT;
  CASE (ZERO): A = 0; NEXT;
  CASE (ZERO2): R (pc->a) = R (pc->a + 1) = 0; NEXT;
  CASE (ZERO3): R (pc->a) = R (pc->a + 1) = R (pc->a + 2) = 0; NEXT;
  CASE (ZERON): memset (&A, 0, (size_t) pc->imm * sizeof (uint64_t)); NEXT;
  SIMPLE (LDI)
  SIMPLE (LDK)
  CASE (LDK2): R (pc->a) = pc[1].bits; R (pc->a + 1) = pc[2].bits; NEXT_N (3);
  CASE (LEA): A = (uint64_t) (uintptr_t) &B; NEXT;
  CASE (LDCAP):
    memcpy (&A, (const uint64_t *) (uintptr_t) fp[-3] + 1 + pc->b, pc->c * sizeof (uint64_t));
    NEXT;

  /* --- Integers --- */
  SIMPLE (ADD)
  SIMPLE (SUB)
  SIMPLE (MUL)
  SIMPLE (AND)
  SIMPLE (OR)
  SIMPLE (XOR)
  SIMPLE (ANDNOT)
  SIMPLE (SHL)
  SIMPLE (SHR)
  SIMPLE (SHRU)
  CASE (DIV):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    /* The smallest number has no negative: C would trap. */
    A = C == UINT64_MAX ? 0 - B : (uint64_t) (SIGNED (B) / SIGNED (C));
    NEXT;
  CASE (DIVU):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    A = B / C;
    NEXT;
  CASE (REM):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    A = C == UINT64_MAX ? 0 : (uint64_t) (SIGNED (B) % SIGNED (C));
    NEXT;
  CASE (REMU):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    A = B % C;
    NEXT;
  SIMPLE (ADDI)
  SIMPLE (MULI)
  SIMPLE (DIVI)
  SIMPLE (REMI)
  SIMPLE (ORI)
  SIMPLE (XORI)
  SIMPLE (ANDI)
  SIMPLE (SHLI)
  SIMPLE (SHRI)
  SIMPLE (SHRUI)
  SIMPLE (ADDS32)
  SIMPLE (SUBS32)
  SIMPLE (MULS32)
  SIMPLE (ADDU32)
  SIMPLE (SUBU32)
  SIMPLE (MULU32)
  SIMPLE (ADDU8)
  SIMPLE (SUBU8)
  SIMPLE (NEG)
  SIMPLE (COM)
  SIMPLE (NOT)
  SIMPLE (EXTS8)
  SIMPLE (EXTS16)
  SIMPLE (EXTS32)
  SIMPLE (EXTU8)
  SIMPLE (EXTU16)
  SIMPLE (EXTU32)
  CASE (SHIFTCHK):
    if (ilv_unlikely (SIGNED (A) < 0)) goto negative_shift;
    NEXT;

  /* --- Floating point --- */
  SIMPLE (FADD)
  SIMPLE (FSUB)
  SIMPLE (FMUL)
  SIMPLE (FDIV)
  SIMPLE (FNEG)
  SIMPLE (F32ADD)
  SIMPLE (F32SUB)
  SIMPLE (F32MUL)
  SIMPLE (F32DIV)
  SIMPLE (F32NEG)
  CASE (CADD): from_complex (&A, to_complex (&B) + to_complex (&C)); NEXT;
  CASE (CSUB): from_complex (&A, to_complex (&B) - to_complex (&C)); NEXT;
  CASE (CMUL):
    {
      double a = to_double (R (pc->b)), b = to_double (R (pc->b + 1));
      double c = to_double (R (pc->c)), d = to_double (R (pc->c + 1));
      R (pc->a) = from_double (a * c - b * d);
      R (pc->a + 1) = from_double (a * d + b * c);
      NEXT;
    }
  CASE (CDIV): from_complex (&A, divide_complex (to_complex (&B), to_complex (&C))); NEXT;
  CASE (CNEG):
    {
      double x = -to_double (R (pc->b)), y = -to_double (R (pc->b + 1));
      R (pc->a) = from_double (x);
      R (pc->a + 1) = from_double (y);
      NEXT;
    }
  CASE (CEQ): A = to_complex (&B) == to_complex (&C); NEXT;
  CASE (C64TO128):
    {
      float x = to_float (B), y = to_float (B >> 32);
      R (pc->a) = from_double ((double) x);
      R (pc->a + 1) = from_double ((double) y);
      NEXT;
    }
  CASE (C128TO64):
    A = from_float ((float) to_double (R (pc->b)))
        | from_float ((float) to_double (R (pc->b + 1))) << 32;
    NEXT;
  SIMPLE (I2F)
  SIMPLE (U2F)
  SIMPLE (F2I)
  SIMPLE (F2U)
  SIMPLE (I2F32)
  SIMPLE (U2F32)
  SIMPLE (F2F32)
  SIMPLE (F32TOF)

  /* --- Comparisons --- */
  SIMPLE (EQ)
  SIMPLE (NE)
  SIMPLE (LT)
  SIMPLE (LE)
  SIMPLE (LTU)
  SIMPLE (LEU)
  SIMPLE (FEQ)
  SIMPLE (FNE)
  SIMPLE (FLT)
  SIMPLE (FLE)
  SIMPLE (F32EQ)
  SIMPLE (F32NE)
  SIMPLE (F32LT)
  SIMPLE (F32LE)
  SIMPLE (STREQ)
  SIMPLE (STRNE)
  SIMPLE (STRLT)
  SIMPLE (STRLE)
  CASE (IFACEEQ):
    {
      const struct ilv_rtype *fault;
      bool is_equal = ilv_iface_equal (iface_at (&B), iface_at (&C), &fault);
      if (ilv_unlikely (fault != NULL))
        {
          SAVE;
          ilv_values_uncomparable_fault (p, goroutine, fault);
          goto raise;
        }
      A = is_equal;
      NEXT;
    }
  CASE (EQT):
    {
      const struct ilv_rtype *fault;
      bool is_equal = ilv_equal (pc[1].address, &B, &C, &fault);
      if (ilv_unlikely (fault != NULL))
        {
          SAVE;
          ilv_values_uncomparable_fault (p, goroutine, fault);
          goto raise;
        }
      A = is_equal;
      NEXT_N (2);
    }

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

  /* --- Memory --- */
#define ILV_MEM(NAME, slots, size) \
  SIMPLE (LD_##NAME) SIMPLE (ST_##NAME) \
  SIMPLE (LDX_##NAME) SIMPLE (STX_##NAME) \
  SIMPLE (LDG_##NAME) SIMPLE (STG_##NAME) \
  SIMPLE (LDF_##NAME) SIMPLE (STF_##NAME)
#include "code/mem_kinds.def"
#undef ILV_MEM

  CASE (LDN):
    CHECK_NIL (B);
    memmove (&A, (const char *) (uintptr_t) B + pc->c, pc[1].bits);
    NEXT_N (2);
  CASE (STN):
    CHECK_NIL (B);
    memmove ((char *) (uintptr_t) B + pc->c, &A, pc[1].bits);
    NEXT_N (2);
  CASE (COPYN):
    CHECK_NIL (A);
    CHECK_NIL (B);
    memmove ((char *) (uintptr_t) A, (const char *) (uintptr_t) B, pc[1].bits);
    NEXT_N (2);
  CASE (GADDR): A = (uint64_t) (uintptr_t) (globals + (uint32_t) pc->imm); NEXT;
  CASE (PADD): CHECK_NIL (B); A = B + pc->c; NEXT;
  CASE (PADDK): CHECK_NIL (B); A = B + pc[1].bits; NEXT_N (2);
  CASE (NILCHK): CHECK_NIL (A); NEXT;
  CASE (IDXSLICE):
    if (ilv_unlikely (C >= R (pc->b + 1))) goto index_fault_slice;
    A = B + C * pc[1].bits;
    NEXT_N (2);
  CASE (IDXPTR):
    CHECK_NIL (B);
    if (ilv_unlikely (C >= pc[1].low)) goto index_fault_array;
    A = B + C * pc[1].high;
    NEXT_N (2);
  CASE (IDXFRAME):
    if (ilv_unlikely (C >= pc[1].low)) goto index_fault_array;
    A = (uint64_t) (uintptr_t) &B + C * pc[1].high;
    NEXT_N (2);
  CASE (BOUNDS):
    if (ilv_unlikely (C >= pc[1].low)) goto index_fault_array;
    NEXT_N (2);

  /* --- Allocation --- */
  CASE (NEW):
    {
      void *memory = ilv_heap_alloc (p, pc[1].address, 1);
      if (ilv_unlikely (!memory)) goto out_of_memory;
      A = (uint64_t) (uintptr_t) memory;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (CLOSURE):
    {
      uint64_t *made = ilv_heap_alloc_words (p, (1 + (size_t) pc->c) * sizeof (uint64_t));
      if (ilv_unlikely (!made)) goto out_of_memory;
      made[0] = pc[1].bits;
      memcpy (made + 1, &B, pc->c * sizeof (uint64_t));
      A = (uint64_t) (uintptr_t) made;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (MKSLICE):
    SAVE;
    if (!ilv_slices_make (p, goroutine, pc[1].address, SIGNED (B), SIGNED (C), slice_at (&A)))
      goto raise;
    ALLOCATED;
    NEXT_N (2);
  CASE (MKMAP):
    {
      struct ilv_map *map = ilv_map_new (p, pc[1].address, SIGNED (B) > 0 ? B : 0);
      if (ilv_unlikely (!map)) goto out_of_memory;
      A = (uint64_t) (uintptr_t) map;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (MKCHAN):
    {
      SAVE;
      struct ilv_chan *chan = ilv_values_make_chan (p, goroutine, pc[1].address, SIGNED (B));
      if (ilv_unlikely (!chan)) goto raise;
      A = (uint64_t) (uintptr_t) chan;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (NAMECHAN):
    if (A)
      {
        SAVE;
        name_object (p, goroutine, ilv_chan_id ((struct ilv_chan *) (uintptr_t) A),
                     pc[1].address);
      }
    NEXT_N (2);
  CASE (NAMESYNC):
    if (p->is_traced)
      {
        SAVE;
        ilv_vm_name_sync (p, goroutine, (void *) (uintptr_t) A, pc[1].address, pc[2].address);
      }
    NEXT_N (3);

  /* --- Slices and strings --- */
  CASE (APPEND):
    {
      struct ilv_slice slice = *slice_at (&B);
      SAVE;
      if (!ilv_slices_append (p, goroutine, pc[1].address, &slice, &C, pc[2].low, pc[2].high))
        goto raise;
      *slice_at (&A) = slice;
      ALLOCATED;
      NEXT_N (3);
    }
  CASE (APPENDS):
    {
      struct ilv_slice slice = *slice_at (&B);
      SAVE;
      if (!ilv_slices_append_slice (p, goroutine, pc[1].address, &slice,
                                    (const void *) (uintptr_t) C, SIGNED (R (pc->c + 1))))
        goto raise;
      *slice_at (&A) = slice;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (COPY):
    {
      int64_t n = SIGNED (R (pc->b + 1)), m = SIGNED (R (pc->c + 1));
      if (m < n)
        n = m;
      if (n > 0)
        memmove ((void *) (uintptr_t) B, (const void *) (uintptr_t) C, (size_t) n * pc[1].bits);
      if (pc->a != ILV_NO_SLOT)
        A = (uint64_t) n;
      NEXT_N (2);
    }
  CASE (SLICE):
    SAVE;
    if (!ilv_slices_cut (p, goroutine, *slice_at (&B), false, (const int64_t *) &C, pc[1].low,
                         pc[1].high, slice_at (&A)))
      goto raise;
    NEXT_N (2);
  CASE (SLICESTR):
    {
      struct ilv_slice bytes
          = { (void *) (uintptr_t) B, SIGNED (R (pc->b + 1)), SIGNED (R (pc->b + 1)) };
      SAVE;
      if (!ilv_slices_cut (p, goroutine, bytes, true, (const int64_t *) &C, pc[1].low, 1, &bytes))
        goto raise;
      R (pc->a) = (uint64_t) (uintptr_t) bytes.array;
      R (pc->a + 1) = (uint64_t) bytes.len;
      NEXT_N (2);
    }
  CASE (SLICEARR):
    {
      struct ilv_slice array = { (void *) (uintptr_t) B, (int64_t) pc[2].bits, (int64_t) pc[2].bits };
      CHECK_NIL (B);
      SAVE;
      if (!ilv_slices_cut (p, goroutine, array, true, (const int64_t *) &C, pc[1].low, pc[1].high,
                           slice_at (&A)))
        goto raise;
      NEXT_N (3);
    }
  CASE (SLICE2ARR):
    if (ilv_unlikely (R (pc->b + 1) < pc[1].bits))
      {
        SAVE;
        ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS,
                         "cannot convert slice with length %ld to array or pointer to array with "
                         "length %ld", (long) R (pc->b + 1), (long) pc[1].bits);
        goto raise;
      }
    A = B;
    NEXT_N (2);
  CASE (CLEARS):
    if (R (pc->a + 1))
      memset ((void *) (uintptr_t) A, 0, R (pc->a + 1) * pc[1].bits);
    NEXT_N (2);
  CASE (CONCAT):
    if (ilv_unlikely (!ilv_string_concat (p, string_at (&B), pc->c, string_at (&A))))
      goto out_of_memory;
    ALLOCATED;
    NEXT;
  CASE (STR2BYTES):
    if (ilv_unlikely (!ilv_string_to_bytes (p, *string_at (&B), slice_at (&A)))) goto out_of_memory;
    ALLOCATED;
    NEXT_N (2);
  CASE (BYTES2STR):
    if (ilv_unlikely (!ilv_string_from_bytes (p, *slice_at (&B), string_at (&A))))
      goto out_of_memory;
    ALLOCATED;
    NEXT;
  CASE (STR2RUNES):
    if (ilv_unlikely (!ilv_string_to_runes (p, *string_at (&B), slice_at (&A)))) goto out_of_memory;
    ALLOCATED;
    NEXT_N (2);
  CASE (RUNES2STR):
    if (ilv_unlikely (!ilv_string_from_runes (p, *slice_at (&B), string_at (&A))))
      goto out_of_memory;
    ALLOCATED;
    NEXT;
  CASE (RUNE2STR):
    if (ilv_unlikely (!ilv_string_from_rune (p, SIGNED (B), string_at (&A)))) goto out_of_memory;
    NEXT;
  CASE (RANGESTR):
    {
      int64_t at = SIGNED (R (pc->a + 2)), len = SIGNED (R (pc->b + 1));
      const uint8_t *bytes = (const uint8_t *) (uintptr_t) B;
      uint32_t rune;
      if (at >= len)
        NEXT_N ((int32_t) pc[1].low);
      R (pc->a) = (uint64_t) at;
      if (bytes[at] < 0x80)
        {
          R (pc->a + 1) = bytes[at];
          R (pc->a + 2) = (uint64_t) (at + 1);
        }
      else
        {
          size_t n = ilv_utf8_decode ((const char *) bytes + at, (size_t) (len - at), &rune);
          R (pc->a + 1) = rune;
          R (pc->a + 2) = (uint64_t) at + n;
        }
      NEXT_N (2);
    }

  /* --- Maps --- */
  MAP_GET (MAPGET, ilv_map_get (map, type, &C, &fault))
  MAP_GETOK (MAPGETOK, ilv_map_get (map, type, &C, &fault))
  MAP_PUT (MAPPUT, ilv_map_put (p, map, &C, &fault))
#define ILV_MAP_KEY(NAME, slots, size) \
  MAP_GET (MAPGET_##NAME, ilv_map_get_##NAME (map, &C, &fault)) \
  MAP_GETOK (MAPGETOK_##NAME, ilv_map_get_##NAME (map, &C, &fault)) \
  MAP_PUT (MAPPUT_##NAME, ilv_map_put_##NAME (p, map, &C, &fault))
#include "code/map_keys.def"
#undef ILV_MAP_KEY
  CASE (MAPDEL):
    {
      enum ilv_map_fault fault;
      ilv_map_delete ((struct ilv_map *) (uintptr_t) B, pc[1].address, &C, &fault);
      if (ilv_unlikely (fault != ILV_MAP_OK)) { map_fault = fault; goto map_fault; }
      NEXT_N (2);
    }
  CASE (MAPCLEAR):
    {
      enum ilv_map_fault fault = ILV_MAP_OK;
      if (A)
        ilv_map_clear ((struct ilv_map *) (uintptr_t) A, &fault);
      if (ilv_unlikely (fault != ILV_MAP_OK))
        {
          SAVE;
          ilv_values_map_fault (p, goroutine, fault, NULL, NULL);
          goto raise;
        }
      NEXT;
    }
  CASE (MAPLEN): A = ilv_map_len ((const struct ilv_map *) (uintptr_t) B); NEXT;
  CASE (MAPITER):
    ilv_map_iter_init (p, (struct ilv_map_iter *) &A, (struct ilv_map *) (uintptr_t) B);
    NEXT;
  CASE (MAPNEXT):
    {
      const struct ilv_rtype *type = pc[1].address;
      const void *key;
      void *value;
      if (!ilv_map_iter_next ((struct ilv_map_iter *) &A, &key, &value))
        NEXT_N ((int32_t) pc[2].low);
      if (pc->b != ILV_NO_SLOT)
        ilv_load_slots (&B, key, type->key);
      if (pc->c != ILV_NO_SLOT)
        ilv_load_slots (&C, value, type->elem);
      NEXT_N (3);
    }

  /* --- Interfaces --- */
  CASE (IFACE):
    {
      uint64_t data = B;
      R (pc->a) = pc[1].bits;
      R (pc->a + 1) = data;
      NEXT_N (2);
    }
  CASE (IFACEBOX):
    {
      const struct ilv_rtype *type = pc[1].address;
      void *box = ilv_heap_alloc (p, type, 1);
      if (ilv_unlikely (!box)) goto out_of_memory;
      ilv_store_slots (box, &B, type);
      R (pc->a) = pc[1].bits;
      R (pc->a + 1) = (uint64_t) (uintptr_t) box;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (UNBOX):
    {
      const struct ilv_rtype *type = pc[1].address;
      ilv_load_slots (&A, ilv_iface_bytes (iface_at (&B)), type);
      NEXT_N (2);
    }
  CASE (ASSERT):
    {
      const struct ilv_rtype *type = pc[1].address;
      if (ilv_unlikely (iface_at (&B)->type != type))
        {
          SAVE;
          ilv_values_assertion_fault (p, goroutine, pc[2].address, iface_at (&B)->type, type);
          goto raise;
        }
      ilv_load_slots (&A, ilv_iface_bytes (iface_at (&B)), type);
      NEXT_N (3);
    }
  CASE (ASSERTOK):
    {
      const struct ilv_rtype *type = pc[1].address;
      bool ok = iface_at (&B)->type == type;
      if (ok)
        ilv_load_slots (&A, ilv_iface_bytes (iface_at (&B)), type);
      else
        memset (&A, 0, type->n_slots * sizeof (uint64_t));
      if (pc->c != ILV_NO_SLOT)
        C = ok;
      NEXT_N (2);
    }
  CASE (ASSERTI):
    {
      const struct ilv_rtype *type = pc[1].address;
      struct ilv_iface value = *iface_at (&B);
      if (ilv_unlikely (!value.type || !ilv_rtype_implements (value.type, type, NULL)))
        {
          SAVE;
          ilv_values_assertion_fault (p, goroutine, NULL, value.type, type);
          goto raise;
        }
      *iface_at (&A) = value;
      NEXT_N (2);
    }
  CASE (ASSERTIOK):
    {
      struct ilv_iface value = *iface_at (&B);
      bool ok = value.type && ilv_rtype_implements (value.type, pc[1].address, NULL);
      *iface_at (&A) = ok ? value : (struct ilv_iface) { 0 };
      if (pc->c != ILV_NO_SLOT)
        C = ok;
      NEXT_N (2);
    }
  CASE (ISTYPE): A = B == pc[1].bits; NEXT_N (2);
  CASE (ISIFACE):
    {
      const struct ilv_rtype *type = iface_at (&B)->type;
      A = type && ilv_rtype_implements (type, pc[1].address, NULL);
      NEXT_N (2);
    }
  CASE (METHOD):
    {
      struct ilv_iface value = *iface_at (&C);
      if (ilv_unlikely (!value.type)) goto nil_dereference;
      A = (uint64_t) (uintptr_t)
              ilv_rtype_method_by_id (value.type, (uint32_t) pc[1].bits)->func;
      B = value.data;
      NEXT_N (2);
    }

  /* --- Calls --- */
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

  /* --- Channels --- */
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
      NEXT_N (2);
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
